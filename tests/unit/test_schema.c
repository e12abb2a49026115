/* The table of kinds and fields, and what packs add to it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "support/tree.h"
#include "syntax/words.h"

static const struct plint_schema *schema(void)
{
	return plint_schema_default();
}

static void every_field_is_found_by_its_kind_and_its_number(void **state)
{
	(void)state;
	for (unsigned kind = 1; kind < PLINT_KIND_COUNT; kind++) {
		uint32_t first = schema()->kind_first[kind];
		for (uint32_t i = first; i < schema()->kind_first[kind + 1]; i++) {
			const struct plint_field *f = &schema()->fields[i];
			assert_int_equal(f->kind, kind);
			assert_int_equal(f->slot, i - first);
			assert_ptr_equal(plint_schema_field(schema(), (enum plint_kind)kind, f->id), f);
		}
	}
}

static void every_field_has_the_name_that_its_spelling_gives(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < schema()->field_count; i++) {
		const struct plint_field *f = &schema()->fields[i];
		assert_int_equal(strlen(f->name), strlen(f->spelling));
		for (size_t c = 0; f->name[c]; c++)
			assert_int_equal(f->name[c], f->spelling[c] == ' ' ? '_' : f->spelling[c]);
		assert_string_equal(schema()->field_names[f->id], f->name);
		assert_int_equal(plint_schema_field_id(schema(), f->name, (uint32_t)strlen(f->name)), f->id);
	}
}

static void every_field_number_belongs_to_a_field(void **state)
{
	(void)state;
	for (unsigned id = 1; id < PLINT_F_COUNT; id++)
		assert_non_null(schema()->field_names[id]);
}

static void a_word_field_names_its_list_and_a_reference_its_kinds(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < schema()->field_count; i++) {
		const struct plint_field *f = &schema()->fields[i];
		bool is_ref = f->want == PLINT_WANT_REF || f->want == PLINT_WANT_REF_OR_TEXT;
		assert_int_equal(f->refs != 0, is_ref);
		if (f->want == PLINT_WANT_WORD)
			assert_non_null(f->list);
	}
}

static void every_kind_has_about_and_four_have_code(void **state)
{
	(void)state;
	unsigned coded = 0;
	for (unsigned kind = 1; kind < PLINT_KIND_COUNT; kind++) {
		assert_non_null(plint_schema_field(schema(), (enum plint_kind)kind, PLINT_F_ABOUT));
		coded += plint_schema_field(schema(), (enum plint_kind)kind, PLINT_F_CODE) != NULL;
	}
	assert_int_equal(coded, 4);
}

static void no_word_is_both_kind_and_field_in_one_place(void **state)
{
	(void)state;
	static const struct {
		enum plint_kind kind;
		unsigned place;
	} places[] = {{PLINT_KIND_PLAN, PLINT_TOP}, {PLINT_KIND_GOAL, PLINT_IN_GOAL}, {PLINT_KIND_OBJECTIVE, PLINT_IN_OBJECTIVE}};
	for (size_t p = 0; p < sizeof places / sizeof *places; p++)
		for (uint32_t i = schema()->kind_first[places[p].kind]; i < schema()->kind_first[places[p].kind + 1]; i++) {
			const char *spelling = schema()->fields[i].spelling;
			enum plint_kind kind = plint_kind_find(spelling, (uint32_t)strlen(spelling));
			assert_false(kind != PLINT_KIND_NONE && plint_kind_info(kind)->places & places[p].place);
		}
}

static void kinds_are_found_by_word_and_by_plural(void **state)
{
	(void)state;
	for (unsigned kind = 1; kind < PLINT_KIND_COUNT; kind++) {
		const struct plint_kind_info *info = plint_kind_info((enum plint_kind)kind);
		assert_int_equal(plint_kind_find(info->word, (uint32_t)strlen(info->word)), kind);
		assert_int_equal(plint_kind_find_plural(info->plural, (uint32_t)strlen(info->plural)), kind);
	}
	assert_int_equal(plint_kind_find("goals", 5), PLINT_KIND_NONE);
	assert_int_equal(plint_kind_find("goa", 3), PLINT_KIND_NONE);
	assert_int_equal(plint_kind_find_plural("goal", 4), PLINT_KIND_NONE);
}

static void a_pack_adds_a_field_that_plans_can_say(void **state)
{
	(void)state;
	struct plint_arena arena;
	plint_arena_init(&arena, NULL, NULL, 0);
	const struct plint_field more[] = {
	    {.kind = PLINT_KIND_GOAL, .spelling = "donor line", .want = PLINT_WANT_TEXT},
	    {.kind = PLINT_KIND_ROLE, .spelling = "owner", .want = PLINT_WANT_REF, .refs = PLINT_KIND_BIT(PLINT_KIND_ROLE)},
	};
	const struct plint_schema *s = plint_schema_extend(&arena, schema(), more, 2);
	assert_non_null(s);
	assert_int_equal(s->field_count, schema()->field_count + 2);
	/* A name that another kind has is the same field there and here. */
	assert_non_null(plint_schema_field(s, PLINT_KIND_ROLE, PLINT_F_OWNER));
	assert_int_equal(plint_schema_field_id(s, "donor_line", 10), PLINT_F_COUNT);
	const char text[] = "goal g \"G\" { donor line \"D 12\"; weight 20% }\nrole r { owner x }";
	struct tree *t = tree_open_with(text, sizeof text - 1, s);
	assert_string_equal(tree_findings(t), "");
	assert_string_equal(tree_show(t), "(goal g \"G\" {donor_line: \"D 12\"; weight: 20 percent}); (role r {owner: x})");
	tree_close(t);
	plint_arena_clear(&arena);
}

static void a_pack_cannot_add_a_field_that_the_kind_has(void **state)
{
	(void)state;
	struct plint_arena arena;
	plint_arena_init(&arena, NULL, NULL, 0);
	const struct plint_field more = {.kind = PLINT_KIND_INDICATOR, .spelling = "split by", .want = PLINT_WANT_TEXT};
	assert_null(plint_schema_extend(&arena, schema(), &more, 1));
	plint_arena_clear(&arena);
}

static void field_numbers_end_at_255(void **state)
{
	(void)state;
	enum { ROOM = PLINT_MAX_FIELD_IDS + 1 - PLINT_F_COUNT };
	struct plint_arena arena;
	plint_arena_init(&arena, NULL, NULL, 0);
	struct plint_field *more = plint_arena_calloc(&arena, ROOM + 1, sizeof *more);
	for (unsigned i = 0; i <= ROOM; i++)
		more[i] = (struct plint_field){.kind = (uint8_t)(1 + i % (PLINT_KIND_COUNT - 1)),
		                               .spelling = plint_arena_printf(&arena, "extra%u", i),
		                               .want = PLINT_WANT_TEXT};
	assert_non_null(plint_schema_extend(&arena, schema(), more, ROOM));
	assert_null(plint_schema_extend(&arena, schema(), more, ROOM + 1));
	plint_arena_clear(&arena);
}

static void reserved_words_are_the_first_of_the_table(void **state)
{
	(void)state;
	static const char *const reserved[] = {"by",  "on",    "of",  "to", "as",       "per",     "for",     "with", "at",  "least", "most",
	                                       "exactly", "between", "and", "every", "pp", "thousand", "million", "billion", "TBD", "TBC", "XX"};
	struct tree *t = tree_open("");
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
		unsigned word = plint_words_of(t->ast.words, plint_intern_find(&t->atoms, reserved[i], strlen(reserved[i])));
		assert_true(plint_word_is_reserved(word));
	}
	static const char *const free_words[] = {"social", "goal", "daily", "include", "done", "split", "starts"};
	for (size_t i = 0; i < sizeof free_words / sizeof *free_words; i++) {
		unsigned word = plint_words_of(t->ast.words, plint_intern_find(&t->atoms, free_words[i], strlen(free_words[i])));
		assert_true(word != PLINT_W_NONE);
		assert_false(plint_word_is_reserved(word));
	}
	tree_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_field_is_found_by_its_kind_and_its_number),
	    cmocka_unit_test(every_field_has_the_name_that_its_spelling_gives),
	    cmocka_unit_test(every_field_number_belongs_to_a_field),
	    cmocka_unit_test(a_word_field_names_its_list_and_a_reference_its_kinds),
	    cmocka_unit_test(every_kind_has_about_and_four_have_code),
	    cmocka_unit_test(no_word_is_both_kind_and_field_in_one_place),
	    cmocka_unit_test(kinds_are_found_by_word_and_by_plural),
	    cmocka_unit_test(a_pack_adds_a_field_that_plans_can_say),
	    cmocka_unit_test(a_pack_cannot_add_a_field_that_the_kind_has),
	    cmocka_unit_test(field_numbers_end_at_255),
	    cmocka_unit_test(reserved_words_are_the_first_of_the_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
