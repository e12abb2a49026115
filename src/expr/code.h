/*
 * Compiled expressions as data: arrays of plain structs with indices instead of pointers, so that a pack can keep them as one block
 * of memory and a rule costs nothing until it runs. What the operations mean stands in eval.c; how they come about in check.c.
 *
 * A code is extended only by adding: elements that are there never change. A code may therefore stand on arrays that it does not own
 * (plint_code_view); the first element added copies that array.
 *
 * For those who keep code: a helper that a pack brings anew gets a new number; lists of the vocabulary (plint_vocab_list) and
 * lexicons are referred to by number, so both keep their numbers when a pack extends another, and new ones come behind.
 */
#ifndef PLINT_EXPR_CODE_H
#define PLINT_EXPR_CODE_H

#include <stdbool.h>

#include "base/vec.h"

/* Static type of an expression. */
struct plint_stype {
	uint8_t type;     /* enum plint_type; PLINT_TYPE_NONE: any */
	uint8_t element;  /* SET: type of its members */
	uint8_t want;     /* AMOUNT: enum plint_want where the table fixes the unit (PERCENT, MONEY), else PLINT_WANT_AMOUNT */
	uint8_t is_text_too; /* BLOCK or SET of BLOCK that may be a text instead */
	uint32_t kinds;   /* BLOCK, SET of BLOCK: kinds as bits */
	uint16_t list;    /* WORD, SET of WORD: vocabulary list + 1, 0: free words (units …), PLINT_LIST_ANY: of any list */
	uint16_t record;  /* RECORD, SET of RECORD: PLINT_RECORD_OF(kind, field id) or an enum plint_record_sort of builtins */
};
#define PLINT_LIST_ANY UINT16_MAX
#define PLINT_RECORD_OF(kind, id) ((uint16_t)((unsigned)(kind) << 8 | (unsigned)(id)))

/* Entries with parts that are no field's. */
enum plint_record_sort {
	PLINT_RECORD_PHRASE = 0x8000, /* of a mission: .phrase .as */
	PLINT_RECORD_DEADLINE,        /* .date */
	PLINT_RECORD_KNOWN,           /* row of the indicator catalogue: .direction .class .unit .low .high */
	PLINT_RECORD_MATCH            /* a text that a lexicon found, and its pattern's parts; the list's number is added */
};

/* One operation. What a, b, c and small hold is said beside each; "list" means a run of struct plint_code's lists. */
enum plint_xop {
	PLINT_X_NONE,
	/* values */
	PLINT_X_NUMBER,   /* number; a: unit, atom + 1 */
	PLINT_X_DATE,     /* a, b: first and last day (as int32_t); small 1: a is a fiscal year */
	PLINT_X_DURATION, /* a, b: months, days (as int32_t) */
	PLINT_X_RHYTHM,   /* the same */
	PLINT_X_TEXT,     /* a: characters, b: length */
	PLINT_X_WORD,     /* a: atom */
	PLINT_X_GROUP,    /* a: name of a group in chars; b: list + 1 of its words, 0: free */
	PLINT_X_VAR,      /* small: slot */
	PLINT_X_PARAM,    /* a: index */
	PLINT_X_TODAY,
	PLINT_X_PLAN,
	PLINT_X_MISSION,
	PLINT_X_KIND_SET, /* kinds */
	PLINT_X_DEADLINES,
	PLINT_X_FIELD,    /* a: block; b: field id; c: record type or 0; flags */
	PLINT_X_PART,     /* a: record; b: cell; small: the word for its bound */
	PLINT_X_CAPTURE,  /* a: match; b: name in chars */
	PLINT_X_DERIVED,  /* a: block; b: enum plint_derived */
	PLINT_X_HELPER,   /* a, b: list of arguments; c: helper */
	PLINT_X_CALL,     /* a, b: list of arguments; c: enum plint_function */
	PLINT_X_TUPLE,    /* a, b: list of members */
	PLINT_X_CACHE,    /* a: what is computed once; b: cache */
	PLINT_X_ADD, PLINT_X_SUB, PLINT_X_MUL, PLINT_X_DIV, /* a, b */
	PLINT_X_UNION,    /* a, b: list of sets */
	PLINT_X_COMMON, PLINT_X_WITHOUT, /* a, b */
	/* sets and folds over them: a: set, b: filter or 0, c: value or body, small: slot of the variable */
	PLINT_X_THOSE,
	PLINT_X_COUNT, PLINT_X_SUM, PLINT_X_MIN, PLINT_X_MAX, PLINT_X_AVERAGE,
	/* yes/no */
	PLINT_X_SOME, PLINT_X_EVERY, PLINT_X_NO,
	PLINT_X_AND, PLINT_X_OR, /* a, b: list */
	PLINT_X_NOT,      /* a */
	PLINT_X_EQUAL, PLINT_X_DIFFERS, PLINT_X_LESS, PLINT_X_LEAST, PLINT_X_MORE, PLINT_X_MOST, /* a, b; LESS: <, LEAST: <=, MORE: >, MOST: >= */
	PLINT_X_WITHIN, PLINT_X_CONTAINS, PLINT_X_BEFORE, PLINT_X_IN, /* a, b */
	PLINT_X_BETWEEN,  /* a, b, c */
	PLINT_X_MENTIONS, PLINT_X_STARTS, /* a; b: lexicon */
	PLINT_X_MATCHES,  /* a; b: pattern */
	PLINT_X_IS_MISSING, PLINT_X_IS_UNDECIDED, PLINT_X_IS_GIVEN, PLINT_X_IS_EMPTY, PLINT_X_IS_TEXT, /* a */
	PLINT_X_IS_CLASS, /* a; small: enum plint_class */
	PLINT_X_IS_KIND,  /* a; kinds */
	PLINT_X_COUNT_OF_OPS
};

enum plint_xflag {
	PLINT_XF_SET = 1,    /* FIELD, DERIVED, PART: of one block, gives a set */
	PLINT_XF_JOIN = 2,   /* FIELD, DERIVED, PART, CAPTURE: asked of every member of a set */
	PLINT_XF_WHOLE = 4   /* IS_…: the operand is a set */
};

struct plint_xnode {
	uint8_t op;    /* enum plint_xop */
	uint8_t type;  /* enum plint_type of its value */
	uint8_t small;
	uint8_t flags; /* enum plint_xflag */
	uint32_t a, b, c;
	uint32_t kinds;
	uint32_t deps; /* variables that it depends on, as bits */
	double number;
};
_Static_assert(sizeof(struct plint_xnode) == 32, "nodes of expressions stay 32 bytes");

/* A word or unit that an expression names. */
struct plint_xatom {
	uint32_t text;  /* in chars */
	uint32_t list;  /* vocabulary list + 1, 0: free, PLINT_LIST_ANY */
};

struct plint_xhelper {
	uint32_t name;  /* in chars */
	uint32_t body;  /* node, 0 until defined */
	uint32_t first_param, param_count; /* run of params */
	uint32_t depth; /* levels of nodes below a call, helpers followed */
	struct plint_stype type; /* of its result; known once defined */
};

struct plint_xparam {
	uint32_t name;
	struct plint_stype type;
};

/* Where a CACHE node keeps its value, and for how long: as long as variable LEVEL stands (slot + 1), a rule's run (0), or, in a
 * helper, the plan's run (PLINT_LEVEL_PLAN). */
struct plint_xcache {
	uint32_t level;
};
#define PLINT_LEVEL_RULE 0u
#define PLINT_LEVEL_PLAN UINT32_MAX

struct plint_xpattern {
	uint32_t text, len; /* in chars */
};

/* Every array of a code: X(name, type of its elements). The first element of nodes, chars and lists is no element. */
#define PLINT_CODE_ARRAYS(X)               \
	X(nodes, struct plint_xnode)       \
	X(lists, uint32_t)                 \
	X(chars, char)                     \
	X(atoms, struct plint_xatom)       \
	X(helpers, struct plint_xhelper)   \
	X(params, struct plint_xparam)     \
	X(caches, struct plint_xcache)     \
	X(patterns, struct plint_xpattern)

struct plint_code {
	struct plint_arena *arena;
#define PLINT_CODE_VEC(name, T) PLINT_VEC(T) name;
	PLINT_CODE_ARRAYS(PLINT_CODE_VEC)
#undef PLINT_CODE_VEC
};

enum plint_code_array {
#define PLINT_CODE_ENUM(name, T) PLINT_CODE_##name,
	PLINT_CODE_ARRAYS(PLINT_CODE_ENUM)
#undef PLINT_CODE_ENUM
	PLINT_CODE_ARRAY_COUNT
};

/* One array of a code as memory: COUNT elements of SIZE bytes. */
struct plint_code_block {
	const void *items;
	uint32_t count;
	uint32_t size;
};

/* Makes C an empty code in ARENA. */
void plint_code_init(struct plint_code *c, struct plint_arena *arena);
/* The arrays of C, for keeping them: borrowed until C is changed. */
void plint_code_blocks(const struct plint_code *c, struct plint_code_block out[PLINT_CODE_ARRAY_COUNT]);
/* Size of an element of array WHICH. */
uint32_t plint_code_element_size(enum plint_code_array which);
/* Makes C a code on kept arrays (aligned to 8; `size` is not read). Borrows them; what is added goes to ARENA, which may be NULL where nothing will be. */
void plint_code_view(struct plint_code *c, struct plint_arena *arena, const struct plint_code_block in[PLINT_CODE_ARRAY_COUNT]);

/* The text at OFFSET of the characters of C; borrowed from C. */
static inline const char *plint_code_text(const struct plint_code *c, uint32_t offset)
{
	return c->chars.items + offset;
}

#endif
