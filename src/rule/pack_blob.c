/*
 * One block: a header of numbers, then each array at a multiple of 8. The list of arrays stands once, in PACK_ARRAYS; the arrays of the
 * code come through expr/code.h. Elements are zeroed when made, so that no stray byte gets into the block.
 */
#include "rule/pack_blob.h"

#define MAGIC 0x6b636170746e6c70u /* "plntpack" */
#define FORMAT 1u

/* X(what the pack calls it, its count) */
#define PACK_ARRAYS(X)                                                \
	X(strings, strings_len)                                       \
	X(vocab.lists, vocab.list_count)                              \
	X(vocab.words, vocab.word_count)                              \
	X(vocab.groups, vocab.group_count)                            \
	X(vocab.group_words, vocab.group_word_count)                  \
	X(lexicons.names, lexicons.name_count)                        \
	X(lexicons.languages, lexicons.language_count)                \
	X(lexicons.phrases, lexicons.phrase_count)                    \
	X(lexicons.tokens, lexicons.token_count)                      \
	X(lexicons.indicators, lexicons.indicator_count)              \
	X(lexicons.splits, lexicons.split_count)                      \
	X(lexicons.index, lexicons.index_count)                       \
	X(rules, rule_count)                                          \
	X(afters, after_count)                                        \
	X(families, family_count)                                     \
	X(params, param_count)                                        \
	X(lets, let_count)                                            \
	X(points, point_count)                                        \
	X(fixes, fix_count)                                           \
	X(pieces, piece_count)                                        \
	X(sources, source_count)                                      \
	X(rule_standards, rule_standard_count)                        \
	X(standards, standard_count)                                  \
	X(examples, example_count)                                    \
	X(places, place_count)                                        \
	X(answers, answer_count)                                      \
	X(translations, translation_count)                            \
	X(says, says_count)                                           \
	X(profiles, profile_count)                                    \
	X(changes, change_count)                                      \
	X(packs, pack_count)                                          \
	X(fields, field_count)

#define COUNT_ONE(name, count) +1
enum { OWN_COUNT = PACK_ARRAYS(COUNT_ONE), ORDER = OWN_COUNT, CODE = OWN_COUNT + 1, ALL_COUNT = CODE + PLINT_CODE_ARRAY_COUNT };

struct section {
	uint32_t offset, count;
};

struct header {
	uint64_t magic;
	uint32_t format, size;
	uint64_t lists_of_language[16];
	struct section sections[ALL_COUNT + ALL_COUNT % 2];
};
_Static_assert(sizeof(struct header) % 8 == 0, "arrays begin at a multiple of 8");

static size_t round8(size_t n)
{
	return (n + 7) & ~(size_t)7;
}

static void own_arrays(const struct plint_pack *p, struct plint_code_block *blocks)
{
	int i = 0;
#define SET_BLOCK(name, n) blocks[i++] = (struct plint_code_block){p->name, p->n, sizeof *p->name};
	PACK_ARRAYS(SET_BLOCK)
#undef SET_BLOCK
	blocks[ORDER] = (struct plint_code_block){p->order, p->rule_count, sizeof *p->order};
	plint_code_blocks(&p->code, blocks + CODE);
}

const void *plint_pack_write(struct plint_arena *a, const struct plint_pack *p, size_t *len)
{
	struct plint_code_block blocks[ALL_COUNT];
	size_t size = sizeof(struct header);
	own_arrays(p, blocks);
	for (int i = 0; i < ALL_COUNT; i++)
		size += round8((size_t)blocks[i].count * blocks[i].size);
	char *block = plint_arena_calloc(a, 1, size);
	struct header *h = (struct header *)(void *)block;
	size_t at = sizeof *h;
	h->magic = MAGIC;
	h->format = FORMAT;
	h->size = (uint32_t)size;
	memcpy(h->lists_of_language, p->lexicons.lists_of_language, sizeof h->lists_of_language);
	for (int i = 0; i < ALL_COUNT; i++) {
		size_t bytes = (size_t)blocks[i].count * blocks[i].size;
		h->sections[i] = (struct section){(uint32_t)at, blocks[i].count};
		if (bytes > 0)
			memcpy(block + at, blocks[i].items, bytes);
		at += round8(bytes);
	}
	*len = size;
	return block;
}

/* The schema of a pack that brings fields. */
static const struct plint_schema *schema_of(struct plint_arena *a, const struct plint_pack *p)
{
	if (p->field_count == 0)
		return plint_schema_default();
	struct plint_field *fields = plint_arena_calloc(a, p->field_count, sizeof *fields);
	for (uint32_t i = 0; i < p->field_count; i++) {
		const struct plint_pack_field *row = &p->fields[i];
		fields[i].kind = (uint8_t)row->kind;
		fields[i].is_many = row->is_many != 0;
		fields[i].spelling = plint_pack_text(p, row->spelling);
		fields[i].want = (enum plint_want)row->want;
		fields[i].list = row->list ? plint_pack_text(p, row->list) : NULL;
		fields[i].refs = row->refs;
	}
	return plint_schema_extend(a, plint_schema_default(), fields, p->field_count);
}

bool plint_pack_open(struct plint_arena *a, const void *block, size_t len, struct plint_pack *out)
{
	const struct header *h = block;
	const char *bytes = block;
	struct plint_code_block code[PLINT_CODE_ARRAY_COUNT];
	if (len < sizeof *h || h->magic != MAGIC || h->format != FORMAT || h->size != len)
		return false;
	memset(out, 0, sizeof *out);
	int i = 0;
#define SET_ARRAY(name, n)                                                \
	out->name = (const void *)(bytes + h->sections[i].offset);        \
	out->n = h->sections[i++].count;
	PACK_ARRAYS(SET_ARRAY)
#undef SET_ARRAY
	out->order = (const void *)(bytes + h->sections[ORDER].offset);
	for (i = 0; i < PLINT_CODE_ARRAY_COUNT; i++)
		code[i] = (struct plint_code_block){bytes + h->sections[CODE + i].offset, h->sections[CODE + i].count, 0};
	plint_code_view(&out->code, a, code);
	out->vocab.strings = out->lexicons.strings = out->strings;
	memcpy(out->lexicons.lists_of_language, h->lists_of_language, sizeof h->lists_of_language);
	if (out->field_count > 0 && !a)
		return false;
	out->schema = schema_of(a, out);
	return true;
}
