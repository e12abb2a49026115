/* The completion script for zsh: one call of _arguments for each command. */
#include "cli/completions.h"

#include <string.h>

static const char head[] =
    "#compdef planlint\n"
    "# Completion of planlint for zsh; printed by `planlint completions zsh`.\n"
    "\n"
    "# Rules and families, as the program knows them in this folder.\n"
    "_planlint_names() {\n"
    "  reply=(${(f)\"$(_call_program rules ${(q)_planlint_program} rules list 2>/dev/null |\n"
    "    sed -n -e 's/^  [a-z]*  *\\([a-z0-9-]*\\) .*/\\1/p' -e t -e 's/^\\([a-z-][a-z-]*\\)$/\\1/p')\"})\n"
    "}\n"
    "\n"
    "_planlint_rule() {\n"
    "  local -a reply\n"
    "  _planlint_names\n"
    "  _describe -t rules 'rule or family' reply\n"
    "}\n"
    "\n"
    "_planlint_rules() {\n"
    "  local -a reply\n"
    "  _planlint_names\n"
    "  _sequence -s , compadd -a - reply\n"
    "}\n"
    "\n"
    "# The last argument: the severities.\n"
    "_planlint_severity() {\n"
    "  local -a reply\n"
    "  if compset -P '*='; then\n"
    "    compadd -- ${=argv[-1]}\n"
    "  else\n"
    "    _planlint_names\n"
    "    compadd -S = -a reply\n"
    "  fi\n"
    "}\n"
    "\n"
    "# The last argument: the forms.\n"
    "_planlint_output() {\n"
    "  if compset -P '*='; then\n"
    "    _files\n"
    "  else\n"
    "    compadd -S = -- ${=argv[-1]}\n"
    "    _files\n"
    "  fi\n"
    "}\n"
    "\n"
    "_planlint_list() {\n"
    "  _sequence -s , compadd - ${=argv[-1]}\n"
    "}\n"
    "\n"
    "_planlint_plans() {\n"
    "  _files -g '*.plan'\n"
    "}\n"
    "\n";

/* TEXT as it may stand in a description within [ ] or before a : of _arguments, inside single quotes. */
static void add_text(struct plint_buf *out, const char *text)
{
	for (; *text; text++) {
		if (strchr("[]:\\", *text))
			plint_buf_printf(out, "\\%c", *text);
		else if (*text == '\'')
			plint_buf_str(out, "'\\''");
		else
			plint_buf_char(out, *text);
	}
}

/* What _arguments calls to complete V: the part behind the last colon. */
static void add_action(struct plint_buf *out, struct plint_complete v)
{
	switch (v.sort) {
	case PLINT_COMPLETE_NOTHING:
		plint_buf_char(out, ' ');
		break;
	case PLINT_COMPLETE_WORDS:
		plint_buf_printf(out, "(%s)", v.words);
		break;
	case PLINT_COMPLETE_FILES:
		plint_buf_str(out, "_files");
		break;
	case PLINT_COMPLETE_PLANS:
		plint_buf_str(out, "_planlint_plans");
		break;
	case PLINT_COMPLETE_RULES:
		plint_buf_str(out, "_planlint_rules");
		break;
	case PLINT_COMPLETE_RULE:
		plint_buf_str(out, "_planlint_rule");
		break;
	case PLINT_COMPLETE_OUTPUT:
		plint_buf_printf(out, "_planlint_output \"%s\"", v.words);
		break;
	case PLINT_COMPLETE_SEVERITY:
		plint_buf_printf(out, "_planlint_severity \"%s\"", v.words);
		break;
	case PLINT_COMPLETE_LIST:
		plint_buf_printf(out, "_planlint_list \"%s\"", v.words);
		break;
	}
}

/* '(-o --output)'{-o,--output=}'[help]:FILE:_files' */
static void add_option(struct plint_buf *out, enum plint_command command, enum plint_option option)
{
	const struct plint_option_info *o = &plint_options_table[option];
	bool is_many = strstr(o->help, "may be repeated") != NULL;
	plint_buf_str(out, "      ");
	if (o->letter)
		plint_buf_printf(out, "%s{-%c,--%s%s}'[", is_many ? "'*'" : "", o->letter, o->name, o->value ? "=" : "");
	else
		plint_buf_printf(out, "'%s--%s%s[", is_many ? "*" : "", o->name, o->value ? "=" : "");
	add_text(out, o->help);
	plint_buf_char(out, ']');
	if (o->value) {
		plint_buf_char(out, ':');
		add_text(out, o->value);
		plint_buf_char(out, ':');
		add_action(out, plint_complete_value(out->arena, command, option));
	}
	plint_buf_str(out, "' \\\n");
}

/* What stands behind the command: its first word, and the others by that word. */
static void add_words(struct plint_buf *out, enum plint_command command)
{
	const char *words = plint_complete_subcommands(out->arena, command);
	if (!*words) {
		struct plint_complete v = {plint_complete_words(command, ""), ""};
		if (v.sort == PLINT_COMPLETE_NOTHING) {
			plint_buf_str(out, "      && return\n");
			return;
		}
		plint_buf_str(out, "      '*:");
		add_text(out, plint_commands_table[command].takes);
		plint_buf_char(out, ':');
		add_action(out, v);
		plint_buf_str(out, "' && return\n");
		return;
	}
	plint_buf_printf(out, "      '1:word:(%s)' '*::word:->more' && return\n", words);
	plint_buf_str(out, "    case $line[1] in\n");
	while (*words) {
		size_t len = strcspn(words, " ");
		const char *word = plint_arena_strndup(out->arena, words, len);
		struct plint_complete v = {plint_complete_words(command, word), ""};
		if (v.sort != PLINT_COMPLETE_NOTHING) {
			plint_buf_printf(out, "    %s) ", word);
			add_action(out, v);
			plint_buf_str(out, " ;;\n");
		}
		words += len + (words[len] == ' ');
	}
	plint_buf_str(out, "    esac\n");
}

static void add_command(struct plint_buf *out, enum plint_command command)
{
	plint_buf_printf(out, "  %s)\n    _arguments -C -s -S \\\n", plint_commands_table[command].name);
	for (unsigned i = 0; i < PLINT_OPTION_COUNT; i++)
		if (plint_complete_has(command, (enum plint_option)i))
			add_option(out, command, (enum plint_option)i);
	add_words(out, command);
	plint_buf_str(out, "    ;;\n");
}

void plint_complete_zsh(struct plint_buf *out)
{
	plint_buf_str(out, head);
	plint_buf_str(out, "_planlint() {\n"
	                   "  local curcontext=$curcontext state line command=check _planlint_program=$words[1]\n"
	                   "  typeset -A opt_args\n"
	                   "  local -a commands=(\n");
	for (unsigned c = 0; c < PLINT_COMMAND_COUNT; c++) {
		plint_buf_printf(out, "    '%s:", plint_commands_table[c].name);
		add_text(out, plint_commands_table[c].help);
		plint_buf_str(out, "'\n");
	}
	plint_buf_str(out, "  )\n"
	                   "  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
	                   "    _describe -t commands command commands\n"
	                   "    _planlint_plans\n"
	                   "    return\n"
	                   "  fi\n"
	                   "  # Without a command, planlint checks.\n"
	                   "  if [[ -n ${commands[(r)$words[2]:*]} ]]; then\n"
	                   "    command=$words[2]\n"
	                   "    shift words\n"
	                   "    (( CURRENT-- ))\n"
	                   "  fi\n"
	                   "  case $command in\n");
	for (unsigned c = 0; c < PLINT_COMMAND_COUNT; c++)
		add_command(out, (enum plint_command)c);
	plint_buf_str(out, "  esac\n}\n\n_planlint \"$@\"\n");
}
