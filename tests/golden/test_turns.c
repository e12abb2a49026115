/*
 * The good plan with one thing wrong, for every thing in turn: each field taken away, each name misspelt where it is used and where it is
 * defined, each line broken in two ways. What is found each time stands in a table, turns/NAME.txt: one message in nearly every case.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/checking.h"

#define PLAN "plans/socfinance"
#define GOLDEN "tests/golden/turns"
#define MAX_FILES 32

static struct checking *checking;
static const char **paths;
static const char *texts[MAX_FILES];
static uint32_t count;

/* A stretch of a file that will be changed. */
struct spot {
	uint32_t file, start, end; /* bytes */
	uint32_t line1;
};
static struct spot spots[4000];
static uint32_t spot_count;

/* How often a turn gave none, one, several messages. */
struct tally {
	unsigned turns, none, one, several;
};

static void add_spot(const struct plint_checked *k, struct plint_span span)
{
	struct plint_place start = plint_source_place(k->source, span.start);
	assert_true(spot_count < sizeof spots / sizeof *spots);
	spots[spot_count++] = (struct spot){(uint32_t)(start.file - k->source->files.items), start.offset,
	                                    start.offset + (span.end - span.start), start.line1};
}

/* Checks the plan with the bytes of S replaced by NEW; appends one line of the table to OUT. */
static void take_turn(struct plint_buf *out, struct tally *t, const struct spot *s, const char *new, const char *what)
{
	struct plint_arena *a = checking_arena(checking);
	const char *changed[MAX_FILES];
	memcpy(changed, texts, sizeof changed);
	changed[s->file] = plint_arena_printf(a, "%.*s%s%s", (int)s->start, texts[s->file], new, texts[s->file] + s->end);
	const struct plint_checked *k = checking_texts(checking, paths, changed, count, true);
	uint32_t n = k->diags->items.count;
	plint_buf_printf(out, "%s:%u %s: %u", strrchr(paths[s->file], '/') + 1, s->line1, what, n);
	for (uint32_t i = 0; i < n; i++)
		plint_buf_printf(out, " %s", k->diags->items.items[i].rule);
	plint_buf_char(out, '\n');
	t->turns++;
	t->none += n == 0;
	t->one += n == 1;
	t->several += n > 1;
}

static const char *text_at(const struct spot *s)
{
	return plint_arena_strndup(checking_arena(checking), texts[s->file] + s->start, s->end - s->start);
}

static void finish(struct plint_buf *out, const struct tally *t, const char *name)
{
	plint_buf_printf(out, "%u turns: %u with one message, %u with none, %u with several\n", t->turns, t->one, t->none, t->several);
	checking_golden(checking, plint_arena_printf(checking_arena(checking), "%s/%s.txt", GOLDEN, name), out->text);
}

static const struct plint_checked *good_plan(void)
{
	spot_count = 0;
	const struct plint_checked *k = checking_texts(checking, paths, texts, count, false);
	assert_int_equal(k->diags->items.count, 0);
	return k;
}

static void each_field_taken_away(void **state)
{
	(void)state;
	const struct plint_checked *k = good_plan();
	struct plint_buf out;
	struct tally t = {0};
	plint_buf_init(&out, checking_arena(checking));
	for (uint32_t i = 1; i < k->ast->nodes.count; i++) {
		const struct plint_node *n = plint_ast_node(k->ast, i);
		if (n->kind == PLINT_NODE_STATEMENT && n->u.stmt.field && !n->u.stmt.what_kind)
			add_spot(k, n->span);
	}
	for (uint32_t i = 0; i < spot_count; i++) {
		struct spot s = spots[i];
		const char *rest = texts[s.file] + s.end;
		const char *what = text_at(&s);
		if (rest[strspn(rest, " ")] == ';')
			s.end += (uint32_t)strspn(rest, " ") + 1;
		take_turn(&out, &t, &s, "", what);
	}
	finish(&out, &t, "fields");
}

/* The name at S with its last letter gone, or one more where it has one letter only. */
static const char *misspelt(const struct spot *s)
{
	uint32_t len = s->end - s->start;
	const char *name = text_at(s);
	return len > 2 ? plint_arena_strndup(checking_arena(checking), name, len - 1)
	               : plint_arena_printf(checking_arena(checking), "%sx", name);
}

static void each_name_misspelt_where_it_is_used(void **state)
{
	(void)state;
	const struct plint_checked *k = good_plan();
	struct plint_buf out;
	struct tally t = {0};
	plint_buf_init(&out, checking_arena(checking));
	for (uint32_t i = 1; i < k->ast->nodes.count; i++) {
		const struct plint_node *n = plint_ast_node(k->ast, i);
		if (n->kind != PLINT_NODE_WORD)
			continue;
		uint32_t block = plint_map_get(&k->model->names, n->u.word.atom);
		if (block && plint_model_block(k->model, block)->name_span.start != n->span.start)
			add_spot(k, n->span);
	}
	for (uint32_t i = 0; i < spot_count; i++)
		take_turn(&out, &t, &spots[i], misspelt(&spots[i]), text_at(&spots[i]));
	finish(&out, &t, "names-used");
	assert_true(t.turns > 50 && t.one * 10 >= t.turns * 9);
}

static void each_name_misspelt_where_it_is_defined(void **state)
{
	(void)state;
	const struct plint_checked *k = good_plan();
	struct plint_buf out;
	struct tally t = {0};
	plint_buf_init(&out, checking_arena(checking));
	for (uint32_t i = 1; i < k->model->blocks.count; i++)
		if (plint_model_block(k->model, i)->name)
			add_spot(k, plint_model_block(k->model, i)->name_span);
	for (uint32_t i = 0; i < spot_count; i++)
		take_turn(&out, &t, &spots[i], misspelt(&spots[i]), text_at(&spots[i]));
	finish(&out, &t, "names-defined");
}

/* Every line that is not empty and no remark. */
static void collect_lines(void)
{
	spot_count = 0;
	for (uint32_t f = 0; f < count; f++) {
		uint32_t line1 = 1;
		for (const char *line = texts[f]; *line; line1++) {
			size_t len = strcspn(line, "\n");
			size_t blanks = strspn(line, " ");
			if (blanks < len && line[blanks] != '#') {
				uint32_t start = (uint32_t)(line - texts[f] + (ptrdiff_t)blanks);
				spots[spot_count++] = (struct spot){f, start, (uint32_t)(line - texts[f] + (ptrdiff_t)len), line1};
			}
			line += len + (line[len] == '\n');
		}
	}
}

static void each_line_broken_at_its_head(void **state)
{
	(void)state;
	struct plint_buf out;
	struct tally t = {0};
	plint_buf_init(&out, checking_arena(checking));
	collect_lines();
	for (uint32_t i = 0; i < spot_count; i++) {
		const char *line = text_at(&spots[i]);
		take_turn(&out, &t, &spots[i], plint_arena_printf(checking_arena(checking), "%% %s", line), line);
	}
	finish(&out, &t, "lines-broken");
	assert_true(t.turns > 100 && t.one * 10 >= t.turns * 9);
}

static void each_line_without_its_last_character(void **state)
{
	(void)state;
	struct plint_buf out;
	struct tally t = {0};
	plint_buf_init(&out, checking_arena(checking));
	collect_lines();
	for (uint32_t i = 0; i < spot_count; i++) {
		const char *line = text_at(&spots[i]);
		take_turn(&out, &t, &spots[i], plint_arena_strndup(checking_arena(checking), line, strlen(line) - 1), line);
	}
	finish(&out, &t, "lines-cut");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_field_taken_away),
	    cmocka_unit_test(each_name_misspelt_where_it_is_used),
	    cmocka_unit_test(each_name_misspelt_where_it_is_defined),
	    cmocka_unit_test(each_line_broken_at_its_head),
	    cmocka_unit_test(each_line_without_its_last_character),
	};
	checking = checking_open(NULL);
	paths = checking_list(checking, PLAN, &count);
	assert_true(count > 0 && count <= MAX_FILES);
	for (uint32_t i = 0; i < count; i++)
		texts[i] = checking_text(checking, paths[i]);
	int failed = cmocka_run_group_tests_name("turns", tests, NULL, NULL);
	checking_close(checking);
	return failed;
}
