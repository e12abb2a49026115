/* `planlint settings`: what holds for a plan and where it came from; with --files what would be checked. */
#include "cli/cli.h"
#include "cli/reader.h"

/* Words of field FIELD of the plan's `plan` block into WORDS (at most MAX); their number. */
static uint32_t plan_words(const struct plint_model *m, unsigned field, const char **words, uint32_t max)
{
	const struct plint_slot *slot = m->plan ? plint_model_slot(m, m->plan, field) : NULL;
	uint32_t count = 0;
	for (uint32_t i = 0; slot && i < slot->count && count < max; i++) {
		const struct plint_value *v = &m->cells.items[slot->first + i];
		if (v->type == PLINT_TYPE_WORD && v->state == PLINT_KNOWN)
			words[count++] = plint_intern_text(m->atoms, v->u.word.atom);
	}
	return count;
}

static void show_general(struct plint_buf *out, struct plint_cli *cli, const struct plint_session *s)
{
	plint_buf_printf(out, "settings file: %s\n", s->config_path ? plint_cli_shown(cli, s->config_path) : "none");
	plint_buf_str(out, "rule packs:");
	for (uint32_t i = 0; i < s->pack.pack_count; i++)
		plint_buf_printf(out, "%s %s %s", i ? "," : "", plint_pack_text(&s->pack, s->pack.packs[i].name),
		                 plint_pack_text(&s->pack, s->pack.packs[i].version));
	if (s->settings.no_default_rules)
		plint_buf_str(out, " (without the default rules)");
	plint_buf_printf(out, "\nfail on: %s (%s)\n", s->fail_on == PLINT_OFF ? "never" : plint_severity_name(s->fail_on),
	                 plint_cli_shown(cli, s->fail_on_from));
	plint_buf_printf(out, "language of messages: %s\n", s->language ? s->language : "the plan's");
	if (s->config && s->config->baseline)
		plint_buf_printf(out, "baseline: %s\n", plint_cli_shown(cli, s->config->baseline));
	if (s->config && s->config->exclude.count > 0) {
		plint_buf_str(out, "excluded:");
		for (uint32_t i = 0; i < s->config->exclude.count; i++)
			plint_buf_printf(out, " %s", plint_cli_shown(cli, s->config->exclude.items[i]));
		plint_buf_char(out, '\n');
	}
}

static void show_rules(struct plint_buf *out, struct plint_arena *a, const struct plint_session *s, const struct plint_in_force *f)
{
	const struct plint_pack *p = &s->pack;
	plint_buf_str(out, "\nseverity  rule                                     from\n");
	for (uint32_t i = 0; i < p->rule_count; i++) {
		const struct plint_rule *r = &p->rules[i];
		plint_buf_printf(out, "%-9s %-40s %s\n", plint_severity_name(f->severity[i]), plint_pack_text(p, r->id),
		                 plint_settings_origin(&s->settings, a, &f->severity_from[i]));
		for (uint32_t k = r->first_param; k < r->first_param + r->param_count; k++)
			plint_buf_printf(out, "            %-38s %s\n",
			                 plint_arena_printf(a, "%s = %s", plint_pack_text(p, p->params[k].name), f->param_text[k]),
			                 plint_settings_origin(&s->settings, a, &f->param_from[k]));
	}
}

static void show_plan(struct plint_cli *cli, struct plint_reader *reader, const struct plint_found_plan *plan, struct plint_buf *out)
{
	const struct plint_session *s = plan->session;
	const struct plint_read *r = plint_reader_read(reader, plan, "en");
	plint_buf_printf(out, "plan: %s\n", plint_cli_shown(cli, plan->file_count == 1 ? plan->files[0].path : plan->name));
	show_general(out, cli, s);
	if (!r->checked)
		return;
	const char *status = NULL, *profiles[32];
	uint32_t count = plan_words(r->checked->model, PLINT_F_PROFILE, profiles, 32);
	plan_words(r->checked->model, PLINT_F_STATUS, &status, 1);
	struct plint_in_force force;
	const char *real = plan->files[0].real;
	plint_settings_resolve(&s->settings, &cli->arena, real ? plint_session_relative(s, real) : plan->files[0].path, status, profiles,
	                       count, true, &force);
	plint_buf_str(out, "profiles:");
	for (uint32_t i = 0; i < force.profile_count; i++)
		plint_buf_printf(out, " %s", plint_pack_text(&s->pack, s->pack.profiles[force.profiles[i]].name));
	plint_buf_printf(out, "%s\n", force.profile_count ? "" : " none");
	show_rules(out, &cli->arena, s, &force);
}

static void show_files(struct plint_cli *cli, const struct plint_found *found, struct plint_buf *out)
{
	for (uint32_t i = 0; i < found->plans.count; i++)
		for (uint32_t k = 0; k < found->plans.items[i].file_count; k++)
			plint_buf_printf(out, "%s\n", plint_cli_shown(cli, found->plans.items[i].files[k].path));
}

int plint_cmd_settings(struct plint_cli *cli)
{
	struct plint_found found;
	struct plint_buf out;
	if (!plint_discover(cli, &found))
		return PLINT_CLI_TROUBLE;
	plint_buf_init(&out, &cli->arena);
	int status = found.has_trouble ? PLINT_CLI_TROUBLE : PLINT_CLI_GOOD;
	struct plint_reader *reader = plint_reader_new(cli, false);
	for (uint32_t i = 0; i < found.plans.count; i++) {
		if (found.plans.items[i].session->is_bad)
			status = PLINT_CLI_TROUBLE;
		if (cli->options.files)
			continue;
		if (i > 0)
			plint_buf_char(&out, '\n');
		show_plan(cli, reader, &found.plans.items[i], &out);
	}
	if (cli->options.files)
		show_files(cli, &found, &out);
	plint_reader_free(reader);
	plint_cli_print(cli, &out);
	return cli->is_stdout_lost ? PLINT_CLI_TROUBLE : status;
}
