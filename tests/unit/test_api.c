/* The public interface, used as an embedder would: nothing but planlint.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "api/planlint.h"

static const char draft[] = "plan \"SocFinance 2027-2029\" { period 2027 to 2029 }\n"
                            "goal rural \"Reach the rural poor\" {\n"
                            "    dimension outreach\n"
                            "    objective branches \"Open ten branches by 2027\" { indicator opened \"Branches opened\" }\n"
                            "}\n";

static const struct plint_finding *find(const struct plint_linter *l, size_t count, const char *rule)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(plint_linter_finding(l, i)->rule, rule) == 0)
			return plint_linter_finding(l, i);
	return NULL;
}

static void a_draft_gives_findings_with_their_places(void **state)
{
	(void)state;
	struct plint_linter *l = plint_linter_new(NULL, NULL);
	size_t count = plint_linter_check(l, "draft.plan", draft, strlen(draft));
	const struct plint_finding *stub = find(l, count, "indicator-stub");
	assert_non_null(stub);
	assert_int_equal(stub->severity, PLINT_FINDING_WARNING);
	assert_string_equal(stub->path, "draft.plan");
	assert_int_equal(stub->start_line1, 4);
	assert_int_equal(stub->start_column1, 54);
	assert_memory_equal(draft + stub->start_offset, "indicator opened", 16);
	assert_non_null(stub->help);
	plint_linter_free(l);
}

static void one_linter_checks_many_plans(void **state)
{
	(void)state;
	struct plint_linter *l = plint_linter_new(NULL, NULL);
	size_t first = plint_linter_check(l, "a.plan", draft, strlen(draft));
	uint64_t print = plint_linter_finding(l, 0)->fingerprint;
	assert_true(plint_linter_check(l, "b.plan", "goal g \"Grow\" { weight 30 }\n", 27) > 0);
	assert_int_equal(plint_linter_check(l, "a.plan", draft, strlen(draft)), first);
	assert_true(plint_linter_finding(l, 0)->fingerprint == print);
	plint_linter_free(l);
}

static void an_include_is_an_error_since_a_linter_reads_no_files(void **state)
{
	(void)state;
	struct plint_linter *l = plint_linter_new(NULL, NULL);
	size_t count = plint_linter_check(l, "a.plan", "include \"b.plan\"\n", 17);
	assert_non_null(find(l, count, "bad-include"));
	plint_linter_free(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_draft_gives_findings_with_their_places),
	    cmocka_unit_test(one_linter_checks_many_plans),
	    cmocka_unit_test(an_include_is_an_error_since_a_linter_reads_no_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
