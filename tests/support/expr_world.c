/* See expr_world.h. */
#include "support/expr_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void add_var(struct world *w, const char *name, enum plint_kind kind, uint32_t block)
{
	if (w->scope.var_count >= PLINT_MAX_VARS - 8) /* the rest is for variables of quantifiers and lets */
		return;
	w->values[w->scope.var_count] = (struct plint_value){
	    .type = PLINT_TYPE_BLOCK, .span = plint_model_block(&w->f->model, block)->head, .u.block = block};
	w->scope.vars[w->scope.var_count++] = (struct plint_scope_var){
	    .name = name, .type = {.type = PLINT_TYPE_BLOCK, .kinds = PLINT_KIND_BIT(kind)}};
}

struct world *world_open(const char *plan)
{
	struct world *w = calloc(1, sizeof *w);
	if (w == NULL)
		abort();
	w->f = fixture_open(plan);
	plint_pack_default(&w->pack);
	plint_arena_init(&w->arena, NULL, NULL, 0);
	plint_arena_init(&w->scratch, NULL, NULL, 0);
	plint_code_init(&w->code, &w->arena);
	const struct plint_model *m = &w->f->model;
	w->scope = (struct plint_scope){
	    .arena = &w->arena, .schema = w->pack.schema, .vocab = &w->pack.vocab, .lexicons = &w->pack.lexicons};
	w->scope.params = w->param_names;
	if (m->plan)
		add_var(w, "p", PLINT_KIND_PLAN, m->plan);
	for (uint32_t id = 1; id < m->blocks.count; id++)
		if (m->blocks.items[id].name && m->blocks.items[id].kind != PLINT_KIND_PLAN)
			add_var(w, plint_intern_text(m->atoms, m->blocks.items[id].name), (enum plint_kind)m->blocks.items[id].kind, id);
	w->lexicon = plint_lexicon_new(&w->arena, &w->pack.lexicons, m->language, m);
	return w;
}

void world_close(struct world *w)
{
	plint_lexicon_free(w->lexicon);
	plint_arena_clear(&w->scratch);
	plint_arena_clear(&w->arena);
	fixture_close(w->f);
	free(w);
}

void world_helper(struct world *w, const char *head, const char *body)
{
	uint32_t helper;
	if (!plint_expr_helper_declare(&w->code, &w->scope, head, strlen(head), &helper, &w->error) ||
	    !plint_expr_helper_define(&w->code, &w->scope, helper, body, strlen(body), &w->error))
		fail_msg("%s: %s", head, w->error.message);
}

void world_param(struct world *w, const char *name, const char *literal)
{
	struct plint_scope_param *p = &w->param_names[w->param_count];
	p->name = name;
	p->index = w->param_count;
	assert_true(plint_expr_literal(&w->code, literal, strlen(literal), &w->params[w->param_count], &p->type));
	w->scope.param_count = ++w->param_count;
}

uint32_t world_compile(struct world *w, const char *text, enum plint_expr_want want)
{
	uint32_t node;
	return plint_expr_compile(&w->code, &w->scope, text, strlen(text), want, &node, &w->type, &w->error) ? node : 0;
}

void world_run(struct world *w)
{
	struct plint_eval_config config = {.code = &w->code,
	                                   .model = &w->f->model,
	                                   .lexicon = w->lexicon,
	                                   .params = w->params,
	                                   .today = {.type = PLINT_TYPE_DATE, .u.days = {20800, 20800}}};
	w->eval = plint_eval_new(&w->arena, &w->scratch, &config);
	plint_eval_rule_begin(w->eval);
	for (uint32_t i = 0; i < w->scope.var_count; i++)
		plint_eval_set(w->eval, i, w->values[i]);
}

static const char *answer(struct world *w, uint32_t node)
{
	static const char *const words[] = {"no", "yes", "unknown"};
	if (w->type.type == PLINT_TYPE_BOOL)
		return words[plint_eval_test(w->eval, node)];
	struct plint_buf out;
	plint_buf_init(&out, &w->arena);
	struct plint_value v = plint_eval_value(w->eval, node);
	plint_eval_show(w->eval, &out, &v);
	if (v.type == PLINT_TYPE_SET && v.u.set->more)
		plint_buf_str(&out, "+");
	return out.text;
}

const char *world_ask(struct world *w, const char *text)
{
	uint32_t node = world_compile(w, text, PLINT_EXPR_VALUE);
	if (node == 0)
		return plint_arena_printf(&w->arena, "error: %s", w->error.message);
	world_run(w);
	const char *found = answer(w, node);
	if (plint_eval_is_exhausted(w->eval))
		found = "too costly";
	plint_eval_rule_end(w->eval);
	return found;
}

const char *world_fault(struct world *w, const char *text, enum plint_expr_want want)
{
	if (world_compile(w, text, want))
		return "";
	return plint_arena_printf(&w->arena, "%.*s|%s|%s", (int)(w->error.end - w->error.start), text + w->error.start,
	                          w->error.message, w->error.hint ? w->error.hint : "");
}

const char *world_place(struct world *w, const char *text)
{
	uint32_t block, node = world_compile(w, text, PLINT_EXPR_PLACE);
	const char *field;
	if (node == 0)
		return plint_arena_printf(&w->arena, "error: %s", w->error.message);
	world_run(w);
	struct plint_span span = plint_eval_place(w->eval, node, &block, &field);
	plint_eval_rule_end(w->eval);
	if (span.end == 0)
		return "nowhere";
	const char *name = block && plint_model_block(&w->f->model, block)->name
	                       ? plint_intern_text(&w->f->atoms, plint_model_block(&w->f->model, block)->name)
	                       : "";
	return plint_arena_printf(&w->arena, "%.*s [%s%s%s]", (int)(span.end - span.start), plint_source_text(&w->f->source, span),
	                          name, field ? "." : "", field ? field : "");
}

void world_ask_all(struct world *w, const struct world_ask *asks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *found = world_ask(w, asks[i].expr);
		if (strcmp(found, asks[i].answer) != 0)
			fail_msg("%s\n  gives    %s\n  expected %s", asks[i].expr, found, asks[i].answer);
	}
}

void world_ask_plan(const char *plan, const struct world_ask *asks, size_t count)
{
	struct world *w = world_open(plan);
	assert_string_equal(fixture_findings(w->f), "");
	world_ask_all(w, asks, count);
	world_close(w);
}

const char world_members[] =
    "goal none \"none\"\n"
    "goal y \"y\" { indicator a1 \"y\" { kind result; counts level } }\n"
    "goal n \"n\" { indicator a2 \"n\" { kind process; counts level } }\n"
    "goal u \"u\" { indicator a3 \"u\" { counts level } }\n"
    "goal yn \"yn\" { indicator \"y\" { kind result; counts level }\n indicator \"n\" { kind process; counts level } }\n"
    "goal yu \"yu\" { indicator \"y\" { kind result; counts level }\n indicator \"u\" { counts level } }\n"
    "goal nu \"nu\" { indicator \"n\" { kind process; counts level }\n indicator \"u\" { counts level } }\n"
    "goal ynu \"ynu\" { indicator \"y\" { kind result; counts level }\n indicator \"n\" { kind process; counts level }\n"
    "  indicator \"u\" { counts level } }\n"
    "goal fy \"fy\" { indicator \"y\" { kind result; counts cumulative } }\n"
    "goal fn \"fn\" { indicator \"n\" { kind process; counts cumulative } }\n"
    "goal my \"my\" { indicator \"y\" { kind result } }\n"
    "goal mn \"mn\" { indicator \"n\" { kind process } }\n"
    "goal ymn \"ymn\" { indicator \"y\" { kind result; counts level }\n indicator \"n\" { kind process } }\n"
    "goal nmy \"nmy\" { indicator \"n\" { kind process; counts level }\n indicator \"y\" { kind result } }\n";
