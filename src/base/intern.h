/*
 * Interned texts: equal texts get the same small number, so that comparing two names is comparing two integers.
 * Numbers run from 1 in the order of first use; 0 is "no text". Keyed SipHash keeps hostile names from colliding.
 * Also the general map from texts to numbers (struct plint_map): for the order of entries use your own array.
 */
#ifndef PLINT_BASE_INTERN_H
#define PLINT_BASE_INTERN_H

#include "base/vec.h"

struct plint_intern_entry {
	const char *text; /* in the arena, NUL behind */
	uint32_t len;
	uint32_t hash;
};

struct plint_intern {
	struct plint_arena *arena;
	PLINT_VEC(struct plint_intern_entry) entries; /* entries.items[id - 1] */
	uint32_t *slots;
	uint32_t slot_mask;
	uint64_t key[2];
};

/* Makes T empty in ARENA. KEY are 16 random bytes as two words (plint_io_random); it never shows in output. */
void plint_intern_init(struct plint_intern *t, struct plint_arena *arena, const uint64_t key[2]);
/* Number of the LEN bytes TEXT (copied on first use). */
uint32_t plint_intern_put(struct plint_intern *t, const char *text, size_t len);
/* Number of TEXT, or 0 where it was never put. */
uint32_t plint_intern_find(const struct plint_intern *t, const char *text, size_t len);
/* Text of number ID (ID must be valid; 0 gives ""). */
const char *plint_intern_text(const struct plint_intern *t, uint32_t id);
uint32_t plint_intern_len(const struct plint_intern *t, uint32_t id);

/* SipHash-1-3 of LEN bytes at DATA under KEY. (Aumasson & Bernstein, SipHash: a fast short-input PRF.) */
uint64_t plint_siphash(const void *data, size_t len, const uint64_t key[2]);

/* Map from 64-bit keys (not 0) to 32-bit values, for indices of the model. */
struct plint_map {
	struct plint_arena *arena;
	uint64_t *keys;
	uint32_t *values;
	uint32_t count;
	uint32_t mask; /* slots - 1, or 0 while empty */
};
void plint_map_init(struct plint_map *m, struct plint_arena *arena);
/* Value slot of KEY; a new one holds 0. Valid until the next put. */
uint32_t *plint_map_put(struct plint_map *m, uint64_t key);
/* Value of KEY, or 0. */
uint32_t plint_map_get(const struct plint_map *m, uint64_t key);

#endif
