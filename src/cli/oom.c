/*
 * Running out of memory: the one place of planlint with a longjmp. The core calls the hook below and never comes back; what it was doing
 * is given up with its memory, and the run ends with a message and status 2.
 */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "cli/cli.h"

struct guard {
	jmp_buf back;
	const char *what;
};

void plint_cli_fatal(void *data, const char *what)
{
	struct plint_cli *cli = data;
	struct guard *guard = cli->guard;
	guard->what = what;
	longjmp(guard->back, 1);
}

const char *plint_cli_try(struct plint_cli *cli, void (*work)(void *data), void *data)
{
	struct guard guard = {.what = NULL};
	void *outer = cli->guard;
	cli->guard = &guard;
	if (setjmp(guard.back) == 0)
		work(data);
	cli->guard = outer;
	return guard.what;
}

/* Speaks without taking memory. */
static void tell(const char *what)
{
	static const char head[] = "planlint: ";
	ssize_t ignored = write(STDERR_FILENO, head, sizeof head - 1);
	ignored = write(STDERR_FILENO, what, strlen(what));
	ignored = write(STDERR_FILENO, "\n", 1);
	(void)ignored;
}

/* jansson 2.14 writes past its own memory where a request is refused in the middle of a text, so it must not see one. */
static void *take_or_end(size_t bytes)
{
	void *p = malloc(bytes ? bytes : 1);
	if (!p) {
		tell("out of memory");
		_exit(PLINT_CLI_TROUBLE);
	}
	return p;
}

void plint_cli_guard_libraries(void)
{
	json_set_alloc_funcs(take_or_end, free);
}

int plint_cli_guard(struct plint_cli *cli, int (*run)(struct plint_cli *cli, int argc, char **argv), int argc, char **argv)
{
	struct guard guard = {.what = "out of memory"};
	cli->guard = &guard;
	if (setjmp(guard.back) == 0)
		return run(cli, argc, argv);
	tell(guard.what);
	return PLINT_CLI_TROUBLE;
}
