/*
 * Where the text of a plan gives way to a fix: the place for a new line, and what goes with a line, an entry or a block that is taken out
 * (its line end, a comma, a semicolon). By the tree; between its nodes by the text.
 */
#include "rule/fix.h"

#include "base/buf.h"
#include "base/text.h"

#define MAX_COLUMNS 120u /* fmt keeps lines within this */
#define UNIT_BLANKS 4u   /* a step of indent where the file shows none */
#define LOOK_BYTES 4096u /* how far is looked for the end of a line, or the first indented one: a plan may be one long line */

static const struct plint_node *node_of(const struct plint_fix_text *x, uint32_t id)
{
	return plint_ast_node(x->model->ast, id);
}

static const struct plint_file *file_at(const struct plint_fix_text *x, uint32_t pos)
{
	return plint_source_file(x->model->ast->source, pos);
}

/* ---- lines of the file; offsets ------------------------------------------------------------------------------------ */

/* Start of the blanks before AT. */
static uint32_t back_over_blanks(const struct plint_file *f, uint32_t at)
{
	while (at > f->bom_len && plint_text_is_blank_byte(f->text[at - 1]))
		at--;
	return at;
}

static uint32_t over_blanks(const struct plint_file *f, uint32_t at)
{
	while (at < f->len && plint_text_is_blank_byte(f->text[at]))
		at++;
	return at;
}

/* Whether a line begins at AT. */
static bool begins_line(const struct plint_file *f, uint32_t at)
{
	return at <= f->bom_len || plint_text_is_break_byte(f->text[at - 1]);
}

static bool ends_line(const struct plint_file *f, uint32_t at)
{
	return at >= f->len || plint_text_is_break_byte(f->text[at]);
}

/* Behind the line end at AT, where there is one. */
static uint32_t over_line_end(const struct plint_file *f, uint32_t at)
{
	if (at + 1 < f->len && f->text[at] == '\r' && f->text[at + 1] == '\n')
		return at + 2;
	return at < f->len ? at + 1 : at;
}

/* Where a look from AT on ends. */
static uint32_t look_end(const struct plint_file *f, uint32_t at)
{
	return f->len - at > LOOK_BYTES ? at + LOOK_BYTES : f->len;
}

/* Start of the line that AT stands in, or a place in it, where that is far. */
static uint32_t line_start(const struct plint_file *f, uint32_t at)
{
	uint32_t least = at > LOOK_BYTES ? at - LOOK_BYTES : 0;
	while (at > least && !begins_line(f, at))
		at--;
	return at;
}

/* The line end at or behind AT, else the file's first. */
static const char *line_end_of(const struct plint_file *f, uint32_t at)
{
	for (uint32_t i = at, end = look_end(f, at); i < end; i++)
		if (plint_text_is_break_byte(f->text[i]))
			return f->text[i] == '\n' ? "\n" : i + 1 < f->len && f->text[i + 1] == '\n' ? "\r\n" : "\r";
	return at > 0 ? line_end_of(f, 0) : "\n";
}

/* The indent of the line that AT stands in. */
static const char *indent_at(const struct plint_fix_text *x, const struct plint_file *f, uint32_t at)
{
	uint32_t start = line_start(f, at), end = begins_line(f, start) ? over_blanks(f, start) : start;
	return plint_arena_strndup(x->arena, f->text + start, end - start);
}

/* One step of indent: what the first indented line of the file has. */
static const char *unit_of(const struct plint_fix_text *x, const struct plint_file *f)
{
	for (uint32_t i = f->bom_len, stop = look_end(f, i); i < stop; i++) {
		if (!begins_line(f, i) || !plint_text_is_blank_byte(f->text[i]))
			continue;
		uint32_t end = over_blanks(f, i);
		if (f->text[i] == '\t')
			return "\t";
		if (!ends_line(f, end) && end - i <= 2 * UNIT_BLANKS)
			return plint_arena_strndup(x->arena, f->text + i, end - i);
	}
	return "    ";
}

/* ---- inserting ----------------------------------------------------------------------------------------------------- */

/* A block that is to get a line: its body, and how its lines look. Offsets are in the file. */
struct home {
	const struct plint_file *file;
	const struct plint_node *node, *body; /* BODY may be NULL */
	const struct plint_node *first, *last; /* statements in the body, or NULL */
	const char *outer, *inner, *unit, *end; /* indents of block and body, a step, a line end */
};

static bool find_home(const struct plint_fix_text *x, uint32_t block, struct home *h)
{
	const struct plint_block *b = plint_model_block(x->model, block);
	memset(h, 0, sizeof *h);
	if (b->node == 0 || b->flags & PLINT_BLOCK_UNREAD_LINE)
		return false;
	h->node = node_of(x, b->node);
	h->file = file_at(x, h->node->span.start);
	if (!h->file || h->node->kind != PLINT_NODE_STATEMENT ||
	    h->node->flags & (PLINT_NODE_REPORTED | PLINT_NODE_OPEN | PLINT_NODE_MENTION))
		return false;
	h->body = h->node->u.stmt.body ? node_of(x, h->node->u.stmt.body) : NULL;
	if (h->body && h->body->flags & PLINT_NODE_UNCLOSED)
		return false;
	for (uint32_t s = h->body ? h->body->child : 0; s; s = node_of(x, s)->next) {
		h->last = node_of(x, s);
		h->first = h->first ? h->first : h->last;
	}
	h->outer = indent_at(x, h->file, h->node->span.start - h->file->base);
	h->unit = unit_of(x, h->file);
	h->end = line_end_of(h->file, h->node->span.start - h->file->base);
	uint32_t at = h->first ? h->first->span.start - h->file->base : 0;
	if (h->first && begins_line(h->file, back_over_blanks(h->file, at)))
		h->inner = indent_at(x, h->file, at);
	else
		h->inner = plint_arena_printf(x->arena, "%s%s", h->outer, h->unit);
	return true;
}

/* Whether the line that TEXT would say is said already, or nobody knows: a field that can be said once only. */
static bool is_said(const struct plint_fix_text *x, uint32_t block, const char *text)
{
	enum plint_kind kind = (enum plint_kind)plint_model_block(x->model, block)->kind;
	size_t len = strcspn(text, " \t\n"), both = len + strspn(text + len, " ");
	both += strcspn(text + both, " \t\n");
	for (unsigned id = 1; id <= PLINT_MAX_FIELD_IDS; id++) {
		const struct plint_field *f = plint_schema_field(x->model->schema, kind, id);
		const struct plint_slot *slot = f ? plint_model_slot(x->model, block, id) : NULL;
		if (!slot || !(plint_text_is(text, len, f->spelling) || plint_text_is(text, both, f->spelling)))
			continue;
		bool is_own = slot->count > 0 && !(slot->flags & (PLINT_VALUE_INHERITED | PLINT_VALUE_IMPLIED));
		return slot->state == PLINT_UNKNOWN || (!f->is_many && is_own);
	}
	return false;
}

/* Appends TEXT, each line behind the body's indent and followed by a line end; steps of four blanks become the file's own. */
static void add_lines(struct plint_buf *b, const struct home *h, const char *text)
{
	for (const char *at = text; *at;) {
		size_t len = strcspn(at, "\n");
		plint_buf_str(b, h->inner);
		for (; len >= UNIT_BLANKS && memcmp(at, "    ", UNIT_BLANKS) == 0; at += UNIT_BLANKS, len -= UNIT_BLANKS)
			plint_buf_str(b, h->unit);
		plint_buf_add(b, at, len);
		plint_buf_str(b, h->end);
		at += len + (at[len] == '\n');
	}
}

/* Characters, about: bytes that begin one. */
static size_t width(const char *text, size_t len)
{
	size_t count = 0;
	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)text[i] & 0xC0) != 0x80;
	return count;
}

/* Whether the line that AT stands in has room for MORE characters. */
static bool has_room(const struct plint_file *f, uint32_t at, size_t more)
{
	uint32_t start = line_start(f, at), end = at;
	while (!ends_line(f, end) && end - start <= LOOK_BYTES)
		end++;
	return width(f->text + start, end - start) + more <= MAX_COLUMNS;
}

static bool set_edit(struct plint_edit *out, const struct plint_file *f, uint32_t from, uint32_t to, const char *text)
{
	*out = (struct plint_edit){{f->base + from, f->base + to}, text};
	return true;
}

/* Into a body that is closed in the line of its last statement: behind a semicolon, or, where there is no room, in a line of its own. */
static bool insert_in_line(const struct home *h, struct plint_buf *b, const char *text, struct plint_edit *out)
{
	const struct plint_file *f = h->file;
	uint32_t close = h->body->span.end - 1 - f->base;
	uint32_t from = h->last ? h->last->span.end - f->base : h->body->span.start + 1 - f->base;
	uint32_t at = over_blanks(f, from);
	bool has_semicolon = h->last && f->text[at] == ';';
	if (has_semicolon)
		from = at + 1;
	if (over_blanks(f, from) != close)
		return false;
	bool is_short = !strchr(text, '\n') && has_room(f, close, width(text, strlen(text)) + 2);
	if (is_short) {
		plint_buf_printf(b, "%s%s ", h->last && !has_semicolon ? "; " : " ", text);
	} else {
		plint_buf_str(b, h->end);
		add_lines(b, h, text);
		plint_buf_str(b, h->outer);
	}
	return set_edit(out, f, from, close, b->text);
}

static bool insert_in_body(const struct home *h, struct plint_buf *b, const char *text, struct plint_edit *out)
{
	const struct plint_file *f = h->file;
	uint32_t close = h->body->span.end - 1 - f->base, start = back_over_blanks(f, close);
	if (!begins_line(f, start))
		return insert_in_line(h, b, text, out);
	add_lines(b, h, text);
	return set_edit(out, f, start, start, b->text);
}

/* A block without a body gets one, in its line where there is room. */
static bool insert_body(const struct home *h, struct plint_buf *b, const char *text, struct plint_edit *out)
{
	const struct plint_file *f = h->file;
	uint32_t at = h->node->span.end - f->base;
	if (!strchr(text, '\n') && has_room(f, at, width(text, strlen(text)) + 5)) {
		plint_buf_printf(b, " { %s }", text);
	} else {
		plint_buf_printf(b, " {%s", h->end);
		add_lines(b, h, text);
		plint_buf_printf(b, "%s}", h->outer);
	}
	return set_edit(out, f, at, at, b->text);
}

bool plint_fix_insert(const struct plint_fix_text *x, uint32_t block, const char *text, struct plint_edit *out)
{
	struct home h;
	struct plint_buf b;
	if (!find_home(x, block, &h) || is_said(x, block, text))
		return false;
	plint_buf_init(&b, x->arena);
	return h.body ? insert_in_body(&h, &b, text, out) : insert_body(&h, &b, text, out);
}

/* ---- removing a statement ------------------------------------------------------------------------------------------ */

static bool is_empty_line(const struct plint_file *f, uint32_t start)
{
	return start < f->len && ends_line(f, over_blanks(f, start));
}

/* The lines START .. END, and an empty one behind them where there is one before them too. */
static bool remove_lines(const struct plint_file *f, uint32_t start, uint32_t end, struct plint_edit *out)
{
	bool is_after_empty = start > f->bom_len && is_empty_line(f, line_start(f, start - 1)) && begins_line(f, start);
	if ((is_after_empty || start <= f->bom_len) && is_empty_line(f, end))
		end = over_line_end(f, over_blanks(f, end));
	return set_edit(out, f, start, end, "");
}

/* START .. END with what parts it from its neighbours. */
static bool remove_text(const struct plint_file *f, uint32_t start, uint32_t end, struct plint_edit *out)
{
	uint32_t before = back_over_blanks(f, start), behind = over_blanks(f, end);
	bool is_first = begins_line(f, before);
	if (behind < f->len && f->text[behind] == ';') {
		behind = over_blanks(f, behind + 1);
		if (!ends_line(f, behind))
			return set_edit(out, f, start, behind, "");
	}
	if (ends_line(f, behind)) {
		if (is_first)
			return remove_lines(f, before, over_line_end(f, behind), out);
		before = before > 0 && f->text[before - 1] == ';' ? back_over_blanks(f, before - 1) : before;
		return set_edit(out, f, before, behind, "");
	}
	if (!is_first && f->text[before - 1] == ';')
		return set_edit(out, f, back_over_blanks(f, before - 1), end, "");
	return set_edit(out, f, start, behind, "");
}

/* A statement with its block; not where a directive speaks of it, which would then silence its neighbour. */
static bool remove_statement(const struct plint_fix_text *x, uint32_t node, struct plint_edit *out)
{
	const struct plint_node *n = node_of(x, node);
	const struct plint_file *f = file_at(x, n->span.start);
	for (uint32_t i = 0; i < x->model->ast->directives.count; i++)
		if (x->model->ast->directives.items[i].statement == node)
			return false;
	return f && remove_text(f, n->span.start - f->base, n->span.end - f->base, out);
}

bool plint_fix_remove_comment(const struct plint_fix_text *x, struct plint_span span, struct plint_edit *out)
{
	const struct plint_file *f = file_at(x, span.start);
	if (!f)
		return false;
	uint32_t start = back_over_blanks(f, span.start - f->base), end = span.end - f->base;
	if (begins_line(f, start))
		return remove_lines(f, start, over_line_end(f, end), out);
	return set_edit(out, f, start, end, "");
}

/* ---- removing values ----------------------------------------------------------------------------------------------- */

/* A value of a line, and whether it is to go. */
struct part {
	struct plint_span span;
	bool begins_entry, has_link, goes;
};
#define MAX_PARTS 256

struct parts {
	struct part items[MAX_PARTS];
	uint32_t count;
};

/* The statement of the body of BLOCK that holds SPAN; the block's own where SPAN begins with it; 0: none. */
static uint32_t statement_at(const struct plint_fix_text *x, uint32_t block, struct plint_span span)
{
	const struct plint_block *b = plint_model_block(x->model, block);
	const struct plint_node *n = node_of(x, b->node);
	if (span.start == n->span.start)
		return b->node;
	for (uint32_t s = n->u.stmt.body ? node_of(x, n->u.stmt.body)->child : 0; s; s = node_of(x, s)->next)
		if (node_of(x, s)->span.start <= span.start && span.end <= node_of(x, s)->span.end)
			return s;
	return 0;
}

/* The values of statement N; false where it cannot be cut. */
static bool find_parts(const struct plint_fix_text *x, const struct plint_node *n, struct parts *p)
{
	uint32_t skip = n->u.stmt.skip;
	p->count = 0;
	if (n->kind != PLINT_NODE_STATEMENT || n->flags & (PLINT_NODE_REPORTED | PLINT_NODE_OPEN) || n->u.stmt.what_kind)
		return false;
	for (uint32_t v = node_of(x, n->child)->next; v; v = node_of(x, v)->next) {
		const struct plint_node *value = node_of(x, v);
		if (value->kind == PLINT_NODE_BODY || value->flags & PLINT_NODE_INVALID || p->count == MAX_PARTS)
			return false;
		if (skip > 0) {
			skip--;
			continue;
		}
		struct part one = {value->span, p->count == 0 || value->flags & PLINT_NODE_ENTRY, value->link != PLINT_LINK_NONE, false};
		p->items[p->count++] = one;
	}
	return p->count > 0;
}

static void mark_parts(struct parts *p, struct plint_span span)
{
	for (uint32_t i = 0; i < p->count; i++)
		p->items[i].goes |= p->items[i].span.start < span.end && span.start < p->items[i].span.end;
}

/* End of the entry that begins at part I. */
static uint32_t entry_end(const struct parts *p, uint32_t i)
{
	do
		i++;
	while (i < p->count && !p->items[i].begins_entry);
	return i;
}

/* Whether all (ALL), or any, of the parts FROM .. TO - 1 go. */
static bool goes(const struct parts *p, uint32_t from, uint32_t to, bool all)
{
	for (uint32_t i = from; i < to; i++)
		if (p->items[i].goes != all)
			return !all;
	return all;
}

static bool add_cut(const struct plint_fix_text *x, struct plint_span span, struct plint_fix_edits *out)
{
	const char *text = plint_source_text(x->model->ast->source, span);
	if (memchr(text, '#', span.end - span.start) || out->count == PLINT_FIX_MAX_EDITS)
		return false;
	out->items[out->count++] = (struct plint_edit){span, ""};
	return true;
}

/* Entries FROM .. TO - 1 (parts), with a comma: the one behind them where they come first, else the one before. */
static bool cut_entries(const struct plint_fix_text *x, const struct parts *p, uint32_t from, uint32_t to, struct plint_fix_edits *out)
{
	struct plint_span span = {p->items[from].span.start, p->items[to - 1].span.end};
	if (from > 0)
		span.start = p->items[from - 1].span.end;
	else
		span.end = p->items[to].span.start;
	return add_cut(x, span, out);
}

/* What goes of the entry FROM .. TO - 1, which does not go as a whole: from a link word on, to the end of the entry or the next link. */
static bool cut_within(const struct plint_fix_text *x, const struct parts *p, uint32_t from, uint32_t to, struct plint_fix_edits *out)
{
	for (uint32_t i = from; i < to; i++) {
		if (!p->items[i].goes)
			continue;
		uint32_t end = i + 1;
		while (end < to && !p->items[end].has_link && p->items[end].goes)
			end++;
		bool is_tail = end == to || p->items[end].has_link;
		if (i == from || !p->items[i].has_link || !is_tail)
			return false;
		if (!add_cut(x, (struct plint_span){p->items[i - 1].span.end, p->items[end - 1].span.end}, out))
			return false;
		i = end - 1;
	}
	return true;
}

static bool cut_parts(const struct plint_fix_text *x, const struct parts *p, struct plint_fix_edits *out)
{
	for (uint32_t from = 0, to; from < p->count; from = to) {
		to = entry_end(p, from);
		if (!goes(p, from, to, true)) {
			if (goes(p, from, to, false) && !cut_within(x, p, from, to, out))
				return false;
			continue;
		}
		while (to < p->count && goes(p, to, entry_end(p, to), true))
			to = entry_end(p, to);
		if (!cut_entries(x, p, from, to, out))
			return false;
	}
	return true;
}

/* All of SPANS that stand in the statement of the first of them, which are then crossed out in DONE. */
static bool remove_at(const struct plint_fix_text *x, const struct plint_span *spans, const uint32_t *blocks, uint32_t count, uint32_t first,
                      bool *done, struct plint_fix_edits *out)
{
	struct parts p;
	uint32_t node = blocks[first] ? statement_at(x, blocks[first], spans[first]) : 0;
	if (node == 0 || out->count == PLINT_FIX_MAX_EDITS)
		return false;
	const struct plint_node *n = node_of(x, node);
	done[first] = true;
	if (n->span.start == spans[first].start)
		return remove_statement(x, node, &out->items[out->count++]);
	if (!find_parts(x, n, &p))
		return false;
	for (uint32_t i = first; i < count; i++)
		if (n->span.start < spans[i].start && spans[i].end <= n->span.end) {
			mark_parts(&p, spans[i]);
			done[i] = true;
		}
	if (goes(&p, 0, p.count, true))
		return remove_statement(x, node, &out->items[out->count++]);
	return cut_parts(x, &p, out);
}

bool plint_fix_remove(const struct plint_fix_text *x, const struct plint_span *spans, const uint32_t *blocks, uint32_t count,
                      struct plint_fix_edits *out)
{
	bool done[PLINT_FIX_MAX_EDITS] = {false};
	for (uint32_t i = 0; i < count; i++)
		if (!done[i] && !remove_at(x, spans, blocks, count, i, done, out))
			return false;
	return out->count > 0;
}
