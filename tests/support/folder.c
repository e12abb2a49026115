/* Folders and files for tests: declared in folder.h. */
#include "support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int folder_make(char *name)
{
	return mkdtemp(name) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *s, int sort, struct FTW *walk)
{
	(void)s;
	(void)sort;
	(void)walk;
	return remove(path);
}

int folder_remove(const char *name)
{
	return nftw(name, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void folder_write(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
	assert_int_equal(fclose(f), 0);
}
