/*
 * The texts of one plan and the places in them. All files of a plan share one line of positions: a file's bytes have the
 * positions base .. base + len, so a span of 8 bytes says file and place. This module alone turns positions into lines,
 * columns and display widths.
 *
 * Invariant: files are added in order and never removed; between two files lies at least one unused position.
 */
#ifndef PLINT_SOURCE_SOURCE_H
#define PLINT_SOURCE_SOURCE_H

#include <stdbool.h>

#include "base/limits.h"
#include "base/vec.h"
#include "source/span.h"

struct plint_column_mark;

struct plint_file {
	const char *path;  /* as shown in findings */
	char *text;        /* LEN bytes, two NULs behind */
	uint32_t len;
	uint32_t base;     /* position of its first byte; the first file's is 1, so that position 0 is no place */
	uint32_t bom_len;  /* 3 where the text begins with a UTF-8 byte-order mark, else 0 */
	uint32_t *lines;   /* offsets of line starts, built on first use; LF, CRLF and a lone CR end a line */
	uint32_t line_count;
	struct plint_column_mark *marks; /* counts of characters in files with very long lines, built on first use */
	uint64_t dev, ino;
	bool is_unread;    /* there is no text of it: what it may hold is not known */
};

struct plint_source {
	struct plint_arena *arena; /* borrowed */
	PLINT_VEC(struct plint_file) files;
	uint32_t next_base;
};

/* Makes S empty, in ARENA, which is borrowed for the life of S. */
void plint_source_init(struct plint_source *s, struct plint_arena *arena);

/* Adds a file. Keeps PATH and TEXT (LEN bytes, at most PLINT_MAX_FILE_BYTES, two NULs behind). Its index, or UINT32_MAX where the
 * positions have run out (4 GiB in all). */
uint32_t plint_source_add(struct plint_source *s, const char *path, char *text, size_t len);

/* File that holds POS (the nearest before it otherwise); NULL while there are none or POS is 0. O(log files). */
struct plint_file *plint_source_file(const struct plint_source *s, uint32_t pos);

struct plint_place {
	const struct plint_file *file;
	uint32_t line1;   /* from 1 */
	uint32_t col1;    /* from 1, in characters (code points; a stray byte counts one) */
	uint32_t offset;  /* bytes from the start of the file */
};
/* Line and column of POS; on or past a line end, also at the end of the file: one behind the last character of that line.
 * O(log lines + length of the line up to 4 KiB). */
struct plint_place plint_source_place(const struct plint_source *s, uint32_t pos);

/* Text of line LINE1 of F without its line end; *LEN in bytes. LINE1 past the end gives "" . */
const char *plint_source_line(struct plint_source *s, struct plint_file *f, uint32_t line1, uint32_t *len);
/* Number of lines of F (a final line end opens no further line). */
uint32_t plint_source_line_count(struct plint_source *s, struct plint_file *f);
/* Position of the first byte of LINE1 of F (behind a byte-order mark); past the last line, the end of F. */
uint32_t plint_source_line_pos(struct plint_source *s, struct plint_file *f, uint32_t line1);

/* Bytes of SPAN (which lies in one file). */
const char *plint_source_text(const struct plint_source *s, struct plint_span span);

#endif
