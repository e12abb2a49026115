/* Reading errors in other languages, and the phrases of the output and of messages in each language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "diag/phrases.h"
#include "rule/check.h"
#include "rule/texts.h"

static struct plint_arena arena;
static struct plint_pack pack;
static struct plint_settings settings;
static struct plint_check_config config;
static struct plint_checker *checker;
static const struct plint_checked *checked;

static int setup(void **state)
{
	(void)state;
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_pack_default(&pack);
	plint_settings_init(&settings, &arena, &pack);
	config = (struct plint_check_config){.pack = &pack, .settings = &settings, .want_rules = true};
	config.today.type = PLINT_TYPE_DATE;
	config.today.state = PLINT_MISSING;
	checker = plint_checker_new(&arena, &config);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	plint_checker_free(checker);
	plint_arena_clear(&arena);
	return 0;
}

/* The first finding of RULE when TEXT is checked with messages in LANGUAGE; NULL: the plan's own. */
static const struct plint_diag *find(const char *language, const char *text, const char *rule)
{
	config.language = language;
	plint_checker_configure(checker, &config);
	plint_checker_begin(checker);
	size_t len = strlen(text);
	char *copy = plint_arena_calloc(plint_checker_arena(checker), 1, len + 2);
	memcpy(copy, text, len);
	assert_true(plint_checker_add(checker, "a.plan", copy, len, 0, 0));
	checked = plint_checker_run(checker, NULL);
	for (uint32_t i = 0; i < checked->diags->items.count; i++)
		if (strcmp(checked->diags->items.items[i].rule, rule) == 0)
			return &checked->diags->items.items[i];
	fail_msg("there is no %s", rule);
	return NULL;
}

static void assert_holds(const char *text, const char *part)
{
	if (!text || !strstr(text, part))
		fail_msg("\"%s\" does not hold \"%s\"", text ? text : "(nothing)", part);
}

/* ---- errors of reading --------------------------------------------------------------------------------------------- */

static const char misspelt[] = "plan \"P\" {\n    language es\n}\ngoaal ruraux \"Llegar\"\n";

static void a_reading_error_speaks_the_plans_language(void **state)
{
	(void)state;
	const struct plint_diag *x = find(NULL, misspelt, "unknown-kind");
	assert_string_equal(x->message, "«goaal» no es la palabra de ningún bloque que el lenguaje conozca");
	x = find("fr", misspelt, "unknown-kind");
	assert_string_equal(x->message, "« goaal » n'est pas le mot d'un bloc que le langage connaît");
}

static void in_english_nothing_changes(void **state)
{
	(void)state;
	const struct plint_diag *x = find("en", misspelt, "unknown-kind");
	assert_string_equal(x->message, "there is no kind of block called \"goaal\"");
	assert_string_equal(x->help, "Did you mean goal?");
	x = find(NULL, "goaal ruraux \"Llegar\"\n", "unknown-kind");
	assert_string_equal(x->message, "there is no kind of block called \"goaal\"");
}

static void a_language_without_words_stays_english(void **state)
{
	(void)state;
	assert_string_equal(find("ar", misspelt, "unknown-kind")->message, "there is no kind of block called \"goaal\"");
}

static void the_guess_and_the_words_of_a_list_are_kept(void **state)
{
	(void)state;
	assert_holds(find("es", misspelt, "unknown-kind")->help, "¿Quiso decir goal? Empiece la línea");
	const struct plint_diag *x = find("es", "goal g \"G\" {\n    dimension outreech\n}\n", "unknown-word");
	assert_holds(x->help, "¿Quiso decir outreach? Las palabras para \"dimension\" son: outreach, needs, ");
	assert_holds(x->help, "Tome una palabra de la lista");
}

static void a_word_in_place_of_a_name_is_guessed_too(void **state)
{
	(void)state;
	assert_holds(find("en", "indicator i \"I\" { source MIS }\n", "unknown-name")->help, "Did you mean mis?");
}

static void what_to_write_is_kept(void **state)
{
	(void)state;
	static const char plan[] = "plan \"P\" { monnaie XOF }\n", row[] = "goal g \"G\" {\n    • weight 40%\n}\n";
	assert_string_equal(find("fr", plan, "unknown-field")->help, "Écrivez currency XOF");
	assert_string_equal(find("es", row, "unreadable-line")->help, "Quítelo: weight 40%");
}

static void words_beside_places_are_translated_too(void **state)
{
	(void)state;
	const struct plint_diag *x = find("fr", "role dir \"D\"\nrole dir \"E\"\n", "name-twice");
	assert_int_equal(x->related_count, 1);
	assert_string_equal(x->related[0].text, "le nom a d'abord servi ici");
}

static void what_is_found_is_cut_and_in_shown_form(void **state)
{
	(void)state;
	static const char plan[] = "goal g \"G\" {\n    weight \"0123456789012345678901234567890123456789012345678901234567890123456789\"\n}\n";
	assert_holds(find("es", plan, "wrong-value")->message, ": «\"01234567890123456789012345678901234567890123456789012345678…»");
	assert_holds(find("es", "goal g \"G\" {\n    weight \"a\x1b[2Jb\"\n}\n", "wrong-value")->message, "\"a<U+001B>[2Jb\"");
}

static void an_empty_place_is_shown_by_its_line(void **state)
{
	(void)state;
	struct plint_source source;
	struct plint_diags diags;
	char *text = plint_arena_calloc(&arena, 1, 32);
	memcpy(text, "plan \"P\"\n  weight  \nowner x\n", 28);
	plint_source_init(&source, &arena);
	plint_diags_init(&diags, &arena, &source);
	uint32_t file = plint_source_add(&source, "a.plan", text, 28), base = source.files.items[file].base;
	plint_diags_add(&diags, "wrong-value", "syntax", PLINT_ERROR, (struct plint_span){base + 18, base + 18}, "nothing stands there");
	plint_diags_add(&diags, "no-owner", "ownership", PLINT_ERROR, (struct plint_span){base, base + 4}, "a rule's own words");
	plint_texts_translate(&pack, "es", &diags);
	assert_holds(diags.items.items[0].message, "«weight»");
	assert_string_equal(diags.items.items[1].message, "a rule's own words");
}

static void translating_changes_no_fingerprint(void **state)
{
	(void)state;
	uint64_t english = find("en", misspelt, "unknown-kind")->fingerprint;
	assert_true(find("es", misspelt, "unknown-kind")->fingerprint == english);
}

/* ---- rules --------------------------------------------------------------------------------------------------------- */

static void areas_and_missing_values_speak_the_language(void **state)
{
	(void)state;
	static const char plan[] = "plan \"P\" {\n    language es\n}\ngoal g \"G\" {\n    dimension outreach\n}\n"
	                           "role asesor \"Asesor\"\nincentive b \"Bono\" {\n    pays asesor monthly\n}\n";
	assert_string_equal(find(NULL, plan, "no-mission")->area, "la misión");
	assert_string_equal(find("fr", plan, "no-mission")->area, "la mission");
	assert_string_equal(find("en", plan, "no-mission")->area, "the mission");
	assert_holds(find(NULL, plan, "incentive-uncapped")->message, "tope: (no indicado)");
	assert_holds(find("en", plan, "incentive-uncapped")->message, "cap: (not given)");
}

/* Every rule of the default pack that may be shown has all its words in both languages. */
static void the_default_pack_is_translated_throughout(void **state)
{
	(void)state;
	static const char *const languages[] = {"fr", "es"};
	for (size_t l = 0; l < 2; l++)
		for (uint32_t i = 0; i < pack.rule_count; i++) {
			const struct plint_translation *t = plint_pack_translation(&pack, i, languages[l]);
			const char *id = plint_pack_text(&pack, pack.rules[i].id);
			if (!t)
				fail_msg("%s has no words in %s", id, languages[l]);
			for (int k = 0; k < PLINT_TEXT_COUNT; k++)
				if (!t->texts[k].text && pack.rules[i].texts[k].text)
					fail_msg("%s lacks a text in %s", id, languages[l]);
			if ((t->area == 0) != (pack.rules[i].area == 0))
				fail_msg("%s lacks its area in %s", id, languages[l]);
			for (uint32_t p = 0; p < pack.rules[i].point_count; p++)
				if (pack.points[pack.rules[i].first_point + p].says.text && (p >= t->says_count || !pack.says[t->first_says + p].text))
					fail_msg("%s lacks the words of point %u in %s", id, p + 1, languages[l]);
		}
}

/* ---- phrases ------------------------------------------------------------------------------------------------------- */

static const char *phrase(const char *language, enum plint_phrase p, uint32_t n, const char *text)
{
	struct plint_buf b;
	plint_buf_init(&b, &arena);
	plint_phrase_add(&b, language, p, n, text);
	return b.text ? b.text : "";
}

static void phrases_take_the_form_for_one_or_for_more(void **state)
{
	(void)state;
	assert_string_equal(phrase(NULL, PLINT_PHRASE_ERRORS, 0, NULL), "0 errors");
	assert_string_equal(phrase("en", PLINT_PHRASE_ERRORS, 1, NULL), "1 error");
	assert_string_equal(phrase("fr", PLINT_PHRASE_ERRORS, 0, NULL), "0 erreur");
	assert_string_equal(phrase("fr", PLINT_PHRASE_ERRORS, 2, NULL), "2 erreurs");
	assert_string_equal(phrase("es", PLINT_PHRASE_ERRORS, 0, NULL), "0 errores");
	assert_string_equal(phrase("es", PLINT_PHRASE_UNREAD_OF, 2, "7"), "2 de 7 archivos no se pudieron leer");
	assert_string_equal(phrase("de", PLINT_PHRASE_NOT_GIVEN, 0, NULL), "(not given)");
}

/* How many forms PHRASE has. */
static unsigned forms(const char *phrase)
{
	return strchr(phrase, '|') ? 2 : 1;
}

static void every_phrase_has_the_same_gaps_in_every_language(void **state)
{
	(void)state;
	for (unsigned i = 0; i < PLINT_PHRASE_COUNT; i++) {
		const char *english = plint_phrase("en", (enum plint_phrase)i);
		static const char *const languages[] = {"fr", "es"};
		for (size_t l = 0; l < 2; l++) {
			const char *other = plint_phrase(languages[l], (enum plint_phrase)i);
			if (!*other || forms(other) != forms(english) || !strstr(other, "{n}") != !strstr(english, "{n}") ||
			    !strstr(other, "{text}") != !strstr(english, "{text}"))
				fail_msg("\"%s\" and \"%s\" differ in their gaps", english, other);
		}
	}
}

static void only_known_english_is_translated(void **state)
{
	(void)state;
	struct plint_buf b;
	plint_buf_init(&b, &arena);
	assert_false(plint_phrase_translate(&b, "es", "Take goal"));
	assert_false(plint_phrase_translate(&b, "es", "Did you mean ?"));
	assert_false(plint_phrase_translate(&b, "es", ""));
	assert_int_equal(b.len, 0);
	assert_true(plint_phrase_translate(&b, "es", "Did you mean goal?"));
	assert_string_equal(b.text, "¿Quiso decir goal?");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_reading_error_speaks_the_plans_language),
	    TEST(in_english_nothing_changes),
	    TEST(a_language_without_words_stays_english),
	    TEST(the_guess_and_the_words_of_a_list_are_kept),
	    TEST(a_word_in_place_of_a_name_is_guessed_too),
	    TEST(what_to_write_is_kept),
	    TEST(words_beside_places_are_translated_too),
	    TEST(what_is_found_is_cut_and_in_shown_form),
	    TEST(an_empty_place_is_shown_by_its_line),
	    TEST(translating_changes_no_fingerprint),
	    TEST(areas_and_missing_values_speak_the_language),
	    TEST(the_default_pack_is_translated_throughout),
	    TEST(phrases_take_the_form_for_one_or_for_more),
	    TEST(every_phrase_has_the_same_gaps_in_every_language),
	    TEST(only_known_english_is_translated),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
