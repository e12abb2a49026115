/*
 * Every limit of base/limits.def, just below it, at it, and past it: below and at the limit nothing is said of it, past it the message names
 * it. What the command line would take too long to reach has a test of its own elsewhere, which is named here and must be there. A limit
 * without a row fails.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "support/checking.h"
#include "support/place.h"

#define REPEAT(text) "i=0; while [ $i -lt $N ]; do echo '" text "'; i=$((i+1)); done"
#define RULE "id: my-rule\\nfamily: mine\\nseverity: warning\\nfor: goal g\\nmessage: x\\nwhy: y\\ntry: z\\nrequire: "
#define GOAL "echo 'goal a \"A\" { dimension outreach }' >a.plan; "
#define MANY(sign) "$(head -c $N /dev/zero | tr '\\0' '" sign "')"
/* So many of SIGN in FILE, which the number tried before has filled but for one. */
#define MORE_OF(sign, file) "if [ -s " file " ]; then printf '" sign "' >>" file "; else head -c $N /dev/zero | tr '\\0' '" sign "' >" file "; fi; "
#define CHECK "\"$PL\" check --format compact a.plan 2>&1"
#define WITH_PACK "\"$PL\" check --format compact --rules p.yaml a.plan 2>&1"
#define LEXICON(list) "rm -rf p; mkdir p; printf 'name: p\\nversion: 1\\ntitle: t\\n' >p/pack.yaml; mkdir p/lexicon; " list GOAL \
	"\"$PL\" check --format compact --no-default-rules --rules p a.plan 2>&1"

/* In the commands N is the number that is tried. */
static const struct limit_row {
	const char *name;
	long limit;
	const char *command;
	const char *says;     /* past the limit only */
	const char *file, *function; /* instead of a command: the test elsewhere; neither: check_files */
} rows[] = {
    {"FILE_BYTES", PLINT_MAX_FILE_BYTES, MORE_OF("#", "a.plan") CHECK, "larger than 64 MiB", NULL, NULL},
    {"PLAN_MEMORY", PLINT_MAX_PLAN_MEMORY, NULL, NULL, "tests/unit/test_arena.c", "the_limit_ends_in_the_hook_and_not_before"},
    {"NESTING", PLINT_MAX_NESTING, "{ " REPEAT("goal a {") "; " REPEAT("}") "; } >a.plan; " CHECK, "deeper than 100", NULL, NULL},
    {"FILES", PLINT_MAX_FILES, NULL, "at most 10000 files", NULL, NULL},
    {"INCLUDE_DEPTH", PLINT_MAX_INCLUDE_DEPTH,
     "echo 'include \"1.txt\"' >a.plan; for i in $(seq $((N - 1))); do echo \"include \\\"$((i+1)).txt\\\"\" >$i.txt; done; echo 'role r' >$N.txt; " CHECK, "more than 16 deep", NULL, NULL},
    {"FOLDER_DEPTH", PLINT_MAX_FOLDER_DEPTH, "rm -rf top; mkdir -p top/$(printf 'd/%.0s' $(seq $N)); echo 'role r' >top/a.plan; \"$PL\" settings --files top 2>&1", "64 folders deep", NULL, NULL},
    {"JOBS", PLINT_MAX_JOBS, GOAL "\"$PL\" check --format compact --jobs $N a.plan 2>&1", "from 1 to 256", NULL, NULL},
    {"DIAGS_RULE", PLINT_MAX_DIAGS_RULE, "seq $N | sed 's/.*/frob&/' >a.plan; " CHECK, "(1000 are)", NULL, NULL},
    {"DIAGS_FILE", PLINT_MAX_DIAGS_FILE, NULL, NULL, "tests/unit/test_diag.c", "a_file_past_its_limit_says_how_many_more"},
    {"RELATED", PLINT_MAX_RELATED, NULL, NULL, "tests/unit/test_diag.c", "five_related_places_are_kept_and_the_rest_counted"},
    {"SUGGESTIONS", PLINT_MAX_SUGGESTIONS, "seq $N | sed 's/.*/goal g& \"G &\" { dimension outraech }/' >a.plan; \"$PL\" check --format jsonl a.plan", "\"help\":\"The words for", NULL, NULL},
    {"DIGITS", PLINT_MAX_DIGITS, "echo \"goal a \\\"A\\\" { dimension outreach; weight " MANY("1") "% }\" >a.plan; " CHECK, "at most 15 digits", NULL, NULL},
    {"YEAR", PLINT_MAX_YEAR, "echo \"goal a \\\"A\\\" { dimension outreach; by $N-12-31; from $((1900 + 2199 - N))-01-01 }\" >a.plan; " CHECK, "years run from 1900 to 2199", NULL, NULL},
    {"CONFIG_BYTES", PLINT_MAX_CONFIG_BYTES, GOAL "head -c $N /dev/zero | tr '\\0' '#' >.planlint.yaml; " CHECK, "larger than 1 MiB", NULL, NULL},
    {"PACK_BYTES", PLINT_MAX_PACK_BYTES, GOAL "head -c $N /dev/zero | tr '\\0' '#' >p.yaml; " WITH_PACK, "larger than 4 MiB", NULL, NULL},
    {"YAML_DEPTH", PLINT_MAX_YAML_DEPTH, GOAL "echo \"" MANY("[") MANY("]") "\" >p.yaml; " WITH_PACK, "deeper than 64", NULL, NULL},
    {"SCALAR_BYTES", PLINT_MAX_SCALAR_BYTES, GOAL "echo \"title: " MANY("a") "\" >p.yaml; " WITH_PACK, "longer than 64 KiB", NULL, NULL},
    {"PACK_FILES", PLINT_MAX_PACK_FILES, GOAL "mkdir -p p; (cd p; : >z; for i in $([ -f 1.yaml ] && echo $N || seq $N); do echo 'x: y' >$i.yaml; done); \"$PL\" check --format compact --no-default-rules --rules p a.plan 2>&1",
     "more than 2000 files", NULL, NULL},
    {"PACK_EXTENDS", PLINT_MAX_PACK_EXTENDS,
     GOAL "for i in $(seq $N); do printf 'name: p%d\\nversion: 1\\ntitle: t\\nextends: [p%d.yaml]\\n' $i $((i+1)) >p$i.yaml; done; printf 'name: p\\nversion: 1\\ntitle: t\\n' >p$((N+1)).yaml; "
     "mv p1.yaml p.yaml; " WITH_PACK, "more than 16 deep", NULL, NULL},
    {"FIELD_IDS", PLINT_MAX_FIELD_IDS, NULL, NULL, "tests/unit/test_schema.c", "field_numbers_end_at_255"},
    {"LEXICONS", PLINT_MAX_LEXICONS, LEXICON("seq $((N - $(cat \"$ROOT\"/rules/lexicon/*.yaml | grep '^  [^ #-][^:]*:' | sed 's/:.*//' | sort -u | wc -l))) | sed '1s/^/language: en\\nlists:\\n/; s/[0-9]*$/  list&: {words: [word]}/' >p/lexicon/en.yaml; "), "64 word lists", NULL, NULL},
    {"LANGUAGES", PLINT_MAX_LANGUAGES, LEXICON("for i in $(seq $((N - $(ls \"$ROOT\"/rules/lexicon | wc -l))) | tr 0-9 a-j); do printf 'language: x%s\\nlists: {some: {words: [word]}}\\n' $i >p/lexicon/x$i.yaml; done; "), "in 16 languages", NULL, NULL},
    {"EXPR_BYTES", PLINT_MAX_EXPR_BYTES, NULL, NULL, "tests/unit/test_expr.c", "length_has_a_limit"},
    {"EXPR_DEPTH", PLINT_MAX_EXPR_DEPTH, GOAL "printf '" RULE "\"%s1 = 1%s\"\\n' " MANY("(") " " MANY(")") " >p.yaml; " WITH_PACK, "deeper than 64", NULL, NULL},
    {"STEPS_RULE", PLINT_MAX_STEPS_RULE, NULL, NULL, "tests/unit/test_eval_run.c", "a_rule_past_its_budget_is_stopped_and_knows_nothing"},
    {"STEPS_BLOCK", PLINT_MAX_STEPS_BLOCK, NULL, NULL, "tests/unit/test_eval_run.c", "a_rule_past_its_budget_is_stopped_and_knows_nothing"},
    {"PATTERN_BYTES", PLINT_MAX_PATTERN_BYTES, GOAL "printf '" RULE "g.title matches \"%s\"\\n' " MANY("a") " >p.yaml; " WITH_PACK, "longer than 1000 bytes", NULL, NULL},
    {"PATTERN_PARENS", PLINT_MAX_PATTERN_PARENS, GOAL "printf '" RULE "g.title matches \"%sa%s\"\\n' '" "'" MANY("(") "'' '" "'" MANY(")") "'' >p.yaml; " WITH_PACK, "too deeply nested", NULL, NULL},
    {"MATCH_STEPS", PLINT_MAX_MATCH_STEPS, NULL, NULL, "tests/unit/test_text.c", "costly_patterns_are_cut_off"},
    {"MATCH_BYTES", PLINT_MAX_MATCH_BYTES, NULL, NULL, "tests/unit/test_text.c", "costly_patterns_are_cut_off"},
    {"FIX_ROUNDS", PLINT_MAX_FIX_ROUNDS,
     "rm -rf p; mkdir p; { printf 'name: p\\nversion: 1\\ntitle: t\\nfields:\\n'; for i in $(seq $N | tr 0-9 a-j); do echo \"- {on: goal, name: f$i, type: text}\"; done; } >p/pack.yaml; "
     "for i in $(seq $N | tr 0-9 a-j); do printf 'id: r%s\\nfamily: mine\\nseverity: error\\nfor: goal g\\nmessage: x\\nwhy: y\\ntry: z\\nrequire: g.f%s is not missing\\nfix: {title: t, safe: true, "
     "insert: \"f%s \\\\\"x\\\\\"\", into: g}\\n' $i $i $i >p/$i.yaml; done; " GOAL "\"$PL\" fix --no-default-rules --format compact --rules p a.plan 2>&1; cat a.plan",
     "error[r", NULL, NULL},
    {"BASELINE_BYTES", PLINT_MAX_BASELINE_BYTES, GOAL MORE_OF("\\n", "b") "\"$PL\" check --format compact --baseline b a.plan 2>&1", "larger than 64 MiB", NULL, NULL},
    {"BASELINE_LINE", PLINT_MAX_BASELINE_LINE, NULL, NULL, "tests/unit/test_baseline.c", "a_line_past_the_limit_is_damage"},
    {"REASON", PLINT_MAX_REASON, GOAL "\"$PL\" ignore goal-without-objective a.plan:1 --because " MANY("a") " 2>&1", "400 characters at most", NULL, NULL},
    {"RESULTS", PLINT_MAX_RESULTS, NULL, NULL, "tests/unit/test_output_sarif.c", "past_25000_results_the_least_severe_are_left_out"},
    {"SUMMARY_BYTES", PLINT_MAX_SUMMARY_BYTES, NULL, NULL, "tests/unit/test_output_pages.c", "markdown_stays_within_its_room"},
};

enum { ROWS = sizeof rows / sizeof *rows };

/* A plan of N files, in this program: to write them would take seconds. */
static char *check_files(long n)
{
	struct checking *c = checking_open(NULL);
	const char **paths = plint_arena_alloc(checking_arena(c), (size_t)n * sizeof *paths), **texts = plint_arena_alloc(checking_arena(c), (size_t)n * sizeof *texts);
	for (long i = 0; i < n; i++) {
		paths[i] = plint_arena_printf(checking_arena(c), "%ld.plan", i);
		texts[i] = "";
	}
	char *output = strdup(checking_compact(c, checking_texts(c, paths, texts, (uint32_t)n, false)));
	checking_close(c);
	assert_non_null(output);
	return output;
}

static const char *run(struct place *p, const struct limit_row *row, long n)
{
	char command[2048];
	if (!row->command) {
		free(p->output);
		return p->output = check_files(n);
	}
	assert_true((size_t)snprintf(command, sizeof command, "N=%ld; %s", n, row->command) < sizeof command);
	place_run(p, command);
	return p->output;
}

/* Fails the test where the function of the row is not in its file. */
static void find_test(const struct limit_row *row)
{
	char line[1024], head[256];
	bool is_there = false;
	FILE *f = fopen(row->file, "r");
	assert_non_null(f);
	assert_true((size_t)snprintf(head, sizeof head, "static void %s(void **state)", row->function) < sizeof head);
	while (!is_there && fgets(line, sizeof line, f))
		is_there = strncmp(line, head, strlen(head)) == 0;
	fclose(f);
	if (!is_there)
		fail_msg("%s has no %s, which is to test the limit %s", row->file, row->function, row->name);
}

static void is_named_past_it_only(void **state)
{
	const struct limit_row *row = *state;
	if (row->file) {
		find_test(row);
		return;
	}
	void *box;
	place_setup(&box);
	struct place *p = box;
	for (int past = -1; past <= 1; past++) {
		const char *output = run(p, row, row->limit + past);
		if (!strstr(output, row->says) != (past < 1))
			fail_msg("%s %+d: \"%s\" is %s: %.600s", row->name, past, row->says, past < 1 ? "said" : "not said", output);
	}
	place_teardown(&box);
}

static void every_limit_has_a_row(void **state)
{
	static const char *const limits[] = {
#define LIMIT(name, value, unit, what) #name,
#include "base/limits.def"
	};
	(void)state;
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		size_t k = 0;
		while (k < ROWS && strcmp(rows[k].name, limits[i]) != 0)
			k++;
		if (k == ROWS)
			fail_msg("the limit %s has no test", limits[i]);
	}
	assert_int_equal(sizeof limits / sizeof *limits, ROWS);
}

int main(void)
{
	struct CMUnitTest tests[ROWS + 1] = {cmocka_unit_test(every_limit_has_a_row)};
	for (size_t i = 0; i < ROWS; i++) {
		union {
			const struct limit_row *in;
			void *out;
		} box = {.in = &rows[i]};
		tests[i + 1] = (struct CMUnitTest){.name = rows[i].name, .test_func = is_named_past_it_only, .initial_state = box.out};
	}
	return _cmocka_run_group_tests("limits", tests, ROWS + 1, NULL, NULL);
}
