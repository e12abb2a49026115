/* Two drafts side by side: what is a change, what is none, in which words, and that a comparison is the same seen from either end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "compare/findings.h"
#include "support/fixture.h"

/* Two drafts and what came of them. */
struct pair {
	struct plint_arena arena, scratch;
	struct fixture *draft[2];
	struct plint_comparison comparison;
};

static struct pair *pair_open(const char *old_text, const char *new_text, const char *language)
{
	struct pair *p = calloc(1, sizeof *p);
	assert_non_null(p);
	plint_arena_init(&p->arena, NULL, NULL, 0);
	plint_arena_init(&p->scratch, NULL, NULL, 0);
	p->draft[PLINT_OLD] = fixture_open(old_text);
	p->draft[PLINT_NEW] = fixture_open(new_text);
	plint_compare(&p->comparison, &p->arena, &p->scratch, &p->draft[PLINT_OLD]->model, &p->draft[PLINT_NEW]->model, language);
	return p;
}

static void pair_close(struct pair *p)
{
	fixture_close(p->draft[PLINT_OLD]);
	fixture_close(p->draft[PLINT_NEW]);
	plint_arena_clear(&p->arena);
	plint_arena_clear(&p->scratch);
	free(p);
}

/* The changes as "word: sentence", one a line. */
static const char *changes_of(struct pair *p)
{
	struct plint_buf out;
	plint_buf_init(&out, &p->arena);
	for (uint32_t i = 0; i < p->comparison.changes.count; i++) {
		const struct plint_plan_change *x = &p->comparison.changes.items[i];
		plint_buf_printf(&out, "%s: %s\n", plint_change_word((enum plint_change_kind)x->kind), x->message);
	}
	return out.text;
}

/* From OLD to NEW there are exactly the changes EXPECTED. */
static void expect(const char *old_text, const char *new_text, const char *expected)
{
	struct pair *p = pair_open(old_text, new_text, NULL);
	const char *actual = changes_of(p);
	if (strcmp(actual, expected) != 0)
		fail_msg("from\n%s\nto\n%s\nexpected:\n%s\nactual:\n%s", old_text, new_text, expected, actual);
	pair_close(p);
}

struct example {
	const char *old_text, *new_text, *changes;
};

static void expect_all(const struct example *examples, size_t count)
{
	for (size_t i = 0; i < count; i++)
		expect(examples[i].old_text, examples[i].new_text, examples[i].changes);
}
#define EXPECT_ALL(examples) expect_all((examples), sizeof(examples) / sizeof *(examples))

/* ---- no change of substance ------------------------------------------------------------------------------------------- */

static void ways_of_writing_are_no_change(void **state)
{
	static const struct example examples[] = {
	    {"goal a \"Reach\" { weight 30%; by 2027 }", "goal a \"Reach\" {\n    # a remark\n    by 2027-12-31\n    weight   30 %\n}", ""},
	    {"goal a \"Reach\" { budget 1200000 }", "goal a “Reach” { budget 1.2 million }", ""},
	    {"plan \"P\" { currency IZD }\ngoal a \"Reach\" { budget 300,000 }", "plan \"P\" { currency IZD }\ngoal a \"Reach\" { budget IZD 300,000 }", ""},
	    {"goal a \"A\"\ngoal b \"B\" { supports a }", "goal b \"B\" { supports a }\ngoal a \"A\"", ""},
	    {"indicator i \"I\" { unit percent; target 20 }", "indicator i \"I\" { target 20%; unit percent }", ""},
	    {"indicator i \"I\" { split by sex, age }", "indicator i \"I\" { split by age\n split by sex }", ""},
	    {"goal \"Reach — the poor\" { weight 1% }", "goal \"reach -  the poor\" { weight 1% }", ""},
	    {"review { held monthly }\nreview { held yearly }", "review { held yearly }\nreview { held monthly }", ""},
	    {"review { held every 12 months }", "review { held yearly }", ""},
	    {"goal a \"A\" { owner \"The chief\" }", "goal a \"A\" { owner \"the chief\" }", ""},
	};
	(void)state;
	EXPECT_ALL(examples);
}

static void the_same_fact_at_another_place_is_no_change(void **state)
{
	static const struct example examples[] = {
	    {"goal a \"A\" { funds b }\ngoal b \"B\"", "goal a \"A\"\ngoal b \"B\" { funded by a }", ""},
	    {"goal a \"A\" { objective o \"O\" }", "goal a \"A\"\nobjective o \"O\" { serves a }", ""},
	    {"goal a \"A\" { objective o \"O\" { indicator i \"I\" } }", "goal a \"A\" { objective o \"O\" { indicator i } }\nindicator i \"I\"", ""},
	    {"goal a \"A\" { owner \"X\"; objective o \"O\" { owner \"X\" } }", "goal a \"A\" { owner \"X\"; objective o \"O\" }", ""},
	    {"goal a \"A\" { objective o \"O\" { by 2028; indicator i \"I\" { target 3 by 2028 } } }",
	     "goal a \"A\" { objective o \"O\" { by 2028; indicator i \"I\" { target 3 } } }", ""},
	};
	(void)state;
	EXPECT_ALL(examples);
}

/* ---- blocks -------------------------------------------------------------------------------------------------------------- */

static void blocks_come_and_go_with_what_hangs_on_them(void **state)
{
	static const struct example examples[] = {
	    {"goal a \"A\" { objective \"O\" { indicator \"I\"; indicator \"J\"; activity \"K\" }; objective \"Q\" }", "",
	     "dropped: the goal \"A\" was dropped, with 2 objectives, 2 indicators and 1 activity\n"},
	    {"goal a \"A\"\nobjective o \"O\" { serves a; indicator \"I\" }", "",
	     "dropped: the goal \"A\" was dropped, with 1 objective and 1 indicator\n"},
	    {"goal a \"A\"", "goal a \"A\" { objective \"O\" { indicator \"I\" } }",
	     "added: the objective \"O\" was added to \"A\", with 1 indicator\n"},
	    {"goal a \"A\" { objective \"O\" }", "goal a \"A\"", "dropped: the objective \"O\" was dropped from \"A\"\n"},
	    {"role chief", "", "dropped: the role chief was dropped\n"},
	    {"review { held monthly }", "review { held monthly }\nreview { held yearly }", "added: the review in line 2 was added\n"},
	};
	(void)state;
	EXPECT_ALL(examples);
}

static void blocks_are_known_again_under_another_name_or_title(void **state)
{
	static const struct example examples[] = {
	    {"goal a \"Reach the rural poor\" { weight 10% }", "goal b \"Reach the rural poor\" { weight 20% }",
	     "raised: the weight of \"Reach the rural poor\" was raised from 10% to 20%, by 10 points\n"
	     "renamed: the name of \"Reach the rural poor\" changed from a to b\n"},
	    {"goal \"A\"", "goal a \"A\"", "renamed: the name of \"A\" is new: a\n"},
	    {"goal a \"A\"", "goal \"A\"", "renamed: the name of \"A\" is gone; it was a\n"},
	    {"goal a \"Reach the poor\"", "goal a \"Serve everybody\"", "reworded: the title of \"Serve everybody\" was reworded; it was \"Reach the poor\"\n"},
	    /* Most of the words. */
	    {"goal \"Raise the share of the rural market\"\ngoal \"Cut the cost\"", "goal \"Cut the cost\"\ngoal \"Raise the share of the northern rural market\"",
	     "reworded: the title of \"Raise the share of the northern rural market\" was reworded; it was \"Raise the share of the rural market\"\n"},
	    /* What hangs on them. */
	    {"goal \"Poverty\" { objective \"O one\"; objective \"O two\" }", "goal \"Outreach\" { objective \"O one\"; objective \"O two\" }",
	     "reworded: the title of \"Outreach\" was reworded; it was \"Poverty\"\n"},
	    /* What they say. */
	    {"indicator \"Clients\" { unit clients; baseline 3; target 9; kind result }",
	     "indicator \"People reached\" { unit clients; baseline 3; target 9; kind result }",
	     "reworded: the title of \"People reached\" was reworded; it was \"Clients\"\n"},
	    /* There is one plan. */
	    {"plan \"First\" { country Izmiria }", "plan \"Second\" { country Elsewhere }",
	     "changed: the country of the plan changed from Izmiria to Elsewhere\n"
	     "reworded: the title of the plan was reworded; it was \"First\"\n"},
	    /* Nothing in common. */
	    {"goal \"Reach\"", "goal \"Lend\"", "dropped: the goal \"Reach\" was dropped\nadded: the goal \"Lend\" was added\n"},
	};
	(void)state;
	EXPECT_ALL(examples);
}

static void blocks_move(void **state)
{
	static const struct example examples[] = {
	    {"goal a \"A\" { objective o \"O\" }\ngoal b \"B\"", "goal a \"A\"\ngoal b \"B\" { objective o \"O\" }",
	     "moved: the objective \"O\" moved from \"A\" to \"B\"\n"},
	    {"goal a \"A\" { objective o \"O\" { indicator i \"I\" }; objective p \"P\" }",
	     "goal a \"A\" { objective o \"O\" { indicator i \"I\" }; objective p \"P\" { indicator i } }",
	     "moved: the indicator \"I\" now also serves \"P\"\n"},
	    {"goal a \"A\" { objective o \"O\" { indicator i \"I\" }; objective p \"P\" { indicator i } }",
	     "goal a \"A\" { objective o \"O\" { indicator i \"I\" }; objective p \"P\" }", "moved: the indicator \"I\" no longer serves \"P\"\n"},
	};
	(void)state;
	EXPECT_ALL(examples);
}

/* ---- fields -------------------------------------------------------------------------------------------------------------- */

static void targets_say_whether_they_ask_for_more(void **state)
{
	static const struct example examples[] = {
	    {"indicator \"I\" { baseline 14%; target 25% }", "indicator \"I\" { baseline 14%; target 20% }",
	     "lowered: the target of \"I\" was lowered from 25% to 20%, by 5 points: less ambitious\n"},
	    {"indicator \"I\" { target at most 5 days }", "indicator \"I\" { target at most 4 days }",
	     "lowered: the target of \"I\" was lowered from at most 5 days to at most 4 days, by 1 (20%): more ambitious\n"},
	    {"indicator \"I\" { target at least 1,000 clients }", "indicator \"I\" { target at least 1,500 clients }",
	     "raised: the target of \"I\" was raised from at least 1,000 clients to at least 1,500 clients, by 500 (50%): more ambitious\n"},
	    {"indicator \"I\" { direction down; target 5% }", "indicator \"I\" { direction down; target 6% }",
	     "raised: the target of \"I\" was raised from 5% to 6%, by 1 point: less ambitious\n"},
	    /* Which way is better is not known, or both drafts differ about it. */
	    {"indicator \"I\" { target 5% }", "indicator \"I\" { target 6% }", "raised: the target of \"I\" was raised from 5% to 6%, by 1 point\n"},
	    {"indicator \"I\" { baseline 10%; target 5% }", "indicator \"I\" { baseline 10%; target 15% }",
	     "raised: the target of \"I\" was raised from 5% to 15%, by 10 points\n"},
	    {"indicator \"I\" { target between 3% and 5% }", "indicator \"I\" { target between 2% and 5% }",
	     "changed: the target of \"I\" changed from between 3% and 5% to between 2% and 5%\n"},
	    {"indicator \"I\" { target 5% }", "indicator \"I\" { target none \"watched\" }",
	     "changed: the target of \"I\" changed from 5% to none\nset: the reason given with the target of \"I\" was added: \"watched\"\n"},
	    {"indicator \"I\" { target 5% by 2027 }", "indicator \"I\"", "removed: the target of \"I\" is gone; it was 5% by 2027\n"},
	    {"indicator \"I\" { target XX% }", "indicator \"I\" { target 5% }", "decided: the target of \"I\" is decided now: 5%\n"},
	    {"indicator \"I\" { target 5% }", "indicator \"I\" { target TBD }", "undecided: the target of \"I\" is no longer decided; it was 5%\n"},
	    /* The unit alone. */
	    {"indicator \"I\" { unit clients; target 5 }", "indicator \"I\" { unit households; target 5 }",
	     "changed: the unit of \"I\" changed from clients to households\n"},
	};
	(void)state;
	EXPECT_ALL(examples);
}

static void dates_move(void **state)
{
	static const struct example examples[] = {
	    {"goal a \"A\" { by 2027 }", "goal a \"A\" { by 2028-06 }", "later: the deadline of \"A\" moved from 2027 to 2028-06, 6 months later\n"},
	    {"goal a \"A\" { by 2029-12-31 }", "goal a \"A\" { by 2028-12-31 }",
	     "earlier: the deadline of \"A\" moved from 2029-12-31 to 2028-12-31, 1 year earlier\n"},
	    {"goal a \"A\" { from 2027-01-05 }", "goal a \"A\" { from 2027-01-20 }",
	     "later: the start of \"A\" moved from 2027-01-05 to 2027-01-20, 15 days later\n"},
	    {"plan \"P\" { period 2027 to 2029 }", "plan \"P\" { period 2027 to 2030 }",
	     "later: the end of the period of the plan moved from 2029 to 2030, 1 year later\n"},
	    {"indicator \"I\" { target 5% by 2027 }", "indicator \"I\" { target 5% by 2028 }",
	     "later: the deadline of the target of \"I\" moved from 2027 to 2028, 1 year later\n"},
	    {"goal a \"A\" { objective o \"O\" { by 2027; indicator i \"I\" { target 5% } } }",
	     "goal a \"A\" { objective o \"O\" { by 2028; indicator i \"I\" { target 5% } } }",
	     "later: the deadline of \"O\" moved from 2027 to 2028, 1 year later\n"},
	};
	(void)state;
	EXPECT_ALL(examples);
}

static void owners_and_money_change(void **state)
{
	static const struct example examples[] = {
	    {"goal a \"A\" { owner chief }\nrole chief \"Chief\"", "goal a \"A\"\nrole chief \"Chief\"",
	     "removed: the owner of \"A\" is gone; it was \"Chief\"\n"},
	    {"goal a \"A\" { owner \"Chief\" }", "goal a \"A\" { owner \"Deputy\" }", "changed: the owner of \"A\" changed from \"Chief\" to \"Deputy\"\n"},
	    {"goal a \"A\" { owner \"Chief\" }", "goal a \"A\" { owner chief }\nrole chief \"Chief\"", "added: the role \"Chief\" was added\n"},
	    {"goal a \"A\" { budget IZD 1.2 million }", "goal a \"A\" { budget IZD 900,000 }",
	     "lowered: the budget of \"A\" was cut from IZD 1,200,000 to IZD 900,000, by IZD 300,000 (25%)\n"},
	    {"indicator \"I\" { baseline 10% on 2026-12-31 }", "indicator \"I\" { baseline 12% on 2027-03-31 }",
	     "raised: the baseline of \"I\" was raised from 10% to 12%, by 2 points\n"
	     "later: the date of the baseline of \"I\" moved from 2026-12-31 to 2027-03-31, 3 months later\n"},
	    {"segment s \"S\" { size 100 of 400 households }", "segment s \"S\" { size 100 of 500 households }",
	     "raised: the whole market of \"S\" was raised from 400 households to 500 households, by 100 (25%)\n"},
	    {"plan \"P\" { status draft }", "plan \"P\" { status final }", "changed: the status of the plan changed from draft to final\n"},
	};
	(void)state;
	EXPECT_ALL(examples);
}

static void lists_gain_and_lose_entries(void **state)
{
	static const struct example examples[] = {
	    {"indicator \"I\" { split by sex }", "indicator \"I\" { split by sex, age }", "entry-added: added to the breakdowns of \"I\": age\n"},
	    {"indicator \"I\" { split by sex, age }", "indicator \"I\" { split by age }", "entry-removed: taken out of the breakdowns of \"I\": sex\n"},
	    {"indicator \"I\" { split by sex }", "indicator \"I\"", "removed: the breakdowns of \"I\" are gone; they were sex\n"},
	    {"indicator \"I\"", "indicator \"I\" { split by sex, age }", "set: the breakdowns of \"I\" were added: sex, age\n"},
	    {"indicator \"I\" { split by sex, area }", "indicator \"I\" { split by age, area }", "changed: the breakdowns of \"I\" changed from sex to age\n"},
	    {"indicator \"I\" { milestone 17% by 2027, 19% by 2028 }", "indicator \"I\" { milestone 16% by 2027, 19% by 2028 }",
	     "lowered: the milestone for 2027 of \"I\" was lowered from 17% to 16%, by 1 point\n"},
	    {"indicator \"I\" { actual 15% on 2027-06 }", "indicator \"I\" { actual 15% on 2027-06, 16% on 2027-12 }",
	     "entry-added: added to the measured values of \"I\": 16% on 2027-12\n"},
	    {"goal a \"A\" { supports b \"shared costs\" }\ngoal b \"B\"", "goal a \"A\" { supports b \"shared staff\" }\ngoal b \"B\"",
	     "changed: the reason for the support for \"B\" of \"A\" changed from \"shared costs\" to \"shared staff\"\n"},
	    {"review r \"R\"\ngoal a \"A\"", "review r \"R\" { of a }\ngoal a \"A\"", "set: the goals reviewed in \"R\" were added: \"A\"\n"},
	};
	(void)state;
	EXPECT_ALL(examples);
}

static void incentives_pay_for_something_else(void **state)
{
	static const char indicators[] = "indicator loans \"Loans\"\nindicator par \"PAR 30\"\n";
	static const struct {
		const char *old_line, *new_line, *changes;
	} examples[] = {
	    {"incentive b \"Bonus\" { rewards 60% on loans }", "incentive b \"Bonus\" { rewards 60% on par }",
	     "changed: the incentive \"Bonus\" now pays for \"PAR 30\" (60%) instead of \"Loans\" (60%)\n"},
	    {"incentive b \"Bonus\" { rewards 100% on loans }", "incentive b \"Bonus\" { rewards 60% on loans, 40% on par }",
	     "lowered: the share paid for \"Loans\" of \"Bonus\" was lowered from 100% to 60%, by 40 points\n"
	     "entry-added: the incentive \"Bonus\" now also pays for \"PAR 30\" (40%)\n"},
	    {"incentive b \"Bonus\" { rewards 60% on loans, 40% on par }", "incentive b \"Bonus\" { rewards 60% on loans }",
	     "entry-removed: the incentive \"Bonus\" no longer pays for \"PAR 30\" (40%)\n"},
	    {"incentive b \"Bonus\" { requires par at most 5% }", "incentive b \"Bonus\" { requires par at most 8% }",
	     "raised: the condition for \"PAR 30\" of \"Bonus\" was raised from at most 5% to at most 8%, by 3 points: less ambitious\n"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		char texts[2][512];
		(void)snprintf(texts[0], sizeof texts[0], "%s%s", indicators, examples[i].old_line);
		(void)snprintf(texts[1], sizeof texts[1], "%s%s", indicators, examples[i].new_line);
		expect(texts[0], texts[1], examples[i].changes);
	}
}

/* ---- what could not be read ---------------------------------------------------------------------------------------------- */

static void what_could_not_be_read_is_not_compared(void **state)
{
	static const struct example examples[] = {
	    {"goal a \"A\" { weight 30% }", "goal a \"A\" { weight thirty }", ""},
	    {"goal a \"A\" { weight 30% }", "goal a \"A\" { wieght 30% }", ""},
	    {"goal a \"A\" { owner chief }\nrole chief \"Chief\"", "goal a \"A\" { owner cheif }\nrole chief \"Chief\"", ""},
	    {"goal a \"A\"\ngoal b \"B\"", "goal a \"A\"\ngaol b \"B\"", ""},
	};
	(void)state;
	EXPECT_ALL(examples);
}

/* ---- other languages, hostile text ---------------------------------------------------------------------------------------- */

static void every_sentence_has_its_words_in_each_language(void **state)
{
	static const char *const languages[] = {"fr", "es"};
	static const char before[] = "plan \"P\" { period 2027 to 2028; status draft }\ngoal a \"A\" { budget 5; weight 3%; owner TBD; by 2027; for s, t\n"
	                             "objective o \"O\" { indicator i \"I\" { target at least 5%; split by sex; source \"x\" } } }\n"
	                             "goal b \"B\"\nsegment s \"S\"\nsegment t \"T\"\nincentive c \"C\" { rewards 5% on i, 5% on \"x\" }";
	static const char after[] = "plan \"Q\" { period 2026 to 2029 }\ngoal a \"A\" { budget 4; weight 4%; owner \"X\"; by 2028; for s; funds b\n"
	                            "objective p \"New\" }\ngoal b \"B\" { objective o \"O\" { indicator i \"I\" { target at least 4%; split by sex, age; source TBD } } }\n"
	                            "segment s \"S\"\nsegment \"T\"\nincentive c \"C\" { rewards 5% on i, 5% on \"y\" }";
	(void)state;
	struct pair *english = pair_open(before, after, NULL);
	assert_true(english->comparison.changes.count > 15);
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		struct pair *p = pair_open(before, after, languages[i]);
		assert_int_equal(p->comparison.changes.count, english->comparison.changes.count);
		for (uint32_t k = 0; k < p->comparison.changes.count; k++) {
			const char *message = p->comparison.changes.items[k].message;
			assert_null(strchr(message, '{'));
			assert_null(strstr(message, " was "));
			assert_null(strstr(message, "the "));
		}
		pair_close(p);
	}
	pair_close(english);
}

static void text_of_a_plan_is_shown_harmless(void **state)
{
	(void)state;
	struct pair *p = pair_open("goal a \"A\" { about \"x\" }", "goal a \"A\xE2\x80\xA8z\" { about \"y\xE2\x80\xAEz\" }", NULL);
	const char *changes = changes_of(p);
	assert_non_null(strstr(changes, "<U+202E>"));
	assert_null(strstr(changes, "\xE2\x80\xAE"));
	assert_null(strstr(changes, "\xE2\x80\xA8"));
	pair_close(p);
}

/* ---- order ----------------------------------------------------------------------------------------------------------------- */

static void the_gravest_change_of_a_kind_comes_first(void **state)
{
	(void)state;
	expect("goal a \"A\" { about \"x\" }\ngoal b \"B\" { weight 20% }\ngoal c \"C\"\nrole r",
	       "goal a \"A\" { about \"y\" }\ngoal b \"B\" { weight 10% }",
	       "dropped: the goal \"C\" was dropped\n"
	       "lowered: the weight of \"B\" was lowered from 20% to 10%, by 10 points\n"
	       "changed: the remark of \"A\" changed from \"x\" to \"y\"\n"
	       "dropped: the role r was dropped\n");
}

/* ---- the same from either end ------------------------------------------------------------------------------------------- */

/* The word that CHANGE is called when the drafts change places. */
static const char *mirrored(const char *word)
{
	static const char *const pairs[][2] = {{"added", "dropped"}, {"set", "removed"}, {"raised", "lowered"}, {"later", "earlier"},
	                                       {"entry-added", "entry-removed"}, {"decided", "undecided"}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		for (int k = 0; k < 2; k++)
			if (strcmp(pairs[i][k], word) == 0)
				return pairs[i][!k];
	return word;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Each change of P with its drafts in order or (IS_MIRRORED) exchanged, sorted. */
static char **facts_of(struct pair *p, bool is_mirrored, uint32_t *count)
{
	*count = p->comparison.changes.count;
	char **facts = plint_arena_alloc(&p->arena, (*count + 1) * sizeof *facts);
	for (uint32_t i = 0; i < *count; i++) {
		const struct plint_plan_change *x = &p->comparison.changes.items[i];
		const char *word = plint_change_word((enum plint_change_kind)x->kind);
		facts[i] = plint_arena_printf(&p->arena, "%s %u %u %s %s %s", is_mirrored ? mirrored(word) : word,
		                              is_mirrored ? x->new_block : x->old_block, is_mirrored ? x->old_block : x->new_block,
		                              x->field ? x->field : "", (is_mirrored ? x->new_text : x->old_text) ? (is_mirrored ? x->new_text : x->old_text) : "",
		                              (is_mirrored ? x->old_text : x->new_text) ? (is_mirrored ? x->old_text : x->new_text) : "");
	}
	qsort(facts, *count, sizeof *facts, by_text);
	return facts;
}

static char *read_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	char *text = calloc(1, 200000);
	assert_non_null(text);
	assert_true(fread(text, 1, 199999, f) > 0);
	fclose(f);
	return text;
}

static const char *const plan_files[] = {"plans/socfinance-first-draft.plan", "plans/box-6.plan",         "plans/credit-cooperative.plan",
                                         "plans/village-bank-network.plan",   "plans/womens-health.plan", "plans/self-help-federation.plan"};
#define PLAN_FILES (sizeof plan_files / sizeof *plan_files)

static void exchanged_drafts_give_the_mirrored_changes(void **state)
{
	(void)state;
	for (size_t i = 0; i < PLAN_FILES; i++) {
		char *a = read_file(plan_files[i]), *b = read_file(plan_files[(i + 1) % PLAN_FILES]);
		struct pair *there = pair_open(a, b, NULL), *back = pair_open(b, a, NULL);
		uint32_t count, back_count;
		char **facts = facts_of(there, false, &count), **back_facts = facts_of(back, true, &back_count);
		assert_int_equal(count, back_count);
		assert_true(count > 5);
		for (uint32_t k = 0; k < count; k++)
			assert_string_equal(facts[k], back_facts[k]);
		pair_close(there);
		pair_close(back);
		free(a);
		free(b);
	}
}

static void a_plan_and_itself_do_not_differ(void **state)
{
	(void)state;
	for (size_t i = 0; i < PLAN_FILES; i++) {
		char *text = read_file(plan_files[i]);
		expect(text, text, "");
		free(text);
	}
}

/* The statements at the top of TEXT in the opposite order: parted at blank lines, each a part. */
static char *turned_round(const char *text)
{
	size_t len = strlen(text), end = len;
	char *out = calloc(1, len + 3), *to = out;
	assert_non_null(out);
	while (end > 0) {
		size_t start = end - 1;
		while (start > 0 && !(start >= 2 && text[start - 1] == '\n' && text[start - 2] == '\n' && text[start] != ' ' && text[start] != '}'))
			start--;
		memcpy(to, text + start, end - start);
		to += end - start;
		end = start;
	}
	return out;
}

static void order_alone_is_no_change(void **state)
{
	(void)state;
	for (size_t i = 0; i < PLAN_FILES; i++) {
		char *text = read_file(plan_files[i]), *turned = turned_round(text);
		assert_string_not_equal(text, turned);
		expect(text, turned, "");
		free(text);
		free(turned);
	}
}

/* ---- large plans ------------------------------------------------------------------------------------------------------- */

/* 3,000 goals with titles of the same few words, named after FIRST in turn; each with other words in it. */
static char *many_goals(const char *verb, unsigned first, unsigned step)
{
	size_t size = 3000 * 96 + 1;
	char *text = malloc(size);
	size_t len = 0;
	assert_non_null(text);
	for (unsigned i = 0; i < 3000; i++) {
		unsigned n = (first + i * step) % 3000;
		len += (size_t)snprintf(text + len, size - len, "goal \"%s the share of district%u and village%u\" { weight %u%% }\n", verb, n, n * 7, n % 90);
	}
	return text;
}

static void alike_titles_are_found_among_thousands(void **state)
{
	(void)state;
	char *a = many_goals("Raise", 0, 1), *b = many_goals("Increase", 11, 7);
	struct pair *p = pair_open(a, b, NULL);
	assert_int_equal(p->comparison.changes.count, 3000);
	for (uint32_t i = 0; i < 3000; i++)
		assert_int_equal(p->comparison.changes.items[i].kind, PLINT_CHANGE_REWORDED);
	pair_close(p);
	free(a);
	free(b);
}

/* ---- findings ---------------------------------------------------------------------------------------------------------- */

static void findings_are_met_by_fingerprint_and_by_block(void **state)
{
	static const struct {
		const char *old_text, *new_text;
		unsigned came, went, fell, stayed;
	} examples[] = {
	    {"goal a \"A\" { weight x }", "goal a \"A\" { weight x }", 0, 0, 0, 1},
	    {"goal a \"A\" { weight x }", "goal b \"A\" { weight x }", 0, 0, 0, 1},
	    {"goal a \"A\" { weight x; by y }", "goal b \"A\" { weight x }", 0, 1, 0, 1},
	    {"goal a \"A\" { weight 1% }", "goal a \"A\" { weight x }", 1, 0, 0, 0},
	    {"goal a \"A\" { weight x }", "goal b \"Something else\" { weight x }", 1, 0, 1, 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		struct pair *p = pair_open(examples[i].old_text, examples[i].new_text, NULL);
		struct plint_finding_changes f;
		plint_diags_finish(&p->draft[PLINT_OLD]->diags);
		plint_diags_finish(&p->draft[PLINT_NEW]->diags);
		plint_compare_findings(&f, &p->arena, &p->comparison, &p->draft[PLINT_OLD]->diags, &p->draft[PLINT_NEW]->diags);
		if (f.came.count != examples[i].came || f.went.count != examples[i].went || f.fell.count != examples[i].fell ||
		    f.stayed != examples[i].stayed)
			fail_msg("%s: %u came, %u went, %u fell, %u stayed", examples[i].new_text, f.came.count, f.went.count, f.fell.count, f.stayed);
		pair_close(p);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ways_of_writing_are_no_change),
	    cmocka_unit_test(the_same_fact_at_another_place_is_no_change),
	    cmocka_unit_test(blocks_come_and_go_with_what_hangs_on_them),
	    cmocka_unit_test(blocks_are_known_again_under_another_name_or_title),
	    cmocka_unit_test(blocks_move),
	    cmocka_unit_test(targets_say_whether_they_ask_for_more),
	    cmocka_unit_test(dates_move),
	    cmocka_unit_test(owners_and_money_change),
	    cmocka_unit_test(lists_gain_and_lose_entries),
	    cmocka_unit_test(incentives_pay_for_something_else),
	    cmocka_unit_test(what_could_not_be_read_is_not_compared),
	    cmocka_unit_test(every_sentence_has_its_words_in_each_language),
	    cmocka_unit_test(text_of_a_plan_is_shown_harmless),
	    cmocka_unit_test(the_gravest_change_of_a_kind_comes_first),
	    cmocka_unit_test(exchanged_drafts_give_the_mirrored_changes),
	    cmocka_unit_test(a_plan_and_itself_do_not_differ),
	    cmocka_unit_test(order_alone_is_no_change),
	    cmocka_unit_test(alike_titles_are_found_among_thousands),
	    cmocka_unit_test(findings_are_met_by_fingerprint_and_by_block),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
