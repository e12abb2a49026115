/*
 * The expression language of rules (design: types, precedence, "Yes, no, unknown"): from text to checked, compiled code. Knows the
 * table of kinds and fields, the word lists, lexicon names, helpers and parameters in force; knows nothing of rules or YAML.
 *
 * Compiled code is arrays of plain data with indices (struct plint_code, code.h), so a pack can be kept as one block of memory.
 */
#ifndef PLINT_EXPR_EXPR_H
#define PLINT_EXPR_EXPR_H

#include "base/limits.h"
#include "expr/code.h"
#include "expr/lexicon.h"
#include "model/model.h"

#define PLINT_MAX_VARS 32

#define PLINT_MAX_CALL_DEPTH 256 /* levels of nodes, helpers followed */

struct plint_scope_var {
	const char *name;
	struct plint_stype type;
	uint32_t let; /* node of a `let`, evaluated on first use; 0: a variable with a slot in the evaluator */
};

struct plint_scope_param {
	const char *name;  /* "min" */
	uint32_t index;    /* into the evaluator's parameter values */
	struct plint_stype type;
};

/* What names mean while an expression is compiled. Borrowed for the call. */
struct plint_scope {
	struct plint_arena *arena;     /* scratch of the compilation */
	const struct plint_schema *schema;
	const struct plint_vocab *vocab;
	const struct plint_lexicons *lexicons;
	const struct plint_scope_param *params; /* NULL with param_count 0: none */
	uint32_t param_count;
	struct plint_scope_var vars[PLINT_MAX_VARS];
	uint32_t var_count;            /* variables 0 … in order of their slots */
};

struct plint_expr_error {
	uint32_t start, end;   /* bytes in the expression text */
	const char *message;   /* lower case, no full stop; in the scope's arena */
	const char *hint;      /* "did you mean …", or NULL */
};

enum plint_expr_want {
	PLINT_EXPR_TEST,   /* yes/no */
	PLINT_EXPR_VALUE,  /* anything */
	PLINT_EXPR_SET,    /* a set */
	PLINT_EXPR_PLACE   /* what `at` takes: a block, a field, a part, a member */
};

/* Compiles TEXT into CODE and sets *NODE (never 0 on success) and *TYPE (may be NULL). False with *ERROR set otherwise; nothing
 * of CODE then refers to what was half made. */
bool plint_expr_compile(struct plint_code *code, struct plint_scope *scope, const char *text, size_t len,
                        enum plint_expr_want want, uint32_t *node, struct plint_stype *type,
                        struct plint_expr_error *error) __attribute__((warn_unused_result));

/* A rule's `for`: "KIND name" or "name in SET [where TEST]". Adds the variable to SCOPE in its next free slot (0 for a rule's subject).
 * *KIND is the block kind, or PLINT_KIND_NONE and *SET the node of the set. */
bool plint_expr_subject(struct plint_code *code, struct plint_scope *scope, const char *text, size_t len,
                        enum plint_kind *kind, uint32_t *set, struct plint_expr_error *error)
    __attribute__((warn_unused_result));

/* A point's `each`: "name in SET [where TEST]". *SET is the node of the set (filter included), *SLOT the variable's slot, to be set with
 * plint_eval_set for every member; the variable is added to SCOPE: set var_count back when its point is done. */
bool plint_expr_each(struct plint_code *code, struct plint_scope *scope, const char *text, size_t len, uint32_t *set,
                     uint32_t *slot, struct plint_expr_error *error) __attribute__((warn_unused_result));

/* `let`: adds a name for NODE of TYPE to SCOPE; it costs a slot and is computed at most once a subject. False where SCOPE is full or has that
 * name. */
bool plint_expr_let(struct plint_code *code, struct plint_scope *scope, const char *name, uint32_t node, struct plint_stype type);

/* Adds a helper "is_poor(segment s)" or "target_segments" with BODY to CODE. Helpers may use helpers defined before or after: call
 * plint_expr_helper_declare for all of them first, then plint_expr_helper_define for each; recursion is an error. */
bool plint_expr_helper_declare(struct plint_code *code, struct plint_scope *scope, const char *head, size_t len,
                               uint32_t *helper, struct plint_expr_error *error) __attribute__((warn_unused_result));
bool plint_expr_helper_define(struct plint_code *code, struct plint_scope *scope, uint32_t helper, const char *body,
                              size_t len, struct plint_expr_error *error) __attribute__((warn_unused_result));

/* A literal as parameters and --param take it: 30%, 20 pp, 24 months, 5, 2027-12-31, a word. A word or
 * unit is given as index + 1 into code->atoms (u.word.atom, unit), which the evaluator turns into the plan's. False where TEXT is none. */
bool plint_expr_literal(struct plint_code *code, const char *text, size_t len, struct plint_value *out,
                        struct plint_stype *type);

/* Whether code of NODE uses the variable in slot VAR (lets followed). For lint and for computing once a run. */
bool plint_expr_uses(const struct plint_code *code, uint32_t node, uint32_t var);

/* Visits each word-list word, lexicon, group, helper, parameter and field that NODE uses (helpers followed), for checks of packs
 * (a word taken away, things unused). Takes some memory of CODE's arena, so CODE must have one. */
enum plint_use { PLINT_USE_WORD, PLINT_USE_LEXICON, PLINT_USE_GROUP, PLINT_USE_HELPER, PLINT_USE_PARAM, PLINT_USE_FIELD };
/* A: WORD: index into code->atoms (B its list + 1); LEXICON: number; GROUP: name in code->chars; HELPER, PARAM: index; FIELD: kinds as
 * bits, B the field's id. */
typedef void plint_use_fn(void *data, enum plint_use use, uint32_t a, uint32_t b);
void plint_expr_visit(const struct plint_code *code, uint32_t node, plint_use_fn *visit, void *data);

#endif
