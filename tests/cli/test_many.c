/*
 * Many plans: from folders of a thousand files to the plans in them, and what discovery must look into to tell. The recipe of
 * docs/many-plans.md is run as it stands there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/place.h"

/* Runs COMMAND, which must end with STATUS and print exactly TEXT. */
static void prints(struct place *p, int status, const char *command, const char *text)
{
	place_expect(p, status, command);
	if (strcmp(p->output, text) != 0)
		fail_msg("%s prints:\n%s\nnot:\n%s", command, p->output, text);
}

/* Writes NAME: BYTES of remarks, then TEXT. */
static void write_behind(struct place *p, const char *name, size_t bytes, const char *text)
{
	char *all = malloc(bytes + strlen(text) + 1);
	assert_non_null(all);
	memset(all, '#', bytes);
	for (size_t i = 79; i < bytes; i += 80)
		all[i] = '\n';
	if (bytes)
		all[bytes - 1] = '\n';
	strcpy(all + bytes, text);
	place_write(p, name, all);
	free(all);
}

static void a_plan_block_is_found_wherever_it_stands(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "mkdir f");
	/* Files are looked into by their head first: it may end before the block, within its first word, or within a text. */
	for (size_t bytes = 4090; bytes <= 4100; bytes++) {
		write_behind(p, "f/a.plan", bytes, "plan \"A\" { period 2027 to 2029 }\n");
		write_behind(p, "f/b.plan", bytes, "plan \"B\" { period 2027 to 2029 }\n");
		prints(p, 0, "\"$PL\" check --fail-on never --format json f | grep -c '\"status\":\"checked\"'; \"$PL\" settings f | grep '^plan:'", "2\nplan: f/a.plan\nplan: f/b.plan\n");
		write_behind(p, "f/b.plan", bytes, "planet \"B\" { period 2027 to 2029 }\n");
		prints(p, 0, "\"$PL\" settings f | grep '^plan:'", "plan: f\n");
		write_behind(p, "f/b.plan", bytes - 60, "mission \"\"\"\nplanning is half the work, and for the rest there is a\nplan \"B\"\n\"\"\"\n");
		prints(p, 0, "\"$PL\" settings f | grep '^plan:'", "plan: f\n");
	}
	write_behind(p, "f/b.plan", 300000, "plan \"B\" { period 2027 to 2029 }\n");
	prints(p, 0, "\"$PL\" settings f/a.plan | grep '^plan:'", "plan: f/a.plan\n");
}

static void a_file_among_plans_is_a_plan_for_itself(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "mkdir f && for n in $(seq 100 1099); do echo \"plan \\\"P$n\\\"\" >f/$n.plan; done");
	prints(p, 0, "\"$PL\" settings --files f/500.plan", "f/500.plan\n");
	prints(p, 0, "\"$PL\" settings --files f | wc -l", "1000\n");
	prints(p, 0, "\"$PL\" settings --files f/*.plan f ./f | wc -l", "1000\n");
	/* Shared files among them, known by who includes them. */
	place_write(p, "f/shared.plan", "role boss\n");
	place_write(p, "f/700.plan", "plan \"P\"\ninclude \"shared.plan\"\n");
	prints(p, 0, "\"$PL\" settings --files f | wc -l", "1000\n");
	place_run(p, "\"$PL\" settings --files f/shared.plan | grep -c 700.plan");
	assert_string_equal(p->output, "1\n");
	place_write(p, "f/stray.plan", "role lost\n");
	prints(p, 0, "\"$PL\" settings --files f/stray.plan", "f/stray.plan\n");
	prints(p, 2, "\"$PL\" check --format compact --jobs 2 f >all; s=$?; grep -c bad-include all; exit $s", "1\n");
}

static void a_thousand_folders_are_a_thousand_plans(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "mkdir t && cd t && for n in $(seq 1000); do mkdir $n; echo 'plan \"P\"' >$n/a.plan; echo 'role r' >$n/b.plan; done");
	prints(p, 0, "\"$PL\" settings --files t | wc -l", "2000\n");
	prints(p, 0, "\"$PL\" settings --files t/*/b.plan | wc -l", "2000\n");
}

/* What the kernel tells about itself is no place for plans; walking it has no end. */
static void file_systems_of_the_kernel_are_left_out(void **state)
{
	struct place *p = *state;
	prints(p, 2, "\"$PL\" check /proc", "planlint: there is no .plan file in /proc\n");
	prints(p, 2, "\"$PL\" check /sys", "planlint: there is no .plan file in /sys\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_plan_block_is_found_wherever_it_stands),
	    TEST(a_file_among_plans_is_a_plan_for_itself),
	    TEST(a_thousand_folders_are_a_thousand_plans),
	    TEST(file_systems_of_the_kernel_are_left_out),
	};
	return cmocka_run_group_tests_name("many", tests, NULL, NULL);
}
