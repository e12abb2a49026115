# Every function that a header declares is documented: a comment stands above it, or above the group of declarations, without an empty
# line between, that it belongs to. Every file opens with a comment on what it is for. Prints each lack as "file:line: …" and ends with
# status 1 where there is one.
#
#   awk -f tests/check_headers.awk src/*/*.h

BEGIN { lacks = 0 }

function lack(line, text) {
	printf "%s:%d: %s\n", FILENAME, line, text
	lacks++
}

FNR == 1 {
	depth = 0
	comment = 0
	documented = 0
	statement = ""
	if ($0 !~ /^\/\*/)
		lack(1, "the file does not open with a comment on what it is for")
}

# Within a comment.
comment {
	if ($0 ~ /\*\//) {
		comment = 0
		documented = 1
	}
	next
}

/^[ \t]*\/\*/ && statement == "" {
	comment = $0 !~ /\*\//
	documented = !comment
	next
}

/^[ \t]*$/ {
	if (statement == "")
		documented = 0
	next
}

/^[ \t]*#/ { next }

{
	line = $0
	gsub(/\/\*[^*]*\*\//, "", line)
	gsub(/"[^"]*"/, "\"\"", line)
	if (statement == "")
		start = FNR
	statement = statement " " line
	opened = gsub(/\{/, "{", line)
	closed = gsub(/\}/, "}", line)
	depth += opened - closed
	if (depth > 0 || line !~ /[;}][ \t]*$/)
		next
	# A whole statement: a declaration of a function has a name before its first bracket and no typedef, no body of a struct.
	text = statement
	statement = ""
	sub(/^ +/, "", text)
	if (text ~ /^(typedef|_Static_assert|extern [^(]*;|struct [a-z_]+ \{|enum ([a-z_]+ )?\{|union )/)
		next
	if (text ~ /^[A-Za-z_][A-Za-z0-9_ \t*]*[ *]plint_[a-z0-9_]+\(/ && !documented) {
		sub(/\(.*/, "", text)
		sub(/.*[ *]/, "", text)
		lack(start, text "() is not documented")
	}
}

END { exit lacks > 0 }
