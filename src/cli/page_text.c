/*
 * Pages as text for a terminal: headings, paragraphs wrapped behind two blanks, blocks behind four. A table has its first column on the left and
 * the others, joined, beside it; a terminal is too narrow for more.
 */
#include <string.h>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/page.h"

#define INDENT 2u
#define BESIDE 24u /* column at which the rest of a row begins */

static void begin(struct plint_page *p, const char *title)
{
	plint_buf_printf(p->out, "%s\n", title);
}

/* A blank line, unless the page has just begun. */
static void part_off(struct plint_page *p)
{
	if (p->out->len > 0)
		plint_buf_char(p->out, '\n');
}

static void heading(struct plint_page *p, unsigned level, const char *anchor, const char *text, const char *note)
{
	(void)anchor;
	if (level < 3)
		part_off(p);
	part_off(p);
	size_t before = p->out->len;
	plint_text_show(p->out, text, strlen(text));
	size_t width = p->out->len - before;
	if (note)
		plint_buf_printf(p->out, "  (%s)", note);
	plint_buf_char(p->out, '\n');
	if (level == 2) {
		plint_buf_fill(p->out, '=', width);
		plint_buf_char(p->out, '\n');
	}
	if (level < 4)
		plint_buf_char(p->out, '\n');
}

static void open_part(struct plint_page *p, enum plint_page_part part)
{
	if (part != PLINT_PAGE_CELL || p->column == 0)
		plint_buf_reset(&p->line);
	else if (p->column > 1 && p->line.len > p->first_cell && p->line.text[p->line.len - 1] != ' ')
		plint_buf_str(&p->line, " · ");
}

static void text(struct plint_page *p, const char *words)
{
	plint_text_show(&p->line, words, strlen(words));
}

static void link_to(struct plint_page *p, const char *words, const char *anchor)
{
	(void)anchor;
	text(p, words);
}

/* The row that the line holds: its first cell, and beside it the rest. */
static void write_row(struct plint_page *p)
{
	struct plint_buf rest;
	plint_buf_init(&rest, p->out->arena);
	size_t width = INDENT + p->first_cell;
	plint_buf_fill(p->out, ' ', INDENT);
	plint_buf_add(p->out, p->line.text, p->first_cell);
	if (p->line.len == p->first_cell) {
		plint_buf_char(p->out, '\n');
		return;
	}
	plint_cli_wrap(&rest, p->line.text + p->first_cell, BESIDE);
	if (width < BESIDE) {
		plint_buf_add(p->out, rest.text + width, rest.len - width);
		return;
	}
	plint_buf_char(p->out, '\n');
	plint_buf_add(p->out, rest.text, rest.len);
}

/* A list's item: the wrapped text, with a dash in the blanks before it. */
static void write_item(struct plint_page *p)
{
	size_t at = p->out->len;
	plint_cli_wrap(p->out, p->line.text, INDENT + 2);
	p->out->text[at + INDENT] = '-';
}

static void close_part(struct plint_page *p)
{
	if (p->part == PLINT_PAGE_CELL) {
		if (p->column == 0)
			p->first_cell = p->line.len;
		if (p->column + 1 == p->columns)
			write_row(p);
		return;
	}
	if (p->line.len == 0)
		return;
	if (p->part == PLINT_PAGE_ITEM)
		write_item(p);
	else
		plint_cli_wrap(p->out, p->line.text, INDENT);
}

static void block(struct plint_page *p, const char *lines)
{
	while (*lines) {
		size_t len = strcspn(lines, "\n");
		plint_buf_fill(p->out, ' ', len ? 2 * INDENT : 0);
		plint_text_show(p->out, lines, len);
		plint_buf_char(p->out, '\n');
		lines += len + (lines[len] == '\n');
	}
}

static void table(struct plint_page *p, const char *const *heads, unsigned count)
{
	(void)p;
	(void)heads;
	(void)count;
}

static void end(struct plint_page *p)
{
	(void)p;
}

const struct plint_page_ops plint_page_text_ops = {begin, heading, open_part, text, text, link_to, close_part, block, table,
                                                   end,   end,     end};
