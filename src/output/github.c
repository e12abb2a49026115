/*
 * The github format: workflow commands that put findings beside their lines in a pull request. A step shows ten errors, ten warnings and
 * ten notices, so only the most severe go out and a last line says how many more there are. The job summary is the markdown format.
 */
#include <string.h>

#include "base/text.h"
#include "output/formats.h"
#include "output/held.h"
#include "output/refs.h"
#include "output/summary.h"

#define SHOWN 10u /* of each severity */

struct github {
	struct plint_held held;
	uint32_t left_out;
};

/* ---- workflow commands: the one place where text is made harmless for them --------------------------------------------- */

/* Appends the ASCII character C; PROPERTY: within the head of a command, where colon and comma part. */
static void write_ascii(struct plint_buf *out, char c, bool is_property)
{
	if (c == '%' || c == '\r' || c == '\n' || (is_property && (c == ':' || c == ',')))
		plint_buf_printf(out, "%%%02X", (unsigned)c);
	else if (c == '\t')
		plint_buf_char(out, ' ');
	else
		plint_buf_char(out, c);
}

/* Appends TEXT, which can then neither end the command nor begin another. What a terminal should not get stands in its shown form. */
static void write_escaped(struct plint_buf *out, const char *text, bool is_property)
{
	struct plint_buf shown;
	size_t len = strlen(text);
	plint_buf_init(&shown, out->arena);
	for (size_t i = 0; i < len;) {
		uint32_t size;
		int32_t cp = plint_text_decode(text + i, len - i, &size);
		if (cp < 0 || (plint_text_is_unsafe(cp) && cp != '\r'))
			plint_text_show(&shown, text + i, size);
		else
			plint_buf_add(&shown, text + i, size);
		i += size;
	}
	for (size_t i = 0; i < shown.len; i++)
		write_ascii(out, shown.text[i], is_property);
}

static const char *command_of(enum plint_severity s)
{
	switch (s) {
	case PLINT_ERROR:
		return "error";
	case PLINT_WARNING:
		return "warning";
	case PLINT_ADVICE:
	case PLINT_OFF:
		break;
	}
	return "notice";
}

/* ---- the format -------------------------------------------------------------------------------------------------------- */

static void begin(struct plint_output *o)
{
	struct github *g = plint_arena_calloc(o->out->arena, 1, sizeof *g);
	plint_held_init(&g->held, o->out->arena);
	o->own = g;
}

/* "::error file=F,line=L,endLine=M,title=planlint (RULE)::MESSAGE"; columns only where the place is on one line, as GitHub wants. */
static void write_finding(struct plint_output *o, struct plint_buf *out, const struct plint_result *r, const struct plint_diag *x)
{
	struct plint_where at = plint_refs_where(r, x->span);
	plint_buf_printf(out, "::%s file=", command_of(x->severity));
	write_escaped(out, plint_refs_path(o, at.path), true);
	plint_buf_printf(out, ",line=%u,endLine=%u", at.start.line1, at.end.line1);
	if (at.start.line1 == at.end.line1)
		plint_buf_printf(out, ",col=%u,endColumn=%u", at.start.col1, at.end.col1);
	plint_buf_str(out, ",title=planlint (");
	write_escaped(out, x->rule, true);
	plint_buf_str(out, ")::");
	write_escaped(out, x->message, false);
	plint_buf_char(out, '\n');
}

static void result(struct plint_output *o, const struct plint_result *r)
{
	struct github *g = o->own;
	g->left_out += r->left_out;
	for (uint32_t i = 0; i < r->diags->items.count; i++) {
		const struct plint_diag *x = &r->diags->items.items[i];
		o->kept++;
		/* What is certain not to be shown need not be kept as text. */
		if (g->held.count[x->severity] < SHOWN)
			write_finding(o, &g->held.text, r, x);
		plint_held_add(&g->held, x->severity);
	}
}

/* Appends the entries of severity S, at most MAX of them. How many were left. */
static uint32_t write_entries(struct plint_buf *out, const struct plint_held *h, enum plint_severity s, uint32_t max)
{
	uint32_t written = 0;
	for (uint32_t i = 0; i < h->entries.count && written < max; i++) {
		const struct plint_held_entry *e = &h->entries.items[i];
		if (e->severity != s)
			continue;
		plint_buf_add(out, h->text.text + e->start, e->end - e->start);
		written++;
	}
	return h->count[s] - written;
}

static void end(struct plint_output *o)
{
	struct github *g = o->own;
	const uint32_t *count = g->held.count;
	struct plint_output_counts left = {0};
	left.error = write_entries(o->out, &g->held, PLINT_ERROR, SHOWN);
	left.warning = write_entries(o->out, &g->held, PLINT_WARNING, SHOWN);
	/* The last line is a notice too and needs its place among the ten. */
	bool has_more = left.error + left.warning + g->left_out > 0 || count[PLINT_ADVICE] > SHOWN;
	left.advice = write_entries(o->out, &g->held, PLINT_ADVICE, has_more ? SHOWN - 1 : SHOWN);
	uint32_t more = left.error + left.warning + left.advice + g->left_out;
	if (!has_more || more == 0)
		return;
	plint_buf_printf(o->out, "::notice title=planlint::%u more %s not shown here: ", more, more == 1 ? "finding is" : "findings are");
	plint_summary_counts(o->out, NULL, left);
	if (g->left_out)
		plint_buf_printf(o->out, ", %u past --max-findings", g->left_out);
	plint_buf_char(o->out, '\n');
}

const struct plint_output_ops plint_output_github = {begin, result, end};
