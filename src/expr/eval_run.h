/*
 * Inside the evaluation: what its files share. eval.c runs nodes, keeps values and calls helpers; eval_test.c tests and quantifiers;
 * eval_value.c sums and comparisons; eval_set.c sets; eval_field.c fields and parts; eval_call.c functions; eval_place.c places;
 * show.c values as messages show them; spell.c values as plans write them. Nothing outside src/expr includes this.
 *
 * Memory: a rule's values lie in the scratch arena, which goes back to `subject_mark` for each subject, and, within a loop, to where it
 * was for each member. What must stand longer raises the mark (plint_run_keep). What stands for the whole plan lies in `arena`.
 */
#ifndef PLINT_EXPR_EVAL_RUN_H
#define PLINT_EXPR_EVAL_RUN_H

#include "base/text.h"
#include "expr/builtins.h"
#include "expr/eval.h"

#define PLINT_MAX_CALLS 100 /* helpers within helpers while running */
#define PLINT_MAX_ARGS 16

/* What is found out about a set after it was made. */
struct plint_run_index {
	const uint64_t *keys; /* plint_run_key of each member, or NULL */
	uint32_t *table;      /* members by hash of their key, + 1; NULL until there are many and one is looked for */
	uint32_t mask;
	uint8_t doubt;        /* 0: not looked, 1: all members are known, 2: one is not */
	uint64_t birth;       /* epoch of the subject that the set goes with; 0: it stands for the plan, 1: for the rule */
};
#define PLINT_BIRTH_PLAN 0u
#define PLINT_BIRTH_RULE 1u

/* A set as the evaluator makes it: every set in a value is one. */
struct plint_run_set {
	struct plint_set set;
	struct plint_run_index *index; /* NULL for the two sets without members */
};

struct plint_run_cache {
	struct plint_value value;
	uint64_t epoch; /* of the variable, rule or plan that it holds for */
	uint32_t block; /* for --stats: a field that was not known while it was computed */
	const char *field;
};

/* Variables of a rule or of one call of a helper. */
struct plint_run_frame {
	struct plint_value vars[PLINT_MAX_VARS];
	uint64_t epochs[PLINT_MAX_VARS];
};

struct plint_run_atom {
	uint32_t atom, root; /* 0: not looked up yet */
};

struct plint_run_group {
	uint32_t name, list;
	const struct plint_run_set *set;
};

struct plint_run_kinds {
	uint32_t kinds;
	const struct plint_run_set *set;
};

struct plint_run_note {
	uint32_t block;
	const char *field;
};
#define PLINT_MAX_NOTES 64

struct plint_alike;

struct plint_eval {
	struct plint_eval_config config;
	const struct plint_code *code;
	struct plint_model *model;
	const struct plint_lexicons *tables;
	struct plint_arena *arena, *scratch;
	struct plint_arena *mem; /* where values go now: scratch, or arena for what stands for the plan */
	uint64_t steps, most_steps;
	bool exhausted, pattern_costly, has_subject;
	uint64_t epoch, rule_epoch, subject_epoch;
	uint32_t keeps;          /* counts what was kept, so that loops know */
	struct plint_arena_mark rule_mark, subject_mark;
	struct plint_run_frame *frame;
	struct plint_run_frame *frames[PLINT_MAX_CALLS + 1];
	unsigned calls;
	struct plint_run_cache *caches;
	struct plint_run_atom *atoms;
	struct plint_regex **regexes; /* by pattern, of this rule */
	uint8_t *strides;        /* cells of an entry, by schema field */
	uint8_t *is_record;      /* by schema field */
	uint8_t target_by;       /* cell of a target's `by` */
	uint32_t bound_atoms[PLINT_BOUND_WORDS];
	struct plint_run_atom other; /* the class of indicators that have none */
	PLINT_VEC(struct plint_run_kinds) kind_sets;
	PLINT_VEC(struct plint_run_group) groups;
	const struct plint_run_set *deadlines;
	struct plint_value **known_rows; /* cells of catalogue rows, by row */
	uint32_t *rows_of_blocks; /* catalogue row + 2 by block, 1: none, 0: not asked yet */
	struct plint_intern comparables; /* texts in their comparable form */
	uint32_t *text_keys;     /* comparable + 1 by text */
	uint32_t text_count;
	uint32_t *stamps;        /* by block, for searches over links */
	uint32_t stamp;
	PLINT_VEC(struct plint_alike *) alikes;
	plint_missing_fn *watch;
	void *watch_data;
	struct plint_run_note notes[PLINT_MAX_NOTES];
	uint32_t note_count;
};

/* --- eval.c --- */

/* What NODE comes to, as a test; as a value. Each visit costs one step. */
enum plint_truth plint_run_test(struct plint_eval *e, uint32_t node);
struct plint_value plint_run_value(struct plint_eval *e, uint32_t node);
/* NODE as a set: a single value is a set of one, a missing one an empty set. */
const struct plint_run_set *plint_run_set_of(struct plint_eval *e, uint32_t node);
/* Puts VALUE into variable SLOT of the running frame. */
void plint_run_bind(struct plint_eval *e, unsigned slot, const struct plint_value *value);
/* Something that lies in scratch must stand as long as the rule. */
void plint_run_keep(struct plint_eval *e);
/* One round of a loop whose values are not needed afterwards: its memory goes back, unless something in it was kept. */
struct plint_run_round {
	struct plint_arena_mark mark;
	uint32_t keeps;
};
struct plint_run_round plint_run_begin_round(const struct plint_eval *e);
void plint_run_end_round(struct plint_eval *e, const struct plint_run_round *round);
/* COUNT steps that are no nodes; false where the budget is used up. */
bool plint_run_spend(struct plint_eval *e, uint32_t count);
/* A field that was not known, for --stats. */
void plint_run_note(struct plint_eval *e, uint32_t block, const char *field);
/* The atom that rules mean by the word TEXT of LIST (+ 1). */
struct plint_run_atom plint_run_word(struct plint_eval *e, const char *text, uint32_t list);

/* The truth of what is surely known. */
static inline enum plint_truth plint_run_yes_if(bool b)
{
	return b ? PLINT_YES : PLINT_NO;
}

/* One step of the budget: one visited node. False where it is used up. */
static inline bool plint_run_step(struct plint_eval *e)
{
	if (e->steps >= e->most_steps)
		e->exhausted = true;
	e->steps++;
	return !e->exhausted;
}
static inline const struct plint_xnode *plint_run_node(const struct plint_eval *e, uint32_t node)
{
	return &e->code->nodes.items[node];
}
static inline struct plint_value plint_run_state(enum plint_state state)
{
	return (struct plint_value){.state = (uint8_t)state};
}
static inline struct plint_value plint_run_bool(enum plint_truth truth)
{
	return (struct plint_value){.type = PLINT_TYPE_BOOL, .u.truth = truth};
}
static inline struct plint_value plint_run_set_value(const struct plint_run_set *set)
{
	return (struct plint_value){.type = PLINT_TYPE_SET, .u.set = &set->set};
}
static inline const struct plint_run_set *plint_run_as_set(const struct plint_value *v)
{
	return (const struct plint_run_set *)(const void *)v->u.set; /* every set here is the first member of such a struct */
}
/* BLOCK itself. It has no span: nobody wrote it, and to look its place up would mean to wait for memory (eval_place.c does). */
static inline struct plint_value plint_run_block(uint32_t block)
{
	return (struct plint_value){.type = PLINT_TYPE_BLOCK, .u.block = block};
}

/* --- eval_test.c --- */

/* One sort of node each, N, which was visited and paid for. */
enum plint_truth plint_run_logic(struct plint_eval *e, const struct plint_xnode *n);
enum plint_truth plint_run_quantifier(struct plint_eval *e, const struct plint_xnode *n);
enum plint_truth plint_run_compare(struct plint_eval *e, const struct plint_xnode *n);
enum plint_truth plint_run_between(struct plint_eval *e, const struct plint_xnode *n);
enum plint_truth plint_run_within(struct plint_eval *e, const struct plint_xnode *n);
enum plint_truth plint_run_contains(struct plint_eval *e, const struct plint_xnode *n);
enum plint_truth plint_run_before(struct plint_eval *e, const struct plint_xnode *n);
enum plint_truth plint_run_in(struct plint_eval *e, const struct plint_xnode *n);
enum plint_truth plint_run_mentions(struct plint_eval *e, const struct plint_xnode *n);
enum plint_truth plint_run_matches(struct plint_eval *e, const struct plint_xnode *n);
enum plint_truth plint_run_is(struct plint_eval *e, const struct plint_xnode *n);

/* --- eval_value.c --- */

/* The node N of an operator; unknown where units differ or a part is missing. */
struct plint_value plint_run_arithmetic(struct plint_eval *e, const struct plint_xnode *n);
/* A + B. */
struct plint_value plint_run_add(struct plint_eval *e, const struct plint_value *a, const struct plint_value *b);
struct plint_value plint_run_amount(double number, uint32_t unit);
/* Order of A and B in *ORDER (-1, 0, 1); false: not known. */
bool plint_run_order(struct plint_eval *e, const struct plint_value *a, const struct plint_value *b, int *order);
enum plint_truth plint_run_equal(struct plint_eval *e, const struct plint_value *a, const struct plint_value *b);
/* Whether two amounts may be compared: one unit, or one of them bare or zero. */
bool plint_run_units_meet(const struct plint_eval *e, const struct plint_value *a, const struct plint_value *b);
/* Number of the comparable form of text V (a TEXT, WORD, match, or BLOCK by its title); 0 where it has none. */
uint32_t plint_run_text_key(struct plint_eval *e, const struct plint_value *v);
/* V as a text: a match gives its words, a word its letters; others stay as they are. */
struct plint_value plint_run_text(struct plint_eval *e, const struct plint_value *v);
/* A text made here, in the running memory; CHARS must stand as long. */
struct plint_value plint_run_made_text(struct plint_eval *e, const char *chars, uint32_t len);

/* --- eval_set.c --- */

struct plint_run_builder {
	struct plint_eval *e;
	PLINT_VEC(struct plint_value) items;
	PLINT_VEC(uint64_t) keys;
	uint32_t *table;
	uint32_t mask;
	bool more, keep_repeats;
};
/* What makes two members the same: 0 where only comparing tells. */
uint64_t plint_run_key(struct plint_eval *e, const struct plint_value *v);
void plint_run_add_member(struct plint_run_builder *b, const struct plint_value *v);
void plint_run_add_set(struct plint_run_builder *b, const struct plint_run_set *set);
const struct plint_run_set *plint_run_finish(struct plint_run_builder *b);
/* A set on COUNT values that stand as long as the set does; no repeats among them. */
const struct plint_run_set *plint_run_make_set(struct plint_eval *e, const struct plint_value *items, uint32_t count, bool more);
const struct plint_run_set *plint_run_empty_set(void);
const struct plint_run_set *plint_run_open_set(void); /* nothing is in it, there may be more */
/* Whether X, which is known, is in SET. */
enum plint_truth plint_run_has(struct plint_eval *e, const struct plint_run_set *set, const struct plint_value *x);
bool plint_run_is_doubtful(const struct plint_run_set *set); /* may have more, or has a member that is not known */
const struct plint_run_set *plint_run_kind_set(struct plint_eval *e, uint32_t kinds);
const struct plint_run_set *plint_run_deadlines(struct plint_eval *e);
const struct plint_run_set *plint_run_group(struct plint_eval *e, const struct plint_xnode *n);
const struct plint_run_set *plint_run_set_node(struct plint_eval *e, const struct plint_xnode *n); /* UNION COMMON WITHOUT TUPLE THOSE */
struct plint_value plint_run_fold(struct plint_eval *e, const struct plint_xnode *n);

/* --- eval_field.c --- */

/* Field of one block, set or not (FIELD, DERIVED). */
struct plint_value plint_run_access(struct plint_eval *e, const struct plint_xnode *n, const struct plint_value *of);
/* The whole node: its object evaluated, joined over a set's members. */
struct plint_value plint_run_dot(struct plint_eval *e, const struct plint_xnode *n);
/* Where record V stands. */
struct plint_span plint_run_record_span(const struct plint_eval *e, const struct plint_value *v);
const struct plint_field *plint_run_field(const struct plint_eval *e, uint32_t block, unsigned id);

/* --- eval_call.c --- */

/* The node N of a call of a built-in function. */
struct plint_value plint_run_call(struct plint_eval *e, const struct plint_xnode *n);

#endif
