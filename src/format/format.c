/* Reading, laying out, and reading again: see format.h. */
#include "format/format.h"

#include <string.h>

#include "base/io.h"
#include "format/layout.h"
#include "format/same.h"
#include "syntax/parse.h"

/* Errors after which places and nesting are guesses, so that nothing may move. */
static bool forbids_layout(const struct plint_diags *d)
{
	static const char *const rules[] = {"unclosed-block", "stray-brace", "too-deep", "too-large", "bad-text", "unreadable-file"};
	for (uint32_t i = 0; i < d->items.count; i++)
		for (size_t k = 0; k < sizeof rules / sizeof *rules; k++)
			if (strcmp(d->items.items[i].rule, rules[k]) == 0)
				return true;
	return d->items.count != d->reading_errors; /* past a limit: not all places are known */
}

struct reading {
	struct plint_source source;
	struct plint_diags diags;
	struct plint_ast ast;
	uint32_t root;
};

static struct reading *read_text(struct plint_arena *a, const struct plint_schema *schema, struct plint_intern *atoms, const char *path,
                                 char *text, size_t len)
{
	struct reading *r = plint_arena_calloc(a, 1, sizeof *r);
	plint_source_init(&r->source, a);
	plint_diags_init(&r->diags, a, &r->source);
	plint_ast_init(&r->ast, a, &r->source, schema, atoms);
	r->root = plint_parse_file(&r->ast, plint_source_add(&r->source, path, text, len), &r->diags);
	plint_diags_finish(&r->diags);
	return r;
}

/* The layout of R as a text of its own, two NULs behind; false where there is none. */
static bool lay_out(struct plint_arena *a, const struct reading *r, char **text, size_t *len)
{
	struct plint_lines lines;
	struct plint_buf out;
	if (!plint_layout(&r->ast, r->root, &r->diags, a, &lines))
		return false;
	plint_buf_init(&out, a);
	plint_lines_write(&lines, &out);
	*len = out.len;
	plint_buf_add(&out, "\0", 1); /* the second NUL is the buffer's own */
	*text = out.text;
	return true;
}

void plint_format_text(struct plint_arena *a, const struct plint_schema *schema, const char *path, char *text, size_t len,
                       struct plint_formatted *out)
{
	struct plint_intern *atoms = plint_arena_alloc(a, sizeof *atoms);
	uint64_t key[2];
	plint_io_random(key, sizeof key);
	plint_intern_init(atoms, a, key);
	struct reading *before = read_text(a, schema, atoms, path, text, len);
	char *laid_out = NULL;
	size_t size = 0;
	bool has_errors = before->diags.reading_errors > 0;
	*out = (struct plint_formatted){.outcome = has_errors ? PLINT_FORMAT_PARTLY : PLINT_FORMAT_WHOLE,
	                                .source = &before->source,
	                                .diags = &before->diags};
	bool is_safe = !forbids_layout(&before->diags) && lay_out(a, before, &laid_out, &size) && size <= PLINT_MAX_FILE_BYTES;
	if (is_safe) {
		struct reading *after = read_text(a, schema, atoms, path, laid_out, size);
		struct plint_reading x = {&before->ast, &before->diags, before->root}, y = {&after->ast, &after->diags, after->root};
		is_safe = plint_same(&x, &y);
	}
	if (!is_safe)
		out->outcome = has_errors ? PLINT_FORMAT_LEFT : PLINT_FORMAT_BROKEN;
	out->text = is_safe ? laid_out : text;
	out->len = is_safe ? size : len;
	out->is_changed = is_safe && (size != len || memcmp(text, laid_out, len) != 0);
}
