/* See mutants.h. Works on the text by the places of the tree, so that a mutant reads as somebody would have written it. */
#include "mutate/mutants.h"

#include "base/buf.h"

/* Adds the text with NEW in place of the bytes START .. END. */
static void replace(struct mutants *m, uint32_t start, uint32_t end, const char *new)
{
	const char *mutant = plint_arena_printf(m->arena, "%.*s%s%s", (int)start, m->text, new, m->text + end);
	plint_vec_push(&m->items, m->arena, mutant);
}

/* Adds the text with T negated. */
static void negate(struct mutants *m, const struct plint_tree *t)
{
	replace(m, t->start, t->end, plint_arena_printf(m->arena, "(not (%.*s))", (int)(t->end - t->start), m->text + t->start));
}

/* The first of COUNT words that T's own text begins with, behind brackets; its place in *AT. */
static int leading_word(const struct mutants *m, const struct plint_tree *t, const char *const *words, int count, uint32_t *at)
{
	*at = t->start + (uint32_t)strspn(m->text + t->start, "( \n");
	for (int i = 0; i < count; i++)
		if (strncmp(m->text + *at, words[i], strlen(words[i])) == 0)
			return i;
	return -1;
}

static void turn_test(struct mutants *m, const struct plint_tree *t)
{
	static const struct {
		uint8_t op;
		const char *others[2];
	} turns[] = {
	    {PLINT_X_EQUAL, {" != ", NULL}},   {PLINT_X_DIFFERS, {" = ", NULL}},  {PLINT_X_LESS, {" <= ", " > "}},
	    {PLINT_X_LEAST, {" < ", " >= "}}, {PLINT_X_MORE, {" >= ", " < "}}, {PLINT_X_MOST, {" > ", " <= "}},
	};
	for (size_t i = 0; i < sizeof turns / sizeof *turns; i++)
		if (turns[i].op == t->op) {
			for (int k = 0; k < 2 && turns[i].others[k]; k++)
				replace(m, t->a->end, t->b->start, turns[i].others[k]);
			return;
		}
	negate(m, t);
}

/* `is missing` and `is given` are exchanged, any other state is negated. */
static void turn_state(struct mutants *m, const struct plint_tree *t)
{
	if (strcmp(t->text, "missing") == 0)
		replace(m, t->word_start, t->word_end, "given");
	else if (strcmp(t->text, "given") == 0)
		replace(m, t->word_start, t->word_end, "missing");
	else
		negate(m, t);
}

static void drop_not(struct mutants *m, const struct plint_tree *t)
{
	static const char *const word[] = {"not"};
	uint32_t at;
	if (leading_word(m, t, word, 1, &at) == 0)
		replace(m, at, at + 3, "");
	else if (t->a->kind == PLINT_TREE_IS)
		replace(m, t->a->a->end, t->a->word_start, " is ");
	else
		replace(m, t->a->a->end, t->a->b->start, " in ");
}

/* The other quantifiers; the filter dropped. */
static void turn_quantifier(struct mutants *m, const struct plint_tree *t)
{
	static const char *const words[] = {"some", "every", "no"};
	uint32_t at;
	int own = leading_word(m, t, words, 3, &at);
	for (int i = 0; i < 3 && own >= 0; i++)
		if (i != own)
			replace(m, at, at + (uint32_t)strlen(words[own]), words[i]);
}

static void drop_filter(struct mutants *m, const struct plint_tree *t)
{
	if (t->b)
		replace(m, t->a->end, t->b->end, "");
}

/* The members of a chain joined by WORD, without member LESS (counted from 0; more than there are: with all). */
static const char *joined(const struct mutants *m, const struct plint_tree *t, const char *word, unsigned less)
{
	struct plint_buf out;
	unsigned n = 0;
	plint_buf_init(&out, m->arena);
	plint_buf_char(&out, '(');
	for (const struct plint_tree *i = t->a; i; i = i->next, n++) {
		if (n == less)
			continue;
		plint_buf_printf(&out, "%s%.*s", out.len > 1 ? word : "", (int)(i->end - i->start), m->text + i->start);
	}
	plint_buf_char(&out, ')');
	return out.text;
}

/* `and` and `or` exchanged; each member dropped. */
static void turn_chain(struct mutants *m, const struct plint_tree *t)
{
	const char *own = t->kind == PLINT_TREE_AND ? " and " : " or ", *other = t->kind == PLINT_TREE_AND ? " or " : " and ";
	unsigned n = 0;
	replace(m, t->start, t->end, joined(m, t, other, UINT32_MAX));
	for (const struct plint_tree *i = t->a; i; i = i->next)
		replace(m, t->start, t->end, joined(m, t, own, n++));
}

static void turn_operator(struct mutants *m, const struct plint_tree *t)
{
	static const struct {
		uint8_t op;
		const char *other;
	} turns[] = {{PLINT_X_UNION, " common "}, {PLINT_X_COMMON, " without "}, {PLINT_X_WITHOUT, " common "}, {PLINT_X_ADD, " - "},
	             {PLINT_X_SUB, " + "},        {PLINT_X_MUL, " / "},          {PLINT_X_DIV, " * "}};
	for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
		if (turns[i].op != t->op)
			continue;
		if (t->b)
			replace(m, t->a->end, t->b->start, turns[i].other);
		else
			replace(m, t->start, t->end, joined(m, t, turns[i].other, UINT32_MAX));
	}
}

/* Twice and half the number; 0 becomes 1. Its unit stays. */
static void turn_number(struct mutants *m, const struct plint_tree *t)
{
	uint32_t len = (uint32_t)strspn(m->text + t->start, "0123456789.");
	if (len == 0)
		return;
	bool is_zero = !(t->number < 0) && !(t->number > 0);
	replace(m, t->start, t->start + len, plint_arena_printf(m->arena, "%g", is_zero ? 1 : t->number * 2));
	if (!is_zero)
		replace(m, t->start, t->start + len, plint_arena_printf(m->arena, "%g", t->number / 2));
}

static void add_own(struct mutants *m, const struct plint_tree *t)
{
	switch ((enum plint_tree_kind)t->kind) {
	case PLINT_TREE_NUMBER: turn_number(m, t); return;
	case PLINT_TREE_OPERATOR: turn_operator(m, t); return;
	case PLINT_TREE_FOLD:
	case PLINT_TREE_THOSE: drop_filter(m, t); return;
	case PLINT_TREE_QUANT:
		turn_quantifier(m, t);
		drop_filter(m, t);
		return;
	case PLINT_TREE_AND:
	case PLINT_TREE_OR: turn_chain(m, t); return;
	case PLINT_TREE_NOT: drop_not(m, t); return;
	case PLINT_TREE_TEST: turn_test(m, t); return;
	case PLINT_TREE_BETWEEN:
	case PLINT_TREE_MATCHES: negate(m, t); return;
	case PLINT_TREE_IS: turn_state(m, t); return;
	case PLINT_TREE_NAME:
	case PLINT_TREE_DATE:
	case PLINT_TREE_TEXT:
	case PLINT_TREE_DOT:
	case PLINT_TREE_CALL:
	case PLINT_TREE_FIELD:
	case PLINT_TREE_TUPLE: return;
	}
}

void mutants_add(struct mutants *m, const struct plint_tree *t)
{
	add_own(m, t);
	/* What `not` stands before is its own mutant once, dropped; turning its test as well would say the same. */
	bool is_same = t->kind == PLINT_TREE_NOT && (t->a->kind == PLINT_TREE_TEST || t->a->kind == PLINT_TREE_IS);
	const struct plint_tree *inner = is_same ? t->a : t;
	for (const struct plint_tree *i = inner->a; i; i = i->next)
		mutants_add(m, i);
	if (inner->b)
		mutants_add(m, inner->b);
	if (inner->c)
		mutants_add(m, inner->c);
}
