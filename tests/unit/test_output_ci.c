/* The formats for build servers: github, gitlab, junit, checkstyle. What they write is read by jq and xmllint. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "support/drawing.h"

static const char text[] = "plan \"P\" { }\ngoal é \"Reach\" {\n    by 2027\n}\n";

/* Two findings: a warning on one line, an error over three. */
static void add_two(struct drawing *d)
{
	drawing_file(d, "plans/a, b.plan", text);
	drawing_add(d, "no-owner", PLINT_WARNING, drawing_find(d, 0, "by 2027"), "the goal \"Reach\" has no owner: 100%");
	struct plint_span all = drawing_find(d, 0, "goal");
	all.end = drawing_find(d, 0, "by 2027\n}").end;
	drawing_add(d, "no-target", PLINT_ERROR, all, "no target")->why = "because\n";
}

/* Number of lines of TEXT that begin with HEAD. */
static unsigned lines_with(const char *drawn, const char *head)
{
	unsigned count = 0;
	for (const char *at = drawn; *at; at += strcspn(at, "\n") + 1)
		count += strncmp(at, head, strlen(head)) == 0;
	return count;
}

static void add_many(struct drawing *d, unsigned errors, unsigned warnings, unsigned advice)
{
	struct plint_span at = drawing_find(d, 0, "plan");
	for (unsigned i = 0; i < advice; i++)
		drawing_add(d, "a", PLINT_ADVICE, at, plint_arena_printf(&d->arena, "advice %u", i));
	for (unsigned i = 0; i < warnings; i++)
		drawing_add(d, "w", PLINT_WARNING, at, plint_arena_printf(&d->arena, "warning %u", i));
	for (unsigned i = 0; i < errors; i++)
		drawing_add(d, "e", PLINT_ERROR, at, plint_arena_printf(&d->arena, "error %u", i));
}

/* ---- github ------------------------------------------------------------------------------------------------------------ */

static void github_writes_the_most_severe_first_and_columns_within_one_line_only(void **state)
{
	struct drawing *d = *state;
	add_two(d);
	assert_string_equal(drawing_draw(d, "github"),
	                    "::error file=plans/a%2C b.plan,line=2,endLine=4,title=planlint (no-target)::no target\n"
	                    "::warning file=plans/a%2C b.plan,line=3,endLine=3,col=5,endColumn=12,title=planlint (no-owner)::"
	                    "the goal \"Reach\" has no owner: 100%25\n");
}

static void github_says_nothing_about_a_clean_plan(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", text);
	assert_string_equal(drawing_draw(d, "github"), "");
}

static void github_shows_ten_of_each_and_says_how_many_more(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", text);
	add_many(d, 12, 11, 10);
	const char *drawn = drawing_draw(d, "github");
	assert_int_equal(lines_with(drawn, "::error "), 10);
	assert_int_equal(lines_with(drawn, "::warning "), 10);
	assert_int_equal(lines_with(drawn, "::notice "), 10);
	assert_int_equal(lines_with(drawn, ""), 30);
	assert_non_null(strstr(drawn, "::error 9\n::warning"));
	assert_non_null(strstr(drawn, "::advice 8\n::notice title=planlint::4 more findings are not shown here: 2 errors, 1 warning, 1 advice\n"));
	assert_null(strstr(drawn, "::advice 9\n"));
}

static void github_leaves_nothing_out_where_ten_are_enough(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", text);
	add_many(d, 10, 10, 10);
	const char *drawn = drawing_draw(d, "github");
	assert_int_equal(lines_with(drawn, "::"), 30);
	assert_null(strstr(drawn, "more finding"));
}

static void github_counts_over_all_plans_and_past_max_findings(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", text);
	add_many(d, 6, 0, 0);
	d->plan.left_out = 3;
	const char *drawn = drawing_draw_often(d, "github", 2);
	assert_int_equal(lines_with(drawn, "::error "), 10);
	assert_non_null(strstr(drawn, "planlint::8 more findings are not shown here: 2 errors, 0 warnings, 0 advice, 6 past --max-findings\n"));
}

static void github_names_files_from_the_repository(void **state)
{
	struct drawing *d = *state;
	const char *const paths[][2] = {{"a.plan", "team/plans/a.plan"},       {"./a.plan", "team/plans/a.plan"},
	                                {"../b/./c.plan", "team/b/c.plan"},    {"/home/me/repo/x.plan", "x.plan"},
	                                {"/home/me/other.plan", "/home/me/other.plan"}, {"../../../out.plan", "../../../out.plan"},
	                                {"/home/me/repository.plan", "/home/me/repository.plan"}};
	d->options.root = "/home/me/repo";
	d->options.folder = "/home/me/repo/team/plans";
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct drawing *one = drawing_open();
		one->options = d->options;
		drawing_file(one, paths[i][0], text);
		drawing_add(one, "e", PLINT_ERROR, drawing_find(one, 0, "plan"), "m");
		const char *want = plint_arena_printf(&one->arena, "::error file=%s,line=1,", paths[i][1]);
		assert_memory_equal(drawing_draw(one, "github"), want, strlen(want));
		drawing_close(one);
	}
}

/* The message of a workflow command read back as the runner reads it. */
static const char *unescaped(struct drawing *d, const char *from, size_t len)
{
	char *out = plint_arena_calloc(&d->arena, 1, len + 1);
	size_t n = 0;
	for (size_t i = 0; i < len; i++) {
		unsigned c;
		if (from[i] == '%' && sscanf(from + i + 1, "%2x", &c) == 1) {
			out[n++] = (char)c;
			i += 2;
		} else {
			out[n++] = from[i];
		}
	}
	return out;
}

static void github_commands_are_never_a_users(void **state)
{
	struct drawing *d = *state;
	drawing_make_hostile(d);
	const char *drawn = drawing_draw(d, "github");
	unsigned count = 0;
	for (const char *at = drawn; *at; at += strcspn(at, "\n") + 1) {
		size_t len = strcspn(at, "\n");
		assert_true(strncmp(at, "::error file=dir/", 17) == 0 || strncmp(at, "::notice file=dir/", 18) == 0 ||
		            strncmp(at, "::notice title=planlint::", 25) == 0);
		/* The head ends with the first "::" behind the start; what follows is the message and nothing else. */
		const char *message = strstr(at + 2, "::");
		assert_non_null(message);
		assert_true(message < at + len);
		count++;
		if (count <= 10)
			assert_string_equal(unescaped(d, message + 2, len - (size_t)(message + 2 - at)),
			                    drawing_shown(d, drawing_hostile[count - 1]));
	}
	assert_int_equal(count, 20);
	assert_null(strchr(drawn, '\r'));
	assert_null(strchr(drawn, '\x1b'));
}

/* ---- gitlab ------------------------------------------------------------------------------------------------------------ */

static void gitlab_has_the_fields_that_gitlab_reads(void **state)
{
	struct drawing *d = *state;
	add_two(d);
	const char *drawn = drawing_draw(d, "gitlab");
	assert_string_equal(drawing_judge(d, drawn, "jq -c 'map(del(.fingerprint))' $F"),
	                    "[{\"description\":\"no-target: no target\",\"check_name\":\"no-target\",\"severity\":\"major\","
	                    "\"location\":{\"path\":\"plans/a, b.plan\",\"lines\":{\"begin\":2}}},"
	                    "{\"description\":\"no-owner: the goal \\\"Reach\\\" has no owner: 100%\",\"check_name\":\"no-owner\","
	                    "\"severity\":\"minor\",\"location\":{\"path\":\"plans/a, b.plan\",\"lines\":{\"begin\":3}}}]");
}

static void gitlab_of_a_clean_plan_is_an_empty_list(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", text);
	assert_string_equal(drawing_judge(d, drawing_draw(d, "gitlab"), "jq -c . $F"), "[]");
}

static void gitlab_fingerprints_tell_equal_faults_in_two_plans_apart(void **state)
{
	struct drawing *d = *state;
	struct plint_buf out;
	struct plint_output o;
	const char *const paths[] = {"a.plan", "b.plan"};
	plint_buf_init(&out, &d->arena);
	plint_output_begin(&o, plint_output_find("gitlab", 6), &d->options, &out);
	for (int i = 0; i < 2; i++) {
		struct drawing *plan = drawing_open();
		drawing_file(plan, paths[i], text);
		add_many(plan, 2, 3, 4);
		plint_diags_finish(&plan->diags);
		plint_output_result(&o, &plan->plan);
		drawing_close(plan);
	}
	plint_output_end(&o);
	assert_string_equal(drawing_judge(d, out.text, "jq '[.[].fingerprint] | length, (unique | length)' $F | tr '\\n' ' '"), "18 18 ");
}

static void gitlab_fingerprints_stay_when_lines_move(void **state)
{
	struct drawing *d = *state, *moved = drawing_open();
	static const char query[] = "jq -c 'map(.fingerprint)' $F";
	drawing_file(d, "a.plan", text);
	add_many(d, 1, 2, 1);
	drawing_file(moved, "a.plan", plint_arena_printf(&moved->arena, "\n\n# a comment\n%s", text));
	add_many(moved, 1, 2, 1);
	assert_string_equal(drawing_judge(d, drawing_draw(d, "gitlab"), query), drawing_judge(moved, drawing_draw(moved, "gitlab"), query));
	drawing_close(moved);
}

static void gitlab_passes_hostile_text_on_as_text(void **state)
{
	struct drawing *d = *state;
	drawing_make_hostile(d);
	const char *drawn = drawing_draw(d, "gitlab");
	for (uint32_t i = 0; drawing_hostile[i]; i++) {
		const char *query = plint_arena_printf(&d->arena, "jq -j '.[] | select(.check_name == \"rule-%u\").description' $F", i);
		const char *want = plint_arena_printf(&d->arena, "rule-%u: %s", i, drawing_shown(d, drawing_hostile[i]));
		assert_string_equal(drawing_judge(d, drawn, query), want);
	}
}

/* ---- junit ------------------------------------------------------------------------------------------------------------- */

static const char *count_of(struct drawing *d, const char *drawn, const char *path)
{
	return drawing_judge(d, drawn, plint_arena_printf(&d->arena, "xmllint --nonet --xpath 'count(%s)' $F", path));
}

static void junit_fails_where_the_run_fails(void **state)
{
	struct drawing *d = *state;
	static const struct {
		enum plint_severity fail_on;
		const char *failures;
	} cases[] = {{PLINT_ERROR, "2"}, {PLINT_WARNING, "5"}, {PLINT_ADVICE, "9"}, {PLINT_OFF, "0"}};
	drawing_file(d, "a.plan", text);
	add_many(d, 2, 3, 4);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		d->plan.fail_on = cases[i].fail_on;
		const char *drawn = drawing_draw(d, "junit");
		assert_string_equal(count_of(d, drawn, "/testsuites/testsuite/testcase"), "9");
		assert_string_equal(count_of(d, drawn, "//failure"), cases[i].failures);
		assert_string_equal(count_of(d, drawn, "//error"), "0");
		assert_string_equal(drawing_judge(d, drawn, "xmllint --xpath 'string(/testsuites/@failures)' $F"), cases[i].failures);
		assert_string_equal(drawing_judge(d, drawn, "xmllint --xpath 'string(/testsuites/testsuite/@failures)' $F"), cases[i].failures);
	}
}

static void junit_of_an_unread_plan_never_passes(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", text);
	plint_diags_add(&d->diags, "unclosed-text", "syntax", PLINT_ERROR, drawing_find(d, 0, "plan"), "m");
	const char *drawn = drawing_draw(d, "junit");
	assert_string_equal(count_of(d, drawn, "//failure"), "1");
	d->plan.fail_on = PLINT_OFF;
	drawn = drawing_draw(d, "junit");
	assert_string_equal(count_of(d, drawn, "//failure"), "0");
	assert_string_equal(count_of(d, drawn, "//testcase/error"), "1");
	assert_string_equal(drawing_judge(d, drawn, "xmllint --xpath 'string(/testsuites/@errors)' $F"), "1");
}

static void junit_of_a_clean_plan_has_one_case_that_passes(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", text);
	const char *drawn = drawing_draw_often(d, "junit", 3);
	assert_string_equal(count_of(d, drawn, "/testsuites[@tests=3]/testsuite[@tests=1][@name=\"draft.plan\"]/testcase[not(*)]"), "3");
}

static void junit_says_place_message_and_reason(void **state)
{
	struct drawing *d = *state;
	add_two(d);
	const char *drawn = drawing_draw(d, "junit");
	assert_string_equal(drawing_judge(d, drawn, "xmllint --xpath '//failure/text()' $F"),
	                    "plans/a, b.plan:2:1: error: no target\nwhy: because");
	assert_string_equal(drawing_judge(d, drawn, "xmllint --xpath 'string(//testcase[not(failure)]/@name)' $F"),
	                    "no-owner plans/a, b.plan:3:5");
	assert_string_equal(drawing_judge(d, drawn, "xmllint --xpath 'string(//testcase[failure]/@classname)' $F"), "planlint.measurability");
}

/* ---- checkstyle -------------------------------------------------------------------------------------------------------- */

static void checkstyle_lists_findings_by_file(void **state)
{
	struct drawing *d = *state;
	add_two(d);
	drawing_file(d, "b.plan", "x\n");
	drawing_add(d, "vague", PLINT_ADVICE, drawing_find(d, 1, "x"), "m");
	const char *drawn = drawing_draw(d, "checkstyle");
	assert_string_equal(count_of(d, drawn, "/checkstyle/file"), "2");
	assert_string_equal(count_of(d, drawn, "/checkstyle/file[@name=\"plans/a, b.plan\"]/error"), "2");
	assert_string_equal(count_of(d, drawn, "//error[@line=2][@column=1][@severity=\"error\"][@source=\"planlint.no-target\"]"), "1");
	assert_string_equal(count_of(d, drawn, "//error[@line=3][@column=5][@severity=\"warning\"]"), "1");
	assert_string_equal(count_of(d, drawn, "//file[@name=\"b.plan\"]/error[@severity=\"info\"][@source=\"planlint.vague\"]"), "1");
}

static void checkstyle_of_a_clean_plan_is_empty(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", text);
	assert_string_equal(count_of(d, drawing_draw(d, "checkstyle"), "/checkstyle[not(*)]"), "1");
}

/* ---- both XML formats --------------------------------------------------------------------------------------------------- */

static void xml_passes_hostile_text_on_as_text(void **state)
{
	struct drawing *d = *state;
	static const char *const formats[] = {"checkstyle", "junit"};
	drawing_make_hostile(d);
	for (size_t f = 0; f < 2; f++) {
		const char *drawn = drawing_draw(d, formats[f]);
		assert_string_equal(drawing_judge(d, drawn, "xmllint --nonet --noout $F"), "");
		assert_string_equal(count_of(d, drawn, "//script | //img | //svg | //comment() | //processing-instruction()"), "0");
		for (uint32_t i = 0; drawing_hostile[i]; i++) {
			const char *path = f ? plint_arena_printf(&d->arena, "string(//failure[@type=\"rule-%u\"]/@message)", i)
			                     : plint_arena_printf(&d->arena, "string(//error[@source=\"planlint.rule-%u\"]/@message)", i);
			/* Blanks at the end would be lost with xmllint's line end. */
			const char *want = drawing_shown(d, drawing_hostile[i]);
			const char *got = drawing_judge(d, drawn, plint_arena_printf(&d->arena, "xmllint --nonet --xpath '%s' $F", path));
			assert_string_equal(got, want);
		}
	}
}

static void no_line_begins_with_a_users_text(void **state)
{
	struct drawing *d = *state;
	static const char *const formats[] = {"github", "gitlab", "checkstyle", "junit", "sarif", "markdown", "html"};
	drawing_make_hostile(d);
	for (size_t f = 0; f < sizeof formats / sizeof *formats; f++) {
		const char *drawn = drawing_draw(d, formats[f]);
		for (const char *at = drawn; *at; at += strcspn(at, "\n") + 1) {
			bool is_own = strcmp(formats[f], "github") == 0 &&
			              (strncmp(at, "::error file=", 13) == 0 || strncmp(at, "::notice ", 9) == 0);
			assert_true(is_own || strncmp(at, "::", 2) != 0);
			assert_true(strncmp(at, "##", 2) != 0 || (strcmp(formats[f], "markdown") == 0 && strchr(" #", at[2])));
		}
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, drawing_setup, drawing_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(github_writes_the_most_severe_first_and_columns_within_one_line_only),
	    TEST(github_says_nothing_about_a_clean_plan),
	    TEST(github_shows_ten_of_each_and_says_how_many_more),
	    TEST(github_leaves_nothing_out_where_ten_are_enough),
	    TEST(github_counts_over_all_plans_and_past_max_findings),
	    TEST(github_names_files_from_the_repository),
	    TEST(github_commands_are_never_a_users),
	    TEST(gitlab_has_the_fields_that_gitlab_reads),
	    TEST(gitlab_of_a_clean_plan_is_an_empty_list),
	    TEST(gitlab_fingerprints_tell_equal_faults_in_two_plans_apart),
	    TEST(gitlab_fingerprints_stay_when_lines_move),
	    TEST(gitlab_passes_hostile_text_on_as_text),
	    TEST(junit_fails_where_the_run_fails),
	    TEST(junit_of_an_unread_plan_never_passes),
	    TEST(junit_of_a_clean_plan_has_one_case_that_passes),
	    TEST(junit_says_place_message_and_reason),
	    TEST(checkstyle_lists_findings_by_file),
	    TEST(checkstyle_of_a_clean_plan_is_empty),
	    TEST(xml_passes_hostile_text_on_as_text),
	    TEST(no_line_begins_with_a_users_text),
	};
	return cmocka_run_group_tests_name("output for build servers", tests, NULL, NULL);
}
