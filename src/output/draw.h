/*
 * Inside the human formats: styles, wrapped text, excerpts of the plan. Nothing outside src/output includes this.
 */
#ifndef PLINT_OUTPUT_DRAW_H
#define PLINT_OUTPUT_DRAW_H

#include "output/output.h"

/* The styles, in one table (styles.def): what they are for, their tag in tests, their SGR parameters. */
enum plint_style {
#define PLINT_STYLE(id, tag, sgr) PLINT_STYLE_##id,
#include "output/styles.def"
#undef PLINT_STYLE
	PLINT_STYLE_COUNT
};

/* Style in which severity S is drawn. */
enum plint_style plint_style_of(enum plint_severity s);

/* Starts and ends a stretch of STYLE; nothing where the run has no colour. Stretches do not nest. */
void plint_draw_style(struct plint_output *o, enum plint_style style);
void plint_draw_plain(struct plint_output *o);
/* TEXT in STYLE. */
void plint_draw_styled(struct plint_output *o, enum plint_style style, const char *text);

/* Columns that TEXT, which is in shown form, takes on a terminal. */
unsigned plint_draw_width(const char *text, size_t len);
/* Columns at which the run wraps. */
unsigned plint_draw_columns(const struct plint_output *o);
/* Appends the words of TEXT, breaking lines at the run's width; COLUMN is where the first one begins, further lines are indented
 * by INDENT. Blanks and line breaks of TEXT only part words. No line break at the end. */
void plint_draw_wrapped(struct plint_output *o, const char *text, unsigned column, unsigned indent);

/* Appends PATH as shown where it begins a line of the output: with "./" before it where its first sign could make a command of it, to a
 * build server (::, ##), a shell (-) or a table (=). */
void plint_draw_leading_path(struct plint_buf *out, const char *path);

/* Appends "path:line:column" of POS. */
void plint_draw_place(struct plint_output *o, const struct plint_source *s, uint32_t pos);

/* The excerpt of finding X: the arrow line, the lines of the plan with what is marked in them, other files behind. Returns the width
 * of the gutter, under whose bar notes go on; 0 and nothing drawn where X has no place. */
unsigned plint_draw_excerpt(struct plint_output *o, struct plint_source *s, const struct plint_diag *x);

/* Starts a line behind the gutter: blanks, then MARK ("|", "="), no blank behind. */
void plint_draw_gutter(struct plint_output *o, unsigned gutter, const char *mark);

#endif
