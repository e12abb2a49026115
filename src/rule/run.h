/*
 * Inside the engine: what running rules (engine.c), making findings (finding.c) and ignoring them (ignore.c) share. Nothing outside
 * src/rule includes this.
 */
#ifndef PLINT_RULE_RUN_H
#define PLINT_RULE_RUN_H

#include "rule/engine.h"

struct plint_ignores;

/* Blocks on which a rule has findings, for the rules that wait for it. */
struct plint_hits {
	uint32_t *bits;  /* by block; NULL until the first */
	bool on_plan;
	bool has_run;
};

struct plint_run {
	const struct plint_engine_config *config;
	const struct plint_pack *pack;
	struct plint_model *model;
	struct plint_arena *arena;    /* of the plan */
	struct plint_arena *scratch;  /* of the rule */
	struct plint_diags *diags;
	struct plint_eval *eval;
	struct plint_lexicon *lexicon;
	struct plint_ignores *ignores;
	struct plint_hits *hits;      /* by rule */
	const struct plint_translation *words; /* of the rule that runs, in the language wanted; NULL: its own */
	bool has_words;               /* `words` has been looked up for this rule */
};

/* The finding of rule RULE on its subject (variable 0; BLOCK, 0: none): its place, and the finding itself where it is wanted and not
 * ignored. Returns whether it was ignored. */
bool plint_run_report(struct plint_run *r, uint32_t rule, uint32_t block);

/* The title of fix NUMBER of rule RULE for its subject, in the language wanted. */
const char *plint_run_fix_title(struct plint_run *r, uint32_t rule, uint32_t number);

/* The plan's ignores, indexed. Reports names of rules that there are not (bad-directive). NULL where the plan has none. */
struct plint_ignores *plint_ignores_new(struct plint_run *r);
/* Whether RULE is ignored at POS; remembers that the ignore was of use. X may be NULL. O(log ignores + nesting). */
bool plint_ignores_take(struct plint_ignores *x, uint32_t rule, uint32_t family, uint32_t pos);
/* By directive of the plan, when all rules have run: of what use each ignore was. NULL where there are none. */
const uint8_t *plint_ignores_use(struct plint_run *r);
/* Reports ignores that silenced nothing, as far as their rules ran. */
void plint_ignores_report_unused(struct plint_run *r);

#endif
