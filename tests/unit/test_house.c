/*
 * Rules of the house that a compiler does not know: floors, calls that nobody makes, documented headers, names of what the library
 * exports. The scripts tests/check_*.awk find the breaches; here they are run over the sources, and each over a breach made on purpose.
 * Runs from the root of the project, as `make test` does.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/shell.h"

/* What the last command printed. */
static char *output;

static int run(const char *command)
{
	int status;
	free(output);
	output = shell_run(command, &status);
	return status;
}

static int forget_output(void **state)
{
	(void)state;
	free(output);
	output = NULL;
	return 0;
}

static void assert_clean(const char *command)
{
	int status = run(command);
	if (status != 0)
		fail_msg("status %d:\n%s", status, output);
}

/* Writes TEXT to src/FOLDER/NAME below a fresh folder and runs SCRIPT over it from there, as over our own sources. */
static int run_on_breach(const char *script, const char *folder, const char *name, const char *text)
{
	char top[] = "/tmp/house-XXXXXX", path[256], command[512], root[4096];
	assert_non_null(mkdtemp(top));
	assert_non_null(getcwd(root, sizeof root));
	snprintf(path, sizeof path, "%s/src", top);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(path, sizeof path, "%s/src/%s", top, folder);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(path, sizeof path, "%s/src/%s/%s", top, folder, name);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	snprintf(command, sizeof command, "script=$PWD/%s; cd %s && awk -f \"$script\" src/%s/%s; status=$?; rm -rf %s; exit $status", script,
		 top, folder, name, top);
	return run(command);
}

static void no_file_includes_from_a_higher_floor_or_a_neighbour(void **state)
{
	(void)state;
	assert_clean("awk -f tests/check_floors.awk src/*/*.[ch] src/*/*.def grammar/*");
}

static void an_include_from_a_higher_floor_is_found(void **state)
{
	(void)state;
	assert_int_equal(run_on_breach("tests/check_floors.awk", "base", "a.c", "/* A. */\n#include \"rule/pack.h\"\n"), 1);
	assert_non_null(strstr(output, "src/base/a.c:2: \"rule/pack.h\" lies on a higher floor than base"));
}

static void an_include_of_a_neighbour_is_found(void **state)
{
	(void)state;
	assert_int_equal(run_on_breach("tests/check_floors.awk", "model", "a.h", "#include \"format/format.h\"\n"), 1);
	assert_non_null(strstr(output, "neighbour of model"));
}

static void an_include_of_a_lower_floor_or_the_own_folder_is_fine(void **state)
{
	(void)state;
	assert_int_equal(run_on_breach("tests/check_floors.awk", "expr", "a.c",
				       "#include \"base/arena.h\"\n#include \"expr/tree.h\"\n#include \"expr.tab.h\"\n#include <stdio.h>\n"),
			 0);
	assert_string_equal(output, "");
}

static void a_folder_without_a_floor_is_found(void **state)
{
	(void)state;
	assert_int_equal(run_on_breach("tests/check_floors.awk", "attic", "a.c", "/* A. */\n"), 1);
	assert_non_null(strstr(output, "\"attic\" has no floor"));
}

static void nobody_calls_what_must_not_be_called(void **state)
{
	(void)state;
	assert_clean("awk -f tests/check_calls.awk src/*/*.[ch] grammar/*");
}

static void each_forbidden_call_is_found(void **state)
{
	static const char *const names[] = {"gets", "strcpy", "sprintf", "strtok", "alloca", "atoi", "system", "popen", "regcomp", "printf", "exit", "setjmp"};
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char text[128], found[64];
		snprintf(text, sizeof text, "void f(void)\n{\n\t%s (x);\n}\n", names[i]);
		snprintf(found, sizeof found, "src/base/a.c:3: %s() ", names[i]);
		assert_int_equal(run_on_breach("tests/check_calls.awk", "base", "a.c", text), 1);
		assert_non_null(strstr(output, found));
	}
}

static void a_forbidden_name_in_a_comment_a_text_or_a_longer_name_is_fine(void **state)
{
	(void)state;
	const char *text = "/* not regcomp(3),\n   nor system(3) */\nconst char *s = \"strcpy(a, b) /* \"; int my_system(int); p->exit(1);\n";
	assert_int_equal(run_on_breach("tests/check_calls.awk", "base", "a.c", text), 0);
	assert_string_equal(output, "");
}

static void the_program_itself_may_print_and_exit(void **state)
{
	(void)state;
	assert_int_equal(run_on_breach("tests/check_calls.awk", "cli", "a.c", "void f(void)\n{\n\tprintf(\"x\");\n}\n"), 0);
	assert_int_equal(run_on_breach("tests/check_calls.awk", "cli", "a.c", "void f(void)\n{\n\tsystem(\"x\");\n}\n"), 1);
}

static void every_function_in_a_header_is_documented(void **state)
{
	(void)state;
	assert_clean("awk -f tests/check_headers.awk src/*/*.h");
}

static void an_undocumented_function_is_found(void **state)
{
	(void)state;
	const char *text = "/* What this is for. */\n\n/* Adds. */\nint plint_a_add(int a,\n                int b);\nint plint_a_sub(int a);\n\nint plint_a_mul(int a);\n";
	assert_int_equal(run_on_breach("tests/check_headers.awk", "base", "a.h", text), 1);
	assert_string_equal(output, "src/base/a.h:8: plint_a_mul() is not documented\n");
}

static void a_header_without_an_opening_comment_is_found(void **state)
{
	(void)state;
	assert_int_equal(run_on_breach("tests/check_headers.awk", "base", "a.h", "#ifndef A\n#endif\n"), 1);
	assert_non_null(strstr(output, "src/base/a.h:1: the file does not open with a comment"));
}

static void every_source_opens_with_a_comment(void **state)
{
	(void)state;
	assert_clean("awk 'FNR == 1 && !/^\\/\\*/ { print FILENAME; bad = 1 } END { exit bad }' src/*/*.[ch] src/*/*.def tests/*/*.[ch]");
}

static void no_source_is_longer_than_nine_hundred_lines(void **state)
{
	(void)state;
	assert_clean("wc -l src/*/*.[ch] grammar/* | awk '$2 != \"total\" && $1 > 900 { print; bad = 1 } END { exit bad }'");
}

static void nothing_is_left_to_do_later(void **state)
{
	(void)state;
	/* Spelt in two halves, so that this file is no hit itself. */
	assert_clean("! grep -nwE 'TO''DO|FIX''ME|XX''X|HA''CK' src/*/*.[ch] src/*/*.def grammar/* rules/*/*.yaml Makefile tests/*/*.[ch] tests/run tests/deps");
}

static void a_help_that_begins_with_write_goes_on_as_a_plan_does(void **state)
{
	(void)state;
	/* "Write X" is said in other languages with the same X (diag/phrases.def). */
	assert_clean("! grep -nE '\"Write [^\"]*(\\b(if|or|where|it|the|one|each|every|for|in|of|some|such)\\b|\\.\")' src/syntax/*.c src/model/*.c");
}

static void what_the_library_exports_bears_its_prefix(void **state)
{
	(void)state;
	assert_clean("nm -g --defined-only ${BUILD:-build}/libplanlint.a | "
		     "awk 'NF == 3 && $3 !~ /^(plint_|__asan|__odr_asan|__gcov|__llvm)/ { print; bad = 1 } NF == 3 { seen = 1 } END { exit bad || !seen }'");
}

/* Two contexts may run in two threads: nothing that can be written may live outside of them. Constant tables that need relocating are in
 * .data.rel.ro, which is read-only once the program has started. Sanitizers and coverage bring data of their own. */
static void the_library_has_no_variables_of_its_own(void **state)
{
	(void)state;
	const char *build = getenv("BUILD");
	if (build && (strstr(build, "asan") || strstr(build, "coverage")))
		skip();
	assert_clean("nm -f sysv --defined-only ${BUILD:-build}/libplanlint.a | "
		     "awk -F'|' 'NF >= 7 { seen = 1; gsub(/ /, \"\", $7); "
		     "if ($7 ~ /^\\.(data|bss)(\\.[^r].*)?$/ || $7 == \"*COM*\") { print; bad = 1 } } END { exit bad || !seen }'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_file_includes_from_a_higher_floor_or_a_neighbour),
	    cmocka_unit_test(an_include_from_a_higher_floor_is_found),
	    cmocka_unit_test(an_include_of_a_neighbour_is_found),
	    cmocka_unit_test(an_include_of_a_lower_floor_or_the_own_folder_is_fine),
	    cmocka_unit_test(a_folder_without_a_floor_is_found),
	    cmocka_unit_test(nobody_calls_what_must_not_be_called),
	    cmocka_unit_test(each_forbidden_call_is_found),
	    cmocka_unit_test(a_forbidden_name_in_a_comment_a_text_or_a_longer_name_is_fine),
	    cmocka_unit_test(the_program_itself_may_print_and_exit),
	    cmocka_unit_test(every_function_in_a_header_is_documented),
	    cmocka_unit_test(an_undocumented_function_is_found),
	    cmocka_unit_test(a_header_without_an_opening_comment_is_found),
	    cmocka_unit_test(every_source_opens_with_a_comment),
	    cmocka_unit_test(no_source_is_longer_than_nine_hundred_lines),
	    cmocka_unit_test(nothing_is_left_to_do_later),
	    cmocka_unit_test(a_help_that_begins_with_write_goes_on_as_a_plan_does),
	    cmocka_unit_test(what_the_library_exports_bears_its_prefix),
	    cmocka_unit_test(the_library_has_no_variables_of_its_own),
	};
	return cmocka_run_group_tests_name("house", tests, NULL, forget_output);
}
