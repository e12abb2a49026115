/*
 * Discovery: see discover.h. Files of a folder are looked into (for `plan` blocks and includes) only where the folder holds several, and
 * no further than it takes to know: mostly the first lines. For a path to a file that means it and the first plan beside it, however many
 * there are.
 */
#include "cli/discover.h"

#include <string.h>

#include "base/io.h"
#include "source/source.h"

/* A .plan file of a folder. */
struct member {
	const char *name;
	struct plint_found_file file;
	bool is_known; /* has_plan is */
	bool has_plan;
};

/* A folder that has been looked into. */
struct folder {
	const char *path; /* as shown */
	const char *real;
	struct plint_session *session;
	PLINT_VEC(struct member) members; /* in the order of their names */
	PLINT_VEC(const char *) subfolders;
	uint32_t known_count; /* members before this one are known */
	uint32_t plan_count;  /* of those that are known */
	bool are_includes_noted;
};

#define HEAD_BYTES ((size_t)4096) /* the `plan` block mostly stands in there */

struct discovery {
	struct plint_cli *cli;
	struct plint_arena *arena;
	struct plint_found *out;
	struct plint_git *git;         /* the revision that is looked into; NULL: the disk */
	struct plint_arena *scratch;   /* texts that are looked into, and entries of folders */
	struct plint_intern folder_names; /* without links */
	PLINT_VEC(struct folder *) folders; /* by their number there, less 1 */
	struct plint_intern included;  /* files that plans met so far include, without links */
	struct plint_intern taken;     /* first files of plans added */
	uint32_t seen;                 /* .plan files in folders */
	bool is_bad;
};

/* Last part of PATH. */
static const char *base_name(struct plint_arena *a, const char *path)
{
	size_t len = strlen(path);
	while (len > 1 && path[len - 1] == '/')
		len--;
	size_t start = len;
	while (start > 0 && path[start - 1] != '/')
		start--;
	return plint_arena_strndup(a, path + start, len - start);
}

static const char *folder_name(struct plint_cli *cli, const char *path, const char *real)
{
	const char *name = base_name(&cli->arena, path);
	bool is_relative = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
	return is_relative && real ? base_name(&cli->arena, real) : name;
}

static bool is_plan_name(const char *name)
{
	size_t len = strlen(name);
	return len > 5 && strcmp(name + len - 5, ".plan") == 0;
}

/* ---- the disk, or a revision ----------------------------------------------------------------------------------------- */

static enum plint_io_kind kind_of(struct discovery *d, const char *path)
{
	uint64_t dev, ino;
	if (!d->git)
		return plint_io_stat(path, &dev, &ino);
	const char *real = plint_git_path(d->git, path);
	return real ? plint_git_stat(d->git, real) : PLINT_IO_NONE;
}

/* The folder PATH without links; NULL where it cannot be told. */
static const char *real_folder(struct discovery *d, const char *path)
{
	return d->git ? plint_git_path(d->git, path) : plint_session_real_path(d->cli, path);
}

/* The file NAME, perhaps with folders before it, of the folder PATH, without links; NULL where there is none. */
static const char *real_file(struct discovery *d, const char *path, const char *name)
{
	if (!d->git)
		return plint_session_real_path(d->cli, plint_io_join(d->arena, path, name));
	const char *folder = plint_git_path(d->git, path);
	const char *real = folder && !strchr(name, '/') ? plint_io_join(d->arena, folder, name)
	                                                : plint_git_path(d->git, plint_io_join(d->arena, path, name));
	return real ? plint_git_target(d->git, real) : NULL;
}

/* Entries of the folder PATH in the scratch memory. */
static enum plint_io_status list_folder(struct discovery *d, const char *path, const char *real, struct plint_io_entry **entries,
                                        uint32_t *count)
{
	return d->git && real ? plint_git_list(d->git, d->scratch, real, entries, count) : plint_io_list(d->scratch, path, entries, count);
}

/* The file F in the scratch memory; on the disk its first HEAD bytes only, where HEAD is not 0. */
static enum plint_io_status read_file(struct discovery *d, const struct plint_found_file *f, size_t head, struct plint_io_data *out)
{
	if (d->git && f->real)
		return plint_git_read(d->git, d->scratch, f->real, PLINT_MAX_FILE_BYTES, out);
	return head ? plint_io_read_head(d->scratch, f->path, head, out) : plint_io_read(d->scratch, f->path, PLINT_MAX_FILE_BYTES, out);
}

/* ---- plans ----------------------------------------------------------------------------------------------------------- */

static void add_plan(struct discovery *d, struct plint_session *session, enum plint_found_sort sort, const char *name,
                     const struct plint_found_file *files, uint32_t count)
{
	const char *first = files[0].real ? files[0].real : files[0].path;
	if (plint_intern_find(&d->taken, first, strlen(first)))
		return;
	(void)plint_intern_put(&d->taken, first, strlen(first));
	struct plint_found_plan *p = plint_vec_add(&d->out->plans, d->arena);
	*p = (struct plint_found_plan){sort, name, session, files, count, d->git, NULL};
}

static void add_single(struct discovery *d, struct plint_session *session, enum plint_found_sort sort,
                       struct plint_found_file file)
{
	struct plint_found_file *copy = plint_arena_alloc(d->arena, sizeof *copy);
	*copy = file;
	add_plan(d, session, sort, base_name(d->arena, file.path), copy, 1);
}

/* An include of a file in a folder, while the folder's files are looked into. */
struct include_in {
	struct discovery *discovery;
	struct folder *folder;
};

static void note_include(void *data, const char *name, size_t len)
{
	struct include_in *in = data;
	struct discovery *d = in->discovery;
	const char *real = real_file(d, in->folder->path, plint_arena_strndup(d->arena, name, len));
	if (real)
		(void)plint_intern_put(&d->included, real, strlen(real));
}

static bool is_included(const struct discovery *d, const struct member *m)
{
	return m->file.real && plint_intern_find(&d->included, m->file.real, strlen(m->file.real));
}

/* Notes what the files of F include. What cannot be read includes nothing. */
static void note_includes(struct discovery *d, struct folder *f)
{
	for (uint32_t i = 0; i < f->members.count && !f->are_includes_noted; i++) {
		struct member *m = &f->members.items[i];
		struct plint_io_data data;
		struct include_in in = {d, f};
		plint_arena_reset(d->scratch);
		if (!m->file.is_outside && read_file(d, &m->file, 0, &data) == PLINT_IO_OK)
			(void)plint_discover_scan(data.text, data.len, note_include, &in);
	}
	f->are_includes_noted = true;
}

/* Whether the head of M, up to its last whole line, has a `plan` block. */
static bool is_plan_in_head(struct discovery *d, const struct member *m, bool *is_whole)
{
	struct plint_io_data data;
	*is_whole = true;
	if (read_file(d, &m->file, HEAD_BYTES, &data) != PLINT_IO_OK)
		return false;
	*is_whole = data.len != HEAD_BYTES; /* from a revision comes all of it */
	while (!*is_whole && data.len > 0 && data.text[data.len - 1] != '\n')
		data.len--;
	return plint_discover_scan(data.text, data.len, NULL, NULL);
}

/* Looks into M: whether it has a `plan` block. What cannot be read has none. */
static void know(struct discovery *d, struct folder *f, struct member *m)
{
	struct plint_io_data data;
	bool is_whole;
	if (m->is_known)
		return;
	m->is_known = true;
	plint_arena_reset(d->scratch);
	if (m->file.is_outside)
		return;
	m->has_plan = is_plan_in_head(d, m, &is_whole);
	if (!m->has_plan && !is_whole && read_file(d, &m->file, 0, &data) == PLINT_IO_OK)
		m->has_plan = plint_discover_scan(data.text, data.len, NULL, NULL);
	f->plan_count += m->has_plan;
}

/* Looks into files of F until MAX of them have a `plan` block, or all have been looked into. */
static void know_plans(struct discovery *d, struct folder *f, uint32_t max)
{
	for (; f->known_count < f->members.count && f->plan_count < max; f->known_count++)
		know(d, f, &f->members.items[f->known_count]);
}

/* Whether PATH lies below FOLDER, both without links. */
static bool is_below(const char *folder, const char *path)
{
	size_t len = strlen(folder);
	return strcmp(folder, "/") == 0 || (strncmp(path, folder, len) == 0 && path[len] == '/');
}

/* The settings of SESSION leave a file out. No plan then says that they could not be used as they are. */
static void leave_out(struct discovery *d, const struct plint_session *session)
{
	d->out->excluded++;
	d->out->has_trouble = d->out->has_trouble || session->is_bad;
}

/* The .plan file E of folder F. */
static void add_member(struct discovery *d, struct folder *f, const struct plint_io_entry *e)
{
	struct member m = {.name = plint_arena_strndup(d->arena, e->name, strlen(e->name))};
	const char *real = f->real ? plint_io_join(d->arena, f->real, m.name) : NULL;
	m.file.path = plint_io_join(d->arena, f->path, m.name);
	m.file.real = !e->is_link && e->kind == PLINT_IO_FILE ? real : real_file(d, f->path, m.name);
	m.file.is_outside = e->is_link && m.file.real && f->real && !is_below(f->real, m.file.real);
	d->seen++;
	if (plint_session_excludes(f->session, real ? real : m.file.path))
		leave_out(d, f->session);
	else if (!is_included(d, &m)) /* else it belongs to a plan of a folder above */
		plint_vec_push(&f->members, d->arena, m);
}

/* The .plan files and the subfolders of folder F. */
static bool list_members(struct discovery *d, struct folder *f)
{
	struct plint_io_entry *entries;
	uint32_t count;
	plint_arena_reset(d->scratch);
	enum plint_io_status status = list_folder(d, f->path, f->real, &entries, &count);
	if (status != PLINT_IO_OK) {
		plint_cli_complain(d->cli, "the folder %s cannot be read: %s", plint_cli_shown(d->cli, f->path), plint_io_words(status));
		d->out->has_trouble = true;
		return false;
	}
	for (uint32_t i = 0; i < count; i++) {
		const struct plint_io_entry *e = &entries[i];
		if (e->kind == PLINT_IO_FOLDER && !e->is_link) { /* links may lead anywhere, also in a ring */
			const char *name = plint_arena_strndup(d->arena, e->name, strlen(e->name));
			plint_vec_push(&f->subfolders, d->arena, name);
		} else if (e->kind != PLINT_IO_FOLDER && is_plan_name(e->name)) {
			add_member(d, f, e);
		}
	}
	return true;
}

/* Folder PATH, listed; NULL where it cannot be (told). */
static struct folder *look_into(struct discovery *d, const char *path)
{
	struct folder *f = plint_arena_calloc(d->arena, 1, sizeof *f);
	f->path = path;
	f->real = real_folder(d, path);
	f->session = plint_session_of_folder(d->cli, path);
	if (!f->session) {
		d->is_bad = true;
		return NULL;
	}
	if (!list_members(d, f))
		return NULL;
	if (f->real && !plint_intern_find(&d->folder_names, f->real, strlen(f->real))) {
		(void)plint_intern_put(&d->folder_names, f->real, strlen(f->real));
		plint_vec_push(&d->folders, d->arena, f);
	}
	return f;
}

/* The same for a folder that a file lies in: a folder that many files are named of is looked into once. */
static struct folder *look_around(struct discovery *d, const char *path)
{
	const char *real = real_folder(d, path);
	uint32_t number = real ? plint_intern_find(&d->folder_names, real, strlen(real)) : 0;
	return number ? d->folders.items[number - 1] : look_into(d, path);
}

static void add_whole(struct discovery *d, struct folder *f)
{
	if (f->members.count == 0)
		return;
	struct plint_found_file *files = plint_arena_alloc(d->arena, f->members.count * sizeof *files);
	for (uint32_t i = 0; i < f->members.count; i++)
		files[i] = f->members.items[i].file;
	const char *name = f->members.count == 1 ? base_name(d->arena, files[0].path) : folder_name(d->cli, f->path, f->real);
	add_plan(d, f->session, PLINT_FOUND_PLAN, name, files, f->members.count);
}

static void add_portfolio(struct discovery *d, struct folder *f)
{
	for (uint32_t i = 0; i < f->members.count; i++) {
		const struct member *m = &f->members.items[i];
		if (m->has_plan)
			add_single(d, f->session, PLINT_FOUND_PLAN, m->file);
		else if (!is_included(d, m))
			add_single(d, f->session, PLINT_FOUND_STRAY, m->file);
	}
}

/* The plan or plans of F itself, looked into as far as that takes. */
static void add_own(struct discovery *d, struct folder *f)
{
	if (f->members.count > 1)
		know_plans(d, f, UINT32_MAX);
	/* What lies in subfolders may belong to a plan here, and in a portfolio a file may belong to another. */
	if (f->subfolders.count > 0 || (f->plan_count > 1 && f->plan_count < f->members.count))
		note_includes(d, f);
	if (f->plan_count > 1)
		add_portfolio(d, f);
	else
		add_whole(d, f);
}

/* Whether what lies below F is left out; said then. */
static bool is_too_deep(struct discovery *d, const struct folder *f, unsigned depth)
{
	if (depth < PLINT_MAX_FOLDER_DEPTH || f->subfolders.count == 0)
		return false;
	plint_cli_complain(d->cli, "the folder %s lies %u folders deep: its subfolders are not read", plint_cli_shown(d->cli, f->path), depth);
	return true;
}

static void add_folder(struct discovery *d, const char *path, unsigned depth)
{
	if (plint_io_is_kernels(path))
		return; /* without an end, and no file in it is a plan */
	struct folder *f = look_into(d, path);
	if (!f)
		return;
	add_own(d, f);
	if (is_too_deep(d, f, depth)) {
		d->out->has_trouble = true;
		return;
	}
	for (uint32_t i = 0; i < f->subfolders.count && !d->is_bad; i++)
		add_folder(d, plint_io_join(d->arena, path, f->subfolders.items[i]), depth + 1);
}

/* Member of F whose file is called NAME, or NULL. O(log members). */
static struct member *member_called(struct folder *f, const char *name)
{
	uint32_t low = 0, high = f->members.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(name, f->members.items[middle].name);
		if (order == 0)
			return &f->members.items[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* Whether F is one plan of several files, and M one of them. Else the files of F are plans each for itself. */
static bool is_part_of_whole(struct discovery *d, struct folder *f, struct member *m)
{
	if (!m || f->members.count < 2)
		return false;
	know(d, f, m);
	know_plans(d, f, 2);
	return f->plan_count == 1;
}

/* M of the portfolio F, which is no plan: the plans beside it, one of which includes it, or where none does M itself. */
static void add_part(struct discovery *d, struct folder *f, const struct member *m)
{
	know_plans(d, f, UINT32_MAX);
	note_includes(d, f);
	if (!is_included(d, m))
		add_single(d, f->session, PLINT_FOUND_PLAN, m->file);
	for (uint32_t i = 0; i < f->members.count && is_included(d, m); i++)
		if (f->members.items[i].has_plan)
			add_single(d, f->session, PLINT_FOUND_PLAN, f->members.items[i].file);
}

/* The plan that the file PATH belongs to. */
static void add_file(struct discovery *d, const char *path)
{
	const char *folder = plint_io_dirname(d->arena, path);
	struct plint_session *session = plint_session_of_folder(d->cli, folder);
	if (!session) {
		d->is_bad = true;
		return;
	}
	const char *name = base_name(d->arena, path), *above = real_folder(d, folder);
	struct plint_found_file file = {.path = path, .real = real_file(d, folder, name)};
	bool is_regular = kind_of(d, path) == PLINT_IO_FILE;
	if (above && plint_session_excludes(session, plint_io_join(d->arena, above, name))) {
		leave_out(d, session);
		return;
	}
	struct folder *f = is_regular && is_plan_name(name) ? look_around(d, folder) : NULL;
	struct member *own = f ? member_called(f, name) : NULL;
	if (own && own->file.is_outside)
		own = NULL; /* named by the user: a plan of its own */
	if (is_part_of_whole(d, f, own))
		add_whole(d, f);
	else if (own && !own->has_plan && f->plan_count > 1)
		add_part(d, f, own);
	else
		add_single(d, session, PLINT_FOUND_PLAN, file);
}

/* Standard input; under the name of a file of a folder plan it stands for that file. */
static void add_stdin(struct discovery *d)
{
	const char *name = d->cli->options.stdin_filename;
	const char *folder = name ? plint_io_dirname(d->arena, name) : ".";
	struct plint_session *session = plint_session_of_folder(d->cli, folder);
	uint64_t dev, ino;
	if (!session) {
		d->is_bad = true;
		return;
	}
	bool has_folder = name && is_plan_name(name) && plint_io_stat(folder, &dev, &ino) == PLINT_IO_FOLDER;
	struct folder *f = has_folder ? look_around(d, folder) : NULL;
	struct member *own = f ? member_called(f, base_name(d->arena, name)) : NULL;
	if (is_part_of_whole(d, f, own)) {
		own->file.is_stdin = true;
		add_whole(d, f);
		return;
	}
	struct plint_found_file file = {.path = name ? name : "-", .is_stdin = true};
	add_single(d, session, PLINT_FOUND_PLAN, file);
}

/* Order of the plans: by the path of the first file. Insertion by halves; equal ones stay in order. */
static void sort_plans(struct discovery *d)
{
	uint32_t count = d->out->plans.count;
	struct plint_found_plan *items = d->out->plans.items, *spare = plint_arena_alloc(d->arena, (count + 1) * sizeof *spare);
	for (uint32_t width = 1; width < count; width *= 2) {
		for (uint32_t at = 0; at < count; at += 2 * width) {
			uint32_t middle = at + width < count ? at + width : count;
			uint32_t end = middle + width < count ? middle + width : count;
			uint32_t left = at, right = middle;
			for (uint32_t to = at; to < end; to++) {
				bool takes_left = left < middle &&
				                  (right >= end || strcmp(items[left].files[0].path, items[right].files[0].path) <= 0);
				spare[to] = takes_left ? items[left++] : items[right++];
			}
		}
		memcpy(items, spare, count * sizeof *items);
	}
}

/* PATH without slashes at its end and "./" at its head. */
static const char *tidy(struct plint_arena *a, const char *path)
{
	while (path[0] == '.' && path[1] == '/' && path[2] != '\0' && path[2] != '/')
		path += 2;
	size_t len = strlen(path);
	while (len > 1 && path[len - 1] == '/')
		len--;
	return plint_arena_strndup(a, path, len);
}

static void add_word(struct discovery *d, const char *word)
{
	if (strcmp(word, "-") == 0 && !d->git) {
		add_stdin(d);
		return;
	}
	const char *path = tidy(d->arena, word);
	if (kind_of(d, path) != PLINT_IO_FOLDER) {
		add_file(d, path);
		return;
	}
	uint32_t seen = d->seen;
	add_folder(d, path, 0);
	if (d->seen == seen && !d->is_bad && !d->out->has_trouble) {
		plint_cli_complain(d->cli, "there is no .plan file in %s: a plan is a plain text whose name ends in .plan",
		                   plint_cli_shown(d->cli, path));
		d->out->has_trouble = true;
	}
}

static void begin(struct discovery *d, struct plint_cli *cli, struct plint_git *git, struct plint_found *out)
{
	uint64_t key[2];
	*d = (struct discovery){.cli = cli, .arena = &cli->arena, .out = out, .git = git};
	memset(out, 0, sizeof *out);
	plint_io_random(key, sizeof key);
	plint_intern_init(&d->folder_names, d->arena, key);
	plint_intern_init(&d->included, d->arena, key);
	plint_intern_init(&d->taken, d->arena, key);
	d->scratch = plint_arena_child(&cli->arena, 0);
}

bool plint_discover_in(struct plint_cli *cli, struct plint_git *git, const char *const *paths, uint32_t count, struct plint_found *out)
{
	struct discovery d;
	begin(&d, cli, git, out);
	for (uint32_t i = 0; i < count && !d.is_bad; i++)
		add_word(&d, paths[i]);
	plint_arena_clear(d.scratch);
	sort_plans(&d);
	return !d.is_bad;
}

/* Whether a path was given; told where none was. */
static bool has_words(struct plint_cli *cli)
{
	if (cli->options.words.count > 0)
		return true;
	plint_cli_complain(cli, "which plan? For example: planlint %s plans/draft.plan", plint_commands_table[cli->options.command].name);
	return false;
}

bool plint_discover(struct plint_cli *cli, struct plint_found *out)
{
	memset(out, 0, sizeof *out);
	return has_words(cli) && plint_discover_in(cli, NULL, cli->options.words.items, cli->options.words.count, out);
}

/* --- files by themselves ------------------------------------------------------------------------------------------ */

static void take_file(struct discovery *d, struct plint_found_files *out, struct plint_session *session, struct plint_found_file file)
{
	const char *key = file.real ? file.real : file.path;
	if (plint_intern_find(&d->taken, key, strlen(key)))
		return;
	(void)plint_intern_put(&d->taken, key, strlen(key));
	struct plint_found_single found = {file, session};
	plint_vec_push(&out->items, d->arena, found);
}

/* A link out of its folder is not followed; said, as `check` says it. */
static void take_member(struct discovery *d, struct plint_found_files *out, struct plint_session *session, struct plint_found_file file)
{
	if (!file.is_outside) {
		take_file(d, out, session, file);
		return;
	}
	plint_cli_complain(d->cli, "%s is left out: it leads out of the folder of the plan", plint_cli_shown(d->cli, file.path));
	out->has_trouble = true;
}

static void take_folder(struct discovery *d, struct plint_found_files *out, const char *path, unsigned depth)
{
	struct folder f = {.path = path, .real = plint_session_real_path(d->cli, path)};
	f.session = plint_session_of_folder(d->cli, path);
	d->is_bad = d->is_bad || !f.session;
	if (d->is_bad || !list_members(d, &f))
		return;
	for (uint32_t i = 0; i < f.members.count; i++)
		take_member(d, out, f.session, f.members.items[i].file);
	if (is_too_deep(d, &f, depth)) {
		out->has_trouble = true;
		return;
	}
	for (uint32_t i = 0; i < f.subfolders.count; i++)
		take_folder(d, out, plint_io_join(d->arena, path, f.subfolders.items[i]), depth + 1);
}

/* The file PATH, or standard input under its name. */
static void take_named(struct discovery *d, struct plint_found_files *out, const char *path, bool is_stdin)
{
	const char *folder = plint_io_dirname(d->arena, path);
	struct plint_session *session = plint_session_of_folder(d->cli, folder);
	struct plint_found_file file = {.path = path, .is_stdin = is_stdin};
	if (!session) {
		d->is_bad = true;
		return;
	}
	const char *real_folder = plint_session_real_path(d->cli, folder);
	if (!is_stdin)
		file.real = plint_session_real_path(d->cli, path);
	if (!is_stdin && real_folder &&
	    plint_session_excludes(session, plint_io_join(d->arena, real_folder, base_name(d->arena, path))))
		leave_out(d, session);
	else
		take_file(d, out, session, file);
}

static void take_word(struct discovery *d, struct plint_found_files *out, const char *word)
{
	uint64_t dev, ino;
	if (strcmp(word, "-") == 0) {
		const char *name = d->cli->options.stdin_filename;
		take_named(d, out, name ? name : "-", true);
		return;
	}
	const char *path = tidy(d->arena, word);
	if (plint_io_stat(path, &dev, &ino) != PLINT_IO_FOLDER) {
		take_named(d, out, path, false);
		return;
	}
	uint32_t seen = d->seen;
	take_folder(d, out, path, 0);
	if (d->seen == seen && !d->is_bad && !d->out->has_trouble) {
		plint_cli_complain(d->cli, "there is no .plan file in %s: a plan is a plain text whose name ends in .plan",
		                   plint_cli_shown(d->cli, path));
		d->out->has_trouble = true;
	}
}

bool plint_discover_files(struct plint_cli *cli, struct plint_found_files *out)
{
	struct discovery d;
	struct plint_found found;
	memset(out, 0, sizeof *out);
	if (!has_words(cli))
		return false;
	begin(&d, cli, NULL, &found);
	for (uint32_t i = 0; i < cli->options.words.count && !d.is_bad; i++)
		take_word(&d, out, cli->options.words.items[i]);
	plint_arena_clear(d.scratch);
	out->excluded = found.excluded;
	out->has_trouble = out->has_trouble || found.has_trouble;
	return !d.is_bad;
}
