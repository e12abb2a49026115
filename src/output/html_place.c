/* A place in the plan, in the html format: its line, what is marked in it, words below. Of a very long line only what is near is shown. */
#include <string.h>

#include "output/html.h"
#include "output/refs.h"

#define BEFORE_BYTES 160u
#define MARKED_BYTES 400u
#define AFTER_BYTES 240u

/* Offsets in the text of a file: the part of the line that is shown, and the mark in it. */
struct window {
	uint32_t from, start, end, to;
	bool is_cut_left, is_cut_right;
};

/* AT, or the nearest offset before it (not before LOWEST) at which a character begins. */
static uint32_t at_letter(const char *text, uint32_t at, uint32_t lowest)
{
	for (unsigned i = 0; i < 3 && at > lowest && ((unsigned char)text[at] & 0xC0) == 0x80; i++)
		at--;
	return at;
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* The window for the LEN bytes of F at SPAN_LEN from offset START, in the line that goes from FIRST to STOP. */
static struct window window_of(const struct plint_file *f, uint32_t first, uint32_t stop, uint32_t start, uint32_t span_len)
{
	struct window w = {.from = first, .to = stop};
	w.start = start < first ? first : least(start, stop);
	w.end = span_len < stop - w.start ? w.start + span_len : stop;
	if (w.end - w.start > MARKED_BYTES)
		w.end = at_letter(f->text, w.start + MARKED_BYTES, w.start);
	if (w.start - w.from > BEFORE_BYTES) {
		w.from = at_letter(f->text, w.start - BEFORE_BYTES, first);
		w.is_cut_left = true;
	}
	if (w.to - w.end > AFTER_BYTES) {
		w.to = at_letter(f->text, w.end + AFTER_BYTES, w.end);
		w.is_cut_right = true;
	}
	/* How far the line is indented does not help the reader. */
	while (w.from < w.start && (f->text[w.from] == ' ' || f->text[w.from] == '\t'))
		w.from++;
	while (w.end > w.start + 1 && (f->text[w.end - 1] == ' ' || f->text[w.end - 1] == '\t'))
		w.end--;
	return w;
}

static void write_line(struct plint_xml *x, const struct plint_file *f, const struct window *w)
{
	plint_xml_open(x, "code");
	plint_xml_text(x, w->is_cut_left ? "… " : "");
	plint_xml_text_n(x, f->text + w->from, w->start - w->from);
	if (w->end > w->start) {
		plint_xml_open(x, "mark");
		plint_xml_text_n(x, f->text + w->start, w->end - w->start);
		plint_xml_close(x, "mark");
	}
	plint_xml_text_n(x, f->text + w->end, w->to - w->end);
	plint_xml_text(x, w->is_cut_right ? " …" : "");
	plint_xml_close(x, "code");
}

void plint_html_place(struct plint_xml *x, const struct plint_result *r, struct plint_span span, const char *text,
                      const struct plint_file *home)
{
	struct plint_place at = plint_source_place(r->source, span.start);
	struct plint_file *f = plint_source_file(r->source, span.start);
	if (!f)
		return;
	uint32_t len, first = plint_source_line_pos(r->source, f, at.line1) - f->base;
	plint_source_line(r->source, f, at.line1, &len);
	struct window w = window_of(f, first, first + len, at.offset, span.end > span.start ? span.end - span.start : 0);
	plint_xml_open_class(x, "p", "place");
	plint_xml_open_class(x, "span", "at");
	if (f != home) {
		plint_xml_text(x, f->path);
		plint_xml_text(x, ", ");
	}
	plint_html_phrase(x, r->language, PLINT_PHRASE_LINE, at.line1);
	plint_xml_close(x, "span");
	plint_xml_text(x, " ");
	write_line(x, f, &w);
	if (plint_refs_has_text(text)) {
		plint_xml_text(x, " ");
		plint_xml_element(x, "span", "says", text);
	}
	plint_xml_close(x, "p");
	plint_xml_break(x);
}
