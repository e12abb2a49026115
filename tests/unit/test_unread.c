/*
 * What could not be read is not known, so it gives no finding: each sample plan with each of its lines made unreadable in turn. Whatever a
 * rule then finds it has found in the whole plan too; where a rule that others wait for (`after`) falls silent, those may speak. Lines that
 * name the profiles are left alone: without them other rules are in force.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/checking.h"

static struct checking *checking;
static struct plint_pack pack;

struct seen {
	const char *rule, *anchor;
};

struct seens {
	PLINT_VEC(struct seen) items;
};

static bool has(const struct seens *s, const char *rule, const char *anchor)
{
	for (uint32_t i = 0; i < s->items.count; i++)
		if (strcmp(s->items.items[i].rule, rule) == 0 && (!anchor || strcmp(s->items.items[i].anchor, anchor) == 0))
			return true;
	return false;
}

/* Whether RULE waits for one that had findings in the whole plan. */
static bool waited(const struct seens *s, const char *rule)
{
	int index = plint_pack_rule(&pack, rule, strlen(rule));
	if (index < 0)
		return false;
	const struct plint_rule *r = &pack.rules[index];
	for (uint32_t i = r->first_after; i < r->first_after + r->after_count; i++)
		if (has(s, plint_pack_text(&pack, pack.rules[pack.afters[i]].id), NULL))
			return true;
	return false;
}

static void look(const struct plint_checked *k, struct plint_arena *a, struct seens *out)
{
	for (uint32_t i = 0; i < k->diags->items.count; i++) {
		const struct plint_diag *d = &k->diags->items.items[i];
		struct seen one = {plint_arena_strndup(a, d->rule, strlen(d->rule)), plint_arena_strndup(a, d->anchor, strlen(d->anchor))};
		plint_vec_push(&out->items, a, one);
	}
}

static unsigned compare(const struct plint_checked *k, const struct seens *whole, const char *path, unsigned line1, const char *text)
{
	unsigned wrong = 0;
	for (uint32_t i = 0; i < k->diags->items.count; i++) {
		const struct plint_diag *d = &k->diags->items.items[i];
		if (plint_diag_is_reading(d) || strcmp(d->family, "directive") == 0 || has(whole, d->rule, d->anchor) || waited(whole, d->rule))
			continue;
		print_message("%s, line %u made unreadable (%.*s): %s: %s\n", path, line1, (int)strcspn(text, "\n"), text, d->rule, d->message);
		wrong++;
	}
	return wrong;
}

static bool names_profiles(const char *line)
{
	static const char *const heads[] = {"plan ", "status ", "profile "};
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (strncmp(line, heads[i], strlen(heads[i])) == 0)
			return true;
	return false;
}

static void an_unreadable_line_brings_no_finding_of_a_rule(void **state)
{
	const char *path = *state, *text = checking_text(checking, path);
	struct plint_arena *a = checking_arena(checking);
	struct seens whole = {{0}};
	unsigned wrong = 0, line1 = 1;
	look(checking_texts(checking, &path, &text, 1, true), a, &whole);
	for (const char *line = text; *line; line1++) {
		size_t len = strcspn(line, "\n"), blanks = strspn(line, " ");
		if (blanks < len && line[blanks] != '#' && !names_profiles(line + blanks)) {
			struct plint_arena_mark mark = plint_arena_mark(a);
			const char *broken = plint_arena_printf(a, "%.*s%% %s", (int)(line + blanks - text), text, line + blanks);
			wrong += compare(checking_texts(checking, &path, &broken, 1, true), &whole, path, line1, line + blanks);
			plint_arena_rewind(a, mark);
		}
		line += len + (line[len] == '\n');
	}
	if (wrong > 0)
		fail_msg("%u findings come of unreadable lines", wrong);
}

int main(void)
{
	uint32_t count;
	plint_pack_default(&pack);
	checking = checking_open(&pack);
	const char **paths = checking_list(checking, "plans", &count);
	struct CMUnitTest *tests = calloc(count + 1, sizeof *tests);
	assert_true(tests && count > 0);
	for (uint32_t i = 0; i < count; i++)
		tests[i] = (struct CMUnitTest){paths[i], an_unreadable_line_brings_no_finding_of_a_rule, NULL, NULL, (void *)(uintptr_t)paths[i]};
	int failed = _cmocka_run_group_tests("unread", tests, count, NULL, NULL);
	free(tests);
	checking_close(checking);
	return failed;
}
