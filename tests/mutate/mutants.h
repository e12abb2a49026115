/* Mutants of an expression: the same text with one thing changed, as a slip of the pen would change it. */
#ifndef TESTS_MUTATE_MUTANTS_H
#define TESTS_MUTATE_MUTANTS_H

#include "expr/tree.h"

struct mutants {
	struct plint_arena *arena;
	const char *text; /* of the expression */
	PLINT_VEC(const char *) items;
};

/* Adds to M the mutants of the tree T, which was read from M's text: comparisons turned and moved by their border, tests and filters
 * negated or dropped, quantifiers, `and` and `or`, operators of sets and of numbers exchanged, numbers doubled and halved. Whether a mutant
 * fits the types is not looked at. */
void mutants_add(struct mutants *m, const struct plint_tree *t);

#endif
