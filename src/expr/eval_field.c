/* Fields of blocks, written or not, and parts of entries; of one block or of every member of a set. See eval_run.h. */
#include <math.h>

#include "expr/eval_run.h"

static struct plint_value missing(void)
{
	return plint_run_state(PLINT_MISSING);
}

static struct plint_value empty(void)
{
	return plint_run_set_value(plint_run_empty_set());
}

static struct plint_value open(void)
{
	return plint_run_set_value(plint_run_open_set());
}

static bool is_unread(const struct plint_eval *e, uint32_t block)
{
	return plint_model_block(e->model, block)->flags & PLINT_BLOCK_UNREAD_LINE;
}

const struct plint_field *plint_run_field(const struct plint_eval *e, uint32_t block, unsigned id)
{
	return plint_schema_field(e->model->schema, (enum plint_kind)plint_model_block(e->model, block)->kind, id);
}

/* --- entries with parts ------------------------------------------------------------------------------------------------- */

/* How many cells record V has. */
static uint32_t record_cells(const struct plint_eval *e, const struct plint_value *v)
{
	if (v->u.cells == NULL)
		return 0;
	if (v->unit >= PLINT_RECORD_MATCH)
		return 1;
	if (v->unit == PLINT_RECORD_KNOWN)
		return 0;
	if (v->unit == PLINT_RECORD_PHRASE)
		return 2;
	if (v->unit == PLINT_RECORD_DEADLINE)
		return 1;
	const struct plint_field *f = plint_schema_field(e->model->schema, (enum plint_kind)(v->unit >> 8), v->unit & 0xff);
	return f ? plint_field_cells(f) : 0;
}

struct plint_span plint_run_record_span(const struct plint_eval *e, const struct plint_value *v)
{
	struct plint_span span = {0, 0};
	uint32_t count = record_cells(e, v);
	for (uint32_t i = 0; i < count; i++)
		if (!(v->u.cells[i].flags & PLINT_VALUE_INHERITED))
			span = plint_span_join(span, v->u.cells[i].span);
	return span;
}

/* The entry at CELLS of field F; its state is that of its main value. */
static struct plint_value record_of(const struct plint_field *f, const struct plint_value *cells)
{
	struct plint_value v = {.type = PLINT_TYPE_RECORD,
	                        .state = cells[0].state,
	                        .flags = cells[0].flags,
	                        .unit = PLINT_RECORD_OF(f->kind, f->id),
	                        .span = cells[0].span,
	                        .u.cells = cells};
	if (v.state == PLINT_MISSING)
		v.state = PLINT_KNOWN; /* it is written: what is missing is one part */
	if (f->want == PLINT_WANT_TARGET && v.state == PLINT_KNOWN &&
	    (cells[1].state == PLINT_UNDECIDED || cells[2].state == PLINT_UNDECIDED))
		v.state = PLINT_UNDECIDED;
	return v;
}

/* The word for the bound of CELL. */
static struct plint_value bound_word(struct plint_eval *e, const struct plint_value *cell)
{
	bool is_open = cell->state == PLINT_UNDECIDED && cell->type == PLINT_TYPE_NONE && cell->bound == PLINT_BOUND_REACH;
	if (cell->state == PLINT_UNKNOWN || cell->state == PLINT_MISSING || is_open)
		return (struct plint_value){.type = PLINT_TYPE_WORD, .state = cell->state, .span = cell->span};
	uint32_t *atom = &e->bound_atoms[cell->bound];
	if (*atom == 0)
		*atom = plint_run_word(e, plint_bound_word(cell->bound), 0).atom;
	return (struct plint_value){.type = PLINT_TYPE_WORD, .span = cell->span, .u.word = {*atom, *atom}};
}

/* The part called as N says among those of match OF. */
static struct plint_value capture(struct plint_eval *e, const struct plint_xnode *n, const struct plint_value *of)
{
	const char *name = plint_code_text(e->code, n->b);
	uint32_t count = (uint32_t)of->u.cells[1].u.number;
	for (uint32_t i = 0; i < count; i++)
		if (strcmp(of->u.cells[2 + 2 * i].u.chars->text, name) == 0)
			return of->u.cells[3 + 2 * i];
	return missing();
}

/* Part of one entry (PART, CAPTURE). */
static struct plint_value part_of(struct plint_eval *e, const struct plint_xnode *n, const struct plint_value *of)
{
	if (of->type != PLINT_TYPE_RECORD || of->u.cells == NULL)
		return plint_run_state(of->state == PLINT_MISSING ? PLINT_MISSING : PLINT_UNKNOWN);
	if (n->op == PLINT_X_CAPTURE)
		return capture(e, n, of);
	struct plint_value v = of->u.cells[n->b];
	if (n->small)
		return bound_word(e, &v);
	if (v.state == PLINT_MISSING && of->state == PLINT_UNKNOWN)
		v.state = PLINT_UNKNOWN;
	/* "done" and "none" stand where a target's value would. */
	if (v.type == PLINT_TYPE_WORD && (v.bound == PLINT_BOUND_DONE || n->type == PLINT_TYPE_AMOUNT))
		v = (struct plint_value){.state = PLINT_MISSING, .span = v.span};
	return v;
}

/* --- written fields ------------------------------------------------------------------------------------------------------ */

/* Entries of a slot that lie apart or have parts, as values of their own. */
static const struct plint_value *gather(struct plint_eval *e, const struct plint_slot *slot, const struct plint_field *f,
                                        uint32_t stride, bool is_record)
{
	const struct plint_value *cells = e->model->cells.items + slot->first;
	if (stride == 1 && !is_record)
		return cells;
	struct plint_value *items = plint_arena_alloc(e->mem, slot->count * sizeof *items);
	for (uint32_t i = 0; i < slot->count; i++) {
		items[i] = cells[i * stride];
		if (!is_record)
			continue;
		items[i] = record_of(f, cells + i * stride);
		items[i].state = PLINT_KNOWN; /* an entry is there, whatever is known of its parts */
	}
	return items;
}

static struct plint_value slot_set(struct plint_eval *e, uint32_t block, const struct plint_slot *slot, const struct plint_field *f)
{
	uint32_t index = (uint32_t)(f - e->model->schema->fields);
	bool more = slot->more || slot->state == PLINT_UNKNOWN || is_unread(e, block);
	if (slot->count == 0)
		return more ? open() : empty();
	const struct plint_value *items = gather(e, slot, f, e->strides[index], e->is_record[index]);
	if (slot->count == 1 || e->is_record[index])
		return plint_run_set_value(plint_run_make_set(e, items, slot->count, more));
	struct plint_run_builder b = {.e = e, .more = more};
	for (uint32_t i = 0; i < slot->count; i++)
		plint_run_add_member(&b, &items[i]);
	return plint_run_set_value(plint_run_finish(&b));
}

static struct plint_value slot_value(struct plint_eval *e, uint32_t block, const struct plint_slot *slot, const struct plint_field *f)
{
	if (slot->count == 0)
		return plint_run_state(slot->state == PLINT_UNKNOWN || is_unread(e, block) ? PLINT_UNKNOWN : PLINT_MISSING);
	const struct plint_value *cells = e->model->cells.items + slot->first;
	return e->is_record[f - e->model->schema->fields] ? record_of(f, cells) : cells[0];
}

/* Field ID of BLOCK; SET: as a set. */
static struct plint_value written(struct plint_eval *e, uint32_t block, unsigned id, bool set)
{
	const struct plint_model *m = e->model;
	unsigned kind = m->seats.items[block].kind, slot1 = m->schema->slot_of[kind][id];
	if (slot1 == 0)
		return set ? empty() : missing();
	const struct plint_slot *slot = plint_model_slot_at(m, block, slot1 - 1);
	const struct plint_field *f = &m->schema->fields[m->schema->kind_first[kind] + slot1 - 1];
	if (set) {
		struct plint_value v = slot_set(e, block, slot, f);
		if (e->watch && (v.u.set->count == 0 || v.u.set->more))
			plint_run_note(e, block, f->spelling);
		return v;
	}
	struct plint_value v = slot_value(e, block, slot, f);
	if (e->watch && v.state != PLINT_KNOWN)
		plint_run_note(e, block, f->spelling);
	return v;
}

/* --- fields that nobody writes --------------------------------------------------------------------------------------------- */

static struct plint_value title_of(struct plint_eval *e, uint32_t block)
{
	const struct plint_block *x = plint_model_block(e->model, block);
	if (x->title == 0) {
		plint_run_note(e, block, "title");
		return missing();
	}
	return (struct plint_value){.type = PLINT_TYPE_TEXT, .span = x->title_span, .u.text.id = x->title};
}

static struct plint_value name_of(const struct plint_eval *e, uint32_t block)
{
	const struct plint_block *x = plint_model_block(e->model, block);
	if (x->name == 0)
		return missing();
	return (struct plint_value){.type = PLINT_TYPE_WORD, .span = x->name_span, .u.word = {x->name, x->name}};
}

static struct plint_value related(struct plint_eval *e, uint32_t block, enum plint_relation rel)
{
	struct plint_links links = plint_model_links(e->model, block, rel);
	if (links.count == 0)
		return links.more ? open() : empty();
	struct plint_value *items = plint_arena_alloc(e->mem, links.count * sizeof *items);
	for (uint32_t i = 0; i < links.count; i++)
		items[i] = plint_run_block(links.blocks[i]);
	return plint_run_set_value(plint_run_make_set(e, items, links.count, links.more));
}

static struct plint_value placeholders(struct plint_eval *e, uint32_t block)
{
	uint32_t count;
	const struct plint_placeholder *found = plint_model_placeholders(e->model, e->mem, block, &count);
	struct plint_value *items = plint_arena_alloc(e->mem, count * sizeof *items);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t atom = plint_run_word(e, found[i].field, 0).atom;
		items[i] = (struct plint_value){.type = PLINT_TYPE_WORD, .span = found[i].span, .u.word = {atom, atom}};
	}
	return plint_run_set_value(plint_run_make_set(e, items, count, is_unread(e, block)));
}

static struct plint_value goal_of(const struct plint_eval *e, uint32_t block)
{
	const struct plint_block *x = plint_model_block(e->model, block);
	if (x->goal)
		return plint_run_block(x->goal);
	const struct plint_slot *serves = plint_model_slot(e->model, block, PLINT_F_SERVES);
	bool unknown = (serves && (serves->count > 0 || serves->state == PLINT_UNKNOWN)) || (x->parent == 0 && is_unread(e, block));
	return (struct plint_value){.type = PLINT_TYPE_BLOCK, .state = unknown ? PLINT_UNKNOWN : PLINT_MISSING};
}

/* The rhythm that stands behind one of those whom an incentive pays. */
static struct plint_value rhythm_of(const struct plint_eval *e, uint32_t block)
{
	const struct plint_slot *slot = plint_model_slot(e->model, block, PLINT_F_PAYS);
	const struct plint_field *f = plint_run_field(e, block, PLINT_F_PAYS);
	struct plint_value rest = plint_run_state(slot->state == PLINT_UNKNOWN || is_unread(e, block) ? PLINT_UNKNOWN : PLINT_MISSING);
	uint32_t stride = e->strides[f - e->model->schema->fields];
	for (uint32_t i = 0; i < slot->count; i++) {
		const struct plint_value *cell = &e->model->cells.items[slot->first + i * stride + 1];
		if (cell->state == PLINT_KNOWN)
			return *cell;
		if (cell->state != PLINT_MISSING)
			rest = *cell;
	}
	return rest;
}

static struct plint_value phrases(struct plint_eval *e, uint32_t block)
{
	static const unsigned fields[] = {PLINT_F_REACHES, PLINT_F_MEETS, PLINT_F_CHANGES};
	struct plint_run_builder b = {.e = e, .more = is_unread(e, block), .keep_repeats = true};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const struct plint_slot *slot = plint_model_slot(e->model, block, fields[i]);
		if (slot == NULL)
			continue;
		uint32_t stride = e->strides[plint_run_field(e, block, fields[i]) - e->model->schema->fields];
		b.more = b.more || slot->more || slot->state == PLINT_UNKNOWN;
		for (uint32_t k = 0; k < slot->count; k++) {
			const struct plint_value *cells = &e->model->cells.items[slot->first + k * stride];
			struct plint_value v = {.type = PLINT_TYPE_RECORD, .unit = PLINT_RECORD_PHRASE, .span = cells->span, .u.cells = cells};
			plint_run_add_member(&b, &v);
		}
	}
	return plint_run_set_value(plint_run_finish(&b));
}

/* --- the indicator catalogue ------------------------------------------------------------------------------------------------- */

static struct plint_value row_word(struct plint_eval *e, uint32_t text, const char *list)
{
	if (text == 0)
		return missing();
	int number = list ? plint_vocab_list(e->model->vocab, list) : -1;
	struct plint_run_atom word = plint_run_word(e, e->tables->strings + text, (uint32_t)(number + 1));
	return (struct plint_value){.type = PLINT_TYPE_WORD, .u.word = {word.atom, word.root}};
}

static struct plint_value row_amount(struct plint_eval *e, double number, uint32_t unit)
{
	if (isnan(number))
		return missing();
	return plint_run_amount(number, unit ? plint_run_word(e, e->tables->strings + unit, 0).atom : 0);
}

/* Cells of catalogue row ROW: direction, class, unit, low, high. Made once. */
static const struct plint_value *row_cells(struct plint_eval *e, uint32_t row)
{
	if (e->known_rows == NULL)
		e->known_rows = plint_arena_calloc(e->arena, e->tables->indicator_count, sizeof *e->known_rows);
	if (e->known_rows[row])
		return e->known_rows[row];
	const struct plint_lex_indicator *x = &e->tables->indicators[row];
	struct plint_value *cells = plint_arena_calloc(e->arena, PLINT_KNOWN_CELLS, sizeof *cells);
	cells[0] = row_word(e, x->direction, "direction");
	cells[1] = row_word(e, x->klass, "class");
	cells[2] = row_word(e, x->unit, NULL);
	cells[3] = row_amount(e, x->low, x->low_unit);
	cells[4] = row_amount(e, x->high, x->high_unit);
	e->known_rows[row] = cells;
	return cells;
}

/* Row + 1 of the indicator BLOCK in the catalogue, 0: none. */
static uint32_t known_row(struct plint_eval *e, uint32_t block)
{
	if (e->rows_of_blocks == NULL)
		e->rows_of_blocks = plint_arena_calloc(e->arena, e->model->blocks.count, sizeof *e->rows_of_blocks);
	if (e->rows_of_blocks[block] == 0)
		e->rows_of_blocks[block] = plint_lexicon_known(e->config.lexicon, block) + 1;
	return e->rows_of_blocks[block] - 1;
}

static struct plint_value known(struct plint_eval *e, uint32_t block)
{
	uint32_t row1 = known_row(e, block);
	if (row1 == 0)
		return missing();
	return (struct plint_value){.type = PLINT_TYPE_RECORD, .unit = PLINT_RECORD_KNOWN, .u.cells = row_cells(e, row1 - 1)};
}

/* Field ID as written, else cell CELL of the indicator's catalogue row. */
static struct plint_value written_or_known(struct plint_eval *e, uint32_t block, unsigned id, uint32_t cell)
{
	struct plint_value v = written(e, block, id, false);
	if (v.state != PLINT_MISSING)
		return v;
	uint32_t row1 = known_row(e, block);
	if (row1 && row_cells(e, row1 - 1)[cell].state == PLINT_KNOWN) {
		v = row_cells(e, row1 - 1)[cell];
		v.span = plint_model_block(e->model, block)->title_span; /* where it is known from */
	}
	return v;
}

static struct plint_value class_of(struct plint_eval *e, uint32_t block)
{
	struct plint_value v = written_or_known(e, block, PLINT_F_CLASS, 1);
	if (v.state != PLINT_MISSING)
		return v;
	if (e->other.atom == 0)
		e->other = plint_run_word(e, "other", (uint32_t)(plint_vocab_list(e->model->vocab, "class") + 1));
	return (struct plint_value){.type = PLINT_TYPE_WORD, .u.word = {e->other.atom, e->other.root}};
}

/* An indicator's unit as written, else its target's, else its baseline's. */
static struct plint_value unit_of(struct plint_eval *e, uint32_t block)
{
	static const unsigned fields[] = {PLINT_F_TARGET, PLINT_F_BASELINE};
	struct plint_value v = written(e, block, PLINT_F_UNIT, false);
	bool unknown = false;
	for (size_t i = 0; v.state == PLINT_MISSING && i < sizeof fields / sizeof *fields; i++) {
		const struct plint_slot *slot = plint_model_slot(e->model, block, fields[i]);
		if (slot->count == 0) {
			unknown = unknown || slot->state == PLINT_UNKNOWN;
			continue;
		}
		const struct plint_value *cell = &e->model->cells.items[slot->first];
		unknown = unknown || cell->state == PLINT_UNKNOWN;
		if (cell->type == PLINT_TYPE_AMOUNT && cell->unit && cell->state != PLINT_UNKNOWN)
			return (struct plint_value){.type = PLINT_TYPE_WORD, .span = cell->span, .u.word = {cell->unit, cell->unit}};
	}
	return v.state == PLINT_MISSING && unknown ? plint_run_state(PLINT_UNKNOWN) : v;
}

/* --- dots ------------------------------------------------------------------------------------------------------------------------ */

static struct plint_value derived(struct plint_eval *e, enum plint_derived id, uint32_t block)
{
	unsigned kind = plint_model_block(e->model, block)->kind;
	bool is_below = kind == PLINT_KIND_INDICATOR || kind == PLINT_KIND_ACTIVITY;
	switch (id) {
	case PLINT_DERIVED_TITLE: return title_of(e, block);
	case PLINT_DERIVED_NAME: return name_of(e, block);
	case PLINT_DERIVED_PLACEHOLDERS: return placeholders(e, block);
	case PLINT_DERIVED_TOUCHED_BY: return related(e, block, PLINT_REL_TOUCHED_BY);
	case PLINT_DERIVED_ACTIVITIES: return related(e, block, PLINT_REL_ACTIVITIES);
	case PLINT_DERIVED_OBJECTIVES: return related(e, block, is_below ? PLINT_REL_ABOVE : PLINT_REL_OBJECTIVES);
	case PLINT_DERIVED_INDICATORS: return related(e, block, PLINT_REL_INDICATORS);
	case PLINT_DERIVED_GOALS: return related(e, block, PLINT_REL_GOALS);
	case PLINT_DERIVED_GOAL: return goal_of(e, block);
	case PLINT_DERIVED_SUPPORTED_BY: return related(e, block, PLINT_REL_SUPPORTED_BY);
	case PLINT_DERIVED_HURT_BY: return related(e, block, PLINT_REL_HURT_BY);
	case PLINT_DERIVED_TENSIONS: return related(e, block, PLINT_REL_TENSIONS);
	case PLINT_DERIVED_REVIEWS: return related(e, block, PLINT_REL_REVIEWS);
	case PLINT_DERIVED_PRODUCTS: return related(e, block, PLINT_REL_PRODUCTS);
	case PLINT_DERIVED_CHANNELS: return related(e, block, PLINT_REL_CHANNELS);
	case PLINT_DERIVED_NEEDS: return related(e, block, PLINT_REL_NEEDS);
	case PLINT_DERIVED_CHANGES: return related(e, block, PLINT_REL_CHANGES);
	case PLINT_DERIVED_INCENTIVES: return related(e, block, PLINT_REL_INCENTIVES);
	case PLINT_DERIVED_RHYTHM: return rhythm_of(e, block);
	case PLINT_DERIVED_PHRASES: return phrases(e, block);
	case PLINT_DERIVED_KNOWN: return known(e, block);
	case PLINT_DERIVED_CLASS: return class_of(e, block);
	case PLINT_DERIVED_DIRECTION: return written_or_known(e, block, PLINT_F_DIRECTION, 0);
	case PLINT_DERIVED_UNIT: return unit_of(e, block);
	case PLINT_DERIVED_NONE:
	case PLINT_DERIVED_COUNT: break;
	}
	return missing();
}

/* A text in place of a name has a title and nothing else; the one system of a kind, written as a word, has its kind. */
static struct plint_value of_no_block(struct plint_eval *e, const struct plint_xnode *n, const struct plint_value *of)
{
	bool set = n->flags & PLINT_XF_SET;
	if (of->state == PLINT_UNKNOWN || of->state == PLINT_UNDECIDED)
		return set ? open() : plint_run_state(PLINT_UNKNOWN);
	bool is_title = n->op == PLINT_X_DERIVED && n->b == PLINT_DERIVED_TITLE;
	if (of->state == PLINT_KNOWN && of->type == PLINT_TYPE_TEXT && is_title)
		return *of;
	if (of->state == PLINT_KNOWN && of->type == PLINT_TYPE_WORD && is_title)
		return plint_run_text(e, of);
	if (of->state == PLINT_KNOWN && of->type == PLINT_TYPE_WORD && n->op == PLINT_X_FIELD && n->b == PLINT_F_KIND)
		return *of;
	return set ? empty() : missing();
}

struct plint_value plint_run_access(struct plint_eval *e, const struct plint_xnode *n, const struct plint_value *of)
{
	if (of->type != PLINT_TYPE_BLOCK || of->state != PLINT_KNOWN || of->u.block == 0)
		return of_no_block(e, n, of);
	bool set = n->flags & PLINT_XF_SET;
	if (n->op == PLINT_X_FIELD)
		return written(e, of->u.block, n->b, set);
	uint32_t bit = PLINT_KIND_BIT(plint_model_block(e->model, of->u.block)->kind);
	if (plint_derived_row(n->b)->kinds & bit) {
		struct plint_value v = derived(e, (enum plint_derived)n->b, of->u.block);
		bool unclear = v.type == PLINT_TYPE_SET ? v.u.set->count == 0 || v.u.set->more : v.state != PLINT_KNOWN;
		if (e->watch && unclear)
			plint_run_note(e, of->u.block, plint_derived_row(n->b)->name);
		return v;
	}
	if (n->c)
		return written(e, of->u.block, n->c, set);
	return set ? empty() : missing();
}

static struct plint_value ask(struct plint_eval *e, const struct plint_xnode *n, const struct plint_value *of)
{
	return n->op == PLINT_X_FIELD || n->op == PLINT_X_DERIVED ? plint_run_access(e, n, of) : part_of(e, n, of);
}

/* The answers of every member, joined. */
static const struct plint_run_set *ask_all(struct plint_eval *e, const struct plint_xnode *n, const struct plint_run_set *set)
{
	struct plint_run_builder b = {.e = e, .more = set->set.more};
	for (uint32_t i = 0; i < set->set.count; i++) {
		struct plint_value v = ask(e, n, &set->set.items[i]);
		if (v.type == PLINT_TYPE_SET) {
			plint_run_add_set(&b, plint_run_as_set(&v));
			continue;
		}
		if (v.state == PLINT_MISSING)
			continue;
		/* An answer that is not known may be one of the others, or a further one. */
		b.more = b.more || v.state != PLINT_KNOWN;
		plint_run_add_member(&b, &v);
	}
	return plint_run_finish(&b);
}

struct plint_value plint_run_dot(struct plint_eval *e, const struct plint_xnode *n)
{
	if (n->flags & PLINT_XF_JOIN) {
		const struct plint_run_set *set = plint_run_set_of(e, n->a);
		/* Each member is visited like a node. */
		return plint_run_spend(e, set->set.count) ? plint_run_set_value(ask_all(e, n, set)) : open();
	}
	const struct plint_xnode *object = plint_run_node(e, n->a);
	if (object->op == PLINT_X_VAR && plint_run_step(e))
		return ask(e, n, &e->frame->vars[object->small]); /* the usual case, without a copy */
	struct plint_value of = plint_run_value(e, n->a);
	return ask(e, n, &of);
}
