/*
 * Word lists for wording rules, and the catalogue of standard indicators: compiled tables and their matcher.
 *
 * A title is cut into tokens once (words, numbers, amounts, dates); each distinct word is folded and stemmed once. A list is a set of
 * phrases: sequences of stems, exact words and the classes {number} {amount} {percent} {date} {verb} {end}. Everything here is by token, so the cost is
 * that of the text, not of the number of lists.
 */
#ifndef PLINT_EXPR_LEXICON_H
#define PLINT_EXPR_LEXICON_H

#include "base/limits.h"
#include "model/model.h"

struct plint_stemmer;

enum plint_lex_class {
	PLINT_LEX_STEM,    /* text is a stem */
	PLINT_LEX_WORD,    /* text is a folded word */
	PLINT_LEX_NUMBER, PLINT_LEX_AMOUNT, PLINT_LEX_PERCENT, PLINT_LEX_DATE,
	PLINT_LEX_VERB,    /* any phrase of the three verb lists (weak_verbs, activity_verbs, keep_verbs) */
	PLINT_LEX_END      /* the end of the text: takes no token */
};

/* One step of a phrase. */
struct plint_lex_token {
	uint32_t text;   /* string offset; the capture's name ("from": the word before the class) for classes */
	uint8_t klass;   /* enum plint_lex_class */
};

struct plint_lex_phrase {
	uint32_t first, count; /* tokens */
	uint16_t list;         /* number of the list, below PLINT_MAX_LEXICONS; UINT16_MAX: an alias of the indicator catalogue */
	uint16_t language;     /* index into languages */
	uint32_t indicator;    /* catalogue row, for aliases */
};

struct plint_lex_indicator {
	uint32_t title;        /* string offsets; 0: none */
	uint32_t unit, formula, source, klass, direction, kind, dimension;
	uint32_t first_split, split_count; /* run of splits[]: string offsets */
	double low, high;      /* NAN: not said */
	uint32_t low_unit, high_unit; /* string offsets: "percent" */
};

/* Compiled tables, plain data; string offsets into `strings`. Made by the pack loader through plint_lexicons_add_…, or part of a
 * compiled pack. */
struct plint_lexicons {
	const char *strings;
	const uint32_t *names;      /* string offset by list number */
	const uint32_t *languages;  /* string offsets: "en" */
	const struct plint_lex_phrase *phrases;
	const struct plint_lex_token *tokens;
	const struct plint_lex_indicator *indicators;
	const uint32_t *splits;
	uint32_t name_count, language_count, phrase_count, token_count, indicator_count, split_count;
	uint64_t lists_of_language[16]; /* by language index: bits of the lists that it has */
	/* Search index over phrases and tokens, one array of numbers, made by plint_lexicons_index and kept with the pack. NULL: every matcher
	 * makes its own when it first needs it. */
	const uint32_t *index;
	uint32_t index_count;
};

/* Sets INDEX and INDEX_COUNT of L, in A; call once all other arrays are in place. O(tokens log tokens). */
void plint_lexicons_index(struct plint_arena *a, struct plint_lexicons *l);

/* Number of list NAME, or -1. */
int plint_lexicons_find(const struct plint_lexicons *l, const char *name, uint32_t len);

/* Cuts one entry of a lexicon file (a stem, an exact word or a pattern; may be several words) into TOKENS, at most MAX. Words are
 * taken as HOW says: PLINT_LEX_STEM (stems and the words of patterns, with STEMMER) or PLINT_LEX_WORD. Classes in braces are known in every entry.
 * A class token's text is the name of its capture: with two classes "from" and "to" in every language, else the word before
 * it, else its class. Number of tokens, 0 where the entry is empty or too long, names an unknown class or has {end} elsewhere than
 * last; texts in A. */
struct plint_lex_entry_token {
	const char *text;
	enum plint_lex_class klass;
};
uint32_t plint_lexicons_cut(struct plint_arena *a, struct plint_stemmer *stemmer, enum plint_lex_class how, const char *entry,
                            size_t len, struct plint_lex_entry_token *tokens, uint32_t max);

/* Matcher for one plan. Language LANGUAGE as the plan says it; where the pack has no lists in it every test is unknown. */
struct plint_lexicon;
struct plint_lexicon *plint_lexicon_new(struct plint_arena *a, const struct plint_lexicons *tables, const char *language,
                                        const struct plint_model *model);
/* The tables that X was made with. */
const struct plint_lexicons *plint_lexicon_tables(const struct plint_lexicon *x);
/* Gives back the stemmer; the rest goes with the arena. */
void plint_lexicon_free(struct plint_lexicon *x);

/* Whether a text mentions list LIST anywhere / begins with it (articles, numbers and "to" before it skipped). V is a TEXT (or BLOCK: its title). Results by
 * text index are kept. */
enum plint_truth plint_lexicon_mentions(struct plint_lexicon *x, const struct plint_value *v, unsigned list);
enum plint_truth plint_lexicon_starts(struct plint_lexicon *x, const struct plint_value *v, unsigned list);

struct plint_lex_capture {
	const char *name;         /* "from", "to" … */
	struct plint_value value; /* AMOUNT or DATE */
};
struct plint_lex_match {
	struct plint_span span;   /* place in the source where the text stands there plainly, else of the whole text */
	const char *text;
	uint32_t len;
	struct plint_lex_capture captures[4];
	uint32_t capture_count;
};
/* Matches of LIST in V from left to right, longest first, not overlapping; in A. False: unknown (no such list in the language). */
bool plint_lexicon_found(struct plint_lexicon *x, struct plint_arena *a, const struct plint_value *v, unsigned list,
                         const struct plint_lex_match **out, uint32_t *count);

/* Amounts in V with their units, without years; dates in V, as periods. In A. */
void plint_lexicon_amounts(struct plint_lexicon *x, struct plint_arena *a, const struct plint_value *v,
                           const struct plint_value **out, uint32_t *count);
void plint_lexicon_dates(struct plint_lexicon *x, struct plint_arena *a, const struct plint_value *v,
                         const struct plint_value **out, uint32_t *count);

/* Catalogue row + 1 of the indicator BLOCK: the longest alias in its title wins, and only if its unit fits the written one; 0: none. Kept. */
uint32_t plint_lexicon_known(struct plint_lexicon *x, uint32_t block);

/* Catalogue rows of a dimension and kind (NULL: any), at most MAX, into OUT, borrowed from L, for suggest() and formula(); their number. */
uint32_t plint_lexicons_suggest(const struct plint_lexicons *l, const char *dimension, const char *kind,
                                const struct plint_lex_indicator **out, uint32_t max);

#endif
