/* Texts in quotes: see quote.h. */
#include "syntax/quote.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "syntax/literal.h"

#define MAX_LINES_AHEAD 20

/* Quotation marks: how a text opens, how it should close, and what else closes it where that mark is not on its line. */
struct marks {
	const char *opener, *closer, *also[3];
	bool is_single;
};
static const struct marks all_marks[] = {
    {"\"", "\"", {"”", NULL, NULL}, false}, {"“", "”", {"\"", "“", NULL}, false}, {"„", "“", {"”", "\"", "„"}, false},
    {"«", "»", {"«", NULL, NULL}, false},   {"”", "”", {"\"", "“", NULL}, false}, {"»", "«", {"»", NULL, NULL}, false},
    {"‘", "’", {"'", NULL, NULL}, true},    {"'", "'", {"’", NULL, NULL}, true},
};
static const struct marks long_marks = {"\"\"\"", "\"\"\"", {NULL, NULL, NULL}, false};

static bool starts(const char *text, size_t len, const char *with)
{
	size_t n = strlen(with);
	return n <= len && memcmp(text, with, n) == 0;
}

static const struct marks *find_marks(const char *text, size_t len, bool is_single_ok)
{
	for (size_t i = 0; i < sizeof all_marks / sizeof *all_marks; i++)
		if (starts(text, len, all_marks[i].opener) && (is_single_ok || !all_marks[i].is_single))
			return &all_marks[i];
	return NULL;
}

uint32_t plint_quote_opener(const char *text, size_t len, bool is_single_ok)
{
	const struct marks *m = len ? find_marks(text, len, is_single_ok) : NULL;
	return m ? (uint32_t)strlen(m->opener) : 0;
}

static size_t line_end(const char *text, size_t len, size_t from)
{
	while (from < len && text[from] != '\n' && text[from] != '\r')
		from++;
	return from;
}

/* First byte of the line after the one that ends at END. */
static size_t next_line(const char *text, size_t len, size_t end)
{
	return end >= len ? len : end + (text[end] == '\r' && end + 1 < len && text[end + 1] == '\n' ? 2 : 1);
}

/* Offset of CLOSER in TEXT from FROM on, before the end of the line; *END is that end. Returns *END where it is not there. */
static size_t find_on_line(const char *text, size_t len, size_t from, const char *closer, size_t *end)
{
	size_t at = from, n = strlen(closer);
	for (; at < len; at++) {
		char c = text[at];
		if (c > '\\' && c <= '~') /* small letters, most of every text */
			continue;
		if (c == closer[0] && at + n <= len && memcmp(text + at, closer, n) == 0)
			break;
		if (c == '\n' || c == '\r')
			break;
		if (c == '\\' && at + 1 < len && (text[at + 1] == '"' || text[at + 1] == '\\'))
			at++;
	}
	*end = at < len ? at : len;
	return *end;
}

static bool is_closed_at(const char *text, size_t len, size_t at, const char *closer)
{
	return starts(text + at, len - at, closer);
}

/* Bytes of the blank at TEXT, or 0. */
static uint32_t blank_at(const char *text, size_t len)
{
	if (text[0] == ' ' || text[0] == '\t')
		return 1;
	return plint_literal_group_space(text, len);
}

/* Another mark than the right one that closes the text on its line (from FROM to END); 0 where there is none. The last one counts, and
 * one whose opener stands before it on the line does not. */
static size_t find_other_closer(const struct marks *m, const char *text, size_t from, size_t end, uint32_t *size)
{
	for (size_t i = 0; i < 3 && m->also[i]; i++) {
		size_t n = strlen(m->also[i]), last = 0;
		int open = 0;
		for (size_t at = from; at < end; at++) {
			if (starts(text + at, end - at, m->also[i])) {
				last = open > 0 ? last : at;
				open -= open > 0;
				at += n - 1;
			} else if (strcmp(m->also[i], "”") == 0 && starts(text + at, end - at, "“")) {
				open++;
			}
		}
		*size = (uint32_t)n;
		if (last)
			return last;
	}
	return 0;
}

/* Where the unclosed text ends that goes to END, the end of its line: before a '{' there, and before each '}' there whose '{' was
 * opened on the line. */
static size_t unclosed_end(const struct plint_quote_context *c, const char *text, size_t from, size_t end)
{
	size_t at = end, braces = c->open_braces;
	for (;;) {
		while (at > from && (text[at - 1] == ' ' || text[at - 1] == '\t'))
			at--;
		if (at > from && text[at - 1] == '{')
			return at - 1;
		if (at == from || text[at - 1] != '}' || braces == 0)
			return at;
		braces--;
		at--;
	}
}

/* Whether the line at TEXT begins with a word that means something, with a brace or a comment, or is empty. */
static bool is_line_of_its_own(const struct plint_quote_context *c, const char *text, size_t len)
{
	size_t at = 0, end;
	while (at < len && blank_at(text + at, len - at))
		at += blank_at(text + at, len - at);
	if (at == len || strchr("\r\n{}#", text[at]))
		return true;
	for (end = at; end < len && end - at < 40 && (unsigned char)text[end] < 0x80 && plint_text_is_name_char(text[end]);)
		end++;
	uint32_t atom = plint_intern_find(c->atoms, text + at, end - at);
	unsigned word = plint_words_of(c->words, atom);
	return plint_word_kind(word) || c->words->is_field[word] || (word >= PLINT_W_SOCIAL && word <= PLINT_W_INTERNAL);
}

/* Whether the lines after END, the end of the text's first line, go on with it up to a quotation mark that closes it: the offset
 * behind that mark, else 0. */
static size_t find_continuation(const struct plint_quote_context *c, const char *text, size_t len, size_t end, const char *closer,
                                uint32_t *lines)
{
	size_t at = end;
	for (uint32_t ahead = 1; ahead <= MAX_LINES_AHEAD; ahead++) {
		at = next_line(text, len, at);
		if (at >= len || is_line_of_its_own(c, text + at, len - at))
			return 0;
		size_t stop = line_end(text, len, at), first = 0;
		unsigned marks = 0;
		for (size_t i = at; i < stop; i++) {
			if (!starts(text + i, stop - i, closer))
				continue;
			first = marks++ ? first : i;
		}
		*lines = ahead + 1;
		if (marks > 0)
			return marks % 2 == 1 ? first + strlen(closer) : 0;
		at = stop;
	}
	return 0;
}

static void read_unclosed(const struct plint_quote_context *c, const char *text, size_t len, size_t end, struct plint_quote *q)
{
	q->is_unclosed = true;
	size_t behind = find_continuation(c, text, len, end, q->closer, &q->lines);
	if (behind) {
		q->to = (uint32_t)(behind - strlen(q->closer));
		q->len = (uint32_t)behind;
		return;
	}
	q->lines = 1;
	q->to = q->len = (uint32_t)unclosed_end(c, text, q->from, end);
}

/* """ that is never closed: it ends before the first line that means something of its own. At most one in a file. */
static void read_unclosed_long(const struct plint_quote_context *c, const char *text, size_t len, struct plint_quote *q)
{
	q->is_unclosed = true;
	size_t end = line_end(text, len, q->from);
	for (;;) {
		size_t at = next_line(text, len, end);
		size_t stop = line_end(text, len, at);
		bool is_empty = at < len && stop == at;
		if (at >= len || (!is_empty && is_line_of_its_own(c, text + at, len - at)))
			break;
		end = stop;
		q->lines++;
	}
	q->to = q->len = (uint32_t)unclosed_end(c, text, q->from, end);
}

static void read_long(const struct plint_quote_context *c, const char *text, size_t len, struct plint_quote *q)
{
	q->is_long = true;
	for (size_t at = q->from; at < len; at++) {
		if (text[at] == '\\' && at + 1 < len && (text[at + 1] == '"' || text[at + 1] == '\\')) {
			at++;
		} else if (text[at] == '"' && starts(text + at, len - at, "\"\"\"")) {
			q->to = (uint32_t)at;
			q->len = (uint32_t)at + 3;
			return;
		}
		q->lines += text[at] == '\n' || (text[at] == '\r' && !starts(text + at + 1, len - at - 1, "\n"));
	}
	q->lines = 1;
	read_unclosed_long(c, text, len, q);
}

struct plint_quote plint_quote_read(const struct plint_quote_context *c, const char *text, size_t len)
{
	bool is_long = starts(text, len, long_marks.opener);
	const struct marks *m = is_long ? &long_marks : find_marks(text, len, true);
	struct plint_quote q = {.lines = 1, .opener = m->opener, .closer = m->closer, .is_single = m->is_single};
	q.from = (uint32_t)strlen(m->opener);
	if (is_long) {
		read_long(c, text, len, &q);
		return q;
	}
	size_t end, at = find_on_line(text, len, q.from, m->closer, &end);
	if (is_closed_at(text, len, at, m->closer)) {
		q.to = (uint32_t)at;
		q.len = (uint32_t)(at + strlen(m->closer));
		return q;
	}
	uint32_t size;
	size_t other = find_other_closer(m, text, q.from, end, &size);
	if (other) {
		q.to = (uint32_t)other;
		q.len = (uint32_t)other + size;
		return q;
	}
	read_unclosed(c, text, len, end, &q);
	return q;
}

/* --- what a text says --------------------------------------------------------------------------------------------- */

/* Columns of blanks that all lines of the long text have in front, the first line left out, which stands behind the quotes. A
 * line of blanks only does not count; the last one, in front of the closing quotes, is such a line. */
static size_t common_indent(const char *text, size_t len)
{
	size_t indent = SIZE_MAX;
	for (size_t at = next_line(text, len, line_end(text, len, 0)); at < len;) {
		size_t end = line_end(text, len, at), first = at;
		while (first < end && (text[first] == ' ' || text[first] == '\t'))
			first++;
		if (first < end && first - at < indent)
			indent = first - at;
		at = end < len ? next_line(text, len, end) : len;
	}
	return indent == SIZE_MAX ? 0 : indent;
}

/* Appends the line TEXT with its escapes resolved. */
static void add_line(struct plint_buf *out, const char *text, size_t len, bool is_dirty)
{
	for (size_t at = 0; at < len;) {
		uint32_t size = 1;
		if (text[at] == '\\' && at + 1 < len && strchr("\"\\n", text[at + 1]) && text[at + 1] != '\0') {
			plint_buf_char(out, text[at + 1] == 'n' ? '\n' : text[at + 1]);
			at += 2;
			continue;
		}
		if (is_dirty && (text[at] == '\0' || plint_text_decode(text + at, len - at, &size) < 0))
			plint_buf_str(out, "\xEF\xBF\xBD");
		else
			plint_buf_add(out, text + at, size);
		at += size;
	}
}

static struct plint_ast_text trimmed(const char *text, size_t len)
{
	uint32_t size;
	while (len > 0 && (text[0] == '\n' || text[0] == '\r' || blank_at(text, len))) {
		size = blank_at(text, len) ? blank_at(text, len) : 1;
		text += size;
		len -= size;
	}
	while (len > 0) {
		char c = text[len - 1];
		size = c == ' ' || c == '\t' || c == '\n' || c == '\r' ? 1 : 0;
		if (size == 0 && len >= 2 && plint_literal_group_space(text + len - 2, 2))
			size = 2;
		if (size == 0 && len >= 3 && plint_literal_group_space(text + len - 3, 3) == 3)
			size = 3;
		if (size == 0)
			break;
		len -= size;
	}
	return (struct plint_ast_text){text, (uint32_t)len};
}

struct plint_ast_text plint_quote_cook(struct plint_arena *a, const char *text, const struct plint_quote *q, bool is_dirty)
{
	const char *raw = text + q->from;
	size_t len = q->to - q->from;
	bool is_plain = q->lines == 1 && !is_dirty && !memchr(raw, '\\', len);
	if (is_plain)
		return trimmed(raw, len);
	size_t indent = q->lines > 1 ? common_indent(raw, len) : 0;
	struct plint_buf out;
	plint_buf_init(&out, a);
	for (size_t at = 0; at < len;) {
		size_t end = line_end(raw, len, at);
		size_t skip = 0;
		while (at > 0 && skip < indent && at + skip < end && (raw[at + skip] == ' ' || raw[at + skip] == '\t'))
			skip++;
		add_line(&out, raw + at + skip, end - at - skip, is_dirty);
		if (end < len)
			plint_buf_char(&out, '\n');
		at = next_line(raw, len, end);
	}
	return trimmed(out.text, out.len);
}
