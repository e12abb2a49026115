/* The formats of differences and what they share: see diff.h and diff_draw.h. */
#include "output/diff.h"

#include <string.h>

#include "diag/phrases.h"
#include "output/diff_draw.h"

static const struct plint_diff_format formats[] = {
    {"text", plint_diff_text_begin, plint_diff_text_plan, plint_diff_text_end, false},
    {"markdown", plint_diff_markdown_begin, plint_diff_markdown_plan, plint_diff_markdown_end, false},
    {"json", plint_diff_json_begin, plint_diff_json_plan, plint_diff_json_end, true},
};

const struct plint_diff_format *plint_diff_formats(uint32_t *count)
{
	*count = sizeof formats / sizeof *formats;
	return formats;
}

const struct plint_diff_format *plint_diff_find(const char *name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}

void plint_diff_begin(struct plint_diff_output *d, const struct plint_diff_format *format, const struct plint_output_options *options,
                      struct plint_buf *out)
{
	memset(d, 0, sizeof *d);
	d->format = format;
	d->base.options = *options;
	d->base.out = out;
	format->begin(d);
}

void plint_diff_plan(struct plint_diff_output *d, const struct plint_diff *p)
{
	d->plan_count++;
	d->format->plan(d, p);
}

void plint_diff_end(struct plint_diff_output *d)
{
	d->format->end(d);
}

/* ---- shared ---------------------------------------------------------------------------------------------------------- */

bool plint_diff_next(const struct plint_diff *p, struct plint_diff_group *g)
{
	if (!p->comparison)
		return false;
	const struct plint_plan_change *x = p->comparison->changes.items;
	uint32_t count = p->comparison->changes.count, at = g->first + g->count;
	if (at >= count)
		return false;
	uint32_t end = at + 1;
	while (x[at].new_block && x[at].old_block && end < count && x[end].new_block == x[at].new_block && x[end].old_block == x[at].old_block)
		end++;
	*g = (struct plint_diff_group){at, end - at, at == 0 || x[at - 1].block_kind != x[at].block_kind, end - at > 1};
	return true;
}

struct plint_place plint_diff_place(const struct plint_diff *p, const struct plint_plan_change *x)
{
	if (x->new_span.end)
		return plint_source_place(p->source[PLINT_NEW], x->new_span.start);
	return plint_source_place(p->source[PLINT_OLD], x->old_span.start);
}

struct plint_place plint_diff_block_place(const struct plint_diff *p, const struct plint_plan_change *x)
{
	enum plint_side side = x->new_block ? PLINT_NEW : PLINT_OLD;
	const struct plint_model *m = p->comparison->match.side[side];
	return plint_source_place(p->source[side], plint_model_block(m, x->new_block ? x->new_block : x->old_block)->head.start);
}

const char *plint_diff_summary(struct plint_arena *a, const struct plint_diff *p)
{
	struct plint_buf out;
	uint32_t changes = p->comparison ? p->comparison->changes.count : 0;
	plint_buf_init(&out, a);
	if (!p->name[PLINT_OLD])
		plint_buf_str(&out, plint_phrase(p->language, PLINT_PHRASE_PLAN_CAME));
	else if (!p->name[PLINT_NEW])
		plint_buf_str(&out, plint_phrase(p->language, PLINT_PHRASE_PLAN_WENT));
	else if (changes)
		plint_phrase_add(&out, p->language, PLINT_PHRASE_CHANGES, changes, NULL);
	else
		plint_buf_str(&out, plint_phrase(p->language, PLINT_PHRASE_NO_CHANGE));
	plint_buf_str(&out, "; ");
	plint_phrase_add(&out, p->language, PLINT_PHRASE_CAME, p->findings->came.count, NULL);
	plint_buf_str(&out, ", ");
	plint_phrase_add(&out, p->language, PLINT_PHRASE_WENT, p->findings->went.count + p->findings->fell.count, NULL);
	plint_buf_str(&out, ", ");
	plint_phrase_add(&out, p->language, PLINT_PHRASE_STAYED, p->findings->stayed, NULL);
	return out.text;
}
