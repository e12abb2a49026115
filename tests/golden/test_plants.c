/* The mistakes planted in the good plan, each a test: see support/plants.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/plants.h"

static struct checking *checking;
static struct plants *plants;

static void plant_gives_its_finding_alone(void **state)
{
	const char *fault = plants_judge(plants, *(const uint32_t *)*state);
	if (fault)
		fail_msg("%s", fault);
}

static void good_plan_is_silent(void **state)
{
	(void)state;
	const char *fault = plants_judge_good(plants);
	if (fault)
		fail_msg("%s", fault);
}

/* Each rule of the default pack has at least one plant. */
static void every_rule_has_a_plant(void **state)
{
	struct plint_pack pack;
	struct plint_buf missing;
	(void)state;
	plint_pack_default(&pack);
	plint_buf_init(&missing, checking_arena(checking));
	for (uint32_t r = 0; r < pack.rule_count; r++) {
		const char *id = plint_pack_text(&pack, pack.rules[r].id);
		bool is_there = false;
		for (uint32_t i = 0; i < plants_count(plants) && !is_there; i++)
			is_there = strcmp(plants_rule(plants, i), id) == 0;
		if (!is_there)
			plint_buf_printf(&missing, " %s", id);
	}
	if (missing.len > 0)
		fail_msg("without a plant:%s", missing.text);
}

int main(void)
{
	checking = checking_open(NULL);
	plants = plants_open(checking);
	uint32_t count = plants_count(plants);
	struct CMUnitTest *tests = calloc(count + 2, sizeof *tests);
	uint32_t *numbers = calloc(count + 1, sizeof *numbers);
	assert_true(tests && numbers);
	tests[count] = (struct CMUnitTest){"the good plan is silent", good_plan_is_silent, NULL, NULL, NULL};
	tests[count + 1] = (struct CMUnitTest){"every rule has a plant", every_rule_has_a_plant, NULL, NULL, NULL};
	for (uint32_t i = 0; i < count; i++) {
		numbers[i] = i;
		tests[i] = (struct CMUnitTest){plants_name(plants, i), plant_gives_its_finding_alone, NULL, NULL, &numbers[i]};
	}
	int failed = _cmocka_run_group_tests("plants", tests, count + 2, NULL, NULL);
	free(tests);
	free(numbers);
	checking_close(checking);
	return failed;
}
