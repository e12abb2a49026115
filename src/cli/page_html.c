/* Pages as one HTML file that holds everything: no network, no scripts, well-formed XML too. */
#include <string.h>

#include "cli/page.h"
#include "output/xml.h"

static const char style[] =
    "<meta charset=\"utf-8\"/>\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'\"/>\n"
    "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
    "<style>\n"
    ":root { color-scheme: light dark; --line: #8885; }\n"
    "body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 56rem; padding: 0 1rem; }\n"
    "h1 { font-size: 1.7rem; } h2 { font-size: 1.4rem; margin-top: 3rem; border-bottom: 1px solid var(--line); }\n"
    "h3 { font-size: 1.15rem; margin: 2.2rem 0 .3rem; } h4 { font-size: 1rem; margin: 1rem 0 .2rem; }\n"
    "p, ul, pre { margin: .3rem 0; } .note { opacity: .75; font-size: .9rem; margin: 0 0 .5rem; }\n"
    "h2, h3, h4, p, li, td, code { overflow-wrap: anywhere; }\n"
    "pre { background: #8881; padding: .5rem .8rem; white-space: pre-wrap; break-inside: avoid; }\n"
    "table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: left; "
    "vertical-align: top; }\n"
    "@media print { body { margin: 0; max-width: none; } a { color: inherit; } }\n"
    "</style>\n";

static struct plint_xml writer(struct plint_page *p)
{
	struct plint_xml x;
	plint_xml_init(&x, p->out, true);
	return x;
}

static void begin(struct plint_page *p, const char *title)
{
	struct plint_xml x = writer(p);
	plint_xml_raw(&x, "<!DOCTYPE html>\n");
	plint_xml_open(&x, "html");
	plint_xml_attr(&x, "lang", p->language);
	plint_xml_raw(&x, "\n<head>\n");
	plint_xml_raw(&x, style);
	plint_xml_element(&x, "title", NULL, title);
	plint_xml_raw(&x, "\n</head>\n<body>\n");
	plint_xml_element(&x, "h1", NULL, title);
	plint_xml_raw(&x, "\n");
}

static void end_list(struct plint_page *p)
{
	plint_buf_str(p->out, "</ul>\n");
}

static void heading(struct plint_page *p, unsigned level, const char *anchor, const char *text, const char *note)
{
	static const char *const names[] = {"h1", "h1", "h2", "h3", "h4"};
	struct plint_xml x = writer(p);
	plint_xml_open(&x, names[level]);
	if (anchor)
		plint_xml_attr(&x, "id", anchor);
	plint_xml_text(&x, text);
	plint_xml_close(&x, names[level]);
	plint_xml_raw(&x, "\n");
	if (note) {
		plint_xml_element(&x, "p", "note", note);
		plint_xml_raw(&x, "\n");
	}
}

static void open_part(struct plint_page *p, enum plint_page_part part)
{
	if (part == PLINT_PAGE_PARAGRAPH)
		plint_buf_str(p->out, "<p>");
	else if (part == PLINT_PAGE_ITEM)
		plint_buf_str(p->out, p->is_list ? "<li>" : "<ul>\n<li>");
	else
		plint_buf_str(p->out, p->column ? "<td>" : "<tr><td>");
}

static void code_n(struct plint_page *p, const char *text, size_t len)
{
	struct plint_xml x = writer(p);
	plint_xml_open(&x, "code");
	plint_xml_text_n(&x, text, len);
	plint_xml_close(&x, "code");
}

static void text(struct plint_page *p, const char *words)
{
	struct plint_xml x = writer(p);
	for (const char *at = words; *at;) {
		const char *open = strchr(at, '`');
		const char *close = open ? strchr(open + 1, '`') : NULL;
		if (!close) {
			plint_xml_text(&x, at);
			return;
		}
		plint_xml_text_n(&x, at, (size_t)(open - at));
		code_n(p, open + 1, (size_t)(close - open - 1));
		at = close + 1;
	}
}

static void code(struct plint_page *p, const char *words)
{
	code_n(p, words, strlen(words));
}

static void link_to(struct plint_page *p, const char *words, const char *anchor)
{
	struct plint_xml x = writer(p);
	char *target = plint_arena_alloc(p->out->arena, strlen(anchor) + 2);
	target[0] = '#';
	memcpy(target + 1, anchor, strlen(anchor) + 1);
	plint_xml_open(&x, "a");
	plint_xml_attr(&x, "href", target);
	plint_xml_text(&x, words);
	plint_xml_close(&x, "a");
}

static void close_part(struct plint_page *p)
{
	if (p->part == PLINT_PAGE_PARAGRAPH)
		plint_buf_str(p->out, "</p>\n");
	else if (p->part == PLINT_PAGE_ITEM)
		plint_buf_str(p->out, "</li>\n");
	else
		plint_buf_str(p->out, p->column + 1 == p->columns ? "</td></tr>\n" : "</td>");
}

static void block(struct plint_page *p, const char *lines)
{
	struct plint_xml x = writer(p);
	plint_buf_str(p->out, "<pre>");
	while (*lines) {
		size_t len = strcspn(lines, "\n");
		size_t before = p->out->len;
		plint_xml_text_n(&x, lines, len);
		lines += len + (lines[len] == '\n');
		/* Tabs became blanks; indentation stays as it is. */
		if (p->out->len > before || *lines)
			plint_buf_char(p->out, '\n');
	}
	plint_buf_str(p->out, "</pre>\n");
}

static void table(struct plint_page *p, const char *const *heads, unsigned count)
{
	struct plint_xml x = writer(p);
	plint_xml_raw(&x, "<table>\n<tr>");
	for (unsigned i = 0; i < count; i++)
		plint_xml_element(&x, "th", NULL, heads[i]);
	plint_xml_raw(&x, "</tr>\n");
}

static void end_table(struct plint_page *p)
{
	plint_buf_str(p->out, "</table>\n");
}

static void end(struct plint_page *p)
{
	plint_buf_str(p->out, "</body>\n</html>\n");
}

const struct plint_page_ops plint_page_html_ops = {begin,      heading, open_part, text,      code, link_to,
                                                   close_part, block,   table,     end_table, end_list, end};
