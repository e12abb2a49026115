/*
 * Findings of two drafts: which came, went and stayed. The same fingerprint is the same finding; so are two of one rule at the same field of
 * a block that stayed, though its name or title has changed.
 */
#include "base/intern.h"
#include "base/io.h"
#include "compare/findings.h"

/* Room for one mark a finding. */
struct marks {
	bool *is_met[2];
};

static void meet_by_fingerprint(struct plint_arena *a, const struct plint_diags *const diags[2], struct marks *m)
{
	struct plint_map at;
	plint_map_init(&at, a);
	for (uint32_t i = 0; i < diags[PLINT_OLD]->items.count; i++)
		*plint_map_put(&at, diags[PLINT_OLD]->items.items[i].fingerprint | 1) = i + 1;
	for (uint32_t i = 0; i < diags[PLINT_NEW]->items.count; i++) {
		const struct plint_diag *x = &diags[PLINT_NEW]->items.items[i];
		uint32_t o = plint_map_get(&at, x->fingerprint | 1);
		if (o == 0 || m->is_met[PLINT_OLD][o - 1] || diags[PLINT_OLD]->items.items[o - 1].fingerprint != x->fingerprint)
			continue;
		m->is_met[PLINT_OLD][o - 1] = m->is_met[PLINT_NEW][i] = true;
	}
}

/* Rule, block and field of X, in the terms of both drafts; false where it is at no block that stayed. */
static bool add_key(const struct plint_comparison *c, enum plint_side side, const struct plint_diag *x, struct plint_buf *out)
{
	uint32_t block = plint_compare_block_at(c->match.side[side], x->span.start);
	if (!block || !c->match.to[side][block])
		return false;
	const char *field = x->anchor ? strrchr(x->anchor, '.') : NULL;
	plint_buf_printf(out, "%s\n", x->rule);
	plint_match_block_key(&c->match, side, block, out);
	plint_buf_str(out, field ? field : "");
	return true;
}

static void meet_by_block(const struct plint_comparison *c, struct plint_arena *a, const struct plint_diags *const diags[2], struct marks *m)
{
	struct plint_intern keys;
	struct plint_buf key;
	uint64_t secret[2];
	PLINT_VEC(uint32_t) first = {0}; /* by key: old finding + 1 */
	uint32_t *next = plint_arena_calloc(a, (size_t)diags[PLINT_OLD]->items.count + 1, sizeof *next);
	plint_io_random(secret, sizeof secret);
	plint_intern_init(&keys, a, secret);
	plint_buf_init(&key, a);
	for (uint32_t i = diags[PLINT_OLD]->items.count; i > 0; i--) {
		plint_buf_reset(&key);
		if (m->is_met[PLINT_OLD][i - 1] || !add_key(c, PLINT_OLD, &diags[PLINT_OLD]->items.items[i - 1], &key))
			continue;
		uint32_t k = plint_intern_put(&keys, key.text, key.len);
		while (first.count < k)
			(void)plint_vec_add(&first, a);
		next[i] = first.items[k - 1];
		first.items[k - 1] = i;
	}
	for (uint32_t i = 0; i < diags[PLINT_NEW]->items.count; i++) {
		plint_buf_reset(&key);
		if (m->is_met[PLINT_NEW][i] || !add_key(c, PLINT_NEW, &diags[PLINT_NEW]->items.items[i], &key))
			continue;
		uint32_t k = plint_intern_find(&keys, key.text, key.len), o = k ? first.items[k - 1] : 0;
		if (!o)
			continue;
		first.items[k - 1] = next[o];
		m->is_met[PLINT_OLD][o - 1] = m->is_met[PLINT_NEW][i] = true;
	}
}

/* Whether X, of the old draft, is at a block that the new one lacks. */
static bool is_at_dropped(const struct plint_comparison *c, const struct plint_diag *x)
{
	uint32_t block = plint_compare_block_at(c->match.side[PLINT_OLD], x->span.start);
	return block && !c->match.to[PLINT_OLD][block];
}

void plint_compare_findings(struct plint_finding_changes *out, struct plint_arena *a, const struct plint_comparison *c,
                            const struct plint_diags *old_diags, const struct plint_diags *new_diags)
{
	const struct plint_diags *const diags[2] = {old_diags, new_diags};
	struct marks m;
	memset(out, 0, sizeof *out);
	for (int side = PLINT_OLD; side <= PLINT_NEW; side++)
		m.is_met[side] = plint_arena_calloc(a, (size_t)diags[side]->items.count + 1, sizeof **m.is_met);
	meet_by_fingerprint(a, diags, &m);
	if (c)
		meet_by_block(c, a, diags, &m);
	for (uint32_t i = 0; i < old_diags->items.count; i++) {
		const struct plint_diag *x = &old_diags->items.items[i];
		if (!m.is_met[PLINT_OLD][i] && c && is_at_dropped(c, x))
			plint_vec_push(&out->fell, a, x);
		else if (!m.is_met[PLINT_OLD][i])
			plint_vec_push(&out->went, a, x);
	}
	for (uint32_t i = 0; i < new_diags->items.count; i++) {
		if (!m.is_met[PLINT_NEW][i])
			plint_vec_push(&out->came, a, &new_diags->items.items[i]);
		else
			out->stayed++;
	}
}
