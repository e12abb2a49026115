/*
 * Texts in quotes: where one ends, and what it says. Written by hand and not as patterns of the scanner, for three reasons: the
 * quotation marks of five typographies, lines that must be looked at before it can be said where an unclosed text ends, and NUL
 * bytes, which make a long pattern of flex start again each time.
 */
#ifndef PLINT_SYNTAX_QUOTE_H
#define PLINT_SYNTAX_QUOTE_H

#include "syntax/ast.h"
#include "syntax/words.h"

struct plint_quote {
	uint32_t len;       /* bytes, quotes included */
	uint32_t from, to;  /* what stands between the quotes */
	uint32_t lines;     /* lines that it goes over; 1 for most */
	bool is_long;       /* """ … """ */
	bool is_unclosed;
	bool is_single;     /* '…' or ‘…’: read, but not how a text is written */
	const char *opener, *closer; /* its quotation marks */
};

/* What the reader of an unclosed text must know of its surroundings. */
struct plint_quote_context {
	const struct plint_words *words; /* a line that begins with one of them does not go on with the text */
	const struct plint_intern *atoms;
	uint32_t open_braces;            /* that were opened on this line before the text */
};

/* The quotation mark at TEXT (LEN bytes): its bytes, or 0 where there is none. Single quotation marks count only where IS_SINGLE_OK. */
uint32_t plint_quote_opener(const char *text, size_t len, bool is_single_ok);

/* The text in quotes that begins at TEXT. An unclosed one ends with its line, without a '{' at the line's end; or where the next
 * lines are plainly its continuation, at the quotation mark there. O(bytes taken), and at most 20 lines ahead of an unclosed one. */
struct plint_quote plint_quote_read(const struct plint_quote_context *c, const char *text, size_t len);

/* What the text Q at TEXT says: escapes resolved, blanks at both ends dropped, common indent of a long one removed. Points into TEXT
 * where nothing had to change, else into A. IS_DIRTY: TEXT may hold ill-formed UTF-8 or NUL, which become U+FFFD. */
struct plint_ast_text plint_quote_cook(struct plint_arena *a, const char *text, const struct plint_quote *q, bool is_dirty);

#endif
