/*
 * Running the rules of a pack on one plan: subjects by kind, where and require, `after`, points and messages, ignores, budget. Everything
 * that it finds goes to a sink; nothing is printed. Not for reading the plan (check.h puts the parts together).
 */
#ifndef PLINT_RULE_ENGINE_H
#define PLINT_RULE_ENGINE_H

#include "expr/eval.h"
#include "rule/pack.h"
#include "rule/settings.h"

#define PLINT_TOO_COSTLY "rule-too-costly"
#define PLINT_RULES_FAMILY "rules"

/* A field whose absence kept a rule from deciding, and how often. */
struct plint_rule_blind {
	const char *field;
	uint32_t count;
};
#define PLINT_MAX_BLIND 8

struct plint_rule_stats {
	uint32_t subjects;  /* looked at */
	uint32_t undecided; /* where or require unknown */
	uint32_t findings;  /* ignored ones too */
	uint32_t ignored;
	struct plint_rule_blind blind[PLINT_MAX_BLIND]; /* with want_fields only; those seen first */
	uint32_t blind_count;
};

struct plint_engine_config {
	const struct plint_pack *pack;
	const struct plint_in_force *force;
	const char *language;      /* of messages: "en", "fr" …; NULL is "en" */
	struct plint_value today;  /* DATE, or MISSING */
	const uint8_t *only;       /* by rule: 1: run; NULL: all that are not off */
	struct plint_rule_stats *stats; /* by rule, zeroed; NULL: not wanted */
	bool want_fields;          /* stats with the fields that were missing (slower) */
};

/* Of what use an ignore was. */
enum plint_ignore_use {
	PLINT_IGNORE_NOT_JUDGED, /* its rule did not run, or lines could not be read */
	PLINT_IGNORE_UNUSED,
	PLINT_IGNORE_USED
};

/* What came of a run besides findings. */
struct plint_engine_result {
	bool is_costly;        /* a rule passed its budget: exit status 2 */
	const uint8_t *ignores; /* by directive of the plan: enum plint_ignore_use; NULL: there are none */
	uint32_t undecided;    /* rules with at least one subject that they could not decide */
};

/* Runs the rules on M. ARENA keeps what findings need, SCRATCH is rewound after each rule. Findings go to DIAGS, unfinished.
 * O(rules × blocks) at most. */
void plint_engine_run(const struct plint_engine_config *config, struct plint_model *m, struct plint_arena *arena,
                      struct plint_arena *scratch, struct plint_diags *diags, struct plint_engine_result *result);

#endif
