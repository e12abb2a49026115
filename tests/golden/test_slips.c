/*
 * The slips that people make: each file of slips/ gives exactly one error of reading, the one that expected.txt names, at its place and with
 * the words that help; and none of the rules says it again. Beside each file lies the message, NAME.compact.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/checking.h"

#define FOLDER "tests/golden/slips"

/* A line of expected.txt: file, rule, [file:]line:column, words parted by '|' ("~": none). */
struct slip {
	char *file, *rule, *place, *words;
	const char *again; /* name of the second test */
};

static struct checking *checking;

static const struct plint_checked *check(const char *file, bool with_rules)
{
	const char *path = plint_io_join(checking_arena(checking), FOLDER, file);
	uint64_t dev, ino;
	if (plint_io_stat(path, &dev, &ino) != PLINT_IO_FOLDER)
		return checking_files(checking, &path, 1, with_rules);
	uint32_t count;
	const char **paths = checking_list(checking, path, &count);
	return checking_files(checking, paths, count, with_rules);
}

/* Whether PLACE ("17:48", "include-cycle/targets.plan:1:9") is that of X. */
static bool is_at(const struct plint_checked *k, const struct plint_diag *x, const char *place)
{
	struct plint_place p = plint_source_place(k->source, x->span.start);
	const char *end = plint_arena_printf(checking_arena(checking), ":%u:%u", p.line1, p.col1);
	const char *full = plint_arena_printf(checking_arena(checking), "%s%s", p.file ? p.file->path : "", end);
	size_t len = strlen(place), full_len = strlen(full);
	return strcmp(end + 1, place) == 0 || (strchr(place, '/') && full_len >= len && strcmp(full + full_len - len, place) == 0);
}

static void has_words(const struct plint_diag *x, const char *words)
{
	if (strcmp(words, "~") == 0)
		return;
	for (const char *at = words; *at;) {
		size_t len = strcspn(at, "|");
		const char *word = plint_arena_strndup(checking_arena(checking), at, len);
		if (!strstr(x->message, word) && !(x->help && strstr(x->help, word)))
			fail_msg("neither message nor help says \"%s\": %s / %s", word, x->message, x->help ? x->help : "");
		at += len + (at[len] == '|');
	}
}

/* The errors of reading among the findings of K. */
static struct plint_checked reading_errors(const struct plint_checked *k)
{
	struct plint_checked only = *k;
	struct plint_diags *d = plint_arena_alloc(checking_arena(checking), sizeof *d);
	*d = *k->diags;
	d->items.items = plint_arena_alloc(checking_arena(checking), (d->items.count + 1) * sizeof *d->items.items);
	d->items.count = 0;
	for (uint32_t i = 0; i < k->diags->items.count; i++)
		if (plint_diag_is_reading(&k->diags->items.items[i]))
			d->items.items[d->items.count++] = k->diags->items.items[i];
	only.diags = d;
	return only;
}

static void slip_gives_one_message(void **state)
{
	const struct slip *s = *state;
	struct plint_checked k = reading_errors(check(s->file, true));
	if (k.diags->items.count != 1)
		fail_msg("%u messages:\n%s", k.diags->items.count, checking_compact(checking, &k));
	const struct plint_diag *x = &k.diags->items.items[0];
	if (strcmp(x->rule, s->rule) != 0 || !is_at(&k, x, s->place))
		fail_msg("expected %s at %s:\n%s", s->rule, s->place, checking_compact(checking, &k));
	has_words(x, s->words);
	const char *dot = strrchr(s->file, '.');
	size_t len = dot ? (size_t)(dot - s->file) : strlen(s->file);
	const char *golden = plint_arena_printf(checking_arena(checking), "%s/%.*s.compact", FOLDER, (int)len, s->file);
	checking_golden(checking, golden, checking_compact(checking, &k));
}

/* Rules are silent about what could not be read: none of them points to the place of the slip. */
static void slip_is_not_said_again(void **state)
{
	const struct slip *s = *state;
	const struct plint_checked *k = check(s->file, true);
	uint32_t here = 0;
	for (uint32_t i = 0; i < k->diags->items.count; i++)
		here += is_at(k, &k->diags->items.items[i], s->place);
	if (here != 1)
		fail_msg("%u findings at %s:\n%s", here, s->place, checking_compact(checking, k));
}

static void every_file_is_expected(void **state)
{
	uint32_t count;
	const char **paths = checking_list(checking, FOLDER, &count);
	const char *expected = *state;
	for (uint32_t i = 0; i < count; i++) {
		const char *name = strrchr(paths[i], '/') + 1;
		const char *line = plint_arena_printf(checking_arena(checking), "%s\t", name);
		if (!strstr(expected, line))
			fail_msg("%s is not in expected.txt", name);
	}
	assert_true(count >= 100);
}

static char *take_field(char **at)
{
	char *start = *at;
	size_t len = strcspn(start, "\t\n");
	*at = start + len + (start[len] == '\t');
	char *field = strndup(start, len);
	assert_non_null(field);
	return field;
}

int main(void)
{
	checking = checking_open(NULL);
	const char *expected = checking_text(checking, FOLDER "/expected.txt");
	assert_non_null(expected);
	size_t lines = 0, count = 0;
	for (const char *c = expected; *c; c++)
		lines += *c == '\n';
	struct slip *slips = calloc(lines + 1, sizeof *slips);
	struct CMUnitTest *tests = calloc(2 * lines + 3, sizeof *tests);
	assert_non_null(slips);
	assert_non_null(tests);
	char *all = strdup(expected);
	assert_non_null(all);
	tests[count++] = (struct CMUnitTest){"every file of slips/ is expected", every_file_is_expected, NULL, NULL, all};
	size_t slip_count = 0;
	for (char *line = all; *line;) {
		char *end = line + strcspn(line, "\n");
		if (*line != '#' && *line != '\n') {
			struct slip *s = &slips[slip_count++];
			char *at = line;
			s->file = take_field(&at);
			s->rule = take_field(&at);
			s->place = take_field(&at);
			s->words = take_field(&at);
			s->again = plint_arena_printf(checking_arena(checking), "%s is not said again", s->file);
			tests[count++] = (struct CMUnitTest){s->file, slip_gives_one_message, NULL, NULL, s};
			tests[count++] = (struct CMUnitTest){s->again, slip_is_not_said_again, NULL, NULL, s};
		}
		line = end + (*end == '\n');
	}
	int failed = _cmocka_run_group_tests("slips", tests, count, NULL, NULL);
	for (size_t i = 0; i < slip_count; i++) {
		free(slips[i].file);
		free(slips[i].rule);
		free(slips[i].place);
		free(slips[i].words);
	}
	free(slips);
	free(tests);
	free(all);
	checking_close(checking);
	return failed;
}
