/* Tests and quantifiers, three-valued as the tables of the rule language say. See eval_run.h. */
#include "expr/eval_run.h"

/* --- and, or, quantifiers ------------------------------------------------------------------------------------------- */

enum plint_truth plint_run_logic(struct plint_eval *e, const struct plint_xnode *n)
{
	const uint32_t *parts = e->code->lists.items + n->a;
	enum plint_truth decides = n->op == PLINT_X_OR ? PLINT_YES : PLINT_NO;
	bool unclear = false;
	for (uint32_t i = 0; i < n->b; i++) {
		enum plint_truth t = plint_run_test(e, parts[i]);
		if (t == decides)
			return t;
		unclear = unclear || t == PLINT_MAYBE;
	}
	return unclear ? PLINT_MAYBE : decides == PLINT_YES ? PLINT_NO : PLINT_YES;
}

/* What the member in the variable of N says: its body, or unknown where it is not known to pass the filter; *PASSED. */
static enum plint_truth ask_member(struct plint_eval *e, const struct plint_xnode *n, bool *passed)
{
	enum plint_truth filter = n->b ? plint_run_test(e, n->b) : PLINT_YES;
	*passed = filter != PLINT_NO;
	if (filter != PLINT_YES)
		return PLINT_MAYBE;
	return plint_run_test(e, n->c);
}

enum plint_truth plint_run_quantifier(struct plint_eval *e, const struct plint_xnode *n)
{
	const struct plint_run_set *set = plint_run_set_of(e, n->a);
	/* A member with this answer decides; some and no look for a yes, every for a no. */
	enum plint_truth looked_for = n->op == PLINT_X_EVERY ? PLINT_NO : PLINT_YES;
	enum plint_truth found = n->op == PLINT_X_SOME ? PLINT_YES : PLINT_NO;
	bool unclear = set->set.more;
	for (uint32_t i = 0; i < set->set.count && !e->exhausted; i++) {
		bool passed;
		plint_run_bind(e, n->small, &set->set.items[i]);
		struct plint_run_round round = plint_run_begin_round(e);
		enum plint_truth t = ask_member(e, n, &passed);
		plint_run_end_round(e, &round);
		if (passed && t == looked_for)
			return found;
		unclear = unclear || (passed && t == PLINT_MAYBE);
	}
	if (unclear || e->exhausted)
		return PLINT_MAYBE;
	return found == PLINT_YES ? PLINT_NO : PLINT_YES;
}

/* --- comparisons ------------------------------------------------------------------------------------------------------ */

/* Whether ORDER satisfies the comparison OP. */
static bool holds(unsigned op, int order)
{
	return op == PLINT_X_LESS    ? order < 0
	       : op == PLINT_X_LEAST ? order <= 0
	       : op == PLINT_X_MORE  ? order > 0
	                             : order >= 0;
}

enum plint_truth plint_run_compare(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value a = plint_run_value(e, n->a), b = plint_run_value(e, n->b);
	if (n->op == PLINT_X_EQUAL || n->op == PLINT_X_DIFFERS) {
		enum plint_truth same = plint_run_equal(e, &a, &b);
		if (same == PLINT_MAYBE || n->op == PLINT_X_EQUAL)
			return same;
		return same == PLINT_YES ? PLINT_NO : PLINT_YES;
	}
	int order;
	return plint_run_order(e, &a, &b, &order) ? plint_run_yes_if(holds(n->op, order)) : PLINT_MAYBE;
}

enum plint_truth plint_run_between(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value v = plint_run_value(e, n->a), a = plint_run_value(e, n->b), b = plint_run_value(e, n->c);
	int to_a, to_b;
	if (!plint_run_order(e, &v, &a, &to_a) || !plint_run_order(e, &v, &b, &to_b))
		return PLINT_MAYBE;
	return plint_run_yes_if((to_a >= 0 && to_b <= 0) || (to_a <= 0 && to_b >= 0));
}

/* First and last day of period V: a date, or an entry with a start and an end. */
static bool period_of(const struct plint_value *v, struct plint_days *out)
{
	if (v->type == PLINT_TYPE_DATE && v->state == PLINT_KNOWN) {
		*out = v->u.days;
		return true;
	}
	if (v->type != PLINT_TYPE_RECORD || v->u.cells == NULL || v->state == PLINT_UNKNOWN)
		return false;
	const struct plint_value *start = &v->u.cells[0], *end = &v->u.cells[1];
	if (start->type != PLINT_TYPE_DATE || end->type != PLINT_TYPE_DATE || start->state != PLINT_KNOWN || end->state != PLINT_KNOWN)
		return false;
	*out = (struct plint_days){start->u.days.first, end->u.days.last};
	return true;
}

enum plint_truth plint_run_within(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value date = plint_run_value(e, n->a), period = plint_run_value(e, n->b);
	struct plint_days days;
	if (date.type != PLINT_TYPE_DATE || date.state != PLINT_KNOWN || !period_of(&period, &days))
		return PLINT_MAYBE;
	return plint_run_yes_if(date.u.days.last >= days.first && date.u.days.last <= days.last);
}

enum plint_truth plint_run_before(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value a = plint_run_value(e, n->a), b = plint_run_value(e, n->b);
	if (a.type != PLINT_TYPE_BLOCK || b.type != PLINT_TYPE_BLOCK || a.state != PLINT_KNOWN || b.state != PLINT_KNOWN)
		return PLINT_MAYBE;
	return plint_run_yes_if(a.u.block < b.u.block);
}

enum plint_truth plint_run_in(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value x = plint_run_value(e, n->a);
	const struct plint_run_set *set = plint_run_set_of(e, n->b);
	return x.state == PLINT_KNOWN ? plint_run_has(e, set, &x) : PLINT_MAYBE;
}

/* --- texts ---------------------------------------------------------------------------------------------------------------- */

/* V as a known text; false where it is none. A block that may be a text instead gives its title. */
static bool known_text(struct plint_eval *e, const struct plint_value *v, struct plint_value *text)
{
	*text = plint_run_text(e, v);
	if (text->state != PLINT_KNOWN)
		return false;
	if (text->type == PLINT_TYPE_BLOCK)
		return plint_model_block(e->model, text->u.block)->title != 0;
	return text->type == PLINT_TYPE_TEXT;
}

/* Whether PART stands in WHOLE, both in their comparable form. O(whole * part) at worst; the texts are short. */
static bool holds_text(const char *whole, uint32_t whole_len, const char *part, uint32_t part_len)
{
	if (part_len == 0)
		return true;
	for (const char *at = whole, *end = whole + whole_len; (size_t)(end - at) >= part_len; at++) {
		at = memchr(at, part[0], (size_t)(end - at) - part_len + 1);
		if (at == NULL)
			return false;
		if (memcmp(at, part, part_len) == 0)
			return true;
	}
	return false;
}

enum plint_truth plint_run_contains(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value a = plint_run_value(e, n->a), b = plint_run_value(e, n->b), whole, part;
	if (!known_text(e, &a, &whole) || !known_text(e, &b, &part))
		return PLINT_MAYBE;
	uint32_t w = plint_run_text_key(e, &whole), p = plint_run_text_key(e, &part);
	return plint_run_yes_if(holds_text(plint_intern_text(&e->comparables, w), plint_intern_len(&e->comparables, w),
	                         plint_intern_text(&e->comparables, p), plint_intern_len(&e->comparables, p)));
}

enum plint_truth plint_run_mentions(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value v = plint_run_value(e, n->a), text;
	if (!known_text(e, &v, &text))
		return PLINT_MAYBE;
	return n->op == PLINT_X_STARTS ? plint_lexicon_starts(e->config.lexicon, &text, n->b)
	                               : plint_lexicon_mentions(e->config.lexicon, &text, n->b);
}

enum plint_truth plint_run_matches(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value v = plint_run_value(e, n->a), text;
	if (!known_text(e, &v, &text))
		return PLINT_MAYBE;
	struct plint_regex **regex = &e->regexes[n->b];
	const struct plint_xpattern *pattern = &e->code->patterns.items[n->b];
	const char *why;
	size_t at;
	if (*regex == NULL)
		*regex = plint_regex_new(e->arena, plint_code_text(e->code, pattern->text), pattern->len, &why, &at);
	uint32_t len;
	const char *chars = plint_model_chars(e->model, &text, &len);
	enum plint_regex_result result = *regex ? plint_regex_match(*regex, chars, len) : PLINT_REGEX_TOO_COSTLY;
	if (result != PLINT_REGEX_TOO_COSTLY)
		return plint_run_yes_if(result == PLINT_REGEX_YES);
	e->exhausted = e->pattern_costly = true;
	return PLINT_MAYBE;
}

/* --- is … ------------------------------------------------------------------------------------------------------------------ */

/* A set is missing where it is empty, undecided where a member is a placeholder, else given. */
static enum plint_truth is_of_set(struct plint_eval *e, const struct plint_xnode *n)
{
	const struct plint_run_set *set = plint_run_set_of(e, n->a);
	bool undecided = false, unknown = set->set.more;
	if (n->op == PLINT_X_IS_MISSING || n->op == PLINT_X_IS_EMPTY)
		return set->set.count > 0 ? PLINT_NO : set->set.more ? PLINT_MAYBE : PLINT_YES;
	for (uint32_t i = 0; i < set->set.count; i++) {
		undecided = undecided || set->set.items[i].state == PLINT_UNDECIDED;
		unknown = unknown || set->set.items[i].state == PLINT_UNKNOWN;
	}
	if (n->op == PLINT_X_IS_UNDECIDED)
		return undecided ? PLINT_YES : unknown ? PLINT_MAYBE : PLINT_NO;
	if (undecided || set->set.count > 0)
		return plint_run_yes_if(!undecided);
	return set->set.more ? PLINT_MAYBE : PLINT_NO;
}

static enum plint_truth is_in_state(const struct plint_xnode *n, const struct plint_value *v)
{
	if (v->state == PLINT_UNKNOWN)
		return PLINT_MAYBE;
	if (n->op == PLINT_X_IS_UNDECIDED)
		return plint_run_yes_if(v->state == PLINT_UNDECIDED);
	if (n->op == PLINT_X_IS_GIVEN)
		return plint_run_yes_if(v->state == PLINT_KNOWN);
	return plint_run_yes_if(v->state == PLINT_MISSING);
}

static enum plint_truth is_of_class(struct plint_eval *e, const struct plint_xnode *n, const struct plint_value *v)
{
	if (v->type != PLINT_TYPE_BLOCK)
		return PLINT_NO; /* a text in place of a name belongs to no goal */
	const struct plint_block *x = plint_model_block(e->model, v->u.block);
	if (x->classes & 1u << n->small)
		return PLINT_YES;
	bool unknown = x->flags & PLINT_BLOCK_CLASS_UNKNOWN || (x->kind == PLINT_KIND_GOAL && x->classes == 0);
	if (unknown && x->kind == PLINT_KIND_GOAL)
		plint_run_note(e, v->u.block, "dimension");
	return unknown ? PLINT_MAYBE : PLINT_NO;
}

enum plint_truth plint_run_is(struct plint_eval *e, const struct plint_xnode *n)
{
	if (n->flags & PLINT_XF_WHOLE || n->op == PLINT_X_IS_EMPTY)
		return is_of_set(e, n);
	struct plint_value v = plint_run_value(e, n->a);
	if (n->op == PLINT_X_IS_MISSING || n->op == PLINT_X_IS_UNDECIDED || n->op == PLINT_X_IS_GIVEN)
		return is_in_state(n, &v);
	if (v.state != PLINT_KNOWN)
		return PLINT_MAYBE;
	if (n->op == PLINT_X_IS_TEXT)
		return plint_run_yes_if(v.type == PLINT_TYPE_TEXT);
	if (n->op == PLINT_X_IS_CLASS)
		return is_of_class(e, n, &v);
	return plint_run_yes_if(v.type == PLINT_TYPE_BLOCK && n->kinds & PLINT_KIND_BIT(plint_model_block(e->model, v.u.block)->kind));
}
