/*
 * Excerpts: the lines of the plan that a finding speaks of, with carets under its place and dashes under the related ones. Tabs are
 * blanks up to the next multiple of 4; what may not go to a terminal is shown by its number; of a very long line only a window
 * around the place is drawn, and only that window is ever looked at.
 */
#include "output/draw.h"

#include <stdlib.h>

#include "base/text.h"

#define TAB_COLUMNS 4u
#define WINDOW_COLUMNS 120u /* fmt keeps lines within this */
#define FAR_BYTES 2048u     /* a place further in than this is drawn without what stands before */
#define BEFORE_BYTES 160u   /* how much is looked at before such a place */
#define PIECE_BYTES 4096u   /* how much of a line is looked at */
#define MAX_MARKS_ON_LETTER 16u

/* One place to be marked. */
struct mark {
	struct plint_file *file;
	uint32_t line1;
	uint32_t start, end; /* offsets in the file; END within the line, without blanks behind */
	const char *text;
	bool is_primary;
	bool is_drawn;
};

struct marks {
	struct mark items[PLINT_MAX_RELATED + 1];
	unsigned count;
	unsigned gutter; /* digits of the largest line number */
};

/* The part of a line that is looked at, and the columns of it that are drawn. */
struct window {
	const char *text; /* whole file */
	uint32_t from, to;
	unsigned col0, col1; /* drawn, in columns from FROM */
	bool is_cut_left, is_cut_right;
};

static unsigned digits(uint32_t n)
{
	unsigned count = 1;
	while (n >= 10) {
		n /= 10;
		count++;
	}
	return count;
}

static void add_mark(struct marks *m, struct plint_source *s, struct plint_span span, const char *text, bool is_primary)
{
	struct plint_place at = plint_source_place(s, span.start);
	struct plint_file *f = plint_source_file(s, span.start);
	if (!f)
		return;
	uint32_t len;
	plint_source_line(s, f, at.line1, &len);
	uint32_t first = plint_source_line_pos(s, f, at.line1) - f->base, stop = first + len;
	uint32_t start = at.offset < first ? first : at.offset > stop ? stop : at.offset;
	uint32_t end = span.end > span.start ? at.offset + (span.end - span.start) : start;
	if (end > stop) {
		/* Goes on in further lines: its first line up to its last letter. */
		end = stop;
		while (end > start + 1 && (f->text[end - 1] == ' ' || f->text[end - 1] == '\t'))
			end--;
	}
	if (end < start)
		end = start;
	if (digits(at.line1) > m->gutter)
		m->gutter = digits(at.line1);
	m->items[m->count++] = (struct mark){f, at.line1, start, end, text ? text : "", is_primary, false};
}

/* By file (that of the finding first), line, then the finding's own place before the related ones, then place. */
static int compare_marks(const void *left, const void *right)
{
	const struct mark *a = left, *b = right;
	if (a->file != b->file)
		return a->file->base < b->file->base ? -1 : 1;
	if (a->line1 != b->line1)
		return a->line1 < b->line1 ? -1 : 1;
	if (a->is_primary != b->is_primary)
		return a->is_primary ? -1 : 1;
	return a->start < b->start ? -1 : a->start > b->start;
}

/* Bytes at TEXT, at most MAX, that are printable ASCII: nearly all of most lines, and one column each. */
static uint32_t plain_run(const char *text, uint32_t max)
{
	uint32_t n = 0;
	while (n < max && text[n] >= 0x20 && text[n] < 0x7F)
		n++;
	return n;
}

/* Columns of the character at TEXT (LEN > 0 bytes left) when it begins in column COL; its bytes to *SIZE. */
static unsigned cell_width(const char *text, uint32_t len, unsigned col, uint32_t *size)
{
	int32_t cp = plint_text_decode(text, len, size);
	if (cp == '\t')
		return TAB_COLUMNS - col % TAB_COLUMNS;
	if (cp < 0)
		return 4; /* <E9> */
	if (plint_text_is_unsafe(cp))
		return cp > 0xFFFFF ? 10 : cp > 0xFFFF ? 9 : 8; /* <U+202E> */
	return plint_text_width(cp);
}

/* Column in which the byte at OFFSET begins, counted from the head of W. */
static unsigned column_of(const struct window *w, uint32_t offset)
{
	unsigned col = 0;
	uint32_t size, stop = offset < w->to ? offset : w->to;
	for (uint32_t i = w->from; i < stop;) {
		uint32_t run = plain_run(w->text + i, stop - i);
		i += run;
		col += run;
		if (i < stop) {
			col += cell_width(w->text + i, w->to - i, col, &size);
			i += size;
		}
	}
	return col;
}

/* The window of line LINE1 of F that shows offset START. */
static struct window window_of(struct plint_source *s, struct plint_file *f, uint32_t line1, uint32_t start)
{
	uint32_t len;
	plint_source_line(s, f, line1, &len);
	uint32_t first = plint_source_line_pos(s, f, line1) - f->base, stop = first + len;
	struct window w = {.text = f->text, .from = first, .to = stop};
	if (start - first > FAR_BYTES) {
		w.from = start - BEFORE_BYTES;
		while (w.from > first && ((unsigned char)f->text[w.from] & 0xC0) == 0x80 && start - w.from < 2 * BEFORE_BYTES)
			w.from--;
		w.is_cut_left = true;
	}
	if (stop - w.from > PIECE_BYTES) {
		w.to = w.from + PIECE_BYTES;
		while (w.to > start && ((unsigned char)f->text[w.to] & 0xC0) == 0x80)
			w.to--;
		w.is_cut_right = true;
	}
	unsigned total = column_of(&w, w.to), at = column_of(&w, start);
	w.col1 = total;
	if (total > WINDOW_COLUMNS) {
		if (at > WINDOW_COLUMNS * 2 / 3) {
			w.col0 = at - WINDOW_COLUMNS / 3;
			w.is_cut_left = true;
		}
		if (w.col0 + WINDOW_COLUMNS < total) {
			w.col1 = w.col0 + WINDOW_COLUMNS;
			w.is_cut_right = true;
		}
	}
	return w;
}

/* Appends the character of SIZE bytes at TEXT as it is shown in WIDTH columns. */
static void draw_cell(struct plint_output *o, const char *text, uint32_t size, unsigned width)
{
	if (text[0] == '\t')
		plint_buf_fill(o->out, ' ', width);
	else
		plint_text_show(o->out, text, size);
}

/* Appends the drawn columns of W; a character that is only partly within them leaves blanks. */
static void draw_window(struct plint_output *o, const struct window *w)
{
	unsigned col = 0, marks = 0;
	uint32_t size;
	size_t begin = o->out->len;
	plint_buf_str(o->out, w->is_cut_left ? "…" : "");
	for (uint32_t i = w->from; i < w->to && col <= w->col1; i += size) {
		if (col >= w->col0 && (size = plain_run(w->text + i, w->to - i < w->col1 - col ? w->to - i : w->col1 - col)) > 0) {
			plint_buf_add(o->out, w->text + i, size);
			col += size;
			marks = 0;
			continue;
		}
		unsigned width = cell_width(w->text + i, w->to - i, col, &size);
		unsigned next = col + width;
		marks = width == 0 ? marks + 1 : 0;
		if (col >= w->col0 && next <= w->col1 && marks <= MAX_MARKS_ON_LETTER)
			draw_cell(o, w->text + i, size, width);
		else if (col < w->col0 && next > w->col0)
			plint_buf_fill(o->out, ' ', next - w->col0);
		col = next;
	}
	while (o->out->len > begin && o->out->text[o->out->len - 1] == ' ')
		o->out->text[--o->out->len] = '\0';
	plint_buf_str(o->out, w->is_cut_right ? "…" : "");
}

/* The line of carets or dashes for K under the window W. */
static void draw_mark(struct plint_output *o, const struct window *w, const struct mark *k, unsigned gutter,
                      enum plint_style own)
{
	unsigned from = column_of(w, k->start), to = column_of(w, k->end);
	if (to > w->col1)
		to = w->col1;
	unsigned count = to > from ? to - from : 1;
	plint_draw_gutter(o, gutter, "|");
	plint_buf_fill(o->out, ' ', 1u + (w->is_cut_left ? 1u : 0u) + from - w->col0);
	plint_draw_style(o, k->is_primary ? own : PLINT_STYLE_RELATED);
	plint_buf_fill(o->out, k->is_primary ? '^' : '-', count);
	if (k->text[0]) {
		plint_buf_char(o->out, ' ');
		plint_buf_str(o->out, k->text);
	}
	plint_draw_plain(o);
	plint_buf_char(o->out, '\n');
}

/* Number and text of a line, as far as W shows it. */
static void draw_line(struct plint_output *o, const struct window *w, uint32_t line1, unsigned gutter)
{
	plint_draw_style(o, PLINT_STYLE_FRAME);
	plint_buf_printf(o->out, "%*u |", (int)gutter, line1);
	plint_draw_plain(o);
	plint_buf_char(o->out, ' ');
	size_t before = o->out->len;
	draw_window(o, w);
	if (o->out->len == before) /* an empty line ends with its bar */
		o->out->text[--o->out->len] = '\0';
	plint_buf_char(o->out, '\n');
}

/* Whether K begins in the columns that W shows. */
static bool is_within(const struct window *w, const struct mark *k)
{
	if (k->start < w->from || k->start > w->to)
		return false;
	unsigned col = column_of(w, k->start);
	return col >= w->col0 && (col < w->col1 || (col == w->col1 && !w->is_cut_right));
}

/* The marks FIRST .. LAST - 1, all on one line. Where that is so long that one window does not show them all, it is drawn again. */
static void draw_marked_line(struct plint_output *o, struct plint_source *s, struct marks *m, unsigned first, unsigned last,
                             enum plint_style own)
{
	for (unsigned i = first; i < last; i++) {
		struct mark *k = &m->items[i];
		if (k->is_drawn)
			continue;
		struct window w = window_of(s, k->file, k->line1, k->start);
		draw_line(o, &w, k->line1, m->gutter);
		for (unsigned n = i; n < last; n++) {
			struct mark *other = &m->items[n];
			if (n != i && (other->is_drawn || !is_within(&w, other)))
				continue;
			draw_mark(o, &w, other, m->gutter, own);
			other->is_drawn = true;
		}
	}
}

/* What stands between the marked lines BEFORE and AFTER: nothing, the one line, or dots. */
static void draw_gap(struct plint_output *o, struct plint_source *s, const struct marks *m, const struct mark *before,
                     const struct mark *after)
{
	if (after->line1 == before->line1 + 2) {
		uint32_t start = plint_source_line_pos(s, after->file, before->line1 + 1) - after->file->base;
		struct window w = window_of(s, after->file, before->line1 + 1, start);
		draw_line(o, &w, before->line1 + 1, m->gutter);
	} else if (after->line1 > before->line1 + 2) {
		plint_draw_styled(o, PLINT_STYLE_FRAME, "...");
		plint_buf_char(o->out, '\n');
	}
}

/* Whether nothing of F is there to show. */
static bool is_without_text(const struct plint_file *f)
{
	return f->is_unread && f->len == 0;
}

/* The marks FIRST .. LAST - 1, all in one file. POS is the place that the head line names. */
static void draw_file(struct plint_output *o, struct plint_source *s, struct marks *m, unsigned first, unsigned last,
                      uint32_t pos, enum plint_style own)
{
	bool is_own = m->items[first].file == plint_source_file(s, pos);
	if (!is_own) {
		plint_draw_gutter(o, m->gutter, "|");
		plint_buf_char(o->out, '\n');
		pos = m->items[first].file->base + m->items[first].start;
	}
	plint_buf_fill(o->out, ' ', m->gutter);
	plint_draw_styled(o, PLINT_STYLE_FRAME, is_own ? "-->" : ":::");
	plint_buf_char(o->out, ' ');
	plint_draw_place(o, s, pos);
	plint_buf_char(o->out, '\n');
	if (is_without_text(m->items[first].file))
		return;
	plint_draw_gutter(o, m->gutter, "|");
	plint_buf_char(o->out, '\n');
	for (unsigned i = first, next; i < last; i = next) {
		if (i > first)
			draw_gap(o, s, m, &m->items[i - 1], &m->items[i]);
		for (next = i + 1; next < last && m->items[next].line1 == m->items[i].line1;)
			next++;
		draw_marked_line(o, s, m, i, next, own);
	}
}

unsigned plint_draw_excerpt(struct plint_output *o, struct plint_source *s, const struct plint_diag *x)
{
	struct marks m = {.count = 0};
	const struct plint_file *own_file = plint_source_file(s, x->span.start);
	if (!own_file)
		return 0;
	add_mark(&m, s, x->span, x->label, true);
	for (uint32_t i = 0; i < x->related_count; i++)
		add_mark(&m, s, x->related[i].span, x->related[i].text, false);
	qsort(m.items, m.count, sizeof *m.items, compare_marks);
	enum plint_style own = plint_style_of(x->severity);
	/* The finding's own file comes first, the others in the order of the plan. */
	for (int round = 0; round < 2; round++) {
		for (unsigned i = 0, next; i < m.count; i = next) {
			for (next = i + 1; next < m.count && m.items[next].file == m.items[i].file;)
				next++;
			if ((m.items[i].file == own_file) == (round == 0))
				draw_file(o, s, &m, i, next, x->span.start, own);
		}
	}
	if (m.count > 1 || !is_without_text(own_file)) {
		plint_draw_gutter(o, m.gutter, "|");
		plint_buf_char(o->out, '\n');
	}
	return m.gutter;
}
