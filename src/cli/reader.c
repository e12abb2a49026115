/* Reading discovered plans: see reader.h. */
#include "cli/reader.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "rule/texts.h"

struct plint_reader {
	struct plint_cli *cli;
	struct plint_checker *checker;
	bool with_rules;
	const struct plint_in_force *force; /* NULL: what holds for each plan */
	const struct plint_found_plan *plan; /* that is read */
	const struct plint_pack *pack; /* its own */
	const char *language;          /* of its messages as asked for; NULL: the plan's own */
	size_t max_bytes;
	struct plint_read read;
	struct plint_source stray_source;
	struct plint_diags stray_diags;
	struct plint_arena *stray_arena; /* for a stray file */
};

/* An include in a plan of the revision GIT; links out of the plan's folder are not followed. */
static enum plint_io_status include_from_revision(struct plint_git *git, struct plint_arena *a, const char *root, const char *name,
                                                  struct plint_included *out)
{
	struct plint_io_data in;
	const char *folder = plint_git_path(git, root), *real = folder ? plint_git_target(git, plint_io_join(a, folder, name)) : NULL;
	size_t len = folder ? strlen(folder) : 0;
	if (!real || strncmp(real, folder, len) != 0 || real[len] != '/')
		return PLINT_IO_OUTSIDE;
	enum plint_io_status s = plint_git_read(git, a, real, PLINT_MAX_FILE_BYTES, &in);
	if (s == PLINT_IO_OK)
		*out = (struct plint_included){plint_io_join(a, root, name), in.text, in.len, 0, 0};
	return s;
}

/* The text that stands for that of the file REAL in PLAN, in A; false where the file is read as it is. */
static bool take_text(struct plint_arena *a, const struct plint_found_plan *plan, const char *real, char **text, size_t *len)
{
	const struct plint_found_text *x = plan->text;
	if (!x || !real || strcmp(x->real, real) != 0)
		return false;
	*text = plint_arena_alloc(a, x->len + 2);
	memcpy(*text, x->text, x->len);
	(*text)[x->len] = (*text)[x->len + 1] = '\0';
	*len = x->len;
	return true;
}

/* An include in the plan that the reader DATA reads. */
static enum plint_io_status include(void *data, struct plint_arena *a, const char *root, const char *name, struct plint_included *out)
{
	const struct plint_reader *r = data;
	const struct plint_found_plan *plan = r->plan;
	if (plan->git)
		return include_from_revision(plan->git, a, root, name, out);
	enum plint_io_status s = plint_check_include_file(NULL, a, root, name, out);
	char real[PATH_MAX];
	if (s == PLINT_IO_OK && plan->text && realpath(out->path, real))
		(void)take_text(a, plan, real, &out->text, &out->len);
	return s;
}

/* How R reads PLAN, which it keeps for include(). */
static struct plint_check_config config_of(struct plint_reader *r, const struct plint_found_plan *plan, const char *language)
{
	r->plan = plan;
	return (struct plint_check_config){.pack = &plan->session->pack,
	                                   .settings = &plan->session->settings,
	                                   .force = r->force,
	                                   .language = language,
	                                   .today = r->cli->options.today,
	                                   .want_stats = r->cli->options.stats,
	                                   .want_rules = r->with_rules,
	                                   .include = include,
	                                   .include_data = r,
	                                   .max_bytes = r->max_bytes};
}

struct plint_reader *plint_reader_new(struct plint_cli *cli, bool with_rules)
{
	struct plint_reader *r = plint_arena_calloc(&cli->arena, 1, sizeof *r);
	r->cli = cli;
	r->with_rules = with_rules;
	r->max_bytes = PLINT_MAX_PLAN_MEMORY;
	r->stray_arena = plint_arena_child(&cli->arena, 0);
	return r;
}

void plint_reader_impose(struct plint_reader *r, const struct plint_in_force *force)
{
	r->force = force;
}

void plint_reader_drop(struct plint_reader *r)
{
	plint_checker_free(r->checker);
	r->checker = NULL;
	plint_arena_clear(r->stray_arena);
}

void plint_reader_free(struct plint_reader *r)
{
	plint_reader_drop(r);
}

void plint_reader_take_input(struct plint_cli *cli)
{
	if (cli->input)
		return;
	struct plint_input *in = plint_arena_calloc(&cli->arena, 1, sizeof *in);
	in->status = plint_io_read(&cli->arena, "-", PLINT_MAX_FILE_BYTES, &in->data);
	cli->input = in;
}

/* The bytes of F in A; a copy of standard input, which the scanner writes into. */
static enum plint_io_status read_file(struct plint_reader *r, struct plint_arena *a, const struct plint_found_plan *plan,
                                      const struct plint_found_file *f, struct plint_io_data *out)
{
	*out = (struct plint_io_data){0};
	if (f->is_outside)
		return PLINT_IO_OUTSIDE;
	if (plan->git)
		return f->real ? plint_git_read(plan->git, a, f->real, PLINT_MAX_FILE_BYTES, out) : PLINT_IO_MISSING;
	if (take_text(a, plan, f->real, &out->text, &out->len))
		return PLINT_IO_OK;
	if (!f->is_stdin)
		return plint_io_read(a, f->path, PLINT_MAX_FILE_BYTES, out);
	plint_reader_take_input(r->cli);
	const struct plint_input *in = r->cli->input;
	if (in->status != PLINT_IO_OK)
		return in->status;
	*out = in->data;
	out->text = plint_arena_alloc(a, in->data.len + 2);
	memcpy(out->text, in->data.text, in->data.len + 2);
	return PLINT_IO_OK;
}

/* The plan of file F has one finding only, at its head; HELP may be NULL. */
static void give_one_finding(struct plint_reader *r, const struct plint_found_file *f, struct plint_io_data *data, const char *rule,
                             const char *family, const char *help, const char *message)
{
	struct plint_arena *a = r->stray_arena;
	uint32_t file = plint_source_add(&r->stray_source, f->path, data->text, data->len);
	uint32_t pos = r->stray_source.files.items[file].base + r->stray_source.files.items[file].bom_len;
	struct plint_diag *d =
	    plint_diags_add(&r->stray_diags, rule, family, PLINT_ERROR, (struct plint_span){pos, pos}, "%s", message);
	d->help = help;
	plint_texts_translate(r->pack, r->language, &r->stray_diags);
	plint_diags_finish(&r->stray_diags);
	struct plint_plan_stats *stats = plint_arena_calloc(a, 1, sizeof *stats);
	stats->path = f->path;
	stats->is_unreadable = strcmp(family, "syntax") == 0;
	r->read = (struct plint_read){.source = &r->stray_source,
	                              .diags = &r->stray_diags,
	                              .files = stats,
	                              .file_count = 1,
	                              .language = r->language};
}

static void begin_one_finding(struct plint_reader *r)
{
	plint_arena_reset(r->stray_arena);
	plint_source_init(&r->stray_source, r->stray_arena);
	plint_diags_init(&r->stray_diags, r->stray_arena, &r->stray_source);
}

/* A file of a portfolio that is neither a plan nor a part of one. */
static void read_stray(struct plint_reader *r, const struct plint_found_plan *plan)
{
	struct plint_io_data data;
	const struct plint_found_file *f = &plan->files[0];
	begin_one_finding(r);
	enum plint_io_status status = read_file(r, r->stray_arena, plan, f, &data);
	if (status == PLINT_IO_OK) {
		give_one_finding(r, f, &data, "bad-include", "reference",
		                 "Several files here have a `plan` block, so each of them is a plan of its own. Include this file from the one it "
		                 "belongs to (include \"file.plan\"), or give it a `plan` block.",
		                 "this file belongs to no plan of its folder");
		return;
	}
	data = (struct plint_io_data){.text = plint_arena_calloc(r->stray_arena, 1, 2)};
	give_one_finding(r, f, &data, "unreadable-file", "syntax", NULL,
	                 plint_arena_printf(r->stray_arena, "this file cannot be read: %s", plint_io_words_of(r->stray_arena, status, PLINT_MAX_FILE_BYTES)));
}

/* A plan that would take more memory than a run may. */
static void give_up(struct plint_reader *r, const struct plint_found_plan *plan)
{
	struct plint_io_data data;
	plint_reader_drop(r);
	begin_one_finding(r);
	data = (struct plint_io_data){.text = plint_arena_calloc(r->stray_arena, 1, 2)};
	give_one_finding(r, &plan->files[0], &data, "too-large", "syntax", "cut it into several plans, each in a folder of its own",
	                 "this plan has too much in it to be checked in 512 MB of memory");
}

static void count_blocks(struct plint_reader *r, struct plint_plan_stats *stats, uint32_t count)
{
	const struct plint_checked *k = r->read.checked;
	for (uint32_t i = 0; i < count; i++) {
		stats[i].path = k->source->files.items[i].path;
		stats[i].goals = plint_checked_count(k, i, PLINT_KIND_GOAL);
		stats[i].objectives = plint_checked_count(k, i, PLINT_KIND_OBJECTIVE);
		stats[i].indicators = plint_checked_count(k, i, PLINT_KIND_INDICATOR);
	}
}

/* The path that overrides in the settings are compared with. */
static const char *path_of(const struct plint_found_plan *plan)
{
	const char *real = plan->files[0].real;
	return real ? plint_session_relative(plan->session, real) : plan->files[0].path;
}

/* Gives the checker the files of PLAN; UNREAD[i] tells that it has no text of file i. */
static void feed(struct plint_reader *r, const struct plint_found_plan *plan, bool *unread)
{
	for (uint32_t i = 0; i < plan->file_count; i++) {
		const struct plint_found_file *f = &plan->files[i];
		struct plint_io_data data;
		enum plint_io_status status = read_file(r, plint_checker_arena(r->checker), plan, f, &data);
		unread[i] = status != PLINT_IO_OK;
		if (status != PLINT_IO_OK)
			plint_checker_add_unreadable(r->checker, f->path, status);
		else if (!plint_checker_add(r->checker, f->path, data.text, data.len, data.dev, data.ino))
			unread[i] = true;
	}
}

/* One plan to be read, for plint_cli_try. */
struct attempt {
	struct plint_reader *reader;
	const struct plint_found_plan *plan;
	const char *language;
};

static void read_plan(struct plint_reader *r, const struct plint_found_plan *plan)
{
	struct plint_check_config config = config_of(r, plan, r->language);
	if (!r->checker)
		r->checker = plint_checker_new(&r->cli->arena, &config);
	plint_checker_limit(r->checker, r->max_bytes);
	plint_checker_begin(r->checker);
	plint_checker_configure(r->checker, &config);
	struct plint_arena *a = plint_checker_arena(r->checker);
	bool *unread = plint_arena_calloc(a, plan->file_count, sizeof *unread);
	feed(r, plan, unread);
	const struct plint_checked *k = plint_checker_run(r->checker, path_of(plan));
	uint32_t count = k->source->files.count;
	struct plint_plan_stats *stats = plint_arena_calloc(a, count + 1, sizeof *stats);
	r->read = (struct plint_read){.checked = k,
	                              .source = k->source,
	                              .diags = k->diags,
	                              .files = stats,
	                              .file_count = count,
	                              .language = k->language,
	                              .is_costly = k->is_costly};
	count_blocks(r, stats, count);
	for (uint32_t i = 0; i < plan->file_count && i < count; i++)
		stats[i].is_unreadable = unread[i];
	plint_checker_limit(r->checker, PLINT_MAX_PLAN_MEMORY);
}

static void read_any(void *data)
{
	const struct attempt *t = data;
	t->reader->pack = &t->plan->session->pack;
	t->reader->language = t->language;
	if (t->plan->sort == PLINT_FOUND_STRAY)
		read_stray(t->reader, t->plan);
	else
		read_plan(t->reader, t->plan);
}

void plint_reader_limit(struct plint_reader *r, size_t max_bytes)
{
	r->max_bytes = max_bytes;
}

const struct plint_read *plint_reader_try(struct plint_reader *r, const struct plint_found_plan *plan, const char *language,
                                          const char **what)
{
	struct attempt attempt = {r, plan, language};
	*what = plint_cli_try(r->cli, read_any, &attempt);
	if (!*what)
		return &r->read;
	plint_reader_drop(r);
	return NULL;
}

const struct plint_read *plint_reader_read(struct plint_reader *r, const struct plint_found_plan *plan, const char *language)
{
	const char *what;
	if (plint_reader_try(r, plan, language, &what))
		return &r->read;
	if (strcmp(what, PLINT_ARENA_LIMIT) != 0)
		plint_cli_fatal(r->cli, what);
	give_up(r, plan);
	return &r->read;
}

/* --- fixing ------------------------------------------------------------------------------------------------------- */

struct fixing {
	struct plint_reader *reader;
	const struct plint_found_plan *plan;
	struct plint_arena *arena;
	bool want_unsafe;
	struct plint_applied *out;
};

/* One plan to be fixed, for plint_cli_try. */
static void fix_plan(void *data)
{
	const struct fixing *x = data;
	struct plint_reader *r = x->reader;
	struct plint_check_config config = config_of(r, x->plan, NULL);
	struct plint_apply_input *inputs = plint_arena_calloc(x->arena, x->plan->file_count, sizeof *inputs);
	for (uint32_t i = 0; i < x->plan->file_count; i++) {
		const struct plint_found_file *f = &x->plan->files[i];
		struct plint_io_data d = {0};
		enum plint_io_status status = read_file(r, x->arena, x->plan, f, &d);
		inputs[i] = (struct plint_apply_input){f->path, status == PLINT_IO_OK ? d.text : NULL, d.len, d.dev, d.ino, status};
	}
	if (!r->checker)
		r->checker = plint_checker_new(&r->cli->arena, &config);
	plint_checker_limit(r->checker, r->max_bytes);
	plint_apply_run(x->arena, r->checker, &config, inputs, x->plan->file_count, path_of(x->plan), x->want_unsafe, x->out);
}

bool plint_reader_fix(struct plint_reader *r, const struct plint_found_plan *plan, struct plint_arena *a, bool want_unsafe,
                      struct plint_applied *out)
{
	struct fixing x = {r, plan, a, want_unsafe, out};
	if (plan->sort == PLINT_FOUND_STRAY)
		return false;
	const char *what = plint_cli_try(r->cli, fix_plan, &x);
	if (!what)
		return true;
	plint_reader_drop(r);
	if (strcmp(what, PLINT_ARENA_LIMIT) != 0)
		plint_cli_fatal(r->cli, what);
	plint_cli_complain(r->cli, "%s has too much in it to be fixed in 512 MB of memory", plint_cli_shown(r->cli, plan->name));
	return false;
}
