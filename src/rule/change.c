/* Reading changes: see change.h. A mistake is reported at its place and the rest is read. */
#include "rule/change.h"

#include "base/limits.h"
#include "base/text.h"

#define MAX_SHOWN_CHARS 60

static void report(struct plint_change_reader *r, struct plint_span span, const char *help, const char *message)
{
	struct plint_diag *d = plint_diags_add(r->diags, r->rule, r->family, PLINT_ERROR, span, "%s", message);
	d->help = help;
	r->failed = true;
}

bool plint_change_is_of_reading(const char *name, size_t len)
{
	return plint_pack_is_reading_error(name, len) || plint_text_is(name, len, "syntax") || plint_text_is(name, len, "reference");
}

static void report_unknown(struct plint_change_reader *r, const struct plint_yaml *n, const char *what)
{
	if (plint_change_is_of_reading(n->text, n->len)) {
		report(r, n->span, "take it out, and correct the plan at the place that the error shows", PLINT_CHANGE_OF_READING);
		return;
	}
	const char *near = r->suggestions++ < PLINT_MAX_SUGGESTIONS ? plint_pack_nearest(r->pack, r->arena, n->text, n->len) : NULL;
	report(r, n->span, near ? plint_arena_printf(r->diags->arena, "did you mean \"%s\"?", near) : NULL,
	       plint_arena_printf(r->diags->arena, "there is no %s \"%s\"", what,
	                          plint_diags_shown(r->diags, n->text, n->len, MAX_SHOWN_CHARS)));
}

bool plint_change_target(const struct plint_pack *p, const char *name, size_t len, struct plint_change *c)
{
	if (plint_text_is(name, len, PLINT_UNUSED_IGNORE) || plint_text_is(name, len, PLINT_DIRECTIVE_FAMILY)) {
		c->target = PLINT_TARGET_UNUSED_IGNORE;
		c->is_family = 0;
		return true;
	}
	int rule = plint_pack_rule(p, name, len);
	int family = rule < 0 ? plint_pack_family(p, name, len) : -1;
	c->is_family = family >= 0;
	c->target = rule >= 0 ? (uint32_t)rule : (uint32_t)family;
	return rule >= 0 || family >= 0;
}

static struct plint_change *add_change(struct plint_change_reader *r, enum plint_change_sort sort, uint32_t profile,
                                       const struct plint_yaml *at)
{
	struct plint_change *c = plint_vec_add(r->out, r->arena);
	c->sort = sort;
	c->profile = profile;
	c->file = r->file;
	c->line1 = plint_source_place(r->source, at->span.start).line1;
	return c;
}

static void read_severity(struct plint_change_reader *r, const struct plint_yaml *n, uint32_t profile)
{
	struct plint_change target = {0};
	enum plint_severity severity;
	if (!plint_change_target(r->pack, n->key->text, n->key->len, &target)) {
		report_unknown(r, n->key, "rule or family");
		return;
	}
	if (n->sort != PLINT_YAML_SCALAR || !plint_severity_parse(n->text, n->len, &severity)) {
		report(r, n->span, "write error, warning, advice or off", "this is no severity");
		return;
	}
	struct plint_change *c = add_change(r, PLINT_CHANGE_SEVERITY, profile, n->key);
	c->target = target.target;
	c->is_family = target.is_family;
	c->severity = severity;
}

static void read_off(struct plint_change_reader *r, const struct plint_yaml *n, uint32_t profile)
{
	struct plint_change target = {0};
	if (n->sort != PLINT_YAML_SCALAR || !plint_change_target(r->pack, n->text, n->len, &target)) {
		report_unknown(r, n, "rule or family");
		return;
	}
	struct plint_change *c = add_change(r, PLINT_CHANGE_OFF, profile, n);
	c->target = target.target;
	c->is_family = target.is_family;
}

/* What P takes, for a message that ends with its value. */
static const char *sort_of(const struct plint_rule_param *p)
{
	if (p->value.type == PLINT_TYPE_DURATION)
		return "a duration, such as";
	if (p->value.type == PLINT_TYPE_DATE)
		return "a date, such as";
	if (p->value.type == PLINT_TYPE_AMOUNT)
		return p->value.unit ? "a number with its unit, such as" : "a number, such as";
	return "a word, such as";
}

static const char *unit_text(const struct plint_code *code, const struct plint_value *v)
{
	return v->unit ? plint_code_text(code, code->atoms.items[v->unit - 1].text) : "";
}

const char *plint_change_value(struct plint_arena *a, const struct plint_pack *p, struct plint_code *code, uint32_t param,
                               const char *text, size_t len, struct plint_value *out)
{
	const struct plint_rule_param *known = &p->params[param];
	struct plint_stype type;
	bool is_good = plint_expr_literal(code, text, len, out, &type) && out->type == known->value.type;
	if (is_good && out->type == PLINT_TYPE_AMOUNT)
		is_good = strcmp(unit_text(code, out), unit_text(code, &known->value)) == 0;
	if (is_good)
		return NULL;
	return plint_arena_printf(a, "%s.%s takes %s %s", plint_pack_text(p, p->rules[known->rule].id),
	                          plint_pack_text(p, known->name), sort_of(known), plint_pack_text(p, known->text));
}

static void report_param(struct plint_change_reader *r, const struct plint_yaml *n, uint32_t rule)
{
	const struct plint_rule *x = &r->pack->rules[rule];
	const char **names = plint_arena_alloc(r->arena, (x->param_count + 1) * sizeof *names);
	for (uint32_t i = 0; i < x->param_count; i++)
		names[i] = plint_pack_text(r->pack, r->pack->params[x->first_param + i].name);
	int near = plint_text_nearest(n->text, n->len, names, x->param_count);
	report(r, n->span, near >= 0 ? plint_arena_printf(r->diags->arena, "did you mean \"%s\"?", names[near]) : NULL,
	       plint_arena_printf(r->diags->arena, "the rule %s has no parameter \"%s\"", plint_pack_text(r->pack, x->id),
	                          plint_diags_shown(r->diags, n->text, n->len, MAX_SHOWN_CHARS)));
}

static void read_params(struct plint_change_reader *r, const struct plint_yaml *n, uint32_t profile)
{
	int rule = plint_pack_rule(r->pack, n->key->text, n->key->len);
	if (rule < 0) {
		report_unknown(r, n->key, "rule");
		return;
	}
	if (n->sort != PLINT_YAML_MAPPING) {
		report(r, n->span, "write {min: 30%}, or a line with name: value for each", "parameters are names with values");
		return;
	}
	for (const struct plint_yaml *e = n->first; e; e = e->next) {
		struct plint_value value;
		int param = plint_pack_param(r->pack, (uint32_t)rule, e->key->text, e->key->len);
		if (param < 0) {
			report_param(r, e->key, (uint32_t)rule);
			continue;
		}
		const char *wrong = e->sort != PLINT_YAML_SCALAR ? "a parameter is one value"
		                    : plint_change_value(r->diags->arena, r->pack, r->code, (uint32_t)param, e->text, e->len, &value);
		if (wrong) {
			report(r, e->span, NULL, wrong);
			continue;
		}
		struct plint_change *c = add_change(r, PLINT_CHANGE_PARAM, profile, e->key);
		c->target = (uint32_t)param;
		c->value = value;
		c->text = r->keep(r->data, e->text, e->len);
	}
}

static bool is_sort(struct plint_change_reader *r, const struct plint_yaml *n, enum plint_yaml_sort sort, const char *message)
{
	if (!n)
		return false;
	if (n->sort == sort)
		return true;
	report(r, n->key ? n->key->span : n->span, NULL, message);
	return false;
}

void plint_changes_read(struct plint_change_reader *r, const struct plint_yaml *m, uint32_t profile)
{
	const struct plint_yaml *severity = plint_yaml_get(m, "severity"), *params = plint_yaml_get(m, "params"),
	                        *off = plint_yaml_get(m, "off");
	if (is_sort(r, severity, PLINT_YAML_MAPPING, "severity holds rules with their severities"))
		for (const struct plint_yaml *n = severity->first; n; n = n->next)
			read_severity(r, n, profile);
	if (is_sort(r, params, PLINT_YAML_MAPPING, "params holds rules with their parameters"))
		for (const struct plint_yaml *n = params->first; n; n = n->next)
			read_params(r, n, profile);
	if (is_sort(r, off, PLINT_YAML_SEQUENCE, "off holds a list of rules and families: [a, b]"))
		for (const struct plint_yaml *n = off->first; n; n = n->next)
			read_off(r, n, profile);
}
