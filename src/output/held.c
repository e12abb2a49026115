/* Entries held back: see held.h. */
#include "output/held.h"

void plint_held_init(struct plint_held *h, struct plint_arena *arena)
{
	*h = (struct plint_held){.count = {0}};
	plint_buf_init(&h->text, arena);
}

void plint_held_add(struct plint_held *h, enum plint_severity severity)
{
	uint32_t before = h->entries.count;
	size_t start = before ? h->entries.items[before - 1].end : 0;
	struct plint_held_entry e = {severity, start, h->text.len};
	plint_vec_push(&h->entries, h->text.arena, e);
	h->count[severity]++;
}

void plint_held_share(const struct plint_held *h, uint32_t max, uint32_t quota[PLINT_ERROR + 1])
{
	for (int s = PLINT_ERROR; s >= PLINT_OFF; s--) {
		quota[s] = h->count[s] < max ? h->count[s] : max;
		max -= quota[s];
	}
}
