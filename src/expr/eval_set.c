/* Sets: building them without repeats, looking members up, the operations on them, folds. See eval_run.h. */
#include <math.h>

#include "expr/eval_run.h"

/* Sets of up to so many members are searched in order. */
#define FEW_MEMBERS 8

static const struct plint_run_set empty_set = {.set = {NULL, 0, false}};
static const struct plint_run_set open_set = {.set = {NULL, 0, true}};

const struct plint_run_set *plint_run_empty_set(void)
{
	return &empty_set;
}

const struct plint_run_set *plint_run_open_set(void)
{
	return &open_set;
}

/* --- keys ----------------------------------------------------------------------------------------------------------- */

uint64_t plint_run_key(struct plint_eval *e, const struct plint_value *v)
{
	if (v->state != PLINT_KNOWN)
		return 0;
	switch ((enum plint_type)v->type) {
	case PLINT_TYPE_BLOCK: return (uint64_t)PLINT_TYPE_BLOCK << 32 | v->u.block;
	case PLINT_TYPE_WORD: return (uint64_t)PLINT_TYPE_WORD << 32 | v->u.word.root;
	case PLINT_TYPE_TEXT: return (uint64_t)PLINT_TYPE_TEXT << 32 | plint_run_text_key(e, v);
	case PLINT_TYPE_DATE: return (uint64_t)PLINT_TYPE_DATE << 32 | (uint32_t)v->u.days.last;
	case PLINT_TYPE_RECORD:
		return v->unit >= PLINT_RECORD_MATCH ? (uint64_t)PLINT_TYPE_TEXT << 32 | plint_run_text_key(e, v) : 0;
	case PLINT_TYPE_NONE:
	case PLINT_TYPE_BOOL:
	case PLINT_TYPE_AMOUNT:
	case PLINT_TYPE_DURATION:
	case PLINT_TYPE_RHYTHM:
	case PLINT_TYPE_SET:
	case PLINT_TYPE_KIND: break;
	}
	return 0;
}

static uint32_t hash_of(uint64_t key)
{
	key *= 0x9E3779B97F4A7C15u; /* numbers given in order: spread by the golden ratio (Knuth, TAOCP 6.4) */
	return (uint32_t)(key >> 32);
}

/* A table of COUNT keys by hash, at least twice as large; 0 is no key. */
static uint32_t *make_table(struct plint_arena *a, const uint64_t *keys, uint32_t count, uint32_t *mask)
{
	uint32_t size = 32;
	while (size < count * 2u)
		size *= 2;
	uint32_t *table = plint_arena_calloc(a, size, sizeof *table);
	*mask = size - 1;
	for (uint32_t i = 0; i < count; i++) {
		if (keys[i] == 0)
			continue;
		uint32_t at = hash_of(keys[i]) & *mask;
		while (table[at])
			at = (at + 1) & *mask;
		table[at] = i + 1;
	}
	return table;
}

/* Index of KEY, or UINT32_MAX. */
static uint32_t look_up(const uint32_t *table, uint32_t mask, const uint64_t *keys, uint64_t key)
{
	for (uint32_t at = hash_of(key) & mask; table[at]; at = (at + 1) & mask)
		if (keys[table[at] - 1] == key)
			return table[at] - 1;
	return UINT32_MAX;
}

/* --- building --------------------------------------------------------------------------------------------------------- */

static const struct plint_run_set *new_set(struct plint_eval *e, const struct plint_value *items, uint32_t count, bool more,
                                           const uint64_t *keys, uint32_t *table, uint32_t mask)
{
	if (count == 0)
		return more ? &open_set : &empty_set;
	struct {
		struct plint_run_set set;
		struct plint_run_index index;
	} *made = plint_arena_alloc(e->mem, sizeof *made);
	made->index = (struct plint_run_index){
	    .keys = keys, .table = table, .mask = mask, .birth = e->mem == e->scratch ? e->subject_epoch : PLINT_BIRTH_PLAN};
	made->set = (struct plint_run_set){.set = {items, count, more}, .index = &made->index};
	return &made->set;
}

const struct plint_run_set *plint_run_make_set(struct plint_eval *e, const struct plint_value *items, uint32_t count, bool more)
{
	return new_set(e, items, count, more, NULL, NULL, 0);
}

static bool is_repeat(struct plint_run_builder *b, uint64_t key)
{
	if (key == 0 || b->keep_repeats)
		return false;
	if (b->table)
		return look_up(b->table, b->mask, b->keys.items, key) != UINT32_MAX;
	for (uint32_t i = 0; i < b->keys.count; i++)
		if (b->keys.items[i] == key)
			return true;
	return false;
}

void plint_run_add_member(struct plint_run_builder *b, const struct plint_value *v)
{
	uint64_t key = b->keep_repeats ? 0 : plint_run_key(b->e, v);
	if (is_repeat(b, key))
		return;
	struct plint_arena *a = b->e->mem;
	plint_vec_push(&b->items, a, *v);
	if (b->keep_repeats)
		return;
	plint_vec_push(&b->keys, a, key);
	if (b->keys.count <= FEW_MEMBERS)
		return;
	if (b->table == NULL || b->keys.count * 2u > b->mask) {
		b->table = make_table(a, b->keys.items, b->keys.count, &b->mask);
		return;
	}
	if (key == 0)
		return;
	uint32_t at = hash_of(key) & b->mask;
	while (b->table[at])
		at = (at + 1) & b->mask;
	b->table[at] = b->keys.count;
}

void plint_run_add_set(struct plint_run_builder *b, const struct plint_run_set *set)
{
	b->more = b->more || set->set.more;
	for (uint32_t i = 0; i < set->set.count; i++)
		plint_run_add_member(b, &set->set.items[i]);
}

const struct plint_run_set *plint_run_finish(struct plint_run_builder *b)
{
	return new_set(b->e, b->items.items, b->items.count, b->more, b->keep_repeats ? NULL : b->keys.items, b->table, b->mask);
}

/* --- looking up ------------------------------------------------------------------------------------------------------- */

bool plint_run_is_doubtful(const struct plint_run_set *set)
{
	if (set->set.more)
		return true;
	if (set->set.count == 0)
		return false;
	if (set->index->doubt == 0) {
		set->index->doubt = 1;
		for (uint32_t i = 0; i < set->set.count; i++)
			if (set->set.items[i].state != PLINT_KNOWN)
				set->index->doubt = 2;
	}
	return set->index->doubt == 2;
}

/* Gives SET the table that finds members by key. It stands as long as the set. */
static void index_set(struct plint_eval *e, const struct plint_run_set *set)
{
	struct plint_arena *a = set->index->birth == PLINT_BIRTH_PLAN ? e->arena : e->scratch;
	if (set->index->keys == NULL) {
		uint64_t *keys = plint_arena_alloc(a, set->set.count * sizeof *keys);
		for (uint32_t i = 0; i < set->set.count; i++)
			keys[i] = plint_run_key(e, &set->set.items[i]);
		set->index->keys = keys;
	}
	set->index->table = make_table(a, set->index->keys, set->set.count, &set->index->mask);
	if (set->index->birth == PLINT_BIRTH_PLAN)
		return;
	if (set->index->birth == e->subject_epoch)
		e->keeps++; /* it goes with the subject, as the set does */
	else
		plint_run_keep(e);
}

/* Whether a member of SET has KEY. */
static bool has_key(struct plint_eval *e, const struct plint_run_set *set, uint64_t key)
{
	if (set->set.count > FEW_MEMBERS && set->index->table == NULL)
		index_set(e, set);
	if (set->set.count > FEW_MEMBERS)
		return look_up(set->index->table, set->index->mask, set->index->keys, key) != UINT32_MAX;
	for (uint32_t i = 0; i < set->set.count; i++)
		if ((set->index->keys ? set->index->keys[i] : plint_run_key(e, &set->set.items[i])) == key)
			return true;
	return false;
}

enum plint_truth plint_run_has(struct plint_eval *e, const struct plint_run_set *set, const struct plint_value *x)
{
	uint64_t key = plint_run_key(e, x);
	bool unclear = plint_run_is_doubtful(set);
	if (key) {
		if (set->set.count > 0 && has_key(e, set, key))
			return PLINT_YES;
		return unclear ? PLINT_MAYBE : PLINT_NO;
	}
	/* Amounts and lengths of time have no key: their equality is not exact. */
	for (uint32_t i = 0; i < set->set.count; i++) {
		enum plint_truth t = plint_run_equal(e, x, &set->set.items[i]);
		if (t == PLINT_YES)
			return t;
		unclear = unclear || t == PLINT_MAYBE;
	}
	return unclear ? PLINT_MAYBE : PLINT_NO;
}

/* --- sets of the whole plan ----------------------------------------------------------------------------------------------- */

static const struct plint_run_set *collect_kinds(struct plint_eval *e, uint32_t kinds)
{
	const struct plint_model *m = e->model;
	uint32_t count = 0;
	for (unsigned k = 1; k < PLINT_KIND_COUNT; k++)
		count += kinds & PLINT_KIND_BIT(k) ? m->of_kind[k].count : 0;
	struct plint_value *items = plint_arena_alloc(e->arena, count * sizeof *items);
	uint32_t at = 0;
	if ((kinds & (kinds - 1)) == 0) {
		const uint32_t *blocks = m->of_kind[__builtin_ctz(kinds)].items;
		for (; at < count; at++)
			items[at] = plint_run_block(blocks[at]);
	} else {
		for (uint32_t id = 1; at < count && id < m->blocks.count; id++)
			if (kinds & PLINT_KIND_BIT(plint_model_block(m, id)->kind))
				items[at++] = plint_run_block(id);
	}
	return plint_run_make_set(e, items, at, (m->open_kinds & kinds) != 0);
}

const struct plint_run_set *plint_run_kind_set(struct plint_eval *e, uint32_t kinds)
{
	for (uint32_t i = 0; i < e->kind_sets.count; i++)
		if (e->kind_sets.items[i].kinds == kinds)
			return e->kind_sets.items[i].set;
	struct plint_arena *mem = e->mem;
	e->mem = e->arena;
	struct plint_run_kinds made = {kinds, collect_kinds(e, kinds)};
	e->mem = mem;
	plint_vec_push(&e->kind_sets, e->arena, made);
	return made.set;
}

/* A deadline of BLOCK, DATE, into the set being built. */
static void add_deadline(struct plint_run_builder *b, uint32_t block, const struct plint_value *date)
{
	if (date->state == PLINT_MISSING || date->flags & PLINT_VALUE_INHERITED)
		return;
	struct plint_value *cells = plint_arena_alloc(b->e->mem, 2 * sizeof *cells);
	cells[0] = *date;
	cells[1] = plint_run_block(block);
	cells[1].span = date->span;
	struct plint_value record = {.type = PLINT_TYPE_RECORD, .unit = PLINT_RECORD_DEADLINE, .span = date->span, .u.cells = cells};
	plint_run_add_member(b, &record);
}

/* Cell AT of every entry of field ID of BLOCK, as deadlines. */
static void add_deadlines(struct plint_run_builder *b, uint32_t block, unsigned id, uint32_t at)
{
	const struct plint_model *m = b->e->model;
	const struct plint_slot *slot = plint_model_slot(m, block, id);
	if (slot == NULL || slot->flags & PLINT_VALUE_INHERITED)
		return;
	uint32_t stride = b->e->strides[plint_run_field(b->e, block, id) - m->schema->fields];
	for (uint32_t i = 0; i < slot->count; i++)
		add_deadline(b, block, &m->cells.items[slot->first + i * stride + at]);
}

const struct plint_run_set *plint_run_deadlines(struct plint_eval *e)
{
	const uint32_t kinds = PLINT_KIND_BIT(PLINT_KIND_OBJECTIVE) | PLINT_KIND_BIT(PLINT_KIND_ACTIVITY) |
	                       PLINT_KIND_BIT(PLINT_KIND_INDICATOR);
	const struct plint_model *m = e->model;
	if (e->deadlines)
		return e->deadlines;
	struct plint_arena *mem = e->mem;
	e->mem = e->arena;
	struct plint_run_builder b = {.e = e, .keep_repeats = true};
	b.more = ((m->open_kinds | m->unread_kinds) & kinds) != 0;
	for (uint32_t id = 1; id < m->blocks.count; id++) {
		unsigned kind = plint_model_block(m, id)->kind;
		if (kind == PLINT_KIND_OBJECTIVE || kind == PLINT_KIND_ACTIVITY)
			add_deadlines(&b, id, PLINT_F_BY, 0);
		if (kind != PLINT_KIND_INDICATOR)
			continue;
		add_deadlines(&b, id, PLINT_F_TARGET, e->target_by);
		add_deadlines(&b, id, PLINT_F_MILESTONE, 1);
	}
	e->deadlines = plint_run_finish(&b);
	e->mem = mem;
	return e->deadlines;
}

const struct plint_run_set *plint_run_group(struct plint_eval *e, const struct plint_xnode *n)
{
	for (uint32_t i = 0; i < e->groups.count; i++)
		if (e->groups.items[i].name == n->a && e->groups.items[i].list == n->b)
			return e->groups.items[i].set;
	const struct plint_vocab *v = e->model->vocab;
	int group = plint_vocab_group(v, plint_code_text(e->code, n->a));
	struct plint_arena *mem = e->mem;
	e->mem = e->arena;
	struct plint_run_builder b = {.e = e, .more = group < 0};
	for (uint32_t i = 0; group >= 0 && i < v->groups[group].count; i++) {
		struct plint_run_atom word = plint_run_word(e, v->strings + v->group_words[v->groups[group].first + i], n->b);
		struct plint_value one = {.type = PLINT_TYPE_WORD, .u.word = {word.atom, word.root}};
		plint_run_add_member(&b, &one);
	}
	struct plint_run_group made = {n->a, n->b, plint_run_finish(&b)};
	e->mem = mem;
	plint_vec_push(&e->groups, e->arena, made);
	return made.set;
}

/* --- operations ----------------------------------------------------------------------------------------------------------- */

static const struct plint_run_set *joined(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_run_builder b = {.e = e};
	for (uint32_t i = 0; i < n->b; i++)
		plint_run_add_set(&b, plint_run_set_of(e, e->code->lists.items[n->a + i]));
	return plint_run_finish(&b);
}

static const struct plint_run_set *tuple(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_run_builder b = {.e = e};
	for (uint32_t i = 0; i < n->b; i++) {
		struct plint_value v = plint_run_value(e, e->code->lists.items[n->a + i]);
		if (v.state == PLINT_UNKNOWN || v.state == PLINT_MISSING)
			b.more = true; /* it is not known what is in the list */
		else
			plint_run_add_member(&b, &v);
	}
	return plint_run_finish(&b);
}

static const struct plint_run_set *common(struct plint_eval *e, const struct plint_run_set *a, const struct plint_run_set *b)
{
	struct plint_run_builder both = {.e = e};
	bool b_may_hold = b->set.count > 0 || b->set.more;
	both.more = a->set.more && b_may_hold;
	for (uint32_t i = 0; i < a->set.count; i++) {
		const struct plint_value *v = &a->set.items[i];
		enum plint_truth t = v->state != PLINT_KNOWN ? (b_may_hold ? PLINT_MAYBE : PLINT_NO) : plint_run_has(e, b, v);
		if (t == PLINT_YES)
			plint_run_add_member(&both, v);
		both.more = both.more || t == PLINT_MAYBE;
	}
	return plint_run_finish(&both);
}

static const struct plint_run_set *without(struct plint_eval *e, const struct plint_run_set *a, const struct plint_run_set *b)
{
	struct plint_run_builder rest = {.e = e, .more = a->set.more};
	bool b_may_hold = b->set.count > 0 || b->set.more;
	for (uint32_t i = 0; i < a->set.count; i++) {
		const struct plint_value *v = &a->set.items[i];
		enum plint_truth t = v->state == PLINT_KNOWN ? plint_run_has(e, b, v) : b_may_hold ? PLINT_MAYBE : PLINT_NO;
		/* What may be among the members that are not known is not known itself. */
		if (t == PLINT_NO)
			plint_run_add_member(&rest, v);
		rest.more = rest.more || t == PLINT_MAYBE;
	}
	return plint_run_finish(&rest);
}

static const struct plint_run_set *those(struct plint_eval *e, const struct plint_xnode *n)
{
	const struct plint_run_set *set = plint_run_set_of(e, n->a);
	if (n->b == 0)
		return set;
	struct plint_run_builder kept = {.e = e, .more = set->set.more, .keep_repeats = true};
	for (uint32_t i = 0; i < set->set.count && !e->exhausted; i++) {
		plint_run_bind(e, n->small, &set->set.items[i]);
		struct plint_run_round round = plint_run_begin_round(e);
		enum plint_truth t = plint_run_test(e, n->b);
		plint_run_end_round(e, &round);
		if (t == PLINT_YES)
			plint_run_add_member(&kept, &set->set.items[i]);
		kept.more = kept.more || t == PLINT_MAYBE;
	}
	return plint_run_finish(&kept);
}

const struct plint_run_set *plint_run_set_node(struct plint_eval *e, const struct plint_xnode *n)
{
	if (n->op == PLINT_X_UNION)
		return joined(e, n);
	if (n->op == PLINT_X_TUPLE)
		return tuple(e, n);
	if (n->op == PLINT_X_THOSE)
		return those(e, n);
	const struct plint_run_set *a = plint_run_set_of(e, n->a);
	const struct plint_run_set *b = plint_run_set_of(e, n->b);
	return n->op == PLINT_X_COMMON ? common(e, a, b) : without(e, a, b);
}

/* --- folds ------------------------------------------------------------------------------------------------------------------ */

struct fold {
	struct plint_value value; /* so far */
	uint32_t count;
	bool unknown;
};

/* One value into the fold; false where the whole is not known. */
static bool fold_in(struct plint_eval *e, struct fold *f, unsigned op, const struct plint_value *v)
{
	int order;
	f->count++;
	if (op == PLINT_X_COUNT)
		return true;
	if (v->state != PLINT_KNOWN)
		return false;
	if (f->count == 1) {
		f->value = *v;
		return true;
	}
	if (op == PLINT_X_SUM || op == PLINT_X_AVERAGE) {
		f->value = plint_run_add(e, &f->value, v);
		return f->value.state == PLINT_KNOWN;
	}
	if (!plint_run_order(e, v, &f->value, &order))
		return false;
	if (op == PLINT_X_MIN ? order < 0 : order > 0)
		f->value = *v;
	return true;
}

/* One member into the fold; false where the whole is not known. */
static bool fold_member(struct plint_eval *e, const struct plint_xnode *n, const struct plint_value *member, struct fold *f)
{
	struct plint_value v = *member;
	if (n->b || n->c)
		plint_run_bind(e, n->small, &v);
	enum plint_truth passed = n->b ? plint_run_test(e, n->b) : PLINT_YES;
	if (passed == PLINT_NO)
		return true;
	if (passed == PLINT_MAYBE || e->exhausted)
		return false;
	if (n->c)
		v = plint_run_value(e, n->c);
	return fold_in(e, f, n->op, &v);
}

/* Goes over the members; false where the whole is not known. What is folded is numbers, which hold no memory. */
static bool fold_members(struct plint_eval *e, const struct plint_xnode *n, const struct plint_run_set *set, struct fold *f)
{
	bool known = true;
	for (uint32_t i = 0; known && i < set->set.count; i++) {
		struct plint_run_round round = plint_run_begin_round(e);
		known = fold_member(e, n, &set->set.items[i], f);
		plint_run_end_round(e, &round);
	}
	return known;
}

struct plint_value plint_run_fold(struct plint_eval *e, const struct plint_xnode *n)
{
	const struct plint_run_set *set = plint_run_set_of(e, n->a);
	struct fold f = {.value = plint_run_amount(0, 0)};
	if (set->set.more || !fold_members(e, n, set, &f))
		return plint_run_state(PLINT_UNKNOWN);
	if (n->op == PLINT_X_COUNT)
		return plint_run_amount(f.count, 0);
	if (f.count == 0 && n->op != PLINT_X_SUM)
		return plint_run_state(PLINT_MISSING);
	if (n->op == PLINT_X_AVERAGE)
		f.value.u.number /= f.count;
	f.value.span = (struct plint_span){0, 0};
	f.value.flags = f.value.bound = 0;
	return f.value;
}
