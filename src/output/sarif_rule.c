/*
 * What a rule is, in the sarif format: short and full description, help as text and as Markdown with a bad and a good example, tags. All from
 * the pack; an error of reading, which is in no pack, is described by the finding that names it first.
 */
#include <string.h>

#include "output/markdown_text.h"
#include "output/refs.h"
#include "output/sarif.h"
#include "rule/pack.h"

#define MAX_DESCRIPTION 1000u /* characters; more is refused by code scanning */
#define MAX_TAGS 10u

/* One rule on its way out. Texts are NULL where there are none. */
struct card {
	const char *id, *family, *summary, *why, *how, *off;
	const struct plint_example *bad, *good;
	enum plint_severity severity;
	bool reads_words; /* it goes by words of the language, so it is right less often */
	const struct plint_pack *pack;
	const struct plint_rule *rule; /* NULL: not in the pack */
};

/* The template T with an ellipsis for what a plan fills in; NULL where there is none. */
static const char *words_of(struct plint_arena *a, const struct plint_pack *p, const struct plint_template *t)
{
	struct plint_buf text;
	if (t->text == 0)
		return NULL;
	plint_buf_init(&text, a);
	for (uint32_t i = t->first; i < t->first + t->count; i++)
		plint_buf_str(&text, p->pieces[i].node ? "…" : plint_pack_text(p, p->pieces[i].text));
	return plint_refs_trimmed(a, text.text);
}

static void add_examples(struct card *c)
{
	const struct plint_rule *r = c->rule;
	for (uint32_t i = r->first_example; i < r->first_example + r->example_count; i++) {
		const struct plint_example *e = &c->pack->examples[i];
		const struct plint_example **slot = e->is_flags ? &c->bad : &c->good;
		if (!*slot)
			*slot = e;
	}
}

static bool reads_words(const struct plint_pack *p, const struct plint_rule *r)
{
	for (uint32_t i = r->first_point; i < r->first_point + r->point_count; i++)
		if (p->points[i].lexicon)
			return true;
	return false;
}

/* Text WHICH of rule number AT in LANGUAGE, in the rule's own where there is no translation. */
static const char *rule_text(struct plint_arena *a, const struct plint_pack *p, uint32_t at, const char *language, enum plint_rule_text which)
{
	const struct plint_translation *t = language ? plint_pack_translation(p, at, language) : NULL;
	const char *text = t ? words_of(a, p, &t->texts[which]) : NULL;
	return text ? text : words_of(a, p, &p->rules[at].texts[which]);
}

static struct card card_of(struct plint_arena *a, const struct plint_result *r, const struct plint_diag *x)
{
	const struct plint_pack *p = r->pack;
	int at = p ? plint_pack_rule(p, x->rule, strlen(x->rule)) : -1;
	struct card c = {.id = x->rule, .family = x->family, .severity = x->severity, .pack = p};
	if (at < 0) {
		c.summary = x->message;
		c.why = plint_refs_has_text(x->why) ? plint_refs_trimmed(a, x->why) : NULL;
		c.how = plint_refs_has_text(x->help) ? plint_refs_trimmed(a, x->help) : NULL;
		return c;
	}
	c.rule = &p->rules[at];
	c.family = plint_pack_text(p, p->families[c.rule->family].name);
	c.severity = (enum plint_severity)c.rule->severity;
	c.summary = rule_text(a, p, (uint32_t)at, r->language, PLINT_TEXT_MESSAGE);
	c.why = rule_text(a, p, (uint32_t)at, r->language, PLINT_TEXT_WHY);
	c.how = rule_text(a, p, (uint32_t)at, r->language, PLINT_TEXT_TRY);
	c.off = c.rule->off_text ? plint_refs_trimmed(a, plint_pack_text(p, c.rule->off_text)) : NULL;
	c.reads_words = reads_words(p, c.rule);
	add_examples(&c);
	if (!c.summary)
		c.summary = c.id;
	return c;
}

/* "no-target" as "NoTarget". */
static const char *name_of(struct plint_arena *a, const char *id)
{
	struct plint_buf name;
	bool is_start = true;
	plint_buf_init(&name, a);
	for (; *id; id++) {
		if (*id != '-')
			plint_buf_char(&name, is_start && *id >= 'a' && *id <= 'z' ? (char)(*id - 'a' + 'A') : *id);
		is_start = *id == '-';
	}
	return name.text;
}

/* TEXT, at most MAX_DESCRIPTION characters of it. */
static const char *shortened(struct plint_arena *a, const char *text)
{
	uint32_t chars = 0;
	const char *cut = text;
	for (const char *at = text; *at; at++) {
		if (((unsigned char)*at & 0xC0) == 0x80)
			continue;
		if (chars == MAX_DESCRIPTION - 1)
			cut = at;
		if (++chars > MAX_DESCRIPTION)
			return plint_arena_printf(a, "%.*s…", (int)(cut - text), text);
	}
	return text;
}

/* ---- help -------------------------------------------------------------------------------------------------------------- */

/* Appends a paragraph: TITLE and TEXT, in Markdown or plain; nothing where TEXT is NULL. */
static void add_paragraph(struct plint_buf *out, bool is_markdown, const char *title, const char *text)
{
	if (!text)
		return;
	plint_buf_str(out, out->len ? "\n" : "");
	plint_buf_printf(out, is_markdown ? "**%s:** " : "%s: ", title);
	if (is_markdown)
		plint_markdown_text(out, text);
	else
		plint_buf_str(out, text);
	plint_buf_char(out, '\n');
}

static void add_example(struct plint_buf *out, bool is_markdown, const char *title, const struct card *c, const struct plint_example *e)
{
	if (!e)
		return;
	plint_buf_printf(out, is_markdown ? "\n**%s:**\n\n" : "\n%s:\n\n", title);
	if (is_markdown)
		plint_markdown_block(out, plint_pack_text(c->pack, e->text));
	else
		plint_buf_str(out, plint_pack_text(c->pack, e->text));
}

static const char *help_of(struct plint_arena *a, const struct card *c, bool is_markdown)
{
	struct plint_buf text;
	plint_buf_init(&text, a);
	add_paragraph(&text, is_markdown, "Why it matters", c->why);
	add_paragraph(&text, is_markdown, "What to write", c->how);
	add_example(&text, is_markdown, "This is reported", c, c->bad);
	add_example(&text, is_markdown, "This is fine", c, c->good);
	add_paragraph(&text, is_markdown, "When to switch it off", c->off);
	if (text.len == 0) {
		plint_buf_str(&text, is_markdown ? "**Found:** " : "Found: ");
		if (is_markdown)
			plint_markdown_text(&text, c->summary);
		else
			plint_buf_str(&text, c->summary);
	}
	return text.text;
}

/* ---- the descriptor ---------------------------------------------------------------------------------------------------- */

static void write_tags(struct plint_json *j, const struct card *c)
{
	const struct plint_rule *r = c->rule;
	uint32_t count = 1;
	plint_json_open(plint_json_key(j, "tags"), '[');
	plint_json_text(j, c->family);
	for (uint32_t i = 0; r && i < r->standard_count && count < MAX_TAGS; i++, count++) {
		uint32_t standard = c->pack->rule_standards[r->first_standard + i];
		plint_json_text(j, plint_pack_text(c->pack, c->pack->standards[standard].id));
	}
	plint_json_close(j, ']');
}

static void write_properties(struct plint_json *j, const struct card *c)
{
	const char *severity = c->severity == PLINT_ERROR ? "error" : c->severity == PLINT_WARNING ? "warning" : "recommendation";
	plint_json_open(plint_json_key(j, "properties"), '{');
	plint_json_text(plint_json_key(j, "problem.severity"), severity);
	plint_json_text(plint_json_key(j, "precision"), c->reads_words ? "medium" : c->rule ? "high" : "very-high");
	write_tags(j, c);
	plint_json_close(j, '}');
}

void plint_sarif_rule(struct plint_json *j, const struct plint_output *o, const struct plint_result *r, const struct plint_diag *x)
{
	struct plint_arena *a = o->out->arena;
	struct card c = card_of(a, r, x);
	const char *link = plint_refs_link(o, c.id);
	plint_json_open(j, '{');
	plint_json_text(plint_json_key(j, "id"), c.id);
	plint_json_text(plint_json_key(j, "name"), name_of(a, c.id));
	plint_sarif_text(j, "shortDescription", c.summary);
	plint_sarif_text(j, "fullDescription", shortened(a, c.why ? c.why : c.summary));
	plint_json_open(plint_json_key(j, "help"), '{');
	plint_json_text(plint_json_key(j, "text"), help_of(a, &c, false));
	plint_json_text(plint_json_key(j, "markdown"), help_of(a, &c, true));
	plint_json_close(j, '}');
	/* A relative address is none that a service could follow. */
	if (plint_refs_is_web(link) && plint_refs_has_page(x))
		plint_json_text(plint_json_key(j, "helpUri"), link);
	plint_json_open(plint_json_key(j, "defaultConfiguration"), '{');
	plint_json_text(plint_json_key(j, "level"), plint_sarif_level(c.severity));
	plint_json_close(j, '}');
	write_properties(j, &c);
	plint_json_close(j, '}');
}
