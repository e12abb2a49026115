/* Commands for tests: declared in shell.h. */
#include "support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* All that comes out of FD, as a text. */
static char *read_all(int fd)
{
	size_t room = 4096, len = 0;
	char *text = malloc(room);
	assert_non_null(text);
	for (;;) {
		if (room - len < 2048) {
			room *= 2;
			text = realloc(text, room);
			assert_non_null(text);
		}
		ssize_t got = read(fd, text + len, room - len - 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		len += (size_t)got;
	}
	text[len] = '\0';
	return text;
}

char *shell_run(const char *command, int *status)
{
	int ends[2], end = 0;
	pid_t pid;
	posix_spawn_file_actions_t actions;
	char *argv[] = {strdup("sh"), strdup("-c"), strdup(command), NULL};
	assert_int_equal(pipe(ends), 0);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
	posix_spawn_file_actions_addclose(&actions, ends[0]);
	posix_spawn_file_actions_addclose(&actions, ends[1]);
	assert_int_equal(posix_spawnp(&pid, "sh", &actions, NULL, argv, environ), 0);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	char *output = read_all(ends[0]);
	close(ends[0]);
	while (waitpid(pid, &end, 0) < 0)
		assert_int_equal(errno, EINTR);
	for (size_t i = 0; argv[i]; i++)
		free(argv[i]);
	*status = WIFEXITED(end) ? WEXITSTATUS(end) : 128 + WTERMSIG(end);
	return output;
}
