/* Whether two readings say the same: see same.h. */
#include "format/same.h"

#include <string.h>

#include "syntax/ast_walk.h"

struct pair {
	const struct plint_reading *a, *b;
};

static bool is_same_text(const struct plint_ast *t, const struct plint_node *x, const struct plint_ast *u, const struct plint_node *y)
{
	const struct plint_ast_text *a = &t->texts.items[x->u.text.text], *b = &u->texts.items[y->u.text.text];
	return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* Texts without carriage returns, and without blanks at the ends. */
static bool is_same_source(const struct plint_ast *t, struct plint_span x, const struct plint_ast *u, struct plint_span y)
{
	const char *a = plint_source_text(t->source, x), *b = plint_source_text(u->source, y);
	size_t a_len = x.end - x.start, b_len = y.end - y.start, i = 0, k = 0;
	while (a_len > 0 && strchr(" \t\r\n", a[a_len - 1]))
		a_len--;
	while (b_len > 0 && strchr(" \t\r\n", b[b_len - 1]))
		b_len--;
	for (;;) {
		while (i < a_len && a[i] == '\r')
			i++;
		while (k < b_len && b[k] == '\r')
			k++;
		if (i == a_len || k == b_len)
			return i == a_len && k == b_len;
		bool is_line_end = (a[i] == '\n' || a[i] == '\r') && (b[k] == '\n' || b[k] == '\r');
		if (a[i] != b[k] && !is_line_end)
			return false;
		i++;
		k++;
	}
}

static bool is_same_number(const struct plint_node *x, const struct plint_node *y)
{
	return memcmp(&x->u.number, &y->u.number, sizeof x->u.number) == 0 && x->child == y->child;
}

static bool is_same_statement(const struct plint_node *x, const struct plint_node *y)
{
	return x->u.stmt.what_kind == y->u.stmt.what_kind && x->u.stmt.class_word == y->u.stmt.class_word &&
	       x->u.stmt.field == y->u.stmt.field && x->u.stmt.skip == y->u.stmt.skip && !x->u.stmt.body == !y->u.stmt.body;
}

/* The words of a statement's head may change their capitals. IS_HEAD: X is such a word. */
static bool is_same_node(const struct pair *p, const struct plint_node *x, const struct plint_node *y, bool is_head)
{
	const struct plint_ast *t = p->a->ast, *u = p->b->ast;
	if (x->kind != y->kind || x->link != y->link || ((x->flags ^ y->flags) & ~PLINT_NODE_CAPITALISED))
		return false;
	switch ((enum plint_node_kind)x->kind) {
	case PLINT_NODE_WORD:
		return is_head || x->u.word.atom == y->u.word.atom;
	case PLINT_NODE_TEXT:
		return is_same_text(t, x, u, y);
	case PLINT_NODE_AMOUNT:
		return is_same_number(x, y);
	case PLINT_NODE_DATE:
		return x->u.days.first == y->u.days.first && x->u.days.last == y->u.days.last;
	case PLINT_NODE_BOUND:
		return x->u.bound.sub == y->u.bound.sub;
	case PLINT_NODE_RHYTHM:
		return x->u.rhythm.count == y->u.rhythm.count && x->u.rhythm.unit == y->u.rhythm.unit;
	case PLINT_NODE_STATEMENT:
		return is_same_statement(x, y);
	case PLINT_NODE_ERROR:
		return is_same_source(t, x->span, u, y->span);
	case PLINT_NODE_NONE:
	case PLINT_NODE_FILE:
	case PLINT_NODE_BODY:
	case PLINT_NODE_PLACEHOLDER:
		break;
	}
	return true;
}

/* Whether the node at the end of W's path is a word of a classified statement's head. */
static bool is_head_word(const struct plint_walk *w)
{
	const struct plint_node *s = w->depth >= 2 ? plint_ast_node(w->ast, w->path[w->depth - 2]) : NULL;
	if (!s || s->kind != PLINT_NODE_STATEMENT || !(s->flags & PLINT_NODE_CLASSIFIED))
		return false;
	uint32_t word = s->child;
	for (unsigned i = 0; word && i <= s->u.stmt.skip; i++, word = plint_ast_node(w->ast, word)->next)
		if (word == w->path[w->depth - 1])
			return true;
	return false;
}

static bool is_statement(const struct plint_node *n)
{
	return n->kind == PLINT_NODE_STATEMENT || n->kind == PLINT_NODE_ERROR;
}

/* Walks both trees together; *PARTNER gets, by node of A, the node of B. */
static bool are_trees_same(const struct pair *p, uint32_t *partner)
{
	struct plint_walk v, w;
	plint_walk_init(&v, p->a->ast, p->a->root);
	plint_walk_init(&w, p->b->ast, p->b->root);
	for (;;) {
		uint32_t x = plint_walk_next(&v), y = plint_walk_next(&w);
		if (!x || !y)
			return x == y;
		if (v.is_leaving != w.is_leaving)
			return false;
		if (v.is_leaving)
			continue;
		const struct plint_node *m = plint_ast_node(v.ast, x), *n = plint_ast_node(w.ast, y);
		if (!is_same_node(p, m, n, is_head_word(&v)))
			return false;
		if (is_statement(m))
			partner[x] = y;
	}
}

static bool are_comments_same(const struct pair *p)
{
	const struct plint_ast *t = p->a->ast, *u = p->b->ast;
	if (t->comments.count != u->comments.count)
		return false;
	for (uint32_t i = 0; i < t->comments.count; i++)
		if (!is_same_source(t, t->comments.items[i].span, u, u->comments.items[i].span))
			return false;
	return true;
}

static bool is_same_directive(const struct pair *p, const struct plint_directive *x, const struct plint_directive *y, const uint32_t *partner)
{
	uint32_t statement = x->statement ? partner[x->statement] : 0;
	if (x->whole_file != y->whole_file || statement != y->statement || x->rule_count != y->rule_count || strcmp(x->reason, y->reason) != 0)
		return false;
	for (uint32_t i = 0; i < x->rule_count; i++)
		if (strcmp(p->a->ast->directive_rules.items[x->first_rule + i].name, p->b->ast->directive_rules.items[y->first_rule + i].name) != 0)
			return false;
	return true;
}

static bool are_directives_same(const struct pair *p, const uint32_t *partner)
{
	const struct plint_ast *t = p->a->ast, *u = p->b->ast;
	if (t->directives.count != u->directives.count)
		return false;
	for (uint32_t i = 0; i < t->directives.count; i++)
		if (!is_same_directive(p, &t->directives.items[i], &u->directives.items[i], partner))
			return false;
	return true;
}

static bool are_errors_same(const struct pair *p)
{
	const struct plint_diags *d = p->a->diags, *e = p->b->diags;
	if (d->items.count != e->items.count || d->reading_errors != e->reading_errors)
		return false;
	for (uint32_t i = 0; i < d->items.count; i++)
		if (strcmp(d->items.items[i].rule, e->items.items[i].rule) != 0 || strcmp(d->items.items[i].message, e->items.items[i].message) != 0)
			return false;
	return true;
}

bool plint_same(const struct plint_reading *a, const struct plint_reading *b)
{
	struct pair p = {a, b};
	uint32_t *partner = plint_arena_calloc(a->ast->arena, a->ast->nodes.count + 1, sizeof *partner);
	return are_errors_same(&p) && are_trees_same(&p, partner) && are_comments_same(&p) && are_directives_same(&p, partner);
}
