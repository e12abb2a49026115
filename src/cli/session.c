/* Sessions: see session.h. Finding the settings file, reading it, loading packs, applying the options about rules. */
#include "cli/session.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/limits.h"
#include "output/output.h"
#include "rule/pack_load.h"

/* The settings file of one folder. */
struct folder_config {
	const char *folder; /* without links */
	const char *config; /* without links; NULL: none */
};

struct plint_sessions {
	PLINT_VEC(struct folder_config) folders;
	PLINT_VEC(struct plint_session *) items;
	const char *home; /* without links; NULL: not known */
	const char *cwd;
};

static struct plint_sessions *sessions_of(struct plint_cli *cli)
{
	if (cli->sessions)
		return cli->sessions;
	struct plint_sessions *s = plint_arena_calloc(&cli->arena, 1, sizeof *s);
	cli->sessions = s;
	const char *home = getenv("HOME");
	s->home = home && *home ? plint_session_real_path(cli, home) : NULL;
	s->cwd = plint_session_real_path(cli, ".");
	return s;
}

const char *plint_session_real_path(struct plint_cli *cli, const char *path)
{
	char buffer[PATH_MAX];
	const char *real = realpath(path, buffer);
	return real ? plint_arena_strndup(&cli->arena, real, strlen(real)) : NULL;
}

const char *plint_session_short_path(struct plint_cli *cli, const char *path)
{
	const struct plint_sessions *s = sessions_of(cli);
	size_t len = s->cwd ? strlen(s->cwd) : 0;
	if (len > 1 && strncmp(path, s->cwd, len) == 0 && path[len] == '/')
		return path + len + 1;
	return path;
}

static bool exists(struct plint_cli *cli, const char *folder, const char *name)
{
	return plint_io_is_there(plint_io_join(&cli->arena, folder, name));
}

/* The nearest settings file at or above FOLDER (without links): never above a folder with .git, never in the home folder or above it. */
static const char *search_config(struct plint_cli *cli, const char *folder)
{
	struct plint_sessions *s = sessions_of(cli);
	for (const char *at = folder;; at = plint_io_dirname(&cli->arena, at)) {
		if (s->home && strcmp(at, s->home) == 0)
			return NULL;
		if (exists(cli, at, PLINT_SETTINGS_NAME))
			return plint_io_join(&cli->arena, at, PLINT_SETTINGS_NAME);
		if (exists(cli, at, ".git") || strcmp(at, "/") == 0 || strcmp(at, ".") == 0)
			return NULL;
	}
}

static const char *config_of_folder(struct plint_cli *cli, const char *folder)
{
	struct plint_sessions *s = sessions_of(cli);
	const char *real = plint_session_real_path(cli, folder);
	/* A folder that was there at some revision only is under the settings of the folder above it. */
	while (!real && strcmp(folder, ".") != 0 && strcmp(folder, "/") != 0) {
		folder = plint_io_dirname(&cli->arena, folder);
		real = plint_session_real_path(cli, folder);
	}
	if (!real)
		return NULL;
	for (uint32_t i = 0; i < s->folders.count; i++)
		if (strcmp(s->folders.items[i].folder, real) == 0)
			return s->folders.items[i].config;
	struct folder_config f = {real, search_config(cli, real)};
	plint_vec_push(&s->folders, &cli->arena, f);
	return f.config;
}

/* Tells the mistakes in DIAGS, if any. */
static void tell(struct plint_cli *cli, struct plint_source *source, struct plint_diags *diags)
{
	if (diags->items.count == 0)
		return;
	struct plint_output_options look = {.findings_only = true};
	struct plint_buf text;
	struct plint_output o;
	plint_diags_finish(diags);
	plint_buf_init(&text, &cli->arena);
	plint_output_begin(&o, plint_output_find("text", 4), &look, &text);
	struct plint_result result = {.diags = diags, .source = source, .name = ""};
	plint_output_result(&o, &result);
	ssize_t ignored = write(STDERR_FILENO, text.text, text.len);
	(void)ignored;
}

/* What is being put together. */
struct making {
	struct plint_cli *cli;
	struct plint_session *session;
	struct plint_source source;
	struct plint_diags diags;
	struct plint_config *config;
};

static struct making begin_making(struct plint_cli *cli)
{
	struct making m = {.cli = cli, .session = plint_arena_calloc(&cli->arena, 1, sizeof *m.session)};
	m.session->folder = "";
	m.session->fail_on = PLINT_ERROR;
	m.session->fail_on_from = "default";
	return m;
}

bool plint_session_holds(struct plint_cli *cli, const struct plint_session *s, const char *path)
{
	const char *folder = s->folder, *real = plint_session_real_path(cli, path);
	size_t len = strlen(folder);
	return !real || strcmp(folder, "/") == 0 || (strncmp(real, folder, len) == 0 && (real[len] == '/' || real[len] == '\0'));
}

/* Adds a pack that the settings file names; a link out of the file's folder is not followed. */
static bool add_own_pack(struct making *m, struct plint_loader *l, const char *name)
{
	const char *path = plint_io_join(&m->cli->arena, m->session->folder, name);
	if (plint_session_holds(m->cli, m->session, path))
		return plint_loader_add(l, path);
	plint_cli_complain(m->cli, "the pack %s of the settings file cannot be read: it leads out of the file's folder",
	                   plint_cli_shown(m->cli, name));
	return false;
}

/* Reads the settings file REAL; one that was found, not named, only where it is no link out of its folder: whoever made the folder may
 * not say what else is read. False where it cannot be read at all. */
static bool read_config(struct making *m, const char *real, const char *shown, bool is_named)
{
	struct plint_arena *a = &m->cli->arena;
	struct plint_io_data data;
	enum plint_io_status status = is_named ? plint_io_read(a, real, PLINT_MAX_CONFIG_BYTES, &data)
	                                       : plint_io_read_beneath(a, plint_io_dirname(a, real), PLINT_SETTINGS_NAME, PLINT_MAX_CONFIG_BYTES, &data);
	m->session->config_path = shown;
	if (status != PLINT_IO_OK) {
		plint_cli_complain(m->cli, "the settings file %s cannot be read: %s", plint_cli_shown(m->cli, shown),
		                   plint_io_words_of(a, status, PLINT_MAX_CONFIG_BYTES));
		m->session->is_bad = true;
		return false;
	}
	uint32_t file = plint_source_add(&m->source, shown, data.text, data.len);
	const char *path = plint_session_real_path(m->cli, real);
	m->session->folder = plint_io_dirname(a, path ? path : real);
	m->config = plint_arena_calloc(a, 1, sizeof *m->config);
	m->config->path = shown;
	if (!plint_config_read(a, &m->diags, &m->source, file, m->session->folder, m->config))
		m->session->is_bad = true;
	m->session->config = m->config;
	return true;
}

static void load_packs(struct making *m, const char *const *paths, uint32_t count)
{
	struct plint_session *s = m->session;
	const struct plint_config *c = m->config;
	if (count == 0 && !(c && (c->changes_pack || c->rules.count > 0))) {
		plint_pack_default(&s->pack);
		return;
	}
	struct plint_arena *a = &m->cli->arena;
	struct plint_pack *base = plint_arena_calloc(a, 1, sizeof *base);
	plint_pack_default(base);
	struct plint_loader *l = plint_loader_new(a, &m->source, &m->diags, base, false);
	for (uint32_t i = 0; c && i < c->rules.count; i++)
		if (!add_own_pack(m, l, c->rules.items[i]))
			s->is_bad = true;
	if (c && c->changes_pack && !plint_loader_add_config(l, c))
		s->is_bad = true;
	for (uint32_t i = 0; i < count; i++)
		if (!plint_loader_add(l, paths[i]))
			s->is_bad = true;
	plint_loader_finish(l, &s->pack);
}

/* Applies one option about rules; NULL, or what is wrong. */
static const char *apply(struct plint_settings *s, const struct plint_rule_option *o)
{
	enum plint_layer_sort layer = o->is_environment ? PLINT_LAYER_ENVIRONMENT : PLINT_LAYER_OPTION;
	if (o->option == PLINT_OPTION_SEVERITY)
		return plint_settings_severity(s, layer, o->value);
	if (o->option == PLINT_OPTION_PARAM)
		return plint_settings_param(s, layer, o->value);
	if (o->option == PLINT_OPTION_SELECT)
		return plint_settings_select(s, layer, o->value);
	if (o->option == PLINT_OPTION_IGNORE)
		return plint_settings_ignore(s, layer, o->value);
	return plint_settings_profile(s, layer, o->value);
}

static bool apply_options(struct making *m)
{
	const struct plint_options *o = &m->cli->options;
	for (uint32_t i = 0; i < o->rule_options.count; i++) {
		const struct plint_rule_option *option = &o->rule_options.items[i];
		const char *wrong = apply(&m->session->settings, option);
		if (wrong) {
			plint_cli_complain(m->cli, "--%s%s: %s", plint_options_table[option->option].name,
			                   option->is_environment ? " in PLANLINT_OPTIONS" : "", wrong);
			return false;
		}
	}
	return true;
}

/* Settings that are not about rules: the weaker first. */
static void settle(struct making *m)
{
	struct plint_session *s = m->session;
	const struct plint_options *o = &m->cli->options;
	const char *fail_on = NULL;
	if (m->config && m->config->fail_on) {
		fail_on = m->config->fail_on;
		s->fail_on_from = s->config_path;
	}
	if (o->fail_on) {
		fail_on = o->fail_on;
		s->fail_on_from = "option";
	}
	if (fail_on && !plint_severity_parse(fail_on, strlen(fail_on), &s->fail_on))
		s->fail_on = PLINT_OFF; /* never */
	s->language = o->lang ? o->lang : m->config ? m->config->language : NULL;
	s->docs_url = m->config ? m->config->docs_url : NULL;
	s->settings.no_default_rules =
	    o->no_default_rules || (m->config && m->config->has_default_rules && !m->config->default_rules);
}

/* Packs, settings, options. False where an option is wrong. */
static bool finish_making(struct making *m, const char *const *packs, uint32_t count)
{
	struct plint_session *s = m->session;
	load_packs(m, packs, count);
	plint_settings_init(&s->settings, &m->cli->arena, &s->pack);
	if (m->config && !plint_settings_add_config(&s->settings, m->config, &m->diags))
		s->is_bad = true;
	tell(m->cli, &m->source, &m->diags);
	settle(m);
	return apply_options(m);
}

struct plint_session *plint_session_of_folder(struct plint_cli *cli, const char *folder)
{
	struct plint_sessions *all = sessions_of(cli);
	const struct plint_options *o = &cli->options;
	const char *real = o->no_config ? NULL : o->config ? o->config : config_of_folder(cli, folder);
	const char *shown = real && !o->config ? plint_session_short_path(cli, real) : real;
	for (uint32_t i = 0; i < all->items.count; i++) {
		const char *known = all->items.items[i]->config_path;
		if (known == shown || (known && shown && strcmp(known, shown) == 0))
			return all->items.items[i];
	}
	struct making *m = plint_arena_alloc(&cli->arena, sizeof *m);
	*m = begin_making(cli);
	plint_source_init(&m->source, &cli->arena);
	plint_diags_init(&m->diags, &cli->arena, &m->source);
	if (real && !read_config(m, real, shown, o->config != NULL) && o->config)
		return NULL;
	if (!finish_making(m, o->rules.items, o->rules.count))
		return NULL;
	plint_vec_push(&all->items, &cli->arena, m->session);
	return m->session;
}

struct plint_session *plint_session_of_packs(struct plint_cli *cli, const char *const *paths, uint32_t count)
{
	struct making *m = plint_arena_alloc(&cli->arena, sizeof *m);
	*m = begin_making(cli);
	plint_source_init(&m->source, &cli->arena);
	plint_diags_init(&m->diags, &cli->arena, &m->source);
	return finish_making(m, paths, count) ? m->session : NULL;
}

const char *plint_session_relative(const struct plint_session *s, const char *path)
{
	size_t len = strlen(s->folder);
	while (len > 0 && s->folder[len - 1] == '/')
		len--;
	return strncmp(path, s->folder, len) == 0 && path[len] == '/' ? path + len + 1 : path;
}

bool plint_session_excludes(const struct plint_session *s, const char *path)
{
	if (!s->config)
		return false;
	const char *relative = plint_session_relative(s, path);
	for (uint32_t i = 0; i < s->config->exclude.count; i++)
		if (plint_glob(s->config->exclude.items[i], relative))
			return true;
	return false;
}
