/* Pages as Markdown, as GitHub and GitLab show it. */
#include <string.h>

#include "cli/page.h"
#include "output/markdown_text.h"

static void begin(struct plint_page *p, const char *title)
{
	plint_buf_str(p->out, "# ");
	plint_markdown_text(p->out, title);
	plint_buf_char(p->out, '\n');
}

/* An anchor of its own where the heading would not make it. */
static void heading(struct plint_page *p, unsigned level, const char *anchor, const char *text, const char *note)
{
	plint_buf_char(p->out, '\n');
	if (anchor && strcmp(anchor, text) != 0)
		plint_buf_printf(p->out, "<a id=\"%s\"></a>\n\n", anchor);
	plint_buf_fill(p->out, '#', level);
	plint_buf_char(p->out, ' ');
	plint_markdown_text(p->out, text);
	plint_buf_char(p->out, '\n');
	if (note) {
		plint_buf_str(p->out, "\n*");
		plint_markdown_text(p->out, note);
		plint_buf_str(p->out, "*\n");
	}
}

static void open_part(struct plint_page *p, enum plint_page_part part)
{
	plint_buf_reset(&p->line);
	if (part == PLINT_PAGE_PARAGRAPH || (part == PLINT_PAGE_ITEM && !p->is_list))
		plint_buf_char(p->out, '\n');
	if (part == PLINT_PAGE_ITEM)
		plint_buf_str(p->out, "- ");
	else if (part == PLINT_PAGE_CELL)
		plint_buf_str(p->out, p->column ? " " : "| ");
}

/* At the beginning of a line these would make a list, or a heading of the line before. */
static void guard_start(struct plint_page *p, const char *words)
{
	size_t digits = strspn(words, "0123456789");
	if (p->line.len > 0 || p->part == PLINT_PAGE_CELL)
		return;
	if (strchr("-=", words[0]) || (digits > 0 && strchr(".)", words[digits])))
		plint_buf_str(p->out, "&#8203;");
}

static void text(struct plint_page *p, const char *words)
{
	if (!*words)
		return;
	guard_start(p, words);
	plint_markdown_text(p->out, words);
	plint_buf_char(&p->line, '.');
}

static void code(struct plint_page *p, const char *words)
{
	/* Within a table a | parts cells even in code. */
	for (const char *bar; p->part == PLINT_PAGE_CELL && (bar = strchr(words, '|')); words = bar + 1) {
		plint_markdown_code(p->out, words, (size_t)(bar - words));
		plint_buf_str(p->out, "\\|");
	}
	plint_markdown_code(p->out, words, strlen(words));
	plint_buf_char(&p->line, '.');
}

static void link_to(struct plint_page *p, const char *words, const char *anchor)
{
	plint_buf_char(p->out, '[');
	plint_markdown_text(p->out, words);
	plint_buf_printf(p->out, "](#%s)", anchor);
	plint_buf_char(&p->line, '.');
}

static void close_part(struct plint_page *p)
{
	if (p->part == PLINT_PAGE_CELL)
		plint_buf_str(p->out, p->column + 1 == p->columns ? " |\n" : " |");
	else
		plint_buf_char(p->out, '\n');
}

static void block(struct plint_page *p, const char *lines)
{
	plint_buf_char(p->out, '\n');
	plint_markdown_block(p->out, lines);
}

static void table(struct plint_page *p, const char *const *heads, unsigned count)
{
	plint_buf_str(p->out, "\n|");
	for (unsigned i = 0; i < count; i++) {
		plint_buf_char(p->out, ' ');
		plint_markdown_text(p->out, heads[i]);
		plint_buf_str(p->out, " |");
	}
	plint_buf_str(p->out, "\n|");
	for (unsigned i = 0; i < count; i++)
		plint_buf_str(p->out, " --- |");
	plint_buf_char(p->out, '\n');
}

static void end(struct plint_page *p)
{
	(void)p;
}

const struct plint_page_ops plint_page_markdown_ops = {begin,      heading, open_part, text, code, link_to,
                                                       close_part, block,   table,     end,  end,  end};
