/*
 * The completion scripts, each run by its own shell: bash calls the function as it would at a tab, fish completes a line by its own
 * command, zsh gets a line and a tab at a terminal of its own. Every command and option of the tables is looked for in each.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "support/place.h"

static int set_up(void **state)
{
	place_setup(state);
	place_expect(*state, 0, "for s in bash zsh fish; do $PL completions $s > planlint.$s || exit 1; done; mkdir plans; "
	                        "touch draft.plan notes.txt 'two words.plan' plans/a.plan");
	return 0;
}

/* What bash proposes behind LINE, one a line, sorted. */
static void in_bash(void **state, const char *line, const char *proposals)
{
	char command[256];
	snprintf(command, sizeof command, "export PL; bash \"$ROOT\"/tests/support/complete.bash planlint.bash '%s'", line);
	const char *said = place_expect(*state, 0, command);
	if (strcmp(said, proposals) != 0)
		fail_msg("behind \"%s\" bash proposes:\n%s", line, said);
}

static void bash_completes_commands_options_and_values(void **state)
{
	in_bash(state, "planlint exp", "explain\n");
	in_bash(state, "planlint schema ", "config\nfindings\nrule\n");
	in_bash(state, "planlint help sche", "schema\n");
	in_bash(state, "planlint check --fa", "--fail-on\n");
	in_bash(state, "planlint schema --f", "\n");
	in_bash(state, "planlint check --fail-on ", "advice\nerror\nnever\nwarning\n");
	in_bash(state, "planlint check --fail-on=w", "warning\n");
	in_bash(state, "planlint --fail-on w", "warning\n");
	in_bash(state, "planlint draft.plan --color a", "always\nauto\n");
	in_bash(state, "planlint check --format s", "sarif\n");
	in_bash(state, "planlint rules --format j", "json\n");
	in_bash(state, "planlint check -o jso", "json=\njsonl=\n");
	in_bash(state, "planlint check --profile coop,d", "coop,digital\ncoop,draft\n");
	in_bash(state, "planlint check --param too-many-i", "too-many-indicators.max=\n");
	in_bash(state, "planlint check --max-findings ", "\n");
}

static void bash_completes_rules_as_the_program_lists_them(void **state)
{
	in_bash(state, "planlint explain no-own", "no-owner\n");
	in_bash(state, "planlint rules show no-own", "no-owner\n");
	in_bash(state, "planlint check --select measurab", "measurability\n");
	in_bash(state, "planlint check --select no-target,no-own", "no-target,no-owner\n");
	in_bash(state, "planlint check --ignore=no-target,no-own", "no-target,no-owner\n");
	in_bash(state, "planlint check --severity no-own", "no-owner=\n");
	in_bash(state, "planlint check --severity no-owner=e", "error\n");
	/* A house's own rule is there too. */
	place_write(*state, ".planlint.yaml", "rules: house.yaml\n");
	place_write(*state, "house.yaml", "id: named-goals\nfamily: house\nseverity: advice\nfor: goal g\nrequire: g.name is given\n"
	                                  "message: the goal {g} has no name\n");
	in_bash(state, "planlint explain named-g", "named-goals\n");
}

static void bash_completes_plans_and_folders(void **state)
{
	in_bash(state, "planlint check dr", "draft.plan\n");
	in_bash(state, "planlint check n", "\n");
	in_bash(state, "planlint check plans/", "plans/a.plan\n");
	in_bash(state, "planlint check t", "two words.plan\n");
	in_bash(state, "planlint dr", "draft.plan\n");
	in_bash(state, "planlint check --rules no", "notes.txt\n");
	in_bash(state, "planlint check -o sarif=no", "notes.txt\n");
}

static void in_fish(void **state, const char *line, const char *proposals)
{
	char command[512];
	snprintf(command, sizeof command, "mkdir -p bin && ln -sf \"$PL\" bin/planlint && PATH=$PWD/bin:$PATH HOME=$PWD fish --no-config -c "
	                                  "'source planlint.fish; complete -C \"%s\"' | cut -f 1 | LC_ALL=C sort", line);
	const char *said = place_expect(*state, 0, command);
	if (strcmp(said, proposals) != 0)
		fail_msg("behind \"%s\" fish proposes:\n%s", line, said);
}

static void fish_completes_them_too(void **state)
{
	in_fish(state, "planlint exp", "explain\n");
	in_fish(state, "planlint schema ", "config\nfindings\nrule\n");
	in_fish(state, "planlint check --fa", "--fail-on\n");
	in_fish(state, "planlint --fail-on w", "warning\n");
	in_fish(state, "planlint check --select no-target,no-own", "no-target,no-owner\n");
	in_fish(state, "planlint check --severity no-owner=e", "no-owner=error\n");
	in_fish(state, "planlint check --profile coop,d", "coop,digital\ncoop,draft\n");
	in_fish(state, "planlint rules show no-own", "no-owner\n");
	in_fish(state, "planlint check dr", "draft.plan\n");
}

static void in_zsh(void **state, const char *line, const char *proposals)
{
	char command[256];
	snprintf(command, sizeof command, "export PL; zsh -f \"$ROOT\"/tests/support/complete.zsh planlint.zsh '%s'", line);
	const char *said = place_expect(*state, 0, command);
	if (strcmp(said, proposals) != 0)
		fail_msg("behind \"%s\" zsh proposes:\n%s", line, said);
}

static void zsh_completes_them_too(void **state)
{
	in_zsh(state, "planlint exp", "explain\n");
	in_zsh(state, "planlint check --fail-on w", "warning\n");
	in_zsh(state, "planlint check --select no-target,no-own", "no-owner\n");
	in_zsh(state, "planlint check --severity no-owner=e", "error\n");
	in_zsh(state, "planlint rules sh", "show\n");
	in_zsh(state, "planlint check dr", "draft.plan\n");
}

static void each_shell_can_read_its_script(void **state)
{
	place_expect(*state, 0, "bash -n planlint.bash && zsh -n planlint.zsh && fish --no-config -n planlint.fish");
}

static const char *const commands[] = {
#define COMMAND(id, name, function, takes, help, groups) name,
#include "cli/commands.def"
#undef COMMAND
};
static const char *const options[] = {
#define OPTION(id, name, letter, value, sort, member, group, help) name,
#include "cli/options.def"
#undef OPTION
};

static void every_command_and_option_is_in_each_script(void **state)
{
	char command[256];
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		snprintf(command, sizeof command, "for s in bash zsh fish; do grep -qw -e '%s' planlint.$s || exit 1; done", commands[i]);
		place_expect(*state, 0, command);
	}
	for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
		snprintf(command, sizeof command, "grep -qw -e '--%s' planlint.bash && grep -qw -e '--%s' planlint.zsh && grep -qw -e '-l %s' planlint.fish",
		         options[i], options[i], options[i]);
		place_expect(*state, 0, command);
	}
}

static void wrong_words_are_told(void **state)
{
	struct place *p = *state;
	assert_non_null(strstr(place_expect(p, 2, "$PL completions"), "for which shell?"));
	assert_non_null(strstr(place_expect(p, 2, "$PL completions fiish"), "did you mean \"fish\"?"));
	place_expect(p, 2, "$PL completions bash zsh");
	place_expect(p, 2, "$PL completions bash > /dev/full");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(bash_completes_commands_options_and_values),
	    TEST(bash_completes_rules_as_the_program_lists_them),
	    TEST(bash_completes_plans_and_folders),
	    TEST(fish_completes_them_too),
	    TEST(zsh_completes_them_too),
	    TEST(each_shell_can_read_its_script),
	    TEST(every_command_and_option_is_in_each_script),
	    TEST(wrong_words_are_told),
	};
	return cmocka_run_group_tests_name("completions", tests, NULL, NULL);
}
