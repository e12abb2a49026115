/* Interned texts, the keyed hash and the map of numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/intern.h"

static struct plint_arena arena;
static const uint64_t key[2] = {0x0706050403020100u, 0x0f0e0d0c0b0a0908u};

static int setup(void **state)
{
	(void)state;
	plint_arena_init(&arena, NULL, NULL, 0);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	plint_arena_clear(&arena);
	return 0;
}

/* The values are those of the reference implementation (c_rounds 1, d_rounds 3) for the key 00 01 … 0f and the bytes 00 01 …. */
static void siphash_gives_the_reference_values(void **state)
{
	(void)state;
	unsigned char bytes[64];
	for (unsigned i = 0; i < 64; i++)
		bytes[i] = (unsigned char)i;
	assert_true(plint_siphash(bytes, 0, key) == 0xabac0158050fc4dcu);
	assert_true(plint_siphash(bytes, 1, key) == 0xc9f49bf37d57ca93u);
	assert_true(plint_siphash(bytes, 15, key) == 0xd320d86d2a519956u);
	assert_true(plint_siphash(bytes, 8, key) != plint_siphash(bytes, 9, key));
	const uint64_t other[2] = {1, 2};
	assert_true(plint_siphash(bytes, 8, key) != plint_siphash(bytes, 8, other));
}

static void equal_texts_get_the_same_number(void **state)
{
	(void)state;
	struct plint_intern t;
	plint_intern_init(&t, &arena, key);
	assert_int_equal(plint_intern_find(&t, "goal", 4), 0);
	assert_int_equal(plint_intern_put(&t, "goal", 4), 1);
	assert_int_equal(plint_intern_put(&t, "goals", 5), 2);
	assert_int_equal(plint_intern_put(&t, "goals", 4), 1);
	assert_int_equal(plint_intern_find(&t, "goals", 5), 2);
	assert_string_equal(plint_intern_text(&t, 1), "goal");
	assert_int_equal(plint_intern_len(&t, 2), 5);
	assert_string_equal(plint_intern_text(&t, 0), "");
	assert_int_equal(plint_intern_len(&t, 0), 0);
}

static void empty_texts_and_texts_with_nul_are_texts_too(void **state)
{
	(void)state;
	struct plint_intern t;
	plint_intern_init(&t, &arena, key);
	uint32_t empty = plint_intern_put(&t, "", 0), nul = plint_intern_put(&t, "a\0b", 3);
	assert_int_not_equal(empty, 0);
	assert_int_not_equal(nul, plint_intern_put(&t, "a", 1));
	assert_int_equal(plint_intern_find(&t, "a\0b", 3), nul);
	assert_int_equal(plint_intern_find(&t, "", 0), empty);
}

static void numbers_stay_the_same_while_the_table_grows(void **state)
{
	(void)state;
	struct plint_intern t;
	plint_intern_init(&t, &arena, key);
	char name[32];
	for (uint32_t i = 1; i <= 20000; i++) {
		int len = snprintf(name, sizeof name, "name_%u", i);
		assert_int_equal(plint_intern_put(&t, name, (size_t)len), i);
	}
	for (uint32_t i = 1; i <= 20000; i++) {
		int len = snprintf(name, sizeof name, "name_%u", i);
		assert_int_equal(plint_intern_find(&t, name, (size_t)len), i);
		assert_string_equal(plint_intern_text(&t, i), name);
	}
	assert_int_equal(plint_intern_find(&t, "name_0", 6), 0);
}

static void a_map_gives_back_what_was_put(void **state)
{
	(void)state;
	struct plint_map m;
	plint_map_init(&m, &arena);
	assert_int_equal(plint_map_get(&m, 7), 0);
	for (uint64_t k = 1; k <= 20000; k++)
		*plint_map_put(&m, k << 32 | 5) = (uint32_t)k;
	assert_int_equal(m.count, 20000);
	for (uint64_t k = 1; k <= 20000; k++)
		assert_int_equal(plint_map_get(&m, k << 32 | 5), k);
	assert_int_equal(plint_map_get(&m, 6), 0);
	*plint_map_put(&m, (uint64_t)1 << 32 | 5) += 41;
	assert_int_equal(plint_map_get(&m, (uint64_t)1 << 32 | 5), 42);
	assert_int_equal(m.count, 20000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(siphash_gives_the_reference_values, setup, teardown),
	    cmocka_unit_test_setup_teardown(equal_texts_get_the_same_number, setup, teardown),
	    cmocka_unit_test_setup_teardown(empty_texts_and_texts_with_nul_are_texts_too, setup, teardown),
	    cmocka_unit_test_setup_teardown(numbers_stay_the_same_while_the_table_grows, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_map_gives_back_what_was_put, setup, teardown),
	};
	return cmocka_run_group_tests_name("intern", tests, NULL, NULL);
}
