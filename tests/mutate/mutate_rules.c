/*
 * Are the rules' examples strict enough? Every expression of the default pack is changed in one place at a time (mutants.h), and so is every
 * number of `params`, and each rule named in `after` is dropped. The changed rule is then tried on its own examples, as `rules test` does,
 * and on its plants; with a helper all rules are tried that use it. A mutant is killed where a rule flags something else, or says something
 * else of what it flags (tests/golden/findings).
 *
 *     mutate_rules [-v] [RULE …]     from the root of the project; -v lists the killed ones, too
 *
 * Those that survive are listed. What cannot be told apart by any plan stands in tests/mutate/equivalent.txt with a reason; a line there
 * that is no survivor is a mistake. The status is 0 where at least LEAST_PERCENT of the others are killed.
 */
#include <stdio.h>
#include <stdlib.h>

#include "mutate/mutants.h"
#include "rule/loader.h"
#include "rule/pack_blob.h"
#include "rule/ruletest.h"
#include "support/plants.h"
#include "support/said.h"

#define EQUIVALENT "tests/mutate/equivalent.txt"
#define LEAST_PERCENT 95
#define ROOM 4096

enum part { PART_FOR, PART_LET, PART_WHERE, PART_REQUIRE, PART_HELPER };

/* An expression of the pack. */
struct site {
	enum part part;
	uint32_t rule;   /* HELPER: the helper's number */
	uint32_t let;    /* LET: which of the pack's */
	const char *label; /* "no-target where" */
	const char *text;
};

struct run {
	struct plint_arena arena;
	struct plint_arena scratch; /* of one mutant */
	struct plint_source source;
	struct plint_diags diags;
	struct plint_loader *loader;
	struct plint_pack pack;
	struct checking *checking;
	struct plants *plants;
	uint8_t *affected;    /* by rule: what the mutant may change */
	const char **said;    /* by rule: what it says of its examples */
	uint32_t *equivalent; /* by line of EQUIVALENT: 1: it is one and has not been met */
	const char **lines;
	uint32_t line_count;
	uint32_t made, misfits, killed, equal, survivors;
	bool is_loud;
	char *const *wanted;  /* ids of rules, or none: all */
	int wanted_count;
};

/* ---- the pack ---------------------------------------------------------------------------------------------------------- */

/* The arrays that mutants are written into get room once, so that they never move. */
static void make_room(struct plint_loader *l)
{
	struct plint_code *c = &l->code;
#define NEED(name, T) plint_vec_need(&c->name, l->arena, ROOM);
	PLINT_CODE_ARRAYS(NEED)
#undef NEED
}

static void load(struct run *r)
{
	plint_arena_init(&r->arena, NULL, NULL, 0);
	plint_arena_init(&r->scratch, NULL, NULL, 0);
	plint_source_init(&r->source, &r->arena);
	plint_diags_init(&r->diags, &r->arena, &r->source);
	r->loader = plint_loader_new(&r->arena, &r->source, &r->diags, NULL, true);
	if (!plint_loader_add(r->loader, "rules")) {
		fprintf(stderr, "mutate_rules: the rules do not load; start it in the project's folder\n");
		exit(2);
	}
	make_room(r->loader);
	plint_loader_finish(r->loader, &r->pack);
	r->affected = plint_arena_calloc(&r->arena, r->pack.rule_count, 1);
	r->checking = checking_open(&r->pack);
	r->plants = plants_open(r->checking);
}

/* The project's file PATH, or "" where there is none. */
static const char *text_of(struct run *r, const char *path)
{
	const char *text = checking_text(r->checking, path);
	return text ? text : "";
}

/* ---- one mutant -------------------------------------------------------------------------------------------------------- */

/* What RULE says of its examples, in A. */
static const char *said(struct run *r, uint32_t rule, struct plint_arena *a)
{
	struct plint_buf out;
	plint_buf_init(&out, a);
	said_of_examples(r->checking, &r->pack, rule, &out);
	return out.text;
}

/* Whether the affected rules say of their examples what they say without the mutant. */
static bool says_the_same(struct run *r)
{
	for (uint32_t i = 0; i < r->pack.rule_count; i++)
		if (r->affected[i] && strcmp(said(r, i, &r->scratch), r->said[i]) != 0)
			return false;
	return true;
}

/* Whether the examples of the affected rules, the good plan and the plants of those rules give what they give without the mutant. */
static bool survives(struct run *r)
{
	struct plint_ruletest result;
	plint_ruletest_run(&r->scratch, &r->pack, r->affected, &result);
	if (result.fault_count > 0 || !says_the_same(r) || plants_judge_good(r->plants))
		return false;
	for (uint32_t i = 0; i < plants_count(r->plants); i++) {
		const char *rule = plants_rule(r->plants, i);
		int index = plint_pack_rule(&r->pack, rule, strlen(rule));
		if (index >= 0 && r->affected[index] && plants_judge(r->plants, i))
			return false;
	}
	return true;
}

/* Whether EQUIVALENT has the line LABEL: MUTANT. */
static bool is_equivalent(struct run *r, const char *line)
{
	for (uint32_t i = 0; i < r->line_count; i++)
		if (strcmp(r->lines[i], line) == 0) {
			r->equivalent[i] = 0;
			return true;
		}
	return false;
}

/* Tries what has been put into the pack and is called LABEL: MUTANT. */
static void judge(struct run *r, const char *label, const char *mutant)
{
	const char *line = plint_arena_printf(&r->scratch, "%s: %s", label, mutant);
	r->made++;
	bool is_alive = survives(r);
	if (!is_alive)
		r->killed++;
	else if (is_equivalent(r, line))
		r->equal++;
	else
		r->survivors++;
	if (is_alive ? !is_equivalent(r, line) : r->is_loud)
		printf("%s %s\n", is_alive ? "survived" : "killed  ", line);
}

static void scope_of(struct run *r, const struct site *s, struct plint_scope *scope)
{
	struct plint_loader *l = r->loader;
	if (s->part == PART_FOR || s->part == PART_HELPER) {
		memset(scope, 0, sizeof *scope);
		scope->schema = l->schema;
		scope->vocab = &l->vocab;
		scope->lexicons = &l->lexicons;
	} else {
		struct plint_rule *rule = &l->rules.items[s->rule];
		uint32_t lets = rule->let_count;
		/* A let sees those before it only. */
		if (s->part == PART_LET)
			rule->let_count = s->let - rule->first_let;
		plint_loader_scope(l, scope, s->rule);
		rule->let_count = lets;
	}
	scope->arena = &r->scratch;
}

static bool is_same_type(struct plint_stype a, struct plint_stype b)
{
	return a.type == b.type && a.element == b.element && a.list == b.list && a.record == b.record;
}

/* Compiles MUTANT in place of S. False where it does not fit. */
static bool put(struct run *r, const struct site *s, const char *mutant)
{
	struct plint_code *code = &r->loader->code;
	struct plint_scope scope;
	struct plint_expr_error error;
	struct plint_stype type;
	enum plint_kind kind;
	uint32_t node;
	size_t len = strlen(mutant);
	scope_of(r, s, &scope);
	if (s->part == PART_HELPER) {
		struct plint_stype before = code->helpers.items[s->rule].type;
		return plint_expr_helper_define(code, &scope, s->rule, mutant, len, &error) &&
		       is_same_type(before, code->helpers.items[s->rule].type);
	}
	struct plint_rule *rule = &r->loader->rules.items[s->rule];
	if (s->part == PART_FOR)
		return plint_expr_subject(code, &scope, mutant, len, &kind, &rule->set, &error) &&
		       is_same_type(scope.vars[0].type, rule->subject_type);
	if (!plint_expr_compile(code, &scope, mutant, len, s->part == PART_LET ? PLINT_EXPR_VALUE : PLINT_EXPR_TEST, &node, &type, &error))
		return false;
	if (s->part == PART_WHERE)
		rule->where = node;
	else if (s->part == PART_REQUIRE)
		rule->require = node;
	else {
		struct plint_rule_let *let = &r->loader->lets.items[s->let];
		struct plint_xnode *own = &code->nodes.items[let->node];
		if (own->op != PLINT_X_CACHE || !is_same_type(type, let->type))
			return false;
		own->a = node;
	}
	return true;
}

/* Puts MUTANT in place of S, judges it, takes it back. */
static void try_mutant(struct run *r, const struct site *s, const char *mutant)
{
	struct plint_loader *l = r->loader;
	struct plint_code code = l->code;
	bool is_helper = s->part == PART_HELPER;
	struct plint_xhelper helper = code.helpers.items[is_helper ? s->rule : 0];
	struct plint_rule rule = l->rules.items[is_helper ? 0 : s->rule];
	uint32_t let = s->part == PART_LET ? l->lets.items[s->let].node : 0;
	struct plint_xnode node = code.nodes.items[let];
	if (put(r, s, mutant)) {
		r->pack.code = l->code;
		judge(r, s->label, mutant);
	} else {
		r->misfits++;
	}
	l->code = code;
	r->pack.code = code;
	l->code.nodes.items[let] = node;
	if (is_helper)
		l->code.helpers.items[s->rule] = helper;
	else
		l->rules.items[s->rule] = rule;
}

static void try_site(struct run *r, const struct site *s)
{
	struct plint_expr_error error;
	struct mutants m = {.arena = &r->arena, .text = s->text};
	enum plint_tree_goal goal = s->part == PART_FOR ? PLINT_GOAL_SUBJECT : PLINT_GOAL_EXPR;
	const struct plint_tree *tree = plint_tree_read(&r->arena, s->text, strlen(s->text), goal, &error);
	if (!tree) {
		fprintf(stderr, "mutate_rules: %s: %s\n", s->label, error.message);
		exit(2);
	}
	mutants_add(&m, tree);
	for (uint32_t i = 0; i < m.items.count; i++) {
		try_mutant(r, s, m.items.items[i]);
		plint_arena_reset(&r->scratch);
	}
}

/* ---- what a rule has --------------------------------------------------------------------------------------------------- */

static const char *label_of(struct run *r, uint32_t rule, const char *key)
{
	return plint_arena_printf(&r->arena, "%s %s", plint_pack_text(&r->pack, r->pack.rules[rule].id), key);
}

static void try_expression(struct run *r, enum part part, uint32_t rule, uint32_t let, const char *key, uint32_t text)
{
	if (text == 0)
		return;
	struct site s = {part, rule, let, label_of(r, rule, key), plint_pack_text(&r->pack, text)};
	try_site(r, &s);
}

/* Parameters that are amounts or durations, doubled and halved. */
static void try_params(struct run *r, uint32_t index)
{
	const struct plint_rule *rule = &r->pack.rules[index];
	for (uint32_t i = rule->first_param; i < rule->first_param + rule->param_count; i++) {
		struct plint_rule_param *p = &r->loader->params.items[i];
		struct plint_value own = p->value;
		const char *label = label_of(r, index, plint_arena_printf(&r->arena, "param.%s", plint_pack_text(&r->pack, p->name)));
		for (int twice = 0; twice < 2; twice++) {
			if (own.type == PLINT_TYPE_AMOUNT) {
				p->value.u.number = twice ? own.u.number * 2 : own.u.number / 2;
			} else if (own.type == PLINT_TYPE_DURATION) {
				p->value.u.duration.months = twice ? own.u.duration.months * 2 : own.u.duration.months / 2;
				p->value.u.duration.days = twice ? own.u.duration.days * 2 : own.u.duration.days / 2;
			} else {
				continue;
			}
			judge(r, label, plint_arena_printf(&r->arena, "%s of %s", twice ? "twice" : "half", plint_pack_text(&r->pack, p->text)));
			plint_arena_reset(&r->scratch);
			p->value = own;
		}
	}
}

static void try_afters(struct run *r, uint32_t index)
{
	struct plint_rule *rule = &r->loader->rules.items[index];
	uint32_t *afters = r->loader->afters.items + rule->first_after;
	for (uint32_t i = 0, count = rule->after_count; i < count; i++) {
		uint32_t dropped = afters[i];
		afters[i] = afters[count - 1];
		rule->after_count = count - 1;
		const char *id = plint_pack_text(&r->pack, r->pack.rules[dropped].id);
		judge(r, label_of(r, index, "after"), plint_arena_printf(&r->arena, "without %s", id));
		plint_arena_reset(&r->scratch);
		afters[count - 1] = afters[i];
		afters[i] = dropped;
		rule->after_count = count;
	}
}

static void try_rule(struct run *r, uint32_t index)
{
	const struct plint_rule *rule = &r->pack.rules[index];
	memset(r->affected, 0, r->pack.rule_count);
	r->affected[index] = 1;
	if (rule->kind == PLINT_KIND_NONE)
		try_expression(r, PART_FOR, index, 0, "for", rule->for_text);
	for (uint32_t i = rule->first_let; i < rule->first_let + rule->let_count; i++) {
		const struct plint_rule_let *let = &r->pack.lets[i];
		const char *key = plint_arena_printf(&r->arena, "let %s", plint_pack_text(&r->pack, let->name));
		try_expression(r, PART_LET, index, i, key, let->text);
	}
	try_expression(r, PART_WHERE, index, 0, "where", rule->where_text);
	try_expression(r, PART_REQUIRE, index, 0, "require", rule->require_text);
	try_params(r, index);
	try_afters(r, index);
}

/* ---- helpers ------------------------------------------------------------------------------------------------------------ */

struct looking {
	uint32_t helper;
	bool is_found;
};

static void look(void *data, enum plint_use use, uint32_t a, uint32_t b)
{
	struct looking *l = data;
	(void)b;
	l->is_found = l->is_found || (use == PLINT_USE_HELPER && a == l->helper);
}

static bool uses(struct run *r, uint32_t node, uint32_t helper)
{
	struct looking l = {helper, false};
	if (node)
		plint_expr_visit(&r->loader->code, node, look, &l);
	return l.is_found;
}

static void mark_users(struct run *r, uint32_t helper)
{
	for (uint32_t i = 0; i < r->pack.rule_count; i++) {
		const struct plint_rule *rule = &r->pack.rules[i];
		r->affected[i] = uses(r, rule->where, helper) || uses(r, rule->require, helper) || uses(r, rule->set, helper);
		for (uint32_t k = rule->first_let; k < rule->first_let + rule->let_count && !r->affected[i]; k++)
			r->affected[i] = uses(r, r->pack.lets[k].node, helper);
	}
}

/* Number of the helper whose head is HEAD: "name" or "name(kind x)". */
static uint32_t helper_number(struct run *r, const char *head)
{
	const struct plint_code *code = &r->loader->code;
	size_t len = strcspn(head, "( ");
	for (uint32_t i = 0; i < code->helpers.count; i++) {
		const char *name = plint_code_text(code, code->helpers.items[i].name);
		if (strncmp(name, head, len) == 0 && name[len] == '\0')
			return i;
	}
	fprintf(stderr, "mutate_rules: the pack has no helper %s\n", head);
	exit(2);
}

static void try_helpers(struct run *r)
{
	bool is_empty;
	struct plint_io_data data;
	if (plint_io_read(&r->arena, "rules/define.yaml", PLINT_MAX_PACK_BYTES, &data) != PLINT_IO_OK)
		return;
	uint32_t file = plint_source_add(&r->source, "rules/define.yaml", data.text, data.len);
	const struct plint_yaml *root = plint_yaml_read(&r->arena, &r->diags, file, PLINT_BAD_PACK, PLINT_PACK_FAMILY, &is_empty);
	const struct plint_yaml *define = plint_yaml_get(root, "define");
	for (const struct plint_yaml *n = define ? define->first : NULL; n; n = n->next) {
		uint32_t number = helper_number(r, n->key->text);
		struct site s = {PART_HELPER, number, 0, plint_arena_printf(&r->arena, "define %s", n->key->text), n->text};
		mark_users(r, number);
		try_site(r, &s);
	}
}

/* ---- the whole ---------------------------------------------------------------------------------------------------------- */

/* Lines of EQUIVALENT that begin in the first column name a mutant; a reason stands indented below each. */
static void read_equivalent(struct run *r)
{
	PLINT_VEC(const char *) lines = {0};
	for (const char *at = text_of(r, EQUIVALENT); *at;) {
		size_t len = strcspn(at, "\n");
		if (len > 0 && *at != '#' && *at != ' ' && *at != '\t')
			plint_vec_push(&lines, &r->arena, plint_arena_strndup(&r->arena, at, len));
		at += len + (at[len] == '\n');
	}
	r->lines = lines.items;
	r->line_count = lines.count;
	r->equivalent = plint_arena_calloc(&r->arena, lines.count + 1, sizeof *r->equivalent);
	for (uint32_t i = 0; i < lines.count; i++)
		r->equivalent[i] = 1;
}

static bool is_wanted(const struct run *r, uint32_t rule)
{
	for (int i = 0; i < r->wanted_count; i++)
		if (strcmp(r->wanted[i], plint_pack_text(&r->pack, r->pack.rules[rule].id)) == 0)
			return true;
	return r->wanted_count == 0;
}

static int report(struct run *r)
{
	uint32_t counted = r->made - r->equal, stale = 0;
	for (uint32_t i = 0; i < r->line_count && r->wanted_count == 0; i++)
		if (r->equivalent[i]) {
			printf("%s: no survivor, take it out: %s\n", EQUIVALENT, r->lines[i]);
			stale++;
		}
	printf("mutants of rules: %u killed of %u (%.1f%%); %u equivalent ones set aside, %u do not load\n", r->killed, counted,
	       counted ? 100.0 * r->killed / counted : 100.0, r->equal, r->misfits);
	return stale > 0 || r->killed * 100 < counted * LEAST_PERCENT ? 1 : 0;
}

int main(int argc, char **argv)
{
	struct run r = {.is_loud = argc > 1 && strcmp(argv[1], "-v") == 0};
	r.wanted = argv + 1 + r.is_loud;
	r.wanted_count = argc - 1 - r.is_loud;
	load(&r);
	read_equivalent(&r);
	r.said = plint_arena_alloc(&r.arena, r.pack.rule_count * sizeof *r.said);
	for (uint32_t i = 0; i < r.pack.rule_count; i++) {
		r.affected[i] = 1;
		r.said[i] = said(&r, i, &r.arena);
	}
	if (!survives(&r)) {
		fprintf(stderr, "mutate_rules: the rules fail their own examples or plants as they are\n");
		return 2;
	}
	for (uint32_t i = 0; i < r.pack.rule_count; i++)
		if (is_wanted(&r, i))
			try_rule(&r, i);
	if (r.wanted_count == 0)
		try_helpers(&r);
	int status = report(&r);
	checking_close(r.checking);
	plint_arena_clear(&r.scratch);
	plint_arena_clear(&r.arena);
	return status;
}
