/* The type check of operators and tests. See check.h. */
#include "base/text.h"
#include "expr/check.h"

static const struct plint_stype truth = {.type = PLINT_TYPE_BOOL};

static const struct plint_xnode *node_of(const struct plint_check *ck, const struct plint_checked *c)
{
	return &ck->code->nodes.items[c->node];
}

/* A text, or what a lexicon found, or any value. */
static bool is_texty(const struct plint_stype *t)
{
	return t->type == PLINT_TYPE_TEXT || t->type == PLINT_TYPE_NONE ||
	       (t->type == PLINT_TYPE_RECORD && t->record >= PLINT_RECORD_MATCH) || (t->type == PLINT_TYPE_BLOCK && t->is_text_too) ||
	       (t->type == PLINT_TYPE_WORD && t->list == 0);
}

/* --- what may be compared ---------------------------------------------------------------------------------------- */

static bool words_meet(const struct plint_stype *a, const struct plint_stype *b)
{
	return a->list == b->list || a->list == 0 || b->list == 0 || a->list == PLINT_LIST_ANY || b->list == PLINT_LIST_ANY;
}

static bool types_meet(const struct plint_stype *a, const struct plint_stype *b)
{
	if (a->type == PLINT_TYPE_NONE || b->type == PLINT_TYPE_NONE)
		return true;
	if (a->type == PLINT_TYPE_BLOCK && b->type == PLINT_TYPE_BLOCK)
		return a->kinds & b->kinds || (a->is_text_too && b->is_text_too);
	if (a->type == PLINT_TYPE_WORD && b->type == PLINT_TYPE_WORD)
		return words_meet(a, b);
	if (a->type == PLINT_TYPE_AMOUNT && b->type == PLINT_TYPE_AMOUNT)
		return !((a->want == PLINT_WANT_PERCENT && b->want == PLINT_WANT_MONEY) ||
		         (a->want == PLINT_WANT_MONEY && b->want == PLINT_WANT_PERCENT));
	if (is_texty(a) && is_texty(b))
		return true;
	return a->type == b->type && a->type != PLINT_TYPE_SET && a->type != PLINT_TYPE_RECORD && a->type != PLINT_TYPE_BOOL &&
	       a->type != PLINT_TYPE_BLOCK;
}

/* What to write instead of comparing a value of type T as a whole. */
static const char *instead_of(struct plint_check *ck, const struct plint_stype *t)
{
	if (t->type == PLINT_TYPE_DATE)
		return "dates are written 2027-12-31, 2027-12 or 2027";
	if (t->type == PLINT_TYPE_SET)
		return "ask its members: some x in SET has …, or x in SET";
	if (t->type != PLINT_TYPE_RECORD || t->record >= PLINT_RECORD_PHRASE)
		return NULL;
	const struct plint_field *f = plint_schema_field(ck->scope->schema, (enum plint_kind)(t->record >> 8), t->record & 0xff);
	struct plint_part_ref ref;
	return f && plint_field_part(f, "value", 5, &ref) ? "compare its .value" : "compare one of its parts";
}

bool plint_check_comparable(struct plint_check *ck, const struct plint_tree *t, const struct plint_stype *a,
                            const struct plint_stype *b)
{
	if (types_meet(a, b))
		return true;
	const char *hint = instead_of(ck, a);
	if (hint == NULL)
		hint = instead_of(ck, b);
	return PLINT_FAIL_AT(ck, t, hint, "%s is never compared with %s", plint_check_words(ck, a), plint_check_words(ck, b));
}

/* A literal's unit must be the one that the table fixes for the other side. */
static bool units_meet(struct plint_check *ck, const struct plint_tree *t, const struct plint_checked *fixed,
                       const struct plint_checked *literal)
{
	const struct plint_xnode *n = node_of(ck, literal);
	bool is_zero = !(n->number > 0 || n->number < 0);
	if (n->op != PLINT_X_NUMBER || n->a == 0 || is_zero || fixed->type.type != PLINT_TYPE_AMOUNT)
		return true;
	const char *unit = plint_code_text(ck->code, ck->code->atoms.items[n->a - 1].text);
	if (fixed->type.want == PLINT_WANT_MONEY)
		return PLINT_FAIL_AT(ck, t, NULL, "an amount of money is never compared with a number of %s", unit);
	if (fixed->type.want == PLINT_WANT_PERCENT && strcmp(unit, "percent") != 0)
		return PLINT_FAIL_AT(ck, t, strcmp(unit, "pp") == 0 ? "write % here; pp is the difference of two percentages" : NULL,
		                     "a percentage is never compared with a number of %s", unit);
	return true;
}

static bool meets(struct plint_check *ck, const struct plint_tree *t, const struct plint_checked *a,
                  const struct plint_checked *b)
{
	return plint_check_comparable(ck, t, &a->type, &b->type) && units_meet(ck, t, a, b) && units_meet(ck, t, b, a);
}

static bool is_literal(const struct plint_check *ck, const struct plint_checked *c)
{
	unsigned op = node_of(ck, c)->op;
	return op == PLINT_X_NUMBER || op == PLINT_X_DATE || op == PLINT_X_DURATION || op == PLINT_X_RHYTHM || op == PLINT_X_TEXT ||
	       op == PLINT_X_WORD;
}

/* --- operators --------------------------------------------------------------------------------------------------- */

static bool bad_operands(struct plint_check *ck, const struct plint_tree *t, const char *what, const struct plint_checked *a,
                         const struct plint_checked *b)
{
	const char *hint = instead_of(ck, &a->type);
	if (a->type.type == PLINT_TYPE_SET && b->type.type == PLINT_TYPE_SET && (t->op == PLINT_X_ADD || t->op == PLINT_X_SUB))
		hint = "sets go with \"union\", \"common\" and \"without\"";
	return PLINT_FAIL_AT(ck, t, hint ? hint : instead_of(ck, &b->type), "%s does not go with %s and %s", what,
	                     plint_check_words(ck, &a->type), plint_check_words(ck, &b->type));
}

static bool is_timed(unsigned type)
{
	return type == PLINT_TYPE_DATE || type == PLINT_TYPE_DURATION || type == PLINT_TYPE_NONE;
}

/* Type of A + B or A - B; NONE in *TYPE for any; false where there is none. */
static bool sum_type(bool minus, const struct plint_stype *a, const struct plint_stype *b, struct plint_stype *type)
{
	*type = (struct plint_stype){.type = PLINT_TYPE_NONE};
	if (a->type == PLINT_TYPE_AMOUNT && b->type == PLINT_TYPE_AMOUNT) {
		*type = *a;
		if (a->want != b->want || (minus && a->want == PLINT_WANT_PERCENT))
			type->want = PLINT_WANT_AMOUNT;
		return a->want == b->want || a->want == PLINT_WANT_AMOUNT || b->want == PLINT_WANT_AMOUNT;
	}
	if (a->type == PLINT_TYPE_NONE || b->type == PLINT_TYPE_NONE)
		return a->type != PLINT_TYPE_SET && b->type != PLINT_TYPE_SET;
	if (!is_timed(a->type) || !is_timed(b->type))
		return false;
	bool two_dates = a->type == PLINT_TYPE_DATE && b->type == PLINT_TYPE_DATE;
	if (a->type == b->type)
		type->type = PLINT_TYPE_DURATION;
	else
		type->type = PLINT_TYPE_DATE;
	if (minus)
		return a->type == PLINT_TYPE_DATE || b->type == PLINT_TYPE_DURATION;
	return !two_dates;
}

static bool is_bare(const struct plint_check *ck, const struct plint_checked *c)
{
	const struct plint_xnode *n = node_of(ck, c);
	return c->type.type == PLINT_TYPE_NONE || (c->type.type == PLINT_TYPE_AMOUNT && c->type.want == PLINT_WANT_AMOUNT &&
	                                           !(n->op == PLINT_X_NUMBER && n->a != 0));
}

static bool is_scalable(const struct plint_checked *c)
{
	return c->type.type == PLINT_TYPE_AMOUNT || c->type.type == PLINT_TYPE_NONE || c->type.type == PLINT_TYPE_DURATION;
}

static bool check_product(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *a, struct plint_checked *b,
                          struct plint_checked *out)
{
	bool times = t->op == PLINT_X_MUL;
	if (!is_scalable(a) || !is_scalable(b) || (b->type.type == PLINT_TYPE_DURATION && !(times && is_bare(ck, a))))
		return bad_operands(ck, t, times ? "*" : "/", a, b);
	if (!is_bare(ck, b) && !(times && is_bare(ck, a)))
		return PLINT_FAIL_AT(ck, t, "share(a, b) gives a as a percent of b, number(a) takes the unit away",
		                     "* and / go with a bare number");
	*out = plint_check_node(ck, (enum plint_xop)t->op, is_bare(ck, b) ? a->type : b->type, a, b);
	return true;
}

static bool check_arithmetic(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_checked a, b;
	if (t->op == PLINT_X_MUL || t->op == PLINT_X_DIV)
		return plint_check_tree(ck, t->a, NULL, &a) && plint_check_tree(ck, t->b, NULL, &b) && check_product(ck, t, &a, &b, out);
	if (!plint_check_both(ck, t->a, t->b, &a, &b))
		return false;
	struct plint_stype type;
	bool minus = t->op == PLINT_X_SUB;
	if (!sum_type(minus, &a.type, &b.type, &type))
		return bad_operands(ck, t, minus ? "-" : "+", &a, &b);
	*out = plint_check_node(ck, (enum plint_xop)t->op, type, &a, &b);
	return true;
}

/* Joins type MORE of a set's members into TYPE, for union. */
static bool join_members(struct plint_check *ck, const struct plint_tree *t, struct plint_stype *type,
                         const struct plint_stype *more)
{
	if (more->element == PLINT_TYPE_NONE || more->type == PLINT_TYPE_NONE)
		return true;
	if (type->element == PLINT_TYPE_NONE) {
		*type = *more;
		return true;
	}
	if (type->element == PLINT_TYPE_BLOCK && more->element == PLINT_TYPE_TEXT) {
		type->is_text_too = 1;
		return true;
	}
	if (type->element != more->element || (type->element == PLINT_TYPE_RECORD && type->record != more->record))
		return PLINT_FAIL_AT(ck, t, NULL, "%s does not go into one set with %s", plint_check_words(ck, more),
		                     plint_check_words(ck, type));
	if (type->list != more->list)
		type->list = type->list == 0 || more->list == 0 ? 0 : PLINT_LIST_ANY;
	type->kinds |= more->kinds;
	type->is_text_too |= more->is_text_too;
	return true;
}

static bool check_union(struct plint_check *ck, const struct plint_tree *t, const struct plint_stype *hint,
                        struct plint_checked *out)
{
	uint32_t count = 0;
	struct plint_stype found = {.type = PLINT_TYPE_NONE};
	for (const struct plint_tree *m = t->a; m; m = m->next)
		count++;
	struct plint_checked *items = plint_arena_calloc(ck->arena, count, sizeof *items);
	struct plint_stype type = {.type = PLINT_TYPE_SET};
	/* Bare names come second, so that the others say which words are meant. */
	for (int round = 0; round < 2; round++) {
		uint32_t i = 0;
		for (const struct plint_tree *m = t->a; m; m = m->next, i++) {
			if (plint_check_is_flexible(ck, m) != (round == 1))
				continue;
			if (!plint_check_set(ck, m, round == 1 && found.type ? &found : hint, &items[i]) ||
			    !join_members(ck, m, &type, &items[i].type))
				return false;
			found = plint_check_element(type);
		}
	}
	*out = plint_check_list(ck, PLINT_X_UNION, type, items, count, 0);
	return true;
}

static bool check_set_pair(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_checked a, b;
	if (!plint_check_both(ck, t->a, t->b, &a, &b))
		return false;
	const char *what = t->op == PLINT_X_COMMON ? "common" : "without";
	if ((a.type.type != PLINT_TYPE_SET && a.type.type != PLINT_TYPE_NONE) ||
	    (b.type.type != PLINT_TYPE_SET && b.type.type != PLINT_TYPE_NONE))
		return bad_operands(ck, t, plint_arena_printf(ck->arena, "\"%s\" wants two sets and", what), &a, &b);
	struct plint_stype x = plint_check_element(a.type), y = plint_check_element(b.type);
	if (!plint_check_comparable(ck, t, &x, &y))
		return false;
	struct plint_stype type = a.type;
	if (type.element == PLINT_TYPE_WORD && type.list == 0)
		type.list = b.type.list;
	if (t->op == PLINT_X_COMMON && type.element == PLINT_TYPE_BLOCK && b.type.element == PLINT_TYPE_BLOCK)
		type.kinds &= b.type.kinds;
	*out = plint_check_node(ck, (enum plint_xop)t->op, type, &a, &b);
	out->cost += 3;
	return true;
}

bool plint_check_operator(struct plint_check *ck, const struct plint_tree *t, const struct plint_stype *hint,
                          struct plint_checked *out)
{
	if (t->op == PLINT_X_UNION)
		return check_union(ck, t, hint, out);
	if (t->op == PLINT_X_COMMON || t->op == PLINT_X_WITHOUT)
		return check_set_pair(ck, t, out);
	return check_arithmetic(ck, t, out);
}

/* --- comparisons ------------------------------------------------------------------------------------------------- */

/* a - b > d of dates means a > b + d: by the calendar, not by counting days. Between two lengths of time alike. */
static bool turn_difference(struct plint_check *ck, struct plint_checked *a, struct plint_checked *b)
{
	const struct plint_xnode n = *node_of(ck, a);
	if (n.op != PLINT_X_SUB || a->type.type != PLINT_TYPE_DURATION || b->type.type != PLINT_TYPE_DURATION ||
	    ck->code->nodes.items[n.a].type != PLINT_TYPE_DATE)
		return false;
	const struct plint_stype date = {.type = PLINT_TYPE_DATE};
	struct plint_checked from = {.node = n.b, .cost = 1, .type = date};
	*b = plint_check_node(ck, PLINT_X_ADD, date, &from, b);
	*a = (struct plint_checked){.node = n.a, .cost = a->cost, .type = date};
	return true;
}

static bool is_ordered(const struct plint_stype *t)
{
	return t->type == PLINT_TYPE_AMOUNT || t->type == PLINT_TYPE_DATE || t->type == PLINT_TYPE_DURATION ||
	       t->type == PLINT_TYPE_RHYTHM || t->type == PLINT_TYPE_NONE;
}

/* Comparisons whose answer does not depend on the plan. */
static bool is_fixed(struct plint_check *ck, const struct plint_tree *t, const struct plint_checked *a,
                     const struct plint_checked *b)
{
	const struct plint_xnode *x = node_of(ck, a), *y = node_of(ck, b);
	if (is_literal(ck, a) && is_literal(ck, b))
		return PLINT_FAIL_AT(ck, t, NULL, "two fixed values are compared: the answer is always the same");
	if (plint_check_same(ck->code, a->node, b->node))
		return PLINT_FAIL_AT(ck, t, NULL, "something is compared with itself: the answer is always the same");
	bool is_zero = y->op == PLINT_X_NUMBER && !(y->number > 0);
	if (x->op == PLINT_X_COUNT && is_zero && (t->op == PLINT_X_LEAST || t->op == PLINT_X_MOST || t->op == PLINT_X_LESS) &&
	    !(t->op == PLINT_X_LEAST && !(y->number < 0)))
		return PLINT_FAIL_AT(ck, t, "compare with 1 or more", "a count is never below 0: the answer is always the same");
	return true;
}

static bool check_compare(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_checked a, b;
	if (!plint_check_both(ck, t->a, t->b, &a, &b) || !meets(ck, t, &a, &b))
		return false;
	bool is_order = t->op != PLINT_X_EQUAL && t->op != PLINT_X_DIFFERS;
	if (is_order && (!is_ordered(&a.type) || !is_ordered(&b.type)))
		return PLINT_FAIL_AT(ck, t, NULL, "%s has no order: = and != only", plint_check_words(ck, &a.type));
	if (!is_fixed(ck, t, &a, &b))
		return false;
	if (!turn_difference(ck, &a, &b))
		(void)turn_difference(ck, &b, &a);
	*out = plint_check_node(ck, (enum plint_xop)t->op, truth, &a, &b);
	return true;
}

static bool is_period(struct plint_check *ck, const struct plint_stype *t)
{
	if (t->type == PLINT_TYPE_DATE || t->type == PLINT_TYPE_NONE)
		return true;
	return t->type == PLINT_TYPE_RECORD &&
	       t->record == PLINT_RECORD_OF(PLINT_KIND_PLAN, plint_schema_field_id(ck->scope->schema, "period", 6));
}

static bool check_within(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_checked a, b;
	if (!plint_check_both(ck, t->a, t->b, &a, &b))
		return false;
	if ((a.type.type != PLINT_TYPE_DATE && a.type.type != PLINT_TYPE_NONE) || !is_period(ck, &b.type))
		return PLINT_FAIL_AT(ck, t, NULL, "\"within\" wants a date and a period, not %s and %s", plint_check_words(ck, &a.type),
		                     plint_check_words(ck, &b.type));
	*out = plint_check_node(ck, PLINT_X_WITHIN, truth, &a, &b);
	return true;
}

static bool check_contains(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_checked a, b;
	if (!plint_check_both(ck, t->a, t->b, &a, &b))
		return false;
	if (!is_texty(&a.type) || !is_texty(&b.type))
		return PLINT_FAIL_AT(ck, t, a.type.type == PLINT_TYPE_SET ? "a member of a set: x in SET" : NULL,
		                     "\"contains\" wants two texts, not %s and %s", plint_check_words(ck, &a.type),
		                     plint_check_words(ck, &b.type));
	if (is_literal(ck, &a) && is_literal(ck, &b))
		return PLINT_FAIL_AT(ck, t, NULL, "two fixed texts are compared: the answer is always the same");
	*out = plint_check_node(ck, PLINT_X_CONTAINS, truth, &a, &b);
	return true;
}

static bool check_before(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_checked a, b;
	if (!plint_check_both(ck, t->a, t->b, &a, &b))
		return false;
	bool fits = (a.type.type == PLINT_TYPE_BLOCK || a.type.type == PLINT_TYPE_NONE) &&
	            (b.type.type == PLINT_TYPE_BLOCK || b.type.type == PLINT_TYPE_NONE);
	if (!fits)
		return PLINT_FAIL_AT(ck, t, a.type.type == PLINT_TYPE_DATE ? "dates are compared with <" : NULL,
		                     "\"before\" asks which of two blocks comes first, not %s and %s", plint_check_words(ck, &a.type),
		                     plint_check_words(ck, &b.type));
	if (plint_check_same(ck->code, a.node, b.node))
		return PLINT_FAIL_AT(ck, t, NULL, "a block is never before itself");
	*out = plint_check_node(ck, PLINT_X_BEFORE, truth, &a, &b);
	return true;
}

static bool check_mentions(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_checked a;
	uint32_t number;
	if (!plint_check_tree(ck, t->a, NULL, &a) || !plint_check_lexicon(ck, t->b, &number))
		return false;
	if (!is_texty(&a.type) && a.type.type != PLINT_TYPE_BLOCK)
		return PLINT_FAIL_AT(ck, t, a.type.type == PLINT_TYPE_SET ? "ask its members: some x in SET has x mentions …" : NULL,
		                     "a lexicon is looked for in a text, not in %s", plint_check_words(ck, &a.type));
	*out = plint_check_node(ck, (enum plint_xop)t->op, truth, &a, NULL);
	ck->code->nodes.items[out->node].b = number;
	out->cost += 3;
	return true;
}

static bool check_in(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_checked a, b;
	if (!plint_check_both(ck, t->a, t->b, &a, &b))
		return false;
	if (b.type.type != PLINT_TYPE_SET && b.type.type != PLINT_TYPE_NONE)
		return PLINT_FAIL_AT(ck, t->b, b.type.type == PLINT_TYPE_DATE ? "a date lies within a period" : NULL,
		                     "\"in\" wants a set behind it, not %s", plint_check_words(ck, &b.type));
	struct plint_stype member = plint_check_element(b.type);
	if (!plint_check_comparable(ck, t, &a.type, &member))
		return false;
	*out = plint_check_node(ck, PLINT_X_IN, truth, &a, &b);
	return true;
}

bool plint_check_test(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	if (t->op == PLINT_X_WITHIN)
		return check_within(ck, t, out);
	if (t->op == PLINT_X_CONTAINS)
		return check_contains(ck, t, out);
	if (t->op == PLINT_X_BEFORE)
		return check_before(ck, t, out);
	if (t->op == PLINT_X_MENTIONS || t->op == PLINT_X_STARTS)
		return check_mentions(ck, t, out);
	if (t->op == PLINT_X_IN)
		return check_in(ck, t, out);
	return check_compare(ck, t, out);
}

bool plint_check_between(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_checked v[3];
	if (!plint_check_tree(ck, t->a, NULL, &v[0]) || !plint_check_tree(ck, t->b, &v[0].type, &v[1]) ||
	    !plint_check_tree(ck, t->c, &v[0].type, &v[2]))
		return false;
	for (int i = 1; i < 3; i++) {
		if (!meets(ck, t, &v[0], &v[i]))
			return false;
		if (!is_ordered(&v[0].type) || !is_ordered(&v[i].type))
			return PLINT_FAIL_AT(ck, t, NULL, "%s has no order, so nothing lies between", plint_check_words(ck, &v[0].type));
	}
	if (is_literal(ck, &v[0]) && is_literal(ck, &v[1]) && is_literal(ck, &v[2]))
		return PLINT_FAIL_AT(ck, t, NULL, "fixed values are compared: the answer is always the same");
	struct plint_checked difference = v[0];
	if (v[2].type.type == PLINT_TYPE_DURATION && turn_difference(ck, &v[0], &v[1]))
		(void)turn_difference(ck, &difference, &v[2]);
	struct plint_xnode n = {.op = PLINT_X_BETWEEN, .type = PLINT_TYPE_BOOL};
	for (int i = 0; i < 3; i++)
		n.deps |= node_of(ck, &v[i])->deps;
	for (int i = 0; i < 3; i++)
		plint_check_hoist(ck, &v[i], plint_check_level(ck, n.deps));
	n.a = v[0].node;
	n.b = v[1].node;
	n.c = v[2].node;
	*out = (struct plint_checked){.node = plint_check_emit(ck, n), .cost = 1 + v[0].cost + v[1].cost + v[2].cost, .type = truth};
	return true;
}

bool plint_check_matches(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_checked a;
	if (!plint_check_tree(ck, t->a, NULL, &a))
		return false;
	if (!is_texty(&a.type))
		return PLINT_FAIL_AT(ck, t, NULL, "\"matches\" wants a text in front of it, not %s", plint_check_words(ck, &a.type));
	const char *why;
	size_t at;
	if (t->len > PLINT_MAX_PATTERN_BYTES)
		return plint_check_fail(ck, t->word_start, t->word_end, NULL, "the pattern is longer than %d bytes",
		                        PLINT_MAX_PATTERN_BYTES);
	struct plint_regex *regex = plint_regex_new(ck->arena, t->text, t->len, &why, &at);
	if (regex == NULL)
		return plint_check_fail(ck, t->word_start, t->word_end, NULL, "the pattern is not usable: %s", why);
	plint_regex_free(regex);
	struct plint_xpattern pattern = {plint_check_chars(ck->code, t->text, t->len), t->len};
	*out = plint_check_node(ck, PLINT_X_MATCHES, truth, &a, NULL);
	ck->code->nodes.items[out->node].b = ck->code->patterns.count;
	out->cost += 4;
	plint_vec_push(&ck->code->patterns, ck->code->arena, pattern);
	return true;
}

/* --- is … -------------------------------------------------------------------------------------------------------- */

#define SETTLED_CLASSES                                                                                       \
	(PLINT_KIND_BIT(PLINT_KIND_GOAL) | PLINT_KIND_BIT(PLINT_KIND_OBJECTIVE) |                            \
	 PLINT_KIND_BIT(PLINT_KIND_INDICATOR) | PLINT_KIND_BIT(PLINT_KIND_ACTIVITY) |                        \
	 PLINT_KIND_BIT(PLINT_KIND_SEGMENT) | PLINT_KIND_BIT(PLINT_KIND_NEED) | PLINT_KIND_BIT(PLINT_KIND_CHANGE))

static struct plint_checked is_node(struct plint_check *ck, enum plint_xop op, struct plint_checked *a)
{
	struct plint_checked out = plint_check_node(ck, op, truth, a, NULL);
	if (a->type.type == PLINT_TYPE_SET)
		ck->code->nodes.items[out.node].flags |= PLINT_XF_WHOLE;
	return out;
}

/* Whether T stands for something that is always there, so that asking is idle. */
static bool is_always_given(const struct plint_check *ck, const struct plint_tree *t, const struct plint_checked *a)
{
	const struct plint_xnode *n = node_of(ck, a);
	if (n->op == PLINT_X_VAR && t->kind == PLINT_TREE_NAME && a->type.type == PLINT_TYPE_BLOCK)
		return true;
	return (n->op == PLINT_X_DERIVED && n->b == PLINT_DERIVED_CLASS && a->type.type != PLINT_TYPE_SET) || is_literal(ck, a);
}

/* missing, undecided, given, empty, text: the operation, or NONE. */
static enum plint_xop state_op(const char *text)
{
	static const struct {
		const char *word;
		enum plint_xop op;
	} states[] = {{"missing", PLINT_X_IS_MISSING}, {"undecided", PLINT_X_IS_UNDECIDED}, {"given", PLINT_X_IS_GIVEN},
	              {"empty", PLINT_X_IS_EMPTY},     {"text", PLINT_X_IS_TEXT}};
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (strcmp(states[i].word, text) == 0)
			return states[i].op;
	return PLINT_X_NONE;
}

static bool check_state(struct plint_check *ck, const struct plint_tree *t, enum plint_xop op, struct plint_checked *a,
                        struct plint_checked *out)
{
	if (a->type.type == PLINT_TYPE_BOOL)
		return PLINT_FAIL_AT(ck, t, NULL, "a yes or no is neither missing nor given");
	if (op == PLINT_X_IS_EMPTY && a->type.type != PLINT_TYPE_SET && a->type.type != PLINT_TYPE_NONE)
		return PLINT_FAIL_AT(ck, t, "write \"is missing\"", "only a set can be empty, not %s", plint_check_words(ck, &a->type));
	if (op == PLINT_X_IS_TEXT) {
		if (a->type.type != PLINT_TYPE_NONE && !(a->type.type == PLINT_TYPE_BLOCK && a->type.is_text_too))
			return PLINT_FAIL_AT(ck, t, NULL, "%s never stands as a text in place of a name: the answer is always the same",
			                     plint_check_words(ck, &a->type));
	} else if (is_always_given(ck, t->a, a)) {
		return PLINT_FAIL_AT(ck, t, NULL, "this is never missing: the answer is always the same");
	}
	*out = is_node(ck, op, a);
	return true;
}

static bool check_class(struct plint_check *ck, const struct plint_tree *t, unsigned class, struct plint_checked *a,
                        struct plint_checked *out)
{
	if (a->type.type == PLINT_TYPE_BLOCK && !(a->type.kinds & SETTLED_CLASSES))
		return PLINT_FAIL_AT(ck, t, "goals, objectives, indicators, activities, segments, needs and changes have one",
		                     "%s is never %s: the answer is always the same", plint_check_words(ck, &a->type), t->text);
	*out = is_node(ck, PLINT_X_IS_CLASS, a);
	ck->code->nodes.items[out->node].small = (uint8_t)class;
	return true;
}

static bool check_kind(struct plint_check *ck, const struct plint_tree *t, enum plint_kind kind, struct plint_checked *a,
                       struct plint_checked *out)
{
	uint32_t bit = PLINT_KIND_BIT(kind);
	bool is_block = a->type.type == PLINT_TYPE_BLOCK;
	if (is_block && !(a->type.kinds & bit))
		return PLINT_FAIL_AT(ck, t, NULL, "%s is never a %s: the answer is always the same", plint_check_words(ck, &a->type),
		                     t->text);
	if (is_block && a->type.kinds == bit && !a->type.is_text_too)
		return PLINT_FAIL_AT(ck, t, NULL, "this is always a %s: the answer is always the same", t->text);
	*out = is_node(ck, PLINT_X_IS_KIND, a);
	ck->code->nodes.items[out->node].kinds = bit;
	return true;
}

static unsigned class_called(const char *text)
{
	return strcmp(text, "social") == 0      ? PLINT_CLASS_SOCIAL
	       : strcmp(text, "financial") == 0 ? PLINT_CLASS_FINANCIAL
	       : strcmp(text, "internal") == 0  ? PLINT_CLASS_INTERNAL
	                                        : PLINT_CLASS_NONE;
}

static bool unknown_state(struct plint_check *ck, const struct plint_tree *t)
{
	const char *names[PLINT_KIND_COUNT + 8] = {"missing", "undecided", "given", "empty", "text", "social", "financial", "internal"};
	uint32_t count = 8;
	for (unsigned kind = 1; kind < PLINT_KIND_COUNT; kind++)
		names[count++] = plint_kind_info((enum plint_kind)kind)->word;
	const char *hint = plint_check_nearest(ck, t->text, t->len, names, count);
	return plint_check_fail(ck, t->word_start, t->word_end, hint ? hint : "words of lists are compared with =",
	                        "nothing is ever %s", t->text);
}

bool plint_check_is(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_checked a;
	if (!plint_check_tree(ck, t->a, NULL, &a))
		return false;
	enum plint_xop op = state_op(t->text);
	if (op != PLINT_X_NONE)
		return check_state(ck, t, op, &a, out);
	unsigned class = class_called(t->text);
	enum plint_kind kind = plint_kind_find(t->text, t->len);
	if (class == PLINT_CLASS_NONE && kind == PLINT_KIND_NONE)
		return unknown_state(ck, t);
	if (a.type.type != PLINT_TYPE_BLOCK && a.type.type != PLINT_TYPE_NONE)
		return PLINT_FAIL_AT(ck, t, a.type.type == PLINT_TYPE_SET ? "ask its members: some x in SET has x is …" : NULL,
		                     "%s is no block, so it is never %s", plint_check_words(ck, &a.type), t->text);
	if (class != PLINT_CLASS_NONE)
		return check_class(ck, t, class, &a, out);
	return check_kind(ck, t, kind, &a, out);
}
