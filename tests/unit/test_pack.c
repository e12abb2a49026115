/* Packs: from YAML to a compiled pack, what a pack may change, what is wrong with one. Settings on top of packs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "rule/pack_blob.h"
#include "rule/pack_load.h"
#include "rule/settings.h"
#include "support/folder.h"

static struct plint_arena arena;
static struct plint_source source;
static struct plint_diags diags;
static struct plint_pack base, pack;
static struct plint_loader *loader;
static char folder[] = "/tmp/planlint-test-pack-XXXXXX";
static unsigned files;

static int setup(void **state)
{
	(void)state;
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_source_init(&source, &arena);
	plint_diags_init(&diags, &arena, &source);
	plint_pack_default(&base);
	loader = plint_loader_new(&arena, &source, &diags, &base, false);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
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

/* Writes TEXT to NAME below the test's folder, whose parents must exist; its path. */
static const char *write_file(const char *name, const char *text)
{
	const char *path = plint_arena_printf(&arena, "%s/%s", folder, name);
	folder_write(path, text);
	return path;
}

static const char *new_name(const char *end)
{
	return plint_arena_printf(&arena, "f%u%s", files++, end);
}

static const char *new_folder(void)
{
	const char *path = plint_arena_printf(&arena, "%s/%s", folder, new_name(""));
	assert_int_equal(mkdir(path, 0700), 0);
	return path;
}

static const char *below(const char *path, const char *name, const char *text)
{
	return write_file(plint_arena_printf(&arena, "%s/%s", path + strlen(folder) + 1, name), text);
}

/* Adds TEXT as a pack of one file. */
static bool add(const char *text)
{
	return plint_loader_add(loader, write_file(new_name(".yaml"), text));
}

/* The only finding so far: LINE1:COL1, with WORDS in its message and HELP (may be NULL) in its help. */
static void assert_mistake(const char *words, uint32_t line1, uint32_t col1, const char *help)
{
	if (diags.items.count != 1)
		fail_msg("wanted one mistake (%s), got %u, the last: %s", words, diags.items.count,
		         diags.items.count ? diags.items.items[diags.items.count - 1].message : "none");
	const struct plint_diag *d = &diags.items.items[0];
	struct plint_place place = plint_source_place(&source, d->span.start);
	if (!strstr(d->message, words) || place.line1 != line1 || place.col1 != col1)
		fail_msg("wanted %u:%u %s, got %u:%u %s", line1, col1, words, place.line1, place.col1, d->message);
	if (help && (!d->help || !strstr(d->help, help)))
		fail_msg("wanted help with %s, got %s", help, d->help ? d->help : "none");
	assert_string_equal(d->rule, "bad-pack");
	assert_string_equal(d->family, "pack");
}

static const char rule_head[] = "id: x-rule\nfamily: own\nseverity: warning\nfor: objective o\n";

static void assert_bad_rule(const char *rest, const char *words, uint32_t line1, uint32_t col1, const char *help)
{
	assert_false(add(plint_arena_printf(&arena, "%s%s", rule_head, rest)));
	assert_mistake(words, line1, col1, help);
	diags.items.count = 0;
	diags.tallies.count = 0;
}

/* ---- the default pack ---------------------------------------------------------------------------------------------- */

static void the_default_pack_is_what_its_yaml_gives(void **state)
{
	(void)state;
	size_t len;
	struct plint_loader *l = plint_loader_new(&arena, &source, &diags, NULL, true);
	assert_true(plint_loader_add(l, "rules"));
	plint_loader_finish(l, &pack);
	const void *block = plint_pack_write(&arena, &pack, &len);
	assert_int_equal(diags.items.count, 0);
	assert_int_equal(len, plint_default_pack_len);
	assert_memory_equal(block, plint_default_pack_words, len);
}

static void an_opened_block_is_the_pack_that_was_written(void **state)
{
	(void)state;
	struct plint_pack opened;
	size_t len;
	assert_true(add("name: own\nfields: [{on: segment, name: catchment, type: text}]\n"));
	plint_loader_finish(loader, &pack);
	const void *block = plint_pack_write(&arena, &pack, &len);
	assert_true(plint_pack_open(&arena, block, len, &opened));
	assert_int_equal(opened.rule_count, pack.rule_count);
	assert_int_equal(opened.code.nodes.count, pack.code.nodes.count);
	assert_int_not_equal(plint_schema_field_id(opened.schema, "catchment", 9), PLINT_F_NONE);
	assert_false(plint_pack_open(&arena, block, len - 8, &opened));
	assert_false(plint_pack_open(&arena, block, 8, &opened));
}

static void rules_come_behind_what_they_wait_for(void **state)
{
	(void)state;
	uint32_t *at = plint_arena_calloc(&arena, base.rule_count, sizeof *at);
	for (uint32_t i = 0; i < base.rule_count; i++)
		at[base.order[i]] = i;
	for (uint32_t i = 0; i < base.rule_count; i++)
		for (uint32_t k = 0; k < base.rules[i].after_count; k++)
			assert_true(at[base.afters[base.rules[i].first_after + k]] < at[i]);
	int no_goal = plint_pack_rule(&base, "no-goal", 7);
	assert_true(no_goal >= 0);
	assert_true(base.rules[no_goal].rank >= 5);
}

/* ---- mistakes ------------------------------------------------------------------------------------------------------ */

static void a_rule_s_mistakes_are_shown_at_their_place(void **state)
{
	(void)state;
	static const char fine[] = "require: o.indicators is not empty\nmessage: m\n";
	assert_bad_rule("require: o.indicatrs is not empty\nmessage: m\n", "indicatrs", 5, 12, "indicators");
	assert_bad_rule("where: >\n  o.by is given\n  and o.weight > 30%\nrequire: o.by is given\nmessage: m\n", "weight", 7, 9, NULL);
	assert_bad_rule("require: o.indicators is not empty\nmessage: the objective {o.titel} fails\n", "titel", 6, 27, "title");
	assert_bad_rule("require: o.indicators is not empty\nmessage: the objective {o\n", "never closed", 6, 24, "{{");
	assert_bad_rule(plint_arena_printf(&arena, "%smesage: n\n", fine), "no key \"mesage\"", 7, 1, "message");
	assert_bad_rule(plint_arena_printf(&arena, "%safter: [no-gaol]\n", fine), "no rule \"no-gaol\"", 7, 9, "no-goal");
	assert_bad_rule(plint_arena_printf(&arena, "%sstandards: [ussepm-1Z]\n", fine), "no standard", 7, 13, "ussepm-1");
	assert_bad_rule(plint_arena_printf(&arena, "%spoint:\n  - says: here\n", fine), "no \"at\"", 8, 5, NULL);
	assert_bad_rule(plint_arena_printf(&arena, "%spoint: {at: o, word: lexicon.nothing}\n", fine), "no word list", 7, 22, NULL);
	assert_bad_rule(plint_arena_printf(&arena, "%spoint: {each: i in o.indicator, at: i}\n", fine), "indicator", 7, 0 + 22, NULL);
	assert_bad_rule(plint_arena_printf(&arena, "%sparams: {max: [1]}\n", fine), "a parameter holds a text", 7, 15, NULL);
	assert_bad_rule(plint_arena_printf(&arena, "%sarea: goals\n", fine), "only a rule for: plan p has an area", 7, 1, NULL);
	assert_bad_rule(plint_arena_printf(&arena, "%sexamples: [{flag: a}]\n", fine), "no key \"flag\"", 7, 13, "flags");
	assert_bad_rule("message: m\n", "no \"require\"", 1, 1, NULL);
	assert_bad_rule("require: o.by = o.title\nmessage: m\n", "", 5, 10, NULL);
}

static void an_id_must_be_new_and_no_error_of_reading(void **state)
{
	(void)state;
	assert_false(add("id: no-goal\nfamily: own\nseverity: error\nfor: goal g\nrequire: g.by is given\nmessage: m\n"));
	assert_mistake("there is a rule \"no-goal\" already", 1, 5, "severity");
	diags.items.count = 0;
	assert_false(add("id: unknown-name\nfamily: own\nseverity: error\nfor: goal g\nrequire: g.by is given\nmessage: m\n"));
	assert_mistake("error of reading", 1, 5, NULL);
	diags.items.count = 0;
	assert_false(add("id: My Rule\nfamily: own\nseverity: error\nfor: goal g\nrequire: g.by is given\nmessage: m\n"));
	assert_mistake("small letters", 1, 5, NULL);
	diags.items.count = 0;
	assert_false(add("id: x-rule\nfamily: own\nseverity: severe\nfor: goal g\nrequire: g.by is given\nmessage: m\n"));
	assert_mistake("no severity", 3, 11, "advice");
}

static void a_pack_s_own_keys_are_checked(void **state)
{
	(void)state;
	assert_false(add("name: own\nseverities: {no-goal: error}\n"));
	assert_mistake("no key \"severities\"", 2, 1, "severity");
	diags.items.count = 0;
	assert_false(add("name: own\nseverity: {no-gaol: error}\n"));
	assert_mistake("no rule or family \"no-gaol\"", 2, 12, "no-goal");
	diags.items.count = 0;
	assert_false(add("name: own\nseverity: {unknown-field: off}\n"));
	assert_mistake("an error of reading has one severity", 2, 12, "correct the plan");
	diags.items.count = 0;
	assert_false(add("name: own\nparams: {social-weight-too-small: {mni: 30%}}\n"));
	assert_mistake("no parameter \"mni\"", 2, 36, "min");
	diags.items.count = 0;
	assert_false(add("name: own\nparams: {social-weight-too-small: {min: 30}}\n"));
	assert_mistake("a number with its unit, such as 25%", 2, 41, NULL);
	diags.items.count = 0;
	assert_false(add("name: own\noff: no-goal\n"));
	assert_mistake("off holds a list", 2, 1, NULL);
}

static void rules_that_wait_in_a_ring_do_not_load(void **state)
{
	(void)state;
	static const char one[] = "id: %s\nfamily: own\nseverity: error\nfor: goal g\nrequire: g.by is given\nmessage: m\nafter: [%s]\n";
	const char *path = new_folder();
	below(path, "pack.yaml", "name: ring\n");
	below(path, "a.yaml", plint_arena_printf(&arena, one, "ring-a", "ring-b"));
	below(path, "b.yaml", plint_arena_printf(&arena, one, "ring-b", "ring-c"));
	below(path, "c.yaml", plint_arena_printf(&arena, one, "ring-c", "ring-a"));
	assert_false(plint_loader_add(loader, path));
	assert_mistake("ring-a waits for ring-b waits for ring-c waits for ring-a", 7, 1, "after");
}

static void a_faulty_pack_is_taken_back_and_others_go_on(void **state)
{
	(void)state;
	assert_true(add("id: own-a\nfamily: own\nseverity: error\nfor: goal g\nrequire: g.by is given\nmessage: m\n"));
	assert_false(add("name: bad\nlists: {traits: {words: [shepherds]}}\noff: [nothing-such]\n"));
	assert_true(add("id: own-b\nfamily: own\nseverity: error\nfor: goal g\nrequire: g.by is given\nmessage: m\n"));
	plint_loader_finish(loader, &pack);
	assert_true(plint_pack_rule(&pack, "own-a", 5) >= 0);
	assert_true(plint_pack_rule(&pack, "own-b", 5) >= 0);
	int traits = plint_vocab_list(&pack.vocab, "traits");
	assert_int_equal(plint_vocab_word(&pack.vocab, (uint32_t)traits, "shepherds", 9), -1);
	assert_int_equal(pack.rule_count, base.rule_count + 2);
	assert_int_equal(diags.items.count, 1);
}

static void what_is_no_pack_says_so(void **state)
{
	(void)state;
	assert_false(plint_loader_add(loader, plint_arena_printf(&arena, "%s/nothing-here", folder)));
	assert_int_equal(diags.items.count, 1);
	assert_non_null(strstr(diags.items.items[0].message, "no such file"));
	assert_false(plint_loader_add(loader, new_folder()));
	assert_non_null(strstr(diags.items.items[1].message, "no pack.yaml"));
	assert_false(add(""));
	assert_non_null(strstr(diags.items.items[2].message, "empty"));
	assert_false(add("just a text\n"));
	assert_non_null(strstr(diags.items.items[3].message, "keys with values"));
}

static void a_pack_reads_nothing_outside_its_folder(void **state)
{
	(void)state;
	const char *path = new_folder();
	const char *secret = write_file(new_name(".yaml"), "id: secret\n");
	below(path, "pack.yaml", "name: own\n");
	assert_int_equal(symlink(secret, plint_arena_printf(&arena, "%s/link.yaml", path)), 0);
	assert_false(plint_loader_add(loader, path));
	assert_null(strstr(diags.items.items[0].message, "secret"));
	diags.items.count = 0;
	assert_false(add("name: own\nextends: [../../etc]\n"));
	assert_mistake("below its own folder", 2, 11, NULL);
}

static void packs_that_extend_each_other_in_a_ring_end(void **state)
{
	(void)state;
	const char *path = new_folder();
	below(path, "pack.yaml", "name: outer\nextends: [one.yml]\n");
	below(path, "one.yml", "name: inner\nextends: [one.yml]\n");
	assert_false(plint_loader_add(loader, path));
	assert_true(diags.items.count > 0);
}

/* ---- what a pack brings -------------------------------------------------------------------------------------------- */

static const char health[] =
    "name: health\n"
    "lists:\n"
    "  dimension:\n"
    "    replace: true\n"
    "    words: {coverage: {class: social, like: outreach}, quality-of-care: {class: social, like: needs},\n"
    "            outcome: {class: social, like: change}, solvency: {class: financial, like: sustainability}}\n"
    "groups: {poverty: [poorest-quintile, uninsured]}\n"
    "fields:\n"
    "  - {on: segment, name: catchment, type: text}\n";

/* Rules of the default pack that speak of a dimension that `health` takes away. */
static const char *health_with_off(void)
{
	struct plint_buf b;
	plint_buf_init(&b, &arena);
	plint_buf_str(&b, health);
	plint_buf_str(&b, "off:\n");
	for (uint32_t i = 0; i < base.rule_count; i++) {
		const char *text = plint_pack_text(&base, base.rules[i].require_text);
		const char *where = plint_pack_text(&base, base.rules[i].where_text);
		static const char *const gone[] = {"client-protection", "= staff", "staff,", "community", "= gender", "human-capital", NULL};
		for (int k = 0; gone[k]; k++)
			if (strstr(text, gone[k]) || strstr(where, gone[k])) {
				plint_buf_printf(&b, "  - %s\n", plint_pack_text(&base, base.rules[i].id));
				break;
			}
	}
	return b.text;
}

static void a_word_taken_away_may_not_kill_a_rule_unseen(void **state)
{
	(void)state;
	assert_false(add(health));
	assert_true(diags.items.count >= 3);
	for (uint32_t i = 0; i < diags.items.count; i++) {
		const struct plint_diag *d = &diags.items.items[i];
		assert_non_null(strstr(d->message, "is taken away, and the rule"));
		assert_int_equal(plint_source_place(&source, d->span.start).line1, 4);
		assert_null(strstr(d->message, "\"outreach\""));
	}
}

static void a_pack_of_another_field_of_work_loads(void **state)
{
	(void)state;
	if (!add(health_with_off()))
		fail_msg("%s", diags.items.items[0].message);
	plint_loader_finish(loader, &pack);
	int dimension = plint_vocab_list(&pack.vocab, "dimension");
	int coverage = plint_vocab_word(&pack.vocab, (uint32_t)dimension, "coverage", 8);
	assert_true(coverage >= 0);
	const struct plint_vocab_word *w = &pack.vocab.words[coverage];
	assert_int_equal(w->klass, PLINT_CLASS_SOCIAL);
	assert_string_equal(plint_pack_text(&pack, pack.vocab.words[w->like - 1].text), "outreach");
	assert_int_equal(plint_vocab_word(&pack.vocab, (uint32_t)dimension, "outreach", 8), -1);
	assert_int_not_equal(plint_schema_field_id(pack.schema, "catchment", 9), PLINT_F_NONE);
}

static void a_field_may_not_bear_a_name_that_is_taken(void **state)
{
	(void)state;
	assert_false(add("name: own\nfields: [{on: segment, name: who, type: text}]\n"));
	assert_mistake("has a field \"who\" already", 2, 30, NULL);
	diags.items.count = 0;
	assert_false(add("name: own\nfields: [{on: segmnt, name: area, type: text}]\n"));
	assert_mistake("no kind of block \"segmnt\"", 2, 15, "segment");
	diags.items.count = 0;
	assert_false(add("name: own\nfields: [{on: segment, name: area, type: txt}]\n"));
	assert_mistake("no type \"txt\"", 2, 42, "text");
	diags.items.count = 0;
	assert_false(add("name: own\nfields: [{on: segment, name: area, type: word}]\n"));
	assert_mistake("needs a list", 2, 10, NULL);
}

static void rules_may_speak_of_a_pack_s_own_fields_and_words(void **state)
{
	(void)state;
	const char *path = new_folder();
	below(path, "pack.yaml", "name: own\nlists: {coast: {words: [north, south]}}\n"
	                         "fields: [{on: segment, name: coast, type: word, list: coast}]\n"
	                         "define: {is_northern(segment s): s.coast = north}\n");
	below(path, "a.yaml", "id: own-coast\nfamily: own\nseverity: advice\nfor: segment s\nwhere: is_northern(s)\n"
	                      "require: s.size is not missing\nmessage: 'the segment {s} of the {s.coast} has no size'\n");
	if (!plint_loader_add(loader, path))
		fail_msg("%s", diags.items.items[0].message);
	diags.items.count = 0;
	assert_bad_rule("require: some s in segments has s.coast = nroth\nmessage: m\n", "nroth", 5, 43, "north");
}

static void translations_are_checked_against_the_rule(void **state)
{
	(void)state;
	const char *path = new_folder();
	const char *texts = plint_arena_printf(&arena, "%s/texts", path);
	assert_int_equal(mkdir(texts, 0700), 0);
	below(path, "pack.yaml", "name: own\n");
	below(path, "a.yaml", "id: own-a\nfamily: own\nseverity: advice\nfor: goal g\nrequire: g.by is given\nmessage: '{g} is late'\n"
	                      "point: {at: g, says: here}\n");
	below(path, "texts/de.yaml", "own-a: {message: '{h} ist spät', says: [hier]}\n");
	assert_false(plint_loader_add(loader, path));
	assert_mistake("", 1, 20, NULL);
	diags.items.count = 0;
	below(path, "texts/de.yaml", "own-a: {message: '{g} ist spät', says: [hier, dort]}\n");
	assert_false(plint_loader_add(loader, path));
	assert_mistake("only 1 points", 1, 47, NULL);
	diags.items.count = 0;
	below(path, "texts/de.yaml", "own-a: {message: '{g} ist spät', says: [hier]}\n");
	assert_true(plint_loader_add(loader, path));
	plint_loader_finish(loader, &pack);
	int rule = plint_pack_rule(&pack, "own-a", 5);
	const struct plint_translation *t = plint_pack_translation(&pack, (uint32_t)rule, "de");
	assert_non_null(t);
	assert_string_equal(plint_pack_text(&pack, t->texts[PLINT_TEXT_MESSAGE].text), "{g} ist spät");
	assert_null(plint_pack_translation(&pack, (uint32_t)rule, "nl"));
}

/* ---- settings ------------------------------------------------------------------------------------------------------ */

static struct plint_settings settings;
static struct plint_config config;

static bool read_config(const char *text)
{
	char *copy = plint_arena_calloc(&arena, 1, strlen(text) + 2);
	memcpy(copy, text, strlen(text));
	return plint_config_read(&arena, &diags, &source, plint_source_add(&source, ".planlint.yaml", copy, strlen(text)), ".", &config);
}

static enum plint_severity severity_of(const char *rule, const char *path, const char *status, const char **from)
{
	static struct plint_in_force force;
	int at = plint_pack_rule(settings.pack, rule, strlen(rule));
	assert_true(at >= 0);
	plint_settings_resolve(&settings, &arena, path, status, NULL, 0, true, &force);
	if (from)
		*from = plint_settings_origin(&settings, &arena, &force.severity_from[at]);
	return (enum plint_severity)force.severity[at];
}

static void the_last_layer_counts(void **state)
{
	(void)state;
	const char *from;
	plint_settings_init(&settings, &arena, &base);
	assert_int_equal(severity_of("no-baseline", NULL, NULL, &from), PLINT_WARNING);
	assert_string_equal(from, "rule");
	assert_int_equal(severity_of("no-baseline", NULL, "final", &from), PLINT_ERROR);
	assert_string_equal(from, "profile final");
	assert_true(read_config("severity: {no-baseline: advice}\noverrides: [{files: 'drafts/*', off: [no-baseline]}]\n"));
	assert_true(plint_settings_add_config(&settings, &config, &diags));
	assert_int_equal(severity_of("no-baseline", "a.plan", "final", &from), PLINT_ADVICE);
	assert_string_equal(from, ".planlint.yaml:1");
	assert_int_equal(severity_of("no-baseline", "drafts/a.plan", "final", &from), PLINT_OFF);
	assert_string_equal(from, ".planlint.yaml:2");
	assert_null(plint_settings_severity(&settings, PLINT_LAYER_ENVIRONMENT, "no-baseline=warning"));
	assert_int_equal(severity_of("no-baseline", "drafts/a.plan", NULL, &from), PLINT_WARNING);
	assert_string_equal(from, "PLANLINT_OPTIONS");
	assert_null(plint_settings_ignore(&settings, PLINT_LAYER_OPTION, "swot,no-baseline"));
	assert_int_equal(severity_of("no-baseline", NULL, NULL, &from), PLINT_OFF);
	assert_int_equal(severity_of("swot-unanswered", NULL, NULL, NULL), PLINT_OFF);
	assert_string_equal(from, "command line");
}

static void unknown_names_get_a_suggestion(void **state)
{
	(void)state;
	plint_settings_init(&settings, &arena, &base);
	const char *wrong = plint_settings_severity(&settings, PLINT_LAYER_OPTION, "no-baselin=error");
	assert_non_null(strstr(wrong, "did you mean \"no-baseline\"?"));
	assert_non_null(plint_settings_severity(&settings, PLINT_LAYER_OPTION, "no-baseline"));
	assert_non_null(plint_settings_severity(&settings, PLINT_LAYER_OPTION, "no-baseline=bad"));
	assert_non_null(strstr(plint_settings_param(&settings, PLINT_LAYER_OPTION, "social-weight-too-small.mni=3%"), "min"));
	assert_non_null(strstr(plint_settings_param(&settings, PLINT_LAYER_OPTION, "social-weight-too-small.min=3 pp"), "25%"));
	assert_non_null(strstr(plint_settings_profile(&settings, PLINT_LAYER_OPTION, "drafts"), "draft"));
	assert_non_null(plint_settings_select(&settings, PLINT_LAYER_OPTION, "no-goal,nothing"));
}

static void parameters_take_a_value_of_their_own_unit(void **state)
{
	(void)state;
	struct plint_in_force force;
	plint_settings_init(&settings, &arena, &base);
	int rule = plint_pack_rule(&base, "social-weight-too-small", 23);
	int param = plint_pack_param(&base, (uint32_t)rule, "min", 3);
	assert_null(plint_settings_param(&settings, PLINT_LAYER_OPTION, "social-weight-too-small.min=40%"));
	plint_settings_resolve(&settings, &arena, NULL, NULL, NULL, 0, true, &force);
	assert_true(force.params[param].u.number == 40);
	assert_string_equal(force.param_text[param], "40%");
	assert_string_equal(plint_settings_origin(&settings, &arena, &force.param_from[param]), "command line");
}

static void select_leaves_only_what_it_names(void **state)
{
	(void)state;
	plint_settings_init(&settings, &arena, &base);
	assert_null(plint_settings_select(&settings, PLINT_LAYER_OPTION, "no-goal"));
	assert_null(plint_settings_select(&settings, PLINT_LAYER_OPTION, "swot"));
	assert_int_equal(severity_of("no-goal", NULL, NULL, NULL), PLINT_ERROR);
	assert_int_equal(severity_of("swot-unanswered", NULL, NULL, NULL), PLINT_WARNING);
	assert_int_equal(severity_of("no-baseline", NULL, NULL, NULL), PLINT_OFF);
}

static void a_profile_option_replaces_the_plan_s_status(void **state)
{
	(void)state;
	struct plint_in_force force;
	const char *const names[] = {"coop", "nothing-such"};
	plint_settings_init(&settings, &arena, &base);
	plint_settings_resolve(&settings, &arena, NULL, "draft", names, 2, false, &force);
	assert_int_equal(force.profile_count, 2);
	assert_null(plint_settings_profile(&settings, PLINT_LAYER_OPTION, "final"));
	plint_settings_resolve(&settings, &arena, NULL, "draft", names, 2, false, &force);
	assert_int_equal(force.profile_count, 1);
	assert_string_equal(plint_pack_text(&base, base.profiles[force.profiles[0]].name), "final");
}

static void a_profile_changes_the_words_of_a_group(void **state)
{
	(void)state;
	struct plint_in_force plain, other;
	const char *const names[] = {"non-mfi"};
	plint_settings_init(&settings, &arena, &base);
	plint_settings_resolve(&settings, &arena, NULL, NULL, NULL, 0, false, &plain);
	plint_settings_resolve(&settings, &arena, NULL, NULL, names, 1, false, &other);
	int group = plint_vocab_group(&plain.vocab, "client_protection");
	assert_true(other.vocab.groups[group].count < plain.vocab.groups[group].count);
	assert_int_equal(plain.vocab.groups[group].count, base.vocab.groups[group].count);
}

static void a_settings_file_may_bring_words_and_profiles(void **state)
{
	(void)state;
	assert_true(read_config("lists: {traits: {words: [shepherds]}}\nprofiles: {bold: {off: [no-baseline], "
	                        "lists: {covers: {words: [animals]}}}}\nprofile: [bold]\n"));
	assert_true(config.changes_pack);
	assert_true(plint_loader_add_config(loader, &config));
	plint_loader_finish(loader, &pack);
	plint_settings_init(&settings, &arena, &pack);
	assert_true(plint_settings_add_config(&settings, &config, &diags));
	int traits = plint_vocab_list(&pack.vocab, "traits"), covers = plint_vocab_list(&pack.vocab, "covers");
	assert_true(plint_vocab_word(&pack.vocab, (uint32_t)traits, "shepherds", 9) >= 0);
	assert_int_equal(severity_of("no-baseline", NULL, "final", NULL), PLINT_OFF);
	assert_int_equal(plint_vocab_word(&pack.vocab, (uint32_t)covers, "animals", 7), -1);
	struct plint_in_force force;
	plint_settings_resolve(&settings, &arena, NULL, NULL, NULL, 0, false, &force);
	assert_true(plint_vocab_word(&force.vocab, (uint32_t)covers, "animals", 7) >= 0);
	int profile = plint_vocab_list(&pack.vocab, "profile");
	assert_true(plint_vocab_word(&pack.vocab, (uint32_t)profile, "bold", 4) >= 0);
}

static void mistakes_in_a_settings_file_are_shown(void **state)
{
	(void)state;
	static const struct {
		const char *text, *words, *help;
		uint32_t line1, col1;
	} cases[] = {{"severty: {}\n", "no setting \"severty\"", "severity", 1, 1},
	             {"default-rules: perhaps\n", "yes or no", NULL, 1, 1},
	             {"language: german\n", "cannot be \"german\"", "en, fr or es", 1, 11},
	             {"fail-on: [error]\n", "takes one text", NULL, 1, 1},
	             {"exclude: {a: b}\n", "takes a list", NULL, 1, 1},
	             {"overrides: [{off: [no-goal]}]\n", "for which files", NULL, 1, 13},
	             {"- a\n", "keys with values", NULL, 1, 1},
	             {"a: *b\n", "aliases", NULL, 1, 4}};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		diags.items.count = 0;
		assert_false(read_config(cases[i].text));
		assert_int_equal(diags.items.count, 1);
		const struct plint_diag *d = &diags.items.items[0];
		struct plint_place place = plint_source_place(&source, d->span.start);
		assert_non_null(strstr(d->message, cases[i].words));
		assert_int_equal(place.line1, cases[i].line1);
		assert_int_equal(place.col1, cases[i].col1);
		assert_string_equal(d->rule, "bad-setting");
		assert_true(!cases[i].help || (d->help && strstr(d->help, cases[i].help)));
	}
	diags.items.count = 0;
	plint_settings_init(&settings, &arena, &base);
	assert_true(read_config("off: [no-baseline, swto]\nprofile: [drafty]\n"));
	assert_false(plint_settings_add_config(&settings, &config, &diags));
	assert_int_equal(diags.items.count, 2);
	assert_true(read_config(""));
	assert_true(plint_settings_add_config(&settings, &config, &diags));
}

static void default_rules_can_be_dropped_and_stay_known(void **state)
{
	(void)state;
	plint_settings_init(&settings, &arena, &base);
	settings.no_default_rules = true;
	for (uint32_t i = 0; i < base.rule_count; i++)
		assert_int_equal(severity_of(plint_pack_text(&base, base.rules[i].id), NULL, NULL, NULL), PLINT_OFF);
}

static void globs_fit_paths(void **state)
{
	(void)state;
	static const struct {
		const char *glob, *path;
		bool fits;
	} cases[] = {
	    {"*.plan", "a.plan", true},           {"*.plan", "x/a.plan", true},        {"x/*.plan", "x/a.plan", true},
	    {"x/*.plan", "x/y/a.plan", false},    {"x/**", "x/y/a.plan", true},        {"x/**/a.plan", "x/a.plan", true},
	    {"x/**/a.plan", "x/y/z/a.plan", true}, {"x", "x/y/a.plan", true},          {"drafts/", "drafts/a.plan", true},
	    {"drafts/", "drafts", false},         {"drafts/", "old/drafts/a.plan", true}, {"/drafts", "old/drafts/a.plan", false},
	    {"a?.plan", "ab.plan", true},         {"a?.plan", "a/.plan", false},       {"./a.plan", "a.plan", true},
	    {"a.plan", "./a.plan", true},         {"**/old/*.plan", "x/old/a.plan", true}, {"b*a*a*c", "baaaaaaaaaaab", false},
	    {"", "a", false},                     {"old/x", "old/x/a.plan", true},     {"x/*b", "x/ab", true},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (plint_glob(cases[i].glob, cases[i].path) != cases[i].fits)
			fail_msg("%s on %s", cases[i].glob, cases[i].path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_default_pack_is_what_its_yaml_gives),
	    TEST(an_opened_block_is_the_pack_that_was_written),
	    TEST(rules_come_behind_what_they_wait_for),
	    TEST(a_rule_s_mistakes_are_shown_at_their_place),
	    TEST(an_id_must_be_new_and_no_error_of_reading),
	    TEST(a_pack_s_own_keys_are_checked),
	    TEST(rules_that_wait_in_a_ring_do_not_load),
	    TEST(a_faulty_pack_is_taken_back_and_others_go_on),
	    TEST(what_is_no_pack_says_so),
	    TEST(a_pack_reads_nothing_outside_its_folder),
	    TEST(packs_that_extend_each_other_in_a_ring_end),
	    TEST(a_word_taken_away_may_not_kill_a_rule_unseen),
	    TEST(a_pack_of_another_field_of_work_loads),
	    TEST(a_field_may_not_bear_a_name_that_is_taken),
	    TEST(rules_may_speak_of_a_pack_s_own_fields_and_words),
	    TEST(translations_are_checked_against_the_rule),
	    TEST(the_last_layer_counts),
	    TEST(unknown_names_get_a_suggestion),
	    TEST(parameters_take_a_value_of_their_own_unit),
	    TEST(select_leaves_only_what_it_names),
	    TEST(a_profile_option_replaces_the_plan_s_status),
	    TEST(a_profile_changes_the_words_of_a_group),
	    TEST(a_settings_file_may_bring_words_and_profiles),
	    TEST(mistakes_in_a_settings_file_are_shown),
	    TEST(default_rules_can_be_dropped_and_stay_known),
	    TEST(globs_fit_paths),
	};
	return cmocka_run_group_tests_name("pack", tests, make_folder, remove_folder);
}
