/* Styles and wrapped text of the human formats: see draw.h. */
#include "output/draw.h"

#include <string.h>

#include "base/text.h"

#define DEFAULT_COLUMNS 100u

static const struct {
	const char *tag, *sgr;
} styles[] = {
#define PLINT_STYLE(id, tag, sgr) {tag, sgr},
#include "output/styles.def"
#undef PLINT_STYLE
};
_Static_assert(sizeof styles / sizeof *styles == PLINT_STYLE_COUNT, "a row for each style");

enum plint_style plint_style_of(enum plint_severity s)
{
	switch (s) {
	case PLINT_ERROR:
		return PLINT_STYLE_ERROR;
	case PLINT_WARNING:
		return PLINT_STYLE_WARNING;
	case PLINT_ADVICE:
	case PLINT_OFF:
		break;
	}
	return PLINT_STYLE_ADVICE;
}

void plint_draw_style(struct plint_output *o, enum plint_style style)
{
	if (!o->options.color)
		return;
	if (o->options.is_tagged)
		plint_buf_printf(o->out, "{%s}", styles[style].tag);
	else
		plint_buf_printf(o->out, "\x1b[%sm", styles[style].sgr);
}

void plint_draw_plain(struct plint_output *o)
{
	if (o->options.color)
		plint_buf_str(o->out, o->options.is_tagged ? "{/}" : "\x1b[0m");
}

void plint_draw_styled(struct plint_output *o, enum plint_style style, const char *text)
{
	plint_draw_style(o, style);
	plint_buf_str(o->out, text);
	plint_draw_plain(o);
}

unsigned plint_draw_width(const char *text, size_t len)
{
	unsigned width = 0;
	for (size_t i = 0; i < len;) {
		uint32_t size;
		if (text[i] >= 0x20 && text[i] < 0x7F) { /* nearly all of most texts */
			width++;
			i++;
			continue;
		}
		width += plint_text_width(plint_text_decode(text + i, len - i, &size));
		i += size;
	}
	return width;
}

unsigned plint_draw_columns(const struct plint_output *o)
{
	return o->options.width ? o->options.width : DEFAULT_COLUMNS;
}

void plint_draw_wrapped(struct plint_output *o, const char *text, unsigned column, unsigned indent)
{
	unsigned columns = plint_draw_columns(o), at = column;
	bool is_first = true;
	for (;;) {
		text += strspn(text, " \t\r\n");
		size_t len = strcspn(text, " \t\r\n");
		if (len == 0)
			return;
		unsigned width = plint_draw_width(text, len);
		if (!is_first && at + 1 + width > columns) {
			plint_buf_char(o->out, '\n');
			plint_buf_fill(o->out, ' ', indent);
			at = indent;
		} else if (!is_first) {
			plint_buf_char(o->out, ' ');
			at++;
		}
		plint_buf_add(o->out, text, len);
		at += width;
		text += len;
		is_first = false;
	}
}

void plint_draw_place(struct plint_output *o, const struct plint_source *s, uint32_t pos)
{
	struct plint_place at = plint_source_place(s, pos);
	if (!at.file)
		return;
	plint_text_show(o->out, at.file->path, strlen(at.file->path));
	plint_buf_printf(o->out, ":%u:%u", at.line1, at.col1);
}

void plint_draw_gutter(struct plint_output *o, unsigned gutter, const char *mark)
{
	plint_buf_fill(o->out, ' ', gutter + 1);
	plint_draw_styled(o, PLINT_STYLE_FRAME, mark);
}

void plint_draw_leading_path(struct plint_buf *out, const char *path)
{
	unsigned char first = (unsigned char)path[0];
	bool is_plain = strcmp(path, "-") == 0 || first >= 0x80 || (first >= '0' && first <= '9') || ((first | 0x20) >= 'a' && (first | 0x20) <= 'z') || strchr("./_", first);
	if (!is_plain)
		plint_buf_str(out, "./");
	plint_text_show(out, path, strlen(path));
}
