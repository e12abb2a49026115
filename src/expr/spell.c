/*
 * Values as a plan writes them, for the texts of fixes: what comes out can be read back and means the same, or nothing comes out. Values as
 * messages show them are show.c's. See eval.h.
 */
#include <math.h>
#include <stdio.h>

#include "expr/eval_run.h"
#include "expr/show.h"
#include "syntax/parse.h"

#define MAX_NUMBER 1e15
#define MAX_DECIMALS 6
#define DAYS_OF_YEAR 366
#define CLOSE_ENOUGH 1e-6 /* how far, of itself, a number may be from what its decimals say */

/* ---- numbers ------------------------------------------------------------------------------------------------------- */

/* DIGITS with a comma before each group of three. */
static void add_grouped(struct plint_buf *out, const char *digits)
{
	size_t len = strlen(digits);
	for (size_t i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			plint_buf_char(out, ',');
		plint_buf_char(out, digits[i]);
	}
}

static bool spell_number(struct plint_buf *out, double number)
{
	char text[64], decimals[16];
	double size = fabs(number);
	if (!(size < MAX_NUMBER))
		return false;
	double scale = pow(10, MAX_DECIMALS), all = floor(size * scale + 0.5);
	if (fabs(all / scale - size) > size * CLOSE_ENOUGH)
		return false;
	if (number < 0)
		plint_buf_char(out, '-');
	(void)snprintf(text, sizeof text, "%.0f", floor(all / scale));
	add_grouped(out, text);
	double part = all - floor(all / scale) * scale;
	if (part < 1)
		return true;
	(void)snprintf(decimals, sizeof decimals, "%0*.0f", MAX_DECIMALS, part);
	size_t len = strlen(decimals);
	while (decimals[len - 1] == '0')
		len--;
	plint_buf_char(out, '.');
	plint_buf_add(out, decimals, len);
	return true;
}

static bool spell_amount(const struct plint_eval *e, struct plint_buf *out, const struct plint_value *v)
{
	const char *unit = plint_intern_text(e->model->atoms, v->unit);
	if (v->unit == 0)
		return spell_number(out, v->u.number);
	if (plint_show_is_unit_first(e->model, v)) {
		plint_buf_printf(out, "%s ", unit);
		return spell_number(out, v->u.number);
	}
	if (!spell_number(out, v->u.number))
		return false;
	plint_buf_printf(out, v->unit == e->model->atom_percent ? "%%" : " %s", unit);
	return true;
}

/* ---- time ---------------------------------------------------------------------------------------------------------- */

/* A whole year as 2027, a whole month as 2027-12, else the last day. */
static bool spell_period(struct plint_buf *out, struct plint_days days)
{
	int year, year_first;
	unsigned month1, day1, month_first, day_first;
	plint_date_civil(days.last, &year, &month1, &day1);
	plint_date_civil(days.first, &year_first, &month_first, &day_first);
	if (year < 1900 || year > 2199)
		return false;
	bool is_whole = day1 == plint_date_month_length(year, month1) && day_first == 1 && year == year_first;
	if (is_whole && month_first == 1 && month1 == 12)
		plint_buf_printf(out, "%04d", year);
	else if (is_whole && month_first == month1)
		plint_buf_printf(out, "%04d-%02u", year, month1);
	else
		plint_buf_printf(out, "%04d-%02u-%02u", year, month1, day1);
	return true;
}

/* What is longer than a year (a range in a title) goes from its first to its last year, else day. */
static bool spell_date(struct plint_buf *out, struct plint_days days)
{
	int first, last;
	unsigned month1, day1;
	struct plint_days from = {days.first, days.first}, to = {days.last, days.last};
	if (days.last - days.first <= DAYS_OF_YEAR)
		return spell_period(out, days);
	plint_date_civil(days.first, &first, &month1, &day1);
	plint_date_civil(days.last, &last, &month1, &day1);
	if (days.first == plint_date_days(first, 1, 1) && days.last == plint_date_days(last, 12, 31)) {
		from.last = plint_date_days(first, 12, 31);
		to.first = plint_date_days(last, 1, 1);
	}
	if (!spell_period(out, from))
		return false;
	plint_buf_str(out, " to ");
	return spell_period(out, to);
}

static bool spell_duration(struct plint_buf *out, struct plint_duration d)
{
	if (d.months < 0 || d.days < 0 || (d.months != 0 && d.days != 0))
		return false;
	if (d.months == 0)
		plint_buf_printf(out, "%d days", d.days);
	else if (d.months % 12 == 0)
		plint_buf_printf(out, "%d years", d.months / 12);
	else
		plint_buf_printf(out, "%d months", d.months);
	return true;
}

static bool spell_rhythm(struct plint_buf *out, struct plint_duration d)
{
	static const char *const words[] = {"daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct plint_duration known;
		if (plint_rhythm_parse(words[i], (uint32_t)strlen(words[i]), &known) && known.months == d.months && known.days == d.days) {
			plint_buf_str(out, words[i]);
			return true;
		}
	}
	plint_buf_str(out, "every ");
	return spell_duration(out, d);
}

/* ---- words --------------------------------------------------------------------------------------------------------- */

/* What stands between quotation marks for LEN bytes of TEXT: it cannot end there, nor go on in another line. */
static void add_escaped(struct plint_buf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\n') {
			plint_buf_str(out, "\\n");
			continue;
		}
		if (text[i] == '"' || text[i] == '\\')
			plint_buf_char(out, '\\');
		plint_buf_char(out, text[i] == '\r' || text[i] == '\v' || text[i] == '\f' ? ' ' : text[i]);
	}
}

static void add_text(struct plint_buf *out, const char *text, size_t len, bool in_quotes)
{
	plint_buf_str(out, in_quotes ? "" : "\"");
	add_escaped(out, text, len);
	plint_buf_str(out, in_quotes ? "" : "\"");
}

/* A block by its name, which is how another refers to it; between quotation marks by its title. */
static bool spell_block(const struct plint_eval *e, struct plint_buf *out, const struct plint_value *v, bool in_quotes)
{
	const struct plint_block *x = plint_model_block(e->model, v->u.block);
	if (v->u.block == 0 || (!x->name && !x->title))
		return false;
	if (x->name && (!in_quotes || !x->title)) {
		plint_buf_str(out, plint_intern_text(e->model->atoms, x->name));
		return true;
	}
	const struct plint_ast_text *title = &e->model->ast->texts.items[x->title];
	add_text(out, title->text, title->len, in_quotes);
	return true;
}

static bool spell_value(struct plint_eval *e, struct plint_buf *out, const struct plint_value *v, bool in_quotes);

/* A target with its bound, from its three cells. Other entries have no spelling of their own. */
static bool spell_record(struct plint_eval *e, struct plint_buf *out, const struct plint_value *v)
{
	static const char *const words[PLINT_BOUND_WORDS] = {[PLINT_BOUND_LEAST] = "at least ",
	                                                     [PLINT_BOUND_MOST] = "at most ",
	                                                     [PLINT_BOUND_EXACTLY] = "exactly ",
	                                                     [PLINT_BOUND_BETWEEN] = "between "};
	const struct plint_value *cells = v->u.cells;
	if (v->unit >= PLINT_RECORD_PHRASE || cells == NULL)
		return false;
	const struct plint_field *f = plint_schema_field(e->model->schema, (enum plint_kind)(v->unit >> 8), v->unit & 0xff);
	if (f == NULL || f->want != PLINT_WANT_TARGET || cells[0].type != PLINT_TYPE_AMOUNT)
		return false;
	unsigned bound = cells[0].bound;
	if (bound < PLINT_BOUND_WORDS && words[bound])
		plint_buf_str(out, words[bound]);
	if (bound != PLINT_BOUND_BETWEEN)
		return spell_value(e, out, &cells[0], false);
	if (!spell_value(e, out, &cells[1], false))
		return false;
	plint_buf_str(out, " and ");
	return spell_value(e, out, &cells[2], false);
}

static bool spell_set(struct plint_eval *e, struct plint_buf *out, const struct plint_set *set, bool in_quotes)
{
	for (uint32_t i = 0; i < set->count; i++) {
		plint_buf_str(out, i > 0 ? ", " : "");
		if (!spell_value(e, out, &set->items[i], in_quotes))
			return false;
	}
	return set->count > 0 && !set->more;
}

static bool spell_value(struct plint_eval *e, struct plint_buf *out, const struct plint_value *v, bool in_quotes)
{
	struct plint_value text;
	uint32_t len;
	if (v->state != PLINT_KNOWN)
		return false;
	switch ((enum plint_type)v->type) {
	case PLINT_TYPE_WORD: plint_buf_str(out, plint_intern_text(e->model->atoms, v->u.word.atom)); return true;
	case PLINT_TYPE_AMOUNT: return spell_amount(e, out, v);
	case PLINT_TYPE_DATE: return spell_date(out, v->u.days);
	case PLINT_TYPE_DURATION: return spell_duration(out, v->u.duration);
	case PLINT_TYPE_RHYTHM: return spell_rhythm(out, v->u.duration);
	case PLINT_TYPE_BLOCK: return spell_block(e, out, v, in_quotes);
	case PLINT_TYPE_SET: return spell_set(e, out, v->u.set, in_quotes);
	case PLINT_TYPE_TEXT:
	case PLINT_TYPE_RECORD:
		text = plint_run_text(e, v); /* what a lexicon found is a text, too */
		if (text.type != PLINT_TYPE_TEXT)
			return spell_record(e, out, v);
		const char *chars = plint_model_chars(e->model, &text, &len);
		add_text(out, chars, len, in_quotes);
		return true;
	case PLINT_TYPE_NONE:
	case PLINT_TYPE_BOOL:
	case PLINT_TYPE_KIND: break;
	}
	return false;
}

bool plint_eval_spell(struct plint_eval *e, struct plint_buf *out, const struct plint_value *value, bool in_quotes)
{
	return spell_value(e, out, value, in_quotes);
}
