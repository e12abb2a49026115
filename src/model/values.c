/*
 * From the nodes of a field's line to typed cells, by what the table of kinds and fields wants. Every mismatch is one message that
 * says what was found, what belongs there and what to write.
 */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "model/build.h"
#include "model/units.h"
#include "syntax/parse.h"

/* One field statement being read. */
struct reading {
	struct plint_builder *b;
	struct plint_model *m;
	uint32_t block;
	const struct plint_field *f;
	struct plint_span head; /* the field's word */
	bool failed;            /* a message was given: one is enough for a statement */
};

static const struct plint_node *node_at(const struct plint_builder *b, uint32_t id)
{
	return plint_ast_node(b->m->ast, id);
}

static const char *shown_span(struct reading *r, struct plint_span span)
{
	return plint_diags_shown(r->b->diags, plint_source_text(r->m->ast->source, span), span.end - span.start, 60);
}

/* --- what is wanted, in the words of the messages ------------------------------------------------------------------------ */

static const char *want_words(enum plint_want want)
{
	switch (want) {
	case PLINT_WANT_NONE: return "nothing";
	case PLINT_WANT_TEXT: return "a text in quotes";
	case PLINT_WANT_WORD: return "a word of its list";
	case PLINT_WANT_LABEL: return "one word, or a text in quotes";
	case PLINT_WANT_DATE: return "a date";
	case PLINT_WANT_AMOUNT: return "a number";
	case PLINT_WANT_PERCENT: return "a percentage";
	case PLINT_WANT_MONEY: return "an amount of money";
	case PLINT_WANT_DURATION: return "a length of time";
	case PLINT_WANT_RHYTHM: return "how often";
	case PLINT_WANT_TARGET: return "the level to reach";
	case PLINT_WANT_REF: return "the name of a block";
	case PLINT_WANT_REF_OR_TEXT: return "a name, or a text in quotes";
	}
	return "";
}

static const char *want_example(struct reading *r, enum plint_want want)
{
	const char *currency = r->m->currency ? plint_intern_text(r->m->atoms, r->m->currency) : "USD";
	switch (want) {
	case PLINT_WANT_NONE: return "";
	case PLINT_WANT_TEXT: return "\"client survey, 2026\"";
	case PLINT_WANT_WORD: return "one of its words";
	case PLINT_WANT_LABEL: return "clients";
	case PLINT_WANT_DATE: return "2027-12-31, 2027-12 or 2027";
	case PLINT_WANT_AMOUNT: return "1,200 or 14%";
	case PLINT_WANT_PERCENT: return "30%";
	case PLINT_WANT_MONEY: return plint_arena_printf(r->b->diags->arena, "%s 300,000", currency);
	case PLINT_WANT_DURATION: return "2 years";
	case PLINT_WANT_RHYTHM: return "quarterly or every 2 years";
	case PLINT_WANT_TARGET: return "20%, at least 90%, at most 5 days or done";
	case PLINT_WANT_REF: return "the name that stands behind the other block's kind";
	case PLINT_WANT_REF_OR_TEXT: return "operations_manager, or \"the operations manager\"";
	}
	return "";
}

static const char *found_words(struct reading *r, const struct plint_node *n)
{
	const char *what = "";
	switch ((enum plint_node_kind)n->kind) {
	case PLINT_NODE_WORD: what = "the word "; break;
	case PLINT_NODE_TEXT: what = "the text "; break;
	case PLINT_NODE_DATE: what = "the date "; break;
	case PLINT_NODE_RHYTHM:
	case PLINT_NODE_AMOUNT:
	case PLINT_NODE_BOUND:
	case PLINT_NODE_PLACEHOLDER:
	case PLINT_NODE_NONE:
	case PLINT_NODE_FILE:
	case PLINT_NODE_STATEMENT:
	case PLINT_NODE_BODY:
	case PLINT_NODE_ERROR: break;
	}
	return plint_arena_printf(r->b->diags->arena, "%s%s", what, shown_span(r, n->span));
}

static void fail(struct reading *r, const char *rule, struct plint_span span, const char *message, const char *help)
{
	if (r->failed)
		return;
	r->failed = true;
	plint_builder_report(r->b, rule, "syntax", r->block, r->f->spelling, span, message, help);
}

static void wrong_value(struct reading *r, const struct plint_node *n, enum plint_want want)
{
	struct plint_arena *a = r->b->diags->arena;
	const char *help = plint_arena_printf(a, "For example: %s %s", r->f->spelling, want_example(r, want));
	if (n->kind == PLINT_NODE_WORD && want == PLINT_WANT_TEXT)
		help = plint_arena_printf(a, "Put the words into quotes: %s \"%s\"", r->f->spelling, shown_span(r, n->span));
	if (want == PLINT_WANT_PERCENT && n->kind == PLINT_NODE_AMOUNT && !n->child)
		help = plint_arena_printf(a, "Put the percent sign behind it: %s %s%%", r->f->spelling, shown_span(r, n->span));
	fail(r, "wrong-value", n->span,
	     plint_arena_printf(a, "\"%s\" wants %s, but here stands %s", r->f->spelling, want_words(want), found_words(r, n)),
	     help);
}

/* --- single values --------------------------------------------------------------------------------------------------------- */

static struct plint_value cell_of(enum plint_type type, const struct plint_node *n)
{
	return (struct plint_value){.type = (uint8_t)type, .state = PLINT_KNOWN, .span = n->span};
}

static struct plint_value undecided(const struct plint_node *n)
{
	struct plint_value v = cell_of(PLINT_TYPE_NONE, n);
	v.state = PLINT_UNDECIDED;
	return v;
}

static struct plint_value unknown(const struct plint_node *n)
{
	struct plint_value v = cell_of(PLINT_TYPE_NONE, n);
	v.state = PLINT_UNKNOWN;
	return v;
}

static struct plint_value mismatch(struct reading *r, const struct plint_node *n, enum plint_want want)
{
	wrong_value(r, n, want);
	return unknown(n);
}

static bool is_placeholder_text(const char *text, uint32_t len)
{
	static const char *const words[] = {"TBD", "TBC", "?", "XX", "XX%"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (plint_text_is(text, len, words[i]))
			return true;
	return false;
}

static struct plint_value read_text(struct reading *r, const struct plint_node *n)
{
	if (n->kind != PLINT_NODE_TEXT)
		return mismatch(r, n, PLINT_WANT_TEXT);
	const struct plint_ast_text *t = &r->m->ast->texts.items[n->u.text.text];
	if (n->flags & PLINT_NODE_UNCLOSED)
		return unknown(n);
	if (is_placeholder_text(t->text, t->len))
		return undecided(n);
	struct plint_value v = cell_of(PLINT_TYPE_TEXT, n);
	v.u.text.id = n->u.text.text;
	return v;
}

static struct plint_value word_value(const struct plint_node *n, uint32_t atom, uint32_t root)
{
	struct plint_value v = cell_of(PLINT_TYPE_WORD, n);
	v.u.word.atom = atom;
	v.u.word.root = root;
	return v;
}

/* The words of list LIST that may be written, as a sentence for help. */
static const char *list_words(struct reading *r, uint32_t list)
{
	const struct plint_vocab *v = r->m->vocab;
	struct plint_buf text;
	plint_buf_init(&text, r->b->diags->arena);
	for (uint32_t i = v->lists[list].first; i < v->lists[list].first + v->lists[list].count; i++) {
		if (v->words[i].is_removed)
			continue;
		if (text.len)
			plint_buf_str(&text, ", ");
		plint_buf_str(&text, v->strings + v->words[i].text);
	}
	return text.text;
}

/* Nearest word of LIST to TEXT, or NULL. */
static const char *nearest_word(struct reading *r, uint32_t list, const char *text, uint32_t len)
{
	const struct plint_vocab *v = r->m->vocab;
	const struct plint_vocab_list *l = &v->lists[list];
	const char **words = plint_arena_alloc(r->b->diags->arena, l->count * sizeof *words);
	size_t count = 0;
	for (uint32_t i = l->first; i < l->first + l->count; i++)
		if (!v->words[i].is_removed)
			words[count++] = v->strings + v->words[i].text;
	int nearest = plint_text_nearest(text, len, words, count);
	return nearest < 0 ? NULL : words[nearest];
}

static struct plint_value unknown_word(struct reading *r, const struct plint_node *n, uint32_t list, const char *text,
                                       uint32_t len)
{
	struct plint_arena *a = r->b->diags->arena;
	const char *near = r->b->suggestions++ < PLINT_MAX_SUGGESTIONS ? nearest_word(r, list, text, len) : NULL;
	const char *help =
	    near ? plint_arena_printf(a, "Did you mean %s? The words for \"%s\" are: %s.", near, r->f->spelling, list_words(r, list))
	         : plint_arena_printf(a, "The words for \"%s\" are: %s.", r->f->spelling, list_words(r, list));
	fail(r, "unknown-word", n->span,
	     plint_arena_printf(a, "\"%s\" does not know the word %s", r->f->spelling, plint_diags_shown(r->b->diags, text, len, 60)),
	     help);
	return unknown(n);
}

static uint32_t vocab_atom(struct reading *r, uint32_t word)
{
	const char *text = r->m->vocab->strings + r->m->vocab->words[word].text;
	return plint_intern_put(r->m->atoms, text, strlen(text));
}

/* Root of word index WORD: the word that rules mean by it. */
static uint32_t root_atom(struct reading *r, uint32_t word)
{
	uint32_t like = r->m->vocab->words[word].like;
	return vocab_atom(r, like ? like - 1 : word);
}

static struct plint_value read_word(struct reading *r, const struct plint_node *n)
{
	uint32_t list1 = r->m->list_of_field[r->f - r->m->schema->fields];
	if (n->kind == PLINT_NODE_RHYTHM || n->kind == PLINT_NODE_AMOUNT || n->kind == PLINT_NODE_DATE || n->kind == PLINT_NODE_BOUND)
		return mismatch(r, n, PLINT_WANT_WORD);
	if (n->kind == PLINT_NODE_TEXT) {
		const struct plint_ast_text *t = &r->m->ast->texts.items[n->u.text.text];
		struct plint_arena *a = r->b->diags->arena;
		const char *shown = plint_diags_shown(r->b->diags, t->text, t->len, 60);
		bool is_listed = list1 && plint_vocab_word(r->m->vocab, list1 - 1, t->text, t->len) >= 0;
		fail(r, "wrong-value", n->span,
		     plint_arena_printf(a, "\"%s\" wants a word of its list, but here stands a text in quotes", r->f->spelling),
		     is_listed ? plint_arena_printf(a, "Leave the quotes out: %s %s", r->f->spelling, shown)
		     : list1   ? plint_arena_printf(a, "Take one of these words, without quotes: %s.", list_words(r, list1 - 1))
		               : plint_arena_printf(a, "Take one word, without quotes."));
		return unknown(n);
	}
	uint32_t atom = n->u.word.atom;
	if (list1 == 0)
		return word_value(n, atom, atom);
	uint32_t word1 = plint_map_get(&r->m->words, (uint64_t)list1 << 32 | atom);
	if (word1)
		return word_value(n, atom, root_atom(r, word1 - 1));
	const char *text = plint_intern_text(r->m->atoms, atom);
	uint32_t len = plint_intern_len(r->m->atoms, atom);
	if (r->m->vocab->lists[list1 - 1].is_open && !nearest_word(r, list1 - 1, text, len))
		return word_value(n, atom, atom);
	return unknown_word(r, n, list1 - 1, text, len);
}

static struct plint_value read_label(struct reading *r, const struct plint_node *n)
{
	if (n->kind == PLINT_NODE_WORD)
		return word_value(n, n->u.word.atom, n->u.word.atom);
	if (n->kind != PLINT_NODE_TEXT)
		return mismatch(r, n, PLINT_WANT_LABEL);
	const struct plint_ast_text *t = &r->m->ast->texts.items[n->u.text.text];
	if (is_placeholder_text(t->text, t->len))
		return undecided(n);
	bool is_sign = t->len == 1 && t->text[0] == '%';
	uint32_t atom = is_sign ? r->m->atom_percent : plint_intern_put(r->m->atoms, t->text, t->len);
	return word_value(n, atom, atom);
}

static struct plint_value read_date(struct reading *r, const struct plint_node *n, bool is_start)
{
	struct plint_value v = cell_of(PLINT_TYPE_DATE, n);
	if (n->kind == PLINT_NODE_AMOUNT && n->flags & PLINT_NODE_YEARLIKE) {
		int year = (int)n->u.number;
		v.u.days = (struct plint_days){plint_date_days(year, 1, 1), plint_date_days(year, 12, 31)};
	} else if (n->kind == PLINT_NODE_DATE) {
		v.u.days = plint_ast_days(n, r->m->year_starts1);
	} else {
		return mismatch(r, n, PLINT_WANT_DATE);
	}
	if (is_start)
		v.u.days.last = v.u.days.first;
	return v;
}

static bool is_money_unit(const struct plint_model *m, const struct plint_node *n)
{
	uint32_t unit = n->child;
	return unit == m->currency || n->flags & PLINT_NODE_UNIT_FIRST ||
	       plint_unit_is_currency(plint_intern_text(m->atoms, unit), plint_intern_len(m->atoms, unit));
}

static struct plint_value read_amount(struct reading *r, const struct plint_node *n, enum plint_want want)
{
	if (n->kind != PLINT_NODE_AMOUNT)
		return mismatch(r, n, want);
	struct plint_value v = cell_of(PLINT_TYPE_AMOUNT, n);
	v.unit = n->child;
	v.u.number = n->u.number;
	if (want == PLINT_WANT_MONEY && !v.unit)
		v.unit = r->m->currency;
	else if (want == PLINT_WANT_MONEY && !is_money_unit(r->m, n))
		return mismatch(r, n, want);
	if (n->flags & PLINT_NODE_UNDECIDED) {
		v.state = PLINT_UNDECIDED;
		return v;
	}
	if (want == PLINT_WANT_PERCENT && v.unit != r->m->atom_percent && (v.unit || v.u.number > 0 || v.u.number < 0))
		return mismatch(r, n, want);
	return v;
}

static struct plint_value read_duration(struct reading *r, const struct plint_node *n)
{
	struct plint_value v = cell_of(PLINT_TYPE_DURATION, n);
	if (n->kind != PLINT_NODE_AMOUNT)
		return mismatch(r, n, PLINT_WANT_DURATION);
	if (n->flags & PLINT_NODE_UNDECIDED)
		return undecided(n);
	if (!plint_duration_parse(n->u.number, plint_intern_text(r->m->atoms, n->child), plint_intern_len(r->m->atoms, n->child),
	                          &v.u.duration))
		return mismatch(r, n, PLINT_WANT_DURATION);
	return v;
}

static bool rhythm_of(const struct plint_model *m, const struct plint_node *n, struct plint_duration *out)
{
	if (n->kind == PLINT_NODE_RHYTHM)
		return plint_duration_parse(n->u.rhythm.count ? n->u.rhythm.count : 1,
		                            plint_intern_text(m->atoms, n->u.rhythm.unit),
		                            plint_intern_len(m->atoms, n->u.rhythm.unit), out);
	return n->kind == PLINT_NODE_WORD &&
	       plint_rhythm_parse(plint_intern_text(m->atoms, n->u.word.atom), plint_intern_len(m->atoms, n->u.word.atom), out);
}

static struct plint_value read_rhythm(struct reading *r, const struct plint_node *n)
{
	static const char *const words[] = {"daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"};
	struct plint_value v = cell_of(PLINT_TYPE_RHYTHM, n);
	if (rhythm_of(r->m, n, &v.u.duration))
		return v;
	if (n->kind != PLINT_NODE_WORD)
		return mismatch(r, n, PLINT_WANT_RHYTHM);
	struct plint_arena *a = r->b->diags->arena;
	const char *text = plint_intern_text(r->m->atoms, n->u.word.atom);
	int near = plint_text_nearest(text, plint_intern_len(r->m->atoms, n->u.word.atom), words, sizeof words / sizeof *words);
	const char *meant = plint_text_is(text, strlen(text), "annually") || plint_text_is(text, strlen(text), "annual") ? "yearly"
	                    : near < 0                                                                             ? NULL
	                                                                                                           : words[near];
	const char *hint = meant ? plint_arena_printf(a, "Did you mean %s? ", meant) : "";
	fail(r, "unknown-word", n->span,
	     plint_arena_printf(a, "\"%s\" does not know the word %s", r->f->spelling, shown_span(r, n->span)),
	     plint_arena_printf(a, "%sWrite daily, weekly, monthly, quarterly, half-yearly, yearly, or every 2 years.", hint));
	return unknown(n);
}

/* --- targets: three cells, the level that counts, the lowest and the highest allowed ------------------------------------------- */

static void read_bound(struct reading *r, const struct plint_node *n, struct plint_value cells[3])
{
	const struct plint_node *low = node_at(r->b, n->child);
	struct plint_value a = low->kind == PLINT_NODE_PLACEHOLDER ? undecided(low) : read_amount(r, low, PLINT_WANT_AMOUNT);
	struct plint_value none = {.state = PLINT_MISSING};
	enum plint_bound bound = (enum plint_bound)n->u.bound.sub;
	cells[0] = a;
	cells[1] = bound == PLINT_BOUND_MOST ? none : a;
	cells[2] = bound == PLINT_BOUND_LEAST ? none : a;
	if (bound == PLINT_BOUND_BETWEEN && low->next) {
		const struct plint_node *high = node_at(r->b, low->next);
		cells[2] = high->kind == PLINT_NODE_PLACEHOLDER ? undecided(high) : read_amount(r, high, PLINT_WANT_AMOUNT);
	}
	if (bound == PLINT_BOUND_BETWEEN && cells[1].state == PLINT_KNOWN && cells[2].state == PLINT_KNOWN) {
		/* In "between 3 and 5%" the unit stands once. */
		if (!cells[1].unit)
			cells[1].unit = cells[0].unit = cells[2].unit;
		if (cells[1].u.number > cells[2].u.number) {
			struct plint_value swap = cells[1];
			cells[1] = cells[2];
			cells[2] = swap;
			cells[0] = cells[1];
		}
	}
	cells[0].bound = (uint8_t)bound;
	cells[0].span = n->span;
}

static void read_target(struct reading *r, const struct plint_node *n, struct plint_value cells[3])
{
	struct plint_value none = {.state = PLINT_MISSING};
	cells[1] = cells[2] = none;
	if (n->kind == PLINT_NODE_BOUND) {
		read_bound(r, n, cells);
		return;
	}
	if (n->kind == PLINT_NODE_WORD) {
		const char *word = plint_intern_text(r->m->atoms, n->u.word.atom);
		bool is_done = strcmp(word, "done") == 0;
		if (!is_done && strcmp(word, "none") != 0) {
			cells[0] = mismatch(r, n, PLINT_WANT_TARGET);
			return;
		}
		cells[0] = word_value(n, n->u.word.atom, n->u.word.atom);
		cells[0].bound = is_done ? PLINT_BOUND_DONE : PLINT_BOUND_NONE;
		return;
	}
	cells[0] = read_amount(r, n, PLINT_WANT_TARGET);
	if (cells[0].state == PLINT_KNOWN || cells[0].state == PLINT_UNDECIDED) {
		cells[0].bound = PLINT_BOUND_REACH;
		cells[1] = cells[2] = cells[0];
	}
}

/* --- references ------------------------------------------------------------------------------------------------------------ */

static struct plint_value read_ref(struct reading *r, const struct plint_node *n, enum plint_want want, uint32_t refs,
                                   uint32_t cell)
{
	struct plint_value v = unknown(n);
	v.type = PLINT_TYPE_BLOCK;
	bool takes_text = want == PLINT_WANT_REF_OR_TEXT;
	if (n->kind == PLINT_NODE_TEXT && takes_text) {
		v = read_text(r, n);
		if (v.state != PLINT_KNOWN)
			return v;
	} else if (n->kind == PLINT_NODE_WORD) {
		v.u.word.atom = n->u.word.atom;
	} else if (n->kind == PLINT_NODE_TEXT) {
		struct plint_arena *a = r->b->diags->arena;
		fail(r, "wrong-value", n->span,
		     plint_arena_printf(a, "\"%s\" wants the name of a block, but here stands a text in quotes", r->f->spelling),
		     plint_arena_printf(a, "Give the name that stands behind the kind of that block, without quotes. A block "
		                           "without a name gets one in front of its title: %s my_name \"…\".",
		                        plint_kind_word((enum plint_kind)__builtin_ctz(refs & ~1u))));
		return v;
	} else {
		return mismatch(r, n, want);
	}
	struct plint_pending p = {.cell = cell,
	                          .atom = n->kind == PLINT_NODE_WORD ? n->u.word.atom : 0,
	                          .block = r->block,
	                          .refs = refs,
	                          .field = (uint16_t)(r->f - r->m->schema->fields),
	                          .takes_text = takes_text,
	                          .is_text = n->kind == PLINT_NODE_TEXT,
	                          .span = n->span};
	plint_vec_push(&r->b->pending, r->m->scratch, p);
	return v;
}

/* Reads node N as WANT into cells CELL … (absolute indices; three for a target). */
static void read_value(struct reading *r, const struct plint_node *n, enum plint_want want, uint32_t refs, bool is_start,
                       uint32_t cell)
{
	struct plint_value v[3] = {{.state = PLINT_MISSING}, {.state = PLINT_MISSING}, {.state = PLINT_MISSING}};
	if (n->flags & PLINT_NODE_INVALID) {
		v[0] = unknown(n);
		r->failed = true;
	} else if (n->kind == PLINT_NODE_PLACEHOLDER) {
		v[0] = undecided(n);
		v[0].bound = want == PLINT_WANT_TARGET ? PLINT_BOUND_REACH : 0;
	} else {
		switch (want) {
		case PLINT_WANT_NONE: break;
		case PLINT_WANT_TEXT: v[0] = read_text(r, n); break;
		case PLINT_WANT_WORD: v[0] = read_word(r, n); break;
		case PLINT_WANT_LABEL: v[0] = read_label(r, n); break;
		case PLINT_WANT_DATE: v[0] = read_date(r, n, is_start); break;
		case PLINT_WANT_AMOUNT:
		case PLINT_WANT_PERCENT:
		case PLINT_WANT_MONEY: v[0] = read_amount(r, n, want); break;
		case PLINT_WANT_DURATION: v[0] = read_duration(r, n); break;
		case PLINT_WANT_RHYTHM: v[0] = read_rhythm(r, n); break;
		case PLINT_WANT_TARGET: read_target(r, n, v); break;
		case PLINT_WANT_REF:
		case PLINT_WANT_REF_OR_TEXT: v[0] = read_ref(r, n, want, refs, cell); break;
		}
	}
	memcpy(r->m->cells.items + cell, v, (want == PLINT_WANT_TARGET ? 3 : 1) * sizeof *v);
}

/* --- entries ----------------------------------------------------------------------------------------------------------------- */

uint32_t plint_field_cells(const struct plint_field *f)
{
	uint32_t cells = f->want == PLINT_WANT_TARGET ? 3 : 1;
	for (int i = 0; i < PLINT_MAX_PARTS; i++)
		if (f->parts[i].link != PLINT_LINK_NONE)
			cells += f->parts[i].want == PLINT_WANT_TARGET ? 3 : 1;
	return cells;
}

static uint32_t part_cell(const struct plint_field *f, int part)
{
	uint32_t cell = f->want == PLINT_WANT_TARGET ? 3 : 1;
	for (int i = 0; i < part; i++)
		cell += f->parts[i].want == PLINT_WANT_TARGET ? 3 : 1;
	return cell;
}

/* Words that stand where one name belongs: "owner operations manager". */
static void too_many_words(struct reading *r, const struct plint_node *first, const struct plint_node *extra)
{
	struct plint_arena *a = r->b->diags->arena;
	struct plint_span all = first->span;
	for (const struct plint_node *n = extra; n->kind == PLINT_NODE_WORD && n->link == PLINT_LINK_NONE;
	     n = node_at(r->b, n->next)) {
		all = plint_span_join(all, n->span);
		if (n->next == 0 || node_at(r->b, n->next)->flags & PLINT_NODE_ENTRY)
			break;
	}
	const char *words = shown_span(r, all);
	char *joined = plint_arena_strndup(a, words, strlen(words));
	for (char *c = joined; *c; c++)
		if (*c == ' ')
			*c = '_';
	bool takes_text = r->f->want == PLINT_WANT_REF_OR_TEXT || r->f->want == PLINT_WANT_TEXT || r->f->want == PLINT_WANT_LABEL;
	fail(r, "wrong-value", all,
	     plint_arena_printf(a, "\"%s\" wants %s, but here stand several words: %s", r->f->spelling, want_words(r->f->want), words),
	     takes_text ? plint_arena_printf(a, "Give one name, %s %s, or put the words into quotes: %s \"%s\"", r->f->spelling, joined,
	                                     r->f->spelling, words)
	                : plint_arena_printf(a, "Give one word, such as %s %s; several are separated by commas.", r->f->spelling,
	                                     joined));
}

/* Whether node N without a link word can be the part P directly behind the main value. */
static bool fits_adjunct(struct reading *r, const struct plint_node *n, const struct plint_part *p)
{
	struct plint_duration d;
	if (p->link != PLINT_LINK_ADJUNCT)
		return false;
	if (p->want == PLINT_WANT_TEXT)
		return n->kind == PLINT_NODE_TEXT;
	if (p->want == PLINT_WANT_RHYTHM)
		return rhythm_of(r->m, n, &d);
	return n->kind == PLINT_NODE_BOUND || n->kind == PLINT_NODE_AMOUNT || n->kind == PLINT_NODE_PLACEHOLDER;
}

static void unfit_part(struct reading *r, const struct plint_node *first, const struct plint_node *n)
{
	struct plint_arena *a = r->b->diags->arena;
	if (n->link == PLINT_LINK_NONE && n->kind == PLINT_NODE_WORD && first->kind == PLINT_NODE_WORD) {
		too_many_words(r, first, n);
		return;
	}
	const char *link = plint_link_word((enum plint_link)n->link);
	struct plint_span span = n->span;
	fail(r, "wrong-value", span,
	     n->link ? plint_arena_printf(a, "\"%s\" takes no \"%s %s\"", r->f->spelling, link, shown_span(r, n->span))
	             : plint_arena_printf(a, "\"%s\" wants %s and nothing behind it, but here stands %s", r->f->spelling,
	                                  want_words(r->f->want), found_words(r, n)),
	     n->link ? plint_arena_printf(a, "Leave it out, or put it on a line of its own (one fact a line).")
	             : plint_arena_printf(a, "One fact a line: end the line before it, or write a comma between the members of a list."));
}

static const char *part_example(struct reading *r, const struct plint_part *p)
{
	return plint_arena_printf(r->b->diags->arena, "%s%s%s", p->link == PLINT_LINK_ADJUNCT ? "" : plint_link_word(p->link),
	                          p->link == PLINT_LINK_ADJUNCT ? "" : " ",
	                          p->want == PLINT_WANT_DATE             ? "2027-12-31"
	                          : p->want == PLINT_WANT_TARGET         ? "at most 5%"
	                          : p->want == PLINT_WANT_REF_OR_TEXT    ? "the name of an indicator"
	                                                                 : want_words(p->want));
}

static void missing_part(struct reading *r, const struct plint_node *first, const struct plint_part *p)
{
	struct plint_arena *a = r->b->diags->arena;
	const char *shown = shown_span(r, first->span);
	fail(r, "wrong-value", first->span,
	     plint_arena_printf(a, "\"%s %s\" lacks its second half", r->f->spelling, shown),
	     plint_arena_printf(a, "Write: %s %s %s", r->f->spelling, shown, part_example(r, p)));
}

static bool is_amount_like(const struct plint_node *n)
{
	return n->kind == PLINT_NODE_AMOUNT || n->kind == PLINT_NODE_PLACEHOLDER;
}

/* "target 3% to 5%": a range says between. */
static bool read_range(struct reading *r, const struct plint_node *first, const struct plint_node *n, uint32_t base)
{
	if (r->f->want != PLINT_WANT_TARGET || n->link != PLINT_LINK_TO || !is_amount_like(first) || !is_amount_like(n))
		return false;
	struct plint_value *cells = r->m->cells.items + base;
	struct plint_value high = n->kind == PLINT_NODE_PLACEHOLDER ? undecided(n) : read_amount(r, n, PLINT_WANT_AMOUNT);
	cells[1] = cells[0];
	cells[2] = high;
	if (!cells[1].unit)
		cells[0].unit = cells[1].unit = high.unit;
	cells[0].bound = PLINT_BOUND_BETWEEN;
	cells[0].span = plint_span_join(first->span, n->span);
	return true;
}

/* A period whose cells lie at BASE and that ends before it starts would put every date of the plan outside it. */
static void check_order(struct reading *r, const struct plint_node *first, uint32_t base)
{
	const struct plint_value *start = &r->m->cells.items[base], *end = start + 1;
	if (start->state != PLINT_KNOWN || end->state != PLINT_KNOWN || start->type != PLINT_TYPE_DATE || end->type != PLINT_TYPE_DATE ||
	    start->u.days.first <= end->u.days.last)
		return;
	struct plint_span all = {first->span.start, end->span.end};
	const char *from = shown_span(r, end->span), *to = shown_span(r, first->span);
	fail(r, "wrong-value", all, plint_arena_printf(r->b->diags->arena, "the period ends in %s, before it starts", from),
	     plint_arena_printf(r->b->diags->arena, "Put the earlier date first: %s %s to %s", r->f->spelling, from, to));
}

/* Reads the entry that begins at node FIRST_ID into cells BASE …; the node of the next entry, or 0. */
static uint32_t read_entry(struct reading *r, uint32_t first_id, uint32_t base)
{
	const struct plint_node *first = node_at(r->b, first_id);
	bool has_part[PLINT_MAX_PARTS] = {false};
	bool is_start = r->f->id == PLINT_F_FROM || r->f->id == PLINT_F_PERIOD;
	uint32_t pending = r->b->pending.count;
	read_value(r, first, r->f->want, r->f->refs, is_start, base);
	uint32_t id = first->next;
	for (; id; id = node_at(r->b, id)->next) {
		const struct plint_node *n = node_at(r->b, id);
		if (n->kind == PLINT_NODE_BODY || n->flags & PLINT_NODE_ENTRY)
			break;
		int part = 0;
		while (part < PLINT_MAX_PARTS &&
		       !(!has_part[part] && (n->link ? r->f->parts[part].link == (enum plint_link)n->link
		                                     : fits_adjunct(r, n, &r->f->parts[part]))))
			part++;
		if (part < PLINT_MAX_PARTS) {
			has_part[part] = true;
			read_value(r, n, r->f->parts[part].want, r->f->parts[part].refs, false, base + part_cell(r->f, part));
		} else if (!read_range(r, first, n, base)) {
			unfit_part(r, first, n);
		}
	}
	for (int part = 0; part < PLINT_MAX_PARTS; part++)
		if (r->f->parts[part].is_required && !has_part[part] && first->kind != PLINT_NODE_PLACEHOLDER)
			missing_part(r, first, &r->f->parts[part]);
	if (r->f->id == PLINT_F_PERIOD && !r->failed)
		check_order(r, first, base);
	if (r->failed) {
		/* One message a statement: its names are not looked up either. */
		r->b->pending.count = pending;
		for (uint32_t i = 0; i < plint_field_cells(r->f); i++)
			r->m->cells.items[base + i].state = PLINT_UNKNOWN;
	}
	while (id && node_at(r->b, id)->kind == PLINT_NODE_BODY)
		id = node_at(r->b, id)->next;
	return id;
}

static void no_value(struct reading *r)
{
	struct plint_arena *a = r->b->diags->arena;
	fail(r, "wrong-value", r->head,
	     plint_arena_printf(a, "\"%s\" stands alone; %s belongs behind it", r->f->spelling, want_words(r->f->want)),
	     plint_arena_printf(a, "For example: %s %s; or %s TBD while it is not decided.", r->f->spelling,
	                        want_example(r, r->f->want), r->f->spelling));
}

void plint_model_read_field(struct plint_builder *b, uint32_t block, uint32_t node, const struct plint_field *f)
{
	struct plint_model *m = b->m;
	const struct plint_node *n = node_at(b, node);
	struct reading r = {.b = b, .m = m, .block = block, .f = f, .head = node_at(b, n->child)->span};
	struct plint_slot *slot = plint_builder_slot(b, block, f->id);
	uint32_t stride = plint_field_cells(f);
	uint32_t v = node_at(b, n->child)->next;
	for (unsigned skip = n->u.stmt.skip; skip && v; skip--)
		v = node_at(b, v)->next;
	uint32_t before = slot->count;
	if (before == 0)
		slot->first = m->cells.count;
	assert(slot->first + before * stride == m->cells.count);
	if (v == 0 || node_at(b, v)->kind == PLINT_NODE_BODY) {
		no_value(&r);
		slot->state = PLINT_UNKNOWN;
	}
	while (v && node_at(b, v)->kind != PLINT_NODE_BODY) {
		uint32_t base = m->cells.count;
		plint_vec_need(&m->cells, m->arena, stride);
		memset(m->cells.items + base, 0, stride * sizeof *m->cells.items);
		for (uint32_t i = 0; i < stride; i++)
			m->cells.items[base + i].state = PLINT_MISSING;
		m->cells.count += stride;
		v = read_entry(&r, v, base);
		slot->count++;
		if (!f->is_many && v && !r.failed)
			unfit_part(&r, node_at(b, v), node_at(b, v));
	}
	if (slot->count && slot->state == PLINT_MISSING)
		slot->state = PLINT_KNOWN;
	if (slot->count > 1 && !f->is_many) {
		m->cells.items[slot->first].state = PLINT_UNKNOWN;
		slot->count = 1;
	}
	for (uint32_t i = before; i < slot->count; i++)
		if (r.failed || m->cells.items[slot->first + i * stride].state == PLINT_UNDECIDED)
			plint_model_note_unresolved(m, plint_model_block(m, block)->kind, f->id);
	if (r.failed)
		slot->more = 1;
}

/* --- indicators ----------------------------------------------------------------------------------------------------------------- */

static void take_unit(struct plint_model *m, struct plint_value *v, uint32_t unit)
{
	if (v->type != PLINT_TYPE_AMOUNT)
		return;
	if (v->unit == 0 || plint_unit_is_plural_pair(plint_intern_text(m->atoms, v->unit), plint_intern_len(m->atoms, v->unit),
	                                              plint_intern_text(m->atoms, unit), plint_intern_len(m->atoms, unit)))
		v->unit = unit;
}

/* ".value" of a `between` is the edge nearer to the baseline. */
static void settle_between(struct plint_model *m, struct plint_value *target, const struct plint_slot *baseline)
{
	if (target[0].bound != PLINT_BOUND_BETWEEN || target[1].state != PLINT_KNOWN || target[2].state != PLINT_KNOWN)
		return;
	struct plint_value edge = target[1];
	if (baseline && baseline->count) {
		const struct plint_value *base = &m->cells.items[baseline->first];
		if (base->state == PLINT_KNOWN && base->type == PLINT_TYPE_AMOUNT &&
		    fabs(target[2].u.number - base->u.number) < fabs(target[1].u.number - base->u.number))
			edge = target[2];
	}
	target[0].state = edge.state;
	target[0].unit = edge.unit;
	target[0].u.number = edge.u.number;
}

void plint_model_settle_indicator(struct plint_builder *b, uint32_t block)
{
	static const uint8_t fields[] = {PLINT_F_BASELINE, PLINT_F_TARGET, PLINT_F_MILESTONE, PLINT_F_ACTUAL};
	struct plint_model *m = b->m;
	const struct plint_slot *unit_slot = plint_builder_slot(b, block, PLINT_F_UNIT);
	const struct plint_value *unit = unit_slot->count ? &m->cells.items[unit_slot->first] : NULL;
	for (size_t i = 0; unit && unit->state == PLINT_KNOWN && i < sizeof fields; i++) {
		const struct plint_field *f = plint_schema_field(m->schema, PLINT_KIND_INDICATOR, fields[i]);
		const struct plint_slot *slot = plint_builder_slot(b, block, fields[i]);
		uint32_t stride = plint_field_cells(f);
		for (uint32_t e = 0; e < slot->count; e++)
			for (uint32_t c = 0; c < (f->want == PLINT_WANT_TARGET ? 3u : 1u); c++)
				take_unit(m, &m->cells.items[slot->first + e * stride + c], unit->u.word.atom);
	}
	const struct plint_slot *target = plint_builder_slot(b, block, PLINT_F_TARGET);
	if (target->count)
		settle_between(m, &m->cells.items[target->first], plint_builder_slot(b, block, PLINT_F_BASELINE));
}
