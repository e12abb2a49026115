/*
 * Sentences: what is said about lines that are not as they should be. Each says what was found and what to write instead, with the
 * reader's own words put into the right form. When something is said, and about which place, is decided in classify.c.
 */
#ifndef PLINT_SYNTAX_SLIPS_H
#define PLINT_SYNTAX_SLIPS_H

#include "syntax/ast_build.h"

/* A statement that is looked at. */
struct plint_slip_line {
	struct plint_parse *ps;
	uint32_t node;        /* STATEMENT or ERROR */
	unsigned parent;      /* kind of the block around it; PLINT_KIND_NONE at the top, PLINT_KIND_COUNT where not known */
	uint32_t before;      /* the statement before it, or 0 */
};

/* Adds a reading error RULE at SPAN; the message as by printf. Plan text in it must come through plint_slips_shown. */
struct plint_diag *plint_slips_report(struct plint_parse *ps, const char *rule, struct plint_span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The text of the file at SPAN as it may be shown, at most MAX_CHARS characters. */
const char *plint_slips_shown(struct plint_parse *ps, struct plint_span span, unsigned max_chars);

/* A header with its title in plain words, as it should be: WORDS, the text at REST in quotes, and the number in front of it as the code,
 * where KIND has one. A text that has its quotes, and a name, stay as they are. */
const char *plint_slips_header(const struct plint_slip_line *line, enum plint_kind kind, const char *words, struct plint_span rest);

/* Says that the plain words at SPAN, cells with tabs between them, are a row of a table; false and nothing said where they are not. */
bool plint_slips_tell_row(const struct plint_slip_line *line, struct plint_span span);

/* From the first value of LINE to the end of its line, without a block. */
struct plint_span plint_slips_rest(const struct plint_slip_line *line, struct plint_span from);
/* The link word in front of the value at SPAN, behind the value that ends at PREV_END. */
struct plint_span plint_slips_link(struct plint_parse *ps, uint32_t prev_end, struct plint_span span);

/* A fault of LINE that was noted while it was read. */
void plint_slips_tell_fault(const struct plint_slip_line *line, const struct plint_fault *f);

/* The first word (or words, at SPAN) of LINE is neither a kind nor a field that may stand here. WORD is its number, if it has one. */
void plint_slips_tell_unknown(const struct plint_slip_line *line, unsigned word, bool *is_prose);
void plint_slips_tell_wrong_kind(const struct plint_slip_line *line, enum plint_kind kind);
void plint_slips_tell_class_without_goal(const struct plint_slip_line *line, struct plint_span second);
void plint_slips_tell_said_twice(const struct plint_slip_line *line, const char *what, uint32_t first, bool takes_list);

/* The header of a block of KIND. AT is the place at fault. */
void plint_slips_tell_prose_title(const struct plint_slip_line *line, enum plint_kind kind, struct plint_span name, struct plint_span at);
void plint_slips_tell_title_first(const struct plint_slip_line *line, enum plint_kind kind, struct plint_span title, struct plint_span at);
void plint_slips_tell_name_with_blank(const struct plint_slip_line *line, struct plint_span first, struct plint_span at);
void plint_slips_tell_reserved(const struct plint_slip_line *line, struct plint_span at, uint32_t next);
void plint_slips_tell_header(const struct plint_slip_line *line, enum plint_kind kind, struct plint_span at, uint32_t value);

/* The values of the field F. */
void plint_slips_tell_no_value(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span link);
void plint_slips_tell_two_values(const struct plint_slip_line *line, const struct plint_field *f, uint32_t first, uint32_t second);
void plint_slips_tell_no_text(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span at);
/* FIRST is the first of the words, AT the place at fault. */
void plint_slips_tell_words(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span first, struct plint_span at);
void plint_slips_tell_words_before_number(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span at,
                                          uint32_t number);
void plint_slips_tell_side_by_side(const struct plint_slip_line *line, const struct plint_field *f, uint32_t left, uint32_t right);
void plint_slips_tell_link(const struct plint_slip_line *line, const struct plint_field *f, enum plint_link link, struct plint_span at);
/* IS_WHOLE: all of the line from FIRST on, links as well. */
void plint_slips_tell_date(const struct plint_slip_line *line, uint32_t first, bool is_whole);
/* "tbd", "TBA" in the place of a number. */
void plint_slips_tell_open_mark(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span at);
void plint_slips_tell_glued(const struct plint_slip_line *line, struct plint_span at);
void plint_slips_tell_field_block(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span at);
void plint_slips_tell_include(const struct plint_slip_line *line, struct plint_span at);

#endif
