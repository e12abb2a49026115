# Functions that we never call, and those that the library leaves to the program around it. Comments and texts do not count. Prints
# each call as "file:line: …" and ends with status 1 where there is one.
#
#   awk -f tests/check_calls.awk src/*/*.[ch] grammar/*

BEGIN {
	# They cannot know the room, keep hidden state, hide errors, run a shell, or die of their input.
	split("gets strcpy strcat sprintf vsprintf strtok alloca atoi atol atof system popen regcomp regexec scanf sscanf tmpnam mktemp", words, " ")
	for (i in words)
		never[words[i]] = 1
	# The library never prints, exits, or touches locale and signals, and no call jumps over its frames.
	split("printf puts putchar perror exit _exit quick_exit setlocale signal sigaction setjmp longjmp sigsetjmp siglongjmp getenv", words, " ")
	for (i in words)
		outside[words[i]] = 1
	calls = 0
}

function report(name, why) {
	printf "%s:%d: %s() %s\n", FILENAME, FNR, name, why
	calls++
}

FNR == 1 {
	in_comment = 0
	is_library = FILENAME !~ /(^|\/)(cli|tools)\//
}

{
	line = $0
	code = ""
	# Texts first, so that a comment sign in one does not count; a grammar's patterns are texts too.
	gsub(/\\\\/, "", line)
	gsub(/\\"/, "", line)
	gsub(/"[^"]*"/, "\"\"", line)
	while (line != "") {
		if (in_comment) {
			end = index(line, "*/")
			if (end == 0)
				break
			line = substr(line, end + 2)
			in_comment = 0
			continue
		}
		start = index(line, "/*")
		if (start == 0) {
			code = code line
			break
		}
		code = code substr(line, 1, start - 1)
		line = substr(line, start + 2)
		in_comment = 1
	}
	sub(/\/\/.*/, "", code)
	while (match(code, /[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/)) {
		name = substr(code, RSTART, RLENGTH - 1)
		sub(/[ \t]*$/, "", name)
		member = RSTART > 1 && substr(code, RSTART - 1, 1) ~ /[.>]/
		code = substr(code, RSTART + RLENGTH)
		if (member)
			continue
		if (name in never)
			report(name, "is never called here")
		else if (is_library && name in outside)
			report(name, "is not for the library")
	}
}

END { exit calls > 0 }
