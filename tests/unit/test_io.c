/* Files and folders, in a folder of their own that goes afterwards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"

static struct plint_arena arena;
static char folder[] = "/tmp/planlint-io-XXXXXX";
static const char template[] = "/tmp/planlint-io-XXXXXX";

static const char *at(const char *name)
{
	return plint_io_join(&arena, folder, name);
}

static void write_file(const char *name, const char *text)
{
	FILE *f = fopen(at(name), "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static int setup(void **state)
{
	(void)state;
	plint_arena_init(&arena, NULL, NULL, 0);
	memcpy(folder, template, sizeof folder);
	assert_non_null(mkdtemp(folder));
	write_file("plan.plan", "goal\n");
	assert_int_equal(mkdir(at("sub"), 0755), 0);
	write_file("sub/inner.plan", "inner\n");
	assert_int_equal(mkfifo(at("fifo"), 0644), 0);
	assert_int_equal(symlink("plan.plan", at("link.plan")), 0);
	assert_int_equal(symlink("/etc/passwd", at("out.plan")), 0);
	assert_int_equal(symlink("nowhere", at("dangling.plan")), 0);
	assert_int_equal(symlink("loop.plan", at("loop.plan")), 0);
	assert_int_equal(symlink("sub", at("sub-link")), 0);
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int teardown(void **state)
{
	(void)state;
	nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	plint_arena_clear(&arena);
	return 0;
}

static enum plint_io_status status_of(const char *path, size_t max_bytes)
{
	struct plint_io_data data;
	return plint_io_read(&arena, path, max_bytes, &data);
}

static void a_file_is_read_with_two_nuls_behind(void **state)
{
	(void)state;
	struct plint_io_data data;
	assert_int_equal(plint_io_read(&arena, at("plan.plan"), 100, &data), PLINT_IO_OK);
	assert_int_equal(data.len, 5);
	assert_memory_equal(data.text, "goal\n\0", 7);
	assert_int_not_equal(data.ino, 0);
	write_file("empty.plan", "");
	assert_int_equal(plint_io_read(&arena, at("empty.plan"), 100, &data), PLINT_IO_OK);
	assert_int_equal(data.len, 0);
	assert_memory_equal(data.text, "\0", 2);
}

static void the_limit_is_met_exactly(void **state)
{
	(void)state;
	assert_int_equal(status_of(at("plan.plan"), 4), PLINT_IO_TOO_LARGE);
	assert_int_equal(status_of(at("plan.plan"), 5), PLINT_IO_OK);
	assert_int_equal(status_of(at("plan.plan"), 6), PLINT_IO_OK);
}

static void what_is_no_regular_file_is_refused_at_once(void **state)
{
	(void)state;
	assert_int_equal(status_of(at("fifo"), 100), PLINT_IO_NOT_REGULAR);
	assert_int_equal(status_of(at("sub"), 100), PLINT_IO_NOT_REGULAR);
	assert_int_equal(status_of("/dev/zero", 100), PLINT_IO_NOT_REGULAR);
	assert_int_equal(status_of(at("missing.plan"), 100), PLINT_IO_MISSING);
	assert_int_equal(status_of(at("plan.plan/x"), 100), PLINT_IO_MISSING);
	assert_int_equal(status_of(at("dangling.plan"), 100), PLINT_IO_MISSING);
	assert_int_equal(status_of(at("loop.plan"), 100), PLINT_IO_FAILED);
	assert_string_equal(plint_io_words(PLINT_IO_MISSING), "there is no such file");
	for (int s = PLINT_IO_OK; s <= PLINT_IO_FAILED; s++)
		assert_true(strlen(plint_io_words((enum plint_io_status)s)) > 0);
}

/* What the child reads from a pipe as "-": its status, or 100 where the text is not COUNT letters. */
static int read_from_pipe(size_t count, size_t max_bytes)
{
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct plint_io_data data;
		dup2(ends[0], STDIN_FILENO);
		close(ends[0]);
		close(ends[1]);
		enum plint_io_status s = plint_io_read(&arena, "-", max_bytes, &data);
		int result = (int)s;
		for (size_t i = 0; s == PLINT_IO_OK && i < data.len; i++)
			if (data.text[i] != 'x')
				result = 100;
		if (s == PLINT_IO_OK && (data.len != count || data.text[count] || data.text[count + 1]))
			result = 100;
		_exit(result);
	}
	close(ends[0]);
	signal(SIGPIPE, SIG_IGN);
	char block[1000];
	memset(block, 'x', sizeof block);
	for (size_t left = count; left > 0;) {
		ssize_t n = write(ends[1], block, left < sizeof block ? left : sizeof block);
		if (n <= 0)
			break;
		left -= (size_t)n;
	}
	close(ends[1]);
	signal(SIGPIPE, SIG_DFL);
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void standard_input_is_read_to_its_end_and_no_further_than_the_limit(void **state)
{
	(void)state;
	assert_int_equal(read_from_pipe(0, 100), PLINT_IO_OK);
	assert_int_equal(read_from_pipe(100, 100), PLINT_IO_OK);
	assert_int_equal(read_from_pipe(101, 100), PLINT_IO_TOO_LARGE);
	assert_int_equal(read_from_pipe(300001, 1000000), PLINT_IO_OK);
	assert_int_equal(read_from_pipe(65536, 65536), PLINT_IO_OK);
	assert_int_equal(read_from_pipe(65537, 65536), PLINT_IO_TOO_LARGE);
}

static void an_include_stays_below_its_root(void **state)
{
	(void)state;
	struct plint_io_data data;
	enum plint_io_status (*const ways[])(struct plint_arena *, const char *, const char *, size_t, struct plint_io_data *) = {
	    plint_io_read_beneath, plint_io_read_by_walk};
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(ways[i](&arena, folder, "plan.plan", 100, &data), PLINT_IO_OK);
		assert_string_equal(data.text, "goal\n");
		assert_int_equal(ways[i](&arena, folder, "sub/inner.plan", 100, &data), PLINT_IO_OK);
		assert_string_equal(data.text, "inner\n");
		assert_int_equal(ways[i](&arena, folder, "./sub//inner.plan", 100, &data), PLINT_IO_OK);
		assert_int_equal(ways[i](&arena, folder, "../etc/passwd", 100, &data), PLINT_IO_OUTSIDE);
		assert_int_equal(ways[i](&arena, at("sub"), "../plan.plan", 100, &data), PLINT_IO_OUTSIDE);
		assert_int_equal(ways[i](&arena, folder, "/etc/passwd", 100, &data), PLINT_IO_OUTSIDE);
		assert_int_equal(ways[i](&arena, folder, "out.plan", 100000, &data), PLINT_IO_OUTSIDE);
		assert_int_equal(ways[i](&arena, folder, "fifo", 100, &data), PLINT_IO_NOT_REGULAR);
		assert_int_equal(ways[i](&arena, folder, "sub", 100, &data), PLINT_IO_NOT_REGULAR);
		assert_int_equal(ways[i](&arena, folder, "missing.plan", 100, &data), PLINT_IO_MISSING);
		assert_int_equal(ways[i](&arena, folder, "plan.plan/x", 100, &data), PLINT_IO_MISSING);
		assert_int_equal(ways[i](&arena, folder, "", 100, &data), PLINT_IO_MISSING);
		assert_int_equal(ways[i](&arena, folder, "plan.plan", 4, &data), PLINT_IO_TOO_LARGE);
		assert_int_equal(ways[i](&arena, at("missing"), "plan.plan", 100, &data), PLINT_IO_MISSING);
		assert_null(data.text);
	}
	/* The kernel's way follows links that stay below; the walk follows none. */
	assert_int_equal(plint_io_read_by_walk(&arena, folder, "sub-link/inner.plan", 100, &data) == PLINT_IO_OK, 0);
}

static void no_descriptor_stays_open(void **state)
{
	(void)state;
	struct plint_io_data data;
	struct plint_io_entry *entries;
	uint32_t count;
	int before = dup(0);
	close(before);
	for (int i = 0; i < 50; i++) {
		plint_io_read(&arena, at("plan.plan"), i % 10 < 5 ? 100 : 2, &data);
		plint_io_read_beneath(&arena, folder, i % 2 ? "../x" : "sub/inner.plan", 100, &data);
		plint_io_read_by_walk(&arena, folder, i % 2 ? "sub/../x" : "sub/inner.plan", 100, &data);
		plint_io_read_head(&arena, at(i % 2 ? "plan.plan" : "fifo"), 3, &data);
		plint_io_list(&arena, folder, &entries, &count);
		plint_io_replace(&arena, at("new.plan"), "x", 1);
		plint_io_replace(&arena, at("fifo"), "x", 1);
	}
	int after = dup(0);
	close(after);
	assert_int_equal(before, after);
}

static void stat_tells_what_a_path_is(void **state)
{
	(void)state;
	uint64_t dev, ino, dev2, ino2;
	assert_int_equal(plint_io_stat(at("plan.plan"), &dev, &ino), PLINT_IO_FILE);
	assert_int_equal(plint_io_stat(at("link.plan"), &dev2, &ino2), PLINT_IO_FILE);
	assert_true(dev == dev2 && ino == ino2);
	assert_int_equal(plint_io_stat(folder, &dev, &ino), PLINT_IO_FOLDER);
	assert_int_equal(plint_io_stat(at("fifo"), &dev, &ino), PLINT_IO_OTHER);
	assert_int_equal(plint_io_stat(at("missing"), &dev, &ino), PLINT_IO_NONE);
	assert_true(dev == 0 && ino == 0);
}

static void a_head_is_as_much_as_was_asked_for(void **state)
{
	(void)state;
	struct plint_io_data data;
	write_file("head.plan", "0123456789");
	assert_int_equal(plint_io_read_head(&arena, at("head.plan"), 4, &data), PLINT_IO_OK);
	assert_int_equal(data.len, 4);
	assert_string_equal(data.text, "0123");
	assert_int_equal(plint_io_read_head(&arena, at("head.plan"), 40, &data), PLINT_IO_OK);
	assert_string_equal(data.text, "0123456789");
	assert_int_equal(plint_io_read_head(&arena, at("fifo"), 40, &data), PLINT_IO_NOT_REGULAR);
	assert_int_equal(plint_io_read_head(&arena, folder, 40, &data), PLINT_IO_NOT_REGULAR);
	assert_int_equal(plint_io_read_head(&arena, at("missing"), 40, &data), PLINT_IO_MISSING);
	unlink(at("head.plan"));
}

static void file_systems_of_the_kernel_are_known(void **state)
{
	(void)state;
	assert_true(plint_io_is_kernels("/proc"));
	assert_true(plint_io_is_kernels("/proc/self/fd"));
	assert_false(plint_io_is_kernels(folder));
	assert_false(plint_io_is_kernels(at("missing")));
}

static void a_folder_is_listed_in_the_order_of_names(void **state)
{
	(void)state;
	write_file(".hidden.plan", "x");
	struct plint_io_entry *e;
	uint32_t count;
	assert_int_equal(plint_io_list(&arena, folder, &e, &count), PLINT_IO_OK);
	const char *const names[] = {"dangling.plan", "fifo", "link.plan", "loop.plan", "out.plan", "plan.plan", "sub", "sub-link"};
	const enum plint_io_kind kinds[] = {PLINT_IO_NONE, PLINT_IO_OTHER, PLINT_IO_FILE, PLINT_IO_NONE,
	                                    PLINT_IO_FILE, PLINT_IO_FILE, PLINT_IO_FOLDER, PLINT_IO_FOLDER};
	const bool links[] = {true, false, true, true, true, false, false, true};
	assert_int_equal(count, 8);
	for (uint32_t i = 0; i < count; i++) {
		assert_string_equal(e[i].name, names[i]);
		assert_int_equal(e[i].kind, kinds[i]);
		assert_int_equal(e[i].is_link, links[i]);
	}
	assert_int_equal(plint_io_list(&arena, at("fifo"), &e, &count), PLINT_IO_MISSING);
	assert_int_equal(plint_io_list(&arena, at("missing"), &e, &count), PLINT_IO_MISSING);
}

static void assert_file(const char *name, const char *text, mode_t mode)
{
	struct plint_io_data data;
	struct stat st;
	assert_int_equal(plint_io_read(&arena, at(name), 1000, &data), PLINT_IO_OK);
	assert_string_equal(data.text, text);
	assert_int_equal(stat(at(name), &st), 0);
	assert_int_equal(st.st_mode & 07777, mode);
}

/* Names in the folder that begin with a dot: what a broken replacement would leave. */
static unsigned hidden_count(void)
{
	unsigned count = 0;
	DIR *d = opendir(folder);
	assert_non_null(d);
	for (const struct dirent *e; (e = readdir(d)) != NULL;)
		count += e->d_name[0] == '.' && strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
	closedir(d);
	return count;
}

static void replacing_keeps_the_mode_and_leaves_nothing_behind(void **state)
{
	(void)state;
	assert_int_equal(chmod(at("plan.plan"), 0640), 0);
	assert_int_equal(plint_io_replace(&arena, at("plan.plan"), "new text\n", 9), PLINT_IO_OK);
	assert_file("plan.plan", "new text\n", 0640);
	assert_int_equal(plint_io_replace(&arena, at("plan.plan"), "", 0), PLINT_IO_OK);
	assert_file("plan.plan", "", 0640);
	assert_int_equal(hidden_count(), 0);
}

static void replacing_makes_a_new_file_by_the_umask(void **state)
{
	(void)state;
	mode_t mask = umask(027);
	assert_int_equal(plint_io_replace(&arena, at("fresh.plan"), "x\n", 2), PLINT_IO_OK);
	umask(mask);
	assert_file("fresh.plan", "x\n", 0640);
}

static void the_target_of_a_link_is_replaced_and_not_the_link(void **state)
{
	(void)state;
	struct stat st;
	assert_int_equal(plint_io_replace(&arena, at("link.plan"), "through\n", 8), PLINT_IO_OK);
	assert_int_equal(lstat(at("link.plan"), &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(lstat(at("plan.plan"), &st), 0);
	assert_true(S_ISREG(st.st_mode));
	assert_file("plan.plan", "through\n", 0644);
}

static void what_cannot_be_replaced_stays_as_it_is(void **state)
{
	(void)state;
	assert_int_equal(plint_io_replace(&arena, at("fifo"), "x", 1), PLINT_IO_NOT_REGULAR);
	assert_int_equal(plint_io_replace(&arena, at("sub"), "x", 1), PLINT_IO_NOT_REGULAR);
	assert_int_equal(plint_io_replace(&arena, at("dangling.plan"), "x", 1), PLINT_IO_MISSING);
	assert_int_equal(plint_io_replace(&arena, at("missing/x.plan"), "x", 1), PLINT_IO_MISSING);
	assert_int_equal(plint_io_replace(&arena, "/dev/null", "x", 1), PLINT_IO_NOT_REGULAR);
	assert_int_equal(hidden_count(), 0);
}

static void a_file_that_somebody_else_has_changed_is_left_to_them(void **state)
{
	(void)state;
	assert_int_equal(plint_io_replace_known(&arena, at("plan.plan"), "goal\n", 5, "mine\n", 5), PLINT_IO_OK);
	assert_file("plan.plan", "mine\n", 0644);
	const char *const others[] = {"", "min", "mine\nmore", "mind\n"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_int_equal(plint_io_replace_known(&arena, at("plan.plan"), others[i], strlen(others[i]), "x", 1), PLINT_IO_CHANGED);
	assert_file("plan.plan", "mine\n", 0644);
	assert_int_equal(plint_io_replace_known(&arena, at("missing.plan"), "", 0, "x", 1), PLINT_IO_MISSING);
	assert_int_equal(plint_io_replace_known(&arena, at("link.plan"), "mine\n", 5, "again\n", 6), PLINT_IO_OK);
	assert_file("plan.plan", "again\n", 0644);
	assert_int_equal(hidden_count(), 0);
}

static void a_full_disk_leaves_the_old_text(void **state)
{
	(void)state;
	size_t len = 100000;
	char *text = plint_arena_calloc(&arena, 1, len);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct rlimit limit = {4096, 4096};
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &limit);
		_exit(plint_io_replace(&arena, at("plan.plan"), text, len) == PLINT_IO_OK);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_file("plan.plan", "goal\n", 0644);
	assert_int_equal(hidden_count(), 0);
}

static void without_permission_nothing_is_read_or_replaced(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip(); /* only root can become somebody else here */
	assert_int_equal(chmod(folder, 0755), 0);
	assert_int_equal(chmod(at("plan.plan"), 0600), 0);
	assert_int_equal(chmod(at("sub/inner.plan"), 0444), 0);
	assert_int_equal(chmod(at("sub"), 0777), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		bool is_changed = setresgid(65534, 65534, 65534) == 0 && setresuid(65534, 65534, 65534) == 0;
		bool is_right = is_changed && status_of(at("plan.plan"), 100) == PLINT_IO_DENIED &&
		                status_of(at("sub/inner.plan"), 100) == PLINT_IO_OK &&
		                plint_io_replace(&arena, at("plan.plan"), "x", 1) == PLINT_IO_DENIED &&
		                plint_io_replace(&arena, at("sub/inner.plan"), "x", 1) == PLINT_IO_DENIED;
		_exit(is_right ? 0 : 1);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_file("plan.plan", "goal\n", 0600);
	assert_file("sub/inner.plan", "inner\n", 0444);
}

static void random_bytes_differ(void **state)
{
	(void)state;
	unsigned char a[1000], b[1000];
	plint_io_random(a, sizeof a);
	plint_io_random(b, sizeof b);
	assert_memory_not_equal(a, b, sizeof a);
	assert_memory_not_equal(a + 984, a + 968, 16);
}

static void paths_are_joined_and_taken_apart(void **state)
{
	(void)state;
	assert_string_equal(plint_io_join(&arena, "plans", "a.plan"), "plans/a.plan");
	assert_string_equal(plint_io_join(&arena, "plans/", "a.plan"), "plans/a.plan");
	assert_string_equal(plint_io_join(&arena, ".", "a.plan"), "a.plan");
	assert_string_equal(plint_io_join(&arena, "", "a.plan"), "a.plan");
	assert_string_equal(plint_io_join(&arena, "plans", "/a.plan"), "/a.plan");
	assert_string_equal(plint_io_dirname(&arena, "plans/a.plan"), "plans");
	assert_string_equal(plint_io_dirname(&arena, "plans/sub//a.plan"), "plans/sub");
	assert_string_equal(plint_io_dirname(&arena, "plans/"), ".");
	assert_string_equal(plint_io_dirname(&arena, "a.plan"), ".");
	assert_string_equal(plint_io_dirname(&arena, "/a.plan"), "/");
	assert_string_equal(plint_io_dirname(&arena, "/"), "/");
	assert_string_equal(plint_io_dirname(&arena, ""), ".");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

static void what_is_there_is_told_from_what_is_not(void **state)
{
	(void)state;
	assert_true(plint_io_is_there(at("plan.plan")));
	assert_true(plint_io_is_there(at("sub")));
	assert_false(plint_io_is_there(at("nothing")));
	assert_false(plint_io_is_there(at("plan.plan/below")));
	assert_false(plint_io_is_there(at("loop.plan")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_file_is_read_with_two_nuls_behind),
	    TEST(the_limit_is_met_exactly),
	    TEST(what_is_no_regular_file_is_refused_at_once),
	    TEST(standard_input_is_read_to_its_end_and_no_further_than_the_limit),
	    TEST(an_include_stays_below_its_root),
	    TEST(no_descriptor_stays_open),
	    TEST(stat_tells_what_a_path_is),
	    TEST(what_is_there_is_told_from_what_is_not),
	    TEST(a_head_is_as_much_as_was_asked_for),
	    TEST(file_systems_of_the_kernel_are_known),
	    TEST(a_folder_is_listed_in_the_order_of_names),
	    TEST(replacing_keeps_the_mode_and_leaves_nothing_behind),
	    TEST(replacing_makes_a_new_file_by_the_umask),
	    TEST(the_target_of_a_link_is_replaced_and_not_the_link),
	    TEST(what_cannot_be_replaced_stays_as_it_is),
	    TEST(a_file_that_somebody_else_has_changed_is_left_to_them),
	    TEST(a_full_disk_leaves_the_old_text),
	    TEST(without_permission_nothing_is_read_or_replaced),
	    TEST(random_bytes_differ),
	    TEST(paths_are_joined_and_taken_apart),
	};
	return cmocka_run_group_tests_name("io", tests, NULL, NULL);
}
