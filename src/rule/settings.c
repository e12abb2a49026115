/*
 * Settings in layers, and what is in force for one plan. A layer is a list of changes; resolving applies the layers in order, so that the last
 * word counts. See settings.h for the order.
 */
#include "rule/settings.h"

#include "base/buf.h"
#include "base/text.h"
#include "rule/change.h"

void plint_settings_init(struct plint_settings *s, struct plint_arena *arena, const struct plint_pack *pack)
{
	memset(s, 0, sizeof *s);
	s->arena = arena;
	s->pack = pack;
	s->code = pack->code;
	s->code.arena = arena;
}

/* ---- the settings file --------------------------------------------------------------------------------------------- */

/* Index of the newest layer of SORT with FILES; a new one where there is none. */
static uint32_t layer_of(struct plint_settings *s, enum plint_layer_sort sort)
{
	for (uint32_t i = 0; i < s->layers.count; i++)
		if (s->layers.items[i].sort == sort && sort != PLINT_LAYER_OVERRIDE)
			return i;
	struct plint_layer *x = plint_vec_add(&s->layers, s->arena);
	x->sort = sort;
	return s->layers.count - 1;
}

struct keep_data {
	struct plint_settings *settings;
	uint32_t layer;
};

static uint32_t keep_text(void *data, const char *text, size_t len)
{
	struct keep_data *k = data;
	struct plint_layer *x = &k->settings->layers.items[k->layer];
	plint_vec_push(&x->texts, k->settings->arena, plint_arena_strndup(k->settings->arena, text, len));
	return x->texts.count - 1;
}

/* Reads the changes of mapping M into a layer of SORT. */
static bool add_changes(struct plint_settings *s, const struct plint_config *c, struct plint_diags *diags, const struct plint_yaml *m,
                        enum plint_layer_sort sort, const char *files, uint32_t profile)
{
	uint32_t layer = layer_of(s, sort);
	struct keep_data keep = {s, layer};
	struct plint_change_list changes = {0};
	struct plint_change_reader r = {.arena = s->arena, .diags = diags, .source = c->source, .rule = PLINT_BAD_SETTING,
	                                .family = PLINT_SETTINGS_FAMILY, .pack = s->pack, .code = &s->code, .keep = keep_text,
	                                .data = &keep, .out = &changes};
	plint_changes_read(&r, m, profile);
	struct plint_layer *x = &s->layers.items[layer];
	x->files = files;
	for (uint32_t i = 0; i < changes.count; i++)
		plint_vec_push(&x->changes, s->arena, changes.items[i]);
	return !r.failed;
}

/* Where NAME stands in the list KEY of C, for a mistake. */
static const struct plint_yaml *entry_of(const struct plint_config *c, const char *key, const char *name)
{
	const struct plint_yaml *list = plint_yaml_get(c->root, key);
	if (list && list->sort == PLINT_YAML_SCALAR)
		return list;
	for (const struct plint_yaml *n = list ? list->first : NULL; n; n = n->next)
		if (plint_yaml_is(n, name))
			return n;
	return list;
}

static const char *unknown_profile(const struct plint_settings *s, const char *name, size_t len, const char **near)
{
	const struct plint_pack *p = s->pack;
	const char **names = plint_arena_alloc(s->arena, (p->profile_count + 1) * sizeof *names);
	struct plint_buf shown;
	for (uint32_t i = 0; i < p->profile_count; i++)
		names[i] = plint_pack_text(p, p->profiles[i].name);
	int at = plint_text_nearest(name, len, names, p->profile_count);
	*near = at >= 0 ? names[at] : NULL;
	plint_buf_init(&shown, s->arena);
	plint_text_show(&shown, name, len < 60 ? len : 60);
	return plint_arena_printf(s->arena, "there is no profile \"%s\"", shown.text);
}

static bool add_config_profiles(struct plint_settings *s, const struct plint_config *c, struct plint_diags *diags)
{
	bool is_good = true;
	s->replaces_profiles |= c->has_profile;
	for (uint32_t i = 0; i < c->profile.count; i++) {
		const char *name = c->profile.items[i], *near;
		int profile = plint_pack_profile(s->pack, name, strlen(name));
		if (profile >= 0) {
			plint_vec_push(&s->profiles, s->arena, (uint32_t)profile);
			continue;
		}
		const char *message = unknown_profile(s, name, strlen(name), &near);
		struct plint_diag *d = plint_diags_add(diags, PLINT_BAD_SETTING, PLINT_SETTINGS_FAMILY, PLINT_ERROR,
		                                       entry_of(c, "profile", name)->span, "%s", message);
		d->help = near ? plint_arena_printf(diags->arena, "did you mean \"%s\"?", near) : NULL;
		is_good = false;
	}
	return is_good;
}

bool plint_settings_add_config(struct plint_settings *s, const struct plint_config *c, struct plint_diags *diags)
{
	const struct plint_yaml *profiles = plint_yaml_get(c->root, "profiles"), *overrides = plint_yaml_get(c->root, "overrides");
	s->config = c;
	s->no_default_rules |= c->has_default_rules && !c->default_rules;
	if (!c->root)
		return true;
	bool is_good = add_config_profiles(s, c, diags);
	is_good &= add_changes(s, c, diags, c->root, PLINT_LAYER_FILE, NULL, 0);
	if (profiles && profiles->sort == PLINT_YAML_MAPPING)
		for (const struct plint_yaml *n = profiles->first; n; n = n->next) {
			int profile = plint_pack_profile(s->pack, n->key->text, n->key->len);
			if (profile >= 0)
				is_good &= add_changes(s, c, diags, n, PLINT_LAYER_FILE, NULL, (uint32_t)profile + 1);
		}
	if (overrides && overrides->sort == PLINT_YAML_SEQUENCE)
		for (const struct plint_yaml *n = overrides->first; n; n = n->next) {
			const struct plint_yaml *files = plint_yaml_get(n, "files");
			if (files)
				is_good &= add_changes(s, c, diags, n, PLINT_LAYER_OVERRIDE, files->text, 0);
		}
	return is_good;
}

/* ---- options ------------------------------------------------------------------------------------------------------- */

static const char *shown(struct plint_settings *s, const char *text, size_t len)
{
	struct plint_buf b;
	plint_buf_init(&b, s->arena);
	plint_text_show(&b, text, len < 80 ? len : 80);
	return b.text;
}

/* "there is no rule X, did you mean Y?" */
static const char *unknown_rule(struct plint_settings *s, const char *what, const char *name, size_t len)
{
	if (plint_change_is_of_reading(name, len))
		return plint_arena_printf(s->arena, "\"%s\": %s; correct the plan at the place that it shows", shown(s, name, len), PLINT_CHANGE_OF_READING);
	const char *near = plint_pack_nearest(s->pack, s->arena, name, len);
	return plint_arena_printf(s->arena, "there is no %s \"%s\"%s%s%s", what, shown(s, name, len), near ? "; did you mean \"" : "",
	                          near ? near : "", near ? "\"?" : "");
}

static void add_change(struct plint_settings *s, enum plint_layer_sort layer, const struct plint_change *c)
{
	uint32_t index = layer_of(s, layer); /* may move the layers */
	plint_vec_push(&s->layers.items[index].changes, s->arena, *c);
}

const char *plint_settings_severity(struct plint_settings *s, enum plint_layer_sort layer, const char *word)
{
	struct plint_change c = {.sort = PLINT_CHANGE_SEVERITY};
	const char *equals = strchr(word, '=');
	enum plint_severity severity;
	if (!equals)
		return "write it as RULE=error, RULE=warning, RULE=advice or RULE=off";
	if (!plint_change_target(s->pack, word, (size_t)(equals - word), &c))
		return unknown_rule(s, "rule or family", word, (size_t)(equals - word));
	if (!plint_severity_parse(equals + 1, strlen(equals + 1), &severity))
		return plint_arena_printf(s->arena, "\"%s\" is no severity; write error, warning, advice or off",
		                          shown(s, equals + 1, strlen(equals + 1)));
	c.severity = severity;
	add_change(s, layer, &c);
	return NULL;
}

static const char *unknown_param(struct plint_settings *s, uint32_t rule, const char *name, size_t len)
{
	const struct plint_rule *r = &s->pack->rules[rule];
	struct plint_buf b;
	plint_buf_init(&b, s->arena);
	plint_buf_printf(&b, "the rule %s has no parameter \"%s\"; it has", plint_pack_text(s->pack, r->id), shown(s, name, len));
	for (uint32_t i = 0; i < r->param_count; i++)
		plint_buf_printf(&b, "%s %s", i ? "," : "", plint_pack_text(s->pack, s->pack->params[r->first_param + i].name));
	if (r->param_count == 0)
		plint_buf_str(&b, " none");
	return b.text;
}

const char *plint_settings_param(struct plint_settings *s, enum plint_layer_sort layer, const char *word)
{
	struct plint_change c = {.sort = PLINT_CHANGE_PARAM};
	const char *equals = strchr(word, '='), *dot = strchr(word, '.');
	if (!equals || !dot || dot > equals)
		return "write it as RULE.NAME=VALUE, such as weights-not-100.min=30%";
	int rule = plint_pack_rule(s->pack, word, (size_t)(dot - word));
	if (rule < 0)
		return unknown_rule(s, "rule", word, (size_t)(dot - word));
	int param = plint_pack_param(s->pack, (uint32_t)rule, dot + 1, (size_t)(equals - dot - 1));
	if (param < 0)
		return unknown_param(s, (uint32_t)rule, dot + 1, (size_t)(equals - dot - 1));
	const char *text = equals + 1;
	const char *wrong = plint_change_value(s->arena, s->pack, &s->code, (uint32_t)param, text, strlen(text), &c.value);
	if (wrong)
		return wrong;
	struct keep_data keep = {s, layer_of(s, layer)};
	c.target = (uint32_t)param;
	c.text = keep_text(&keep, text, strlen(text));
	add_change(s, layer, &c);
	return NULL;
}

/* Calls TAKE with each rule or family of WORDS, which commas part. */
static const char *each_target(struct plint_settings *s, enum plint_layer_sort layer, const char *words,
                               void (*take)(struct plint_settings *, enum plint_layer_sort, const struct plint_change *))
{
	for (const char *at = words; *at;) {
		size_t len = strcspn(at, ",");
		struct plint_change c = {.sort = PLINT_CHANGE_OFF};
		if (len > 0 && !plint_change_target(s->pack, at, len, &c))
			return unknown_rule(s, "rule or family", at, len);
		if (len > 0)
			take(s, layer, &c);
		at += len + (at[len] == ',');
	}
	return NULL;
}

static bool hits(const struct plint_pack *p, const struct plint_change *c, uint32_t rule)
{
	return c->target == (c->is_family ? p->rules[rule].family : rule);
}

static void select_target(struct plint_settings *s, enum plint_layer_sort layer, const struct plint_change *c)
{
	uint32_t count = s->pack->rule_count;
	if (s->selected.count == 0 || s->selected_by != layer) {
		s->selected.count = 0;
		s->selects_unused_ignore = false;
		plint_vec_need(&s->selected, s->arena, count + 1);
		memset(s->selected.items, 0, count + 1);
		s->selected.count = count + 1;
		s->selected_by = layer;
	}
	if (c->target == PLINT_TARGET_UNUSED_IGNORE)
		s->selects_unused_ignore = true;
	else
		for (uint32_t i = 0; i < count; i++)
			s->selected.items[i] |= hits(s->pack, c, i);
}

const char *plint_settings_select(struct plint_settings *s, enum plint_layer_sort layer, const char *words)
{
	return each_target(s, layer, words, select_target);
}

const char *plint_settings_ignore(struct plint_settings *s, enum plint_layer_sort layer, const char *words)
{
	return each_target(s, layer, words, add_change);
}

const char *plint_settings_profile(struct plint_settings *s, enum plint_layer_sort layer, const char *words)
{
	(void)layer;
	s->replaces_profiles = true;
	s->profiles.count = 0;
	for (const char *at = words; *at;) {
		size_t len = strcspn(at, ",");
		const char *near;
		int profile = plint_pack_profile(s->pack, at, len);
		if (len > 0 && profile < 0) {
			const char *message = unknown_profile(s, at, len, &near);
			return near ? plint_arena_printf(s->arena, "%s; did you mean \"%s\"?", message, near) : message;
		}
		if (len > 0)
			plint_vec_push(&s->profiles, s->arena, (uint32_t)profile);
		at += len + (at[len] == ',');
	}
	return NULL;
}

/* ---- in force ------------------------------------------------------------------------------------------------------ */

struct resolving {
	const struct plint_settings *s;
	struct plint_arena *a;
	struct plint_in_force *f;
	bool has_words; /* a profile changes lists or groups */
};

static void apply_one(struct resolving *r, const struct plint_change *c, const struct plint_origin *from, const char *text)
{
	const struct plint_pack *p = r->s->pack;
	struct plint_in_force *f = r->f;
	if (c->sort == PLINT_CHANGE_PARAM) {
		f->params[c->target] = c->value;
		if (f->param_from) {
			f->param_from[c->target] = *from;
			f->param_text[c->target] = text;
		}
		return;
	}
	if (c->sort == PLINT_CHANGE_GROUP || c->sort == PLINT_CHANGE_WORD) {
		r->has_words = true;
		return;
	}
	uint8_t severity = c->sort == PLINT_CHANGE_OFF ? PLINT_OFF : (uint8_t)c->severity;
	if (c->target == PLINT_TARGET_UNUSED_IGNORE) {
		f->unused_ignore = severity;
		return;
	}
	uint32_t first = c->is_family ? 0 : c->target, end = c->is_family ? p->rule_count : c->target + 1;
	for (uint32_t i = first; i < end; i++)
		if (hits(p, c, i)) {
			f->severity[i] = severity;
			if (f->severity_from)
				f->severity_from[i] = *from;
		}
}

/* Applies those of COUNT changes that belong to PROFILE (profile + 1, or 0). LAYER is NULL for the pack's. */
static void apply(struct resolving *r, const struct plint_change *changes, uint32_t count, uint32_t profile,
                  const struct plint_layer *layer)
{
	for (uint32_t i = 0; i < count; i++) {
		if (changes[i].profile != profile)
			continue;
		struct plint_origin from = {layer ? (uint8_t)layer->sort : PLINT_LAYER_PACK, profile, i + 1, 0};
		const char *text = "";
		if (layer)
			from.layer_index = (uint32_t)(layer - r->s->layers.items);
		if (changes[i].sort == PLINT_CHANGE_PARAM)
			text = layer ? layer->texts.items[changes[i].text] : plint_pack_text(r->s->pack, changes[i].text);
		apply_one(r, &changes[i], &from, text);
	}
}

/* Profiles in force, each once, in order. */
static void find_profiles(struct resolving *r, const char *status, const char *const *names, uint32_t count)
{
	const struct plint_settings *s = r->s;
	struct plint_in_force *f = r->f;
	f->profiles = plint_arena_alloc(r->a, (s->profiles.count + count + 2) * sizeof *f->profiles);
	for (uint32_t i = 0; s->replaces_profiles ? i < s->profiles.count : i < count + 1; i++) {
		int profile;
		if (s->replaces_profiles)
			profile = (int)s->profiles.items[i];
		else {
			const char *name = i == 0 ? status : names[i - 1];
			profile = name ? plint_pack_profile(s->pack, name, strlen(name)) : -1;
		}
		for (uint32_t k = 0; k < f->profile_count && profile >= 0; k++)
			if (f->profiles[k] == (uint32_t)profile)
				profile = -1;
		if (profile >= 0)
			f->profiles[f->profile_count++] = (uint32_t)profile;
	}
}

static void start_values(struct resolving *r, bool want_origins)
{
	const struct plint_pack *p = r->s->pack;
	struct plint_in_force *f = r->f;
	f->severity = plint_arena_alloc(r->a, p->rule_count + 1);
	f->params = plint_arena_alloc(r->a, (p->param_count + 1) * sizeof *f->params);
	f->code = &r->s->code;
	f->vocab = p->vocab;
	f->unused_ignore = PLINT_WARNING;
	for (uint32_t i = 0; i < p->rule_count; i++)
		f->severity[i] = (uint8_t)p->rules[i].severity;
	for (uint32_t i = 0; i < p->param_count; i++)
		f->params[i] = p->params[i].value;
	if (!want_origins)
		return;
	f->severity_from = plint_arena_calloc(r->a, p->rule_count + 1, sizeof *f->severity_from);
	f->param_from = plint_arena_calloc(r->a, p->param_count + 1, sizeof *f->param_from);
	f->param_text = plint_arena_calloc(r->a, p->param_count + 1, sizeof *f->param_text);
	for (uint32_t i = 0; i < p->param_count; i++)
		f->param_text[i] = plint_pack_text(p, p->params[i].text);
}

/* PATH as the settings file's folder sees it. */
static const char *relative(const struct plint_config *c, const char *path)
{
	size_t len = c ? strlen(c->folder) : 0;
	if (len > 0 && strncmp(path, c->folder, len) == 0 && path[len] == '/')
		return path + len + 1;
	return path;
}

static void apply_layers(struct resolving *r, const char *path)
{
	const struct plint_settings *s = r->s;
	const struct plint_pack *p = s->pack;
	const struct plint_in_force *f = r->f;
	apply(r, p->changes, p->change_count, 0, NULL);
	for (uint32_t i = 0; i < f->profile_count; i++)
		apply(r, p->changes, p->change_count, f->profiles[i] + 1, NULL);
	for (int sort = PLINT_LAYER_FILE; sort < PLINT_LAYER_COUNT; sort++)
		for (uint32_t i = 0; i < s->layers.count; i++) {
			const struct plint_layer *x = &s->layers.items[i];
			if ((int)x->sort != sort || (x->files && (!path || !plint_glob(x->files, relative(s->config, path)))))
				continue;
			apply(r, x->changes.items, x->changes.count, 0, x);
			for (uint32_t k = 0; k < f->profile_count; k++)
				apply(r, x->changes.items, x->changes.count, f->profiles[k] + 1, x);
		}
}

/* Rules that the command line leaves out, whatever the severities say. */
static void leave_out(struct resolving *r)
{
	const struct plint_settings *s = r->s;
	const struct plint_pack *p = s->pack;
	struct plint_in_force *f = r->f;
	for (uint32_t i = 0; i < p->rule_count; i++) {
		bool is_dropped = s->no_default_rules && strcmp(plint_pack_text(p, p->packs[p->rules[i].pack].name), "default") == 0;
		if (s->selected.count > 0 && !s->selected.items[i])
			is_dropped = true;
		if (!is_dropped)
			continue;
		f->severity[i] = PLINT_OFF;
		if (f->severity_from)
			f->severity_from[i] = (struct plint_origin){PLINT_LAYER_OPTION, 0, 0, 0};
	}
	if (s->selected.count > 0 && !s->selects_unused_ignore)
		f->unused_ignore = PLINT_OFF;
}

/* The pack's word lists with what the profiles change, in arrays of their own. */
static void change_words(struct resolving *r)
{
	const struct plint_pack *p = r->s->pack;
	struct plint_in_force *f = r->f;
	uint32_t lists = f->vocab.list_count, words = f->vocab.word_count, groups = f->vocab.group_count;
	struct plint_vocab_list *l = plint_arena_alloc(r->a, (lists + 1) * sizeof *l);
	struct plint_vocab_group *g = plint_arena_alloc(r->a, (groups + 1) * sizeof *g);
	PLINT_VEC(struct plint_vocab_word) w = {0};
	memcpy(l, f->vocab.lists, lists * sizeof *l);
	memcpy(g, f->vocab.groups, groups * sizeof *g);
	plint_vec_need(&w, r->a, words + 1);
	memcpy(w.items, f->vocab.words, words * sizeof *w.items);
	w.count = words;
	for (uint32_t k = 0; k < f->profile_count; k++)
		for (uint32_t i = 0; i < p->change_count; i++) {
			const struct plint_change *c = &p->changes[i];
			if (c->profile != f->profiles[k] + 1)
				continue;
			if (c->sort == PLINT_CHANGE_GROUP) {
				g[c->target].first = c->first;
				g[c->target].count = c->count;
			} else if (c->sort == PLINT_CHANGE_WORD) {
				struct plint_vocab_list *x = &l[c->target];
				plint_vec_need(&w, r->a, x->count + 1);
				if (x->first + x->count != w.count) {
					memcpy(w.items + w.count, w.items + x->first, x->count * sizeof *w.items);
					x->first = w.count;
					w.count += x->count;
				}
				w.items[w.count++] = (struct plint_vocab_word){c->text, c->target, c->like, c->about, (uint8_t)c->klass, 0};
				x->count++;
			}
		}
	f->vocab.lists = l;
	f->vocab.groups = g;
	f->vocab.words = w.items;
	f->vocab.word_count = w.count;
}

void plint_settings_resolve(const struct plint_settings *s, struct plint_arena *a, const char *path, const char *status,
                            const char *const *plan_profiles, uint32_t plan_profile_count, bool want_origins,
                            struct plint_in_force *out)
{
	struct resolving r = {s, a, out, false};
	memset(out, 0, sizeof *out);
	start_values(&r, want_origins);
	find_profiles(&r, status, plan_profiles, plan_profile_count);
	apply_layers(&r, path);
	leave_out(&r);
	if (r.has_words)
		change_words(&r);
}

const char *plint_settings_origin(const struct plint_settings *s, struct plint_arena *a, const struct plint_origin *o)
{
	const struct plint_pack *p = s->pack;
	const char *profile = o->profile ? plint_pack_text(p, p->profiles[o->profile - 1].name) : NULL;
	switch ((enum plint_layer_sort)o->layer) {
	case PLINT_LAYER_RULE:
		return "rule";
	case PLINT_LAYER_PACK:
		return profile ? plint_arena_printf(a, "profile %s", profile) : "pack";
	case PLINT_LAYER_FILE:
	case PLINT_LAYER_OVERRIDE: {
		const struct plint_change *c = &s->layers.items[o->layer_index].changes.items[o->change - 1];
		const char *path = s->config ? s->config->path : ".planlint.yaml";
		return profile ? plint_arena_printf(a, "profile %s, %s:%u", profile, path, c->line1)
		               : plint_arena_printf(a, "%s:%u", path, c->line1);
	}
	case PLINT_LAYER_ENVIRONMENT:
		return "PLANLINT_OPTIONS";
	case PLINT_LAYER_OPTION:
	case PLINT_LAYER_COUNT:
		break;
	}
	return "command line";
}
