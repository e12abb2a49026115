/*
 * Files and folders: see io.h. The WebAssembly build has io_none.c instead. Opening never blocks (O_NONBLOCK) and what is no
 * regular file is refused after fstat, so a FIFO or device cannot hang a run.
 */
#ifndef __wasm__

#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE 1
#endif
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include "base/io.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/magic.h>
#include <linux/openat2.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#endif

#define STDIN_STEP_BYTES ((size_t)64 << 10)
#define LONG_INPUT_BYTES ((size_t)1 << 20)

const char *plint_io_words(enum plint_io_status s)
{
	static const char *const words[] = {
	    [PLINT_IO_OK] = "all is well",
	    [PLINT_IO_MISSING] = "there is no such file",
	    [PLINT_IO_DENIED] = "there is no permission for it",
	    [PLINT_IO_NOT_REGULAR] = "it is not a regular file",
	    [PLINT_IO_TOO_LARGE] = "it is too large",
	    [PLINT_IO_OUTSIDE] = "it leads out of the folder of the plan",
	    [PLINT_IO_CHANGED] = "it was changed meanwhile",
	    [PLINT_IO_FULL] = "there is no room left on the disk",
	    [PLINT_IO_FAILED] = "it could not be read or written",
	};
	return words[s];
}

static enum plint_io_status status_of(int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
	case ENAMETOOLONG:
		return PLINT_IO_MISSING;
	case EACCES:
	case EPERM:
	case EROFS:
		return PLINT_IO_DENIED;
	case EISDIR:
	case ENXIO: /* a socket */
		return PLINT_IO_NOT_REGULAR;
	case EXDEV:
		return PLINT_IO_OUTSIDE;
	case EFBIG:
		return PLINT_IO_TOO_LARGE;
	case ENOSPC:
	case EDQUOT:
		return PLINT_IO_FULL;
	default:
		return PLINT_IO_FAILED;
	}
}

/* As read(2), but not ended by a signal. */
ssize_t plint_io_read_some(int fd, char *to, size_t room)
{
	ssize_t n;
	do
		n = read(fd, to, room);
	while (n < 0 && errno == EINTR);
	return n;
}

/* Reads FD to its end into OUT. ROOM bytes are taken at first. */
static enum plint_io_status read_all(struct plint_arena *a, int fd, size_t room, size_t max_bytes, struct plint_io_data *out)
{
	char *text = plint_arena_alloc(a, room + 2);
	size_t len = 0;
	for (;;) {
		if (len == room) {
			size_t more = room < STDIN_STEP_BYTES ? STDIN_STEP_BYTES : room;
			if (room + more > max_bytes + 1)
				more = max_bytes + 1 - room; /* at least 1, as LEN is within the limit */
			if (room < LONG_INPUT_BYTES && room + more >= LONG_INPUT_BYTES)
				plint_arena_reserve(a, max_bytes + 3); /* from here on it grows in place: copies would take as much again */
			text = plint_arena_grow(a, text, room + 2, room + more + 2);
			room += more;
		}
		ssize_t n = plint_io_read_some(fd, text + len, room - len);
		if (n < 0)
			return status_of(errno);
		if (n == 0)
			break;
		len += (size_t)n;
		if (len > max_bytes)
			return PLINT_IO_TOO_LARGE;
	}
	text[len] = text[len + 1] = '\0';
	out->text = text;
	out->len = len;
	return PLINT_IO_OK;
}

static void close_held(void *object)
{
	const int *fd = object;
	if (*fd >= 0)
		close(*fd);
}

/* A place for an open file, none as yet, that goes with A: memory may run out while one is being read. */
struct held {
	int fd;
	struct plint_arena_owned *owned;
};
static struct held *hold(struct plint_arena *a)
{
	struct held *h = plint_arena_alloc(a, sizeof *h);
	h->fd = -1;
	h->owned = plint_arena_own(a, close_held, &h->fd);
	return h;
}

/* Reads the open file of H, which is closed in any case. */
static enum plint_io_status read_held(struct plint_arena *a, struct held *h, size_t max_bytes, struct plint_io_data *out)
{
	struct stat st;
	int fd = h->fd;
	enum plint_io_status status = PLINT_IO_OK;
	if (fstat(fd, &st) != 0)
		status = status_of(errno);
	else if (!S_ISREG(st.st_mode))
		status = PLINT_IO_NOT_REGULAR;
	else if (st.st_size < 0 || (uintmax_t)st.st_size > max_bytes)
		status = PLINT_IO_TOO_LARGE;
	else {
		/* One byte more shows the end without growing. */
		status = read_all(a, fd, (size_t)st.st_size + 1, max_bytes, out);
		out->dev = (uint64_t)st.st_dev;
		out->ino = (uint64_t)st.st_ino;
	}
	plint_arena_disown(h->owned);
	return status;
}

enum plint_io_status plint_io_read(struct plint_arena *a, const char *path, size_t max_bytes, struct plint_io_data *out)
{
	*out = (struct plint_io_data){0};
	if (path[0] == '-' && path[1] == '\0')
		return read_all(a, STDIN_FILENO, STDIN_STEP_BYTES < max_bytes ? STDIN_STEP_BYTES : max_bytes + 1, max_bytes, out);
	struct held *h = hold(a);
	h->fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (h->fd < 0)
		return status_of(errno);
	return read_held(a, h, max_bytes, out);
}

enum plint_io_status plint_io_read_head(struct plint_arena *a, const char *path, size_t max_bytes, struct plint_io_data *out)
{
	struct stat st;
	enum plint_io_status status = PLINT_IO_OK;
	*out = (struct plint_io_data){0};
	char *text = plint_arena_alloc(a, max_bytes + 2);
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return status_of(errno);
	out->text = text;
	if (fstat(fd, &st) != 0)
		status = status_of(errno);
	else if (!S_ISREG(st.st_mode))
		status = PLINT_IO_NOT_REGULAR;
	while (status == PLINT_IO_OK && out->len < max_bytes) {
		ssize_t n = plint_io_read_some(fd, out->text + out->len, max_bytes - out->len);
		if (n < 0)
			status = status_of(errno);
		if (n <= 0)
			break;
		out->len += (size_t)n;
	}
	close(fd);
	out->text[out->len] = out->text[out->len + 1] = '\0';
	return status;
}

static int open_folder(const char *path)
{
	return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* Opens NAME below the open folder ROOT, component by component and without following a link; -1 and errno. */
static int open_by_walk(int root, const char *name)
{
	int at = root;
	char part[256];
	if (name[0] == '/') {
		errno = EXDEV;
		return -1;
	}
	for (;;) {
		size_t len = strcspn(name, "/");
		const char *rest = name + len + strspn(name + len, "/");
		int fd = -1;
		if (len >= sizeof part) {
			errno = ENAMETOOLONG;
		} else if (len == 2 && name[0] == '.' && name[1] == '.') {
			errno = EXDEV;
		} else {
			memcpy(part, name, len);
			part[len] = '\0';
			int kind = *rest ? O_DIRECTORY : O_NONBLOCK;
			fd = openat(at, part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | kind);
		}
		int error = errno;
		if (at != root)
			close(at);
		if (fd < 0 || !*rest) {
			/* A link on the way: where it leads is not looked at. */
			errno = error == ELOOP ? EXDEV : error;
			return fd;
		}
		at = fd;
		name = rest;
	}
}

/* Opens NAME below the open folder ROOT by the kernel's own resolver; ENOSYS where it has none. */
static int open_beneath(int root, const char *name)
{
#if defined(__linux__) && defined(SYS_openat2)
	struct open_how how = {.flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
	long fd;
	int tries = 0;
	do /* EAGAIN: something was renamed meanwhile */
		fd = syscall(SYS_openat2, root, name, &how, sizeof how);
	while (fd < 0 && (errno == EAGAIN || errno == EINTR) && ++tries < 16);
	return (int)fd;
#else
	(void)root;
	(void)name;
	errno = ENOSYS;
	return -1;
#endif
}

static enum plint_io_status read_below(struct plint_arena *a, const char *root, const char *name, size_t max_bytes,
                                       struct plint_io_data *out, bool by_walk)
{
	*out = (struct plint_io_data){0};
	struct held *h = hold(a);
	int folder = open_folder(root);
	if (folder < 0)
		return status_of(errno);
	int fd = by_walk ? open_by_walk(folder, name) : open_beneath(folder, name);
	if (fd < 0 && !by_walk && (errno == ENOSYS || errno == EPERM)) /* an old kernel, or a sandbox around us */
		fd = open_by_walk(folder, name);
	int error = errno;
	close(folder);
	h->fd = fd;
	return fd < 0 ? status_of(error) : read_held(a, h, max_bytes, out);
}

enum plint_io_status plint_io_read_beneath(struct plint_arena *a, const char *root, const char *name, size_t max_bytes,
                                           struct plint_io_data *out)
{
	return read_below(a, root, name, max_bytes, out, false);
}

enum plint_io_status plint_io_read_by_walk(struct plint_arena *a, const char *root, const char *name, size_t max_bytes,
                                           struct plint_io_data *out)
{
	return read_below(a, root, name, max_bytes, out, true);
}

static enum plint_io_kind kind_of(mode_t mode)
{
	return S_ISREG(mode) ? PLINT_IO_FILE : S_ISDIR(mode) ? PLINT_IO_FOLDER : PLINT_IO_OTHER;
}

enum plint_io_kind plint_io_stat(const char *path, uint64_t *dev, uint64_t *ino)
{
	struct stat st;
	*dev = *ino = 0;
	if (stat(path, &st) != 0)
		return PLINT_IO_NONE;
	*dev = (uint64_t)st.st_dev;
	*ino = (uint64_t)st.st_ino;
	return kind_of(st.st_mode);
}

bool plint_io_is_there(const char *path)
{
	struct stat st;
	if (stat(path, &st) == 0)
		return true;
	/* Behind a folder that we may not search nothing is there for us. */
	return errno != ENOENT && errno != ENOTDIR && errno != EACCES && errno != ELOOP && errno != ENAMETOOLONG;
}

static int64_t ns_of(struct timespec t)
{
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

struct plint_io_stamp plint_io_stamp(const char *path)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return (struct plint_io_stamp){.kind = PLINT_IO_NONE};
	return (struct plint_io_stamp){.kind = kind_of(st.st_mode),
	                               .dev = (uint64_t)st.st_dev,
	                               .ino = (uint64_t)st.st_ino,
	                               .size = (uint64_t)st.st_size,
	                               .modified_ns = ns_of(st.st_mtim),
	                               .changed_ns = ns_of(st.st_ctim)};
}

bool plint_io_is_kernels(const char *path)
{
#ifdef __linux__
	static const unsigned kinds[] = {PROC_SUPER_MAGIC, SYSFS_MAGIC,     CGROUP_SUPER_MAGIC, CGROUP2_SUPER_MAGIC, DEBUGFS_MAGIC, TRACEFS_MAGIC,
	                                 SECURITYFS_MAGIC, BPF_FS_MAGIC,    DEVPTS_SUPER_MAGIC, PSTOREFS_MAGIC,      EFIVARFS_MAGIC, BINFMTFS_MAGIC,
	                                 SELINUX_MAGIC,    HUGETLBFS_MAGIC};
	struct statfs fs;
	if (statfs(path, &fs) != 0)
		return false;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if ((unsigned)fs.f_type == kinds[i])
			return true;
#else
	(void)path;
#endif
	return false;
}

static int compare_entries(const void *left, const void *right)
{
	const struct plint_io_entry *a = left, *b = right;
	return strcmp(a->name, b->name);
}

/* Kind of the entry E of FOLDER, which mostly stands in it already. False where it is gone. */
static bool look_at(int folder, const struct dirent *e, struct plint_io_entry *out)
{
	struct stat st;
	if (e->d_type == DT_REG || e->d_type == DT_DIR) {
		out->kind = e->d_type == DT_REG ? PLINT_IO_FILE : PLINT_IO_FOLDER;
		return true;
	}
	if (fstatat(folder, e->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	out->is_link = S_ISLNK(st.st_mode);
	out->kind = !out->is_link || fstatat(folder, e->d_name, &st, 0) == 0 ? kind_of(st.st_mode) : PLINT_IO_NONE;
	return true;
}

static void close_folder(void *object)
{
	if (object)
		closedir(object);
}

enum plint_io_status plint_io_list(struct plint_arena *a, const char *path, struct plint_io_entry **out, uint32_t *count)
{
	PLINT_VEC(struct plint_io_entry) all = {0};
	*out = NULL;
	*count = 0;
	struct plint_arena_owned *owned = plint_arena_own(a, close_folder, NULL);
	DIR *folder = owned->object = opendir(path);
	if (!folder)
		return status_of(errno);
	const struct dirent *e;
	while ((errno = 0, e = readdir(folder)) != NULL) {
		struct plint_io_entry entry = {.name = e->d_name};
		if (e->d_name[0] == '.' || !look_at(dirfd(folder), e, &entry))
			continue;
		entry.name = plint_arena_strndup(a, e->d_name, strlen(e->d_name));
		plint_vec_push(&all, a, entry);
	}
	int error = errno;
	plint_arena_disown(owned);
	if (error)
		return status_of(error);
	if (all.count)
		qsort(all.items, all.count, sizeof *all.items, compare_entries);
	*out = all.items;
	*count = all.count;
	return PLINT_IO_OK;
}

bool plint_io_write_all(int fd, const char *text, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, text, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		text += n;
		len -= (size_t)n;
	}
	return true;
}

static bool sync_fd(int fd)
{
	int result;
	do
		result = fsync(fd);
	while (result != 0 && errno == EINTR);
	return result == 0 || errno == EINVAL; /* EINVAL: this file system cannot */
}

/* Makes a new file in FOLDER beside the one that is replaced (OLD, or NULL where there is none); its name to *NAME. */
static int make_temporary(struct plint_arena *a, const char *folder, const struct stat *old, const char **name)
{
	for (int tries = 0; tries < 100; tries++) {
		uint64_t number;
		plint_io_random(&number, sizeof number);
		*name = plint_io_join(a, folder, plint_arena_printf(a, ".planlint-%016llx", (unsigned long long)number));
		int fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, old ? 0600 : 0666);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

/* Owner and mode of OLD for FD. A foreign owner or group can mostly not be kept; then the mode must not give more than before. */
static bool keep_mode(int fd, const struct stat *old)
{
	struct stat now;
	mode_t mode = old->st_mode & 07777;
	if (fstat(fd, &now) != 0)
		return false;
	if ((now.st_uid != old->st_uid || now.st_gid != old->st_gid) && fchown(fd, old->st_uid, old->st_gid) != 0)
		mode &= 01777;
	return fchmod(fd, mode) == 0;
}

static bool sync_folder(const char *folder)
{
	int fd = open_folder(folder);
	if (fd < 0)
		return false;
	bool is_done = sync_fd(fd);
	close(fd);
	return is_done;
}

/* What a file is to hold, and what it must hold until then (NULL: anything). */
struct change {
	const char *text, *was;
	size_t len, was_len;
};

/* Whether PATH holds the text that C expects. Takes no memory. */
static bool is_as_expected(const char *path, const struct change *c)
{
	char block[4096];
	size_t at = 0;
	ssize_t n = -1;
	if (!c->was)
		return true;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	while (fd >= 0 && (n = plint_io_read_some(fd, block, sizeof block)) > 0) {
		if ((size_t)n > c->was_len - at || memcmp(block, c->was + at, (size_t)n) != 0)
			break;
		at += (size_t)n;
	}
	if (fd >= 0)
		close(fd);
	return n == 0 && at == c->was_len;
}

/* Replaces PATH, which is no link; OLD describes it, or is NULL. */
static enum plint_io_status replace_file(struct plint_arena *a, const char *path, const struct stat *old, const struct change *c)
{
	const char *folder = plint_io_dirname(a, path);
	const char *temporary;
	int fd = make_temporary(a, folder, old, &temporary);
	if (fd < 0)
		return status_of(errno);
	bool is_written = (!old || keep_mode(fd, old)) && plint_io_write_all(fd, c->text, c->len) && sync_fd(fd);
	int error = errno;
	if (close(fd) != 0 && is_written && errno != EINTR) {
		error = errno;
		is_written = false;
	}
	if (is_written && !is_as_expected(path, c)) {
		unlink(temporary);
		return PLINT_IO_CHANGED;
	}
	if (is_written && rename(temporary, path) != 0) {
		error = errno;
		is_written = false;
	}
	if (!is_written) {
		unlink(temporary);
		return status_of(error);
	}
	return sync_folder(folder) ? PLINT_IO_OK : PLINT_IO_FAILED;
}

static enum plint_io_status replace(struct plint_arena *a, const char *path, const struct change *c)
{
	struct stat st;
	if (lstat(path, &st) != 0)
		return errno == ENOENT && !c->was ? replace_file(a, path, NULL, c) : status_of(errno);
	char real[PATH_MAX];
	if (!realpath(path, real) || stat(real, &st) != 0)
		return status_of(errno);
	if (!S_ISREG(st.st_mode))
		return PLINT_IO_NOT_REGULAR;
	if (access(real, W_OK) != 0)
		return status_of(errno);
	return replace_file(a, real, &st, c);
}

enum plint_io_status plint_io_replace(struct plint_arena *a, const char *path, const char *text, size_t len)
{
	return replace(a, path, &(struct change){.text = text, .len = len});
}

enum plint_io_status plint_io_replace_known(struct plint_arena *a, const char *path, const char *was, size_t was_len, const char *text,
                                            size_t len)
{
	return replace(a, path, &(struct change){text, was, len, was_len});
}

enum plint_io_status plint_io_append(const char *path, const char *text, size_t len)
{
	struct stat st;
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0666);
	if (fd < 0)
		return status_of(errno);
	enum plint_io_status s = PLINT_IO_OK;
	if (fstat(fd, &st) != 0)
		s = status_of(errno);
	else if (!S_ISREG(st.st_mode))
		s = PLINT_IO_NOT_REGULAR;
	else if (!plint_io_write_all(fd, text, len))
		s = status_of(errno);
	if (close(fd) != 0 && s == PLINT_IO_OK && errno != EINTR)
		s = status_of(errno);
	return s;
}

uint64_t plint_io_size(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 ? (uint64_t)st.st_size : 0;
}

void plint_io_random(void *out, size_t count)
{
	char *to = out;
	while (count > 0) {
		size_t part = count < 256 ? count : 256; /* more may come in pieces */
#ifdef __linux__
		ssize_t n = getrandom(to, part, 0);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			abort(); /* no kernel of the last ten years; without a key hostile names could collide */
		part = (size_t)n;
#else
		if (getentropy(to, part) != 0)
			abort();
#endif
		to += part;
		count -= part;
	}
}

#endif
