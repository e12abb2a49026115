/* The checkstyle format: XML that many build servers and editors read, findings by file. Advice is "info" there. */
#include "output/fold.h"
#include "output/formats.h"
#include "output/refs.h"
#include "output/xml.h"

static void begin(struct plint_output *o)
{
	plint_buf_str(o->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
}

static const char *severity_of(enum plint_severity s)
{
	return s == PLINT_ERROR ? "error" : s == PLINT_WARNING ? "warning" : "info";
}

static void write_finding(struct plint_output *o, struct plint_xml *x, const struct plint_result *r, const struct plint_diag *d)
{
	struct plint_where at = plint_refs_where(r, d->span);
	plint_xml_open(x, "error");
	plint_xml_attr_int(x, "line", at.start.line1);
	plint_xml_attr_int(x, "column", at.start.col1);
	plint_xml_attr(x, "severity", severity_of(d->severity));
	plint_xml_attr(x, "message", d->message);
	plint_xml_attr(x, "source", plint_arena_printf(o->out->arena, "planlint.%s", d->rule));
	plint_xml_close(x, "error");
	plint_xml_break(x);
}

static void result(struct plint_output *o, const struct plint_result *r)
{
	struct plint_xml x;
	plint_xml_init(&x, o->out, false);
	for (struct plint_stretch t = {r, 0, 0}; plint_fold_next(&t);) {
		plint_xml_open(&x, "file");
		plint_xml_attr(&x, "name", plint_refs_where(r, r->diags->items.items[t.first].span).path);
		plint_xml_break(&x);
		for (uint32_t i = t.first; i < t.last; i++)
			write_finding(o, &x, r, &r->diags->items.items[i]);
		plint_xml_close(&x, "file");
		plint_xml_break(&x);
	}
}

static void end(struct plint_output *o)
{
	plint_buf_str(o->out, "</checkstyle>\n");
}

const struct plint_output_ops plint_output_checkstyle = {begin, result, end};
