/* Single values: sums, order, equality, texts. A value that is not known makes every result not known. See eval_run.h. */
#include <math.h>

#include "expr/eval_run.h"
#include "model/units.h"

/* Decimal inputs such as 0.1 + 0.2 and 0.3 are one number. */
#define TOLERANCE 1e-9
/* Longest length of time, in months and in days. */
#define MAX_TIME 10000000.0

static struct plint_value unknown(void)
{
	return plint_run_state(PLINT_UNKNOWN);
}

/* --- amounts ---------------------------------------------------------------------------------------------------------- */

struct plint_value plint_run_amount(double number, uint32_t unit)
{
	if (!isfinite(number))
		return unknown();
	return (struct plint_value){.type = PLINT_TYPE_AMOUNT, .unit = unit, .u.number = number};
}

static bool is_zero(const struct plint_value *v)
{
	return !(v->u.number > 0 || v->u.number < 0);
}

static bool same_unit(const struct plint_eval *e, uint32_t a, uint32_t b)
{
	const struct plint_intern *atoms = e->model->atoms;
	return a == b || (a && b &&
	                  plint_unit_is_plural_pair(plint_intern_text(atoms, a), plint_intern_len(atoms, a),
	                                            plint_intern_text(atoms, b), plint_intern_len(atoms, b)));
}

bool plint_run_units_meet(const struct plint_eval *e, const struct plint_value *a, const struct plint_value *b)
{
	return a->unit == 0 || b->unit == 0 || is_zero(a) || is_zero(b) || same_unit(e, a->unit, b->unit);
}

/* -1, 0 or 1; numbers that differ by rounding only are equal. */
static int order_numbers(double a, double b)
{
	double largest = fabs(a) > fabs(b) ? fabs(a) : fabs(b);
	if (fabs(a - b) <= largest * TOLERANCE)
		return 0;
	return a < b ? -1 : 1;
}

static struct plint_value sum_amounts(const struct plint_eval *e, const struct plint_value *a, const struct plint_value *b, int sign)
{
	const struct plint_model *m = e->model;
	double number = a->u.number + sign * b->u.number;
	bool a_percent = a->unit == m->atom_percent, b_percent = b->unit == m->atom_percent;
	if (a_percent && b_percent)
		return plint_run_amount(number, sign > 0 ? m->atom_percent : m->atom_pp);
	if ((a_percent && b->unit == m->atom_pp) || (sign > 0 && b_percent && a->unit == m->atom_pp))
		return plint_run_amount(number, m->atom_percent);
	if (!plint_run_units_meet(e, a, b))
		return unknown();
	uint32_t unit = a->unit;
	if (unit == 0 || (is_zero(a) && b->unit && !is_zero(b)))
		unit = b->unit;
	return plint_run_amount(number, unit);
}

/* --- dates and lengths of time ------------------------------------------------------------------------------------------ */

static struct plint_value length_of_time(double months, double days)
{
	if (!(fabs(months) < MAX_TIME && fabs(days) < MAX_TIME))
		return unknown();
	int32_t whole = (int32_t)months;
	double rest = days + (months - whole) * 30.436875;
	return (struct plint_value){
	    .type = PLINT_TYPE_DURATION,
	    .u.duration = {whole, (int32_t)(rest < 0 ? rest - 0.5 : rest + 0.5)}};
}

static struct plint_value move_date(const struct plint_value *date, struct plint_duration by, int sign)
{
	struct plint_value v = {.type = PLINT_TYPE_DATE};
	v.u.days.first = plint_date_add(date->u.days.first, by, sign);
	v.u.days.last = plint_date_add(date->u.days.last, by, sign);
	return v;
}

static struct plint_value sum_times(const struct plint_value *a, const struct plint_value *b, int sign)
{
	if (a->type == PLINT_TYPE_DATE && b->type == PLINT_TYPE_DATE)
		return sign < 0 ? length_of_time(0, (double)a->u.days.last - b->u.days.last) : unknown();
	if (a->type == PLINT_TYPE_DATE)
		return move_date(a, b->u.duration, sign);
	if (b->type == PLINT_TYPE_DATE)
		return sign > 0 ? move_date(b, a->u.duration, sign) : unknown();
	return length_of_time((double)a->u.duration.months + sign * (double)b->u.duration.months,
	                      (double)a->u.duration.days + sign * (double)b->u.duration.days);
}

static bool is_timed(const struct plint_value *v)
{
	return v->type == PLINT_TYPE_DATE || v->type == PLINT_TYPE_DURATION;
}

/* --- the operators -------------------------------------------------------------------------------------------------------- */

static struct plint_value sum(const struct plint_eval *e, const struct plint_value *a, const struct plint_value *b, int sign)
{
	if (a->state != PLINT_KNOWN || b->state != PLINT_KNOWN)
		return unknown();
	if (a->type == PLINT_TYPE_AMOUNT && b->type == PLINT_TYPE_AMOUNT)
		return sum_amounts(e, a, b, sign);
	return is_timed(a) && is_timed(b) ? sum_times(a, b, sign) : unknown();
}

struct plint_value plint_run_add(struct plint_eval *e, const struct plint_value *a, const struct plint_value *b)
{
	return sum(e, a, b, 1);
}

static struct plint_value product(const struct plint_value *a, const struct plint_value *b)
{
	if (a->type == PLINT_TYPE_DURATION && b->type == PLINT_TYPE_AMOUNT && b->unit == 0)
		return length_of_time(a->u.duration.months * b->u.number, a->u.duration.days * b->u.number);
	if (b->type == PLINT_TYPE_DURATION && a->type == PLINT_TYPE_AMOUNT)
		return product(b, a);
	if (a->type != PLINT_TYPE_AMOUNT || b->type != PLINT_TYPE_AMOUNT || (a->unit && b->unit))
		return unknown();
	return plint_run_amount(a->u.number * b->u.number, a->unit ? a->unit : b->unit);
}

static struct plint_value quotient(const struct plint_value *a, const struct plint_value *b)
{
	if (b->type != PLINT_TYPE_AMOUNT || b->unit || is_zero(b))
		return unknown();
	if (a->type == PLINT_TYPE_DURATION)
		return length_of_time(a->u.duration.months / b->u.number, a->u.duration.days / b->u.number);
	return a->type == PLINT_TYPE_AMOUNT ? plint_run_amount(a->u.number / b->u.number, a->unit) : unknown();
}

struct plint_value plint_run_arithmetic(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value a = plint_run_value(e, n->a), b = plint_run_value(e, n->b);
	if (a.state != PLINT_KNOWN || b.state != PLINT_KNOWN)
		return unknown();
	if (n->op == PLINT_X_ADD || n->op == PLINT_X_SUB)
		return sum(e, &a, &b, n->op == PLINT_X_ADD ? 1 : -1);
	return n->op == PLINT_X_MUL ? product(&a, &b) : quotient(&a, &b);
}

/* --- order and equality ------------------------------------------------------------------------------------------------------ */

static bool has_duration(const struct plint_value *v)
{
	return v->type == PLINT_TYPE_DURATION || v->type == PLINT_TYPE_RHYTHM;
}

bool plint_run_order(struct plint_eval *e, const struct plint_value *a, const struct plint_value *b, int *order)
{
	if (a->state != PLINT_KNOWN || b->state != PLINT_KNOWN)
		return false;
	if (a->type == PLINT_TYPE_AMOUNT && b->type == PLINT_TYPE_AMOUNT) {
		*order = order_numbers(a->u.number, b->u.number);
		return plint_run_units_meet(e, a, b);
	}
	if (a->type == PLINT_TYPE_DATE && b->type == PLINT_TYPE_DATE) {
		*order = (a->u.days.last > b->u.days.last) - (a->u.days.last < b->u.days.last);
		return true;
	}
	if (!has_duration(a) || !has_duration(b))
		return false;
	*order = order_numbers(plint_duration_days(a->u.duration), plint_duration_days(b->u.duration));
	return true;
}

static bool is_text(const struct plint_value *v)
{
	return v->type == PLINT_TYPE_TEXT || (v->type == PLINT_TYPE_RECORD && v->unit >= PLINT_RECORD_MATCH);
}

enum plint_truth plint_run_equal(struct plint_eval *e, const struct plint_value *a, const struct plint_value *b)
{
	int order;
	if (a->state != PLINT_KNOWN || b->state != PLINT_KNOWN)
		return PLINT_MAYBE;
	if (a->type == PLINT_TYPE_BLOCK && b->type == PLINT_TYPE_BLOCK)
		return plint_run_yes_if(a->u.block == b->u.block);
	if (a->type == PLINT_TYPE_WORD && b->type == PLINT_TYPE_WORD)
		return plint_run_yes_if(a->u.word.root == b->u.word.root);
	if (a->type == PLINT_TYPE_BLOCK || b->type == PLINT_TYPE_BLOCK)
		return PLINT_NO; /* a text or word in place of a name is no block */
	bool a_text = is_text(a), b_text = is_text(b);
	if ((a_text || a->type == PLINT_TYPE_WORD) && (b_text || b->type == PLINT_TYPE_WORD))
		return plint_run_yes_if(plint_run_text_key(e, a) == plint_run_text_key(e, b));
	return plint_run_order(e, a, b, &order) ? plint_run_yes_if(order == 0) : PLINT_MAYBE;
}

/* --- texts -------------------------------------------------------------------------------------------------------------------- */

struct plint_value plint_run_made_text(struct plint_eval *e, const char *chars, uint32_t len)
{
	struct plint_chars *made = plint_arena_alloc(e->mem, sizeof *made);
	*made = (struct plint_chars){chars, len};
	return (struct plint_value){.type = PLINT_TYPE_TEXT, .flags = PLINT_VALUE_MADE_TEXT, .u.chars = made};
}

struct plint_value plint_run_text(struct plint_eval *e, const struct plint_value *v)
{
	if (v->state != PLINT_KNOWN)
		return *v;
	if (v->type == PLINT_TYPE_RECORD && v->unit >= PLINT_RECORD_MATCH)
		return v->u.cells[0];
	if (v->type != PLINT_TYPE_WORD)
		return *v;
	uint32_t atom = v->u.word.atom;
	struct plint_value text = plint_run_made_text(e, plint_intern_text(e->model->atoms, atom), plint_intern_len(e->model->atoms, atom));
	text.span = v->span;
	return text;
}

/* Number of the comparable form of CHARS. */
static uint32_t comparable(struct plint_eval *e, const char *chars, uint32_t len)
{
	struct plint_arena_mark mark = plint_arena_mark(e->scratch);
	size_t size;
	const char *plain = plint_text_comparable(e->scratch, chars, len, &size);
	uint32_t key = plint_intern_put(&e->comparables, plain, size);
	plint_arena_rewind(e->scratch, mark);
	return key;
}

uint32_t plint_run_text_key(struct plint_eval *e, const struct plint_value *v)
{
	const struct plint_value *text = v->type == PLINT_TYPE_RECORD ? &v->u.cells[0] : v;
	uint32_t id = text->type == PLINT_TYPE_TEXT && !(text->flags & PLINT_VALUE_MADE_TEXT) ? text->u.text.id : 0;
	if (text->type == PLINT_TYPE_BLOCK)
		id = plint_model_block(e->model, text->u.block)->title;
	if (id == 0) {
		uint32_t len;
		const char *chars = plint_model_chars(e->model, text, &len);
		return comparable(e, chars, len);
	}
	if (e->text_keys == NULL) {
		e->text_count = e->model->ast->texts.count;
		e->text_keys = plint_arena_calloc(e->arena, e->text_count, sizeof *e->text_keys);
	}
	if (e->text_keys[id] == 0)
		e->text_keys[id] = comparable(e, e->model->ast->texts.items[id].text, e->model->ast->texts.items[id].len);
	return e->text_keys[id];
}
