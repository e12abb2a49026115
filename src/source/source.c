/*
 * Files of a plan and the places in them: see source.h. Line starts are found once a file, when the first finding asks.
 * Columns are counted from the start of the line; for files with very long lines a table of marks every KiB keeps
 * that from becoming quadratic.
 */
#include "source/source.h"

#include <string.h>

#include "base/text.h"

#define MARK_BYTES 1024u
#define LONG_LINE_BYTES (4 * MARK_BYTES)

/* Characters that begin before offset AT, which is the first border of a character at or after a multiple of MARK_BYTES. */
struct plint_column_mark {
	uint32_t at;
	uint32_t chars;
};

void plint_source_init(struct plint_source *s, struct plint_arena *arena)
{
	*s = (struct plint_source){.arena = arena, .next_base = 1};
}

uint32_t plint_source_add(struct plint_source *s, const char *path, char *text, size_t len)
{
	/* Position base + len is the file's end; the next file starts behind it. */
	if (s->next_base == UINT32_MAX || len > UINT32_MAX - 1 - s->next_base)
		return UINT32_MAX;
	struct plint_file *f = plint_vec_add(&s->files, s->arena);
	f->path = path;
	f->text = text;
	f->len = (uint32_t)len;
	f->base = s->next_base;
	f->bom_len = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	s->next_base += f->len + 1;
	return s->files.count - 1;
}

struct plint_file *plint_source_file(const struct plint_source *s, uint32_t pos)
{
	if (s->files.count == 0 || pos == 0)
		return NULL;
	uint32_t low = 0, high = s->files.count; /* the answer is in [low, high) */
	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;
		if (s->files.items[mid].base <= pos)
			low = mid;
		else
			high = mid;
	}
	return &s->files.items[low];
}

/* Length of the line end at AT (LF, CRLF, lone CR), 0 where there is none. */
static uint32_t line_end_len(const struct plint_file *f, uint32_t at)
{
	if (at >= f->len)
		return 0;
	if (f->text[at] == '\n')
		return 1;
	if (f->text[at] == '\r')
		return at + 1 < f->len && f->text[at + 1] == '\n' ? 2 : 1;
	return 0;
}

/* Offset of the next CR or LF at or after AT, or the length of F. */
static uint32_t next_line_end(const struct plint_file *f, uint32_t at, bool has_cr)
{
	if (!has_cr) {
		const char *p = memchr(f->text + at, '\n', f->len - at);
		return p ? (uint32_t)(p - f->text) : f->len;
	}
	while (at < f->len && f->text[at] != '\n' && f->text[at] != '\r')
		at++;
	return at;
}

/* Line starts of F. An empty file has one line; a final line end opens none. */
static void index_lines(const struct plint_source *s, struct plint_file *f)
{
	if (f->lines)
		return;
	bool has_cr = f->len && memchr(f->text, '\r', f->len) != NULL;
	PLINT_VEC(uint32_t) lines = {0};
	uint32_t at = f->bom_len;
	do {
		plint_vec_push(&lines, s->arena, at);
		at = next_line_end(f, at, has_cr);
		at += line_end_len(f, at);
	} while (at < f->len);
	f->lines = lines.items;
	f->line_count = lines.count;
}

/* Index of the line that holds OFFSET. */
static uint32_t line_of(const struct plint_file *f, uint32_t offset)
{
	uint32_t low = 0, high = f->line_count;
	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;
		if (f->lines[mid] <= offset)
			low = mid;
		else
			high = mid;
	}
	return low;
}

/* End of line LINE0 of F without its line end. */
static uint32_t line_stop(const struct plint_file *f, uint32_t line0)
{
	uint32_t start = f->lines[line0];
	uint32_t stop = line0 + 1 < f->line_count ? f->lines[line0 + 1] : f->len;
	if (stop > start && f->text[stop - 1] == '\n')
		stop--;
	if (stop > start && f->text[stop - 1] == '\r')
		stop--;
	return stop;
}

/* Characters of F that lie wholly in [FROM, TO); FROM is the border of a character. */
static uint32_t count_chars(const struct plint_file *f, uint32_t from, uint32_t to)
{
	uint32_t n = 0;
	while (from < to) {
		uint32_t size;
		plint_text_decode(f->text + from, f->len - from, &size);
		if (size > to - from)
			break;
		from += size;
		n++;
	}
	return n;
}

static void mark_columns(const struct plint_source *s, struct plint_file *f)
{
	if (f->marks)
		return;
	uint32_t count = f->len / MARK_BYTES + 1;
	f->marks = plint_arena_calloc(s->arena, count, sizeof *f->marks);
	uint32_t at = 0, chars = 0;
	for (uint32_t i = 0; i < count; i++) {
		while (at < i * MARK_BYTES) {
			uint32_t size;
			plint_text_decode(f->text + at, f->len - at, &size);
			at += size;
			chars++;
		}
		f->marks[i] = (struct plint_column_mark){at, chars};
	}
}

/* Characters between the border START and OFFSET of one line. */
static uint32_t chars_between(const struct plint_source *s, struct plint_file *f, uint32_t start, uint32_t offset)
{
	if (offset - start < LONG_LINE_BYTES)
		return count_chars(f, start, offset);
	mark_columns(s, f);
	const struct plint_column_mark *first = &f->marks[start / MARK_BYTES + 1];
	const struct plint_column_mark *last = &f->marks[offset / MARK_BYTES - (offset % MARK_BYTES < 4)];
	return count_chars(f, start, first->at) + (last->chars - first->chars) + count_chars(f, last->at, offset);
}

struct plint_place plint_source_place(const struct plint_source *s, uint32_t pos)
{
	struct plint_file *f = plint_source_file(s, pos);
	if (!f)
		return (struct plint_place){NULL, 1, 1, 0};
	index_lines(s, f);
	uint32_t offset = pos > f->base ? pos - f->base : 0;
	if (offset > f->len)
		offset = f->len;
	uint32_t line0 = line_of(f, offset);
	uint32_t start = f->lines[line0], stop = line_stop(f, line0);
	uint32_t to = offset < start ? start : offset > stop ? stop : offset;
	return (struct plint_place){f, line0 + 1, chars_between(s, f, start, to) + 1, offset};
}

const char *plint_source_line(struct plint_source *s, struct plint_file *f, uint32_t line1, uint32_t *len)
{
	index_lines(s, f);
	*len = 0;
	if (line1 == 0 || line1 > f->line_count)
		return "";
	*len = line_stop(f, line1 - 1) - f->lines[line1 - 1];
	return f->text + f->lines[line1 - 1];
}

uint32_t plint_source_line_count(struct plint_source *s, struct plint_file *f)
{
	index_lines(s, f);
	return f->line_count;
}

uint32_t plint_source_line_pos(struct plint_source *s, struct plint_file *f, uint32_t line1)
{
	index_lines(s, f);
	if (line1 == 0)
		line1 = 1;
	return f->base + (line1 > f->line_count ? f->len : f->lines[line1 - 1]);
}

const char *plint_source_text(const struct plint_source *s, struct plint_span span)
{
	const struct plint_file *f = plint_source_file(s, span.start);
	if (!f || span.start < f->base || span.start - f->base > f->len)
		return "";
	return f->text + (span.start - f->base);
}
