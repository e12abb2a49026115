/* The model as a whole: building it, and the look-ups that everything above rests on. */
#include "model/model.h"

#include "base/text.h"

#include "model/build.h"

/* Words of the vocabulary as atoms, so that reading a word is one look-up. */
static void index_vocabulary(struct plint_model *m)
{
	const struct plint_vocab *v = m->vocab;
	plint_map_init(&m->words, m->arena);
	for (uint32_t i = 0; i < v->word_count; i++) {
		if (!plint_vocab_is_word(v, i))
			continue;
		const char *text = v->strings + v->words[i].text;
		uint64_t key = ((uint64_t)v->words[i].list + 1) << 32 | plint_intern_put(m->atoms, text, strlen(text));
		*plint_map_put(&m->words, key) = i + 1;
	}
	m->list_of_field = plint_arena_calloc(m->arena, m->schema->field_count, sizeof *m->list_of_field);
	for (uint32_t i = 0; i < m->schema->field_count; i++)
		if (m->schema->fields[i].list)
			m->list_of_field[i] = (uint32_t)(plint_vocab_list(v, m->schema->fields[i].list) + 1);
}

static struct plint_span first_line_of(const struct plint_ast *ast)
{
	if (ast->source->files.count == 0)
		return (struct plint_span){0, 0};
	const struct plint_file *f = &ast->source->files.items[0];
	uint32_t end = f->bom_len;
	while (end < f->len && f->text[end] != '\n' && f->text[end] != '\r')
		end++;
	return (struct plint_span){f->base + f->bom_len, f->base + end};
}

void plint_model_build(struct plint_model *m, struct plint_arena *arena, struct plint_arena *scratch, const struct plint_ast *ast,
                       const struct plint_vocab *vocab, struct plint_diags *diags)
{
	memset(m, 0, sizeof *m);
	m->arena = arena;
	m->scratch = scratch;
	struct plint_arena_mark mark = plint_arena_mark(scratch);
	m->ast = ast;
	m->schema = ast->schema;
	m->vocab = vocab;
	m->atoms = ast->atoms;
	m->language = "en";
	m->year_starts1 = 1;
	m->first_line = first_line_of(ast);
	m->atom_percent = plint_intern_put(m->atoms, "percent", 7);
	m->atom_pp = plint_intern_put(m->atoms, "pp", 2);
	m->relations = plint_arena_calloc(arena, 1, sizeof *m->relations);
	plint_map_init(&m->names, arena);
	index_vocabulary(m);
	(void)plint_vec_add(&m->blocks, arena);
	(void)plint_vec_add(&m->seats, arena);
	(void)plint_vec_add(&m->cells, arena);
	struct plint_builder b = {.m = m, .diags = diags};
	plint_model_read(&b);
	plint_model_resolve(&b);
	plint_model_inherit(&b);
	plint_arena_rewind(scratch, mark);
}

const struct plint_slot *plint_model_slot(const struct plint_model *m, uint32_t id, unsigned field_id)
{
	unsigned slot1 = m->schema->slot_of[m->seats.items[id].kind][field_id];
	return slot1 ? plint_model_slot_at(m, id, slot1 - 1) : NULL;
}

/* --- parts of entries, as the rule language names them -------------------------------------------------------------------------- */

/* What the main value of a record is called; NULL for fields that are plain values. */
static const char *main_part(const struct plint_field *f)
{
	switch (f->id) {
	case PLINT_F_PERIOD: return "start";
	case PLINT_F_REWARDS: return "weight";
	case PLINT_F_REQUIRES: return "on";
	case PLINT_F_SIZE:
	case PLINT_F_PRICE:
	case PLINT_F_COST:
	case PLINT_F_BASELINE:
	case PLINT_F_TARGET:
	case PLINT_F_MILESTONE:
	case PLINT_F_ACTUAL:
	case PLINT_F_CAP: return "value";
	default: break; /* field ids of packs are no enumerators */
	}
	return f->kind == PLINT_KIND_MISSION && f->want == PLINT_WANT_TEXT && f->parts[0].want == PLINT_WANT_REF ? "phrase" : NULL;
}

bool plint_field_is_record(const struct plint_field *f)
{
	return main_part(f) != NULL;
}

/* The extra names of a target that begins at CELL. */
static bool target_part(const char *name, uint32_t len, uint8_t cell, struct plint_part_ref *out)
{
	bool is_bound = plint_text_is(name, len, "bound");
	if (!is_bound && !plint_text_is(name, len, "low") && !plint_text_is(name, len, "high"))
		return false;
	*out = (struct plint_part_ref){.cell = (uint8_t)(is_bound ? cell : plint_text_is(name, len, "low") ? cell + 1 : cell + 2),
	                               .is_bound = is_bound,
	                               .want = is_bound ? PLINT_WANT_WORD : PLINT_WANT_AMOUNT};
	return true;
}

bool plint_field_part(const struct plint_field *f, const char *name, uint32_t len, struct plint_part_ref *out)
{
	const char *main = main_part(f);
	if (main == NULL)
		return false;
	bool is_target = f->want == PLINT_WANT_TARGET;
	if (plint_text_is(name, len, main)) {
		*out = (struct plint_part_ref){.want = is_target ? PLINT_WANT_AMOUNT : f->want, .refs = f->refs};
		return true;
	}
	if (is_target && target_part(name, len, 0, out))
		return true;
	uint8_t cell = is_target ? 3 : 1;
	for (int i = 0; i < PLINT_MAX_PARTS; i++) {
		const struct plint_part *p = &f->parts[i];
		if (p->link == PLINT_LINK_NONE)
			continue;
		bool is_part_target = p->want == PLINT_WANT_TARGET;
		if (plint_text_is(name, len, p->name)) {
			*out = (struct plint_part_ref){.cell = cell, .want = is_part_target ? PLINT_WANT_AMOUNT : p->want, .refs = p->refs};
			return true;
		}
		if (is_part_target && target_part(name, len, cell, out))
			return true;
		cell = (uint8_t)(cell + (is_part_target ? 3 : 1));
	}
	return false;
}
