/* Blanks, ends of lines, comments and text that no node holds: see trivia.h. */
#include "syntax/trivia.h"

#include "base/text.h"

uint32_t plint_trivia_blank(const char *text, size_t len)
{
	uint32_t size;
	if (len == 0)
		return 0;
	if ((unsigned char)text[0] < 0x80)
		return text[0] == ' ' || text[0] == '\t';
	int32_t cp = plint_text_decode(text, len, &size);
	bool is_space = cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F || cp == 0x3000;
	bool is_invisible = cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || cp == 0x2060 || cp == 0xFEFF;
	return is_space || is_invisible ? size : 0;
}

uint32_t plint_trivia_line_end(const char *text, size_t len)
{
	if (len == 0)
		return 0;
	if (text[0] == '\r')
		return len > 1 && text[1] == '\n' ? 2 : 1;
	if (text[0] == '\n' || text[0] == '\v' || text[0] == '\f')
		return 1;
	if (len >= 2 && memcmp(text, "\xC2\x85", 2) == 0)
		return 2;
	return len >= 3 && memcmp(text, "\xE2\x80", 2) == 0 && (text[2] == '\xA8' || text[2] == '\xA9') ? 3 : 0;
}

bool plint_trivia_has_line_end(const char *text, size_t len)
{
	for (size_t at = 0; at < len; at++)
		if (plint_trivia_line_end(text + at, len - at))
			return true;
	return false;
}

/* End of the text without a node that begins at FROM: before the end of its line, a `;` or the position STOP, blanks at its end left out. */
static uint32_t stray_end(const char *text, uint32_t from, uint32_t stop)
{
	uint32_t at = from, end = from;
	while (at < stop && text[at] != ';' && !plint_trivia_line_end(text + at, stop - at)) {
		uint32_t blank = plint_trivia_blank(text + at, stop - at);
		at += blank ? blank : 1;
		end = blank ? end : at;
	}
	return end;
}

/* A gap while it is read. */
struct reading {
	const struct plint_ast *t;
	struct plint_arena *arena;
	const char *text;         /* by position */
	struct plint_span span;
	uint32_t next_comment;
	bool has_separator;       /* a line end, a `;` or a comment has been seen */
	struct plint_gap *out;
};

static void add_item(struct reading *r, struct plint_span span, uint32_t comment, bool own_line)
{
	struct plint_trivia item = {span, r->out->line_ends, comment, own_line};
	plint_vec_push(&r->out->items, r->arena, item);
	r->out->line_ends = 0;
}

static uint32_t take_comment(struct reading *r)
{
	const struct plint_comment *c = &r->t->comments.items[r->next_comment++];
	struct plint_span span = c->span;
	while (span.end > span.start + 1 && (r->text[span.end - 1] == ' ' || r->text[span.end - 1] == '\t'))
		span.end--;
	add_item(r, span, r->next_comment, c->own_line);
	r->has_separator = true;
	return c->span.end;
}

/* Text without a node: behind the first thing, in front of the second, or between them on a line of its own. */
static uint32_t take_stray(struct reading *r, uint32_t from)
{
	uint32_t comment = r->next_comment < r->t->comments.count ? r->t->comments.items[r->next_comment].span.start : r->span.end;
	uint32_t stop = comment < r->span.end ? comment : r->span.end;
	uint32_t end = stray_end(r->text, from, stop), behind = end;
	while (behind < stop && plint_trivia_blank(r->text + behind, stop - behind))
		behind += plint_trivia_blank(r->text + behind, stop - behind);
	if (!r->has_separator)
		r->out->tail = end;
	else if (behind == r->span.end)
		r->out->lead = from;
	else
		add_item(r, (struct plint_span){from, end}, 0, true);
	return end;
}

void plint_trivia_read(const struct plint_ast *t, struct plint_arena *arena, struct plint_span span, uint32_t *comment, struct plint_gap *out)
{
	const struct plint_file *f = plint_source_file(t->source, span.start);
	struct reading r = {t, arena, f->text - f->base, span, *comment, false, out};
	out->items.count = 0;
	out->line_ends = 0;
	out->has_line_end = false;
	out->tail = span.start;
	out->lead = span.end;
	for (uint32_t at = span.start; at < span.end;) {
		uint32_t size = plint_trivia_line_end(r.text + at, span.end - at);
		bool is_comment = r.next_comment < t->comments.count && t->comments.items[r.next_comment].span.start == at;
		if (size) {
			out->line_ends++;
			out->has_line_end = r.has_separator = true;
		} else if (r.text[at] == ';') {
			r.has_separator = true;
			size = 1;
		} else if (is_comment) {
			size = take_comment(&r) - at;
		} else if ((size = plint_trivia_blank(r.text + at, span.end - at)) == 0) {
			size = take_stray(&r, at) - at;
		}
		at += size;
	}
	*comment = r.next_comment;
}
