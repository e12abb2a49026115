/* The schema of `check --format json`, a loop over output/json.def. */
#include "cli/schema.h"

#include "diag/diag.h"

enum shape { SHAPE_ONE, SHAPE_TEXT, SHAPE_COUNT, SHAPE_POSITION, SHAPE_YES_NO, SHAPE_STATUS, SHAPE_SEVERITY, SHAPE_FINGERPRINT,
             SHAPE_OBJECT, SHAPE_LIST };

enum object {
	OBJECT_NONE,
#define OBJECT(id, what) OBJECT_##id,
#define MEMBER(object, name, shape, of, help)
#include "output/json.def"
	OBJECT_COUNT
};

static const struct {
	const char *name, *what;
} objects[] = {
    {"", ""},
#define OBJECT(id, what) {#id, what},
#define MEMBER(object, name, shape, of, help)
#include "output/json.def"
};

static const struct member {
	enum object object;
	const char *name;
	enum shape shape;
	enum object of;
	const char *help;
} members[] = {
#define OBJECT(id, what)
#define MEMBER(object, name, shape, of, help) {OBJECT_##object, name, SHAPE_##shape, OBJECT_##of, help},
#include "output/json.def"
};
#define MEMBER_COUNT (sizeof members / sizeof *members)

static void write_words(struct plint_json *j, const char *const *words)
{
	plint_json_open(plint_json_key(j, "enum"), '[');
	for (; *words; words++)
		plint_json_text(j, *words);
	plint_json_close(j, ']');
}

/* "#/$defs/finding" */
static void write_ref(struct plint_json *j, struct plint_arena *a, enum object of)
{
	char *ref = plint_arena_printf(a, "#/$defs/%s", objects[of].name);
	for (char *at = ref + sizeof "#/$defs/" - 1; *at; at++)
		*at = (char)(*at | 0x20);
	plint_json_text(plint_json_key(j, "$ref"), ref);
}

static void write_whole_number(struct plint_json *j, int64_t least)
{
	plint_json_text(plint_json_key(j, "type"), "integer");
	plint_json_int(plint_json_key(j, "minimum"), least);
}

static void write_shape(struct plint_json *j, struct plint_arena *a, const struct member *m)
{
	static const char *const statuses[] = {"checked", "unreadable", NULL};
	const char *severities[] = {plint_severity_name(PLINT_ERROR), plint_severity_name(PLINT_WARNING),
	                            plint_severity_name(PLINT_ADVICE), NULL};
	switch (m->shape) {
	case SHAPE_ONE:
		plint_json_int(plint_json_key(j, "const"), 1);
		break;
	case SHAPE_TEXT:
		plint_json_text(plint_json_key(j, "type"), "string");
		break;
	case SHAPE_COUNT:
		write_whole_number(j, 0);
		break;
	case SHAPE_POSITION:
		write_whole_number(j, 1);
		break;
	case SHAPE_YES_NO:
		plint_json_text(plint_json_key(j, "type"), "boolean");
		break;
	case SHAPE_STATUS:
		write_words(j, statuses);
		break;
	case SHAPE_SEVERITY:
		write_words(j, severities);
		break;
	case SHAPE_FINGERPRINT:
		plint_json_text(plint_json_key(j, "type"), "string");
		plint_json_text(plint_json_key(j, "pattern"), "^[0-9a-f]{16}$");
		break;
	case SHAPE_OBJECT:
		write_ref(j, a, m->of);
		break;
	case SHAPE_LIST:
		plint_json_text(plint_json_key(j, "type"), "array");
		plint_json_open(plint_json_key(j, "items"), '{');
		write_ref(j, a, m->of);
		plint_json_close(j, '}');
		break;
	}
}

/* The entries of the schema of OBJECT. */
static void write_object(struct plint_json *j, struct plint_arena *a, enum object object)
{
	plint_json_text(plint_json_key(j, "description"), objects[object].what);
	plint_json_text(plint_json_key(j, "type"), "object");
	plint_json_open(plint_json_key(j, "properties"), '{');
	for (size_t i = 0; i < MEMBER_COUNT; i++) {
		if (members[i].object != object)
			continue;
		plint_json_open(plint_json_key(j, members[i].name), '{');
		plint_json_text(plint_json_key(j, "description"), members[i].help);
		write_shape(j, a, &members[i]);
		plint_json_close(j, '}');
	}
	plint_json_close(j, '}');
	plint_json_open(plint_json_key(j, "required"), '[');
	for (size_t i = 0; i < MEMBER_COUNT; i++)
		if (members[i].object == object)
			plint_json_text(j, members[i].name);
	plint_json_close(j, ']');
	plint_json_bool(plint_json_key(j, "additionalProperties"), false);
}

void plint_schema_findings(struct plint_json *j, struct plint_arena *a, const struct plint_pack *pack)
{
	(void)pack;
	plint_json_open(j, '{');
	plint_json_text(plint_json_key(j, "$schema"), PLINT_SCHEMA_DRAFT);
	plint_json_text(plint_json_key(j, "title"), "planlint findings");
	write_object(j, a, OBJECT_REPORT);
	plint_json_open(plint_json_key(j, "$defs"), '{');
	for (enum object o = OBJECT_REPORT + 1; o < OBJECT_COUNT; o++) {
		char *name = plint_arena_printf(a, "%s", objects[o].name);
		for (char *at = name; *at; at++)
			*at = (char)(*at | 0x20);
		plint_json_open(plint_json_key(j, name), '{');
		write_object(j, a, o);
		plint_json_close(j, '}');
	}
	plint_json_close(j, '}');
	plint_json_close(j, '}');
}
