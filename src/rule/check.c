/*
 * One plan after the other through the same memory: two arenas, one for what lives as long as the plan's findings, one for scratch of
 * rules. The order of work: texts, trees (with includes), settings by the plan's status and profiles, model, rules.
 */
#include "rule/check.h"

#include "rule/includes.h"
#include "rule/texts.h"

/* Memory that a plan takes for each byte of its text, at a guess: made present in one call for large plans. */
#define BYTES_A_BYTE 5
#define LARGE_PLAN_BYTES ((size_t)1 << 20)

struct plint_checker {
	struct plint_check_config config;
	struct plint_arena arena, scratch;
	struct plint_source source;
	struct plint_diags diags;
	struct plint_intern atoms;
	struct plint_ast ast;
	struct plint_model model;
	struct plint_includes includes;
	struct plint_in_force force;
	struct plint_checked checked;
	uint64_t key[2];
	size_t bytes;
	struct plint_arena_owned *owned; /* the two arenas */
};

static void release(void *object)
{
	struct plint_checker *k = object;
	if (!k)
		return;
	struct plint_arena last = k->scratch;
	plint_arena_clear(&k->arena);
	plint_arena_clear(&last);
}

struct plint_checker *plint_checker_new(struct plint_arena *owner, const struct plint_check_config *c)
{
	struct plint_arena first;
	struct plint_arena_owned *owned = plint_arena_own(owner, release, NULL);
	plint_arena_init(&first, owner->fatal, owner->fatal_data, 0);
	struct plint_checker *k = plint_arena_calloc(&first, 1, sizeof *k);
	owned->object = k;
	k->owned = owned;
	/* The checker lies in an arena of its own, which its `scratch` goes on with behind a mark that is never passed. */
	k->scratch = first;
	k->config = *c;
	plint_arena_init(&k->arena, owner->fatal, owner->fatal_data, 0);
	plint_checker_limit(k, c->max_bytes);
	plint_io_random(k->key, sizeof k->key);
	plint_checker_begin(k);
	return k;
}

void plint_checker_limit(struct plint_checker *k, size_t max_bytes)
{
	k->scratch.limit_bytes = max_bytes / 4;
	k->arena.limit_bytes = max_bytes - max_bytes / 8;
}

void plint_checker_free(struct plint_checker *k)
{
	if (k)
		plint_arena_disown(k->owned);
}

void plint_checker_configure(struct plint_checker *k, const struct plint_check_config *c)
{
	k->config = *c;
}

struct plint_arena *plint_checker_arena(struct plint_checker *k)
{
	return &k->arena;
}

void plint_checker_begin(struct plint_checker *k)
{
	plint_arena_reset(&k->arena);
	plint_source_init(&k->source, &k->arena);
	plint_diags_init(&k->diags, &k->arena, &k->source);
	plint_intern_init(&k->atoms, &k->arena, k->key);
	k->bytes = 0;
	memset(&k->includes, 0, sizeof k->includes);
	k->includes.arena = &k->arena;
	k->includes.source = &k->source;
	k->includes.diags = &k->diags;
	k->includes.ast = &k->ast;
	k->includes.folder = ".";
	plint_intern_init(&k->includes.names, &k->arena, k->key);
	plint_map_init(&k->includes.identities, &k->arena);
}

/* The file PATH is not read: there are too many, or all together are too large. */
static void tell_left_out(struct plint_checker *k, const char *path, bool is_past)
{
	uint32_t pos = k->source.files.count > 0 ? k->source.files.items[0].base : 0;
	const char *shown = plint_diags_shown(&k->diags, path, strlen(path), 200);
	const char *why = is_past ? plint_arena_printf(&k->arena, "a plan has at most %d files; left out from here on, beginning with", PLINT_MAX_FILES)
	                          : "the files of this plan are too large together; left out is";
	plint_diags_add(&k->diags, "too-large", "syntax", PLINT_ERROR, (struct plint_span){pos, pos}, "%s %s", why, shown);
}

bool plint_checker_add(struct plint_checker *k, const char *path, char *text, size_t len, uint64_t dev, uint64_t ino)
{
	bool is_past = k->source.files.count >= PLINT_MAX_FILES;
	uint32_t file = is_past ? UINT32_MAX : plint_source_add(&k->source, path, text, len);
	if (file == UINT32_MAX) {
		if (!is_past || !k->includes.is_full)
			tell_left_out(k, path, is_past);
		k->includes.is_full = k->includes.is_full || is_past;
		return false;
	}
	if (file == 0)
		k->includes.folder = plint_io_dirname(&k->arena, path);
	k->bytes += len;
	plint_includes_note(&k->includes, file, dev, ino, 0);
	return true;
}

void plint_checker_add_unreadable(struct plint_checker *k, const char *path, enum plint_io_status why)
{
	char *empty = plint_arena_calloc(&k->arena, 2, 1);
	if (!plint_checker_add(k, path, empty, 0, 0, 0))
		return;
	struct plint_file *f = &k->source.files.items[k->source.files.count - 1];
	f->is_unread = true;
	uint32_t pos = f->base;
	plint_diags_add(&k->diags, why == PLINT_IO_TOO_LARGE ? "too-large" : "unreadable-file", "syntax", PLINT_ERROR,
	                (struct plint_span){pos, pos}, "this file cannot be read: %s", plint_io_words_of(&k->arena, why, PLINT_MAX_FILE_BYTES));
}

enum plint_io_status plint_check_include_file(void *data, struct plint_arena *a, const char *root, const char *name,
                                              struct plint_included *out)
{
	struct plint_io_data in;
	(void)data;
	enum plint_io_status s = plint_io_read_beneath(a, root, name, PLINT_MAX_FILE_BYTES, &in);
	if (s == PLINT_IO_OK)
		*out = (struct plint_included){plint_io_join(a, root, name), in.text, in.len, in.dev, in.ino};
	return s;
}

/* ---- status and profiles of a plan --------------------------------------------------------------------------------- */

struct plan_words {
	const char *status;
	PLINT_VEC(const char *) profiles;
};

static const struct plint_node *find_plan(const struct plint_ast *t)
{
	for (uint32_t i = 0; i < t->roots.count; i++)
		for (uint32_t s = plint_ast_node(t, t->roots.items[i])->child; s; s = plint_ast_node(t, s)->next) {
			const struct plint_node *n = plint_ast_node(t, s);
			if (n->kind == PLINT_NODE_STATEMENT && n->u.stmt.what_kind == PLINT_KIND_PLAN && !(n->flags & PLINT_NODE_REPORTED))
				return n;
		}
	return NULL;
}

/* Settings depend on the plan's own status and profiles, and the model on the settings, so these two are read from the tree. */
static void find_plan_words(struct plint_checker *k, struct plan_words *out)
{
	const struct plint_ast *t = &k->ast;
	const struct plint_node *plan = find_plan(t);
	uint32_t s = plan && plan->u.stmt.body ? plint_ast_node(t, plan->u.stmt.body)->child : 0;
	for (; s; s = plint_ast_node(t, s)->next) {
		const struct plint_node *n = plint_ast_node(t, s);
		bool is_status = n->u.stmt.field == PLINT_F_STATUS, is_profile = n->u.stmt.field == PLINT_F_PROFILE;
		if (n->kind != PLINT_NODE_STATEMENT || n->flags & PLINT_NODE_REPORTED || n->u.stmt.what_kind || !(is_status || is_profile))
			continue;
		for (uint32_t v = plint_ast_node(t, n->child)->next; v; v = plint_ast_node(t, v)->next) {
			const struct plint_node *value = plint_ast_node(t, v);
			if (value->kind != PLINT_NODE_WORD)
				continue;
			const char *word = plint_intern_text(t->atoms, value->u.word.atom);
			if (is_status)
				out->status = word;
			else
				plint_vec_push(&out->profiles, &k->arena, word);
		}
	}
}

/* ---- running ------------------------------------------------------------------------------------------------------- */

static void run_rules(struct plint_checker *k)
{
	const struct plint_check_config *c = &k->config;
	struct plint_rule_stats *stats = NULL;
	struct plint_engine_result result;
	if (c->want_stats)
		stats = plint_arena_calloc(&k->arena, c->pack->rule_count + 1, sizeof *stats);
	struct plint_engine_config engine = {.pack = c->pack, .force = &k->force, .language = k->checked.language, .today = c->today,
	                                     .only = c->only, .stats = stats, .want_fields = c->want_stats};
	plint_engine_run(&engine, &k->model, &k->arena, &k->scratch, &k->diags, &result);
	k->checked.force = &k->force;
	k->checked.stats = stats;
	k->checked.ignores = result.ignores;
	k->checked.is_costly = result.is_costly;
}

const struct plint_checked *plint_checker_run(struct plint_checker *k, const char *path)
{
	const struct plint_check_config *c = &k->config;
	struct plan_words words = {0};
	uint32_t given = k->source.files.count;
	if (!path && given > 0)
		path = k->source.files.items[0].path;
	if (k->bytes > LARGE_PLAN_BYTES)
		plint_arena_reserve(&k->arena, k->bytes * BYTES_A_BYTE);
	plint_ast_init(&k->ast, &k->arena, &k->source, c->pack->schema, &k->atoms);
	k->includes.read = c->include;
	k->includes.read_data = c->include_data;
	plint_includes_read(&k->includes);
	find_plan_words(k, &words);
	if (c->force)
		k->force = *c->force;
	else
		plint_settings_resolve(c->settings, &k->arena, path, words.status, words.profiles.items, words.profiles.count, false, &k->force);
	plint_model_build(&k->model, &k->arena, &k->scratch, &k->ast, &k->force.vocab, &k->diags);
	memset(&k->checked, 0, sizeof k->checked);
	k->checked.source = &k->source;
	k->checked.diags = &k->diags;
	k->checked.model = &k->model;
	k->checked.ast = &k->ast;
	k->checked.given_count = given;
	k->checked.language = c->language ? c->language : k->model.language;
	if (c->want_rules)
		run_rules(k);
	plint_texts_translate(c->pack, k->checked.language, &k->diags);
	plint_diags_finish(&k->diags);
	return &k->checked;
}

uint32_t plint_checked_count(const struct plint_checked *c, uint32_t file, enum plint_kind kind)
{
	const struct plint_file *f = &c->source->files.items[file];
	uint32_t count = 0;
	for (uint32_t i = 0; i < c->model->of_kind[kind].count; i++) {
		uint32_t pos = plint_model_block(c->model, c->model->of_kind[kind].items[i])->head.start;
		count += pos >= f->base && pos <= f->base + f->len;
	}
	return count;
}
