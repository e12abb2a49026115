/*
 * The table of the guidance note from YAML: its questions, challenges, boxes and figures, with the fields and commands that answer them. What
 * rules answer is theirs to say (`source: [{note: Q6}]`). Fields are checked here; the commands are the program's, which `rules lint` asks.
 */
#include "rule/loader.h"

static bool is_known_place(const struct plint_loader *l, const char *id)
{
	for (uint32_t i = 0; i < l->places.count; i++)
		if (strcmp(plint_loader_chars(l, l->places.items[i].id), id) == 0)
			return true;
	return false;
}

/* Whether the LEN bytes NAME are a field as rules write it ("split_by") of KIND. */
static bool has_field(const struct plint_loader *l, enum plint_kind kind, const char *name, size_t len)
{
	unsigned id = plint_schema_field_id(l->schema, name, (uint32_t)len);
	return id != PLINT_F_NONE && plint_schema_field(l->schema, kind, id);
}

/* Reports a field ("segment.tool") that there is not. */
static void check_field(struct plint_loader *l, const struct plint_yaml *n)
{
	const char *dot = strchr(n->text, '.');
	enum plint_kind kind = dot ? plint_kind_find(n->text, (uint32_t)(dot - n->text)) : PLINT_KIND_NONE;
	if (kind == PLINT_KIND_NONE)
		plint_loader_error(l, n, false, "write a kind of block, a dot and its field: segment.tool", "\"%s\" is no field",
		                   plint_loader_shown(l, n));
	else if (!has_field(l, kind, dot + 1, strlen(dot + 1)))
		plint_loader_error(l, n, false, NULL, "a %s has no such field: \"%s\"", plint_kind_word(kind), plint_loader_shown(l, n));
}

/* The answers of place AT under KEY. */
static void read_answers(struct plint_loader *l, const struct plint_yaml *at, const char *key, bool is_command)
{
	const struct plint_yaml *list = plint_yaml_get(at, key);
	if (!list || !plint_loader_is_list(l, list, key))
		return;
	for (const struct plint_yaml *n = list->first; n; n = n->next) {
		if (!plint_loader_is_text(l, n, key))
			continue;
		if (!is_command)
			check_field(l, n);
		plint_vec_push(&l->answers, l->arena, ((struct plint_note_answer){is_command, plint_loader_text(l, n->text, n->len)}));
	}
}

/* A place called as NAME says; NULL where there is one already. */
static struct plint_place_of_note *add_place(struct plint_loader *l, const struct plint_yaml *name)
{
	if (is_known_place(l, name->text)) {
		plint_loader_error(l, name, false, NULL, "the place \"%s\" stands in the table already", plint_loader_shown(l, name));
		return NULL;
	}
	uint32_t id = plint_loader_text(l, name->text, name->len);
	struct plint_place_of_note *p = plint_vec_add(&l->places, l->arena);
	p->id = id;
	p->pack = l->packs.count - 1;
	p->first_answer = l->answers.count;
	return p;
}

static void read_place(struct plint_loader *l, const struct plint_yaml *n)
{
	if (!plint_loader_is_mapping(l, n, "a place of the note"))
		return;
	plint_loader_keys(l, n, plint_keys_names(PLINT_KEYS_PLACE), "a place of the note");
	if (!plint_yaml_get(n, "title"))
		plint_loader_error(l, n, true, NULL, "this place has no \"title\"");
	struct plint_place_of_note *p = add_place(l, n->key);
	if (!p)
		return;
	p->title = plint_loader_entry_text(l, n, "title");
	read_answers(l, n, "fields", false);
	read_answers(l, n, "commands", true);
	p->answer_count = l->answers.count - p->first_answer;
}

void plint_loader_read_guidance(struct plint_loader *l, const struct plint_yaml *root)
{
	const struct plint_yaml *headings = plint_yaml_get(root, "headings"), *places = plint_yaml_get(root, "places");
	plint_loader_keys(l, root, plint_keys_names(PLINT_KEYS_GUIDANCE), "a table of the guidance note");
	if (plint_loader_is_mapping(l, places, "places"))
		for (const struct plint_yaml *n = places->first; n; n = n->next)
			read_place(l, n);
	if (!headings || !plint_loader_is_list(l, headings, "headings"))
		return;
	for (const struct plint_yaml *n = headings->first; n; n = n->next) {
		struct plint_place_of_note *p = plint_loader_is_text(l, n, "a heading") ? add_place(l, n) : NULL;
		if (p)
			p->is_heading = 1;
	}
}
