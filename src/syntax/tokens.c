/* Tokens that need more than their first byte: see tokens.h. */
#include "syntax/tokens.h"

#include <string.h>

#include "plan.tab.h"
#include "base/text.h"
#include "syntax/literal.h"

#define NOTHING (-1)

static int take(struct plint_parse *ps, struct plint_token *token, uint32_t start, uint32_t len, int kind)
{
	token->span = plint_parse_span(ps, start, len);
	return kind;
}

/* What is to be said about TOKEN. */
static void annotate(struct plint_parse *ps, struct plint_token *token, enum plint_fault_kind fault, const char *message, const char *help)
{
	struct plint_note note = {message, help};
	token->fault = (uint8_t)fault;
	plint_vec_push(&ps->notes, ps->ast->arena, note);
	token->note = ps->notes.count;
}

void plint_token_newline(struct plint_parse *ps, uint32_t start)
{
	ps->line_start = start;
}

static uint32_t end_of_line(const struct plint_parse *ps, uint32_t from)
{
	while (from < ps->len && ps->text[from] != '\n' && ps->text[from] != '\r')
		from++;
	return from;
}

/* Whether nothing but blanks stands before offset AT on its line. */
static bool is_first_on_line(const struct plint_parse *ps, uint32_t at)
{
	for (uint32_t i = ps->line_start; i < at;) {
		uint32_t space = ps->text[i] == ' ' || ps->text[i] == '\t' ? 1 : plint_literal_group_space(ps->text + i, at - i);
		if (space == 0)
			return false;
		i += space;
	}
	return true;
}

/* Whether offset AT is where a value may begin: behind a blank or a sign that separates. */
static bool is_behind_blank(const struct plint_parse *ps, uint32_t at)
{
	return at == 0 || strchr(" \t\r\n,;{(", ps->text[at - 1]) || (at >= 2 && plint_literal_group_space(ps->text + at - 2, 2)) ||
	       (at >= 3 && plint_literal_group_space(ps->text + at - 3, 3));
}

/* --- comments ----------------------------------------------------------------------------------------------------- */

int plint_token_comment(struct plint_parse *ps, uint32_t start, struct plint_token *token)
{
	uint32_t end = end_of_line(ps, start);
	struct plint_comment comment = {plint_parse_span(ps, start, end - start), is_first_on_line(ps, start)};
	plint_vec_push(&ps->ast->comments, ps->ast->arena, comment);
	return take(ps, token, start, end - start, NOTHING);
}

/* A comment in the form of another language: left out, and told. */
static int take_foreign_comment(struct plint_parse *ps, uint32_t start, struct plint_token *token)
{
	uint32_t end = end_of_line(ps, start);
	plint_build_lone_fault(ps, PLINT_FAULT_COMMENT, plint_parse_span(ps, start, end - start));
	return take(ps, token, start, end - start, NOTHING);
}

int plint_token_slash(struct plint_parse *ps, uint32_t start, struct plint_token *token)
{
	char next = start + 1 < ps->len ? ps->text[start + 1] : '\0';
	if ((next == '/' || next == '*') && is_behind_blank(ps, start))
		return take_foreign_comment(ps, start, token);
	return take(ps, token, start, 1, PT_SIGN);
}

/* --- texts -------------------------------------------------------------------------------------------------------- */

/* A single quotation mark opens a text only where it closes it as well and is no apostrophe. */
static bool is_single_text(const struct plint_parse *ps, uint32_t start, const struct plint_quote *q)
{
	if (q->is_unclosed || !is_behind_blank(ps, start) || q->to == q->from)
		return false;
	uint32_t behind = start + q->len;
	return behind >= ps->len || strchr(" \t\r\n,;{}", ps->text[behind]);
}

#define MAX_SINGLE_BYTES 300

static void tell_unclosed(struct plint_parse *ps, struct plint_token *token, const struct plint_quote *q)
{
	token->flags |= PLINT_NODE_UNCLOSED;
	if (q->lines > 1 && !q->is_long)
		annotate(ps, token, PLINT_FAULT_UNCLOSED, "this text in quotes goes on over the end of its line",
		         "Put the text on one line, or between \"\"\" and \"\"\" where it needs several.");
	else
		annotate(ps, token, PLINT_FAULT_UNCLOSED, "the text in quotes that begins here is never closed",
		         plint_arena_printf(ps->diags->arena, "Put %s where the text ends.", q->closer));
}

int plint_token_text(struct plint_parse *ps, uint32_t start, struct plint_token *token)
{
	struct plint_quote_context context = {ps->ast->words, ps->ast->atoms,
	                                      ps->braces_line == ps->line_start ? ps->line_braces : 0};
	const char *text = ps->text + start;
	/* A single quote closes near or is none: many of them in a long line must not each look for the end of it. */
	bool is_single = *text == '\'' || (*text == '\xE2' && text[2] == '\x98');
	size_t len = ps->len - start;
	struct plint_quote q = plint_quote_read(&context, text, is_single && len > MAX_SINGLE_BYTES ? MAX_SINGLE_BYTES : len);
	if (q.is_single && !is_single_text(ps, start, &q))
		return take(ps, token, start, (uint32_t)strlen(q.opener), PT_SIGN);
	token->flags = 0;
	if (q.is_unclosed)
		tell_unclosed(ps, token, &q);
	else if (q.is_single)
		token->fault = PLINT_FAULT_SINGLE_QUOTES;
	token->atom = ps->ast->texts.count;
	plint_vec_push(&ps->ast->texts, ps->ast->arena, plint_quote_cook(ps->ast->arena, text, &q, ps->is_dirty));
	if (q.lines > 1) {
		uint32_t line = start + q.len;
		while (line > start && ps->text[line - 1] != '\n' && ps->text[line - 1] != '\r')
			line--;
		plint_token_newline(ps, line);
	}
	return take(ps, token, start, q.len, PT_TEXT);
}

/* --- words -------------------------------------------------------------------------------------------------------- */

/* Characters that word processors put into words and nobody sees: soft hyphen, zero-width space and (non-)joiners. */
static bool is_invisible(int32_t cp)
{
	return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || cp == 0x2060 || cp == 0xFEFF;
}

/* Offset behind the word that begins at START; *IS_ASCII and *HAS_INVISIBLE say what it holds. */
static uint32_t word_end(const struct plint_parse *ps, uint32_t start, bool *is_ascii, bool *has_invisible)
{
	uint32_t at = start;
	while (at < ps->len) {
		unsigned char c = (unsigned char)ps->text[at];
		if (c < 0x80) {
			if (!plint_text_is_name_char(c))
				break;
			at++;
			continue;
		}
		uint32_t size, next_size;
		int32_t cp = plint_text_decode(ps->text + at, ps->len - at, &size);
		if (cp >= 0 && is_invisible(cp) && at + size < ps->len) {
			int32_t next = plint_text_decode(ps->text + at + size, ps->len - at - size, &next_size);
			if (next < 0 || !plint_text_is_name_char(next))
				break;
			*has_invisible = true;
		} else if (cp < 0 || !plint_text_is_name_char(cp)) {
			break;
		}
		*is_ascii = false;
		at += size;
	}
	return at;
}

/* IZD300,000: a currency and a number without the blank between them. */
static bool take_glued(struct plint_parse *ps, uint32_t start, uint32_t end, struct plint_token *token)
{
	const char *text = ps->text + start;
	uint32_t len = end - start;
	if (len < 4 || end + 1 >= ps->len || (text[len] != ',' && text[len] != '.') || text[len + 1] < '0' || text[len + 1] > '9')
		return false;
	for (uint32_t i = 0; i < len; i++)
		if (i < 3 ? text[i] < 'A' || text[i] > 'Z' : text[i] < '0' || text[i] > '9')
			return false;
	struct plint_literal l = plint_literal_read(ps->diags->arena, text + 3, ps->len - start - 3);
	int size = (int)l.len > 40 ? 40 : (int)l.len;
	annotate(ps, token, PLINT_FAULT_LITERAL, "the currency and its number stand together without a blank",
	         plint_arena_printf(ps->diags->arena, "Write %.3s %.*s", text, size, text + 3));
	token->flags = PLINT_NODE_INVALID;
	token->value.number = 0;
	take(ps, token, start, l.len + 3, PT_NUMBER);
	return true;
}

/* Number of the word TEXT (LEN bytes), which lies in the file: from the words seen last, else from the table. */
static uint32_t atom_of(struct plint_parse *ps, const char *text, size_t len)
{
	uint64_t letters[2];
	if (len > sizeof letters || (size_t)(ps->text + ps->len - text) < sizeof letters)
		return plint_intern_put(ps->ast->atoms, text, len);
	memcpy(letters, text, sizeof letters);
	if (len < 8) {
		letters[0] &= (UINT64_C(1) << 8 * len) - 1;
		letters[1] = 0;
	} else if (len < 16) {
		letters[1] &= (UINT64_C(1) << 8 * (len - 8)) - 1;
	}
	/* Where two words share a place one of them is looked up again each time, which costs no more than without. (Multiplier: Knuth,
	 * The Art of Computer Programming 3, 6.4.) */
	uint64_t mixed = (letters[0] ^ letters[1] * 3) * UINT64_C(0x9E3779B97F4A7C15);
	struct plint_seen_word *seen = &ps->seen[mixed >> 55];
	if (seen->atom == 0 || seen->letters[0] != letters[0] || seen->letters[1] != letters[1]) {
		seen->atom = plint_intern_put(ps->ast->atoms, text, len);
		seen->letters[0] = letters[0];
		seen->letters[1] = letters[1];
	}
	return seen->atom;
}
_Static_assert(PLINT_SEEN_WORDS == 1 << (64 - 55), "the place has nine bits");

int plint_token_word(struct plint_parse *ps, uint32_t start, struct plint_token *token)
{
	const char *text = ps->text + start;
	uint32_t end = token->span.end - ps->base;
	bool is_ascii = end == start + 1 ? (unsigned char)text[0] < 0x80 : true;
	bool has_invisible = false;
	if (!is_ascii || (end < ps->len && (unsigned char)ps->text[end] >= 0x80))
		end = word_end(ps, start, &is_ascii, &has_invisible);
	if (is_ascii && take_glued(ps, start, end, token))
		return PT_NUMBER;
	size_t len = end - start;
	while (len > 1 && text[len - 1] == '-')
		len--;
	if (len < end - start)
		token->fault = PLINT_FAULT_NAME_HYPHEN;
	if (has_invisible)
		token->fault = PLINT_FAULT_SOFT_HYPHEN;
	if (is_ascii) {
		token->atom = atom_of(ps, text, len);
	} else {
		const char *name = plint_text_nfc(ps->ast->arena, text, len, &len);
		token->atom = plint_intern_put(ps->ast->atoms, name, len);
	}
	return take(ps, token, start, end - start, PT_WORD);
}

/* --- numbers, dates, hyphens -------------------------------------------------------------------------------------- */

static int take_literal(struct plint_parse *ps, uint32_t start, const struct plint_literal *l, struct plint_token *token)
{
	token->flags = l->flags;
	if (l->is_date)
		token->value.days = l->days;
	else
		token->value.number = l->number;
	if (l->message)
		annotate(ps, token, PLINT_FAULT_LITERAL, l->message, l->help);
	return take(ps, token, start, l->len, l->is_date ? PT_DATE : PT_NUMBER);
}

int plint_token_number(struct plint_parse *ps, uint32_t start, struct plint_token *token)
{
	struct plint_literal l = plint_literal_read(ps->diags->arena, ps->text + start, ps->len - start);
	return take_literal(ps, start, &l, token);
}

static bool is_digit_at(const struct plint_parse *ps, uint32_t at)
{
	return at < ps->len && ps->text[at] >= '0' && ps->text[at] <= '9';
}

int plint_token_hyphen(struct plint_parse *ps, uint32_t start, struct plint_token *token)
{
	bool is_behind = is_behind_blank(ps, start);
	if (is_behind && is_digit_at(ps, start + 1))
		return plint_token_number(ps, start, token);
	char next = start + 1 < ps->len ? ps->text[start + 1] : '\0';
	char third = start + 2 < ps->len ? ps->text[start + 2] : '\0';
	if (is_behind && next == '-' && (third == ' ' || third == '\t'))
		return take_foreign_comment(ps, start, token);
	return take(ps, token, start, 1, PT_HYPHEN);
}

/* A dash: "to" between values, as a rule (lines.c); the minus of a number where no value stands before it. */
static int take_dash(struct plint_parse *ps, uint32_t start, uint32_t size, struct plint_token *token)
{
	bool is_minus = is_behind_blank(ps, start) && is_digit_at(ps, start + size) && start > 0 && ps->text[start] == '\xE2' &&
	                ps->text[start + 1] == '\x88';
	if (!is_minus)
		return take(ps, token, start, size, PT_DASH);
	struct plint_literal l = plint_literal_read(ps->diags->arena, ps->text + start + size, ps->len - start - size);
	l.number = -l.number;
	l.len += size;
	l.flags &= (uint16_t)~PLINT_NODE_YEARLIKE;
	return take_literal(ps, start, &l, token);
}

/* --- what is not ASCII -------------------------------------------------------------------------------------------- */

static bool is_blank(int32_t cp)
{
	return cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F || cp == 0x3000 ||
	       is_invisible(cp);
}

static bool is_line_end(int32_t cp)
{
	return cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

int plint_token_high(struct plint_parse *ps, uint32_t start, struct plint_token *token)
{
	uint32_t size;
	int32_t cp = plint_text_decode(ps->text + start, ps->len - start, &size);
	if (cp < 0 || plint_text_is_bidi_control(cp)) {
		take(ps, token, start, size, PT_SIGN);
		plint_build_fault(ps, PLINT_FAULT_TOLD, token->span);
		return NOTHING;
	}
	if (is_blank(cp))
		return take(ps, token, start, size, NOTHING);
	if (is_line_end(cp))
		return take(ps, token, start, size, PT_END);
	if (plint_text_is_name_start(cp))
		return plint_token_word(ps, start, token);
	if (plint_quote_opener(ps->text + start, ps->len - start, true))
		return plint_token_text(ps, start, token);
	if (cp == 0x2265 || cp == 0x2264)
		return take(ps, token, start, size, cp == 0x2265 ? PT_GE : PT_LE);
	if (plint_text_is_dash(cp))
		return take_dash(ps, start, size, token);
	struct plint_literal l = plint_literal_read_foreign(ps->diags->arena, ps->text + start, ps->len - start);
	if (l.len > 0)
		return take_literal(ps, start, &l, token);
	return take(ps, token, start, size, PT_SIGN);
}
