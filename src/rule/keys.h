/*
 * The keys of settings, rules and packs as data: see keys.def. The readers ask for names, `planlint schema` and the manual pages for
 * shapes and help lines. Not for reading values.
 */
#ifndef PLINT_RULE_KEYS_H
#define PLINT_RULE_KEYS_H

#include <stdbool.h>
#include <stdint.h>

/* What a key's value looks like. */
enum plint_key_shape {
	PLINT_SHAPE_TEXT,           /* one text, number or date: every scalar is taken as text */
	PLINT_SHAPE_ID,             /* a text in small letters, digits and - */
	PLINT_SHAPE_TEXTS,          /* a list of texts */
	PLINT_SHAPE_TEXT_OR_TEXTS,  /* the same, or one text alone */
	PLINT_SHAPE_TEXTS_OR_GAPS,  /* a list of texts in which some may be left empty */
	PLINT_SHAPE_YES_NO,
	PLINT_SHAPE_SEVERITY,       /* error, warning, advice, off */
	PLINT_SHAPE_FAIL_ON,        /* error, warning, advice, never */
	PLINT_SHAPE_LANGUAGE,       /* of messages */
	PLINT_SHAPE_CLASS,          /* social, financial, internal */
	PLINT_SHAPE_KIND,           /* a kind of block */
	PLINT_SHAPE_KINDS,          /* one or a list of them */
	PLINT_SHAPE_FIELD_TYPE,     /* of field_types.def */
	PLINT_SHAPE_RULES,          /* one rule or a list of rules */
	PLINT_SHAPE_TARGETS,        /* a list of rules and families */
	PLINT_SHAPE_SEVERITIES,     /* rule or family: severity */
	PLINT_SHAPE_PARAMS,         /* rule: {parameter: value} */
	PLINT_SHAPE_STANDARDS,      /* a list of standards */
	PLINT_SHAPE_PROFILES,       /* one profile or a list of them */
	PLINT_SHAPE_MAP_OF_TEXT,    /* name: text */
	PLINT_SHAPE_MAP_OF_TEXTS,   /* name: list of texts */
	PLINT_SHAPE_LIST_OF,        /* a list of mappings of the section */
	PLINT_SHAPE_ONE_OR_LIST_OF, /* the same, or one mapping alone */
	PLINT_SHAPE_MAP_OF,         /* name: mapping of the section */
	PLINT_SHAPE_MAP_OR_NOTHING, /* name: mapping of the section, or nothing */
	PLINT_SHAPE_WORDS           /* a list of texts, or name: nothing, text or mapping of the section */
};

enum plint_keys {
	PLINT_KEYS_NONE,
#define SECTION(id, what) PLINT_KEYS_##id,
#define KEY(section, id, name, shape, of, help)
#define END(id)
#include "rule/keys.def"
	PLINT_KEYS_COUNT
};

struct plint_key {
	const char *name;
	uint8_t shape;  /* enum plint_key_shape */
	uint8_t of;     /* enum plint_keys: the section of the mappings in its value */
	bool is_needed;
	bool is_one_of; /* of all such keys of the section exactly one is there */
	const char *help; /* no capital, no full stop */
};

/* What messages call a mapping with the keys of SECTION: "a rule". */
const char *plint_keys_what(enum plint_keys section);
/* The names of the keys of SECTION, closed by NULL. */
const char *const *plint_keys_names(enum plint_keys section);
/* The keys of SECTION in the table's order: *COUNT of them. */
const struct plint_key *plint_keys_rows(enum plint_keys section, uint32_t *count);

/* The words that a key of SHAPE may have, closed by NULL; NULL where it may have others. */
const char *const *plint_keys_words(enum plint_key_shape shape);

#endif
