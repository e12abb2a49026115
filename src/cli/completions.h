/*
 * What the completion scripts are made of: for each option what its value is, for each command what its words are. All of it comes from
 * commands.def, options.def and formats.def and from the default pack; names of rules are asked for while completing, so that a
 * house's own rules are there too.
 */
#ifndef PLINT_CLI_COMPLETIONS_H
#define PLINT_CLI_COMPLETIONS_H

#include "base/buf.h"
#include "cli/options.h"

/* What a value or a word of a command line is. */
enum plint_complete_sort {
	PLINT_COMPLETE_NOTHING,   /* something that cannot be proposed: a number, a date */
	PLINT_COMPLETE_WORDS,     /* one of some words */
	PLINT_COMPLETE_FILES,     /* any file or folder */
	PLINT_COMPLETE_PLANS,     /* .plan files and folders */
	PLINT_COMPLETE_RULES,     /* rules and families, with commas between them */
	PLINT_COMPLETE_RULE,      /* one rule or family */
	PLINT_COMPLETE_OUTPUT,    /* FORMAT=FILE or a file */
	PLINT_COMPLETE_SEVERITY,  /* RULE=LEVEL */
	PLINT_COMPLETE_LIST       /* of words, with commas between them */
};

struct plint_complete {
	enum plint_complete_sort sort;
	const char *words; /* of WORDS, OUTPUT, SEVERITY and LIST: with blanks between them */
};

/* What the value of OPTION of COMMAND is. Texts in A. */
struct plint_complete plint_complete_value(struct plint_arena *a, enum plint_command command, enum plint_option option);

/* The words that come first behind COMMAND ("list show test lint"), or "". In A. */
const char *plint_complete_subcommands(struct plint_arena *a, enum plint_command command);
/* What comes behind COMMAND and, unless that is "", behind its word SUBCOMMAND. */
enum plint_complete_sort plint_complete_words(enum plint_command command, const char *subcommand);

/* Whether OPTION can be given to COMMAND. */
bool plint_complete_has(enum plint_command command, enum plint_option option);

/* The scripts. */
void plint_complete_bash(struct plint_buf *out);
void plint_complete_zsh(struct plint_buf *out);
void plint_complete_fish(struct plint_buf *out);

#endif
