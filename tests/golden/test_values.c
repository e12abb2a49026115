/*
 * Every sort of field with every sort of value: what may stand there, and what is said where it may not. A table for each field in
 * values/KIND-FIELD.txt: the line as written, then "read", or each message with its help and the words that it points at.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/checking.h"

#define GOLDEN "tests/golden/values"

static struct checking *checking;

/* One field of each sort that src/syntax/kinds.def has. */
static const struct sort {
	const char *kind, *head, *field;
} sorts[] = {
    {"plan", "plan \"Amihan\"", "organisation"},        {"plan", "plan \"Amihan\"", "period"},
    {"plan", "plan \"Amihan\"", "language"},            {"plan", "plan \"Amihan\"", "year starts"},
    {"plan", "plan \"Amihan\"", "budget"},
    {"segment", "segment s \"Fishers\"", "size"},       {"segment", "segment s \"Fishers\"", "traits"},
    {"mission", "mission \"Loans\"", "reaches"},        {"goal", "social goal g \"Reach\"", "weight"},
    {"goal", "social goal g \"Reach\"", "for"},         {"goal", "social goal g \"Reach\"", "hurts"},
    {"goal", "social goal g \"Reach\"", "funded by"},   {"objective", "objective o \"Boats\"", "by"},
    {"objective", "objective o \"Boats\"", "owner"},    {"objective", "objective o \"Boats\"", "serves"},
    {"indicator", "indicator x \"Boats\"", "unit"},     {"indicator", "indicator x \"Boats\"", "target"},
    {"indicator", "indicator x \"Boats\"", "baseline"},
    {"indicator", "indicator x \"Boats\"", "collected"}, {"indicator", "indicator x \"Boats\"", "cohort"},
    {"indicator", "indicator x \"Boats\"", "source"},   {"indicator", "indicator x \"Boats\"", "kind"},
    {"product", "product p \"Loan\"", "price"},         {"incentive", "incentive n \"Bonus\"", "rewards"},
    {"incentive", "incentive n \"Bonus\"", "requires"}, {"incentive", "incentive n \"Bonus\"", "pays"},
    {"incentive", "incentive n \"Bonus\"", "cap"},
};

static const char *const values[] = {
    "",
    "TBD",
    "\"in quotes\"",
    "\"in quotes\" as fishers",
    "\"in quotes\" \"twice\"",
    "two words",
    "one, two",
    "one,",
    "fishers",
    "goal_a \"because\"",
    "12",
    "-12",
    "12,000",
    "12.5",
    "12,5",
    "1.200,50",
    "12%",
    "12 %",
    "3 pp",
    "PHP 1,200",
    "1,200 PHP",
    "$100",
    "PHP 1,200 per month",
    "12 days",
    "3 of 5",
    "3,000 of 5,500 households",
    "at most PHP 50",
    "between 3% and 5%",
    "between 3% and PHP 5",
    "3% to 5%",
    "from 3% to 5%",
    "exactly 4",
    "> 4",
    "done",
    "none",
    "12% by 2027-12-31",
    "12% on 2026-12-31",
    "12% by end of 2027",
    "12% by 2027-13-40",
    "by 2027-12-31",
    "2027-12-31",
    "2027",
    "2027 to 2029",
    "2029 to 2027",
    "31.12.2027",
    "31/12/2027",
    "December 2027",
    "2027-02-30",
    "monthly",
    "every 2 years",
    "every year",
    "2 years",
    "officer",
    "officer monthly",
    "indicator_a at most 4%",
    "40% on indicator_a",
    "40% on indicator_a, 60% on indicator_b",
    "40% for indicator_a",
    "20% of salary",
    "result",
    "Result",
    "reslt",
    "poor, rural",
    "poor rural",
    "and more",
    ": 12",
    "12 { }",
};

/* The words at SPAN. */
static const char *words_at(const struct plint_checked *k, struct plint_span span)
{
	struct plint_place p = plint_source_place(k->source, span.start);
	return plint_arena_printf(checking_scratch(checking), "%.*s", (int)(span.end - span.start), p.file->text + p.offset);
}

static void try_value(struct plint_buf *out, const struct sort *s, const char *value)
{
	static const char *const path = "values.plan";
	const char *text = plint_arena_printf(checking_arena(checking),
	                                      "segment fishers \"Fishers\"\ngoal goal_a \"Reach the islands\"\nrole officer \"Officers\"\n"
	                                      "indicator indicator_a \"Boats\"\nindicator indicator_b \"Nets\"\n%s {\n    %s%s%s\n}\n",
	                                      s->head, s->field, *value ? " " : "", value);
	const struct plint_checked *k = checking_texts(checking, &path, &text, 1, false);
	uint32_t n = k->diags->items.count;
	plint_buf_printf(out, "%s %s%s\n", s->field, value, n == 0 ? "   read" : "");
	for (uint32_t i = 0; i < n; i++) {
		const struct plint_diag *d = &k->diags->items.items[i];
		plint_buf_printf(out, "    %s at '%s': %s\n", d->rule, words_at(k, d->span), d->message);
		if (d->help)
			plint_buf_printf(out, "        %s\n", d->help);
	}
}

static void field_reads_or_refuses_each_value(void **state)
{
	const struct sort *s = *state;
	struct plint_buf out;
	char name[64];
	plint_buf_init(&out, checking_arena(checking));
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		try_value(&out, s, values[i]);
	(void)snprintf(name, sizeof name, "%s-%s", s->kind, s->field);
	for (char *c = name; *c; c++)
		if (*c == ' ')
			*c = '-';
	checking_golden(checking, plint_arena_printf(checking_arena(checking), "%s/%s.txt", GOLDEN, name), out.text);
}

int main(void)
{
	struct CMUnitTest tests[sizeof sorts / sizeof *sorts];
	size_t count = sizeof sorts / sizeof *sorts;
	checking = checking_open(NULL);
	for (size_t i = 0; i < count; i++) {
		const char *name = plint_arena_printf(checking_arena(checking), "%s: %s", sorts[i].kind, sorts[i].field);
		tests[i] = (struct CMUnitTest){name, field_reads_or_refuses_each_value, NULL, NULL, (void *)(uintptr_t)&sorts[i]};
	}
	int failed = _cmocka_run_group_tests("values", tests, count, NULL, NULL);
	checking_close(checking);
	return failed;
}
