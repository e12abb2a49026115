/* Two values of one field: what changed from one to the other, by how much, for better or worse. */
#include <math.h>

#include "base/text.h"
#include "compare/run.h"
#include "diag/phrases.h"
#include "syntax/parse.h"

/* ---- showing -------------------------------------------------------------------------------------------------------- */

struct plint_said plint_say_value(struct plint_comparing *c, enum plint_side side, const struct plint_value *v)
{
	struct plint_arena_mark mark = plint_arena_mark(c->scratch);
	struct plint_buf out;
	plint_buf_init(&out, c->scratch);
	bool is_text = v->type == PLINT_TYPE_TEXT && v->state == PLINT_KNOWN;
	plint_buf_str(&out, is_text ? "\"" : "");
	plint_show_value(&c->show[side], &out, v);
	plint_buf_str(&out, is_text ? "\"" : "");
	struct plint_said said = {plint_arena_strndup(c->arena, out.text, out.len), v->span};
	plint_arena_rewind(c->scratch, mark);
	return said;
}

/* Three cells of a level to reach, as sentences show them. */
static struct plint_said say_target(struct plint_comparing *c, enum plint_side side, const struct plint_value *cells)
{
	struct plint_value whole = {.type = PLINT_TYPE_RECORD,
	                            .state = cells[0].state,
	                            .unit = (uint32_t)PLINT_KIND_INDICATOR << 8 | PLINT_F_TARGET,
	                            .span = cells[0].span,
	                            .u.cells = cells};
	return plint_say_value(c, side, &whole);
}

/* Appends PART of an entry with the word that introduces it; a reason in words is left out. */
static void say_part(struct plint_comparing *c, enum plint_side side, const struct plint_part *p, const struct plint_value *cells,
                     struct plint_buf *out)
{
	bool is_reason = p->link == PLINT_LINK_ADJUNCT && p->want == PLINT_WANT_TEXT;
	if (cells[0].state == PLINT_MISSING || is_reason || cells[0].flags & PLINT_VALUE_INHERITED)
		return;
	plint_buf_printf(out, " %s%s", plint_link_word(p->link), p->link == PLINT_LINK_ADJUNCT ? "" : " ");
	plint_buf_str(out, (p->want == PLINT_WANT_TARGET ? say_target(c, side, cells) : plint_say_value(c, side, cells)).text);
}

struct plint_said plint_say_entry(struct plint_comparing *c, enum plint_side side, const struct plint_field *f,
                                  const struct plint_value *cells)
{
	bool is_target = f->want == PLINT_WANT_TARGET;
	struct plint_said main = is_target ? say_target(c, side, cells) : plint_say_value(c, side, cells);
	struct plint_buf out;
	plint_buf_init(&out, c->arena);
	plint_buf_str(&out, main.text);
	uint32_t at = is_target ? 3 : 1;
	for (int i = 0; i < PLINT_MAX_PARTS; i++) {
		if (f->parts[i].link == PLINT_LINK_NONE)
			continue;
		say_part(c, side, &f->parts[i], cells + at, &out);
		at += f->parts[i].want == PLINT_WANT_TARGET ? 3 : 1;
	}
	return (struct plint_said){out.text, main.span};
}

/* ---- sameness ------------------------------------------------------------------------------------------------------- */

bool plint_values_are_same(struct plint_comparing *c, const struct plint_value *was, const struct plint_value *is)
{
	struct plint_arena_mark mark = plint_arena_mark(c->scratch);
	struct plint_buf a, b;
	plint_buf_init(&a, c->scratch);
	plint_buf_init(&b, c->scratch);
	plint_match_value_key(c->match, PLINT_OLD, was, &a);
	plint_match_value_key(c->match, PLINT_NEW, is, &b);
	bool is_same = strcmp(a.text, b.text) == 0;
	plint_arena_rewind(c->scratch, mark);
	return is_same;
}

static bool is_known(const struct plint_value *v, enum plint_type type)
{
	return v->state == PLINT_KNOWN && v->type == type;
}

static bool has_unit(const struct plint_comparing *c, enum plint_side side, const struct plint_value *v, const char *unit)
{
	const struct plint_model *m = c->match->side[side];
	return v->unit && plint_text_is(plint_intern_text(m->atoms, v->unit), plint_intern_len(m->atoms, v->unit), unit);
}

static bool is_same_unit(const struct plint_comparing *c, const struct plint_value *was, const struct plint_value *is)
{
	const struct plint_model *m = c->match->side[PLINT_OLD];
	return was->unit ? has_unit(c, PLINT_NEW, is, plint_intern_text(m->atoms, was->unit)) : !is->unit;
}

/* Values of an indicator whose unit alone changed, which is told for the unit. */
static bool differs_in_own_unit(struct plint_comparing *c, const struct plint_subject *s, const struct plint_value *was,
                                const struct plint_value *is)
{
	const struct plint_model *o = c->match->side[PLINT_OLD], *n = c->match->side[PLINT_NEW];
	if (!is_known(was, PLINT_TYPE_AMOUNT) || !is_known(is, PLINT_TYPE_AMOUNT) || was->u.number < is->u.number ||
	    was->u.number > is->u.number || !s->old_block || !s->new_block)
		return false;
	const struct plint_slot *a = plint_model_slot(o, s->old_block, PLINT_F_UNIT), *b = plint_model_slot(n, s->new_block, PLINT_F_UNIT);
	if (!a || !b)
		return false;
	if (!a->count || !b->count)
		return a->count != b->count;
	return !plint_values_are_same(c, &o->cells.items[a->first], &n->cells.items[b->first]);
}

/* ---- amounts -------------------------------------------------------------------------------------------------------- */

/* ", by IZD 300 (25%)"; shares differ by points. */
static const char *by_how_much(struct plint_comparing *c, const struct plint_value *was, const struct plint_value *is)
{
	struct plint_value step = *is;
	struct plint_buf out;
	double change = is->u.number - was->u.number, percent = was->u.number != 0 ? fabs(change / was->u.number) * 100 : 0;
	bool is_share = has_unit(c, PLINT_NEW, is, "percent") || has_unit(c, PLINT_NEW, is, "pp");
	step.u.number = fabs(change);
	step.unit = is->unit && plint_show_is_unit_first(c->match->side[PLINT_NEW], is) ? is->unit : 0; /* that of a count is said twice already */
	plint_buf_init(&out, c->arena);
	plint_show_value(&c->show[PLINT_NEW], &out, &step);
	if (is_share) {
		bool is_one = step.u.number > 0.995 && step.u.number < 1.005;
		return plint_words_phrase(c->arena, c->language, PLINT_PHRASE_BY_POINTS, is_one ? 1 : 2, out.text);
	}
	if (percent >= 0.5 && percent < 1000)
		plint_buf_printf(&out, " (%.0f%%)", percent);
	return plint_words_phrase(c->arena, c->language, PLINT_PHRASE_BY_AMOUNT, 1, out.text);
}

/* ---- dates ---------------------------------------------------------------------------------------------------------- */

/* The time from DAY to LATER as people say it: whole months where both are the same day of the month or ends of months, else days. */
static struct plint_duration between(int32_t day, int32_t later)
{
	int year[2];
	unsigned month1[2], day1[2];
	plint_date_civil(day, &year[0], &month1[0], &day1[0]);
	plint_date_civil(later, &year[1], &month1[1], &day1[1]);
	bool are_ends = day1[0] == plint_date_month_length(year[0], month1[0]) && day1[1] == plint_date_month_length(year[1], month1[1]);
	if (day1[0] == day1[1] || are_ends)
		return (struct plint_duration){(year[1] - year[0]) * 12 + (int)month1[1] - (int)month1[0], 0};
	return (struct plint_duration){0, later - day};
}

static void compare_dates(struct plint_comparing *c, const struct plint_subject *s, const struct plint_value *was,
                          const struct plint_value *is)
{
	bool is_later = is->u.days.last > was->u.days.last;
	int32_t a = is_later ? was->u.days.last : is->u.days.last, b = is_later ? is->u.days.last : was->u.days.last;
	struct plint_value step = {.type = PLINT_TYPE_DURATION, .state = PLINT_KNOWN, .u.duration = between(a, b)};
	plint_comparing_add(c, is_later ? PLINT_CHANGE_LATER : PLINT_CHANGE_EARLIER, s, plint_say_value(c, PLINT_OLD, was),
	                    plint_say_value(c, PLINT_NEW, is), plint_say_value(c, PLINT_NEW, &step).text, 0);
}

/* ---- any two values ------------------------------------------------------------------------------------------------- */

/* Whether there is nothing to compare: both are missing, or not decided, or one could not be read, which is told as an error of reading. */
static bool have_nothing(const struct plint_value *was, const struct plint_value *is)
{
	return was->state == PLINT_UNKNOWN || is->state == PLINT_UNKNOWN || (was->state == is->state && was->state != PLINT_KNOWN);
}

/* The change from what was said BEFORE to NOW where one of them is missing or not decided, told; false where both are values. */
static bool compare_states(struct plint_comparing *c, const struct plint_subject *s, const struct plint_value *was,
                           const struct plint_value *is, struct plint_said before, struct plint_said now)
{
	struct plint_said none = {NULL, {0, 0}};
	if (was->state == is->state)
		return false;
	if (was->state == PLINT_MISSING)
		plint_comparing_add(c, PLINT_CHANGE_GIVEN, s, none, now, NULL, 0);
	else if (is->state == PLINT_MISSING)
		plint_comparing_add(c, PLINT_CHANGE_GONE, s, before, none, NULL, 0);
	else if (was->state == PLINT_UNDECIDED)
		plint_comparing_add(c, PLINT_CHANGE_DECIDED, s, before, now, NULL, 0);
	else
		plint_comparing_add(c, PLINT_CHANGE_UNDECIDED, s, before, now, NULL, 0);
	return true;
}

void plint_compare_values(struct plint_comparing *c, const struct plint_subject *s, const struct plint_value *was,
                          const struct plint_value *is)
{
	if (have_nothing(was, is) || plint_values_are_same(c, was, is) || differs_in_own_unit(c, s, was, is))
		return;
	struct plint_said before = plint_say_value(c, PLINT_OLD, was), now = plint_say_value(c, PLINT_NEW, is);
	if (compare_states(c, s, was, is, before, now))
		return;
	if (is_known(was, PLINT_TYPE_DATE) && is_known(is, PLINT_TYPE_DATE)) {
		compare_dates(c, s, was, is);
		return;
	}
	bool are_amounts = is_known(was, PLINT_TYPE_AMOUNT) && is_known(is, PLINT_TYPE_AMOUNT) && is_same_unit(c, was, is);
	if (are_amounts && is->u.number > was->u.number)
		plint_comparing_add(c, PLINT_CHANGE_RAISED, s, before, now, by_how_much(c, was, is), 0);
	else if (are_amounts)
		plint_comparing_add(c, s->field && s->field->want == PLINT_WANT_MONEY ? PLINT_CHANGE_CUT : PLINT_CHANGE_LOWERED, s, before, now,
		                    by_how_much(c, was, is), 0);
	else if (strcmp(before.text, now.text) != 0)
		plint_comparing_add(c, PLINT_CHANGE_CHANGED, s, before, now, NULL, 0);
}

/* ---- levels to reach ------------------------------------------------------------------------------------------------ */

/* 1: the more the better, -1: the less, 0: not known; by what the block ID of SIDE says. */
static int direction_said(const struct plint_comparing *c, enum plint_side side, uint32_t id)
{
	const struct plint_model *m = c->match->side[side];
	const struct plint_slot *slot = plint_model_slot(m, id, PLINT_F_DIRECTION);
	if (!slot || !slot->count || !is_known(&m->cells.items[slot->first], PLINT_TYPE_WORD))
		return 0;
	const char *word = plint_intern_text(m->atoms, m->cells.items[slot->first].u.word.root);
	return strcmp(word, "up") == 0 ? 1 : strcmp(word, "down") == 0 ? -1 : 0;
}

/* The same by its bound, else by the way from its baseline to CELLS. */
static int direction_shown(const struct plint_comparing *c, enum plint_side side, uint32_t id, const struct plint_value *cells)
{
	const struct plint_model *m = c->match->side[side];
	if (cells[0].bound == PLINT_BOUND_LEAST)
		return 1;
	if (cells[0].bound == PLINT_BOUND_MOST)
		return -1;
	const struct plint_slot *slot = plint_model_slot(m, id, PLINT_F_BASELINE);
	if (!slot || !slot->count || cells[0].bound != PLINT_BOUND_REACH)
		return 0;
	const struct plint_value *baseline = &m->cells.items[slot->first];
	if (!is_known(baseline, PLINT_TYPE_AMOUNT) || baseline->unit != cells[0].unit)
		return 0;
	return (cells[0].u.number > baseline->u.number) - (cells[0].u.number < baseline->u.number);
}

static int direction_of(const struct plint_comparing *c, const struct plint_subject *s, const struct plint_value *was,
                        const struct plint_value *is)
{
	if (s->field->id != PLINT_F_TARGET)
		return is[0].bound == was[0].bound ? (is[0].bound == PLINT_BOUND_LEAST) - (is[0].bound == PLINT_BOUND_MOST) : 0;
	int said_old = direction_said(c, PLINT_OLD, s->old_block), said_new = direction_said(c, PLINT_NEW, s->new_block);
	if (said_old || said_new)
		return said_old && said_new && said_old != said_new ? 0 : said_old + said_new > 0 ? 1 : -1;
	int shown_old = direction_shown(c, PLINT_OLD, s->old_block, was), shown_new = direction_shown(c, PLINT_NEW, s->new_block, is);
	if (shown_old && shown_new)
		return shown_old == shown_new ? shown_old : 0;
	return shown_old + shown_new;
}

static bool is_same_level(struct plint_comparing *c, const struct plint_subject *s, const struct plint_value *was,
                          const struct plint_value *is)
{
	if (was[0].bound != is[0].bound)
		return false;
	for (int i = 0; i < 3; i++)
		if (!plint_values_are_same(c, &was[i], &is[i]) && !differs_in_own_unit(c, s, &was[i], &is[i]))
			return false;
	return true;
}

void plint_compare_targets(struct plint_comparing *c, const struct plint_subject *s, const struct plint_value *was,
                           const struct plint_value *is)
{
	if (have_nothing(was, is) || is_same_level(c, s, was, is))
		return;
	struct plint_said before = say_target(c, PLINT_OLD, was), now = say_target(c, PLINT_NEW, is);
	if (compare_states(c, s, was, is, before, now))
		return;
	bool is_range = was[0].bound == PLINT_BOUND_BETWEEN || is[0].bound == PLINT_BOUND_BETWEEN;
	bool are_amounts = is_known(&was[0], PLINT_TYPE_AMOUNT) && is_known(&is[0], PLINT_TYPE_AMOUNT) && is_same_unit(c, &was[0], &is[0]);
	double step = are_amounts && !is_range ? is[0].u.number - was[0].u.number : 0;
	if (step > 0 || step < 0) {
		int ambition = direction_of(c, s, was, is) * (step > 0 ? 1 : -1);
		plint_comparing_add(c, step > 0 ? PLINT_CHANGE_RAISED : PLINT_CHANGE_LOWERED, s, before, now, by_how_much(c, &was[0], &is[0]),
		                    ambition);
	} else if (strcmp(before.text, now.text) != 0) {
		plint_comparing_add(c, PLINT_CHANGE_CHANGED, s, before, now, NULL, 0);
	}
}
