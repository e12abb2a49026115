/* builtins.def as enumerations and tables: fields that nobody writes, functions, parts of entries that are no field's. */
#ifndef PLINT_EXPR_BUILTINS_H
#define PLINT_EXPR_BUILTINS_H

#include "expr/expr.h"

enum plint_derived {
	PLINT_DERIVED_NONE,
#define DERIVED(id, name, kinds, type, doc) PLINT_DERIVED_##id,
#include "expr/builtins.def"
	PLINT_DERIVED_COUNT
};

enum plint_function {
#define FUNCTION(id, name, least, most, doc) PLINT_FUNCTION_##id,
#include "expr/builtins.def"
	PLINT_FUNCTION_COUNT
};

#define PLINT_KNOWN_CELLS 5

/* Words of `.bound`, beside the words of vocabulary lists. */
#define PLINT_LIST_BOUND (UINT16_MAX - 1)
#define PLINT_BOUND_WORDS 7
/* "none", "reach", … by enum plint_bound; how a target without a number is told from the others is in eval_field.c. */
const char *plint_bound_word(unsigned bound);

struct plint_derived_row {
	const char *name;
	const char *list; /* WORD: name of its vocabulary list, NULL: free */
	const char *doc;
	uint32_t kinds;
	struct plint_stype type; /* list not set */
};
/* Row of ID, which is below PLINT_DERIVED_COUNT and not 0. */
const struct plint_derived_row *plint_derived_row(unsigned id);
/* Field NAME of KIND that nobody writes, or PLINT_DERIVED_NONE. */
enum plint_derived plint_derived_find(enum plint_kind kind, const char *name, uint32_t len);

struct plint_function_row {
	const char *name, *doc;
	uint8_t least, most;
};
/* The row of function ID, a number from plint_function_find; static. */
const struct plint_function_row *plint_function_row(unsigned id);
/* Function NAME, or -1. */
int plint_function_find(const char *name, uint32_t len);

struct plint_record_row {
	uint16_t sort;
	uint8_t cell;
	const char *name;
	const char *list;
	struct plint_stype type;
};
/* Rows of all parts; *COUNT. */
const struct plint_record_row *plint_record_rows(uint32_t *count);

#endif
