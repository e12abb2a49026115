/*
 * The meaning of a plan: blocks with typed field values, names resolved, inheritance and links from both ends. Built once from the
 * tree, read only afterwards. Reports reading errors that need the table's types, the word lists or other blocks: wrong-value,
 * unknown-word, class-mismatch, unknown-name, wrong-kind, name-twice.
 *
 * Blocks are numbered from 1 in the order of files, then places. What could not be read is not known: see "open" below.
 */
#ifndef PLINT_MODEL_MODEL_H
#define PLINT_MODEL_MODEL_H

#include "diag/diag.h"
#include "model/value.h"
#include "model/vocab.h"

enum plint_block_flags {
	PLINT_BLOCK_UNREAD_LINE = 1,   /* a line in it could not be read: fields not set are unknown, its sets may have more */
	PLINT_BLOCK_CLASS_UNKNOWN = 2, /* goal: class-mismatch or an unreadable dimension; others: by such a goal */
	PLINT_BLOCK_STUB = 4           /* has no body */
};

struct plint_block {
	uint8_t kind;     /* enum plint_kind */
	uint8_t flags;
	uint8_t classes;  /* bits 1 << enum plint_class that hold for it; for segment, need, change social */
	uint32_t node;    /* STATEMENT */
	uint32_t parent;  /* block around it, 0 at the top (also inside plan { }) */
	uint32_t name;    /* atom, 0: none */
	uint32_t title;   /* text index, 0: none */
	struct plint_span head;       /* kind word to title: what a finding at the block underlines */
	struct plint_span name_span;  /* {0,0}: none */
	struct plint_span title_span; /* with its quotes */
	uint32_t objective, goal; /* nearest objective / goal: around it or by `serves` (first); 0: none */
};

/* What one field of one block holds. A plan of 64 MiB has fewer than 2^25 entries. */
#define PLINT_MAX_ENTRIES 0x3ffffffu
struct plint_slot {
	uint32_t first;      /* index into cells of its first entry */
	uint32_t count : 26; /* entries; 0: not written */
	uint32_t state : 2;  /* PLINT_KNOWN; PLINT_MISSING; PLINT_UNKNOWN: was written but not readable (said-twice, wrong-value …) */
	uint32_t flags : 3;  /* enum plint_value_flags */
	uint32_t more : 1;   /* set field: may have members that could not be read */
};
_Static_assert(sizeof(struct plint_slot) == 8, "slots stay 8 bytes: each rule walks over one of each block of its kind");

/* Where the fields of a block lie. Slots are kept by column: a rule asks all blocks of one kind for the same few fields, so these lie side by
 * side, and the block itself need not be touched. */
struct plint_seat {
	uint32_t slot; /* of its first field; the next field's is as far behind as the kind has room for blocks */
	uint8_t kind;  /* enum plint_kind, as in the block */
};

/* Links that nobody writes, each from a block to a list of blocks in order. */
enum plint_relation {
	PLINT_REL_OBJECTIVES, /* goal: nested and serving; role: owned */
	PLINT_REL_INDICATORS, /* objective: nested, mentioned, serving; goal: its own and its objectives'; source: those with it */
	PLINT_REL_ACTIVITIES, /* any block: nested or serving; a goal's objectives' too */
	PLINT_REL_GOALS,      /* indicator, activity: goals of theirs; segment, need, change: goals for it */
	PLINT_REL_ABOVE,      /* indicator, activity: objectives of theirs (".objectives") */
	PLINT_REL_PRODUCTS,   /* segment, need, change */
	PLINT_REL_CHANNELS,
	PLINT_REL_NEEDS,
	PLINT_REL_CHANGES,
	PLINT_REL_TOUCHED_BY, /* SWOT blocks */
	PLINT_REL_SUPPORTED_BY,
	PLINT_REL_HURT_BY,
	PLINT_REL_TENSIONS,
	PLINT_REL_REVIEWS,
	PLINT_REL_INCENTIVES, /* role */
	PLINT_REL_COUNT
};

struct plint_links {
	const uint32_t *blocks;
	uint32_t count;
	bool more; /* may have members that could not be read */
};

/* An error of the model's own file set, for a portfolio or folder. */
struct plint_model {
	struct plint_arena *arena;
	struct plint_arena *scratch; /* for what is gone at the end of a call; always rewound */
	const struct plint_ast *ast;
	const struct plint_schema *schema;
	const struct plint_vocab *vocab;
	struct plint_intern *atoms;
	PLINT_VEC(struct plint_block) blocks;  /* items[0] unused */
	PLINT_VEC(struct plint_seat) seats;    /* by block */
	struct plint_slot *slots;
	uint32_t room[PLINT_KIND_COUNT];       /* blocks of a kind that have slots */
	PLINT_VEC(struct plint_value) cells;
	PLINT_VEC(uint32_t) of_kind[PLINT_KIND_COUNT];
	uint32_t open_kinds;   /* kinds of which there may be blocks that could not be read */
	uint32_t unread_kinds; /* kinds with a block that has an unread line: sets along their fields may have more */
	uint32_t plan, mission; /* first block of the kind, 0: none */
	struct plint_span first_line; /* of the first file: where rules about a plan without `plan` block point */
	unsigned year_starts1;  /* month, 1-12 */
	uint32_t atom_percent, atom_pp, currency; /* atoms; currency 0: not said */
	const char *language;   /* "en" when not said */
	uint32_t *list_of_field; /* vocabulary list + 1 by field index, 0: none */
	struct plint_map words;  /* (list + 1) << 32 | atom -> word index + 1 */
	struct plint_map names;  /* atom -> block, or PLINT_NAME_UNREAD */
	struct plint_relations *relations;
};
#define PLINT_NAME_UNREAD UINT32_MAX /* a name on or in what could not be read */

/* Builds M from the tree of all files (each FILE node of AST). Borrows all for M's life; SCRATCH is another arena than ARENA. Mistakes go to DIAGS. */
void plint_model_build(struct plint_model *m, struct plint_arena *arena, struct plint_arena *scratch, const struct plint_ast *ast,
                       const struct plint_vocab *vocab, struct plint_diags *diags);

/* Block ID, which must be one of M; borrowed from M. */
static inline const struct plint_block *plint_model_block(const struct plint_model *m, uint32_t id)
{
	return &m->blocks.items[id];
}

/* Slot of field NUMBER (from 0, in the order of its kind's fields) of block ID. */
static inline struct plint_slot *plint_model_slot_at(const struct plint_model *m, uint32_t id, uint32_t number)
{
	const struct plint_seat *seat = &m->seats.items[id];
	return &m->slots[seat->slot + (size_t)number * m->room[seat->kind]];
}

/* What block ID holds in field FIELD_ID (inherited values included); NULL where its kind has no such field. */
const struct plint_slot *plint_model_slot(const struct plint_model *m, uint32_t id, unsigned field_id);

/* Number of cells of one entry of F: 1 for its main value (3 for a target: value, low, high), and each part's. */
uint32_t plint_field_cells(const struct plint_field *f);

/* A part of an entry as the rule language names it. */
struct plint_part_ref {
	uint8_t cell;         /* index among the entry's cells */
	uint8_t is_bound;     /* ".bound": the word for cells[cell].bound, not the cell's value */
	enum plint_want want; /* type of it; WORD for .bound */
	uint32_t refs;
};
/* Whether entries of F are records (have named parts); then finds part NAME. period: start end; baseline: value on; target: value low
 * high bound why by; milestone: value by; rewards: weight on; requires: on value low high bound; reaches: phrase as … */
bool plint_field_is_record(const struct plint_field *f);
bool plint_field_part(const struct plint_field *f, const char *name, uint32_t len, struct plint_part_ref *out);

/* Blocks at the end of relation REL from block ID, in order. Computed for all blocks on first use. O(1) afterwards. */
struct plint_links plint_model_links(struct plint_model *m, uint32_t id, enum plint_relation rel);

/* Names of fields of block ID whose value is a placeholder, "title" too; not an indicator's baseline. Atoms in A; *COUNT. */
struct plint_placeholder {
	const char *field; /* as written: "split by", "title" */
	struct plint_span span;
};
const struct plint_placeholder *plint_model_placeholders(const struct plint_model *m, struct plint_arena *a, uint32_t id,
                                                         uint32_t *count);

/* Block as it is shown: its title in quotes, else its name, else "the objective in line 12"; shown form, in A. */
const char *plint_model_show_block(const struct plint_model *m, struct plint_arena *a, uint32_t id);
/* Path of block ID (0: the plan) for fingerprints: names, else comparable titles, joined by '/', from the nearest block with a name on. In A. */
const char *plint_model_path(const struct plint_model *m, struct plint_arena *a, uint32_t id);

/* Text of a TEXT or WORD value, or a BLOCK's title. *LEN; "" where there is none. */
const char *plint_model_chars(const struct plint_model *m, const struct plint_value *v, uint32_t *len);

/* Length in days of D for comparing two durations: a month is 30.436875 days. */
double plint_duration_days(struct plint_duration d);
/* DAY plus SIGN times D by the calendar; the day is cut to the month's length. */
int32_t plint_date_add(int32_t day, struct plint_duration d, int sign);
/* The duration of COUNT units called UNIT ("years", "month" …) or of the rhythm word ("quarterly"); false where there is no such. */
bool plint_duration_parse(double count, const char *unit, uint32_t len, struct plint_duration *out);
bool plint_rhythm_parse(const char *word, uint32_t len, struct plint_duration *out);

#endif
