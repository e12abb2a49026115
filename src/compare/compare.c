/*
 * The comparison: blocks that came, went, moved or have another title, the fields of those that stayed, and the order in which a reviewer
 * wants to hear of it. What hangs on a block that came or went is counted with it and not told again.
 */
#include "compare/compare.h"

#include <stdlib.h>

#include "base/io.h"
#include "compare/run.h"
#include "diag/phrases.h"

/* ---- one change ------------------------------------------------------------------------------------------------------ */

/* Block ID as sentences show it: its title in quotes, else its name, else "the review in line 12". What makes up a sentence is in scratch,
 * only the sentence itself is kept. */
static const char *say_block(struct plint_comparing *c, enum plint_side side, uint32_t id)
{
	struct plint_value v = {.type = PLINT_TYPE_BLOCK, .state = PLINT_KNOWN, .u.block = id};
	struct plint_buf out;
	plint_buf_init(&out, c->scratch);
	plint_show_value(&c->show[side], &out, &v);
	return out.text;
}

/* "the goal \"Reach\""; what has neither title nor name says its kind itself. */
static const char *say_kind_and_block(struct plint_comparing *c, enum plint_side side, uint32_t id)
{
	const struct plint_block *x = plint_model_block(c->match->side[side], id);
	const char *block = say_block(c, side, id);
	if (!x->title && !x->name)
		return block;
	return plint_arena_printf(c->scratch, "%s %s", plint_words_kind((enum plint_kind)x->kind, c->language), block);
}

static const char *keep(struct plint_comparing *c, const char *text)
{
	return plint_arena_strndup(c->arena, text, strlen(text));
}

static const char *say(struct plint_comparing *c, enum plint_change_kind kind, const struct plint_sentence *words)
{
	return keep(c, plint_words_say(c->scratch, c->language, kind, words));
}

static const char *phrase(struct plint_comparing *c, enum plint_phrase p, const char *text)
{
	return plint_words_phrase(c->scratch, c->language, p, 1, text);
}

/* " of \"Reach\"", " of the plan"; in English with LINK instead of "of". */
static const char *say_of(struct plint_comparing *c, enum plint_side side, uint32_t id, const char *link)
{
	unsigned kind = plint_model_block(c->match->side[side], id)->kind;
	bool is_only = kind == PLINT_KIND_PLAN || kind == PLINT_KIND_MISSION;
	bool is_english = !c->language || strcmp(c->language, "en") == 0;
	if (is_only && !is_english)
		return "";
	const char *block = is_only ? plint_words_kind((enum plint_kind)kind, NULL) : say_block(c, side, id);
	return is_english ? plint_arena_printf(c->scratch, " %s %s", link, block) : phrase(c, PLINT_PHRASE_OF_BLOCK, block);
}

/* The lower the graver: less ambition weighs more than its kind of change says, a date that is no deadline less. */
static uint32_t rank_of(enum plint_change_kind kind, unsigned weight, int ambition)
{
	unsigned group = plint_words_group(kind);
	if (ambition < 0)
		group = plint_words_group(PLINT_CHANGE_GONE);
	else if (kind == PLINT_CHANGE_LATER && weight > 1)
		group = plint_words_group(PLINT_CHANGE_CHANGED);
	return 10 * group + weight;
}

void plint_comparing_add(struct plint_comparing *c, enum plint_change_kind kind, const struct plint_subject *s, struct plint_said was,
                         struct plint_said is, const char *by, int ambition)
{
	enum plint_side side = s->new_block ? PLINT_NEW : PLINT_OLD;
	uint32_t block = s->new_block ? s->new_block : s->old_block;
	unsigned block_kind = plint_model_block(c->match->side[side], block)->kind;
	struct plint_arena_mark mark = plint_arena_mark(c->scratch);
	struct plint_noun noun = {"", "of", 0, false};
	const char *key = s->key ? plint_say_value(c, PLINT_NEW, s->key).text : NULL;
	if (s->field)
		noun = plint_words_noun(c->scratch, c->language, s->field, s->noun);
	struct plint_sentence words = {.it = say_kind_and_block(c, side, block),
	                               .of = say_of(c, side, block, noun.link),
	                               .field = noun.text,
	                               .old_text = was.text,
	                               .new_text = is.text,
	                               .by = by,
	                               .is_many = noun.is_many};
	if (key)
		words.field = plint_arena_printf(c->scratch, "%s%s", noun.text, phrase(c, PLINT_PHRASE_FOR_KEY, key));
	if (ambition)
		words.ambition = plint_phrase(c->language, ambition > 0 ? PLINT_PHRASE_MORE_AMBITIOUS : PLINT_PHRASE_LESS_AMBITIOUS);
	struct plint_plan_change *x = plint_vec_add(&c->out->changes, c->arena);
	x->kind = (uint8_t)kind;
	x->block_kind = (uint8_t)block_kind;
	x->ambition = (int8_t)ambition;
	x->rank = rank_of(kind, noun.weight, ambition);
	x->old_block = s->old_block;
	x->new_block = s->new_block;
	x->field = s->name;
	x->part = s->part;
	x->entry = key;
	x->old_text = was.text;
	x->new_text = is.text;
	x->old_span = was.span;
	x->new_span = is.span;
	x->message = say(c, kind, &words);
	words.it = plint_words_kind((enum plint_kind)block_kind, c->language);
	words.of = NULL;
	x->in_place = say(c, kind, &words);
	plint_arena_rewind(c->scratch, mark);
}

/* ---- blocks that came and went ---------------------------------------------------------------------------------------- */

/* What hangs on a block that came or went, by kind. */
struct hung {
	uint32_t objectives, indicators, activities;
};

/* The uppermost block that came or went with block ID. */
static uint32_t root_of(const struct plint_comparing *c, enum plint_side side, uint32_t id)
{
	for (uint32_t up; (up = plint_match_up(c->match->side[side], id)) != 0 && !c->match->to[side][up];)
		id = up;
	return id;
}

/* ", with 2 objectives, 5 indicators and 1 activity"; NULL where nothing hangs. */
static const char *say_hung(struct plint_comparing *c, const struct hung *h)
{
	const struct {
		uint32_t count;
		enum plint_phrase phrase;
	} parts[] = {{h->objectives, PLINT_PHRASE_OBJECTIVES}, {h->indicators, PLINT_PHRASE_INDICATORS}, {h->activities, PLINT_PHRASE_ACTIVITIES}};
	struct plint_buf list;
	unsigned left = (h->objectives ? 1u : 0) + (h->indicators ? 1u : 0) + (h->activities ? 1u : 0);
	if (left == 0)
		return NULL;
	plint_buf_init(&list, c->scratch);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (parts[i].count == 0)
			continue;
		if (list.len)
			plint_buf_str(&list, left == 1 ? plint_phrase(c->language, PLINT_PHRASE_AND) : ", ");
		plint_phrase_add(&list, c->language, parts[i].phrase, parts[i].count, NULL);
		left--;
	}
	return phrase(c, PLINT_PHRASE_WITH_BLOCKS, list.text);
}

static void tell_block(struct plint_comparing *c, enum plint_side side, uint32_t id, const struct hung *h)
{
	const struct plint_model *m = c->match->side[side];
	const struct plint_block *b = plint_model_block(m, id);
	struct plint_arena_mark mark = plint_arena_mark(c->scratch);
	uint32_t up = plint_match_up(m, id);
	bool is_new = side == PLINT_NEW;
	const char *above = up ? phrase(c, is_new ? PLINT_PHRASE_TO_BLOCK : PLINT_PHRASE_FROM_BLOCK, say_block(c, side, up)) : NULL;
	struct plint_sentence words = {.it = say_kind_and_block(c, side, id), .hung = say_hung(c, h), .to = above, .from = above};
	struct plint_plan_change *x = plint_vec_add(&c->out->changes, c->arena);
	x->kind = is_new ? PLINT_CHANGE_ADDED : PLINT_CHANGE_DROPPED;
	x->block_kind = b->kind;
	x->rank = 10 * plint_words_group((enum plint_change_kind)x->kind);
	*(is_new ? &x->new_block : &x->old_block) = id;
	*(is_new ? &x->new_text : &x->old_text) = keep(c, say_block(c, side, id));
	*(is_new ? &x->new_span : &x->old_span) = b->head;
	x->message = x->in_place = say(c, (enum plint_change_kind)x->kind, &words);
	plint_arena_rewind(c->scratch, mark);
}

/* Tells of the blocks of SIDE that the other lacks. */
static void tell_lone_blocks(struct plint_comparing *c, enum plint_side side)
{
	const struct plint_model *m = c->match->side[side], *other = c->match->side[!side];
	struct plint_arena_mark mark = plint_arena_mark(c->scratch);
	struct hung *hung = plint_arena_calloc(c->scratch, m->blocks.count, sizeof *hung);
	for (uint32_t id = 1; id < m->blocks.count; id++) {
		uint32_t root = c->match->to[side][id] ? id : root_of(c, side, id);
		if (root == id)
			continue;
		unsigned kind = plint_model_block(m, id)->kind;
		hung[root].objectives += kind == PLINT_KIND_OBJECTIVE;
		hung[root].indicators += kind == PLINT_KIND_INDICATOR;
		hung[root].activities += kind == PLINT_KIND_ACTIVITY;
	}
	for (uint32_t id = 1; id < m->blocks.count; id++) {
		/* It may stand in what could not be read. */
		bool may_be_there = other->open_kinds & PLINT_KIND_BIT(plint_model_block(m, id)->kind);
		if (!c->match->to[side][id] && root_of(c, side, id) == id && !may_be_there)
			tell_block(c, side, id, &hung[id]);
	}
	plint_arena_rewind(c->scratch, mark);
}

/* ---- blocks that stayed ----------------------------------------------------------------------------------------------- */

static struct plint_value title_of(const struct plint_comparing *c, enum plint_side side, uint32_t id)
{
	const struct plint_block *x = plint_model_block(c->match->side[side], id);
	return (struct plint_value){.type = PLINT_TYPE_TEXT,
	                            .state = x->title ? PLINT_KNOWN : PLINT_MISSING,
	                            .span = x->title_span,
	                            .u.text.id = x->title};
}

static struct plint_value name_of(const struct plint_comparing *c, enum plint_side side, uint32_t id)
{
	const struct plint_block *x = plint_model_block(c->match->side[side], id);
	return (struct plint_value){.type = PLINT_TYPE_WORD,
	                            .state = x->name ? PLINT_KNOWN : PLINT_MISSING,
	                            .span = x->name_span,
	                            .u.word = {x->name, x->name}};
}

static void compare_heads(struct plint_comparing *c, uint32_t o, uint32_t n)
{
	struct plint_subject title = {.old_block = o, .new_block = n, .name = "title"}, name = {.old_block = o, .new_block = n, .name = "name"};
	struct plint_said none = {NULL, {0, 0}};
	struct plint_value was = title_of(c, PLINT_OLD, o), is = title_of(c, PLINT_NEW, n);
	bool both = was.state == PLINT_KNOWN && is.state == PLINT_KNOWN;
	if (both && !plint_values_are_same(c, &was, &is))
		plint_comparing_add(c, PLINT_CHANGE_REWORDED, &title, plint_say_value(c, PLINT_OLD, &was), plint_say_value(c, PLINT_NEW, &is), NULL, 0);
	was = name_of(c, PLINT_OLD, o);
	is = name_of(c, PLINT_NEW, n);
	both = was.state == PLINT_KNOWN && is.state == PLINT_KNOWN;
	if (both && !plint_values_are_same(c, &was, &is))
		plint_comparing_add(c, PLINT_CHANGE_RENAMED, &name, plint_say_value(c, PLINT_OLD, &was), plint_say_value(c, PLINT_NEW, &is), NULL, 0);
	else if (is.state == PLINT_MISSING && was.state == PLINT_KNOWN)
		plint_comparing_add(c, PLINT_CHANGE_UNNAMED, &name, plint_say_value(c, PLINT_OLD, &was), none, NULL, 0);
	else if (was.state == PLINT_MISSING && is.state == PLINT_KNOWN)
		plint_comparing_add(c, PLINT_CHANGE_NAMED, &name, none, plint_say_value(c, PLINT_NEW, &is), NULL, 0);
}

/* Blocks that a block hangs on. */
struct ups {
	PLINT_VEC(uint32_t) blocks;
	bool more; /* there may be others */
};

static void add_up(struct plint_comparing *c, struct ups *u, uint32_t id)
{
	for (uint32_t i = 0; i < u->blocks.count; i++)
		if (u->blocks.items[i] == id)
			return;
	if (id)
		plint_vec_push(&u->blocks, c->scratch, id);
}

/* What block ID stands in, serves, or is mentioned in. */
static struct ups ups_of(struct plint_comparing *c, enum plint_side side, uint32_t id)
{
	struct plint_model *m = c->match->side[side];
	const struct plint_block *x = plint_model_block(m, id);
	const struct plint_slot *serves = plint_model_slot(m, id, PLINT_F_SERVES);
	struct ups u = {.more = serves->more || serves->state == PLINT_UNKNOWN ||
	                        (serves->state == PLINT_MISSING && !x->parent && x->flags & PLINT_BLOCK_UNREAD_LINE)};
	add_up(c, &u, x->parent);
	for (uint32_t i = 0; i < serves->count; i++) {
		const struct plint_value *v = &m->cells.items[serves->first + i];
		u.more = u.more || v->state == PLINT_UNKNOWN;
		if (v->type == PLINT_TYPE_BLOCK && v->state == PLINT_KNOWN)
			add_up(c, &u, v->u.block);
	}
	if (x->kind == PLINT_KIND_INDICATOR) {
		struct plint_links above = plint_model_links(m, id, PLINT_REL_ABOVE);
		for (uint32_t i = 0; i < above.count; i++)
			add_up(c, &u, above.blocks[i]);
		u.more = u.more || above.more;
	}
	return u;
}

static bool has_up(const struct ups *u, uint32_t id)
{
	for (uint32_t i = 0; id && i < u->blocks.count; i++)
		if (u->blocks.items[i] == id)
			return true;
	return false;
}

/* The blocks of U that the same block does not hang on in the other draft (OTHER), as a list; nothing where there are none. */
static struct plint_said say_lone_ups(struct plint_comparing *c, enum plint_side side, uint32_t id, const struct ups *u,
                                      const struct ups *other)
{
	struct plint_buf list;
	struct plint_said none = {NULL, {0, 0}};
	plint_buf_init(&list, c->scratch);
	for (uint32_t i = 0; i < u->blocks.count; i++)
		if (!has_up(other, c->match->to[side][u->blocks.items[i]]))
			plint_buf_printf(&list, "%s%s", list.len ? ", " : "", say_block(c, side, u->blocks.items[i]));
	return list.len ? (struct plint_said){keep(c, list.text), plint_model_block(c->match->side[side], id)->head} : none;
}

static void compare_ups(struct plint_comparing *c, uint32_t o, uint32_t n)
{
	unsigned kind = plint_model_block(c->match->side[PLINT_OLD], o)->kind;
	if (kind != PLINT_KIND_OBJECTIVE && kind != PLINT_KIND_INDICATOR && kind != PLINT_KIND_ACTIVITY)
		return;
	struct ups was = ups_of(c, PLINT_OLD, o), is = ups_of(c, PLINT_NEW, n);
	if (was.more || is.more)
		return;
	struct plint_subject s = {.old_block = o, .new_block = n};
	struct plint_said left = say_lone_ups(c, PLINT_OLD, o, &was, &is), joined = say_lone_ups(c, PLINT_NEW, n, &is, &was);
	if (left.text && joined.text)
		plint_comparing_add(c, PLINT_CHANGE_MOVED, &s, left, joined, NULL, 0);
	else if (left.text)
		plint_comparing_add(c, PLINT_CHANGE_LEFT, &s, left, joined, NULL, 0);
	else if (joined.text)
		plint_comparing_add(c, PLINT_CHANGE_JOINED, &s, left, joined, NULL, 0);
}

/* ---- order ------------------------------------------------------------------------------------------------------------ */

/* A change with what it is ordered by. */
struct placed {
	struct plint_plan_change change;
	uint32_t section, gravest, block_at, block, at, number;
};

static int by_number(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int compare_placed(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	const uint32_t keys[][2] = {{x->section, y->section}, {x->gravest, y->gravest},         {x->block_at, y->block_at}, {x->block, y->block},
	                            {x->change.rank, y->change.rank}, {x->at, y->at}, {x->number, y->number}};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i][0] != keys[i][1])
			return by_number(keys[i][0], keys[i][1]);
	return 0;
}

/* Sections, in each the block with the gravest change first, its changes together. */
static void put_in_order(struct plint_comparing *c)
{
	uint32_t count = c->out->changes.count;
	struct plint_plan_change *changes = c->out->changes.items;
	uint32_t *gravest = plint_arena_alloc(c->scratch, c->match->side[PLINT_NEW]->blocks.count * sizeof *gravest);
	struct placed *placed = plint_arena_calloc(c->scratch, (size_t)count + 1, sizeof *placed);
	memset(gravest, 0xFF, c->match->side[PLINT_NEW]->blocks.count * sizeof *gravest);
	for (uint32_t i = 0; i < count; i++)
		if (changes[i].rank < gravest[changes[i].new_block])
			gravest[changes[i].new_block] = changes[i].rank;
	for (uint32_t i = 0; i < count; i++) {
		const struct plint_plan_change *x = &changes[i];
		const struct plint_model *m = c->match->side[x->new_block ? PLINT_NEW : PLINT_OLD];
		placed[i] = (struct placed){.change = *x,
		                            .section = plint_words_order((enum plint_kind)x->block_kind),
		                            .gravest = x->new_block ? gravest[x->new_block] : x->rank,
		                            .block_at = plint_model_block(m, x->new_block ? x->new_block : x->old_block)->head.start,
		                            .block = x->new_block,
		                            .at = x->new_span.end ? x->new_span.start : x->old_span.start,
		                            .number = i};
	}
	qsort(placed, count, sizeof *placed, compare_placed);
	for (uint32_t i = 0; i < count; i++)
		changes[i] = placed[i].change;
}

/* ---- the whole -------------------------------------------------------------------------------------------------------- */

void plint_compare(struct plint_comparison *out, struct plint_arena *arena, struct plint_arena *scratch, struct plint_model *old_model,
                   struct plint_model *new_model, const char *language)
{
	struct plint_arena_mark start = plint_arena_mark(scratch);
	memset(out, 0, sizeof *out);
	out->match.side[PLINT_OLD] = old_model;
	out->match.side[PLINT_NEW] = new_model;
	plint_match_blocks(&out->match, arena, scratch);
	struct plint_comparing c = {.out = out,
	                            .match = &out->match,
	                            .arena = arena,
	                            .scratch = scratch,
	                            .language = language,
	                            .show = {{old_model, language}, {new_model, language}}};
	plint_io_random(c.secret, sizeof c.secret);
	tell_lone_blocks(&c, PLINT_OLD);
	tell_lone_blocks(&c, PLINT_NEW);
	for (uint32_t n = 1; n < new_model->blocks.count; n++) {
		uint32_t o = out->match.to[PLINT_NEW][n];
		if (!o)
			continue;
		struct plint_arena_mark mark = plint_arena_mark(scratch);
		compare_heads(&c, o, n);
		compare_ups(&c, o, n);
		plint_compare_fields(&c, o, n);
		plint_arena_rewind(scratch, mark);
	}
	put_in_order(&c);
	plint_arena_rewind(scratch, start);
}

uint32_t plint_compare_block_at(const struct plint_model *m, uint32_t pos)
{
	uint32_t low = 1, high = m->blocks.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (plint_model_block(m, middle)->head.start <= pos)
			low = middle + 1;
		else
			high = middle;
	}
	uint32_t id = low - 1;
	while (id && plint_ast_node(m->ast, plint_model_block(m, id)->node)->span.end < pos)
		id = plint_model_block(m, id)->parent;
	return id;
}
