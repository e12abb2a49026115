/* Names of files, as texts: the part of io.h that asks the system nothing. */
#include "base/io.h"

const char *plint_io_join(struct plint_arena *a, const char *dir, const char *name)
{
	size_t len = strlen(dir);
	if (len == 0 || name[0] == '/' || (len == 1 && dir[0] == '.'))
		return plint_arena_strndup(a, name, strlen(name));
	return plint_arena_printf(a, "%s%s%s", dir, dir[len - 1] == '/' ? "" : "/", name);
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
