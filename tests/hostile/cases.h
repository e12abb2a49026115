/*
 * The inputs of `make hostile` as single cases, from the tables (inputs.def, more.def, texts.def) and from code (bytes.c). To add a group:
 * a table or a function here, a line in hostile.c.
 */
#ifndef TESTS_HOSTILE_CASES_H
#define TESTS_HOSTILE_CASES_H

#include <stdbool.h>
#include <stddef.h>

#include "hostile/inputs.h"

struct hostile_case {
	const char *group;
	const char *name;
	const char *text; /* LEN bytes */
	size_t len;
	int status;       /* of `check`, or HOSTILE_ANY */
	const char *says; /* in the text form; NULL: whatever */
	enum hostile_sort sort;
	bool is_one_of_many; /* one of thousands alike: not every way of running it is worth the time */
};

typedef void hostile_visit(void *data, const struct hostile_case *c);

/* Those of the tables of patterns. */
void hostile_patterns(hostile_visit *visit, void *data);
/* Each text of texts.def in each place. */
void hostile_texts(hostile_visit *visit, void *data);
/* Single bytes, ill-formed letters, byte-order marks, line ends, other encodings, random bytes. */
void hostile_bytes(hostile_visit *visit, void *data);
/* Damaged copies of the good plan TEXT, which is called NAME. */
void hostile_damaged(const char *name, const char *text, size_t len, hostile_visit *visit, void *data);

#endif
