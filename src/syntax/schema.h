/*
 * Kinds and fields at run time: the table of kinds.def and the fields that packs bring. Read by the parser's checks, the
 * model, the rule language, the tree dump and the reference page. Word lists are not here: they are data of a pack
 * (model/vocab.h); a field only names its list.
 */
#ifndef PLINT_SYNTAX_SCHEMA_H
#define PLINT_SYNTAX_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

enum plint_kind {
	PLINT_KIND_NONE,
#define KIND(id, word, plural, places) PLINT_KIND_##id,
#include "syntax/kinds.def"
	PLINT_KIND_COUNT
};

/* Bit of a kind in a set of kinds. */
#define PLINT_KIND_BIT(kind) ((uint32_t)1 << (kind))
#define PLINT_KINDS_ALL (PLINT_KIND_BIT(PLINT_KIND_COUNT) - 2)
#define PLINT_KINDS_SWOT                                                                        \
	(PLINT_KIND_BIT(PLINT_KIND_STRENGTH) | PLINT_KIND_BIT(PLINT_KIND_WEAKNESS) |            \
	 PLINT_KIND_BIT(PLINT_KIND_OPPORTUNITY) | PLINT_KIND_BIT(PLINT_KIND_THREAT))

/* Classes that a goal takes from its dimension. */
enum plint_class { PLINT_CLASS_NONE, PLINT_CLASS_SOCIAL, PLINT_CLASS_FINANCIAL, PLINT_CLASS_INTERNAL };

/* Names of fields, the same number on every kind that has the field. Fields of packs follow PLINT_F_COUNT. */
enum plint_field_id {
	PLINT_F_NONE,
	PLINT_F_ABOUT, PLINT_F_ACTUAL, PLINT_F_ANSWERED_BY, PLINT_F_ASSUMES, PLINT_F_BASELINE, PLINT_F_BETWEEN, PLINT_F_BUDGET,
	PLINT_F_BY, PLINT_F_CAP, PLINT_F_CHANGES, PLINT_F_CLASS, PLINT_F_CODE, PLINT_F_COHORT, PLINT_F_COLLECTED,
	PLINT_F_CONCERNS, PLINT_F_COST, PLINT_F_COUNTRY, PLINT_F_COUNTS, PLINT_F_COVERS, PLINT_F_CURRENCY, PLINT_F_DIMENSION,
	PLINT_F_DIRECTION, PLINT_F_DOCUMENT, PLINT_F_EVIDENCE, PLINT_F_EXTENDS, PLINT_F_FOR, PLINT_F_FORMULA, PLINT_F_FROM,
	PLINT_F_FUNDED_BY, PLINT_F_FUNDS, PLINT_F_HANDLED_BY, PLINT_F_HELD, PLINT_F_HOLDS, PLINT_F_HURTS, PLINT_F_JOINS,
	PLINT_F_KIND, PLINT_F_LANGUAGE, PLINT_F_LEVEL, PLINT_F_MARGIN, PLINT_F_MEANS, PLINT_F_MEETS, PLINT_F_MILESTONE, PLINT_F_OF,
	PLINT_F_ORGANISATION, PLINT_F_OWNER, PLINT_F_PAYS, PLINT_F_PERIOD, PLINT_F_PERSPECTIVE, PLINT_F_PRICE, PLINT_F_PROFILE,
	PLINT_F_PROXY_FOR, PLINT_F_QUOTES, PLINT_F_REACHES, PLINT_F_REQUIRES, PLINT_F_REWARDS, PLINT_F_SERVED_BY, PLINT_F_SERVES,
	PLINT_F_SHARED_WITH, PLINT_F_SIZE, PLINT_F_SOURCE, PLINT_F_SPLIT_BY, PLINT_F_STANDARD, PLINT_F_STATUS, PLINT_F_SUPPORTS,
	PLINT_F_TARGET, PLINT_F_TEAM, PLINT_F_TERMS, PLINT_F_TOOL, PLINT_F_TOUCHES, PLINT_F_TRAITS, PLINT_F_UNIT, PLINT_F_VALUES,
	PLINT_F_VISION, PLINT_F_WANTS, PLINT_F_WEIGHT, PLINT_F_WHO, PLINT_F_YEAR_STARTS,
	PLINT_F_COUNT
};

enum plint_places { PLINT_TOP = 1, PLINT_IN_GOAL = 2, PLINT_IN_OBJECTIVE = 4 };

/* Where a block stands that lies in one of PARENT: PLINT_KIND_NONE for the top, as which the inside of `plan` counts. 0: nothing may stand
 * there. Also for numbers that are no kind. */
static inline unsigned plint_place_in(unsigned parent)
{
	return parent == PLINT_KIND_NONE || parent == PLINT_KIND_PLAN ? PLINT_TOP
	       : parent == PLINT_KIND_GOAL                            ? PLINT_IN_GOAL
	       : parent == PLINT_KIND_OBJECTIVE                       ? PLINT_IN_OBJECTIVE
	                                                              : 0u;
}

enum plint_want {
	PLINT_WANT_NONE,
	PLINT_WANT_TEXT,        /* "…" */
	PLINT_WANT_WORD,        /* a word of a list */
	PLINT_WANT_LABEL,       /* one word or a text, free */
	PLINT_WANT_DATE,
	PLINT_WANT_AMOUNT,      /* any number with or without a unit */
	PLINT_WANT_PERCENT,     /* a number with % (a bare number is an error but 0) */
	PLINT_WANT_MONEY,       /* a number with a currency, or bare: then the plan's currency */
	PLINT_WANT_DURATION,    /* 2 years */
	PLINT_WANT_RHYTHM,      /* quarterly, every 2 years */
	PLINT_WANT_TARGET,      /* amount, bound, done, none */
	PLINT_WANT_REF,         /* name of a block */
	PLINT_WANT_REF_OR_TEXT  /* name of a block, or a text in quotes */
};

/* How a part of an entry is introduced. */
enum plint_link {
	PLINT_LINK_NONE,
	PLINT_LINK_BY, PLINT_LINK_ON, PLINT_LINK_OF, PLINT_LINK_TO, PLINT_LINK_AS, PLINT_LINK_PER, PLINT_LINK_FOR, PLINT_LINK_WITH,
	PLINT_LINK_ADJUNCT,     /* directly behind the main value */
	PLINT_LINK_COUNT
};
/* "by" … "with"; "" for the others. */
const char *plint_link_word(enum plint_link link);

struct plint_part {
	enum plint_link link; /* PLINT_LINK_NONE: no such part */
	bool is_required;
	const char *name;     /* as the rule language calls it */
	enum plint_want want;
	uint32_t refs;        /* kinds as bits */
};

#define PLINT_MAX_PARTS 2

struct plint_field {
	uint8_t kind;         /* enum plint_kind */
	uint8_t id;           /* enum plint_field_id or a pack's */
	uint8_t slot;         /* its place among the fields of its kind, from 0 */
	bool is_many;
	const char *spelling; /* "split by" */
	const char *name;     /* "split_by", as rules write it */
	enum plint_want want;
	const char *list;     /* for WORD (and REF_OR_TEXT of source), else NULL */
	uint32_t refs;
	struct plint_part parts[PLINT_MAX_PARTS];
};

struct plint_kind_info {
	const char *word;
	const char *plural;
	uint8_t places;
};

/* The schema in force. Fields of one kind lie together. A schema is plain data and is not changed once in use. */
struct plint_schema {
	const struct plint_field *fields;
	uint32_t field_count;
	uint16_t kind_first[PLINT_KIND_COUNT + 1]; /* index of the first field of each kind; [kind + 1] ends it */
	uint8_t slot_of[PLINT_KIND_COUNT][PLINT_MAX_FIELD_IDS + 1]; /* slot + 1, or 0 where the kind lacks the field */
	const char *field_names[PLINT_MAX_FIELD_IDS + 1]; /* by id: "split_by" */
	uint32_t id_count;
};

struct plint_arena;

/* The built-in schema: constant, shared, always valid. */
const struct plint_schema *plint_schema_default(void);

/* BASE with COUNT more fields (kind, spelling, is_many, want, list, refs set; id, slot, name are given here), in A. The id of a name
 * that exists on another kind is shared. NULL where a kind has a field of that name already or ids have run out. */
const struct plint_schema *plint_schema_extend(struct plint_arena *a, const struct plint_schema *base,
                                               const struct plint_field *more, uint32_t count);

/* The row of KIND in the table of kinds; static. */
const struct plint_kind_info *plint_kind_info(enum plint_kind kind);
/* "objective" */
const char *plint_kind_word(enum plint_kind kind);
/* Kind called WORD (singular, case as written), or PLINT_KIND_NONE. */
enum plint_kind plint_kind_find(const char *word, uint32_t len);
/* Kind whose plural is WORD ("goals"), or PLINT_KIND_NONE. */
enum plint_kind plint_kind_find_plural(const char *word, uint32_t len);

/* Field ID of KIND, or NULL where it has none. O(1). */
const struct plint_field *plint_schema_field(const struct plint_schema *s, enum plint_kind kind, unsigned id);
/* Id of the field that rules call NAME ("split_by"), or PLINT_F_NONE. */
unsigned plint_schema_field_id(const struct plint_schema *s, const char *name, uint32_t len);
/* Number of fields of KIND. */
static inline uint32_t plint_schema_slots(const struct plint_schema *s, enum plint_kind kind)
{
	return (uint32_t)(s->kind_first[kind + 1] - s->kind_first[kind]);
}

#endif
