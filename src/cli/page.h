/*
 * Pages for people to read and keep: written once, through the functions below, and drawn as text for a terminal, as Markdown or as one HTML
 * file. Rule pages and the reference page are made of them. Not for findings: those are src/output's.
 *
 * All texts may come from a pack and are made harmless for the form. In running text, what stands between two backticks is code.
 */
#ifndef PLINT_CLI_PAGE_H
#define PLINT_CLI_PAGE_H

#include <stdbool.h>

#include "base/buf.h"

enum plint_page_form { PLINT_PAGE_TEXT, PLINT_PAGE_MARKDOWN, PLINT_PAGE_HTML, PLINT_PAGE_FORM_COUNT };

/* A stretch of running text. */
enum plint_page_part {
	PLINT_PAGE_PARAGRAPH,
	PLINT_PAGE_ITEM,     /* of a list */
	PLINT_PAGE_CELL      /* of a table's row */
};

struct plint_page;
struct plint_page_ops {
	void (*begin)(struct plint_page *p, const char *title);
	void (*heading)(struct plint_page *p, unsigned level, const char *anchor, const char *text, const char *note);
	void (*open)(struct plint_page *p, enum plint_page_part part);
	void (*text)(struct plint_page *p, const char *text);
	void (*code)(struct plint_page *p, const char *text);
	void (*link)(struct plint_page *p, const char *text, const char *anchor);
	void (*close)(struct plint_page *p);
	void (*block)(struct plint_page *p, const char *text);
	void (*table)(struct plint_page *p, const char *const *heads, unsigned count);
	void (*end_table)(struct plint_page *p);
	void (*end_list)(struct plint_page *p); /* behind the last item in a row */
	void (*end)(struct plint_page *p);
};

/* A page that is being written. The fields are the drawing functions' own. */
struct plint_page {
	struct plint_buf *out;
	const struct plint_page_ops *ops;
	const char *language;      /* of its text: "en" */
	enum plint_page_part part; /* open */
	bool is_open, is_list, is_table;
	unsigned columns, column;  /* of the open table; the cell that comes next */
	struct plint_buf line;     /* text: what the open part or row holds so far */
	size_t first_cell;         /* text: bytes of the row's first cell */
};

/* Form called NAME ("markdown"), or PLINT_PAGE_FORM_COUNT. */
enum plint_page_form plint_page_form_find(const char *name);
/* "text, markdown, html" */
extern const char *const plint_page_form_names[PLINT_PAGE_FORM_COUNT];

/* Starts a page at the end of OUT, which is borrowed until the page's end. LANGUAGE NULL: English. */
void plint_page_init(struct plint_page *p, struct plint_buf *out, enum plint_page_form form, const char *language);
/* What stands before and behind a page of its own. A piece of text for the terminal needs neither. */
void plint_page_begin(struct plint_page *p, const char *title);
void plint_page_end(struct plint_page *p);

/* A heading of LEVEL 2 to 4, which links find by ANCHOR (NULL: none), with a NOTE beside it (NULL: none). */
void plint_page_heading(struct plint_page *p, unsigned level, const char *anchor, const char *text, const char *note);

/* Running text: opened, filled, closed. */
void plint_page_open(struct plint_page *p, enum plint_page_part part);
void plint_page_text(struct plint_page *p, const char *text);
/* A piece of a plan or a rule within running text. */
void plint_page_code(struct plint_page *p, const char *text);
/* TEXT, which leads to ANCHOR on this page. */
void plint_page_link(struct plint_page *p, const char *text, const char *anchor);
void plint_page_close(struct plint_page *p);
/* A part that holds TEXT and nothing else. */
void plint_page_part(struct plint_page *p, enum plint_page_part part, const char *text);

/* Lines of a plan or a rule as they are. */
void plint_page_block(struct plint_page *p, const char *text);

/* A table with COUNT columns; its cells follow row by row, as parts. */
void plint_page_table(struct plint_page *p, const char *const *heads, unsigned count);
void plint_page_end_table(struct plint_page *p);

/* The forms. */
extern const struct plint_page_ops plint_page_text_ops, plint_page_markdown_ops, plint_page_html_ops;

#endif
