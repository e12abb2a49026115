/* The formats and what all of them need: see output.h. */
#include "output/output.h"

#include <string.h>

#include "base/text.h"
#include "output/formats.h"

static const struct plint_output_format formats[] = {
#define PLINT_FORMAT(name, ops, is_machine) {#name, &ops, is_machine},
#include "output/formats.def"
#undef PLINT_FORMAT
};

#define FORMAT_COUNT (sizeof formats / sizeof *formats)

const struct plint_output_format *plint_output_formats(uint32_t *count)
{
	*count = (uint32_t)FORMAT_COUNT;
	return formats;
}

const struct plint_output_format *plint_output_find(const char *name, size_t len)
{
	for (size_t i = 0; i < FORMAT_COUNT; i++)
		if (plint_text_is(name, len, formats[i].name))
			return &formats[i];
	return NULL;
}

struct plint_output_counts plint_output_count(const struct plint_diags *d)
{
	struct plint_output_counts n = {0};
	for (uint32_t i = 0; i < d->items.count; i++) {
		switch (d->items.items[i].severity) {
		case PLINT_ERROR:
			n.error++;
			break;
		case PLINT_WARNING:
			n.warning++;
			break;
		case PLINT_ADVICE:
			n.advice++;
			break;
		case PLINT_OFF:
			break;
		}
	}
	return n;
}

/* How much waits for X: every rule waits for the reading of the plan. */
static uint32_t rank_of(const struct plint_diag *x)
{
	return plint_diag_is_reading(x) ? UINT32_MAX : x->rank;
}

const struct plint_diag *plint_output_start_here(const struct plint_diags *d)
{
	const struct plint_diag *best = NULL;
	for (uint32_t i = 0; i < d->items.count; i++) {
		const struct plint_diag *x = &d->items.items[i];
		if (x->severity == PLINT_OFF)
			continue;
		bool is_better = !best || rank_of(x) > rank_of(best) ||
		                 (rank_of(x) == rank_of(best) && x->severity > best->severity);
		if (is_better)
			best = x;
	}
	return best;
}

void plint_output_begin(struct plint_output *o, const struct plint_output_format *format,
                        const struct plint_output_options *options, struct plint_buf *out)
{
	*o = (struct plint_output){.format = format, .options = *options, .out = out};
	format->ops->begin(o);
}

/* The words of the totals are in the language of the plans as long as they have one in common. */
static void note_language(struct plint_output *o, const char *language)
{
	size_t len = strlen(language);
	if (o->plan_count == 0 && len < sizeof o->language)
		memcpy(o->language, language, len + 1);
	else if (strcmp(o->language, language) != 0)
		o->language[0] = '\0';
}

void plint_output_result(struct plint_output *o, const struct plint_result *r)
{
	struct plint_output_counts n = plint_output_count(r->diags);
	o->total.error += n.error;
	o->total.warning += n.warning;
	o->total.advice += n.advice;
	if (!r->is_remark) {
		note_language(o, r->language ? r->language : "");
		o->plan_count++;
	}
	o->result_count++;
	o->format->ops->result(o, r);
}

void plint_output_end(struct plint_output *o)
{
	o->format->ops->end(o);
}
