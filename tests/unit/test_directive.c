/* Directives in comments: what they say, what they are for, and what is wrong with them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "support/tree.h"

/* What directive NUMBER0 of T says: "rule, rule -> statement's first line: reason". */
static const char *show(struct tree *t, uint32_t number0)
{
	struct plint_buf b;
	plint_buf_init(&b, &t->arena);
	if (number0 >= t->ast.directives.count)
		return "";
	const struct plint_directive *d = &t->ast.directives.items[number0];
	for (uint32_t i = 0; i < d->rule_count; i++)
		plint_buf_printf(&b, "%s%s", i ? ", " : "", t->ast.directive_rules.items[d->first_rule + i].name);
	if (d->statement) {
		struct plint_place p = plint_source_place(&t->source, plint_ast_node(&t->ast, d->statement)->span.start);
		plint_buf_printf(&b, " -> %u:%u", p.line1, p.col1);
	}
	plint_buf_printf(&b, "%s: %s", d->whole_file ? " -> file" : "", d->reason);
	return b.text;
}

/* The one directive of TEXT is SHOWN. */
static void says(const char *text, const char *shown)
{
	struct tree *t = tree_open(text);
	assert_string_equal(tree_findings(t), "");
	assert_int_equal(t->ast.directives.count, 1);
	assert_string_equal(show(t, 0), shown);
	tree_close(t);
}

static void is_bad(const char *text, const char *findings, const char *help_part)
{
	struct tree *t = tree_open(text);
	assert_string_equal(tree_findings(t), findings);
	assert_non_null(strstr(tree_words(t, 0), help_part));
	assert_int_equal(t->ast.directives.count, 0);
	tree_close(t);
}

static void on_a_line_of_its_own_it_is_for_the_next_statement(void **state)
{
	(void)state;
	says("role a\n# planlint: ignore no-owner: it comes\n\n# more\nrole b", "no-owner -> 5:1: it comes");
	says("goal g {\n  # planlint: ignore no-owner: it comes\n  weight 20%\n}", "no-owner -> 3:3: it comes");
}

static void at_the_end_of_a_line_it_is_for_the_statement_that_begins_there(void **state)
{
	(void)state;
	says("role a\nrole b # planlint: ignore no-owner: it comes\nrole c", "no-owner -> 2:1: it comes");
	says("goal g { # planlint: ignore no-owner: it comes\n  weight 20%\n}", "no-owner -> 1:1: it comes");
	says("goal g { weight 20% } # planlint: ignore no-owner: it comes", "no-owner -> 1:1: it comes");
	says("goal g { weight 20%; by 2027 # planlint: ignore no-owner: it comes\n}", "no-owner -> 1:1: it comes");
}

static void behind_a_list_that_goes_on_it_is_for_the_list(void **state)
{
	(void)state;
	says("goal g {\n  for a,\n    b # planlint: ignore no-owner: it comes\n}", "no-owner -> 2:3: it comes");
}

static void several_rules_and_the_whole_file(void **state)
{
	(void)state;
	says("role a # planlint: ignore no-owner , wording: later", "no-owner, wording -> 1:1: later");
	says("role a\n# planlint: ignore-file no-owner: later: in March", "no-owner -> file: later: in March");
	says("# Planlint : ignore no-owner:later\nrole a", "no-owner -> 2:1: later");
}

static void a_reason_is_needed(void **state)
{
	(void)state;
	is_bad("role a # planlint: ignore no-owner", "bad-directive 1:8", "reason");
	is_bad("role a # planlint: ignore no-owner:  ", "bad-directive 1:8", "ignore no-owner: why");
	is_bad("# planlint: ignore-file wording\nrole a", "bad-directive 1:1", "ignore-file wording: why");
}

static void other_words_are_told(void **state)
{
	(void)state;
	is_bad("role a # planlint: ignor no-owner: later", "bad-directive 1:20", "Did you mean ignore?");
	is_bad("role a # planlint: off: later", "bad-directive 1:20", "ignore-file");
	is_bad("role a # planlint:", "bad-directive 1:18", "ignore");
	is_bad("role a # planlint: ignore : later", "bad-directive 1:8", "no rule");
	is_bad("role a # planlint: ignore no owner: later", "bad-directive 1:27", "one word");
	is_bad("role a # planlint: ignore a,,b: later", "bad-directive 1:8", "no rule");
}

static void it_needs_a_statement(void **state)
{
	(void)state;
	is_bad("role a\n# planlint: ignore no-owner: later", "bad-directive 2:1", "front of the statement");
	is_bad("goal g {\n  weight 20%\n} # planlint: ignore no-owner: later", "bad-directive 3:3", "front of the statement");
}

static void other_comments_are_none(void **state)
{
	(void)state;
	struct tree *t = tree_open("# planlint is good\n# about planlint: no\nrole a { about \"# planlint: x\" }");
	assert_string_equal(tree_findings(t), "");
	assert_int_equal(t->ast.directives.count, 0);
	tree_close(t);
}

static void many_find_their_statements(void **state)
{
	(void)state;
	struct tree *t = tree_open("# planlint: ignore a: x\nrole a # planlint: ignore b: x\n# planlint: ignore c: x\n# planlint: ignore d: x\nrole b {\n"
	                           "  level board # planlint: ignore e: x\n}\nrole c # planlint: ignore f: x\n");
	static const char *const shown[] = {"a -> 2:1: x", "b -> 2:1: x", "c -> 5:1: x", "d -> 5:1: x", "e -> 6:3: x", "f -> 8:1: x"};
	assert_string_equal(tree_findings(t), "");
	assert_int_equal(t->ast.directives.count, 6);
	for (uint32_t i = 0; i < 6; i++)
		assert_string_equal(show(t, i), shown[i]);
	tree_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(on_a_line_of_its_own_it_is_for_the_next_statement),
	    cmocka_unit_test(at_the_end_of_a_line_it_is_for_the_statement_that_begins_there),
	    cmocka_unit_test(behind_a_list_that_goes_on_it_is_for_the_list),
	    cmocka_unit_test(several_rules_and_the_whole_file),
	    cmocka_unit_test(a_reason_is_needed),
	    cmocka_unit_test(other_words_are_told),
	    cmocka_unit_test(it_needs_a_statement),
	    cmocka_unit_test(other_comments_are_none),
	    cmocka_unit_test(many_find_their_statements),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
