/*
 * `planlint fix` and `check --fix` as users meet them: what is written, shown, left, and when nothing may be. Which edits there are is
 * tests/unit/test_apply.c's. The rules here are of a pack of two, so that the default pack may change.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/place.h"

#define PACK "name: small\nversion: 1.0.0\n"
#define SAFE \
	"id: weight-unsaid\nfamily: house\nseverity: warning\nfor: goal g\nrequire: g.weight is not missing\n" \
	"message: the goal {g} has no weight\nwhy: Weights say what comes first.\ntry: Say how much the goal weighs.\n" \
	"fix:\n  title: leave the weight open\n  safe: true\n  insert: weight TBD\n  into: g\n" \
	"examples:\n  - flags: 'goal a \"A\" { by 2027 }'\n  - passes: 'goal a \"A\" { weight 10% }'\n"
#define UNSAFE \
	"id: date-unsaid\nfamily: house\nseverity: error\nfor: goal g\nrequire: g.by is not missing\n" \
	"message: the goal {g} has no date\nwhy: Dates say when.\ntry: Say when.\n" \
	"fix:\n  title: put the end of the decade\n  safe: false\n  insert: by 2030\n  into: g\n" \
	"examples:\n  - flags: 'goal a \"A\" { weight 1% }'\n  - passes: 'goal a \"A\" { by 2027 }'\n"

#define DRAFT "goal a \"A\" {\n    dimension outreach\n}\n"
#define FIXED "goal a \"A\" {\n    dimension outreach\n    weight TBD\n}\n"
#define FIXED_ALL "goal a \"A\" {\n    dimension outreach\n    by 2030\n    weight TBD\n}\n"
#define PL "\"$PL\" "
#define RULES " --no-default-rules --rules small "

static int set_up(void **state)
{
	place_setup(state);
	place_expect(*state, 0, "mkdir small plans");
	place_write(*state, "small/pack.yaml", PACK);
	place_write(*state, "small/weight-unsaid.yaml", SAFE);
	place_write(*state, "small/date-unsaid.yaml", UNSAFE);
	place_write(*state, "draft.plan", DRAFT);
	return 0;
}

static void prints(void **state, int status, const char *command, const char *text)
{
	assert_string_equal(place_expect(*state, status, command), text);
}

static const char *says(void **state, int status, const char *command, const char *text)
{
	const char *output = place_expect(*state, status, command);
	if (!strstr(output, text))
		fail_msg("no \"%s\" in:\n%s", text, output);
	return output;
}

static void safe_fixes_are_applied_and_what_is_left_is_shown(void **state)
{
	const char *output = says(state, 1, PL "fix" RULES "draft.plan", "error[date-unsaid]: the goal \"A\" has no date");
	assert_memory_equal(output, "draft.plan: 1 fixed, 1 left; --unsafe would fix 1 more, which may change what the plan says\n", 89);
	assert_null(strstr(output, "weight-unsaid"));
	prints(state, 0, "cat draft.plan", FIXED);
	says(state, 1, PL "fix" RULES "draft.plan", "draft.plan: 0 fixed, 1 left");
	prints(state, 0, "cat draft.plan; ls -A | grep -c planlint || :", FIXED "0\n");
}

static void unsafe_ones_on_demand(void **state)
{
	says(state, 0, PL "fix --unsafe" RULES "draft.plan", "draft.plan: 2 fixed, 0 left\n");
	prints(state, 0, "cat draft.plan", FIXED_ALL);
	prints(state, 0, PL "fix -q --unsafe" RULES "draft.plan", "");
}

static void check_with_fix_is_the_same(void **state)
{
	says(state, 1, PL "check --fix" RULES "draft.plan", "draft.plan: 1 fixed");
	prints(state, 0, "cat draft.plan", FIXED);
	says(state, 0, PL "check --fix --unsafe --fail-on advice" RULES "draft.plan", "draft.plan: 1 fixed, 0 left");
	says(state, 2, PL "check --unsafe" RULES "draft.plan", "it goes with --fix");
	says(state, 2, PL "check --diff" RULES "draft.plan", "it goes with --fix");
	says(state, 2, PL "fix --fix" RULES "draft.plan", "`planlint fix` has no option --fix");
	says(state, 2, PL "check --fix --watch" RULES "draft.plan", "do not go together");
}

static void a_patch_writes_nothing_and_can_be_applied(void **state)
{
	const char *patch = "--- a/draft.plan\n+++ b/draft.plan\n@@ -1,3 +1,4 @@\n goal a \"A\" {\n     dimension outreach\n+    weight TBD\n }\n";
	prints(state, 1, PL "fix --diff" RULES "draft.plan", patch);
	prints(state, 0, "cat draft.plan", DRAFT);
	place_expect(*state, 0, PL "fix --diff --unsafe" RULES "draft.plan >the.patch; patch -s -p1 <the.patch");
	prints(state, 0, "cat draft.plan", FIXED_ALL);
	prints(state, 0, PL "check --fix --diff --unsafe" RULES "draft.plan", "");
	place_write(*state, "my plan.plan", "goal b \"B\" {\n}");
	place_expect(*state, 0, "rm -rf .git; git init -q .; " PL "fix --diff" RULES "\"my plan.plan\" >the.patch; git apply the.patch");
	prints(state, 0, "cat 'my plan.plan'", "goal b \"B\" {\n    weight TBD\n}");
}

static void standard_input_comes_out_fixed(void **state)
{
	prints(state, 1, PL "fix" RULES "- <draft.plan 2>errors", FIXED);
	prints(state, 0, "cat errors", "planlint: -: 1 fixed, 1 left; --unsafe would fix 1 more, which may change what the plan says\n");
	prints(state, 0, PL "fix -q --unsafe" RULES "- <draft.plan", FIXED_ALL);
	prints(state, 1, PL "fix --diff" RULES "--stdin-filename x.plan - <draft.plan | head -2; exit 1", "--- a/x.plan\n+++ b/x.plan\n");
	says(state, 2, PL "fix" RULES "- draft.plan <draft.plan", "standard input is fixed alone");
	prints(state, 0, "cat draft.plan", DRAFT);
}

static void all_files_of_a_plan_are_fixed_and_no_others(void **state)
{
	place_expect(*state, 0, "mkdir plans/whole && printf 'plan \"X\" { period 2027 to 2029 }\\ninclude \"sub/b.plan\"\\n' >plans/whole/a.plan && "
	                        "mkdir plans/whole/sub && cp draft.plan plans/whole/sub/b.plan && chmod 640 plans/whole/sub/b.plan");
	says(state, 1, PL "fix" RULES "plans/whole/a.plan", "a.plan: 1 fixed, 1 left");
	prints(state, 0, "cat plans/whole/sub/b.plan; stat -c %a plans/whole/sub/b.plan", FIXED "640\n");
	place_expect(*state, 0, "cp draft.plan plans/outside.plan; printf 'include \"../outside.plan\"\\n' >plans/whole/a.plan");
	says(state, 2, PL "fix" RULES "plans/whole/a.plan", "bad-include");
	prints(state, 0, "cat plans/outside.plan", DRAFT);
}

static void what_the_settings_exclude_stays(void **state)
{
	place_expect(*state, 0, "printf 'include \"draft.plan\"\\n' >main.plan");
	place_write(*state, ".planlint.yaml", "exclude: [draft.plan]\nrules: [small]\n");
	says(state, 2, PL "fix --select house main.plan", "draft.plan was not written: the settings exclude it");
	prints(state, 0, "cat draft.plan", DRAFT);
}

static void machines_get_their_form_alone(void **state)
{
	prints(state, 0, PL "fix --unsafe --format compact" RULES "draft.plan 2>errors", "");
	prints(state, 0, "cat errors", "planlint: draft.plan: 2 fixed, 0 left\n");
	place_write(*state, "draft.plan", DRAFT);
	place_expect(*state, 1, PL "fix --format json" RULES "draft.plan 2>errors >out.json; s=$?; "
	                        "/usr/bin/python3 -c 'import json; d = json.load(open(\"out.json\")); assert len(d[\"findings\"]) == 1' && exit $s");
}

static void a_wrong_word_changes_nothing(void **state)
{
	says(state, 2, PL "fix --format jsno" RULES "draft.plan", "did you mean \"json\"?");
	says(state, 2, PL "fix --select weight-unsiad" RULES "draft.plan", "did you mean \"weight-unsaid\"?");
	says(state, 2, PL "fix" RULES, "planlint fix plans/draft.plan");
	says(state, 2, PL "fix" RULES "missing.plan", "missing.plan");
	prints(state, 0, "cat draft.plan", DRAFT);
}

static void errors_of_reading_stay_and_the_rest_is_fixed(void **state)
{
	place_write(*state, "draft.plan", DRAFT "goal b \"B\" {\n    we go on\n}\n");
	says(state, 2, PL "fix" RULES "draft.plan", "unreadable-line");
	says(state, 0, "cat draft.plan", "goal a \"A\" {\n    dimension outreach\n    weight TBD\n}\n");
	says(state, 0, "cat draft.plan", "    we go on\n");
	says(state, 2, PL "fix --diff" RULES "draft.plan", "unreadable-line");
}

static void what_cannot_be_written_stays(void **state)
{
	says(state, 2, "ulimit -f 0; trap '' XFSZ; " PL "fix" RULES "draft.plan 2>&1", "draft.plan was not written");
	prints(state, 0, "cat draft.plan; ls -A | grep -c planlint || :", DRAFT "0\n");
	if (access("/dev/full", W_OK) == 0)
		says(state, 2, PL "fix --diff" RULES "draft.plan 2>&1 >/dev/full", "the output could not be written");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, place_teardown)

static void an_include_is_read_by_the_first_plan_too(void **state)
{
	place_write(*state, "part.txt", "goal b \"B\" { by 2027 }\n");
	place_write(*state, "whole.plan", "include \"part.txt\"\ninclude \"none.txt\"\n" DRAFT);
	says(state, 2, PL "fix" RULES "whole.plan 2>&1", "none.txt");
	prints(state, 0, "cat whole.plan", "include \"part.txt\"\ninclude \"none.txt\"\n" FIXED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(safe_fixes_are_applied_and_what_is_left_is_shown),
	    TEST(unsafe_ones_on_demand),
	    TEST(check_with_fix_is_the_same),
	    TEST(a_patch_writes_nothing_and_can_be_applied),
	    TEST(standard_input_comes_out_fixed),
	    TEST(all_files_of_a_plan_are_fixed_and_no_others),
	    TEST(an_include_is_read_by_the_first_plan_too),
	    TEST(what_the_settings_exclude_stays),
	    TEST(machines_get_their_form_alone),
	    TEST(a_wrong_word_changes_nothing),
	    TEST(errors_of_reading_stay_and_the_rest_is_fixed),
	    TEST(what_cannot_be_written_stays),
	};
	return cmocka_run_group_tests_name("fix", tests, NULL, NULL);
}
