/*
 * Second pass: names become blocks. Forward and across files, so only when all blocks are known. A name that finds nothing, or
 * the wrong kind, is one message; what it stood for is then not known, and neither is what looks back along that field.
 */
#include <string.h>

#include "base/text.h"
#include "model/build.h"

void plint_model_note_unresolved(struct plint_model *m, unsigned kind, unsigned field)
{
	m->relations->unresolved[kind][field / 64] |= (uint64_t)1 << (field % 64);
}

/* "a goal", "an objective or a goal" */
static const char *kinds_words(struct plint_arena *a, uint32_t kinds)
{
	struct plint_buf text;
	plint_buf_init(&text, a);
	if ((kinds & PLINT_KINDS_ALL) == PLINT_KINDS_ALL)
		return "a block";
	for (unsigned k = 1; k < PLINT_KIND_COUNT; k++) {
		if (!(kinds & PLINT_KIND_BIT(k)))
			continue;
		const char *word = plint_kind_word((enum plint_kind)k);
		plint_buf_printf(&text, "%s%s %s", text.len ? " or " : "", plint_text_article(word), word);
	}
	return text.text;
}

/* Nearest to P's name of the words that its field takes in place of one ("source mis"); NULL where there are none or none is near. */
static const char *nearest_list_word(struct plint_builder *b, const struct plint_pending *p)
{
	struct plint_model *m = b->m;
	uint32_t list1 = p->cell == UINT32_MAX ? 0 : m->list_of_field[p->field];
	if (list1 == 0)
		return NULL;
	const struct plint_vocab_list *l = &m->vocab->lists[list1 - 1];
	const char **words = plint_arena_alloc(b->diags->arena, l->count * sizeof *words);
	size_t count = 0;
	for (uint32_t i = l->first; i < l->first + l->count; i++)
		if (!m->vocab->words[i].is_removed)
			words[count++] = m->vocab->strings + m->vocab->words[i].text;
	int near = plint_text_nearest(plint_intern_text(m->atoms, p->atom), plint_intern_len(m->atoms, p->atom), words, count);
	return near < 0 ? NULL : words[near];
}

/* Nearest defined name of a kind in REFS to P's, else of any kind, else a word that stands for one; NULL where none is near. */
static const char *nearest_name(struct plint_builder *b, const struct plint_pending *p)
{
	struct plint_model *m = b->m;
	if (b->suggestions++ >= PLINT_MAX_SUGGESTIONS)
		return NULL;
	const char **names = plint_arena_alloc(b->diags->arena, m->blocks.count * sizeof *names);
	for (int pass = 0; pass < 2; pass++) {
		size_t count = 0;
		for (uint32_t id = 1; id < m->blocks.count; id++) {
			const struct plint_block *x = plint_model_block(m, id);
			if (x->name && (pass == 1 || p->refs & PLINT_KIND_BIT(x->kind)))
				names[count++] = plint_intern_text(m->atoms, x->name);
		}
		int near = plint_text_nearest(plint_intern_text(m->atoms, p->atom), plint_intern_len(m->atoms, p->atom), names, count);
		if (near >= 0)
			return names[near];
	}
	return nearest_list_word(b, p);
}

static const char *field_spelling(const struct plint_builder *b, const struct plint_pending *p)
{
	return p->cell == UINT32_MAX ? "indicator" : b->m->schema->fields[p->field].spelling;
}

static const char *atom_shown(struct plint_builder *b, uint32_t atom)
{
	return plint_diags_shown(b->diags, plint_intern_text(b->m->atoms, atom), plint_intern_len(b->m->atoms, atom), 60);
}

/* How to define what the name stands for. */
static const char *define_words(struct plint_builder *b, const struct plint_pending *p, const char *name)
{
	struct plint_arena *a = b->diags->arena;
	if (p->cell == UINT32_MAX)
		return plint_arena_printf(a, "Give it a title to define it here: indicator %s \"Clients who …\".", name);
	const char *kind = plint_kind_word((enum plint_kind)__builtin_ctz(p->refs & ~1u));
	const char *quotes = p->takes_text ? plint_arena_printf(a, ", or put it into quotes: \"%s\"", name) : "";
	if ((p->refs & PLINT_KINDS_ALL) == PLINT_KINDS_ALL)
		return plint_arena_printf(a, "Use a name that a block of the plan bears%s.", quotes);
	return plint_arena_printf(a, "Define it on a line of its own, such as: %s %s \"…\"%s.", kind, name, quotes);
}

static void unknown_name(struct plint_builder *b, const struct plint_pending *p)
{
	struct plint_arena *a = b->diags->arena;
	uint32_t *told = plint_map_put(&b->told, p->atom);
	if (*told) {
		plint_diag_relate(b->diags, &b->diags->items.items[*told - 1], p->span, "named here too");
		return;
	}
	const char *name = atom_shown(b, p->atom);
	const char *near = nearest_name(b, p);
	uint32_t count = b->diags->items.count;
	const char *define = define_words(b, p, name);
	plint_builder_report(b, "unknown-name", "reference", p->block, field_spelling(b, p), p->span,
	                     p->cell == UINT32_MAX
	                         ? plint_arena_printf(a, "there is no indicator called %s to mention here", name)
	                         : plint_arena_printf(a, "\"%s\" names %s, but nothing in the plan is called so",
	                                              field_spelling(b, p), name),
	                     near ? plint_arena_printf(a, "Did you mean %s? %s", plint_diags_shown(b->diags, near, strlen(near), 200), define) : define);
	/* Past the limit of messages nothing was added, and nothing more is to be said. */
	if (b->diags->items.count > count)
		*told = b->diags->items.count;
}

static void wrong_kind(struct plint_builder *b, const struct plint_pending *p, uint32_t found)
{
	struct plint_arena *a = b->diags->arena;
	const struct plint_block *x = plint_model_block(b->m, found);
	const char *word = plint_kind_word((enum plint_kind)x->kind);
	struct plint_diag *d = plint_builder_report(
	    b, "wrong-kind", "reference", p->block, field_spelling(b, p), p->span,
	    plint_arena_printf(a, "\"%s\" wants %s, but %s is the %s %s", field_spelling(b, p), kinds_words(a, p->refs),
	                       atom_shown(b, p->atom), word, plint_model_show_block(b->m, a, found)),
	    plint_arena_printf(a, "Name %s here%s.", kinds_words(a, p->refs),
	                       p->takes_text ? ", or describe it by a text in quotes" : ""));
	plint_diag_relate(b->diags, d, x->name_span, plint_arena_printf(a, "%s is defined here", atom_shown(b, p->atom)));
}

/* --- texts and words that mean a block --------------------------------------------------------------------------------------- */

static uint64_t title_key(struct plint_builder *b, struct plint_arena *a, const char *text, size_t len)
{
	size_t n;
	const char *plain = plint_text_comparable(a, text, len, &n);
	uint64_t key = plint_siphash(plain, n, b->m->atoms->key);
	return key ? key : 1;
}

/* Map from comparable titles to blocks of REFS, made when a text in place of a reference is met first. Two blocks of one title: the first. */
static void map_titles(struct plint_builder *b, struct plint_map *titles)
{
	struct plint_model *m = b->m;
	plint_map_init(titles, m->scratch);
	for (uint32_t id = 1; id < m->blocks.count; id++) {
		const struct plint_block *x = plint_model_block(m, id);
		if (x->title == 0)
			continue;
		const struct plint_ast_text *t = &m->ast->texts.items[x->title];
		uint32_t *found = plint_map_put(titles, title_key(b, b->diags->arena, t->text, t->len) ^ x->kind);
		if (*found == 0)
			*found = id;
	}
}

static uint32_t find_title(struct plint_builder *b, const struct plint_map *titles, const struct plint_pending *p)
{
	struct plint_model *m = b->m;
	const struct plint_ast_text *t = &m->ast->texts.items[m->cells.items[p->cell].u.text.id];
	uint64_t key = title_key(b, b->diags->arena, t->text, t->len);
	for (unsigned k = 1; k < PLINT_KIND_COUNT; k++)
		if (p->refs & PLINT_KIND_BIT(k)) {
			uint32_t id = plint_map_get(titles, key ^ k);
			if (id)
				return id;
		}
	return 0;
}

/* "source mis": the organisation's one source of that kind; 0 where there are none or several. */
static uint32_t only_source_of_kind(const struct plint_model *m, uint32_t atom)
{
	uint32_t found = 0;
	for (uint32_t i = 0; i < m->of_kind[PLINT_KIND_SOURCE].count; i++) {
		uint32_t id = m->of_kind[PLINT_KIND_SOURCE].items[i];
		const struct plint_slot *kind = plint_model_slot(m, id, PLINT_F_KIND);
		if (kind->count == 0 || m->cells.items[kind->first].u.word.atom != atom)
			continue;
		if (found)
			return 0;
		found = id;
	}
	return found;
}

/* A word of the field's list in place of a name: the one block of that kind, else a text with that word for a title. */
static bool resolve_list_word(struct plint_builder *b, const struct plint_pending *p, struct plint_value *cell)
{
	struct plint_model *m = b->m;
	uint32_t list1 = m->list_of_field[p->field];
	if (list1 == 0 || !plint_map_get(&m->words, (uint64_t)list1 << 32 | p->atom))
		return false;
	uint32_t block = only_source_of_kind(m, p->atom);
	if (block) {
		cell->u.block = block;
	} else {
		struct plint_chars *chars = plint_arena_alloc(m->arena, sizeof *chars);
		*chars = (struct plint_chars){plint_intern_text(m->atoms, p->atom), plint_intern_len(m->atoms, p->atom)};
		cell->type = PLINT_TYPE_TEXT;
		cell->flags |= PLINT_VALUE_MADE_TEXT;
		cell->u.chars = chars;
	}
	cell->state = PLINT_KNOWN;
	return true;
}

static void resolve_name(struct plint_builder *b, const struct plint_pending *p)
{
	struct plint_model *m = b->m;
	uint32_t found = plint_map_get(&m->names, p->atom);
	bool fits = found && found != PLINT_NAME_UNREAD && p->refs & PLINT_KIND_BIT(plint_model_block(m, found)->kind);
	if (p->cell == UINT32_MAX) {
		if (fits) {
			struct plint_mention mention = {p->block, found};
			plint_vec_push(&m->relations->mentions, m->arena, mention);
			return;
		}
		/* Which indicator was meant is not known; kept as a mention of none. */
		struct plint_mention mention = {p->block, 0};
		plint_vec_push(&m->relations->mentions, m->arena, mention);
	} else {
		struct plint_value *cell = &m->cells.items[p->cell];
		if (fits) {
			cell->state = PLINT_KNOWN;
			cell->u.block = found;
			return;
		}
		if (found == 0 && resolve_list_word(b, p, cell))
			return;
		plint_model_note_unresolved(m, plint_model_block(m, p->block)->kind, m->schema->fields[p->field].id);
	}
	if (found == PLINT_NAME_UNREAD)
		return;
	if (found)
		wrong_kind(b, p, found);
	else
		unknown_name(b, p);
}

void plint_model_resolve(struct plint_builder *b)
{
	struct plint_model *m = b->m;
	struct plint_map titles = {0};
	bool has_titles = false;
	plint_map_init(&b->told, m->scratch);
	for (uint32_t i = 0; i < b->unread_atoms.count; i++) {
		uint32_t *found = plint_map_put(&m->names, b->unread_atoms.items[i]);
		if (*found == 0)
			*found = PLINT_NAME_UNREAD;
	}
	for (uint32_t i = 0; i < b->pending.count; i++) {
		const struct plint_pending *p = &b->pending.items[i];
		if (!p->is_text) {
			resolve_name(b, p);
			continue;
		}
		if (!has_titles)
			map_titles(b, &titles);
		has_titles = true;
		uint32_t block = find_title(b, &titles, p);
		if (block) {
			m->cells.items[p->cell].type = PLINT_TYPE_BLOCK;
			m->cells.items[p->cell].u.block = block;
		}
	}
}
