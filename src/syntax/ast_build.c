/* Making the tree, one function an action of the grammar: see ast_build.h. */
#include "syntax/ast_build.h"

#include <string.h>

static struct plint_node *at(struct plint_parse *ps, uint32_t node)
{
	return &ps->ast->nodes.items[node];
}

uint32_t plint_build_node(struct plint_parse *ps, enum plint_node_kind kind, struct plint_span span)
{
	struct plint_node *n = plint_vec_add(&ps->ast->nodes, ps->ast->arena);
	n->kind = (uint8_t)kind;
	n->span = span;
	return ps->ast->nodes.count - 1;
}

struct plint_fault *plint_build_fault(struct plint_parse *ps, enum plint_fault_kind kind, struct plint_span span)
{
	bool is_told = kind == PLINT_FAULT_TOLD && ps->faults.count > ps->first_fault &&
	               ps->faults.items[ps->faults.count - 1].kind == PLINT_FAULT_TOLD; /* a line full of bad bytes needs one */
	if ((ps->has_fault && kind != PLINT_FAULT_TOLD) || is_told) {
		ps->spare = (struct plint_fault){0}; /* what was noted in it before would add up */
		return &ps->spare;
	}
	ps->has_fault = true;
	struct plint_fault *f = plint_vec_add(&ps->faults, ps->ast->arena);
	f->kind = (uint8_t)kind;
	f->span = span;
	return f;
}

/* More of them than could ever be shown are not kept. */
#define MAX_LONE_FAULTS 100000

void plint_build_lone_fault(struct plint_parse *ps, enum plint_fault_kind kind, struct plint_span span)
{
	if (ps->faults.count >= MAX_LONE_FAULTS)
		return;
	struct plint_fault *f = plint_vec_add(&ps->faults, ps->ast->arena);
	f->kind = (uint8_t)kind;
	f->span = span;
	f->statement = UINT32_MAX;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

uint32_t plint_build_word(struct plint_parse *ps, const struct plint_token *t)
{
	uint32_t node = plint_build_node(ps, PLINT_NODE_WORD, t->span);
	at(ps, node)->u.word.atom = t->atom;
	return node;
}

uint32_t plint_build_text(struct plint_parse *ps, const struct plint_token *t)
{
	uint32_t node = plint_build_node(ps, PLINT_NODE_TEXT, t->span);
	at(ps, node)->u.text.text = t->atom;
	at(ps, node)->flags = t->flags;
	return node;
}

uint32_t plint_build_number(struct plint_parse *ps, const struct plint_token *t)
{
	uint32_t node = plint_build_node(ps, PLINT_NODE_AMOUNT, t->span);
	at(ps, node)->u.number = t->value.number;
	at(ps, node)->flags = t->flags;
	return node;
}

uint32_t plint_build_date(struct plint_parse *ps, const struct plint_token *t)
{
	uint32_t node = plint_build_node(ps, PLINT_NODE_DATE, t->span);
	at(ps, node)->u.days = t->value.days;
	at(ps, node)->flags = t->flags;
	return node;
}

uint32_t plint_build_blank(struct plint_parse *ps, const struct plint_token *t)
{
	return plint_build_node(ps, PLINT_NODE_PLACEHOLDER, t->span);
}

/* A placeholder that turns out to stand for a number only. */
static void make_amount(struct plint_node *n)
{
	if (n->kind == PLINT_NODE_PLACEHOLDER) {
		n->kind = PLINT_NODE_AMOUNT;
		n->flags |= PLINT_NODE_UNDECIDED;
	}
}

uint32_t plint_build_amount(struct plint_parse *ps, uint32_t number, uint32_t unit, struct plint_span span)
{
	struct plint_node *n = at(ps, number);
	make_amount(n);
	n->span = span;
	n->child = unit;
	n->flags &= (uint16_t)~PLINT_NODE_YEARLIKE;
	return number;
}

uint32_t plint_build_currency(struct plint_parse *ps, uint32_t currency, uint32_t number, struct plint_span span)
{
	plint_build_amount(ps, number, currency, span);
	at(ps, number)->flags |= PLINT_NODE_UNIT_FIRST;
	return number;
}

uint32_t plint_build_scaled(struct plint_parse *ps, uint32_t number, double scale, struct plint_span span)
{
	struct plint_node *n = at(ps, number);
	make_amount(n);
	n->span = span;
	n->u.number *= scale;
	n->flags &= (uint16_t)~PLINT_NODE_YEARLIKE;
	return number;
}

uint32_t plint_build_bound(struct plint_parse *ps, enum plint_bound bound, uint32_t low, uint32_t high, struct plint_span span)
{
	uint32_t node = plint_build_node(ps, PLINT_NODE_BOUND, span);
	at(ps, node)->child = low;
	at(ps, node)->u.bound.sub = bound;
	at(ps, low)->next = high;
	return node;
}

#define MAX_RHYTHM 1000

uint32_t plint_build_rhythm(struct plint_parse *ps, uint32_t number, uint32_t unit, struct plint_span span)
{
	uint32_t count = 1;
	bool is_valid = true;
	if (number) {
		const struct plint_node *n = at(ps, number);
		is_valid = n->kind == PLINT_NODE_AMOUNT && n->u.number >= 1 && n->u.number <= MAX_RHYTHM &&
		           n->u.number == (double)(uint32_t)n->u.number && !(n->flags & PLINT_NODE_INVALID);
		count = is_valid ? (uint32_t)n->u.number : 0;
		if (!is_valid && n->kind == PLINT_NODE_AMOUNT && !(n->flags & PLINT_NODE_INVALID)) {
			struct plint_fault *f = plint_build_fault(ps, PLINT_FAULT_LITERAL, n->span);
			f->message = "a rhythm counts whole years, months, weeks or days";
			f->help = "It takes every 2 years, or one of daily, weekly, monthly, quarterly, half-yearly, yearly.";
		}
	}
	uint32_t node = plint_build_node(ps, PLINT_NODE_RHYTHM, span);
	at(ps, node)->u.rhythm.count = count;
	at(ps, node)->u.rhythm.unit = unit;
	if (!is_valid)
		at(ps, node)->flags |= PLINT_NODE_INVALID;
	return node;
}

/* --- lists -------------------------------------------------------------------------------------------------------- */

struct plint_nodes plint_build_add(struct plint_parse *ps, struct plint_nodes list, uint32_t node)
{
	if (list.last == 0)
		return (struct plint_nodes){node, node};
	at(ps, list.last)->next = node;
	return (struct plint_nodes){list.first, node};
}

struct plint_nodes plint_build_entry(struct plint_parse *ps, uint32_t value)
{
	at(ps, value)->flags |= PLINT_NODE_ENTRY;
	return (struct plint_nodes){value, value};
}

uint32_t plint_build_link(struct plint_parse *ps, enum plint_link link, uint32_t value)
{
	at(ps, value)->link = (uint8_t)link;
	return value;
}

struct plint_nodes plint_build_linked(struct plint_parse *ps, enum plint_link link, struct plint_nodes values)
{
	at(ps, values.first)->link = (uint8_t)link;
	return values;
}

/* --- statements --------------------------------------------------------------------------------------------------- */

/* The faults of the line belong to NODE. */
static void own_faults(struct plint_parse *ps, uint32_t node)
{
	for (uint32_t i = ps->first_fault; i < ps->faults.count; i++)
		if (ps->faults.items[i].statement == 0)
			ps->faults.items[i].statement = node;
	ps->first_fault = ps->faults.count;
	ps->has_fault = false;
}

uint32_t plint_build_line(struct plint_parse *ps, uint32_t head, struct plint_nodes values, struct plint_span span)
{
	uint32_t node = plint_build_node(ps, PLINT_NODE_STATEMENT, span);
	at(ps, node)->child = head;
	at(ps, head)->next = values.first;
	own_faults(ps, node);
	return node;
}

static void append_child(struct plint_parse *ps, uint32_t node, uint32_t child)
{
	uint32_t *link = &at(ps, node)->child;
	while (*link)
		link = &at(ps, *link)->next;
	*link = child;
	at(ps, node)->span.end = at(ps, child)->span.end;
}

uint32_t plint_build_block(struct plint_parse *ps, uint32_t line, struct plint_nodes statements, struct plint_span open,
                           struct plint_span close)
{
	uint32_t body = plint_build_node(ps, PLINT_NODE_BODY, (struct plint_span){open.start, close.end});
	at(ps, body)->child = statements.first;
	if (close.start == close.end)
		at(ps, body)->flags |= PLINT_NODE_UNCLOSED;
	append_child(ps, line, body);
	if (at(ps, line)->kind == PLINT_NODE_STATEMENT)
		at(ps, line)->u.stmt.body = body;
	return line;
}

uint32_t plint_build_error(struct plint_parse *ps, struct plint_span span)
{
	uint32_t node = plint_build_node(ps, PLINT_NODE_ERROR, span);
	own_faults(ps, node);
	return node;
}

void plint_build_file(struct plint_parse *ps, struct plint_nodes statements)
{
	at(ps, ps->file_node)->child = statements.first;
}
