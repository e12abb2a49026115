/*
 * The sandbox: what is closed once a process has entered it, and that `check` does enter it. Each case enters in a child and tries what it
 * must not. Where the kernel has no Landlock or no seccomp, or the build leaves the sandbox out, the cases that need it are skipped.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/sandbox.h"
#include "support/place.h"

#define SKIPPED 77

/* What an attempt in the child came to: 0, or errno. */
static int try_open(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0644);
	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

static int try_write(const char *from, const char *to)
{
	int error = try_open(from, O_WRONLY | O_CREAT | O_EXCL);
	if (!error && rename(from, to) != 0)
		error = errno;
	return error;
}

static int try_socket(void)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	return fd < 0 ? errno : 0;
}

static int try_program(void)
{
	char name[] = "true", *words[] = {name, NULL}, *none[] = {NULL};
	execve("/bin/true", words, none);
	return errno;
}

static void *open_outside(void *data)
{
	*(int *)data = try_open("outside/file", O_RDONLY);
	return NULL;
}

static int try_in_a_thread(void)
{
	pthread_t thread;
	int error = 0;
	if (pthread_create(&thread, NULL, open_outside, &error) != 0 || pthread_join(thread, NULL) != 0)
		return -1;
	return error;
}

static void enter(bool reads_all, bool runs_git, unsigned needed)
{
	const char *reads[] = {"read", "not-there"}, *writes[] = {"written"};
	struct plint_sandbox s = {.reads_all = reads_all, .runs_git = runs_git};
	s.reads.items = reads;
	s.reads.count = 2;
	s.writes.items = writes;
	s.writes.count = 1;
	if ((plint_sandbox_enter(&s) & needed) != needed)
		exit(SKIPPED);
}

/* Ends the child where GOT is not WANTED. */
static void want(int got, int wanted, const char *what)
{
	if (got == wanted)
		return;
	fprintf(stderr, "%s: %d, not %d\n", what, got, wanted);
	exit(1);
}

/* Runs WORK in a child, in a folder with read/file, written/file and outside/file. */
static void in_child(struct place *p, void (*work)(void))
{
	int status;
	place_expect(p, 0, "rm -rf read written outside && mkdir read written outside && touch read/file written/file outside/file");
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		if (chdir(p->folder) != 0)
			_exit(2);
		work();
		exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == SKIPPED)
		skip();
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void reading_work(void)
{
	enter(false, false, PLINT_SANDBOX_FILES);
	want(try_open("read/file", O_RDONLY), 0, "reading within");
	want(try_open("read", O_RDONLY | O_DIRECTORY), 0, "listing within");
	want(try_open("written/file", O_RDONLY), 0, "reading what may be written");
	want(try_open("outside/file", O_RDONLY), EACCES, "reading outside");
	want(try_open("/etc/passwd", O_RDONLY), EACCES, "reading far outside");
	want(try_open("outside", O_RDONLY | O_DIRECTORY), EACCES, "listing outside");
	want(try_in_a_thread(), EACCES, "reading outside in a thread");
}

static void reading_elsewhere_is_refused(void **state)
{
	in_child(*state, reading_work);
}

static void writing_work(void)
{
	enter(false, false, PLINT_SANDBOX_FILES);
	want(try_write("written/new", "written/file"), 0, "replacing a file within");
	want(try_open("written/file", O_WRONLY | O_TRUNC), 0, "emptying a file within");
	want(try_open("read/file", O_WRONLY), EACCES, "writing what is read");
	want(try_open("read/new", O_WRONLY | O_CREAT), EACCES, "a new file beside what is read");
	want(unlink("read/file") == 0 ? 0 : errno, EACCES, "removing what is read");
	want(unlink("written/file") == 0 ? 0 : errno, 0, "removing within");
}

static void writing_elsewhere_is_refused(void **state)
{
	in_child(*state, writing_work);
}

static void calling_work(void)
{
	enter(false, false, PLINT_SANDBOX_CALLS);
	want(try_socket(), EPERM, "the network");
	want(try_program(), EPERM, "a program");
	want(chdir("read") == 0 ? 0 : errno, EPERM, "a call that is not in the table");
}

static void network_and_programs_are_refused(void **state)
{
	in_child(*state, calling_work);
}

static void git_work(void)
{
	enter(false, true, PLINT_SANDBOX_FILES | PLINT_SANDBOX_CALLS);
	want(try_open("outside/file", O_RDONLY), 0, "reading, for git");
	want(try_open("/dev/null", O_WRONLY), 0, "the place for nothing, for git");
	want(try_open("outside/file", O_WRONLY), EACCES, "writing");
	want(try_socket(), EPERM, "the network");
	if (fork() == 0)
		_exit(try_program());
	int status = -1;
	wait(&status);
	want(status, 0, "a program, for git");
}

static void with_git_programs_run_and_nothing_is_written(void **state)
{
	in_child(*state, git_work);
}

static void watching_work(void)
{
	enter(true, false, PLINT_SANDBOX_FILES);
	want(try_open("outside/file", O_RDONLY), 0, "reading");
	want(try_open("outside/new", O_WRONLY | O_CREAT), EACCES, "writing");
}

static void without_limits_on_reading_writing_is_refused_all_the_same(void **state)
{
	in_child(*state, watching_work);
}

/* Whether this kernel, or this build, leaves a part out. */
static bool is_part_missing(void)
{
	int status = 0;
	pid_t child = fork();
	if (child == 0) {
		const struct plint_sandbox s = {.reads_all = true};
		_exit(plint_sandbox_enter(&s) == (PLINT_SANDBOX_FILES | PLINT_SANDBOX_CALLS) ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status != 0;
}

/* The kernel tells of each process whether its calls are filtered (2) and whether it may gain rights (1: no). */
static void check_enters_it(void **state)
{
	struct place *p = *state;
	if (is_part_missing())
		skip();
	place_expect(p, 0,
	             "cp \"$ROOT/plans/five-lines.plan\" a.plan; \"$PL\" check -q --watch a.plan 2>err & pid=$!; "
	             "for i in $(seq 100); do grep -q 'Ctrl-C' err && break; sleep 0.1; done; "
	             "grep -E '^(NoNewPrivs|Seccomp):' /proc/$pid/status; kill $pid; wait $pid; true");
	assert_string_equal(p->output, "NoNewPrivs:\t1\nSeccomp:\t2\n");
	place_expect(p, 0,
	             "PLANLINT_NO_SANDBOX=1 \"$PL\" check -q --watch a.plan 2>err & pid=$!; "
	             "for i in $(seq 100); do grep -q 'Ctrl-C' err && break; sleep 0.1; done; "
	             "grep -E '^NoNewPrivs:' /proc/$pid/status; kill $pid; wait $pid; true");
	assert_string_equal(p->output, "NoNewPrivs:\t0\n");
}

/* What a run is asked for lies in the strangest places, and is found and written as it would be without. */
static void nothing_that_was_asked_for_is_closed(void **state)
{
	static const char *const runs[] = {
	    "check in/link.plan",                                      /* a link, whose plan includes a file beside what it leads to */
	    "check in/link.plan elsewhere/a.plan -o json=out/r.json",  /* a report in a folder of its own */
	    "check elsewhere/a.plan -o out/link.json --format json",   /* and one through a link */
	    "check elsewhere/a.plan -o nowhere/r.json",
	    "check elsewhere/a.plan --write-baseline out/base.json --allow-growth",
	    "check elsewhere in --baseline base.json --jobs 2",
	    "check --config conf/settings.yaml elsewhere/a.plan",
	    "check --rules packs/mine.yaml elsewhere/a.plan",
	    "check --stdin-filename in/named.plan - <elsewhere/a.plan",
	    "check - <elsewhere/a.plan",
	    "check --fix --unsafe fixed/a.plan",
	    "check nowhere.plan nowhere/",
	};
	place_expect(*state, 0,
	             "mkdir in out elsewhere conf packs fixed far && cp \"$ROOT/plans/five-lines.plan\" elsewhere/a.plan && "
	             "echo 'include \"more.plan\"' >>elsewhere/a.plan && echo 'role clerk' | tee elsewhere/more.plan in/more.plan more.plan >fixed/more.plan && "
	             "ln -s ../elsewhere/a.plan in/link.plan && : >far/r.json && ln -s ../far/r.json out/link.json && "
	             "echo 'fail-on: never' >conf/settings.yaml && sed 's/^id: /id: my-/' \"$ROOT/rules/measurability/no-target.yaml\" >packs/mine.yaml; \"$PL\" check -q --write-baseline base.json in/link.plan");
	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
		char command[512];
		snprintf(command, sizeof command,
		         "rm -f out/base.json; cp elsewhere/a.plan fixed/a.plan; PLANLINT_NO_SANDBOX=1 \"$PL\" %s >free 2>&1; echo $? >>free; cat fixed/a.plan out/* >>free; "
		         "rm -f out/base.json; cp elsewhere/a.plan fixed/a.plan; \"$PL\" %s >closed 2>&1; echo $? >>closed; cat fixed/a.plan out/* >>closed; diff free closed",
		         runs[i], runs[i]);
		place_expect(*state, 0, command);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(reading_elsewhere_is_refused, place_setup, place_teardown),
	    cmocka_unit_test_setup_teardown(writing_elsewhere_is_refused, place_setup, place_teardown),
	    cmocka_unit_test_setup_teardown(network_and_programs_are_refused, place_setup, place_teardown),
	    cmocka_unit_test_setup_teardown(with_git_programs_run_and_nothing_is_written, place_setup, place_teardown),
	    cmocka_unit_test_setup_teardown(without_limits_on_reading_writing_is_refused_all_the_same, place_setup, place_teardown),
	    cmocka_unit_test_setup_teardown(check_enters_it, place_setup, place_teardown),
	    cmocka_unit_test_setup_teardown(nothing_that_was_asked_for_is_closed, place_setup, place_teardown),
	};
	return cmocka_run_group_tests_name("sandbox", tests, NULL, NULL);
}
