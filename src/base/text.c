/*
 * Unicode: see text.h (whose stems are in stem.c, nearness in near.c, regular expressions in regex.c). utf8proc is asked only where
 * a byte of 0x80 or more stands; ASCII, most of every plan, is settled here.
 */
#include "base/text.h"

#include <string.h>

#include <utf8proc.h>

int32_t plint_text_decode(const char *text, size_t len, uint32_t *size)
{
	const unsigned char *p = (const unsigned char *)text;
	*size = 1;
	if (p[0] < 0x80)
		return p[0];
	uint32_t more = p[0] >= 0xF0 ? 3 : p[0] >= 0xE0 ? 2 : 1;
	if (p[0] < 0xC2 || p[0] > 0xF4 || more >= len)
		return -1;
	int32_t cp = p[0] & (0x3F >> more);
	for (uint32_t i = 1; i <= more; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return -1;
		cp = cp << 6 | (p[i] & 0x3F);
	}
	bool is_overlong = (more == 2 && cp < 0x800) || (more == 3 && cp < 0x10000);
	if (is_overlong || (cp >= 0xD800 && cp <= 0xDFFF) || cp > 0x10FFFF)
		return -1;
	*size = more + 1;
	return cp;
}

unsigned plint_text_width(int32_t cp)
{
	if (cp >= 0x20 && cp < 0x7F)
		return 1;
	if (cp < 0xA0)
		return 0;
	int width = utf8proc_charwidth(cp);
	return width < 0 ? 0 : width > 2 ? 2 : (unsigned)width;
}

unsigned plint_text_columns(const char *text, size_t len)
{
	unsigned columns = 0;
	for (size_t i = 0; i < len;) {
		uint32_t size;
		int32_t cp = plint_text_decode(text + i, len - i, &size);
		columns += cp < 0 ? 1 : plint_text_width(cp);
		i += size;
	}
	return columns;
}

static bool is_ascii_letter(int32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

bool plint_text_is_name_start(int32_t cp)
{
	if (cp < 0x80)
		return is_ascii_letter(cp);
	utf8proc_category_t c = utf8proc_category(cp);
	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool plint_text_is_name_char(int32_t cp)
{
	if (cp < 0x80)
		return is_ascii_letter(cp) || (cp >= '0' && cp <= '9') || cp == '_' || cp == '-';
	utf8proc_category_t c = utf8proc_category(cp);
	return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) || c == UTF8PROC_CATEGORY_MN ||
	       c == UTF8PROC_CATEGORY_MC || c == UTF8PROC_CATEGORY_ND;
}

bool plint_text_is_bidi_control(int32_t cp)
{
	return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

bool plint_text_is_unsafe(int32_t cp)
{
	if (cp < 0x20)
		return cp != '\t' && cp != '\n';
	if (cp < 0x7F)
		return false;
	if (cp <= 0x9F) /* DEL and C1 */
		return true;
	bool is_mark = cp == 0x200E || cp == 0x200F || cp == 0x061C; /* invisible, turn the direction of what follows */
	bool is_break = cp == 0x2028 || cp == 0x2029;
	bool is_tag = cp >= 0xE0000 && cp <= 0xE007F;
	bool is_no_character = (cp & 0xFFFE) == 0xFFFE || (cp >= 0xFDD0 && cp <= 0xFDEF); /* XML forbids them */
	bool is_hidden = cp == 0xFEFF || (cp >= 0xFFF9 && cp <= 0xFFFB);
	return plint_text_is_bidi_control(cp) || is_mark || is_break || is_tag || is_no_character || is_hidden;
}

/* Length of the stretch at the head of TEXT in which no byte reaches LIMIT. */
static size_t span_below(const char *text, size_t len, unsigned char limit)
{
	size_t i = 0;
	while (i < len && (unsigned char)text[i] < limit)
		i++;
	return i;
}

/* Normalises TEXT in one go under OPTIONS of utf8proc; a copy in A. */
static char *normalise_piece(struct plint_arena *a, const char *text, size_t len, utf8proc_option_t options,
                             size_t *out_len)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t count = utf8proc_decompose(bytes, (utf8proc_ssize_t)len, NULL, 0, options);
	if (count < 0) { /* ill-formed, which callers have sorted out before */
		*out_len = len;
		return plint_arena_strndup(a, text, len);
	}
	size_t room = ((size_t)count + 1) * sizeof(utf8proc_int32_t);
	utf8proc_int32_t *points = plint_arena_alloc(a, room);
	count = utf8proc_decompose(bytes, (utf8proc_ssize_t)len, points, count, options);
	/* Composes, and writes the UTF-8 over the code points, with a NUL behind. */
	utf8proc_ssize_t bytes_out = utf8proc_reencode(points, count, options);
	*out_len = bytes_out < 0 ? 0 : (size_t)bytes_out;
	plint_arena_shrink(a, points, room, *out_len + 1);
	return (char *)points;
}

/* The library orders the marks behind a letter with a number of steps that is quadratic in them. So no more than this many are
 * taken together, as in the stream-safe text format of Unicode (UAX 15, section 13). */
#define MAX_MARKS 30

/* Length of the head of TEXT to be normalised together: all of it, or up to where more than MAX_MARKS follow on each other. */
static size_t piece_len(const char *text, size_t len)
{
	unsigned marks = 0;
	for (size_t i = 0; i < len;) {
		uint32_t size;
		int32_t cp = plint_text_decode(text + i, len - i, &size);
		marks = cp >= 0x300 && utf8proc_get_property(cp)->combining_class ? marks + 1 : 0;
		if (marks > MAX_MARKS)
			return i;
		i += size;
	}
	return len;
}

static char *normalise(struct plint_arena *a, const char *text, size_t len, utf8proc_option_t options, size_t *out_len)
{
	size_t piece = piece_len(text, len);
	if (piece == len)
		return normalise_piece(a, text, len, options, out_len);
	struct plint_buf all;
	plint_buf_init(&all, a);
	while (len > 0) {
		size_t n;
		const char *done = normalise_piece(a, text, piece, options, &n);
		plint_buf_add(&all, done, n);
		text += piece;
		len -= piece;
		piece = piece_len(text, len);
	}
	*out_len = all.len;
	return all.text;
}

#define NFC_OPTIONS (UTF8PROC_STABLE | UTF8PROC_COMPOSE)
#define FOLD_OPTIONS (UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD)

const char *plint_text_nfc(struct plint_arena *a, const char *text, size_t len, size_t *out_len)
{
	*out_len = len;
	/* Nothing below U+0300 (lead byte 0xCC) composes or changes. */
	if (span_below(text, len, 0xCC) == len)
		return text;
	struct plint_arena_mark mark = plint_arena_mark(a);
	size_t n;
	const char *done = normalise(a, text, len, NFC_OPTIONS, &n);
	if (n == len && memcmp(done, text, len) == 0) {
		plint_arena_rewind(a, mark);
		return text;
	}
	*out_len = n;
	return done;
}

/* Case folded NFC of TEXT as a copy in A that may be written to. */
static char *folded_copy(struct plint_arena *a, const char *text, size_t len, size_t *out_len)
{
	if (span_below(text, len, 0x80) < len)
		return normalise(a, text, len, FOLD_OPTIONS, out_len);
	char *copy = plint_arena_strndup(a, text, len);
	for (size_t i = 0; i < len; i++)
		if (copy[i] >= 'A' && copy[i] <= 'Z')
			copy[i] = (char)(copy[i] + ('a' - 'A'));
	*out_len = len;
	return copy;
}

static bool is_blank(int32_t cp)
{
	if (cp < 0x80)
		return cp == ' ' || (cp >= '\t' && cp <= '\r');
	return cp == 0x85 || cp == 0x2028 || cp == 0x2029 || utf8proc_category(cp) == UTF8PROC_CATEGORY_ZS;
}

/* Quotation marks, primes used as such, and characters that show nothing. */
static bool is_dropped(int32_t cp)
{
	static const int32_t others[] = {'"', '\'', '`', 0xAD, 0xB4, 0x200B, 0x201A, 0x201E, 0x2032, 0x2033, 0x2060,
	                                 0x300C, 0x300D, 0x300E, 0x300F, 0xFEFF, 0xFF02, 0xFF07};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (cp == others[i])
			return true;
	if (cp < 0x80)
		return false;
	utf8proc_category_t c = utf8proc_category(cp);
	return c == UTF8PROC_CATEGORY_PI || c == UTF8PROC_CATEGORY_PF;
}

bool plint_text_is_dash(int32_t cp)
{
	return (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212;
}

/* The same for TEXT of plain letters, in one pass: what most titles are. */
static const char *plain_comparable(struct plint_arena *a, const char *text, size_t len, size_t *out_len)
{
	char *copy = plint_arena_alloc(a, len + 1);
	size_t to = 0;
	for (size_t i = 0; i < len; i++) {
		char c = text[i];
		if (c == ' ' || (c >= '\t' && c <= '\r')) {
			if (to > 0 && copy[to - 1] != ' ')
				copy[to++] = ' ';
		} else if (c != '"' && c != '\'' && c != '`') {
			copy[to++] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
		}
	}
	if (to > 0 && copy[to - 1] == ' ')
		to--;
	copy[to] = '\0';
	*out_len = to;
	return copy;
}

const char *plint_text_comparable(struct plint_arena *a, const char *text, size_t len, size_t *out_len)
{
	if (span_below(text, len, 0x80) == len)
		return plain_comparable(a, text, len, out_len);
	size_t n, to = 0;
	char *copy = folded_copy(a, text, len, &n);
	bool is_after_blank = true; /* none at the head */
	uint32_t size;
	for (size_t i = 0; i < n; i += size) {
		int32_t cp = plint_text_decode(copy + i, n - i, &size);
		if (is_dropped(cp))
			continue;
		bool is_now_blank = is_blank(cp);
		if (is_now_blank && is_after_blank)
			continue;
		is_after_blank = is_now_blank;
		if (is_now_blank || plint_text_is_dash(cp)) {
			copy[to++] = is_now_blank ? ' ' : '-';
			continue;
		}
		memmove(copy + to, copy + i, size);
		to += size;
	}
	if (to > 0 && copy[to - 1] == ' ')
		to--;
	copy[to] = '\0';
	*out_len = to;
	return copy;
}

/* What CP of a folded word counts as: 0 where it is left out, -1 where it stays. All results are no longer than CP in UTF-8. */
static int32_t folded_letter(int32_t cp)
{
	switch (cp) {
	case 0x2019: /* typographic apostrophe */
		return '\'';
	case 0x0622: /* alef with madda, hamza above, hamza below, wasla */
	case 0x0623:
	case 0x0625:
	case 0x0671:
		return 0x0627;
	case 0x0649: /* alef maksura */
		return 0x064A;
	case 0x0629: /* ta marbuta */
		return 0x0647;
	case 0x0640: /* tatweel */
	case 0x0670: /* superscript alef */
	case 0x00AD: /* soft hyphen */
		return 0;
	default:
		return cp >= 0x064B && cp <= 0x0652 ? 0 : -1; /* short vowels */
	}
}

const char *plint_text_fold(struct plint_arena *a, const char *text, size_t len, size_t *out_len)
{
	size_t n, to = 0;
	char *copy = folded_copy(a, text, len, &n);
	*out_len = n;
	if (span_below(copy, n, 0x80) == n)
		return copy;
	uint32_t size;
	for (size_t i = 0; i < n; i += size) {
		int32_t cp = folded_letter(plint_text_decode(copy + i, n - i, &size));
		if (cp < 0) {
			memmove(copy + to, copy + i, size);
			to += size;
		} else if (cp >= 0x80) { /* all of them take two bytes */
			copy[to++] = (char)(0xC0 | cp >> 6);
			copy[to++] = (char)(0x80 | (cp & 0x3F));
		} else if (cp > 0) {
			copy[to++] = (char)cp;
		}
	}
	copy[to] = '\0';
	*out_len = to;
	return copy;
}

void plint_text_show(struct plint_buf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len;) {
		size_t plain = i;
		while (plain < len && text[plain] >= 0x20 && text[plain] < 0x7F)
			plain++;
		plint_buf_add(out, text + i, plain - i);
		i = plain;
		if (i == len)
			break;
		uint32_t size;
		int32_t cp = plint_text_decode(text + i, len - i, &size);
		if (cp == '\r' && i + 1 < len && text[i + 1] == '\n')
			size = 2;
		if (cp < 0)
			plint_buf_printf(out, "<%02X>", (unsigned)(unsigned char)text[i]);
		else if (cp == '\t' || cp == '\n' || cp == '\r')
			plint_buf_char(out, ' ');
		else if (plint_text_is_unsafe(cp))
			plint_buf_printf(out, "<U+%04X>", (unsigned)cp);
		else
			plint_buf_add(out, text + i, size);
		i += size;
	}
}
