/*
 * A typed value of a plan: what a field holds, and what an expression computes. 24 bytes, by value.
 *
 * A value knows where it was written (span), so that findings can point at it. Texts and names are numbers: a text is an index into
 * the tree's texts, a word an atom.
 */
#ifndef PLINT_MODEL_VALUE_H
#define PLINT_MODEL_VALUE_H

#include "syntax/ast.h"

enum plint_type {
	PLINT_TYPE_NONE,     /* no value of any type (a part that is missing) */
	PLINT_TYPE_BOOL,     /* u.truth; expressions only */
	PLINT_TYPE_TEXT,     /* u.text.id into texts; or, unit 1: u.chars, a text made by an expression */
	PLINT_TYPE_WORD,     /* u.word.atom as written, u.word.root: the word that it is like (itself mostly) */
	PLINT_TYPE_AMOUNT,   /* u.number; unit: atom, 0 for a bare number */
	PLINT_TYPE_DATE,     /* u.days: the period it names; .last is the date itself (or .first after `from` and at a range's start: then both are set to it) */
	PLINT_TYPE_DURATION, /* u.duration */
	PLINT_TYPE_RHYTHM,   /* u.duration: its interval */
	PLINT_TYPE_BLOCK,    /* u.block */
	PLINT_TYPE_RECORD,   /* u.cells: an entry with parts; unit: what it is an entry of (field index + 1, or a builtin's) */
	PLINT_TYPE_SET,      /* u.set */
	PLINT_TYPE_KIND      /* u.number: a kind or class; expressions only */
};

enum plint_state {
	PLINT_KNOWN,
	PLINT_MISSING,   /* not written */
	PLINT_UNDECIDED, /* a placeholder */
	PLINT_UNKNOWN    /* was written but could not be read, or cannot be computed */
};

enum plint_truth { PLINT_NO, PLINT_YES, PLINT_MAYBE };

struct plint_duration {
	int32_t months, days;
};

struct plint_set;
struct plint_chars;

struct plint_value {
	uint8_t type;  /* enum plint_type */
	uint8_t state; /* enum plint_state */
	uint8_t bound; /* targets: enum plint_bound, else 0 */
	uint8_t flags; /* enum plint_value_flags */
	uint32_t unit;
	struct plint_span span;
	union {
		enum plint_truth truth;
		double number;
		struct plint_days days;
		struct plint_duration duration;
		uint32_t block;
		struct {
			uint32_t id, sub;
		} text;
		struct {
			uint32_t atom, root;
		} word;
		const struct plint_chars *chars;
		const struct plint_value *cells;
		const struct plint_set *set;
	} u;
};

enum plint_value_flags {
	PLINT_VALUE_INHERITED = 1, /* written at another block */
	PLINT_VALUE_MIRRORED = 2,  /* said from the other end (funds / funded by) */
	PLINT_VALUE_IMPLIED = 4,   /* filled in by the language (a review without "of") */
	PLINT_VALUE_MADE_TEXT = 8  /* TEXT in u.chars; values only, never a slot */
};

struct plint_chars {
	const char *text;
	uint32_t len;
};

/* Members in the order of files and places, without repeats. MORE: it may have members that could not be read. */
struct plint_set {
	const struct plint_value *items;
	uint32_t count;
	bool more;
};

#endif
