/* Fixes that rules bring: what a fix writes and where, when it is not made, whole runs of applying, and what `rules test` says of fixes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/buf.h"
#include "rule/apply.h"
#include "rule/pack_load.h"
#include "rule/ruletest.h"
#include "support/checking.h"
#include "support/folder.h"

static struct plint_arena arena;
static struct plint_source source;
static struct plint_diags diags;
static struct plint_pack base, pack;
static struct plint_settings settings;
static struct plint_checker *checker;
static struct plint_check_config config;
static const struct plint_checked *checked;
static char folder[] = "/tmp/planlint-test-fix-XXXXXX";
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

/* ---- making rules and plans ---------------------------------------------------------------------------------------- */

/* A rule with id `own`, of family own: HEAD has `for` and `require`, FIX the lines below `fix:`, indented by two. */
static const char *rule_text(const char *head, const char *fix)
{
	return plint_arena_printf(&arena,
	                          "id: own\nfamily: own\nseverity: warning\n%smessage: a finding\n"
	                          "examples:\n  - flags: |\n      goal a \"A\"\n  - passes: |\n      role b \"B\"\nfix:\n%s",
	                          head, fix);
}

static const char *rule_file(const char *text)
{
	const char *path = plint_arena_printf(&arena, "%s/r%u.yaml", folder, files++);
	folder_write(path, text);
	return path;
}

/* Loads the rule TEXT on top of the default pack; only it runs then. */
static void use_rule(const char *text)
{
	plint_checker_free(checker);
	checker = NULL;
	struct plint_loader *l = plint_loader_new(&arena, &source, &diags, &base, false);
	if (!plint_loader_add(l, rule_file(text)))
		fail_msg("%s", diags.items.items[0].message);
	plint_loader_finish(l, &pack);
	plint_settings_init(&settings, &arena, &pack);
	assert_null(plint_settings_select(&settings, PLINT_LAYER_OPTION, "own"));
	config = (struct plint_check_config){.pack = &pack, .settings = &settings, .language = "en", .want_rules = true};
	config.today.type = PLINT_TYPE_DATE;
	config.today.state = PLINT_MISSING;
	checker = plint_checker_new(&arena, &config);
}

/* The mistake for which the rule with this FIX is not loaded. */
static const char *load_error(const char *fix)
{
	struct plint_loader *l = plint_loader_new(&arena, &source, &diags, &base, false);
	uint32_t before = diags.items.count;
	assert_false(plint_loader_add(l, rule_file(rule_text("for: goal g\nrequire: g.dimension is not missing\n", fix))));
	assert_true(diags.items.count > before);
	assert_true(plint_source_place(&source, diags.items.items[before].span.start).line1 > 11);
	return diags.items.items[before].message;
}

static void check_plan(const char *plan)
{
	size_t len = strlen(plan);
	plint_checker_begin(checker);
	char *copy = plint_arena_calloc(plint_checker_arena(checker), 1, len + 2);
	memcpy(copy, plan, len);
	assert_true(plint_checker_add(checker, "draft.plan", copy, len, 0, 0));
	checked = plint_checker_run(checker, NULL);
	if (checked->diags->reading_errors > 0)
		fail_msg("%s: %s", plan, checked->diags->items.items[0].message);
}

/* PLAN with the first fix of each finding, in one round; which must still read. NULL where there is no fix. */
static const char *fixed(const char *plan)
{
	struct plint_apply_round r;
	check_plan(plan);
	assert_true(checked->diags->items.count > 0);
	plint_apply_round(&arena, checked->source, checked->diags, true, NULL, UINT32_MAX, &r);
	if (r.file_count == 0)
		return NULL;
	check_plan(r.files[0].text);
	return r.files[0].text;
}

#define INSERT_OWNER "  - {title: t, safe: true, insert: owner TBD, into: o}\n"
#define NO_OWNER "for: objective o\nrequire: o.owner is not missing\n"

static void use_owner_rule(void)
{
	use_rule(rule_text(NO_OWNER, INSERT_OWNER));
}

/* ---- where a line goes --------------------------------------------------------------------------------------------- */

static void a_line_comes_last_in_the_body_with_its_indent(void **state)
{
	(void)state;
	use_owner_rule();
	assert_string_equal(fixed("goal a {\n    dimension needs\n    objective b \"B\" {\n        by 2027\n        # note\n    }\n}\n"),
	                    "goal a {\n    dimension needs\n    objective b \"B\" {\n        by 2027\n        # note\n        owner TBD\n    }\n}\n");
}

static void tabs_and_line_ends_of_the_file_are_kept(void **state)
{
	(void)state;
	use_owner_rule();
	assert_string_equal(fixed("goal a {\r\n\tobjective b \"B\" {\r\n\t\tby 2027\r\n\t}\r\n}\r\n"),
	                    "goal a {\r\n\tobjective b \"B\" {\r\n\t\tby 2027\r\n\t\towner TBD\r\n\t}\r\n}\r\n");
	assert_string_equal(fixed("goal a {\r\tobjective b \"B\" {\r\t}\r}\r"), "goal a {\r\tobjective b \"B\" {\r\t\towner TBD\r\t}\r}\r");
	assert_string_equal(fixed("goal a {\n  objective b \"B\" {\n  }\n}\n"), "goal a {\n  objective b \"B\" {\n    owner TBD\n  }\n}\n");
}

static void a_body_in_one_line_gets_a_semicolon(void **state)
{
	(void)state;
	use_owner_rule();
	assert_string_equal(fixed("goal a { objective b \"B\" { by 2027 } } # x\n"), "goal a { objective b \"B\" { by 2027; owner TBD } } # x\n");
	assert_string_equal(fixed("goal a { objective b \"B\" {by 2027;} }"), "goal a { objective b \"B\" {by 2027; owner TBD } }");
	assert_string_equal(fixed("goal a { objective b \"B\" { } }"), "goal a { objective b \"B\" { owner TBD } }");
	assert_string_equal(fixed("goal a { objective b \"B\" {} }"), "goal a { objective b \"B\" { owner TBD } }");
	assert_string_equal(fixed("goal a {\n    objective b \"B\" { by 2027\n      code \"1\" }\n}"),
	                    "goal a {\n    objective b \"B\" { by 2027\n      code \"1\"; owner TBD }\n}");
}

static void a_block_without_a_body_gets_one(void **state)
{
	(void)state;
	use_owner_rule();
	assert_string_equal(fixed("goal a {\n    objective b \"B\" # why\n}\n"), "goal a {\n    objective b \"B\" { owner TBD } # why\n}\n");
	assert_string_equal(fixed("goal a { objective b \"B\"; objective c \"C\" }"),
	                    "goal a { objective b \"B\" { owner TBD }; objective c \"C\" { owner TBD } }");
	assert_string_equal(fixed("goal a { objective b \"B\""
	                          "\n{\n  by 2027 } }"),
	                    "goal a { objective b \"B\"\n{\n  by 2027; owner TBD } }");
}

static void a_line_that_would_be_too_long_is_broken(void **state)
{
	(void)state;
	static const char title[] = "a title of some length, as titles of objectives are, which goes on and on and fills the line up to the margin";
	use_owner_rule();
	assert_string_equal(fixed(plint_arena_printf(&arena, "goal a {\n  objective b \"%s\"\n}\n", title)),
	                    plint_arena_printf(&arena, "goal a {\n  objective b \"%s\" {\n    owner TBD\n  }\n}\n", title));
	assert_string_equal(fixed(plint_arena_printf(&arena, "goal a {\n  objective b \"%s\" { by 2027 }\n}\n", title)),
	                    plint_arena_printf(&arena, "goal a {\n  objective b \"%s\" { by 2027\n    owner TBD\n  }\n}\n", title));
}

static void several_lines_take_the_steps_of_the_file(void **state)
{
	(void)state;
	use_rule(rule_text(NO_OWNER, "  title: t\n  safe: true\n  into: o\n  insert: |\n    owner TBD\n    activity \"A\" {{\n        by 2027\n    }\n"));
	assert_string_equal(fixed("goal a {\n  objective b \"B\" {\n    by 2027\n  }\n}\n"),
	                    "goal a {\n  objective b \"B\" {\n    by 2027\n    owner TBD\n    activity \"A\" {\n      by 2027\n    }\n  }\n}\n");
	assert_string_equal(fixed("goal a {\n\tobjective b \"B\"\n}\n"),
	                    "goal a {\n\tobjective b \"B\" {\n\t\towner TBD\n\t\tactivity \"A\" {\n\t\t\tby 2027\n\t\t}\n\t}\n}\n");
}

static void a_field_that_is_said_is_not_said_again(void **state)
{
	(void)state;
	use_rule(rule_text("for: objective o\nrequire: o.by >= 2028-01-01\n", "  {title: t, safe: true, insert: by 2029, into: o}\n"));
	assert_null(fixed("goal a { objective b \"B\" { by 2027 } }"));
}

static void an_unread_line_in_the_block_stops_the_fix(void **state)
{
	(void)state;
	use_rule(rule_text("for: goal g\nrequire: g.dimension != needs\n", "  {title: t, safe: true, insert: by 2029, into: g}\n"));
	assert_non_null(fixed("goal a { dimension needs }"));
	plint_checker_begin(checker);
	static const char plan[] = "goal a \"A\" {\n dimension needs\n what is this\n}\n";
	char *copy = plint_arena_calloc(plint_checker_arena(checker), 1, sizeof plan + 2);
	memcpy(copy, plan, sizeof plan);
	plint_checker_add(checker, "draft.plan", copy, sizeof plan - 1, 0, 0);
	checked = plint_checker_run(checker, NULL);
	assert_int_equal(checked->diags->items.count, 2);
	for (uint32_t i = 0; i < 2; i++)
		assert_int_equal(checked->diags->items.items[i].fix_count, 0);
}

/* ---- values in texts ----------------------------------------------------------------------------------------------- */

/* What the fix with the plan text INSERT writes into goal a of PLAN. */
static void assert_written(const char *insert, const char *plan, const char *expected)
{
	struct plint_buf quoted;
	plint_buf_init(&quoted, &arena);
	for (const char *c = insert; *c; c++)
		plint_buf_str(&quoted, *c == '\'' ? "''" : (char[2]){*c, '\0'});
	use_rule(rule_text("for: goal g\nwhere: g.name = a\nrequire: g is financial\n",
	                   plint_arena_printf(&arena, "  {title: t, safe: true, into: g, insert: '%s'}\n", quoted.text)));
	const char *text = fixed(plan);
	if (expected == NULL) {
		assert_null(text);
		return;
	}
	assert_non_null(text);
	if (!strstr(text, expected))
		fail_msg("\"%s\" is not in %s", expected, text);
}

static void values_are_written_as_a_plan_says_them(void **state)
{
	(void)state;
	static const char plan[] = "plan \"P\" { period 2027 to 2029-06-15; currency IZD; budget IZD 1.25 million }\nrole boss \"The boss\"\n"
	                           "goal a \"A\" { dimension needs; by 2028-12; objective o1 \"One\" { owner boss }; objective \"Two\"\n"
	                           " indicator i \"I\" { baseline 14.5%; target between 20% and 30% by 2028; collected every 2 years; cohort 18 months } }\n";
	assert_written("by {plan.period.start}", "goal a { dimension needs; by 2028 }", NULL);
	assert_written("about \"{plan.period.start} {plan.period.end} {g.by}\"", plan, "about \"2027-01-01 2029-06-15 2028-12\"");
	assert_written("budget {plan.budget}", plan, "budget IZD 1,250,000");
	assert_written("owner {g.objectives.owner}", plan, "owner boss");
	assert_written("about \"{g.objectives.owner}\"", plan, "about \"The boss\"");
	assert_written("quotes {g.objectives.title}", plan, "quotes \"One\", \"Two\"");
	assert_written("weight {min(i.baseline.value for i in g.indicators)}", plan, "weight 14.5%");
	use_rule(rule_text("for: indicator i\nrequire: i.kind is not missing\n",
	                   "  {title: t, safe: true, into: i, insert: 'about \"{i.collected}; {i.cohort}; {i.target}\"'}\n"));
	assert_non_null(strstr(fixed(plan), "about \"every 2 years; 18 months; between 20% and 30%\""));
	assert_written("about \"{count(g.objectives)} {g.dimension}\"", plan, "about \"2 needs\"");
}

static void what_is_not_known_makes_no_fix(void **state)
{
	(void)state;
	assert_written("by {plan.period.end}", "goal a { dimension needs }", NULL);
	assert_written("budget {plan.budget}", "plan { budget IZD XX }\ngoal a { dimension needs }", NULL);
	assert_written("for {segments}", "goal a { dimension needs }", NULL);
	assert_written("about \"{g.title}\"", "goal a { dimension needs }", NULL);
}

static void a_title_cannot_break_out(void **state)
{
	(void)state;
	assert_written("about \"see {g.title}\"", "goal a \"x\\\" } goal \\\\\" { dimension needs }", "about \"see x\\\" } goal \\\\\"");
	assert_written("about {g.title}", "goal a \"\"\"\n  two \"quoted\"\n  lines\n\"\"\" { dimension needs }",
	               "about \"two \\\"quoted\\\"\\nlines\"");
	assert_written("about \"{g.title}\"", "goal a “curly \"straight\" and” { dimension needs }", "about \"curly \\\"straight\\\" and\"");
	assert_written("about \"\\\"{g.title}\\\"\"", "goal a \"x\" { dimension needs }", "about \"\\\"x\\\"\"");
}

/* ---- replacing ----------------------------------------------------------------------------------------------------- */

static void a_place_is_replaced(void **state)
{
	(void)state;
	use_rule(rule_text("for: activity a\nrequire: a.by < 2028-01-01\n", "  {title: t, safe: true, replace: a.by, with: '{plan.period.start}'}\n"));
	assert_string_equal(fixed("plan { period 2027 to 2029 }\nactivity a \"A\" { from 2026; by 2028-03; code \"1\" }"),
	                    "plan { period 2027 to 2029 }\nactivity a \"A\" { from 2026; by 2027-01-01; code \"1\" }");
	assert_null(fixed("activity a \"A\" { by 2028-03 }"));
}

static void what_is_written_elsewhere_is_left_alone(void **state)
{
	(void)state;
	use_rule(rule_text("for: objective o\nrequire: o.owner.name != boss\n", "  {title: t, safe: true, replace: o.owner, with: staff}\n"));
	assert_null(fixed("role boss \"B\"; role staff \"S\"\ngoal a { owner boss; objective b \"B\" }"));
	assert_string_equal(fixed("role boss \"B\"; role staff \"S\"\ngoal a { objective b \"B\" { owner boss } }"),
	                    "role boss \"B\"; role staff \"S\"\ngoal a { objective b \"B\" { owner staff } }");
	use_rule(rule_text("for: objective o\nrequire: o.owner is not missing\n", "  {title: t, safe: true, replace: o.owner, with: staff}\n"));
	assert_null(fixed("goal a { objective b \"B\" }"));
	use_rule(rule_text("for: goal g\nrequire: g.funds is empty\n", "  {title: t, safe: true, remove: g.funds}\n"));
	assert_null(fixed("goal a { dimension growth }\ngoal b { dimension needs; funded by a }"));
}

static void entries_on_several_lines_are_not_one_place(void **state)
{
	(void)state;
	use_rule(rule_text("for: goal g\nrequire: count(g.quotes) < 2\n", "  {title: t, safe: true, replace: g.quotes, with: '\"x\"'}\n"));
	assert_string_equal(fixed("goal a { quotes \"a\", \"b\" }"), "goal a { quotes \"x\" }");
	assert_null(fixed("goal a {\n  quotes \"a\"\n  quotes \"b\"\n}"));
}

/* ---- removing ------------------------------------------------------------------------------------------------------ */

/* What is left of PLAN, a goal a, where the fix removes PLACE. */
static void assert_left(const char *place, const char *plan, const char *expected)
{
	use_rule(rule_text("for: goal g\nwhere: g.name = a\nrequire: g is financial\n",
	                   plint_arena_printf(&arena, "  {title: t, safe: true, remove: '%s'}\n", place)));
	const char *text = fixed(plan);
	if (expected == NULL)
		assert_null(text);
	else
		assert_string_equal(text, expected);
}

static void a_line_goes_with_its_line_end(void **state)
{
	(void)state;
	assert_left("g.weight", "goal a {\n    dimension needs\n    weight 3%\n}\n", "goal a {\n    dimension needs\n}\n");
	assert_left("g.weight", "goal a {\r\n\tweight 3%;\r\n\tdimension needs\r\n}", "goal a {\r\n\tdimension needs\r\n}");
	assert_left("g.weight", "goal a {\n    dimension needs\n    weight 3%   # of all\n}\n", "goal a {\n    dimension needs\n    # of all\n}\n");
}

static void a_semicolon_goes_with_its_line(void **state)
{
	(void)state;
	assert_left("g.weight", "goal a { dimension needs; weight 3%; by 2027 }", "goal a { dimension needs; by 2027 }");
	assert_left("g.weight", "goal a { weight 3%; dimension needs }", "goal a { dimension needs }");
	assert_left("g.weight", "goal a { dimension needs; weight 3% }", "goal a { dimension needs }");
	assert_left("g.weight", "goal a { dimension needs; weight 3%\n}", "goal a { dimension needs\n}");
	assert_left("g.weight", "goal a {\n  dimension needs; weight 3%; # x\n}", "goal a {\n  dimension needs; # x\n}");
	assert_left("g.weight", "goal a { weight 3%\n  dimension needs\n}", "goal a {\n  dimension needs\n}");
	assert_left("g.objectives", "goal a { dimension needs; objective b \"B\" { by 2027 } }", "goal a { dimension needs }");
}

static void an_entry_goes_with_its_comma(void **state)
{
	(void)state;
	static const char head[] = "segment x \"X\"; segment y \"Y\"; segment z \"Z\"; role r\n";
#define LEFT(place, body, left) \
	assert_left(place, plint_arena_printf(&arena, "%sgoal a { %s; dimension needs }", head, body), \
	            plint_arena_printf(&arena, "%sgoal a { %sdimension needs }", head, left))
	LEFT("those s in g.for where s.name = x", "for x, y, z", "for y, z; ");
	LEFT("those s in g.for where s.name = y", "for x, y, z", "for x, z; ");
	LEFT("those s in g.for where s.name = z", "for x, y, z", "for x, y; ");
	LEFT("those s in g.for where s.name in (x, z)", "for x, y, z", "for y; ");
	LEFT("those s in g.for where s.name in (x, y)", "for x, y, z", "for z; ");
	LEFT("those s in g.for where s.name in (x, z)", "for x; for z, y", "for y; ");
	LEFT("g.for", "for x, y,\n z", "");
#undef LEFT
}

static void a_part_goes_with_its_link(void **state)
{
	(void)state;
	use_rule(rule_text("for: indicator i\nrequire: i.target.by < 2028-01-01\n", "  {title: t, safe: true, remove: i.target.by}\n"));
	assert_string_equal(fixed("indicator i \"I\" { target at least 3% by 2028 }"), "indicator i \"I\" { target at least 3% }");
	use_rule(rule_text("for: indicator i\nrequire: i.target.by < 2028-01-01\n", "  {title: t, safe: true, remove: i.target.value}\n"));
	assert_null(fixed("indicator i \"I\" { target at least 3% by 2028 }"));
	use_rule(rule_text("for: indicator i\nrequire: i.target.by < 2028-01-01\n", "  {title: t, safe: true, remove: i.target}\n"));
	assert_string_equal(fixed("indicator i \"I\" { kind result; target at least 3% by 2028 }"), "indicator i \"I\" { kind result }");
}

static void a_block_goes_with_its_body(void **state)
{
	(void)state;
	assert_left("g", "plan \"P\"\n\ngoal a \"A\" {\n  dimension needs\n}\n\nrole b\n", "plan \"P\"\n\nrole b\n");
	assert_left("g", "plan \"P\"; goal a \"A\" { dimension needs }; role b", "plan \"P\"; role b");
	assert_left("g", "goal a \"A\" { dimension needs }", "");
}

static void what_a_directive_speaks_of_is_not_removed(void **state)
{
	(void)state;
	assert_left("g.weight", "goal a {\n  weight 3% # planlint: ignore weights-not-100: x\n  dimension needs\n}", NULL);
	assert_left("g.weight", "goal a {\n  # planlint: ignore weights-not-100: x\n  weight 3%\n  dimension needs\n}", NULL);
}

/* ---- several fixes, conditions, languages -------------------------------------------------------------------------- */

static void a_condition_chooses_among_fixes(void **state)
{
	(void)state;
	use_rule(rule_text(NO_OWNER, "  - {title: 'to {count(roles)}', safe: true, where: count(roles) = 1, insert: 'owner {roles}', into: o}\n"
	                             "  - {title: open, safe: false, where: count(roles) != 1, insert: owner TBD, into: o}\n"));
	check_plan("role x\ngoal a { objective b \"B\" }");
	assert_int_equal(checked->diags->items.items[0].fix_count, 1);
	assert_string_equal(checked->diags->items.items[0].fixes[0].title, "to 1");
	assert_true(checked->diags->items.items[0].fixes[0].is_safe);
	assert_string_equal(checked->diags->items.items[0].fixes[0].edits[0].text, " { owner x }");
	check_plan("goal a { objective b \"B\" }");
	assert_string_equal(checked->diags->items.items[0].fixes[0].title, "open");
	assert_false(checked->diags->items.items[0].fixes[0].is_safe);
	assert_null(plint_apply_choose(&checked->diags->items.items[0], false));
}

static void an_ignore_that_silences_nothing_can_go(void **state)
{
	(void)state;
	use_owner_rule();
	assert_null(plint_settings_select(&settings, PLINT_LAYER_OPTION, "own,unused-ignore"));
	assert_string_equal(fixed("goal a \"A\" {\n    # planlint: ignore own: late\n    dimension needs\n}\n"), "goal a \"A\" {\n    dimension needs\n}\n");
	assert_string_equal(fixed("goal a \"A\" { dimension needs }  # planlint: ignore own: late\r\nrole b\r\n"),
	                    "goal a \"A\" { dimension needs }\r\nrole b\r\n");
	assert_string_equal(fixed("# planlint: ignore-file own: late\ngoal a \"A\""), "goal a \"A\"");
}

/* ---- whole runs ---------------------------------------------------------------------------------------------------- */

static struct plint_applied run(const char *plan, bool want_unsafe)
{
	struct plint_apply_input in = {.path = "draft.plan", .text = plan, .len = strlen(plan)};
	struct plint_applied out;
	plint_apply_run(&arena, checker, &config, &in, 1, NULL, want_unsafe, &out);
	return out;
}

static void fixes_of_one_place_are_made_one_after_the_other(void **state)
{
	(void)state;
	use_rule(rule_text("for: objective o\nrequire: o.goal.budget is not missing or o.goal.weight is not missing\n",
	                   "  {title: t, safe: true, insert: 'weight 5%', into: o.goal}\n"));
	struct plint_applied r = run("goal a { objective b \"B\"; objective c \"C\" }", false);
	assert_int_equal(r.file_count, 1);
	assert_string_equal(r.files[0].text, "goal a { objective b \"B\"; objective c \"C\"; weight 5% }");
	assert_int_equal(r.checked->diags->items.count, 0);
	assert_int_equal(r.left, 0);
}

static void a_fix_that_does_not_help_is_taken_back(void **state)
{
	(void)state;
	use_rule(rule_text(NO_OWNER, "  {title: t, safe: true, insert: about \"x\", into: o}\n"));
	struct plint_applied r = run("goal a { objective b \"B\" }", false);
	assert_int_equal(r.file_count, 0);
	assert_int_equal(r.fixes, 0);
	assert_int_equal(r.left, 1);
	assert_int_equal(r.checked->diags->items.count, 1);
}

static void a_fix_that_makes_the_plan_unreadable_is_taken_back_alone(void **state)
{
	(void)state;
	use_rule(rule_text(NO_OWNER, "  {title: t, safe: true, insert: 'owner {o.code}', into: o}\n"));
	static const char plan[] = "role x\ngoal a {\n objective b \"B\" { code \"1\" }\n objective c \"C\" { code \"2\" }\n}";
	struct plint_applied r = run(plan, true);
	assert_int_equal(r.fixes, 2);
	use_rule(rule_text(NO_OWNER, "  {title: t, safe: true, insert: 'owner x{count(o.activities)}', into: o}\n"));
	r = run("role x0\ngoal a {\n objective b \"B\"\n objective c \"C\" { activity \"D\" }\n objective d \"D\"\n}", true);
	assert_int_equal(r.fixes, 2);
	assert_int_equal(r.left, 1);
	assert_string_equal(r.files[0].text, "role x0\ngoal a {\n objective b \"B\" { owner x0 }\n objective c \"C\" { activity \"D\" }\n"
	                                     " objective d \"D\" { owner x0 }\n}");
	assert_int_equal(r.checked->diags->reading_errors, 0);
}

static void an_included_file_is_fixed_too(void **state)
{
	(void)state;
	use_owner_rule();
	config.include = plint_check_include_file;
	const char *root = plint_arena_printf(&arena, "%s/root.plan", folder), *part = plint_arena_printf(&arena, "%s/part.plan", folder);
	static const char text[] = "include \"part.plan\"\ngoal a { objective b \"B\" }\n";
	folder_write(root, text);
	folder_write(part, "goal c { objective d \"D\" }\n");
	struct plint_apply_input in = {.path = root, .text = text, .len = sizeof text - 1};
	struct plint_applied r;
	plint_apply_run(&arena, checker, &config, &in, 1, NULL, true, &r);
	assert_int_equal(r.file_count, 2);
	assert_string_equal(r.files[0].path, root);
	assert_string_equal(r.files[1].path, part);
	assert_string_equal(r.files[1].text, "goal c { objective d \"D\" { owner TBD } }\n");
	assert_int_equal(r.checked->diags->items.count, 0);
}

/* All fixes of the default pack on every plan of FOLDER: the plan reads as before, and a second run finds nothing to do. */
static void fix_all(struct checking *c, const char *where, bool want_unsafe, uint32_t *fixes)
{
	uint32_t count;
	const char **paths = checking_list(c, where, &count);
	assert_true(count > 5);
	for (uint32_t i = 0; i < count; i++) {
		const char *text = checking_text(c, paths[i]);
		struct plint_applied first = run(text, want_unsafe);
		*fixes += first.fixes;
		if (first.checked->diags->reading_errors > 0)
			fail_msg("%s: %s", paths[i], first.checked->diags->items.items[0].message);
		struct plint_applied second = run(first.file_count ? first.files[0].text : text, want_unsafe);
		if (second.fixes > 0)
			fail_msg("%s: %u fixes in a second run", paths[i], second.fixes);
	}
}

static void all_plans_can_be_fixed_to_the_end(void **state)
{
	(void)state;
	struct checking *c = checking_open(NULL);
	uint32_t safe = 0, all = 0;
	pack = base;
	plint_settings_init(&settings, &arena, &pack);
	config = (struct plint_check_config){.pack = &pack, .settings = &settings, .language = "en", .want_rules = true};
	config.today.type = PLINT_TYPE_DATE;
	config.today.state = PLINT_MISSING;
	checker = plint_checker_new(&arena, &config);
	fix_all(c, "plans", false, &safe);
	fix_all(c, "plans", true, &all);
	assert_true(all > safe + 50);
	fix_all(c, "tests/golden/fine", true, &all);
	checking_close(c);
}

static void a_plan_of_one_long_line_takes_no_longer(void **state)
{
	(void)state;
	struct plint_buf b;
	plint_buf_init(&b, &arena);
	for (unsigned i = 0; i < 20000; i++)
		plint_buf_printf(&b, "goal g%u \"G\" { objective o%u \"Open branches of all kinds, %u\" { code \"1\" } }; ", i, i, i);
	use_owner_rule();
	clock_t start = clock();
	check_plan(b.text);
	assert_int_equal(checked->diags->items.items[500].fix_count, 1);
	assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 3);
}

/* ---- loading ------------------------------------------------------------------------------------------------------- */

static void mistakes_in_a_fix_are_load_errors(void **state)
{
	(void)state;
	static const struct {
		const char *fix, *message;
	} cases[] = {
	    {"  {title: t, safe: true}\n", "this fix does nothing"},
	    {"  {title: t, safe: true, insert: by 2027, into: g, remove: g}\n", "a fix does one thing: insert, replace or remove"},
	    {"  {title: t, safe: true, insert: by 2027}\n", "\"insert\" goes with \"into\", which is not there"},
	    {"  {title: t, safe: true, with: x}\n", "\"with\" goes with \"replace\", which is not there"},
	    {"  {title: t, safe: maybe, remove: g}\n", "\"safe\" is true or false"},
	    {"  {title: t, remove: g}\n", "this fix has no \"safe\""},
	    {"  {safe: true, remove: g}\n", "this fix has no \"title\""},
	    {"  {title: t, safe: true, insert: by 2027, into: g.by}\n", "a line can be inserted into a block only"},
	    {"  {title: t, safe: true, insert: by 2027, into: goals}\n", "a line can be inserted into a block only"},
	    {"  {title: t, safe: true, insert: 'about \"x', into: g}\n", "a quotation mark is not closed in its line"},
	    {"  {title: t, safe: true, insert: 'by 2027 # x', into: g}\n", "a fix cannot write a comment"},
	    {"  text\n", "a fix"},
	    {"  {title: t, safe: true, removes: g}\n", "a fix has no key \"removes\""},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *message = load_error(cases[i].fix);
		if (!strstr(message, cases[i].message))
			fail_msg("%s: %s", cases[i].fix, message);
	}
	assert_non_null(strstr(load_error("  {title: t, safe: true, remove: g.nothing}\n"), "nothing"));
	assert_non_null(strstr(load_error("  {title: '{x}', safe: true, remove: g}\n"), "x"));
	assert_non_null(strstr(load_error("  {title: t, safe: true, replace: g.by, with: '{x}'}\n"), "x"));
}

/* ---- rules test ---------------------------------------------------------------------------------------------------- */

/* What `rules test` finds in a rule for goals without a budget, with FIX. */
static const char *test_fault(const char *fix)
{
	static const char head[] = "id: own\nfamily: own\nseverity: warning\nfor: goal g\nrequire: g.budget is not missing\nmessage: a finding\n"
	                           "examples:\n  - flags: |\n      goal a \"A\" {   # <-\n          dimension needs; weight 100%\n      }\n"
	                           "  - passes: |\n      goal a \"A\" { budget 0 }\nfix:\n";
	struct plint_ruletest report;
	use_rule(plint_arena_printf(&arena, "%s%s", head, fix));
	uint8_t *wanted = plint_arena_calloc(&arena, pack.rule_count, 1);
	wanted[plint_pack_rule(&pack, "own", 3)] = 1;
	plint_ruletest_run(&arena, &pack, wanted, &report);
	if (report.fault_count == 0)
		return "";
	assert_int_equal(report.faults[0].line1, report.faults[0].example == UINT32_MAX ? 1 : 9);
	return report.faults[0].message;
}

static void rules_test_tries_each_fix(void **state)
{
	(void)state;
	assert_string_equal(test_fault("  {title: t, safe: true, insert: budget 0, into: g}\n"), "");
	assert_string_equal(test_fault("  {title: t, safe: true, insert: about \"x\", into: g}\n"), "the fix \"t\" does not end the finding");
	assert_non_null(strstr(test_fault("  {title: t, safe: true, insert: for nobody, into: g}\n"), "the plan with the fix \"t\" does not read: "));
	assert_non_null(strstr(test_fault("  {title: t, safe: true, insert: 'budget 0; objective \"X\" {{ by 1900 }', into: g}\n"),
	                       "the fix \"t\" brings a finding of "));
	assert_string_equal(test_fault("  {title: t, safe: true, replace: g.by, with: 2027}\n"),
	                    "the fix \"t\" can be made in none of the examples that are flagged");
}

static void only_an_unsafe_fix_may_leave_a_decision_open(void **state)
{
	(void)state;
	assert_string_equal(test_fault("  {title: t, safe: false, insert: budget TBD, into: g}\n"), "");
	assert_non_null(strstr(test_fault("  {title: t, safe: true, insert: budget TBD, into: g}\n"), "brings a finding of placeholder-left"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_line_comes_last_in_the_body_with_its_indent),
	    TEST(tabs_and_line_ends_of_the_file_are_kept),
	    TEST(a_body_in_one_line_gets_a_semicolon),
	    TEST(a_block_without_a_body_gets_one),
	    TEST(a_line_that_would_be_too_long_is_broken),
	    TEST(several_lines_take_the_steps_of_the_file),
	    TEST(a_field_that_is_said_is_not_said_again),
	    TEST(an_unread_line_in_the_block_stops_the_fix),
	    TEST(values_are_written_as_a_plan_says_them),
	    TEST(what_is_not_known_makes_no_fix),
	    TEST(a_title_cannot_break_out),
	    TEST(a_place_is_replaced),
	    TEST(what_is_written_elsewhere_is_left_alone),
	    TEST(entries_on_several_lines_are_not_one_place),
	    TEST(a_line_goes_with_its_line_end),
	    TEST(a_semicolon_goes_with_its_line),
	    TEST(an_entry_goes_with_its_comma),
	    TEST(a_part_goes_with_its_link),
	    TEST(a_block_goes_with_its_body),
	    TEST(what_a_directive_speaks_of_is_not_removed),
	    TEST(a_condition_chooses_among_fixes),
	    TEST(an_ignore_that_silences_nothing_can_go),
	    TEST(fixes_of_one_place_are_made_one_after_the_other),
	    TEST(a_fix_that_does_not_help_is_taken_back),
	    TEST(a_fix_that_makes_the_plan_unreadable_is_taken_back_alone),
	    TEST(an_included_file_is_fixed_too),
	    TEST(all_plans_can_be_fixed_to_the_end),
	    TEST(a_plan_of_one_long_line_takes_no_longer),
	    TEST(mistakes_in_a_fix_are_load_errors),
	    TEST(rules_test_tries_each_fix),
	    TEST(only_an_unsafe_fix_may_leave_a_decision_open),
	};
	return cmocka_run_group_tests_name("fix", tests, make_folder, remove_folder);
}
