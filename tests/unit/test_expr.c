/* Expressions from text to checked code: shapes, names, types, mistakes with their place and hint, limits, code as memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/expr_world.h"

static const char plan[] =
    "plan \"P\" { period 2027 to 2029 }\n"
    "goal g \"G\" { dimension outreach }\nobjective o \"O\"\nindicator i \"I\"\nsegment s \"S\"\nrole r \"R\"\nmission m \"M\"\n"
    "incentive n \"N\" { pays \"x\" monthly; rewards 40% on i }\nneed d \"D\"\n";

/* --- what is right --------------------------------------------------------------------------------------------------- */

static void shapes_that_are_right_compile(void **state)
{
	static const char *const texts[] = {
	    "g.weight > 3%",
	    "g . weight>3 %",
	    "not g is social and g.weight is not missing or g.by <= 2027-Q4",
	    "(((g.weight > 3%)))",
	    "g.dimension in (needs, change) or g.dimension not in (outreach, staff)",
	    "g.weight between 3% and 5% and g.by between 2027 and 2029-12",
	    "some x in goals has some y in x.for has y.traits is empty",
	    "every x in goals where x.weight > 3% and x is social has x.by within plan.period",
	    "no x in goals has (x.weight > 3% and g.weight > 3%)",
	    "(some x in goals has x.weight > 3%) and g.weight > 3%",
	    "count(x in goals where x is social) > 2 and count(goals.for) < 5",
	    "sum(x.weight for x in goals where x is social) = 100%",
	    "max(amounts(g.title)) > 3",
	    "(those x in goals where x is social).for is empty",
	    "g.for union s.needs.for common s.goals.for without g.for is empty",
	    "i.target.bound in (reach, exactly) and i.target.value >= i.baseline.value",
	    "i.split_by common (segment, poverty) is empty",
	    "first(o.from, plan.period.start) + 1 year < o.by",
	    "o.by - o.from > 18 months",
	    "g.title matches \"^[A-Z]\" and g.title contains \"x\" and g.title mentions lexicon.abstract",
	    "g.title starts with lexicon.weak_verbs",
	    "found(g.title, lexicon.from_to) is empty",
	    "every x in found(g.title, lexicon.from_to) has x.from <= x.to",
	    "i.collected = half-yearly",
	    "i.known.high = 100% or i.known.direction = up",
	    "g in reach(g, .funds, .supports)",
	    "alike(i, .title, .for) is empty",
	    "some w in n.rewards has (w.on is text or w.on is indicator)",
	    "n.rewards.on union n.requires.on is empty",
	    "swot.touches is empty and blocks is not empty and deadlines is not empty",
	    "every x in deadlines has x.date within 2027",
	    "some x in weaknesses union threats has x.answered_by is empty",
	    "plan.country = Izmiria or plan.country = \"Izmiria\"",
	    "g.weight >= -5%",
	    "g.weight>=0.5*sum(x.weight for x in goals)",
	    "today > plan.period.end",
	    "g.dimension = needs and needs is not empty",
	    "some x in swot has (x is threat or x is opportunity)",
	    "interval(i.collected) < 5 years",
	    "o.by < 2027",
	    "mission.title is missing and plan.extends is missing",
	    "i.unit = percent and i.unit in words.people and i.unit = points_of_any_name",
	    "g.quotes union (\"a\", \"b\") is empty",
	    "\xC3\xA9 in (\"a\") or g is social",
	};
	(void)state;
	struct world *w = world_open(plan);
	for (size_t k = 0; k + 1 < sizeof texts / sizeof *texts; k++) {
		const char *fault = world_fault(w, texts[k], PLINT_EXPR_TEST);
		if (*fault)
			fail_msg("%s: %s", texts[k], fault);
	}
	world_close(w);
}

static void behind_a_dot_every_word_is_a_name(void **state)
{
	(void)state;
	struct world *w = world_open(plan);
	world_param(w, "max", "3%");
	world_param(w, "in", "4");
	static const char *const texts[] = {"i.for is empty", "g.weight < param.max", "count(goals) < param.in", "tensions.between is empty",
	                                    "g.by < 2027 and o.for is empty"};
	for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
		assert_string_equal(world_fault(w, texts[k], PLINT_EXPR_TEST), "");
	world_close(w);
}

/* --- what is wrong ---------------------------------------------------------------------------------------------------- */

struct fault {
	const char *text, *place, *message, *hint; /* message and hint: part of them; hint "" is none */
};

static void check_faults(struct world *w, const struct fault *faults, size_t count, enum plint_expr_want want)
{
	for (size_t k = 0; k < count; k++) {
		const struct fault *f = &faults[k];
		uint32_t nodes = w->code.nodes.count, chars = w->code.chars.count;
		const char *found = world_fault(w, f->text, want);
		const char *bar = strchr(found, '|'), *last = strrchr(found, '|');
		bool fits = bar && (size_t)(bar - found) == strlen(f->place) && memcmp(found, f->place, strlen(f->place)) == 0 &&
		            strstr(bar, f->message) && (*f->hint ? strstr(last, f->hint) != NULL : last[1] == '\0');
		if (!fits)
			fail_msg("%s\n  gives    %s\n  expected %s|%s|%s", f->text, found, f->place, f->message, f->hint);
		/* Nothing half made stays behind. */
		assert_int_equal(w->code.nodes.count, nodes);
		assert_int_equal(w->code.chars.count, chars);
	}
}

static void mistakes_of_shape_are_told_at_their_place(void **state)
{
	static const struct fault faults[] = {
	    {"", "", "the expression ends where a value was expected", ""},
	    {"g.weight +", "", "the expression ends where a value was expected", ""},
	    {"g.weight > 3% and", "", "the expression ends where a value was expected", ""},
	    {"(g.weight > 3%", "", "a bracket is not closed", ""},
	    {"g.weight > 3%)", ")", "found ) where", ""},
	    {"g.weight == 3%", "=", "found = where a value was expected", "one = is enough"},
	    {"g.weight -3 > 2", "-3", "found -3 where", "a minus needs a blank"},
	    {"g.weight > 3% & g is social", "&", "has no meaning", "write \"and\""},
	    {"!g is social", "!", "has no meaning", "write \"not\""},
	    {"g.title = 'x'", "'", "has no meaning", "texts stand between"},
	    {"g.dimension in [needs]", "[", "has no meaning", "round brackets"},
	    {"g.title = \"x", "\"x", "not closed", ""},
	    {"g.weight > 1,200", "1,200", "neither a number nor a date", "numbers have no commas"},
	    {"g.by > 2027-13", "2027-13", "neither a number nor a date", "dates are written"},
	    {"g.by > 2027-02-30", "2027-02-30", "neither a number nor a date", "dates are written"},
	    {"g.weight > 1.2.3", "1.2.3", "neither a number nor a date", "at most 15 digits"},
	    {"g.weight > 1234567890123456", "1234567890123456", "neither a number nor a date", "at most 15 digits"},
	    {"g.weight > 3-", "3-", "does not end in '-'", "blanks"},
	    {"a-  = 3", "a-", "does not end in '-'", "a minus needs"},
	    {"some x in goals", "", "the expression ends where \"has\" was expected", ""},
	    {"some goals has x", "has", "found has where \"in\" was expected", ""},
	    {"g is", "", "the expression ends where", ""},
	    {"g.title matches lexicon.abstract", "lexicon", "found lexicon where a text was expected", ""},
	    {"first()", ")", "found ) where a value was expected", ""},
	    {"g.weight > 3% g", "g", "found g where", ""},
	    {"g.title = \"\xFF\"", "\xFF", "no UTF-8", ""},
	};
	(void)state;
	struct world *w = world_open(plan);
	check_faults(w, faults, sizeof faults / sizeof *faults, PLINT_EXPR_TEST);
	world_close(w);
}

static void unknown_names_come_with_a_did_you_mean(void **state)
{
	static const struct fault faults[] = {
	    {"gaols is empty", "gaols", "there is nothing called gaols", "did you mean goals?"},
	    {"goal is empty", "goal", "there is nothing called goal", "goals"},
	    {"nosuchthing > 3", "nosuchthing", "there is nothing called", ""},
	    {"g.wieght > 3%", "wieght", "a goal has no field wieght", "did you mean weight?"},
	    {"g.split_by is empty", "split_by", "a goal has no field split_by", ""},
	    {"i.target.vlaue > 3", "vlaue", "no part vlaue", "did you mean value?"},
	    {"i.target.xyz > 3", "xyz", "no part xyz", "its parts are"},
	    {"m.phrases.phrse is empty", "phrse", "no part phrse", "did you mean phrase?"},
	    {"g.dimension = outrech", "outrech", "outrech is no word of the list dimension", "did you mean outreach?"},
	    {"g.dimension in (needs, chnge)", "chnge", "no word of the list dimension", "did you mean change?"},
	    {"outrech = g.dimension", "outrech", "no word of the list dimension", "did you mean outreach?"},
	    {"i.target.bound = atleast", "atleast", "no word for a bound", "did you mean least?"},
	    {"i.collected = weekley", "weekley", "says not how often", "did you mean weekly?"},
	    {"g.title mentions lexicon.abstrct", "abstrct", "no lexicon called abstrct", "did you mean abstract?"},
	    {"g.title mentions \"x\"", "\"x\"", "a lexicon was expected", "lexicon.NAME"},
	    {"words.povrty is empty", "povrty", "no group of words called povrty", "did you mean poverty?"},
	    {"param.max > 3", "max", "no parameter max", ""},
	    {"grwth(g.weight, g.weight) > 3%", "grwth", "no function or helper called grwth", "did you mean growth?"},
	    {"g is threatt", "threatt", "nothing is ever threatt", "did you mean threat?"},
	    {"g is outreach", "outreach", "nothing is ever outreach", "compared with ="},
	    {"lexicon = 3", "lexicon", "stands before a dot", ""},
	    {"lexicon.abstract = 3", "lexicon.abstract", "a lexicon stands only", ""},
	    {"found(g.title, lexicon.from_to).form is empty", "form", "no part form", ""},
	};
	(void)state;
	struct world *w = world_open(plan);
	check_faults(w, faults, sizeof faults / sizeof *faults, PLINT_EXPR_TEST);
	world_close(w);
}

static void wrong_types_are_told_with_what_to_write(void **state)
{
	static const struct fault faults[] = {
	    {"g.weight", "g.weight", "where a yes or no is wanted", "is not missing"},
	    {"not g.weight", "g.weight", "where a yes or no is wanted", "is not missing"},
	    {"i.target > 3", "i.target > 3", "never compared", "compare its .value"},
	    {"plan.period > 2027", "plan.period > 2027", "never compared", "one of its parts"},
	    {"i.target.value > \"x\"", "i.target.value > \"x\"", "an amount is never compared with a text", ""},
	    {"g.title > \"x\"", "g.title > \"x\"", "has no order", ""},
	    {"g = s", "g = s", "a goal is never compared with a segment", ""},
	    {"g.for = s", "g.for = s", "a set of segments is never compared", "x in SET"},
	    {"g in s", "s", "wants a set behind it", ""},
	    {"g in s.needs", "g in s.needs", "a goal is never compared with a need", ""},
	    {"g.by > 3%", "g.by > 3%", "a date is never compared", "dates are written"},
	    {"g.by in 2027", "2027", "wants a set behind it", "within"},
	    {"o.by + o.by < 2027", "o.by + o.by", "+ does not go with a date and a date", "dates are written"},
	    {"g.weight * g.weight > 3", "g.weight * g.weight", "a bare number", "share(a, b)"},
	    {"g.weight + g.budget > 3", "g.weight + g.budget", "+ does not go with a percentage and an amount of money", ""},
	    {"goals + goals is empty", "goals + goals", "+ does not go with", "union"},
	    {"g.weight union g.for is empty", "g.weight", "where a set is wanted", ""},
	    {"g.for union g.meets is empty and g.for union segments.traits is empty", "segments.traits", "does not go into one set", ""},
	    {"g.for without g.meets is empty", "g.for without g.meets", "never compared", ""},
	    {"goals.weight is empty", "goals.weight", "joins blocks, words or texts", "sum(x.FIELD"},
	    {"goals.by is empty", "goals.by", "joins blocks, words or texts", "min(x.FIELD"},
	    {"g.dimension.x = 3", "x", "a word has no fields", ""},
	    {"some x in g has x is social", "g", "where a set is wanted", ""},
	    {"g.weight is empty", "g.weight is empty", "only a set can be empty", "is missing"},
	    {"g.title is social", "g.title is social", "is no block", ""},
	    {"goals is social", "goals is social", "is no block", "some x in SET"},
	    {"(g is social) is missing", "(g is social) is missing", "neither missing nor given", ""},
	    {"g.title before g", "g.title before g", "which of two blocks", ""},
	    {"g.title within plan.period", "g.title within plan.period", "wants a date and a period", ""},
	    {"g.title contains goals.quotes", "g.title contains goals.quotes", "wants two texts", ""},
	    {"g.weight mentions lexicon.abstract", "g.weight mentions lexicon.abstract", "looked for in a text", ""},
	    {"g.weight matches \"x\"", "g.weight matches \"x\"", "wants a text in front", ""},
	    {"g.title matches \"((\"", "\"((\"", "the pattern is not usable", ""},
	    {"sum(goals) > 3", "sum(goals)", "there is no sum of", "VALUE for x in SET"},
	    {"sum(x.title for x in goals) > 3", "sum(x.title for x in goals)", "there is no sum of a text", "VALUE for x"},
	    {"sum(x.by for x in goals) > 3", "sum(x.by for x in goals)", "there is no sum of a date", "VALUE for x"},
	    {"count(x.weight for x in goals) > 3", "count(x.weight for x in goals)", "counts members", "count(x in SET"},
	    {"number(g.title) > 3", "g.title", "an amount was expected here", ""},
	    {"number(i.target) > 3", "i.target", "an amount was expected here", ".value"},
	    {"interval(g.weight) > 1 year", "g.weight", "a rhythm was expected here", ""},
	    {"growth(g.weight) > 3%", "growth(g.weight)", "growth() wants 2 values, not 1", "percent from a to b"},
	    {"share(g.weight, g.budget) > 3%", "share(g.weight, g.budget)", "never compared", ""},
	    {"reach(g, .titel) is empty", ".titel", "no field titel", "did you mean title?"},
	    {"reach(g, .title) is empty", ".title", "goes over links", ""},
	    {"reach(g, g) is empty", "g", "a field was expected here", ".supports"},
	    {"first(.title) = 3", ".title", "stands only in reach", ""},
	    {"first(g.title, g.weight) = 3", "g.weight", "never compared", ""},
	    {"first(g.for) = s", "g.for", "among single values", ""},
	    {"(g, 3) is empty", "3", "never compared", ""},
	    {"g.dimension in words.people", "words.people", "which is no word of the list dimension", ""},
	    {"suggest(outrech, result) is empty", "outrech", "no word of the list dimension", "did you mean outreach?"},
	};
	(void)state;
	struct world *w = world_open(plan);
	check_faults(w, faults, sizeof faults / sizeof *faults, PLINT_EXPR_TEST);
	world_close(w);
}

static void units_that_the_table_fixes_are_checked(void **state)
{
	static const struct fault faults[] = {
	    {"g.weight > 3 pp", "g.weight > 3 pp", "a percentage is never compared with a number of pp", "write % here"},
	    {"g.weight > 3 points", "g.weight > 3 points", "a percentage is never compared", ""},
	    {"g.budget > 30%", "g.budget > 30%", "an amount of money is never compared with a percentage", ""},
	    {"g.budget > 3 USD", "3 USD", "no money in rules", "share"},
	    {"g.weight between 3% and 5 points", "g.weight between 3% and 5 points", "a percentage is never compared", ""},
	    {"g.budget > g.weight", "g.budget > g.weight", "never compared with a percentage", ""},
	};
	static const char *const right[] = {"g.weight > 0", "g.weight > 3", "g.budget > 3", "g.budget > 0%", "i.target.value > 3 pp",
	                                    "i.target.value > 3 days", "g.weight - g.weight > 3 pp"};
	(void)state;
	struct world *w = world_open(plan);
	check_faults(w, faults, sizeof faults / sizeof *faults, PLINT_EXPR_TEST);
	for (size_t k = 0; k + 1 < sizeof right / sizeof *right; k++)
		assert_string_equal(world_fault(w, right[k], PLINT_EXPR_TEST), "");
	world_close(w);
}

static void tests_whose_answer_is_always_the_same_are_mistakes(void **state)
{
	static const struct fault faults[] = {
	    {"3 = 3", "3 = 3", "always the same", ""},
	    {"\"x\" contains \"x\"", "\"x\" contains \"x\"", "always the same", ""},
	    {"g.weight = g.weight", "g.weight = g.weight", "compared with itself", ""},
	    {"growth(i.baseline.value, i.target.value) >= growth(i.baseline.value, i.target.value)",
	     "growth(i.baseline.value, i.target.value) >= growth(i.baseline.value, i.target.value)", "compared with itself", ""},
	    {"g before g", "g before g", "never before itself", ""},
	    {"g is goal", "g is goal", "always a goal", ""},
	    {"g is segment", "g is segment", "a goal is never a segment", ""},
	    {"r is social", "r is social", "a role is never social", "goals, objectives"},
	    {"g is missing", "g is missing", "never missing", ""},
	    {"i.class is missing", "i.class is missing", "never missing", ""},
	    {"g.title is text", "g.title is text", "never stands as a text", ""},
	    {"count(goals) >= 0", "count(goals) >= 0", "never below 0", "1 or more"},
	    {"count(goals) < 0", "count(goals) < 0", "never below 0", "1 or more"},
	};
	static const char *const right[] = {"count(goals) > 0", "count(goals) <= 0", "g.owner is text", "g.owner is role",
	                                    "g.owner is missing", "g.weight = g.weight + 1%"};
	(void)state;
	struct world *w = world_open(plan);
	check_faults(w, faults, sizeof faults / sizeof *faults, PLINT_EXPR_TEST);
	for (size_t k = 0; k < sizeof right / sizeof *right; k++)
		assert_string_equal(world_fault(w, right[k], PLINT_EXPR_TEST), "");
	world_close(w);
}

static void what_a_quantifier_takes_must_speak_of_its_variable(void **state)
{
	static const char hint[] = "put the quantifier into parentheses";
	static const struct fault faults[] = {
	    {"some x in goals has x.weight > 3% and g is social", "g is social", "does not speak of x", hint},
	    {"some x in goals has g is social", "g is social", "does not speak of x", hint},
	    {"every x in goals has x is social or g.weight > 3%", "g.weight > 3%", "does not speak of x", hint},
	    {"some x in goals where x is social and g is social has x.by > 2027", "g is social", "does not speak of x", hint},
	    {"some x in goals where g is social has x.by > 2027", "g is social", "does not speak of x", hint},
	    {"count(x in goals where g is social) > 3", "g is social", "does not speak of x", hint},
	    {"some x in goals has some y in x.for has y.traits is empty and x is social", "x is social", "does not speak of y", hint},
	    {"sum(g.weight for x in goals) > 3", "g.weight", "does not speak of x", ""},
	    {"not some x in goals has x is social and g is social", "g is social", "does not speak of x", hint},
	};
	static const char *const right[] = {
	    "(some x in goals has x is social) and g is social", "g is social and some x in goals has x.weight > 3%",
	    "some x in goals has (x is social and g is social)",  "some x in goals has not (g is social and x is social)",
	    "some x in goals has x.weight > g.weight and x != g", "some x in goals has some y in goals has (x = y and g is social)"};
	(void)state;
	struct world *w = world_open(plan);
	check_faults(w, faults, sizeof faults / sizeof *faults, PLINT_EXPR_TEST);
	for (size_t k = 0; k < sizeof right / sizeof *right; k++)
		assert_string_equal(world_fault(w, right[k], PLINT_EXPR_TEST), "");
	world_close(w);
}

/* --- what is wanted ------------------------------------------------------------------------------------------------------ */

static void the_caller_says_what_it_wants(void **state)
{
	(void)state;
	struct world *w = world_open(plan);
	assert_string_equal(world_fault(w, "g.title", PLINT_EXPR_VALUE), "");
	assert_string_equal(world_fault(w, "g.title", PLINT_EXPR_PLACE), "");
	assert_string_equal(world_fault(w, "goals", PLINT_EXPR_SET), "");
	assert_non_null(strstr(world_fault(w, "g.title", PLINT_EXPR_SET), "where a set is wanted"));
	assert_non_null(strstr(world_fault(w, "g is social", PLINT_EXPR_PLACE), "not a yes or no"));
	assert_non_null(strstr(world_fault(w, "goals", PLINT_EXPR_TEST), "where a yes or no is wanted"));
	world_close(w);
}

static void subjects_are_a_kind_or_the_members_of_a_set(void **state)
{
	(void)state;
	struct world *w = world_open(plan);
	enum plint_kind kind;
	uint32_t set;
	w->scope.var_count = 0;
	assert_true(plint_expr_subject(&w->code, &w->scope, " objective  o ", 14, &kind, &set, &w->error));
	assert_int_equal(kind, PLINT_KIND_OBJECTIVE);
	assert_int_equal(set, 0);
	assert_string_equal(w->scope.vars[0].name, "o");
	w->scope.var_count = 0;
	const char *members = "x in weaknesses union threats";
	assert_true(plint_expr_subject(&w->code, &w->scope, members, strlen(members), &kind, &set, &w->error));
	assert_int_equal(kind, PLINT_KIND_NONE);
	assert_int_not_equal(set, 0);
	assert_int_equal(w->scope.vars[0].type.kinds, PLINT_KIND_BIT(PLINT_KIND_WEAKNESS) | PLINT_KIND_BIT(PLINT_KIND_THREAT));
	static const char *const wrong[][2] = {{"objectve o", "did you mean objective?"}, {"objective", ""}, {"o in", ""}, {"", ""},
	                                       {"goal and", "did you mean"}, {"goal g h", ""}, {"q in nothing.here", ""}};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		w->scope.var_count = 0;
		assert_false(plint_expr_subject(&w->code, &w->scope, wrong[i][0], strlen(wrong[i][0]), &kind, &set, &w->error));
		assert_non_null(w->error.message);
		assert_true(i > 0 || strstr(w->error.hint, wrong[i][1]) != NULL);
		assert_int_equal(w->scope.var_count, 0);
	}
	world_close(w);
}

static void each_takes_a_filter_and_the_next_slot(void **state)
{
	(void)state;
	struct world *w = world_open(plan);
	uint32_t set, slot, before = w->scope.var_count;
	const char *text = "x in goals where x is social";
	assert_true(plint_expr_each(&w->code, &w->scope, text, strlen(text), &set, &slot, &w->error));
	assert_int_equal(slot, before);
	assert_string_equal(world_fault(w, "x.weight > 3%", PLINT_EXPR_TEST), "");
	w->scope.var_count = before;
	assert_non_null(strstr(world_fault(w, "x.weight > 3%", PLINT_EXPR_TEST), "nothing called x"));
	text = "x in goals has x is social";
	assert_false(plint_expr_each(&w->code, &w->scope, text, strlen(text), &set, &slot, &w->error));
	world_close(w);
}

/* --- helpers and literals --------------------------------------------------------------------------------------------------- */

static const char *helper_fault(struct world *w, const char *head, const char *body)
{
	uint32_t helper;
	if (!plint_expr_helper_declare(&w->code, &w->scope, head, strlen(head), &helper, &w->error) ||
	    !plint_expr_helper_define(&w->code, &w->scope, helper, body, strlen(body), &w->error))
		return w->error.message;
	return "";
}

static void helpers_are_checked(void **state)
{
	(void)state;
	struct world *w = world_open(plan);
	assert_string_equal(helper_fault(w, "big(goal x)", "x.weight > 50%"), "");
	assert_string_equal(helper_fault(w, "some_goals", "those x in goals where big(x)"), "");
	assert_non_null(strstr(helper_fault(w, "bad(gaol x)", "x.weight > 50%"), "kind of block and a name"));
	assert_non_null(strstr(helper_fault(w, "bad(goal)", "3"), "lacks its name"));
	assert_non_null(strstr(helper_fault(w, "bad(goal x", "3"), "not closed"));
	assert_non_null(strstr(helper_fault(w, "first(goal x)", "3"), "a function has that name"));
	assert_non_null(strstr(helper_fault(w, "some(goal x)", "3"), "no word of the language"));
	assert_non_null(strstr(helper_fault(w, "bad(goal x)", "param.max > 3"), "belongs to one rule"));
	assert_non_null(strstr(helper_fault(w, "bad(goal x)", "g.weight > 3%"), "nothing called g"));
	assert_non_null(strstr(helper_fault(w, "ring(goal x)", "ring(x)"), "leads back to itself"));
	assert_non_null(strstr(world_fault(w, "big(g, g)", PLINT_EXPR_TEST), "wants 1 value, not 2|it is called as big(a goal x)"));
	assert_non_null(strstr(world_fault(w, "big", PLINT_EXPR_TEST), "wants 1 value, not 0"));
	assert_non_null(strstr(world_fault(w, "big(s)", PLINT_EXPR_TEST), "wants a goal here, not a segment"));
	assert_non_null(strstr(world_fault(w, "bgi(g)", PLINT_EXPR_TEST), "did you mean big?"));
	world_close(w);
}

static void helpers_may_use_later_ones_but_no_ring(void **state)
{
	(void)state;
	struct world *w = world_open(plan);
	uint32_t a, b, c;
	assert_true(plint_expr_helper_declare(&w->code, &w->scope, "a(goal x)", 9, &a, &w->error));
	assert_true(plint_expr_helper_declare(&w->code, &w->scope, "b(goal x)", 9, &b, &w->error));
	assert_true(plint_expr_helper_declare(&w->code, &w->scope, "c(goal x)", 9, &c, &w->error));
	assert_true(plint_expr_helper_define(&w->code, &w->scope, a, "b(x) and x is social", 20, &w->error));
	assert_true(plint_expr_helper_define(&w->code, &w->scope, b, "c(x)", 4, &w->error));
	assert_false(plint_expr_helper_define(&w->code, &w->scope, c, "a(x)", 4, &w->error));
	assert_non_null(strstr(w->error.message, "leads back to itself"));
	assert_true(plint_expr_helper_define(&w->code, &w->scope, c, "x.weight is missing", 19, &w->error));
	assert_string_equal(world_ask(w, "a(g)"), "yes");
	world_close(w);
}

static void helpers_within_helpers_have_a_limit(void **state)
{
	(void)state;
	struct world *w = world_open(plan);
	const char *fault = "";
	unsigned count = 0;
	world_helper(w, "h0(goal x)", "x is social");
	while (*fault == '\0' && count < 500) {
		const char *head = plint_arena_printf(&w->arena, "h%u(goal x)", count + 1);
		fault = helper_fault(w, head, plint_arena_printf(&w->arena, "h%u(x)", count));
		count++;
	}
	assert_non_null(strstr(fault, "rests on too many others"));
	assert_true(count > 20 && count < 256);
	assert_string_equal(world_ask(w, plint_arena_printf(&w->arena, "h%u(g)", count - 1)), "yes");
	world_close(w);
}

static void literals_of_parameters(void **state)
{
	static const struct {
		const char *text;
		enum plint_type type;
		double number;
	} rows[] = {{"30%", PLINT_TYPE_AMOUNT, 30},   {"20 pp", PLINT_TYPE_AMOUNT, 20},   {"5", PLINT_TYPE_AMOUNT, 5},
	            {"-1.5", PLINT_TYPE_AMOUNT, -1.5}, {"24 months", PLINT_TYPE_DURATION, 0}, {"2027-12-31", PLINT_TYPE_DATE, 0},
	            {"outreach", PLINT_TYPE_WORD, 0},  {"1 year", PLINT_TYPE_DURATION, 0},  {"7 points", PLINT_TYPE_AMOUNT, 7}};
	static const char *const wrong[] = {"", "3 +", "1,200", "g.weight", "\"text\"", "30% 20%", "(3, 4)", "a and b"};
	(void)state;
	struct world *w = world_open(plan);
	struct plint_value v;
	struct plint_stype type;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(plint_expr_literal(&w->code, rows[i].text, strlen(rows[i].text), &v, &type));
		assert_int_equal(v.type, rows[i].type);
		assert_int_equal(type.type, rows[i].type);
		assert_true(v.type != PLINT_TYPE_AMOUNT || (v.u.number > rows[i].number - 1e-9 && v.u.number < rows[i].number + 1e-9));
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(plint_expr_literal(&w->code, wrong[i], strlen(wrong[i]), &v, &type));
	world_close(w);
}

/* --- limits --------------------------------------------------------------------------------------------------------------------- */

/* N times PIECE, then MIDDLE, then N times END. */
static const char *repeated(struct world *w, unsigned n, const char *piece, const char *middle, const char *end)
{
	struct plint_buf b;
	plint_buf_init(&b, &w->arena);
	for (unsigned i = 0; i < n; i++)
		plint_buf_str(&b, piece);
	plint_buf_str(&b, middle);
	for (unsigned i = 0; i < n; i++)
		plint_buf_str(&b, end);
	return b.text;
}

static void nesting_has_a_limit(void **state)
{
	(void)state;
	struct world *w = world_open(plan);
	assert_string_equal(world_fault(w, repeated(w, 64, "(", "g is social", ")"), PLINT_EXPR_TEST), "");
	assert_non_null(strstr(world_fault(w, repeated(w, 65, "(", "g is social", ")"), PLINT_EXPR_TEST), "nested deeper than 64"));
	assert_non_null(strstr(world_fault(w, repeated(w, 5000, "(", "g is social", ")"), PLINT_EXPR_TEST), "nested deeper than 64"));
	assert_string_equal(world_fault(w, repeated(w, 62, "not ", "g is social", ""), PLINT_EXPR_TEST), "");
	assert_non_null(strstr(world_fault(w, repeated(w, 63, "not ", "g is social", ""), PLINT_EXPR_TEST), "nested deeper than 64"));
	assert_non_null(strstr(world_fault(w, repeated(w, 4000, "not ", "g is social", ""), PLINT_EXPR_TEST), "nested"));
	assert_non_null(strstr(world_fault(w, repeated(w, 3000, "1 + ", "1", ""), PLINT_EXPR_VALUE), "nested"));
	assert_non_null(strstr(world_fault(w, repeated(w, 5000, "", "g", ".x"), PLINT_EXPR_VALUE), "nested"));
	/* What is one after the other is not nested. */
	assert_string_equal(world_fault(w, repeated(w, 500, "g is social or ", "g is social", ""), PLINT_EXPR_TEST), "");
	assert_string_equal(world_fault(w, repeated(w, 500, "goals union ", "goals", ""), PLINT_EXPR_SET), "");
	world_close(w);
}

static void length_has_a_limit(void **state)
{
	(void)state;
	struct world *w = world_open(plan);
	struct plint_buf b;
	plint_buf_init(&b, &w->arena);
	plint_buf_str(&b, "g is social");
	plint_buf_fill(&b, ' ', PLINT_MAX_EXPR_BYTES - b.len);
	assert_string_equal(world_fault(w, b.text, PLINT_EXPR_TEST), "");
	plint_buf_char(&b, ' ');
	assert_non_null(strstr(world_fault(w, b.text, PLINT_EXPR_TEST), "longer than 16384 bytes"));
	world_close(w);
}

static void patterns_have_a_limit(void **state)
{
	(void)state;
	struct world *w = world_open(plan);
	for (unsigned extra = 0; extra < 2; extra++) {
		struct plint_buf b;
		plint_buf_init(&b, &w->arena);
		plint_buf_str(&b, "g.title matches \"");
		plint_buf_fill(&b, 'a', PLINT_MAX_PATTERN_BYTES + extra);
		plint_buf_char(&b, '"');
		const char *fault = world_fault(w, b.text, PLINT_EXPR_TEST);
		assert_true(extra ? strstr(fault, "longer than 1000 bytes") != NULL : *fault == '\0');
	}
	world_close(w);
}

static void variables_have_a_limit(void **state)
{
	(void)state;
	struct world *w = world_open(plan);
	struct plint_buf b;
	plint_buf_init(&b, &w->arena);
	unsigned room = PLINT_MAX_VARS - w->scope.var_count;
	for (unsigned i = 0; i <= room; i++)
		plint_buf_printf(&b, "some v%u in goals has (", i);
	plint_buf_str(&b, "v0 is social");
	for (unsigned i = 0; i <= room; i++)
		plint_buf_char(&b, ')');
	const char *fault = world_fault(w, b.text, PLINT_EXPR_TEST);
	assert_true(*fault != '\0');
	world_close(w);
}

/* --- code as memory ---------------------------------------------------------------------------------------------------------------- */

static void kept_code_answers_the_same_and_is_not_changed_by_more(void **state)
{
	(void)state;
	struct world *w = world_open(plan);
	world_helper(w, "big(goal x)", "x.weight > 50% or x.title matches \"^G\"");
	uint32_t node = world_compile(w, "some x in goals has big(x) and x.dimension in (outreach, needs)", PLINT_EXPR_TEST);
	struct plint_code_block blocks[PLINT_CODE_ARRAY_COUNT], kept[PLINT_CODE_ARRAY_COUNT];
	plint_code_blocks(&w->code, blocks);
	for (unsigned i = 0; i < PLINT_CODE_ARRAY_COUNT; i++) {
		assert_int_equal(blocks[i].size, plint_code_element_size((enum plint_code_array)i));
		size_t bytes = (size_t)blocks[i].count * blocks[i].size;
		void *copy = plint_arena_alloc(&w->arena, bytes + 1);
		memcpy(copy, bytes ? blocks[i].items : "", bytes);
		kept[i] = (struct plint_code_block){copy, blocks[i].count, blocks[i].size};
	}
	struct plint_code view;
	plint_code_view(&view, &w->arena, kept);
	w->code = view;
	world_run(w);
	assert_int_equal(plint_eval_test(w->eval, node), PLINT_YES);
	plint_eval_rule_end(w->eval);
	/* Adding to the view leaves what it stands on as it is. */
	world_helper(w, "small(goal x)", "not big(x)");
	assert_string_equal(world_ask(w, "small(g)"), "no");
	for (unsigned i = 0; i < PLINT_CODE_ARRAY_COUNT; i++)
		if (blocks[i].count)
			assert_memory_equal(kept[i].items, blocks[i].items, (size_t)blocks[i].count * blocks[i].size);
	world_close(w);
}

static void the_same_text_gives_the_same_code(void **state)
{
	static const char text[] = "some x in goals has (x.weight > 3% and x.dimension = outreach and x.title mentions lexicon.abstract)";
	(void)state;
	struct world *a = world_open(plan), *b = world_open(plan);
	assert_int_not_equal(world_compile(a, text, PLINT_EXPR_TEST), 0);
	assert_int_not_equal(world_compile(b, text, PLINT_EXPR_TEST), 0);
	struct plint_code_block x[PLINT_CODE_ARRAY_COUNT], y[PLINT_CODE_ARRAY_COUNT];
	plint_code_blocks(&a->code, x);
	plint_code_blocks(&b->code, y);
	for (unsigned i = 0; i < PLINT_CODE_ARRAY_COUNT; i++) {
		assert_int_equal(x[i].count, y[i].count);
		if (x[i].count)
			assert_memory_equal(x[i].items, y[i].items, (size_t)x[i].count * x[i].size);
	}
	world_close(a);
	world_close(b);
}

/* --- what an expression uses ----------------------------------------------------------------------------------------------------------- */

struct uses {
	const struct plint_code *code;
	char text[400];
};

static void note_use(void *data, enum plint_use use, uint32_t a, uint32_t b)
{
	struct uses *u = data;
	char one[80];
	const char *name = use == PLINT_USE_WORD     ? plint_code_text(u->code, u->code->atoms.items[a].text)
	                   : use == PLINT_USE_GROUP  ? plint_code_text(u->code, a)
	                   : use == PLINT_USE_HELPER ? plint_code_text(u->code, u->code->helpers.items[a].name)
	                                             : "";
	(void)snprintf(one, sizeof one, "%d:%s%u ", (int)use, name, use == PLINT_USE_FIELD ? b : use == PLINT_USE_PARAM ? a : 0u);
	if (strstr(u->text, one) == NULL)
		strncat(u->text, one, sizeof u->text - strlen(u->text) - 1);
}

static bool uses(const struct uses *u, const char *what)
{
	return strstr(u->text, what) != NULL;
}

static void what_an_expression_uses_can_be_asked(void **state)
{
	(void)state;
	struct world *w = world_open(plan);
	world_helper(w, "poor(segment x)", "(x.traits common words.poverty) is not empty");
	world_param(w, "max", "3%");
	uint32_t node = world_compile(w, "g.weight < param.max and g.dimension = outreach and some x in g.for has poor(x) and "
	                                 "x.title mentions lexicon.abstract",
	                              PLINT_EXPR_TEST);
	assert_int_not_equal(node, 0);
	struct uses u = {.code = &w->code};
	plint_expr_visit(&w->code, node, note_use, &u);
	assert_true(uses(&u, "0:outreach0 "));
	assert_true(uses(&u, "1:0 "));
	assert_true(uses(&u, "2:poverty0 "));
	assert_true(uses(&u, "3:poor0 "));
	assert_true(uses(&u, "4:0 "));
	assert_true(uses(&u, plint_arena_printf(&w->arena, "5:%d ", PLINT_F_WEIGHT)));
	assert_true(uses(&u, plint_arena_printf(&w->arena, "5:%d ", PLINT_F_TRAITS)));
	assert_false(uses(&u, plint_arena_printf(&w->arena, "5:%d ", PLINT_F_BUDGET)));
	/* Slot 0 is the plan, 1 the goal. */
	assert_true(plint_expr_uses(&w->code, node, 1));
	assert_false(plint_expr_uses(&w->code, node, 0));
	world_close(w);
}

/* Every expression of the default pack has been compiled while it was built; here each of its rules still reads. */
static void the_texts_of_the_default_pack_read(void **state)
{
	(void)state;
	struct world *w = world_open(plan);
	assert_true(w->pack.rule_count >= 52);
	for (uint32_t i = 0; i < w->pack.rule_count; i++) {
		const struct plint_rule *r = &w->pack.rules[i];
		enum plint_kind kind;
		uint32_t set;
		const char *text = plint_pack_text(&w->pack, r->for_text);
		w->scope.var_count = 0;
		if (!plint_expr_subject(&w->code, &w->scope, text, strlen(text), &kind, &set, &w->error))
			fail_msg("%s: %s", text, w->error.message);
		assert_int_equal(kind, r->kind);
		assert_true((set != 0) == (r->set != 0));
	}
	world_close(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shapes_that_are_right_compile),
	    cmocka_unit_test(behind_a_dot_every_word_is_a_name),
	    cmocka_unit_test(mistakes_of_shape_are_told_at_their_place),
	    cmocka_unit_test(unknown_names_come_with_a_did_you_mean),
	    cmocka_unit_test(wrong_types_are_told_with_what_to_write),
	    cmocka_unit_test(units_that_the_table_fixes_are_checked),
	    cmocka_unit_test(tests_whose_answer_is_always_the_same_are_mistakes),
	    cmocka_unit_test(what_a_quantifier_takes_must_speak_of_its_variable),
	    cmocka_unit_test(the_caller_says_what_it_wants),
	    cmocka_unit_test(subjects_are_a_kind_or_the_members_of_a_set),
	    cmocka_unit_test(each_takes_a_filter_and_the_next_slot),
	    cmocka_unit_test(helpers_are_checked),
	    cmocka_unit_test(helpers_may_use_later_ones_but_no_ring),
	    cmocka_unit_test(helpers_within_helpers_have_a_limit),
	    cmocka_unit_test(literals_of_parameters),
	    cmocka_unit_test(nesting_has_a_limit),
	    cmocka_unit_test(length_has_a_limit),
	    cmocka_unit_test(patterns_have_a_limit),
	    cmocka_unit_test(variables_have_a_limit),
	    cmocka_unit_test(kept_code_answers_the_same_and_is_not_changed_by_more),
	    cmocka_unit_test(the_same_text_gives_the_same_code),
	    cmocka_unit_test(what_an_expression_uses_can_be_asked),
	    cmocka_unit_test(the_texts_of_the_default_pack_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
