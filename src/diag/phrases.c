/* Fixed phrases: see phrases.h. */
#include "diag/phrases.h"

#include <string.h>

/* The languages in the order of the table's columns, and up to which number a phrase takes its first form. */
static const struct {
	const char *name;
	uint32_t least_one, most_one;
} languages[PLINT_PHRASE_LANGUAGES] = {{"en", 1, 1}, {"fr", 0, 1}, {"es", 1, 1}};

static const char *const phrases[PLINT_PHRASE_COUNT][PLINT_PHRASE_LANGUAGES] = {
#define PLINT_PHRASE(id, english, french, spanish) {english, french, spanish},
#include "diag/phrases.def"
#undef PLINT_PHRASE
};

unsigned plint_phrase_column(const char *language)
{
	for (unsigned i = 0; language && i < PLINT_PHRASE_LANGUAGES; i++)
		if (strcmp(languages[i].name, language) == 0)
			return i;
	return 0;
}

const char *plint_phrase(const char *language, enum plint_phrase phrase)
{
	return phrases[phrase][plint_phrase_column(language)];
}

void plint_phrase_add(struct plint_buf *out, const char *language, enum plint_phrase phrase, uint32_t n, const char *text)
{
	unsigned column = plint_phrase_column(language);
	const char *at = phrases[phrase][column], *part = strchr(at, '|');
	const char *end = part ? part : at + strlen(at);
	if (part && (n < languages[column].least_one || n > languages[column].most_one)) {
		at = part + 1;
		end = at + strlen(at);
	}
	while (at < end) {
		size_t plain = strcspn(at, "{");
		if (plain > (size_t)(end - at))
			plain = (size_t)(end - at);
		plint_buf_add(out, at, plain);
		at += plain;
		if (at == end)
			return;
		if (strncmp(at, "{n}", 3) == 0)
			plint_buf_printf(out, "%u", n);
		else if (text)
			plint_buf_str(out, text);
		at += strcspn(at, "}") + 1;
	}
}

/* Whether ENGLISH reads like PHRASE; then what stands for its {text} is *LEN bytes from *AT. */
static bool is_like(const char *phrase, const char *english, const char **at, size_t *len)
{
	const char *gap = strstr(phrase, "{text}");
	size_t all = strlen(english), before = gap ? (size_t)(gap - phrase) : strlen(phrase);
	const char *behind = gap ? gap + strlen("{text}") : "";
	size_t fixed = before + strlen(behind);
	if (gap ? all <= fixed : all != fixed)
		return false;
	*at = english + before;
	*len = all - fixed;
	return memcmp(english, phrase, before) == 0 && strcmp(*at + *len, behind) == 0;
}

bool plint_phrase_translate(struct plint_buf *out, const char *language, const char *english)
{
	for (unsigned i = PLINT_PHRASE_DID_YOU_MEAN; i <= PLINT_PHRASE_NAME_USED; i++) {
		const char *at;
		size_t len;
		if (!is_like(phrases[i][0], english, &at, &len))
			continue;
		plint_phrase_add(out, language, (enum plint_phrase)i, 1, plint_arena_strndup(out->arena, at, len));
		return true;
	}
	return false;
}
