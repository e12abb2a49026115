/*
 * Starting git, and nothing but git: without a shell, with a list of words, in an environment of our own making. Whatever the settings of a
 * repository say, no program of theirs runs: no hook, monitor, filter, pager, transport or helper. Not for what git's answers mean (git.c).
 */
#ifndef PLINT_CLI_GIT_RUN_H
#define PLINT_CLI_GIT_RUN_H

#include <sys/types.h>

#include "cli/cli.h"

/* A git that runs. */
struct plint_git_process {
	pid_t pid;
	int to;   /* its standard input, or -1 */
	int from; /* its standard output */
	int errors;
};

/* Takes the next LEN bytes of standard output; false ends git. */
typedef bool plint_git_sink_fn(void *data, const char *text, size_t len);

/* Path of the program git, from the absolute folders of PATH; NULL where there is none. In the run's memory. */
const char *plint_git_program(struct plint_cli *cli);

/* Starts git in FOLDER (absolute) with the words ARGS (NULL behind the last), behind those that make it safe. False where it cannot be
 * started. With HAS_INPUT its standard input is P->to. Ended by plint_git_stop. */
bool plint_git_start(struct plint_cli *cli, const char *folder, const char *const *args, bool has_input, struct plint_git_process *p);
/* Closes what is open, kills git if it still runs, and waits for it. Its exit status; 255 where a signal ended it. */
int plint_git_stop(struct plint_git_process *p, bool kill_it);

/* Runs git to its end: standard output to SINK, the head of what it says on standard error to ERRORS. Its exit status; -1 where it could not be
 * started or SINK ended it. */
int plint_git_run(struct plint_cli *cli, const char *folder, const char *const *args, plint_git_sink_fn *sink, void *data,
                  struct plint_buf *errors);

#endif
