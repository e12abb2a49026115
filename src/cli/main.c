/* planlint: the program. What it can do stands in commands.def. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

static int run(struct plint_cli *cli, int argc, char **argv)
{
	if (!plint_options_read(cli, argc, argv, getenv("PLANLINT_OPTIONS")))
		return PLINT_CLI_TROUBLE;
	int status;
	if (cli->options.wants_version)
		status = plint_cmd_version(cli);
	else if (cli->options.wants_help)
		status = plint_cmd_help(cli);
	else
		status = plint_commands_table[cli->options.command].run(cli);
	return cli->is_stdout_lost ? PLINT_CLI_TROUBLE : status;
}

int main(int argc, char **argv)
{
	/* A closed pipe and a full file system are errors of writing, which we report; not a reason to be killed. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	plint_cli_guard_libraries();
	struct plint_cli cli;
	memset(&cli, 0, sizeof cli);
	plint_arena_init(&cli.arena, plint_cli_fatal, &cli, 0);
	int status = plint_cli_guard(&cli, run, argc, argv);
	plint_arena_clear(&cli.arena);
	return status;
}
