/* A plan to its tree and model, as `ast` reads it: every node lies in its parent, in order. */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "syntax/parse.h"

/* The nesting limit of the scanner bounds the recursion. */
static void require_nested(const struct plint_ast *t, uint32_t node)
{
	const struct plint_node *n = plint_ast_node(t, node);
	bool has_children = n->kind != PLINT_NODE_AMOUNT;
	uint32_t end = n->span.start;
	for (uint32_t c = has_children ? n->child : 0; c; c = plint_ast_node(t, c)->next) {
		const struct plint_node *child = plint_ast_node(t, c);
		fuzz_require(child->span.start >= n->span.start && child->span.end <= n->span.end, "a node lies in its parent");
		/* A line that could not be read is reported where its first fault stands. */
		fuzz_require(child->span.start >= end || child->kind == PLINT_NODE_ERROR, "nodes stand in the order of their places");
		end = child->span.end > end ? child->span.end : end;
		require_nested(t, c);
	}
}

void plint_fuzz_plan(const uint8_t *data, size_t len)
{
	struct plint_arena arena;
	struct plint_source source;
	struct plint_diags diags;
	struct plint_intern atoms;
	struct plint_ast ast;
	const uint64_t key[2] = {1, 2};
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_source_init(&source, &arena);
	plint_diags_init(&diags, &arena, &source);
	plint_intern_init(&atoms, &arena, key);
	char *text = plint_arena_calloc(&arena, 1, len + 2);
	if (len)
		memcpy(text, data, len);
	plint_ast_init(&ast, &arena, &source, fuzz_pack()->schema, &atoms);
	uint32_t file = plint_source_add(&source, "draft.plan", text, len);
	uint32_t root = plint_parse_file(&ast, file, &diags);
	require_nested(&ast, root);
	fuzz_require(len == 0 || memcmp(text, data, len) == 0, "reading leaves the text as it was");
	plint_diags_finish(&diags);
	struct plint_checked checked = {.source = &source, .diags = &diags};
	fuzz_require_places(&checked);
	plint_arena_clear(&arena);
}
