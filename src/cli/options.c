/* Reading the command line: see options.h. getopt_long does the words; the tables say what there is. */
#include "cli/options.h"

#include <getopt.h>
#include <stddef.h>
#include <string.h>

#include "base/io.h"
#include "base/limits.h"
#include "cli/cli.h"
#include "syntax/literal.h"

const struct plint_option_info plint_options_table[PLINT_OPTION_COUNT] = {
#define OPTION(id, name, letter, value, sort, member, group, help) \
	{name, letter, value, group, help, PLINT_TAKE_##sort, offsetof(struct plint_options, member)},
#include "cli/options.def"
#undef OPTION
};

const struct plint_command_info plint_commands_table[PLINT_COMMAND_COUNT] = {
#define COMMAND(id, name, function, takes, help, groups) {name, function, takes, help, groups},
#include "cli/commands.def"
#undef COMMAND
};

/* One option as it was found. */
struct found_option {
	enum plint_option option;
	const char *value;
};

struct reading {
	struct plint_cli *cli;
	const char *where; /* " in PLANLINT_OPTIONS", or "" */
	bool is_environment;
	PLINT_VEC(struct found_option) found;
	PLINT_VEC(const char *) words;
};

enum plint_command plint_options_command(const char *name)
{
	for (unsigned i = 0; i < PLINT_COMMAND_COUNT; i++)
		if (strcmp(plint_commands_table[i].name, name) == 0)
			return (enum plint_command)i;
	return PLINT_COMMAND_COUNT;
}

static bool belongs(enum plint_option option, enum plint_command command)
{
	unsigned groups = plint_commands_table[command].groups | GROUP_ALWAYS;
	return (plint_options_table[option].group & groups) != 0;
}

static bool complain_unknown_option(struct reading *r, const char *word)
{
	const char *names[PLINT_OPTION_COUNT];
	for (unsigned i = 0; i < PLINT_OPTION_COUNT; i++)
		names[i] = plint_options_table[i].name;
	const char *name = word + strspn(word, "-");
	const char *near = plint_cli_guess(r->cli, name, strcspn(name, "="), names, PLINT_OPTION_COUNT, "--");
	char *shown = plint_arena_strndup(&r->cli->arena, word, strcspn(word, "="));
	plint_cli_complain(r->cli, "there is no option \"%s\"%s%s", plint_cli_shown(r->cli, shown), r->where, near);
	return false;
}

static void fill_getopt(struct option *longs, char *shorts)
{
	char *s = shorts;
	*s++ = '-'; /* words in their order */
	*s++ = ':'; /* a missing value is told apart */
	for (int i = 0; i < PLINT_OPTION_COUNT; i++) {
		const struct plint_option_info *o = &plint_options_table[i];
		longs[i] = (struct option){o->name, o->value ? required_argument : no_argument, NULL, 256 + i};
		if (!o->letter)
			continue;
		*s++ = o->letter;
		if (o->value)
			*s++ = ':';
	}
	*s = '\0';
	longs[PLINT_OPTION_COUNT] = (struct option){NULL, 0, NULL, 0};
}

/* Option that the letter or number CODE of getopt stands for; PLINT_OPTION_COUNT: none. */
static unsigned option_of_code(int code)
{
	if (code >= 256)
		return (unsigned)code - 256;
	for (unsigned i = 0; i < PLINT_OPTION_COUNT; i++)
		if (plint_options_table[i].letter && plint_options_table[i].letter == code)
			return i;
	return PLINT_OPTION_COUNT;
}

/* Whether WORD ("--form=json") is the long option O in full: shortened ones change their meaning when options are added. */
static bool is_in_full(const char *word, unsigned o)
{
	if (word[0] != '-' || word[1] != '-')
		return true;
	const char *name = plint_options_table[o].name;
	return strcspn(word + 2, "=") == strlen(name);
}

static bool read_words(struct reading *r, int argc, char **argv)
{
	struct option longs[PLINT_OPTION_COUNT + 1];
	char shorts[2 * PLINT_OPTION_COUNT + 3];
	fill_getopt(longs, shorts);
	opterr = 0;
	optind = 0; /* starts anew */
	for (;;) {
		int before = optind ? optind : 1;
		int code = getopt_long(argc, argv, shorts, longs, NULL);
		if (code == -1)
			break;
		if (code == 1) {
			plint_vec_push(&r->words, &r->cli->arena, optarg);
			continue;
		}
		const char *word = before < argc ? argv[before] : "";
		if (code == '?') {
			if (option_of_code(optopt) < PLINT_OPTION_COUNT && optopt >= 256) {
				plint_cli_complain(r->cli, "the option --%s%s takes no value", plint_options_table[optopt - 256].name,
				                   r->where);
				return false;
			}
			return complain_unknown_option(r, word);
		}
		unsigned o = option_of_code(code == ':' ? optopt : code);
		if (o == PLINT_OPTION_COUNT || !is_in_full(word, o))
			return complain_unknown_option(r, word);
		if (code == ':') {
			plint_cli_complain(r->cli, "the option --%s%s needs a value: --%s %s", plint_options_table[o].name, r->where,
			                   plint_options_table[o].name, plint_options_table[o].value);
			return false;
		}
		struct found_option f = {(enum plint_option)o, optarg};
		plint_vec_push(&r->found, &r->cli->arena, f);
	}
	for (int i = optind; i < argc; i++)
		plint_vec_push(&r->words, &r->cli->arena, argv[i]);
	return true;
}

/* Cuts TEXT into words at blanks; ' and " hold blanks together, \ takes the next character as it is. argv in the run's memory. */
static char **split_words(struct plint_cli *cli, const char *text, int *argc)
{
	PLINT_VEC(char *) words = {0};
	char *self = plint_arena_strndup(&cli->arena, "planlint", 8);
	plint_vec_push(&words, &cli->arena, self);
	while (*(text += strspn(text, " \t\r\n"))) {
		char *word = plint_arena_alloc(&cli->arena, strlen(text) + 1), *to = word;
		for (char quote = '\0'; *text && (quote || !strchr(" \t\r\n", *text)); text++) {
			if (!quote && (*text == '\'' || *text == '"'))
				quote = *text;
			else if (quote && *text == quote)
				quote = '\0';
			else if (*text == '\\' && text[1] && quote != '\'')
				*to++ = *++text;
			else
				*to++ = *text;
		}
		*to = '\0';
		plint_vec_push(&words, &cli->arena, word);
	}
	*argc = (int)words.count;
	char *end = NULL;
	plint_vec_push(&words, &cli->arena, end);
	return words.items;
}

/* Sets *TO to VALUE if it is one of the words of LIST ("a|b|c"). */
static bool take_word(struct reading *r, const char *option, const char *value, const char *list, const char **to)
{
	const char *names[8];
	size_t count = 0;
	for (const char *at = list; *at && count < 8;) {
		size_t len = strcspn(at, "|");
		names[count++] = plint_arena_strndup(&r->cli->arena, at, len);
		at += len + (at[len] == '|');
	}
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], value) == 0) {
			*to = names[i];
			return true;
		}
	plint_cli_complain(r->cli, "--%s%s does not take \"%s\", it takes %s%s", option, r->where, plint_cli_shown(r->cli, value), list,
	                   plint_cli_guess(r->cli, value, strlen(value), names, count, ""));
	return false;
}

/* VALUE as a number; false where it is none. */
static bool read_count(const char *value, int64_t *to)
{
	int64_t n = 0;
	size_t i = 0;
	for (; value[i] >= '0' && value[i] <= '9' && i < 10; i++)
		n = n * 10 + (value[i] - '0');
	*to = n;
	return i > 0 && value[i] == '\0';
}

static bool take_count(struct reading *r, const char *option, const char *value, int64_t *to)
{
	int64_t n;
	if (read_count(value, &n)) {
		*to = n;
		return true;
	}
	plint_cli_complain(r->cli, "--%s%s takes a number, not \"%s\"", option, r->where, plint_cli_shown(r->cli, value));
	return false;
}

static bool take_jobs(struct reading *r, const char *value, uint32_t *to)
{
	int64_t n;
	if (read_count(value, &n) && n >= 1 && n <= PLINT_MAX_JOBS) {
		*to = (uint32_t)n;
		return true;
	}
	plint_cli_complain(r->cli, "--jobs%s takes a number from 1 to %d, how many plans are checked at a time; not \"%s\"", r->where,
	                   PLINT_MAX_JOBS, plint_cli_shown(r->cli, value));
	return false;
}

/* Sets *TO to the name of a file. */
static bool take_name(struct reading *r, const struct found_option *f, const char **to)
{
	*to = f->value;
	if (*f->value)
		return true;
	plint_cli_complain(r->cli, "--%s%s needs the name of a file", plint_options_table[f->option].name, r->where);
	return false;
}

static bool take_date(struct reading *r, const char *value, struct plint_value *to)
{
	size_t len = strlen(value);
	bool is_digit = len > 0 && value[0] >= '0' && value[0] <= '9';
	struct plint_literal l = {0};
	if (is_digit)
		l = plint_literal_read(&r->cli->arena, value, len);
	if (l.is_date && l.len == len && !(l.flags & PLINT_NODE_INVALID) && l.days.first == l.days.last) {
		*to = (struct plint_value){.type = PLINT_TYPE_DATE, .state = PLINT_KNOWN, .u = {.days = l.days}};
		return true;
	}
	plint_cli_complain(r->cli, "--as-of%s takes a day such as 2027-06-30, not \"%s\"", r->where, plint_cli_shown(r->cli, value));
	return false;
}

/* Of --config and --no-config the last one holds. */
static void settle_config(struct plint_options *o, enum plint_option option)
{
	if (option == PLINT_OPTION_CONFIG)
		o->no_config = false;
	else if (option == PLINT_OPTION_NO_CONFIG)
		o->config = NULL;
}

static bool take_option(struct reading *r, const struct found_option *f)
{
	struct plint_options *o = &r->cli->options;
	const struct plint_option_info *info = &plint_options_table[f->option];
	void *to = (char *)o + info->member;
	struct plint_rule_option change = {f->option, f->value, r->is_environment};
	settle_config(o, f->option);
	switch (info->sort) {
	case PLINT_TAKE_FLAG: *(bool *)to = true; return true;
	case PLINT_TAKE_TEXT: *(const char **)to = f->value; return true;
	case PLINT_TAKE_NAME: return take_name(r, f, to);
	case PLINT_TAKE_WORD: return take_word(r, info->name, f->value, info->value, to);
	case PLINT_TAKE_COUNT: return take_count(r, info->name, f->value, to);
	case PLINT_TAKE_JOBS: return take_jobs(r, f->value, to);
	case PLINT_TAKE_DATE: return take_date(r, f->value, to);
	case PLINT_TAKE_OUTPUT: plint_vec_push(&o->outputs, &r->cli->arena, f->value); return true;
	case PLINT_TAKE_RULES: plint_vec_push(&o->rules, &r->cli->arena, f->value); return true;
	case PLINT_TAKE_CHANGE: plint_vec_push(&o->rule_options, &r->cli->arena, change); return true;
	}
	return false;
}

static bool take_options(struct reading *r)
{
	enum plint_command command = r->cli->options.command;
	for (uint32_t i = 0; i < r->found.count; i++) {
		const struct found_option *f = &r->found.items[i];
		bool is_ours = belongs(f->option, command);
		/* PLANLINT_OPTIONS holds for all commands: each takes what is meant for it. */
		if (!is_ours && r->is_environment)
			continue;
		if (!is_ours) {
			plint_cli_complain(r->cli, "`planlint %s` has no option --%s (see `planlint help %s`)",
			                   plint_commands_table[command].name, plint_options_table[f->option].name,
			                   plint_commands_table[command].name);
			return false;
		}
		if (!take_option(r, f))
			return false;
	}
	return true;
}

/* Whether WORD is meant as a path and not as a misspelt command. */
static bool is_path(const char *word)
{
	uint64_t dev, ino;
	return strcmp(word, "-") == 0 || strchr(word, '/') || strchr(word, '.') || plint_io_stat(word, &dev, &ino) != PLINT_IO_NONE;
}

/* The command, from the first word; `planlint PATH` checks PATH. */
static bool find_command(struct reading *r)
{
	struct plint_options *o = &r->cli->options;
	o->command = PLINT_COMMAND_CHECK;
	if (r->words.count == 0) {
		if (o->has_words)
			return true;
		o->command = PLINT_COMMAND_HELP;
		return true;
	}
	const char *word = r->words.items[0];
	enum plint_command command = plint_options_command(word);
	if (command < PLINT_COMMAND_COUNT) {
		o->command = command;
		o->is_command_named = true;
		r->words.items++;
		r->words.count--;
		r->words.room--;
		return true;
	}
	if (is_path(word))
		return true;
	const char *names[PLINT_COMMAND_COUNT];
	for (unsigned i = 0; i < PLINT_COMMAND_COUNT; i++)
		names[i] = plint_commands_table[i].name;
	plint_cli_complain(r->cli, "there is no command and no file \"%s\"%s", plint_cli_shown(r->cli, word),
	                   plint_cli_guess(r->cli, word, strlen(word), names, PLINT_COMMAND_COUNT, ""));
	return false;
}

bool plint_options_read(struct plint_cli *cli, int argc, char **argv, const char *environment)
{
	struct reading line = {.cli = cli, .where = ""};
	struct reading outer = {.cli = cli, .where = " in PLANLINT_OPTIONS", .is_environment = true};
	cli->options.max_findings = -1;
	cli->options.today.state = PLINT_MISSING;
	cli->options.has_words = argc > 1;
	if (!read_words(&line, argc, argv) || !find_command(&line))
		return false;
	if (environment && *environment) {
		int count;
		char **words = split_words(cli, environment, &count);
		if (!read_words(&outer, count, words))
			return false;
		if (outer.words.count > 0) {
			plint_cli_complain(cli, "PLANLINT_OPTIONS holds options only, not \"%s\"", plint_cli_shown(cli, outer.words.items[0]));
			return false;
		}
		if (!take_options(&outer))
			return false;
	}
	if (!take_options(&line))
		return false;
	for (uint32_t i = 0; i < line.words.count; i++)
		plint_vec_push(&cli->options.words, &cli->arena, line.words.items[i]);
	return true;
}
