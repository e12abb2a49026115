/*
 * The story of a team that keeps its plan in git: a folder plan with old debts, a baseline, a change that adds a mistake and repairs
 * another, the real pre-commit with the hooks of this project, a SARIF file. One repository serves all chapters, in their order. Nothing
 * here needs a network.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "support/place.h"

/* Before each command: the team's repository, planlint on the path, nobody's git settings, pre-commit's files in the test's folder. */
#define TEAM                                                                                                        \
	"F=$PWD; export PATH=$F/bin:$PATH PRE_COMMIT_HOME=$F/cache PRE_COMMIT_COLOR=never GIT_CONFIG_GLOBAL=/dev/null " \
	"GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=Writer GIT_AUTHOR_EMAIL=writer@example.org GIT_COMMITTER_NAME=Writer "   \
	"GIT_COMMITTER_EMAIL=writer@example.org; unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE; "

/* Runs COMMAND in the team's repository; it must end with STATUS. What was printed. */
static const char *team(void **state, int status, const char *command)
{
	char line[4096];
	int len = snprintf(line, sizeof line, TEAM "cd team && %s", command);
	assert_true(len > 0 && (size_t)len < sizeof line);
	return place_expect(*state, status, line);
}

static void says(const char *output, const char *text)
{
	if (!strstr(output, text))
		fail_msg("no \"%s\" in:\n%s", text, output);
}

static void says_not(const char *output, const char *text)
{
	if (strstr(output, text))
		fail_msg("\"%s\" in:\n%s", text, output);
}

static int set_up(void **state)
{
	place_setup(state);
	place_expect(*state, 0, TEAM "mkdir bin hooks team && ln -s \"$PL\" bin/planlint && cp \"$ROOT\"/.pre-commit-hooks.yaml hooks/ && "
	                             "git -C hooks init -q -b main && git -C hooks add . && git -C hooks commit -q -m hooks && "
	                             "git -C hooks tag v0.1.0 && git -C team init -q -b main && cp -R \"$ROOT\"/plans/socfinance team/plan");
	/* The debts of old: an objective without an owner, an indicator without a target. */
	team(state, 0, "sed -i 's/; owner finance_manager$//' plan/finance.plan && sed -i '/target  *20% by 2027-12-31/d' plan/outreach.plan");
	return 0;
}

static void first_check_shows_the_old_debts(void **state)
{
	const char *said = team(state, 1, "planlint check plan");
	says(said, "warning[no-owner]: the objective \"Cut the operating cost of a rural loan");
	says(said, "error[no-target]: the indicator \"Active rural clients");
	says(said, "plan: 1 error, 1 warning, 0 advice");
	/* One file of the folder plan means all of it. */
	says(team(state, 1, "planlint check plan/swot.plan"), "plan: 1 error, 1 warning, 0 advice");
}

static void a_baseline_sets_them_aside(void **state)
{
	place_write(*state, "team/.planlint.yaml", "fail-on: warning\nbaseline: planlint-baseline.jsonl\n");
	/* A baseline that is not there is told, never taken for an empty one. */
	says(team(state, 2, "planlint check plan"), "planlint-baseline.jsonl");
	says(team(state, 0, "planlint check --write-baseline planlint-baseline.jsonl plan"), "+2 −0");
	says(team(state, 0, "planlint check plan"), "plan: nothing new");
	says(team(state, 0, "planlint settings plan"), "settings file: .planlint.yaml");
}

static void the_hooks_let_the_plan_in_as_it_is(void **state)
{
	place_write(*state, "team/.pre-commit-config.yaml",
	            "repos:\n  - repo: ../hooks\n    rev: v0.1.0\n    hooks:\n      - id: planlint\n      - id: planlint-fmt\n");
	says(team(state, 0, "git add -A && pre-commit install"), "pre-commit installed");
	const char *said = team(state, 0, "git commit -m 'The plan as it is'");
	says(said, "check strategic plans");
	says(said, "format strategic plans");
	says_not(said, "Failed");
	assert_string_equal(team(state, 0, "git log --oneline | wc -l"), "1\n");
}

static void a_change_that_adds_a_mistake_is_held_back(void **state)
{
	/* One debt is paid, and another comes. */
	team(state, 0, "git checkout -q -b owners && sed -i 's/^        by 2027-12-31$/&; owner finance_manager/' plan/finance.plan && "
	               "sed -i 's/; owner credit_manager$//' plan/needs.plan && test $(git diff --numstat | wc -l) = 2");
	const char *said = team(state, 1, "git commit -am 'Owners'");
	says(said, "check strategic plans....................................................Failed");
	says(said, "warning[no-owner]: the objective \"Shorten the loan process");
	says_not(said, "Cut the operating cost");
	says_not(said, "no-target");
	assert_string_equal(team(state, 0, "git log --oneline | wc -l"), "1\n");
	/* The same without hooks: what came since the main branch. */
	said = team(state, 1, "planlint check --no-config --fail-on warning --changed-since main --format compact plan");
	says(said, "no-owner]: the objective \"Shorten the loan process");
	assert_null(strchr(strchr(said, '\n') + 1, '\n'));
}

static void the_report_for_code_scanning_has_the_new_mistake_only(void **state)
{
	team(state, 1, "planlint check --format sarif -o ../plan.sarif plan");
	place_expect(*state, 0, "/usr/bin/python3 -W ignore -m jsonschema -i plan.sarif \"$ROOT\"/tests/support/sarif-2.1.0.json && "
	                        "jq -r '.runs[0].results[] | select(.level != \"note\") | .ruleId + \" \" + "
	                        ".locations[0].physicalLocation.artifactLocation.uri' plan.sarif > results && "
	                        "echo 'no-owner plan/needs.plan' | cmp - results");
}

static void corrected_it_goes_in(void **state)
{
	team(state, 0, "sed -i 's/by 2027-09-30$/&; owner credit_manager/' plan/needs.plan");
	says_not(team(state, 0, "git commit -am 'Owners'"), "Failed");
	says(team(state, 0, "planlint check --changed-since main plan"), "plan: nothing new");
}

static void the_baseline_shrinks_and_does_not_grow(void **state)
{
	says(team(state, 0, "planlint check plan"), "stale-baseline");
	says(team(state, 0, "planlint check --prune-baseline plan"), "+0 −1");
	says_not(team(state, 0, "planlint check plan"), "stale-baseline");
	assert_string_equal(team(state, 0, "grep -c . planlint-baseline.jsonl; grep -o no-target planlint-baseline.jsonl"), "1\nno-target\n");
	/* A new mistake cannot be slipped into it. */
	team(state, 0, "sed -i 's/; owner credit_manager$//' plan/needs.plan && cp planlint-baseline.jsonl before");
	team(state, 2, "planlint check --write-baseline planlint-baseline.jsonl plan");
	team(state, 0, "cmp before planlint-baseline.jsonl && rm before && git checkout -q plan/needs.plan && git commit -qam 'Fewer debts'");
}

static void an_untidy_file_is_tidied_by_the_hook(void **state)
{
	team(state, 0, "sed -i 's/^        by 2027-12-31; owner finance_manager/  by   2027-12-31;owner finance_manager/' plan/finance.plan");
	const char *said = team(state, 1, "git commit -am 'Untidy'");
	says(said, "format strategic plans...................................................Failed");
	says(said, "files were modified by this hook");
	/* What the hook wrote is what was there before it became untidy, so nothing is left to commit. */
	team(state, 0, "git diff --quiet HEAD");
	team(state, 0, "git checkout -q main && git merge -q owners && planlint check --fail-on warning plan && test -z \"$(git status --porcelain)\"");
}

static void no_file_of_the_team_is_excused_by_hand(void **state)
{
	/* Settings that exclude a folder hold in the hooks too. */
	team(state, 0, "mkdir drafts && printf 'goal \"x {\\n' > drafts/a.plan && printf 'exclude: drafts/*\\n' >> .planlint.yaml && git add -A && "
	               "git commit -q -m 'A draft apart'");
	team(state, 2, "planlint check --no-config drafts/a.plan");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(first_check_shows_the_old_debts),
	    cmocka_unit_test(a_baseline_sets_them_aside),
	    cmocka_unit_test(the_hooks_let_the_plan_in_as_it_is),
	    cmocka_unit_test(a_change_that_adds_a_mistake_is_held_back),
	    cmocka_unit_test(the_report_for_code_scanning_has_the_new_mistake_only),
	    cmocka_unit_test(corrected_it_goes_in),
	    cmocka_unit_test(the_baseline_shrinks_and_does_not_grow),
	    cmocka_unit_test(an_untidy_file_is_tidied_by_the_hook),
	    cmocka_unit_test(no_file_of_the_team_is_excused_by_hand),
	};
	return cmocka_run_group_tests_name("the story of a team", tests, set_up, place_teardown);
}
