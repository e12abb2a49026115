/*
 * Plans at another revision: see since.h. A plan of now was what its files were part of then. Where none of them was there, it was what is no
 * longer there in its folder: so a renamed file does not make a new plan.
 */
#include "cli/since.h"

#include <string.h>

#include "cli/ci.h"
#include "cli/reader.h"

/* One repository, its plans then. */
struct repository {
	const char *root; /* folder with .git, as seen from the plans */
	struct plint_git *git;
	bool is_told; /* that texts are lacking */
	struct plint_found then;
	struct plint_map plan_of; /* number of a file of then in `files` -> plan + 1 */
	struct plint_intern files;
	PLINT_VEC(const char *) paths; /* what is looked up in it */
};

struct plint_since {
	struct plint_cli *cli;
	const struct plint_found *now;
	const char *revision;
	PLINT_VEC(struct repository *) repositories;
	struct repository **of_plan; /* by plan of now */
	const char **folders;        /* by plan of now: its folder, without links */
	struct plint_reader *reader;
};

/* Where file F of now lies, without links; for standard input, where its name says. NULL: not in the repository. */
static const char *place_of(const struct repository *r, const struct plint_found_file *f)
{
	return plint_git_path(r->git, f->real ? f->real : f->path);
}

static struct repository *repository_of(struct plint_since *s, const char *folder)
{
	struct plint_cli *cli = s->cli;
	const char *root = plint_ci_root(cli, folder);
	for (uint32_t i = 0; i < s->repositories.count; i++)
		if (strcmp(s->repositories.items[i]->root, root) == 0)
			return s->repositories.items[i];
	struct repository *r = plint_arena_calloc(&cli->arena, 1, sizeof *r);
	uint64_t key[2];
	r->root = root;
	r->git = plint_git_open(cli, folder, s->revision);
	if (!r->git)
		return NULL;
	plint_io_random(key, sizeof key);
	plint_intern_init(&r->files, &cli->arena, key);
	plint_map_init(&r->plan_of, &cli->arena);
	plint_vec_push(&s->repositories, &cli->arena, r);
	return r;
}

/* Asks for the plans that the files of plan INDEX were part of; where none was there, for all of its folder. */
static bool look_up(struct plint_since *s, uint32_t index)
{
	const struct plint_found_plan *plan = &s->now->plans.items[index];
	struct plint_arena *a = &s->cli->arena;
	const struct plint_found_file *first = &plan->files[0];
	if (first->is_stdin && strcmp(first->path, "-") == 0) {
		plint_cli_complain(s->cli, "--changed-since needs to know which plan standard input is: name it with --stdin-filename");
		return false;
	}
	const char *folder = plint_session_real_path(s->cli, plint_io_dirname(a, first->real ? first->real : first->path));
	struct repository *r = folder ? repository_of(s, folder) : NULL;
	if (!folder) /* a path that there is not: the reader tells */
		return true;
	if (!r)
		return false;
	s->of_plan[index] = r;
	s->folders[index] = folder;
	uint32_t before = r->paths.count;
	for (uint32_t i = 0; i < plan->file_count; i++) {
		const char *path = place_of(r, &plan->files[i]);
		if (path && plint_git_stat(r->git, path) == PLINT_IO_FILE)
			plint_vec_push(&r->paths, a, path);
	}
	struct plint_io_entry *entries;
	uint32_t count;
	const char *then = plint_git_path(r->git, folder);
	if (r->paths.count > before || !then || plint_git_list(r->git, a, then, &entries, &count) != PLINT_IO_OK)
		return true;
	for (uint32_t i = 0; i < count; i++)
		if (entries[i].kind == PLINT_IO_FILE) {
			const char *path = plint_io_join(a, then, entries[i].name);
			plint_vec_push(&r->paths, a, path);
		}
	return true;
}

static bool discover(struct plint_since *s, struct repository *r)
{
	if (!plint_discover_in(s->cli, r->git, r->paths.items, r->paths.count, &r->then))
		return false;
	for (uint32_t i = 0; i < r->then.plans.count; i++)
		for (uint32_t k = 0; k < r->then.plans.items[i].file_count; k++) {
			const char *real = r->then.plans.items[i].files[k].real;
			if (real)
				*plint_map_put(&r->plan_of, plint_intern_put(&r->files, real, strlen(real))) = i + 1;
		}
	return true;
}

struct plint_since *plint_since_new(struct plint_cli *cli, const struct plint_found *now, const char *rev)
{
	struct plint_since *s = plint_arena_calloc(&cli->arena, 1, sizeof *s);
	bool is_good = true;
	s->cli = cli;
	s->now = now;
	s->revision = rev;
	s->of_plan = plint_arena_calloc(&cli->arena, now->plans.count + 1, sizeof *s->of_plan);
	s->folders = plint_arena_calloc(&cli->arena, now->plans.count + 1, sizeof *s->folders);
	s->reader = plint_reader_new(cli, true);
	plint_reader_limit(s->reader, PLINT_MAX_PLAN_MEMORY / 5); /* the plan of now is in memory too */
	for (uint32_t i = 0; i < now->plans.count && is_good; i++)
		is_good = now->plans.items[i].sort == PLINT_FOUND_STRAY || look_up(s, i);
	for (uint32_t i = 0; i < s->repositories.count && is_good; i++)
		is_good = discover(s, s->repositories.items[i]);
	if (is_good)
		return s;
	plint_since_free(s);
	return NULL;
}

void plint_since_free(struct plint_since *s)
{
	if (!s)
		return;
	for (uint32_t i = 0; i < s->repositories.count; i++)
		plint_git_close(s->repositories.items[i]->git);
	plint_reader_free(s->reader);
}

/* ---- which plan it was ----------------------------------------------------------------------------------------------- */

/* Plans, each once. */
struct plans {
	PLINT_VEC(uint32_t) items;
};

static void take(struct plint_arena *a, struct plans *p, uint32_t plan)
{
	for (uint32_t i = 0; i < p->items.count; i++)
		if (p->items.items[i] == plan)
			return;
	plint_vec_push(&p->items, a, plan);
}

static bool is_alone(const struct plint_since *s, uint32_t index)
{
	for (uint32_t i = 0; i < s->now->plans.count; i++)
		if (i != index && s->folders[i] && strcmp(s->folders[i], s->folders[index]) == 0)
			return false;
	return true;
}

/* Whether none of the files of PLAN, which was then, is there now. */
static bool is_gone(const struct plint_found_plan *plan)
{
	uint64_t dev, ino;
	for (uint32_t i = 0; i < plan->file_count; i++)
		if (plan->files[i].real && plint_io_stat(plan->files[i].real, &dev, &ino) != PLINT_IO_NONE)
			return false;
	return true;
}

static void find_renamed(struct plint_since *s, uint32_t index, struct plans *out)
{
	const struct repository *r = s->of_plan[index];
	struct plint_arena *a = &s->cli->arena;
	for (uint32_t i = 0; i < r->then.plans.count; i++) {
		const struct plint_found_plan *then = &r->then.plans.items[i];
		const char *real = then->files[0].real;
		if (then->sort == PLINT_FOUND_PLAN && real && strcmp(plint_io_dirname(a, real), s->folders[index]) == 0 && is_gone(then))
			take(a, out, i);
	}
	/* Beside other plans it cannot be told which of several it was. */
	if (out->items.count > 1 && !is_alone(s, index))
		out->items.count = 0;
}

static void find_then(struct plint_since *s, uint32_t index, struct plans *out)
{
	const struct repository *r = s->of_plan[index];
	const struct plint_found_plan *plan = &s->now->plans.items[index];
	for (uint32_t i = 0; i < plan->file_count; i++) {
		const char *path = place_of(r, &plan->files[i]);
		uint32_t file = path ? plint_intern_find(&r->files, path, strlen(path)) : 0;
		uint32_t then = file ? plint_map_get(&r->plan_of, file) : 0;
		if (then && r->then.plans.items[then - 1].sort == PLINT_FOUND_PLAN)
			take(&s->cli->arena, out, then - 1);
	}
	if (out->items.count == 0)
		find_renamed(s, index, out);
}

/* ---- what it had ----------------------------------------------------------------------------------------------------- */

/* Whether the texts of R were there, as far as they were asked for. */
static bool is_whole(struct plint_since *s, struct repository *r)
{
	const char *lacking = plint_git_lacking(r->git);
	if (lacking && !r->is_told)
		plint_cli_complain(s->cli,
		                   "%s cannot be read as it was at \"%s\": this copy of the repository does not hold it; `git fetch --refetch "
		                   "--no-filter` brings all of it",
		                   plint_cli_shown(s->cli, lacking), plint_cli_shown(s->cli, s->revision));
	r->is_told = lacking != NULL;
	return !lacking;
}

const struct plint_map *plint_since_findings(struct plint_since *s, uint32_t index)
{
	struct plint_map *all = plint_arena_alloc(&s->cli->arena, sizeof *all);
	struct repository *r = s->of_plan[index];
	struct plans then = {{0}};
	plint_map_init(all, &s->cli->arena);
	if (r)
		find_then(s, index, &then);
	for (uint32_t i = 0; i < then.items.count; i++) {
		const struct plint_read *read = plint_reader_read(s->reader, &r->then.plans.items[then.items.items[i]], "en");
		if (!is_whole(s, r))
			return NULL;
		for (uint32_t k = 0; k < read->diags->items.count; k++)
			++*plint_map_put(all, read->diags->items.items[k].kin);
	}
	return all;
}
