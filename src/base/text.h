/*
 * Thin cover over utf8proc, libstemmer and PCRE2: what planlint needs of Unicode, stems and regular expressions.
 * All texts are pointer + length in UTF-8; only well-formed UTF-8 goes in unless said otherwise.
 */
#ifndef PLINT_BASE_TEXT_H
#define PLINT_BASE_TEXT_H

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"

/* Whether the LEN bytes of TEXT, which no NUL need end, are WORD. */
static inline bool plint_text_is(const char *text, size_t len, const char *word)
{
	return strlen(word) == len && memcmp(text, word, len) == 0;
}

/* What one byte C is, by ASCII alone. A digit. */
static inline bool plint_text_is_digit_byte(char c)
{
	return c >= '0' && c <= '9';
}

/* A letter, a digit, '_' or '-': part of a name in ASCII. */
static inline bool plint_text_is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || plint_text_is_digit_byte(c) || c == '_' || c == '-';
}

/* A blank or tab: a blank within a line. */
static inline bool plint_text_is_blank_byte(char c)
{
	return c == ' ' || c == '\t';
}

/* LF or CR: the end of a line, or part of one. */
static inline bool plint_text_is_break_byte(char c)
{
	return c == '\n' || c == '\r';
}

/* Either of these two. */
static inline bool plint_text_is_space_byte(char c)
{
	return plint_text_is_blank_byte(c) || plint_text_is_break_byte(c);
}

/* "an" before the English word WORD that begins with a vowel as spoken, else "a": "an objective", "a unit". */
static inline const char *plint_text_article(const char *word)
{
	return *word && strchr("aeio", *word) ? "an" : "a";
}

/* Decodes one code point at TEXT (LEN > 0 bytes): its value and *SIZE in bytes; -1 and *SIZE = 1 where ill-formed
 * (overlong, surrogate, cut, above U+10FFFF). */
int32_t plint_text_decode(const char *text, size_t len, uint32_t *size);

/* Display columns of code point CP: 0 (combining, zero width), 1 or 2 (wide). A control counts 0. */
unsigned plint_text_width(int32_t cp);

/* Display columns of the LEN bytes TEXT, a byte that is ill-formed as one. */
unsigned plint_text_columns(const char *text, size_t len);

/* Whether CP may start / go on a name: letters of any script; then also digits, marks, '_' and '-'. */
bool plint_text_is_name_start(int32_t cp);
bool plint_text_is_name_char(int32_t cp);

/* Whether CP is a bidirectional control (U+200E, U+200F, U+061C too), tag character, LS/PS, C0/C1 control (but tab and LF), DEL,
 * a byte-order mark or no character at all (U+FFFE): what never goes to an output as it is. */
bool plint_text_is_unsafe(int32_t cp);
/* Whether CP overrides or isolates direction (U+202A-202E, U+2066-2069, U+200E/F are not overrides). */
bool plint_text_is_bidi_control(int32_t cp);

/* Whether CP is a hyphen, dash or minus sign of print (U+2010-2015, U+2212), which people mean as '-'. */
bool plint_text_is_dash(int32_t cp);

/* NFC of TEXT; returns TEXT itself where it is ASCII or already so, else a copy in A. *OUT_LEN its length. */
const char *plint_text_nfc(struct plint_arena *a, const char *text, size_t len, size_t *out_len);

/* The form in which texts are compared: NFC, case folded, runs of blanks (also U+00A0, U+202F) to one, none at either end,
 * every kind of quotation mark, soft hyphens and zero-width blanks dropped, en/em dash to '-'. Copy in A. */
const char *plint_text_comparable(struct plint_arena *a, const char *text, size_t len, size_t *out_len);

/* Case folded NFC of one word, typographic apostrophe to ', Arabic alef/ya/ta-marbuta normalised and without short vowels; in A. */
const char *plint_text_fold(struct plint_arena *a, const char *text, size_t len, size_t *out_len);

/* Appends TEXT as it may be shown on a terminal or in a message: unsafe code points as <U+202E>, ill-formed bytes as <E9>,
 * tab and line breaks as one blank. */
void plint_text_show(struct plint_buf *out, const char *text, size_t len);

/* A stemmer of one language ("en", "fr", "es", "ar", "pt"). Not thread-safe: one for each thread.
 * NULL for a language without a stemmer. Running out of memory, now or while stemming, ends in the fatal hook of ARENA, where the
 * stemmer lies; it goes with it, or by plint_stemmer_free. */
struct plint_stemmer;
bool plint_stemmer_is_known(const char *language);
struct plint_stemmer *plint_stemmer_new(struct plint_arena *arena, const char *language);
void plint_stemmer_free(struct plint_stemmer *s);
/* Stem of the folded word WORD; not NUL-terminated; valid until the next call. S NULL gives WORD back, as does a word of more
 * than 256 bytes. */
const char *plint_stemmer_stem(struct plint_stemmer *s, const char *word, size_t len, size_t *out_len);

/* A compiled pattern with limits (reliability: parens 50, pattern 1,000 bytes, match 100,000, depth 1,000, heap 4 MB; UTF,
 * case-blind, no \C, no verbs). */
struct plint_regex;
enum plint_regex_result { PLINT_REGEX_NO, PLINT_REGEX_YES, PLINT_REGEX_TOO_COSTLY };
/* NULL where PATTERN is not acceptable; then *ERROR (in A) says why and *ERROR_AT where (bytes). It goes with A, or by
 * plint_regex_free. */
struct plint_regex *plint_regex_new(struct plint_arena *a, const char *pattern, size_t len, const char **error,
                                    size_t *error_at);
void plint_regex_free(struct plint_regex *r);
enum plint_regex_result plint_regex_match(struct plint_regex *r, const char *text, size_t len);

/* Edit distance of A and B in code points (insert, delete, replace, swap of neighbours), or LIMIT + 1 where it is larger.
 * O(|a| * LIMIT). Texts of more than 256 code points are near only when equal. (Damerau 1964, restricted.) */
unsigned plint_text_distance(const char *a, size_t a_len, const char *b, size_t b_len, unsigned limit);

/* Nearest of COUNT candidates to WORD for a did-you-mean, or -1: distance at most a third of its length (at least 1, at most 3)
 * and words of 2 to 64 code points; case does not count; ties go to the first. */
int plint_text_nearest(const char *word, size_t len, const char *const *candidates, size_t count);

#endif
