/*
 * Mistakes planted in the good plan (plans/socfinance): each gives exactly one finding of the rule that it is about, and of other rules
 * only those that the plant names. Files of tests/plants, one a family:
 *
 *     == RULE: what has been done
 *     replace: TEXT          what stands in the plan, exactly once; several lines in a row are one stretch of lines as long as they
 *     replace: TEXT          stand there so, else the next stretch
 *     with: TEXT             what stands there instead; nothing: it is taken away
 *     also: RULE, RULE       consequences: each of these rules has findings too
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/checking.h"

#define FOLDER "tests/plants"
#define PLAN "plans/socfinance"
#define MAX_FILES 32

static struct checking *checking;
static const char **paths;
static uint32_t path_count;
static const char *base_texts[MAX_FILES];

struct plant {
	char *name;          /* "rule: what", the test's name */
	char *rule;
	const char *lines;   /* up to the next plant */
	size_t len;
};

/* The plan with the edits so far. */
static const char *texts[MAX_FILES];

/* TEXT without its empty lines, so that a plant quotes lines in a row wherever the layout has put one between. */
static const char *without_empty_lines(const char *text)
{
	struct plint_buf out;
	plint_buf_init(&out, checking_arena(checking));
	for (const char *c = text; *c; c++)
		if (*c != '\n' || (c > text && c[-1] != '\n'))
			plint_buf_char(&out, *c);
	return out.text;
}

/* Occurrences of the LEN bytes TEXT in all files; *FILE and *AT of the last. */
static unsigned occurrences(const char *text, uint32_t *file, const char **at)
{
	unsigned n = 0;
	for (uint32_t i = 0; i < path_count; i++)
		for (const char *c = strstr(texts[i], text); c; c = strstr(c + 1, text)) {
			*file = i;
			*at = c;
			n++;
		}
	return n;
}

/* The lines of one stretch: as many of the COUNT LINES as stand in the plan in a row; joined in *JOINED. */
static uint32_t longest_stretch(const char *const *lines, uint32_t count, const char **joined)
{
	uint32_t file, best = 0;
	const char *at, *text = lines[0];
	*joined = text;
	for (uint32_t n = 1; n <= count; n++) {
		if (n > 1)
			text = plint_arena_printf(checking_arena(checking), "%s\n%s", text, lines[n - 1]);
		if (occurrences(text, &file, &at) == 0)
			break;
		best = n;
		*joined = text;
	}
	return best;
}

static void edit(const char *old, const char *new)
{
	uint32_t file = 0;
	const char *at = NULL;
	unsigned n = occurrences(old, &file, &at);
	if (n != 1)
		fail_msg("the plan has this %u times:\n%s", n, old);
	texts[file] = plint_arena_printf(checking_arena(checking), "%.*s%s%s", (int)(at - texts[file]), texts[file], new, at + strlen(old));
}

struct pending {
	const char *lines[400];
	uint32_t count;
	const char *with; /* NULL: nothing yet */
};

/* Applies what was gathered. The last stretch is replaced by WITH, those before it are taken away. */
static void apply(struct pending *p)
{
	for (uint32_t i = 0; i < p->count;) {
		const char *old;
		uint32_t n = longest_stretch(p->lines + i, p->count - i, &old);
		if (n == 0)
			fail_msg("the plan does not have this:\n%s", p->lines[i]);
		i += n;
		edit(old, i == p->count && p->with ? p->with : "");
	}
	p->count = 0;
	p->with = NULL;
}

/* The text behind KEY and one blank, where LINE (LEN bytes) begins with KEY; else NULL. */
static const char *behind(const char *line, size_t len, const char *key)
{
	size_t n = strlen(key);
	if (len < n || memcmp(line, key, n) != 0)
		return NULL;
	n += n < len && line[n] == ' ';
	return plint_arena_strndup(checking_arena(checking), line + n, len - n);
}

/* Plants the mistake P; the rules that it names as consequences. */
static const char *plant_it(const struct plant *p)
{
	struct pending pending = {.count = 0};
	const char *also = "";
	memcpy(texts, base_texts, sizeof texts);
	for (const char *line = p->lines; line < p->lines + p->len;) {
		size_t len = strcspn(line, "\n");
		const char *old = behind(line, len, "replace:"), *new = behind(line, len, "with:"), *rules = behind(line, len, "also:");
		if (old) {
			if (pending.with)
				apply(&pending);
			assert_true(pending.count < 400);
			pending.lines[pending.count++] = old;
		} else if (new) {
			assert_true(pending.count > 0);
			pending.with = pending.with ? plint_arena_printf(checking_arena(checking), "%s\n%s", pending.with, new) : new;
		} else if (rules) {
			also = rules;
		} else if (len > 0 && *line != '#') {
			fail_msg("this line of the plant is in no known form: %.*s", (int)len, line);
		}
		line += len + 1;
	}
	apply(&pending);
	return also;
}

/* Whether the comma-separated ALSO names RULE. */
static bool is_named(const char *also, const char *rule)
{
	size_t len = strlen(rule);
	for (const char *at = also; *at;) {
		at += strspn(at, ", ");
		size_t n = strcspn(at, ", ");
		if (n == len && memcmp(at, rule, n) == 0)
			return true;
		at += n;
	}
	return false;
}

static unsigned count_rule(const struct plint_checked *k, const char *rule, size_t len)
{
	unsigned n = 0;
	for (uint32_t i = 0; i < k->diags->items.count; i++)
		n += strlen(k->diags->items.items[i].rule) == len && memcmp(k->diags->items.items[i].rule, rule, len) == 0;
	return n;
}

static void plant_gives_its_finding_alone(void **state)
{
	const struct plant *p = *state;
	const char *also = plant_it(p);
	const struct plint_checked *k = checking_texts(checking, paths, texts, path_count, true);
	if (count_rule(k, p->rule, strlen(p->rule)) != 1)
		fail_msg("%u findings of %s:\n%s", count_rule(k, p->rule, strlen(p->rule)), p->rule, checking_compact(checking, k));
	for (uint32_t i = 0; i < k->diags->items.count; i++) {
		const char *rule = k->diags->items.items[i].rule;
		if (strcmp(rule, p->rule) != 0 && !is_named(also, rule))
			fail_msg("%s is no consequence that the plant names:\n%s", rule, checking_compact(checking, k));
	}
	for (const char *at = also; *at;) {
		at += strspn(at, ", ");
		size_t n = strcspn(at, ", ");
		if (n > 0 && count_rule(k, at, n) == 0)
			fail_msg("the plant names %.*s, which finds nothing:\n%s", (int)n, at, checking_compact(checking, k));
		at += n;
	}
}

static void good_plan_is_silent(void **state)
{
	(void)state;
	const struct plint_checked *k = checking_texts(checking, paths, base_texts, path_count, true);
	if (k->diags->items.count > 0)
		fail_msg("%s", checking_compact(checking, k));
}

/* Each rule of the default pack has at least one plant. */
static void every_rule_has_a_plant(void **state)
{
	const struct plant *plants = *state;
	struct plint_pack pack;
	struct plint_buf missing;
	plint_pack_default(&pack);
	plint_buf_init(&missing, checking_arena(checking));
	for (uint32_t r = 0; r < pack.rule_count; r++) {
		const char *id = plint_pack_text(&pack, pack.rules[r].id);
		bool is_there = false;
		for (const struct plant *p = plants; p->name && !is_there; p++)
			is_there = strcmp(p->rule, id) == 0;
		if (!is_there)
			plint_buf_printf(&missing, " %s", id);
	}
	if (missing.len > 0)
		fail_msg("without a plant:%s", missing.text);
}

/* Adds the plants of the file TEXT to PLANTS (COUNT so far); their number. */
static size_t read_plants(const char *text, struct plant *plants, size_t count)
{
	for (const char *at = text; (at = strstr(at, "== ")) != NULL;) {
		if (at > text && at[-1] != '\n') {
			at++;
			continue;
		}
		size_t head = strcspn(at, "\n");
		const char *next = strstr(at + head, "\n== ");
		struct plant *p = &plants[count++];
		p->name = strndup(at + 3, head - 3);
		assert_non_null(p->name);
		p->rule = strndup(p->name, strcspn(p->name, ":"));
		assert_non_null(p->rule);
		p->lines = at + head + (at[head] == '\n');
		p->len = next ? (size_t)(next + 1 - p->lines) : strlen(p->lines);
		at += head;
	}
	return count;
}

int main(void)
{
	static const char *const families[] = {"dimensions", "measurability", "incentives", "balance", "swot",
	                                       "segments",   "data",          "ownership",  "chain"};
	static struct plant plants[1000];
	static struct CMUnitTest tests[1002];
	size_t count = 0, test_count = 0;
	checking = checking_open();
	paths = checking_list(checking, PLAN, &path_count);
	assert_true(path_count > 0 && path_count <= MAX_FILES);
	for (uint32_t i = 0; i < path_count; i++)
		base_texts[i] = without_empty_lines(checking_text(checking, paths[i]));
	for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
		const char *text = checking_text(checking, plint_arena_printf(checking_arena(checking), "%s/%s.txt", FOLDER, families[i]));
		if (text)
			count = read_plants(text, plants, count);
		assert_true(count < 900);
	}
	tests[test_count++] = (struct CMUnitTest){"the good plan is silent", good_plan_is_silent, NULL, NULL, NULL};
	tests[test_count++] = (struct CMUnitTest){"every rule has a plant", every_rule_has_a_plant, NULL, NULL, plants};
	for (size_t i = 0; i < count; i++)
		tests[test_count++] = (struct CMUnitTest){plants[i].name, plant_gives_its_finding_alone, NULL, NULL, &plants[i]};
	int failed = _cmocka_run_group_tests("plants", tests, test_count, NULL, NULL);
	for (size_t i = 0; i < count; i++) {
		free(plants[i].name);
		free(plants[i].rule);
	}
	checking_close(checking);
	return failed;
}
