/* What each statement is: see classify.h. */
#include "syntax/classify.h"

#include <string.h>

#include "syntax/literal.h"
#include "syntax/slips.h"

struct pass {
	struct plint_parse *ps;
	const struct plint_words *words;
	uint32_t next_fault;       /* faults before it are told */
	uint32_t first_plan;       /* first plan block of the file */
	struct plint_slip_line line;
	const struct plint_fault *fault; /* earliest fault of the line, or NULL */
	bool is_told;              /* the line has its message */
};

static struct plint_node *at(const struct pass *c, uint32_t node)
{
	return &c->ps->ast->nodes.items[node];
}

static uint32_t next_of(const struct pass *c, uint32_t node)
{
	return at(c, node)->next;
}

static bool is_value(const struct pass *c, uint32_t node)
{
	return node && at(c, node)->kind != PLINT_NODE_BODY;
}

static unsigned word_at(const struct pass *c, uint32_t node)
{
	return at(c, node)->kind == PLINT_NODE_WORD ? plint_words_of(c->words, at(c, node)->u.word.atom) : PLINT_W_NONE;
}

/* --- one message a line ------------------------------------------------------------------------------------------- */

static void tell_fault(struct pass *c)
{
	struct plint_arena *a = c->ps->diags->arena;
	struct plint_arena_mark mark = plint_arena_mark(a);
	uint32_t count = c->ps->diags->items.count;
	if (c->fault->kind != PLINT_FAULT_TOLD)
		plint_slips_tell_fault(&c->line, c->fault);
	if (c->ps->diags->items.count == count) /* left out, because there are too many: so are its words */
		plint_arena_rewind(a, mark);
	c->fault = NULL;
	c->is_told = true;
}

/* Finds the earliest fault of NODE, and tells those that belong to no statement. */
static void find_fault(struct pass *c, uint32_t node)
{
	c->fault = NULL;
	for (; c->next_fault < c->ps->faults.count; c->next_fault++) {
		const struct plint_fault *f = &c->ps->faults.items[c->next_fault];
		if (f->statement == UINT32_MAX) {
			const struct plint_fault *kept = c->fault;
			c->fault = f;
			tell_fault(c);
			c->fault = kept;
			continue;
		}
		if (f->statement > node)
			break;
		/* What stands in a block that is not known is not judged. */
		if (c->line.parent == PLINT_KIND_COUNT && f->kind != PLINT_FAULT_UNCLOSED)
			continue;
		bool is_earlier = !c->fault || f->span.start < c->fault->span.start || f->kind == PLINT_FAULT_TOLD;
		if (f->statement == node && is_earlier && !(c->fault && c->fault->kind == PLINT_FAULT_TOLD))
			c->fault = f;
	}
	c->is_told = false;
}

/* Whether something may be said about the place at SPAN; else the fault before it is told. Either way the line has its message. */
static bool may_tell(struct pass *c, struct plint_span span)
{
	at(c, c->line.node)->flags |= PLINT_NODE_REPORTED;
	if (c->is_told)
		return false;
	if (c->fault && c->fault->kind == PLINT_FAULT_LITERAL && c->fault->span.start == span.start)
		c->fault = NULL; /* a number in another form, where none should stand at all */
	if (c->fault && (c->fault->kind == PLINT_FAULT_TOLD || c->fault->span.start <= span.start)) {
		tell_fault(c);
		return false;
	}
	c->is_told = true;
	c->fault = NULL;
	return true;
}

/* TELL(CALL, SPAN): the message CALL about the place SPAN, if the line has none yet, and at no lasting cost where it is left out. */
#define TELL(call, span)                                                           \
	do {                                                                       \
		if (may_tell(c, span)) {                                           \
			struct plint_arena *arena_ = c->ps->diags->arena;          \
			struct plint_arena_mark mark_ = plint_arena_mark(arena_);  \
			uint32_t count_ = c->ps->diags->items.count;               \
			call;                                                      \
			if (c->ps->diags->items.count == count_)                   \
				plint_arena_rewind(arena_, mark_);                 \
		}                                                                  \
	} while (0)

/* A fault after which the value of a field is not known. */
static bool hides_value(unsigned fault)
{
	return fault == PLINT_FAULT_SIGN || fault == PLINT_FAULT_TOLD;
}

/* The line is what it should be, but for the fault that was noted when it was read. */
static void settle_fault(struct pass *c, bool is_field)
{
	if (!c->fault)
		return;
	if (is_field && hides_value(c->fault->kind))
		at(c, c->line.node)->flags |= PLINT_NODE_REPORTED;
	if (c->fault->kind == PLINT_FAULT_UNCLOSED || c->fault->kind == PLINT_FAULT_TRAILING_COMMA)
		at(c, c->line.node)->flags |= PLINT_NODE_OPEN;
	tell_fault(c);
}

/* --- headers of blocks -------------------------------------------------------------------------------------------- */

static bool begins_with_capital(const struct pass *c, uint32_t node)
{
	char first = *plint_parse_text(c->ps, at(c, node)->span);
	return first >= 'A' && first <= 'Z';
}

static bool is_reserved_name(const struct pass *c, uint32_t node)
{
	return plint_word_is_reserved(word_at(c, node));
}

/* Words in the place of a title: the first of them is a name where the second begins like a title. */
static void tell_prose_title(struct pass *c, enum plint_kind kind, uint32_t first)
{
	uint32_t second = next_of(c, first);
	bool has_name = at(c, first)->kind == PLINT_NODE_WORD && !begins_with_capital(c, first) && is_value(c, second) &&
	                at(c, second)->kind == PLINT_NODE_WORD && begins_with_capital(c, second);
	struct plint_span name = has_name ? at(c, first)->span : (struct plint_span){0, 0};
	struct plint_span span = at(c, has_name ? second : first)->span;
	/* One word alone may be a name: a fault behind it comes first. */
	TELL(plint_slips_tell_prose_title(&c->line, kind, name, span), is_value(c, second) ? at(c, second)->span : span);
}

static bool has_text(const struct pass *c, uint32_t from)
{
	for (; is_value(c, from); from = next_of(c, from))
		if (at(c, from)->kind == PLINT_NODE_TEXT)
			return true;
	return false;
}

/* What stands behind the name VALUE, and is no title. */
static void check_behind_name(struct pass *c, enum plint_kind kind, uint32_t name, uint32_t value)
{
	const struct plint_node *n = at(c, value), *before = at(c, name);
	if (n->flags & PLINT_NODE_ENTRY || n->link) {
		struct plint_span span = n->link ? plint_slips_link(c->ps, before->span.end, n->span) : n->span;
		if (!has_text(c, value) && n->link && is_value(c, next_of(c, value)) && at(c, value)->kind == PLINT_NODE_WORD)
			tell_prose_title(c, kind, name);
		else
			TELL(plint_slips_tell_header(&c->line, kind, span, value), span);
	} else if (n->kind == PLINT_NODE_WORD && has_text(c, value) && !is_reserved_name(c, value)) {
		TELL(plint_slips_tell_name_with_blank(&c->line, before->span, n->span), n->span);
	} else {
		tell_prose_title(c, kind, name);
	}
}

/* Name, title, and nothing else from VALUE on. */
static void check_header(struct pass *c, enum plint_kind kind, uint32_t value)
{
	uint32_t name = 0;
	if (!is_value(c, value))
		return;
	const struct plint_node *n = at(c, value);
	if (n->link) {
		struct plint_span span = plint_slips_link(c->ps, at(c, at(c, c->line.node)->child)->span.end, n->span);
		TELL(plint_slips_tell_reserved(&c->line, span, value), span);
		return;
	}
	if (is_reserved_name(c, value)) {
		TELL(plint_slips_tell_reserved(&c->line, n->span, next_of(c, value)), n->span);
		return;
	}
	if (n->kind == PLINT_NODE_WORD) {
		name = value;
		value = next_of(c, value);
		if (!is_value(c, value))
			return;
		if (at(c, value)->kind != PLINT_NODE_TEXT || at(c, value)->link || at(c, value)->flags & PLINT_NODE_ENTRY) {
			check_behind_name(c, kind, name, value);
			return;
		}
	} else if (n->kind != PLINT_NODE_TEXT && n->kind != PLINT_NODE_PLACEHOLDER) {
		TELL(plint_slips_tell_header(&c->line, kind, n->span, value), n->span);
		return;
	}
	uint32_t title = value, extra = next_of(c, value);
	if (!is_value(c, extra))
		return;
	const struct plint_node *e = at(c, extra);
	struct plint_span span = e->link ? plint_slips_link(c->ps, at(c, title)->span.end, e->span) : e->span;
	bool is_late_name = !name && e->kind == PLINT_NODE_WORD && !e->link && !(e->flags & PLINT_NODE_ENTRY) &&
	                    !is_value(c, next_of(c, extra));
	if (is_late_name)
		TELL(plint_slips_tell_title_first(&c->line, kind, at(c, title)->span, span), span);
	else
		TELL(plint_slips_tell_header(&c->line, kind, span, extra), span);
}

/* --- fields ------------------------------------------------------------------------------------------------------- */

static bool is_numeric(const struct pass *c, uint32_t node)
{
	unsigned kind = at(c, node)->kind;
	return kind == PLINT_NODE_AMOUNT || kind == PLINT_NODE_BOUND || kind == PLINT_NODE_DATE;
}

static bool wants_number(enum plint_want want)
{
	switch (want) {
	case PLINT_WANT_DATE:
	case PLINT_WANT_AMOUNT:
	case PLINT_WANT_PERCENT:
	case PLINT_WANT_MONEY:
	case PLINT_WANT_DURATION:
	case PLINT_WANT_TARGET:
		return true;
	case PLINT_WANT_NONE:
	case PLINT_WANT_TEXT:
	case PLINT_WANT_WORD:
	case PLINT_WANT_LABEL:
	case PLINT_WANT_RHYTHM:
	case PLINT_WANT_REF:
	case PLINT_WANT_REF_OR_TEXT:
		return false;
	}
	return false;
}

static const struct plint_part *find_part(const struct plint_field *f, enum plint_link link)
{
	for (unsigned i = 0; i < PLINT_MAX_PARTS; i++)
		if (f->parts[i].link == link && link != PLINT_LINK_NONE)
			return &f->parts[i];
	return NULL;
}

/* Whether RIGHT may stand directly behind a main value: it is what the field takes there. */
static bool fits_adjunct(const struct pass *c, const struct plint_field *f, uint32_t right)
{
	const struct plint_part *part = find_part(f, PLINT_LINK_ADJUNCT);
	if (!part)
		return false;
	const struct plint_node *n = at(c, right);
	switch (part->want) {
	case PLINT_WANT_TEXT:
		return n->kind == PLINT_NODE_TEXT || n->kind == PLINT_NODE_PLACEHOLDER;
	case PLINT_WANT_RHYTHM:
		return n->kind == PLINT_NODE_RHYTHM || plint_word_is_rhythm(word_at(c, right));
	case PLINT_WANT_TARGET:
		return n->kind == PLINT_NODE_AMOUNT || n->kind == PLINT_NODE_BOUND || n->kind == PLINT_NODE_PLACEHOLDER;
	case PLINT_WANT_NONE:
	case PLINT_WANT_WORD:
	case PLINT_WANT_LABEL:
	case PLINT_WANT_DATE:
	case PLINT_WANT_AMOUNT:
	case PLINT_WANT_PERCENT:
	case PLINT_WANT_MONEY:
	case PLINT_WANT_DURATION:
	case PLINT_WANT_REF:
	case PLINT_WANT_REF_OR_TEXT:
		return true;
	}
	return true;
}

/* A part of a field's line: values side by side, up to a comma or a link. */
struct part {
	uint32_t first, second; /* second: 0 where there is one value only */
	enum plint_want want;
};

/* Whether the part, which should be a date, is one in other words: June 2027, 31 December 2027, mid-2027, "end of 2027", 20270. */
static bool is_foreign_date(const struct pass *c, const struct part *p)
{
	const struct plint_node *n = at(c, p->first);
	if (p->want != PLINT_WANT_DATE || n->flags & (PLINT_NODE_INVALID | PLINT_NODE_UNDECIDED))
		return false;
	bool is_year = n->kind == PLINT_NODE_AMOUNT && n->flags & PLINT_NODE_YEARLIKE;
	bool is_amount = n->kind == PLINT_NODE_AMOUNT && !is_year;
	return is_amount || n->kind == PLINT_NODE_WORD || n->kind == PLINT_NODE_TEXT || (p->second && is_year);
}

/* Whether the words of the part go on behind an "of": end of 2027. */
static bool is_end_of(const struct pass *c, const struct plint_field *f, const struct part *p)
{
	uint32_t behind = next_of(c, p->first);
	return f->want == PLINT_WANT_DATE && is_value(c, behind) && at(c, behind)->link == PLINT_LINK_OF;
}

static void check_pair(struct pass *c, const struct plint_field *f, const struct part *p)
{
	const struct plint_node *left = at(c, p->first), *right = at(c, p->second);
	bool is_main = left->flags & PLINT_NODE_ENTRY || left->link == PLINT_LINK_NONE;
	if (is_main && fits_adjunct(c, f, p->second)) {
		uint32_t third = next_of(c, p->second);
		bool goes_on = is_value(c, third) && !at(c, third)->link && !(at(c, third)->flags & PLINT_NODE_ENTRY);
		if (goes_on)
			TELL(plint_slips_tell_side_by_side(&c->line, f, p->second, third), at(c, third)->span);
	} else if (left->kind == PLINT_NODE_WORD && wants_number(p->want) && is_numeric(c, p->second)) {
		TELL(plint_slips_tell_words_before_number(&c->line, f, left->span, p->second), right->span);
	} else if (left->kind == PLINT_NODE_WORD && right->kind == PLINT_NODE_WORD) {
		/* In a list a comma lacks behind the first; elsewhere all of them are meant as one. */
		bool is_list = f->want == PLINT_WANT_WORD && f->is_many;
		struct plint_span span = is_list ? right->span : left->span;
		TELL(plint_slips_tell_words(&c->line, f, left->span, span), right->span);
	} else {
		TELL(plint_slips_tell_side_by_side(&c->line, f, p->first, p->second), right->span);
	}
}

/* Reserved words that stand where they mean nothing. "pp" is a unit as well. */
static bool check_reserved(struct pass *c, uint32_t node, enum plint_want want)
{
	unsigned word = word_at(c, node);
	if (!plint_word_is_reserved(word) || (word == PLINT_W_PP && want == PLINT_WANT_LABEL))
		return false;
	TELL(plint_slips_tell_reserved(&c->line, at(c, node)->span, next_of(c, node)), at(c, node)->span);
	return true;
}

/* IZD300: a word, as far as the scanner can tell. */
static bool is_glued(const struct pass *c, uint32_t node)
{
	struct plint_span span = at(c, node)->span;
	const char *text = plint_parse_text(c->ps, span);
	if (at(c, node)->kind != PLINT_NODE_WORD || span.end - span.start < 4)
		return false;
	for (uint32_t i = 0; i < span.end - span.start; i++)
		if (i < 3 ? text[i] < 'A' || text[i] > 'Z' : text[i] < '0' || text[i] > '9')
			return false;
	return true;
}

/* TBD in another form: tbd, TBA. */
static bool is_open_mark(const struct pass *c, uint32_t node)
{
	static const char *const marks[] = {"tbd", "tba", "tbc"};
	struct plint_span span = at(c, node)->span;
	const char *text = plint_parse_text(c->ps, span);
	if (at(c, node)->kind != PLINT_NODE_WORD || span.end - span.start != 3)
		return false;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if ((text[0] | 0x20) == marks[i][0] && (text[1] | 0x20) == marks[i][1] && (text[2] | 0x20) == marks[i][2])
			return true;
	return false;
}

static void check_part(struct pass *c, const struct plint_field *f, const struct part *p)
{
	const struct plint_node *n = at(c, p->first);
	bool is_text = n->kind == PLINT_NODE_TEXT || n->kind == PLINT_NODE_PLACEHOLDER;
	if (p->want == PLINT_WANT_TEXT && n->link == PLINT_LINK_NONE && !is_text)
		TELL(plint_slips_tell_no_text(&c->line, f, n->span), n->span);
	else if (check_reserved(c, p->first, p->want) || (p->second && check_reserved(c, p->second, p->want)))
		return;
	else if (wants_number(p->want) && is_open_mark(c, p->first) && !p->second)
		TELL(plint_slips_tell_open_mark(&c->line, f, n->span), n->span);
	else if (is_foreign_date(c, p))
		TELL(plint_slips_tell_date(&c->line, p->first, is_end_of(c, f, p)), p->second ? at(c, p->second)->span : n->span);
	else if (p->second)
		check_pair(c, f, p);
	else if (wants_number(p->want) && is_glued(c, p->first))
		TELL(plint_slips_tell_glued(&c->line, n->span), n->span);
}

/* What the value NODE, which begins a part, is meant to be. Tells a link that the field does not have. */
static enum plint_want want_of(struct pass *c, const struct plint_field *f, uint32_t node, uint32_t prev, enum plint_want before)
{
	const struct plint_node *n = at(c, node);
	if (n->link == PLINT_LINK_NONE || node == next_of(c, at(c, c->line.node)->child))
		return f->want;
	const struct plint_part *part = find_part(f, (enum plint_link)n->link);
	if (part)
		return part->want;
	/* A range, 3% to 5%: the model knows which fields take one. */
	if (n->link == PLINT_LINK_TO && wants_number(before) && before != PLINT_WANT_DATE)
		return before;
	struct plint_span span = plint_slips_link(c->ps, at(c, prev)->span.end, n->span);
	TELL(plint_slips_tell_link(&c->line, f, (enum plint_link)n->link, span), span);
	return PLINT_WANT_NONE;
}

static void check_values(struct pass *c, const struct plint_field *f, uint32_t value)
{
	uint32_t prev = at(c, c->line.node)->child, first_entry = 0;
	enum plint_want want = f->want;
	while (is_value(c, value) && !c->is_told) {
		const struct plint_node *n = at(c, value);
		if (n->flags & PLINT_NODE_ENTRY && first_entry && !f->is_many) {
			TELL(plint_slips_tell_two_values(&c->line, f, first_entry, value), n->span);
			return;
		}
		if (n->flags & PLINT_NODE_ENTRY && !first_entry)
			first_entry = value;
		want = want_of(c, f, value, prev, want);
		struct part p = {.first = value, .want = want};
		uint32_t last = value;
		for (value = next_of(c, value); is_value(c, value); value = next_of(c, value)) {
			if (at(c, value)->link || at(c, value)->flags & PLINT_NODE_ENTRY)
				break;
			if (!p.second)
				p.second = value;
			last = value;
		}
		if (!c->is_told)
			check_part(c, f, &p);
		prev = last;
	}
}

/* SEEN holds, by slot, the first statement of each field of the block. */
static void check_field(struct pass *c, const struct plint_field *f, uint32_t value, uint32_t *seen)
{
	struct plint_node *n = at(c, c->line.node);
	const struct plint_node *head = at(c, n->child);
	n->flags |= PLINT_NODE_CLASSIFIED;
	n->u.stmt.field = f->id;
	if (n->u.stmt.body) {
		struct plint_span brace = at(c, n->u.stmt.body)->span;
		bool is_kind = plint_word_kind(plint_words_head(c->words, c->ps->ast->atoms, head->u.word.atom)) != PLINT_KIND_NONE;
		struct plint_span span = is_kind ? head->span : (struct plint_span){brace.start, brace.start + 1};
		TELL(plint_slips_tell_field_block(&c->line, f, span), span);
	} else if (!is_value(c, value) && c->fault) {
		n->flags |= PLINT_NODE_REPORTED; /* a sign in the place of the value */
	} else if (!is_value(c, value)) {
		TELL(plint_slips_tell_no_value(&c->line, f, (struct plint_span){0, 0}), head->span);
	} else if (at(c, value)->link && !strchr(f->spelling, ' ')) {
		struct plint_span link = plint_slips_link(c->ps, head->span.end, at(c, value)->span);
		TELL(plint_slips_tell_no_value(&c->line, f, link), link);
	} else if (!f->is_many && seen[f->slot]) {
		TELL(plint_slips_tell_said_twice(&c->line, f->spelling, seen[f->slot], false), head->span);
	} else {
		check_values(c, f, value);
	}
	if (!seen[f->slot])
		seen[f->slot] = c->line.node;
	settle_fault(c, true);
}

/* --- statements --------------------------------------------------------------------------------------------------- */

static bool may_stand(enum plint_kind kind, unsigned parent)
{
	bool is_plan_in_plan = kind == PLINT_KIND_PLAN && parent == PLINT_KIND_PLAN;
	return (plint_kind_info(kind)->places & plint_place_in(parent)) != 0 && !is_plan_in_plan;
}

static void classify_block(struct pass *c, enum plint_kind kind, uint32_t value)
{
	struct plint_node *n = at(c, c->line.node);
	const struct plint_node *head = at(c, n->child);
	unsigned parent = c->line.parent;
	n->flags |= PLINT_NODE_CLASSIFIED;
	n->u.stmt.what_kind = (uint8_t)kind;
	if (!may_stand(kind, parent)) {
		TELL(plint_slips_tell_wrong_kind(&c->line, kind), head->span);
	} else if (kind == PLINT_KIND_PLAN && c->first_plan) {
		TELL(plint_slips_tell_said_twice(&c->line, "plan", c->first_plan, false), head->span);
	} else {
		check_header(c, kind, value);
		bool is_nested = parent == PLINT_KIND_GOAL || parent == PLINT_KIND_OBJECTIVE;
		if (kind == PLINT_KIND_INDICATOR && is_nested && is_value(c, value) && at(c, value)->kind == PLINT_NODE_WORD &&
		    !next_of(c, value))
			n->flags |= PLINT_NODE_MENTION;
	}
	if (kind == PLINT_KIND_PLAN && !c->first_plan)
		c->first_plan = c->line.node;
	settle_fault(c, false);
}

static void classify_include(struct pass *c, uint32_t value)
{
	struct plint_node *n = at(c, c->line.node);
	const struct plint_node *head = at(c, n->child);
	bool is_good = is_value(c, value) && at(c, value)->kind == PLINT_NODE_TEXT && !at(c, value)->link && !next_of(c, value);
	n->flags |= PLINT_NODE_CLASSIFIED;
	if (is_good) {
		n->flags |= PLINT_NODE_INCLUDE;
	} else {
		struct plint_span span = head->span;
		if (is_value(c, value) && at(c, value)->kind != PLINT_NODE_TEXT)
			span = at(c, value)->span;
		TELL(plint_slips_tell_include(&c->line, span), span);
	}
	settle_fault(c, true);
}

/* The field that the words WORD, or WORD and what stands behind it, name in a block of KIND; *SKIP values belong to the name. */
static unsigned find_field(const struct pass *c, unsigned word, uint32_t value, enum plint_kind kind, uint8_t *skip)
{
	*skip = 0;
	unsigned id = plint_words_field(c->words, word, kind);
	if (id || !is_value(c, value))
		return id;
	if (at(c, value)->link)
		return plint_words_pair(c->words, word, at(c, value)->link, kind);
	if (at(c, value)->kind != PLINT_NODE_WORD)
		return PLINT_F_NONE;
	id = plint_words_pair(c->words, word, plint_words_head(c->words, c->ps->ast->atoms, at(c, value)->u.word.atom), kind);
	*skip = id != PLINT_F_NONE;
	return id;
}

static void classify_unknown(struct pass *c, unsigned word)
{
	struct plint_node *n = at(c, c->line.node);
	uint32_t second = next_of(c, n->child);
	bool is_class = word >= PLINT_W_SOCIAL && word <= PLINT_W_INTERNAL && is_value(c, second) && at(c, second)->kind == PLINT_NODE_WORD;
	bool is_prose = false;
	if (c->fault && c->fault->kind == PLINT_FAULT_SOFT_HYPHEN && c->fault->span.start == at(c, n->child)->span.start)
		c->fault = NULL; /* it is why the word is not known */
	if (c->line.parent == PLINT_KIND_COUNT) {
		c->is_told = c->fault == NULL;
	} else if (is_class && !at(c, second)->link) {
		struct plint_span span = at(c, second)->span;
		TELL(plint_slips_tell_class_without_goal(&c->line, span), span);
	} else {
		TELL(plint_slips_tell_unknown(&c->line, word, &is_prose), at(c, n->child)->span);
	}
	n->flags |= PLINT_NODE_REPORTED;
	settle_fault(c, true);
}

static void note_capital(struct pass *c, uint32_t head)
{
	if (begins_with_capital(c, head))
		at(c, head)->flags |= PLINT_NODE_CAPITALISED;
}

static void classify_statement(struct pass *c, uint32_t *seen)
{
	struct plint_node *n = at(c, c->line.node);
	uint32_t head = n->child, value = next_of(c, head);
	unsigned word = plint_words_head(c->words, c->ps->ast->atoms, at(c, head)->u.word.atom);
	unsigned parent = c->line.parent;
	if (word != PLINT_W_NONE)
		note_capital(c, head);
	if (parent > PLINT_KIND_NONE && parent < PLINT_KIND_COUNT) {
		uint8_t skip;
		unsigned id = find_field(c, word, value, (enum plint_kind)parent, &skip);
		if (id) {
			n->u.stmt.skip = skip;
			check_field(c, plint_schema_field(c->ps->ast->schema, (enum plint_kind)parent, id), skip ? next_of(c, value) : value, seen);
			return;
		}
	}
	enum plint_kind kind = plint_word_kind(word);
	if (word >= PLINT_W_SOCIAL && word <= PLINT_W_INTERNAL && is_value(c, value) && at(c, value)->kind == PLINT_NODE_WORD &&
	    !at(c, value)->link &&
	    plint_word_kind(plint_words_head(c->words, c->ps->ast->atoms, at(c, value)->u.word.atom)) == PLINT_KIND_GOAL) {
		kind = PLINT_KIND_GOAL;
		n->u.stmt.class_word = (uint8_t)(PLINT_CLASS_SOCIAL + (word - PLINT_W_SOCIAL));
		n->u.stmt.skip = 1;
		value = next_of(c, value);
	}
	if (parent == PLINT_KIND_COUNT)
		classify_unknown(c, word);
	else if (kind != PLINT_KIND_NONE)
		classify_block(c, kind, value);
	else if (word == PLINT_W_INCLUDE && parent == PLINT_KIND_NONE)
		classify_include(c, value);
	else
		classify_unknown(c, word);
}

/* BODY of NODE, or 0. */
static uint32_t body_of(const struct pass *c, uint32_t node)
{
	if (at(c, node)->kind == PLINT_NODE_STATEMENT)
		return at(c, node)->u.stmt.body;
	uint32_t child = at(c, node)->child;
	while (child && at(c, child)->kind != PLINT_NODE_BODY)
		child = next_of(c, child);
	return child;
}

/* The statements from FIRST on, in a block of kind PARENT. The scanner bounds the nesting. */
static void classify_statements(struct pass *c, uint32_t first, unsigned parent)
{
	uint32_t seen[PLINT_MAX_FIELD_IDS + 1], before = 0;
	uint32_t slots = parent < PLINT_KIND_COUNT ? plint_schema_slots(c->ps->ast->schema, (enum plint_kind)parent) : 0;
	memset(seen, 0, slots * sizeof *seen);
	for (uint32_t s = first; s; s = next_of(c, s)) {
		c->line = (struct plint_slip_line){.ps = c->ps, .node = s, .parent = parent, .before = before};
		find_fault(c, s);
		if (at(c, s)->kind == PLINT_NODE_STATEMENT)
			classify_statement(c, seen);
		else if (c->fault)
			tell_fault(c);
		uint32_t body = body_of(c, s);
		if (body) {
			const struct plint_node *n = at(c, s);
			bool is_known = n->kind == PLINT_NODE_STATEMENT && n->u.stmt.what_kind;
			classify_statements(c, at(c, body)->child, is_known ? n->u.stmt.what_kind : PLINT_KIND_COUNT);
		}
		before = s;
	}
}

void plint_classify_file(struct plint_parse *ps)
{
	struct pass c = {.ps = ps, .words = ps->ast->words};
	classify_statements(&c, ps->ast->nodes.items[ps->file_node].child, PLINT_KIND_NONE);
	c.line = (struct plint_slip_line){.ps = ps, .node = ps->file_node, .parent = PLINT_KIND_COUNT};
	find_fault(&c, UINT32_MAX - 1);
}
