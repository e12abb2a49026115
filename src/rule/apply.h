/*
 * Applying fixes: from the texts of a plan and the fixes of its findings to new texts. One round (plint_apply_round) takes what does not
 * clash; plint_apply_run goes on, checking again after each round, until no fix is left. Nothing is written, shown or asked here: the
 * command line's. Making fixes is fix.h's.
 *
 * Order: fixes are taken in the order of their findings. Of two that change the same place, or touch each other, the first wins and the
 * other waits for the next round; the same change wanted twice is made once.
 */
#ifndef PLINT_RULE_APPLY_H
#define PLINT_RULE_APPLY_H

#include "rule/check.h"

/* The fix of X that is applied: the first safe one, with WANT_UNSAFE the first of all. NULL where there is none. */
const struct plint_fix *plint_apply_choose(const struct plint_diag *x, bool want_unsafe);

/* A file of the plan with its new text; both texts have two NULs behind. Of a round, PATH and BEFORE are the source's own. */
struct plint_fixed {
	const char *path;   /* as shown in findings */
	const char *before; /* BEFORE_LEN bytes */
	const char *text;   /* LEN bytes */
	size_t before_len, len;
	uint32_t file;      /* its number in the source of the (first) check */
};

struct plint_apply_round {
	const struct plint_fixed *files; /* those that change, in the order of the source */
	uint32_t file_count;
	const uint32_t *applied;         /* indices of the findings whose fix was taken */
	uint32_t applied_count;
	uint32_t waiting;                /* findings whose fix clashes with one that was taken */
};

/* One round over the findings D of SOURCE, in A. SKIP (by finding, or NULL): 1: leave that finding alone. At most LIMIT fixes.
 * O(n log n) in edits, and the length of the files that change. */
void plint_apply_round(struct plint_arena *a, const struct plint_source *source, const struct plint_diags *d, bool want_unsafe,
                       const uint8_t *skip, uint32_t limit, struct plint_apply_round *out);

/* A file of the plan as it was given. */
struct plint_apply_input {
	const char *path;
	const char *text;        /* LEN bytes; NULL: it could not be read */
	size_t len;
	uint64_t dev, ino;       /* as for plint_checker_add */
	enum plint_io_status why;/* where TEXT is NULL */
};

struct plint_applied {
	const struct plint_fixed *files;     /* those that differ from what was given, included ones too */
	uint32_t file_count;
	uint32_t fixes;                      /* applied */
	uint32_t left;                       /* findings with a fix that was not applied: it would have made the plan unreadable, or did not help */
	const struct plint_checked *checked; /* the plan as it is now; the checker's, until it begins another plan */
};

/* Fixes the plan of the COUNT files INPUTS (borrowed) with checker K, which runs with CONFIG, and checks it until no fix is left, for at most
 * PLINT_MAX_FIX_ROUNDS rounds. A fix that would bring an error of reading, or that leaves its finding as it was, is taken back.
 * PATH as for plint_checker_run. Texts in *OUT are in A, which must not be the checker's arena. */
void plint_apply_run(struct plint_arena *a, struct plint_checker *k, const struct plint_check_config *config,
                     const struct plint_apply_input *inputs, uint32_t count, const char *path, bool want_unsafe,
                     struct plint_applied *out);

#endif
