/*
 * Word lists of the wording rules and the indicator catalogue, from YAML to the tables that the matcher reads. The cutting of entries
 * into tokens is the matcher's own (plint_lexicons_cut), so that an entry and a title are cut alike.
 */
#include "rule/loader.h"

#include <math.h>

#include "base/text.h"

#define MAX_TOKENS 32

/* Where the phrases that are being read belong. */
struct phrases_of {
	uint16_t list;
	uint16_t language;
	uint32_t indicator;
	struct plint_stemmer *stemmer;
};

/* Number of LANGUAGE; reports one too many and gives the last. */
static uint16_t language_number(struct plint_loader *l, const struct plint_yaml *at, const char *language, size_t len)
{
	for (uint32_t i = 0; i < l->lex_languages.count; i++) {
		const char *known = plint_loader_chars(l, l->lex_languages.items[i]);
		if (strncmp(known, language, len) == 0 && known[len] == '\0')
			return (uint16_t)i;
	}
	if (l->lex_languages.count == PLINT_MAX_LANGUAGES) {
		plint_loader_error(l, at, false, NULL, "there are word lists in 16 languages already");
		return PLINT_MAX_LANGUAGES - 1;
	}
	plint_vec_push(&l->lex_languages, l->arena, plint_loader_text(l, language, len));
	return (uint16_t)(l->lex_languages.count - 1);
}

static int list_number(struct plint_loader *l, const struct plint_yaml *key)
{
	for (uint32_t i = 0; i < l->lex_names.count; i++)
		if (strcmp(plint_loader_chars(l, l->lex_names.items[i]), key->text) == 0)
			return (int)i;
	if (l->lex_names.count == PLINT_MAX_LEXICONS) {
		plint_loader_error(l, key, false, NULL, "there are 64 word lists already");
		return -1;
	}
	plint_vec_push(&l->lex_names, l->arena, plint_loader_text(l, key->text, key->len));
	return (int)l->lex_names.count - 1;
}

static void add_phrase(struct plint_loader *l, const struct plint_yaml *n, enum plint_lex_class how, const struct phrases_of *of)
{
	struct plint_lex_entry_token tokens[MAX_TOKENS];
	if (!plint_loader_is_text(l, n, "an entry of a word list"))
		return;
	uint32_t count = plint_lexicons_cut(l->arena, of->stemmer, how, n->text, n->len, tokens, MAX_TOKENS);
	if (count == 0) {
		plint_loader_error(l, n, false, "in braces stand number, amount, percent, date, verb, or end as the last",
		                   "this is no entry of a word list");
		return;
	}
	struct plint_lex_phrase *p = plint_vec_add(&l->lex_phrases, l->arena);
	p->first = l->lex_tokens.count;
	p->count = count;
	p->list = of->list;
	p->language = of->language;
	p->indicator = of->indicator;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t text = plint_loader_text(l, tokens[i].text, strlen(tokens[i].text));
		struct plint_lex_token *t = plint_vec_add(&l->lex_tokens, l->arena);
		t->text = text;
		t->klass = (uint8_t)tokens[i].klass;
	}
}

static void read_entries(struct plint_loader *l, const struct plint_yaml *n, const char *key, enum plint_lex_class how,
                         const struct phrases_of *of)
{
	const struct plint_yaml *entries = plint_yaml_get(n, key);
	if (plint_loader_is_list(l, entries, key))
		for (const struct plint_yaml *e = entries->first; e; e = e->next)
			add_phrase(l, e, how, of);
}

void plint_loader_read_lexicon(struct plint_loader *l, const struct plint_yaml *root)
{
	const struct plint_yaml *language = plint_yaml_get(root, "language"), *lists = plint_yaml_get(root, "lists");
	plint_loader_keys(l, root, plint_keys_names(PLINT_KEYS_LEXICON), "a file of word lists");
	l->lexicons_changed = true;
	if (!language || !lists) {
		plint_loader_error(l, root, false, NULL, "a file of word lists needs language and lists");
		return;
	}
	if (!plint_loader_is_text(l, language, "language") || !plint_loader_is_mapping(l, lists, "lists"))
		return;
	struct phrases_of of = {.language = language_number(l, language, language->text, language->len)};
	of.stemmer = plint_stemmer_new(l->arena, language->text);
	for (const struct plint_yaml *n = lists->first; n; n = n->next) {
		int list = list_number(l, n->key);
		if (!plint_loader_is_mapping(l, n, "a word list") || list < 0)
			continue;
		plint_loader_keys(l, n, plint_keys_names(PLINT_KEYS_ENTRY), "a word list");
		of.list = (uint16_t)list;
		l->lists_of_language[of.language] |= (uint64_t)1 << list;
		read_entries(l, n, "stems", PLINT_LEX_STEM, &of);
		read_entries(l, n, "words", PLINT_LEX_WORD, &of);
		read_entries(l, n, "patterns", PLINT_LEX_STEM, &of);
	}
	plint_stemmer_free(of.stemmer);
}

/* ---- indicator catalogue ------------------------------------------------------------------------------------------- */

/* Limit KEY of an indicator: its number, and its unit as a text; NAN where it is not said. */
static double read_limit(struct plint_loader *l, const struct plint_yaml *n, const char *key, uint32_t *unit)
{
	const struct plint_yaml *limit = plint_yaml_get(n, key);
	struct plint_value value;
	struct plint_stype type;
	*unit = 0;
	if (!plint_loader_is_text(l, limit, key))
		return NAN;
	if (!plint_expr_literal(&l->code, limit->text, limit->len, &value, &type) || value.type != PLINT_TYPE_AMOUNT) {
		plint_loader_error(l, limit, false, "write a number, or a percentage such as 100%", "this is no limit");
		return NAN;
	}
	if (value.unit) {
		const char *text = plint_code_text(&l->code, l->code.atoms.items[value.unit - 1].text);
		*unit = plint_loader_text(l, text, strlen(text));
	}
	return value.u.number;
}

static void read_splits(struct plint_loader *l, const struct plint_yaml *n, struct plint_lex_indicator *x)
{
	const struct plint_yaml *split = plint_yaml_get(n, "split");
	x->first_split = l->lex_splits.count;
	if (plint_loader_is_list(l, split, "split"))
		for (const struct plint_yaml *s = split->first; s; s = s->next)
			if (plint_loader_is_text(l, s, "split"))
				plint_vec_push(&l->lex_splits, l->arena, plint_loader_text(l, s->text, s->len));
	x->split_count = l->lex_splits.count - x->first_split;
}

/* Aliases by language; each language's stemmer is made once for the whole catalogue. */
static void read_aliases(struct plint_loader *l, const struct plint_yaml *n, uint32_t row, struct plint_stemmer **stemmers)
{
	const struct plint_yaml *aliases = plint_yaml_get(n, "aliases");
	if (!plint_loader_is_mapping(l, aliases, "aliases"))
		return;
	for (const struct plint_yaml *a = aliases->first; a; a = a->next) {
		uint16_t language = language_number(l, a->key, a->key->text, a->key->len);
		if (!stemmers[language])
			stemmers[language] = plint_stemmer_new(l->arena, a->key->text);
		struct phrases_of of = {UINT16_MAX, language, row, stemmers[language]};
		if (plint_loader_is_list(l, a, "aliases"))
			for (const struct plint_yaml *e = a->first; e; e = e->next)
				add_phrase(l, e, PLINT_LEX_STEM, &of);
	}
}

static void read_indicator(struct plint_loader *l, const struct plint_yaml *n, struct plint_stemmer **stemmers)
{
	struct plint_lex_indicator x;
	memset(&x, 0, sizeof x);
	if (!plint_loader_is_mapping(l, n, "an indicator"))
		return;
	plint_loader_keys(l, n, plint_keys_names(PLINT_KEYS_INDICATOR), "an indicator");
	if (!plint_yaml_get(n, "title"))
		plint_loader_error(l, n, false, NULL, "this indicator has no title");
	x.title = plint_loader_entry_text(l, n, "title");
	x.dimension = plint_loader_entry_text(l, n, "dimension");
	x.kind = plint_loader_entry_text(l, n, "kind");
	x.unit = plint_loader_entry_text(l, n, "unit");
	x.formula = plint_loader_entry_text(l, n, "formula");
	x.source = plint_loader_entry_text(l, n, "source");
	x.direction = plint_loader_entry_text(l, n, "direction");
	x.klass = plint_loader_entry_text(l, n, "class");
	x.low = read_limit(l, n, "low", &x.low_unit);
	x.high = read_limit(l, n, "high", &x.high_unit);
	read_splits(l, n, &x);
	read_aliases(l, n, l->lex_indicators.count, stemmers);
	plint_vec_push(&l->lex_indicators, l->arena, x);
}

void plint_loader_read_indicators(struct plint_loader *l, const struct plint_yaml *root)
{
	struct plint_stemmer *stemmers[PLINT_MAX_LANGUAGES] = {NULL};
	const struct plint_yaml *indicators = plint_yaml_get(root, "indicators");
	plint_loader_keys(l, root, plint_keys_names(PLINT_KEYS_CATALOGUE), "an indicator catalogue");
	l->lexicons_changed = true;
	if (plint_loader_is_list(l, indicators, "indicators"))
		for (const struct plint_yaml *n = indicators->first; n; n = n->next)
			read_indicator(l, n, stemmers);
	for (int i = 0; i < PLINT_MAX_LANGUAGES; i++)
		plint_stemmer_free(stemmers[i]);
}
