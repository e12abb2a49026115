/*
 * Growable arrays inside an arena, for any element type. A vec is a struct { T *items; uint32_t count, room; }
 * declared with PLINT_VEC(T). Growth doubles; old storage stays in the arena until that is reset.
 */
#ifndef PLINT_BASE_VEC_H
#define PLINT_BASE_VEC_H

#include <string.h>

#include "base/arena.h"

#define PLINT_VEC(T)            \
	struct {                \
		T *items;       \
		uint32_t count; \
		uint32_t room;  \
	}

/* Room for at least MORE further elements. */
#define plint_vec_need(v, arena, more)                                                                              \
	((v)->room - (v)->count >= (uint32_t)(more)                                                                 \
	     ? (void)0                                                                                              \
	     : (void)((v)->items = plint_vec_grow((arena), (v)->items, &(v)->room, (v)->count, (uint32_t)(more),    \
	                                          sizeof *(v)->items)))

/* Appends VALUE. */
#define plint_vec_push(v, arena, value) (plint_vec_need((v), (arena), 1), (void)((v)->items[(v)->count++] = (value)))

/* Appends a zeroed element and yields its address (valid until the next growth). */
#define plint_vec_add(v, arena)                                                                                    \
	(plint_vec_need((v), (arena), 1), memset(&(v)->items[(v)->count], 0, sizeof *(v)->items), &(v)->items[(v)->count++])

/* ITEMS with room for COUNT + MORE elements of SIZE bytes, and the new room in *ROOM; past 2^32 - 1 elements is out of memory. */
void *plint_vec_grow(struct plint_arena *a, void *items, uint32_t *room, uint32_t count, uint32_t more, size_t size)
    __attribute__((returns_nonnull));

#endif
