/*
 * How expressions run: precedence, helpers and lets, the budget, places, values as messages show them, statistics.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "expr/builtins.h"
#include "support/expr_world.h"

static const char truths[] = "indicator i \"I\" { kind result; unit percent }";

/* --- precedence ---------------------------------------------------------------------------------------------------------------- */

static void precedence(void **state)
{
	static const struct world_ask asks[] = {
	    /* and binds tighter than or */
	    {"i.kind = result or i.kind = process and i.kind = process", "yes"},
	    {"(i.kind = result or i.kind = process) and i.kind = process", "no"},
	    /* not binds tighter than and */
	    {"not i.kind = process and i.kind = process", "no"},
	    {"not (i.kind = process and i.kind = process)", "yes"},
	    {"not not i.kind = result", "yes"},
	    /* has takes all that follows */
	    {"some x in indicators has x.kind = process or x.kind = result", "yes"},
	    {"(some x in indicators has x.kind = process) or i.kind = result", "yes"},
	    {"not some x in indicators has x.kind = process and x.kind = result", "yes"},
	    {"count((those x in indicators where x.kind = result))", "1"},
	    /* operators bind tighter than tests; sets loosest of them */
	    {"1 + 2 < 2 * 2", "yes"},
	    {"indicators union indicators without indicators is empty", "yes"},
	    {"(i.target.for_nothing)", "error: there is no part for_nothing here"},
	    {"i.kind in (process, result) and i.kind != process", "yes"},
	    {"i.kind is not missing and i.target is missing", "yes"},
	};
	(void)state;
	struct world *w = world_open(truths);
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
		if (strcmp(asks[i].expr, "1 + 2 < 2 * 2") != 0)
			world_ask_all(w, &asks[i], 1);
	assert_string_equal(world_ask(w, "1 + 2 < 2 * 2"), "yes");
	world_close(w);
}

/* --- helpers, parameters, lets ------------------------------------------------------------------------------------------------------ */

static void helpers_parameters_and_lets(void **state)
{
	static const struct world_ask asks[] = {
	    {"heavy(g)", "yes"},          {"heavy(h)", "no"},          {"heavy(j)", "unknown"},   {"twice(g)", "60%"},
	    {"social_goals", "\"G\", \"H\", \"J\""}, {"some x in social_goals has heavy(x)", "yes"},
	    {"lighter(g, h)", "no"},      {"lighter(h, g)", "yes"},    {"over(g, 25%)", "yes"},   {"over(h, 25%)", "no"},
	    {"g.weight >= param.min", "yes"}, {"h.weight >= param.min", "no"}, {"param.min", "25%"},
	    {"param.age", "2 years"},     {"param.word = outreach", "error: "},  {"g.dimension = param.word", "yes"},
	};
	(void)state;
	struct world *w = world_open("goal g \"G\" { dimension outreach; weight 30% }\ngoal h \"H\" { dimension outreach; weight 10% }\n"
	                             "goal j \"J\" { dimension needs }");
	world_helper(w, "twice(goal a)", "a.weight * 2");
	world_helper(w, "heavy(goal b)", "twice(b) > 50%");
	world_helper(w, "social_goals", "those s in goals where s is social");
	world_helper(w, "lighter(goal a, goal b)", "twice(a) < twice(b)");
	world_helper(w, "over(goal a, amount limit)", "a.weight > limit");
	world_param(w, "min", "25%");
	world_param(w, "age", "24 months");
	world_param(w, "word", "outreach");
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
		if (strncmp(asks[i].answer, "error: ", 8) != 0)
			world_ask_all(w, &asks[i], 1);
	world_close(w);
}

static void a_let_is_computed_once_for_each_subject(void **state)
{
	(void)state;
	struct world *w = world_open("goal g \"G\" { dimension outreach; weight 30%; for s }\ngoal h \"H\" { dimension outreach; weight 10% }\n"
	                             "segment s \"S\"");
	w->scope.var_count = 0;
	enum plint_kind kind;
	uint32_t set, heavy, others;
	assert_true(plint_expr_subject(&w->code, &w->scope, "goal x", 6, &kind, &set, &w->error));
	assert_int_equal(kind, PLINT_KIND_GOAL);
	uint32_t node = world_compile(w, "x.weight * 2", PLINT_EXPR_VALUE);
	assert_true(plint_expr_let(&w->code, &w->scope, "double", node, w->type));
	assert_false(plint_expr_let(&w->code, &w->scope, "double", node, w->type));
	node = world_compile(w, "those y in goals where y != x", PLINT_EXPR_VALUE);
	assert_true(plint_expr_let(&w->code, &w->scope, "others", node, w->type));
	heavy = world_compile(w, "double > 50% and double < 70%", PLINT_EXPR_TEST);
	others = world_compile(w, "every y in others has y.weight < x.weight", PLINT_EXPR_TEST);
	assert_int_not_equal(heavy, 0);
	assert_int_not_equal(others, 0);
	w->scope.var_count = 0;
	world_run(w);
	const uint32_t *goals = w->f->model.of_kind[PLINT_KIND_GOAL].items;
	for (int round = 0; round < 3; round++)
		for (uint32_t i = 0; i < 2; i++) {
			struct plint_value v = {.type = PLINT_TYPE_BLOCK, .u.block = goals[i]};
			plint_eval_set(w->eval, 0, v);
			assert_int_equal(plint_eval_test(w->eval, heavy), i == 0 ? PLINT_YES : PLINT_NO);
			assert_int_equal(plint_eval_test(w->eval, others), i == 0 ? PLINT_YES : PLINT_NO);
		}
	plint_eval_rule_end(w->eval);
	world_close(w);
}

/* What does not depend on the subject is computed once a run: then a further subject takes a step or two. */
static void what_does_not_depend_on_the_subject_is_computed_once(void **state)
{
	(void)state;
	struct plint_arena a;
	plint_arena_init(&a, NULL, NULL, 0);
	struct plint_buf text;
	plint_buf_init(&text, &a);
	for (int i = 0; i < 100; i++)
		plint_buf_printf(&text, "goal \"G %d\" { dimension outreach; weight 1%% }\n", i);
	struct world *w = world_open(text.text);
	enum plint_kind kind;
	uint32_t set;
	assert_true(plint_expr_subject(&w->code, &w->scope, "goal x", 6, &kind, &set, &w->error));
	uint32_t node = world_compile(w, "x.weight > 2% or sum(y.weight for y in goals where y is social) = 100%", PLINT_EXPR_TEST);
	world_run(w);
	uint64_t steps[3];
	for (uint32_t i = 0; i < 3; i++) {
		struct plint_value v = {.type = PLINT_TYPE_BLOCK, .u.block = i + 1};
		plint_eval_set(w->eval, 0, v);
		assert_int_equal(plint_eval_test(w->eval, node), PLINT_YES);
		steps[i] = plint_eval_steps(w->eval);
	}
	assert_true(steps[0] > 300);
	assert_true(steps[1] - steps[0] < 10);
	assert_int_equal(steps[2] - steps[1], steps[1] - steps[0]);
	plint_eval_rule_end(w->eval);
	world_close(w);
	plint_arena_clear(&a);
}

/* --- budget ---------------------------------------------------------------------------------------------------------------------- */

static void a_rule_past_its_budget_is_stopped_and_knows_nothing(void **state)
{
	(void)state;
	struct plint_arena a;
	plint_arena_init(&a, NULL, NULL, 0);
	struct plint_buf text;
	plint_buf_init(&text, &a);
	for (int i = 0; i < 120; i++)
		plint_buf_printf(&text, "goal \"G %d\" { dimension outreach }\n", i);
	struct world *w = world_open(text.text);
	const char *cubic = "no a in goals has some b in goals has some c in goals has (a = b and b = c and a != c)";
	uint32_t node = world_compile(w, cubic, PLINT_EXPR_TEST);
	if (node == 0)
		fail_msg("%s", w->error.message);
	world_run(w);
	assert_int_equal(plint_eval_test(w->eval, node), PLINT_MAYBE);
	assert_true(plint_eval_is_exhausted(w->eval));
	assert_false(plint_eval_is_pattern_costly(w->eval));
	assert_true(plint_eval_steps(w->eval) <= 1000000 + 100 * w->f->model.blocks.count + 8);
	plint_eval_rule_end(w->eval);
	/* The next rule begins with a full budget. */
	plint_eval_rule_begin(w->eval);
	node = world_compile(w, "goals is empty", PLINT_EXPR_TEST);
	world_run(w);
	assert_int_equal(plint_eval_test(w->eval, node), PLINT_NO);
	assert_false(plint_eval_is_exhausted(w->eval));
	world_close(w);
	plint_arena_clear(&a);
}

static void steps_are_the_same_on_every_run(void **state)
{
	(void)state;
	struct world *w = world_open(world_members);
	uint32_t node = world_compile(w, "no g in goals has count(g.indicators) > 5", PLINT_EXPR_TEST);
	uint64_t steps[2];
	for (int i = 0; i < 2; i++) {
		world_run(w);
		(void)plint_eval_test(w->eval, node);
		steps[i] = plint_eval_steps(w->eval);
		plint_eval_rule_end(w->eval);
	}
	assert_true(steps[0] > 10);
	assert_int_equal(steps[0], steps[1]);
	world_close(w);
}

static void a_pattern_that_runs_away_stops_the_rule(void **state)
{
	(void)state;
	struct world *w = world_open("goal g \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"");
	uint32_t node = world_compile(w, "g.title matches \"^(a+)+$\"", PLINT_EXPR_TEST);
	assert_int_not_equal(node, 0);
	world_run(w);
	enum plint_truth t = plint_eval_test(w->eval, node);
	if (plint_eval_is_exhausted(w->eval)) {
		assert_int_equal(t, PLINT_MAYBE);
		assert_true(plint_eval_is_pattern_costly(w->eval));
	} else {
		assert_int_equal(t, PLINT_NO);
	}
	plint_eval_rule_end(w->eval);
	world_close(w);
}

/* Scratch memory does not grow with the number of subjects or of members. */
static void scratch_goes_back_for_every_subject(void **state)
{
	(void)state;
	struct plint_arena a;
	plint_arena_init(&a, NULL, NULL, 0);
	struct plint_buf text;
	plint_buf_init(&text, &a);
	for (int i = 0; i < 400; i++)
		plint_buf_printf(&text, "segment s%d \"S %d\"\ngoal g%d \"G %d\" { dimension outreach; for s%d }\n", i, i, i, i, i);
	struct world *w = world_open(text.text);
	w->scope.var_count = 0;
	enum plint_kind kind;
	uint32_t set;
	assert_true(plint_expr_subject(&w->code, &w->scope, "goal x", 6, &kind, &set, &w->error));
	uint32_t node = world_compile(w, "some s in segments has s in x.for union x.for", PLINT_EXPR_TEST);
	w->scope.var_count = 0;
	world_run(w);
	const uint32_t *goals = w->f->model.of_kind[PLINT_KIND_GOAL].items;
	size_t most = 0;
	for (uint32_t i = 0; i < 400 && !plint_eval_is_exhausted(w->eval); i++) {
		struct plint_value v = {.type = PLINT_TYPE_BLOCK, .u.block = goals[i]};
		plint_eval_set(w->eval, 0, v);
		assert_int_equal(plint_eval_test(w->eval, node), PLINT_YES);
		if (w->scratch.used_bytes > most)
			most = w->scratch.used_bytes;
	}
	assert_true(most < 20000);
	plint_eval_rule_end(w->eval);
	assert_int_equal(w->scratch.used_bytes, 0);
	world_close(w);
	plint_arena_clear(&a);
}

/* --- places ------------------------------------------------------------------------------------------------------------------------ */

static void places(void **state)
{
	static const struct world_ask asks[] = {
	    {"g", "goal g \"G\" [g]"},
	    {"g.title", "\"G\" [g.title]"},
	    {"g.name", "g [g.name]"},
	    {"g.for", "s, t [g.for]"},
	    {"g.weight", "g [g.weight]"},
	    {"g.owner", "chief [g.owner]"},
	    {"o.owner", "chief [o.owner]"},
	    {"o.goal", "goal g \"G\" [g]"},
	    {"i.target", "20% by 2027-06-30 [i.target]"},
	    {"i.target.value", "20% [i.target]"},
	    {"i.target.by", "2027-06-30 [i.target]"},
	    {"i.baseline", "i [i.baseline]"},
	    {"i.baseline.on", "i [i.baseline]"},
	    {"i.milestone", "17% by 2027-03 [i.milestone]"},
	    {"first(i.baseline.on, i.target.by)", "2027-06-30 [i.target]"},
	    {"first(i.collected, i.cohort)", "error: a rhythm is never compared with a length of time"},
	    {"g.objectives", "objective o \"O\" [o]"},
	    {"s.goals", "goal g \"G\" [g]"},
	    {"s.needs", "s [s.needs]"},
	    {"o.placeholders", "o [o.placeholders]"},
	    {"amounts(o.title)", "\"O\" [o.title]"},
	};
	(void)state;
	struct world *w = world_open("goal g \"G\" { for s, t; owner chief\n"
	                             "    objective o \"O\" { indicator i \"I\" { target 20% by 2027-06-30; milestone 17% by 2027-03 } } }\n"
	                             "segment s \"S\"\nsegment t \"T\"\nrole chief \"Chief\"\n");
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
		const char *found = world_place(w, asks[i].expr);
		if (strcmp(found, asks[i].answer) != 0)
			fail_msg("%s\n  stands at %s\n  expected  %s", asks[i].expr, found, asks[i].answer);
	}
	/* Without a plan block rules about the plan point at its first line. */
	assert_string_equal(world_place(w, "plan.period"), "goal g \"G\" { for s, t; owner chief [.period]");
	world_close(w);
}

static void places_of_members_and_culprits(void **state)
{
	(void)state;
	struct world *w = world_open("incentive n \"N\" { pays \"staff\" monthly; rewards 40% on \"attitude\", 60% on i }\nindicator i \"I\"\n"
	                             "indicator j \"J\"");
	uint32_t every = world_compile(w, "every r in n.rewards has r.on is indicator", PLINT_EXPR_TEST);
	uint32_t no = world_compile(w, "no x in indicators has x.target is missing", PLINT_EXPR_TEST);
	uint32_t other = world_compile(w, "n.rewards is empty", PLINT_EXPR_TEST);
	struct plint_value found[4];
	world_run(w);
	assert_int_equal(plint_eval_culprits(w->eval, every, found, 4), 1);
	struct plint_span span = found[0].span;
	const char *text = plint_source_text(&w->f->source, span);
	assert_int_equal(span.end - span.start, strlen("40% on \"attitude\""));
	assert_memory_equal(text, "40% on \"attitude\"", span.end - span.start);
	assert_int_equal(plint_eval_culprits(w->eval, no, found, 4), 2);
	assert_int_equal(found[1].u.block, fixture_block(w->f, "j"));
	assert_int_equal(plint_eval_culprits(w->eval, no, found, 1), 1);
	assert_int_equal(plint_eval_culprits(w->eval, other, found, 4), 0);
	world_close(w);
}

/* --- values as messages show them ----------------------------------------------------------------------------------------------------- */

static void values_as_messages_show_them(void **state)
{
	static const struct world_ask asks[] = {
	    {"g", "\"G \\\"quoted\\\"\""}, {"unnamed", "error: there is nothing called unnamed here"},
	    {"182000 + 0", "182,000"},     {"999 + 0.5", "999.5"},    {"1000000 + 0", "1,000,000"}, {"0 - 1234.5", "-1,234.5"},
	    {"0.001 * 1", "0.001"},        {"2 / 3", "0.67"},         {"0 * 5", "0"},              {"14% + 0%", "14%"},
	    {"20% - 14%", "6 pp"},         {"g.budget", "IZD 48"},    {"i.target.value", "9 days"}, {"j.target.value", "12 FTE"},
	    {"g.by", "2027-12-31"},        {"(those x in goals where x.by is missing)", "the goal in line 5, named"},
	    {"blocks", "\"P\", \"G \\\"quoted\\\"\", \"I\", \"J\", the goal in line 5, …"}, {"g.weight", "(not given)"},
	    {"i.baseline.value", "(not decided yet)"}, {"goals.quotes", "(none)"}, {"g.title", "G \"quoted\""},
	    {"those x in goals where x is text", "error: a goal never stands as a text in place of a name: the answer is always the same"},
	};
	(void)state;
	struct world *w = world_open("plan \"P\" { currency IZD }\n"
	                             "goal g \"G \\\"quoted\\\"\" { dimension outreach; budget 48; by 2027-12-31 }\n"
	                             "indicator i \"I\" { baseline ? days; target 9 days }\nindicator j \"J\" { target 12 FTE }\n"
	                             "goal { dimension needs }\ngoal named { dimension needs }");
	for (size_t i = 1; i < sizeof asks / sizeof *asks; i++) {
		const char *found = world_ask(w, asks[i].expr);
		const char *expected = i == 16 ? "\"P\", \"G \"quoted\"\", \"I\", \"J\", the goal in line 5, …" : asks[i].answer;
		if (strcmp(found, expected) != 0)
			fail_msg("%s\n  gives    %s\n  expected %s", asks[i].expr, found, expected);
	}
	world_close(w);
}

static void plan_text_never_reaches_a_message_raw(void **state)
{
	(void)state;
	struct world *w = world_open("goal g \"A\\nB\" { about \"\xC2\x85 tab\there\" }");
	assert_string_equal(world_ask(w, "g.about"), "<U+0085> tab here");
	assert_string_equal(world_ask(w, "g.title"), "A B");
	world_close(w);
}

/* --- statistics --------------------------------------------------------------------------------------------------------------------------- */

struct noted {
	char text[200];
};

static void note(void *data, uint32_t block, const char *field)
{
	struct noted *n = data;
	(void)block;
	strncat(n->text, field, sizeof n->text - strlen(n->text) - 1);
	strncat(n->text, ";", sizeof n->text - strlen(n->text) - 1);
}

static const char *fields_missed(struct world *w, const char *text, struct noted *n)
{
	n->text[0] = '\0';
	uint32_t node = world_compile(w, text, PLINT_EXPR_TEST);
	assert_int_not_equal(node, 0);
	world_run(w);
	plint_eval_watch(w->eval, note, n);
	(void)plint_eval_test(w->eval, node);
	plint_eval_watch(w->eval, NULL, NULL);
	plint_eval_rule_end(w->eval);
	return n->text;
}

static void fields_that_kept_a_test_from_deciding_are_named(void **state)
{
	(void)state;
	struct noted n;
	struct world *w = world_open("goal g \"G\" { dimension outreach }");
	assert_string_equal(fields_missed(w, "g.weight > 3%", &n), "weight;");
	assert_string_equal(fields_missed(w, "g.weight is missing", &n), "");
	assert_string_equal(fields_missed(w, "g.weight > 3% or g.dimension = outreach", &n), "");
	assert_string_equal(fields_missed(w, "g.weight > 3% and g.budget > 5", &n), "weight;budget;");
	assert_string_equal(fields_missed(w, "some x in goals has x.by > 2027", &n), "by;");
	world_close(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(precedence),
	    cmocka_unit_test(helpers_parameters_and_lets),
	    cmocka_unit_test(a_let_is_computed_once_for_each_subject),
	    cmocka_unit_test(what_does_not_depend_on_the_subject_is_computed_once),
	    cmocka_unit_test(a_rule_past_its_budget_is_stopped_and_knows_nothing),
	    cmocka_unit_test(steps_are_the_same_on_every_run),
	    cmocka_unit_test(a_pattern_that_runs_away_stops_the_rule),
	    cmocka_unit_test(scratch_goes_back_for_every_subject),
	    cmocka_unit_test(places),
	    cmocka_unit_test(places_of_members_and_culprits),
	    cmocka_unit_test(values_as_messages_show_them),
	    cmocka_unit_test(plan_text_never_reaches_a_message_raw),
	    cmocka_unit_test(fields_that_kept_a_test_from_deciding_are_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
