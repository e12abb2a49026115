/* What each statement is, and the one message that a statement gets where it is not as it should be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "support/tree.h"
#include "syntax/ast_dump.h"
#include "syntax/ast_walk.h"

static void reads(const char *text, const char *shown)
{
	struct tree *t = tree_open(text);
	assert_string_equal(tree_findings(t), "");
	assert_string_equal(tree_show(t), shown);
	tree_close(t);
}

/* TEXT has the one FINDING, and its message and help hold PART. */
static void tells(const char *text, const char *finding, const char *part)
{
	struct tree *t = tree_open(text);
	assert_string_equal(tree_findings(t), finding);
	if (!strstr(tree_words(t, 0), part))
		assert_string_equal(tree_words(t, 0), part);
	tree_close(t);
}

/* The same for a LINE in an objective (at 3:1) or in an indicator (at 4:1). */
static void tells_in_objective(const char *line, const char *finding, const char *part)
{
	char text[400] = "goal g \"G\" {\nobjective o \"O\" {\n";
	strncat(text, line, 300);
	strncat(text, "\n}\n}", 5);
	tells(text, finding, part);
}

static void tells_in_indicator(const char *line, const char *finding, const char *part)
{
	char text[400] = "goal g \"G\" {\nobjective o \"O\" {\nindicator i \"I\" {\n";
	strncat(text, line, 300);
	strncat(text, "\n}\n}\n}", 7);
	tells(text, finding, part);
}

static void a_word_is_kind_or_field_by_the_block_around_it(void **state)
{
	(void)state;
	reads("source s { kind mis }\nindicator i { source s; kind result }", "(source s {kind: mis}); (indicator i {source: s; kind: result})");
	reads("plan { role r; goal g { dimension needs } }", "(plan {(role r); (goal g {dimension: needs})})");
	reads("goal g { objective o { indicator i \"I\"; activity a } activity b }",
	      "(goal g {(objective o {(indicator i \"I\"); (activity a)}); (activity b)})");
}

static void two_words_name_a_goal_or_a_field(void **state)
{
	(void)state;
	reads("social goal a; financial goal b; internal goal \"C\"", "(goal/social a); (goal/financial b); (goal/internal \"C\")");
	reads("plan { year starts 2027-04 }", "(plan {year_starts: 2027-04-01..2027-04-30})");
	reads("review r { shared with a, b }", "(review r {shared_with: with:a, b})");
	reads("indicator i { split by sex; proxy for g }", "(indicator i {split_by: by:sex; proxy_for: for:g})");
	reads("tension t { handled by p } threat x { answered by p } need n { served by p }",
	      "(tension t {handled_by: by:p}); (threat x {answered_by: by:p}); (need n {served_by: by:p})");
}

static void a_nested_indicator_with_a_name_only_is_a_mention(void **state)
{
	(void)state;
	reads("goal g { objective o { indicator i; indicator j \"J\"; indicator k {} } }",
	      "(goal g {(objective o {(mention indicator i); (indicator j \"J\"); (indicator k {})})})");
	reads("indicator i", "(indicator i)");
}

static void a_field_that_is_said_once_is_said_once(void **state)
{
	(void)state;
	tells_in_objective("by 2027\nby 2028", "said-twice 4:1", "twice");
	struct tree *t = tree_open("goal g { dimension needs; dimension outreach }");
	assert_int_equal(t->diags.items.items[0].related_count, 1);
	tree_close(t);
	reads("goal g { for a; for b, c }", "(goal g {for: a; for: b, c})");
	tells("plan {}\nplan {}", "said-twice 2:1", "plan");
	tells_in_objective("owner a, b", "wrong-value 3:10", "one value");
	tells_in_indicator("baseline 3%, 2026-12-31", "wrong-value 4:14", "baseline 3% on 2026-12-31");
}

static void what_stands_in_the_wrong_place_is_told_with_the_right_one(void **state)
{
	(void)state;
	tells("goal g { segment s \"S\" }", "wrong-place 1:10", "top of the plan");
	tells("goal g { goal h \"H\" }", "wrong-place 1:10", "top of the plan");
	tells("goal g { plan {} }", "wrong-place 1:10", "outside of every other block");
	tells_in_objective("objective p \"P\"", "wrong-place 3:1", "stands in a goal");
	tells("dimension needs", "wrong-place 1:1", "inside a goal");
	tells_in_objective("weight 20%", "unknown-field 3:1", "belongs to a goal");
	tells_in_indicator("source mis { kind mis }", "wrong-place 4:1", "top of the plan");
	tells_in_objective("owner a { level board }", "unreadable-line 3:9", "no block");
}

static void unknown_words_get_the_nearest_one(void **state)
{
	(void)state;
	tells("gaol g \"G\"", "unknown-kind 1:1", "Did you mean goal?");
	tells("goals g \"G\" { weight 20% }", "unknown-kind 1:1", "goal g \"G\" { … }");
	tells("social gaol g \"G\"", "unknown-kind 1:8", "social goal");
	tells_in_objective("ownr a", "unknown-field 3:1", "Did you mean owner?");
	tells_in_indicator("splitt by sex", "unknown-field 4:1", "Did you mean split by?");
	tells_in_indicator("split sex", "unknown-field 4:1", "split by sex");
	tells_in_objective("objctive p \"P\" { by 2027 }", "unknown-kind 3:1", "objctive");
	tells("segment s { traits poor; rural }", "unknown-field 1:26", "comma");
}

static void words_of_other_methods_have_their_sentence(void **state)
{
	(void)state;
	tells("risk flood \"Flood\"", "unknown-kind 1:1", "Write threat flood \"Flood\"");
	tells_in_objective("KPI k \"K\" { unit days }", "unknown-kind 3:1", "Write indicator k \"K\" { … }");
	tells_in_objective("key result k \"K\"", "unknown-kind 3:1", "Write indicator k \"K\"");
	tells_in_objective("measure k \"K\"", "unknown-kind 3:1", "indicator");
	tells_in_objective("output k \"K\"", "unknown-kind 3:1", "process");
	tells("goal g { outcome o \"O\" }", "unknown-kind 1:10", "Write objective o \"O\"");
	tells_in_objective("assumption \"markets stay open\"", "unknown-kind 3:1", "Write assumes \"markets stay open\"");
	tells("vision \"A bank for all\"", "wrong-place 1:1", "plan");
	tells("budget IZD 3 million", "wrong-place 1:1", "plan");
	tells("value \"Honesty\"", "unknown-kind 1:1", "values");
	tells("unit finance", "wrong-place 1:1", "Write role finance");
	tells("board directors", "unknown-kind 1:1", "Write role directors");
	tells_in_objective("responsible a", "unknown-field 3:1", "Write owner a");
	tells_in_objective("deadline 2027", "unknown-field 3:1", "Write by 2027");
	tells_in_objective("deadline 31/12/2027", "unknown-field 3:1", "Write by 2027-12-31");
	tells("strategic plan \"P\" {\n}", "unknown-kind 1:1", "Write plan \"P\" { … }");
	tells("strategic plan of the bank", "unknown-kind 1:1", "Write plan \"strategic plan of the bank\" { … }");
	tells_in_objective("risk \"Flood\"", "unknown-kind 3:1", "Put it at the top of the plan, behind the } that ends the objective: threat \"Flood\"");
}

static void french_and_spanish_words_have_their_english_one(void **state)
{
	(void)state;
	tells("objectif social femmes \"F\" {\n}", "unknown-kind 1:1", "Write social goal femmes \"F\" { … }");
	tells("Objectif f \"F\"", "unknown-kind 1:1", "Write goal f \"F\"");
	tells("goal g { objectif f \"F\" }", "unknown-kind 1:10", "Write objective f \"F\"");
	tells_in_objective("\xc3\x89\x63h\xc3\xa9\x61nce 31/12/2028", "unknown-field 3:1", "Write by 2028-12-31");
	tells_in_objective("plazo 31 diciembre 2028", "unknown-field 3:1", "Write by 2028-12-31");
	tells_in_objective("responsable Directora de operaciones", "unknown-field 3:1", "Write owner \"Directora de operaciones\"");
	tells_in_objective("responsable directora", "unknown-field 3:1", "Write owner directora");
	tells("plan \"P\" { period 2027 a 2029 }", "wrong-value 1:19", "Write 2027 to 2029");
	tells_in_objective("meta 60%", "unknown-field 3:1", "an objective has nothing called \"meta\"");
	tells_in_indicator("meta 60 %", "unknown-field 4:1", "Write target 60 %");
	tells_in_indicator("l\xc3\xadnea de base 40%", "unknown-field 4:1", "Write baseline 40%");
	tells("plan \"P\" { monnaie XOF }", "unknown-field 1:12", "\"monnaie\" is written currency");
	tells("monnaie XOF", "unknown-kind 1:1", "there is no kind of block called \"monnaie\"");
}

static void a_pasted_row_of_a_table_is_told_as_one(void **state)
{
	(void)state;
	tells("goal g {\nReach women\tShare of women\t40%\t60%\n}", "unreadable-line 2:1", "a row of a table");
	tells("goal g {\nObjective\tIndicator\tBaseline\tTarget\n}", "unreadable-line 2:1", "a row of a table");
	tells("goal g {\nTrain the staff well\tHR\n}", "unreadable-line 2:1", "plain words");
}

static void the_round_bullet_of_a_word_processor_is_one(void **state)
{
	(void)state;
	tells("goal g {\no\tdimension needs\n}", "unreadable-line 2:1", "Leave it out: dimension needs");
	tells("goal g {\no dimension needs\n}", "unreadable-line 2:1", "plain words");
}

static void titles_without_quotes_are_told_with_them(void **state)
{
	(void)state;
	tells("goal Reach the rural poor", "unreadable-line 1:6", "Write goal \"Reach the rural poor\"");
	tells("goal reach Reach the rural poor", "unreadable-line 1:12", "Write goal reach \"Reach the rural poor\"");
	tells("social goal Reach the poor by 2027 { dimension needs }", "unreadable-line 1:13", "Write social goal \"Reach the poor by 2027\"");
	tells("goal Reach at least half of the poor", "unreadable-line 1:6", "Write goal \"Reach at least half of the poor\"");
	tells("The plan will be changed.", "unreadable-line 1:1", "quotes");
	tells("role \"Finance manager\" finance_manager", "unreadable-line 1:24", "Write role finance_manager \"Finance manager\"");
	tells("role finance manager \"Finance manager\"", "unreadable-line 1:14", "Write finance_manager");
	tells("objective 1.1.2 \"Open\"", "unreadable-line 1:11", "code \"1.1.2\"");
	tells("1.1 objective \"Open\"", "unreadable-line 1:1", "code \"1.1\"");
	tells("objective o \"Open\" by 2027", "unreadable-line 1:20", "{ by 2027 }");
}

static void values_in_other_words_are_told_in_ours(void **state)
{
	(void)state;
	tells_in_objective("owner operations manager", "wrong-value 3:7", "owner operations_manager if");
	tells_in_objective("assumes the markets stay open", "wrong-value 3:9", "Write assumes \"the markets stay open\"");
	tells_in_objective("by 31 December 2027", "wrong-value 3:4", "Write 2027-12-31");
	tells_in_objective("by December 2027", "wrong-value 3:4", "Write 2027-12");
	tells_in_objective("by end of 2027", "wrong-value 3:4", "Write 2027-12-31");
	tells_in_objective("by Q4 2027", "wrong-value 3:4", "Write 2027-Q4");
	tells_in_objective("by FY27", "wrong-value 3:4", "Write FY2027");
	tells_in_objective("by 20270", "wrong-value 3:4", "1900 to 2199");
	tells_in_objective("budget IZD300", "wrong-value 3:8", "Write IZD 300");
	tells_in_objective("budget IZD300,000", "wrong-value 3:8", "Write IZD 300,000");
	tells_in_objective("budget $300", "unreadable-line 3:8", "USD 300");
	tells_in_objective("budget 1 200", "unreadable-line 3:10", "one number: 1,200");
	tells_in_indicator("target 20% 2027", "unreadable-line 4:12", "Write 20% by 2027");
	tells_in_indicator("target 20% in 2027", "unreadable-line 4:12", "Write 20% by 2027");
	tells_in_indicator("target at 20%", "unreadable-line 4:8", "at least 20%");
	tells_in_indicator("target >= 20%", "unreadable-line 4:8", "at least 20%");
	tells_in_indicator("target by 2027", "wrong-value 4:8", "target");
	tells_in_indicator("split by sex district", "wrong-value 4:14", "Write split by sex, district");
	tells_in_indicator("split by sex and district", "wrong-value 4:14", "Write sex, district");
	tells_in_indicator("collected each month", "wrong-value 4:11", "Write collected monthly");
	tells_in_indicator("cohort two years", "wrong-value 4:8", "digits: cohort 2 years");
	tells("incentive i { rewards penetration 40% }", "wrong-value 1:23", "Write rewards 40% on penetration");
	tells("incentive i { rewards 40% penetration }", "unreadable-line 1:27", "Write 40% on penetration");
	tells_in_objective("owner", "wrong-value 3:1", "nothing stands behind \"owner\"");
}

static void signs_are_told_and_the_rest_is_read(void **state)
{
	(void)state;
	struct tree *t = tree_open("goal g \"G\" {\n  dimension: needs\n  weight = 20%\n  - for a\n}");
	assert_string_equal(tree_findings(t), "unreadable-line 2:12; unreadable-line 3:10; unreadable-line 4:3");
	assert_string_equal(tree_show(t), "(goal g \"G\" {dimension: needs; weight: 20 percent; for: a})");
	tree_close(t);
	tells("role a ( level board )", "unreadable-line 1:8", "Put {");
	tells_in_objective("by 2027 (if we can)", "unreadable-line 3:9", "# (if we can)");
	tells("// remark\nrole a", "unreadable-line 1:1", "# remark");
	tells("role 'Finance'", "unreadable-line 1:6", "Write \"Finance\"");
	tells_in_objective("team a, b,", "wrong-value 3:10", ",");
}

static void two_facts_on_a_line_are_both_read(void **state)
{
	(void)state;
	struct tree *t = tree_open("goal g \"G\" { by 2027 owner x; dimension needs weight 20% }");
	assert_string_equal(tree_findings(t), "unreadable-line 1:22; unreadable-line 1:47");
	assert_string_equal(tree_show(t), "(goal g \"G\" {by: 2027; owner: x; dimension: needs; weight: 20 percent})");
	tree_close(t);
}

static void a_statement_gets_one_message(void **state)
{
	(void)state;
	tells("Outcome 14,5%: (x) “y", "unknown-kind 1:1", "objective");
	tells_in_objective("owner: a b (c) 14,5%", "unreadable-line 3:6", ":");
	tells("kpi x \"X\" {\n  foo bar\n  ) (\n  14,5%\n}", "unknown-kind 1:1", "indicator");
}

static void what_may_have_been_set_is_marked(void **state)
{
	(void)state;
	struct tree *t = tree_open("goal g \"G\" { owner a b; weight 14,5%; foo x }\ntask t { by 2027 }");
	assert_string_equal(tree_show(t), "(goal g \"G\" {!owner: a b; weight: ! percent; !foo? x}); !task? t {!by? 2027}");
	tree_close(t);
}

static void the_walk_enters_and_leaves_every_node_once(void **state)
{
	(void)state;
	struct tree *t = tree_open("plan \"P\" { period 2027 to 2029 }\ngoal g { objective o { indicator i { target between 3% and 5% by 2027 } } }\n) {");
	struct plint_walk w;
	uint32_t node, entered = 0, left = 0, depth = 0;
	plint_walk_init(&w, &t->ast, t->root);
	while ((node = plint_walk_next(&w))) {
		if (w.is_leaving) {
			left++;
			depth--;
		} else {
			entered++;
			depth++;
		}
		assert_int_equal(w.depth, depth + w.is_leaving);
	}
	assert_int_equal(entered, left);
	assert_int_equal(depth, 0);
	assert_true(entered > 25);
	tree_close(t);
}

static void the_dump_says_what_the_lines_are(void **state)
{
	(void)state;
	struct tree *t = tree_open("social goal g \"G\" { by 2027-Q4 }\n, x # c\ninclude \"a.plan\"");
	struct plint_buf out;
	plint_buf_init(&out, &t->arena);
	plint_ast_dump(&t->ast, &out);
	static const char *const parts[] = {"\"kind\":\"goal\",\"class\":\"social\",\"name\":\"g\",\"title\":\"G\"",
	                                    "\"field\":\"by\"",
	                                    "\"from\":\"2027-10-01\",\"to\":\"2027-12-31\",\"grain\":\"quarter\"",
	                                    "\"errors\":[{\"start\":{\"line\":2,\"column\":1",
	                                    "\"text\":\"# c\"",
	                                    "\"includes\":[{\"entry\":true,\"text\":\"a.plan\""};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!strstr(out.text, parts[i]))
			assert_string_equal(out.text, parts[i]);
	tree_close(t);
}

static void findings_past_the_limit_are_only_counted(void **state)
{
	(void)state;
	static char text[5000 * 6 + 1];
	for (size_t i = 0; i < 5000; i++)
		memcpy(text + 6 * i, "foo x\n", 6);
	struct tree *t = tree_open(text);
	assert_int_equal(t->diags.items.count, PLINT_MAX_DIAGS_RULE + 1);
	assert_int_equal(t->diags.reading_errors, 5000);
	tree_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_word_is_kind_or_field_by_the_block_around_it),
	    cmocka_unit_test(two_words_name_a_goal_or_a_field),
	    cmocka_unit_test(a_nested_indicator_with_a_name_only_is_a_mention),
	    cmocka_unit_test(a_field_that_is_said_once_is_said_once),
	    cmocka_unit_test(what_stands_in_the_wrong_place_is_told_with_the_right_one),
	    cmocka_unit_test(unknown_words_get_the_nearest_one),
	    cmocka_unit_test(words_of_other_methods_have_their_sentence),
	    cmocka_unit_test(french_and_spanish_words_have_their_english_one),
	    cmocka_unit_test(a_pasted_row_of_a_table_is_told_as_one),
	    cmocka_unit_test(the_round_bullet_of_a_word_processor_is_one),
	    cmocka_unit_test(titles_without_quotes_are_told_with_them),
	    cmocka_unit_test(values_in_other_words_are_told_in_ours),
	    cmocka_unit_test(signs_are_told_and_the_rest_is_read),
	    cmocka_unit_test(two_facts_on_a_line_are_both_read),
	    cmocka_unit_test(a_statement_gets_one_message),
	    cmocka_unit_test(what_may_have_been_set_is_marked),
	    cmocka_unit_test(the_walk_enters_and_leaves_every_node_once),
	    cmocka_unit_test(the_dump_says_what_the_lines_are),
	    cmocka_unit_test(findings_past_the_limit_are_only_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
