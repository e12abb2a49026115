/*
 * The matcher of lexicon.h: one pass over a text's tokens tells all lists that it mentions, those it begins with, and its catalogue
 * indicator; kept by text. Cutting is lexicon_tokens.c's, the tables are lexicon_tables.c's.
 */
#include "expr/lexicon.h"

#include <math.h>
#include <string.h>

#include "expr/lexicon_tokens.h"
#include "model/units.h"

/* What one text holds. */
struct text_facts {
	uint64_t mentions, starts; /* lists, as bits */
	uint32_t alias;            /* catalogue row + 1 of the longest alias */
	bool is_known, has_number, has_date;
};

#define CHUNK_BITS 8u
#define CHUNK (1u << CHUNK_BITS)

struct plint_lexicon {
	struct plint_arena *arena;
	const struct plint_lexicons *tables;
	const struct plint_model *model;
	const uint32_t *index;
	int language; /* in the tables, -1: they have no lists in it */
	uint64_t lists;
	bool is_ready;
	struct plint_stemmer *stemmer;
	struct plint_lex_words words;
	struct text_facts **chunks; /* by text index >> CHUNK_BITS */
	uint32_t chunk_count;
	int verb_lists[3];
};

/* Index of LANGUAGE ("fr", also "fr-CA"), or -1. */
static int find_language(const struct plint_lexicons *l, const char *language)
{
	size_t len = strcspn(language, "-_");
	for (uint32_t i = 0; i < l->language_count; i++) {
		const char *other = l->strings + l->languages[i];
		if (strncmp(other, language, len) == 0 && other[len] == '\0')
			return (int)i;
	}
	return -1;
}

struct plint_lexicon *plint_lexicon_new(struct plint_arena *a, const struct plint_lexicons *tables, const char *language,
                                        const struct plint_model *model)
{
	struct plint_lexicon *x = plint_arena_calloc(a, 1, sizeof *x);
	x->arena = a;
	x->tables = tables;
	x->model = model;
	x->language = find_language(tables, language);
	if (x->language >= 0 && x->language < 16)
		x->lists = tables->lists_of_language[x->language];
	x->words.language = language;
	return x;
}

const struct plint_lexicons *plint_lexicon_tables(const struct plint_lexicon *x)
{
	return x->tables;
}

void plint_lexicon_free(struct plint_lexicon *x)
{
	if (x)
		plint_stemmer_free(x->stemmer);
	if (x)
		x->stemmer = NULL;
}

/* What costs something is made when the first text comes. */
static void get_ready(struct plint_lexicon *x)
{
	if (x->is_ready)
		return;
	static const char *const verbs[] = {"weak_verbs", "activity_verbs", "keep_verbs"};
	x->is_ready = true;
	x->index = x->tables->index;
	if (!x->index) {
		struct plint_lexicons own = *x->tables;
		plint_lexicons_index(x->arena, &own);
		x->index = own.index;
	}
	char code[3] = {0};
	const char *language = x->words.language;
	for (size_t i = 0; i < 2 && language[i]; i++)
		code[i] = language[i];
	x->stemmer = x->language >= 0 ? plint_stemmer_new(x->arena, code) : NULL;
	plint_lex_words_init(&x->words, x->arena, language, x->stemmer, x->model->atoms->key);
	x->words.index = x->index;
	x->words.strings = x->tables->strings;
	x->words.year_starts1 = x->model->year_starts1 ? x->model->year_starts1 : 1;
	x->words.currency = x->model->currency ? plint_intern_text(x->model->atoms, x->model->currency) : NULL;
	for (size_t i = 0; i < 3; i++)
		x->verb_lists[i] = plint_lexicons_find(x->tables, verbs[i], (uint32_t)strlen(verbs[i]));
	x->chunk_count = (x->model->ast->texts.count >> CHUNK_BITS) + 1;
	x->chunks = plint_arena_calloc(x->arena, x->chunk_count, sizeof *x->chunks);
}

/* Where the parts of a match lie: token and class of each capture. */
struct captures {
	struct {
		uint32_t token;
		uint32_t step; /* token of the phrase */
	} items[4];
	uint32_t count;
};

static uint32_t match_phrase(const struct plint_lexicon *x, uint32_t phrase, uint32_t at, bool in_verb, struct captures *c);

/* Whether the word behind token AT can be the second of a phrase for which SECOND is kept. */
static inline bool may_follow(const struct plint_lexicon *x, uint32_t second, uint32_t at)
{
	if (second == 0)
		return true;
	if (at + 1 >= x->words.tokens.count)
		return false;
	const struct plint_lex_tok *t = &x->words.tokens.items[at + 1];
	return second >> 1 == (second & 1 ? t->stem : t->exact);
}

/* Tokens of the longest phrase of the verb lists at AT, 0: none. Many patterns ask for it. */
static uint32_t match_verb(const struct plint_lexicon *x, uint32_t at)
{
	const uint32_t *heads = plint_lex_index_heads(x->index), *chain = plint_lex_index_chain(x->index);
	const uint32_t *seconds = plint_lex_index_seconds(x->index);
	struct plint_lex_tok *t = &x->words.tokens.items[at];
	if (t->verb1 > 0)
		return t->verb1 - 1u;
	uint32_t ids[2] = {t->stem, t->exact == t->stem ? 0 : t->exact}, longest = 0;
	for (size_t k = 0; k < 2; k++) {
		for (uint32_t p = ids[k] ? heads[ids[k]] : 0; p; p = chain[p - 1]) {
			int list = x->tables->phrases[p - 1].list;
			if (list != x->verb_lists[0] && list != x->verb_lists[1] && list != x->verb_lists[2])
				continue;
			if (!may_follow(x, seconds[p - 1], at))
				continue;
			uint32_t len = match_phrase(x, p - 1, at, true, NULL);
			if (len > longest)
				longest = len;
		}
	}
	longest = longest < UINT8_MAX ? longest : UINT8_MAX - 1;
	t->verb1 = (uint8_t)(longest + 1);
	return longest;
}

/* Tokens that step STEP of a phrase takes at AT, 0: it does not match. */
static uint32_t match_step(const struct plint_lexicon *x, uint32_t step, uint32_t at, bool in_verb)
{
	if (at >= x->words.tokens.count)
		return 0;
	const struct plint_lex_tok *t = &x->words.tokens.items[at];
	uint32_t word = plint_lex_index_words(x->index)[step];
	switch ((enum plint_lex_class)x->tables->tokens[step].klass) {
	case PLINT_LEX_STEM:
		return t->stem == word;
	case PLINT_LEX_WORD:
		return t->exact == word;
	case PLINT_LEX_NUMBER:
		return t->flags & PLINT_TOK_NUMBER ? t->number_len : 0;
	case PLINT_LEX_AMOUNT:
		return t->flags & PLINT_TOK_AMOUNT ? t->amount_len : 0;
	case PLINT_LEX_PERCENT:
		return (t->flags & PLINT_TOK_NUMBER) && t->unit == PLINT_LEX_UNIT_PERCENT ? t->amount_len : 0;
	case PLINT_LEX_DATE:
		return t->flags & PLINT_TOK_DATE ? t->date_len : 0;
	case PLINT_LEX_VERB:
		return in_verb ? 0 : match_verb(x, at);
	case PLINT_LEX_END: /* match_phrase's: it takes no token */
		return 0;
	}
	return 0;
}

/* Between an amount and the next word of its pattern some words of the title may stand: "from 9 working days in 2026 to 5". */
#define MAX_GAP 4
static uint32_t gap_before(const struct plint_lexicon *x, uint32_t step, uint32_t at, bool in_verb)
{
	for (uint32_t gap = 0; gap <= MAX_GAP && at + gap < x->words.tokens.count; gap++) {
		if (match_step(x, step, at + gap, in_verb))
			return gap;
		if (x->words.tokens.items[at + gap].flags & (PLINT_TOK_NUMBER | PLINT_TOK_AMOUNT))
			return 0;
	}
	return 0;
}

/* Tokens of PHRASE at AT, 0: it does not stand there. C may be NULL. */
static uint32_t match_phrase(const struct plint_lexicon *x, uint32_t phrase, uint32_t at, bool in_verb, struct captures *c)
{
	const struct plint_lex_phrase *p = &x->tables->phrases[phrase];
	uint32_t start = at;
	if (p->language != x->language)
		return 0;
	if (c)
		c->count = 0;
	for (uint32_t i = 0; i < p->count; i++) {
		uint32_t step = p->first + i;
		unsigned klass = x->tables->tokens[step].klass;
		if (klass == PLINT_LEX_END && at == x->words.tokens.count && at > start)
			continue;
		if (i > 0 && klass < PLINT_LEX_NUMBER && x->tables->tokens[step - 1].klass == PLINT_LEX_AMOUNT)
			at += gap_before(x, step, at, in_verb);
		uint32_t len = match_step(x, step, at, in_verb);
		if (len == 0)
			return 0;
		if (c && klass >= PLINT_LEX_NUMBER && klass != PLINT_LEX_VERB && c->count < 4) {
			c->items[c->count].token = at;
			c->items[c->count++].step = step;
		}
		at += len;
	}
	return at - start;
}

/* Heads of the chains of phrases that can begin at token T, into OUT (at most 8); their number. */
static uint32_t chains_at(const struct plint_lexicon *x, const struct plint_lex_tok *t, uint32_t *out)
{
	const uint32_t *heads = plint_lex_index_heads(x->index), *classes = heads + x->index[0] + 1;
	uint32_t n = 0;
	if (t->stem && heads[t->stem])
		out[n++] = heads[t->stem];
	if (t->exact && t->exact != t->stem && heads[t->exact])
		out[n++] = heads[t->exact];
	if ((t->flags & PLINT_TOK_NUMBER) && classes[PLINT_LEX_NUMBER])
		out[n++] = classes[PLINT_LEX_NUMBER];
	if ((t->flags & PLINT_TOK_NUMBER) && classes[PLINT_LEX_PERCENT])
		out[n++] = classes[PLINT_LEX_PERCENT];
	if ((t->flags & PLINT_TOK_AMOUNT) && classes[PLINT_LEX_AMOUNT])
		out[n++] = classes[PLINT_LEX_AMOUNT];
	if ((t->flags & PLINT_TOK_DATE) && classes[PLINT_LEX_DATE])
		out[n++] = classes[PLINT_LEX_DATE];
	if ((t->stem || t->exact) && classes[PLINT_LEX_VERB])
		out[n++] = classes[PLINT_LEX_VERB];
	return n;
}

/* The best alias so far: longest by tokens, then by bytes. */
struct best_alias {
	uint32_t tokens, bytes;
};

static void take_phrase(const struct plint_lexicon *x, uint32_t phrase, uint32_t at, bool is_head, struct text_facts *f,
                        struct best_alias *best)
{
	const struct plint_lex_phrase *p = &x->tables->phrases[phrase];
	const struct plint_lex_tok *tokens = x->words.tokens.items;
	if (p->language != x->language)
		return;
	if (p->list == UINT16_MAX) {
		uint32_t len = p->count >= best->tokens ? match_phrase(x, phrase, at, false, NULL) : 0;
		if (len == 0)
			return;
		uint32_t bytes = tokens[at + len - 1].end - tokens[at].start;
		if (p->count > best->tokens || bytes > best->bytes) {
			*best = (struct best_alias){p->count, bytes};
			f->alias = p->indicator + 1;
		}
		return;
	}
	uint64_t bit = (uint64_t)1 << (p->list % PLINT_MAX_LEXICONS);
	bool is_done = (f->mentions & bit) && (!is_head || (f->starts & bit));
	if (is_done || match_phrase(x, phrase, at, false, NULL) == 0)
		return;
	f->mentions |= bit;
	if (is_head)
		f->starts |= bit;
}

/* Tokens before END may be skipped at the head of the title. */
static uint32_t head_end(const struct plint_lexicon *x)
{
	uint32_t at = 0;
	while (at < x->words.tokens.count) {
		uint32_t lead = plint_lex_date_lead(&x->words, at);
		if (lead)
			at += lead;
		else if (plint_lex_is_article(&x->words, &x->words.tokens.items[at]))
			at++;
		else
			break;
	}
	return at;
}

static void find_facts(struct plint_lexicon *x, const char *text, uint32_t len, struct text_facts *f)
{
	const uint32_t *chain = plint_lex_index_chain(x->index), *seconds = plint_lex_index_seconds(x->index);
	struct best_alias best = {0, 0};
	*f = (struct text_facts){0};
	plint_lex_cut(&x->words, text, len);
	uint32_t head = head_end(x);
	for (uint32_t at = 0; at < x->words.tokens.count; at++) {
		const struct plint_lex_tok *t = &x->words.tokens.items[at];
		f->has_number |= (t->flags & (PLINT_TOK_NUMBER | PLINT_TOK_SPELLED)) == PLINT_TOK_NUMBER;
		f->has_date |= (t->flags & PLINT_TOK_DATE) != 0;
		if (x->language < 0)
			continue;
		uint32_t heads[8];
		uint32_t n = chains_at(x, t, heads);
		for (uint32_t k = 0; k < n; k++)
			for (uint32_t p = heads[k]; p; p = chain[p - 1])
				if (may_follow(x, seconds[p - 1], at))
					take_phrase(x, p - 1, at, at <= head, f, &best);
	}
	f->is_known = true;
}

/* The text of V: bytes, length and text index (0: none). False where V is not a text that is known. */
static bool text_of(const struct plint_lexicon *x, const struct plint_value *v, const char **text, uint32_t *len, uint32_t *id)
{
	if (v->state != PLINT_KNOWN)
		return false;
	*id = 0;
	if (v->type == PLINT_TYPE_BLOCK)
		*id = plint_model_block(x->model, v->u.block)->title;
	else if (v->type == PLINT_TYPE_TEXT && !(v->flags & PLINT_VALUE_MADE_TEXT))
		*id = v->u.text.id;
	else if (v->type != PLINT_TYPE_TEXT && v->type != PLINT_TYPE_WORD)
		return false;
	if (v->type == PLINT_TYPE_BLOCK && *id == 0)
		return false;
	*text = plint_model_chars(x->model, v, len);
	return true;
}

/* What is known of V already, or NULL. Most texts are asked about many times. */
static const struct text_facts *kept_facts(const struct plint_lexicon *x, const struct plint_value *v)
{
	uint32_t id = 0;
	if (v->state != PLINT_KNOWN)
		return NULL;
	if (v->type == PLINT_TYPE_BLOCK)
		id = plint_model_block(x->model, v->u.block)->title;
	else if (v->type == PLINT_TYPE_TEXT && !(v->flags & PLINT_VALUE_MADE_TEXT))
		id = v->u.text.id;
	const struct text_facts *chunk = id >> CHUNK_BITS < x->chunk_count ? x->chunks[id >> CHUNK_BITS] : NULL;
	return id > 0 && chunk && chunk[id & (CHUNK - 1)].is_known ? &chunk[id & (CHUNK - 1)] : NULL;
}

/* Facts of V, kept where it is a text of the plan; else in *OWN. NULL: not a known text. */
static const struct text_facts *facts_of(struct plint_lexicon *x, const struct plint_value *v, struct text_facts *own)
{
	const struct text_facts *kept = x->is_ready ? kept_facts(x, v) : NULL;
	if (kept)
		return kept;
	const char *text;
	uint32_t len, id;
	if (!text_of(x, v, &text, &len, &id))
		return NULL;
	get_ready(x);
	struct text_facts *f = own;
	own->is_known = false;
	if (id > 0 && id >> CHUNK_BITS < x->chunk_count) {
		struct text_facts **chunk = &x->chunks[id >> CHUNK_BITS];
		if (!*chunk)
			*chunk = plint_arena_calloc(x->arena, CHUNK, sizeof **chunk);
		f = &(*chunk)[id & (CHUNK - 1)];
	}
	if (!f->is_known)
		find_facts(x, text, len, f);
	return f;
}

/* Whether the plan's language has LIST. */
static bool has_list(const struct plint_lexicon *x, unsigned list)
{
	return list < PLINT_MAX_LEXICONS && (x->lists >> list & 1);
}

enum plint_truth plint_lexicon_mentions(struct plint_lexicon *x, const struct plint_value *v, unsigned list)
{
	struct text_facts own;
	const struct text_facts *f = has_list(x, list) ? facts_of(x, v, &own) : NULL;
	return !f ? PLINT_MAYBE : f->mentions >> list & 1 ? PLINT_YES : PLINT_NO;
}

enum plint_truth plint_lexicon_starts(struct plint_lexicon *x, const struct plint_value *v, unsigned list)
{
	struct text_facts own;
	const struct text_facts *f = has_list(x, list) ? facts_of(x, v, &own) : NULL;
	return !f ? PLINT_MAYBE : f->starts >> list & 1 ? PLINT_YES : PLINT_NO;
}

/* Where a text stands in the source: PLAIN_AT is the position of its first byte where it stands there as it is, else 0. */
struct text_place {
	struct plint_span whole;
	uint32_t plain_at;
};

static struct text_place place_of(const struct plint_lexicon *x, const struct plint_value *v, const char *text, uint32_t len)
{
	struct text_place p = {v->span, 0};
	if (v->type == PLINT_TYPE_BLOCK)
		p.whole = plint_model_block(x->model, v->u.block)->title_span;
	if (p.whole.end <= p.whole.start)
		return p;
	const char *raw = plint_source_text(x->model->ast->source, p.whole);
	uint32_t raw_len = p.whole.end - p.whole.start;
	/* Quotes and the blanks beside them take a few bytes; what has escapes or several lines does not stand there plainly. */
	for (uint32_t at = 0; at < 16 && at + len <= raw_len; at++)
		if (memcmp(raw + at, text, len) == 0) {
			p.plain_at = p.whole.start + at;
			break;
		}
	return p;
}

static struct plint_span span_in(const struct text_place *p, uint32_t start, uint32_t end)
{
	return p->plain_at ? (struct plint_span){p->plain_at + start, p->plain_at + end} : p->whole;
}

static uint32_t unit_atom(const struct plint_lexicon *x, const char *text, const struct plint_lex_tok *number)
{
	switch ((enum plint_lex_unit)number->unit) {
	case PLINT_LEX_UNIT_NONE:
		return 0;
	case PLINT_LEX_UNIT_PERCENT:
		return x->model->atom_percent;
	case PLINT_LEX_UNIT_PP:
		return x->model->atom_pp;
	case PLINT_LEX_UNIT_TEXT:
		return plint_intern_put(x->model->atoms, text + number->unit_start, number->unit_end - number->unit_start);
	}
	return 0;
}

static struct plint_value amount_value(const struct plint_lexicon *x, const char *text, uint32_t at, bool with_unit,
                                       const struct text_place *place)
{
	const struct plint_lex_tok *t = &x->words.tokens.items[at];
	const struct plint_lex_tok *number = with_unit ? t + t->amount_at : t;
	const struct plint_lex_tok *last = t + (with_unit ? t->amount_len : t->number_len) - 1;
	struct plint_value v = {.type = PLINT_TYPE_AMOUNT, .state = PLINT_KNOWN};
	if (number->flags & PLINT_TOK_UNDECIDED)
		v.state = PLINT_UNDECIDED;
	v.u.number = number->number;
	v.unit = with_unit ? unit_atom(x, text, number) : 0;
	v.span = span_in(place, t->start, last->end);
	return v;
}

static struct plint_value date_value(const struct plint_lexicon *x, uint32_t at, const struct text_place *place)
{
	const struct plint_lex_tok *t = &x->words.tokens.items[at];
	struct plint_value v = {.type = PLINT_TYPE_DATE, .state = PLINT_KNOWN};
	v.u.days = (struct plint_days){t->first, t->last};
	v.span = span_in(place, t->start, t[t->date_len - 1].end);
	return v;
}

/* Longest match of LIST at AT: its tokens (0: none) with its captures in *C. */
static uint32_t longest_at(const struct plint_lexicon *x, unsigned list, uint32_t at, struct captures *c)
{
	const uint32_t *chain = plint_lex_index_chain(x->index);
	uint32_t heads[8], longest = 0;
	uint32_t n = chains_at(x, &x->words.tokens.items[at], heads);
	for (uint32_t k = 0; k < n; k++)
		for (uint32_t p = heads[k]; p; p = chain[p - 1]) {
			struct captures now;
			if (x->tables->phrases[p - 1].list != list)
				continue;
			uint32_t len = match_phrase(x, p - 1, at, false, &now);
			if (len > longest) {
				longest = len;
				*c = now;
			}
		}
	return longest;
}

static void fill_match(const struct plint_lexicon *x, const char *text, const struct text_place *place, uint32_t at, uint32_t len,
                       const struct captures *c, struct plint_lex_match *m)
{
	const struct plint_lex_tok *tokens = x->words.tokens.items;
	memset(m, 0, sizeof *m);
	m->text = text + tokens[at].start;
	m->len = tokens[at + len - 1].end - tokens[at].start;
	m->span = span_in(place, tokens[at].start, tokens[at + len - 1].end);
	for (uint32_t i = 0; i < c->count; i++) {
		const struct plint_lex_token *step = &x->tables->tokens[c->items[i].step];
		struct plint_lex_capture *out = &m->captures[m->capture_count++];
		out->name = x->tables->strings + step->text;
		out->value = step->klass == PLINT_LEX_DATE
		                 ? date_value(x, c->items[i].token, place)
		                 : amount_value(x, text, c->items[i].token, step->klass != PLINT_LEX_NUMBER, place);
	}
}

bool plint_lexicon_found(struct plint_lexicon *x, struct plint_arena *a, const struct plint_value *v, unsigned list,
                         const struct plint_lex_match **out, uint32_t *count)
{
	const char *text;
	uint32_t len, id;
	struct text_facts own;
	const struct text_facts *f = has_list(x, list) ? facts_of(x, v, &own) : NULL;
	*out = NULL;
	*count = 0;
	if (!f || !text_of(x, v, &text, &len, &id))
		return false;
	if (!(f->mentions >> list & 1))
		return true;
	PLINT_VEC(struct plint_lex_match) matches = {0};
	struct text_place place = place_of(x, v, text, len);
	plint_lex_cut(&x->words, text, len);
	for (uint32_t at = 0; at < x->words.tokens.count;) {
		struct captures c;
		uint32_t n = longest_at(x, list, at, &c);
		if (n)
			fill_match(x, text, &place, at, n, &c, plint_vec_add(&matches, a));
		at += n ? n : 1;
	}
	*out = matches.items;
	*count = matches.count;
	return true;
}

void plint_lexicon_amounts(struct plint_lexicon *x, struct plint_arena *a, const struct plint_value *v,
                           const struct plint_value **out, uint32_t *count)
{
	const char *text;
	uint32_t len, id;
	struct text_facts own;
	const struct text_facts *f = facts_of(x, v, &own);
	*out = NULL;
	*count = 0;
	if (!f || !f->has_number || !text_of(x, v, &text, &len, &id))
		return;
	PLINT_VEC(struct plint_value) values = {0};
	struct text_place place = place_of(x, v, text, len);
	plint_lex_cut(&x->words, text, len);
	for (uint32_t at = 0; at < x->words.tokens.count;) {
		const struct plint_lex_tok *t = &x->words.tokens.items[at];
		if (!(t->flags & PLINT_TOK_AMOUNT) || (t->flags & PLINT_TOK_SPELLED)) {
			at++;
			continue;
		}
		plint_vec_push(&values, a, amount_value(x, text, at, true, &place));
		at += t->amount_len;
	}
	*out = values.items;
	*count = values.count;
}

void plint_lexicon_dates(struct plint_lexicon *x, struct plint_arena *a, const struct plint_value *v,
                         const struct plint_value **out, uint32_t *count)
{
	const char *text;
	uint32_t len, id;
	struct text_facts own;
	const struct text_facts *f = facts_of(x, v, &own);
	*out = NULL;
	*count = 0;
	if (!f || !f->has_date || !text_of(x, v, &text, &len, &id))
		return;
	PLINT_VEC(struct plint_value) values = {0};
	struct text_place place = place_of(x, v, text, len);
	plint_lex_cut(&x->words, text, len);
	for (uint32_t at = 0; at < x->words.tokens.count; at++)
		if (x->words.tokens.items[at].flags & PLINT_TOK_DATE)
			plint_vec_push(&values, a, date_value(x, at, &place));
	*out = values.items;
	*count = values.count;
}

/* What a unit counts, as far as the catalogue cares. */
enum unit_sort { UNIT_NONE, UNIT_PERCENT, UNIT_MONEY, UNIT_TIME, UNIT_SCORE, UNIT_COUNT };

static enum unit_sort sort_of_unit(const struct plint_lexicon *x, const char *unit, uint32_t len)
{
	static const struct {
		const char *word;
		enum unit_sort sort;
	} words[] = {{"percent", UNIT_PERCENT}, {"%", UNIT_PERCENT},   {"pp", UNIT_PERCENT},   {"money", UNIT_MONEY},
	             {"day", UNIT_TIME},        {"days", UNIT_TIME},   {"week", UNIT_TIME},    {"weeks", UNIT_TIME},
	             {"month", UNIT_TIME},      {"months", UNIT_TIME}, {"year", UNIT_TIME},    {"years", UNIT_TIME},
	             {"hour", UNIT_TIME},       {"hours", UNIT_TIME},  {"minute", UNIT_TIME},  {"minutes", UNIT_TIME},
	             {"score", UNIT_SCORE},     {"index", UNIT_SCORE}, {"ratio", UNIT_SCORE},  {"points", UNIT_SCORE}};
	if (len == 0)
		return UNIT_NONE;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i].word) == len && memcmp(words[i].word, unit, len) == 0)
			return words[i].sort;
	if (plint_unit_is_currency(unit, len))
		return UNIT_MONEY;
	const char *own = x->model->currency ? plint_intern_text(x->model->atoms, x->model->currency) : "";
	return strlen(own) == len && memcmp(own, unit, len) == 0 ? UNIT_MONEY : UNIT_COUNT;
}

/* Unit of the main value of field FIELD of BLOCK; UNIT_NONE where it has none. */
static enum unit_sort sort_of_field(const struct plint_lexicon *x, uint32_t block, unsigned field)
{
	const struct plint_slot *slot = plint_model_slot(x->model, block, field);
	if (!slot || slot->count == 0 || slot->state != PLINT_KNOWN)
		return UNIT_NONE;
	const struct plint_value *v = &x->model->cells.items[slot->first];
	if (field == PLINT_F_UNIT) {
		uint32_t len;
		const char *text = v->state == PLINT_KNOWN ? plint_model_chars(x->model, v, &len) : NULL;
		return text ? sort_of_unit(x, text, len) : UNIT_NONE;
	}
	if (v->type != PLINT_TYPE_AMOUNT || !v->unit)
		return UNIT_NONE;
	return sort_of_unit(x, plint_intern_text(x->model->atoms, v->unit), plint_intern_len(x->model->atoms, v->unit));
}

/* Whether an indicator in units of sort WRITTEN can be the catalogue's whose unit is of sort ROW. */
static bool unit_fits(enum unit_sort row, enum unit_sort written)
{
	if (row == UNIT_NONE || written == UNIT_NONE || row == written)
		return true;
	if (row == UNIT_SCORE) /* scores are written as points, as a percentage, or as what is counted */
		return written == UNIT_PERCENT || written == UNIT_COUNT;
	return row == UNIT_COUNT && written == UNIT_SCORE;
}

uint32_t plint_lexicon_known(struct plint_lexicon *x, uint32_t block)
{
	struct text_facts own;
	struct plint_value title = {.type = PLINT_TYPE_BLOCK, .state = PLINT_KNOWN, .u = {.block = block}};
	const struct text_facts *f = x->language < 0 ? NULL : facts_of(x, &title, &own);
	if (!f || f->alias == 0)
		return 0;
	static const unsigned fields[] = {PLINT_F_UNIT, PLINT_F_TARGET, PLINT_F_BASELINE};
	enum unit_sort written = UNIT_NONE;
	for (size_t i = 0; i < 3 && written == UNIT_NONE; i++)
		written = sort_of_field(x, block, fields[i]);
	const char *unit = x->tables->strings + x->tables->indicators[f->alias - 1].unit;
	return unit_fits(sort_of_unit(x, unit, (uint32_t)strlen(unit)), written) ? f->alias : 0;
}
