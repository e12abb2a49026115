/*
 * Third pass: which goal an objective belongs to, inherited owner, segment and deadline, links said from either end, and the class of
 * every block (social, financial, internal).
 */
#include <string.h>

#include "model/build.h"

static const struct plint_value *first_cell(const struct plint_model *m, uint32_t block, unsigned field)
{
	const struct plint_slot *slot = plint_model_slot(m, block, field);
	return slot && slot->count ? &m->cells.items[slot->first] : NULL;
}

static bool is_block(const struct plint_value *v)
{
	return v && v->type == PLINT_TYPE_BLOCK && v->state == PLINT_KNOWN;
}

/* --- up the tree ---------------------------------------------------------------------------------------------------------------- */

static void set_uplinks(struct plint_model *m, uint32_t id)
{
	struct plint_block *x = &m->blocks.items[id];
	uint32_t up = x->parent;
	if (up == 0) {
		const struct plint_slot *serves = plint_model_slot(m, id, PLINT_F_SERVES);
		for (uint32_t i = 0; serves && i < serves->count && up == 0; i++)
			if (is_block(&m->cells.items[serves->first + i]))
				up = m->cells.items[serves->first + i].u.block;
	}
	if (up == 0)
		return;
	const struct plint_block *above = plint_model_block(m, up);
	if (above->kind == PLINT_KIND_GOAL) {
		x->goal = up;
	} else if (above->kind == PLINT_KIND_OBJECTIVE) {
		x->objective = up;
		x->goal = above->goal;
	}
}

static void set_all_uplinks(struct plint_model *m)
{
	static const uint8_t kinds[] = {PLINT_KIND_OBJECTIVE, PLINT_KIND_INDICATOR, PLINT_KIND_ACTIVITY};
	for (size_t k = 0; k < sizeof kinds; k++)
		for (uint32_t i = 0; i < m->of_kind[kinds[k]].count; i++)
			set_uplinks(m, m->of_kind[kinds[k]].items[i]);
}

static struct plint_slot *own_slot(struct plint_model *m, uint32_t id, unsigned field)
{
	return plint_model_slot_at(m, id, m->schema->slot_of[m->seats.items[id].kind][field] - 1u);
}

/* --- inherited fields ------------------------------------------------------------------------------------------------------------- */

/* FIELD of TO, where it is not written, is that of FROM. */
static void inherit_slot(struct plint_model *m, uint32_t to, uint32_t from, unsigned field)
{
	const struct plint_block *x = plint_model_block(m, to);
	struct plint_slot *slot = own_slot(m, to, field);
	if (slot->state != PLINT_MISSING || x->flags & PLINT_BLOCK_UNREAD_LINE)
		return;
	const struct plint_slot *above = plint_model_slot(m, from, field);
	*slot = *above;
	slot->flags |= PLINT_VALUE_INHERITED;
	if (above->state == PLINT_MISSING && plint_model_block(m, from)->flags & PLINT_BLOCK_UNREAD_LINE) {
		slot->state = PLINT_UNKNOWN;
		slot->more = 1;
	}
}

/* Nobody can tell what the block above says: its name was not found. */
static bool is_above_unknown(const struct plint_model *m, uint32_t id)
{
	const struct plint_block *x = plint_model_block(m, id);
	if (x->goal || x->objective || x->parent)
		return false;
	const struct plint_slot *serves = plint_model_slot(m, id, PLINT_F_SERVES);
	return serves->count > 0 || serves->state == PLINT_UNKNOWN || x->flags & PLINT_BLOCK_UNREAD_LINE;
}

static void forget_slot(struct plint_model *m, uint32_t id, unsigned field)
{
	struct plint_slot *slot = own_slot(m, id, field);
	if (slot->state != PLINT_MISSING)
		return;
	slot->state = PLINT_UNKNOWN;
	slot->more = 1;
}

/* A target without a `by` of its own has the objective's. */
static void inherit_deadline(struct plint_model *m, uint32_t indicator)
{
	const struct plint_block *x = plint_model_block(m, indicator);
	const struct plint_slot *target = plint_model_slot(m, indicator, PLINT_F_TARGET);
	if (target->count == 0)
		return;
	struct plint_part_ref by;
	const struct plint_field *f = plint_schema_field(m->schema, PLINT_KIND_INDICATOR, PLINT_F_TARGET);
	if (!plint_field_part(f, "by", 2, &by))
		return;
	struct plint_value *cell = &m->cells.items[target->first + by.cell];
	if (cell->state != PLINT_MISSING)
		return;
	if (x->objective == 0) {
		if (is_above_unknown(m, indicator))
			cell->state = PLINT_UNKNOWN;
		return;
	}
	const struct plint_slot *above = plint_model_slot(m, x->objective, PLINT_F_BY);
	if (above->count)
		*cell = m->cells.items[above->first];
	else if (above->state == PLINT_UNKNOWN || plint_model_block(m, x->objective)->flags & PLINT_BLOCK_UNREAD_LINE)
		cell->state = PLINT_UNKNOWN;
	cell->flags |= PLINT_VALUE_INHERITED;
}

static void inherit_all(struct plint_model *m)
{
	for (uint32_t i = 0; i < m->of_kind[PLINT_KIND_OBJECTIVE].count; i++) {
		uint32_t id = m->of_kind[PLINT_KIND_OBJECTIVE].items[i];
		const struct plint_block *x = plint_model_block(m, id);
		if (x->goal) {
			inherit_slot(m, id, x->goal, PLINT_F_OWNER);
			inherit_slot(m, id, x->goal, PLINT_F_FOR);
		} else if (is_above_unknown(m, id)) {
			forget_slot(m, id, PLINT_F_OWNER);
			forget_slot(m, id, PLINT_F_FOR);
		}
	}
	for (uint32_t i = 0; i < m->of_kind[PLINT_KIND_ACTIVITY].count; i++) {
		uint32_t id = m->of_kind[PLINT_KIND_ACTIVITY].items[i];
		const struct plint_block *x = plint_model_block(m, id);
		if (x->objective || x->goal)
			inherit_slot(m, id, x->objective ? x->objective : x->goal, PLINT_F_OWNER);
		else if (is_above_unknown(m, id))
			forget_slot(m, id, PLINT_F_OWNER);
	}
	for (uint32_t i = 0; i < m->of_kind[PLINT_KIND_INDICATOR].count; i++)
		inherit_deadline(m, m->of_kind[PLINT_KIND_INDICATOR].items[i]);
}

/* --- links said from either end ----------------------------------------------------------------------------------------------------- */

static bool has_member(const struct plint_model *m, const struct plint_slot *slot, uint32_t block)
{
	for (uint32_t i = 0; i < slot->count; i++)
		if (is_block(&m->cells.items[slot->first + i]) && m->cells.items[slot->first + i].u.block == block)
			return true;
	return false;
}

struct mirror {
	uint32_t to, from;
	struct plint_span span;
};

/* Adds the COUNT members of block TO that were said at the other end to its field's entries, in a run of its own. */
static void add_members(struct plint_model *m, uint32_t to, unsigned field, const struct mirror *members, uint32_t count)
{
	struct plint_slot *slot = own_slot(m, to, field);
	uint32_t first = m->cells.count;
	plint_vec_need(&m->cells, m->arena, slot->count + count);
	memcpy(m->cells.items + first, m->cells.items + slot->first, slot->count * sizeof *m->cells.items);
	m->cells.count += slot->count;
	uint32_t total = slot->count;
	for (uint32_t i = 0; i < count; i++) {
		if (has_member(m, slot, members[i].from) || (i > 0 && members[i].from == members[i - 1].from))
			continue;
		m->cells.items[m->cells.count++] = (struct plint_value){.type = PLINT_TYPE_BLOCK,
		                                                        .state = PLINT_KNOWN,
		                                                        .flags = PLINT_VALUE_MIRRORED,
		                                                        .span = members[i].span,
		                                                        .u.block = members[i].from};
		total++;
	}
	slot->first = first;
	slot->count = total & PLINT_MAX_ENTRIES;
	if (total && slot->state == PLINT_MISSING)
		slot->state = PLINT_KNOWN;
}

/* Collects "HERE of a block of KIND names x" as members of x's field THERE, counted by x. */
static void mirror_field(struct plint_model *m, enum plint_kind kind, unsigned here, enum plint_kind other, unsigned there)
{
	PLINT_VEC(struct mirror) found = {0};
	for (uint32_t i = 0; i < m->of_kind[kind].count; i++) {
		uint32_t id = m->of_kind[kind].items[i];
		const struct plint_slot *slot = plint_model_slot(m, id, here);
		for (uint32_t e = 0; e < slot->count; e++) {
			const struct plint_value *v = &m->cells.items[slot->first + e];
			struct mirror one = {v->u.block, id, v->span};
			if (is_block(v) && !(v->flags & PLINT_VALUE_MIRRORED))
				plint_vec_push(&found, m->scratch, one);
		}
	}
	/* Counting sort by the block named keeps each one's members in the order of places. */
	uint32_t *start = plint_arena_calloc(m->scratch, (size_t)m->blocks.count + 1, sizeof *start);
	for (uint32_t i = 0; i < found.count; i++)
		start[found.items[i].to + 1]++;
	for (uint32_t i = 1; i <= m->blocks.count; i++)
		start[i] += start[i - 1];
	struct mirror *sorted = plint_arena_alloc(m->scratch, found.count * sizeof *sorted);
	for (uint32_t i = 0; i < found.count; i++)
		sorted[start[found.items[i].to]++] = found.items[i];
	for (uint32_t i = 0; i < found.count;) {
		uint32_t end = i + 1;
		while (end < found.count && sorted[end].to == sorted[i].to)
			end++;
		add_members(m, sorted[i].to, there, sorted + i, end - i);
		i = end;
	}
	/* One that names something not known may name any block of the other kind. */
	bool is_open = m->relations->top_open || m->unread_kinds & PLINT_KIND_BIT(kind) ||
	               m->relations->unresolved[kind][here / 64] >> (here % 64) & 1;
	for (uint32_t i = 0; is_open && i < m->of_kind[other].count; i++)
		own_slot(m, m->of_kind[other].items[i], there)->more = 1;
}

static void mirror_pair(struct plint_model *m, enum plint_kind kind, unsigned field, enum plint_kind other, unsigned other_field)
{
	/* Also where the plan has none of them: there may be one in what could not be read. */
	bool is_open = m->relations->top_open || m->unread_kinds & (PLINT_KIND_BIT(kind) | PLINT_KIND_BIT(other));
	if (!is_open && (m->of_kind[kind].count == 0 || m->of_kind[other].count == 0))
		return;
	mirror_field(m, kind, field, other, other_field);
	mirror_field(m, other, other_field, kind, field);
}

/* A review that does not say of which goals is of every goal. */
static void imply_reviewed_goals(struct plint_model *m)
{
	uint32_t goals = m->of_kind[PLINT_KIND_GOAL].count, first = 0;
	for (uint32_t i = 0; i < m->of_kind[PLINT_KIND_REVIEW].count; i++) {
		uint32_t id = m->of_kind[PLINT_KIND_REVIEW].items[i];
		const struct plint_block *x = plint_model_block(m, id);
		struct plint_slot *slot = own_slot(m, id, PLINT_F_OF);
		if (slot->state != PLINT_MISSING || x->flags & PLINT_BLOCK_UNREAD_LINE || goals == 0)
			continue;
		if (first == 0) {
			first = m->cells.count;
			plint_vec_need(&m->cells, m->arena, goals);
			for (uint32_t g = 0; g < goals; g++)
				m->cells.items[m->cells.count++] = (struct plint_value){.type = PLINT_TYPE_BLOCK,
				                                                        .state = PLINT_KNOWN,
				                                                        .flags = PLINT_VALUE_IMPLIED,
				                                                        .u.block = m->of_kind[PLINT_KIND_GOAL].items[g]};
		}
		*slot = (struct plint_slot){.first = first, .count = goals & PLINT_MAX_ENTRIES, .state = PLINT_KNOWN, .flags = PLINT_VALUE_IMPLIED};
	}
}

/* --- classes ------------------------------------------------------------------------------------------------------------------------ */

static void class_of_goal(struct plint_builder *b, uint32_t id)
{
	struct plint_model *m = b->m;
	struct plint_block *x = &m->blocks.items[id];
	const struct plint_slot *slot = plint_model_slot(m, id, PLINT_F_DIMENSION);
	const struct plint_value *dimension = first_cell(m, id, PLINT_F_DIMENSION);
	if (dimension == NULL || dimension->state != PLINT_KNOWN) {
		if (x->classes == 0 || slot->state == PLINT_UNKNOWN)
			x->flags |= PLINT_BLOCK_CLASS_UNKNOWN;
		return;
	}
	const struct plint_field *f = plint_schema_field(m->schema, PLINT_KIND_GOAL, PLINT_F_DIMENSION);
	uint32_t list1 = m->list_of_field[f - m->schema->fields];
	uint32_t word1 = plint_map_get(&m->words, (uint64_t)list1 << 32 | dimension->u.word.atom);
	unsigned class = word1 ? m->vocab->words[word1 - 1].klass : PLINT_CLASS_NONE;
	if (class == PLINT_CLASS_NONE) {
		if (x->classes == 0)
			x->flags |= PLINT_BLOCK_CLASS_UNKNOWN;
		return;
	}
	if (x->classes == 0 || x->classes == 1u << class) {
		x->classes = (uint8_t)(1u << class);
		return;
	}
	static const char *const names[] = {"", "a social", "a financial", "an internal"};
	struct plint_arena *a = b->diags->arena;
	unsigned said = (unsigned)__builtin_ctz(x->classes);
	const char *word = plint_intern_text(m->atoms, dimension->u.word.atom);
	struct plint_diag *d = plint_builder_report(
	    b, "class-mismatch", "syntax", id, "dimension", dimension->span,
	    plint_arena_printf(a, "this is called %s goal, but %s is %s dimension", names[said], word, names[class]),
	    plint_arena_printf(a, "Call it %s goal, or give it %s dimension.", names[class], names[said]));
	plint_diag_relate(b->diags, d, x->head, "the goal");
	x->classes = 0;
	x->flags |= PLINT_BLOCK_CLASS_UNKNOWN;
}

static void take_class(struct plint_model *m, uint32_t to, uint32_t from)
{
	const struct plint_block *g = plint_model_block(m, from);
	m->blocks.items[to].classes |= g->classes;
	if (g->flags & PLINT_BLOCK_CLASS_UNKNOWN)
		m->blocks.items[to].flags |= PLINT_BLOCK_CLASS_UNKNOWN;
}

static void class_by_links(struct plint_model *m, uint32_t id)
{
	const struct plint_block *x = plint_model_block(m, id);
	if (x->kind == PLINT_KIND_OBJECTIVE) {
		if (x->goal)
			take_class(m, id, x->goal);
		else if (is_above_unknown(m, id))
			m->blocks.items[id].flags |= PLINT_BLOCK_CLASS_UNKNOWN;
		return;
	}
	struct plint_links goals = plint_model_links(m, id, PLINT_REL_GOALS);
	for (uint32_t i = 0; i < goals.count; i++)
		take_class(m, id, goals.blocks[i]);
	if (goals.more)
		m->blocks.items[id].flags |= PLINT_BLOCK_CLASS_UNKNOWN;
	const struct plint_slot *proxy = plint_model_slot(m, id, PLINT_F_PROXY_FOR);
	for (uint32_t i = 0; proxy && i < proxy->count; i++) {
		if (is_block(&m->cells.items[proxy->first + i]))
			take_class(m, id, m->cells.items[proxy->first + i].u.block);
		else
			m->blocks.items[id].flags |= PLINT_BLOCK_CLASS_UNKNOWN;
	}
}

static void set_classes(struct plint_builder *b)
{
	static const uint8_t by_links[] = {PLINT_KIND_OBJECTIVE, PLINT_KIND_INDICATOR, PLINT_KIND_ACTIVITY};
	static const uint8_t social[] = {PLINT_KIND_SEGMENT, PLINT_KIND_NEED, PLINT_KIND_CHANGE};
	struct plint_model *m = b->m;
	for (uint32_t i = 0; i < m->of_kind[PLINT_KIND_GOAL].count; i++)
		class_of_goal(b, m->of_kind[PLINT_KIND_GOAL].items[i]);
	for (size_t k = 0; k < sizeof by_links; k++)
		for (uint32_t i = 0; i < m->of_kind[by_links[k]].count; i++)
			class_by_links(m, m->of_kind[by_links[k]].items[i]);
	for (size_t k = 0; k < sizeof social; k++)
		for (uint32_t i = 0; i < m->of_kind[social[k]].count; i++)
			m->blocks.items[m->of_kind[social[k]].items[i]].classes = 1u << PLINT_CLASS_SOCIAL;
}

void plint_model_inherit(struct plint_builder *b)
{
	struct plint_model *m = b->m;
	set_all_uplinks(m);
	inherit_all(m);
	mirror_pair(m, PLINT_KIND_GOAL, PLINT_F_FUNDS, PLINT_KIND_GOAL, PLINT_F_FUNDED_BY);
	mirror_pair(m, PLINT_KIND_PRODUCT, PLINT_F_MEETS, PLINT_KIND_NEED, PLINT_F_SERVED_BY);
	imply_reviewed_goals(m);
	set_classes(b);
}
