/* Whether two texts of one file say the same: trees, comments, directives and errors of reading, places and layout apart. */
#ifndef PLINT_FORMAT_SAME_H
#define PLINT_FORMAT_SAME_H

#include "diag/diag.h"
#include "syntax/ast.h"

/* A file as it was read; the atoms of both trees are in one table. */
struct plint_reading {
	const struct plint_ast *ast;
	const struct plint_diags *diags;
	uint32_t root;
};

/* O(nodes + bytes of texts and comments). */
bool plint_same(const struct plint_reading *a, const struct plint_reading *b);

#endif
