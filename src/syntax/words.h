/*
 * The words that mean something: reserved words, kinds, first and second words of fields. Interned once per tree, so that a word of a
 * plan is told apart by one look into a table instead of by comparing letters. Made from the schema; holds no word of its own but
 * the reserved ones.
 */
#ifndef PLINT_SYNTAX_WORDS_H
#define PLINT_SYNTAX_WORDS_H

#include "base/intern.h"
#include "syntax/schema.h"

/* Number of a word. Links first and in the order of enum plint_link; reserved words end before PLINT_W_SOCIAL. */
enum plint_word {
	PLINT_W_NONE,
	PLINT_W_BY, PLINT_W_ON, PLINT_W_OF, PLINT_W_TO, PLINT_W_AS, PLINT_W_PER, PLINT_W_FOR, PLINT_W_WITH,
	PLINT_W_AT, PLINT_W_LEAST, PLINT_W_MOST, PLINT_W_EXACTLY, PLINT_W_BETWEEN, PLINT_W_AND, PLINT_W_EVERY, PLINT_W_PP,
	PLINT_W_THOUSAND, PLINT_W_MILLION, PLINT_W_BILLION,
	PLINT_W_TBD, PLINT_W_TBC, PLINT_W_XX,
	PLINT_W_SOCIAL, PLINT_W_FINANCIAL, PLINT_W_INTERNAL, /* in the order of enum plint_class */
	PLINT_W_DAILY, PLINT_W_WEEKLY, PLINT_W_MONTHLY, PLINT_W_QUARTERLY, PLINT_W_HALF_YEARLY, PLINT_W_YEARLY,
	PLINT_W_INCLUDE, PLINT_W_PERCENT, PLINT_W_DONE, PLINT_W_NO, /* "none" */
	PLINT_W_KINDS,                                               /* + enum plint_kind */
	PLINT_W_FIXED = PLINT_W_KINDS + PLINT_KIND_COUNT             /* words of fields follow */
};

/* A field of two words. */
struct plint_word_pair {
	uint16_t first, second; /* numbers of words */
	uint8_t kind, field;
};

struct plint_words {
	uint32_t limit;            /* atoms below it are in of_atom */
	const uint16_t *of_atom;   /* number of the word, or PLINT_W_NONE */
	uint32_t count;            /* words, PLINT_W_NONE included */
	const uint32_t *atoms;     /* atom of each word */
	const uint8_t *fields;     /* [word * PLINT_KIND_COUNT + kind]: id of the field of one word, or 0 */
	const bool *is_field;      /* [word]: begins a field of some kind */
	const struct plint_word_pair *pairs;
	uint32_t pair_count;
};

/* Interns the words of SCHEMA in ATOMS and makes their tables, in ARENA. */
const struct plint_words *plint_words_new(struct plint_arena *arena, const struct plint_schema *schema,
                                          struct plint_intern *atoms);

/* Number of the word ATOM, as written. O(1). */
static inline unsigned plint_words_of(const struct plint_words *w, uint32_t atom)
{
	return atom < w->limit ? w->of_atom[atom] : PLINT_W_NONE;
}

/* Number of the word that ATOM is but for capitals. */
unsigned plint_words_without_capitals(const struct plint_words *w, const struct plint_intern *atoms, uint32_t atom);

/* Number of the word ATOM as the first of a line, where it may have capitals. */
static inline unsigned plint_words_head(const struct plint_words *w, const struct plint_intern *atoms, uint32_t atom)
{
	unsigned word = plint_words_of(w, atom);
	return word != PLINT_W_NONE ? word : plint_words_without_capitals(w, atoms, atom);
}

/* Field of KIND that the word FIRST alone names, or 0. */
static inline unsigned plint_words_field(const struct plint_words *w, unsigned first, enum plint_kind kind)
{
	return w->fields[first * PLINT_KIND_COUNT + kind];
}

/* Field of KIND that the words FIRST SECOND name, or 0. */
unsigned plint_words_pair(const struct plint_words *w, unsigned first, unsigned second, enum plint_kind kind);

/* Whether WORD may never be a name (by, on, of …). */
static inline bool plint_word_is_reserved(unsigned word)
{
	return word >= PLINT_W_BY && word < PLINT_W_SOCIAL;
}

/* Whether WORD is daily … yearly. */
static inline bool plint_word_is_rhythm(unsigned word)
{
	return word >= PLINT_W_DAILY && word <= PLINT_W_YEARLY;
}

/* Kind that the word names, or PLINT_KIND_NONE. */
static inline enum plint_kind plint_word_kind(unsigned word)
{
	return word > PLINT_W_KINDS && word < PLINT_W_FIXED ? (enum plint_kind)(word - PLINT_W_KINDS) : PLINT_KIND_NONE;
}

#endif
