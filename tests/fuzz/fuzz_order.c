/* The order of a plan's blocks: turned round, each rule has as many findings, but for rules that ask what stands before what. */
#include "fuzz/fuzz.h"

#include <string.h>

/* The statements at the top of the last check's tree, from the first or from the last on. */
static const char *statements(struct plint_arena *a, const struct plint_checked *c, bool is_turned, size_t *len)
{
	const struct plint_ast *t = c->ast;
	PLINT_VEC(uint32_t) found = {0};
	for (uint32_t s = plint_ast_node(t, t->roots.items[0])->child; s; s = plint_ast_node(t, s)->next)
		plint_vec_push(&found, a, s);
	struct plint_buf out;
	plint_buf_init(&out, a);
	for (uint32_t i = 0; i < found.count; i++) {
		struct plint_span span = plint_ast_node(t, found.items[is_turned ? found.count - 1 - i : i])->span;
		plint_buf_add(&out, plint_source_text(c->source, span), span.end - span.start);
		plint_buf_char(&out, '\n');
	}
	*len = out.len;
	return out.text;
}

static uint32_t *count(struct plint_arena *a, const void *data, size_t len, bool *is_read)
{
	const struct plint_checked *c = fuzz_check(0, data, len);
	uint32_t *counts = plint_arena_calloc(a, fuzz_pack()->rule_count, sizeof *counts);
	*is_read = c->diags->reading_errors == 0;
	for (uint32_t i = 0; i < c->diags->items.count; i++) {
		const char *id = c->diags->items.items[i].rule;
		int rule = plint_pack_rule(fuzz_pack(), id, strlen(id));
		if (rule >= 0)
			counts[rule]++;
	}
	return counts;
}

static bool asks_for_order(uint32_t rule)
{
	const struct plint_pack *p = fuzz_pack();
	return strstr(plint_pack_text(p, p->rules[rule].where_text), " before ") || strstr(plint_pack_text(p, p->rules[rule].require_text), " before ");
}

void plint_fuzz_order(const uint8_t *data, size_t len)
{
	const struct plint_checked *c = fuzz_check(0, data, len);
	if (c->diags->reading_errors > 0)
		return;
	struct plint_arena a;
	size_t one_len, two_len;
	bool one_read, two_read;
	plint_arena_init(&a, NULL, NULL, 0);
	const char *one = statements(&a, c, false, &one_len), *two = statements(&a, c, true, &two_len);
	uint32_t *ones = count(&a, one, one_len, &one_read), *twos = count(&a, two, two_len, &two_read);
	fuzz_require(one_read == two_read, "a plan that is turned round is read as well");
	for (uint32_t i = 0; i < fuzz_pack()->rule_count && one_read; i++)
		fuzz_require(asks_for_order(i) || ones[i] == twos[i], plint_pack_text(fuzz_pack(), fuzz_pack()->rules[i].id));
	plint_arena_clear(&a);
}
