/*
 * What nobody writes in good faith: plans, packs, settings, names and files made to crash, hang, fill the memory, read elsewhere or speak to
 * the terminal. Each input is made here, and the program is run on it as a user would: it must end by itself within ten seconds with the
 * status stated, below 512 MB, and print no raw control character. How long a run takes is not judged but for the ten seconds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "hostile/inputs.h"
#include "hostile/judge.h"
#include "hostile/run.h"

#define SECRET "canary_in_a_cage"

#define PLAN "plan \"P\" { period 2027 to 2029 }\n"
#define GOOD PLAN "goal a \"A goal\" { dimension outreach }\n"
#define RULE "id: my-rule\nfamily: mine\nseverity: warning\nfor: goal g\nrequire: g.title is given\nmessage: x\nwhy: y\ntry: z\n"

/* Runs `planlint WORDS…` (NULL-terminated) and looks at how it ended. */
static void run(struct hostile_place *p, const char *const *words)
{
	if (!hostile_run(p, words))
		fail_msg("%s", p->fault);
}

#define RUN(p, ...) run((p), (const char *const[]){__VA_ARGS__, NULL})

static void expect(struct hostile_place *p, int status, const char *says)
{
	if (p->status != status)
		fail_msg("status %d, not %d: %.2000s", p->status, status, p->output);
	if (says && !strstr(p->output, says))
		fail_msg("\"%s\" is not said: %.2000s", says, p->output);
	if (strstr(p->output, SECRET))
		fail_msg("what lies elsewhere is shown: %.2000s", p->output);
}

static void write_bytes(struct hostile_place *p, const char *name, const char *text, size_t len)
{
	assert_true(hostile_write(p, name, text, len));
}

static void write_text(struct hostile_place *p, const char *name, const char *text)
{
	write_bytes(p, name, text, strlen(text));
}

static void make_folder(struct hostile_place *p, const char *name)
{
	assert_int_equal(mkdir(hostile_path(p, name), 0755), 0);
}

static void make_link(struct hostile_place *p, const char *to, const char *name)
{
	assert_int_equal(symlink(to, hostile_path(p, name)), 0);
}

static int set_up_place(void **state)
{
	struct hostile_place *p = calloc(1, sizeof *p);
	assert_non_null(p);
	*state = p;
	return hostile_open(p) ? 0 : -1;
}

static int tear_down_place(void **state)
{
	struct hostile_place *p = *state;
	hostile_close(p);
	free(p);
	return 0;
}

/* ---- plans and packs of one pattern, from inputs.c ------------------------------------------------------------------------ */

static void assert_json(struct hostile_place *p)
{
	const char *fault = judge_format("json", p->output, p->out_len);
	if (fault)
		fail_msg("%s", fault);
}

static void input_ends_as_it_should(void **state)
{
	const struct hostile_input *input = *state;
	struct hostile_place place = {0};
	size_t len;
	assert_true(hostile_open(&place));
	char *text = hostile_make(input, &len);
	bool is_pack = input->sort == HOSTILE_PACK;
	write_bytes(&place, is_pack ? "pack.yaml" : "in.plan", text, len);
	free(text);
	if (is_pack) {
		write_text(&place, "in.plan", GOOD "goal b \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\" { dimension needs }\n");
		RUN(&place, "check", "--rules", "pack.yaml", "in.plan");
	} else {
		RUN(&place, "check", "in.plan");
	}
	expect(&place, input->status, input->says);
	if (!is_pack) {
		int status = place.status;
		RUN(&place, "check", "--format", "json", "in.plan");
		assert_int_equal(place.status, status);
		assert_json(&place);
	}
	hostile_close(&place);
}

/* ---- settings, links, files that are none --------------------------------------------------------------------------------- */

static void settings_name_no_pack_elsewhere(void **state)
{
	static const char *const packs[] = {"../secret.yaml", "/etc/passwd", "..", "/", "a/../../secret.yaml", "link.yaml"};
	struct hostile_place *p = *state;
	make_folder(p, "f");
	write_text(p, "secret.yaml", SECRET ": x\n");
	write_text(p, "f/in.plan", GOOD);
	make_link(p, "../secret.yaml", "f/link.yaml");
	for (size_t i = 0; i < sizeof packs / sizeof *packs; i++) {
		char text[128];
		assert_true((size_t)snprintf(text, sizeof text, "rules: [%s]\n", packs[i]) < sizeof text);
		write_text(p, "f/.planlint.yaml", text);
		RUN(p, "check", "f/in.plan");
		expect(p, 2, "goal-without-objective");
		assert_null(strstr(p->output, "root:"));
		RUN(p, "settings", "f/in.plan");
		expect(p, 2, NULL);
	}
}

static void settings_that_are_a_link_out_are_not_read(void **state)
{
	struct hostile_place *p = *state;
	make_folder(p, "f");
	write_text(p, "secret.yaml", "off: [" SECRET "]\n");
	write_text(p, "f/in.plan", GOOD);
	make_link(p, "../secret.yaml", "f/.planlint.yaml");
	RUN(p, "check", "f/in.plan");
	expect(p, 2, "leads out");
	RUN(p, "check", "--config", "f/.planlint.yaml", "f/in.plan"); /* who names it means it */
	assert_non_null(strstr(p->output, SECRET));
	assert_int_equal(remove(hostile_path(p, "f/.planlint.yaml")), 0);
	write_text(p, "f/shared.yaml", "fail-on: never\n");
	make_link(p, "shared.yaml", "f/.planlint.yaml");
	RUN(p, "check", "f/in.plan");
	expect(p, 0, NULL);
}

static void links_out_of_a_folder_are_not_followed(void **state)
{
	struct hostile_place *p = *state;
	make_folder(p, "f");
	write_text(p, "secret.plan", SECRET " x\n");
	write_text(p, "f/a.plan", PLAN "frob x\n");
	write_text(p, "f/shared.txt", "goal b \"B\" { dimension outreach }\n");
	make_link(p, "../secret.plan", "f/b.plan");
	make_link(p, "shared.txt", "f/c.plan");
	make_link(p, "..", "f/up");
	make_link(p, "/", "f/root");
	RUN(p, "check", "f");
	expect(p, 2, "leads out of the folder");
	assert_non_null(strstr(p->output, "frob"));
	assert_non_null(strstr(p->output, "1 goal,"));
}

static void special_files_are_told_at_once(void **state)
{
	static const char *const names[] = {"fifo.plan", "zero.plan", "loop.plan", "nowhere.plan"};
	struct hostile_place *p = *state;
	write_text(p, "good.txt", PLAN "frob x\n");
	assert_int_equal(mkfifo(hostile_path(p, "fifo.plan"), 0644), 0);
	make_link(p, "/dev/zero", "zero.plan");
	make_link(p, "loop.plan", "loop.plan");
	make_link(p, "nothing", "nowhere.plan");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		RUN(p, "check", "--format", "compact", names[i], "good.txt");
		expect(p, 2, "unreadable-file");
		assert_non_null(strstr(p->output, "frob"));
	}
}

static void what_an_unread_file_may_hold_is_not_missing(void **state)
{
	struct hostile_place *p = *state;
	write_text(p, "a.plan", PLAN);
	assert_int_equal(mkfifo(hostile_path(p, "b.plan"), 0644), 0);
	RUN(p, "check", "--format", "compact", ".");
	expect(p, 2, "b.plan:1:1: error[unreadable-file]");
	assert_null(strchr(strchr(p->output, '\n') + 1, '\n'));
}

static void included_rings_and_chains_end(void **state)
{
	struct hostile_place *p = *state;
	write_text(p, "in.plan", PLAN "include \"f0.txt\"\n");
	for (int i = 0; i < 40; i++) {
		char name[32], text[32];
		snprintf(name, sizeof name, "f%d.txt", i);
		snprintf(text, sizeof text, "include \"f%d.txt\"\n", (i + 1) % 40);
		write_text(p, name, text);
	}
	RUN(p, "check", "in.plan");
	expect(p, 2, "more than 16 deep");
	write_text(p, "f5.txt", "include \"f0.txt\"\n");
	RUN(p, "check", "in.plan");
	expect(p, 2, "in a ring");
}

static void a_plan_too_large_for_the_memory_leaves_the_others(void **state)
{
	struct hostile_place *p = *state;
	size_t len;
	char *text = hostile_make(&(struct hostile_input){.unit = "goal a\n", .times = 2400000}, &len);
	write_bytes(p, "big.txt", text, len);
	free(text);
	write_text(p, "small.txt", PLAN "frob x\n");
	RUN(p, "check", "--format", "compact", "big.txt", "small.txt");
	expect(p, 2, "big.txt:1:1: error[too-large]");
	assert_non_null(strstr(p->output, "frob"));
}

static void a_full_disk_is_no_success(void **state)
{
	struct hostile_place *p = *state;
	write_text(p, "in.plan", GOOD);
	RUN(p, "check", "in.plan", "-o", "/dev/full");
	expect(p, 2, "/dev/full");
}

static void names_of_files_are_shown_escaped(void **state)
{
	static const char *const names[] = {"a\nb.plan", "a\x1b[31m.plan", "\xE2\x80\xAE" "b.plan", "\xFF.plan", "--help.plan", "%s%n.plan", "$(x).plan"};
	static const char *const formats[] = {"text", "compact", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown", "html"};
	struct hostile_place *p = *state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		write_text(p, names[i], PLAN "frob x\n");
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		RUN(p, "check", "--format", formats[i], "--", names[0], names[1], names[2], names[3], names[4], names[5], names[6]);
		expect(p, 2, "frob");
	}
}

static void pack_folders_stay_within(void **state)
{
	struct hostile_place *p = *state;
	write_text(p, "in.plan", GOOD);
	write_text(p, "secret.yaml", SECRET ": x\n");
	make_folder(p, "pack");
	write_text(p, "pack/pack.yaml", "name: x\nversion: 1\ntitle: t\n");
	write_text(p, "pack/rule.yaml", RULE);
	make_link(p, "../secret.yaml", "pack/link.yaml");
	RUN(p, "check", "--rules", "pack", "in.plan");
	expect(p, 2, "goal-without-objective");
}

#define PLACE_TEST(function) cmocka_unit_test_setup_teardown(function, set_up_place, tear_down_place)

int main(void)
{
	const struct CMUnitTest fixed[] = {
	    PLACE_TEST(settings_name_no_pack_elsewhere),
	    PLACE_TEST(settings_that_are_a_link_out_are_not_read),
	    PLACE_TEST(links_out_of_a_folder_are_not_followed),
	    PLACE_TEST(special_files_are_told_at_once),
	    PLACE_TEST(what_an_unread_file_may_hold_is_not_missing),
	    PLACE_TEST(included_rings_and_chains_end),
	    PLACE_TEST(a_plan_too_large_for_the_memory_leaves_the_others),
	    PLACE_TEST(a_full_disk_is_no_success),
	    PLACE_TEST(names_of_files_are_shown_escaped),
	    PLACE_TEST(pack_folders_stay_within),
	};
	size_t count = sizeof fixed / sizeof *fixed, inputs = hostile_count();
	struct CMUnitTest *tests = calloc(count + inputs, sizeof *tests);
	if (!tests)
		return 2;
	memcpy(tests, fixed, sizeof fixed);
	for (size_t i = 0; i < inputs; i++) {
		if (!hostile_input(i)->is_quick)
			continue;
		union {
			const struct hostile_input *in;
			void *out;
		} box = {.in = hostile_input(i)};
		tests[count++] = (struct CMUnitTest){.name = box.in->name, .test_func = input_ends_as_it_should, .initial_state = box.out};
	}
	int failed = _cmocka_run_group_tests("hostile", tests, count, NULL, NULL);
	free(tests);
	return failed;
}
