/*
 * The schemas of what people write in YAML: settings and rule packs. A loop over rule/keys.def, with the names of the default pack as
 * proposals for editors.
 *
 * YAML readers differ in what they take `no`, `off`, 5 and 1.5 for; planlint takes every scalar as text. The schemas therefore take a number
 * or a truth value wherever a text may stand.
 */
#include "cli/schema.h"

#include <string.h>

#include "cli/rule_page.h"
#include "rule/keys.h"
#include "syntax/schema.h"

static const char *const section_ids[] = {
    "",
#define SECTION(id, what) #id,
#define KEY(section, id, name, shape, of, help)
#define END(id)
#include "rule/keys.def"
};

struct writer {
	struct plint_json *j;
	struct plint_arena *arena;
	const struct plint_pack *pack;
};

/* Text entry of the open object. */
static void say(struct writer *w, const char *key, const char *text)
{
	plint_json_text(plint_json_key(w->j, key), text);
}

static void refer(struct writer *w, const char *name)
{
	say(w, "$ref", plint_arena_printf(w->arena, "#/$defs/%s", name));
}

/* The name of SECTION's definition: "profile-list". */
static const char *section_name(struct writer *w, enum plint_keys section)
{
	char *name = plint_arena_printf(w->arena, "%s", section_ids[section]);
	for (char *at = name; *at; at++)
		*at = *at == '_' ? '-' : (char)(*at | 0x20);
	return name;
}

/* Entry KEY: a schema that refers to NAME. */
static void refer_at(struct writer *w, const char *key, const char *name)
{
	plint_json_open(plint_json_key(w->j, key), '{');
	refer(w, name);
	plint_json_close(w->j, '}');
}

/* Entries of a mapping whose values are all as NAME says. */
static void write_map(struct writer *w, const char *name)
{
	say(w, "type", "object");
	refer_at(w, "additionalProperties", name);
}

static void write_list(struct writer *w, const char *name)
{
	say(w, "type", "array");
	refer_at(w, "items", name);
}

/* Entries of a value that is as FIRST says, or as SECOND makes of NAME. */
static void write_either(struct writer *w, const char *first, void (*second)(struct writer *w, const char *name), const char *name)
{
	plint_json_open(plint_json_key(w->j, "anyOf"), '[');
	plint_json_open(w->j, '{');
	refer(w, first);
	plint_json_close(w->j, '}');
	plint_json_open(w->j, '{');
	second(w, name);
	plint_json_close(w->j, '}');
	plint_json_close(w->j, ']');
}

/* Entries of a value that is as one of NAMES (closed by NULL) says. */
static void refer_any(struct writer *w, const char *const *names)
{
	plint_json_open(plint_json_key(w->j, "anyOf"), '[');
	for (; *names; names++) {
		plint_json_open(w->j, '{');
		refer(w, *names);
		plint_json_close(w->j, '}');
	}
	plint_json_close(w->j, ']');
}

/* Entries of a mapping whose values are nothing, or as NAME says. */
static void write_map_or_nothing(struct writer *w, const char *name)
{
	const char *const names[] = {"nothing", name, NULL};
	say(w, "type", "object");
	plint_json_open(plint_json_key(w->j, "additionalProperties"), '{');
	refer_any(w, names);
	plint_json_close(w->j, '}');
}

/* The words of a list, each with nothing, its meaning, or a mapping as NAME says behind it. */
static void write_words(struct writer *w, const char *name)
{
	const char *const names[] = {"nothing", "text", name, NULL};
	say(w, "type", "object");
	plint_json_open(plint_json_key(w->j, "additionalProperties"), '{');
	refer_any(w, names);
	plint_json_close(w->j, '}');
}

static void write_closed(struct writer *w, enum plint_key_shape shape)
{
	plint_json_open(plint_json_key(w->j, "enum"), '[');
	for (const char *const *word = plint_keys_words(shape); *word; word++) {
		plint_json_text(w->j, *word);
		/* What readers of YAML 1.1 make of yes, no and off. */
		if (strcmp(*word, "true") == 0 || strcmp(*word, "false") == 0 || strcmp(*word, "off") == 0)
			plint_json_bool(w->j, strcmp(*word, "true") == 0);
	}
	plint_json_close(w->j, ']');
}

static void write_shape(struct writer *w, const struct plint_key *k)
{
	const char *of = section_name(w, (enum plint_keys)k->of);
	switch ((enum plint_key_shape)k->shape) {
	case PLINT_SHAPE_TEXT:
		refer(w, "text");
		break;
	case PLINT_SHAPE_ID:
		say(w, "type", "string");
		say(w, "pattern", "^[a-z][a-z0-9-]{0,79}$");
		break;
	case PLINT_SHAPE_TEXTS:
		write_list(w, "text");
		break;
	case PLINT_SHAPE_TEXT_OR_TEXTS:
		write_either(w, "text", write_list, "text");
		break;
	case PLINT_SHAPE_TEXTS_OR_GAPS:
		write_list(w, "text-or-nothing");
		break;
	case PLINT_SHAPE_YES_NO:
	case PLINT_SHAPE_SEVERITY:
	case PLINT_SHAPE_FAIL_ON:
	case PLINT_SHAPE_LANGUAGE:
	case PLINT_SHAPE_CLASS:
	case PLINT_SHAPE_FIELD_TYPE:
		write_closed(w, (enum plint_key_shape)k->shape);
		break;
	case PLINT_SHAPE_KIND:
		refer(w, "kind-name");
		break;
	case PLINT_SHAPE_KINDS:
		write_either(w, "kind-name", write_list, "kind-name");
		break;
	case PLINT_SHAPE_RULES:
		write_either(w, "rule-name", write_list, "rule-name");
		break;
	case PLINT_SHAPE_TARGETS:
		write_list(w, "target");
		break;
	case PLINT_SHAPE_SEVERITIES:
		refer(w, "severities");
		break;
	case PLINT_SHAPE_PARAMS:
		refer(w, "params");
		break;
	case PLINT_SHAPE_STANDARDS:
		write_list(w, "standard-name");
		break;
	case PLINT_SHAPE_PROFILES:
		write_either(w, "profile-name", write_list, "profile-name");
		break;
	case PLINT_SHAPE_MAP_OF_TEXT:
		write_map(w, "text");
		break;
	case PLINT_SHAPE_MAP_OF_TEXTS:
		say(w, "type", "object");
		plint_json_open(plint_json_key(w->j, "additionalProperties"), '{');
		write_list(w, "text");
		plint_json_close(w->j, '}');
		break;
	case PLINT_SHAPE_LIST_OF:
		write_list(w, of);
		break;
	case PLINT_SHAPE_ONE_OR_LIST_OF:
		write_either(w, of, write_list, of);
		break;
	case PLINT_SHAPE_MAP_OF:
		write_map(w, of);
		break;
	case PLINT_SHAPE_MAP_OR_NOTHING:
		write_map_or_nothing(w, of);
		break;
	case PLINT_SHAPE_WORDS:
		write_either(w, "texts", write_words, of);
		break;
	}
}

static void write_required(struct writer *w, const struct plint_key *keys, uint32_t count)
{
	plint_json_open(plint_json_key(w->j, "required"), '[');
	for (uint32_t i = 0; i < count; i++)
		if (keys[i].is_needed)
			plint_json_text(w->j, keys[i].name);
	plint_json_close(w->j, ']');
}

/* Exactly one of the keys that are marked so. */
static void write_choice(struct writer *w, const struct plint_key *keys, uint32_t count)
{
	plint_json_open(plint_json_key(w->j, "oneOf"), '[');
	for (uint32_t i = 0; i < count; i++) {
		if (!keys[i].is_one_of)
			continue;
		plint_json_open(w->j, '{');
		plint_json_open(plint_json_key(w->j, "required"), '[');
		plint_json_text(w->j, keys[i].name);
		plint_json_close(w->j, ']');
		plint_json_close(w->j, '}');
	}
	plint_json_close(w->j, ']');
}

/* Entries of the schema of SECTION's mappings. */
static void write_section(struct writer *w, enum plint_keys section)
{
	uint32_t count;
	const struct plint_key *keys = plint_keys_rows(section, &count);
	bool has_needed = false, has_choice = false;
	say(w, "description", plint_keys_what(section));
	say(w, "type", "object");
	plint_json_open(plint_json_key(w->j, "properties"), '{');
	for (uint32_t i = 0; i < count; i++) {
		plint_json_open(plint_json_key(w->j, keys[i].name), '{');
		say(w, "description", keys[i].help);
		write_shape(w, &keys[i]);
		plint_json_close(w->j, '}');
		has_needed |= keys[i].is_needed;
		has_choice |= keys[i].is_one_of;
	}
	plint_json_close(w->j, '}');
	if (has_needed)
		write_required(w, keys, count);
	if (has_choice)
		write_choice(w, keys, count);
	plint_json_bool(plint_json_key(w->j, "additionalProperties"), false);
}

/* ---- definitions ---------------------------------------------------------------------------------------------------- */

static void open_definition(struct writer *w, const char *name)
{
	plint_json_open(plint_json_key(w->j, name), '{');
}

static void open_proposals(struct writer *w)
{
	plint_json_open(plint_json_key(w->j, "anyOf"), '[');
	plint_json_open(w->j, '{');
	plint_json_open(plint_json_key(w->j, "enum"), '[');
}

/* Closes what open_proposals opened: the names before are proposals, other packs may have more. */
static void close_proposals(struct writer *w)
{
	plint_json_close(w->j, ']');
	plint_json_close(w->j, '}');
	plint_json_open(w->j, '{');
	refer(w, "text");
	plint_json_close(w->j, '}');
	plint_json_close(w->j, ']');
}

static void propose(struct writer *w, uint32_t text)
{
	plint_json_text(w->j, plint_pack_text(w->pack, text));
}

static void define_scalars(struct writer *w)
{
	static const char *const types[] = {"string", "number", "boolean"};
	static const char *const text_or_nothing[] = {"nothing", "text", NULL};
	open_definition(w, "text");
	plint_json_open(plint_json_key(w->j, "type"), '[');
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		plint_json_text(w->j, types[i]);
	plint_json_close(w->j, ']');
	plint_json_int(plint_json_key(w->j, "minLength"), 1);
	plint_json_close(w->j, '}');
	open_definition(w, "texts");
	write_list(w, "text");
	plint_json_close(w->j, '}');
	open_definition(w, "nothing");
	plint_json_open(plint_json_key(w->j, "enum"), '[');
	plint_json_null(w->j);
	plint_json_text(w->j, "");
	plint_json_close(w->j, ']');
	plint_json_close(w->j, '}');
	open_definition(w, "text-or-nothing");
	refer_any(w, text_or_nothing);
	plint_json_close(w->j, '}');
	open_definition(w, "severity-name");
	write_closed(w, PLINT_SHAPE_SEVERITY);
	plint_json_close(w->j, '}');
}

static void define_names(struct writer *w)
{
	const struct plint_pack *p = w->pack;
	open_definition(w, "kind-name");
	plint_json_open(plint_json_key(w->j, "enum"), '[');
	for (int i = 1; i < PLINT_KIND_COUNT; i++)
		plint_json_text(w->j, plint_kind_word((enum plint_kind)i));
	plint_json_close(w->j, ']');
	plint_json_close(w->j, '}');
	open_definition(w, "rule-name");
	open_proposals(w);
	for (uint32_t i = 0; i < p->rule_count; i++)
		propose(w, p->rules[i].id);
	close_proposals(w);
	plint_json_close(w->j, '}');
	open_definition(w, "target");
	open_proposals(w);
	for (uint32_t i = 0; i < p->family_count; i++)
		propose(w, p->families[i].name);
	for (uint32_t i = 0; i < p->rule_count; i++)
		propose(w, p->rules[i].id);
	plint_json_text(w->j, PLINT_UNUSED_IGNORE);
	close_proposals(w);
	plint_json_close(w->j, '}');
	open_definition(w, "standard-name");
	open_proposals(w);
	for (uint32_t i = 0; i < p->standard_count; i++)
		propose(w, p->standards[i].id);
	close_proposals(w);
	plint_json_close(w->j, '}');
	open_definition(w, "profile-name");
	open_proposals(w);
	for (uint32_t i = 0; i < p->profile_count; i++)
		propose(w, p->profiles[i].name);
	close_proposals(w);
	plint_json_close(w->j, '}');
}

/* One rule or family as a key with a severity behind it. */
static void offer_severity(struct writer *w, const char *name, const char *about)
{
	plint_json_open(plint_json_key(w->j, name), '{');
	say(w, "description", about);
	refer(w, "severity-name");
	plint_json_close(w->j, '}');
}

static void define_severities(struct writer *w)
{
	const struct plint_pack *p = w->pack;
	struct plint_buf line;
	plint_buf_init(&line, w->arena);
	open_definition(w, "severities");
	say(w, "type", "object");
	plint_json_open(plint_json_key(w->j, "properties"), '{');
	for (uint32_t i = 0; i < p->family_count; i++)
		offer_severity(w, plint_pack_text(p, p->families[i].name), "all rules of this family");
	for (uint32_t i = 0; i < p->rule_count; i++) {
		const char *about = plint_rule_headline(&line, p, i, NULL);
		offer_severity(w, plint_pack_text(p, p->rules[i].id),
		               plint_arena_printf(w->arena, "%s unless changed: %s",
		                                  plint_severity_name((enum plint_severity)p->rules[i].severity), about));
	}
	offer_severity(w, PLINT_UNUSED_IGNORE, "an ignore in a plan that silences nothing");
	plint_json_close(w->j, '}');
	refer_at(w, "additionalProperties", "severity-name");
	plint_json_close(w->j, '}');
}

static void define_params(struct writer *w)
{
	const struct plint_pack *p = w->pack;
	struct plint_buf line;
	plint_buf_init(&line, w->arena);
	open_definition(w, "params");
	say(w, "type", "object");
	plint_json_open(plint_json_key(w->j, "properties"), '{');
	for (uint32_t i = 0; i < p->rule_count; i++) {
		const struct plint_rule *r = &p->rules[i];
		if (r->param_count == 0)
			continue;
		plint_json_open(plint_json_key(w->j, plint_pack_text(p, r->id)), '{');
		say(w, "description", plint_rule_headline(&line, p, i, NULL));
		say(w, "type", "object");
		plint_json_open(plint_json_key(w->j, "properties"), '{');
		for (uint32_t k = r->first_param; k < r->first_param + r->param_count; k++) {
			plint_json_open(plint_json_key(w->j, plint_pack_text(p, p->params[k].name)), '{');
			say(w, "description", plint_arena_printf(w->arena, "%s unless changed", plint_pack_text(p, p->params[k].text)));
			refer(w, "text");
			plint_json_close(w->j, '}');
		}
		plint_json_close(w->j, '}');
		plint_json_bool(plint_json_key(w->j, "additionalProperties"), false);
		plint_json_close(w->j, '}');
	}
	plint_json_close(w->j, '}');
	plint_json_open(plint_json_key(w->j, "additionalProperties"), '{');
	write_map(w, "text");
	plint_json_close(w->j, '}');
	plint_json_close(w->j, '}');
}

/* Marks SECTION and all sections that its mappings may hold. */
static void mark_used(enum plint_keys section, bool *used)
{
	uint32_t count;
	const struct plint_key *keys = plint_keys_rows(section, &count);
	if (section == PLINT_KEYS_NONE || used[section])
		return;
	used[section] = true;
	for (uint32_t i = 0; i < count; i++)
		mark_used((enum plint_keys)keys[i].of, used);
}

static void define_all(struct writer *w, const bool *used)
{
	plint_json_open(plint_json_key(w->j, "$defs"), '{');
	for (enum plint_keys s = PLINT_KEYS_NONE + 1; s < PLINT_KEYS_COUNT; s++) {
		if (!used[s])
			continue;
		open_definition(w, section_name(w, s));
		write_section(w, s);
		plint_json_close(w->j, '}');
	}
	define_scalars(w);
	define_names(w);
	define_severities(w);
	define_params(w);
	plint_json_close(w->j, '}');
}

/* ---- whole schemas -------------------------------------------------------------------------------------------------- */

void plint_schema_config(struct plint_json *j, struct plint_arena *a, const struct plint_pack *pack)
{
	struct writer w = {j, a, pack};
	bool used[PLINT_KEYS_COUNT] = {false};
	mark_used(PLINT_KEYS_CONFIG, used);
	plint_json_open(j, '{');
	say(&w, "$schema", PLINT_SCHEMA_DRAFT);
	say(&w, "title", "planlint settings (.planlint.yaml)");
	refer(&w, section_name(&w, PLINT_KEYS_CONFIG));
	define_all(&w, used);
	plint_json_close(j, '}');
}

/* The files of a pack, and the keys by one of which each is known, in the order in which they are tried. */
static const struct {
	enum plint_keys section;
	const char *keys[4];
} pack_files[] = {
    {PLINT_KEYS_RULE, {"id", "for", "require", NULL}},        {PLINT_KEYS_PACK, {"name", NULL}},
    {PLINT_KEYS_LEXICON, {"language", NULL}},                 {PLINT_KEYS_CATALOGUE, {"indicators", NULL}},
    {PLINT_KEYS_STANDARDS, {"standards", NULL}},              {PLINT_KEYS_DEFINE, {"define", NULL}},
    {PLINT_KEYS_GUIDANCE, {"places", NULL}},                  {PLINT_KEYS_VOCABULARY, {"lists", "groups", "fields", NULL}},
};
#define PACK_FILE_COUNT (sizeof pack_files / sizeof *pack_files)

static void write_test_of_keys(struct writer *w, const char *const *keys)
{
	plint_json_open(plint_json_key(w->j, "if"), '{');
	plint_json_open(plint_json_key(w->j, "anyOf"), '[');
	for (; *keys; keys++) {
		plint_json_open(w->j, '{');
		plint_json_open(plint_json_key(w->j, "required"), '[');
		plint_json_text(w->j, *keys);
		plint_json_close(w->j, ']');
		plint_json_close(w->j, '}');
	}
	plint_json_close(w->j, ']');
	plint_json_close(w->j, '}');
}

/* What is none of pack_files: translations, if all values are mappings, else a rule that is still to be written. */
static void write_rest(struct writer *w)
{
	plint_json_open(plint_json_key(w->j, "if"), '{');
	plint_json_int(plint_json_key(w->j, "minProperties"), 1);
	plint_json_open(plint_json_key(w->j, "additionalProperties"), '{');
	say(w, "type", "object");
	plint_json_close(w->j, '}');
	plint_json_close(w->j, '}');
	plint_json_open(plint_json_key(w->j, "then"), '{');
	refer_at(w, "additionalProperties", section_name(w, PLINT_KEYS_TRANSLATION));
	plint_json_close(w->j, '}');
	refer_at(w, "else", section_name(w, PLINT_KEYS_RULE));
}

void plint_schema_rule(struct plint_json *j, struct plint_arena *a, const struct plint_pack *pack)
{
	struct writer w = {j, a, pack};
	bool used[PLINT_KEYS_COUNT] = {false};
	mark_used(PLINT_KEYS_TRANSLATION, used);
	plint_json_open(j, '{');
	say(&w, "$schema", PLINT_SCHEMA_DRAFT);
	say(&w, "title", "planlint rules and the other files of a rule pack");
	say(&w, "type", "object");
	for (size_t i = 0; i < PACK_FILE_COUNT; i++) {
		mark_used(pack_files[i].section, used);
		write_test_of_keys(&w, pack_files[i].keys);
		refer_at(&w, "then", section_name(&w, pack_files[i].section));
		plint_json_open(plint_json_key(j, "else"), '{');
	}
	write_rest(&w);
	for (size_t i = 0; i < PACK_FILE_COUNT; i++)
		plint_json_close(j, '}');
	define_all(&w, used);
	plint_json_close(j, '}');
}
