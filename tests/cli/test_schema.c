/* The schemas that the program prints: schemas.py judges by them with Debian's python3-jsonschema, never with a validator of ours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "support/place.h"

static void judge(void **state, const char *command)
{
	place_expect(*state, 0, command);
}

static void every_yaml_file_of_the_project_fits(void **state)
{
	judge(state, "/usr/bin/python3 \"$ROOT\"/tests/support/schemas.py \"$PL\" \"$ROOT\" files");
}

static void every_report_fits_and_spoilt_ones_do_not(void **state)
{
	judge(state, "/usr/bin/python3 \"$ROOT\"/tests/support/schemas.py \"$PL\" \"$ROOT\" reports");
}

static void schema_and_program_agree_on_what_is_wrong(void **state)
{
	judge(state, "/usr/bin/python3 \"$ROOT\"/tests/support/schemas.py \"$PL\" \"$ROOT\" examples");
}

static void every_key_has_a_description_without_full_stop(void **state)
{
	place_expect(*state, 0, "for s in config rule findings; do $PL schema $s > s && jq -e '[.. | .properties? // empty | .[] | .description] | "
	                        "length > 20 and all(. != null and . != \"\" and (endswith(\".\") | not))' s > out || exit 1; done");
}

/* Editors propose what the default pack has. */
static void names_of_the_default_pack_are_proposed(void **state)
{
	place_expect(*state, 0, "$PL schema config > s && jq -e '.\"$defs\" as $d | $d.severities.properties | "
	                        "has(\"no-target\") and has(\"measurability\") and has(\"unused-ignore\")' s && "
	                        "jq -e '.\"$defs\".params.properties.\"too-many-indicators\".properties.max.description' s && "
	                        "jq -e '.\"$defs\".\"profile-name\".anyOf[0].enum | index(\"coop\")' s");
}

static void wrong_words_are_told(void **state)
{
	struct place *p = *state;
	assert_non_null(strstr(place_expect(p, 2, "$PL schema"), "which schema?"));
	assert_non_null(strstr(place_expect(p, 2, "$PL schema confg"), "did you mean \"config\"?"));
	assert_non_null(strstr(place_expect(p, 2, "$PL schema config rule"), "prints one schema"));
	place_expect(p, 2, "$PL schema rule > /dev/full");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(every_yaml_file_of_the_project_fits),
	    TEST(every_report_fits_and_spoilt_ones_do_not),
	    TEST(schema_and_program_agree_on_what_is_wrong),
	    TEST(every_key_has_a_description_without_full_stop),
	    TEST(names_of_the_default_pack_are_proposed),
	    TEST(wrong_words_are_told),
	};
	return cmocka_run_group_tests_name("schemas", tests, NULL, NULL);
}
