/*
 * The fields of two blocks that are the same. A field that is said once is compared part by part. One that is said often is compared as a
 * set: entries with the same key are the same entry, and its other parts are compared; what is left came or went.
 */
#include "base/intern.h"
#include "compare/run.h"

#define MAX_SHOWN 5 /* entries of a list */

/* The cells of one field on both sides. */
struct pair_of_slots {
	const struct plint_field *field;
	const struct plint_slot *slot[2];
	uint32_t count[2]; /* entries that were written here, or that this field inherits where the other does not */
	uint32_t stride;
};

static const struct plint_value *entry(const struct plint_comparing *c, const struct pair_of_slots *p, enum plint_side side, uint32_t i)
{
	return &c->match->side[side]->cells.items[p->slot[side]->first + i * p->stride];
}

static struct plint_subject subject_of(const struct plint_field *f, enum plint_noun_part noun, uint32_t o, uint32_t n)
{
	return (struct plint_subject){.old_block = o, .new_block = n, .field = f, .name = f->spelling, .noun = noun};
}

/* ---- fields that are said once ---------------------------------------------------------------------------------------- */

static uint32_t width_of(enum plint_want want)
{
	return want == PLINT_WANT_TARGET ? 3 : 1;
}

static void compare_cells(struct plint_comparing *c, const struct plint_subject *s, enum plint_want want, const struct plint_value *was,
                          const struct plint_value *is)
{
	if (was->flags & is->flags & PLINT_VALUE_INHERITED)
		return; /* told where it is written */
	if (want == PLINT_WANT_TARGET)
		plint_compare_targets(c, s, was, is);
	else
		plint_compare_values(c, s, was, is);
}

/* The parts of two entries beside their main value; not the one whose cell is SKIP (0: none). */
static void compare_parts(struct plint_comparing *c, const struct pair_of_slots *p, struct plint_subject s, const struct plint_value *was,
                          const struct plint_value *is, uint32_t skip)
{
	uint32_t at = width_of(p->field->want);
	for (int i = 0; i < PLINT_MAX_PARTS && p->field->parts[i].link != PLINT_LINK_NONE; i++) {
		enum plint_want want = p->field->parts[i].want;
		s.noun = i == 0 ? PLINT_NOUN_FIRST : PLINT_NOUN_SECOND;
		s.part = p->field->parts[i].name;
		if (at != skip)
			compare_cells(c, &s, want, was + at, is + at);
		at += width_of(want);
	}
}

static void compare_once(struct plint_comparing *c, const struct pair_of_slots *p, uint32_t o, uint32_t n)
{
	struct plint_subject s = subject_of(p->field, PLINT_NOUN_WHOLE, o, n);
	struct plint_said none = {NULL, {0, 0}};
	if (!p->count[PLINT_OLD]) {
		plint_comparing_add(c, PLINT_CHANGE_GIVEN, &s, none, plint_say_entry(c, PLINT_NEW, p->field, entry(c, p, PLINT_NEW, 0)), NULL, 0);
		return;
	}
	if (!p->count[PLINT_NEW]) {
		plint_comparing_add(c, PLINT_CHANGE_GONE, &s, plint_say_entry(c, PLINT_OLD, p->field, entry(c, p, PLINT_OLD, 0)), none, NULL, 0);
		return;
	}
	const struct plint_value *was = entry(c, p, PLINT_OLD, 0), *is = entry(c, p, PLINT_NEW, 0);
	struct plint_subject main = s;
	if (p->field->id == PLINT_F_PERIOD)
		main.noun = PLINT_NOUN_KEYED;
	compare_cells(c, &main, p->field->want, was, is);
	compare_parts(c, p, s, was, is, 0);
}

/* ---- fields that are said often ---------------------------------------------------------------------------------------- */

/* Cell by which an entry of F is known: what a result is paid for, the date of a value; else its main value. */
static uint32_t key_cell(const struct plint_field *f)
{
	bool is_dated = f->id == PLINT_F_MILESTONE || f->id == PLINT_F_ACTUAL;
	return is_dated || f->id == PLINT_F_REWARDS ? width_of(f->want) : 0;
}

/* Entries of one side that the other lacks. */
struct rest {
	PLINT_VEC(uint32_t) entries;
};

/* Matches entries by their keys: PAIRS[new] is the old entry + 1, or 0. */
static void match_entries(struct plint_comparing *c, const struct pair_of_slots *p, uint32_t *pairs, struct rest *gone)
{
	struct plint_intern keys;
	struct plint_buf key;
	uint32_t cell = key_cell(p->field), *first = plint_arena_calloc(c->scratch, (size_t)p->count[PLINT_OLD] + 1, sizeof *first);
	uint32_t *next = plint_arena_calloc(c->scratch, (size_t)p->count[PLINT_OLD] + 1, sizeof *next);
	bool *is_taken = plint_arena_calloc(c->scratch, (size_t)p->count[PLINT_OLD] + 1, sizeof *is_taken);
	plint_intern_init(&keys, c->scratch, c->secret);
	plint_buf_init(&key, c->scratch);
	for (uint32_t i = p->count[PLINT_OLD]; i > 0; i--) {
		plint_buf_reset(&key);
		plint_match_value_key(c->match, PLINT_OLD, entry(c, p, PLINT_OLD, i - 1) + cell, &key);
		uint32_t k = plint_intern_put(&keys, key.text, key.len) - 1;
		next[i] = first[k];
		first[k] = i;
	}
	for (uint32_t i = 0; i < p->count[PLINT_NEW]; i++) {
		plint_buf_reset(&key);
		plint_match_value_key(c->match, PLINT_NEW, entry(c, p, PLINT_NEW, i) + cell, &key);
		uint32_t k = plint_intern_find(&keys, key.text, key.len);
		if (k == 0 || first[k - 1] == 0)
			continue;
		pairs[i] = first[k - 1];
		first[k - 1] = next[pairs[i]];
		is_taken[pairs[i] - 1] = true;
	}
	for (uint32_t i = 0; i < p->count[PLINT_OLD]; i++)
		if (!is_taken[i])
			plint_vec_push(&gone->entries, c->scratch, i);
}

/* The changes within an entry that is in both drafts. */
static void compare_entry(struct plint_comparing *c, const struct pair_of_slots *p, uint32_t o, uint32_t n, const struct plint_value *was,
                          const struct plint_value *is)
{
	uint32_t cell = key_cell(p->field);
	struct plint_subject s = subject_of(p->field, PLINT_NOUN_KEYED, o, n);
	s.key = is + cell;
	if (cell > 0)
		compare_cells(c, &s, p->field->want, was, is);
	compare_parts(c, p, s, was, is, cell);
}

/* ENTRIES as a list; its place is that of the first. */
static struct plint_said say_list(struct plint_comparing *c, const struct pair_of_slots *p, enum plint_side side, const struct rest *r)
{
	struct plint_buf out;
	struct plint_span span = {0, 0};
	plint_buf_init(&out, c->arena);
	for (uint32_t i = 0; i < r->entries.count && i < MAX_SHOWN; i++) {
		struct plint_said one = plint_say_entry(c, side, p->field, entry(c, p, side, r->entries.items[i]));
		plint_buf_printf(&out, "%s%s", i ? ", " : "", one.text);
		if (i == 0)
			span = one.span;
	}
	if (r->entries.count > MAX_SHOWN)
		plint_buf_str(&out, ", …");
	return (struct plint_said){out.text, span};
}

/* What an incentive pays for, with its share: "\"Loans disbursed\" (60%)". */
static struct plint_said say_rewards(struct plint_comparing *c, const struct pair_of_slots *p, enum plint_side side, const struct rest *r)
{
	struct plint_buf out;
	struct plint_span span = {0, 0};
	plint_buf_init(&out, c->arena);
	for (uint32_t i = 0; i < r->entries.count && i < MAX_SHOWN; i++) {
		const struct plint_value *cells = entry(c, p, side, r->entries.items[i]);
		struct plint_said on = plint_say_value(c, side, &cells[1]), share = plint_say_value(c, side, &cells[0]);
		plint_buf_printf(&out, "%s%s (%s)", i ? ", " : "", on.text, share.text);
		if (i == 0)
			span = on.span;
	}
	if (r->entries.count > MAX_SHOWN)
		plint_buf_str(&out, ", …");
	return (struct plint_said){out.text, span};
}

/* Tells what GONE and CAME say together. */
static void tell_rest(struct plint_comparing *c, const struct pair_of_slots *p, uint32_t o, uint32_t n, const struct rest *gone,
                      const struct rest *came)
{
	bool is_pay = p->field->id == PLINT_F_REWARDS;
	struct plint_subject s = subject_of(p->field, PLINT_NOUN_WHOLE, o, n);
	struct plint_said none = {NULL, {0, 0}}, was = none, is = none;
	if (gone->entries.count)
		was = is_pay ? say_rewards(c, p, PLINT_OLD, gone) : say_list(c, p, PLINT_OLD, gone);
	if (came->entries.count)
		is = is_pay ? say_rewards(c, p, PLINT_NEW, came) : say_list(c, p, PLINT_NEW, came);
	if (was.text && is.text && strcmp(was.text, is.text) == 0)
		return; /* the same words, once as a text and once as the title of a block */
	if (is_pay) {
		plint_comparing_add(c,
		                    !was.text  ? PLINT_CHANGE_PAYS_TOO
		                    : !is.text ? PLINT_CHANGE_PAYS_NO_MORE
		                               : PLINT_CHANGE_PAYS_INSTEAD,
		                    &s, was, is, NULL, 0);
	} else if (gone->entries.count == 1 && came->entries.count == 1) {
		plint_comparing_add(c, PLINT_CHANGE_CHANGED, &s, was, is, NULL, 0);
	} else {
		bool was_all = gone->entries.count == p->count[PLINT_OLD], is_all = came->entries.count == p->count[PLINT_NEW];
		if (was.text)
			plint_comparing_add(c, was_all && !is.text ? PLINT_CHANGE_GONE : PLINT_CHANGE_TAKEN_OUT, &s, was, none, NULL, 0);
		if (is.text)
			plint_comparing_add(c, is_all && !was.text ? PLINT_CHANGE_GIVEN : PLINT_CHANGE_PUT_IN, &s, none, is, NULL, 0);
	}
}

static void compare_often(struct plint_comparing *c, const struct pair_of_slots *p, uint32_t o, uint32_t n)
{
	struct rest gone = {0}, came = {0};
	uint32_t *pairs = plint_arena_calloc(c->scratch, (size_t)p->count[PLINT_NEW] + 1, sizeof *pairs);
	match_entries(c, p, pairs, &gone);
	for (uint32_t i = 0; i < p->count[PLINT_NEW]; i++) {
		if (pairs[i])
			compare_entry(c, p, o, n, entry(c, p, PLINT_OLD, pairs[i] - 1), entry(c, p, PLINT_NEW, i));
		else if (!(entry(c, p, PLINT_NEW, i)->flags & PLINT_VALUE_MIRRORED)) /* said from the other end: told there */
			plint_vec_push(&came.entries, c->scratch, i);
	}
	uint32_t kept = 0;
	for (uint32_t i = 0; i < gone.entries.count; i++)
		if (!(entry(c, p, PLINT_OLD, gone.entries.items[i])->flags & PLINT_VALUE_MIRRORED))
			gone.entries.items[kept++] = gone.entries.items[i];
	gone.entries.count = kept;
	if (gone.entries.count || came.entries.count)
		tell_rest(c, p, o, n, &gone, &came);
}

/* ---- all fields -------------------------------------------------------------------------------------------------------- */

/* Whether what stands in SLOT of block X is known for sure. */
static bool is_readable(const struct plint_block *x, const struct plint_slot *slot)
{
	bool may_lack = x->flags & PLINT_BLOCK_UNREAD_LINE && slot->state == PLINT_MISSING;
	return slot->state != PLINT_UNKNOWN && !may_lack;
}

/* Where blocks hang is told as a move. */
static bool is_told_as_move(unsigned kind, unsigned field)
{
	return field == PLINT_F_SERVES && (kind == PLINT_KIND_OBJECTIVE || kind == PLINT_KIND_INDICATOR || kind == PLINT_KIND_ACTIVITY);
}

void plint_compare_fields(struct plint_comparing *c, uint32_t o, uint32_t n)
{
	const struct plint_model *was = c->match->side[PLINT_OLD], *is = c->match->side[PLINT_NEW];
	const struct plint_block *x = plint_model_block(was, o), *y = plint_model_block(is, n);
	uint32_t first = was->schema->kind_first[x->kind];
	for (uint32_t i = 0; i < plint_schema_slots(was->schema, (enum plint_kind)x->kind); i++) {
		struct pair_of_slots p = {.field = &was->schema->fields[first + i],
		                          .slot = {plint_model_slot_at(was, o, i), plint_model_slot_at(is, n, i)}};
		bool is_inherited = p.slot[PLINT_OLD]->flags & p.slot[PLINT_NEW]->flags & PLINT_VALUE_INHERITED;
		if (is_inherited || is_told_as_move(x->kind, p.field->id) || !is_readable(x, p.slot[PLINT_OLD]) ||
		    !is_readable(y, p.slot[PLINT_NEW]))
			continue;
		p.stride = plint_field_cells(p.field);
		for (int side = PLINT_OLD; side <= PLINT_NEW; side++)
			p.count[side] = p.slot[side]->flags & PLINT_VALUE_IMPLIED ? 0 : p.slot[side]->count;
		if (!p.count[PLINT_OLD] && !p.count[PLINT_NEW])
			continue;
		struct plint_arena_mark mark = plint_arena_mark(c->scratch);
		if (p.field->is_many)
			compare_often(c, &p, o, n);
		else
			compare_once(c, &p, o, n);
		plint_arena_rewind(c->scratch, mark);
	}
}
