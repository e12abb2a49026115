/* The sample plans: what `planlint check` prints about each of plans/, compared with plans/NAME.txt here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/checking.h"
#include "support/shell.h"

#define FOLDER "plans"
#define GOLDEN "tests/golden/plans"

static struct checking *checking;
static const char *program;

/* The plans of a folder with settings of its own are read with these. */
static const char *no_config(const char *name)
{
	uint64_t dev, ino;
	const char *settings = plint_arena_printf(checking_arena(checking), "%s/%s/.planlint.yaml", FOLDER, name);
	return plint_io_stat(settings, &dev, &ino) == PLINT_IO_FILE ? "" : "--no-config";
}

static void plan_reads_as_before(void **state)
{
	const char *name = *state;
	int status;
	const char *stem = plint_arena_strndup(checking_arena(checking), name, strlen(name) - (strstr(name, ".plan") ? 5 : 0));
	char *text = shell_run(plint_arena_printf(checking_arena(checking), "'%s' check %s --color never %s/%s", program,
	                                          no_config(name), FOLDER, name), &status);
	const char *all = plint_arena_printf(checking_arena(checking), "%s\nexit status %d\n", text, status);
	free(text);
	checking_golden(checking, plint_arena_printf(checking_arena(checking), "%s/%s.txt", GOLDEN, stem), all);
}

static void good_plan_is_silent_at_every_severity(void **state)
{
	int status;
	(void)state;
	char *text = shell_run(plint_arena_printf(checking_arena(checking), "'%s' check --no-config --fail-on advice --format compact plans/socfinance",
	                                          program), &status);
	assert_string_equal(text, "");
	assert_int_equal(status, 0);
	free(text);
}

int main(void)
{
	program = getenv("PLANLINT");
	program = program ? program : "build/planlint";
	checking = checking_open(NULL);
	struct plint_io_entry *entries;
	uint32_t count;
	size_t n = 0;
	assert_int_equal(plint_io_list(checking_arena(checking), FOLDER, &entries, &count), PLINT_IO_OK);
	struct CMUnitTest *tests = calloc(count + 1u, sizeof *tests);
	assert_non_null(tests);
	tests[n++] = (struct CMUnitTest){"the good plan is silent", good_plan_is_silent_at_every_severity, NULL, NULL, NULL};
	for (uint32_t i = 0; i < count; i++) {
		char *name = strdup(entries[i].name);
		assert_non_null(name);
		tests[n++] = (struct CMUnitTest){name, plan_reads_as_before, NULL, NULL, name};
	}
	int failed = _cmocka_run_group_tests("plans", tests, n, NULL, NULL);
	for (size_t i = 1; i < n; i++)
		free(tests[i].initial_state);
	free(tests);
	checking_close(checking);
	return failed;
}
