/*
 * Cutting a title into tokens: words, numbers with their units, dates. Shared by the matcher and by what reads lexicon files, so that
 * an entry and a text are always cut in the same way. Nothing outside src/expr/lexicon*.c includes this.
 *
 * A token is one word or one number. What spans several ("IZD 48", "30 service points", "31 December 2027") is said by its first
 * token: a length in tokens beside what it is.
 */
#ifndef PLINT_EXPR_LEXICON_TOKENS_H
#define PLINT_EXPR_LEXICON_TOKENS_H

#include "base/text.h"
#include "expr/lexicon.h"

/* Words of one text that are looked at; what is behind them is not. */
#define PLINT_LEX_MAX_TOKENS 20000

enum plint_lex_token_flags {
	PLINT_TOK_WORD = 1,
	PLINT_TOK_NUMBER = 2,     /* matches {number} */
	PLINT_TOK_SPELLED = 4,    /* NUMBER in letters; is a WORD too */
	PLINT_TOK_UNDECIDED = 8,  /* NUMBER: XX */
	PLINT_TOK_AMOUNT = 16,    /* an amount begins here: amount_len, amount_at */
	PLINT_TOK_DATE = 32,      /* a date begins here: date_len, first, last */
	PLINT_TOK_CODE = 64,      /* "1.1.2": neither word nor number */
	PLINT_TOK_CAPITALS = 128  /* WORD of three capital letters */
};

/* What stands between a token and the one before. */
/* The strongest counts. */
enum plint_lex_glue { PLINT_GLUE_NONE, PLINT_GLUE_BLANK, PLINT_GLUE_DASH, PLINT_GLUE_SLASH, PLINT_GLUE_OTHER };

enum plint_lex_unit { PLINT_LEX_UNIT_NONE, PLINT_LEX_UNIT_PERCENT, PLINT_LEX_UNIT_PP, PLINT_LEX_UNIT_TEXT };

struct plint_lex_tok {
	uint32_t start, end;  /* bytes in the text, with "%" and a currency sign */
	uint32_t stem, exact; /* numbers of phrase words (plint_lex_word_id), 0: in no phrase */
	uint32_t info;        /* WORD: index into the words known so far */
	uint8_t flags;
	uint8_t glue;         /* enum plint_lex_glue */
	uint8_t number_len;   /* NUMBER: tokens with its multipliers */
	uint8_t amount_len, amount_at; /* tokens; distance of the token that holds the number */
	uint8_t date_len;
	uint8_t digits;       /* NUMBER: its digits, where they stand plainly in one run, else 0 */
	uint8_t unit;         /* NUMBER: enum plint_lex_unit */
	uint8_t verb1;        /* tokens of the longest phrase of the verb lists here, + 1; 0: not asked yet (lexicon.c) */
	uint32_t unit_start, unit_end; /* UNIT_TEXT: bytes in the text */
	double number;
	int32_t first, last;  /* DATE: days */
};

/* What is known of a word that has been met. */
struct plint_lex_word {
	uint32_t stem, exact;
	uint16_t flags;  /* WORD_… of lexicon_tokens.c */
	double value;
};

/* The words of one plan, each folded and stemmed once. */
struct plint_lex_words {
	struct plint_arena *arena;
	const uint32_t *index;      /* plint_lexicons_index; NULL while cutting entries */
	const char *strings;        /* of the tables */
	const char *language;
	struct plint_stemmer *stemmer;
	unsigned languages;         /* bits of lexicon_words.def */
	unsigned year_starts1;
	const char *currency;       /* the plan's, or NULL */
	bool has_decimal_comma, stems_all;
	struct plint_intern seen;
	PLINT_VEC(struct plint_lex_word) infos; /* by number in `seen` */
	PLINT_VEC(struct plint_lex_tok) tokens; /* of the text cut last */
};

/* Makes W ready for LANGUAGE. STEMMER (may be NULL) stays the caller's. KEY as for interned texts. */
void plint_lex_words_init(struct plint_lex_words *w, struct plint_arena *a, const char *language,
                          struct plint_stemmer *stemmer, const uint64_t key[2]);

/* Cuts TEXT into w->tokens. O(bytes). */
void plint_lex_cut(struct plint_lex_words *w, const char *text, uint32_t len);

/* The compared form of a word: folded, by STEMMER (NULL: as it is) cut to its stem, accents dropped; in A. */
const char *plint_lex_canon(struct plint_arena *a, struct plint_stemmer *stemmer, const char *word, size_t len,
                            size_t *out_len);

/* Whether token T may be skipped at the head of a title; tokens of a lead to a date ("by the end of 2027") at I, 0: none. */
bool plint_lex_is_article(const struct plint_lex_words *w, const struct plint_lex_tok *t);
uint32_t plint_lex_date_lead(const struct plint_lex_words *w, uint32_t i);

/* The index of struct plint_lexicons: [0] words, [1] phrases, [2] tokens, [3] LEX_PREFIX_WORDS numbers of a filter on beginnings, then
 * word texts (sorted), heads by word and class, chain by phrase, second words by phrase, word by token. */
#define PLINT_LEX_PREFIX_WORDS 128u
#define PLINT_LEX_CLASS_COUNT 8u
static inline const uint32_t *plint_lex_index_prefixes(const uint32_t *index)
{
	return index + 3;
}
static inline const uint32_t *plint_lex_index_texts(const uint32_t *index)
{
	return index + 3 + PLINT_LEX_PREFIX_WORDS;
}
static inline const uint32_t *plint_lex_index_heads(const uint32_t *index) /* [word], then [words + 1 + class] */
{
	return plint_lex_index_texts(index) + index[0] + 1;
}
static inline const uint32_t *plint_lex_index_chain(const uint32_t *index)
{
	return plint_lex_index_heads(index) + index[0] + 1 + PLINT_LEX_CLASS_COUNT;
}
/* What must stand behind a phrase's first word: twice its number, and one where it is a stem; 0: no plain word does. Most phrases that share a
 * first word ("number of …") are told apart by it. */
static inline const uint32_t *plint_lex_index_seconds(const uint32_t *index)
{
	return plint_lex_index_chain(index) + index[1];
}
static inline const uint32_t *plint_lex_index_words(const uint32_t *index)
{
	return plint_lex_index_seconds(index) + index[1];
}

/* Number of the phrase word TEXT, 0: none. O(log words). */
uint32_t plint_lex_word_id(const uint32_t *index, const char *strings, const char *text, size_t len);
/* A word may only be of a phrase if it begins as one of its words does. The last letters do not count: a stem may end otherwise than its
 * words ("duty", "duti"). */
#define PLINT_LEX_MAX_PREFIX 4u
static inline unsigned plint_lex_prefix_letters(size_t len)
{
	return len > PLINT_LEX_MAX_PREFIX ? PLINT_LEX_MAX_PREFIX : len > 2 ? (unsigned)len - 1 : (unsigned)len;
}
/* Bit of the filter for the first LETTERS bytes of TEXT. */
static inline uint32_t plint_lex_prefix_bit(const char *text, unsigned letters)
{
	uint32_t h = 0x9E3779B1u * letters;
	for (unsigned i = 0; i < letters; i++)
		h = (h ^ (unsigned char)text[i]) * 0x01000193u;
	return (h ^ h >> 15) % (PLINT_LEX_PREFIX_WORDS * 32);
}

#endif
