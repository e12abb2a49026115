/*
 * What rules stand on, from YAML: word lists, groups of words, fields, helpers, standards. Word lists keep their number for ever, and
 * a list's words are one run: a list that grows gets a new run at the end, where it is not there already. Old runs stay, since
 * `like` may point into them.
 */
#include "rule/loader.h"

/* ---- lists --------------------------------------------------------------------------------------------------------- */

static int find_list(const struct plint_loader *l, const char *name)
{
	for (uint32_t i = 0; i < l->lists.count; i++)
		if (strcmp(plint_loader_chars(l, l->lists.items[i].name), name) == 0)
			return (int)i;
	return -1;
}

/* Index of the word TEXT of list LIST, also one that was taken away; or -1. */
static int find_word(const struct plint_loader *l, uint32_t list, const char *text)
{
	const struct plint_vocab_list *x = &l->lists.items[list];
	for (uint32_t i = x->first; i < x->first + x->count; i++)
		if (strcmp(plint_loader_chars(l, l->words.items[i].text), text) == 0)
			return (int)i;
	return -1;
}

static uint32_t add_empty_list(struct plint_loader *l, const char *name, size_t len)
{
	struct plint_vocab_list *x = plint_vec_add(&l->lists, l->arena);
	x->name = plint_loader_text(l, name, len);
	x->first = l->words.count;
	return l->lists.count - 1;
}

/* Makes LIST's run the last one, so that words can be added to it. */
static void move_to_end(struct plint_loader *l, uint32_t list)
{
	struct plint_vocab_list *x = &l->lists.items[list];
	if (x->first + x->count == l->words.count)
		return;
	plint_vec_need(&l->words, l->arena, x->count);
	memcpy(l->words.items + l->words.count, l->words.items + x->first, x->count * sizeof *l->words.items);
	x->first = l->words.count;
	l->words.count += x->count;
}

static struct plint_vocab_word *add_word(struct plint_loader *l, uint32_t list, uint32_t text)
{
	struct plint_vocab_word *w = plint_vec_add(&l->words, l->arena);
	w->text = text;
	w->list = list;
	l->lists.items[list].count++;
	return w;
}

static enum plint_class class_of(struct plint_loader *l, const struct plint_yaml *n)
{
	const char *const *names = plint_keys_words(PLINT_SHAPE_CLASS); /* in the order of enum plint_class */
	if (!plint_loader_is_text(l, n, "class"))
		return PLINT_CLASS_NONE;
	for (int i = 0; names[i]; i++)
		if (strcmp(names[i], n->text) == 0)
			return (enum plint_class)(i + 1);
	plint_loader_error(l, n, false, plint_loader_nearest(l, n, names, 3), "a class is social, financial or internal");
	return PLINT_CLASS_NONE;
}

/* Reads what stands behind a word: nothing, its meaning, or class, about and like. */
static void read_word(struct plint_loader *l, uint32_t list, const struct plint_yaml *n)
{
	const struct plint_yaml *name = n->key ? n->key : n;
	bool is_rich = n->key && n->sort == PLINT_YAML_MAPPING;
	uint32_t about = 0;
	int like = -1;
	enum plint_class klass = PLINT_CLASS_NONE;
	if (n->key && n->sort == PLINT_YAML_SCALAR)
		about = plint_loader_text(l, n->text, n->len);
	else if (is_rich) {
		const struct plint_yaml *of = plint_yaml_get(n, "like");
		plint_loader_keys(l, n, plint_keys_names(PLINT_KEYS_WORD), "a word of a list");
		about = plint_loader_entry_text(l, n, "about");
		if (plint_yaml_get(n, "class"))
			klass = class_of(l, plint_yaml_get(n, "class"));
		if (of && plint_loader_is_text(l, of, "like")) {
			like = find_word(l, list, of->text);
			if (like < 0)
				plint_loader_error(l, of, false, NULL, "there is no word \"%s\" in this list to be like",
				                   plint_loader_shown(l, of));
		}
	} else if (!plint_loader_is_text(l, n, "a word of a list"))
		return;
	if (like >= 0 && klass == PLINT_CLASS_NONE)
		klass = (enum plint_class)l->words.items[like].klass;
	if (klass == PLINT_CLASS_NONE && strcmp(plint_loader_chars(l, l->lists.items[list].name), "dimension") == 0)
		plint_loader_error(l, name, false, "write class: social, financial or internal", "the dimension \"%s\" has no class",
		                   plint_loader_shown(l, name));
	uint32_t text = plint_loader_text(l, name->text, name->len);
	int old = find_word(l, list, name->text);
	struct plint_vocab_word *w = old >= 0 ? &l->words.items[old] : add_word(l, list, text);
	w->is_removed = 0;
	w->about = about ? about : w->about;
	w->klass = klass ? (uint8_t)klass : w->klass;
	w->like = like >= 0 && like != old ? (uint32_t)like + 1 : 0;
}

static void take_away_words(struct plint_loader *l, uint32_t list, const struct plint_yaml *at)
{
	const struct plint_vocab_list *x = &l->lists.items[list];
	for (uint32_t i = x->first; i < x->first + x->count; i++) {
		l->words.items[i].is_removed = 1;
		plint_vec_push(&l->removed, l->arena, ((struct plint_removed){i, at}));
	}
}

static void read_list(struct plint_loader *l, const struct plint_yaml *n)
{
	if (!plint_loader_is_mapping(l, n, "a list"))
		return;
	plint_loader_keys(l, n, plint_keys_names(PLINT_KEYS_LIST), "a list");
	int found = find_list(l, n->key->text);
	uint32_t list = found >= 0 ? (uint32_t)found : add_empty_list(l, n->key->text, n->key->len);
	move_to_end(l, list);
	if (plint_loader_entry_bool(l, n, "replace", false))
		take_away_words(l, list, plint_yaml_get(n, "replace"));
	l->lists.items[list].is_open = plint_loader_entry_bool(l, n, "open", l->lists.items[list].is_open);
	const struct plint_yaml *words = plint_yaml_get(n, "words");
	if (words && words->sort == PLINT_YAML_SCALAR)
		plint_loader_is_list(l, words, "words");
	else if (words)
		for (const struct plint_yaml *w = words->first; w; w = w->next)
			read_word(l, list, w);
}

void plint_loader_read_lists(struct plint_loader *l, const struct plint_yaml *lists)
{
	if (plint_loader_is_mapping(l, lists, "lists"))
		for (const struct plint_yaml *n = lists->first; n; n = n->next)
			read_list(l, n);
}

void plint_loader_add_list(struct plint_loader *l, const char *name, const uint32_t *words, uint32_t count, bool is_open)
{
	int found = find_list(l, name);
	uint32_t list = found >= 0 ? (uint32_t)found : add_empty_list(l, name, strlen(name));
	if (found < 0)
		l->lists.items[list].is_open = is_open;
	move_to_end(l, list);
	for (uint32_t i = 0; i < count; i++)
		if (find_word(l, list, plint_loader_chars(l, words[i])) < 0)
			add_word(l, list, words[i]);
}

/* ---- groups -------------------------------------------------------------------------------------------------------- */

static struct plint_vocab_group *group_of(struct plint_loader *l, const struct plint_yaml *key)
{
	for (uint32_t i = 0; i < l->groups.count; i++)
		if (strcmp(plint_loader_chars(l, l->groups.items[i].name), key->text) == 0)
			return &l->groups.items[i];
	struct plint_vocab_group *g = plint_vec_add(&l->groups, l->arena);
	g->name = plint_loader_text(l, key->text, key->len);
	return g;
}

void plint_loader_read_groups(struct plint_loader *l, const struct plint_yaml *groups)
{
	if (!plint_loader_is_mapping(l, groups, "groups"))
		return;
	for (const struct plint_yaml *n = groups->first; n; n = n->next) {
		if (!plint_loader_is_list(l, n, "a group"))
			continue;
		struct plint_vocab_group *g = group_of(l, n->key);
		g->first = l->group_words.count;
		for (const struct plint_yaml *w = n->first; w; w = w->next)
			if (plint_loader_is_text(l, w, "a word of a group"))
				plint_vec_push(&l->group_words, l->arena, plint_loader_text(l, w->text, w->len));
		g->count = l->group_words.count - g->first;
	}
}

/* ---- fields -------------------------------------------------------------------------------------------------------- */

static enum plint_want want_of(struct plint_loader *l, const struct plint_yaml *n)
{
	static const enum plint_want wants[] = {
#define FIELD_TYPE(name, want) PLINT_WANT_##want,
#include "rule/field_types.def"
#undef FIELD_TYPE
	};
	enum { COUNT = sizeof wants / sizeof wants[0] };
	const char *const *names = plint_keys_words(PLINT_SHAPE_FIELD_TYPE);
	if (!plint_loader_is_text(l, n, "type"))
		return PLINT_WANT_NONE;
	for (size_t i = 0; i < COUNT; i++)
		if (strcmp(names[i], n->text) == 0)
			return wants[i];
	plint_loader_error(l, n, false, plint_loader_nearest(l, n, names, COUNT), "there is no type \"%s\" of fields",
	                   plint_loader_shown(l, n));
	return PLINT_WANT_NONE;
}

static enum plint_kind kind_of(struct plint_loader *l, const struct plint_yaml *n)
{
	const char *names[PLINT_KIND_COUNT];
	if (!plint_loader_is_text(l, n, n->key ? n->key->text : "a kind"))
		return PLINT_KIND_NONE;
	enum plint_kind kind = plint_kind_find(n->text, n->len);
	if (kind != PLINT_KIND_NONE)
		return kind;
	for (int i = 1; i < PLINT_KIND_COUNT; i++)
		names[i - 1] = plint_kind_word((enum plint_kind)i);
	plint_loader_error(l, n, false, plint_loader_nearest(l, n, names, PLINT_KIND_COUNT - 1), "there is no kind of block \"%s\"",
	                   plint_loader_shown(l, n));
	return PLINT_KIND_NONE;
}

/* Kinds that `to` names, one or a list; all of them where it is not there. */
static uint32_t refs_of(struct plint_loader *l, const struct plint_yaml *to)
{
	uint32_t refs = 0;
	if (!to)
		return PLINT_KINDS_ALL;
	if (to->sort == PLINT_YAML_SCALAR)
		return PLINT_KIND_BIT(kind_of(l, to)) & PLINT_KINDS_ALL;
	if (plint_loader_is_list(l, to, "to"))
		for (const struct plint_yaml *n = to->first; n; n = n->next)
			refs |= PLINT_KIND_BIT(kind_of(l, n)) & PLINT_KINDS_ALL;
	return refs;
}

/* A word list of the field's own: `list` names it. */
static const char *list_name(struct plint_loader *l, const struct plint_yaml *n, enum plint_want want)
{
	const struct plint_yaml *list = plint_yaml_get(n, "list");
	if (want != PLINT_WANT_WORD) {
		if (list)
			plint_loader_error(l, list, true, NULL, "only a field of type word has a list");
		return NULL;
	}
	if (!list) {
		plint_loader_error(l, n, false, "write list: and the name of a list under lists", "a field of type word needs a list");
		return NULL;
	}
	if (!plint_loader_is_text(l, list, "list"))
		return NULL;
	if (find_list(l, list->text) < 0)
		plint_loader_error(l, list, false, NULL, "there is no list \"%s\"", plint_loader_shown(l, list));
	return plint_arena_strndup(l->arena, list->text, list->len);
}

/* A field is one word, or two with a blank, in letters. */
static bool is_field_name(const struct plint_yaml *n)
{
	unsigned blanks = 0;
	for (uint32_t i = 0; i < n->len; i++) {
		char c = n->text[i];
		if (c == ' ')
			blanks++;
		else if (!((c >= 'a' && c <= 'z') || (c == '-' && i > 0)))
			return false;
	}
	return n->len > 0 && n->len <= 60 && blanks <= 1 && n->text[0] != ' ' && n->text[n->len - 1] != ' ';
}

static void read_field(struct plint_loader *l, const struct plint_yaml *n)
{
	uint32_t key_count;
	const struct plint_key *keys = plint_keys_rows(PLINT_KEYS_FIELD, &key_count);
	if (!plint_loader_is_mapping(l, n, "a field"))
		return;
	if (!plint_loader_keys(l, n, plint_keys_names(PLINT_KEYS_FIELD), "a field"))
		return;
	for (uint32_t i = 0; i < key_count; i++)
		if (keys[i].is_needed && !plint_yaml_get(n, keys[i].name)) {
			plint_loader_error(l, n, false, NULL, "this field has no \"%s\"", keys[i].name);
			return;
		}
	const struct plint_yaml *name = plint_yaml_get(n, "name");
	enum plint_kind kind = kind_of(l, plint_yaml_get(n, "on"));
	enum plint_want want = want_of(l, plint_yaml_get(n, "type"));
	if (!plint_loader_is_text(l, name, "name") || kind == PLINT_KIND_NONE || want == PLINT_WANT_NONE)
		return;
	if (!is_field_name(name)) {
		plint_loader_error(l, name, false, NULL, "a field's name is one or two words of small letters");
		return;
	}
	struct plint_field f;
	memset(&f, 0, sizeof f);
	f.kind = (uint8_t)kind;
	f.is_many = plint_loader_entry_bool(l, n, "many", false);
	f.spelling = plint_arena_strndup(l->arena, name->text, name->len);
	f.want = want;
	f.list = list_name(l, n, want);
	f.refs = want == PLINT_WANT_REF ? refs_of(l, plint_yaml_get(n, "to")) : 0;
	plint_vec_push(&l->fields, l->arena, f);
	const struct plint_schema *schema =
	    plint_schema_extend(l->arena, plint_schema_default(), l->fields.items, l->fields.count);
	if (!schema) {
		l->fields.count--;
		plint_loader_error(l, name, false, NULL, "a %s has a field \"%s\" already, or there are too many names of fields",
		                   plint_kind_word(kind), plint_loader_shown(l, name));
		return;
	}
	l->schema = schema;
	struct plint_pack_field *row = plint_vec_add(&l->field_rows, l->arena);
	row->kind = kind;
	row->want = want;
	row->refs = f.refs;
	row->is_many = f.is_many;
	row->spelling = plint_loader_text(l, name->text, name->len);
	row->list = f.list ? plint_loader_text(l, f.list, strlen(f.list)) : 0;
}

void plint_loader_read_fields(struct plint_loader *l, const struct plint_yaml *fields)
{
	if (plint_loader_is_list(l, fields, "fields"))
		for (const struct plint_yaml *n = fields->first; n; n = n->next)
			read_field(l, n);
}

/* ---- helpers, standards -------------------------------------------------------------------------------------------- */

static void helper_scope(struct plint_loader *l, struct plint_scope *scope)
{
	memset(scope, 0, sizeof *scope);
	scope->arena = l->arena;
	scope->schema = l->schema;
	scope->vocab = &l->vocab;
	scope->lexicons = &l->lexicons;
}

void plint_loader_read_helpers(struct plint_loader *l, const struct plint_yaml *const *maps, uint32_t count)
{
	PLINT_VEC(uint32_t) numbers = {0};
	PLINT_VEC(const struct plint_yaml *) bodies = {0};
	struct plint_scope scope;
	struct plint_expr_error error = {0};
	plint_loader_sync(l);
	helper_scope(l, &scope);
	for (uint32_t i = 0; i < count; i++) {
		if (!maps[i] || !plint_loader_is_mapping(l, maps[i], "define"))
			continue;
		for (const struct plint_yaml *n = maps[i]->first; n; n = n->next) {
			uint32_t number = 0;
			if (!plint_loader_is_text(l, n, "a helper"))
				continue;
			if (!plint_expr_helper_declare(&l->code, &scope, n->key->text, n->key->len, &number, &error)) {
				plint_loader_error_in(l, n->key, error.start, error.end, error.hint, error.message);
				continue;
			}
			plint_vec_push(&numbers, l->arena, number);
			plint_vec_push(&bodies, l->arena, n);
		}
	}
	for (uint32_t i = 0; i < numbers.count; i++) {
		const struct plint_yaml *n = bodies.items[i];
		helper_scope(l, &scope);
		if (!plint_expr_helper_define(&l->code, &scope, numbers.items[i], n->text, n->len, &error))
			plint_loader_error_in(l, n, error.start, error.end, error.hint, error.message);
	}
}

void plint_loader_read_standards(struct plint_loader *l, const struct plint_yaml *root)
{
	plint_loader_keys(l, root, plint_keys_names(PLINT_KEYS_STANDARDS), "a crosswalk");
	const struct plint_yaml *standards = plint_yaml_get(root, "standards");
	if (!plint_loader_is_mapping(l, standards, "standards"))
		return;
	for (const struct plint_yaml *n = standards->first; n; n = n->next) {
		if (!plint_loader_is_mapping(l, n, "a standard"))
			continue;
		plint_loader_keys(l, n, plint_keys_names(PLINT_KEYS_STANDARD), "a standard");
		struct plint_standard *s = plint_vec_add(&l->standards, l->arena);
		s->id = plint_loader_text(l, n->key->text, n->key->len);
		s->title = plint_loader_entry_text(l, n, "title");
		s->edition = plint_loader_entry_text(l, n, "edition");
	}
}
