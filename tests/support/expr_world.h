/* A plan and the expressions asked of it, with the default pack's words, lexicons and indicator catalogue; for unit tests. */
#ifndef TESTS_SUPPORT_EXPR_WORLD_H
#define TESTS_SUPPORT_EXPR_WORLD_H

#include "expr/eval.h"
#include "rule/pack.h"
#include "support/fixture.h"

struct world {
	struct fixture *f;
	struct plint_pack pack;
	struct plint_arena arena, scratch;
	struct plint_code code;
	struct plint_scope scope;
	struct plint_lexicon *lexicon;
	struct plint_eval *eval;
	struct plint_expr_error error;
	struct plint_value values[PLINT_MAX_VARS]; /* of the variables, by slot */
	struct plint_value params[8];
	uint32_t param_count;
	struct plint_scope_param param_names[8];
	struct plint_stype type;                   /* of the last expression */
};

/* Reads PLAN; each named block of it is a variable of that name, beside `p` for the plan. */
struct world *world_open(const char *plan);
void world_close(struct world *w);

/* Declares a helper with its body; the test fails where it does not compile. */
void world_helper(struct world *w, const char *head, const char *body);
/* A parameter of the rule, such as "max", "30%". */
void world_param(struct world *w, const char *name, const char *literal);

/* TEXT asked of the plan: "yes", "no", "unknown" for a yes/no; else as messages show it; "error: …" where it does not compile,
 * "too costly" where it runs out of steps. In the world's arena. */
const char *world_ask(struct world *w, const char *text);
/* What is wrong with TEXT: "place|message|hint", PLACE the words it points at; "" where nothing is. */
const char *world_fault(struct world *w, const char *text, enum plint_expr_want want);
/* The words of the plan that TEXT points at, "field" behind them where there is one: "\"Reach\" [title]". */
const char *world_place(struct world *w, const char *text);
/* Compiles TEXT; its node, or 0. */
uint32_t world_compile(struct world *w, const char *text, enum plint_expr_want want);
/* A new evaluator over what has been compiled, the variables set. */
void world_run(struct world *w);

struct world_ask {
	const char *expr, *answer;
};
/* Asks all of COUNT expressions of W; the test fails where one gives something else. */
void world_ask_all(struct world *w, const struct world_ask *asks, size_t count);
#define ASK(w, asks) world_ask_all((w), (asks), sizeof(asks) / sizeof *(asks))
/* The same of PLAN, which has no findings of reading. */
void world_ask_plan(const char *plan, const struct world_ask *asks, size_t count);
#define ASK_PLAN(plan, asks) world_ask_plan((plan), (asks), sizeof(asks) / sizeof *(asks))

/* Goals with every sort of members: yes, no, unknown, behind a filter that is yes, no or unknown; named by their first letters. */
extern const char world_members[];

#endif
