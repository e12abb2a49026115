/* What must be read without a word: every way of writing that people use and that the language promises to take, in fine/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/checking.h"

#define FOLDER "tests/golden/fine"

static struct checking *checking;

static void reads_without_a_word(void **state)
{
	const char *path = *state;
	const struct plint_checked *k = checking_files(checking, &path, 1, false);
	if (k->diags->items.count > 0)
		fail_msg("%u messages:\n%s", k->diags->items.count, checking_compact(checking, k));
	assert_true(k->model->blocks.count > 1);
}

int main(void)
{
	checking = checking_open(NULL);
	uint32_t count;
	const char **paths = checking_list(checking, FOLDER, &count);
	struct CMUnitTest *tests = calloc(count + 1, sizeof *tests);
	assert_non_null(tests);
	for (uint32_t i = 0; i < count; i++) {
		union { /* the test only reads it */
			const char *in;
			void *out;
		} path = {.in = paths[i]};
		tests[i] = (struct CMUnitTest){strrchr(paths[i], '/') + 1, reads_without_a_word, NULL, NULL, path.out};
	}
	int failed = _cmocka_run_group_tests("fine", tests, count, NULL, NULL);
	free(tests);
	checking_close(checking);
	return failed;
}
