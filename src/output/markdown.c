/*
 * The markdown format, GitHub flavoured, for pull requests, wikis and job summaries: a heading for each plan and file, an item for each
 * finding, nothing folded. Where the option max_bytes is set, findings that no longer fit are counted in the last line.
 */
#include <string.h>

#include "diag/phrases.h"
#include "output/fold.h"
#include "output/formats.h"
#include "output/markdown_text.h"
#include "output/refs.h"
#include "output/summary.h"

#define LAST_BYTES 200u /* room for the last line */

struct markdown {
	size_t written;   /* bytes, also those that the caller has taken from the run's text already */
	uint32_t missing; /* findings that did not fit */
};

static void begin(struct plint_output *o)
{
	o->own = plint_arena_calloc(o->out->arena, 1, sizeof(struct markdown));
}

/* Appends PIECE where it fits, as a whole; false where it does not. */
static bool add(struct plint_output *o, const struct plint_buf *piece)
{
	struct markdown *m = o->own;
	size_t max = o->options.max_bytes;
	if (max && (max < LAST_BYTES || m->written + piece->len > max - LAST_BYTES))
		return false;
	plint_buf_add(o->out, piece->text, piece->len);
	m->written += piece->len;
	return true;
}

static void write_rule(const struct plint_output *o, struct plint_buf *out, const struct plint_diag *x)
{
	const char *link = plint_refs_link(o, x->rule);
	bool has_link = plint_refs_is_web(link) && plint_refs_has_page(x);
	plint_buf_str(out, has_link ? "[" : "");
	plint_markdown_code(out, x->rule, strlen(x->rule));
	if (has_link)
		plint_buf_printf(out, "](<%s>)", link);
}

/* "  - *KEY:* " */
static void write_key(struct plint_buf *out, const char *language, enum plint_phrase key)
{
	plint_buf_printf(out, "  - *%s* ", plint_phrase(language, key));
}

/* "  - *KEY:* TEXT" */
static void write_note(struct plint_buf *out, const char *language, enum plint_phrase key, const char *text)
{
	if (!plint_refs_has_text(text))
		return;
	write_key(out, language, key);
	plint_markdown_text(out, plint_refs_trimmed(out->arena, text));
	plint_buf_char(out, '\n');
}

/* "`a.plan`, line 3", the file only where it is another than HOME. */
static void write_place(struct plint_buf *out, const char *language, const struct plint_where *at, const struct plint_file *home)
{
	if (at->start.file != home) {
		plint_markdown_code(out, at->path, strlen(at->path));
		plint_buf_str(out, ", ");
	}
	plint_phrase_add(out, language, PLINT_PHRASE_LINE, at->start.line1, NULL);
}

static void write_related(struct plint_buf *out, const struct plint_result *r, const struct plint_diag *x, const struct plint_file *home)
{
	for (uint32_t i = 0; i < x->related_count; i++) {
		struct plint_where at = plint_refs_where(r, x->related[i].span);
		bool has_words = plint_refs_has_text(x->related[i].text);
		write_key(out, r->language, PLINT_PHRASE_SEE);
		write_place(out, r->language, &at, home);
		plint_buf_str(out, has_words ? ": " : "");
		if (has_words)
			plint_markdown_text(out, x->related[i].text);
		plint_buf_char(out, '\n');
	}
	if (x->related_more) {
		plint_buf_str(out, "  - ");
		plint_phrase_add(out, r->language, PLINT_PHRASE_MORE_PLACES, x->related_more, NULL);
		plint_buf_char(out, '\n');
	}
}

static void write_finding(struct plint_output *o, const struct plint_result *r, const struct plint_diag *x)
{
	struct markdown *m = o->own;
	struct plint_where at = plint_refs_where(r, x->span);
	struct plint_buf out;
	plint_buf_init(&out, o->out->arena);
	plint_buf_printf(&out, "- **%s** ", plint_severity_name(x->severity));
	write_place(&out, r->language, &at, at.start.file);
	plint_buf_str(&out, ": ");
	plint_markdown_text(&out, x->message);
	plint_buf_str(&out, " (");
	write_rule(o, &out, x);
	plint_buf_str(&out, ")\n");
	write_note(&out, r->language, PLINT_PHRASE_HERE, x->label);
	write_related(&out, r, x, at.start.file);
	write_note(&out, r->language, PLINT_PHRASE_WHY, x->why);
	write_note(&out, r->language, PLINT_PHRASE_TRY, x->help);
	write_note(&out, r->language, PLINT_PHRASE_FIX, plint_refs_fix(out.arena, r->language, x));
	m->missing += !add(o, &out);
}

/* "## name", then the line of the summary. */
static void write_head(struct plint_output *o, const struct plint_result *r)
{
	struct plint_buf out, line;
	plint_buf_init(&out, o->out->arena);
	plint_buf_init(&line, o->out->arena);
	plint_buf_str(&out, o->result_count > 1 ? "\n## " : "## ");
	plint_markdown_code(&out, r->name, strlen(r->name));
	if (plint_summary_is_clean(r))
		plint_buf_str(&line, plint_summary_clean(r));
	else
		plint_summary_counts(&line, r->language, plint_output_count(r->diags));
	plint_summary_contents(&line, r);
	plint_buf_printf(&out, "\n\n%s\n", line.text);
	add(o, &out);
}

static void write_start(struct plint_output *o, const struct plint_result *r)
{
	const struct plint_diag *x = plint_output_start_here(r->diags);
	struct plint_buf out;
	if (!x)
		return;
	struct plint_where at = plint_refs_where(r, x->span);
	plint_buf_init(&out, o->out->arena);
	plint_buf_printf(&out, "\n**%s** ", plint_phrase(r->language, PLINT_PHRASE_START_HERE));
	write_place(&out, r->language, &at, NULL);
	plint_buf_str(&out, ": ");
	plint_markdown_text(&out, x->message);
	plint_buf_char(&out, '\n');
	add(o, &out);
}

static void result(struct plint_output *o, const struct plint_result *r)
{
	write_head(o, r);
	write_start(o, r);
	for (struct plint_stretch t = {r, 0, 0}; plint_fold_next(&t);) {
		const char *path = plint_refs_where(r, r->diags->items.items[t.first].span).path;
		struct plint_buf out;
		plint_buf_init(&out, o->out->arena);
		plint_buf_str(&out, "\n### ");
		plint_markdown_code(&out, path, strlen(path));
		plint_buf_str(&out, "\n\n");
		add(o, &out);
		for (uint32_t i = t.first; i < t.last; i++)
			write_finding(o, r, &r->diags->items.items[i]);
	}
}

static void end(struct plint_output *o)
{
	struct markdown *m = o->own;
	if (m->missing)
		plint_buf_printf(o->out, "\n%u more %s no room here; `planlint check` shows all of them.\n", m->missing,
		                 m->missing == 1 ? "finding has" : "findings have");
	if (o->plan_count > 1) {
		plint_buf_char(o->out, '\n');
		plint_phrase_add(o->out, o->language, PLINT_PHRASE_IN_ALL, o->plan_count, NULL);
		plint_summary_counts(o->out, o->language, o->total);
		plint_buf_char(o->out, '\n');
	}
}

const struct plint_output_ops plint_output_markdown = {begin, result, end};
