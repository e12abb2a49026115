/*
 * Fingerprints outlive what people do to a plan: a plan full of findings is edited in more than twenty ways, and every finding that the edit
 * does not touch keeps its fingerprint. What an edit must lose is named, so that a test fails too where it loses nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "support/place.h"

/* Named and unnamed blocks, titles only, absences, findings within texts, two equal ones. */
static const char plan[] =
    "plan \"Draft of spring\" { period 2027 to 2029; status draft }\n"
    "\n"
    "mission \"Better lives for the rural people through good, reachable services.\" {\n"
    "    reaches \"rural people\" as villages\n"
    "    changes \"Better lives\"\n"
    "}\n"
    "segment villages \"Rural households\" { traits poor, rural }\n"
    "role manager \"Operations manager\"\n"
    "\n"
    "social goal rural \"Reach the rural poor\" {\n"
    "    dimension outreach\n"
    "    weight 30%\n"
    "    objective branches \"Open ten branches by 2027\" {\n"
    "        indicator opened \"Branches opened\" { kind process; target TBD }\n"
    "    }\n"
    "    objective \"Improve the quality of service\" {\n"
    "        indicator \"Satisfied clients\"\n"
    "        indicator waiting \"Days of waiting\" { kind result; target at most 3 days by 2027 }\n"
    "    }\n"
    "}\n"
    "goal \"Raise the income of families\" {\n"
    "    dimension change\n"
    "    weight 40%\n"
    "    objective \"Raise the income\" { by 2027 }\n"
    "    objective \"Raise the income\" { by 2027 }\n"
    "}\n"
    "financial goal cost \"Lend at a lower cost\" {\n"
    "    dimension efficiency\n"
    "    weight 40%\n"
    "    objective per_loan \"Cut the cost of a loan\" {\n"
    "        indicator op_cost \"Operating cost per loan\" { kind result; unit IZD; target 48 by 2027 }\n"
    "    }\n"
    "}\n"
    "threat \"Clients borrow from several lenders\" { level client }\n"
    "weakness slow \"Reports come late\"\n";

static int set_up(void **state)
{
	place_setup(state);
	place_write(*state, "plan.plan", plan);
	/* A line a finding: rule and fingerprint. */
	place_write(*state, "prints",
	            "\"$PL\" check --format json --fail-on never \"$@\" > out.json || { cat out.json; exit 9; }\n"
	            "jq -r '.findings[]|[.rule,.fingerprint]|@tsv' out.json | LC_ALL=C sort\n");
	place_expect(*state, 0, "PL=\"$PL\" sh prints plan.plan > before 2>errors && test $(wc -l < before) -ge 30 && ! grep . errors");
	return 0;
}

/* EDIT (a command that makes new.plan of plan.plan) must leave all findings, but LOST of them: a count, and the pattern that those match. */
static void keeps_all_but(void **state, const char *edit, const char *options, int lost, const char *pattern)
{
	struct place *p = *state;
	char command[4096];
	place_expect(p, 0, edit);
	place_expect(p, 1, "cmp -s plan.plan new.plan");
	snprintf(command, sizeof command,
	         "PL=\"$PL\" sh prints %s new.plan > after || { cat after; exit 9; }; LC_ALL=C comm -23 before after > lost; "
	         "cat lost; test $(grep -cE '%s' lost) -eq %d && test $(wc -l < lost) -eq %d",
	         options, pattern, lost, lost);
	place_run(p, command);
	if (p->status != 0)
		fail_msg("after %s: lost, instead of %d of %s:\n%s", edit, lost, pattern, p->output);
}

static void keeps_all(void **state, const char *edit)
{
	keeps_all_but(state, edit, "", 0, ".");
}

/* ---- where things stand ---------------------------------------------------------------------------------------------- */

static void lines_before(void **state)
{
	keeps_all(state, "(echo; echo '# a remark'; echo; cat plan.plan) > new.plan");
}

static void blank_lines_everywhere(void **state)
{
	keeps_all(state, "sed 'G;G' plan.plan > new.plan");
}

static void comments_everywhere(void **state)
{
	keeps_all(state, "sed 's/$/   # reviewed/' plan.plan > new.plan");
}

static void another_indentation(void **state)
{
	keeps_all(state, "sed 's/^ */\\t&&/' plan.plan > new.plan");
}

static void no_indentation(void **state)
{
	keeps_all(state, "sed 's/^ *//' plan.plan > new.plan");
}

static void line_ends_of_windows(void **state)
{
	keeps_all(state, "sed 's/$/\\r/' plan.plan > new.plan");
}

static void a_byte_order_mark(void **state)
{
	keeps_all(state, "(printf '\\357\\273\\277'; cat plan.plan) > new.plan");
}

static void one_fact_a_line(void **state)
{
	keeps_all(state, "sed 's/; /\\n/g; s/{ \\(.*\\) }$/{\\n\\1\\n}/' plan.plan > new.plan");
}

static void capitals_on_first_words(void **state)
{
	keeps_all(state, "sed -E 's/^( *)([a-z])/\\1\\u\\2/' plan.plan > new.plan");
}

static void curly_quotes(void **state)
{
	keeps_all(state, "sed -E 's/\"([^\"]*)\"/“\\1”/g' plan.plan > new.plan");
}

static void other_blanks_and_capitals_in_titles(void **state)
{
	keeps_all(state, "sed -E 's/\"Raise the income of families\"/\"raise  the Income of families \"/' plan.plan > new.plan");
}

static void goals_in_another_order(void **state)
{
	keeps_all(state, "(sed -n 1,9p plan.plan; sed -n 27,33p plan.plan; sed -n 21,26p plan.plan; sed -n 10,20p plan.plan; sed -n '34,$p' plan.plan) > new.plan");
}

static void objectives_in_another_order(void **state)
{
	keeps_all(state, "(sed -n 1,12p plan.plan; sed -n 16,19p plan.plan; sed -n 13,15p plan.plan; sed -n '20,$p' plan.plan) > new.plan");
}

static void fields_in_another_order(void **state)
{
	keeps_all(state, "(sed -n 1,10p plan.plan; sed -n 12p plan.plan; sed -n 11p plan.plan; sed -n '13,$p' plan.plan) > new.plan");
}

static void all_within_the_plan_block(void **state)
{
	keeps_all(state, "(echo 'plan \"Draft of spring\" {'; echo 'period 2027 to 2029; status draft'; sed 1d plan.plan; echo '}') > new.plan");
}

static void a_named_objective_in_another_goal(void **state)
{
	/* Its goal, which is then without one more, and the findings of the pair are others'. */
	keeps_all(state, "(sed -n 1,12p plan.plan; sed -n 16,25p plan.plan; sed -n 13,15p plan.plan; sed -n '26,$p' plan.plan) > new.plan");
}

/* ---- what is around -------------------------------------------------------------------------------------------------- */

static void a_goal_more_before_the_others(void **state)
{
	keeps_all(state, "(sed -n 1,9p plan.plan; printf 'goal young \"Reach the young\" {\\n dimension outreach\\n weight 1%%\\n objective \"Serve 2,000 "
	                 "young people by 2028\"\\n}\\n'; sed -n '10,$p' plan.plan) > new.plan");
}

static void an_indicator_more_in_front(void **state)
{
	keeps_all(state, "sed '13a\\        indicator clients \"Clients of new branches\" { kind result; unit clients; target 900 }' plan.plan | "
	                 "sed 's/kind result; unit clients/kind process; unit clients/' > new.plan");
}

static void another_title_of_the_plan_and_the_mission(void **state)
{
	keeps_all(state, "sed 's/Draft of spring/Draft of summer/; s/good, reachable services/good services/' plan.plan > new.plan");
}

static void another_title_of_a_named_block(void **state)
{
	keeps_all(state, "sed 's/Lend at a lower cost/Make lending cheaper/; s/Cut the cost of a loan/Lower the cost of a loan/' plan.plan > new.plan");
}

static void another_title_of_an_unnamed_block_nearby(void **state)
{
	/* Only the findings of the threat itself are others. */
	keeps_all_but(state, "sed 's/Clients borrow from several lenders/Clients borrow elsewhere/' plan.plan > new.plan", "", 2, "^(swot-unanchored|over-indebtedness-unanswered)");
}

static void a_finding_corrected(void **state)
{
	keeps_all_but(state, "sed 's/target TBD/target 10 branches/' plan.plan > new.plan", "", 1, "^placeholder-left");
}

static void two_of_the_same_differ_by_salt(void **state)
{
	place_expect(*state, 0, "test $(jq -r '.findings[].fingerprint' out.json | sort | uniq -d | wc -l) -eq 0");
	place_expect(*state, 0, "test $(jq -r '.findings[]|select(.message|contains(\"\\\"Raise the income\\\"\"))|.rule' out.json | sort | uniq -d | wc -l) -ge 3");
	/* With one of the two gone, the one that is left has the fingerprint of the first. */
	place_expect(*state, 0, "sed 24d plan.plan > one.plan && PL=\"$PL\" sh prints one.plan > one; sed 25d plan.plan > two.plan && PL=\"$PL\" sh prints two.plan > two; cmp one two");
}

/* ---- how it is said -------------------------------------------------------------------------------------------------- */

static void messages_in_another_language(void **state)
{
	keeps_all_but(state, "(cat plan.plan; echo) > new.plan", "--lang fr", 0, ".");
	place_expect(*state, 0, "jq -r '.findings[].message' out.json | grep -q objectif");
	keeps_all_but(state, "(cat plan.plan; echo) > new.plan", "--lang es", 0, ".");
}

/* A pack of two rules, and its next version, in which they say the same in other words. */
#define OWN(message, says, why, try)                                                                                                      \
	"id: own-owner\nfamily: own\nseverity: warning\nfor: objective o\nrequire: o.owner is not missing\nmessage: " message           \
	"\npoint: [{at: o, says: " says "}]\nwhy: " why "\ntry: " try "\nsource: [{practice: ours}]\n"
#define OTHER(message)                                                                                                                    \
	"id: own-phrase\nfamily: own\nseverity: error\nfor: q in mission.phrases\nrequire: q.phrase = \"x\"\n" \
	"message: " message "\npoint: [{at: q.phrase}]\nwhy: A word.\ntry: A goal.\nsource: [{practice: ours}]\n"

static void reworded_messages(void **state)
{
	place_expect(*state, 0, "mkdir one two && printf 'name: own\nversion: 1\n' | tee one/pack.yaml > two/pack.yaml");
	place_write(*state, "one/owner.yaml", OWN("the objective {o} has no owner", "nobody answers", "Nobody does it.", "Name one."));
	place_write(*state, "two/owner.yaml", OWN("who answers for {o}", "here", "It stays undone.", "Write the post."));
	place_write(*state, "one/phrase.yaml", OTHER("no goal quotes {q.phrase}"));
	place_write(*state, "two/phrase.yaml", OTHER("the words {q.phrase} stand in no goal"));
	place_expect(*state, 0,
	             "PL=\"$PL\" sh prints --rules one plan.plan > ours && test $(grep -c own- ours) -eq 7 && PL=\"$PL\" sh prints --rules two plan.plan | "
	             "cmp - ours && jq -r '.findings[]|select(.rule==\"own-owner\").message' out.json | grep -q '^who answers'");
}

static void phrases_of_the_mission_are_told_apart_by_their_words(void **state)
{
	place_write(*state, "phrase.yaml", OTHER("no goal quotes {q.phrase}"));
	place_expect(*state, 0, "PL=\"$PL\" sh prints --rules phrase.yaml plan.plan | grep own- > two && sed 4d plan.plan > new.plan && "
	                        "PL=\"$PL\" sh prints --rules phrase.yaml new.plan | grep own- > one && test $(wc -l < two) -eq 2 && "
	                        "test $(wc -l < one) -eq 1 && grep -qFf one two");
}

static void other_severities(void **state)
{
	keeps_all_but(state, "(cat plan.plan; echo) > new.plan", "--severity no-owner=advice --severity goal-weights-not-100=error", 0, ".");
}

static void another_name_of_the_file(void **state)
{
	keeps_all(state, "mkdir -p d && (cat plan.plan; echo) > new.plan");
	place_expect(*state, 0, "cp plan.plan d/other.plan && PL=\"$PL\" sh prints d/other.plan | cmp - before");
	place_expect(*state, 0, "mkdir f && sed -n 1,9p plan.plan > f/a.plan && sed -n '10,$p' plan.plan > f/b.plan && PL=\"$PL\" sh prints f | cmp - before");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(lines_before),
	    TEST(blank_lines_everywhere),
	    TEST(comments_everywhere),
	    TEST(another_indentation),
	    TEST(no_indentation),
	    TEST(line_ends_of_windows),
	    TEST(a_byte_order_mark),
	    TEST(one_fact_a_line),
	    TEST(capitals_on_first_words),
	    TEST(curly_quotes),
	    TEST(other_blanks_and_capitals_in_titles),
	    TEST(goals_in_another_order),
	    TEST(objectives_in_another_order),
	    TEST(fields_in_another_order),
	    TEST(all_within_the_plan_block),
	    TEST(a_named_objective_in_another_goal),
	    TEST(a_goal_more_before_the_others),
	    TEST(an_indicator_more_in_front),
	    TEST(another_title_of_the_plan_and_the_mission),
	    TEST(another_title_of_a_named_block),
	    TEST(another_title_of_an_unnamed_block_nearby),
	    TEST(a_finding_corrected),
	    TEST(two_of_the_same_differ_by_salt),
	    TEST(messages_in_another_language),
	    TEST(reworded_messages),
	    TEST(phrases_of_the_mission_are_told_apart_by_their_words),
	    TEST(other_severities),
	    TEST(another_name_of_the_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
