/* The model: typed values, names, inheritance, links from both ends, and what could not be read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "support/fixture.h"

static const char good[] =
    "plan \"P\" { currency IZD; period 2027 to 2029 }\n"
    "segment poor \"Poor\" { size 100 of 400 households }\n"
    "social goal reach \"Reach\" { dimension outreach; owner chief; for poor; funded by cash\n"
    "    objective share \"Share\" { by 2027-12-31\n"
    "        indicator rate \"Rate\" { unit percent; baseline 14 on 2026-12-31; target between 18 and 22 }\n"
    "        indicator kept \"Kept\" { target at least 90% by 2028; milestone 85% by 2027-06, 88% by 2027-09 }\n"
    "        activity open \"Open\"\n"
    "    }\n"
    "    objective second \"Second\" { indicator rate; owner \"the chief officer\" }\n"
    "}\n"
    "financial goal cash \"Cash\" { dimension efficiency; budget 300,000 }\n"
    "role chief \"The Chief Officer\"\n"
    "product loan \"Loan\" { for poor; meets seed }\n"
    "need seed \"Seed\" { for poor }\n"
    "review board \"Board\"\n"
    "indicator late \"Late\" { serves second; proxy for reach; target done; source mis }\n"
    "source tracking \"Tracking\" { kind mis }\n";

static void a_good_plan_has_no_reading_errors(void **state)
{
	(void)state;
	struct fixture *f = fixture_open(good);
	assert_string_equal(fixture_findings(f), "");
	fixture_close(f);
}

static void bare_numbers_of_an_indicator_take_its_unit(void **state)
{
	(void)state;
	struct fixture *f = fixture_open(good);
	const struct plint_value *baseline = fixture_value(f, "rate", PLINT_F_BASELINE);
	assert_int_equal(baseline->unit, f->model.atom_percent);
	assert_true(baseline->u.number > 13.9 && baseline->u.number < 14.1);
	fixture_close(f);
}

static void the_value_of_a_between_is_the_edge_nearer_to_the_baseline(void **state)
{
	(void)state;
	struct fixture *f = fixture_open(good);
	const struct plint_value *target = fixture_value(f, "rate", PLINT_F_TARGET);
	assert_int_equal(target[0].bound, PLINT_BOUND_BETWEEN);
	assert_true(target[0].u.number > 17.9 && target[0].u.number < 18.1);
	assert_true(target[2].u.number > 21.9 && target[2].u.number < 22.1);
	fixture_close(f);
}

static void a_bare_budget_is_in_the_currency_of_the_plan(void **state)
{
	(void)state;
	struct fixture *f = fixture_open(good);
	assert_string_equal(plint_intern_text(&f->atoms, fixture_value(f, "cash", PLINT_F_BUDGET)->unit), "IZD");
	fixture_close(f);
}

static void owner_segment_and_deadline_are_inherited(void **state)
{
	(void)state;
	struct fixture *f = fixture_open(good);
	assert_int_equal(fixture_value(f, "share", PLINT_F_OWNER)->u.block, fixture_block(f, "chief"));
	assert_int_equal(fixture_value(f, "open", PLINT_F_OWNER)->u.block, fixture_block(f, "chief"));
	assert_int_equal(fixture_value(f, "share", PLINT_F_FOR)->u.block, fixture_block(f, "poor"));
	assert_null(fixture_value(f, "rate", PLINT_F_FOR));
	const struct plint_value *by = fixture_value(f, "rate", PLINT_F_TARGET) + 4;
	assert_int_equal(by->state, PLINT_KNOWN);
	assert_int_equal(by->flags & PLINT_VALUE_INHERITED, PLINT_VALUE_INHERITED);
	assert_int_equal(by->u.days.last, plint_date_days(2027, 12, 31));
	fixture_close(f);
}

static void a_text_that_is_a_title_means_that_block(void **state)
{
	(void)state;
	struct fixture *f = fixture_open(good);
	assert_int_equal(fixture_value(f, "second", PLINT_F_OWNER)->type, PLINT_TYPE_BLOCK);
	assert_int_equal(fixture_value(f, "second", PLINT_F_OWNER)->u.block, fixture_block(f, "chief"));
	fixture_close(f);
}

static void a_word_of_source_kinds_means_the_one_source_of_that_kind(void **state)
{
	(void)state;
	struct fixture *f = fixture_open(good);
	assert_int_equal(fixture_value(f, "late", PLINT_F_SOURCE)->u.block, fixture_block(f, "tracking"));
	fixture_close(f);
}

static void links_are_seen_from_both_ends(void **state)
{
	(void)state;
	struct fixture *f = fixture_open(good);
	assert_int_equal(fixture_value(f, "cash", PLINT_F_FUNDS)->u.block, fixture_block(f, "reach"));
	assert_int_equal(fixture_value(f, "seed", PLINT_F_SERVED_BY)->u.block, fixture_block(f, "loan"));
	assert_string_equal(fixture_links(f, "reach", PLINT_REL_OBJECTIVES), "share second");
	assert_string_equal(fixture_links(f, "reach", PLINT_REL_INDICATORS), "rate kept late");
	assert_string_equal(fixture_links(f, "second", PLINT_REL_INDICATORS), "rate late");
	assert_string_equal(fixture_links(f, "reach", PLINT_REL_ACTIVITIES), "open");
	assert_string_equal(fixture_links(f, "rate", PLINT_REL_ABOVE), "share second");
	assert_string_equal(fixture_links(f, "late", PLINT_REL_GOALS), "reach");
	assert_string_equal(fixture_links(f, "poor", PLINT_REL_PRODUCTS), "loan");
	assert_string_equal(fixture_links(f, "poor", PLINT_REL_NEEDS), "seed");
	assert_string_equal(fixture_links(f, "poor", PLINT_REL_GOALS), "reach");
	assert_string_equal(fixture_links(f, "seed", PLINT_REL_PRODUCTS), "loan");
	assert_string_equal(fixture_links(f, "chief", PLINT_REL_OBJECTIVES), "share second");
	assert_string_equal(fixture_links(f, "tracking", PLINT_REL_INDICATORS), "late");
	assert_string_equal(fixture_links(f, "cash", PLINT_REL_REVIEWS), "board");
	fixture_close(f);
}

static void classes_go_down_from_the_goal(void **state)
{
	(void)state;
	struct fixture *f = fixture_open(good);
	const char *const social[] = {"reach", "share", "rate", "late", "open", "poor", "seed"};
	for (size_t i = 0; i < sizeof social / sizeof *social; i++)
		assert_int_equal(plint_model_block(&f->model, fixture_block(f, social[i]))->classes, 1u << PLINT_CLASS_SOCIAL);
	assert_int_equal(plint_model_block(&f->model, fixture_block(f, "cash"))->classes, 1u << PLINT_CLASS_FINANCIAL);
	fixture_close(f);
}

static void a_plan_without_a_plan_block_has_an_implied_one_at_its_first_line(void **state)
{
	(void)state;
	struct fixture *f = fixture_open("goal g \"G\"\n");
	const struct plint_block *plan = plint_model_block(&f->model, f->model.plan);
	assert_int_equal(plan->kind, PLINT_KIND_PLAN);
	assert_int_equal(plan->head.start, f->model.first_line.start);
	fixture_close(f);
}

struct slip {
	const char *text, *findings;
};

static void each_mismatch_is_one_finding_at_its_place(void **state)
{
	(void)state;
	static const struct slip slips[] = {
	    {"goal g \"G\" { weight 30 }\n", "wrong-value 1:21"},
	    {"goal g \"G\" { by \"next year\" }\n", "wrong-value 1:17"},
	    {"plan \"P\" { period 2029 to 2027 }\n", "wrong-value 1:19"},
	    {"goal g \"G\" { dimension outreech }\n", "unknown-word 1:24"},
	    {"goal g \"G\" { dimension \"outreach\" }\n", "wrong-value 1:24"},
	    {"goal g \"G\" { owner operations manager }\n", "wrong-value 1:20"},
	    {"goal g \"G\" { owner nobody }\n", "unknown-name 1:20"},
	    {"goal g \"G\" { owner h }\ngoal h \"H\"\n", "wrong-kind 1:20"},
	    {"goal g \"G\"\ngoal g \"H\"\n", "name-twice 2:6"},
	    {"financial goal g \"G\" { dimension outreach }\n", "class-mismatch 1:34"},
	    {"goal g \"G\" { objective o \"O\" { indicator ghost } }\n", "unknown-name 1:42"},
	    {"indicator i \"I\" { milestone 17% }\n", "wrong-value 1:29"},
	    {"indicator i \"I\" { collected monthy }\n", "unknown-word 1:29"},
	    {"segment s \"S\" { traits pooor }\n", "unknown-word 1:24"},
	    {"segment s \"S\" { traits nomadic }\n", ""},
	    {"goal g \"G\" { budget 300 FTE }\n", "wrong-value 1:21"},
	};
	for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
		struct fixture *f = fixture_open(slips[i].text);
		assert_string_equal(fixture_findings(f), slips[i].findings);
		fixture_close(f);
	}
}

static void an_unread_line_makes_its_block_and_its_links_open(void **state)
{
	(void)state;
	struct fixture *f = fixture_open("goal g \"G\" { dimension outreach\n    blah \"x\" 3 \"y\" of of\n}\ngoal h \"H\"\n");
	const struct plint_block *g = plint_model_block(&f->model, fixture_block(f, "g"));
	assert_int_equal(g->flags & PLINT_BLOCK_UNREAD_LINE, PLINT_BLOCK_UNREAD_LINE);
	assert_string_equal(fixture_links(f, "g", PLINT_REL_OBJECTIVES), "+");
	assert_string_equal(fixture_links(f, "h", PLINT_REL_OBJECTIVES), "");
	assert_true(f->model.open_kinds & PLINT_KIND_BIT(PLINT_KIND_OBJECTIVE));
	assert_false(f->model.open_kinds & PLINT_KIND_BIT(PLINT_KIND_ROLE));
	fixture_close(f);
}

static void names_on_and_in_an_unread_line_count_as_defined(void **state)
{
	(void)state;
	struct fixture *f = fixture_open("goall g \"G\" {\n    objective inner \"I\"\n}\n"
	                                 "indicator i \"I\" { serves inner; proxy for g }\n");
	assert_string_equal(fixture_findings(f), "unknown-kind 1:1");
	fixture_close(f);
}

static void placeholders_name_the_fields_that_are_still_open(void **state)
{
	(void)state;
	struct fixture *f = fixture_open("plan \"P\" { currency IZD }\n"
	                                 "goal g \"Grow by XX%\" { weight XX%; budget IZD XX; owner TBD; by ? }\n");
	uint32_t count;
	const struct plint_placeholder *p =
	    plint_model_placeholders(&f->model, &f->arena, fixture_block(f, "g"), &count);
	assert_string_equal(fixture_findings(f), "");
	assert_int_equal(count, 5);
	assert_string_equal(p[0].field, "title");
	fixture_close(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_good_plan_has_no_reading_errors),
	    cmocka_unit_test(bare_numbers_of_an_indicator_take_its_unit),
	    cmocka_unit_test(the_value_of_a_between_is_the_edge_nearer_to_the_baseline),
	    cmocka_unit_test(a_bare_budget_is_in_the_currency_of_the_plan),
	    cmocka_unit_test(owner_segment_and_deadline_are_inherited),
	    cmocka_unit_test(a_text_that_is_a_title_means_that_block),
	    cmocka_unit_test(a_word_of_source_kinds_means_the_one_source_of_that_kind),
	    cmocka_unit_test(links_are_seen_from_both_ends),
	    cmocka_unit_test(classes_go_down_from_the_goal),
	    cmocka_unit_test(a_plan_without_a_plan_block_has_an_implied_one_at_its_first_line),
	    cmocka_unit_test(each_mismatch_is_one_finding_at_its_place),
	    cmocka_unit_test(an_unread_line_makes_its_block_and_its_links_open),
	    cmocka_unit_test(names_on_and_in_an_unread_line_count_as_defined),
	    cmocka_unit_test(placeholders_name_the_fields_that_are_still_open),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
