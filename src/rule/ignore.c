/*
 * Ignore directives: which findings they silence, and those that silence nothing. A directive covers its comment and the statement after or
 * beside it with its block, or its file. Ranges are kept sorted by what they silence and place; since blocks nest, a look-up finds the last
 * range that begins before the place and climbs to those around it.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"
#include "rule/fix.h"

#define FAMILY_KEY 0x80000000u
#define UNUSED_KEY 0xffffffffu /* unused-ignore and its family */

struct range {
	uint32_t key;        /* rule, or FAMILY_KEY | family, or UNUSED_KEY */
	uint32_t start, end;
	uint32_t directive;
	uint32_t around;     /* index + 1 of the range around it with the same key */
};

struct plint_ignores {
	PLINT_VEC(struct range) ranges;
	uint8_t *used;       /* by directive */
	uint8_t *unjudged;   /* by directive: names no rule, or one that did not run */
	bool plan_is_readable;
};

static int by_key_and_place(const void *left, const void *right)
{
	const struct range *a = left, *b = right;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (a->end != b->end)
		return a->end > b->end ? -1 : 1;
	return a->directive < b->directive ? -1 : a->directive > b->directive;
}

/* What directive D covers. */
static struct plint_span covers(const struct plint_run *r, const struct plint_directive *d)
{
	const struct plint_ast *t = r->model->ast;
	if (d->whole_file) {
		const struct plint_file *f = plint_source_file(t->source, d->span.start);
		return (struct plint_span){f->base, f->base + f->len + 1};
	}
	if (d->statement == 0)
		return d->span;
	return plint_span_join(d->span, plint_ast_node(t, d->statement)->span);
}

static void report_name(struct plint_run *r, const struct plint_directive_rule *name, unsigned *suggestions)
{
	size_t len = strlen(name->name);
	const char *shown = plint_diags_shown(r->diags, name->name, len, 60);
	if (plint_pack_is_reading_error(name->name, len)) {
		struct plint_diag *d = plint_diags_add(r->diags, "bad-directive", "syntax", PLINT_ERROR, name->span,
		                                       "\"%s\" is an error of reading and cannot be ignored", shown);
		d->help = "correct what it shows; only findings of rules can be ignored";
		return;
	}
	const char *near =
	    (*suggestions)++ < PLINT_MAX_SUGGESTIONS ? plint_pack_nearest(r->pack, r->arena, name->name, len) : NULL;
	struct plint_diag *d =
	    plint_diags_add(r->diags, "bad-directive", "syntax", PLINT_ERROR, name->span, "there is no rule \"%s\"", shown);
	d->help = near ? plint_arena_printf(r->diags->arena, "did you mean \"%s\"?", near)
	               : "`planlint rules list` shows the names of all rules";
}

/* Key of the rule or family NAME; false where there is none. */
static bool key_of(const struct plint_pack *p, const char *name, uint32_t *key)
{
	size_t len = strlen(name);
	int rule = plint_pack_rule(p, name, len);
	int family = rule < 0 ? plint_pack_family(p, name, len) : -1;
	if (rule >= 0)
		*key = (uint32_t)rule;
	else if (family >= 0)
		*key = FAMILY_KEY | (uint32_t)family;
	else if (strcmp(name, PLINT_UNUSED_IGNORE) == 0 || strcmp(name, PLINT_DIRECTIVE_FAMILY) == 0)
		*key = UNUSED_KEY;
	else
		return false;
	return true;
}

/* Whether the rules of KEY all run in this check, so that an ignore of them can be judged. */
static bool all_run(const struct plint_run *r, uint32_t key)
{
	for (uint32_t i = 0; i < r->pack->rule_count; i++) {
		bool is_meant = key & FAMILY_KEY ? r->pack->rules[i].family == (key & ~FAMILY_KEY) : i == key;
		if (is_meant && !r->hits[i].has_run)
			return false;
	}
	return key != UNUSED_KEY;
}

/* Links each range to the one around it. */
static void link_ranges(struct plint_ignores *x, struct plint_arena *a)
{
	uint32_t *stack = plint_arena_alloc(a, (x->ranges.count + 1) * sizeof *stack);
	uint32_t depth = 0;
	for (uint32_t i = 0; i < x->ranges.count; i++) {
		struct range *n = &x->ranges.items[i];
		while (depth > 0) {
			const struct range *top = &x->ranges.items[stack[depth - 1]];
			if (top->key == n->key && top->end > n->start)
				break;
			depth--;
		}
		n->around = depth > 0 ? stack[depth - 1] + 1 : 0;
		stack[depth++] = i;
	}
}

/* Takes out ranges that cover the same for the same rule: the first does all the work, the others are of no use. */
static void drop_twins(struct plint_ignores *x)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < x->ranges.count; i++) {
		const struct range *n = &x->ranges.items[i], *last = kept > 0 ? &x->ranges.items[kept - 1] : NULL;
		if (!last || last->key != n->key || last->end != n->end)
			x->ranges.items[kept++] = *n;
	}
	x->ranges.count = kept;
}

struct plint_ignores *plint_ignores_new(struct plint_run *r)
{
	const struct plint_ast *t = r->model->ast;
	unsigned suggestions = 0;
	if (t->directives.count == 0)
		return NULL;
	struct plint_ignores *x = plint_arena_calloc(r->arena, 1, sizeof *x);
	x->used = plint_arena_calloc(r->arena, t->directives.count, 1);
	x->unjudged = plint_arena_calloc(r->arena, t->directives.count, 1);
	x->plan_is_readable = r->diags->reading_errors == 0;
	for (uint32_t i = 0; i < t->directives.count; i++) {
		const struct plint_directive *d = &t->directives.items[i];
		struct plint_span span = covers(r, d);
		for (uint32_t k = 0; k < d->rule_count; k++) {
			const struct plint_directive_rule *name = &t->directive_rules.items[d->first_rule + k];
			struct range range = {0, span.start, span.end, i, 0};
			if (key_of(r->pack, name->name, &range.key))
				plint_vec_push(&x->ranges, r->arena, range);
			else {
				report_name(r, name, &suggestions);
				x->unjudged[i] = 1;
			}
		}
		if (d->rule_count == 0)
			x->unjudged[i] = 1;
	}
	if (x->ranges.count > 1)
		qsort(x->ranges.items, x->ranges.count, sizeof *x->ranges.items, by_key_and_place);
	drop_twins(x);
	link_ranges(x, r->arena);
	return x;
}

/* Marks the ranges of KEY around POS as used. */
static bool take_key(struct plint_ignores *x, uint32_t key, uint32_t pos)
{
	uint32_t low = 0, high = x->ranges.count;
	bool found = false;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct range *n = &x->ranges.items[middle];
		if (n->key < key || (n->key == key && n->start <= pos))
			low = middle + 1;
		else
			high = middle;
	}
	for (uint32_t i = low; i > 0;) {
		const struct range *n = &x->ranges.items[i - 1];
		if (n->key != key)
			break;
		if (n->start <= pos && pos < n->end) {
			x->used[n->directive] = 1;
			found = true;
		}
		i = n->around;
	}
	return found;
}

bool plint_ignores_take(struct plint_ignores *x, uint32_t rule, uint32_t family, uint32_t pos)
{
	if (!x)
		return false;
	bool by_rule = take_key(x, rule, pos);
	return take_key(x, FAMILY_KEY | family, pos) || by_rule;
}

/* An ignore that silences nothing can go, whatever it was for. */
static void add_fix(struct plint_run *r, struct plint_diag *d)
{
	const struct plint_fix_text x = {r->model, r->diags->arena};
	struct plint_edit *edit = plint_arena_calloc(r->diags->arena, 1, sizeof *edit);
	struct plint_fix *fix = plint_arena_calloc(r->diags->arena, 1, sizeof *fix);
	if (!plint_fix_remove_comment(&x, d->span, edit))
		return;
	*fix = (struct plint_fix){.title = "take the comment away", .is_safe = true, .edits = edit, .edit_count = 1};
	d->fixes = fix;
	d->fix_count = 1;
}

/* The rules that D names, which tell it from others. */
static const char *names_of(const struct plint_run *r, const struct plint_directive *d)
{
	struct plint_buf out;
	plint_buf_init(&out, r->diags->arena);
	for (uint32_t i = 0; i < d->rule_count; i++)
		plint_buf_printf(&out, "%s%s", i ? "," : "", r->model->ast->directive_rules.items[d->first_rule + i].name);
	return out.text;
}

const uint8_t *plint_ignores_use(struct plint_run *r)
{
	struct plint_ignores *x = r->ignores;
	if (!x)
		return NULL;
	uint32_t count = r->model->ast->directives.count;
	uint8_t *use = plint_arena_calloc(r->arena, count + 1, 1);
	for (uint32_t i = 0; i < x->ranges.count; i++)
		if (!all_run(r, x->ranges.items[i].key))
			x->unjudged[x->ranges.items[i].directive] = 1;
	for (uint32_t i = 0; i < count; i++) {
		bool is_judged = x->plan_is_readable && !x->unjudged[i];
		use[i] = x->used[i] ? PLINT_IGNORE_USED : is_judged ? PLINT_IGNORE_UNUSED : PLINT_IGNORE_NOT_JUDGED;
	}
	return use;
}

void plint_ignores_report_unused(struct plint_run *r)
{
	struct plint_ignores *x = r->ignores;
	enum plint_severity severity = (enum plint_severity)r->config->force->unused_ignore;
	/* Where lines could not be read, rules are silent for that reason, and an ignore may be of use once they can be. */
	if (!x || severity == PLINT_OFF || !x->plan_is_readable)
		return;
	for (uint32_t i = 0; i < r->model->ast->directives.count; i++) {
		const struct plint_directive *d = &r->model->ast->directives.items[i];
		if (x->used[i] || x->unjudged[i] || take_key(x, UNUSED_KEY, d->span.start))
			continue;
		struct plint_diag *n = plint_diags_add(r->diags, PLINT_UNUSED_IGNORE, PLINT_DIRECTIVE_FAMILY, severity, d->span,
		                                       "this ignore silences nothing");
		n->why = "An ignore that outlives its finding hides the next one, and its reason no longer explains anything.";
		n->help = "take the comment away; or, if the rule is misspelt or the comment stands at the wrong line, correct it";
		n->anchor = names_of(r, d);
		add_fix(r, n);
	}
}
