/* `planlint explain` for the data of the trade: indicators by any name, standards, word lists, groups, dimensions, places of the note. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/place.h"

static void says(const char *output, const char *text)
{
	if (!strstr(output, text))
		fail_msg("no \"%s\" in:\n%.4000s", text, output);
}

static void an_indicator_goes_by_its_names_in_every_language(void **state)
{
	static const char *const names[] = {"par30", "PAR30", "'portfolio at risk'", "'Portfolio  at Risk'", "'portefeuille à risque'",
	                                    "'cartera en riesgo'"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char command[100] = "$PL explain ";
		strcat(command, names[i]);
		const char *output = place_expect(*state, 0, command);
		says(output, "PAR30  (standard indicator)");
		says(output, "  unit        percent\n  formula     ");
		says(output, "  source      mis\n");
	}
}

static void a_word_of_many_indicators_lists_them(void **state)
{
	const char *output = place_expect(*state, 0, "$PL explain savers");
	says(output, "(in the names of standard indicators)");
	says(output, "\n  voluntary savers\n");
	says(output, "\n  average savings balance\n");
}

static void a_standard_names_its_rules(void **state)
{
	const char *output = place_expect(*state, 0, "$PL explain USSEPM-4A");
	says(output, "ussepm-4A  (standard, edition 3 (2022))");
	says(output, "volume-without-quality");
}

static void a_word_list_shows_its_entries_and_rules(void **state)
{
	const char *output = place_expect(*state, 0, "$PL explain lexicon.weak_verbs");
	says(output, "rules: vague-wording");
	says(output, "improv…, ");
	says(output, "\n  fr: ");
	says(place_expect(*state, 0, "$PL explain savings"), "lexicon.savings  (word list of the wording rules)");
}

static void a_dimension_shows_its_class_and_indicators(void **state)
{
	const char *output = place_expect(*state, 0, "$PL explain outreach");
	says(output, "reaching the target clients\n  class: social\n");
	says(output, "standard indicators: active clients, active borrowers");
	says(place_expect(*state, 0, "$PL explain --rules \"$ROOT\"/plans/health-programme/health-pack coverage"), "rules take it for: outreach");
}

static void groups_and_classes_show_their_words(void **state)
{
	says(place_expect(*state, 0, "$PL explain words.poverty"), "poor, low-income, vulnerable");
	says(place_expect(*state, 0, "$PL explain financial"), "\n  portfolio-quality    loans that are repaid on time\n");
}

static void a_place_of_the_note_shows_what_answers_it(void **state)
{
	says(place_expect(*state, 0, "$PL explain Q6"), "segment-no-threshold");
	says(place_expect(*state, 0, "$PL explain 'box one'"), "Answered by: no-mission");
}

static void a_profile_says_what_it_changes(void **state)
{
	const char *output = place_expect(*state, 0, "$PL explain final");
	says(output, "final  (word of the list \"profile\")\n  - placeholder-left: error\n");
	says(place_expect(*state, 0, "$PL explain non-mfi"), "\n  - no-financial-goal: off\n");
}

static void several_meanings_stand_below_each_other(void **state)
{
	const char *output = place_expect(*state, 0, "$PL explain poverty");
	says(output, "poverty  (word of the list \"split\")\n");
	says(output, "\n\nwords.poverty  (group of words");
	says(output, "\n\nlexicon.poverty  (word list");
}

static void a_slip_is_answered_by_the_nearest_name(void **state)
{
	says(place_expect(*state, 2, "$PL explain ussepm-9A"), "did you mean \"ussepm-");
	says(place_expect(*state, 2, "$PL explain weak_verb"), "did you mean \"weak_verbs\"?");
	says(place_expect(*state, 2, "$PL explain ''"), "there is no rule and no word");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(an_indicator_goes_by_its_names_in_every_language),
	    TEST(a_word_of_many_indicators_lists_them),
	    TEST(a_standard_names_its_rules),
	    TEST(a_word_list_shows_its_entries_and_rules),
	    TEST(a_dimension_shows_its_class_and_indicators),
	    TEST(groups_and_classes_show_their_words),
	    TEST(a_place_of_the_note_shows_what_answers_it),
	    TEST(a_profile_says_what_it_changes),
	    TEST(several_meanings_stand_below_each_other),
	    TEST(a_slip_is_answered_by_the_nearest_name),
	};
	return cmocka_run_group_tests_name("explain", tests, NULL, NULL);
}
