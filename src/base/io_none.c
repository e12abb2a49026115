/*
 * Files where there are none: the WebAssembly build gets texts as memory, so every file is missing. See io.h.
 */
#include "base/io.h"

#ifdef __wasm__

#include <stdlib.h>
#include <unistd.h>

const char *plint_io_words(enum plint_io_status s)
{
	return s == PLINT_IO_OK ? "all is well" : "there is no such file";
}

enum plint_io_status plint_io_read(struct plint_arena *a, const char *path, size_t max_bytes, struct plint_io_data *out)
{
	(void)a, (void)path, (void)max_bytes;
	*out = (struct plint_io_data){0};
	return PLINT_IO_MISSING;
}

enum plint_io_status plint_io_read_head(struct plint_arena *a, const char *path, size_t max_bytes, struct plint_io_data *out)
{
	return plint_io_read(a, path, max_bytes, out);
}

struct plint_io_stamp plint_io_stamp(const char *path)
{
	(void)path;
	return (struct plint_io_stamp){.kind = PLINT_IO_NONE};
}

bool plint_io_is_kernels(const char *path)
{
	(void)path;
	return false;
}

enum plint_io_status plint_io_read_beneath(struct plint_arena *a, const char *root, const char *name, size_t max_bytes,
                                           struct plint_io_data *out)
{
	(void)root;
	return plint_io_read(a, name, max_bytes, out);
}

enum plint_io_status plint_io_read_by_walk(struct plint_arena *a, const char *root, const char *name, size_t max_bytes,
                                           struct plint_io_data *out)
{
	(void)root;
	return plint_io_read(a, name, max_bytes, out);
}

enum plint_io_kind plint_io_stat(const char *path, uint64_t *dev, uint64_t *ino)
{
	(void)path;
	*dev = *ino = 0;
	return PLINT_IO_NONE;
}

enum plint_io_status plint_io_list(struct plint_arena *a, const char *path, struct plint_io_entry **out, uint32_t *count)
{
	(void)a, (void)path;
	*out = NULL;
	*count = 0;
	return PLINT_IO_MISSING;
}

enum plint_io_status plint_io_replace(struct plint_arena *a, const char *path, const char *text, size_t len)
{
	(void)a, (void)path, (void)text, (void)len;
	return PLINT_IO_MISSING;
}

enum plint_io_status plint_io_replace_known(struct plint_arena *a, const char *path, const char *was, size_t was_len, const char *text,
                                            size_t len)
{
	(void)was, (void)was_len;
	return plint_io_replace(a, path, text, len);
}

enum plint_io_status plint_io_append(const char *path, const char *text, size_t len)
{
	(void)path, (void)text, (void)len;
	return PLINT_IO_MISSING;
}

uint64_t plint_io_size(const char *path)
{
	(void)path;
	return 0;
}

void plint_io_random(void *out, size_t count)
{
	char *to = out;
	for (size_t part; count > 0; to += part, count -= part) {
		part = count < 256 ? count : 256; /* the most that one call gives */
		if (getentropy(to, part) != 0)
			abort();
	}
}

#endif
