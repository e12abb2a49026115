/*
 * A plan as lines that are not yet aligned: what stands on each, and what the writer (lines.c) must know to put its parts into columns.
 * layout.c makes them. Which fields share a line never depends on the columns, so a text that was laid out once stays as it is.
 */
#ifndef PLINT_FORMAT_LINES_H
#define PLINT_FORMAT_LINES_H

#include "format/statement.h"

#define PLINT_FORMAT_COLUMNS 120 /* `;` and lists stay on a line up to here */
#define PLINT_FORMAT_INDENT 4

enum plint_line_kind {
	PLINT_LINE_FIELD,   /* one field or several, or fields and blocks; begins with a field */
	PLINT_LINE_BLOCK,   /* a block, its beginning or its end, an include */
	PLINT_LINE_COMMENT, /* a comment alone */
	PLINT_LINE_RAW      /* as it stands in the file */
};

struct plint_line {
	uint8_t kind;       /* enum plint_line_kind */
	uint8_t level;      /* of indentation; not for RAW, which may bring its own */
	bool is_blank_before;
	bool is_joinable;   /* a `;` and the next statement may follow */
	bool is_several;    /* holds more than one statement */
	const char *text;   /* LEN bytes; of a field from its words on */
	uint32_t len;
	uint32_t columns;   /* of the text, before it is aligned */
	uint32_t head_bytes; /* words of the field; `role name` of a block without a title; 0: nothing to align */
	uint32_t as_at;     /* as in struct plint_statement_text */
	const struct plint_list_break *breaks; /* of a line that holds one field */
	uint32_t break_count;
	const struct plint_trivia *items;
	struct plint_span comment; /* at the end of the line; {0, 0}: none */
	struct plint_span gap;     /* RAW: what stands between text and comment */
};

struct plint_lines {
	PLINT_VEC(struct plint_line) items;
	const char *source;        /* by position */
};

/* Appends L to OUT, aligned. What it takes meanwhile is in the arena of OUT. O(bytes). */
void plint_lines_write(const struct plint_lines *l, struct plint_buf *out);

#endif
