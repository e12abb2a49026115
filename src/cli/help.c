/* `planlint help`: loops over the tables of commands and options. */
#include <string.h>

#include "cli/cli.h"
#include "output/diff.h"

static const char examples[] = "  planlint check plans/draft.plan       what is missing or cannot be measured in a plan\n"
                               "  planlint explain no-target            what a finding means and what to write\n";

/* What stands first: for somebody who has just installed it. */
static void short_help(struct plint_buf *out)
{
	plint_buf_str(out, "planlint reads a strategic plan and shows where it cannot be measured, where its parts do not fit\n"
	                   "together, and what is missing from its social side. Plans are text files that end in .plan.\n\n");
	plint_buf_str(out, examples);
	plint_buf_str(out, "\nEverything that it can do: planlint help\n");
}

static void command_list(struct plint_buf *out)
{
	plint_buf_str(out, "planlint COMMAND [OPTIONS] [PATH…]     (planlint PATH… is planlint check PATH…)\n\n");
	for (unsigned i = 0; i < PLINT_COMMAND_COUNT; i++)
		plint_buf_printf(out, "  %-10s %s\n", plint_commands_table[i].name, plint_commands_table[i].help);
	plint_buf_str(out, "\nFor example:\n");
	plint_buf_str(out, examples);
	plint_buf_str(out, "\nA PATH is a plan, a folder with plans, also in folders below it, or - (standard input).\n"
	                   "The .plan files of one folder are one plan, as long as only one of them has a plan block.\n"
	                   "The options of a command: planlint help COMMAND\n");
}

/* Appends " text, compact …". */
static void format_list(struct plint_buf *out, enum plint_command command)
{
	uint32_t count;
	const struct plint_diff_format *of_diff = plint_diff_formats(&count);
	if (command == PLINT_COMMAND_DIFF) {
		for (uint32_t i = 0; i < count; i++)
			plint_buf_printf(out, "%s %s", i ? "," : "", of_diff[i].name);
		return;
	}
	const struct plint_output_format *formats = plint_output_formats(&count);
	for (uint32_t i = 0; i < count; i++)
		plint_buf_printf(out, "%s %s", i ? "," : "", formats[i].name);
}

static void option_list(struct plint_buf *out, enum plint_command command, unsigned groups)
{
	for (unsigned i = 0; i < PLINT_OPTION_COUNT; i++) {
		const struct plint_option_info *o = &plint_options_table[i];
		if (!(o->group & groups))
			continue;
		size_t before = out->len;
		if (o->letter)
			plint_buf_printf(out, "  -%c, --%s", o->letter, o->name);
		else
			plint_buf_printf(out, "      --%s", o->name);
		if (o->value)
			plint_buf_printf(out, " %s", o->value);
		size_t width = out->len - before;
		const char *dots = o->value ? strstr(o->value, "…") : NULL; /* one column, three bytes */
		width -= dots ? 2 : 0;
		if (width > 32) {
			plint_buf_char(out, '\n');
			width = 0;
		}
		plint_buf_fill(out, ' ', 34 - width);
		plint_buf_str(out, o->help);
		if (i == PLINT_OPTION_FORMAT && command == PLINT_COMMAND_RULES)
			plint_buf_str(out, " of `rules list` text or json; of `rules doc` text, markdown or html");
		else if (i == PLINT_OPTION_FORMAT)
			format_list(out, command);
		plint_buf_char(out, '\n');
	}
}

static void command_help(struct plint_buf *out, enum plint_command command)
{
	const struct plint_command_info *c = &plint_commands_table[command];
	plint_buf_printf(out, "planlint %s%s%s%s\n\n", c->name, c->groups ? " [OPTIONS]" : "", *c->takes ? " " : "", c->takes);
	plint_buf_printf(out, "%s\n\n", c->help);
	option_list(out, command, c->groups | GROUP_ALWAYS);
	if (command == PLINT_COMMAND_CHECK)
		plint_buf_str(out, "\nExit status: 0 nothing at or above --fail-on, 1 findings at or above it, 2 something could not be read\n"
		                   "or written, or an option or a rule pack is wrong.\n"
		                   "Options may also stand in the environment variable PLANLINT_OPTIONS; the command line is stronger.\n");
	if (command == PLINT_COMMAND_DIFF)
		plint_buf_str(out, "\nOLD and NEW are each a plan, a folder, - (standard input), or REVISION:PATH, a plan as it was in git:\n"
		                   "  planlint diff draft-1.plan draft-2.plan\n"
		                   "  planlint diff main:plans/draft.plan plans/draft.plan\n"
		                   "  planlint diff v1:plans v2:plans --format markdown\n"
		                   "PATH is given from the folder that you are in. A file of just that name wins. Both drafts are checked with the\n"
		                   "settings that are in force for NEW.\n\n"
		                   "Exit status: 0 no finding came, 1 findings came (at or above --fail-on, where that is given), 2 something could\n"
		                   "not be read or written, or an option or a rule pack is wrong.\n");
}

int plint_cmd_help(struct plint_cli *cli)
{
	const struct plint_options *o = &cli->options;
	struct plint_buf out;
	plint_buf_init(&out, &cli->arena);
	if (!o->has_words) {
		short_help(&out);
	} else if (o->command != PLINT_COMMAND_HELP && o->is_command_named) {
		command_help(&out, o->command);
	} else if (o->command == PLINT_COMMAND_HELP && o->words.count > 0) {
		enum plint_command command = plint_options_command(o->words.items[0]);
		if (command == PLINT_COMMAND_COUNT) {
			const char *names[PLINT_COMMAND_COUNT];
			for (unsigned i = 0; i < PLINT_COMMAND_COUNT; i++)
				names[i] = plint_commands_table[i].name;
			const char *word = o->words.items[0];
			const char *guess = plint_cli_guess(cli, word, strlen(word), names, PLINT_COMMAND_COUNT, "");
			plint_cli_complain(cli, "there is no command \"%s\"%s", plint_cli_shown(cli, word),
			                   *guess ? guess : "; `planlint help` lists them");
			return PLINT_CLI_TROUBLE;
		}
		command_help(&out, command);
	} else {
		command_list(&out);
	}
	plint_cli_print(cli, &out);
	return cli->is_stdout_lost ? PLINT_CLI_TROUBLE : PLINT_CLI_GOOD;
}
