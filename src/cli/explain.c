/*
 * `planlint explain`: a page about a rule, an error of reading, or a word of the plan language: a kind, a field, a list or one of its words.
 * What the trade knows is explain_trade.c's.
 */
#include <string.h>

#include "base/text.h"
#include "cli/explain.h"
#include "cli/reference.h"
#include "cli/rule_page.h"
#include "cli/topics.h"

static bool explain_topic(struct plint_explaining *x)
{
	size_t count;
	const struct plint_topic *topics = plint_topics(&count);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(topics[i].id, x->word) != 0)
			continue;
		struct plint_page page;
		plint_page_init(&page, x->out, PLINT_PAGE_TEXT, x->session->language);
		plint_topic_page(&page, &x->session->pack, &topics[i], x->session->language);
		return true;
	}
	return false;
}

static bool explain_rule(struct plint_explaining *x)
{
	int rule = plint_pack_rule(&x->session->pack, x->word, x->len);
	if (rule < 0)
		return false;
	struct plint_page page;
	plint_page_init(&page, x->out, PLINT_PAGE_TEXT, x->session->language);
	plint_rule_page(&page, &x->session->pack, (uint32_t)rule, x->session->language);
	return true;
}

static bool explain_family(struct plint_explaining *x)
{
	const struct plint_pack *p = &x->session->pack;
	int family = plint_pack_family(p, x->word, x->len);
	if (family < 0)
		return false;
	plint_buf_printf(x->out, "%s  (family of rules)\n\n", x->word);
	for (uint32_t i = 0; i < p->rule_count; i++)
		if (p->rules[i].family == (uint32_t)family)
			plint_buf_printf(x->out, "  %-8s %-34s %s\n", plint_severity_name((enum plint_severity)p->rules[i].severity),
			                 plint_pack_text(p, p->rules[i].id), plint_rule_headline(x->out, p, i, x->session->language));
	return true;
}

/* What the profile of that name changes. */
static void explain_profile(struct plint_explaining *x)
{
	const struct plint_pack *p = &x->session->pack;
	struct plint_reference r = {.pack = p, .language = x->session->language};
	struct plint_page page;
	plint_page_init(&page, x->out, PLINT_PAGE_TEXT, x->session->language);
	for (uint32_t i = 0; i < p->profile_count; i++)
		if (strcmp(plint_pack_text(p, p->profiles[i].name), x->word) == 0)
			plint_reference_profile(&page, &r, i);
}

/* What a field takes, in words. */
static const char *want_words(enum plint_want want)
{
	switch (want) {
	case PLINT_WANT_NONE:
		return "";
	case PLINT_WANT_TEXT:
		return "a text in quotes";
	case PLINT_WANT_WORD:
		return "a word of the list";
	case PLINT_WANT_LABEL:
		return "a word, or a text in quotes";
	case PLINT_WANT_DATE:
		return "a date";
	case PLINT_WANT_AMOUNT:
		return "a number, with its unit";
	case PLINT_WANT_PERCENT:
		return "a percentage";
	case PLINT_WANT_MONEY:
		return "an amount of money";
	case PLINT_WANT_DURATION:
		return "a stretch of time, such as 2 years";
	case PLINT_WANT_RHYTHM:
		return "a rhythm: monthly, quarterly, every 2 years";
	case PLINT_WANT_TARGET:
		return "an amount, at least, at most or between; done; none";
	case PLINT_WANT_REF:
		return "the name of";
	case PLINT_WANT_REF_OR_TEXT:
		return "a text in quotes, or the name of";
	}
	return "";
}

static void kinds_words(struct plint_buf *out, uint32_t kinds)
{
	if ((kinds & PLINT_KINDS_ALL) == PLINT_KINDS_ALL) {
		plint_buf_str(out, " any block");
		return;
	}
	bool is_first = true;
	for (unsigned k = 1; k < PLINT_KIND_COUNT; k++) {
		if (!(kinds & PLINT_KIND_BIT(k)))
			continue;
		plint_buf_printf(out, "%s%s", is_first ? " a " : " or ", plint_kind_word((enum plint_kind)k));
		is_first = false;
	}
}

static void field_words(struct plint_buf *out, const struct plint_field *f)
{
	plint_buf_str(out, want_words(f->want));
	if (f->want == PLINT_WANT_WORD && f->list)
		plint_buf_printf(out, " \"%s\"", f->list);
	if (f->refs)
		kinds_words(out, f->refs);
	for (unsigned i = 0; i < PLINT_MAX_PARTS && f->parts[i].link != PLINT_LINK_NONE; i++) {
		const char *link = plint_link_word(f->parts[i].link);
		plint_buf_printf(out, "; %s%s%s", *link ? link : "then", " ", want_words(f->parts[i].want));
		if (f->parts[i].refs)
			kinds_words(out, f->parts[i].refs);
		if (!f->parts[i].is_required)
			plint_buf_str(out, ", if wanted");
	}
	if (f->is_many)
		plint_buf_str(out, "; several");
}

static void places_words(struct plint_buf *out, unsigned places)
{
	static const char *const words[] = {"at the top", "in a goal", "in an objective"};
	bool is_first = true;
	for (unsigned i = 0; i < 3; i++) {
		if (!(places >> i & 1))
			continue;
		plint_buf_printf(out, "%s%s", is_first ? "stands " : ", ", words[i]);
		is_first = false;
	}
}

static bool explain_kind(struct plint_explaining *x)
{
	enum plint_kind kind = plint_kind_find(x->word, x->len);
	const struct plint_schema *s = x->session->pack.schema;
	if (kind == PLINT_KIND_NONE)
		return false;
	plint_buf_printf(x->out, "%s  (kind of block; ", x->word);
	places_words(x->out, plint_kind_info(kind)->places);
	plint_buf_str(x->out, ")\n\nIts fields:\n");
	for (uint32_t i = s->kind_first[kind]; i < s->kind_first[kind + 1]; i++) {
		plint_buf_printf(x->out, "  %-13s ", s->fields[i].spelling);
		field_words(x->out, &s->fields[i]);
		plint_buf_char(x->out, '\n');
	}
	return true;
}

static bool explain_field(struct plint_explaining *x)
{
	const struct plint_schema *s = x->session->pack.schema;
	bool is_found = false;
	for (uint32_t i = 0; i < s->field_count; i++) {
		const struct plint_field *f = &s->fields[i];
		if (strcmp(f->spelling, x->word) != 0 && strcmp(f->name, x->word) != 0)
			continue;
		if (!is_found)
			plint_buf_printf(x->out, "%s  (field)\n\n", f->spelling);
		is_found = true;
		plint_buf_printf(x->out, "  of a %-11s ", plint_kind_word((enum plint_kind)f->kind));
		field_words(x->out, f);
		plint_buf_char(x->out, '\n');
	}
	return is_found;
}

static bool explain_list(struct plint_explaining *x)
{
	const struct plint_vocab *v = &x->session->pack.vocab;
	int list = plint_vocab_list(v, x->word);
	if (list < 0)
		return false;
	const struct plint_vocab_list *l = &v->lists[list];
	plint_buf_printf(x->out, "%s  (list of words%s)\n\n", x->word, l->is_open ? "; new words are allowed" : "");
	for (uint32_t i = l->first; i < l->first + l->count; i++) {
		if (v->words[i].is_removed)
			continue;
		plint_buf_printf(x->out, "  %-20s ", v->strings + v->words[i].text);
		plint_rule_lines(x->out, v->words[i].about ? v->strings + v->words[i].about : " ", 0);
	}
	return true;
}

static bool explain_word(struct plint_explaining *x)
{
	const struct plint_vocab *v = &x->session->pack.vocab;
	bool is_found = false;
	for (uint32_t i = 0; i < v->word_count; i++) {
		if (!plint_vocab_is_word(v, i) || strcmp(v->strings + v->words[i].text, x->word) != 0)
			continue;
		plint_buf_printf(x->out, "%s%s  (word of the list \"%s\")\n", is_found ? "\n" : "", x->word,
		                 v->strings + v->lists[v->words[i].list].name);
		if (v->words[i].about)
			plint_cli_wrap(x->out, plint_cli_shown(x->cli, v->strings + v->words[i].about), 2);
		if (strcmp(v->strings + v->lists[v->words[i].list].name, "dimension") == 0)
			plint_explain_dimension(x, i);
		if (strcmp(v->strings + v->lists[v->words[i].list].name, "profile") == 0)
			explain_profile(x);
		is_found = true;
	}
	return is_found;
}

/* The nearest name of anything that can be explained, or NULL. */
static const char *nearest(struct plint_explaining *x)
{
	const struct plint_pack *p = &x->session->pack;
	const struct plint_schema *s = p->schema;
	size_t topic_count, count = 0;
	const struct plint_topic *topics = plint_topics(&topic_count);
	size_t room = topic_count + p->rule_count + p->family_count + PLINT_KIND_COUNT + s->field_count + p->vocab.word_count + p->standard_count +
	              p->lexicons.indicator_count + p->lexicons.name_count;
	const char **names = plint_arena_alloc(&x->cli->arena, room * sizeof *names);
	for (uint32_t i = 0; i < p->rule_count; i++)
		names[count++] = plint_pack_text(p, p->rules[i].id);
	for (size_t i = 0; i < topic_count; i++)
		names[count++] = topics[i].id;
	for (uint32_t i = 0; i < p->family_count; i++)
		names[count++] = plint_pack_text(p, p->families[i].name);
	for (unsigned k = 1; k < PLINT_KIND_COUNT; k++)
		names[count++] = plint_kind_word((enum plint_kind)k);
	for (uint32_t i = 0; i < s->field_count; i++)
		names[count++] = s->fields[i].spelling;
	for (uint32_t i = 0; i < p->vocab.word_count; i++)
		if (plint_vocab_is_word(&p->vocab, i))
			names[count++] = p->vocab.strings + p->vocab.words[i].text;
	for (uint32_t i = 0; i < p->standard_count; i++)
		names[count++] = plint_pack_text(p, p->standards[i].id);
	for (uint32_t i = 0; i < p->lexicons.indicator_count; i++)
		names[count++] = p->lexicons.strings + p->lexicons.indicators[i].title;
	for (uint32_t i = 0; i < p->lexicons.name_count; i++)
		names[count++] = p->lexicons.strings + p->lexicons.names[i];
	int near = plint_text_nearest(x->word, x->len, names, count);
	return near < 0 ? NULL : names[near];
}

static bool explain(struct plint_explaining *x)
{
	/* A word may be several things at once: "dimension" is a field and a list, "gender" a word of two lists, "share" a list of two sorts. */
	static bool (*const parts[])(struct plint_explaining *x) = {explain_family,        explain_field,       explain_list,         explain_word,
	                                                            plint_explain_group,   plint_explain_lexicon, plint_explain_class,
	                                                            plint_explain_standard, plint_explain_place};
	struct plint_buf *out = x->out;
	bool is_found = false;
	if (explain_rule(x) || explain_topic(x) || explain_kind(x) || plint_explain_indicator(x))
		return true;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct plint_buf part;
		plint_buf_init(&part, &x->cli->arena);
		x->out = &part;
		if (!parts[i](x))
			continue;
		plint_buf_str(out, is_found ? "\n" : "");
		plint_buf_add(out, part.text, part.len);
		is_found = true;
	}
	x->out = out;
	return is_found || plint_explain_indicators_with(x);
}

int plint_cmd_explain(struct plint_cli *cli)
{
	const struct plint_options *o = &cli->options;
	const struct plint_session *s = plint_session_of_folder(cli, ".");
	struct plint_buf out;
	int status = PLINT_CLI_GOOD;
	if (!s)
		return PLINT_CLI_TROUBLE;
	if (o->words.count == 0) {
		plint_cli_complain(cli, "explain what? For example: planlint explain no-target (all rules: planlint rules list)");
		return PLINT_CLI_TROUBLE;
	}
	plint_buf_init(&out, &cli->arena);
	for (uint32_t i = 0; i < o->words.count; i++) {
		struct plint_explaining x = {cli, s, &out, o->words.items[i], (uint32_t)strlen(o->words.items[i])};
		if (i > 0)
			plint_buf_char(&out, '\n');
		if (explain(&x))
			continue;
		const char *near = nearest(&x);
		plint_cli_complain(cli, "there is no rule and no word \"%s\"%s%s%s", plint_cli_shown(cli, x.word), near ? "; did you mean \"" : "",
		                   near ? near : "; `planlint rules list` shows the rules", near ? "\"?" : "");
		status = PLINT_CLI_TROUBLE;
	}
	plint_cli_print(cli, &out);
	return s->is_bad || cli->is_stdout_lost ? PLINT_CLI_TROUBLE : status;
}
