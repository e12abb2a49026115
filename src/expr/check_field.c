/* The type check of a dot: fields of blocks, parts of entries, of one or of every member of a set. See check.h. */
#include "base/buf.h"
#include "expr/check.h"

#define MAX_CANDIDATES 512

/* List + 1 called NAME in the vocabulary; 0 where NAME is NULL or there is none. */
static uint16_t list_called(const struct plint_check *ck, const char *name)
{
	return name ? (uint16_t)(plint_vocab_list(ck->scope->vocab, name) + 1) : 0;
}

/* Type of a value that the table of kinds and fields calls WANT. */
static struct plint_stype type_of_want(const struct plint_check *ck, enum plint_want want, const char *list, uint32_t refs)
{
	struct plint_stype t = {.want = (uint8_t)want};
	switch (want) {
	case PLINT_WANT_NONE: break;
	case PLINT_WANT_TEXT: t.type = PLINT_TYPE_TEXT; break;
	case PLINT_WANT_WORD:
		t.type = PLINT_TYPE_WORD;
		t.list = list_called(ck, list);
		break;
	case PLINT_WANT_LABEL:
		t.type = PLINT_TYPE_WORD;
		t.is_text_too = 1;
		break;
	case PLINT_WANT_DATE: t.type = PLINT_TYPE_DATE; break;
	case PLINT_WANT_AMOUNT:
	case PLINT_WANT_PERCENT:
	case PLINT_WANT_MONEY:
	case PLINT_WANT_TARGET: t.type = PLINT_TYPE_AMOUNT; break;
	case PLINT_WANT_DURATION: t.type = PLINT_TYPE_DURATION; break;
	case PLINT_WANT_RHYTHM: t.type = PLINT_TYPE_RHYTHM; break;
	case PLINT_WANT_REF:
	case PLINT_WANT_REF_OR_TEXT:
		t.type = PLINT_TYPE_BLOCK;
		t.kinds = refs;
		t.is_text_too = want == PLINT_WANT_REF_OR_TEXT;
		break;
	}
	if (t.type != PLINT_TYPE_AMOUNT)
		t.want = 0;
	else if (want == PLINT_WANT_TARGET)
		t.want = PLINT_WANT_AMOUNT;
	return t;
}

/* Type of field F of one block. */
static struct plint_stype type_of_field(const struct plint_check *ck, const struct plint_field *f)
{
	struct plint_stype t = plint_field_is_record(f)
	                           ? (struct plint_stype){.type = PLINT_TYPE_RECORD, .record = PLINT_RECORD_OF(f->kind, f->id)}
	                           : type_of_want(ck, f->want, f->list, f->refs);
	return f->is_many ? plint_check_set_of(t) : t;
}

/* Joins the type MORE of a field of another kind into T; false where they cannot be one. */
static bool join_types(struct plint_stype *t, struct plint_stype more)
{
	if (t->type == PLINT_TYPE_SET && more.type != PLINT_TYPE_SET)
		more = plint_check_set_of(more);
	else if (t->type != PLINT_TYPE_SET && more.type == PLINT_TYPE_SET)
		*t = plint_check_set_of(*t);
	if (t->type != more.type || t->element != more.element)
		return false;
	unsigned is_record = t->type == PLINT_TYPE_RECORD || t->element == PLINT_TYPE_RECORD;
	if (is_record && t->record != more.record)
		return false;
	if (t->list != more.list)
		t->list = PLINT_LIST_ANY;
	if (t->want != more.want)
		t->want = PLINT_WANT_AMOUNT;
	t->kinds |= more.kinds;
	t->is_text_too |= more.is_text_too;
	return true;
}

/* Where the name of a field leads on the kinds of an object. */
struct found_field {
	unsigned id;               /* of the schema, 0: none */
	enum plint_derived derived;
	uint32_t kinds;            /* of those that have it */
	struct plint_stype type;
};

static bool find_field(struct plint_check *ck, const struct plint_tree *t, uint32_t kinds, struct found_field *out)
{
	const struct plint_schema *s = ck->scope->schema;
	memset(out, 0, sizeof *out);
	out->id = plint_schema_field_id(s, t->text, t->len);
	for (unsigned k = 1; k < PLINT_KIND_COUNT; k++) {
		if (!(kinds & PLINT_KIND_BIT(k)))
			continue;
		enum plint_derived derived = plint_derived_find((enum plint_kind)k, t->text, t->len);
		const struct plint_field *f = out->id ? plint_schema_field(s, (enum plint_kind)k, out->id) : NULL;
		if (derived == PLINT_DERIVED_NONE && f == NULL)
			continue;
		struct plint_stype type;
		if (derived != PLINT_DERIVED_NONE) {
			type = plint_derived_row(derived)->type;
			type.list = list_called(ck, plint_derived_row(derived)->list);
			out->derived = derived;
		} else {
			type = type_of_field(ck, f);
		}
		if (out->kinds == 0)
			out->type = type;
		else if (!join_types(&out->type, type))
			return PLINT_FAIL_AT(ck, t, NULL, "%s means different things on different kinds of block", t->text);
		out->kinds |= PLINT_KIND_BIT(k);
	}
	return true;
}

/* Whether NAME is among NAMES already. */
static bool is_listed(const char *const *names, uint32_t count, const char *name)
{
	for (uint32_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static bool unknown_field(struct plint_check *ck, const struct plint_tree *t, const struct plint_stype *obj)
{
	const struct plint_schema *s = ck->scope->schema;
	const char *names[MAX_CANDIDATES];
	uint32_t count = 0;
	for (uint32_t i = 0; i < s->field_count && count < MAX_CANDIDATES; i++)
		if (obj->kinds & PLINT_KIND_BIT(s->fields[i].kind) && !is_listed(names, count, s->fields[i].name))
			names[count++] = s->fields[i].name;
	for (unsigned id = 1; id < PLINT_DERIVED_COUNT && count < MAX_CANDIDATES; id++)
		if (obj->kinds & plint_derived_row(id)->kinds && !is_listed(names, count, plint_derived_row(id)->name))
			names[count++] = plint_derived_row(id)->name;
	const char *hint = plint_check_nearest(ck, t->text, t->len, names, count);
	struct plint_stype one = plint_check_element(*obj);
	return plint_check_fail(ck, t->word_start, t->word_end, hint, "%s has no field %s", plint_check_words(ck, &one), t->text);
}

/* The type of asking every member: answers joined into one set. */
static bool join_answers(struct plint_check *ck, const struct plint_tree *t, struct plint_stype *type)
{
	struct plint_stype one = plint_check_element(*type);
	if (one.type != PLINT_TYPE_BLOCK && one.type != PLINT_TYPE_WORD && one.type != PLINT_TYPE_TEXT &&
	    one.type != PLINT_TYPE_RECORD)
		return PLINT_FAIL_AT(ck, t, "ask each member: sum(x.FIELD for x in SET), min(x.FIELD for x in SET)",
		                     "a dot behind a set joins blocks, words or texts, not %s", plint_check_words(ck, &one));
	*type = plint_check_set_of(one);
	return true;
}

static bool check_field(struct plint_check *ck, const struct plint_tree *t, const struct plint_checked *obj,
                        struct plint_checked *out)
{
	struct found_field f;
	if (!find_field(ck, t, obj->type.kinds, &f))
		return false;
	if (f.kinds == 0)
		return unknown_field(ck, t, &obj->type);
	bool is_join = obj->type.type == PLINT_TYPE_SET;
	struct plint_xnode n = {.op = f.derived ? PLINT_X_DERIVED : PLINT_X_FIELD,
	                        .flags = (uint8_t)((f.type.type == PLINT_TYPE_SET ? PLINT_XF_SET : 0) | (is_join ? PLINT_XF_JOIN : 0)),
	                        .a = obj->node,
	                        .b = f.derived ? f.derived : f.id,
	                        .c = f.derived ? f.id : f.type.record,
	                        .kinds = f.kinds,
	                        .deps = ck->code->nodes.items[obj->node].deps};
	if (is_join && !join_answers(ck, t, &f.type))
		return false;
	n.type = f.type.type;
	*out = (struct plint_checked){.node = plint_check_emit(ck, n), .cost = obj->cost + (is_join ? 4 : 1), .type = f.type};
	return true;
}

/* --- parts of entries -------------------------------------------------------------------------------------------- */

/* A part of an entry of a field. */
static bool part_of_field(struct plint_check *ck, const struct plint_tree *t, uint16_t record, struct plint_xnode *n,
                          struct plint_stype *type)
{
	const struct plint_field *f = plint_schema_field(ck->scope->schema, (enum plint_kind)(record >> 8), record & 0xff);
	struct plint_part_ref ref;
	if (f == NULL || !plint_field_part(f, t->text, t->len, &ref))
		return false;
	n->b = ref.cell;
	n->small = ref.is_bound;
	*type = type_of_want(ck, ref.want, NULL, ref.refs);
	if (ref.is_bound)
		type->list = PLINT_LIST_BOUND;
	return true;
}

static bool part_of_builtin(struct plint_check *ck, const struct plint_tree *t, uint16_t record, struct plint_xnode *n,
                            struct plint_stype *type)
{
	uint32_t count;
	const struct plint_record_row *rows = plint_record_rows(&count);
	for (uint32_t i = 0; i < count; i++) {
		if (rows[i].sort != record || strlen(rows[i].name) != t->len || memcmp(rows[i].name, t->text, t->len) != 0)
			continue;
		n->b = rows[i].cell;
		*type = rows[i].type;
		type->list = list_called(ck, rows[i].list);
		return true;
	}
	return false;
}

/* Whether a pattern of lexicon LIST, in any language, has a part called NAME; its type: a date, else an amount. */
static bool pattern_has(const struct plint_lexicons *l, uint32_t list, const char *name, struct plint_stype *type)
{
	for (uint32_t p = 0; p < l->phrase_count; p++) {
		if (l->phrases[p].list != list)
			continue;
		for (uint32_t i = 0; i < l->phrases[p].count; i++) {
			const struct plint_lex_token *token = &l->tokens[l->phrases[p].first + i];
			if (token->klass < PLINT_LEX_NUMBER || token->klass > PLINT_LEX_DATE || strcmp(l->strings + token->text, name) != 0)
				continue;
			*type = (struct plint_stype){.type = token->klass == PLINT_LEX_DATE ? PLINT_TYPE_DATE : PLINT_TYPE_AMOUNT,
			                             .want = PLINT_WANT_AMOUNT};
			return true;
		}
	}
	return false;
}

/* Names of the parts of entries of RECORD, for a did-you-mean. */
static uint32_t part_names(struct plint_check *ck, uint16_t record, const char **names)
{
	static const char *const known[] = {"start", "end", "value", "low", "high", "bound", "by", "on", "of", "per", "why", "weight", "phrase", "as"};
	uint32_t count = 0, row_count;
	const struct plint_record_row *rows = plint_record_rows(&row_count);
	for (uint32_t i = 0; i < row_count; i++)
		if (rows[i].sort == record)
			names[count++] = rows[i].name;
	const struct plint_field *f =
	    record < PLINT_RECORD_PHRASE ? plint_schema_field(ck->scope->schema, (enum plint_kind)(record >> 8), record & 0xff) : NULL;
	struct plint_part_ref ref;
	for (size_t i = 0; f && i < sizeof known / sizeof *known; i++)
		if (plint_field_part(f, known[i], (uint32_t)strlen(known[i]), &ref))
			names[count++] = known[i];
	return count;
}

static bool unknown_part(struct plint_check *ck, const struct plint_tree *t, uint16_t record)
{
	const char *names[MAX_CANDIDATES];
	uint32_t count = part_names(ck, record, names);
	const char *hint = plint_check_nearest(ck, t->text, t->len, names, count);
	if (hint == NULL && count > 0) {
		struct plint_buf list;
		plint_buf_init(&list, ck->arena);
		for (uint32_t i = 0; i < count; i++)
			plint_buf_printf(&list, "%s.%s", i ? " " : "its parts are ", names[i]);
		hint = list.text;
	}
	return plint_check_fail(ck, t->word_start, t->word_end, hint, "there is no part %s here", t->text);
}

static bool check_part(struct plint_check *ck, const struct plint_tree *t, const struct plint_checked *obj,
                       struct plint_checked *out)
{
	uint16_t record = obj->type.record;
	struct plint_stype type = {.type = PLINT_TYPE_NONE};
	struct plint_xnode n = {.op = PLINT_X_PART, .a = obj->node, .c = record, .deps = ck->code->nodes.items[obj->node].deps};
	if (record >= PLINT_RECORD_MATCH) {
		if (!pattern_has(ck->scope->lexicons, record - (uint32_t)PLINT_RECORD_MATCH, t->text, &type))
			return unknown_part(ck, t, record);
		n.op = PLINT_X_CAPTURE;
		n.b = plint_check_chars(ck->code, t->text, t->len);
	} else if (record >= PLINT_RECORD_PHRASE) {
		if (!part_of_builtin(ck, t, record, &n, &type))
			return unknown_part(ck, t, record);
	} else if (!part_of_field(ck, t, record, &n, &type)) {
		return unknown_part(ck, t, record);
	}
	if (obj->type.type == PLINT_TYPE_SET) {
		n.flags |= PLINT_XF_JOIN;
		if (!join_answers(ck, t, &type))
			return false;
	}
	n.type = type.type;
	*out = (struct plint_checked){.node = plint_check_emit(ck, n), .cost = obj->cost + (n.flags ? 4 : 1), .type = type};
	return true;
}

bool plint_check_dot(struct plint_check *ck, const struct plint_tree *t, const struct plint_checked *obj,
                     struct plint_checked *out)
{
	struct plint_stype one = plint_check_element(obj->type);
	if (one.type == PLINT_TYPE_BLOCK)
		return check_field(ck, t, obj, out);
	if (one.type == PLINT_TYPE_RECORD)
		return check_part(ck, t, obj, out);
	return plint_check_fail(ck, t->word_start, t->word_end, NULL, "%s has no fields", plint_check_words(ck, &one));
}
