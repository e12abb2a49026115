/*
 * Evaluation of sets, of fields that nobody writes and of parts of entries.
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

/* --- sets ----------------------------------------------------------------------------------------------------------------- */

static void sets_keep_the_order_of_the_plan_and_no_repeats(void **state)
{
	static const char plan[] =
	    "goal a \"A\" { dimension outreach; for s, t, s; supports b \"why\", c }\n"
	    "goal b \"B\" { dimension outreach; for t; funded by c, \"a grant\" }\n"
	    "goal c \"C\" { dimension efficiency; hurts a }\n"
	    "segment s \"S\"\nsegment t \"T\"\n"
	    "threat x \"X\" { touches a, s }\nstrength y \"Y\" { touches a }\n"
	    "tension z \"Z\" { between a, c; handled by \"luck\" }\n"
	    "review r \"R\" { of b }\n";
	static const struct world_ask asks[] = {
	    {"a.for", "\"S\", \"T\""},           {"count(a.for)", "2"},              {"goals.for", "\"S\", \"T\""},
	    {"a.for union b.for", "\"S\", \"T\""}, {"b.for union a.for", "\"T\", \"S\""}, {"a.for common b.for", "\"T\""},
	    {"a.for without b.for", "\"S\""},    {"b.for without a.for is empty", "yes"}, {"swot", "\"X\", \"Y\""},
	    {"a.touched_by", "\"X\", \"Y\""},    {"s.touched_by", "\"X\""},          {"swot.touches", "\"A\", \"S\""},
	    {"(a.for union b.for).touched_by", "\"X\""}, {"a before b", "yes"},     {"b before a", "no"},
	    {"a.supports", "\"B\", \"C\""},      {"b.supported_by", "\"A\""},       {"c.funds", "\"B\""},
	    {"b.funded_by", "\"C\", \"a grant\""}, {"a.hurt_by", "\"C\""},          {"a.tensions", "\"Z\""},
	    {"b.reviews", "\"R\""},              {"a.reviews is empty", "yes"},     {"s.goals", "\"A\""},
	    {"reach(a, .supports)", "\"B\", \"C\""}, {"reach(a, .supports, .hurts)", "\"A\", \"B\", \"C\""},
	    {"reach(b, .supports)", "(none)"},   {"a in reach(a, .supports, .hurts)", "yes"}, {"a in reach(a, .supports)", "no"},
	    {"reach(b, .funded_by)", "\"C\""},   {"z.between", "\"A\", \"C\""},     {"z.handled_by", "\"luck\""},
	    {"those g in goals where g is social", "\"A\", \"B\""}, {"(those g in goals where g is social).for", "\"S\", \"T\""},
	    {"those g in (goals union goals) where g before c", "error: there is nothing"},
	};
	(void)state;
	struct world *w = world_open(plan);
	world_ask_all(w, asks, sizeof asks / sizeof *asks - 1);
	assert_string_equal(world_ask(w, "those g in goals union goals where g before c"), "\"A\", \"B\"");
	world_close(w);
}

static void large_sets_are_searched_by_table(void **state)
{
	(void)state;
	struct plint_arena a;
	plint_arena_init(&a, NULL, NULL, 0);
	struct plint_buf text;
	plint_buf_init(&text, &a);
	for (int i = 0; i < 300; i++)
		plint_buf_printf(&text, "segment s%d \"S %d\"\ngoal g%d \"G %d\" { dimension outreach; for s%d, s%d, s%d }\n", i, i, i, i, i,
		                 (i * 7) % 300, (i * 13) % 300);
	struct world *w = world_open(text.text);
	static const struct world_ask asks[] = {
	    {"count(goals.for)", "300"},
	    {"every s in segments has s in goals.for", "yes"},
	    {"count(segments without goals.for)", "0"},
	    {"count(segments common goals.for)", "300"},
	    {"count(segments union goals.for)", "300"},
	    {"count(s in segments where s.goals is not empty)", "300"},
	    {"count(g in goals where s5 in g.for)", "3"},
	    {"every g in goals has every s in g.for has g in s.goals", "yes"},
	};
	ASK(w, asks);
	world_close(w);
	plint_arena_clear(&a);
}

/* A set that stands for the rule is searched by a table that must stand as long, whatever the subjects in between leave behind. */
static void a_kept_set_is_searched_for_every_subject(void **state)
{
	(void)state;
	struct plint_arena a;
	plint_arena_init(&a, NULL, NULL, 0);
	struct plint_buf text;
	plint_buf_init(&text, &a);
	for (int i = 0; i < 200; i++)
		plint_buf_printf(&text, "segment s%d \"S %d\" { traits poor, rural }\n", i, i);
	for (int i = 0; i < 100; i++)
		plint_buf_printf(&text, "goal \"G %d\" { dimension outreach; for s%d, s%d }\n", i, i, (i + 1) % 100);
	struct world *w = world_open(text.text);
	w->scope.var_count = 0;
	enum plint_kind kind;
	uint32_t set;
	assert_true(plint_expr_subject(&w->code, &w->scope, "segment x", 9, &kind, &set, &w->error));
	uint32_t node = world_compile(w, "x in goals.for union objectives.for and (x.traits union segments.traits) is not empty", PLINT_EXPR_TEST);
	w->scope.var_count = 0;
	world_run(w);
	const uint32_t *segments = w->f->model.of_kind[PLINT_KIND_SEGMENT].items;
	for (uint32_t i = 0; i < 200; i++) {
		struct plint_value v = {.type = PLINT_TYPE_BLOCK, .u.block = segments[i]};
		plint_eval_set(w->eval, 0, v);
		assert_int_equal(plint_eval_test(w->eval, node), i < 100 ? PLINT_YES : PLINT_NO);
		assert_int_equal(plint_eval_test(w->eval, node), i < 100 ? PLINT_YES : PLINT_NO);
	}
	plint_eval_rule_end(w->eval);
	world_close(w);
	plint_arena_clear(&a);
}

/* --- fields that nobody writes ------------------------------------------------------------------------------------------------ */

static const char derived[] =
    "plan p1 \"P\" { currency IZD; period 2027 to 2029 }\n"
    "goal g \"G\" { dimension outreach; for s; meets d; changes c\n"
    "    objective o \"Cut XX loans\" { by 2027-12-31; owner chief; indicator i \"PAR30\" { target 4% by TBD; source mis; unit TBD }\n"
    "        activity a \"A\" { by 2027-06 } } }\n"
    "objective top \"Top\" { serves g; indicator i }\n"
    "indicator v \"Active clients\" { serves o; baseline 100 clients; target 200; collected monthly; direction keep }\n"
    "indicator e \"Something else\" { class voice; target 5 days }\n"
    "role chief \"Chief\"\nsource mis \"System\" { kind mis }\n"
    "segment s \"S\"\nneed d \"D\" { for s }\nchange c \"C\" { for s }\n"
    "product l \"L\" { for s; meets d; changes c; price 28% per year }\nchannel h \"H\" { for s; cost IZD 12 per client }\n"
    "incentive n \"N\" { pays chief quarterly; rewards 40% on v, 60% on \"attitude\"; requires i at most 5%; cap 25% of salary }\n";

static void every_field_that_nobody_writes_has_its_answer(void **state)
{
	static const struct world_ask asks[] = {
	    {"g.title", "G"},                    {"g.name", "g"},                     {"o.placeholders", "title"},
	    {"i.placeholders", "unit, target"},  {"g.activities", "\"A\""},          {"o.activities", "\"A\""},
	    {"g.objectives", "\"Cut XX loans\", \"Top\""}, {"chief.objectives", "\"Cut XX loans\""},
	    {"i.objectives", "\"Cut XX loans\", \"Top\""}, {"a.objectives", "\"Cut XX loans\""},
	    {"g.indicators", "\"PAR30\", \"Active clients\""}, {"o.indicators", "\"PAR30\", \"Active clients\""},
	    {"top.indicators", "\"PAR30\""},     {"mis.indicators", "\"PAR30\""},    {"i.goals", "\"G\""},
	    {"a.goals", "\"G\""},                {"s.goals", "\"G\""},               {"d.goals", "\"G\""},
	    {"c.goals", "\"G\""},                {"o.goal", "\"G\""},                {"top.goal", "\"G\""},
	    {"s.products", "\"L\""},             {"d.products", "\"L\""},            {"c.products", "\"L\""},
	    {"s.channels", "\"H\""},             {"s.needs", "\"D\""},               {"s.changes", "\"C\""},
	    {"chief.incentives", "\"N\""},       {"n.rhythm", "quarterly"},          {"d.served_by", "\"L\""},
	    {"i.class", "quality"},              {"v.class", "volume"},              {"e.class", "voice"},
	    {"v.direction", "keep"},             {"i.direction", "down"},            {"e.direction is missing", "yes"},
	    {"i.known is missing", "no"},        {"e.known is missing", "yes"},      {"e.known.high is missing", "yes"},
	    {"v.known.class", "volume"},         {"v.known.unit", "persons"},        {"v.known.low", "0"},
	    {"v.unit", "clients"},               {"e.unit = days", "yes"},           {"i.unit is undecided", "yes"},
	    {"v.unit in words.people", "yes"},   {"i.target.by is undecided", "yes"},
	    {"mission is missing", "yes"},       {"mission.title is missing", "yes"}, {"mission.phrases is empty", "yes"},
	    {"deadlines", "2027-12-31, (not decided yet), 2027-06"},
	    {"every x in deadlines has x.date within plan.period", "unknown"},
	};
	(void)state;
	struct world *w = world_open(derived);
	ASK(w, asks);
	world_close(w);
}

static void parts_of_entries(void **state)
{
	static const struct world_ask asks[] = {
	    {"l.price.value", "28%"},            {"l.price.per", "year"},            {"h.cost.value", "IZD 12"},
	    {"h.cost.per = client", "yes"},      {"n.cap.value", "25%"},             {"n.cap.of", "salary"},
	    {"n.rewards.on", "\"Active clients\", \"attitude\""}, {"sum(w.weight for w in n.rewards)", "100%"},
	    {"n.requires.on", "\"PAR30\""},      {"max(r.value for r in n.requires)", "5%"},
	    {"every r in n.requires has r.bound = most", "yes"}, {"n.rewards.on union n.requires.on", "\"Active clients\", \"attitude\", \"PAR30\""},
	    {"some w in n.rewards has w.on is text", "yes"}, {"some w in n.rewards has w.on.class = volume", "yes"},
	    {"n.rewards", "40% on \"Active clients\", 60% on \"attitude\""}, {"count(n.rewards)", "2"},
	    {"plan.period", "2027-01-01 to 2029"}, {"v.baseline", "100 clients"},    {"v.target", "200"},
	    {"i.target", "4%"},                  {"n.requires", "\"PAR30\""},
	};
	(void)state;
	struct world *w = world_open(derived);
	ASK(w, asks);
	world_close(w);
}

static void each_derived_field_is_asked_above(void **state)
{
	(void)state;
	/* A new row in builtins.def needs its question in the tests above; this count reminds of it. */
	assert_int_equal(PLINT_DERIVED_COUNT - 1, 24);
	assert_int_equal(PLINT_FUNCTION_COUNT, 13);
	for (unsigned id = 1; id < PLINT_DERIVED_COUNT; id++) {
		assert_true(strlen(plint_derived_row(id)->doc) > 5);
		assert_true(plint_derived_row(id)->kinds != 0);
	}
	for (unsigned id = 0; id < PLINT_FUNCTION_COUNT; id++)
		assert_int_equal(plint_function_find(plint_function_row(id)->name, (uint32_t)strlen(plint_function_row(id)->name)), id);
}

static void alike_finds_blocks_with_the_same_values(void **state)
{
	static const char plan[] =
	    "indicator a \"Retention\" { for s; unit percent }\nindicator b \"retention \" { for s; unit percent }\n"
	    "indicator c \"Retention\" { for t }\nindicator d \"Other\"\nindicator e \"Other\"\nindicator f { for s }\nindicator g { for s }\n"
	    "indicator x \"Two\" { for s, t }\nindicator y \"Two\" { for t, s }\n"
	    "segment s \"S\"\nsegment t \"T\"\n";
	static const struct world_ask asks[] = {
	    {"alike(a, .title, .for)", "\"retention \""}, {"alike(a, .title)", "\"retention \", \"Retention\""},
	    {"alike(d, .title, .for)", "\"Other\""},       {"alike(c, .title, .for) is empty", "yes"},
	    {"alike(f, .title, .for) is empty", "yes"},    {"alike(x, .title, .for)", "\"Two\""},
	    {"no j in alike(a, .title, .for) has j before a", "yes"}, {"no j in alike(b, .title, .for) has j before b", "no"},
	    {"alike(a, .title, .unit)", "\"retention \""},  {"alike(d, .title, .unit) is empty", "yes"},
	};
	(void)state;
	struct world *w = world_open(plan);
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
		/* Blanks beside quotes belong to no title, so the second is shown without. */
		struct world_ask one = asks[i];
		if (strstr(one.answer, "retention \""))
			one.answer = i == 1 ? "\"retention\", \"Retention\"" : "\"retention\"";
		world_ask_all(w, &one, 1);
	}
	world_close(w);
}

static void suggest_names_titles_of_the_catalogue(void **state)
{
	(void)state;
	struct world *w = world_open("goal g \"G\" { dimension outreach }\ngoal h \"H\"");
	const char *found = world_ask(w, "suggest(g.dimension, result)");
	assert_non_null(strstr(found, "\"active clients\""));
	/* Advice needs an example even where the goal says no dimension. */
	assert_string_equal(world_ask(w, "suggest(h.dimension, result)"), found);
	assert_string_equal(world_ask(w, "formula(outreach, result)"), "active clients = persons with an open account, each counted once; source mis");
	/* Of some dimensions the catalogue has one kind only: then that is better than nothing. */
	assert_string_not_equal(world_ask(w, "suggest(efficiency, process)"), "(none)");
	assert_string_not_equal(world_ask(w, "suggest(efficiency, result)"), "(none)");
	world_close(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sets_keep_the_order_of_the_plan_and_no_repeats),
	    cmocka_unit_test(large_sets_are_searched_by_table),
	    cmocka_unit_test(a_kept_set_is_searched_for_every_subject),
	    cmocka_unit_test(every_field_that_nobody_writes_has_its_answer),
	    cmocka_unit_test(parts_of_entries),
	    cmocka_unit_test(each_derived_field_is_asked_above),
	    cmocka_unit_test(alike_finds_blocks_with_the_same_values),
	    cmocka_unit_test(suggest_names_titles_of_the_catalogue),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
