/* Interned texts and the map of numbers: see intern.h. Both are open-addressed tables of a power of two, at most three
 * quarters full. */
#include "base/intern.h"

#include <string.h>

#define FIRST_SLOTS 64u

static uint64_t rotate(uint64_t x, unsigned by)
{
	return x << by | x >> (64 - by);
}

static inline void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[2] += v[3];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] = rotate(v[0], 32);
	v[2] += v[1];
	v[0] += v[3];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] = rotate(v[2], 32);
}

/* Little-endian word of 8 bytes at P; compilers make one load of it. */
static uint64_t load_8(const unsigned char *p)
{
	uint64_t w = 0;
	for (size_t i = 0; i < 8; i++)
		w |= (uint64_t)p[i] << (8 * i);
	return w;
}

static uint64_t load_4(const unsigned char *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24;
}

/* Little-endian word of COUNT (0..7) bytes at P. */
static uint64_t load_word(const unsigned char *p, size_t count)
{
	if (count >= 4) /* two loads that overlap */
		return load_4(p) | load_4(p + count - 4) << (8 * (count - 4));
	uint64_t w = 0;
	for (size_t i = 0; i < count; i++)
		w |= (uint64_t)p[i] << (8 * i);
	return w;
}

uint64_t plint_siphash(const void *data, size_t len, const uint64_t key[2])
{
	uint64_t v[4] = {key[0] ^ 0x736f6d6570736575u, key[1] ^ 0x646f72616e646f6du, key[0] ^ 0x6c7967656e657261u,
	                 key[1] ^ 0x7465646279746573u};
	const unsigned char *p = data;
	size_t left = len;
	for (; left >= 8; left -= 8, p += 8) {
		uint64_t w = load_8(p);
		v[3] ^= w;
		sip_round(v);
		v[0] ^= w;
	}
	uint64_t last = (uint64_t)(len & 0xff) << 56 | load_word(p, left);
	v[3] ^= last;
	sip_round(v);
	v[0] ^= last;
	v[2] ^= 0xff;
	for (int i = 0; i < 3; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

void plint_intern_init(struct plint_intern *t, struct plint_arena *arena, const uint64_t key[2])
{
	*t = (struct plint_intern){.arena = arena, .slot_mask = FIRST_SLOTS - 1, .key = {key[0], key[1]}};
	t->slots = plint_arena_calloc(arena, FIRST_SLOTS, sizeof *t->slots);
}

/* Slot that holds TEXT, or the empty one where it belongs. */
static uint32_t find_slot(const struct plint_intern *t, const char *text, size_t len, uint32_t hash)
{
	uint32_t at = hash & t->slot_mask;
	for (; t->slots[at]; at = (at + 1) & t->slot_mask) {
		const struct plint_intern_entry *e = &t->entries.items[t->slots[at] - 1];
		if (e->hash == hash && e->len == len && memcmp(e->text, text, len) == 0)
			return at;
	}
	return at;
}

static void grow_slots(struct plint_intern *t)
{
	uint32_t slots;
	if (__builtin_mul_overflow(t->slot_mask + 1, 2u, &slots))
		plint_arena_fail(t->arena, "out of memory");
	t->slots = plint_arena_calloc(t->arena, slots, sizeof *t->slots);
	t->slot_mask = slots - 1;
	for (uint32_t i = 0; i < t->entries.count; i++) {
		uint32_t at = t->entries.items[i].hash & t->slot_mask;
		while (t->slots[at])
			at = (at + 1) & t->slot_mask;
		t->slots[at] = i + 1;
	}
}

uint32_t plint_intern_put(struct plint_intern *t, const char *text, size_t len)
{
	if (len > UINT32_MAX)
		plint_arena_fail(t->arena, "out of memory");
	uint32_t hash = (uint32_t)plint_siphash(text, len, t->key);
	uint32_t at = find_slot(t, text, len, hash);
	if (t->slots[at])
		return t->slots[at];
	struct plint_intern_entry e = {plint_arena_strndup(t->arena, text, len), (uint32_t)len, hash};
	plint_vec_push(&t->entries, t->arena, e);
	uint32_t id = t->entries.count;
	t->slots[at] = id;
	if (id > t->slot_mask / 4 * 3)
		grow_slots(t);
	return id;
}

uint32_t plint_intern_find(const struct plint_intern *t, const char *text, size_t len)
{
	return t->slots[find_slot(t, text, len, (uint32_t)plint_siphash(text, len, t->key))];
}

const char *plint_intern_text(const struct plint_intern *t, uint32_t id)
{
	return id ? t->entries.items[id - 1].text : "";
}

uint32_t plint_intern_len(const struct plint_intern *t, uint32_t id)
{
	return id ? t->entries.items[id - 1].len : 0;
}

void plint_map_init(struct plint_map *m, struct plint_arena *arena)
{
	*m = (struct plint_map){.arena = arena};
}

/* Spreads the bits of a key that is often just a running number. (Finaliser of SplitMix64, Steele et al. 2014.) */
static uint32_t mix(uint64_t key)
{
	key = (key ^ key >> 30) * 0xbf58476d1ce4e5b9u;
	key = (key ^ key >> 27) * 0x94d049bb133111ebu;
	return (uint32_t)(key ^ key >> 31);
}

static uint32_t map_slot(const struct plint_map *m, uint64_t key)
{
	uint32_t at = mix(key) & m->mask;
	while (m->keys[at] && m->keys[at] != key)
		at = (at + 1) & m->mask;
	return at;
}

static void map_grow(struct plint_map *m)
{
	struct plint_map old = *m;
	uint32_t slots = 16;
	if (old.mask && __builtin_mul_overflow(old.mask + 1, 2u, &slots))
		plint_arena_fail(m->arena, "out of memory");
	m->keys = plint_arena_calloc(m->arena, slots, sizeof *m->keys);
	m->values = plint_arena_calloc(m->arena, slots, sizeof *m->values);
	m->mask = slots - 1;
	for (uint32_t i = 0; old.mask && i <= old.mask; i++) {
		if (old.keys[i]) {
			uint32_t at = map_slot(m, old.keys[i]);
			m->keys[at] = old.keys[i];
			m->values[at] = old.values[i];
		}
	}
}

uint32_t *plint_map_put(struct plint_map *m, uint64_t key)
{
	if (m->count >= m->mask / 4 * 3)
		map_grow(m);
	uint32_t at = map_slot(m, key);
	if (!m->keys[at]) {
		m->keys[at] = key;
		m->count++;
	}
	return &m->values[at];
}

uint32_t plint_map_get(const struct plint_map *m, uint64_t key)
{
	return m->mask ? m->values[map_slot(m, key)] : 0;
}
