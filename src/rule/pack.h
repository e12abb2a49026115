/*
 * A compiled rule pack, read only: plain arrays with indices, so that a whole pack is one block of memory (pack_blob.h) and the
 * default pack can be linked in. Made by pack_load.h from YAML; run by engine.h. Not for settings of one run: settings.h.
 *
 * Texts are offsets into `strings`, each with a NUL behind; offset 0 is "". A node is an index into the pack's code, 0: none.
 */
#ifndef PLINT_RULE_PACK_H
#define PLINT_RULE_PACK_H

#include "diag/diag.h"
#include "expr/expr.h"

/* A piece of a message: literal text, or the value of an expression. */
struct plint_piece {
	uint32_t text; /* where node is 0 */
	uint32_t node;
};

/* A message as it was written and as it is run. */
struct plint_template {
	uint32_t text;         /* as in the YAML; 0: there is none */
	uint32_t first, count; /* pieces */
};

enum plint_rule_text { PLINT_TEXT_MESSAGE, PLINT_TEXT_WHY, PLINT_TEXT_TRY, PLINT_TEXT_COUNT };

struct plint_point {
	uint32_t each;     /* set node, 0: one place */
	uint32_t var;      /* slot of the member's variable, where there is `each` */
	uint32_t var_name;
	struct plint_stype var_type;
	uint32_t at;       /* place node */
	uint32_t lexicon;  /* `word`: number of the list + 1, 0: none */
	struct plint_template says;
	uint32_t each_text, at_text; /* as written */
};

enum plint_fix_sort {
	PLINT_FIX_INSERT,  /* TEXT as the last line of the body of the block AT */
	PLINT_FIX_REPLACE, /* TEXT in the place of AT */
	PLINT_FIX_REMOVE   /* AT away: an entry, a line, a block */
};

/* A repair that a rule offers with its finding. */
struct plint_rule_fix {
	uint32_t sort;     /* enum plint_fix_sort */
	uint32_t is_safe;
	uint32_t where;    /* test node: only then; 0: always */
	uint32_t at;       /* block or place node */
	struct plint_template title;
	struct plint_template text; /* in the language of plans; of INSERT and REPLACE */
	uint32_t at_text, where_text;
};

enum plint_source_sort { PLINT_SOURCE_NOTE, PLINT_SOURCE_PRACTICE, PLINT_SOURCE_STUDY };
struct plint_rule_source {
	uint32_t sort; /* enum plint_source_sort */
	uint32_t text;
};

struct plint_example {
	uint32_t text; /* of the plan */
	uint32_t note;
	uint32_t line1; /* of the plan's first line in the rule's file */
	uint32_t is_flags; /* 1: the rule must flag it, 0: it must pass */
};

struct plint_rule_param {
	uint32_t name;  /* "min" */
	uint32_t text;  /* "25%" */
	struct plint_value value;
	struct plint_stype type;
	uint32_t rule;
};

/* A name that a rule gives to a part (`let`), for showing. */
struct plint_rule_let {
	uint32_t name, text, node;
	struct plint_stype type;
};

struct plint_rule {
	uint32_t id;
	uint32_t family;        /* index into families */
	uint32_t severity;      /* enum plint_severity */
	uint32_t kind;          /* enum plint_kind of its blocks, or PLINT_KIND_NONE: the members of `set` */
	uint32_t set;
	uint32_t subject;       /* node of the subject's variable, for its place */
	uint32_t subject_name;
	struct plint_stype subject_type;
	uint32_t where, require;
	uint32_t for_text, where_text, require_text;
	uint32_t area;          /* 0: none */
	uint32_t area_place;    /* in the paragraph of what is absent: 1, 2 …; 0: behind those */
	uint32_t off_text;      /* when to switch it off, 0: not said */
	uint32_t since;         /* version of its pack in which it came, 0: not said */
	uint32_t rank;          /* rules that wait for it, directly or not */
	uint32_t has_waiters;
	uint32_t first_after, after_count;       /* afters: rule indices */
	uint32_t first_param, param_count;
	uint32_t first_let, let_count;
	uint32_t first_point, point_count;
	uint32_t first_fix, fix_count;
	uint32_t first_source, source_count;
	uint32_t first_standard, standard_count; /* rule_standards: indices into standards */
	uint32_t first_example, example_count;
	struct plint_template texts[PLINT_TEXT_COUNT];
	uint32_t pack;          /* index into packs */
	uint32_t file;          /* path of its YAML file below the pack */
	uint32_t line1;
};

struct plint_family {
	uint32_t name;
};

struct plint_standard {
	uint32_t id, title, edition;
};

/* A place of the guidance note that the pack follows: a question, challenge, box or figure, which wants an answer, or a heading, which is only
 * cited. Rules answer it by naming it as their source; what only a field or a command answers is said here. */
struct plint_place_of_note {
	uint32_t id, title;      /* "Q6", "Box one"; in our words, 0 for a heading */
	uint32_t is_heading;
	uint32_t pack;           /* index into packs: whose table it is */
	uint32_t first_answer, answer_count;
};

struct plint_note_answer {
	uint32_t is_command;
	uint32_t text;           /* "segment.tool"; "diff" */
};

/* The words of rule RULE in another language. */
struct plint_translation {
	uint32_t language;      /* text */
	uint32_t rule;          /* index; UINT32_MAX: a reading error */
	uint32_t id;            /* text; rule id or reading error's id */
	uint32_t area;          /* text; 0: the rule's own */
	struct plint_template texts[PLINT_TEXT_COUNT];
	uint32_t first_says, says_count;   /* says: by point */
	uint32_t first_title, title_count; /* says: titles of fixes */
};

/* A loaded pack's name, for lists and for `extends`. */
struct plint_pack_name {
	uint32_t name, version, title, path;
	uint32_t since; /* version in which the rules came that do not say it themselves, 0: not said */
};

struct plint_profile {
	uint32_t name;
};

/* The one rule that the engine brings itself, and its family; as the target of a change. */
#define PLINT_UNUSED_IGNORE "unused-ignore"
#define PLINT_DIRECTIVE_FAMILY "directive"
#define PLINT_TARGET_UNUSED_IGNORE UINT32_MAX

enum plint_change_sort {
	PLINT_CHANGE_SEVERITY, /* of a rule or family */
	PLINT_CHANGE_OFF,      /* rule or family */
	PLINT_CHANGE_PARAM,    /* of a rule */
	PLINT_CHANGE_GROUP,    /* other words for a group */
	PLINT_CHANGE_WORD      /* one more word in a list */
};

/* One change that a pack, a profile or a settings file makes to what was there before. */
struct plint_change {
	uint32_t sort;     /* enum plint_change_sort */
	uint32_t profile;  /* profile + 1 that it belongs to, 0: always */
	uint32_t target;   /* rule or family; param; group; list */
	uint32_t is_family;
	uint32_t severity;
	struct plint_value value; /* PARAM */
	uint32_t text;     /* PARAM: as written; WORD: the word */
	uint32_t about, like, klass; /* WORD: text; word + 1 that rules mean by it; enum plint_class */
	uint32_t first, count; /* GROUP: run of group_words */
	uint32_t file, line1;  /* where it stands, for `settings` */
};

struct plint_change_list {
	struct plint_change *items;
	uint32_t count, room;
};

/* A field that a pack brings. */
struct plint_pack_field {
	uint32_t kind, want, refs, is_many;
	uint32_t spelling, list; /* texts */
};

struct plint_pack {
	const char *strings;
	uint32_t strings_len;
	const struct plint_schema *schema;
	struct plint_vocab vocab;
	struct plint_code code;
	struct plint_lexicons lexicons;
	const struct plint_rule *rules;
	const uint32_t *order;          /* rules so that each follows those that it waits for */
	const uint32_t *afters;
	const struct plint_family *families;
	const struct plint_rule_param *params;
	const struct plint_rule_let *lets;
	const struct plint_point *points;
	const struct plint_rule_fix *fixes;
	const struct plint_piece *pieces;
	const struct plint_rule_source *sources;
	const uint32_t *rule_standards;
	const struct plint_standard *standards;
	const struct plint_example *examples;
	const struct plint_place_of_note *places;
	const struct plint_note_answer *answers;
	const struct plint_translation *translations; /* sorted by rule */
	const struct plint_template *says;
	const struct plint_profile *profiles;
	const struct plint_change *changes;
	const struct plint_pack_name *packs;
	const struct plint_pack_field *fields;
	uint32_t rule_count, after_count, family_count, param_count, let_count, point_count, fix_count, piece_count, source_count,
	    rule_standard_count, standard_count, example_count, place_count, answer_count, translation_count, says_count, profile_count, change_count,
	    pack_count, field_count;
};

/* The text at OFFSET of P; NUL behind. */
static inline const char *plint_pack_text(const struct plint_pack *p, uint32_t offset)
{
	return p->strings + offset;
}

/* The default pack, linked in; shared, constant, always valid. Costs nothing but setting pointers. *OUT is filled. */
void plint_pack_default(struct plint_pack *out);

/* Index of the rule ID (LEN bytes), of a family, of a profile; or -1. O(count). */
int plint_pack_rule(const struct plint_pack *p, const char *id, size_t len);
int plint_pack_family(const struct plint_pack *p, const char *name, size_t len);
int plint_pack_profile(const struct plint_pack *p, const char *name, size_t len);
/* Index (into params) of parameter NAME of rule RULE, or -1. */
int plint_pack_param(const struct plint_pack *p, uint32_t rule, const char *name, size_t len);

/* Rule or family nearest to NAME, for a did-you-mean; NULL where none is near. */
const char *plint_pack_nearest(const struct plint_pack *p, struct plint_arena *scratch, const char *name, size_t len);

/* Whether ID names an error of reading, which no rule and no ignore can touch. */
bool plint_pack_is_reading_error(const char *id, size_t len);
/* The Ith of them, from 0; NULL behind the last. */
const char *plint_pack_reading_error(uint32_t i);

/* Version of its pack in which RULE came; "" where neither it nor the pack says so. */
const char *plint_pack_since(const struct plint_pack *p, uint32_t rule);

/* The words of RULE in LANGUAGE ("fr"), or NULL where the pack has none (then the rule's own are English). */
const struct plint_translation *plint_pack_translation(const struct plint_pack *p, uint32_t rule, const char *language);

#endif
