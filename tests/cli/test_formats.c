/*
 * The output formats as the program writes them: every sample plan and every plan with slips in each of them, judged by programs that are
 * not ours; several in one run; the page of a GitHub job.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "support/place.h"

#define DRAFT \
	"plan \"Draft\" { status draft; period 2027 to 2029 }\n" \
	"goal rural \"Reach the rural poor\" {\n" \
	"    dimension outreach\n" \
	"    objective branches \"Open ten branches by 2027\" { indicator opened \"Branches opened\" }\n" \
	"}\n"

static const struct {
	const char *format, *judge;
} judges[] = {
    {"sarif", "/usr/bin/python3 -W ignore -m jsonschema -i out \"$ROOT\"/tests/support/sarif-2.1.0.json"},
    {"json", "jq -e '.version == 1' out >/dev/null"},
    {"jsonl", "jq -e '.rule' out >/dev/null"},
    {"gitlab", "jq -e 'type == \"array\" and (map(.fingerprint) | length == (unique | length))' out >/dev/null"},
    {"junit", "xmllint --nonet --noout out && test \"$(xmllint --xpath 'count(//testcase)' out)\" = \"$(xmllint --xpath "
              "'string(/testsuites/@tests)' out)\""},
    {"checkstyle", "xmllint --nonet --noout out"},
    {"html", "xmllint --nonet --noout out && tidy -q -e -utf8 out"},
    {"markdown", "cmark-gfm -e autolink -e table -t xml out | grep -v DOCTYPE > xml && "
                 "test \"$(xmllint --nonet --xpath \"count(//*[local-name()='html_block' or local-name()='html_inline' or "
                 "local-name()='link'])\" xml)\" = 0"},
    {"github", "! grep -vE '^::(error|warning|notice) [^:]*::.' out && test \"$(grep -c '^::error' out)\" -le 10"},
};

/* Checks FOLDER of the project, which ends with STATUS, in each format; plans with settings of their own are read with these. */
static void judge_folder(struct place *p, const char *folder, int status)
{
	for (size_t i = 0; i < sizeof judges / sizeof *judges; i++) {
		char command[1024];
		snprintf(command, sizeof command, "$PL check --format %s \"$ROOT\"/%s > out 2> err; test $? = %d && test ! -s err && %s",
		         judges[i].format, folder, status, judges[i].judge);
		place_expect(p, 0, command);
	}
}

static void the_sample_plans_are_good_in_every_format(void **state)
{
	judge_folder(*state, "plans", 1);
}

static void plans_with_slips_are_good_in_every_format(void **state)
{
	judge_folder(*state, "tests/golden/slips", 2);
}

static void one_run_writes_several_forms_that_agree(void **state)
{
	struct place *p = *state;
	place_write(p, "a.plan", DRAFT);
	place_write(p, "b.plan", DRAFT);
	const char *text = place_expect(p, 0, "$PL check --format text -o sarif=o.sarif -o junit=o.xml -o gitlab=o.gl -o checkstyle=o.cs "
	                                      "-o markdown=o.md -o html=o.html -o jsonl=o.jsonl -o github=o.gh a.plan b.plan");
	assert_non_null(strstr(text, "in all, 2 plans: "));
	place_expect(p, 0, "n=$(wc -l < o.jsonl); test $n -gt 6 && test $n = $(jq '.runs[0].results | length' o.sarif) && test $n = $(jq length o.gl) && "
	                   "test $n = $(grep -c '<testcase' o.xml) && test $n = $(grep -c '<error' o.cs) && test $n = $(grep -c '^- ' o.md)");
	/* What one form calls an error is one in the others. */
	place_expect(p, 0, "n=$(jq -c 'select(.severity == \"warning\")' o.jsonl | wc -l); test $n -gt 0 && "
	                   "test $n = $(jq '[.runs[0].results[] | select(.level == \"warning\")] | length' o.sarif) && "
	                   "test $n = $(jq '[.[] | select(.severity == \"minor\")] | length' o.gl) && test $n = $(grep -c '^::warning' o.gh)");
}

static void the_same_plan_gives_the_same_bytes(void **state)
{
	struct place *p = *state;
	place_write(p, "a.plan", DRAFT);
	place_expect(p, 0, "for f in sarif junit github gitlab checkstyle markdown html; do $PL check --format $f a.plan > 1; "
	                   "$PL check --format $f a.plan > 2; cmp 1 2 && test -s 1 || exit 1; done");
}

static void failures_in_junit_are_those_of_the_status(void **state)
{
	struct place *p = *state;
	place_write(p, "a.plan", DRAFT);
	place_expect(p, 0, "$PL check --format junit a.plan > o && ! grep -q '<failure' o");
	place_expect(p, 1, "$PL check --format junit --fail-on warning a.plan > o; s=$?; grep -q '<failure' o || exit 9; exit $s");
	place_expect(p, 0, "$PL check --format junit --fail-on never a.plan > o; s=$?; ! grep -q '<failure' o || exit 9; exit $s");
	place_write(p, "bad.plan", "goal \"x {\n");
	place_expect(p, 2, "$PL check --format junit --fail-on never bad.plan > o; s=$?; grep -q '<error ' o || exit 9; exit $s");
}

static void files_are_named_from_the_repository(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "mkdir -p team/plans");
	place_write(p, "team/plans/a.plan", DRAFT);
	static const char *const words[] = {"a.plan", "./a.plan", "../plans/a.plan", "\"$PWD\"/a.plan"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char command[1024];
		snprintf(command, sizeof command,
		         "cd team/plans && P=%s && $PL check --format sarif $P | jq -r '.runs[0].results[].locations[0].physicalLocation."
		         "artifactLocation | .uri + \" \" + .uriBaseId' | sort -u && $PL check --format gitlab $P | jq -r '.[].location.path' | "
		         "sort -u && $PL check --format github $P | grep file= | sed 's/.*file=//; s/,.*//' | sort -u",
		         words[i]);
		assert_string_equal(place_expect(p, 0, command), "team/plans/a.plan %SRCROOT%\nteam/plans/a.plan\nteam/plans/a.plan\n");
	}
}

/* ---- the page of a job -------------------------------------------------------------------------------------------------- */

static void the_report_is_added_to_the_page_of_the_job(void **state)
{
	struct place *p = *state;
	place_write(p, "a.plan", DRAFT);
	place_write(p, "page", "before\n");
	place_expect(p, 0, "export GITHUB_STEP_SUMMARY=page; $PL check --format github a.plan > 1 && $PL check -o github=2 a.plan > text");
	place_expect(p, 0, "cmp 1 2 && $PL check --format markdown a.plan > md && { echo before; cat md md; } | cmp - page");
	/* The commands themselves are not touched by it. */
	place_expect(p, 0, "$PL check --format github a.plan | cmp - 1");
}

static void other_formats_leave_the_page_alone(void **state)
{
	struct place *p = *state;
	place_write(p, "a.plan", DRAFT);
	place_expect(p, 0, "export GITHUB_STEP_SUMMARY=page; for f in text sarif markdown; do $PL check --format $f a.plan > out || exit 9; done; "
	                   "GITHUB_STEP_SUMMARY= $PL check --format github a.plan > out; test ! -e page");
}

static void a_page_stays_below_a_million_bytes(void **state)
{
	struct place *p = *state;
	place_write(p, "a.plan", DRAFT);
	place_expect(p, 0, "head -c 998000 /dev/zero | tr '\\0' x > page; export GITHUB_STEP_SUMMARY=page; $PL check --format github a.plan > out; "
	                   "n=$(wc -c < page); test $n -gt 998000 && test $n -lt 1000000 && grep -q 'findings have no room here' page");
}

static void a_page_that_cannot_be_written_is_told(void **state)
{
	struct place *p = *state;
	place_write(p, "a.plan", DRAFT);
	const char *said = place_expect(p, 2, "GITHUB_STEP_SUMMARY=home $PL check --format github a.plan 2>&1 > out");
	assert_non_null(strstr(said, "home could not be written"));
	place_expect(p, 2, "mkfifo pipe; GITHUB_STEP_SUMMARY=pipe timeout 10 $PL check --format github a.plan > out");
	place_expect(p, 2, "GITHUB_STEP_SUMMARY=/dev/full $PL check --format github a.plan > out");
}

/* ---- languages and other output ------------------------------------------------------------------------------------------ */

static void readers_get_the_plans_language_and_machines_english(void **state)
{
	struct place *p = *state;
	place_write(p, "a.plan", "plan \"Projet\" { language fr; period 2027 to 2029 }\nsegment tous \"Tout le monde\" { }\n");
	place_expect(p, 0, "for f in text markdown html; do $PL check --format $f a.plan > $f; $PL check --lang fr --format $f a.plan | cmp - $f || "
	                   "exit 1; ! $PL check --lang en --format $f a.plan | cmp -s - $f || exit 2; done");
	place_expect(p, 0, "for f in sarif junit github gitlab checkstyle; do $PL check --format $f a.plan > $f; $PL check --lang en --format $f "
	                   "a.plan | cmp - $f || exit 1; done");
	place_expect(p, 0, "grep -q 'lang=\"fr\"' html && $PL check --lang fr --format sarif a.plan | jq -e '.runs[0].language == \"fr\"'");
}

static void nothing_else_stands_beside_a_page(void **state)
{
	struct place *p = *state;
	place_write(p, "a.plan", DRAFT);
	place_expect(p, 0, "for f in html markdown junit; do $PL check --stats --format $f a.plan > with 2> stats; $PL check --format $f a.plan | "
	                   "cmp - with && test -s stats || exit 1; done");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_sample_plans_are_good_in_every_format),
	    TEST(plans_with_slips_are_good_in_every_format),
	    TEST(one_run_writes_several_forms_that_agree),
	    TEST(the_same_plan_gives_the_same_bytes),
	    TEST(failures_in_junit_are_those_of_the_status),
	    TEST(files_are_named_from_the_repository),
	    TEST(the_report_is_added_to_the_page_of_the_job),
	    TEST(other_formats_leave_the_page_alone),
	    TEST(a_page_stays_below_a_million_bytes),
	    TEST(a_page_that_cannot_be_written_is_told),
	    TEST(readers_get_the_plans_language_and_machines_english),
	    TEST(nothing_else_stands_beside_a_page),
	};
	return cmocka_run_group_tests_name("formats of the program", tests, NULL, NULL);
}
