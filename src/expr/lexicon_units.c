/*
 * What several tokens of a title say together: a number and its multiplier, unit or currency; the forms in which dates are written.
 * The reader's own grammar of amounts and dates is stricter and lives in the scanner; a title is prose.
 */
#include "base/limits.h"
#include "expr/lexicon_cut.h"

#include <string.h>

#include "model/units.h"
#include "syntax/parse.h"

/* The tokens of one text while they are joined. */
struct join {
	struct plint_lex_words *w;
	const char *text;
	struct plint_lex_tok *tokens;
	uint32_t count;
};

static const struct plint_lex_tok *token_at(const struct join *j, uint32_t i)
{
	static const struct plint_lex_tok none = {.glue = PLINT_GLUE_OTHER};
	return i < j->count ? &j->tokens[i] : &none;
}

static unsigned flags_at(const struct join *j, uint32_t i)
{
	const struct plint_lex_tok *t = token_at(j, i);
	return t->flags & PLINT_TOK_WORD ? j->w->infos.items[t->info].flags : 0;
}

static double word_value(const struct join *j, uint32_t i)
{
	return j->w->infos.items[j->tokens[i].info].value;
}

/* Whether token I is the word WORD (small letters), whatever its case. */
static bool is_word(const struct join *j, uint32_t i, const char *word)
{
	const struct plint_lex_tok *t = token_at(j, i);
	uint32_t len = (uint32_t)strlen(word);
	if (!(t->flags & PLINT_TOK_WORD) || t->end - t->start != len)
		return false;
	for (uint32_t k = 0; k < len; k++)
		if ((j->text[t->start + k] | 0x20) != word[k])
			return false;
	return true;
}

static void set_period(struct plint_lex_tok *t, int32_t first, int32_t last, uint32_t len)
{
	t->flags |= PLINT_TOK_DATE;
	t->first = first;
	t->last = last;
	t->date_len = (uint8_t)len;
}

void plint_lex_set_day(struct plint_lex_tok *t, double year, double month1, double day1)
{
	if (year < PLINT_MIN_YEAR || year > PLINT_MAX_YEAR || month1 < 1 || month1 > 12 || day1 < 1 ||
	    day1 > plint_date_month_length((int)year, (unsigned)month1))
		return;
	int32_t day = plint_date_days((int)year, (unsigned)month1, (unsigned)day1);
	set_period(t, day, day, 1);
}

/* LEN tokens from I are COUNT months from MONTH1 of YEAR on. */
static uint32_t set_months(struct join *j, uint32_t i, int year, unsigned month1, unsigned count, uint32_t len)
{
	int last_month = year * 12 + (int)month1 - 1 + (int)count - 1;
	int last_year = last_month / 12;
	unsigned last1 = (unsigned)(last_month % 12) + 1;
	set_period(&j->tokens[i], plint_date_days(year, month1, 1),
	           plint_date_days(last_year, last1, plint_date_month_length(last_year, last1)), len);
	return len;
}

static uint32_t set_day(struct join *j, uint32_t i, int year, double month1, double day1, uint32_t len)
{
	plint_lex_set_day(&j->tokens[i], year, month1, day1);
	if (!(j->tokens[i].flags & PLINT_TOK_DATE))
		return 0;
	j->tokens[i].date_len = (uint8_t)len;
	return len;
}

/* Year that token I is, or 0. */
static int year_at(const struct join *j, uint32_t i)
{
	const struct plint_lex_tok *t = token_at(j, i);
	bool is_plain = (t->flags & PLINT_TOK_NUMBER) && t->digits == 4 && t->unit == PLINT_LEX_UNIT_NONE;
	return is_plain && t->number >= PLINT_MIN_YEAR && t->number <= PLINT_MAX_YEAR ? (int)t->number : 0;
}

/* Number of at most two digits that token I is, an ordinal too, or 0. */
static double small_at(const struct join *j, uint32_t i)
{
	const struct plint_lex_tok *t = token_at(j, i);
	bool is_number = t->flags & (PLINT_TOK_NUMBER | PLINT_TOK_CODE) && !(t->flags & PLINT_TOK_WORD);
	return is_number && t->digits > 0 && t->digits <= 2 && t->unit == PLINT_LEX_UNIT_NONE ? t->number : 0;
}

/* Steps over one word such as "of" or "de". */
static uint32_t skip_of(const struct join *j, uint32_t i)
{
	return is_word(j, i, "of") || is_word(j, i, "de") || is_word(j, i, "del") ? i + 1 : i;
}

static uint32_t fiscal_year(struct join *j, uint32_t i, int year, uint32_t len)
{
	if (year < 100)
		year += 2000;
	if (year < PLINT_MIN_YEAR || year > PLINT_MAX_YEAR)
		return 0;
	unsigned starts1 = j->w->year_starts1;
	return set_months(j, i, starts1 == 1 ? year : year - 1, starts1, 12, len);
}

/* "FY2027", "FY27", "FY 2027" at I. */
static uint32_t try_fiscal(struct join *j, uint32_t i)
{
	const struct plint_lex_tok *t = &j->tokens[i];
	uint32_t len = t->end - t->start;
	const char *word = j->text + t->start;
	if (!(t->flags & PLINT_TOK_WORD) || len < 2 || (word[0] | 0x20) != 'f' || (word[1] | 0x20) != 'y')
		return 0;
	if (len == 2) {
		int year = year_at(j, i + 1);
		if (year)
			return fiscal_year(j, i, year, 2);
		double small = token_at(j, i + 1)->digits == 2 ? small_at(j, i + 1) : 0;
		return small > 0 ? fiscal_year(j, i, (int)small, 2) : 0;
	}
	int year = 0;
	for (uint32_t k = 2; k < len; k++) {
		if (word[k] < '0' || word[k] > '9' || len > 6)
			return 0;
		year = year * 10 + word[k] - '0';
	}
	return len == 4 || len == 6 ? fiscal_year(j, i, year, 1) : 0;
}

/* A round number before a small word is a count: "2000 clients". Nobody dates a plan's deadlines by the half century. */
static bool is_count(const struct join *j, uint32_t i, int year)
{
	const struct plint_lex_tok *next = token_at(j, i + 1);
	bool is_unit = (next->flags & PLINT_TOK_WORD) && next->glue == PLINT_GLUE_BLANK && flags_at(j, i + 1) == 0 &&
	               j->text[next->start] >= 'a';
	return year % 50 == 0 && is_unit && (i == 0 || !is_word(j, i - 1, "the"));
}

/* What begins with the year at I. */
static uint32_t try_year(struct join *j, uint32_t i)
{
	int year = year_at(j, i);
	if (!year)
		return 0;
	const struct plint_lex_tok *next = token_at(j, i + 1);
	double small = next->digits == 2 ? small_at(j, i + 1) : 0;
	if (next->glue == PLINT_GLUE_DASH && small >= 1 && small <= 12) {
		double day1 = token_at(j, i + 2)->glue == PLINT_GLUE_DASH ? small_at(j, i + 2) : 0;
		uint32_t len = day1 > 0 ? set_day(j, i, year, small, day1, 3) : 0;
		return len ? len : set_months(j, i, year, (unsigned)small, 1, 2);
	}
	bool is_joined = next->glue == PLINT_GLUE_DASH || next->glue == PLINT_GLUE_SLASH;
	if (is_joined && small > 0 && (int)small == (year + 1) % 100)
		return set_months(j, i, year, 1, 24, 2);
	int other = is_joined ? year_at(j, i + 1) : 0;
	if (other >= year && other < year + 20)
		return set_months(j, i, year, 1, 12u * (unsigned)(other - year + 1), 2);
	if ((flags_at(j, i + 1) & WORD_QUARTER) && next->glue != PLINT_GLUE_OTHER)
		return set_months(j, i, year, 3 * (unsigned)word_value(j, i + 1) - 2, 3, 2);
	if (is_count(j, i, year))
		return 0;
	return set_months(j, i, year, 1, 12, 1);
}

/* "Q3 2027" and "Q3 of 2027" at I. */
static uint32_t try_quarter(struct join *j, uint32_t i)
{
	if (!(flags_at(j, i) & WORD_QUARTER))
		return 0;
	uint32_t at = skip_of(j, i + 1);
	int year = year_at(j, at);
	return year ? set_months(j, i, year, 3 * (unsigned)word_value(j, i) - 2, 3, at + 1 - i) : 0;
}

/* "December 2027", "December 31, 2027", "31 December 2027", "31 de diciembre de 2027" at I. */
static uint32_t try_month(struct join *j, uint32_t i)
{
	double day1 = small_at(j, i);
	uint32_t at = day1 > 0 ? skip_of(j, i + 1) : i;
	if (!(flags_at(j, at) & WORD_MONTH))
		return 0;
	unsigned month1 = (unsigned)word_value(j, at);
	at = skip_of(j, at + 1);
	int year = year_at(j, at);
	if (!year && day1 == 0) {
		day1 = small_at(j, at);
		year = day1 > 0 ? year_at(j, ++at) : 0;
	}
	if (!year)
		return 0;
	uint32_t len = at + 1 - i;
	return day1 > 0 ? set_day(j, i, year, month1, day1, len) : set_months(j, i, year, month1, 1, len);
}

/* "31/12/2027" and "12/2027" at I. */
static uint32_t try_slashes(struct join *j, uint32_t i)
{
	double first = small_at(j, i);
	if (first < 1 || token_at(j, i + 1)->glue != PLINT_GLUE_SLASH)
		return 0;
	int year = year_at(j, i + 1);
	if (year && first <= 12)
		return set_months(j, i, year, (unsigned)first, 1, 2);
	double month1 = small_at(j, i + 1);
	year = token_at(j, i + 2)->glue == PLINT_GLUE_SLASH ? year_at(j, i + 2) : 0;
	return year ? set_day(j, i, year, month1, first, 3) : 0;
}

static uint32_t try_date(struct join *j, uint32_t i)
{
	static uint32_t (*const forms[])(struct join *, uint32_t) = {try_year, try_quarter, try_month, try_slashes, try_fiscal};
	const struct plint_lex_tok *t = &j->tokens[i];
	if (t->flags & PLINT_TOK_DATE) /* 31.12.2027, found while cutting */
		return 1;
	bool may_begin = t->flags & (PLINT_TOK_NUMBER | PLINT_TOK_CODE) || flags_at(j, i) & (WORD_MONTH | WORD_QUARTER) ||
	                 (j->text[t->start] | 0x20) == 'f';
	if (!may_begin)
		return 0;
	for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
		uint32_t len = forms[k](j, i);
		if (len)
			return len;
	}
	return 0;
}

static bool is_currency(const struct join *j, uint32_t i)
{
	const struct plint_lex_tok *t = token_at(j, i);
	if (!(t->flags & PLINT_TOK_CAPITALS))
		return false;
	const char *word = j->text + t->start;
	const char *own = j->w->currency;
	return plint_unit_is_currency(word, 3) || (own && strlen(own) == 3 && memcmp(own, word, 3) == 0);
}

/* Words that are a percent sign or percentage points at I: their number, and *UNIT. */
static uint32_t percent_words(const struct join *j, uint32_t i, uint8_t *unit)
{
	static const struct {
		uint8_t unit;
		const char *words[3];
	} phrases[] = {{PLINT_LEX_UNIT_PERCENT, {"percent"}},
	               {PLINT_LEX_UNIT_PERCENT, {"per", "cent"}},
	               {PLINT_LEX_UNIT_PERCENT, {"pour", "cent"}},
	               {PLINT_LEX_UNIT_PERCENT, {"por", "ciento"}},
	               {PLINT_LEX_UNIT_PP, {"pp"}},
	               {PLINT_LEX_UNIT_PP, {"percentage", "points"}},
	               {PLINT_LEX_UNIT_PP, {"percentage", "point"}},
	               {PLINT_LEX_UNIT_PP, {"points", "de", "pourcentage"}},
	               {PLINT_LEX_UNIT_PP, {"point", "de", "pourcentage"}},
	               {PLINT_LEX_UNIT_PP, {"puntos", "porcentuales"}}};
	for (size_t k = 0; k < sizeof phrases / sizeof *phrases; k++) {
		uint32_t n = 0;
		while (n < 3 && phrases[k].words[n] && is_word(j, i + n, phrases[k].words[n]))
			n++;
		if (n == 3 || !phrases[k].words[n]) {
			*unit = phrases[k].unit;
			return n;
		}
	}
	return 0;
}

/* Whether token I can be the unit of the number before it. */
static bool is_unit_word(const struct join *j, uint32_t i)
{
	const struct plint_lex_tok *t = token_at(j, i);
	return (t->flags & PLINT_TOK_WORD) && t->glue <= PLINT_GLUE_DASH && !(t->flags & (PLINT_TOK_NUMBER | PLINT_TOK_DATE)) &&
	       !(flags_at(j, i) & (WORD_STOP | WORD_MONTH | WORD_QUARTER | WORD_MULTIPLIER));
}

static void take_unit_text(struct plint_lex_tok *t, const struct plint_lex_tok *unit)
{
	t->unit = PLINT_LEX_UNIT_TEXT;
	t->unit_start = unit->start;
	t->unit_end = unit->end;
}

/* The amount whose number is token I. */
static void join_amount(struct join *j, uint32_t i)
{
	struct plint_lex_tok *t = &j->tokens[i];
	uint32_t n = 1;
	while (n < 3 && t->unit != PLINT_LEX_UNIT_PERCENT && (flags_at(j, i + n) & WORD_MULTIPLIER) &&
	       token_at(j, i + n)->glue <= PLINT_GLUE_BLANK) {
		t->number *= word_value(j, i + n);
		t->digits = 0;
		n++;
	}
	t->number_len = (uint8_t)n;
	uint32_t unit_at = n > 1 ? skip_of(j, i + n) : i + n;
	if (t->unit == PLINT_LEX_UNIT_NONE && i > 0 && is_currency(j, i - 1) && t->glue <= PLINT_GLUE_BLANK) {
		take_unit_text(t, &j->tokens[i - 1]);
		j->tokens[i - 1].flags |= PLINT_TOK_AMOUNT;
		j->tokens[i - 1].amount_at = 1;
		j->tokens[i - 1].amount_len = (uint8_t)(n + 1);
	} else if (t->unit == PLINT_LEX_UNIT_NONE) {
		uint32_t words = percent_words(j, unit_at, &t->unit);
		if (words) {
			n = unit_at + words - i;
		} else if (is_unit_word(j, unit_at)) {
			take_unit_text(t, &j->tokens[unit_at]);
			n = unit_at + 1 - i;
		}
	}
	t->flags |= PLINT_TOK_AMOUNT;
	t->amount_len = (uint8_t)n;
}

void plint_lex_join(struct plint_lex_words *w, const char *text)
{
	struct join j = {w, text, w->tokens.items, w->tokens.count};
	for (uint32_t i = 0; i < j.count;) {
		uint32_t len = try_date(&j, i);
		for (uint32_t k = i; k < i + len; k++)
			j.tokens[k].flags &= (uint8_t)~(PLINT_TOK_NUMBER | PLINT_TOK_SPELLED);
		i += len ? len : 1;
	}
	for (uint32_t i = 0; i < j.count; i++)
		if (j.tokens[i].flags & PLINT_TOK_NUMBER)
			join_amount(&j, i);
}
