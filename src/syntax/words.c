/* The table of words that mean something: see words.h. */
#include "syntax/words.h"

#include <string.h>

static const char *const fixed_words[PLINT_W_KINDS] = {
    [PLINT_W_NONE] = "",
    [PLINT_W_BY] = "by",
    [PLINT_W_ON] = "on",
    [PLINT_W_OF] = "of",
    [PLINT_W_TO] = "to",
    [PLINT_W_AS] = "as",
    [PLINT_W_PER] = "per",
    [PLINT_W_FOR] = "for",
    [PLINT_W_WITH] = "with",
    [PLINT_W_AT] = "at",
    [PLINT_W_LEAST] = "least",
    [PLINT_W_MOST] = "most",
    [PLINT_W_EXACTLY] = "exactly",
    [PLINT_W_BETWEEN] = "between",
    [PLINT_W_AND] = "and",
    [PLINT_W_EVERY] = "every",
    [PLINT_W_PP] = "pp",
    [PLINT_W_THOUSAND] = "thousand",
    [PLINT_W_MILLION] = "million",
    [PLINT_W_BILLION] = "billion",
    [PLINT_W_TBD] = "TBD",
    [PLINT_W_TBC] = "TBC",
    [PLINT_W_XX] = "XX",
    [PLINT_W_SOCIAL] = "social",
    [PLINT_W_FINANCIAL] = "financial",
    [PLINT_W_INTERNAL] = "internal",
    [PLINT_W_DAILY] = "daily",
    [PLINT_W_WEEKLY] = "weekly",
    [PLINT_W_MONTHLY] = "monthly",
    [PLINT_W_QUARTERLY] = "quarterly",
    [PLINT_W_HALF_YEARLY] = "half-yearly",
    [PLINT_W_YEARLY] = "yearly",
    [PLINT_W_INCLUDE] = "include",
    [PLINT_W_PERCENT] = "percent",
    [PLINT_W_DONE] = "done",
    [PLINT_W_NO] = "none",
};
_Static_assert((int)PLINT_W_BY == (int)PLINT_LINK_BY && (int)PLINT_W_WITH == (int)PLINT_LINK_WITH, "links keep their numbers");

/* While the tables are made. */
struct making {
	struct plint_arena *arena;
	struct plint_intern *atoms;
	uint32_t *word_atoms;
	uint32_t count;
	uint16_t *of_atom;
	uint32_t of_atom_room;
};

static unsigned add_word(struct making *m, const char *text, size_t len)
{
	uint32_t atom = plint_intern_put(m->atoms, text, len);
	if (atom >= m->of_atom_room) {
		uint32_t room = atom + 256;
		uint16_t *grown = plint_arena_calloc(m->arena, room, sizeof *grown);
		if (m->of_atom_room)
			memcpy(grown, m->of_atom, m->of_atom_room * sizeof *grown);
		m->of_atom = grown;
		m->of_atom_room = room;
	}
	if (m->of_atom[atom] == PLINT_W_NONE) {
		m->word_atoms[m->count] = atom;
		m->of_atom[atom] = (uint16_t)m->count++;
	}
	return m->of_atom[atom];
}

static void add_fixed(struct making *m)
{
	m->count = 1;
	for (unsigned w = 1; w < PLINT_W_KINDS; w++)
		add_word(m, fixed_words[w], strlen(fixed_words[w]));
	m->count = PLINT_W_KINDS + 1;
	for (unsigned k = 1; k < PLINT_KIND_COUNT; k++)
		add_word(m, plint_kind_word((enum plint_kind)k), strlen(plint_kind_word((enum plint_kind)k)));
}

const struct plint_words *plint_words_new(struct plint_arena *arena, const struct plint_schema *schema,
                                          struct plint_intern *atoms)
{
	uint32_t most = PLINT_W_FIXED + 2 * schema->field_count;
	struct making m = {.arena = arena, .atoms = atoms};
	m.word_atoms = plint_arena_calloc(arena, most, sizeof *m.word_atoms);
	uint8_t *fields = plint_arena_calloc(arena, most, PLINT_KIND_COUNT);
	bool *is_field = plint_arena_calloc(arena, most, sizeof *is_field);
	struct plint_word_pair *pairs = plint_arena_calloc(arena, schema->field_count, sizeof *pairs);
	uint32_t pair_count = 0;
	add_fixed(&m);
	for (uint32_t i = 0; i < schema->field_count; i++) {
		const struct plint_field *f = &schema->fields[i];
		const char *blank = strchr(f->spelling, ' ');
		size_t len = blank ? (size_t)(blank - f->spelling) : strlen(f->spelling);
		unsigned first = add_word(&m, f->spelling, len);
		is_field[first] = true;
		if (blank)
			pairs[pair_count++] = (struct plint_word_pair){(uint16_t)first, (uint16_t)add_word(&m, blank + 1, strlen(blank + 1)),
			                                               f->kind, f->id};
		else
			fields[first * PLINT_KIND_COUNT + f->kind] = f->id;
	}
	struct plint_words *w = plint_arena_alloc(arena, sizeof *w);
	*w = (struct plint_words){.limit = m.of_atom_room,
	                          .of_atom = m.of_atom,
	                          .count = m.count,
	                          .atoms = m.word_atoms,
	                          .fields = fields,
	                          .is_field = is_field,
	                          .pairs = pairs,
	                          .pair_count = pair_count};
	return w;
}

/* The longest word that means something has far fewer letters. */
#define MAX_HEAD_LETTERS 64

unsigned plint_words_without_capitals(const struct plint_words *w, const struct plint_intern *atoms, uint32_t atom)
{
	uint32_t len = plint_intern_len(atoms, atom);
	if (len > MAX_HEAD_LETTERS)
		return PLINT_W_NONE;
	const char *text = plint_intern_text(atoms, atom);
	char lower[MAX_HEAD_LETTERS];
	bool has_capital = false;
	for (uint32_t i = 0; i < len; i++) {
		bool is_capital = text[i] >= 'A' && text[i] <= 'Z';
		has_capital |= is_capital;
		lower[i] = is_capital ? (char)(text[i] - 'A' + 'a') : text[i];
	}
	return has_capital ? plint_words_of(w, plint_intern_find(atoms, lower, len)) : PLINT_W_NONE;
}

unsigned plint_words_pair(const struct plint_words *w, unsigned first, unsigned second, enum plint_kind kind)
{
	for (uint32_t i = 0; i < w->pair_count; i++) {
		const struct plint_word_pair *p = &w->pairs[i];
		if (p->first == first && p->second == second && p->kind == kind)
			return p->field;
	}
	return PLINT_F_NONE;
}
