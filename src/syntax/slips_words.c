/*
 * Sentences about the first word of a line: words that are neither kind nor field, or stand in another place, and the words that other
 * methods of planning use for what has another name here.
 */
#include "base/limits.h"
#include "base/text.h"
#include "syntax/literal.h"
#include "syntax/slips_tools.h"

static struct plint_span head_span(const struct plint_slip_line *line)
{
	return node_at(line, node_at(line, line->node)->child)->span;
}

static uint32_t second_of(const struct plint_slip_line *line)
{
	uint32_t second = node_at(line, node_at(line, line->node)->child)->next;
	return second && node_at(line, second)->kind != PLINT_NODE_BODY ? second : 0;
}

/* The field spelt WORDS of the block around LINE, or NULL. */
static const struct plint_field *field_here(const struct plint_slip_line *line, const char *words)
{
	const struct plint_schema *s = line->ps->ast->schema;
	if (line->parent == PLINT_KIND_NONE || line->parent >= PLINT_KIND_COUNT)
		return NULL;
	for (uint32_t i = s->kind_first[line->parent]; i < s->kind_first[line->parent + 1]; i++)
		if (strcmp(s->fields[i].spelling, words) == 0)
			return &s->fields[i];
	return NULL;
}

bool plint_slips_is_field(const struct plint_slip_line *line, const char *words)
{
	return field_here(line, words) != NULL;
}

/* The value at SPAN as the field F, if it is one, reads it: 2027-12-31 for 31/12/2027, plain words in quotes. */
static const char *as_read(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span span)
{
	static const char write[] = "Write ";
	const char *text = shown(line, span);
	bool takes_text = f && (f->want == PLINT_WANT_TEXT || f->want == PLINT_WANT_LABEL || f->want == PLINT_WANT_REF_OR_TEXT);
	if (takes_text && strchr(text, ' ') && !strpbrk(text, "\",") && !plint_quote_opener(text, strlen(text), false))
		return made(line, "\"%s\"", text);
	const char *iso = f && f->want == PLINT_WANT_DATE && strchr(text, ' ') ? plint_slips_iso(line, span) : NULL;
	if (iso || *text < '0' || *text > '9')
		return iso ? iso : text;
	struct plint_literal l = plint_literal_read(line->ps->diags->arena, text, strlen(text));
	bool has_one = l.message && l.help && strncmp(l.help, write, strlen(write)) == 0 && !strchr(l.help + strlen(write), ' ');
	return has_one ? made(line, "%s%s", l.help + strlen(write), text + l.len + (l.help[strlen(l.help) - 1] == '%' && text[l.len] == '%')) : text;
}

/* The line with REPLACEMENT for its first words, which end at END. */
static const char *line_with(const struct plint_slip_line *line, const char *replacement, uint32_t end)
{
	const struct plint_node *n = node_at(line, line->node);
	struct plint_span rest = plint_slips_rest(line, head_span(line));
	const struct plint_parse *ps = line->ps;
	uint32_t start = end;
	while (start < rest.end && strchr(" \t:", ps->text[start - ps->base]))
		start++;
	enum plint_kind kind = plint_kind_find(replacement, (uint32_t)strlen(replacement));
	bool has_mark = start > end && ps->text[end - ps->base] == ':';
	if (kind != PLINT_KIND_NONE && rest.end > start && !plint_slips_is_field(line, replacement))
		return plint_slips_header(line, kind, replacement, (struct plint_span){has_mark ? end : start, rest.end});
	const char *text = start < rest.end ? as_read(line, field_here(line, replacement), (struct plint_span){start, rest.end}) : "";
	return made(line, "%s%s%s%s", replacement, *text ? " " : "", text, n->u.stmt.body ? " { … }" : "");
}

/* --- words of other methods --------------------------------------------------------------------------------------- */

enum manner {
	AS_KIND,  /* it would be a kind: unknown-kind wherever it stands */
	AS_FIELD, /* it would be a field: unknown-field inside a block */
	TOP_ONLY  /* a word of ours that means something else at the top: wrong-place there */
};

struct method_word {
	const char *first, *second; /* second: NULL for a word that stands alone */
	enum manner manner;
	const char *says;  /* what it is here */
	const char *write; /* what to write in its stead */
};

static const struct method_word method_words[] = {
    {"risk", NULL, AS_KIND, "a risk is a threat here (from outside) or a weakness (inside the institution)", "threat"},
    {"risks", NULL, AS_KIND, "a risk is a threat here (from outside) or a weakness (inside the institution)", "threat"},
    {"kpi", NULL, AS_KIND, "a KPI is an indicator here", "indicator"},
    {"kpis", NULL, AS_KIND, "a KPI is an indicator here", "indicator"},
    {"measure", NULL, AS_KIND, "a measure is an indicator here, or an activity if it is something to do", "indicator"},
    {"measures", NULL, AS_KIND, "a measure is an indicator here, or an activity if it is something to do", "indicator"},
    {"metric", NULL, AS_KIND, "a metric is an indicator here", "indicator"},
    {"key", "result", AS_KIND, "a key result is an indicator here", "indicator"},
    {"key", "results", AS_KIND, "a key result is an indicator here", "indicator"},
    {"key_result", NULL, AS_KIND, "a key result is an indicator here", "indicator"},
    {"outcome", NULL, AS_KIND, "an outcome is an objective here", "objective"},
    {"outcomes", NULL, AS_KIND, "an outcome is an objective here", "objective"},
    {"impact", NULL, AS_KIND, "an impact is a goal here, or a change in the lives of the clients", "goal"},
    {"output", NULL, AS_KIND, "an output is an indicator of kind process here", "indicator"},
    {"outputs", NULL, AS_KIND, "an output is an indicator of kind process here", "indicator"},
    {"deliverable", NULL, AS_KIND, "a deliverable is an indicator of kind process here", "indicator"},
    {"assumption", NULL, AS_KIND, "an assumption stands in its objective, behind the word assumes", "assumes"},
    {"assumptions", NULL, AS_KIND, "an assumption stands in its objective, behind the word assumes", "assumes"},
    {"value", NULL, AS_KIND, "the values are a field of the plan block", "values"},
    {"board", NULL, AS_KIND, "a board is a role here", "role"},
    {"committee", NULL, AS_KIND, "a committee is a role here", "role"},
    {"department", NULL, AS_KIND, "a department is a role here", "role"},
    {"position", NULL, AS_KIND, "a position is a role here", "role"},
    {"manager", NULL, AS_KIND, "a manager is a role here", "role"},
    {"unit", NULL, TOP_ONLY, "a unit of the organisation is a role here; the unit of a number stands in its indicator", "role"},
    {"vision", NULL, TOP_ONLY, "the vision is a field of the plan block", "plan \"Title\" { vision \"…\" }"},
    {"values", NULL, TOP_ONLY, "the values are a field of the plan block", "plan \"Title\" { values \"…\" }"},
    {"budget", NULL, TOP_ONLY, "the budget is a field of the plan block, or of a goal, an objective or an activity",
     "plan \"Title\" { budget IZD 3 million }"},
    {"milestone", NULL, TOP_ONLY, "a milestone stands in its indicator", "indicator \"Title\" { milestone 17% by 2027-06-30 }"},
    {"aim", NULL, AS_KIND, "an aim is a goal here", "goal"},
    {"purpose", NULL, AS_KIND, "a purpose is a goal here", "goal"},
    {"pillar", NULL, AS_KIND, "a pillar is a goal here", "goal"},
    {"theme", NULL, AS_KIND, "a theme is a goal here", "goal"},
    {"strategic", "plan", AS_KIND, "a plan begins with the word plan, and its title stands in quotes", "plan"},
    {"business", "plan", AS_KIND, "a plan begins with the word plan, and its title stands in quotes", "plan"},
    {"strategic", "goal", AS_KIND, "a strategic goal is a goal here", "goal"},
    {"strategic", "objective", AS_KIND, "a strategic objective is a goal here, or one of its objectives", "goal"},
    {"strategy", NULL, AS_KIND, "a strategy is a goal with its objectives here", "goal"},
    {"initiative", NULL, AS_KIND, "an initiative is an activity here", "activity"},
    {"project", NULL, AS_KIND, "a project is an activity here", "activity"},
    {"action", NULL, AS_KIND, "an action is an activity here", "activity"},
    {"task", NULL, AS_KIND, "a task is an activity here", "activity"},
    {"step", NULL, AS_KIND, "a step is an activity here", "activity"},
    {"customer", NULL, AS_KIND, "a group of customers is a segment here", "segment"},
    {"client", NULL, AS_KIND, "a group of clients is a segment here", "segment"},
    {"clients", NULL, AS_KIND, "a group of clients is a segment here", "segment"},
    {"beneficiaries", NULL, AS_KIND, "a group of beneficiaries is a segment here", "segment"},
    {"target", "group", AS_KIND, "a target group is a segment here", "segment"},
    {"partner", NULL, AS_KIND, "a partner is a stakeholder here", "stakeholder"},
    {"bonus", NULL, AS_KIND, "a bonus is an incentive here", "incentive"},
    {"responsible", NULL, AS_FIELD, "who is responsible is the owner here", "owner"},
    {"responsibility", NULL, AS_FIELD, "who is responsible is the owner here", "owner"},
    {"lead", NULL, AS_FIELD, "who leads is the owner here", "owner"},
    {"leader", NULL, AS_FIELD, "who leads is the owner here", "owner"},
    {"accountable", NULL, AS_FIELD, "who is accountable is the owner here", "owner"},
    {"deadline", NULL, AS_FIELD, "a deadline stands behind the word by", "by"},
    {"due", NULL, AS_FIELD, "a deadline stands behind the word by", "by"},
    {"until", NULL, AS_FIELD, "a deadline stands behind the word by", "by"},
    {"end", NULL, AS_FIELD, "the end stands behind the word by", "by"},
    {"ends", NULL, AS_FIELD, "the end stands behind the word by", "by"},
    {"start", NULL, AS_FIELD, "the start stands behind the word from", "from"},
    {"starts", NULL, AS_FIELD, "the start stands behind the word from", "from"},
    {"frequency", NULL, AS_FIELD, "how often is said behind the word collected", "collected"},
    {"disaggregated", "by", AS_FIELD, "groups are told apart behind the words split by", "split by"},
    {"disaggregation", NULL, AS_FIELD, "groups are told apart behind the words split by", "split by"},
    {"cost", NULL, AS_FIELD, "a cost is the budget here", "budget"},
    {"costs", NULL, AS_FIELD, "a cost is the budget here", "budget"},
    {"description", NULL, AS_FIELD, "a description stands behind the word about", "about"},
    {"note", NULL, AS_FIELD, "a note stands behind the word about, or behind a #", "about"},
    {"notes", NULL, AS_FIELD, "a note stands behind the word about, or behind a #", "about"},
    {"comment", NULL, AS_FIELD, "a comment stands behind a #, or behind the word about", "about"},
    {"number", NULL, AS_FIELD, "the number of the document is the code here", "code"},
    {"id", NULL, AS_FIELD, "the number of the document is the code here", "code"},
};

/* WORD (LEN bytes) without regard to case. */
static bool is_word(const char *known, const char *word, size_t len)
{
	if (strlen(known) != len)
		return false;
	for (size_t i = 0; i < len; i++)
		if ((word[i] | (word[i] >= 'A' && word[i] <= 'Z' ? 0x20 : 0)) != known[i])
			return false;
	return true;
}

static const struct method_word *find_method_word(const struct plint_slip_line *line, uint32_t *end)
{
	struct plint_span head = head_span(line);
	uint32_t second = second_of(line);
	for (size_t i = 0; i < sizeof method_words / sizeof *method_words; i++) {
		const struct method_word *m = &method_words[i];
		if (!is_word(m->first, plint_parse_text(line->ps, head), head.end - head.start))
			continue;
		if (m->manner == TOP_ONLY && line->parent != PLINT_KIND_NONE)
			continue;
		*end = head.end;
		if (!m->second)
			return m;
		if (!second)
			continue;
		const struct plint_node *n = node_at(line, second);
		if (n->link && strcmp(plint_link_word((enum plint_link)n->link), m->second) == 0) {
			*end = n->span.start;
			return m;
		}
		if (n->kind == PLINT_NODE_WORD && is_word(m->second, plint_parse_text(line->ps, n->span), n->span.end - n->span.start)) {
			*end = n->span.end;
			return m;
		}
	}
	return NULL;
}

/* Whether a text in quotes stands on the line. */
static bool has_title(const struct plint_slip_line *line)
{
	for (uint32_t n = second_of(line); n; n = node_at(line, n)->next)
		if (node_at(line, n)->kind == PLINT_NODE_TEXT)
			return true;
	return false;
}

/* How the help begins that ends with a line that begins with WORD: it may have to go elsewhere. */
static const char *lead_to(const struct plint_slip_line *line, const char *word)
{
	enum plint_kind kind = plint_kind_find(word, (uint32_t)strlen(word));
	if (kind == PLINT_KIND_NONE || line->parent == PLINT_KIND_NONE || plint_kind_info(kind)->places & plint_place_in(line->parent))
		return "Write ";
	return made(line, "Put it at the top of the plan, behind the } that ends the %s: ",
	            plint_kind_word((enum plint_kind)line->parent));
}

static bool tell_method_word(const struct plint_slip_line *line)
{
	uint32_t end;
	const struct method_word *m = find_method_word(line, &end);
	if (!m || (m->manner == AS_FIELD && !plint_slips_is_field(line, m->write)))
		return false;
	struct plint_span span = {head_span(line).start, end};
	while (span.end > span.start && line->ps->text[span.end - 1 - line->ps->base] == ' ')
		span.end--;
	static const char *const rules[] = {"unknown-kind", "unknown-field", "wrong-place"};
	struct plint_diag *d = plint_slips_report(line->ps, rules[m->manner], span, "%s", m->says);
	bool is_whole = strchr(m->write, '{') != NULL, is_plan = strcmp(m->write, "plan") == 0;
	if (is_plan && !has_title(line)) /* all of the line is the title */
		d->help = made(line, "Write %s", plint_slips_header(line, PLINT_KIND_PLAN, "plan", plint_slips_rest(line, head_span(line))));
	else
		d->help = made(line, "%s%s", lead_to(line, m->write), is_whole ? m->write : line_with(line, m->write, end));
	return true;
}

static bool tell_foreign_word(const struct plint_slip_line *line)
{
	struct plint_span span;
	const char *ours = plint_slips_foreign(line, &span);
	if (!ours)
		return false;
	plint_slips_report(line->ps, plint_slips_is_field(line, ours) ? "unknown-field" : "unknown-kind", span,
	                   "\"%s\" is written %s: the first words of the lines are English, whatever the language of the texts",
	                   shown(line, span), ours)
	    ->help = made(line, "Write %s", line_with(line, ours, span.end));
	return true;
}

/* --- near words --------------------------------------------------------------------------------------------------- */

#define MAX_CANDIDATES 160

struct candidates {
	const char *first[MAX_CANDIDATES];    /* the first word of each */
	const char *spelling[MAX_CANDIDATES]; /* what to write */
	size_t count, kinds;                  /* kinds come first */
};

static void add_candidate(struct candidates *c, const char *first, const char *spelling)
{
	if (c->count == MAX_CANDIDATES)
		return;
	c->first[c->count] = first;
	c->spelling[c->count++] = spelling;
}

static void collect(const struct plint_slip_line *line, struct candidates *c)
{
	const struct plint_ast *t = line->ps->ast;
	c->count = 0;
	for (unsigned k = 1; k < PLINT_KIND_COUNT; k++)
		if (plint_kind_info((enum plint_kind)k)->places & plint_place_in(line->parent))
			add_candidate(c, plint_kind_word((enum plint_kind)k), plint_kind_word((enum plint_kind)k));
	c->kinds = c->count;
	if (line->parent == PLINT_KIND_NONE) {
		add_candidate(c, "include", "include");
		return;
	}
	for (uint32_t i = t->schema->kind_first[line->parent]; i < t->schema->kind_first[line->parent + 1]; i++) {
		const char *spelling = t->schema->fields[i].spelling, *blank = strchr(spelling, ' ');
		add_candidate(c, blank ? plint_arena_strndup(line->ps->diags->arena, spelling, (size_t)(blank - spelling)) : spelling, spelling);
	}
}

/* WORD without the characters that nobody sees. */
static const char *visible(const struct plint_slip_line *line, struct plint_span span, size_t *len)
{
	const char *text = plint_parse_text(line->ps, span);
	char *out = plint_arena_alloc(line->ps->diags->arena, span.end - span.start + 1);
	uint32_t size;
	*len = 0;
	for (uint32_t at = 0; at < span.end - span.start; at += size) {
		int32_t cp = plint_text_decode(text + at, span.end - span.start - at, &size);
		if (cp == 0xAD || plint_text_width(cp) == 0)
			continue;
		memcpy(out + *len, text + at, size);
		*len += size;
	}
	return out;
}

/* Candidate that is near to the word at SPAN, or -1. */
static int nearest(const struct plint_slip_line *line, struct plint_span span, const struct candidates *c)
{
	if (line->ps->suggestions >= PLINT_MAX_SUGGESTIONS || span.end - span.start > 200)
		return -1;
	size_t len;
	const char *word = visible(line, span, &len);
	int near = plint_text_nearest(word, len, c->first, c->count);
	line->ps->suggestions += near >= 0;
	return near;
}

/* --- what is said ------------------------------------------------------------------------------------------------- */

/* "a goal, an indicator or a segment": the kinds that have the field that begins with WORD, three at most. */
static const char *owners_of(const struct plint_slip_line *line, unsigned word)
{
	const struct plint_words *w = line->ps->ast->words;
	const char *list = "";
	unsigned count = 0;
	for (unsigned k = 1; k < PLINT_KIND_COUNT && count < 3; k++) {
		bool has = plint_words_field(w, word, (enum plint_kind)k) != PLINT_F_NONE;
		for (uint32_t i = 0; i < w->pair_count && !has; i++)
			has = w->pairs[i].first == word && w->pairs[i].kind == k;
		if (has)
			list = plint_arena_printf(line->ps->diags->arena, "%s%s%s", list, count++ ? " or " : "",
			                          with_article(line, plint_kind_word((enum plint_kind)k)));
	}
	return list;
}

/* A field of other kinds. */
static void tell_foreign_field(const struct plint_slip_line *line, unsigned word)
{
	struct plint_parse *ps = line->ps;
	struct plint_span span = head_span(line);
	const char *name = plint_slips_shown(ps, span, SHOWN), *owners = owners_of(line, word);
	if (line->parent == PLINT_KIND_NONE) {
		plint_slips_report(ps, "wrong-place", span, "\"%s\" stands inside %s, not at the top of the plan", name, owners)->help =
		    "Move the line in between the { and } of that block.";
		return;
	}
	const char *parent = plint_kind_word((enum plint_kind)line->parent);
	plint_slips_report(ps, "unknown-field", span, "%s has no \"%s\"; it belongs to %s", with_article(line, parent), name, owners)->help =
	    plint_arena_printf(ps->diags->arena, "Move the line into %s.", owners);
}

static bool is_plural(const struct plint_slip_line *line, struct plint_span span, enum plint_kind *kind)
{
	char word[32];
	uint32_t len = span.end - span.start;
	if (len >= sizeof word)
		return false;
	for (uint32_t i = 0; i < len; i++) {
		char c = plint_parse_text(line->ps, span)[i];
		word[i] = c >= 'A' && c <= 'Z' ? (char)(c + 0x20) : c;
	}
	*kind = plint_kind_find_plural(word, len);
	return *kind != PLINT_KIND_NONE;
}

/* Whether the line reads like a sentence: at least two more words right behind its first. */
static bool is_sentence(const struct plint_slip_line *line)
{
	unsigned words = 0;
	for (uint32_t n = second_of(line); n && node_at(line, n)->kind != PLINT_NODE_BODY; n = node_at(line, n)->next) {
		if (node_at(line, n)->kind == PLINT_NODE_TEXT)
			return false;
		if (words < 2 && (node_at(line, n)->kind != PLINT_NODE_WORD || node_at(line, n)->flags & PLINT_NODE_ENTRY) && words > 0)
			return false;
		words += node_at(line, n)->kind == PLINT_NODE_WORD;
	}
	return words >= 2;
}

static bool is_block_like(const struct plint_slip_line *line)
{
	const struct plint_node *n = node_at(line, line->node);
	uint32_t second = second_of(line);
	uint32_t third = second ? node_at(line, second)->next : 0;
	bool has_title = (second && node_at(line, second)->kind == PLINT_NODE_TEXT) || (third && node_at(line, third)->kind == PLINT_NODE_TEXT);
	return n->u.stmt.body || (has_title && third && node_at(line, second)->kind == PLINT_NODE_WORD);
}

/* A word behind a ';' that was meant as an entry of the list before it. */
static const char *list_before(const struct plint_slip_line *line)
{
	if (!line->before || second_of(line))
		return NULL;
	const struct plint_node *b = node_at(line, line->before);
	if (b->kind != PLINT_NODE_STATEMENT || !b->u.stmt.field || line->parent >= PLINT_KIND_COUNT)
		return NULL;
	const struct plint_field *f = plint_schema_field(line->ps->ast->schema, (enum plint_kind)line->parent, b->u.stmt.field);
	const char *gap = plint_parse_text(line->ps, (struct plint_span){b->span.end, b->span.end});
	uint32_t len = head_span(line).start - b->span.end;
	bool is_same_line = !memchr(gap, '\n', len) && !memchr(gap, '\r', len);
	return f && f->is_many && is_same_line ? f->spelling : NULL;
}

static void tell_no_such_word(const struct plint_slip_line *line)
{
	struct plint_parse *ps = line->ps;
	struct plint_arena *a = ps->diags->arena;
	struct plint_span span = head_span(line);
	const char *name = plint_slips_shown(ps, span, 40), *list = list_before(line);
	struct candidates c;
	enum plint_kind plural;
	collect(line, &c);
	bool is_many = is_plural(line, span, &plural);
	int near = is_many ? -1 : nearest(line, span, &c);
	bool is_kind = is_many || (near >= 0 ? (size_t)near < c.kinds : line->parent == PLINT_KIND_NONE || is_block_like(line));
	struct plint_diag *d =
	    is_kind ? plint_slips_report(ps, "unknown-kind", span, "there is no kind of block called \"%s\"", name)
	            : plint_slips_report(ps, "unknown-field", span, "%s has nothing called \"%s\"",
	                                 with_article(line, plint_kind_word((enum plint_kind)line->parent)), name);
	if (list && near < 0)
		d->help = plint_arena_printf(a, "If \"%s\" is another entry of \"%s\", write a comma in place of the ;.", name, list);
	else if (is_many)
		d->help = plint_arena_printf(a, "One block for each: %s", line_with(line, plint_kind_word(plural), span.end));
	else if (near >= 0)
		d->help = plint_arena_printf(a, "Did you mean %s?", c.spelling[near]);
	else if (line->parent == PLINT_KIND_NONE)
		d->help = "The kinds that plans begin with are plan, mission, segment and goal; a remark begins with #.";
	else
		d->help = "A text that belongs here stands behind the word about, in quotes; a remark begins with #.";
}

static void tell_sentence(const struct plint_slip_line *line)
{
	struct plint_span rest = plint_slips_rest(line, head_span(line));
	const char *text = plint_slips_shown(line->ps, rest, SHOWN);
	if (plint_slips_tell_row(line, rest))
		return;
	struct plint_diag *d = plint_slips_report(line->ps, "unreadable-line", rest,
	                                          "plain words cannot be read: a text stands in quotes, behind the word that says what it is");
	d->help = plint_arena_printf(line->ps->diags->arena, "Put it behind its word, in quotes: %s \"%s\"; a remark begins with #.",
	                             line->parent == PLINT_KIND_NONE ? "goal" : "about", text);
}

/* Where the words of the line that are meant as the field SPELLING, of two words, end: behind the second if it is nearly that of the field. */
static uint32_t end_of_name(const struct plint_slip_line *line, const char *spelling)
{
	const char *wanted = strchr(spelling, ' ');
	uint32_t second = second_of(line);
	if (!wanted || !second || node_at(line, second)->kind != PLINT_NODE_WORD || node_at(line, second)->link)
		return head_span(line).end;
	struct plint_span span = node_at(line, second)->span;
	const char *text = plint_parse_text(line->ps, span);
	size_t len = span.end - span.start;
	wanted++;
	bool is_begun = len >= 3 && len <= strlen(wanted) && memcmp(wanted, text, len) == 0;
	return is_begun || plint_text_nearest(text, len, &wanted, 1) == 0 ? span.end : head_span(line).end;
}

void plint_slips_tell_unknown(const struct plint_slip_line *line, unsigned word, bool *is_prose)
{
	const struct plint_words *w = line->ps->ast->words;
	*is_prose = false;
	if (word == PLINT_W_INCLUDE) {
		plint_slips_report(line->ps, "wrong-place", head_span(line), "include stands at the top of a file, outside of every block")->help =
		    "Move the line in front of the first block, or behind the last one.";
		return;
	}
	if (tell_method_word(line) || tell_foreign_word(line))
		return;
	for (uint32_t i = 0; i < w->pair_count && word; i++) {
		if (w->pairs[i].first != word || w->pairs[i].kind != line->parent)
			continue;
		const char *spelling = plint_schema_field(line->ps->ast->schema, (enum plint_kind)line->parent, w->pairs[i].field)->spelling;
		plint_slips_report(line->ps, "unknown-field", head_span(line), "the field is called \"%s\", in two words", spelling)->help =
		    plint_arena_printf(line->ps->diags->arena, "Write %s", line_with(line, spelling, end_of_name(line, spelling)));
		return;
	}
	if (word != PLINT_W_NONE && w->is_field[word] && !is_sentence(line)) {
		tell_foreign_field(line, word);
		return;
	}
	*is_prose = is_sentence(line);
	if (*is_prose)
		tell_sentence(line);
	else
		tell_no_such_word(line);
}

void plint_slips_tell_wrong_kind(const struct plint_slip_line *line, enum plint_kind kind)
{
	struct plint_parse *ps = line->ps;
	const char *word = plint_kind_word(kind), *parent = plint_kind_word((enum plint_kind)line->parent);
	unsigned places = plint_kind_info(kind)->places;
	struct plint_diag *d = plint_slips_report(ps, "wrong-place", head_span(line), "%s cannot stand inside %s", with_article(line, word),
	                                          with_article(line, parent));
	if (kind == PLINT_KIND_PLAN)
		d->help = "The plan block stands at the top, outside of every other block, and once.";
	else if (places & PLINT_IN_GOAL)
		d->help = plint_arena_printf(ps->diags->arena, "%s stands in a goal%s, or at the top of the plan, where it says what it serves",
		                             with_article(line, word), places & PLINT_IN_OBJECTIVE ? " or an objective" : "");
	else
		d->help = plint_arena_printf(ps->diags->arena, "Move it to the top of the plan, behind the } that ends the %s.", parent);
}

void plint_slips_tell_class_without_goal(const struct plint_slip_line *line, struct plint_span second)
{
	struct plint_parse *ps = line->ps;
	struct plint_span head = head_span(line);
	const char *class_word = plint_slips_shown(ps, head, 20), *word = plint_slips_shown(ps, second, 40);
	struct plint_diag *d =
	    plint_slips_report(ps, "unknown-kind", second, "\"%s %s\" is no kind of block; only a goal is %s", class_word, word, class_word);
	d->help = plint_arena_printf(ps->diags->arena, "Write %s goal", class_word);
}
