/* The formatter: done twice is the same as once, no letter is lost, and the plan that comes out has the findings of the one that went in. */
#include "fuzz/fuzz.h"

#include <string.h>

#include "format/format.h"

static void format(struct plint_arena *a, const void *data, size_t len, struct plint_formatted *out)
{
	char *text = plint_arena_calloc(a, 1, len + 2);
	if (len)
		memcpy(text, data, len);
	plint_format_text(a, fuzz_pack()->schema, "draft.plan", text, len, out);
	fuzz_require(out->outcome != PLINT_FORMAT_BROKEN, "the layout says what the text said");
	fuzz_require(len == 0 || memcmp(text, data, len) == 0, "formatting leaves the text that it was given");
	bool is_left = out->outcome == PLINT_FORMAT_LEFT;
	fuzz_require(!is_left || (out->len == len && (len == 0 || memcmp(out->text, data, len) == 0)), "a text that is left is as it was");
}

/* Rules and fingerprints of the findings, without their places. */
static uint64_t summary(const void *data, size_t len)
{
	const struct plint_checked *c = fuzz_check(0, data, len);
	uint64_t sum = c->diags->items.count;
	for (uint32_t i = 0; i < c->diags->items.count; i++)
		if (!plint_diag_is_reading(&c->diags->items.items[i]))
			sum += c->diags->items.items[i].fingerprint * 0x9E3779B97F4A7C15u;
	return sum;
}

/* Counts the bytes that a layout keeps; false where it may write others for some (dashes, signs and quotation marks of print). */
static bool count_signs(const char *text, size_t len, uint32_t counts[128])
{
	static const char kept[] = "{}#?%<>()[]&*+/=:!@$^~|_";
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c == 0xE2)
			return false;
		c = c >= 'A' && c <= 'Z' ? (unsigned char)(c - 'A' + 'a') : c;
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c && c < 128 && strchr(kept, (char)c)))
			counts[c]++;
	}
	return true;
}

void plint_fuzz_fmt(const uint8_t *data, size_t len)
{
	struct plint_arena a;
	struct plint_formatted once, twice;
	plint_arena_init(&a, NULL, NULL, 0);
	format(&a, data, len, &once);
	format(&a, once.text, once.len, &twice);
	fuzz_require(once.len == twice.len && memcmp(once.text, twice.text, once.len) == 0, "twice is the same as once");
	uint32_t before[128] = {0}, after[128] = {0};
	bool is_counted = count_signs((const char *)data, len, before) && count_signs(once.text, once.len, after);
	fuzz_require(!is_counted || memcmp(before, after, sizeof before) == 0, "nothing is lost");
	if (once.outcome == PLINT_FORMAT_WHOLE && once.is_changed)
		fuzz_require(summary(data, len) == summary(once.text, once.len), "the formatted plan has the same findings");
	plint_arena_clear(&a);
}
