/*
 * The text form, for people. What is not there yet is folded: findings with an area become one last paragraph, and from the fourth
 * finding of one rule in a file on only the places are given. A summary and one finding to begin with close each plan.
 */
#include <string.h>

#include "base/text.h"
#include "output/draw.h"
#include "output/formats.h"

#define SHOWN_IN_FULL 3u  /* findings of one rule in a file */
#define MAX_PLACES 100u   /* of the further ones */

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
	unsigned indent = gutter + 1 + 2 + (unsigned)strlen(key) + 2;
	plint_draw_gutter(o, gutter, "=");
	plint_buf_char(o->out, ' ');
	plint_draw_style(o, PLINT_STYLE_NOTE);
	plint_buf_printf(o->out, "%s:", key);
	plint_draw_plain(o);
	plint_buf_char(o->out, ' ');
	plint_draw_wrapped(o, text, indent, indent);
	plint_buf_char(o->out, '\n');
}

static bool has_text(const char *text)
{
	return text && text[strspn(text, " \t\r\n")];
}

static void draw_finding(struct plint_output *o, struct plint_source *s, const struct plint_diag *x)
{
	draw_head(o, x);
	unsigned gutter = plint_draw_excerpt(o, s, x);
	if (x->related_more) {
		plint_draw_gutter(o, gutter, "=");
		plint_buf_printf(o->out, " and %u more %s like these\n", x->related_more, x->related_more == 1 ? "place" : "places");
	}
	if (has_text(x->why))
		draw_note(o, gutter, "why", x->why);
	if (has_text(x->help))
		draw_note(o, gutter, "try", x->help);
	if (!plint_diag_is_reading(x) && strcmp(x->family, "limit") != 0) {
		plint_draw_gutter(o, gutter, "=");
		plint_buf_char(o->out, ' ');
		plint_draw_styled(o, PLINT_STYLE_NOTE, "more:");
		plint_buf_printf(o->out, " planlint explain %s\n", x->rule);
	}
}

/* The findings FIRST .. LAST - 1 of R are those of one file. */
struct stretch {
	const struct plint_result *r;
	uint32_t first, last;
};

static bool is_folded(const struct plint_diag *x)
{
	return has_text(x->area);
}

/* "and 3 more: plan.plan:12:5, 40:9, 44:9": the further findings of the rule of finding AT. */
static void draw_repeats(struct plint_output *o, const struct stretch *t, uint32_t at, uint32_t count)
{
	const struct plint_diag *x = &t->r->diags->items.items[at];
	struct plint_buf places;
	plint_buf_init(&places, o->out->arena);
	uint32_t shown = 0;
	for (uint32_t i = at + 1; i < t->last && shown < MAX_PLACES; i++) {
		const struct plint_diag *y = &t->r->diags->items.items[i];
		if (is_folded(y) || strcmp(y->rule, x->rule) != 0)
			continue;
		struct plint_place p = plint_source_place(t->r->source, y->span.start);
		if (shown++ == 0 && p.file) {
			plint_text_show(&places, p.file->path, strlen(p.file->path));
			plint_buf_char(&places, ':');
		}
		plint_buf_printf(&places, "%u:%u%s", p.line1, p.col1, shown < count ? ", " : "");
	}
	if (shown < count)
		plint_buf_str(&places, "…");
	size_t before = o->out->len;
	plint_buf_printf(o->out, "and %u more: ", count);
	plint_draw_wrapped(o, places.text, (unsigned)(o->out->len - before), 2);
	plint_buf_char(o->out, '\n');
}

/* How many findings of one rule the stretch has, and how many of them have been met. */
struct rule_count {
	const char *rule;
	uint32_t all, met;
};

struct rule_counts {
	PLINT_VEC(struct rule_count) items;
};

static struct rule_count *count_of(struct rule_counts *c, struct plint_arena *a, const char *rule)
{
	for (uint32_t i = 0; i < c->items.count; i++)
		if (c->items.items[i].rule == rule || strcmp(c->items.items[i].rule, rule) == 0)
			return &c->items.items[i];
	struct rule_count *n = plint_vec_add(&c->items, a);
	n->rule = rule;
	return n;
}

static void draw_stretch(struct plint_output *o, const struct stretch *t)
{
	struct rule_counts counts = {{0}};
	const struct plint_diag *all = t->r->diags->items.items;
	for (uint32_t i = t->first; i < t->last; i++)
		if (!is_folded(&all[i]))
			count_of(&counts, o->out->arena, all[i].rule)->all++;
	for (uint32_t i = t->first; i < t->last; i++) {
		if (is_folded(&all[i]))
			continue;
		struct rule_count *n = count_of(&counts, o->out->arena, all[i].rule);
		if (++n->met > SHOWN_IN_FULL)
			continue;
		draw_finding(o, t->r->source, &all[i]);
		if (n->met == SHOWN_IN_FULL && n->all > SHOWN_IN_FULL)
			draw_repeats(o, t, i, n->all - SHOWN_IN_FULL);
		plint_buf_char(o->out, '\n');
	}
}

/* Parts of the folded paragraph, without repeats. */
struct parts {
	PLINT_VEC(const char *) items;
};

static void add_part(struct parts *p, struct plint_arena *a, const char *text)
{
	for (uint32_t i = 0; i < p->items.count; i++)
		if (strcmp(p->items.items[i], text) == 0)
			return;
	plint_vec_push(&p->items, a, text);
}

/* Areas and rules of the folded findings: what more rules wait for comes first, else the order of findings. */
static void collect_parts(const struct plint_diags *d, struct plint_arena *a, struct parts *areas, struct parts *rules)
{
	uint64_t below = (uint64_t)UINT32_MAX + 1;
	for (;;) {
		int64_t rank = -1; /* the highest one that has not been */
		for (uint32_t i = 0; i < d->items.count; i++) {
			const struct plint_diag *x = &d->items.items[i];
			if (is_folded(x) && x->rank < below && (int64_t)x->rank > rank)
				rank = x->rank;
		}
		if (rank < 0)
			return;
		for (uint32_t i = 0; i < d->items.count; i++) {
			const struct plint_diag *x = &d->items.items[i];
			if (is_folded(x) && x->rank == (uint64_t)rank) {
				add_part(areas, a, x->area);
				add_part(rules, a, x->rule);
			}
		}
		below = (uint64_t)rank;
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
static void draw_areas(struct plint_output *o, const struct plint_diags *d)
{
	static const char head[] = "not in the plan yet:";
	struct parts areas = {{0}}, rules = {{0}};
	collect_parts(d, o->out->arena, &areas, &rules);
	if (areas.items.count == 0)
		return;
	plint_draw_styled(o, PLINT_STYLE_NOTE, head);
	plint_buf_char(o->out, ' ');
	unsigned at = (unsigned)sizeof head;
	for (uint32_t i = 0; i < areas.items.count; i++)
		at = draw_part(o, areas.items.items[i], " ·", i == 0, at);
	const char *lead = rules.items.count == 1 ? "  why it matters: planlint explain "
	                                          : "  why each matters: planlint explain, with one of ";
	plint_buf_char(o->out, '\n');
	plint_buf_str(o->out, lead);
	at = (unsigned)strlen(lead);
	for (uint32_t i = 0; i < rules.items.count; i++)
		at = draw_part(o, rules.items.items[i], ",", i == 0, at);
	plint_buf_str(o->out, "\n\n");
}

/* "3 errors": N of what is called ONE or MANY. */
static void draw_count(struct plint_output *o, uint32_t n, const char *one, const char *many)
{
	plint_buf_printf(o->out, "%u %s", n, n == 1 ? one : many);
}

static void draw_counts(struct plint_output *o, struct plint_output_counts n)
{
	draw_count(o, n.error, "error", "errors");
	plint_buf_str(o->out, ", ");
	draw_count(o, n.warning, "warning", "warnings");
	plint_buf_printf(o->out, ", %u advice", n.advice);
}

/* " · 4 goals, 9 objectives, 21 indicators", and what could not be read. */
static void draw_contents(struct plint_output *o, const struct plint_result *r)
{
	uint32_t goals = 0, objectives = 0, indicators = 0, unread = 0;
	for (uint32_t i = 0; i < r->file_count; i++) {
		goals += r->files[i].goals;
		objectives += r->files[i].objectives;
		indicators += r->files[i].indicators;
		unread += r->files[i].is_unreadable;
	}
	if (unread < r->file_count || r->file_count == 0) {
		plint_buf_str(o->out, " · ");
		draw_count(o, goals, "goal", "goals");
		plint_buf_str(o->out, ", ");
		draw_count(o, objectives, "objective", "objectives");
		plint_buf_str(o->out, ", ");
		draw_count(o, indicators, "indicator", "indicators");
	}
	if (unread && r->file_count == 1)
		plint_buf_str(o->out, " · it could not be read");
	else if (unread)
		plint_buf_printf(o->out, " · %u of %u files could not be read", unread, r->file_count);
}

static void draw_start(struct plint_output *o, const struct plint_result *r)
{
	const struct plint_diag *x = plint_output_start_here(r->diags);
	if (!x)
		return;
	plint_draw_styled(o, PLINT_STYLE_NOTE, "start here:");
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
	struct plint_output_counts n = plint_output_count(r->diags);
	bool is_clean = n.error + n.warning + n.advice + r->left_out == 0;
	for (uint32_t i = 0; i < r->file_count; i++)
		is_clean = is_clean && !r->files[i].is_unreadable;
	plint_text_show(o->out, r->name, strlen(r->name));
	plint_buf_str(o->out, ": ");
	if (is_clean)
		plint_draw_styled(o, PLINT_STYLE_GOOD, "no findings, well done");
	else
		draw_counts(o, n);
	draw_contents(o, r);
	if (r->left_out)
		plint_buf_printf(o->out, " · %u more not shown", r->left_out);
	plint_buf_char(o->out, '\n');
	draw_start(o, r);
}

static void result(struct plint_output *o, const struct plint_result *r)
{
	if (o->options.quiet)
		return;
	if (o->result_count > 1)
		plint_buf_char(o->out, '\n');
	const struct plint_diags *d = r->diags;
	for (uint32_t i = 0, next; i < d->items.count; i = next) {
		const struct plint_file *f = plint_source_file(r->source, d->items.items[i].span.start);
		for (next = i + 1; next < d->items.count; next++)
			if (plint_source_file(r->source, d->items.items[next].span.start) != f)
				break;
		struct stretch t = {r, i, next};
		draw_stretch(o, &t);
	}
	if (o->options.findings_only)
		return;
	draw_areas(o, d);
	draw_summary(o, r);
}

static void end(struct plint_output *o)
{
	if (o->options.quiet || o->result_count < 2)
		return;
	plint_buf_printf(o->out, "\nin all, %u plans: ", o->result_count);
	draw_counts(o, o->total);
	plint_buf_char(o->out, '\n');
}

const struct plint_output_ops plint_output_text = {begin, result, end};
