/*
 * Matching in steps: see match.h. Most steps give each block a key and match the blocks of both drafts that have the same key, the first
 * with the first; a step sees only what earlier ones have left.
 */
#include "compare/match.h"

#include <stdlib.h>

#include "base/intern.h"
#include "base/io.h"
#include "base/text.h"

#define MIN_TELLING_FIELDS 3 /* so many fields of the same content tell a block without a title in common */

uint32_t plint_match_up(const struct plint_model *m, uint32_t id)
{
	const struct plint_block *x = plint_model_block(m, id);
	return x->parent ? x->parent : x->objective ? x->objective : x->goal;
}

static void join(struct plint_match *m, uint32_t old_block, uint32_t new_block)
{
	m->to[PLINT_OLD][old_block] = new_block;
	m->to[PLINT_NEW][new_block] = old_block;
}

/* ---- keys of values ------------------------------------------------------------------------------------------------ */

static void add_comparable(struct plint_buf *out, const char *text, size_t len)
{
	size_t n;
	const char *same = plint_text_comparable(out->arena, text, len, &n);
	plint_buf_add(out, same, n);
}

static void add_atom(const struct plint_model *m, uint32_t atom, struct plint_buf *out)
{
	if (atom)
		plint_buf_add(out, plint_intern_text(m->atoms, atom), plint_intern_len(m->atoms, atom));
}

void plint_match_block_key(const struct plint_match *m, enum plint_side side, uint32_t id, struct plint_buf *out)
{
	uint32_t other = m->to[side][id];
	if (other)
		plint_buf_printf(out, "b%u", side == PLINT_OLD ? other : id);
	else
		plint_buf_printf(out, "B%u.%u", (unsigned)side, id);
}

void plint_match_value_key(const struct plint_match *m, enum plint_side side, const struct plint_value *v, struct plint_buf *out)
{
	const struct plint_model *model = m->side[side];
	uint32_t len;
	if (v->state != PLINT_KNOWN) {
		plint_buf_printf(out, "s%u", v->state);
		if (v->state == PLINT_UNKNOWN && v->type == PLINT_TYPE_BLOCK)
			add_atom(model, v->u.word.atom, out);
		return;
	}
	switch ((enum plint_type)v->type) {
	case PLINT_TYPE_TEXT: {
		const char *text = plint_model_chars(model, v, &len);
		plint_buf_char(out, 't');
		add_comparable(out, text, len);
		break;
	}
	case PLINT_TYPE_WORD:
		plint_buf_char(out, 'w');
		add_atom(model, v->u.word.atom, out);
		break;
	case PLINT_TYPE_AMOUNT:
		plint_buf_printf(out, "n%.17g ", v->u.number);
		add_atom(model, v->unit, out);
		break;
	case PLINT_TYPE_DATE: plint_buf_printf(out, "d%d", v->u.days.last); break;
	case PLINT_TYPE_DURATION:
	case PLINT_TYPE_RHYTHM: plint_buf_printf(out, "r%d %d", v->u.duration.months, v->u.duration.days); break;
	case PLINT_TYPE_BLOCK: plint_match_block_key(m, side, v->u.block, out); break;
	case PLINT_TYPE_NONE:
	case PLINT_TYPE_BOOL:
	case PLINT_TYPE_RECORD:
	case PLINT_TYPE_SET:
	case PLINT_TYPE_KIND: break; /* not in the cells of a plan */
	}
}

/* ---- keys of blocks ------------------------------------------------------------------------------------------------- */

/* Appends the key of block ID; false where the step has nothing to say about it. */
typedef bool key_fn(const struct plint_match *m, enum plint_side side, uint32_t id, struct plint_buf *out);

static bool add_title(const struct plint_match *m, enum plint_side side, uint32_t id, struct plint_buf *out)
{
	const struct plint_model *model = m->side[side];
	const struct plint_block *x = plint_model_block(model, id);
	if (!x->title)
		return false;
	add_comparable(out, model->ast->texts.items[x->title].text, model->ast->texts.items[x->title].len);
	return true;
}

/* What block ID hangs on; false where that is in one draft only. */
static bool add_up(const struct plint_match *m, enum plint_side side, uint32_t id, struct plint_buf *out)
{
	uint32_t up = plint_match_up(m->side[side], id);
	if (up == 0)
		return true;
	if (!m->to[side][up])
		return false;
	plint_match_block_key(m, side, up, out);
	return true;
}

static bool by_name(const struct plint_match *m, enum plint_side side, uint32_t id, struct plint_buf *out)
{
	const struct plint_block *x = plint_model_block(m->side[side], id);
	add_atom(m->side[side], x->name, out);
	return x->name != 0;
}

static bool by_title_and_place(const struct plint_match *m, enum plint_side side, uint32_t id, struct plint_buf *out)
{
	if (!add_title(m, side, id, out))
		return false;
	plint_buf_char(out, '\n');
	return add_up(m, side, id, out);
}

static bool by_title(const struct plint_match *m, enum plint_side side, uint32_t id, struct plint_buf *out)
{
	return add_title(m, side, id, out);
}

/* A plan has one of these. */
static bool by_kind(const struct plint_match *m, enum plint_side side, uint32_t id, struct plint_buf *out)
{
	unsigned kind = plint_model_block(m->side[side], id)->kind;
	(void)out;
	return kind == PLINT_KIND_PLAN || kind == PLINT_KIND_MISSION;
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Appends what SLOT of field F says, whatever the order of its entries. */
static void add_slot(const struct plint_match *m, enum plint_side side, const struct plint_field *f, const struct plint_slot *slot,
                     struct plint_buf *out)
{
	uint32_t stride = plint_field_cells(f);
	const char **entries = plint_arena_alloc(out->arena, slot->count * sizeof *entries);
	for (uint32_t i = 0; i < slot->count; i++) {
		struct plint_buf one;
		plint_buf_init(&one, out->arena);
		for (uint32_t c = 0; c < stride; c++) {
			plint_match_value_key(m, side, &m->side[side]->cells.items[slot->first + i * stride + c], &one);
			plint_buf_char(&one, '|');
		}
		entries[i] = one.text;
	}
	qsort(entries, slot->count, sizeof *entries, compare_texts);
	plint_buf_printf(out, "\n%u", f->id);
	for (uint32_t i = 0; i < slot->count; i++)
		plint_buf_printf(out, ":%s", entries[i]);
}

/* Appends what block ID says in its fields; the number of those. */
static unsigned add_content(const struct plint_match *m, enum plint_side side, uint32_t id, struct plint_buf *out)
{
	const struct plint_model *model = m->side[side];
	const struct plint_block *x = plint_model_block(model, id);
	unsigned fields = 0;
	for (uint32_t i = 0; i < plint_schema_slots(model->schema, (enum plint_kind)x->kind); i++) {
		const struct plint_slot *slot = plint_model_slot_at(model, id, i);
		if (!plint_match_is_written(slot))
			continue;
		add_slot(m, side, &model->schema->fields[model->schema->kind_first[x->kind] + i], slot, out);
		fields++;
	}
	return fields;
}

static bool is_anonymous(const struct plint_match *m, enum plint_side side, uint32_t id)
{
	const struct plint_block *x = plint_model_block(m->side[side], id);
	return !x->name && !x->title;
}

static bool by_content(const struct plint_match *m, enum plint_side side, uint32_t id, struct plint_buf *out)
{
	if (!add_up(m, side, id, out))
		return false;
	unsigned fields = add_content(m, side, id, out);
	return is_anonymous(m, side, id) || fields >= MIN_TELLING_FIELDS;
}

static bool by_place(const struct plint_match *m, enum plint_side side, uint32_t id, struct plint_buf *out)
{
	return is_anonymous(m, side, id) && add_up(m, side, id, out);
}

/* ---- steps ---------------------------------------------------------------------------------------------------------- */

/* The blocks of one draft in queues, one a key. */
struct queues {
	uint32_t *first; /* by key */
	uint32_t *last;
	uint32_t *next;  /* by block */
};

static uint32_t block_count(const struct plint_match *m, enum plint_side side)
{
	return m->side[side]->blocks.count;
}

static struct queues new_queues(const struct plint_match *m, enum plint_side side, struct plint_arena *a)
{
	size_t keys = (size_t)block_count(m, PLINT_OLD) + block_count(m, PLINT_NEW) + 1;
	return (struct queues){plint_arena_calloc(a, keys, sizeof(uint32_t)), plint_arena_calloc(a, keys, sizeof(uint32_t)),
	                       plint_arena_calloc(a, (size_t)block_count(m, side) + 1, sizeof(uint32_t))};
}

static void queue_up(struct queues *q, uint32_t key, uint32_t id)
{
	if (q->first[key])
		q->next[q->last[key]] = id;
	else
		q->first[key] = id;
	q->last[key] = id;
}

static void fill_queues(const struct plint_match *m, enum plint_side side, key_fn *key, struct plint_intern *keys, struct queues *q)
{
	struct plint_buf text;
	plint_buf_init(&text, keys->arena);
	for (uint32_t id = 1; id < block_count(m, side); id++) {
		if (m->to[side][id])
			continue;
		plint_buf_reset(&text);
		plint_buf_printf(&text, "%u ", plint_model_block(m->side[side], id)->kind);
		if (key(m, side, id, &text))
			queue_up(q, plint_intern_put(keys, text.text, text.len), id);
	}
}

/* Matches blocks of the same kind and KEY: the first with the first. */
static void match_by(struct plint_match *m, struct plint_arena *scratch, key_fn *key)
{
	struct plint_arena_mark mark = plint_arena_mark(scratch);
	struct plint_intern keys;
	uint64_t secret[2];
	plint_io_random(secret, sizeof secret);
	plint_intern_init(&keys, scratch, secret);
	struct queues q[2] = {new_queues(m, PLINT_OLD, scratch), new_queues(m, PLINT_NEW, scratch)};
	fill_queues(m, PLINT_OLD, key, &keys, &q[PLINT_OLD]);
	fill_queues(m, PLINT_NEW, key, &keys, &q[PLINT_NEW]);
	for (uint32_t k = 1; k <= keys.entries.count; k++) {
		uint32_t o = q[PLINT_OLD].first[k], n = q[PLINT_NEW].first[k];
		for (; o && n; o = q[PLINT_OLD].next[o], n = q[PLINT_NEW].next[n])
			join(m, o, n);
	}
	plint_arena_rewind(scratch, mark);
}

static int compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

/* Highest score first; among equals an order that is the same seen from either draft. */
static int compare_pairs(const void *a, const void *b)
{
	const struct plint_match_pair *x = a, *y = b;
	if (x->score != y->score)
		return -compare_numbers(x->score, y->score);
	int by_sum = compare_numbers(x->old_block + x->new_block, y->old_block + y->new_block);
	return by_sum ? by_sum : compare_numbers(x->old_block, y->old_block);
}

void plint_match_take(struct plint_match *m, struct plint_match_pair *pairs, uint32_t count)
{
	if (count > 1)
		qsort(pairs, count, sizeof *pairs, compare_pairs);
	for (uint32_t i = 0; i < count; i++)
		if (!m->to[PLINT_OLD][pairs[i].old_block] && !m->to[PLINT_NEW][pairs[i].new_block])
			join(m, pairs[i].old_block, pairs[i].new_block);
}

static int compare_places(const void *a, const void *b)
{
	const struct plint_match_pair *x = a, *y = b;
	int by_old = compare_numbers(x->old_block, y->old_block);
	return by_old ? by_old : compare_numbers(x->new_block, y->new_block);
}

static uint32_t *count_below(const struct plint_match *m, enum plint_side side, struct plint_arena *scratch)
{
	uint32_t *below = plint_arena_calloc(scratch, block_count(m, side), sizeof *below);
	for (uint32_t id = 1; id < block_count(m, side); id++)
		below[plint_match_up(m->side[side], id)]++;
	return below;
}

/* Blocks that stay are on the same block: at least half of what hangs on either of the two must be. */
static void match_by_what_hangs_on_them(struct plint_match *m, struct plint_arena *scratch)
{
	PLINT_VEC(struct plint_match_pair) votes = {0};
	for (uint32_t id = 1; id < block_count(m, PLINT_OLD); id++) {
		uint32_t other = m->to[PLINT_OLD][id];
		uint32_t o = other ? plint_match_up(m->side[PLINT_OLD], id) : 0, n = other ? plint_match_up(m->side[PLINT_NEW], other) : 0;
		if (!o || !n || m->to[PLINT_OLD][o] || m->to[PLINT_NEW][n] ||
		    plint_model_block(m->side[PLINT_OLD], o)->kind != plint_model_block(m->side[PLINT_NEW], n)->kind)
			continue;
		struct plint_match_pair vote = {o, n, 1};
		plint_vec_push(&votes, scratch, vote);
	}
	if (votes.count == 0)
		return;
	qsort(votes.items, votes.count, sizeof *votes.items, compare_places);
	uint32_t *below[2] = {count_below(m, PLINT_OLD, scratch), count_below(m, PLINT_NEW, scratch)};
	uint32_t kept = 0;
	for (uint32_t i = 0, end; i < votes.count; i = end) {
		struct plint_match_pair v = votes.items[i];
		for (end = i + 1; end < votes.count && compare_places(&votes.items[end], &v) == 0; end++)
			v.score++;
		if (2 * v.score >= below[PLINT_OLD][v.old_block] && 2 * v.score >= below[PLINT_NEW][v.new_block])
			votes.items[kept++] = v;
	}
	plint_match_take(m, votes.items, kept);
}

void plint_match_blocks(struct plint_match *m, struct plint_arena *arena, struct plint_arena *scratch)
{
	struct plint_arena_mark mark = plint_arena_mark(scratch);
	for (int side = PLINT_OLD; side <= PLINT_NEW; side++)
		m->to[side] = plint_arena_calloc(arena, block_count(m, (enum plint_side)side), sizeof **m->to);
	match_by(m, scratch, by_name);
	match_by(m, scratch, by_title_and_place);
	match_by(m, scratch, by_title);
	match_by(m, scratch, by_kind);
	plint_match_alike(m, scratch);
	match_by_what_hangs_on_them(m, scratch);
	match_by(m, scratch, by_content);
	match_by(m, scratch, by_place);
	plint_arena_rewind(scratch, mark);
}
