/* The type check of expressions: names, literals, logic. See check.h for what lies where. */
#include "expr/check.h"

#include <math.h>

#include "base/text.h"
#include "model/units.h"
#include "syntax/parse.h"

#define MAX_CANDIDATES 512

/* --- mistakes ---------------------------------------------------------------------------------------------------- */

bool plint_check_fail(struct plint_check *ck, uint32_t start, uint32_t end, const char *hint, const char *format, ...)
{
	if (ck->failed)
		return false;
	va_list args;
	va_start(args, format);
	const char *message = plint_arena_vprintf(ck->arena, format, args);
	va_end(args);
	ck->failed = true;
	*ck->error = (struct plint_expr_error){.start = start, .end = end, .message = message, .hint = hint};
	return false;
}

const char *plint_check_nearest(struct plint_check *ck, const char *name, uint32_t len, const char *const *names, uint32_t count)
{
	int nearest = plint_text_nearest(name, len, names, count);
	return nearest < 0 ? NULL : plint_arena_printf(ck->arena, "did you mean %s?", names[nearest]);
}

/* What a type's values are called, PLURAL or one of them. */
static const char *type_words(struct plint_check *ck, unsigned type, const struct plint_stype *t, bool plural)
{
	switch ((enum plint_type)type) {
	case PLINT_TYPE_NONE: return plural ? "values" : "a value";
	case PLINT_TYPE_BOOL: return "a yes or no";
	case PLINT_TYPE_TEXT: return plural ? "texts" : "a text";
	case PLINT_TYPE_WORD: return plural ? "words" : "a word";
	case PLINT_TYPE_AMOUNT:
		return t->want == PLINT_WANT_PERCENT ? (plural ? "percentages" : "a percentage")
		       : t->want == PLINT_WANT_MONEY ? (plural ? "amounts of money" : "an amount of money")
		                                     : (plural ? "amounts" : "an amount");
	case PLINT_TYPE_DATE: return plural ? "dates" : "a date";
	case PLINT_TYPE_DURATION: return plural ? "lengths of time" : "a length of time";
	case PLINT_TYPE_RHYTHM: return plural ? "rhythms" : "a rhythm";
	case PLINT_TYPE_BLOCK:
		if (t->kinds != 0 && (t->kinds & (t->kinds - 1)) == 0) {
			const struct plint_kind_info *kind = plint_kind_info((enum plint_kind)__builtin_ctz(t->kinds));
			const char *article = strchr("aeiou", kind->word[0]) ? "an" : "a";
			return plural ? kind->plural : plint_arena_printf(ck->arena, "%s %s", article, kind->word);
		}
		return plural ? "blocks" : "a block";
	case PLINT_TYPE_RECORD: return plural ? "entries with parts" : "an entry with parts";
	case PLINT_TYPE_SET: return "a set";
	case PLINT_TYPE_KIND: return "a kind";
	}
	return "a value";
}

const char *plint_check_words(struct plint_check *ck, const struct plint_stype *type)
{
	if (type->type == PLINT_TYPE_SET)
		return plint_arena_printf(ck->arena, "a set of %s", type_words(ck, type->element, type, true));
	return type_words(ck, type->type, type, false);
}

/* --- types ------------------------------------------------------------------------------------------------------- */

struct plint_stype plint_check_element(struct plint_stype type)
{
	if (type.type == PLINT_TYPE_SET) {
		type.type = type.element;
		type.element = 0;
	}
	return type;
}

struct plint_stype plint_check_set_of(struct plint_stype element)
{
	element.element = element.type;
	element.type = PLINT_TYPE_SET;
	return element;
}

/* --- words of lists ---------------------------------------------------------------------------------------------- */

/* Whether LIST holds the word TEXT; a word taken away still counts where another is like it. */
static bool list_has(const struct plint_vocab *v, uint32_t list, const char *text, uint32_t len)
{
	if (plint_vocab_word(v, list, text, len) >= 0)
		return true;
	for (uint32_t i = v->lists[list].first; i < v->lists[list].first + v->lists[list].count; i++) {
		uint32_t like = v->words[i].like;
		if (like == 0 || v->words[i].is_removed)
			continue;
		const char *root = v->strings + v->words[like - 1].text;
		if (strncmp(root, text, len) == 0 && root[len] == '\0')
			return true;
	}
	return false;
}

static bool bound_has(const char *text, uint32_t len)
{
	for (unsigned i = 0; i < PLINT_BOUND_WORDS; i++)
		if (strlen(plint_bound_word(i)) == len && memcmp(plint_bound_word(i), text, len) == 0)
			return true;
	return false;
}

/* Whether TEXT is a word of the list that a type names (list + 1, 0: any word). */
static bool is_word_of(const struct plint_check *ck, uint32_t list, const char *text, uint32_t len)
{
	const struct plint_vocab *v = ck->scope->vocab;
	if (list == 0)
		return true;
	if (list == PLINT_LIST_BOUND)
		return bound_has(text, len);
	if (list != PLINT_LIST_ANY)
		return list_has(v, list - 1, text, len);
	for (uint32_t i = 0; i < v->list_count; i++)
		if (list_has(v, i, text, len))
			return true;
	return false;
}

static bool unknown_word(struct plint_check *ck, const struct plint_tree *t, const char *text, uint32_t len, uint32_t list)
{
	const struct plint_vocab *v = ck->scope->vocab;
	const char *names[MAX_CANDIDATES];
	uint32_t count = 0;
	if (list == PLINT_LIST_BOUND)
		for (unsigned i = 0; i < PLINT_BOUND_WORDS; i++)
			names[count++] = plint_bound_word(i);
	for (uint32_t i = 0; list != PLINT_LIST_BOUND && i < v->word_count && count < MAX_CANDIDATES; i++)
		if (plint_vocab_is_word(v, i) && (list == PLINT_LIST_ANY || v->words[i].list == list - 1))
			names[count++] = v->strings + v->words[i].text;
	const char *of = list == PLINT_LIST_BOUND ? " for a bound"
	                 : list == PLINT_LIST_ANY ? " of a list"
	                     : plint_arena_printf(ck->arena, " of the list %s", v->strings + v->lists[list - 1].name);
	return PLINT_FAIL_AT(ck, t, plint_check_nearest(ck, text, len, names, count), "%.*s is no word%s", (int)len, text, of);
}

static bool word_literal(struct plint_check *ck, const struct plint_tree *t, uint32_t list, struct plint_checked *out)
{
	struct plint_xnode n = {.op = PLINT_X_WORD, .type = PLINT_TYPE_WORD,
	                        .a = plint_check_atom(ck->code, t->text, t->len, list)};
	*out = (struct plint_checked){.node = plint_check_emit(ck, n),
	                              .cost = 1,
	                              .type = {.type = PLINT_TYPE_WORD, .list = (uint16_t)list}};
	return true;
}

static bool rhythm_literal(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_duration d;
	if (!plint_rhythm_parse(t->text, t->len, &d))
		return false;
	struct plint_xnode n = {.op = PLINT_X_RHYTHM, .type = PLINT_TYPE_RHYTHM, .a = (uint32_t)d.months, .b = (uint32_t)d.days};
	*out = (struct plint_checked){.node = plint_check_emit(ck, n), .cost = 1, .type = {.type = PLINT_TYPE_RHYTHM}};
	return true;
}

/* --- words.x, param.x, lexicon.x --------------------------------------------------------------------------------- */

static const struct plint_check_var *find_var(const struct plint_check *ck, const char *name, uint32_t len)
{
	for (uint32_t i = ck->var_count; i > 0; i--)
		if (ck->vars[i - 1].len == len && memcmp(ck->vars[i - 1].name, name, len) == 0)
			return &ck->vars[i - 1];
	return NULL;
}

/* Whether T is ROOT.x, and no variable is called ROOT. */
static bool is_dotted(const struct plint_check *ck, const struct plint_tree *t, const char *root)
{
	return t->kind == PLINT_TREE_DOT && t->a->kind == PLINT_TREE_NAME && strcmp(t->a->text, root) == 0 &&
	       find_var(ck, t->a->text, t->a->len) == NULL;
}

/* The one list that holds all words of group G, else 0. */
static uint32_t list_of_group(const struct plint_vocab *v, const struct plint_vocab_group *g)
{
	uint32_t found = 0;
	for (uint32_t list = 0; list < v->list_count; list++) {
		bool all = true;
		for (uint32_t i = 0; all && i < g->count; i++) {
			const char *word = v->strings + v->group_words[g->first + i];
			all = list_has(v, list, word, (uint32_t)strlen(word));
		}
		if (all && found)
			return 0;
		if (all)
			found = list + 1;
	}
	return found;
}

static bool check_group(struct plint_check *ck, const struct plint_tree *t, const struct plint_stype *hint,
                        struct plint_checked *out)
{
	const struct plint_vocab *v = ck->scope->vocab;
	int group = plint_vocab_group(v, t->text);
	if (group < 0) {
		const char *names[MAX_CANDIDATES];
		uint32_t count = v->group_count < MAX_CANDIDATES ? v->group_count : MAX_CANDIDATES;
		for (uint32_t i = 0; i < count; i++)
			names[i] = v->strings + v->groups[i].name;
		return plint_check_fail(ck, t->word_start, t->word_end, plint_check_nearest(ck, t->text, t->len, names, count),
		                        "there is no group of words called %s", t->text);
	}
	const struct plint_vocab_group *g = &v->groups[group];
	uint32_t list = hint && hint->type == PLINT_TYPE_WORD ? hint->list : list_of_group(v, g);
	for (uint32_t i = 0; i < g->count; i++) {
		const char *word = v->strings + v->group_words[g->first + i];
		if (is_word_of(ck, list, word, (uint32_t)strlen(word)))
			continue;
		const char *of = list < PLINT_LIST_BOUND ? v->strings + v->lists[list - 1].name : "of what stands beside it";
		return PLINT_FAIL_AT(ck, t, NULL, "words.%s holds %s, which is no word of the list %s", t->text, word, of);
	}
	struct plint_xnode n = {.op = PLINT_X_GROUP, .type = PLINT_TYPE_SET,
	                        .a = plint_check_chars(ck->code, t->text, t->len), .b = list};
	*out = (struct plint_checked){
	    .node = plint_check_emit(ck, n),
	    .cost = 1,
	    .type = {.type = PLINT_TYPE_SET, .element = PLINT_TYPE_WORD, .list = (uint16_t)list}};
	return true;
}

static bool check_param(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	const struct plint_scope *s = ck->scope;
	const char *names[MAX_CANDIDATES];
	uint32_t count = 0;
	for (uint32_t i = 0; i < s->param_count; i++) {
		if (strcmp(s->params[i].name, t->text) == 0) {
			struct plint_xnode n = {.op = PLINT_X_PARAM, .type = s->params[i].type.type, .a = s->params[i].index};
			*out = (struct plint_checked){.node = plint_check_emit(ck, n), .cost = 1, .type = s->params[i].type};
			return true;
		}
		if (count < MAX_CANDIDATES)
			names[count++] = s->params[i].name;
	}
	if (ck->in_helper)
		return PLINT_FAIL_AT(ck, t, "give the helper a parameter", "a helper has no param: that belongs to one rule");
	return plint_check_fail(ck, t->word_start, t->word_end, plint_check_nearest(ck, t->text, t->len, names, count),
	                        "the rule has no parameter %s", t->text);
}

bool plint_check_lexicon(struct plint_check *ck, const struct plint_tree *t, uint32_t *number)
{
	if (!is_dotted(ck, t, "lexicon"))
		return PLINT_FAIL_AT(ck, t, "write lexicon.NAME", "a lexicon was expected here");
	const struct plint_lexicons *l = ck->scope->lexicons;
	int found = plint_lexicons_find(l, t->text, t->len);
	if (found >= 0) {
		*number = (uint32_t)found;
		return true;
	}
	const char *names[MAX_CANDIDATES];
	uint32_t count = l->name_count < MAX_CANDIDATES ? l->name_count : MAX_CANDIDATES;
	for (uint32_t i = 0; i < count; i++)
		names[i] = l->strings + l->names[i];
	return plint_check_fail(ck, t->word_start, t->word_end, plint_check_nearest(ck, t->text, t->len, names, count),
	                        "there is no lexicon called %s", t->text);
}

/* --- bare names -------------------------------------------------------------------------------------------------- */

static bool check_var(struct plint_check *ck, const struct plint_check_var *v, struct plint_checked *out)
{
	*out = (struct plint_checked){.node = v->let, .cost = 1, .type = v->type};
	if (v->let)
		return true;
	struct plint_xnode n = {.op = PLINT_X_VAR, .type = v->type.type, .small = v->slot, .deps = (uint32_t)1 << v->slot};
	out->node = plint_check_emit(ck, n);
	return true;
}

struct global {
	const char *name;
	uint8_t op;
	struct plint_stype type;
};

static const struct global globals[] = {
    {"plan", PLINT_X_PLAN, {.type = PLINT_TYPE_BLOCK, .kinds = PLINT_KIND_BIT(PLINT_KIND_PLAN)}},
    {"mission", PLINT_X_MISSION, {.type = PLINT_TYPE_BLOCK, .kinds = PLINT_KIND_BIT(PLINT_KIND_MISSION)}},
    {"today", PLINT_X_TODAY, {.type = PLINT_TYPE_DATE}},
    {"deadlines", PLINT_X_DEADLINES,
     {.type = PLINT_TYPE_SET, .element = PLINT_TYPE_RECORD, .record = PLINT_RECORD_DEADLINE}},
    {"swot", PLINT_X_KIND_SET, {.type = PLINT_TYPE_SET, .element = PLINT_TYPE_BLOCK, .kinds = PLINT_KINDS_SWOT}},
    {"blocks", PLINT_X_KIND_SET, {.type = PLINT_TYPE_SET, .element = PLINT_TYPE_BLOCK, .kinds = PLINT_KINDS_ALL}},
};

static bool check_global(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct global g = {.op = PLINT_X_NONE};
	for (size_t i = 0; i < sizeof globals / sizeof *globals; i++)
		if (strcmp(globals[i].name, t->text) == 0)
			g = globals[i];
	enum plint_kind kind = plint_kind_find_plural(t->text, t->len);
	if (g.op == PLINT_X_NONE && kind != PLINT_KIND_NONE) {
		g.op = PLINT_X_KIND_SET;
		g.type = (struct plint_stype){.type = PLINT_TYPE_SET, .element = PLINT_TYPE_BLOCK, .kinds = PLINT_KIND_BIT(kind)};
	}
	if (g.op == PLINT_X_NONE)
		return false;
	struct plint_xnode n = {.op = g.op, .type = g.type.type, .kinds = g.type.kinds};
	*out = (struct plint_checked){.node = plint_check_emit(ck, n), .cost = 1, .type = g.type};
	return true;
}

static bool unknown_rhythm(struct plint_check *ck, const struct plint_tree *t)
{
	static const char *const words[] = {"daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"};
	const char *hint = plint_check_nearest(ck, t->text, t->len, words, sizeof words / sizeof *words);
	return PLINT_FAIL_AT(ck, t, hint ? hint : "write daily, weekly, monthly, quarterly, half-yearly or yearly",
	                     "%s says not how often", t->text);
}

static bool unknown_name(struct plint_check *ck, const struct plint_tree *t)
{
	static const char *const dotted[] = {"words", "param", "lexicon"};
	for (size_t i = 0; i < sizeof dotted / sizeof *dotted; i++)
		if (strcmp(t->text, dotted[i]) == 0)
			return PLINT_FAIL_AT(ck, t, NULL, "%s stands before a dot and a name: %s.NAME", t->text, t->text);
	const char *names[MAX_CANDIDATES];
	uint32_t count = 0;
	for (uint32_t i = 0; i < ck->var_count; i++)
		names[count++] = ck->vars[i].name;
	for (size_t i = 0; i < sizeof globals / sizeof *globals; i++)
		names[count++] = globals[i].name;
	for (unsigned kind = 1; kind < PLINT_KIND_COUNT; kind++)
		names[count++] = plint_kind_info((enum plint_kind)kind)->plural;
	for (uint32_t i = 0; i < ck->code->helpers.count && count < MAX_CANDIDATES; i++)
		names[count++] = plint_code_text(ck->code, ck->code->helpers.items[i].name);
	const char *hint = plint_check_nearest(ck, t->text, t->len, names, count);
	if (hint == NULL && plint_kind_find(t->text, t->len) != PLINT_KIND_NONE)
		hint = plint_arena_printf(ck->arena, "all blocks of the kind are called %s",
		                          plint_kind_info(plint_kind_find(t->text, t->len))->plural);
	return PLINT_FAIL_AT(ck, t, hint, "there is nothing called %s here", t->text);
}

static bool check_name(struct plint_check *ck, const struct plint_tree *t, const struct plint_stype *hint,
                       struct plint_checked *out)
{
	const struct plint_check_var *v = find_var(ck, t->text, t->len);
	if (v)
		return check_var(ck, v, out);
	bool is_word = hint && hint->type == PLINT_TYPE_WORD;
	if (is_word && is_word_of(ck, hint->list, t->text, t->len))
		return word_literal(ck, t, hint->list, out);
	if (hint && hint->type == PLINT_TYPE_RHYTHM && rhythm_literal(ck, t, out))
		return true;
	bool found;
	if (!plint_check_helper_name(ck, t, out, &found))
		return false;
	if (found || check_global(ck, t, out))
		return true;
	if (is_word)
		return unknown_word(ck, t, t->text, t->len, hint->list);
	if (hint && hint->type == PLINT_TYPE_RHYTHM)
		return unknown_rhythm(ck, t);
	return unknown_name(ck, t);
}

/* --- literals ---------------------------------------------------------------------------------------------------- */

static bool is_year(const struct plint_tree *t)
{
	double whole = floor(t->number);
	return t->text == NULL && !(whole < t->number) && whole >= 1900 && whole <= 2199;
}

static bool date_literal(struct plint_check *ck, int32_t first, int32_t last, struct plint_checked *out)
{
	struct plint_xnode n = {.op = PLINT_X_DATE, .type = PLINT_TYPE_DATE, .a = (uint32_t)first, .b = (uint32_t)last};
	*out = (struct plint_checked){.node = plint_check_emit(ck, n), .cost = 1, .type = {.type = PLINT_TYPE_DATE}};
	return true;
}

static bool amount_literal(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_xnode n = {.op = PLINT_X_NUMBER, .type = PLINT_TYPE_AMOUNT, .number = t->number};
	struct plint_stype type = {.type = PLINT_TYPE_AMOUNT, .want = PLINT_WANT_AMOUNT};
	if (t->text) {
		if (plint_unit_is_currency(t->text, t->len))
			return PLINT_FAIL_AT(ck, t, "compare with another amount of the plan, or with a share of it",
			                     "there is no money in rules: each plan has its own currency");
		n.a = plint_check_atom(ck->code, t->text, t->len, 0) + 1;
		/* Zero goes with any unit. */
		if (strcmp(t->text, "percent") == 0 && (t->number > 0 || t->number < 0))
			type.want = PLINT_WANT_PERCENT;
	}
	*out = (struct plint_checked){.node = plint_check_emit(ck, n), .cost = 1, .type = type};
	return true;
}

static bool check_number(struct plint_check *ck, const struct plint_tree *t, const struct plint_stype *hint,
                         struct plint_checked *out)
{
	if (hint && hint->type == PLINT_TYPE_DATE && is_year(t))
		return date_literal(ck, plint_date_days((int)t->number, 1, 1), plint_date_days((int)t->number, 12, 31), out);
	struct plint_duration d;
	bool wants_amount = hint && hint->type == PLINT_TYPE_AMOUNT;
	if (t->text == NULL || wants_amount || !plint_duration_parse(t->number, t->text, t->len, &d))
		return amount_literal(ck, t, out);
	struct plint_xnode n = {.op = PLINT_X_DURATION, .type = PLINT_TYPE_DURATION, .a = (uint32_t)d.months, .b = (uint32_t)d.days};
	*out = (struct plint_checked){.node = plint_check_emit(ck, n), .cost = 1, .type = {.type = PLINT_TYPE_DURATION}};
	return true;
}

static bool check_text(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	struct plint_xnode n = {.op = PLINT_X_TEXT, .type = PLINT_TYPE_TEXT,
	                        .a = plint_check_chars(ck->code, t->text, t->len), .b = t->len};
	*out = (struct plint_checked){.node = plint_check_emit(ck, n), .cost = 1, .type = {.type = PLINT_TYPE_TEXT}};
	return true;
}

static uint32_t list_len(const struct plint_tree *first)
{
	uint32_t count = 0;
	for (; first; first = first->next)
		count++;
	return count;
}

/* (a, b): all of one type. */
static bool check_tuple(struct plint_check *ck, const struct plint_tree *t, const struct plint_stype *hint,
                        struct plint_checked *out)
{
	uint32_t count = list_len(t->a), i = 0;
	struct plint_checked *items = plint_arena_calloc(ck->arena, count, sizeof *items);
	for (const struct plint_tree *m = t->a; m; m = m->next, i++) {
		const struct plint_stype *like = i > 0 && hint == NULL ? &items[0].type : hint;
		if (!plint_check_tree(ck, m, like, &items[i]))
			return false;
		if (items[i].type.type == PLINT_TYPE_SET || items[i].type.type == PLINT_TYPE_RECORD ||
		    items[i].type.type == PLINT_TYPE_BOOL)
			return PLINT_FAIL_AT(ck, m, NULL, "a list in brackets holds single values, not %s",
			                     plint_check_words(ck, &items[i].type));
		if (i > 0 && !plint_check_comparable(ck, m, &items[0].type, &items[i].type))
			return false;
	}
	*out = plint_check_list(ck, PLINT_X_TUPLE, plint_check_set_of(items[0].type), items, count, 0);
	return true;
}

/* --- both sides of something ------------------------------------------------------------------------------------- */

bool plint_check_is_flexible(const struct plint_check *ck, const struct plint_tree *t)
{
	if (t->kind == PLINT_TREE_NAME)
		return find_var(ck, t->text, t->len) == NULL;
	if (t->kind == PLINT_TREE_NUMBER)
		return true;
	if (t->kind == PLINT_TREE_TUPLE)
		return plint_check_is_flexible(ck, t->a);
	return is_dotted(ck, t, "words");
}

bool plint_check_both(struct plint_check *ck, const struct plint_tree *left, const struct plint_tree *right,
                      struct plint_checked *a, struct plint_checked *b)
{
	bool right_first = plint_check_is_flexible(ck, left) && !plint_check_is_flexible(ck, right);
	if (!plint_check_tree(ck, right_first ? right : left, NULL, right_first ? b : a))
		return false;
	struct plint_stype hint = plint_check_element(right_first ? b->type : a->type);
	return plint_check_tree(ck, right_first ? left : right, &hint, right_first ? a : b);
}

/* --- logic ------------------------------------------------------------------------------------------------------- */

bool plint_check_truth(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	if (!plint_check_tree(ck, t, NULL, out))
		return false;
	if (out->type.type == PLINT_TYPE_BOOL || out->type.type == PLINT_TYPE_NONE)
		return true;
	return PLINT_FAIL_AT(ck, t, "add what is asked of it, such as \"is not missing\"", "this is %s, where a yes or no is wanted",
	                     plint_check_words(ck, &out->type));
}

bool plint_check_set(struct plint_check *ck, const struct plint_tree *t, const struct plint_stype *hint,
                     struct plint_checked *out)
{
	if (!plint_check_tree(ck, t, hint, out))
		return false;
	if (out->type.type == PLINT_TYPE_SET || out->type.type == PLINT_TYPE_NONE)
		return true;
	return PLINT_FAIL_AT(ck, t, NULL, "this is %s, where a set is wanted", plint_check_words(ck, &out->type));
}

static bool check_logic(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	const struct plint_stype truth = {.type = PLINT_TYPE_BOOL};
	uint32_t count = list_len(t->a), i = 0;
	struct plint_checked *items = plint_arena_calloc(ck->arena, count, sizeof *items);
	for (const struct plint_tree *m = t->a; m; m = m->next)
		if (!plint_check_truth(ck, m, &items[i++]))
			return false;
	*out = plint_check_list(ck, t->kind == PLINT_TREE_AND ? PLINT_X_AND : PLINT_X_OR, truth, items, count, 0);
	return true;
}

static bool check_not(struct plint_check *ck, const struct plint_tree *t, struct plint_checked *out)
{
	const struct plint_stype truth = {.type = PLINT_TYPE_BOOL};
	struct plint_checked inner;
	if (!plint_check_truth(ck, t->a, &inner))
		return false;
	*out = plint_check_node(ck, PLINT_X_NOT, truth, &inner, NULL);
	return true;
}

static bool check_dotted(struct plint_check *ck, const struct plint_tree *t, const struct plint_stype *hint,
                         struct plint_checked *out)
{
	if (is_dotted(ck, t, "words"))
		return check_group(ck, t, hint, out);
	if (is_dotted(ck, t, "param"))
		return check_param(ck, t, out);
	if (is_dotted(ck, t, "lexicon"))
		return PLINT_FAIL_AT(ck, t, NULL, "a lexicon stands only behind \"mentions\" and \"starts with\" and in found()");
	struct plint_checked obj;
	return plint_check_tree(ck, t->a, NULL, &obj) && plint_check_dot(ck, t, &obj, out);
}

bool plint_check_tree(struct plint_check *ck, const struct plint_tree *t, const struct plint_stype *hint,
                      struct plint_checked *out)
{
	switch ((enum plint_tree_kind)t->kind) {
	case PLINT_TREE_NAME: return check_name(ck, t, hint, out);
	case PLINT_TREE_NUMBER: return check_number(ck, t, hint, out);
	case PLINT_TREE_DATE: return date_literal(ck, t->first, t->last, out);
	case PLINT_TREE_TEXT: return check_text(ck, t, out);
	case PLINT_TREE_DOT: return check_dotted(ck, t, hint, out);
	case PLINT_TREE_CALL: return plint_check_call(ck, t, out);
	case PLINT_TREE_FIELD:
		return PLINT_FAIL_AT(ck, t, NULL, "a field without a block stands only in reach() and alike()");
	case PLINT_TREE_TUPLE: return check_tuple(ck, t, hint, out);
	case PLINT_TREE_OPERATOR: return plint_check_operator(ck, t, hint, out);
	case PLINT_TREE_FOLD:
	case PLINT_TREE_THOSE:
	case PLINT_TREE_QUANT: return plint_check_over(ck, t, out);
	case PLINT_TREE_AND:
	case PLINT_TREE_OR: return check_logic(ck, t, out);
	case PLINT_TREE_NOT: return check_not(ck, t, out);
	case PLINT_TREE_TEST: return plint_check_test(ck, t, out);
	case PLINT_TREE_BETWEEN: return plint_check_between(ck, t, out);
	case PLINT_TREE_MATCHES: return plint_check_matches(ck, t, out);
	case PLINT_TREE_IS: return plint_check_is(ck, t, out);
	}
	return false;
}

void plint_check_begin(struct plint_check *ck, struct plint_code *code, struct plint_scope *scope,
                       struct plint_expr_error *error)
{
	memset(ck, 0, sizeof *ck);
	ck->code = code;
	ck->scope = scope;
	ck->arena = scope->arena;
	ck->error = error;
	for (uint32_t i = 0; i < scope->var_count && i < PLINT_MAX_VARS; i++) {
		const struct plint_scope_var *v = &scope->vars[i];
		ck->vars[ck->var_count++] = (struct plint_check_var){.name = v->name,
		                                                     .len = (uint32_t)strlen(v->name),
		                                                     .type = v->type,
		                                                     .let = v->let,
		                                                     .slot = (uint8_t)ck->slot_count};
		ck->slot_count += v->let == 0;
	}
}
