/*
 * One statement's own line in the plain form: words small, quotation marks straight, one blank between values, numbers without blanks of a
 * word processor. Where it goes and how it is cut into lines is layout.c's.
 */
#ifndef PLINT_FORMAT_STATEMENT_H
#define PLINT_FORMAT_STATEMENT_H

#include "base/buf.h"
#include "syntax/trivia.h"

/* A place in a list where a line may or must end: behind a comma. */
struct plint_list_break {
	uint32_t at;           /* byte of the text, behind the comma; a blank follows */
	bool is_wanted;        /* comments stand here, so the line ends */
	bool is_barred;        /* what follows would be taken for a line of its own */
	uint32_t first_item, item_count; /* those comments, among items */
};

struct plint_statement_text {
	struct plint_buf text;
	uint32_t head_bytes;   /* the words of the field: "split by" */
	uint32_t as_at;        /* `TEXT as NAME` and nothing else: byte of the blank before "as"; 0: another line */
	bool has_line_end;     /* a text of several lines */
	PLINT_VEC(struct plint_list_break) breaks;
	PLINT_VEC(struct plint_trivia) items;
};

/* Makes OUT empty, in ARENA. */
void plint_statement_text_init(struct plint_statement_text *out, struct plint_arena *arena);

/* The line of STATEMENT of T without its body into OUT. *COMMENT as for plint_trivia_read. False where something in it belongs to no
 * node, so that it must stay as it stands; then *COMMENT and OUT are of no use. O(bytes). */
bool plint_statement_write(const struct plint_ast *t, uint32_t statement, uint32_t *comment, struct plint_gap *scratch,
                           struct plint_statement_text *out);

/* First position behind the line of STATEMENT: that of its last value. */
uint32_t plint_statement_line_end(const struct plint_ast *t, uint32_t statement);

/* Display columns of TEXT; of its last line where it has several. */
uint32_t plint_statement_columns(const char *text, size_t len);

#endif
