/* Inside the lint of packs: what its files share. Nothing outside src/rule includes this. */
#ifndef PLINT_RULE_RULELINT_RUN_H
#define PLINT_RULE_RULELINT_RUN_H

#include "rule/rulelint.h"

struct plint_rulelint {
	struct plint_arena *arena;
	const struct plint_pack *pack;
	PLINT_VEC(struct plint_rulelint_note) notes;
};

/* Adds a note of SORT about RULE (UINT32_MAX: about the pack). */
void plint_rulelint_note(struct plint_rulelint *l, const char *sort, uint32_t rule, const char *message);

/* rulelint_reach.c: rules that can never fire, and those of which another says the same. */
void plint_rulelint_reach(struct plint_rulelint *l);
/* rulelint_words.c: entries that word lists have twice; what is not translated; sources that the table of the note does not have. */
void plint_rulelint_words(struct plint_rulelint *l);
void plint_rulelint_texts(struct plint_rulelint *l);
void plint_rulelint_sources(struct plint_rulelint *l);

#endif
