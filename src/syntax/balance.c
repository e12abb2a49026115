/* Braces that lack or are too many: see balance.h. */
#include "syntax/balance.h"

#include "syntax/literal.h"
#include "syntax/slips.h"

uint32_t plint_balance_line_indent(struct plint_parse *ps, uint32_t line_start)
{
	/* Looked up once a line: a line may begin with very many blanks and then hold very many statements. */
	if (ps->is_indent_known && ps->indent_line == line_start)
		return ps->indent_columns;
	uint32_t at = line_start, columns = 0;
	const char *text = ps->text;
	for (; at < ps->len; at++) {
		uint32_t space = plint_literal_group_space(text + at, ps->len - at);
		if (text[at] != ' ' && text[at] != '\t' && space == 0)
			break;
		columns += text[at] == '\t' ? 8 - columns % 8 : 1;
		at += space ? space - 1 : 0;
	}
	ps->indent_line = line_start;
	ps->indent_end = at;
	ps->indent_columns = columns;
	ps->is_indent_known = true;
	return columns;
}

uint32_t plint_balance_indent(struct plint_parse *ps, struct plint_span span, uint32_t line_start)
{
	uint32_t columns = plint_balance_line_indent(ps, line_start);
	return span.start - ps->base == ps->indent_end ? columns : UINT32_MAX;
}

static void count_braces(struct plint_parse *ps)
{
	struct plint_quote_context context = {ps->ast->words, ps->ast->atoms, 0};
	const char *text = ps->text;
	for (uint32_t at = 0; at < ps->len; at++) {
		unsigned char c = (unsigned char)text[at];
		if (c == '\n' || c == '\r') {
			context.open_braces = 0;
		} else if (c == '#') {
			while (at < ps->len && text[at] != '\n' && text[at] != '\r')
				at++;
		} else if (c == '{') {
			ps->missing++;
			context.open_braces++;
		} else if (c == '}') {
			context.open_braces -= context.open_braces > 0;
			if (ps->missing > 0)
				ps->missing--;
			else
				ps->surplus++;
		} else if ((c == '"' || c >= 0x80) && plint_quote_opener(text + at, ps->len - at, false)) {
			at += plint_quote_read(&context, text + at, ps->len - at).len - 1;
		}
	}
	ps->is_counted = true;
}

bool plint_balance_take_missing(struct plint_parse *ps)
{
	if (!ps->is_counted)
		count_braces(ps);
	if (ps->missing == 0)
		return false;
	ps->missing--;
	return true;
}

bool plint_balance_take_surplus(struct plint_parse *ps)
{
	if (!ps->is_counted)
		count_braces(ps);
	if (ps->surplus == 0)
		return false;
	ps->surplus--;
	return true;
}

void plint_balance_tell_unclosed(struct plint_parse *ps, const struct plint_open *o)
{
	const char *what = o->kind > PLINT_KIND_NONE && o->kind < PLINT_KIND_COUNT ? plint_kind_word((enum plint_kind)o->kind) : "";
	struct plint_diag *d = plint_slips_report(ps, "unclosed-block", o->brace, "the { of this %s%sis never closed",
	                                          *what ? what : "block", *what ? " block " : " ");
	d->help = "Put a } on a line of its own where the block ends.";
}

void plint_balance_tell_stray(struct plint_parse *ps, struct plint_span span, struct plint_span header)
{
	if (*plint_parse_text(ps, span) == '{') {
		struct plint_diag *d = plint_slips_report(ps, "stray-brace", span, "this { belongs to no line: a { stands behind the line that it opens");
		d->help = "Take this { out, or write in front of it what begins here: goal name \"Title\" {";
		return;
	}
	struct plint_diag *d = plint_slips_report(ps, "stray-brace", span, "this } closes nothing");
	d->help = "Take this } out, or look for a line above that lacks its {.";
	if (header.end) {
		d->help = "Put a { at the end of the line that it should close.";
		plint_diag_relate(ps->diags, d, header, "this line probably lacks its {");
	}
}
