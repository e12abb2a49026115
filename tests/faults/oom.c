/*
 * Memory that runs out on command. Linked into planlint-oom with --wrap for each function below, so that the small libraries' requests
 * count too. FAULT_AT says which request is refused (from 1; 0: none), FAULT_EVER=1 all from there on, and the number of requests met is
 * written to the file FAULT_COUNT when the program ends.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_mmap(void *at, size_t len, int prot, int flags, int fd, off_t offset);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t len);
void *__wrap_mmap(void *at, size_t len, int prot, int flags, int fd, off_t offset);

static atomic_long met;
static long fail_at = -1;
static int is_for_ever;

static void write_count(void)
{
	char text[32];
	const char *path = getenv("FAULT_COUNT");
	int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
	int len = snprintf(text, sizeof text, "%ld\n", (long)met);
	if (fd >= 0 && (write(fd, text, (size_t)len) < 0 || close(fd) < 0))
		_exit(98);
}

static void begin(void)
{
	const char *at = getenv("FAULT_AT"), *ever = getenv("FAULT_EVER");
	fail_at = at ? strtol(at, NULL, 10) : 0;
	is_for_ever = ever && *ever == '1';
	atexit(write_count);
}

static int is_refused(void)
{
	if (fail_at < 0)
		begin();
	long number = ++met;
	int refused = fail_at > 0 && (number == fail_at || (is_for_ever && number > fail_at));
	if (refused)
		errno = ENOMEM;
	return refused;
}

void *__wrap_malloc(size_t size)
{
	return is_refused() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return is_refused() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return is_refused() ? NULL : __real_realloc(old, size);
}

char *__wrap_strndup(const char *text, size_t len)
{
	len = strnlen(text, len);
	char *copy = __wrap_malloc(len + 1);
	if (copy) {
		memcpy(copy, text, len);
		copy[len] = '\0';
	}
	return copy;
}

char *__wrap_strdup(const char *text)
{
	return __wrap_strndup(text, strlen(text));
}

void *__wrap_mmap(void *at, size_t len, int prot, int flags, int fd, off_t offset)
{
	return is_refused() ? MAP_FAILED : __real_mmap(at, len, prot, flags, fd, offset);
}
