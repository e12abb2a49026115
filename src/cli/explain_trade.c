/*
 * `planlint explain` for the data of the trade: standard indicators, standards, word lists, groups of words, dimensions, places of the guidance
 * note. The words are looked up in the pack in force.
 */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "cli/explain.h"
#include "cli/reference.h"
#include "diag/phrases.h"

#define MAX_QUERY_TOKENS 16

static const char *text_at(const struct plint_explaining *x, uint32_t offset)
{
	return plint_pack_text(&x->session->pack, offset);
}

/* Whether TEXT is the word: case, blanks and Unicode form do not count. */
static bool is_word(struct plint_explaining *x, const char *text)
{
	size_t a_len, b_len;
	const char *a = plint_text_comparable(&x->cli->arena, text, strlen(text), &a_len);
	const char *b = plint_text_comparable(&x->cli->arena, x->word, x->len, &b_len);
	return a_len == b_len && memcmp(a, b, a_len) == 0;
}

/* All rules of the pack, as the reference page wants them. */
static struct plint_reference reference_of(struct plint_explaining *x)
{
	const struct plint_pack *p = &x->session->pack;
	uint8_t *wanted = plint_arena_alloc(&x->cli->arena, p->rule_count + 1);
	memset(wanted, 1, p->rule_count + 1);
	return (struct plint_reference){.pack = p, .wanted = wanted, .language = x->session->language};
}

/* "  KEY  a, b", wrapped. */
static void write_rules(struct plint_explaining *x, const char *key, const uint32_t *rules, uint32_t count)
{
	struct plint_buf line;
	if (count == 0)
		return;
	plint_buf_init(&line, &x->cli->arena);
	plint_buf_printf(&line, "%s: ", key);
	for (uint32_t i = 0; i < count; i++)
		plint_buf_printf(&line, "%s%s", i ? ", " : "", text_at(x, x->session->pack.rules[rules[i]].id));
	plint_cli_wrap(x->out, line.text, 2);
}

/* ---- indicators ---------------------------------------------------------------------------------------------------- */

static void card_line(struct plint_buf *out, const char *key, const char *text)
{
	if (*text)
		plint_buf_printf(out, "  %-11s %s\n", key, text);
}

static void card_limit(struct plint_buf *out, const char *key, double value, const char *unit)
{
	if (!isnan(value))
		plint_buf_printf(out, "  %-11s %g%s%s\n", key, value, strcmp(unit, "percent") == 0 ? "%" : *unit ? " " : "",
		                 strcmp(unit, "percent") == 0 ? "" : unit);
}

static void write_card(struct plint_explaining *x, const struct plint_lex_indicator *row)
{
	const struct plint_lexicons *l = &x->session->pack.lexicons;
	plint_buf_printf(x->out, "%s  (standard indicator)\n\n", l->strings + row->title);
	card_line(x->out, "dimension", l->strings + row->dimension);
	card_line(x->out, "kind", l->strings + row->kind);
	card_line(x->out, "unit", l->strings + row->unit);
	card_line(x->out, "formula", l->strings + row->formula);
	card_line(x->out, "source", l->strings + row->source);
	card_line(x->out, "direction", l->strings + row->direction);
	card_line(x->out, "class", l->strings + row->klass);
	card_limit(x->out, "at least", row->low, l->strings + row->low_unit);
	card_limit(x->out, "at most", row->high, l->strings + row->high_unit);
	for (uint32_t k = 0; k < row->split_count; k++)
		card_line(x->out, k ? "" : "split by", l->strings + l->splits[row->first_split + k]);
}

/* Whether COUNT tokens stand in phrase P, from its start to its end where WHOLE. */
static bool holds(const struct plint_lexicons *l, const struct plint_lex_phrase *p, const struct plint_lex_entry_token *tokens,
                  uint32_t count, bool whole)
{
	for (uint32_t from = 0; from + count <= p->count; from++) {
		uint32_t i = 0;
		while (i < count && l->tokens[p->first + from + i].klass == tokens[i].klass &&
		       strcmp(l->strings + l->tokens[p->first + from + i].text, tokens[i].text) == 0)
			i++;
		if (i == count && (!whole || p->count == count))
			return true;
		if (whole)
			return false;
	}
	return false;
}

/* Sets FOUND of each indicator that goes by the word, or by a name with the word in it where not WHOLE; their number. */
static uint32_t find_aliases(struct plint_explaining *x, bool whole, uint8_t *found)
{
	const struct plint_lexicons *l = &x->session->pack.lexicons;
	uint32_t number = 0;
	for (uint32_t language = 0; language < l->language_count; language++) {
		struct plint_lex_entry_token tokens[MAX_QUERY_TOKENS];
		struct plint_stemmer *stemmer = plint_stemmer_new(&x->cli->arena, l->strings + l->languages[language]);
		uint32_t count = plint_lexicons_cut(&x->cli->arena, stemmer, PLINT_LEX_STEM, x->word, x->len, tokens, MAX_QUERY_TOKENS);
		plint_stemmer_free(stemmer);
		for (uint32_t i = 0; count > 0 && i < l->phrase_count; i++) {
			const struct plint_lex_phrase *p = &l->phrases[i];
			if (p->list != UINT16_MAX || p->language != language || found[p->indicator] || !holds(l, p, tokens, count, whole))
				continue;
			found[p->indicator] = 1;
			number++;
		}
	}
	return number;
}

bool plint_explain_indicator(struct plint_explaining *x)
{
	const struct plint_lexicons *l = &x->session->pack.lexicons;
	uint8_t *found = plint_arena_calloc(&x->cli->arena, l->indicator_count + 1, 1);
	bool is_title = false, is_second = false;
	for (uint32_t i = 0; i < l->indicator_count; i++)
		is_title |= found[i] = is_word(x, l->strings + l->indicators[i].title);
	if (!is_title && find_aliases(x, true, found) == 0)
		return false;
	for (uint32_t i = 0; i < l->indicator_count; i++) {
		if (!found[i])
			continue;
		if (is_second)
			plint_buf_char(x->out, '\n');
		write_card(x, &l->indicators[i]);
		is_second = true;
	}
	return true;
}

bool plint_explain_indicators_with(struct plint_explaining *x)
{
	const struct plint_lexicons *l = &x->session->pack.lexicons;
	uint8_t *found = plint_arena_calloc(&x->cli->arena, l->indicator_count + 1, 1);
	if (find_aliases(x, false, found) == 0)
		return false;
	plint_buf_printf(x->out, "%s  (in the names of standard indicators)\n\n", plint_cli_shown(x->cli, x->word));
	for (uint32_t i = 0; i < l->indicator_count; i++)
		if (found[i])
			plint_buf_printf(x->out, "  %s\n", l->strings + l->indicators[i].title);
	return true;
}

/* ---- standards ----------------------------------------------------------------------------------------------------- */

bool plint_explain_standard(struct plint_explaining *x)
{
	const struct plint_pack *p = &x->session->pack;
	struct plint_reference r = reference_of(x);
	uint32_t *rules = plint_arena_alloc(&x->cli->arena, (p->rule_count + 1) * sizeof *rules), i = 0;
	while (i < p->standard_count && !is_word(x, text_at(x, p->standards[i].id)))
		i++;
	if (i == p->standard_count)
		return false;
	const struct plint_standard *s = &p->standards[i];
	plint_buf_printf(x->out, "%s  (standard%s%s)\n\n", text_at(x, s->id), s->edition ? ", edition " : "", text_at(x, s->edition));
	plint_cli_wrap(x->out, plint_cli_shown(x->cli, text_at(x, s->title)), 2);
	write_rules(x, "rules", rules, plint_reference_standard_rules(&r, i, rules));
	return true;
}

/* ---- words --------------------------------------------------------------------------------------------------------- */

/* Phrase P as it is looked for: with … where its last word may have any ending. */
static void write_phrase(struct plint_buf *line, const struct plint_lexicons *l, const struct plint_lex_phrase *p, bool has_stems)
{
	static const char *const classes[] = {"", "", "{number}", "{amount}", "{percent}", "{date}", "{verb}"};
	for (uint32_t i = 0; i < p->count; i++) {
		const struct plint_lex_token *t = &l->tokens[p->first + i];
		plint_buf_str(line, i ? " " : "");
		plint_buf_str(line, t->klass <= PLINT_LEX_WORD ? l->strings + t->text : classes[t->klass]);
		plint_buf_str(line, has_stems && t->klass == PLINT_LEX_STEM && i + 1 == p->count ? "…" : "");
	}
}

/* Whether ENTRY stands in LINE ("en: a, b") already. */
static bool is_listed(const char *line, const char *entry)
{
	size_t len = strlen(entry);
	for (const char *at = strstr(line, entry); at; at = strstr(at + 1, entry))
		if (at[-1] == ' ' && (at[-2] == ',' || at[-2] == ':') && (at[len] == ',' || at[len] == '\0'))
			return true;
	return false;
}

static void write_language(struct plint_explaining *x, uint32_t list, uint32_t language)
{
	const struct plint_lexicons *l = &x->session->pack.lexicons;
	const char *name = l->strings + l->languages[language];
	bool has_stems = plint_stemmer_is_known(name);
	struct plint_buf line, entry;
	uint32_t count = 0;
	plint_buf_init(&line, &x->cli->arena);
	plint_buf_init(&entry, &x->cli->arena);
	plint_buf_printf(&line, "%s: ", name);
	for (uint32_t i = 0; i < l->phrase_count; i++) {
		if (l->phrases[i].list != list || l->phrases[i].language != language)
			continue;
		plint_buf_reset(&entry);
		write_phrase(&entry, l, &l->phrases[i], has_stems);
		/* Several forms of one word have one stem. */
		if (is_listed(line.text, entry.text))
			continue;
		plint_buf_printf(&line, "%s%s", count++ ? ", " : "", entry.text);
	}
	if (count > 0)
		plint_cli_wrap(x->out, plint_cli_shown(x->cli, line.text), 2);
}

/* The word behind HEAD ("lexicon."), or the word itself. */
static const char *behind(const struct plint_explaining *x, const char *head)
{
	size_t len = strlen(head);
	return strncmp(x->word, head, len) == 0 ? x->word + len : x->word;
}

bool plint_explain_lexicon(struct plint_explaining *x)
{
	const struct plint_pack *p = &x->session->pack;
	const char *name = behind(x, "lexicon.");
	int list = plint_lexicons_find(&p->lexicons, name, (uint32_t)strlen(name));
	struct plint_reference r = reference_of(x);
	uint32_t *rules = plint_arena_alloc(&x->cli->arena, (p->rule_count + 1) * sizeof *rules);
	if (list < 0)
		return false;
	plint_buf_printf(x->out, "lexicon.%s  (word list of the wording rules)\n\n", name);
	write_rules(x, "rules", rules, plint_reference_list_rules(&x->cli->arena, &r, (uint32_t)list, rules));
	for (uint32_t i = 0; i < p->lexicons.language_count; i++)
		write_language(x, (uint32_t)list, i);
	return true;
}

bool plint_explain_group(struct plint_explaining *x)
{
	const struct plint_vocab *v = &x->session->pack.vocab;
	const char *name = behind(x, "words.");
	int group = plint_vocab_group(v, name);
	struct plint_buf line;
	if (group < 0)
		return false;
	plint_buf_init(&line, &x->cli->arena);
	for (uint32_t i = 0; i < v->groups[group].count; i++)
		plint_buf_printf(&line, "%s%s", i ? ", " : "", v->strings + v->group_words[v->groups[group].first + i]);
	plint_buf_printf(x->out, "words.%s  (group of words, as rules ask for it)\n\n", name);
	plint_cli_wrap(x->out, plint_cli_shown(x->cli, line.len ? line.text : ""), 2);
	return true;
}

static const char *const classes[] = {"", "social", "financial", "internal"};
#define CLASS_COUNT (sizeof classes / sizeof *classes)

bool plint_explain_class(struct plint_explaining *x)
{
	const struct plint_vocab *v = &x->session->pack.vocab;
	size_t klass = 1;
	while (klass < CLASS_COUNT && strcmp(classes[klass], x->word) != 0)
		klass++;
	if (klass == CLASS_COUNT)
		return false;
	plint_buf_printf(x->out, "%s  (class of goals, written before `goal` or told by the dimension)\n\n", x->word);
	for (uint32_t i = 0; i < v->word_count; i++)
		if (plint_vocab_is_word(v, i) && v->words[i].klass == klass) {
			plint_buf_printf(x->out, "  %-20s ", v->strings + v->words[i].text);
			plint_buf_str(x->out, plint_cli_shown(x->cli, v->strings + v->words[i].about));
			plint_buf_char(x->out, '\n');
		}
	return true;
}

void plint_explain_dimension(struct plint_explaining *x, uint32_t word)
{
	const struct plint_vocab *v = &x->session->pack.vocab;
	const struct plint_lexicons *l = &x->session->pack.lexicons;
	const struct plint_vocab_word *w = &v->words[word];
	const char *name = v->strings + (w->like ? v->words[w->like - 1].text : w->text);
	struct plint_buf line;
	if (w->klass > 0 && w->klass < CLASS_COUNT)
		plint_buf_printf(x->out, "  class: %s\n", classes[w->klass]);
	if (w->like)
		plint_buf_printf(x->out, "  rules take it for: %s\n", plint_cli_shown(x->cli, name));
	plint_buf_init(&line, &x->cli->arena);
	for (uint32_t i = 0; i < l->indicator_count; i++)
		if (strcmp(l->strings + l->indicators[i].dimension, name) == 0)
			plint_buf_printf(&line, "%s%s", line.len ? ", " : "standard indicators: ", l->strings + l->indicators[i].title);
	if (line.len)
		plint_cli_wrap(x->out, plint_cli_shown(x->cli, line.text), 2);
}

/* ---- the guidance note --------------------------------------------------------------------------------------------- */

bool plint_explain_place(struct plint_explaining *x)
{
	const struct plint_pack *p = &x->session->pack;
	struct plint_reference r = reference_of(x);
	struct plint_page page;
	uint32_t i = 0;
	while (i < p->place_count && (p->places[i].is_heading || !is_word(x, text_at(x, p->places[i].id))))
		i++;
	if (i == p->place_count)
		return false;
	plint_buf_printf(x->out, "%s  (%s)\n\n", text_at(x, p->places[i].id), plint_phrase(r.language, PLINT_PHRASE_PAGE_NOTE));
	plint_cli_wrap(x->out, plint_cli_shown(x->cli, text_at(x, p->places[i].title)), 2);
	plint_page_init(&page, x->out, PLINT_PAGE_TEXT, r.language);
	plint_page_open(&page, PLINT_PAGE_PARAGRAPH);
	plint_page_text(&page, plint_phrase(r.language, PLINT_PHRASE_COL_ANSWERS));
	plint_page_text(&page, ": ");
	if (plint_reference_answers(&page, &r, &p->places[i]) == 0)
		plint_page_text(&page, plint_phrase(r.language, PLINT_PHRASE_REF_OPEN_PLACE));
	plint_page_close(&page);
	return true;
}
