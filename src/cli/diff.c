/*
 * `planlint diff`: reads both drafts of each plan under the settings that hold for the new one, compares them and their findings, and draws
 * that. Human forms speak the plan's language and json English, so a run with both may read a plan twice.
 */
#include <string.h>

#include "base/io.h"
#include "cli/cli.h"
#include "cli/drafts.h"
#include "cli/reader.h"
#include "output/diff.h"

#define MAX_TARGETS 8
/* Both drafts are held at a time, beside what changed: a run stays below 512 MB all the same. */
#define MAX_DRAFT_MEMORY ((size_t)PLINT_MAX_PLAN_MEMORY / 3)
#define MAX_WORK_MEMORY ((size_t)PLINT_MAX_PLAN_MEMORY / 6)
#define OLD PLINT_OLD
#define NEW PLINT_NEW

/* Where one result goes. */
struct target {
	const char *path; /* NULL: standard output */
	struct plint_diff_output output;
	struct plint_buf text;
};

struct diff {
	struct plint_cli *cli;
	struct plint_drafts drafts;
	struct target targets[MAX_TARGETS];
	unsigned target_count;
	struct plint_reader *reader[2];
	struct plint_arena work, scratch; /* for one pair of plans */
	int status;
};

static void worsen(struct diff *d, int status)
{
	if (status > d->status)
		d->status = status;
}

/* ---- where the result goes ------------------------------------------------------------------------------------------- */

static const struct plint_diff_format *find_format(struct plint_cli *cli, const char *name)
{
	uint32_t count;
	const struct plint_diff_format *formats = plint_diff_formats(&count), *f = plint_diff_find(name);
	const char *names[8];
	struct plint_buf list;
	if (f)
		return f;
	plint_buf_init(&list, &cli->arena);
	for (uint32_t i = 0; i < count && i < 8; i++) {
		names[i] = formats[i].name;
		plint_buf_printf(&list, "%s%s", i ? ", " : "", names[i]);
	}
	plint_cli_complain(cli, "`planlint diff` has no format \"%s\"; it has %s%s", plint_cli_shown(cli, name), list.text,
	                   plint_cli_guess(cli, name, strlen(name), names, count, ""));
	return NULL;
}

static bool add_target(struct diff *d, const struct plint_diff_format *format, const char *path)
{
	if (path && !*path) {
		plint_cli_complain(d->cli, "--output needs the name of a file");
		return false;
	}
	if (d->target_count == MAX_TARGETS) {
		plint_cli_complain(d->cli, "--output may be given %d times", MAX_TARGETS - 1);
		return false;
	}
	struct target *t = &d->targets[d->target_count++];
	t->path = path && strcmp(path, "-") != 0 ? path : NULL;
	t->output.format = format;
	return true;
}

/* The results that the options ask for: --output FILE in the format of --format, --output FORMAT=FILE in another. */
static bool set_targets(struct diff *d)
{
	const struct plint_options *o = &d->cli->options;
	const struct plint_diff_format *main_format = find_format(d->cli, o->format ? o->format : "text");
	bool has_main = false;
	if (!main_format)
		return false;
	for (uint32_t i = 0; i < o->outputs.count; i++) {
		const char *output = o->outputs.items[i];
		size_t len = strspn(output, "abcdefghijklmnopqrstuvwxyz");
		bool has_format = len > 0 && output[len] == '=';
		const struct plint_diff_format *f = main_format;
		if (has_format && !(f = find_format(d->cli, plint_arena_strndup(&d->cli->arena, output, len))))
			return false;
		if (!add_target(d, f, has_format ? output + len + 1 : output))
			return false;
		has_main = has_main || !has_format || !d->targets[d->target_count - 1].path;
	}
	return has_main || add_target(d, main_format, NULL);
}

static void begin_targets(struct diff *d, const char *docs_url)
{
	for (unsigned i = 0; i < d->target_count; i++) {
		struct target *t = &d->targets[i];
		struct plint_output_options look = {.quiet = d->cli->options.quiet && !t->path,
		                                    .color = !t->path && plint_cli_has_color(d->cli),
		                                    .docs_url = docs_url,
		                                    .version = PLINT_VERSION};
		plint_buf_init(&t->text, &d->cli->arena);
		plint_diff_begin(&t->output, t->output.format, &look, &t->text);
	}
}

static void flush(struct diff *d, struct target *t)
{
	if (t->path)
		return;
	plint_cli_print(d->cli, &t->text);
	plint_buf_reset(&t->text);
}

static void finish_targets(struct diff *d)
{
	for (unsigned i = 0; i < d->target_count; i++) {
		struct target *t = &d->targets[i];
		plint_diff_end(&t->output);
		flush(d, t);
		if (!t->path)
			continue;
		enum plint_io_status s = plint_io_replace(&d->cli->arena, t->path, t->text.text, t->text.len);
		if (s == PLINT_IO_OK)
			continue;
		plint_cli_complain(d->cli, "%s could not be written: %s", plint_cli_shown(d->cli, t->path),
		                   s == PLINT_IO_MISSING ? "there is no such folder" : plint_io_words(s));
		worsen(d, PLINT_CLI_TROUBLE);
	}
}

static bool has_target(const struct diff *d, bool is_machine)
{
	for (unsigned i = 0; i < d->target_count; i++)
		if (d->targets[i].output.format->is_machine == is_machine)
			return true;
	return false;
}

/* ---- one plan -------------------------------------------------------------------------------------------------------- */

/* A plan as it was read in both drafts. */
struct reading {
	const struct plint_read *read[2]; /* NULL: the draft does not have it */
	struct plint_diags none;          /* of a draft that does not have it */
	struct plint_comparison comparison;
	struct plint_finding_changes findings;
	struct plint_diff result;
};

/* Whether anything of READ could not be read. */
static bool is_partial(const struct plint_read *read)
{
	bool is_unread = read->diags->reading_errors > 0;
	for (uint32_t i = 0; i < read->file_count; i++)
		is_unread = is_unread || read->files[i].is_unreadable;
	return is_unread;
}

/* Whether nothing of READ could be read: then there is nothing to compare. */
static bool is_unread(const struct plint_read *read)
{
	for (uint32_t i = 0; i < read->file_count; i++)
		if (!read->files[i].is_unreadable)
			return false;
	return true;
}

/* Reads the plans of PAIR: the new draft first, so that the old one is checked under what is in force for it. */
static void read_pair(struct diff *d, const struct plint_draft_pair *pair, const char *language, struct reading *r)
{
	const struct plint_in_force *force = NULL;
	const struct plint_session *session = NULL;
	for (int side = NEW; side >= OLD; side--) {
		struct plint_draft *draft = &d->drafts.draft[side];
		if (pair->plan[side] == UINT32_MAX)
			continue;
		struct plint_found_plan plan = draft->found.plans.items[pair->plan[side]];
		if (session)
			plan.session = d->drafts.draft[NEW].found.plans.items[pair->plan[NEW]].session;
		session = plan.session;
		plint_reader_impose(d->reader[side], force);
		const struct plint_read *read = plint_reader_read(d->reader[side], &plan, language);
		r->read[side] = read;
		force = read->checked ? read->checked->force : NULL;
		language = read->language;
		for (uint32_t i = 0; draft->revision && i < read->source->files.count; i++)
			read->source->files.items[i].path = plint_draft_path(d->cli, draft, read->source->files.items[i].path);
		r->result.name[side] = plint_draft_name(d->cli, draft, pair->plan[side]);
		r->result.source[side] = read->source;
		r->result.is_partial[side] = is_partial(read);
	}
	r->result.language = language;
}

static void init_work(struct diff *d)
{
	plint_arena_init(&d->work, plint_cli_fatal, d->cli, MAX_WORK_MEMORY);
	plint_arena_init(&d->scratch, plint_cli_fatal, d->cli, MAX_WORK_MEMORY);
}

/* A comparison to be tried. */
struct trial {
	struct diff *diff;
	struct reading *reading;
};

static void compare_pair(void *data)
{
	const struct trial *t = data;
	struct diff *d = t->diff;
	struct reading *r = t->reading;
	const struct plint_diags *diags[2];
	plint_diags_init(&r->none, &d->work, NULL);
	for (int side = OLD; side <= NEW; side++)
		diags[side] = r->read[side] ? r->read[side]->diags : &r->none;
	bool has_both = r->read[OLD] && r->read[NEW] && r->read[OLD]->checked && r->read[NEW]->checked;
	if (has_both) {
		plint_compare(&r->comparison, &d->work, &d->scratch, r->read[OLD]->checked->model, r->read[NEW]->checked->model, r->result.language);
		r->result.comparison = &r->comparison;
	}
	plint_compare_findings(&r->findings, &d->work, r->result.comparison, diags[OLD], diags[NEW]);
	r->result.findings = &r->findings;
}

/* Compares what was read; false where what changed is too much (told). */
static bool try_to_compare(struct diff *d, struct reading *r)
{
	struct trial trial = {d, r};
	const char *what = plint_cli_try(d->cli, compare_pair, &trial);
	if (!what)
		return true;
	if (strcmp(what, PLINT_ARENA_LIMIT) != 0)
		plint_cli_fatal(d->cli, what);
	plint_cli_complain(d->cli, "%s cannot be compared: what has changed does not fit into 512 MB of memory",
	                   plint_cli_shown(d->cli, r->result.name[NEW]));
	plint_arena_clear(&d->work);
	plint_arena_clear(&d->scratch);
	init_work(d);
	return false;
}

/* Severity from which on a finding that came makes the status 1: any, unless something else is asked for. */
static enum plint_severity fail_on(const struct plint_session *s)
{
	return strcmp(s->fail_on_from, "default") == 0 ? PLINT_ADVICE : s->fail_on;
}

static void judge(struct diff *d, const struct plint_session *s, const struct reading *r)
{
	enum plint_severity from = fail_on(s);
	for (int side = OLD; side <= NEW; side++)
		if (r->result.is_partial[side] || (r->read[side] && r->read[side]->is_costly))
			worsen(d, PLINT_CLI_TROUBLE);
	if (s->is_bad)
		worsen(d, PLINT_CLI_TROUBLE);
	for (uint32_t i = 0; i < r->findings.came.count; i++)
		if (from != PLINT_OFF && r->findings.came.items[i]->severity >= from)
			worsen(d, PLINT_CLI_FOUND);
}

/* Tells of a draft of which nothing could be read; false where there is such. */
static bool are_readable(struct diff *d, const struct reading *r)
{
	bool is_good = true;
	for (int side = OLD; side <= NEW; side++) {
		if (!r->read[side] || !is_unread(r->read[side]))
			continue;
		const struct plint_diags *diags = r->read[side]->diags;
		const char *why = diags->items.count ? diags->items.items[0].message : "nothing of it could be read";
		if (!r->read[side]->checked && diags->items.count && strcmp(diags->items.items[0].rule, "too-large") == 0)
			why = "two drafts with as much in them do not fit into 512 MB of memory";
		plint_cli_complain(d->cli, "%s cannot be compared: %s", plint_cli_shown(d->cli, r->result.name[side]), why);
		is_good = false;
	}
	return is_good;
}

static void draw(struct diff *d, const struct reading *r, bool human, bool machine)
{
	for (unsigned i = 0; i < d->target_count; i++) {
		struct target *t = &d->targets[i];
		if (!(t->output.format->is_machine ? machine : human))
			continue;
		plint_diff_plan(&t->output, &r->result);
		flush(d, t);
	}
}

/* Reads, compares and draws PAIR with messages in LANGUAGE (NULL: the plan's). The language that they were in; "" where nothing was drawn. */
static const char *diff_in(struct diff *d, const struct plint_draft_pair *pair, const char *language, bool human, bool machine)
{
	plint_arena_reset(&d->work);
	struct reading reading = {0}, *r = &reading;
	read_pair(d, pair, language, r);
	if (!are_readable(d, r) || !try_to_compare(d, r)) {
		worsen(d, PLINT_CLI_TROUBLE);
		return "";
	}
	const char *said = r->result.language ? r->result.language : "en";
	bool asked = d->cli->options.lang != NULL;
	draw(d, r, human, machine && (!human || asked || strcmp(said, "en") == 0));
	enum plint_side side = r->read[NEW] ? NEW : OLD;
	judge(d, d->drafts.draft[side].found.plans.items[pair->plan[side]].session, r);
	return plint_arena_strndup(&d->cli->arena, said, strlen(said));
}

static void diff_plan(struct diff *d, const struct plint_draft_pair *pair)
{
	enum plint_side side = pair->plan[NEW] == UINT32_MAX ? OLD : NEW;
	const struct plint_session *s = d->drafts.draft[side].found.plans.items[pair->plan[side]].session;
	const char *asked = d->cli->options.lang;
	bool human = has_target(d, false), machine = has_target(d, true);
	const char *language = asked ? asked : human ? s->language : "en";
	const char *said = diff_in(d, pair, language, human, machine);
	if (human && machine && !asked && *said && strcmp(said, "en") != 0)
		(void)diff_in(d, pair, "en", false, true);
}

int plint_cmd_diff(struct plint_cli *cli)
{
	struct diff *d = plint_arena_calloc(&cli->arena, 1, sizeof *d);
	d->cli = cli;
	init_work(d);
	if (!set_targets(d) || !plint_drafts_open(cli, &d->drafts)) {
		plint_drafts_close(&d->drafts);
		return PLINT_CLI_TROUBLE;
	}
	if (d->drafts.draft[OLD].found.has_trouble || d->drafts.draft[NEW].found.has_trouble)
		worsen(d, PLINT_CLI_TROUBLE);
	for (int side = OLD; side <= NEW; side++) {
		d->reader[side] = plint_reader_new(cli, true);
		plint_reader_limit(d->reader[side], MAX_DRAFT_MEMORY);
	}
	begin_targets(d, d->drafts.draft[NEW].found.plans.items[0].session->docs_url);
	for (uint32_t i = 0; i < d->drafts.pairs.count && !cli->is_stdout_lost; i++)
		diff_plan(d, &d->drafts.pairs.items[i]);
	finish_targets(d);
	for (int side = OLD; side <= NEW; side++)
		plint_reader_free(d->reader[side]);
	plint_drafts_close(&d->drafts);
	plint_arena_clear(&d->work);
	plint_arena_clear(&d->scratch);
	return d->status;
}
