/*
 * The tree of a plan's text: shapes only, every byte's place kept. It is what the formatter, the editor and the model stand on.
 * Built by the parser, classified once by classify.c against kinds.def, never changed afterwards.
 *
 * Nodes are 32 bytes in one array and named by their index (0: none), so links are 32 bits. A statement's children are, in order: its
 * head WORD, the values of its line, and its BODY where it has one. The values of a line are flat: a value that begins an entry
 * (the first, or the one after a comma) has PLINT_NODE_ENTRY; a value after a link word ("by", "on" …) carries that link; one with
 * neither stands directly behind the value before it.
 *     rewards 40% on penetration_rate, 30% on par30   =  WORD(rewards) AMOUNT(entry) WORD(on) AMOUNT(entry) WORD(on)
 */
#ifndef PLINT_SYNTAX_AST_H
#define PLINT_SYNTAX_AST_H

#include "base/intern.h"
#include "source/source.h"
#include "syntax/schema.h"

enum plint_node_kind {
	PLINT_NODE_NONE,
	PLINT_NODE_FILE,        /* children: statements */
	PLINT_NODE_STATEMENT,   /* children: WORD, values, BODY */
	PLINT_NODE_BODY,        /* { … }: children: statements; span with both braces */
	PLINT_NODE_ERROR,       /* a line that could not be read; may have a BODY child, which is not judged */
	PLINT_NODE_WORD,        /* u.word */
	PLINT_NODE_TEXT,        /* u.text: index into texts; span with the quotes */
	PLINT_NODE_AMOUNT,      /* u.number, and unit */
	PLINT_NODE_DATE,        /* u.days: first and last day of the period it names; grain in sub */
	PLINT_NODE_BOUND,       /* sub: enum plint_bound; children: one or two AMOUNT (or PLACEHOLDER) */
	PLINT_NODE_RHYTHM,      /* "every 2 years": u.rhythm */
	PLINT_NODE_PLACEHOLDER  /* TBD, TBC, ?, XX for a whole value */
};

enum plint_node_flags {
	PLINT_NODE_ENTRY = 1,      /* begins an entry */
	PLINT_NODE_UNDECIDED = 2,  /* AMOUNT whose number is a placeholder: "IZD XX", "XX%" */
	PLINT_NODE_INVALID = 4,    /* has been reported; its value is not known */
	PLINT_NODE_YEARLIKE = 8,   /* AMOUNT that is four plain digits without a unit, 1900 to 2199: also a year */
	PLINT_NODE_UNIT_FIRST = 16,/* "IZD 48" */
	PLINT_NODE_CLASSIFIED = 32,/* STATEMENT: what it is is known */
	PLINT_NODE_MENTION = 64,   /* STATEMENT: nested "indicator NAME" with neither title nor body */
	PLINT_NODE_REPORTED = 128, /* STATEMENT: has been reported (unknown, misplaced …): what it may have set is not known */
	PLINT_NODE_CAPITALISED = 256, /* head WORD was written with a capital */
	PLINT_NODE_UNCLOSED = 512, /* BODY or TEXT that was never closed */
	PLINT_NODE_INCLUDE = 1024, /* STATEMENT: include "file" */
	PLINT_NODE_OPEN = 2048     /* STATEMENT: may say more than was read: an unclosed text swallowed the rest, a list ends in a comma */
};

enum plint_bound {
	PLINT_BOUND_NONE,  /* also the target "none" */
	PLINT_BOUND_REACH, /* a plain value */
	PLINT_BOUND_LEAST,
	PLINT_BOUND_MOST,
	PLINT_BOUND_EXACTLY,
	PLINT_BOUND_BETWEEN,
	PLINT_BOUND_DONE
};

enum plint_grain { PLINT_GRAIN_DAY, PLINT_GRAIN_MONTH, PLINT_GRAIN_QUARTER, PLINT_GRAIN_YEAR, PLINT_GRAIN_FISCAL };

/* Days count from 1970-01-01 (proleptic Gregorian); years 1900 to 2199. */
struct plint_days {
	int32_t first, last;
};

struct plint_node {
	uint8_t kind;  /* enum plint_node_kind */
	uint8_t link;  /* enum plint_link before this value */
	uint16_t flags;
	struct plint_span span;
	uint32_t next; /* next sibling */
	uint32_t child; /* first child */
	union {
		double number;                       /* AMOUNT; with unit in .child's stead, see unit below */
		struct plint_days days;              /* DATE; for FISCAL u.days.first is the year */
		struct {
			uint32_t atom;               /* WORD: interned text, NFC */
			uint32_t sub;
		} word;
		struct {
			uint32_t text;               /* TEXT: index into texts */
			uint32_t sub;
		} text;
		struct {
			uint32_t count;              /* RHYTHM: every COUNT units */
			uint32_t unit;               /* atom of "years", … */
		} rhythm;
		struct {
			uint8_t what_kind;           /* STATEMENT that is a block: enum plint_kind, else 0 */
			uint8_t class_word;          /* "social goal": enum plint_class */
			uint8_t field;               /* STATEMENT that is a field: id, else 0 */
			uint8_t skip;                /* values that belong to the head: 1 for "social goal", "year starts" (the link of "split by" is no value) */
			uint32_t body;               /* STATEMENT: its BODY node or 0 */
		} stmt;
		struct {
			uint32_t sub;                /* BOUND: enum plint_bound; DATE's grain is in flags bits 12-15 */
		} bound;
	} u;
};
_Static_assert(sizeof(struct plint_node) == 32, "tree nodes stay 32 bytes");

#define PLINT_NODE_GRAIN(flags) ((enum plint_grain)((flags) >> 12))
/* For AMOUNT nodes `child` is not a node but the unit: an atom (word as written: "percent" for %, "pp", "IZD", "households"), 0: none. */

struct plint_ast_text {
	const char *text; /* cooked: escapes resolved, blanks beside the quotes dropped, common indent removed; no NUL behind it */
	uint32_t len;
};

/* A comment, from its '#' to the end of its line (without the line end). */
struct plint_comment {
	struct plint_span span;
	bool own_line; /* nothing but blanks before it on its line */
};

/* What a directive comment says. */
struct plint_directive {
	struct plint_span span;       /* of the comment */
	bool whole_file;              /* ignore-file */
	uint32_t statement;           /* node that it silences, with its block; 0 for whole_file or where there is none */
	uint32_t file;                /* FILE node */
	uint32_t first_rule, rule_count; /* into directive_rules */
	const char *reason;           /* shown form */
};
struct plint_directive_rule {
	struct plint_span span;
	const char *name; /* as written: rule id or family */
};

struct plint_words;

struct plint_parse;

struct plint_ast {
	struct plint_arena *arena;
	struct plint_source *source;
	const struct plint_schema *schema;
	struct plint_intern *atoms;               /* names and words, NFC */
	const struct plint_words *words;          /* those that mean something (syntax/words.h) */
	PLINT_VEC(struct plint_node) nodes;       /* nodes.items[0] is unused */
	PLINT_VEC(struct plint_ast_text) texts;
	PLINT_VEC(struct plint_comment) comments; /* in order of place */
	PLINT_VEC(uint32_t) roots;                /* FILE nodes, in order of files */
	PLINT_VEC(struct plint_directive) directives;
	PLINT_VEC(struct plint_directive_rule) directive_rules;
	struct plint_parse *parse;                /* the parser's, taken once for all files */
};

/* Node ID, which must be one of T; borrowed until a node is added. */
static inline const struct plint_node *plint_ast_node(const struct plint_ast *t, uint32_t id)
{
	return &t->nodes.items[id];
}

#endif
