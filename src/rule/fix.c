/* What a rule's fixes say about one finding: see fix.h. */
#include "rule/fix.h"

#include "base/buf.h"

#define MAX_FIXES 16

/* What lies at a fix's place: where, and in which block each of it is written. */
struct places {
	struct plint_span spans[PLINT_FIX_MAX_EDITS];
	uint32_t blocks[PLINT_FIX_MAX_EDITS];
	uint32_t count;
	struct plint_span all; /* `at` as a finding points at it */
	uint32_t block;
};

/* ---- the text ------------------------------------------------------------------------------------------------------ */

/* Whether a place behind LEN bytes of TEXT stands between quotation marks, when it did (IN_QUOTES) before it. */
static bool in_quotes_behind(const char *text, size_t len, bool in_quotes)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\\' && in_quotes)
			i++;
		else if (text[i] == '"')
			in_quotes = !in_quotes;
	}
	return in_quotes;
}

/* T with the values of the plan, as a plan says them; NULL where one of them cannot be said. */
static const char *spell(struct plint_run *r, const struct plint_template *t)
{
	struct plint_buf b;
	bool in_quotes = false;
	plint_buf_init(&b, r->diags->arena);
	for (uint32_t i = t->first; i < t->first + t->count; i++) {
		const struct plint_piece *piece = &r->pack->pieces[i];
		if (piece->node == 0) {
			const char *text = plint_pack_text(r->pack, piece->text);
			in_quotes = in_quotes_behind(text, strlen(text), in_quotes);
			plint_buf_str(&b, text);
			continue;
		}
		struct plint_value v = plint_eval_value(r->eval, piece->node);
		if (!plint_eval_spell(r->eval, &b, &v, in_quotes))
			return NULL;
	}
	return b.len > 0 ? b.text : NULL;
}

/* ---- the place ----------------------------------------------------------------------------------------------------- */

/* Whether V stands in the plan at the very place where the rule looks for it. */
static bool is_written(const struct plint_value *v)
{
	return (v->state == PLINT_KNOWN || v->state == PLINT_UNDECIDED) &&
	       !(v->flags & (PLINT_VALUE_INHERITED | PLINT_VALUE_MIRRORED | PLINT_VALUE_IMPLIED));
}

static bool find_members(const struct plint_run *r, const struct plint_set *set, struct places *p)
{
	for (uint32_t i = 0; i < set->count; i++) {
		const struct plint_value *v = &set->items[i];
		struct plint_span span = plint_eval_entry_place(r->eval, v);
		if (!is_written(v) || span.end <= span.start || p->count == PLINT_FIX_MAX_EDITS)
			return false;
		p->spans[p->count] = span;
		p->blocks[p->count++] = plint_eval_block_at(r->eval, span.start);
	}
	return set->count > 0 && !set->more;
}

static bool is_span(struct plint_span a, struct plint_span b)
{
	return a.start == b.start && a.end == b.end;
}

/* Not at home is what is inherited or said from the other end, which stands in another block; and a value that is derived, or is not there, which
 * is pointed at by the block's name or title. */
static bool is_at_home(const struct plint_run *r, const struct plint_value *v, const struct places *p)
{
	const struct plint_block *x = plint_model_block(r->model, p->block);
	struct plint_span whole = plint_ast_node(r->model->ast, x->node)->span;
	if (p->all.start < whole.start || p->all.end > whole.end)
		return false;
	if (v->type == PLINT_TYPE_BLOCK || v->type == PLINT_TYPE_SET || is_span(v->span, p->all))
		return true;
	return !is_span(p->all, x->head) && !is_span(p->all, x->title_span) && !is_span(p->all, x->name_span);
}

static bool find_places(struct plint_run *r, const struct plint_rule_fix *f, struct places *p)
{
	struct plint_value v = plint_eval_value(r->eval, f->at);
	p->count = 0;
	p->block = 0;
	p->all = plint_eval_place(r->eval, f->at, &p->block, NULL);
	if (!is_written(&v) || p->all.end <= p->all.start || p->block == 0 || !is_at_home(r, &v, p))
		return false;
	if (v.type == PLINT_TYPE_SET)
		return find_members(r, v.u.set, p);
	p->spans[0] = p->all;
	p->blocks[0] = p->block;
	p->count = 1;
	return true;
}

/* Whether all that lies at the place is within the one span that is to be replaced. */
static bool is_one_span(const struct places *p)
{
	for (uint32_t i = 0; i < p->count; i++)
		if (p->spans[i].start < p->all.start || p->spans[i].end > p->all.end)
			return false;
	return true;
}

/* ---- one fix ------------------------------------------------------------------------------------------------------- */

static bool make_insert(struct plint_run *r, const struct plint_rule_fix *f, const struct plint_fix_text *x,
                        struct plint_fix_edits *out)
{
	struct plint_value into = plint_eval_value(r->eval, f->at);
	if (into.type != PLINT_TYPE_BLOCK || into.state != PLINT_KNOWN || into.u.block == 0)
		return false;
	const char *text = spell(r, &f->text);
	out->count = 1;
	return text && plint_fix_insert(x, into.u.block, text, &out->items[0]);
}

static bool make_replace(struct plint_run *r, const struct plint_rule_fix *f, struct plint_fix_edits *out)
{
	struct places p;
	if (!find_places(r, f, &p) || !is_one_span(&p))
		return false;
	out->items[0] = (struct plint_edit){p.all, spell(r, &f->text)};
	out->count = 1;
	return out->items[0].text != NULL;
}

static bool make_remove(struct plint_run *r, const struct plint_rule_fix *f, const struct plint_fix_text *x,
                        struct plint_fix_edits *out)
{
	struct places p;
	return find_places(r, f, &p) && plint_fix_remove(x, p.spans, p.blocks, p.count, out);
}

static bool make_edits(struct plint_run *r, const struct plint_rule_fix *f, struct plint_fix_edits *out)
{
	const struct plint_fix_text x = {r->model, r->diags->arena};
	out->count = 0;
	if (f->where && plint_eval_test(r->eval, f->where) != PLINT_YES)
		return false;
	switch ((enum plint_fix_sort)f->sort) {
	case PLINT_FIX_INSERT: return make_insert(r, f, &x, out);
	case PLINT_FIX_REPLACE: return make_replace(r, f, out);
	case PLINT_FIX_REMOVE: return make_remove(r, f, &x, out);
	}
	return false;
}

static struct plint_fix keep(struct plint_run *r, uint32_t rule, uint32_t number, const struct plint_fix_edits *edits)
{
	const struct plint_rule_fix *f = &r->pack->fixes[r->pack->rules[rule].first_fix + number];
	struct plint_edit *kept = plint_arena_alloc(r->diags->arena, edits->count * sizeof *kept);
	memcpy(kept, edits->items, edits->count * sizeof *kept);
	return (struct plint_fix){plint_run_fix_title(r, rule, number), f->is_safe != 0, kept, edits->count, number};
}

void plint_fix_make(struct plint_run *r, uint32_t rule, struct plint_diag *d)
{
	const struct plint_rule *x = &r->pack->rules[rule];
	struct plint_fix made[MAX_FIXES];
	uint32_t count = 0;
	for (uint32_t i = 0; i < x->fix_count && count < MAX_FIXES; i++) {
		struct plint_fix_edits edits;
		if (make_edits(r, &r->pack->fixes[x->first_fix + i], &edits) && edits.count > 0)
			made[count++] = keep(r, rule, i, &edits);
	}
	if (count == 0)
		return;
	struct plint_fix *fixes = plint_arena_alloc(r->diags->arena, count * sizeof *fixes);
	memcpy(fixes, made, count * sizeof *fixes);
	d->fixes = fixes;
	d->fix_count = count;
}
