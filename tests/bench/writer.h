/*
 * Writes one tree of blocks and fields as a plan, as YAML, as XML or as JSON, so that every side of a measurement reads
 * the same content. Not for plans of users: texts are the generator's own and hold nothing that needs escaping.
 *
 * A field is held back until the next call, because only then is it known whether it is one value or a list.
 */
#ifndef PLINT_TESTS_BENCH_WRITER_H
#define PLINT_TESTS_BENCH_WRITER_H

#include <stdbool.h>
#include <stdio.h>

enum plint_bench_format {
	PLINT_BENCH_PLAN,
	PLINT_BENCH_YAML,
	PLINT_BENCH_XML,
	PLINT_BENCH_JSON
};

enum {
	PLINT_BENCH_DEPTH = 8,
	PLINT_BENCH_ENTRIES = 12,
	PLINT_BENCH_PARTS = 3,
	PLINT_BENCH_VALUE = 160
};

struct plint_bench_value {
	const char *key; /* of a part: the word that links it ("on", "by"), or "rhythm", which a plan leaves out */
	char text[PLINT_BENCH_VALUE];
	bool quoted;
};

struct plint_bench_entry {
	struct plint_bench_value value;
	struct plint_bench_value parts[PLINT_BENCH_PARTS];
	int part_count;
};

struct plint_bench_writer {
	FILE *out; /* borrowed */
	enum plint_bench_format format;
	int depth;                      /* of the block that is open */
	bool has_children[PLINT_BENCH_DEPTH];
	bool has_body[PLINT_BENCH_DEPTH]; /* something of the block's body was written */
	char kinds[PLINT_BENCH_DEPTH][24];
	bool one_line;  /* the open block of a plan is written on one line */
	int column0;    /* where the line of a plan stands */
	const char *key; /* of the field held back, NULL for none */
	struct plint_bench_entry entries[PLINT_BENCH_ENTRIES];
	int entry_count;
	unsigned long scalars, mappings, sequences; /* what a reader of the YAML form must find */
};

/* Makes W ready to write FORMAT to OUT, and writes what stands before the first block. */
void plint_bench_start(struct plint_bench_writer *w, FILE *out, enum plint_bench_format format);

/* Writes what stands after the last block. Every block must be closed. */
void plint_bench_finish(struct plint_bench_writer *w);

/* Opens a block: KIND with its class where it has one ("social goal"); NAME and TITLE may be NULL. */
void plint_bench_open(struct plint_bench_writer *w, const char *kind, const char *name, const char *title);

/* The same; in a plan the whole block stands on one line. It may hold no block. */
void plint_bench_open_line(struct plint_bench_writer *w, const char *kind, const char *name, const char *title);

/* Closes the block that was opened last. */
void plint_bench_close(struct plint_bench_writer *w);

/* A field of the open block with its first value, made as by printf. KEY lives until the next call. */
void plint_bench_field(struct plint_bench_writer *w, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with a text in quotes. */
void plint_bench_text(struct plint_bench_writer *w, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* One more value of the field that was begun last. */
void plint_bench_item(struct plint_bench_writer *w, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A part of the value that was written last, behind the link word KEY. */
void plint_bench_part(struct plint_bench_writer *w, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
