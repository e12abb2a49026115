/*
 * An expression as it was written: the tree that grammar/expr.y builds and check.c reads. It lives as long as the compilation's scratch
 * arena and no longer. Nothing here knows what a name means.
 */
#ifndef PLINT_EXPR_TREE_H
#define PLINT_EXPR_TREE_H

#include "expr/expr.h"

enum plint_tree_kind {
	PLINT_TREE_NAME,     /* text */
	PLINT_TREE_NUMBER,   /* number; text: its unit or NULL ("percent" for %) */
	PLINT_TREE_DATE,     /* first, last */
	PLINT_TREE_TEXT,     /* text */
	PLINT_TREE_DOT,      /* a . text */
	PLINT_TREE_CALL,     /* text ( a, a->next … ) */
	PLINT_TREE_FIELD,    /* . text, as an argument */
	PLINT_TREE_TUPLE,    /* ( a, a->next … ) */
	PLINT_TREE_OPERATOR, /* op: a op b */
	PLINT_TREE_FOLD,     /* op ( c for text in a where b ), ( a ) */
	PLINT_TREE_THOSE,    /* text in a where b */
	PLINT_TREE_QUANT,    /* op text in a where b has c */
	PLINT_TREE_AND, PLINT_TREE_OR, /* a, a->next …: two or more */
	PLINT_TREE_NOT,      /* a */
	PLINT_TREE_TEST,     /* op: a op b */
	PLINT_TREE_BETWEEN,  /* a between b and c */
	PLINT_TREE_MATCHES,  /* a matches text */
	PLINT_TREE_IS        /* a is text */
};

struct plint_tree {
	uint8_t kind; /* enum plint_tree_kind */
	uint8_t op;   /* enum plint_xop */
	uint16_t depth;
	uint32_t start, end; /* bytes in the expression */
	uint32_t word_start, word_end; /* of text where it is a name */
	uint32_t len;
	const char *text;
	double number;
	int32_t first, last;
	struct plint_tree *a, *b, *c, *next, *tail; /* tail: last of the list that this one begins */
};

/* One parse. */
struct plint_tree_parse {
	struct plint_arena *arena;
	const char *text;
	size_t len;
	struct plint_tree *root;
	void *scanner;
	int first_token;       /* stands before the text and says what it is: see expr.y */
	bool after_dot;        /* the next word is a name whatever it is */
	unsigned parens;
	bool failed;
	struct plint_expr_error *error;
};

enum plint_tree_goal { PLINT_GOAL_EXPR, PLINT_GOAL_SUBJECT };

/* Parses TEXT; the tree, in ARENA, or NULL with *ERROR set. GOAL_SUBJECT: "name in value [where expr]" as a THOSE. */
struct plint_tree *plint_tree_read(struct plint_arena *arena, const char *text, size_t len, enum plint_tree_goal goal,
                                   struct plint_expr_error *error);

/* Notes the first mistake of PS at START to END; texts are kept. */
void plint_tree_fail(struct plint_tree_parse *ps, uint32_t start, uint32_t end, const char *hint, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Beside the scanner: runs scanner and parser over PS. */
bool plint_tree_parse_text(struct plint_tree_parse *ps, enum plint_tree_goal goal);
/* Token of the keyword TEXT, else that of a name. */
int plint_tree_keyword(const char *text, uint32_t len);

/* For the parser: FOUND (NULL: the end) stands at AT where one of COUNT tokens was expected. */
void plint_tree_syntax_error(struct plint_tree_parse *ps, struct plint_span at, const char *found,
                             const char *const *expected, unsigned count);
/* A byte that begins nothing. */
void plint_tree_bad_sign(struct plint_tree_parse *ps, uint32_t at);

/* For the scanner: classify a word and a number; their token. */
struct plint_tree_word {
	const char *text;
	uint32_t len;
};
int plint_tree_scan_word(struct plint_tree_parse *ps, const char *text, uint32_t len, struct plint_span at,
                         struct plint_tree_word *out);
int plint_tree_scan_number(struct plint_tree_parse *ps, const char *text, uint32_t len, struct plint_span at,
                           struct plint_tree **out);
int plint_tree_scan_text(struct plint_tree_parse *ps, const char *text, uint32_t len, struct plint_span at,
                         struct plint_tree_word *out);
/* A bracket opens (+1) or closes (-1); false where they are nested too deep. */
bool plint_tree_paren(struct plint_tree_parse *ps, struct plint_span at, int by);

/* For the grammar: one call per action. */
struct plint_tree *plint_tree_leaf(struct plint_tree_parse *ps, enum plint_tree_kind kind, struct plint_span at,
                                   struct plint_tree_word word);
struct plint_tree *plint_tree_unit(struct plint_tree_parse *ps, struct plint_tree *number, struct plint_span at,
                                   struct plint_tree_word unit);
struct plint_tree *plint_tree_named(struct plint_tree_parse *ps, enum plint_tree_kind kind, struct plint_span at,
                                    struct plint_tree *a, struct plint_tree_word word, struct plint_span word_at);
struct plint_tree *plint_tree_pair(struct plint_tree_parse *ps, enum plint_tree_kind kind, enum plint_xop op,
                                   struct plint_span at, struct plint_tree *a, struct plint_tree *b);
struct plint_tree *plint_tree_between(struct plint_tree_parse *ps, struct plint_span at, struct plint_tree *a,
                                      struct plint_tree *low, struct plint_tree *high);
/* A chain of `and` or `or` (KIND): A and B become members of one list. */
struct plint_tree *plint_tree_chain(struct plint_tree_parse *ps, enum plint_tree_kind kind, struct plint_span at,
                                    struct plint_tree *a, struct plint_tree *b);
struct plint_tree *plint_tree_list(struct plint_tree *list, struct plint_tree *more);
struct plint_tree *plint_tree_over(struct plint_tree_parse *ps, enum plint_tree_kind kind, enum plint_xop op,
                                   struct plint_span at, struct plint_tree *each, struct plint_tree *body);
struct plint_tree *plint_tree_each(struct plint_tree_parse *ps, struct plint_span at, struct plint_tree_word name,
                                   struct plint_span name_at, struct plint_tree *set, struct plint_tree *where);
/* (…): the same tree with the brackets' place. */
struct plint_tree *plint_tree_group(struct plint_tree *inner, struct plint_span at);
/* Negates: `not in`, `is not`. */
struct plint_tree *plint_tree_not(struct plint_tree_parse *ps, struct plint_span at, struct plint_tree *inner);

#endif
