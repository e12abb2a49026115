/* The tree as JSON: see ast_dump.h. */
#include "syntax/ast_dump.h"

#include "base/json.h"
#include "syntax/parse.h"

struct dump {
	const struct plint_ast *t;
	struct plint_json j;
	uint32_t next_comment, next_directive;
};

static const struct plint_node *at(const struct dump *d, uint32_t node)
{
	return plint_ast_node(d->t, node);
}

/* --- pieces ------------------------------------------------------------------------------------------------------- */

static void put_place(struct dump *d, const char *key, uint32_t pos)
{
	struct plint_place place = plint_source_place(d->t->source, pos);
	plint_json_key(&d->j, key);
	plint_json_open(&d->j, '{');
	plint_json_int(plint_json_key(&d->j, "line"), place.line1);
	plint_json_int(plint_json_key(&d->j, "column"), place.col1);
	plint_json_int(plint_json_key(&d->j, "offset"), place.offset);
	plint_json_close(&d->j, '}');
}

static void put_span(struct dump *d, struct plint_span span)
{
	put_place(d, "start", span.start);
	put_place(d, "end", span.end);
}

static void put_flag(struct dump *d, const char *key, bool is_set)
{
	if (is_set)
		plint_json_bool(plint_json_key(&d->j, key), true);
}

static void put_atom(struct dump *d, const char *key, uint32_t atom)
{
	plint_json_text_n(plint_json_key(&d->j, key), plint_intern_text(d->t->atoms, atom), plint_intern_len(d->t->atoms, atom));
}

static void put_source(struct dump *d, struct plint_span span)
{
	plint_json_text_n(plint_json_key(&d->j, "text"), plint_source_text(d->t->source, span), span.end - span.start);
}

static void put_text(struct dump *d, const char *key, const struct plint_node *n)
{
	const struct plint_ast_text *text = &d->t->texts.items[n->u.text.text];
	plint_json_text_n(plint_json_key(&d->j, key), text->text, text->len);
}

/* --- values ------------------------------------------------------------------------------------------------------- */

static void put_day(struct dump *d, const char *key, int32_t days)
{
	int year;
	unsigned month, day;
	char iso[16];
	plint_date_civil(days, &year, &month, &day);
	const unsigned parts[] = {(unsigned)year / 100 % 100, (unsigned)year % 100, month, day};
	size_t n = 0;
	for (size_t i = 0; i < 4; i++) {
		if (i > 1)
			iso[n++] = '-';
		iso[n++] = (char)('0' + parts[i] / 10);
		iso[n++] = (char)('0' + parts[i] % 10);
	}
	plint_json_text_n(plint_json_key(&d->j, key), iso, n);
}

static void put_date(struct dump *d, const struct plint_node *n)
{
	static const char *const grains[] = {"day", "month", "quarter", "year", "fiscal"};
	if (n->flags & PLINT_NODE_INVALID)
		return;
	if (PLINT_NODE_GRAIN(n->flags) == PLINT_GRAIN_FISCAL) {
		plint_json_int(plint_json_key(&d->j, "fiscal_year"), n->u.days.first);
		return;
	}
	put_day(d, "from", n->u.days.first);
	put_day(d, "to", n->u.days.last);
	plint_json_text(plint_json_key(&d->j, "grain"), grains[PLINT_NODE_GRAIN(n->flags)]);
}

static void put_amount(struct dump *d, const struct plint_node *n)
{
	plint_json_key(&d->j, "number");
	if (n->flags & (PLINT_NODE_UNDECIDED | PLINT_NODE_INVALID))
		plint_json_null(&d->j);
	else
		plint_json_real(&d->j, n->u.number);
	if (n->child)
		put_atom(d, "unit", n->child);
	put_flag(d, "unit_first", n->flags & PLINT_NODE_UNIT_FIRST);
}

static void put_value(struct dump *d, uint32_t node);

/* A bound holds amounts and nothing deeper. */
static void put_bound(struct dump *d, const struct plint_node *n)
{
	static const char *const bounds[] = {[PLINT_BOUND_NONE] = "none",       [PLINT_BOUND_REACH] = "reach",
	                                     [PLINT_BOUND_LEAST] = "at least",  [PLINT_BOUND_MOST] = "at most",
	                                     [PLINT_BOUND_EXACTLY] = "exactly", [PLINT_BOUND_BETWEEN] = "between",
	                                     [PLINT_BOUND_DONE] = "done"};
	plint_json_text(plint_json_key(&d->j, "bound"), bounds[n->u.bound.sub]);
	plint_json_key(&d->j, "values");
	plint_json_open(&d->j, '[');
	for (uint32_t v = n->child; v; v = at(d, v)->next)
		put_value(d, v);
	plint_json_close(&d->j, ']');
}

static void put_value(struct dump *d, uint32_t node)
{
	const struct plint_node *n = at(d, node);
	plint_json_open(&d->j, '{');
	put_flag(d, "entry", n->flags & PLINT_NODE_ENTRY);
	if (n->link)
		plint_json_text(plint_json_key(&d->j, "link"), plint_link_word((enum plint_link)n->link));
	put_flag(d, "invalid", n->flags & PLINT_NODE_INVALID);
	switch ((enum plint_node_kind)n->kind) {
	case PLINT_NODE_WORD:
		put_atom(d, "word", n->u.word.atom);
		break;
	case PLINT_NODE_TEXT:
		put_text(d, "text", n);
		break;
	case PLINT_NODE_AMOUNT:
		put_amount(d, n);
		break;
	case PLINT_NODE_DATE:
		put_date(d, n);
		break;
	case PLINT_NODE_BOUND:
		put_bound(d, n);
		break;
	case PLINT_NODE_RHYTHM:
		plint_json_int(plint_json_key(&d->j, "every"), n->u.rhythm.count);
		put_atom(d, "unit", n->u.rhythm.unit);
		break;
	case PLINT_NODE_PLACEHOLDER:
		put_flag(d, "open", true);
		break;
	case PLINT_NODE_NONE:
	case PLINT_NODE_FILE:
	case PLINT_NODE_STATEMENT:
	case PLINT_NODE_BODY:
	case PLINT_NODE_ERROR:
		break;
	}
	put_span(d, n->span);
	plint_json_close(&d->j, '}');
}

/* --- statements --------------------------------------------------------------------------------------------------- */

static bool is_block(const struct plint_node *n)
{
	bool is_include = n->flags & PLINT_NODE_INCLUDE;
	bool is_unknown_block = n->u.stmt.body && !n->u.stmt.field;
	return n->kind == PLINT_NODE_STATEMENT && !is_include && (n->u.stmt.what_kind || is_unknown_block);
}

static bool is_field(const struct plint_node *n)
{
	return n->kind == PLINT_NODE_STATEMENT && !(n->flags & PLINT_NODE_INCLUDE) && !is_block(n);
}

static bool is_error(const struct plint_node *n)
{
	return n->kind == PLINT_NODE_ERROR;
}

static void put_statements(struct dump *d, uint32_t first);

static void put_field(struct dump *d, const struct plint_node *n)
{
	uint32_t v = at(d, n->child)->next;
	plint_json_open(&d->j, '{');
	plint_json_key(&d->j, "field");
	if (n->u.stmt.field)
		plint_json_text(&d->j, d->t->schema->field_names[n->u.stmt.field]);
	else
		plint_json_null(&d->j);
	if (!n->u.stmt.field)
		put_atom(d, "head", at(d, n->child)->u.word.atom);
	put_flag(d, "reported", n->flags & PLINT_NODE_REPORTED);
	put_span(d, n->span);
	plint_json_key(&d->j, "values");
	plint_json_open(&d->j, '[');
	for (unsigned skip = n->u.stmt.skip; v && skip; skip--)
		v = at(d, v)->next;
	for (; v && at(d, v)->kind != PLINT_NODE_BODY; v = at(d, v)->next)
		put_value(d, v);
	plint_json_close(&d->j, ']');
	plint_json_close(&d->j, '}');
}

/* Name and title of the block N. */
static void put_heading(struct dump *d, const struct plint_node *n)
{
	static const char *const classes[] = {"", "social", "financial", "internal"};
	bool has_name = false, has_title = false;
	uint32_t v = at(d, n->child)->next;
	plint_json_key(&d->j, "kind");
	if (n->u.stmt.what_kind)
		plint_json_text(&d->j, plint_kind_word((enum plint_kind)n->u.stmt.what_kind));
	else
		plint_json_null(&d->j);
	if (n->u.stmt.class_word)
		plint_json_text(plint_json_key(&d->j, "class"), classes[n->u.stmt.class_word]);
	for (unsigned skip = n->u.stmt.skip; v && skip; skip--)
		v = at(d, v)->next;
	for (; v; v = at(d, v)->next) {
		if (at(d, v)->kind == PLINT_NODE_WORD && !has_name) {
			put_atom(d, "name", at(d, v)->u.word.atom);
			has_name = true;
		} else if (at(d, v)->kind == PLINT_NODE_TEXT && !has_title) {
			put_text(d, "title", at(d, v));
			has_title = true;
		}
	}
}

static void put_block(struct dump *d, const struct plint_node *n)
{
	plint_json_open(&d->j, '{');
	put_heading(d, n);
	put_flag(d, "mention", n->flags & PLINT_NODE_MENTION);
	put_flag(d, "reported", n->flags & PLINT_NODE_REPORTED);
	put_span(d, n->span);
	put_statements(d, n->u.stmt.body ? at(d, n->u.stmt.body)->child : 0);
	plint_json_close(&d->j, '}');
}

static void put_error(struct dump *d, const struct plint_node *n)
{
	uint32_t body = n->child;
	while (body && at(d, body)->kind != PLINT_NODE_BODY)
		body = at(d, body)->next;
	struct plint_span line = {n->span.start, body ? at(d, body)->span.start : n->span.end};
	plint_json_open(&d->j, '{');
	put_span(d, n->span);
	put_source(d, line);
	if (body)
		put_statements(d, at(d, body)->child);
	plint_json_close(&d->j, '}');
}

/* The statements from FIRST on by their sorts. The scanner bounds the nesting. */
static void put_statements(struct dump *d, uint32_t first)
{
	static const struct {
		const char *key;
		bool (*is)(const struct plint_node *n);
		void (*put)(struct dump *d, const struct plint_node *n);
	} sorts[] = {{"fields", is_field, put_field}, {"blocks", is_block, put_block}, {"errors", is_error, put_error}};
	for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
		plint_json_key(&d->j, sorts[i].key);
		plint_json_open(&d->j, '[');
		for (uint32_t s = first; s; s = at(d, s)->next)
			if (sorts[i].is(at(d, s)))
				sorts[i].put(d, at(d, s));
		plint_json_close(&d->j, ']');
	}
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static void put_includes(struct dump *d, uint32_t root)
{
	plint_json_key(&d->j, "includes");
	plint_json_open(&d->j, '[');
	for (uint32_t s = at(d, root)->child; s; s = at(d, s)->next)
		if (at(d, s)->flags & PLINT_NODE_INCLUDE)
			put_value(d, at(d, at(d, s)->child)->next);
	plint_json_close(&d->j, ']');
}

/* Comments lie in the order of files, as files were parsed. */
static void put_comments(struct dump *d, const struct plint_node *file)
{
	plint_json_key(&d->j, "comments");
	plint_json_open(&d->j, '[');
	for (; d->next_comment < d->t->comments.count; d->next_comment++) {
		const struct plint_comment *c = &d->t->comments.items[d->next_comment];
		if (c->span.start < file->span.start || c->span.start > file->span.end)
			break;
		plint_json_open(&d->j, '{');
		put_span(d, c->span);
		plint_json_bool(plint_json_key(&d->j, "own_line"), c->own_line);
		put_source(d, c->span);
		plint_json_close(&d->j, '}');
	}
	plint_json_close(&d->j, ']');
}

static void put_directives(struct dump *d, uint32_t root)
{
	plint_json_key(&d->j, "directives");
	plint_json_open(&d->j, '[');
	for (; d->next_directive < d->t->directives.count; d->next_directive++) {
		const struct plint_directive *x = &d->t->directives.items[d->next_directive];
		if (x->file != root)
			break;
		plint_json_open(&d->j, '{');
		put_span(d, x->span);
		plint_json_bool(plint_json_key(&d->j, "whole_file"), x->whole_file);
		plint_json_key(&d->j, "rules");
		plint_json_open(&d->j, '[');
		for (uint32_t i = 0; i < x->rule_count; i++)
			plint_json_text(&d->j, d->t->directive_rules.items[x->first_rule + i].name);
		plint_json_close(&d->j, ']');
		plint_json_text(plint_json_key(&d->j, "reason"), x->reason);
		if (x->statement)
			put_place(d, "for", at(d, x->statement)->span.start);
		else
			plint_json_null(plint_json_key(&d->j, "for"));
		plint_json_close(&d->j, '}');
	}
	plint_json_close(&d->j, ']');
}

static void put_file(struct dump *d, uint32_t root)
{
	const struct plint_file *file = plint_source_file(d->t->source, at(d, root)->span.start);
	plint_json_open(&d->j, '{');
	plint_json_text(plint_json_key(&d->j, "path"), file ? file->path : "");
	put_span(d, at(d, root)->span);
	put_statements(d, at(d, root)->child);
	put_includes(d, root);
	put_comments(d, at(d, root));
	put_directives(d, root);
	plint_json_close(&d->j, '}');
}

void plint_ast_dump(const struct plint_ast *t, struct plint_buf *out)
{
	struct dump d = {.t = t};
	plint_json_init(&d.j, out);
	plint_json_open(&d.j, '{');
	plint_json_int(plint_json_key(&d.j, "version"), 1);
	plint_json_key(&d.j, "files");
	plint_json_open(&d.j, '[');
	for (uint32_t i = 0; i < t->roots.count; i++)
		put_file(&d, t->roots.items[i]);
	plint_json_close(&d.j, ']');
	plint_json_close(&d.j, '}');
}
