/*
 * Baselines: the findings of an old plan that are put up with, so that new ones stand out. A baseline is a text of JSON lines, one class of
 * findings a line: file, rule, fingerprint, how many, and the first words for the reader. Text in, text out; files are the command line's.
 *
 * A class are the findings with one rule and anchor; its fingerprint is that of the first. A finding past the number is new. Errors of
 * reading are in no baseline: what cannot be understood cannot be put up with.
 */
#ifndef PLINT_RULE_BASELINE_H
#define PLINT_RULE_BASELINE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/vec.h"
#include "diag/diag.h"

#define PLINT_STALE_BASELINE "stale-baseline"
#define PLINT_BASELINE_FAMILY "baseline"

struct plint_baseline_entry {
	const char *path; /* of the file with the finding, from the baseline's folder, with slashes */
	const char *rule;
	const char *words; /* first words of the message; "" where none are given */
	uint64_t fingerprint;
	uint32_t count;    /* at least 1 */
	uint32_t line1;    /* where it was read; 0: nowhere */
	uint32_t left;     /* for the caller: how many have not been seen yet */
};

struct plint_baseline {
	struct plint_arena *arena;
	PLINT_VEC(struct plint_baseline_entry) entries; /* by path, rule, fingerprint */
	uint32_t *by_fingerprint; /* places in entries; made by plint_baseline_finish */
};

/* Makes B empty, in ARENA, which is borrowed for the life of B. */
void plint_baseline_init(struct plint_baseline *b, struct plint_arena *arena);

/* What is wrong with a baseline, and where. */
struct plint_baseline_error {
	uint32_t line1;
	const char *message; /* as in "line 3: …" */
};

/* Reads the LEN bytes TEXT into B, an empty one; finished then. The same class said twice counts by its greater number. False where a line
 * is in no right form: then ERROR tells the first. */
bool plint_baseline_read(struct plint_baseline *b, const char *text, size_t len, struct plint_baseline_error *error);

/* Adds COUNT findings of a class. Not known to plint_baseline_find before plint_baseline_finish. */
void plint_baseline_add(struct plint_baseline *b, const char *path, const char *rule, uint64_t fingerprint, uint32_t count,
                        const char *words);
/* Sorts the entries, joins those of one class in one file (the greater number holds), sets what is left to the number. */
void plint_baseline_finish(struct plint_baseline *b);

/* First of the entries with FINGERPRINT, as a place in by_fingerprint; *COUNT of them stand in a row. O(log entries). */
uint32_t plint_baseline_find(const struct plint_baseline *b, uint64_t fingerprint, uint32_t *count);

/* First of the entries for the file PATH, as a place in entries; *COUNT of them stand in a row. O(log entries). */
uint32_t plint_baseline_of_path(const struct plint_baseline *b, const char *path, uint32_t *count);

/* How many findings NOW has that BEFORE has not, and the other way round, both finished: by file, rule, fingerprint and number. */
void plint_baseline_compare(const struct plint_baseline *before, const struct plint_baseline *now, uint32_t *more, uint32_t *fewer);

/* Appends B (finished) as text. The same entries give the same bytes. */
void plint_baseline_write(const struct plint_baseline *b, struct plint_buf *out);

/* The first words of MESSAGE, for an entry; in A. */
const char *plint_baseline_words(struct plint_arena *a, const char *message);

#endif
