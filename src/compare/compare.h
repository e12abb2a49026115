/*
 * Two drafts of a plan side by side: what changed, in the plan's own terms. Order, layout, comments and ways of writing the same value are no
 * change; what a block inherits is told where it is written. Not for findings or for drawing: output/diff.h draws.
 */
#ifndef PLINT_COMPARE_COMPARE_H
#define PLINT_COMPARE_COMPARE_H

#include "compare/match.h"

enum plint_change_kind {
#define CHANGE(id, word, group, english, french, spanish) PLINT_CHANGE_##id,
#include "compare/words.def"
	PLINT_CHANGE_COUNT
};

/* One change. Texts are in their shown form. */
struct plint_plan_change {
	uint8_t kind;                   /* enum plint_change_kind */
	uint8_t block_kind;             /* enum plint_kind */
	int8_t ambition;                /* of a target: more than before 1, less -1, else 0 */
	uint32_t rank;                  /* the lower the graver, within a kind of block */
	uint32_t old_block, new_block;  /* 0: in the other draft only */
	const char *field;              /* as written in a plan, "name" or "title" too; NULL: the block itself */
	const char *part;               /* of the field, as rules call it ("by"); NULL: its main value, or all of it */
	const char *entry;              /* which of its entries, where it has several; NULL: the field as a whole */
	const char *old_text, *new_text; /* what it was and is; NULL: nothing */
	struct plint_span old_span, new_span; /* where; {0,0}: nowhere */
	const char *message;            /* the whole sentence */
	const char *in_place;           /* the sentence below a heading that says which block it is about */
};

struct plint_comparison {
	struct plint_match match;
	PLINT_VEC(struct plint_plan_change) changes; /* by kinds of blocks as a reviewer goes through a plan, then the gravest block, then place */
};

/* Compares the models OLD and NEW, which are borrowed and of one schema, into OUT, in ARENA; SCRATCH, another one, is rewound. Sentences in
 * LANGUAGE ("fr"; NULL: English). O(n log n) in blocks, entries and words of titles. */
void plint_compare(struct plint_comparison *out, struct plint_arena *arena, struct plint_arena *scratch, struct plint_model *old_model,
                   struct plint_model *new_model, const char *language);

/* The word for KIND in machine formats ("lowered"); static. */
const char *plint_change_word(enum plint_change_kind kind);
/* The heading over changes of blocks of KIND in LANGUAGE ("Goals"); static. */
const char *plint_compare_heading(enum plint_kind kind, const char *language);

/* Innermost block of M that holds the place POS; 0: none. O(log blocks + nesting). */
uint32_t plint_compare_block_at(const struct plint_model *m, uint32_t pos);

#endif
