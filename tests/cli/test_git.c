/*
 * --changed-since: what came since a git revision, and git run so that nothing of a repository's settings runs with it. Each test has a
 * repository of its own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "support/place.h"

#define HEAD "plan \"Draft\" { period 2027 to 2029 }\n"
#define GOAL(name, title) "goal " name " \"" title "\" {\n    dimension outreach\n}\n"

#define COMMIT "git add -A && git commit -qm change"

static int set_up(void **state)
{
	place_setup(state);
	place_expect(*state, 0,
	             "rm -r .git && git init -q && git config user.name Name && git config user.email name@example.org && echo home > .gitignore");
	place_write(*state, "draft.plan", HEAD GOAL("rural", "Reach the rural poor"));
	place_expect(*state, 0, COMMIT);
	return 0;
}

/* Runs COMMAND, which must end with STATUS and say TEXT (NULL: anything). */
static void expect(void **state, const char *command, int status, const char *text)
{
	const char *output = place_expect(*state, status, command);
	if (text && !strstr(output, text))
		fail_msg("no \"%s\" in:\n%s", text, output);
}

static void says_not(void **state, const char *text)
{
	const struct place *p = *state;
	if (strstr(p->output, text))
		fail_msg("\"%s\" in:\n%s", text, p->output);
}

/* ---- what came ------------------------------------------------------------------------------------------------------- */

static void only_what_came_is_shown(void **state)
{
	expect(state, "\"$PL\" check draft.plan", 1, "goal-without-objective");
	expect(state, "\"$PL\" check --changed-since HEAD draft.plan", 0, "nothing new");
	place_write(*state, "draft.plan", "# a line more\n" HEAD GOAL("young", "Reach the young") GOAL("rural", "Reach the rural poor"));
	expect(state, "\"$PL\" check --format compact --changed-since HEAD draft.plan", 1,
	       "draft.plan:3:1: error[goal-without-objective]: the goal \"Reach the young\" has no objective\n");
	says_not(state, "rural");
	expect(state, "\"$PL\" check --format json --changed-since HEAD draft.plan | jq '.findings | length'", 0, "1\n");
	expect(state, COMMIT " && \"$PL\" check --changed-since HEAD draft.plan", 0, "older ones not shown");
	expect(state, "\"$PL\" check --changed-since HEAD~1 draft.plan", 1, "Reach the young");
}

static void a_change_in_one_place_brings_findings_in_another(void **state)
{
	place_write(*state, "draft.plan", HEAD "goal a \"A\" { dimension outreach; weight 60% }\ngoal b \"B\" { dimension needs; weight 40% }\n");
	place_expect(*state, 0, COMMIT);
	place_write(*state, "draft.plan", HEAD "goal a \"A\" { dimension outreach; weight 60% }\ngoal b \"B\" { dimension needs; weight 50% }\n");
	expect(state, "\"$PL\" check --changed-since HEAD --fail-on warning draft.plan", 1, "goal-weights-not-100");
}

static void a_plan_that_was_not_there_is_new(void **state)
{
	place_expect(*state, 0, "mkdir other && cp draft.plan other/next.plan");
	expect(state, "\"$PL\" check --format compact --changed-since HEAD .", 1, "other/next.plan:2:1: error[goal-without-objective]");
	says_not(state, "\ndraft.plan");
}

static void plans_in_subfolders_are_found_from_anywhere(void **state)
{
	place_expect(*state, 0, "mkdir -p north/east && cp draft.plan north/east/a.plan && cp draft.plan north/b.plan && " COMMIT);
	expect(state, "\"$PL\" check --changed-since HEAD .", 0, "in all, 3 plans");
	expect(state, "cd north/east && \"$PL\" check --changed-since HEAD a.plan ../b.plan", 0, "in all, 2 plans");
	expect(state, "cd home && \"$PL\" check --changed-since HEAD ../north", 0, "nothing new");
	expect(state, "echo 'goal x \"X\" { dimension needs }' >> north/b.plan && cd north/east && \"$PL\" check --format compact --changed-since HEAD .. .", 1,
	       "../b.plan:5:1: error[goal-without-objective]");
}

static void a_folder_plan_is_compared_as_a_whole(void **state)
{
	place_expect(*state, 0, "mkdir f && mv draft.plan f/plan.plan && " COMMIT);
	/* The goal moves to a file of its own, which is new. */
	place_write(*state, "f/plan.plan", HEAD);
	place_write(*state, "f/goals.plan", GOAL("rural", "Reach the rural poor"));
	expect(state, "\"$PL\" check --changed-since HEAD f", 0, "nothing new");
	expect(state, "\"$PL\" check --changed-since HEAD f/goals.plan", 0, "nothing new");
	/* All files are renamed. */
	expect(state, COMMIT " && mv f/plan.plan f/x.plan && mv f/goals.plan f/y.plan && \"$PL\" check --changed-since HEAD f", 0, "nothing new");
	expect(state, "echo 'goal z \"Z\" { dimension needs }' > f/z.plan; \"$PL\" check --changed-since HEAD f", 1, "the goal \"Z\" has no objective");
}

static void a_renamed_plan_among_others_is_the_same(void **state)
{
	place_expect(*state, 0, "cp draft.plan other.plan && " COMMIT " && git mv draft.plan final.plan");
	expect(state, "\"$PL\" check --changed-since HEAD .", 0, "nothing new");
	/* Of two that have gone it cannot be told which one it was. */
	expect(state, "git rm -q other.plan && cp final.plan third.plan && \"$PL\" check --format compact --changed-since HEAD .", 1, "third.plan:2:1: error");
}

static void included_files_are_read_as_they_were(void **state)
{
	place_write(*state, "draft.plan", HEAD "include \"parts/goals.txt\"\n");
	place_expect(*state, 0, "mkdir parts");
	place_write(*state, "parts/goals.txt", GOAL("rural", "Reach the rural poor"));
	place_expect(*state, 0, COMMIT);
	place_write(*state, "parts/goals.txt", GOAL("rural", "Reach the rural poor") GOAL("young", "Reach the young"));
	expect(state, "\"$PL\" check --format compact --changed-since HEAD draft.plan", 1, "parts/goals.txt:4:1: error[goal-without-objective]");
	says_not(state, "rural");
}

static void settings_of_now_hold_for_both(void **state)
{
	place_write(*state, ".planlint.yaml", "severity: {no-mission: error}\n");
	expect(state, "\"$PL\" check --changed-since HEAD draft.plan", 0, "nothing new");
	place_write(*state, ".planlint.yaml", "exclude: [\"draft.plan\"]\n");
	expect(state, "\"$PL\" check --changed-since HEAD .", 0, "nothing to check");
}

static void standard_input_stands_for_its_file(void **state)
{
	expect(state, "cat draft.plan | \"$PL\" check --changed-since HEAD --stdin-filename draft.plan -", 0, "nothing new");
	expect(state, "(cat draft.plan; echo 'goal x \"X\" { dimension needs }') | \"$PL\" check --changed-since HEAD --stdin-filename draft.plan -", 1,
	       "the goal \"X\" has no objective");
	expect(state, "cat draft.plan | \"$PL\" check --changed-since HEAD -", 2, "name it with --stdin-filename");
}

static void what_cannot_be_read_is_always_shown(void **state)
{
	place_write(*state, "draft.plan", HEAD "goal rural Reach the rural poor {\n}\n");
	expect(state, COMMIT " && \"$PL\" check --changed-since HEAD draft.plan", 2, "error[");
}

static void baselines_and_revisions_go_together(void **state)
{
	place_write(*state, "draft.plan", HEAD GOAL("rural", "Reach the rural poor") GOAL("young", "Reach the young"));
	place_expect(*state, 0, "\"$PL\" check --write-baseline known draft.plan");
	expect(state, "\"$PL\" check --baseline known --changed-since HEAD draft.plan", 0, "held back by the baseline");
	expect(state, "\"$PL\" check --write-baseline known --changed-since HEAD draft.plan", 2, "give one of them");
}

/* ---- revisions ------------------------------------------------------------------------------------------------------- */

static void a_revision_is_what_git_takes_for_one(void **state)
{
	place_expect(*state, 0, "git tag -am first v1 && git branch side && echo '# more' >> draft.plan && " COMMIT);
	expect(state, "for r in v1 side HEAD~1 HEAD^ \"$(git rev-parse v1)\" \"$(git rev-parse --short v1)\" 'v1^{tree}'; do "
	              "\"$PL\" check --changed-since $r draft.plan || exit 9; done",
	       0, "nothing new");
}

static void a_bad_revision_is_told(void **state)
{
	expect(state, "\"$PL\" check --changed-since main~999 draft.plan", 2, "there is no revision \"main~999\" in the repository");
	expect(state, "\"$PL\" check --changed-since '' draft.plan", 2, "it is empty");
	expect(state, "\"$PL\" check --changed-since=--output=PWNED draft.plan", 2, "does not begin with a dash");
	expect(state, "\"$PL\" check --changed-since '-p' draft.plan", 2, "does not begin with a dash");
	expect(state, "\"$PL\" check --changed-since HEAD..HEAD draft.plan", 2, "there is no revision");
	expect(state, "\"$PL\" check --changed-since '^HEAD' draft.plan", 2, "there is no revision");
	expect(state, "\"$PL\" check --changed-since HEAD:draft.plan draft.plan", 2, "there is no revision");
	expect(state, "\"$PL\" check --changed-since '$(touch PWNED)' draft.plan", 2, "there is no revision");
	expect(state, "\"$PL\" check --changed-since \"$(printf 'HEAD\\nHEAD')\" draft.plan", 2, "line break");
	expect(state, "\"$PL\" check --changed-since \"$(printf 'a\\033[31mb')\" draft.plan", 2, "a<U+001B>[31mb");
	expect(state, "\"$PL\" check --changed-since", 2, "--changed-since needs a value");
	expect(state, "test ! -e PWNED", 0, NULL);
}

static void a_copy_with_the_latest_revisions_only_says_so(void **state)
{
	place_expect(*state, 0, "echo '# more' >> draft.plan && " COMMIT " && git clone -q --depth 1 \"file://$PWD\" shallow");
	expect(state, "cd shallow && \"$PL\" check --changed-since HEAD~1 draft.plan", 2, "git fetch --unshallow");
}

static void without_a_repository_or_git_it_is_told(void **state)
{
	expect(state, "PATH=/nowhere; \"$PL\" check --changed-since HEAD draft.plan", 2, "there is no git on this machine");
	/* A relative folder in PATH may have come with the plans. */
	place_write(*state, "git", "#!/bin/sh\n: > PWNED\n");
	expect(state, "chmod +x git; PATH=.:; \"$PL\" check --changed-since HEAD draft.plan", 2, "there is no git on this machine");
	expect(state, "rm -rf .git && \"$PL\" check --changed-since HEAD draft.plan", 2, "lies in no git repository");
	expect(state, "git init -q && \"$PL\" check --changed-since HEAD draft.plan", 2, "there is no revision \"HEAD\"");
	expect(state, "test ! -e PWNED", 0, NULL);
}

/* ---- strangers' repositories ----------------------------------------------------------------------------------------- */

/* Settings that make an unwary git run a program of the repository's. */
static const char hostile[] =
    "printf '#!/bin/sh\\n: > \"%s/CANARY\"\\nexit 1\\n' \"$PWD\" > run.sh && chmod +x run.sh && R=\"$PWD/run.sh\" && "
    "mkdir -p .git/hooks && for h in post-checkout pre-commit post-index-change reference-transaction fsmonitor-watchman; do "
    "cp run.sh .git/hooks/$h; done && "
    "for k in core.fsmonitor core.sshCommand core.pager core.editor core.askPass core.gitProxy core.alternateRefsCommand diff.external "
    "diff.evil.textconv diff.evil.command filter.evil.smudge filter.evil.clean filter.evil.process merge.evil.driver gpg.program "
    "credential.helper pager.cat-file pager.ls-tree pager.rev-parse interactive.diffFilter uploadpack.packObjectsHook; do "
    "git config $k \"$R\"; done && "
    "for k in rev-parse ls-tree cat-file; do git config alias.$k \"!$R\"; done && "
    "git config core.hooksPath .git/hooks && "
    "printf '[core]\\n\\tfsmonitor = %s\\n' \"$R\" > more && git config include.path ../more && "
    "printf '*.plan diff=evil filter=evil merge=evil\\n' > .git/info/attributes && cp .git/info/attributes .gitattributes";

static void no_program_of_a_repository_runs(void **state)
{
	expect(state, hostile, 0, NULL);
	/* The canary sings where git is not held back. */
	place_run(*state, "git status; test -e CANARY && rm -f CANARY");
	expect(state, "echo '# more' >> draft.plan && \"$PL\" check --changed-since HEAD draft.plan", 0, "nothing new");
	expect(state, "test ! -e CANARY", 0, NULL);
	/* Nor by way of the environment. */
	expect(state,
	       "R=\"$PWD/run.sh\"; export GIT_EXTERNAL_DIFF=$R GIT_PAGER=$R PAGER=$R GIT_SSH=$R GIT_SSH_COMMAND=$R GIT_ASKPASS=$R GIT_EDITOR=$R "
	       "GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.fsmonitor GIT_CONFIG_VALUE_0=$R GIT_TRACE=$PWD/CANARY GIT_DIR=/nowhere GIT_WORK_TREE=/ "
	       "GIT_INDEX_FILE=/nowhere GIT_OBJECT_DIRECTORY=/nowhere GIT_EXEC_PATH=$PWD; \"$PL\" check --changed-since HEAD draft.plan",
	       0, "nothing new");
	expect(state, "test ! -e CANARY", 0, NULL);
}

static void the_canary_would_be_seen(void **state)
{
	expect(state, hostile, 0, NULL);
	place_run(*state, "git status");
	expect(state, "test -e CANARY", 0, NULL);
}

static void a_partial_copy_is_not_completed(void **state)
{
	place_expect(*state, 0,
	             "git config uploadpack.allowFilter true && echo 'goal x \"X\" { dimension needs }' >> draft.plan && " COMMIT
	             " && git clone -q --filter=blob:none \"file://$PWD\" part");
	place_expect(*state, 0,
	             "cd part && printf '#!/bin/sh\\n: > \"%s/CANARY\"\\nexit 1\\n' \"$PWD\" > run.sh && chmod +x run.sh && "
	             "git config remote.origin.url \"ext::$PWD/run.sh\" && git config protocol.ext.allow always && git config protocol.allow always");
	place_run(*state, "cd part && git show HEAD~1:draft.plan; test -e CANARY && rm CANARY && echo sung");
	assert_non_null(strstr(((struct place *)*state)->output, "sung"));
	expect(state, "cd part && \"$PL\" check --changed-since HEAD~1 draft.plan", 2,
	       "cannot be read as it was at \"HEAD~1\": this copy of the repository does not hold it");
	expect(state, "test ! -e part/CANARY", 0, NULL);
}

static void replaced_objects_are_not_believed(void **state)
{
	place_expect(*state, 0, "git replace HEAD:draft.plan $( (cat draft.plan; echo 'goal x \"X\" { dimension needs }') | git hash-object -w --stdin)");
	place_expect(*state, 0, "echo 'goal x \"X\" { dimension needs }' >> draft.plan");
	expect(state, "\"$PL\" check --changed-since HEAD draft.plan", 1, "the goal \"X\" has no objective");
}

static void links_of_a_revision_do_not_lead_out(void **state)
{
	place_expect(*state, 0, "printf '" "goal x \"X\" { dimension needs }\\n" "' > home/secret.plan && mkdir f && cp draft.plan f/a.plan && "
	                        "ln -s ../home/secret.plan f/b.plan && " COMMIT " && rm f/b.plan");
	/* What the link led to was no part of the plan: its goal is new when it is one. */
	place_expect(*state, 0, "cp home/secret.plan f/b.plan");
	expect(state, "\"$PL\" check --format compact --changed-since HEAD f", 1, "the goal \"X\" has no objective");
}

static void a_repository_of_a_stranger_is_refused_in_gits_words(void **state)
{
	/* One's own is taken. Only root can give it to somebody else. */
	expect(state, "\"$PL\" check --changed-since HEAD draft.plan", 0, "nothing new");
	place_run(*state, "chown -R 12345 .");
	if (((struct place *)*state)->status == 0)
		expect(state, "\"$PL\" check --changed-since HEAD draft.plan", 2, "dubious ownership");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(only_what_came_is_shown),
	    TEST(a_change_in_one_place_brings_findings_in_another),
	    TEST(a_plan_that_was_not_there_is_new),
	    TEST(plans_in_subfolders_are_found_from_anywhere),
	    TEST(a_folder_plan_is_compared_as_a_whole),
	    TEST(a_renamed_plan_among_others_is_the_same),
	    TEST(included_files_are_read_as_they_were),
	    TEST(settings_of_now_hold_for_both),
	    TEST(standard_input_stands_for_its_file),
	    TEST(what_cannot_be_read_is_always_shown),
	    TEST(baselines_and_revisions_go_together),
	    TEST(a_revision_is_what_git_takes_for_one),
	    TEST(a_bad_revision_is_told),
	    TEST(a_copy_with_the_latest_revisions_only_says_so),
	    TEST(without_a_repository_or_git_it_is_told),
	    TEST(no_program_of_a_repository_runs),
	    TEST(the_canary_would_be_seen),
	    TEST(a_partial_copy_is_not_completed),
	    TEST(replaced_objects_are_not_believed),
	    TEST(links_of_a_revision_do_not_lead_out),
	    TEST(a_repository_of_a_stranger_is_refused_in_gits_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
