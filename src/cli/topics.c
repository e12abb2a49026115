/* Topics: see topics.h. */
#include "cli/topics.h"

#include <string.h>

#include "diag/phrases.h"

static const struct plint_topic topics[] = {
#define TOPIC(id, meaning, remedy, wrong, right) {id, meaning, remedy, wrong, right},
#include "cli/topics.def"
#undef TOPIC
};

const struct plint_topic *plint_topics(size_t *count)
{
	*count = sizeof topics / sizeof *topics;
	return topics;
}

/* The words of text WHICH of the error of reading ID in LANGUAGE, or NULL. */
static const char *translated(const struct plint_pack *p, const char *id, enum plint_rule_text which, const char *language)
{
	for (uint32_t i = 0; language && i < p->translation_count; i++) {
		const struct plint_translation *t = &p->translations[i];
		if (t->rule == UINT32_MAX && strcmp(plint_pack_text(p, t->id), id) == 0 &&
		    strcmp(plint_pack_text(p, t->language), language) == 0)
			return t->texts[which].text ? plint_pack_text(p, t->texts[which].text) : NULL;
	}
	return NULL;
}

void plint_topic_page(struct plint_page *page, const struct plint_pack *p, const struct plint_topic *t, const char *language)
{
	bool is_reading = plint_pack_is_reading_error(t->id, strlen(t->id));
	const char *remedy = translated(p, t->id, PLINT_TEXT_TRY, language);
	const char *meaning = remedy ? translated(p, t->id, PLINT_TEXT_MESSAGE, language) : NULL;
	plint_page_heading(page, 3, t->id, t->id, is_reading ? plint_phrase(language, PLINT_PHRASE_PAGE_READING) : NULL);
	plint_page_part(page, PLINT_PAGE_PARAGRAPH, meaning ? meaning : t->meaning);
	if (t->wrong) {
		plint_page_heading(page, 4, NULL, plint_phrase(language, PLINT_PHRASE_PAGE_NOT), NULL);
		plint_page_block(page, t->wrong);
		plint_page_heading(page, 4, NULL, plint_phrase(language, PLINT_PHRASE_PAGE_BUT), NULL);
		plint_page_block(page, t->right);
	}
	plint_page_heading(page, 4, NULL, plint_phrase(language, PLINT_PHRASE_PAGE_TO_DO), NULL);
	plint_page_part(page, PLINT_PAGE_PARAGRAPH, remedy ? remedy : t->remedy);
	if (is_reading)
		plint_page_part(page, PLINT_PAGE_PARAGRAPH, plint_phrase(language, PLINT_PHRASE_REF_ERRORS_SAY));
}
