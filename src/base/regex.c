/*
 * Regular expressions of packs: PCRE2 under limits that make every pattern harmless, in time and in memory. A pattern can lower
 * no limit and name no verb. Declared in text.h.
 */
#define PCRE2_CODE_UNIT_WIDTH 8

#include <pcre2.h>

#include "base/limits.h"
#include "base/text.h"

#define MAX_MATCH_DEPTH 1000u

struct plint_regex {
	struct plint_arena *arena;
	struct plint_arena_owned *owned; /* the three below */
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *limits;
};

/* Offset of the first "(*" of PATTERN that no backslash takes the meaning of, or LEN. Inside brackets it is refused as well: what is
 * a bracket is then not for us to decide. */
static size_t find_verb(const char *pattern, size_t len)
{
	for (size_t i = 0; i + 1 < len; i++) {
		if (pattern[i] == '\\' && pattern[i + 1] != 'Q' && pattern[i + 1] != 'E')
			i++;
		else if (pattern[i] == '(' && pattern[i + 1] == '*')
			return i;
	}
	return len;
}

static pcre2_code *compile(struct plint_arena *a, const char *pattern, size_t len, int *code, size_t *at)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	if (!context)
		plint_arena_fail(a, "out of memory");
	pcre2_set_max_pattern_length(context, PLINT_MAX_PATTERN_BYTES);
	pcre2_set_parens_nest_limit(context, PLINT_MAX_PATTERN_PARENS);
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C;
	PCRE2_SIZE place = 0;
	pcre2_code *made = pcre2_compile((PCRE2_SPTR)pattern, len, options, code, &place, context);
	pcre2_compile_context_free(context);
	*at = place < len ? place : len;
	return made;
}

static void release(void *object)
{
	struct plint_regex *r = object;
	pcre2_match_context_free(r->limits);
	pcre2_match_data_free(r->data);
	pcre2_code_free(r->code);
}

struct plint_regex *plint_regex_new(struct plint_arena *a, const char *pattern, size_t len, const char **error,
                                    size_t *error_at)
{
	size_t verb = find_verb(pattern, len);
	*error = NULL;
	*error_at = 0;
	if (len > PLINT_MAX_PATTERN_BYTES) {
		*error = plint_arena_printf(a, "a pattern may have %u bytes, this one has %zu", PLINT_MAX_PATTERN_BYTES, len);
		*error_at = PLINT_MAX_PATTERN_BYTES;
		return NULL;
	}
	if (verb < len) {
		*error = "a pattern may not hold (*; a star after a parenthesis is written (\\*";
		*error_at = verb;
		return NULL;
	}
	struct plint_regex *r = plint_arena_calloc(a, 1, sizeof *r);
	int code = 0;
	r->arena = a;
	r->owned = plint_arena_own(a, release, r);
	r->code = compile(a, pattern, len, &code, error_at);
	if (!r->code) {
		if (code == PCRE2_ERROR_NOMEMORY || code == PCRE2_ERROR_HEAP_FAILED)
			plint_arena_fail(a, "out of memory");
		PCRE2_UCHAR words[256];
		pcre2_get_error_message(code, words, sizeof words);
		*error = plint_arena_printf(a, "%s", (const char *)words);
		return NULL;
	}
	r->data = pcre2_match_data_create(1, NULL);
	r->limits = pcre2_match_context_create(NULL);
	if (!r->data || !r->limits)
		plint_arena_fail(a, "out of memory");
	pcre2_set_match_limit(r->limits, PLINT_MAX_MATCH_STEPS);
	pcre2_set_depth_limit(r->limits, MAX_MATCH_DEPTH);
	pcre2_set_heap_limit(r->limits, PLINT_MAX_MATCH_BYTES / 1024);
	return r;
}

void plint_regex_free(struct plint_regex *r)
{
	if (r)
		plint_arena_disown(r->owned);
}

enum plint_regex_result plint_regex_match(struct plint_regex *r, const char *text, size_t len)
{
	int found = pcre2_match(r->code, (PCRE2_SPTR)text, len, 0, 0, r->data, r->limits);
	if (found >= 0)
		return PLINT_REGEX_YES;
	if (found == PCRE2_ERROR_NOMEMORY)
		plint_arena_fail(r->arena, "out of memory");
	bool is_costly = found == PCRE2_ERROR_MATCHLIMIT || found == PCRE2_ERROR_DEPTHLIMIT ||
	                 found == PCRE2_ERROR_HEAPLIMIT || found == PCRE2_ERROR_RECURSELOOP;
	return is_costly ? PLINT_REGEX_TOO_COSTLY : PLINT_REGEX_NO; /* no match, or a text that is not UTF-8 */
}
