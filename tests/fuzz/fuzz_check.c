/* A whole check: places in the file, no two findings the same, and the same findings when it is done again. */
#include "fuzz/fuzz.h"

#include <string.h>

static bool is_same(const struct plint_diag *a, const struct plint_diag *b)
{
	return strcmp(a->rule, b->rule) == 0 && a->span.start == b->span.start && a->span.end == b->span.end &&
	       a->fingerprint == b->fingerprint && a->severity == b->severity && strcmp(a->message, b->message) == 0;
}

void plint_fuzz_check(const uint8_t *data, size_t len)
{
	const struct plint_checked *one = fuzz_check(0, data, len);
	fuzz_require_places(one);
	const struct plint_checked *two = fuzz_check(1, data, len);
	fuzz_require(one->diags->items.count == two->diags->items.count, "the same plan has as many findings again");
	for (uint32_t i = 0; i < one->diags->items.count; i++) {
		const struct plint_diag *x = &one->diags->items.items[i];
		fuzz_require(is_same(x, &two->diags->items.items[i]), "the same plan has the same findings again");
		fuzz_require(i == 0 || x[-1].span.start <= x->span.start, "findings stand in the order of their places");
	}
}
