/* Patches of texts: their form, and that they lead from one text to the other, applied by a reader of patches that lives here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/linediff.h"

static struct plint_arena arena;

static int setup(void **state)
{
	(void)state;
	plint_arena_init(&arena, NULL, NULL, 0);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	plint_arena_clear(&arena);
	return 0;
}

static const char *patch_of(const char *before, const char *after)
{
	struct plint_buf out;
	struct plint_linediff_text a = {"a/x", before, strlen(before)}, b = {"b/x", after, strlen(after)};
	plint_buf_init(&out, &arena);
	plint_linediff_unified(&out, &a, &b);
	return out.text;
}

static size_t line_size(const char *text)
{
	size_t n = strcspn(text, "\n");
	return n + (text[n] == '\n');
}

static void skip_line(const char **text)
{
	*text += line_size(*text);
}

/* The first line of a hunk: "@@ -FROM,COUNT …"; the lines of the old text that lie before it. */
static size_t lines_before(const char *head)
{
	char *end;
	assert_memory_equal(head, "@@ -", 4);
	unsigned long from = strtoul(head + 4, &end, 10);
	bool is_empty = strncmp(end, ",0 ", 3) == 0;
	return is_empty ? from : from - 1;
}

/* BEFORE with PATCH applied; the test fails where a line that stays or goes is not the one that stands there. */
static const char *applied(const char *before, const char *patch)
{
	struct plint_buf out;
	size_t line = 0;
	plint_buf_init(&out, &arena);
	if (*patch) {
		assert_memory_equal(patch, "--- a/x\n+++ b/x\n", 16);
		patch += 16;
	}
	while (*patch) {
		for (size_t start = lines_before(patch); line < start; line++) {
			plint_buf_add(&out, before, line_size(before));
			skip_line(&before);
		}
		for (skip_line(&patch); *patch && *patch != '@';) {
			const char *body = patch + 1;
			size_t size = line_size(body);
			const char *behind = body + size;
			bool is_last = strncmp(behind, "\\ No newline at end of file\n", 28) == 0;
			size_t kept = is_last ? size - 1 : size;
			if (*patch != '+') {
				assert_int_equal(line_size(before), kept);
				assert_memory_equal(before, body, kept);
				skip_line(&before);
				line++;
			}
			if (*patch != '-')
				plint_buf_add(&out, body, kept);
			patch = is_last ? behind + 28 : behind;
		}
	}
	plint_buf_str(&out, before);
	return out.text;
}

static void leads(const char *before, const char *after)
{
	const char *patch = patch_of(before, after);
	if (strcmp(applied(before, patch), after) != 0)
		fail_msg("from\n%s\nto\n%s\nleads not\n%s", before, after, patch);
}

static void a_patch_has_the_form_that_patch_takes(void **state)
{
	(void)state;
	assert_string_equal(patch_of("one\ntwo\nthree\nfour\nfive\nsix\n", "one\ntwo\nthree\nFOUR\nfive\nsix\n"),
	                    "--- a/x\n+++ b/x\n@@ -1,6 +1,6 @@\n one\n two\n three\n-four\n+FOUR\n five\n six\n");
	assert_string_equal(patch_of("a\n", "a\nb\n"), "--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n a\n+b\n");
	assert_string_equal(patch_of("", "a\n"), "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+a\n");
	assert_string_equal(patch_of("a\n", ""), "--- a/x\n+++ b/x\n@@ -1 +0,0 @@\n-a\n");
	assert_string_equal(patch_of("a", "a\n"), "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
	assert_string_equal(patch_of("same\n", "same\n"), "");
	assert_string_equal(patch_of("", ""), "");
}

static void changes_far_from_each_other_are_hunks_of_their_own(void **state)
{
	(void)state;
	const char *patch = patch_of("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n", "1\nx\n3\n4\n5\n6\n7\n8\n9\n10\ny\n12\n");
	assert_string_equal(patch, "--- a/x\n+++ b/x\n@@ -1,5 +1,5 @@\n 1\n-2\n+x\n 3\n 4\n 5\n@@ -8,5 +8,5 @@\n 8\n 9\n 10\n-11\n+y\n 12\n");
	assert_null(strstr(patch_of("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\ny\n9\n"), "@@ -6"));
}

/* A text of COUNT lines of few different words, so that lines repeat. */
static char *some_lines(uint32_t *seed, unsigned count)
{
	struct plint_buf b;
	plint_buf_init(&b, &arena);
	for (unsigned i = 0; i < count; i++) {
		*seed = *seed * 1664525u + 1013904223u;
		plint_buf_printf(&b, "%u%s", (*seed >> 24) % 7, i + 1 < count || *seed & 0x1000 ? "\n" : "");
	}
	return b.text;
}

static void every_patch_leads_from_one_text_to_the_other(void **state)
{
	(void)state;
	uint32_t seed = 1;
	for (unsigned i = 0; i < 3000; i++) {
		unsigned m = i % 23, n = i % 19;
		const char *before = some_lines(&seed, m);
		leads(before, some_lines(&seed, n));
	}
}

static void long_texts_are_compared_in_no_time(void **state)
{
	(void)state;
	struct plint_buf a, b;
	plint_buf_init(&a, &arena);
	plint_buf_init(&b, &arena);
	for (unsigned i = 0; i < 50000; i++) {
		plint_buf_printf(&a, "line %u\n", i);
		if (i % 50 != 7)
			plint_buf_printf(&b, "line %u\n", i);
		if (i % 90 == 3)
			plint_buf_printf(&b, "new %u\n", i);
	}
	leads(a.text, b.text);
	plint_buf_reset(&b); /* nothing in common: all of it changes */
	for (unsigned i = 0; i < 50000; i++)
		plint_buf_printf(&b, "other %u\n", i);
	leads(a.text, b.text);
}

static void labels_are_paths_below_a_side(void **state)
{
	(void)state;
	assert_string_equal(plint_linediff_label(&arena, "a", "plans/x.plan"), "a/plans/x.plan");
	assert_string_equal(plint_linediff_label(&arena, "b", "/tmp/x.plan"), "b/tmp/x.plan");
	assert_string_equal(plint_linediff_label(&arena, "b", "./x.plan"), "b/x.plan");
	assert_string_equal(plint_linediff_label(&arena, "a", "my plan.plan"), "a/my plan.plan\t");
	assert_string_equal(plint_linediff_label(&arena, "a", "a\nb\"c\\d\x1b.plan"), "\"a/a\\012b\\\"c\\\\d\\033.plan\"");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_patch_has_the_form_that_patch_takes),
	    TEST(changes_far_from_each_other_are_hunks_of_their_own),
	    TEST(every_patch_leads_from_one_text_to_the_other),
	    TEST(long_texts_are_compared_in_no_time),
	    TEST(labels_are_paths_below_a_side),
	};
	return cmocka_run_group_tests_name("linediff", tests, NULL, NULL);
}
