/* Nodes of code as the type check makes them, with their dependencies, and what is worth computing once. See check.h. */
#include "expr/check.h"

/* Cheaper than this, looking a kept value up costs as much as computing it. */
#define WORTH_KEEPING 4

uint32_t plint_check_emit(struct plint_check *ck, struct plint_xnode n)
{
	struct plint_code *code = ck->code;
	if (code->nodes.count == 0)
		(void)plint_vec_add(&code->nodes, code->arena);
	plint_vec_push(&code->nodes, code->arena, n);
	return code->nodes.count - 1;
}

uint32_t plint_check_chars(struct plint_code *code, const char *text, uint32_t len)
{
	if (code->chars.count == 0)
		plint_vec_push(&code->chars, code->arena, '\0');
	uint32_t at = code->chars.count;
	plint_vec_need(&code->chars, code->arena, len + 1);
	memcpy(code->chars.items + at, text, len);
	code->chars.items[at + len] = '\0';
	code->chars.count += len + 1;
	return at;
}

uint32_t plint_check_atom(struct plint_code *code, const char *text, uint32_t len, uint32_t list)
{
	/* The newest are looked at first and not too many: an atom that stands twice costs a few bytes, no more. */
	uint32_t tries = 256;
	for (uint32_t i = code->atoms.count; i > 0 && tries > 0; i--, tries--) {
		const struct plint_xatom *atom = &code->atoms.items[i - 1];
		const char *known = plint_code_text(code, atom->text);
		if (atom->list == list && strncmp(known, text, len) == 0 && known[len] == '\0')
			return i - 1;
	}
	struct plint_xatom atom = {.text = plint_check_chars(code, text, len), .list = list};
	plint_vec_push(&code->atoms, code->arena, atom);
	return code->atoms.count - 1;
}

int plint_check_level(const struct plint_check *ck, uint32_t deps)
{
	if (deps == 0)
		return -1;
	int slot = 31 - __builtin_clz(deps);
	int params = (int)ck->param_count;
	return slot < params ? params - 1 : slot;
}

void plint_check_hoist(struct plint_check *ck, struct plint_checked *c, int level)
{
	const struct plint_xnode *n = &ck->code->nodes.items[c->node];
	int own = plint_check_level(ck, n->deps);
	if (own >= level || c->cost < WORTH_KEEPING || n->op == PLINT_X_CACHE)
		return;
	struct plint_xcache cache = {own >= 0 ? (uint32_t)own + 1 : ck->in_helper ? PLINT_LEVEL_PLAN : PLINT_LEVEL_RULE};
	struct plint_xnode keep = {.op = PLINT_X_CACHE,
	                           .type = n->type,
	                           .a = c->node,
	                           .b = ck->code->caches.count,
	                           .deps = n->deps};
	plint_vec_push(&ck->code->caches, ck->code->arena, cache);
	c->node = plint_check_emit(ck, keep);
	c->cost = 1;
}

struct plint_checked plint_check_node(struct plint_check *ck, enum plint_xop op, struct plint_stype type,
                                      struct plint_checked *a, struct plint_checked *b)
{
	struct plint_xnode n = {.op = (uint8_t)op, .type = type.type};
	uint32_t cost = 1;
	if (a)
		n.deps |= ck->code->nodes.items[a->node].deps;
	if (b)
		n.deps |= ck->code->nodes.items[b->node].deps;
	int level = plint_check_level(ck, n.deps);
	if (a) {
		plint_check_hoist(ck, a, level);
		n.a = a->node;
		cost += a->cost;
	}
	if (b) {
		plint_check_hoist(ck, b, level);
		n.b = b->node;
		cost += b->cost;
	}
	return (struct plint_checked){.node = plint_check_emit(ck, n), .cost = cost, .type = type};
}

struct plint_checked plint_check_list(struct plint_check *ck, enum plint_xop op, struct plint_stype type,
                                      struct plint_checked *items, uint32_t count, uint32_t c)
{
	struct plint_code *code = ck->code;
	struct plint_xnode n = {.op = (uint8_t)op, .type = type.type, .c = c};
	uint32_t cost = 2;
	for (uint32_t i = 0; i < count; i++)
		n.deps |= code->nodes.items[items[i].node].deps;
	int level = plint_check_level(ck, n.deps);
	for (uint32_t i = 0; i < count; i++) {
		plint_check_hoist(ck, &items[i], level);
		cost += items[i].cost;
	}
	if (code->lists.count == 0)
		plint_vec_push(&code->lists, code->arena, 0);
	n.a = code->lists.count;
	n.b = count;
	for (uint32_t i = 0; i < count; i++)
		plint_vec_push(&code->lists, code->arena, items[i].node);
	return (struct plint_checked){.node = plint_check_emit(ck, n), .cost = cost, .type = type};
}

/* Whether the lists of nodes A and B hold the same. */
static bool same_list(const struct plint_code *code, const struct plint_xnode *a, const struct plint_xnode *b)
{
	if (a->b != b->b)
		return false;
	for (uint32_t i = 0; i < a->b; i++)
		if (!plint_check_same(code, code->lists.items[a->a + i], code->lists.items[b->a + i]))
			return false;
	return true;
}

bool plint_check_same(const struct plint_code *code, uint32_t a, uint32_t b)
{
	if (a == b)
		return true;
	const struct plint_xnode *x = &code->nodes.items[a], *y = &code->nodes.items[b];
	if (x->op == PLINT_X_CACHE)
		return plint_check_same(code, x->a, b);
	if (y->op == PLINT_X_CACHE)
		return plint_check_same(code, a, y->a);
	if (x->op != y->op || x->small != y->small || x->flags != y->flags || x->kinds != y->kinds)
		return false;
	switch ((enum plint_xop)x->op) {
	case PLINT_X_NUMBER: return x->a == y->a && !(x->number < y->number) && !(x->number > y->number);
	case PLINT_X_DATE:
	case PLINT_X_DURATION:
	case PLINT_X_RHYTHM: return x->a == y->a && x->b == y->b;
	case PLINT_X_WORD: return x->a == y->a;
	case PLINT_X_VAR:
	case PLINT_X_TODAY:
	case PLINT_X_PLAN:
	case PLINT_X_MISSION:
	case PLINT_X_KIND_SET:
	case PLINT_X_DEADLINES: return true;
	case PLINT_X_PARAM: return x->a == y->a;
	case PLINT_X_FIELD:
	case PLINT_X_PART:
	case PLINT_X_DERIVED: return x->b == y->b && plint_check_same(code, x->a, y->a);
	case PLINT_X_HELPER:
	case PLINT_X_CALL: return x->c == y->c && same_list(code, x, y);
	case PLINT_X_ADD:
	case PLINT_X_SUB:
	case PLINT_X_MUL:
	case PLINT_X_DIV: return plint_check_same(code, x->a, y->a) && plint_check_same(code, x->b, y->b);
	case PLINT_X_NONE:
	case PLINT_X_TEXT:
	case PLINT_X_GROUP:
	case PLINT_X_CAPTURE:
	case PLINT_X_TUPLE:
	case PLINT_X_CACHE:
	case PLINT_X_UNION:
	case PLINT_X_COMMON:
	case PLINT_X_WITHOUT:
	case PLINT_X_THOSE:
	case PLINT_X_COUNT:
	case PLINT_X_SUM:
	case PLINT_X_MIN:
	case PLINT_X_MAX:
	case PLINT_X_AVERAGE:
	case PLINT_X_SOME:
	case PLINT_X_EVERY:
	case PLINT_X_NO:
	case PLINT_X_AND:
	case PLINT_X_OR:
	case PLINT_X_NOT:
	case PLINT_X_EQUAL:
	case PLINT_X_DIFFERS:
	case PLINT_X_LESS:
	case PLINT_X_LEAST:
	case PLINT_X_MORE:
	case PLINT_X_MOST:
	case PLINT_X_WITHIN:
	case PLINT_X_CONTAINS:
	case PLINT_X_BEFORE:
	case PLINT_X_IN:
	case PLINT_X_BETWEEN:
	case PLINT_X_MENTIONS:
	case PLINT_X_STARTS:
	case PLINT_X_MATCHES:
	case PLINT_X_IS_MISSING:
	case PLINT_X_IS_UNDECIDED:
	case PLINT_X_IS_GIVEN:
	case PLINT_X_IS_EMPTY:
	case PLINT_X_IS_TEXT:
	case PLINT_X_IS_CLASS:
	case PLINT_X_IS_KIND:
	case PLINT_X_COUNT_OF_OPS: break;
	}
	return false;
}
