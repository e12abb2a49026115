/*
 * Walking a tree: every node once, parents before children, with an enter and a leave. For passes that look at all of a file; who needs the
 * children of one node follows child and next.
 */
#ifndef PLINT_SYNTAX_AST_WALK_H
#define PLINT_SYNTAX_AST_WALK_H

#include "syntax/ast.h"

/* A tree is as deep as its blocks: at most PLINT_MAX_NESTING of them, two nodes each, and a file, a value and its parts. */
#define PLINT_WALK_DEPTH 256

struct plint_walk {
	const struct plint_ast *ast;
	uint32_t path[PLINT_WALK_DEPTH]; /* from the root to the node */
	uint32_t depth;                  /* nodes in path */
	bool is_leaving;
};

/* Begins at ROOT; the first step enters it. */
void plint_walk_init(struct plint_walk *w, const struct plint_ast *ast, uint32_t root);
/* Steps on: the node that is entered, or left (w->is_leaving), or 0 at the end. Nodes without children are entered and left too. */
uint32_t plint_walk_next(struct plint_walk *w);

#endif
