/* The program in a folder of its own: see place.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/folder.h"
#include "support/place.h"
#include "support/shell.h"

void place_run(struct place *p, const char *command)
{
	char line[8192];
	int n = snprintf(line, sizeof line,
	                 "ROOT=$PWD; cd %s && HOME=%s/home && export HOME && unset PLANLINT_OPTIONS NO_COLOR CLICOLOR_FORCE GITHUB_STEP_SUMMARY; "
	                 "PL='%s'; %s",
	                 p->folder, p->folder, p->program, command);
	assert_true(n > 0 && (size_t)n < sizeof line);
	free(p->output);
	p->output = shell_run(line, &p->status);
}

const char *place_expect(struct place *p, int status, const char *command)
{
	place_run(p, command);
	if (p->status != status)
		fail_msg("status %d, not %d, of: %s\n%s", p->status, status, command, p->output);
	return p->output;
}

void place_write(struct place *p, const char *name, const char *text)
{
	char path[256];
	int n = snprintf(path, sizeof path, "%s/%s", p->folder, name);
	assert_true(n > 0 && (size_t)n < sizeof path);
	folder_write(path, text);
}

int place_setup(void **state)
{
	struct place *p = calloc(1, sizeof *p);
	assert_non_null(p);
	strncpy(p->folder, "/tmp/planlint-test-XXXXXX", sizeof p->folder - 1);
	assert_non_null(mkdtemp(p->folder));
	const char *program = getenv("PLANLINT");
	p->program = realpath(program ? program : "build/planlint", NULL);
	assert_non_null(p->program);
	place_expect(p, 0, "mkdir home .git && : > .git/x");
	*state = p;
	return 0;
}

int place_teardown(void **state)
{
	struct place *p = *state;
	place_run(p, "cd / && chmod -R u+rwx \"$OLDPWD\" && rm -rf \"$OLDPWD\"");
	free(p->output);
	free(p->program);
	free(p);
	return 0;
}
