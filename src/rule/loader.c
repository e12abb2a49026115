/*
 * Help for the loader's files: mistakes at their place, texts, checks of shapes and keys. Knows nothing of what packs hold.
 */
#include "rule/loader.h"

#include <stdarg.h>

#include "base/text.h"

#define MAX_SHOWN_CHARS 60
#define MAX_SHARED_BYTES 100 /* longer texts are hardly ever said twice */

void plint_loader_sync(struct plint_loader *l)
{
	struct plint_vocab *v = &l->vocab;
	struct plint_lexicons *x = &l->lexicons;
	*v = (struct plint_vocab){l->strings.items, l->lists.items, l->words.items, l->groups.items, l->group_words.items,
	                          l->lists.count, l->words.count, l->groups.count, l->group_words.count};
	x->strings = l->strings.items;
	x->names = l->lex_names.items;
	x->languages = l->lex_languages.items;
	x->phrases = l->lex_phrases.items;
	x->tokens = l->lex_tokens.items;
	x->indicators = l->lex_indicators.items;
	x->splits = l->lex_splits.items;
	x->name_count = l->lex_names.count;
	x->language_count = l->lex_languages.count;
	x->phrase_count = l->lex_phrases.count;
	x->token_count = l->lex_tokens.count;
	x->indicator_count = l->lex_indicators.count;
	x->split_count = l->lex_splits.count;
	memcpy(x->lists_of_language, l->lists_of_language, sizeof l->lists_of_language);
}

static uint32_t append_text(struct plint_loader *l, const char *text, size_t len)
{
	uint32_t offset = l->strings.count;
	plint_vec_need(&l->strings, l->arena, len + 1);
	memcpy(l->strings.items + offset, text, len);
	l->strings.count += (uint32_t)len;
	l->strings.items[l->strings.count++] = '\0';
	return offset;
}

uint32_t plint_loader_text(struct plint_loader *l, const char *text, size_t len)
{
	if (len == 0)
		return 0;
	if (len > MAX_SHARED_BYTES)
		return append_text(l, text, len);
	uint32_t before = l->interned.entries.count;
	uint32_t number = plint_intern_put(&l->interned, text, len);
	if (number > before)
		plint_vec_push(&l->offsets, l->arena, append_text(l, text, len));
	return l->offsets.items[number - 1];
}

struct plint_diag *plint_loader_error(struct plint_loader *l, const struct plint_yaml *n, bool at_key, const char *help,
                                      const char *format, ...)
{
	va_list args;
	const char *message = "";
	va_start(args, format);
	if (!plint_diags_is_full(l->diags, PLINT_BAD_PACK))
		message = plint_arena_vprintf(l->diags->arena, format, args);
	va_end(args);
	struct plint_span span = {0, 0};
	if (n)
		span = at_key && n->key ? n->key->span : n->span;
	struct plint_diag *d =
	    plint_diags_add(l->diags, PLINT_BAD_PACK, PLINT_PACK_FAMILY, PLINT_ERROR, span, "%s", message);
	d->help = help;
	l->failed = true;
	return d;
}

void plint_loader_error_in(struct plint_loader *l, const struct plint_yaml *n, uint32_t start, uint32_t end, const char *help,
                           const char *message)
{
	struct plint_span span = plint_yaml_inside(l->source, n, start, end);
	const struct plint_file *f = plint_source_file(l->source, span.start);
	uint32_t at = span.start - f->base;
	while (f->base + at < span.end && f->text[at] != '\n' && f->text[at] != '\r')
		at++;
	span.end = f->base + at;
	struct plint_diag *d = plint_diags_add(l->diags, PLINT_BAD_PACK, PLINT_PACK_FAMILY, PLINT_ERROR, span, "%s",
	                                       plint_diags_shown(l->diags, message, strlen(message), 1000));
	d->help = help;
	l->failed = true;
}

const char *plint_loader_shown(struct plint_loader *l, const struct plint_yaml *n)
{
	return plint_diags_shown(l->diags, n->text, n->len, MAX_SHOWN_CHARS);
}

const char *plint_loader_nearest(struct plint_loader *l, const struct plint_yaml *n, const char *const *names, size_t count)
{
	int at = l->suggestions < PLINT_MAX_SUGGESTIONS ? plint_text_nearest(n->text, n->len, names, count) : -1;
	if (at < 0)
		return NULL;
	l->suggestions++;
	return plint_arena_printf(l->diags->arena, "did you mean \"%s\"?",
	                          plint_diags_shown(l->diags, names[at], strlen(names[at]), MAX_SHOWN_CHARS));
}

static const char *sort_word(const struct plint_yaml *n)
{
	if (n->sort == PLINT_YAML_MAPPING)
		return "keys with values";
	return n->sort == PLINT_YAML_SEQUENCE ? "a list" : n->len == 0 ? "nothing" : "a text";
}

bool plint_loader_is_mapping(struct plint_loader *l, const struct plint_yaml *n, const char *what)
{
	if (!n)
		return false;
	if (n->sort == PLINT_YAML_MAPPING)
		return true;
	plint_loader_error(l, n, n->sort == PLINT_YAML_SCALAR && n->len == 0, NULL, "%s holds keys with values, here is %s", what,
	                   sort_word(n));
	return false;
}

bool plint_loader_is_list(struct plint_loader *l, const struct plint_yaml *n, const char *what)
{
	if (!n)
		return false;
	if (n->sort == PLINT_YAML_SEQUENCE)
		return true;
	plint_loader_error(l, n, n->sort == PLINT_YAML_SCALAR && n->len == 0, "write a list: [a, b], or a line with - for each",
	                   "%s holds a list, here is %s", what, sort_word(n));
	return false;
}

bool plint_loader_is_text(struct plint_loader *l, const struct plint_yaml *n, const char *what)
{
	if (!n)
		return false;
	if (n->sort == PLINT_YAML_SCALAR && n->len > 0)
		return true;
	plint_loader_error(l, n, n->sort == PLINT_YAML_SCALAR, n->sort == PLINT_YAML_SCALAR ? NULL :
	                   "put a value that begins with { or [ into quotes", "%s holds a text, here is %s", what, sort_word(n));
	return false;
}

bool plint_loader_keys(struct plint_loader *l, const struct plint_yaml *n, const char *const *known, const char *what)
{
	size_t count = 0;
	bool is_good = true;
	while (known[count])
		count++;
	for (const struct plint_yaml *e = n->first; e; e = e->next) {
		size_t i = 0;
		while (i < count && strcmp(known[i], e->key->text) != 0)
			i++;
		if (i == count) {
			const char *help = plint_loader_nearest(l, e->key, known, count);
			is_good = false;
			if (!help && e->sort == PLINT_YAML_SCALAR && e->len == 0 && strchr(e->key->text, ' '))
				help = "within { } a comma ends a text; put a text that holds one into quotes";
			plint_loader_error(l, e, true, help, "%s has no key \"%s\"", what,
			                   plint_loader_shown(l, e->key));
		}
	}
	return is_good;
}

uint32_t plint_loader_entry_text(struct plint_loader *l, const struct plint_yaml *n, const char *key)
{
	const struct plint_yaml *e = plint_yaml_get(n, key);
	if (!e || !plint_loader_is_text(l, e, key))
		return 0;
	const char *text = e->text;
	size_t len = e->len;
	while (len > 0 && strchr(" \t\r\n", text[len - 1]))
		len--;
	while (len > 0 && strchr(" \t\r\n", *text)) {
		text++;
		len--;
	}
	return plint_loader_text(l, text, len);
}

bool plint_loader_entry_bool(struct plint_loader *l, const struct plint_yaml *n, const char *key, bool fallback)
{
	const struct plint_yaml *e = plint_yaml_get(n, key);
	bool value = fallback;
	if (e && !plint_yaml_bool(e, &value))
		plint_loader_error(l, e, false, NULL, "\"%s\" is yes or no", key);
	return value;
}

int plint_loader_rule(struct plint_loader *l, const struct plint_yaml *n)
{
	if (!plint_loader_is_text(l, n, "a rule's name"))
		return -1;
	uint32_t number = plint_intern_find(&l->ids, n->text, n->len);
	if (number > 0)
		return (int)number - 1;
	const char **names = plint_arena_alloc(l->diags->arena, l->rules.count * sizeof *names);
	for (uint32_t i = 0; i < l->rules.count && l->suggestions < PLINT_MAX_SUGGESTIONS; i++)
		names[i] = plint_loader_chars(l, l->rules.items[i].id);
	plint_loader_error(l, n, false, plint_loader_nearest(l, n, names, l->rules.count), "there is no rule \"%s\"",
	                   plint_loader_shown(l, n));
	return -1;
}
