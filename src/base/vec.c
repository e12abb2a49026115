/* Growable arrays: see vec.h. The one function that makes room. */
#include "base/vec.h"

#define FIRST_ROOM 8u

void *plint_vec_grow(struct plint_arena *a, void *items, uint32_t *room, uint32_t count, uint32_t more, size_t size)
{
	uint32_t need, want;
	if (__builtin_add_overflow(count, more, &need))
		plint_arena_fail(a, "out of memory");
	if (__builtin_mul_overflow(*room, 2u, &want))
		want = UINT32_MAX;
	if (want < FIRST_ROOM)
		want = FIRST_ROOM;
	if (want < need)
		want = need;
	size_t old_bytes, new_bytes;
	if (__builtin_mul_overflow((size_t)*room, size, &old_bytes) ||
	    __builtin_mul_overflow((size_t)want, size, &new_bytes))
		plint_arena_fail(a, "out of memory");
	*room = want;
	return plint_arena_grow(a, items, old_bytes, new_bytes);
}
