/*
 * The pack of plans/health-programme: another field of work, brought by YAML alone. Its rules hold, its good plan is silent with all rules of both
 * packs, its draft is not. What the draft is told stands in tests/golden/plans/health-programme.txt.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/place.h"

#define IN_ROOT "cd \"$ROOT\" && $PL "
#define FOLDER "plans/health-programme"

static void says(const char *output, const char *text)
{
	if (!strstr(output, text))
		fail_msg("no \"%s\" in:\n%.4000s", text, output);
}

static void its_rules_pass_their_examples(void **state)
{
	says(place_expect(*state, 0, IN_ROOT "rules test " FOLDER "/health-pack"), "3 rules, 9 examples: all as stated");
	says(place_expect(*state, 0, IN_ROOT "rules lint " FOLDER "/health-pack"), "3 rules: 0 doubtful points");
}

static void it_is_made_without_c(void **state)
{
	place_expect(*state, 0, "cd \"$ROOT\" && test \"$(find " FOLDER " -type f ! -name '*.yaml' ! -name '*.plan' ! -name '*.md' | wc -l)\" = 0");
}

static void its_good_plan_is_silent(void **state)
{
	assert_string_equal(place_expect(*state, 0, IN_ROOT "check --fail-on advice --format compact " FOLDER "/programme.plan"), "");
	place_expect(*state, 0, "test $(wc -l < \"$ROOT\"/" FOLDER "/programme.plan) -ge 150");
}

static void its_draft_hears_of_both_packs(void **state)
{
	const char *output = place_expect(*state, 1, IN_ROOT "check --format compact " FOLDER "/draft.plan");
	static const char *const rules[] = {"[segment-without-catchment]", "[service-without-guideline]", "[coverage-counts-contacts]",
	                                    /* rules on outreach, needs and change, by the words that are like these */
	                                    "[change-without-assumption]", "[no-needs-goal]", "[segment-no-threshold]"};
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		says(output, rules[i]);
}

static void without_the_pack_its_words_are_unknown(void **state)
{
	says(place_expect(*state, 2, IN_ROOT "check --no-config --format compact " FOLDER "/programme.plan"), "error[unknown-word]");
	says(place_expect(*state, 2, IN_ROOT "check --no-config --format compact " FOLDER "/programme.plan"), "error[unknown-field]");
}

static void words_that_it_takes_away_are_gone(void **state)
{
	struct place *p = *state;
	place_write(p, "money.plan", "goal g \"Grow\" { dimension profitability }\n");
	says(place_expect(p, 2, "$PL check --rules \"$ROOT\"/" FOLDER "/health-pack money.plan"), "unknown-word");
	says(place_expect(p, 0, "$PL explain --rules \"$ROOT\"/" FOLDER "/health-pack coverage"), "the share of those in need who are reached");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(its_rules_pass_their_examples),          TEST(it_is_made_without_c),  TEST(its_good_plan_is_silent),
	    TEST(its_draft_hears_of_both_packs),          TEST(without_the_pack_its_words_are_unknown),
	    TEST(words_that_it_takes_away_are_gone),
	};
	return cmocka_run_group_tests_name("health", tests, NULL, NULL);
}
