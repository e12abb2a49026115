/*
 * Inside the formats of differences: what they share. Nothing outside src/output includes this.
 */
#ifndef PLINT_OUTPUT_DIFF_DRAW_H
#define PLINT_OUTPUT_DIFF_DRAW_H

#include "output/diff.h"

#define PLINT_DIFF_FORMAT(name) \
	void plint_diff_##name##_begin(struct plint_diff_output *d); \
	void plint_diff_##name##_plan(struct plint_diff_output *d, const struct plint_diff *p); \
	void plint_diff_##name##_end(struct plint_diff_output *d);
PLINT_DIFF_FORMAT(text)
PLINT_DIFF_FORMAT(markdown)
PLINT_DIFF_FORMAT(json)
#undef PLINT_DIFF_FORMAT

/* Changes that stand together: those of one block, or one that needs no heading of its own. */
struct plint_diff_group {
	uint32_t first, count;
	bool is_section_start; /* the first of its kind of block */
	bool has_heading;      /* the block is named once, above them */
};
/* The next group of P behind G (zeroed at first, with count 0); false at the end. */
bool plint_diff_next(const struct plint_diff *p, struct plint_diff_group *g);

/* Where change X is to be looked up: in the new draft, else in the old one. */
struct plint_place plint_diff_place(const struct plint_diff *p, const struct plint_plan_change *x);
/* Where the block of X is. */
struct plint_place plint_diff_block_place(const struct plint_diff *p, const struct plint_plan_change *x);

/* "3 changes; 1 finding came, 2 went, 5 stayed"; in A. */
const char *plint_diff_summary(struct plint_arena *a, const struct plint_diff *p);

#endif
