/*
 * The cutter of lexicon_tokens.h: characters to words and numbers. What several of them say together (amounts, dates) is
 * lexicon_units.c's. Words are met once a plan and then known by number.
 */
#include "expr/lexicon_tokens.h"

#include <string.h>

#include "expr/lexicon_cut.h"

struct small_word {
	const char *text;
	uint16_t languages, flags;
	uint32_t value;
};

static const struct small_word small_words[] = {
#define PLINT_LEX_SMALL(text, languages, flags, value) {text, languages, flags, value},
#include "expr/lexicon_words.def"
#undef PLINT_LEX_SMALL
};
#define SMALL_COUNT (sizeof small_words / sizeof *small_words)

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Writes TEXT without the accents of Latin letters over itself; n with a tilde stays, it is a letter of its own. New length. */
static size_t drop_accents(char *text, size_t len)
{
	static const char plain[] = "aaaaaa\0ceeeeiiii\0\0ooooo\0\0uuuuy\0y"; /* U+00E0 ... U+00FF */
	size_t to = 0;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c == 0xC3 && i + 1 < len && (unsigned char)text[i + 1] >= 0xA0 && plain[(unsigned char)text[i + 1] - 0xA0]) {
			text[to++] = plain[(unsigned char)text[++i] - 0xA0];
		} else if (c == 0xC5 && i + 1 < len && (unsigned char)text[i + 1] == 0x93) { /* oe in one letter */
			text[to++] = 'o';
			text[to++] = 'e';
			i++;
		} else {
			text[to++] = (char)c;
		}
	}
	text[to] = '\0';
	return to;
}

/* Bytes of the Arabic article before WORD, alone or behind "and" or "with". The stemmer takes it off too, but then cuts what is left in another
 * way than the word without it. */
static size_t arabic_article(const char *word, size_t len)
{
	static const char *const articles[] = {"\u0627\u0644", "\u0648\u0627\u0644", "\u0628\u0627\u0644"};
	enum { SHORTEST_REST = 6 }; /* three letters */
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
		size_t n = strlen(articles[i]);
		if (len >= n + SHORTEST_REST && memcmp(word, articles[i], n) == 0)
			return n;
	}
	return 0;
}

const char *plint_lex_canon(struct plint_arena *a, struct plint_stemmer *stemmer, const char *word, size_t len,
                            size_t *out_len)
{
	size_t folded_len, stem_len;
	const char *folded = plint_text_fold(a, word, len, &folded_len);
	size_t article = stemmer ? arabic_article(folded, folded_len) : 0;
	folded += article;
	folded_len -= article;
	const char *stem = stemmer ? plint_stemmer_stem(stemmer, folded, folded_len, &stem_len) : folded;
	if (!stemmer)
		stem_len = folded_len;
	char *copy = plint_arena_strndup(a, stem, stem_len);
	*out_len = drop_accents(copy, stem_len);
	return copy;
}

static unsigned language_bits(const char *language)
{
	static const struct {
		const char *code;
		unsigned bits;
	} known[] = {{"en", LANG_EN}, {"fr", LANG_FR}, {"es", LANG_ES}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strncmp(language, known[i].code, 2) == 0)
			return known[i].bits;
	return 0;
}

void plint_lex_words_init(struct plint_lex_words *w, struct plint_arena *a, const char *language,
                          struct plint_stemmer *stemmer, const uint64_t key[2])
{
	memset(w, 0, sizeof *w);
	w->arena = a;
	w->language = language;
	w->stemmer = stemmer;
	w->languages = language_bits(language);
	w->year_starts1 = 1;
	w->has_decimal_comma = strncmp(language, "en", 2) != 0;
	w->stems_all = strncmp(language, "ar", 2) == 0; /* its stems may lose their first letters */
	plint_intern_init(&w->seen, a, key);
}

uint32_t plint_lex_word_id(const uint32_t *index, const char *strings, const char *text, size_t len)
{
	const uint32_t *texts = plint_lex_index_texts(index);
	uint32_t low = 1, high = index[0] + 1;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const char *other = strings + texts[middle];
		int order = strncmp(other, text, len);
		if (order == 0 && other[len] == '\0')
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

/* Flags and value of the compared form WORD. */
static void look_up_small(const struct plint_lex_words *w, const char *word, size_t len, struct plint_lex_word *out)
{
	size_t low = 0, high = SMALL_COUNT;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(small_words[middle].text, word) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < SMALL_COUNT && strcmp(small_words[low].text, word) == 0; low++)
		if (small_words[low].languages & w->languages) {
			out->flags |= small_words[low].flags;
			if (small_words[low].value)
				out->value = small_words[low].value;
		}
	if (len == 2 && word[0] == 'q' && word[1] >= '1' && word[1] <= '4') {
		out->flags |= WORD_QUARTER;
		out->value = word[1] - '0';
	}
}

/* Whether a phrase word may begin as WORD does, so that its stem is worth taking. */
static bool may_be_listed(const struct plint_lex_words *w, const char *word, size_t len)
{
	if (w->stems_all)
		return true;
	const uint32_t *bits = plint_lex_index_prefixes(w->index);
	for (unsigned letters = 1; letters <= PLINT_LEX_MAX_PREFIX && letters <= len; letters++) {
		uint32_t bit = plint_lex_prefix_bit(word, letters);
		if (bits[bit / 32] >> bit % 32 & 1)
			return true;
	}
	return false;
}

/* Spanish that is typed without its accents: the stemmer knows the commonest ending only as it should be written, "-ción". WORD (folded) with
 * the accent in OUT, which has room for LEN + 1 bytes; false: another ending. */
static bool restore_accent(const struct plint_lex_words *w, const char *word, size_t len, char *out)
{
	if (!(w->languages & LANG_ES) || len < 6 || (memcmp(word + len - 4, "cion", 4) != 0 && memcmp(word + len - 4, "sion", 4) != 0))
		return false;
	memcpy(out, word, len - 2);
	memcpy(out + len - 2, "\xC3\xB3n", 3);
	return true;
}

/* Number in `seen` of the LEN bytes WORD; a new one is folded and stemmed. */
static uint32_t know_word(struct plint_lex_words *w, const char *word, size_t len)
{
	char small[64], accented[64 + 1];
	bool is_plain = len < sizeof small;
	for (size_t i = 0; is_plain && i < len; i++) {
		char c = word[i];
		is_plain = (unsigned char)c < 0x80;
		small[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
	uint32_t id = is_plain ? plint_intern_put(&w->seen, small, len) : plint_intern_put(&w->seen, word, len);
	if (id <= w->infos.count)
		return id - 1;
	struct plint_lex_word *info = plint_vec_add(&w->infos, w->arena);
	size_t n = len;
	const char *canon = is_plain ? plint_intern_text(&w->seen, id) : plint_lex_canon(w->arena, NULL, word, len, &n);
	look_up_small(w, canon, n, info);
	if (w->index && may_be_listed(w, canon, n)) {
		info->exact = plint_lex_word_id(w->index, w->strings, canon, n);
		size_t stem_len;
		bool is_accentless = is_plain && restore_accent(w, canon, n, accented);
		const char *stem = is_accentless ? plint_lex_canon(w->arena, w->stemmer, accented, n + 1, &stem_len)
		                   : is_plain    ? plint_stemmer_stem(w->stemmer, canon, n, &stem_len)
		                                 : plint_lex_canon(w->arena, w->stemmer, word, len, &stem_len);
		info->stem = plint_lex_word_id(w->index, w->strings, stem, stem_len);
	}
	return id - 1;
}

/* A cursor over one text. */
struct cut {
	struct plint_lex_words *w;
	const char *text;
	uint32_t len, at;
	uint8_t glue;
};

static int32_t peek(const struct cut *c, uint32_t *size)
{
	if (c->at >= c->len) {
		*size = 0;
		return 0;
	}
	return plint_text_decode(c->text + c->at, c->len - c->at, size);
}

/* Value of CP as a digit of any of the scripts that plans are written in, or -1. */
static int digit_value(int32_t cp)
{
	static const int32_t zeros[] = {'0', 0x660, 0x6F0, 0x966};
	for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
		if (cp >= zeros[i] && cp <= zeros[i] + 9)
			return (int)(cp - zeros[i]);
	return -1;
}

static bool is_wide_blank(int32_t cp)
{
	return cp == 0xA0 || cp == 0x202F || cp == 0x2009;
}

static bool is_dash(int32_t cp)
{
	return cp == '-' || (cp >= 0x2010 && cp <= 0x2014) || cp == 0x2212;
}

/* What a separator between two runs of digits is; 0: none. */
static char digit_separator(int32_t cp)
{
	if (cp == '.' || cp == ',' || cp == '_' || cp == '\'')
		return (char)cp;
	if (cp == 0x66B) /* Arabic decimal sign */
		return ',';
	if (cp == 0x66C) /* Arabic thousands sign */
		return '\'';
	return is_wide_blank(cp) ? ' ' : cp == ' ' ? 's' : '\0';
}

#define MAX_RUNS 8
struct runs {
	double values[MAX_RUNS];
	uint8_t digits[MAX_RUNS];
	char separators[MAX_RUNS]; /* before each run but the first */
	unsigned count;
};

static void read_run(struct cut *c, double *value, uint8_t *digits)
{
	*value = 0;
	*digits = 0;
	for (;;) {
		uint32_t size;
		int32_t cp = peek(c, &size);
		int d = size ? digit_value(cp) : -1;
		if (d < 0)
			return;
		if (*digits < 100) {
			*value = *value * 10 + d;
			(*digits)++;
		}
		c->at += size;
	}
}

/* Whether digits follow at AT, exactly three of them where THREE is set. */
static bool has_digits(const struct cut *c, uint32_t at, bool three)
{
	struct cut ahead = *c;
	ahead.at = at;
	double value;
	uint8_t digits;
	read_run(&ahead, &value, &digits);
	return three ? digits == 3 : digits > 0;
}

static void read_runs(struct cut *c, struct runs *r)
{
	r->count = 0;
	for (;;) {
		read_run(c, &r->values[r->count], &r->digits[r->count]);
		r->count++;
		uint32_t size;
		int32_t cp = peek(c, &size);
		char separator = size ? digit_separator(cp) : '\0';
		/* A plain blank groups in the languages that group with blanks, and only threes behind one to three digits. */
		bool is_group = separator == 's' || separator == ' ';
		if (separator == 's' && (!c->w->has_decimal_comma || r->digits[0] > 3))
			return;
		if (!separator || r->count == MAX_RUNS || !has_digits(c, c->at + size, is_group))
			return;
		r->separators[r->count] = separator == 's' ? ' ' : separator;
		c->at += size;
	}
}

static bool is_grouped(const struct runs *r, unsigned count)
{
	for (unsigned i = 1; i < count; i++)
		if (r->digits[i] != 3 || r->separators[i] != r->separators[1])
			return false;
	return r->digits[0] <= 3;
}

/* Number that the runs say by the habits of the plan's language; false where they are a code such as 1.1.2. */
static bool runs_value(const struct cut *c, const struct runs *r, double *out)
{
	unsigned whole = r->count;
	char last = r->count > 1 ? r->separators[r->count - 1] : '\0';
	char decimal = c->w->has_decimal_comma ? ',' : '.';
	bool may_be_decimal = last == '.' || last == ',';
	bool differs = r->count > 2 && last != r->separators[1];
	/* Fields are written 38,000 in every language, and so are the titles beside them; nobody gives a share of "0,125" in thousands. */
	bool is_thousands = r->count == 2 && r->digits[1] == 3 && (last != decimal || (last == ',' && r->values[0] > 0 && r->digits[0] <= 3));
	if (may_be_decimal && (differs || (r->count == 2 && !is_thousands)))
		whole--;
	if (whole > 1 && !is_grouped(r, whole))
		return false;
	*out = r->values[0];
	for (unsigned i = 1; i < whole; i++)
		*out = *out * 1000 + r->values[i];
	if (whole < r->count) {
		double fraction = r->values[whole];
		for (unsigned i = 0; i < r->digits[whole]; i++)
			fraction /= 10;
		*out += fraction;
	}
	return true;
}

static struct plint_lex_tok *add_token(struct cut *c, uint32_t start)
{
	struct plint_lex_tok *t = plint_vec_add(&c->w->tokens, c->w->arena);
	t->start = start;
	t->end = c->at;
	t->glue = c->glue;
	c->glue = PLINT_GLUE_NONE;
	return t;
}

static void set_unit_text(struct plint_lex_tok *t, uint32_t start, uint32_t end)
{
	t->unit = PLINT_LEX_UNIT_TEXT;
	t->unit_start = start;
	t->unit_end = end;
}

/* Takes a percent sign behind the number T, with at most one blank between. */
static void take_percent(struct cut *c, struct plint_lex_tok *t)
{
	uint32_t size, blank = 0;
	int32_t cp = peek(c, &size);
	if (size && (cp == ' ' || is_wide_blank(cp))) {
		blank = size;
		struct cut ahead = *c;
		ahead.at += blank;
		cp = peek(&ahead, &size);
	}
	if (!size || (cp != '%' && cp != 0x66A && cp != 0x2030))
		return;
	c->at += blank + size;
	t->end = c->at;
	t->unit = PLINT_LEX_UNIT_PERCENT;
	if (cp == 0x2030)
		set_unit_text(t, c->at - size, c->at);
}

/* Letters glued to a number: "10k" multiplies; true for an ordinal ("1st", "2e"), which is no number. */
static bool take_glued_letters(struct cut *c, struct plint_lex_tok *t)
{
	static const char *const ordinals[] = {"st", "nd", "rd", "th", "er", "re", "e", "eme"};
	static const struct {
		const char *text;
		double factor;
	} factors[] = {{"k", 1e3}, {"K", 1e3}, {"M", 1e6}, {"mn", 1e6}, {"bn", 1e9}};
	uint32_t end = c->at;
	while (end < c->len && is_letter(c->text[end]))
		end++;
	uint32_t n = end - c->at;
	if (n == 0 || n > 3 || (end < c->len && (unsigned char)c->text[end] >= 0x80))
		return false;
	for (size_t i = 0; i < sizeof factors / sizeof *factors; i++)
		if (strlen(factors[i].text) == n && memcmp(factors[i].text, c->text + c->at, n) == 0) {
			t->number *= factors[i].factor;
			t->digits = 0;
			t->end = c->at = end;
			return false;
		}
	for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
		if (strlen(ordinals[i]) == n && memcmp(ordinals[i], c->text + c->at, n) == 0) {
			t->end = c->at = end;
			return true;
		}
	return false;
}

/* Currency sign right before START: its first byte, else START. */
static uint32_t currency_sign(const struct cut *c, uint32_t start)
{
	static const char *const signs[] = {"$", "€", "£", "¥", "₹", "₱", "₦", "₵"};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		uint32_t n = (uint32_t)strlen(signs[i]);
		if (start >= n && memcmp(c->text + start - n, signs[i], n) == 0)
			return start - n;
	}
	return start;
}

/* Whether R is day.month.year, written with points. */
static bool is_dotted_day(const struct runs *r)
{
	return r->count == 3 && r->separators[1] == '.' && r->separators[2] == '.' && r->digits[2] == 4 && r->values[0] >= 1 &&
	       r->values[0] <= 31 && r->values[1] >= 1 && r->values[1] <= 12;
}

static void cut_number(struct cut *c)
{
	uint32_t start = c->at;
	bool is_negative = c->glue == PLINT_GLUE_DASH && start > 0 && c->text[start - 1] == '-' &&
	                   (start == 1 || c->text[start - 2] == ' ' || c->text[start - 2] == '(');
	struct runs r;
	read_runs(c, &r);
	struct plint_lex_tok *t = add_token(c, start);
	if (is_dotted_day(&r)) {
		t->flags = PLINT_TOK_CODE;
		plint_lex_set_day(t, r.values[2], r.values[1], r.values[0]);
		t->date_len = 1;
		return;
	}
	if (!runs_value(c, &r, &t->number)) {
		t->flags = PLINT_TOK_CODE;
		return;
	}
	t->digits = r.count == 1 ? r.digits[0] : 0;
	if (is_negative)
		t->number = -t->number;
	if (take_glued_letters(c, t)) {
		t->flags = PLINT_TOK_CODE;
		return;
	}
	t->flags = PLINT_TOK_NUMBER;
	t->number_len = 1;
	take_percent(c, t);
	uint32_t sign = currency_sign(c, start);
	if (sign < start) {
		set_unit_text(t, sign, start);
		t->start = sign;
	}
}

/* End of the word at the cursor. Letters and their marks, digits and '_' go on; an apostrophe does not. */
static uint32_t word_end(const struct cut *c)
{
	uint32_t at = c->at;
	while (at < c->len) {
		char ch = c->text[at];
		if (is_letter(ch) || plint_text_is_digit_byte(ch) || ch == '_') {
			at++;
			continue;
		}
		if ((unsigned char)ch < 0x80)
			break;
		uint32_t size;
		int32_t cp = plint_text_decode(c->text + at, c->len - at, &size);
		if (cp < 0 || cp == 0x2BC || !plint_text_is_name_char(cp))
			break;
		at += size;
	}
	return at;
}

/* Bytes of a possessive "'s" at AT, else 0. */
static uint32_t possessive(const struct cut *c, uint32_t at)
{
	uint32_t n = 0;
	if (at < c->len && c->text[at] == '\'')
		n = 1;
	else if (at + 3 <= c->len && memcmp(c->text + at, "\xE2\x80\x99", 3) == 0)
		n = 3;
	else if (at + 2 <= c->len && memcmp(c->text + at, "\xCA\xBC", 2) == 0)
		n = 2;
	if (n == 0 || at + n >= c->len || (c->text[at + n] != 's' && c->text[at + n] != 'S'))
		return 0;
	uint32_t next = at + n + 1;
	bool ends = next >= c->len || (!is_letter(c->text[next]) && !plint_text_is_digit_byte(c->text[next]) && (unsigned char)c->text[next] < 0x80);
	return ends ? n + 1 : 0;
}

static bool is_all(const char *text, uint32_t len, char c)
{
	for (uint32_t i = 0; i < len; i++)
		if (text[i] != c)
			return false;
	return len >= 2;
}

static void cut_word(struct cut *c)
{
	uint32_t start = c->at;
	c->at = word_end(c);
	const char *word = c->text + start;
	uint32_t len = c->at - start;
	struct plint_lex_tok *t = add_token(c, start);
	t->flags = PLINT_TOK_WORD;
	t->info = know_word(c->w, word, len);
	const struct plint_lex_word *info = &c->w->infos.items[t->info];
	t->stem = info->stem;
	t->exact = info->exact;
	t->number_len = 1;
	bool is_capitals = len == 3;
	for (uint32_t i = 0; i < len && is_capitals; i++)
		is_capitals = word[i] >= 'A' && word[i] <= 'Z';
	if (is_capitals)
		t->flags |= PLINT_TOK_CAPITALS;
	if (is_all(word, len, 'X')) {
		t->flags |= PLINT_TOK_NUMBER | PLINT_TOK_UNDECIDED;
		take_percent(c, t);
	} else if (info->flags & WORD_SPELLED) {
		t->flags |= PLINT_TOK_NUMBER | PLINT_TOK_SPELLED;
		t->number = info->value;
	}
	c->at += possessive(c, c->at);
}

/* Signs that say by themselves that something is counted, as in "# of visits" or "Staff trained (%)". */
static bool is_sign(int32_t cp)
{
	return cp == '%' || cp == '#' || cp == 0x2030;
}

/* A sign that belongs to no number is a word. */
static void cut_sign(struct cut *c, uint32_t size)
{
	uint32_t start = c->at;
	c->at += size;
	struct plint_lex_tok *t = add_token(c, start);
	t->flags = PLINT_TOK_WORD;
	t->info = know_word(c->w, c->text + start, size);
	const struct plint_lex_word *info = &c->w->infos.items[t->info];
	t->stem = info->stem;
	t->exact = info->exact;
	t->number_len = 1;
}

static void note_glue(struct cut *c, int32_t cp)
{
	uint8_t glue = PLINT_GLUE_OTHER;
	if (cp == ' ' || cp == '\t' || cp == '\n' || is_wide_blank(cp))
		glue = PLINT_GLUE_BLANK;
	else if (is_dash(cp))
		glue = PLINT_GLUE_DASH;
	else if (cp == '/')
		glue = PLINT_GLUE_SLASH;
	else if (cp == '\'' || cp == 0x2019)
		glue = PLINT_GLUE_BLANK; /* d'ici, l'an */
	if (glue > c->glue)
		c->glue = glue;
}

void plint_lex_cut(struct plint_lex_words *w, const char *text, uint32_t len)
{
	struct cut c = {.w = w, .text = text, .len = len};
	w->tokens.count = 0;
	while (c.at < len && w->tokens.count < PLINT_LEX_MAX_TOKENS) {
		char ch = text[c.at];
		if (is_letter(ch)) {
			cut_word(&c);
			continue;
		}
		uint32_t size;
		int32_t cp = plint_text_decode(text + c.at, len - c.at, &size);
		if (digit_value(cp) >= 0) {
			cut_number(&c);
		} else if (cp >= 0x80 && cp != 0x2BC && plint_text_is_name_start(cp)) {
			cut_word(&c);
		} else if (is_sign(cp)) {
			cut_sign(&c, size);
		} else {
			note_glue(&c, cp);
			c.at += size;
		}
	}
	plint_lex_join(w, text);
}

static const struct plint_lex_word *info_of(const struct plint_lex_words *w, const struct plint_lex_tok *t)
{
	return &w->infos.items[t->info];
}

bool plint_lex_is_article(const struct plint_lex_words *w, const struct plint_lex_tok *t)
{
	if (t->flags & PLINT_TOK_WORD)
		return info_of(w, t)->flags & WORD_ARTICLE;
	return t->flags & (PLINT_TOK_CODE | PLINT_TOK_NUMBER);
}

uint32_t plint_lex_date_lead(const struct plint_lex_words *w, uint32_t i)
{
	uint32_t n = 0;
	for (; i + n < w->tokens.count && n <= 6; n++) {
		const struct plint_lex_tok *t = &w->tokens.items[i + n];
		if (t->flags & PLINT_TOK_DATE)
			return n + t->date_len;
		if (!(t->flags & PLINT_TOK_WORD) || !(info_of(w, t)->flags & WORD_LEAD))
			return 0;
	}
	return 0;
}
