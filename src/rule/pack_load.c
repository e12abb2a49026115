/*
 * The loader as a whole: starts from a pack, finds the files of further packs, reads them in the order in which they rest on each other,
 * takes back a pack that has a mistake. What the files hold is read by load_*.c.
 *
 * Taking back: arrays only grow and words may be marked, so the loader starts anew and adds once more what had been used before.
 */
#include "rule/loader.h"

#include "base/io.h"

#define MAX_FOLDER_DEPTH 8

/* The files of one pack. */
struct pack_files {
	const char *folder;
	PLINT_VEC(struct plint_pack_file) items;
	bool is_single;
};

#define COPY_ARRAY(l, vec, from, n)                                                    \
	do {                                                                           \
		plint_vec_need(&(l)->vec, (l)->arena, (n) + 1);                        \
		if ((n) > 0)                                                           \
			memcpy((l)->vec.items, (from), (n) * sizeof *(l)->vec.items);  \
		(l)->vec.count = (n);                                                  \
	} while (0)

static void start_words(struct plint_loader *l, const struct plint_pack *b)
{
	COPY_ARRAY(l, strings, b->strings, b->strings_len);
	COPY_ARRAY(l, lists, b->vocab.lists, b->vocab.list_count);
	COPY_ARRAY(l, words, b->vocab.words, b->vocab.word_count);
	COPY_ARRAY(l, groups, b->vocab.groups, b->vocab.group_count);
	COPY_ARRAY(l, group_words, b->vocab.group_words, b->vocab.group_word_count);
	COPY_ARRAY(l, lex_names, b->lexicons.names, b->lexicons.name_count);
	COPY_ARRAY(l, lex_languages, b->lexicons.languages, b->lexicons.language_count);
	COPY_ARRAY(l, lex_phrases, b->lexicons.phrases, b->lexicons.phrase_count);
	COPY_ARRAY(l, lex_tokens, b->lexicons.tokens, b->lexicons.token_count);
	COPY_ARRAY(l, lex_indicators, b->lexicons.indicators, b->lexicons.indicator_count);
	COPY_ARRAY(l, lex_splits, b->lexicons.splits, b->lexicons.split_count);
	memcpy(l->lists_of_language, b->lexicons.lists_of_language, sizeof l->lists_of_language);
	l->lexicons.index = b->lexicons.index;
	l->lexicons.index_count = b->lexicons.index_count;
}

static void start_rules(struct plint_loader *l, const struct plint_pack *b)
{
	struct plint_code_block blocks[PLINT_CODE_ARRAY_COUNT];
	plint_code_blocks(&b->code, blocks);
	plint_code_view(&l->code, l->arena, blocks);
	COPY_ARRAY(l, rules, b->rules, b->rule_count);
	COPY_ARRAY(l, afters, b->afters, b->after_count);
	COPY_ARRAY(l, families, b->families, b->family_count);
	COPY_ARRAY(l, params, b->params, b->param_count);
	COPY_ARRAY(l, lets, b->lets, b->let_count);
	COPY_ARRAY(l, points, b->points, b->point_count);
	COPY_ARRAY(l, fixes, b->fixes, b->fix_count);
	COPY_ARRAY(l, pieces, b->pieces, b->piece_count);
	COPY_ARRAY(l, sources, b->sources, b->source_count);
	COPY_ARRAY(l, rule_standards, b->rule_standards, b->rule_standard_count);
	COPY_ARRAY(l, standards, b->standards, b->standard_count);
	COPY_ARRAY(l, examples, b->examples, b->example_count);
	COPY_ARRAY(l, places, b->places, b->place_count);
	COPY_ARRAY(l, answers, b->answers, b->answer_count);
	COPY_ARRAY(l, translations, b->translations, b->translation_count);
	COPY_ARRAY(l, says, b->says, b->says_count);
	COPY_ARRAY(l, profiles, b->profiles, b->profile_count);
	COPY_ARRAY(l, changes, b->changes, b->change_count);
	COPY_ARRAY(l, packs, b->packs, b->pack_count);
	COPY_ARRAY(l, field_rows, b->fields, b->field_count);
	for (uint32_t i = 0; i < b->rule_count; i++) {
		const char *id = plint_pack_text(b, b->rules[i].id);
		plint_intern_put(&l->ids, id, strlen(id));
	}
}

/* Fields of the base as rows of a schema. */
static void start_fields(struct plint_loader *l)
{
	for (uint32_t i = 0; i < l->field_rows.count; i++) {
		const struct plint_pack_field *row = &l->field_rows.items[i];
		struct plint_field *f = plint_vec_add(&l->fields, l->arena);
		f->kind = (uint8_t)row->kind;
		f->is_many = row->is_many != 0;
		f->spelling = plint_arena_printf(l->arena, "%s", plint_loader_chars(l, row->spelling));
		f->want = (enum plint_want)row->want;
		f->list = row->list ? plint_arena_printf(l->arena, "%s", plint_loader_chars(l, row->list)) : NULL;
		f->refs = row->refs;
	}
}

/* Makes the loader hold what BASE holds and nothing else. */
static void start(struct plint_loader *l)
{
	struct plint_loader fresh = {.arena = l->arena, .source = l->source, .diags = l->diags, .base = l->base,
	                             .is_default = l->is_default, .suggestions = l->suggestions};
	uint64_t key[2];
	*l = fresh;
	plint_io_random(key, sizeof key);
	plint_intern_init(&l->interned, l->arena, key);
	plint_intern_init(&l->ids, l->arena, key);
	if (l->base) {
		start_words(l, l->base);
		start_rules(l, l->base);
		start_fields(l);
		l->schema = l->base->schema;
	} else {
		plint_vec_push(&l->strings, l->arena, '\0');
		plint_code_init(&l->code, l->arena);
		l->schema = plint_schema_default();
	}
	plint_loader_sync(l);
}

struct plint_loader *plint_loader_new(struct plint_arena *arena, struct plint_source *source, struct plint_diags *diags,
                                      const struct plint_pack *base, bool is_default)
{
	struct plint_loader *l = plint_arena_calloc(arena, 1, sizeof *l);
	l->arena = arena;
	l->source = source;
	l->diags = diags;
	l->base = base;
	l->is_default = is_default;
	start(l);
	return l;
}

/* ---- files --------------------------------------------------------------------------------------------------------- */

static enum plint_io_kind kind_of(const char *path)
{
	uint64_t dev, ino;
	return plint_io_stat(path, &dev, &ino);
}

static void add_root_error(struct plint_loader *l, const char *path, const char *why)
{
	struct plint_span span = {0, 0};
	char *empty = plint_arena_calloc(l->arena, 2, 1);
	uint32_t file = plint_source_add(l->source, path, empty, 0);
	if (file != UINT32_MAX)
		span.start = span.end = l->source->files.items[file].base;
	plint_diags_add(l->diags, PLINT_BAD_PACK, PLINT_PACK_FAMILY, PLINT_ERROR, span, "the rule pack %s cannot be read: %s",
	                plint_diags_shown(l->diags, path, strlen(path), 200), why);
	l->failed = true;
}

/* Reads file NAME of the pack in FOLDER and its YAML. */
static void add_file(struct plint_loader *l, struct pack_files *files, const char *name)
{
	struct plint_io_data data;
	const char *path = plint_io_join(l->arena, files->folder, name);
	enum plint_io_status s = plint_io_read_beneath(l->arena, files->folder, name, PLINT_MAX_PACK_BYTES, &data);
	if (s != PLINT_IO_OK) {
		add_root_error(l, path, plint_io_words_of(l->arena, s, PLINT_MAX_PACK_BYTES));
		return;
	}
	uint32_t file = plint_source_add(l->source, path, data.text, data.len);
	bool is_empty;
	if (file == UINT32_MAX) {
		add_root_error(l, path, "too many files");
		return;
	}
	const struct plint_yaml *root =
	    plint_yaml_read(l->arena, l->diags, file, PLINT_BAD_PACK, PLINT_PACK_FAMILY, &is_empty);
	if (is_empty)
		add_root_error(l, path, "it is empty");
	else if (!root)
		l->failed = true;
	else if (plint_loader_is_mapping(l, root, "a file of a rule pack"))
		plint_vec_push(&files->items, l->arena, ((struct plint_pack_file){name, file, root}));
}

static bool ends_in_yaml(const char *name)
{
	size_t len = strlen(name);
	return (len > 5 && strcmp(name + len - 5, ".yaml") == 0) || (len > 4 && strcmp(name + len - 4, ".yml") == 0);
}

/* Adds the YAML files of SUB (below the pack's folder, "" for itself). Links to folders are not followed. DEPTH bounds the recursion. */
static void add_folder(struct plint_loader *l, struct pack_files *files, const char *sub, unsigned depth)
{
	struct plint_io_entry *entries;
	uint32_t count;
	const char *path = *sub ? plint_io_join(l->arena, files->folder, sub) : files->folder;
	enum plint_io_status s = plint_io_list(l->arena, path, &entries, &count);
	if (s != PLINT_IO_OK) {
		add_root_error(l, path, plint_io_words(s));
		return;
	}
	for (uint32_t i = 0; i < count; i++) {
		const char *name = plint_io_join(l->arena, sub, entries[i].name);
		bool is_file = entries[i].kind != PLINT_IO_FOLDER && ends_in_yaml(name);
		if (is_file && files->items.count >= PLINT_MAX_PACK_FILES) {
			add_root_error(l, files->folder, plint_arena_printf(l->arena, "it has more than %d files", PLINT_MAX_PACK_FILES));
			return;
		}
		if (entries[i].kind == PLINT_IO_FOLDER && !entries[i].is_link && depth < MAX_FOLDER_DEPTH)
			add_folder(l, files, name, depth + 1);
		else if (is_file)
			add_file(l, files, name);
	}
}

static bool starts_with(const char *name, const char *head)
{
	return strncmp(name, head, strlen(head)) == 0;
}

/* ---- one pack ------------------------------------------------------------------------------------------------------ */

static const struct plint_pack_file *find_file(const struct pack_files *files, const char *name)
{
	for (uint32_t i = 0; i < files->items.count; i++)
		if (strcmp(files->items.items[i].name, name) == 0)
			return &files->items.items[i];
	return NULL;
}

static bool add_pack(struct plint_loader *l, const char *path);

static bool is_loaded_name(const struct plint_loader *l, const char *name)
{
	for (uint32_t i = 0; i < l->packs.count; i++)
		if (strcmp(plint_loader_chars(l, l->packs.items[i].name), name) == 0)
			return true;
	return false;
}

/* One entry of `extends`: a pack that is there already, or a path below the pack's folder. */
static void extend_one(struct plint_loader *l, const char *folder, const struct plint_yaml *n)
{
	if (!plint_loader_is_text(l, n, "extends") || is_loaded_name(l, n->text))
		return;
	if (n->text[0] == '/' || strstr(n->text, "..")) {
		plint_loader_error(l, n, false, NULL, "a pack can extend only packs below its own folder");
		return;
	}
	const char *path = plint_io_join(l->arena, folder, n->text);
	if (kind_of(path) == PLINT_IO_NONE) {
		plint_loader_error(l, n, false, NULL, "there is no pack \"%s\", by name or below the pack's folder",
		                   plint_loader_shown(l, n));
		return;
	}
	for (uint32_t i = 0; i < l->added.count; i++)
		if (strcmp(l->added.items[i], path) == 0)
			return;
	if (l->extends_depth > PLINT_MAX_PACK_EXTENDS)
		plint_loader_error(l, n, false, NULL, "packs extend each other more than 16 deep, or in a ring");
	else
		add_pack(l, path);
}

/* The pack's own file: what it is called, what it stands on. Sets the index of the pack. */
static void read_head(struct plint_loader *l, const struct pack_files *files, const struct plint_pack_file *head)
{
	const struct plint_yaml *extends = plint_yaml_get(head->root, "extends");
	plint_loader_keys(l, head->root, plint_keys_names(PLINT_KEYS_PACK), "a pack");
	if (extends && plint_loader_is_list(l, extends, "extends"))
		for (const struct plint_yaml *n = extends->first; n; n = n->next)
			extend_one(l, files->folder, n);
	if (!plint_yaml_get(head->root, "name"))
		plint_loader_error(l, head->root, false, "write name: and a word of your own", "the pack has no name");
	struct plint_pack_name *p = plint_vec_add(&l->packs, l->arena);
	p->name = plint_loader_entry_text(l, head->root, "name");
	p->version = plint_loader_entry_text(l, head->root, "version");
	p->since = plint_loader_entry_text(l, head->root, "since");
	p->title = plint_loader_entry_text(l, head->root, "title");
	p->path = l->is_default ? 0 : plint_loader_text(l, files->folder, strlen(files->folder));
}

/* Lists, groups and fields, then helpers, lexicons and catalogues: what rules stand on. */
static void read_words(struct plint_loader *l, const struct pack_files *files, const struct plint_pack_file *head)
{
	const struct plint_pack_file *vocabulary = find_file(files, "vocabulary.yaml");
	if (vocabulary)
		plint_loader_keys(l, vocabulary->root, plint_keys_names(PLINT_KEYS_VOCABULARY), "a vocabulary");
	const struct plint_yaml *roots[2] = {vocabulary ? vocabulary->root : NULL, head ? head->root : NULL};
	for (int i = 0; i < 2; i++)
		plint_loader_read_lists(l, plint_yaml_get(roots[i], "lists"));
	for (int i = 0; i < 2; i++)
		plint_loader_read_groups(l, plint_yaml_get(roots[i], "groups"));
	for (int i = 0; i < 2; i++)
		plint_loader_read_fields(l, plint_yaml_get(roots[i], "fields"));
	for (uint32_t i = 0; i < files->items.count; i++)
		if (starts_with(files->items.items[i].name, "lexicon/"))
			plint_loader_read_lexicon(l, files->items.items[i].root);
	const struct plint_pack_file *indicators = find_file(files, "indicators.yaml");
	if (indicators)
		plint_loader_read_indicators(l, indicators->root);
	const struct plint_pack_file *standards = find_file(files, "standards.yaml");
	if (standards)
		plint_loader_read_standards(l, standards->root);
	const struct plint_pack_file *guidance = find_file(files, "guidance.yaml");
	if (guidance)
		plint_loader_read_guidance(l, guidance->root);
}

static void read_helpers(struct plint_loader *l, const struct pack_files *files, const struct plint_pack_file *head)
{
	const struct plint_pack_file *define = find_file(files, "define.yaml");
	if (define)
		plint_loader_keys(l, define->root, plint_keys_names(PLINT_KEYS_DEFINE), "a file of helpers");
	const struct plint_yaml *maps[2] = {define ? plint_yaml_get(define->root, "define") : NULL,
	                                    head ? plint_yaml_get(head->root, "define") : NULL};
	plint_loader_read_helpers(l, maps, 2);
}

static bool is_rule_file(const struct pack_files *files, const struct plint_pack_file *f)
{
	static const char *const others[] = {"pack.yaml", "vocabulary.yaml", "define.yaml", "indicators.yaml", "standards.yaml",
	                                     "guidance.yaml"};
	if (files->is_single)
		return plint_yaml_get(f->root, "id") != NULL;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (strcmp(f->name, others[i]) == 0)
			return false;
	return !starts_with(f->name, "lexicon/") && !starts_with(f->name, "texts/");
}

static void read_rules(struct plint_loader *l, const struct pack_files *files)
{
	uint32_t first = l->work.count;
	for (uint32_t i = 0; i < files->items.count; i++)
		if (is_rule_file(files, &files->items.items[i]))
			plint_loader_declare_rule(l, &files->items.items[i], plint_vec_add(&l->work, l->arena));
	for (uint32_t i = first; i < l->work.count; i++)
		if (l->work.items[i].root)
			plint_loader_read_rule(l, &l->work.items[i]);
	for (uint32_t i = 0; i < files->items.count; i++)
		if (starts_with(files->items.items[i].name, "texts/"))
			plint_loader_read_texts(l, &files->items.items[i]);
}

/* The order in which areas appear in the paragraph of what is absent. */
static void order_areas(struct plint_loader *l, const struct plint_yaml *areas)
{
	if (!areas || !plint_loader_is_list(l, areas, "areas"))
		return;
	uint32_t place = 0;
	for (const struct plint_yaml *n = areas->first; n; n = n->next) {
		bool is_used = false;
		place++;
		if (!plint_loader_is_text(l, n, "areas"))
			return;
		for (uint32_t i = 0; i < l->rules.count; i++) {
			struct plint_rule *r = &l->rules.items[i];
			if (r->area && strcmp(plint_loader_chars(l, r->area), n->text) == 0) {
				r->area_place = place;
				is_used = true;
			}
		}
		if (!is_used)
			plint_loader_error(l, n, false, NULL, "no rule has the area \"%s\"", plint_loader_shown(l, n));
	}
}

/* The word lists that other parts of packs make: names of profiles, languages of lexicons. */
static void add_made_lists(struct plint_loader *l)
{
	PLINT_VEC(uint32_t) names = {0};
	for (uint32_t i = 0; i < l->profiles.count; i++)
		plint_vec_push(&names, l->arena, l->profiles.items[i].name);
	plint_loader_add_list(l, "profile", names.items, names.count, false);
	plint_loader_add_list(l, "language", l->lex_languages.items, l->lex_languages.count, true);
}

static void read_pack(struct plint_loader *l, const struct pack_files *files, const struct plint_pack_file *head)
{
	if (head)
		read_head(l, files, head);
	else
		plint_vec_add(&l->packs, l->arena)->name = plint_loader_text(l, files->folder, strlen(files->folder));
	read_words(l, files, head);
	plint_loader_sync(l);
	read_helpers(l, files, head);
	read_rules(l, files);
	if (head) {
		order_areas(l, plint_yaml_get(head->root, "areas"));
		plint_loader_read_profiles(l, plint_yaml_get(head->root, "profiles"), false);
		plint_loader_read_changes(l, head->root, 0);
	}
	add_made_lists(l);
	plint_loader_sync(l);
	plint_loader_check_removed(l);
}

/* Finds the files of the pack at PATH and reads it. */
static bool add_pack(struct plint_loader *l, const char *path)
{
	struct pack_files files = {.folder = path};
	enum plint_io_kind kind = kind_of(path);
	bool was_failed = l->failed;
	l->failed = false;
	l->extends_depth++;
	if (kind == PLINT_IO_FOLDER) {
		add_folder(l, &files, "", 0);
	} else {
		const char *slash = strrchr(path, '/');
		files.folder = plint_io_dirname(l->arena, path);
		files.is_single = true;
		add_file(l, &files, slash ? slash + 1 : path);
	}
	/* A single file may have any name: what it holds tells whether it is a rule or a pack. */
	const struct plint_pack_file *head = files.is_single ? NULL : find_file(&files, "pack.yaml");
	if (files.is_single && files.items.count == 1 && !plint_yaml_get(files.items.items[0].root, "id"))
		head = &files.items.items[0];
	if (!l->failed && !files.is_single && !head)
		add_root_error(l, path, "the folder has no pack.yaml");
	if (!l->failed)
		read_pack(l, &files, head);
	l->extends_depth--;
	bool is_good = !l->failed;
	l->failed = was_failed || !is_good;
	return is_good;
}

static void read_config(struct plint_loader *l, const struct plint_config *c)
{
	plint_loader_read_lists(l, plint_yaml_get(c->root, "lists"));
	plint_loader_read_groups(l, plint_yaml_get(c->root, "groups"));
	plint_loader_read_fields(l, plint_yaml_get(c->root, "fields"));
	plint_loader_read_profiles(l, plint_yaml_get(c->root, "profiles"), true);
	add_made_lists(l);
	plint_loader_sync(l);
	plint_loader_check_removed(l);
}

/* Starts anew with everything that was used before; its mistakes are known to be none. */
static void take_back(struct plint_loader *l)
{
	struct plint_diags *diags = l->diags;
	struct plint_diags mute;
	const char **paths = l->added.items;
	const struct plint_config *config = l->config;
	uint32_t count = l->added.count;
	plint_diags_init(&mute, l->arena, l->source);
	l->diags = &mute;
	start(l);
	for (uint32_t i = 0; i < count; i++) {
		plint_vec_push(&l->added, l->arena, paths[i]);
		add_pack(l, paths[i]);
	}
	if (config)
		read_config(l, config);
	plint_loader_order(l);
	l->diags = diags;
	l->failed = false;
}

bool plint_loader_add(struct plint_loader *l, const char *path)
{
	l->failed = false;
	bool is_good = add_pack(l, path);
	if (is_good) {
		plint_loader_order(l);
		is_good = !l->failed;
	}
	if (is_good)
		plint_vec_push(&l->added, l->arena, path);
	else
		take_back(l);
	return is_good;
}

bool plint_loader_add_config(struct plint_loader *l, const struct plint_config *c)
{
	l->failed = false;
	read_config(l, c);
	bool is_good = !l->failed;
	if (is_good)
		l->config = c;
	else
		take_back(l);
	return is_good;
}

static void finish_rules(const struct plint_loader *l, struct plint_pack *out)
{
	out->rules = l->rules.items;
	out->order = l->order;
	out->afters = l->afters.items;
	out->families = l->families.items;
	out->params = l->params.items;
	out->lets = l->lets.items;
	out->points = l->points.items;
	out->fixes = l->fixes.items;
	out->pieces = l->pieces.items;
	out->sources = l->sources.items;
	out->rule_standards = l->rule_standards.items;
	out->standards = l->standards.items;
	out->examples = l->examples.items;
	out->places = l->places.items;
	out->answers = l->answers.items;
	out->translations = l->translations.items;
	out->says = l->says.items;
	out->profiles = l->profiles.items;
	out->changes = l->changes.items;
	out->packs = l->packs.items;
	out->fields = l->field_rows.items;
}

static void finish_counts(const struct plint_loader *l, struct plint_pack *out)
{
	out->strings_len = l->strings.count;
	out->rule_count = l->rules.count;
	out->after_count = l->afters.count;
	out->family_count = l->families.count;
	out->param_count = l->params.count;
	out->let_count = l->lets.count;
	out->point_count = l->points.count;
	out->fix_count = l->fixes.count;
	out->piece_count = l->pieces.count;
	out->source_count = l->sources.count;
	out->rule_standard_count = l->rule_standards.count;
	out->standard_count = l->standards.count;
	out->example_count = l->examples.count;
	out->place_count = l->places.count;
	out->answer_count = l->answers.count;
	out->translation_count = l->translations.count;
	out->says_count = l->says.count;
	out->profile_count = l->profiles.count;
	out->change_count = l->changes.count;
	out->pack_count = l->packs.count;
	out->field_count = l->field_rows.count;
}

void plint_loader_view(const struct plint_loader *l, struct plint_pack *out)
{
	memset(out, 0, sizeof *out);
	out->strings = l->strings.items;
	out->schema = l->schema;
	out->code = l->code;
	finish_rules(l, out);
	finish_counts(l, out);
}

void plint_loader_finish(struct plint_loader *l, struct plint_pack *out)
{
	if (!l->order)
		plint_loader_order(l);
	plint_loader_sync(l);
	if (l->lexicons_changed || !l->lexicons.index)
		plint_lexicons_index(l->arena, &l->lexicons);
	plint_loader_view(l, out);
	out->vocab = l->vocab;
	out->lexicons = l->lexicons;
}
