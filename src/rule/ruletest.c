/* Rules against their own examples: each example is checked as a plan of its own, with the rule and those that come before it. */
#include "rule/ruletest.h"

#include "rule/check.h"

#define MARK "# <-"

struct testing {
	struct plint_arena *arena;
	const struct plint_pack *pack;
	struct plint_settings settings;
	struct plint_checker *checker;
	uint8_t *only;   /* the rule and all that it waits for */
	uint32_t *stack;
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

static void test_example(struct testing *t)
{
	const char *text = plint_pack_text(t->pack, t->pack->examples[t->example].text);
	size_t len = strlen(text);
	plint_checker_begin(t->checker);
	char *copy = plint_arena_calloc(plint_checker_arena(t->checker), 1, len + 2);
	memcpy(copy, text, len);
	plint_checker_add(t->checker, "example.plan", copy, len, 0, 0);
	judge(t, plint_checker_run(t->checker, NULL));
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

void plint_ruletest_run(struct plint_arena *a, const struct plint_pack *pack, const uint8_t *wanted, plint_fatal_fn *fatal,
                        void *fatal_data, struct plint_ruletest *out)
{
	struct testing t = {.arena = a, .pack = pack};
	memset(out, 0, sizeof *out);
	plint_settings_init(&t.settings, a, pack);
	switch_on(&t);
	t.only = plint_arena_calloc(a, pack->rule_count + 1, 1);
	t.stack = plint_arena_alloc(a, (pack->rule_count + 1) * sizeof *t.stack);
	struct plint_check_config config = {.pack = pack, .settings = &t.settings, .language = "en", .want_rules = true, .only = t.only};
	config.today.state = PLINT_MISSING;
	config.today.type = PLINT_TYPE_DATE;
	t.checker = plint_checker_new(&config, fatal, fatal_data);
	for (t.rule = 0; t.rule < pack->rule_count; t.rule++)
		if (!wanted || wanted[t.rule])
			test_rule(&t, out);
	plint_checker_free(t.checker);
	out->faults = t.faults.items;
	out->fault_count = t.faults.count;
}
