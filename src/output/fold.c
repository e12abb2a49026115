/* Folding: see fold.h. */
#include "output/fold.h"

#include <string.h>

#include "base/text.h"
#include "output/refs.h"

#define SHOWN_IN_FULL 3u /* findings of one rule in a file */
#define MAX_PLACES 100u  /* of the further ones */
#define MAX_SORTS 200u   /* of findings in a file that are told apart */

static bool is_absence(const struct plint_diag *x)
{
	return plint_refs_has_text(x->area);
}

bool plint_fold_next(struct plint_stretch *t)
{
	const struct plint_diags *d = t->r->diags;
	t->first = t->last;
	if (t->first >= d->items.count)
		return false;
	const struct plint_file *f = plint_source_file(t->r->source, d->items.items[t->first].span.start);
	do
		t->last++;
	while (t->last < d->items.count && plint_source_file(t->r->source, d->items.items[t->last].span.start) == f);
	return true;
}

/* Whether X repeats Y: the same rule. Two errors of reading are repeats only where they say the same, since each is about other words. */
static bool is_repeat(const struct plint_diag *x, const struct plint_diag *y)
{
	if (strcmp(x->rule, y->rule) != 0)
		return false;
	return !plint_diag_is_reading(x) || strcmp(x->message, y->message) == 0;
}

/* How many findings of one sort the stretch has, and how many of them have been met. */
struct sort_count {
	const struct plint_diag *first;
	uint32_t all, met;
};

struct sort_counts {
	PLINT_VEC(struct sort_count) items;
};

static struct sort_count *count_of(struct sort_counts *c, struct plint_arena *a, const struct plint_diag *x)
{
	for (uint32_t i = 0; i < c->items.count; i++)
		if (is_repeat(x, c->items.items[i].first))
			return &c->items.items[i];
	/* A file of nothing but errors is no plan: past that many sorts the last takes the rest, and the cost stays bounded. */
	if (c->items.count == MAX_SORTS)
		return &c->items.items[MAX_SORTS - 1];
	struct sort_count *n = plint_vec_add(&c->items, a);
	n->first = x;
	return n;
}

void plint_fold_findings(const struct plint_stretch *t, struct plint_arena *a, struct plint_folds *out)
{
	struct sort_counts counts = {{0}};
	const struct plint_diag *all = t->r->diags->items.items;
	for (uint32_t i = t->first; i < t->last; i++)
		if (!is_absence(&all[i]))
			count_of(&counts, a, &all[i])->all++;
	for (uint32_t i = t->first; i < t->last; i++) {
		if (is_absence(&all[i]))
			continue;
		struct sort_count *n = count_of(&counts, a, &all[i]);
		if (++n->met > SHOWN_IN_FULL)
			continue;
		struct plint_fold f = {i, n->met == SHOWN_IN_FULL ? n->all - SHOWN_IN_FULL : 0};
		plint_vec_push(&out->items, a, f);
	}
}

void plint_fold_places(const struct plint_stretch *t, const struct plint_fold *f, struct plint_buf *out)
{
	const struct plint_diag *all = t->r->diags->items.items, *x = &all[f->index];
	uint32_t shown = 0;
	for (uint32_t i = f->index + 1; i < t->last && shown < MAX_PLACES; i++) {
		if (is_absence(&all[i]) || !is_repeat(&all[i], x))
			continue;
		struct plint_place p = plint_source_place(t->r->source, all[i].span.start);
		if (shown++ == 0 && p.file) {
			plint_text_show(out, p.file->path, strlen(p.file->path));
			plint_buf_char(out, ':');
		}
		plint_buf_printf(out, "%u:%u%s", p.line1, p.col1, shown < f->more ? ", " : "");
	}
	if (shown < f->more)
		plint_buf_str(out, "…");
}

static void add_absence(struct plint_absences *p, struct plint_arena *a, const struct plint_diag *x)
{
	bool has_area = false, has_rule = false;
	for (uint32_t i = 0; i < p->areas.count && !has_area; i++)
		has_area = strcmp(p->areas.items[i]->area, x->area) == 0;
	for (uint32_t i = 0; i < p->rules.count && !has_rule; i++)
		has_rule = strcmp(p->rules.items[i]->rule, x->rule) == 0;
	if (!has_area)
		plint_vec_push(&p->areas, a, x);
	if (!has_rule)
		plint_vec_push(&p->rules, a, x);
}

/* Places count from 1; those without one come last. */
static uint32_t area_key(const struct plint_diag *x)
{
	return x->area_place ? x->area_place : UINT32_MAX;
}

void plint_fold_absences(const struct plint_diags *d, struct plint_arena *a, struct plint_absences *out)
{
	for (uint32_t last = 0; last < UINT32_MAX;) {
		uint32_t next = UINT32_MAX; /* the lowest place that has not been */
		for (uint32_t i = 0; i < d->items.count; i++) {
			const struct plint_diag *x = &d->items.items[i];
			if (is_absence(x) && area_key(x) > last && area_key(x) < next)
				next = area_key(x);
		}
		for (uint32_t i = 0; i < d->items.count; i++)
			if (is_absence(&d->items.items[i]) && area_key(&d->items.items[i]) == next)
				add_absence(out, a, &d->items.items[i]);
		last = next;
	}
}
