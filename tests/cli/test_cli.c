/*
 * The program as users meet it: exit statuses, options, what goes where. Each test runs it in an empty folder of its own, with nobody's
 * settings and environment.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "support/place.h"

/* A plan with a finding of each severity, and nothing that cannot be read. */
#define DRAFT \
	"plan \"Draft\" { period 2027 to 2029 }\n" \
	"goal rural \"Reach the rural poor\" {\n" \
	"    dimension outreach\n" \
	"    objective branches \"Open ten branches by 2027\" { indicator opened \"Branches opened\" }\n" \
	"}\n"

static int set_up(void **state)
{
	place_setup(state);
	place_write(*state, "draft.plan", DRAFT);
	return 0;
}

static void says(const struct place *p, const char *text)
{
	if (!strstr(p->output, text))
		fail_msg("no \"%s\" in (status %d):\n%s", text, p->status, p->output);
}

static void says_not(const struct place *p, const char *text)
{
	if (strstr(p->output, text))
		fail_msg("\"%s\" in (status %d):\n%s", text, p->status, p->output);
}

static void ends(const struct place *p, int status)
{
	if (p->status != status)
		fail_msg("status %d instead of %d:\n%s", p->status, status, p->output);
}

/* Runs COMMAND, which must end with STATUS and say TEXT (NULL: anything). */
static void expect(void **state, const char *command, int status, const char *text)
{
	struct place *p = *state;
	place_run(p, command);
	ends(p, status);
	if (text)
		says(p, text);
}

/* ---- help and version ------------------------------------------------------------------------------------------------ */

static void alone_it_says_how_to_begin(void **state)
{
	expect(state, "\"$PL\"", 0, "planlint check plans/draft.plan");
	says(*state, "planlint explain no-target");
}

static void help_lists_commands_and_options(void **state)
{
	expect(state, "\"$PL\" help", 0, "settings");
	expect(state, "\"$PL\" --help", 0, "explain");
	expect(state, "\"$PL\" help check", 0, "--max-findings N");
	expect(state, "\"$PL\" check --help", 0, "--fail-on error|warning|advice|never");
	expect(state, "\"$PL\" check -h", 0, "Exit status");
	expect(state, "\"$PL\" help chekc", 2, "did you mean \"check\"?");
}

static void version_names_program_and_rules(void **state)
{
	expect(state, "\"$PL\" version", 0, "planlint 0.1.0\n");
	says(*state, "rule pack default ");
	expect(state, "\"$PL\" --version", 0, "planlint 0.1.0\n");
}

/* ---- bad words ------------------------------------------------------------------------------------------------------- */

static void unknown_words_get_a_suggestion(void **state)
{
	expect(state, "\"$PL\" chekc draft.plan", 2, "there is no command and no file \"chekc\"; did you mean \"check\"?");
	expect(state, "\"$PL\" check --formt json draft.plan", 2, "did you mean \"--format\"?");
	expect(state, "\"$PL\" check --format=jsno draft.plan", 2, "did you mean \"json\"?");
	expect(state, "\"$PL\" check --fail-on eror draft.plan", 2, "did you mean \"error\"?");
	expect(state, "\"$PL\" check --select no-targt draft.plan", 2, "did you mean \"no-target\"?");
	expect(state, "\"$PL\" check --severity no-owner=eror draft.plan", 2, "eror");
	expect(state, "\"$PL\" check --severity no-ownr=error draft.plan", 2, "did you mean \"no-owner\"?");
	expect(state, "\"$PL\" check --ignore no-ownr draft.plan", 2, "did you mean \"no-owner\"?");
	expect(state, "\"$PL\" check --profile drft draft.plan", 2, "did you mean \"draft\"?");
	expect(state, "\"$PL\" check --param no-owner.mim=3 draft.plan", 2, "mim");
	expect(state, "\"$PL\" rules lst", 2, "did you mean \"list\"?");
	expect(state, "\"$PL\" explain no-targt", 2, "did you mean \"no-target\"?");
}

static void options_must_be_whole_and_in_their_place(void **state)
{
	expect(state, "\"$PL\" check --form json draft.plan", 2, "there is no option \"--form\"");
	expect(state, "\"$PL\" version --select no-target", 2, "`planlint version` has no option --select");
	expect(state, "\"$PL\" check --format", 2, "--format needs a value");
	expect(state, "\"$PL\" check --quiet=yes draft.plan", 2, "--quiet takes no value");
	expect(state, "\"$PL\" check --max-findings many draft.plan", 2, "takes a number");
	expect(state, "\"$PL\" check --as-of tomorrow draft.plan", 2, "takes a day");
	expect(state, "\"$PL\" check --lang de draft.plan", 2, "en|fr|es");
	expect(state, "\"$PL\" check -z draft.plan", 2, "there is no option \"-z\"");
	expect(state, "\"$PL\" check", 2, "which plan?");
}

static void words_of_users_are_shown_harmless(void **state)
{
	struct place *p = *state;
	expect(state, "\"$PL\" \"$(printf 'a\\033[31mb')\"", 2, NULL);
	says_not(p, "\033");
	expect(state, "\"$PL\" check \"$(printf 'a\\033[31mb.plan')\"", 2, NULL);
	says_not(p, "\033");
	expect(state, "\"$PL\" check --select \"$(printf '\\033[2J')\" draft.plan", 2, NULL);
	says_not(p, "\033");
}

/* ---- statuses of check ----------------------------------------------------------------------------------------------- */

static void status_follows_fail_on(void **state)
{
	expect(state, "\"$PL\" check draft.plan", 1, "not in the plan yet:");
	expect(state, "\"$PL\" draft.plan", 1, "draft.plan: ");
	expect(state, "\"$PL\" check --fail-on never draft.plan", 0, NULL);
	expect(state, "\"$PL\" check --select no-owner draft.plan", 0, "warning[no-owner]");
	expect(state, "\"$PL\" check --select no-owner --fail-on warning draft.plan", 1, NULL);
	expect(state, "\"$PL\" check --select deadline-in-title --fail-on warning draft.plan", 0, NULL);
	expect(state, "\"$PL\" check --select deadline-in-title --fail-on advice draft.plan", 1, NULL);
}

static void what_is_unread_ends_2_and_the_rest_is_checked(void **state)
{
	struct place *p = *state;
	expect(state, "\"$PL\" check --format compact none.plan draft.plan", 2, "none.plan:1:1: error[unreadable-file]");
	says(p, "draft.plan:4:5: warning[no-owner]");
	place_write(p, "slip.plan", "goal a \"A\" { dimension outreech }\n");
	expect(state, "\"$PL\" check --fail-on never --format compact slip.plan draft.plan", 2, "slip.plan:1:24: error[unknown-word]");
	says(p, "draft.plan:4:5: warning[no-owner]");
}

static void devices_and_pipes_do_not_hang(void **state)
{
	expect(state, "mkfifo pipe.plan && \"$PL\" check pipe.plan", 2, "unreadable-file");
	expect(state, "\"$PL\" check --ignore unknown-field draft.plan", 2, "--ignore: \"unknown-field\": an error of reading");
	expect(state, "\"$PL\" check --select no-owner,syntax draft.plan", 2, "\"syntax\": an error of reading");
	expect(state, "\"$PL\" check none.plan", 2, "--> none.plan:1:1\n\n"); /* there are no lines to show */
	expect(state, "\"$PL\" check /dev/null/x.plan", 2, "unreadable-file");
	expect(state, "mkdir f && mkfifo f/p.plan && cp draft.plan f/ && \"$PL\" check --format compact f", 2, "f/p.plan:1:1: error[unreadable-file]");
	says(*state, "f/draft.plan:4:5: warning[no-owner]");
}

static void failed_output_ends_2(void **state)
{
	expect(state, "\"$PL\" check draft.plan >/dev/full", 2, "could not be written");
	expect(state, "\"$PL\" explain no-target >/dev/full", 2, "could not be written");
	expect(state, "\"$PL\" check --output none/report.txt draft.plan", 2, "none/report.txt could not be written");
	expect(state, "(\"$PL\" check --format json draft.plan; echo \"status $?\" >&2) | :", 0, NULL);
	says_not(*state, "could not be written"); /* who reads has gone: no complaint */
}

/* ---- options of check ------------------------------------------------------------------------------------------------ */

static void quiet_says_nothing(void **state)
{
	struct place *p = *state;
	expect(state, "\"$PL\" check -q draft.plan", 1, NULL);
	assert_string_equal(p->output, "");
	expect(state, "\"$PL\" check --quiet --format compact draft.plan", 1, "warning[no-owner]");
}

static void machine_forms_stand_alone(void **state)
{
	struct place *p = *state;
	json_error_t error;
	expect(state, "\"$PL\" check --format json --stats draft.plan 2>/dev/null", 1, NULL);
	json_t *root = json_loads(p->output, 0, &error);
	assert_non_null(root);
	assert_int_equal(json_integer_value(json_object_get(root, "version")), 1);
	assert_true(json_array_size(json_object_get(root, "findings")) > 5);
	json_t *file = json_array_get(json_object_get(root, "files"), 0);
	assert_string_equal(json_string_value(json_object_get(file, "path")), "draft.plan");
	assert_string_equal(json_string_value(json_object_get(file, "status")), "checked");
	assert_int_equal(json_integer_value(json_object_get(file, "goals")), 1);
	assert_int_equal(json_integer_value(json_object_get(file, "objectives")), 1);
	assert_int_equal(json_integer_value(json_object_get(file, "indicators")), 1);
	json_decref(root);
	expect(state, "\"$PL\" check --format jsonl draft.plan | wc -l", 0, NULL);
	expect(state, "\"$PL\" check --format json none.plan", 2, "\"status\":\"unreadable\"");
}

static void several_results_in_one_run(void **state)
{
	struct place *p = *state;
	expect(state, "\"$PL\" check --output json=a.json --output compact=b.txt draft.plan", 1, "not in the plan yet:");
	expect(state, "cat a.json", 0, "\"findings\":[");
	expect(state, "cat b.txt", 0, "draft.plan:4:5: warning[no-owner]: ");
	expect(state, "\"$PL\" check --format compact --output c.txt draft.plan", 1, NULL);
	assert_string_equal(p->output, "");
	expect(state, "cmp b.txt c.txt", 0, NULL);
	expect(state, "\"$PL\" check --output sarf=x draft.plan", 2, "there is no format \"sarf\"");
	expect(state, "\"$PL\" check --output json= draft.plan", 2, "needs the name of a file");
	expect(state, "\"$PL\" check --format compact -o - draft.plan | cmp - b.txt", 0, NULL);
}

static void max_findings_keeps_the_most_severe(void **state)
{
	struct place *p = *state;
	expect(state, "\"$PL\" check --format compact --max-findings 2 draft.plan", 1, "error[");
	says_not(p, "warning[");
	says_not(p, "advice[");
	expect(state, "\"$PL\" check --format compact --max-findings 2 draft.plan | wc -l", 0, "2");
	expect(state, "\"$PL\" check --max-findings 2 draft.plan", 1, "more not shown");
	expect(state, "\"$PL\" check --format compact --max-findings 0 draft.plan", 1, NULL);
	assert_string_equal(p->output, "");
}

static void rules_are_chosen_and_changed(void **state)
{
	struct place *p = *state;
	expect(state, "\"$PL\" check --format compact --select no-owner,deadline-in-title draft.plan", 0, "no-owner");
	says(p, "deadline-in-title");
	says_not(p, "no-mission");
	expect(state, "\"$PL\" check --format compact --select ownership --ignore no-owner draft.plan", 0, NULL);
	says_not(p, "no-owner");
	expect(state, "\"$PL\" check --format compact --severity no-owner=error --select no-owner draft.plan", 1, "error[no-owner]");
	expect(state, "\"$PL\" check --format compact --severity no-owner=off draft.plan", 1, NULL);
	says_not(p, "no-owner");
	expect(state, "\"$PL\" check --format compact --profile draft draft.plan", 0, "advice[no-mission]");
	expect(state, "\"$PL\" check --format compact --no-default-rules draft.plan", 0, NULL);
	assert_string_equal(p->output, "");
}

static void environment_holds_options(void **state)
{
	struct place *p = *state;
	expect(state, "PLANLINT_OPTIONS='--format compact --select no-owner' \"$PL\" check draft.plan", 0, "draft.plan:4:5: warning[no-owner]");
	expect(state, "PLANLINT_OPTIONS='--format \"compact\"' \"$PL\" check --format jsonl --select no-owner draft.plan", 0, "{\"rule\":\"no-owner\"");
	expect(state, "PLANLINT_OPTIONS='--severity no-owner=error' \"$PL\" check --select no-owner draft.plan", 1, NULL);
	expect(state, "PLANLINT_OPTIONS='--severity no-owner=error' \"$PL\" check --severity no-owner=advice --select no-owner draft.plan", 0,
	       "advice[no-owner]");
	expect(state, "PLANLINT_OPTIONS='--frmat x' \"$PL\" check draft.plan", 2, "in PLANLINT_OPTIONS");
	expect(state, "PLANLINT_OPTIONS='other.plan' \"$PL\" check draft.plan", 2, "options only");
	expect(state, "PLANLINT_OPTIONS='--fail-on never' \"$PL\" version", 0, "planlint ");
	says_not(p, "no option");
}

static void colour_is_asked_for(void **state)
{
	struct place *p = *state;
	expect(state, "\"$PL\" check draft.plan", 1, NULL);
	says_not(p, "\033[");
	expect(state, "\"$PL\" check --color always draft.plan", 1, "\033[");
	expect(state, "CLICOLOR_FORCE=1 \"$PL\" check draft.plan", 1, "\033[");
	expect(state, "CLICOLOR_FORCE=1 NO_COLOR=1 \"$PL\" check draft.plan", 1, NULL);
	says_not(p, "\033[");
	expect(state, "CLICOLOR_FORCE=1 \"$PL\" check --color never draft.plan", 1, NULL);
	says_not(p, "\033[");
	expect(state, "NO_COLOR=1 \"$PL\" check --color always draft.plan", 1, "\033[");
	expect(state, "\"$PL\" check --color always --output x.txt draft.plan; cat x.txt", 0, NULL);
	says_not(p, "\033[");
}

static void standard_input_is_a_plan(void **state)
{
	expect(state, "\"$PL\" check --format compact - <draft.plan", 1, "-:4:5: warning[no-owner]");
	expect(state, "\"$PL\" check --format compact --stdin-filename plans/x.plan - <draft.plan", 1, "plans/x.plan:4:5: warning[no-owner]");
	expect(state, "\"$PL\" check --format json --output compact=c.txt - <draft.plan; cat c.txt", 0, "-:4:5: warning[no-owner]");
}

static void stats_name_rules_that_could_not_decide(void **state)
{
	struct place *p = *state;
	place_write(p, "tbd.plan", "plan \"P\" { period TBD }\ngoal a \"Reach the rural poor\" { dimension TBD }\n");
	expect(state, "\"$PL\" check --stats tbd.plan", 1, "rules that could not decide");
	says(p, "not known: ");
	expect(state, "\"$PL\" check --format compact --stats tbd.plan 2>/dev/null", 1, NULL);
	says_not(p, "could not decide");
}

static void same_input_gives_the_same_bytes(void **state)
{
	expect(state, "cp draft.plan b.plan; for f in text compact json jsonl; do \"$PL\" check --format $f . >1.$f; \"$PL\" check --format $f . >2.$f; "
	              "cmp 1.$f 2.$f || exit 7; done", 0, NULL);
	expect(state, "\"$PL\" check --format compact draft.plan b.plan >1; \"$PL\" check --format compact b.plan draft.plan >2; cmp 1 2", 0, NULL);
}

/* ---- folders, includes, settings ------------------------------------------------------------------------------------ */

static void folder_is_one_plan(void **state)
{
	struct place *p = *state;
	place_run(p, "mkdir f f/sub");
	place_write(p, "f/a.plan", "plan \"Whole\" { period 2027 to 2029 }\n");
	place_write(p, "f/b.plan", "goal g \"Reach the rural poor\" { dimension outreach; owner boss }\n");
	place_write(p, "f/c.plan", "role boss\n");
	place_write(p, "f/sub/other.plan", DRAFT);
	expect(state, "\"$PL\" settings --files f", 0, "f/a.plan\nf/b.plan\nf/c.plan\nf/sub/other.plan\n");
	expect(state, "\"$PL\" check f", 1, "\nf: ");
	says_not(p, "unknown-name");
	expect(state, "\"$PL\" settings --files f/b.plan", 0, "f/a.plan\nf/b.plan\nf/c.plan\n"); /* one file means the whole plan */
	says_not(p, "other.plan");
	expect(state, "cd f && \"$PL\" settings --files .", 0, "a.plan\nb.plan\nc.plan\nsub/other.plan\n");
	expect(state, "printf 'role bos\\n' | \"$PL\" check --format compact --stdin-filename f/c.plan - | grep unknown", 0, "f/b.plan:1:59: error[unknown-name]");
}

static void portfolio_is_a_plan_for_each_plan_block(void **state)
{
	struct place *p = *state;
	place_run(p, "mkdir f f/parts");
	place_write(p, "f/a.plan", "plan \"A\" { period 2027 to 2029 }\ninclude \"shared.plan\"\ninclude \"parts/x.plan\"\n");
	place_write(p, "f/b.plan", "plan \"B\" { period 2027 to 2029 }\n");
	place_write(p, "f/shared.plan", "role boss\n");
	place_write(p, "f/parts/x.plan", "role other\n");
	expect(state, "\"$PL\" settings --files f", 0, "f/a.plan\nf/b.plan\n");
	says_not(p, "shared");
	says_not(p, "parts");
	place_write(p, "f/stray.plan", "role lost\n");
	expect(state, "\"$PL\" check --format compact f", 2, "f/stray.plan:1:1: error[bad-include]: this file belongs to no plan of its folder");
	expect(state, "\"$PL\" check --format compact f/a.plan", 1, NULL);
	says_not(p, "f/b.plan");
	expect(state, "\"$PL\" settings --files f/shared.plan", 0, "f/a.plan");
}

static void includes_stay_below_the_folder(void **state)
{
	struct place *p = *state;
	place_run(p, "mkdir f && ln -s /etc/passwd f/link.txt");
	place_write(p, "f/a.plan", "include \"../draft.plan\"\ninclude \"/etc/passwd\"\ninclude \"link.txt\"\ninclude \"a.plan\"\n");
	expect(state, "\"$PL\" check --format compact f/a.plan", 2, "f/a.plan:1:9: error[bad-include]");
	says(p, "f/a.plan:2:9: error[bad-include]");
	says(p, "f/a.plan:3:9: error[bad-include]");
	says(p, "f/a.plan:4:9: error[bad-include]");
	says_not(p, "root");
}

static void settings_file_is_the_nearest_one(void **state)
{
	struct place *p = *state;
	place_write(p, ".planlint.yaml", "severity: {no-owner: error}\nexclude: [\"old/**\"]\n");
	place_run(p, "mkdir -p sub/deep old home/plans repo/.git && cp draft.plan sub/deep && cp draft.plan old && cp draft.plan home/plans && cp draft.plan repo");
	expect(state, "\"$PL\" check --select no-owner draft.plan", 1, "error[no-owner]");
	expect(state, "\"$PL\" check --select no-owner sub/deep/draft.plan", 1, "error[no-owner]");
	expect(state, "cd sub/deep && \"$PL\" check --select no-owner draft.plan", 1, "error[no-owner]");
	expect(state, "\"$PL\" check --select no-owner --no-config draft.plan", 0, "warning[no-owner]");
	expect(state, "\"$PL\" check --select no-owner repo/draft.plan", 0, "warning[no-owner]"); /* not above .git */
	place_write(p, "sub/.planlint.yaml", "severity: {no-owner: advice}\n");
	expect(state, "\"$PL\" check --select no-owner sub/deep/draft.plan", 0, "advice[no-owner]");
	place_write(p, "home/.planlint.yaml", "severity: {no-owner: advice}\n");
	expect(state, "\"$PL\" check --select no-owner home/plans/draft.plan", 0, "warning[no-owner]"); /* never the home folder */
	expect(state, "\"$PL\" check old/draft.plan", 0, "nothing to check"); /* excluded stays excluded */
	expect(state, "\"$PL\" settings --files .", 0, "draft.plan\n");
	says_not(p, "old/");
	expect(state, "\"$PL\" check --config sub/.planlint.yaml --select no-owner draft.plan", 0, "advice[no-owner]");
	expect(state, "\"$PL\" check --config none.yaml draft.plan", 2, "none.yaml cannot be read");
	expect(state, "\"$PL\" settings draft.plan", 0, "settings file: .planlint.yaml");
	says(p, "no-owner                                 .planlint.yaml:1");
	place_write(p, ".planlint.yaml", "profil: [coop]\nexclude: [\"old/**\"]\n");
	expect(state, "\"$PL\" check old/draft.plan", 2, "did you mean \"profile\"?"); /* also where nothing is left to check */
	expect(state, "\"$PL\" fmt --check old/draft.plan", 2, "did you mean \"profile\"?");
}

static void bad_settings_end_2_with_a_place(void **state)
{
	struct place *p = *state;
	place_write(p, ".planlint.yaml", "severty: {no-owner: error}\n");
	expect(state, "\"$PL\" check draft.plan", 2, ".planlint.yaml:1:1");
	says(p, "did you mean \"severity\"?");
	says(p, "warning[no-owner]"); /* the plan is checked all the same */
	place_write(p, ".planlint.yaml", "off: [no-ownr]\n");
	expect(state, "\"$PL\" check draft.plan", 2, "did you mean \"no-owner\"?");
	expect(state, "\"$PL\" check --format json draft.plan 2>/dev/null", 2, "{\"version\":1");
}

static void packs_are_added_and_bad_ones_left_out(void **state)
{
	struct place *p = *state;
	place_write(p, "mine.yaml", "id: goal-named\nfamily: house\nseverity: error\nfor: goal g\nrequire: g.about is not missing\n"
	                           "message: the goal {g} says nothing about itself\nwhy: because.\ntry: write about.\n");
	place_write(p, "bad.yaml", "id: bad-one\nfamily: house\nseverity: error\nfor: goal g\nrequire: g.dimensoin = outreach\nmessage: no\n");
	expect(state, "\"$PL\" check --rules mine.yaml --select goal-named --format compact draft.plan", 1,
	       "draft.plan:2:1: error[goal-named]: the goal \"Reach the rural poor\" says nothing about itself");
	expect(state, "\"$PL\" check --rules bad.yaml --format compact draft.plan", 2, "bad.yaml:5:");
	says(p, "dimension");
	says(p, "warning[no-owner]");
	expect(state, "\"$PL\" rules list --rules mine.yaml", 0, "goal-named");
	expect(state, "\"$PL\" rules test mine.yaml", 1, "goal-named: has no example that it flags");
	expect(state, "\"$PL\" rules test bad.yaml", 2, "bad.yaml:5:");
	expect(state, "\"$PL\" explain --rules mine.yaml goal-named", 0, "because.");
}

/* ---- the other commands ---------------------------------------------------------------------------------------------- */

static void explain_makes_a_page(void **state)
{
	struct place *p = *state;
	expect(state, "\"$PL\" explain no-target", 0, "Why it matters");
	says(p, "It flags");
	says(p, "It accepts");
	says(p, "What to write");
	says(p, "# planlint: ignore no-target: the reason");
	says(p, "Where it comes from");
	expect(state, "\"$PL\" explain unknown-field", 0, "error of reading");
	expect(state, "\"$PL\" explain objective", 0, "owner");
	expect(state, "\"$PL\" explain 'split by'", 0, "indicator");
	expect(state, "\"$PL\" explain dimension", 0, "outreach");
	expect(state, "\"$PL\" explain client-protection", 0, "word of the list");
	expect(state, "\"$PL\" explain par30", 0, "standard indicator");
}

static void every_error_of_reading_has_a_page(void **state)
{
	static const char *const ids[] = {
	    "unreadable-line", "unclosed-text", "unclosed-block", "stray-brace", "unknown-kind", "unknown-field", "wrong-place",
	    "wrong-value", "unknown-word", "said-twice", "class-mismatch", "unknown-name", "wrong-kind", "name-twice", "bad-include",
	    "bad-text", "too-deep", "too-large", "unreadable-file", "bad-directive"};
	char command[128];
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		snprintf(command, sizeof command, "\"$PL\" explain %s", ids[i]);
		expect(state, command, 0, "(error of reading)");
		says(*state, "What to do");
	}
	expect(state, "\"$PL\" explain unused-ignore rule-too-costly bad-pack bad-setting", 0, "What to do");
	says_not(*state, "error of reading");
}

static void rules_are_listed_shown_and_tested(void **state)
{
	struct place *p = *state;
	json_error_t error;
	expect(state, "\"$PL\" rules list", 0, "no-target");
	expect(state, "\"$PL\" rules list --format json", 0, NULL);
	json_t *root = json_loads(p->output, 0, &error);
	assert_non_null(root);
	assert_true(json_array_size(json_object_get(root, "rules")) >= 52);
	json_decref(root);
	expect(state, "\"$PL\" rules show no-target", 0, "id: no-target\n");
	expect(state, "\"$PL\" rules list --format csv", 2, "text and json");
	expect(state, "\"$PL\" rules show", 2, "which rule?");
	expect(state, "\"$PL\" rules test", 0, "all as stated");
	place_write(p, "lint.yaml", "id: goal-named\nfamily: house\nseverity: error\nfor: goal g\nparams: {min: 3}\nrequire: g.about is not missing\n"
	                           "message: the goal {g} says nothing about itself\nwhy: because.\ntry: write about.\n");
	expect(state, "\"$PL\" rules lint lint.yaml", 1, "[unused-param]");
	/* Only the packs named are looked at, not the default rules that they rest on; of what cannot be read nothing is summed up. */
	expect(state, "\"$PL\" rules lint lint.yaml | tail -1", 0, "1 rule: 2 doubtful points\n");
	expect(state, "\"$PL\" rules lint nowhere 2>/dev/null | wc -c", 0, "0\n");
	expect(state, "\"$PL\" rules show swot", 2, "swot is a family of rules");
	expect(state, "\"$PL\" rules lint", 0, "131 rules: 0 doubtful points");
}

static void shown_rule_is_a_rule_that_loads(void **state)
{
	expect(state, "for r in no-target title-number-mismatch vague-wording hurts-unhandled mission-phrase-unused; do "
	              "\"$PL\" rules show $r | sed 's/^id: .*/id: copied-rule/' >copy.yaml && \"$PL\" rules test copy.yaml || exit 9; done", 0,
	       "1 rule, ");
}

static void tree_is_json(void **state)
{
	struct place *p = *state;
	json_error_t error;
	expect(state, "\"$PL\" ast draft.plan", 0, NULL);
	json_t *root = json_loads(p->output, 0, &error);
	assert_non_null(root);
	json_t *file = json_array_get(json_object_get(root, "files"), 0);
	json_t *goal = json_array_get(json_object_get(file, "blocks"), 1);
	assert_string_equal(json_string_value(json_object_get(goal, "kind")), "goal");
	assert_int_equal(json_array_size(json_object_get(goal, "fields")), 1);
	assert_int_equal(json_array_size(json_object_get(goal, "blocks")), 1);
	json_decref(root);
	place_write(p, "slip.plan", "goal a \"A {\n");
	expect(state, "\"$PL\" ast slip.plan", 2, "unclosed-text");
	expect(state, "awk 'BEGIN { for (i = 0; i < 99; i++) printf \"goal {\" ; for (i = 0; i < 99; i++) printf \"}\" }' >deep.plan; \"$PL\" ast deep.plan 2>/dev/null",
	       2, "\"version\":1");
}

static void limits_of_the_system_are_survived(void **state)
{
#ifndef __SANITIZE_ADDRESS__ /* which needs far more room than the limit leaves */
	expect(state, "yes 'goal a \"A\" { dimension outreach }' | head -n 300000 >big.plan; (ulimit -v 40000; \"$PL\" check big.plan)", 2, "out of memory");
#endif
	expect(state, "(ulimit -f 0; trap '' XFSZ; \"$PL\" check --output r.txt draft.plan)", 2, "could not be written");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, place_teardown)
	const struct CMUnitTest tests[] = {
	    TEST(alone_it_says_how_to_begin),
	    TEST(help_lists_commands_and_options),
	    TEST(version_names_program_and_rules),
	    TEST(unknown_words_get_a_suggestion),
	    TEST(options_must_be_whole_and_in_their_place),
	    TEST(words_of_users_are_shown_harmless),
	    TEST(status_follows_fail_on),
	    TEST(what_is_unread_ends_2_and_the_rest_is_checked),
	    TEST(devices_and_pipes_do_not_hang),
	    TEST(failed_output_ends_2),
	    TEST(quiet_says_nothing),
	    TEST(machine_forms_stand_alone),
	    TEST(several_results_in_one_run),
	    TEST(max_findings_keeps_the_most_severe),
	    TEST(rules_are_chosen_and_changed),
	    TEST(environment_holds_options),
	    TEST(colour_is_asked_for),
	    TEST(standard_input_is_a_plan),
	    TEST(stats_name_rules_that_could_not_decide),
	    TEST(same_input_gives_the_same_bytes),
	    TEST(folder_is_one_plan),
	    TEST(portfolio_is_a_plan_for_each_plan_block),
	    TEST(includes_stay_below_the_folder),
	    TEST(settings_file_is_the_nearest_one),
	    TEST(bad_settings_end_2_with_a_place),
	    TEST(packs_are_added_and_bad_ones_left_out),
	    TEST(explain_makes_a_page),
	    TEST(every_error_of_reading_has_a_page),
	    TEST(rules_are_listed_shown_and_tested),
	    TEST(shown_rule_is_a_rule_that_loads),
	    TEST(tree_is_json),
	    TEST(limits_of_the_system_are_survived),
	};
	return cmocka_run_group_tests_name("cli", tests, NULL, NULL);
}
