/*
 * One revision of a repository: see git.h. Its .plan files are listed once; texts come from one `git cat-file --batch` that is asked again
 * and again. A revision reaches git once, behind --end-of-options; from then on only the tree that it stands for is named.
 */
#include "cli/git.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/text.h"
#include "cli/git_run.h"
#include "cli/session.h"

#define MAX_NAME_BYTES ((size_t)PATH_MAX)
#define MAX_ANSWER_BYTES ((size_t)64 << 10)
#define MAX_LINK_BYTES ((size_t)PATH_MAX)
#define MAX_LINKS 16

struct entry {
	const char *path; /* from the repository's folder */
	const char *id;
	bool is_link;
};

struct plint_git {
	struct plint_cli *cli;
	const char *top, *revision, *tree;
	PLINT_VEC(struct entry) entries; /* by path, as strcmp orders */
	struct plint_git_process batch;
	struct plint_arena_owned *owned; /* batch */
	const char *lacking;
	bool is_asking;                  /* an answer has not been read to its end */
	char ahead[8192];                /* bytes of the batch read already */
	size_t ahead_at, ahead_len;
};

/* ---- short answers --------------------------------------------------------------------------------------------------- */

static bool keep_answer(void *data, const char *text, size_t len)
{
	struct plint_buf *out = data;
	if (out->len + len > MAX_ANSWER_BYTES)
		return false;
	plint_buf_add(out, text, len);
	return true;
}

/* Runs git for an answer of one line, without its line break; NULL where it does not end well. What it said is in ERRORS. */
static const char *ask(struct plint_cli *cli, const char *folder, const char *const *args, struct plint_buf *errors)
{
	struct plint_buf out;
	plint_buf_init(&out, &cli->arena);
	plint_buf_init(errors, &cli->arena);
	if (plint_git_run(cli, folder, args, keep_answer, &out, errors) != 0 || out.len == 0)
		return NULL;
	out.text[--out.len] = '\0';
	return out.text;
}

static bool is_id(const char *text)
{
	size_t len = strspn(text, "0123456789abcdef");
	return text[len] == '\0' && (len == 40 || len == 64);
}

/* First line of what git said, without its "fatal: ". */
static const char *words_of_git(struct plint_cli *cli, const struct plint_buf *errors)
{
	const char *text = errors->text;
	if (strncmp(text, "fatal: ", 7) == 0)
		text += 7;
	size_t len = strcspn(text, "\n");
	return len ? plint_cli_shown(cli, plint_arena_strndup(&cli->arena, text, len)) : "it gave no reason";
}

/* ---- finding the revision -------------------------------------------------------------------------------------------- */

static bool is_revision(struct plint_cli *cli, const char *rev)
{
	const char *wrong = NULL;
	if (rev[0] == '\0')
		wrong = "it is empty";
	else if (rev[0] == '-')
		wrong = "a revision does not begin with a dash";
	else if (strpbrk(rev, "\n\r"))
		wrong = "it has a line break in it";
	if (wrong)
		plint_cli_complain(cli, "\"%s\" is no revision: %s; name a branch, a tag or a commit, such as main or HEAD~1",
		                   plint_cli_shown(cli, rev), wrong);
	return !wrong;
}

static const char *find_top(struct plint_cli *cli, const char *folder, const char *rev)
{
	static const char *const args[] = {"rev-parse", "--show-toplevel", NULL};
	struct plint_buf errors;
	const char *top = ask(cli, folder, args, &errors);
	if (top)
		return plint_session_real_path(cli, top);
	if (strstr(errors.text, "not a git repository"))
		plint_cli_complain(cli, "%s lies in no git repository, so there is no revision \"%s\" of it", plint_cli_shown(cli, folder),
		                   plint_cli_shown(cli, rev));
	else
		plint_cli_complain(cli, "git cannot read the repository of %s: %s", plint_cli_shown(cli, folder), words_of_git(cli, &errors));
	return NULL;
}

static const char *find_tree(struct plint_cli *cli, const char *top, const char *rev)
{
	static const char *const shallow[] = {"rev-parse", "--is-shallow-repository", NULL};
	const char *tree = plint_arena_printf(&cli->arena, "%s^{tree}", rev);
	const char *const args[] = {"rev-parse", "--verify", "--end-of-options", tree, NULL};
	struct plint_buf errors;
	const char *id = ask(cli, top, args, &errors);
	if (id && is_id(id))
		return id;
	const char *is_shallow = ask(cli, top, shallow, &errors);
	plint_cli_complain(cli, "there is no revision \"%s\" in the repository %s%s", plint_cli_shown(cli, rev), plint_cli_shown(cli, top),
	                   is_shallow && strcmp(is_shallow, "true") == 0
	                       ? "; this copy holds the latest revisions only: `git fetch --unshallow` brings the others (in a workflow: "
	                         "fetch-depth: 0)"
	                       : "; `git log --oneline` lists its commits, `git branch --all` its branches");
	return NULL;
}

/* ---- the list of files ----------------------------------------------------------------------------------------------- */

/* Entries as they come, each "MODE TYPE ID<tab>PATH<NUL>". */
struct listing {
	struct plint_git *git;
	char entry[PATH_MAX + 128];
	size_t len;
	bool is_long; /* the entry at hand does not fit: no path of this machine */
};

static void take_entry(struct listing *l)
{
	struct plint_git *g = l->git;
	struct plint_arena *a = &g->cli->arena;
	l->entry[l->len] = '\0';
	const char *tab = strchr(l->entry, '\t'), *path = tab ? tab + 1 : "";
	size_t n = strlen(path);
	if (!tab || n < 6 || strcmp(path + n - 5, ".plan") != 0)
		return;
	const char *id = tab;
	while (id > l->entry && id[-1] != ' ')
		id--;
	struct entry e = {.is_link = strncmp(l->entry, "120000 ", 7) == 0};
	if (!strstr(l->entry, " blob "))
		return; /* another repository within this one */
	e.id = plint_arena_strndup(a, id, (size_t)(tab - id));
	e.path = plint_arena_strndup(a, path, n);
	plint_vec_push(&g->entries, a, e);
}

static bool take_listing(void *data, const char *text, size_t len)
{
	struct listing *l = data;
	for (size_t i = 0; i < len; i++) {
		if (text[i] != '\0') {
			l->is_long = l->is_long || l->len + 1 >= sizeof l->entry;
			if (!l->is_long)
				l->entry[l->len++] = text[i];
			continue;
		}
		if (!l->is_long)
			take_entry(l);
		l->len = 0;
		l->is_long = false;
	}
	return true;
}

static int by_name(const void *left, const void *right)
{
	const struct plint_io_entry *a = left, *b = right;
	return strcmp(a->name, b->name);
}

static int by_path(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	return strcmp(a->path, b->path);
}

static bool list_tree(struct plint_git *g)
{
	const char *const args[] = {"ls-tree", "-r", "-z", "--full-tree", g->tree, NULL};
	struct listing *l = plint_arena_calloc(&g->cli->arena, 1, sizeof *l);
	struct plint_buf errors;
	l->git = g;
	plint_buf_init(&errors, &g->cli->arena);
	if (plint_git_run(g->cli, g->top, args, take_listing, l, &errors) != 0) {
		plint_cli_complain(g->cli, "git cannot list the files of the revision \"%s\": %s", plint_cli_shown(g->cli, g->revision),
		                   words_of_git(g->cli, &errors));
		return false;
	}
	if (g->entries.count > 1)
		qsort(g->entries.items, g->entries.count, sizeof *g->entries.items, by_path);
	return true;
}

static void release(void *object)
{
	struct plint_git *g = object;
	(void)plint_git_stop(&g->batch, true);
}

struct plint_git *plint_git_open(struct plint_cli *cli, const char *folder, const char *rev)
{
	if (!is_revision(cli, rev))
		return NULL;
	if (!plint_git_program(cli)) {
		plint_cli_complain(cli, "the revision \"%s\" needs git, and there is no git on this machine (no folder of PATH has it)",
		                   plint_cli_shown(cli, rev));
		return NULL;
	}
	struct plint_git *g = plint_arena_calloc(&cli->arena, 1, sizeof *g);
	const char *real = plint_session_real_path(cli, folder);
	g->cli = cli;
	g->batch = (struct plint_git_process){-1, -1, -1, -1};
	g->owned = plint_arena_own(&cli->arena, release, g);
	g->revision = rev;
	g->top = find_top(cli, real ? real : folder, rev);
	g->tree = g->top ? find_tree(cli, g->top, rev) : NULL;
	return g->tree && list_tree(g) ? g : NULL;
}

void plint_git_close(struct plint_git *g)
{
	if (g)
		plint_arena_disown(g->owned);
}

const char *plint_git_lacking(const struct plint_git *g)
{
	return g->lacking;
}

/* ---- paths ----------------------------------------------------------------------------------------------------------- */

/* Appends the parts of PATH to OUT, an absolute path, without "." and "..". */
static void add_parts(struct plint_buf *out, const char *path)
{
	for (const char *at = path; *at;) {
		size_t len = strcspn(at, "/");
		if (len == 2 && at[0] == '.' && at[1] == '.') {
			while (out->len > 0 && out->text[out->len - 1] != '/')
				out->len--;
			out->len -= out->len > 0;
			out->text[out->len] = '\0';
		} else if (len > 0 && !(len == 1 && at[0] == '.')) {
			plint_buf_char(out, '/');
			plint_buf_add(out, at, len);
		}
		at += len + (at[len] == '/');
	}
}

/* What is behind the repository's folder in the tidy absolute PATH; "" for the folder itself; NULL: PATH is not in it. */
static const char *inside(const struct plint_git *g, const char *path)
{
	size_t len = strcmp(g->top, "/") == 0 ? 0 : strlen(g->top);
	if (strncmp(path, g->top, len) != 0 || (path[len] != '/' && path[len] != '\0'))
		return NULL;
	return path + len + (path[len] == '/');
}

const char *plint_git_path(const struct plint_git *g, const char *path)
{
	struct plint_cli *cli = g->cli;
	const char *rest = "", *real = plint_session_real_path(cli, path);
	for (const char *head = path; !real;) {
		head = plint_io_dirname(&cli->arena, head);
		real = plint_session_real_path(cli, head);
		rest = strcmp(head, ".") == 0 ? path : path + strlen(head);
		if (!real && (strcmp(head, ".") == 0 || strcmp(head, "/") == 0))
			return NULL;
	}
	struct plint_buf out;
	plint_buf_init(&out, &cli->arena);
	add_parts(&out, real);
	add_parts(&out, rest);
	return inside(g, out.text) ? out.text : NULL;
}

/* Place of the first entry whose path is not before PATH. */
static uint32_t lower_bound(const struct plint_git *g, const char *path)
{
	uint32_t low = 0, high = g->entries.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (strcmp(g->entries.items[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The entry of the path NAME from the repository's folder, or NULL. */
static const struct entry *entry_of(const struct plint_git *g, const char *name)
{
	uint32_t i = lower_bound(g, name);
	return i < g->entries.count && strcmp(g->entries.items[i].path, name) == 0 ? &g->entries.items[i] : NULL;
}

/* First entry below the folder NAME; *HEAD is how long its path is with the slash. NULL where there is none. */
static const struct entry *first_below(const struct plint_git *g, const char *name, size_t *head)
{
	const char *prefix = *name ? plint_arena_printf(&g->cli->arena, "%s/", name) : "";
	uint32_t i = lower_bound(g, prefix);
	*head = strlen(prefix);
	return i < g->entries.count && strncmp(g->entries.items[i].path, prefix, *head) == 0 ? &g->entries.items[i] : NULL;
}

enum plint_io_kind plint_git_stat(const struct plint_git *g, const char *path)
{
	const char *name = inside(g, path);
	size_t head;
	if (!name)
		return PLINT_IO_NONE;
	if (entry_of(g, name))
		return PLINT_IO_FILE;
	return first_below(g, name, &head) ? PLINT_IO_FOLDER : PLINT_IO_NONE;
}

enum plint_io_status plint_git_list(const struct plint_git *g, struct plint_arena *a, const char *path, struct plint_io_entry **out,
                                    uint32_t *count)
{
	PLINT_VEC(struct plint_io_entry) all = {0};
	const char *name = inside(g, path);
	size_t head = 0;
	const struct entry *e = name ? first_below(g, name, &head) : NULL, *end = g->entries.items + g->entries.count;
	*out = NULL;
	*count = 0;
	if (!e)
		return PLINT_IO_MISSING;
	for (const char *prefix = e->path; e < end && strncmp(e->path, prefix, head) == 0; e++) {
		const char *own = e->path + head;
		size_t len = strcspn(own, "/");
		bool is_folder = own[len] == '/';
		const struct plint_io_entry *last = all.count ? &all.items[all.count - 1] : NULL;
		bool is_listed = is_folder && last && last->kind == PLINT_IO_FOLDER && plint_text_is(own, len, last->name);
		if (own[0] == '.' || is_listed)
			continue;
		struct plint_io_entry entry = {plint_arena_strndup(a, own, len), is_folder ? PLINT_IO_FOLDER : PLINT_IO_FILE, e->is_link};
		plint_vec_push(&all, a, entry);
	}
	if (all.count > 1)
		qsort(all.items, all.count, sizeof *all.items, by_name);
	*out = all.items;
	*count = all.count;
	return PLINT_IO_OK;
}

/* ---- texts ----------------------------------------------------------------------------------------------------------- */

static void stop_batch(struct plint_git *g)
{
	(void)plint_git_stop(&g->batch, true);
	g->ahead_at = g->ahead_len = 0;
	g->is_asking = false;
}

/* Sees to it that a batch is running which waits for a question. Whoever gave up in the middle of an answer left the last one useless. */
static bool start_batch(struct plint_git *g)
{
	static const char *const args[] = {"cat-file", "--batch", "--follow-symlinks", NULL};
	if (g->is_asking)
		stop_batch(g);
	if (g->batch.pid > 0)
		return true;
	if (!plint_git_start(g->cli, g->top, args, true, &g->batch))
		return false;
	close(g->batch.errors); /* what it complains about is in its answers too */
	g->batch.errors = -1;
	return true;
}

/* The next LEN bytes of the answer to TO (NULL: they are passed over). */
static bool get(struct plint_git *g, char *to, size_t len)
{
	while (len > 0) {
		if (g->ahead_at == g->ahead_len) {
			ssize_t n = plint_io_read_some(g->batch.from, g->ahead, sizeof g->ahead);
			if (n <= 0)
				return false;
			g->ahead_at = 0;
			g->ahead_len = (size_t)n;
		}
		size_t part = g->ahead_len - g->ahead_at;
		part = part < len ? part : len;
		if (to) {
			memcpy(to, g->ahead + g->ahead_at, part);
			to += part;
		}
		g->ahead_at += part;
		len -= part;
	}
	return true;
}

/* The first line of an answer, without its end. */
static bool get_line(struct plint_git *g, char *line, size_t room)
{
	for (size_t i = 0; i < room; i++) {
		if (!get(g, &line[i], 1))
			return false;
		if (line[i] == '\n') {
			line[i] = '\0';
			return true;
		}
	}
	return false;
}

/* What the line of an answer says: "ID TYPE BYTES", "symlink BYTES" (and dangling, loop, notdir), or "… missing". */
struct answer {
	enum plint_io_status status; /* of a text that is not to be had */
	bool has_body;
	size_t bytes;
};

static bool read_answer(const char *line, struct answer *out)
{
	static const char *const links[] = {"symlink ", "dangling ", "loop ", "notdir "};
	const char *last = strrchr(line, ' ');
	*out = (struct answer){PLINT_IO_MISSING, false, 0};
	if (!last)
		return false;
	if (strcmp(last, " missing") == 0)
		return true;
	char *end;
	errno = 0;
	unsigned long long bytes = strtoull(last + 1, &end, 10);
	if (last[1] < '0' || last[1] > '9' || *end != '\0' || errno != 0 || bytes >= SIZE_MAX)
		return false;
	out->has_body = true;
	out->bytes = (size_t)bytes;
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		if (strncmp(line, links[i], strlen(links[i])) == 0) {
			out->status = i == 0 ? PLINT_IO_OUTSIDE : PLINT_IO_MISSING;
			return true;
		}
	out->status = strstr(line, " blob ") ? PLINT_IO_OK : PLINT_IO_NOT_REGULAR;
	return true;
}

/* The answer to QUESTION (one line). PLINT_IO_FAILED: none came. */
static enum plint_io_status ask_batch(struct plint_git *g, struct plint_arena *a, const char *question, size_t max_bytes,
                                      struct plint_io_data *out)
{
	char line[PATH_MAX + 256];
	struct answer answer;
	if (!start_batch(g))
		return PLINT_IO_FAILED;
	g->is_asking = true;
	if (!plint_io_write_all(g->batch.to, question, strlen(question)) || !plint_io_write_all(g->batch.to, "\n", 1) || !get_line(g, line, sizeof line) || !read_answer(line, &answer))
		return PLINT_IO_FAILED;
	bool is_wanted = answer.has_body && answer.status == PLINT_IO_OK;
	if (is_wanted && answer.bytes > max_bytes)
		return PLINT_IO_TOO_LARGE;
	char *text = is_wanted ? plint_arena_alloc(a, answer.bytes + 2) : NULL, end;
	if (answer.has_body && (!get(g, text, answer.bytes) || !get(g, &end, 1)))
		return PLINT_IO_FAILED;
	g->is_asking = false;
	if (!is_wanted)
		return answer.status;
	text[answer.bytes] = text[answer.bytes + 1] = '\0';
	*out = (struct plint_io_data){.text = text, .len = answer.bytes};
	return PLINT_IO_OK;
}

const char *plint_git_target(struct plint_git *g, const char *path)
{
	for (int i = 0; path && i < MAX_LINKS; i++) {
		const char *name = inside(g, path);
		const struct entry *e = name ? entry_of(g, name) : NULL;
		struct plint_io_data link;
		struct plint_buf out;
		if (!e || !e->is_link)
			return name ? path : NULL;
		if (ask_batch(g, &g->cli->arena, e->id, MAX_LINK_BYTES, &link) != PLINT_IO_OK || link.text[0] == '/')
			return NULL;
		plint_buf_init(&out, &g->cli->arena);
		add_parts(&out, plint_io_dirname(&g->cli->arena, path));
		add_parts(&out, link.text);
		path = out.text;
	}
	return NULL;
}

enum plint_io_status plint_git_read(struct plint_git *g, struct plint_arena *a, const char *path, size_t max_bytes,
                                    struct plint_io_data *out)
{
	const char *name = inside(g, path);
	const struct entry *e = name ? entry_of(g, name) : NULL;
	*out = (struct plint_io_data){0};
	if (!name)
		return PLINT_IO_OUTSIDE;
	if (e && !e->is_link) {
		enum plint_io_status s = ask_batch(g, a, e->id, max_bytes, out);
		if (s != PLINT_IO_MISSING && s != PLINT_IO_FAILED)
			return s;
		if (!g->lacking) /* it is in the list, but there is no text of it */
			g->lacking = e->path;
		return PLINT_IO_FAILED;
	}
	if (strchr(name, '\n') || strlen(name) > MAX_NAME_BYTES)
		return PLINT_IO_MISSING;
	return ask_batch(g, a, plint_arena_printf(&g->cli->arena, "%s:%s", g->tree, name), max_bytes, out);
}
