/* XML and HTML: see xml.h. */
#include "output/xml.h"

#include <string.h>

#include "base/text.h"

void plint_xml_init(struct plint_xml *x, struct plint_buf *out, bool is_html)
{
	*x = (struct plint_xml){.out = out, .is_html = is_html};
}

static void end_tag(struct plint_xml *x)
{
	if (x->is_in_tag)
		plint_buf_char(x->out, '>');
	x->is_in_tag = false;
}

/* Appends the ASCII character C. */
static void write_ascii(struct plint_buf *out, char c)
{
	switch (c) {
	case '&':
		plint_buf_str(out, "&amp;");
		break;
	case '<':
		plint_buf_str(out, "&lt;");
		break;
	case '>':
		plint_buf_str(out, "&gt;");
		break;
	case '"':
		plint_buf_str(out, "&quot;");
		break;
	case '\'':
		plint_buf_str(out, "&#39;");
		break;
	default:
		plint_buf_char(out, c);
		break;
	}
}

/* Appends the SIZE bytes TEXT, one character that may not stand there as it is, in its shown form. */
static void write_shown(struct plint_buf *out, const char *text, uint32_t size)
{
	struct plint_buf shown;
	plint_buf_init(&shown, out->arena);
	plint_text_show(&shown, text, size);
	for (size_t i = 0; i < shown.len; i++)
		write_ascii(out, shown.text[i]);
}

static void write_escaped(struct plint_buf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t size;
		int32_t cp = plint_text_decode(text + i, len - i, &size);
		if (cp == '\t' || cp == '\n')
			plint_buf_char(out, ' ');
		else if (cp < 0 || plint_text_is_unsafe(cp))
			write_shown(out, text + i, size);
		else if (size == 1)
			write_ascii(out, text[i]);
		else
			plint_buf_add(out, text + i, size);
		i += size;
	}
}

void plint_xml_open(struct plint_xml *x, const char *name)
{
	end_tag(x);
	plint_buf_char(x->out, '<');
	plint_buf_str(x->out, name);
	x->is_in_tag = true;
}

void plint_xml_attr(struct plint_xml *x, const char *name, const char *value)
{
	plint_buf_printf(x->out, " %s=\"", name);
	write_escaped(x->out, value, strlen(value));
	plint_buf_char(x->out, '"');
}

void plint_xml_attr_int(struct plint_xml *x, const char *name, uint32_t value)
{
	plint_buf_printf(x->out, " %s=\"%u\"", name, value);
}

void plint_xml_text(struct plint_xml *x, const char *text)
{
	plint_xml_text_n(x, text, strlen(text));
}

void plint_xml_text_n(struct plint_xml *x, const char *text, size_t len)
{
	end_tag(x);
	write_escaped(x->out, text, len);
}

void plint_xml_close(struct plint_xml *x, const char *name)
{
	if (x->is_in_tag && !x->is_html) {
		plint_buf_str(x->out, "/>");
		x->is_in_tag = false;
		return;
	}
	end_tag(x);
	plint_buf_printf(x->out, "</%s>", name);
}

void plint_xml_open_class(struct plint_xml *x, const char *name, const char *class)
{
	plint_xml_open(x, name);
	plint_xml_attr(x, "class", class);
}

void plint_xml_element(struct plint_xml *x, const char *name, const char *class, const char *text)
{
	plint_xml_open(x, name);
	if (class)
		plint_xml_attr(x, "class", class);
	plint_xml_text(x, text);
	plint_xml_close(x, name);
}

void plint_xml_break(struct plint_xml *x)
{
	plint_xml_raw(x, "\n");
}

void plint_xml_raw(struct plint_xml *x, const char *markup)
{
	end_tag(x);
	plint_buf_str(x->out, markup);
}
