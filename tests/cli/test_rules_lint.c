/*
 * `planlint rules lint`: each doubtful point, by a rule or pack that has it and by its nearest neighbour that has not. The rest of what lint says
 * (unused parameters, helpers, groups, word lists) is tested in tests/unit/test_pack.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "rule/pack_load.h"
#include "rule/rulelint.h"
#include "support/place.h"

static void says(const char *output, const char *text)
{
	if (!strstr(output, text))
		fail_msg("no \"%s\" in:\n%.4000s", text, output);
}

#define EXAMPLES "examples: [{flags: x}]\n"

/* Writes the rule ID about goals with CONDITIONS (lines of YAML) into the pack. */
static void write_rule(struct place *p, const char *id, const char *conditions)
{
	char name[64], text[1024];
	snprintf(name, sizeof name, "own/%s.yaml", id);
	snprintf(text, sizeof text, "id: %s\nfamily: house\nseverity: advice\nmessage: m\n%s" EXAMPLES, id, conditions);
	place_write(p, name, text);
}

static int set_up(void **state)
{
	int status = place_setup(state);
	place_expect(*state, 0, "mkdir own own/texts own/lexicon");
	place_write(*state, "own/pack.yaml", "name: own\n");
	return status;
}

/* Lint of the pack has exactly one doubtful point, TEXT; with TEXT NULL none. */
static void expect(struct place *p, const char *text)
{
	const char *output = place_expect(p, text ? 1 : 0, "$PL rules lint own");
	says(output, text ? ": 1 doubtful point\n" : ": 0 doubtful points\n");
	if (text)
		says(output, text);
}

static void the_default_pack_has_no_doubtful_point(void **state)
{
	says(place_expect(*state, 0, "$PL rules lint"), ": 0 doubtful points\n");
}

static void conditions_that_exclude_each_other_are_found(void **state)
{
	struct place *p = *state;
	static const char *const never[] = {
	    "for: goal g\nwhere: g.weight is missing\nrequire: g.weight >= 10%\n",
	    "for: goal g\nwhere: g is social and g.weight is undecided\nrequire: g.weight between 10% and 20%\n",
	    "for: goal g\nwhere: g.owner is missing\nrequire: g.owner is missing\n",
	    "for: goal g\nwhere: g.owner is given\nrequire: g.owner is not missing\n",
	    "for: goal g\nwhere: g.owner is given\nrequire: g.owner is given\n",
	    "for: indicator i\nwhere: i.target is missing and i.kind is given\nrequire: i.target.value > i.baseline.value\n",
	    "for: goal g\nrequire: goals is not empty\n",
	};
	static const char *const sometimes[] = {
	    "for: goal g\nwhere: g.budget is missing\nrequire: g.weight >= 10%\n",
	    "for: goal g\nwhere: g is social or g.weight is missing\nrequire: g.weight >= 10%\n",
	    "for: goal g\nwhere: g.budget is given\nrequire: g.funds is not empty\n",
	};
	for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
		write_rule(p, "one", never[i]);
		expect(p, "[never-fires]");
	}
	for (size_t i = 0; i < sizeof sometimes / sizeof *sometimes; i++) {
		write_rule(p, "one", sometimes[i]);
		expect(p, NULL);
	}
}

static void a_rule_that_another_says_is_found(void **state)
{
	struct place *p = *state;
	write_rule(p, "one", "for: goal g\nrequire: g.budget is not missing\n");
	write_rule(p, "two", "for: goal h\nwhere: h is social\nrequire: h.budget  is not missing\n");
	expect(p, "two: whatever it flags, the rule one flags as well [shadowed]");
	write_rule(p, "one", "for: goal g\nwhere: g is social\nrequire: g.budget is not missing\n");
	expect(p, "two: whatever it flags, the rule one flags as well [shadowed]");
	write_rule(p, "two", "for: goal h\nwhere: h is social and h.weight is given\nrequire: h.budget is not missing\n");
	expect(p, "[shadowed]");
	/* The narrower of the two, wherever it stands. */
	write_rule(p, "one", "for: goal g\nwhere: g is social and g.weight is given\nrequire: g.budget is not missing\n");
	write_rule(p, "two", "for: goal h\nwhere: h is social\nrequire: h.budget is not missing\n");
	expect(p, "one: whatever it flags, the rule two flags as well [shadowed]");
}

static void rules_that_only_look_alike_are_left_alone(void **state)
{
	struct place *p = *state;
	static const char *const others[] = {
	    "for: objective o\nrequire: o.budget is not missing\n",                                  /* another kind */
	    "for: goal g\nwhere: g is financial\nrequire: g.budget is not missing\n",                /* other goals */
	    "for: goal g\nwhere: g is social or g is internal\nrequire: g.budget is not missing\n",  /* more goals */
	    "for: goal g\nwhere: g is social\nrequire: g.budget is given\n",
	};
	write_rule(p, "one", "for: goal g\nwhere: g is social\nrequire: g.budget is not missing\n");
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		write_rule(p, "two", others[i]);
		expect(p, NULL);
	}
}

static void words_said_twice_are_found(void **state)
{
	struct place *p = *state;
	write_rule(p, "one", "for: segment s\nrequire: s.title mentions lexicon.hills\n");
	place_write(p, "own/lexicon/en.yaml", "language: en\nlists: {hills: {words: [hill, slope], stems: [mountain, mountains]}}\n");
	expect(p, NULL);
	place_write(p, "own/lexicon/en.yaml", "language: en\nlists: {hills: {words: [hill, slope, Hill]}}\n");
	expect(p, "lexicon.hills (en) has an entry twice: hill [unused-word]");
}

static void what_is_not_translated_is_found(void **state)
{
	struct place *p = *state;
	write_rule(p, "one", "for: plan p\nrequire: count(goals) >= 2\nwhy: w\ntry: t\narea: goals\npoint: [{at: p, says: here}]\n");
	write_rule(p, "two", "for: goal g\nrequire: g.budget is not missing\n");
	expect(p, NULL); /* a pack that speaks one language only lacks nothing */
	place_write(p, "own/texts/fr.yaml", "two: {message: le m}\n");
	expect(p, "one: not in texts/fr.yaml: message, why, try, area, says 1 [untranslated]");
	place_write(p, "own/texts/fr.yaml", "two: {message: le m}\none: {message: le m, why: p, try: e, area: buts}\n");
	expect(p, "one: not in texts/fr.yaml: says 1 [untranslated]");
	place_write(p, "own/texts/fr.yaml", "two: {message: le m}\none: {message: le m, why: p, try: e, area: buts, says: [ici]}\n");
	expect(p, NULL);
}

static void the_title_of_a_fix_is_to_be_translated(void **state)
{
	struct place *p = *state;
	write_rule(p, "one", "for: goal g\nrequire: g.weight is not missing\nfix: {title: add a weight, safe: false, insert: weight TBD, into: g}\n");
	place_write(p, "own/texts/fr.yaml", "one: {message: le m}\n");
	expect(p, "one: not in texts/fr.yaml: fix 1 [untranslated]");
}

/* Notes about the pack in FOLDER, read as the default pack is: those of SORT, one a line. */
static const char *notes_about(struct plint_arena *a, const char *folder, const char *sort)
{
	struct plint_source source;
	struct plint_diags diags;
	struct plint_pack pack;
	uint32_t count;
	const char *text = "";
	plint_source_init(&source, a);
	plint_diags_init(&diags, a, &source);
	struct plint_loader *l = plint_loader_new(a, &source, &diags, NULL, true);
	assert_true(plint_loader_add(l, folder));
	plint_loader_finish(l, &pack);
	const struct plint_rulelint_note *notes = plint_rulelint_run(a, &pack, &count);
	for (uint32_t i = 0; i < count; i++)
		if (strcmp(notes[i].sort, sort) == 0)
			text = plint_arena_printf(a, "%s%s\n", text, notes[i].message);
	return text;
}

static void errors_of_reading_are_to_be_translated(void **state)
{
	struct place *p = *state;
	struct plint_arena arena;
	char folder[128];
	place_expect(p, 0, "cp -R \"$ROOT\"/rules pack");
	snprintf(folder, sizeof folder, "%s/pack", p->folder);
	plint_arena_init(&arena, NULL, NULL, 0);
	assert_string_equal(notes_about(&arena, folder, "untranslated"), "");
	place_expect(p, 0, "sed -i '/^bad-text:/,/^too-deep:/{/^too-deep:/!d}' pack/texts/es.yaml && ! grep -q ^bad-text: pack/texts/es.yaml");
	assert_string_equal(notes_about(&arena, folder, "untranslated"), "not in texts/es.yaml: the error of reading bad-text\n");
	plint_arena_clear(&arena);
}

static void sources_that_are_no_place_are_found(void **state)
{
	struct place *p = *state;
	write_rule(p, "one", "for: goal g\nrequire: g.budget is not missing\nsource: [{note: Box sixteen}, {note: Box six}]\n");
	expect(p, "one: guidance.yaml has no place \"Box sixteen\" of the guidance note [unknown-source]");
	write_rule(p, "one", "for: goal g\nrequire: g.budget is not missing\nsource: [{practice: Box sixteen}, {note: SMART objectives}]\n");
	expect(p, NULL);
}

static void commands_that_there_are_not_are_found(void **state)
{
	struct place *p = *state;
	write_rule(p, "one", "for: goal g\nrequire: g.budget is not missing\n");
	place_write(p, "own/guidance.yaml", "places: {N1: {title: One, commands: [chekc]}}\n");
	expect(p, "guidance.yaml names the command \"chekc\", which planlint does not have [unknown-command]");
	place_write(p, "own/guidance.yaml", "places: {N1: {title: One, commands: [check]}}\n");
	expect(p, NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_default_pack_has_no_doubtful_point),
	    TEST(conditions_that_exclude_each_other_are_found),
	    TEST(a_rule_that_another_says_is_found),
	    TEST(rules_that_only_look_alike_are_left_alone),
	    TEST(words_said_twice_are_found),
	    TEST(what_is_not_translated_is_found),
	    TEST(the_title_of_a_fix_is_to_be_translated),
	    TEST(errors_of_reading_are_to_be_translated),
	    TEST(sources_that_are_no_place_are_found),
	    TEST(commands_that_there_are_not_are_found),
	};
	return cmocka_run_group_tests_name("rules lint", tests, NULL, NULL);
}
