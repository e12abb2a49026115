/* A tree from a text in memory, and its short form, for the tests of the syntax floor. Knows nothing of the model. */
#ifndef TESTS_SUPPORT_TREE_H
#define TESTS_SUPPORT_TREE_H

#include "syntax/parse.h"

struct tree {
	struct plint_arena arena;
	struct plint_source source;
	struct plint_diags diags;
	struct plint_intern atoms;
	struct plint_ast ast;
	uint32_t root;
};

/* Parses TEXT (LEN bytes) as plan.plan with SCHEMA. Ends the test program where memory runs out. Release with tree_close. */
struct tree *tree_open_with(const char *text, size_t len, const struct plint_schema *schema);
/* The same for a NUL-terminated TEXT and the built-in schema. */
struct tree *tree_open(const char *text);
void tree_close(struct tree *t);

/* The findings as "rule line:column", joined by "; ". */
const char *tree_findings(struct tree *t);
/* Message and help of finding NUMBER0, joined by " | ". */
const char *tree_words(struct tree *t, uint32_t number0);

/*
 * The tree in short: (goal/social reach "Title" {weight: 30 percent; by: 2027-12-31}). Values as they were read: words, "texts",
 * 30 percent, ? points, IZD 48, 2027-12-31, 2027-10-01..2027-12-31, FY2027, least(30), every(2 years), TBD; a link as by:, an invalid
 * value as !. A statement that was reported has ! in front, one that is not known its first word and ?; a line that could not be read is
 * <error>.
 */
const char *tree_show(struct tree *t);

#endif
