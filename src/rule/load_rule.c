/*
 * Rule files: from YAML to a compiled rule. A rule is declared first (id, family, severity, parameters) and read when every rule of its pack
 * is known, since `after` may name any of them.
 */
#include "rule/loader.h"

#include "base/text.h"

/* ---- expressions and messages -------------------------------------------------------------------------------------- */

/* Compiles bytes START .. END of N's text. */
static uint32_t compile_part(struct plint_loader *l, struct plint_scope *scope, const struct plint_yaml *n, uint32_t start,
                             uint32_t end, enum plint_expr_want want, struct plint_stype *type)
{
	struct plint_expr_error error = {0};
	uint32_t node = 0;
	plint_loader_sync(l);
	if (plint_expr_compile(&l->code, scope, n->text + start, end - start, want, &node, type, &error))
		return node;
	plint_loader_error_in(l, n, start + error.start, start + error.end, error.hint, error.message);
	return 0;
}

uint32_t plint_loader_expression(struct plint_loader *l, struct plint_scope *scope, const struct plint_yaml *n,
                                 enum plint_expr_want want, struct plint_stype *type)
{
	if (!plint_loader_is_text(l, n, n && n->key ? n->key->text : "an expression"))
		return 0;
	return compile_part(l, scope, n, 0, n->len, want, type);
}

/* End of the expression that begins at I of TEXT: its closing brace, or LEN. Texts in quotes may hold braces. */
static uint32_t expression_end(const char *text, uint32_t i, uint32_t len)
{
	bool in_quotes = false;
	for (; i < len; i++) {
		if (text[i] == '"')
			in_quotes = !in_quotes;
		else if (text[i] == '}' && !in_quotes)
			break;
	}
	return i;
}

static void add_literal(struct plint_loader *l, struct plint_buf *b)
{
	if (b->len == 0)
		return;
	uint32_t text = plint_loader_text(l, b->text, b->len);
	plint_vec_push(&l->pieces, l->arena, ((struct plint_piece){text, 0}));
	plint_buf_reset(b);
}

/* Appends LEN bytes of TEXT in shown form; where it HAS_LINES, their ends stay. */
static void add_shown(struct plint_buf *b, const char *text, uint32_t len, bool has_lines)
{
	for (uint32_t i = 0, next; i < len; i = next + 1) {
		const char *end = has_lines ? memchr(text + i, '\n', len - i) : NULL;
		next = end ? (uint32_t)(end - text) : len;
		plint_text_show(b, text + i, next - i);
		if (end)
			plint_buf_char(b, '\n');
	}
}

/* Pieces of the LEN bytes of N's text. */
static void add_pieces(struct plint_loader *l, struct plint_scope *scope, const struct plint_yaml *n, uint32_t len, bool has_lines)
{
	const char *text = n->text;
	struct plint_buf literal;
	plint_buf_init(&literal, l->arena);
	for (uint32_t i = 0; i < len;) {
		uint32_t run = i;
		while (run < len && text[run] != '{')
			run++;
		add_shown(&literal, text + i, run - i, has_lines);
		i = run;
		if (i == len)
			break;
		if (i + 1 < len && text[i + 1] == '{') {
			plint_buf_char(&literal, '{');
			i += 2;
			continue;
		}
		uint32_t end = expression_end(text, i + 1, len);
		if (end == len) {
			plint_loader_error_in(l, n, i, len, "close it with }, or write {{ for a brace", "this { is never closed");
			return;
		}
		add_literal(l, &literal);
		uint32_t node = compile_part(l, scope, n, i + 1, end, PLINT_EXPR_VALUE, NULL);
		if (node)
			plint_vec_push(&l->pieces, l->arena, ((struct plint_piece){0, node}));
		i = end + 1;
	}
	add_literal(l, &literal);
}

static struct plint_template read_template(struct plint_loader *l, struct plint_scope *scope, const struct plint_yaml *n, bool has_lines)
{
	struct plint_template t = {0, l->pieces.count, 0};
	if (!plint_loader_is_text(l, n, n->key ? n->key->text : "a message"))
		return t;
	uint32_t len = n->len;
	while (len > 0 && strchr(" \t\r\n", n->text[len - 1]))
		len--;
	t.text = plint_loader_text(l, n->text, len);
	add_pieces(l, scope, n, len, has_lines);
	t.count = l->pieces.count - t.first;
	return t;
}

struct plint_template plint_loader_template(struct plint_loader *l, struct plint_scope *scope, const struct plint_yaml *n)
{
	return read_template(l, scope, n, false);
}

struct plint_template plint_loader_plan_text(struct plint_loader *l, struct plint_scope *scope, const struct plint_yaml *n)
{
	return read_template(l, scope, n, true);
}

/* ---- scope --------------------------------------------------------------------------------------------------------- */

static struct plint_scope_param *scope_params(struct plint_loader *l, const struct plint_rule *r)
{
	struct plint_scope_param *params = plint_arena_calloc(l->arena, r->param_count, sizeof *params);
	for (uint32_t i = 0; i < r->param_count; i++) {
		const struct plint_rule_param *p = &l->params.items[r->first_param + i];
		params[i].name = plint_arena_printf(l->arena, "%s", plint_loader_chars(l, p->name));
		params[i].index = r->first_param + i;
		params[i].type = p->type;
	}
	return params;
}

static void scope_begin(struct plint_loader *l, struct plint_scope *scope, const struct plint_rule *r)
{
	memset(scope, 0, sizeof *scope);
	scope->arena = l->arena;
	scope->schema = l->schema;
	scope->vocab = &l->vocab;
	scope->lexicons = &l->lexicons;
	scope->params = scope_params(l, r);
	scope->param_count = r->param_count;
}

static void scope_var(struct plint_loader *l, struct plint_scope *scope, uint32_t name, struct plint_stype type, uint32_t let)
{
	struct plint_scope_var *v = &scope->vars[scope->var_count++];
	v->name = plint_arena_printf(l->arena, "%s", plint_loader_chars(l, name));
	v->type = type;
	v->let = let;
}

void plint_loader_scope(struct plint_loader *l, struct plint_scope *scope, uint32_t rule)
{
	const struct plint_rule *r = &l->rules.items[rule];
	scope_begin(l, scope, r);
	scope_var(l, scope, r->subject_name, r->subject_type, 0);
	for (uint32_t i = 0; i < r->let_count && scope->var_count < PLINT_MAX_VARS; i++) {
		const struct plint_rule_let *let = &l->lets.items[r->first_let + i];
		scope_var(l, scope, let->name, let->type, let->node);
	}
}

void plint_loader_scope_point(struct plint_loader *l, struct plint_scope *scope, uint32_t point)
{
	const struct plint_point *p = &l->points.items[point];
	if (p->each && scope->var_count < PLINT_MAX_VARS)
		scope_var(l, scope, p->var_name, p->var_type, 0);
}

/* ---- declaring ----------------------------------------------------------------------------------------------------- */

static uint32_t family_index(struct plint_loader *l, const struct plint_yaml *n)
{
	if (!plint_loader_is_text(l, n, "family"))
		return 0;
	for (uint32_t i = 0; i < l->families.count; i++)
		if (strcmp(plint_loader_chars(l, l->families.items[i].name), n->text) == 0)
			return i;
	plint_vec_push(&l->families, l->arena, (struct plint_family){plint_loader_text(l, n->text, n->len)});
	return l->families.count - 1;
}

static bool is_id(const struct plint_yaml *n)
{
	for (uint32_t i = 0; i < n->len; i++) {
		char c = n->text[i];
		bool is_letter = c >= 'a' && c <= 'z';
		if (!is_letter && (i == 0 || !((c >= '0' && c <= '9') || c == '-')))
			return false;
	}
	return n->len <= 80;
}

/* Reports an id that cannot be one. */
static bool check_id(struct plint_loader *l, const struct plint_yaml *n)
{
	if (!plint_loader_is_text(l, n, "id"))
		return false;
	if (!is_id(n)) {
		plint_loader_error(l, n, false, NULL, "a rule's id holds small letters, digits and - only");
		return false;
	}
	if (plint_pack_is_reading_error(n->text, n->len)) {
		plint_loader_error(l, n, false, NULL, "\"%s\" is an error of reading, not a rule", plint_loader_shown(l, n));
		return false;
	}
	if (plint_intern_find(&l->ids, n->text, n->len) > 0) {
		plint_loader_error(l, n, false, "to change a rule of another pack, write severity, params or off in pack.yaml",
		                   "there is a rule \"%s\" already", plint_loader_shown(l, n));
		return false;
	}
	return true;
}

static void read_params(struct plint_loader *l, const struct plint_yaml *params, uint32_t rule)
{
	if (!plint_loader_is_mapping(l, params, "params"))
		return;
	for (const struct plint_yaml *n = params->first; n; n = n->next) {
		struct plint_value value;
		struct plint_stype type;
		if (!plint_loader_is_text(l, n, "a parameter"))
			continue;
		if (!plint_expr_literal(&l->code, n->text, n->len, &value, &type)) {
			plint_loader_error(l, n, false, "write a number with its unit (30%, 20 pp, 24 months), a date or a word",
			                   "this is no value that a parameter can have");
			continue;
		}
		struct plint_rule_param *p = plint_vec_add(&l->params, l->arena);
		p->name = plint_loader_text(l, n->key->text, n->key->len);
		p->text = plint_loader_text(l, n->text, n->len);
		p->value = value;
		p->type = type;
		p->rule = rule;
	}
}

void plint_loader_declare_rule(struct plint_loader *l, const struct plint_pack_file *f, struct plint_rule_work *work)
{
	uint32_t key_count;
	const struct plint_key *keys = plint_keys_rows(PLINT_KEYS_RULE, &key_count);
	bool is_known = plint_loader_keys(l, f->root, plint_keys_names(PLINT_KEYS_RULE), "a rule");
	bool is_complete = is_known;
	for (uint32_t i = 0; i < key_count && is_known; i++)
		if (keys[i].is_needed && !plint_yaml_get(f->root, keys[i].name)) {
			plint_loader_error(l, f->root, false, NULL, "this rule has no \"%s\"", keys[i].name);
			is_complete = false;
		}
	const struct plint_yaml *id = plint_yaml_get(f->root, "id"), *severity = plint_yaml_get(f->root, "severity");
	enum plint_severity level = PLINT_ERROR;
	if (!is_complete || !check_id(l, id))
		return;
	if (!plint_loader_is_text(l, severity, "severity") || !plint_severity_parse(severity->text, severity->len, &level))
		plint_loader_error(l, severity, false, "write error, warning, advice or off", "this is no severity");
	uint32_t family = family_index(l, plint_yaml_get(f->root, "family"));
	plint_intern_put(&l->ids, id->text, id->len);
	work->rule = l->rules.count;
	work->root = f->root;
	struct plint_rule *r = plint_vec_add(&l->rules, l->arena);
	r->id = plint_loader_text(l, id->text, id->len);
	r->family = family;
	r->severity = level;
	r->pack = l->packs.count - 1;
	r->file = plint_loader_text(l, f->name, strlen(f->name));
	r->line1 = plint_source_place(l->source, id->span.start).line1;
	r->first_param = l->params.count;
	read_params(l, plint_yaml_get(f->root, "params"), work->rule);
	r->param_count = l->params.count - r->first_param;
}

/* ---- reading ------------------------------------------------------------------------------------------------------- */

static bool read_subject(struct plint_loader *l, struct plint_scope *scope, const struct plint_yaml *n, struct plint_rule *r)
{
	struct plint_expr_error error = {0};
	enum plint_kind kind = PLINT_KIND_NONE;
	if (!plint_loader_is_text(l, n, "for"))
		return false;
	plint_loader_sync(l);
	if (!plint_expr_subject(&l->code, scope, n->text, n->len, &kind, &r->set, &error)) {
		plint_loader_error_in(l, n, error.start, error.end, error.hint, error.message);
		return false;
	}
	r->kind = kind;
	r->subject_name = plint_loader_text(l, scope->vars[0].name, strlen(scope->vars[0].name));
	r->subject_type = scope->vars[0].type;
	if (!plint_expr_compile(&l->code, scope, scope->vars[0].name, strlen(scope->vars[0].name), PLINT_EXPR_PLACE, &r->subject,
	                        NULL, &error)) {
		plint_loader_error_in(l, n, 0, n->len, error.hint, error.message);
		return false;
	}
	return true;
}

static void read_lets(struct plint_loader *l, struct plint_scope *scope, const struct plint_yaml *lets, struct plint_rule *r)
{
	r->first_let = l->lets.count;
	if (!plint_loader_is_mapping(l, lets, "let"))
		return;
	for (const struct plint_yaml *n = lets->first; n; n = n->next) {
		struct plint_stype type = {0};
		uint32_t node = plint_loader_expression(l, scope, n, PLINT_EXPR_VALUE, &type);
		if (!node)
			continue;
		const char *name = plint_arena_strndup(l->arena, n->key->text, n->key->len);
		if (!plint_expr_let(&l->code, scope, name, node, type)) {
			plint_loader_error(l, n, true, NULL, "the name \"%s\" cannot be given here: it is taken, or there are too many",
			                   plint_loader_shown(l, n->key));
			continue;
		}
		struct plint_rule_let *let = plint_vec_add(&l->lets, l->arena);
		let->name = plint_loader_text(l, n->key->text, n->key->len);
		let->text = plint_loader_text(l, n->text, n->len);
		let->node = scope->vars[scope->var_count - 1].let;
		let->type = type;
	}
	r->let_count = l->lets.count - r->first_let;
}

/* Number of the list + 1 that `word: lexicon.x` names, or 0. */
static uint32_t read_lexicon_name(struct plint_loader *l, const struct plint_yaml *n)
{
	static const char head[] = "lexicon.";
	if (!plint_loader_is_text(l, n, "word"))
		return 0;
	if (strncmp(n->text, head, sizeof head - 1) == 0) {
		int list = plint_lexicons_find(&l->lexicons, n->text + sizeof head - 1, n->len - (uint32_t)sizeof head + 1);
		if (list >= 0)
			return (uint32_t)list + 1;
	}
	plint_loader_error(l, n, false, "write lexicon. and the name of a list of the lexicon", "this is no word list");
	return 0;
}

/* `each: x in SET where …`: the set, and the variable for what follows in this point. */
static bool read_each(struct plint_loader *l, struct plint_scope *scope, const struct plint_yaml *n, struct plint_point *p)
{
	struct plint_expr_error error = {0};
	if (!plint_loader_is_text(l, n, "each"))
		return false;
	plint_loader_sync(l);
	if (!plint_expr_each(&l->code, scope, n->text, n->len, &p->each, &p->var, &error)) {
		plint_loader_error_in(l, n, error.start, error.end, error.hint, error.message);
		return false;
	}
	const struct plint_scope_var *v = &scope->vars[scope->var_count - 1];
	p->var_type = v->type;
	p->var_name = plint_loader_text(l, v->name, strlen(v->name));
	p->each_text = plint_loader_text(l, n->text, n->len);
	return true;
}

static void read_point(struct plint_loader *l, const struct plint_scope *outer, const struct plint_yaml *n)
{
	struct plint_scope scope = *outer;
	struct plint_point p;
	memset(&p, 0, sizeof p);
	if (!plint_loader_is_mapping(l, n, "a point"))
		return;
	if (!plint_loader_keys(l, n, plint_keys_names(PLINT_KEYS_POINT), "a point"))
		return;
	const struct plint_yaml *each = plint_yaml_get(n, "each"), *at = plint_yaml_get(n, "at"), *says = plint_yaml_get(n, "says");
	if (each && !read_each(l, &scope, each, &p))
		return;
	if (!at) {
		plint_loader_error(l, n, false, NULL, "this point has no \"at\"");
		return;
	}
	p.at = plint_loader_expression(l, &scope, at, PLINT_EXPR_PLACE, NULL);
	p.at_text = plint_loader_entry_text(l, n, "at");
	if (plint_yaml_get(n, "word"))
		p.lexicon = read_lexicon_name(l, plint_yaml_get(n, "word"));
	if (says)
		p.says = plint_loader_template(l, &scope, says);
	struct plint_point *kept = plint_vec_add(&l->points, l->arena);
	*kept = p;
}

static void read_points(struct plint_loader *l, const struct plint_scope *scope, const struct plint_yaml *point,
                        struct plint_rule *r)
{
	r->first_point = l->points.count;
	if (point && point->sort == PLINT_YAML_SEQUENCE) {
		for (const struct plint_yaml *n = point->first; n; n = n->next)
			read_point(l, scope, n);
	} else if (point) {
		read_point(l, scope, point);
	}
	r->point_count = l->points.count - r->first_point;
}

static void read_afters(struct plint_loader *l, const struct plint_yaml *after, struct plint_rule *r)
{
	r->first_after = l->afters.count;
	if (after && after->sort == PLINT_YAML_SCALAR) {
		int rule = plint_loader_rule(l, after);
		if (rule >= 0)
			plint_vec_push(&l->afters, l->arena, (uint32_t)rule);
	} else if (plint_loader_is_list(l, after, "after")) {
		for (const struct plint_yaml *n = after->first; n; n = n->next) {
			int rule = plint_loader_rule(l, n);
			if (rule >= 0)
				plint_vec_push(&l->afters, l->arena, (uint32_t)rule);
		}
	}
	r->after_count = l->afters.count - r->first_after;
}

static void read_sources(struct plint_loader *l, const struct plint_yaml *source, struct plint_rule *r)
{
	const char *const *keys = plint_keys_names(PLINT_KEYS_SOURCE);
	r->first_source = l->sources.count;
	if (plint_loader_is_list(l, source, "source"))
		for (const struct plint_yaml *n = source->first; n; n = n->next) {
			if (!plint_loader_is_mapping(l, n, "a source"))
				continue;
			plint_loader_keys(l, n, keys, "a source");
			for (uint32_t i = 0; keys[i]; i++) {
				uint32_t text = plint_loader_entry_text(l, n, keys[i]);
				if (text)
					plint_vec_push(&l->sources, l->arena, ((struct plint_rule_source){i, text}));
			}
		}
	r->source_count = l->sources.count - r->first_source;
}

static void read_standard(struct plint_loader *l, const struct plint_yaml *n)
{
	if (!plint_loader_is_text(l, n, "a standard"))
		return;
	const char **names = plint_arena_alloc(l->diags->arena, (l->standards.count + 1) * sizeof *names);
	for (uint32_t i = 0; i < l->standards.count; i++) {
		names[i] = plint_loader_chars(l, l->standards.items[i].id);
		if (strcmp(names[i], n->text) == 0) {
			plint_vec_push(&l->rule_standards, l->arena, i);
			return;
		}
	}
	plint_loader_error(l, n, false, plint_loader_nearest(l, n, names, l->standards.count),
	                   "there is no standard \"%s\" in standards.yaml", plint_loader_shown(l, n));
}

static void read_standards(struct plint_loader *l, const struct plint_yaml *standards, struct plint_rule *r)
{
	r->first_standard = l->rule_standards.count;
	if (plint_loader_is_list(l, standards, "standards"))
		for (const struct plint_yaml *n = standards->first; n; n = n->next)
			read_standard(l, n);
	r->standard_count = l->rule_standards.count - r->first_standard;
}

static void read_example(struct plint_loader *l, const struct plint_yaml *n)
{
	if (!plint_loader_is_mapping(l, n, "an example"))
		return;
	if (!plint_loader_keys(l, n, plint_keys_names(PLINT_KEYS_EXAMPLE), "an example"))
		return;
	const struct plint_yaml *flags = plint_yaml_get(n, "flags"), *passes = plint_yaml_get(n, "passes");
	const struct plint_yaml *plan = flags ? flags : passes;
	if ((flags != NULL) == (passes != NULL)) {
		plint_loader_error(l, n, false, NULL, "an example has either flags or passes");
		return;
	}
	if (!plint_loader_is_text(l, plan, "an example"))
		return;
	struct plint_example *e = plint_vec_add(&l->examples, l->arena);
	e->text = plint_loader_text(l, plan->text, plan->len);
	e->note = plint_loader_entry_text(l, n, "note");
	e->is_flags = flags != NULL;
	e->line1 = plint_source_place(l->source, plan->span.start).line1 + (plan->style == PLINT_YAML_BLOCK ? 1 : 0);
}

static void read_examples(struct plint_loader *l, const struct plint_yaml *root, struct plint_rule *r)
{
	const struct plint_yaml *examples = plint_yaml_get(root, "examples");
	r->first_example = l->examples.count;
	if (plint_loader_is_list(l, examples, "examples"))
		for (const struct plint_yaml *n = examples->first; n; n = n->next)
			read_example(l, n);
	r->example_count = l->examples.count - r->first_example;
	bool flags = false, passes = false;
	for (uint32_t i = 0; i < r->example_count; i++) {
		bool is_flags = l->examples.items[r->first_example + i].is_flags != 0;
		flags |= is_flags;
		passes |= !is_flags;
	}
	if (l->is_default && (!flags || !passes))
		plint_loader_error(l, root, false, NULL, "a rule of the default pack needs an example that it flags and one that it passes");
}

/* Area, off and the texts that people read. */
static void read_words(struct plint_loader *l, struct plint_scope *scope, const struct plint_yaml *root, struct plint_rule *r)
{
	static const char *const keys[PLINT_TEXT_COUNT] = {"message", "why", "try"};
	const struct plint_yaml *area = plint_yaml_get(root, "area");
	for (int i = 0; i < PLINT_TEXT_COUNT; i++) {
		const struct plint_yaml *n = plint_yaml_get(root, keys[i]);
		if (n)
			r->texts[i] = plint_loader_template(l, scope, n);
		else if (l->is_default)
			plint_loader_error(l, root, false, NULL, "a rule of the default pack needs \"%s\"", keys[i]);
	}
	if (area && r->kind != PLINT_KIND_PLAN)
		plint_loader_error(l, area, true, NULL, "only a rule for: plan p has an area");
	r->area = plint_loader_entry_text(l, root, "area");
	r->off_text = plint_loader_entry_text(l, root, "off");
	r->since = plint_loader_entry_text(l, root, "since");
}

void plint_loader_read_rule(struct plint_loader *l, const struct plint_rule_work *work)
{
	const struct plint_yaml *root = work->root;
	struct plint_rule *r = &l->rules.items[work->rule];
	struct plint_scope scope;
	scope_begin(l, &scope, r);
	read_afters(l, plint_yaml_get(root, "after"), r);
	read_sources(l, plint_yaml_get(root, "source"), r);
	read_standards(l, plint_yaml_get(root, "standards"), r);
	read_examples(l, root, r);
	if (!read_subject(l, &scope, plint_yaml_get(root, "for"), r))
		return;
	read_lets(l, &scope, plint_yaml_get(root, "let"), r);
	if (plint_yaml_get(root, "where"))
		r->where = plint_loader_expression(l, &scope, plint_yaml_get(root, "where"), PLINT_EXPR_TEST, NULL);
	r->require = plint_loader_expression(l, &scope, plint_yaml_get(root, "require"), PLINT_EXPR_TEST, NULL);
	read_points(l, &scope, plint_yaml_get(root, "point"), r);
	plint_loader_read_fixes(l, &scope, plint_yaml_get(root, "fix"), r);
	read_words(l, &scope, root, r);
	r->for_text = plint_loader_entry_text(l, root, "for");
	r->where_text = plint_loader_entry_text(l, root, "where");
	r->require_text = plint_loader_entry_text(l, root, "require");
}
