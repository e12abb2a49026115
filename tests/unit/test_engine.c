/* The engine on small plans with small rules: what fires, what keeps silent, where a finding points and what it says; ignores; includes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "rule/check.h"
#include "rule/pack_load.h"
#include "rule/rulelint.h"
#include "rule/ruletest.h"
#include "support/folder.h"

static struct plint_arena arena;
static struct plint_source source;
static struct plint_diags diags;
static struct plint_pack base, pack;
static struct plint_settings settings;
static struct plint_checker *checker;
static struct plint_check_config config;
static const struct plint_checked *checked;
static char folder[] = "/tmp/planlint-test-engine-XXXXXX";
static unsigned files;

static int setup(void **state)
{
	(void)state;
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_source_init(&source, &arena);
	plint_diags_init(&diags, &arena, &source);
	plint_pack_default(&base);
	checker = NULL;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	plint_checker_free(checker);
	plint_arena_clear(&arena);
	return 0;
}

static int make_folder(void **state)
{
	(void)state;
	return folder_make(folder);
}

static int remove_folder(void **state)
{
	(void)state;
	return folder_remove(folder);
}

/* Makes `pack` the default pack with a pack of the COUNT rules TEXTS, of which family "own" alone runs. */
static void use_rules(const char *const *texts, size_t count)
{
	const char *path = plint_arena_printf(&arena, "%s/p%u", folder, files++);
	struct plint_loader *l = plint_loader_new(&arena, &source, &diags, &base, false);
	assert_int_equal(mkdir(path, 0700), 0);
	folder_write(plint_arena_printf(&arena, "%s/pack.yaml", path), "name: own\n");
	for (size_t i = 0; i < count; i++)
		folder_write(plint_arena_printf(&arena, "%s/r%zu.yaml", path, i), texts[i]);
	if (!plint_loader_add(l, path))
		fail_msg("%s", diags.items.items[0].message);
	plint_loader_finish(l, &pack);
	plint_settings_init(&settings, &arena, &pack);
	assert_null(plint_settings_select(&settings, PLINT_LAYER_OPTION, "own,unused-ignore"));
	config = (struct plint_check_config){.pack = &pack, .settings = &settings, .language = "en", .want_rules = true};
	config.today.type = PLINT_TYPE_DATE;
	config.today.state = PLINT_MISSING;
	checker = plint_checker_new(&arena, &config);
}

static void use_rule(const char *text)
{
	use_rules(&text, 1);
}

static void use_default(void)
{
	pack = base;
	plint_settings_init(&settings, &arena, &pack);
	config = (struct plint_check_config){.pack = &pack, .settings = &settings, .language = "en", .want_rules = true};
	config.today.type = PLINT_TYPE_DATE;
	config.today.state = PLINT_MISSING;
	checker = plint_checker_new(&arena, &config);
}

static void add_file(const char *path, const char *text)
{
	size_t len = strlen(text);
	char *copy = plint_arena_calloc(plint_checker_arena(checker), 1, len + 2);
	memcpy(copy, text, len);
	assert_true(plint_checker_add(checker, path, copy, len, 0, 0));
}

/* The findings of the plan that has been checked, as "rule line:column; …". */
static const char *findings(void)
{
	struct plint_buf b;
	plint_buf_init(&b, &arena);
	for (uint32_t i = 0; i < checked->diags->items.count; i++) {
		const struct plint_diag *d = &checked->diags->items.items[i];
		struct plint_place place = plint_source_place(checked->source, d->span.start);
		plint_buf_printf(&b, "%s%s %u:%u", i ? "; " : "", d->rule, place.line1, place.col1);
	}
	return b.text;
}

static const char *check(const char *text)
{
	plint_checker_begin(checker);
	add_file("a.plan", text);
	checked = plint_checker_run(checker, NULL);
	return findings();
}

static const struct plint_diag *finding(uint32_t i)
{
	assert_true(i < checked->diags->items.count);
	return &checked->diags->items.items[i];
}

#define OWNER "id: own-owner\nfamily: own\nseverity: warning\nfor: objective o\nrequire: o.owner is not missing\nmessage: '{o} has no owner'\n"
#define GOAL_BY "id: own-by\nfamily: own\nseverity: error\nfor: goal g\nrequire: g.by is not missing\nmessage: '{g} has no date'\n"

/* ---- what fires ---------------------------------------------------------------------------------------------------- */

static void a_definite_no_is_a_finding_and_unknown_is_silence(void **state)
{
	(void)state;
	use_rule("id: own-big\nfamily: own\nseverity: error\nfor: goal g\nwhere: g.dimension = outreach\nrequire: g.weight >= 20%\n"
	         "message: 'the weight of {g} is {g.weight}'\n");
	assert_string_equal(check("goal a { dimension outreach; weight 10% }\ngoal b { dimension outreach }\n"
	                          "goal c { weight 10% }\ngoal d { dimension outreach; weight TBD }\n"
	                          "goal e { dimension outreach; weight 30% }\n"), "own-big 1:1");
	assert_string_equal(finding(0)->message, "the weight of a is 10%");
	assert_int_equal(finding(0)->severity, PLINT_ERROR);
	assert_string_equal(finding(0)->family, "own");
}

static void a_rule_about_the_plan_points_at_the_first_line_where_there_is_no_plan_block(void **state)
{
	(void)state;
	use_rule("id: own-period\nfamily: own\nseverity: error\nfor: plan p\nwhere: p.extends is missing\n"
	         "require: p.period is not missing\nmessage: no period\narea: its period\n");
	assert_string_equal(check("goal a \"A\"\n"), "own-period 1:1");
	assert_string_equal(finding(0)->area, "its period");
	assert_string_equal(check("goal a \"A\"\nplan \"P\" { }\n"), "own-period 2:1");
	assert_string_equal(check("plan { period 2027 to 2029 }\n"), "");
	assert_string_equal(check(""), "own-period 1:1");
}

static void members_of_a_set_are_subjects_too(void **state)
{
	(void)state;
	use_rule("id: own-phrase\nfamily: own\nseverity: error\nfor: q in mission.phrases\nrequire: q.as in goals.for\n"
	         "message: 'the words {q.phrase} are answered by nothing'\n");
	assert_string_equal(check("mission \"the rural poor and women\" {\n  reaches \"the rural poor\" as poor\n  reaches \"women\" as women\n}\n"
	                          "segment poor \"P\"\nsegment women \"W\"\ngoal g \"G\" { for poor }\n"), "own-phrase 3:11");
}

static void an_earlier_finding_silences_on_its_block_and_below(void **state)
{
	(void)state;
	static const char *const rules[] = {
	    GOAL_BY, "id: own-owner\nfamily: own\nseverity: warning\nfor: objective o\nrequire: o.owner is not missing\nmessage: m\nafter: [own-by]\n"};
	use_rules(rules, 2);
	assert_string_equal(check("goal a \"A\" {\n  objective b \"B\"\n}\ngoal c \"C\" { by 2027\n  objective d \"D\" }\nobjective e \"E\" { serves a }\n"),
	                    "own-by 1:1; own-owner 5:3");
	/* An ignored finding still counts; a rule that is off does not. */
	assert_string_equal(check("goal a \"A\" { # planlint: ignore own-by: later\n  objective b \"B\"\n}\n"), "");
	assert_null(plint_settings_severity(&settings, PLINT_LAYER_OPTION, "own-by=off"));
	assert_string_equal(check("goal a \"A\" {\n  objective b \"B\"\n}\n"), "own-owner 2:3");
}

static void an_earlier_finding_on_the_plan_silences_everywhere(void **state)
{
	(void)state;
	static const char *const rules[] = {
	    "id: own-plan\nfamily: own\nseverity: error\nfor: plan p\nrequire: p.period is not missing\nmessage: m\n",
	    "id: own-owner\nfamily: own\nseverity: warning\nfor: objective o\nrequire: o.owner is not missing\nmessage: m\nafter: own-plan\n"};
	use_rules(rules, 2);
	assert_string_equal(check("objective b \"B\"\n"), "own-plan 1:1");
	assert_string_equal(check("plan { period 2027 to 2029 }\nobjective b \"B\"\n"), "own-owner 2:1");
}

static void what_could_not_be_read_silences(void **state)
{
	(void)state;
	use_rule(OWNER);
	const char *found = check("objective a \"A\" {\n  wner x\n}\nobjective b \"B\"\n");
	assert_null(strstr(found, "own-owner 1:1"));
	assert_non_null(strstr(found, "own-owner 4:1"));
}

/* ---- places and words ---------------------------------------------------------------------------------------------- */

static void points_show_places_in_their_order(void **state)
{
	(void)state;
	use_rule("id: own-points\nfamily: own\nseverity: error\nfor: objective o\nlet: {bare: those i in o.indicators where i.kind is missing}\n"
	         "require: bare is empty\nmessage: 'of {count(o.indicators)} there are {count(bare)} without a kind: {bare}'\n"
	         "point:\n  - {at: o.owner, says: 'owned by {o.owner}'}\n  - {each: i in bare, at: i, says: '{i} is one'}\n"
	         "why: Because.\ntry: 'write {{ kind result }'\n");
	assert_string_equal(check("role boss \"The boss\"\nobjective a \"A\" { owner boss\n  indicator x \"X\" { unit days }\n  indicator y \"Y\" { kind result }\n"
	                          "  indicator z \"Z\" { unit days }\n}\n"), "own-points 2:25");
	const struct plint_diag *d = finding(0);
	assert_string_equal(d->message, "of 3 there are 2 without a kind: \"X\", \"Z\"");
	assert_string_equal(d->label, "owned by \"The boss\"");
	assert_int_equal(d->related_count, 2);
	assert_string_equal(d->related[0].text, "\"X\" is one");
	assert_string_equal(d->related[1].text, "\"Z\" is one");
	assert_int_equal(plint_source_place(checked->source, d->related[1].span.start).line1, 5);
	assert_string_equal(d->why, "Because.");
	assert_string_equal(d->help, "write { kind result }");
}

static void each_shows_five_and_counts_the_rest(void **state)
{
	(void)state;
	struct plint_buf plan;
	use_rule("id: own-many\nfamily: own\nseverity: error\nfor: goal g\nrequire: g.objectives is empty\nmessage: m\n"
	         "point: [{at: g}, {each: o in g.objectives, at: o, says: one}]\n");
	plint_buf_init(&plan, &arena);
	plint_buf_str(&plan, "goal a \"A\" {\n");
	for (int i = 0; i < 9; i++)
		plint_buf_printf(&plan, "  objective o%d \"O\"\n", i);
	plint_buf_str(&plan, "}\n");
	assert_string_equal(check(plan.text), "own-many 1:1");
	assert_int_equal(finding(0)->related_count, 5);
	assert_int_equal(finding(0)->related_more, 4);
}

static void without_points_the_members_that_fail_are_shown(void **state)
{
	(void)state;
	use_rule("id: own-every\nfamily: own\nseverity: error\nfor: goal g\nrequire: every o in g.objectives has o.by is not missing\nmessage: m\n");
	assert_string_equal(check("goal a \"A\" {\n  objective b \"B\"\n  objective c \"C\" { by 2027 }\n  objective d \"D\"\n}\n"), "own-every 1:1");
	assert_int_equal(finding(0)->related_count, 2);
	assert_int_equal(plint_source_place(checked->source, finding(0)->related[1].span.start).line1, 4);
}

static void a_word_list_narrows_a_text_to_the_words_found(void **state)
{
	(void)state;
	use_rule("id: own-words\nfamily: own\nseverity: advice\nfor: segment s\nrequire: not s.title mentions lexicon.everyone\nmessage: m\n"
	         "point: {at: s.title, word: lexicon.everyone, says: too wide}\n");
	const char *found = check("segment s \"Loans for all people\"\n");
	assert_int_equal(checked->diags->items.count, 1);
	struct plint_span span = finding(0)->span;
	assert_true(span.end - span.start < 20);
	assert_non_null(strstr(found, "own-words 1:"));
	assert_string_equal(finding(0)->label, "too wide");
}

static void text_from_plans_is_shown_safely(void **state)
{
	(void)state;
	use_rule(OWNER);
	check("objective a \"A \x1b[31m red\"\n");
	for (uint32_t i = 0; i < checked->diags->items.count; i++)
		assert_null(strchr(finding(i)->message, '\x1b'));
}

static void other_languages_are_used_where_there_are_words(void **state)
{
	(void)state;
	const char *path = plint_arena_printf(&arena, "%s/p%u", folder, files++);
	struct plint_loader *l = plint_loader_new(&arena, &source, &diags, &base, false);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(mkdir(plint_arena_printf(&arena, "%s/texts", path), 0700), 0);
	folder_write(plint_arena_printf(&arena, "%s/pack.yaml", path), "name: own\n");
	folder_write(plint_arena_printf(&arena, "%s/a.yaml", path), OWNER "why: Nobody does it.\npoint: {at: o, says: this one}\n");
	folder_write(plint_arena_printf(&arena, "%s/texts/fr.yaml", path), "own-owner: {message: '{o} est sans responsable', says: [celui-ci]}\n");
	assert_true(plint_loader_add(l, path));
	plint_loader_finish(l, &pack);
	plint_settings_init(&settings, &arena, &pack);
	assert_null(plint_settings_select(&settings, PLINT_LAYER_OPTION, "own"));
	config = (struct plint_check_config){.pack = &pack, .settings = &settings, .want_rules = true};
	config.today.type = PLINT_TYPE_DATE;
	config.today.state = PLINT_MISSING;
	checker = plint_checker_new(&arena, &config);
	check("plan { language fr }\nobjective a \"A\"\n");
	assert_string_equal(finding(0)->message, "\"A\" est sans responsable");
	assert_string_equal(finding(0)->label, "celui-ci");
	assert_string_equal(finding(0)->why, "Nobody does it.");
	uint64_t french = finding(0)->fingerprint;
	check("plan { language en }\nobjective a \"A\"\n");
	assert_string_equal(finding(0)->message, "\"A\" has no owner");
	assert_true(finding(0)->fingerprint == french);
}

/* ---- ignores ------------------------------------------------------------------------------------------------------- */

static void an_ignore_silences_its_statement_and_what_is_in_it(void **state)
{
	(void)state;
	use_rule(OWNER);
	assert_string_equal(check("goal a \"A\" { # planlint: ignore own-owner: named in March\n  objective b \"B\"\n}\nobjective c \"C\"\n"),
	                    "own-owner 4:1");
	assert_string_equal(check("# planlint: ignore own-owner: named in March\nobjective b \"B\"\nobjective c \"C\"\n"), "own-owner 3:1");
	assert_string_equal(check("objective b \"B\"\nobjective c \"C\"\n# planlint: ignore-file own-owner: named in March\n"), "");
	assert_string_equal(check("# planlint: ignore-file own: the whole family\nobjective b \"B\"\n"), "");
}

static void an_ignore_that_silences_nothing_is_flagged(void **state)
{
	(void)state;
	static const char *const rules[] = {OWNER, GOAL_BY};
	use_rules(rules, 2);
	assert_string_equal(check("goal a \"A\" { by 2027 } # planlint: ignore own-by: later\n"), "unused-ignore 1:24");
	assert_int_equal(finding(0)->severity, PLINT_WARNING);
	assert_string_equal(finding(0)->family, "directive");
	/* One of its rules is of use; a rule that does not run cannot be judged; an unreadable line may be the reason. */
	assert_string_equal(check("goal a \"A\" # planlint: ignore own-by, own-owner: later\n"), "");
	assert_string_equal(check("goal a \"A\" { by 2027 } # planlint: ignore no-target: later\n"), "");
	assert_null(strstr(check("goal a \"A\" { by 2027; byy 3 } # planlint: ignore own-by: later\n"), "unused-ignore"));
	/* Twice the same: the second does nothing. */
	assert_string_equal(check("# planlint: ignore own-by: one\n# planlint: ignore own-by: two\ngoal a \"A\"\n"), "unused-ignore 2:1");
	assert_null(plint_settings_severity(&settings, PLINT_LAYER_OPTION, "unused-ignore=off"));
	assert_string_equal(check("goal a \"A\" { by 2027 } # planlint: ignore own-by: later\n"), "");
}

static void an_ignore_of_no_rule_is_an_error_with_a_suggestion(void **state)
{
	(void)state;
	use_rule(OWNER);
	check("objective b \"B\" # planlint: ignore own-ownr: later\n");
	assert_string_equal(finding(0)->rule, "own-owner");
	assert_string_equal(finding(1)->rule, "bad-directive");
	assert_non_null(strstr(finding(1)->help, "own-owner"));
	assert_int_equal(plint_source_place(checked->source, finding(1)->span.start).col1, 36);
	check("objective b \"B\" # planlint: ignore unknown-name: later\n");
	assert_non_null(strstr(finding(1)->message, "cannot be ignored"));
}

static void many_ignores_and_findings_stay_quick(void **state)
{
	(void)state;
	struct plint_buf plan;
	use_rule(OWNER);
	plint_buf_init(&plan, &arena);
	for (int i = 0; i < 20000; i++)
		plint_buf_str(&plan, "objective \"O\" # planlint: ignore own-owner: r\n");
	for (int i = 0; i < 20000; i++)
		plint_buf_str(&plan, "# planlint: ignore-file own-owner: r\n");
	check(plan.text);
	assert_int_equal(checked->diags->items.count > 0, 1);
	for (uint32_t i = 0; i < checked->diags->items.count; i++)
		assert_string_equal(finding(i)->rule, "unused-ignore");
}

/* ---- budget, statistics, memory ------------------------------------------------------------------------------------ */

static void a_rule_past_its_budget_is_reported_and_others_go_on(void **state)
{
	(void)state;
	static const char *const rules[] = {
	    "id: own-costly\nfamily: own\nseverity: error\nfor: goal g\n"
	    "require: every a in goals has every b in goals has every c in goals has (a = b or b = c or c = g)\nmessage: m\n", GOAL_BY};
	struct plint_buf plan;
	use_rules(rules, 2);
	plint_buf_init(&plan, &arena);
	plint_buf_str(&plan, "goal a \"A\"\n");
	for (int i = 0; i < 400; i++)
		plint_buf_printf(&plan, "goal g%d \"G\" { by 2027 }\n", i);
	check(plan.text);
	/* `every` stops at the first member that decides, so this rule is cheap; the next one is not. */
	assert_true(checked->diags->items.count > 0);
	static const char *const costly[] = {
	    "id: own-costly\nfamily: own\nseverity: error\nfor: goal g\n"
	    "require: every a in goals has every b in goals has every c in goals has (a != g or b != g or c = g)\nmessage: m\n", GOAL_BY};
	plint_checker_free(checker);
	use_rules(costly, 2);
	assert_string_equal(check(plan.text), "own-by 1:1; rule-too-costly 1:1");
	assert_true(checked->is_costly);
	assert_non_null(strstr(finding(1)->message, "own-costly"));
	assert_string_equal(finding(1)->family, "rules");
}

static void statistics_tell_what_a_rule_could_not_decide(void **state)
{
	(void)state;
	use_rule("id: own-big\nfamily: own\nseverity: error\nfor: goal g\nrequire: g.weight >= 20%\nmessage: m\n");
	config.want_stats = true;
	plint_checker_configure(checker, &config);
	check("goal a \"A\" { weight 10% }\ngoal b \"B\"\ngoal c \"C\"\n");
	int rule = plint_pack_rule(&pack, "own-big", 7);
	const struct plint_rule_stats *s = &checked->stats[rule];
	assert_int_equal(s->subjects, 3);
	assert_int_equal(s->undecided, 2);
	assert_int_equal(s->findings, 1);
	assert_int_equal(s->blind_count, 1);
	assert_string_equal(s->blind[0].field, "weight");
	assert_int_equal(s->blind[0].count, 2);
}

static void the_same_plan_gives_the_same_findings_again(void **state)
{
	(void)state;
	static const char plan[] = "plan \"P\" { period 2027 to 2029 }\nsocial goal a \"Reach the poor\" {\n  dimension outreach\n"
	                           "  objective b \"Open ten branches by 2027\" { indicator c \"Branches opened\" }\n}\n";
	use_default();
	const char *first = check(plan);
	assert_true(checked->diags->items.count > 3);
	check("goal x { }\n");
	assert_string_equal(check(plan), first);
}

static void no_findings_without_rules(void **state)
{
	(void)state;
	use_default();
	config.want_rules = false;
	plint_checker_configure(checker, &config);
	assert_string_equal(check("goal a \"A\"\n"), "");
	assert_null(checked->stats);
}

/* ---- includes ------------------------------------------------------------------------------------------------------ */

/* Files in memory: name, text, name, text, …, NULL. */
static enum plint_io_status read_memory(void *data, struct plint_arena *a, const char *root, const char *name, struct plint_included *out)
{
	const char *const *memory = data;
	for (; *memory; memory += 2)
		if (strcmp(*memory, name) == 0) {
			size_t len = strlen(memory[1]);
			char *copy = plint_arena_calloc(a, 1, len + 2);
			memcpy(copy, memory[1], len);
			*out = (struct plint_included){plint_io_join(a, root, name), copy, len, 0, 0};
			return PLINT_IO_OK;
		}
	return PLINT_IO_MISSING;
}

static const char *check_with(const char *const *memory, const char *path, const char *text)
{
	config.include = read_memory;
	config.include_data = (void *)(uintptr_t)memory;
	plint_checker_configure(checker, &config);
	plint_checker_begin(checker);
	add_file(path, text);
	checked = plint_checker_run(checker, NULL);
	return findings();
}

static void included_files_are_part_of_the_plan(void **state)
{
	(void)state;
	static const char *const memory[] = {"sub/b.plan", "include \"../c.plan\"\nobjective b \"B\"\n", "c.plan", "objective c \"C\"\n", NULL};
	use_rule(OWNER);
	assert_string_equal(check_with(memory, "p/a.plan", "include \"sub/b.plan\"\ninclude \"./c.plan\"\nobjective a \"A\"\n"),
	                    "own-owner 3:1; own-owner 2:1; own-owner 1:1");
	assert_int_equal(checked->given_count, 1);
	assert_int_equal(checked->source->files.count, 3);
	assert_string_equal(checked->source->files.items[1].path, "p/sub/b.plan");
	assert_int_equal(plint_checked_count(checked, 1, PLINT_KIND_OBJECTIVE), 1);
	assert_int_equal(plint_checked_count(checked, 1, PLINT_KIND_GOAL), 0);
}

static void includes_that_cannot_be_are_errors_at_their_place(void **state)
{
	(void)state;
	static const char *const memory[] = {"b.plan", "include \"c.plan\"\n", "c.plan", "\ninclude \"b.plan\"\n", NULL};
	use_rule(OWNER);
	assert_string_equal(check_with(memory, "a.plan", "include \"none.plan\"\ninclude \"/etc/passwd\"\ninclude \"../x.plan\"\ninclude \"\"\n"),
	                    "bad-include 1:9; bad-include 2:9; bad-include 3:9; bad-include 4:9");
	assert_string_equal(check_with(memory, "a.plan", "include \"b.plan\"\n"), "bad-include 2:9");
	assert_non_null(strstr(finding(0)->message, "b.plan includes c.plan includes b.plan"));
	assert_string_equal(check_with(memory, "a.plan", "include \"a.plan\"\n"), "bad-include 1:9");
}

static void includes_end_sixteen_deep(void **state)
{
	(void)state;
	const char *memory[42] = {NULL};
	use_rule(OWNER);
	for (int i = 0; i < 20; i++) {
		memory[2 * i] = plint_arena_printf(&arena, "f%d.plan", i);
		memory[2 * i + 1] = plint_arena_printf(&arena, "include \"f%d.plan\"\n", i + 1);
	}
	assert_string_equal(check_with(memory, "a.plan", "include \"f0.plan\"\n"), "bad-include 1:9");
	assert_non_null(strstr(finding(0)->message, "16 deep"));
	assert_int_equal(checked->source->files.count, 17);
}

/* ---- rules test and lint ------------------------------------------------------------------------------------------- */

static void the_examples_of_the_default_pack_hold(void **state)
{
	(void)state;
	struct plint_ruletest report;
	plint_ruletest_run(&arena, &base, NULL, &report);
	for (uint32_t i = 0; i < report.fault_count; i++)
		print_error("%s, example %u: %s\n", plint_pack_text(&base, base.rules[report.faults[i].rule].id), report.faults[i].number1,
		            report.faults[i].message);
	assert_int_equal(report.fault_count, 0);
	assert_int_equal(report.rules, base.rule_count);
}

static void examples_that_do_not_hold_are_told(void **state)
{
	(void)state;
	struct plint_ruletest report;
	uint8_t *wanted;
	use_rule(OWNER "examples:\n  - flags: |\n      objective a \"A\" { owner \"x\" }\n  - passes: |\n      objective a \"A\"\n"
	               "  - flags: |\n      objective a \"A\"\n      objective b \"B\"   # <-\n  - flags: |\n      goal a \"A\" { # <-\n"
	               "          objective b \"B\"\n      }\n  - passes: |\n      objectiv a \"A\"\n  - passes: |\n      goal a \"A\"\n"
	               "  - flags: |\n      objective a \"A\"  # <-\n");
	wanted = plint_arena_calloc(&arena, pack.rule_count, 1);
	wanted[plint_pack_rule(&pack, "own-owner", 9)] = 1;
	plint_ruletest_run(&arena, &pack, wanted, &report);
	assert_int_equal(report.rules, 1);
	assert_int_equal(report.examples, 7);
	assert_int_equal(report.fault_count, 5);
	assert_string_equal(report.faults[0].message, "must be flagged, but passes");
	assert_non_null(strstr(report.faults[1].message, "must pass, but is flagged: \"A\" has no owner"));
	assert_string_equal(report.faults[2].message, "is flagged 2 times, not once");
	assert_non_null(strstr(report.faults[3].message, "in line 2 of the example"));
	assert_non_null(strstr(report.faults[4].message, "does not read"));
	assert_int_equal(report.faults[3].number1, 4);
}

static bool has_note(const struct plint_rulelint_note *notes, uint32_t count, const char *sort, const char *words)
{
	for (uint32_t i = 0; i < count; i++)
		if (strcmp(notes[i].sort, sort) == 0 && strstr(notes[i].message, words))
			return true;
	return false;
}

static void lint_finds_what_is_used_nowhere(void **state)
{
	(void)state;
	uint32_t count;
	use_rule("id: own-x\nfamily: own\nseverity: error\nfor: goal g\nlet: {a: g.objectives, b: g.indicators}\nwhere: b is empty\n"
	         "require: b is empty\nmessage: m\nparams: {max: 3}\nexamples: [{passes: 'goal a'}]\n");
	const struct plint_rulelint_note *notes = plint_rulelint_run(&arena, &pack, &count);
	assert_true(has_note(notes, count, "unused-param", "\"max\""));
	assert_true(has_note(notes, count, "unused-let", "\"a\""));
	assert_false(has_note(notes, count, "unused-let", "\"b\""));
	assert_true(has_note(notes, count, "never-fires", "where and require say the same"));
	assert_true(has_note(notes, count, "never-fires", "no example shows"));
}

static void nothing_of_the_default_pack_is_used_nowhere(void **state)
{
	(void)state;
	uint32_t count;
	const struct plint_rulelint_note *notes = plint_rulelint_run(&arena, &base, &count);
	for (uint32_t i = 0; i < count; i++)
		if (strcmp(notes[i].sort, "unasked-field") != 0)
			fail_msg("%s: %s", notes[i].sort, notes[i].message);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_definite_no_is_a_finding_and_unknown_is_silence),
	    TEST(a_rule_about_the_plan_points_at_the_first_line_where_there_is_no_plan_block),
	    TEST(members_of_a_set_are_subjects_too),
	    TEST(an_earlier_finding_silences_on_its_block_and_below),
	    TEST(an_earlier_finding_on_the_plan_silences_everywhere),
	    TEST(what_could_not_be_read_silences),
	    TEST(points_show_places_in_their_order),
	    TEST(each_shows_five_and_counts_the_rest),
	    TEST(without_points_the_members_that_fail_are_shown),
	    TEST(a_word_list_narrows_a_text_to_the_words_found),
	    TEST(text_from_plans_is_shown_safely),
	    TEST(other_languages_are_used_where_there_are_words),
	    TEST(an_ignore_silences_its_statement_and_what_is_in_it),
	    TEST(an_ignore_that_silences_nothing_is_flagged),
	    TEST(an_ignore_of_no_rule_is_an_error_with_a_suggestion),
	    TEST(many_ignores_and_findings_stay_quick),
	    TEST(a_rule_past_its_budget_is_reported_and_others_go_on),
	    TEST(statistics_tell_what_a_rule_could_not_decide),
	    TEST(the_same_plan_gives_the_same_findings_again),
	    TEST(no_findings_without_rules),
	    TEST(included_files_are_part_of_the_plan),
	    TEST(includes_that_cannot_be_are_errors_at_their_place),
	    TEST(includes_end_sixteen_deep),
	    TEST(the_examples_of_the_default_pack_hold),
	    TEST(examples_that_do_not_hold_are_told),
	    TEST(lint_finds_what_is_used_nowhere),
	    TEST(nothing_of_the_default_pack_is_used_nowhere),
	};
	return cmocka_run_group_tests_name("engine", tests, make_folder, remove_folder);
}
