/*
 * Rules against their own examples: each example is checked as a plan of its own, with the rule and those that come before it. Fixes are
 * tried on the examples that are flagged, with all rules.
 */
#include "rule/ruletest.h"

#include "rule/apply.h"

#define MARK "# <-"

struct testing {
	struct plint_arena *arena;
	const struct plint_pack *pack;
	struct plint_settings settings;
	struct plint_checker *checker;
	uint8_t *only;   /* the rule and all that it waits for */
	uint32_t *stack;
	uint8_t *waiters;       /* those that wait for the rule, directly or not */
	uint8_t *tried;         /* by fix of the pack: it was made on an example */
	struct plint_check_config config;
	uint32_t rule, example, number1;
	PLINT_VEC(struct plint_ruletest_fault) faults;
};

static void add_fault(struct testing *t, uint32_t line1, const char *message)
{
	const struct plint_example *e = t->example == UINT32_MAX ? NULL : &t->pack->examples[t->example];
	struct plint_ruletest_fault f = {t->rule, t->example, t->number1, message, 0};
	f.line1 = e ? e->line1 + (line1 > 0 ? line1 - 1 : 0) : t->pack->rules[t->rule].line1;
	plint_vec_push(&t->faults, t->arena, f);
}

/* Line that carries the mark, from 1; 0 where none does. */
static uint32_t marked_line(const char *text)
{
	const char *mark = strstr(text, MARK);
	uint32_t line1 = 1;
	for (const char *at = text; mark && at < mark; at++)
		line1 += *at == '\n';
	return mark ? line1 : 0;
}

static uint32_t line_of(const struct plint_checked *c, const struct plint_diag *d)
{
	return plint_source_place(c->source, d->span.start).line1;
}

static void judge_count(struct testing *t, const struct plint_checked *c, uint32_t count, const struct plint_diag *first)
{
	const struct plint_example *e = &t->pack->examples[t->example];
	uint32_t marked = marked_line(plint_pack_text(t->pack, e->text));
	if (!e->is_flags && count > 0)
		add_fault(t, line_of(c, first),
		          plint_arena_printf(t->arena, "must pass, but is flagged: %s", first->message));
	else if (e->is_flags && count == 0)
		add_fault(t, marked, "must be flagged, but passes");
	else if (e->is_flags && count > 1)
		add_fault(t, line_of(c, first), plint_arena_printf(t->arena, "is flagged %u times, not once", (unsigned)count));
	else if (e->is_flags && marked && line_of(c, first) != marked)
		add_fault(t, marked, plint_arena_printf(t->arena, "is flagged in line %u of the example, not in the marked line %u",
		                                        (unsigned)line_of(c, first), (unsigned)marked));
}

static void judge(struct testing *t, const struct plint_checked *c)
{
	const char *id = plint_pack_text(t->pack, t->pack->rules[t->rule].id);
	const struct plint_diag *first = NULL;
	uint32_t count = 0;
	for (uint32_t i = 0; i < c->diags->items.count; i++) {
		const struct plint_diag *d = &c->diags->items.items[i];
		if (plint_diag_is_reading(d) || strcmp(d->rule, PLINT_TOO_COSTLY) == 0) {
			add_fault(t, line_of(c, d), plint_arena_printf(t->arena, "does not read: %s", d->message));
			return;
		}
		if (strcmp(d->rule, id) == 0) {
			first = first ? first : d;
			count++;
		}
	}
	judge_count(t, c, count, first);
}

/* Checks TEXT, with all rules or with those that ONLY names. */
static const struct plint_checked *check(struct testing *t, const char *text, const uint8_t *only)
{
	size_t len = strlen(text);
	plint_checker_begin(t->checker);
	t->config.only = only;
	plint_checker_configure(t->checker, &t->config);
	char *copy = plint_arena_calloc(plint_checker_arena(t->checker), 1, len + 2);
	memcpy(copy, text, len);
	plint_checker_add(t->checker, "example.plan", copy, len, 0, 0);
	return plint_checker_run(t->checker, NULL);
}

/* ---- fixes --------------------------------------------------------------------------------------------------------- */

/* A finding as it is compared before and after: its rule, and what tells it from others of that rule. */
struct seen {
	const char *rule;
	const char *anchor;
};

struct seens {
	PLINT_VEC(struct seen) items;
};

/* A fix that is to be tried: the plan with it. */
struct trial {
	const struct plint_rule_fix *fix;
	const char *title, *text;
};

static void look(struct testing *t, const struct plint_checked *c, struct seens *out)
{
	for (uint32_t i = 0; i < c->diags->items.count; i++) {
		const struct plint_diag *d = &c->diags->items.items[i];
		struct seen one = {plint_arena_strndup(t->arena, d->rule, strlen(d->rule)),
		                   plint_arena_strndup(t->arena, d->anchor, strlen(d->anchor))};
		plint_vec_push(&out->items, t->arena, one);
	}
}

/* Findings of RULE, with ANCHOR where that is not NULL. */
static uint32_t count_seen(const struct seens *s, const char *rule, const char *anchor)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < s->items.count; i++)
		count += strcmp(s->items.items[i].rule, rule) == 0 && (!anchor || strcmp(s->items.items[i].anchor, anchor) == 0);
	return count;
}

/* Whether rule RULE speaks of what is still to be decided: that is what a fix which is not safe may leave behind. */
static bool asks_for_decisions(const struct plint_pack *p, uint32_t rule)
{
	const struct plint_rule *r = &p->rules[rule];
	return strstr(plint_pack_text(p, r->require_text), "placeholders") || strstr(plint_pack_text(p, r->where_text), "placeholders") ||
	       strstr(plint_pack_text(p, r->where_text), "undecided");
}

/* Whether F may bring a finding of the rule ID: one that waited for the finding which is gone, or one about a decision left open. */
static bool is_expected(const struct testing *t, const struct plint_rule_fix *f, const char *id)
{
	int rule = plint_pack_rule(t->pack, id, strlen(id));
	if (rule < 0)
		return false;
	return t->waiters[rule] || (!f->is_safe && asks_for_decisions(t->pack, (uint32_t)rule));
}

/* What is wrong with the plan C that came of the fix X, or NULL; the finding it was for had BEFORE beside it. */
static const char *judge_fix(struct testing *t, const struct trial *x, const struct plint_checked *c, const struct seens *before)
{
	const char *id = plint_pack_text(t->pack, t->pack->rules[t->rule].id);
	struct seens after = {{0}};
	look(t, c, &after);
	for (uint32_t i = 0; i < c->diags->items.count && c->diags->reading_errors > 0; i++) {
		const struct plint_diag *d = &c->diags->items.items[i];
		if (plint_diag_is_reading(d))
			return plint_arena_printf(t->arena, "the plan with the fix \"%s\" does not read: %s", x->title, d->message);
	}
	for (uint32_t i = 0; i < c->diags->items.count; i++) {
		const struct plint_diag *d = &c->diags->items.items[i];
		if (strcmp(d->rule, id) == 0)
			return plint_arena_printf(t->arena, "the fix \"%s\" does not end the finding", x->title);
		bool is_more = count_seen(&after, d->rule, NULL) > count_seen(before, d->rule, NULL) &&
		               count_seen(&after, d->rule, d->anchor) > count_seen(before, d->rule, d->anchor);
		if (is_more && !is_expected(t, x->fix, d->rule))
			return plint_arena_printf(t->arena, "the fix \"%s\" brings a finding of %s: %s", x->title, d->rule, d->message);
	}
	return NULL;
}

/* The plan C with fix F of finding D alone. */
static struct trial make_trial(struct testing *t, const struct plint_checked *c, const struct plint_diag *d, const struct plint_fix *f)
{
	struct plint_diags one = *c->diags;
	struct plint_diag finding = *d;
	struct plint_fix fix = *f;
	struct plint_apply_round round;
	const struct plint_rule *r = &t->pack->rules[t->rule];
	finding.fixes = &fix;
	finding.fix_count = 1;
	one.items.items = &finding;
	one.items.count = 1;
	plint_apply_round(t->arena, c->source, &one, true, NULL, 1, &round);
	uint32_t index = r->first_fix + f->number;
	t->tried[index] = 1;
	return (struct trial){&t->pack->fixes[index], plint_arena_strndup(t->arena, f->title, strlen(f->title)),
	                      round.file_count ? round.files[0].text : ""};
}

static void test_fixes(struct testing *t)
{
	const char *id = plint_pack_text(t->pack, t->pack->rules[t->rule].id);
	const struct plint_checked *c = check(t, plint_pack_text(t->pack, t->pack->examples[t->example].text), NULL);
	PLINT_VEC(struct trial) trials = {0};
	struct seens before = {{0}};
	uint32_t line1 = 0;
	look(t, c, &before);
	for (uint32_t i = 0; i < c->diags->items.count; i++) {
		const struct plint_diag *d = &c->diags->items.items[i];
		if (strcmp(d->rule, id) != 0)
			continue;
		line1 = line_of(c, d);
		for (uint32_t k = 0; k < d->fix_count; k++)
			plint_vec_push(&trials, t->arena, make_trial(t, c, d, &d->fixes[k]));
	}
	for (uint32_t i = 0; i < trials.count; i++) {
		const char *fault = judge_fix(t, &trials.items[i], check(t, trials.items[i].text, NULL), &before);
		if (fault)
			add_fault(t, line1, fault);
	}
}

/* Fixes of the rule that no example has shown. */
static void find_untried(struct testing *t)
{
	const struct plint_rule *r = &t->pack->rules[t->rule];
	for (uint32_t i = r->first_fix; i < r->first_fix + r->fix_count; i++)
		if (!t->tried[i])
			add_fault(t, 0, plint_arena_printf(t->arena, "the fix \"%s\" can be made in none of the examples that are flagged",
			                                   plint_pack_text(t->pack, t->pack->fixes[i].title.text)));
}

/* ---- rules --------------------------------------------------------------------------------------------------------- */

static void test_example(struct testing *t)
{
	uint32_t faults = t->faults.count;
	judge(t, check(t, plint_pack_text(t->pack, t->pack->examples[t->example].text), t->only));
	if (t->pack->examples[t->example].is_flags && t->pack->rules[t->rule].fix_count > 0 && t->faults.count == faults)
		test_fixes(t);
}

/* Sets WAITERS to all rules that wait for the rule, directly or not: those that come behind it and have it, or one of those, in `after`. */
static void find_waiters(struct testing *t)
{
	memset(t->waiters, 0, t->pack->rule_count);
	for (uint32_t i = 0; i < t->pack->rule_count; i++) {
		const struct plint_rule *r = &t->pack->rules[t->pack->order[i]];
		for (uint32_t k = r->first_after; k < r->first_after + r->after_count; k++)
			if (t->pack->afters[k] == t->rule || t->waiters[t->pack->afters[k]])
				t->waiters[t->pack->order[i]] = 1;
	}
}

/* Sets ONLY to RULE and all rules that it waits for, directly or not. */
static void find_only(struct testing *t)
{
	uint32_t depth = 0;
	memset(t->only, 0, t->pack->rule_count);
	t->only[t->rule] = 1;
	t->stack[depth++] = t->rule;
	while (depth > 0) {
		const struct plint_rule *r = &t->pack->rules[t->stack[--depth]];
		for (uint32_t i = r->first_after; i < r->first_after + r->after_count; i++) {
			uint32_t before = t->pack->afters[i];
			if (!t->only[before]) {
				t->only[before] = 1;
				t->stack[depth++] = before;
			}
		}
	}
}

static void test_rule(struct testing *t, struct plint_ruletest *out)
{
	const struct plint_rule *r = &t->pack->rules[t->rule];
	bool flags = false, passes = false;
	out->rules++;
	find_only(t);
	find_waiters(t);
	for (uint32_t i = 0; i < r->example_count; i++) {
		t->example = r->first_example + i;
		t->number1 = i + 1;
		flags |= t->pack->examples[t->example].is_flags != 0;
		passes |= t->pack->examples[t->example].is_flags == 0;
		out->examples++;
		test_example(t);
	}
	t->example = UINT32_MAX;
	t->number1 = 0;
	if (!flags)
		add_fault(t, 0, "has no example that it flags");
	if (!passes)
		add_fault(t, 0, "has no example that it passes");
	find_untried(t);
}

/* Rules that are off unless somebody wants them are tested as warnings. */
static void switch_on(struct testing *t)
{
	struct plint_in_force force;
	plint_settings_resolve(&t->settings, t->arena, NULL, NULL, NULL, 0, false, &force);
	for (uint32_t i = 0; i < t->pack->rule_count; i++)
		if (force.severity[i] == PLINT_OFF) {
			const char *word = plint_arena_printf(t->arena, "%s=warning", plint_pack_text(t->pack, t->pack->rules[i].id));
			(void)plint_settings_severity(&t->settings, PLINT_LAYER_OPTION, word);
		}
}

void plint_ruletest_run(struct plint_arena *a, const struct plint_pack *pack, const uint8_t *wanted, struct plint_ruletest *out)
{
	struct testing t = {.arena = a, .pack = pack};
	memset(out, 0, sizeof *out);
	plint_settings_init(&t.settings, a, pack);
	switch_on(&t);
	t.only = plint_arena_calloc(a, pack->rule_count + 1, 1);
	t.waiters = plint_arena_calloc(a, pack->rule_count + 1, 1);
	t.tried = plint_arena_calloc(a, pack->fix_count + 1, 1);
	t.stack = plint_arena_alloc(a, (pack->rule_count + 1) * sizeof *t.stack);
	t.config = (struct plint_check_config){.pack = pack, .settings = &t.settings, .language = "en", .want_rules = true};
	t.config.today.state = PLINT_MISSING;
	t.config.today.type = PLINT_TYPE_DATE;
	t.checker = plint_checker_new(a, &t.config);
	for (t.rule = 0; t.rule < pack->rule_count; t.rule++)
		if (!wanted || wanted[t.rule])
			test_rule(&t, out);
	plint_checker_free(t.checker);
	out->faults = t.faults.items;
	out->fault_count = t.faults.count;
}
