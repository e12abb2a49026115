/*
 * Rules' words in other languages, and what can only be checked when all rules are there: the order in which they wait for each other, and
 * words that a pack took away although a rule speaks of them.
 */
#include "rule/loader.h"

#include "base/buf.h"

/* ---- translations -------------------------------------------------------------------------------------------------- */

/* A text without expressions, for errors of reading, whose messages the program makes. */
static struct plint_template plain_template(struct plint_loader *l, const struct plint_yaml *n)
{
	struct plint_template t = {0, l->pieces.count, 0};
	if (!plint_loader_is_text(l, n, n->key->text))
		return t;
	t.text = plint_loader_text(l, n->text, n->len);
	plint_vec_push(&l->pieces, l->arena, ((struct plint_piece){t.text, 0}));
	t.count = 1;
	return t;
}

/* The words beside a rule's points, in the points' order. */
static void read_says(struct plint_loader *l, const struct plint_scope *scope, const struct plint_yaml *says,
                      const struct plint_rule *r, struct plint_translation *t)
{
	PLINT_VEC(struct plint_template) made = {0};
	if (!plint_loader_is_list(l, says, "says"))
		return;
	uint32_t i = 0;
	for (const struct plint_yaml *n = says->first; n; n = n->next, i++) {
		struct plint_scope inner = *scope;
		if (i >= r->point_count) {
			plint_loader_error(l, n, false, NULL, "the rule has only %u points", r->point_count);
			return;
		}
		plint_loader_scope_point(l, &inner, r->first_point + i);
		struct plint_template one = {0};
		if (n->sort != PLINT_YAML_SCALAR || n->len > 0)
			one = plint_loader_template(l, &inner, n);
		plint_vec_push(&made, l->arena, one);
	}
	t->first_says = l->says.count;
	t->says_count = made.count;
	for (i = 0; i < made.count; i++)
		plint_vec_push(&l->says, l->arena, made.items[i]);
}

/* The titles of a rule's fixes, in the order of the fixes; one alone needs no list. */
static void read_titles(struct plint_loader *l, const struct plint_scope *scope, const struct plint_yaml *fix, const struct plint_rule *r,
                        struct plint_translation *t)
{
	struct plint_scope inner = *scope;
	bool is_list = fix && fix->sort == PLINT_YAML_SEQUENCE;
	PLINT_VEC(struct plint_template) made = {0};
	if (!fix)
		return;
	for (const struct plint_yaml *n = is_list ? fix->first : fix; n; n = is_list ? n->next : NULL) {
		if (made.count >= r->fix_count) {
			plint_loader_error(l, n, false, NULL, r->fix_count ? "the rule has only %u fixes" : "the rule has no fix", r->fix_count);
			return;
		}
		plint_vec_push(&made, l->arena, plint_loader_template(l, &inner, n));
	}
	t->first_title = l->says.count;
	t->title_count = made.count;
	for (uint32_t i = 0; i < made.count; i++)
		plint_vec_push(&l->says, l->arena, made.items[i]);
}

/* What is absent, in the words of the translation; only for rules that have an area. */
static uint32_t read_area(struct plint_loader *l, const struct plint_yaml *n, const struct plint_rule *r)
{
	if (!n || !plint_loader_is_text(l, n, "area"))
		return 0;
	if (!r || r->area == 0) {
		plint_loader_error(l, n, false, NULL, "only a rule with an area has words for it");
		return 0;
	}
	return plint_loader_text(l, n->text, n->len);
}

static void read_translation(struct plint_loader *l, uint32_t language, const struct plint_yaml *n)
{
	static const char *const keys[PLINT_TEXT_COUNT] = {"message", "why", "try"};
	struct plint_translation t;
	struct plint_scope scope;
	bool is_reading = plint_pack_is_reading_error(n->key->text, n->key->len);
	memset(&t, 0, sizeof t);
	int rule = is_reading ? -1 : plint_loader_rule(l, n->key);
	if ((!is_reading && rule < 0) || !plint_loader_is_mapping(l, n, "a translation"))
		return;
	plint_loader_keys(l, n, plint_keys_names(PLINT_KEYS_TRANSLATION), "a translation");
	t.language = language;
	t.rule = is_reading ? UINT32_MAX : (uint32_t)rule;
	t.id = plint_loader_text(l, n->key->text, n->key->len);
	if (!is_reading)
		plint_loader_scope(l, &scope, (uint32_t)rule);
	for (int i = 0; i < PLINT_TEXT_COUNT; i++) {
		const struct plint_yaml *text = plint_yaml_get(n, keys[i]);
		if (text)
			t.texts[i] = is_reading ? plain_template(l, text) : plint_loader_template(l, &scope, text);
	}
	t.area = read_area(l, plint_yaml_get(n, "area"), is_reading ? NULL : &l->rules.items[rule]);
	if (!is_reading) {
		read_says(l, &scope, plint_yaml_get(n, "says"), &l->rules.items[rule], &t);
		read_titles(l, &scope, plint_yaml_get(n, "fix"), &l->rules.items[rule], &t);
	}
	plint_vec_push(&l->translations, l->arena, t);
}

void plint_loader_read_texts(struct plint_loader *l, const struct plint_pack_file *f)
{
	const char *name = strrchr(f->name, '/');
	name = name ? name + 1 : f->name;
	uint32_t language = plint_loader_text(l, name, strcspn(name, "."));
	for (const struct plint_yaml *n = f->root->first; n; n = n->next)
		read_translation(l, language, n);
}

/* ---- order --------------------------------------------------------------------------------------------------------- */

enum mark { NEW, OPEN, DONE };

/* A rule on the way down its `after`, and which of them comes next. */
struct step {
	uint32_t rule, next;
};

/* The key `after` of RULE, where its YAML is at hand. */
static const struct plint_yaml *after_of(const struct plint_loader *l, uint32_t rule)
{
	for (uint32_t i = 0; i < l->work.count; i++)
		if (l->work.items[i].root && l->work.items[i].rule == rule)
			return plint_yaml_get(l->work.items[i].root, "after");
	return NULL;
}

/* The ring that ends where RULE was met again: the steps from there on, as "a, b, a". */
static void report_ring(struct plint_loader *l, const struct step *steps, uint32_t count, uint32_t rule)
{
	struct plint_buf ring;
	uint32_t from = 0;
	plint_buf_init(&ring, l->diags->arena);
	while (steps[from].rule != rule)
		from++;
	for (uint32_t i = from; i < count; i++)
		plint_buf_printf(&ring, "%s waits for ", plint_loader_chars(l, l->rules.items[steps[i].rule].id));
	plint_buf_str(&ring, plint_loader_chars(l, l->rules.items[rule].id));
	plint_loader_error(l, after_of(l, rule), true, "take one `after` out of the ring", "rules wait for each other in a ring: %s", ring.text);
}

/* Depth first without recursion; ORDER gets each rule behind all that it waits for. */
static void visit(struct plint_loader *l, uint32_t rule, uint8_t *marks, struct step *steps, uint32_t *count)
{
	uint32_t depth = 0;
	steps[depth++] = (struct step){rule, 0};
	marks[rule] = OPEN;
	while (depth > 0) {
		struct step *s = &steps[depth - 1];
		const struct plint_rule *r = &l->rules.items[s->rule];
		if (s->next == r->after_count) {
			marks[s->rule] = DONE;
			l->order[(*count)++] = s->rule;
			depth--;
			continue;
		}
		uint32_t before = l->afters.items[r->first_after + s->next++];
		if (marks[before] == OPEN) {
			report_ring(l, steps, depth, before);
			return;
		}
		if (marks[before] == NEW) {
			marks[before] = OPEN;
			steps[depth++] = (struct step){before, 0};
		}
	}
}

/* Marks all rules that RULE waits for, directly or not. */
static void mark_waited(const struct plint_loader *l, uint32_t rule, uint8_t *waited, uint32_t *stack)
{
	uint32_t depth = 0;
	stack[depth++] = rule;
	while (depth > 0) {
		const struct plint_rule *r = &l->rules.items[stack[--depth]];
		for (uint32_t i = 0; i < r->after_count; i++) {
			uint32_t before = l->afters.items[r->first_after + i];
			if (!waited[before]) {
				waited[before] = 1;
				stack[depth++] = before;
			}
		}
	}
}

void plint_loader_order(struct plint_loader *l)
{
	uint32_t count = 0, n = l->rules.count;
	uint8_t *marks = plint_arena_calloc(l->arena, n + 1, 1);
	struct step *steps = plint_arena_alloc(l->arena, (n + 1) * sizeof *steps);
	uint32_t *stack = plint_arena_alloc(l->arena, (n + 1) * sizeof *stack);
	l->order = plint_arena_alloc(l->arena, (n + 1) * sizeof *l->order);
	for (uint32_t i = 0; i < n && !l->failed; i++)
		if (marks[i] == NEW)
			visit(l, i, marks, steps, &count);
	for (uint32_t i = 0; i < n; i++)
		l->rules.items[i].rank = l->rules.items[i].has_waiters = 0;
	for (uint32_t i = 0; i < n && !l->failed; i++) {
		memset(marks, 0, n);
		mark_waited(l, i, marks, stack);
		for (uint32_t k = 0; k < n; k++)
			l->rules.items[k].rank += marks[k];
	}
	for (uint32_t i = 0; i < n; i++)
		l->rules.items[i].has_waiters = l->rules.items[i].rank > 0;
}

/* ---- words taken away ---------------------------------------------------------------------------------------------- */

/* What a rule's code uses, while it is visited. */
struct removed_use {
	const struct plint_loader *l;
	const struct plint_removed *found;
};

/* Whether the removed word R still has a word that is like it, or came back. */
static bool has_heir(const struct plint_loader *l, const struct plint_removed *r)
{
	const struct plint_vocab_word *gone = &l->words.items[r->word];
	const struct plint_vocab_list *list = &l->lists.items[gone->list];
	for (uint32_t i = list->first; i < list->first + list->count; i++) {
		const struct plint_vocab_word *w = &l->words.items[i];
		if (w->is_removed)
			continue;
		if (w->text == gone->text || (w->like && l->words.items[w->like - 1].text == gone->text))
			return true;
	}
	return false;
}

static void note_word(struct removed_use *use, const char *word, uint32_t list1)
{
	const struct plint_loader *l = use->l;
	for (uint32_t i = 0; i < l->removed.count && !use->found; i++) {
		const struct plint_removed *r = &l->removed.items[i];
		const struct plint_vocab_word *gone = &l->words.items[r->word];
		if ((list1 == 0 || list1 == PLINT_LIST_ANY || gone->list + 1 == list1) &&
		    strcmp(plint_loader_chars(l, gone->text), word) == 0 && !has_heir(l, r))
			use->found = r;
	}
}

/* A group of which every word was taken away. */
static void note_group(struct removed_use *use, const char *name)
{
	const struct plint_loader *l = use->l;
	int group = plint_vocab_group(&l->vocab, name);
	const struct plint_removed *gone = NULL;
	if (group < 0)
		return;
	const struct plint_vocab_group *g = &l->groups.items[group];
	for (uint32_t i = g->first; i < g->first + g->count; i++) {
		struct removed_use one = {l, NULL};
		note_word(&one, plint_loader_chars(l, l->group_words.items[i]), 0);
		if (!one.found)
			return;
		gone = one.found;
	}
	use->found = gone;
}

static void note_use(void *data, enum plint_use use, uint32_t a, uint32_t b)
{
	struct removed_use *r = data;
	if (r->found)
		return;
	if (use == PLINT_USE_WORD && b != 0)
		note_word(r, plint_code_text(&r->l->code, r->l->code.atoms.items[a].text), b);
	else if (use == PLINT_USE_GROUP)
		note_group(r, plint_code_text(&r->l->code, a));
}

static bool is_off(const struct plint_loader *l, uint32_t rule)
{
	const struct plint_rule *r = &l->rules.items[rule];
	for (uint32_t i = 0; i < l->changes.count; i++) {
		const struct plint_change *c = &l->changes.items[i];
		if (c->sort == PLINT_CHANGE_OFF && c->profile == 0 && c->target == (c->is_family ? r->family : rule))
			return true;
	}
	return r->severity == PLINT_OFF;
}

void plint_loader_check_removed(struct plint_loader *l)
{
	if (l->removed.count == 0 || l->failed)
		return;
	for (uint32_t i = 0; i < l->rules.count; i++) {
		const struct plint_rule *r = &l->rules.items[i];
		struct removed_use use = {l, NULL};
		if (is_off(l, i))
			continue;
		plint_expr_visit(&l->code, r->where, note_use, &use);
		plint_expr_visit(&l->code, r->require, note_use, &use);
		for (uint32_t k = 0; k < r->let_count; k++)
			plint_expr_visit(&l->code, l->lets.items[r->first_let + k].node, note_use, &use);
		if (use.found)
			plint_loader_error(l, use.found->at, true, "say which new word is like it, or switch the rule off under off:",
			                   "the word \"%s\" is taken away, and the rule %s speaks of it",
			                   plint_loader_chars(l, l->words.items[use.found->word].text), plint_loader_chars(l, r->id));
	}
}
