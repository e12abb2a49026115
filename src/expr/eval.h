/*
 * Evaluation of compiled expressions on one plan: three-valued, total, with a budget of steps. One evaluator serves one plan at a
 * time; two evaluators may run in two threads.
 */
#ifndef PLINT_EXPR_EVAL_H
#define PLINT_EXPR_EVAL_H

#include "base/buf.h"
#include "base/limits.h"
#include "expr/expr.h"

struct plint_eval;

struct plint_eval_config {
	const struct plint_code *code;
	struct plint_model *model;
	struct plint_lexicon *lexicon;             /* matcher of the plan's language */
	const struct plint_value *params;          /* by index; borrowed; words as in plint_expr_literal */
	struct plint_value today;                  /* DATE, or MISSING */
	const char *language;                      /* of what is shown in messages: "fr"; NULL: English */
};

/* A new evaluator in ARENA (long-lived) with SCRATCH for sets and texts of one rule (rewound by plint_eval_rule_end). */
struct plint_eval *plint_eval_new(struct plint_arena *arena, struct plint_arena *scratch,
                                  const struct plint_eval_config *config);

/* Begins a rule: forgets what was computed once for the last one, fills the budget. */
void plint_eval_rule_begin(struct plint_eval *e);
/* Releases the rule's scratch. What was computed must have been copied. */
void plint_eval_rule_end(struct plint_eval *e);
/* Whether the budget of the rule has run out; everything then is unknown. */
bool plint_eval_is_exhausted(const struct plint_eval *e);
/* Whether a pattern of `matches` that was too costly ended the rule, and not the number of its steps. */
bool plint_eval_is_pattern_costly(const struct plint_eval *e);
/* Steps of the rule so far. */
uint64_t plint_eval_steps(const struct plint_eval *e);

/* Sets variable slot VAR (0: the subject) and forgets the lets. */
void plint_eval_set(struct plint_eval *e, uint32_t var, struct plint_value value);

/* What NODE comes to, as a test; as a value. Within the budget of the rule: past it unknown, or missing. */
enum plint_truth plint_eval_test(struct plint_eval *e, uint32_t node);
struct plint_value plint_eval_value(struct plint_eval *e, uint32_t node);
/* Members of a set node (never NULL). */
const struct plint_set *plint_eval_set_of(struct plint_eval *e, uint32_t node);

/* Where NODE stands in the plan: a block its kind word to title; a field or part its value; a missing one the block's name, else title,
 * else kind word; an inherited one where it is written. *FIELD (may be NULL) gets the field's written name for the anchor, or NULL, and
 * *BLOCK the block. {0,0} where it is nowhere. */
struct plint_span plint_eval_place(struct plint_eval *e, uint32_t node, uint32_t *block, const char **field);

/* For a REQUIRE whose outermost node is `every` (members that are a definite no) or `no` (a definite yes): those members, at most MAX,
 * into OUT; their number. 0 for other nodes. */
uint32_t plint_eval_culprits(struct plint_eval *e, uint32_t node, struct plint_value *out, uint32_t max);

/* Appends VALUE as messages show it: block title in quotes …, number with groups and unit, ISO date, set as a list of five at most,
 * missing as "(not given)". Plan text in shown form. */
void plint_eval_show(struct plint_eval *e, struct plint_buf *out, const struct plint_value *value);

/* Appends VALUE as a plan writes it, so that it can be read back: a date in ISO form, a block by its name (without one, its title in quotes), a
 * text in quotes and escaped, a set with commas. IN_QUOTES: it will stand between quotation marks. False where a plan has no way to say it,
 * as for what is missing or not known; *OUT then holds part of it. */
bool plint_eval_spell(struct plint_eval *e, struct plint_buf *out, const struct plint_value *value, bool in_quotes);

/* Innermost block whose text holds position POS; 0 where there is none. O(log blocks). */
uint32_t plint_eval_block_at(const struct plint_eval *e, uint32_t pos);
/* Where V, a member of a set, is written: an entry of a field; of a reference the name here, not the block that it names; a block of a set that
 * nobody wrote its head. {0,0}: nowhere. */
struct plint_span plint_eval_entry_place(const struct plint_eval *e, const struct plint_value *v);

/* While collecting (for --stats): fields that were missing, undecided or unknown where a test came out unknown. NULL stops it. */
typedef void plint_missing_fn(void *data, uint32_t block, const char *field);
void plint_eval_watch(struct plint_eval *e, plint_missing_fn *fn, void *data);

#endif
