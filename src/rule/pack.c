/* Look-ups in a compiled pack. Packs have hundreds of rules and are asked a few times a run, so they are searched in order. */
#include "rule/pack.h"

#include "base/text.h"
#include "rule/pack_blob.h"

/* Errors of reading: fixed in severity, never ignored. */
static const char *const reading_errors[] = {
    "unreadable-line", "unclosed-text", "unclosed-block", "stray-brace", "unknown-kind", "unknown-field", "wrong-place",
    "wrong-value", "unknown-word", "said-twice", "class-mismatch", "unknown-name", "wrong-kind", "name-twice", "bad-include",
    "bad-text", "too-deep", "too-large", "unreadable-file", "bad-directive"};

void plint_pack_default(struct plint_pack *out)
{
	if (!plint_pack_open(NULL, plint_default_pack_words, plint_default_pack_len, out))
		memset(out, 0, sizeof *out);
}

static bool is_text(const struct plint_pack *p, uint32_t offset, const char *text, size_t len)
{
	return plint_text_is(text, len, plint_pack_text(p, offset));
}

int plint_pack_rule(const struct plint_pack *p, const char *id, size_t len)
{
	for (uint32_t i = 0; i < p->rule_count; i++)
		if (is_text(p, p->rules[i].id, id, len))
			return (int)i;
	return -1;
}

int plint_pack_family(const struct plint_pack *p, const char *name, size_t len)
{
	for (uint32_t i = 0; i < p->family_count; i++)
		if (is_text(p, p->families[i].name, name, len))
			return (int)i;
	return -1;
}

int plint_pack_profile(const struct plint_pack *p, const char *name, size_t len)
{
	for (uint32_t i = 0; i < p->profile_count; i++)
		if (is_text(p, p->profiles[i].name, name, len))
			return (int)i;
	return -1;
}

int plint_pack_param(const struct plint_pack *p, uint32_t rule, const char *name, size_t len)
{
	const struct plint_rule *r = &p->rules[rule];
	for (uint32_t i = r->first_param; i < r->first_param + r->param_count; i++)
		if (is_text(p, p->params[i].name, name, len))
			return (int)i;
	return -1;
}

const char *plint_pack_nearest(const struct plint_pack *p, struct plint_arena *scratch, const char *name, size_t len)
{
	uint32_t count = 0;
	const char **names = plint_arena_alloc(scratch, (p->rule_count + p->family_count + 2) * sizeof *names);
	for (uint32_t i = 0; i < p->rule_count; i++)
		names[count++] = plint_pack_text(p, p->rules[i].id);
	for (uint32_t i = 0; i < p->family_count; i++)
		names[count++] = plint_pack_text(p, p->families[i].name);
	names[count++] = PLINT_UNUSED_IGNORE;
	int near = plint_text_nearest(name, len, names, count);
	return near < 0 ? NULL : names[near];
}

bool plint_pack_is_reading_error(const char *id, size_t len)
{
	for (size_t i = 0; i < sizeof reading_errors / sizeof reading_errors[0]; i++)
		if (plint_text_is(id, len, reading_errors[i]))
			return true;
	return false;
}

const char *plint_pack_reading_error(uint32_t i)
{
	return i < sizeof reading_errors / sizeof reading_errors[0] ? reading_errors[i] : NULL;
}

const char *plint_pack_since(const struct plint_pack *p, uint32_t rule)
{
	const struct plint_rule *r = &p->rules[rule];
	return plint_pack_text(p, r->since ? r->since : p->packs[r->pack].since);
}

const struct plint_translation *plint_pack_translation(const struct plint_pack *p, uint32_t rule, const char *language)
{
	for (uint32_t i = 0; i < p->translation_count; i++) {
		const struct plint_translation *t = &p->translations[i];
		if (t->rule == rule && strcmp(plint_pack_text(p, t->language), language) == 0)
			return t;
	}
	return NULL;
}
