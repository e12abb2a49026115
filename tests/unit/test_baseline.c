/* Baselines as text: what is read comes back, what is damaged is told with its line, and the same entries give the same bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "rule/baseline.h"

static struct plint_arena arena;
static struct plint_baseline baseline;
static struct plint_baseline_error error;

static int setup(void **state)
{
	(void)state;
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_baseline_init(&baseline, &arena);
	memset(&error, 0, sizeof error);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	plint_arena_clear(&arena);
	return 0;
}

static const char *written(const struct plint_baseline *b)
{
	struct plint_buf out;
	plint_buf_init(&out, &arena);
	plint_baseline_write(b, &out);
	return out.text;
}

#define LINE(path, rule, fingerprint, count, words)                                                                                 \
	"{\"path\":\"" path "\",\"rule\":\"" rule "\",\"fingerprint\":\"" fingerprint "\",\"count\":" count ",\"words\":\"" words "\"}\n"

static bool read_text(const char *text)
{
	return plint_baseline_read(&baseline, text, strlen(text), &error);
}

/* TEXT is damaged at LINE1, and the message says WORDS. */
static void damaged(const char *text, uint32_t line1, const char *words)
{
	plint_baseline_init(&baseline, &arena);
	if (read_text(text))
		fail_msg("no damage seen in %s", text);
	assert_int_equal(error.line1, line1);
	if (!strstr(error.message, words))
		fail_msg("no \"%s\" in \"%s\"", words, error.message);
}

/* ---- writing --------------------------------------------------------------------------------------------------------- */

static void entries_are_sorted_by_path_rule_and_fingerprint(void **state)
{
	(void)state;
	plint_baseline_add(&baseline, "b.plan", "no-owner", 2, 1, "w");
	plint_baseline_add(&baseline, "a.plan", "no-target", 3, 4, "w");
	plint_baseline_add(&baseline, "a.plan", "no-owner", 0xFEDCBA9876543210u, 1, "w");
	plint_baseline_add(&baseline, "a.plan", "no-owner", 7, 1, "w");
	plint_baseline_finish(&baseline);
	assert_string_equal(written(&baseline),
	                    LINE("a.plan", "no-owner", "0000000000000007", "1", "w") LINE("a.plan", "no-owner", "fedcba9876543210", "1", "w")
	                        LINE("a.plan", "no-target", "0000000000000003", "4", "w") LINE("b.plan", "no-owner", "0000000000000002", "1", "w"));
}

static void what_is_written_reads_as_itself(void **state)
{
	(void)state;
	plint_baseline_add(&baseline, "plans/\"é\"\n.plan", "no-owner", UINT64_MAX, UINT32_MAX, "the goal “É” \\ \xE2\x80\xAE");
	plint_baseline_add(&baseline, "../x.plan", "a", 0, 1, "");
	plint_baseline_finish(&baseline);
	const char *first = written(&baseline);
	assert_null(strstr(first, "\xE2\x80\xAE"));
	struct plint_baseline back;
	plint_baseline_init(&back, &arena);
	assert_true(plint_baseline_read(&back, first, strlen(first), &error));
	assert_string_equal(written(&back), first);
	assert_string_equal(back.entries.items[1].path, "plans/\"é\"\n.plan");
	assert_int_equal(back.entries.items[1].line1, 2);
	assert_true(back.entries.items[1].fingerprint == UINT64_MAX);
}

static void words_end_at_a_blank(void **state)
{
	(void)state;
	assert_string_equal(plint_baseline_words(&arena, "the goal has no owner"), "the goal has no owner");
	assert_string_equal(plint_baseline_words(&arena, ""), "");
	char sixty[61] = "", more[62] = "";
	memset(sixty, 'a', 60);
	memset(more, 'a', 61);
	assert_string_equal(plint_baseline_words(&arena, sixty), sixty);
	assert_string_equal(plint_baseline_words(&arena, more), "…");
	assert_string_equal(plint_baseline_words(&arena, "é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é"), "é é é é é é é é é é é é é é é é é é é é é é é é é é é é é é…");
}

/* ---- reading --------------------------------------------------------------------------------------------------------- */

static void an_empty_text_is_a_baseline_without_entries(void **state)
{
	(void)state;
	assert_true(read_text(""));
	assert_int_equal(baseline.entries.count, 0);
	assert_true(read_text("\n\r\n\n"));
	assert_int_equal(baseline.entries.count, 0);
}

static void line_ends_and_a_byte_order_mark_do_not_matter(void **state)
{
	(void)state;
	assert_true(read_text("\xEF\xBB\xBF{\"path\":\"a\",\"rule\":\"r\",\"fingerprint\":\"0000000000000001\",\"count\":1}\r\n\r\n"
	                      "{ \"count\": 2, \"fingerprint\": \"0000000000000002\", \"rule\": \"r\", \"path\": \"a\" }"));
	assert_int_equal(baseline.entries.count, 2);
	assert_int_equal(baseline.entries.items[1].line1, 3);
	assert_string_equal(baseline.entries.items[0].words, "");
}

static void the_same_class_said_twice_counts_once(void **state)
{
	(void)state;
	assert_true(read_text(LINE("a", "r", "0000000000000001", "2", "w") LINE("b", "r", "0000000000000001", "1", "w")
	                          LINE("a", "r", "0000000000000001", "3", "v")));
	assert_string_equal(written(&baseline), LINE("a", "r", "0000000000000001", "3", "v") LINE("b", "r", "0000000000000001", "1", "w"));
}

static void damage_is_told_with_its_line(void **state)
{
	(void)state;
	const char *good = LINE("a", "r", "0000000000000001", "1", "w");
	static const struct {
		const char *line, *words;
	} cases[] = {
	    {"no baseline at all", "no entry of a baseline"},
	    {"[]", "no entry of a baseline"},
	    {"12", "no entry of a baseline"},
	    {"{\"path\":\"a\",\"rule\":\"r\",\"fingerpr", "no entry of a baseline"},
	    {"{\"path\":\"\xFF\"}", "no entry of a baseline"},
	    {"<<<<<<< HEAD", "conflict"},
	    {"=======", "conflict"},
	    {">>>>>>> side", "conflict"},
	    {"{\"rule\":\"r\",\"fingerprint\":\"0000000000000001\",\"count\":1}", "\"path\""},
	    {"{\"path\":\"/etc/a\",\"rule\":\"r\",\"fingerprint\":\"0000000000000001\",\"count\":1}", "\"path\""},
	    {"{\"path\":\"\",\"rule\":\"r\",\"fingerprint\":\"0000000000000001\",\"count\":1}", "\"path\""},
	    {"{\"path\":\"a\",\"rule\":3,\"fingerprint\":\"0000000000000001\",\"count\":1}", "\"rule\""},
	    {"{\"path\":\"a\",\"rule\":\"r\",\"fingerprint\":\"000000000000001\",\"count\":1}", "\"fingerprint\""},
	    {"{\"path\":\"a\",\"rule\":\"r\",\"fingerprint\":\"000000000000000G\",\"count\":1}", "\"fingerprint\""},
	    {"{\"path\":\"a\",\"rule\":\"r\",\"fingerprint\":1,\"count\":1}", "\"fingerprint\""},
	    {"{\"path\":\"a\",\"rule\":\"r\",\"fingerprint\":\"0000000000000001\"}", "\"count\""},
	    {"{\"path\":\"a\",\"rule\":\"r\",\"fingerprint\":\"0000000000000001\",\"count\":0}", "\"count\""},
	    {"{\"path\":\"a\",\"rule\":\"r\",\"fingerprint\":\"0000000000000001\",\"count\":-1}", "\"count\""},
	    {"{\"path\":\"a\",\"rule\":\"r\",\"fingerprint\":\"0000000000000001\",\"count\":1.5}", "\"count\""},
	    {"{\"path\":\"a\",\"rule\":\"r\",\"fingerprint\":\"0000000000000001\",\"count\":4294967296}", "\"count\""},
	    {"{\"path\":\"a\",\"rule\":\"r\",\"fingerprint\":\"0000000000000001\",\"count\":1,\"words\":1}", "\"words\""},
	    {"{\"path\":\"a\",\"rule\":\"r\",\"fingerprint\":\"0000000000000001\",\"count\":1,\"line\":3}", "no \"line\""},
	    {"{\"path\":\"a\",\"path\":\"b\",\"rule\":\"r\",\"fingerprint\":\"0000000000000001\",\"count\":1}", "no entry of a baseline"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct plint_buf text;
		plint_buf_init(&text, &arena);
		plint_buf_printf(&text, "%s\n%s%s\n%s", good, good, cases[i].line, good);
		damaged(text.text, 4, cases[i].words);
	}
}

static void a_nul_byte_is_damage(void **state)
{
	(void)state;
	static const char text[] = "{\"path\":\"a\",\"rule\":\"r\",\"fingerprint\":\"0000000000000001\",\"count\":1}\0\n";
	assert_false(plint_baseline_read(&baseline, text, sizeof text - 1, &error));
	assert_int_equal(error.line1, 1);
}

static void a_line_past_the_limit_is_damage(void **state)
{
	(void)state;
	for (size_t over = 0; over < 2; over++) {
		static const char head[] = "{\"path\":\"a\",\"rule\":\"r\",\"fingerprint\":\"0000000000000001\",\"count\":1,\"words\":\"";
		struct plint_buf text;
		plint_buf_init(&text, &arena);
		plint_buf_str(&text, head);
		plint_buf_fill(&text, 'a', PLINT_MAX_BASELINE_LINE - strlen(head) - 2 + over);
		plint_buf_str(&text, "\"}");
		plint_baseline_init(&baseline, &arena);
		assert_int_equal(read_text(text.text), over == 0);
	}
	assert_non_null(strstr(error.message, "64 KiB"));
}

/* ---- matching -------------------------------------------------------------------------------------------------------- */

static void entries_are_found_by_fingerprint_and_by_path(void **state)
{
	(void)state;
	uint32_t count;
	plint_baseline_add(&baseline, "b", "r", 5, 1, "");
	plint_baseline_add(&baseline, "a", "r", 5, 2, "");
	plint_baseline_add(&baseline, "a", "r", 9, 3, "");
	plint_baseline_finish(&baseline);
	uint32_t first = plint_baseline_find(&baseline, 5, &count);
	assert_int_equal(count, 2);
	assert_string_equal(baseline.entries.items[baseline.by_fingerprint[first]].path, "a");
	assert_string_equal(baseline.entries.items[baseline.by_fingerprint[first + 1]].path, "b");
	plint_baseline_find(&baseline, 6, &count);
	assert_int_equal(count, 0);
	plint_baseline_find(&baseline, UINT64_MAX, &count);
	assert_int_equal(count, 0);
	first = plint_baseline_of_path(&baseline, "a", &count);
	assert_int_equal(first, 0);
	assert_int_equal(count, 2);
	plint_baseline_of_path(&baseline, "c", &count);
	assert_int_equal(count, 0);
}

static void two_baselines_differ_by_findings_not_by_lines(void **state)
{
	(void)state;
	struct plint_baseline now;
	uint32_t more, fewer;
	plint_baseline_init(&now, &arena);
	plint_baseline_add(&baseline, "a", "r", 1, 3, "one wording");
	plint_baseline_add(&baseline, "a", "r", 2, 1, "");
	plint_baseline_add(&baseline, "b", "r", 2, 1, "");
	plint_baseline_finish(&baseline);
	plint_baseline_add(&now, "a", "r", 1, 1, "another");
	plint_baseline_add(&now, "b", "r", 2, 5, "");
	plint_baseline_add(&now, "c", "r", 2, 1, "");
	plint_baseline_finish(&now);
	plint_baseline_compare(&baseline, &now, &more, &fewer);
	assert_int_equal(more, 5);
	assert_int_equal(fewer, 3);
	plint_baseline_compare(&now, &now, &more, &fewer);
	assert_int_equal(more + fewer, 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(entries_are_sorted_by_path_rule_and_fingerprint),
	    TEST(what_is_written_reads_as_itself),
	    TEST(words_end_at_a_blank),
	    TEST(an_empty_text_is_a_baseline_without_entries),
	    TEST(line_ends_and_a_byte_order_mark_do_not_matter),
	    TEST(the_same_class_said_twice_counts_once),
	    TEST(damage_is_told_with_its_line),
	    TEST(a_nul_byte_is_damage),
	    TEST(a_line_past_the_limit_is_damage),
	    TEST(entries_are_found_by_fingerprint_and_by_path),
	    TEST(two_baselines_differ_by_findings_not_by_lines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
