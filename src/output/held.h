/*
 * Entries that a format cannot write before it has seen all of them, because only so many may go out, the most severe first.
 */
#ifndef PLINT_OUTPUT_HELD_H
#define PLINT_OUTPUT_HELD_H

#include "output/output.h"

struct plint_held_entry {
	enum plint_severity severity;
	size_t start, end; /* in text */
};

struct plint_held {
	struct plint_buf text; /* the entry being written goes to its end */
	PLINT_VEC(struct plint_held_entry) entries;
	uint32_t count[PLINT_ERROR + 1]; /* by severity */
};

/* Makes H empty, in ARENA, which is borrowed for the life of H. */
void plint_held_init(struct plint_held *h, struct plint_arena *arena);
/* Ends the entry that was written to the end of text. */
void plint_held_add(struct plint_held *h, enum plint_severity severity);

/* How many entries of each severity may go out where MAX may in all: the most severe ones first. */
void plint_held_share(const struct plint_held *h, uint32_t max, uint32_t quota[PLINT_ERROR + 1]);

#endif
