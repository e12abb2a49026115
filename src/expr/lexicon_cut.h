/* Inside the cutter of titles: what lexicon_tokens.c and lexicon_units.c share. */
#ifndef PLINT_EXPR_LEXICON_CUT_H
#define PLINT_EXPR_LEXICON_CUT_H

#include "expr/lexicon_tokens.h"

/* Languages of lexicon_words.def. */
enum { LANG_EN = 1, LANG_FR = 2, LANG_ES = 4 };

/* Flags of a known word (struct plint_lex_word). */
enum {
	WORD_ARTICLE = 1,
	WORD_STOP = 2,
	WORD_LEAD = 4,
	WORD_MULTIPLIER = 8,
	WORD_MONTH = 16,
	WORD_SPELLED = 32,
	WORD_QUARTER = 64
};

/* Finds what several tokens say together: multipliers, units, currencies, dates. TEXT is what w->tokens were cut from. */
void plint_lex_join(struct plint_lex_words *w, const char *text);

/* Makes T begin a date of one day (date_len is the caller's); nothing where there is no such day. */
void plint_lex_set_day(struct plint_lex_tok *t, double year, double month1, double day1);

#endif
