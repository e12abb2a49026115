/*
 * Places for an ignore directive: see ignore_edit.h. At the end of a line a directive is for the statement that begins on it, on a line of
 * its own for the one that follows. So the statements around the finding that are the first on their line come into question, from the
 * inmost on.
 */
#include "rule/ignore_edit.h"

#include "base/limits.h"
#include "base/text.h"

#define MAX_COLUMNS 120u /* what goes past it stands on a line of its own */

const char *plint_ignore_reason_fault(const char *reason, size_t len)
{
	unsigned chars = 0;
	bool has_words = false;
	for (size_t i = 0; i < len; chars++) {
		uint32_t size;
		int32_t cp = plint_text_decode(reason + i, len - i, &size);
		if (cp < 0)
			return "it is not UTF-8";
		if (cp == '\n' || cp == '\r')
			return "it must stand in one line";
		if (plint_text_is_unsafe(cp))
			return "it has a character in it that cannot be seen";
		has_words = has_words || plint_text_is_name_start(cp);
		i += size;
	}
	if (!has_words)
		return "it does not say anything";
	return chars > PLINT_MAX_REASON ? "it is too long for a remark (400 characters at most)" : NULL;
}

/* Where a place is looked for. */
struct looking {
	const struct plint_ast *ast;
	struct plint_arena *arena;
	struct plint_file *file;
	const char *comment;
	PLINT_VEC(struct plint_edit) edits;
};

static const char *text_at(const struct looking *l, uint32_t pos)
{
	return l->file->text + (pos - l->file->base);
}

static uint32_t line_start(const struct looking *l, uint32_t pos)
{
	uint32_t first = l->file->base + l->file->bom_len;
	while (pos > first && !plint_text_is_break_byte(*text_at(l, pos - 1)))
		pos--;
	return pos;
}

static uint32_t line_end(const struct looking *l, uint32_t pos)
{
	uint32_t end = l->file->base + l->file->len;
	while (pos < end && !plint_text_is_break_byte(*text_at(l, pos)))
		pos++;
	return pos;
}

/* How the line that ends at POS, else the first one, ends. */
static const char *break_at(const struct looking *l, uint32_t pos)
{
	uint32_t end = l->file->base + l->file->len;
	if (pos >= end)
		pos = line_end(l, l->file->base);
	if (pos >= end || *text_at(l, pos) == '\n')
		return "\n";
	return pos + 1 < end && *text_at(l, pos + 1) == '\n' ? "\r\n" : "\r";
}

static bool has_comment(const struct looking *l, struct plint_span line)
{
	for (uint32_t i = 0; i < l->ast->comments.count; i++)
		if (l->ast->comments.items[i].span.start >= line.start && l->ast->comments.items[i].span.start < line.end)
			return true;
	return false;
}

static void add(struct looking *l, uint32_t start, uint32_t end, const char *text)
{
	struct plint_edit e = {{start, end}, text};
	plint_vec_push(&l->edits, l->arena, e);
}

/* Behind what stands on the line of POS. */
static void add_behind(struct looking *l, uint32_t pos, bool whatever_its_width)
{
	struct plint_span line = {line_start(l, pos), line_end(l, pos)};
	uint32_t end = line.end;
	while (end > line.start && plint_text_is_blank_byte(*text_at(l, end - 1)))
		end--;
	unsigned columns = plint_text_columns(text_at(l, line.start), end - line.start) + 2 + plint_text_columns(l->comment, strlen(l->comment));
	if (!has_comment(l, line) && end > line.start && (whatever_its_width || columns <= MAX_COLUMNS))
		add(l, end, line.end, plint_arena_printf(l->arena, "  %s", l->comment));
}

/* On a line of its own above that of POS, indented as that one is. */
static void add_above(struct looking *l, uint32_t pos)
{
	uint32_t start = line_start(l, pos), indent = start;
	while (indent < line_end(l, pos) && plint_text_is_blank_byte(*text_at(l, indent)))
		indent++;
	add(l, start, start,
	    plint_arena_printf(l->arena, "%.*s%s%s", (int)(indent - start), text_at(l, start), l->comment, break_at(l, line_end(l, pos))));
}

/* The first place in its line of the statement that is around POS and begins last before BEFORE; 0: there is none. */
static uint32_t statement_around(const struct looking *l, uint32_t pos, uint32_t before)
{
	uint32_t found = 0;
	for (uint32_t i = 1; i < l->ast->nodes.count; i++) {
		const struct plint_node *n = plint_ast_node(l->ast, i);
		if (n->kind == PLINT_NODE_STATEMENT && n->span.start <= pos && pos < n->span.end && n->span.start < before && n->span.start > found)
			found = n->span.start;
	}
	return found;
}

static bool is_first_on_line(const struct looking *l, uint32_t pos)
{
	for (uint32_t at = line_start(l, pos); at < pos; at++)
		if (!plint_text_is_blank_byte(*text_at(l, at)))
			return false;
	return true;
}

void plint_ignore_places(const struct plint_ast *t, struct plint_arena *a, uint32_t pos, const char *rule, const char *reason,
                         struct plint_ignore_edits *out)
{
	struct looking l = {.ast = t, .arena = a, .file = plint_source_file(t->source, pos)};
	*out = (struct plint_ignore_edits){NULL, 0};
	if (!l.file)
		return;
	l.comment = plint_arena_printf(a, "# planlint: ignore %s: %s", rule, reason);
	for (uint32_t at = statement_around(&l, pos, UINT32_MAX); at; at = statement_around(&l, pos, at)) {
		if (!is_first_on_line(&l, at))
			continue;
		add_behind(&l, at, false);
		add_above(&l, at);
		add_behind(&l, at, true);
	}
	if (l.edits.count == 0)
		add_above(&l, pos);
	out->items = l.edits.items;
	out->count = l.edits.count;
}
