/*
 * `planlint rules doc` and `rules new`: the committed reference page is what the program prints, all three forms are sound whatever a pack says,
 * and a new rule passes its own examples.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/place.h"

static void says(const char *output, const char *text)
{
	if (!strstr(output, text))
		fail_msg("no \"%s\" in:\n%.4000s", text, output);
}

/* ---- the page ---------------------------------------------------------------------------------------------------------- */

static void the_committed_page_is_what_the_program_prints(void **state)
{
	struct place *p = *state;
	const char *update = getenv("UPDATE");
	place_expect(p, 0, "$PL rules doc --format markdown --output page");
	if (update && *update)
		place_expect(p, 0, "cp page \"$ROOT\"/docs/rules.md");
	place_run(p, "diff \"$ROOT\"/docs/rules.md page");
	if (p->status != 0)
		fail_msg("docs/rules.md is not what `planlint rules doc` prints; make test UPDATE=1 rewrites it:\n%.2000s", p->output);
}

static void every_rule_has_its_anchor_in_every_form(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "$PL rules list --format json | jq -r '.rules[].id' | sort > ids && test -s ids");
	place_expect(p, 0, "$PL rules doc --format markdown | sed -n 's/^### \\([a-z0-9-]*\\)$/\\1/p' | sort > a; comm -23 ids a > left; ! test -s left");
	place_expect(p, 0, "$PL rules doc --format html -o page.html && "
	                   "xmllint --nonet --xpath '//h3/@id' page.html | sed 's/.*id=\"\\(.*\\)\"/\\1/' | sort > a; comm -23 ids a > left; ! test -s left");
	place_expect(p, 0, "$PL rules doc | sed -n 's/^\\([a-z0-9-]*\\)  (.*/\\1/p' | sort > a; comm -23 ids a > left; ! test -s left");
}

static void every_link_of_the_page_leads_somewhere(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "$PL rules doc --format html -o page.html && xmllint --nonet --noout page.html && tidy -q -e -utf8 page.html");
	place_expect(p, 0, "xmllint --nonet --xpath '//@id' page.html | sed 's/.*id=\"\\(.*\\)\"/\\1/' | sort > ids; sort -u ids | cmp - ids");
	place_expect(p, 0, "xmllint --nonet --xpath '//@href' page.html | sed 's/.*href=\"#\\(.*\\)\"/\\1/' | sort -u > links && test -s links && "
	                   "comm -13 ids links > lost && ! test -s lost");
	place_expect(p, 0, "grep -q \"default-src 'none'; style-src 'unsafe-inline'\" page.html && ! grep -q 'https\\?://' page.html");
	place_expect(p, 0, "$PL rules doc --format markdown | grep -o '](#[^)]*)' | sed 's/](#\\(.*\\))/\\1/' | sort -u | comm -13 ids - > lost && "
	                   "! test -s lost");
}

/* The rows of the last table of the page, by place. */
static void every_place_of_the_note_has_its_row(void **state)
{
	struct place *p = *state;
	static const char *const numbers[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
	char row[40];
	const char *page = place_expect(p, 0, "$PL rules doc --format markdown");
	for (int i = 1; i <= 43; i++) {
		snprintf(row, sizeof row, "\n| Q%d | ", i);
		says(page, row);
	}
	for (int i = 1; i <= 10; i++) {
		snprintf(row, sizeof row, "\n| C%d | ", i);
		says(page, row);
	}
	for (int i = 0; i < 9; i++) {
		snprintf(row, sizeof row, "\n| Box %s | ", numbers[i]);
		says(page, row);
	}
	says(page, "\n| Figure one | ");
	says(page, "[no-outreach-goal](#no-outreach-goal)");
	says(page, "field `segment.who`");
}

static void a_rules_entry_holds_all_that_there_is(void **state)
{
	struct place *p = *state;
	const char *page = place_expect(p, 0, "$PL rules doc | sed -n '/^growth-beyond-capacity  (/,/^growth-beyond-market  (/p'");
	static const char *const parts[] = {"(balance, warning · pack default since 0.1.0 · fix: none)", "Why it matters", "It flags", "What to write",
	                                    "It accepts", "This looks wrong and is fine", "What can be set", "max = 30%",
	                                    "--param growth-beyond-capacity.max=30%", "When to switch it off", "off: [growth-beyond-capacity]",
	                                    "the guidance note: Q27", "standard ussepm-6A"};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		says(page, parts[i]);
}

static void the_page_speaks_the_language_asked_for(void **state)
{
	struct place *p = *state;
	const char *page = place_expect(p, 0, "$PL rules doc --lang fr --format markdown");
	says(page, "# Référence des règles");
	says(page, "l'indicateur … n'a pas de cible");
	says(page, "#### Pourquoi c'est important");
	says(page, "ce fichier ne peut pas être inclus");
	says(place_expect(p, 0, "$PL rules doc --lang es --format html"), "<html lang=\"es\">");
}

/* A pack that says all it can to break out of the page. */
#define HOSTILE \
	"name: hostile\n" \
	"version: '1 | 2 <b>'\n" \
	"title: '</title><script>alert(1)</script> [x](javascript:y)'\n"
#define HOSTILE_RULE \
	"id: hostile-rule\n" \
	"family: 'fam | <img src=x>'\n" \
	"severity: advice\n" \
	"for: goal g\n" \
	"require: g.owner is not missing\n" \
	"message: '1. <script>alert(1)</script> | # `a | b` {g} ![x](y) **b** @name'\n" \
	"why: \"- item\\n\\n# heading\\n\\n***\"\n" \
	"try: '= under | <b onclick=x>'\n" \
	"source: [{practice: '</ul></body><script>'}]\n" \
	"examples:\n" \
	"  - flags: |\n" \
	"      goal g \"</pre><script>alert(1)</script> ``` \" { dimension outreach }\n"

static void nothing_that_a_pack_says_acts_on_the_page(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "mkdir bad");
	place_write(p, "bad/pack.yaml", HOSTILE);
	place_write(p, "bad/hostile-rule.yaml", HOSTILE_RULE);
	place_expect(p, 0, "$PL rules doc bad --format html -o page.html && xmllint --nonet --noout page.html");
	place_expect(p, 0, "test \"$(xmllint --nonet --xpath 'count(//script) + count(//img) + count(//b) + count(//@onclick)' page.html)\" = 0");
	place_expect(p, 0, "$PL rules doc bad --format markdown -o page.md && cmark-gfm -e table -e autolink -t xml page.md | grep -v DOCTYPE > page.xml");
	place_expect(p, 0, "test \"$(xmllint --nonet --xpath \"count(//*[local-name()='image' or local-name()='strong' or local-name()='thematic_break'"
	                   " or local-name()='html_block'])\" page.xml)\" = 0");
	/* The table has its three columns, whatever bars stand in a cell. */
	place_expect(p, 0, "test \"$(xmllint --nonet --xpath \"count(//*[local-name()='table_row'][1]/*)\" page.xml)\" = 3");
	place_expect(p, 0, "$PL rules doc bad | grep -c 'hostile-rule'");
}

static void a_page_about_a_pack_holds_what_it_brings(void **state)
{
	struct place *p = *state;
	place_write(p, "own.yaml",
	            "name: own\nextends: [default]\nlists: {dimension: {words: {coverage: {class: social, like: outreach, about: within reach}}}}\n"
	            "fields: [{on: segment, name: catchment, type: text}]\n");
	const char *page = place_expect(p, 0, "$PL rules doc own.yaml");
	says(page, "segment.catchment");
	says(page, "within reach; social; like outreach");
	if (strstr(page, "no-target") || strstr(page, "client-protection"))
		fail_msg("the page also holds what the default pack has:\n%s", page);
}

static void wrong_words_are_told(void **state)
{
	struct place *p = *state;
	says(place_expect(p, 2, "$PL rules doc --format htm"), "did you mean \"html\"?");
	says(place_expect(p, 2, "$PL rules doc --output nowhere/page"), "there is no such folder");
	says(place_expect(p, 2, "$PL rules doc --output a --output b"), "writes one page");
	says(place_expect(p, 2, "$PL rules doc none.yaml"), "none.yaml");
	says(place_expect(p, 2, "$PL rules doc >/dev/full"), "could not be written");
	says(place_expect(p, 2, "$PL rules list --output a"), "`planlint rules list` has no option --output");
	says(place_expect(p, 2, "$PL rules test --family a"), "`planlint rules test` has no option --family");
}

/* ---- the table of the guidance note ------------------------------------------------------------------------------------ */

static void places_are_checked_when_a_pack_is_loaded(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "mkdir own");
	place_write(p, "own/pack.yaml", "name: own\n");
	place_write(p, "own/guidance.yaml", "places:\n  N1: {title: One, fields: [segment.tool]}\n");
	place_expect(p, 0, "$PL rules doc own");
	place_write(p, "own/guidance.yaml", "places:\n  N1: {title: One, fields: [segment.toll]}\n");
	says(place_expect(p, 2, "$PL rules doc own"), "a segment has no such field: \"segment.toll\"");
	place_write(p, "own/guidance.yaml", "places:\n  N1: {title: One, fields: [tool]}\n");
	says(place_expect(p, 2, "$PL rules doc own"), "\"tool\" is no field");
	place_write(p, "own/guidance.yaml", "places:\n  N1: {fields: [segment.tool]}\n");
	says(place_expect(p, 2, "$PL rules doc own"), "this place has no \"title\"");
	place_write(p, "own/guidance.yaml", "places:\n  N1: {title: One, field: [segment.tool]}\n");
	says(place_expect(p, 2, "$PL rules doc own"), "did you mean \"fields\"?");
	place_write(p, "own/guidance.yaml", "places:\n  N1: {title: One}\nheadings: [N1]\n");
	says(place_expect(p, 2, "$PL rules doc own"), "the place \"N1\" stands in the table already");
}

/* ---- rules new --------------------------------------------------------------------------------------------------------- */

static void a_new_rule_passes_at_once(void **state)
{
	struct place *p = *state;
	says(place_expect(p, 0, "$PL rules new no-exit-talk --family staff"), "planlint rules test no-exit-talk.yaml");
	says(place_expect(p, 0, "$PL rules test no-exit-talk.yaml"), "1 rule, 3 examples: all as stated");
	says(place_expect(p, 0, "$PL rules lint no-exit-talk.yaml"), "1 rule: 0 doubtful points");
	says(place_expect(p, 0, "cat no-exit-talk.yaml"), "family: staff\n");
}

static void a_new_pack_is_a_folder_with_one_rule(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "mkdir 'our packs'");
	says(place_expect(p, 0, "$PL rules new no-exit-talk --pack clinics --output 'our packs'"), "rules test \"our packs/clinics\"");
	says(place_expect(p, 0, "$PL rules test 'our packs/clinics'"), "1 rule, 3 examples: all as stated");
	says(place_expect(p, 0, "$PL rules list --rules 'our packs/clinics'"), "no-exit-talk");
	says(place_expect(p, 2, "$PL rules new another --pack clinics --output 'our packs'"), "is there already");
	place_expect(p, 0, "! test -e 'our packs/clinics/another.yaml'");
}

static void nothing_is_written_over(void **state)
{
	struct place *p = *state;
	place_write(p, "mine.yaml", "mine\n");
	says(place_expect(p, 2, "$PL rules new mine"), "mine.yaml is there already; nothing was written over it");
	says(place_expect(p, 0, "cat mine.yaml"), "mine\n");
}

static void names_that_cannot_be_are_told(void **state)
{
	struct place *p = *state;
	says(place_expect(p, 2, "$PL rules new"), "which rule?");
	says(place_expect(p, 2, "$PL rules new one two"), "which rule?");
	says(place_expect(p, 2, "$PL rules new ../evil"), "small letters, digits and -");
	says(place_expect(p, 2, "$PL rules new 'No Target'"), "small letters, digits and -");
	says(place_expect(p, 2, "$PL rules new no-target"), "there is a rule \"no-target\" already, in the pack default");
	says(place_expect(p, 2, "$PL rules new unknown-kind"), "an error of reading");
	says(place_expect(p, 2, "$PL rules new mine --family 'A b'"), "the name of a family or a pack");
	says(place_expect(p, 2, "$PL rules new mine --output nowhere"), "a folder that is there: --output FOLDER, not nowhere");
	place_expect(p, 0, "test \"$(ls)\" = home");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_committed_page_is_what_the_program_prints),
	    TEST(every_rule_has_its_anchor_in_every_form),
	    TEST(every_link_of_the_page_leads_somewhere),
	    TEST(every_place_of_the_note_has_its_row),
	    TEST(a_rules_entry_holds_all_that_there_is),
	    TEST(the_page_speaks_the_language_asked_for),
	    TEST(nothing_that_a_pack_says_acts_on_the_page),
	    TEST(a_page_about_a_pack_holds_what_it_brings),
	    TEST(wrong_words_are_told),
	    TEST(places_are_checked_when_a_pack_is_loaded),
	    TEST(a_new_rule_passes_at_once),
	    TEST(a_new_pack_is_a_folder_with_one_rule),
	    TEST(nothing_is_written_over),
	    TEST(names_that_cannot_be_are_told),
	};
	return cmocka_run_group_tests_name("rules doc", tests, NULL, NULL);
}
