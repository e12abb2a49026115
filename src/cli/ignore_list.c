/* `planlint ignore --list PATH…`: what the plans let stand, where, why, and whether that is still of use. */
#include <string.h>

#include "base/json.h"
#include "cli/discover.h"
#include "cli/ignore.h"
#include "cli/reader.h"

struct listing {
	struct plint_cli *cli;
	struct plint_buf out;
	struct plint_json json;
	bool is_json;
	uint32_t counts[PLINT_IGNORE_USED + 1];
	int status;
};

static const char *const use_words[] = {
    [PLINT_IGNORE_NOT_JUDGED] = "not judged", [PLINT_IGNORE_UNUSED] = "unused", [PLINT_IGNORE_USED] = "used"};
_Static_assert(sizeof use_words / sizeof *use_words == PLINT_IGNORE_USED + 1, "a word for each use");

static void add_json(struct listing *l, const struct plint_ast *t, const struct plint_directive *d, struct plint_place at, const char *use)
{
	struct plint_json *j = &l->json;
	plint_json_open(j, '{');
	plint_json_open(plint_json_key(j, "rules"), '[');
	for (uint32_t i = 0; i < d->rule_count; i++)
		plint_json_text(j, t->directive_rules.items[d->first_rule + i].name);
	plint_json_close(j, ']');
	plint_json_text(plint_json_key(j, "path"), at.file->path);
	plint_json_int(plint_json_key(j, "line"), at.line1);
	plint_json_int(plint_json_key(j, "column"), at.col1);
	plint_json_bool(plint_json_key(j, "whole_file"), d->whole_file);
	plint_json_text(plint_json_key(j, "reason"), d->reason);
	plint_json_text(plint_json_key(j, "use"), use);
	plint_json_close(j, '}');
}

static void add_text(struct listing *l, const struct plint_ast *t, const struct plint_directive *d, struct plint_place at, const char *use)
{
	plint_buf_printf(&l->out, "%s:%u: ", plint_cli_shown(l->cli, at.file->path), at.line1);
	for (uint32_t i = 0; i < d->rule_count; i++)
		plint_buf_printf(&l->out, "%s%s", i ? ", " : "", plint_cli_shown(l->cli, t->directive_rules.items[d->first_rule + i].name));
	plint_buf_printf(&l->out, "%s: %s (%s)\n", d->whole_file ? " in the whole file" : "", d->reason, use);
}

static void list_plan(struct listing *l, const struct plint_found_plan *plan, struct plint_reader *reader)
{
	const struct plint_read *r = plint_reader_read(reader, plan, "en");
	const struct plint_ast *t = r->checked ? r->checked->ast : NULL;
	if (r->diags->reading_errors > 0) {
		plint_cli_tell_errors(l->cli, r->source, r->diags);
		l->status = PLINT_CLI_TROUBLE;
	}
	if (plan->session->is_bad)
		l->status = PLINT_CLI_TROUBLE;
	for (uint32_t i = 0; t && i < t->directives.count; i++) {
		const struct plint_directive *d = &t->directives.items[i];
		enum plint_ignore_use use =
		    r->checked->ignores ? (enum plint_ignore_use)r->checked->ignores[i] : PLINT_IGNORE_NOT_JUDGED;
		struct plint_place at = plint_source_place(r->source, d->span.start);
		l->counts[use]++;
		if (l->is_json)
			add_json(l, t, d, at, use_words[use]);
		else
			add_text(l, t, d, at, use_words[use]);
	}
}

/* The formats are those that a machine or a person would want of a list. */
static bool take_format(struct listing *l)
{
	const char *format = l->cli->options.format ? l->cli->options.format : "text";
	l->is_json = strcmp(format, "json") == 0;
	if (l->is_json || strcmp(format, "text") == 0)
		return true;
	plint_cli_complain(l->cli, "`planlint ignore --list` has the formats text and json, not \"%s\"", plint_cli_shown(l->cli, format));
	return false;
}

static void begin(struct listing *l)
{
	plint_buf_init(&l->out, &l->cli->arena);
	if (!l->is_json)
		return;
	plint_json_init(&l->json, &l->out);
	plint_json_open(&l->json, '{');
	plint_json_int(plint_json_key(&l->json, "version"), 1);
	plint_json_open(plint_json_key(&l->json, "ignores"), '[');
}

static void end(struct listing *l)
{
	uint32_t all = l->counts[PLINT_IGNORE_USED] + l->counts[PLINT_IGNORE_UNUSED] + l->counts[PLINT_IGNORE_NOT_JUDGED];
	if (l->is_json) {
		plint_json_close(&l->json, ']');
		plint_json_close(&l->json, '}');
		plint_buf_char(&l->out, '\n');
		return;
	}
	plint_buf_printf(&l->out, "ignores: %u, of them unused: %u\n", all, l->counts[PLINT_IGNORE_UNUSED]);
}

int plint_ignore_list(struct plint_cli *cli)
{
	struct listing l = {.cli = cli};
	struct plint_found found;
	if (cli->options.because) {
		plint_cli_complain(cli, "--list only lists; --because goes with a rule and a place");
		return PLINT_CLI_TROUBLE;
	}
	if (!take_format(&l) || !plint_discover(cli, &found))
		return PLINT_CLI_TROUBLE;
	l.status = found.has_trouble ? PLINT_CLI_TROUBLE : PLINT_CLI_GOOD;
	begin(&l);
	struct plint_reader *reader = plint_reader_new(cli, true);
	for (uint32_t i = 0; i < found.plans.count; i++)
		list_plan(&l, &found.plans.items[i], reader);
	plint_reader_free(reader);
	end(&l);
	plint_cli_print(cli, &l.out);
	return cli->is_stdout_lost ? PLINT_CLI_TROUBLE : l.status;
}
