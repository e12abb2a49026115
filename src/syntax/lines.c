/*
 * What each token means in its line, for the parser (plint_plan_lex, declared in grammar/plan.y): where lines end, which words are
 * reserved, which are units and currencies, which braces lack or are too many, and how deep blocks may nest. Slips with a plain
 * meaning are noted and set right here, so that the rest of the line is still read.
 *
 * Invariants: the parser gets an END between any two statements and before each '}', and as many '}' as '{'. Every call takes at
 * least one token of the text or gives one that lacks in it, and gives none twice in one place.
 */
#include <assert.h>
#include <string.h>

#include "plan.tab.h"
#include "syntax/balance.h"
#include "syntax/literal.h"
#include "syntax/slips.h"
#include "syntax/tokens.h"

#define IS_NEWLINE 1 /* flag of an END that is the end of a line and not a ';' */

/* --- tokens ahead ------------------------------------------------------------------------------------------------- */

static inline void scan(struct plint_parse *ps, struct plint_token *t)
{
	t->fault = PLINT_FAULT_NONE;
	t->flags = 0;
	t->note = 0;
	t->line_start = ps->line_start;
	if (ps->is_at_end) { /* flex must not be asked again */
		t->span = plint_parse_span(ps, ps->len, 0);
		t->kind = PT_YYEOF;
		return;
	}
	t->kind = plint_plan_scan(t, ps);
	t->line_start = ps->line_start;
	ps->is_at_end = t->kind == PT_YYEOF;
	if (t->kind == PT_END) {
		t->flags = ps->text[t->span.start - ps->base] == ';' ? 0 : IS_NEWLINE;
	} else if (t->kind == PT_LBRACE || t->kind == PT_RBRACE) {
		if (ps->braces_line != ps->line_start)
			ps->line_braces = 0;
		ps->braces_line = ps->line_start;
		if (t->kind == PT_LBRACE)
			ps->line_braces++;
		else
			ps->line_braces -= ps->line_braces > 0;
	}
}

/* The token that comes N after the next one. Of several ends of lines in a row only the first is seen ahead. */
static const struct plint_token *peek(struct plint_parse *ps, unsigned n)
{
	while (ps->ahead_count <= n) {
		struct plint_token t;
		scan(ps, &t);
		if (t.kind == PT_END && ps->ahead_count > 0 && ps->ahead[ps->ahead_count - 1].kind == PT_END)
			continue;
		ps->ahead[ps->ahead_count++] = t;
	}
	return &ps->ahead[n];
}

static inline struct plint_token next(struct plint_parse *ps)
{
	struct plint_token t;
	if (ps->ahead_count == 0) {
		scan(ps, &t);
		return t;
	}
	t = ps->ahead[0];
	ps->ahead_count--;
	for (unsigned i = 0; i < ps->ahead_count; i++)
		ps->ahead[i] = ps->ahead[i + 1];
	return t;
}

/* Gives T, which has just been taken, back. */
static void put_back(struct plint_parse *ps, const struct plint_token *t)
{
	assert(ps->ahead_count < PLINT_TOKENS_AHEAD);
	memmove(ps->ahead + 1, ps->ahead, ps->ahead_count * sizeof *t);
	ps->ahead[0] = *t;
	ps->ahead_count++;
}

static unsigned word_of(const struct plint_parse *ps, const struct plint_token *t)
{
	return t->kind == PT_WORD ? plint_words_of(ps->ast->words, t->atom) : PLINT_W_NONE;
}

static bool is_blank_word(unsigned word)
{
	return word == PLINT_W_TBD || word == PLINT_W_TBC || word == PLINT_W_XX;
}

static bool is_number_ahead(const struct plint_parse *ps, const struct plint_token *t)
{
	return t->kind == PT_NUMBER || t->kind == PT_BLANK || is_blank_word(word_of(ps, t));
}

/* Three capital letters in front of a number are a currency. */
static bool is_currency_word(const struct plint_parse *ps, const struct plint_token *t)
{
	if (t->kind != PT_WORD || t->span.end - t->span.start != 3 || is_blank_word(word_of(ps, t)))
		return false;
	const char *text = plint_parse_text(ps, t->span);
	for (unsigned i = 0; i < 3; i++)
		if (text[i] < 'A' || text[i] > 'Z')
			return false;
	return true;
}

static bool is_value_ahead(const struct plint_parse *ps, const struct plint_token *t)
{
	return t->kind == PT_WORD ? !plint_word_is_reserved(word_of(ps, t)) || is_blank_word(word_of(ps, t))
	                          : t->kind == PT_TEXT || t->kind == PT_DATE || is_number_ahead(ps, t);
}

static bool is_quantity(int kind)
{
	return kind == PT_NUMBER || kind == PT_UNIT || kind == PT_DATE || kind == PT_BLANK || kind == PT_SCALE;
}

/* Kind of the block that is open; PLINT_KIND_PLAN at the top, where the same kinds may stand; PLINT_KIND_COUNT where not known. */
static unsigned block_kind(const struct plint_parse *ps)
{
	return ps->depth ? ps->open[ps->depth - 1].kind : PLINT_KIND_PLAN;
}

/* Whether a block of KIND may stand in one of kind PARENT. */
static bool may_stand(unsigned kind, unsigned parent)
{
	return (plint_kind_info((enum plint_kind)kind)->places & plint_place_in(parent)) != 0;
}

/* --- what the parser gets ----------------------------------------------------------------------------------------- */

static inline int give(struct plint_parse *ps, int kind)
{
	ps->is_after_head = false;
	ps->before = ps->prev;
	ps->before_span = ps->prev_span;
	ps->prev = kind;
	ps->prev_span = ps->given;
	return kind;
}

/* The line ends. */
static int give_end(struct plint_parse *ps)
{
	ps->in_line = false;
	ps->wants_unit = ps->has_currency = false;
	return give(ps, PT_END);
}

static int give_node(struct plint_parse *ps, union PLINT_PLAN_STYPE *value, int kind, uint32_t node)
{
	value->node = node;
	return give(ps, kind);
}

static inline void note(struct plint_parse *ps, const struct plint_token *t)
{
	if (t->fault == PLINT_FAULT_NONE)
		return;
	struct plint_fault *f = plint_build_fault(ps, (enum plint_fault_kind)t->fault, t->span);
	if (t->note) {
		f->message = ps->notes.items[t->note - 1].message;
		f->help = ps->notes.items[t->note - 1].help;
	}
}

/* --- braces ------------------------------------------------------------------------------------------------------- */

#define GO_ON (-2)

/* The block that is open ends here, although no '}' says so. */
static int close_supposed(struct plint_parse *ps, struct plint_span *at)
{
	ps->depth--;
	if (!ps->open[ps->depth].is_silent)
		plint_balance_tell_unclosed(ps, &ps->open[ps->depth]);
	at->end = at->start;
	return ps->open[ps->depth].is_silent ? GO_ON : give(ps, PT_RBRACE);
}

/* Leaves out what is nested too deep: everything up to the '}' of the brace that has just been taken. */
static void skip_block(struct plint_parse *ps)
{
	uint32_t depth = 1;
	for (;;) {
		struct plint_token t = next(ps);
		if (t.kind == PT_YYEOF) {
			put_back(ps, &t);
			return;
		}
		depth += t.kind == PT_LBRACE;
		depth -= t.kind == PT_RBRACE;
		if (depth == 0)
			return;
	}
}

static int open_block(struct plint_parse *ps, const struct plint_token *t, bool is_supposed)
{
	if (ps->depth == PLINT_MAX_NESTING) {
		if (!ps->said_too_deep)
			plint_slips_report(ps, "too-deep", t->span, "blocks are nested deeper than %d levels", PLINT_MAX_NESTING)->help =
			    "Take the inner blocks out and let them say what they serve: serves name";
		ps->said_too_deep = true;
		skip_block(ps);
		return give(ps, PT_PLINT_PLAN_error);
	}
	struct plint_open *o = &ps->open[ps->depth];
	*o = (struct plint_open){.brace = t->span, .inner = UINT32_MAX, .kind = ps->in_line ? ps->head_kind : PLINT_KIND_COUNT};
	o->indent = ps->head_indent;
	o->is_silent = !ps->in_line;
	o->is_supposed = is_supposed;
	if (o->kind == PLINT_KIND_NONE)
		o->kind = PLINT_KIND_COUNT;
	if (is_supposed)
		o->header = (struct plint_span){ps->base + ps->head_line, t->span.end};
	ps->depth++;
	ps->in_line = false;
	ps->wants_unit = ps->has_currency = false;
	return give(ps, PT_LBRACE);
}

/* A '{' with no line in front of it. */
static int take_stray_open(struct plint_parse *ps, const struct plint_token *t)
{
	plint_balance_tell_stray(ps, t->span, (struct plint_span){0, 0});
	if (plint_balance_take_missing(ps))
		return GO_ON;
	if (ps->depth == PLINT_MAX_NESTING) {
		skip_block(ps);
		return GO_ON;
	}
	unsigned kind = block_kind(ps);
	uint32_t indent = ps->depth ? ps->open[ps->depth - 1].indent : UINT32_MAX;
	ps->open[ps->depth++] = (struct plint_open){
	    .brace = t->span, .indent = indent, .inner = UINT32_MAX, .kind = (uint8_t)kind, .is_silent = true};
	return GO_ON;
}

/* Whether the '}' with INDENT in front of it belongs to a block around the one that is open, which then lacks its own. */
static bool is_for_outer(struct plint_parse *ps, uint32_t indent)
{
	const struct plint_open *o = &ps->open[ps->depth - 1];
	if (ps->depth < 2 || indent == UINT32_MAX || o->indent == UINT32_MAX || o->inner == UINT32_MAX)
		return false;
	return o->inner > o->indent && indent < o->indent && plint_balance_take_missing(ps);
}

/* Whether the '}' stands deeper than the line of the block that it would close, in a file that has a '}' too many. */
static bool is_too_many(struct plint_parse *ps, uint32_t indent)
{
	const struct plint_open *o = &ps->open[ps->depth - 1];
	if (indent == UINT32_MAX || o->indent == UINT32_MAX || o->inner == UINT32_MAX)
		return false;
	return o->inner > o->indent && indent > o->indent && plint_balance_take_surplus(ps);
}

static bool is_head_in(const struct plint_parse *ps, const struct plint_token *t, unsigned kind);

/* Whether the '}' breaks a line in two, in a file that has a '}' too many: a value is due, or what follows on the line could only go on
 * with the block. */
static bool is_inside_line(struct plint_parse *ps, const struct plint_token *t)
{
	const struct plint_token *after = peek(ps, 0);
	bool is_due = ps->in_line && (ps->is_after_head || ps->prev == PT_LINK || ps->prev == PT_TO) && ps->head_kind == PLINT_KIND_NONE;
	bool goes_on = after->line_start == t->line_start && after->kind != PT_END && after->kind != PT_RBRACE && after->kind != PT_YYEOF;
	unsigned inner = block_kind(ps), outer = ps->depth > 1 ? ps->open[ps->depth - 2].kind : PLINT_KIND_PLAN;
	if (goes_on && after->kind == PT_WORD)
		goes_on = plint_word_is_reserved(word_of(ps, after)) ? !is_head_in(ps, after, outer)
		                                                     : is_head_in(ps, after, inner) && !is_head_in(ps, after, outer);
	return (is_due || goes_on) && plint_balance_take_surplus(ps);
}

static int take_close(struct plint_parse *ps, struct plint_token *t, struct plint_span *at)
{
	bool is_before_open = ps->in_line && peek(ps, 0)->kind == PT_LBRACE && plint_balance_take_surplus(ps); /* name } { */
	if (is_before_open || (ps->depth && is_inside_line(ps, t))) {
		plint_balance_tell_stray(ps, t->span, (struct plint_span){0, 0});
		return GO_ON;
	}
	if (ps->in_line) {
		put_back(ps, t);
		at->end = at->start;
		return give_end(ps);
	}
	if (ps->depth == 0) {
		plint_balance_tell_stray(ps, t->span, (struct plint_span){0, 0});
		return GO_ON;
	}
	uint32_t indent = plint_balance_indent(ps, t->span, t->line_start);
	if (is_for_outer(ps, indent)) {
		put_back(ps, t);
		return close_supposed(ps, at);
	}
	if (is_too_many(ps, indent)) {
		plint_balance_tell_stray(ps, t->span, (struct plint_span){0, 0});
		return GO_ON;
	}
	const struct plint_open *o = &ps->open[--ps->depth];
	if (o->is_supposed)
		plint_balance_tell_stray(ps, t->span, o->header);
	return o->is_silent ? GO_ON : give(ps, PT_RBRACE);
}

/* A line of bad bytes alone, told already: a line of its own that cannot be read, and nothing of the next one. */
static int take_bad_line(struct plint_parse *ps, const struct plint_token *end, struct plint_span *at)
{
	put_back(ps, end);
	*at = ps->given = ps->faults.items[ps->faults.count - 1].span;
	ps->in_line = true;
	ps->head_kind = PLINT_KIND_COUNT;
	ps->head_indent = UINT32_MAX;
	ps->is_head_first = false;
	return give(ps, PT_SIGN);
}

static int take_eof(struct plint_parse *ps, struct plint_token *t, struct plint_span *at)
{
	if (!ps->in_line && ps->has_fault)
		return take_bad_line(ps, t, at);
	put_back(ps, t);
	at->end = at->start;
	if (ps->in_line)
		return give_end(ps);
	if (ps->depth > 0)
		return close_supposed(ps, at);
	return give(ps, PT_YYEOF);
}

/* --- ends of lines ------------------------------------------------------------------------------------------------ */

/* Whether the line, a header without a '{', is followed by lines that stand deeper, in a file that has a '}' too many. */
static bool lacks_brace(struct plint_parse *ps, const struct plint_token *first)
{
	if (ps->head_kind == PLINT_KIND_NONE || ps->head_kind == PLINT_KIND_COUNT || !ps->is_head_first || ps->prev != PT_TEXT)
		return false;
	uint32_t indent = first->kind == PT_WORD ? plint_balance_indent(ps, first->span, first->line_start) : UINT32_MAX;
	return indent != UINT32_MAX && indent > ps->head_indent && ps->depth < PLINT_MAX_NESTING && plint_balance_take_surplus(ps);
}

static int take_end(struct plint_parse *ps, struct plint_token *t, struct plint_span *at)
{
	if (!ps->in_line && ps->has_fault)
		return take_bad_line(ps, t, at);
	if (!ps->in_line)
		return GO_ON;
	if (ps->prev == PT_COMMA && t->flags & IS_NEWLINE)
		return GO_ON;
	while (peek(ps, 0)->kind == PT_END)
		next(ps);
	const struct plint_token *first = peek(ps, 0);
	if (first->kind == PT_LBRACE)
		return GO_ON;
	if (t->flags & IS_NEWLINE && lacks_brace(ps, first)) {
		at->end = at->start;
		t->span = *at;
		return open_block(ps, t, true);
	}
	return give_end(ps);
}

/* Whether the WORD T begins a field or a kind of a block of KIND. */
static bool is_head_in(const struct plint_parse *ps, const struct plint_token *t, unsigned kind)
{
	unsigned word = t->kind == PT_WORD ? plint_words_head(ps->ast->words, ps->ast->atoms, t->atom) : 0;
	if (word == PLINT_W_NONE || kind >= PLINT_KIND_COUNT)
		return false;
	if (plint_words_field(ps->ast->words, word, (enum plint_kind)kind))
		return true;
	for (uint32_t i = 0; i < ps->ast->words->pair_count; i++)
		if (ps->ast->words->pairs[i].first == word && ps->ast->words->pairs[i].kind == kind)
			return true;
	return plint_word_kind(word) && may_stand(plint_word_kind(word), kind);
}

/* Whether it begins one of the block that is open. */
static bool is_head_here(const struct plint_parse *ps, const struct plint_token *t)
{
	return is_head_in(ps, t, block_kind(ps));
}

/* Whether nothing follows the comma that has just been taken: the list ends, or the next line begins something of its own. */
static bool is_trailing_comma(struct plint_parse *ps)
{
	if (peek(ps, 0)->kind == PT_RBRACE || peek(ps, 0)->kind == PT_YYEOF)
		return true;
	if (peek(ps, 0)->kind != PT_END)
		return false;
	if (!(peek(ps, 0)->flags & IS_NEWLINE))
		return true;
	const struct plint_token *first = peek(ps, 1);
	if (first->kind == PT_RBRACE || first->kind == PT_YYEOF)
		return true;
	return is_head_here(ps, first) && (is_value_ahead(ps, peek(ps, 2)) || peek(ps, 2)->kind == PT_LBRACE);
}

static int take_comma(struct plint_parse *ps, const struct plint_token *t)
{
	if (ps->in_line && ps->prev != PT_COMMA && is_trailing_comma(ps)) {
		plint_build_fault(ps, PLINT_FAULT_TRAILING_COMMA, t->span);
		return GO_ON;
	}
	ps->in_line = true;
	ps->wants_unit = false;
	return give(ps, PT_COMMA);
}

/* --- first words -------------------------------------------------------------------------------------------------- */

/* Whether the first word T shows that the block that is open lacks its '}': its line stands no deeper than the block's, or it is of a
 * kind that may stand only further out. */
static bool lacks_close(struct plint_parse *ps, const struct plint_token *t, uint32_t indent)
{
	struct plint_open *o = &ps->open[ps->depth - 1];
	if (o->indent == UINT32_MAX)
		return false;
	if (indent == UINT32_MAX) { /* on the line of the brace, or behind another statement: as good as deeper */
		if (o->inner == UINT32_MAX)
			o->inner = o->indent + 1;
		return false;
	}
	if (o->inner == UINT32_MAX) {
		o->inner = indent;
		if (indent > o->indent)
			return false;
	}
	if (indent > o->indent)
		return false;
	if (o->inner > o->indent)
		return plint_balance_take_missing(ps);
	unsigned kind = plint_word_kind(plint_words_head(ps->ast->words, ps->ast->atoms, t->atom));
	unsigned outer = ps->depth > 1 ? ps->open[ps->depth - 2].kind : PLINT_KIND_PLAN;
	if (kind == PLINT_KIND_NONE || o->kind >= PLINT_KIND_COUNT || outer >= PLINT_KIND_COUNT)
		return false;
	return !may_stand(kind, o->kind) && plint_balance_take_missing(ps);
}

static int take_head(struct plint_parse *ps, struct plint_token *t, union PLINT_PLAN_STYPE *value, struct plint_span *at)
{
	uint32_t indent = plint_balance_indent(ps, t->span, t->line_start);
	if (ps->depth && lacks_close(ps, t, indent)) {
		put_back(ps, t);
		return close_supposed(ps, at);
	}
	note(ps, t);
	unsigned word = plint_words_head(ps->ast->words, ps->ast->atoms, t->atom);
	ps->in_line = true;
	ps->head = (uint16_t)word;
	ps->head_indent = plint_balance_line_indent(ps, t->line_start);
	ps->is_head_first = indent != UINT32_MAX;
	ps->head_line = t->span.start - ps->base;
	ps->head_kind = (uint8_t)plint_word_kind(word);
	if (word >= PLINT_W_SOCIAL && word <= PLINT_W_INTERNAL)
		ps->head_kind = PLINT_KIND_GOAL;
	else if (word == PLINT_W_NONE)
		ps->head_kind = PLINT_KIND_COUNT;
	else if (block_kind(ps) < PLINT_KIND_COUNT && plint_words_field(ps->ast->words, word, (enum plint_kind)block_kind(ps)) && ps->depth)
		ps->head_kind = PLINT_KIND_NONE;
	give_node(ps, value, PT_WORD, plint_build_word(ps, t));
	ps->is_after_head = true;
	return PT_WORD;
}

/* A bullet, or a number, in front of the first word: left out, and told. */
static bool is_bullet(struct plint_parse *ps, const struct plint_token *t)
{
	bool is_sign = t->kind == PT_SIGN || t->kind == PT_HYPHEN || t->kind == PT_DASH || t->kind == PT_RELATION;
	bool is_letter = t->kind == PT_WORD && t->span.end - t->span.start == 1 && peek(ps, 0)->kind == PT_SIGN &&
	                 peek(ps, 0)->span.start == t->span.end && *plint_parse_text(ps, peek(ps, 0)->span) == ')';
	/* The bullet of the second level is an "o" and a tab in Word. */
	bool is_round = t->kind == PT_WORD && t->span.end - t->span.start == 1 && memcmp(plint_parse_text(ps, t->span), "o\t", 2) == 0;
	if (!is_sign && !is_letter && !is_round && t->kind != PT_NUMBER && t->kind != PT_DATE)
		return false;
	unsigned n = 0;
	while (n + 1 < PLINT_TOKENS_AHEAD && (peek(ps, n)->kind == PT_SIGN || peek(ps, n)->kind == PT_HYPHEN || peek(ps, n)->kind == PT_COLON))
		n++;
	if (peek(ps, n)->kind != PT_WORD || (plint_word_is_reserved(word_of(ps, peek(ps, n))) && !is_head_here(ps, peek(ps, n))))
		return false;
	struct plint_span span = t->span;
	while (n-- > 0)
		span = plint_span_join(span, next(ps).span);
	plint_build_fault(ps, PLINT_FAULT_BULLET, span);
	return true;
}

/* --- words inside a line ------------------------------------------------------------------------------------------ */

/* Whether T begins another fact, because the end of the line or the ';' before it lacks. */
static bool lacks_break(struct plint_parse *ps, const struct plint_token *t)
{
	if (ps->is_after_head || ps->head_kind != PLINT_KIND_NONE || ps->has_fault || !ps->depth)
		return false;
	if (ps->prev != PT_WORD && ps->prev != PT_TEXT && !is_quantity(ps->prev))
		return false;
	unsigned kind = block_kind(ps), word = word_of(ps, t);
	if (word == PLINT_W_NONE || kind >= PLINT_KIND_COUNT || word == ps->head || plint_word_is_reserved(word))
		return false;
	bool is_field = plint_words_field(ps->ast->words, word, (enum plint_kind)kind) && is_value_ahead(ps, peek(ps, 0));
	if (!is_field && !plint_words_pair(ps->ast->words, word, word_of(ps, peek(ps, 0)), (enum plint_kind)kind))
		return false;
	const struct plint_field *f =
	    plint_schema_field(ps->ast->schema, (enum plint_kind)kind, plint_words_field(ps->ast->words, ps->head, (enum plint_kind)kind));
	return f && f->want != PLINT_WANT_TEXT;
}

/* Whether the line is a header without a '{' and T a field of its block, in a file that has a '}' too many. */
static bool lacks_brace_before(struct plint_parse *ps, const struct plint_token *t)
{
	bool is_header = ps->head_kind != PLINT_KIND_NONE && ps->head_kind < PLINT_KIND_COUNT && ps->prev == PT_TEXT;
	return is_header && is_head_in(ps, t, ps->head_kind) && ps->depth < PLINT_MAX_NESTING && plint_balance_take_surplus(ps);
}

static double scale_of(unsigned word)
{
	return word == PLINT_W_THOUSAND ? 1e3 : word == PLINT_W_MILLION ? 1e6 : 1e9;
}

/* A unit behind a number. */
static int give_unit(struct plint_parse *ps, union PLINT_PLAN_STYPE *value, uint32_t atom)
{
	value->atom = atom;
	ps->wants_unit = false;
	return give(ps, PT_UNIT);
}

/* A reserved word in its place; 0 where it is out of place and therefore just a word, which classify.c then judges. */
static int take_reserved(struct plint_parse *ps, struct plint_token *t, unsigned word, union PLINT_PLAN_STYPE *value)
{
	bool is_unit_here = ps->wants_unit;
	bool is_bound = ps->prev == PT_AT;
	ps->wants_unit = false;
	if (word <= PLINT_W_WITH) {
		if (word == PLINT_W_AS && word_of(ps, peek(ps, 0)) == PLINT_W_OF) {
			plint_build_fault(ps, PLINT_FAULT_AS_OF, plint_span_join(t->span, next(ps).span));
			word = PLINT_W_ON;
		}
		value->link = (enum plint_link)word; /* links have the numbers of their words */
		return give(ps, word == PLINT_W_TO ? PT_TO : PT_LINK);
	}
	unsigned after = word_of(ps, peek(ps, 0));
	bool is_number = is_number_ahead(ps, peek(ps, 0)) || is_currency_word(ps, peek(ps, 0));
	if (word == PLINT_W_AT && (after == PLINT_W_LEAST || after == PLINT_W_MOST))
		return give(ps, PT_AT);
	if ((word == PLINT_W_LEAST || word == PLINT_W_MOST) && is_bound)
		return give(ps, word == PLINT_W_LEAST ? PT_LEAST : PT_MOST);
	if ((word == PLINT_W_EXACTLY || word == PLINT_W_BETWEEN) && is_number)
		return give(ps, word == PLINT_W_EXACTLY ? PT_EXACTLY : PT_BETWEEN);
	if (word == PLINT_W_AND && !ps->is_after_head)
		return give(ps, PT_AND);
	if (word == PLINT_W_EVERY && (peek(ps, 0)->kind == PT_NUMBER || (peek(ps, 0)->kind == PT_WORD && !plint_word_is_reserved(after)))) {
		ps->wants_unit = true;
		return give(ps, PT_EVERY);
	}
	if (word == PLINT_W_PP && is_unit_here)
		return give_unit(ps, value, t->atom);
	if (word >= PLINT_W_THOUSAND && word <= PLINT_W_BILLION && (ps->prev == PT_NUMBER || ps->prev == PT_BLANK)) {
		value->scale = scale_of(word);
		ps->wants_unit = !ps->has_currency;
		return give(ps, PT_SCALE);
	}
	return 0;
}

/* The second word of a field, where it is a link with a capital ("Split By"). */
static unsigned capital_link(const struct plint_parse *ps, const struct plint_token *t)
{
	char first = *plint_parse_text(ps, t->span);
	if (!ps->is_after_head || first < 'A' || first > 'Z')
		return PLINT_W_NONE;
	unsigned word = plint_words_head(ps->ast->words, ps->ast->atoms, t->atom);
	return word >= PLINT_W_BY && word <= PLINT_W_WITH ? word : PLINT_W_NONE;
}

static int take_blank(struct plint_parse *ps, const struct plint_token *t, union PLINT_PLAN_STYPE *value)
{
	ps->wants_unit = !ps->has_currency;
	ps->has_currency = false;
	return give_node(ps, value, PT_BLANK, plint_build_blank(ps, t));
}

static int take_date(struct plint_parse *ps, const struct plint_token *t, union PLINT_PLAN_STYPE *value)
{
	note(ps, t);
	ps->wants_unit = false;
	return give_node(ps, value, PT_DATE, plint_build_date(ps, t));
}

static int take_word(struct plint_parse *ps, struct plint_token *t, union PLINT_PLAN_STYPE *value, struct plint_span *at)
{
	unsigned word = word_of(ps, t);
	if (word == PLINT_W_NONE)
		word = capital_link(ps, t);
	if (is_blank_word(word))
		return take_blank(ps, t, value);
	if (lacks_brace_before(ps, t)) {
		put_back(ps, t);
		at->end = at->start;
		t->span = *at;
		return open_block(ps, t, true);
	}
	int reserved = plint_word_is_reserved(word) ? take_reserved(ps, t, word, value) : 0;
	if (reserved)
		return reserved;
	if (lacks_break(ps, t)) {
		plint_build_fault(ps, PLINT_FAULT_NO_BREAK, t->span);
		put_back(ps, t);
		at->end = at->start;
		return give_end(ps);
	}
	note(ps, t);
	if (ps->wants_unit && !(ps->prev == PT_BLANK && plint_word_is_rhythm(word)))
		return give_unit(ps, value, t->atom);
	ps->wants_unit = false;
	if (is_currency_word(ps, t) && is_number_ahead(ps, peek(ps, 0))) {
		ps->has_currency = true;
		value->atom = t->atom;
		return give(ps, PT_CURRENCY);
	}
	int year = plint_literal_fiscal_year(plint_parse_text(ps, t->span), t->span.end - t->span.start);
	if (year && !(ps->is_after_head && ps->head_kind != PLINT_KIND_NONE)) {
		t->value.days = (struct plint_days){year, 0};
		t->flags = PLINT_GRAIN_FISCAL << 12;
		t->fault = PLINT_FAULT_NONE;
		return take_date(ps, t, value);
	}
	return give_node(ps, value, PT_WORD, plint_build_word(ps, t));
}

/* --- numbers and signs inside a line ------------------------------------------------------------------------------ */

/* A name that begins with a digit: the letters right behind the digits belong to it. */
static bool is_name_with_digit(struct plint_parse *ps, const struct plint_token *t)
{
	bool is_name_place = (ps->is_after_head || ps->prev == PT_WORD) && ps->head_kind != PLINT_KIND_NONE && ps->head_kind != PLINT_KIND_COUNT;
	return is_name_place && peek(ps, 0)->kind == PT_WORD && peek(ps, 0)->span.start == t->span.end;
}

static int take_number(struct plint_parse *ps, struct plint_token *t, union PLINT_PLAN_STYPE *value, struct plint_span *at)
{
	if (is_name_with_digit(ps, t)) {
		struct plint_token name = next(ps);
		name.span.start = t->span.start;
		*at = name.span;
		plint_build_fault(ps, PLINT_FAULT_NAME_DIGIT, name.span);
		return give_node(ps, value, PT_WORD, plint_build_word(ps, &name));
	}
	note(ps, t);
	ps->wants_unit = !ps->has_currency;
	ps->has_currency = false;
	return give_node(ps, value, PT_NUMBER, plint_build_number(ps, t));
}

static int take_sign(struct plint_parse *ps, struct plint_token *t, enum plint_fault_kind kind)
{
	bool is_told = *plint_parse_text(ps, t->span) == '\0';
	if (!ps->in_line && !is_told) {
		ps->in_line = true;
		ps->head_kind = PLINT_KIND_COUNT;
		ps->head_indent = plint_balance_line_indent(ps, t->line_start);
		ps->is_head_first = false;
		return give(ps, PT_SIGN);
	}
	plint_build_fault(ps, is_told ? PLINT_FAULT_TOLD : kind, t->span);
	return GO_ON;
}

/* "&" between the entries of a list is an "and". */
static int take_sign_or_and(struct plint_parse *ps, struct plint_token *t)
{
	bool is_between = ps->in_line && !ps->is_after_head && (ps->prev == PT_WORD || ps->prev == PT_TEXT) && is_value_ahead(ps, peek(ps, 0));
	if (*plint_parse_text(ps, t->span) != '&' || !is_between)
		return take_sign(ps, t, PLINT_FAULT_SIGN);
	return give(ps, PT_AND);
}

static int take_hyphen(struct plint_parse *ps, struct plint_token *t, union PLINT_PLAN_STYPE *value)
{
	const struct plint_token *after = peek(ps, 0);
	bool is_range = is_quantity(ps->prev) && (is_number_ahead(ps, after) || after->kind == PT_DATE || is_currency_word(ps, after));
	if (after->kind == PT_RELATION && after->span.start == t->span.end) /* -> */
		t->span.end = next(ps).span.end;
	if (!ps->in_line || !is_range)
		return take_sign(ps, t, PLINT_FAULT_SIGN);
	ps->wants_unit = false;
	if (t->kind == PT_HYPHEN)
		plint_build_fault(ps, PLINT_FAULT_HYPHEN_RANGE, t->span);
	value->link = PLINT_LINK_TO;
	return give(ps, PT_TO);
}

static int take_relation(struct plint_parse *ps, struct plint_token *t)
{
	bool is_number = is_number_ahead(ps, peek(ps, 0)) || is_currency_word(ps, peek(ps, 0));
	if (!ps->in_line || !is_number)
		return take_sign(ps, t, PLINT_FAULT_SIGN);
	plint_build_fault(ps, PLINT_FAULT_RELATION, t->span);
	return give(ps, memchr(plint_parse_text(ps, t->span), '>', t->span.end - t->span.start) ? PT_GE : PT_LE);
}

static int take_unit_sign(struct plint_parse *ps, struct plint_token *t, union PLINT_PLAN_STYPE *value)
{
	if (!ps->wants_unit)
		return take_sign(ps, t, PLINT_FAULT_SIGN);
	return give_unit(ps, value, ps->ast->words->atoms[PLINT_W_PERCENT]);
}

/* Everything else that begins or goes on a line. */
static int take_other(struct plint_parse *ps, struct plint_token *t, union PLINT_PLAN_STYPE *value, struct plint_span *at)
{
	if (!ps->in_line && is_bullet(ps, t))
		return GO_ON;
	if (!ps->in_line && t->kind == PT_WORD)
		return take_head(ps, t, value, at);
	if (!ps->in_line && (t->kind == PT_NUMBER || t->kind == PT_DATE || t->kind == PT_TEXT || t->kind == PT_BLANK)) {
		ps->in_line = true;
		ps->head_kind = PLINT_KIND_COUNT;
		ps->head_indent = plint_balance_line_indent(ps, t->line_start);
		ps->is_head_first = false;
	}
	switch (t->kind) {
	case PT_WORD:
		return take_word(ps, t, value, at);
	case PT_NUMBER:
		return take_number(ps, t, value, at);
	case PT_DATE:
		return take_date(ps, t, value);
	case PT_BLANK:
		return take_blank(ps, t, value);
	case PT_TEXT:
		note(ps, t);
		ps->wants_unit = false;
		return give_node(ps, value, PT_TEXT, plint_build_text(ps, t));
	case PT_UNIT:
		return take_unit_sign(ps, t, value);
	case PT_COLON:
		return take_sign(ps, t, PLINT_FAULT_COLON);
	case PT_HYPHEN:
	case PT_DASH:
		return take_hyphen(ps, t, value);
	case PT_RELATION:
		return take_relation(ps, t);
	case PT_GE:
	case PT_LE:
		ps->in_line = true;
		ps->wants_unit = false;
		return give(ps, t->kind);
	default: /* PT_SIGN: tokens are numbers of bison's, no enum of ours */
		return take_sign_or_and(ps, t);
	}
}

int plint_plan_lex(union PLINT_PLAN_STYPE *value, struct plint_span *at, struct plint_parse *ps)
{
	for (;;) {
		struct plint_token t = next(ps);
		int kind;
		*at = ps->given = t.span;
		switch (t.kind) {
		case PT_YYEOF:
			kind = take_eof(ps, &t, at);
			break;
		case PT_END:
			kind = take_end(ps, &t, at);
			break;
		case PT_COMMA:
			kind = take_comma(ps, &t);
			break;
		case PT_LBRACE:
			kind = ps->in_line ? open_block(ps, &t, false) : take_stray_open(ps, &t);
			break;
		case PT_RBRACE:
			kind = take_close(ps, &t, at);
			break;
		default:
			kind = take_other(ps, &t, value, at);
			break;
		}
		if (kind != GO_ON)
			return kind;
	}
}
