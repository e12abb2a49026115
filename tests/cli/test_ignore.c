/* `planlint ignore`: the remark goes where it silences the finding and nothing else is touched; `--list` shows what plans let stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "support/place.h"

static const char plan[] =
    "plan \"Draft\" { period 2027 to 2029 }\n"
    "goal rural \"Reach the rural poor\" {\n"
    "    dimension outreach\n"
    "    objective branches \"Open ten branches by 2027\" {\n"
    "        indicator opened \"Branches opened\" { kind process; target TBD }\n"
    "    }\n"
    "}\n";

static int set_up(void **state)
{
	place_setup(state);
	place_write(*state, "draft.plan", plan);
	return 0;
}

/* Runs COMMAND, which must end with STATUS and say TEXT (NULL: anything). */
static void expect(void **state, const char *command, int status, const char *text)
{
	const char *output = place_expect(*state, status, command);
	if (text && !strstr(output, text))
		fail_msg("no \"%s\" in:\n%s", text, output);
}

/* Ignores RULE at LINE of draft.plan; line AT of it is then WANTED, and the rule has no finding there. */
static void ignores(void **state, const char *rule, int line, int at, const char *wanted)
{
	char command[512];
	place_expect(*state, 0, "cp draft.plan before.plan");
	snprintf(command, sizeof command, "\"$PL\" ignore %s draft.plan:%d --because 'agreed in March'", rule, line);
	expect(state, command, 0, "is ignored: agreed in March");
	snprintf(command, sizeof command, "sed -n %dp draft.plan | tr -d '\\n'", at);
	const char *output = place_expect(*state, 0, command);
	if (strcmp(output, wanted) != 0)
		fail_msg("line %d is\n%s\nnot\n%s\n", at, output, wanted);
	snprintf(command, sizeof command,
	         "for f in before draft; do \"$PL\" check --fail-on never --format json $f.plan | jq -r '.findings[]|.rule' | sort > $f; done; diff before draft | grep '^[<>]'");
	output = place_expect(*state, 0, command);
	char gone[128];
	snprintf(gone, sizeof gone, "< %s\n", rule);
	if (strcmp(output, gone) != 0)
		fail_msg("what changed: %s", output);
}

/* ---- where it goes --------------------------------------------------------------------------------------------------- */

static void behind_the_line_where_there_is_room(void **state)
{
	ignores(state, "no-owner", 4, 4, "    objective branches \"Open ten branches by 2027\" {  # planlint: ignore no-owner: agreed in March");
	expect(state, "diff before.plan draft.plan | grep -c '^[<>]'", 0, "2\n");
}

static void above_it_where_there_is_a_remark_already(void **state)
{
	ignores(state, "no-owner", 4, 4, "    objective branches \"Open ten branches by 2027\" {  # planlint: ignore no-owner: agreed in March");
	ignores(state, "no-result-indicator", 4, 4, "    # planlint: ignore no-result-indicator: agreed in March");
	place_write(*state, "draft.plan",
	            "plan \"Draft\" { period 2027 to 2029 }   # first draft\ngoal rural \"Reach the rural poor\"   # see page 3\n");
	ignores(state, "goal-without-objective", 2, 2, "# planlint: ignore goal-without-objective: agreed in March");
	expect(state, "sed -n 3p draft.plan", 0, "goal rural \"Reach the rural poor\"   # see page 3\n");
}

static void above_a_line_that_would_become_too_long(void **state)
{
	expect(state, "\"$PL\" ignore no-owner draft.plan:4 --because \"$(printf 'the board names one in its next meeting; %.0s' 1 2 3)\"", 0, NULL);
	expect(state, "sed -n 4p draft.plan", 0, "    # planlint: ignore no-owner: the board names one in its next meeting; the board");
}

static void for_the_block_where_its_line_begins_with_another(void **state)
{
	/* What is missing is missed in the middle of the line of the indicator. */
	ignores(state, "placeholder-left", 5, 5,
	        "        # planlint: ignore placeholder-left: agreed in March");
	place_write(*state, "draft.plan",
	            "plan \"Draft\" { period 2027 to 2029 }\ngoal rural \"Reach\" {\n    dimension outreach; weight TBD\n}\n");
	ignores(state, "placeholder-left", 3, 2, "goal rural \"Reach\" {  # planlint: ignore placeholder-left: agreed in March");
}

static void line_ends_and_blanks_stay_as_they_are(void **state)
{
	place_expect(*state, 0, "printf '\\357\\273\\277' > w; sed 's/$/\\r/' draft.plan >> w; mv w draft.plan; cp draft.plan before.plan");
	expect(state, "\"$PL\" ignore no-owner draft.plan:4 --because why && \"$PL\" ignore no-result-indicator draft.plan:4 --because why", 0, NULL);
	expect(state, "test $(grep -c \"$(printf '\\r')\\$\" draft.plan) -eq $(wc -l < draft.plan) && test $(wc -l < draft.plan) -eq 8", 0, NULL);
	expect(state, "head -c 3 draft.plan | od -An -tx1", 0, "ef bb bf");
	expect(state, "grep -v 'no-result-indicator' draft.plan | sed 's/  # planlint.*\\r$/\\r/' | cmp - before.plan", 0, NULL);
	/* The last line has no end. */
	place_expect(*state, 0, "printf 'plan \"D\" { period 2027 to 2028 }\\ngoal a \"A\"' > draft.plan");
	expect(state, "\"$PL\" ignore goal-without-objective draft.plan:2 --because why", 0, NULL);
	expect(state, "tail -n 1 draft.plan; printf '|'", 0, "goal a \"A\"  # planlint: ignore goal-without-objective: why|");
}

static void the_first_line_of_a_file_with_a_mark_may_get_one_above_it(void **state)
{
	place_expect(*state, 0, "(printf '\\357\\273\\277goal a \"A\" # said\\r\\n') > draft.plan");
	expect(state, "\"$PL\" ignore goal-without-objective draft.plan:1 --because why && cat -A draft.plan", 0,
	       "M-oM-;M-?# planlint: ignore goal-without-objective: why^M$\ngoal a \"A\" # said^M$\n");
}

static void texts_over_several_lines_are_not_written_into(void **state)
{
	place_write(*state, "draft.plan",
	            "plan \"Draft\" { period 2027 to 2029 }\n"
	            "goal rural \"\"\"Reach the\n  rural poor\"\"\" {\n    dimension outreach\n}\n");
	ignores(state, "goal-without-objective", 2, 2, "# planlint: ignore goal-without-objective: agreed in March");
	expect(state, "\"$PL\" ast draft.plan | jq -c . | grep -c 'Reach the.nrural poor'", 0, "1");
}

static void a_plan_in_a_folder_is_checked_as_a_whole(void **state)
{
	place_expect(*state, 0, "mkdir f && sed -n 1p draft.plan > f/a.plan && sed 1d draft.plan > f/b.plan && echo 'role manager \"Manager\"' >> f/a.plan");
	expect(state, "\"$PL\" ignore no-owner f/b.plan:3:5 --because why", 0, "f/b.plan:3: no-owner is ignored: why\n");
	expect(state, "cd f && \"$PL\" ignore no-result-indicator b.plan:3 --because why && \"$PL\" check --fail-on never --format compact . | grep -c no-result", 1, "0\n");
	/* An included file. */
	place_expect(*state, 0, "mkdir -p g/sub && (cat f/a.plan; echo 'include \"sub/b.plan\"') > g/a.plan && sed 1d draft.plan > g/sub/b.plan");
	expect(state, "cd g && \"$PL\" check --fail-on never --format compact a.plan | grep no-owner", 0, "sub/b.plan:3:5");
	expect(state, "cd g && \"$PL\" ignore no-owner sub/b.plan:3 --because why && \"$PL\" check --fail-on never --format compact a.plan | grep -c no-owner", 1, "0\n");
}

static void what_else_is_silenced_is_told(void **state)
{
	place_write(*state, "draft.plan",
	            "plan \"Draft\" { period 2027 to 2029 }\ngoal rural TBD {\n    dimension outreach\n    weight TBD\n}\n");
	place_run(*state, "\"$PL\" check --format compact --fail-on never draft.plan | grep -c placeholder-left");
	expect(state, "\"$PL\" ignore placeholder-left draft.plan:2 --because why; cat draft.plan", 0, "placeholder-left");
}

/* ---- what it refuses ------------------------------------------------------------------------------------------------- */

static void nothing_is_written_without_a_finding_or_a_reason(void **state)
{
	place_expect(*state, 0, "cp draft.plan before.plan");
	expect(state, "\"$PL\" ignore no-owner draft.plan:3 --because why", 2, "no-owner has no finding at line 3 of draft.plan; it has one at line 4");
	expect(state, "\"$PL\" ignore goal-without-objective draft.plan:4 --because why", 2, "goal-without-objective has no finding at line 4 of draft.plan\n");
	expect(state, "\"$PL\" ignore no-owner draft.plan:99 --because why", 2, "at line 99");
	expect(state, "\"$PL\" ignore no-owner draft.plan:4", 2, "an ignore needs its reason: --because");
	expect(state, "\"$PL\" ignore no-owner draft.plan:4 --because ''", 2, "an ignore needs its reason");
	expect(state, "\"$PL\" ignore no-owner draft.plan:4 --because '   '", 2, "an ignore needs its reason");
	expect(state, "\"$PL\" ignore no-owner draft.plan:4 --because '...'", 2, "it does not say anything");
	expect(state, "\"$PL\" ignore no-owner draft.plan:4 --because \"$(printf 'a\\nb')\"", 2, "it must stand in one line");
	expect(state, "\"$PL\" ignore no-owner draft.plan:4 --because \"$(printf 'a\\rb')\"", 2, "it must stand in one line");
	expect(state, "\"$PL\" ignore no-owner draft.plan:4 --because \"$(printf 'a\\033[2Jb')\"", 2, "a character in it that cannot be seen");
	expect(state, "\"$PL\" ignore no-owner draft.plan:4 --because \"$(printf 'a\\342\\200\\256b')\"", 2, "a<U+202E>b");
	expect(state, "\"$PL\" ignore no-owner draft.plan:4 --because \"$(printf 'a\\351')\"", 2, "it is not UTF-8");
	expect(state, "\"$PL\" ignore no-owner draft.plan:4 --because \"$(printf 'word %.0s' $(seq 100))\"", 2, "too long");
	expect(state, "\"$PL\" ignore no-ownr draft.plan:4 --because why", 2, "there is no rule \"no-ownr\"; did you mean \"no-owner\"?");
	expect(state, "\"$PL\" ignore unknown-word draft.plan:4 --because why", 2, "unknown-word is an error of reading and cannot be ignored");
	expect(state, "\"$PL\" ignore no-owner draft.plan --because why", 2, "which finding?");
	expect(state, "\"$PL\" ignore no-owner --because why", 2, "which finding?");
	expect(state, "\"$PL\" ignore no-owner draft.plan:0 --because why", 2, "which finding?");
	expect(state, "\"$PL\" ignore no-owner a.plan:1 b.plan:2 --because why", 2, "which finding?");
	expect(state, "\"$PL\" ignore no-owner none.plan:4 --because why", 2, "none.plan cannot be read: there is no such file");
	expect(state, "\"$PL\" ignore no-owner .:4 --because why", 2, "it is not a regular file");
	expect(state, "\"$PL\" ignore no-owner draft.plan:4 --format json --because why", 2, "--format is for `planlint ignore --list`");
	expect(state, "cmp draft.plan before.plan", 0, NULL);
}

static void an_ignore_that_is_there_already_is_shown(void **state)
{
	expect(state, "\"$PL\" ignore no-owner draft.plan:4 --because why && \"$PL\" ignore no-owner draft.plan:4 --because why", 2,
	       "no-owner is ignored at line 4 of draft.plan already, by the remark at line 4");
}

static void what_cannot_be_written_stays(void **state)
{
	place_expect(*state, 0, "cp draft.plan before.plan");
	expect(state, "(ulimit -f 0; exec \"$PL\" ignore no-owner draft.plan:4 --because why >/dev/null 2>&1)", 2, NULL);
	expect(state, "cmp draft.plan before.plan && ls -A | grep -c '^\\.planlint-'", 1, "0\n");
	expect(state, "mkdir closed && cp draft.plan closed/ && chmod a+rX . closed && chmod 444 closed/draft.plan && chmod 555 closed && cp \"$PL\" program && "
	              "chmod 755 program && if test $(id -u) -eq 0; then R='setpriv --reuid=65534 --regid=65534 --clear-groups'; fi; "
	              "$R ./program ignore no-owner closed/draft.plan:4 --because why",
	       2, "closed/draft.plan could not be written: there is no permission for it; it is as it was");
	expect(state, "chmod 640 draft.plan; \"$PL\" ignore no-owner draft.plan:4 --because why && stat -c %a draft.plan", 0, "640\n");
}

static void plans_that_cannot_be_read_are_left_alone(void **state)
{
	place_expect(*state, 0, "echo 'goal Reach the rural poor' >> draft.plan && cp draft.plan before.plan");
	expect(state, "\"$PL\" ignore no-budget-at-all draft.plan:4 --because why", 2, "there is no rule");
	expect(state, "\"$PL\" ignore no-owner draft.plan:1 --because why", 2, "there are lines that could not be read");
	expect(state, "cmp draft.plan before.plan", 0, NULL);
}

/* ---- the list -------------------------------------------------------------------------------------------------------- */

static void the_list_tells_what_is_of_use(void **state)
{
	expect(state, "\"$PL\" ignore --list draft.plan", 0, "ignores: 0, of them unused: 0\n");
	place_write(*state, "draft.plan",
	            "# planlint: ignore-file no-mission: the law asks for it elsewhere\n"
	            "plan \"Draft\" { period 2027 to 2029 }\n"
	            "goal rural \"Reach the rural poor\" {   # planlint: ignore goal-without-objective, no-owner: comes in May\n"
	            "    dimension outreach\n"
	            "}\n"
	            "goal young \"Reach the young\"   # planlint: ignore no-baseline: none is needed\n");
	expect(state, "\"$PL\" ignore --list draft.plan", 0,
	       "draft.plan:1: no-mission in the whole file: the law asks for it elsewhere (used)\n"
	       "draft.plan:3: goal-without-objective, no-owner: comes in May (used)\n"
	       "draft.plan:6: no-baseline: none is needed (unused)\n"
	       "ignores: 3, of them unused: 1\n");
	expect(state, "\"$PL\" ignore --list --severity no-baseline=off draft.plan", 0, "none is needed (not judged)\n");
	expect(state, "\"$PL\" ignore --list --severity unused-ignore=off draft.plan", 0, "none is needed (unused)\n");
	expect(state, "\"$PL\" ignore --list --format json draft.plan | jq -c '.version,(.ignores[]|[.rules,.path,.line,.column,.whole_file,.reason,.use])'", 0,
	       "1\n"
	       "[[\"no-mission\"],\"draft.plan\",1,1,true,\"the law asks for it elsewhere\",\"used\"]\n"
	       "[[\"goal-without-objective\",\"no-owner\"],\"draft.plan\",3,39,false,\"comes in May\",\"used\"]\n"
	       "[[\"no-baseline\"],\"draft.plan\",6,32,false,\"none is needed\",\"unused\"]\n");
	expect(state, "\"$PL\" ignore --list --format sarif draft.plan", 2, "has the formats text and json");
	expect(state, "\"$PL\" ignore --list", 2, "which plan?");
	expect(state, "\"$PL\" ignore --list --because why draft.plan", 2, "--list only lists");
	expect(state, "mkdir d && mv draft.plan d && \"$PL\" ignore --list .", 0, "d/draft.plan:3: ");
	expect(state, "\"$PL\" ignore --list d > /dev/full", 2, "could not be written");
	expect(state, "echo 'goal x \"X\" # planlint: ignore no-owner' >> d/draft.plan; \"$PL\" ignore --list d", 2, "an ignore needs a reason");
	expect(state, "printf 'goal x \"X\" # planlint: ignore no-owner: a\\033[2Jb\\n' > d/draft.plan; \"$PL\" ignore --list d; :", 0, "<U+001B>[2Jb");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(behind_the_line_where_there_is_room),
	    TEST(above_it_where_there_is_a_remark_already),
	    TEST(above_a_line_that_would_become_too_long),
	    TEST(for_the_block_where_its_line_begins_with_another),
	    TEST(line_ends_and_blanks_stay_as_they_are),
	    TEST(the_first_line_of_a_file_with_a_mark_may_get_one_above_it),
	    TEST(texts_over_several_lines_are_not_written_into),
	    TEST(a_plan_in_a_folder_is_checked_as_a_whole),
	    TEST(what_else_is_silenced_is_told),
	    TEST(nothing_is_written_without_a_finding_or_a_reason),
	    TEST(an_ignore_that_is_there_already_is_shown),
	    TEST(what_cannot_be_written_stays),
	    TEST(plans_that_cannot_be_read_are_left_alone),
	    TEST(the_list_tells_what_is_of_use),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
