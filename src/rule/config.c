/* The settings file: which keys it may have, and the values that are not about rules. Names of rules are resolved in settings.c. */
#include "rule/settings.h"

#include "base/buf.h"
#include "base/text.h"
#include "rule/keys.h"

struct config_reader {
	struct plint_arena *arena;
	struct plint_diags *diags;
	bool failed;
};

static void report(struct config_reader *r, struct plint_span span, const char *help, const char *message)
{
	struct plint_diag *d =
	    plint_diags_add(r->diags, PLINT_BAD_SETTING, PLINT_SETTINGS_FAMILY, PLINT_ERROR, span, "%s", message);
	d->help = help;
	r->failed = true;
}

/* "there are a, b, c" of COUNT words. */
static const char *there_are(struct config_reader *r, const char *const *words, size_t count)
{
	struct plint_buf out;
	plint_buf_init(&out, r->diags->arena);
	for (size_t i = 0; i < count; i++)
		plint_buf_printf(&out, "%s%s", i ? ", " : "there are ", words[i]);
	return out.text;
}

static void check_keys(struct config_reader *r, const struct plint_yaml *m, const char *const *known, const char *what)
{
	size_t count = 0;
	unsigned suggestions = 0;
	while (known[count])
		count++;
	for (const struct plint_yaml *n = m->first; n; n = n->next) {
		size_t i = 0;
		while (i < count && strcmp(known[i], n->key->text) != 0)
			i++;
		if (i < count)
			continue;
		int near = suggestions++ < 100 ? plint_text_nearest(n->key->text, n->key->len, known, count) : -1;
		report(r, n->key->span, near >= 0 ? plint_arena_printf(r->diags->arena, "did you mean \"%s\"?", known[near])
		                                    : there_are(r, known, count),
		       plint_arena_printf(r->diags->arena, "%s \"%s\"", what,
		                          plint_diags_shown(r->diags, n->key->text, n->key->len, 60)));
	}
}

/* A text entry, or NULL. */
static const char *text_of(struct config_reader *r, const struct plint_yaml *m, const char *key)
{
	const struct plint_yaml *n = plint_yaml_get(m, key);
	if (!n)
		return NULL;
	if (n->sort == PLINT_YAML_SCALAR && n->len > 0)
		return n->text;
	report(r, n->key->span, NULL, plint_arena_printf(r->diags->arena, "\"%s\" takes one text", key));
	return NULL;
}

/* A list of texts; one text alone is a list of one. */
static struct plint_strings list_of(struct config_reader *r, const struct plint_yaml *m, const char *key)
{
	struct plint_strings out = {NULL, 0};
	const struct plint_yaml *n = plint_yaml_get(m, key);
	if (!n)
		return out;
	out.items = plint_arena_alloc(r->arena, (n->count + 1) * sizeof *out.items);
	if (n->sort == PLINT_YAML_SCALAR && n->len > 0)
		out.items[out.count++] = n->text;
	else if (n->sort != PLINT_YAML_SEQUENCE)
		report(r, n->key->span, "write [a, b], or a line with - for each",
		       plint_arena_printf(r->diags->arena, "\"%s\" takes a list", key));
	else
		for (const struct plint_yaml *e = n->first; e; e = e->next) {
			if (e->sort == PLINT_YAML_SCALAR && e->len > 0)
				out.items[out.count++] = e->text;
			else
				report(r, e->span, NULL, plint_arena_printf(r->diags->arena, "\"%s\" takes a list of texts", key));
		}
	return out;
}

/* Whether PATH, as seen from its folder, leads out of it. */
static bool leads_out(const char *path)
{
	if (path[0] == '/')
		return true;
	for (const char *at = path; *at;) {
		size_t len = strcspn(at, "/");
		if (len == 2 && at[0] == '.' && at[1] == '.')
			return true;
		at += len + (at[len] == '/');
	}
	return false;
}

/* The packs of ROOT. A settings file comes with the plans, from whoever wrote them: it cannot make planlint read elsewhere. */
static struct plint_strings packs_of(struct config_reader *r, const struct plint_yaml *root)
{
	struct plint_strings all = list_of(r, root, "rules");
	const struct plint_yaml *n = plint_yaml_get(root, "rules");
	const struct plint_yaml *e = n && n->sort == PLINT_YAML_SEQUENCE ? n->first : n;
	uint32_t kept = 0;
	for (uint32_t i = 0; i < all.count; i++, e = e->next) {
		while (e->text != all.items[i])
			e = e->next;
		if (leads_out(all.items[i]))
			report(r, e->span, "put the pack into the folder of the settings file, or name it with --rules",
			       "the packs of a settings file lie below its folder");
		else
			all.items[kept++] = all.items[i];
	}
	all.count = kept;
	return all;
}

/* The baseline of ROOT, or NULL: below the settings file too, for --write-baseline and --prune-baseline write to it. */
static const char *baseline_of(struct config_reader *r, const struct plint_yaml *root)
{
	const char *path = text_of(r, root, "baseline");
	if (!path || !leads_out(path))
		return path;
	report(r, plint_yaml_get(root, "baseline")->span, "put it into the folder of the settings file, or name it with --baseline",
	       "the baseline of a settings file lies below its folder");
	return NULL;
}

static void check_choice(struct config_reader *r, const struct plint_yaml *m, const char *key, const char *const *choices,
                         const char *help)
{
	const struct plint_yaml *n = plint_yaml_get(m, key);
	if (!n || n->sort != PLINT_YAML_SCALAR)
		return;
	for (int i = 0; choices[i]; i++)
		if (strcmp(choices[i], n->text) == 0)
			return;
	report(r, n->span, help, plint_arena_printf(r->diags->arena, "\"%s\" cannot be \"%s\"", key,
	                                            plint_diags_shown(r->diags, n->text, n->len, 60)));
}

static void check_overrides(struct config_reader *r, const struct plint_yaml *overrides)
{
	if (!overrides)
		return;
	if (overrides->sort != PLINT_YAML_SEQUENCE) {
		report(r, overrides->key->span, "write - {files: \"drafts/*\", off: [no-baseline]}", "\"overrides\" takes a list");
		return;
	}
	for (const struct plint_yaml *n = overrides->first; n; n = n->next) {
		const struct plint_yaml *files = plint_yaml_get(n, "files");
		if (n->sort != PLINT_YAML_MAPPING) {
			report(r, n->span, NULL, "an override holds keys with values");
			continue;
		}
		check_keys(r, n, plint_keys_names(PLINT_KEYS_OVERRIDE), "an override has no key");
		if (!files || files->sort != PLINT_YAML_SCALAR || files->len == 0)
			report(r, n->span, "write files: and a pattern such as \"drafts/*\"", "this override does not say for which files");
	}
}

static void read_values(struct config_reader *r, const struct plint_yaml *root, struct plint_config *out)
{
	const struct plint_yaml *rules = plint_yaml_get(root, "default-rules");
	out->language = text_of(r, root, "language");
	out->fail_on = text_of(r, root, "fail-on");
	out->baseline = baseline_of(r, root);
	out->docs_url = text_of(r, root, "docs-url");
	out->rules = packs_of(r, root);
	out->profile = list_of(r, root, "profile");
	out->exclude = list_of(r, root, "exclude");
	out->has_profile = plint_yaml_get(root, "profile") != NULL;
	check_choice(r, root, "language", plint_keys_words(PLINT_SHAPE_LANGUAGE), "write en, fr or es");
	check_choice(r, root, "fail-on", plint_keys_words(PLINT_SHAPE_FAIL_ON), "write error, warning, advice or never");
	out->has_default_rules = rules != NULL;
	out->default_rules = true;
	if (rules && !plint_yaml_bool(rules, &out->default_rules))
		report(r, rules->key->span, NULL, "\"default-rules\" is yes or no");
	check_overrides(r, plint_yaml_get(root, "overrides"));
	out->changes_pack = out->rules.count > 0 || plint_yaml_get(root, "lists") || plint_yaml_get(root, "groups") ||
	                    plint_yaml_get(root, "fields") || plint_yaml_get(root, "profiles");
}

bool plint_config_read(struct plint_arena *a, struct plint_diags *diags, struct plint_source *source, uint32_t file, const char *folder,
                       struct plint_config *out)
{
	struct config_reader r = {a, diags, false};
	bool is_empty;
	memset(out, 0, sizeof *out);
	out->path = source->files.items[file].path;
	out->folder = folder;
	out->source = source;
	out->default_rules = true;
	const struct plint_yaml *root = plint_yaml_read(a, diags, file, PLINT_BAD_SETTING, PLINT_SETTINGS_FAMILY, &is_empty);
	if (!root)
		return is_empty;
	if (root->sort != PLINT_YAML_MAPPING) {
		report(&r, root->span, "write a key, a colon and a value on each line", "a settings file holds keys with values");
		return false;
	}
	out->root = root;
	check_keys(&r, root, plint_keys_names(PLINT_KEYS_CONFIG), "there is no setting");
	read_values(&r, root, out);
	return !r.failed;
}
