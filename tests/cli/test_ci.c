/* What build servers read of this project, done as they do it: ci.py runs the hooks' entries, the action's and the job's scripts, and
 * holds the matcher against real lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "support/place.h"

static void judge(void **state, const char *part)
{
	char command[128];
	snprintf(command, sizeof command, "/usr/bin/python3 \"$ROOT\"/tests/support/ci.py \"$PL\" \"$ROOT\" %s", part);
	place_expect(*state, 0, command);
}

static void hooks_name_commands_that_there_are(void **state)
{
	judge(state, "hooks");
}

static void the_action_checks_what_it_is_given_and_runs_nothing_of_it(void **state)
{
	judge(state, "action");
}

static void the_gitlab_job_makes_its_reports(void **state)
{
	judge(state, "gitlab");
}

static void the_matcher_finds_every_error_and_warning(void **state)
{
	judge(state, "matcher");
}

static void the_page_names_hooks_and_inputs_that_there_are(void **state)
{
	judge(state, "page");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(hooks_name_commands_that_there_are),
	    TEST(the_action_checks_what_it_is_given_and_runs_nothing_of_it),
	    TEST(the_gitlab_job_makes_its_reports),
	    TEST(the_matcher_finds_every_error_and_warning),
	    TEST(the_page_names_hooks_and_inputs_that_there_are),
	};
	return cmocka_run_group_tests_name("build servers", tests, NULL, NULL);
}
