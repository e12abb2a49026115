/*
 * Testing rules by their own examples: `flags` must give this rule's finding exactly once, at the line that carries "# <-" where there is
 * one; `passes` none. Other rules' findings do not count, reading errors do. Each fix is applied to each `flags` example on which it can be
 * made: the plan must still read, the finding be gone, and no rule may have a finding more, but those that waited for this one (`after`),
 * and, where the fix is not safe, those about what is still to be decided.
 */
#ifndef PLINT_RULE_RULETEST_H
#define PLINT_RULE_RULETEST_H

#include "rule/pack.h"

struct plint_ruletest_fault {
	uint32_t rule;       /* index */
	uint32_t example;    /* index into the pack's examples; UINT32_MAX: the rule as a whole (an example is missing) */
	uint32_t number1;    /* of the example within its rule */
	const char *message; /* what went wrong, shown form */
	uint32_t line1;      /* in the rule's YAML file; 0: not known */
};

struct plint_ruletest {
	uint32_t rules, examples;   /* tested */
	const struct plint_ruletest_fault *faults;
	uint32_t fault_count;
};

/* Tests every rule of PACK that WANTED (by rule, 1: test it; NULL: all) names. Report in A. */
void plint_ruletest_run(struct plint_arena *a, const struct plint_pack *pack, const uint8_t *wanted, struct plint_ruletest *out);

#endif
