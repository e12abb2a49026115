/* Reading errors in other languages: see texts.h. */
#include "rule/texts.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "diag/phrases.h"

#define FOUND "{found}"
#define MAX_FOUND_CHARS 60u

/* The words for the reading error ID, or NULL. */
static const struct plint_translation *words_of(const struct plint_pack *p, const char *language, const char *id)
{
	for (uint32_t i = 0; i < p->translation_count; i++) {
		const struct plint_translation *t = &p->translations[i];
		if (t->rule == UINT32_MAX && strcmp(plint_pack_text(p, t->language), language) == 0 && strcmp(plint_pack_text(p, t->id), id) == 0)
			return t;
	}
	return NULL;
}

/* What stands in the plan at SPAN, as far as its first line goes; where nothing does, the line around it. In shown form. */
static const char *found_at(struct plint_diags *d, struct plint_span span)
{
	const struct plint_file *f = plint_source_file(d->source, span.start);
	if (!f)
		return "";
	uint32_t start = span.start - f->base, end = span.end - f->base;
	if (end > f->len)
		end = f->len;
	while (start < end && plint_text_is_space_byte(f->text[start]))
		start++;
	if (start >= end) {
		start = span.start - f->base;
		end = f->len;
		while (start > 0 && f->text[start - 1] != '\n')
			start--;
		while (start < end && (f->text[start] == ' ' || f->text[start] == '\t'))
			start++;
	}
	for (uint32_t i = start; i < end; i++)
		if (f->text[i] == '\n')
			end = i;
	while (end > start && plint_text_is_space_byte(f->text[end - 1]))
		end--;
	return plint_diags_shown(d, f->text + start, end - start, MAX_FOUND_CHARS);
}

static const char *message_of(struct plint_diags *d, const char *text, struct plint_span span)
{
	struct plint_buf b;
	plint_buf_init(&b, d->arena);
	for (const char *at = text; *at;) {
		const char *gap = strstr(at, FOUND);
		plint_buf_add(&b, at, gap ? (size_t)(gap - at) : strlen(at));
		if (!gap)
			break;
		plint_buf_str(&b, found_at(d, span));
		at = gap + strlen(FOUND);
	}
	return b.text;
}

/* ENGLISH in LANGUAGE where the table of phrases knows it, else OTHERWISE. */
static const char *phrase_for(struct plint_diags *d, const char *language, const char *english, const char *otherwise)
{
	struct plint_buf b;
	plint_buf_init(&b, d->arena);
	return english && plint_phrase_translate(&b, language, english) ? b.text : otherwise;
}

/* Appends what *ENGLISH says up to END and a blank, where the table of phrases knows it, and goes on behind it. */
static bool take_phrase(struct plint_buf *out, const char *language, const char **english, const char *end)
{
	const char *at = strstr(*english, end);
	size_t len = at ? (size_t)(at - *english) + strlen(end) : 0;
	if (!at || !plint_phrase_translate(out, language, plint_arena_strndup(out->arena, *english, len)))
		return false;
	plint_buf_char(out, ' ');
	*english += len + ((*english)[len] == ' ');
	return true;
}

/* The help: what to write, where ENGLISH is a phrase around that. Else TEXT, the pack's words for any error of this kind; before it the
 * reader's guess at what was meant and the words that there are, where ENGLISH has them. */
static const char *help_of(struct plint_diags *d, const char *language, const char *english, const char *text)
{
	struct plint_buf b;
	plint_buf_init(&b, d->arena);
	bool is_guess = english && *english && english[strlen(english) - 1] == '?';
	if (english && !is_guess && plint_phrase_translate(&b, language, english))
		return b.text;
	if (english) {
		take_phrase(&b, language, &english, "?");
		if (take_phrase(&b, language, &english, " are:"))
			plint_buf_printf(&b, "%s ", english);
	}
	plint_buf_str(&b, text);
	return b.text;
}

static void translate_related(struct plint_diags *d, const char *language, struct plint_diag *x)
{
	if (x->related_count == 0)
		return;
	struct plint_label *labels = plint_arena_alloc(d->arena, x->related_count * sizeof *labels);
	for (uint32_t i = 0; i < x->related_count; i++)
		labels[i] = (struct plint_label){x->related[i].span, phrase_for(d, language, x->related[i].text, "")};
	x->related = labels;
}

void plint_texts_translate(const struct plint_pack *pack, const char *language, struct plint_diags *d)
{
	if (!language || strcmp(language, "en") == 0)
		return;
	for (uint32_t i = 0; i < d->items.count; i++) {
		struct plint_diag *x = &d->items.items[i];
		const struct plint_translation *t = plint_diag_is_reading(x) ? words_of(pack, language, x->rule) : NULL;
		if (!t)
			continue;
		if (t->texts[PLINT_TEXT_MESSAGE].text)
			x->message = message_of(d, plint_pack_text(pack, t->texts[PLINT_TEXT_MESSAGE].text), x->span);
		if (t->texts[PLINT_TEXT_WHY].text)
			x->why = plint_pack_text(pack, t->texts[PLINT_TEXT_WHY].text);
		if (t->texts[PLINT_TEXT_TRY].text)
			x->help = help_of(d, language, x->help, plint_pack_text(pack, t->texts[PLINT_TEXT_TRY].text));
		x->label = phrase_for(d, language, x->label, NULL);
		translate_related(d, language, x);
	}
}
