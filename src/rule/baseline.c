/* Baselines as text: see baseline.h. jansson reads and escapes; the form of a line is checked here, for a damaged baseline must never pass as
 * an empty one. */
#include "rule/baseline.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/json.h"
#include "base/text.h"

#define MAX_WORDS 60u /* characters of a message */

void plint_baseline_init(struct plint_baseline *b, struct plint_arena *arena)
{
	*b = (struct plint_baseline){.arena = arena};
}

void plint_baseline_add(struct plint_baseline *b, const char *path, const char *rule, uint64_t fingerprint, uint32_t count,
                        const char *words)
{
	struct plint_baseline_entry e = {path, rule, words, fingerprint, count, 0, count};
	plint_vec_push(&b->entries, b->arena, e);
}

/* ---- order ----------------------------------------------------------------------------------------------------------- */

/* By path, rule and fingerprint: 0 where both are one class in one file. */
static int compare_classes(const struct plint_baseline_entry *a, const struct plint_baseline_entry *b)
{
	int order = strcmp(a->path, b->path);
	if (order == 0)
		order = strcmp(a->rule, b->rule);
	if (order == 0 && a->fingerprint != b->fingerprint)
		order = a->fingerprint < b->fingerprint ? -1 : 1;
	return order;
}

static int by_class(const void *left, const void *right)
{
	const struct plint_baseline_entry *a = left, *b = right;
	int order = compare_classes(a, b);
	if (order == 0 && a->count != b->count)
		order = a->count > b->count ? -1 : 1;
	return order ? order : a->line1 < b->line1 ? -1 : a->line1 > b->line1;
}

/* An entry on its way into by_fingerprint. */
struct place {
	uint64_t fingerprint;
	uint32_t at;
};

static int by_fingerprint(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	if (a->fingerprint != b->fingerprint)
		return a->fingerprint < b->fingerprint ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

void plint_baseline_finish(struct plint_baseline *b)
{
	uint32_t kept = 0, count = b->entries.count;
	if (count > 1)
		qsort(b->entries.items, count, sizeof *b->entries.items, by_class);
	for (uint32_t i = 0; i < count; i++) {
		struct plint_baseline_entry *e = &b->entries.items[i];
		e->left = e->count;
		if (kept == 0 || compare_classes(&b->entries.items[kept - 1], e) != 0)
			b->entries.items[kept++] = *e;
	}
	b->entries.count = kept;
	struct place *places = plint_arena_alloc(b->arena, (kept + 1) * sizeof *places);
	b->by_fingerprint = plint_arena_alloc(b->arena, (kept + 1) * sizeof *b->by_fingerprint);
	for (uint32_t i = 0; i < kept; i++)
		places[i] = (struct place){b->entries.items[i].fingerprint, i};
	if (kept > 1)
		qsort(places, kept, sizeof *places, by_fingerprint);
	for (uint32_t i = 0; i < kept; i++)
		b->by_fingerprint[i] = places[i].at;
}

uint32_t plint_baseline_find(const struct plint_baseline *b, uint64_t fingerprint, uint32_t *count)
{
	uint32_t low = 0, high = b->entries.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (b->entries.items[b->by_fingerprint[middle]].fingerprint < fingerprint)
			low = middle + 1;
		else
			high = middle;
	}
	*count = 0;
	while (low + *count < b->entries.count && b->entries.items[b->by_fingerprint[low + *count]].fingerprint == fingerprint)
		(*count)++;
	return low;
}

uint32_t plint_baseline_of_path(const struct plint_baseline *b, const char *path, uint32_t *count)
{
	uint32_t low = 0, high = b->entries.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (strcmp(b->entries.items[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*count = 0;
	while (low + *count < b->entries.count && strcmp(b->entries.items[low + *count].path, path) == 0)
		(*count)++;
	return low;
}

static uint32_t add_capped(uint32_t a, uint32_t b)
{
	return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

void plint_baseline_compare(const struct plint_baseline *before, const struct plint_baseline *now, uint32_t *more, uint32_t *fewer)
{
	uint32_t i = 0, k = 0;
	*more = *fewer = 0;
	while (i < before->entries.count || k < now->entries.count) {
		const struct plint_baseline_entry *old = i < before->entries.count ? &before->entries.items[i] : NULL;
		const struct plint_baseline_entry *new = k < now->entries.count ? &now->entries.items[k] : NULL;
		int order = !old ? 1 : !new ? -1 : compare_classes(old, new);
		uint32_t was = order <= 0 ? old->count : 0, is = order >= 0 ? new->count : 0;
		if (is > was)
			*more = add_capped(*more, is - was);
		else
			*fewer = add_capped(*fewer, was - is);
		i += order <= 0;
		k += order >= 0;
	}
}

/* ---- writing --------------------------------------------------------------------------------------------------------- */

static void write_fingerprint(uint64_t fingerprint, char out[17])
{
	for (unsigned i = 0; i < 16; i++)
		out[i] = "0123456789abcdef"[fingerprint >> (60 - 4 * i) & 15];
	out[16] = '\0';
}

void plint_baseline_write(const struct plint_baseline *b, struct plint_buf *out)
{
	for (uint32_t i = 0; i < b->entries.count; i++) {
		const struct plint_baseline_entry *e = &b->entries.items[i];
		struct plint_json j;
		char fingerprint[17];
		write_fingerprint(e->fingerprint, fingerprint);
		plint_json_init(&j, out);
		plint_json_open(&j, '{');
		plint_json_text(plint_json_key(&j, "path"), e->path);
		plint_json_text(plint_json_key(&j, "rule"), e->rule);
		plint_json_text(plint_json_key(&j, "fingerprint"), fingerprint);
		plint_json_int(plint_json_key(&j, "count"), e->count);
		plint_json_text(plint_json_key(&j, "words"), e->words);
		plint_json_close(&j, '}');
		plint_buf_char(out, '\n');
	}
}

const char *plint_baseline_words(struct plint_arena *a, const char *message)
{
	size_t len = strlen(message), at = 0;
	for (unsigned chars = 0; at < len; chars++) {
		uint32_t size;
		plint_text_decode(message + at, len - at, &size);
		if (chars == MAX_WORDS)
			break;
		at += size;
	}
	if (at == len)
		return plint_arena_strndup(a, message, len);
	while (at > 0 && message[at] != ' ')
		at--;
	return plint_arena_printf(a, "%.*s…", (int)at, message);
}

/* ---- reading --------------------------------------------------------------------------------------------------------- */

/* A baseline that is being read. */
struct reading {
	struct plint_baseline *baseline;
	struct plint_baseline_error *error;
	uint32_t line1;
};

static bool fail(struct reading *r, const char *message)
{
	r->error->line1 = r->line1;
	r->error->message = message;
	return false;
}

/* The text under KEY, at least one character; NULL where there is none. In the baseline's arena. */
static const char *text_under(struct reading *r, const json_t *line, const char *key)
{
	const json_t *value = json_object_get(line, key);
	size_t len = json_string_length(value);
	if (!value || len == 0)
		return NULL;
	return plint_arena_strndup(r->baseline->arena, json_string_value(value), len);
}

static bool read_fingerprint(const char *text, uint64_t *out)
{
	*out = 0;
	if (!text || strlen(text) != 16 || text[strspn(text, "0123456789abcdef")])
		return false;
	for (const char *c = text; *c; c++)
		*out = *out << 4 | (uint64_t)(*c <= '9' ? *c - '0' : *c - 'a' + 10);
	return true;
}

/* Whether PATH stays in the folder that it is taken from. */
static bool is_relative(const char *path)
{
	return path[0] != '/';
}

/* Takes LINE, an object. */
static bool take_object(struct reading *r, json_t *line)
{
	static const char *const keys[] = {"path", "rule", "fingerprint", "count", "words"};
	struct plint_arena *a = r->baseline->arena;
	const char *key;
	json_t *value;
	const json_t *number = json_object_get(line, "count"), *words = json_object_get(line, "words");
	struct plint_baseline_entry e = {.line1 = r->line1};
	json_object_foreach(line, key, value) {
		size_t i = 0;
		while (i < 5 && strcmp(keys[i], key) != 0)
			i++;
		if (i == 5) {
			struct plint_buf shown;
			plint_buf_init(&shown, a);
			plint_text_show(&shown, key, strlen(key));
			return fail(r, plint_arena_printf(a, "an entry has no \"%s\"; it has path, rule, fingerprint, count and words", shown.text));
		}
	}
	e.path = text_under(r, line, "path");
	e.rule = text_under(r, line, "rule");
	e.words = words && json_is_string(words) ? plint_arena_strndup(a, json_string_value(words), json_string_length(words)) : "";
	if (!e.path || !is_relative(e.path))
		return fail(r, "\"path\" must be the name of a plan file, seen from the folder of the baseline");
	if (!e.rule)
		return fail(r, "\"rule\" must be the name of a rule");
	if (!read_fingerprint(text_under(r, line, "fingerprint"), &e.fingerprint))
		return fail(r, "\"fingerprint\" must be 16 of the digits 0 to 9 and a to f");
	json_int_t count = json_is_integer(number) ? json_integer_value(number) : 0;
	if (count < 1 || count > UINT32_MAX)
		return fail(r, "\"count\" must be a whole number from 1");
	if (words && !json_is_string(words))
		return fail(r, "\"words\" must be a text");
	e.count = (uint32_t)count;
	plint_vec_push(&r->baseline->entries, a, e);
	return true;
}

static bool is_conflict(const char *line, size_t len)
{
	static const char *const marks[] = {"<<<<<<<", "=======", ">>>>>>>", "|||||||"};
	for (size_t i = 0; i < 4; i++)
		if (len >= 7 && memcmp(line, marks[i], 7) == 0)
			return true;
	return false;
}

/* Takes the line of LEN bytes, which is not empty. */
static bool take_line(struct reading *r, const char *line, size_t len)
{
	json_error_t error;
	if (is_conflict(line, len))
		return fail(r, "this is the mark of a conflict that git left; settle it, or write the baseline anew with --write-baseline");
	if (len > PLINT_MAX_BASELINE_LINE)
		return fail(r, "the line is longer than 64 KiB");
	/* No text of an entry is longer than six times its line. With the room there, nothing ends in the fatal hook while VALUE is held. */
	plint_arena_reserve(r->baseline->arena, 6 * len + 1024);
	plint_vec_need(&r->baseline->entries, r->baseline->arena, 1);
	errno = 0;
	json_t *value = json_loadb(line, len, JSON_REJECT_DUPLICATES, &error);
	/* Where jansson finds no memory it mostly says that the text is wrong; malloc says better. */
	if (!value && errno == ENOMEM)
		plint_arena_fail(r->baseline->arena, "out of memory");
	if (!json_is_object(value)) {
		json_decref(value);
		return fail(r, "this is no entry of a baseline (an object of JSON in one line)");
	}
	bool is_good = take_object(r, value);
	json_decref(value);
	return is_good;
}

bool plint_baseline_read(struct plint_baseline *b, const char *text, size_t len, struct plint_baseline_error *error)
{
	struct reading r = {b, error, 0};
	size_t at = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	while (at < len) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t n = end ? (size_t)(end - text) - at : len - at, next = at + n + (end != NULL);
		r.line1++;
		if (n > 0 && text[at + n - 1] == '\r')
			n--;
		if (n > 0 && !take_line(&r, text + at, n))
			return false;
		at = next;
	}
	plint_baseline_finish(b);
	return true;
}
