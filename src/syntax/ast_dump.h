/*
 * The tree of a plan as JSON, for `planlint ast` and for whoever wants to look at it: what each line was taken for, before names are
 * resolved and values are typed.
 *
 *     {"version": 1, "files": [FILE …]}
 *     FILE       {"path", "start", "end", "blocks": [BLOCK …], "fields": [FIELD …], "includes": [TEXT …], "errors": [ERROR …],
 *                 "comments": [COMMENT …], "directives": [DIRECTIVE …]}
 *     BLOCK      {"kind", "class"?, "name"?, "title"?, "mention"?, "reported"?, "start", "end", "fields": [FIELD …],
 *                 "blocks": [BLOCK …], "errors": [ERROR …]}; kind is null where it is not known
 *     FIELD      {"field", "reported"?, "start", "end", "values": [VALUE …]}; field is null where it is not known, and "head" tells its word
 *     VALUE      {"entry": true?, "link"?, "invalid": true?, "start", "end"} and one of
 *                "word" · "text" · "number" (null while it is open) with "unit"? and "unit_first"? · "from" and "to" (days of a date)
 *                with "grain" · "fiscal_year" · "bound" with "values" · "every" with "unit" · "open" (TBD and the like)
 *     ERROR      {"start", "end", "text"}: a line that could not be read, with "blocks", "fields" and "errors" where it opened a block
 *     COMMENT    {"start", "end", "own_line", "text"}
 *     DIRECTIVE  {"start", "end", "whole_file", "rules": [NAME …], "reason", "for": start of the statement or null}
 *
 * "start" and "end" are {"line", "column", "offset"} as in findings: lines and columns from 1, columns in characters, offsets in
 * bytes; "end" lies behind the last character. A key with "?" is left out where it says nothing.
 */
#ifndef PLINT_SYNTAX_AST_DUMP_H
#define PLINT_SYNTAX_AST_DUMP_H

#include "base/buf.h"
#include "syntax/ast.h"

/* Appends the JSON of all files of T to OUT, on one line. O(nodes log lines). */
void plint_ast_dump(const struct plint_ast *t, struct plint_buf *out);

#endif
