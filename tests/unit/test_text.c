/* Unicode, stems, regular expressions, nearness. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/text.h"

static struct plint_arena arena;

static int setup(void **state)
{
	(void)state;
	plint_arena_init(&arena, NULL, NULL, (size_t)256 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	plint_arena_clear(&arena);
	return 0;
}

static int32_t decode(const char *text, uint32_t *size)
{
	return plint_text_decode(text, strlen(text), size);
}

static void well_formed_characters_are_decoded(void **state)
{
	(void)state;
	uint32_t size;
	assert_int_equal(decode("a", &size), 'a');
	assert_int_equal(size, 1);
	assert_int_equal(decode("é", &size), 0xE9);
	assert_int_equal(size, 2);
	assert_int_equal(decode("€", &size), 0x20AC);
	assert_int_equal(size, 3);
	assert_int_equal(decode("\xF0\x9F\x8C\xBE", &size), 0x1F33E);
	assert_int_equal(size, 4);
	assert_int_equal(decode("\xF4\x8F\xBF\xBF", &size), 0x10FFFF);
	assert_int_equal(plint_text_decode("\0", 1, &size), 0);
}

static void ill_formed_bytes_are_one_each(void **state)
{
	(void)state;
	const char *const bad[] = {"\x80", "\xFF", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF0\x80\x80\xAF",
	                           "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xC3", "\xE2\x82", "\xF0\x9F\x8C", "\xE2(\xA1", "\xC3("};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		uint32_t size = 0;
		assert_int_equal(decode(bad[i], &size), -1);
		assert_int_equal(size, 1);
	}
}

static void widths_are_those_of_a_terminal(void **state)
{
	(void)state;
	assert_int_equal(plint_text_width('a'), 1);
	assert_int_equal(plint_text_width(0xE9), 1);
	assert_int_equal(plint_text_width(0x4E2D), 2);
	assert_int_equal(plint_text_width(0x1F33E), 2);
	assert_int_equal(plint_text_width(0x301), 0);
	assert_int_equal(plint_text_width(0x200D), 0);
	assert_int_equal(plint_text_width('\t'), 0);
	assert_int_equal(plint_text_width(0x7F), 0);
	assert_int_equal(plint_text_columns("a\xC3\xA9\xE4\xB8\xAD\xFF", 7), 5);
	assert_int_equal(plint_text_columns("", 0), 0);
}

static void names_are_letters_of_any_script(void **state)
{
	(void)state;
	const int32_t letters[] = {'a', 'Z', 0xF3, 0x646, 0x4E2D, 0x915};
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
		assert_true(plint_text_is_name_start(letters[i]));
		assert_true(plint_text_is_name_char(letters[i]));
	}
	const int32_t later[] = {'0', '_', '-', 0x301, 0x660, 0x93E};
	for (size_t i = 0; i < sizeof later / sizeof *later; i++) {
		assert_false(plint_text_is_name_start(later[i]));
		assert_true(plint_text_is_name_char(later[i]));
	}
	const int32_t never[] = {' ', '"', '.', 0xA0, 0x2013, 0x201C, 0x202E, 0x20AC, -1};
	for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
		assert_false(plint_text_is_name_start(never[i]));
		assert_false(plint_text_is_name_char(never[i]));
	}
}

static void what_may_not_be_printed_is_known(void **state)
{
	(void)state;
	const int32_t unsafe[] = {0, 7, 8, '\r', 0x1B, 0x7F, 0x80, 0x9B, 0x9F, 0x200E, 0x202A, 0x202E, 0x2066, 0x2069, 0x2028,
	                          0x2029, 0xE0041, 0xFEFF, 0xFFFE, 0x1FFFF, 0xFDD0};
	for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe; i++)
		assert_true(plint_text_is_unsafe(unsafe[i]));
	const int32_t safe[] = {'\t', '\n', ' ', '~', 0xA0, 0x301, 0x200D, 0x20AC, 0xFFFD, 0x1F33E, 0x10FFFD};
	for (size_t i = 0; i < sizeof safe / sizeof *safe; i++)
		assert_false(plint_text_is_unsafe(safe[i]));
	assert_true(plint_text_is_bidi_control(0x202E));
	assert_true(plint_text_is_bidi_control(0x2066));
	assert_false(plint_text_is_bidi_control(0x200F));
}

static const char *nfc(const char *text)
{
	size_t len;
	const char *done = plint_text_nfc(&arena, text, strlen(text), &len);
	assert_int_equal(len, strlen(done));
	return done;
}

static void nfc_joins_what_belongs_together(void **state)
{
	(void)state;
	assert_string_equal(nfc("poblacio\xCC\x81n"), "población");
	assert_string_equal(nfc("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"), "\xED\x95\x9C");
	assert_string_equal(nfc("q\xCC\xA3\xCC\x87"), nfc("q\xCC\x87\xCC\xA3"));
	size_t used = arena.used_bytes;
	const char *const same[] = {"plain", "población", "نساء", "", "中"};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		assert_ptr_equal(nfc(same[i]), same[i]);
	assert_int_equal(arena.used_bytes, used);
}

static void a_flood_of_marks_takes_linear_memory_and_ends(void **state)
{
	(void)state;
	/* In the wrong order, which the library's own sort takes quadratic time for. */
	size_t marks = 200000;
	char *text = plint_arena_alloc(&arena, 1 + 2 * marks);
	text[0] = 'a';
	for (size_t i = 0; i < marks; i++)
		memcpy(text + 1 + 2 * i, i < marks / 2 ? "\xCC\x81" : "\xCC\xA3", 2);
	size_t used = arena.used_bytes, len;
	plint_text_nfc(&arena, text, 1 + 2 * marks, &len);
	assert_true(len > marks);
	assert_true(arena.used_bytes - used < 40 * marks);
}

static const char *comparable(const char *text)
{
	size_t len;
	const char *done = plint_text_comparable(&arena, text, strlen(text), &len);
	assert_int_equal(len, strlen(done));
	return done;
}

static void comparable_texts_differ_in_words_only(void **state)
{
	(void)state;
	assert_string_equal(comparable("  Reach \t the\nRURAL poor "), "reach the rural poor");
	assert_string_equal(comparable("\xC2\xA0" "2027\xE2\x80\x93" "2029\xE2\x80\xAF"), "2027-2029");
	assert_string_equal(comparable("the \xE2\x80\x9Crural\xE2\x80\x9D \xC2\xAB poor \xC2\xBB's"), "the rural poor s");
	assert_string_equal(comparable("POBLACIO\xCC\x81N"), comparable("población"));
	assert_string_equal(comparable("Stra\xC3\x9F" "e"), comparable("STRASSE"));
	assert_string_equal(comparable("co\xC2\xAD" "operative"), "cooperative");
	assert_string_equal(comparable(" \" "), "");
	assert_string_equal(comparable(""), "");
}

static const char *fold(const char *text)
{
	size_t len;
	const char *done = plint_text_fold(&arena, text, strlen(text), &len);
	assert_int_equal(len, strlen(done));
	return done;
}

static void folding_brings_the_forms_of_a_word_together(void **state)
{
	(void)state;
	assert_string_equal(fold("Branches"), "branches");
	assert_string_equal(fold("\xC3\x89" "cole"), "école");
	assert_string_equal(fold("client\xE2\x80\x99s"), "client's");
	assert_string_equal(fold("أهداف"), fold("اهداف"));
	assert_string_equal(fold("مدرسة"), "مدرسه");
	assert_string_equal(fold("مُدَرِّس"), "مدرس");
	assert_string_equal(fold("على"), "علي");
}

static const char *show(const char *text, size_t len)
{
	struct plint_buf b;
	plint_buf_init(&b, &arena);
	plint_text_show(&b, text, len);
	return b.text;
}

static void shown_texts_hold_nothing_dangerous(void **state)
{
	(void)state;
	assert_string_equal(show("plain, é and 中", strlen("plain, é and 中")), "plain, é and 中");
	assert_string_equal(show("a\x1b[2Jb", 6), "a<U+001B>[2Jb");
	assert_string_equal(show("a\0b", 3), "a<U+0000>b");
	assert_string_equal(show("a\tb\nc\r\nd\re", 10), "a b c d e");
	assert_string_equal(show("\xE2\x80\xAE" "x\xC2\x9B", 6), "<U+202E>x<U+009B>");
	assert_string_equal(show("caf\xE9 \xF0\x9F", 7), "caf<E9> <F0><9F>");
	assert_string_equal(show("\xF3\xA0\x81\x81", 4), "<U+E0041>");
	assert_string_equal(show("", 0), "");
	for (unsigned c = 0; c < 0x110000; c += c < 0x3000 ? 1 : 97) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		char raw[4] = {(char)(0xF0 | c >> 18), (char)(0x80 | (c >> 12 & 63)), (char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63))};
		const char *text = raw;
		size_t len = 4;
		if (c < 0x80) {
			raw[0] = (char)c;
			len = 1;
		} else if (c < 0x800) {
			raw[2] = (char)(0xC0 | c >> 6);
			text = raw + 2;
			len = 2;
		} else if (c < 0x10000) {
			raw[1] = (char)(0xE0 | c >> 12);
			text = raw + 1;
			len = 3;
		}
		const char *shown = show(text, len);
		for (size_t i = 0, all = strlen(shown); i < all;) {
			uint32_t size;
			int32_t cp = plint_text_decode(shown + i, all - i, &size);
			assert_true(cp >= 0x20 && !plint_text_is_unsafe(cp));
			i += size;
		}
		plint_arena_reset(&arena);
	}
}

static void assert_same_stem(const char *language, const char *a, const char *b)
{
	struct plint_stemmer *s = plint_stemmer_new(&arena, language);
	assert_non_null(s);
	size_t a_len, b_len;
	const char *stem = plint_stemmer_stem(s, a, strlen(a), &a_len);
	const char *a_stem = plint_arena_strndup(&arena, stem, a_len);
	stem = plint_stemmer_stem(s, b, strlen(b), &b_len);
	assert_string_equal(a_stem, plint_arena_strndup(&arena, stem, b_len));
	plint_stemmer_free(s);
}

static void each_language_has_its_stems(void **state)
{
	(void)state;
	assert_same_stem("en", "branches", "branch");
	assert_same_stem("fr", "objectifs", "objectif");
	assert_same_stem("es", "clientes", "cliente");
	assert_same_stem("pt", "metas", "meta");
	assert_same_stem("ar", "الهدف", "هدف");
}

static void a_language_without_stems_gives_words_back(void **state)
{
	(void)state;
	assert_null(plint_stemmer_new(&arena, "tl"));
	assert_null(plint_stemmer_new(&arena, ""));
	assert_false(plint_stemmer_is_known("tl"));
	assert_true(plint_stemmer_is_known("fr"));
	size_t len;
	assert_string_equal(plint_stemmer_stem(NULL, "branches", 8, &len), "branches");
	assert_int_equal(len, 8);
	plint_stemmer_free(NULL);
}

static void very_long_words_have_no_stem(void **state)
{
	(void)state;
	struct plint_stemmer *s = plint_stemmer_new(&arena, "en");
	char *word = plint_arena_alloc(&arena, 100000);
	memset(word, 's', 100000);
	size_t len;
	assert_ptr_equal(plint_stemmer_stem(s, word, 100000, &len), word);
	assert_int_equal(len, 100000);
	plint_stemmer_free(s);
}

static enum plint_regex_result match(const char *pattern, const char *text)
{
	const char *error;
	size_t at;
	struct plint_regex *r = plint_regex_new(&arena, pattern, strlen(pattern), &error, &at);
	assert_non_null(r);
	assert_null(error);
	enum plint_regex_result found = plint_regex_match(r, text, strlen(text));
	plint_regex_free(r);
	return found;
}

static void patterns_match_blind_to_case_and_in_all_scripts(void **state)
{
	(void)state;
	assert_int_equal(match("by 20\\d\\d", "Open ten branches BY 2027"), PLINT_REGEX_YES);
	assert_int_equal(match("^by", "Open by"), PLINT_REGEX_NO);
	assert_int_equal(match("POBLACIÓN", "la población rural"), PLINT_REGEX_YES);
	assert_int_equal(match("\\bنساء\\b", "نساء ريفيات"), PLINT_REGEX_YES);
	assert_int_equal(match("a", ""), PLINT_REGEX_NO);
}

static void refuse(const char *pattern, size_t len, const char *words)
{
	const char *error = NULL;
	size_t at = SIZE_MAX;
	assert_null(plint_regex_new(&arena, pattern, len, &error, &at));
	assert_non_null(strstr(error, words));
	assert_true(at <= len);
}

static void bad_patterns_are_refused_with_a_reason(void **state)
{
	(void)state;
	refuse("(a", 2, "parenthesis");
	refuse("(*LIMIT_MATCH=9)a", 17, "(*");
	refuse("a\\\\(*UTF)", 9, "(*");
	refuse("\\Ca", 3, "\\C");
	refuse("\xE9", 1, "UTF-8");
	char *many = plint_arena_alloc(&arena, 20000);
	memset(many, '(', 20000);
	refuse(many, 20000, "1000 bytes");
	refuse(many, 600, "parenthes");
	refuse("((((a{1,100}){1,100}){1,100}){1,100})", 37, "large");
	assert_int_equal(match("\\(\\*", "(*"), PLINT_REGEX_YES);
}

static void costly_patterns_are_cut_off(void **state)
{
	(void)state;
	char text[4001];
	memset(text, 'a', 4000);
	text[4000] = '\0';
	assert_int_equal(match("^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"), PLINT_REGEX_TOO_COSTLY);
	text[3999] = 'b';
	assert_int_equal(match("^(a|aa)+$", text), PLINT_REGEX_TOO_COSTLY);
	assert_int_equal(match("^(?:(a*)\\1)*$", text), PLINT_REGEX_TOO_COSTLY);
	assert_int_equal(match("^(.|(?R))*x?$", text), PLINT_REGEX_TOO_COSTLY);
}

static unsigned distance(const char *a, const char *b, unsigned limit)
{
	unsigned d = plint_text_distance(a, strlen(a), b, strlen(b), limit);
	assert_int_equal(plint_text_distance(b, strlen(b), a, strlen(a), limit), d);
	return d;
}

static void distances_count_letters(void **state)
{
	(void)state;
	assert_int_equal(distance("", "", 3), 0);
	assert_int_equal(distance("", "abc", 3), 3);
	assert_int_equal(distance("objective", "objectve", 3), 1);
	assert_int_equal(distance("objective", "objetcive", 3), 1);
	assert_int_equal(distance("indicator", "indictaors", 3), 2);
	assert_int_equal(distance("kitten", "sitting", 3), 3);
	assert_int_equal(distance("kitten", "sitting", 2), 3);
	assert_int_equal(distance("población", "poblacion", 3), 1);
	assert_int_equal(distance("goal", "goal", 0), 0);
	assert_int_equal(distance("goal", "gaol", 0), 1);
}

static void distances_within_the_band_are_those_of_the_full_table(void **state)
{
	(void)state;
	/* All words of up to five letters of two, against each other, by the plain definition. */
	char a[6], b[6];
	for (unsigned x = 1; x < 64; x++) {
		for (unsigned y = 1; y < 64; y++) {
			unsigned a_len = 0, b_len = 0, t[7][7];
			for (unsigned n = x; n > 1; n /= 2)
				a[a_len++] = (char)('a' + n % 2);
			for (unsigned n = y; n > 1; n /= 2)
				b[b_len++] = (char)('a' + n % 2);
			for (unsigned i = 0; i <= a_len; i++) {
				for (unsigned j = 0; j <= b_len; j++) {
					unsigned best = i == 0 ? j : j == 0 ? i : t[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
					if (i && j && t[i - 1][j] + 1 < best)
						best = t[i - 1][j] + 1;
					if (i && j && t[i][j - 1] + 1 < best)
						best = t[i][j - 1] + 1;
					if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && t[i - 2][j - 2] + 1 < best)
						best = t[i - 2][j - 2] + 1;
					t[i][j] = best;
				}
			}
			for (unsigned limit = 0; limit < 5; limit++) {
				unsigned expected = t[a_len][b_len] > limit ? limit + 1 : t[a_len][b_len];
				assert_int_equal(plint_text_distance(a, a_len, b, b_len, limit), expected);
			}
		}
	}
}

static void texts_past_the_room_are_near_only_when_equal(void **state)
{
	(void)state;
	char *text = plint_arena_alloc(&arena, 5000);
	memset(text, 'x', 5000);
	assert_int_equal(plint_text_distance(text, 5000, text, 5000, 3), 0);
	assert_int_equal(plint_text_distance(text, 5000, text, 4999, 3), 4);
	assert_int_equal(plint_text_distance(text, 256, text, 255, 3), 1);
}

static void nearest_finds_what_was_meant(void **state)
{
	(void)state;
	const char *const kinds[] = {"goal", "objective", "indicator", "activity", "owner", "by", "unit"};
	size_t n = sizeof kinds / sizeof *kinds;
	assert_int_equal(plint_text_nearest("objectve", 8, kinds, n), 1);
	assert_int_equal(plint_text_nearest("Indicater", 9, kinds, n), 2);
	assert_int_equal(plint_text_nearest("gaol", 4, kinds, n), 0);
	assert_int_equal(plint_text_nearest("unti", 4, kinds, n), 6);
	assert_int_equal(plint_text_nearest("weather", 7, kinds, n), -1);
	assert_int_equal(plint_text_nearest("x", 1, kinds, n), -1);
	assert_int_equal(plint_text_nearest("", 0, kinds, n), -1);
	assert_int_equal(plint_text_nearest("goal", 4, kinds, 0), -1);
}

static void of_equally_near_words_the_first_is_taken(void **state)
{
	(void)state;
	const char *const words[] = {"poors", "poor", "pool"};
	assert_int_equal(plint_text_nearest("pooor", 5, words, 3), 1);
	const char *const twins[] = {"cat", "bat", "hat"};
	assert_int_equal(plint_text_nearest("rat", 3, twins, 3), 0);
	const char *const accents[] = {"NIÑOS"};
	assert_int_equal(plint_text_nearest("niños", 6, accents, 1), 0);
}

static void words_past_64_letters_are_near_to_nothing(void **state)
{
	(void)state;
	char word[66];
	memset(word, 'a', 65);
	word[65] = '\0';
	const char *const words[] = {word};
	assert_int_equal(plint_text_nearest(word, 65, words, 1), -1);
	word[64] = '\0';
	assert_int_equal(plint_text_nearest(word, 64, words, 1), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(well_formed_characters_are_decoded),
	    TEST(ill_formed_bytes_are_one_each),
	    TEST(widths_are_those_of_a_terminal),
	    TEST(names_are_letters_of_any_script),
	    TEST(what_may_not_be_printed_is_known),
	    TEST(nfc_joins_what_belongs_together),
	    TEST(a_flood_of_marks_takes_linear_memory_and_ends),
	    TEST(comparable_texts_differ_in_words_only),
	    TEST(folding_brings_the_forms_of_a_word_together),
	    TEST(shown_texts_hold_nothing_dangerous),
	    TEST(each_language_has_its_stems),
	    TEST(a_language_without_stems_gives_words_back),
	    TEST(very_long_words_have_no_stem),
	    TEST(patterns_match_blind_to_case_and_in_all_scripts),
	    TEST(bad_patterns_are_refused_with_a_reason),
	    TEST(costly_patterns_are_cut_off),
	    TEST(distances_count_letters),
	    TEST(distances_within_the_band_are_those_of_the_full_table),
	    TEST(texts_past_the_room_are_near_only_when_equal),
	    TEST(nearest_finds_what_was_meant),
	    TEST(of_equally_near_words_the_first_is_taken),
	    TEST(words_past_64_letters_are_near_to_nothing),
	};
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
