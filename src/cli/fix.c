/*
 * `planlint fix` and `check --fix`: see fix.h. rule/apply.h makes the texts and has proved them; here they reach the disk, each file at once
 * and only where nobody has changed it since it was read, or a patch, or standard output.
 */
#include "cli/fix.h"

#include <string.h>

#include "base/io.h"
#include "base/limits.h"
#include "base/linediff.h"
#include "cli/reader.h"

struct fixing {
	struct plint_cli *cli;
	struct plint_reader *reader;
	struct plint_arena *arena;   /* for one plan */
	const struct plint_found_plan *plan;
	struct plint_applied done;
	bool is_told_beside;
	int *status;
};

static void worsen(struct fixing *x, int status)
{
	if (status > *x->status)
		*x->status = status;
}

bool plint_fix_options_are_right(struct plint_cli *cli)
{
	const struct plint_options *o = &cli->options;
	const char *wrong = NULL;
	bool has_input = false;
	for (uint32_t i = 0; i < o->words.count; i++)
		has_input = has_input || strcmp(o->words.items[i], "-") == 0;
	if (!o->fix && (o->diff || o->unsafe))
		wrong = o->diff ? "--diff shows what fixes would change: it goes with --fix" : "--unsafe says which fixes to apply: it goes with --fix";
	else if (o->fix && o->watch)
		wrong = "--fix changes what --watch looks at, so they do not go together";
	else if (o->fix && has_input && o->words.count > 1)
		wrong = "standard input is fixed alone: its plan is what is printed";
	if (wrong)
		plint_cli_complain(cli, "%s", wrong);
	return !wrong;
}

static bool is_input(const struct fixing *x, const struct plint_fixed *f)
{
	return f->file < x->plan->file_count && x->plan->files[f->file].is_stdin;
}

/* --- as a patch --------------------------------------------------------------------------------------------------- */

static void show_patch(struct fixing *x)
{
	struct plint_buf out;
	plint_buf_init(&out, x->arena);
	for (uint32_t i = 0; i < x->done.file_count; i++) {
		const struct plint_fixed *f = &x->done.files[i];
		struct plint_linediff_text before = {plint_linediff_label(x->arena, "a", f->path), f->before, f->before_len};
		struct plint_linediff_text after = {plint_linediff_label(x->arena, "b", f->path), f->text, f->len};
		plint_linediff_unified(&out, &before, &after);
	}
	plint_cli_write_plan(x->cli, out.text, out.len);
	if (x->done.file_count > 0)
		worsen(x, PLINT_CLI_FOUND);
}

/* --- written ------------------------------------------------------------------------------------------------------ */

/* Whether F, perhaps an included file, is one that the settings leave out. */
static bool is_excluded(struct fixing *x, const struct plint_fixed *f)
{
	const char *real = plint_session_real_path(x->cli, f->path);
	return real && plint_session_excludes(x->plan->session, real);
}

/* Writes the files that change; false where one was not. */
static bool write_files(struct fixing *x)
{
	bool is_all = true;
	for (uint32_t i = 0; i < x->done.file_count; i++) {
		const struct plint_fixed *f = &x->done.files[i];
		const char *why = NULL;
		if (is_excluded(x, f)) {
			why = "the settings exclude it";
		} else {
			enum plint_io_status s = plint_io_replace_known(x->arena, f->path, f->before, f->before_len, f->text, f->len);
			why = s == PLINT_IO_OK ? NULL : plint_io_words(s);
		}
		if (!why)
			continue;
		plint_cli_complain(x->cli, "%s was not written: %s", plint_cli_shown(x->cli, f->path), why);
		worsen(x, PLINT_CLI_TROUBLE);
		is_all = false;
	}
	return is_all;
}

/* Findings that are left, and how many of them a fix that is not safe would end. */
static uint32_t count_left(const struct fixing *x, uint32_t *offered)
{
	const struct plint_diags *d = x->done.checked->diags;
	*offered = 0;
	for (uint32_t i = 0; i < d->items.count && !x->cli->options.unsafe; i++)
		*offered += !plint_apply_choose(&d->items.items[i], false) && plint_apply_choose(&d->items.items[i], true);
	return d->items.count;
}

/* "draft.plan: 3 fixed, 5 left" */
static void tell_done(struct fixing *x)
{
	uint32_t offered, left = count_left(x, &offered);
	struct plint_buf out;
	if (x->cli->options.quiet || (x->done.fixes == 0 && offered == 0))
		return;
	plint_buf_init(&out, x->arena);
	plint_buf_printf(&out, "%s: %u fixed, %u left", plint_cli_shown(x->cli, x->plan->name), x->done.fixes, left);
	if (offered)
		plint_buf_printf(&out, "; --unsafe would fix %u more, which may change what the plan says", offered);
	if (x->is_told_beside) {
		plint_cli_complain(x->cli, "%s", out.text);
		return;
	}
	plint_buf_char(&out, '\n');
	plint_cli_print(x->cli, &out);
}

/* --- standard input ----------------------------------------------------------------------------------------------- */

/* The fixed text of standard input, or that text as it was. */
static void print_input(struct fixing *x)
{
	for (uint32_t i = 0; i < x->done.file_count; i++) {
		const struct plint_fixed *f = &x->done.files[i];
		if (is_input(x, f)) {
			plint_cli_write_plan(x->cli, f->text, f->len);
			return;
		}
		plint_cli_complain(x->cli, "%s would change too, and was not written", plint_cli_shown(x->cli, f->path));
	}
	const struct plint_input *in = x->cli->input;
	plint_cli_write_plan(x->cli, in->data.text, in->data.len);
}

/* What is left in the plan is told by the status, and errors of reading on standard error. */
static void judge(struct fixing *x)
{
	const struct plint_diags *d = x->done.checked->diags;
	plint_cli_tell_errors(x->cli, x->done.checked->source, d);
	if (d->reading_errors > 0 || x->done.checked->is_costly)
		worsen(x, PLINT_CLI_TROUBLE);
}

static void judge_findings(struct fixing *x)
{
	const struct plint_diags *d = x->done.checked->diags;
	for (uint32_t i = 0; i < d->items.count; i++)
		if (x->plan->session->fail_on != PLINT_OFF && d->items.items[i].severity >= x->plan->session->fail_on)
			worsen(x, PLINT_CLI_FOUND);
}

/* A file that could not be read when it was to be fixed; the check that follows may be luckier. */
static void tell_unread(struct fixing *x)
{
	const struct plint_diags *d = x->done.checked->diags;
	for (uint32_t i = 0; i < d->items.count; i++) {
		if (strcmp(d->items.items[i].rule, "unreadable-file") != 0)
			continue;
		const struct plint_file *f = plint_source_file(x->done.checked->source, d->items.items[i].span.start);
		plint_cli_complain(x->cli, "%s was not fixed: %s", f ? plint_cli_shown(x->cli, f->path) : plint_cli_shown(x->cli, x->plan->name),
		                   d->items.items[i].message);
		worsen(x, PLINT_CLI_TROUBLE);
	}
}

/* --- all plans ---------------------------------------------------------------------------------------------------- */

static bool has_input(const struct plint_found_plan *plan)
{
	for (uint32_t i = 0; i < plan->file_count; i++)
		if (plan->files[i].is_stdin)
			return true;
	return false;
}

static void fix_plan(struct fixing *x)
{
	bool is_from_input = has_input(x->plan);
	plint_arena_reset(x->arena);
	if (!plint_reader_fix(x->reader, x->plan, x->arena, x->cli->options.unsafe, &x->done)) {
		worsen(x, PLINT_CLI_TROUBLE);
		return;
	}
	if (x->cli->options.diff || is_from_input)
		judge(x);
	if (x->cli->options.diff) {
		show_patch(x);
	} else if (is_from_input) {
		if (x->cli->input->status == PLINT_IO_OK)
			print_input(x);
		judge_findings(x);
		x->is_told_beside = true;
		tell_done(x);
	} else {
		tell_unread(x);
		if (write_files(x))
			tell_done(x);
	}
}

enum plint_fix_sequel plint_fix_plans(struct plint_cli *cli, const struct plint_found *found, bool is_told_beside, int *status)
{
	struct fixing x = {.cli = cli, .reader = plint_reader_new(cli, true), .is_told_beside = is_told_beside, .status = status};
	bool is_end = cli->options.diff;
	x.arena = plint_arena_child(&cli->arena, PLINT_MAX_PLAN_MEMORY);
	for (uint32_t i = 0; i < found->plans.count && !cli->is_stdout_lost; i++) {
		x.plan = &found->plans.items[i];
		is_end = is_end || has_input(x.plan);
		if (x.plan->session->is_bad)
			worsen(&x, PLINT_CLI_TROUBLE);
		if (x.plan->sort == PLINT_FOUND_PLAN)
			fix_plan(&x);
	}
	plint_arena_clear(x.arena);
	plint_reader_free(x.reader);
	if (cli->is_stdout_lost)
		worsen(&x, PLINT_CLI_TROUBLE);
	return is_end ? PLINT_FIX_END : PLINT_FIX_CHECK;
}

int plint_cmd_fix(struct plint_cli *cli)
{
	cli->options.fix = true;
	return plint_cmd_check(cli);
}
