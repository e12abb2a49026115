/*
 * The text form, for people. What is not there yet is folded: findings with an area become one last paragraph, and from the fourth
 * finding of one rule in a file on only the places are given. A summary and one finding to begin with close each plan.
 */
#include <string.h>

#include "base/text.h"
#include "diag/phrases.h"
#include "output/draw.h"
#include "output/fold.h"
#include "output/formats.h"
#include "output/refs.h"
#include "output/summary.h"

static void begin(struct plint_output *o)
{
	(void)o;
}

/* "error[rule]: message" */
static void draw_head(struct plint_output *o, const struct plint_diag *x)
{
	plint_draw_style(o, plint_style_of(x->severity));
	plint_buf_printf(o->out, "%s[%s]", plint_severity_name(x->severity), x->rule);
	plint_draw_plain(o);
	plint_buf_str(o->out, ": ");
	plint_draw_styled(o, PLINT_STYLE_MESSAGE, x->message);
	plint_buf_char(o->out, '\n');
}

/* "   = why: TEXT", wrapped below its first word. */
static void draw_note(struct plint_output *o, unsigned gutter, const char *key, const char *text)
{
	unsigned indent = gutter + 1 + 2 + plint_draw_width(key, strlen(key)) + 1;
	plint_draw_gutter(o, gutter, "=");
	plint_buf_char(o->out, ' ');
	plint_draw_styled(o, PLINT_STYLE_NOTE, key);
	plint_buf_char(o->out, ' ');
	plint_draw_wrapped(o, text, indent, indent);
	plint_buf_char(o->out, '\n');
}

static void draw_finding(struct plint_output *o, const struct plint_result *r, const struct plint_diag *x)
{
	const char *language = r->language;
	draw_head(o, x);
	unsigned gutter = plint_draw_excerpt(o, r->source, x);
	if (x->related_more) {
		plint_draw_gutter(o, gutter, "=");
		plint_buf_char(o->out, ' ');
		plint_phrase_add(o->out, language, PLINT_PHRASE_MORE_PLACES, x->related_more, NULL);
		plint_buf_char(o->out, '\n');
	}
	if (plint_refs_has_text(x->why))
		draw_note(o, gutter, plint_phrase(language, PLINT_PHRASE_WHY), x->why);
	if (plint_refs_has_text(x->help))
		draw_note(o, gutter, plint_phrase(language, PLINT_PHRASE_TRY), x->help);
	if (x->fix_count)
		draw_note(o, gutter, plint_phrase(language, PLINT_PHRASE_FIX), plint_refs_fix(o->out->arena, language, x));
	if (plint_refs_has_page(x)) {
		plint_draw_gutter(o, gutter, "=");
		plint_buf_char(o->out, ' ');
		plint_draw_styled(o, PLINT_STYLE_NOTE, plint_phrase(language, PLINT_PHRASE_MORE));
		plint_buf_printf(o->out, " planlint explain %s\n", x->rule);
	}
}

/* "and 3 more: plan.plan:12:5, 40:9, 44:9": the further findings of the rule of F. */
static void draw_repeats(struct plint_output *o, const struct plint_stretch *t, const struct plint_fold *f)
{
	struct plint_buf places;
	plint_buf_init(&places, o->out->arena);
	plint_fold_places(t, f, &places);
	size_t before = o->out->len;
	plint_phrase_add(o->out, t->r->language, PLINT_PHRASE_AND_MORE, f->more, NULL);
	plint_draw_wrapped(o, places.text, plint_draw_width(o->out->text + before, o->out->len - before), 2);
	plint_buf_char(o->out, '\n');
}

static void draw_stretch(struct plint_output *o, const struct plint_stretch *t)
{
	struct plint_folds folds = {{0}};
	plint_fold_findings(t, o->out->arena, &folds);
	for (uint32_t i = 0; i < folds.items.count; i++) {
		const struct plint_fold *f = &folds.items.items[i];
		draw_finding(o, t->r, &t->r->diags->items.items[f->index]);
		if (f->more)
			draw_repeats(o, t, f);
		plint_buf_char(o->out, '\n');
	}
}

/* One part of a list behind AT columns, parted by SEPARATOR from the one before; lines break between parts only, and further ones
 * are indented by two. The column behind it. */
static unsigned draw_part(struct plint_output *o, const char *text, const char *separator, bool is_first, unsigned at)
{
	unsigned width = plint_draw_width(text, strlen(text));
	unsigned gap = plint_draw_width(separator, strlen(separator));
	if (!is_first) {
		plint_buf_str(o->out, separator);
		at += gap;
		/* Behind the part there must be room for a separator, or it would stand alone in the next line. */
		if (at + 1 + width + gap > plint_draw_columns(o)) {
			plint_buf_str(o->out, "\n  ");
			at = 2;
		} else {
			plint_buf_char(o->out, ' ');
			at++;
		}
	}
	plint_buf_str(o->out, text);
	return at + width;
}

/* The paragraph of what is absent, and how to read about it; nothing where nothing is folded. */
static void draw_areas(struct plint_output *o, const struct plint_result *r)
{
	const char *head = plint_phrase(r->language, PLINT_PHRASE_ABSENT);
	struct plint_absences absent = {{0}, {0}};
	plint_fold_absences(r->diags, o->out->arena, &absent);
	if (absent.areas.count == 0)
		return;
	plint_draw_styled(o, PLINT_STYLE_NOTE, head);
	plint_buf_char(o->out, ' ');
	unsigned at = plint_draw_width(head, strlen(head)) + 1;
	for (uint32_t i = 0; i < absent.areas.count; i++)
		at = draw_part(o, absent.areas.items[i]->area, " ·", i == 0, at);
	const char *lead = plint_arena_printf(
	    o->out->arena, absent.rules.count == 1 ? "  %s planlint explain " : "  %s ",
	    plint_phrase(r->language, absent.rules.count == 1 ? PLINT_PHRASE_WHY_IT_MATTERS : PLINT_PHRASE_WHY_EACH_MATTERS));
	plint_buf_char(o->out, '\n');
	plint_buf_str(o->out, lead);
	at = plint_draw_width(lead, strlen(lead));
	for (uint32_t i = 0; i < absent.rules.count; i++)
		at = draw_part(o, absent.rules.items[i]->rule, ",", i == 0, at);
	plint_buf_str(o->out, "\n\n");
}

static void draw_start(struct plint_output *o, const struct plint_result *r)
{
	const struct plint_diag *x = plint_output_start_here(r->diags);
	if (!x)
		return;
	plint_draw_styled(o, PLINT_STYLE_NOTE, plint_phrase(r->language, PLINT_PHRASE_START_HERE));
	plint_buf_printf(o->out, " %s[%s]: %s", plint_severity_name(x->severity), x->rule, x->message);
	if (plint_source_file(r->source, x->span.start)) {
		plint_buf_str(o->out, " (");
		plint_draw_place(o, r->source, x->span.start);
		plint_buf_char(o->out, ')');
	}
	plint_buf_char(o->out, '\n');
}

static void draw_summary(struct plint_output *o, const struct plint_result *r)
{
	plint_draw_leading_path(o->out, r->name);
	plint_buf_str(o->out, ": ");
	if (plint_summary_is_clean(r))
		plint_draw_styled(o, PLINT_STYLE_GOOD, plint_summary_clean(r));
	else
		plint_summary_counts(o->out, r->language, plint_output_count(r->diags));
	plint_summary_contents(o->out, r);
	plint_buf_char(o->out, '\n');
	draw_start(o, r);
}

static void result(struct plint_output *o, const struct plint_result *r)
{
	if (o->options.quiet)
		return;
	if (o->result_count > 1)
		plint_buf_char(o->out, '\n');
	for (struct plint_stretch t = {r, 0, 0}; plint_fold_next(&t);)
		draw_stretch(o, &t);
	if (o->options.findings_only || r->is_remark)
		return;
	draw_areas(o, r);
	draw_summary(o, r);
}

static void end(struct plint_output *o)
{
	if (o->options.quiet || o->plan_count < 2)
		return;
	plint_buf_char(o->out, '\n');
	plint_phrase_add(o->out, o->language, PLINT_PHRASE_IN_ALL, o->plan_count, NULL);
	plint_summary_counts(o->out, o->language, o->total);
	plint_buf_char(o->out, '\n');
}

const struct plint_output_ops plint_output_text = {begin, result, end};
