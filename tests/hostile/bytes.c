/* Cases of bytes: every single one, ill-formed letters, other encodings, random ones, and damaged copies of good plans. See cases.h. */
#include "hostile/cases.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GOOD "plan \"P\" { period 2027 to 2029 }\ngoal a \"A\" { dimension outreach }\n"
#define FROB "frob x\n"

/* The same numbers everywhere and always. */
static uint32_t next_random(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33);
}

static void visit_bytes(hostile_visit *visit, void *data, const char *group, const char *name, const void *text, size_t len, int status,
                        const char *says)
{
	visit(data, &(struct hostile_case){.group = group, .name = name, .text = text, .len = len, .status = status, .says = says});
}

static void every_byte(hostile_visit *visit, void *data)
{
	for (unsigned byte = 0; byte < 256; byte++) {
		char name[64], text[sizeof GOOD + 64];
		int len = snprintf(text, sizeof text, GOOD "goal b \"B_\" { dimension outreach }\n_\n");
		for (int i = (int)sizeof GOOD - 1; i < len; i++)
			if (text[i] == '_')
				text[i] = (char)byte;
		snprintf(name, sizeof name, "the byte %02X in a text and alone", byte);
		visit_bytes(visit, data, "bytes", name, text, (size_t)len, byte == 0 || byte >= 0x80 ? 2 : HOSTILE_ANY, byte == 0 || byte >= 0x80 ? "bad-text" : NULL);
		text[0] = (char)byte;
		snprintf(name, sizeof name, "the byte %02X and nothing else", byte);
		visit_bytes(visit, data, "bytes", name, text, 1, byte == 0 || byte >= 0x80 ? 2 : HOSTILE_ANY, NULL);
	}
}

#define BYTES(group, name, text, status, says) {group, name, text, sizeof text - 1, status, says}
#define NULS "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

static const struct {
	const char *group, *name, *text;
	size_t len;
	int status;
	const char *says;
} fixed[] = {
    BYTES("bytes", "a nul alone", "\0", 2, "NUL"),
    BYTES("bytes", "a nul at the start", "\0" GOOD FROB, 2, "frob"),
    BYTES("bytes", "a nul in a title", "goal a \"A\0B\" { dimension outreach }\n" FROB, 2, "frob"),
    BYTES("bytes", "a nul in a name", "goal a\0b \"A\" { dimension outreach }\n" FROB, 2, "frob"),
    BYTES("bytes", "a nul in a comment", "# a\0b\n" FROB, 2, "frob"),
    BYTES("bytes", "a nul at the end", GOOD FROB "\0", 2, "frob"),
    BYTES("bytes", "many nuls and more", NULS NULS NULS NULS NULS NULS FROB, 2, "bad-text"),
    BYTES("bytes", "an overlong slash", GOOD "goal b \"\xC0\xAF\"\n" FROB, 2, "frob"),
    BYTES("bytes", "an overlong nul", GOOD "goal b \"\xC0\x80\"\n" FROB, 2, "bad-text"),
    BYTES("bytes", "overlong in three", GOOD "goal b \"\xE0\x80\xAF\"\n" FROB, 2, "bad-text"),
    BYTES("bytes", "overlong in four", GOOD "goal b \"\xF0\x80\x80\xAF\"\n" FROB, 2, "bad-text"),
    BYTES("bytes", "half a pair", GOOD "goal b \"\xED\xA0\x80\"\n" FROB, 2, "bad-text"),
    BYTES("bytes", "a pair in six bytes", GOOD "goal b \"\xED\xA0\xBD\xED\xB8\x80\"\n" FROB, 2, "bad-text"),
    BYTES("bytes", "past the last letter", GOOD "goal b \"\xF4\x90\x80\x80\"\n" FROB, 2, "bad-text"),
    BYTES("bytes", "five bytes", GOOD "goal b \"\xF8\x88\x80\x80\x80\"\n" FROB, 2, "bad-text"),
    BYTES("bytes", "a letter cut before a quote", GOOD "goal b \"\xE2\x82\"\n" FROB, 2, "frob"),
    BYTES("bytes", "a letter cut before a line end", GOOD "goal b \"\xE2\x82\n" FROB, 2, "frob"),
    BYTES("bytes", "a continuation alone", GOOD "\x80\n" FROB, 2, "frob"),
    BYTES("bytes", "Latin-1", GOOD "goal b \"Poblaci\xF3n\" { dimension outreach }\n" FROB, 2, "frob"),
    BYTES("bytes", "quotes of CP1252", GOOD "goal b \x93" "B\x94 { dimension outreach }\n" FROB, 2, "bad-text"),
    BYTES("bytes", "UTF-16, little end first", "\xFF\xFEg\0o\0a\0l\0 \0a\0\n\0", 2, "bad-text"),
    BYTES("bytes", "UTF-16, great end first", "\xFE\xFF\0g\0o\0a\0l\0 \0a\0\n", 2, "bad-text"),
    BYTES("bytes", "UTF-32", "\xFF\xFE\0\0g\0\0\0o\0\0\0", 2, "bad-text"),
    BYTES("bytes", "UTF-7", "+AGcAbwBhAGw-\n", 2, NULL),
    BYTES("bytes", "a program", "\x7F" "ELF\2\1\1\0\0\0\0\0\0\0\0\0", 2, "bad-text"),
    BYTES("bytes", "a Word file", "PK\3\4\x14\0\6\0\x08\0\0\0!\0", 2, "bad-text"),
    BYTES("bytes", "an old Word file", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0", 2, "bad-text"),
    BYTES("bytes", "a PDF", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n", 2, "bad-text"),
    BYTES("bytes", "packed", "\x1F\x8B\x08\0\0\0\0\0\0\3", 2, "bad-text"),
    BYTES("ends", "a byte-order mark", "\xEF\xBB\xBF" GOOD, 1, NULL),
    BYTES("ends", "a byte-order mark alone", "\xEF\xBB\xBF", 1, NULL),
    BYTES("ends", "two byte-order marks", "\xEF\xBB\xBF\xEF\xBB\xBF" GOOD, 2, ":1:1"),
    BYTES("ends", "a byte-order mark between lines", GOOD "\xEF\xBB\xBFgoal b \"B\" { dimension outreach }\n", 2, ":3:1"),
    BYTES("ends", "half a byte-order mark", "\xEF\xBB" GOOD, 2, "bad-text"),
    BYTES("ends", "CRLF", "plan \"P\" { period 2027 to 2029 }\r\ngoal a \"A\" { dimension outreach }\r\n" FROB, 2, ":3:1"),
    BYTES("ends", "lone CR", "plan \"P\" { period 2027 to 2029 }\rgoal a \"A\" { dimension outreach }\r" FROB, 2, ":3:1"),
    BYTES("ends", "ends of all sorts", "plan \"P\" { period 2027 to 2029 }\r\n\r\n\r\r\n\n" FROB, 2, ":6:1"),
    BYTES("ends", "NEL", GOOD "\xC2\x85" FROB, 2, "frob"),
    BYTES("ends", "line separator", GOOD "\xE2\x80\xA8" FROB, 2, "frob"),
    BYTES("ends", "paragraph separator", GOOD "\xE2\x80\xA9" FROB, 2, "frob"),
    BYTES("ends", "vertical tab and form feed", GOOD "\v\f" FROB, 2, "frob"),
    BYTES("ends", "no end of the last line", GOOD "frob x", 2, "frob"),
    BYTES("ends", "a nul ends no line", GOOD "role r\0" FROB, 2, "bad-text"),
    BYTES("ends", "end of file of DOS", GOOD "\x1A", HOSTILE_ANY, NULL),
};

static void random_bytes(hostile_visit *visit, void *data)
{
	uint64_t state = 1;
	for (unsigned i = 0; i < 32; i++) {
		static char text[1 << 16];
		char name[64];
		size_t len = (size_t)64 << i % 11;
		/* Every other time those that a plan consists of. */
		static const char signs[] = "goal plan by to{}\"\"#,;%\n\n \t0123456789.-_\\\xE2\x80\x9C\xC3\xA9";
		for (size_t k = 0; k < len; k++)
			text[k] = i % 2 ? signs[next_random(&state) % (sizeof signs - 1)] : (char)next_random(&state);
		snprintf(name, sizeof name, "%zu random bytes (%u)", len, i);
		visit_bytes(visit, data, "bytes", name, text, len, HOSTILE_ANY, NULL);
	}
}

void hostile_bytes(hostile_visit *visit, void *data)
{
	every_byte(visit, data);
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		visit_bytes(visit, data, fixed[i].group, fixed[i].name, fixed[i].text, fixed[i].len, fixed[i].status, fixed[i].says);
	random_bytes(visit, data);
}

/* --- damaged copies --------------------------------------------------------------------------------------------------------- */

struct damage {
	const char *name, *text;
	size_t len;
	hostile_visit *visit;
	void *data;
	uint64_t state;
	char *copy; /* room for three texts */
};

static void show(struct damage *d, const char *how, unsigned number, size_t len)
{
	char name[160];
	snprintf(name, sizeof name, "%s, %s (%u)", d->name, how, number);
	d->visit(d->data, &(struct hostile_case){.group = "damaged", .name = name, .text = d->copy, .len = len, .status = HOSTILE_ANY, .is_one_of_many = true});
}

static void cut(struct damage *d)
{
	for (unsigned i = 0; i < 48; i++) {
		size_t at = d->len * i / 48;
		memcpy(d->copy, d->text, at);
		show(d, "cut", i, at);
	}
}

static void flip(struct damage *d)
{
	for (unsigned i = 0; i < 64; i++) {
		memcpy(d->copy, d->text, d->len);
		size_t at = next_random(&d->state) % d->len;
		d->copy[at] = (char)((unsigned char)d->copy[at] ^ 1u << i % 8);
		show(d, "a bit turned", i, d->len);
	}
}

static void drop(struct damage *d)
{
	for (unsigned i = 0; i < 48; i++) {
		size_t at = next_random(&d->state) % d->len, count = 1 + next_random(&d->state) % (i < 24 ? 1 : 60);
		count = count < d->len - at ? count : d->len - at;
		memcpy(d->copy, d->text, at);
		memcpy(d->copy + at, d->text + at + count, d->len - at - count);
		show(d, "bytes dropped", i, d->len - count);
	}
}

static void insert(struct damage *d)
{
	static const char *const parts[] = {"\"", "{", "}", "\"\"\"", "\n", ";", ",", "#", "\\", "%", "(", "-", "\xE2\x80\x9C", "\xFF", "\t", "goal ", "by ", "TBD ", "\xC2\xA0",
	                                    "include \"x.plan\"\n", "# planlint: ignore x\n", "goal {", "\r", "\xEF\xBB\xBF", "1,2", "= "};
	for (unsigned i = 0; i < 4 * sizeof parts / sizeof *parts; i++) {
		const char *part = parts[i % (sizeof parts / sizeof *parts)];
		size_t at = next_random(&d->state) % d->len, count = strlen(part);
		memcpy(d->copy, d->text, at);
		memcpy(d->copy + at, part, count);
		memcpy(d->copy + at + count, d->text + at, d->len - at);
		show(d, "signs put in", i, d->len + count);
	}
}

static const char *line_end(const char *at, const char *stop)
{
	const char *end = memchr(at, '\n', (size_t)(stop - at));
	return end ? end + 1 : stop;
}

/* Pairs of lines change places. */
static void shuffle(struct damage *d)
{
	for (unsigned i = 0; i < 4; i++) {
		size_t n = 0;
		for (const char *at = d->text, *stop = d->text + d->len; at < stop;) {
			const char *second = line_end(at, stop), *third = line_end(second, stop);
			bool is_turned = next_random(&d->state) % 2;
			const char *first = is_turned ? second : at;
			size_t len = (size_t)(is_turned ? third - second : second - at);
			memcpy(d->copy + n, first, len);
			memcpy(d->copy + n + len, is_turned ? at : second, (size_t)(third - at) - len);
			n += (size_t)(third - at);
			at = third;
		}
		show(d, "lines shuffled", i, n);
	}
}

/* The lines from the last to the first; without line ends; two of it in a row; all in one line. */
static void turn(struct damage *d)
{
	size_t n = 0;
	for (size_t stop = d->len; stop > 0;) {
		size_t start = stop - 1;
		while (start > 0 && d->text[start - 1] != '\n')
			start--;
		memcpy(d->copy + n, d->text + start, stop - start);
		n += stop - start;
		stop = start;
	}
	show(d, "lines reversed", 0, n);
	for (size_t i = 0; i < d->len; i++)
		d->copy[i] = d->text[d->len - 1 - i];
	show(d, "bytes reversed", 0, d->len);
	memcpy(d->copy, d->text, d->len);
	memcpy(d->copy + d->len, d->text, d->len);
	show(d, "twice", 0, 2 * d->len);
	for (size_t i = 0; i < d->len; i++)
		d->copy[i] = d->text[i] == '\n' ? ' ' : d->text[i];
	show(d, "lines joined", 0, d->len);
}

void hostile_damaged(const char *name, const char *text, size_t len, hostile_visit *visit, void *data)
{
	struct damage d = {.name = name, .text = text, .len = len, .visit = visit, .data = data, .state = len, .copy = malloc(3 * len + 64)};
	if (!d.copy || len == 0)
		return;
	cut(&d);
	flip(&d);
	drop(&d);
	insert(&d);
	shuffle(&d);
	turn(&d);
	free(d.copy);
}
