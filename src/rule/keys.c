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
#define SECTION(id, what) {what, 0, 0, false, false, NULL},
#define KEY(section, id, name, shape, of, help) {name, PLINT_SHAPE_##shape, PLINT_KEYS_##of, false, false, help},
#define NEED(section, id, name, shape, of, help) {name, PLINT_SHAPE_##shape, PLINT_KEYS_##of, true, false, help},
#define ONE(section, id, name, shape, of, help) {name, PLINT_SHAPE_##shape, PLINT_KEYS_##of, false, true, help},
#define END(id) {NULL, 0, 0, false, false, NULL},
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

static const char *const yes_no[] = {"yes", "no", "true", "false", NULL};
static const char *const severities[] = {"error", "warning", "advice", "off", NULL};
static const char *const levels[] = {"error", "warning", "advice", "never", NULL};
static const char *const languages[] = {"en", "fr", "es", NULL};
static const char *const classes[] = {"social", "financial", "internal", NULL};
static const char *const field_types[] = {
#define FIELD_TYPE(name, want) name,
#include "rule/field_types.def"
#undef FIELD_TYPE
    NULL};

static const struct {
	enum plint_key_shape shape;
	const char *const *words;
} closed[] = {{PLINT_SHAPE_YES_NO, yes_no},     {PLINT_SHAPE_SEVERITY, severities}, {PLINT_SHAPE_FAIL_ON, levels},
              {PLINT_SHAPE_LANGUAGE, languages}, {PLINT_SHAPE_CLASS, classes},       {PLINT_SHAPE_FIELD_TYPE, field_types}};

const char *const *plint_keys_words(enum plint_key_shape shape)
{
	for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
		if (closed[i].shape == shape)
			return closed[i].words;
	return NULL;
}
