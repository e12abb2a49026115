/*
 * Packs with mistakes: each section "== NAME" of packs/mistakes.txt is a pack of one YAML file, on top of the default pack. What is said of it
 * stands in packs/said.txt: line and column, message, help.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rule/pack_load.h"
#include "support/checking.h"
#include "support/folder.h"

#define GOLDEN "tests/golden/packs"

static char folder[] = "/tmp/planlint-test-packs-XXXXXX";

static void say_all(const struct plint_diags *diags, const struct plint_source *source, bool is_used, struct plint_buf *out)
{
	if (is_used)
		plint_buf_str(out, "    used\n");
	for (uint32_t i = 0; i < diags->items.count; i++) {
		const struct plint_diag *d = &diags->items.items[i];
		struct plint_place place = plint_source_place(source, d->span.start);
		plint_buf_printf(out, "    %u:%u %s\n", (unsigned)place.line1, (unsigned)place.col1, d->message);
		if (d->help)
			plint_buf_printf(out, "        %s\n", d->help);
	}
}

/* Loads TEXT as a pack of one file; appends what is said. */
static void load(const char *text, struct plint_buf *out)
{
	struct plint_arena arena;
	struct plint_source source;
	struct plint_diags diags;
	struct plint_pack base;
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_source_init(&source, &arena);
	plint_diags_init(&diags, &arena, &source);
	plint_pack_default(&base);
	const char *path = plint_arena_printf(&arena, "%s/pack.yaml", folder);
	folder_write(path, text);
	struct plint_loader *loader = plint_loader_new(&arena, &source, &diags, &base, false);
	bool is_used = plint_loader_add(loader, path);
	assert_true(is_used == (diags.items.count == 0));
	plint_diags_finish(&diags);
	say_all(&diags, &source, is_used, out);
	plint_arena_clear(&arena);
}

static void each_mistake_is_said_at_its_place(void **state)
{
	struct checking *checking = *state;
	struct plint_arena *a = checking_arena(checking);
	const char *text = checking_text(checking, GOLDEN "/mistakes.txt");
	struct plint_buf out;
	unsigned sections = 0;
	assert_non_null(text);
	plint_buf_init(&out, a);
	for (const char *at = strstr(text, "== "); at; sections++) {
		size_t head = strcspn(at, "\n");
		const char *next = strstr(at + head, "\n== "), *end = next ? next + 1 : at + strlen(at);
		plint_buf_printf(&out, "%.*s\n", (int)head, at);
		load(plint_arena_strndup(a, at + head + 1, (size_t)(end - at) - head - 1), &out);
		at = next ? next + 1 : NULL;
	}
	assert_true(sections > 50);
	checking_golden(checking, GOLDEN "/said.txt", out.text);
}

static int open_all(void **state)
{
	*state = checking_open(NULL);
	return folder_make(folder);
}

static int close_all(void **state)
{
	checking_close(*state);
	return folder_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(each_mistake_is_said_at_its_place)};
	return cmocka_run_group_tests_name("packs", tests, open_all, close_all);
}
