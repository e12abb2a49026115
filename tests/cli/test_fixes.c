/* Fixes as the program's users and other programs meet them: in each form, in files that are included, and made by a stranger's hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "support/place.h"

/* Makes each fix of each finding of a plan alone, by the offsets that the json form gives, and checks the plan again: it must read, and the
 * finding must be gone. Prints how many fixes there were. */
static const char apply_script[] =
    "import json, os, subprocess, sys\n"
    "def check(path):\n"
    "    run = subprocess.run([os.environ['PL'], 'check', '--no-config', '--format', 'json', path], stdout=subprocess.PIPE)\n"
    "    return run.returncode, json.loads(run.stdout)['findings']\n"
    "count = 0\n"
    "for path in sys.argv[1:]:\n"
    "    text = open(path, 'rb').read()\n"
    "    for finding in check(path)[1]:\n"
    "        for fix in finding['fixes']:\n"
    "            made = text\n"
    "            for e in sorted(fix['edits'], key=lambda e: -e['start']['offset']):\n"
    "                made = made[:e['start']['offset']] + e['text'].encode() + made[e['end']['offset']:]\n"
    "            open('made.plan', 'wb').write(made)\n"
    "            status, left = check('made.plan')\n"
    "            same = [f for f in left if f['rule'] == finding['rule'] and f['fingerprint'] == finding['fingerprint']]\n"
    "            all = [f for f in left if f['rule'] == finding['rule']]\n"
    "            before = [f for f in check(path)[1] if f['rule'] == finding['rule']] if same else []\n"
    "            if status == 2 or (same and len(all) >= len(before)):\n"
    "                sys.exit('%s: %s: %s' % (path, finding['rule'], fix['title']))\n"
    "            count += 1\n"
    "print(count)\n";

static void fixes_of_the_sample_plans_can_be_made_by_others(void **state)
{
	struct place *p = *state;
	place_write(p, "apply.py", apply_script);
	place_expect(p, 0, "PL=$PL python3 apply.py \"$ROOT\"/plans/five-lines.plan \"$ROOT\"/plans/box-6.plan \"$ROOT\"/plans/socfinance-first-draft.plan > count");
	place_expect(p, 0, "test \"$(cat count)\" -ge 20");
}

static void write_two_files(struct place *p)
{
	place_write(p, "root.plan", "include \"part/goals.plan\"\nplan \"P\" { period 2027 to 2029 }\n");
	place_run(p, "mkdir -p part");
	place_write(p, "part/goals.plan", "goal a \"A\" {\r\n\tdimension outreach\r\n\tobjective b \"Ten by 2027\"\r\n}\r\n");
}

#define OWNER ".findings[] | select(.rule == \"no-owner\")"

static void an_edit_carries_the_file_that_it_changes(void **state)
{
	struct place *p = *state;
	write_two_files(p);
	place_expect(p, 1, "$PL check --no-config --format json root.plan > out");
	place_expect(p, 0, "jq -e '" OWNER " | .fixes == [{title: \"leave the owner open, to be named\", safe: false, edits: [{path: \"part/goals.plan\", "
	                   "start: {line: 3, column: 27, offset: 61}, end: {line: 3, column: 27, offset: 61}, text: \" { owner TBD }\"}]}]' out");
	place_expect(p, 1, "$PL check --no-config --format sarif root.plan > out");
	place_expect(p, 0, "/usr/bin/python3 -W ignore -m jsonschema -i out \"$ROOT\"/tests/support/sarif-2.1.0.json");
	place_expect(p, 0, "jq -e '.runs[0].results[] | select(.ruleId == \"no-owner\").fixes == [{description: {text: \"leave the owner open, to be named\"}, "
	                   "artifactChanges: [{artifactLocation: {uri: \"part/goals.plan\", uriBaseId: \"%SRCROOT%\"}, replacements: [{deletedRegion: "
	                   "{startLine: 3, startColumn: 27, endLine: 3, endColumn: 27}, insertedContent: {text: \" { owner TBD }\"}}]}], "
	                   "properties: {safe: false}}]' out");
}

static void people_are_told_of_the_fix_and_its_command(void **state)
{
	struct place *p = *state;
	write_two_files(p);
	place_expect(p, 0, "$PL check --no-config --select no-owner,no-deadline,deadline-in-title root.plan > out; "
	                   "grep -qF '= fix: leave the owner open, to be named: `{ owner TBD }` (planlint fix --unsafe)' out");
	place_expect(p, 0, "$PL check --no-config --select no-owner --format html root.plan > out; grep -qF '<code>{ owner TBD }</code> (planlint fix --unsafe)' out");
	place_expect(p, 0, "$PL check --no-config --select no-owner --format markdown root.plan > out; grep -qF '`{ owner TBD }`' out");
	place_expect(p, 0, "$PL check --no-config --select no-owner --lang fr root.plan > out; "
	                   "grep -qF '= correction : laisser le responsable ouvert, à nommer : `{ owner TBD }` (planlint fix --unsafe)' out");
	place_expect(p, 0, "$PL check --no-config --select no-owner --lang es root.plan > out; "
	                   "grep -qF '= arreglo: dejar abierto el responsable, por nombrar: `{ owner TBD }` (planlint fix --unsafe)' out");
}

static void a_safe_fix_says_so(void **state)
{
	struct place *p = *state;
	place_write(p, "draft.plan", "plan \"Hill lending 2027-2029\" { country Izmiria }\n");
	place_expect(p, 0, "$PL check --no-config --select no-period --format json draft.plan > out; "
	                   "jq -e '[.findings[0].fixes[] | [.safe, .edits[0].text]] == [[true, \"; period 2027 to 2029 \"], [false, \"; period TBD to TBD \"]]' out");
	place_expect(p, 0, "$PL check --no-config --select no-period --format markdown draft.plan > out; grep -q 'fix.*planlint fix does it' out");
	place_expect(p, 0, "$PL explain no-period > out; grep -q 'fix: safe' out && grep -qF 'planlint fix --unsafe' out");
}

static void the_definition_of_a_rule_with_fixes_loads_again(void **state)
{
	struct place *p = *state;
	place_expect(p, 0, "$PL rules show no-period > out; grep -q '^fix:' out && sed 's/no-period/my-period/; s/^area: .*//' out > my-period.yaml");
	place_expect(p, 0, "$PL rules test my-period.yaml > out");
	place_expect(p, 0, "$PL rules show my-period --rules my-period.yaml > out2; sed -n '/^fix:/,/^[a-eg-z]/p' out2 > a; "
	                   "sed -n '/^fix:/,/^[a-eg-z]/p' my-period.yaml > b; test -s a && cmp a b");
}

static void a_broken_fix_is_told_with_its_place(void **state)
{
	struct place *p = *state;
	place_write(p, "bad.yaml", "id: bad\nfamily: x\nseverity: advice\nfor: goal g\nrequire: g.by is not missing\nmessage: m\n"
	                           "fix: {title: t, safe: true, insert: 'by {g.bye}', into: g}\n");
	place_expect(p, 2, "$PL rules test bad.yaml > out 2>&1");
	place_expect(p, 0, "grep -q 'bad.yaml:7:' out && grep -q 'bye' out");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(fixes_of_the_sample_plans_can_be_made_by_others, place_setup, place_teardown),
	    cmocka_unit_test_setup_teardown(an_edit_carries_the_file_that_it_changes, place_setup, place_teardown),
	    cmocka_unit_test_setup_teardown(people_are_told_of_the_fix_and_its_command, place_setup, place_teardown),
	    cmocka_unit_test_setup_teardown(a_safe_fix_says_so, place_setup, place_teardown),
	    cmocka_unit_test_setup_teardown(the_definition_of_a_rule_with_fixes_loads_again, place_setup, place_teardown),
	    cmocka_unit_test_setup_teardown(a_broken_fix_is_told_with_its_place, place_setup, place_teardown),
	};
	return cmocka_run_group_tests_name("fixes", tests, NULL, NULL);
}
