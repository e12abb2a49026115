/* A plan from a text in memory: source, tree and model with the default pack's words, for unit tests. */
#ifndef TESTS_SUPPORT_FIXTURE_H
#define TESTS_SUPPORT_FIXTURE_H

#include "model/model.h"
#include "syntax/parse.h"

struct fixture {
	struct plint_arena arena, scratch;
	struct plint_source source;
	struct plint_diags diags;
	struct plint_intern atoms;
	struct plint_ast ast;
	struct plint_model model;
};

/* Reads TEXT as plan.plan. Ends the test program where memory runs out. Release with fixture_close. */
struct fixture *fixture_open(const char *text);
void fixture_close(struct fixture *f);

/* Number of the block called NAME; 0 where there is none. */
uint32_t fixture_block(struct fixture *f, const char *name);
/* First cell of FIELD of the block called NAME; NULL where it is not written. */
const struct plint_value *fixture_value(struct fixture *f, const char *name, unsigned field);
/* Names of the blocks at the end of REL from block NAME, joined by blanks, with "+" behind where there may be more. */
const char *fixture_links(struct fixture *f, const char *name, enum plint_relation rel);
/* The findings as "rule line:column", joined by "; ". */
const char *fixture_findings(struct fixture *f);

#endif
