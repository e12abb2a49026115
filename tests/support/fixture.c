/* See fixture.h. */
#include "support/fixture.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "rule/pack.h"

struct fixture *fixture_open(const char *text)
{
	static const uint64_t key[2] = {1, 2};
	struct fixture *f = calloc(1, sizeof *f);
	if (f == NULL)
		abort();
	plint_arena_init(&f->arena, NULL, NULL, 0);
	plint_arena_init(&f->scratch, NULL, NULL, 0);
	plint_source_init(&f->source, &f->arena);
	plint_diags_init(&f->diags, &f->arena, &f->source);
	plint_intern_init(&f->atoms, &f->arena, key);
	struct plint_pack *pack = plint_arena_alloc(&f->arena, sizeof *pack);
	plint_pack_default(pack);
	plint_ast_init(&f->ast, &f->arena, &f->source, pack->schema, &f->atoms);
	size_t len = strlen(text);
	char *copy = plint_arena_calloc(&f->arena, len + 2, 1);
	memcpy(copy, text, len);
	uint32_t file = plint_source_add(&f->source, "plan.plan", copy, len);
	(void)plint_parse_file(&f->ast, file, &f->diags);
	plint_model_build(&f->model, &f->arena, &f->scratch, &f->ast, &pack->vocab, &f->diags);
	return f;
}

void fixture_close(struct fixture *f)
{
	plint_arena_clear(&f->scratch);
	plint_arena_clear(&f->arena);
	free(f);
}

uint32_t fixture_block(struct fixture *f, const char *name)
{
	uint32_t atom = plint_intern_find(&f->atoms, name, strlen(name));
	return atom ? plint_map_get(&f->model.names, atom) : 0;
}

const struct plint_value *fixture_value(struct fixture *f, const char *name, unsigned field)
{
	const struct plint_slot *slot = plint_model_slot(&f->model, fixture_block(f, name), field);
	return slot && slot->count ? &f->model.cells.items[slot->first] : NULL;
}

const char *fixture_links(struct fixture *f, const char *name, enum plint_relation rel)
{
	struct plint_buf out;
	plint_buf_init(&out, &f->arena);
	struct plint_links l = plint_model_links(&f->model, fixture_block(f, name), rel);
	for (uint32_t i = 0; i < l.count; i++)
		plint_buf_printf(&out, "%s%s", i ? " " : "",
		                 plint_intern_text(&f->atoms, plint_model_block(&f->model, l.blocks[i])->name));
	if (l.more)
		plint_buf_char(&out, '+');
	return out.text;
}

const char *fixture_findings(struct fixture *f)
{
	struct plint_buf out;
	plint_buf_init(&out, &f->arena);
	for (uint32_t i = 0; i < f->diags.items.count; i++) {
		const struct plint_diag *d = &f->diags.items.items[i];
		struct plint_place p = plint_source_place(&f->source, d->span.start);
		plint_buf_printf(&out, "%s%s %u:%u", i ? "; " : "", d->rule, (unsigned)p.line1, (unsigned)p.col1);
	}
	return out.text;
}
