/* Numbers and dates in forms of other places, and what to write instead. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "syntax/literal.h"

static struct plint_arena arena;

static int setup(void **state)
{
	(void)state;
	plint_arena_init(&arena, NULL, NULL, 0);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	plint_arena_clear(&arena);
	return 0;
}

/* TEXT, which is followed by what a line may go on with, is one literal of LEN bytes that should be written as HELP. */
static void is_wrong(const char *text, size_t len, const char *help)
{
	struct plint_literal l = plint_literal_read(&arena, text, strlen(text));
	assert_int_equal(l.len, len);
	assert_true(l.flags & PLINT_NODE_INVALID);
	assert_non_null(l.message);
	assert_string_equal(l.help ? l.help : "", help);
}

static void is_number(const char *text, size_t len, double value)
{
	struct plint_literal l = plint_literal_read(&arena, text, strlen(text));
	assert_null(l.message);
	assert_false(l.is_date);
	assert_int_equal(l.len, len);
	assert_true(l.number == value);
}

static void numbers_end_where_they_end(void **state)
{
	(void)state;
	is_number("7", 1, 7);
	is_number("1,200;", 5, 1200);
	is_number("1,200, 3", 5, 1200);
	is_number("12.", 2, 12);
	is_number("12,", 2, 12);
	is_number("12-", 2, 12);
	is_number("12points", 2, 12);
	is_number("0.1", 3, 0.1);
	is_number("123456789.123456", 16, 123456789.123456);
	is_number("1234.567", 8, 1234.567);
	is_number("1.2345", 6, 1.2345);
	is_number("-1,200.5 ", 8, -1200.5);
	is_number("000000000000000000001", 21, 1);
}

static void a_number_has_at_most_fifteen_digits(void **state)
{
	(void)state;
	is_number("99999999999999", 14, 99999999999999.0);
	is_number("999999999999999", 15, 999999999999999.0);
	is_wrong("9999999999999999", 16, "Say it with thousand, million or billion: 1.2 million");
}

static void decimal_commas_and_thousands_points_are_told(void **state)
{
	(void)state;
	is_wrong("14,5%", 4, "Write 14.5%");
	is_wrong("14,5", 4, "Write 14.5");
	is_wrong("0,1234", 6, "Write 0.1234");
	is_wrong("18,00", 5, "As a decimal it is 18.00; thousands have three digits behind the comma: 1,800");
	is_wrong("1.200", 5, "Either 1,200 if it is thousands, or 1.2 if it is a decimal.");
	is_wrong("12.345%", 6, "Either 12,345% if it is thousands, or 12.3450% if it is a decimal.");
	is_wrong("12.000", 6, "Either 12,000 if it is thousands, or 12 if it is a decimal.");
	is_wrong("1.200.000", 9, "Write 1,200,000");
	is_wrong("1.200,50", 8, "Write 1,200.50");
	is_wrong("1,00,000", 8, "Write 100,000");
	is_wrong("1,2000", 6, "Write 1.2000");
	is_wrong("1'200", 5, "Write 1,200");
	is_wrong("12,34,567.5", 11, "Write 1,234,567.5");
}

static void ranges_and_powers_are_told(void **state)
{
	(void)state;
	is_wrong("3-5%", 3, "Write 3% to 5%");
	is_wrong("3-5", 3, "Write 3 to 5");
	is_wrong("2027-2029", 9, "Write 2027 to 2029");
	is_wrong("300k", 4, "Write 300 thousand");
	is_wrong("1.2M", 4, "Write 1.2 million");
	is_wrong("3bn;", 3, "Write 3 billion");
	is_wrong("1/2", 3, "Give one number, such as 0.5, or a date, such as 2027-12-31");
	is_number("300km", 3, 300);
}

static void dates_of_other_places_are_told(void **state)
{
	(void)state;
	is_wrong("31/12/2027", 10, "Write 2027-12-31");
	is_wrong("31.12.2027", 10, "Write 2027-12-31");
	is_wrong("31-12-2027", 10, "Write 2027-12-31");
	is_wrong("31.12.27", 8, "Write 2027-12-31");
	is_wrong("12/31/2027", 10, "Write 2027-12-31");
	is_wrong("3/4/2027", 8, "Either 2027-04-03 for 3 April, or 2027-03-04 for 4 March");
	is_wrong("2027/06/30", 10, "Write 2027-06-30");
	is_wrong("2027-6-5", 8, "Write 2027-06-05");
	is_wrong("12/2027", 7, "Write 2027-12");
	is_wrong("2027/28", 7, "Either FY2028 for the financial year that ends in 2028, or 2027 to 2028 for both years.");
	is_wrong("2027-02-31", 10, "Write 2027-02-28");
	is_wrong("2027-13", 7, "Say the year, the month and the day: 2027-12-31; a range of years with to: 2027 to 2028");
	is_wrong("2027-Q5", 7, "The last quarter of 2027 is 2027-Q4.");
	is_wrong("2300-01-01", 10, "");
	is_wrong("1899-Q1", 7, "");
}

static void digits_of_other_scripts_are_told_with_ours(void **state)
{
	(void)state;
	static const char *const twenty[] = {"٢٠", "۲۰", "२०", "২০", "２０"};
	for (size_t i = 0; i < sizeof twenty / sizeof *twenty; i++) {
		struct plint_literal l = plint_literal_read_foreign(&arena, twenty[i], strlen(twenty[i]));
		assert_int_equal(l.len, strlen(twenty[i]));
		assert_string_equal(l.help, "Write 20");
	}
	assert_string_equal(plint_literal_read_foreign(&arena, "٢٠٫٥٪", 10).help, "Write 20.5%");
	assert_int_equal(plint_literal_read_foreign(&arena, "é", 2).len, 0);
}

static void months_are_known_in_three_languages(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		unsigned month;
	} cases[] = {{"June", 6}, {"june", 6}, {"Sept", 9}, {"Dec", 12}, {"décembre", 12}, {"enero", 1}, {"may", 5}, {"ma", 0}, {"monday", 0}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(plint_literal_month(cases[i].text, strlen(cases[i].text)), cases[i].month);
}

static void financial_years_have_four_digits(void **state)
{
	(void)state;
	assert_int_equal(plint_literal_fiscal_year("FY2027", 6), 2027);
	assert_int_equal(plint_literal_fiscal_year("FY27", 4), 0);
	assert_int_equal(plint_literal_fiscal_year("FY1899", 6), 0);
	assert_int_equal(plint_literal_fiscal_year("FY20x7", 6), 0);
}

static void a_run_without_an_end_is_one_message(void **state)
{
	(void)state;
	static char text[200001];
	for (size_t i = 0; i < sizeof text - 1; i++)
		text[i] = i % 2 ? ',' : '1';
	struct plint_literal l = plint_literal_read(&arena, text, sizeof text - 2);
	assert_non_null(l.message);
	assert_true(strlen(l.message) < 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_end_where_they_end),
	    cmocka_unit_test(a_number_has_at_most_fifteen_digits),
	    cmocka_unit_test(decimal_commas_and_thousands_points_are_told),
	    cmocka_unit_test(ranges_and_powers_are_told),
	    cmocka_unit_test(dates_of_other_places_are_told),
	    cmocka_unit_test(digits_of_other_scripts_are_told_with_ours),
	    cmocka_unit_test(months_are_known_in_three_languages),
	    cmocka_unit_test(financial_years_have_four_digits),
	    cmocka_unit_test(a_run_without_an_end_is_one_message),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
