/* Text in Markdown: see markdown_text.h. */
#include "output/markdown_text.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"

/* Longest run of backticks in TEXT. */
static size_t longest_fence(const char *text, size_t len)
{
	size_t longest = 0, run = 0;
	for (size_t i = 0; i < len; i++) {
		run = text[i] == '`' ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	return longest;
}

void plint_markdown_code(struct plint_buf *out, const char *text, size_t len)
{
	struct plint_buf shown;
	plint_buf_init(&shown, out->arena);
	plint_text_show(&shown, text, len);
	if (shown.len == 0)
		return;
	/* A blank at either end keeps the text's own backticks off the fence; the reader takes both away. */
	size_t fence = longest_fence(shown.text, shown.len) + 1;
	bool needs_blank = shown.text[0] == '`' || shown.text[shown.len - 1] == '`' ||
	                   (shown.text[0] == ' ' && shown.text[shown.len - 1] == ' ' && strspn(shown.text, " ") < shown.len);
	plint_buf_fill(out, '`', fence);
	plint_buf_str(out, needs_blank ? " " : "");
	plint_buf_add(out, shown.text, shown.len);
	plint_buf_str(out, needs_blank ? " " : "");
	plint_buf_fill(out, '`', fence);
}

void plint_markdown_block(struct plint_buf *out, const char *text)
{
	size_t len = strlen(text), fence = longest_fence(text, len) + 1;
	if (fence < 3)
		fence = 3;
	plint_buf_fill(out, '`', fence);
	plint_buf_char(out, '\n');
	for (size_t i = 0; i < len;) {
		size_t line = strcspn(text + i, "\n");
		plint_text_show(out, text + i, line);
		plint_buf_char(out, '\n');
		i += line + (text[i + line] == '\n');
	}
	plint_buf_fill(out, '`', fence);
	plint_buf_char(out, '\n');
}

/* Appends the ASCII character TEXT[AT] so that it stands for itself. */
static void write_ascii(struct plint_buf *out, const char *text, size_t at)
{
	char c = text[at];
	/* GitHub makes links of addresses and of names behind an @ even where no Markdown stands; only code stops it. */
	if (c == '@') {
		plint_buf_str(out, "`@`");
		return;
	}
	bool is_www = c == '.' && at > 0 && (text[at - 1] == 'w' || text[at - 1] == 'W');
	bool is_address = c == ':' && text[at + 1] == '/';
	if (is_www || is_address || strchr("\\`*_{}[]()<>#+!|~$&", c))
		plint_buf_char(out, '\\');
	plint_buf_char(out, c);
}

static void write_plain(struct plint_buf *out, const char *text, size_t len)
{
	struct plint_buf shown;
	plint_buf_init(&shown, out->arena);
	plint_text_show(&shown, text, len);
	for (size_t i = 0; i < shown.len; i++) {
		if ((unsigned char)shown.text[i] < 0x80)
			write_ascii(out, shown.text, i);
		else
			plint_buf_char(out, shown.text[i]);
	}
}

void plint_markdown_text(struct plint_buf *out, const char *text)
{
	for (const char *at = text; *at;) {
		const char *open = strchr(at, '`');
		const char *close = open ? strchr(open + 1, '`') : NULL;
		if (!close) {
			write_plain(out, at, strlen(at));
			return;
		}
		write_plain(out, at, (size_t)(open - at));
		/* Two backticks with nothing between them are no code, and would be a longer fence. */
		if (close == open + 1)
			plint_buf_str(out, "\\`\\`");
		else
			plint_markdown_code(out, open + 1, (size_t)(close - open - 1));
		at = close + 1;
	}
}
