/*
 * Fixes of findings: what a rule's `fix` says, made into edits of the plan's text. fix.c finds out what is to be changed and what is to stand
 * there; fix_edit.c where the text of the plan has to give way. Applying edits is apply.h's. Nothing outside src/rule includes this.
 *
 * A fix that could be wrong is not made at all: where its place is not written, or is written elsewhere (inherited, said from the other
 * end), where a value of its text is not known, or where the block holds a line that could not be read.
 */
#ifndef PLINT_RULE_FIX_H
#define PLINT_RULE_FIX_H

#include "rule/run.h"

/* Gives D the fixes that rule RULE has for its subject (variable 0, which is set), in the arena of the findings. */
void plint_fix_make(struct plint_run *r, uint32_t rule, struct plint_diag *d);

/* fix_edit.c: edits of a plan's text, by its tree. Texts are made in ARENA. All yield false where there is no safe way. */
struct plint_fix_text {
	const struct plint_model *model;
	struct plint_arena *arena;
};

/* TEXT (lines parted by "\n", the first without indent) as the last of the body of BLOCK, which is made where there is none. */
bool plint_fix_insert(const struct plint_fix_text *x, uint32_t block, const char *text, struct plint_edit *out);

/* A statement of a plan and some of its values that are to go. */
#define PLINT_FIX_MAX_EDITS 32
struct plint_fix_edits {
	struct plint_edit items[PLINT_FIX_MAX_EDITS];
	uint32_t count;
};

/* Takes out what is written at the COUNT places SPANS: whole blocks, whole lines, entries of a list with a comma, or what follows a link
 * word. Places of the same line are joined. Adds to OUT. */
bool plint_fix_remove(const struct plint_fix_text *x, const struct plint_span *spans, const uint32_t *blocks, uint32_t count,
                      struct plint_fix_edits *out);

/* Takes out the comment SPAN (to the end of its line), with its line where nothing else stands there. */
bool plint_fix_remove_comment(const struct plint_fix_text *x, struct plint_span span, struct plint_edit *out);

#endif
