/*
 * Running the program on hostile input as a user would, and what must hold of every run: it ends by itself, within the time and the memory,
 * with a status of ours, and prints nothing raw. Faults are returned, not asserted, so that a long run goes on behind one.
 */
#ifndef TESTS_HOSTILE_RUN_H
#define TESTS_HOSTILE_RUN_H

#include <stdbool.h>
#include <stddef.h>

#define HOSTILE_SECONDS 10u                    /* of the processor */
#define HOSTILE_MEMORY_KB (512L << 10)         /* without sanitizers */
#define HOSTILE_OUTPUT_BYTES ((size_t)160 << 20) /* `ast` and `fmt` give back what they read */

/* Sanitizers slow a run down several times and take memory of their own. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HOSTILE_IS_SLOW true
#else
#define HOSTILE_IS_SLOW false
#endif

struct hostile_place {
	char folder[64];
	char *program;       /* absolute */
	const char *feed;    /* of the next run: standard input is FEED_TIMES times this letter; NULL: nothing */
	size_t feed_times;
	bool is_slow;        /* the program is built with sanitizers */
	char *output;        /* of the last run: standard output, then errors, a NUL behind; on a terminal as they came */
	size_t len, out_len; /* of both; of standard output */
	int status;          /* of the last run; 128 + n: ended by signal n */
	long memory_kb;      /* the peak of the last run */
	double seconds;      /* of the processor */
	char fault[4096];    /* what was wrong with it, "" where nothing was */
};

/* Makes an empty folder with a .git in it, for the program of the environment variable PLANLINT or build/planlint. False where that fails. */
bool hostile_open(struct hostile_place *p);
/* Removes the folder and frees what P holds. */
void hostile_close(struct hostile_place *p);
/* Empties the folder but for .git. */
void hostile_empty(struct hostile_place *p);

/* Runs `planlint WORDS…` (NULL-terminated, at most 30) in the folder. False where the run broke a rule of all runs: see P->fault. */
bool hostile_run(struct hostile_place *p, const char *const *words);
/* The same on a terminal; only our own colours may come through. */
bool hostile_run_on_terminal(struct hostile_place *p, const char *const *words);

/* NAME in the folder; in a static buffer of the next four calls. */
const char *hostile_path(const struct hostile_place *p, const char *name);
/* Writes LEN bytes to NAME in the folder. False where that fails. */
bool hostile_write(const struct hostile_place *p, const char *name, const void *text, size_t len);
/* Reads NAME in the folder; a NUL behind, the caller frees. NULL where there is no such file. */
char *hostile_read(const struct hostile_place *p, const char *name, size_t *len);

#endif
