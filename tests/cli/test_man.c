/*
 * The manual pages: clean for mandoc, and their lists those of the program's tables. A page that lags behind is made anew by
 * `make check-tests UPDATE=1`; the difference is to be read like code.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"

static const char *const pages[] = {"planlint.1", "planlint-plan.5", "planlint-pack.5", "planlint.yaml.5", "libplanlint.3"};
enum { PAGE_COUNT = sizeof pages / sizeof pages[0] };

/* Runs COMMAND, made as by printf, with $B for the build's folder; it must end with STATUS. What it printed, which the caller frees. */
static char *run(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));

static char *run(int status, const char *format, ...)
{
	char command[1024], line[1200];
	const char *build = getenv("BUILD");
	int ended;
	va_list args;
	va_start(args, format);
	vsnprintf(command, sizeof command, format, args);
	va_end(args);
	snprintf(line, sizeof line, "B=%s; %s", build ? build : "build", command);
	char *output = shell_run(line, &ended);
	if (ended != status)
		fail_msg("status %d, not %d, of: %s\n%s", ended, status, command, output);
	return output;
}

static void the_lists_of_the_pages_are_those_of_the_tables(void **state)
{
	(void)state;
	const char *update = getenv("UPDATE");
	for (size_t i = 0; i < PAGE_COUNT; i++) {
		if (update && *update)
			free(run(0, "$B/manual docs/man/%s > $B/page && cp $B/page docs/man/%s", pages[i], pages[i]));
		free(run(0, "$B/manual docs/man/%s | diff docs/man/%s -", pages[i], pages[i]));
	}
}

static void every_section_of_keys_has_its_list(void **state)
{
	(void)state;
	static const char *const sections[] = {
#define SECTION(id, what) #id,
#define KEY(section, id, name, shape, of, help)
#define END(id)
#include "rule/keys.def"
	};
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		free(run(0, "grep -qx '.*begin keys %s' docs/man/planlint-pack.5 docs/man/planlint.yaml.5", sections[i]));
}

static void a_page_that_lags_behind_is_found(void **state)
{
	(void)state;
	free(run(1, "grep -v 'Fl Fl fail-on Ar' docs/man/planlint.1 > $B/page; $B/manual $B/page | diff $B/page - > /dev/null"));
	free(run(1, "printf '.\\\\\" begin nothing\\n.\\\\\" end nothing\\n' > $B/page; $B/manual $B/page 2> /dev/null"));
	free(run(1, "printf '.\\\\\" begin limits\\n' > $B/page; $B/manual $B/page 2> /dev/null"));
	free(run(2, "$B/manual nowhere.1 2> /dev/null"));
}

static void every_page_is_clean_for_mandoc(void **state)
{
	(void)state;
	for (size_t i = 0; i < PAGE_COUNT; i++) {
		char *said = run(0, "mandoc -T lint docs/man/%s", pages[i]);
		assert_string_equal(said, "");
		free(said);
	}
	/* The judge does judge. */
	free(run(2, "sed 's/^[.]Sh NAME/.Sh NONE/' docs/man/planlint.1 > $B/page; mandoc -T lint $B/page > /dev/null"));
}

static void the_page_of_the_program_has_its_sections(void **state)
{
	(void)state;
	static const char *const sections[] = {"NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "ENVIRONMENT", "FILES",
	                                       "EXIT STATUS", "EXAMPLES", "LIMITS", "SECURITY", "SEE ALSO"};
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		free(run(0, "grep -qx '.Sh %s' docs/man/planlint.1", sections[i]));
}

static void the_page_of_the_library_has_every_function(void **state)
{
	(void)state;
	free(run(0, "n=$(sed -n 's/^PLINT_API .*[ *]\\(plint_[a-z_]*\\)(.*/\\1/p' src/api/planlint.h | while read -r f; do "
	            "grep -q \"^[.]F[no] $f\" docs/man/libplanlint.3 || { echo $f is missing >&2; exit 1; }; echo $f; done | wc -l) && "
	            "test \"$n\" = \"$(grep -c '^PLINT_API ' src/api/planlint.h)\" && test \"$n\" -ge 5"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_lists_of_the_pages_are_those_of_the_tables),
	    cmocka_unit_test(every_section_of_keys_has_its_list),
	    cmocka_unit_test(a_page_that_lags_behind_is_found),
	    cmocka_unit_test(every_page_is_clean_for_mandoc),
	    cmocka_unit_test(the_page_of_the_program_has_its_sections),
	    cmocka_unit_test(the_page_of_the_library_has_every_function),
	};
	return cmocka_run_group_tests_name("manual pages", tests, NULL, NULL);
}
