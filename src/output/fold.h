/*
 * Folding, for the formats that people read at one go: what the plan does not have yet becomes one paragraph, and of the findings of one
 * rule in a file only the first few are drawn in full.
 */
#ifndef PLINT_OUTPUT_FOLD_H
#define PLINT_OUTPUT_FOLD_H

#include "output/output.h"

/* The findings FIRST .. LAST - 1 of R are those of one file. */
struct plint_stretch {
	const struct plint_result *r;
	uint32_t first, last;
};

/* The stretch behind T, which at first is {r, 0, 0}; false where there is none. */
bool plint_fold_next(struct plint_stretch *t);

/* A finding to be drawn in full, and how many more of its rule and file are only named behind it. */
struct plint_fold {
	uint32_t index; /* in the findings of the result */
	uint32_t more;
};
struct plint_folds {
	PLINT_VEC(struct plint_fold) items;
};

/* The findings of T to be drawn in full, in their order, in A. Absences are none of them. */
void plint_fold_findings(const struct plint_stretch *t, struct plint_arena *a, struct plint_folds *out);
/* Appends the places of those that are only named behind F: "plan.plan:12:5, 40:9, 44:9". */
void plint_fold_places(const struct plint_stretch *t, const struct plint_fold *f, struct plint_buf *out);

struct plint_absences {
	PLINT_VEC(const struct plint_diag *) areas; /* one finding for each area */
	PLINT_VEC(const struct plint_diag *) rules; /* one for each rule */
};

/* What the plan does not have yet: what more rules wait for comes first, else the order of the findings. In A. */
void plint_fold_absences(const struct plint_diags *d, struct plint_arena *a, struct plint_absences *out);

#endif
