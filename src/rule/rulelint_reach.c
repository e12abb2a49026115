/*
 * Rules that can never speak: their own conditions leave nothing, or another rule has said it first. Only what can be told from the expressions for
 * certain is noted; the rest is for examples and plants.
 */
#include "rule/rulelint_run.h"

#include "base/buf.h"
#include "base/text.h"

/* ---- never fires --------------------------------------------------------------------------------------------------- */

static const struct plint_xnode *node_at(const struct plint_pack *p, uint32_t i)
{
	const struct plint_xnode *n = &p->code.nodes.items[i];
	while (n->op == PLINT_X_CACHE)
		n = &p->code.nodes.items[n->a];
	return n;
}

/* The field of the subject that node I is, or is a part of; NULL where it is none. */
static const struct plint_xnode *field_of(const struct plint_pack *p, uint32_t i)
{
	const struct plint_xnode *n = node_at(p, i);
	while (n->op == PLINT_X_PART)
		n = node_at(p, n->a);
	return n->op == PLINT_X_FIELD && node_at(p, n->a)->op == PLINT_X_VAR && node_at(p, n->a)->small == 0 ? n : NULL;
}

static bool is_same_field(const struct plint_pack *p, const struct plint_xnode *field, uint32_t i)
{
	const struct plint_xnode *other = i ? field_of(p, i) : NULL;
	return other && other->b == field->b;
}

static bool compares(enum plint_xop op)
{
	return (op >= PLINT_X_EQUAL && op <= PLINT_X_MATCHES) && op != PLINT_X_BETWEEN;
}

/* Whether REQUIRE cannot be a definite no where FIELD is missing (or undecided, IS_GONE), or where it is given. */
static bool cannot_fail(const struct plint_pack *p, const struct plint_xnode *field, bool is_gone, uint32_t require)
{
	const struct plint_xnode *n = node_at(p, require);
	enum plint_xop op = (enum plint_xop)n->op;
	if (is_gone && op == PLINT_X_BETWEEN)
		return is_same_field(p, field, n->a) || is_same_field(p, field, n->b) || is_same_field(p, field, n->c);
	if (is_gone && compares(op))
		return is_same_field(p, field, n->a) || (op <= PLINT_X_IN && is_same_field(p, field, n->b));
	if (is_gone)
		return false;
	if (op == PLINT_X_NOT) {
		const struct plint_xnode *inner = node_at(p, n->a);
		return inner->op == PLINT_X_IS_MISSING && is_same_field(p, field, inner->a);
	}
	return op == PLINT_X_IS_GIVEN && is_same_field(p, field, n->a);
}

/* Looks at one condition of WHERE: whether it decides REQUIRE. */
static bool decides(const struct plint_pack *p, uint32_t condition, uint32_t require)
{
	const struct plint_xnode *n = node_at(p, condition);
	bool is_gone = n->op == PLINT_X_IS_MISSING || n->op == PLINT_X_IS_UNDECIDED;
	const struct plint_xnode *field = is_gone || n->op == PLINT_X_IS_GIVEN ? field_of(p, n->a) : NULL;
	return field && cannot_fail(p, field, is_gone, require);
}

/* Whether the conditions of WHERE, joined by `and`, already decide REQUIRE. */
static bool where_decides(const struct plint_pack *p, const struct plint_rule *r)
{
	const struct plint_xnode *n;
	if (!r->where)
		return false;
	n = node_at(p, r->where);
	if (n->op != PLINT_X_AND)
		return decides(p, r->where, r->require);
	for (uint32_t i = 0; i < n->b; i++)
		if (decides(p, p->code.lists.items[n->a + i], r->require))
			return true;
	return false;
}

static void find_never(struct plint_rulelint *l, uint32_t rule)
{
	const struct plint_pack *p = l->pack;
	const struct plint_rule *r = &p->rules[rule];
	bool flags = false;
	if (r->where_text && strcmp(plint_pack_text(p, r->where_text), plint_pack_text(p, r->require_text)) == 0)
		plint_rulelint_note(l, "never-fires", rule, "where and require say the same, so the rule can never fire");
	else if (where_decides(p, r))
		plint_rulelint_note(l, "never-fires", rule, "where leaves only blocks for which require is never a no, so the rule can never fire");
	else if (r->kind != PLINT_KIND_PLAN && !plint_expr_uses(&p->code, r->require, 0) &&
	         !(r->where && plint_expr_uses(&p->code, r->where, 0)))
		plint_rulelint_note(l, "never-fires", rule,
		                    "neither where nor require looks at the block, so it holds for all blocks or for none");
	for (uint32_t i = r->first_example; i < r->first_example + r->example_count; i++)
		flags |= p->examples[i].is_flags != 0;
	if (!flags)
		plint_rulelint_note(l, "never-fires", rule, "no example shows that the rule can fire");
}

/* ---- shadowed ------------------------------------------------------------------------------------------------------ */

/* The expression at OFFSET with single blanks and "@" for the rule's subject NAME, so that equal ones read alike; "" for none. */
static const char *plain(const struct plint_rulelint *l, uint32_t offset, const char *name)
{
	const char *text = plint_pack_text(l->pack, offset);
	size_t len = strlen(name);
	struct plint_buf out;
	if (!offset)
		return "";
	plint_buf_init(&out, l->arena);
	for (const char *at = text; *at;) {
		bool starts = at == text || !(plint_text_is_name_byte(at[-1]) || at[-1] == '.');
		if (starts && strncmp(at, name, len) == 0 && !plint_text_is_name_byte(at[len])) {
			plint_buf_char(&out, '@');
			at += len;
		} else if (strchr(" \n\t", *at)) {
			if (out.len > 0 && out.text[out.len - 1] != ' ')
				plint_buf_char(&out, ' ');
			at++;
		} else {
			plint_buf_char(&out, *at++);
		}
	}
	return out.len ? out.text : "";
}

struct plain_rule {
	const char *where, *require, *set;
};

/* Whether every block that A's `where` lets through passes B's too. */
static bool is_narrower(const struct plain_rule *a, const struct plain_rule *b)
{
	size_t len = strlen(b->where);
	if (len == 0 || strcmp(a->where, b->where) == 0)
		return true;
	/* "b and more": certain only where nothing binds weaker or swallows what follows. */
	return strncmp(a->where, b->where, len) == 0 && strncmp(a->where + len, " and ", 5) == 0 && !strstr(a->where, " or ") &&
	       !strstr(b->where, " has ") && !strstr(b->where, " where ");
}

static bool is_about_same(const struct plint_pack *p, uint32_t a, uint32_t b, const struct plain_rule *plains)
{
	const struct plint_rule *x = &p->rules[a], *y = &p->rules[b];
	bool is_set = x->kind == PLINT_KIND_NONE;
	return x->kind == y->kind && (!is_set || strcmp(plains[a].set, plains[b].set) == 0) && strcmp(plains[a].require, plains[b].require) == 0;
}

/* Names that a rule gives or sets itself may mean anything, so such rules are not compared. */
static bool is_plain(const struct plint_rule *r)
{
	return r->let_count == 0 && r->param_count == 0;
}

/* Notes for rule A the first rule that flags everything which A flags. */
static void find_shadow(struct plint_rulelint *l, uint32_t a, const struct plain_rule *plains)
{
	const struct plint_pack *p = l->pack;
	for (uint32_t b = 0; b < p->rule_count; b++) {
		if (b == a || !is_plain(&p->rules[b]) || !is_about_same(p, a, b, plains) || !is_narrower(&plains[a], &plains[b]))
			continue;
		/* Of two that are the same the later one is the shadowed. */
		if (b > a && is_narrower(&plains[b], &plains[a]))
			continue;
		plint_rulelint_note(l, "shadowed", a, plint_arena_printf(l->arena, "whatever it flags, the rule %s flags as well",
		                                                         plint_pack_text(p, p->rules[b].id)));
		return;
	}
}

void plint_rulelint_reach(struct plint_rulelint *l)
{
	const struct plint_pack *p = l->pack;
	struct plain_rule *plains = plint_arena_calloc(l->arena, p->rule_count + 1, sizeof *plains);
	for (uint32_t i = 0; i < p->rule_count; i++) {
		const struct plint_rule *r = &p->rules[i];
		const char *name = plint_pack_text(p, r->subject_name);
		const char *set = strstr(plint_pack_text(p, r->for_text), " in ");
		plains[i] = (struct plain_rule){plain(l, r->where_text, name), plain(l, r->require_text, name), set ? set : ""};
	}
	for (uint32_t i = 0; i < p->rule_count; i++) {
		find_never(l, i);
		if (is_plain(&p->rules[i]))
			find_shadow(l, i, plains);
	}
}
