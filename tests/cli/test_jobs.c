/*
 * Checking with several threads: what comes out must not depend on how many there are, in any form, whatever the plans are and however
 * little memory there is. Also run under ThreadSanitizer (make tsan).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "hostile/inputs.h"
#include "hostile/run.h"
#include "output/output.h"
#include "support/place.h"

/* Runs "$PL" check WORDS with the given JOBS ("1 2 8"): exit status, standard output and errors, and the files r.* must be the same. What
 * was printed is the status. */
static void same_for_jobs(struct place *p, const char *jobs, const char *words)
{
	char command[2048];
	int n = snprintf(command, sizeof command,
	                 "for j in %s; do mkdir out$j; (cd out$j; \"$PL\" check --jobs $j %s >out 2>err; echo $? >status); done;"
	                 "for j in %s; do diff -r out1 out$j || exit 9; done; cat out1/status",
	                 jobs, words, jobs);
	assert_true(n > 0 && (size_t)n < sizeof command);
	place_expect(p, 0, "rm -rf out?");
	place_expect(p, 0, command);
}

static void same_for_all(struct place *p, const char *words)
{
	same_for_jobs(p, "1 2 8", words);
}

static void every_format_is_the_same(void **state)
{
	struct place *p = *state;
	char words[1024] = "\"$ROOT/plans\" \"$ROOT/tests/golden/fine\" \"$ROOT/tests/golden/slips\"";
	uint32_t count;
	const struct plint_output_format *formats = plint_output_formats(&count);
	for (uint32_t i = 0; i < count; i++)
		snprintf(words + strlen(words), sizeof words - strlen(words), " --output %s=r.%s", formats[i].name, formats[i].name);
	same_for_all(p, words);
	assert_string_equal(p->output, "2\n");
	for (uint32_t i = 0; i < count; i++) {
		snprintf(words, sizeof words, "wc -c <out1/r.%s", formats[i].name);
		if (strtol(place_expect(p, 0, words), NULL, 10) < 5000)
			fail_msg("%s: %s bytes only", formats[i].name, p->output);
	}
	for (uint32_t i = 0; i < count; i++) {
		snprintf(words, sizeof words, "--format %s \"$ROOT/plans\"", formats[i].name);
		same_for_jobs(p, "1 2", words);
	}
}

static void options_that_look_at_all_plans_are_the_same(void **state)
{
	struct place *p = *state;
	same_for_all(p, "--max-findings 50 \"$ROOT/plans\"");
	same_for_all(p, "--max-findings 7 --format jsonl \"$ROOT/plans\"");
	same_for_all(p, "--stats --color always \"$ROOT/plans\"");
	same_for_all(p, "--quiet --fail-on advice \"$ROOT/plans\"");
	same_for_all(p, "--lang es --format markdown \"$ROOT/plans\"");
	/* Plans in several languages: forms for people and for machines differ in theirs, so each plan is read twice. */
	place_expect(p, 0, "mkdir talk && for l in fr es en fr es en; do n=$((n + 1)); echo \"plan \\\"P$n\\\" { language $l }\" >talk/$n.plan; done");
	same_for_all(p, "--output text=r.txt --output json=r.json --output html=r.html --format sarif --max-findings 40 ../talk \"$ROOT/plans\"");
	same_for_all(p, "--stdin-filename ../talk/7.plan --output jsonl=r.jsonl - ../talk <../talk/1.plan");
}

static void packs_and_settings_are_shared(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "mkdir many && for n in 1 2 3 4 5 6 7 8 9 10 11 12; do echo \"plan \\\"P $n\\\"\ngoal g$n \\\"Goal No. $n\\\"\" >many/$n.plan; done");
	place_expect(p, 0, "mkdir pack");
	place_write(p, "pack/pack.yaml", "name: mine\nversion: \"1\"\ntitle: Mine\nextends: [default]\n");
	place_write(p, "pack/my-rule.yaml",
	            "id: my-rule\nfamily: mine\nseverity: warning\nfor: goal g\nrequire: not (g.title matches \"No\\\\. [0-9]*[13579]$\")\n"
	            "message: \"the goal {g.title} is odd\"\nwhy: y\ntry: z\n");
	place_write(p, ".planlint.yaml", "rules: [pack]\nseverity: {no-period: error}\noverrides:\n  - files: many/1*.plan\n    severity: {my-rule: error}\n");
	same_for_all(p, "--format compact ../many");
	place_run(p, "\"$PL\" check --format compact many >all; grep -c 'warning.*my-rule' all; grep -c 'error.*my-rule' all");
	if (strcmp(p->output, "4\n2\n") != 0) /* 3 5 7 9; 1 11 */
		fail_msg("my-rule: %s", p->output);
}

/* The corpus of hostile plans, each in a folder of its own, with good plans among them. */
static void hostile_plans_are_the_same(void **state)
{
	struct place *p = *state;
	unsigned count = 0;
	for (size_t i = 0; i < hostile_count(); i++) {
		const struct hostile_input *input = hostile_input(i);
		if (input->sort != HOSTILE_PLAN)
			continue;
		char name[160];
		size_t len;
		char *text = hostile_make(input, &len);
		count++;
		snprintf(name, sizeof name, "mkdir -p bad/%u-bad && cp \"$ROOT/plans/five-lines.plan\" bad/%u.plan", count, count);
		place_expect(p, 0, name);
		snprintf(name, sizeof name, "%s/bad/%u-bad/x.plan", p->folder, count);
		FILE *f = fopen(name, "wb");
		assert_non_null(f);
		assert_int_equal(fwrite(text, 1, len, f), len);
		assert_int_equal(fclose(f), 0);
		free(text);
	}
	assert_true(count > 20);
	same_for_jobs(p, "1 4", "--format compact ../bad");
	assert_string_equal(p->output, "2\n");
}

/* With 64 jobs a plan of 2 MB does not fit into the share of one thread: it is read again, alone. */
static void a_plan_past_its_share_is_the_same(void **state)
{
	struct place *p = *state;
	place_expect(p, 0,
	             "mkdir many && for n in $(seq 60); do cp \"$ROOT/plans/five-lines.plan\" many/$n.plan; done; for n in 3 31 32 55; do"
	             " { cat \"$ROOT/plans/box-6.plan\"; seq -f 'goal g%.0f \"Goal %.0f\" { dimension outreach }' 1 $((20000 - n)) | sed 's/%.0f/x/'; } >many/$n.plan; done");
	same_for_jobs(p, "1 8 64", "--format compact ../many");
	assert_string_equal(p->output, "1\n");
}

static void too_little_memory_is_told_once(void **state)
{
	struct place *p = *state;
	if (HOSTILE_IS_SLOW)
		skip(); /* a sanitizer takes more address space than any limit would leave */
	place_expect(p, 0, "mkdir many && for n in $(seq 40); do cp \"$ROOT/plans/box-6.plan\" many/$n.plan; done");
	/* The stack of a thread is as large as the limit for the main one, so that it cannot be had. */
	place_expect(p, 0,
	             "\"$PL\" check --jobs 1 --format compact many >one; echo $? >>one; (ulimit -s 900000; ulimit -v 400000; \"$PL\" check --jobs 64 --format compact many >all;"
	             " echo $? >>all); cmp one all && test $(wc -l <one) -gt 40");
	place_expect(p, 2,
	             "seq -f 'goal g%.0f \"x\" { dimension outreach }' 60000 >many/41.plan; echo 'plan \"P\"' >>many/41.plan;"
	             "(ulimit -v 40000; \"$PL\" check --jobs 8 --quiet many)");
	assert_string_equal(p->output, "planlint: out of memory\n");
}

static void a_closed_pipe_ends_it(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "mkdir many && for n in $(seq 200); do cp \"$ROOT/plans/box-6.plan\" many/$n.plan; done");
	place_expect(p, 2, "{ \"$PL\" check --jobs 8 many; echo $? >status; } | head -n 1 >first; exit $(cat status)");
	place_expect(p, 2, "\"$PL\" check --jobs 8 many >/dev/full");
}

static void jobs_are_counted_from_1_to_256(void **state)
{
	static const char *const wrong[] = {"0", "257", "-1", "two", "1.5", "", "99999999999999999999"};
	struct place *p = *state;
	place_expect(p, 0, "cp \"$ROOT/plans/five-lines.plan\" .");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char command[128];
		snprintf(command, sizeof command, "\"$PL\" check --jobs='%s' five-lines.plan", wrong[i]);
		place_expect(p, 2, command);
		assert_non_null(strstr(p->output, "planlint: --jobs takes a number from 1 to 256, how many plans are checked at a time; not \""));
	}
	place_expect(p, 0, "\"$PL\" check --jobs 256 --fail-on never five-lines.plan");
	place_expect(p, 0, "\"$PL\" check -j 1 --fail-on never five-lines.plan");
	place_expect(p, 0, "PLANLINT_OPTIONS=--jobs=3 \"$PL\" check --fail-on never five-lines.plan");
	place_expect(p, 2, "PLANLINT_OPTIONS=--jobs=x \"$PL\" check five-lines.plan");
	assert_non_null(strstr(p->output, "--jobs in PLANLINT_OPTIONS takes a number"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(every_format_is_the_same),
	    TEST(options_that_look_at_all_plans_are_the_same),
	    TEST(packs_and_settings_are_shared),
	    TEST(hostile_plans_are_the_same),
	    TEST(a_plan_past_its_share_is_the_same),
	    TEST(too_little_memory_is_told_once),
	    TEST(a_closed_pipe_ends_it),
	    TEST(jobs_are_counted_from_1_to_256),
	};
	return cmocka_run_group_tests_name("jobs", tests, NULL, NULL);
}
