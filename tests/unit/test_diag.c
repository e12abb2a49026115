/* The sink for diagnostics. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "diag/diag.h"

static struct plint_arena arena;
static struct plint_source source;
static struct plint_diags diags;

static int setup(void **state)
{
	(void)state;
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_source_init(&source, &arena);
	plint_source_add(&source, "a.plan", plint_arena_calloc(&arena, 1, 20002), 20000);
	plint_source_add(&source, "b.plan", plint_arena_calloc(&arena, 1, 20002), 20000);
	plint_diags_init(&diags, &arena, &source);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	plint_arena_clear(&arena);
	return 0;
}

static struct plint_diag *add(const char *rule, enum plint_severity severity, uint32_t start)
{
	return plint_diags_add(&diags, rule, "measurability", severity, (struct plint_span){start, start + 3}, "at %u", start);
}

static void severities_have_names(void **state)
{
	(void)state;
	for (int i = PLINT_OFF; i <= PLINT_ERROR; i++) {
		enum plint_severity s = (enum plint_severity)i, back;
		const char *name = plint_severity_name(s);
		assert_true(plint_severity_parse(name, strlen(name), &back));
		assert_int_equal(back, s);
	}
	enum plint_severity s;
	assert_false(plint_severity_parse("errors", 6, &s));
	assert_false(plint_severity_parse("err", 3, &s));
	assert_true(plint_severity_parse("errors", 5, &s));
}

static void findings_are_ordered_by_place_then_rule(void **state)
{
	(void)state;
	add("no-target", PLINT_ERROR, 20100);
	add("no-target", PLINT_ERROR, 50);
	add("no-baseline", PLINT_WARNING, 50);
	add("no-owner", PLINT_ADVICE, 7);
	plint_diags_finish(&diags);
	const char *const rules[] = {"no-owner", "no-baseline", "no-target", "no-target"};
	const uint32_t starts[] = {7, 50, 50, 20100};
	assert_int_equal(diags.items.count, 4);
	for (uint32_t i = 0; i < 4; i++) {
		assert_string_equal(diags.items.items[i].rule, rules[i]);
		assert_int_equal(diags.items.items[i].span.start, starts[i]);
	}
}

static void exact_repeats_are_dropped_and_others_stay(void **state)
{
	(void)state;
	add("no-target", PLINT_ERROR, 50);
	add("no-target", PLINT_ERROR, 50);
	plint_diags_add(&diags, "no-target", "measurability", PLINT_ERROR, (struct plint_span){50, 53}, "other words");
	plint_diags_finish(&diags);
	assert_int_equal(diags.items.count, 2);
}

static void reading_errors_are_counted(void **state)
{
	(void)state;
	add("no-target", PLINT_ERROR, 1);
	plint_diags_add(&diags, "unclosed-text", "syntax", PLINT_ERROR, (struct plint_span){5, 6}, "x");
	struct plint_diag *x =
	    plint_diags_add(&diags, "unknown-name", "reference", PLINT_ERROR, (struct plint_span){8, 9}, "x");
	assert_true(plint_diag_is_reading(x));
	assert_int_equal(diags.reading_errors, 2);
}

static void five_related_places_are_kept_and_the_rest_counted(void **state)
{
	(void)state;
	struct plint_diag *x = add("no-target", PLINT_ERROR, 1);
	for (uint32_t i = 0; i < 8; i++)
		plint_diag_relate(&diags, x, (struct plint_span){10 + i, 11 + i}, "here");
	assert_int_equal(x->related_count, 5);
	assert_int_equal(x->related_more, 3);
	assert_int_equal(x->related[4].span.start, 14);
}

static void shown_texts_are_cut_by_characters(void **state)
{
	(void)state;
	assert_string_equal(plint_diags_shown(&diags, "Open ten branches", 17, 17), "Open ten branches");
	assert_string_equal(plint_diags_shown(&diags, "Open ten branches", 17, 9), "Open ten…");
	assert_string_equal(plint_diags_shown(&diags, "éééé", 8, 3), "ééé…");
	assert_string_equal(plint_diags_shown(&diags, "a\r\nb\x1b", 5, 20), "a b<U+001B>");
	assert_string_equal(plint_diags_shown(&diags, "abc\x1b", 4, 8), "abc…");
	assert_string_equal(plint_diags_shown(&diags, "", 0, 8), "");
}

static void a_rule_past_its_limit_says_how_many_more(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < PLINT_MAX_DIAGS_RULE - 1; i++)
		add("no-target", PLINT_WARNING, 1 + i);
	assert_false(plint_diags_is_full(&diags, "no-target"));
	add("no-target", PLINT_WARNING, 2000);
	assert_true(plint_diags_is_full(&diags, "no-target"));
	assert_false(plint_diags_is_full(&diags, "no-owner"));
	struct plint_diag *surplus = add("no-target", PLINT_WARNING, 3000);
	plint_diag_relate(&diags, surplus, (struct plint_span){1, 2}, "x");
	add("no-target", PLINT_ERROR, 4000);
	add("no-owner", PLINT_ADVICE, 5000);
	plint_diags_finish(&diags);
	assert_int_equal(diags.items.count, PLINT_MAX_DIAGS_RULE + 2);
	const struct plint_diag *last = &diags.items.items[PLINT_MAX_DIAGS_RULE];
	assert_string_equal(last->rule, "no-target");
	assert_string_equal(last->message, "from here on 2 more of this kind, not listed one by one (1000 are)");
	assert_int_equal(last->severity, PLINT_ERROR);
	assert_int_equal(last->span.start, 3000);
}

static void a_rule_at_its_limit_says_nothing(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < PLINT_MAX_DIAGS_RULE; i++)
		add("no-target", PLINT_WARNING, 1 + i);
	plint_diags_finish(&diags);
	assert_int_equal(diags.items.count, PLINT_MAX_DIAGS_RULE);
}

static void a_file_past_its_limit_says_how_many_more(void **state)
{
	(void)state;
	char rule[3] = "a0";
	for (uint32_t i = 0; i < PLINT_MAX_DIAGS_FILE + 7; i++) {
		rule[1] = (char)('0' + i / 950);
		add(plint_arena_strndup(&arena, rule, 2), i == PLINT_MAX_DIAGS_FILE + 6 ? PLINT_ERROR : PLINT_ADVICE, 1 + i);
	}
	add("b", PLINT_ADVICE, 20100);
	plint_diags_finish(&diags);
	assert_int_equal(diags.items.count, PLINT_MAX_DIAGS_FILE + 2);
	const struct plint_diag *last = &diags.items.items[PLINT_MAX_DIAGS_FILE];
	assert_string_equal(last->rule, "too-many-findings");
	assert_string_equal(last->message, "from here on 7 more findings in this file, not listed one by one (10000 are)");
	assert_int_equal(last->severity, PLINT_ERROR);
	assert_string_equal(diags.items.items[PLINT_MAX_DIAGS_FILE + 1].rule, "b");
}

/* Fingerprint of the finding of RULE with ANCHOR when it stands at START. */
static uint64_t fingerprint(const char *rule, const char *anchor, uint32_t start, enum plint_severity severity)
{
	plint_diags_init(&diags, &arena, &source);
	struct plint_diag *x = add(rule, severity, start);
	x->anchor = anchor;
	plint_diags_finish(&diags);
	return diags.items.items[0].fingerprint;
}

static void fingerprints_depend_on_rule_and_anchor_only(void **state)
{
	(void)state;
	uint64_t first = fingerprint("no-target", "goal rural/target", 10, PLINT_ERROR);
	assert_true(first == fingerprint("no-target", "goal rural/target", 999, PLINT_ADVICE));
	assert_true(first != fingerprint("no-baseline", "goal rural/target", 10, PLINT_ERROR));
	assert_true(first != fingerprint("no-target", "goal urban/target", 10, PLINT_ERROR));
	assert_true(fingerprint("a", "bc", 10, PLINT_ERROR) != fingerprint("ab", "c", 10, PLINT_ERROR));
	/* Baselines hold these values: they may never change. */
	assert_true(first == 0x63e928c7ecf1a9ccu);
}

static void equal_findings_get_fingerprints_of_their_own(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < 3; i++)
		add("no-target", PLINT_ERROR, 10 + 10 * i)->anchor = "goal rural";
	plint_diags_finish(&diags);
	const struct plint_diag *x = diags.items.items;
	assert_true(x[0].fingerprint != x[1].fingerprint && x[1].fingerprint != x[2].fingerprint);
	uint64_t first = x[0].fingerprint;
	assert_true(first == fingerprint("no-target", "goal rural", 5, PLINT_ERROR));
}

static void an_empty_sink_finishes(void **state)
{
	(void)state;
	plint_diags_finish(&diags);
	assert_int_equal(diags.items.count, 0);
	add("no-target", PLINT_ERROR, 0); /* no place at all */
	plint_diags_finish(&diags);
	assert_int_equal(diags.items.count, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(severities_have_names),
	    TEST(findings_are_ordered_by_place_then_rule),
	    TEST(exact_repeats_are_dropped_and_others_stay),
	    TEST(reading_errors_are_counted),
	    TEST(five_related_places_are_kept_and_the_rest_counted),
	    TEST(shown_texts_are_cut_by_characters),
	    TEST(a_rule_past_its_limit_says_how_many_more),
	    TEST(a_rule_at_its_limit_says_nothing),
	    TEST(a_file_past_its_limit_says_how_many_more),
	    TEST(fingerprints_depend_on_rule_and_anchor_only),
	    TEST(equal_findings_get_fingerprints_of_their_own),
	    TEST(an_empty_sink_finishes),
	};
	return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
