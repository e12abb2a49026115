/* `planlint completions`: see completions.h. */
#include "cli/completions.h"

#include <string.h>

#include "cli/cli.h"
#include "output/diff.h"
#include "rule/keys.h"
#include "rule/pack.h"

bool plint_complete_has(enum plint_command command, enum plint_option option)
{
	return (plint_options_table[option].group & (plint_commands_table[command].groups | GROUP_ALWAYS)) != 0;
}

static void add_word(struct plint_buf *out, const char *word, size_t len)
{
	if (out->len)
		plint_buf_char(out, ' ');
	plint_buf_add(out, word, len);
}

static const char *join(struct plint_arena *a, const char *const *words)
{
	struct plint_buf out;
	plint_buf_init(&out, a);
	for (; *words; words++)
		add_word(&out, *words, strlen(*words));
	return out.text;
}

static const char *formats(struct plint_arena *a)
{
	struct plint_buf out;
	uint32_t count;
	const struct plint_output_format *all = plint_output_formats(&count);
	plint_buf_init(&out, a);
	for (uint32_t i = 0; i < count; i++)
		add_word(&out, all[i].name, strlen(all[i].name));
	return out.text;
}

/* The formats of `planlint diff`. */
static const char *diff_formats(struct plint_arena *a)
{
	struct plint_buf out;
	uint32_t count;
	const struct plint_diff_format *all = plint_diff_formats(&count);
	plint_buf_init(&out, a);
	for (uint32_t i = 0; i < count; i++)
		add_word(&out, all[i].name, strlen(all[i].name));
	return out.text;
}

/* The formats of COMMAND, of which --output takes those that --format does. */
static const char *formats_of(struct plint_arena *a, enum plint_command command)
{
	return command == PLINT_COMMAND_DIFF ? diff_formats(a) : formats(a);
}

static const char *profiles(struct plint_arena *a)
{
	struct plint_pack pack;
	struct plint_buf out;
	plint_pack_default(&pack);
	plint_buf_init(&out, a);
	for (uint32_t i = 0; i < pack.profile_count; i++) {
		const char *name = plint_pack_text(&pack, pack.profiles[i].name);
		add_word(&out, name, strlen(name));
	}
	return out.text;
}

/* "RULE.NAME=" of every parameter of the default pack. */
static const char *params(struct plint_arena *a)
{
	struct plint_pack pack;
	struct plint_buf out;
	plint_pack_default(&pack);
	plint_buf_init(&out, a);
	for (uint32_t i = 0; i < pack.param_count; i++)
		plint_buf_printf(&out, "%s%s.%s=", i ? " " : "", plint_pack_text(&pack, pack.rules[pack.params[i].rule].id),
		                 plint_pack_text(&pack, pack.params[i].name));
	return out.text;
}

static bool is_small(char c)
{
	return (c >= 'a' && c <= 'z') || c == '-';
}

/* The words in small letters at the head of each of the parts of TEXT that | parts: "en|fr" gives "en fr"; "" where a part has none. */
static const char *words_of(struct plint_arena *a, const char *text)
{
	struct plint_buf out;
	plint_buf_init(&out, a);
	for (const char *at = text; *at;) {
		size_t len = 0;
		at += strspn(at, " ");
		while (is_small(at[len]))
			len++;
		if (len == 0)
			return "";
		add_word(&out, at, len);
		at += strcspn(at, "|");
		at += *at == '|';
	}
	return out.text;
}

/* What can be told from how the value is called in help. */
static struct plint_complete by_name(struct plint_arena *a, const char *value)
{
	const char *words = words_of(a, value);
	if (*words)
		return (struct plint_complete){PLINT_COMPLETE_WORDS, words};
	if (strstr(value, "FILE") || strstr(value, "DIR") || strstr(value, "PATH"))
		return (struct plint_complete){PLINT_COMPLETE_FILES, ""};
	return (struct plint_complete){PLINT_COMPLETE_NOTHING, ""};
}

struct plint_complete plint_complete_value(struct plint_arena *a, enum plint_command command, enum plint_option option)
{
	const char *list_formats = "text json markdown html"; /* of rules list and rules doc */
	struct plint_complete none = {PLINT_COMPLETE_NOTHING, ""};
	if (!plint_options_table[option].value)
		return none;
	if (option == PLINT_OPTION_FORMAT)
		return (struct plint_complete){PLINT_COMPLETE_WORDS, command == PLINT_COMMAND_CHECK || command == PLINT_COMMAND_DIFF
		                                                          ? formats_of(a, command)
		                                                          : list_formats};
	if (option == PLINT_OPTION_OUTPUT)
		return (struct plint_complete){PLINT_COMPLETE_OUTPUT, formats_of(a, command)};
	if (option == PLINT_OPTION_PROFILE)
		return (struct plint_complete){PLINT_COMPLETE_LIST, profiles(a)};
	if (option == PLINT_OPTION_SELECT || option == PLINT_OPTION_IGNORE)
		return (struct plint_complete){PLINT_COMPLETE_RULES, ""};
	if (option == PLINT_OPTION_SEVERITY)
		return (struct plint_complete){PLINT_COMPLETE_SEVERITY, join(a, plint_keys_words(PLINT_SHAPE_SEVERITY))};
	if (option == PLINT_OPTION_PARAM)
		return (struct plint_complete){PLINT_COMPLETE_WORDS, params(a)};
	if (option == PLINT_OPTION_FAIL_ON)
		return (struct plint_complete){PLINT_COMPLETE_WORDS, join(a, plint_keys_words(PLINT_SHAPE_FAIL_ON))};
	if (option == PLINT_OPTION_COLOR)
		return (struct plint_complete){PLINT_COMPLETE_WORDS, "auto always never"};
	if (option == PLINT_OPTION_STDIN_FILENAME)
		return (struct plint_complete){PLINT_COMPLETE_PLANS, ""};
	return by_name(a, plint_options_table[option].value);
}

const char *plint_complete_subcommands(struct plint_arena *a, enum plint_command command)
{
	if (command == PLINT_COMMAND_HELP) {
		const char *names[PLINT_COMMAND_COUNT + 1] = {NULL};
		for (unsigned i = 0; i < PLINT_COMMAND_COUNT; i++)
			names[i] = plint_commands_table[i].name;
		return join(a, names);
	}
	return words_of(a, plint_commands_table[command].takes);
}

enum plint_complete_sort plint_complete_words(enum plint_command command, const char *subcommand)
{
	const char *takes = plint_commands_table[command].takes;
	if (*subcommand) {
		/* The part that begins with the word. */
		size_t len = strlen(subcommand);
		while (*takes && !(strncmp(takes, subcommand, len) == 0 && !is_small(takes[len]))) {
			takes += strcspn(takes, "|");
			takes += strspn(takes, "| ");
		}
		takes += *takes ? len : 0;
	}
	size_t part = strcspn(takes, "|");
	const char *rule = strstr(takes, "RULE"), *path = strstr(takes, "PATH"), *plan = strstr(takes, "PLAN");
	if (rule && rule < takes + part)
		return PLINT_COMPLETE_RULE;
	if ((path && path < takes + part) || (plan && plan < takes + part))
		return PLINT_COMPLETE_PLANS;
	for (size_t i = 0; i < part; i++)
		if (takes[i] >= 'A' && takes[i] <= 'Z')
			return command == PLINT_COMMAND_HELP ? PLINT_COMPLETE_NOTHING : PLINT_COMPLETE_FILES;
	return PLINT_COMPLETE_NOTHING;
}

static const struct {
	const char *name;
	void (*write)(struct plint_buf *out);
} shells[] = {{"bash", plint_complete_bash}, {"zsh", plint_complete_zsh}, {"fish", plint_complete_fish}};
#define SHELL_COUNT (sizeof shells / sizeof *shells)

int plint_cmd_completions(struct plint_cli *cli)
{
	const struct plint_options *o = &cli->options;
	const char *names[SHELL_COUNT];
	const char *name = o->words.count > 0 ? o->words.items[0] : NULL;
	if (!name || o->words.count > 1) {
		plint_cli_complain(cli, "for which shell? Write `planlint completions bash`, zsh or fish");
		return PLINT_CLI_TROUBLE;
	}
	for (size_t i = 0; i < SHELL_COUNT; i++) {
		names[i] = shells[i].name;
		if (strcmp(names[i], name) != 0)
			continue;
		struct plint_buf out;
		plint_buf_init(&out, &cli->arena);
		shells[i].write(&out);
		plint_cli_print(cli, &out);
		return cli->is_stdout_lost ? PLINT_CLI_TROUBLE : PLINT_CLI_GOOD;
	}
	plint_cli_complain(cli, "there are completions for bash, zsh and fish, not for \"%s\"%s", plint_cli_shown(cli, name),
	                   plint_cli_guess(cli, name, strlen(name), names, SHELL_COUNT, ""));
	return PLINT_CLI_TROUBLE;
}
