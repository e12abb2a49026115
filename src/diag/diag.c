/* The sink for diagnostics: see diag.h. */
#include "diag/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/intern.h"
#include "base/text.h"

static const char *const severity_names[] = {"off", "advice", "warning", "error"};
_Static_assert(sizeof severity_names / sizeof *severity_names == PLINT_ERROR + 1, "a name for each severity");

const char *plint_severity_name(enum plint_severity s)
{
	return severity_names[s];
}

bool plint_severity_parse(const char *name, size_t len, enum plint_severity *out)
{
	for (unsigned i = 0; i <= PLINT_ERROR; i++) {
		if (plint_text_is(name, len, severity_names[i])) {
			*out = (enum plint_severity)i;
			return true;
		}
	}
	return false;
}

void plint_diags_init(struct plint_diags *d, struct plint_arena *arena, const struct plint_source *source)
{
	*d = (struct plint_diags){.arena = arena, .source = source};
}

bool plint_diag_is_reading(const struct plint_diag *x)
{
	return strcmp(x->family, "syntax") == 0 || strcmp(x->family, "reference") == 0;
}

/* Tally of RULE, or NULL. There are some hundred rules at most, and identifiers are mostly the same pointer. */
static struct plint_diag_tally *find_tally(const struct plint_diags *d, const char *rule)
{
	for (uint32_t i = 0; i < d->tallies.count; i++) {
		struct plint_diag_tally *t = &d->tallies.items[i];
		if (t->rule == rule || strcmp(t->rule, rule) == 0)
			return t;
	}
	return NULL;
}

bool plint_diags_is_full(const struct plint_diags *d, const char *rule)
{
	const struct plint_diag_tally *t = find_tally(d, rule);
	return t && t->kept >= PLINT_MAX_DIAGS_RULE;
}

static void leave_out(struct plint_diag_tally *t, const struct plint_diag *x)
{
	if (t->left_out++ == 0)
		t->span = x->span;
	if (x->severity > t->severity)
		t->severity = x->severity;
}

struct plint_diag *plint_diags_add(struct plint_diags *d, const char *rule, const char *family,
                                   enum plint_severity severity, struct plint_span span, const char *format, ...)
{
	struct plint_diag x = {.rule = rule, .family = family, .severity = severity, .message = "", .span = span, .anchor = ""};
	struct plint_diag_tally *t = find_tally(d, rule);
	if (!t) {
		t = plint_vec_add(&d->tallies, d->arena);
		t->rule = rule;
		t->family = family;
	}
	d->reading_errors += plint_diag_is_reading(&x);
	if (t->kept >= PLINT_MAX_DIAGS_RULE) {
		leave_out(t, &x);
		d->surplus = x;
		return &d->surplus;
	}
	t->kept++;
	va_list args;
	va_start(args, format);
	x.message = plint_arena_vprintf(d->arena, format, args);
	va_end(args);
	plint_vec_push(&d->items, d->arena, x);
	return &d->items.items[d->items.count - 1];
}

void plint_diag_relate(struct plint_diags *d, struct plint_diag *x, struct plint_span span, const char *text)
{
	if (x == &d->surplus)
		return;
	if (x->related_count >= PLINT_MAX_RELATED) {
		x->related_more++;
		return;
	}
	struct plint_label *all = plint_arena_alloc(d->arena, (x->related_count + 1) * sizeof *all);
	if (x->related_count)
		memcpy(all, x->related, x->related_count * sizeof *all);
	all[x->related_count++] = (struct plint_label){span, text};
	x->related = all;
}

const char *plint_diags_shown(struct plint_diags *d, const char *text, size_t len, unsigned max_chars)
{
	struct plint_buf b;
	plint_buf_init(&b, d->arena);
	unsigned chars = 0;
	for (size_t i = 0; i < len;) {
		uint32_t size;
		plint_text_decode(text + i, len - i, &size);
		if (text[i] == '\r' && i + 1 < len && text[i + 1] == '\n')
			size = 2;
		size_t before = b.len;
		plint_text_show(&b, text + i, size);
		/* An escape (<U+202E>) is plain ASCII and counts by its letters. */
		bool is_one = (unsigned char)b.text[before] >= 0x80;
		chars += is_one ? 1 : (unsigned)(b.len - before);
		if (chars > max_chars) {
			b.len = before;
			while (b.len > 0 && b.text[b.len - 1] == ' ')
				b.len--;
			b.text[b.len] = '\0';
			plint_buf_str(&b, "…");
			break;
		}
		i += size;
	}
	return b.text;
}

/* Order by file, place, rule; what is equal stays in the order of adding. */
static int compare(const void *left, const void *right)
{
	const struct plint_diag *a = *(const struct plint_diag *const *)left;
	const struct plint_diag *b = *(const struct plint_diag *const *)right;
	if (a->span.start != b->span.start)
		return a->span.start < b->span.start ? -1 : 1;
	if (a->span.end != b->span.end)
		return a->span.end < b->span.end ? -1 : 1;
	int order = strcmp(a->rule, b->rule);
	return order ? order : a < b ? -1 : a > b;
}

static bool is_repeat(const struct plint_diag *a, const struct plint_diag *b)
{
	return a->span.start == b->span.start && a->span.end == b->span.end && strcmp(a->rule, b->rule) == 0 &&
	       strcmp(a->message, b->message) == 0;
}

/* A last finding for each rule that has more than the limit. */
static void add_surplus_of_rules(struct plint_diags *d)
{
	for (uint32_t i = 0; i < d->tallies.count; i++) {
		struct plint_diag_tally *t = &d->tallies.items[i];
		if (t->left_out == 0)
			continue;
		struct plint_diag x = {.rule = t->rule, .family = t->family, .severity = t->severity, .span = t->span};
		x.message = plint_arena_printf(d->arena, "from here on %u more of this kind, not listed one by one (%u are)",
		                               t->left_out, t->kept);
		x.anchor = "";
		plint_vec_push(&d->items, d->arena, x);
		t->left_out = 0;
	}
}

static struct plint_diag surplus_of_file(struct plint_diags *d, const struct plint_diag_tally *t)
{
	struct plint_diag x = {.rule = t->rule, .family = t->family, .severity = t->severity, .span = t->span, .anchor = ""};
	x.message = plint_arena_printf(d->arena, "from here on %u more findings in this file, not listed one by one (%u are)",
	                               t->left_out, (unsigned)PLINT_MAX_DIAGS_FILE);
	return x;
}

/* Copies the sorted diagnostics to OUT without repeats and no more than the limit of a file allows; their number. */
static uint32_t keep_within_limits(struct plint_diags *d, const struct plint_diag **sorted, struct plint_diag *out)
{
	static const struct plint_diag_tally none = {.rule = "too-many-findings", .family = "limit"};
	struct plint_diag_tally t = none;
	const struct plint_file *file = NULL;
	const struct plint_diag *last = NULL;
	uint32_t count = 0;
	for (uint32_t i = 0; i < d->items.count; i++) {
		const struct plint_diag *x = sorted[i];
		if (last && is_repeat(last, x))
			continue;
		last = x;
		const struct plint_file *f = d->source ? plint_source_file(d->source, x->span.start) : NULL;
		if (f != file) {
			if (t.left_out)
				out[count++] = surplus_of_file(d, &t);
			t = none;
			file = f;
		}
		if (t.kept < PLINT_MAX_DIAGS_FILE) {
			t.kept++;
			out[count++] = *x;
		} else {
			leave_out(&t, x);
		}
	}
	if (t.left_out)
		out[count++] = surplus_of_file(d, &t);
	return count;
}

/* The key is part of the format of baselines: it never changes. */
static const uint64_t fingerprint_key[2] = {0x706c616e6c696e74u, 0x66696e6765723031u};

/* Fingerprint of the finding whose rule and anchor are in B, with BEFORE equal ones before it. */
static uint64_t salted(struct plint_buf *b, uint32_t before)
{
	size_t len = b->len;
	plint_buf_char(b, '\0');
	plint_buf_printf(b, "%u", before);
	uint64_t hash = plint_siphash(b->text, b->len, fingerprint_key);
	b->len = len;
	return hash;
}

static void set_fingerprints(struct plint_diags *d)
{
	struct plint_map seen;
	plint_map_init(&seen, d->arena);
	struct plint_buf b;
	plint_buf_init(&b, d->arena);
	for (uint32_t i = 0; i < d->items.count; i++) {
		struct plint_diag *x = &d->items.items[i];
		plint_buf_reset(&b);
		plint_buf_add(&b, x->rule, strlen(x->rule) + 1);
		plint_buf_str(&b, x->anchor ? x->anchor : "");
		uint64_t same = plint_siphash(b.text, b.len, fingerprint_key);
		x->kin_before = (*plint_map_put(&seen, same ? same : 1))++;
		x->fingerprint = salted(&b, x->kin_before);
		x->kin = x->kin_before ? salted(&b, 0) : x->fingerprint;
	}
}

void plint_diags_finish(struct plint_diags *d)
{
	add_surplus_of_rules(d);
	uint32_t count = d->items.count;
	if (count == 0)
		return;
	const struct plint_diag **sorted = plint_arena_alloc(d->arena, count * sizeof *sorted);
	for (uint32_t i = 0; i < count; i++)
		sorted[i] = &d->items.items[i];
	qsort(sorted, count, sizeof *sorted, compare);
	/* Every file may bring one finding more than it had; it has then lost at least one. */
	struct plint_diag *kept = plint_arena_alloc(d->arena, count * sizeof *kept);
	uint32_t kept_count = keep_within_limits(d, sorted, kept);
	d->items.items = kept;
	d->items.count = kept_count;
	d->items.room = count;
	set_fingerprints(d);
}
