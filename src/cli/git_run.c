/* Running git: see git_run.h. */
#include "cli/git_run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"

#define MAX_ERROR_BYTES ((size_t)4 << 10)
#define MAX_WORDS 48

extern char **environ;

/* Words before the command. What they set outweighs every settings file of git; what they cannot set (protocol.NAME.allow) the environment
 * does. */
static const char *const safe_words[] = {
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "protocol.allow=never",
    "-c", "safe.bareRepository=explicit",
    "-c", "core.sshCommand=false",
    "-c", "credential.helper=",
    "-c", "gc.auto=0",
    "-c", "maintenance.auto=false",
};
#define SAFE_WORD_COUNT (sizeof safe_words / sizeof *safe_words)

/* Besides what the user has set, without anything that begins with GIT_: that could lead git to another repository or start programs. A
 * clone that holds a part only must not fetch the rest: no protocol is allowed (older gits do not know GIT_NO_LAZY_FETCH). */
static const char *const safe_environment[] = {
    "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "GIT_NO_REPLACE_OBJECTS=1", "GIT_TERMINAL_PROMPT=0", "GIT_ALLOW_PROTOCOL=",
    "GIT_PAGER=cat",        "LC_ALL=C",
};
#define SAFE_ENVIRONMENT_COUNT (sizeof safe_environment / sizeof *safe_environment)

static bool is_kept(const char *entry)
{
	static const char *const dropped[] = {"GIT_", "LC_ALL=", "PAGER=", "SSH_ASKPASS=", "LANGUAGE="};
	for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
		if (strncmp(entry, dropped[i], strlen(dropped[i])) == 0)
			return false;
	return true;
}

/* posix_spawn takes words and environment as char *, which it does not write to. */
static char *word(struct plint_cli *cli, const char *text)
{
	return plint_arena_strndup(&cli->arena, text, strlen(text));
}

static char **environment(struct plint_cli *cli)
{
	size_t count = 0, kept = 0;
	while (environ && environ[count])
		count++;
	char **all = plint_arena_alloc(&cli->arena, (count + SAFE_ENVIRONMENT_COUNT + 1) * sizeof *all);
	for (size_t i = 0; i < count; i++)
		if (is_kept(environ[i]))
			all[kept++] = environ[i];
	for (size_t i = 0; i < SAFE_ENVIRONMENT_COUNT; i++)
		all[kept++] = word(cli, safe_environment[i]);
	all[kept] = NULL;
	return all;
}

const char *plint_git_program(struct plint_cli *cli)
{
	const char *path = getenv("PATH");
	for (const char *at = path && *path ? path : "/usr/local/bin:/usr/bin:/bin"; *at;) {
		size_t len = strcspn(at, ":");
		const char *folder = plint_arena_strndup(&cli->arena, at, len);
		const char *program = plint_io_join(&cli->arena, folder, "git");
		uint64_t dev, ino;
		/* A relative folder of PATH may be one that came with the plans. */
		if (folder[0] == '/' && plint_io_stat(program, &dev, &ino) == PLINT_IO_FILE && access(program, X_OK) == 0)
			return program;
		at += len + (at[len] == ':');
	}
	return NULL;
}

static char **words_of(struct plint_cli *cli, const char *program, const char *folder, const char *const *args)
{
	char **words = plint_arena_alloc(&cli->arena, MAX_WORDS * sizeof *words);
	size_t count = 0;
	words[count++] = word(cli, program);
	words[count++] = word(cli, "-C");
	words[count++] = word(cli, folder);
	for (size_t i = 0; i < SAFE_WORD_COUNT; i++)
		words[count++] = word(cli, safe_words[i]);
	for (size_t i = 0; args[i] && count + 1 < MAX_WORDS; i++)
		words[count++] = word(cli, args[i]);
	words[count] = NULL;
	return words;
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static bool is_spawned(struct plint_cli *cli, const char *program, const char *folder, const char *const *args, const int ends[3],
                       pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t defaults;
	char **words = words_of(cli, program, folder, args), **env = environment(cli);
	if (posix_spawn_file_actions_init(&actions) != 0)
		return false;
	if (posix_spawnattr_init(&attributes) != 0) {
		posix_spawn_file_actions_destroy(&actions);
		return false;
	}
	sigemptyset(&defaults); /* what we ignore git need not */
	sigaddset(&defaults, SIGPIPE);
	sigaddset(&defaults, SIGXFSZ);
	bool is_ready = posix_spawnattr_setsigdefault(&attributes, &defaults) == 0 &&
	                posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF) == 0;
	if (ends[0] < 0)
		is_ready = is_ready && posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) == 0;
	else
		is_ready = is_ready && posix_spawn_file_actions_adddup2(&actions, ends[0], 0) == 0;
	is_ready = is_ready && posix_spawn_file_actions_adddup2(&actions, ends[1], 1) == 0 &&
	           posix_spawn_file_actions_adddup2(&actions, ends[2], 2) == 0;
	bool is_running = is_ready && posix_spawn(pid, program, &actions, &attributes, words, env) == 0;
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return is_running;
}

bool plint_git_start(struct plint_cli *cli, const char *folder, const char *const *args, bool has_input, struct plint_git_process *p)
{
	const char *program = plint_git_program(cli);
	int in[2] = {-1, -1}, out[2] = {-1, -1}, err[2] = {-1, -1};
	*p = (struct plint_git_process){-1, -1, -1, -1};
	bool is_running = program && (!has_input || pipe2(in, O_CLOEXEC) == 0) && pipe2(out, O_CLOEXEC) == 0 && pipe2(err, O_CLOEXEC) == 0;
	if (is_running) {
		const int ends[3] = {in[0], out[1], err[1]};
		is_running = is_spawned(cli, program, folder, args, ends, &p->pid);
	}
	close_fd(&in[0]);
	close_fd(&out[1]);
	close_fd(&err[1]);
	p->to = in[1];
	p->from = out[0];
	p->errors = err[0];
	if (!is_running) {
		p->pid = -1;
		(void)plint_git_stop(p, false);
	}
	return is_running;
}

int plint_git_stop(struct plint_git_process *p, bool kill_it)
{
	int status = 0;
	close_fd(&p->to);
	close_fd(&p->from);
	close_fd(&p->errors);
	if (p->pid <= 0)
		return 255;
	if (kill_it)
		kill(p->pid, SIGKILL);
	while (waitpid(p->pid, &status, 0) < 0 && errno == EINTR)
		;
	p->pid = -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

/* As read(2), but not ended by a signal. */
/* Reads both outputs of P to their ends; false where SINK or an error ended it. */
static bool drain(struct plint_git_process *p, plint_git_sink_fn *sink, void *data, struct plint_buf *errors)
{
	char part[16384];
	struct pollfd fds[2] = {{p->from, POLLIN, 0}, {p->errors, POLLIN, 0}};
	while (fds[0].fd >= 0 || fds[1].fd >= 0) {
		if (poll(fds, 2, -1) < 0) {
			if (errno == EINTR)
				continue;
			return false;
		}
		for (int i = 0; i < 2; i++) {
			if (fds[i].fd < 0 || !fds[i].revents)
				continue;
			ssize_t n = plint_io_read_some(fds[i].fd, part, sizeof part);
			if (n <= 0)
				fds[i].fd = -1;
			else if (i == 0 && !sink(data, part, (size_t)n))
				return false;
			else if (i == 1 && errors->len < MAX_ERROR_BYTES)
				plint_buf_add(errors, part, (size_t)n < MAX_ERROR_BYTES - errors->len ? (size_t)n : MAX_ERROR_BYTES - errors->len);
		}
	}
	return true;
}

static void release(void *object)
{
	(void)plint_git_stop(object, true);
}

int plint_git_run(struct plint_cli *cli, const char *folder, const char *const *args, plint_git_sink_fn *sink, void *data,
                  struct plint_buf *errors)
{
	struct plint_git_process *p = plint_arena_alloc(&cli->arena, sizeof *p);
	*p = (struct plint_git_process){-1, -1, -1, -1};
	(void)plint_arena_own(&cli->arena, release, p); /* for a SINK that runs out of memory */
	if (!plint_git_start(cli, folder, args, false, p))
		return -1;
	bool is_whole = drain(p, sink, data, errors);
	int status = plint_git_stop(p, !is_whole);
	return is_whole ? status : -1;
}
