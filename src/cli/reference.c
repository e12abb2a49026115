/* The reference page: its frame, the rules, the profiles, the errors of reading. The tables are reference_tables.c's. */
#include "cli/reference.h"

#include <string.h>

#include "cli/rule_page.h"
#include "cli/topics.h"
#include "diag/phrases.h"

static const char *phrase(const struct plint_reference *r, enum plint_phrase p)
{
	return plint_phrase(r->language, p);
}

/* PHRASE with N and TEXT in it, in the page's memory. */
static const char *filled(struct plint_page *page, const struct plint_reference *r, enum plint_phrase p, uint32_t n, const char *text)
{
	struct plint_buf line;
	plint_buf_init(&line, page->out->arena);
	plint_phrase_add(&line, r->language, p, n, text);
	return line.text;
}

static uint32_t count_rules(const struct plint_reference *r, uint32_t family)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < r->pack->rule_count; i++)
		count += r->wanted[i] && r->pack->rules[i].family == family;
	return count;
}

/* The packs whose rules stand on the page, and how many these are. */
static void write_origin(struct plint_page *page, const struct plint_reference *r)
{
	const struct plint_pack *p = r->pack;
	struct plint_buf line;
	plint_buf_init(&line, page->out->arena);
	plint_buf_str(&line, phrase(r, PLINT_PHRASE_REF_MADE));
	const char *sep = " ";
	for (uint32_t i = 0; i < p->pack_count; i++) {
		uint32_t count = 0;
		for (uint32_t k = 0; k < p->rule_count; k++)
			count += r->wanted[k] && p->rules[k].pack == i;
		if (count == 0)
			continue;
		plint_buf_printf(&line, "%s%s", sep, plint_pack_text(p, p->packs[i].name));
		if (p->packs[i].version)
			plint_buf_printf(&line, " %s", plint_pack_text(p, p->packs[i].version));
		if (p->packs[i].title)
			plint_buf_printf(&line, " (%s)", plint_pack_text(p, p->packs[i].title));
		plint_buf_str(&line, ", ");
		plint_phrase_add(&line, r->language, PLINT_PHRASE_REF_RULES, count, NULL);
		sep = "; ";
	}
	plint_page_part(page, PLINT_PAGE_PARAGRAPH, line.text);
	plint_page_part(page, PLINT_PAGE_PARAGRAPH, phrase(r, PLINT_PHRASE_REF_TESTED));
}

static const char *family_anchor(struct plint_page *page, const struct plint_reference *r, uint32_t family)
{
	return plint_arena_printf(page->out->arena, "family-%s", plint_pack_text(r->pack, r->pack->families[family].name));
}

static void link_item(struct plint_page *page, const char *text, const char *anchor)
{
	plint_page_open(page, PLINT_PAGE_ITEM);
	plint_page_link(page, text, anchor);
	plint_page_close(page);
}

/* The rules of a family in a table, then each of them. */
static void write_family(struct plint_page *page, const struct plint_reference *r, uint32_t family)
{
	const struct plint_pack *p = r->pack;
	const char *heads[] = {phrase(r, PLINT_PHRASE_COL_RULE), phrase(r, PLINT_PHRASE_COL_SEVERITY), phrase(r, PLINT_PHRASE_COL_SAYS)};
	plint_page_heading(page, 2, family_anchor(page, r, family),
	                   filled(page, r, PLINT_PHRASE_REF_FAMILY, 1, plint_pack_text(p, p->families[family].name)), NULL);
	plint_page_table(page, heads, 3);
	for (uint32_t i = 0; i < p->rule_count; i++) {
		if (!r->wanted[i] || p->rules[i].family != family)
			continue;
		plint_reference_rules(page, r, &i, 1);
		plint_page_part(page, PLINT_PAGE_CELL, plint_severity_name((enum plint_severity)p->rules[i].severity));
		plint_page_part(page, PLINT_PAGE_CELL, plint_rule_headline(page->out, p, i, r->language));
	}
	plint_page_end_table(page);
	for (uint32_t i = 0; i < p->rule_count; i++)
		if (r->wanted[i] && p->rules[i].family == family)
			plint_rule_page(page, p, i, r->language);
}

/* ---- profiles ------------------------------------------------------------------------------------------------------ */

static const char *target_name(const struct plint_reference *r, const struct plint_change *c)
{
	const struct plint_pack *p = r->pack;
	if (c->target == PLINT_TARGET_UNUSED_IGNORE)
		return PLINT_UNUSED_IGNORE;
	return plint_pack_text(p, c->is_family ? p->families[c->target].name : p->rules[c->target].id);
}

/* Change C in words: "no-baseline: error". */
static const char *change_words(struct plint_page *page, const struct plint_reference *r, const struct plint_change *c)
{
	const struct plint_pack *p = r->pack;
	struct plint_buf line;
	plint_buf_init(&line, page->out->arena);
	switch ((enum plint_change_sort)c->sort) {
	case PLINT_CHANGE_SEVERITY:
		plint_buf_printf(&line, "%s: %s", target_name(r, c), plint_severity_name((enum plint_severity)c->severity));
		break;
	case PLINT_CHANGE_OFF:
		plint_buf_printf(&line, "%s: %s", target_name(r, c), phrase(r, PLINT_PHRASE_REF_OFF));
		break;
	case PLINT_CHANGE_PARAM:
		plint_buf_printf(&line, "%s.%s = %s", plint_pack_text(p, p->rules[p->params[c->target].rule].id),
		                 plint_pack_text(p, p->params[c->target].name), plint_pack_text(p, c->text));
		break;
	case PLINT_CHANGE_GROUP:
		plint_buf_printf(&line, "words.%s = ", plint_pack_text(p, p->vocab.groups[c->target].name));
		for (uint32_t i = 0; i < c->count; i++)
			plint_buf_printf(&line, "%s%s", i ? ", " : "", plint_pack_text(p, p->vocab.group_words[c->first + i]));
		break;
	case PLINT_CHANGE_WORD:
		plint_buf_printf(&line, "%s + %s", plint_pack_text(p, p->vocab.lists[c->target].name), plint_pack_text(p, c->text));
		break;
	}
	return line.text;
}

void plint_reference_profile(struct plint_page *page, const struct plint_reference *r, uint32_t profile)
{
	for (uint32_t k = 0; k < r->pack->change_count; k++)
		if (r->pack->changes[k].profile == profile + 1)
			plint_page_part(page, PLINT_PAGE_ITEM, change_words(page, r, &r->pack->changes[k]));
}

static void write_profiles(struct plint_page *page, const struct plint_reference *r)
{
	const struct plint_pack *p = r->pack;
	plint_page_part(page, PLINT_PAGE_PARAGRAPH, phrase(r, PLINT_PHRASE_REF_PROFILES_SAY));
	for (uint32_t i = 0; i < p->profile_count; i++) {
		const char *name = plint_pack_text(p, p->profiles[i].name);
		plint_page_heading(page, 3, plint_arena_printf(page->out->arena, "profile-%s", name), name, NULL);
		plint_reference_profile(page, r, i);
	}
}

/* ---- errors of reading --------------------------------------------------------------------------------------------- */

static void write_topics(struct plint_page *page, const struct plint_reference *r)
{
	size_t count;
	const struct plint_topic *topics = plint_topics(&count);
	plint_page_part(page, PLINT_PAGE_PARAGRAPH, phrase(r, PLINT_PHRASE_REF_ERRORS_SAY));
	for (size_t i = 0; i < count; i++)
		if (plint_pack_is_reading_error(topics[i].id, strlen(topics[i].id)))
			plint_topic_page(page, r->pack, &topics[i], r->language);
	plint_page_heading(page, 2, "other-messages", phrase(r, PLINT_PHRASE_REF_OTHERS), NULL);
	for (size_t i = 0; i < count; i++)
		if (!plint_pack_is_reading_error(topics[i].id, strlen(topics[i].id)))
			plint_topic_page(page, r->pack, &topics[i], r->language);
}

/* ---- the whole ------------------------------------------------------------------------------------------------------ */

/* The sections behind the rules. Those that are general do not stand on a page about packs on top of the default one; the others only where there is
 * something to show. */
static const struct {
	enum plint_phrase phrase;
	const char *anchor;
	bool is_general;
	bool (*has)(const struct plint_reference *r);
	void (*write)(struct plint_page *page, const struct plint_reference *r);
} sections[] = {{PLINT_PHRASE_REF_PROFILES, "profiles", true, NULL, write_profiles},
                {PLINT_PHRASE_REF_VOCABULARY, "words", false, plint_reference_has_words, plint_reference_words},
                {PLINT_PHRASE_REF_LEXICONS, "word-lists", true, NULL, plint_reference_lexicons},
                {PLINT_PHRASE_REF_INDICATORS, "indicators", true, NULL, plint_reference_indicators},
                {PLINT_PHRASE_REF_ERRORS, "errors-of-reading", true, NULL, write_topics},
                {PLINT_PHRASE_REF_STANDARDS, "standards", false, plint_reference_has_standards, plint_reference_standards},
                {PLINT_PHRASE_REF_COVERAGE, "guidance-note", true, plint_reference_has_coverage, plint_reference_coverage}};

static bool has_section(const struct plint_reference *r, size_t i)
{
	return !(r->only_added && sections[i].is_general) && (!sections[i].has || sections[i].has(r));
}

static void write_contents(struct plint_page *page, const struct plint_reference *r)
{
	plint_page_heading(page, 2, "contents", phrase(r, PLINT_PHRASE_REF_CONTENTS), NULL);
	for (uint32_t i = 0; i < r->pack->family_count; i++) {
		uint32_t count = count_rules(r, i);
		if (count == 0)
			continue;
		plint_page_open(page, PLINT_PAGE_ITEM);
		plint_page_link(page, plint_pack_text(r->pack, r->pack->families[i].name), family_anchor(page, r, i));
		plint_page_text(page, plint_arena_printf(page->out->arena, ": %s", filled(page, r, PLINT_PHRASE_REF_RULES, count, NULL)));
		plint_page_close(page);
	}
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		if (has_section(r, i))
			link_item(page, phrase(r, sections[i].phrase), sections[i].anchor);
}

void plint_reference_write(struct plint_page *page, const struct plint_reference *r)
{
	plint_page_begin(page, phrase(r, PLINT_PHRASE_REF_TITLE));
	write_origin(page, r);
	write_contents(page, r);
	for (uint32_t i = 0; i < r->pack->family_count; i++)
		if (count_rules(r, i) > 0)
			write_family(page, r, i);
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
		if (!has_section(r, i))
			continue;
		plint_page_heading(page, 2, sections[i].anchor, phrase(r, sections[i].phrase), NULL);
		sections[i].write(page, r);
	}
	plint_page_end(page);
}
