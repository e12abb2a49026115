/* Two drafts, parted by a line of three dashes: from either side there are as many changes, and none between a draft and itself. */
#include "fuzz/fuzz.h"

#include <string.h>

#include "compare/compare.h"

static uint32_t count(const struct plint_checked *one, const struct plint_checked *two)
{
	struct plint_arena arena, scratch;
	struct plint_comparison c;
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_arena_init(&scratch, NULL, NULL, 0);
	plint_compare(&c, &arena, &scratch, one->model, two->model, NULL);
	uint32_t n = c.changes.count;
	for (uint32_t i = 0; i < n; i++)
		fuzz_require(c.changes.items[i].message && *c.changes.items[i].message && !strchr(c.changes.items[i].message, '\n'), "a change is said in one line");
	plint_arena_clear(&scratch);
	plint_arena_clear(&arena);
	return n;
}

void plint_fuzz_diff(const uint8_t *data, size_t len)
{
	static const char line[] = "\n---\n";
	const uint8_t *parting = len ? memmem(data, len, line, sizeof line - 1) : NULL;
	size_t first = parting ? (size_t)(parting - data) + 1 : len;
	const uint8_t *rest = parting ? parting + sizeof line - 1 : data;
	size_t rest_len = parting ? len - (size_t)(rest - data) : len;
	const struct plint_checked *old = fuzz_check(0, data, first), *new = fuzz_check(1, data, first);
	fuzz_require(count(old, new) == 0, "a draft does not differ from itself");
	new = fuzz_check(1, rest, rest_len);
	uint32_t there = count(old, new), back = count(new, old);
	fuzz_require(there == back, "as many changes from either side");
}
