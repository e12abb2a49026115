/* Drawing plans made by hand: see drawing.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "support/drawing.h"
#include "support/shell.h"

struct drawing *drawing_open(void)
{
	struct drawing *d = calloc(1, sizeof *d);
	assert_non_null(d);
	plint_arena_init(&d->arena, NULL, NULL, 0);
	plint_source_init(&d->source, &d->arena);
	plint_diags_init(&d->diags, &d->arena, &d->source);
	d->plan = (struct plint_result){
	    .diags = &d->diags, .source = &d->source, .files = d->stats, .name = "draft.plan", .fail_on = PLINT_ERROR};
	d->options = (struct plint_output_options){.version = "9.9.9"};
	return d;
}

void drawing_close(struct drawing *d)
{
	plint_arena_clear(&d->arena);
	free(d);
}

int drawing_setup(void **state)
{
	*state = drawing_open();
	return 0;
}

int drawing_teardown(void **state)
{
	drawing_close(*state);
	return 0;
}

void drawing_file(struct drawing *d, const char *path, const char *text)
{
	size_t len = strlen(text);
	char *copy = plint_arena_calloc(&d->arena, 1, len + 2);
	memcpy(copy, text, len);
	assert_true(d->plan.file_count < sizeof d->stats / sizeof *d->stats);
	plint_source_add(&d->source, path, copy, len);
	d->stats[d->plan.file_count++].path = path;
}

struct plint_span drawing_find(const struct drawing *d, uint32_t file, const char *words)
{
	const struct plint_file *f = &d->source.files.items[file];
	const char *at = strstr(f->text, words);
	assert_non_null(at);
	uint32_t start = f->base + (uint32_t)(at - f->text);
	return (struct plint_span){start, start + (uint32_t)strlen(words)};
}

struct plint_diag *drawing_add(struct drawing *d, const char *rule, enum plint_severity severity, struct plint_span span,
                               const char *message)
{
	return plint_diags_add(&d->diags, rule, "measurability", severity, span, "%s", message);
}

const char *drawing_draw_often(struct drawing *d, const char *format, unsigned count)
{
	struct plint_buf out;
	struct plint_output o;
	const struct plint_output_format *f = plint_output_find(format, strlen(format));
	assert_non_null(f);
	plint_buf_init(&out, &d->arena);
	plint_diags_finish(&d->diags);
	plint_output_begin(&o, f, &d->options, &out);
	for (unsigned i = 0; i < count; i++)
		plint_output_result(&o, &d->plan);
	plint_output_end(&o);
	return out.text;
}

const char *drawing_draw(struct drawing *d, const char *format)
{
	return drawing_draw_often(d, format, 1);
}

const char *const drawing_hostile[] = {
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "]]> <![CDATA[ <!-- --> &lt; &#60; &amp;",
    "</code></p></article></style></title><svg onload=alert(1)>",
    "x\n::error file=a.plan::forged",
    "x\r::set-env name=PATH::y",
    "::add-path::/tmp",
    "##[error]forged ##vso[task.complete]",
    "100% %0A::error::forged",
    "[click](javascript:alert(1)) ![i](http://evil.example/x.png)",
    "[a\\]](1) [b](2)",
    "https://evil.example www.evil.example WWW.evil.example ftp://evil.example/x",
    "mail someone@evil.example or ask @someone",
    "| a | b |\n| --- | --- |\n| c | d |",
    "\n# heading\n\n- item\n\n1. first\n\n---\n",
    "**bold** _under_ ~~struck~~ `code",
    "`` two `three` ```four```",
    "\\ back \\` slash \\",
    "<details><summary>x</summary>",
    "\x1b[31mred\x1b]8;;http://evil.example\x07 \x7f del",
    "right \xE2\x80\xAE left \xE2\x81\xA6 mark \xEF\xBF\xBE none \xEF\xBB\xBF",
    "stray \xE9 \xC0\x80 \xED\xA0\x80 bytes",
    "quotes \" ' and , : ; = $x$ $(touch PWNED) %n {0}",
    NULL};

const char *drawing_shown(struct drawing *d, const char *text)
{
	return plint_diags_shown(&d->diags, text, strlen(text), 1000);
}

void drawing_make_hostile(struct drawing *d)
{
	struct plint_buf all;
	plint_buf_init(&all, &d->arena);
	for (uint32_t i = 0; drawing_hostile[i]; i++)
		plint_buf_printf(&all, "goal g%u \"%s\"\n", i, drawing_hostile[i]);
	drawing_file(d, plint_arena_printf(&d->arena, "dir/<b>&\" ' %%0A,:%s.plan", "\n::error::x"), all.text);
	d->plan.name = d->stats[0].path;
	for (uint32_t i = 0; drawing_hostile[i]; i++) {
		const char *raw = drawing_hostile[i], *shown = drawing_shown(d, raw);
		struct plint_span span = drawing_find(d, 0, plint_arena_printf(&d->arena, "goal g%u \"", i));
		struct plint_diag *x = drawing_add(d, plint_arena_printf(&d->arena, "rule-%u", i), PLINT_ERROR, span, shown);
		struct plint_edit *edit = plint_arena_calloc(&d->arena, 1, sizeof *edit);
		struct plint_fix *fix = plint_arena_calloc(&d->arena, 1, sizeof *fix);
		*edit = (struct plint_edit){span, raw};
		*fix = (struct plint_fix){.title = shown, .is_safe = true, .edits = edit, .edit_count = 1};
		span.end += (uint32_t)strlen(raw);
		x->span = span;
		x->label = x->why = x->help = shown;
		x->fixes = fix;
		x->fix_count = 1;
		x->anchor = raw;
		plint_diag_relate(&d->diags, x, span, shown);
		struct plint_diag *absent = drawing_add(d, plint_arena_printf(&d->arena, "area-%u", i), PLINT_ADVICE, span, shown);
		absent->area = absent->why = shown;
	}
}

const char *drawing_judge(struct drawing *d, const char *text, const char *command)
{
	char path[] = "/tmp/planlint-drawing-XXXXXX";
	int fd = mkstemp(path), status;
	assert_true(fd >= 0);
	size_t len = strlen(text);
	assert_int_equal(write(fd, text, len), len);
	assert_int_equal(close(fd), 0);
	char *printed = shell_run(plint_arena_printf(&d->arena, "F=%s; %s", path, command), &status);
	unlink(path);
	size_t end = strlen(printed);
	while (end > 0 && printed[end - 1] == '\n')
		end--;
	const char *copy = plint_arena_strndup(&d->arena, printed, end);
	free(printed);
	if (status != 0)
		fail_msg("status %d of: %s\n%s", status, command, copy);
	return copy;
}
