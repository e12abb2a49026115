/*
 * Braces that lack or are too many. The scanner asks only where the indentation of a line speaks against its braces, so a plan in
 * order costs nothing here; the braces of the file are then counted once.
 */
#ifndef PLINT_SYNTAX_BALANCE_H
#define PLINT_SYNTAX_BALANCE_H

#include "syntax/ast_build.h"

/* Columns of the blanks in front of the token at SPAN, on the line that begins at offset LINE_START; UINT32_MAX where something else
 * stands before it. */
uint32_t plint_balance_indent(struct plint_parse *ps, struct plint_span span, uint32_t line_start);
/* Columns of the blanks in front of the first thing on the line that begins at offset LINE_START. */
uint32_t plint_balance_line_indent(struct plint_parse *ps, uint32_t line_start);

/* Whether the file lacks a '}' (has one too many) that has not been accounted for yet; if so, it is now. */
bool plint_balance_take_missing(struct plint_parse *ps);
bool plint_balance_take_surplus(struct plint_parse *ps);

/* Reports that the block of O is never closed. */
void plint_balance_tell_unclosed(struct plint_parse *ps, const struct plint_open *o);
/* Reports the brace at SPAN, a '{' or '}' too many. HEADER: line that probably lacks its '{', or {0, 0}. */
void plint_balance_tell_stray(struct plint_parse *ps, struct plint_span span, struct plint_span header);

#endif
