/* The growing text and JSON written into it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include <jansson.h>

#include "base/buf.h"
#include "base/json.h"

static struct plint_arena arena;
static struct plint_buf buf;

static int setup(void **state)
{
	(void)state;
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_buf_init(&buf, &arena);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	plint_arena_clear(&arena);
	return 0;
}

static void a_new_buf_is_an_empty_text(void **state)
{
	(void)state;
	assert_string_equal(buf.text, "");
	assert_int_equal(buf.len, 0);
}

static void all_ways_of_adding_add_up(void **state)
{
	(void)state;
	plint_buf_str(&buf, "one ");
	plint_buf_add(&buf, "two!", 3);
	plint_buf_char(&buf, ' ');
	plint_buf_fill(&buf, '=', 5);
	plint_buf_printf(&buf, " %s %d", "three", 4);
	assert_string_equal(buf.text, "one two ===== three 4");
	assert_int_equal(buf.len, strlen(buf.text));
	plint_buf_reset(&buf);
	assert_string_equal(buf.text, "");
}

static void it_grows_past_every_border(void **state)
{
	(void)state;
	for (int i = 0; i < 5000; i++) {
		plint_buf_char(&buf, (char)('a' + i % 26));
		assert_int_equal(buf.text[buf.len], 0);
		assert_true(buf.len < buf.room);
	}
	for (int i = 0; i < 5000; i++)
		assert_int_equal(buf.text[i], 'a' + i % 26);
	plint_buf_reset(&buf);
	for (int i = 1; i < 300; i++)
		plint_buf_printf(&buf, "%*d", i, 1);
	assert_int_equal(buf.len, 299 * 300 / 2);
	assert_int_equal(buf.text[buf.len - 1], '1');
}

static void it_may_hold_any_bytes(void **state)
{
	(void)state;
	plint_buf_add(&buf, "a\0b", 3);
	plint_buf_add(&buf, NULL, 0);
	assert_int_equal(buf.len, 3);
	assert_memory_equal(buf.text, "a\0b", 4);
}

static void json_puts_commas_and_keeps_the_order(void **state)
{
	(void)state;
	struct plint_json j;
	plint_json_init(&j, &buf);
	plint_json_open(&j, '{');
	plint_json_int(plint_json_key(&j, "z"), -9007199254740993);
	plint_json_open(plint_json_key(&j, "a"), '[');
	plint_json_bool(&j, true);
	plint_json_null(&j);
	plint_json_open(&j, '{');
	plint_json_close(&j, '}');
	plint_json_text(&j, "x");
	plint_json_close(&j, ']');
	plint_json_text(plint_json_key(&j, "n"), NULL);
	plint_json_close(&j, '}');
	assert_string_equal(buf.text, "{\"z\":-9007199254740993,\"a\":[true,null,{},\"x\"],\"n\":null}");
}

static const char *json_of(const char *text, size_t len)
{
	struct plint_json j;
	plint_buf_reset(&buf);
	plint_json_init(&j, &buf);
	plint_json_text_n(&j, text, len);
	return buf.text;
}

static void json_texts_are_escaped_where_they_must_be(void **state)
{
	(void)state;
	assert_string_equal(json_of("plain", 5), "\"plain\"");
	assert_string_equal(json_of("a\"b\\c", 5), "\"a\\\"b\\\\c\"");
	assert_string_equal(json_of("a\nb\tc", 5), "\"a\\nb\\tc\"");
	assert_string_equal(json_of("población", 10), "\"población\"");
	assert_string_equal(json_of("a\0b", 3), "\"a\\u0000b\"");
}

static void json_lets_no_control_or_direction_through_as_itself(void **state)
{
	(void)state;
	assert_string_equal(json_of("\x1b[31m", 5), "\"\\u001B[31m\"");
	assert_string_equal(json_of("\x7f", 1), "\"\\u007F\"");
	assert_string_equal(json_of("\xC2\x9B", 2), "\"\\u009B\"");
	assert_string_equal(json_of("a\xE2\x80\xAE""b", 5), "\"a\\u202Eb\"");
	assert_string_equal(json_of("\xEF\xBF\xBE", 3), "\"\\uFFFE\"");
	assert_string_equal(json_of("\xF3\xA0\x80\x81", 4), "\"\\uDB40\\uDC01\"");
}

static void json_of_a_broken_text_is_still_valid(void **state)
{
	(void)state;
	assert_string_equal(json_of("caf\xE9 \xC0\xAF", 7), "\"caf<E9> <C0><AF>\"");
	for (int c = 0; c < 256; c++) {
		const char byte[2] = {(char)c, 'x'};
		json_t *value = json_loads(json_of(byte, 2), JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
		assert_non_null(value);
		json_decref(value);
	}
}

static void json_numbers_come_back_as_they_went(void **state)
{
	(void)state;
	const double values[] = {0, 0.1, 14.5, 1e15, 1e300, 1.0 / 3, -2.5e-7};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		struct plint_json j;
		plint_buf_reset(&buf);
		plint_json_init(&j, &buf);
		plint_json_real(&j, values[i]);
		json_t *value = json_loads(buf.text, JSON_DECODE_ANY, NULL);
		assert_non_null(value);
		assert_true(json_number_value(value) >= values[i] && json_number_value(value) <= values[i]);
		json_decref(value);
	}
	struct plint_json j;
	plint_buf_reset(&buf);
	plint_json_init(&j, &buf);
	plint_json_real(&j, 14.5);
	plint_buf_reset(&buf);
	plint_json_real(&j, 6000);
	assert_string_equal(buf.text, "6000");
	plint_buf_reset(&buf);
	plint_json_real(&j, 0);
	assert_string_equal(buf.text, "0");
	plint_buf_reset(&buf);
	plint_json_real(&j, (double)INFINITY);
	assert_string_equal(buf.text, "null");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(a_new_buf_is_an_empty_text, setup, teardown),
	    cmocka_unit_test_setup_teardown(all_ways_of_adding_add_up, setup, teardown),
	    cmocka_unit_test_setup_teardown(it_grows_past_every_border, setup, teardown),
	    cmocka_unit_test_setup_teardown(it_may_hold_any_bytes, setup, teardown),
	    cmocka_unit_test_setup_teardown(json_puts_commas_and_keeps_the_order, setup, teardown),
	    cmocka_unit_test_setup_teardown(json_texts_are_escaped_where_they_must_be, setup, teardown),
	    cmocka_unit_test_setup_teardown(json_lets_no_control_or_direction_through_as_itself, setup, teardown),
	    cmocka_unit_test_setup_teardown(json_of_a_broken_text_is_still_valid, setup, teardown),
	    cmocka_unit_test_setup_teardown(json_numbers_come_back_as_they_went, setup, teardown),
	};
	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
