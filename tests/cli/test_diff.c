/*
 * `planlint diff` as users meet it: two files, folders, portfolios, git revisions; the three forms, held as golden files; exit statuses; what
 * goes wrong.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "support/checking.h"
#include "support/place.h"

/* Nothing to find in it, whatever is left out of the goal. */
#define QUIET " --select no-owner,no-target"
#define GOAL(weight) "goal rural \"Reach the rural poor\" { weight " weight " }\n"
/* A plan where `no-owner` is quiet, and one where it is not. */
#define OWNED "goal rural \"Reach the rural poor\" { objective o \"Open branches\" { owner \"Head of operations\" } }\n"
#define NOT_OWNED "goal rural \"Reach the rural poor\" { objective o \"Open branches\" }\n"

static void says(const struct place *p, const char *text)
{
	if (!strstr(p->output, text))
		fail_msg("no \"%s\" in (status %d):\n%s", text, p->status, p->output);
}

static void says_not(const struct place *p, const char *text)
{
	if (strstr(p->output, text))
		fail_msg("\"%s\" in (status %d):\n%s", text, p->status, p->output);
}

/* Runs COMMAND, which must end with STATUS and say TEXT. */
static void expect(void **state, int status, const char *text, const char *command)
{
	place_expect(*state, status, command);
	says(*state, text);
}

static int set_up(void **state)
{
	place_setup(state);
	place_write(*state, "old.plan", OWNED);
	place_write(*state, "new.plan", NOT_OWNED);
	return 0;
}

/* A repository with two commits: old.plan's text in plans/draft.plan, then new.plan's; and one change that is not committed. */
static int set_up_git(void **state)
{
	set_up(state);
	place_expect(*state, 0,
	             "rm -rf .git && git init -q . && git config user.name t && git config user.email t@example.org && mkdir plans"
	             " && cp old.plan plans/draft.plan && git add plans && git commit -q -m one && git tag first"
	             " && cp new.plan plans/draft.plan && git commit -q -a -m two"
	             " && printf 'goal women \"Serve women\" { weight 5%% }\\n' >>plans/draft.plan");
	return 0;
}

/* ---- the forms --------------------------------------------------------------------------------------------------------- */

/* The two drafts OLD and NEW of the project in each form, as tests/golden/diff/NAME.* have it. */
static void expect_golden(struct place *p, const char *old_path, const char *new_path, const char *name, int status)
{
	static const char *const forms[][2] = {{"text", "txt"}, {"markdown", "md"}, {"json", "json"}};
	struct checking *c = checking_open(NULL);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		char command[512], path[128];
		(void)snprintf(command, sizeof command, "cd \"$ROOT\" && \"$PL\" diff --format %s %s %s >\"$OLDPWD/out\"", forms[i][0], old_path,
		               new_path);
		place_expect(p, status, command);
		(void)snprintf(path, sizeof path, "tests/golden/diff/%s.%s", name, forms[i][1]);
		/* The version of the program is no part of it, nor is what fingerprints are made of. */
		checking_golden(c, path, place_expect(p, 0, "sed 's/\"\\(version\\|fingerprint\\)\":\"[^\"]*\"/\"\\1\":\"…\"/g' out"));
	}
	checking_close(c);
}

static void a_first_draft_and_the_final_plan_are_as_stored(void **state)
{
	expect_golden(*state, "plans/socfinance-first-draft.plan", "plans/socfinance", "socfinance", 0);
}

static void a_plan_that_was_watered_down_is_as_stored(void **state)
{
	expect_golden(*state, "tests/golden/diff/first.plan", "tests/golden/diff/second.plan", "watered-down", 1);
}

static void json_has_every_key_in_every_change(void **state)
{
	static const char *const keys[] = {"plan", "kind",     "change", "block",     "title",     "field",  "part",
	                                   "entry", "old",     "new",    "ambition",  "old_place", "new_place", "message"};
	const char *text =
	    place_expect(*state, 1, "\"$PL\" diff --format json \"$ROOT/tests/golden/diff/first.plan\" \"$ROOT/tests/golden/diff/second.plan\"");
	json_error_t error;
	json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	assert_non_null(root);
	json_t *changes = json_object_get(root, "changes"), *findings = json_object_get(root, "findings");
	assert_true(json_array_size(changes) > 20);
	for (size_t i = 0; i < json_array_size(changes); i++) {
		assert_int_equal(json_object_size(json_array_get(changes, i)), sizeof keys / sizeof *keys);
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
			assert_non_null(json_object_get(json_array_get(changes, i), keys[k]));
	}
	assert_int_equal(json_array_size(json_object_get(findings, "came")),
	                 json_integer_value(json_object_get(json_array_get(json_object_get(root, "plans"), 0), "came")));
	assert_true(json_is_integer(json_object_get(findings, "stayed")));
	json_decref(root);
}

static void several_forms_come_from_one_run(void **state)
{
	struct place *p = *state;
	place_expect(p, 1, "\"$PL\" diff old.plan new.plan" QUIET " --output json=d.json -o markdown=d.md --output d.txt");
	assert_string_equal(p->output, "");
	place_expect(p, 0, "cat d.json d.md d.txt");
	says(p, "\"version\":1");
	says(p, "## `old.plan` → `new.plan`");
	says(p, "old.plan → new.plan: 1 change; 1 finding came, 0 went, 0 stayed\n");
}

static void messages_come_in_the_plans_language_and_json_in_english(void **state)
{
	struct place *p = *state;
	place_write(p, "fr1.plan", "plan \"P\" { language fr }\n" GOAL("30%"));
	place_write(p, "fr2.plan", "plan \"P\" { language fr }\n" GOAL("20%"));
	place_expect(p, 0, "\"$PL\" diff fr1.plan fr2.plan" QUIET " -o json=d.json; cat d.json");
	says(p, "le poids de \"Reach the rural poor\" : en baisse de 30% à 20%, de 10 points");
	says(p, "the weight of \\\"Reach the rural poor\\\" was lowered from 30% to 20%, by 10 points");
	expect(state, 0, "el peso de", "\"$PL\" diff --lang es fr1.plan fr2.plan" QUIET);
}

static void a_plan_and_its_clean_layout_do_not_differ(void **state)
{
	struct place *p = *state;
	place_expect(p, 0,
	             "n=0; mkdir a b; for f in \"$ROOT\"/plans/*.plan \"$ROOT\"/tests/golden/fine/*.plan; do"
	             " cp \"$f\" a/x.plan; \"$PL\" fmt - <a/x.plan >b/x.plan 2>err || { cat err; exit 1; };"
	             " \"$PL\" diff --lang en a b >out || { echo \"$f\"; cat out; exit 1; };"
	             " head -n 1 out | grep -q 'no change of substance; 0 findings came, 0 went' || { cat out; exit 1; };"
	             " cmp -s a/x.plan b/x.plan || n=$((n + 1)); done; test $n -gt 20 || { echo only $n; exit 1; }");
}

/* ---- exit status ------------------------------------------------------------------------------------------------------- */

static void the_status_tells_whether_findings_came(void **state)
{
	expect(state, 1, "1 finding came, 0 went", "\"$PL\" diff old.plan new.plan" QUIET);
	expect(state, 0, "0 findings came, 1 went", "\"$PL\" diff new.plan old.plan" QUIET);
	expect(state, 0, "no change of substance; 0 findings came, 0 went, 1 stayed", "\"$PL\" diff new.plan new.plan" QUIET);
	expect(state, 0, "1 finding came", "\"$PL\" diff --fail-on error old.plan new.plan" QUIET);
	expect(state, 1, "1 finding came", "\"$PL\" diff --fail-on warning old.plan new.plan" QUIET);
	expect(state, 0, "1 finding came", "\"$PL\" diff --fail-on never old.plan new.plan" QUIET);
	place_expect(*state, 1, "\"$PL\" diff -q old.plan new.plan" QUIET);
	assert_string_equal(((struct place *)*state)->output, "");
}

static void a_draft_that_cannot_be_read_whole_ends_2_and_is_compared_as_far_as_it_goes(void **state)
{
	struct place *p = *state;
	place_write(p, "broken.plan", "goal rural \"Reach the rural poor\" { weight 20% }\ngaol women \"Serve women\"\n");
	place_write(p, "whole.plan", "goal rural \"Reach the rural poor\" { weight 30% }\ngoal women \"Serve women\"\n");
	expect(state, 2, "was lowered from 30% to 20%", "\"$PL\" diff whole.plan broken.plan" QUIET);
	says(p, "broken.plan could not be read as a whole");
	says(p, "unknown-kind");
	says_not(p, "dropped"); /* it may be what could not be read */
	expect(state, 2, "broken.plan could not be read as a whole", "\"$PL\" diff broken.plan whole.plan" QUIET);
}

static void both_drafts_are_checked_under_the_settings_of_the_new_one(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "mkdir a b && cp old.plan a/p.plan && cp new.plan b/p.plan && printf 'severity:\\n  no-owner: off\\n' >a/.planlint.yaml"
	                   " && printf 'severity:\\n  no-owner: error\\n' >b/.planlint.yaml");
	place_expect(p, 1, "\"$PL\" diff a b");
	says(p, "error[no-owner]");
	expect(state, 0, "0 findings came", "\"$PL\" diff b a");
	/* The status of the new draft holds for both: the old one had its fault already. */
	place_write(p, "s1.plan", "plan \"P\" { status draft }\n" NOT_OWNED);
	place_write(p, "s2.plan", "plan \"P\" { status final }\n" NOT_OWNED);
	expect(state, 0, "0 findings came, 0 went, 1 stayed", "\"$PL\" diff s1.plan s2.plan --select no-owner");
}

/* ---- folders and portfolios ---------------------------------------------------------------------------------------------- */

static void a_folder_and_a_file_are_compared_as_plans(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "mkdir f && printf 'goal rural \"Reach the rural poor\"\\n' >f/a.plan"
	                   " && printf 'objective o \"Open branches\" { serves rural; owner \"Head of operations\" }\\n' >f/b.plan");
	expect(state, 0, "no change of substance", "\"$PL\" diff old.plan f" QUIET);
}

static void two_drafts_side_by_side_are_two_plans(void **state)
{
	struct place *p = *state;
	place_write(p, "with.plan", "plan \"P\"\n" GOAL("30%"));
	place_expect(p, 0, "mkdir s && mv with.plan s && printf 'goal rural \"Reach the rural poor\" { weight 20%% }\\n' >s/without.plan");
	expect(state, 0, "was raised from 20% to 30%", "\"$PL\" diff s/without.plan s/with.plan" QUIET);
	expect(state, 0, "was lowered from 30% to 20%", "cd s && \"$PL\" diff with.plan ./without.plan" QUIET);
}

static void plans_of_a_portfolio_are_matched_by_name(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "mkdir v1 v2; for v in v1 v2; do for n in a b; do printf 'plan \"%s\"\\ngoal g \"G\" { weight 5%% }\\n' $n >$v/$n.plan; done; done;"
	                   " mv v1/b.plan v1/c.plan; sed -i s/5%/6%/ v2/a.plan");
	place_expect(p, 0, "\"$PL\" diff v1 v2" QUIET);
	says(p, "v1/a.plan → v2/a.plan: 1 change;");
	says(p, "v2/b.plan: this plan is new;");
	says(p, "v1/c.plan: this plan is gone;");
	place_expect(p, 0, "\"$PL\" diff v1 v2 --format json" QUIET);
	says(p, "\"change\":\"added\"");
	says(p, "\"change\":\"dropped\"");
}

static void standard_input_is_one_draft(void **state)
{
	expect(state, 1, "old.plan → -: 1 change", "\"$PL\" diff old.plan - <new.plan" QUIET);
	expect(state, 0, "- → old.plan: 1 change", "\"$PL\" diff - old.plan <new.plan" QUIET);
	expect(state, 2, "not both", "\"$PL\" diff - - <new.plan");
}

/* ---- git ------------------------------------------------------------------------------------------------------------------- */

static void a_revision_is_compared_with_the_disk_and_with_another(void **state)
{
	struct place *p = *state;
	place_expect(p, 1, "\"$PL\" diff first:plans/draft.plan plans/draft.plan" QUIET);
	says(p, "first:plans/draft.plan → plans/draft.plan: 2 changes; 1 finding came");
	says(p, "is gone; it was \"Head of operations\" (first:plans/draft.plan:1)");
	says(p, "the goal \"Serve women\" was added (plans/draft.plan:2)");
	place_expect(p, 1, "\"$PL\" diff first:plans HEAD:plans" QUIET);
	says(p, "first:plans → HEAD:plans: 1 change");
	says(p, "HEAD:plans/draft.plan:1");
	expect(state, 0, "no change of substance", "\"$PL\" diff HEAD~1:plans first:plans/draft.plan" QUIET);
	/* Paths are given from where one is. */
	expect(state, 1, "2 changes", "cd plans && \"$PL\" diff first:draft.plan draft.plan" QUIET);
	expect(state, 1, "2 changes", "cd plans && \"$PL\" diff first:. ." QUIET);
	/* A plan that is no longer there. */
	expect(state, 1, "1 change", "cp plans/draft.plan d.plan && rm -r plans && \"$PL\" diff first:plans/draft.plan HEAD:plans/draft.plan" QUIET);
}

static void an_include_comes_from_the_same_revision(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "mkdir two && printf 'plan \"P\"\\ninclude \"sub/g.plan\"\\n' >two/p.plan && mkdir two/sub && printf 'goal g \"G\" { weight 5%% }\\n' "
	                   ">two/sub/g.plan && git add two && git commit -q -m three && sed -i s/5%/7%/ two/sub/g.plan");
	place_expect(p, 0, "\"$PL\" diff HEAD:two/p.plan two/p.plan" QUIET);
	says(p, "the weight of \"G\" was raised from 5% to 7%, by 2 points (two/sub/g.plan:1)");
}

static void a_file_of_that_name_wins_over_a_revision(void **state)
{
	expect(state, 0, "first:x.plan → old.plan: no change", "cp old.plan first:x.plan && \"$PL\" diff first:x.plan old.plan" QUIET);
}

static void wrong_revisions_are_told(void **state)
{
	expect(state, 2, "there is no revision \"nowhere\"", "\"$PL\" diff nowhere:plans plans");
	expect(state, 2, "there was no plan plans/other.plan at \"first\"", "\"$PL\" diff first:plans/other.plan plans");
	expect(state, 2, "REVISION:PATH", "\"$PL\" diff first: plans");
	expect(state, 2, "REVISION:PATH", "\"$PL\" diff :plans plans");
	expect(state, 2, "no revision", "\"$PL\" diff -- --upload-pack=x:plans plans");
	expect(state, 2, "lies in no git repository", "mkdir /tmp/planlint-no-git-$$ && cd /tmp/planlint-no-git-$$ && echo 'goal \"G\"' >a.plan;"
	                                              " GIT_CEILING_DIRECTORIES=/tmp \"$PL\" diff HEAD:a.plan a.plan; s=$?; rm -r /tmp/planlint-no-git-$$; exit $s");
}

/* ---- what goes wrong --------------------------------------------------------------------------------------------------------- */

static void wrong_words_are_told(void **state)
{
	expect(state, 2, "which two drafts?", "\"$PL\" diff");
	expect(state, 2, "which two drafts?", "\"$PL\" diff old.plan");
	expect(state, 2, "which two drafts?", "\"$PL\" diff old.plan new.plan old.plan");
	expect(state, 2, "there is no file or folder lod.plan", "\"$PL\" diff lod.plan new.plan");
	expect(state, 2, "it has text, markdown, json; did you mean \"json\"?", "\"$PL\" diff --format jsno old.plan new.plan");
	expect(state, 2, "did you mean \"markdown\"?", "\"$PL\" diff -o markdwon=x old.plan new.plan");
	expect(state, 2, "--output needs the name of a file", "\"$PL\" diff -o json= old.plan new.plan");
	expect(state, 2, "has no option --max-findings", "\"$PL\" diff --max-findings 3 old.plan new.plan");
	expect(state, 2, "there is no .plan file in empty", "mkdir empty; \"$PL\" diff empty new.plan");
	expect(state, 2, "mkfifo.plan cannot be compared", "mkfifo mkfifo.plan; \"$PL\" diff mkfifo.plan new.plan");
	expect(state, 2, "there is no such folder", "\"$PL\" diff -o nowhere/d.txt old.plan new.plan");
}

static void an_empty_draft_is_a_draft(void **state)
{
	expect(state, 1, "the goal \"Reach the rural poor\" was added, with 1 objective", ": >e.plan; \"$PL\" diff e.plan new.plan" QUIET);
	expect(state, 0, "the goal \"Reach the rural poor\" was dropped, with 1 objective", "\"$PL\" diff new.plan e.plan" QUIET);
}

static void output_that_cannot_be_written_is_told(void **state)
{
	expect(state, 2, "could not be written", "\"$PL\" diff old.plan new.plan >/dev/full");
	place_expect(*state, 0, "\"$PL\" diff old.plan new.plan 2>err | head -c 0; cat err");
	assert_string_equal(((struct place *)*state)->output, "");
}

static void text_of_plans_cannot_act(void **state)
{
	struct place *p = *state;
	place_write(p, "h1.plan", "goal g \"G\" { about \"x\" }\n");
	place_write(p, "h2.plan", "goal g \"G\" { about \"\033[31m<script>@everyone [a](b) `c` | # h\xE2\x80\xAE\" }\n");
	place_run(p, "\"$PL\" diff h1.plan h2.plan --format markdown" QUIET);
	says(p, "\\<script\\>`@`everyone \\[a\\]\\(b\\)");
	says_not(p, "\033");
	place_run(p, "\"$PL\" diff h1.plan h2.plan" QUIET);
	says_not(p, "\033");
	says_not(p, "\xE2\x80\xAE");
	place_run(p, "\"$PL\" diff --format json h1.plan h2.plan" QUIET);
	says_not(p, "\033");
	says_not(p, "\xE2\x80\xAE");
}

static void help_says_what_a_draft_may_be(void **state)
{
	expect(state, 0, "planlint diff main:plans/draft.plan plans/draft.plan", "\"$PL\" help diff");
	says(*state, "the form of the result: text, markdown, json\n");
	expect(state, 0, "text markdown json", "\"$PL\" completions bash");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, place_teardown)
#define GIT_TEST(name) cmocka_unit_test_setup_teardown(name, set_up_git, place_teardown)
	const struct CMUnitTest tests[] = {
	    TEST(a_first_draft_and_the_final_plan_are_as_stored),
	    TEST(a_plan_that_was_watered_down_is_as_stored),
	    TEST(json_has_every_key_in_every_change),
	    TEST(several_forms_come_from_one_run),
	    TEST(messages_come_in_the_plans_language_and_json_in_english),
	    TEST(a_plan_and_its_clean_layout_do_not_differ),
	    TEST(the_status_tells_whether_findings_came),
	    TEST(a_draft_that_cannot_be_read_whole_ends_2_and_is_compared_as_far_as_it_goes),
	    TEST(both_drafts_are_checked_under_the_settings_of_the_new_one),
	    TEST(a_folder_and_a_file_are_compared_as_plans),
	    TEST(two_drafts_side_by_side_are_two_plans),
	    TEST(plans_of_a_portfolio_are_matched_by_name),
	    TEST(standard_input_is_one_draft),
	    GIT_TEST(a_revision_is_compared_with_the_disk_and_with_another),
	    GIT_TEST(an_include_comes_from_the_same_revision),
	    GIT_TEST(a_file_of_that_name_wins_over_a_revision),
	    GIT_TEST(wrong_revisions_are_told),
	    TEST(wrong_words_are_told),
	    TEST(an_empty_draft_is_a_draft),
	    TEST(output_that_cannot_be_written_is_told),
	    TEST(text_of_plans_cannot_act),
	    TEST(help_says_what_a_draft_may_be),
	};
	return cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
