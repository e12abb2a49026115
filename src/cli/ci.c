/* The build server around a check: see ci.h. */
#include "cli/ci.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/limits.h"

const char *plint_ci_root(struct plint_cli *cli, const char *folder)
{
	for (const char *at = folder;; at = plint_io_dirname(&cli->arena, at)) {
		uint64_t dev, ino;
		if (plint_io_stat(plint_io_join(&cli->arena, at, ".git"), &dev, &ino) != PLINT_IO_NONE)
			return at;
		if (strcmp(at, "/") == 0 || strcmp(at, ".") == 0)
			return folder;
	}
}

const char *plint_ci_summary(void)
{
	const char *path = getenv("GITHUB_STEP_SUMMARY");
	return path && *path ? path : NULL;
}

size_t plint_ci_summary_room(const char *path)
{
	uint64_t size = plint_io_size(path);
	return size < PLINT_MAX_SUMMARY_BYTES ? (size_t)(PLINT_MAX_SUMMARY_BYTES - size) : 1;
}
