/*
 * `planlint ignore RULE PATH:LINE --because "…"`: writes the directive that lets a finding stand. The plan is checked with it first, in memory:
 * only what silences the finding, and changes nothing else, is written. Lists are in ignore_list.c.
 */
#include "cli/ignore.h"

#include <string.h>

#include "base/io.h"
#include "cli/discover.h"
#include "cli/reader.h"
#include "rule/ignore_edit.h"

#define MAX_TRIES 24u
#define MAX_LINES_TOLD 5u

/* What is asked for. */
struct wish {
	struct plint_cli *cli;
	const char *rule, *path, *reason;
	const char *real;  /* PATH without links */
	uint32_t line1;
};

/* The findings of one check that matter here. */
struct tally {
	uint32_t here;   /* of the rule, at the line */
	uint32_t of_rule;
	uint32_t others; /* of other rules */
	uint32_t unused, reading; /* unused ignores, errors of reading */
	uint32_t pos;    /* of the first one here */
};

/* ---- words ----------------------------------------------------------------------------------------------------------- */

/* Cuts WORD ("plan.plan:12", "plan.plan:12:5") into path and line. */
static bool read_place(struct wish *w, const char *word)
{
	size_t len = strlen(word), end = len;
	for (int part = 0; part < 2; part++) {
		size_t start = end;
		uint32_t number = 0;
		while (start > 0 && word[start - 1] >= '0' && word[start - 1] <= '9' && end - start < 9)
			start--;
		if (start == end || start < 2 || word[start - 1] != ':')
			break;
		for (size_t i = start; i < end; i++)
			number = number * 10 + (uint32_t)(word[i] - '0');
		w->line1 = number;
		end = start - 1;
	}
	w->path = plint_arena_strndup(&w->cli->arena, word, end);
	return w->line1 > 0;
}

/* REASON without blanks around it. */
static const char *trimmed(struct plint_arena *a, const char *reason)
{
	reason += strspn(reason, " \t");
	size_t len = strlen(reason);
	while (len > 0 && strchr(" \t", reason[len - 1]))
		len--;
	return plint_arena_strndup(a, reason, len);
}

static bool read_wish(struct wish *w)
{
	struct plint_cli *cli = w->cli;
	const struct plint_options *o = &cli->options;
	if (o->words.count != 2 || !read_place(w, o->words.items[1])) {
		plint_cli_complain(cli, "which finding? For example: planlint ignore no-baseline plans/draft.plan:41 --because \"the survey runs in March\"");
		return false;
	}
	if (o->format) {
		plint_cli_complain(cli, "--format is for `planlint ignore --list`");
		return false;
	}
	w->rule = o->words.items[0];
	w->reason = o->because ? trimmed(&cli->arena, o->because) : "";
	const char *fault = plint_ignore_reason_fault(w->reason, strlen(w->reason));
	if (!*w->reason)
		plint_cli_complain(cli, "an ignore needs its reason: --because \"…\"; it goes into the plan, for those who read it after you");
	else if (fault)
		plint_cli_complain(cli, "\"%s\" is no reason for an ignore: %s", plint_cli_shown(cli, w->reason), fault);
	return *w->reason && !fault;
}

/* Whether the pack P of the plan has the rule that W names. */
static bool is_rule(const struct wish *w, const struct plint_pack *p)
{
	struct plint_cli *cli = w->cli;
	size_t len = strlen(w->rule);
	if (plint_pack_rule(p, w->rule, len) >= 0)
		return true;
	if (plint_pack_is_reading_error(w->rule, len)) {
		plint_cli_complain(cli, "%s is an error of reading and cannot be ignored: correct what it shows", w->rule);
		return false;
	}
	const char *near = plint_pack_nearest(p, &cli->arena, w->rule, len);
	plint_cli_complain(cli, "there is no rule \"%s\"%s", plint_cli_shown(cli, w->rule),
	                   near ? plint_arena_printf(&cli->arena, "; did you mean \"%s\"?", near) : "; `planlint rules list` shows all of them");
	return false;
}

/* ---- looking --------------------------------------------------------------------------------------------------------- */

static bool is_in_file(const struct wish *w, const struct plint_file *f)
{
	const char *real = f ? plint_session_real_path(w->cli, f->path) : NULL;
	return real && strcmp(real, w->real) == 0;
}

/* The line of X in the file that is meant; 0: X is in another. */
static uint32_t line_of(const struct wish *w, const struct plint_read *r, const struct plint_diag *x)
{
	struct plint_place at = plint_source_place(r->source, x->span.start);
	return is_in_file(w, at.file) ? at.line1 : 0;
}

static struct tally tally_of(const struct wish *w, const struct plint_read *r)
{
	struct tally n = {.reading = r->diags->reading_errors};
	for (uint32_t i = 0; i < r->diags->items.count; i++) {
		const struct plint_diag *x = &r->diags->items.items[i];
		if (strcmp(x->rule, w->rule) != 0) {
			bool is_unused = strcmp(x->rule, PLINT_UNUSED_IGNORE) == 0;
			n.unused += is_unused;
			n.others += !is_unused;
			continue;
		}
		n.of_rule++;
		if (line_of(w, r, x) != w->line1)
			continue;
		if (n.here++ == 0)
			n.pos = x->span.start;
	}
	return n;
}

/* "lines 5, 41": where the rule has findings in the file; "" where it has none. */
static const char *lines_of(const struct wish *w, const struct plint_read *r)
{
	struct plint_buf out;
	uint32_t count = 0, last = 0;
	plint_buf_init(&out, &w->cli->arena);
	for (uint32_t i = 0; i < r->diags->items.count && count < MAX_LINES_TOLD; i++) {
		const struct plint_diag *x = &r->diags->items.items[i];
		uint32_t line = strcmp(x->rule, w->rule) == 0 ? line_of(w, r, x) : 0;
		if (line == 0 || line == last)
			continue;
		plint_buf_printf(&out, "%s%u", count++ ? ", " : "", line);
		last = line;
	}
	return count == 0 ? "" : plint_arena_printf(&w->cli->arena, "; it has one at line %s", out.text);
}

/* Line of the directive that ignores the rule around LINE1 already; 0: there is none. */
static uint32_t line_of_ignore(const struct wish *w, const struct plint_read *r)
{
	const struct plint_ast *t = r->checked ? r->checked->ast : NULL;
	for (uint32_t i = 0; t && i < t->directives.count; i++) {
		const struct plint_directive *d = &t->directives.items[i];
		struct plint_place at = plint_source_place(r->source, d->span.start);
		bool is_named = false;
		for (uint32_t k = 0; k < d->rule_count; k++)
			is_named = is_named || strcmp(t->directive_rules.items[d->first_rule + k].name, w->rule) == 0;
		if (!is_named || !is_in_file(w, at.file))
			continue;
		uint32_t first = at.line1, last = at.line1;
		if (d->statement) {
			struct plint_span span = plint_ast_node(t, d->statement)->span;
			uint32_t start = plint_source_place(r->source, span.start).line1;
			first = start < first ? start : first;
			last = plint_source_place(r->source, span.end > span.start ? span.end - 1 : span.end).line1;
			last = last > at.line1 ? last : at.line1;
		}
		if (d->whole_file || (w->line1 >= first && w->line1 <= last))
			return at.line1;
	}
	return 0;
}

static void tell_nothing_here(const struct wish *w, const struct plint_read *r)
{
	struct plint_cli *cli = w->cli;
	uint32_t line = line_of_ignore(w, r);
	if (line)
		plint_cli_complain(cli, "%s is ignored at line %u of %s already, by the remark at line %u", w->rule, w->line1,
		                   plint_cli_shown(cli, w->path), line);
	else
		plint_cli_complain(cli, "%s has no finding at line %u of %s%s%s", w->rule, w->line1, plint_cli_shown(cli, w->path), lines_of(w, r),
		                   r->diags->reading_errors ? "; there are lines that could not be read: correct those first" : "");
}

/* ---- trying ---------------------------------------------------------------------------------------------------------- */

/* A plan to try directives on. */
struct trial {
	struct wish *wish;
	struct plint_found_plan plan;
	struct plint_reader *reader;
	struct tally was;
	struct plint_ignore_edits places; /* in the file as it was */
	uint32_t base;                    /* position of its first byte then */
	const char *text;                 /* its text, LEN bytes */
	size_t len;
};

/* Finds the finding in T's plan, and the places for a directive. False where there is none (told). */
static bool prepare(struct trial *t)
{
	struct wish *w = t->wish;
	struct plint_arena *a = &w->cli->arena;
	const struct plint_read *r = plint_reader_read(t->reader, &t->plan, "en");
	t->was = tally_of(w, r);
	if (t->was.here == 0 || !r->checked) {
		tell_nothing_here(w, r);
		return false;
	}
	const struct plint_file *f = plint_source_file(r->source, t->was.pos);
	plint_ignore_places(r->checked->ast, a, t->was.pos, w->rule, w->reason, &t->places);
	t->base = f->base;
	t->text = plint_arena_strndup(a, f->text, f->len);
	t->len = f->len;
	return true;
}

/* The file with the insertion E. */
static struct plint_found_text with_edit(const struct trial *t, const struct plint_edit *e)
{
	size_t start = e->span.start - t->base, end = e->span.end - t->base, n = strlen(e->text);
	char *text = plint_arena_alloc(&t->wish->cli->arena, t->len + n + 1);
	memcpy(text, t->text, start);
	memcpy(text + start, e->text, n);
	memcpy(text + start + n, t->text + end, t->len - end);
	return (struct plint_found_text){t->wish->real, text, t->len + n - (end - start)};
}

/* Whether the plan with TEXT lacks the findings at the line and nothing else has changed; *MORE other findings of the rule that it lacks. */
static bool is_silenced(struct trial *t, const struct plint_found_text *text, uint32_t *more)
{
	t->plan.text = text;
	struct tally is = tally_of(t->wish, plint_reader_read(t->reader, &t->plan, "en"));
	const struct tally *was = &t->was;
	if (is.reading != was->reading || is.others != was->others || is.unused > was->unused || is.of_rule + was->here > was->of_rule)
		return false;
	*more = was->of_rule - was->here - is.of_rule;
	return true;
}

static int write_text(const struct trial *t, const struct plint_found_text *text, uint32_t more)
{
	const struct wish *w = t->wish;
	struct plint_cli *cli = w->cli;
	struct plint_buf out;
	enum plint_io_status s = plint_io_replace_known(&cli->arena, w->path, t->text, t->len, text->text, text->len);
	if (s != PLINT_IO_OK) {
		plint_cli_complain(cli, "%s could not be written: %s; it is as it was", plint_cli_shown(cli, w->path), plint_io_words(s));
		return PLINT_CLI_TROUBLE;
	}
	plint_buf_init(&out, &cli->arena);
	plint_buf_printf(&out, "%s:%u: %s is ignored: %s\n", plint_cli_shown(cli, w->path), w->line1, w->rule, plint_cli_shown(cli, w->reason));
	if (more)
		plint_buf_printf(&out, "Other findings of this rule in the same block are silenced with it: %u\n", more);
	plint_cli_print(cli, &out);
	return cli->is_stdout_lost ? PLINT_CLI_TROUBLE : PLINT_CLI_GOOD;
}

static int try_places(struct trial *t)
{
	const struct wish *w = t->wish;
	for (uint32_t i = 0; i < t->places.count && i < MAX_TRIES; i++) {
		struct plint_found_text text = with_edit(t, &t->places.items[i]);
		uint32_t more;
		if (is_silenced(t, &text, &more))
			return write_text(t, &text, more);
	}
	plint_cli_complain(w->cli,
	                   "there is no place for a remark that silences only this finding, so nothing was written; `# planlint: ignore-file %s: …` "
	                   "anywhere in the file silences the rule in all of it",
	                   w->rule);
	return PLINT_CLI_TROUBLE;
}

/* The plan that the file belongs to. */
static int ignore_in(struct wish *w, const struct plint_found *found)
{
	struct plint_cli *cli = w->cli;
	struct trial t = {.wish = w};
	if (found->has_trouble || found->plans.count == 0) {
		if (found->excluded > 0)
			plint_cli_complain(cli, "the settings exclude %s", plint_cli_shown(cli, w->path));
		return PLINT_CLI_TROUBLE;
	}
	t.plan = found->plans.items[0];
	if (t.plan.session->is_bad || !is_rule(w, &t.plan.session->pack))
		return PLINT_CLI_TROUBLE;
	t.reader = plint_reader_new(cli, true);
	int status = prepare(&t) ? try_places(&t) : PLINT_CLI_TROUBLE;
	plint_reader_free(t.reader);
	return status;
}

int plint_cmd_ignore(struct plint_cli *cli)
{
	struct wish w = {.cli = cli};
	struct plint_found found;
	uint64_t dev, ino;
	if (cli->options.list)
		return plint_ignore_list(cli);
	if (!read_wish(&w))
		return PLINT_CLI_TROUBLE;
	w.real = plint_session_real_path(cli, w.path);
	if (!w.real || plint_io_stat(w.path, &dev, &ino) != PLINT_IO_FILE) {
		plint_cli_complain(cli, "%s cannot be read: %s", plint_cli_shown(cli, w.path),
		                   plint_io_words(w.real ? PLINT_IO_NOT_REGULAR : PLINT_IO_MISSING));
		return PLINT_CLI_TROUBLE;
	}
	if (!plint_discover_in(cli, NULL, &w.path, 1, &found))
		return PLINT_CLI_TROUBLE;
	return ignore_in(&w, &found);
}
