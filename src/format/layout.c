/*
 * The lines of a plan: see layout.h.
 *
 * What the author decides: which statements share a line (`;`), whether a block that fits on one line stands on one, and where single
 * empty lines are. All else is settled here. A directive at the end of a line is for the first statement on that line, so that statement
 * begins a line here too, and the directive goes where its line ends.
 */
#include "format/layout.h"

#include <stdlib.h>
#include <string.h>


struct layout {
	const struct plint_ast *t;
	struct plint_arena *arena;
	const char *text;           /* by position */
	uint32_t file_end;
	struct plint_lines *lines;
	uint32_t next_comment;
	const uint32_t *told;       /* where errors of reading begin, in order */
	uint32_t told_count;
	uint32_t *line_of;          /* by node: statement that a directive at the end of a line is for: 1, then its line + 2; NULL: none is */
	uint32_t calm;              /* up to here no line holds an error of reading in what stands on it whole */
	struct plint_span line;     /* the line that was looked at last, without its end */
	struct plint_gap gap;       /* in front of the statement that is laid out */
	struct plint_gap scratch;
	bool is_lost;
};

/* What stands before the next statement, in its block. */
struct before {
	uint32_t statement;   /* the last one, or 0 */
	uint32_t end;         /* position behind it, or behind the '{' */
	uint32_t first_line;  /* of the block */
	uint32_t level;
	bool is_tall;         /* it was a block of several lines */
	bool is_raw;
};

static const struct plint_node *node_at(const struct layout *l, uint32_t node)
{
	return plint_ast_node(l->t, node);
}

/* --- what was reported -------------------------------------------------------------------------------------------- */

static int compare_positions(const void *left, const void *right)
{
	const uint32_t *a = left, *b = right;
	return (*a > *b) - (*a < *b);
}

static void collect_told(struct layout *l, const struct plint_diags *d)
{
	uint32_t *told = plint_arena_alloc(l->arena, (d->items.count + 1) * sizeof *told);
	for (uint32_t i = 0; i < d->items.count; i++) {
		const struct plint_diag *x = &d->items.items[i];
		if (strcmp(x->rule, "bad-directive") != 0) /* stands in a comment, which is kept anyway */
			told[l->told_count++] = x->span.start;
	}
	if (l->told_count)
		qsort(told, l->told_count, sizeof *told, compare_positions);
	l->told = told;
}

/* Whether an error of reading begins in FROM to END (END included). */
static bool is_told(const struct layout *l, uint32_t from, uint32_t end)
{
	uint32_t low = 0, high = l->told_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (l->told[middle] < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low < l->told_count && l->told[low] <= end;
}

/* Number of the directive in the comment that begins at POS, or UINT32_MAX. */
static uint32_t directive_at(const struct layout *l, uint32_t pos)
{
	uint32_t low = 0, high = l->t->directives.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (l->t->directives.items[middle].span.start < pos)
			low = middle + 1;
		else
			high = middle;
	}
	return low < l->t->directives.count && l->t->directives.items[low].span.start == pos ? low : UINT32_MAX;
}

/* Marks the statements that a directive at the end of a line is for. */
static void collect_targets(struct layout *l)
{
	for (uint32_t i = 0; i < l->t->comments.count; i++) {
		const struct plint_comment *c = &l->t->comments.items[i];
		uint32_t d = c->own_line ? UINT32_MAX : directive_at(l, c->span.start);
		if (d == UINT32_MAX || !l->t->directives.items[d].statement)
			continue;
		if (!l->line_of)
			l->line_of = plint_arena_calloc(l->arena, l->t->nodes.count, sizeof *l->line_of);
		l->line_of[l->t->directives.items[d].statement] = 1;
	}
}

static bool is_target(const struct layout *l, uint32_t statement)
{
	return l->line_of && l->line_of[statement];
}

/* Statement that the directive ITEM at the end of a line is for; 0 where it is none. */
static uint32_t target_of(const struct layout *l, const struct plint_trivia *item)
{
	uint32_t d = item->comment && !item->own_line ? directive_at(l, item->span.start) : UINT32_MAX;
	return d == UINT32_MAX ? 0 : l->t->directives.items[d].statement;
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

static struct plint_line *add_line(struct layout *l, enum plint_line_kind kind, uint32_t level, const char *text, size_t len)
{
	struct plint_line *x = plint_vec_add(&l->lines->items, l->arena);
	x->kind = (uint8_t)kind;
	x->level = (uint8_t)level;
	x->text = text;
	x->len = (uint32_t)len;
	x->columns = plint_statement_columns(text, len);
	return x;
}

static struct plint_line *last_line(const struct layout *l)
{
	return l->lines->items.count ? &l->lines->items.items[l->lines->items.count - 1] : NULL;
}

/* The stretch of source with plain line ends. */
static const char *raw_text(struct layout *l, struct plint_span span, uint32_t indent, size_t *len)
{
	struct plint_buf b;
	plint_buf_init(&b, l->arena);
	plint_buf_fill(&b, ' ', indent);
	for (uint32_t at = span.start; at < span.end; at++)
		if (l->text[at] != '\r' || at + 1 >= span.end || l->text[at + 1] != '\n')
			plint_buf_char(&b, l->text[at] == '\r' ? '\n' : l->text[at]);
	*len = b.len;
	return b.text;
}

static bool is_all_blank(const struct layout *l, uint32_t from, uint32_t end)
{
	while (from < end && plint_trivia_blank(l->text + from, end - from))
		from += plint_trivia_blank(l->text + from, end - from);
	return from == end;
}

/* Start of what stays of a line that begins at START, behind position AFTER: with its blanks where it is first on its line. */
static uint32_t raw_start(const struct layout *l, uint32_t after, uint32_t start, bool *is_first)
{
	uint32_t at = start;
	while (at > after && l->text[at - 1] != '\n' && l->text[at - 1] != '\r')
		at--;
	*is_first = (at > after || l->lines->items.count == 0) && is_all_blank(l, at, start);
	return *is_first ? at : start;
}

/* A comment alone, or text that belongs to no node, behind position AFTER. */
static struct plint_line *add_item_line(struct layout *l, const struct plint_trivia *item, uint32_t level, uint32_t after)
{
	bool is_first;
	uint32_t from = item->comment ? item->span.start : raw_start(l, after, item->span.start, &is_first);
	return add_line(l, item->comment ? PLINT_LINE_COMMENT : PLINT_LINE_RAW, level, l->text + from, item->span.end - from);
}

/* The comment at the end of a line. It goes to the end of the line of the statement that it is for, else of the last line. */
static void add_trailing(struct layout *l, const struct plint_trivia *item, const struct before *b)
{
	uint32_t target = target_of(l, item);
	struct plint_line *x = last_line(l);
	bool is_elsewhere = target && l->line_of[target] >= 2;
	if (is_elsewhere)
		x = &l->lines->items.items[l->line_of[target] - 2];
	if (!x || x->comment.end || x->kind == PLINT_LINE_COMMENT) {
		(void)add_item_line(l, item, b->level, b->end);
		return;
	}
	x->comment = item->span;
	x->is_joinable = false;
	if (b->is_raw && !is_elsewhere)
		x->gap = (struct plint_span){b->end, item->span.start};
}

/* Comments and unread text in l->gap; blank lines among them stay, single. */
static void add_items(struct layout *l, struct before *b)
{
	for (uint32_t i = 0; i < l->gap.items.count; i++) {
		const struct plint_trivia *item = &l->gap.items.items[i];
		if (!item->own_line && i == 0) {
			add_trailing(l, item, b);
			continue;
		}
		bool is_first = l->lines->items.count == b->first_line;
		struct plint_line *x = add_item_line(l, item, b->level, b->end);
		x->is_blank_before = !is_first && (item->line_ends > 1 || b->is_tall);
		b->is_tall = false;
	}
}

/* A blank line in front of the last line, or of the comments directly above it. */
static void set_blank_above(struct layout *l, const struct before *b, uint32_t line)
{
	struct plint_line *items = l->lines->items.items;
	while (line > b->first_line && !items[line].is_blank_before && items[line - 1].kind == PLINT_LINE_COMMENT)
		line--;
	if (line > b->first_line)
		items[line].is_blank_before = true;
}

/* --- statements that stay as they stand ----------------------------------------------------------------------------- */

static void skip_comments(struct layout *l, uint32_t end)
{
	while (l->next_comment < l->t->comments.count && l->t->comments.items[l->next_comment].span.start < end)
		l->next_comment++;
}

/* The stretch START to END as it stands. */
static void add_raw(struct layout *l, struct before *b, uint32_t start, uint32_t end)
{
	bool is_first;
	size_t len;
	uint32_t from = raw_start(l, b->end, start, &is_first);
	const char *text = raw_text(l, (struct plint_span){from, end}, is_first ? 0 : b->level * PLINT_FORMAT_INDENT, &len);
	(void)add_line(l, PLINT_LINE_RAW, b->level, text, len);
	skip_comments(l, end);
	b->is_raw = true;
}

/* --- blocks on one line ------------------------------------------------------------------------------------------- */

/* A body of more bytes is not tried on one line. */
#define MAX_ONE_LINE_BYTES 2000

static bool has_comment_in(const struct layout *l, struct plint_span span)
{
	return l->next_comment < l->t->comments.count && l->t->comments.items[l->next_comment].span.start < span.end;
}

/* Whether nothing but blanks, ends of lines and `;` stands in FROM to END. */
static bool is_clean(const struct layout *l, uint32_t from, uint32_t end)
{
	while (from < end) {
		uint32_t size = l->text[from] == ';' ? 1 : plint_trivia_blank(l->text + from, end - from);
		if (size == 0)
			size = plint_trivia_line_end(l->text + from, end - from);
		if (size == 0)
			return false;
		from += size;
	}
	return true;
}

static bool write_on_line(struct layout *l, uint32_t statement, struct plint_statement_text *out, uint32_t level);

static bool write_body_on_line(struct layout *l, const struct plint_node *body, struct plint_statement_text *out, uint32_t level)
{
	uint32_t end = body->span.start + 1;
	plint_buf_str(&out->text, " {");
	for (uint32_t s = body->child; s; s = node_at(l, s)->next) {
		const struct plint_node *n = node_at(l, s);
		if (is_target(l, s) || !is_clean(l, end, n->span.start))
			return false;
		plint_buf_str(&out->text, s == body->child ? " " : "; ");
		if (!write_on_line(l, s, out, level))
			return false;
		end = n->span.end;
	}
	plint_buf_str(&out->text, " }");
	return is_clean(l, end, body->span.end - 1);
}

/* Appends STATEMENT with its body to OUT. False where it does not fit on a line of LEVEL, or must not stand on one. */
static bool write_on_line(struct layout *l, uint32_t statement, struct plint_statement_text *out, uint32_t level)
{
	const struct plint_node *n = node_at(l, statement);
	struct plint_statement_text own;
	uint32_t comment = l->next_comment;
	if (n->kind != PLINT_NODE_STATEMENT || n->span.end - n->span.start > MAX_ONE_LINE_BYTES)
		return false;
	plint_statement_text_init(&own, l->arena);
	if (!plint_statement_write(l->t, statement, &comment, &l->scratch, &own) || own.has_line_end)
		return false;
	plint_buf_add(&out->text, own.text.text, own.text.len);
	if (level * PLINT_FORMAT_INDENT + plint_statement_columns(out->text.text, out->text.len) > PLINT_FORMAT_COLUMNS)
		return false;
	if (!n->u.stmt.body)
		return true;
	const struct plint_node *body = node_at(l, n->u.stmt.body);
	return is_clean(l, plint_statement_line_end(l->t, statement), body->span.start) && write_body_on_line(l, body, out, level) &&
	       level * PLINT_FORMAT_INDENT + plint_statement_columns(out->text.text, out->text.len) <= PLINT_FORMAT_COLUMNS;
}

static bool has_title(const struct layout *l, uint32_t statement)
{
	for (uint32_t v = node_at(l, statement)->child; v; v = node_at(l, v)->next)
		if (node_at(l, v)->kind == PLINT_NODE_TEXT)
			return true;
	return false;
}

/* The block STATEMENT, which stands on one line in the file, on one line; false where it must be opened. */
static bool write_block_on_line(struct layout *l, uint32_t statement, struct plint_statement_text *out, uint32_t level)
{
	const struct plint_node *n = node_at(l, statement), *body = node_at(l, n->u.stmt.body);
	uint32_t size = n->span.end - n->span.start;
	if (size > MAX_ONE_LINE_BYTES || has_comment_in(l, n->span) || is_told(l, n->span.start, n->span.end))
		return false;
	bool is_open = body->child && plint_trivia_has_line_end(l->text + body->span.start, body->span.end - body->span.start);
	if (is_open || !write_on_line(l, statement, out, level))
		return false;
	out->head_bytes = has_title(l, statement) ? 0 : (uint32_t)strcspn(out->text.text, "{") - 1;
	return true;
}

/* --- statements --------------------------------------------------------------------------------------------------- */

/* Whether X goes behind the last line, with a `;` between. */
static bool can_join(const struct layout *l, const struct before *b, uint32_t statement, const struct plint_statement_text *x)
{
	const struct plint_line *last = last_line(l);
	bool is_joined = b->statement && !l->gap.has_line_end && l->gap.items.count == 0 && !is_target(l, statement);
	return is_joined && last->is_joinable && !x->has_line_end &&
	       last->level * PLINT_FORMAT_INDENT + last->columns + 2 + plint_statement_columns(x->text.text, x->text.len) <=
	           PLINT_FORMAT_COLUMNS;
}

static void join(struct layout *l, const struct plint_statement_text *x)
{
	struct plint_line *last = last_line(l);
	struct plint_buf b;
	plint_buf_init(&b, l->arena);
	plint_buf_add(&b, last->text, last->len);
	plint_buf_str(&b, "; ");
	plint_buf_add(&b, x->text.text, x->text.len);
	last->text = b.text;
	last->len = (uint32_t)b.len;
	last->columns = plint_statement_columns(b.text, b.len);
	last->is_several = true;
	last->as_at = 0;
	last->break_count = 0;
}

static bool is_field(const struct plint_node *n)
{
	return n->u.stmt.field && !n->u.stmt.what_kind && !(n->flags & PLINT_NODE_INCLUDE);
}

/* A list with comments in it, or one too long for a line, stands alone on its lines. */
static bool is_long_list(const struct plint_statement_text *x, uint32_t level)
{
	for (uint32_t i = 0; i < x->breaks.count; i++)
		if (x->breaks.items[i].is_wanted)
			return true;
	return level * PLINT_FORMAT_INDENT + plint_statement_columns(x->text.text, x->text.len) > PLINT_FORMAT_COLUMNS;
}

/* X, a statement without a body or a block on one line. */
static void add_short(struct layout *l, struct before *b, uint32_t statement, struct plint_statement_text *x)
{
	const struct plint_node *n = node_at(l, statement);
	bool is_alone = x->has_line_end || is_long_list(x, b->level);
	if (!is_alone && can_join(l, b, statement, x)) {
		join(l, x);
		return;
	}
	struct plint_line *line =
	    add_line(l, is_field(n) ? PLINT_LINE_FIELD : PLINT_LINE_BLOCK, b->level, x->text.text, x->text.len);
	line->is_joinable = !is_alone;
	if (!is_field(n) && !n->u.stmt.body)
		return;
	line->head_bytes = x->head_bytes;
	line->as_at = x->as_at;
	line->breaks = x->breaks.items;
	line->break_count = x->breaks.count;
	line->items = x->items.items;
}

static void lay_out_body(struct layout *l, uint32_t first, struct plint_span span, uint32_t level);

/* Comments between a header and its '{': at the end of the header's line, or first in the block. */
static void add_header_comments(struct layout *l, uint32_t level)
{
	struct before b = {.first_line = l->lines->items.count, .level = level + 1};
	add_items(l, &b);
}

/* The block STATEMENT over several lines; its header X, or NULL where that stays as it stands, from RAW on. */
static void add_open(struct layout *l, struct before *b, uint32_t statement, const struct plint_statement_text *x, uint32_t raw)
{
	const struct plint_node *n = node_at(l, statement);
	const struct plint_node *body = node_at(l, n->u.stmt.body);
	struct plint_span header = {plint_statement_line_end(l->t, statement), body->span.start};
	if (x) {
		struct plint_buf text = x->text;
		plint_buf_str(&text, " {");
		(void)add_line(l, PLINT_LINE_BLOCK, b->level, text.text, text.len);
	} else {
		add_raw(l, b, raw, body->span.start + 1);
		header.start = header.end;
	}
	uint32_t line = l->lines->items.count - 1;
	if (is_target(l, statement))
		l->line_of[statement] = line + 2;
	plint_trivia_read(l->t, l->arena, header, &l->next_comment, &l->gap);
	l->is_lost |= l->gap.tail != header.start || l->gap.lead != header.end;
	add_header_comments(l, b->level);
	lay_out_body(l, body->child, (struct plint_span){body->span.start + 1, body->span.end - 1}, b->level + 1);
	(void)add_line(l, PLINT_LINE_BLOCK, b->level, "}", 1);
	b->is_raw = false;
	b->is_tall = true;
}

/* Whether what stands in the body of N was not judged when it was read, or N is no statement at all: nothing is known of it. */
static bool is_unknown(const struct plint_node *n)
{
	return n->kind != PLINT_NODE_STATEMENT || (n->u.stmt.body && !n->u.stmt.what_kind) || !(n->flags & PLINT_NODE_CLASSIFIED);
}

/* End of NODE; a line that could not be read may take its line end in. */
static uint32_t end_of(const struct layout *l, uint32_t node)
{
	uint32_t start = node_at(l, node)->span.start, end = node_at(l, node)->span.end;
	while (end > start && (l->text[end - 1] == '\n' || l->text[end - 1] == '\r'))
		end--;
	return end;
}

/* End of the line of position POS. Kept, as very many statements may stand on a very long line. */
static uint32_t line_end_of(struct layout *l, uint32_t pos)
{
	uint32_t stop = l->file_end;
	if (pos < l->line.start || pos > l->line.end) {
		l->line = (struct plint_span){pos, pos};
		while (l->line.end < stop && !plint_trivia_line_end(l->text + l->line.end, stop - l->line.end))
			l->line.end++;
	}
	return l->line.end;
}

/* Whether NODE stands on one line, with its body. */
static bool is_on_one_line(struct layout *l, uint32_t node)
{
	return end_of(l, node) <= line_end_of(l, node_at(l, node)->span.start);
}

/* STATEMENT or a part of it stays as it stands: START to END, with its body where nothing is known of that. */
static void add_unread(struct layout *l, struct before *b, uint32_t statement, uint32_t start, uint32_t end)
{
	const struct plint_node *n = node_at(l, statement);
	bool is_whole = is_unknown(n) || !n->u.stmt.body || is_on_one_line(l, statement);
	if (is_target(l, statement))
		l->line_of[statement] = l->lines->items.count + 2;
	if (!is_whole) {
		add_open(l, b, statement, NULL, start);
		return;
	}
	add_raw(l, b, start, end);
	b->is_tall = b->is_tall || (n->kind == PLINT_NODE_STATEMENT && n->u.stmt.body && !is_on_one_line(l, statement));
}

/* STATEMENT, which was read without an error. False where something in its line belongs to no node. */
static bool add_read(struct layout *l, struct before *b, uint32_t statement)
{
	const struct plint_node *n = node_at(l, statement);
	struct plint_statement_text x;
	plint_statement_text_init(&x, l->arena);
	bool is_block = n->u.stmt.body != 0;
	bool is_short = !is_block || write_block_on_line(l, statement, &x, b->level);
	if (is_block && is_short) {
		add_short(l, b, statement, &x);
	} else {
		uint32_t comment = l->next_comment;
		plint_statement_text_init(&x, l->arena);
		if (!plint_statement_write(l->t, statement, &comment, &l->scratch, &x))
			return false;
		l->next_comment = comment;
		if (is_block) {
			add_open(l, b, statement, &x, 0);
			return true;
		}
		add_short(l, b, statement, &x);
	}
	if (is_target(l, statement))
		l->line_of[statement] = l->lines->items.count + 1;
	return true;
}

/* --- bodies ------------------------------------------------------------------------------------------------------- */

/* Where what is left unread behind the statement NODE ends: text of no node may follow on its line. */
static uint32_t tail_of(struct layout *l, uint32_t node, uint32_t end)
{
	uint32_t comment = l->next_comment, from = end_of(l, node), next = node_at(l, node)->next;
	if (next)
		end = node_at(l, next)->span.start;
	while (comment < l->t->comments.count && l->t->comments.items[comment].span.start < from)
		comment++;
	plint_trivia_read(l->t, l->arena, (struct plint_span){from, end}, &comment, &l->scratch);
	return l->scratch.tail;
}

/* Last of the statements from STATEMENT on that stand whole on the line where it begins, before END; STATEMENT where it stands alone. */
static uint32_t last_on_line(struct layout *l, uint32_t statement, uint32_t end)
{
	uint32_t line_end = line_end_of(l, node_at(l, statement)->span.start);
	uint32_t last = statement;
	for (uint32_t s = statement; s && end_of(l, s) <= line_end && end_of(l, s) <= end; s = node_at(l, s)->next)
		last = s;
	return last;
}

/* A stretch of statements that is laid out at once: one, or all on a line that could not be read. */
struct stretch {
	uint32_t first, last; /* statements */
	uint32_t start, tail; /* positions; text that belongs to no node included */
	bool is_unread;
};

/* Last position at which something may be told of what ends at END: END itself, but behind a '}' the next statement may begin. */
static uint32_t last_place(const struct layout *l, uint32_t end)
{
	return l->text[end - 1] == '}' ? end - 1 : end;
}

/* The stretch that begins with STATEMENT, in a block that ends at END. */
static struct stretch stretch_of(struct layout *l, uint32_t statement, uint32_t end)
{
	const struct plint_node *n = node_at(l, statement);
	struct stretch s = {.first = statement, .last = statement};
	s.start = l->gap.lead < n->span.start ? l->gap.lead : n->span.start;
	if (s.start >= l->calm && l->told_count && is_on_one_line(l, statement)) {
		s.last = last_on_line(l, statement, end);
		s.tail = tail_of(l, s.last, end);
		s.is_unread = is_told(l, s.start, last_place(l, s.tail));
		if (s.is_unread)
			return s;
		l->calm = s.tail;
		s.last = statement;
	}
	s.tail = tail_of(l, statement, end);
	bool has_body = n->kind == PLINT_NODE_STATEMENT && n->u.stmt.body;
	bool has_tail = s.tail > end_of(l, statement);
	s.is_unread = is_unknown(n) || s.start < n->span.start || has_tail ||
	              is_told(l, s.start, has_body ? plint_statement_line_end(l->t, statement) : s.tail);
	l->is_lost |= has_tail && has_body && !is_unknown(n); /* text behind a '}' */
	return s;
}

/* Lays out STATEMENT, and those behind it on a line that could not be read; their block ends at END. The last of them. */
static uint32_t lay_out_statement(struct layout *l, struct before *b, uint32_t statement, uint32_t end)
{
	struct stretch s = stretch_of(l, statement, end);
	uint32_t line = l->lines->items.count;
	bool was_tall = b->is_tall, has_gap = l->gap.line_ends > 1;
	b->is_tall = b->is_raw = false;
	if (s.is_unread || !add_read(l, b, statement))
		add_unread(l, b, statement, s.start, s.tail);
	if (l->lines->items.count > line) {
		if (has_gap && line > b->first_line)
			l->lines->items.items[line].is_blank_before = true;
		if (was_tall || b->is_tall)
			set_blank_above(l, b, line);
	}
	b->statement = s.last;
	b->end = s.tail;
	return s.last;
}

/* The statements from FIRST on, which stand in SPAN. Blocks are nested to a limit, so this recurses to a limit. */
static void lay_out_body(struct layout *l, uint32_t first, struct plint_span span, uint32_t level)
{
	struct before b = {.end = span.start, .first_line = l->lines->items.count, .level = level};
	for (uint32_t s = first; s; s = node_at(l, s)->next) {
		plint_trivia_read(l->t, l->arena, (struct plint_span){b.end, node_at(l, s)->span.start}, &l->next_comment, &l->gap);
		l->is_lost |= l->gap.tail != b.end;
		add_items(l, &b);
		s = lay_out_statement(l, &b, s, span.end);
	}
	plint_trivia_read(l->t, l->arena, (struct plint_span){b.end, span.end}, &l->next_comment, &l->gap);
	l->is_lost |= l->gap.tail != b.end || l->gap.lead != span.end;
	add_items(l, &b);
}

bool plint_layout(const struct plint_ast *t, uint32_t root, const struct plint_diags *d, struct plint_arena *arena, struct plint_lines *out)
{
	const struct plint_node *file = plint_ast_node(t, root);
	const struct plint_file *f = plint_source_file(t->source, file->span.start);
	struct layout l = {.t = t, .arena = arena, .text = f->text - f->base, .file_end = file->span.end, .lines = out};
	memset(out, 0, sizeof *out);
	out->source = l.text;
	collect_told(&l, d);
	collect_targets(&l);
	lay_out_body(&l, file->child, (struct plint_span){file->span.start + f->bom_len, file->span.end}, 0);
	return !l.is_lost;
}
