/*
 * `planlint fmt` as users meet it: what is printed, what is written, what stays. What the layout looks like is tests/golden/test_fmt.c's.
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

#define ROUGH "Goal reach “Reach the hamlets” {\r\n  dimension outreach ; by 2029\r\n\r\n\r\n}\r\n"
#define NEAT "goal reach \"Reach the hamlets\" {\n    dimension outreach; by 2029\n}\n"
#define UNREAD "goal reach \"Reach\" {\n  dimension   outreach\n   we go further\n}\n"
#define UNCLOSED "goal reach \"Reach\" {\n  dimension   outreach\n"

static int set_up(void **state)
{
	place_setup(state);
	place_write(*state, "rough.plan", ROUGH);
	place_write(*state, "neat.plan", NEAT);
	return 0;
}

/* COMMAND must end with STATUS and print just TEXT. */
static void prints(void **state, int status, const char *command, const char *text)
{
	assert_string_equal(place_expect(*state, status, command), text);
}

static void says(void **state, int status, const char *command, const char *text)
{
	const char *output = place_expect(*state, status, command);
	if (!strstr(output, text))
		fail_msg("no \"%s\" in:\n%s", text, output);
}

static void without_options_the_plan_is_printed(void **state)
{
	prints(state, 0, "\"$PL\" fmt rough.plan", NEAT);
	prints(state, 0, "\"$PL\" fmt neat.plan rough.plan", NEAT NEAT);
	prints(state, 0, "\"$PL\" fmt - <rough.plan", NEAT);
	prints(state, 0, "\"$PL\" fmt rough.plan >/dev/null; cat rough.plan", ROUGH);
	prints(state, 0, "printf '' | \"$PL\" fmt -", "");
	prints(state, 0, "printf '\\n\\n' | \"$PL\" fmt -", "");
}

static void check_lists_what_would_change(void **state)
{
	prints(state, 1, "\"$PL\" fmt --check neat.plan rough.plan", "rough.plan\n");
	prints(state, 1, "\"$PL\" fmt --check .", "rough.plan\n");
	prints(state, 0, "\"$PL\" fmt --check neat.plan", "");
	prints(state, 1, "\"$PL\" fmt --check - <rough.plan", "-\n");
	prints(state, 1, "\"$PL\" fmt --check --stdin-filename sub/x.plan - <rough.plan", "sub/x.plan\n");
	prints(state, 0, "cat rough.plan", ROUGH);
}

static void write_replaces_what_changes(void **state)
{
	prints(state, 0, "chmod 640 rough.plan; \"$PL\" fmt --write . && stat -c %a rough.plan", "rough.plan\n640\n");
	prints(state, 0, "cat rough.plan", NEAT);
	prints(state, 0, "ls -i neat.plan >before; \"$PL\" fmt --write . && ls -i neat.plan | diff before -", "");
}

/* Those of a pack that brings fields of its own too. */
static void all_sample_plans_are_laid_out(void **state)
{
	prints(state, 0, "\"$PL\" fmt --check \"$ROOT\"/plans", "");
}

static void no_temporary_file_stays(void **state)
{
	place_run(*state, "\"$PL\" fmt --write . && ls -A | grep -c planlint");
	struct place *p = *state;
	assert_string_equal(p->output, "rough.plan\n0\n");
}

static void a_link_stays_a_link(void **state)
{
	prints(state, 0, "mkdir a && mv rough.plan a/real.txt && ln -s a/real.txt link.plan && \"$PL\" fmt --write link.plan && readlink link.plan",
	       "link.plan\na/real.txt\n");
	prints(state, 0, "cat a/real.txt", NEAT);
}

static void one_file_of_a_plan_is_itself_alone(void **state)
{
	place_expect(*state, 0, "mkdir whole && cp rough.plan whole/one.plan && cp rough.plan whole/two.plan && "
	                        "printf 'plan \"X\" { period 2027 to 2029 }\\ninclude \"two.plan\"\\n' > whole/plan.plan");
	prints(state, 0, "\"$PL\" fmt --write whole/one.plan", "whole/one.plan\n");
	prints(state, 0, "cat whole/two.plan", ROUGH);
	prints(state, 1, "\"$PL\" fmt --check whole", "whole/two.plan\n");
	prints(state, 0, "\"$PL\" fmt --write whole whole/two.plan", "whole/two.plan\n");
}

static void what_the_settings_exclude_stays(void **state)
{
	place_write(*state, ".planlint.yaml", "exclude: [rough.plan]\n");
	prints(state, 0, "\"$PL\" fmt --check .", "");
	says(state, 0, "\"$PL\" fmt --write rough.plan", "the settings exclude what was named");
	prints(state, 0, "cat rough.plan", ROUGH);
	prints(state, 1, "\"$PL\" fmt --no-config --check .", "rough.plan\n");
}

static void lines_that_cannot_be_read_stay(void **state)
{
	place_write(*state, "unread.plan", UNREAD);
	says(state, 2, "\"$PL\" fmt unread.plan", "unread.plan:3:4: error[unreadable-line]");
	says(state, 2, "\"$PL\" fmt --write unread.plan", "the lines that could not be read stay as they are");
	prints(state, 0, "cat unread.plan", "goal reach \"Reach\" {\n    dimension outreach\n   we go further\n}\n");
	says(state, 2, "\"$PL\" fmt --check unread.plan", "unreadable-line");
}

static void a_plan_without_its_braces_stays_whole(void **state)
{
	place_write(*state, "unclosed.plan", UNCLOSED);
	says(state, 2, "\"$PL\" fmt --write unclosed.plan neat.plan", "unclosed.plan stays as it is: mend what could not be read");
	prints(state, 0, "cat unclosed.plan", UNCLOSED);
	prints(state, 2, "\"$PL\" fmt unclosed.plan 2>errors", UNCLOSED);
	prints(state, 2, "printf 'goal \\000x' >nul.plan; \"$PL\" fmt nul.plan 2>errors | cmp - nul.plan; \"$PL\" fmt --write nul.plan 2>>errors", "");
}

static void what_cannot_be_read_or_written_is_told(void **state)
{
	says(state, 2, "\"$PL\" fmt missing.plan", "missing.plan cannot be read: there is no such file");
	says(state, 2, "mkfifo pipe.plan; \"$PL\" fmt --write pipe.plan", "it is not a regular file");
	says(state, 2, "rm pipe.plan; mkdir empty; \"$PL\" fmt empty", "there is no .plan file in empty");
	says(state, 2, "\"$PL\" fmt", "planlint fmt plans/draft.plan");
	says(state, 2, "\"$PL\" fmt --check --write neat.plan", "--check writes nothing");
	says(state, 2, "\"$PL\" fmt --write - <rough.plan", "standard input cannot be written to");
	says(state, 2, "\"$PL\" fmt --chek neat.plan", "did you mean \"--check\"?");
	says(state, 2, "\"$PL\" fmt --diff neat.plan", "--diff");
	if (access("/dev/full", W_OK) == 0)
		says(state, 2, "\"$PL\" fmt rough.plan 2>&1 >/dev/full", "the output could not be written");
	says(state, 2, "ulimit -f 0; trap '' XFSZ; \"$PL\" fmt --write rough.plan 2>&1", "rough.plan was not written");
	prints(state, 0, "cat rough.plan; ls -A | awk '/planlint/ { n++ } END { print n + 0 }'", ROUGH "0\n");
}

static void odd_names_are_names(void **state)
{
	prints(state, 0, "cp rough.plan ./--write.plan; \"$PL\" fmt -- --write.plan", NEAT);
	prints(state, 0, "cp rough.plan \"a b;c.plan\"; \"$PL\" fmt --write \"a b;c.plan\"", "a b;c.plan\n");
	prints(state, 0, "cp rough.plan \"$(printf 'x\\033[1m.plan')\"; \"$PL\" fmt --write \"$(printf 'x\\033[1m.plan')\"", "x<U+001B>[1m.plan\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(without_options_the_plan_is_printed),
	    TEST(check_lists_what_would_change),
	    TEST(write_replaces_what_changes),
	    TEST(all_sample_plans_are_laid_out),
	    TEST(no_temporary_file_stays),
	    TEST(a_link_stays_a_link),
	    TEST(one_file_of_a_plan_is_itself_alone),
	    TEST(what_the_settings_exclude_stays),
	    TEST(lines_that_cannot_be_read_stay),
	    TEST(a_plan_without_its_braces_stays_whole),
	    TEST(what_cannot_be_read_or_written_is_told),
	    TEST(odd_names_are_names),
	};
	return cmocka_run_group_tests_name("fmt command", tests, NULL, NULL);
}
