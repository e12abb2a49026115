/* The tables keys.def and field_types.def in the forms that keys.h promises. Each section takes a row more at either end, so that where it
 * begins and ends is known from the table alone. */
#include "rule/keys.h"

#include <stddef.h>

enum row {
#define SECTION(id, what) BEGIN_##id,
#define KEY(section, id, name, shape, of, help) ROW_##section##_##id,
#define END(id) END_##id,
#include "rule/keys.def"
};

static const struct plint_key rows[] = {
#define SECTION(id, what) {what, 0, 0, false, NULL},
#define KEY(section, id, name, shape, of, help) {name, PLINT_SHAPE_##shape, PLINT_KEYS_##of, false, help},
#define NEED(section, id, name, shape, of, help) {name, PLINT_SHAPE_##shape, PLINT_KEYS_##of, true, help},
#define END(id) {NULL, 0, 0, false, NULL},
#include "rule/keys.def"
};

static const char *const names[] = {
#define SECTION(id, what) NULL,
#define KEY(section, id, name, shape, of, help) name,
#define END(id) NULL,
#include "rule/keys.def"
};

static const struct {
	uint16_t begin, end;
} sections[PLINT_KEYS_COUNT] = {
    {0, 0},
#define SECTION(id, what) {BEGIN_##id, END_##id},
#define KEY(section, id, name, shape, of, help)
#define END(id)
#include "rule/keys.def"
};

const char *plint_keys_what(enum plint_keys section)
{
	return rows[sections[section].begin].name;
}

const char *const *plint_keys_names(enum plint_keys section)
{
	return names + sections[section].begin + 1;
}

const struct plint_key *plint_keys_rows(enum plint_keys section, uint32_t *count)
{
	*count = sections[section].end - sections[section].begin - 1u;
	return rows + sections[section].begin + 1;
}

const char *const *plint_keys_field_types(void)
{
	static const char *const types[] = {
#define FIELD_TYPE(name, want) name,
#include "rule/field_types.def"
#undef FIELD_TYPE
	    NULL};
	return types;
}
