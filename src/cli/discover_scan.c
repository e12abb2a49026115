/*
 * What discovery wants to know of a file before it is parsed: whether it has a `plan` block, and what it includes. By its lines alone: see
 * plint_discover_scan in discover.h.
 */
#include "cli/discover.h"

#include <string.h>

#include "base/text.h"

static bool is_blank(char c)
{
	return plint_text_is_blank_byte(c) || c == '\r';
}

static bool is_name_byte(char c)
{
	return plint_text_is_name_byte(c) || (unsigned char)c >= 0x80;
}

/* Whether the word WORD (small letters) stands at TEXT + AT, its first letter perhaps large; *END is behind it. */
static bool has_word(const char *text, size_t len, size_t at, const char *word, size_t *end)
{
	size_t n = strlen(word);
	if (at + n > len || (text[at] | 0x20) != word[0] || memcmp(text + at + 1, word + 1, n - 1) != 0)
		return false;
	*end = at + n;
	return at + n == len || !is_name_byte(text[at + n]);
}

/* End of the text whose opening quote is at AT. */
static size_t text_end(const char *text, size_t len, size_t at)
{
	if (at + 3 <= len && memcmp(text + at, "\"\"\"", 3) == 0) {
		for (at += 3; at + 3 <= len; at++)
			if (memcmp(text + at, "\"\"\"", 3) == 0)
				return at + 3;
		return len;
	}
	for (at++; at < len && text[at] != '\n'; at++) {
		if (text[at] == '"')
			return at + 1;
		if (text[at] == '\\')
			at++;
	}
	return at < len ? at : len;
}

/* Gives the name behind `include` at AT to EACH. Quotes may be of any kind. */
static void scan_include(const char *text, size_t len, size_t at, plint_include_name_fn *each, void *data)
{
	while (at < len && is_blank(text[at]))
		at++;
	size_t quote = 0;
	if (at < len && text[at] == '"')
		quote = 1;
	else if (at + 3 <= len && memcmp(text + at, "\xE2\x80", 2) == 0)
		quote = 3;
	size_t start = at + quote, end = start;
	while (quote && end < len && text[end] != '"' && text[end] != '\n' && !(end + 2 <= len && memcmp(text + end, "\xE2\x80", 2) == 0))
		end++;
	if (end > start)
		each(data, text + start, end - start);
}

bool plint_discover_scan(const char *text, size_t len, plint_include_name_fn *each, void *data)
{
	bool is_start = true, has_plan = false;
	size_t at = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	while (at < len) {
		char c = text[at];
		size_t end;
		if (c == '"') {
			at = text_end(text, len, at);
			is_start = false;
		} else if (c == '#') {
			const char *line = memchr(text + at, '\n', len - at);
			at = line ? (size_t)(line - text) : len;
		} else if (c == '\n' || c == ';' || c == '{' || c == '}') {
			is_start = true;
			at++;
		} else if (is_blank(c)) {
			is_start = is_start || c == '\r';
			at++;
		} else {
			if (is_start && has_word(text, len, at, "plan", &end)) {
				has_plan = true;
				if (!each)
					return true;
			} else if (is_start && each && has_word(text, len, at, "include", &end)) {
				scan_include(text, len, end, each, data);
			}
			is_start = false;
			at++;
			while (at < len && is_name_byte(text[at]))
				at++;
		}
	}
	return has_plan;
}
