/* How blocks appear in messages and fingerprints, and which of their fields are still placeholders. */
#include <string.h>

#include "base/text.h"
#include "model/model.h"

#define MAX_TITLE_CHARS 100

static const char *shown(struct plint_arena *a, const char *text, size_t len)
{
	struct plint_buf b;
	plint_buf_init(&b, a);
	uint32_t chars = 0;
	size_t end = 0;
	while (end < len && chars < MAX_TITLE_CHARS) {
		uint32_t size;
		(void)plint_text_decode(text + end, len - end, &size);
		end += size;
		chars++;
	}
	plint_text_show(&b, text, end);
	if (end < len)
		plint_buf_str(&b, "…");
	return b.text;
}

const char *plint_model_show_block(const struct plint_model *m, struct plint_arena *a, uint32_t id)
{
	const struct plint_block *x = plint_model_block(m, id);
	if (x->title) {
		const struct plint_ast_text *t = &m->ast->texts.items[x->title];
		return plint_arena_printf(a, "\"%s\"", shown(a, t->text, t->len));
	}
	if (x->name)
		return shown(a, plint_intern_text(m->atoms, x->name), plint_intern_len(m->atoms, x->name));
	return plint_arena_printf(a, "the %s in line %u", plint_kind_word((enum plint_kind)x->kind),
	                          (unsigned)plint_source_place(m->ast->source, x->head.start).line1);
}

/* Name, else comparable title, else kind of one block. */
static const char *path_step(const struct plint_model *m, struct plint_arena *a, const struct plint_block *x)
{
	if (x->name)
		return plint_intern_text(m->atoms, x->name);
	if (x->title == 0)
		return plint_kind_word((enum plint_kind)x->kind);
	size_t len;
	const struct plint_ast_text *t = &m->ast->texts.items[x->title];
	return plint_text_comparable(a, t->text, t->len, &len);
}

/* Whether there is one block of KIND in a plan, so that its title, which may be reworded, is not needed to know it. */
static bool is_only_one(unsigned kind)
{
	return kind == PLINT_KIND_PLAN || kind == PLINT_KIND_MISSION;
}

const char *plint_model_path(const struct plint_model *m, struct plint_arena *a, uint32_t id)
{
	if (id == 0)
		return plint_kind_word(PLINT_KIND_PLAN);
	const struct plint_block *x = plint_model_block(m, id);
	if (is_only_one(x->kind))
		return plint_kind_word((enum plint_kind)x->kind);
	/* No two blocks have one name, so what is around a named block does not matter; what is inside the plan block is as well outside. */
	if (x->name || x->parent == 0 || plint_model_block(m, x->parent)->kind == PLINT_KIND_PLAN)
		return path_step(m, a, x);
	return plint_arena_printf(a, "%s/%s", plint_model_path(m, a, x->parent), path_step(m, a, x));
}

const char *plint_model_chars(const struct plint_model *m, const struct plint_value *v, uint32_t *len)
{
	uint32_t text = 0;
	*len = 0;
	if (v->type == PLINT_TYPE_TEXT && v->flags & PLINT_VALUE_MADE_TEXT) {
		*len = v->u.chars->len;
		return v->u.chars->text;
	}
	if (v->type == PLINT_TYPE_WORD) {
		*len = plint_intern_len(m->atoms, v->u.word.atom);
		return plint_intern_text(m->atoms, v->u.word.atom);
	}
	if (v->type == PLINT_TYPE_TEXT)
		text = v->u.text.id;
	else if (v->type == PLINT_TYPE_BLOCK)
		text = plint_model_block(m, v->u.block)->title;
	if (text == 0)
		return "";
	*len = m->ast->texts.items[text].len;
	return m->ast->texts.items[text].text;
}

/* --- placeholders ----------------------------------------------------------------------------------------------------------------- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Whether the title still holds XX, TBD, TBC or a question mark that stands alone. */
static bool title_is_open(const char *text, uint32_t len)
{
	static const char *const words[] = {"XX", "TBD", "TBC", "?"};
	for (uint32_t i = 0; i < len; i++) {
		/* Every title is looked through, so the first letters decide before words are compared. */
		if (text[i] != 'X' && text[i] != 'T' && text[i] != '?')
			continue;
		for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
			size_t n = strlen(words[w]);
			if (i + n > len || memcmp(text + i, words[w], n) != 0)
				continue;
			bool starts = i == 0 || (n == 1 ? text[i - 1] == ' ' : !is_letter(text[i - 1]));
			bool ends = i + n == len || (n == 1 ? text[i + n] == ' ' || text[i + n] == '%' : !is_letter(text[i + n]));
			/* A question that ends in "?" is prose; a lone "?" is a gap. */
			if (starts && ends)
				return true;
		}
	}
	return false;
}

/* First undecided cell of the entries in SLOT, or NULL. */
static const struct plint_value *undecided_cell(const struct plint_model *m, const struct plint_slot *slot, uint32_t stride)
{
	for (uint32_t c = 0; c < slot->count * stride; c++)
		if (m->cells.items[slot->first + c].state == PLINT_UNDECIDED)
			return &m->cells.items[slot->first + c];
	return NULL;
}

const struct plint_placeholder *plint_model_placeholders(const struct plint_model *m, struct plint_arena *a, uint32_t id,
                                                         uint32_t *count)
{
	const struct plint_block *x = plint_model_block(m, id);
	const uint32_t most = 64;
	struct plint_placeholder *found = plint_arena_alloc(a, most * sizeof *found);
	uint32_t n = 0;
	if (x->title && title_is_open(m->ast->texts.items[x->title].text, m->ast->texts.items[x->title].len))
		found[n++] = (struct plint_placeholder){"title", x->title_span};
	uint32_t first = m->schema->kind_first[x->kind], slots = plint_schema_slots(m->schema, (enum plint_kind)x->kind);
	for (uint32_t i = 0; i < slots && n < most; i++) {
		const struct plint_field *f = &m->schema->fields[first + i];
		const struct plint_slot *slot = plint_model_slot_at(m, id, i);
		if (slot->count == 0 || slot->flags & PLINT_VALUE_INHERITED || (x->kind == PLINT_KIND_INDICATOR && f->id == PLINT_F_BASELINE))
			continue;
		const struct plint_value *v = undecided_cell(m, slot, plint_field_cells(f));
		if (v && !(v->flags & PLINT_VALUE_INHERITED))
			found[n++] = (struct plint_placeholder){f->spelling, v->span};
	}
	*count = n;
	plint_arena_shrink(a, found, most * sizeof *found, n * sizeof *found);
	return found;
}
