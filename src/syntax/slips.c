/*
 * Sentences about signs, headers and values: see slips.h. Those about first words, and the words of other methods, are in
 * slips_words.c.
 */
#include "syntax/slips.h"

#include <stdarg.h>
#include <string.h>

#include "plan.tab.h"
#include "syntax/literal.h"

#define SHOWN 80 /* characters of a reader's own text in a message */

/* --- tools ----------------------------------------------------------------------------------------------------------------- */

struct plint_diag *plint_slips_report(struct plint_parse *ps, const char *rule, struct plint_span span, const char *format, ...)
{
	struct plint_arena *a = ps->diags->arena;
	if (plint_diags_is_full(ps->diags, rule)) /* only counted */
		return plint_diags_add(ps->diags, rule, "syntax", PLINT_ERROR, span, "%s", "");
	va_list args;
	va_start(args, format);
	const char *message = plint_arena_vprintf(a, format, args);
	va_end(args);
	struct plint_diag *d = plint_diags_add(ps->diags, rule, "syntax", PLINT_ERROR, span, "%s", message);
	/* What was written is what the finding is known by, wherever its line moves to. */
	d->anchor = plint_slips_shown(ps, span, SHOWN);
	return d;
}

const char *plint_slips_shown(struct plint_parse *ps, struct plint_span span, unsigned max_chars)
{
	return plint_diags_shown(ps->diags, plint_parse_text(ps, span), span.end - span.start, max_chars);
}

static const char *shown(const struct plint_slip_line *line, struct plint_span span)
{
	return plint_slips_shown(line->ps, span, SHOWN);
}

__attribute__((format(printf, 2, 3))) static const char *made(const struct plint_slip_line *line, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const char *text = plint_arena_vprintf(line->ps->diags->arena, format, args);
	va_end(args);
	return text;
}

static const struct plint_node *node_at(const struct plint_slip_line *line, uint32_t node)
{
	return &line->ps->ast->nodes.items[node];
}

static struct plint_span span_of(const struct plint_slip_line *line, uint32_t node)
{
	return node_at(line, node)->span;
}

/* "a goal", "an objective". */
static const char *with_article(const struct plint_slip_line *line, const char *word)
{
	return made(line, "%s %s", *word && strchr("aeio", *word) ? "an" : "a", word);
}

struct plint_span plint_slips_rest(const struct plint_slip_line *line, struct plint_span from)
{
	uint32_t end = from.end;
	for (uint32_t n = node_at(line, line->node)->child; n; n = node_at(line, n)->next)
		if (node_at(line, n)->kind != PLINT_NODE_BODY && node_at(line, n)->span.end > end)
			end = node_at(line, n)->span.end;
	return (struct plint_span){from.start, end};
}

struct plint_span plint_slips_link(struct plint_parse *ps, uint32_t prev_end, struct plint_span span)
{
	const char *text = ps->text - ps->base; /* by position */
	uint32_t start = prev_end, end;
	while (start < span.start && strchr(" \t\r\n,", text[start]))
		start++;
	for (end = start; end < span.start && !strchr(" \t\r\n", text[end]);)
		end++;
	return end > start ? (struct plint_span){start, end} : span;
}

/* The text at SPAN in quotes, or as it is where it has its own. */
static const char *quoted(const struct plint_slip_line *line, struct plint_span span)
{
	bool has_quotes = plint_quote_opener(plint_parse_text(line->ps, span), span.end - span.start, false) != 0;
	const char *text = plint_slips_shown(line->ps, span, 40);
	return has_quotes ? text : made(line, "\"%s\"", text);
}

/* The words at SPAN as one name: "operations manager" is operations_manager. */
static const char *as_name(const struct plint_slip_line *line, struct plint_span span)
{
	const char *text = shown(line, span);
	char *name = plint_arena_strndup(line->ps->diags->arena, text, strlen(text));
	for (char *p = name; *p; p++)
		if (*p == ' ')
			*p = '_';
	return name;
}

/* Text of the line behind SPAN, up to its end, a ';' or a brace. */
static struct plint_span text_behind(const struct plint_slip_line *line, struct plint_span span)
{
	const struct plint_parse *ps = line->ps;
	uint32_t start = span.end - ps->base, end;
	while (start < ps->len && (ps->text[start] == ' ' || ps->text[start] == '\t'))
		start++;
	for (end = start; end < ps->len && !strchr("\r\n;{}", ps->text[end]);)
		end++;
	while (end > start && (ps->text[end - 1] == ' ' || ps->text[end - 1] == '\t'))
		end--;
	return plint_parse_span(ps, start, end - start);
}

/* The number right behind SPAN, with its unit sign, as it is written; "" where none is. */
static const char *number_behind(const struct plint_slip_line *line, struct plint_span span)
{
	struct plint_span rest = text_behind(line, span);
	const char *text = plint_parse_text(line->ps, rest);
	uint32_t len = 0;
	while (rest.start + len < rest.end && strchr("0123456789.,_", text[len]))
		len++;
	while (len > 0 && strchr(".,_", text[len - 1]))
		len--;
	if (len > 0 && rest.start + len < rest.end && text[len] == '%')
		len++;
	return shown(line, (struct plint_span){rest.start, rest.start + len});
}

/* The values of the line before and behind the place SPAN; 0 where there is none. */
static void neighbours(const struct plint_slip_line *line, struct plint_span span, uint32_t *before, uint32_t *behind)
{
	*before = *behind = 0;
	for (uint32_t n = node_at(line, line->node)->child; n; n = node_at(line, n)->next) {
		if (node_at(line, n)->span.end <= span.start)
			*before = n;
		else if (node_at(line, n)->span.start >= span.end && !*behind)
			*behind = n;
	}
}

static bool is_header(const struct plint_slip_line *line)
{
	const struct plint_node *n = node_at(line, line->node);
	return n->kind == PLINT_NODE_STATEMENT && n->u.stmt.what_kind != PLINT_KIND_NONE;
}

/* --- signs ------------------------------------------------------------------------------------------------------------------- */

static const char *currency_of_sign(const char *sign)
{
	static const char *const signs[][2] = {{"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"¥", "JPY"}, {"₹", "INR"}, {"₦", "NGN"}};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strcmp(signs[i][0], sign) == 0)
			return signs[i][1];
	return NULL;
}

static void tell_bracket(const struct plint_slip_line *line, struct plint_span span)
{
	if (is_header(line) && !node_at(line, line->node)->u.stmt.body) {
		plint_slips_report(line->ps, "unreadable-line", span, "a block stands between { and }, not in round brackets")->help =
		    "write { in place of (, and } in place of )";
		return;
	}
	plint_slips_report(line->ps, "unreadable-line", span, "a remark in brackets cannot stand in a line")->help =
	    made(line, "put the remark behind a #: # %s", shown(line, text_behind(line, (struct plint_span){span.start, span.start})));
}

static void tell_dash(const struct plint_slip_line *line, struct plint_span span, const char *sign)
{
	const char *rest = shown(line, text_behind(line, span));
	plint_slips_report(line->ps, "unreadable-line", span, "the dash \"%s\" means nothing here", sign)->help =
	    *rest ? made(line, "leave the dash out: %s", rest) : "leave the dash out";
}

/* A sign without a meaning. */
static void tell_sign(const struct plint_slip_line *line, struct plint_span span)
{
	struct plint_parse *ps = line->ps;
	const char *sign = shown(line, span), *number = number_behind(line, span), *currency = currency_of_sign(sign);
	if (currency) {
		bool is_good = *number && !plint_literal_read(ps->diags->arena, number, strlen(number)).message;
		plint_slips_report(ps, "unreadable-line", span, "a currency is written with its three letters, not as \"%s\"", sign)->help =
		    made(line, "write %s %s, or the currency that it is", currency, is_good ? number : "1,200");
		return;
	}
	if (strcmp(sign, "(") == 0 || strcmp(sign, "[") == 0) {
		tell_bracket(line, span);
		return;
	}
	if (strcmp(sign, "-") == 0 || strcmp(sign, "–") == 0 || strcmp(sign, "—") == 0) {
		tell_dash(line, span, sign);
		return;
	}
	struct plint_diag *d = plint_slips_report(ps, "unreadable-line", span, "the sign \"%s\" means nothing here", sign);
	if (strcmp(sign, "%") == 0)
		d->help = *number ? made(line, "write the sign behind the number: %s%%", number) : "write percent";
	else if (strcmp(sign, "+") == 0 && *number)
		d->help = made(line, "write the number alone: %s", number);
	else if (strcmp(sign, ".") == 0 && *number)
		d->help = made(line, "write 0.%s", number);
	else if (strcmp(sign, "->") == 0 || strcmp(sign, "→") == 0)
		d->help = "write where it starts as the baseline and where it should go as the target: baseline 14%; target 20%";
	else if (strcmp(sign, "~") == 0 || strcmp(sign, "±") == 0 || strcmp(sign, "≈") == 0)
		d->help = "write the number alone, or a range: between 14% and 16%";
	else if (strcmp(sign, "|") == 0)
		d->help = "a row of a table becomes an indicator: indicator \"Title\" { baseline 12; target 30 by 2027-12-31 }";
	else if (strcmp(sign, "/") == 0 || strcmp(sign, "&") == 0)
		d->help = "write a comma between the entries of a list, and words that belong together in quotes";
	else if (strcmp(sign, "'") == 0 || strcmp(sign, "’") == 0)
		d->help = "words with an apostrophe stand in quotes: \"the clients' income\"";
	else
		d->help = "leave the sign out, or put the words that it stands in between quotes: \"…\"";
}

static void tell_bullet(const struct plint_slip_line *line, struct plint_span span)
{
	const char *sign = shown(line, span), *rest = shown(line, text_behind(line, span));
	struct plint_diag *d =
	    plint_slips_report(line->ps, "unreadable-line", span, "a line begins with its word; the \"%s\" in front of it means nothing", sign);
	bool is_number = *sign >= '0' && *sign <= '9';
	size_t digits = strspn(sign, "0123456789.");
	if (*sign == '|')
		d->help = "a row of a table becomes an indicator: indicator \"Title\" { baseline 12; target 30 by 2027-12-31 }";
	else if (is_number)
		d->help = made(line, "leave it out: %s; the number that the document gives it goes inside: code \"%.*s\"", rest,
		               (int)(digits > 1 && sign[digits - 1] == '.' ? digits - 1 : digits), sign);
	else
		d->help = made(line, "leave it out: %s", rest);
}

static void tell_colon(const struct plint_slip_line *line, struct plint_span span)
{
	uint32_t before, behind;
	neighbours(line, span, &before, &behind);
	const char *sign = shown(line, span), *rest = shown(line, text_behind(line, span));
	struct plint_diag *d =
	    plint_slips_report(line->ps, "unreadable-line", span, "no \"%s\" stands between a word and what it says", sign);
	d->help = before ? made(line, "leave it out: %s %s", shown(line, (struct plint_span){span_of(line, node_at(line, line->node)->child).start,
	                                                                                    span_of(line, before).end}),
	                        rest)
	                 : "leave it out";
}

static void tell_between(const struct plint_slip_line *line, const struct plint_fault *f, const char *rule, const char *message,
                         const char *joint)
{
	uint32_t before, behind;
	neighbours(line, f->span, &before, &behind);
	struct plint_diag *d = plint_slips_report(line->ps, rule, f->span, "%s, not \"%s\"", message, shown(line, f->span));
	if (before && behind)
		d->help = made(line, "write %s%s %s", shown(line, span_of(line, before)), joint, shown(line, span_of(line, behind)));
}

static void tell_relation(const struct plint_slip_line *line, struct plint_span span)
{
	const char *sign = shown(line, span);
	bool is_least = strchr(sign, '>') != NULL;
	plint_slips_report(line->ps, "unreadable-line", span, "the sign \"%s\" is written in words here", sign)->help =
	    made(line, "write %s %s", is_least ? "at least" : "at most", shown(line, text_behind(line, span)));
}

/* Text between the single quotes at SPAN. */
static void tell_single_quotes(const struct plint_slip_line *line, struct plint_span span)
{
	const char *text = plint_parse_text(line->ps, span);
	uint32_t size = *text == '\'' ? 1 : 3;
	struct plint_span inside = {span.start + size, span.end - (line->ps->text[span.end - line->ps->base - 1] == '\'' ? 1 : 3)};
	plint_slips_report(line->ps, "unreadable-line", span, "a text stands in double quotes, not in single ones")->help =
	    made(line, "write \"%s\"", shown(line, inside));
}

static void tell_name_digit(const struct plint_slip_line *line, struct plint_span span)
{
	const char *name = shown(line, span);
	size_t digits = strspn(name, "0123456789");
	plint_slips_report(line->ps, "unreadable-line", span, "a name begins with a letter, \"%s\" begins with a digit", name)->help =
	    made(line, "write %s_%.*s", name + digits, (int)digits, name);
}

/* --- lines that could not be read -------------------------------------------------------------------------------------------------- */

static bool is_before_line(int token)
{
	return token == PT_END || token == PT_LBRACE || token == PT_RBRACE || token == 0;
}

/* Whether the line at SPAN is plain words without a text in quotes: at least four. */
static bool is_prose(const struct plint_slip_line *line, struct plint_span span)
{
	const char *text = plint_parse_text(line->ps, span);
	uint32_t words = 0, len = span.end - span.start;
	for (uint32_t i = 0; i < len && text[i] != '{'; i++) {
		if (text[i] == '"' || plint_quote_opener(text + i, len - i, false))
			return false;
		bool is_letter = (text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z';
		bool is_first = i == 0 || text[i - 1] == ' ';
		words += is_letter && is_first;
	}
	return words >= 4;
}

/* The first word of the line at SPAN. */
static struct plint_span first_word(const struct plint_slip_line *line, struct plint_span span)
{
	const char *text = plint_parse_text(line->ps, span);
	uint32_t len = 0;
	while (span.start + len < span.end && !strchr(" \t\r\n{;", text[len]))
		len++;
	return (struct plint_span){span.start, span.start + len};
}

static void tell_prose_line(const struct plint_slip_line *line, struct plint_span span)
{
	struct plint_span head = first_word(line, span);
	struct plint_span rest = text_behind(line, head);
	enum plint_kind kind = plint_kind_find(plint_parse_text(line->ps, head), head.end - head.start);
	if (kind != PLINT_KIND_NONE) {
		plint_slips_report(line->ps, "unreadable-line", rest, "the title of %s stands in quotes",
		                   with_article(line, plint_kind_word(kind)))->help =
		    made(line, "write %s \"%s\"", plint_kind_word(kind), shown(line, rest));
		return;
	}
	plint_slips_report(line->ps, "unreadable-line", (struct plint_span){head.start, rest.end}, "plain words cannot be read: a text stands in quotes, behind the word that says what it is")
	    ->help = made(line, "write about \"%s\"", shown(line, (struct plint_span){head.start, rest.end}));
}

/* Field that the line at SPAN, which could not be read, would have been in its block, or NULL. */
static const struct plint_field *field_of_line(const struct plint_slip_line *line, struct plint_span span)
{
	const struct plint_ast *t = line->ps->ast;
	struct plint_span head = first_word(line, span);
	if (line->parent == PLINT_KIND_NONE || line->parent >= PLINT_KIND_COUNT)
		return NULL;
	uint32_t atom = plint_intern_find(t->atoms, plint_parse_text(line->ps, head), head.end - head.start);
	unsigned word = plint_words_of(t->words, atom);
	for (uint32_t i = t->schema->kind_first[line->parent]; word && i < t->schema->kind_first[line->parent + 1]; i++) {
		const struct plint_field *f = &t->schema->fields[i];
		size_t len = strcspn(f->spelling, " ");
		if (len == head.end - head.start && memcmp(f->spelling, plint_parse_text(line->ps, head), len) == 0)
			return f;
	}
	return NULL;
}

/* A line that begins with something else than a word. */
static void tell_first_thing(const struct plint_slip_line *line, const struct plint_fault *f)
{
	struct plint_parse *ps = line->ps;
	if (f->found == PT_SIGN) {
		plint_slips_report(ps, "unreadable-line", f->span, "a line begins with the word that says what it is; \"%s\" means nothing here",
		                   plint_slips_shown(ps, f->span, 30))
		    ->help = made(line, "write # in front of it if it is a remark: # %s", shown(line, node_at(line, line->node)->span));
		return;
	}
	struct plint_diag *d =
	    plint_slips_report(ps, "unreadable-line", f->span, "a line begins with the word that says what it is, not with %s",
	                       f->found == PT_TEXT ? "a text in quotes" : made(line, "\"%s\"", plint_slips_shown(ps, f->span, 30)));
	if (f->found == PT_TEXT)
		d->help = made(line, "write that word in front of it: %s %s", line->parent == PLINT_KIND_NONE ? "goal" : "about",
		               plint_slips_shown(ps, f->span, 60));
	else
		d->help = "one fact a line: its word first, then what it says: target 20% by 2027-12-31";
}

static void tell_line(const struct plint_slip_line *line, const struct plint_fault *f)
{
	struct plint_parse *ps = line->ps;
	struct plint_span whole = node_at(line, line->node)->span;
	bool is_link = f->prev == PT_LINK || f->prev == PT_TO, is_bound = f->prev == PT_LEAST || f->prev == PT_MOST;
	const char *word = plint_slips_shown(ps, f->prev_span, 20);
	const char *before = is_bound ? made(line, "at %s", word) : word;
	bool is_at_end = f->found == PT_END || f->found == PT_LBRACE;
	const char *found = is_at_end ? "the end of the line" : made(line, "\"%s\"", plint_slips_shown(ps, f->span, 30));
	struct plint_span span = f->span.start == f->span.end || f->found == PT_END ? (struct plint_span){whole.start, f->span.start} : f->span;
	struct plint_diag *d;
	const struct plint_field *field = field_of_line(line, whole);
	if (is_before_line(f->prev)) {
		tell_first_thing(line, f);
	} else if (field && field->want == PLINT_WANT_TEXT && is_prose(line, whole)) {
		struct plint_span text = text_behind(line, first_word(line, whole));
		plint_slips_report(ps, "wrong-value", text, "\"%s\" takes a text, and a text stands in quotes", field->spelling)->help =
		    made(line, "write %s \"%s\"", field->spelling, shown(line, text));
	} else if (!field && is_prose(line, whole)) {
		tell_prose_line(line, whole);
	} else if (is_link) {
		d = plint_slips_report(ps, "unreadable-line", span, "something is missing after \"%s\": %s comes next", before, found);
		d->help = strcmp(before, "by") == 0 || strcmp(before, "on") == 0 ? made(line, "write a date there: %s 2027-12-31", before)
		                                               : made(line, "write there what \"%s\" means, or leave \"%s\" out", before, before);
	} else if (f->prev == PT_COMMA) {
		d = plint_slips_report(ps, "unreadable-line", span, "an entry is missing after the comma: %s comes next", found);
		d->help = f->found == PT_AND ? "leave the \"and\" out: a, b, c" : "write the next entry of the list, or leave the comma out";
	} else if (f->prev == PT_EVERY) {
		d = plint_slips_report(ps, "unreadable-line", span, "after \"every\" comes a number and a unit, not %s", found);
		d->help = "write every 2 years, or one of daily, weekly, monthly, quarterly, half-yearly, yearly";
	} else if (is_bound || f->prev == PT_GE || f->prev == PT_LE || f->prev == PT_EXACTLY || f->prev == PT_BETWEEN || f->prev == PT_AND) {
		d = plint_slips_report(ps, "unreadable-line", span, "after \"%s\" comes a number, not %s", before, found);
		d->help = f->prev == PT_BETWEEN || f->prev == PT_AND ? "write between 3% and 5%" : made(line, "write %s 90%%", before);
	} else if (f->found == PT_COMMA) {
		plint_slips_report(ps, "unreadable-line", span, "no comma stands between a word and what it says")->help = "leave the comma out";
	} else {
		d = plint_slips_report(ps, "unreadable-line", span, "this line cannot be read from here on: %s cannot stand here", found);
		d->help = "one fact a line: its word first, then what it says; words that belong together stand in quotes";
		for (unsigned i = 0; i < f->wanted_count; i++)
			d->help = made(line, "%s%s", i == 0 ? "here could come " : made(line, "%s, or ", d->help), f->wanted[i]);
	}
}

/* --- faults --------------------------------------------------------------------------------------------------------------------------- */

/* SPAN without the hyphens at its end. */
static struct plint_span without_hyphens(const struct plint_slip_line *line, struct plint_span span)
{
	while (span.end > span.start + 1 && line->ps->text[span.end - 1 - line->ps->base] == '-')
		span.end--;
	return span;
}

static const char *without_marks(const struct plint_slip_line *line, struct plint_span span)
{
	/* The shown form has invisible characters as <U+00AD>: they go. */
	const char *text = plint_parse_text(line->ps, span);
	char *out = plint_arena_alloc(line->ps->diags->arena, span.end - span.start + 1);
	size_t n = 0;
	for (uint32_t i = 0; i < span.end - span.start; i++)
		if ((unsigned char)text[i] < 0x80)
			out[n++] = text[i];
	out[n] = '\0';
	return out;
}

void plint_slips_tell_fault(const struct plint_slip_line *line, const struct plint_fault *f)
{
	struct plint_parse *ps = line->ps;
	struct plint_span span = f->span;
	struct plint_diag *d;
	switch ((enum plint_fault_kind)f->kind) {
	case PLINT_FAULT_NONE:
	case PLINT_FAULT_TOLD:
		break;
	case PLINT_FAULT_LITERAL:
	case PLINT_FAULT_GLUED:
		plint_slips_report(ps, "wrong-value", span, "%s", f->message)->help = f->help;
		break;
	case PLINT_FAULT_UNCLOSED:
		plint_slips_report(ps, "unclosed-text", span, "%s", f->message)->help = f->help;
		break;
	case PLINT_FAULT_SIGN:
		tell_sign(line, span);
		break;
	case PLINT_FAULT_BULLET:
		tell_bullet(line, span);
		break;
	case PLINT_FAULT_COLON:
		tell_colon(line, span);
		break;
	case PLINT_FAULT_RELATION:
		tell_relation(line, span);
		break;
	case PLINT_FAULT_HYPHEN_RANGE:
		tell_between(line, f, "wrong-value", "a range is written with to", " to");
		break;
	case PLINT_FAULT_AND:
		tell_between(line, f, "wrong-value", "the entries of a list have a comma between them", ",");
		break;
	case PLINT_FAULT_BETWEEN_TO:
		plint_slips_report(ps, "wrong-value", span, "between takes \"and\", not \"to\"")->help = "write between 3% and 5%";
		break;
	case PLINT_FAULT_AS_OF:
		plint_slips_report(ps, "unreadable-line", span, "a value has its date behind \"on\", not behind \"as of\"")->help =
		    made(line, "write on %s", shown(line, text_behind(line, span)));
		break;
	case PLINT_FAULT_SINGLE_QUOTES:
		tell_single_quotes(line, span);
		break;
	case PLINT_FAULT_NAME_HYPHEN:
		plint_slips_report(ps, "unreadable-line", span, "the name \"%s\" ends with a hyphen: - stands only inside a name", shown(line, span))
		    ->help = made(line, "write %s", shown(line, without_hyphens(line, span)));
		break;
	case PLINT_FAULT_NAME_DIGIT:
		tell_name_digit(line, span);
		break;
	case PLINT_FAULT_SOFT_HYPHEN:
		plint_slips_report(ps, "unreadable-line", span, "the word \"%s\" has an invisible character inside", shown(line, span))->help =
		    made(line, "delete the word and type it again: %s", without_marks(line, span));
		break;
	case PLINT_FAULT_COMMENT:
		plint_slips_report(ps, "unreadable-line", span, "a remark begins with #")->help =
		    made(line, "write # %s", shown(line, text_behind(line, (struct plint_span){span.start, span.start + 2})));
		break;
	case PLINT_FAULT_TRAILING_COMMA:
		d = plint_slips_report(ps, "wrong-value", span, "the list ends with a comma, and nothing follows it");
		d->help = "leave the , out, or write the next entry behind it";
		break;
	case PLINT_FAULT_NO_BREAK:
		d = plint_slips_report(ps, "unreadable-line", span, "\"%s\" begins a new fact, but no new line and no ; comes before it",
		                       shown(line, span));
		d->help = made(line, "write a ; between the two: ; %s", shown(line, text_behind(line, (struct plint_span){span.start, span.start})));
		break;
	case PLINT_FAULT_LINE:
		tell_line(line, f);
		break;
	}
}

/* --- headers ------------------------------------------------------------------------------------------------------------------------------ */

/* "social goal", "objective": the first words of the line. */
static const char *kind_words(const struct plint_slip_line *line)
{
	const struct plint_node *n = node_at(line, line->node);
	struct plint_span span = span_of(line, n->child);
	if (n->u.stmt.skip)
		span = plint_span_join(span, span_of(line, node_at(line, n->child)->next));
	return shown(line, span);
}

void plint_slips_tell_prose_title(const struct plint_slip_line *line, enum plint_kind kind, struct plint_span name, struct plint_span at)
{
	struct plint_span rest = plint_slips_rest(line, at);
	struct plint_diag *d = plint_slips_report(line->ps, "unreadable-line", rest, "the title of %s stands in quotes",
	                                          with_article(line, plint_kind_word(kind)));
	d->help = made(line, "write %s %s%s\"%s\"", kind_words(line), name.end ? shown(line, name) : "", name.end ? " " : "", shown(line, rest));
}

void plint_slips_tell_title_first(const struct plint_slip_line *line, enum plint_kind kind, struct plint_span title, struct plint_span at)
{
	(void)kind;
	struct plint_diag *d = plint_slips_report(line->ps, "unreadable-line", at, "the name stands before the title, not behind it");
	d->help = made(line, "write %s %s %s", kind_words(line), shown(line, at), shown(line, title));
}

void plint_slips_tell_name_with_blank(const struct plint_slip_line *line, struct plint_span first, struct plint_span at)
{
	struct plint_span words = at;
	for (uint32_t n = node_at(line, line->node)->child; n; n = node_at(line, n)->next)
		if (node_at(line, n)->kind == PLINT_NODE_WORD && node_at(line, n)->span.start > at.start)
			words.end = node_at(line, n)->span.end;
	struct plint_diag *d = plint_slips_report(line->ps, "unreadable-line", words, "a name is one word; words are joined with _");
	d->help = made(line, "write %s", as_name(line, (struct plint_span){first.start, words.end}));
}

void plint_slips_tell_reserved(const struct plint_slip_line *line, struct plint_span at, uint32_t next)
{
	const char *word = shown(line, at);
	const struct plint_node *n = next ? node_at(line, next) : NULL;
	bool is_number = n && n->kind == PLINT_NODE_AMOUNT, is_date = n && n->kind == PLINT_NODE_DATE;
	bool is_year = is_number && n->flags & PLINT_NODE_YEARLIKE;
	struct plint_diag *d;
	if (strcmp(word, "at") == 0 && (is_date || is_year)) {
		d = plint_slips_report(line->ps, "unreadable-line", at, "a date comes behind \"by\" or \"on\", not behind \"at\"");
		d->help = made(line, "write by %s", shown(line, n->span));
	} else if (strcmp(word, "at") == 0 && is_number) {
		d = plint_slips_report(line->ps, "unreadable-line", at, "\"at\" alone says nothing of a number");
		d->help = made(line, "write at least %s, at most %s, or the number alone", shown(line, n->span), shown(line, n->span));
	} else if (is_header(line)) {
		d = plint_slips_report(line->ps, "unreadable-line", at, "\"%s\" cannot be a name: it is a word of the language", word);
		d->help = made(line, "write another name, such as %s_1", word);
	} else {
		d = plint_slips_report(line->ps, "unreadable-line", at, "\"%s\" means nothing here: it is a word of the language and never a name", word);
		d->help = made(line, "put the words of a text between quotes: \"%s\"", shown(line, plint_slips_rest(line, at)));
	}
}

void plint_slips_tell_header(const struct plint_slip_line *line, enum plint_kind kind, struct plint_span at, uint32_t value)
{
	const struct plint_node *n = node_at(line, value);
	const char *what = with_article(line, plint_kind_word(kind));
	struct plint_parse *ps = line->ps;
	if ((n->kind == PLINT_NODE_AMOUNT || n->kind == PLINT_NODE_DATE) && !n->link) {
		plint_slips_report(ps, "unreadable-line", at, "behind \"%s\" come a name and a title; a number is neither", kind_words(line))->help =
		    made(line, "put the number that the document gives it inside the block: { code \"%s\" }", shown(line, n->span));
	} else if (n->link || n->kind == PLINT_NODE_BOUND) {
		plint_slips_report(ps, "unreadable-line", at, "only the name and the title stand on the line of %s", what)->help =
		    made(line, "put everything else between braces: { %s }", shown(line, plint_slips_rest(line, at)));
	} else if (n->kind == PLINT_NODE_TEXT) {
		plint_slips_report(ps, "unreadable-line", at, "%s has one title", what)->help =
		    made(line, "put the second text inside the block: { about %s }", shown(line, n->span));
	} else if (n->flags & PLINT_NODE_ENTRY) {
		plint_slips_report(ps, "unreadable-line", at, "%s has one name; no list can stand here", what)->help =
		    made(line, "write each %s on a line of its own", plint_kind_word(kind));
	} else {
		plint_slips_report(ps, "unreadable-line", at, "only the name and the title stand on the line of %s", what)->help =
		    made(line, "put everything else between braces: { %s }", shown(line, plint_slips_rest(line, at)));
	}
}

/* --- values of fields ------------------------------------------------------------------------------------------------------------------------ */

/* What a field takes, and an example of it. */
static const char *example_of(const struct plint_slip_line *line, const struct plint_field *f)
{
	switch (f->want) {
	case PLINT_WANT_TEXT:
	case PLINT_WANT_LABEL:
		return "\"…\"";
	case PLINT_WANT_DATE:
		return f->parts[0].link == PLINT_LINK_TO ? "2027 to 2029" : "2027-12-31";
	case PLINT_WANT_AMOUNT:
	case PLINT_WANT_TARGET:
		return f->parts[0].link == PLINT_LINK_ON ? "14% on 2026-12-31" : f->parts[0].link == PLINT_LINK_OF ? "1,200 of 6,000" : "20% by 2027-12-31";
	case PLINT_WANT_PERCENT:
		return "20%";
	case PLINT_WANT_MONEY:
		return "IZD 1.2 million";
	case PLINT_WANT_DURATION:
		return "2 years";
	case PLINT_WANT_RHYTHM:
		return "quarterly";
	case PLINT_WANT_NONE:
	case PLINT_WANT_WORD:
	case PLINT_WANT_REF:
	case PLINT_WANT_REF_OR_TEXT:
		break;
	}
	for (unsigned k = 1; k < PLINT_KIND_COUNT; k++)
		if (f->refs & PLINT_KIND_BIT(k) && f->refs != PLINT_KINDS_ALL)
			return made(line, "name_of_%s", plint_kind_word((enum plint_kind)k));
	return f->want == PLINT_WANT_WORD ? "word" : "name";
}

void plint_slips_tell_no_value(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span link)
{
	struct plint_span head = span_of(line, node_at(line, line->node)->child);
	struct plint_diag *d;
	if (link.end)
		d = plint_slips_report(line->ps, "wrong-value", link, "the value is missing between \"%s\" and \"%s\"", f->spelling, shown(line, link));
	else
		d = plint_slips_report(line->ps, "wrong-value", head, "nothing stands behind \"%s\"", f->spelling);
	d->help = made(line, "write what it is: %s %s; or %s TBD while it is open", f->spelling, example_of(line, f), f->spelling);
}

void plint_slips_tell_two_values(const struct plint_slip_line *line, const struct plint_field *f, uint32_t first, uint32_t second)
{
	struct plint_span at = span_of(line, second);
	struct plint_diag *d;
	const struct plint_node *n = node_at(line, second);
	bool is_date = n->kind == PLINT_NODE_DATE || n->flags & PLINT_NODE_YEARLIKE;
	for (unsigned i = 0; i < PLINT_MAX_PARTS; i++) {
		const struct plint_part *part = &f->parts[i];
		if (part->want != PLINT_WANT_DATE || !is_date || part->link == PLINT_LINK_ADJUNCT)
			continue;
		const char *word = plint_link_word(part->link);
		d = plint_slips_report(line->ps, "wrong-value", at, "the date of %s comes behind \"%s\", not behind a comma",
		                       with_article(line, f->spelling), word);
		d->help = made(line, "write %s %s %s %s", f->spelling, shown(line, span_of(line, first)), word, shown(line, at));
		return;
	}
	d = plint_slips_report(line->ps, "wrong-value", at, "\"%s\" takes one value, not a list", f->spelling);
	d->help = made(line, "keep one of them: %s %s", f->spelling, shown(line, span_of(line, first)));
}

/* From the place AT up to the next link or comma, or the end of the line. */
static struct plint_span part_from(const struct plint_slip_line *line, struct plint_span at)
{
	struct plint_span part = at;
	bool is_in = false;
	for (uint32_t n = node_at(line, line->node)->child; n; n = node_at(line, n)->next) {
		const struct plint_node *v = node_at(line, n);
		if (v->kind == PLINT_NODE_BODY || (is_in && (v->link || v->flags & PLINT_NODE_ENTRY)))
			break;
		if (v->span.start < at.start)
			continue;
		is_in = true;
		part.end = v->span.end;
	}
	return part;
}

/* The whole entry from AT on, but for a part that the field knows. */
static struct plint_span entry_from(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span at)
{
	struct plint_span part = at;
	for (uint32_t n = node_at(line, line->node)->child; n; n = node_at(line, n)->next) {
		const struct plint_node *v = node_at(line, n);
		if (v->kind == PLINT_NODE_BODY)
			break;
		if (v->span.start < at.start)
			continue;
		bool is_own = false;
		for (unsigned i = 0; i < PLINT_MAX_PARTS; i++)
			is_own = is_own || (v->link && f->parts[i].link == (enum plint_link)v->link);
		if (is_own)
			break;
		part.end = v->span.end;
	}
	return part;
}

void plint_slips_tell_no_text(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span at)
{
	struct plint_span text = entry_from(line, f, at);
	uint32_t first = node_at(line, node_at(line, line->node)->child)->next;
	if (f->parts[0].link == PLINT_LINK_AS && node_at(line, first)->kind == PLINT_NODE_TEXT) {
		plint_slips_report(line->ps, "wrong-value", text, "each entry of \"%s\" is words of the mission and, behind \"as\", one name", f->spelling)
		    ->help = made(line, "write the words again for the next name: %s %s as %s", f->spelling, shown(line, span_of(line, first)),
		                  shown(line, text));
		return;
	}
	plint_slips_report(line->ps, "wrong-value", text, "\"%s\" takes a text, and a text stands in quotes", f->spelling)->help =
	    made(line, "write %s \"%s\"", f->spelling, shown(line, text));
}

/* The word for a rhythm in other words: "each month", "twice a year". */
static const char *rhythm_of(const char *text)
{
	static const char *const rhythms[][2] = {{"twice a year", "half-yearly"}, {"six months", "half-yearly"}, {"three months", "quarterly"},
	                                         {"quarter", "quarterly"},        {"month", "monthly"},          {"week", "weekly"},
	                                         {"year", "yearly"},              {"ann", "yearly"},             {"day", "daily"}};
	for (size_t i = 0; i < sizeof rhythms / sizeof *rhythms; i++)
		if (strstr(text, rhythms[i][0]))
			return rhythms[i][1];
	return "monthly, or every 2 years";
}

/* "two years" with its number in digits. */
static const char *duration_of(const struct plint_slip_line *line, const char *text)
{
	static const char *const numbers[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
	size_t len = strcspn(text, " ");
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (strlen(numbers[i]) == len && memcmp(numbers[i], text, len) == 0)
			return made(line, "%zu%s", i + 1, text + len);
	return "2 years";
}

void plint_slips_tell_words(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span first, struct plint_span at)
{
	struct plint_span words = part_from(line, first);
	const char *text = shown(line, words);
	struct plint_diag *d;
	if (f->want == PLINT_WANT_WORD && f->is_many) {
		char *list = plint_arena_alloc(line->ps->diags->arena, 2 * strlen(text) + 1), *p = list;
		for (const char *t = text; *t; t++) {
			if (*t == ' ')
				*p++ = ',';
			*p++ = *t;
		}
		*p = '\0';
		d = plint_slips_report(line->ps, "wrong-value", at, "the entries of a list have a comma between them");
		d->help = made(line, "write %s %s", f->spelling, list);
	} else if (f->want == PLINT_WANT_REF || f->want == PLINT_WANT_REF_OR_TEXT) {
		d = plint_slips_report(line->ps, "wrong-value", words, "a name is one word, \"%s\" are several", text);
		const char *rhythm = strrchr(text, ' ');
		if (f->parts[0].want == PLINT_WANT_RHYTHM && rhythm && strstr("daily weekly monthly quarterly half-yearly yearly", rhythm + 1)) {
			words.end -= (uint32_t)strlen(rhythm);
			d->help = made(line, "write %s %s%s", f->spelling, as_name(line, words), rhythm);
			return;
		}
		d->help = f->want == PLINT_WANT_REF
		              ? made(line, "write %s %s if it is one name, or commas between the names of a list", f->spelling, as_name(line, words))
		              : made(line, "write %s %s if that is the name of a block, or put the words into quotes: %s \"%s\"", f->spelling,
		                     as_name(line, words), f->spelling, text);
	} else if (f->want == PLINT_WANT_RHYTHM || f->want == PLINT_WANT_DURATION) {
		d = plint_slips_report(line->ps, "wrong-value", words, "\"%s\" does not take \"%s\"", f->spelling, text);
		d->help = f->want == PLINT_WANT_RHYTHM ? made(line, "write %s %s", f->spelling, rhythm_of(text))
		                                       : made(line, "write the number in digits: %s %s", f->spelling, duration_of(line, text));
	} else {
		d = plint_slips_report(line->ps, "wrong-value", words, "\"%s\" takes one word; several stand in quotes", f->spelling);
		d->help = f->want == PLINT_WANT_WORD ? made(line, "write one of the words that %s takes, words with a hyphen: %s", f->spelling,
		                                            as_name(line, words))
		                                     : made(line, "write %s \"%s\"", f->spelling, text);
	}
}

/* Words that people put in front of a bound. */
static const char *bound_of(const char *words)
{
	static const char *const least[] = {"min", "minimum", "over", "above", "more than", "not less than", "no less than"};
	static const char *const most[] = {"max", "maximum", "under", "below", "less than", "fewer than", "not more than", "no more than", "up"};
	for (size_t i = 0; i < sizeof least / sizeof *least; i++)
		if (strcmp(least[i], words) == 0)
			return "at least";
	for (size_t i = 0; i < sizeof most / sizeof *most; i++)
		if (strcmp(most[i], words) == 0)
			return "at most";
	return NULL;
}

void plint_slips_tell_words_before_number(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span at,
                                          uint32_t number)
{
	struct plint_span value = span_of(line, number), words = {at.start, at.end};
	const char *text = shown(line, words), *bound = bound_of(text);
	for (unsigned i = 0; i < PLINT_MAX_PARTS; i++) {
		if (f->parts[i].link == PLINT_LINK_NONE || f->parts[i].link == PLINT_LINK_ADJUNCT || f->parts[i].want != PLINT_WANT_REF_OR_TEXT)
			continue;
		const char *link = plint_link_word(f->parts[i].link);
		plint_slips_report(line->ps, "wrong-value", words, "the number comes first, then \"%s\" and the name", link)->help =
		    made(line, "write %s %s %s %s", f->spelling, shown(line, value), link, text);
		return;
	}
	struct plint_diag *d = plint_slips_report(line->ps, "wrong-value", words, "\"%s\" takes a number, and \"%s\" stands in front of it",
	                                          f->spelling, text);
	if (bound)
		d->help = made(line, "write %s %s %s", f->spelling, bound, shown(line, value));
	else if (strcmp(text, "from") == 0)
		d->help = "write where it starts as the baseline and where it should go as the target: baseline 14%; target 20%";
	else
		d->help = made(line, "leave the word out: %s %s", f->spelling, shown(line, value));
}

/* The date behind "in", "before" and the like at NODE, or 0. */
static uint32_t date_behind(const struct plint_slip_line *line, uint32_t node)
{
	static const char *const words[] = {"in", "before", "until", "till", "since", "end", "during"};
	uint32_t next = node_at(line, node)->next;
	if (node_at(line, node)->kind != PLINT_NODE_WORD || !next)
		return 0;
	const struct plint_node *n = node_at(line, next);
	bool is_date = n->kind == PLINT_NODE_DATE || (n->kind == PLINT_NODE_AMOUNT && n->flags & PLINT_NODE_YEARLIKE);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (is_date && strcmp(words[i], shown(line, span_of(line, node))) == 0)
			return next;
	return 0;
}

/* The numbers from NODE on, groups of three with blanks between them, as one with commas. */
static const char *joined_thousands(const struct plint_slip_line *line, uint32_t node)
{
	const char *text = shown(line, span_of(line, node));
	for (uint32_t n = node_at(line, node)->next; n && node_at(line, n)->kind == PLINT_NODE_AMOUNT; n = node_at(line, n)->next)
		text = made(line, "%s,%s", text, shown(line, span_of(line, n)));
	return text;
}

void plint_slips_tell_side_by_side(const struct plint_slip_line *line, const struct plint_field *f, uint32_t left, uint32_t right)
{
	struct plint_span l = span_of(line, left), r = span_of(line, right);
	const struct plint_node *ln = node_at(line, left), *rn = node_at(line, right);
	struct plint_diag *d = plint_slips_report(line->ps, "unreadable-line", r, "%s stands behind %s with nothing between them", quoted(line, r),
	                                          quoted(line, l));
	bool is_plain = !ln->child || ln->flags & PLINT_NODE_UNIT_FIRST;
	bool is_thousands = ln->kind == PLINT_NODE_AMOUNT && rn->kind == PLINT_NODE_AMOUNT && is_plain && rn->span.end - rn->span.start >= 3 &&
	                    strspn(plint_parse_text(line->ps, r), "0123456789") == 3;
	bool is_points = ln->kind == PLINT_NODE_AMOUNT && strstr(shown(line, l), "percentage");
	for (unsigned i = 0; i < PLINT_MAX_PARTS; i++) {
		const struct plint_part *part = &f->parts[i];
		bool is_date = rn->kind == PLINT_NODE_DATE || rn->flags & PLINT_NODE_YEARLIKE;
		uint32_t date = date_behind(line, right);
		if (date && part->want == PLINT_WANT_DATE) {
			d->help = made(line, "write %s %s %s", shown(line, l), plint_link_word(part->link), shown(line, span_of(line, date)));
			return;
		}
		bool fits = part->want == PLINT_WANT_DATE ? is_date : rn->kind == PLINT_NODE_WORD || rn->kind == PLINT_NODE_TEXT;
		if (part->link == PLINT_LINK_NONE || part->link == PLINT_LINK_ADJUNCT || !fits)
			continue;
		d->help = made(line, "write %s %s %s", shown(line, l), plint_link_word(part->link), shown(line, r));
		return;
	}
	if (is_points)
		d->help = made(line, "write %.*s pp", (int)strspn(shown(line, l), "0123456789.,"), shown(line, l));
	else if (is_thousands)
		d->help = made(line, "write %s if it is one number", joined_thousands(line, left));
	else if (f->is_many)
		d->help = made(line, "write a comma between the entries of a list: %s, %s", shown(line, l), shown(line, r));
	else
		d->help = "write a ; or a new line where another fact begins, and put words that belong together into quotes";
}

void plint_slips_tell_link(const struct plint_slip_line *line, const struct plint_field *f, enum plint_link link, struct plint_span at)
{
	const char *links = "";
	for (unsigned i = 0; i < PLINT_MAX_PARTS; i++)
		if (f->parts[i].link && f->parts[i].link != PLINT_LINK_ADJUNCT)
			links = made(line, "%s%s\"%s\"", links, *links ? " and " : "", plint_link_word(f->parts[i].link));
	struct plint_diag *d = plint_slips_report(line->ps, "wrong-value", at, "\"%s\" takes nothing behind \"%s\"", f->spelling, plint_link_word(link));
	bool is_percent = link == PLINT_LINK_PER && strncmp(shown(line, text_behind(line, at)), "cent", 4) == 0;
	if (is_percent)
		d->help = "write % right behind the number: 20%";
	else if (*links)
		d->help = made(line, "behind its value, \"%s\" takes %s", f->spelling, links);
	else
		d->help = made(line, "leave it out, or begin a new line with \"%s\" if that is another fact", plint_link_word(link));
}

/* "June 2027", "31 December 2027" and the like at SPAN as an ISO date, or NULL. */
static const char *iso_of(const struct plint_slip_line *line, struct plint_span span)
{
	const char *text = plint_parse_text(line->ps, span);
	uint32_t len = span.end - span.start;
	unsigned month = 0, day = 0, quarter = 0;
	int year = 0;
	bool is_end = false, is_mid = false, is_fiscal = false;
	for (uint32_t i = 0; i < len;) {
		uint32_t start = i;
		while (i < len && !strchr(" \t,.-/\"", text[i]))
			i++;
		uint32_t size = i - start;
		const char *word = text + start;
		size_t digits = strspn(word, "0123456789");
		unsigned value = 0;
		for (size_t k = 0; k < digits && k < 5; k++)
			value = value * 10 + (unsigned)(word[k] - '0');
		if (digits == 4 && size == 4 && value >= 1900 && value <= 2199)
			year = (int)value;
		else if (digits > 0 && digits <= 2 && value >= 1 && value <= 31)
			day = value;
		else if (size == 2 && (word[0] == 'Q' || word[0] == 'q') && word[1] >= '1' && word[1] <= '4')
			quarter = (unsigned)(word[1] - '0');
		else if (plint_literal_month(word, size))
			month = plint_literal_month(word, size);
		else if (size == 3 && memcmp(word, "end", 3) == 0)
			is_end = true;
		else if (size == 3 && memcmp(word, "mid", 3) == 0)
			is_mid = true;
		else if (size == 4 && (word[0] | 0x20) == 'f' && (word[1] | 0x20) == 'y' && strspn(word + 2, "0123456789") == 2)
			return made(line, "FY20%.2s", word + 2);
		else if (size == 2 && (word[0] | 0x20) == 'f' && (word[1] | 0x20) == 'y')
			is_fiscal = true;
		i++;
	}
	if (!year)
		return NULL;
	if (is_fiscal)
		return made(line, "FY%d", year);
	if (is_mid && !month)
		return made(line, "%d-06", year);
	if (quarter)
		return made(line, "%d-Q%u", year, quarter);
	if (month && day && day <= plint_date_month_length(year, month))
		return made(line, "%d-%02u-%02u", year, month, day);
	if (month)
		return made(line, "%d-%02u", year, month);
	return is_end ? made(line, "%d-12-31", year) : made(line, "%d", year);
}

void plint_slips_tell_date(const struct plint_slip_line *line, uint32_t first, bool is_whole)
{
	struct plint_span at = is_whole ? plint_slips_rest(line, span_of(line, first)) : part_from(line, span_of(line, first));
	const char *iso = iso_of(line, at);
	struct plint_diag *d = plint_slips_report(line->ps, "wrong-value", at, "%s is no date: a date is a year from 1900 to 2199, with a month and a day if need be",
	                                          quoted(line, at));
	d->help = iso ? made(line, "write %s", iso) : "write 2027-12-31, 2027-12, 2027-Q4, 2027 or FY2027";
}

void plint_slips_tell_glued(const struct plint_slip_line *line, struct plint_span at)
{
	const char *text = shown(line, at);
	plint_slips_report(line->ps, "wrong-value", at, "the currency and its number stand together without a blank")->help =
	    made(line, "write %.3s %s", text, text + 3);
}

void plint_slips_tell_field_block(const struct plint_slip_line *line, const struct plint_field *f, struct plint_span at)
{
	enum plint_kind kind = plint_kind_find(f->spelling, (uint32_t)strlen(f->spelling));
	if (kind != PLINT_KIND_NONE) {
		plint_slips_report(line->ps, "wrong-place", at, "%s is described at the top of the plan, not in %s", with_article(line, f->spelling),
		                   with_article(line, plint_kind_word((enum plint_kind)line->parent)))
		    ->help = made(line, "move this block out, and keep its name here: %s name", f->spelling);
		return;
	}
	plint_slips_report(line->ps, "unreadable-line", at, "\"%s\" is a single fact: no block opens behind it", f->spelling)->help =
	    made(line, "write the value on the line, without { and }: %s %s", f->spelling, example_of(line, f));
}

void plint_slips_tell_include(const struct plint_slip_line *line, struct plint_span at)
{
	struct plint_span rest = plint_slips_rest(line, at);
	bool is_head = at.start == node_at(line, line->node)->span.start;
	const char *text = shown(line, rest);
	size_t len = strlen(text);
	bool has_end = len > 5 && strcmp(text + len - 5, ".plan") == 0;
	plint_slips_report(line->ps, "wrong-value", at, "include takes the name of one file, in quotes")->help =
	    is_head ? "write one line for each file: include \"targets.plan\"" : made(line, "write include \"%s%s\"", text, has_end ? "" : ".plan");
}

void plint_slips_tell_said_twice(const struct plint_slip_line *line, const char *what, uint32_t first, bool takes_list)
{
	(void)takes_list;
	struct plint_span head = span_of(line, node_at(line, line->node)->child), before = span_of(line, node_at(line, first)->child);
	bool is_plan = strcmp(what, "plan") == 0;
	struct plint_diag *d = is_plan ? plint_slips_report(line->ps, "said-twice", head, "this is the second plan block of the file; a plan has one")
	                               : plint_slips_report(line->ps, "said-twice", head, "\"%s\" is said twice in this block", what);
	d->help = is_plan ? "keep one plan block and move the lines of the other into it" : made(line, "keep the line that holds and take the other one out");
	d->label = is_plan ? "the second one" : "said again here";
	plint_diag_relate(line->ps->diags, d, before, is_plan ? "the first one" : "said here first");
}
