/* A baseline: refused with its line, or read; and what is written of it reads as the same. */
#include "fuzz/fuzz.h"

#include <string.h>

#include "rule/baseline.h"

void plint_fuzz_baseline(const uint8_t *data, size_t len)
{
	struct plint_arena a;
	struct plint_baseline b, again;
	struct plint_baseline_error error = {0};
	plint_arena_init(&a, NULL, NULL, 0);
	plint_baseline_init(&b, &a);
	if (!plint_baseline_read(&b, (const char *)data, len, &error)) {
		fuzz_require(error.message && *error.message && error.line1 > 0, "a baseline that is refused has a reason and a line");
		plint_arena_clear(&a);
		return;
	}
	struct plint_buf once, twice;
	plint_buf_init(&once, &a);
	plint_buf_init(&twice, &a);
	plint_baseline_write(&b, &once);
	plint_baseline_init(&again, &a);
	fuzz_require(plint_baseline_read(&again, once.text, once.len, &error), "what is written reads");
	uint32_t more, fewer;
	plint_baseline_compare(&b, &again, &more, &fewer);
	fuzz_require(more == 0 && fewer == 0, "what is written reads as the same");
	plint_baseline_write(&again, &twice);
	fuzz_require(once.len == twice.len && (once.len == 0 || memcmp(once.text, twice.text, once.len) == 0), "the same baseline gives the same bytes");
	plint_arena_clear(&a);
}
