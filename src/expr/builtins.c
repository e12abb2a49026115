/* Tables made from builtins.def, and their look-ups. */
#include "expr/builtins.h"

#include <string.h>

#define K(kind) PLINT_KIND_BIT(PLINT_KIND_##kind)
#define T_TEXT NULL, {.type = PLINT_TYPE_TEXT}
#define T_DATE NULL, {.type = PLINT_TYPE_DATE}
#define T_RHYTHM NULL, {.type = PLINT_TYPE_RHYTHM}
#define T_AMOUNT NULL, {.type = PLINT_TYPE_AMOUNT, .want = PLINT_WANT_AMOUNT}
#define T_WORD(list) list, {.type = PLINT_TYPE_WORD}
#define T_WORDS(list) list, {.type = PLINT_TYPE_SET, .element = PLINT_TYPE_WORD}
#define T_BLOCK(bits) NULL, {.type = PLINT_TYPE_BLOCK, .kinds = (bits)}
#define T_BLOCKS(bits) NULL, {.type = PLINT_TYPE_SET, .element = PLINT_TYPE_BLOCK, .kinds = (bits)}
#define T_RECORD(sort) NULL, {.type = PLINT_TYPE_RECORD, .record = (sort)}
#define T_RECORDS(sort) NULL, {.type = PLINT_TYPE_SET, .element = PLINT_TYPE_RECORD, .record = (sort)}

#define ROW_LIST(list, ...) list
#define ROW_TYPE(list, ...) __VA_ARGS__
#define PICK_LIST(args) ROW_LIST args
#define PICK_TYPE(args) ROW_TYPE args

static const struct plint_derived_row derived_rows[] = {
    {NULL, NULL, NULL, 0, {.type = 0}},
#define DERIVED(id, name_, kinds_, type_, doc_) {name_, PICK_LIST((type_)), doc_, kinds_, PICK_TYPE((type_))},
#include "expr/builtins.def"
};
_Static_assert(sizeof derived_rows / sizeof *derived_rows == PLINT_DERIVED_COUNT, "a row for each derived field");

static const struct plint_function_row function_rows[] = {
#define FUNCTION(id, name_, least_, most_, doc_) {name_, doc_, least_, most_},
#include "expr/builtins.def"
};
_Static_assert(sizeof function_rows / sizeof *function_rows == PLINT_FUNCTION_COUNT, "a row for each function");

static const struct plint_record_row record_rows[] = {
#define RECORD_PART(sort_, name_, cell_, type_) {sort_, cell_, name_, PICK_LIST((type_)), PICK_TYPE((type_))},
#include "expr/builtins.def"
};

static const char *const bound_words[PLINT_BOUND_WORDS] = {"none", "reach", "least", "most", "exactly", "between", "done"};

const char *plint_bound_word(unsigned bound)
{
	return bound_words[bound];
}

static bool is_name(const char *row, const char *name, uint32_t len)
{
	return strlen(row) == len && memcmp(row, name, len) == 0;
}

const struct plint_derived_row *plint_derived_row(unsigned id)
{
	return &derived_rows[id];
}

enum plint_derived plint_derived_find(enum plint_kind kind, const char *name, uint32_t len)
{
	for (unsigned id = 1; id < PLINT_DERIVED_COUNT; id++)
		if (derived_rows[id].kinds & PLINT_KIND_BIT(kind) && is_name(derived_rows[id].name, name, len))
			return (enum plint_derived)id;
	return PLINT_DERIVED_NONE;
}

const struct plint_function_row *plint_function_row(unsigned id)
{
	return &function_rows[id];
}

int plint_function_find(const char *name, uint32_t len)
{
	for (unsigned id = 0; id < PLINT_FUNCTION_COUNT; id++)
		if (is_name(function_rows[id].name, name, len))
			return (int)id;
	return -1;
}

const struct plint_record_row *plint_record_rows(uint32_t *count)
{
	*count = sizeof record_rows / sizeof *record_rows;
	return record_rows;
}
