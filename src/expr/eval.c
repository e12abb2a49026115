/* Running compiled expressions: the step budget, variables, helpers, what is computed once. See eval_run.h for the other parts. */
#include "expr/eval_run.h"

/* Epochs from here on; smaller numbers have a meaning of their own. */
#define EPOCH_PLAN 1u
#define EPOCH_FIRST 2u

/* --- set-up --------------------------------------------------------------------------------------------------------- */

static void note_strides(struct plint_eval *e)
{
	const struct plint_schema *s = e->model->schema;
	e->strides = plint_arena_calloc(e->arena, s->field_count, 1);
	e->is_record = plint_arena_calloc(e->arena, s->field_count, 1);
	for (uint32_t i = 0; i < s->field_count; i++) {
		e->strides[i] = (uint8_t)plint_field_cells(&s->fields[i]);
		e->is_record[i] = plint_field_is_record(&s->fields[i]);
	}
	struct plint_part_ref by;
	const struct plint_field *target = plint_schema_field(s, PLINT_KIND_INDICATOR, PLINT_F_TARGET);
	if (target && plint_field_part(target, "by", 2, &by))
		e->target_by = by.cell;
}

static struct plint_run_frame *new_frame(struct plint_eval *e)
{
	struct plint_run_frame *f = plint_arena_calloc(e->arena, 1, sizeof *f);
	for (unsigned i = 0; i < PLINT_MAX_VARS; i++) {
		f->vars[i].state = PLINT_UNKNOWN;
		f->epochs[i] = EPOCH_FIRST;
	}
	return f;
}

struct plint_eval *plint_eval_new(struct plint_arena *arena, struct plint_arena *scratch, const struct plint_eval_config *config)
{
	struct plint_eval *e = plint_arena_calloc(arena, 1, sizeof *e);
	e->config = *config;
	e->code = config->code;
	e->model = config->model;
	e->tables = plint_lexicon_tables(config->lexicon);
	e->arena = arena;
	e->scratch = e->mem = scratch;
	e->epoch = EPOCH_FIRST;
	e->frame = e->frames[0] = new_frame(e);
	e->caches = plint_arena_calloc(arena, e->code->caches.count, sizeof *e->caches);
	e->atoms = plint_arena_calloc(arena, e->code->atoms.count, sizeof *e->atoms);
	e->regexes = plint_arena_calloc(arena, e->code->patterns.count, sizeof(struct plint_regex *));
	plint_intern_init(&e->comparables, arena, e->model->atoms->key);
	note_strides(e);
	plint_eval_rule_begin(e);
	return e;
}

void plint_eval_rule_begin(struct plint_eval *e)
{
	e->rule_epoch = ++e->epoch;
	e->subject_epoch = ++e->epoch;
	e->most_steps = PLINT_MAX_STEPS_RULE + (uint64_t)PLINT_MAX_STEPS_BLOCK * e->model->blocks.count;
	e->steps = 0;
	e->exhausted = e->pattern_costly = e->has_subject = false;
	e->note_count = 0;
	e->rule_mark = e->subject_mark = plint_arena_mark(e->scratch);
}

void plint_eval_rule_end(struct plint_eval *e)
{
	for (uint32_t i = 0; i < e->code->patterns.count; i++) {
		if (e->regexes[i])
			plint_regex_free(e->regexes[i]);
		e->regexes[i] = NULL;
	}
	plint_arena_rewind(e->scratch, e->rule_mark);
	e->rule_epoch = ++e->epoch;
}

bool plint_eval_is_exhausted(const struct plint_eval *e)
{
	return e->exhausted;
}

bool plint_eval_is_pattern_costly(const struct plint_eval *e)
{
	return e->pattern_costly;
}

uint64_t plint_eval_steps(const struct plint_eval *e)
{
	return e->steps;
}

void plint_eval_set(struct plint_eval *e, uint32_t var, struct plint_value value)
{
	if (var >= PLINT_MAX_VARS)
		return;
	if (var == 0) {
		/* The first subject may come from a set that was computed before it. */
		if (e->has_subject)
			plint_arena_rewind(e->scratch, e->subject_mark);
		else
			e->subject_mark = plint_arena_mark(e->scratch);
		e->has_subject = true;
		e->subject_epoch = ++e->epoch;
		e->note_count = 0;
	}
	plint_run_bind(e, var, &value);
}

void plint_eval_watch(struct plint_eval *e, plint_missing_fn *fn, void *data)
{
	e->watch = fn;
	e->watch_data = data;
	e->note_count = 0;
}

/* --- variables, budget, memory ---------------------------------------------------------------------------------------- */

void plint_run_bind(struct plint_eval *e, unsigned slot, const struct plint_value *value)
{
	e->frame->vars[slot] = *value;
	e->frame->epochs[slot] = ++e->epoch;
}

bool plint_run_spend(struct plint_eval *e, uint32_t count)
{
	e->steps += count;
	if (e->steps > e->most_steps)
		e->exhausted = true;
	return !e->exhausted;
}

void plint_run_keep(struct plint_eval *e)
{
	e->keeps++;
	e->subject_mark = plint_arena_mark(e->scratch);
}

struct plint_run_round plint_run_begin_round(const struct plint_eval *e)
{
	return (struct plint_run_round){plint_arena_mark(e->scratch), e->keeps};
}

void plint_run_end_round(struct plint_eval *e, const struct plint_run_round *round)
{
	/* What stands for the plan is made in another arena, which others use too and which never goes back. */
	if (e->keeps == round->keeps && e->scratch->used_bytes != round->mark.used_bytes)
		plint_arena_rewind(e->scratch, round->mark);
}

void plint_run_note(struct plint_eval *e, uint32_t block, const char *field)
{
	if (e->watch && e->note_count < PLINT_MAX_NOTES)
		e->notes[e->note_count++] = (struct plint_run_note){block, field};
}

/* --- words -------------------------------------------------------------------------------------------------------------- */

/* Word index + 1 of TEXT in list LIST (+ 1, or any); 0 where there is none. */
static uint32_t find_word(const struct plint_eval *e, uint32_t atom, uint32_t list)
{
	if (list != PLINT_LIST_ANY)
		return plint_map_get(&e->model->words, (uint64_t)list << 32 | atom);
	for (uint32_t i = 1; i <= e->model->vocab->list_count; i++) {
		uint32_t word = plint_map_get(&e->model->words, (uint64_t)i << 32 | atom);
		if (word)
			return word;
	}
	return 0;
}

struct plint_run_atom plint_run_word(struct plint_eval *e, const char *text, uint32_t list)
{
	const struct plint_vocab *v = e->model->vocab;
	struct plint_run_atom found;
	found.atom = found.root = plint_intern_put(e->model->atoms, text, strlen(text));
	uint32_t word = list && list != PLINT_LIST_BOUND ? find_word(e, found.atom, list) : 0;
	uint32_t like = word ? v->words[word - 1].like : 0;
	if (like) {
		const char *root = v->strings + v->words[like - 1].text;
		found.root = plint_intern_put(e->model->atoms, root, strlen(root));
	}
	return found;
}

/* The plan's atoms for atom INDEX of the code. */
static struct plint_run_atom atom_at(struct plint_eval *e, uint32_t index)
{
	struct plint_run_atom *known = &e->atoms[index];
	if (known->atom == 0) {
		const struct plint_xatom *x = &e->code->atoms.items[index];
		*known = plint_run_word(e, plint_code_text(e->code, x->text), x->list);
	}
	return *known;
}

/* --- values of single nodes --------------------------------------------------------------------------------------------- */

static struct plint_value word_value(struct plint_run_atom word)
{
	return (struct plint_value){.type = PLINT_TYPE_WORD, .u.word = {word.atom, word.root}};
}

static struct plint_value param_value(struct plint_eval *e, uint32_t index)
{
	struct plint_value v = e->config.params[index];
	if (v.type == PLINT_TYPE_WORD && v.u.word.atom)
		return word_value(atom_at(e, v.u.word.atom - 1));
	if (v.type == PLINT_TYPE_AMOUNT && v.unit)
		v.unit = atom_at(e, v.unit - 1).atom;
	return v;
}

/* The plan's one block of a kind: FIRST, or missing, or unknown where it may be what could not be read. */
static struct plint_value only_block(const struct plint_eval *e, uint32_t first, unsigned kind)
{
	if (first)
		return plint_run_block(first);
	bool is_open = e->model->open_kinds & PLINT_KIND_BIT(kind);
	return (struct plint_value){.type = PLINT_TYPE_BLOCK, .state = is_open ? PLINT_UNKNOWN : PLINT_MISSING};
}

static struct plint_value time_value(const struct plint_xnode *n)
{
	struct plint_value v = {.type = n->type};
	if (n->op == PLINT_X_DATE)
		v.u.days = (struct plint_days){(int32_t)n->a, (int32_t)n->b};
	else
		v.u.duration = (struct plint_duration){(int32_t)n->a, (int32_t)n->b};
	return v;
}

/* --- helpers and what is computed once ------------------------------------------------------------------------------------- */

/* The arguments of call N, into the frame that is about to open. A further call in one of them uses that frame too, so they are put
 * there last. */
static void put_arguments(struct plint_eval *e, const struct plint_xnode *n, struct plint_run_frame *frame)
{
	struct plint_value args[PLINT_MAX_ARGS];
	uint32_t count = n->b < PLINT_MAX_ARGS ? n->b : PLINT_MAX_ARGS;
	for (uint32_t i = 0; i < count; i++)
		args[i] = plint_run_value(e, e->code->lists.items[n->a + i]);
	e->epoch++;
	for (uint32_t i = 0; i < count; i++) {
		frame->vars[i] = args[i];
		frame->epochs[i] = e->epoch;
	}
}

/* Opens a frame with the arguments of call N; false where calls lie too deep. */
static bool enter(struct plint_eval *e, const struct plint_xnode *n)
{
	if (e->calls >= PLINT_MAX_CALLS || e->code->helpers.items[n->c].body == 0) {
		e->exhausted = true;
		return false;
	}
	if (e->frames[e->calls + 1] == NULL)
		e->frames[e->calls + 1] = new_frame(e);
	struct plint_run_frame *frame = e->frames[e->calls + 1];
	if (n->b == 1) {
		struct plint_value arg = plint_run_value(e, e->code->lists.items[n->a]);
		frame->vars[0] = arg;
		frame->epochs[0] = ++e->epoch;
	} else {
		put_arguments(e, n, frame);
	}
	e->calls++;
	e->frame = frame;
	return true;
}

static void leave(struct plint_eval *e)
{
	e->calls--;
	e->frame = e->frames[e->calls];
}

static enum plint_truth helper_test(struct plint_eval *e, const struct plint_xnode *n)
{
	if (!enter(e, n))
		return PLINT_MAYBE;
	enum plint_truth t = plint_run_test(e, e->code->helpers.items[n->c].body);
	leave(e);
	return t;
}

static struct plint_value helper_value(struct plint_eval *e, const struct plint_xnode *n)
{
	if (!enter(e, n))
		return plint_run_state(PLINT_UNKNOWN);
	struct plint_value v = plint_run_value(e, e->code->helpers.items[n->c].body);
	leave(e);
	return v;
}

/* Computes what CACHE node N keeps, in the memory that stands as long. */
static struct plint_value compute(struct plint_eval *e, const struct plint_xnode *n, uint32_t level)
{
	struct plint_arena *mem = e->mem;
	uint32_t before = e->note_count;
	if (level == PLINT_LEVEL_PLAN)
		e->mem = e->arena;
	struct plint_value v =
	    n->type == PLINT_TYPE_BOOL ? plint_run_bool(plint_run_test(e, n->a)) : plint_run_value(e, n->a);
	e->mem = mem;
	struct plint_run_cache *c = &e->caches[n->b];
	c->field = NULL;
	if (e->note_count > before) {
		c->block = e->notes[before].block;
		c->field = e->notes[before].field;
	}
	return v;
}

static struct plint_value cached(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_run_cache *c = &e->caches[n->b];
	uint32_t level = e->code->caches.items[n->b].level;
	uint64_t epoch = level == PLINT_LEVEL_RULE   ? e->rule_epoch
	                 : level == PLINT_LEVEL_PLAN ? EPOCH_PLAN
	                                             : e->frame->epochs[level - 1];
	if (c->epoch == epoch) {
		if (c->field)
			plint_run_note(e, c->block, c->field);
		return c->value;
	}
	struct plint_value v = compute(e, n, level);
	if (e->exhausted)
		return v;
	c->value = v;
	c->epoch = epoch;
	/* What a value points to must not go back with the subject or the loop around it. */
	bool has_memory = v.type == PLINT_TYPE_SET || v.type == PLINT_TYPE_RECORD || v.type == PLINT_TYPE_TEXT;
	if (has_memory && level == PLINT_LEVEL_RULE) {
		struct plint_run_index *index = v.type == PLINT_TYPE_SET ? plint_run_as_set(&v)->index : NULL;
		if (index && index->birth != PLINT_BIRTH_PLAN)
			index->birth = PLINT_BIRTH_RULE;
		plint_run_keep(e);
	} else if (has_memory) {
		e->keeps++;
	}
	return v;
}

/* --- running a node ------------------------------------------------------------------------------------------------------- */

static enum plint_truth truth_of(const struct plint_value *v)
{
	return v->type == PLINT_TYPE_BOOL && v->state == PLINT_KNOWN ? v->u.truth : PLINT_MAYBE;
}

/* A yes/no node, its step taken. */
static enum plint_truth test_node(struct plint_eval *e, const struct plint_xnode *n)
{
	struct plint_value v;
	switch ((enum plint_xop)n->op) {
	case PLINT_X_SOME:
	case PLINT_X_EVERY:
	case PLINT_X_NO: return plint_run_quantifier(e, n);
	case PLINT_X_AND:
	case PLINT_X_OR: return plint_run_logic(e, n);
	case PLINT_X_NOT: {
		enum plint_truth t = plint_run_test(e, n->a);
		return t == PLINT_MAYBE ? PLINT_MAYBE : t == PLINT_YES ? PLINT_NO : PLINT_YES;
	}
	case PLINT_X_EQUAL:
	case PLINT_X_DIFFERS:
	case PLINT_X_LESS:
	case PLINT_X_LEAST:
	case PLINT_X_MORE:
	case PLINT_X_MOST: return plint_run_compare(e, n);
	case PLINT_X_WITHIN: return plint_run_within(e, n);
	case PLINT_X_CONTAINS: return plint_run_contains(e, n);
	case PLINT_X_BEFORE: return plint_run_before(e, n);
	case PLINT_X_IN: return plint_run_in(e, n);
	case PLINT_X_BETWEEN: return plint_run_between(e, n);
	case PLINT_X_MENTIONS:
	case PLINT_X_STARTS: return plint_run_mentions(e, n);
	case PLINT_X_MATCHES: return plint_run_matches(e, n);
	case PLINT_X_IS_MISSING:
	case PLINT_X_IS_UNDECIDED:
	case PLINT_X_IS_GIVEN:
	case PLINT_X_IS_EMPTY:
	case PLINT_X_IS_TEXT:
	case PLINT_X_IS_CLASS:
	case PLINT_X_IS_KIND: return plint_run_is(e, n);
	case PLINT_X_HELPER: return helper_test(e, n);
	case PLINT_X_CACHE: v = cached(e, n); return truth_of(&v);
	case PLINT_X_CALL: v = plint_run_call(e, n); return truth_of(&v);
	case PLINT_X_VAR: return truth_of(&e->frame->vars[n->small]);
	case PLINT_X_PARAM: v = param_value(e, n->a); return truth_of(&v);
	case PLINT_X_NONE:
	case PLINT_X_NUMBER:
	case PLINT_X_DATE:
	case PLINT_X_DURATION:
	case PLINT_X_RHYTHM:
	case PLINT_X_TEXT:
	case PLINT_X_WORD:
	case PLINT_X_GROUP:
	case PLINT_X_TODAY:
	case PLINT_X_PLAN:
	case PLINT_X_MISSION:
	case PLINT_X_KIND_SET:
	case PLINT_X_DEADLINES:
	case PLINT_X_FIELD:
	case PLINT_X_PART:
	case PLINT_X_CAPTURE:
	case PLINT_X_DERIVED:
	case PLINT_X_TUPLE:
	case PLINT_X_ADD:
	case PLINT_X_SUB:
	case PLINT_X_MUL:
	case PLINT_X_DIV:
	case PLINT_X_UNION:
	case PLINT_X_COMMON:
	case PLINT_X_WITHOUT:
	case PLINT_X_THOSE:
	case PLINT_X_COUNT:
	case PLINT_X_SUM:
	case PLINT_X_MIN:
	case PLINT_X_MAX:
	case PLINT_X_AVERAGE:
	case PLINT_X_COUNT_OF_OPS: break; /* no yes/no: the check lets none of them stand here */
	}
	return PLINT_MAYBE;
}

enum plint_truth plint_run_test(struct plint_eval *e, uint32_t node)
{
	if (!plint_run_step(e))
		return PLINT_MAYBE;
	if (e->watch == NULL)
		return test_node(e, plint_run_node(e, node));
	uint32_t before = e->note_count;
	enum plint_truth t = test_node(e, plint_run_node(e, node));
	if (t != PLINT_MAYBE)
		e->note_count = before; /* what was missing on the way did not matter */
	return t;
}

/* A node of any other type, its step taken. */
static inline struct plint_value value_node(struct plint_eval *e, const struct plint_xnode *n)
{
	switch ((enum plint_xop)n->op) {
	case PLINT_X_NUMBER: return plint_run_amount(n->number, n->a ? atom_at(e, n->a - 1).atom : 0);
	case PLINT_X_DATE:
	case PLINT_X_DURATION:
	case PLINT_X_RHYTHM: return time_value(n);
	case PLINT_X_TEXT: return plint_run_made_text(e, plint_code_text(e->code, n->a), n->b);
	case PLINT_X_WORD: return word_value(atom_at(e, n->a));
	case PLINT_X_GROUP: return plint_run_set_value(plint_run_group(e, n));
	case PLINT_X_VAR: return e->frame->vars[n->small];
	case PLINT_X_PARAM: return param_value(e, n->a);
	case PLINT_X_TODAY: return e->config.today;
	case PLINT_X_PLAN: return only_block(e, e->model->plan, PLINT_KIND_PLAN);
	case PLINT_X_MISSION: return only_block(e, e->model->mission, PLINT_KIND_MISSION);
	case PLINT_X_KIND_SET: return plint_run_set_value(plint_run_kind_set(e, n->kinds));
	case PLINT_X_DEADLINES: return plint_run_set_value(plint_run_deadlines(e));
	case PLINT_X_FIELD:
	case PLINT_X_PART:
	case PLINT_X_CAPTURE:
	case PLINT_X_DERIVED: return plint_run_dot(e, n);
	case PLINT_X_HELPER: return helper_value(e, n);
	case PLINT_X_CALL: return plint_run_call(e, n);
	case PLINT_X_CACHE: return cached(e, n);
	case PLINT_X_ADD:
	case PLINT_X_SUB:
	case PLINT_X_MUL:
	case PLINT_X_DIV: return plint_run_arithmetic(e, n);
	case PLINT_X_TUPLE:
	case PLINT_X_UNION:
	case PLINT_X_COMMON:
	case PLINT_X_WITHOUT:
	case PLINT_X_THOSE: return plint_run_set_value(plint_run_set_node(e, n));
	case PLINT_X_COUNT:
	case PLINT_X_SUM:
	case PLINT_X_MIN:
	case PLINT_X_MAX:
	case PLINT_X_AVERAGE: return plint_run_fold(e, n);
	case PLINT_X_NONE: return plint_run_state(PLINT_UNKNOWN);
	case PLINT_X_SOME:
	case PLINT_X_EVERY:
	case PLINT_X_NO:
	case PLINT_X_AND:
	case PLINT_X_OR:
	case PLINT_X_NOT:
	case PLINT_X_EQUAL:
	case PLINT_X_DIFFERS:
	case PLINT_X_LESS:
	case PLINT_X_LEAST:
	case PLINT_X_MORE:
	case PLINT_X_MOST:
	case PLINT_X_WITHIN:
	case PLINT_X_CONTAINS:
	case PLINT_X_BEFORE:
	case PLINT_X_IN:
	case PLINT_X_BETWEEN:
	case PLINT_X_MENTIONS:
	case PLINT_X_STARTS:
	case PLINT_X_MATCHES:
	case PLINT_X_IS_MISSING:
	case PLINT_X_IS_UNDECIDED:
	case PLINT_X_IS_GIVEN:
	case PLINT_X_IS_EMPTY:
	case PLINT_X_IS_TEXT:
	case PLINT_X_IS_CLASS:
	case PLINT_X_IS_KIND:
	case PLINT_X_COUNT_OF_OPS: break;
	}
	return plint_run_bool(test_node(e, n));
}

struct plint_value plint_run_value(struct plint_eval *e, uint32_t node)
{
	const struct plint_xnode *n = plint_run_node(e, node);
	if (plint_run_step(e))
		return value_node(e, n);
	return n->type == PLINT_TYPE_SET ? plint_run_set_value(plint_run_open_set()) : plint_run_state(PLINT_UNKNOWN);
}

const struct plint_run_set *plint_run_set_of(struct plint_eval *e, uint32_t node)
{
	struct plint_value v = plint_run_value(e, node);
	if (v.type == PLINT_TYPE_SET)
		return v.state == PLINT_KNOWN ? plint_run_as_set(&v) : plint_run_open_set();
	if (v.state == PLINT_MISSING)
		return plint_run_empty_set();
	struct plint_value *one = plint_arena_alloc(e->mem, sizeof *one);
	*one = v;
	return plint_run_make_set(e, one, 1, false);
}

/* --- from outside --------------------------------------------------------------------------------------------------------- */

enum plint_truth plint_eval_test(struct plint_eval *e, uint32_t node)
{
	e->note_count = 0;
	enum plint_truth t = plint_run_test(e, node);
	if (e->exhausted)
		t = PLINT_MAYBE;
	for (uint32_t i = 0; e->watch && t == PLINT_MAYBE && i < e->note_count; i++)
		e->watch(e->watch_data, e->notes[i].block, e->notes[i].field);
	e->note_count = 0;
	return t;
}

struct plint_value plint_eval_value(struct plint_eval *e, uint32_t node)
{
	struct plint_value v = plint_run_value(e, node);
	if (v.type == PLINT_TYPE_RECORD)
		v.span = plint_run_record_span(e, &v);
	return v;
}

const struct plint_set *plint_eval_set_of(struct plint_eval *e, uint32_t node)
{
	return &plint_run_set_of(e, node)->set;
}

uint32_t plint_eval_culprits(struct plint_eval *e, uint32_t node, struct plint_value *out, uint32_t max)
{
	const struct plint_xnode *n = plint_run_node(e, node);
	while (n->op == PLINT_X_CACHE)
		n = plint_run_node(e, n->a);
	if (n->op != PLINT_X_EVERY && n->op != PLINT_X_NO)
		return 0;
	const struct plint_set *set = plint_eval_set_of(e, n->a);
	uint32_t count = 0;
	for (uint32_t i = 0; i < set->count && count < max; i++) {
		plint_run_bind(e, n->small, &set->items[i]);
		if (n->b && plint_run_test(e, n->b) != PLINT_YES)
			continue;
		if (plint_run_test(e, n->c) != (n->op == PLINT_X_NO ? PLINT_YES : PLINT_NO))
			continue;
		out[count] = set->items[i];
		if (out[count].type == PLINT_TYPE_RECORD)
			out[count].span = plint_run_record_span(e, &out[count]);
		count++;
	}
	return count;
}
