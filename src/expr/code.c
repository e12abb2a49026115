/* Code as arrays: see code.h. */
#include "expr/code.h"

void plint_code_init(struct plint_code *c, struct plint_arena *arena)
{
	memset(c, 0, sizeof *c);
	c->arena = arena;
}

void plint_code_blocks(const struct plint_code *c, struct plint_code_block out[PLINT_CODE_ARRAY_COUNT])
{
#define BLOCK(name, T) out[PLINT_CODE_##name] = (struct plint_code_block){c->name.items, c->name.count, sizeof(T)};
	PLINT_CODE_ARRAYS(BLOCK)
#undef BLOCK
}

uint32_t plint_code_element_size(enum plint_code_array which)
{
	static const uint32_t sizes[PLINT_CODE_ARRAY_COUNT] = {
#define SIZE(name, T) sizeof(T),
	    PLINT_CODE_ARRAYS(SIZE)
#undef SIZE
	};
	return sizes[which];
}

void plint_code_view(struct plint_code *c, struct plint_arena *arena, const struct plint_code_block in[PLINT_CODE_ARRAY_COUNT])
{
	plint_code_init(c, arena);
	/* The arrays have no spare room, so the first element added copies its array; elements that are there are never written. */
#define VIEW(name, T)                                                                  \
	memcpy(&c->name.items, &in[PLINT_CODE_##name].items, sizeof c->name.items);     \
	c->name.count = c->name.room = in[PLINT_CODE_##name].count;
	PLINT_CODE_ARRAYS(VIEW)
#undef VIEW
}
