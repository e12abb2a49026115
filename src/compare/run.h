/*
 * Inside the comparison: what its files share. compare.c does blocks and the order of changes, fields.c the fields of two blocks that are
 * the same, values.c two values. Nothing outside src/compare includes this.
 */
#ifndef PLINT_COMPARE_RUN_H
#define PLINT_COMPARE_RUN_H

#include "compare/words.h"
#include "expr/show.h"

struct plint_comparing {
	struct plint_comparison *out;
	struct plint_match *match;
	struct plint_arena *arena;   /* for what is told */
	struct plint_arena *scratch; /* for what is gone once two blocks are compared */
	const char *language;
	struct plint_show show[2]; /* by side */
	uint64_t secret[2];        /* for tables of texts */
};

/* What a change is about. */
struct plint_subject {
	uint32_t old_block, new_block;
	const struct plint_field *field; /* NULL: none, then NAME */
	const char *name;                /* the field as written */
	const char *part;                /* part of an entry, or NULL */
	enum plint_noun_part noun;       /* what it is called */
	const struct plint_value *key;   /* of the new draft: which entry, where a field has many; NULL: none */
};

/* What was, or is. */
struct plint_said {
	const char *text; /* NULL: nothing */
	struct plint_span span;
};

/* Adds a change of KIND about S. BY and AMBITION may be NULL and 0. */
void plint_comparing_add(struct plint_comparing *c, enum plint_change_kind kind, const struct plint_subject *s, struct plint_said was,
                         struct plint_said is, const char *by, int ambition);

/* fields.c: the changes in the fields of the blocks O and N, which are the same. */
void plint_compare_fields(struct plint_comparing *c, uint32_t o, uint32_t n);

/* values.c: changes from WAS to IS, cells of the old and the new draft; either may be missing. */
void plint_compare_values(struct plint_comparing *c, const struct plint_subject *s, const struct plint_value *was,
                          const struct plint_value *is);
/* The same for three cells of a level to reach. */
void plint_compare_targets(struct plint_comparing *c, const struct plint_subject *s, const struct plint_value *was,
                           const struct plint_value *is);
/* Cell V, and a whole entry of F, as sentences show them. */
struct plint_said plint_say_value(struct plint_comparing *c, enum plint_side side, const struct plint_value *v);
struct plint_said plint_say_entry(struct plint_comparing *c, enum plint_side side, const struct plint_field *f,
                                  const struct plint_value *cells);

/* Whether the two values say the same, in the terms of both drafts. */
bool plint_values_are_same(struct plint_comparing *c, const struct plint_value *was, const struct plint_value *is);

#endif
