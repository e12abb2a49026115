/* The output formats, on plans and findings made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <jansson.h>

#include "base/text.h"
#include "output/output.h"

static struct plint_arena arena;
static struct plint_source source;
static struct plint_diags diags;
static struct plint_plan_stats stats[4];
static struct plint_result plan;
static struct plint_output_options options;

static int setup(void **state)
{
	(void)state;
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_source_init(&source, &arena);
	plint_diags_init(&diags, &arena, &source);
	memset(stats, 0, sizeof stats);
	plan = (struct plint_result){.diags = &diags, .source = &source, .files = stats, .name = "draft.plan"};
	options = (struct plint_output_options){.version = "9.9"};
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	plint_arena_clear(&arena);
	return 0;
}

static const char *add_bytes(const char *path, const char *text, size_t len)
{
	char *copy = plint_arena_calloc(&arena, 1, len + 2);
	memcpy(copy, text, len);
	plint_source_add(&source, path, copy, len);
	stats[plan.file_count++].path = path;
	return copy;
}

static void add_file(const char *path, const char *text)
{
	add_bytes(path, text, strlen(text));
}

/* Where WORDS stand first in the file of number FILE. */
static struct plint_span find(uint32_t file, const char *words)
{
	const struct plint_file *f = &source.files.items[file];
	const char *at = strstr(f->text, words);
	assert_non_null(at);
	uint32_t start = f->base + (uint32_t)(at - f->text);
	return (struct plint_span){start, start + (uint32_t)strlen(words)};
}

static struct plint_diag *add(const char *rule, enum plint_severity severity, struct plint_span span, const char *message)
{
	return plint_diags_add(&diags, rule, "measurability", severity, span, "%s", message);
}

static const char *draw(const char *format)
{
	struct plint_buf out;
	struct plint_output o;
	plint_buf_init(&out, &arena);
	plint_diags_finish(&diags);
	plint_output_begin(&o, plint_output_find(format, strlen(format)), &options, &out);
	plint_output_result(&o, &plan);
	plint_output_end(&o);
	return out.text;
}

/* The text form without the summary, which begins with the plan's name. */
static const char *draw_findings(void)
{
	const char *text = draw("text");
	const char *end = strstr(text, "\ndraft.plan: ");
	assert_non_null(end);
	return plint_arena_strndup(&arena, text, (size_t)(end - text));
}

static void every_format_is_found_by_its_name(void **state)
{
	(void)state;
	uint32_t count;
	const struct plint_output_format *all = plint_output_formats(&count);
	assert_int_equal(count, 11);
	for (uint32_t i = 0; i < count; i++)
		assert_ptr_equal(plint_output_find(all[i].name, strlen(all[i].name)), &all[i]);
	assert_null(plint_output_find("yaml", 4));
	assert_null(plint_output_find("jso", 3));
	assert_false(plint_output_find("text", 4)->is_machine);
	assert_true(plint_output_find("jsonl", 5)->is_machine);
}

static const char branches[] = "plan \"P\" { }\n"
                               "social goal reach \"Reach poor households\" {\n"
                               "\n"
                               "    objective branches \"Open ten branches\" {\n"
                               "        by 2027\n"
                               "\n"
                               "        indicator branches_opened \"Branches opened\" { kind process }\n"
                               "    }\n"
                               "}\n";

static void a_finding_is_drawn_as_people_see_it(void **state)
{
	(void)state;
	add_file("plans/draft.plan", branches);
	struct plint_diag *x = add("no-result-indicator", PLINT_ERROR, find(0, "objective branches \"Open ten branches\""),
	                           "the objective \"Open ten branches\" has no result indicator");
	x->label = "counts what is done; nothing shows what it changes";
	x->why = "opening branches is an effort; the goal is that poor households are reached\n";
	x->help = "add an indicator of kind result, such as \"share of the rural market served\", with a baseline, a target and "
	          "the day by which it is to be reached";
	plint_diag_relate(&diags, x, find(0, "kind process"), "a process indicator");
	assert_string_equal(
	    draw_findings(),
	    "error[no-result-indicator]: the objective \"Open ten branches\" has no result indicator\n"
	    " --> plans/draft.plan:4:5\n"
	    "  |\n"
	    "4 |     objective branches \"Open ten branches\" {\n"
	    "  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ counts what is done; nothing shows what it changes\n"
	    "...\n"
	    "7 |         indicator branches_opened \"Branches opened\" { kind process }\n"
	    "  |                                                       ------------ a process indicator\n"
	    "  |\n"
	    "  = why: opening branches is an effort; the goal is that poor households are reached\n"
	    "  = try: add an indicator of kind result, such as \"share of the rural market served\", with a\n"
	    "         baseline, a target and the day by which it is to be reached\n"
	    "  = more: planlint explain no-result-indicator\n");
}

static void related_places_before_beside_and_in_other_files_have_their_excerpts(void **state)
{
	(void)state;
	add_file("a.plan", "one {\n    two three\n    four\n    five\n}\n");
	add_file("sub/b.plan", "six\nseven\n");
	struct plint_diag *x = add("a", PLINT_WARNING, find(0, "four"), "m");
	plint_diag_relate(&diags, x, find(1, "seven"), "there");
	plint_diag_relate(&diags, x, find(0, "three"), "after");
	plint_diag_relate(&diags, x, find(0, "two"), "");
	plint_diag_relate(&diags, x, find(0, "four"), "again");
	plint_diag_relate(&diags, x, find(0, "one"), "far");
	plint_diag_relate(&diags, x, find(0, "five"), "sixth");
	assert_string_equal(draw_findings(), "warning[a]: m\n"
	                                     " --> a.plan:3:5\n"
	                                     "  |\n"
	                                     "1 | one {\n"
	                                     "  | --- far\n"
	                                     "2 |     two three\n"
	                                     "  |     ---\n"
	                                     "  |         ----- after\n"
	                                     "3 |     four\n"
	                                     "  |     ^^^^\n"
	                                     "  |     ---- again\n"
	                                     "  |\n"
	                                     " ::: sub/b.plan:2:1\n"
	                                     "  |\n"
	                                     "2 | seven\n"
	                                     "  | ----- there\n"
	                                     "  |\n"
	                                     "  = and 1 more place like these\n"
	                                     "  = more: planlint explain a\n");
}

static void line_numbers_share_one_gutter_and_single_lines_between_are_shown(void **state)
{
	(void)state;
	add_file("a.plan", "1\n2\n3\n4\n5\n6\n7\neight\nnine\nten\n\ntwelve\n");
	struct plint_diag *x = add("a", PLINT_ADVICE, find(0, "eight"), "m");
	plint_diag_relate(&diags, x, find(0, "ten"), "");
	plint_diag_relate(&diags, x, find(0, "twelve"), "");
	assert_string_equal(draw_findings(), "advice[a]: m\n"
	                                     "  --> a.plan:8:1\n"
	                                     "   |\n"
	                                     " 8 | eight\n"
	                                     "   | ^^^^^\n"
	                                     " 9 | nine\n"
	                                     "10 | ten\n"
	                                     "   | ---\n"
	                                     "11 |\n"
	                                     "12 | twelve\n"
	                                     "   | ------\n"
	                                     "   |\n"
	                                     "   = more: planlint explain a\n");
}

/* The line under the excerpt's first line, when LINE is the whole file and WORDS are marked. */
static const char *carets(const char *line, const char *words)
{
	setup(NULL);
	add_file("a.plan", line);
	add("a", PLINT_ERROR, find(0, words), "m");
	const char *text = draw_findings();
	const char *mark = strchr(text, '^');
	assert_non_null(mark);
	const char *from = mark;
	while (from[-1] != '\n')
		from--;
	const char *excerpt = strstr(text, "1 |");
	return plint_arena_strndup(&arena, excerpt, strcspn(excerpt, "^") + strspn(mark, "^"));
}

static void carets_stand_under_what_they_mean(void **state)
{
	(void)state;
	plint_arena_clear(&arena);
	assert_string_equal(carets("\tgoal x", "goal"), "1 |     goal x\n  |     ^^^^");
	plint_arena_clear(&arena);
	assert_string_equal(carets("ab\tgoal\tx", "x"), "1 | ab  goal    x\n  |             ^");
	plint_arena_clear(&arena);
	assert_string_equal(carets("中文 goal", "goal"), "1 | 中文 goal\n  |      ^^^^");
	plint_arena_clear(&arena);
	assert_string_equal(carets("a 中文 b", "中文"), "1 | a 中文 b\n  |   ^^^^");
	plint_arena_clear(&arena);
	assert_string_equal(carets("poblacio\xCC\x81n goal", "goal"), "1 | poblacio\xCC\x81n goal\n  |           ^^^^");
	plint_arena_clear(&arena);
	assert_string_equal(carets("a\xE2\x80\xAE goal", "goal"), "1 | a<U+202E> goal\n  |           ^^^^");
	plint_arena_clear(&arena);
	assert_string_equal(carets("a\x1b[31m\xE9 b", "\xE9"), "1 | a<U+001B>[31m<E9> b\n  |              ^^^^");
	plint_arena_clear(&arena);
	assert_string_equal(carets("\xEF\xBB\xBFgoal x", "x"), "1 | goal x\n  |      ^");
}

static void a_place_of_several_lines_is_drawn_up_to_the_end_of_its_first(void **state)
{
	(void)state;
	add_file("a.plan", "goal x {  \r\n    by 2027\r\n}\r\n");
	struct plint_span span = find(0, "goal");
	span.end = find(0, "}").end;
	add("a", PLINT_ERROR, span, "m");
	assert_string_equal(draw_findings(), "error[a]: m\n --> a.plan:1:1\n  |\n1 | goal x {\n  | ^^^^^^^^\n  |\n"
	                                     "  = more: planlint explain a\n");
}

static void an_empty_place_gets_one_caret_also_at_the_end(void **state)
{
	(void)state;
	add_file("a.plan", "goal x\n");
	add("a", PLINT_ERROR, (struct plint_span){8, 8}, "m");
	assert_string_equal(draw_findings(), "error[a]: m\n --> a.plan:1:7\n  |\n1 | goal x\n  |       ^\n  |\n"
	                                     "  = more: planlint explain a\n");
}

static void a_finding_without_a_place_has_no_excerpt(void **state)
{
	(void)state;
	add_file("a.plan", "x");
	add("a", PLINT_ERROR, (struct plint_span){0, 0}, "m")->why = "because";
	assert_string_equal(draw_findings(), "error[a]: m\n = why: because\n = more: planlint explain a\n");
	assert_string_equal(draw("compact"), "draft.plan:1:1: error[a]: m\n");
}

static void errors_of_reading_have_no_page_to_read(void **state)
{
	(void)state;
	add_file("a.plan", "x");
	plint_diags_add(&diags, "unclosed-text", "syntax", PLINT_ERROR, find(0, "x"), "m")->help = "write it";
	assert_string_equal(draw_findings(), "error[unclosed-text]: m\n --> a.plan:1:1\n  |\n1 | x\n  | ^\n  |\n  = try: write it\n");
}

static void very_long_lines_are_cut_to_a_window(void **state)
{
	(void)state;
	size_t len = (size_t)1 << 20;
	char *text = plint_arena_alloc(&arena, len);
	memset(text, 'x', len);
	memcpy(text + 40, "HEAD", 4);
	memcpy(text + 700000, "FIRST", 5);
	memcpy(text + 700020, "NEAR", 4);
	memcpy(text + len - 4, "LAST", 4);
	const char *copy = add_bytes("a.plan", text, len);
	struct plint_span at = {(uint32_t)(strstr(copy, "FIRST") - copy) + 1, 0};
	at.end = at.start + 5;
	struct plint_diag *x = add("a", PLINT_ERROR, at, "m");
	plint_diag_relate(&diags, x, find(0, "LAST"), "last");
	plint_diag_relate(&diags, x, find(0, "HEAD"), "head");
	plint_diag_relate(&diags, x, find(0, "NEAR"), "near");
	const char *drawn = draw_findings();
	assert_true(strlen(drawn) < 2000);
	assert_non_null(strstr(drawn, "1 | …xxx"));
	assert_non_null(strstr(drawn, "LAST\n"));
	assert_non_null(strstr(drawn, "x…\n"));
	assert_int_equal(plint_source_place(&source, at.start).col1, 700001);
	/* Each mark stands under its word: same column in the line above it. */
	const char *const words[] = {"FIRST", "NEAR", "LAST", "HEAD"};
	const char *const marks[] = {"^^^^^\n", "---- near", "---- last", "---- head"};
	for (size_t i = 0; i < 4; i++) {
		const char *word = strstr(drawn, words[i]), *mark = strstr(drawn, marks[i]);
		assert_non_null(word);
		assert_non_null(mark);
		const char *line = word, *below = mark;
		while (line[-1] != '\n')
			line--;
		while (below[-1] != '\n')
			below--;
		size_t dots = memcmp(line + 4, "…", 3) == 0 ? 2 : 0; /* three bytes, one column */
		assert_int_equal((size_t)(word - line) - dots, (size_t)(mark - below));
	}
}

static void a_flood_of_marks_on_a_letter_is_not_passed_on(void **state)
{
	(void)state;
	size_t len = 4000;
	char *text = plint_arena_calloc(&arena, 1, len + 1);
	text[0] = 'a';
	for (size_t i = 1; i + 1 < len; i += 2)
		memcpy(text + i, "\xCC\x81", 2);
	text[len - 1] = 'b';
	add_bytes("a.plan", text, len);
	add("a", PLINT_ERROR, find(0, "b"), "m");
	const char *drawn = draw_findings();
	assert_true(strlen(drawn) < 300);
	assert_non_null(strstr(drawn, "  |  ^\n"));
}

static void from_the_fourth_finding_of_a_rule_only_places_are_given(void **state)
{
	(void)state;
	add_file("a.plan", "1\n2\n3\n4\n5\n6\n");
	add_file("b.plan", "x\n");
	for (uint32_t i = 0; i < 6; i++)
		add("no-owner", PLINT_WARNING, (struct plint_span){1 + 2 * i, 2 + 2 * i}, "no owner");
	add("other", PLINT_WARNING, find(0, "5"), "other");
	add("no-owner", PLINT_WARNING, find(1, "x"), "no owner");
	const char *drawn = draw_findings();
	const char *places = strstr(drawn, "  = more: planlint explain no-owner\nand 3 more: a.plan:4:1, 5:1, 6:1\n\nwarning[other]");
	assert_non_null(places);
	unsigned heads = 0;
	for (const char *at = drawn; (at = strstr(at, "warning[no-owner]")) != NULL; at++)
		heads++;
	assert_int_equal(heads, 4); /* three in the first file, one in the second */
	assert_non_null(strstr(drawn, "b.plan:1:1"));
}

static void three_findings_of_a_rule_are_all_shown(void **state)
{
	(void)state;
	add_file("a.plan", "1\n2\n3\n");
	for (uint32_t i = 0; i < 3; i++)
		add("no-owner", PLINT_WARNING, (struct plint_span){1 + 2 * i, 2 + 2 * i}, "no owner");
	const char *drawn = draw_findings();
	assert_null(strstr(drawn, "more: a.plan"));
	assert_non_null(strstr(drawn, "--> a.plan:3:1"));
}

static void a_thousand_repeats_do_not_flood(void **state)
{
	(void)state;
	char *text = plint_arena_alloc(&arena, 2000);
	for (size_t i = 0; i < 2000; i += 2)
		memcpy(text + i, "x\n", 2);
	add_bytes("a.plan", text, 2000);
	for (uint32_t i = 0; i < 1000; i++)
		add("no-owner", PLINT_WARNING, (struct plint_span){1 + 2 * i, 2 + 2 * i}, "no owner");
	const char *drawn = draw_findings();
	assert_true(strlen(drawn) < 2000);
	assert_non_null(strstr(drawn, "and 997 more: a.plan:4:1, 5:1"));
	assert_non_null(strstr(drawn, "103:1, …\n"));
}

static void what_is_absent_becomes_one_paragraph(void **state)
{
	(void)state;
	add_file("a.plan", "x\n");
	const char *const areas[] = {"meeting their needs", "change in their lives", "financial goals", "internal goals",
	                             "client protection",   "staff",                 "meeting their needs"};
	for (size_t i = 0; i < 7; i++)
		plint_diags_add(&diags, "dimension-missing", "dimensions", PLINT_ADVICE, find(0, "x"), "none %zu", i)->area = areas[i];
	struct plint_diag *mission = add("no-mission", PLINT_ERROR, find(0, "x"), "no mission");
	mission->area = "the mission";
	mission->area_place = 1;
	assert_string_equal(draw("text"), "not in the plan yet: the mission · meeting their needs · change in their lives · financial goals ·\n"
	                                  "  internal goals · client protection · staff\n"
	                                  "  why each matters: planlint explain, with one of no-mission, dimension-missing\n"
	                                  "\n"
	                                  "draft.plan: 1 error, 0 warnings, 7 advice · 0 goals, 0 objectives, 0 indicators\n"
	                                  "start here: error[no-mission]: no mission (a.plan:1:1)\n");
	assert_non_null(strstr(draw("compact"), "a.plan:1:1: advice[dimension-missing]: none 6\n"));
}

static void one_absence_names_its_page(void **state)
{
	(void)state;
	add_file("a.plan", "x\n");
	add("no-mission", PLINT_ADVICE, find(0, "x"), "no mission")->area = "the mission";
	const char *text = draw("text");
	assert_non_null(strstr(text, "not in the plan yet: the mission\n  why it matters: planlint explain no-mission\n\n"));
}

static void the_summary_counts_in_words(void **state)
{
	(void)state;
	add_file("a.plan", "x\ny\n");
	stats[0].goals = 4;
	stats[0].objectives = 9;
	stats[0].indicators = 20;
	add_file("b.plan", "x\n");
	stats[1].indicators = 1;
	for (uint32_t i = 0; i < 3; i++)
		add("e", PLINT_ERROR, (struct plint_span){1, 2 + i}, "e");
	add("w", PLINT_WARNING, find(0, "y"), "w");
	assert_non_null(strstr(draw("text"), "\ndraft.plan: 3 errors, 1 warning, 0 advice · 4 goals, 9 objectives, 21 indicators\n"));
	plan.left_out = 12;
	stats[0].goals = stats[0].objectives = 1;
	stats[0].indicators = 0;
	assert_non_null(strstr(draw("text"), " 0 advice · 1 goal, 1 objective, 1 indicator · 12 more not shown\n"));
}

static void a_clean_plan_gets_a_friendly_line(void **state)
{
	(void)state;
	add_file("a.plan", "x\n");
	assert_string_equal(draw("text"), "draft.plan: no findings, well done · 0 goals, 0 objectives, 0 indicators\n");
	options.quiet = true;
	assert_string_equal(draw("text"), "");
}

static void what_could_not_be_read_is_said(void **state)
{
	(void)state;
	add_file("a.plan", "");
	stats[0].is_unreadable = true;
	assert_string_equal(draw("text"), "draft.plan: 0 errors, 0 warnings, 0 advice · it could not be read\n");
	add_file("b.plan", "");
	assert_non_null(strstr(draw("text"), " · 1 of 2 files could not be read\n"));
}

static const char *start_here(void)
{
	const char *at = strstr(draw("text"), "start here: ");
	assert_non_null(at);
	return at;
}

static void start_here_takes_rank_then_severity_then_order(void **state)
{
	(void)state;
	add_file("a.plan", "1\n2\n3\n4\n5\n");
	add("second", PLINT_WARNING, find(0, "2"), "m");
	add("first", PLINT_WARNING, find(0, "1"), "m");
	assert_string_equal(start_here(), "start here: warning[first]: m (a.plan:1:1)\n");
	add("severe", PLINT_ERROR, find(0, "3"), "m");
	assert_string_equal(start_here(), "start here: error[severe]: m (a.plan:3:1)\n");
	add("rests", PLINT_ADVICE, find(0, "4"), "m")->rank = 1;
	assert_string_equal(start_here(), "start here: advice[rests]: m (a.plan:4:1)\n");
	plint_diags_add(&diags, "unclosed-text", "syntax", PLINT_ERROR, find(0, "5"), "m");
	assert_string_equal(start_here(), "start here: error[unclosed-text]: m (a.plan:5:1)\n");
}

static void several_plans_are_added_up(void **state)
{
	(void)state;
	add_file("a.plan", "x\n");
	add("e", PLINT_ERROR, find(0, "x"), "m");
	plint_diags_finish(&diags);
	struct plint_buf out;
	struct plint_output o;
	plint_buf_init(&out, &arena);
	plint_output_begin(&o, plint_output_find("text", 4), &options, &out);
	plint_output_result(&o, &plan);
	plint_buf_reset(&out); /* as the command line does after writing it out */
	plint_output_result(&o, &plan);
	assert_int_equal(out.text[0], '\n');
	plint_output_end(&o);
	assert_non_null(strstr(out.text, "\n\nin all, 2 plans: 2 errors, 0 warnings, 0 advice\n"));
	plint_buf_reset(&out);
	plint_output_begin(&o, plint_output_find("json", 4), &options, &out);
	plint_output_result(&o, &plan);
	plint_output_result(&o, &plan);
	plint_output_end(&o);
	json_t *all = json_loads(out.text, 0, NULL);
	assert_non_null(all);
	assert_int_equal(json_array_size(json_object_get(all, "files")), 2);
	assert_int_equal(json_array_size(json_object_get(all, "findings")), 2);
	json_decref(all);
}

static void colour_is_only_where_asked_for(void **state)
{
	(void)state;
	add_file("a.plan", "goal x {\n    goal\n}\n");
	struct plint_diag *x = add("a", PLINT_WARNING, find(0, "goal x"), "m");
	x->label = "here";
	plint_diag_relate(&diags, x, find(0, "goal\n"), "there");
	assert_null(strchr(draw("text"), '\x1b'));
	options.color = true;
	assert_non_null(strstr(draw("text"), "\x1b[1;33mwarning[a]\x1b[0m: \x1b[1mm\x1b[0m\n"));
	options.is_tagged = true;
	const char *tagged = draw("text");
	assert_null(strchr(tagged, '\x1b'));
	assert_non_null(strstr(tagged, "{warning}warning[a]{/}: {message}m{/}\n"
	                               " {frame}-->{/} a.plan:1:1\n"
	                               "  {frame}|{/}\n"
	                               "{frame}1 |{/} goal x {\n"
	                               "  {frame}|{/} {warning}^^^^^^ here{/}\n"
	                               "{frame}2 |{/}     goal\n"
	                               "  {frame}|{/}     {related}---- there{/}\n"
	                               "  {frame}|{/}\n"
	                               "  {frame}={/} {note}more:{/} planlint explain a\n"));
	assert_null(strstr(draw("json"), "\x1b"));
	assert_null(strstr(draw("compact"), "{"));
}

static void compact_has_one_line_a_finding_and_nothing_else(void **state)
{
	(void)state;
	add_file("sub/a\nb.plan", "é x\n");
	assert_string_equal(draw("compact"), "");
	add("a", PLINT_WARNING, find(0, "x"), "m");
	add("b", PLINT_ERROR, find(0, "x"), "n");
	assert_string_equal(draw("compact"), "sub/a b.plan:1:3: warning[a]: m\nsub/a b.plan:1:3: error[b]: n\n");
}

static void a_path_at_the_head_of_a_line_is_no_command(void **state)
{
	(void)state;
	add_file("::error::x.plan", "x\n");
	add("a", PLINT_WARNING, find(0, "x"), "m");
	assert_string_equal(draw("compact"), "./::error::x.plan:1:1: warning[a]: m\n");
	plan.name = "##vso[x].plan";
	assert_non_null(strstr(draw("text"), "\n./##vso[x].plan: "));
	plan.name = "é.plan";
	assert_non_null(strstr(draw("text"), "\né.plan: "));
}

static void json_has_the_form_of_the_manual(void **state)
{
	(void)state;
	add_file("a.plan", "é {\n    \"x\"\n}\n");
	stats[0].goals = 1;
	stats[0].objectives = 2;
	stats[0].indicators = 3;
	add_file("b.plan", "");
	stats[1].is_unreadable = true;
	struct plint_diag *x = add("no-target", PLINT_ERROR, find(0, "\"x\""), "the indicator \"x\" has no target");
	plint_diag_relate(&diags, x, find(0, "é"), "its goal");
	x->help = "add a target";
	static const struct plint_edit edit = {{8, 8}, "target 3\n"};
	static const struct plint_fix fix = {.title = "add it", .is_safe = true, .edits = &edit, .edit_count = 1};
	x->fixes = &fix;
	x->fix_count = 1;
	x->anchor = "goal rural/target";
	options.docs_url = "https://example.org/p";
	const char *finding =
	    "{\"rule\":\"no-target\",\"family\":\"measurability\",\"severity\":\"error\",\"message\":\"the indicator \\\"x\\\" has no target\","
	    "\"path\":\"a.plan\",\"start\":{\"line\":2,\"column\":5,\"offset\":9},\"end\":{\"line\":2,\"column\":8,\"offset\":12},"
	    "\"related\":[{\"message\":\"its goal\",\"path\":\"a.plan\",\"start\":{\"line\":1,\"column\":1,\"offset\":0},"
	    "\"end\":{\"line\":1,\"column\":2,\"offset\":2}}],\"help\":\"add a target\","
	    "\"link\":\"https://example.org/p/docs/rules.md#no-target\",\"fixes\":[{\"title\":\"add it\",\"safe\":true,\"edits\":["
	    "{\"path\":\"a.plan\",\"start\":{\"line\":2,\"column\":3,\"offset\":7},\"end\":{\"line\":2,\"column\":3,\"offset\":7},"
	    "\"text\":\"target 3\\n\"}]}],\"fingerprint\":\"63e928c7ecf1a9cc\"}";
	const char *expected = plint_arena_printf(
	    &arena,
	    "{\"version\":1,\"tool\":{\"name\":\"planlint\",\"version\":\"9.9\"},\"files\":[\n"
	    "{\"path\":\"a.plan\",\"status\":\"checked\",\"goals\":1,\"objectives\":2,\"indicators\":3},\n"
	    "{\"path\":\"b.plan\",\"status\":\"unreadable\",\"goals\":0,\"objectives\":0,\"indicators\":0}],\"findings\":[\n"
	    "%s],\"summary\":{\"error\":1,\"warning\":0,\"advice\":0}}\n",
	    finding);
	assert_string_equal(draw("json"), expected);
	assert_string_equal(draw("jsonl"), plint_arena_printf(&arena, "%s\n", finding));
}

static void json_without_findings_is_whole(void **state)
{
	(void)state;
	assert_string_equal(draw("json"), "{\"version\":1,\"tool\":{\"name\":\"planlint\",\"version\":\"9.9\"},\"files\":[],\"findings\":[],"
	                                  "\"summary\":{\"error\":0,\"warning\":0,\"advice\":0}}\n");
	assert_string_equal(draw("jsonl"), "");
}

static void no_format_lets_a_dangerous_character_through(void **state)
{
	(void)state;
	/* Every byte in path, plan and edit; messages are in shown form by contract. */
	char text[600];
	size_t len = 0;
	for (unsigned c = 1; c < 256; c++) {
		text[len++] = (char)c;
		if (c == '\n' || c == '\r')
			text[len++] = 'x';
	}
	memcpy(text + len, "\xE2\x80\xAE\xC2\x9B\xE2\x81\xA6", 8);
	len += 8;
	const char *path = plint_arena_strndup(&arena, text, len);
	add_bytes(path, text, len);
	plan.name = path;
	struct plint_edit edit = {{1, 2}, path};
	struct plint_fix fix = {.title = "t", .is_safe = true, .edits = &edit, .edit_count = 1};
	for (uint32_t i = 0; i < len; i += 5) {
		struct plint_diag *x = add(plint_arena_printf(&arena, "r%u", i), PLINT_ERROR, (struct plint_span){1 + i, 2 + i}, "m");
		x->fixes = &fix;
		x->fix_count = 1;
	}
	uint32_t count;
	const struct plint_output_format *all = plint_output_formats(&count);
	for (uint32_t i = 0; i < count; i++) {
		const char *drawn = draw(all[i].name);
		for (size_t at = 0, end = strlen(drawn); at < end;) {
			uint32_t size;
			int32_t cp = plint_text_decode(drawn + at, end - at, &size);
			assert_true(cp >= 0 && cp != '\t' && !plint_text_is_unsafe(cp));
			at += size;
		}
	}
	json_t *back = json_loads(draw("json"), 0, NULL);
	assert_non_null(back);
	json_decref(back);
}

static void ten_thousand_findings_are_valid_json(void **state)
{
	(void)state;
	/* All in one line, where columns are dear. */
	size_t len = 1000000;
	char *text = plint_arena_alloc(&arena, len);
	memset(text, 'x', len);
	add_bytes("a.plan", text, len);
	for (uint32_t i = 0; i < 9990; i++) {
		char *rule = plint_arena_printf(&arena, "rule-%u", i / 999);
		struct plint_diag *x = add(rule, PLINT_WARNING, (struct plint_span){1 + i * 100, 50 + i * 100}, "población rural");
		plint_diag_relate(&diags, x, (struct plint_span){900000, 900001}, "there");
	}
	json_t *back = json_loads(draw("json"), 0, NULL);
	assert_non_null(back);
	json_t *findings = json_object_get(back, "findings");
	assert_int_equal(json_array_size(findings), 9990);
	json_t *start = json_object_get(json_array_get(findings, 9000), "start");
	assert_int_equal(json_integer_value(json_object_get(start, "column")), 900001);
	json_decref(back);
	assert_true(strlen(draw("text")) < 30000);
}

struct failure {
	jmp_buf back;
	unsigned count;
};

static void catch(void *data, const char *what)
{
	struct failure *f = data;
	f->count++;
	assert_string_equal(what, "the memory limit is reached");
	longjmp(f->back, 1);
}

/* Draws a finding in the format NAME with no more than LIMIT bytes of memory. False where they ran out. */
static bool draws_within(struct failure *f, const char *name, size_t limit)
{
	plint_arena_clear(&arena);
	setup(NULL);
	plint_arena_init(&arena, catch, f, limit);
	if (setjmp(f->back) != 0)
		return false;
	plint_source_init(&source, &arena);
	plint_diags_init(&diags, &arena, &source);
	add_file("a.plan", branches);
	struct plint_diag *x = add("a", PLINT_ERROR, find(0, "branches"), "población \"x\"");
	plint_diag_relate(&diags, x, find(0, "kind process"), "a process\nindicator");
	x->why = "because";
	draw(name);
	return true;
}

static void running_out_of_memory_ends_in_the_hook_wherever_it_happens(void **state)
{
	(void)state;
	struct failure f = {.count = 0};
	uint32_t count;
	const struct plint_output_format *all = plint_output_formats(&count);
	for (uint32_t i = 0; i < count; i++) {
		unsigned before = f.count;
		size_t limit = 300;
		while (!draws_within(&f, all[i].name, limit))
			limit += 24;
		assert_true(f.count > before + 20);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(every_format_is_found_by_its_name),
	    TEST(a_finding_is_drawn_as_people_see_it),
	    TEST(related_places_before_beside_and_in_other_files_have_their_excerpts),
	    TEST(line_numbers_share_one_gutter_and_single_lines_between_are_shown),
	    TEST(carets_stand_under_what_they_mean),
	    TEST(a_place_of_several_lines_is_drawn_up_to_the_end_of_its_first),
	    TEST(an_empty_place_gets_one_caret_also_at_the_end),
	    TEST(a_finding_without_a_place_has_no_excerpt),
	    TEST(errors_of_reading_have_no_page_to_read),
	    TEST(very_long_lines_are_cut_to_a_window),
	    TEST(a_flood_of_marks_on_a_letter_is_not_passed_on),
	    TEST(from_the_fourth_finding_of_a_rule_only_places_are_given),
	    TEST(three_findings_of_a_rule_are_all_shown),
	    TEST(a_thousand_repeats_do_not_flood),
	    TEST(what_is_absent_becomes_one_paragraph),
	    TEST(one_absence_names_its_page),
	    TEST(the_summary_counts_in_words),
	    TEST(a_clean_plan_gets_a_friendly_line),
	    TEST(what_could_not_be_read_is_said),
	    TEST(start_here_takes_rank_then_severity_then_order),
	    TEST(several_plans_are_added_up),
	    TEST(colour_is_only_where_asked_for),
	    TEST(compact_has_one_line_a_finding_and_nothing_else),
	    TEST(a_path_at_the_head_of_a_line_is_no_command),
	    TEST(json_has_the_form_of_the_manual),
	    TEST(json_without_findings_is_whole),
	    TEST(no_format_lets_a_dangerous_character_through),
	    TEST(ten_thousand_findings_are_valid_json),
	    TEST(running_out_of_memory_ends_in_the_hook_wherever_it_happens),
	};
	return cmocka_run_group_tests_name("output", tests, NULL, NULL);
}
