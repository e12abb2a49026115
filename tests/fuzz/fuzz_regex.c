/* A pattern (the first line) and a text (the rest): refused with a reason, or answered within the limits. */
#include "fuzz/fuzz.h"

#include <string.h>

void plint_fuzz_regex(const uint8_t *data, size_t len)
{
	const uint8_t *end = len ? memchr(data, '\n', len) : NULL;
	size_t pattern_len = end ? (size_t)(end - data) : len;
	struct plint_arena arena;
	plint_arena_init(&arena, NULL, NULL, 0);
	const char *error = NULL, *pattern = plint_arena_strndup(&arena, (const char *)data, pattern_len);
	size_t error_at = 0;
	struct plint_regex *r = plint_regex_new(&arena, pattern, pattern_len, &error, &error_at);
	fuzz_require(r || (error && *error && error_at <= pattern_len), "a pattern that is refused has a reason and a place");
	if (r && end) {
		enum plint_regex_result found = plint_regex_match(r, (const char *)end + 1, len - pattern_len - 1);
		fuzz_require(found == PLINT_REGEX_NO || found == PLINT_REGEX_YES || found == PLINT_REGEX_TOO_COSTLY, "a pattern has an answer");
	}
	if (r)
		plint_regex_free(r);
	plint_arena_clear(&arena);
}
