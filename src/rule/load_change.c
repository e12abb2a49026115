/*
 * What a pack changes in what was there before it, and its profiles. A profile adds words to lists and gives groups other words; these are
 * kept as changes too and take effect in plans of that profile only (settings.h).
 */
#include "rule/change.h"
#include "rule/loader.h"

static uint32_t keep_text(void *data, const char *text, size_t len)
{
	return plint_loader_text(data, text, len);
}

void plint_loader_read_changes(struct plint_loader *l, const struct plint_yaml *m, uint32_t profile)
{
	struct plint_pack view;
	struct plint_change_list changes = {0};
	plint_loader_view(l, &view);
	struct plint_change_reader r = {l->arena, l->diags, l->source, PLINT_BAD_PACK, PLINT_PACK_FAMILY, &view,
	                                &l->code, keep_text,   l,      &changes,       l->packs.items[l->packs.count - 1].name,
	                                l->suggestions, false};
	plint_changes_read(&r, m, profile);
	l->suggestions = r.suggestions;
	l->failed |= r.failed;
	for (uint32_t i = 0; i < changes.count; i++)
		plint_vec_push(&l->changes, l->arena, changes.items[i]);
}

static uint32_t profile_number(struct plint_loader *l, const struct plint_yaml *key)
{
	for (uint32_t i = 0; i < l->profiles.count; i++)
		if (strcmp(plint_loader_chars(l, l->profiles.items[i].name), key->text) == 0)
			return i;
	plint_vec_push(&l->profiles, l->arena, (struct plint_profile){plint_loader_text(l, key->text, key->len)});
	return l->profiles.count - 1;
}

static struct plint_change *add_change(struct plint_loader *l, enum plint_change_sort sort, uint32_t profile, uint32_t target,
                                       const struct plint_yaml *at)
{
	struct plint_change *c = plint_vec_add(&l->changes, l->arena);
	c->sort = sort;
	c->profile = profile;
	c->target = target;
	c->line1 = plint_source_place(l->source, at->span.start).line1;
	return c;
}

static void read_word(struct plint_loader *l, uint32_t profile, uint32_t list, const struct plint_yaml *w)
{
	const struct plint_yaml *key = w->key ? w->key : w;
	const struct plint_yaml *like = plint_yaml_get(w, "like");
	if (!w->key && !plint_loader_is_text(l, w, "a word of a list"))
		return;
	if (w->sort == PLINT_YAML_MAPPING)
		plint_loader_keys(l, w, plint_keys_names(PLINT_KEYS_WORD), "a word of a list");
	struct plint_change *c = add_change(l, PLINT_CHANGE_WORD, profile, list, key);
	c->text = plint_loader_text(l, key->text, key->len);
	c->about = w->key && w->sort == PLINT_YAML_SCALAR ? plint_loader_text(l, w->text, w->len)
	                                                  : plint_loader_entry_text(l, w, "about");
	if (!like || !plint_loader_is_text(l, like, "like"))
		return;
	plint_loader_sync(l);
	int of = plint_vocab_word(&l->vocab, list, like->text, like->len);
	if (of < 0)
		plint_loader_error(l, like, false, NULL, "there is no word \"%s\" in this list to be like", plint_loader_shown(l, like));
	else {
		c->like = (uint32_t)of + 1;
		c->klass = l->words.items[of].klass;
	}
}

/* Classes of new dimensions, which `like` has not given. */
static void read_class(struct plint_loader *l, const struct plint_yaml *w, struct plint_change *c)
{
	const struct plint_yaml *klass = plint_yaml_get(w, "class");
	if (plint_yaml_is(klass, "social"))
		c->klass = PLINT_CLASS_SOCIAL;
	else if (plint_yaml_is(klass, "financial"))
		c->klass = PLINT_CLASS_FINANCIAL;
	else if (plint_yaml_is(klass, "internal"))
		c->klass = PLINT_CLASS_INTERNAL;
	else if (klass)
		plint_loader_error(l, klass, false, NULL, "a class is social, financial or internal");
}

static void read_list(struct plint_loader *l, uint32_t profile, const struct plint_yaml *n)
{
	plint_loader_sync(l);
	int list = plint_vocab_list(&l->vocab, n->key->text);
	if (list < 0) {
		plint_loader_error(l, n, true, NULL, "there is no list \"%s\" to which a profile could add words",
		                   plint_loader_shown(l, n->key));
		return;
	}
	if (!plint_loader_is_mapping(l, n, "a list"))
		return;
	plint_loader_keys(l, n, plint_keys_names(PLINT_KEYS_PROFILE_LIST), "a profile's list");
	const struct plint_yaml *words = plint_yaml_get(n, "words");
	if (!words || words->sort == PLINT_YAML_SCALAR)
		return;
	for (const struct plint_yaml *w = words->first; w; w = w->next) {
		uint32_t before = l->changes.count;
		read_word(l, profile, (uint32_t)list, w);
		if (l->changes.count > before && w->sort == PLINT_YAML_MAPPING)
			read_class(l, w, &l->changes.items[before]);
	}
}

static void read_group(struct plint_loader *l, uint32_t profile, const struct plint_yaml *n)
{
	plint_loader_sync(l);
	int group = plint_vocab_group(&l->vocab, n->key->text);
	if (group < 0) {
		plint_loader_error(l, n, true, NULL, "there is no group \"%s\" for a profile to change", plint_loader_shown(l, n->key));
		return;
	}
	if (!plint_loader_is_list(l, n, "a group"))
		return;
	struct plint_change *c = add_change(l, PLINT_CHANGE_GROUP, profile, (uint32_t)group, n->key);
	c->first = l->group_words.count;
	for (const struct plint_yaml *w = n->first; w; w = w->next)
		if (plint_loader_is_text(l, w, "a word of a group")) {
			plint_vec_push(&l->group_words, l->arena, plint_loader_text(l, w->text, w->len));
			c->count++;
		}
}

void plint_loader_read_profiles(struct plint_loader *l, const struct plint_yaml *profiles, bool only_words)
{
	if (!plint_loader_is_mapping(l, profiles, "profiles"))
		return;
	for (const struct plint_yaml *n = profiles->first; n; n = n->next) {
		uint32_t profile = profile_number(l, n->key) + 1;
		if (n->sort == PLINT_YAML_SCALAR && n->len == 0)
			continue;
		if (!plint_loader_is_mapping(l, n, "a profile"))
			continue;
		plint_loader_keys(l, n, plint_keys_names(PLINT_KEYS_PROFILE), "a profile");
		const struct plint_yaml *lists = plint_yaml_get(n, "lists"), *groups = plint_yaml_get(n, "groups");
		if (plint_loader_is_mapping(l, lists, "lists"))
			for (const struct plint_yaml *x = lists->first; x; x = x->next)
				read_list(l, profile, x);
		if (plint_loader_is_mapping(l, groups, "groups"))
			for (const struct plint_yaml *x = groups->first; x; x = x->next)
				read_group(l, profile, x);
		if (!only_words)
			plint_loader_read_changes(l, n, profile);
	}
}
