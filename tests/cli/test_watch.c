/*
 * --watch as its user meets it: a run in the background, files that change, appear, vanish and come back, and its end by a signal. Each
 * step waits for what it should bring, for ten seconds at most; nothing is measured in time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "support/place.h"

/* start WORDS…: begins to watch, and waits for the end of the first round. rounds N: waits until N rounds are over (standard error says so
 * behind each). stop SIGNAL: ends it and prints its status. Whatever happens, nothing is left running. */
#define WATCH                                                                                                                     \
	"start() { : >out; : >err; \"$PL\" check --watch --format compact \"$@\" >out 2>err & pid=$!; trap 'kill -9 $pid 2>/dev/null' EXIT; rounds 1; }; " \
	"rounds() { for i in $(seq 100); do [ \"$(grep -c 'Ctrl-C ends' err)\" -ge $1 ] && return; kill -0 $pid 2>/dev/null || break;"  \
	" sleep 0.1; done; echo \"no round $1\"; cat out err; exit 99; }; "                                                           \
	"stop() { kill -$1 $pid; wait $pid; echo \"status $?\"; }; "                                                                  \
	"has() { grep -q \"$1\" \"$2\" || { echo \"no $1 in $2:\"; cat out err; exit 98; }; }; "

/* Runs SCRIPT with these words; it must print TEXT. */
static void watch(struct place *p, const char *script, const char *text)
{
	char command[4096];
	int n = snprintf(command, sizeof command, "%s%s", WATCH, script);
	assert_true(n > 0 && (size_t)n < sizeof command);
	place_expect(p, 0, command);
	if (strcmp(p->output, text) != 0)
		fail_msg("%s\nprints:\n%s\nnot:\n%s", script, p->output, text);
}

static int set_up(void **state)
{
	place_setup(state);
	place_expect(*state, 0, "mkdir f && cp \"$ROOT/plans/five-lines.plan\" f/a.plan");
	return 0;
}

static void a_change_is_checked(void **state)
{
	watch(*state, "start f; echo 'frob x' >>f/a.plan; rounds 2; has 'unknown-kind' out; has 'planlint: f/a.plan has changed' err; stop INT", "status 2\n");
	watch(*state, "start --fail-on never plans.plan; cp f/a.plan plans.plan; rounds 2; stop TERM", "status 2\n"); /* frob is in it */
	watch(*state, "start --fail-on advice f/a.plan; printf 'plan \"P\" { period 2027 to 2029 }' >f/a.plan; rounds 2; stop INT", "status 1\n");
	watch(*state, "start --fail-on never f/a.plan; stop HUP", "status 0\n");
}

static void files_come_and_go(void **state)
{
	watch(*state,
	      "start f; echo 'role clerk' >f/b.plan; rounds 2; has 'watching 2 files' err;" /* a further file of the plan */
	      " rm f/a.plan f/b.plan; rounds 3; has 'there is no .plan file in f' err;"
	      " echo 'plan \"P\" { period 2027 to 2029 }' >f/c.plan; rounds 4; : >out; echo 'frob' >>f/c.plan; rounds 5; has 'c.plan.*unknown-kind' out;"
	      " mkdir f/sub; rounds 6; : >out; echo 'fro x' >f/sub/d.plan; rounds 7; has 'sub/d.plan.*unknown-kind' out;"
	      " rm -r f; rounds 8; has 'unreadable-file' out; stop INT",
	      "status 2\n");
}

static void what_a_plan_includes_is_watched_there_or_not(void **state)
{
	watch(*state,
	      "echo 'include \"parts/x.plan\"' >>f/a.plan; start f/a.plan; has bad-include out; mkdir f/parts; echo 'frob x' >f/parts/x.plan; "
	      "rounds 2; has 'x.plan.*unknown-kind' out; echo 'include \"y.plan\"' >f/parts/x.plan; rounds 3; echo 'frob y' >f/parts/y.plan; rounds 4;"
	      " has 'y.plan.*unknown-kind' out; stop INT",
	      "status 2\n");
}

static void settings_and_packs_are_watched(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "mkdir pack");
	place_write(p, "pack/pack.yaml", "name: mine\nversion: \"1\"\ntitle: Mine\nextends: [default]\n");
	watch(p,
	      "start --rules pack f; echo 'fail-on: never' >.planlint.yaml; rounds 2; has '.planlint.yaml has changed' err;"
	      " echo 'fail-on: neve' >.planlint.yaml; rounds 3; has 'bad-setting' err; rm .planlint.yaml; rounds 4;"
	      " printf 'id: my-rule\\nfamily: mine\\nseverity: warning\\nfor: goal g\\nrequire: g.weight is given\\nmessage: mine\\nwhy: y\\ntry: z\\n' >pack/my-rule.yaml;"
	      " rounds 5; has my-rule out; echo 'frob: x' >>pack/my-rule.yaml; rounds 6; has bad-pack err; stop INT",
	      "status 2\n");
	/* An option that the pack no longer bears out does not end it. */
	watch(p,
	      "sed -i '/frob/d' pack/my-rule.yaml; start --rules pack --severity my-rule=error f; mv pack/my-rule.yaml kept; rounds 2;"
	      " has 'there is no rule' err; mv kept pack/my-rule.yaml; rounds 3; stop INT",
	      "status 1\n");
}

static void results_are_written_anew(void **state)
{
	watch(*state, "start --output json=f/r.json f; cp f/r.json first; echo 'frob x' >>f/a.plan; rounds 2; cmp -s first f/r.json; echo $?;"
	              " sleep 1; grep -c 'Ctrl-C' err; stop INT", /* its own file is no change */
	      "1\n2\nstatus 2\n");
}

static void what_cannot_be_watched_ends_at_once(void **state)
{
	struct place *p = *state;
	place_expect(p, 2, "\"$PL\" check --watch - <f/a.plan");
	assert_string_equal(p->output, "planlint: --watch needs files to watch: what comes by standard input (-) can be read only once\n");
	place_expect(p, 2, "\"$PL\" check --watch --severity no-such-rule=error f");
	place_expect(p, 2, "\"$PL\" check --watch --format nothing f");
	place_expect(p, 2, "\"$PL\" check --watch");
	place_expect(p, 2, "\"$PL\" check --watch f >/dev/full");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_change_is_checked),
	    TEST(files_come_and_go),
	    TEST(what_a_plan_includes_is_watched_there_or_not),
	    TEST(settings_and_packs_are_watched),
	    TEST(results_are_written_anew),
	    TEST(what_cannot_be_watched_ends_at_once),
	};
	return cmocka_run_group_tests_name("watch", tests, NULL, NULL);
}
