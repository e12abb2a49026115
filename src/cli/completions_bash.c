/* The completion script for bash: cases from the tables, between a head and a tail that are always the same. */
#include "cli/completions.h"

#include <string.h>

static const char head[] =
    "# Completion of planlint for bash 4 and later; printed by `planlint completions bash`.\n"
    "\n"
    "# Rules and families, as the program $1 knows them in this folder.\n"
    "_planlint_rules()\n"
    "{\n"
    "\t\"$1\" rules list 2>/dev/null | sed -n -e 's/^  [a-z]*  *\\([a-z0-9-]*\\) .*/\\1/p' -e t -e 's/^\\([a-z-][a-z-]*\\)$/\\1/p'\n"
    "}\n\n";

static const char tail[] =
    "# Proposes those of the words $2 that begin with what stands behind the last comma of $1.\n"
    "_planlint_list()\n"
    "{\n"
    "\tlocal before=${1%\"${1##*,}\"}\n"
    "\tmapfile -t COMPREPLY < <(compgen -P \"$before\" -W \"$2\" -- \"${1##*,}\")\n"
    "}\n"
    "\n"
    "# Proposes files whose names fit $2 (all where it is empty), and folders. What was typed with quotes is left to bash.\n"
    "_planlint_files()\n"
    "{\n"
    "\tcase $1 in *[\\\\\\'\\\"]*) return ;; esac\n"
    "\tcompopt -o filenames 2>/dev/null\n"
    "\tmapfile -t COMPREPLY < <(compgen -d -- \"$1\"; compgen -f ${2:+-X} ${2:+\"!$2\"} -- \"$1\" | while read -r file; do\n"
    "\t\t[[ -d $file ]] || printf '%s\\n' \"$file\"; done)\n"
    "}\n"
    "\n"
    "# Proposes for the value $4 of the option $3 of the command $2 of the program $1.\n"
    "_planlint_value()\n"
    "{\n"
    "\tlocal words file\n"
    "\tfile=$(_planlint_sort \"$2\" \"$3\")\n"
    "\twords=${file#* }\n"
    "\tcase ${file%% *} in\n"
    "\twords) mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$4\") ;;\n"
    "\tlist) _planlint_list \"$4\" \"$words\" ;;\n"
    "\trules) _planlint_list \"$4\" \"$(_planlint_rules \"$1\")\" ;;\n"
    "\tfiles) _planlint_files \"$4\" '' ;;\n"
    "\tplans) _planlint_files \"$4\" '*.plan' ;;\n"
    "\toutput)\n"
    "\t\tif [[ $4 == *=* ]]; then\n"
    "\t\t\t_planlint_files \"${4#*=}\" ''\n"
    "\t\t\tCOMPREPLY=(\"${COMPREPLY[@]/#/\"${4%%=*}=\"}\")\n"
    "\t\telse\n"
    "\t\t\tlocal replies\n"
    "\t\t\tmapfile -t replies < <(compgen -S = -W \"$words\" -- \"$4\")\n"
    "\t\t\t_planlint_files \"$4\" ''\n"
    "\t\t\tCOMPREPLY+=(\"${replies[@]}\")\n"
    "\t\tfi ;;\n"
    "\tseverity)\n"
    "\t\tif [[ $4 == *=* ]]; then\n"
    "\t\t\tmapfile -t COMPREPLY < <(compgen -P \"${4%%=*}=\" -W \"$words\" -- \"${4#*=}\")\n"
    "\t\telse\n"
    "\t\t\tmapfile -t COMPREPLY < <(compgen -S = -W \"$(_planlint_rules \"$1\")\" -- \"$4\")\n"
    "\t\tfi ;;\n"
    "\tesac\n"
    "}\n"
    "\n"
    "_planlint()\n"
    "{\n"
    "\tlocal before=${COMP_LINE:0:COMP_POINT} cur='' prev='' command='' sub='' count=0 i word words\n"
    "\tCOMPREPLY=()\n"
    "\tread -ra words <<<\"$before\"\n"
    "\tif [[ $before != *[[:space:]] ]]; then\n"
    "\t\tcur=${words[${#words[@]} - 1]}\n"
    "\t\twords=(\"${words[@]:0:${#words[@]} - 1}\")\n"
    "\tfi\n"
    "\tfor ((i = 1; i < ${#words[@]}; i++)); do\n"
    "\t\tword=${words[i]}\n"
    "\t\tif [[ $word == -* ]]; then\n"
    "\t\t\tif _planlint_takes_value \"$word\"; then\n"
    "\t\t\t\tif ((i == ${#words[@]} - 1)); then prev=$word; fi\n"
    "\t\t\t\t((i++))\n"
    "\t\t\tfi\n"
    "\t\telif [[ -z $command ]]; then\n"
    "\t\t\tif [[ \" $_planlint_commands \" == *\" $word \"* ]]; then command=$word; else command=check count=1; fi\n"
    "\t\telse\n"
    "\t\t\t[[ $count == 0 ]] && sub=$word\n"
    "\t\t\t((count++))\n"
    "\t\tfi\n"
    "\tdone\n"
    "\tif [[ -n $prev ]]; then\n"
    "\t\t_planlint_value \"$1\" \"${command:-check}\" \"$prev\" \"$cur\"\n"
    "\telif [[ $cur == --*=* ]]; then\n"
    "\t\t_planlint_value \"$1\" \"${command:-check}\" \"${cur%%=*}\" \"${cur#*=}\"\n"
    "\t\tCOMPREPLY=(\"${COMPREPLY[@]/#/\"${cur%%=*}=\"}\")\n"
    "\telif [[ $cur == -* ]]; then\n"
    "\t\tmapfile -t COMPREPLY < <(compgen -W \"$(_planlint_options \"${command:-check}\")\" -- \"$cur\")\n"
    "\telif [[ -z $command ]]; then\n"
    "\t\tlocal replies\n"
    "\t\tmapfile -t replies < <(compgen -W \"$_planlint_commands\" -- \"$cur\")\n"
    "\t\t_planlint_files \"$cur\" '*.plan'\n"
    "\t\tCOMPREPLY=(\"${replies[@]}\" \"${COMPREPLY[@]}\")\n"
    "\telif [[ $count == 0 && -n $(_planlint_subcommands \"$command\") ]]; then\n"
    "\t\tmapfile -t COMPREPLY < <(compgen -W \"$(_planlint_subcommands \"$command\")\" -- \"$cur\")\n"
    "\telse\n"
    "\t\tcase $(_planlint_words \"$command\" \"$sub\") in\n"
    "\t\trule) mapfile -t COMPREPLY < <(compgen -W \"$(_planlint_rules \"$1\")\" -- \"$cur\") ;;\n"
    "\t\tplans) _planlint_files \"$cur\" '*.plan' ;;\n"
    "\t\tfiles) _planlint_files \"$cur\" '' ;;\n"
    "\t\tesac\n"
    "\tfi\n"
    "\t# bash has cut the word at = and :, and wants the last piece only.\n"
    "\tlocal breaks=${COMP_WORDBREAKS//[^=:]/}\n"
    "\tif [[ -n $breaks && $cur == *[\"$breaks\"]* ]]; then\n"
    "\t\tword=${cur%\"${cur##*[\"$breaks\"]}\"}\n"
    "\t\tCOMPREPLY=(\"${COMPREPLY[@]#\"$word\"}\")\n"
    "\tfi\n"
    "\t[[ ${COMPREPLY[0]-} == *= && ${#COMPREPLY[@]} == 1 ]] && compopt -o nospace 2>/dev/null\n"
    "\treturn 0\n"
    "}\n"
    "\n"
    "complete -o bashdefault -F _planlint planlint\n";

static void write_commands(struct plint_buf *out)
{
	plint_buf_str(out, "_planlint_commands='");
	for (unsigned i = 0; i < PLINT_COMMAND_COUNT; i++)
		plint_buf_printf(out, "%s%s", i ? " " : "", plint_commands_table[i].name);
	plint_buf_str(out, "'\n\n");
}

static void write_takes_value(struct plint_buf *out)
{
	bool is_first = true;
	plint_buf_str(out, "# Whether the word behind the option $1 belongs to it.\n_planlint_takes_value()\n{\n\tcase $1 in\n\t");
	for (unsigned i = 0; i < PLINT_OPTION_COUNT; i++) {
		const struct plint_option_info *o = &plint_options_table[i];
		if (!o->value)
			continue;
		plint_buf_printf(out, "%s--%s", is_first ? "" : "|", o->name);
		if (o->letter)
			plint_buf_printf(out, "|-%c", o->letter);
		is_first = false;
	}
	plint_buf_str(out, ") return 0 ;;\n\tesac\n\treturn 1\n}\n\n");
}

static void write_options(struct plint_buf *out)
{
	plint_buf_str(out, "# The options of the command $1.\n_planlint_options()\n{\n\tcase $1 in\n");
	for (unsigned c = 0; c < PLINT_COMMAND_COUNT; c++) {
		plint_buf_printf(out, "\t%s) echo '", plint_commands_table[c].name);
		bool is_first = true;
		for (unsigned i = 0; i < PLINT_OPTION_COUNT; i++) {
			if (!plint_complete_has((enum plint_command)c, (enum plint_option)i))
				continue;
			plint_buf_printf(out, "%s--%s", is_first ? "" : " ", plint_options_table[i].name);
			is_first = false;
		}
		plint_buf_str(out, "' ;;\n");
	}
	plint_buf_str(out, "\tesac\n}\n\n");
}

/* What a value is, as the script calls it. */
static const char *sort_name(enum plint_complete_sort sort)
{
	switch (sort) {
	case PLINT_COMPLETE_NOTHING:
		return "";
	case PLINT_COMPLETE_WORDS:
		return "words";
	case PLINT_COMPLETE_FILES:
		return "files";
	case PLINT_COMPLETE_PLANS:
		return "plans";
	case PLINT_COMPLETE_RULES:
		return "rules";
	case PLINT_COMPLETE_RULE:
		return "rule";
	case PLINT_COMPLETE_OUTPUT:
		return "output";
	case PLINT_COMPLETE_SEVERITY:
		return "severity";
	case PLINT_COMPLETE_LIST:
		return "list";
	}
	return "";
}

static void write_case(struct plint_buf *out, const char *command, unsigned option, struct plint_complete v)
{
	const struct plint_option_info *o = &plint_options_table[option];
	plint_buf_printf(out, "\t%s,--%s", command, o->name);
	if (o->letter)
		plint_buf_printf(out, "|%s,-%c", command, o->letter);
	plint_buf_printf(out, ") echo '%s %s' ;;\n", sort_name(v.sort), v.words);
}

static void write_values(struct plint_buf *out)
{
	plint_buf_str(out, "# What the value of the option $2 of the command $1 is.\n_planlint_sort()\n{\n\tcase $1,$2 in\n");
	for (unsigned i = 0; i < PLINT_OPTION_COUNT; i++) {
		if (!plint_options_table[i].value)
			continue;
		for (unsigned c = 0; i == PLINT_OPTION_FORMAT && c < PLINT_COMMAND_COUNT; c++)
			if (plint_complete_has((enum plint_command)c, (enum plint_option)i))
				write_case(out, plint_commands_table[c].name, i,
				           plint_complete_value(out->arena, (enum plint_command)c, (enum plint_option)i));
		struct plint_complete v = plint_complete_value(out->arena, PLINT_COMMAND_CHECK, (enum plint_option)i);
		if (i != PLINT_OPTION_FORMAT && v.sort != PLINT_COMPLETE_NOTHING)
			write_case(out, "*", i, v);
	}
	plint_buf_str(out, "\tesac\n}\n\n");
}

static void write_words(struct plint_buf *out)
{
	plint_buf_str(out, "# The words that come first behind the command $1.\n_planlint_subcommands()\n{\n\tcase $1 in\n");
	for (unsigned c = 0; c < PLINT_COMMAND_COUNT; c++) {
		const char *words = plint_complete_subcommands(out->arena, (enum plint_command)c);
		if (*words)
			plint_buf_printf(out, "\t%s) echo '%s' ;;\n", plint_commands_table[c].name, words);
	}
	plint_buf_str(out, "\tesac\n}\n\n# What comes behind the command $1 and its first word $2.\n_planlint_words()\n{\n\tcase $1,$2 in\n");
	for (unsigned c = 0; c < PLINT_COMMAND_COUNT; c++) {
		const char *name = plint_commands_table[c].name;
		const char *words = plint_complete_subcommands(out->arena, (enum plint_command)c);
		if (!*words && plint_complete_words((enum plint_command)c, "") != PLINT_COMPLETE_NOTHING)
			plint_buf_printf(out, "\t%s,*) echo %s ;;\n", name, sort_name(plint_complete_words((enum plint_command)c, "")));
		while (*words) {
			size_t len = strcspn(words, " ");
			const char *word = plint_arena_strndup(out->arena, words, len);
			enum plint_complete_sort sort = plint_complete_words((enum plint_command)c, word);
			if (sort != PLINT_COMPLETE_NOTHING)
				plint_buf_printf(out, "\t%s,%s) echo %s ;;\n", name, word, sort_name(sort));
			words += len + (words[len] == ' ');
		}
	}
	plint_buf_str(out, "\tesac\n}\n\n");
}

void plint_complete_bash(struct plint_buf *out)
{
	plint_buf_str(out, head);
	write_commands(out);
	write_takes_value(out);
	write_options(out);
	write_values(out);
	write_words(out);
	plint_buf_str(out, tail);
}
