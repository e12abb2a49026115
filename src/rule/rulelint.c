/* What is doubtful in a pack that loads. Everything is found by looking at the compiled rules; no plan is needed. */
#include "rule/rulelint_run.h"

#include "base/text.h"
#include "expr/builtins.h"

struct linting {
	struct plint_rulelint run;
	struct plint_arena *arena;
	const struct plint_pack *pack;
	struct plint_pack own; /* the pack with an arena for visiting its code: the default pack's code has none */
	uint8_t *params, *helpers, *groups, *lexicons; /* used */
	uint32_t fields[PLINT_MAX_FIELD_IDS + 1];      /* by id: rule + 1 that rests on it first */
	uint32_t kinds[PLINT_MAX_FIELD_IDS + 1];
	uint8_t asked[PLINT_MAX_FIELD_IDS + 1];        /* by id: somewhere its absence is asked for */
	uint32_t rule;
};

void plint_rulelint_note(struct plint_rulelint *l, const char *sort, uint32_t rule, const char *message)
{
	plint_vec_push(&l->notes, l->arena, ((struct plint_rulelint_note){sort, rule, message}));
}

static void add_note(struct linting *l, const char *sort, uint32_t rule, const char *message)
{
	plint_rulelint_note(&l->run, sort, rule, message);
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

typedef void node_fn(struct linting *l, uint32_t node);

static void in_template(struct linting *l, const struct plint_template *t, node_fn *fn)
{
	for (uint32_t i = t->first; i < t->first + t->count; i++)
		if (l->pack->pieces[i].node)
			fn(l, l->pack->pieces[i].node);
}

/* Calls FN with every node of rule R. */
static void in_rule(struct linting *l, const struct plint_rule *r, node_fn *fn)
{
	const struct plint_pack *p = l->pack;
	if (r->set)
		fn(l, r->set);
	if (r->where)
		fn(l, r->where);
	fn(l, r->require);
	for (uint32_t i = r->first_let; i < r->first_let + r->let_count; i++)
		fn(l, p->lets[i].node);
	for (uint32_t i = r->first_point; i < r->first_point + r->point_count; i++) {
		const struct plint_point *x = &p->points[i];
		if (x->each)
			fn(l, x->each);
		fn(l, x->at);
		in_template(l, &x->says, fn);
	}
	for (uint32_t i = r->first_fix; i < r->first_fix + r->fix_count; i++) {
		const struct plint_rule_fix *x = &p->fixes[i];
		if (x->where)
			fn(l, x->where);
		fn(l, x->at);
		in_template(l, &x->title, fn);
		in_template(l, &x->text, fn);
	}
	for (int i = 0; i < PLINT_TEXT_COUNT; i++)
		in_template(l, &r->texts[i], fn);
}

static void visit_node(struct linting *l, uint32_t node)
{
	plint_expr_visit(&l->pack->code, node, note_use, l);
}

/* Whether the text at OFFSET holds NAME as a word that no dot stands before. */
static bool names(const struct linting *l, uint32_t offset, const char *name)
{
	const char *text = plint_pack_text(l->pack, offset);
	size_t len = strlen(name);
	for (const char *at = strstr(text, name); at; at = strstr(at + 1, name)) {
		bool starts = at == text || !(plint_text_is_name_byte(at[-1]) || at[-1] == '.');
		if (starts && !plint_text_is_name_byte(at[len]))
			return true;
	}
	return false;
}

/* Whether rule R speaks of NAME anywhere but where it is given under `let`. */
static bool is_let_used(const struct linting *l, const struct plint_rule *r, const char *name)
{
	const struct plint_pack *p = l->pack;
	bool is_used = names(l, r->where_text, name) || names(l, r->require_text, name);
	for (uint32_t i = r->first_let; i < r->first_let + r->let_count; i++)
		is_used |= strcmp(plint_pack_text(p, p->lets[i].name), name) != 0 && names(l, p->lets[i].text, name);
	for (uint32_t i = r->first_point; i < r->first_point + r->point_count; i++)
		is_used |= names(l, p->points[i].each_text, name) || names(l, p->points[i].at_text, name) ||
		           names(l, p->points[i].says.text, name);
	for (uint32_t i = r->first_fix; i < r->first_fix + r->fix_count; i++)
		is_used |= names(l, p->fixes[i].where_text, name) || names(l, p->fixes[i].at_text, name) ||
		           names(l, p->fixes[i].title.text, name) || names(l, p->fixes[i].text.text, name);
	for (int i = 0; i < PLINT_TEXT_COUNT; i++)
		is_used |= names(l, r->texts[i].text, name);
	return is_used;
}

static void lint_rule(struct linting *l, uint32_t rule)
{
	const struct plint_pack *p = l->pack;
	const struct plint_rule *r = &p->rules[rule];
	l->rule = rule;
	in_rule(l, r, visit_node);
	for (uint32_t i = r->first_param; i < r->first_param + r->param_count; i++)
		if (!l->params[i])
			add_note(l, "unused-param", rule, plint_arena_printf(l->arena, "the parameter \"%s\" is used nowhere",
			                                                     plint_pack_text(p, p->params[i].name)));
	for (uint32_t i = 0; i < r->let_count; i++)
		if (!is_let_used(l, r, plint_pack_text(p, p->lets[r->first_let + i].name)))
			add_note(l, "unused-let", rule, plint_arena_printf(l->arena, "the name \"%s\" given under let is used nowhere",
			                                                   plint_pack_text(p, p->lets[r->first_let + i].name)));
}

/* Notes that NODE, if it is a field or a part of one, is asked for where it is missing. */
static void note_asked(struct linting *l, uint32_t node)
{
	const struct plint_code *c = &l->pack->code;
	const struct plint_xnode *n = &c->nodes.items[node];
	while (n->op == PLINT_X_CACHE || n->op == PLINT_X_PART)
		n = &c->nodes.items[n->a];
	if (n->op == PLINT_X_FIELD && n->b <= PLINT_MAX_FIELD_IDS)
		l->asked[n->b] = 1;
}

/* Fields whose absence some expression asks for, by a test or by first(a, b). */
static void find_asked(struct linting *l)
{
	const struct plint_code *c = &l->pack->code;
	for (uint32_t i = 1; i < c->nodes.count; i++) {
		const struct plint_xnode *n = &c->nodes.items[i];
		bool asks = n->op == PLINT_X_IS_MISSING || n->op == PLINT_X_IS_EMPTY || n->op == PLINT_X_IS_GIVEN ||
		            n->op == PLINT_X_IS_UNDECIDED;
		if (asks && n->a != 0)
			note_asked(l, n->a);
		if (n->op == PLINT_X_CALL && n->c == PLINT_FUNCTION_FIRST)
			for (uint32_t k = 0; k + 1 < n->b; k++)
				note_asked(l, c->lists.items[n->a + k]);
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

/* Whether rules cannot decide where field ID is missing on one of KINDS: a field with one value. An empty set decides, and what is taken
 * from the indicator catalogue or from another field (class, direction, unit) need not be written. */
static enum plint_kind blinds(const struct linting *l, unsigned id, uint32_t kinds)
{
	if (id == PLINT_F_CLASS || id == PLINT_F_DIRECTION || id == PLINT_F_UNIT)
		return PLINT_KIND_NONE;
	for (int kind = 1; kind < PLINT_KIND_COUNT; kind++) {
		const struct plint_field *f = plint_schema_field(l->pack->schema, (enum plint_kind)kind, id);
		if (kinds & PLINT_KIND_BIT(kind) && f && !f->is_many)
			return (enum plint_kind)kind;
	}
	return PLINT_KIND_NONE;
}

static void lint_fields(struct linting *l)
{
	find_asked(l);
	for (uint32_t id = 1; id <= l->pack->schema->id_count && id <= PLINT_MAX_FIELD_IDS; id++) {
		enum plint_kind kind = l->fields[id] && !l->asked[id] ? blinds(l, id, l->kinds[id]) : PLINT_KIND_NONE;
		if (kind == PLINT_KIND_NONE)
			continue;
		const char *word = plint_kind_word(kind);
		add_note(l, "unasked-field", l->fields[id] - 1,
		         plint_arena_printf(l->arena, "the rule rests on the field \"%s\" of %s %s, and no rule asks for it where it is missing",
		                            l->pack->schema->field_names[id], plint_text_article(word), word));
	}
}

const struct plint_rulelint_note *plint_rulelint_run(struct plint_arena *a, const struct plint_pack *pack, uint32_t *count)
{
	struct linting *l = plint_arena_calloc(a, 1, sizeof *l);
	l->arena = a;
	l->own = *pack;
	l->own.code.arena = a;
	l->pack = &l->own;
	l->run = (struct plint_rulelint){.arena = a, .pack = &l->own};
	plint_rulelint_reach(&l->run);
	l->params = plint_arena_calloc(a, pack->param_count + 1, 1);
	l->helpers = plint_arena_calloc(a, pack->code.helpers.count + 1, 1);
	l->groups = plint_arena_calloc(a, pack->vocab.group_count + 1, 1);
	l->lexicons = plint_arena_calloc(a, PLINT_MAX_LEXICONS, 1);
	for (uint32_t i = 0; i < pack->rule_count; i++)
		lint_rule(l, i);
	lint_shared(l);
	lint_fields(l);
	plint_rulelint_words(&l->run);
	plint_rulelint_texts(&l->run);
	plint_rulelint_sources(&l->run);
	*count = l->run.notes.count;
	return l->run.notes.items;
}
