/* The sarif format: valid against the published schema as python3-jsonschema reads it, with the fields that code scanning uses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "rule/pack.h"
#include "support/drawing.h"

#define VALIDATE "/usr/bin/python3 -W ignore -m jsonschema -i $F tests/support/sarif-2.1.0.json"

static const char text[] = "plan \"P\" { }\ngoal é \"Reach\" {\n    by 2027\n}\n";

/* What jq prints for FILTER of the SARIF text DRAWN, on one line. */
static const char *query(struct drawing *d, const char *drawn, const char *filter)
{
	return drawing_judge(d, drawn, plint_arena_printf(&d->arena, "jq -cr '%s' $F", filter));
}

static void assert_valid(struct drawing *d, const char *drawn)
{
	assert_string_equal(drawing_judge(d, drawn, VALIDATE), "");
}

/* An error over three lines with a related place and two fixes. */
static struct plint_diag *add_one(struct drawing *d)
{
	drawing_file(d, "plans/a b.plan", text);
	struct plint_span all = drawing_find(d, 0, "goal");
	all.end = drawing_find(d, 0, "by 2027\n}").end;
	struct plint_diag *x = drawing_add(d, "no-target", PLINT_ERROR, all, "the goal \"Reach\" has no target");
	x->help = "add one\n";
	plint_diag_relate(&d->diags, x, drawing_find(d, 0, "by 2027"), "the day");
	return x;
}

static void an_empty_run_is_valid(void **state)
{
	struct drawing *d = *state;
	const char *drawn = drawing_draw_often(d, "sarif", 0);
	assert_valid(d, drawn);
	assert_string_equal(query(d, drawn, "[.version, (.runs | length), .runs[0].results]"), "[\"2.1.0\",1,[]]");
}

static void the_run_says_what_code_scanning_needs(void **state)
{
	struct drawing *d = *state;
	add_one(d);
	d->options.docs_url = "https://example.org/p";
	const char *drawn = drawing_draw(d, "sarif");
	assert_valid(d, drawn);
	assert_string_equal(query(d, drawn, ".runs[0] | [.columnKind, .language, .automationDetails.id, .invocations[0].executionSuccessful]"),
	                    "[\"unicodeCodePoints\",\"en\",\"planlint/\",true]");
	assert_string_equal(query(d, drawn, ".runs[0].tool.driver | [.name, .semanticVersion, .informationUri]"),
	                    "[\"planlint\",\"9.9.9\",\"https://example.org/p\"]");
	assert_string_equal(query(d, drawn, ".runs[0].tool.driver.rules[0].helpUri"), "https://example.org/p/docs/rules.md#no-target");
}

static void a_result_has_one_place_with_four_numbers(void **state)
{
	struct drawing *d = *state;
	add_one(d);
	const char *drawn = drawing_draw(d, "sarif");
	assert_valid(d, drawn);
	assert_string_equal(query(d, drawn, ".runs[0].results[0] | [.ruleId, .ruleIndex, .level, (.locations | length)]"),
	                    "[\"no-target\",0,\"error\",1]");
	assert_string_equal(query(d, drawn, ".runs[0].results[0].locations[0].physicalLocation"),
	                    "{\"artifactLocation\":{\"uri\":\"plans/a%20b.plan\",\"uriBaseId\":\"%SRCROOT%\"},"
	                    "\"region\":{\"startLine\":2,\"startColumn\":1,\"endLine\":4,\"endColumn\":2}}");
	assert_string_equal(query(d, drawn, ".runs[0].results[0].partialFingerprints | keys"), "[\"planlint/v1\"]");
	assert_string_equal(query(d, drawn, ".runs[0].results[0].partialFingerprints[\"planlint/v1\"] | test(\"^[0-9a-f]{16}$\")"), "true");
}

static void related_places_are_linked_in_the_message(void **state)
{
	struct drawing *d = *state;
	struct plint_diag *x = add_one(d);
	plint_diag_relate(&d->diags, x, drawing_find(d, 0, "plan"), "");
	const char *drawn = drawing_draw(d, "sarif");
	assert_valid(d, drawn);
	assert_string_equal(query(d, drawn, ".runs[0].results[0].message.text"),
	                    "the goal \"Reach\" has no target. See [the day](1), [this place](2). Try: add one");
	assert_string_equal(query(d, drawn, ".runs[0].results[0].relatedLocations | map([.id, .message.text, .physicalLocation.region.startLine])"),
	                    "[[1,\"the day\",3],[2,\"\",1]]");
}

static void fixes_are_grouped_by_file(void **state)
{
	struct drawing *d = *state;
	struct plint_diag *x = add_one(d);
	drawing_file(d, "b.plan", "x\n");
	struct plint_edit edits[] = {{drawing_find(d, 0, "by"), "until"}, {drawing_find(d, 1, "x"), "y"}, {drawing_find(d, 0, "goal"), ""}};
	edits[2].span.end = edits[2].span.start;
	struct plint_fix fixes[] = {{.title = "both", .edits = edits, .edit_count = 3}, {.title = "nothing", .is_safe = true}};
	x->fixes = fixes;
	x->fix_count = 2;
	const char *drawn = drawing_draw(d, "sarif");
	assert_valid(d, drawn);
	assert_string_equal(query(d, drawn, ".runs[0].results[0].fixes | map([.description.text, .properties.safe])"), "[[\"both\",false]]");
	assert_string_equal(query(d, drawn, ".runs[0].results[0].fixes[0].artifactChanges | map([.artifactLocation.uri, (.replacements | length)])"),
	                    "[[\"plans/a%20b.plan\",2],[\"b.plan\",1]]");
	assert_string_equal(query(d, drawn, ".runs[0].results[0].fixes[0].artifactChanges[0].replacements[1].deletedRegion"),
	                    "{\"startLine\":2,\"startColumn\":1,\"endLine\":2,\"endColumn\":1}");
}

static void severities_have_their_levels(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", text);
	for (int s = PLINT_ADVICE; s <= PLINT_ERROR; s++)
		drawing_add(d, plint_severity_name((enum plint_severity)s), (enum plint_severity)s, drawing_find(d, 0, "goal"), "m");
	const char *drawn = drawing_draw(d, "sarif");
	assert_valid(d, drawn);
	assert_string_equal(query(d, drawn, ".runs[0].results | map([.ruleId, .level, .ruleIndex])"),
	                    "[[\"advice\",\"note\",0],[\"error\",\"error\",1],[\"warning\",\"warning\",2]]");
	assert_string_equal(query(d, drawn, ".runs[0].tool.driver.rules | map([.id, .properties[\"problem.severity\"]])"),
	                    "[[\"advice\",\"recommendation\"],[\"error\",\"error\"],[\"warning\",\"warning\"]]");
}

static void an_unread_file_is_a_notification(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", "");
	d->stats[0].is_unreadable = true;
	const char *drawn = drawing_draw(d, "sarif");
	assert_valid(d, drawn);
	assert_string_equal(query(d, drawn, ".runs[0].invocations[0] | [.executionSuccessful, .toolExecutionNotifications[0].level, "
	                                    ".toolExecutionNotifications[0].locations[0].physicalLocation.artifactLocation.uri]"),
	                    "[false,\"error\",\"a.plan\"]");
}

static void a_file_outside_the_repository_has_an_absolute_address(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "/srv/other/a b.plan", text);
	drawing_add(d, "e", PLINT_ERROR, drawing_find(d, 0, "goal"), "m");
	d->options.root = d->options.folder = "/home/me/repo";
	const char *drawn = drawing_draw(d, "sarif");
	assert_valid(d, drawn);
	assert_string_equal(query(d, drawn, ".runs[0].results[0].locations[0].physicalLocation.artifactLocation"),
	                    "{\"uri\":\"file:///srv/other/a%20b.plan\"}");
}

static void the_address_is_that_of_the_file_whatever_its_name(void **state)
{
	struct drawing *d = *state;
	drawing_make_hostile(d);
	const char *drawn = drawing_draw(d, "sarif");
	static const char script[] = "jq -r '.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri' $F | "
	                             "/usr/bin/python3 -c 'import sys, urllib.parse; print(urllib.parse.unquote(sys.stdin.read().strip()))'";
	assert_string_equal(drawing_judge(d, drawn, script), d->plan.name);
}

static void hostile_text_is_text_and_never_a_link(void **state)
{
	struct drawing *d = *state;
	drawing_make_hostile(d);
	const char *drawn = drawing_draw(d, "sarif");
	assert_valid(d, drawn);
	/* Links as viewers find them: "[words](target)", where words may hold escaped brackets. All are ours: to place 1. */
	assert_string_equal(query(d, drawn, "[.runs[0].results[].message.text | scan(\"\\\\[(?:\\\\\\\\.|[^\\\\]\\\\\\\\])*\\\\]\\\\(([^)]*)\\\\)\") | .[0]] | unique"),
	                    "[\"1\"]");
	for (uint32_t i = 0; drawing_hostile[i]; i++) {
		const char *shown = drawing_shown(d, drawing_hostile[i]);
		if (strstr(shown, "]("))
			continue;
		const char *filter = plint_arena_printf(&d->arena, ".runs[0].results[] | select(.ruleId == \"rule-%u\").message.text", i);
		const char *got = query(d, drawn, filter);
		assert_memory_equal(got, shown, strlen(shown));
		assert_memory_equal(got + strlen(shown), ". See [", 7);
	}
}

static void the_help_of_a_rule_is_inert_markdown(void **state)
{
	struct drawing *d = *state;
	drawing_make_hostile(d);
	const char *drawn = drawing_draw(d, "sarif");
	static const char count[] = "jq -r '.runs[0].tool.driver.rules[].help.markdown' $F | cmark-gfm --unsafe -e autolink -e table -e strikethrough "
	                            "-t xml | grep -v DOCTYPE | xmllint --nonet --xpath 'count(//*[%s])' -";
	static const char acts[] = "local-name()=\"link\" or local-name()=\"image\" or local-name()=\"html_inline\" or local-name()=\"html_block\" "
	                           "or local-name()=\"table\" or local-name()=\"heading\" or local-name()=\"list\" or local-name()=\"strikethrough\"";
	assert_string_equal(drawing_judge(d, drawn, plint_arena_printf(&d->arena, count, acts)), "0");
	assert_true(atoi(drawing_judge(d, drawn, plint_arena_printf(&d->arena, count, "local-name()=\"paragraph\""))) > 20);
}

static void every_rule_of_the_default_pack_makes_a_valid_descriptor(void **state)
{
	struct drawing *d = *state;
	struct plint_pack pack;
	plint_pack_default(&pack);
	d->plan.pack = &pack;
	drawing_file(d, "a.plan", text);
	for (uint32_t i = 0; i < pack.rule_count; i++)
		drawing_add(d, plint_pack_text(&pack, pack.rules[i].id), PLINT_WARNING, drawing_find(d, 0, "goal"), "m");
	const char *drawn = drawing_draw(d, "sarif");
	assert_valid(d, drawn);
	static const char rules[] = "[.runs[0].tool.driver.rules[] | select(%s)] | length";
	const char *all = plint_arena_printf(&d->arena, "%u", pack.rule_count);
	assert_true(pack.rule_count > 100);
	assert_string_equal(query(d, drawn, plint_arena_printf(&d->arena, rules, "true")), all);
	static const char *const hold[] = {"(.help.text | contains(\"This is reported\")) and (.help.text | contains(\"This is fine\"))",
	                                   "(.fullDescription.text | length) <= 1000 and (.fullDescription.text | length) > 40",
	                                   "(.properties.tags | length) >= 1 and (.properties.tags | length) <= 10",
	                                   ".defaultConfiguration.level | IN(\"error\", \"warning\", \"note\")",
	                                   ".properties.precision | IN(\"very-high\", \"high\", \"medium\")",
	                                   ".name | test(\"^[A-Z][A-Za-z0-9]+$\")",
	                                   ".shortDescription.text | test(\"[{}]\") | not"};
	for (size_t i = 0; i < sizeof hold / sizeof *hold; i++)
		assert_string_equal(query(d, drawn, plint_arena_printf(&d->arena, rules, hold[i])), all);
	/* Each result points at its rule. */
	assert_string_equal(query(d, drawn, ".runs[0] | .tool.driver.rules as $r | [.results[] | $r[.ruleIndex].id == .ruleId] | all"), "true");
	/* Standards are tags. */
	assert_true(atoi(query(d, drawn, plint_arena_printf(&d->arena, rules, ".properties.tags | any(startswith(\"ussepm-\"))"))) > 30);
}

static void descriptors_speak_the_language_of_the_messages(void **state)
{
	struct drawing *d = *state;
	struct plint_pack pack;
	plint_pack_default(&pack);
	d->plan.pack = &pack;
	d->plan.language = "fr";
	drawing_file(d, "a.plan", text);
	drawing_add(d, "change-circular", PLINT_WARNING, drawing_find(d, 0, "goal"), "m");
	const char *drawn = drawing_draw(d, "sarif");
	assert_valid(d, drawn);
	assert_string_equal(query(d, drawn, ".runs[0].language"), "fr");
	assert_non_null(strstr(query(d, drawn, ".runs[0].tool.driver.rules[0].shortDescription.text"), "le changement …"));
}

static void past_25000_results_the_least_severe_are_left_out(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", text);
	for (uint32_t i = 0; i < 9000; i++) {
		enum plint_severity s = i % 3 == 0 ? PLINT_ADVICE : i % 3 == 1 ? PLINT_WARNING : PLINT_ERROR;
		char *rule = plint_arena_printf(&d->arena, "rule-%u", i / 999);
		drawing_add(d, rule, s, (struct plint_span){1, 2}, plint_arena_printf(&d->arena, "m%u", i));
	}
	const char *drawn = drawing_draw_often(d, "sarif", 3);
	assert_string_equal(query(d, drawn, ".runs[0].results | group_by(.level) | map([.[0].level, length])"),
	                    "[[\"error\",9000],[\"note\",7000],[\"warning\",9000]]");
	assert_string_equal(query(d, drawn, ".runs[0].invocations[0].toolExecutionNotifications | map(.message.text)"),
	                    "[\"2000 more findings are not listed\"]");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, drawing_setup, drawing_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(an_empty_run_is_valid),
	    TEST(the_run_says_what_code_scanning_needs),
	    TEST(a_result_has_one_place_with_four_numbers),
	    TEST(related_places_are_linked_in_the_message),
	    TEST(fixes_are_grouped_by_file),
	    TEST(severities_have_their_levels),
	    TEST(an_unread_file_is_a_notification),
	    TEST(a_file_outside_the_repository_has_an_absolute_address),
	    TEST(the_address_is_that_of_the_file_whatever_its_name),
	    TEST(hostile_text_is_text_and_never_a_link),
	    TEST(the_help_of_a_rule_is_inert_markdown),
	    TEST(every_rule_of_the_default_pack_makes_a_valid_descriptor),
	    TEST(descriptors_speak_the_language_of_the_messages),
	    TEST(past_25000_results_the_least_severe_are_left_out),
	};
	return cmocka_run_group_tests_name("output as sarif", tests, NULL, NULL);
}
