/* Where the value of an expression stands in the plan, for findings. See eval.h and eval_run.h. */
#include "expr/eval_run.h"

struct place {
	struct plint_span span;
	uint32_t block;
	const char *field; /* as written, or NULL */
};

/* Blocks lie in the order of their places. */
uint32_t plint_eval_block_at(const struct plint_eval *e, uint32_t pos)
{
	const struct plint_model *m = e->model;
	uint32_t low = 0, high = m->blocks.count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (middle == 0 || plint_model_block(m, middle)->head.start <= pos)
			low = middle;
		else
			high = middle;
	}
	while (low && plint_ast_node(m->ast, plint_model_block(m, low)->node)->span.end <= pos)
		low = plint_model_block(m, low)->parent;
	return low;
}

static struct place place_of_block(const struct plint_eval *e, uint32_t block)
{
	if (block == 0)
		return (struct place){e->model->first_line, 0, NULL};
	return (struct place){plint_model_block(e->model, block)->head, block, NULL};
}

/* Where something that BLOCK lacks is missed: its name, else its title, else its kind word. */
static struct place place_of_absence(const struct plint_eval *e, uint32_t block, const char *field)
{
	const struct plint_block *x = plint_model_block(e->model, block);
	struct plint_span span = x->name_span.end ? x->name_span : x->title_span.end ? x->title_span : x->head;
	return (struct place){span, block, field};
}

static const char *field_of_record(const struct plint_eval *e, const struct plint_value *v)
{
	if (v->unit == PLINT_RECORD_DEADLINE)
		return "by";
	if (v->unit >= PLINT_RECORD_PHRASE)
		return NULL;
	const struct plint_field *f = plint_schema_field(e->model->schema, (enum plint_kind)(v->unit >> 8), v->unit & 0xff);
	return f ? f->spelling : NULL;
}

/* A value that is no set, wherever it came from. */
static struct place place_of_value(const struct plint_eval *e, const struct plint_value *v)
{
	if (v->type == PLINT_TYPE_BLOCK && v->state == PLINT_KNOWN)
		return place_of_block(e, v->u.block);
	struct place p = {v->span, 0, NULL};
	if (v->type == PLINT_TYPE_RECORD && v->u.cells) {
		p.span = plint_run_record_span(e, v);
		p.field = field_of_record(e, v);
	}
	if (p.span.end)
		p.block = plint_eval_block_at(e, p.span.start);
	return p;
}

static struct place place_of_any(const struct plint_eval *e, const struct plint_value *v)
{
	if (v->type != PLINT_TYPE_SET)
		return place_of_value(e, v);
	struct place none = {{0, 0}, 0, NULL};
	for (uint32_t i = 0; i < v->u.set->count; i++) {
		struct place p = place_of_value(e, &v->u.set->items[i]);
		if (p.span.end)
			return p;
	}
	return none;
}

/* --- fields of blocks --------------------------------------------------------------------------------------------------- */

/* Cells of one entry, but what was taken over from another block. */
static struct plint_span entry_span(const struct plint_value *cells, uint32_t stride)
{
	struct plint_span span = {0, 0};
	for (uint32_t i = 0; i < stride; i++)
		if (i == 0 || !(cells[i].flags & PLINT_VALUE_INHERITED))
			span = plint_span_join(span, cells[i].span);
	return span;
}

static bool is_one_line(const struct plint_eval *e, struct plint_span span)
{
	const char *text = plint_source_text(e->model->ast->source, span);
	return memchr(text, '\n', span.end - span.start) == NULL;
}

/* The values of field ID of BLOCK: all of them where they stand on one line, else the first. */
static struct place place_of_written(const struct plint_eval *e, uint32_t block, unsigned id)
{
	const struct plint_slot *slot = plint_model_slot(e->model, block, id);
	const struct plint_field *f = plint_run_field(e, block, id);
	if (slot == NULL || f == NULL)
		return place_of_absence(e, block, NULL);
	if (slot->count == 0)
		return place_of_absence(e, block, f->spelling);
	uint32_t stride = e->strides[f - e->model->schema->fields];
	const struct plint_value *cells = e->model->cells.items + slot->first;
	struct plint_span first = entry_span(cells, stride);
	struct plint_span last = entry_span(cells + (slot->count - 1) * stride, stride);
	struct plint_span all = plint_span_join(first, last);
	bool is_near = first.end && last.start >= first.start && last.end - first.start < 4096;
	if (slot->count > 1 && is_near && is_one_line(e, all))
		first = all;
	if (first.end == 0)
		return place_of_absence(e, block, f->spelling);
	return (struct place){first, block, f->spelling};
}

/* A field that nobody writes: where it is taken from. */
static struct place place_of_derived(struct plint_eval *e, const struct plint_xnode *n, const struct plint_value *of)
{
	uint32_t block = of->u.block;
	const struct plint_block *x = plint_model_block(e->model, block);
	if (!(plint_derived_row(n->b)->kinds & PLINT_KIND_BIT(x->kind)))
		return n->c ? place_of_written(e, block, n->c) : place_of_absence(e, block, NULL);
	const char *name = plint_derived_row(n->b)->name;
	if (n->b == PLINT_DERIVED_KNOWN && x->title_span.end)
		return (struct place){x->title_span, block, name};
	struct plint_value v = plint_run_access(e, n, of);
	bool is_block = v.type == PLINT_TYPE_BLOCK || v.type == PLINT_TYPE_SET;
	struct place p = place_of_any(e, &v);
	if (p.span.end == 0 || v.state == PLINT_MISSING)
		return place_of_absence(e, block, name);
	if (!is_block || n->b == PLINT_DERIVED_PLACEHOLDERS) {
		p.block = block;
		p.field = name;
	}
	return p;
}

static struct place place_of(struct plint_eval *e, uint32_t node);

static struct place place_of_dot(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value of = plint_run_value(e, n->a);
	if (n->flags & PLINT_XF_JOIN) {
		struct plint_value v = plint_run_dot(e, n);
		struct place p = place_of_any(e, &v);
		return p.span.end ? p : place_of_any(e, &of);
	}
	if (of.type != PLINT_TYPE_BLOCK || of.state != PLINT_KNOWN || of.u.block == 0)
		return place_of(e, n->a);
	return n->op == PLINT_X_FIELD ? place_of_written(e, of.u.block, n->b) : place_of_derived(e, n, &of);
}

static struct place place_of_part(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value v = plint_run_dot(e, n);
	struct place p = place_of_any(e, &v);
	if (n->flags & PLINT_XF_JOIN && p.span.end)
		return p;
	struct place whole = place_of(e, n->a);
	if (v.type == PLINT_TYPE_BLOCK && v.span.end)
		p.span = v.span; /* the name that is written here, not the block that it names */
	if (v.type == PLINT_TYPE_BLOCK && v.state == PLINT_KNOWN && v.span.end == 0)
		return p;
	if (p.span.end && v.state != PLINT_MISSING)
		return (struct place){p.span, whole.block, whole.field};
	return whole.block ? place_of_absence(e, whole.block, whole.field) : whole;
}

static struct place place_of_call(struct plint_eval *e, const struct plint_xnode *n)
{
	for (uint32_t i = 0; n->c == PLINT_FUNCTION_FIRST && i < n->b; i++)
		if (plint_run_value(e, e->code->lists.items[n->a + i]).state != PLINT_MISSING)
			return place_of(e, e->code->lists.items[n->a + i]);
	struct plint_value v = plint_run_value(e, (uint32_t)(n - e->code->nodes.items));
	struct place p = place_of_any(e, &v);
	/* What was looked for in a text and is not there: the text. */
	return p.span.end || n->b == 0 ? p : place_of(e, e->code->lists.items[n->a]);
}

static struct place place_of(struct plint_eval *e, uint32_t node)
{
	const struct plint_xnode *n = plint_run_node(e, node);
	if (n->op == PLINT_X_CACHE)
		return place_of(e, n->a);
	if (n->op == PLINT_X_FIELD || n->op == PLINT_X_DERIVED)
		return place_of_dot(e, n);
	if (n->op == PLINT_X_PART || n->op == PLINT_X_CAPTURE)
		return place_of_part(e, n);
	if (n->op == PLINT_X_CALL)
		return place_of_call(e, n);
	struct plint_value v = plint_run_value(e, node);
	bool is_nowhere = v.type == PLINT_TYPE_BLOCK && v.state != PLINT_KNOWN && v.span.end == 0;
	return is_nowhere && n->op == PLINT_X_PLAN ? place_of_block(e, 0) : place_of_any(e, &v);
}

struct plint_span plint_eval_place(struct plint_eval *e, uint32_t node, uint32_t *block, const char **field)
{
	struct place p = place_of(e, node);
	if (block)
		*block = p.block;
	if (field)
		*field = p.field;
	return p.span;
}

struct plint_span plint_eval_entry_place(const struct plint_eval *e, const struct plint_value *v)
{
	if (v->type == PLINT_TYPE_RECORD && v->u.cells)
		return plint_run_record_span(e, v);
	bool is_block_itself = v->type == PLINT_TYPE_BLOCK && v->state == PLINT_KNOWN && v->span.end == 0 && v->u.block;
	return is_block_itself ? plint_model_block(e->model, v->u.block)->head : v->span;
}
