/* Walking a tree: see ast_walk.h. */
#include "syntax/ast_walk.h"

#include <assert.h>

void plint_walk_init(struct plint_walk *w, const struct plint_ast *ast, uint32_t root)
{
	w->ast = ast;
	w->path[0] = root;
	w->depth = 0;
	w->is_leaving = false;
}

/* First child of NODE as a node: 0 for an amount, whose child is a unit. */
static uint32_t child_of(const struct plint_ast *ast, uint32_t node)
{
	const struct plint_node *n = plint_ast_node(ast, node);
	return n->kind == PLINT_NODE_AMOUNT ? 0 : n->child;
}

static uint32_t enter(struct plint_walk *w, uint32_t node)
{
	assert(w->depth < PLINT_WALK_DEPTH);
	w->path[w->depth++] = node;
	w->is_leaving = false;
	return node;
}

uint32_t plint_walk_next(struct plint_walk *w)
{
	if (w->depth == 0) {
		uint32_t root = w->path[0];
		w->path[0] = 0; /* only once */
		return root ? enter(w, root) : 0;
	}
	uint32_t node = w->path[w->depth - 1];
	uint32_t child = w->is_leaving ? 0 : child_of(w->ast, node);
	if (child)
		return enter(w, child);
	if (!w->is_leaving) {
		w->is_leaving = true;
		return node;
	}
	w->depth--;
	if (w->depth == 0) {
		w->path[0] = 0;
		return 0;
	}
	uint32_t next = plint_ast_node(w->ast, node)->next;
	if (next)
		return enter(w, next);
	return w->path[w->depth - 1];
}
