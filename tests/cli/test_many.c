/*
 * Many plans: from folders of a thousand files to the plans in them, and what discovery must look into to tell. The recipe of
 * docs/many-plans.md is run as it stands there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
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
	place_expect(p, 0, "mkdir t && cd t && seq 1000 | xargs mkdir && for n in $(seq 1000); do echo 'plan \"P\"' >$n/a.plan; echo 'role r' >$n/b.plan; done");
	prints(p, 0, "\"$PL\" settings --files t | wc -l", "2000\n");
	prints(p, 0, "\"$PL\" settings --files t/*/b.plan | wc -l", "2000\n");
}

/* What the kernel tells about itself is no place for plans; walking it has no end. */
static void file_systems_of_the_kernel_are_left_out(void **state)
{
	struct place *p = *state;
	prints(p, 2, "\"$PL\" check /proc", "planlint: there is no .plan file in /proc: a plan is a plain text whose name ends in .plan\n");
	prints(p, 2, "\"$PL\" check /sys", "planlint: there is no .plan file in /sys: a plan is a plain text whose name ends in .plan\n");
}

/* ---- the recipe of docs/many-plans.md ------------------------------------------------------------------------------------- */

#define INSTITUTIONS 500

/* What the plan of institution NUMBER lacks in YEAR. */
static bool is_unfunded(int number, int year)
{
	return year == 2026 ? number % 10 < 3 : number % 20 == 7;
}

static bool is_ownerless(int number, int year)
{
	return number % (year == 2026 ? 2 : 4) == 0;
}

static void write_network(struct place *p)
{
	char name[64], text[1024];
	place_expect(p, 0, "mkdir 2026 2027 network");
	for (int year = 2026; year <= 2027; year++)
		for (int i = 1; i <= INSTITUTIONS; i++) {
			snprintf(text, sizeof text,
			         "plan \"Institution %d\" { period %d to %d; currency USD }\n%s"
			         "social goal reach \"Reach the rural poor\" {\n    dimension outreach\n"
			         "    objective share \"Raise the share of poor clients from 30%% to 40%%\" { by %d-06-30%s%s }\n}\n"
			         "financial goal cost \"Lend at a lower cost\" { dimension efficiency; budget USD 90,000 }\nrole boss \"Head of field work\"\n",
			         i, year, year + 3, year == 2027 && i == 13 ? "frobnicate it\n" : "", year + 2,
			         is_ownerless(i, year) ? "" : "; owner boss", is_unfunded(i, year) ? "" : "; budget USD 1,000");
			snprintf(name, sizeof name, "%d/inst-%03d.plan", year, i);
			place_write(p, name, text);
		}
}

/* The blocks of the page, each closed with a NUL; INTO gets those that begin with the fence KIND, at most MAX. */
static unsigned blocks_of(char *page, const char *kind, char **into, unsigned max)
{
	char fence[16];
	unsigned count = 0;
	snprintf(fence, sizeof fence, "\n```%s\n", kind);
	for (char *at = strstr(page, fence); at && count < max; at = strstr(at, fence)) {
		char *start = at + strlen(fence), *end = strstr(start, "\n```");
		assert_non_null(end);
		into[count++] = strndup(start, (size_t)(end + 1 - start));
		at = end + 1;
	}
	return count;
}

/* Runs the commands BLOCK of the page as they stand, with planlint found by its name. */
static const char *run_block(struct place *p, const char *block)
{
	place_write(p, "block.sh", block);
	return place_expect(p, 0, "mkdir -p bin && ln -sf \"$PL\" bin/planlint && PATH=$PWD/bin:$PATH sh -eu block.sh");
}

/* The most broken rules as planlint's own one-line form counts them. */
static void assert_most_broken(struct place *p, const char *answer)
{
	char *table = strdup(answer);
	assert_non_null(table);
	place_expect(p, 0,
	             "\"$PL\" check --rules network --fail-on never --format compact 2026 2027 | sed 's/:[0-9].*: [a-z]*\\[/ /; s/\\].*//' >pairs;"
	             " sort -u pairs | cut -d' ' -f2 | sort | uniq -c | sort -k1,1nr -k2,2 | head -n 10 | awk '{ print $2, $1 }'");
	char *line = p->output, *row = table;
	for (int i = 0; i < 2; i++) { /* head and rule */
		row = strchr(row, '\n');
		assert_non_null(row++);
	}
	for (int i = 0; i < 10; i++) {
		char rule[2][80];
		int plans[2];
		assert_int_equal(sscanf(line, "%79s %d", rule[0], &plans[0]), 2);
		assert_int_equal(sscanf(row, "%79s %d", rule[1], &plans[1]), 2);
		assert_string_equal(rule[0], rule[1]);
		assert_int_equal(plans[0], plans[1]);
		line = strchr(line, '\n') + 1;
		row = strchr(row, '\n') + 1;
	}
	free(table);
}

static void assert_unfunded(const char *answer)
{
	char wanted[INSTITUTIONS * 32] = "";
	for (int i = 1; i <= INSTITUTIONS; i++)
		if (is_unfunded(i, 2027))
			snprintf(wanted + strlen(wanted), sizeof wanted - strlen(wanted), "2027/inst-%03d.plan\n", i);
	assert_string_equal(answer, wanted);
}

/* The table ANSWER has a row of WORDS, whatever the blanks between. */
static void assert_row(const char *answer, const char *rule, const char *y2026, const char *y2027, const char *moved)
{
	const char *row = strstr(answer, rule);
	char words[4][80];
	if (!row || sscanf(row, "%79s %79s %79s %79s", words[0], words[1], words[2], words[3]) != 4)
		fail_msg("no row %s in\n%s", rule, answer);
	assert_string_equal(words[0], rule);
	assert_string_equal(words[1], y2026);
	assert_string_equal(words[2], y2027);
	assert_string_equal(words[3], moved);
}

static char *read_page(struct place *p)
{
	return strdup(place_expect(p, 0, "cat \"$ROOT/docs/many-plans.md\""));
}

static void the_recipe_of_the_page_answers_its_questions(void **state)
{
	struct place *p = *state;
	char *page = read_page(p), *files[2], *steps[6];
	write_network(p);
	assert_int_equal(blocks_of(page, "yaml", files, 2), 2);
	place_write(p, "network/pack.yaml", files[0]);
	place_write(p, "network/no-funded-social-goal.yaml", files[1]);
	assert_int_equal(blocks_of(page, "sh", steps, 6), 6);
	run_block(p, steps[0]);
	place_expect(p, 0, "test $(wc -l <plans.txt) -eq 1000 && test $(ls found | wc -l) -eq 20 && test $(wc -l <found.jsonl) -gt 5000");
	run_block(p, steps[1]);
	assert_most_broken(p, run_block(p, steps[2]));
	assert_unfunded(run_block(p, steps[3]));
	const char *unread = run_block(p, steps[4]);
	assert_memory_equal(unread, "2027/inst-013.plan|2|", 21);
	assert_null(strchr(strchr(unread, '\n') + 1, '\n'));
	const char *moved = run_block(p, steps[5]);
	assert_row(moved, "no-owner", "50.0%", "25.0%", "-25.0");
	assert_row(moved, "no-funded-social-goal", "30.0%", "5.0%", "-25.0");
	assert_row(moved, "goal-without-objective", "100.0%", "99.8%", "-0.2"); /* one plan of 500 has a line that nobody understands */
	for (int i = 0; i < 6; i++)
		free(steps[i]);
	free(files[0]);
	free(files[1]);
	free(page);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_plan_block_is_found_wherever_it_stands),
	    TEST(a_file_among_plans_is_a_plan_for_itself),
	    TEST(a_thousand_folders_are_a_thousand_plans),
	    TEST(file_systems_of_the_kernel_are_left_out),
	    TEST(the_recipe_of_the_page_answers_its_questions),
	};
	return cmocka_run_group_tests_name("many", tests, NULL, NULL);
}
