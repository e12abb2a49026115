/* Lines into columns, and out: see lines.h. */
#include "format/lines.h"

#include <string.h>

#define MAX_COMMENT_COLUMN 100 /* comments of neighbouring lines stand in one column up to here */

struct page {
	const struct plint_lines *l;
	struct plint_buf *out;
	uint32_t *values;   /* by line: column of the values, from the indentation on; 0: not aligned */
	uint32_t *links;    /* by line: column of "as", likewise */
	uint32_t *comments; /* by line: column of the comment, from 0 on; 0: two blanks behind the text */
};

static const struct plint_line *line_at(const struct page *p, uint32_t i)
{
	return &p->l->items.items[i];
}

static uint32_t indent_of(const struct plint_line *x)
{
	return (uint32_t)x->level * PLINT_FORMAT_INDENT;
}

static uint32_t head_columns(const struct plint_line *x)
{
	return plint_statement_columns(x->text, x->head_bytes);
}

/* --- columns ------------------------------------------------------------------------------------------------------ */

/* Whether the fields of line I stand in one block with those before, with nothing but comments between. */
static bool goes_on(const struct page *p, uint32_t i)
{
	const struct plint_line *x = line_at(p, i);
	return !x->is_blank_before && (x->kind == PLINT_LINE_FIELD || x->kind == PLINT_LINE_COMMENT);
}

/* Whether X is a block on one line without a title, like the one on line Y. */
static bool is_block_like(const struct plint_line *x, const struct plint_line *y)
{
	size_t word = strcspn(x->text, " ");
	return x->kind == PLINT_LINE_BLOCK && y->kind == PLINT_LINE_BLOCK && x->head_bytes && y->head_bytes && x->level == y->level &&
	       strncmp(x->text, y->text, word + 1) == 0;
}

static bool is_lone_field(const struct plint_line *x)
{
	return x->kind == PLINT_LINE_FIELD && !x->is_several && x->len > x->head_bytes;
}

/* The "as" of neighbouring lines FROM to END in one column, if all of them fit. */
static void align_links(struct page *p, uint32_t from, uint32_t end)
{
	uint32_t column = 0, longest = 0;
	for (uint32_t i = from; i < end; i++) {
		const struct plint_line *x = line_at(p, i);
		uint32_t before = p->values[i] + plint_statement_columns(x->text + x->head_bytes + 1, x->as_at - x->head_bytes - 1);
		uint32_t behind = plint_statement_columns(x->text + x->as_at, x->len - x->as_at);
		column = before > column ? before : column;
		longest = behind > longest ? behind : longest;
	}
	bool fits = indent_of(line_at(p, from)) + column + longest <= PLINT_FORMAT_COLUMNS;
	for (uint32_t i = from; i < end; i++)
		p->links[i] = fits ? column : 0;
}

static void align_all_links(struct page *p, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end;) {
		uint32_t first = i;
		while (i < end && line_at(p, i)->as_at && p->values[i])
			i++;
		if (i > first + 1)
			align_links(p, first, i);
		i += i == first;
	}
}

/* The values of the fields FROM to END begin in one column where two lines or more hold one field alone. */
static void align_run(struct page *p, uint32_t from, uint32_t end)
{
	uint32_t lone = 0, widest = 0;
	for (uint32_t i = from; i < end; i++) {
		const struct plint_line *x = line_at(p, i);
		lone += is_lone_field(x);
		if (x->kind == PLINT_LINE_FIELD && head_columns(x) > widest)
			widest = head_columns(x);
	}
	if (lone < 2)
		return;
	for (uint32_t i = from; i < end; i++) {
		const struct plint_line *x = line_at(p, i);
		bool has_room = indent_of(x) + x->columns + widest - head_columns(x) <= PLINT_FORMAT_COLUMNS;
		if (x->kind == PLINT_LINE_FIELD && (!x->is_several || has_room))
			p->values[i] = widest + 1;
	}
	align_all_links(p, from, end);
}

/* The bodies of the blocks FROM to END, each on its line, begin in one column. */
static void align_blocks(struct page *p, uint32_t from, uint32_t end)
{
	uint32_t widest = 0;
	for (uint32_t i = from; i < end; i++)
		widest = head_columns(line_at(p, i)) > widest ? head_columns(line_at(p, i)) : widest;
	for (uint32_t i = from; i < end; i++) {
		const struct plint_line *x = line_at(p, i);
		if (indent_of(x) + x->columns + widest - head_columns(x) <= PLINT_FORMAT_COLUMNS)
			p->values[i] = widest + 1;
	}
}

static void align_values(struct page *p)
{
	uint32_t count = p->l->items.count;
	for (uint32_t i = 0; i < count;) {
		const struct plint_line *x = line_at(p, i);
		uint32_t end = i + 1;
		if (x->kind == PLINT_LINE_FIELD || x->kind == PLINT_LINE_COMMENT) {
			while (end < count && goes_on(p, end) && line_at(p, end)->level == x->level)
				end++;
			align_run(p, i, end);
		} else {
			while (end < count && !line_at(p, end)->is_blank_before && is_block_like(line_at(p, end), x))
				end++;
			align_blocks(p, i, end);
		}
		i = end;
	}
}

/* Column behind the text of line I as it is aligned; UINT32_MAX where it goes over several lines. */
static uint32_t end_of(const struct page *p, uint32_t i)
{
	const struct plint_line *x = line_at(p, i);
	uint32_t end = indent_of(x) + x->columns;
	if (x->kind == PLINT_LINE_RAW || memchr(x->text, '\n', x->len))
		return UINT32_MAX;
	if (p->values[i])
		end += p->values[i] - 1 - head_columns(x);
	if (p->links[i])
		end = indent_of(x) + p->links[i] + plint_statement_columns(x->text + x->as_at, x->len - x->as_at);
	return x->break_count && end > PLINT_FORMAT_COLUMNS ? UINT32_MAX : end;
}

/* A list with comments in it goes over several lines. */
static bool is_one_line(const struct page *p, uint32_t i)
{
	const struct plint_line *x = line_at(p, i);
	for (uint32_t b = 0; b < x->break_count; b++)
		if (x->breaks[b].is_wanted)
			return false;
	return end_of(p, i) != UINT32_MAX;
}

static bool has_comment(const struct page *p, uint32_t i)
{
	return line_at(p, i)->comment.end && line_at(p, i)->kind != PLINT_LINE_COMMENT && is_one_line(p, i);
}

static void align_comments(struct page *p)
{
	uint32_t count = p->l->items.count;
	for (uint32_t i = 0; i < count;) {
		uint32_t end = i, column = 0;
		for (; end < count && has_comment(p, end); end++) {
			if (end > i && (line_at(p, end)->is_blank_before || line_at(p, end)->level != line_at(p, i)->level))
				break;
			column = end_of(p, end) + 2 > column ? end_of(p, end) + 2 : column;
		}
		for (uint32_t k = i; k < end && column <= MAX_COMMENT_COLUMN; k++)
			p->comments[k] = column;
		i = end > i ? end : i + 1;
	}
}

/* --- out ---------------------------------------------------------------------------------------------------------- */

static void write_source(struct page *p, struct plint_span span)
{
	plint_buf_add(p->out, p->l->source + span.start, span.end - span.start);
}

static void begin_line(struct page *p, uint32_t column)
{
	plint_buf_char(p->out, '\n');
	plint_buf_fill(p->out, ' ', column);
}

/* The comments at break B, the first perhaps at the end of the line. */
static void write_break_comments(struct page *p, const struct plint_line *x, const struct plint_list_break *b, uint32_t column)
{
	for (uint32_t i = 0; i < b->item_count; i++) {
		const struct plint_trivia *item = &x->items[b->first_item + i];
		if (item->own_line || i > 0)
			begin_line(p, column);
		else
			plint_buf_str(p->out, "  ");
		write_source(p, item->span);
	}
}

/* The values of line X from byte AT on; they begin in COLUMN. */
static void write_values(struct page *p, const struct plint_line *x, uint32_t at, uint32_t column)
{
	uint32_t used = column;
	for (uint32_t b = 0; b <= x->break_count; b++) {
		uint32_t end = b < x->break_count ? x->breaks[b].at : x->len;
		uint32_t columns = plint_statement_columns(x->text + at, end - at);
		bool is_wanted = b > 0 && x->breaks[b - 1].is_wanted;
		bool is_full = b > 0 && !x->breaks[b - 1].is_barred && used + 1 + columns > PLINT_FORMAT_COLUMNS;
		if (is_wanted)
			write_break_comments(p, x, &x->breaks[b - 1], column);
		if (is_wanted || is_full) {
			begin_line(p, column);
			used = column;
		} else if (b > 0) {
			plint_buf_char(p->out, ' ');
			used++;
		}
		plint_buf_add(p->out, x->text + at, end - at);
		used += columns;
		at = end + (b < x->break_count); /* the blank behind the comma */
	}
}

static void write_head_and_values(struct page *p, uint32_t i)
{
	const struct plint_line *x = line_at(p, i);
	if (x->len <= x->head_bytes + 1) {
		plint_buf_add(p->out, x->text, x->len);
		return;
	}
	uint32_t head = head_columns(x), value = p->values[i] ? p->values[i] : head + 1;
	plint_buf_add(p->out, x->text, x->head_bytes);
	plint_buf_fill(p->out, ' ', value - head);
	if (p->links[i]) {
		uint32_t from = x->head_bytes + 1;
		plint_buf_add(p->out, x->text + from, x->as_at - from);
		plint_buf_fill(p->out, ' ', p->links[i] - value - plint_statement_columns(x->text + from, x->as_at - from));
		plint_buf_add(p->out, x->text + x->as_at, x->len - x->as_at);
		return;
	}
	write_values(p, x, x->head_bytes + 1, indent_of(x) + value);
}

static void write_line(struct page *p, uint32_t i)
{
	const struct plint_line *x = line_at(p, i);
	if (x->is_blank_before)
		plint_buf_char(p->out, '\n');
	if (x->len && x->kind != PLINT_LINE_RAW)
		plint_buf_fill(p->out, ' ', indent_of(x));
	if (x->head_bytes)
		write_head_and_values(p, i);
	else
		plint_buf_add(p->out, x->text, x->len);
	if (x->gap.end) {
		write_source(p, x->gap);
	} else if (x->comment.end) {
		uint32_t end = p->comments[i] ? end_of(p, i) : 0;
		plint_buf_fill(p->out, ' ', p->comments[i] ? p->comments[i] - end : 2);
	}
	if (x->comment.end)
		write_source(p, x->comment);
	plint_buf_char(p->out, '\n');
}

void plint_lines_write(const struct plint_lines *l, struct plint_buf *out)
{
	struct page p = {.l = l, .out = out};
	p.values = plint_arena_calloc(out->arena, l->items.count + 1, sizeof *p.values);
	p.links = plint_arena_calloc(out->arena, l->items.count + 1, sizeof *p.links);
	p.comments = plint_arena_calloc(out->arena, l->items.count + 1, sizeof *p.comments);
	align_values(&p);
	align_comments(&p);
	for (uint32_t i = 0; i < l->items.count; i++)
		write_line(&p, i);
}
