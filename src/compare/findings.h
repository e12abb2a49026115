/*
 * Which findings came, which went, how many stayed, from one draft to the next. Knows nothing of rules: it compares what they found.
 */
#ifndef PLINT_COMPARE_FINDINGS_H
#define PLINT_COMPARE_FINDINGS_H

#include "compare/compare.h"

struct plint_finding_changes {
	PLINT_VEC(const struct plint_diag *) came, went; /* in the order of their places; borrowed */
	PLINT_VEC(const struct plint_diag *) fell;       /* went with a block that was dropped, which repairs nothing */
	uint32_t stayed;
};

/* Compares the finished findings OLD and NEW, those of the drafts that C compares (NULL: nothing is known of their blocks), into OUT, in A.
 * O(findings). */
void plint_compare_findings(struct plint_finding_changes *out, struct plint_arena *a, const struct plint_comparison *c,
                            const struct plint_diags *old_diags, const struct plint_diags *new_diags);

#endif
