/*
 * The words of the command line and of PLANLINT_OPTIONS, read with getopt_long from the tables commands.def and options.def. Checks
 * that an option exists, belongs to the command and has a value of the right form; what names rules is checked where the rules are.
 */
#ifndef PLINT_CLI_OPTIONS_H
#define PLINT_CLI_OPTIONS_H

#include <stdbool.h>

#include "base/vec.h"
#include "model/value.h"

enum plint_option_group {
	GROUP_ALWAYS = 1,
	GROUP_LOOK = 2,
	GROUP_PACK = 4,
	GROUP_SETTINGS = 8,
	GROUP_FORMAT = 16,
	GROUP_CHECK = 32,
	GROUP_STDIN = 64,
	GROUP_FILES = 128,
	GROUP_OUTPUT = 256,  /* --output of commands that write one page */
	GROUP_NEW_RULE = 512,
	GROUP_LAYOUT = 1024,
	GROUP_FIX = 2048,
	GROUP_CHECK_ONLY = 4096,
	GROUP_IGNORE = 8192,
	GROUP_JUDGE = 16384  /* how findings become an exit status, and what "today" is */
};

enum plint_command {
#define COMMAND(id, name, function, takes, help, groups) PLINT_COMMAND_##id,
#include "cli/commands.def"
#undef COMMAND
	PLINT_COMMAND_COUNT
};

enum plint_option {
#define OPTION(id, name, letter, value, sort, member, group, help) PLINT_OPTION_##id,
#include "cli/options.def"
#undef OPTION
	PLINT_OPTION_COUNT
};

/* How an option's value is taken. */
enum plint_option_sort {
	PLINT_TAKE_FLAG,   /* bool: said */
	PLINT_TAKE_TEXT,   /* const char *: as it is; what it names is the command's to know */
	PLINT_TAKE_NAME,   /* const char *: the name of a file, not empty */
	PLINT_TAKE_WORD,   /* const char *: one of the words of `value`, which are parted by | */
	PLINT_TAKE_COUNT,  /* int64_t */
	PLINT_TAKE_JOBS,   /* uint32_t: 1 to PLINT_MAX_JOBS */
	PLINT_TAKE_DATE,   /* struct plint_value: a day */
	PLINT_TAKE_OUTPUT, /* one more of outputs */
	PLINT_TAKE_RULES,  /* one more of rules */
	PLINT_TAKE_CHANGE  /* one more of rule_options */
};

struct plint_option_info {
	const char *name;
	char letter;
	const char *value;
	unsigned group;
	const char *help;
	enum plint_option_sort sort;
	size_t member; /* offset in struct plint_options */
};
extern const struct plint_option_info plint_options_table[PLINT_OPTION_COUNT];

struct plint_cli;
struct plint_command_info {
	const char *name;
	int (*run)(struct plint_cli *cli);
	const char *takes;
	const char *help;
	unsigned groups;
};
extern const struct plint_command_info plint_commands_table[PLINT_COMMAND_COUNT];

/* An option that changes rules, in the order given. */
struct plint_rule_option {
	enum plint_option option;
	const char *value;
	bool is_environment;
};

struct plint_options {
	enum plint_command command;
	bool has_words;        /* anything at all stood on the command line */
	bool is_command_named; /* not merely meant, as in `planlint PATH` */
	bool wants_help, wants_version;
	const char *format, *lang, *fail_on, *color, *config, *stdin_filename, *family, *new_pack, *baseline, *write_baseline, *because,
	    *changed_since; /* NULL: not given */
	struct plint_value today; /* DATE, or state MISSING */
	bool no_default_rules, no_config, quiet, stats, files, allow_growth, prune_baseline, check, write, fix, unsafe, diff, list;
	int64_t max_findings;     /* -1: all */
	uint32_t jobs;            /* 0: one a processor */
	bool watch;
	PLINT_VEC(const char *) outputs;
	PLINT_VEC(const char *) rules;
	PLINT_VEC(struct plint_rule_option) rule_options;
	PLINT_VEC(const char *) words; /* what is no option: paths, names of rules */
};

/* Reads ARGV and ENVIRONMENT (PLANLINT_OPTIONS, or NULL) into CLI's options. False where there is a mistake; it has been told. */
bool plint_options_read(struct plint_cli *cli, int argc, char **argv, const char *environment);

/* Command called NAME, or PLINT_COMMAND_COUNT. */
enum plint_command plint_options_command(const char *name);

#endif
