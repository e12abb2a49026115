/* Running the program on hostile input: see run.h. */
#include "hostile/run.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"

#define SLOWER 6u /* with sanitizers */
#define MOST_SECONDS 120u /* of the clock: the machine may be busy */
#define SLOW_MEMORY_KB (2048L << 10)

const char *hostile_path(const struct hostile_place *p, const char *name)
{
	static char paths[4][1024];
	static unsigned next;
	char *path = paths[next++ % 4];
	snprintf(path, sizeof paths[0], "%s/%s", p->folder, name);
	return path;
}

bool hostile_write(const struct hostile_place *p, const char *name, const void *text, size_t len)
{
	FILE *f = fopen(hostile_path(p, name), "w");
	if (!f)
		return false;
	bool is_written = fwrite(text, 1, len, f) == len;
	return fclose(f) == 0 && is_written;
}

/* Adds what the file FD holds, from its start, behind the *LEN bytes of *TEXT. False, and *TEXT NULL, where there is no memory or more than
 * MOST comes together. */
static bool read_more(int fd, size_t most, char **text, size_t *len)
{
	struct stat st;
	char *more = fstat(fd, &st) == 0 && (size_t)st.st_size <= most - *len ? realloc(*text, *len + (size_t)st.st_size + 1) : NULL;
	if (!more) {
		free(*text);
		*text = NULL;
		return false;
	}
	ssize_t got = pread(fd, more + *len, (size_t)st.st_size, 0);
	*len += got < 0 ? 0 : (size_t)got;
	more[*len] = '\0';
	*text = more;
	return true;
}

char *hostile_read(const struct hostile_place *p, const char *name, size_t *len)
{
	int fd = open(hostile_path(p, name), O_RDONLY | O_NONBLOCK);
	if (fd < 0)
		return NULL;
	char *text = NULL;
	*len = 0;
	(void)read_more(fd, SIZE_MAX, &text, len);
	close(fd);
	return text;
}

static void remove_all(const char *folder, const char *but)
{
	pid_t child = fork();
	if (child == 0) {
		if (but)
			execlp("find", "find", folder, "-mindepth", "1", "-maxdepth", "1", "-not", "-name", but, "-exec", "rm", "-rf", "{}", "+", (char *)NULL);
		else
			execlp("rm", "rm", "-rf", folder, (char *)NULL);
		_exit(99);
	}
	if (child > 0)
		waitpid(child, NULL, 0);
}

bool hostile_open(struct hostile_place *p)
{
	*p = (struct hostile_place){.folder = "/tmp/planlint-hostile-XXXXXX"};
	const char *program = getenv("PLANLINT");
	p->program = realpath(program ? program : "build/planlint", NULL);
	p->is_slow = HOSTILE_IS_SLOW || getenv("HOSTILE_SANITIZED");
	return p->program && mkdtemp(p->folder) && mkdir(hostile_path(p, ".git"), 0755) == 0;
}

void hostile_close(struct hostile_place *p)
{
	remove_all(p->folder, NULL);
	free(p->output);
	free(p->program);
	*p = (struct hostile_place){0};
}

void hostile_empty(struct hostile_place *p)
{
	remove_all(p->folder, ".git");
}

static void set_limit(int which, rlim_t value)
{
	struct rlimit limit = {value, value + 1};
	setrlimit(which, &limit);
}

static void start(const struct hostile_place *p, char *const argv[])
{
	if (chdir(p->folder) != 0)
		_exit(99);
	setenv("HOME", "/nowhere", 1); /* settings in the home folder do not count */
	setenv("TERM", "xterm-256color", 1);
	unsetenv("PLANLINT_OPTIONS");
	unsetenv("CLICOLOR_FORCE");
	unsetenv("NO_COLOR");
	unsetenv("GITHUB_STEP_SUMMARY");
	set_limit(RLIMIT_CPU, HOSTILE_SECONDS * (p->is_slow ? SLOWER : 1));
	set_limit(RLIMIT_CORE, 0);
	alarm(MOST_SECONDS); /* outlives the exec, and ends what hangs */
	execv(p->program, argv);
	_exit(99);
}

/* A child that writes what is fed into the pipe whose end FD is; it ends when nobody reads any more. */
static pid_t feed(const struct hostile_place *p, int in, int out)
{
	pid_t child = fork();
	if (child != 0)
		return child;
	static char block[1 << 16];
	memset(block, p->feed[0], sizeof block);
	signal(SIGPIPE, SIG_DFL);
	close(in);
	for (size_t left = p->feed_times; left > 0;) {
		ssize_t n = write(out, block, left < sizeof block ? left : sizeof block);
		if (n <= 0)
			break;
		left -= (size_t)n;
	}
	_exit(0);
}

static bool fail(struct hostile_place *p, const char *what)
{
	snprintf(p->fault, sizeof p->fault, "%s: %.800s", what, p->output ? p->output : "");
	for (char *c = p->fault; *c; c++)
		if ((unsigned char)*c < ' ' && *c != '\n')
			*c = '?';
	return false;
}

static bool judge(struct hostile_place *p)
{
	char what[96];
	p->fault[0] = '\0';
	if (!p->output)
		return fail(p, "more than 160 MB were printed");
	if (p->status > 2) {
		snprintf(what, sizeof what, "status %d after %.1f s", p->status, p->seconds);
		return fail(p, what);
	}
	if (p->memory_kb > (p->is_slow ? SLOW_MEMORY_KB : HOSTILE_MEMORY_KB)) {
		snprintf(what, sizeof what, "%ld MB of memory", p->memory_kb >> 10);
		return fail(p, what);
	}
	return true;
}

static void note_end(struct hostile_place *p, int state, const struct rusage *usage)
{
	p->status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
	p->memory_kb = usage->ru_maxrss;
	p->seconds = (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) + (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

static void list_words(struct hostile_place *p, const char *const *words, char *argv[32])
{
	argv[0] = p->program;
	size_t count = 1;
	for (; words[count - 1] && count < 31; count++)
		memcpy(&argv[count], &words[count - 1], sizeof *argv);
	argv[count] = NULL;
}

/* Nothing but text and line feeds. */
static bool is_harmless(struct hostile_place *p)
{
	for (size_t i = 0; i < p->len;) {
		uint32_t size;
		int32_t cp = plint_text_decode(p->output + i, p->len - i, &size);
		if (cp < 0 || (plint_text_is_unsafe(cp) && cp != '\n')) {
			char what[96];
			snprintf(what, sizeof what, "U+%04X stands raw in the output, at byte %zu", (unsigned)cp, i);
			return fail(p, what);
		}
		i += size;
	}
	return true;
}

/* The memory of this program counts as the child's peak until it runs the other: as little as can be. */
static void forget_output(struct hostile_place *p)
{
	free(p->output);
	p->output = NULL;
	p->len = p->out_len = 0;
	malloc_trim(0);
}

static int open_nameless(void)
{
	char name[] = "/tmp/planlint-output-XXXXXX";
	int fd = mkstemp(name);
	if (fd >= 0)
		unlink(name);
	return fd;
}

bool hostile_run(struct hostile_place *p, const char *const *words)
{
	char *argv[32];
	int out = open_nameless(), errors = open_nameless(), ends[2] = {-1, -1}, state = 0;
	struct rusage usage = {0};
	list_words(p, words, argv);
	forget_output(p);
	if (out < 0 || errors < 0 || (p->feed && pipe(ends) != 0))
		return fail(p, "cannot begin");
	pid_t feeder = p->feed ? feed(p, ends[0], ends[1]) : 0;
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		int in = p->feed ? ends[0] : open("/dev/null", O_RDONLY);
		if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(errors, 2) < 0)
			_exit(99);
		if (p->feed)
			close(ends[1]);
		start(p, argv);
	}
	if (p->feed) {
		close(ends[0]);
		close(ends[1]);
	}
	wait4(child, &state, 0, &usage);
	if (feeder > 0)
		waitpid(feeder, NULL, 0);
	note_end(p, state, &usage);
	if (read_more(out, HOSTILE_OUTPUT_BYTES, &p->output, &p->len)) {
		p->out_len = p->len;
		(void)read_more(errors, HOSTILE_OUTPUT_BYTES, &p->output, &p->len);
	}
	close(out);
	close(errors);
	return judge(p) && is_harmless(p);
}

/* Takes our own colours (ESC [ numbers m) and the line ends of the terminal out of the output, in place. */
static void drop_colours(struct hostile_place *p)
{
	size_t to = 0;
	for (size_t i = 0; i < p->len; i++) {
		size_t end = i + 2;
		if (p->output[i] == '\x1B' && p->output[i + 1] == '[') {
			while (end < p->len && strchr("0123456789;", p->output[end]))
				end++;
			if (end < p->len && p->output[end] == 'm') {
				i = end;
				continue;
			}
		}
		if (p->output[i] != '\r' || p->output[i + 1] != '\n')
			p->output[to++] = p->output[i];
	}
	p->len = to;
	p->output[to] = '\0';
}

bool hostile_run_on_terminal(struct hostile_place *p, const char *const *words)
{
	char *argv[32];
	int terminal, state = 0;
	struct rusage usage = {0};
	struct winsize size = {.ws_row = 40, .ws_col = 100};
	list_words(p, words, argv);
	forget_output(p);
	fflush(NULL);
	pid_t child = forkpty(&terminal, NULL, NULL, &size);
	if (child < 0)
		return fail(p, "no terminal");
	if (child == 0)
		start(p, argv);
	size_t room = 1 << 16;
	p->output = malloc(room + 1);
	for (ssize_t n = 1; p->output && n > 0 && p->len < HOSTILE_OUTPUT_BYTES;) {
		n = read(terminal, p->output + p->len, room - p->len);
		p->len += n > 0 ? (size_t)n : 0;
		if (p->len == room) {
			char *more = realloc(p->output, (room *= 2) + 1);
			if (!more)
				break;
			p->output = more;
		}
	}
	close(terminal);
	wait4(child, &state, 0, &usage);
	note_end(p, state, &usage);
	if (!p->output)
		return fail(p, "no memory");
	p->output[p->len] = '\0';
	drop_colours(p);
	return judge(p) && is_harmless(p);
}
