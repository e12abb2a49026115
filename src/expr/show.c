/* Values as messages show them. No locale is asked: thousands are grouped by commas, dates are ISO. See show.h. */
#include <math.h>
#include <stdio.h>

#include "diag/phrases.h"
#include "expr/eval_run.h"
#include "expr/show.h"
#include "model/units.h"
#include "syntax/parse.h"

#define MAX_MEMBERS 5
#define MAX_TEXT_CHARS 120

/* --- numbers and units ------------------------------------------------------------------------------------------------ */

/* DIGITS with a comma before each group of three. */
static void grouped(struct plint_buf *out, const char *digits)
{
	size_t len = strlen(digits);
	for (size_t i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			plint_buf_char(out, ',');
		plint_buf_char(out, digits[i]);
	}
}

/* NUMBER with at most two decimals, more where it would be nothing without them. */
static void show_number(struct plint_buf *out, double number)
{
	char digits[400], rest[32];
	double size = fabs(number), scale = 100;
	unsigned places = 2;
	while (size > 0 && size * scale < 0.5 && places < 6) {
		scale *= 10;
		places++;
	}
	if (number < 0 && size * scale >= 0.5)
		plint_buf_char(out, '-');
	if (!(size < 1e15)) {
		(void)snprintf(digits, sizeof digits, "%.0f", size < 1e300 ? size : 1e300);
		grouped(out, digits);
		return;
	}
	int64_t all = (int64_t)(size * scale + 0.5), whole = all / (int64_t)scale, part = all % (int64_t)scale;
	(void)snprintf(digits, sizeof digits, "%lld", (long long)whole);
	grouped(out, digits);
	if (part == 0)
		return;
	(void)snprintf(rest, sizeof rest, "%0*lld", (int)places, (long long)part);
	size_t len = strlen(rest);
	while (rest[len - 1] == '0')
		len--;
	plint_buf_char(out, '.');
	plint_buf_add(out, rest, len);
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

bool plint_show_is_unit_first(const struct plint_model *m, const struct plint_value *v)
{
	const char *unit = plint_intern_text(m->atoms, v->unit);
	uint32_t len = plint_intern_len(m->atoms, v->unit);
	if (len != 3 || !is_capital(unit[0]) || !is_capital(unit[1]) || !is_capital(unit[2]))
		return false;
	if (v->unit == m->currency || plint_unit_is_currency(unit, len) || v->span.end == 0)
		return true;
	return is_capital(*plint_source_text(m->ast->source, v->span));
}

static void show_atom(const struct plint_show *s, struct plint_buf *out, uint32_t atom)
{
	plint_text_show(out, plint_intern_text(s->model->atoms, atom), plint_intern_len(s->model->atoms, atom));
}

static void show_amount(const struct plint_show *s, struct plint_buf *out, const struct plint_value *v)
{
	bool is_first = v->unit && plint_show_is_unit_first(s->model, v);
	if (is_first) {
		show_atom(s, out, v->unit);
		plint_buf_char(out, ' ');
	}
	show_number(out, v->u.number);
	if (v->unit == 0 || is_first)
		return;
	if (v->unit == s->model->atom_percent) {
		plint_buf_char(out, '%');
		return;
	}
	plint_buf_char(out, ' ');
	show_atom(s, out, v->unit);
}

/* --- time ----------------------------------------------------------------------------------------------------------------- */

/* A whole year as 2027, a whole month as 2027-12, else the day. */
static void show_date(struct plint_buf *out, struct plint_days days)
{
	int year, year_first;
	unsigned month1, day1, month_first, day_first;
	plint_date_civil(days.last, &year, &month1, &day1);
	plint_date_civil(days.first, &year_first, &month_first, &day_first);
	bool is_month_end = day1 == plint_date_month_length(year, month1) && day_first == 1 && year == year_first;
	if (is_month_end && month_first == 1 && month1 == 12)
		plint_buf_printf(out, "%04d", year);
	else if (is_month_end && month_first == month1)
		plint_buf_printf(out, "%04d-%02u", year, month1);
	else
		plint_buf_printf(out, "%04d-%02u-%02u", year, month1, day1);
}

static void show_count(const struct plint_show *s, struct plint_buf *out, int32_t count, enum plint_phrase unit)
{
	if (count < 0)
		plint_buf_char(out, '-');
	plint_phrase_add(out, s->language, unit, count < 0 ? 0u - (uint32_t)count : (uint32_t)count, NULL);
}

static void show_duration(const struct plint_show *s, struct plint_buf *out, struct plint_duration d)
{
	bool is_years = d.months % 12 == 0;
	if (d.months != 0)
		show_count(s, out, is_years ? d.months / 12 : d.months, is_years ? PLINT_PHRASE_YEARS : PLINT_PHRASE_MONTHS);
	if (d.months != 0 && d.days != 0)
		plint_buf_str(out, plint_phrase(s->language, PLINT_PHRASE_AND));
	if (d.days != 0 || d.months == 0)
		show_count(s, out, d.days, PLINT_PHRASE_DAYS);
}

/* The plan's own words, in every language. */
static void show_rhythm(const struct plint_show *s, struct plint_buf *out, struct plint_duration d)
{
	static const char *const words[] = {"daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct plint_duration known;
		if (plint_rhythm_parse(words[i], (uint32_t)strlen(words[i]), &known) && known.months == d.months && known.days == d.days) {
			plint_buf_str(out, words[i]);
			return;
		}
	}
	plint_buf_str(out, "every ");
	show_duration(s, out, d);
}

/* --- texts, blocks, entries ------------------------------------------------------------------------------------------------- */

static void show_text(const struct plint_show *s, struct plint_buf *out, const struct plint_value *v)
{
	uint32_t len;
	const char *chars = plint_model_chars(s->model, v, &len);
	size_t end = 0;
	for (unsigned count = 0; end < len && count < MAX_TEXT_CHARS; count++) {
		uint32_t size;
		(void)plint_text_decode(chars + end, len - end, &size);
		end += size;
	}
	plint_text_show(out, chars, end);
	if (end < len)
		plint_buf_str(out, "…");
}

static void show_value(const struct plint_show *s, struct plint_buf *out, const struct plint_value *v, bool in_set);

/* A target with its bound, from its three cells. */
static void show_target(const struct plint_show *s, struct plint_buf *out, const struct plint_value *cells)
{
	static const enum plint_phrase words[PLINT_BOUND_WORDS] = {[PLINT_BOUND_LEAST] = PLINT_PHRASE_AT_LEAST,
	                                                           [PLINT_BOUND_MOST] = PLINT_PHRASE_AT_MOST,
	                                                           [PLINT_BOUND_EXACTLY] = PLINT_PHRASE_EXACTLY,
	                                                           [PLINT_BOUND_BETWEEN] = PLINT_PHRASE_BETWEEN};
	unsigned bound = cells[0].bound;
	const char *language = s->language;
	if (cells[0].type == PLINT_TYPE_WORD) {
		show_value(s, out, &cells[0], false);
		return;
	}
	bool has_word = bound >= PLINT_BOUND_LEAST && bound <= PLINT_BOUND_BETWEEN;
	if (has_word)
		plint_buf_str(out, plint_phrase(language, words[bound]));
	show_value(s, out, bound == PLINT_BOUND_BETWEEN ? &cells[1] : &cells[0], false);
	if (bound != PLINT_BOUND_BETWEEN)
		return;
	plint_buf_str(out, plint_phrase(language, PLINT_PHRASE_AND));
	show_value(s, out, &cells[2], false);
}

/* An entry by its main value; where that alone would not tell it, with the part behind it. */
static void show_record(const struct plint_show *s, struct plint_buf *out, const struct plint_value *v, bool in_set)
{
	const struct plint_value *cells = v->u.cells;
	const struct plint_field *f =
	    v->unit < PLINT_RECORD_PHRASE ? plint_schema_field(s->model->schema, (enum plint_kind)(v->unit >> 8), v->unit & 0xff) : NULL;
	if (v->unit == PLINT_RECORD_KNOWN || cells == NULL) {
		plint_buf_str(out, plint_phrase(s->language, PLINT_PHRASE_ENTRY));
		return;
	}
	if (f && f->want == PLINT_WANT_TARGET) {
		show_target(s, out, cells);
		return;
	}
	show_value(s, out, cells, in_set);
	if (f && (f->id == PLINT_F_PERIOD || f->id == PLINT_F_REWARDS)) {
		plint_buf_str(out, plint_phrase(s->language, f->id == PLINT_F_PERIOD ? PLINT_PHRASE_TO : PLINT_PHRASE_ON));
		show_value(s, out, cells + 1, true);
	}
}

static void show_set(const struct plint_show *s, struct plint_buf *out, const struct plint_set *set)
{
	if (set->count == 0)
		plint_buf_str(out, plint_phrase(s->language, PLINT_PHRASE_NONE));
	for (uint32_t i = 0; i < set->count && i < MAX_MEMBERS; i++) {
		if (i > 0)
			plint_buf_str(out, ", ");
		show_value(s, out, &set->items[i], true);
	}
	if (set->count > MAX_MEMBERS)
		plint_buf_str(out, ", …");
}

/* A block of which nothing but its name is known, or any other value that is not there. */
static void show_absent(const struct plint_show *s, struct plint_buf *out, const struct plint_value *v)
{
	if (v->type == PLINT_TYPE_BLOCK && v->state == PLINT_UNKNOWN && v->u.word.atom && v->span.end) {
		show_atom(s, out, v->u.word.atom);
		return;
	}
	plint_buf_str(out, plint_phrase(s->language, v->state == PLINT_MISSING     ? PLINT_PHRASE_NOT_GIVEN
	                                                    : v->state == PLINT_UNDECIDED ? PLINT_PHRASE_NOT_DECIDED
	                                                                                  : PLINT_PHRASE_NOT_KNOWN));
}

static void show_block(const struct plint_show *s, struct plint_buf *out, uint32_t block)
{
	const struct plint_block *x = plint_model_block(s->model, block);
	if (x->title || x->name)
		plint_buf_str(out, plint_model_show_block(s->model, out->arena, block));
	else
		plint_phrase_add(out, s->language, PLINT_PHRASE_BLOCK_IN_LINE,
		                 plint_source_place(s->model->ast->source, x->head.start).line1, plint_kind_word((enum plint_kind)x->kind));
}

static void show_truth(const struct plint_show *s, struct plint_buf *out, enum plint_truth truth)
{
	plint_buf_str(out, plint_phrase(s->language, truth == PLINT_YES  ? PLINT_PHRASE_YES
	                                                    : truth == PLINT_NO ? PLINT_PHRASE_NO
	                                                                        : PLINT_PHRASE_NOT_KNOWN));
}

static void show_value(const struct plint_show *s, struct plint_buf *out, const struct plint_value *v, bool in_set)
{
	/* A number that is still to be decided has parts that are known. */
	bool is_entry = v->type == PLINT_TYPE_RECORD && v->u.cells && v->state != PLINT_MISSING;
	if (v->state != PLINT_KNOWN && !is_entry) {
		show_absent(s, out, v);
		return;
	}
	switch ((enum plint_type)v->type) {
	case PLINT_TYPE_NONE: plint_buf_str(out, plint_phrase(s->language, PLINT_PHRASE_NOT_GIVEN)); break;
	case PLINT_TYPE_BOOL: show_truth(s, out, (enum plint_truth)v->u.truth); break;
	case PLINT_TYPE_TEXT:
		plint_buf_str(out, in_set ? "\"" : "");
		show_text(s, out, v);
		plint_buf_str(out, in_set ? "\"" : "");
		break;
	case PLINT_TYPE_WORD: show_atom(s, out, v->u.word.atom); break;
	case PLINT_TYPE_AMOUNT: show_amount(s, out, v); break;
	case PLINT_TYPE_DATE: show_date(out, v->u.days); break;
	case PLINT_TYPE_DURATION: show_duration(s, out, v->u.duration); break;
	case PLINT_TYPE_RHYTHM: show_rhythm(s, out, v->u.duration); break;
	case PLINT_TYPE_BLOCK: show_block(s, out, v->u.block); break;
	case PLINT_TYPE_RECORD: show_record(s, out, v, in_set); break;
	case PLINT_TYPE_SET: show_set(s, out, v->u.set); break;
	case PLINT_TYPE_KIND: break;
	}
}

void plint_show_value(const struct plint_show *s, struct plint_buf *out, const struct plint_value *value)
{
	show_value(s, out, value, false);
}

void plint_eval_show(struct plint_eval *e, struct plint_buf *out, const struct plint_value *value)
{
	struct plint_show s = {e->model, e->config.language};
	show_value(&s, out, value, false);
}
