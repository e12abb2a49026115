/*
 * The only file of the core that talks to the system: files, folders, random bytes. Everything is read into memory of an
 * arena; nothing is mapped. Not for printing: that is the command line's.
 */
#ifndef PLINT_BASE_IO_H
#define PLINT_BASE_IO_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/vec.h"

enum plint_io_status {
	PLINT_IO_OK,
	PLINT_IO_MISSING,     /* no such file or folder */
	PLINT_IO_DENIED,      /* no permission */
	PLINT_IO_NOT_REGULAR, /* FIFO, device, socket, folder where a file was wanted */
	PLINT_IO_TOO_LARGE,   /* past the limit */
	PLINT_IO_OUTSIDE,     /* leads out of the root folder */
	PLINT_IO_CHANGED,     /* holds another text than it did */
	PLINT_IO_FULL,        /* no room on the disk */
	PLINT_IO_FAILED       /* anything else */
};

/* Plain words for S ("there is no such file"). */
const char *plint_io_words(enum plint_io_status s);
/* The same, in A, of what was to be read with the limit MAX_BYTES: says that limit where it was passed ("it is larger than 4 MiB"). */
const char *plint_io_words_of(struct plint_arena *a, enum plint_io_status s, size_t max_bytes);

struct plint_io_data {
	char *text;   /* LEN bytes and two NULs behind, writable, in the arena */
	size_t len;
	uint64_t dev, ino; /* identity of the file; both 0 for standard input */
};

/* Reads PATH ("-": standard input) whole, at most MAX_BYTES; never blocks on a FIFO (O_NONBLOCK, fstat first). */
enum plint_io_status plint_io_read(struct plint_arena *a, const char *path, size_t max_bytes, struct plint_io_data *out);

/* Reads the first MAX_BYTES of the regular file PATH, or all of it where it has no more. */
enum plint_io_status plint_io_read_head(struct plint_arena *a, const char *path, size_t max_bytes, struct plint_io_data *out);

/* Reads NAME, a relative path that must stay below the folder ROOT (openat2 RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS; where the
 * kernel lacks it a component walk with O_NOFOLLOW). */
enum plint_io_status plint_io_read_beneath(struct plint_arena *a, const char *root, const char *name, size_t max_bytes,
                                           struct plint_io_data *out);
/* The same by the component walk alone, which follows no links at all. For tests. */
enum plint_io_status plint_io_read_by_walk(struct plint_arena *a, const char *root, const char *name, size_t max_bytes,
                                           struct plint_io_data *out);

enum plint_io_kind { PLINT_IO_NONE, PLINT_IO_FILE, PLINT_IO_FOLDER, PLINT_IO_OTHER };
/* What PATH is (links followed), and its identity. */
enum plint_io_kind plint_io_stat(const char *path, uint64_t *dev, uint64_t *ino);

/* Whether there is something at PATH, readable or not: also where the disk fails to tell, so that what may matter is not passed over. */
bool plint_io_is_there(const char *path);

/* What tells one state of a file or folder from another; NONE where there is none. Links are followed. */
struct plint_io_stamp {
	enum plint_io_kind kind;
	uint64_t dev, ino, size;
	int64_t modified_ns, changed_ns; /* since 1970 */
};
struct plint_io_stamp plint_io_stamp(const char *path);

/* Whether the folder PATH lies in a file system that holds no files of people, but what the kernel tells about itself (/proc, /sys). */
bool plint_io_is_kernels(const char *path);

struct plint_io_entry {
	const char *name;
	enum plint_io_kind kind; /* of the link's target for links */
	bool is_link;
};
/* Entries of folder PATH sorted by name (bytes), without "." and ".." and those that begin with a dot. */
enum plint_io_status plint_io_list(struct plint_arena *a, const char *path, struct plint_io_entry **out, uint32_t *count);

/* Replaces PATH by LEN bytes of TEXT atomically: temporary file beside it, mode kept, fsync, rename, fsync of the folder. The
 * target of a link is replaced, not the link; a file that may not be written to is refused. On an error nothing is left behind and
 * the old file is untouched (unless only the last fsync fails: then the new text is in place, but might not outlive a power cut). */
enum plint_io_status plint_io_replace(struct plint_arena *a, const char *path, const char *text, size_t len);
/* The same where PATH still holds the WAS_LEN bytes WAS, else PLINT_IO_CHANGED. Looked at last before the old file gives way. */
enum plint_io_status plint_io_replace_known(struct plint_arena *a, const char *path, const char *was, size_t was_len, const char *text,
                                            size_t len);

/* Adds LEN bytes of TEXT to the end of PATH, a regular file, which is made where there is none. On an error a part may have been added. */
enum plint_io_status plint_io_append(const char *path, const char *text, size_t len);
/* Bytes of the regular file PATH; 0 where there is none. */
uint64_t plint_io_size(const char *path);

/* For descriptors that the command line has (standard output, pipes), not for the core. Writes all LEN bytes of TEXT to FD, and goes on where a
 * signal interrupts; false where that fails, errno says why. Reads what there is, at most ROOM bytes: their number, 0 at the end, -1 on a
 * failure. */
bool plint_io_write_all(int fd, const char *text, size_t len);
ssize_t plint_io_read_some(int fd, char *to, size_t room);

/* COUNT random bytes at OUT (getrandom); for hash keys. */
void plint_io_random(void *out, size_t count);

/* DIR and NAME joined by one slash; NAME alone where it is absolute or DIR is "." or "". In A. */
const char *plint_io_join(struct plint_arena *a, const char *dir, const char *name);
/* Folder part of PATH ("." where it has none). In A. */
const char *plint_io_dirname(struct plint_arena *a, const char *path);

#endif
