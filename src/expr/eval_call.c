/* The functions of the rule language. See builtins.def for the list, eval_run.h for the rest. */
#include <math.h>
#include <stdlib.h>

#include "expr/eval_run.h"

#define MAX_SUGGESTIONS 3

static struct plint_value unknown(void)
{
	return plint_run_state(PLINT_UNKNOWN);
}

static struct plint_value open_set(void)
{
	return plint_run_set_value(plint_run_open_set());
}

static struct plint_value argument(struct plint_eval *e, const struct plint_xnode *n, uint32_t i)
{
	return plint_run_value(e, e->code->lists.items[n->a + i]);
}

static struct plint_value first(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value v = plint_run_state(PLINT_MISSING);
	for (uint32_t i = 0; i < n->b && v.state == PLINT_MISSING; i++)
		v = argument(e, n, i);
	return v;
}

/* --- texts ------------------------------------------------------------------------------------------------------------- */

/* The text that argument 0 is; false where there is none, with the set that then is the answer: nothing is in a text that is not there. */
static bool text_argument(struct plint_eval *e, const struct plint_xnode *n, struct plint_value *text, struct plint_value *otherwise)
{
	struct plint_value v = argument(e, n, 0);
	*text = plint_run_text(e, &v);
	*otherwise = text->state == PLINT_MISSING ? plint_run_set_value(plint_run_empty_set()) : open_set();
	if (text->state == PLINT_KNOWN && text->type == PLINT_TYPE_BLOCK && plint_model_block(e->model, text->u.block)->title == 0)
		*otherwise = plint_run_set_value(plint_run_empty_set());
	else if (text->state == PLINT_KNOWN && (text->type == PLINT_TYPE_TEXT || text->type == PLINT_TYPE_BLOCK))
		return true;
	return false;
}

/* Match M as an entry: its text, the number of its parts, then name and value of each. */
static struct plint_value match_value(struct plint_eval *e, const struct plint_lex_match *m, unsigned list)
{
	struct plint_value *cells = plint_arena_calloc(e->mem, 2 + 2 * (size_t)m->capture_count, sizeof *cells);
	cells[0] = plint_run_made_text(e, m->text, m->len);
	cells[0].span = m->span;
	cells[1] = plint_run_amount(m->capture_count, 0);
	for (uint32_t i = 0; i < m->capture_count; i++) {
		const char *name = m->captures[i].name;
		cells[2 + 2 * i] = plint_run_made_text(e, name, (uint32_t)strlen(name));
		cells[3 + 2 * i] = m->captures[i].value;
	}
	return (struct plint_value){.type = PLINT_TYPE_RECORD,
	                            .unit = (uint32_t)PLINT_RECORD_MATCH + list,
	                            .span = m->span,
	                            .u.cells = cells};
}

static struct plint_value found(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value text, otherwise;
	const struct plint_lex_match *matches;
	uint32_t count;
	if (!text_argument(e, n, &text, &otherwise))
		return otherwise;
	if (!plint_lexicon_found(e->config.lexicon, e->mem, &text, n->small, &matches, &count))
		return open_set();
	struct plint_value *items = plint_arena_alloc(e->mem, count * sizeof *items);
	for (uint32_t i = 0; i < count; i++)
		items[i] = match_value(e, &matches[i], n->small);
	return plint_run_set_value(plint_run_make_set(e, items, count, false));
}

static struct plint_value scanned(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value text, otherwise;
	const struct plint_value *items;
	uint32_t count;
	if (!text_argument(e, n, &text, &otherwise))
		return otherwise;
	if (n->c == PLINT_FUNCTION_DATES)
		plint_lexicon_dates(e->config.lexicon, e->mem, &text, &items, &count);
	else
		plint_lexicon_amounts(e->config.lexicon, e->mem, &text, &items, &count);
	return plint_run_set_value(plint_run_make_set(e, items, count, false));
}

/* --- amounts ----------------------------------------------------------------------------------------------------------- */

static struct plint_value number(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value v = argument(e, n, 0);
	if (v.state == PLINT_KNOWN && v.type != PLINT_TYPE_AMOUNT)
		return unknown();
	v.unit = 0;
	v.bound = 0;
	return v;
}

/* growth, share, same_unit: of two amounts that are known. */
static struct plint_value of_two(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value a = argument(e, n, 0), b = argument(e, n, 1);
	if (a.state != PLINT_KNOWN || b.state != PLINT_KNOWN || a.type != PLINT_TYPE_AMOUNT || b.type != PLINT_TYPE_AMOUNT)
		return n->type == PLINT_TYPE_BOOL ? plint_run_bool(PLINT_MAYBE) : unknown();
	bool meet = plint_run_units_meet(e, &a, &b);
	if (n->c == PLINT_FUNCTION_SAME_UNIT)
		return plint_run_bool(meet ? PLINT_YES : PLINT_NO);
	double whole = n->c == PLINT_FUNCTION_GROWTH ? a.u.number : b.u.number;
	if (!meet || !(whole > 0 || whole < 0))
		return unknown();
	double part = n->c == PLINT_FUNCTION_GROWTH ? (b.u.number - whole) / fabs(whole) : a.u.number / whole;
	return plint_run_amount(part * 100, e->model->atom_percent);
}

static struct plint_value interval(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value v = argument(e, n, 0);
	if (v.state == PLINT_KNOWN && v.type != PLINT_TYPE_RHYTHM)
		return unknown();
	if (v.type == PLINT_TYPE_RHYTHM)
		v.type = PLINT_TYPE_DURATION;
	return v;
}

/* --- reach: breadth first over links ------------------------------------------------------------------------------------- */

struct reach {
	struct plint_eval *e;
	PLINT_VEC(uint32_t) blocks; /* reached, in the order in which they were */
	bool more;
};

static void reach_block(struct reach *r, const struct plint_value *v)
{
	if (v->state == PLINT_MISSING || (v->state == PLINT_KNOWN && v->type != PLINT_TYPE_BLOCK))
		return;
	if (v->state != PLINT_KNOWN) {
		r->more = true;
		return;
	}
	if (r->e->stamps[v->u.block] == r->e->stamp)
		return;
	r->e->stamps[v->u.block] = r->e->stamp;
	plint_vec_push(&r->blocks, r->e->mem, v->u.block);
}

/* All that one field of BLOCK leads to. */
static void reach_over(struct reach *r, const struct plint_xnode *field, const struct plint_value *block)
{
	struct plint_value v = plint_run_access(r->e, field, block);
	if (v.type != PLINT_TYPE_SET) {
		reach_block(r, &v);
		return;
	}
	r->more = r->more || v.u.set->more;
	for (uint32_t i = 0; i < v.u.set->count && plint_run_spend(r->e, 1); i++)
		reach_block(r, &v.u.set->items[i]);
}

static int by_number(const void *a, const void *b)
{
	uint32_t x, y;
	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return (x > y) - (x < y);
}

static struct plint_value reach(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value at = argument(e, n, 0);
	if (at.state == PLINT_MISSING || (at.state == PLINT_KNOWN && at.type != PLINT_TYPE_BLOCK))
		return plint_run_set_value(plint_run_empty_set());
	if (at.state != PLINT_KNOWN)
		return open_set();
	struct reach r = {.e = e};
	if (e->stamps == NULL)
		e->stamps = plint_arena_calloc(e->arena, e->model->blocks.count, sizeof *e->stamps);
	e->stamp++;
	for (uint32_t next = 0; plint_run_spend(e, 1); next++) {
		for (uint32_t i = 1; i < n->b; i++)
			reach_over(&r, plint_run_node(e, e->code->lists.items[n->a + i]), &at);
		if (next >= r.blocks.count)
			break;
		at = plint_run_block(r.blocks.items[next]);
	}
	if (r.blocks.count > 1)
		qsort(r.blocks.items, r.blocks.count, sizeof *r.blocks.items, by_number);
	struct plint_value *items = plint_arena_alloc(e->mem, r.blocks.count * sizeof *items);
	for (uint32_t i = 0; i < r.blocks.count; i++)
		items[i] = plint_run_block(r.blocks.items[i]);
	return plint_run_set_value(plint_run_make_set(e, items, r.blocks.count, r.more));
}

/* --- alike: by index ------------------------------------------------------------------------------------------------------- */

/* Blocks of one kind by a hash of their values, made once a plan. */
struct plint_alike {
	uint32_t list;       /* of the call's arguments */
	uint32_t kind;
	struct plint_map first; /* hash -> place in `next` + 1 of the last block with it */
	uint32_t *next;      /* place + 1 of the block before it with the same hash */
	uint32_t *open;      /* blocks with a value that is not known */
	uint32_t open_count;
};

static uint64_t mix(uint64_t hash, uint64_t more)
{
	hash ^= more + 0x9E3779B97F4A7C15u + (hash << 6) + (hash >> 2);
	return hash * 0xBF58476D1CE4E5B9u;
}

static uint64_t hash_value(struct plint_eval *e, const struct plint_value *v)
{
	uint64_t key = plint_run_key(e, v);
	if (key == 0 && v->type == PLINT_TYPE_AMOUNT) {
		double size = v->u.number * 1000;
		return mix(PLINT_TYPE_AMOUNT, size > -1e15 && size < 1e15 ? (uint64_t)(int64_t)(size < 0 ? size - 0.5 : size + 0.5) : 1);
	}
	return mix(key, v->type);
}

/* Hash of the values of BLOCK's fields; *STATE: known, missing (then it is like no other), else not known. */
static uint64_t hash_fields(struct plint_eval *e, const struct plint_xnode *n, const struct plint_value *block, enum plint_state *state)
{
	uint64_t hash = 1;
	*state = PLINT_KNOWN;
	for (uint32_t i = 1; i < n->b; i++) {
		struct plint_value v = plint_run_access(e, plint_run_node(e, e->code->lists.items[n->a + i]), block);
		uint64_t one = 0;
		if (v.type == PLINT_TYPE_SET && plint_run_is_doubtful(plint_run_as_set(&v)) && *state != PLINT_MISSING)
			*state = PLINT_UNKNOWN;
		else if (v.type != PLINT_TYPE_SET && v.state == PLINT_MISSING)
			*state = PLINT_MISSING;
		else if (v.type != PLINT_TYPE_SET && v.state != PLINT_KNOWN && *state != PLINT_MISSING)
			*state = PLINT_UNKNOWN;
		/* The order in a set does not count. */
		for (uint32_t k = 0; v.type == PLINT_TYPE_SET && k < v.u.set->count; k++)
			one += hash_value(e, &v.u.set->items[k]);
		hash = mix(hash, v.type == PLINT_TYPE_SET ? one : hash_value(e, &v));
	}
	return hash ? hash : 1;
}

static void index_block(struct plint_eval *e, const struct plint_xnode *n, struct plint_alike *x, uint32_t place)
{
	uint32_t id = e->model->of_kind[x->kind].items[place];
	struct plint_value block = plint_run_block(id);
	enum plint_state state;
	struct plint_run_round round = plint_run_begin_round(e);
	uint64_t hash = hash_fields(e, n, &block, &state);
	plint_run_end_round(e, &round);
	if (state == PLINT_UNKNOWN)
		x->open[x->open_count++] = id;
	if (state != PLINT_KNOWN)
		return;
	uint32_t *last = plint_map_put(&x->first, hash);
	x->next[place] = *last;
	*last = place + 1;
}

static struct plint_alike *alike_index(struct plint_eval *e, const struct plint_xnode *n, uint32_t kind)
{
	for (uint32_t i = 0; i < e->alikes.count; i++)
		if (e->alikes.items[i]->list == n->a && e->alikes.items[i]->kind == kind)
			return e->alikes.items[i];
	uint32_t count = e->model->of_kind[kind].count;
	struct plint_alike *x = plint_arena_calloc(e->arena, 1, sizeof *x);
	x->list = n->a;
	x->kind = kind;
	plint_map_init(&x->first, e->arena);
	x->next = plint_arena_calloc(e->arena, count, sizeof *x->next);
	x->open = plint_arena_calloc(e->arena, count, sizeof *x->open);
	/* Other values lie in the scratch of the rule that asks first. */
	struct plint_arena *mem = e->mem;
	e->mem = e->scratch;
	for (uint32_t i = 0; i < count && plint_run_spend(e, n->b); i++)
		index_block(e, n, x, i);
	e->mem = mem;
	if (!e->exhausted)
		plint_vec_push(&e->alikes, e->arena, x);
	return x;
}

/* Whether two sets that are known hold the same. */
static enum plint_truth same_sets(struct plint_eval *e, const struct plint_run_set *a, const struct plint_run_set *b)
{
	if (plint_run_is_doubtful(a) || plint_run_is_doubtful(b))
		return PLINT_MAYBE;
	if (a->set.count != b->set.count)
		return PLINT_NO;
	for (uint32_t i = 0; i < a->set.count; i++) {
		enum plint_truth t = plint_run_has(e, b, &a->set.items[i]);
		if (t != PLINT_YES)
			return t;
	}
	return PLINT_YES;
}

/* Whether blocks A and B have the same values in all fields of call N. */
static enum plint_truth same_fields(struct plint_eval *e, const struct plint_xnode *n, uint32_t a, uint32_t b)
{
	enum plint_truth all = PLINT_YES;
	struct plint_value x = plint_run_block(a), y = plint_run_block(b);
	for (uint32_t i = 1; i < n->b && all != PLINT_NO; i++) {
		const struct plint_xnode *field = plint_run_node(e, e->code->lists.items[n->a + i]);
		struct plint_value p = plint_run_access(e, field, &x), q = plint_run_access(e, field, &y);
		enum plint_truth t;
		if (p.type == PLINT_TYPE_SET || q.type == PLINT_TYPE_SET)
			t = same_sets(e, plint_run_as_set(&p), plint_run_as_set(&q));
		else if (p.state == PLINT_MISSING || q.state == PLINT_MISSING)
			t = PLINT_NO;
		else
			t = plint_run_equal(e, &p, &q);
		all = t == PLINT_YES ? all : t;
	}
	return all;
}

/* Adds the blocks that have the hash of BLOCK and, on looking closer, its values. */
static void add_alike(struct plint_eval *e, const struct plint_xnode *n, const struct plint_alike *x, uint32_t block, uint64_t hash,
                      struct plint_run_builder *out)
{
	const uint32_t *blocks = e->model->of_kind[x->kind].items;
	PLINT_VEC(uint32_t) same = {0};
	for (uint32_t at = plint_map_get(&x->first, hash); at && plint_run_spend(e, n->b); at = x->next[at - 1])
		if (blocks[at - 1] != block && same_fields(e, n, block, blocks[at - 1]) == PLINT_YES)
			plint_vec_push(&same, e->mem, blocks[at - 1]);
	for (uint32_t i = same.count; i > 0; i--) {
		struct plint_value v = plint_run_block(same.items[i - 1]);
		plint_run_add_member(out, &v);
	}
	for (uint32_t i = 0; i < x->open_count && !out->more && plint_run_spend(e, n->b); i++)
		out->more = x->open[i] != block && same_fields(e, n, block, x->open[i]) == PLINT_MAYBE;
}

static struct plint_value alike(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value of = argument(e, n, 0);
	if (of.state == PLINT_MISSING || (of.state == PLINT_KNOWN && of.type != PLINT_TYPE_BLOCK))
		return plint_run_set_value(plint_run_empty_set());
	if (of.state != PLINT_KNOWN)
		return open_set();
	enum plint_state state;
	uint64_t hash = hash_fields(e, n, &of, &state);
	if (state != PLINT_KNOWN)
		return state == PLINT_MISSING ? plint_run_set_value(plint_run_empty_set()) : open_set();
	const struct plint_alike *x = alike_index(e, n, plint_model_block(e->model, of.u.block)->kind);
	struct plint_run_builder out = {.e = e, .more = (e->model->open_kinds & PLINT_KIND_BIT(x->kind)) != 0};
	add_alike(e, n, x, of.u.block, hash, &out);
	return plint_run_set_value(plint_run_finish(&out));
}

/* --- suggest --------------------------------------------------------------------------------------------------------------------- */

/* Rows of the catalogue that fit the arguments of N, at most MAX, into ROWS; their number. The kind must be known. */
static uint32_t suggested(struct plint_eval *e, const struct plint_xnode *n, const struct plint_lex_indicator **rows, uint32_t max)
{
	struct plint_value dimension = argument(e, n, 0), kind = argument(e, n, 1);
	if (kind.state != PLINT_KNOWN)
		return 0;
	/* Advice needs an example: where the goal's dimension is not known, or the catalogue has nothing for it, one that every reader understands. */
	const char *outreach = "outreach", *word = plint_intern_text(e->model->atoms, kind.u.word.root);
	const char *wanted = dimension.state == PLINT_KNOWN ? plint_intern_text(e->model->atoms, dimension.u.word.root) : outreach;
	uint32_t count = plint_lexicons_suggest(e->tables, wanted, word, rows, max);
	if (count == 0)
		count = plint_lexicons_suggest(e->tables, wanted, NULL, rows, max);
	return count ? count : plint_lexicons_suggest(e->tables, outreach, word, rows, max);
}

static struct plint_value suggest(struct plint_eval *e, const struct plint_xnode *n)
{
	const struct plint_lex_indicator *rows[MAX_SUGGESTIONS];
	if (argument(e, n, 1).state != PLINT_KNOWN)
		return open_set();
	uint32_t count = suggested(e, n, rows, MAX_SUGGESTIONS);
	struct plint_value *items = plint_arena_alloc(e->mem, count * sizeof *items);
	for (uint32_t i = 0; i < count; i++) {
		const char *title = e->tables->strings + rows[i]->title;
		items[i] = plint_run_made_text(e, title, (uint32_t)strlen(title));
	}
	return plint_run_set_value(plint_run_make_set(e, items, count, false));
}

static struct plint_value formula(struct plint_eval *e, const struct plint_xnode *n)
{
	const struct plint_lex_indicator *rows[MAX_SUGGESTIONS];
	const char *strings = e->tables->strings;
	uint32_t count = suggested(e, n, rows, MAX_SUGGESTIONS);
	for (uint32_t i = 0; i < count; i++) {
		if (rows[i]->formula == 0)
			continue;
		const char *text = plint_arena_printf(e->mem, "%s = %s%s%s", strings + rows[i]->title, strings + rows[i]->formula,
		                                      rows[i]->source ? "; source " : "", strings + rows[i]->source);
		return plint_run_made_text(e, text, (uint32_t)strlen(text));
	}
	return plint_run_state(PLINT_MISSING);
}

struct plint_value plint_run_call(struct plint_eval *e, const struct plint_xnode *n)
{
	switch ((enum plint_function)n->c) {
	case PLINT_FUNCTION_FIRST: return first(e, n);
	case PLINT_FUNCTION_FOUND: return found(e, n);
	case PLINT_FUNCTION_AMOUNTS:
	case PLINT_FUNCTION_DATES: return scanned(e, n);
	case PLINT_FUNCTION_NUMBER: return number(e, n);
	case PLINT_FUNCTION_SAME_UNIT:
	case PLINT_FUNCTION_GROWTH:
	case PLINT_FUNCTION_SHARE: return of_two(e, n);
	case PLINT_FUNCTION_INTERVAL: return interval(e, n);
	case PLINT_FUNCTION_REACH: return reach(e, n);
	case PLINT_FUNCTION_ALIKE: return alike(e, n);
	case PLINT_FUNCTION_SUGGEST: return suggest(e, n);
	case PLINT_FUNCTION_FORMULA: return formula(e, n);
	case PLINT_FUNCTION_COUNT: break;
	}
	return unknown();
}
