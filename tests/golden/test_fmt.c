/*
 * The canonical layout: what each text of fmt/ becomes (NAME.fmt beside it), and what holds for every text of this folder, of plans/ and of
 * the rules' examples: laid out twice is laid out once, the tree is the same, and so are the findings' fingerprints.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "format/format.h"
#include "rule/pack.h"
#include "support/checking.h"

static struct checking *checking;

/* TEXT laid out; it ends at the NUL. */
static struct plint_formatted laid_out(const char *path, const char *text)
{
	struct plint_formatted f;
	size_t len = strlen(text);
	char *copy = plint_arena_calloc(checking_arena(checking), len + 2, 1);
	memcpy(copy, text, len);
	plint_format_text(checking_arena(checking), plint_schema_default(), path, copy, len, &f);
	assert_memory_equal(copy, text, len + 1);
	return f;
}

/* TEXT laid out, which must be so that a second time changes nothing. */
static struct plint_formatted laid_out_twice(const char *path, const char *text)
{
	struct plint_formatted once = laid_out(path, text);
	struct plint_formatted twice = laid_out(path, once.text);
	if (once.outcome == PLINT_FORMAT_BROKEN)
		fail_msg("%s: laid out it would say something else", path);
	if (strcmp(once.text, twice.text) != 0)
		fail_msg("%s: once\n%s\ntwice\n%s", path, once.text, twice.text);
	assert_int_equal(twice.outcome, once.outcome);
	assert_false(twice.is_changed);
	assert_int_equal(once.is_changed, strcmp(once.text, text) != 0);
	return once;
}

/* Rule and fingerprint of each finding about TEXT. */
static const char *findings_of(const char *path, const char *text)
{
	struct plint_buf out;
	const struct plint_checked *k = checking_texts(checking, &path, &text, 1, true);
	plint_buf_init(&out, checking_arena(checking));
	for (uint32_t i = 0; i < k->diags->items.count; i++)
		plint_buf_printf(&out, "%s %016llx\n", k->diags->items.items[i].rule, (unsigned long long)k->diags->items.items[i].fingerprint);
	return out.text;
}

static void text_becomes_what_is_beside_it(void **state)
{
	const char *path = *state;
	struct plint_formatted f = laid_out_twice(path, checking_text(checking, path));
	checking_golden(checking, plint_arena_printf(checking_arena(checking), "%.*s.fmt", (int)strlen(path) - 5, path), f.text);
}

static void text_says_the_same(void **state)
{
	const char *path = *state, *text = checking_text(checking, path);
	struct plint_formatted f = laid_out_twice(path, text);
	assert_string_equal(findings_of(path, f.text), findings_of(path, text));
}

static void sample_plan_is_laid_out(void **state)
{
	text_says_the_same(state);
	const char *path = *state, *text = checking_text(checking, path);
	struct plint_formatted f = laid_out(path, text);
	assert_int_equal(f.outcome, PLINT_FORMAT_WHOLE);
	if (f.is_changed)
		fail_msg("%s is not laid out; planlint fmt --write plans does it", path);
}

static void examples_say_the_same(void **state)
{
	struct plint_pack pack;
	uint32_t count = 0;
	(void)state;
	plint_pack_default(&pack);
	for (uint32_t i = 0; i < pack.rule_count; i++) {
		const struct plint_rule *r = &pack.rules[i];
		for (uint32_t k = 0; k < r->example_count; k++) {
			const char *id = plint_pack_text(&pack, r->id), *text = plint_pack_text(&pack, pack.examples[r->first_example + k].text);
			struct plint_formatted f = laid_out_twice(id, text);
			assert_int_equal(f.outcome, PLINT_FORMAT_WHOLE);
			assert_string_equal(findings_of(id, f.text), findings_of(id, text));
			count++;
		}
	}
	assert_true(count > 200);
}

struct suite {
	struct CMUnitTest *tests;
	size_t count;
};

/* A test FUNCTION for each plan of FOLDER. */
static void add_folder(struct suite *s, const char *folder, void (*function)(void **state))
{
	uint32_t count;
	const char **paths = checking_list(checking, folder, &count);
	s->tests = realloc(s->tests, (s->count + count + 1) * sizeof *s->tests);
	assert_non_null(s->tests);
	for (uint32_t i = 0; i < count; i++) {
		union { /* the test only reads it */
			const char *in;
			void *out;
		} path = {.in = paths[i]};
		s->tests[s->count++] = (struct CMUnitTest){paths[i], function, NULL, NULL, path.out};
	}
}

int main(void)
{
	struct suite s = {NULL, 0};
	checking = checking_open(NULL);
	add_folder(&s, "tests/golden/fmt", text_becomes_what_is_beside_it);
	add_folder(&s, "tests/golden/fine", text_says_the_same);
	add_folder(&s, "tests/golden/slips", text_says_the_same);
	add_folder(&s, "tests/golden/turns", text_says_the_same);
	add_folder(&s, "plans", sample_plan_is_laid_out);
	add_folder(&s, "plans/socfinance", sample_plan_is_laid_out);
	s.tests[s.count++] = (struct CMUnitTest){"the rules' examples", examples_say_the_same, NULL, NULL, NULL};
	int failed = _cmocka_run_group_tests("fmt", s.tests, s.count, NULL, NULL);
	free(s.tests);
	checking_close(checking);
	return failed;
}
