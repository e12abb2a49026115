/* The type check of functions, helpers, quantifiers and folds. See check.h. */
#include "base/buf.h"
#include "expr/check.h"

#define MAX_ARGS 16

/* Calls count as much as a small loop. */
#define CALL_COST 6

static const struct plint_stype truth = {.type = PLINT_TYPE_BOOL};
static const struct plint_stype amount = {.type = PLINT_TYPE_AMOUNT, .want = PLINT_WANT_AMOUNT};

static uint32_t count_args(const struct plint_tree *t)
{
	uint32_t count = 0;
	for (; t; t = t->next)
		count++;
	return count;
}

/* --- helpers ------------------------------------------------------------------------------------------------------ */

static int find_helper(const struct plint_code *code, const char *name, uint32_t len)
{
	/* The last one counts: a pack that extends another may say a helper anew. */
	for (uint32_t i = code->helpers.count; i > 0; i--) {
		const char *known = plint_code_text(code, code->helpers.items[i - 1].name);
		if (strncmp(known, name, len) == 0 && known[len] == '\0')
			return (int)i - 1;
	}
	return -1;
}

/* "is_poor(segment s)" */
static const char *helper_head(struct plint_check *ck, const struct plint_xhelper *h)
{
	struct plint_buf out;
	plint_buf_init(&out, ck->arena);
	plint_buf_str(&out, plint_code_text(ck->code, h->name));
	for (uint32_t i = 0; i < h->param_count; i++) {
		const struct plint_xparam *p = &ck->code->params.items[h->first_param + i];
		struct plint_stype type = p->type;
		plint_buf_printf(&out, "%s%s %s", i ? ", " : "(", plint_check_words(ck, &type), plint_code_text(ck->code, p->name));
	}
	if (h->param_count)
		plint_buf_char(&out, ')');
	return out.text;
}

/* Whether an argument of type A may stand for parameter P. */
static bool argument_fits(const struct plint_stype *p, const struct plint_stype *a)
{
	if (a->type == PLINT_TYPE_NONE || p->type == PLINT_TYPE_NONE)
		return true;
	if (p->type == PLINT_TYPE_BLOCK)
		return a->type == PLINT_TYPE_BLOCK && p->kinds & a->kinds;
	return p->type == a->type;
}

static bool check_helper(struct plint_check *ck, const struct plint_tree *t, uint32_t helper, struct plint_checked *out)
{
	const struct plint_xhelper h = ck->code->helpers.items[helper];
	struct plint_checked args[MAX_ARGS];
	uint32_t count = t->kind == PLINT_TREE_CALL ? count_args(t->a) : 0;
	if (count != h.param_count || count > MAX_ARGS)
		return PLINT_FAIL_AT(ck, t, plint_arena_printf(ck->arena, "it is called as %s", helper_head(ck, &h)),
		                     "the helper %s wants %u value%s, not %u", t->text, h.param_count, h.param_count == 1 ? "" : "s", count);
	uint32_t i = 0;
	for (const struct plint_tree *a = t->kind == PLINT_TREE_CALL ? t->a : NULL; a; a = a->next, i++) {
		struct plint_stype want = ck->code->params.items[h.first_param + i].type;
		if (!plint_check_tree(ck, a, &want, &args[i]))
			return false;
		if (!argument_fits(&want, &args[i].type))
			return PLINT_FAIL_AT(ck, a, NULL, "the helper %s wants %s here, not %s", t->text, plint_check_words(ck, &want),
			                     plint_check_words(ck, &args[i].type));
	}
	struct plint_stype type = h.body ? h.type : (struct plint_stype){.type = PLINT_TYPE_NONE};
	*out = plint_check_list(ck, PLINT_X_HELPER, type, args, count, helper);
	/* A helper without parameters is the same for a whole plan and keeps its own value. */
	out->cost += CALL_COST;
	return true;
}

bool plint_check_helper_name(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out, bool *found)
{
	int helper = find_helper(ck->code, t->text, t->len);
	*found = helper >= 0;
	return helper < 0 || check_helper(ck, t, (uint32_t)helper, out);
}

/* --- functions ---------------------------------------------------------------------------------------------------- */

/* Checks argument A, which must be of TYPE (with a HINT); WHAT is said otherwise. */
static bool check_arg(struct plint_check *ck, const struct plint_tree *a, const struct plint_stype *hint, enum plint_type type,
                      const char *what, struct plint_checked *out)
{
	if (!plint_check_tree(ck, a, hint, out))
		return false;
	bool is_match = out->type.type == PLINT_TYPE_RECORD && out->type.record >= PLINT_RECORD_MATCH;
	if (out->type.type == type || out->type.type == PLINT_TYPE_NONE ||
	    (type == PLINT_TYPE_TEXT && (is_match || (out->type.type == PLINT_TYPE_BLOCK && out->type.is_text_too))))
		return true;
	const char *hint_text = out->type.type == PLINT_TYPE_RECORD ? "name one of its parts, such as .value" : NULL;
	return PLINT_FAIL_AT(ck, a, hint_text, "%s was expected here, not %s", what, plint_check_words(ck, &out->type));
}

static bool check_first(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_checked args[MAX_ARGS];
	struct plint_stype type = {.type = PLINT_TYPE_NONE};
	uint32_t count = 0;
	for (const struct plint_tree *a = t->a; a; a = a->next) {
		struct plint_checked *arg = &args[count++];
		if (!plint_check_tree(ck, a, type.type ? &type : NULL, arg))
			return false;
		if (arg->type.type == PLINT_TYPE_SET || arg->type.type == PLINT_TYPE_BOOL || arg->type.type == PLINT_TYPE_RECORD)
			return PLINT_FAIL_AT(ck, a, NULL, "first() chooses among single values, not %s", plint_check_words(ck, &arg->type));
		if (type.type == PLINT_TYPE_NONE)
			type = arg->type;
		else if (!plint_check_comparable(ck, a, &type, &arg->type))
			return false;
		type.kinds |= arg->type.kinds;
		type.is_text_too |= arg->type.is_text_too;
		if (type.want != arg->type.want)
			type.want = PLINT_WANT_AMOUNT;
	}
	*out = plint_check_list(ck, PLINT_X_CALL, type, args, count, PLINT_FUNCTION_FIRST);
	return true;
}

static bool check_found(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_checked arg;
	uint32_t lexicon;
	if (!check_arg(ck, t->a, NULL, PLINT_TYPE_TEXT, "a text", &arg) || !plint_check_lexicon(ck, t->a->next, &lexicon))
		return false;
	struct plint_stype type = {.type = PLINT_TYPE_SET,
	                           .element = PLINT_TYPE_RECORD,
	                           .record = (uint16_t)((unsigned)PLINT_RECORD_MATCH + lexicon)};
	*out = plint_check_list(ck, PLINT_X_CALL, type, &arg, 1, PLINT_FUNCTION_FOUND);
	ck->code->nodes.items[out->node].small = (uint8_t)lexicon;
	return true;
}

/* Functions of COUNT amounts. */
static bool check_amounts_call(struct plint_check *ck, const struct plint_tree *t, uint32_t count, enum plint_function id,
                               struct plint_stype type, struct plint_checked *out)
{
	struct plint_checked args[2];
	const struct plint_tree *a = t->a;
	for (uint32_t i = 0; i < count; i++, a = a->next)
		if (!check_arg(ck, a, &amount, PLINT_TYPE_AMOUNT, "an amount", &args[i]))
			return false;
	if (count == 2 && !plint_check_comparable(ck, t, &args[0].type, &args[1].type))
		return false;
	*out = plint_check_list(ck, PLINT_X_CALL, type, args, count, id);
	return true;
}

static bool check_simple(struct plint_check *ck, const struct plint_tree *t, enum plint_function id, enum plint_type want,
                         const char *what, struct plint_stype type, struct plint_checked *out)
{
	struct plint_stype hint = {.type = (uint8_t)want};
	struct plint_checked arg;
	if (!check_arg(ck, t->a, &hint, want, what, &arg))
		return false;
	*out = plint_check_list(ck, PLINT_X_CALL, type, &arg, 1, id);
	return true;
}

/* A field as an argument of reach() or alike(): a node like that of a dot, without its object. KINDS: of the object. */
static bool check_field_arg(struct plint_check *ck, const struct plint_tree *a, uint32_t kinds, struct plint_checked *out)
{
	if (a->kind != PLINT_TREE_FIELD)
		return PLINT_FAIL_AT(ck, a, "write .supports, .for …", "a field was expected here");
	struct plint_checked obj = {.type = {.type = PLINT_TYPE_BLOCK, .kinds = kinds}};
	struct plint_xnode nothing = {.op = PLINT_X_NONE, .type = PLINT_TYPE_BLOCK};
	obj.node = plint_check_emit(ck, nothing);
	return plint_check_dot(ck, a, &obj, out);
}

/* Kinds that can be reached from KINDS over the fields of T's arguments. A field that some kinds on the way lack is no mistake. */
static uint32_t reach_kinds(struct plint_check *ck, const struct plint_tree *t, uint32_t kinds)
{
	struct plint_expr_error kept = *ck->error;
	uint32_t nodes = ck->code->nodes.count, reached = 0;
	for (uint32_t todo = kinds; todo != 0;) {
		uint32_t found = 0;
		for (const struct plint_tree *a = t->a->next; a; a = a->next) {
			struct plint_checked field;
			if (check_field_arg(ck, a, todo, &field))
				found |= field.type.kinds;
			ck->failed = false;
			ck->code->nodes.count = nodes;
		}
		todo = found & ~reached;
		reached |= found;
	}
	*ck->error = kept;
	return reached;
}

static bool check_links_call(struct plint_check *ck, const struct plint_tree *t, enum plint_function id, struct plint_checked *out)
{
	struct plint_checked args[MAX_ARGS];
	if (!check_arg(ck, t->a, NULL, PLINT_TYPE_BLOCK, "a block", &args[0]))
		return false;
	bool is_reach = id == PLINT_FUNCTION_REACH;
	uint32_t kinds = args[0].type.kinds, count = 1;
	uint32_t reached = is_reach ? reach_kinds(ck, t, kinds) : kinds;
	for (const struct plint_tree *a = t->a->next; a; a = a->next) {
		struct plint_checked *field = &args[count++];
		if (!check_field_arg(ck, a, is_reach ? kinds | reached : kinds, field))
			return false;
		if (is_reach && plint_check_element(field->type).type != PLINT_TYPE_BLOCK)
			return PLINT_FAIL_AT(ck, a, NULL, "reach() goes over links between blocks; .%s is %s", a->text,
			                     plint_check_words(ck, &field->type));
	}
	struct plint_stype type = {.type = PLINT_TYPE_SET, .element = PLINT_TYPE_BLOCK, .kinds = reached};
	*out = plint_check_list(ck, PLINT_X_CALL, type, args, count, id);
	return true;
}

/* suggest(dimension, kind), formula(dimension, kind): words of the goal's and the indicator's lists. */
static bool check_suggest(struct plint_check *ck, const struct plint_tree *t, enum plint_function id, struct plint_checked *out)
{
	static const char *const lists[] = {"dimension", "indicator-kind"};
	struct plint_checked args[2];
	const struct plint_tree *a = t->a;
	for (int i = 0; i < 2; i++, a = a->next) {
		int list = plint_vocab_list(ck->scope->vocab, lists[i]);
		struct plint_stype hint = {.type = PLINT_TYPE_WORD, .list = (uint16_t)(list + 1)};
		if (!check_arg(ck, a, &hint, PLINT_TYPE_WORD, "a word", &args[i]) ||
		    !plint_check_comparable(ck, a, &hint, &args[i].type))
			return false;
	}
	struct plint_stype titles = {.type = PLINT_TYPE_SET, .element = PLINT_TYPE_TEXT}, one = {.type = PLINT_TYPE_TEXT};
	*out = plint_check_list(ck, PLINT_X_CALL, id == PLINT_FUNCTION_SUGGEST ? titles : one, args, 2, id);
	return true;
}

static bool check_function(struct plint_check *ck, const struct plint_tree *t, enum plint_function id, struct plint_checked *out)
{
	const struct plint_stype percent = {.type = PLINT_TYPE_AMOUNT, .want = PLINT_WANT_PERCENT};
	const struct plint_stype amounts = {.type = PLINT_TYPE_SET, .element = PLINT_TYPE_AMOUNT, .want = PLINT_WANT_AMOUNT};
	const struct plint_stype dates = {.type = PLINT_TYPE_SET, .element = PLINT_TYPE_DATE};
	const struct plint_stype duration = {.type = PLINT_TYPE_DURATION};
	switch (id) {
	case PLINT_FUNCTION_FIRST: return check_first(ck, t, out);
	case PLINT_FUNCTION_FOUND: return check_found(ck, t, out);
	case PLINT_FUNCTION_AMOUNTS: return check_simple(ck, t, id, PLINT_TYPE_TEXT, "a text", amounts, out);
	case PLINT_FUNCTION_DATES: return check_simple(ck, t, id, PLINT_TYPE_TEXT, "a text", dates, out);
	case PLINT_FUNCTION_NUMBER: return check_amounts_call(ck, t, 1, id, amount, out);
	case PLINT_FUNCTION_SAME_UNIT: return check_amounts_call(ck, t, 2, id, truth, out);
	case PLINT_FUNCTION_GROWTH:
	case PLINT_FUNCTION_SHARE: return check_amounts_call(ck, t, 2, id, percent, out);
	case PLINT_FUNCTION_INTERVAL: return check_simple(ck, t, id, PLINT_TYPE_RHYTHM, "a rhythm", duration, out);
	case PLINT_FUNCTION_REACH:
	case PLINT_FUNCTION_ALIKE: return check_links_call(ck, t, id, out);
	case PLINT_FUNCTION_SUGGEST:
	case PLINT_FUNCTION_FORMULA: return check_suggest(ck, t, id, out);
	case PLINT_FUNCTION_COUNT: break;
	}
	return false;
}

static bool unknown_function(struct plint_check *ck, const struct plint_tree *t)
{
	const char *names[256];
	uint32_t count = 0;
	for (unsigned id = 0; id < PLINT_FUNCTION_COUNT; id++)
		names[count++] = plint_function_row(id)->name;
	for (uint32_t i = 0; i < ck->code->helpers.count && count < 256; i++)
		names[count++] = plint_code_text(ck->code, ck->code->helpers.items[i].name);
	return plint_check_fail(ck, t->word_start, t->word_end, plint_check_nearest(ck, t->text, t->len, names, count),
	                        "there is no function or helper called %s", t->text);
}

bool plint_check_call(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	int helper = find_helper(ck->code, t->text, t->len);
	if (helper >= 0)
		return check_helper(ck, t, (uint32_t)helper, out);
	int id = plint_function_find(t->text, t->len);
	if (id < 0)
		return unknown_function(ck, t);
	const struct plint_function_row *row = plint_function_row((unsigned)id);
	uint32_t count = count_args(t->a);
	if (count < row->least || count > row->most)
		return PLINT_FAIL_AT(ck, t, row->doc, "%s() wants %u%s value%s, not %u", row->name, row->least,
		                     row->most > row->least ? " or more" : "", row->least == 1 ? "" : "s", count);
	for (const struct plint_tree *a = t->a->next; a && id != PLINT_FUNCTION_REACH && id != PLINT_FUNCTION_ALIKE; a = a->next)
		if (a->kind == PLINT_TREE_FIELD)
			return PLINT_FAIL_AT(ck, a, NULL, "a field without a block stands only in reach() and alike()");
	if (!check_function(ck, t, (enum plint_function)id, out))
		return false;
	out->cost += CALL_COST;
	return true;
}

/* --- quantifiers and folds ------------------------------------------------------------------------------------------ */

/* Every part of an `and` or `or` that a has, where or value takes must speak of its variable: else it was meant to stand outside. */
static bool parts_use(struct plint_check *ck, const struct plint_tree *t, const struct plint_tree *part, uint32_t node,
                      uint32_t bit)
{
	const struct plint_xnode *n = &ck->code->nodes.items[node];
	bool is_chain = (part->kind == PLINT_TREE_AND || part->kind == PLINT_TREE_OR) && part->word_start == 0;
	bool is_list = n->op == PLINT_X_AND || n->op == PLINT_X_OR;
	if (!is_chain || !is_list) {
		if (n->deps & bit)
			return true;
		return PLINT_FAIL_AT(ck, part, "put the quantifier into parentheses", "this does not speak of %s", t->text);
	}
	uint32_t i = 0;
	for (const struct plint_tree *m = part->a; m; m = m->next, i++)
		if (!parts_use(ck, t, m, ck->code->lists.items[n->a + i], bit))
			return false;
	return true;
}

static bool foldable(struct plint_check *ck, const struct plint_tree *t, const struct plint_stype *one, struct plint_stype *type)
{
	*type = *one;
	if (t->op == PLINT_X_COUNT)
		*type = amount;
	bool is_sum = t->op == PLINT_X_SUM || t->op == PLINT_X_AVERAGE;
	bool has_order = one->type == PLINT_TYPE_DATE || one->type == PLINT_TYPE_DURATION || one->type == PLINT_TYPE_RHYTHM;
	if (t->op == PLINT_X_COUNT || one->type == PLINT_TYPE_AMOUNT || one->type == PLINT_TYPE_NONE || (has_order && !is_sum))
		return true;
	const char *name = t->op == PLINT_X_SUM ? "sum" : t->op == PLINT_X_MIN ? "min" : t->op == PLINT_X_MAX ? "max" : "average";
	return PLINT_FAIL_AT(ck, t, plint_arena_printf(ck->arena, "write %s(VALUE for x in SET)", name), "there is no %s of %s", name,
	                     plint_check_words(ck, one));
}

/* sum(SET), count(SET): the members themselves. */
static bool check_plain_fold(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_checked set;
	struct plint_stype type;
	if (!plint_check_set(ck, t->a, NULL, &set))
		return false;
	struct plint_stype one = plint_check_element(set.type);
	if (!foldable(ck, t, &one, &type))
		return false;
	*out = plint_check_node(ck, (enum plint_xop)t->op, type, &set, NULL);
	out->cost += 3;
	return true;
}

struct loop {
	struct plint_checked set, where, body;
	bool has_where, has_body;
};

/* Checks filter and body of T with its variable in SLOT. */
static bool check_loop(struct plint_check *ck, const struct plint_tree *t, uint32_t slot, struct loop *l)
{
	uint32_t bit = (uint32_t)1 << slot;
	l->has_where = t->b != NULL;
	l->has_body = t->c != NULL;
	if (l->has_where && (!plint_check_truth(ck, t->b, &l->where) || !parts_use(ck, t, t->b, l->where.node, bit)))
		return false;
	if (!l->has_body)
		return true;
	if (t->kind == PLINT_TREE_QUANT)
		return plint_check_truth(ck, t->c, &l->body) && parts_use(ck, t, t->c, l->body.node, bit);
	if (!plint_check_tree(ck, t->c, NULL, &l->body))
		return false;
	if (ck->code->nodes.items[l->body.node].deps & bit)
		return true;
	return PLINT_FAIL_AT(ck, t->c, NULL, "this does not speak of %s", t->text);
}

static void finish_loop(struct plint_check *ck, const struct plint_tree *t, uint32_t slot, struct plint_stype type, struct loop *l,
                        struct plint_checked *out)
{
	const struct plint_code *code = ck->code;
	struct plint_xnode n = {.op = t->op, .type = type.type, .small = (uint8_t)slot};
	uint32_t inner = (l->has_where ? code->nodes.items[l->where.node].deps : 0) |
	                 (l->has_body ? code->nodes.items[l->body.node].deps : 0);
	n.deps = code->nodes.items[l->set.node].deps | (inner & ~((uint32_t)1 << slot));
	plint_check_hoist(ck, &l->set, plint_check_level(ck, n.deps));
	if (l->has_where)
		plint_check_hoist(ck, &l->where, (int)slot);
	if (l->has_body)
		plint_check_hoist(ck, &l->body, (int)slot);
	n.a = l->set.node;
	n.b = l->has_where ? l->where.node : 0;
	n.c = l->has_body ? l->body.node : 0;
	uint32_t cost = 4 + l->set.cost + (l->has_where ? l->where.cost : 0) + (l->has_body ? l->body.cost : 0);
	*out = (struct plint_checked){.node = plint_check_emit(ck, n), .cost = cost, .type = type};
}

static bool loop_type(struct plint_check *ck, const struct plint_tree *t, const struct loop *l, struct plint_stype *type)
{
	*type = truth;
	if (t->kind == PLINT_TREE_QUANT)
		return true;
	*type = l->set.type;
	if (t->kind == PLINT_TREE_THOSE)
		return true;
	if (t->op == PLINT_X_COUNT && l->has_body)
		return PLINT_FAIL_AT(ck, t, "write count(x in SET where …)", "count() counts members, not values");
	struct plint_stype one = l->has_body ? l->body.type : plint_check_element(l->set.type);
	return foldable(ck, t, &one, type);
}

bool plint_check_over(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	if (t->text == NULL)
		return check_plain_fold(ck, t, out);
	struct loop l;
	memset(&l, 0, sizeof l);
	if (!plint_check_set(ck, t->a, NULL, &l.set))
		return false;
	if (ck->slot_count >= PLINT_MAX_VARS || ck->var_count >= PLINT_MAX_VARS * 2)
		return PLINT_FAIL_AT(ck, t, NULL, "there are more than %d names at once", PLINT_MAX_VARS);
	uint32_t slot = ck->slot_count++;
	ck->vars[ck->var_count++] = (struct plint_check_var){
	    .name = t->text, .len = t->len, .type = plint_check_element(l.set.type), .slot = (uint8_t)slot};
	bool ok = check_loop(ck, t, slot, &l);
	ck->var_count--;
	ck->slot_count--;
	struct plint_stype type;
	if (!ok || !loop_type(ck, t, &l, &type))
		return false;
	finish_loop(ck, t, slot, type, &l, out);
	return true;
}
