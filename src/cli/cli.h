/*
 * What the commands share: the run's memory, its options, and how to speak. One struct plint_cli lives from main() to the end.
 *
 * Exit statuses are those of enum plint_cli_status; a command returns one, the worst that it met.
 */
#ifndef PLINT_CLI_CLI_H
#define PLINT_CLI_CLI_H

#include "base/buf.h"
#include "cli/options.h"
#include "diag/diag.h"
#include "model/value.h"

enum plint_cli_status { PLINT_CLI_GOOD = 0, PLINT_CLI_FOUND = 1, PLINT_CLI_TROUBLE = 2 };

struct plint_sessions;

struct plint_cli {
	struct plint_arena arena;        /* for the run */
	struct plint_options options;
	struct plint_sessions *sessions; /* session.h; NULL until first used */
	struct plint_input *input;       /* reader.h; NULL until first used */
	struct plint_watch *watch;       /* watch.h; NULL: the run is no round of watching */
	void *guard;                     /* oom.c's */
	bool is_sandboxed;               /* confine.c's */
	bool is_stdout_lost;             /* writing has failed, and it was told */
};

/* A command: what cli->options say. Its exit status. */
typedef int plint_command_fn(struct plint_cli *cli);
#define COMMAND(id, name, function, takes, help, groups) plint_command_fn function;
#include "cli/commands.def"
#undef COMMAND

/* Runs RUN so that running out of memory ends in a message and status 2, not in an abort. */
int plint_cli_guard(struct plint_cli *cli, int (*run)(struct plint_cli *cli, int argc, char **argv), int argc, char **argv);
/* The same for a library that cannot bear it; then the process ends at once. To be called first, before there are threads. */
void plint_cli_guard_libraries(void);
/* Does WORK (with DATA), a part that may be given up with its memory. NULL, or what it ran out of: PLINT_ARENA_LIMIT where that was a limit
 * and not the machine. Each thread does so with a struct plint_cli of its own. */
const char *plint_cli_try(struct plint_cli *cli, void (*work)(void *data), void *data);
/* The fatal hook for arenas of this run; DATA is the struct plint_cli. */
void plint_cli_fatal(void *data, const char *what);

/* Writes LEN bytes to standard output at once. On a failure says so once (not for a closed pipe); the run then ends with status 2. */
void plint_cli_write(struct plint_cli *cli, const char *text, size_t len);
/* The same of a plan's own text or a patch of one: as it is for a program, in its shown form line by line for a terminal. */
void plint_cli_write_plan(struct plint_cli *cli, const char *text, size_t len);
void plint_cli_print(struct plint_cli *cli, const struct plint_buf *text);

/* "planlint: …" on standard error, as by printf. User's words in the arguments come through plint_cli_shown. */
void plint_cli_complain(struct plint_cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The errors of reading among D (not what rules found) on standard error, one a line. */
void plint_cli_tell_errors(struct plint_cli *cli, const struct plint_source *source, const struct plint_diags *d);
/* "; did you mean "--NEAR"?" with the one of COUNT candidates that WORD (LEN bytes) is nearly, DASHES before it; "" where it is near none.
 * In the run's memory. */
const char *plint_cli_guess(struct plint_cli *cli, const char *word, size_t len, const char *const *candidates, size_t count,
                            const char *dashes);
/* TEXT as it may be shown on a terminal; in the run's memory. */
const char *plint_cli_shown(struct plint_cli *cli, const char *text);
/* Whether results on standard output are drawn in colour: --color, NO_COLOR, CLICOLOR_FORCE, a terminal. */
bool plint_cli_has_color(const struct plint_cli *cli);

/* Appends TEXT to OUT wrapped at 88 columns, each line behind INDENT blanks; lines that begin with a blank stay as they are. */
void plint_cli_wrap(struct plint_buf *out, const char *text, unsigned indent);

#endif
