/* Files of a plan and the places in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/text.h"
#include "source/source.h"

static struct plint_arena arena;
static struct plint_source source;

static int setup(void **state)
{
	(void)state;
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_source_init(&source, &arena);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	plint_arena_clear(&arena);
	return 0;
}

static struct plint_file *add_bytes(const char *path, const char *text, size_t len)
{
	char *copy = plint_arena_calloc(&arena, 1, len + 2);
	memcpy(copy, text, len);
	uint32_t i = plint_source_add(&source, path, copy, len);
	assert_int_not_equal(i, UINT32_MAX);
	return &source.files.items[i];
}

static struct plint_file *add(const char *path, const char *text)
{
	return add_bytes(path, text, strlen(text));
}

static void assert_place(uint32_t pos, uint32_t line1, uint32_t col1)
{
	struct plint_place p = plint_source_place(&source, pos);
	assert_int_equal(p.line1, line1);
	assert_int_equal(p.col1, col1);
}

static void lines_and_columns_count_from_one(void **state)
{
	(void)state;
	add("a.plan", "goal\n\nby 2027");
	assert_place(1, 1, 1);
	assert_place(4, 1, 4);
	assert_place(5, 1, 5); /* the line end itself */
	assert_place(6, 2, 1);
	assert_place(7, 3, 1);
	assert_place(13, 3, 7);
	assert_place(14, 3, 8); /* the end of the file */
	assert_int_equal(plint_source_place(&source, 7).offset, 6);
}

static void every_kind_of_line_end_ends_a_line(void **state)
{
	(void)state;
	struct plint_file *f = add("a.plan", "a\r\nb\rc\n\rd\r\n\r\n");
	const char *const lines[] = {"a", "b", "c", "", "d", ""};
	assert_int_equal(plint_source_line_count(&source, f), 6);
	for (uint32_t i = 0; i < 6; i++) {
		uint32_t len;
		const char *line = plint_source_line(&source, f, i + 1, &len);
		assert_int_equal(len, strlen(lines[i]));
		assert_memory_equal(line, lines[i], len);
	}
	assert_place(3, 1, 2); /* between CR and LF */
	assert_place(4, 2, 1);
	assert_int_equal(plint_source_line_pos(&source, f, 2), 4);
}

static void a_final_line_end_opens_no_line(void **state)
{
	(void)state;
	struct plint_file *f = add("a.plan", "goal\n");
	assert_int_equal(plint_source_line_count(&source, f), 1);
	assert_place(6, 1, 5);
	uint32_t len = 7;
	assert_string_equal(plint_source_line(&source, f, 2, &len), "");
	assert_int_equal(len, 0);
	assert_int_equal(plint_source_line_pos(&source, f, 9), 6);
}

static void an_empty_file_has_one_empty_line(void **state)
{
	(void)state;
	struct plint_file *f = add("a.plan", "");
	assert_int_equal(plint_source_line_count(&source, f), 1);
	assert_place(1, 1, 1);
}

static void columns_count_characters_and_stray_bytes(void **state)
{
	(void)state;
	add_bytes("a.plan", "é€\xF0\x9F\x8C\xBE" "e\xCC\x81" "x\xE9\xE2\x82y", 18);
	const uint32_t offsets[] = {0, 2, 5, 9, 10, 12, 13, 14, 15, 16};
	for (uint32_t i = 0; i < 10; i++)
		assert_place(1 + offsets[i], 1, i + 1);
	assert_place(1 + 3, 1, 2); /* within a character: its column */
}

static void a_byte_order_mark_is_no_character(void **state)
{
	(void)state;
	struct plint_file *f = add("a.plan", "\xEF\xBB\xBFgoal\n\xEF\xBB\xBFx");
	assert_int_equal(f->bom_len, 3);
	assert_place(f->base, 1, 1);
	assert_place(f->base + 3, 1, 1);
	assert_place(f->base + 4, 1, 2);
	uint32_t len;
	assert_memory_equal(plint_source_line(&source, f, 1, &len), "goal", 4);
	assert_int_equal(len, 4);
	assert_int_equal(plint_source_line_pos(&source, f, 1), f->base + 3);
	assert_place(f->base + 11, 2, 2); /* one in the middle is */
}

static void positions_tell_the_file(void **state)
{
	(void)state;
	assert_null(plint_source_file(&source, 1));
	add("a.plan", "one");
	add("empty.plan", "");
	add("b.plan", "two\nthree");
	assert_null(plint_source_file(&source, 0));
	assert_null(plint_source_place(&source, 0).file);
	assert_string_equal(plint_source_file(&source, 1)->path, "a.plan");
	assert_string_equal(plint_source_file(&source, 4)->path, "a.plan");
	assert_string_equal(plint_source_file(&source, 5)->path, "empty.plan");
	assert_string_equal(plint_source_file(&source, 6)->path, "b.plan");
	assert_string_equal(plint_source_file(&source, 4000000000u)->path, "b.plan");
	assert_place(10, 2, 1);
	assert_memory_equal(plint_source_text(&source, (struct plint_span){10, 15}), "three", 5);
	assert_string_equal(plint_source_text(&source, (struct plint_span){0, 0}), "");
}

static void files_past_the_last_position_are_refused(void **state)
{
	(void)state;
	source.next_base = UINT32_MAX - 5;
	assert_int_equal(plint_source_add(&source, "a.plan", plint_arena_calloc(&arena, 1, 10), 5), UINT32_MAX);
	assert_int_equal(plint_source_add(&source, "a.plan", plint_arena_calloc(&arena, 1, 10), 4), 0);
	assert_int_equal(plint_source_add(&source, "b.plan", plint_arena_calloc(&arena, 1, 10), 0), UINT32_MAX);
}

static void columns_in_a_very_long_line_are_exact(void **state)
{
	(void)state;
	/* Characters of one to four bytes and stray ones, so that the marks fall everywhere within them. */
	static const char *const parts[] = {"a", "é", "€", "\xF0\x9F\x8C\xBE", "\xFF", "bc"};
	size_t room = 100000, len = 0;
	char *text = plint_arena_calloc(&arena, 1, room + 2);
	memcpy(text, "first line\n", 11);
	len = 11;
	for (uint32_t i = 0; len + 4 < room; i++) {
		const char *part = parts[(i * 7 + i / 11) % 6];
		memcpy(text + len, part, strlen(part));
		len += strlen(part);
	}
	plint_source_add(&source, "a.plan", text, len);
	uint32_t col = 1;
	for (size_t at = 11; at < len;) {
		uint32_t size;
		plint_text_decode(text + at, len - at, &size);
		for (uint32_t k = 0; k < size; k++)
			if ((at + k) % 37 == 0 || (at + k) % 1024 < 4)
				assert_place((uint32_t)(1 + at + k), 2, col);
		at += size;
		col++;
	}
	assert_place((uint32_t)(1 + len), 2, col);
}

static void joined_spans_cover_both(void **state)
{
	(void)state;
	struct plint_span a = {5, 9}, b = {2, 6}, none = {0, 0};
	struct plint_span both = plint_span_join(a, b);
	assert_true(both.start == 2 && both.end == 9);
	both = plint_span_join(none, a);
	assert_true(both.start == 5 && both.end == 9);
	both = plint_span_join(a, none);
	assert_true(both.start == 5 && both.end == 9);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(lines_and_columns_count_from_one),
	    TEST(every_kind_of_line_end_ends_a_line),
	    TEST(a_final_line_end_opens_no_line),
	    TEST(an_empty_file_has_one_empty_line),
	    TEST(columns_count_characters_and_stray_bytes),
	    TEST(a_byte_order_mark_is_no_character),
	    TEST(positions_tell_the_file),
	    TEST(files_past_the_last_position_are_refused),
	    TEST(columns_in_a_very_long_line_are_exact),
	    TEST(joined_spans_cover_both),
	};
	return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
