/* YAML as packs use it: the tree, places in scalars of every style, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "rule/yaml_reader.h"

static struct plint_arena arena;
static struct plint_source source;
static struct plint_diags diags;

static int setup(void **state)
{
	(void)state;
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_source_init(&source, &arena);
	plint_diags_init(&diags, &arena, &source);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	plint_arena_clear(&arena);
	return 0;
}

static const struct plint_yaml *read_bytes(const char *text, size_t len)
{
	char *copy = plint_arena_calloc(&arena, 1, len + 2);
	bool is_empty;
	memcpy(copy, text, len);
	return plint_yaml_read(&arena, &diags, plint_source_add(&source, "a.yaml", copy, len), "bad-pack", "pack", &is_empty);
}

static const struct plint_yaml *read_text(const char *text)
{
	return read_bytes(text, strlen(text));
}

/* Reads TEXT, which must be refused with a message that holds WORDS at LINE1, COL1. */
static void refused(const char *text, size_t len, const char *words, uint32_t line1, uint32_t col1)
{
	uint32_t before = diags.items.count;
	assert_null(read_bytes(text, len));
	assert_int_equal(diags.items.count, before + 1);
	const struct plint_diag *d = &diags.items.items[before];
	struct plint_place place = plint_source_place(&source, d->span.start);
	assert_non_null(strstr(d->message, words));
	assert_int_equal(place.line1, line1);
	assert_int_equal(place.col1, col1);
}

/* The source text of bytes START .. END of the scalar at KEY. */
static const char *inside(const struct plint_yaml *root, const char *key, uint32_t start, uint32_t end)
{
	struct plint_span span = plint_yaml_inside(&source, plint_yaml_get(root, key), start, end);
	return plint_arena_strndup(&arena, plint_source_text(&source, span), span.end - span.start);
}

static void mappings_and_sequences_keep_their_order(void **state)
{
	(void)state;
	const struct plint_yaml *root = read_text("a: 1\nb: [x, y]\nc: {d: no}\ne:\n");
	assert_non_null(root);
	assert_int_equal(root->count, 4);
	assert_string_equal(root->first->key->text, "a");
	const struct plint_yaml *b = plint_yaml_get(root, "b");
	assert_int_equal(b->sort, PLINT_YAML_SEQUENCE);
	assert_true(plint_yaml_is(b->first, "x"));
	assert_true(plint_yaml_is(b->first->next, "y"));
	assert_null(b->first->next->next);
	assert_true(plint_yaml_is(plint_yaml_get(plint_yaml_get(root, "c"), "d"), "no"));
	assert_int_equal(plint_yaml_get(root, "e")->len, 0);
	assert_null(plint_yaml_get(root, "f"));
	assert_int_equal(diags.items.count, 0);
}

static void an_empty_file_is_told_from_a_faulty_one(void **state)
{
	(void)state;
	char text[] = "# nothing here\n\0";
	bool is_empty = false;
	uint32_t file = plint_source_add(&source, "a.yaml", text, strlen(text));
	assert_null(plint_yaml_read(&arena, &diags, file, "bad-pack", "pack", &is_empty));
	assert_true(is_empty);
	assert_int_equal(diags.items.count, 0);
}

static void yes_and_no_are_texts_until_somebody_asks(void **state)
{
	(void)state;
	const struct plint_yaml *root = read_text("a: yes\nb: 'no'\nc: maybe\n");
	bool value = false;
	assert_true(plint_yaml_bool(plint_yaml_get(root, "a"), &value));
	assert_true(value);
	assert_true(plint_yaml_bool(plint_yaml_get(root, "b"), &value));
	assert_false(value);
	assert_false(plint_yaml_bool(plint_yaml_get(root, "c"), &value));
}

static void places_count_characters_before_them(void **state)
{
	(void)state;
	const struct plint_yaml *root = read_text("\xEF\xBB\xBF# \xC3\xA9t\xC3\xA9\nk: \xE2\x82\xAC value\n");
	struct plint_place place = plint_source_place(&source, plint_yaml_get(root, "k")->span.start);
	assert_int_equal(place.line1, 2);
	assert_int_equal(place.col1, 4);
	assert_string_equal(inside(root, "k", 4, 9), "value");
}

static void places_inside_every_style_of_scalar(void **state)
{
	(void)state;
	const struct plint_yaml *root = read_text("plain: one two three\n"
	                                          "double: \"one \\\"two\\\" three\"\n"
	                                          "single: 'it''s two'\n"
	                                          "folded: >\n  one\n  two three\n"
	                                          "literal: |\n    one\n    two three\n"
	                                          "long: one\n  two three\n");
	assert_string_equal(inside(root, "plain", 4, 7), "two");
	assert_string_equal(inside(root, "double", 10, 15), "three");
	assert_string_equal(inside(root, "single", 5, 8), "two");
	assert_string_equal(inside(root, "folded", 4, 7), "two");
	assert_string_equal(inside(root, "literal", 8, 13), "three");
	assert_string_equal(inside(root, "long", 4, 7), "two");
}

static void a_place_past_the_end_is_the_end(void **state)
{
	(void)state;
	const struct plint_yaml *root = read_text("k: abc\n");
	struct plint_span span = plint_yaml_inside(&source, plint_yaml_get(root, "k"), 3, 9);
	assert_int_equal(span.start, span.end);
	assert_int_equal(plint_source_place(&source, span.start).col1, 7);
}

#define REFUSED(text, words, line, col) refused(text, sizeof(text) - 1, words, line, col)

static void what_a_pack_may_not_use_is_refused_at_its_place(void **state)
{
	(void)state;
	REFUSED("a: 1\nb: *x\n", "aliases", 2, 4);
	REFUSED("a: &x 1\n", "anchors", 1, 4);
	REFUSED("a: [1, &x [2]]\n", "anchors", 1, 8);
	REFUSED("a: !!python/object 1\n", "tags", 1, 4);
	REFUSED("a: 1\nb: 2\na: 3\n", "\"a\" is said twice", 3, 1);
	REFUSED("a: 1\n---\nb: 2\n", "second document", 2, 1);
	REFUSED("? [a]\n: b\n", "a key must be a word", 1, 3);
	REFUSED("message: the goal: {g}\n", "not YAML", 1, 18);
	REFUSED("a: @b\n", "not YAML", 1, 4);
	REFUSED("a: x\0y\n", "not YAML", 1, 5);
	REFUSED("a: \xff\n", "not YAML", 1, 4);
}

static void a_key_said_twice_shows_both_places(void **state)
{
	(void)state;
	REFUSED("a:\n  b: 1\n  c: 2\n  b: 3\n", "\"b\" is said twice", 4, 3);
	assert_int_equal(diags.items.items[0].related_count, 1);
	assert_int_equal(plint_source_place(&source, diags.items.items[0].related[0].span.start).line1, 2);
	/* The same key in two mappings is fine. */
	assert_non_null(read_text("a: {x: 1}\nb: {x: 2}\n"));
}

static char *repeat(const char *text, size_t times)
{
	size_t len = strlen(text);
	char *out = plint_arena_calloc(&arena, 1, len * times + 1);
	for (size_t i = 0; i < times; i++)
		memcpy(out + i * len, text, len);
	return out;
}

static void nesting_ends_at_sixty_four(void **state)
{
	(void)state;
	const char *fits = plint_arena_printf(&arena, "%s%s\n", repeat("[", 64), repeat("]", 64));
	const char *deep = plint_arena_printf(&arena, "%s%s\n", repeat("[", 65), repeat("]", 65));
	assert_non_null(read_text(fits));
	refused(deep, strlen(deep), "64 levels", 1, 65);
	const char *open = repeat("[", 80000);
	refused(open, strlen(open), "64 levels", 1, 65);
	const char *lists = repeat("- ", 80000);
	refused(lists, strlen(lists), "64 levels", 1, 129);
}

static void texts_end_at_sixty_four_kibibytes(void **state)
{
	(void)state;
	const char *fits = plint_arena_printf(&arena, "a: %s\n", repeat("x", PLINT_MAX_SCALAR_BYTES));
	const char *longer = plint_arena_printf(&arena, "a: %s\n", repeat("x", PLINT_MAX_SCALAR_BYTES + 1));
	assert_non_null(read_text(fits));
	refused(longer, strlen(longer), "64 KiB", 1, 4);
}

static void files_end_at_four_mebibytes(void **state)
{
	(void)state;
	const char *big = plint_arena_printf(&arena, "a: 1\n%s", repeat("# 67890123456789\n", PLINT_MAX_PACK_BYTES / 17 + 1));
	refused(big, strlen(big), "4 MiB", 1, 1);
}

static void many_keys_stay_quick(void **state)
{
	(void)state;
	struct plint_buf b;
	plint_buf_init(&b, &arena);
	for (int i = 0; i < 200000; i++)
		plint_buf_printf(&b, "k%d: 1\n", i);
	const struct plint_yaml *root = read_bytes(b.text, b.len);
	assert_non_null(root);
	assert_int_equal(root->count, 200000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(mappings_and_sequences_keep_their_order, setup, teardown),
	    cmocka_unit_test_setup_teardown(an_empty_file_is_told_from_a_faulty_one, setup, teardown),
	    cmocka_unit_test_setup_teardown(yes_and_no_are_texts_until_somebody_asks, setup, teardown),
	    cmocka_unit_test_setup_teardown(places_count_characters_before_them, setup, teardown),
	    cmocka_unit_test_setup_teardown(places_inside_every_style_of_scalar, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_place_past_the_end_is_the_end, setup, teardown),
	    cmocka_unit_test_setup_teardown(what_a_pack_may_not_use_is_refused_at_its_place, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_key_said_twice_shows_both_places, setup, teardown),
	    cmocka_unit_test_setup_teardown(nesting_ends_at_sixty_four, setup, teardown),
	    cmocka_unit_test_setup_teardown(texts_end_at_sixty_four_kibibytes, setup, teardown),
	    cmocka_unit_test_setup_teardown(files_end_at_four_mebibytes, setup, teardown),
	    cmocka_unit_test_setup_teardown(many_keys_stay_quick, setup, teardown),
	};
	return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
