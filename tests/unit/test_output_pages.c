/* The formats for readers: markdown, as cmark-gfm reads it, and html, as tidy and xmllint read it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "support/drawing.h"

static const char text[] = "plan \"P\" { }\ngoal é \"Reach\" {\n    by 2027\n}\n";

static struct plint_diag *add_one(struct drawing *d)
{
	drawing_file(d, "plans/draft.plan", text);
	d->stats[0].goals = 1;
	struct plint_diag *x = drawing_add(d, "no-target", PLINT_ERROR, drawing_find(d, 0, "goal é"), "the goal \"Reach\" has no target");
	x->label = "no level to reach";
	x->why = "nobody knows\n";
	x->help = "add `target 3` here\n";
	plint_diag_relate(&d->diags, x, drawing_find(d, 0, "by 2027"), "the day");
	return x;
}

static void add_repeats(struct drawing *d, unsigned count)
{
	char *lines = plint_arena_calloc(&d->arena, count + 1, 2);
	for (unsigned i = 0; i < count; i++)
		memcpy(lines + 2 * i, "x\n", 2);
	drawing_file(d, "a.plan", lines);
	for (unsigned i = 0; i < count; i++)
		drawing_add(d, "no-owner", PLINT_WARNING, (struct plint_span){1 + 2 * i, 2 + 2 * i}, "no owner");
}

static void add_areas(struct drawing *d)
{
	static const char *const areas[] = {"the mission", "meeting their needs", "the mission"};
	drawing_file(d, "a.plan", text);
	for (size_t i = 0; i < 3; i++) {
		struct plint_diag *x = drawing_add(d, i == 1 ? "no-needs" : "no-mission", PLINT_ADVICE, drawing_find(d, 0, "plan"),
		                                   plint_arena_printf(&d->arena, "absence %zu", i));
		x->area = areas[i];
		x->why = "it matters";
	}
}

/* ---- markdown ---------------------------------------------------------------------------------------------------------- */

#define CMARK "cmark-gfm --unsafe -e autolink -e table -e strikethrough -e tasklist"

/* How many of the nodes PATH a reader of GitHub flavoured Markdown sees in DRAWN. */
static int nodes(struct drawing *d, const char *drawn, const char *names)
{
	return atoi(drawing_judge(d, drawn, plint_arena_printf(&d->arena,
	    "for n in %s; do " CMARK " -t xml $F | grep -v DOCTYPE | xmllint --nonet --xpath \"count(//*[local-name()='$n'])\" -; done | "
	    "awk '{ n += $1 } END { print n }'", names)));
}

static void markdown_has_an_item_for_each_finding(void **state)
{
	struct drawing *d = *state;
	add_one(d);
	assert_string_equal(drawing_draw(d, "markdown"),
	                    "## `draft.plan`\n"
	                    "\n"
	                    "1 error, 0 warnings, 0 advice · 1 goal, 0 objectives, 0 indicators\n"
	                    "\n"
	                    "**start here:** `plans/draft.plan`, line 2: the goal \"Reach\" has no target\n"
	                    "\n"
	                    "### `plans/draft.plan`\n"
	                    "\n"
	                    "- **error** line 2: the goal \"Reach\" has no target (`no-target`)\n"
	                    "  - *here:* no level to reach\n"
	                    "  - *see:* line 3: the day\n"
	                    "  - *why:* nobody knows\n"
	                    "  - *try:* add `target 3` here\n");
}

static void markdown_links_rules_where_the_pages_are_on_the_web(void **state)
{
	struct drawing *d = *state;
	add_one(d);
	d->options.docs_url = "https://example.org/p";
	const char *drawn = drawing_draw(d, "markdown");
	assert_non_null(strstr(drawn, "([`no-target`](<https://example.org/p/docs/rules.md#no-target>))"));
	assert_int_equal(nodes(d, drawn, "link"), 1);
	d->options.docs_url = "javascript:alert(1)//";
	assert_int_equal(nodes(d, drawing_draw(d, "markdown"), "link"), 0);
	d->options.docs_url = "https://example.org/>)[x](javascript:y";
	assert_int_equal(nodes(d, drawing_draw(d, "markdown"), "link"), 0);
}

static void markdown_folds_nothing(void **state)
{
	struct drawing *d = *state;
	add_repeats(d, 12);
	struct drawing *areas = drawing_open();
	add_areas(areas);
	assert_int_equal(nodes(d, drawing_draw(d, "markdown"), "item"), 12);
	assert_non_null(strstr(drawing_draw(areas, "markdown"), "- **advice** line 1: absence 2 (`no-mission`)\n"));
	drawing_close(areas);
}

static void markdown_of_several_plans_ends_with_all(void **state)
{
	struct drawing *d = *state;
	add_one(d);
	const char *drawn = drawing_draw_often(d, "markdown", 3);
	assert_int_equal(nodes(d, drawn, "heading"), 6);
	assert_non_null(strstr(drawn, "\nin all, 3 plans: 3 errors, 0 warnings, 0 advice\n"));
}

static void markdown_of_a_clean_plan_says_so(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", text);
	assert_string_equal(drawing_draw(d, "markdown"), "## `draft.plan`\n\nno findings, well done · 0 goals, 0 objectives, 0 indicators\n");
}

static void markdown_makes_nothing_of_a_plans_text(void **state)
{
	struct drawing *d = *state;
	drawing_make_hostile(d);
	const char *drawn = drawing_draw(d, "markdown");
	assert_int_equal(nodes(d, drawn, "link image html_inline html_block table table_row strikethrough thematic_break code_block softbreak "
	                                 "linebreak footnote_reference"), 0);
	assert_int_equal(nodes(d, drawn, "heading"), 2);
	/* Each of its texts can be read, but for the backticks that make code. */
	const char *plain = drawing_judge(d, drawn, CMARK " -t xml $F | sed 's/<[^>]*>//g; s/&lt;/</g; s/&gt;/>/g; s/&quot;/\"/g; s/&amp;/\\&/g' | "
	                                            "sed 's/^ *//' | tr -d '\\n'");
	for (uint32_t i = 0; drawing_hostile[i]; i++) {
		const char *shown = drawing_shown(d, drawing_hostile[i]);
		if (strchr(shown, '`'))
			continue;
		/* cmark's XML parts a text where an escape stood, and leaves blanks at the ends of the parts. */
		shown += strspn(shown, " ");
		size_t len = strlen(shown);
		while (len > 0 && shown[len - 1] == ' ')
			len--;
		if (!strstr(plain, plint_arena_strndup(&d->arena, shown, len)))
			fail_msg("not found: %s\nin: %s", shown, plain);
	}
}

static void markdown_stays_within_its_room(void **state)
{
	struct drawing *d = *state;
	add_repeats(d, 900);
	static const size_t rooms[] = {1, 300, 1000, 5000, 60000};
	for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) {
		d->options.max_bytes = rooms[i];
		const char *drawn = drawing_draw_often(d, "markdown", 2);
		assert_true(strlen(drawn) < (rooms[i] > 200 ? rooms[i] : 200));
		const char *line = strstr(drawn, " more findings have no room here");
		if (rooms[i] >= 60000)
			continue;
		assert_non_null(line);
		while (line[-1] != '\n')
			line--;
		unsigned missing = (unsigned)atoi(line), items = (unsigned)nodes(d, drawn, "item");
		assert_int_equal(missing + items, 1800);
	}
	d->options.max_bytes = 0;
	assert_null(strstr(drawing_draw_often(d, "markdown", 2), "no room"));
}

/* ---- html -------------------------------------------------------------------------------------------------------------- */

static const char *xpath(struct drawing *d, const char *drawn, const char *path)
{
	return drawing_judge(d, drawn, plint_arena_printf(&d->arena, "xmllint --nonet --xpath '%s' $F", path));
}

static void assert_good_html(struct drawing *d, const char *drawn)
{
	assert_string_equal(drawing_judge(d, drawn, "tidy -q -e -utf8 $F"), "");
	assert_string_equal(drawing_judge(d, drawn, "xmllint --nonet --noout $F"), "");
}

static void html_is_one_page_that_needs_nothing(void **state)
{
	struct drawing *d = *state;
	add_one(d);
	const char *drawn = drawing_draw(d, "html");
	assert_good_html(d, drawn);
	assert_string_equal(xpath(d, drawn, "count(//script | //link | //img | //iframe | //object | //form | //base | //@src | //@style)"), "0");
	assert_string_equal(xpath(d, drawn, "count(//@*[starts-with(name(), \"on\")])"), "0");
	assert_string_equal(xpath(d, drawn, "string(//meta[@http-equiv=\"Content-Security-Policy\"]/@content)"),
	                    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'");
}

static void html_shows_place_reason_and_advice(void **state)
{
	struct drawing *d = *state;
	add_one(d);
	const char *drawn = drawing_draw(d, "html");
	assert_string_equal(xpath(d, drawn, "string(//article[@class=\"error\"]/h4)"), "error: the goal \"Reach\" has no target");
	assert_string_equal(xpath(d, drawn, "string(//p[@class=\"place\"][1])"), "line 2 goal é \"Reach\" { no level to reach");
	assert_string_equal(xpath(d, drawn, "string(//p[@class=\"place\"][2]/code/mark)"), "by 2027");
	assert_string_equal(xpath(d, drawn, "string(//article/p[strong=\"why it matters:\"])"), "why it matters: nobody knows");
	assert_string_equal(xpath(d, drawn, "string(//article/p[strong=\"what to write:\"]/code)"), "target 3");
	assert_string_equal(xpath(d, drawn, "string(//p[@class=\"start\"])"),
	                    "start here: the goal \"Reach\" has no target (plans/draft.plan, line 2)");
	assert_string_equal(xpath(d, drawn, "string(//p[@class=\"summary\"])"),
	                    "1 error, 0 warnings, 0 advice · 1 goal, 0 objectives, 0 indicators");
}

static void html_links_to_the_web_only(void **state)
{
	struct drawing *d = *state;
	static const char *const urls[] = {NULL, "", "javascript:alert(1)//", "data:text/html,x", "//evil.example", "docs",
	                                   "https://example.org/\" onclick=\"x", "https://example.org/<b>", "https://example.org/\n"};
	add_one(d);
	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
		d->options.docs_url = urls[i];
		assert_string_equal(xpath(d, drawing_draw(d, "html"), "count(//a)"), "0");
	}
	d->options.docs_url = "https://example.org/?a=1&b='c'";
	const char *drawn = drawing_draw(d, "html");
	assert_good_html(d, drawn);
	assert_string_equal(xpath(d, drawn, "string(//a/@href)"), "https://example.org/?a=1&b='c'/docs/rules.md#no-target");
	assert_string_equal(xpath(d, drawn, "count(//a/@*)"), "2");
}

static void html_gives_places_from_the_fourth_finding_of_a_rule(void **state)
{
	struct drawing *d = *state;
	add_repeats(d, 6);
	const char *drawn = drawing_draw(d, "html");
	assert_good_html(d, drawn);
	assert_string_equal(xpath(d, drawn, "count(//article)"), "3");
	assert_string_equal(xpath(d, drawn, "string(//article[3]/p[@class=\"more\"])"), "and 3 more: a.plan:4:1, 5:1, 6:1");
}

static void html_puts_what_is_absent_into_one_paragraph(void **state)
{
	struct drawing *d = *state;
	add_areas(d);
	const char *drawn = drawing_draw(d, "html");
	assert_good_html(d, drawn);
	assert_string_equal(xpath(d, drawn, "count(//article)"), "0");
	assert_string_equal(xpath(d, drawn, "string(//p[@class=\"absent\"])"), "not in the plan yet: the mission · meeting their needs");
	assert_string_equal(xpath(d, drawn, "count(//dl/dt)"), "2");
	assert_string_equal(xpath(d, drawn, "string(//dl/dd[2]/p[1])"), "why it matters: it matters");
}

static void html_of_a_clean_plan_says_so(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", text);
	const char *drawn = drawing_draw_often(d, "html", 2);
	assert_good_html(d, drawn);
	assert_string_equal(xpath(d, drawn, "count(//section[p=\"no findings, well done · 0 goals, 0 objectives, 0 indicators\"])"), "2");
	assert_string_equal(xpath(d, drawn, "string(//p[@class=\"total\"])"), "in all, 2 plans: 0 errors, 0 warnings, 0 advice");
}

static void html_passes_hostile_text_on_as_text(void **state)
{
	struct drawing *d = *state;
	drawing_make_hostile(d);
	const char *drawn = drawing_draw(d, "html");
	assert_string_equal(drawing_judge(d, drawn, "xmllint --nonet --noout $F"), "");
	assert_string_equal(drawing_judge(d, drawn, "tidy -q -e -utf8 $F"), "");
	assert_string_equal(xpath(d, drawn, "count(//script | //img | //svg | //a | //comment() | //processing-instruction() | //@onerror | //@onload)"),
	                    "0");
	assert_string_equal(xpath(d, drawn, "count(//style)"), "1");
	for (uint32_t i = 0; drawing_hostile[i]; i++) {
		const char *path = plint_arena_printf(&d->arena, "string(//article[p/code=\"rule-%u\"]/h4)", i);
		const char *want = plint_arena_printf(&d->arena, "error: %s", drawing_shown(d, drawing_hostile[i]));
		assert_string_equal(xpath(d, drawn, path), want);
	}
}

static void html_cuts_very_long_lines_around_the_place(void **state)
{
	struct drawing *d = *state;
	size_t len = 300000;
	char *line = plint_arena_calloc(&d->arena, 1, len + 1);
	for (size_t i = 0; i + 1 < len; i += 2)
		memcpy(line + i, "é", 2);
	memcpy(line + 200000, "HERE", 4);
	drawing_file(d, "a.plan", line);
	struct plint_span rest = drawing_find(d, 0, "HERE");
	drawing_add(d, "short", PLINT_ERROR, rest, "m");
	rest.start -= 1000;
	rest.end += 100000 - 4;
	drawing_add(d, "long", PLINT_ERROR, rest, "m");
	const char *drawn = drawing_draw(d, "html");
	assert_good_html(d, drawn);
	assert_true(strlen(drawn) < 8000);
	assert_string_equal(xpath(d, drawn, "string(//article[p/code=\"short\"]/p[@class=\"place\"]/code/mark)"), "HERE");
	assert_string_equal(xpath(d, drawn, "count(//code[contains(., \"<\")])"), "0"); /* no letter was cut in two */
}

static void html_marks_languages(void **state)
{
	struct drawing *d = *state;
	add_one(d);
	d->plan.language = "fr";
	assert_string_equal(xpath(d, drawing_draw(d, "html"), "string(//section/@lang)"), "fr");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, drawing_setup, drawing_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(markdown_has_an_item_for_each_finding),
	    TEST(markdown_links_rules_where_the_pages_are_on_the_web),
	    TEST(markdown_folds_nothing),
	    TEST(markdown_of_several_plans_ends_with_all),
	    TEST(markdown_of_a_clean_plan_says_so),
	    TEST(markdown_makes_nothing_of_a_plans_text),
	    TEST(markdown_stays_within_its_room),
	    TEST(html_is_one_page_that_needs_nothing),
	    TEST(html_shows_place_reason_and_advice),
	    TEST(html_links_to_the_web_only),
	    TEST(html_gives_places_from_the_fourth_finding_of_a_rule),
	    TEST(html_puts_what_is_absent_into_one_paragraph),
	    TEST(html_of_a_clean_plan_says_so),
	    TEST(html_passes_hostile_text_on_as_text),
	    TEST(html_cuts_very_long_lines_around_the_place),
	    TEST(html_marks_languages),
	};
	return cmocka_run_group_tests_name("output as pages", tests, NULL, NULL);
}
