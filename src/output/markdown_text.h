/*
 * Text as GitHub flavoured Markdown: the one place where it is made harmless for that. Nothing of it can become a heading, list, table,
 * link, picture, HTML, mention or line of its own.
 */
#ifndef PLINT_OUTPUT_MARKDOWN_TEXT_H
#define PLINT_OUTPUT_MARKDOWN_TEXT_H

#include "base/buf.h"

/* Appends TEXT as running text on one line: line breaks become blanks. What stands between two backticks becomes code. It must not be
 * the first thing on its line. */
void plint_markdown_text(struct plint_buf *out, const char *text);

/* Appends TEXT as code within a line, whatever backticks it has. */
void plint_markdown_code(struct plint_buf *out, const char *text, size_t len);

/* Appends TEXT as a block of code, on lines of its own. */
void plint_markdown_block(struct plint_buf *out, const char *text);

#endif
