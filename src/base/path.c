/* Names of files and words about them, as texts: the part of io.h that asks the system nothing. */
#include "base/io.h"

const char *plint_io_join(struct plint_arena *a, const char *dir, const char *name)
{
	size_t len = strlen(dir), name_len = strlen(name);
	if (len == 0 || name[0] == '/' || (len == 1 && dir[0] == '.'))
		return plint_arena_strndup(a, name, name_len);
	size_t head = len + (dir[len - 1] != '/');
	char *path = plint_arena_alloc(a, head + name_len + 1);
	memcpy(path, dir, len);
	path[head - 1] = '/';
	memcpy(path + head, name, name_len + 1);
	return path;
}

const char *plint_io_dirname(struct plint_arena *a, const char *path)
{
	size_t len = strlen(path);
	while (len > 1 && path[len - 1] == '/')
		len--;
	while (len > 0 && path[len - 1] != '/')
		len--;
	if (len == 0)
		return plint_arena_strndup(a, ".", 1);
	while (len > 1 && path[len - 1] == '/')
		len--;
	return plint_arena_strndup(a, path, len);
}

const char *plint_io_words_of(struct plint_arena *a, enum plint_io_status s, size_t max_bytes)
{
	if (s != PLINT_IO_TOO_LARGE)
		return plint_io_words(s);
	return plint_arena_printf(a, "it is larger than %zu MiB", max_bytes >> 20);
}
