/* Pages of rules: see rule_page.h. What a pack says is shown escaped, like all that did not come with the program. */
#include "cli/rule_page.h"

#include <string.h>

#include "base/text.h"
#include "cli/cli.h"
#include "diag/phrases.h"

static const char *text_of(const struct plint_pack *p, uint32_t offset)
{
	return plint_pack_text(p, offset);
}

void plint_rule_lines(struct plint_buf *out, const char *text, unsigned indent)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		plint_buf_fill(out, ' ', len ? indent : 0);
		plint_text_show(out, text, len);
		plint_buf_char(out, '\n');
		text += len + (text[len] == '\n');
	}
}

/* The words of text WHICH of RULE: those of LANGUAGE, else its own. */
static const struct plint_template *words_of(const struct plint_pack *p, uint32_t rule, enum plint_rule_text which, const char *language)
{
	const struct plint_translation *t = language ? plint_pack_translation(p, rule, language) : NULL;
	return t && t->texts[which].text ? &t->texts[which] : &p->rules[rule].texts[which];
}

/* T as one text, with "…" for what comes from the plan; blanks at its end dropped. */
static const char *filled(struct plint_arena *a, const struct plint_pack *p, const struct plint_template *t)
{
	struct plint_buf text;
	plint_buf_init(&text, a);
	for (uint32_t i = t->first; i < t->first + t->count; i++)
		plint_buf_str(&text, p->pieces[i].node ? "…" : text_of(p, p->pieces[i].text));
	while (text.len > 0 && strchr(" \n\t", text.text[text.len - 1]))
		text.text[--text.len] = '\0';
	return text.text;
}

const char *plint_rule_headline(struct plint_buf *out, const struct plint_pack *p, uint32_t rule, const char *language)
{
	struct plint_buf shown;
	const char *text = filled(out->arena, p, words_of(p, rule, PLINT_TEXT_MESSAGE, language));
	plint_buf_init(&shown, out->arena);
	plint_text_show(&shown, text, strlen(text));
	return shown.text;
}

/* What is being shown, and where. */
struct showing {
	struct plint_page *page;
	const struct plint_pack *pack;
	const struct plint_rule *rule;
	uint32_t index;
	const char *language;
};

static void heading(const struct showing *s, enum plint_phrase phrase)
{
	plint_page_heading(s->page, 4, NULL, plint_phrase(s->language, phrase), NULL);
}

static void text_section(const struct showing *s, enum plint_rule_text which, enum plint_phrase head)
{
	const char *text = filled(s->page->out->arena, s->pack, words_of(s->pack, s->index, which, s->language));
	if (!*text)
		return;
	heading(s, head);
	plint_page_part(s->page, PLINT_PAGE_PARAGRAPH, text);
}

/* The first example of the rule that is (not) to be flagged; with WITH_NOTE the first that has a note: it looks bad but is fine. */
static void example_section(const struct showing *s, bool flags, bool with_note, enum plint_phrase head)
{
	const struct plint_rule *r = s->rule;
	for (uint32_t i = r->first_example; i < r->first_example + r->example_count; i++) {
		const struct plint_example *e = &s->pack->examples[i];
		if ((e->is_flags != 0) != flags || (e->note != 0) != with_note)
			continue;
		heading(s, head);
		plint_page_block(s->page, text_of(s->pack, e->text));
		if (e->note)
			plint_page_part(s->page, PLINT_PAGE_PARAGRAPH, text_of(s->pack, e->note));
		return;
	}
}

static void param_section(const struct showing *s)
{
	const struct plint_pack *p = s->pack;
	const struct plint_rule *r = s->rule;
	const char *id = text_of(p, r->id), *another = plint_phrase(s->language, PLINT_PHRASE_PAGE_ANOTHER);
	struct plint_arena *a = s->page->out->arena;
	if (r->param_count == 0)
		return;
	heading(s, PLINT_PHRASE_PAGE_PARAMS);
	for (uint32_t i = r->first_param; i < r->first_param + r->param_count; i++) {
		const char *name = text_of(p, p->params[i].name), *value = text_of(p, p->params[i].text);
		plint_page_open(s->page, PLINT_PAGE_ITEM);
		plint_page_code(s->page, plint_arena_printf(a, "%s = %s", name, value));
		plint_page_text(s->page, plint_arena_printf(a, "; %s ", another));
		const char *quote = strchr(value, ' ') ? "'" : "";
		plint_page_code(s->page, plint_arena_printf(a, "--param %s%s.%s=%s%s", quote, id, name, value, quote));
		plint_page_close(s->page);
	}
}

static void after_section(const struct showing *s)
{
	const struct plint_rule *r = s->rule;
	if (r->after_count == 0)
		return;
	heading(s, PLINT_PHRASE_PAGE_AFTER);
	plint_page_open(s->page, PLINT_PAGE_PARAGRAPH);
	plint_page_text(s->page, plint_phrase(s->language, PLINT_PHRASE_PAGE_SILENT));
	for (uint32_t i = 0; i < r->after_count; i++) {
		const char *id = text_of(s->pack, s->pack->rules[s->pack->afters[r->first_after + i]].id);
		plint_page_text(s->page, i ? ", " : " ");
		plint_page_link(s->page, id, id);
	}
	plint_page_close(s->page);
}

/* SAYS, and a LINE to write. */
static void advice(const struct showing *s, enum plint_phrase says, const char *line)
{
	plint_page_part(s->page, PLINT_PAGE_PARAGRAPH, plint_phrase(s->language, says));
	plint_page_block(s->page, line);
}

/* The title of fix NUMBER of the rule, with "…" for what comes from the plan. */
static const char *fix_title(const struct showing *s, uint32_t number)
{
	const struct plint_pack *p = s->pack;
	const struct plint_translation *t = s->language ? plint_pack_translation(p, s->index, s->language) : NULL;
	const struct plint_template *title = &p->fixes[s->rule->first_fix + number].title;
	if (t && number < t->title_count && p->says[t->first_title + number].text)
		title = &p->says[t->first_title + number];
	return filled(s->page->out->arena, p, title);
}

static void fix_section(const struct showing *s)
{
	const struct plint_rule *r = s->rule;
	if (r->fix_count == 0)
		return;
	heading(s, PLINT_PHRASE_PAGE_FIX);
	for (uint32_t i = 0; i < r->fix_count; i++) {
		bool is_safe = s->pack->fixes[r->first_fix + i].is_safe != 0;
		plint_page_part(s->page, PLINT_PAGE_ITEM,
		                plint_arena_printf(s->page->out->arena, "%s %s", fix_title(s, i),
		                                   plint_phrase(s->language, is_safe ? PLINT_PHRASE_FIX_SAFE : PLINT_PHRASE_FIX_UNSAFE)));
	}
}

static void off_section(const struct showing *s)
{
	const char *id = text_of(s->pack, s->rule->id);
	struct plint_arena *a = s->page->out->arena;
	heading(s, PLINT_PHRASE_PAGE_OFF);
	if (s->rule->off_text)
		plint_page_part(s->page, PLINT_PAGE_PARAGRAPH, text_of(s->pack, s->rule->off_text));
	advice(s, PLINT_PHRASE_PAGE_OFF_HERE, plint_arena_printf(a, "# planlint: ignore %s: %s", id, plint_phrase(s->language, PLINT_PHRASE_PAGE_REASON)));
	advice(s, PLINT_PHRASE_PAGE_OFF_ALL, plint_arena_printf(a, "off: [%s]", id));
}

static enum plint_phrase sort_phrase(uint32_t sort)
{
	switch ((enum plint_source_sort)sort) {
	case PLINT_SOURCE_NOTE:
		return PLINT_PHRASE_PAGE_NOTE;
	case PLINT_SOURCE_PRACTICE:
		return PLINT_PHRASE_PAGE_PRACTICE;
	case PLINT_SOURCE_STUDY:
		return PLINT_PHRASE_PAGE_STUDY;
	}
	return PLINT_PHRASE_PAGE_PRACTICE;
}

/* The standard with INDEX: what it is called, and its edition. */
static void standard_item(const struct showing *s, uint32_t index)
{
	const struct plint_standard *x = &s->pack->standards[index];
	struct plint_buf line;
	plint_buf_init(&line, s->page->out->arena);
	plint_phrase_add(&line, s->language, PLINT_PHRASE_PAGE_STANDARD, 1, text_of(s->pack, x->id));
	plint_buf_printf(&line, ": %s%s%s%s", text_of(s->pack, x->title), x->edition ? " (" : "", text_of(s->pack, x->edition),
	                 x->edition ? ")" : "");
	plint_page_part(s->page, PLINT_PAGE_ITEM, line.text);
}

static void source_section(const struct showing *s)
{
	const struct plint_pack *p = s->pack;
	const struct plint_rule *r = s->rule;
	if (r->source_count + r->standard_count == 0)
		return;
	heading(s, PLINT_PHRASE_PAGE_FROM);
	for (uint32_t i = r->first_source; i < r->first_source + r->source_count; i++)
		plint_page_part(s->page, PLINT_PAGE_ITEM,
		                plint_arena_printf(s->page->out->arena, "%s: %s",
		                                   plint_phrase(s->language, sort_phrase(p->sources[i].sort)),
		                                   text_of(p, p->sources[i].text)));
	for (uint32_t i = r->first_standard; i < r->first_standard + r->standard_count; i++)
		standard_item(s, p->rule_standards[i]);
}

static enum plint_phrase fix_phrase(const struct plint_pack *p, const struct plint_rule *r)
{
	bool is_safe = false;
	for (uint32_t i = r->first_fix; i < r->first_fix + r->fix_count; i++)
		is_safe |= p->fixes[i].is_safe != 0;
	if (r->fix_count == 0)
		return PLINT_PHRASE_PAGE_NO_FIX;
	return is_safe ? PLINT_PHRASE_PAGE_SAFE_FIX : PLINT_PHRASE_PAGE_UNSAFE_FIX;
}

/* Family, severity, pack and since when, fix. */
static const char *facts(const struct showing *s)
{
	const struct plint_pack *p = s->pack;
	const struct plint_rule *r = s->rule;
	const char *since = plint_pack_since(p, s->index);
	struct plint_buf line;
	plint_buf_init(&line, s->page->out->arena);
	plint_buf_printf(&line, "%s, %s · ", text_of(p, p->families[r->family].name),
	                 plint_severity_name((enum plint_severity)r->severity));
	plint_phrase_add(&line, s->language, PLINT_PHRASE_PAGE_SINCE, 1, text_of(p, p->packs[r->pack].name));
	if (*since) {
		plint_buf_char(&line, ' ');
		plint_phrase_add(&line, s->language, PLINT_PHRASE_PAGE_SINCE_VERSION, 1, since);
	}
	plint_buf_str(&line, " · ");
	plint_buf_str(&line, plint_phrase(s->language, fix_phrase(p, r)));
	return line.text;
}

void plint_rule_page(struct plint_page *page, const struct plint_pack *p, uint32_t rule, const char *language)
{
	const struct plint_rule *r = &p->rules[rule];
	const struct showing s = {page, p, r, rule, language};
	plint_page_heading(page, 3, text_of(p, r->id), text_of(p, r->id), facts(&s));
	plint_page_part(page, PLINT_PAGE_PARAGRAPH, plint_rule_headline(page->out, p, rule, language));
	text_section(&s, PLINT_TEXT_WHY, PLINT_PHRASE_PAGE_WHY);
	example_section(&s, true, false, PLINT_PHRASE_PAGE_FLAGS);
	text_section(&s, PLINT_TEXT_TRY, PLINT_PHRASE_PAGE_TRY);
	example_section(&s, false, false, PLINT_PHRASE_PAGE_ACCEPTS);
	example_section(&s, false, true, PLINT_PHRASE_PAGE_FINE);
	param_section(&s);
	after_section(&s);
	fix_section(&s);
	off_section(&s);
	source_section(&s);
}

/* ---- the definition ------------------------------------------------------------------------------------------------- */

/* "key: TEXT", in quotes where YAML needs them, as a block where it has several lines. */
static void entry(struct plint_buf *out, unsigned indent, const char *key, const char *text)
{
	if (!*text)
		return;
	plint_buf_fill(out, ' ', indent);
	plint_buf_printf(out, "%s: ", key);
	if (strchr(text, '\n')) {
		plint_buf_str(out, "|\n");
		plint_rule_lines(out, text, indent + 2);
		return;
	}
	bool needs_quotes = strchr("{['\">|*&!%@", text[0]) || strstr(text, ": ") || strstr(text, " #");
	if (needs_quotes) {
		plint_buf_char(out, '\'');
		for (const char *c = text; *c; c++) {
			size_t n = strcspn(c, "'");
			plint_text_show(out, c, n);
			c += n;
			if (!*c)
				break;
			plint_buf_str(out, "''");
		}
		plint_buf_str(out, "'\n");
		return;
	}
	plint_text_show(out, text, strlen(text));
	plint_buf_char(out, '\n');
}

static void definition_points(struct plint_buf *out, const struct plint_pack *p, const struct plint_rule *r)
{
	if (r->point_count == 0)
		return;
	plint_buf_str(out, "point:\n");
	for (uint32_t i = r->first_point; i < r->first_point + r->point_count; i++) {
		const struct plint_point *x = &p->points[i];
		plint_buf_str(out, "  -\n");
		entry(out, 4, "each", text_of(p, x->each_text));
		entry(out, 4, "at", text_of(p, x->at_text));
		if (x->lexicon) {
			plint_buf_str(out, "    word: lexicon.");
			plint_rule_lines(out, p->lexicons.strings + p->lexicons.names[x->lexicon - 1], 0);
		}
		entry(out, 4, "says", text_of(p, x->says.text));
	}
}

static void definition_fixes(struct plint_buf *out, const struct plint_pack *p, const struct plint_rule *r)
{
	static const char *const places[] = {"into", "replace", "remove"}, *const texts[] = {"insert", "with", ""};
	if (r->fix_count == 0)
		return;
	plint_buf_str(out, "fix:\n");
	for (uint32_t i = r->first_fix; i < r->first_fix + r->fix_count; i++) {
		const struct plint_rule_fix *x = &p->fixes[i];
		plint_buf_str(out, "  -\n");
		entry(out, 4, "title", text_of(p, x->title.text));
		entry(out, 4, "safe", x->is_safe ? "true" : "false");
		entry(out, 4, "where", text_of(p, x->where_text));
		entry(out, 4, places[x->sort], text_of(p, x->at_text));
		entry(out, 4, texts[x->sort], text_of(p, x->text.text));
	}
}

static void definition_head(struct plint_buf *out, const struct plint_pack *p, const struct plint_rule *r)
{
	entry(out, 0, "id", text_of(p, r->id));
	entry(out, 0, "family", text_of(p, p->families[r->family].name));
	entry(out, 0, "severity", plint_severity_name((enum plint_severity)r->severity));
	entry(out, 0, "for", text_of(p, r->for_text));
	if (r->param_count)
		plint_buf_str(out, "params:\n");
	for (uint32_t i = r->first_param; i < r->first_param + r->param_count; i++)
		entry(out, 2, text_of(p, p->params[i].name), text_of(p, p->params[i].text));
	if (r->let_count)
		plint_buf_str(out, "let:\n");
	for (uint32_t i = r->first_let; i < r->first_let + r->let_count; i++)
		entry(out, 2, text_of(p, p->lets[i].name), text_of(p, p->lets[i].text));
	entry(out, 0, "where", text_of(p, r->where_text));
	entry(out, 0, "require", text_of(p, r->require_text));
	if (r->after_count) {
		plint_buf_str(out, "after: [");
		for (uint32_t i = 0; i < r->after_count; i++)
			plint_buf_printf(out, "%s%s", i ? ", " : "", text_of(p, p->rules[p->afters[r->first_after + i]].id));
		plint_buf_str(out, "]\n");
	}
	entry(out, 0, "area", text_of(p, r->area));
}

static void definition_sources(struct plint_buf *out, const struct plint_pack *p, const struct plint_rule *r)
{
	static const char *const sorts[] = {"note", "practice", "study"};
	if (r->source_count)
		plint_buf_str(out, "source:\n");
	for (uint32_t i = r->first_source; i < r->first_source + r->source_count; i++) {
		plint_buf_str(out, "  - ");
		entry(out, 0, sorts[p->sources[i].sort <= PLINT_SOURCE_STUDY ? p->sources[i].sort : PLINT_SOURCE_PRACTICE],
		      text_of(p, p->sources[i].text));
	}
	if (r->standard_count == 0)
		return;
	plint_buf_str(out, "standards: [");
	for (uint32_t i = 0; i < r->standard_count; i++)
		plint_buf_printf(out, "%s%s", i ? ", " : "", text_of(p, p->standards[p->rule_standards[r->first_standard + i]].id));
	plint_buf_str(out, "]\n");
}

void plint_rule_definition(struct plint_buf *out, const struct plint_pack *p, uint32_t rule)
{
	static const char *const keys[] = {"message", "why", "try"};
	const struct plint_rule *r = &p->rules[rule];
	definition_head(out, p, r);
	entry(out, 0, keys[PLINT_TEXT_MESSAGE], text_of(p, r->texts[PLINT_TEXT_MESSAGE].text));
	definition_points(out, p, r);
	for (int i = PLINT_TEXT_WHY; i <= PLINT_TEXT_TRY; i++)
		entry(out, 0, keys[i], text_of(p, r->texts[i].text));
	entry(out, 0, "off", text_of(p, r->off_text));
	definition_fixes(out, p, r);
	definition_sources(out, p, r);
	if (r->example_count)
		plint_buf_str(out, "examples:\n");
	for (uint32_t i = r->first_example; i < r->first_example + r->example_count; i++) {
		const struct plint_example *e = &p->examples[i];
		plint_buf_printf(out, "  - %s: |\n", e->is_flags ? "flags" : "passes");
		plint_rule_lines(out, text_of(p, e->text), 6);
		entry(out, 4, "note", text_of(p, e->note));
	}
}
