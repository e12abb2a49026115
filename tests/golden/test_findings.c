/*
 * What each rule says of the examples that it flags, beside the rules in tests/golden/findings, one file a family. The examples themselves
 * only tell whether a rule has a finding, and where; here its words are seen, with the names and figures that they are about.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/said.h"

static struct checking *checking;
static struct plint_pack pack;

static void rules_say_of_their_examples_what_is_written(void **state)
{
	uint32_t family = *(const uint32_t *)*state;
	struct plint_buf out;
	plint_buf_init(&out, checking_arena(checking));
	for (uint32_t i = 0; i < pack.rule_count; i++)
		if (pack.rules[i].family == family)
			said_of_examples(checking, &pack, i, &out);
	assert_true(out.len > 0);
	checking_golden(checking,
	                plint_arena_printf(checking_arena(checking), "tests/golden/findings/%s.txt",
	                                   plint_pack_text(&pack, pack.families[family].name)),
	                out.text);
}

int main(void)
{
	plint_pack_default(&pack);
	checking = checking_open(&pack);
	struct CMUnitTest *tests = calloc(pack.family_count + 1, sizeof *tests);
	uint32_t *numbers = calloc(pack.family_count + 1, sizeof *numbers);
	assert_true(tests && numbers);
	for (uint32_t i = 0; i < pack.family_count; i++) {
		numbers[i] = i;
		tests[i] = (struct CMUnitTest){plint_pack_text(&pack, pack.families[i].name), rules_say_of_their_examples_what_is_written, NULL,
		                               NULL, &numbers[i]};
	}
	int failed = _cmocka_run_group_tests("findings", tests, pack.family_count, NULL, NULL);
	free(tests);
	free(numbers);
	checking_close(checking);
	return failed;
}
