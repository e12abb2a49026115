/* Scanner and parser: what a text becomes, and that nothing in it leads astray. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "support/tree.h"

/* TEXT is read as SHOWN, without a finding. */
static void reads(const char *text, const char *shown)
{
	struct tree *t = tree_open(text);
	assert_string_equal(tree_findings(t), "");
	assert_string_equal(tree_show(t), shown);
	tree_close(t);
}

/* LINE, in an indicator, is read as SHOWN. */
static void reads_in_indicator(const char *line, const char *shown)
{
	char text[400] = "indicator i \"I\" {\n", expected[400] = "(indicator i \"I\" {";
	strncat(text, line, 300);
	strncat(text, "\n}", 3);
	strncat(expected, shown, 300);
	strncat(expected, "})", 3);
	reads(text, expected);
}

/* TEXT has the FINDINGS. */
static void finds(const char *text, const char *findings)
{
	struct tree *t = tree_open(text);
	assert_string_equal(tree_findings(t), findings);
	tree_close(t);
}

static void lines_end_at_their_end_or_at_a_semicolon(void **state)
{
	(void)state;
	const char *shown = "(role a {level: board}); (role b)";
	reads("role a { level board }\nrole b\n", shown);
	reads("role a{level board};role b", shown);
	reads("role a\n{\n\n  level board\n\n}\n\nrole b", shown);
	reads("role a # remark\n# another\n{ level board } role b", shown);
	reads(";;role a;{;level board;;};role b;;", shown);
}

static void every_line_end_of_the_world_ends_a_line(void **state)
{
	(void)state;
	const char *shown = "(role a); (role b)";
	reads("role a\r\nrole b\r\n", shown);
	reads("role a\rrole b\r", shown);
	reads("role a\n\rrole b", shown);
	reads("role a\vrole b", shown);
	reads("role a\u2028role b", shown);
	reads("role a\xC2\x85role b", shown);
	reads("\xEF\xBB\xBFrole a\nrole b", shown);
}

static void a_comma_goes_on_to_the_next_line(void **state)
{
	(void)state;
	reads_in_indicator("split by sex,\n\n# remark\n   district, area", "split_by: by:sex, district, area");
	reads_in_indicator("split by sex, # remark\n district", "split_by: by:sex, district");
}

static void the_first_word_of_a_line_is_never_reserved(void **state)
{
	(void)state;
	reads("goal g \"G\" { for a; by 2027-01 }", "(goal g \"G\" {for: a; by: 2027-01-01..2027-01-31})");
	reads("review r { of a }", "(review r {of: a})");
	reads("tension t { between a, b }", "(tension t {between: a, b})");
}

static void first_words_take_any_case(void **state)
{
	(void)state;
	reads("Goal g \"G\" { DIMENSION outreach }", "(goal g \"G\" {dimension: outreach})");
	reads("Social Goal g { Funded By a }", "(goal/social g {funded_by: by:a})");
	struct tree *t = tree_open("Goal g");
	const struct plint_node *goal = plint_ast_node(&t->ast, plint_ast_node(&t->ast, t->root)->child);
	assert_true(plint_ast_node(&t->ast, goal->child)->flags & PLINT_NODE_CAPITALISED);
	tree_close(t);
}

static void numbers_are_read_in_every_form(void **state)
{
	(void)state;
	reads_in_indicator("baseline 1200", "baseline: 1200");
	reads_in_indicator("baseline 1,200", "baseline: 1200");
	reads_in_indicator("baseline 1_200_000", "baseline: 1200000");
	reads_in_indicator("baseline 1\u00A0200\u00A0000", "baseline: 1200000");
	reads_in_indicator("baseline 1\u202F200", "baseline: 1200");
	reads_in_indicator("baseline 1.5", "baseline: 1.5");
	reads_in_indicator("baseline 1,200.75", "baseline: 1200.75");
	reads_in_indicator("baseline 0.125", "baseline: 0.125");
	reads_in_indicator("baseline -3", "baseline: -3");
	reads_in_indicator("baseline \u22123", "baseline: -3");
	reads_in_indicator("baseline 1.2 million", "baseline: 1200000");
	reads_in_indicator("baseline 3 billion IZD", "baseline: 3000000000 IZD");
	reads_in_indicator("baseline 12 thousand clients", "baseline: 12000 clients");
	reads_in_indicator("baseline 999999999999999", "baseline: 999999999999999");
}

static void amounts_have_units_on_either_side(void **state)
{
	(void)state;
	reads_in_indicator("baseline 14%", "baseline: 14 percent");
	reads_in_indicator("baseline 14 %", "baseline: 14 percent");
	reads_in_indicator("baseline 14\u00A0%", "baseline: 14 percent");
	reads_in_indicator("baseline 2 pp", "baseline: 2 pp");
	reads_in_indicator("baseline IZD 48", "baseline: IZD 48");
	reads_in_indicator("baseline 48 IZD", "baseline: 48 IZD");
	reads_in_indicator("baseline 12 FTE", "baseline: 12 FTE");
	reads_in_indicator("baseline IZD 1.2 million on 2026", "baseline: IZD 1200000 on:2026");
	reads_in_indicator("unit pp", "unit: pp");
	reads_in_indicator("unit IZD", "unit: IZD");
}

static void dates_are_periods(void **state)
{
	(void)state;
	reads_in_indicator("baseline 1 on 2026-12-31", "baseline: 1 on:2026-12-31");
	reads_in_indicator("baseline 1 on 2028-02", "baseline: 1 on:2028-02-01..2028-02-29");
	reads_in_indicator("baseline 1 on 2027-Q4", "baseline: 1 on:2027-10-01..2027-12-31");
	reads_in_indicator("baseline 1 on FY2027", "baseline: 1 on:FY2027");
	reads("plan { period 2027\u20132029 }", "(plan {period: 2027 to:2029})");
	reads("plan { period 2027 \u2014 2029 }", "(plan {period: 2027 to:2029})");
	finds("goal g { by 2028-02-29 }", "");
	finds("goal g { by 2027-02-29 }", "wrong-value 1:13");
	finds("goal g { by 1900-02-29 }", "wrong-value 1:13");
	finds("goal g { by 2000-02-29; from 1899-12-31 }", "wrong-value 1:30");
	finds("goal g { by 2199-12-31; from 2200-01 }", "wrong-value 1:30");
}

static void four_digits_are_a_year_as_well(void **state)
{
	(void)state;
	struct tree *t = tree_open("indicator i { baseline 1899; actual 1900 on 2199, 2200 on 2027, 2,000 on 2027, 2027 clients on 2027 }");
	uint32_t found = 0;
	for (uint32_t i = 1; i < t->ast.nodes.count; i++) {
		const struct plint_node *n = plint_ast_node(&t->ast, i);
		found = found * 2 + (n->kind == PLINT_NODE_AMOUNT && n->flags & PLINT_NODE_YEARLIKE);
	}
	/* 1899 no, 1900 yes, 2199 yes, 2200 no, 2027 yes, 2,000 no, 2027 yes, 2027 clients no, 2027 yes */
	unsigned years = 0;
	for (; found; found &= found - 1)
		years++;
	assert_int_equal(years, 5);
	tree_close(t);
}

static void bounds_rhythms_and_placeholders(void **state)
{
	(void)state;
	reads_in_indicator("target at least 30 points by 2027", "target: least(30 points) by:2027");
	reads_in_indicator("target at most IZD 48", "target: most(IZD 48)");
	reads_in_indicator("target \u2265 90%", "target: least(90 percent)");
	reads_in_indicator("target \u2264 5%", "target: most(5 percent)");
	reads_in_indicator("target exactly 0", "target: exactly(0)");
	reads_in_indicator("target between 3% and 5%", "target: between(3 percent and 5 percent)");
	reads_in_indicator("target done by 2027-06", "target: done by:2027-06-01..2027-06-30");
	reads_in_indicator("target none \"watched\" by 2027", "target: none \"watched\" by:2027");
	reads_in_indicator("collected every 2 years", "collected: every(2 years)");
	reads_in_indicator("collected every year", "collected: every(1 year)");
	reads_in_indicator("target TBD by TBC", "target: TBD by:TBD");
	reads_in_indicator("target XX% by ?", "target: ? percent by:TBD");
	reads_in_indicator("target IZD XX", "target: IZD ?");
	reads_in_indicator("target at least ? points", "target: least(? points)");
	reads_in_indicator("target at least ?", "target: least(TBD)");
	reads("incentive i { pays TBD quarterly }", "(incentive i {pays: TBD quarterly})");
}

static void texts_say_what_they_say(void **state)
{
	(void)state;
	reads("role \"a \\\"b\\\" c\\\\d e\\nf g\\h\"", "(role \"a \"b\" c\\d e\nf g\\h\")");
	reads("role \u201Ca \"b\" c\u201D", "(role \"a \"b\" c\")");
	reads("role \u201Ea b\u201C", "(role \"a b\")");
	reads("role \u201Ea b\u201D", "(role \"a b\")");
	reads("role \u00AB\u00A0a b\u202F\u00BB", "(role \"a b\")");
	reads("role \"  a b \"", "(role \"a b\")");
	reads("role \"\"", "(role \"\")");
	reads("role \"a { b } # c ; d, e\"", "(role \"a { b } # c ; d, e\")");
	reads("role a\"B\"{level board}", "(role a \"B\" {level: board})");
}

static void mixed_quotation_marks_close_each_other(void **state)
{
	(void)state;
	reads("role \u201Ca b\" { level board }", "(role \"a b\" {level: board})");
	reads("role \"a b\u201D { level board }", "(role \"a b\" {level: board})");
	reads("role \"a \u201Cb\u201D c\"", "(role \"a \u201Cb\u201D c\")");
}

static void long_texts_lose_their_common_indent(void **state)
{
	(void)state;
	reads("role a { about \"\"\"\n    one\n      two\n\n    three\n    \"\"\" }", "(role a {about: \"one\n  two\n\nthree\"})");
	reads("role a { about \"\"\"one \"\"\" }", "(role a {about: \"one\"})");
	reads("role a { about \"\"\"\r\n  one\r\n  two\r\n\"\"\" }", "(role a {about: \"one\ntwo\"})");
	reads("role a { about \"\"\"\r  one\r  two\r\"\"\" }", "(role a {about: \"one\ntwo\"})");
}

static void an_unclosed_text_ends_with_its_line(void **state)
{
	(void)state;
	struct tree *t = tree_open("role a \"One { level board }\nrole b \"Two {\n  level board\n}\nrole c { about \"x }\nrole d \"D\n");
	assert_string_equal(tree_findings(t), "unclosed-text 1:8; unclosed-text 2:8; unclosed-text 5:16; unclosed-text 6:8");
	assert_string_equal(tree_show(t), "(role a \"One { level board }\"); (role b \"Two\" {level: board}); (role c {about: \"x\"}); (role d \"D\")");
	tree_close(t);
}

static void an_unclosed_text_that_goes_on_is_one_text(void **state)
{
	(void)state;
	struct tree *t = tree_open("mission \"Better lives for\nthe people of\nIzmiria.\" {\n  reaches \"people\"\n}\n");
	assert_string_equal(tree_findings(t), "unclosed-text 1:9");
	assert_string_equal(tree_show(t), "(mission \"Better lives for\nthe people of\nIzmiria.\" {reaches: \"people\"})");
	tree_close(t);
}

static void an_unclosed_long_text_ends_before_what_means_something(void **state)
{
	(void)state;
	struct tree *t = tree_open("role a {\n  about \"\"\"\n    some words\n    more words\n  level board\n}\n");
	assert_string_equal(tree_findings(t), "unclosed-text 2:9");
	assert_string_equal(tree_show(t), "(role a {about: \"some words\nmore words\"; level: board})");
	tree_close(t);
}

static void names_are_of_any_script_and_one_form(void **state)
{
	(void)state;
	reads("segment poblaci\u00F3n", "(segment poblaci\u00F3n)");
	reads("segment poblacio\u0301n", "(segment poblaci\u00F3n)");
	reads("segment \u0646\u0633\u0627\u0621", "(segment \u0646\u0633\u0627\u0621)");
	reads("goal goal { owner owner }", "(goal goal {owner: owner})");
	reads("role a-b_2", "(role a-b_2)");
	finds("role a-", "unreadable-line 1:6");
	finds("role 2a", "unreadable-line 1:6");
	finds("role every \"E\"", "unreadable-line 1:6");
	finds("role by \"E\"", "unreadable-line 1:6");
}

static void a_line_that_cannot_be_read_keeps_its_block_and_the_rest(void **state)
{
	(void)state;
	struct tree *t = tree_open("goal g \"G\" {\n  by , 2027\n  \"x\" y {\n    weight 20%\n  }\n  weight 30%\n}\nrole a");
	assert_string_equal(tree_findings(t), "unreadable-line 2:6; unreadable-line 3:3");
	assert_string_equal(tree_show(t), "(goal g \"G\" {<error>; <error> {!weight? 20 percent}; weight: 30 percent}); (role a)");
	tree_close(t);
}

static void every_brace_has_its_partner_in_the_tree(void **state)
{
	(void)state;
	finds("goal g \"G\" {", "unclosed-block 1:12");
	finds("role a { level board } }\nrole b", "stray-brace 1:24");
	finds("role a { { level board }", "stray-brace 1:10");
	finds("role a { { level board } }", "stray-brace 1:10");
	finds("{ role a }", "stray-brace 1:1");
	finds("}}}", "stray-brace 1:1; stray-brace 1:2; stray-brace 1:3");
}

static void a_brace_that_lacks_is_found_by_the_indentation(void **state)
{
	(void)state;
	struct tree *t = tree_open("goal g \"G\" {\n    objective o \"O\" {\n        by 2027\n    objective p \"P\" {\n        by 2027\n    }\n}\nrole a\n");
	assert_string_equal(tree_findings(t), "unclosed-block 2:21");
	assert_string_equal(tree_show(t), "(goal g \"G\" {(objective o \"O\" {by: 2027}); (objective p \"P\" {by: 2027})}); (role a)");
	tree_close(t);
	t = tree_open("goal g \"G\" {\n    objective o \"O\" {\n        by 2027\n}\nrole a\n");
	assert_string_equal(tree_findings(t), "unclosed-block 2:21");
	assert_string_equal(tree_show(t), "(goal g \"G\" {(objective o \"O\" {by: 2027})}); (role a)");
	tree_close(t);
}

static void an_opening_brace_that_lacks_is_found_by_the_indentation(void **state)
{
	(void)state;
	struct tree *t = tree_open("goal g \"G\"\n    dimension outreach\n}\nrole a\n");
	assert_string_equal(tree_findings(t), "stray-brace 3:1");
	assert_string_equal(tree_show(t), "(goal g \"G\" {dimension: outreach}); (role a)");
	tree_close(t);
}

static void a_brace_too_many_or_too_few_is_one_finding(void **state)
{
	(void)state;
	static const struct {
		const char *text, *finding, *shown;
	} cases[] = {
	    /* One on a line of its own, in the middle of a line, in front of the right one. */
	    {"goal g \"G\" {\n  objective o \"O\" {\n    by 2027\n  }\n    }\n  weight 20%\n}", "stray-brace 5:5",
	     "(goal g \"G\" {(objective o \"O\" {by: 2027}); weight: 20 percent})"},
	    {"goal g \"G\" {\n  by }2027\n  weight 20%\n}", "stray-brace 2:6", "(goal g \"G\" {by: 2027; weight: 20 percent})"},
	    {"goal g \"G\" { by 2027; }weight 20% }", "stray-brace 1:23", "(goal g \"G\" {by: 2027; weight: 20 percent})"},
	    {"role a \"A\" } { level board }", "stray-brace 1:12", "(role a \"A\" {level: board})"},
	    /* One that lacks behind a block on one line, and one that lacks in front of it. */
	    {"role a { level board\nrole b { level field }\nrole c", "unclosed-block 1:8", "(role a {level: board}); (role b {level: field}); (role c)"},
	    {"role x; role a { level board\nrole b", "unclosed-block 1:16", "(role x); (role a {level: board}); (role b)"},
	    {"goal g \"G\"  dimension needs; by 2027 }\nrole b", "stray-brace 1:38", "(goal g \"G\" {dimension: needs; by: 2027}); (role b)"},
	    {"activity a \"A\"  by 2027; budget 300 }\nrole b", "stray-brace 1:37", "(activity a \"A\" {by: 2027; budget: 300}); (role b)"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct tree *t = tree_open(cases[i].text);
		assert_string_equal(tree_findings(t), cases[i].finding);
		assert_string_equal(tree_show(t), cases[i].shown);
		tree_close(t);
	}
}

static void flat_text_is_not_mistaken_for_a_lost_brace(void **state)
{
	(void)state;
	reads("goal g \"G\" {\nobjective o \"O\" {\nby 2027\n}\nweight 20%\n}", "(goal g \"G\" {(objective o \"O\" {by: 2027}); weight: 20 percent})");
}

/* COUNT blocks in each other. */
static struct tree *open_nested(unsigned count)
{
	char *text = calloc(count + 1, 8);
	assert_non_null(text);
	for (unsigned i = 0; i < count; i++)
		memcpy(text + strlen(text), "goal {", 6);
	for (unsigned i = 0; i < count; i++)
		memcpy(text + strlen(text), "}", 1);
	struct tree *t = tree_open(text);
	free(text);
	return t;
}

static bool is_told(struct tree *t, const char *rule)
{
	for (uint32_t i = 0; i < t->diags.items.count; i++)
		if (strcmp(t->diags.items.items[i].rule, rule) == 0)
			return true;
	return false;
}

static void blocks_nest_a_hundred_deep_and_no_deeper(void **state)
{
	(void)state;
	static const struct {
		unsigned depth;
		bool is_too_deep;
	} cases[] = {{99, false}, {100, false}, {101, true}, {5000, true}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct tree *t = open_nested(cases[i].depth);
		assert_int_equal(is_told(t, "too-deep"), cases[i].is_too_deep);
		assert_false(is_told(t, "unclosed-block"));
		assert_false(is_told(t, "stray-brace"));
		tree_close(t);
	}
}

static void bad_bytes_are_told_once_and_the_rest_is_read(void **state)
{
	(void)state;
	finds("role a { about \"caf\xE9\" }\nrole b { about \"\xE9\xE9\" }", "bad-text 1:20");
	finds("role a { about \"x\u202Ey\" }", "bad-text 1:18");
	finds("\xEF\xBB\xBF\xEF\xBB\xBFrole a", "bad-text 1:1");
	finds("role a\n\xEF\xBB\xBFrole b\n\xEF\xBB\xBFrole c", "bad-text 2:1");
	finds("role a\xEF\xBB\xBF\nrole b { about \"\xEF\xBB\xBFx\" }", "");
	finds("\xFF\xFEr\0o\0", "bad-text 1:1");
	const char nul[] = "role a { about \"x\0y\" }\nrole b { level \"\"\"";
	struct tree *t = tree_open_with(nul, sizeof nul - 1, plint_schema_default());
	assert_string_equal(tree_findings(t), "bad-text 1:18; unclosed-block 2:8; unclosed-text 2:16");
	assert_string_equal(tree_show(t), "(role a {about: \"x\xEF\xBF\xBDy\"}); (role b {level: \"\"})");
	tree_close(t);
}

static void a_bad_byte_in_a_line_is_no_second_finding(void **state)
{
	(void)state;
	struct tree *t = tree_open("role caf\xE9 a b c { level board }\nrole b");
	assert_string_equal(tree_findings(t), "bad-text 1:9");
	tree_close(t);
}

static void the_calendar_agrees_with_itself(void **state)
{
	(void)state;
	assert_int_equal(plint_date_days(1970, 1, 1), 0);
	assert_int_equal(plint_date_days(2000, 3, 1), 11017);
	for (int32_t day = plint_date_days(1900, 1, 1); day <= plint_date_days(2199, 12, 31); day++) {
		int year;
		unsigned month, in_month;
		plint_date_civil(day, &year, &month, &in_month);
		assert_int_equal(plint_date_days(year, month, in_month), day);
		assert_true(in_month >= 1 && in_month <= plint_date_month_length(year, month));
	}
	assert_int_equal(plint_date_month_length(1900, 2), 28);
	assert_int_equal(plint_date_month_length(2000, 2), 29);
}

static void a_financial_year_ends_in_the_year_of_its_name(void **state)
{
	(void)state;
	struct plint_node fiscal = {.kind = PLINT_NODE_DATE, .flags = PLINT_GRAIN_FISCAL << 12, .u.days = {2027, 0}};
	assert_int_equal(plint_ast_days(&fiscal, 4).first, plint_date_days(2026, 4, 1));
	assert_int_equal(plint_ast_days(&fiscal, 4).last, plint_date_days(2027, 3, 31));
	assert_int_equal(plint_ast_days(&fiscal, 1).first, plint_date_days(2027, 1, 1));
	struct plint_node year = {.kind = PLINT_NODE_AMOUNT, .flags = PLINT_NODE_YEARLIKE, .u.number = 2027};
	assert_int_equal(plint_ast_days(&year, 4).last, plint_date_days(2027, 12, 31));
}

static void comments_are_kept_in_order(void **state)
{
	(void)state;
	struct tree *t = tree_open("# one\nrole a # two\n\t\u00A0# three\nrole b { about \"# none\" } # four");
	static const bool own_line[] = {true, false, true, false};
	assert_int_equal(t->ast.comments.count, 4);
	for (uint32_t i = 0; i < 4; i++) {
		assert_int_equal(t->ast.comments.items[i].own_line, own_line[i]);
		assert_int_equal(*plint_source_text(&t->source, t->ast.comments.items[i].span), '#');
	}
	tree_close(t);
}

static void places_are_those_of_the_bytes(void **state)
{
	(void)state;
	static const char text[] = "goal g \"G\" { weight 30 %; owner \u00ABch\u00E9f\u00BB }";
	struct tree *t = tree_open(text);
	for (uint32_t i = 1; i < t->ast.nodes.count; i++) {
		const struct plint_node *n = plint_ast_node(&t->ast, i);
		assert_true(n->span.start >= 1 && n->span.end <= sizeof text && n->span.start <= n->span.end);
		if (n->kind == PLINT_NODE_AMOUNT)
			assert_memory_equal(plint_source_text(&t->source, n->span), "30 %", 4);
		if (n->kind == PLINT_NODE_BODY)
			assert_int_equal(text[n->span.start - 1], '{');
	}
	tree_close(t);
}

static void includes_are_listed(void **state)
{
	(void)state;
	struct tree *t = tree_open("include \"a.plan\"\nrole r\ninclude \"b.plan\"");
	uint32_t count;
	const uint32_t *texts = plint_ast_includes(&t->ast, t->root, &count);
	assert_int_equal(count, 2);
	const struct plint_ast_text *second = &t->ast.texts.items[plint_ast_node(&t->ast, texts[1])->u.text.text];
	assert_memory_equal(second->text, "b.plan", 6);
	tree_close(t);
	finds("include a", "wrong-value 1:9");
	finds("goal g { include \"a\" }", "wrong-place 1:10");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_end_at_their_end_or_at_a_semicolon),
	    cmocka_unit_test(every_line_end_of_the_world_ends_a_line),
	    cmocka_unit_test(a_comma_goes_on_to_the_next_line),
	    cmocka_unit_test(the_first_word_of_a_line_is_never_reserved),
	    cmocka_unit_test(first_words_take_any_case),
	    cmocka_unit_test(numbers_are_read_in_every_form),
	    cmocka_unit_test(amounts_have_units_on_either_side),
	    cmocka_unit_test(dates_are_periods),
	    cmocka_unit_test(four_digits_are_a_year_as_well),
	    cmocka_unit_test(bounds_rhythms_and_placeholders),
	    cmocka_unit_test(texts_say_what_they_say),
	    cmocka_unit_test(mixed_quotation_marks_close_each_other),
	    cmocka_unit_test(long_texts_lose_their_common_indent),
	    cmocka_unit_test(an_unclosed_text_ends_with_its_line),
	    cmocka_unit_test(an_unclosed_text_that_goes_on_is_one_text),
	    cmocka_unit_test(an_unclosed_long_text_ends_before_what_means_something),
	    cmocka_unit_test(names_are_of_any_script_and_one_form),
	    cmocka_unit_test(a_line_that_cannot_be_read_keeps_its_block_and_the_rest),
	    cmocka_unit_test(every_brace_has_its_partner_in_the_tree),
	    cmocka_unit_test(a_brace_that_lacks_is_found_by_the_indentation),
	    cmocka_unit_test(an_opening_brace_that_lacks_is_found_by_the_indentation),
	    cmocka_unit_test(a_brace_too_many_or_too_few_is_one_finding),
	    cmocka_unit_test(flat_text_is_not_mistaken_for_a_lost_brace),
	    cmocka_unit_test(blocks_nest_a_hundred_deep_and_no_deeper),
	    cmocka_unit_test(bad_bytes_are_told_once_and_the_rest_is_read),
	    cmocka_unit_test(a_bad_byte_in_a_line_is_no_second_finding),
	    cmocka_unit_test(the_calendar_agrees_with_itself),
	    cmocka_unit_test(a_financial_year_ends_in_the_year_of_its_name),
	    cmocka_unit_test(comments_are_kept_in_order),
	    cmocka_unit_test(places_are_those_of_the_bytes),
	    cmocka_unit_test(includes_are_listed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
