/* Two drafts: see drafts.h. A word that names a file or folder is that; else REV:PATH is a path, from the working folder, at a revision. */
#include "cli/drafts.h"

#include <string.h>

#include "base/io.h"

#define NONE UINT32_MAX

/* ---- words ----------------------------------------------------------------------------------------------------------- */

static bool exists(const char *path)
{
	uint64_t dev, ino;
	return strcmp(path, "-") == 0 || plint_io_stat(path, &dev, &ino) != PLINT_IO_NONE;
}

/* Takes WORD apart into revision and path. */
static bool read_word(struct plint_cli *cli, const char *word, struct plint_draft *d)
{
	const char *colon = exists(word) ? NULL : strchr(word, ':');
	d->word = d->path = word;
	if (!colon)
		return true;
	d->revision = plint_arena_strndup(&cli->arena, word, (size_t)(colon - word));
	d->path = colon + 1;
	if (*d->revision && *d->path)
		return true;
	plint_cli_complain(cli, "\"%s\" is no draft: a draft in git is REVISION:PATH, for example main:plans/draft.plan or HEAD~1:plans",
	                   plint_cli_shown(cli, word));
	return false;
}

/* The nearest folder at or above PATH that there is. */
static const char *folder_above(struct plint_cli *cli, const char *path)
{
	uint64_t dev, ino;
	while (plint_io_stat(path, &dev, &ino) != PLINT_IO_FOLDER && strcmp(path, ".") != 0 && strcmp(path, "/") != 0)
		path = plint_io_dirname(&cli->arena, path);
	return path;
}

static bool open_revision(struct plint_cli *cli, struct plint_draft *d)
{
	const char *folder = plint_session_real_path(cli, folder_above(cli, d->path));
	d->git = plint_git_open(cli, folder ? folder : ".", d->revision);
	if (!d->git)
		return false;
	const char *path = plint_git_path(d->git, d->path);
	if (path && plint_git_stat(d->git, path) != PLINT_IO_NONE)
		return true;
	plint_cli_complain(cli, "there was no plan %s at \"%s\"; paths are given from the folder that you are in", plint_cli_shown(cli, d->path),
	                   plint_cli_shown(cli, d->revision));
	return false;
}

/* A path without ':' that is not there may be a revision on its own. */
static bool is_there(struct plint_cli *cli, const struct plint_draft *d)
{
	if (d->revision || exists(d->path))
		return true;
	plint_cli_complain(cli, "there is no file or folder %s; a draft in git is given as REVISION:PATH, for example main:plans/draft.plan",
	                   plint_cli_shown(cli, d->path));
	return false;
}

static bool find_plans(struct plint_cli *cli, struct plint_draft *d)
{
	if (!plint_discover_in(cli, d->git, &d->path, 1, &d->found))
		return false;
	if (d->found.plans.count > 0)
		return true;
	if (d->found.excluded > 0)
		plint_cli_complain(cli, "nothing to compare in %s: the settings exclude it", plint_cli_shown(cli, d->word));
	return false;
}

/* ---- two files of one folder ------------------------------------------------------------------------------------------ */

/* The file that D names, if it is one of the files of its plan. */
static const struct plint_found_file *own_file(struct plint_cli *cli, const struct plint_draft *d)
{
	const char *real = d->revision ? NULL : plint_session_real_path(cli, d->path);
	const struct plint_found_plan *p = &d->found.plans.items[0];
	for (uint32_t i = 0; real && i < p->file_count; i++)
		if (p->files[i].real && strcmp(p->files[i].real, real) == 0)
			return &p->files[i];
	return NULL;
}

/* A path to one file of a folder plan means that whole plan; but two drafts that lie side by side are two plans, also where only one of them
 * has a `plan` block. */
static void part_neighbours(struct plint_cli *cli, struct plint_drafts *d)
{
	struct plint_found *o = &d->draft[0].found, *n = &d->draft[1].found;
	if (o->plans.count != 1 || n->plans.count != 1)
		return;
	const struct plint_found_file *a = own_file(cli, &d->draft[0]), *b = own_file(cli, &d->draft[1]);
	const char *first = o->plans.items[0].files[0].real, *other = n->plans.items[0].files[0].real;
	if (!a || !b || strcmp(a->real, b->real) == 0 || !first || !other || strcmp(first, other) != 0)
		return;
	o->plans.items[0].files = a;
	n->plans.items[0].files = b;
	o->plans.items[0].file_count = n->plans.items[0].file_count = 1;
}

/* ---- which plan is which --------------------------------------------------------------------------------------------- */

/* Where plan INDEX of D lies below what was named: its folder, or its file where others lie beside it. */
static const char *place_below(struct plint_cli *cli, const struct plint_draft *d, uint32_t index)
{
	const struct plint_found_plan *p = &d->found.plans.items[index];
	const char *path = p->file_count > 1 ? plint_io_dirname(&cli->arena, p->files[0].path) : p->files[0].path;
	size_t len = strlen(d->path);
	while (len > 0 && d->path[len - 1] == '/')
		len--;
	return strncmp(path, d->path, len) == 0 ? path + len : path;
}

static bool is_same_plan(struct plint_cli *cli, const struct plint_drafts *d, uint32_t o, uint32_t n, bool by_place)
{
	if (by_place)
		return strcmp(place_below(cli, &d->draft[0], o), place_below(cli, &d->draft[1], n)) == 0;
	return strcmp(d->draft[0].found.plans.items[o].name, d->draft[1].found.plans.items[n].name) == 0;
}

/* Finds for each plan of the new draft the same one of the old: by its place, else by its name; two that stand alone are the same. */
static void pair_plans(struct plint_cli *cli, struct plint_drafts *d)
{
	uint32_t old_count = d->draft[0].found.plans.count, new_count = d->draft[1].found.plans.count;
	uint32_t *of_new = plint_arena_alloc(&cli->arena, new_count * sizeof *of_new);
	bool *is_taken = plint_arena_calloc(&cli->arena, old_count, sizeof *is_taken);
	memset(of_new, 0xFF, new_count * sizeof *of_new);
	if (old_count == 1 && new_count == 1) {
		of_new[0] = 0;
		is_taken[0] = true;
	}
	for (int by_place = 1; by_place >= 0; by_place--)
		for (uint32_t n = 0; n < new_count; n++)
			for (uint32_t o = 0; o < old_count && of_new[n] == NONE; o++)
				if (!is_taken[o] && is_same_plan(cli, d, o, n, by_place)) {
					of_new[n] = o;
					is_taken[o] = true;
				}
	for (uint32_t n = 0; n < new_count; n++) {
		struct plint_draft_pair pair = {{of_new[n], n}};
		plint_vec_push(&d->pairs, &cli->arena, pair);
	}
	for (uint32_t o = 0; o < old_count; o++) {
		struct plint_draft_pair pair = {{o, NONE}};
		if (!is_taken[o])
			plint_vec_push(&d->pairs, &cli->arena, pair);
	}
}

bool plint_drafts_open(struct plint_cli *cli, struct plint_drafts *d)
{
	const struct plint_options *o = &cli->options;
	memset(d, 0, sizeof *d);
	if (o->words.count != 2) {
		plint_cli_complain(cli, "which two drafts? For example: planlint diff draft-1.plan draft-2.plan, or, with git, planlint diff "
		                        "main:plans/draft.plan plans/draft.plan");
		return false;
	}
	if (strcmp(o->words.items[0], "-") == 0 && strcmp(o->words.items[1], "-") == 0) {
		plint_cli_complain(cli, "standard input can be one of the drafts, not both");
		return false;
	}
	for (int i = 0; i < 2; i++) {
		struct plint_draft *draft = &d->draft[i];
		if (!read_word(cli, o->words.items[i], draft) || !is_there(cli, draft) || (draft->revision && !open_revision(cli, draft)))
			return false;
	}
	if (!find_plans(cli, &d->draft[0]) || !find_plans(cli, &d->draft[1]))
		return false;
	part_neighbours(cli, d);
	pair_plans(cli, d);
	return true;
}

void plint_drafts_close(struct plint_drafts *d)
{
	for (int i = 0; i < 2; i++)
		if (d->draft[i].git)
			plint_git_close(d->draft[i].git);
}

const char *plint_draft_path(struct plint_cli *cli, const struct plint_draft *d, const char *path)
{
	return d->revision ? plint_arena_printf(&cli->arena, "%s:%s", d->revision, path) : path;
}

const char *plint_draft_name(struct plint_cli *cli, const struct plint_draft *d, uint32_t index)
{
	if (d->found.plans.count == 1)
		return d->word;
	const struct plint_found_plan *p = &d->found.plans.items[index];
	const char *path = p->file_count > 1 ? plint_io_dirname(&cli->arena, p->files[0].path) : p->files[0].path;
	return plint_draft_path(cli, d, path);
}
