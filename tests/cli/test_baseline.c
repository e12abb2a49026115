/*
 * Baselines as users meet them: writing one, living with it, paying the debts off, and what happens to a file that is damaged, missing, in the
 * way, or on a full disk.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "support/place.h"

#define GOAL(name, title) "goal " name " \"" title "\" {\n    dimension outreach\n}\n"
#define HEAD "plan \"Draft\" { period 2027 to 2029 }\n" GOAL("kept", "Reach the northern villages")

static int set_up(void **state)
{
	place_setup(state);
	place_write(*state, "draft.plan", HEAD GOAL("rural", "Reach the rural poor"));
	place_expect(*state, 0, "\"$PL\" check --quiet --write-baseline known.jsonl draft.plan");
	return 0;
}

/* Runs COMMAND, which must end with STATUS and say TEXT (NULL: anything). */
static void expect(void **state, const char *command, int status, const char *text)
{
	const char *output = place_expect(*state, status, command);
	if (text && !strstr(output, text))
		fail_msg("no \"%s\" in:\n%s", text, output);
}

static void says_not(void **state, const char *text)
{
	const struct place *p = *state;
	if (strstr(p->output, text))
		fail_msg("\"%s\" in:\n%s", text, p->output);
}

/* ---- living with it -------------------------------------------------------------------------------------------------- */

static void a_new_baseline_holds_everything_back(void **state)
{
	expect(state, "rm known.jsonl; \"$PL\" check draft.plan", 1, "goal-without-objective");
	expect(state, "\"$PL\" check --write-baseline known.jsonl draft.plan", 0, "known.jsonl: +");
	expect(state, "\"$PL\" check --baseline known.jsonl draft.plan", 0, "draft.plan: nothing new");
	expect(state, "test $(\"$PL\" check --format json draft.plan | jq '.findings|length') -eq $(jq -s 'map(.count)|add' known.jsonl)", 0, NULL);
	expect(state, "\"$PL\" check --baseline known.jsonl --format json draft.plan | jq -c '.findings,.summary'", 0,
	       "[]\n{\"error\":0,\"warning\":0,\"advice\":0}\n");
	expect(state, "\"$PL\" check --baseline known.jsonl --format sarif draft.plan | jq '.runs[0].results|length'", 0, "0\n");
	expect(state, "\"$PL\" check --lang fr --baseline known.jsonl draft.plan", 0, "retenus par la référence");
}

static void its_form_is_as_promised(void **state)
{
	expect(state, "jq -c 'keys_unsorted' known.jsonl | uniq", 0, "[\"path\",\"rule\",\"fingerprint\",\"count\",\"words\"]\n");
	expect(state, "jq -r '[.path,.rule]|@tsv' known.jsonl > a && LC_ALL=C sort a | cmp - a", 0, NULL);
	expect(state, "jq -r 'select(.rule==\"goal-without-objective\").words' known.jsonl | sort", 0,
	       "the goal \"Reach the northern villages\" has no objective\nthe goal \"Reach the rural poor\" has no objective\n");
	expect(state, "\"$PL\" check --lang fr --write-baseline again.jsonl draft.plan && cmp known.jsonl again.jsonl", 0, NULL);
	expect(state, "\"$PL\" check --write-baseline known.jsonl draft.plan && cmp known.jsonl again.jsonl", 0, "known.jsonl: +0 −0");
}

static void what_is_past_the_count_is_new(void **state)
{
	place_write(*state, "draft.plan", HEAD "# moved\n" GOAL("young", "Reach the young") GOAL("rural", "Reach the rural poor"));
	expect(state, "\"$PL\" check --baseline known.jsonl --format compact draft.plan", 1, "draft.plan:6:1: error[goal-without-objective]");
	says_not(state, "rural");
	/* Two goals without a name and with the same title are one class. */
	place_write(*state, "draft.plan", HEAD "goal \"Reach\" { dimension outreach }\n");
	place_expect(*state, 0, "\"$PL\" check --allow-growth --write-baseline known.jsonl draft.plan");
	place_write(*state, "draft.plan", HEAD "goal \"Reach\" { dimension outreach }\n\ngoal \"Reach\" { dimension outreach }\n");
	expect(state, "\"$PL\" check --baseline known.jsonl --format compact draft.plan", 1, "draft.plan:7:1: error[goal-without-objective]");
	says_not(state, "draft.plan:5:");
	place_expect(*state, 0, "\"$PL\" check --allow-growth --write-baseline known.jsonl draft.plan");
	expect(state, "jq -s 'map(select(.rule==\"goal-without-objective\").count)|sort' -c known.jsonl", 0, "[1,2]\n");
	expect(state, "\"$PL\" check --baseline known.jsonl draft.plan", 0, "nothing new");
}

static void it_does_not_grow_unseen(void **state)
{
	place_write(*state, "draft.plan", HEAD GOAL("young", "Reach the young"));
	expect(state, "cp known.jsonl before; \"$PL\" check --write-baseline known.jsonl draft.plan", 2,
	       "the baseline known.jsonl was not written: it would grow (+1 −1)");
	says_not(state, "known.jsonl: +");
	expect(state, "cmp known.jsonl before", 0, NULL);
	expect(state, "\"$PL\" check --write-baseline known.jsonl --allow-growth draft.plan", 0, "known.jsonl: +1 −1\n");
	place_write(*state, "draft.plan", HEAD);
	expect(state, "\"$PL\" check --write-baseline known.jsonl draft.plan", 0, "known.jsonl: +0 −1\n");
}

static void what_no_longer_occurs_is_advice(void **state)
{
	place_write(*state, "draft.plan", HEAD);
	expect(state, "\"$PL\" check --baseline known.jsonl --format compact draft.plan", 0, "known.jsonl:1:1: advice[stale-baseline]: ");
	expect(state, "\"$PL\" check --baseline known.jsonl --fail-on advice draft.plan", 1, "no longer occur: 1");
	expect(state, "\"$PL\" check --baseline known.jsonl --format json draft.plan | jq -r '.findings[]|[.rule,.severity,.path]|@tsv'", 0,
	       "stale-baseline\tadvice\tknown.jsonl\n");
	expect(state, "for f in jsonl sarif junit github gitlab checkstyle markdown html; do \"$PL\" check --baseline known.jsonl --format $f draft.plan "
	              "> out.$f || exit 9; grep -q stale-baseline out.$f || exit 8; done; xmllint --noout out.junit out.checkstyle", 0, NULL);
	expect(state, "\"$PL\" explain stale-baseline", 0, "--prune-baseline");
	/* Nothing can be said of rules that did not run, of files that were not looked at, and where lines could not be read. */
	expect(state, "\"$PL\" check --baseline known.jsonl --select no-owner --format compact draft.plan", 0, NULL);
	says_not(state, "stale");
	expect(state, "mkdir o && echo '" "plan \"O\" { period 2027 to 2028 }" "' > o/o.plan && \"$PL\" check --baseline known.jsonl --fail-on never --format compact o", 0, NULL);
	says_not(state, "stale");
	expect(state, "echo 'goal Reach the rural poor' >> draft.plan; \"$PL\" check --baseline known.jsonl --format compact draft.plan", 2, NULL);
	says_not(state, "stale");
}

static void pruning_takes_out_what_no_longer_occurs_and_adds_nothing(void **state)
{
	place_write(*state, "draft.plan", HEAD GOAL("young", "Reach the young"));
	expect(state, "wc -l < known.jsonl > before; \"$PL\" check --baseline known.jsonl --prune-baseline draft.plan", 1, "known.jsonl: +0 −1\n");
	expect(state, "test $(wc -l < known.jsonl) -eq $(($(cat before) - 1)); ! grep rural known.jsonl", 0, NULL);
	expect(state, "\"$PL\" check --baseline known.jsonl --prune-baseline draft.plan", 1, "known.jsonl: +0 −0\n");
	says_not(state, "stale");
	expect(state, "\"$PL\" check --prune-baseline draft.plan", 2, "add --baseline FILE");
	expect(state, "\"$PL\" check --prune-baseline --write-baseline x draft.plan", 2, "not both");
	expect(state, "\"$PL\" check --allow-growth draft.plan", 2, "--allow-growth belongs to --write-baseline");
}

static void a_machine_form_stands_alone(void **state)
{
	place_write(*state, "draft.plan", HEAD);
	expect(state, "\"$PL\" check --write-baseline known.jsonl --format json draft.plan 2>errors | jq -c .summary && cat errors", 0,
	       "planlint: known.jsonl: +0 −1\n");
}

static void some_plans_at_a_time_leave_the_others_entries(void **state)
{
	place_expect(*state, 0, "mkdir a b && cp draft.plan a/x.plan && cp draft.plan b/y.plan && rm draft.plan known.jsonl");
	place_expect(*state, 0, "\"$PL\" check --write-baseline known.jsonl . && cp known.jsonl before");
	expect(state, "\"$PL\" check --write-baseline known.jsonl a && cmp known.jsonl before", 0, "+0 −0");
	expect(state, "\"$PL\" check --baseline known.jsonl --prune-baseline b/y.plan && cmp known.jsonl before", 0, "+0 −0");
	expect(state, "\"$PL\" check --write-baseline known.jsonl --select no-owner . && cmp known.jsonl before", 0, "+0 −0");
	/* A copy of a plan with known findings has new ones. */
	expect(state, "mkdir c; cp a/x.plan c/z.plan; \"$PL\" check --baseline known.jsonl --format compact c", 1, "c/z.plan:2:1: error[goal-without-objective]");
}

static void a_renamed_file_brings_nothing_back(void **state)
{
	expect(state, "mv draft.plan final.plan && \"$PL\" check --baseline known.jsonl final.plan", 0, "nothing new");
	expect(state, "\"$PL\" check --baseline known.jsonl --format compact .", 0, NULL);
	says_not(state, "stale");
	expect(state, "\"$PL\" check --write-baseline known.jsonl --allow-growth .", 0, NULL);
	expect(state, "grep -c final known.jsonl; grep draft known.jsonl", 1, NULL);
	/* A plan that has gone leaves its entries behind, when all of the folder is looked at. */
	place_write(*state, "final.plan", HEAD GOAL("young", "Reach the young"));
	expect(state, "mkdir o && mv final.plan o/ && \"$PL\" check --baseline known.jsonl --fail-on never --format compact o", 0, NULL);
	says_not(state, "stale");
	expect(state, "\"$PL\" check --baseline known.jsonl --fail-on never --format compact .", 0, "no longer occur: 1");
}

static void paths_are_seen_from_the_baselines_folder(void **state)
{
	place_expect(*state, 0, "mkdir ci sub && \"$PL\" check --write-baseline ci/known.jsonl draft.plan && cp draft.plan sub/s.plan");
	expect(state, "head -1 ci/known.jsonl", 0, "{\"path\":\"../draft.plan\",");
	expect(state, "cd sub && \"$PL\" check --baseline ../ci/known.jsonl ../draft.plan", 0, "nothing new");
	expect(state, "mkdir -p home/x && cp -r ci draft.plan home/x && rm -r ci draft.plan && cd home/x && \"$PL\" check --baseline ci/known.jsonl draft.plan", 0, "nothing new");
}

static void a_setting_names_it(void **state)
{
	place_write(*state, ".planlint.yaml", "baseline: ci/known.jsonl\n");
	expect(state, "\"$PL\" check draft.plan", 2, "the baseline ci/known.jsonl cannot be read: there is no such file");
	expect(state, "mkdir -p ci deep/er && \"$PL\" check --write-baseline ci/known.jsonl draft.plan", 0, NULL);
	expect(state, "cd deep/er && \"$PL\" check ../../draft.plan", 0, "nothing new");
	expect(state, "\"$PL\" settings draft.plan", 0, "baseline: ci/known.jsonl\n");
	expect(state, "\"$PL\" check --no-config draft.plan", 1, NULL);
	expect(state, ": > none; \"$PL\" check --baseline none draft.plan", 1, NULL);
	place_write(*state, "draft.plan", HEAD);
	expect(state, "\"$PL\" check --prune-baseline draft.plan", 0, "ci/known.jsonl: +0 −1\n");
	place_write(*state, ".planlint.yaml", "baseline: ../known.jsonl\n");
	expect(state, "\"$PL\" check draft.plan", 2, "the baseline of a settings file lies below its folder");
	place_write(*state, ".planlint.yaml", "baseline: /etc/passwd\n");
	expect(state, "\"$PL\" check draft.plan", 2, "the baseline of a settings file lies below its folder");
	place_write(*state, ".planlint.yaml", "baseline: link\n");
	expect(state, "echo secret > /tmp/planlint-secret-$$; ln -s /tmp/planlint-secret-$$ link; \"$PL\" check draft.plan; s=$?; rm /tmp/planlint-secret-$$; exit $s", 2,
	       "it leads out of the file's folder");
	says_not(state, "secret\n");
	place_write(*state, ".planlint.yaml", "basline: known.jsonl\n");
	expect(state, "\"$PL\" check draft.plan", 2, "did you mean \"baseline\"?");
}

/* ---- what it never does ---------------------------------------------------------------------------------------------- */

static void errors_of_reading_are_never_held_back(void **state)
{
	place_write(*state, "draft.plan", HEAD "goal Reach the rural poor\n");
	expect(state, "\"$PL\" check --write-baseline known.jsonl --allow-growth draft.plan", 2, "error[");
	expect(state, "\"$PL\" check --baseline known.jsonl draft.plan", 2, "error[");
	expect(state, "jq -r .rule known.jsonl | grep -c -e unread -e unknown -e wrong", 1, "0\n");
	/* The entries of what could not be judged stay. */
	expect(state, "grep -c goal-without-objective known.jsonl", 0, "2\n");
}

static void the_gravest_new_findings_are_shown_first(void **state)
{
	place_write(*state, "draft.plan", HEAD GOAL("rural", "Reach the rural poor") GOAL("young", "Reach the young by 2028"));
	expect(state, "\"$PL\" check --baseline known.jsonl --max-findings 1 --format compact draft.plan", 1, "draft.plan:8:1: error[goal-without-objective]");
}

/* ---- bad files ------------------------------------------------------------------------------------------------------- */

static void a_missing_or_damaged_baseline_is_never_none(void **state)
{
	expect(state, "\"$PL\" check --baseline none.jsonl draft.plan", 2, "the baseline none.jsonl cannot be read: there is no such file");
	expect(state, "\"$PL\" check --baseline none.jsonl draft.plan", 2, "--write-baseline none.jsonl");
	expect(state, "\"$PL\" check --baseline . draft.plan", 2, "it is not a regular file");
	expect(state, "mkfifo f && \"$PL\" check --baseline f draft.plan", 2, "it is not a regular file");
	expect(state, "\"$PL\" check --baseline - draft.plan", 2, "a baseline is a file");
	expect(state, "\"$PL\" check --baseline '' draft.plan", 2, "--baseline needs the name of a file");
	expect(state, "\"$PL\" check --write-baseline '' draft.plan", 2, "--write-baseline needs the name of a file");
	expect(state, "head -c 100 known.jsonl > cut.jsonl; \"$PL\" check --baseline cut.jsonl draft.plan", 2, "the baseline cut.jsonl is damaged, line 1: ");
	expect(state, "(head -2 known.jsonl; echo '>>>>>>> main') > cut.jsonl; \"$PL\" check --baseline cut.jsonl draft.plan", 2, "line 3: this is the mark of a conflict");
	expect(state, "cp draft.plan cut.jsonl; \"$PL\" check --write-baseline cut.jsonl --allow-growth draft.plan", 2, "the baseline cut.jsonl is damaged, line 1: ");
	expect(state, "cmp cut.jsonl draft.plan", 0, NULL);
	expect(state, "\"$PL\" check --write-baseline draft.plan draft.plan; grep -c ^goal draft.plan", 0, "2\n");
}

static void what_cannot_be_written_leaves_the_old_one(void **state)
{
	place_expect(*state, 0, "cp known.jsonl before && mkdir folder closed");
	place_write(*state, "draft.plan", HEAD);
	expect(state, "\"$PL\" check --write-baseline no/known.jsonl draft.plan", 2, "there is no such folder");
	expect(state, "\"$PL\" check --write-baseline folder draft.plan", 2, "it is not a regular file");
	expect(state, "\"$PL\" check --write-baseline /dev/full draft.plan", 2, "it is not a regular file");
	/* A disk that is full: no file may grow past its first byte. */
	expect(state, "(ulimit -f 0; \"$PL\" check --write-baseline known.jsonl draft.plan 2>&1 | cat)", 0, "the baseline known.jsonl could not be written");
	expect(state, "(ulimit -f 0; exec \"$PL\" check --write-baseline known.jsonl draft.plan >/dev/null 2>&1)", 2, NULL);
	expect(state, "(ulimit -f 0; exec \"$PL\" check --baseline known.jsonl --prune-baseline draft.plan >/dev/null 2>&1)", 2, NULL);
	expect(state, "cmp known.jsonl before && ls -A | grep -c '^\\.planlint-'", 1, "0\n");
	/* A folder that may not be written to; the superuser may write anywhere. */
	expect(state, "cp known.jsonl closed/ && chmod a+rX . && chmod 555 closed && cp \"$PL\" program && chmod 755 program && "
	              "if test $(id -u) -eq 0; then R='setpriv --reuid=65534 --regid=65534 --clear-groups'; fi; "
	              "$R ./program check --allow-growth --write-baseline closed/known.jsonl draft.plan",
	       2, "the baseline closed/known.jsonl could not be written: there is no permission for it; it is as it was");
	expect(state, "cmp closed/known.jsonl before; ls -A closed", 0, "known.jsonl\n");
	expect(state, "\"$PL\" check --output closed/no/report.txt draft.plan", 2, "could not be written");
}

static void its_mode_and_its_link_stay(void **state)
{
	place_write(*state, "draft.plan", HEAD);
	expect(state, "mkdir d && mv known.jsonl d/k && chmod 640 d/k && ln -s d/k known.jsonl && \"$PL\" check --write-baseline known.jsonl draft.plan", 0, "−1");
	expect(state, "test -L known.jsonl && stat -c %a d/k && ! grep -q rural d/k", 0, "640\n");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_new_baseline_holds_everything_back),
	    TEST(its_form_is_as_promised),
	    TEST(what_is_past_the_count_is_new),
	    TEST(it_does_not_grow_unseen),
	    TEST(what_no_longer_occurs_is_advice),
	    TEST(pruning_takes_out_what_no_longer_occurs_and_adds_nothing),
	    TEST(a_machine_form_stands_alone),
	    TEST(some_plans_at_a_time_leave_the_others_entries),
	    TEST(a_renamed_file_brings_nothing_back),
	    TEST(paths_are_seen_from_the_baselines_folder),
	    TEST(a_setting_names_it),
	    TEST(errors_of_reading_are_never_held_back),
	    TEST(the_gravest_new_findings_are_shown_first),
	    TEST(a_missing_or_damaged_baseline_is_never_none),
	    TEST(what_cannot_be_written_leaves_the_old_one),
	    TEST(its_mode_and_its_link_stay),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
