/*
 * Making the tree: what the scanner, the parser and the passes after them share while a file is read. One struct plint_parse lives
 * for one file. Not for those who only read the tree (ast.h, ast_walk.h).
 */
#ifndef PLINT_SYNTAX_AST_BUILD_H
#define PLINT_SYNTAX_AST_BUILD_H

#include "diag/diag.h"
#include "syntax/ast.h"
#include "syntax/parse.h"
#include "syntax/quote.h"
#include "syntax/words.h"

/* Slips that do not keep a line from being read, and lines that could not be read. Each is told once its statement is known, so that
 * a line gets one message: slips.c has the sentences. */
enum plint_fault_kind {
	PLINT_FAULT_NONE,
	PLINT_FAULT_TOLD,           /* has been reported when the bytes were looked at; nothing more is said about the line */
	PLINT_FAULT_LITERAL,        /* a number or date in another form: message and help come with it */
	PLINT_FAULT_UNCLOSED,       /* a text in quotes that is never closed */
	PLINT_FAULT_SIGN,           /* a sign that means nothing here */
	PLINT_FAULT_BULLET,         /* a bullet or a number in front of a line */
	PLINT_FAULT_COLON,          /* : or = between a word and its value */
	PLINT_FAULT_RELATION,       /* >= <= > < */
	PLINT_FAULT_HYPHEN_RANGE,   /* 3% - 5% */
	PLINT_FAULT_AND,            /* a and b */
	PLINT_FAULT_BETWEEN_TO,     /* between a to b */
	PLINT_FAULT_AS_OF,
	PLINT_FAULT_SINGLE_QUOTES,
	PLINT_FAULT_NAME_HYPHEN,    /* a name ends with '-' */
	PLINT_FAULT_NAME_DIGIT,     /* a name begins with a digit */
	PLINT_FAULT_SOFT_HYPHEN,    /* invisible characters inside a word */
	PLINT_FAULT_GLUED,          /* IZD300,000 */
	PLINT_FAULT_COMMENT,        /* // or -- or slash and asterisk */
	PLINT_FAULT_TRAILING_COMMA, /* nothing follows the comma */
	PLINT_FAULT_NO_BREAK,       /* two facts without an end between them */
	PLINT_FAULT_LINE            /* the parser could not read the line: found and prev tell why */
};

#define PLINT_MAX_WANTED 3

struct plint_fault {
	uint8_t kind;     /* enum plint_fault_kind */
	uint8_t found;    /* token that was found, and the one before it (numbers of the grammar) */
	uint8_t prev;
	struct plint_span span, prev_span;
	uint32_t statement; /* STATEMENT or ERROR node; 0 until it is made; UINT32_MAX for a fault outside of any */
	const char *message, *help;
	const char *wanted[PLINT_MAX_WANTED]; /* of a line: what could have come, where that is a few things only */
	uint8_t wanted_count;
};

/* What is said about a token, and what to write instead. */
struct plint_note {
	const char *message, *help;
};

/* The words of the file that were interned last, by their letters: most words of a line have been seen before. */
#define PLINT_SEEN_WORDS 512
struct plint_seen_word {
	uint64_t letters[2]; /* up to 16, zeros behind them */
	uint32_t atom;       /* 0: none */
};

/* An open '{'. */
struct plint_open {
	struct plint_span brace;
	uint32_t indent;      /* columns before the line that it stands on */
	uint32_t inner;       /* of the first line inside; UINT32_MAX while there is none */
	uint8_t kind;         /* of the block: enum plint_kind; PLINT_KIND_COUNT where it is not known */
	bool is_silent;       /* a '{' too many that has its '}': the parser gets neither */
	bool is_supposed;     /* a '{' that lacks in the text, behind the line HEADER */
	struct plint_span header;
};

struct plint_token {
	int kind;             /* number of the grammar */
	struct plint_span span;
	uint16_t flags;       /* of a number, date or text */
	uint8_t fault;        /* enum plint_fault_kind: told when the token is used */
	uint32_t line_start;  /* offset of the line that it begins on */
	uint32_t atom;        /* of a word; index of a text */
	union {
		double number;
		struct plint_days days;
	} value;
	uint32_t note;        /* of the fault: index into notes, or 0 */
};

#define PLINT_TOKENS_AHEAD 6

struct plint_parse {
	struct plint_ast *ast;
	struct plint_diags *diags;
	const struct plint_file *file;
	void *scanner;
	char *text;
	uint32_t len, base;

	/* Scanner. */
	uint32_t line_start;      /* offset of the line that is being scanned */
	bool is_indent_known;     /* of the line at indent_line: where its first thing begins, and in which column (from 0) */
	uint32_t indent_line, indent_end, indent_columns;
	uint32_t line_braces;     /* '{' less '}' so far on the line at braces_line */
	uint32_t braces_line;
	bool is_at_end;           /* the end of the text has been scanned */
	bool is_dirty;            /* the text has bytes that are no UTF-8, or NUL */
	struct plint_token ahead[PLINT_TOKENS_AHEAD]; /* scanned, but not yet given to the parser */
	unsigned ahead_count;

	/* The line that the parser is getting. */
	int prev, before;         /* the last token that it got, and the one before it */
	struct plint_span prev_span, before_span, given; /* given: the token that is being looked at */
	bool in_line;             /* a statement has begun and not ended */
	bool is_after_head;       /* that token was the first word of the line */
	bool wants_unit;          /* a word now is the unit of the number before it */
	bool has_currency;        /* a currency stands in front of the number */
	uint16_t head;            /* number of the line's first word */
	uint8_t head_kind;        /* kind of block that the line begins; PLINT_KIND_NONE for a field, PLINT_KIND_COUNT where not known */
	uint32_t head_indent;     /* columns in front of the first thing on the line that it stands on */
	bool is_head_first;       /* it is that first thing */
	uint32_t head_line;       /* offset of that line */
	uint32_t first_fault;     /* of the line */

	PLINT_VEC(struct plint_note) notes;
	struct plint_seen_word seen[PLINT_SEEN_WORDS];
	PLINT_VEC(struct plint_fault) faults;
	struct plint_fault spare; /* for faults that are not kept */
	bool has_fault;           /* the line has one */
	struct plint_open open[PLINT_MAX_NESTING];
	uint32_t depth;
	bool said_too_deep;
	bool is_counted;          /* missing and surplus are known */
	uint32_t missing, surplus; /* '}' that lack in the file, or are too many */

	uint32_t suggestions;     /* did-you-means so far */
	uint32_t file_node;
};

struct plint_nodes {
	uint32_t first, last; /* siblings; 0 for none */
};

/* Place of LEN bytes at OFFSET of the file. */
static inline struct plint_span plint_parse_span(const struct plint_parse *ps, uint32_t offset, uint32_t len)
{
	return (struct plint_span){ps->base + offset, ps->base + offset + len};
}

/* Bytes at SPAN of the file that is being read. */
static inline const char *plint_parse_text(const struct plint_parse *ps, struct plint_span span)
{
	return ps->text + (span.start - ps->base);
}

/* Adds a node of KIND at SPAN; its id. */
uint32_t plint_build_node(struct plint_parse *ps, enum plint_node_kind kind, struct plint_span span);
/* Notes a fault at SPAN of the line that is being read. Only the first one of a line is kept, since a line gets one message; a
 * later one may be filled in like it and goes nowhere. */
struct plint_fault *plint_build_fault(struct plint_parse *ps, enum plint_fault_kind kind, struct plint_span span);

/* Notes a fault at SPAN that belongs to no line. */
void plint_build_lone_fault(struct plint_parse *ps, enum plint_fault_kind kind, struct plint_span span);

/* The token as a node: WORD, TEXT, AMOUNT, DATE or PLACEHOLDER. */
uint32_t plint_build_word(struct plint_parse *ps, const struct plint_token *t);
uint32_t plint_build_text(struct plint_parse *ps, const struct plint_token *t);
uint32_t plint_build_number(struct plint_parse *ps, const struct plint_token *t);
uint32_t plint_build_date(struct plint_parse *ps, const struct plint_token *t);
uint32_t plint_build_blank(struct plint_parse *ps, const struct plint_token *t);

/* Actions of the grammar. AT is the place of the whole. */
struct plint_nodes plint_build_add(struct plint_parse *ps, struct plint_nodes list, uint32_t node);
struct plint_nodes plint_build_entry(struct plint_parse *ps, uint32_t value);
/* VALUE, or the first of VALUES, stands behind LINK. */
uint32_t plint_build_link(struct plint_parse *ps, enum plint_link link, uint32_t value);
struct plint_nodes plint_build_linked(struct plint_parse *ps, enum plint_link link, struct plint_nodes values);
/* NUMBER (AMOUNT or PLACEHOLDER) gets UNIT, an atom (0: none), or a power of ten; it becomes an AMOUNT. */
uint32_t plint_build_amount(struct plint_parse *ps, uint32_t number, uint32_t unit, struct plint_span at);
uint32_t plint_build_currency(struct plint_parse *ps, uint32_t currency, uint32_t number, struct plint_span at);
uint32_t plint_build_scaled(struct plint_parse *ps, uint32_t number, double scale, struct plint_span at);
uint32_t plint_build_bound(struct plint_parse *ps, enum plint_bound bound, uint32_t low, uint32_t high, struct plint_span at);
/* NUMBER 0: every one. */
uint32_t plint_build_rhythm(struct plint_parse *ps, uint32_t number, uint32_t unit, struct plint_span at);
/* The line HEAD VALUES as a STATEMENT. */
uint32_t plint_build_line(struct plint_parse *ps, uint32_t head, struct plint_nodes values, struct plint_span at);
/* LINE (STATEMENT or ERROR) gets STATEMENTS as its BODY between the braces OPEN and CLOSE (empty: it was never closed). */
uint32_t plint_build_block(struct plint_parse *ps, uint32_t line, struct plint_nodes statements, struct plint_span open,
                           struct plint_span close);
/* A line that could not be read. */
uint32_t plint_build_error(struct plint_parse *ps, struct plint_span at);
void plint_build_file(struct plint_parse *ps, struct plint_nodes statements);

#endif
