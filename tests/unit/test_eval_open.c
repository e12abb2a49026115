/*
 * What is inherited and what looks back, where a part of the plan could not be read or names what nobody defined: beside test_eval.c, which has
 * the sets themselves. Also sums of percent and points, and states of sets.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/expr_world.h"

static void owners_and_groups_come_from_the_nearest_block_around(void **state)
{
	static const char plan[] = "role manager \"Manager\"\nrole officer \"Officer\"\nsegment s \"S\"\nsegment t \"T\"\n"
	                           "goal g \"G\" {\n"
	                           "    owner manager; for s\n"
	                           "    activity direct \"A\"\n"
	                           "    objective own \"O\" { owner officer; for t; by 2028-06-30\n"
	                           "        activity inner \"A\"\n"
	                           "        indicator i \"I\" { target 5 }\n"
	                           "        indicator dated \"I\" { target 5 by 2027-12-31 }\n"
	                           "    }\n"
	                           "    objective plain \"P\" { activity deeper \"A\" }\n"
	                           "}\n"
	                           "activity apart \"A\" { serves own }\n"
	                           "activity alone \"A\"\n";
	static const struct world_ask asks[] = {
	    {"direct.owner = manager", "yes"},      {"inner.owner = officer", "yes"},     {"deeper.owner = manager", "yes"},
	    {"plain.owner = manager", "yes"},       {"apart.owner = officer", "yes"},     {"alone.owner is missing", "yes"},
	    {"t in own.for", "yes"},                {"s in own.for", "no"},               {"s in plain.for", "yes"},
	    {"i.target.by", "2028-06-30"},          {"dated.target.by", "2027-12-31"},    {"inner.objectives.goal", "\"G\""},
	    {"own in apart.objectives", "yes"},     {"count(g.activities)", "4"},         {"alone.objectives is empty", "yes"},
	};
	(void)state;
	struct world *w = world_open(plan);
	assert_string_equal(fixture_findings(w->f), "");
	ASK(w, asks);
	world_close(w);
}

static void what_serves_an_unknown_name_may_belong_anywhere(void **state)
{
	static const char plan[] = "role manager \"Manager\"\n"
	                           "social goal g \"G\" { owner manager; by 2028-01-31; dimension outreach\n    objective in_g \"O\"\n}\n"
	                           "financial goal h \"H\" { dimension sustainability }\n"
	                           "objective lost \"L\" { serves nobody_here\n    indicator below \"B\" { target 5 }\n}\n"
	                           "indicator stray \"S\" { serves nobody_here; target 5 }\n"
	                           "activity work \"W\" { serves nobody_here }\n"
	                           "indicator free \"F\" { target 5 }\n";
	static const struct world_ask asks[] = {
	    {"lost.owner is missing", "unknown"},       {"lost.goal is missing", "unknown"},      {"in_g.owner = manager", "yes"},
	    {"below.goals is empty", "unknown"},        {"stray.goals is empty", "unknown"},      {"stray.objectives is empty", "unknown"},
	    {"free.goals is empty", "yes"},             {"free.objectives is empty", "yes"},      {"stray.target.by is missing", "unknown"},
	    {"free.target.by is missing", "yes"},       {"work.owner is missing", "unknown"},     {"work.objectives is empty", "unknown"},
	    {"g.indicators is empty", "unknown"},       {"h.objectives is empty", "unknown"},     {"below is social", "unknown"},
	    {"free is social", "no"},                   {"in_g is social", "yes"},                {"count(g.activities)", "(not known)"},
	};
	(void)state;
	struct world *w = world_open(plan);
	assert_string_equal(fixture_findings(w->f), "unknown-name 6:29");
	ASK(w, asks);
	world_close(w);
}

static void an_objective_with_an_unread_line_leaves_open_what_is_inherited_from_it(void **state)
{
	static const char plan[] = "role manager \"Manager\"\n"
	                           "goal g \"G\" {\n"
	                           "    objective o \"O\" {\n"
	                           "        %% this is no line\n"
	                           "        indicator i \"I\" { target 5 }\n"
	                           "        activity a \"A\"\n"
	                           "    }\n"
	                           "    objective fine \"F\" { indicator k \"K\" { target 5 } }\n"
	                           "}\n";
	static const struct world_ask asks[] = {
	    {"i.target.by is missing", "unknown"}, {"k.target.by is missing", "yes"},     {"a.owner is missing", "unknown"},
	    {"o.by is missing", "unknown"},        {"fine.by is missing", "yes"},         {"o.indicators is empty", "no"},
	    {"every x in o.indicators has x.target is given", "unknown"},
	    {"every x in fine.indicators has x.target is given", "yes"},
	    {"g.objectives is empty", "no"},       {"every x in g.objectives has x.title is given", "yes"},
	};
	(void)state;
	struct world *w = world_open(plan);
	assert_string_equal(fixture_findings(w->f), "unreadable-line 4:9");
	ASK(w, asks);
	world_close(w);
}

static void links_back_are_open_where_somebody_names_what_is_not_there(void **state)
{
	static const char plan[] = "segment s \"S\"\nneed n \"N\"\n"
	                           "product p \"P\" { for nobody_here; meets n }\n"
	                           "goal g \"G\" { for s; hurts nobody_here }\n"
	                           "goal h \"H\" { supports g }\n"
	                           "threat t \"T\" { touches g }\n"
	                           "weakness u \"U\"\n";
	static const struct world_ask asks[] = {
	    {"s.products is empty", "unknown"},  {"s.goals is empty", "no"},          {"s.channels is empty", "yes"},
	    {"n.served_by is empty", "no"},      {"g.supported_by is empty", "no"},   {"h.supported_by is empty", "yes"},
	    {"h.hurt_by is empty", "unknown"},   {"g.touched_by is empty", "no"},     {"h.touched_by is empty", "yes"},
	    {"g.funded_by is empty", "yes"},     {"count(swot)", "2"},                {"u in swot", "yes"},
	    {"u before t", "no"},                {"t before u", "yes"},               {"s in swot", "error: a segment is never compared with a block"},
	};
	(void)state;
	struct world *w = world_open(plan);
	assert_string_equal(fixture_findings(w->f), "unknown-name 3:21");
	ASK(w, asks);
	world_close(w);
}

static void states_of_sets_tell_open_from_undecided(void **state)
{
	static const char plan[] = "segment s \"S\"\n"
	                           "goal named \"A\" { for s }\ngoal open \"B\" { for nobody_here }\ngoal later \"C\" { for TBD }\n"
	                           "goal both \"D\" { for nobody_here, TBD }\ngoal none \"E\"\n";
	static const struct world_ask asks[] = {
	    {"named.for is undecided", "no"},   {"open.for is undecided", "unknown"}, {"later.for is undecided", "yes"},
	    {"both.for is undecided", "yes"},   {"none.for is undecided", "no"},      {"named.for is given", "yes"},
	    {"open.for is given", "yes"},       {"later.for is given", "no"},         {"both.for is given", "no"},
	    {"none.for is given", "no"},        {"none.for is missing", "yes"},       {"open.for is missing", "no"},
	};
	(void)state;
	struct world *w = world_open(plan);
	assert_string_equal(fixture_findings(w->f), "unknown-name 3:21");
	ASK(w, asks);
	world_close(w);
}

static void percent_and_points_add_up(void **state)
{
	static const char plan[] = "goal g \"G\" { weight 14% }\nindicator i \"I\" { baseline 6 pp on 2026-12-31; target 8 pp by 2027-12-31 }\n"
	                           "indicator d \"D\" { baseline 40 days on 2026-12-31; target 31 days by 2027-12-31; cohort 6 months }\n";
	static const struct world_ask asks[] = {
	    {"g.weight + i.baseline.value", "20%"},
	    {"i.baseline.value + g.weight", "20%"},
	    {"g.weight - i.baseline.value", "8%"},
	    {"i.target.value - i.baseline.value", "2 pp"},
	    {"g.weight - g.weight / 2", "7 pp"},
	    {"i.baseline.value - g.weight", "(not known)"},
	    {"g.weight + d.target.value", "(not known)"},
	    {"0 + d.target.value", "31 days"},
	    {"d.target.value - d.baseline.value", "-9 days"},
	    {"d.target.by - d.baseline.on = 1 year", "yes"},
	    {"d.baseline.on - d.cohort", "2026-06-30"},
	    {"d.baseline.on - d.target.by < 0 days", "yes"},
	    {"d.cohort / 4 = 45 days", "no"},
	    {"d.cohort / 4 < 47 days", "yes"},
	    {"d.cohort / 4 > 44 days", "yes"},
	};
	(void)state;
	struct world *w = world_open(plan);
	assert_string_equal(fixture_findings(w->f), "");
	ASK(w, asks);
	world_close(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(owners_and_groups_come_from_the_nearest_block_around),
	    cmocka_unit_test(what_serves_an_unknown_name_may_belong_anywhere),
	    cmocka_unit_test(an_objective_with_an_unread_line_leaves_open_what_is_inherited_from_it),
	    cmocka_unit_test(links_back_are_open_where_somebody_names_what_is_not_there),
	    cmocka_unit_test(states_of_sets_tell_open_from_undecided),
	    cmocka_unit_test(percent_and_points_add_up),
	};
	return cmocka_run_group_tests_name("eval_open", tests, NULL, NULL);
}
