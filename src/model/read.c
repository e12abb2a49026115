/*
 * First pass: blocks from statements, in the order of files and places, and what could not be read. Values are values.c's, names
 * are resolved later.
 */
#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "model/build.h"
#include "syntax/parse.h"

static const struct plint_node *node_at(const struct plint_builder *b, uint32_t id)
{
	return plint_ast_node(b->m->ast, id);
}

struct plint_diag *plint_builder_report(struct plint_builder *b, const char *rule, const char *family, uint32_t block,
                                        const char *field, struct plint_span span, const char *message, const char *help)
{
	struct plint_diag *d = plint_diags_add(b->diags, rule, family, PLINT_ERROR, span, "%s", message);
	d->help = help;
	const char *path = block ? plint_model_path(b->m, b->diags->arena, block) : "";
	d->anchor = field ? plint_arena_printf(b->diags->arena, "%s.%s", path, field) : path;
	return d;
}

struct plint_slot *plint_builder_slot(struct plint_builder *b, uint32_t block, unsigned field_id)
{
	unsigned slot1 = b->m->schema->slot_of[b->m->seats.items[block].kind][field_id];
	return slot1 ? plint_model_slot_at(b->m, block, slot1 - 1) : NULL;
}

/* --- what could not be read ---------------------------------------------------------------------------------------- */

static void unread_name(struct plint_builder *b, uint32_t atom)
{
	if (atom)
		plint_vec_push(&b->unread_atoms, b->m->scratch, atom);
}

/* Offset behind the word that begins at START, hyphens at its end left out; START where none does. */
static size_t name_end(const char *text, size_t len, size_t start)
{
	uint32_t size;
	int32_t cp = start < len ? plint_text_decode(text + start, len - start, &size) : -1;
	if (cp < 0 || !plint_text_is_name_start(cp))
		return start;
	size_t at = start + size;
	while (at < len && (cp = plint_text_decode(text + at, len - at, &size)) >= 0 && plint_text_is_name_char(cp))
		at += size;
	while (text[at - 1] == '-')
		at--;
	return at;
}

static void unread_text_name(struct plint_builder *b, const char *name, size_t len)
{
	size_t nfc_len;
	const char *nfc = plint_text_nfc(b->m->arena, name, len, &nfc_len);
	unread_name(b, plint_intern_put(b->m->atoms, nfc, nfc_len));
}

#define MAX_JOINED_WORDS 4
#define MAX_JOINED_FROM 8 /* the name stands at the front: a long line of prose needs no joining */
#define MAX_JOINED_BYTES 128

/* A name that was written in two words or more, as it should be: `segment market women` defines market_women. Its first word lies
 * from START to END. */
static void unread_joined_names(struct plint_builder *b, const char *text, size_t len, size_t start, size_t end)
{
	char joined[MAX_JOINED_BYTES];
	size_t n = end - start;
	if (n >= sizeof joined)
		return;
	memcpy(joined, text + start, n);
	for (unsigned words = 2; words <= MAX_JOINED_WORDS; words++) {
		size_t next = end;
		while (next < len && text[next] == ' ')
			next++;
		size_t next_end = name_end(text, len, next);
		if (next == end || next_end == next || n + 1 + (next_end - next) > sizeof joined)
			return;
		joined[n++] = '_';
		memcpy(joined + n, text + next, next_end - next);
		n += next_end - next;
		unread_text_name(b, joined, n);
		end = next_end;
	}
}

/* Every word in SPAN counts as a name that is defined, and several in a row as one: which of them is a name cannot be told. */
static void unread_span_names(struct plint_builder *b, struct plint_span span)
{
	const char *text = plint_source_text(b->m->ast->source, span);
	size_t len = span.end - span.start, at = 0;
	unsigned words = 0;
	while (at < len) {
		size_t end = name_end(text, len, at);
		if (end == at) {
			uint32_t size;
			plint_text_decode(text + at, len - at, &size);
			at += size;
			continue;
		}
		unread_text_name(b, text + at, end - at);
		if (words++ < MAX_JOINED_FROM)
			unread_joined_names(b, text, len, at, end);
		at = end;
	}
}

/* Names of the blocks in BODY, which is not judged. The nesting limit of the scanner bounds the recursion. */
static void unread_body_names(struct plint_builder *b, uint32_t body)
{
	for (uint32_t s = body ? node_at(b, body)->child : 0; s; s = node_at(b, s)->next) {
		const struct plint_node *n = node_at(b, s);
		uint32_t inner = 0;
		for (uint32_t c = n->child; c; c = node_at(b, c)->next) {
			if (node_at(b, c)->kind == PLINT_NODE_WORD)
				unread_name(b, node_at(b, c)->u.word.atom);
			else if (node_at(b, c)->kind == PLINT_NODE_BODY)
				inner = c;
		}
		if (n->kind == PLINT_NODE_ERROR)
			unread_span_names(b, n->span);
		else
			unread_body_names(b, inner);
	}
}

/* Kinds of blocks that may stand in a block of KIND. */
static uint32_t kinds_inside(unsigned kind)
{
	uint32_t kinds = 0;
	unsigned place = kind == PLINT_KIND_PLAN        ? PLINT_TOP
	                 : kind == PLINT_KIND_GOAL      ? PLINT_IN_GOAL
	                 : kind == PLINT_KIND_OBJECTIVE ? PLINT_IN_OBJECTIVE
	                                                : 0;
	for (unsigned k = 1; k < PLINT_KIND_COUNT; k++)
		if (plint_kind_info((enum plint_kind)k)->places & place)
			kinds |= PLINT_KIND_BIT(k);
	return kinds;
}

/* The unread line stands in BLOCK (0: at the top). */
static void mark_unread(struct plint_builder *b, uint32_t block)
{
	struct plint_model *m = b->m;
	if (block == 0 || plint_model_block(m, block)->kind == PLINT_KIND_PLAN) {
		m->open_kinds = PLINT_KINDS_ALL;
		m->relations->top_open = true;
	}
	if (block == 0)
		return;
	struct plint_block *x = &m->blocks.items[block];
	x->flags |= PLINT_BLOCK_UNREAD_LINE;
	m->open_kinds |= kinds_inside(x->kind);
	m->unread_kinds |= PLINT_KIND_BIT(x->kind);
	if (x->parent == 0)
		m->relations->unread_top_kinds |= PLINT_KIND_BIT(x->kind);
}

static void read_unread_statement(struct plint_builder *b, uint32_t block, const struct plint_node *n)
{
	mark_unread(b, block);
	uint32_t body = 0;
	for (uint32_t c = n->child; c; c = node_at(b, c)->next)
		if (node_at(b, c)->kind == PLINT_NODE_BODY)
			body = c;
	struct plint_span line = n->span;
	if (body)
		line.end = node_at(b, body)->span.start;
	unread_span_names(b, line);
	unread_body_names(b, body);
}

/* --- blocks ---------------------------------------------------------------------------------------------------------- */

static void define_name(struct plint_builder *b, uint32_t block)
{
	struct plint_model *m = b->m;
	const struct plint_block *x = plint_model_block(m, block);
	uint32_t *known = plint_map_put(&m->names, x->name);
	if (*known == 0) {
		*known = block;
		return;
	}
	const struct plint_block *first = plint_model_block(m, *known);
	struct plint_arena *a = b->diags->arena;
	const char *name = plint_diags_shown(b->diags, plint_intern_text(m->atoms, x->name),
	                                     plint_intern_len(m->atoms, x->name), 60);
	struct plint_diag *d = plint_builder_report(
	    b, "name-twice", "reference", block, NULL, x->name_span,
	    plint_arena_printf(a, "the name %s is already taken by the %s %s", name, plint_kind_word((enum plint_kind)first->kind),
	                       plint_model_show_block(m, a, *known)),
	    plint_arena_printf(a, "Give one of the two another name, such as %s_2, and use that name wherever you mean it.", name));
	plint_diag_relate(b->diags, d, first->name_span, "the name was used here first");
}

/* Head, name and title of statement NODE, which is a block. */
static void read_head(struct plint_builder *b, struct plint_block *x, const struct plint_node *n)
{
	unsigned skip = n->u.stmt.skip;
	uint32_t c = n->child; /* the kind word */
	x->head = node_at(b, c)->span;
	for (c = node_at(b, c)->next; c; c = node_at(b, c)->next) {
		const struct plint_node *v = node_at(b, c);
		if (v->kind == PLINT_NODE_BODY)
			break;
		x->head = plint_span_join(x->head, v->span);
		if (skip > 0) {
			skip--;
		} else if (v->kind == PLINT_NODE_WORD && x->name == 0) {
			x->name = v->u.word.atom;
			x->name_span = v->span;
		} else if (v->kind == PLINT_NODE_TEXT && x->title == 0) {
			x->title = v->u.text.text;
			x->title_span = v->span;
		}
	}
}

static uint32_t add_block(struct plint_builder *b, enum plint_kind kind, uint32_t parent)
{
	struct plint_model *m = b->m;
	uint32_t id = m->blocks.count;
	struct plint_block *x = plint_vec_add(&m->blocks, m->arena);
	x->kind = (uint8_t)kind;
	x->parent = parent;
	struct plint_seat seat = {b->first_slot[kind] + m->of_kind[kind].count, (uint8_t)kind};
	assert(m->of_kind[kind].count < m->room[kind]);
	plint_vec_push(&m->seats, m->arena, seat);
	plint_vec_push(&m->of_kind[kind], m->arena, id);
	return id;
}

static void read_statements(struct plint_builder *b, uint32_t first, uint32_t block);

/* A field of BLOCK that was reported by the reader of shapes: what it holds is not known. */
static void read_reported(struct plint_builder *b, uint32_t block, const struct plint_node *n)
{
	unsigned field = n->u.stmt.field;
	struct plint_slot *slot = block && field ? plint_builder_slot(b, block, field) : NULL;
	if (slot && !(n->u.stmt.body)) {
		slot->state = PLINT_UNKNOWN;
		slot->more = 1;
		plint_model_note_unresolved(b->m, plint_model_block(b->m, block)->kind, field);
		return;
	}
	read_unread_statement(b, block, n);
}

static void read_mention(struct plint_builder *b, uint32_t block, const struct plint_node *n)
{
	uint32_t word = node_at(b, n->child)->next;
	for (unsigned skip = n->u.stmt.skip; skip && word; skip--)
		word = node_at(b, word)->next;
	if (word == 0)
		return;
	struct plint_pending p = {.cell = UINT32_MAX,
	                          .atom = node_at(b, word)->u.word.atom,
	                          .block = block,
	                          .refs = PLINT_KIND_BIT(PLINT_KIND_INDICATOR),
	                          .span = node_at(b, word)->span};
	plint_vec_push(&b->pending, b->m->scratch, p);
}

/* The plan is one for all files; a second one in another file is a slip that the reader of one file cannot see. */
static bool is_second_plan(struct plint_builder *b, const struct plint_node *n)
{
	if (n->u.stmt.what_kind != PLINT_KIND_PLAN)
		return false;
	if (!b->has_plan) {
		b->has_plan = true;
		return false;
	}
	const struct plint_block *first = plint_model_block(b->m, b->m->plan);
	struct plint_diag *d =
	    plint_builder_report(b, "said-twice", "syntax", b->m->plan, NULL, node_at(b, n->child)->span,
	                         "this is the second plan block; a plan has one",
	                         "Keep one plan block and move the lines of the other into it.");
	plint_diag_relate(b->diags, d, first->head, "the first plan block");
	return true;
}

static void read_block(struct plint_builder *b, uint32_t statement, uint32_t parent)
{
	struct plint_model *m = b->m;
	const struct plint_node *n = node_at(b, statement);
	enum plint_kind kind = (enum plint_kind)n->u.stmt.what_kind;
	if (is_second_plan(b, n)) {
		read_unread_statement(b, 0, n);
		return;
	}
	uint32_t id = add_block(b, kind, parent);
	struct plint_block *x = &m->blocks.items[id];
	x->node = statement;
	x->classes = (uint8_t)(n->u.stmt.class_word ? 1u << n->u.stmt.class_word : 0);
	read_head(b, x, n);
	if (kind == PLINT_KIND_PLAN)
		m->plan = id;
	if (kind == PLINT_KIND_MISSION && m->mission == 0)
		m->mission = id;
	if (x->name)
		define_name(b, id);
	if (n->u.stmt.body == 0) {
		x->flags |= PLINT_BLOCK_STUB;
		/* A title that is never closed has swallowed the block behind it. */
		if (n->flags & PLINT_NODE_OPEN)
			mark_unread(b, id);
		return;
	}
	read_statements(b, node_at(b, n->u.stmt.body)->child, id);
	if (kind == PLINT_KIND_INDICATOR)
		plint_model_settle_indicator(b, id);
}

/* A text that is never closed has swallowed what stood behind it on the line; a comma at the end promises one more member. */
static void read_field(struct plint_builder *b, uint32_t block, uint32_t statement)
{
	const struct plint_node *n = node_at(b, statement);
	unsigned kind = plint_model_block(b->m, block)->kind;
	plint_model_read_field(b, block, statement, plint_schema_field(b->m->schema, (enum plint_kind)kind, n->u.stmt.field));
	if (!(n->flags & PLINT_NODE_OPEN))
		return;
	plint_builder_slot(b, block, n->u.stmt.field)->more = 1;
	plint_model_note_unresolved(b->m, kind, n->u.stmt.field);
	for (uint32_t c = n->child; c; c = node_at(b, c)->next)
		if (node_at(b, c)->kind == PLINT_NODE_TEXT && node_at(b, c)->flags & PLINT_NODE_UNCLOSED)
			mark_unread(b, block);
}

/* The line at STATEMENT and those after it that say more of the same field, so that a slot's entries lie together. */
static void read_field_lines(struct plint_builder *b, uint32_t block, uint32_t statement)
{
	unsigned field = node_at(b, statement)->u.stmt.field;
	for (uint32_t s = statement; s; s = node_at(b, s)->next) {
		const struct plint_node *n = node_at(b, s);
		if (n->kind == PLINT_NODE_STATEMENT && !(n->flags & PLINT_NODE_REPORTED) && n->u.stmt.field == field)
			read_field(b, block, s);
	}
}

/* Statements from FIRST on; BLOCK is the block around them (0: the top). Fields come first, so that a block's values lie together.
 * The nesting limit of the scanner bounds the recursion. */
static void read_statements(struct plint_builder *b, uint32_t first, uint32_t block)
{
	uint64_t done[PLINT_MAX_FIELD_IDS / 64 + 1] = {0};
	for (uint32_t s = first; s; s = node_at(b, s)->next) {
		const struct plint_node *n = node_at(b, s);
		if (n->kind == PLINT_NODE_ERROR)
			read_unread_statement(b, block, n);
		else if (n->flags & PLINT_NODE_REPORTED)
			read_reported(b, block, n);
		else if (n->u.stmt.field && block && !(done[n->u.stmt.field / 64] >> n->u.stmt.field % 64 & 1)) {
			done[n->u.stmt.field / 64] |= (uint64_t)1 << n->u.stmt.field % 64;
			read_field_lines(b, block, s);
		}
	}
	uint32_t parent = block && plint_model_block(b->m, block)->kind == PLINT_KIND_PLAN ? 0 : block;
	for (uint32_t s = first; s; s = node_at(b, s)->next) {
		const struct plint_node *n = node_at(b, s);
		if (n->kind != PLINT_NODE_STATEMENT || n->flags & (PLINT_NODE_REPORTED | PLINT_NODE_INCLUDE) || !n->u.stmt.what_kind)
			continue;
		if (n->flags & PLINT_NODE_MENTION)
			read_mention(b, parent, n);
		else
			read_block(b, s, parent);
	}
}

/* --- facts about the plan that values need before they are read --------------------------------------------------------- */

static void read_plan_facts(struct plint_builder *b, const struct plint_node *plan)
{
	struct plint_model *m = b->m;
	for (uint32_t s = plan->u.stmt.body ? node_at(b, plan->u.stmt.body)->child : 0; s; s = node_at(b, s)->next) {
		const struct plint_node *n = node_at(b, s);
		if (n->kind != PLINT_NODE_STATEMENT || n->flags & PLINT_NODE_REPORTED)
			continue;
		uint32_t v = node_at(b, n->child)->next;
		for (unsigned skip = n->u.stmt.skip; skip && v; skip--)
			v = node_at(b, v)->next;
		if (v == 0)
			continue;
		const struct plint_node *value = node_at(b, v);
		if (n->u.stmt.field == PLINT_F_CURRENCY && value->kind == PLINT_NODE_WORD)
			m->currency = value->u.word.atom;
		else if (n->u.stmt.field == PLINT_F_LANGUAGE && value->kind == PLINT_NODE_WORD)
			m->language = plint_intern_text(m->atoms, value->u.word.atom);
		else if (n->u.stmt.field == PLINT_F_YEAR_STARTS && value->kind == PLINT_NODE_DATE) {
			int year;
			unsigned day1;
			plint_date_civil(value->u.days.first, &year, &m->year_starts1, &day1);
		}
	}
}

static const struct plint_node *find_plan(const struct plint_builder *b)
{
	const struct plint_ast *ast = b->m->ast;
	for (uint32_t i = 0; i < ast->roots.count; i++)
		for (uint32_t s = node_at(b, ast->roots.items[i])->child; s; s = node_at(b, s)->next)
			if (node_at(b, s)->kind == PLINT_NODE_STATEMENT && node_at(b, s)->u.stmt.what_kind == PLINT_KIND_PLAN &&
			    !(node_at(b, s)->flags & PLINT_NODE_REPORTED))
				return node_at(b, s);
	return NULL;
}

/* A plan without a plan block: a block with nothing in it stands for it, so that rules about the plan have something to ask. */
static void imply_plan(struct plint_builder *b)
{
	struct plint_model *m = b->m;
	m->plan = add_block(b, PLINT_KIND_PLAN, 0);
	m->blocks.items[m->plan].head = m->first_line;
	m->blocks.items[m->plan].flags |= PLINT_BLOCK_STUB;
}

/* --- room -------------------------------------------------------------------------------------------------------------------- */

/* What one entry of a field takes, by field id, on the kind where it takes most. */
struct entry_room {
	uint8_t cells, names;
};

static void count_entry_room(const struct plint_schema *s, struct entry_room room[PLINT_MAX_FIELD_IDS + 1])
{
	memset(room, 0, (PLINT_MAX_FIELD_IDS + 1) * sizeof *room);
	for (uint32_t i = 0; i < s->field_count; i++) {
		const struct plint_field *f = &s->fields[i];
		struct entry_room *r = &room[f->id];
		uint8_t cells = (uint8_t)plint_field_cells(f), names = f->want == PLINT_WANT_REF || f->want == PLINT_WANT_REF_OR_TEXT;
		for (int p = 0; p < PLINT_MAX_PARTS; p++)
			names = (uint8_t)(names + (f->parts[p].refs != 0));
		r->cells = cells > r->cells ? cells : r->cells;
		r->names = names > r->names ? names : r->names;
	}
	/* Links that may be said from the other end are copied once with what is added there. */
	static const uint8_t mirrored[] = {PLINT_F_FUNDS, PLINT_F_FUNDED_BY, PLINT_F_MEETS, PLINT_F_SERVED_BY};
	for (size_t i = 0; i < sizeof mirrored; i++)
		room[mirrored[i]].cells = 3;
}

/* Slots for as many blocks of each kind as M has room for, none of them written. */
static void make_slots(struct plint_builder *b)
{
	struct plint_model *m = b->m;
	uint32_t count = 0;
	for (unsigned k = 1; k < PLINT_KIND_COUNT; k++) {
		b->first_slot[k] = count;
		count += m->room[k] * plint_schema_slots(m->schema, (enum plint_kind)k);
	}
	m->slots = plint_arena_alloc(m->arena, count * sizeof *m->slots);
	for (uint32_t i = 0; i < count; i++)
		m->slots[i] = (struct plint_slot){.state = PLINT_MISSING};
}

/* Takes room for all blocks, slots, cells and names at once: growing by doubling would touch three times the memory of a big plan. */
static void make_room(struct plint_builder *b)
{
	struct plint_model *m = b->m;
	const struct plint_ast *ast = m->ast;
	struct entry_room room[PLINT_MAX_FIELD_IDS + 1];
	uint32_t blocks = 1, cells = 1, names = 0;
	count_entry_room(m->schema, room);
	for (uint32_t id = 1; id < ast->nodes.count; id++) {
		const struct plint_node *n = &ast->nodes.items[id];
		if (n->kind != PLINT_NODE_STATEMENT)
			continue;
		if (n->u.stmt.what_kind) {
			blocks++;
			m->room[n->u.stmt.what_kind]++;
		}
		for (uint32_t c = n->u.stmt.field ? n->child : 0; c; c = node_at(b, c)->next)
			if (node_at(b, c)->flags & PLINT_NODE_ENTRY) {
				cells += room[n->u.stmt.field].cells;
				names += room[n->u.stmt.field].names;
			}
	}
	m->room[PLINT_KIND_PLAN]++; /* one that is only implied */
	plint_vec_need(&m->blocks, m->arena, blocks);
	plint_vec_need(&m->seats, m->arena, blocks);
	make_slots(b);
	/* A review that says of no goal is of all; and what is said at the other end is copied together with what was there. */
	plint_vec_need(&m->cells, m->arena, cells + m->room[PLINT_KIND_GOAL] + cells / 16);
	plint_vec_need(&b->pending, m->scratch, names);
	for (unsigned k = 1; k < PLINT_KIND_COUNT; k++)
		if (m->room[k])
			plint_vec_need(&m->of_kind[k], m->arena, m->room[k]);
}

void plint_model_read(struct plint_builder *b)
{
	struct plint_model *m = b->m;
	make_room(b);
	const struct plint_node *plan = find_plan(b);
	if (plan)
		read_plan_facts(b, plan);
	else
		imply_plan(b);
	for (uint32_t i = 0; i < m->ast->roots.count; i++)
		read_statements(b, node_at(b, m->ast->roots.items[i])->child, 0);
	if (!plan && m->relations->top_open)
		m->blocks.items[m->plan].flags |= PLINT_BLOCK_UNREAD_LINE;
}
