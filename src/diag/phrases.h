/*
 * Fixed phrases in the languages that messages come in, from the table phrases.def: what stands for a missing value, the words of the summary.
 * Not for the rules' own words, which come with their pack (rule/pack.h).
 */
#ifndef PLINT_DIAG_PHRASES_H
#define PLINT_DIAG_PHRASES_H

#include <stdbool.h>

#include "base/buf.h"

enum plint_phrase {
#define PLINT_PHRASE(id, english, french, spanish) PLINT_PHRASE_##id,
#include "diag/phrases.def"
#undef PLINT_PHRASE
	PLINT_PHRASE_COUNT
};

/* How many languages there are, and the column of LANGUAGE in the tables of phrases, English first: 0 where LANGUAGE is NULL or has none. */
#define PLINT_PHRASE_LANGUAGES 3
unsigned plint_phrase_column(const char *language);

/* PHRASE in LANGUAGE ("fr") as the table has it; in English where LANGUAGE is NULL or has no phrases. Static. */
const char *plint_phrase(const char *language, enum plint_phrase phrase);

/* Appends PHRASE in LANGUAGE: of two forms the one that goes with N, N for {n}, TEXT (may be NULL: nothing) for {text}. */
void plint_phrase_add(struct plint_buf *out, const char *language, enum plint_phrase phrase, uint32_t n, const char *text);

/* Appends in LANGUAGE what is ENGLISH in English, where a phrase of the table reads like that, with any text for its {text}. False and
 * nothing appended where none does. For what readers add to a finding besides its message. */
bool plint_phrase_translate(struct plint_buf *out, const char *language, const char *english);

#endif
