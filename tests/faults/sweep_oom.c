/*
 * Runs a command again and again, each time with another request for memory refused, once and from there on, until all have had their turn;
 * prints how many there were. Whatever is refused: the program ends by itself, with what it would have said anyway or with status 2 and
 * "out of memory"; no leak (in the build with address checks); files are as they were, or as they should become, and nothing lies beside them.
 *
 *   sweep_oom PROGRAM FOLDER STEP NAME [-f FILE] -- ARGUMENTS…
 *
 * The command runs in FOLDER. Every STEPth request is refused (1: all). FILE, in FOLDER, is put back before each run; where it was not there,
 * it is taken away. Ends with 1 where a run went wrong, 2 where the command cannot be run at all.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_TEXT ((size_t)8 << 20)
#define MAX_SECONDS 60
#define SAID "planlint: out of memory\n"

struct text {
	char *bytes;
	size_t len;
};

struct result {
	int status; /* 128 + n: ended by signal n */
	struct text out, err, file;
	long entries; /* in the folder, beside the file */
};

struct sweep {
	const char *program, *folder, *name, *file;
	char **arguments; /* with room for the program before them */
	struct text original;
	struct result good;
	long requests, points, given_up, wrong;
};

static void give_up(const char *what)
{
	fprintf(stderr, "sweep_oom: %s: %s\n", what, strerror(errno));
	exit(2);
}

static struct text read_fd(int fd)
{
	struct text t = {malloc(MAX_TEXT), 0};
	if (!t.bytes)
		give_up("memory");
	for (ssize_t n; t.len < MAX_TEXT && (n = pread(fd, t.bytes + t.len, MAX_TEXT - t.len, (off_t)t.len)) > 0;)
		t.len += (size_t)n;
	char *fit = realloc(t.bytes, t.len + 1);
	t.bytes = fit ? fit : t.bytes;
	return t;
}

static struct text read_path(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return (struct text){NULL, 0};
	struct text t = read_fd(fd);
	close(fd);
	return t;
}

static bool is_same(const struct text *a, const struct text *b)
{
	if (!a->bytes || !b->bytes) /* a file that there is not */
		return !a->bytes && !b->bytes;
	return a->len == b->len && (a->len == 0 || memcmp(a->bytes, b->bytes, a->len) == 0);
}

static void put_back(const struct sweep *s)
{
	if (!s->file)
		return;
	if (!s->original.bytes) {
		if (unlink(s->file) != 0 && errno != ENOENT)
			give_up(s->file);
		return;
	}
	int fd = open(s->file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0 || write(fd, s->original.bytes, s->original.len) != (ssize_t)s->original.len || close(fd) != 0)
		give_up(s->file);
}

static long count_entries(void)
{
	DIR *folder = opendir(".");
	long n = 0;
	if (!folder)
		give_up("the folder");
	while (readdir(folder))
		n++;
	closedir(folder);
	return n;
}

static int temporary(void)
{
	char name[] = "/tmp/sweep-XXXXXX";
	int fd = mkstemp(name);
	if (fd < 0)
		give_up("a temporary file");
	unlink(name);
	return fd;
}

static void in_child(const struct sweep *s, int out, int err, long at, bool for_ever)
{
	char number[32];
	snprintf(number, sizeof number, "%ld", at);
	setenv("FAULT_AT", number, 1);
	setenv("FAULT_EVER", for_ever ? "1" : "0", 1);
	if (dup2(out, 1) < 0 || dup2(err, 2) < 0)
		_exit(99);
	alarm(MAX_SECONDS);
	execv(s->program, s->arguments);
	_exit(99);
}

static struct result run(const struct sweep *s, long at, bool for_ever)
{
	struct result r = {0};
	int out = temporary(), err = temporary(), status;
	put_back(s);
	pid_t child = fork();
	if (child < 0)
		give_up("fork");
	if (child == 0)
		in_child(s, out, err, at, for_ever);
	if (waitpid(child, &status, 0) != child)
		give_up("waiting");
	r.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	r.out = read_fd(out);
	r.err = read_fd(err);
	close(out);
	close(err);
	if (s->file)
		r.file = read_path(s->file);
	r.entries = count_entries() - (r.file.bytes != NULL);
	return r;
}

static void release(struct result *r)
{
	free(r->out.bytes);
	free(r->err.bytes);
	free(r->file.bytes);
}

/* What was wrong with the run R, or NULL. */
static const char *judge(struct sweep *s, const struct result *r)
{
	const struct text said = {(char *)(unsigned long)SAID, sizeof SAID - 1};
	if (s->file && !is_same(&r->file, &s->original) && !is_same(&r->file, &s->good.file))
		return "the file is neither old nor new";
	if (r->entries != s->good.entries)
		return "something lies beside the file";
	if (r->status == s->good.status && is_same(&r->out, &s->good.out) && is_same(&r->err, &s->good.err) && is_same(&r->file, &s->good.file))
		return NULL;
	if (r->status != 2)
		return "another status than 2";
	if (!is_same(&r->err, &said))
		return "it does not say that memory has run out, and nothing else";
	s->given_up++;
	return NULL;
}

static void sweep_point(struct sweep *s, long at, bool for_ever)
{
	struct result r = run(s, at, for_ever);
	const char *fault = judge(s, &r);
	s->points++;
	if (fault && s->wrong++ < 5)
		fprintf(stderr, "%s: request %ld refused%s: %s (status %d)\n%.*s\n", s->name, at, for_ever ? ", and all after it" : "", fault, r.status,
		        (int)(r.err.len < 900 ? r.err.len : 900), r.err.bytes);
	release(&r);
}

static long read_count(const char *path)
{
	struct text t = read_path(path);
	if (!t.bytes)
		give_up(path);
	t.bytes[t.len] = '\0';
	long n = strtol(t.bytes, NULL, 10);
	free(t.bytes);
	return n;
}

static int usage(void)
{
	fputs("usage: sweep_oom PROGRAM FOLDER STEP NAME [-f FILE] -- ARGUMENTS...\n", stderr);
	return 2;
}

int main(int argc, char **argv)
{
	struct sweep s = {0};
	int at = 5;
	if (argc < 7)
		return usage();
	s.program = argv[1];
	s.folder = argv[2];
	long step = strtol(argv[3], NULL, 10);
	s.name = argv[4];
	if (strcmp(argv[at], "-f") == 0 && argc > at + 2) {
		s.file = argv[at + 1];
		at += 2;
	}
	if (strcmp(argv[at], "--") != 0 || step < 1)
		return usage();
	s.arguments = argv + at; /* "--" gives way to the program */
	s.arguments[0] = argv[1];
	if (chdir(s.folder) != 0)
		give_up(s.folder);
	if (s.file)
		s.original = read_path(s.file);
	char count[] = "/tmp/sweep-count-XXXXXX";
	int fd = mkstemp(count);
	if (fd < 0)
		give_up("a temporary file");
	close(fd);
	setenv("FAULT_COUNT", count, 1);
	s.good = run(&s, 0, false);
	s.requests = read_count(count);
	unlink(count);
	if (s.good.status > 2 || s.requests == 0) {
		fprintf(stderr, "sweep_oom: %s does not run (status %d): %.*s\n", s.name, s.good.status, (int)s.good.err.len, s.good.err.bytes);
		return 2;
	}
	unsetenv("FAULT_COUNT");
	for (long i = 1; i <= s.requests; i += step) {
		sweep_point(&s, i, false);
		sweep_point(&s, i, true);
	}
	put_back(&s);
	printf("%s: %ld requests, %ld points, %ld given up, %ld wrong\n", s.name, s.requests, s.points, s.given_up, s.wrong);
	return s.wrong > 0;
}
