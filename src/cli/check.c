/*
 * `planlint check`: reads each plan, runs the rules, hands what was found to the outputs. jobs.c has them checked by
 * several threads and gives them back in order. Human forms speak the plan's language and machine forms English, so a run with both may check
 * a plan twice.
 */
#include <string.h>

#include "base/io.h"
#include "cli/ci.h"
#include "cli/cli.h"
#include "cli/confine.h"
#include "cli/discover.h"
#include "cli/fix.h"
#include "cli/jobs.h"
#include "cli/known.h"
#include "cli/watch.h"
#include "output/output.h"

/* Where one result goes. */
struct target {
	const char *path; /* NULL: standard output */
	bool is_summary;  /* the page of a GitHub job, to which the report is added */
	struct plint_output output;
	struct plint_buf text;
};

#define MAX_TARGETS 16

struct check {
	struct plint_cli *cli;
	struct plint_found found;
	struct target targets[MAX_TARGETS];
	unsigned target_count;
	struct plint_jobs *jobs;
	struct plint_known *known;
	struct plint_buf stats;
	int status;
	/* --max-findings: how many of each severity may still be shown, or UINT32_MAX */
	uint32_t room[PLINT_ERROR + 1];
};

static void worsen(struct check *c, int status)
{
	if (status > c->status)
		c->status = status;
}

static const char *list_formats(struct plint_cli *cli)
{
	struct plint_buf out;
	uint32_t count;
	const struct plint_output_format *formats = plint_output_formats(&count);
	plint_buf_init(&out, &cli->arena);
	for (uint32_t i = 0; i < count; i++)
		plint_buf_printf(&out, "%s%s", i ? ", " : "", formats[i].name);
	return out.text;
}

/* Format called by the LEN bytes NAME; told where there is none. */
static const struct plint_output_format *find_format(struct plint_cli *cli, const char *name, size_t len)
{
	const struct plint_output_format *f = plint_output_find(name, len);
	if (f)
		return f;
	uint32_t count;
	const struct plint_output_format *formats = plint_output_formats(&count);
	const char *names[32];
	for (uint32_t i = 0; i < count && i < 32; i++)
		names[i] = formats[i].name;
	plint_cli_complain(cli, "there is no format \"%s\"; there are %s%s",
	                   plint_cli_shown(cli, plint_arena_strndup(&cli->arena, name, len)), list_formats(cli),
	                   plint_cli_guess(cli, name, len, names, count < 32 ? count : 32, ""));
	return NULL;
}

static bool add_target(struct check *c, const struct plint_output_format *format, const char *path)
{
	struct plint_cli *cli = c->cli;
	if (c->target_count == MAX_TARGETS) {
		plint_cli_complain(cli, "--output may be given %d times", MAX_TARGETS - 1);
		return false;
	}
	struct target *t = &c->targets[c->target_count++];
	t->path = path && strcmp(path, "-") != 0 ? path : NULL;
	t->output.format = format;
	return true;
}

/* Length of the format name before the '=' of OUTPUT ("json=report.json"); 0: there is none. */
static size_t format_prefix(const char *output)
{
	size_t len = strspn(output, "abcdefghijklmnopqrstuvwxyz");
	return output[len] == '=' ? len : 0;
}

/* The results that the options ask for. */
static bool set_targets(struct check *c)
{
	const struct plint_options *o = &c->cli->options;
	const char *name = o->format ? o->format : "text";
	const struct plint_output_format *main_format = find_format(c->cli, name, strlen(name));
	bool has_main = false;
	if (!main_format)
		return false;
	for (uint32_t i = 0; i < o->outputs.count; i++) {
		const char *output = o->outputs.items[i];
		size_t prefix = format_prefix(output);
		const struct plint_output_format *f = prefix ? find_format(c->cli, output, prefix) : main_format;
		const char *path = prefix ? output + prefix + 1 : output;
		if (f && !*path)
			plint_cli_complain(c->cli, "--output needs the name of a file");
		if (!f || !*path || !add_target(c, f, path))
			return false;
		has_main = has_main || !prefix || !c->targets[c->target_count - 1].path;
	}
	return has_main || add_target(c, main_format, NULL);
}

/* Beside the github format, the page of the job gets a report where there is such a page. */
static bool add_summary(struct check *c)
{
	const char *page = plint_ci_summary();
	bool has_github = false;
	for (unsigned i = 0; i < c->target_count; i++)
		has_github = has_github || strcmp(c->targets[i].output.format->name, "github") == 0;
	if (!page || !has_github)
		return true;
	if (!add_target(c, plint_output_find("markdown", 8), page))
		return false;
	c->targets[c->target_count - 1].is_summary = true;
	return true;
}

static void begin_targets(struct check *c, const char *docs_url)
{
	const char *folder = plint_session_real_path(c->cli, ".");
	const char *root = folder ? plint_ci_root(c->cli, folder) : NULL;
	for (unsigned i = 0; i < c->target_count; i++) {
		struct target *t = &c->targets[i];
		struct plint_output_options look = {.quiet = c->cli->options.quiet && !t->path,
		                                    .color = !t->path && plint_cli_has_color(c->cli),
		                                    .docs_url = docs_url,
		                                    .version = PLINT_VERSION,
		                                    .root = root,
		                                    .folder = folder,
		                                    .max_bytes = t->is_summary ? plint_ci_summary_room(t->path) : 0};
		plint_buf_init(&t->text, &c->cli->arena);
		plint_output_begin(&t->output, t->output.format, &look, &t->text);
	}
}

/* Writes out what a target on standard output has gathered. */
static void flush(struct check *c, struct target *t)
{
	if (t->path)
		return;
	plint_cli_print(c->cli, &t->text);
	plint_buf_reset(&t->text);
}

/* Draws R. What drawing has taken is given back where nothing of it is kept, so that a thousand plans take the memory of one. */
static void draw(struct check *c, struct target *t, const struct plint_result *r)
{
	const char *text = t->text.text;
	size_t room = t->text.room; /* it may also grow at its place, past the mark */
	uint32_t kept = t->output.kept;
	struct plint_arena_mark mark = plint_arena_mark(&c->cli->arena);
	plint_output_result(&t->output, r);
	flush(c, t);
	if (!t->path && t->text.text == text && t->text.room == room && t->output.kept == kept)
		plint_arena_rewind(&c->cli->arena, mark);
}

static bool is_kept(struct check *c, const struct plint_diag *x)
{
	if (c->room[x->severity] == UINT32_MAX)
		return true;
	if (c->room[x->severity] == 0)
		return false;
	c->room[x->severity]--;
	return true;
}

/* D without the findings for which there is no room; *LEFT_OUT of them. */
static const struct plint_diags *limited(struct check *c, const struct plint_diags *d, struct plint_diags *own, uint32_t *left_out)
{
	*left_out = 0;
	if (c->cli->options.max_findings < 0)
		return d;
	*own = *d;
	own->items.items = plint_arena_alloc(d->arena, (d->items.count + 1) * sizeof *own->items.items);
	own->items.count = 0;
	for (uint32_t i = 0; i < d->items.count; i++) {
		if (is_kept(c, &d->items.items[i]))
			own->items.items[own->items.count++] = d->items.items[i];
		else
			(*left_out)++;
	}
	return own;
}

static void draw_on(struct check *c, const struct plint_result *r, bool human, bool machine)
{
	for (unsigned i = 0; i < c->target_count; i++) {
		struct target *t = &c->targets[i];
		if (t->output.format->is_machine ? machine : human)
			draw(c, t, r);
	}
}

/* Exit status that the findings D ask for. */
static int status_of(const struct plint_diags *d, enum plint_severity fail_on)
{
	int status = PLINT_CLI_GOOD;
	if (d->reading_errors > 0)
		return PLINT_CLI_TROUBLE;
	for (uint32_t i = 0; i < d->items.count && fail_on != PLINT_OFF; i++)
		if (d->items.items[i].severity >= fail_on)
			status = PLINT_CLI_FOUND;
	return status;
}

static void add_stats(struct check *c, const struct plint_found_plan *plan, const struct plint_checked *k)
{
	const struct plint_pack *pack = &plan->session->pack;
	if (!k || !k->stats)
		return;
	struct plint_buf *out = &c->stats;
	uint32_t shown = 0;
	for (uint32_t i = 0; i < pack->rule_count; i++) {
		const struct plint_rule_stats *s = &k->stats[i];
		if (s->undecided == 0)
			continue;
		if (shown++ == 0)
			plint_buf_printf(out, "%s: rules that could not decide\n", plint_cli_shown(c->cli, plan->name));
		plint_buf_printf(out, "  %s: %u of %u", plint_pack_text(pack, pack->rules[i].id), s->undecided, s->subjects);
		for (uint32_t n = 0; n < s->blind_count; n++)
			plint_buf_printf(out, "%s%s (%u)", n ? ", " : "; not known: ", s->blind[n].field, s->blind[n].count);
		plint_buf_char(out, '\n');
	}
	if (shown == 0)
		plint_buf_printf(out, "%s: every rule could decide\n", plint_cli_shown(c->cli, plan->name));
}

/* A plan's findings on their way out. */
struct narrowed {
	struct plint_diags fresh, shown; /* room for those that are not known, and for those of them that are shown */
	const struct plint_diags *diags; /* those that are not known: what the status goes by */
};

/* A plan that has been read and checked, as the outputs want it. */
static struct plint_result result_of(struct check *c, const struct plint_found_plan *plan, const struct plint_read *r,
                                     struct narrowed *own)
{
	struct plint_known_counts counts;
	struct plint_result result = {.source = r->source,
	                              .files = r->files,
	                              .file_count = r->file_count,
	                              .name = plan->name,
	                              .fail_on = plan->session->fail_on,
	                              .language = r->language,
	                              .pack = &plan->session->pack};
	own->diags = plint_known_leave_out(c->known, plan, r, &own->fresh, &counts);
	result.held = counts.held;
	result.older = counts.older;
	result.diags = limited(c, own->diags, &own->shown, &result.left_out);
	return result;
}

static bool has_target(const struct check *c, bool machine)
{
	for (unsigned i = 0; i < c->target_count; i++)
		if (c->targets[i].output.format->is_machine == machine)
			return true;
	return false;
}

/* What R, a reading of PLAN, says about the exit status, by the findings D that are not known. */
static void judge(struct check *c, const struct plint_found_plan *plan, const struct plint_read *r, const struct plint_diags *d)
{
	worsen(c, status_of(d, plan->session->fail_on));
	if (r->is_costly || plan->session->is_bad)
		worsen(c, PLINT_CLI_TROUBLE);
	for (uint32_t i = 0; i < r->file_count; i++)
		if (r->files[i].is_unreadable)
			worsen(c, PLINT_CLI_TROUBLE);
}

/* Draws PLAN on every target that the language of a reading suits. */
static bool draw_plan(void *data, const struct plint_found_plan *plan, const struct plint_read *human, const struct plint_read *machine)
{
	struct check *c = data;
	const struct plint_read *r = human ? human : machine;
	struct narrowed own;
	uint32_t room[PLINT_ERROR + 1];
	memcpy(room, c->room, sizeof room);
	struct plint_result result = result_of(c, plan, r, &own);
	draw_on(c, &result, human, machine == r);
	judge(c, plan, r, own.diags);
	add_stats(c, plan, r->checked);
	if (machine && machine != r) {
		memcpy(c->room, room, sizeof room);
		result = result_of(c, plan, machine, &own);
		draw_on(c, &result, false, true);
	}
	return !c->cli->is_stdout_lost;
}

/* Counts findings by severity, for share_room. */
struct counting {
	struct plint_known *known;
	uint32_t counts[PLINT_ERROR + 1];
};

static bool count_findings(void *data, const struct plint_found_plan *plan, const struct plint_read *human, const struct plint_read *machine)
{
	struct counting *n = data;
	struct plint_known_counts known;
	struct plint_diags own;
	(void)human;
	const struct plint_diags *d = plint_known_leave_out(n->known, plan, machine, &own, &known);
	for (uint32_t i = 0; i < d->items.count; i++)
		n->counts[d->items.items[i].severity]++;
	return true;
}

/* Shares the room for N findings among the severities: what there is of the gravest first. */
static void share_room(struct check *c, int64_t n)
{
	struct counting all = {.known = c->known};
	plint_jobs_run(c->jobs, (struct plint_jobs_wish){.machine = true}, count_findings, &all);
	uint32_t left = n > UINT32_MAX - 1 ? UINT32_MAX - 1 : (uint32_t)n;
	for (int s = PLINT_ERROR; s >= PLINT_ADVICE; s--) {
		c->room[s] = all.counts[s] < left ? all.counts[s] : left;
		left -= c->room[s];
	}
}

/* Baselines with entries that no longer occur: advice about those files. */
static void check_baselines(struct check *c)
{
	struct plint_result result;
	while (plint_known_next_stale(c->known, &result)) {
		const struct plint_session *s = c->found.plans.items[0].session;
		struct plint_diags own;
		result.fail_on = s->fail_on;
		result.pack = &s->pack;
		worsen(c, status_of(result.diags, s->fail_on));
		result.diags = limited(c, result.diags, &own, &result.left_out);
		draw_on(c, &result, true, true);
	}
}

static void finish_targets(struct check *c)
{
	for (unsigned i = 0; i < c->target_count; i++) {
		struct target *t = &c->targets[i];
		plint_output_end(&t->output);
		if (!t->path) {
			flush(c, t);
			continue;
		}
		enum plint_io_status s = t->is_summary ? plint_io_append(t->path, t->text.text, t->text.len)
		                                       : plint_io_replace(&c->cli->arena, t->path, t->text.text, t->text.len);
		if (s != PLINT_IO_OK) {
			plint_cli_complain(c->cli, "%s could not be written: %s", plint_cli_shown(c->cli, t->path),
			                   s == PLINT_IO_MISSING ? "there is no such folder" : plint_io_words(s));
			worsen(c, PLINT_CLI_TROUBLE);
		}
	}
}

/* Whether standard output has nothing but the text form. */
static bool is_text_shown(const struct check *c)
{
	for (unsigned i = 0; i < c->target_count; i++)
		if (!c->targets[i].path && strcmp(c->targets[i].output.format->name, "text") != 0)
			return false;
	return true;
}

/* What became of baselines; beside another form than text it goes to standard error. */
static void show_written(struct check *c)
{
	const char *report = plint_known_report(c->known);
	size_t len = strlen(report);
	if (len > 0 && !is_text_shown(c))
		plint_cli_complain(c->cli, "%s", plint_arena_strndup(&c->cli->arena, report, len - 1));
	else if (!c->cli->options.quiet)
		plint_cli_write(c->cli, report, len);
}

/* The stats follow the text form; beside another form they go to standard error. */
static void show_stats(struct check *c)
{
	if (c->stats.len == 0)
		return;
	if (is_text_shown(c)) {
		plint_cli_write(c->cli, "\n", 1);
		plint_cli_print(c->cli, &c->stats);
	} else {
		plint_cli_complain(c->cli, "%s", c->stats.text);
	}
}

/* What is told beside a machine's form must not stand on standard output. */
static bool is_output_a_machines(const struct check *c)
{
	for (unsigned i = 0; i < c->target_count; i++)
		if (!c->targets[i].path && c->targets[i].output.format->is_machine)
			return true;
	return false;
}

/* Gives up what is not needed from here on. */
static void confine(struct check *c)
{
	const char *paths[MAX_TARGETS];
	uint32_t count = 0;
	for (unsigned i = 0; i < c->target_count; i++)
		if (c->targets[i].path)
			paths[count++] = c->targets[i].path;
	plint_confine(c->cli, &c->found, paths, count);
}

int plint_cmd_check(struct plint_cli *cli)
{
	if (!plint_fix_options_are_right(cli))
		return PLINT_CLI_TROUBLE;
	if (cli->options.watch && !cli->watch)
		return plint_watch_run(cli, plint_cmd_check);
	struct check *c = plint_arena_calloc(&cli->arena, 1, sizeof *c);
	c->cli = cli;
	memset(c->room, 0xFF, sizeof c->room);
	if (!set_targets(c) || !add_summary(c) || !plint_discover(cli, &c->found))
		return PLINT_CLI_TROUBLE;
	if (cli->watch)
		plint_watch_note(cli, &c->found);
	if (c->found.has_trouble)
		worsen(c, PLINT_CLI_TROUBLE);
	if (c->found.plans.count == 0 && c->found.excluded > 0)
		plint_cli_complain(cli, "nothing to check: the settings exclude what was named (%u files)", c->found.excluded);
	confine(c);
	if (cli->options.fix && plint_fix_plans(cli, &c->found, is_output_a_machines(c), &c->status) == PLINT_FIX_END)
		return c->status;
	plint_buf_init(&c->stats, &cli->arena);
	c->jobs = plint_jobs_new(cli, &c->found);
	c->known = plint_known_new(cli, &c->found, c->jobs);
	if (!c->known) {
		plint_jobs_free(c->jobs);
		return PLINT_CLI_TROUBLE;
	}
	if (cli->options.max_findings >= 0)
		share_room(c, cli->options.max_findings);
	begin_targets(c, c->found.plans.count ? c->found.plans.items[0].session->docs_url : NULL);
	plint_jobs_run(c->jobs, (struct plint_jobs_wish){.human = has_target(c, false), .machine = has_target(c, true)}, draw_plan, c);
	check_baselines(c);
	finish_targets(c);
	show_stats(c);
	show_written(c);
	if (plint_known_has_trouble(c->known))
		worsen(c, PLINT_CLI_TROUBLE);
	plint_known_free(c->known);
	plint_jobs_free(c->jobs);
	return c->status;
}
