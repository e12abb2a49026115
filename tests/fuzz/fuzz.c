/* What the fuzz targets share: see fuzz.h. */
#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fuzz_require(bool is_true, const char *what)
{
	if (is_true)
		return;
	fprintf(stderr, "required: %s\n", what);
	abort();
}

const struct plint_pack *fuzz_pack(void)
{
	static struct plint_pack pack;
	if (pack.rules == NULL)
		plint_pack_default(&pack);
	return &pack;
}

static struct plint_checker *checker(unsigned which)
{
	static struct plint_checker *made[2];
	static struct plint_settings settings;
	static struct plint_arena arena;
	if (made[which])
		return made[which];
	if (settings.pack == NULL) {
		plint_arena_init(&arena, NULL, NULL, 0);
		plint_settings_init(&settings, &arena, fuzz_pack());
	}
	struct plint_check_config config = {.pack = fuzz_pack(), .settings = &settings, .want_rules = true};
	config.today.type = PLINT_TYPE_DATE;
	config.today.state = PLINT_MISSING;
	made[which] = plint_checker_new(&arena, &config);
	return made[which];
}

const struct plint_checked *fuzz_check(unsigned which, const void *data, size_t len)
{
	struct plint_checker *k = checker(which);
	plint_checker_begin(k);
	char *text = plint_arena_calloc(plint_checker_arena(k), 1, len + 2);
	if (len)
		memcpy(text, data, len);
	plint_checker_add(k, "draft.plan", text, len, 0, 0);
	return plint_checker_run(k, NULL);
}

/* No byte that continues a character stands at POS; where the bytes before it are no character either, anything may. */
static bool is_border(const struct plint_file *f, uint32_t pos)
{
	uint32_t at = pos - f->base;
	if (at >= f->len || ((unsigned char)f->text[at] & 0xC0) != 0x80)
		return true;
	uint32_t start = at;
	while (start > 0 && at - start < 4 && ((unsigned char)f->text[start] & 0xC0) == 0x80)
		start--;
	uint32_t size;
	return plint_text_decode(f->text + start, f->len - start, &size) < 0 || start + size <= at;
}

static void require_span(const struct plint_checked *c, struct plint_span span)
{
	const struct plint_file *f = plint_source_file(c->source, span.start);
	fuzz_require(f != NULL && span.start <= span.end, "a place is in a file");
	fuzz_require(span.start >= f->base && span.end <= f->base + f->len, "a place ends in its file");
	fuzz_require(is_border(f, span.start) && is_border(f, span.end), "a place lies on the borders of characters");
}

void fuzz_require_places(const struct plint_checked *c)
{
	for (uint32_t i = 0; i < c->diags->items.count; i++) {
		const struct plint_diag *d = &c->diags->items.items[i];
		require_span(c, d->span);
		for (uint32_t r = 0; r < d->related_count; r++)
			require_span(c, d->related[r].span);
		for (uint32_t x = 0; x < d->fix_count; x++)
			for (uint32_t e = 0; e < d->fixes[x].edit_count; e++)
				require_span(c, d->fixes[x].edits[e].span);
		fuzz_require(d->message && *d->message && !strchr(d->message, '\n'), "a message is one line");
	}
}
