/* Writing JSON: see json.h. */
#include "base/json.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include <jansson.h>

#include "base/text.h"

void plint_json_init(struct plint_json *j, struct plint_buf *out)
{
	*j = (struct plint_json){.out = out};
}

/* Puts the comma that must stand before the next value or key. */
static void begin_entry(struct plint_json *j)
{
	if (j->is_after_key) {
		j->is_after_key = false;
		return;
	}
	if (j->depth == 0)
		return;
	if (j->has_entry[j->depth - 1])
		plint_buf_char(j->out, ',');
	j->has_entry[j->depth - 1] = true;
}

void plint_json_open(struct plint_json *j, char bracket)
{
	assert(j->depth < PLINT_JSON_MAX_DEPTH);
	begin_entry(j);
	plint_buf_char(j->out, bracket);
	j->has_entry[j->depth++] = false;
}

void plint_json_close(struct plint_json *j, char bracket)
{
	assert(j->depth > 0);
	j->depth--;
	plint_buf_char(j->out, bracket);
}

struct plint_json *plint_json_key(struct plint_json *j, const char *key)
{
	begin_entry(j);
	plint_buf_char(j->out, '"');
	plint_buf_str(j->out, key);
	plint_buf_add(j->out, "\":", 2);
	j->is_after_key = true;
	return j;
}

/* What a text needs. */
enum text_sort {
	TEXT_PLAIN,   /* printable ASCII without quote or backslash: goes in as it is */
	TEXT_UTF8,    /* valid */
	TEXT_UNSAFE,  /* valid, with characters that must be escaped although JSON would not ask for it */
	TEXT_INVALID
};

static enum text_sort sort_of(const char *text, size_t len)
{
	enum text_sort sort = TEXT_PLAIN;
	for (size_t i = 0; i < len;) {
		if (text[i] >= 0x20 && text[i] < 0x7F && text[i] != '"' && text[i] != '\\') {
			i++;
			continue;
		}
		uint32_t size;
		int32_t cp = plint_text_decode(text + i, len - i, &size);
		if (cp < 0)
			return TEXT_INVALID;
		if (sort != TEXT_UNSAFE)
			sort = plint_text_is_unsafe(cp) ? TEXT_UNSAFE : TEXT_UTF8;
		i += size;
	}
	return sort;
}

/* jansson leaves DEL as it is, as JSON does; a terminal should not get it. */
static int append(const char *part, size_t len, void *data)
{
	for (;;) {
		const char *del = memchr(part, 0x7F, len);
		if (!del) {
			plint_buf_add(data, part, len);
			return 0;
		}
		size_t before = (size_t)(del - part);
		plint_buf_add(data, part, before);
		plint_buf_str(data, "\\u007F");
		part += before + 1;
		len -= before + 1;
	}
}

static void write_escaped(struct plint_json *j, const char *text, size_t len, bool is_ascii_only)
{
	/* No byte becomes more than six (\u0000). With the room there, nothing ends in the fatal hook while VALUE is held. */
	size_t most;
	if (__builtin_mul_overflow(len, (size_t)6, &most) || most > SIZE_MAX - 2)
		plint_arena_fail(j->out->arena, "out of memory");
	plint_buf_need(j->out, most + 2);
	json_t *value = json_stringn(text, len);
	if (!value)
		plint_arena_fail(j->out->arena, "out of memory"); /* the text is valid, so nothing else can fail */
	int failed = json_dump_callback(value, append, j->out, JSON_ENCODE_ANY | (is_ascii_only ? JSON_ENSURE_ASCII : 0));
	json_decref(value);
	if (failed)
		plint_arena_fail(j->out->arena, "out of memory");
}

void plint_json_text_n(struct plint_json *j, const char *text, size_t len)
{
	begin_entry(j);
	enum text_sort sort = sort_of(text, len);
	if (sort == TEXT_PLAIN) {
		plint_buf_char(j->out, '"');
		plint_buf_add(j->out, text, len);
		plint_buf_char(j->out, '"');
		return;
	}
	if (sort == TEXT_INVALID) {
		struct plint_buf shown;
		plint_buf_init(&shown, j->out->arena);
		plint_text_show(&shown, text, len);
		text = shown.text;
		len = shown.len;
	}
	write_escaped(j, text, len, sort == TEXT_UNSAFE);
}

void plint_json_text(struct plint_json *j, const char *text)
{
	if (text)
		plint_json_text_n(j, text, strlen(text));
	else
		plint_json_null(j);
}

void plint_json_int(struct plint_json *j, int64_t value)
{
	begin_entry(j);
	plint_buf_printf(j->out, "%lld", (long long)value);
}

/* VALUE with DIGITS digits at TO; jansson's writing does not depend on the locale, as printf's does. Its length; 0 without memory. */
static size_t format_real(double value, size_t digits, char *to, size_t room)
{
	json_t *number = json_real(value);
	size_t len = number ? json_dumpb(number, to, room, JSON_ENCODE_ANY | JSON_REAL_PRECISION(digits)) : 0;
	json_decref(number);
	return len;
}

static bool reads_as(struct plint_arena *a, const char *text, size_t len, double value)
{
	json_t *number = json_loadb(text, len, JSON_DECODE_ANY, NULL);
	if (!number)
		plint_arena_fail(a, "out of memory"); /* the text is one that jansson wrote, so nothing else can fail */
	double back = json_number_value(number);
	bool is_same = back >= value && back <= value;
	json_decref(number);
	return is_same;
}

void plint_json_real(struct plint_json *j, double value)
{
	if (!isfinite(value)) {
		plint_json_null(j);
		return;
	}
	/* A whole number is written as one: 6000, not 6000.0. */
	bool is_in_range = value > -1e15 && value < 1e15;
	int64_t whole = is_in_range ? (int64_t)value : 0;
	if (is_in_range && value >= (double)whole && value <= (double)whole) {
		plint_json_int(j, whole);
		return;
	}
	begin_entry(j);
	/* 15 digits give back every decimal that was written with 15; a value computed may need 17. */
	char text[40];
	size_t len = format_real(value, 15, text, sizeof text);
	if (len && !reads_as(j->out->arena, text, len, value))
		len = format_real(value, 17, text, sizeof text);
	if (len == 0)
		plint_arena_fail(j->out->arena, "out of memory");
	plint_buf_add(j->out, text, len);
}

void plint_json_bool(struct plint_json *j, bool value)
{
	begin_entry(j);
	plint_buf_str(j->out, value ? "true" : "false");
}

void plint_json_null(struct plint_json *j)
{
	begin_entry(j);
	plint_buf_str(j->out, "null");
}
