/*
 * Differences as text: a line that sums up, a section for each kind of block, in it a block with several changes once as a heading, then the
 * findings that came and went.
 */
#include <string.h>

#include "base/text.h"
#include "diag/phrases.h"
#include "output/diff_draw.h"
#include "output/draw.h"

void plint_diff_text_begin(struct plint_diff_output *d)
{
	(void)d;
}

static void draw_heading(struct plint_output *o, const char *text)
{
	plint_buf_char(o->out, '\n');
	plint_draw_styled(o, PLINT_STYLE_NOTE, text);
	plint_buf_char(o->out, '\n');
}

/* " (draft.plan:12)"; within FILE " (line 12)", at line HOME1 of it nothing. */
static const char *place_of(const struct plint_output *o, struct plint_place at, const struct plint_file *file, uint32_t home1,
                            const char *language)
{
	struct plint_buf out;
	plint_buf_init(&out, o->out->arena);
	if (!at.file || (at.file == file && at.line1 == home1))
		return out.text;
	plint_buf_str(&out, " (");
	if (at.file == file) {
		plint_phrase_add(&out, language, PLINT_PHRASE_LINE, at.line1, NULL);
	} else {
		plint_text_show(&out, at.file->path, strlen(at.file->path));
		plint_buf_printf(&out, ":%u", at.line1);
	}
	plint_buf_char(&out, ')');
	return out.text;
}

/* LEAD, then TEXT, wrapped below its first word. */
static void draw_item(struct plint_output *o, const char *lead, const char *text)
{
	unsigned width = plint_draw_width(lead, strlen(lead));
	plint_buf_str(o->out, lead);
	plint_draw_wrapped(o, text, width, width + (lead[width - 1] == ' ' && width > 2 ? 0 : 4));
	plint_buf_char(o->out, '\n');
}

static void draw_group(struct plint_output *o, const struct plint_diff *p, const struct plint_diff_group *g)
{
	const struct plint_plan_change *x = &p->comparison->changes.items[g->first];
	struct plint_arena *a = o->out->arena;
	if (!g->has_heading) {
		const char *place = place_of(o, plint_diff_place(p, x), NULL, 0, p->language);
		draw_item(o, "  ", plint_arena_printf(a, "%s%s", x->message, place));
		return;
	}
	struct plint_place home = plint_diff_block_place(p, x);
	const char *block = plint_model_show_block(p->comparison->match.side[PLINT_NEW], a, x->new_block);
	draw_item(o, "  ", plint_arena_printf(a, "%s%s", block, place_of(o, home, NULL, 0, p->language)));
	for (uint32_t i = 0; i < g->count; i++) {
		const char *place = place_of(o, plint_diff_place(p, &x[i]), home.file, home.line1, p->language);
		draw_item(o, "    - ", plint_arena_printf(a, "%s%s", x[i].in_place, place));
	}
}

static void draw_findings(struct plint_output *o, const struct plint_source *s, const char *heading, const char *name,
                          const struct plint_diag *const *findings, uint32_t count)
{
	if (count == 0)
		return;
	draw_heading(o, heading);
	for (uint32_t i = 0; i < count; i++) {
		const struct plint_diag *x = findings[i];
		struct plint_place at = plint_source_place(s, x->span.start);
		const char *path = at.file ? at.file->path : name;
		struct plint_buf text;
		plint_buf_init(&text, o->out->arena);
		plint_text_show(&text, path, strlen(path));
		plint_buf_printf(&text, ":%u: %s", at.line1, x->message);
		const char *rule = plint_arena_printf(o->out->arena, "%s[%s]", plint_severity_name(x->severity), x->rule);
		plint_buf_str(o->out, "  ");
		plint_draw_styled(o, plint_style_of(x->severity), rule);
		plint_buf_char(o->out, ' ');
		plint_draw_wrapped(o, text.text, 3 + plint_draw_width(rule, strlen(rule)), 6);
		plint_buf_char(o->out, '\n');
	}
}

static void draw_head(struct plint_output *o, const struct plint_diff *p)
{
	const char *first = p->name[PLINT_OLD], *second = p->name[PLINT_NEW];
	if (first)
		plint_text_show(o->out, first, strlen(first));
	plint_buf_str(o->out, first && second ? " → " : "");
	if (second)
		plint_text_show(o->out, second, strlen(second));
	plint_buf_str(o->out, ": ");
	bool is_good = p->findings->came.count == 0 && !p->is_partial[PLINT_OLD] && !p->is_partial[PLINT_NEW];
	plint_draw_styled(o, is_good ? PLINT_STYLE_GOOD : PLINT_STYLE_NOTE, plint_diff_summary(o->out->arena, p));
	plint_buf_char(o->out, '\n');
	for (int side = PLINT_OLD; side <= PLINT_NEW; side++) {
		struct plint_buf name;
		if (!p->is_partial[side])
			continue;
		plint_buf_init(&name, o->out->arena);
		plint_text_show(&name, p->name[side], strlen(p->name[side]));
		plint_phrase_add(o->out, p->language, PLINT_PHRASE_PARTLY_READ, 1, name.text);
		plint_buf_char(o->out, '\n');
	}
}

void plint_diff_text_plan(struct plint_diff_output *d, const struct plint_diff *p)
{
	struct plint_output *o = &d->base;
	if (o->options.quiet)
		return;
	if (d->plan_count > 1)
		plint_buf_char(o->out, '\n');
	draw_head(o, p);
	for (struct plint_diff_group g = {0}; plint_diff_next(p, &g);) {
		if (g.is_section_start) {
			enum plint_kind kind = (enum plint_kind)p->comparison->changes.items[g.first].block_kind;
			draw_heading(o, plint_compare_heading(kind, p->language));
		}
		draw_group(o, p, &g);
	}
	draw_findings(o, p->source[PLINT_NEW], plint_phrase(p->language, PLINT_PHRASE_FINDINGS_CAME), p->name[PLINT_NEW],
	              p->findings->came.items, p->findings->came.count);
	draw_findings(o, p->source[PLINT_OLD], plint_phrase(p->language, PLINT_PHRASE_FINDINGS_WENT), p->name[PLINT_OLD],
	              p->findings->went.items, p->findings->went.count);
	draw_findings(o, p->source[PLINT_OLD], plint_phrase(p->language, PLINT_PHRASE_FINDINGS_FELL), p->name[PLINT_OLD],
	              p->findings->fell.items, p->findings->fell.count);
}

void plint_diff_text_end(struct plint_diff_output *d)
{
	(void)d;
}
