/*
 * Kinds and fields: the table of kinds.def as constant data, and the larger tables that packs with fields of their own make of
 * it. See schema.h.
 */
#include "syntax/schema.h"

#include <string.h>

#include "base/text.h"

/* --- the names that kinds.def uses -------------------------------------------------------------------------------- */

#define TOP PLINT_TOP
#define IN_GOAL PLINT_IN_GOAL
#define IN_OBJECTIVE PLINT_IN_OBJECTIVE

#define R(kind) PLINT_KIND_BIT(PLINT_KIND_##kind)
#define R_ANY PLINT_KINDS_ALL

#define ONE false
#define MANY true

#define NOPART {PLINT_LINK_NONE, false, NULL, PLINT_WANT_NONE, 0}
#define PART(how, name, want, refs) {HOW_##how, name, PLINT_WANT_##want, refs}
#define HOW_AS PLINT_LINK_AS, false
#define HOW_BY PLINT_LINK_BY, false
#define HOW_BY_REQ PLINT_LINK_BY, true
#define HOW_OF PLINT_LINK_OF, false
#define HOW_ON PLINT_LINK_ON, false
#define HOW_ON_REQ PLINT_LINK_ON, true
#define HOW_PER PLINT_LINK_PER, false
#define HOW_TO_REQ PLINT_LINK_TO, true
#define HOW_ADJUNCT PLINT_LINK_ADJUNCT, false
#define HOW_ADJUNCT_REQ PLINT_LINK_ADJUNCT, true

/* --- places of the fields: FIRST_k, k_f …, AFTER_k for each kind, in one row -------------------------------------- */

enum field_place {
#define OPEN(kind) FIRST_##kind, BEFORE_##kind = FIRST_##kind - 1,
#define FIELD(kind, id, ...) AT_##kind##_##id,
#define FIELD2(kind, id, ...) AT_##kind##_##id,
#define CLOSE(kind) AT_##kind##_ABOUT, AFTER_##kind, LAST_##kind = AFTER_##kind - 1,
#include "syntax/kinds.def"
	FIELD_PLACES
};

static const struct plint_field fields[] = {
#define ROW(kind_, id_, many_, want_, list_, refs_, ...)                                                                \
	[AT_##kind_##_##id_] = {.kind = PLINT_KIND_##kind_, .id = PLINT_F_##id_, .slot = AT_##kind_##_##id_ - FIRST_##kind_, \
	                        .is_many = many_, .want = PLINT_WANT_##want_, .list = list_, .refs = refs_, __VA_ARGS__},
#define FIELD(kind, id, text, many, want, list, refs, part1, part2)                                                     \
	ROW(kind, id, many, want, list, refs, .spelling = text, .name = text, .parts = {part1, part2})
#define FIELD2(kind, id, first, second, many, want, list, refs, part1, part2)                                           \
	ROW(kind, id, many, want, list, refs, .spelling = first " " second, .name = first "_" second, .parts = {part1, part2})
#define CLOSE(kind) FIELD(kind, ABOUT, "about", ONE, TEXT, NULL, 0, NOPART, NOPART)
#include "syntax/kinds.def"
};
_Static_assert(sizeof fields / sizeof *fields == FIELD_PLACES, "a place for each field");

static const struct plint_kind_info kind_infos[PLINT_KIND_COUNT] = {
    [PLINT_KIND_NONE] = {"", "", 0},
#define KIND(id, word_, plural_, places_) [PLINT_KIND_##id] = {word_, plural_, places_},
#include "syntax/kinds.def"
};

/* A field that several kinds have names itself once for each of them; the last one counts. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"
static const struct plint_schema built_in = {
    .fields = fields,
    .field_count = FIELD_PLACES,
    .kind_first = {
#define OPEN(kind) [PLINT_KIND_##kind] = FIRST_##kind,
#include "syntax/kinds.def"
        [PLINT_KIND_COUNT] = FIELD_PLACES},
    .slot_of = {
#define SLOT(kind, id) [PLINT_KIND_##kind][PLINT_F_##id] = AT_##kind##_##id - FIRST_##kind + 1,
#define FIELD(kind, id, ...) SLOT(kind, id)
#define FIELD2(kind, id, ...) SLOT(kind, id)
#define CLOSE(kind) SLOT(kind, ABOUT)
#include "syntax/kinds.def"
    },
    .id_count = PLINT_F_COUNT,
    .field_names = {
#define FIELD(kind, id, text, ...) [PLINT_F_##id] = text,
#define FIELD2(kind, id, first, second, ...) [PLINT_F_##id] = first "_" second,
#include "syntax/kinds.def"
        [PLINT_F_ABOUT] = "about",
    },
};
#pragma GCC diagnostic pop

const struct plint_schema *plint_schema_default(void)
{
	return &built_in;
}

/* --- questions ---------------------------------------------------------------------------------------------------- */

const char *plint_link_word(enum plint_link link)
{
	static const char *const words[PLINT_LINK_COUNT] = {
	    [PLINT_LINK_NONE] = "", [PLINT_LINK_BY] = "by", [PLINT_LINK_ON] = "on",     [PLINT_LINK_OF] = "of",
	    [PLINT_LINK_TO] = "to", [PLINT_LINK_AS] = "as", [PLINT_LINK_PER] = "per",   [PLINT_LINK_FOR] = "for",
	    [PLINT_LINK_WITH] = "with", [PLINT_LINK_ADJUNCT] = "",
	};
	return words[link];
}

const struct plint_kind_info *plint_kind_info(enum plint_kind kind)
{
	return &kind_infos[kind];
}

const char *plint_kind_word(enum plint_kind kind)
{
	return kind_infos[kind].word;
}

enum plint_kind plint_kind_find(const char *word, uint32_t len)
{
	for (unsigned k = 1; k < PLINT_KIND_COUNT; k++)
		if (plint_text_is(word, len, kind_infos[k].word))
			return (enum plint_kind)k;
	return PLINT_KIND_NONE;
}

enum plint_kind plint_kind_find_plural(const char *word, uint32_t len)
{
	for (unsigned k = 1; k < PLINT_KIND_COUNT; k++)
		if (plint_text_is(word, len, kind_infos[k].plural))
			return (enum plint_kind)k;
	return PLINT_KIND_NONE;
}

const struct plint_field *plint_schema_field(const struct plint_schema *s, enum plint_kind kind, unsigned id)
{
	if (id > PLINT_MAX_FIELD_IDS || s->slot_of[kind][id] == 0)
		return NULL;
	return &s->fields[s->kind_first[kind] + s->slot_of[kind][id] - 1];
}

unsigned plint_schema_field_id(const struct plint_schema *s, const char *name, uint32_t len)
{
	for (unsigned id = 1; id < s->id_count; id++)
		if (s->field_names[id] && plint_text_is(name, len, s->field_names[id]))
			return id;
	return PLINT_F_NONE;
}

/* --- fields of packs ---------------------------------------------------------------------------------------------- */

/* "split by" as rules write it. */
static const char *name_of_spelling(struct plint_arena *a, const char *spelling)
{
	char *name = plint_arena_strndup(a, spelling, strlen(spelling));
	for (char *p = name; *p; p++)
		if (*p == ' ')
			*p = '_';
	return name;
}

/* Gives FIELD its name, id and slot in S, where its kind has SLOTS fields already. False where that cannot be. */
static bool admit(struct plint_arena *a, struct plint_schema *s, struct plint_field *field, uint32_t slots)
{
	field->name = name_of_spelling(a, field->spelling);
	unsigned id = plint_schema_field_id(s, field->name, (uint32_t)strlen(field->name));
	if (id == PLINT_F_NONE) {
		if (s->id_count > PLINT_MAX_FIELD_IDS)
			return false;
		id = s->id_count++;
		s->field_names[id] = field->name;
	}
	if (s->slot_of[field->kind][id] != 0 || slots >= UINT8_MAX)
		return false;
	field->id = (uint8_t)id;
	field->slot = (uint8_t)slots;
	s->slot_of[field->kind][id] = (uint8_t)(slots + 1);
	return true;
}

const struct plint_schema *plint_schema_extend(struct plint_arena *a, const struct plint_schema *base,
                                               const struct plint_field *more, uint32_t count)
{
	struct plint_schema *s = plint_arena_alloc(a, sizeof *s);
	*s = *base;
	s->field_count = base->field_count + count;
	if (s->field_count > UINT16_MAX)
		return NULL;
	struct plint_field *all = plint_arena_calloc(a, s->field_count, sizeof *all);
	s->fields = all;
	uint32_t at = 0;
	for (unsigned kind = 0; kind < PLINT_KIND_COUNT; kind++) {
		uint32_t first = at;
		s->kind_first[kind] = (uint16_t)at;
		uint32_t known = (uint32_t)(base->kind_first[kind + 1] - base->kind_first[kind]);
		memcpy(all + at, base->fields + base->kind_first[kind], known * sizeof *all);
		at += known;
		for (uint32_t i = 0; i < count; i++) {
			if (more[i].kind != kind)
				continue;
			all[at] = more[i];
			if (!admit(a, s, &all[at], at - first))
				return NULL;
			at++;
		}
	}
	s->kind_first[PLINT_KIND_COUNT] = (uint16_t)at;
	return s;
}
