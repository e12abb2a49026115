/* One statement in the plain form: see statement.h. */
#include "format/statement.h"

#include "base/text.h"
#include "syntax/literal.h"
#include "syntax/quote.h"
#include "syntax/words.h"

struct writing {
	const struct plint_ast *t;
	const char *text; /* by position */
	struct plint_statement_text *out;
};

static const struct plint_node *node_at(const struct writing *w, uint32_t node)
{
	return plint_ast_node(w->t, node);
}

/* --- values ------------------------------------------------------------------------------------------------------- */

/* Bytes of a dash or minus of print at TEXT; 0 where there is none. */
static uint32_t dash_at(const char *text, size_t len)
{
	uint32_t size;
	if ((unsigned char)text[0] < 0x80)
		return 0;
	int32_t cp = plint_text_decode(text, len, &size);
	return cp >= 0 && plint_text_is_dash(cp) ? size : 0;
}

/* A number, date or rhythm: one blank between its parts, none before '%', commas for the blanks inside a number. */
static void write_plain(struct writing *w, struct plint_span span)
{
	struct plint_buf *out = &w->out->text;
	char last = '\0';
	bool is_due = false; /* a blank */
	for (uint32_t at = span.start; at < span.end;) {
		const char *text = w->text + at;
		uint32_t blank = plint_trivia_blank(text, span.end - at), dash = blank ? 0 : dash_at(text, span.end - at);
		if (blank) {
			is_due = true;
			at += blank;
			continue;
		}
		if (is_due && last && *text != '%')
			plint_buf_char(out, plint_text_is_digit_byte(last) && plint_text_is_digit_byte(*text) ? ',' : ' ');
		is_due = false;
		last = dash ? '-' : *text;
		plint_buf_char(out, last);
		at += dash ? dash : 1;
	}
}

/* Bytes of a blank at TEXT as they are dropped beside quotation marks. */
static uint32_t text_blank(const char *text, size_t len)
{
	if (len == 0)
		return 0;
	return *text == ' ' || *text == '\t' ? 1 : plint_literal_group_space(text, len);
}

/* What stands between quotation marks, blanks at both ends left out. */
static void write_quoted(struct writing *w, const char *text, size_t len)
{
	struct plint_buf *out = &w->out->text;
	while (text_blank(text, len)) {
		uint32_t size = text_blank(text, len);
		text += size;
		len -= size;
	}
	size_t kept = 0;
	for (size_t at = 0; at < len;) {
		uint32_t blank = text_blank(text + at, len - at);
		at += blank ? blank : 1;
		kept = blank ? kept : at;
	}
	plint_buf_char(out, '"');
	for (size_t at = 0; at < kept; at++) {
		char next = at + 1 < kept ? text[at + 1] : '\0';
		bool is_escape = text[at] == '\\' && (next == '"' || next == '\\' || next == 'n');
		if (text[at] == '"' || (text[at] == '\\' && at + 1 == kept))
			plint_buf_char(out, '\\');
		plint_buf_char(out, text[at]);
		if (is_escape)
			plint_buf_char(out, text[++at]);
	}
	plint_buf_char(out, '"');
}

/* A text of several lines as it is, with the line ends of the layout. */
static void write_long(struct writing *w, const char *text, size_t len)
{
	for (size_t at = 0; at < len; at++) {
		if (text[at] == '\r' && at + 1 < len && text[at + 1] == '\n')
			continue;
		plint_buf_char(&w->out->text, text[at] == '\r' ? '\n' : text[at]);
		w->out->has_line_end |= text[at] == '\n' || text[at] == '\r';
	}
}

static bool write_text(struct writing *w, const struct plint_node *n)
{
	const struct plint_quote_context nowhere = {w->t->words, w->t->atoms, 0};
	const char *text = w->text + n->span.start;
	struct plint_quote q = plint_quote_read(&nowhere, text, n->span.end - n->span.start);
	if (q.is_unclosed || q.is_single || q.len != n->span.end - n->span.start)
		return false;
	if (q.is_long)
		write_long(w, text, q.len);
	else
		write_quoted(w, text + q.from, q.to - q.from);
	return true;
}

static void write_bound(struct writing *w, const struct plint_node *n)
{
	static const char *const words[] = {[PLINT_BOUND_NONE] = "",           [PLINT_BOUND_REACH] = "",
	                                    [PLINT_BOUND_LEAST] = "at least ", [PLINT_BOUND_MOST] = "at most ",
	                                    [PLINT_BOUND_EXACTLY] = "exactly ", [PLINT_BOUND_BETWEEN] = "between ",
	                                    [PLINT_BOUND_DONE] = ""};
	plint_buf_str(&w->out->text, words[n->u.bound.sub]);
	write_plain(w, node_at(w, n->child)->span);
	uint32_t high = node_at(w, n->child)->next;
	if (n->u.bound.sub == PLINT_BOUND_BETWEEN && high) {
		plint_buf_str(&w->out->text, " and ");
		write_plain(w, node_at(w, high)->span);
	}
}

/* Whether it could be written. */
static bool write_value(struct writing *w, uint32_t node)
{
	const struct plint_node *n = node_at(w, node);
	switch ((enum plint_node_kind)n->kind) {
	case PLINT_NODE_WORD:
		plint_buf_add(&w->out->text, w->text + n->span.start, n->span.end - n->span.start);
		return true;
	case PLINT_NODE_TEXT:
		return write_text(w, n);
	case PLINT_NODE_BOUND:
		write_bound(w, n);
		return true;
	case PLINT_NODE_AMOUNT:
	case PLINT_NODE_DATE:
	case PLINT_NODE_RHYTHM:
	case PLINT_NODE_PLACEHOLDER:
		write_plain(w, n->span);
		return true;
	case PLINT_NODE_NONE:
	case PLINT_NODE_FILE:
	case PLINT_NODE_STATEMENT:
	case PLINT_NODE_BODY:
	case PLINT_NODE_ERROR:
		break;
	}
	return false;
}

/* --- between values ----------------------------------------------------------------------------------------------- */

/* Whether what stands in front of N, behind position FROM, is what the tree says of it: a comma, a link word, or nothing; blanks apart.
 * Comments are skipped: a line may end behind a comma only. */
static bool is_accounted(const struct writing *w, uint32_t from, const struct plint_node *n, bool is_first)
{
	const char *link = plint_link_word((enum plint_link)n->link);
	char found[8];
	size_t len = 0;
	bool is_dash = false;
	for (uint32_t at = from; at < n->span.start;) {
		const char *text = w->text + at;
		uint32_t size = plint_trivia_blank(text, n->span.start - at);
		if (size == 0)
			size = plint_trivia_line_end(text, n->span.start - at);
		if (size == 0 && *text == '#')
			while (at + size < n->span.start && text[size] != '\n' && text[size] != '\r')
				size++;
		if (size == 0 && dash_at(text, n->span.start - at)) {
			size = dash_at(text, n->span.start - at);
			is_dash = true;
		}
		if (size == 0) {
			if (len == sizeof found)
				return false;
			found[len++] = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;
			size = 1;
		}
		at += size;
	}
	if (is_dash)
		return len == 0 && n->link == PLINT_LINK_TO;
	if (n->link)
		return plint_text_is(found, len, link);
	return plint_text_is(found, len, n->flags & PLINT_NODE_ENTRY && !is_first ? "," : "");
}

/* Whether a line that began with VALUE would be taken for one of its own. */
static bool is_like_head(const struct writing *w, const struct plint_node *value)
{
	return value->kind == PLINT_NODE_WORD && plint_words_head(w->t->words, w->t->atoms, value->u.word.atom) != PLINT_W_NONE;
}

/* A list may be cut behind the comma that has been written; the comments of GAP stand there. */
static void add_break(struct writing *w, const struct plint_node *next, const struct plint_gap *gap)
{
	struct plint_arena *a = w->out->text.arena;
	struct plint_list_break b = {.at = (uint32_t)w->out->text.len,
	                             .is_wanted = gap->items.count > 0,
	                             .is_barred = is_like_head(w, next),
	                             .first_item = w->out->items.count,
	                             .item_count = gap->items.count};
	for (uint32_t i = 0; i < gap->items.count; i++)
		plint_vec_push(&w->out->items, a, gap->items.items[i]);
	plint_vec_push(&w->out->breaks, a, b);
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

/* A word of the statement's head, small. */
static void write_head_word(struct writing *w, uint32_t node)
{
	const struct plint_node *n = node_at(w, node);
	unsigned word = plint_words_head(w->t->words, w->t->atoms, n->u.word.atom);
	if (n->kind != PLINT_NODE_WORD || word == PLINT_W_NONE) {
		(void)write_value(w, node);
		return;
	}
	uint32_t atom = w->t->words->atoms[word];
	plint_buf_add(&w->out->text, plint_intern_text(w->t->atoms, atom), plint_intern_len(w->t->atoms, atom));
}

static bool is_value(const struct writing *w, uint32_t node)
{
	return node && node_at(w, node)->kind != PLINT_NODE_BODY;
}

/* Marks `reaches "…" as name`. */
static void note_as(struct writing *w, uint32_t first, uint32_t before_as)
{
	uint32_t second = node_at(w, first)->next;
	if (node_at(w, first)->kind == PLINT_NODE_TEXT && is_value(w, second) && node_at(w, second)->link == PLINT_LINK_AS &&
	    !is_value(w, node_at(w, second)->next))
		w->out->as_at = before_as;
}

void plint_statement_text_init(struct plint_statement_text *out, struct plint_arena *arena)
{
	memset(out, 0, sizeof *out);
	plint_buf_init(&out->text, arena);
}

/* Writes VALUE, which stands behind position FROM, with what is in front of it. */
static bool write_next(struct writing *w, uint32_t from, uint32_t value, bool is_first, uint32_t *comment, struct plint_gap *gap)
{
	const struct plint_node *n = node_at(w, value);
	if (!is_accounted(w, from, n, is_first))
		return false;
	if (n->flags & PLINT_NODE_ENTRY && !is_first) {
		plint_buf_char(&w->out->text, ',');
		plint_trivia_read(w->t, w->out->text.arena, (struct plint_span){from, n->span.start}, comment, gap);
		add_break(w, n, gap);
	}
	if (n->link) {
		plint_buf_char(&w->out->text, ' ');
		plint_buf_str(&w->out->text, plint_link_word((enum plint_link)n->link));
	}
	if (is_first)
		w->out->head_bytes = (uint32_t)w->out->text.len;
	plint_buf_char(&w->out->text, ' ');
	return write_value(w, value);
}

bool plint_statement_write(const struct plint_ast *t, uint32_t statement, uint32_t *comment, struct plint_gap *scratch,
                           struct plint_statement_text *out)
{
	const struct plint_node *s = plint_ast_node(t, statement);
	const struct plint_file *f = plint_source_file(t->source, s->span.start);
	struct writing w = {t, f->text - f->base, out};
	uint32_t from = plint_ast_node(t, s->child)->span.end;
	uint32_t value = plint_ast_node(t, s->child)->next;
	write_head_word(&w, s->child);
	for (unsigned skip = s->u.stmt.skip; skip && is_value(&w, value); skip--) {
		if (node_at(&w, value)->link || !is_accounted(&w, from, node_at(&w, value), true))
			return false;
		plint_buf_char(&out->text, ' ');
		write_head_word(&w, value);
		from = node_at(&w, value)->span.end;
		value = node_at(&w, value)->next;
	}
	out->head_bytes = (uint32_t)out->text.len;
	uint32_t first = value;
	for (; is_value(&w, value); value = node_at(&w, value)->next) {
		uint32_t before = (uint32_t)out->text.len;
		if (!write_next(&w, from, value, value == first, comment, scratch))
			return false;
		if (value != first && out->as_at == 0 && node_at(&w, value)->link == PLINT_LINK_AS)
			note_as(&w, first, before);
		from = node_at(&w, value)->span.end;
	}
	return true;
}

uint32_t plint_statement_line_end(const struct plint_ast *t, uint32_t statement)
{
	const struct plint_node *s = plint_ast_node(t, statement);
	uint32_t end = s->span.start;
	for (uint32_t v = s->child; v && plint_ast_node(t, v)->kind != PLINT_NODE_BODY; v = plint_ast_node(t, v)->next)
		end = plint_ast_node(t, v)->span.end;
	return end;
}

uint32_t plint_statement_columns(const char *text, size_t len)
{
	uint32_t columns = 0, size;
	for (size_t at = 0; at < len; at += size) {
		unsigned char c = (unsigned char)text[at];
		size = 1;
		if (c == '\n')
			columns = 0;
		else if (c < 0x80)
			columns++;
		else
			columns += plint_text_width(plint_text_decode(text + at, len - at, &size));
	}
	return columns;
}
