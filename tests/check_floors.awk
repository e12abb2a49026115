# Folders are floors: a file may include headers of its own folder and of lower floors, never of a higher floor and never of a
# neighbour on the same floor. Prints each breach as "file:line: …" and ends with status 1 where there is one.
#
#   awk -f tests/check_floors.awk src/*/*.[ch] src/*/*.def grammar/*
#
# A new folder below src gets its line here.

BEGIN {
	floor["base"] = 1
	floor["source"] = 2
	floor["diag"] = 3
	floor["syntax"] = 4
	floor["model"] = 5
	floor["format"] = 5
	floor["expr"] = 6
	floor["rule"] = 7
	floor["compare"] = 7
	floor["output"] = 8
	floor["exchange"] = 8
	floor["api"] = 9
	floor["lsp"] = 10
	floor["cli"] = 11
	floor["tools"] = 12
	# What bison makes belongs to the folder of its parser.
	made["plan.tab.h"] = "syntax"
	made["expr.tab.h"] = "expr"
	breaches = 0
}

function breach(text) {
	printf "%s:%d: %s\n", FILENAME, FNR, text
	breaches++
}

# The folder that FILE belongs to: src/base/buf.c is base, grammar/plan.y is syntax, grammar/expr.l is expr.
function room_of(file,    parts, count) {
	count = split(file, parts, "/")
	if (count > 1 && parts[count - 1] == "grammar")
		return parts[count] ~ /^expr\./ ? "expr" : "syntax"
	return count > 1 ? parts[count - 1] : ""
}

FNR == 1 {
	room = room_of(FILENAME)
	if (!(room in floor))
		breach("the folder \"" room "\" has no floor in tests/check_floors.awk")
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
	header = $0
	sub(/^[^"]*"/, "", header)
	sub(/".*$/, "", header)
	if (header in made)
		other = made[header]
	else if (index(header, "/") == 0)
		other = room
	else
		other = substr(header, 1, index(header, "/") - 1)
	if (!(other in floor))
		breach("\"" header "\" lies on no known floor")
	else if (other != room && floor[other] > floor[room])
		breach("\"" header "\" lies on a higher floor than " room)
	else if (other != room && floor[other] == floor[room])
		breach("\"" header "\" is a neighbour of " room " on the same floor")
}

END { exit breaches > 0 }
