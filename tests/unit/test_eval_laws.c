/*
 * Laws that comparisons and sums obey, whatever is compared: each value of a plan with each other one, known, missing, undecided, unknown,
 * of the same unit or another. No answer is written down here; answers are compared with each other.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/expr_world.h"

static const char plan[] = "plan \"Amihan\" { period 2027 to 2029; budget PHP 90,000 }\n"
                           "segment fishers \"Fishers\" { size 3,000 of 5,500 households; traits poor, rural }\n"
                           "segment traders \"Traders\" { traits urban }\n"
                           "segment nobody \"Nobody\"\n"
                           "social goal reach \"Reach the islands\" { dimension outreach; weight 60%; for fishers; from 2027-03-01 }\n"
                           "financial goal oss \"Cover all costs\" { dimension sustainability; weight 40%; for fishers, traders; funds reach }\n"
                           "goal open \"Open\" { dimension TBD; weight TBD; from TBD }\n"
                           "indicator share \"Share of fishers\" { serves reach; baseline 14% on 2026-12-31; target 20% by 2027-12-31; collected yearly; cohort 2 years }\n"
                           "indicator boats \"Boats\" { serves oss; baseline 3 boats on 2026-12-31; target 30 boats by 2028; collected monthly; cohort 18 months }\n"
                           "indicator cost \"Cost of a loan\" { baseline PHP 120 on 2026-06-30; target at most PHP 90 by 2029-12-31 }\n"
                           "indicator bare \"Bare\" { baseline 0; target 20 }\n"
                           "indicator stub \"Stub\"\n"
                           "indicator later \"Later\" { baseline TBD; target TBD by 2028-06-30 }\n";

static const char *const amounts[] = {
    "share.baseline.value", "share.target.value", "boats.baseline.value", "boats.target.value", "cost.baseline.value", "cost.target.value",
    "bare.baseline.value",  "bare.target.value",  "stub.target.value",    "later.target.value", "reach.weight",        "oss.weight",
    "open.weight",          "p.budget",           "fishers.size.value",   "fishers.size.of",    "traders.size.value",  "20",
    "20%",                  "6 pp",               "0",                    "number(cost.target.value)",
    "sum(g.weight for g in goals where g is social)",
};

static const char *const dates[] = {
    "share.target.by", "boats.target.by", "cost.target.by", "stub.target.by", "later.target.by", "share.baseline.on", "cost.baseline.on",
    "reach.from", "oss.from", "open.from", "p.period.start", "p.period.end", "2027-12-31", "2027-Q4", "today",
    "share.baseline.on + share.cohort", "boats.target.by - boats.cohort", "p.period.start + 1 year",
};

static const char *const times[] = {
    "share.cohort", "boats.cohort", "stub.cohort", "interval(share.collected)", "interval(boats.collected)", "interval(stub.collected)",
    "2 years", "24 months", "18 months", "730 days", "cost.target.by - share.target.by",
};

static const char *const sets[] = {
    "reach.for", "oss.for", "open.for", "segments", "nobody.goals.for", "(those s in segments where s.size is given)",
    "(those s in segments where some g in s.goals has g is social)", "reach.for union oss.for", "goals.for",
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

struct laws {
	struct world *w;
	unsigned asked, decided;
};

static const char *ask(struct laws *l, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const char *text = plint_arena_vprintf(&l->w->arena, format, args);
	va_end(args);
	const char *answer = world_ask(l->w, text);
	if (strncmp(answer, "error: ", 7) != 0) {
		l->asked++;
		l->decided += strcmp(answer, "unknown") != 0;
	}
	return answer;
}

/* Fails where ONE and OTHER differ, but for what does not compile on either side. */
static void same(const char *law, const char *a, const char *b, const char *one, const char *other)
{
	bool one_fails = strncmp(one, "error: ", 7) == 0, other_fails = strncmp(other, "error: ", 7) == 0;
	if (one_fails != other_fails || (!one_fails && strcmp(one, other) != 0))
		fail_msg("%s, with a = %s and b = %s: %s and %s", law, a, b, one, other);
}

static bool is(const char *answer, const char *what)
{
	return strcmp(answer, what) == 0;
}

/* What holds of the order of any two values. */
static void check_order(struct laws *l, const char *a, const char *b)
{
	const char *less = ask(l, "%s < %s", a, b), *most = ask(l, "%s >= %s", a, b), *equal = ask(l, "%s = %s", a, b);
	same("a < b as b > a", a, b, less, ask(l, "%s > %s", b, a));
	same("a <= b as b >= a", a, b, ask(l, "%s <= %s", a, b), ask(l, "%s >= %s", b, a));
	same("a >= b as not a < b", a, b, most, ask(l, "not %s < %s", a, b));
	same("a = b as b = a", a, b, equal, ask(l, "%s = %s", b, a));
	same("a != b as not a = b", a, b, ask(l, "%s != %s", a, b), ask(l, "not %s = %s", a, b));
	same("a <= b as a < b or not a >= b or a = b", a, b, ask(l, "%s <= %s", a, b), ask(l, "%s < %s or not %s > %s", a, b, a, b));
	/* A value compared with itself is refused where it is written out only; the calendar decides where the first is a difference of dates. */
	if (strncmp(less, "error: ", 7) != 0 && !strstr(b, " - "))
		same("a between b and b as a <= b and a >= b", a, b, ask(l, "%s between %s and %s", a, b, b),
		     ask(l, "%s <= %s and %s >= %s", a, b, a, b));
	if (is(less, "yes") && is(most, "yes"))
		fail_msg("%s is less than %s, and is not", a, b);
}

static void order_of_amounts_is_one(void **state)
{
	struct laws l = {.w = *state};
	for (size_t i = 0; i < COUNT(amounts); i++)
		for (size_t k = 0; k < COUNT(amounts); k++)
			check_order(&l, amounts[i], amounts[k]);
	assert_true(l.decided > 1500);
}

static void order_of_dates_is_one(void **state)
{
	struct laws l = {.w = *state};
	for (size_t i = 0; i < COUNT(dates); i++)
		for (size_t k = 0; k < COUNT(dates); k++) {
			if (strcmp(dates[i], dates[k]) != 0) /* whether a year is equal to itself, is not asked */
				check_order(&l, dates[i], dates[k]);
		}
	assert_true(l.decided > 1500);
}

static void order_of_times_is_one(void **state)
{
	struct laws l = {.w = *state};
	for (size_t i = 0; i < COUNT(times); i++)
		for (size_t k = 0; k < COUNT(times); k++)
			check_order(&l, times[i], times[k]);
	assert_true(l.decided > 400);
}

static void sums_and_differences_agree(void **state)
{
	struct laws l = {.w = *state};
	for (size_t i = 0; i < COUNT(amounts); i++)
		for (size_t k = 0; k < COUNT(amounts); k++) {
			const char *a = amounts[i], *b = amounts[k];
			same("a + b as b + a", a, b, ask(&l, "%s + %s", a, b), ask(&l, "%s + %s", b, a));
			const char *back = ask(&l, "(%s + %s) - %s = %s", a, b, b, a);
			if (is(back, "no"))
				fail_msg("(a + b) - b is not a, with a = %s and b = %s", a, b);
			same("2 * a as a + a", a, b, ask(&l, "2 * %s = %s + %s", a, a, a), ask(&l, "%s + %s = %s * 2", a, a, a));
			const char *halved = ask(&l, "(%s / 2) * 2 = %s", a, a);
			if (is(halved, "no"))
				fail_msg("half of %s twice is not %s", a, a);
		}
	assert_true(l.decided > 1000);
}

static void states_are_definite_and_exclude_each_other(void **state)
{
	struct laws l = {.w = *state};
	const char *const *lists[] = {amounts, dates, times};
	size_t counts[] = {COUNT(amounts), COUNT(dates), COUNT(times)};
	for (size_t i = 0; i < 3; i++)
		for (size_t k = 0; k < counts[i]; k++) {
			const char *v = lists[i][k];
			unsigned yes = is(ask(&l, "%s is missing", v), "yes") + (unsigned)is(ask(&l, "%s is undecided", v), "yes") +
			               is(ask(&l, "%s is given", v), "yes");
			if (yes > 1)
				fail_msg("%s is in %u states", v, yes);
		}
	assert_true(l.decided > 60);
}

static void sets_obey_their_laws(void **state)
{
	struct laws l = {.w = *state};
	for (size_t i = 0; i < COUNT(sets); i++)
		for (size_t k = 0; k < COUNT(sets); k++) {
			const char *a = sets[i], *b = sets[k];
			same("a union b has as many as b union a", a, b, ask(&l, "count((%s) union (%s))", a, b), ask(&l, "count((%s) union (%s))", b, a));
			same("common in both orders", a, b, ask(&l, "count((%s) common (%s))", a, b), ask(&l, "count((%s) common (%s))", b, a));
			const char *parts = ask(&l, "count((%s) without (%s)) + count((%s) common (%s)) = count(%s)", a, b, a, b, a);
			if (is(parts, "no"))
				fail_msg("a without b and a common b are not a, with a = %s and b = %s", a, b);
			same("every member of a common b is in b", a, b, ask(&l, "no s in ((%s) common (%s)) has not s in (%s)", a, b, b),
			     ask(&l, "every s in ((%s) common (%s)) has s in (%s)", a, b, b));
			same("no as not some", a, b, ask(&l, "no s in (%s) has s in (%s)", a, b), ask(&l, "not (some s in (%s) has s in (%s))", a, b));
			same("every as no not", a, b, ask(&l, "every s in (%s) has s in (%s)", a, b), ask(&l, "no s in (%s) has (not s in (%s))", a, b));
		}
	assert_true(l.decided > 300);
}

static void difference_of_dates_lies_between_by_the_calendar(void **state)
{
	struct laws l = {.w = *state};
	assert_string_equal(ask(&l, "cost.target.by - share.target.by between 2 years and 3 years"), "yes");
	assert_string_equal(ask(&l, "cost.target.by - share.target.by between 2 years and 1 day"), "yes");
	assert_string_equal(ask(&l, "cost.target.by - share.target.by between 1 year and 23 months"), "no");
	assert_string_equal(ask(&l, "stub.target.by - share.target.by between 1 year and 3 years"), "unknown");
}

static int open_world(void **state)
{
	*state = world_open(plan);
	return 0;
}

static int close_world(void **state)
{
	world_close(*state);
	return 0;
}

#define LAW(f) cmocka_unit_test_setup_teardown(f, open_world, close_world)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    LAW(order_of_amounts_is_one),
	    LAW(order_of_dates_is_one),
	    LAW(order_of_times_is_one),
	    LAW(sums_and_differences_agree),
	    LAW(states_are_definite_and_exclude_each_other),
	    LAW(sets_obey_their_laws),
	    LAW(difference_of_dates_lies_between_by_the_calendar),
	};
	return cmocka_run_group_tests_name("eval_laws", tests, NULL, NULL);
}
