/*
 * The loop: rules in the order in which they wait for each other, each over its subjects. A rule's own cost is a few words of set-up, so that
 * an empty plan costs nothing; what a plan lacks costs nothing either.
 */
#include "rule/run.h"

/* Rules that the running rule waits for and that have findings. */
struct waits {
	const struct plint_hits **items;
	uint32_t count;
	bool all; /* one of them has a finding on the plan */
};

static bool is_wanted(const struct plint_engine_config *c, uint32_t rule)
{
	if (c->only && !c->only[rule])
		return false;
	return c->force->severity[rule] != PLINT_OFF;
}

static struct waits find_waits(const struct plint_run *r, const struct plint_rule *x)
{
	struct waits w = {NULL, 0, false};
	for (uint32_t i = 0; i < x->after_count; i++) {
		const struct plint_hits *h = &r->hits[r->pack->afters[x->first_after + i]];
		w.all |= h->on_plan;
		if (!h->bits)
			continue;
		if (!w.items)
			w.items = plint_arena_alloc(r->scratch, x->after_count * sizeof(const struct plint_hits *));
		w.items[w.count++] = h;
	}
	return w;
}

static bool has_bit(const struct plint_hits *h, uint32_t block)
{
	return h->bits[block / 32] >> block % 32 & 1;
}

/* Whether a rule that comes first has a finding on BLOCK or on one around it (also the goal or objective that it says it serves). */
static bool is_silenced(const struct plint_run *r, const struct waits *w, uint32_t block)
{
	for (uint32_t i = 0; i < w->count && block; i++) {
		const struct plint_block *x = plint_model_block(r->model, block);
		if ((x->objective && has_bit(w->items[i], x->objective)) || (x->goal && has_bit(w->items[i], x->goal)))
			return true;
		for (uint32_t b = block; b; b = plint_model_block(r->model, b)->parent)
			if (has_bit(w->items[i], b))
				return true;
	}
	return false;
}

static void note_hit(struct plint_run *r, uint32_t rule, uint32_t block)
{
	struct plint_hits *h = &r->hits[rule];
	if (!r->pack->rules[rule].has_waiters)
		return;
	if (block == 0)
		return;
	if (plint_model_block(r->model, block)->kind == PLINT_KIND_PLAN) {
		h->on_plan = true;
		return;
	}
	if (!h->bits)
		h->bits = plint_arena_calloc(r->arena, r->model->blocks.count / 32 + 1, sizeof *h->bits);
	h->bits[block / 32] |= (uint32_t)1 << block % 32;
}

/* ---- statistics ---------------------------------------------------------------------------------------------------- */

static void note_field(void *data, uint32_t block, const char *field)
{
	struct plint_rule_stats *s = data;
	(void)block;
	for (uint32_t i = 0; i < s->blind_count; i++)
		if (strcmp(s->blind[i].field, field) == 0) {
			s->blind[i].count++;
			return;
		}
	if (s->blind_count < PLINT_MAX_BLIND)
		s->blind[s->blind_count++] = (struct plint_rule_blind){field, 1};
}

/* ---- one rule ------------------------------------------------------------------------------------------------------ */

/* Where and require of RULE on its subject, with what is counted. Yes: a finding. */
static bool is_finding(struct plint_run *r, const struct plint_rule *x, struct plint_rule_stats *stats)
{
	enum plint_truth where = x->where ? plint_eval_test(r->eval, x->where) : PLINT_YES;
	enum plint_truth require = where == PLINT_YES ? plint_eval_test(r->eval, x->require) : PLINT_YES;
	stats->subjects++;
	if (where == PLINT_MAYBE || require == PLINT_MAYBE)
		stats->undecided++;
	return where == PLINT_YES && require == PLINT_NO;
}

/* One subject: VALUE, which is or belongs to BLOCK. False once the rule's budget has run out. */
static bool run_subject(struct plint_run *r, uint32_t rule, const struct waits *w, struct plint_value value, uint32_t block,
                        struct plint_rule_stats *stats)
{
	const struct plint_rule *x = &r->pack->rules[rule];
	if (w->count > 0 && block && is_silenced(r, w, block))
		return true;
	plint_eval_set(r->eval, 0, value);
	if (block == 0 && x->kind == PLINT_KIND_NONE) {
		plint_eval_place(r->eval, x->subject, &block, NULL);
		if (w->count > 0 && is_silenced(r, w, block))
			return true;
	}
	if (is_finding(r, x, stats) && !plint_eval_is_exhausted(r->eval)) {
		stats->findings++;
		note_hit(r, rule, block);
		if (plint_run_report(r, rule, block))
			stats->ignored++;
	}
	return !plint_eval_is_exhausted(r->eval);
}

static bool run_kind(struct plint_run *r, uint32_t rule, const struct waits *w, struct plint_rule_stats *stats)
{
	const struct plint_rule *x = &r->pack->rules[rule];
	uint32_t count = r->model->of_kind[x->kind].count;
	const uint32_t *blocks = r->model->of_kind[x->kind].items;
	for (uint32_t i = 0; i < count; i++) {
		struct plint_value v;
		memset(&v, 0, sizeof v);
		v.type = PLINT_TYPE_BLOCK;
		v.u.block = blocks[i];
		if (!run_subject(r, rule, w, v, blocks[i], stats))
			return false;
	}
	return true;
}

static bool run_members(struct plint_run *r, uint32_t rule, const struct waits *w, struct plint_rule_stats *stats)
{
	const struct plint_set *set = plint_eval_set_of(r->eval, r->pack->rules[rule].set);
	for (uint32_t i = 0; i < set->count; i++) {
		uint32_t block = set->items[i].type == PLINT_TYPE_BLOCK ? set->items[i].u.block : 0;
		if (!run_subject(r, rule, w, set->items[i], block, stats))
			return false;
	}
	return !plint_eval_is_exhausted(r->eval);
}

/* A rule past its budget: what it has found is dropped, and that is said. */
static void drop_findings(struct plint_run *r, uint32_t rule, uint32_t first)
{
	const char *id = plint_pack_text(r->pack, r->pack->rules[rule].id);
	for (uint32_t i = 0; i < r->diags->tallies.count; i++)
		if (strcmp(r->diags->tallies.items[i].rule, id) == 0)
			r->diags->tallies.items[i].kept = r->diags->tallies.items[i].left_out = 0;
	r->diags->items.count = first;
	r->hits[rule] = (struct plint_hits){NULL, false, false};
	struct plint_diag *d = plint_diags_add(r->diags, PLINT_TOO_COSTLY, PLINT_RULES_FAMILY, PLINT_ERROR, r->model->first_line,
	                                       "the rule %s takes more steps than a rule may on this plan", id);
	d->why = "Its findings are left out, since they would not be complete. The other rules are not touched by this.";
	d->help = "make the rule's expressions simpler, or switch it off";
	d->anchor = id;
}

static bool run_rule(struct plint_run *r, uint32_t rule, struct plint_engine_result *result)
{
	const struct plint_rule *x = &r->pack->rules[rule];
	struct plint_rule_stats own = {0}, *stats = r->config->stats ? &r->config->stats[rule] : &own;
	struct plint_arena_mark mark = plint_arena_mark(r->scratch);
	uint32_t first = r->diags->items.count;
	struct waits w = find_waits(r, x);
	r->hits[rule].has_run = true;
	r->has_words = false;
	if (w.all)
		return true;
	if (r->config->want_fields)
		plint_eval_watch(r->eval, note_field, stats);
	plint_eval_rule_begin(r->eval);
	bool is_done = x->kind == PLINT_KIND_NONE ? run_members(r, rule, &w, stats) : run_kind(r, rule, &w, stats);
	plint_eval_rule_end(r->eval);
	if (!is_done)
		drop_findings(r, rule, first);
	else if (stats->undecided > 0)
		result->undecided++;
	plint_arena_rewind(r->scratch, mark);
	return is_done;
}

void plint_engine_run(const struct plint_engine_config *config, struct plint_model *m, struct plint_arena *arena,
                      struct plint_arena *scratch, struct plint_diags *diags, struct plint_engine_result *result)
{
	const struct plint_pack *p = config->pack;
	struct plint_run r = {.config = config, .pack = p, .model = m, .arena = arena, .scratch = scratch, .diags = diags};
	*result = (struct plint_engine_result){0};
	r.hits = plint_arena_calloc(arena, p->rule_count + 1, sizeof *r.hits);
	r.lexicon = plint_lexicon_new(arena, &p->lexicons, m->language, m);
	struct plint_eval_config eval = {config->force->code, m, r.lexicon, config->force->params, config->today, config->language};
	r.eval = plint_eval_new(arena, scratch, &eval);
	r.ignores = plint_ignores_new(&r);
	for (uint32_t i = 0; i < p->rule_count; i++)
		if (is_wanted(config, p->order[i]) && !run_rule(&r, p->order[i], result))
			result->is_costly = true;
	result->ignores = plint_ignores_use(&r);
	plint_ignores_report_unused(&r);
	plint_lexicon_free(r.lexicon);
}
