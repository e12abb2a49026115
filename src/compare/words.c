/* Sentences of a comparison: see words.h. */
#include "compare/words.h"

#include "base/text.h"
#include "diag/phrases.h"

#define LANGUAGES PLINT_PHRASE_LANGUAGES

struct change_words {
	const char *word;
	unsigned group;
	const char *sentence[LANGUAGES];
};

static const struct change_words changes[PLINT_CHANGE_COUNT] = {
#define CHANGE(id, word, group, english, french, spanish) {word, group, {english, french, spanish}},
#include "compare/words.def"
};

struct section_words {
	uint8_t kind;
	const char *block[LANGUAGES], *heading[LANGUAGES];
};

static const struct section_words sections[] = {
#define SECTION(kind, english, heading_english, french, heading_french, spanish, heading_spanish) \
	{PLINT_KIND_##kind, {english, french, spanish}, {heading_english, heading_french, heading_spanish}},
#include "compare/words.def"
};
#define SECTION_COUNT (sizeof sections / sizeof *sections)
_Static_assert(SECTION_COUNT == PLINT_KIND_COUNT - 1, "every kind of block has its section");

struct noun_words {
	uint8_t field, part, weight;
	bool is_many;
	const char *text[LANGUAGES];
};

enum { ONE, MANY };

static const struct noun_words nouns[] = {
#define NOUN(field, part, weight, number, english, french, spanish) \
	{PLINT_F_##field, PLINT_NOUN_##part, weight, (number) == MANY, {english, french, spanish}},
#include "compare/words.def"
};

const char *plint_change_word(enum plint_change_kind kind)
{
	return changes[kind].word;
}

unsigned plint_words_group(enum plint_change_kind kind)
{
	return changes[kind].group;
}

unsigned plint_words_order(enum plint_kind kind)
{
	unsigned i = 0;
	while (i + 1 < SECTION_COUNT && sections[i].kind != kind)
		i++;
	return i;
}

const char *plint_words_kind(enum plint_kind kind, const char *language)
{
	return sections[plint_words_order(kind)].block[plint_phrase_column(language)];
}

const char *plint_compare_heading(enum plint_kind kind, const char *language)
{
	return sections[plint_words_order(kind)].heading[plint_phrase_column(language)];
}

static const struct noun_words *find_noun(unsigned field, enum plint_noun_part part)
{
	const struct noun_words *whole = NULL;
	for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
		if (nouns[i].field != field)
			continue;
		if (nouns[i].part == part)
			return &nouns[i];
		if (nouns[i].part == PLINT_NOUN_WHOLE)
			whole = &nouns[i];
	}
	return whole;
}

struct plint_noun plint_words_noun(struct plint_arena *a, const char *language, const struct plint_field *f, enum plint_noun_part part)
{
	const struct noun_words *n = find_noun(f->id, part);
	if (!n) /* a field that a pack brings */
		return (struct plint_noun){plint_arena_printf(a, "\"%s\"", f->spelling), "of", 5, false};
	const char *text = n->text[plint_phrase_column(language)], *bar = strchr(text, '|');
	return (struct plint_noun){bar ? plint_arena_strndup(a, text, (size_t)(bar - text)) : text, bar ? bar + 1 : "of", n->weight, n->is_many};
}

/* What stands for the brace NAME (LEN bytes) in S. */
static const char *brace(const struct plint_sentence *s, const char *name, size_t len)
{
	const struct {
		const char *name, *text;
	} braces[] = {{"it", s->it},
	              {"of", s->of},
	              {"to", s->to},
	              {"from", s->from},
	              {"hung", s->hung},
	              {"field", s->field},
	              {"old", s->old_text},
	              {"new", s->new_text},
	              {"by", s->by},
	              {"ambition", s->ambition},
	              {"is", s->is_many ? "are" : "is"},
	              {"was", s->is_many ? "were" : "was"},
	              {"before", s->is_many ? "they were" : "it was"}};
	for (size_t i = 0; i < sizeof braces / sizeof *braces; i++)
		if (plint_text_is(name, len, braces[i].name))
			return braces[i].text ? braces[i].text : "";
	return "";
}

const char *plint_words_say(struct plint_arena *a, const char *language, enum plint_change_kind kind, const struct plint_sentence *s)
{
	struct plint_buf out;
	plint_buf_init(&out, a);
	const char *at = changes[kind].sentence[plint_phrase_column(language)];
	for (const char *open; (open = strchr(at, '{')) != NULL;) {
		size_t len = strcspn(open + 1, "}");
		plint_buf_add(&out, at, (size_t)(open - at));
		plint_buf_str(&out, brace(s, open + 1, len));
		at = open + len + 2;
	}
	plint_buf_str(&out, at);
	return out.text;
}

const char *plint_words_phrase(struct plint_arena *a, const char *language, unsigned phrase, uint32_t n, const char *text)
{
	struct plint_buf out;
	plint_buf_init(&out, a);
	plint_phrase_add(&out, language, (enum plint_phrase)phrase, n, text);
	return out.text;
}
