/*
 * The html format: one page that holds everything, for people who read a plan and not a terminal. Folded like the text form. It needs
 * no network and runs nothing: its policy forbids all but the style below. It is well-formed XML too, so that any parser reads it.
 */
#include "output/html.h"

#include <string.h>

#include "diag/phrases.h"
#include "output/fold.h"
#include "output/formats.h"
#include "output/refs.h"
#include "output/summary.h"

static const char head[] =
    "<!DOCTYPE html>\n"
    "<html lang=\"en\">\n"
    "<head>\n"
    "<meta charset=\"utf-8\"/>\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'\"/>\n"
    "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
    "<title>Review of strategic plans</title>\n"
    "<style>\n"
    ":root { color-scheme: light dark; --line: #8885; --error: #b3261e; --warning: #9a5b00; --advice: #1d5fa8; }\n"
    "@media (prefers-color-scheme: dark) { :root { --error: #ff8a80; --warning: #ffc266; --advice: #8ab8ff; } }\n"
    "body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 52rem; padding: 0 1rem; }\n"
    "h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; margin-top: 2.5rem; } h3 { font-size: 1.1rem; }\n"
    "h4 { font-size: 1rem; margin: 0 0 .4rem; }\n"
    "h1, h2, h3, h4, p, dd, code { overflow-wrap: anywhere; }\n"
    "article { border-left: .3rem solid var(--line); margin: 1.2rem 0; padding: .2rem 0 .2rem 1rem; break-inside: avoid; }\n"
    "article.error { border-color: var(--error); } article.warning { border-color: var(--warning); }\n"
    "article.advice { border-color: var(--advice); }\n"
    ".severity { font-weight: 700; } .error .severity { color: var(--error); } .warning .severity { color: var(--warning); }\n"
    ".advice .severity { color: var(--advice); }\n"
    "article p, dl p { margin: .3rem 0; } code { white-space: pre-wrap; } mark { background: #ffd54f; color: #000; }\n"
    ".place { background: #8881; padding: .3rem .6rem; } .at { opacity: .75; margin-right: .6rem; }\n"
    ".key { display: inline-block; } .key::first-letter { text-transform: uppercase; }\n"
    ".says { display: block; font-style: italic; } .rule { opacity: .75; font-size: .9rem; }\n"
    ".start { border: 1px solid var(--line); padding: .6rem 1rem; } dt { font-weight: 700; margin-top: .8rem; } dd { margin: 0; }\n"
    "@media print { body { margin: 0; max-width: none; } }\n"
    "</style>\n"
    "</head>\n"
    "<body>\n"
    "<h1>Review of strategic plans</h1>\n";

static void begin(struct plint_output *o)
{
	plint_buf_str(o->out, head);
}

/* TEXT; what stands between two backticks is a piece of a plan. */
static void write_prose(struct plint_xml *x, const char *text)
{
	for (const char *at = text; *at;) {
		const char *open = strchr(at, '`');
		const char *close = open ? strchr(open + 1, '`') : NULL;
		if (!close) {
			plint_xml_text(x, at);
			return;
		}
		plint_xml_text_n(x, at, (size_t)(open - at));
		if (close == open + 1) {
			plint_xml_text(x, "``");
		} else {
			plint_xml_open(x, "code");
			plint_xml_text_n(x, open + 1, (size_t)(close - open - 1));
			plint_xml_close(x, "code");
		}
		at = close + 1;
	}
}

void plint_html_phrase(struct plint_xml *x, const char *language, enum plint_phrase phrase, uint32_t n)
{
	struct plint_buf words;
	plint_buf_init(&words, x->out->arena);
	plint_phrase_add(&words, language, phrase, n, NULL);
	plint_xml_text(x, words.text);
}

/* PHRASE in bold letters; the style makes its first one large. */
static void write_key(struct plint_xml *x, const char *language, enum plint_phrase phrase)
{
	plint_xml_element(x, "strong", "key", plint_phrase(language, phrase));
}

/* Paragraph TEXT behind the words KEY; nothing where there is no text. */
static void write_note(struct plint_xml *x, const char *language, enum plint_phrase key, const char *text)
{
	if (!plint_refs_has_text(text))
		return;
	plint_xml_open(x, "p");
	write_key(x, language, key);
	plint_xml_text(x, " ");
	write_prose(x, plint_refs_trimmed(x->out->arena, text));
	plint_xml_close(x, "p");
	plint_xml_break(x);
}

/* The rule's identifier, and where it is explained. */
static void write_rule(struct plint_xml *x, const struct plint_output *o, const struct plint_diag *d)
{
	const char *link = plint_refs_link(o, d->rule);
	bool has_page = plint_refs_has_page(d), has_link = has_page && plint_refs_is_web(link);
	plint_xml_open_class(x, "p", "rule");
	plint_xml_text(x, "rule ");
	if (has_link) {
		plint_xml_open(x, "a");
		plint_xml_attr(x, "href", link);
		plint_xml_attr(x, "rel", "noopener noreferrer");
		plint_xml_text(x, d->rule);
		plint_xml_close(x, "a");
	} else {
		plint_xml_element(x, "code", NULL, d->rule);
	}
	if (has_page && !has_link)
		plint_xml_text(x, plint_arena_printf(x->out->arena, " · planlint explain %s", d->rule));
	plint_xml_close(x, "p");
	plint_xml_break(x);
}

/* What a link into the page may point at. */
static const char *anchor_of(const struct plint_output *o, uint32_t index)
{
	return plint_arena_printf(o->out->arena, "plan-%u-finding-%u", o->result_count, index + 1);
}

/* What belongs to a finding below its heading. */
static void write_body(struct plint_xml *x, const struct plint_output *o, const struct plint_result *r, const struct plint_diag *d)
{
	const struct plint_file *home = plint_source_file(r->source, d->span.start);
	plint_html_place(x, r, d->span, d->label, home);
	for (uint32_t i = 0; i < d->related_count; i++)
		plint_html_place(x, r, d->related[i].span, d->related[i].text, home);
	if (d->related_more) {
		plint_xml_open(x, "p");
		plint_html_phrase(x, r->language, PLINT_PHRASE_MORE_PLACES, d->related_more);
		plint_xml_close(x, "p");
		plint_xml_break(x);
	}
	write_note(x, r->language, PLINT_PHRASE_WHY_IT_MATTERS, d->why);
	write_note(x, r->language, PLINT_PHRASE_WHAT_TO_WRITE, d->help);
	write_note(x, r->language, PLINT_PHRASE_FIX, plint_refs_fix(o->out->arena, r->language, d));
	write_rule(x, o, d);
}

static void write_finding(struct plint_xml *x, const struct plint_output *o, const struct plint_stretch *t, const struct plint_fold *f)
{
	const struct plint_diag *d = &t->r->diags->items.items[f->index];
	plint_xml_open_class(x, "article", plint_severity_name(d->severity));
	plint_xml_attr(x, "id", anchor_of(o, f->index));
	plint_xml_break(x);
	plint_xml_open(x, "h4");
	plint_xml_element(x, "span", "severity", plint_severity_name(d->severity));
	plint_xml_text(x, ": ");
	plint_xml_text(x, d->message);
	plint_xml_close(x, "h4");
	plint_xml_break(x);
	write_body(x, o, t->r, d);
	if (f->more) {
		struct plint_buf places;
		plint_buf_init(&places, x->out->arena);
		plint_phrase_add(&places, t->r->language, PLINT_PHRASE_AND_MORE, f->more, NULL);
		plint_fold_places(t, f, &places);
		plint_xml_element(x, "p", "more", places.text);
		plint_xml_break(x);
	}
	plint_xml_close(x, "article");
	plint_xml_break(x);
}

static void write_stretch(struct plint_xml *x, const struct plint_output *o, const struct plint_stretch *t)
{
	struct plint_folds folds = {{0}};
	plint_fold_findings(t, x->out->arena, &folds);
	if (folds.items.count == 0)
		return;
	plint_xml_element(x, "h3", NULL, plint_refs_where(t->r, t->r->diags->items.items[t->first].span).path);
	plint_xml_break(x);
	for (uint32_t i = 0; i < folds.items.count; i++)
		write_finding(x, o, t, &folds.items.items[i]);
}

/* One area that is absent: why it matters, and what to write. */
static void write_area(struct plint_xml *x, const struct plint_output *o, const char *language, const struct plint_diag *d)
{
	plint_xml_element(x, "dt", NULL, d->area);
	plint_xml_open(x, "dd");
	plint_xml_break(x);
	write_note(x, language, PLINT_PHRASE_WHY_IT_MATTERS, d->why);
	write_note(x, language, PLINT_PHRASE_WHAT_TO_WRITE, d->help);
	write_rule(x, o, d);
	plint_xml_close(x, "dd");
	plint_xml_break(x);
}

/* What is absent: one paragraph of areas, and more about each below it. */
static void write_absences(struct plint_xml *x, const struct plint_output *o, const struct plint_result *r)
{
	struct plint_absences absent = {{0}, {0}};
	plint_fold_absences(r->diags, x->out->arena, &absent);
	if (absent.areas.count == 0)
		return;
	plint_xml_open_class(x, "p", "absent");
	write_key(x, r->language, PLINT_PHRASE_ABSENT);
	for (uint32_t i = 0; i < absent.areas.count; i++) {
		plint_xml_text(x, i ? " · " : " ");
		plint_xml_text(x, absent.areas.items[i]->area);
	}
	plint_xml_close(x, "p");
	plint_xml_raw(x, "\n<details>\n");
	plint_xml_open(x, "summary");
	write_key(x, r->language, PLINT_PHRASE_WHY_EACH_AND_WHAT);
	plint_xml_close(x, "summary");
	plint_xml_raw(x, "\n<dl>\n");
	for (uint32_t i = 0; i < absent.areas.count; i++)
		write_area(x, o, r->language, absent.areas.items[i]);
	plint_xml_raw(x, "</dl>\n</details>\n");
}

static void write_summary(struct plint_xml *x, const struct plint_result *r)
{
	struct plint_buf line;
	plint_buf_init(&line, x->out->arena);
	if (plint_summary_is_clean(r))
		plint_buf_str(&line, plint_summary_clean(r));
	else
		plint_summary_counts(&line, r->language, plint_output_count(r->diags));
	plint_summary_contents(&line, r);
	plint_xml_element(x, "p", "summary", line.text);
	plint_xml_break(x);
}

/* The finding to begin with. */
static void write_start(struct plint_xml *x, const struct plint_result *r)
{
	const struct plint_diag *d = plint_output_start_here(r->diags);
	if (!d)
		return;
	struct plint_where at = plint_refs_where(r, d->span);
	plint_xml_open_class(x, "p", "start");
	write_key(x, r->language, PLINT_PHRASE_START_HERE);
	plint_xml_text(x, " ");
	plint_xml_text(x, d->message);
	plint_xml_text(x, " (");
	plint_xml_text(x, at.path);
	plint_xml_text(x, ", ");
	plint_html_phrase(x, r->language, PLINT_PHRASE_LINE, at.start.line1);
	plint_xml_text(x, ")");
	plint_xml_close(x, "p");
	plint_xml_break(x);
}

static void result(struct plint_output *o, const struct plint_result *r)
{
	struct plint_xml x;
	plint_xml_init(&x, o->out, true);
	plint_xml_open(&x, "section");
	plint_xml_attr(&x, "id", plint_arena_printf(o->out->arena, "plan-%u", o->result_count));
	plint_xml_attr(&x, "lang", r->language ? r->language : "en");
	plint_xml_break(&x);
	plint_xml_element(&x, "h2", NULL, r->name);
	plint_xml_break(&x);
	write_summary(&x, r);
	write_start(&x, r);
	for (struct plint_stretch t = {r, 0, 0}; plint_fold_next(&t);)
		write_stretch(&x, o, &t);
	write_absences(&x, o, r);
	plint_xml_close(&x, "section");
	plint_xml_break(&x);
}

static void end(struct plint_output *o)
{
	struct plint_buf line;
	struct plint_xml x;
	plint_buf_init(&line, o->out->arena);
	plint_xml_init(&x, o->out, true);
	if (o->plan_count > 1) {
		plint_phrase_add(&line, o->language, PLINT_PHRASE_IN_ALL, o->plan_count, NULL);
		plint_summary_counts(&line, o->language, o->total);
		plint_xml_element(&x, "p", "total", line.text);
		plint_xml_break(&x);
	}
	plint_buf_printf(o->out, "<p class=\"rule\">made by planlint");
	if (o->options.version) {
		plint_buf_char(o->out, ' ');
		plint_xml_text(&x, o->options.version);
	}
	plint_buf_str(o->out, "</p>\n</body>\n</html>\n");
}

const struct plint_output_ops plint_output_html = {begin, result, end};
