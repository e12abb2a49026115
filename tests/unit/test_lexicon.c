/* The cutter of titles, the tables and the matcher of word lists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/text.h"
#include "expr/lexicon.h"
#include "expr/lexicon_tokens.h"
#include "syntax/parse.h"

enum { LIST_WEAK, LIST_ACTIVITY, LIST_KEEP, LIST_MEASURE, LIST_FROM_TO, LIST_BY_PERCENT, LIST_COHORT, LIST_CLIENTS, LIST_AND_VERB, LIST_COUNT };
static const char *const list_names[] = {"weak_verbs", "activity_verbs", "keep_verbs", "measure", "from_to",
                                         "by_percent", "cohort",         "clients",    "and_verb"};
static const char *const languages[] = {"en", "fr", "es", "ar"};

struct entry {
	unsigned list, language;
	enum plint_lex_class how;
	const char *text;
};
static const struct entry entries[] = {
    {LIST_WEAK, 0, PLINT_LEX_STEM, "strengthen"},
    {LIST_WEAK, 0, PLINT_LEX_STEM, "improve"},
    {LIST_WEAK, 0, PLINT_LEX_STEM, "to enhance"},
    {LIST_WEAK, 0, PLINT_LEX_WORD, "become"},
    {LIST_ACTIVITY, 0, PLINT_LEX_STEM, "carry out"},
    {LIST_KEEP, 0, PLINT_LEX_STEM, "maintain"},
    {LIST_MEASURE, 0, PLINT_LEX_STEM, "share of"},
    {LIST_MEASURE, 0, PLINT_LEX_STEM, "{percent}"},
    {LIST_MEASURE, 0, PLINT_LEX_STEM, "{amount}"},
    {LIST_FROM_TO, 0, PLINT_LEX_STEM, "from {amount} to {amount}"},
    {LIST_BY_PERCENT, 0, PLINT_LEX_STEM, "by {percent}"},
    {LIST_COHORT, 0, PLINT_LEX_STEM, "after {number} years"},
    {LIST_CLIENTS, 0, PLINT_LEX_STEM, "client"},
    {LIST_CLIENTS, 0, PLINT_LEX_STEM, "low-income household"},
    {LIST_CLIENTS, 0, PLINT_LEX_WORD, "women's"},
    {LIST_AND_VERB, 0, PLINT_LEX_STEM, "and {verb}"},
    {LIST_MEASURE, 0, PLINT_LEX_WORD, "%"},
    {LIST_MEASURE, 0, PLINT_LEX_WORD, "#"},
    {LIST_WEAK, 0, PLINT_LEX_WORD, "enhanced {end}"},
    {LIST_WEAK, 1, PLINT_LEX_STEM, "améliorer"},
    {LIST_FROM_TO, 1, PLINT_LEX_STEM, "de {amount} à {amount}"},
    {LIST_BY_PERCENT, 1, PLINT_LEX_STEM, "d'au moins {percent}"},
    {LIST_CLIENTS, 1, PLINT_LEX_STEM, "accès"},
    {LIST_WEAK, 2, PLINT_LEX_STEM, "fortalecer"},
    {LIST_WEAK, 2, PLINT_LEX_STEM, "promoción"},
    {LIST_FROM_TO, 2, PLINT_LEX_STEM, "del {amount} al {amount}"},
    {LIST_FROM_TO, 3, PLINT_LEX_STEM, "من {amount} إلى {amount}"},
    {LIST_WEAK, 3, PLINT_LEX_STEM, "تحسين"},
};

struct alias {
	const char *text;
	uint32_t row;
};
static const struct alias aliases[] = {{"par30", 0}, {"clients", 1}, {"number of active clients", 2}};
static const char *const rows[][2] = {{"PAR30", "percent"}, {"clients", "persons"}, {"active clients", "persons"}};

/* Tables made of the entries above, and a model without blocks. */
struct fixture {
	struct plint_arena arena;
	struct plint_lexicons tables;
	struct plint_buf strings;
	PLINT_VEC(struct plint_lex_phrase) phrases;
	PLINT_VEC(struct plint_lex_token) tokens;
	struct plint_intern atoms;
	struct plint_ast ast;
	struct plint_source source;
	struct plint_model model;
	struct plint_lexicon *lexicon;
};

static uint32_t put_text(struct fixture *f, const char *text)
{
	uint32_t at = (uint32_t)f->strings.len;
	plint_buf_add(&f->strings, text, strlen(text) + 1);
	return at;
}

static void put_entry(struct fixture *f, unsigned list, unsigned language, enum plint_lex_class how, const char *text, uint32_t row)
{
	struct plint_lex_entry_token cut[16];
	struct plint_stemmer *stemmer = plint_stemmer_new(&f->arena, languages[language]);
	uint32_t n = plint_lexicons_cut(&f->arena, stemmer, how, text, strlen(text), cut, 16);
	assert_true(n > 0);
	struct plint_lex_phrase *p = plint_vec_add(&f->phrases, &f->arena);
	*p = (struct plint_lex_phrase){f->tokens.count, n, (uint16_t)list, (uint16_t)language, row};
	for (uint32_t i = 0; i < n; i++) {
		struct plint_lex_token *t = plint_vec_add(&f->tokens, &f->arena);
		t->text = put_text(f, cut[i].text);
		t->klass = (uint8_t)cut[i].klass;
	}
	plint_stemmer_free(stemmer);
}

static void put_tables(struct fixture *f)
{
	static uint32_t names[LIST_COUNT], codes[4];
	static struct plint_lex_indicator indicators[3];
	put_text(f, "");
	for (unsigned i = 0; i < LIST_COUNT; i++)
		names[i] = put_text(f, list_names[i]);
	for (unsigned i = 0; i < 4; i++)
		codes[i] = put_text(f, languages[i]);
	memset(indicators, 0, sizeof indicators);
	for (unsigned i = 0; i < 3; i++) {
		indicators[i].title = put_text(f, rows[i][0]);
		indicators[i].unit = put_text(f, rows[i][1]);
		indicators[i].dimension = put_text(f, "outreach");
		indicators[i].kind = put_text(f, i == 1 ? "process" : "result");
	}
	for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
		put_entry(f, entries[i].list, entries[i].language, entries[i].how, entries[i].text, 0);
		f->tables.lists_of_language[entries[i].language] |= (uint64_t)1 << entries[i].list;
	}
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		put_entry(f, UINT16_MAX, 0, PLINT_LEX_STEM, aliases[i].text, aliases[i].row);
	struct plint_lexicons *l = &f->tables;
	l->strings = f->strings.text;
	l->names = names;
	l->name_count = LIST_COUNT;
	l->languages = codes;
	l->language_count = 4;
	l->phrases = f->phrases.items;
	l->phrase_count = f->phrases.count;
	l->tokens = f->tokens.items;
	l->token_count = f->tokens.count;
	l->indicators = indicators;
	l->indicator_count = 3;
	plint_lexicons_index(&f->arena, l);
}

static struct plint_lexicon *matcher(struct fixture *f, const char *language)
{
	plint_lexicon_free(f->lexicon);
	f->lexicon = plint_lexicon_new(&f->arena, &f->tables, language, &f->model);
	return f->lexicon;
}

static int set_up(void **state)
{
	static struct fixture fixture;
	static const uint64_t key[2] = {1, 2};
	struct fixture *f = &fixture;
	memset(f, 0, sizeof *f);
	plint_arena_init(&f->arena, NULL, NULL, 0);
	plint_buf_init(&f->strings, &f->arena);
	put_tables(f);
	plint_intern_init(&f->atoms, &f->arena, key);
	plint_source_init(&f->source, &f->arena);
	f->ast.arena = &f->arena;
	f->ast.source = &f->source;
	f->model.arena = &f->arena;
	f->model.ast = &f->ast;
	f->model.atoms = &f->atoms;
	f->model.atom_percent = plint_intern_put(&f->atoms, "percent", 7);
	f->model.atom_pp = plint_intern_put(&f->atoms, "pp", 2);
	f->model.currency = plint_intern_put(&f->atoms, "IZD", 3);
	f->model.year_starts1 = 4;
	f->model.language = "en";
	matcher(f, "en");
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	plint_lexicon_free(f->lexicon);
	plint_arena_clear(&f->arena);
	return 0;
}

/* TEXT as a text that an expression has made. */
static struct plint_value made(struct fixture *f, const char *text)
{
	struct plint_chars *chars = plint_arena_alloc(&f->arena, sizeof *chars);
	*chars = (struct plint_chars){text, (uint32_t)strlen(text)};
	return (struct plint_value){.type = PLINT_TYPE_TEXT, .state = PLINT_KNOWN, .flags = PLINT_VALUE_MADE_TEXT, .u = {.chars = chars}};
}

static enum plint_truth mentions(struct fixture *f, const char *text, unsigned list)
{
	struct plint_value v = made(f, text);
	return plint_lexicon_mentions(f->lexicon, &v, list);
}

static enum plint_truth starts(struct fixture *f, const char *text, unsigned list)
{
	struct plint_value v = made(f, text);
	return plint_lexicon_starts(f->lexicon, &v, list);
}

/* The amounts of TEXT as "14 percent; 48 IZD". */
static const char *amounts(struct fixture *f, const char *text)
{
	struct plint_value v = made(f, text);
	const struct plint_value *items;
	uint32_t count;
	struct plint_buf out;
	plint_buf_init(&out, &f->arena);
	plint_lexicon_amounts(f->lexicon, &f->arena, &v, &items, &count);
	for (uint32_t i = 0; i < count; i++) {
		if (i)
			plint_buf_str(&out, "; ");
		if (items[i].state == PLINT_UNDECIDED)
			plint_buf_str(&out, "XX");
		else
			plint_buf_printf(&out, "%.10g", items[i].u.number);
		if (items[i].unit)
			plint_buf_printf(&out, " %s", plint_intern_text(&f->atoms, items[i].unit));
	}
	return out.text;
}

/* The dates of TEXT as "2027-01-01..2027-12-31". */
static const char *dates(struct fixture *f, const char *text)
{
	struct plint_value v = made(f, text);
	const struct plint_value *items;
	uint32_t count;
	struct plint_buf out;
	plint_buf_init(&out, &f->arena);
	plint_lexicon_dates(f->lexicon, &f->arena, &v, &items, &count);
	for (uint32_t i = 0; i < count; i++) {
		int y1, y2;
		unsigned m1, m2, d1, d2;
		plint_date_civil(items[i].u.days.first, &y1, &m1, &d1);
		plint_date_civil(items[i].u.days.last, &y2, &m2, &d2);
		plint_buf_printf(&out, "%s%04d-%02u-%02u..%04d-%02u-%02u", i ? "; " : "", y1, m1, d1, y2, m2, d2);
	}
	return out.text;
}

/* The first match of LIST in TEXT: "text|from=14|to=20". */
static const char *found(struct fixture *f, const char *text, unsigned list)
{
	struct plint_value v = made(f, text);
	const struct plint_lex_match *items;
	uint32_t count;
	struct plint_buf out;
	plint_buf_init(&out, &f->arena);
	assert_true(plint_lexicon_found(f->lexicon, &f->arena, &v, list, &items, &count));
	for (uint32_t i = 0; i < count; i++) {
		plint_buf_printf(&out, "%s%.*s", i ? " / " : "", (int)items[i].len, items[i].text);
		for (uint32_t k = 0; k < items[i].capture_count; k++)
			plint_buf_printf(&out, "|%s=%.10g", items[i].captures[k].name, items[i].captures[k].value.u.number);
	}
	return out.text;
}

static void words_are_found_by_stem_anywhere(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(mentions(f, "Satisfaction of our Clients", LIST_CLIENTS), PLINT_YES);
	assert_int_equal(mentions(f, "the client's view", LIST_CLIENTS), PLINT_YES);
	assert_int_equal(mentions(f, "clients’ views", LIST_CLIENTS), PLINT_YES);
	assert_int_equal(mentions(f, "low income households", LIST_CLIENTS), PLINT_YES);
	assert_int_equal(mentions(f, "Low-Income Households", LIST_CLIENTS), PLINT_YES);
	assert_int_equal(mentions(f, "income of households that are low", LIST_CLIENTS), PLINT_NO);
	assert_int_equal(mentions(f, "women’s groups", LIST_CLIENTS), PLINT_YES);
}

static void possessive_entry_finds_the_plain_word_too(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(mentions(f, "loans to women", LIST_CLIENTS), PLINT_YES);
	assert_int_equal(mentions(f, "loans to a woman", LIST_CLIENTS), PLINT_NO); /* an exact word */
}

static void start_skips_articles_numbers_and_dates(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(starts(f, "Improve the service", LIST_WEAK), PLINT_YES);
	assert_int_equal(starts(f, "To improve the service", LIST_WEAK), PLINT_YES);
	assert_int_equal(starts(f, "1.1 Improving the service", LIST_WEAK), PLINT_YES);
	assert_int_equal(starts(f, "1.1.2: Improve", LIST_WEAK), PLINT_YES);
	assert_int_equal(starts(f, "By the end of 2027, strengthen the service", LIST_WEAK), PLINT_YES);
	assert_int_equal(starts(f, "By 2027 strengthen the service", LIST_WEAK), PLINT_YES);
	assert_int_equal(starts(f, "Clients improve their houses", LIST_WEAK), PLINT_NO);
	assert_int_equal(mentions(f, "Clients improve their houses", LIST_WEAK), PLINT_YES);
	assert_int_equal(starts(f, "Carrying out five surveys", LIST_ACTIVITY), PLINT_YES);
	assert_int_equal(starts(f, "Become the leader", LIST_WEAK), PLINT_YES);
	assert_int_equal(starts(f, "Becoming the leader", LIST_WEAK), PLINT_NO); /* an exact word */
}

static void verb_class_takes_any_phrase_of_the_verb_lists(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(mentions(f, "Open branches and improve incomes", LIST_AND_VERB), PLINT_YES);
	assert_int_equal(mentions(f, "Open branches and carry out surveys", LIST_AND_VERB), PLINT_YES);
	assert_int_equal(mentions(f, "loans and training", LIST_AND_VERB), PLINT_NO);
}

static void numbers_and_units_are_read_as_people_write_them(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(amounts(f, "Raise it from 14% to 20 %"), "14 percent; 20 percent");
	assert_string_equal(amounts(f, "by 5 percentage points, 3 pp, 7 percent, 8 per cent"), "5 pp; 3 pp; 7 percent; 8 percent");
	assert_string_equal(amounts(f, "less than USD 4 a day"), "4 USD");
	assert_string_equal(amounts(f, "from IZD 61 to 48 IZD"), "61 IZD; 48 IZD");
	assert_string_equal(amounts(f, "1,500 clients and 12 FTE"), "1500 clients; 12 FTE");
	assert_string_equal(amounts(f, "IZD 1.2 million for 10k clients"), "1200000 IZD; 10000 clients");
	assert_string_equal(amounts(f, "$4 and €1,200.50"), "4 $; 1200.5 €");
	assert_string_equal(amounts(f, "XX% of clients, IZD XX"), "XX percent; XX IZD");
	assert_string_equal(amounts(f, "3\xE2\x80\x93" "5% of 30-day loans"), "3; 5 percent; 30 day");
	assert_string_equal(amounts(f, "2000 clients by 2027"), "2000 clients");
	assert_string_equal(amounts(f, "PAR30, OSS, 1.1.2, 1st place"), "");
	assert_string_equal(amounts(f, "ten branches"), ""); /* in letters: for patterns only */
	assert_string_equal(amounts(f, "-3% real growth"), "-3 percent");
}

static void other_languages_have_their_own_numbers(void **state)
{
	struct fixture *f = *state;
	matcher(f, "fr");
	assert_string_equal(amounts(f, "porter de 14,5 % à 20 %"), "14.5 percent; 20 percent");
	assert_string_equal(amounts(f, "de XOF 38,000 à XOF 29,000"), "38000 XOF; 29000 XOF");
	assert_string_equal(amounts(f, "de 0,125 à 1234,567"), "0.125; 1234.567");
	assert_string_equal(amounts(f, "12 500 clients, 1,2 million de ménages"), "12500 clients; 1200000 ménages");
	assert_string_equal(amounts(f, "5 points de pourcentage, 8 pour cent"), "5 pp; 8 percent");
	matcher(f, "es");
	assert_string_equal(amounts(f, "1.200 socios, 3,5 millones, 5 puntos porcentuales"), "1200 socios; 3500000; 5 pp");
	matcher(f, "ar");
	assert_string_equal(amounts(f, "٢٠٪"), "20 percent");
}

static void dates_are_periods(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(dates(f, "Open ten branches by 2027"), "2027-01-01..2027-12-31");
	assert_string_equal(dates(f, "2027-12 and 2027-06-30"), "2027-12-01..2027-12-31; 2027-06-30..2027-06-30");
	assert_string_equal(dates(f, "2027-Q4, Q1 2028"), "2027-10-01..2027-12-31; 2028-01-01..2028-03-31");
	assert_string_equal(dates(f, "December 2027"), "2027-12-01..2027-12-31");
	assert_string_equal(dates(f, "31 December 2027; December 30, 2027"), "2027-12-31..2027-12-31; 2027-12-30..2027-12-30");
	assert_string_equal(dates(f, "1st May 2027, 31/12/2028, 30.06.2029"),
	                    "2027-05-01..2027-05-01; 2028-12-31..2028-12-31; 2029-06-30..2029-06-30");
	assert_string_equal(dates(f, "FY2027"), "2026-04-01..2027-03-31"); /* the year starts in April */
	assert_string_equal(dates(f, "FY28 / FY 2029"), "2027-04-01..2028-03-31; 2028-04-01..2029-03-31");
	assert_string_equal(dates(f, "2027-2029, 2027/28"), "2027-01-01..2029-12-31; 2027-01-01..2028-12-31");
	assert_string_equal(dates(f, "2000 clients, 1500 loans, 3000"), "");
	assert_string_equal(dates(f, "31 February 2027"), "2027-02-01..2027-02-28"); /* the month stands */
	assert_string_equal(dates(f, "clients may save in may"), "");
	matcher(f, "fr");
	assert_string_equal(dates(f, "d'ici fin décembre 2027"), "2027-12-01..2027-12-31");
	matcher(f, "es");
	assert_string_equal(dates(f, "a más tardar el 31 de diciembre de 2027"), "2027-12-31..2027-12-31");
}

static void captures_have_the_same_names_in_every_language(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(found(f, "Raise the share from 14% to 20% soon", LIST_FROM_TO), "from 14% to 20%|from=14|to=20");
	assert_string_equal(found(f, "Cut it from IZD 61 to IZD 48", LIST_FROM_TO), "from IZD 61 to IZD 48|from=61|to=48");
	assert_string_equal(found(f, "from ten to twenty branches", LIST_FROM_TO), "from ten to twenty branches|from=10|to=20");
	assert_string_equal(found(f, "from 9 working days in 2026 to 5 days", LIST_FROM_TO),
	                    "from 9 working days in 2026 to 5 days|from=9|to=5");
	assert_string_equal(found(f, "after 3 years", LIST_COHORT), "after 3 years|after=3");
	matcher(f, "fr");
	assert_string_equal(found(f, "Porter la part de 14 % à 20 %", LIST_FROM_TO), "de 14 % à 20 %|from=14|to=20");
	assert_int_equal(mentions(f, "une hausse d’au moins 5 %", LIST_BY_PERCENT), PLINT_YES);
	matcher(f, "es");
	assert_string_equal(found(f, "pasar del 14 % al 20 %", LIST_FROM_TO), "del 14 % al 20 %|from=14|to=20");
	matcher(f, "ar");
	assert_string_equal(found(f, "زيادة من 14% إلى 20%", LIST_FROM_TO), "من 14% إلى 20%|from=14|to=20");
}

static void longest_match_wins_and_matches_do_not_overlap(void **state)
{
	struct fixture *f = *state;
	assert_string_equal(found(f, "Share of clients: 5% of 200 loans", LIST_MEASURE), "Share of / 5%|percent=5 / 200 loans|amount=200");
}

static void percent_is_no_other_amount(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(mentions(f, "grow by 20%", LIST_BY_PERCENT), PLINT_YES);
	assert_int_equal(mentions(f, "grow by 20 percent", LIST_BY_PERCENT), PLINT_YES);
	assert_int_equal(mentions(f, "grow by 20 clients", LIST_BY_PERCENT), PLINT_NO);
	assert_int_equal(mentions(f, "grow by 20 pp", LIST_BY_PERCENT), PLINT_NO);
	assert_int_equal(mentions(f, "grow by 2027", LIST_MEASURE), PLINT_NO); /* a year is no amount */
}

static void accents_do_not_count(void **state)
{
	struct fixture *f = *state;
	matcher(f, "fr");
	assert_int_equal(starts(f, "Améliorer le service", LIST_WEAK), PLINT_YES);
	assert_int_equal(starts(f, "AMELIORER le service", LIST_WEAK), PLINT_YES);
	assert_int_equal(mentions(f, "l'accès aux services", LIST_CLIENTS), PLINT_YES);
	assert_int_equal(mentions(f, "l’accès", LIST_CLIENTS), PLINT_YES);
}

static void end_class_takes_the_end_of_the_text_only(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(mentions(f, "Service enhanced", LIST_WEAK), PLINT_YES);
	assert_int_equal(mentions(f, "Service enhanced.", LIST_WEAK), PLINT_YES);
	assert_int_equal(mentions(f, "Enhanced", LIST_WEAK), PLINT_YES);
	assert_int_equal(mentions(f, "Enhanced seed sown", LIST_WEAK), PLINT_NO);
	assert_int_equal(mentions(f, "", LIST_WEAK), PLINT_NO);
}

static void signs_of_counting_are_words(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(mentions(f, "% of clients", LIST_MEASURE), PLINT_YES);
	assert_int_equal(mentions(f, "Clients trained (%)", LIST_MEASURE), PLINT_YES);
	assert_int_equal(mentions(f, "# of clients", LIST_MEASURE), PLINT_YES);
	assert_int_equal(mentions(f, "clients", LIST_MEASURE), PLINT_NO);
	assert_int_equal(starts(f, "# Improve the service", LIST_WEAK), PLINT_YES);
	assert_string_equal(amounts(f, "from 14 % to 20%"), "14 percent; 20 percent"); /* a sign behind a number is its unit */
}

static void spanish_endings_are_known_without_their_accent(void **state)
{
	struct fixture *f = *state;
	matcher(f, "es");
	assert_int_equal(starts(f, "Promoción del ahorro", LIST_WEAK), PLINT_YES);
	assert_int_equal(starts(f, "Promocion del ahorro", LIST_WEAK), PLINT_YES);
	assert_int_equal(starts(f, "PROMOCION DEL AHORRO", LIST_WEAK), PLINT_YES);
}

static void arabic_article_does_not_count(void **state)
{
	struct fixture *f = *state;
	matcher(f, "ar");
	assert_int_equal(mentions(f, "تحسين الخدمات", LIST_WEAK), PLINT_YES);
	assert_int_equal(mentions(f, "التحسين المستمر", LIST_WEAK), PLINT_YES);
	assert_int_equal(mentions(f, "والتحسين", LIST_WEAK), PLINT_YES);
	assert_int_equal(mentions(f, "ال", LIST_WEAK), PLINT_NO);
}

static void unknown_language_or_list_decides_nothing(void **state)
{
	struct fixture *f = *state;
	matcher(f, "sw");
	assert_int_equal(mentions(f, "clients", LIST_CLIENTS), PLINT_MAYBE);
	assert_string_equal(amounts(f, "20%"), "20 percent");
	matcher(f, "es");
	assert_int_equal(mentions(f, "clientes", LIST_CLIENTS), PLINT_MAYBE); /* es has no such list */
	assert_int_equal(mentions(f, "x", 63), PLINT_MAYBE);
	matcher(f, "fr-CA");
	assert_int_equal(starts(f, "Améliorer", LIST_WEAK), PLINT_YES);
}

static void missing_text_decides_nothing(void **state)
{
	struct fixture *f = *state;
	struct plint_value v = {.type = PLINT_TYPE_TEXT, .state = PLINT_MISSING};
	assert_int_equal(plint_lexicon_mentions(f->lexicon, &v, LIST_CLIENTS), PLINT_MAYBE);
}

static void bad_entries_are_refused(void **state)
{
	struct fixture *f = *state;
	struct plint_lex_entry_token cut[4];
	assert_int_equal(plint_lexicons_cut(&f->arena, NULL, PLINT_LEX_STEM, "by {share}", 10, cut, 4), 0);
	assert_int_equal(plint_lexicons_cut(&f->arena, NULL, PLINT_LEX_STEM, "by {amount", 10, cut, 4), 0);
	assert_int_equal(plint_lexicons_cut(&f->arena, NULL, PLINT_LEX_STEM, "a b c d e", 9, cut, 4), 0);
	assert_int_equal(plint_lexicons_cut(&f->arena, NULL, PLINT_LEX_STEM, " ,", 2, cut, 4), 0);
	assert_int_equal(plint_lexicons_cut(&f->arena, NULL, PLINT_LEX_STEM, "{end}", 5, cut, 4), 0);
	assert_int_equal(plint_lexicons_cut(&f->arena, NULL, PLINT_LEX_STEM, "so {end} it", 11, cut, 4), 0);
	assert_int_equal(plint_lexicons_cut(&f->arena, NULL, PLINT_LEX_STEM, "so {end}", 8, cut, 4), 2);
}

static void index_is_the_same_when_it_is_made_late(void **state)
{
	struct fixture *f = *state;
	f->tables.index = NULL;
	matcher(f, "en");
	assert_int_equal(mentions(f, "clients", LIST_CLIENTS), PLINT_YES);
}

static void suggestions_go_by_dimension_and_kind(void **state)
{
	struct fixture *f = *state;
	const struct plint_lex_indicator *out[5];
	assert_int_equal(plint_lexicons_suggest(&f->tables, "outreach", "result", out, 5), 2);
	assert_string_equal(f->tables.strings + out[1]->title, "active clients");
	assert_int_equal(plint_lexicons_suggest(&f->tables, "outreach", "result", out, 1), 1);
	assert_int_equal(plint_lexicons_suggest(&f->tables, "needs", "result", out, 5), 0);
}

static void lists_are_found_by_name(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(plint_lexicons_find(&f->tables, "measure", 7), LIST_MEASURE);
	assert_int_equal(plint_lexicons_find(&f->tables, "measur", 6), -1);
}

static void small_words_are_sorted(void **state)
{
	static const char *const words[] = {
#define PLINT_LEX_SMALL(text, languages, flags, value) text,
#include "expr/lexicon_words.def"
#undef PLINT_LEX_SMALL
	};
	(void)state;
	for (size_t i = 1; i < sizeof words / sizeof *words; i++)
		assert_true(strcmp(words[i - 1], words[i]) <= 0);
}

static void hostile_texts_end(void **state)
{
	struct fixture *f = *state;
	char *text = plint_arena_alloc(&f->arena, 400001);
	for (uint32_t i = 0; i < 400000; i++)
		text[i] = "from 1 "[i % 7];
	text[400000] = '\0';
	assert_int_equal(mentions(f, text, LIST_FROM_TO), PLINT_NO);
	memset(text, '9', 400000);
	assert_int_equal(mentions(f, text, LIST_MEASURE), PLINT_YES);
	assert_int_equal(mentions(f, "\xE2\x80", LIST_MEASURE), PLINT_NO);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(words_are_found_by_stem_anywhere),
	    TEST(possessive_entry_finds_the_plain_word_too),
	    TEST(start_skips_articles_numbers_and_dates),
	    TEST(verb_class_takes_any_phrase_of_the_verb_lists),
	    TEST(numbers_and_units_are_read_as_people_write_them),
	    TEST(other_languages_have_their_own_numbers),
	    TEST(dates_are_periods),
	    TEST(captures_have_the_same_names_in_every_language),
	    TEST(longest_match_wins_and_matches_do_not_overlap),
	    TEST(percent_is_no_other_amount),
	    TEST(accents_do_not_count),
	    TEST(end_class_takes_the_end_of_the_text_only),
	    TEST(signs_of_counting_are_words),
	    TEST(spanish_endings_are_known_without_their_accent),
	    TEST(arabic_article_does_not_count),
	    TEST(unknown_language_or_list_decides_nothing),
	    TEST(missing_text_decides_nothing),
	    TEST(bad_entries_are_refused),
	    TEST(index_is_the_same_when_it_is_made_late),
	    TEST(suggestions_go_by_dimension_and_kind),
	    TEST(lists_are_found_by_name),
	    TEST(small_words_are_sorted),
	    TEST(hostile_texts_end),
	};
	return cmocka_run_group_tests_name("lexicon", tests, NULL, NULL);
}
