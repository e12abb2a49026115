/*
 * Where an ignore directive goes so that it silences a finding: as edits of the plan's text. Whether it does is for the caller to see, by
 * checking the plan again; not every place that is possible will do.
 */
#ifndef PLINT_RULE_IGNORE_EDIT_H
#define PLINT_RULE_IGNORE_EDIT_H

#include "diag/diag.h"
#include "syntax/ast.h"

/* The possible places of a directive for what is found at POS, the one that silences least first. */
struct plint_ignore_edits {
	const struct plint_edit *items; /* each an insertion, with its line break where it is a line of its own */
	uint32_t count;
};

/* What is wrong with a REASON for an ignore (LEN bytes), as the end of a sentence; NULL: nothing. */
const char *plint_ignore_reason_fault(const char *reason, size_t len);

/* The places in T, of which SOURCE is the text, for a directive that names RULE with REASON and is to silence what is at POS. In A.
 * O(nodes + comments). */
void plint_ignore_places(const struct plint_ast *t, struct plint_arena *a, uint32_t pos, const char *rule, const char *reason,
                         struct plint_ignore_edits *out);

#endif
