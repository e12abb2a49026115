/*
 * Discovery: see discover.h. Files of a folder are looked into (for `plan` blocks and includes) only where the folder holds several,
 * and each folder once a run.
 */
#include "cli/discover.h"

#include <string.h>

#include "base/io.h"
#include "source/source.h"

/* A .plan file of a folder. */
struct member {
	struct plint_found_file file;
	bool has_plan, is_included;
};

/* A folder that has been looked into. */
struct folder {
	const char *path; /* as shown */
	const char *real;
	struct plint_session *session;
	PLINT_VEC(struct member) members;
	uint32_t plan_count; /* files with a `plan` block */
};

struct discovery {
	struct plint_cli *cli;
	struct plint_arena *arena;
	struct plint_found *out;
	struct plint_arena scratch;    /* texts that are looked into */
	PLINT_VEC(struct folder *) folders;
	struct plint_intern included;  /* files that plans met so far include, without links */
	struct plint_intern taken;     /* first files of plans added */
	uint32_t seen;                 /* .plan files in folders */
	bool is_bad;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || (unsigned char)c >= 0x80;
}

/* Whether the word WORD (small letters) stands at TEXT + AT, its first letter perhaps large; *END is behind it. */
static bool has_word(const char *text, size_t len, size_t at, const char *word, size_t *end)
{
	size_t n = strlen(word);
	if (at + n > len || (text[at] | 0x20) != word[0] || memcmp(text + at + 1, word + 1, n - 1) != 0)
		return false;
	*end = at + n;
	return at + n == len || !is_name_byte(text[at + n]);
}

/* End of the text whose opening quote is at AT. */
static size_t text_end(const char *text, size_t len, size_t at)
{
	if (at + 3 <= len && memcmp(text + at, "\"\"\"", 3) == 0) {
		for (at += 3; at + 3 <= len; at++)
			if (memcmp(text + at, "\"\"\"", 3) == 0)
				return at + 3;
		return len;
	}
	for (at++; at < len && text[at] != '\n'; at++) {
		if (text[at] == '"')
			return at + 1;
		if (text[at] == '\\')
			at++;
	}
	return at < len ? at : len;
}

/* Gives the name behind `include` at AT to EACH. Quotes may be of any kind. */
static void scan_include(const char *text, size_t len, size_t at, plint_include_name_fn *each, void *data)
{
	while (at < len && is_blank(text[at]))
		at++;
	size_t quote = 0;
	if (at < len && text[at] == '"')
		quote = 1;
	else if (at + 3 <= len && memcmp(text + at, "\xE2\x80", 2) == 0)
		quote = 3;
	size_t start = at + quote, end = start;
	while (quote && end < len && text[end] != '"' && text[end] != '\n' && !(end + 2 <= len && memcmp(text + end, "\xE2\x80", 2) == 0))
		end++;
	if (end > start)
		each(data, text + start, end - start);
}

bool plint_discover_scan(const char *text, size_t len, plint_include_name_fn *each, void *data)
{
	bool is_start = true, has_plan = false;
	size_t at = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	while (at < len) {
		char c = text[at];
		size_t end;
		if (c == '"') {
			at = text_end(text, len, at);
			is_start = false;
		} else if (c == '#') {
			const char *line = memchr(text + at, '\n', len - at);
			at = line ? (size_t)(line - text) : len;
		} else if (c == '\n' || c == ';' || c == '{' || c == '}') {
			is_start = true;
			at++;
		} else if (is_blank(c)) {
			is_start = is_start || c == '\r';
			at++;
		} else {
			if (is_start && has_word(text, len, at, "plan", &end)) {
				has_plan = true;
				if (!each)
					return true;
			} else if (is_start && each && has_word(text, len, at, "include", &end)) {
				scan_include(text, len, end, each, data);
			}
			is_start = false;
			at++;
			while (at < len && is_name_byte(text[at]))
				at++;
		}
	}
	return has_plan;
}

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

static void add_plan(struct discovery *d, struct plint_session *session, enum plint_found_sort sort, const char *name,
                     const struct plint_found_file *files, uint32_t count)
{
	const char *first = files[0].real ? files[0].real : files[0].path;
	if (plint_intern_find(&d->taken, first, strlen(first)))
		return;
	(void)plint_intern_put(&d->taken, first, strlen(first));
	struct plint_found_plan *p = plint_vec_add(&d->out->plans, d->arena);
	*p = (struct plint_found_plan){sort, name, session, files, count};
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
	const char *path = plint_io_join(d->arena, in->folder->path, plint_arena_strndup(d->arena, name, len));
	const char *real = plint_session_real_path(d->cli, path);
	if (!real)
		return;
	(void)plint_intern_put(&d->included, real, strlen(real));
	for (uint32_t i = 0; i < in->folder->members.count; i++) {
		struct member *m = &in->folder->members.items[i];
		if (m->file.real && strcmp(m->file.real, real) == 0)
			m->is_included = true;
	}
}

/* Looks into member M: whether it has a `plan` block, with INCLUDES also what it includes. What cannot be read has none. */
static void scan_member(struct discovery *d, struct folder *f, struct member *m, bool includes)
{
	struct plint_io_data data;
	plint_arena_reset(&d->scratch);
	if (m->file.is_outside || plint_io_read(&d->scratch, m->file.path, PLINT_MAX_FILE_BYTES, &data) != PLINT_IO_OK)
		return;
	struct include_in in = {d, f};
	m->has_plan = plint_discover_scan(data.text, data.len, includes ? note_include : NULL, &in);
}

/* Whether PATH lies below FOLDER, both without links. */
static bool is_below(const char *folder, const char *path)
{
	size_t len = strlen(folder);
	return strcmp(folder, "/") == 0 || (strncmp(path, folder, len) == 0 && path[len] == '/');
}

/* The .plan files of folder F, and all its entries. */
static bool list_members(struct discovery *d, struct folder *f, struct plint_io_entry **entries, uint32_t *count)
{
	enum plint_io_status status = plint_io_list(d->arena, f->path, entries, count);
	if (status != PLINT_IO_OK) {
		plint_cli_complain(d->cli, "the folder %s cannot be read: %s", plint_cli_shown(d->cli, f->path), plint_io_words(status));
		d->out->has_trouble = true;
		return false;
	}
	for (uint32_t i = 0; i < *count; i++) {
		const struct plint_io_entry *e = &(*entries)[i];
		if (e->kind == PLINT_IO_FOLDER || !is_plan_name(e->name))
			continue;
		d->seen++;
		struct plint_found_file file = {.path = plint_io_join(d->arena, f->path, e->name)};
		file.real = plint_session_real_path(d->cli, file.path);
		file.is_outside = e->is_link && file.real && f->real && !is_below(f->real, file.real);
		const char *real = f->real ? plint_io_join(d->arena, f->real, e->name) : file.path;
		if (plint_session_excludes(f->session, real)) {
			d->out->excluded++;
			continue;
		}
		if (file.real && plint_intern_find(&d->included, file.real, strlen(file.real)))
			continue; /* belongs to a plan of a folder above */
		struct member *m = plint_vec_add(&f->members, d->arena);
		m->file = file;
	}
	return true;
}

/* Finds out which files of F are plans. With HAS_SUBFOLDERS also what they include: it may lie there. */
static void scan_members(struct discovery *d, struct folder *f, bool has_subfolders)
{
	if (f->members.count < 2 && !has_subfolders)
		return;
	bool some_without = false;
	for (uint32_t i = 0; i < f->members.count; i++) {
		struct member *m = &f->members.items[i];
		scan_member(d, f, m, has_subfolders);
		f->plan_count += m->has_plan;
		some_without = some_without || !m->has_plan;
	}
	if (f->plan_count < 2 || !some_without || has_subfolders)
		return;
	for (uint32_t i = 0; i < f->members.count; i++)
		scan_member(d, f, &f->members.items[i], true);
}

static bool is_subfolder(const struct plint_io_entry *e)
{
	return e->kind == PLINT_IO_FOLDER && !e->is_link; /* links may lead anywhere, also in a ring */
}

/* Folder PATH, looked into; NULL where it cannot be (told). With ENTRIES it is the root of a walk, and they are its entries. */
static struct folder *look_into(struct discovery *d, const char *path, struct plint_io_entry **entries, uint32_t *count)
{
	const char *real = plint_session_real_path(d->cli, path);
	for (uint32_t i = 0; i < d->folders.count && !entries; i++)
		if (real && d->folders.items[i]->real && strcmp(d->folders.items[i]->real, real) == 0)
			return d->folders.items[i];
	struct folder *f = plint_arena_calloc(d->arena, 1, sizeof *f);
	struct plint_io_entry *own;
	uint32_t own_count;
	f->path = path;
	f->real = real;
	f->session = plint_session_of_folder(d->cli, path);
	if (!f->session) {
		d->is_bad = true;
		return NULL;
	}
	if (!list_members(d, f, &own, &own_count))
		return NULL;
	bool has_subfolders = false;
	for (uint32_t i = 0; i < own_count && entries; i++)
		has_subfolders = has_subfolders || is_subfolder(&own[i]);
	scan_members(d, f, has_subfolders);
	if (entries) {
		*entries = own;
		*count = own_count;
	}
	plint_vec_push(&d->folders, d->arena, f);
	return f;
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
		else if (!m->is_included)
			add_single(d, f->session, PLINT_FOUND_STRAY, m->file);
	}
}

static void add_folder(struct discovery *d, const char *path, unsigned depth)
{
	struct plint_io_entry *entries = NULL;
	uint32_t count = 0;
	struct folder *f = look_into(d, path, &entries, &count);
	if (!f)
		return;
	if (f->plan_count >= 2)
		add_portfolio(d, f);
	else
		add_whole(d, f);
	if (depth == PLINT_MAX_FOLDER_DEPTH) {
		plint_cli_complain(d->cli, "the folder %s lies too deep: its subfolders are not read", plint_cli_shown(d->cli, path));
		d->out->has_trouble = true;
		return;
	}
	for (uint32_t i = 0; i < count; i++)
		if (is_subfolder(&entries[i]))
			add_folder(d, plint_io_join(d->arena, path, entries[i].name), depth + 1);
}

/* Member of F whose file is called NAME, or NULL. */
static struct member *member_called(struct folder *f, const char *name)
{
	size_t len = strlen(name);
	for (uint32_t i = 0; i < f->members.count; i++) {
		const char *other = f->members.items[i].file.path;
		size_t n = strlen(other);
		if (n >= len && strcmp(other + n - len, name) == 0 && (n == len || other[n - len - 1] == '/'))
			return &f->members.items[i];
	}
	return NULL;
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
	struct plint_found_file file = {.path = path, .real = plint_session_real_path(d->cli, path)};
	uint64_t dev, ino;
	bool is_regular = plint_io_stat(path, &dev, &ino) == PLINT_IO_FILE;
	const char *real_folder = plint_session_real_path(d->cli, folder);
	const char *name = base_name(d->arena, path);
	if (real_folder && plint_session_excludes(session, plint_io_join(d->arena, real_folder, name))) {
		d->out->excluded++;
		return;
	}
	struct folder *f = is_regular && is_plan_name(name) ? look_into(d, folder, NULL, NULL) : NULL;
	const struct member *own = f ? member_called(f, name) : NULL;
	if (own && own->file.is_outside)
		own = NULL; /* named by the user: a plan of its own */
	if (own && f->plan_count == 1) {
		add_whole(d, f);
	} else if (own && !own->has_plan && own->is_included) {
		for (uint32_t i = 0; i < f->members.count; i++) /* the plans beside it: one of them includes it */
			if (f->members.items[i].has_plan)
				add_single(d, session, PLINT_FOUND_PLAN, f->members.items[i].file);
	} else {
		add_single(d, session, PLINT_FOUND_PLAN, file);
	}
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
	struct folder *f = has_folder ? look_into(d, folder, NULL, NULL) : NULL;
	struct member *own = f ? member_called(f, base_name(d->arena, name)) : NULL;
	if (own && f->plan_count == 1) {
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
	uint64_t dev, ino;
	if (strcmp(word, "-") == 0) {
		add_stdin(d);
		return;
	}
	const char *path = tidy(d->arena, word);
	if (plint_io_stat(path, &dev, &ino) != PLINT_IO_FOLDER) {
		add_file(d, path);
		return;
	}
	uint32_t seen = d->seen;
	add_folder(d, path, 0);
	if (d->seen == seen && !d->is_bad && !d->out->has_trouble) {
		plint_cli_complain(d->cli, "there is no .plan file in %s", plint_cli_shown(d->cli, path));
		d->out->has_trouble = true;
	}
}

bool plint_discover(struct plint_cli *cli, struct plint_found *out)
{
	struct discovery d = {.cli = cli, .arena = &cli->arena, .out = out};
	uint64_t key[2];
	memset(out, 0, sizeof *out);
	if (cli->options.words.count == 0) {
		plint_cli_complain(cli, "which plan? For example: planlint %s plans/draft.plan",
		                   plint_commands_table[cli->options.command].name);
		return false;
	}
	plint_io_random(key, sizeof key);
	plint_intern_init(&d.included, d.arena, key);
	plint_intern_init(&d.taken, d.arena, key);
	plint_arena_init(&d.scratch, plint_cli_fatal, cli, 0);
	for (uint32_t i = 0; i < cli->options.words.count && !d.is_bad; i++)
		add_word(&d, cli->options.words.items[i]);
	plint_arena_clear(&d.scratch);
	sort_plans(&d);
	return !d.is_bad;
}
