/*
 * Inside the comparison: its sentences, from the table words.def. Nothing outside src/compare includes this.
 */
#ifndef PLINT_COMPARE_WORDS_H
#define PLINT_COMPARE_WORDS_H

#include "base/buf.h"
#include "compare/compare.h"

/* A part of a field that has a noun of its own. */
enum plint_noun_part { PLINT_NOUN_WHOLE, PLINT_NOUN_KEYED, PLINT_NOUN_FIRST, PLINT_NOUN_SECOND };

struct plint_noun {
	const char *text; /* "the target", in the language wanted */
	const char *link; /* "of", "by": what ties it to its block in English */
	uint8_t weight;   /* 0 to 9, the gravest first */
	bool is_many;
};

/* What PART of field F is called in LANGUAGE; where the table has no such part, the whole field. In A or static. */
struct plint_noun plint_words_noun(struct plint_arena *a, const char *language, const struct plint_field *f, enum plint_noun_part part);

/* What the braces of a sentence stand for; NULL: nothing. */
struct plint_sentence {
	const char *it, *of, *to, *from, *hung, *field, *old_text, *new_text, *by, *ambition;
	bool is_many;
};

/* The sentence of KIND in LANGUAGE with S in its braces; in A. */
const char *plint_words_say(struct plint_arena *a, const char *language, enum plint_change_kind kind, const struct plint_sentence *s);

/* Tens of the rank of changes of KIND. */
unsigned plint_words_group(enum plint_change_kind kind);

/* The kind of a block with its article ("the goal"); its place in a reviewer's order. */
const char *plint_words_kind(enum plint_kind kind, const char *language);
unsigned plint_words_order(enum plint_kind kind);

/* PHRASE with N and TEXT as plint_phrase_add has it; in A. */
const char *plint_words_phrase(struct plint_arena *a, const char *language, unsigned phrase, uint32_t n, const char *text);

#endif
