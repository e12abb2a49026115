/*
 * Links that nobody writes: nesting, serving, and fields read from the other end. One table says which field of which kind makes
 * which link; each relation is computed for all blocks on first use.
 */
#include <string.h>

#include "model/build.h"

/* FIELD of a block of KIND names X: then the block is at the end of REL from X. */
struct inverse {
	uint8_t kind;
	uint8_t field;
	uint8_t rel;
};

static const struct inverse inverses[] = {
    {PLINT_KIND_OBJECTIVE, PLINT_F_OWNER, PLINT_REL_OBJECTIVES},
    {PLINT_KIND_INDICATOR, PLINT_F_SOURCE, PLINT_REL_INDICATORS},
    {PLINT_KIND_GOAL, PLINT_F_FOR, PLINT_REL_GOALS},
    {PLINT_KIND_GOAL, PLINT_F_MEETS, PLINT_REL_GOALS},
    {PLINT_KIND_GOAL, PLINT_F_CHANGES, PLINT_REL_GOALS},
    {PLINT_KIND_PRODUCT, PLINT_F_FOR, PLINT_REL_PRODUCTS},
    {PLINT_KIND_PRODUCT, PLINT_F_MEETS, PLINT_REL_PRODUCTS},
    {PLINT_KIND_PRODUCT, PLINT_F_CHANGES, PLINT_REL_PRODUCTS},
    {PLINT_KIND_CHANNEL, PLINT_F_FOR, PLINT_REL_CHANNELS},
    {PLINT_KIND_NEED, PLINT_F_FOR, PLINT_REL_NEEDS},
    {PLINT_KIND_CHANGE, PLINT_F_FOR, PLINT_REL_CHANGES},
    {PLINT_KIND_STRENGTH, PLINT_F_TOUCHES, PLINT_REL_TOUCHED_BY},
    {PLINT_KIND_WEAKNESS, PLINT_F_TOUCHES, PLINT_REL_TOUCHED_BY},
    {PLINT_KIND_OPPORTUNITY, PLINT_F_TOUCHES, PLINT_REL_TOUCHED_BY},
    {PLINT_KIND_THREAT, PLINT_F_TOUCHES, PLINT_REL_TOUCHED_BY},
    {PLINT_KIND_GOAL, PLINT_F_SUPPORTS, PLINT_REL_SUPPORTED_BY},
    {PLINT_KIND_GOAL, PLINT_F_HURTS, PLINT_REL_HURT_BY},
    {PLINT_KIND_TENSION, PLINT_F_BETWEEN, PLINT_REL_TENSIONS},
    {PLINT_KIND_REVIEW, PLINT_F_OF, PLINT_REL_REVIEWS},
    {PLINT_KIND_INCENTIVE, PLINT_F_PAYS, PLINT_REL_INCENTIVES},
};

struct pair {
	uint32_t from, to;
};

struct pairs {
	struct plint_arena *arena;
	PLINT_VEC(struct pair) v;
};

static void add_pair(struct pairs *p, uint32_t from, uint32_t to)
{
	struct pair one = {from, to};
	if (from)
		plint_vec_push(&p->v, p->arena, one);
}

/* Kinds of blocks that FIELD of KIND may name, as bits. */
static uint32_t kinds_named(const struct plint_model *m, unsigned kind, unsigned field)
{
	return plint_schema_field(m->schema, (enum plint_kind)kind, field)->refs;
}

static bool is_unresolved(const struct plint_model *m, unsigned kind, unsigned field)
{
	return m->relations->unresolved[kind][field / 64] >> (field % 64) & 1;
}

/* All blocks named by FIELD of block ID, as pairs (named, ID). */
static void add_named(struct plint_model *m, struct pairs *p, uint32_t id, unsigned field)
{
	const struct plint_slot *slot = plint_model_slot(m, id, field);
	const struct plint_field *f = plint_schema_field(m->schema, (enum plint_kind)plint_model_block(m, id)->kind, field);
	uint32_t stride = plint_field_cells(f);
	for (uint32_t i = 0; i < slot->count; i++) {
		const struct plint_value *v = &m->cells.items[slot->first + i * stride];
		if (v->type == PLINT_TYPE_BLOCK && v->state == PLINT_KNOWN)
			add_pair(p, v->u.block, id);
	}
}

static void add_inverses(struct plint_model *m, struct pairs *p, enum plint_relation rel)
{
	for (size_t i = 0; i < sizeof inverses / sizeof *inverses; i++) {
		const struct inverse *v = &inverses[i];
		if (v->rel != rel)
			continue;
		if (m->unread_kinds & PLINT_KIND_BIT(v->kind) || is_unresolved(m, v->kind, v->field))
			m->relations->more_kinds[rel] |= kinds_named(m, v->kind, v->field);
		for (uint32_t k = 0; k < m->of_kind[v->kind].count; k++)
			add_named(m, p, m->of_kind[v->kind].items[k], v->field);
	}
}

/* A `serves` that is not known, of a block that stands by itself, may name any block of those kinds. */
static void open_serves(struct plint_model *m, enum plint_relation rel, unsigned kind, uint32_t kinds)
{
	if (is_unresolved(m, kind, PLINT_F_SERVES) || m->relations->unread_top_kinds & PLINT_KIND_BIT(kind))
		m->relations->more_kinds[rel] |= kinds;
}

static void add_objectives(struct plint_model *m, struct pairs *p)
{
	for (uint32_t i = 0; i < m->of_kind[PLINT_KIND_OBJECTIVE].count; i++) {
		uint32_t id = m->of_kind[PLINT_KIND_OBJECTIVE].items[i];
		add_pair(p, plint_model_block(m, id)->goal, id);
	}
	open_serves(m, PLINT_REL_OBJECTIVES, PLINT_KIND_OBJECTIVE, PLINT_KIND_BIT(PLINT_KIND_GOAL));
}

/* Pairs (block above, ID) for each block that ID is nested in or serves. */
static void add_above(struct plint_model *m, struct pairs *p, uint32_t id)
{
	add_pair(p, plint_model_block(m, id)->parent, id);
	add_named(m, p, id, PLINT_F_SERVES);
}

/* Adds for each pair (objective, x) the pair (the objective's goal, x). */
static void lift_to_goals(struct plint_model *m, struct pairs *p)
{
	uint32_t count = p->v.count;
	for (uint32_t i = 0; i < count; i++) {
		const struct plint_block *x = plint_model_block(m, p->v.items[i].from);
		if (x->kind == PLINT_KIND_OBJECTIVE)
			add_pair(p, x->goal, p->v.items[i].to);
	}
}

static void add_nested(struct plint_model *m, struct pairs *p, unsigned kind)
{
	for (uint32_t i = 0; i < m->of_kind[kind].count; i++)
		add_above(m, p, m->of_kind[kind].items[i]);
	for (uint32_t i = 0; kind == PLINT_KIND_INDICATOR && i < m->relations->mentions.count; i++) {
		const struct plint_mention *mention = &m->relations->mentions.items[i];
		if (mention->indicator)
			add_pair(p, mention->block, mention->indicator);
	}
	lift_to_goals(m, p);
}

static void turn_round(struct pairs *p)
{
	for (uint32_t i = 0; i < p->v.count; i++) {
		uint32_t from = p->v.items[i].from;
		p->v.items[i].from = p->v.items[i].to;
		p->v.items[i].to = from;
	}
}

/* Of the pairs of "above", keeps those whose far end is a block of KIND. */
static void keep_kind(struct plint_model *m, struct pairs *p, unsigned kind)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < p->v.count; i++)
		if (plint_model_block(m, p->v.items[i].to)->kind == kind)
			p->v.items[kept++] = p->v.items[i];
	p->v.count = kept;
}

/* Objectives or goals above indicators and activities. */
static void add_upward(struct plint_model *m, struct pairs *p, unsigned kind)
{
	add_nested(m, p, PLINT_KIND_INDICATOR);
	add_nested(m, p, PLINT_KIND_ACTIVITY);
	turn_round(p);
	keep_kind(m, p, kind);
}

static void collect(struct plint_model *m, struct pairs *p, enum plint_relation rel)
{
	const uint32_t goal = PLINT_KIND_BIT(PLINT_KIND_GOAL), objective = PLINT_KIND_BIT(PLINT_KIND_OBJECTIVE);
	switch (rel) {
	case PLINT_REL_OBJECTIVES: add_objectives(m, p); break;
	case PLINT_REL_INDICATORS:
		add_nested(m, p, PLINT_KIND_INDICATOR);
		open_serves(m, rel, PLINT_KIND_INDICATOR, goal | objective);
		open_serves(m, rel, PLINT_KIND_OBJECTIVE, goal);
		break;
	case PLINT_REL_ACTIVITIES:
		add_nested(m, p, PLINT_KIND_ACTIVITY);
		open_serves(m, rel, PLINT_KIND_ACTIVITY, PLINT_KINDS_ALL);
		open_serves(m, rel, PLINT_KIND_OBJECTIVE, goal);
		break;
	case PLINT_REL_ABOVE: add_upward(m, p, PLINT_KIND_OBJECTIVE); break;
	case PLINT_REL_GOALS: add_upward(m, p, PLINT_KIND_GOAL); break;
	case PLINT_REL_PRODUCTS:
	case PLINT_REL_CHANNELS:
	case PLINT_REL_NEEDS:
	case PLINT_REL_CHANGES:
	case PLINT_REL_TOUCHED_BY:
	case PLINT_REL_SUPPORTED_BY:
	case PLINT_REL_HURT_BY:
	case PLINT_REL_TENSIONS:
	case PLINT_REL_REVIEWS:
	case PLINT_REL_INCENTIVES:
	case PLINT_REL_COUNT: break;
	}
	add_inverses(m, p, rel);
}

/* An unread line or a mention of nothing: the links of the block around and of its goal may have more. */
static void mark_more(struct plint_model *m, uint32_t id, uint32_t rels)
{
	m->relations->more_rels[id] |= rels;
	if (plint_model_block(m, id)->goal)
		m->relations->more_rels[plint_model_block(m, id)->goal] |= rels;
}

/* Whether a name in `serves` of block ID was not found, so that what is above it is not known. */
static bool serves_unknown(const struct plint_model *m, uint32_t id)
{
	const struct plint_slot *slot = plint_model_slot(m, id, PLINT_F_SERVES);
	if (slot->state == PLINT_UNKNOWN || (slot->state == PLINT_MISSING && plint_model_block(m, id)->flags & PLINT_BLOCK_UNREAD_LINE &&
	                                     plint_model_block(m, id)->parent == 0))
		return true;
	for (uint32_t i = 0; i < slot->count; i++)
		if (m->cells.items[slot->first + i].state != PLINT_KNOWN)
			return true;
	return false;
}

static void find_more(struct plint_model *m)
{
	const uint32_t nested = 1u << PLINT_REL_OBJECTIVES | 1u << PLINT_REL_INDICATORS | 1u << PLINT_REL_ACTIVITIES;
	const uint32_t above = 1u << PLINT_REL_ABOVE | 1u << PLINT_REL_GOALS;
	m->relations->more_rels = plint_arena_calloc(m->arena, m->blocks.count, sizeof *m->relations->more_rels);
	for (uint32_t id = 1; id < m->blocks.count; id++) {
		const struct plint_block *x = plint_model_block(m, id);
		if (x->flags & PLINT_BLOCK_UNREAD_LINE && (x->kind == PLINT_KIND_GOAL || x->kind == PLINT_KIND_OBJECTIVE))
			mark_more(m, id, x->kind == PLINT_KIND_GOAL ? nested : nested & ~(1u << PLINT_REL_OBJECTIVES));
		if ((x->kind == PLINT_KIND_INDICATOR || x->kind == PLINT_KIND_ACTIVITY) && serves_unknown(m, id))
			m->relations->more_rels[id] |= above;
		/* The objective's own goal is not known: then neither are its indicators' goals. */
		if ((x->kind == PLINT_KIND_INDICATOR || x->kind == PLINT_KIND_ACTIVITY) && x->objective && !x->goal &&
		    serves_unknown(m, x->objective))
			m->relations->more_rels[id] |= 1u << PLINT_REL_GOALS;
	}
	for (uint32_t i = 0; i < m->relations->mentions.count; i++)
		if (m->relations->mentions.items[i].indicator == 0 && m->relations->mentions.items[i].block)
			mark_more(m, m->relations->mentions.items[i].block, 1u << PLINT_REL_INDICATORS);
}

/* Pairs sorted by `from`, then `to`, repeats dropped. Counting sort: O(pairs + blocks). */
static struct plint_link_lists lists_of(struct plint_model *m, const struct pairs *p)
{
	uint32_t blocks = m->blocks.count, count = p->v.count, kept = 0;
	if (count == 0)
		return (struct plint_link_lists){.is_made = true, .is_empty = true};
	struct pair *by_to = plint_arena_alloc(m->scratch, count * sizeof *by_to);
	uint32_t *start = plint_arena_calloc(m->scratch, (size_t)blocks + 1, sizeof *start);
	for (uint32_t i = 0; i < count; i++)
		start[p->v.items[i].to + 1]++;
	for (uint32_t i = 1; i <= blocks; i++)
		start[i] += start[i - 1];
	for (uint32_t i = 0; i < count; i++)
		by_to[start[p->v.items[i].to]++] = p->v.items[i];
	uint32_t *first = plint_arena_calloc(m->arena, (size_t)blocks + 1, sizeof *first);
	uint32_t *ends = plint_arena_alloc(m->arena, count * sizeof *ends);
	for (uint32_t i = 0; i < count; i++)
		first[by_to[i].from + 1]++;
	for (uint32_t i = 1; i <= blocks; i++)
		first[i] += first[i - 1];
	for (uint32_t i = 0; i < count; i++)
		ends[first[by_to[i].from]++] = by_to[i].to;
	/* Now FIRST holds where each list ends; what follows the one before without a repeat is kept. */
	for (uint32_t id = 0, at = 0; id < blocks; id++) {
		uint32_t end = first[id];
		first[id] = kept;
		for (; at < end; at++)
			if (kept == first[id] || ends[kept - 1] != ends[at])
				ends[kept++] = ends[at];
	}
	first[blocks] = kept;
	return (struct plint_link_lists){first, ends, true, false};
}

struct plint_links plint_model_links(struct plint_model *m, uint32_t id, enum plint_relation rel)
{
	struct plint_relations *r = m->relations;
	struct plint_link_lists *lists = &r->lists[rel];
	if (r->more_rels == NULL)
		find_more(m);
	if (!lists->is_made) {
		struct plint_arena_mark mark = plint_arena_mark(m->scratch);
		struct pairs p = {.arena = m->scratch};
		collect(m, &p, rel);
		*lists = lists_of(m, &p);
		plint_arena_rewind(m->scratch, mark);
	}
	struct plint_links l = {NULL, 0, false};
	if (!lists->is_empty)
		l = (struct plint_links){lists->ends + lists->first[id], lists->first[id + 1] - lists->first[id], false};
	l.more = r->top_open || r->more_rels[id] & 1u << rel || r->more_kinds[rel] & PLINT_KIND_BIT(m->seats.items[id].kind);
	return l;
}
