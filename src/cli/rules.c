/* `planlint rules`: list, show, test, lint; rules_doc.c and rules_new.c have the rest. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/rule_page.h"
#include "cli/rules.h"
#include "cli/session.h"
#include "rule/rulelint.h"
#include "rule/ruletest.h"

static bool is_left_out(const struct plint_session *s, uint32_t rule)
{
	const char *pack = plint_pack_text(&s->pack, s->pack.packs[s->pack.rules[rule].pack].name);
	return s->settings.no_default_rules && strcmp(pack, "default") == 0;
}

static void list_as_text(struct plint_buf *out, const struct plint_session *s)
{
	const struct plint_pack *p = &s->pack;
	uint32_t count = 0;
	for (uint32_t f = 0; f < p->family_count; f++) {
		bool is_first = true;
		for (uint32_t i = 0; i < p->rule_count; i++) {
			if (p->rules[i].family != f || is_left_out(s, i))
				continue;
			if (is_first)
				plint_buf_printf(out, "%s%s\n", count ? "\n" : "", plint_pack_text(p, p->families[f].name));
			is_first = false;
			count++;
			plint_buf_printf(out, "  %-8s %-34s %s\n", plint_severity_name((enum plint_severity)p->rules[i].severity),
			                 plint_pack_text(p, p->rules[i].id), plint_rule_headline(out, p, i, s->language));
		}
	}
	plint_buf_printf(out, "\n%u rules; a page about one: planlint explain RULE\n", count);
}

static void rule_as_json(struct plint_json *j, const struct plint_session *s, uint32_t rule)
{
	static const char *const keys[] = {"message", "why", "try"};
	const struct plint_pack *p = &s->pack;
	const struct plint_rule *r = &p->rules[rule];
	plint_json_open(j, '{');
	plint_json_text(plint_json_key(j, "id"), plint_pack_text(p, r->id));
	plint_json_text(plint_json_key(j, "family"), plint_pack_text(p, p->families[r->family].name));
	plint_json_text(plint_json_key(j, "severity"), plint_severity_name((enum plint_severity)r->severity));
	plint_json_text(plint_json_key(j, "pack"), plint_pack_text(p, p->packs[r->pack].name));
	for (int i = PLINT_TEXT_MESSAGE; i <= PLINT_TEXT_TRY; i++)
		plint_json_text(plint_json_key(j, keys[i]), plint_pack_text(p, r->texts[i].text));
	if (r->area)
		plint_json_text(plint_json_key(j, "area"), plint_pack_text(p, r->area));
	plint_json_open(plint_json_key(j, "params"), '{');
	for (uint32_t i = r->first_param; i < r->first_param + r->param_count; i++)
		plint_json_text(plint_json_key(j, plint_pack_text(p, p->params[i].name)), plint_pack_text(p, p->params[i].text));
	plint_json_close(j, '}');
	plint_json_open(plint_json_key(j, "after"), '[');
	for (uint32_t i = 0; i < r->after_count; i++)
		plint_json_text(j, plint_pack_text(p, p->rules[p->afters[r->first_after + i]].id));
	plint_json_close(j, ']');
	plint_json_open(plint_json_key(j, "standards"), '[');
	for (uint32_t i = 0; i < r->standard_count; i++)
		plint_json_text(j, plint_pack_text(p, p->standards[p->rule_standards[r->first_standard + i]].id));
	plint_json_close(j, ']');
	plint_json_open(plint_json_key(j, "sources"), '[');
	for (uint32_t i = r->first_source; i < r->first_source + r->source_count; i++)
		plint_json_text(j, plint_pack_text(p, p->sources[i].text));
	plint_json_close(j, ']');
	plint_json_close(j, '}');
}

static void list_as_json(struct plint_buf *out, const struct plint_session *s)
{
	struct plint_json j;
	plint_json_init(&j, out);
	plint_json_open(&j, '{');
	plint_json_int(plint_json_key(&j, "version"), 1);
	plint_json_open(plint_json_key(&j, "rules"), '[');
	for (uint32_t i = 0; i < s->pack.rule_count; i++)
		if (!is_left_out(s, i))
			rule_as_json(&j, s, i);
	plint_json_close(&j, ']');
	plint_json_close(&j, '}');
	plint_buf_char(out, '\n');
}

static int list(struct plint_cli *cli, const struct plint_session *s, const char *const *words, uint32_t count)
{
	const char *format = cli->options.format ? cli->options.format : "text";
	struct plint_buf out;
	if (count > 0) {
		plint_cli_complain(cli, "`planlint rules list` takes no \"%s\"", plint_cli_shown(cli, words[0]));
		return PLINT_CLI_TROUBLE;
	}
	plint_buf_init(&out, &cli->arena);
	if (strcmp(format, "json") == 0) {
		list_as_json(&out, s);
	} else if (strcmp(format, "text") == 0) {
		list_as_text(&out, s);
	} else {
		plint_cli_complain(cli, "`planlint rules list` has the formats text and json, not \"%s\"", plint_cli_shown(cli, format));
		return PLINT_CLI_TROUBLE;
	}
	plint_cli_print(cli, &out);
	return PLINT_CLI_GOOD;
}

static void complain_no_rule(struct plint_cli *cli, const struct plint_session *s, const char *word)
{
	const char *near = plint_pack_nearest(&s->pack, &cli->arena, word, strlen(word));
	if (near && strcmp(near, word) == 0)
		plint_cli_complain(cli, "%s is a family of rules; `planlint explain %s` lists them", word, word);
	else if (near)
		plint_cli_complain(cli, "there is no rule \"%s\"; did you mean \"%s\"?", plint_cli_shown(cli, word), near);
	else
		plint_cli_complain(cli, "there is no rule \"%s\"; `planlint rules list` shows them all", plint_cli_shown(cli, word));
}

static int show(struct plint_cli *cli, const struct plint_session *s, const char *const *words, uint32_t count)
{
	struct plint_buf out;
	if (count == 0) {
		plint_cli_complain(cli, "which rule? `planlint rules list` shows them all");
		return PLINT_CLI_TROUBLE;
	}
	plint_buf_init(&out, &cli->arena);
	for (uint32_t i = 0; i < count; i++) {
		int rule = plint_pack_rule(&s->pack, words[i], strlen(words[i]));
		if (rule < 0) {
			complain_no_rule(cli, s, words[i]);
			return PLINT_CLI_TROUBLE;
		}
		if (i > 0)
			plint_buf_str(&out, "---\n");
		plint_rule_definition(&out, &s->pack, (uint32_t)rule);
	}
	plint_cli_print(cli, &out);
	return PLINT_CLI_GOOD;
}

uint8_t *plint_rules_wanted(struct plint_cli *cli, const struct plint_session *s, bool own_only)
{
	uint8_t *wanted = plint_arena_calloc(&cli->arena, s->pack.rule_count + 1, 1);
	for (uint32_t i = 0; i < s->pack.rule_count; i++) {
		const char *pack = plint_pack_text(&s->pack, s->pack.packs[s->pack.rules[i].pack].name);
		wanted[i] = !is_left_out(s, i) && !(own_only && strcmp(pack, "default") == 0);
	}
	return wanted;
}

static uint32_t count_of(const uint8_t *wanted, uint32_t rule_count)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < rule_count; i++)
		count += wanted[i];
	return count;
}

/* "rules/x.yaml:12: " of LINE1 in the rule's file; line 0 is left out. */
static void fault_place(struct plint_buf *out, const struct plint_pack *p, uint32_t rule, uint32_t line1)
{
	const char *file = plint_pack_text(p, p->rules[rule].file);
	plint_text_show(out, file, strlen(file));
	if (line1)
		plint_buf_printf(out, ":%u", line1);
	plint_buf_str(out, ": ");
}

static int test(struct plint_cli *cli, const struct plint_session *s, const char *const *words, uint32_t count)
{
	struct plint_ruletest t;
	struct plint_buf out;
	(void)words;
	plint_buf_init(&out, &cli->arena);
	plint_ruletest_run(&cli->arena, &s->pack, plint_rules_wanted(cli, s, count > 0), &t);
	for (uint32_t i = 0; i < t.fault_count; i++) {
		const struct plint_ruletest_fault *f = &t.faults[i];
		fault_place(&out, &s->pack, f->rule, f->line1);
		plint_buf_str(&out, plint_pack_text(&s->pack, s->pack.rules[f->rule].id));
		if (f->example != UINT32_MAX)
			plint_buf_printf(&out, ", example %u", f->number1);
		plint_buf_printf(&out, ": %s\n", f->message);
	}
	plint_buf_printf(&out, "%u %s, %u %s: ", t.rules, t.rules == 1 ? "rule" : "rules", t.examples,
	                 t.examples == 1 ? "example" : "examples");
	if (t.fault_count)
		plint_buf_printf(&out, "%u not as stated\n", t.fault_count);
	else
		plint_buf_str(&out, "all as stated\n");
	plint_cli_print(cli, &out);
	return t.fault_count ? PLINT_CLI_FOUND : PLINT_CLI_GOOD;
}

/* Appends a line for each command that is said to answer a place of the guidance note and is none; how many. */
static uint32_t lint_commands(struct plint_buf *out, const struct plint_pack *p)
{
	uint32_t told = 0;
	for (uint32_t i = 0; i < p->answer_count; i++) {
		const char *command = plint_pack_text(p, p->answers[i].text);
		if (!p->answers[i].is_command || plint_options_command(command) < PLINT_COMMAND_COUNT)
			continue;
		told++;
		plint_buf_str(out, "guidance.yaml names the command \"");
		plint_text_show(out, command, strlen(command));
		plint_buf_str(out, "\", which planlint does not have [unknown-command]\n");
	}
	return told;
}

static int lint(struct plint_cli *cli, const struct plint_session *s, const char *const *words, uint32_t count)
{
	uint32_t notes;
	struct plint_buf out;
	const struct plint_rulelint_note *n = plint_rulelint_run(&cli->arena, &s->pack, &notes);
	const uint8_t *wanted = plint_rules_wanted(cli, s, count > 0);
	uint32_t rules = count_of(wanted, s->pack.rule_count), told = 0;
	(void)words;
	plint_buf_init(&out, &cli->arena);
	for (uint32_t i = 0; i < notes; i++) {
		if (n[i].rule != UINT32_MAX && !wanted[n[i].rule])
			continue; /* of a pack that is only what the named ones rest on */
		told++;
		if (n[i].rule != UINT32_MAX) {
			fault_place(&out, &s->pack, n[i].rule, s->pack.rules[n[i].rule].line1);
			plint_buf_printf(&out, "%s: ", plint_pack_text(&s->pack, s->pack.rules[n[i].rule].id));
		}
		plint_buf_printf(&out, "%s [%s]\n", n[i].message, n[i].sort);
	}
	told += lint_commands(&out, &s->pack);
	plint_buf_printf(&out, "%u %s: %u doubtful %s\n", rules, rules == 1 ? "rule" : "rules", told, told == 1 ? "point" : "points");
	plint_cli_print(cli, &out);
	return told ? PLINT_CLI_FOUND : PLINT_CLI_GOOD;
}

static const struct {
	const char *name;
	plint_rules_fn *run;
	bool takes_packs;
	unsigned options; /* groups of options that it alone takes */
} subcommands[] = {{"list", list, false, GROUP_FORMAT},
                   {"show", show, false, 0},
                   {"test", test, true, 0},
                   {"lint", lint, true, 0},
                   {"doc", plint_rules_doc, true, GROUP_FORMAT | GROUP_OUTPUT},
                   {"new", plint_rules_new, false, GROUP_OUTPUT | GROUP_NEW_RULE}};
#define SUBCOMMAND_COUNT (sizeof subcommands / sizeof *subcommands)

/* Whether an option was given that subcommand NAME, which takes those of GROUPS, does not know; told then. */
static bool has_strange_option(struct plint_cli *cli, const char *name, unsigned groups)
{
	const struct plint_options *o = &cli->options;
	const struct {
		const char *option;
		unsigned group;
		bool is_given;
	} given[] = {{"format", GROUP_FORMAT, o->format != NULL},
	             {"output", GROUP_OUTPUT, o->outputs.count > 0},
	             {"family", GROUP_NEW_RULE, o->family != NULL},
	             {"pack", GROUP_NEW_RULE, o->new_pack != NULL}};
	for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
		if (!given[i].is_given || (given[i].group & groups))
			continue;
		plint_cli_complain(cli, "`planlint rules %s` has no option --%s", name, given[i].option);
		return true;
	}
	return false;
}

int plint_cmd_rules(struct plint_cli *cli)
{
	const struct plint_options *o = &cli->options;
	const char *names[SUBCOMMAND_COUNT];
	const char *name = o->words.count > 0 ? o->words.items[0] : "list";
	for (size_t i = 0; i < SUBCOMMAND_COUNT; i++)
		names[i] = subcommands[i].name;
	for (size_t i = 0; i < SUBCOMMAND_COUNT; i++) {
		if (strcmp(names[i], name) != 0)
			continue;
		const char *const *words = o->words.items + (o->words.count > 0);
		uint32_t count = o->words.count > 0 ? o->words.count - 1 : 0;
		if (has_strange_option(cli, name, subcommands[i].options))
			return PLINT_CLI_TROUBLE;
		bool by_pack = subcommands[i].takes_packs && count > 0;
		const struct plint_session *s = by_pack ? plint_session_of_packs(cli, words, count) : plint_session_of_folder(cli, ".");
		/* Of packs in which nothing could be read there is nothing to say. */
		if (!s || (by_pack && s->is_bad && count_of(plint_rules_wanted(cli, s, true), s->pack.rule_count) == 0))
			return PLINT_CLI_TROUBLE;
		int status = subcommands[i].run(cli, s, words, count);
		return s->is_bad || cli->is_stdout_lost ? PLINT_CLI_TROUBLE : status;
	}
	plint_cli_complain(cli, "there is no `planlint rules %s`; there are list, show, test, lint, doc and new%s", plint_cli_shown(cli, name),
	                   plint_cli_guess(cli, name, strlen(name), names, SUBCOMMAND_COUNT, ""));
	return PLINT_CLI_TROUBLE;
}
