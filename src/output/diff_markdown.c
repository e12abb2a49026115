/* Differences as GitHub flavoured Markdown, for a comment on a pull request: headings, lists, places as code. */
#include <string.h>

#include "diag/phrases.h"
#include "output/diff_draw.h"
#include "output/markdown_text.h"
#include "output/refs.h"

void plint_diff_markdown_begin(struct plint_diff_output *d)
{
	(void)d;
}

static void write_heading(struct plint_buf *out, const char *text)
{
	plint_buf_printf(out, "\n### %s\n\n", text);
}

/* "`draft.plan`, line 12", the file only where it is another than HOME. */
static void write_place(struct plint_buf *out, const char *language, struct plint_place at, const struct plint_file *home)
{
	if (at.file && at.file != home) {
		plint_markdown_code(out, at.file->path, strlen(at.file->path));
		plint_buf_str(out, ", ");
	}
	plint_phrase_add(out, language, PLINT_PHRASE_LINE, at.line1, NULL);
}

static void write_change(struct plint_buf *out, const struct plint_diff *p, const char *lead, const char *text, struct plint_place at,
                         const struct plint_file *home)
{
	plint_buf_str(out, lead);
	plint_markdown_text(out, text);
	if (at.file) {
		plint_buf_str(out, " (");
		write_place(out, p->language, at, home);
		plint_buf_char(out, ')');
	}
	plint_buf_char(out, '\n');
}

static void write_group(struct plint_buf *out, const struct plint_diff *p, const struct plint_diff_group *g)
{
	const struct plint_plan_change *x = &p->comparison->changes.items[g->first];
	if (!g->has_heading) {
		write_change(out, p, "- ", x->message, plint_diff_place(p, x), NULL);
		return;
	}
	struct plint_place home = plint_diff_block_place(p, x);
	write_change(out, p, "- ", plint_model_show_block(p->comparison->match.side[PLINT_NEW], out->arena, x->new_block), home, NULL);
	for (uint32_t i = 0; i < g->count; i++)
		write_change(out, p, "  - ", x[i].in_place, plint_diff_place(p, &x[i]), home.file);
}

static void write_findings(struct plint_output *o, const struct plint_diff *p, enum plint_side side, enum plint_phrase heading,
                           const struct plint_diag *const *findings, uint32_t count)
{
	struct plint_buf *out = o->out;
	if (count == 0)
		return;
	write_heading(out, plint_phrase(p->language, heading));
	for (uint32_t i = 0; i < count; i++) {
		const struct plint_diag *x = findings[i];
		const char *link = plint_refs_link(o, x->rule);
		bool has_link = plint_refs_is_web(link) && plint_refs_has_page(x);
		plint_buf_printf(out, "- **%s** ", plint_severity_name(x->severity));
		write_place(out, p->language, plint_source_place(p->source[side], x->span.start), NULL);
		plint_buf_str(out, ": ");
		plint_markdown_text(out, x->message);
		plint_buf_str(out, has_link ? " ([" : " (");
		plint_markdown_code(out, x->rule, strlen(x->rule));
		if (has_link)
			plint_buf_printf(out, "](<%s>)", link);
		plint_buf_str(out, ")\n");
	}
}

static void write_head(struct plint_buf *out, const struct plint_diff *p)
{
	const char *first = p->name[PLINT_OLD], *second = p->name[PLINT_NEW];
	plint_buf_str(out, "## ");
	if (first)
		plint_markdown_code(out, first, strlen(first));
	plint_buf_str(out, first && second ? " → " : "");
	if (second)
		plint_markdown_code(out, second, strlen(second));
	plint_buf_printf(out, "\n\n%s\n", plint_diff_summary(out->arena, p));
	for (int side = PLINT_OLD; side <= PLINT_NEW; side++) {
		struct plint_buf name;
		if (!p->is_partial[side])
			continue;
		plint_buf_init(&name, out->arena);
		plint_markdown_code(&name, p->name[side], strlen(p->name[side]));
		plint_buf_char(out, '\n');
		plint_phrase_add(out, p->language, PLINT_PHRASE_PARTLY_READ, 1, name.text);
		plint_buf_char(out, '\n');
	}
}

void plint_diff_markdown_plan(struct plint_diff_output *d, const struct plint_diff *p)
{
	struct plint_buf *out = d->base.out;
	if (d->plan_count > 1)
		plint_buf_char(out, '\n');
	write_head(out, p);
	for (struct plint_diff_group g = {0}; plint_diff_next(p, &g);) {
		if (g.is_section_start)
			write_heading(out, plint_compare_heading((enum plint_kind)p->comparison->changes.items[g.first].block_kind, p->language));
		write_group(out, p, &g);
	}
	write_findings(&d->base, p, PLINT_NEW, PLINT_PHRASE_FINDINGS_CAME, p->findings->came.items, p->findings->came.count);
	write_findings(&d->base, p, PLINT_OLD, PLINT_PHRASE_FINDINGS_WENT, p->findings->went.items, p->findings->went.count);
	write_findings(&d->base, p, PLINT_OLD, PLINT_PHRASE_FINDINGS_FELL, p->findings->fell.items, p->findings->fell.count);
}

void plint_diff_markdown_end(struct plint_diff_output *d)
{
	(void)d;
}
