/* Applying fixes: one round on texts and findings made by hand. Whole runs with rules are in test_fix.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "rule/apply.h"
#include "support/drawing.h"

/* Adds a finding whose one fix puts TEXT in the place of WORDS (for "": before PLACE), in file number FILE. */
static void add_fix(struct drawing *d, uint32_t file, const char *words, const char *before, const char *text, bool is_safe)
{
	struct plint_span span = drawing_find(d, file, words[0] ? words : before);
	if (!words[0])
		span.end = span.start;
	struct plint_edit *edit = plint_arena_calloc(&d->arena, 1, sizeof *edit);
	struct plint_fix *fix = plint_arena_calloc(&d->arena, 1, sizeof *fix);
	*edit = (struct plint_edit){span, text};
	*fix = (struct plint_fix){.title = "title", .is_safe = is_safe, .edits = edit, .edit_count = 1};
	struct plint_diag *x = drawing_add(d, "no-target", PLINT_ERROR, span, "message");
	x->fixes = fix;
	x->fix_count = 1;
}

static struct plint_apply_round apply(struct drawing *d, bool want_unsafe)
{
	struct plint_apply_round r;
	plint_apply_round(&d->arena, &d->source, &d->diags, want_unsafe, NULL, UINT32_MAX, &r);
	return r;
}

static void edits_are_made_in_every_file(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", "\xEF\xBB\xBFgoal a\r\ngoal b\r\n");
	drawing_file(d, "b.plan", "goal c");
	drawing_file(d, "c.plan", "goal d");
	add_fix(d, 1, "c", NULL, "C", true);
	add_fix(d, 0, "b", NULL, "bb", true);
	add_fix(d, 0, "goal a\r\n", NULL, "", true);
	struct plint_apply_round r = apply(d, false);
	assert_int_equal(r.file_count, 2);
	assert_string_equal(r.files[0].path, "a.plan");
	assert_string_equal(r.files[0].text, "\xEF\xBB\xBFgoal bb\r\n");
	assert_int_equal(r.files[0].len, strlen(r.files[0].text));
	assert_string_equal(r.files[0].before, "\xEF\xBB\xBFgoal a\r\ngoal b\r\n");
	assert_string_equal(r.files[1].text, "goal C");
	assert_int_equal(r.files[1].file, 1);
	assert_int_equal(r.applied_count, 3);
	assert_int_equal(r.waiting, 0);
}

static void unsafe_fixes_are_made_only_when_asked_for(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", "goal a");
	add_fix(d, 0, "a", NULL, "b", false);
	assert_int_equal(apply(d, false).applied_count, 0);
	assert_int_equal(apply(d, false).file_count, 0);
	assert_string_equal(apply(d, true).files[0].text, "gobl a");
}

static void the_first_of_two_that_overlap_wins(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", "goal abc");
	add_fix(d, 0, "ab", NULL, "xy", true);
	add_fix(d, 0, "bc", NULL, "yz", true);
	struct plint_apply_round r = apply(d, true);
	assert_string_equal(r.files[0].text, "goal xyc");
	assert_int_equal(r.applied_count, 1);
	assert_int_equal(r.waiting, 1);
}

static void what_touches_waits(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", "goal abc");
	add_fix(d, 0, "a", NULL, "1", true); /* the a of goal */
	add_fix(d, 0, "l", NULL, "2", true);
	add_fix(d, 0, "", "bc", "3", true);
	add_fix(d, 0, "bc", NULL, "4", true);
	add_fix(d, 0, "", "bc", "5", true);
	struct plint_apply_round r = apply(d, true);
	assert_string_equal(r.files[0].text, "go1l a3bc");
	assert_int_equal(r.waiting, 3);
}

static void the_same_insertion_is_made_once(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", "goal a");
	add_fix(d, 0, "", "goal", "owner ", true);
	add_fix(d, 0, "", "goal", "owner ", true);
	struct plint_apply_round r = apply(d, true);
	assert_string_equal(r.files[0].text, "owner goal a");
	assert_int_equal(r.applied_count, 2);
}

static void a_fix_is_made_as_a_whole_or_not_at_all(void **state)
{
	struct drawing *d = *state;
	drawing_file(d, "a.plan", "goal abc");
	add_fix(d, 0, "goal", NULL, "Goal", true);
	struct plint_edit edits[2] = {{drawing_find(d, 0, "c"), "C"}, {drawing_find(d, 0, "oa"), "OA"}};
	struct plint_fix fix = {.title = "title", .is_safe = true, .edits = edits, .edit_count = 2};
	struct plint_diag *x = drawing_add(d, "no-owner", PLINT_ERROR, edits[0].span, "message");
	x->fixes = &fix;
	x->fix_count = 1;
	struct plint_apply_round r = apply(d, true);
	assert_string_equal(r.files[0].text, "Goal abc");
	assert_int_equal(r.waiting, 1);
}

static void findings_can_be_left_out_and_limited(void **state)
{
	struct drawing *d = *state;
	struct plint_apply_round r;
	static const uint8_t skip[3] = {1, 0, 0};
	drawing_file(d, "a.plan", "one two three");
	add_fix(d, 0, "one", NULL, "1", true);
	add_fix(d, 0, "two", NULL, "2", true);
	add_fix(d, 0, "three", NULL, "3", true);
	plint_apply_round(&d->arena, &d->source, &d->diags, true, skip, 1, &r);
	assert_string_equal(r.files[0].text, "one 2 three");
	assert_int_equal(r.applied_count, 1);
	assert_int_equal(r.applied[0], 1);
	assert_int_equal(r.waiting, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(edits_are_made_in_every_file, drawing_setup, drawing_teardown),
	    cmocka_unit_test_setup_teardown(unsafe_fixes_are_made_only_when_asked_for, drawing_setup, drawing_teardown),
	    cmocka_unit_test_setup_teardown(the_first_of_two_that_overlap_wins, drawing_setup, drawing_teardown),
	    cmocka_unit_test_setup_teardown(what_touches_waits, drawing_setup, drawing_teardown),
	    cmocka_unit_test_setup_teardown(the_same_insertion_is_made_once, drawing_setup, drawing_teardown),
	    cmocka_unit_test_setup_teardown(a_fix_is_made_as_a_whole_or_not_at_all, drawing_setup, drawing_teardown),
	    cmocka_unit_test_setup_teardown(findings_can_be_left_out_and_limited, drawing_setup, drawing_teardown),
	};
	return cmocka_run_group_tests_name("apply", tests, NULL, NULL);
}
