/*
 * What lies between the things of a tree: blanks, ends of lines, `;`, comments, and text that belongs to no node because it could not be
 * read. For those who write a plan anew (the formatter) and must lose nothing of it.
 */
#ifndef PLINT_SYNTAX_TRIVIA_H
#define PLINT_SYNTAX_TRIVIA_H

#include "syntax/ast.h"

/* A comment, or text that belongs to no node. */
struct plint_trivia {
	struct plint_span span;   /* without blanks at its end */
	uint32_t line_ends;       /* between what is before it and it: 2 and more mean an empty line */
	uint32_t comment;         /* its number in the tree's comments + 1; 0: a text without a node, alone on its line */
	bool own_line;            /* nothing stands before it on its line */
};

/* The stretch between two things of a tree. */
struct plint_gap {
	PLINT_VEC(struct plint_trivia) items; /* in order; used again by the next plint_trivia_read */
	uint32_t line_ends;       /* behind the last item (or the beginning) */
	bool has_line_end;
	uint32_t tail;            /* text without a node that stands directly behind the first thing ends here; the gap's start: none */
	uint32_t lead;            /* such text directly in front of the second thing begins here; the gap's end: none */
};

/* Reads what lies in SPAN, which begins behind one thing of T and ends before the next. *COMMENT is the number of the first comment that
 * may lie in it, and steps on behind the last one that does. Items are in ARENA. O(bytes). */
void plint_trivia_read(const struct plint_ast *t, struct plint_arena *arena, struct plint_span span, uint32_t *comment, struct plint_gap *out);

/* Bytes of the blank at TEXT (LEN bytes), invisible characters that count as one included; 0 where there is none. */
uint32_t plint_trivia_blank(const char *text, size_t len);
/* Bytes of the end of a line at TEXT: LF, CRLF, CR, VT, FF, NEL, LS, PS; 0 where there is none. */
uint32_t plint_trivia_line_end(const char *text, size_t len);
/* Whether a line ends somewhere in the LEN bytes of TEXT. */
bool plint_trivia_has_line_end(const char *text, size_t len);

#endif
