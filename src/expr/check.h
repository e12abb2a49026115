/*
 * Inside the type check: what its files share. check.c names, dots and literals; check_test.c tests and operators; check_call.c
 * functions, helpers, quantifiers and folds; check_emit.c nodes of code. Nothing outside src/expr includes this.
 *
 * Everything that a subtree's value depends on is known as a set of variables; what depends on outer variables only is wrapped into a
 * CACHE node where it meets its first inner one, so that a loop does not compute it anew.
 */
#ifndef PLINT_EXPR_CHECK_H
#define PLINT_EXPR_CHECK_H

#include "expr/builtins.h"
#include "expr/tree.h"

struct plint_check_var {
	const char *name;
	uint32_t len;
	struct plint_stype type;
	uint32_t let;  /* node, 0: a variable */
	uint8_t slot;
};

struct plint_check {
	struct plint_code *code;
	struct plint_scope *scope;
	struct plint_arena *arena; /* scratch */
	struct plint_check_var vars[PLINT_MAX_VARS * 2];
	uint32_t var_count, slot_count;
	uint32_t param_count;      /* helper: its parameters; they stand together, so a loop begins behind them */
	bool in_helper;
	bool failed;
	struct plint_expr_error *error;
};

/* A checked subtree. */
struct plint_checked {
	uint32_t node;
	uint32_t cost;             /* nodes that it visits at least; loops and calls count more */
	struct plint_stype type;
};

/* --- check.c --- */

/* Sets CK up for SCOPE. */
void plint_check_begin(struct plint_check *ck, struct plint_code *code, struct plint_scope *scope,
                       struct plint_expr_error *error);
/* Checks T. HINT (or NULL): type of what stands beside it, which makes bare names words, and numbers dates or amounts. */
bool plint_check_tree(struct plint_check *ck, const struct plint_tree *t, const struct plint_stype *hint,
                      struct plint_checked *out);
/* T must be a yes/no; a set. */
bool plint_check_truth(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out);
bool plint_check_set(struct plint_check *ck, const struct plint_tree *t, const struct plint_stype *hint,
                     struct plint_checked *out);
/* Notes a mistake at START to END; false. */
bool plint_check_fail(struct plint_check *ck, uint32_t start, uint32_t end, const char *hint, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
#define PLINT_FAIL_AT(ck, t, ...) plint_check_fail((ck), (t)->start, (t)->end, __VA_ARGS__)
/* "did you mean X" for NAME among COUNT candidates, or NULL. */
const char *plint_check_nearest(struct plint_check *ck, const char *name, uint32_t len, const char *const *names, uint32_t count);
/* TYPE in words: "a set of goals", "a percentage". */
const char *plint_check_words(struct plint_check *ck, const struct plint_stype *type);
/* Type of the members of a set; other types stay as they are. */
struct plint_stype plint_check_element(struct plint_stype type);
struct plint_stype plint_check_set_of(struct plint_stype element);
/* Whether T is a name that may be a word of a list: a bare name that is no variable, a list of such, words.x. */
bool plint_check_is_flexible(const struct plint_check *ck, const struct plint_tree *t);
/* Checks both sides, the one without bare names first, so that it says which words are meant. ELEMENT: hints are members' types. */
bool plint_check_both(struct plint_check *ck, const struct plint_tree *left, const struct plint_tree *right,
                      struct plint_checked *a, struct plint_checked *b);
/* T must be lexicon.x; its number. */
bool plint_check_lexicon(struct plint_check *ck, const struct plint_tree *t, uint32_t *number);

/* --- check_field.c --- */

/* obj.NAME, whether OBJ is a block, a record or a set of such. */
bool plint_check_dot(struct plint_check *ck, const struct plint_tree *t, const struct plint_checked *obj,
                     struct plint_checked *out);

/* --- check_test.c --- */

/* One sort of node each: types its parts, then itself, into *OUT. False: a mistake, which was reported. */
bool plint_check_operator(struct plint_check *ck, const struct plint_tree *t, const struct plint_stype *hint,
                          struct plint_checked *out);
bool plint_check_test(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out);
bool plint_check_between(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out);
bool plint_check_matches(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out);
bool plint_check_is(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out);
/* Whether values of A and B may be compared for being the same; else a mistake at T. */
bool plint_check_comparable(struct plint_check *ck, const struct plint_tree *t, const struct plint_stype *a,
                            const struct plint_stype *b);

/* --- check_call.c --- */

/* NAME(arguments): a built-in function or a helper, into *OUT. False: a mistake, which was reported. */
bool plint_check_call(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out);
/* A helper's name without arguments; *FOUND where there is such a helper. */
bool plint_check_helper_name(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out, bool *found);
/* QUANT, THOSE, FOLD. */
bool plint_check_over(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out);

/* --- check_emit.c --- */

/* Adds N to the code: its number. Dependencies are N's own (deps) and those of the checked children given. */
uint32_t plint_check_emit(struct plint_check *ck, struct plint_xnode n);
/* A node with up to two operands. */
struct plint_checked plint_check_node(struct plint_check *ck, enum plint_xop op, struct plint_stype type,
                                      struct plint_checked *a, struct plint_checked *b);
/* A node over COUNT operands as a list. FIELDS of C. */
struct plint_checked plint_check_list(struct plint_check *ck, enum plint_xop op, struct plint_stype type,
                                      struct plint_checked *items, uint32_t count, uint32_t c);
/* Wraps C where it is worth it and its value stands longer than one round of LEVEL (a slot, or -1: a run). */
void plint_check_hoist(struct plint_check *ck, struct plint_checked *c, int level);
/* Innermost variable that DEPS hold, or -1; a helper's parameters count as one. */
int plint_check_level(const struct plint_check *ck, uint32_t deps);
uint32_t plint_check_chars(struct plint_code *code, const char *text, uint32_t len);
/* Index of the word TEXT of LIST (+ 1, 0 free) in the code's atoms. */
uint32_t plint_check_atom(struct plint_code *code, const char *text, uint32_t len, uint32_t list);
/* Whether nodes A and B compute the same. */
bool plint_check_same(const struct plint_code *code, uint32_t a, uint32_t b);

#endif
