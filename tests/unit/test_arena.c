/* The arena and the growable arrays in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/vec.h"

struct failure {
	jmp_buf back;
	const char *what;
};

static void catch(void *data, const char *what)
{
	struct failure *f = data;
	f->what = what;
	longjmp(f->back, 1);
}

static void blocks_are_aligned_and_keep_their_bytes(void **state)
{
	(void)state;
	struct plint_arena a;
	plint_arena_init(&a, NULL, NULL, 0);
	char *blocks[2000];
	for (size_t i = 0; i < 2000; i++) {
		blocks[i] = plint_arena_alloc(&a, i % 300);
		assert_non_null(blocks[i]);
		assert_int_equal((uintptr_t)blocks[i] % 8, 0);
		memset(blocks[i], (int)(i & 0xFF), i % 300);
	}
	for (size_t i = 0; i < 2000; i++)
		for (size_t k = 0; k < i % 300; k++)
			assert_int_equal((unsigned char)blocks[i][k], i & 0xFF);
	plint_arena_clear(&a);
	assert_null(a.chunk);
}

static void large_blocks_can_be_used_to_their_last_byte(void **state)
{
	(void)state;
	struct plint_arena a;
	plint_arena_init(&a, NULL, NULL, 0);
	const size_t sizes[] = {(size_t)60 << 10, (size_t)200 << 10, ((size_t)2 << 20) - 40, ((size_t)5 << 20) + 1};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		plint_arena_reserve(&a, sizes[i]);
		char *at = a.at;
		char *block = plint_arena_alloc(&a, sizes[i]);
		assert_ptr_equal(at, block); /* from the chunk that was reserved */
		memset(block, 7, sizes[i]);
	}
	plint_arena_clear(&a);
}

static void calloc_gives_zeroes_also_after_a_reset(void **state)
{
	(void)state;
	struct plint_arena a;
	plint_arena_init(&a, NULL, NULL, 0);
	memset(plint_arena_alloc(&a, 4096), 0xAB, 4096);
	plint_arena_reset(&a);
	const char *block = plint_arena_calloc(&a, 64, 64);
	for (size_t i = 0; i < 4096; i++)
		assert_int_equal(block[i], 0);
	plint_arena_clear(&a);
}

static void the_last_block_grows_in_place_and_others_are_copied(void **state)
{
	(void)state;
	struct plint_arena a;
	plint_arena_init(&a, NULL, NULL, 0);
	char *first = plint_arena_strndup(&a, "abc", 3);
	char *same = plint_arena_grow(&a, first, 4, 400);
	assert_ptr_equal(first, same);
	plint_arena_alloc(&a, 8);
	char *moved = plint_arena_grow(&a, same, 400, 800);
	assert_ptr_not_equal(moved, same);
	assert_string_equal(moved, "abc");
	assert_ptr_equal(plint_arena_grow(&a, moved, 800, 10), moved);
	memset(plint_arena_grow(&a, NULL, 0, 16), 1, 16);
	plint_arena_clear(&a);
}

static void shrinking_the_last_block_gives_its_end_back(void **state)
{
	(void)state;
	struct plint_arena a;
	plint_arena_init(&a, NULL, NULL, 0);
	char *block = plint_arena_alloc(&a, 1000);
	size_t used = a.used_bytes;
	plint_arena_shrink(&a, block, 1000, 10);
	assert_true(a.used_bytes < used);
	char *next = plint_arena_alloc(&a, 8);
	assert_true(next < block + 100);
	plint_arena_shrink(&a, block, 10, 0); /* not the last one any more */
	assert_true((char *)plint_arena_alloc(&a, 8) > next);
	plint_arena_clear(&a);
}

static void rewind_gives_up_what_came_after_the_mark(void **state)
{
	(void)state;
	struct plint_arena a;
	plint_arena_init(&a, NULL, NULL, 0);
	struct plint_arena_mark empty = plint_arena_mark(&a);
	const char *kept = plint_arena_strndup(&a, "kept", 4);
	struct plint_arena_mark mark = plint_arena_mark(&a);
	size_t used = a.used_bytes;
	void *first = plint_arena_alloc(&a, 100);
	for (int i = 0; i < 100; i++)
		plint_arena_alloc(&a, 10000); /* several chunks */
	plint_arena_rewind(&a, mark);
	assert_int_equal(a.used_bytes, used);
	assert_string_equal(kept, "kept");
	assert_ptr_equal(plint_arena_alloc(&a, 100), first);
	plint_arena_rewind(&a, empty);
	assert_int_equal(a.used_bytes, 0);
	plint_arena_clear(&a);
}

static void reset_uses_the_same_memory_again(void **state)
{
	(void)state;
	struct plint_arena a;
	plint_arena_init(&a, NULL, NULL, 0);
	void *seen[50];
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 50; i++) {
			void *block = plint_arena_alloc(&a, 50000);
			if (round == 0)
				seen[i] = block;
			else
				assert_ptr_equal(block, seen[i]);
		}
		plint_arena_reset(&a);
	}
	plint_arena_clear(&a);
}

static void the_limit_ends_in_the_hook_and_not_before(void **state)
{
	(void)state;
	struct plint_arena a;
	struct failure f = {.what = NULL};
	plint_arena_init(&a, catch, &f, 100000);
	volatile int given = 0;
	if (setjmp(f.back) == 0) {
		for (;; given++)
			plint_arena_alloc(&a, 1000);
	}
	assert_string_equal(f.what, "the memory limit is reached");
	assert_in_range(given, 98, 100);
	plint_arena_clear(&a);
}

static void growing_in_place_obeys_the_limit_too(void **state)
{
	(void)state;
	struct plint_arena a;
	struct failure f = {.what = NULL};
	plint_arena_init(&a, catch, &f, 1000);
	char *volatile block = plint_arena_alloc(&a, 600);
	if (setjmp(f.back) == 0)
		block = plint_arena_grow(&a, block, 600, 5000);
	assert_string_equal(f.what, "the memory limit is reached");
	plint_arena_clear(&a);
}

static void sizes_that_overflow_are_out_of_memory(void **state)
{
	(void)state;
	struct plint_arena a;
	struct failure f = {.what = NULL};
	plint_arena_init(&a, catch, &f, 0);
	volatile int fails = 0;
	if (setjmp(f.back) == 0)
		plint_arena_calloc(&a, SIZE_MAX / 2, 3);
	else
		fails++;
	if (setjmp(f.back) == 0)
		plint_arena_alloc(&a, SIZE_MAX - 3);
	else
		fails++;
	if (setjmp(f.back) == 0)
		plint_arena_reserve(&a, SIZE_MAX - 3);
	else
		fails++;
	assert_int_equal(fails, 3);
	assert_string_equal(f.what, "out of memory");
	plint_arena_clear(&a);
}

static void printf_makes_texts_of_any_length(void **state)
{
	(void)state;
	struct plint_arena a;
	plint_arena_init(&a, NULL, NULL, 0);
	assert_string_equal(plint_arena_printf(&a, "%d of %s", 3, "five"), "3 of five");
	const char *wide = plint_arena_printf(&a, "%*d", 100000, 7);
	assert_int_equal(strlen(wide), 100000);
	plint_arena_clear(&a);
}

static void vec_keeps_its_elements_while_it_grows(void **state)
{
	(void)state;
	struct plint_arena a;
	plint_arena_init(&a, NULL, NULL, 0);
	PLINT_VEC(uint32_t) numbers = {0};
	PLINT_VEC(struct failure *) pointers = {0};
	for (uint32_t i = 0; i < 10000; i++) {
		plint_vec_push(&numbers, &a, i * 3);
		plint_vec_push(&pointers, &a, NULL);
	}
	assert_int_equal(numbers.count, 10000);
	for (uint32_t i = 0; i < 10000; i++)
		assert_int_equal(numbers.items[i], i * 3);
	uint32_t *fresh = plint_vec_add(&numbers, &a);
	assert_int_equal(*fresh, 0);
	assert_int_equal(numbers.count, 10001);
	plint_arena_clear(&a);
}

static void vec_past_its_range_is_out_of_memory(void **state)
{
	(void)state;
	struct plint_arena a;
	struct failure f = {.what = NULL};
	plint_arena_init(&a, catch, &f, 0);
	PLINT_VEC(char) v = {0};
	v.count = v.room = UINT32_MAX;
	if (setjmp(f.back) == 0)
		plint_vec_need(&v, &a, 1);
	assert_string_equal(f.what, "out of memory");
	plint_arena_clear(&a);
}

static char released[8];

static void note(void *object)
{
	size_t len = strlen(released);
	released[len] = *(const char *)object;
	released[len + 1] = '\0';
}

static void what_is_tied_to_an_arena_goes_once_the_newest_first(void **state)
{
	(void)state;
	struct plint_arena a;
	char one = '1', two = '2', three = '3', four = '4';
	plint_arena_init(&a, NULL, NULL, 0);
	released[0] = '\0';
	plint_arena_own(&a, note, &one);
	struct plint_arena_owned *o = plint_arena_own(&a, note, &two);
	struct plint_arena_mark mark = plint_arena_mark(&a);
	plint_arena_own(&a, note, &three);
	plint_arena_own(&a, note, &four);
	plint_arena_disown(o);
	plint_arena_disown(o);
	assert_string_equal(released, "2");
	plint_arena_rewind(&a, mark);
	assert_string_equal(released, "243");
	plint_arena_clear(&a);
	assert_string_equal(released, "2431");
}

static void a_child_goes_with_its_parent_and_has_its_hook(void **state)
{
	(void)state;
	struct failure f;
	struct plint_arena a;
	char one = '1';
	plint_arena_init(&a, catch, &f, 0);
	released[0] = '\0';
	struct plint_arena *child = plint_arena_child(&a, 1000);
	plint_arena_own(child, note, &one);
	if (setjmp(f.back) == 0) {
		plint_arena_alloc(child, 2000);
		fail();
	}
	assert_string_equal(f.what, PLINT_ARENA_LIMIT);
	plint_arena_clear(&a);
	assert_string_equal(released, "1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_tied_to_an_arena_goes_once_the_newest_first),
	    cmocka_unit_test(a_child_goes_with_its_parent_and_has_its_hook),
	    cmocka_unit_test(blocks_are_aligned_and_keep_their_bytes),
	    cmocka_unit_test(large_blocks_can_be_used_to_their_last_byte),
	    cmocka_unit_test(calloc_gives_zeroes_also_after_a_reset),
	    cmocka_unit_test(the_last_block_grows_in_place_and_others_are_copied),
	    cmocka_unit_test(shrinking_the_last_block_gives_its_end_back),
	    cmocka_unit_test(rewind_gives_up_what_came_after_the_mark),
	    cmocka_unit_test(reset_uses_the_same_memory_again),
	    cmocka_unit_test(the_limit_ends_in_the_hook_and_not_before),
	    cmocka_unit_test(growing_in_place_obeys_the_limit_too),
	    cmocka_unit_test(sizes_that_overflow_are_out_of_memory),
	    cmocka_unit_test(printf_makes_texts_of_any_length),
	    cmocka_unit_test(vec_keeps_its_elements_while_it_grows),
	    cmocka_unit_test(vec_past_its_range_is_out_of_memory),
	};
	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
