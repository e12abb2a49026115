/* The compact format: one line a finding, for editors and for grep. Nothing else, not even where there is nothing to say. */
#include "output/draw.h"
#include "output/formats.h"

static void begin(struct plint_output *o)
{
	(void)o;
}

static void result(struct plint_output *o, const struct plint_result *r)
{
	for (uint32_t i = 0; i < r->diags->items.count; i++) {
		const struct plint_diag *x = &r->diags->items.items[i];
		struct plint_place at = plint_source_place(r->source, x->span.start);
		const char *path = at.file ? at.file->path : r->name;
		plint_draw_leading_path(o->out, path);
		plint_buf_printf(o->out, ":%u:%u: %s[%s]: ", at.line1, at.col1, plint_severity_name(x->severity), x->rule);
		plint_buf_str(o->out, x->message);
		plint_buf_char(o->out, '\n');
	}
}

static void end(struct plint_output *o)
{
	(void)o;
}

const struct plint_output_ops plint_output_compact = {begin, result, end};
