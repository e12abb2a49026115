/*
 * Words: entries that word lists have twice, texts that are not translated, sources that are no place of the guidance note.
 */
#include "rule/rulelint_run.h"

/* ---- word lists ----------------------------------------------------------------------------------------- */

static bool is_same_phrase(const struct plint_lexicons *x, const struct plint_lex_phrase *a, const struct plint_lex_phrase *b)
{
	if (a->list != b->list || a->language != b->language || a->indicator != b->indicator || a->count != b->count)
		return false;
	for (uint32_t i = 0; i < a->count; i++) {
		const struct plint_lex_token *s = &x->tokens[a->first + i], *t = &x->tokens[b->first + i];
		if (s->klass != t->klass || strcmp(x->strings + s->text, x->strings + t->text) != 0)
			return false;
	}
	return true;
}

/* The words of an entry. */
static const char *phrase_words(const struct plint_rulelint *l, const struct plint_lex_phrase *p)
{
	const struct plint_lexicons *x = &l->pack->lexicons;
	const char *words = "";
	for (uint32_t i = 0; i < p->count; i++)
		words = plint_arena_printf(l->arena, "%s%s%s", words, i ? " " : "", x->strings + x->tokens[p->first + i].text);
	return words;
}

/* Whether it is found as it is written. Forms of one stem side by side only show what their author thought of. */
static bool is_exact(const struct plint_lexicons *x, const struct plint_lex_phrase *p)
{
	for (uint32_t i = 0; i < p->count; i++)
		if (x->tokens[p->first + i].klass != PLINT_LEX_WORD)
			return false;
	return true;
}

void plint_rulelint_words(struct plint_rulelint *l)
{
	const struct plint_lexicons *x = &l->pack->lexicons;
	for (uint32_t i = 0; i < x->phrase_count; i++) {
		const struct plint_lex_phrase *p = &x->phrases[i];
		uint32_t k = 0;
		if (p->list == UINT16_MAX || !is_exact(x, p))
			continue;
		while (k < i && !is_same_phrase(x, p, &x->phrases[k]))
			k++;
		if (k < i)
			plint_rulelint_note(l, "unused-word", UINT32_MAX,
			                    plint_arena_printf(l->arena, "lexicon.%s (%s) has an entry twice: %s",
			                                       x->strings + x->names[p->list], x->strings + x->languages[p->language],
			                                       phrase_words(l, p)));
	}
}

/* ---- translations -------------------------------------------------------------------------------------------------- */

/* Whether rules of pack PACK are translated into LANGUAGE at all. */
static bool speaks(const struct plint_pack *p, uint32_t pack, uint32_t language)
{
	for (uint32_t i = 0; i < p->translation_count; i++)
		if (p->translations[i].language == language && p->translations[i].rule != UINT32_MAX &&
		    p->rules[p->translations[i].rule].pack == pack)
			return true;
	return false;
}

/* What rule R has words for and translation T (NULL: there is none) has not. */
static const char *lacking(struct plint_rulelint *l, const struct plint_rule *r, const struct plint_translation *t)
{
	static const char *const names[PLINT_TEXT_COUNT] = {"message", "why", "try"};
	const struct plint_pack *p = l->pack;
	const char *lacks = "";
	for (int i = 0; i < PLINT_TEXT_COUNT; i++)
		if (r->texts[i].text && !(t && t->texts[i].text))
			lacks = plint_arena_printf(l->arena, "%s%s%s", lacks, *lacks ? ", " : "", names[i]);
	if (r->area && !(t && t->area))
		lacks = plint_arena_printf(l->arena, "%s%sarea", lacks, *lacks ? ", " : "");
	for (uint32_t i = 0; i < r->point_count; i++) {
		bool has = t && i < t->says_count && p->says[t->first_says + i].text;
		if (p->points[r->first_point + i].says.text && !has)
			lacks = plint_arena_printf(l->arena, "%s%ssays %u", lacks, *lacks ? ", " : "", i + 1);
	}
	for (uint32_t i = 0; i < r->fix_count; i++)
		if (!(t && i < t->title_count && p->says[t->first_title + i].text))
			lacks = plint_arena_printf(l->arena, "%s%sfix %u", lacks, *lacks ? ", " : "", i + 1);
	return lacks;
}

static const struct plint_translation *find_topic(const struct plint_pack *p, const char *id, uint32_t language)
{
	for (uint32_t i = 0; i < p->translation_count; i++) {
		const struct plint_translation *t = &p->translations[i];
		if (t->rule == UINT32_MAX && t->language == language && strcmp(plint_pack_text(p, t->id), id) == 0)
			return t;
	}
	return NULL;
}

static void find_untranslated(struct plint_rulelint *l, uint32_t language)
{
	const struct plint_pack *p = l->pack;
	const char *name = plint_pack_text(p, language), *id;
	for (uint32_t i = 0; i < p->rule_count; i++) {
		if (!speaks(p, p->rules[i].pack, language))
			continue;
		const char *lacks = lacking(l, &p->rules[i], plint_pack_translation(p, i, name));
		if (*lacks)
			plint_rulelint_note(l, "untranslated", i, plint_arena_printf(l->arena, "not in texts/%s.yaml: %s", name, lacks));
	}
	/* Errors of reading belong to the program, and so to the pack that comes with it: the first one. */
	for (uint32_t i = 0; speaks(p, 0, language) && (id = plint_pack_reading_error(i)); i++)
		if (!find_topic(p, id, language))
			plint_rulelint_note(l, "untranslated", UINT32_MAX,
			                    plint_arena_printf(l->arena, "not in texts/%s.yaml: the error of reading %s", name, id));
}

void plint_rulelint_texts(struct plint_rulelint *l)
{
	const struct plint_pack *p = l->pack;
	for (uint32_t i = 0; i < p->translation_count; i++) {
		uint32_t k = 0;
		while (k < i && p->translations[k].language != p->translations[i].language)
			k++;
		if (k == i)
			find_untranslated(l, p->translations[i].language);
	}
}

/* ---- sources ------------------------------------------------------------------------------------------------------- */

static bool is_place(const struct plint_pack *p, const char *text)
{
	for (uint32_t i = 0; i < p->place_count; i++)
		if (strcmp(plint_pack_text(p, p->places[i].id), text) == 0)
			return true;
	return false;
}

void plint_rulelint_sources(struct plint_rulelint *l)
{
	const struct plint_pack *p = l->pack;
	for (uint32_t i = 0; i < p->rule_count && p->place_count > 0; i++)
		for (uint32_t k = p->rules[i].first_source; k < p->rules[i].first_source + p->rules[i].source_count; k++) {
			const char *text = plint_pack_text(p, p->sources[k].text);
			if (p->sources[k].sort == PLINT_SOURCE_NOTE && !is_place(p, text))
				plint_rulelint_note(l, "unknown-source", i,
				                    plint_arena_printf(l->arena, "guidance.yaml has no place \"%s\" of the guidance note", text));
		}
}
