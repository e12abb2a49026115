/* Pages: see page.h. What all forms share: parts that are opened and closed in order. */
#include "cli/page.h"

#include <assert.h>
#include <string.h>

const char *const plint_page_form_names[PLINT_PAGE_FORM_COUNT] = {"text", "markdown", "html"};

enum plint_page_form plint_page_form_find(const char *name)
{
	for (int i = 0; i < PLINT_PAGE_FORM_COUNT; i++)
		if (strcmp(plint_page_form_names[i], name) == 0)
			return (enum plint_page_form)i;
	return PLINT_PAGE_FORM_COUNT;
}

void plint_page_init(struct plint_page *p, struct plint_buf *out, enum plint_page_form form, const char *language)
{
	static const struct plint_page_ops *const forms[PLINT_PAGE_FORM_COUNT] = {&plint_page_text_ops, &plint_page_markdown_ops,
	                                                                        &plint_page_html_ops};
	*p = (struct plint_page){.out = out, .ops = forms[form], .language = language ? language : "en"};
	plint_buf_init(&p->line, out->arena);
}

void plint_page_begin(struct plint_page *p, const char *title)
{
	p->ops->begin(p, title);
}

static void end_list(struct plint_page *p)
{
	if (p->is_list)
		p->ops->end_list(p);
	p->is_list = false;
}

void plint_page_end(struct plint_page *p)
{
	end_list(p);
	p->ops->end(p);
}

void plint_page_heading(struct plint_page *p, unsigned level, const char *anchor, const char *text, const char *note)
{
	end_list(p);
	p->ops->heading(p, level, anchor, text, note);
}

void plint_page_open(struct plint_page *p, enum plint_page_part part)
{
	assert(!p->is_open && (part == PLINT_PAGE_CELL) == p->is_table);
	if (part != PLINT_PAGE_ITEM)
		end_list(p);
	p->is_open = true;
	p->part = part;
	p->ops->open(p, part);
	p->is_list = part == PLINT_PAGE_ITEM;
}

void plint_page_text(struct plint_page *p, const char *text)
{
	p->ops->text(p, text);
}

void plint_page_code(struct plint_page *p, const char *text)
{
	p->ops->code(p, text);
}

void plint_page_link(struct plint_page *p, const char *text, const char *anchor)
{
	p->ops->link(p, text, anchor);
}

void plint_page_close(struct plint_page *p)
{
	p->ops->close(p);
	p->is_open = false;
	if (p->part == PLINT_PAGE_CELL)
		p->column = p->column + 1 < p->columns ? p->column + 1 : 0;
}

void plint_page_part(struct plint_page *p, enum plint_page_part part, const char *text)
{
	plint_page_open(p, part);
	plint_page_text(p, text);
	plint_page_close(p);
}

void plint_page_block(struct plint_page *p, const char *text)
{
	end_list(p);
	p->ops->block(p, text);
}

void plint_page_table(struct plint_page *p, const char *const *heads, unsigned count)
{
	end_list(p);
	p->is_table = true;
	p->columns = count;
	p->column = 0;
	p->ops->table(p, heads, count);
}

void plint_page_end_table(struct plint_page *p)
{
	assert(p->column == 0);
	p->is_table = false;
	p->ops->end_table(p);
}
