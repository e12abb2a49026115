/*
 * Sentences about signs and headers: see slips.h. Those about values are in slips_values.c, those about first words, and the words of
 * other methods, in slips_words.c.
 */
#include "plan.tab.h"
#include "syntax/literal.h"
#include "syntax/slips_tools.h"

#define ROW "A row of a table becomes an indicator: indicator \"Title\" { baseline 12; target 30 by 2027-12-31 }"

/* --- tools -------------------------------------------------------------------------------------------------------- */

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

static bool has_quotes(const struct plint_slip_line *line, struct plint_span span)
{
	const char *text = plint_parse_text(line->ps, span);
	for (uint32_t i = 0, len = span.end - span.start; i < len; i++)
		if (text[i] == '"' || ((unsigned char)text[i] >= 0x80 && plint_quote_opener(text + i, len - i, false)))
			return true;
	return false;
}

bool plint_slips_tell_row(const struct plint_slip_line *line, struct plint_span span)
{
	unsigned cells = 1;
	for (uint32_t i = span.start; i + 1 < span.end; i++) {
		const char *at = line->ps->text + (i - line->ps->base);
		cells += at[0] == '\t' && at[1] != '\t';
	}
	if (cells < 3 || has_quotes(line, span))
		return false;
	plint_slips_report(line->ps, "unreadable-line", span, "a row of a table cannot be read: each cell becomes a line of its own")->help = ROW;
	return true;
}

static bool is_header(const struct plint_slip_line *line)
{
	const struct plint_node *n = node_at(line, line->node);
	return n->kind == PLINT_NODE_STATEMENT && n->u.stmt.what_kind != PLINT_KIND_NONE;
}

/* --- signs -------------------------------------------------------------------------------------------------------- */

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
		    "Put { in place of (, and } in place of ).";
		return;
	}
	plint_slips_report(line->ps, "unreadable-line", span, "a remark in brackets cannot stand in a line")->help =
	    made(line, "Put the remark behind a #: # %s", shown(line, text_behind(line, (struct plint_span){span.start, span.start})));
}

static void tell_dash(const struct plint_slip_line *line, struct plint_span span, const char *sign)
{
	const char *rest = shown(line, text_behind(line, span));
	plint_slips_report(line->ps, "unreadable-line", span, "the dash \"%s\" means nothing here", sign)->help =
	    *rest ? made(line, "Leave the dash out: %s", rest) : "Leave the dash out.";
}

/* Commas and percent signs of other scripts. */
static bool tell_foreign_mark(const struct plint_slip_line *line, struct plint_diag *d, struct plint_span span, const char *sign)
{
	bool is_comma = strcmp(sign, "،") == 0 || strcmp(sign, "，") == 0 || strcmp(sign, "、") == 0;
	uint32_t before, behind;
	neighbours(line, span, &before, &behind);
	if (is_comma && before && behind)
		d->help = made(line, "Put a comma between the entries of a list: %s, %s", shown(line, span_of(line, before)),
		               shown(line, span_of(line, behind)));
	else if (is_comma)
		d->help = "Put a comma in its place: ,";
	else if (strcmp(sign, "؛") == 0 || strcmp(sign, "；") == 0)
		d->help = "Put ; in its place, or begin a new line.";
	else if (strcmp(sign, "٪") == 0 || strcmp(sign, "％") == 0)
		d->help = before ? made(line, "Write %s%%", shown(line, span_of(line, before))) : "Put % behind the number: 15%";
	else
		return false;
	return true;
}

/* A sign without a meaning. */
static void tell_sign(const struct plint_slip_line *line, struct plint_span span)
{
	struct plint_parse *ps = line->ps;
	const char *sign = shown(line, span), *number = number_behind(line, span), *currency = currency_of_sign(sign);
	if (currency) {
		bool is_good = *number && !plint_literal_read(ps->diags->arena, number, strlen(number)).message;
		plint_slips_report(ps, "unreadable-line", span, "a currency is written with its three letters, not as \"%s\"", sign)->help =
		    made(line, "Put its letters in front of the number: %s %s, or those of the currency that it is.", currency, is_good ? number : "1,200");
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
		d->help = *number ? made(line, "Put the sign behind the number: %s%%", number) : "Say percent.";
	else if (strcmp(sign, "+") == 0 && *number)
		d->help = made(line, "Keep the number alone: %s", number);
	else if (strcmp(sign, ".") == 0 && *number)
		d->help = text_behind(line, span).start == span.end ? made(line, "Write 0.%s", number) : made(line, "Keep the number alone: %s", number);
	else if (tell_foreign_mark(line, d, span, sign))
		return;
	else if (strcmp(sign, "->") == 0 || strcmp(sign, "→") == 0)
		d->help = "Say where it starts as the baseline and where it should go as the target: baseline 14%; target 20%";
	else if (strcmp(sign, "~") == 0 || strcmp(sign, "±") == 0 || strcmp(sign, "≈") == 0)
		d->help = "Keep the number alone, or give a range: between 14% and 16%";
	else if (strcmp(sign, "|") == 0)
		d->help = ROW;
	else if (strcmp(sign, "/") == 0 || strcmp(sign, "&") == 0)
		d->help = "Put a comma between the entries of a list, and words that belong together in quotes.";
	else if (strcmp(sign, "'") == 0 || strcmp(sign, "’") == 0)
		d->help = "Words with an apostrophe stand in quotes: \"the clients' income\"";
	else
		d->help = "Leave the sign out, or put the words that it stands in between quotes: \"…\"";
}

/* --- what a line would have been -------------------------------------------------------------------------------------- */

/* The first word of the line at SPAN. */
static struct plint_span first_word(const struct plint_slip_line *line, struct plint_span span)
{
	const char *text = plint_parse_text(line->ps, span);
	uint32_t len = 0;
	while (span.start + len < span.end && !strchr(" \t\r\n{;:=", text[len]))
		len++;
	return (struct plint_span){span.start, span.start + len};
}

/* Field that the line at SPAN, which could not be read, would have been in its block, or NULL. */
static const struct plint_field *field_of_line(const struct plint_slip_line *line, struct plint_span span)
{
	const struct plint_ast *t = line->ps->ast;
	struct plint_span head = first_word(line, span);
	if (line->parent == PLINT_KIND_NONE || line->parent >= PLINT_KIND_COUNT)
		return NULL;
	uint32_t atom = plint_intern_find(t->atoms, plint_parse_text(line->ps, head), head.end - head.start);
	unsigned word = plint_words_head(t->words, t->atoms, atom);
	for (uint32_t i = t->schema->kind_first[line->parent]; word && i < t->schema->kind_first[line->parent + 1]; i++) {
		const struct plint_field *f = &t->schema->fields[i];
		size_t len = strcspn(f->spelling, " ");
		if (len != head.end - head.start)
			continue;
		size_t same = 0;
		while (same < len && (plint_parse_text(line->ps, head)[same] | 0x20) == f->spelling[same])
			same++;
		if (same == len)
			return f;
	}
	return NULL;
}

/* --- headers in plain words --------------------------------------------------------------------------------------- */

static bool has_field(const struct plint_slip_line *line, enum plint_kind kind, const char *spelling)
{
	const struct plint_schema *s = line->ps->ast->schema;
	for (uint32_t i = s->kind_first[kind]; i < s->kind_first[kind + 1]; i++)
		if (strcmp(s->fields[i].spelling, spelling) == 0)
			return true;
	return false;
}

/* SPAN without the blanks, colons, dashes and dots that it begins with. */
static struct plint_span without_lead(const struct plint_slip_line *line, struct plint_span span)
{
	for (;;) {
		const char *text = plint_parse_text(line->ps, span);
		uint32_t left = span.end - span.start;
		if (left > 0 && strchr(" \t:=-.)", *text))
			span.start++;
		else if (left >= 3 && (memcmp(text, "–", 3) == 0 || memcmp(text, "—", 3) == 0))
			span.start += 3;
		else
			return span;
	}
}

/* The number at the start of SPAN that a document gives its goals: "1", "1.2". Empty where there is none: a year, 5,000, 20%. */
static struct plint_span code_at(const struct plint_slip_line *line, struct plint_span span)
{
	const char *text = plint_parse_text(line->ps, span);
	uint32_t len = 0, left = span.end - span.start;
	while (len < left && strchr("0123456789.", text[len]))
		len++;
	bool has_end = len == left || strchr(" \t:)", text[len]);
	while (len > 0 && text[len - 1] == '.')
		len--;
	bool is_code = has_end && len > 0 && (len <= 2 || memchr(text, '.', len));
	return (struct plint_span){span.start, span.start + (is_code ? len : 0)};
}

const char *plint_slips_header(const struct plint_slip_line *line, enum plint_kind kind, const char *words, struct plint_span rest)
{
	struct plint_span title = without_lead(line, rest), code = {title.start, title.start};
	const struct plint_node *n = node_at(line, line->node);
	if (has_field(line, kind, "code"))
		code = code_at(line, title);
	if (code.end > code.start)
		title = without_lead(line, (struct plint_span){code.end, title.end});
	bool has_body = kind == PLINT_KIND_PLAN || (n->kind == PLINT_NODE_STATEMENT && n->u.stmt.body);
	const char *body = code.end > code.start ? made(line, " { code \"%s\"%s }", shown(line, code), has_body ? "; …" : "")
	                                         : has_body ? " { … }" : "";
	const char *text = plint_parse_text(line->ps, title);
	uint32_t len = title.end - title.start;
	bool is_name = len > 0 && title.start == rest.start && *text >= 'a' && *text <= 'z' && !memchr(text, ' ', len);
	if (len == 0)
		return made(line, "%s%s%s", words, code.end > code.start ? " \"…\"" : "", body);
	if (is_name || has_quotes(line, title))
		return made(line, "%s %s%s", words, shown(line, title), body);
	return made(line, "%s \"%s\"%s", words, shown(line, title), body);
}

/* Kind that the word at SPAN names, in capitals or not. */
static enum plint_kind kind_at(const struct plint_slip_line *line, struct plint_span span)
{
	char word[32];
	uint32_t len = span.end - span.start;
	if (len >= sizeof word)
		return PLINT_KIND_NONE;
	for (uint32_t i = 0; i < len; i++) {
		char c = plint_parse_text(line->ps, span)[i];
		word[i] = c >= 'A' && c <= 'Z' ? (char)(c + 0x20) : c;
	}
	return plint_kind_find(word, len);
}

/* The letters at the start of SPAN. */
static struct plint_span letters_at(const struct plint_slip_line *line, struct plint_span span)
{
	const char *text = plint_parse_text(line->ps, span);
	uint32_t len = 0;
	while (span.start + len < span.end && (text[len] | 0x20) >= 'a' && (text[len] | 0x20) <= 'z')
		len++;
	return (struct plint_span){span.start, span.start + len};
}

/* What the text at SPAN, which begins with the word of a kind (behind its class, if it has one) and goes on in plain words, should be;
 * NULL where it does not. */
static const char *header_meant(const struct plint_slip_line *line, struct plint_span span)
{
	struct plint_span head = letters_at(line, span), class_word = {0, 0};
	enum plint_kind kind = kind_at(line, head);
	if (kind == PLINT_KIND_NONE) {
		class_word = head;
		head = letters_at(line, text_behind(line, head));
		kind = kind_at(line, head);
		const char *class = shown(line, class_word);
		bool is_class = strcmp(class, "social") == 0 || strcmp(class, "financial") == 0 || strcmp(class, "internal") == 0;
		if (kind != PLINT_KIND_GOAL || !is_class)
			return NULL;
	}
	struct plint_span rest = text_behind(line, head), name = letters_at(line, rest);
	if (rest.end == rest.start)
		return NULL;
	const char *words = made(line, "%s%s%s", class_word.end ? shown(line, class_word) : "", class_word.end ? " " : "", plint_kind_word(kind));
	bool has_name = name.end > name.start && name.end < rest.end && *plint_parse_text(line->ps, rest) >= 'a' &&
	                strchr(":=", *plint_parse_text(line->ps, (struct plint_span){name.end, name.end}));
	if (has_name) {
		words = made(line, "%s %s", words, shown(line, name));
		rest = text_behind(line, (struct plint_span){name.end + 1, name.end + 1});
	}
	if (kind == PLINT_KIND_PLAN && !has_name && letters_at(line, without_lead(line, rest)).end == without_lead(line, rest).start &&
	    !has_quotes(line, rest))
		rest.start = head.start; /* "Plan 2027": all of it is the title */
	return plint_slips_header(line, kind, words, rest);
}

/* What a number, or a bullet, and plain words behind it at REST are meant as; NULL where they are something else. */
static const char *listed_meant(const struct plint_slip_line *line, struct plint_span sign, struct plint_span rest)
{
	const char *header = header_meant(line, rest), *text = plint_parse_text(line->ps, rest);
	struct plint_span code = code_at(line, sign), head = letters_at(line, rest);
	bool has_code = code.end > code.start;
	if (header && !has_quotes(line, rest))
		return has_code && !strchr(header, '{') ? made(line, "%s { code \"%s\" }", header, shown(line, code)) : header;
	const struct plint_words *w = line->ps->ast->words;
	uint32_t atom = plint_intern_find(line->ps->ast->atoms, plint_parse_text(line->ps, head), head.end - head.start);
	bool is_known = atom && plint_words_head(w, line->ps->ast->atoms, atom) != PLINT_W_NONE;
	if (header || is_known || head.end == head.start || *text > 'Z' || has_quotes(line, rest) || line->parent >= PLINT_KIND_COUNT ||
	    !memchr(text, ' ', rest.end - rest.start))
		return NULL;
	enum plint_kind kind = line->parent == PLINT_KIND_GOAL        ? PLINT_KIND_OBJECTIVE
	                       : line->parent == PLINT_KIND_OBJECTIVE ? PLINT_KIND_ACTIVITY
	                       : line->parent != PLINT_KIND_NONE      ? PLINT_KIND_NONE
	                       : has_code && memchr(plint_parse_text(line->ps, code), '.', code.end - code.start) ? PLINT_KIND_OBJECTIVE
	                                                                                                            : PLINT_KIND_GOAL;
	if (kind == PLINT_KIND_NONE)
		return NULL;
	const char *block = made(line, "%s \"%s\"", plint_kind_word(kind), shown(line, rest));
	return has_code ? made(line, "%s { code \"%s\" }", block, shown(line, code)) : block;
}

static void tell_bullet(const struct plint_slip_line *line, struct plint_span span)
{
	const char *sign = shown(line, span), *rest = shown(line, text_behind(line, span));
	struct plint_diag *d =
	    plint_slips_report(line->ps, "unreadable-line", span, "a line begins with its word; the \"%s\" in front of it means nothing", sign);
	bool is_number = *sign >= '0' && *sign <= '9';
	size_t digits = strspn(sign, "0123456789.");
	const char *meant = *sign == '|' ? NULL : listed_meant(line, span, text_behind(line, span));
	if (*sign == '|')
		d->help = ROW;
	else if (meant)
		d->help = made(line, "Write %s", meant);
	else if (is_number)
		d->help = made(line, "Leave it out: %s; the number that the document gives it goes inside: code \"%.*s\"", rest,
		               (int)(digits > 1 && sign[digits - 1] == '.' ? digits - 1 : digits), sign);
	else
		d->help = made(line, "Leave it out: %s", rest);
}

static void tell_colon(const struct plint_slip_line *line, struct plint_span span)
{
	uint32_t before, behind;
	neighbours(line, span, &before, &behind);
	const char *sign = shown(line, span), *rest = shown(line, text_behind(line, span));
	struct plint_diag *d =
	    plint_slips_report(line->ps, "unreadable-line", span, "no \"%s\" stands between a word and what it says", sign);
	struct plint_span whole = node_at(line, line->node)->span, text = text_behind(line, span);
	const struct plint_field *field = field_of_line(line, whole);
	const char *meant = has_quotes(line, text) || field ? NULL : header_meant(line, (struct plint_span){whole.start, text.end});
	bool is_text = field && field->want == PLINT_WANT_TEXT && text.end > text.start && !has_quotes(line, text);
	if (meant)
		d->help = made(line, "Write %s", meant);
	else if (is_text)
		d->help = made(line, "Write %s \"%s\"", field->spelling, rest);
	else
		d->help = before ? made(line, "Leave it out: %s %s", shown(line, (struct plint_span){span_of(line, node_at(line, line->node)->child).start,
	                                                                                    span_of(line, before).end}),
	                        rest)
	                 : "Leave it out.";
}

static void tell_between(const struct plint_slip_line *line, const struct plint_fault *f, const char *rule, const char *message,
                         const char *joint)
{
	uint32_t before, behind;
	neighbours(line, f->span, &before, &behind);
	struct plint_diag *d = plint_slips_report(line->ps, rule, f->span, "%s, not \"%s\"", message, shown(line, f->span));
	if (before && behind)
		d->help = made(line, "Write %s%s %s", shown(line, span_of(line, before)), joint, shown(line, span_of(line, behind)));
}

static void tell_relation(const struct plint_slip_line *line, struct plint_span span)
{
	const char *sign = shown(line, span);
	bool is_least = strchr(sign, '>') != NULL;
	plint_slips_report(line->ps, "unreadable-line", span, "the sign \"%s\" is written in words here", sign)->help =
	    made(line, "Write %s %s", is_least ? "at least" : "at most", shown(line, text_behind(line, span)));
}

/* Text between the single quotes at SPAN. */
static void tell_single_quotes(const struct plint_slip_line *line, struct plint_span span)
{
	const char *text = plint_parse_text(line->ps, span);
	uint32_t size = *text == '\'' ? 1 : 3;
	struct plint_span inside = {span.start + size, span.end - (line->ps->text[span.end - line->ps->base - 1] == '\'' ? 1 : 3)};
	plint_slips_report(line->ps, "unreadable-line", span, "a text stands in double quotes, not in single ones")->help =
	    made(line, "Write \"%s\"", shown(line, inside));
}

static void tell_name_digit(const struct plint_slip_line *line, struct plint_span span)
{
	const char *name = shown(line, span);
	size_t digits = strspn(name, "0123456789");
	plint_slips_report(line->ps, "unreadable-line", span, "a name begins with a letter, \"%s\" begins with a digit", name)->help =
	    made(line, "Write %s_%.*s", name + digits, (int)digits, name);
}

/* --- lines that could not be read --------------------------------------------------------------------------------- */

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

static void tell_prose_line(const struct plint_slip_line *line, struct plint_span span)
{
	struct plint_span head = first_word(line, span);
	struct plint_span rest = text_behind(line, head);
	enum plint_kind kind = kind_at(line, head);
	const char *meant = header_meant(line, span);
	if (plint_slips_tell_row(line, (struct plint_span){head.start, rest.end}))
		return;
	if (kind != PLINT_KIND_NONE && meant) {
		plint_slips_report(line->ps, "unreadable-line", rest, "the title of %s stands in quotes",
		                   with_article(line, plint_kind_word(kind)))->help =
		    made(line, "Write %s", meant);
		return;
	}
	plint_slips_report(line->ps, "unreadable-line", (struct plint_span){head.start, rest.end},
	                   "plain words cannot be read: a text stands in quotes, behind the word that says what it is")
	    ->help = made(line, "Write about \"%s\"", shown(line, (struct plint_span){head.start, rest.end}));
}

/* A line that begins with something else than a word. */
static void tell_first_thing(const struct plint_slip_line *line, const struct plint_fault *f)
{
	struct plint_parse *ps = line->ps;
	if (f->found == PT_SIGN) {
		plint_slips_report(ps, "unreadable-line", f->span, "a line begins with the word that says what it is; \"%s\" means nothing here",
		                   plint_slips_shown(ps, f->span, 30))
		    ->help = made(line, "Put # in front of it if it is a remark: # %s", shown(line, node_at(line, line->node)->span));
		return;
	}
	struct plint_diag *d =
	    plint_slips_report(ps, "unreadable-line", f->span, "a line begins with the word that says what it is, not with %s",
	                       f->found == PT_TEXT ? "a text in quotes" : made(line, "\"%s\"", plint_slips_shown(ps, f->span, 30)));
	if (f->found == PT_TEXT)
		d->help = made(line, "Put that word in front of it: %s %s", line->parent == PLINT_KIND_NONE ? "goal" : "about",
		               plint_slips_shown(ps, f->span, 60));
	else
		d->help = "One fact a line: its word first, then what it says: target 20% by 2027-12-31";
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
		    made(line, "Write %s \"%s\"", field->spelling, shown(line, text));
	} else if (!field && is_prose(line, whole)) {
		tell_prose_line(line, whole);
	} else if (is_link) {
		d = plint_slips_report(ps, "unreadable-line", span, "something is missing after \"%s\": %s comes next", before, found);
		d->help = strcmp(before, "by") == 0 || strcmp(before, "on") == 0 ? made(line, "Put a date there: %s 2027-12-31", before)
		                                               : made(line, "Say there what \"%s\" means, or leave \"%s\" out.", before, before);
	} else if (f->prev == PT_COMMA) {
		d = plint_slips_report(ps, "unreadable-line", span, "an entry is missing after the comma: %s comes next", found);
		d->help = f->found == PT_AND ? "Leave the \"and\" out: a, b, c" : "Add the next entry of the list, or leave the comma out.";
	} else if (f->prev == PT_EVERY) {
		d = plint_slips_report(ps, "unreadable-line", span, "after \"every\" comes a number and a unit, not %s", found);
		d->help = "It takes every 2 years, or one of daily, weekly, monthly, quarterly, half-yearly, yearly.";
	} else if (is_bound || f->prev == PT_GE || f->prev == PT_LE || f->prev == PT_EXACTLY || f->prev == PT_BETWEEN || f->prev == PT_AND) {
		d = plint_slips_report(ps, "unreadable-line", span, "after \"%s\" comes a number, not %s", before, found);
		d->help = f->prev == PT_BETWEEN || f->prev == PT_AND ? "Write between 3% and 5%" : made(line, "Write %s 90%%", before);
	} else if (f->found == PT_COMMA) {
		plint_slips_report(ps, "unreadable-line", span, "no comma stands between a word and what it says")->help = "Leave the comma out.";
	} else {
		d = plint_slips_report(ps, "unreadable-line", span, "this line cannot be read from here on: %s cannot stand here", found);
		d->help = "One fact a line: its word first, then what it says; words that belong together stand in quotes.";
		for (unsigned i = 0; i < f->wanted_count; i++)
			d->help = made(line, "%s%s", i == 0 ? "Here could come " : made(line, "%s, or ", d->help), f->wanted[i]);
	}
}

/* --- faults ------------------------------------------------------------------------------------------------------- */

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
		plint_slips_report(ps, "wrong-value", span, "between takes \"and\", not \"to\"")->help = "Write between 3% and 5%";
		break;
	case PLINT_FAULT_AS_OF:
		plint_slips_report(ps, "unreadable-line", span, "a value has its date behind \"on\", not behind \"as of\"")->help =
		    made(line, "Write on %s", shown(line, text_behind(line, span)));
		break;
	case PLINT_FAULT_SINGLE_QUOTES:
		tell_single_quotes(line, span);
		break;
	case PLINT_FAULT_NAME_HYPHEN:
		plint_slips_report(ps, "unreadable-line", span, "the name \"%s\" ends with a hyphen: - stands only inside a name", shown(line, span))
		    ->help = made(line, "Write %s", shown(line, without_hyphens(line, span)));
		break;
	case PLINT_FAULT_NAME_DIGIT:
		tell_name_digit(line, span);
		break;
	case PLINT_FAULT_SOFT_HYPHEN:
		plint_slips_report(ps, "unreadable-line", span, "the word \"%s\" has an invisible character inside", shown(line, span))->help =
		    made(line, "Delete the word and type it again: %s", without_marks(line, span));
		break;
	case PLINT_FAULT_COMMENT:
		plint_slips_report(ps, "unreadable-line", span, "a remark begins with #")->help =
		    made(line, "Write # %s", shown(line, text_behind(line, (struct plint_span){span.start, span.start + 2})));
		break;
	case PLINT_FAULT_TRAILING_COMMA:
		d = plint_slips_report(ps, "wrong-value", span, "the list ends with a comma, and nothing follows it");
		d->help = "Leave the , out, or write the next entry behind it.";
		break;
	case PLINT_FAULT_NO_BREAK:
		d = plint_slips_report(ps, "unreadable-line", span, "\"%s\" begins a new fact, but no new line and no ; comes before it",
		                       shown(line, span));
		d->help = made(line, "Put a ; between the two: ; %s", shown(line, text_behind(line, (struct plint_span){span.start, span.start})));
		break;
	case PLINT_FAULT_LINE:
		tell_line(line, f);
		break;
	}
}

/* --- headers ------------------------------------------------------------------------------------------------------ */

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
	if (plint_slips_tell_row(line, plint_slips_rest(line, span_of(line, node_at(line, line->node)->child))))
		return;
	struct plint_diag *d = plint_slips_report(line->ps, "unreadable-line", rest, "the title of %s stands in quotes",
	                                          with_article(line, plint_kind_word(kind)));
	d->help = made(line, "Write %s %s%s\"%s\"", kind_words(line), name.end ? shown(line, name) : "", name.end ? " " : "", shown(line, rest));
}

void plint_slips_tell_title_first(const struct plint_slip_line *line, enum plint_kind kind, struct plint_span title, struct plint_span at)
{
	(void)kind;
	struct plint_diag *d = plint_slips_report(line->ps, "unreadable-line", at, "the name stands before the title, not behind it");
	d->help = made(line, "Write %s %s %s", kind_words(line), shown(line, at), shown(line, title));
}

void plint_slips_tell_name_with_blank(const struct plint_slip_line *line, struct plint_span first, struct plint_span at)
{
	struct plint_span words = at;
	for (uint32_t n = node_at(line, line->node)->child; n; n = node_at(line, n)->next)
		if (node_at(line, n)->kind == PLINT_NODE_WORD && node_at(line, n)->span.start > at.start)
			words.end = node_at(line, n)->span.end;
	struct plint_diag *d = plint_slips_report(line->ps, "unreadable-line", words, "a name is one word; words are joined with _");
	d->help = made(line, "Write %s", as_name(line, (struct plint_span){first.start, words.end}));
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
		d->help = made(line, "Write by %s", shown(line, n->span));
	} else if (strcmp(word, "at") == 0 && is_number) {
		d = plint_slips_report(line->ps, "unreadable-line", at, "\"at\" alone says nothing of a number");
		d->help = made(line, "Say at least %s, at most %s, or the number alone.", shown(line, n->span), shown(line, n->span));
	} else if (is_header(line)) {
		d = plint_slips_report(line->ps, "unreadable-line", at, "\"%s\" cannot be a name: it is a word of the language", word);
		d->help = made(line, "Take another name, such as %s_1", word);
	} else {
		d = plint_slips_report(line->ps, "unreadable-line", at, "\"%s\" means nothing here: it is a word of the language and never a name", word);
		d->help = made(line, "Put the words of a text between quotes: \"%s\"", shown(line, plint_slips_rest(line, at)));
	}
}

void plint_slips_tell_header(const struct plint_slip_line *line, enum plint_kind kind, struct plint_span at, uint32_t value)
{
	const struct plint_node *n = node_at(line, value);
	const char *what = with_article(line, plint_kind_word(kind));
	struct plint_parse *ps = line->ps;
	if ((n->kind == PLINT_NODE_AMOUNT || n->kind == PLINT_NODE_DATE) && !n->link) {
		struct plint_span whole = node_at(line, line->node)->span;
		struct plint_span front = {whole.start, whole.start};
		const char *meant = header_meant(line, text_behind(line, front));
		plint_slips_report(ps, "unreadable-line", at, "behind \"%s\" come a name and a title; a number is neither", kind_words(line))->help =
		    meant ? made(line, "Write %s", meant)
		          : made(line, "Put the number that the document gives it inside the block: { code \"%s\" }", shown(line, n->span));
	} else if (n->link || n->kind == PLINT_NODE_BOUND) {
		plint_slips_report(ps, "unreadable-line", at, "only the name and the title stand on the line of %s", what)->help =
		    made(line, "Put everything else between braces: { %s }", shown(line, plint_slips_rest(line, at)));
	} else if (n->kind == PLINT_NODE_TEXT) {
		plint_slips_report(ps, "unreadable-line", at, "%s has one title", what)->help =
		    made(line, "Put the second text inside the block: { about %s }", shown(line, n->span));
	} else if (n->flags & PLINT_NODE_ENTRY) {
		plint_slips_report(ps, "unreadable-line", at, "%s has one name; no list can stand here", what)->help =
		    made(line, "Put each %s on a line of its own.", plint_kind_word(kind));
	} else {
		plint_slips_report(ps, "unreadable-line", at, "only the name and the title stand on the line of %s", what)->help =
		    made(line, "Put everything else between braces: { %s }", shown(line, plint_slips_rest(line, at)));
	}
}
