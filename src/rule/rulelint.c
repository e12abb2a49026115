/* What is doubtful in a pack that loads. Everything is found by looking at the compiled rules; no plan is needed. */
#include "rule/rulelint.h"

struct linting {
	struct plint_arena *arena;
	const struct plint_pack *pack;
	PLINT_VEC(struct plint_rulelint_note) notes;
	uint8_t *params, *helpers, *groups, *lexicons; /* used */
	uint32_t fields[PLINT_MAX_FIELD_IDS + 1];      /* by id: rule + 1 that rests on it first */
	uint32_t kinds[PLINT_MAX_FIELD_IDS + 1];
	uint8_t asked[PLINT_MAX_FIELD_IDS + 1];        /* by id: somewhere its absence is asked for */
	uint32_t rule;
};

static void add_note(struct linting *l, const char *sort, uint32_t rule, const char *message)
{
	plint_vec_push(&l->notes, l->arena, ((struct plint_rulelint_note){sort, rule, message}));
}

static void note_use(void *data, enum plint_use use, uint32_t a, uint32_t b)
{
	struct linting *l = data;
	switch (use) {
	case PLINT_USE_WORD:
		break;
	case PLINT_USE_LEXICON:
		l->lexicons[a] = 1;
		break;
	case PLINT_USE_GROUP: {
		int group = plint_vocab_group(&l->pack->vocab, plint_code_text(&l->pack->code, a));
		if (group >= 0)
			l->groups[group] = 1;
		break;
	}
	case PLINT_USE_HELPER:
		l->helpers[a] = 1;
		break;
	case PLINT_USE_PARAM:
		l->params[a] = 1;
		break;
	case PLINT_USE_FIELD:
		if (b <= PLINT_MAX_FIELD_IDS && !l->fields[b]) {
			l->fields[b] = l->rule + 1;
			l->kinds[b] = a;
		}
		break;
	}
}

typedef bool node_fn(struct linting *l, uint32_t node, uint32_t data);

static bool in_template(struct linting *l, const struct plint_template *t, node_fn *fn, uint32_t data)
{
	for (uint32_t i = t->first; i < t->first + t->count; i++)
		if (l->pack->pieces[i].node && fn(l, l->pack->pieces[i].node, data))
			return true;
	return false;
}

/* Calls FN with every node of rule R, until it says yes. */
static bool in_rule(struct linting *l, const struct plint_rule *r, node_fn *fn, uint32_t data)
{
	const struct plint_pack *p = l->pack;
	if ((r->set && fn(l, r->set, data)) || (r->where && fn(l, r->where, data)) || fn(l, r->require, data))
		return true;
	for (uint32_t i = r->first_let; i < r->first_let + r->let_count; i++)
		if (fn(l, p->lets[i].node, data))
			return true;
	for (uint32_t i = r->first_point; i < r->first_point + r->point_count; i++) {
		const struct plint_point *x = &p->points[i];
		if ((x->each && fn(l, x->each, data)) || fn(l, x->at, data) || in_template(l, &x->says, fn, data))
			return true;
	}
	for (int i = 0; i < PLINT_TEXT_COUNT; i++)
		if (in_template(l, &r->texts[i], fn, data))
			return true;
	return false;
}

static bool visit_node(struct linting *l, uint32_t node, uint32_t data)
{
	(void)data;
	plint_expr_visit(&l->pack->code, node, note_use, l);
	return false;
}

static bool uses_var(struct linting *l, uint32_t node, uint32_t var)
{
	return plint_expr_uses(&l->pack->code, node, var);
}

static const char *id_of(const struct linting *l, uint32_t rule)
{
	return plint_pack_text(l->pack, l->pack->rules[rule].id);
}

static void lint_rule(struct linting *l, uint32_t rule)
{
	const struct plint_pack *p = l->pack;
	const struct plint_rule *r = &p->rules[rule];
	bool flags = false;
	l->rule = rule;
	in_rule(l, r, visit_node, 0);
	if (r->where_text && strcmp(plint_pack_text(p, r->where_text), plint_pack_text(p, r->require_text)) == 0)
		add_note(l, "never-fires", rule, "where and require say the same, so the rule can never fire");
	else if (r->kind != PLINT_KIND_PLAN && !uses_var(l, r->require, 0) && !(r->where && uses_var(l, r->where, 0)))
		add_note(l, "never-fires", rule, "neither where nor require looks at the block, so it holds for all blocks or for none");
	for (uint32_t i = r->first_example; i < r->first_example + r->example_count; i++)
		flags |= p->examples[i].is_flags != 0;
	if (!flags)
		add_note(l, "never-fires", rule, "no example shows that the rule can fire");
	for (uint32_t i = r->first_param; i < r->first_param + r->param_count; i++)
		if (!l->params[i])
			add_note(l, "unused-param", rule, plint_arena_printf(l->arena, "the parameter \"%s\" is used nowhere",
			                                                     plint_pack_text(p, p->params[i].name)));
	for (uint32_t i = 0; i < r->let_count; i++)
		if (!in_rule(l, r, uses_var, 1 + i))
			add_note(l, "unused-let", rule, plint_arena_printf(l->arena, "the name \"%s\" given under let is used nowhere",
			                                                   plint_pack_text(p, p->lets[r->first_let + i].name)));
}

/* Fields whose absence some expression asks for. */
static void find_asked(struct linting *l)
{
	const struct plint_code *c = &l->pack->code;
	for (uint32_t i = 1; i < c->nodes.count; i++) {
		const struct plint_xnode *n = &c->nodes.items[i];
		bool asks = n->op == PLINT_X_IS_MISSING || n->op == PLINT_X_IS_EMPTY || n->op == PLINT_X_IS_GIVEN ||
		            n->op == PLINT_X_IS_UNDECIDED;
		if (!asks || n->a == 0)
			continue;
		const struct plint_xnode *of = &c->nodes.items[n->a];
		while (of->op == PLINT_X_CACHE || of->op == PLINT_X_PART)
			of = &c->nodes.items[of->a];
		if (of->op == PLINT_X_FIELD && of->b <= PLINT_MAX_FIELD_IDS)
			l->asked[of->b] = 1;
	}
}

static bool is_verb_list(const char *name)
{
	return strcmp(name, "weak_verbs") == 0 || strcmp(name, "activity_verbs") == 0 || strcmp(name, "keep_verbs") == 0;
}

/* Lists that patterns with {verb} stand on. */
static void find_verb_lists(struct linting *l)
{
	const struct plint_lexicons *x = &l->pack->lexicons;
	bool has_verbs = false;
	for (uint32_t i = 0; i < x->token_count && !has_verbs; i++)
		has_verbs = x->tokens[i].klass == PLINT_LEX_VERB;
	for (uint32_t i = 0; i < x->name_count; i++)
		if (has_verbs && is_verb_list(plint_pack_text(l->pack, x->names[i])))
			l->lexicons[i] = 1;
}

static void lint_shared(struct linting *l)
{
	const struct plint_pack *p = l->pack;
	for (uint32_t i = 0; i < p->point_count; i++)
		if (p->points[i].lexicon)
			l->lexicons[p->points[i].lexicon - 1] = 1;
	find_verb_lists(l);
	for (uint32_t i = 0; i < p->code.helpers.count; i++)
		if (!l->helpers[i])
			add_note(l, "unused-helper", UINT32_MAX, plint_arena_printf(l->arena, "the helper \"%s\" is used by no rule",
			                                                            plint_code_text(&p->code, p->code.helpers.items[i].name)));
	for (uint32_t i = 0; i < p->vocab.group_count; i++)
		if (!l->groups[i])
			add_note(l, "unused-group", UINT32_MAX, plint_arena_printf(l->arena, "the group words.%s is used by no rule",
			                                                           plint_pack_text(p, p->vocab.groups[i].name)));
	for (uint32_t i = 0; i < p->lexicons.name_count; i++)
		if (!l->lexicons[i])
			add_note(l, "unused-lexicon", UINT32_MAX, plint_arena_printf(l->arena, "the word list lexicon.%s is used by no rule",
			                                                             plint_pack_text(p, p->lexicons.names[i])));
}

static const char *kind_words(struct linting *l, uint32_t kinds)
{
	for (int i = 1; i < PLINT_KIND_COUNT; i++)
		if (kinds & PLINT_KIND_BIT(i))
			return plint_kind_word((enum plint_kind)i);
	(void)l;
	return "block";
}

static void lint_fields(struct linting *l)
{
	find_asked(l);
	for (uint32_t id = 1; id <= l->pack->schema->id_count && id <= PLINT_MAX_FIELD_IDS; id++)
		if (l->fields[id] && !l->asked[id])
			add_note(l, "unasked-field", l->fields[id] - 1,
			         plint_arena_printf(l->arena, "the rule %s rests on the field \"%s\" of a %s, and no rule asks for it where it is missing",
			                            id_of(l, l->fields[id] - 1), l->pack->schema->field_names[id], kind_words(l, l->kinds[id])));
}

const struct plint_rulelint_note *plint_rulelint_run(struct plint_arena *a, const struct plint_pack *pack, uint32_t *count)
{
	struct linting *l = plint_arena_calloc(a, 1, sizeof *l);
	l->arena = a;
	l->pack = pack;
	l->params = plint_arena_calloc(a, pack->param_count + 1, 1);
	l->helpers = plint_arena_calloc(a, pack->code.helpers.count + 1, 1);
	l->groups = plint_arena_calloc(a, pack->vocab.group_count + 1, 1);
	l->lexicons = plint_arena_calloc(a, PLINT_MAX_LEXICONS, 1);
	for (uint32_t i = 0; i < pack->rule_count; i++)
		lint_rule(l, i);
	lint_shared(l);
	lint_fields(l);
	*count = l->notes.count;
	return l->notes.items;
}
