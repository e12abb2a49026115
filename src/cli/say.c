/* How the command line speaks: standard output and standard error, colour, wrapped paragraphs. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/text.h"
#include "cli/cli.h"

#define COLUMNS 88u

void plint_cli_write(struct plint_cli *cli, const char *text, size_t len)
{
	if (cli->is_stdout_lost || plint_io_write_all(STDOUT_FILENO, text, len))
		return;
	int why = errno;
	cli->is_stdout_lost = true;
	if (why != EPIPE) /* who reads has had enough */
		plint_cli_complain(cli, "the output could not be written: %s", strerror(why));
}

void plint_cli_write_plan(struct plint_cli *cli, const char *text, size_t len)
{
	if (!isatty(STDOUT_FILENO)) {
		plint_cli_write(cli, text, len);
		return;
	}
	struct plint_buf out;
	plint_buf_init(&out, &cli->arena);
	for (size_t at = 0; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t size = end ? (size_t)(end - text) - at : len - at;
		plint_text_show(&out, text + at, size);
		if (end)
			plint_buf_char(&out, '\n');
		at += size + (end != NULL);
	}
	plint_cli_print(cli, &out);
}

void plint_cli_print(struct plint_cli *cli, const struct plint_buf *text)
{
	plint_cli_write(cli, text->text, text->len);
}

void plint_cli_complain(struct plint_cli *cli, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const char *text = plint_arena_vprintf(&cli->arena, format, args);
	va_end(args);
	const char *line = plint_arena_printf(&cli->arena, "planlint: %s\n", text);
	(void)plint_io_write_all(STDERR_FILENO, line, strlen(line));
}

void plint_cli_tell_errors(struct plint_cli *cli, const struct plint_source *source, const struct plint_diags *d)
{
	for (uint32_t i = 0; i < d->items.count; i++) {
		const struct plint_diag *x = &d->items.items[i];
		if (!plint_diag_is_reading(x))
			continue;
		struct plint_place p = plint_source_place(source, x->span.start);
		plint_cli_complain(cli, "%s:%u:%u: %s[%s]: %s", p.file ? plint_cli_shown(cli, p.file->path) : "", p.line1, p.col1,
		                   plint_severity_name(x->severity), x->rule, x->message);
	}
}

const char *plint_cli_guess(struct plint_cli *cli, const char *word, size_t len, const char *const *candidates, size_t count,
                            const char *dashes)
{
	int near = plint_text_nearest(word, len, candidates, count);
	return near < 0 ? "" : plint_arena_printf(&cli->arena, "; did you mean \"%s%s\"?", dashes, candidates[near]);
}

const char *plint_cli_shown(struct plint_cli *cli, const char *text)
{
	struct plint_buf out;
	plint_buf_init(&out, &cli->arena);
	plint_text_show(&out, text, strlen(text));
	return out.text;
}

bool plint_cli_has_color(const struct plint_cli *cli)
{
	const char *when = cli->options.color, *no = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE"), *term = getenv("TERM");
	if (when && strcmp(when, "auto") != 0)
		return strcmp(when, "always") == 0;
	if (no && *no)
		return false;
	if (force && *force && strcmp(force, "0") != 0)
		return true;
	return isatty(STDOUT_FILENO) && !(term && strcmp(term, "dumb") == 0);
}

/* One paragraph, LEN bytes, without line breaks of its own. */
static void wrap_line(struct plint_buf *out, const char *text, size_t len, unsigned indent)
{
	unsigned at = indent;
	plint_buf_fill(out, ' ', indent);
	for (size_t i = 0; i < len;) {
		size_t end = i;
		while (end < len && text[end] != ' ')
			end++;
		unsigned width = plint_text_columns(text + i, end - i);
		if (at > indent && at + 1 + width > COLUMNS) {
			plint_buf_char(out, '\n');
			plint_buf_fill(out, ' ', indent);
			at = indent;
		} else if (at > indent) {
			plint_buf_char(out, ' ');
			at++;
		}
		plint_buf_add(out, text + i, end - i);
		at += width;
		while (end < len && text[end] == ' ')
			end++;
		i = end;
	}
	plint_buf_char(out, '\n');
}

void plint_cli_wrap(struct plint_buf *out, const char *text, unsigned indent)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		if (text[0] == ' ') {
			plint_buf_fill(out, ' ', indent);
			plint_buf_add(out, text, len);
			plint_buf_char(out, '\n');
		} else if (len > 0) {
			wrap_line(out, text, len, indent);
		} else {
			plint_buf_char(out, '\n');
		}
		text += len + (text[len] == '\n');
	}
}
