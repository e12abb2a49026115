/*
 * The tables of the reference page: words of the plan language and fields that packs bring, word lists, indicators, the crosswalk to standards,
 * the places of the guidance note.
 */
#include <math.h>
#include <string.h>

#include "cli/reference.h"
#include "diag/phrases.h"

static const char *phrase(const struct plint_reference *r, enum plint_phrase p)
{
	return plint_phrase(r->language, p);
}

static void cell(struct plint_page *page, const char *text)
{
	plint_page_part(page, PLINT_PAGE_CELL, text);
}

void plint_reference_rules(struct plint_page *page, const struct plint_reference *r, const uint32_t *ids, uint32_t count)
{
	plint_page_open(page, PLINT_PAGE_CELL);
	for (uint32_t i = 0; i < count; i++) {
		const char *id = plint_pack_text(r->pack, r->pack->rules[ids[i]].id);
		plint_page_text(page, i ? ", " : "");
		plint_page_link(page, id, id);
	}
	plint_page_close(page);
}

/* ---- words --------------------------------------------------------------------------------------------------------- */

/* Whether the default pack has the word W of list LIST. */
static bool is_default_word(const struct plint_pack *base, const char *list, const char *word)
{
	int number = plint_vocab_list(&base->vocab, list);
	return number >= 0 && plint_vocab_word(&base->vocab, (uint32_t)number, word, (uint32_t)strlen(word)) >= 0;
}

/* Whether word I of list L stands on the page. */
static bool is_shown(const struct plint_reference *r, const struct plint_pack *base, const struct plint_vocab_list *l, uint32_t i)
{
	const struct plint_vocab *v = &r->pack->vocab;
	if (v->words[i].is_removed)
		return false;
	return !r->only_added || !is_default_word(base, v->strings + l->name, v->strings + v->words[i].text);
}

/* The fields that take words of the list NAME: "goal.dimension, policy.covers". */
static const char *takers(struct plint_page *page, const struct plint_reference *r, const char *name)
{
	const struct plint_schema *s = r->pack->schema;
	struct plint_buf line;
	plint_buf_init(&line, page->out->arena);
	for (uint32_t i = 0; i < s->field_count; i++)
		if (s->fields[i].list && strcmp(s->fields[i].list, name) == 0)
			plint_buf_printf(&line, "%s%s.%s", line.len ? ", " : "", plint_kind_word((enum plint_kind)s->fields[i].kind), s->fields[i].name);
	return line.len ? line.text : "";
}

/* What a word means: its class, what it is like, what is said of it. */
static const char *meaning(struct plint_page *page, const struct plint_reference *r, uint32_t word)
{
	static const char *const classes[] = {"", "social", "financial", "internal"};
	const struct plint_vocab *v = &r->pack->vocab;
	const struct plint_vocab_word *w = &v->words[word];
	struct plint_buf line;
	plint_buf_init(&line, page->out->arena);
	plint_buf_str(&line, v->strings + w->about);
	if (w->klass > 0 && w->klass < sizeof classes / sizeof *classes)
		plint_buf_printf(&line, "%s%s", line.len ? "; " : "", classes[w->klass]);
	if (w->like) {
		plint_buf_str(&line, line.len ? "; " : "");
		plint_phrase_add(&line, r->language, PLINT_PHRASE_REF_LIKE, 1, v->strings + v->words[w->like - 1].text);
	}
	return line.len ? line.text : "";
}

static void write_list(struct plint_page *page, const struct plint_reference *r, const struct plint_pack *base, uint32_t list)
{
	const struct plint_vocab *v = &r->pack->vocab;
	const struct plint_vocab_list *l = &v->lists[list];
	const char *name = v->strings + l->name, *by = takers(page, r, name);
	const char *heads[] = {phrase(r, PLINT_PHRASE_COL_WORD), phrase(r, PLINT_PHRASE_COL_MEANING)};
	uint32_t count = 0;
	struct plint_buf title, note;
	for (uint32_t i = l->first; i < l->first + l->count; i++)
		count += is_shown(r, base, l, i);
	if (count == 0)
		return;
	plint_buf_init(&title, page->out->arena);
	plint_buf_init(&note, page->out->arena);
	plint_phrase_add(&title, r->language, PLINT_PHRASE_REF_LIST, 1, name);
	if (*by)
		plint_buf_printf(&note, "%s %s", phrase(r, PLINT_PHRASE_REF_TAKEN_BY), by);
	if (l->is_open)
		plint_buf_printf(&note, "%s%s", note.len ? "; " : "", phrase(r, PLINT_PHRASE_REF_OPEN));
	plint_page_heading(page, 3, plint_arena_printf(page->out->arena, "words-%s", name), title.text, note.len ? note.text : NULL);
	plint_page_table(page, heads, 2);
	for (uint32_t i = l->first; i < l->first + l->count; i++) {
		if (!is_shown(r, base, l, i))
			continue;
		cell(page, v->strings + v->words[i].text);
		cell(page, meaning(page, r, i));
	}
	plint_page_end_table(page);
}

static void write_groups(struct plint_page *page, const struct plint_reference *r)
{
	const struct plint_vocab *v = &r->pack->vocab;
	const char *heads[] = {phrase(r, PLINT_PHRASE_COL_LIST), phrase(r, PLINT_PHRASE_COL_WORD)};
	plint_page_heading(page, 3, "groups", phrase(r, PLINT_PHRASE_REF_GROUPS), NULL);
	plint_page_table(page, heads, 2);
	for (uint32_t i = 0; i < v->group_count; i++) {
		struct plint_buf words;
		plint_buf_init(&words, page->out->arena);
		for (uint32_t k = 0; k < v->groups[i].count; k++)
			plint_buf_printf(&words, "%s%s", k ? ", " : "", v->strings + v->group_words[v->groups[i].first + k]);
		cell(page, plint_arena_printf(page->out->arena, "words.%s", v->strings + v->groups[i].name));
		cell(page, words.len ? words.text : "");
	}
	plint_page_end_table(page);
}

static void write_fields(struct plint_page *page, const struct plint_reference *r)
{
	const struct plint_pack *p = r->pack;
	if (p->field_count == 0)
		return;
	plint_page_heading(page, 3, "fields", phrase(r, PLINT_PHRASE_REF_FIELDS), NULL);
	for (uint32_t i = 0; i < p->field_count; i++)
		plint_page_part(page, PLINT_PAGE_ITEM, plint_arena_printf(page->out->arena, "%s.%s",
		                plint_kind_word((enum plint_kind)p->fields[i].kind), plint_pack_text(p, p->fields[i].spelling)));
}

bool plint_reference_has_words(const struct plint_reference *r)
{
	const struct plint_vocab *v = &r->pack->vocab;
	struct plint_pack base;
	plint_pack_default(&base);
	if (r->pack->field_count > 0)
		return true;
	for (uint32_t i = 0; i < v->list_count; i++)
		for (uint32_t k = v->lists[i].first; k < v->lists[i].first + v->lists[i].count; k++)
			if (is_shown(r, &base, &v->lists[i], k))
				return true;
	return false;
}

void plint_reference_words(struct plint_page *page, const struct plint_reference *r)
{
	struct plint_pack base;
	plint_pack_default(&base);
	write_fields(page, r);
	for (uint32_t i = 0; i < r->pack->vocab.list_count; i++)
		write_list(page, r, &base, i);
	if (!r->only_added)
		write_groups(page, r);
}

/* ---- word lists ---------------------------------------------------------------------------------------------------- */

/* Whether the rule that is looked at reads list LIST. */
struct reading {
	uint32_t list;
	bool does_read;
};

static void note_use(void *data, enum plint_use use, uint32_t a, uint32_t b)
{
	struct reading *x = data;
	(void)b;
	x->does_read |= use == PLINT_USE_LEXICON && a == x->list;
}

static bool reads_list(const struct plint_pack *p, const struct plint_code *code, const struct plint_rule *r, uint32_t list)
{
	struct reading x = {list, false};
	if (r->set)
		plint_expr_visit(code, r->set, note_use, &x);
	if (r->where)
		plint_expr_visit(code, r->where, note_use, &x);
	plint_expr_visit(code, r->require, note_use, &x);
	for (uint32_t i = r->first_let; i < r->first_let + r->let_count; i++)
		plint_expr_visit(code, p->lets[i].node, note_use, &x);
	for (uint32_t i = r->first_point; i < r->first_point + r->point_count; i++)
		x.does_read |= p->points[i].lexicon == list + 1;
	return x.does_read;
}

uint32_t plint_reference_list_rules(struct plint_arena *a, const struct plint_reference *r, uint32_t list, uint32_t *rules)
{
	struct plint_code code = r->pack->code;
	uint32_t count = 0;
	code.arena = a;
	for (uint32_t i = 0; i < r->pack->rule_count; i++)
		if (r->wanted[i] && reads_list(r->pack, &code, &r->pack->rules[i], list))
			rules[count++] = i;
	return count;
}

/* "en 40, fr 31": how many entries list LIST has in each language. */
static const char *entry_counts(struct plint_page *page, const struct plint_lexicons *l, uint32_t list)
{
	struct plint_buf line;
	plint_buf_init(&line, page->out->arena);
	for (uint32_t i = 0; i < l->language_count; i++) {
		uint32_t count = 0;
		for (uint32_t k = 0; k < l->phrase_count; k++)
			count += l->phrases[k].list == list && l->phrases[k].language == i;
		if (count > 0)
			plint_buf_printf(&line, "%s%s %u", line.len ? ", " : "", l->strings + l->languages[i], count);
	}
	return line.len ? line.text : "";
}

void plint_reference_lexicons(struct plint_page *page, const struct plint_reference *r)
{
	const struct plint_pack *p = r->pack;
	const struct plint_lexicons *l = &p->lexicons;
	struct plint_arena *a = page->out->arena;
	const char *heads[] = {phrase(r, PLINT_PHRASE_COL_LIST), phrase(r, PLINT_PHRASE_COL_ENTRIES), phrase(r, PLINT_PHRASE_COL_RULES)};
	uint32_t *rules = plint_arena_alloc(a, (p->rule_count + 1) * sizeof *rules);
	plint_page_part(page, PLINT_PAGE_PARAGRAPH, phrase(r, PLINT_PHRASE_REF_LEXICONS_SAY));
	plint_page_table(page, heads, 3);
	for (uint32_t i = 0; i < l->name_count; i++) {
		uint32_t count = plint_reference_list_rules(a, r, i, rules);
		cell(page, l->strings + l->names[i]);
		cell(page, entry_counts(page, l, i));
		plint_reference_rules(page, r, rules, count);
	}
	plint_page_end_table(page);
}

/* ---- indicators ---------------------------------------------------------------------------------------------------- */

static void add_word(struct plint_buf *line, const char *text)
{
	if (*text)
		plint_buf_printf(line, "%s%s", line->len ? ", " : "", text);
}

static void add_limit(struct plint_buf *line, const char *sign, double value, const char *unit)
{
	bool is_percent = strcmp(unit, "percent") == 0;
	if (!isnan(value))
		plint_buf_printf(line, "%s%s %g%s%s%s", line->len ? ", " : "", sign, value, is_percent ? "%" : "", is_percent || !*unit ? "" : " ",
		                 is_percent ? "" : unit);
}

static void write_indicator(struct plint_page *page, const struct plint_lexicons *l, const struct plint_lex_indicator *row)
{
	struct plint_buf origin, nature;
	plint_buf_init(&origin, page->out->arena);
	plint_buf_init(&nature, page->out->arena);
	add_word(&origin, l->strings + row->source);
	for (uint32_t i = 0; i < row->split_count; i++)
		add_word(&origin, l->strings + l->splits[row->first_split + i]);
	add_word(&nature, l->strings + row->direction);
	add_word(&nature, l->strings + row->klass);
	add_limit(&nature, "≥", row->low, l->strings + row->low_unit);
	add_limit(&nature, "≤", row->high, l->strings + row->high_unit);
	cell(page, l->strings + row->title);
	cell(page, l->strings + row->unit);
	cell(page, l->strings + row->formula);
	cell(page, origin.len ? origin.text : "");
	cell(page, nature.len ? nature.text : "");
}

void plint_reference_indicators(struct plint_page *page, const struct plint_reference *r)
{
	const struct plint_lexicons *l = &r->pack->lexicons;
	const char *heads[] = {phrase(r, PLINT_PHRASE_COL_INDICATOR), phrase(r, PLINT_PHRASE_COL_UNIT), phrase(r, PLINT_PHRASE_COL_FORMULA),
	                       phrase(r, PLINT_PHRASE_COL_SOURCE), phrase(r, PLINT_PHRASE_COL_DIRECTION)};
	uint8_t *done = plint_arena_calloc(page->out->arena, l->indicator_count + 1, 1);
	plint_page_part(page, PLINT_PAGE_PARAGRAPH, phrase(r, PLINT_PHRASE_REF_INDICATORS_SAY));
	for (uint32_t i = 0; i < l->indicator_count; i++) {
		const char *dimension = l->strings + l->indicators[i].dimension;
		if (done[i])
			continue;
		plint_page_heading(page, 3, plint_arena_printf(page->out->arena, "indicators-%s", dimension), dimension, NULL);
		plint_page_table(page, heads, 5);
		for (uint32_t k = i; k < l->indicator_count; k++) {
			if (done[k] || strcmp(l->strings + l->indicators[k].dimension, dimension) != 0)
				continue;
			done[k] = 1;
			write_indicator(page, l, &l->indicators[k]);
		}
		plint_page_end_table(page);
	}
}

/* ---- standards ----------------------------------------------------------------------------------------------------- */

uint32_t plint_reference_standard_rules(const struct plint_reference *r, uint32_t standard, uint32_t *rules)
{
	const struct plint_pack *p = r->pack;
	uint32_t count = 0;
	for (uint32_t i = 0; i < p->rule_count; i++)
		for (uint32_t k = 0; r->wanted[i] && k < p->rules[i].standard_count; k++)
			if (p->rule_standards[p->rules[i].first_standard + k] == standard) {
				rules[count++] = i;
				break;
			}
	return count;
}

bool plint_reference_has_standards(const struct plint_reference *r)
{
	for (uint32_t i = 0; i < r->pack->rule_count; i++)
		if (r->wanted[i] && r->pack->rules[i].standard_count > 0)
			return true;
	return false;
}

void plint_reference_standards(struct plint_page *page, const struct plint_reference *r)
{
	const struct plint_pack *p = r->pack;
	const char *heads[] = {phrase(r, PLINT_PHRASE_COL_STANDARD), phrase(r, PLINT_PHRASE_COL_ABOUT), phrase(r, PLINT_PHRASE_COL_EDITION),
	                       phrase(r, PLINT_PHRASE_COL_RULES)};
	uint32_t *rules = plint_arena_alloc(page->out->arena, (p->rule_count + 1) * sizeof *rules);
	plint_page_table(page, heads, 4);
	for (uint32_t i = 0; i < p->standard_count; i++) {
		uint32_t count = plint_reference_standard_rules(r, i, rules);
		if (r->only_added && count == 0)
			continue;
		cell(page, plint_pack_text(p, p->standards[i].id));
		cell(page, plint_pack_text(p, p->standards[i].title));
		cell(page, plint_pack_text(p, p->standards[i].edition));
		plint_reference_rules(page, r, rules, count);
	}
	plint_page_end_table(page);
}

/* ---- the guidance note --------------------------------------------------------------------------------------------- */

static bool names_place(const struct plint_pack *p, const struct plint_rule *rule, const char *id)
{
	for (uint32_t i = rule->first_source; i < rule->first_source + rule->source_count; i++)
		if (p->sources[i].sort == PLINT_SOURCE_NOTE && strcmp(plint_pack_text(p, p->sources[i].text), id) == 0)
			return true;
	return false;
}

uint32_t plint_reference_answers(struct plint_page *page, const struct plint_reference *r, const struct plint_place_of_note *place)
{
	const struct plint_pack *p = r->pack;
	const char *id = plint_pack_text(p, place->id);
	uint32_t count = 0;
	for (uint32_t i = 0; i < p->rule_count; i++) {
		if (!r->wanted[i] || !names_place(p, &p->rules[i], id))
			continue;
		if (page) {
			plint_page_text(page, count ? ", " : "");
			plint_page_link(page, plint_pack_text(p, p->rules[i].id), plint_pack_text(p, p->rules[i].id));
		}
		count++;
	}
	for (uint32_t i = place->first_answer; i < place->first_answer + place->answer_count; i++, count++) {
		const struct plint_note_answer *a = &p->answers[i];
		bool is_first = i == place->first_answer || p->answers[i - 1].is_command != a->is_command;
		if (!page)
			continue;
		plint_page_text(page, count == 0 ? "" : is_first ? "; " : ", ");
		if (is_first)
			plint_page_text(page, plint_arena_printf(page->out->arena, "%s ", phrase(r, a->is_command ? PLINT_PHRASE_REF_COMMAND
			                                                                                           : PLINT_PHRASE_REF_FIELD)));
		plint_page_code(page, plint_pack_text(p, a->text));
	}
	return count;
}

bool plint_reference_has_coverage(const struct plint_reference *r)
{
	return r->pack->place_count > 0;
}

void plint_reference_coverage(struct plint_page *page, const struct plint_reference *r)
{
	const struct plint_pack *p = r->pack;
	const char *heads[] = {phrase(r, PLINT_PHRASE_COL_PLACE), phrase(r, PLINT_PHRASE_COL_ABOUT), phrase(r, PLINT_PHRASE_COL_ANSWERS)};
	uint32_t count = 0, answered = 0;
	struct plint_buf line;
	for (uint32_t i = 0; i < p->place_count; i++) {
		count += !p->places[i].is_heading;
		answered += !p->places[i].is_heading && plint_reference_answers(NULL, r, &p->places[i]) > 0;
	}
	plint_buf_init(&line, page->out->arena);
	plint_phrase_add(&line, r->language, PLINT_PHRASE_REF_COVERED, answered, plint_arena_printf(page->out->arena, "%u", count));
	plint_page_part(page, PLINT_PAGE_PARAGRAPH, line.text);
	plint_page_table(page, heads, 3);
	for (uint32_t i = 0; i < p->place_count; i++) {
		const struct plint_place_of_note *place = &p->places[i];
		if (place->is_heading)
			continue;
		cell(page, plint_pack_text(p, place->id));
		cell(page, plint_pack_text(p, place->title));
		plint_page_open(page, PLINT_PAGE_CELL);
		if (plint_reference_answers(page, r, place) == 0)
			plint_page_text(page, phrase(r, PLINT_PHRASE_REF_OPEN_PLACE));
		plint_page_close(page);
	}
	plint_page_end_table(page);
}
