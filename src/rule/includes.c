/*
 * Includes of a plan. A file is read once, however often it is named; names stay below the folder of the plan's first file. Files that
 * include each other in a ring are found afterwards, on the graph of all includes, without recursion.
 */
#include "rule/includes.h"

#define FAMILY "reference"
#define RULE "bad-include"
#define MAX_SHOWN_CHARS 200

static struct plint_diag *report(struct plint_includes *x, struct plint_span span, const char *help, const char *format, const char *name)
{
	const char *shown = plint_diags_shown(x->diags, name, strlen(name), MAX_SHOWN_CHARS);
	const char *message = plint_arena_printf(x->diags->arena, "%s \"%s\"", format, shown);
	struct plint_diag *d = plint_diags_add(x->diags, RULE, FAMILY, PLINT_ERROR, span, "%s", message);
	d->help = help;
	return d;
}

/* The path NAME as seen from FOLDER, without "." and "..", in A; NULL where it leads out of the top. */
static const char *normal_path(struct plint_arena *a, const char *folder, const char *name)
{
	const char *joined = plint_io_join(a, folder, name);
	char *path = plint_arena_alloc(a, strlen(joined) + 2);
	size_t len = 0;
	for (const char *at = joined; *at;) {
		size_t part = strcspn(at, "/");
		if (part == 2 && at[0] == '.' && at[1] == '.') {
			if (len == 0)
				return NULL;
			while (len > 0 && path[len - 1] != '/')
				len--;
			len -= len > 0;
		} else if (part > 0 && !(part == 1 && at[0] == '.')) {
			if (len > 0)
				path[len++] = '/';
			memcpy(path + len, at, part);
			len += part;
		}
		at += part + (at[part] == '/');
	}
	path[len] = '\0';
	return path;
}

/* Key of a file's identity; 0 where it is not known. */
static uint64_t identity(uint64_t dev, uint64_t ino)
{
	static const uint64_t key[2] = {0x706c616e, 0x66696c65};
	uint64_t both[2] = {dev, ino};
	return dev == 0 && ino == 0 ? 0 : plint_siphash(both, sizeof both, key) | 1;
}

/* Path of FILE as seen from the plan's folder. */
static const char *below(const struct plint_includes *x, uint32_t file)
{
	const char *path = x->source->files.items[file].path;
	size_t len = strlen(x->folder);
	if (strncmp(path, x->folder, len) == 0 && path[len] == '/')
		return path + len + 1;
	return path;
}

static void name_file(struct plint_includes *x, const char *name, uint32_t file1)
{
	uint32_t before = x->names.entries.count;
	uint32_t number = plint_intern_put(&x->names, name, strlen(name));
	if (number > before)
		plint_vec_push(&x->file_of, x->arena, file1);
}

void plint_includes_note(struct plint_includes *x, uint32_t file, uint64_t dev, uint64_t ino, uint32_t depth)
{
	struct plint_member m = {dev, ino, 0, depth, 0, 0};
	plint_vec_push(&x->members, x->arena, m);
	const char *path = normal_path(x->arena, "", below(x, file));
	if (path)
		name_file(x, path, file + 1);
	if (identity(dev, ino))
		*plint_map_put(&x->identities, identity(dev, ino)) = file + 1;
}

/* Reads the file at PATH (below the folder), which an include at SPAN names. Its number + 1, or 0. */
static uint32_t read_included(struct plint_includes *x, const char *path, struct plint_span span, const char *name, uint32_t depth)
{
	struct plint_included in = {0};
	enum plint_io_status s = x->read ? x->read(x->read_data, x->arena, x->folder, path, &in) : PLINT_IO_MISSING;
	if (s != PLINT_IO_OK) {
		report(x, span, s == PLINT_IO_MISSING ? "files are looked for beside the file that includes them" : NULL,
		       plint_arena_printf(x->arena, "this file cannot be included, %s:", plint_io_words_of(x->arena, s, PLINT_MAX_FILE_BYTES)), name);
		return 0;
	}
	uint64_t key = identity(in.dev, in.ino);
	uint32_t known = key ? plint_map_get(&x->identities, key) : 0;
	if (known)
		return known;
	uint32_t file = plint_source_add(x->source, in.path, in.text, in.len);
	if (file == UINT32_MAX) {
		report(x, span, NULL, "the files of this plan are too large together; left out is", name);
		return 0;
	}
	plint_includes_note(x, file, in.dev, in.ino, depth);
	return file + 1;
}

/* Whether NAME may be included at all; reports it otherwise. */
static bool is_allowed(struct plint_includes *x, const char *name, uint32_t len, struct plint_span span)
{
	if (len == 0) {
		report(x, span, "write the name of a file: include \"targets.plan\"", "an include names a file; here stands", "");
		return false;
	}
	if (memchr(name, '\0', len) || name[0] == '/' || name[0] == '\\' || (len > 1 && name[1] == ':')) {
		report(x, span, "write the path as seen from this file", "an include stays within the plan's own folder, so it cannot be", name);
		return false;
	}
	return true;
}

static void follow(struct plint_includes *x, uint32_t from, uint32_t node)
{
	const struct plint_node *n = plint_ast_node(x->ast, node);
	const struct plint_ast_text *t = &x->ast->texts.items[n->u.text.text];
	uint32_t depth = x->members.items[from].depth + 1;
	const char *name = plint_arena_strndup(x->arena, t->text, t->len);
	if (!is_allowed(x, name, t->len, n->span))
		return;
	const char *path = normal_path(x->arena, plint_io_dirname(x->arena, below(x, from)), name);
	if (!path) {
		report(x, n->span, "put the file into the plan's folder, or into one below it",
		       "an include stays within the plan's own folder; out of it leads", name);
		return;
	}
	uint32_t known = plint_intern_find(&x->names, path, strlen(path));
	uint32_t file1 = known ? x->file_of.items[known - 1] : 0;
	if (!known && depth > PLINT_MAX_INCLUDE_DEPTH) {
		report(x, n->span, NULL, "files include each other more than 16 deep; left out is", name);
		return;
	}
	if (!known && x->names.entries.count >= PLINT_MAX_FILES) {
		if (!x->is_full)
			report(x, n->span, NULL, "a plan has at most 10000 files; left out from here on, beginning with", name);
		x->is_full = true;
		return;
	}
	if (!known) {
		file1 = read_included(x, path, n->span, name, depth);
		name_file(x, path, file1);
	} else if (!file1)
		report(x, n->span, NULL, "this file cannot be included:", name);
	if (file1) {
		plint_vec_push(&x->edges, x->arena, ((struct plint_edge){file1 - 1, n->span}));
		x->members.items[from].edge_count++;
	}
}

/* ---- rings --------------------------------------------------------------------------------------------------------- */

enum mark { NEW, OPEN, DONE };

struct step {
	uint32_t file, next;
};

/* "a.plan includes b.plan includes a.plan" */
static void report_ring(struct plint_includes *x, const struct step *steps, uint32_t count, const struct plint_edge *e)
{
	struct plint_buf ring;
	uint32_t from = 0, shown = 0;
	plint_buf_init(&ring, x->diags->arena);
	while (steps[from].file != e->to)
		from++;
	for (uint32_t i = from; i < count && shown < PLINT_MAX_INCLUDE_DEPTH; i++, shown++) {
		const char *path = below(x, steps[i].file);
		plint_buf_printf(&ring, "%s includes ", plint_diags_shown(x->diags, path, strlen(path), MAX_SHOWN_CHARS));
	}
	if (count - from > shown)
		plint_buf_str(&ring, "… includes ");
	const char *path = below(x, e->to);
	plint_buf_str(&ring, plint_diags_shown(x->diags, path, strlen(path), MAX_SHOWN_CHARS));
	struct plint_diag *d = plint_diags_add(x->diags, RULE, FAMILY, PLINT_ERROR, e->span, "files include each other in a ring: %s",
	                                       ring.text);
	d->help = "take this include away; each file of the plan is read once in any case";
}

static void visit(struct plint_includes *x, uint32_t file, uint8_t *marks, struct step *steps)
{
	uint32_t depth = 0;
	marks[file] = OPEN;
	steps[depth++] = (struct step){file, 0};
	while (depth > 0) {
		struct step *s = &steps[depth - 1];
		const struct plint_member *m = &x->members.items[s->file];
		if (s->next == m->edge_count) {
			marks[s->file] = DONE;
			depth--;
			continue;
		}
		const struct plint_edge *e = &x->edges.items[m->first_edge + s->next++];
		if (marks[e->to] == OPEN)
			report_ring(x, steps, depth, e);
		else if (marks[e->to] == NEW) {
			marks[e->to] = OPEN;
			steps[depth++] = (struct step){e->to, 0};
		}
	}
}

void plint_includes_read(struct plint_includes *x)
{
	for (uint32_t i = 0; i < x->members.count; i++) {
		uint32_t count;
		uint32_t root = plint_parse_file(x->ast, i, x->diags);
		const uint32_t *nodes = plint_ast_includes(x->ast, root, &count);
		x->members.items[i].root = root;
		x->members.items[i].first_edge = x->edges.count;
		for (uint32_t k = 0; k < count; k++)
			follow(x, i, nodes[k]);
	}
	if (x->edges.count == 0)
		return;
	uint8_t *marks = plint_arena_calloc(x->arena, x->members.count, 1);
	struct step *steps = plint_arena_alloc(x->arena, x->members.count * sizeof *steps);
	for (uint32_t i = 0; i < x->members.count; i++)
		if (marks[i] == NEW)
			visit(x, i, marks, steps);
}
