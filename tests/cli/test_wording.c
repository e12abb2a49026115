/*
 * The word lists against titles: tests/wording/titles.tsv, made up, through the harness that stands there for titles of one's own. What each
 * title must be told is tests/wording/expected.tsv; UPDATE=1 writes it anew. Runs from the root of the project.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"

#define EXPECTED "tests/wording/expected.tsv"

static const char *program(void)
{
	const char *path = getenv("PLANLINT");
	return path ? path : "build/planlint";
}

static void titles_are_told_what_is_expected(void **state)
{
	char command[512];
	int status;
	(void)state;
	const char *update = getenv("UPDATE");
	bool is_update = update && strcmp(update, "1") == 0;
	snprintf(command, sizeof command,
	         is_update ? "tests/wording/table %s <tests/wording/titles.tsv >" EXPECTED
	                   : "tests/wording/table %s <tests/wording/titles.tsv | diff " EXPECTED " - 2>&1",
	         program());
	char *output = shell_run(command, &status);
	if (status != 0)
		fail_msg("titles are told something else (< expected, > found):\n%s", output);
	free(output);
}

/* Runs the harness with ARGUMENTS on LINES (as of printf); its exit status, what it says in *OUTPUT. */
static int run_blocks(const char *tool, const char *arguments, const char *lines, char **output)
{
	char command[512];
	int status;
	snprintf(command, sizeof command, "printf '%s' | tests/wording/%s %s", lines, tool, arguments);
	*output = shell_run(command, &status);
	return status;
}

static void bad_lists_are_refused(void **state)
{
	static const struct {
		const char *lines, *says;
	} cases[] = {{"objective\\ten\\n", "line 1: KIND, LANGUAGE and TITLE"},
	             {"goal\\ten\\tReach all\\nvow\\ten\\tTry\\n", "line 2: \"vow\" is no kind"},
	             {"goal\\t../x\\tReach all\\n", "\"../x\" is no code of a language"},
	             {"goal\\ten\\t \\n", "the title is empty"}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *output;
		assert_int_equal(run_blocks("table", program(), cases[i].lines, &output), 2);
		assert_non_null(strstr(output, cases[i].says));
		free(output);
	}
	char *output;
	assert_int_equal(run_blocks("blocks", "no/such/folder", "", &output), 2);
	assert_non_null(strstr(output, "usage: "));
	free(output);
	assert_int_equal(run_blocks("table", program(), "# nothing but a remark\\n\\n", &output), 0);
	assert_string_equal(output, "");
	free(output);
}

static void titles_with_quotes_stay_titles(void **state)
{
	char *output;
	(void)state;
	assert_int_equal(run_blocks("table", program(), "objective\\ten\\tImprove \"it\" { } \\\\ ; now\\n", &output), 0);
	assert_string_equal(output, "vague-wording\tobjective\ten\tImprove \"it\" { } \\ ; now\n");
	free(output);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(titles_are_told_what_is_expected), cmocka_unit_test(bad_lists_are_refused),
	                                   cmocka_unit_test(titles_with_quotes_stay_titles)};
	return cmocka_run_group_tests_name("wording", tests, NULL, NULL);
}
