/*
 * An expression about the objectives of a plan: compiled, and where that succeeds run on each objective, asked for its place and shown. Every
 * mistake has a place in the expression and a message.
 */
#include "fuzz/fuzz.h"

#include <string.h>

#include "expr/eval.h"
#include "syntax/parse.h"

static const char plan[] = "plan \"P\" { period 2027 to 2029; currency KES; language en }\n"
                           "segment poor \"Poor households\" { size 1200 households of 4000 }\n"
                           "role manager \"Operations manager\"\n"
                           "social goal reach \"Reach 500 poor households by 2028\" {\n"
                           "    dimension outreach; for poor; weight 40%\n"
                           "    objective branches \"Open ten branches\" {\n"
                           "        by 2028-06; owner manager; budget 12,000 KES\n"
                           "        indicator opened \"Branches opened\" { kind process; baseline 2 branches on 2026-12-31; target 12 branches; frequency quarterly }\n"
                           "        indicator share \"Share of poor clients\" { kind result; target at least 30%; source TBD }\n"
                           "    }\n"
                           "    objective \"Lower the price\"\n"
                           "}\n";

/* The plan is read once: what is compiled for one input lies in an arena of its own. */
struct world {
	struct plint_arena arena, scratch;
	struct plint_source source;
	struct plint_diags diags;
	struct plint_intern atoms;
	struct plint_ast ast;
	struct plint_model model;
};

static void read_plan(struct world *w)
{
	const uint64_t key[2] = {1, 2};
	plint_arena_init(&w->arena, NULL, NULL, 0);
	plint_arena_init(&w->scratch, NULL, NULL, 0);
	plint_source_init(&w->source, &w->arena);
	plint_diags_init(&w->diags, &w->arena, &w->source);
	plint_intern_init(&w->atoms, &w->arena, key);
	char *text = plint_arena_calloc(&w->arena, 1, sizeof plan + 1);
	memcpy(text, plan, sizeof plan - 1);
	plint_ast_init(&w->ast, &w->arena, &w->source, fuzz_pack()->schema, &w->atoms);
	plint_parse_file(&w->ast, plint_source_add(&w->source, "plan.plan", text, sizeof plan - 1), &w->diags);
	plint_model_build(&w->model, &w->arena, &w->scratch, &w->ast, &fuzz_pack()->vocab, &w->diags);
}

static void run(struct world *w, const struct plint_code *code, uint32_t node, struct plint_stype type)
{
	struct plint_arena arena, scratch;
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_arena_init(&scratch, NULL, NULL, 0);
	struct plint_lexicon *lexicon = plint_lexicon_new(&arena, &fuzz_pack()->lexicons, w->model.language, &w->model);
	struct plint_eval_config config = {.code = code, .model = &w->model, .lexicon = lexicon, .today = {.type = PLINT_TYPE_DATE, .u.days = {20800, 20800}}};
	struct plint_eval *e = plint_eval_new(&arena, &scratch, &config);
	struct plint_buf shown;
	plint_buf_init(&shown, &arena);
	plint_eval_rule_begin(e);
	for (uint32_t i = 0; i < w->model.of_kind[PLINT_KIND_OBJECTIVE].count; i++) {
		struct plint_value subject = {.type = PLINT_TYPE_BLOCK, .u.block = w->model.of_kind[PLINT_KIND_OBJECTIVE].items[i]};
		plint_eval_set(e, 0, subject);
		struct plint_value v = plint_eval_value(e, node);
		plint_eval_show(e, &shown, &v);
		if (type.type == PLINT_TYPE_BOOL)
			plint_eval_test(e, node);
		struct plint_span span = plint_eval_place(e, node, NULL, NULL);
		fuzz_require(span.start <= span.end && span.end <= w->source.next_base, "a place lies in the plan");
	}
	fuzz_require(plint_eval_steps(e) <= PLINT_MAX_STEPS_RULE + (uint64_t)PLINT_MAX_STEPS_BLOCK * w->model.blocks.count + 1, "no more steps than allowed");
	plint_eval_rule_end(e);
	plint_lexicon_free(lexicon);
	plint_arena_clear(&scratch);
	plint_arena_clear(&arena);
}

void plint_fuzz_expr(const uint8_t *data, size_t len)
{
	static struct world *world;
	static struct world made;
	if (world == NULL) {
		world = &made;
		read_plan(world);
	}
	struct plint_arena arena;
	struct plint_code code;
	struct plint_expr_error error = {0};
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_code_init(&code, &arena);
	struct plint_scope scope = {.arena = &arena,
	                            .schema = fuzz_pack()->schema,
	                            .vocab = &fuzz_pack()->vocab,
	                            .lexicons = &fuzz_pack()->lexicons,
	                            .var_count = 1};
	scope.vars[0] = (struct plint_scope_var){.name = "o", .type = {.type = PLINT_TYPE_BLOCK, .kinds = PLINT_KIND_BIT(PLINT_KIND_OBJECTIVE)}};
	const enum plint_expr_want wants[] = {PLINT_EXPR_VALUE, PLINT_EXPR_PLACE};
	for (size_t i = 0; i < sizeof wants / sizeof *wants; i++) {
		uint32_t node;
		struct plint_stype type;
		if (plint_expr_compile(&code, &scope, (const char *)data, len, wants[i], &node, &type, &error))
			run(world, &code, node, type);
		else
			fuzz_require(error.message && *error.message && error.start <= error.end && error.end <= len, "a mistake has its place");
	}
	plint_arena_clear(&arena);
}
