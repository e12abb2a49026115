/*
 * Differences as one JSON document. Every key is always there; what does not apply is null. Findings are the objects of `check --format json`.
 * Changes are written as they come; findings, and the plans, which sum them up, wait until the end.
 */
#include "base/json.h"
#include "base/text.h"
#include "output/diff_draw.h"
#include "output/finding_json.h"

void plint_diff_json_begin(struct plint_diff_output *d)
{
	struct plint_json j;
	plint_json_init(&j, d->base.out);
	plint_json_open(&j, '{');
	plint_json_int(plint_json_key(&j, "version"), 1);
	plint_json_open(plint_json_key(&j, "tool"), '{');
	plint_json_text(plint_json_key(&j, "name"), "planlint");
	plint_json_text(plint_json_key(&j, "version"), d->base.options.version ? d->base.options.version : "");
	plint_json_close(&j, '}');
	plint_json_open(plint_json_key(&j, "changes"), '['); /* closed by the end of the run */
	plint_buf_init(&d->plans, d->base.out->arena);
	plint_buf_init(&d->came, d->base.out->arena);
	plint_buf_init(&d->went, d->base.out->arena);
	plint_buf_init(&d->fell, d->base.out->arena);
}

/* Starts an entry of a list that is held in B. */
static void start_entry(struct plint_json *j, struct plint_buf *b)
{
	plint_buf_str(b, b->len ? ",\n" : "\n");
	plint_json_init(j, b);
	plint_json_open(j, '{');
}

/* Starts a change, which is written out at once. */
static void start_change(struct plint_json *j, struct plint_diff_output *d)
{
	plint_buf_str(d->base.out, d->change_count++ ? ",\n" : "\n");
	plint_json_init(j, d->base.out);
	plint_json_open(j, '{');
}

static void write_place(struct plint_json *j, const char *key, const struct plint_source *s, struct plint_span span)
{
	plint_json_key(j, key);
	struct plint_place at = {0};
	if (s && span.end)
		at = plint_source_place(s, span.start);
	if (!at.file) {
		plint_json_null(j);
		return;
	}
	plint_json_open(j, '{');
	plint_json_text(plint_json_key(j, "path"), at.file->path);
	plint_json_int(plint_json_key(j, "line"), at.line1);
	plint_json_int(plint_json_key(j, "column"), at.col1);
	plint_json_int(plint_json_key(j, "offset"), at.offset);
	plint_json_close(j, '}');
}

/* The name of the plan that P is about. */
static const char *plan_of(const struct plint_diff *p)
{
	return p->name[PLINT_NEW] ? p->name[PLINT_NEW] : p->name[PLINT_OLD];
}

/* Block ID with those around it, by name, else title, else kind: "rural/penetration/rate". */
static void add_path(struct plint_buf *out, const struct plint_model *m, uint32_t id)
{
	const struct plint_block *b = plint_model_block(m, id);
	const struct plint_ast_text *title = b->title ? &m->ast->texts.items[b->title] : NULL;
	if (b->parent) {
		add_path(out, m, b->parent);
		plint_buf_char(out, '/');
	}
	if (b->name)
		plint_buf_str(out, plint_intern_text(m->atoms, b->name));
	else if (title)
		plint_text_show(out, title->text, title->len);
	else
		plint_buf_str(out, plint_kind_word((enum plint_kind)b->kind));
}

static void write_change(struct plint_diff_output *d, const struct plint_diff *p, const struct plint_plan_change *x)
{
	struct plint_json j;
	enum plint_side side = x->new_block ? PLINT_NEW : PLINT_OLD;
	uint32_t block = x->new_block ? x->new_block : x->old_block;
	struct plint_model *m = p->comparison->match.side[side];
	const struct plint_block *b = plint_model_block(m, block);
	struct plint_buf path;
	plint_buf_init(&path, d->base.out->arena);
	add_path(&path, m, block);
	start_change(&j, d);
	plint_json_text(plint_json_key(&j, "plan"), plan_of(p));
	plint_json_text(plint_json_key(&j, "kind"), plint_kind_word((enum plint_kind)x->block_kind));
	plint_json_text(plint_json_key(&j, "change"), plint_change_word((enum plint_change_kind)x->kind));
	plint_json_text(plint_json_key(&j, "block"), path.text);
	plint_json_key(&j, "title");
	if (b->title)
		plint_json_text_n(&j, m->ast->texts.items[b->title].text, m->ast->texts.items[b->title].len);
	else
		plint_json_null(&j);
	plint_json_text(plint_json_key(&j, "field"), x->field);
	plint_json_text(plint_json_key(&j, "part"), x->part);
	plint_json_text(plint_json_key(&j, "entry"), x->entry);
	plint_json_text(plint_json_key(&j, "old"), x->old_text);
	plint_json_text(plint_json_key(&j, "new"), x->new_text);
	plint_json_text(plint_json_key(&j, "ambition"), x->ambition > 0 ? "more" : x->ambition < 0 ? "less" : NULL);
	write_place(&j, "old_place", p->source[PLINT_OLD], x->old_span);
	write_place(&j, "new_place", p->source[PLINT_NEW], x->new_span);
	plint_json_text(plint_json_key(&j, "message"), x->message);
	plint_json_close(&j, '}');
}

/* A plan that is in one draft only. */
static void write_lone_plan(struct plint_diff_output *d, const struct plint_diff *p)
{
	struct plint_json j;
	struct plint_span none = {0, 0};
	start_change(&j, d);
	plint_json_text(plint_json_key(&j, "plan"), plan_of(p));
	plint_json_text(plint_json_key(&j, "kind"), "plan");
	plint_json_text(plint_json_key(&j, "change"), p->name[PLINT_NEW] ? "added" : "dropped");
	plint_json_text(plint_json_key(&j, "block"), "");
	plint_json_null(plint_json_key(&j, "title"));
	plint_json_null(plint_json_key(&j, "field"));
	plint_json_null(plint_json_key(&j, "part"));
	plint_json_null(plint_json_key(&j, "entry"));
	plint_json_text(plint_json_key(&j, "old"), p->name[PLINT_OLD]);
	plint_json_text(plint_json_key(&j, "new"), p->name[PLINT_NEW]);
	plint_json_null(plint_json_key(&j, "ambition"));
	write_place(&j, "old_place", NULL, none);
	write_place(&j, "new_place", NULL, none);
	plint_json_text(plint_json_key(&j, "message"), p->name[PLINT_NEW] ? "this plan is new" : "this plan is gone");
	plint_json_close(&j, '}');
}

static void write_findings(struct plint_diff_output *d, const struct plint_diff *p, enum plint_side side, struct plint_buf *out,
                           const struct plint_diag *const *findings, uint32_t count)
{
	struct plint_result r = {.source = p->source[side], .name = p->name[side]};
	for (uint32_t i = 0; i < count; i++) {
		struct plint_json j;
		plint_buf_str(out, out->len ? ",\n" : "\n");
		plint_json_init(&j, out);
		plint_json_finding(&j, &d->base, &r, findings[i]);
	}
}

void plint_diff_json_plan(struct plint_diff_output *d, const struct plint_diff *p)
{
	struct plint_json j;
	uint32_t changes = p->comparison ? p->comparison->changes.count : 0;
	bool is_lone = !p->name[PLINT_OLD] || !p->name[PLINT_NEW];
	start_entry(&j, &d->plans);
	plint_json_text(plint_json_key(&j, "old"), p->name[PLINT_OLD]);
	plint_json_text(plint_json_key(&j, "new"), p->name[PLINT_NEW]);
	plint_json_int(plint_json_key(&j, "changes"), is_lone ? 1 : changes);
	plint_json_int(plint_json_key(&j, "came"), p->findings->came.count);
	plint_json_int(plint_json_key(&j, "went"), p->findings->went.count + p->findings->fell.count);
	plint_json_int(plint_json_key(&j, "stayed"), p->findings->stayed);
	plint_json_bool(plint_json_key(&j, "read"), !p->is_partial[PLINT_OLD] && !p->is_partial[PLINT_NEW]);
	plint_json_close(&j, '}');
	if (is_lone)
		write_lone_plan(d, p);
	for (uint32_t i = 0; i < changes; i++)
		write_change(d, p, &p->comparison->changes.items[i]);
	write_findings(d, p, PLINT_NEW, &d->came, p->findings->came.items, p->findings->came.count);
	write_findings(d, p, PLINT_OLD, &d->went, p->findings->went.items, p->findings->went.count);
	write_findings(d, p, PLINT_OLD, &d->fell, p->findings->fell.items, p->findings->fell.count);
	d->stayed += p->findings->stayed;
}

/* ,"KEY":[ENTRIES] */
static void write_list(struct plint_diff_output *d, const char *separator, const char *key, const struct plint_buf *entries)
{
	plint_buf_printf(d->base.out, "%s\"%s\":[", separator, key);
	plint_buf_add(d->base.out, entries->text, entries->len);
	plint_buf_char(d->base.out, ']');
}

void plint_diff_json_end(struct plint_diff_output *d)
{
	plint_buf_str(d->base.out, "],\"findings\":{");
	write_list(d, "", "came", &d->came);
	write_list(d, ",", "went", &d->went);
	write_list(d, ",", "went_with_dropped", &d->fell);
	plint_buf_printf(d->base.out, ",\"stayed\":%u}", d->stayed);
	write_list(d, ",", "plans", &d->plans);
	plint_buf_str(d->base.out, "}\n");
}
