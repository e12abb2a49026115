/*
 * Which block of one draft is which block of the other: by kind and name, then by title, then by alike titles, by what hangs on them, by
 * what they say, and last by their place. Every step is the same seen from either draft. Not for what changed in them (compare.h).
 */
#ifndef PLINT_COMPARE_MATCH_H
#define PLINT_COMPARE_MATCH_H

#include "base/buf.h"
#include "model/model.h"

enum plint_side { PLINT_OLD, PLINT_NEW };

struct plint_match {
	struct plint_model *side[2]; /* by enum plint_side; borrowed; models of the same schema */
	uint32_t *to[2];             /* by side and block: the same block on the other side, 0: none there */
};

/* Finds what belongs together in the drafts M->side. M->to is in ARENA; SCRATCH, another one, is rewound. O(n log n) in blocks and words of
 * titles. */
void plint_match_blocks(struct plint_match *m, struct plint_arena *arena, struct plint_arena *scratch);

/* Block that block ID hangs on: the one around it, else the one that it serves first; 0: none. */
uint32_t plint_match_up(const struct plint_model *m, uint32_t id);

/* Appends a text that is the same for two values exactly where they say the same; those of the two drafts compare. */
void plint_match_value_key(const struct plint_match *m, enum plint_side side, const struct plint_value *v, struct plint_buf *out);
/* The same for block ID as a value. */
void plint_match_block_key(const struct plint_match *m, enum plint_side side, uint32_t id, struct plint_buf *out);

/* Whether what was written in SLOT counts: not where it is inherited, or filled in by the language. */
static inline bool plint_match_is_written(const struct plint_slot *slot)
{
	return slot->count > 0 && !(slot->flags & (PLINT_VALUE_INHERITED | PLINT_VALUE_IMPLIED));
}

/* alike.c: matches blocks of one kind whose titles have most of their words in common. */
void plint_match_alike(struct plint_match *m, struct plint_arena *scratch);

/* A pair of blocks that may be the same. */
struct plint_match_pair {
	uint32_t old_block, new_block;
	uint32_t score;
};
/* Matches what PAIRS (COUNT) say, the highest score first, where neither block is matched yet. Sorts PAIRS. */
void plint_match_take(struct plint_match *m, struct plint_match_pair *pairs, uint32_t count);

#endif
