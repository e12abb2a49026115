/*
 * Inside the model: what the passes that build it share. Passes, in order: blocks and values (read.c), names and references
 * (names.c), inheritance and links from both ends (inherit.c). Nothing outside src/model includes this.
 */
#ifndef PLINT_MODEL_BUILD_H
#define PLINT_MODEL_BUILD_H

#include "base/limits.h"
#include "model/model.h"

/* A name on a line that must become a block once all names are known. */
struct plint_pending {
	uint32_t cell;    /* holds the atom in u.word.atom until then; UINT32_MAX for a mention */
	uint32_t atom;
	uint32_t block;   /* block whose field it is; for a mention the block around it */
	uint32_t refs;    /* kinds that may stand here */
	uint16_t field;   /* schema field index */
	uint8_t takes_text; /* REF_OR_TEXT */
	uint8_t is_text;  /* a text that may be the title of such a block */
	struct plint_span span;
};

struct plint_mention {
	uint32_t block, indicator; /* block around, and the indicator that it mentions */
};

/* Lists of one relation: block ID's members are ends[first[ID]] up to, not including, ends[first[ID + 1]]. */
struct plint_link_lists {
	const uint32_t *first, *ends;
	bool is_made, is_empty; /* empty: no block has a member, FIRST is NULL */
};

/* State of links that may have members which could not be read. */
struct plint_relations {
	struct plint_link_lists lists[PLINT_REL_COUNT]; /* made on first use */
	uint32_t more_kinds[PLINT_REL_COUNT];       /* kinds all of whose blocks may have more */
	uint32_t *more_rels;                        /* by block: relations with more, as bits */
	PLINT_VEC(struct plint_mention) mentions;
	bool top_open;                              /* a line at the top could not be read */
	uint32_t unread_top_kinds;                  /* like unread_kinds, blocks without a parent only */
	uint64_t unresolved[PLINT_KIND_COUNT][PLINT_MAX_FIELD_IDS / 64 + 1]; /* field ids with a member that is not known */
};

struct plint_builder {
	struct plint_model *m;
	struct plint_diags *diags;
	PLINT_VEC(struct plint_pending) pending;
	PLINT_VEC(uint32_t) unread_atoms; /* names on and in what could not be read */
	struct plint_map told;            /* unknown name -> index + 1 of its message: one for all places */
	uint32_t suggestions;             /* did-you-means given in this run; capped */
	uint32_t first_slot[PLINT_KIND_COUNT]; /* of each kind's first field */
	bool has_plan;
};

/* Adds a reading error RULE of FAMILY about block BLOCK (0: none) and FIELD (NULL: none), with message and help made by the caller. */
struct plint_diag *plint_builder_report(struct plint_builder *b, const char *rule, const char *family, uint32_t block,
                                        const char *field, struct plint_span span, const char *message, const char *help);

/* read.c: blocks and their fields from every FILE node. */
void plint_model_read(struct plint_builder *b);
/* values.c: the values of field statement NODE of block BLOCK into the block's slot. */
void plint_model_read_field(struct plint_builder *b, uint32_t block, uint32_t node, const struct plint_field *f);
/* values.c: bare numbers of indicator BLOCK take its unit; low and high of its targets. */
void plint_model_settle_indicator(struct plint_builder *b, uint32_t block);
/* names.c: all pending references. */
void plint_model_resolve(struct plint_builder *b);
/* inherit.c: goals of objectives, inherited fields, links said from either end, classes. */
void plint_model_inherit(struct plint_builder *b);
/* Notes that FIELD of a block of KIND has a member that is not known. */
void plint_model_note_unresolved(struct plint_model *m, unsigned kind, unsigned field);

/* Slot of BLOCK for field FIELD_ID, to be filled; NULL where its kind has no such field. */
struct plint_slot *plint_builder_slot(struct plint_builder *b, uint32_t block, unsigned field_id);

#endif
