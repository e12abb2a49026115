/*
 * Watching: see watch.h. Watched are the files of the plans and what they include, there or not; settings files, there or not; the files of
 * packs; baselines; and folders, for files that come and go. Each is looked at every 300 ms. After a change we wait until nothing changes for a moment:
 * programs write files in pieces.
 *
 * Signals are blocked and waited for, so that they end the run between two rounds and never within one.
 */
#include "cli/watch.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/io.h"
#include "source/source.h"

#define LOOK_MS 300
#define SETTLE_MS 100
#define MAX_SETTLES 20 /* what changes for longer than that is checked as it is */

/* A file or folder, there or not. */
struct watched {
	const char *path;
	struct plint_io_stamp stamp;
	uint64_t names; /* of a folder: what its entries are called, as far as it matters here */
};

struct watch_list {
	struct plint_arena arena;
	struct plint_intern paths;
	PLINT_VEC(struct watched) items;
	uint32_t file_count; /* of those that are there */
	const struct plint_session *session; /* whose files were added last */
};

struct plint_watch {
	struct plint_cli cli;       /* of the round */
	struct watch_list lists[2]; /* a round that cannot look at files leaves the list of the one before */
	int current;
	bool has_noted;
	bool is_terminal;
	plint_command_fn *round;
	struct plint_arena scratch; /* for listing a folder */
	struct plint_arena texts;   /* for reading a file */
	sigset_t signals;
};

/* ---- looking ----------------------------------------------------------------------------------------------------------- */

static bool is_name_of(const char *name, const char *ending)
{
	size_t len = strlen(name), n = strlen(ending);
	return len > n && strcmp(name + len - n, ending) == 0;
}

/* The names in FOLDER that matter, as a number: plans, files of packs, subfolders. */
static uint64_t names_in(struct plint_watch *w, const char *folder)
{
	static const uint64_t key[2] = {0x706c616e, 0x6c696e74};
	struct plint_io_entry *entries;
	uint32_t count;
	uint64_t sum = 0;
	plint_arena_reset(&w->scratch);
	if (plint_io_list(&w->scratch, folder, &entries, &count) != PLINT_IO_OK)
		return 0;
	for (uint32_t i = 0; i < count; i++) {
		const char *name = entries[i].name;
		bool matters = entries[i].kind == PLINT_IO_FOLDER || is_name_of(name, ".plan") || is_name_of(name, ".yaml") || is_name_of(name, ".yml");
		if (matters)
			sum = sum * 31 + plint_siphash(name, strlen(name), key);
	}
	return sum;
}

static bool is_same(const struct plint_io_stamp *a, const struct plint_io_stamp *b)
{
	return a->kind == b->kind && a->dev == b->dev && a->ino == b->ino && a->size == b->size && a->modified_ns == b->modified_ns &&
	       a->changed_ns == b->changed_ns;
}

/* Looks at X again. Whether it has changed. */
static bool look(struct plint_watch *w, struct watched *x)
{
	struct plint_io_stamp now = plint_io_stamp(x->path);
	if (is_same(&now, &x->stamp))
		return false;
	bool was_folder = x->stamp.kind == PLINT_IO_FOLDER;
	x->stamp = now;
	if (now.kind != PLINT_IO_FOLDER)
		return true;
	/* Editors put files of their own into a folder and take them away. */
	uint64_t names = names_in(w, x->path);
	bool has_changed = !was_folder || names != x->names;
	x->names = names;
	return has_changed;
}

/* ---- what to look at --------------------------------------------------------------------------------------------------- */

/* Adds PATH. False where it is there already. */
static bool add(struct plint_watch *w, struct watch_list *l, const char *path)
{
	if (plint_intern_find(&l->paths, path, strlen(path)))
		return false;
	struct watched x = {.path = plint_intern_text(&l->paths, plint_intern_put(&l->paths, path, strlen(path)))};
	(void)look(w, &x);
	l->file_count += x.stamp.kind == PLINT_IO_FILE;
	plint_vec_push(&l->items, &l->arena, x);
	return true;
}

/* Adds FOLDER and what lies below it: subfolders, and files whose names end in ENDING (NULL: none). */
static void add_tree(struct plint_watch *w, struct watch_list *l, const char *folder, const char *ending, unsigned depth)
{
	struct plint_io_entry *entries;
	uint32_t count;
	if (plint_io_is_kernels(folder))
		return;
	(void)add(w, l, folder);
	if (depth == PLINT_MAX_FOLDER_DEPTH || plint_io_list(&l->arena, folder, &entries, &count) != PLINT_IO_OK)
		return;
	for (uint32_t i = 0; i < count; i++) {
		const struct plint_io_entry *e = &entries[i];
		if (e->kind == PLINT_IO_FOLDER && !e->is_link)
			add_tree(w, l, plint_io_join(&l->arena, folder, e->name), ending, depth + 1);
		else if (ending && is_name_of(e->name, ending))
			(void)add(w, l, plint_io_join(&l->arena, folder, e->name));
	}
}

/* A path that a user or a settings file gave: a folder with all below it, or a file. */
static void add_given(struct plint_watch *w, struct watch_list *l, const char *path, const char *ending)
{
	uint64_t dev, ino;
	if (plint_io_stat(path, &dev, &ino) == PLINT_IO_FOLDER)
		add_tree(w, l, path, ending, 0);
	else
		(void)add(w, l, path);
}

/* The settings files that could hold for FOLDER. */
static void add_settings(struct plint_watch *w, struct watch_list *l, const char *folder)
{
	const char *at = plint_session_real_path(&w->cli, folder);
	while (at && add(w, l, plint_io_join(&l->arena, at, PLINT_SETTINGS_NAME)) && strcmp(at, "/") != 0)
		at = plint_io_dirname(&l->arena, at);
}

/* The files that session S is made from, but for the settings files of folders. */
static void add_session(struct plint_watch *w, struct watch_list *l, const struct plint_session *s)
{
	const struct plint_options *o = &w->cli.options;
	bool writes_baseline = o->write_baseline || o->prune_baseline;
	if (o->config)
		(void)add(w, l, o->config);
	if (o->baseline && !writes_baseline)
		(void)add(w, l, o->baseline);
	else if (s->config && s->config->baseline && !writes_baseline)
		(void)add(w, l, plint_io_join(&l->arena, s->folder, s->config->baseline));
	for (uint32_t i = 0; s->config && i < s->config->rules.count; i++)
		add_given(w, l, plint_io_join(&l->arena, s->folder, s->config->rules.items[i]), ".yaml");
}

/* A file in which includes are looked for. */
struct including {
	struct plint_watch *watch;
	struct watch_list *list;
	const char *folder; /* includes are relative to this one */
};

static void add_include(void *data, const char *name, size_t len)
{
	const struct including *in = data;
	struct watch_list *l = in->list;
	(void)add(in->watch, l, plint_io_join(&l->arena, in->folder, plint_arena_strndup(&l->arena, name, len)));
}

static void scan(struct including *in, const char *path)
{
	struct plint_arena *a = &in->watch->texts;
	struct plint_io_data data;
	plint_arena_reset(a);
	in->folder = plint_io_dirname(&in->list->arena, path);
	if (plint_io_read(a, path, PLINT_MAX_FILE_BYTES, &data) == PLINT_IO_OK)
		(void)plint_discover_scan(data.text, data.len, add_include, in);
}

/* The files of PLAN, what they include, and what that includes: the list grows meanwhile. */
static void add_files(struct including *in, const struct plint_found_plan *plan)
{
	struct watch_list *l = in->list;
	for (uint32_t i = 0; i < plan->file_count; i++)
		(void)add(in->watch, l, plan->files[i].path);
	uint32_t first = l->items.count;
	for (uint32_t i = 0; i < plan->file_count; i++)
		scan(in, plan->files[i].path);
	for (uint32_t i = first; i < l->items.count && i < first + PLINT_MAX_FILES; i++)
		scan(in, l->items.items[i].path);
}

static void add_plan(struct plint_watch *w, struct watch_list *l, const struct plint_found_plan *plan)
{
	struct including in = {.watch = w, .list = l};
	const char *folder = plint_io_dirname(&l->arena, plan->files[0].path);
	(void)add(w, l, folder);
	add_files(&in, plan);
	if (!w->cli.options.no_config && !w->cli.options.config)
		add_settings(w, l, folder);
	if (l->session != plan->session)
		add_session(w, l, plan->session);
	l->session = plan->session;
}

void plint_watch_note(struct plint_cli *cli, const struct plint_found *found)
{
	struct plint_watch *w = cli->watch;
	const struct plint_options *o = &cli->options;
	struct watch_list *l = &w->lists[!w->current];
	uint64_t key[2];
	plint_io_random(key, sizeof key);
	plint_arena_reset(&l->arena);
	memset(&l->items, 0, sizeof l->items);
	l->file_count = 0;
	l->session = NULL;
	plint_intern_init(&l->paths, &l->arena, key);
	for (uint32_t i = 0; i < o->words.count; i++)
		add_given(w, l, o->words.items[i], NULL);
	for (uint32_t i = 0; i < o->rules.count; i++)
		add_given(w, l, o->rules.items[i], ".yaml");
	for (uint32_t i = 0; i < found->plans.count; i++)
		add_plan(w, l, &found->plans.items[i]);
	w->current = !w->current;
	w->has_noted = true;
}

/* ---- rounds ------------------------------------------------------------------------------------------------------------ */

static int run_round(struct plint_cli *cli, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return cli->watch->round(cli);
}

/* Waits for MS. Whether a signal came that ends the run. */
static bool wait_ms(const struct plint_watch *w, long ms)
{
	struct timespec time = {ms / 1000, ms % 1000 * 1000000};
	return sigtimedwait(&w->signals, NULL, &time) > 0;
}

/* Looks at everything. What has changed first, or NULL. */
static const char *look_at_all(struct plint_watch *w)
{
	struct watch_list *l = &w->lists[w->current];
	const char *changed = NULL;
	for (uint32_t i = 0; i < l->items.count; i++)
		if (look(w, &l->items.items[i]) && !changed)
			changed = l->items.items[i].path;
	return changed;
}

/* Waits for a change, and until it is over. What changed, or NULL where a signal came. */
static const char *wait_for_change(struct plint_watch *w)
{
	const char *changed = NULL;
	while (!changed) {
		if (wait_ms(w, LOOK_MS))
			return NULL;
		changed = look_at_all(w);
	}
	for (int i = 0; i < MAX_SETTLES; i++) {
		if (wait_ms(w, SETTLE_MS))
			return NULL;
		if (!look_at_all(w))
			break;
	}
	return changed;
}

static void clear_screen(struct plint_watch *w)
{
	static const char clear[] = "\033[H\033[2J\033[3J";
	if (w->is_terminal)
		plint_cli_write(&w->cli, clear, sizeof clear - 1);
}

static void say_what_is_watched(struct plint_watch *w)
{
	uint32_t count = w->lists[w->current].file_count;
	plint_cli_complain(&w->cli, "watching %u %s; Ctrl-C ends", count, count == 1 ? "file" : "files");
}

static void begin(struct plint_watch *w, struct plint_cli *cli)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	const char *terminal = getenv("TERM");
	w->is_terminal = isatty(STDOUT_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
	plint_arena_init(&w->scratch, plint_cli_fatal, &w->cli, 0);
	plint_arena_init(&w->texts, plint_cli_fatal, &w->cli, 0);
	for (int i = 0; i < 2; i++)
		plint_arena_init(&w->lists[i].arena, plint_cli_fatal, &w->cli, 0);
	sigemptyset(&w->signals);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct sigaction now;
		bool is_ignored = sigaction(signals[i], NULL, &now) == 0 && now.sa_handler == SIG_IGN;
		if (!is_ignored || signals[i] != SIGHUP) /* nohup */
			sigaddset(&w->signals, signals[i]);
	}
	sigprocmask(SIG_BLOCK, &w->signals, NULL);
	w->cli = *cli;
	w->cli.watch = w;
	plint_arena_init(&w->cli.arena, plint_cli_fatal, &w->cli, 0);
}

/* One round in memory of its own, and the wait behind it. False: it is over. */
static bool go_round(struct plint_watch *w, struct plint_cli *cli, int *status)
{
	w->cli.sessions = NULL;
	*status = plint_cli_guard(&w->cli, run_round, 0, NULL);
	w->cli.guard = cli->guard;
	bool goes_on = w->has_noted && !w->cli.is_stdout_lost;
	if (goes_on) {
		say_what_is_watched(w);
		const char *changed = wait_for_change(w);
		goes_on = changed != NULL;
		if (goes_on) {
			clear_screen(w);
			plint_cli_complain(&w->cli, "%s has changed", plint_cli_shown(&w->cli, changed));
		}
	}
	plint_arena_clear(&w->cli.arena);
	return goes_on;
}

static void release(void *object)
{
	struct plint_watch *w = object;
	plint_arena_clear(&w->cli.arena);
	plint_arena_clear(&w->scratch);
	plint_arena_clear(&w->texts);
	for (int i = 0; i < 2; i++)
		plint_arena_clear(&w->lists[i].arena);
}

int plint_watch_run(struct plint_cli *cli, plint_command_fn *round)
{
	struct plint_watch *w = plint_arena_calloc(&cli->arena, 1, sizeof *w);
	int status;
	for (uint32_t i = 0; i < cli->options.words.count; i++) {
		if (strcmp(cli->options.words.items[i], "-") == 0) {
			plint_cli_complain(cli, "--watch needs files to watch: what comes by standard input (-) can be read only once");
			return PLINT_CLI_TROUBLE;
		}
	}
	begin(w, cli);
	struct plint_arena_owned *owned = plint_arena_own(&cli->arena, release, w);
	w->round = round;
	while (go_round(w, cli, &status))
		continue;
	cli->is_stdout_lost = w->cli.is_stdout_lost;
	plint_arena_disown(owned);
	return status;
}
