/* Pages of rules: see rule_page.h. What a pack says is shown escaped, like all that did not come with the program. */
#include "cli/rule_page.h"

#include <string.h>

#include "base/text.h"
#include "cli/cli.h"

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

/* TEXT in its shown form, wrapped behind INDENT blanks. */
static void paragraph(struct plint_buf *out, const char *text, unsigned indent)
{
	struct plint_buf shown;
	plint_buf_init(&shown, out->arena);
	plint_text_show(&shown, text, strlen(text));
	plint_cli_wrap(out, shown.text, indent);
}

/* The words of text WHICH of RULE: those of LANGUAGE, else its own. */
static const struct plint_template *words_of(const struct plint_pack *p, uint32_t rule, enum plint_rule_text which, const char *language)
{
	const struct plint_translation *t = language ? plint_pack_translation(p, rule, language) : NULL;
	return t && t->texts[which].text ? &t->texts[which] : &p->rules[rule].texts[which];
}

/* T as one text, with "…" for what comes from the plan; blanks at its end dropped. */
static const char *filled(struct plint_buf *out, const struct plint_pack *p, const struct plint_template *t)
{
	struct plint_buf text;
	plint_buf_init(&text, out->arena);
	for (uint32_t i = t->first; i < t->first + t->count; i++)
		plint_buf_str(&text, p->pieces[i].node ? "…" : text_of(p, p->pieces[i].text));
	while (text.len > 0 && strchr(" \n\t", text.text[text.len - 1]))
		text.text[--text.len] = '\0';
	return text.text;
}

const char *plint_rule_headline(struct plint_buf *out, const struct plint_pack *p, uint32_t rule, const char *language)
{
	struct plint_buf shown;
	const char *text = filled(out, p, words_of(p, rule, PLINT_TEXT_MESSAGE, language));
	plint_buf_init(&shown, out->arena);
	plint_text_show(&shown, text, strlen(text));
	return shown.text;
}

static void heading(struct plint_buf *out, const char *text)
{
	plint_buf_printf(out, "\n%s\n", text);
}

static void text_section(struct plint_buf *out, const struct plint_pack *p, uint32_t rule, enum plint_rule_text which,
                         const char *language, const char *head)
{
	const char *text = filled(out, p, words_of(p, rule, which, language));
	if (!*text)
		return;
	heading(out, head);
	paragraph(out, text, 2);
}

/* The first example of the rule that is (not) to be flagged; with WITH_NOTE the first that has a note: it looks bad but is fine. */
static void example_section(struct plint_buf *out, const struct plint_pack *p, const struct plint_rule *r, bool flags, bool with_note,
                            const char *head)
{
	for (uint32_t i = r->first_example; i < r->first_example + r->example_count; i++) {
		const struct plint_example *e = &p->examples[i];
		if ((e->is_flags != 0) != flags || (e->note != 0) != with_note)
			continue;
		heading(out, head);
		plint_rule_lines(out, text_of(p, e->text), 4);
		if (e->note)
			paragraph(out, text_of(p, e->note), 2);
		return;
	}
}

static void param_section(struct plint_buf *out, const struct plint_pack *p, const struct plint_rule *r)
{
	const char *id = text_of(p, r->id);
	if (r->param_count == 0)
		return;
	heading(out, "What can be set");
	for (uint32_t i = r->first_param; i < r->first_param + r->param_count; i++) {
		const char *name = text_of(p, p->params[i].name), *value = text_of(p, p->params[i].text);
		plint_buf_printf(out, "  %s = %s        (another value: --param %s.%s=%s)\n", name, value, id, name, value);
	}
}

static void after_section(struct plint_buf *out, const struct plint_pack *p, const struct plint_rule *r)
{
	if (r->after_count == 0)
		return;
	heading(out, "What comes first");
	plint_buf_str(out, "  It stays silent where one of these has a finding: ");
	for (uint32_t i = 0; i < r->after_count; i++)
		plint_buf_printf(out, "%s%s", i ? ", " : "", text_of(p, p->rules[p->afters[r->first_after + i]].id));
	plint_buf_char(out, '\n');
}

static void off_section(struct plint_buf *out, const struct plint_pack *p, const struct plint_rule *r)
{
	const char *id = text_of(p, r->id);
	heading(out, "When to switch it off");
	if (r->off_text)
		paragraph(out, text_of(p, r->off_text), 2);
	plint_buf_printf(out, "  At one place, with the reason, at the end of the line:  # planlint: ignore %s: the reason\n", id);
	plint_buf_printf(out, "  For all plans of a folder, in .planlint.yaml:           off: [%s]\n", id);
}

static void source_section(struct plint_buf *out, const struct plint_pack *p, const struct plint_rule *r)
{
	static const char *const sorts[] = {"the guidance note", "practice", "study"};
	if (r->source_count + r->standard_count == 0)
		return;
	heading(out, "Where it comes from");
	for (uint32_t i = r->first_source; i < r->first_source + r->source_count; i++) {
		const struct plint_rule_source *s = &p->sources[i];
		plint_buf_printf(out, "  %s: ", sorts[s->sort <= PLINT_SOURCE_STUDY ? s->sort : PLINT_SOURCE_PRACTICE]);
		plint_rule_lines(out, text_of(p, s->text), 0);
	}
	for (uint32_t i = r->first_standard; i < r->first_standard + r->standard_count; i++) {
		const struct plint_standard *s = &p->standards[p->rule_standards[i]];
		struct plint_buf line;
		plint_buf_init(&line, out->arena);
		plint_buf_printf(&line, "  standard %s: %s%s%s%s", text_of(p, s->id), text_of(p, s->title), s->edition ? " (" : "",
		                 text_of(p, s->edition), s->edition ? ")" : "");
		plint_rule_lines(out, line.text, 0);
	}
}

void plint_rule_page(struct plint_buf *out, const struct plint_pack *p, uint32_t rule, const char *language)
{
	const struct plint_rule *r = &p->rules[rule];
	plint_buf_printf(out, "%s  (%s, %s)\n\n", text_of(p, r->id), text_of(p, p->families[r->family].name),
	                 plint_severity_name((enum plint_severity)r->severity));
	plint_cli_wrap(out, plint_rule_headline(out, p, rule, language), 2);
	text_section(out, p, rule, PLINT_TEXT_WHY, language, "Why it matters");
	example_section(out, p, r, true, false, "It flags");
	text_section(out, p, rule, PLINT_TEXT_TRY, language, "What to write");
	example_section(out, p, r, false, false, "It accepts");
	example_section(out, p, r, false, true, "This looks wrong and is fine");
	param_section(out, p, r);
	after_section(out, p, r);
	off_section(out, p, r);
	source_section(out, p, r);
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
