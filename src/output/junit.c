/*
 * The junit format: a suite for each plan, a case for each finding. What makes the run fail is a failure (or, where only the reading of the
 * plan does, an error); other findings are cases that pass and say their words. A clean plan has one passing case.
 */
#include "output/formats.h"
#include "output/refs.h"
#include "output/xml.h"

/* What the head of the report says, which stands before what it counts. */
struct totals {
	uint32_t tests, failures, errors;
};

enum verdict { PASSES, FAILS, IS_UNREAD };

static enum verdict verdict_of(const struct plint_result *r, const struct plint_diag *d)
{
	if (r->fail_on != PLINT_OFF && d->severity >= r->fail_on)
		return FAILS;
	/* A plan that cannot be read ends the run with status 2, whatever --fail-on is. */
	return plint_diag_is_reading(d) ? IS_UNREAD : PASSES;
}

static void begin(struct plint_output *o)
{
	plint_buf_init(&o->findings, o->out->arena);
	o->own = plint_arena_calloc(o->out->arena, 1, sizeof(struct totals));
}

static struct totals count(const struct plint_result *r)
{
	struct totals t = {0};
	t.tests = r->diags->items.count ? r->diags->items.count : 1;
	for (uint32_t i = 0; i < r->diags->items.count; i++) {
		enum verdict v = verdict_of(r, &r->diags->items.items[i]);
		t.failures += v == FAILS;
		t.errors += v == IS_UNREAD;
	}
	return t;
}

static void write_counts(struct plint_xml *x, const struct totals *t)
{
	plint_xml_attr_int(x, "tests", t->tests);
	plint_xml_attr_int(x, "failures", t->failures);
	plint_xml_attr_int(x, "errors", t->errors);
	plint_xml_attr(x, "time", "0");
}

/* A further line of a text: WORD and TEXT, nothing where there is no text. */
static void write_line(struct plint_xml *x, const char *word, const char *text)
{
	if (!plint_refs_has_text(text))
		return;
	plint_xml_break(x);
	plint_xml_text(x, word);
	plint_xml_text(x, plint_refs_trimmed(x->out->arena, text));
}

/* Place, severity and message; why; what to write: a line each. */
static void write_words(struct plint_xml *x, const struct plint_where *at, const struct plint_diag *d)
{
	const char *severity = plint_severity_name(d->severity);
	plint_xml_text(x, at->path);
	plint_xml_text(x, plint_arena_printf(x->out->arena, ":%u:%u: %s: ", at->start.line1, at->start.col1, severity));
	plint_xml_text(x, d->message);
	write_line(x, "why: ", d->why);
	write_line(x, "try: ", d->help);
}

static void write_case(struct plint_xml *x, const struct plint_result *r, const struct plint_diag *d)
{
	static const char *const elements[] = {"system-out", "failure", "error"};
	struct plint_where at = plint_refs_where(r, d->span);
	enum verdict v = verdict_of(r, d);
	plint_xml_open(x, "testcase");
	plint_xml_attr(x, "name", plint_arena_printf(x->out->arena, "%s %s:%u:%u", d->rule, at.path, at.start.line1, at.start.col1));
	plint_xml_attr(x, "classname", plint_arena_printf(x->out->arena, "planlint.%s", d->family));
	plint_xml_attr(x, "file", at.path);
	plint_xml_attr_int(x, "line", at.start.line1);
	plint_xml_attr(x, "time", "0");
	plint_xml_open(x, elements[v]);
	if (v != PASSES) {
		plint_xml_attr(x, "type", d->rule);
		plint_xml_attr(x, "message", d->message);
	}
	write_words(x, &at, d);
	plint_xml_close(x, elements[v]);
	plint_xml_close(x, "testcase");
	plint_xml_break(x);
}

static void result(struct plint_output *o, const struct plint_result *r)
{
	struct totals *all = o->own, own = count(r);
	struct plint_xml x;
	all->tests += own.tests;
	all->failures += own.failures;
	all->errors += own.errors;
	o->kept++;
	plint_xml_init(&x, &o->findings, false);
	plint_xml_open(&x, "testsuite");
	plint_xml_attr(&x, "name", r->name);
	write_counts(&x, &own);
	plint_xml_break(&x);
	for (uint32_t i = 0; i < r->diags->items.count; i++)
		write_case(&x, r, &r->diags->items.items[i]);
	if (r->diags->items.count == 0) {
		plint_xml_open(&x, "testcase");
		plint_xml_attr(&x, "name", "no findings");
		plint_xml_attr(&x, "classname", "planlint");
		plint_xml_attr(&x, "file", r->name);
		plint_xml_attr(&x, "time", "0");
		plint_xml_close(&x, "testcase");
		plint_xml_break(&x);
	}
	plint_xml_close(&x, "testsuite");
	plint_xml_break(&x);
}

static void end(struct plint_output *o)
{
	struct plint_xml x;
	plint_buf_str(o->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	plint_xml_init(&x, o->out, false);
	plint_xml_open(&x, "testsuites");
	plint_xml_attr(&x, "name", "planlint");
	write_counts(&x, o->own);
	plint_xml_break(&x);
	plint_buf_add(o->out, o->findings.text, o->findings.len);
	plint_xml_close(&x, "testsuites");
	plint_xml_break(&x);
}

const struct plint_output_ops plint_output_junit = {begin, result, end};
