/* Trees for tests: declared in tree.h. */
#include "support/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

static void die(void *data, const char *what)
{
	(void)data;
	fprintf(stderr, "test: %s\n", what);
	exit(2);
}

struct tree *tree_open_with(const char *text, size_t len, const struct plint_schema *schema)
{
	static const uint64_t key[2] = {1, 2};
	struct tree *t = calloc(1, sizeof *t);
	if (!t)
		exit(2);
	plint_arena_init(&t->arena, die, NULL, 0);
	char *copy = plint_arena_alloc(&t->arena, len + 2);
	memcpy(copy, text, len);
	copy[len] = copy[len + 1] = '\0';
	plint_source_init(&t->source, &t->arena);
	plint_diags_init(&t->diags, &t->arena, &t->source);
	plint_intern_init(&t->atoms, &t->arena, key);
	uint32_t file = plint_source_add(&t->source, "plan.plan", copy, len);
	plint_ast_init(&t->ast, &t->arena, &t->source, schema, &t->atoms);
	t->root = plint_parse_file(&t->ast, file, &t->diags);
	plint_diags_finish(&t->diags);
	if (memcmp(copy, text, len) != 0) {
		fprintf(stderr, "test: the parser left the text changed\n");
		exit(2);
	}
	return t;
}

struct tree *tree_open(const char *text)
{
	return tree_open_with(text, strlen(text), plint_schema_default());
}

void tree_close(struct tree *t)
{
	plint_arena_clear(&t->arena);
	free(t);
}

const char *tree_findings(struct tree *t)
{
	struct plint_buf b;
	plint_buf_init(&b, &t->arena);
	for (uint32_t i = 0; i < t->diags.items.count; i++) {
		const struct plint_diag *d = &t->diags.items.items[i];
		struct plint_place p = plint_source_place(&t->source, d->span.start);
		plint_buf_printf(&b, "%s%s %u:%u", i ? "; " : "", d->rule, p.line1, p.col1);
	}
	return b.text;
}

const char *tree_words(struct tree *t, uint32_t number0)
{
	if (number0 >= t->diags.items.count)
		return "";
	const struct plint_diag *d = &t->diags.items.items[number0];
	return plint_arena_printf(&t->arena, "%s | %s", d->message, d->help ? d->help : "");
}

/* --- the tree in short ------------------------------------------------------------------------------------------------- */

static const struct plint_node *at(struct tree *t, uint32_t node)
{
	return plint_ast_node(&t->ast, node);
}

static void show_day(struct plint_buf *b, int32_t days)
{
	int year;
	unsigned month, day;
	plint_date_civil(days, &year, &month, &day);
	plint_buf_printf(b, "%d-%02u-%02u", year, month, day);
}

static void show_date(struct plint_buf *b, const struct plint_node *n)
{
	if (PLINT_NODE_GRAIN(n->flags) == PLINT_GRAIN_FISCAL) {
		plint_buf_printf(b, "FY%d", n->u.days.first);
		return;
	}
	show_day(b, n->u.days.first);
	if (n->u.days.first != n->u.days.last) {
		plint_buf_str(b, "..");
		show_day(b, n->u.days.last);
	}
}

static void show_amount(struct tree *t, struct plint_buf *b, const struct plint_node *n)
{
	const char *unit = plint_intern_text(&t->atoms, n->child);
	if (n->flags & PLINT_NODE_UNIT_FIRST)
		plint_buf_printf(b, "%s ", unit);
	if (n->flags & PLINT_NODE_INVALID)
		plint_buf_char(b, '!');
	else if (n->flags & PLINT_NODE_UNDECIDED)
		plint_buf_char(b, '?');
	else
		plint_buf_printf(b, "%.15g", n->u.number);
	if (n->child && !(n->flags & PLINT_NODE_UNIT_FIRST))
		plint_buf_printf(b, " %s", unit);
}

static void show_value(struct tree *t, struct plint_buf *b, uint32_t node)
{
	static const char *const bounds[] = {"none", "reach", "least", "most", "exactly", "between", "done"};
	const struct plint_node *n = at(t, node);
	if (n->link)
		plint_buf_printf(b, "%s:", plint_link_word((enum plint_link)n->link));
	if (n->kind == PLINT_NODE_WORD) {
		plint_buf_str(b, plint_intern_text(&t->atoms, n->u.word.atom));
	} else if (n->kind == PLINT_NODE_TEXT) {
		const struct plint_ast_text *text = &t->ast.texts.items[n->u.text.text];
		plint_buf_char(b, '"');
		plint_buf_add(b, text->text, text->len);
		plint_buf_char(b, '"');
	} else if (n->kind == PLINT_NODE_AMOUNT) {
		show_amount(t, b, n);
	} else if (n->kind == PLINT_NODE_DATE && n->flags & PLINT_NODE_INVALID) {
		plint_buf_char(b, '!');
	} else if (n->kind == PLINT_NODE_DATE) {
		show_date(b, n);
	} else if (n->kind == PLINT_NODE_BOUND) {
		plint_buf_printf(b, "%s(", bounds[n->u.bound.sub]);
		for (uint32_t v = n->child; v; v = at(t, v)->next) {
			plint_buf_str(b, v == n->child ? "" : " and ");
			show_value(t, b, v);
		}
		plint_buf_char(b, ')');
	} else if (n->kind == PLINT_NODE_RHYTHM) {
		plint_buf_printf(b, "every(%u %s)", n->u.rhythm.count, plint_intern_text(&t->atoms, n->u.rhythm.unit));
	} else if (n->kind == PLINT_NODE_PLACEHOLDER) {
		plint_buf_str(b, "TBD");
	}
}

static void show_statements(struct tree *t, struct plint_buf *b, uint32_t first);

static void show_body(struct tree *t, struct plint_buf *b, uint32_t body)
{
	plint_buf_str(b, " {");
	show_statements(t, b, at(t, body)->child);
	plint_buf_char(b, '}');
}

/* The values from V on, and the body behind them. */
static void show_values(struct tree *t, struct plint_buf *b, uint32_t v, bool is_header)
{
	for (bool is_first = true; v; v = at(t, v)->next, is_first = false) {
		if (at(t, v)->kind == PLINT_NODE_BODY) {
			show_body(t, b, v);
			continue;
		}
		bool is_comma = !is_first && at(t, v)->flags & PLINT_NODE_ENTRY && !is_header;
		plint_buf_str(b, is_comma ? ", " : " ");
		show_value(t, b, v);
	}
}

static void show_statement(struct tree *t, struct plint_buf *b, const struct plint_node *n)
{
	static const char *const classes[] = {"", "/social", "/financial", "/internal"};
	uint32_t v = at(t, n->child)->next;
	for (unsigned skip = n->u.stmt.skip; skip; skip--)
		v = at(t, v)->next;
	if (n->flags & PLINT_NODE_REPORTED)
		plint_buf_char(b, '!');
	if (n->u.stmt.what_kind) {
		plint_buf_printf(b, "(%s%s%s", n->flags & PLINT_NODE_MENTION ? "mention " : "",
		                 plint_kind_word((enum plint_kind)n->u.stmt.what_kind), classes[n->u.stmt.class_word]);
		show_values(t, b, v, true);
		plint_buf_char(b, ')');
		return;
	}
	if (n->flags & PLINT_NODE_INCLUDE)
		plint_buf_str(b, "include:");
	else if (n->u.stmt.field)
		plint_buf_printf(b, "%s:", t->ast.schema->field_names[n->u.stmt.field]);
	else
		plint_buf_printf(b, "%s?", plint_intern_text(&t->atoms, at(t, n->child)->u.word.atom));
	show_values(t, b, v, false);
}

static void show_statements(struct tree *t, struct plint_buf *b, uint32_t first)
{
	for (uint32_t s = first; s; s = at(t, s)->next) {
		if (s != first)
			plint_buf_str(b, "; ");
		if (at(t, s)->kind == PLINT_NODE_STATEMENT) {
			show_statement(t, b, at(t, s));
			continue;
		}
		plint_buf_str(b, "<error>");
		for (uint32_t c = at(t, s)->child; c; c = at(t, c)->next)
			show_body(t, b, c);
	}
}

const char *tree_show(struct tree *t)
{
	struct plint_buf b;
	plint_buf_init(&b, &t->arena);
	show_statements(t, &b, at(t, t->root)->child);
	return b.text;
}
