/*
 * Small tools for sentences, shared by the files slips*.c alone. Not for other files: those take slips.h.
 */
#ifndef PLINT_SYNTAX_SLIPS_TOOLS_H
#define PLINT_SYNTAX_SLIPS_TOOLS_H

#include <stdarg.h>
#include <string.h>

#include "base/text.h"
#include "syntax/slips.h"

#define SHOWN 80 /* characters of a reader's own text in a message */

/* Whether the block around LINE has a field that is spelt WORDS. */
bool plint_slips_is_field(const struct plint_slip_line *line, const char *words);
/* "June 2027", "31 décembre 2027" and the like at SPAN as an ISO date, or NULL. */
const char *plint_slips_iso(const struct plint_slip_line *line, struct plint_span span);
/* What to write for the French or Spanish words that LINE begins with, and their place; NULL where it begins with none that has a meaning in
 * the block around it. */
const char *plint_slips_foreign(const struct plint_slip_line *line, struct plint_span *span);

/* The text at SPAN as it may be shown. */
static inline const char *shown(const struct plint_slip_line *line, struct plint_span span)
{
	return plint_slips_shown(line->ps, span, SHOWN);
}

/* Text made as by printf, in the memory of the findings. */
__attribute__((format(printf, 2, 3))) static inline const char *made(const struct plint_slip_line *line, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const char *text = plint_arena_vprintf(line->ps->diags->arena, format, args);
	va_end(args);
	return text;
}

static inline const struct plint_node *node_at(const struct plint_slip_line *line, uint32_t node)
{
	return &line->ps->ast->nodes.items[node];
}

static inline struct plint_span span_of(const struct plint_slip_line *line, uint32_t node)
{
	return node_at(line, node)->span;
}

/* "a goal", "an objective". */
static inline const char *with_article(const struct plint_slip_line *line, const char *word)
{
	return made(line, "%s %s", plint_text_article(word), word);
}

/* The text at SPAN in quotes, or as it is where it has its own. */
static inline const char *quoted(const struct plint_slip_line *line, struct plint_span span)
{
	bool has_quotes = plint_quote_opener(plint_parse_text(line->ps, span), span.end - span.start, false) != 0;
	const char *text = plint_slips_shown(line->ps, span, 40);
	return has_quotes ? text : made(line, "\"%s\"", text);
}

/* The words at SPAN with MARK in place of each blank. */
static inline const char *joined(const struct plint_slip_line *line, struct plint_span span, char mark)
{
	const char *text = shown(line, span);
	char *word = plint_arena_strndup(line->ps->diags->arena, text, strlen(text));
	for (char *p = word; *p; p++)
		if (*p == ' ')
			*p = mark;
	return word;
}

/* The words at SPAN as one name: "operations manager" is operations_manager. */
static inline const char *as_name(const struct plint_slip_line *line, struct plint_span span)
{
	return joined(line, span, '_');
}

/* Text of the line behind SPAN, up to its end, a ';' or a brace. */
static inline struct plint_span text_behind(const struct plint_slip_line *line, struct plint_span span)
{
	const struct plint_parse *ps = line->ps;
	uint32_t start = span.end - ps->base, end;
	while (start < ps->len && (ps->text[start] == ' ' || ps->text[start] == '\t'))
		start++;
	for (end = start; end < ps->len && !strchr("\r\n;{}", ps->text[end]);)
		end++;
	while (end > start && (ps->text[end - 1] == ' ' || ps->text[end - 1] == '\t'))
		end--;
	return plint_parse_span(ps, start, end - start);
}

#endif
