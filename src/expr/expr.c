/* What rules use to compile expressions: see expr.h. The work is tree.c's (text to tree) and check.c's (tree to code). */
#include "expr/expr.h"

#include "expr/check.h"
#include "syntax/parse.h"

/* Nodes looked at for a ring of helpers. One that hides behind more ends when it runs, as too costly. */
#define MOST_CALLED 20000u

/* How long the arrays of a code are, so that a failure leaves nothing behind. */
struct lengths {
	uint32_t count[PLINT_CODE_ARRAY_COUNT];
};

static struct lengths lengths_of(const struct plint_code *code)
{
	struct lengths l;
#define LENGTH(name, T) l.count[PLINT_CODE_##name] = code->name.count;
	PLINT_CODE_ARRAYS(LENGTH)
#undef LENGTH
	return l;
}

static bool undo(struct plint_code *code, const struct lengths *l)
{
#define CUT(name, T) code->name.count = l->count[PLINT_CODE_##name];
	PLINT_CODE_ARRAYS(CUT)
#undef CUT
	return false;
}

/* --- expressions ------------------------------------------------------------------------------------------------- */

/* The node that is a place may be one thing only. */
static bool is_place(struct plint_check *ck, const struct plint_tree *t, const struct plint_checked *c)
{
	if (c->type.type != PLINT_TYPE_BOOL)
		return true;
	return PLINT_FAIL_AT(ck, t, NULL, "a block, a field or a part was expected here, not a yes or no");
}

static bool check_wanted(struct plint_check *ck, const struct plint_tree *t, enum plint_expr_want want, struct plint_checked *out)
{
	switch (want) {
	case PLINT_EXPR_TEST: return plint_check_truth(ck, t, out);
	case PLINT_EXPR_VALUE: return plint_check_tree(ck, t, NULL, out);
	case PLINT_EXPR_SET: return plint_check_set(ck, t, NULL, out);
	case PLINT_EXPR_PLACE: return plint_check_tree(ck, t, NULL, out) && is_place(ck, t, out);
	}
	return false;
}

bool plint_expr_compile(struct plint_code *code, struct plint_scope *scope, const char *text, size_t len,
                        enum plint_expr_want want, uint32_t *node, struct plint_stype *type, struct plint_expr_error *error)
{
	struct lengths before = lengths_of(code);
	struct plint_tree *t = plint_tree_read(scope->arena, text, len, PLINT_GOAL_EXPR, error);
	if (t == NULL)
		return false;
	struct plint_check ck;
	struct plint_checked out;
	plint_check_begin(&ck, code, scope, error);
	if (!check_wanted(&ck, t, want, &out))
		return undo(code, &before);
	if (want != PLINT_EXPR_PLACE)
		plint_check_hoist(&ck, &out, 0);
	*node = out.node;
	if (type)
		*type = out.type;
	return true;
}

static bool add_var(struct plint_check *ck, const struct plint_tree *t, struct plint_stype type)
{
	struct plint_scope *s = ck->scope;
	if (s->var_count >= PLINT_MAX_VARS)
		return plint_check_fail(ck, t->start, t->end, NULL, "there are more than %d names at once", PLINT_MAX_VARS);
	s->vars[s->var_count++] = (struct plint_scope_var){.name = t->text, .type = type};
	return true;
}

/* "name in SET [where TEST]": adds the variable to the scope. */
static bool compile_each(struct plint_code *code, struct plint_scope *scope, const char *text, size_t len, uint32_t *set,
                         uint32_t *slot, struct plint_expr_error *error)
{
	struct plint_tree *t = plint_tree_read(scope->arena, text, len, PLINT_GOAL_SUBJECT, error);
	if (t == NULL)
		return false;
	struct plint_check ck;
	struct plint_checked out;
	plint_check_begin(&ck, code, scope, error);
	*slot = ck.slot_count;
	bool ok = t->b ? plint_check_over(&ck, t, &out) : plint_check_set(&ck, t->a, NULL, &out);
	if (!ok || !add_var(&ck, t, plint_check_element(out.type)))
		return false;
	plint_check_hoist(&ck, &out, 0);
	*set = out.node;
	return true;
}

bool plint_expr_each(struct plint_code *code, struct plint_scope *scope, const char *text, size_t len, uint32_t *set,
                     uint32_t *slot, struct plint_expr_error *error)
{
	struct lengths before = lengths_of(code);
	return compile_each(code, scope, text, len, set, slot, error) || undo(code, &before);
}

/* --- heads: "KIND name" ------------------------------------------------------------------------------------------- */

/* One word of TEXT from *AT on, blanks before it skipped; its length, 0 at the end or where none is. */
static uint32_t next_word(const char *text, size_t len, size_t *at, const char **word)
{
	while (*at < len && (text[*at] == ' ' || text[*at] == '\t' || text[*at] == '\n' || text[*at] == '\r'))
		++*at;
	*word = text + *at;
	size_t start = *at;
	while (*at < len && ((unsigned char)text[*at] >= 0x80 || text[*at] == '_' || text[*at] == '-' ||
	                     (text[*at] >= '0' && text[*at] <= '9') || (text[*at] >= 'a' && text[*at] <= 'z') ||
	                     (text[*at] >= 'A' && text[*at] <= 'Z')))
		++*at;
	return (uint32_t)(*at - start);
}

static bool is_at_end(const char *text, size_t len, size_t at)
{
	const char *word;
	return next_word(text, len, &at, &word) == 0 && at == len;
}

static const char *nearest_kind(struct plint_scope *scope, const char *word, uint32_t len)
{
	const char *names[PLINT_KIND_COUNT];
	for (unsigned kind = 1; kind < PLINT_KIND_COUNT; kind++)
		names[kind - 1] = plint_kind_word((enum plint_kind)kind);
	struct plint_check ck = {.arena = scope->arena};
	const char *near = plint_check_nearest(&ck, word, len, names, PLINT_KIND_COUNT - 1);
	return near ? near : "write a kind and a name: objective o; or a name and a set: q in mission.phrases";
}

static bool head_error(struct plint_scope *scope, struct plint_expr_error *error, const char *text, const char *word, uint32_t len,
                       const char *message)
{
	uint32_t start = (uint32_t)(word - text);
	*error = (struct plint_expr_error){.start = start,
	                                   .end = start + len,
	                                   .message = message,
	                                   .hint = nearest_kind(scope, word, len)};
	return false;
}

bool plint_expr_subject(struct plint_code *code, struct plint_scope *scope, const char *text, size_t len, enum plint_kind *kind,
                        uint32_t *set, struct plint_expr_error *error)
{
	const char *first, *name;
	size_t at = 0;
	uint32_t slot, first_len = next_word(text, len, &at, &first), name_len = next_word(text, len, &at, &name);
	*kind = PLINT_KIND_NONE;
	*set = 0;
	if (first_len == 0 || name_len == 0 || (name_len == 2 && memcmp(name, "in", 2) == 0 && !is_at_end(text, len, at)))
		return plint_expr_each(code, scope, text, len, set, &slot, error);
	*kind = plint_kind_find(first, first_len);
	if (*kind == PLINT_KIND_NONE)
		return head_error(scope, error, text, first, first_len,
		                  plint_arena_printf(scope->arena, "there is no kind of block called %.*s", (int)first_len, first));
	if (!is_at_end(text, len, at) || plint_tree_keyword(name, name_len) != plint_tree_keyword("x", 1))
		return head_error(scope, error, text, name, name_len, "a kind and one name were expected");
	if (scope->var_count >= PLINT_MAX_VARS)
		return head_error(scope, error, text, name, name_len, "there are too many names");
	scope->vars[scope->var_count++] = (struct plint_scope_var){
	    .name = plint_arena_strndup(scope->arena, name, name_len),
	    .type = {.type = PLINT_TYPE_BLOCK, .kinds = PLINT_KIND_BIT(*kind)}};
	return true;
}

/* --- lets --------------------------------------------------------------------------------------------------------- */

bool plint_expr_let(struct plint_code *code, struct plint_scope *scope, const char *name, uint32_t node, struct plint_stype type)
{
	if (scope->var_count >= PLINT_MAX_VARS)
		return false;
	for (uint32_t i = 0; i < scope->var_count; i++)
		if (strcmp(scope->vars[i].name, name) == 0)
			return false;
	struct plint_expr_error unused;
	struct plint_check ck;
	plint_check_begin(&ck, code, scope, &unused);
	/* Each use is the same node, so whatever it costs it is computed once a subject, or once a run. */
	struct plint_checked let = {.node = node, .cost = UINT32_MAX, .type = type};
	plint_check_hoist(&ck, &let, (int)PLINT_MAX_VARS);
	scope->vars[scope->var_count++] = (struct plint_scope_var){.name = name, .type = type, .let = let.node};
	return true;
}

/* --- looking at code ------------------------------------------------------------------------------------------------ */

bool plint_expr_uses(const struct plint_code *code, uint32_t node, uint32_t var)
{
	return code->nodes.items[node].deps >> var & 1;
}

/* A walk over nodes, each visited once. */
struct walk {
	const struct plint_code *code;
	plint_use_fn *visit;
	void *data;
	struct plint_map seen; /* nodes and helpers' bodies that were visited or wait */
	PLINT_VEC(uint32_t) todo;
	uint32_t most; /* nodes to visit at most */
};

static void later(struct walk *w, uint32_t node)
{
	uint32_t *seen = node ? plint_map_put(&w->seen, node) : NULL;
	if (seen == NULL || *seen)
		return;
	*seen = 1;
	plint_vec_push(&w->todo, w->code->arena, node);
}

static void later_list(struct walk *w, const struct plint_xnode *n)
{
	for (uint32_t i = 0; i < n->b; i++)
		later(w, w->code->lists.items[n->a + i]);
}

static void use_atom(struct walk *w, uint32_t atom)
{
	w->visit(w->data, PLINT_USE_WORD, atom, w->code->atoms.items[atom].list);
}

static void use_field(struct walk *w, const struct plint_xnode *n)
{
	unsigned id = n->op == PLINT_X_FIELD ? n->b : n->c;
	if (id)
		w->visit(w->data, PLINT_USE_FIELD, n->kinds, id);
}

static void visit_node(struct walk *w, const struct plint_xnode *n)
{
	switch ((enum plint_xop)n->op) {
	case PLINT_X_NONE:
	case PLINT_X_NUMBER:
	case PLINT_X_DATE:
	case PLINT_X_DURATION:
	case PLINT_X_RHYTHM:
	case PLINT_X_TEXT:
	case PLINT_X_VAR:
	case PLINT_X_TODAY:
	case PLINT_X_PLAN:
	case PLINT_X_MISSION:
	case PLINT_X_KIND_SET:
	case PLINT_X_DEADLINES:
	case PLINT_X_COUNT_OF_OPS: break;
	case PLINT_X_WORD: use_atom(w, n->a); break;
	case PLINT_X_GROUP: w->visit(w->data, PLINT_USE_GROUP, n->a, n->b); break;
	case PLINT_X_PARAM: w->visit(w->data, PLINT_USE_PARAM, n->a, 0); break;
	case PLINT_X_FIELD:
	case PLINT_X_DERIVED:
		use_field(w, n);
		later(w, n->a);
		break;
	case PLINT_X_PART:
	case PLINT_X_CAPTURE:
	case PLINT_X_CACHE:
	case PLINT_X_NOT:
	case PLINT_X_MATCHES:
	case PLINT_X_IS_MISSING:
	case PLINT_X_IS_UNDECIDED:
	case PLINT_X_IS_GIVEN:
	case PLINT_X_IS_EMPTY:
	case PLINT_X_IS_TEXT:
	case PLINT_X_IS_CLASS:
	case PLINT_X_IS_KIND: later(w, n->a); break;
	case PLINT_X_MENTIONS:
	case PLINT_X_STARTS:
		w->visit(w->data, PLINT_USE_LEXICON, n->b, 0);
		later(w, n->a);
		break;
	case PLINT_X_HELPER:
		w->visit(w->data, PLINT_USE_HELPER, n->c, 0);
		later(w, w->code->helpers.items[n->c].body);
		later_list(w, n);
		break;
	case PLINT_X_CALL:
		if (n->c == PLINT_FUNCTION_FOUND)
			w->visit(w->data, PLINT_USE_LEXICON, n->small, 0);
		later_list(w, n);
		break;
	case PLINT_X_TUPLE:
	case PLINT_X_UNION:
	case PLINT_X_AND:
	case PLINT_X_OR: later_list(w, n); break;
	case PLINT_X_ADD:
	case PLINT_X_SUB:
	case PLINT_X_MUL:
	case PLINT_X_DIV:
	case PLINT_X_COMMON:
	case PLINT_X_WITHOUT:
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
		later(w, n->a);
		later(w, n->b);
		break;
	case PLINT_X_THOSE:
	case PLINT_X_COUNT:
	case PLINT_X_SUM:
	case PLINT_X_MIN:
	case PLINT_X_MAX:
	case PLINT_X_AVERAGE:
	case PLINT_X_SOME:
	case PLINT_X_EVERY:
	case PLINT_X_NO:
	case PLINT_X_BETWEEN:
		later(w, n->a);
		later(w, n->b);
		later(w, n->c);
		break;
	}
}

static void walk_nodes(const struct plint_code *code, uint32_t node, uint32_t most, plint_use_fn *visit, void *data)
{
	struct walk w = {.code = code, .visit = visit, .data = data, .most = most};
	plint_map_init(&w.seen, code->arena);
	later(&w, node);
	while (w.todo.count > 0 && w.most-- > 0)
		visit_node(&w, &code->nodes.items[w.todo.items[--w.todo.count]]);
}

void plint_expr_visit(const struct plint_code *code, uint32_t node, plint_use_fn *visit, void *data)
{
	walk_nodes(code, node, UINT32_MAX, visit, data);
}

/* --- helpers ------------------------------------------------------------------------------------------------------ */

/* Types that a helper's parameter may have, beside the kinds of blocks. */
static bool param_type(const char *word, uint32_t len, struct plint_stype *type)
{
	static const struct {
		const char *word;
		uint8_t type, want;
	} types[] = {{"text", PLINT_TYPE_TEXT, 0},
	             {"amount", PLINT_TYPE_AMOUNT, PLINT_WANT_AMOUNT},
	             {"date", PLINT_TYPE_DATE, 0},
	             {"duration", PLINT_TYPE_DURATION, 0},
	             {"rhythm", PLINT_TYPE_RHYTHM, 0},
	             {"block", PLINT_TYPE_BLOCK, 0}};
	enum plint_kind kind = plint_kind_find(word, len);
	*type = (struct plint_stype){.type = PLINT_TYPE_BLOCK, .kinds = PLINT_KIND_BIT(kind)};
	if (kind != PLINT_KIND_NONE)
		return true;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (strlen(types[i].word) != len || memcmp(types[i].word, word, len) != 0)
			continue;
		*type = (struct plint_stype){.type = types[i].type, .want = types[i].want};
		if (type->type == PLINT_TYPE_BLOCK)
			type->kinds = PLINT_KINDS_ALL;
		return true;
	}
	return false;
}

/* "(segment s, amount a)" from *AT on into the code's params. */
static bool read_params(struct plint_code *code, struct plint_scope *scope, const char *head, size_t len, size_t *at,
                        struct plint_xhelper *h, struct plint_expr_error *error)
{
	const char *word;
	do {
		++*at;
		struct plint_xparam p;
		uint32_t size = next_word(head, len, at, &word);
		if (!param_type(word, size, &p.type))
			return head_error(scope, error, head, word, size,
			                  plint_arena_printf(scope->arena, "a helper's parameter is a kind of block and a name"));
		size = next_word(head, len, at, &word);
		if (size == 0 || h->param_count >= 8)
			return head_error(scope, error, head, word, size, "a parameter lacks its name, or there are more than 8");
		p.name = plint_check_chars(code, word, size);
		plint_vec_push(&code->params, code->arena, p);
		h->param_count++;
		(void)next_word(head, len, at, &word);
	} while (*at < len && head[*at] == ',');
	if (*at < len && head[*at] == ')') {
		++*at;
		return true;
	}
	return head_error(scope, error, head, head + *at, *at < len, "the list of parameters is not closed");
}

static bool declare(struct plint_code *code, struct plint_scope *scope, const char *head, size_t len, uint32_t *helper,
                    struct plint_expr_error *error)
{
	const char *name;
	size_t at = 0;
	uint32_t size = next_word(head, len, &at, &name);
	if (size == 0 || plint_tree_keyword(name, size) != plint_tree_keyword("x", 1))
		return head_error(scope, error, head, name, size, "a helper needs a name that is no word of the language");
	struct plint_xhelper h = {.first_param = code->params.count};
	if (plint_function_find(name, size) >= 0)
		return head_error(scope, error, head, name, size, "a function has that name already");
	const char *rest;
	(void)next_word(head, len, &at, &rest);
	if (at < len && head[at] == '(' && !read_params(code, scope, head, len, &at, &h, error))
		return false;
	if (!is_at_end(head, len, at))
		return head_error(scope, error, head, head + at, 1, "a helper is written name or name(kind x)");
	h.name = plint_check_chars(code, name, size);
	plint_vec_push(&code->helpers, code->arena, h);
	*helper = code->helpers.count - 1;
	return true;
}

bool plint_expr_helper_declare(struct plint_code *code, struct plint_scope *scope, const char *head, size_t len, uint32_t *helper,
                               struct plint_expr_error *error)
{
	struct lengths before = lengths_of(code);
	return declare(code, scope, head, len, helper, error) || undo(code, &before);
}

/* What a body calls, for rings and depth. */
struct calls {
	const struct plint_code *code;
	uint32_t self, depth;
	bool is_ring;
};

static void note_call(void *data, enum plint_use use, uint32_t a, uint32_t b)
{
	struct calls *c = data;
	(void)b;
	if (use != PLINT_USE_HELPER)
		return;
	c->is_ring = c->is_ring || a == c->self;
	if (c->code->helpers.items[a].depth > c->depth)
		c->depth = c->code->helpers.items[a].depth;
}

/* Notes in H its body and depth; false with *ERROR where it calls itself or the calls lie too deep. */
static bool settle(struct plint_check *ck, const struct plint_tree *t, uint32_t helper, const struct plint_checked *body)
{
	struct plint_code *code = ck->code;
	struct calls c = {.code = code, .self = helper};
	walk_nodes(code, body->node, MOST_CALLED, note_call, &c);
	const char *name = plint_code_text(code, code->helpers.items[helper].name);
	if (c.is_ring)
		return PLINT_FAIL_AT(ck, t, NULL, "the helper %s leads back to itself", name);
	uint32_t depth = c.depth + t->depth + 2u;
	if (depth > PLINT_MAX_CALL_DEPTH)
		return PLINT_FAIL_AT(ck, t, NULL, "the helper %s rests on too many others, one within the other", name);
	code->helpers.items[helper].body = body->node;
	code->helpers.items[helper].depth = depth;
	code->helpers.items[helper].type = body->type;
	return true;
}

bool plint_expr_helper_define(struct plint_code *code, struct plint_scope *scope, uint32_t helper, const char *body, size_t len,
                              struct plint_expr_error *error)
{
	struct lengths before = lengths_of(code);
	struct plint_tree *t = plint_tree_read(scope->arena, body, len, PLINT_GOAL_EXPR, error);
	if (t == NULL)
		return false;
	struct plint_check ck;
	struct plint_checked out;
	plint_check_begin(&ck, code, scope, error);
	const struct plint_xhelper h = code->helpers.items[helper];
	ck.in_helper = true;
	ck.var_count = 0;
	ck.slot_count = ck.param_count = h.param_count;
	for (uint32_t i = 0; i < h.param_count; i++) {
		const struct plint_xparam *p = &code->params.items[h.first_param + i];
		const char *name = plint_code_text(code, p->name);
		name = plint_arena_strndup(scope->arena, name, strlen(name)); /* the code may move while it grows */
		ck.vars[ck.var_count++] =
		    (struct plint_check_var){.name = name, .len = (uint32_t)strlen(name), .type = p->type, .slot = (uint8_t)i};
	}
	if (!plint_check_tree(&ck, t, NULL, &out))
		return undo(code, &before);
	if (h.param_count == 0)
		out.cost = UINT32_MAX; /* once a plan, whatever it costs */
	plint_check_hoist(&ck, &out, 0);
	return settle(&ck, t, helper, &out) || undo(code, &before);
}

/* --- literals ------------------------------------------------------------------------------------------------------ */

static bool literal_of(struct plint_code *code, const struct plint_tree *t, struct plint_value *out, struct plint_stype *type)
{
	*out = (struct plint_value){.state = PLINT_KNOWN};
	*type = (struct plint_stype){.type = PLINT_TYPE_AMOUNT, .want = PLINT_WANT_AMOUNT};
	if (t->kind == PLINT_TREE_DATE) {
		type->type = PLINT_TYPE_DATE;
		out->u.days = (struct plint_days){t->first, t->last};
	} else if (t->kind == PLINT_TREE_NAME) {
		type->type = PLINT_TYPE_WORD;
		out->u.word.atom = plint_check_atom(code, t->text, t->len, 0) + 1;
	} else if (t->kind == PLINT_TREE_TEXT) {
		return false;
	} else if (t->kind != PLINT_TREE_NUMBER) {
		return false;
	} else if (t->text && plint_duration_parse(t->number, t->text, t->len, &out->u.duration)) {
		type->type = PLINT_TYPE_DURATION;
	} else {
		out->u.number = t->number;
		out->unit = t->text ? plint_check_atom(code, t->text, t->len, 0) + 1 : 0;
		if (t->text && strcmp(t->text, "percent") == 0)
			type->want = PLINT_WANT_PERCENT;
	}
	if (type->type != PLINT_TYPE_AMOUNT)
		type->want = 0;
	out->type = type->type;
	return true;
}

bool plint_expr_literal(struct plint_code *code, const char *text, size_t len, struct plint_value *out, struct plint_stype *type)
{
	struct plint_expr_error error;
	struct plint_arena_mark mark = plint_arena_mark(code->arena);
	struct plint_tree *t = plint_tree_read(code->arena, text, len, PLINT_GOAL_EXPR, &error);
	struct plint_tree copy = {.kind = PLINT_TREE_CALL};
	char word[256];
	if (t && t->len < sizeof word)
		copy = *t;
	if (copy.text) {
		memcpy(word, copy.text, copy.len);
		word[copy.len] = '\0';
		copy.text = word;
	}
	plint_arena_rewind(code->arena, mark);
	return literal_of(code, &copy, out, type);
}
