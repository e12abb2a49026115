/* The completion script for fish: one line for each option of each command. */
#include "cli/completions.h"

#include <string.h>

static const char head[] =
    "# Completion of planlint for fish; printed by `planlint completions fish`.\n"
    "\n"
    "# Rules and families, as the program knows them in this folder.\n"
    "function __planlint_rules\n"
    "    set -l program (commandline -opc)[1]\n"
    "    $program rules list 2>/dev/null | sed -n -e 's/^  \\([a-z]*\\)  *\\([a-z0-9-]*\\) .*/\\2\\t\\1/p' -e t -e 's/^\\([a-z-][a-z-]*\\)$/\\1\\tfamily/p'\n"
    "end\n"
    "\n"
    "# The command on the line; check where there is none. Fails where it is none of the words given.\n"
    "function __planlint_uses\n"
    "    set -l words (commandline -opc)\n"
    "    for word in $words[2..-1]\n"
    "        string match -q -- '-*' $word; and continue\n"
    "        contains -- $word $__planlint_commands; or break\n"
    "        contains -- $word $argv\n"
    "        return\n"
    "    end\n"
    "    contains -- check $argv\n"
    "end\n"
    "\n"
    "# Whether no word but options stands on the line yet.\n"
    "function __planlint_at_start\n"
    "    set -l words (commandline -opc)\n"
    "    not string match -qv -- '-*' $words[2..-1]\n"
    "end\n"
    "\n"
    "# Whether the last word but options is the command $argv[1].\n"
    "function __planlint_behind\n"
    "    set -l words (string match -v -- '-*' (commandline -opc)[2..-1])\n"
    "    test \"$words\" = \"$argv\"\n"
    "end\n"
    "\n"
    "# Whether the line begins with the words given.\n"
    "function __planlint_within\n"
    "    set -l words (string match -v -- '-*' (commandline -opc)[2..-1])\n"
    "    test (count $words) -ge (count $argv); and test \"$words[1..\"(count $argv)\"]\" = \"$argv\"\n"
    "end\n"
    "\n"
    "# What is typed of a list up to its last comma.\n"
    "function __planlint_typed\n"
    "    commandline -ct | string replace -r '^-[^=]*=' '' | string match -r '.*,'\n"
    "end\n"
    "\n"
    "# The words given, behind what is typed of a list.\n"
    "function __planlint_list\n"
    "    set -l typed (__planlint_typed)\n"
    "    for word in $argv\n"
    "        echo -- \"$typed$word\"\n"
    "    end\n"
    "end\n"
    "\n"
    "# Each rule with each severity given.\n"
    "function __planlint_severities\n"
    "    for rule in (__planlint_rules | string replace -r '\\t.*' '')\n"
    "        for severity in $argv\n"
    "            echo -- $rule=$severity\n"
    "        end\n"
    "    end\n"
    "end\n"
    "\n";

/* TEXT between single quotes as fish reads them. */
static void add_quoted(struct plint_buf *out, const char *text)
{
	plint_buf_char(out, '\'');
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\')
			plint_buf_char(out, '\\');
		plint_buf_char(out, *text);
	}
	plint_buf_char(out, '\'');
}

static void add_candidates(struct plint_buf *out, struct plint_complete v)
{
	switch (v.sort) {
	case PLINT_COMPLETE_NOTHING:
		plint_buf_str(out, " -x");
		break;
	case PLINT_COMPLETE_WORDS:
		plint_buf_printf(out, " -x -a '%s'", v.words);
		break;
	case PLINT_COMPLETE_FILES:
		plint_buf_str(out, " -r -F");
		break;
	case PLINT_COMPLETE_PLANS:
		plint_buf_str(out, " -x -a '(__fish_complete_suffix .plan)'");
		break;
	case PLINT_COMPLETE_RULES:
		plint_buf_str(out, " -x -a '(__planlint_list (__planlint_rules | string replace -r \"\\t.*\" \"\"))'");
		break;
	case PLINT_COMPLETE_RULE:
		plint_buf_str(out, " -x -a '(__planlint_rules)'");
		break;
	case PLINT_COMPLETE_OUTPUT:
		plint_buf_str(out, " -r -F -a '");
		for (const char *at = v.words; *at;) {
			size_t len = strcspn(at, " ");
			plint_buf_printf(out, "%.*s= ", (int)len, at);
			at += len + (at[len] == ' ');
		}
		plint_buf_char(out, '\'');
		break;
	case PLINT_COMPLETE_SEVERITY:
		plint_buf_printf(out, " -x -a '(__planlint_severities %s)'", v.words);
		break;
	case PLINT_COMPLETE_LIST:
		plint_buf_printf(out, " -x -a '(__planlint_list %s)'", v.words);
		break;
	}
}

static void add_option(struct plint_buf *out, enum plint_command command, enum plint_option option)
{
	const struct plint_option_info *o = &plint_options_table[option];
	plint_buf_printf(out, "complete -c planlint -n '__planlint_uses %s' -l %s", plint_commands_table[command].name, o->name);
	if (o->letter)
		plint_buf_printf(out, " -s %c", o->letter);
	if (o->value)
		add_candidates(out, plint_complete_value(out->arena, command, option));
	plint_buf_str(out, " -d ");
	add_quoted(out, o->help);
	plint_buf_char(out, '\n');
}

static void add_words(struct plint_buf *out, enum plint_command command)
{
	const char *name = plint_commands_table[command].name;
	const char *words = plint_complete_subcommands(out->arena, command);
	if (!*words) {
		struct plint_complete v = {plint_complete_words(command, ""), ""};
		if (v.sort != PLINT_COMPLETE_NOTHING) {
			plint_buf_printf(out, "complete -c planlint -n '__planlint_uses %s'", name);
			add_candidates(out, v);
			plint_buf_char(out, '\n');
		}
		return;
	}
	plint_buf_printf(out, "complete -c planlint -n '__planlint_behind %s' -x -a '%s'\n", name, words);
	while (*words) {
		size_t len = strcspn(words, " ");
		const char *word = plint_arena_strndup(out->arena, words, len);
		struct plint_complete v = {plint_complete_words(command, word), ""};
		if (v.sort != PLINT_COMPLETE_NOTHING) {
			plint_buf_printf(out, "complete -c planlint -n '__planlint_within %s %s'", name, word);
			add_candidates(out, v);
			plint_buf_char(out, '\n');
		}
		words += len + (words[len] == ' ');
	}
}

void plint_complete_fish(struct plint_buf *out)
{
	plint_buf_str(out, head);
	plint_buf_str(out, "set -g __planlint_commands");
	for (unsigned c = 0; c < PLINT_COMMAND_COUNT; c++)
		plint_buf_printf(out, " %s", plint_commands_table[c].name);
	plint_buf_str(out, "\n\ncomplete -c planlint -f\n");
	for (unsigned c = 0; c < PLINT_COMMAND_COUNT; c++) {
		plint_buf_printf(out, "complete -c planlint -n __planlint_at_start -a %s -d ", plint_commands_table[c].name);
		add_quoted(out, plint_commands_table[c].help);
		plint_buf_char(out, '\n');
	}
	for (unsigned c = 0; c < PLINT_COMMAND_COUNT; c++) {
		plint_buf_printf(out, "\n# planlint %s\n", plint_commands_table[c].name);
		for (unsigned i = 0; i < PLINT_OPTION_COUNT; i++)
			if (plint_complete_has((enum plint_command)c, (enum plint_option)i))
				add_option(out, (enum plint_command)c, (enum plint_option)i);
		add_words(out, (enum plint_command)c);
	}
}
