/*
 * From a definite no to a finding: where it points, what it says. Everything here runs for findings only, so it may cost more than the
 * rules themselves.
 */
#include "rule/fix.h"

#include "base/buf.h"
#include "base/text.h"

/* A place that a finding points at. */
struct spot {
	struct plint_span span;
	const char *text;
	uint32_t block;
	const char *field;
};

struct spots {
	struct {
		struct spot items[PLINT_MAX_RELATED + 1];
		uint32_t count;
	} items;
	uint32_t more;        /* places past the kept ones */
	bool is_counted_only; /* the rule has its share of findings: this one takes no memory */
};

/* ---- words --------------------------------------------------------------------------------------------------------- */

/* The rule's words in the language wanted, looked up once a rule and only when it has a finding. */
static const struct plint_translation *words_of(struct plint_run *r, uint32_t rule)
{
	const char *language = r->config->language;
	if (!r->has_words) {
		r->has_words = true;
		r->words = language && strcmp(language, "en") != 0 ? plint_pack_translation(r->pack, rule, language) : NULL;
	}
	return r->words;
}

/* T as it reads for the subject; NULL where there is none. */
/* A block with neither title nor name is shown as "the objective in line 12"; where the message says "the objective" before it, once is
 * enough. */
static void drop_doubled_kind(const struct plint_run *r, struct plint_buf *b, const struct plint_value *v)
{
	if (v->type != PLINT_TYPE_BLOCK || v->state != PLINT_KNOWN)
		return;
	const struct plint_block *x = plint_model_block(r->model, v->u.block);
	if (x->title || x->name)
		return;
	const char *kind = plint_kind_word((enum plint_kind)x->kind);
	size_t len = strlen("the ") + strlen(kind) + 1;
	if (b->len < len || memcmp(b->text + b->len - len, "the ", 4) != 0 || memcmp(b->text + b->len - len + 4, kind, len - 5) != 0)
		return;
	b->len -= len;
	b->text[b->len] = '\0';
}

static const char *render(struct plint_run *r, const struct plint_template *t)
{
	const struct plint_pack *p = r->pack;
	if (t->text == 0)
		return NULL;
	if (t->count == 1 && p->pieces[t->first].node == 0)
		return plint_pack_text(p, p->pieces[t->first].text);
	struct plint_buf b;
	plint_buf_init(&b, r->diags->arena);
	for (uint32_t i = t->first; i < t->first + t->count; i++) {
		if (p->pieces[i].node == 0) {
			plint_buf_str(&b, plint_pack_text(p, p->pieces[i].text));
			continue;
		}
		struct plint_value v = plint_eval_value(r->eval, p->pieces[i].node);
		drop_doubled_kind(r, &b, &v);
		plint_eval_show(r->eval, &b, &v);
	}
	return b.text;
}

static const char *render_text(struct plint_run *r, uint32_t rule, enum plint_rule_text which)
{
	const struct plint_translation *t = words_of(r, rule);
	if (t && t->texts[which].text)
		return render(r, &t->texts[which]);
	return render(r, &r->pack->rules[rule].texts[which]);
}

static const char *render_says(struct plint_run *r, uint32_t rule, uint32_t point)
{
	const struct plint_translation *t = words_of(r, rule);
	uint32_t number = point - r->pack->rules[rule].first_point;
	if (t && number < t->says_count && r->pack->says[t->first_says + number].text)
		return render(r, &r->pack->says[t->first_says + number]);
	return render(r, &r->pack->points[point].says);
}

const char *plint_run_fix_title(struct plint_run *r, uint32_t rule, uint32_t number)
{
	const struct plint_translation *t = words_of(r, rule);
	if (t && number < t->title_count && r->pack->says[t->first_title + number].text)
		return render(r, &r->pack->says[t->first_title + number]);
	return render(r, &r->pack->fixes[r->pack->rules[rule].first_fix + number].title);
}

/* ---- places -------------------------------------------------------------------------------------------------------- */

static void add_spot(struct spots *s, struct plint_span span, const char *text, uint32_t block, const char *field)
{
	if (span.end == 0)
		return;
	if (s->items.count > PLINT_MAX_RELATED)
		s->more++;
	else
		s->items.items[s->items.count++] = (struct spot){span, text, block, field};
}

/* The words found in the text at `at`, instead of the whole of it. False where there are none. */
static bool add_words(struct plint_run *r, struct spots *s, const struct plint_point *p, const char *text, uint32_t block,
                      const char *field)
{
	const struct plint_lex_match *matches;
	uint32_t count = 0;
	struct plint_value v = plint_eval_value(r->eval, p->at);
	bool is_text = v.type == PLINT_TYPE_TEXT || v.type == PLINT_TYPE_BLOCK;
	if (!is_text || v.state != PLINT_KNOWN || !plint_lexicon_found(r->lexicon, r->scratch, &v, p->lexicon - 1, &matches, &count))
		return false;
	for (uint32_t i = 0; i < count; i++)
		add_spot(s, matches[i].span, text, block, field);
	return count > 0;
}

static void add_place(struct plint_run *r, struct spots *s, uint32_t rule, uint32_t point)
{
	const struct plint_point *p = &r->pack->points[point];
	uint32_t block = 0;
	const char *field = NULL;
	if (s->items.count > PLINT_MAX_RELATED) {
		s->more++;
		return;
	}
	struct plint_span span = plint_eval_place(r->eval, p->at, &block, &field);
	const char *text = s->is_counted_only ? "" : render_says(r, rule, point);
	if (p->lexicon == 0 || !add_words(r, s, p, text, block, field))
		add_spot(s, span, text, block, field);
}

static void add_point(struct plint_run *r, struct spots *s, uint32_t rule, uint32_t point)
{
	const struct plint_point *p = &r->pack->points[point];
	if (p->each == 0) {
		add_place(r, s, rule, point);
		return;
	}
	const struct plint_set *set = plint_eval_set_of(r->eval, p->each);
	for (uint32_t i = 0; i < set->count; i++) {
		plint_eval_set(r->eval, p->var, set->items[i]);
		add_place(r, s, rule, point);
	}
}

/* Without points: the subject, then what made the outermost `every` or `no` fail. */
static void add_culprits(struct plint_run *r, struct spots *s, uint32_t rule)
{
	struct plint_value found[PLINT_MAX_RELATED + 1];
	uint32_t count = plint_eval_culprits(r->eval, r->pack->rules[rule].require, found, PLINT_MAX_RELATED + 1);
	for (uint32_t i = 0; i < count; i++) {
		struct plint_span span = found[i].span;
		uint32_t block = found[i].type == PLINT_TYPE_BLOCK ? found[i].u.block : 0;
		if (block)
			span = plint_model_block(r->model, block)->head;
		add_spot(s, span, "", block, NULL);
	}
}

static void add_subject(struct plint_run *r, struct spots *s, uint32_t rule, uint32_t block)
{
	uint32_t of = 0;
	const char *field = NULL;
	struct plint_span span = plint_eval_place(r->eval, r->pack->rules[rule].subject, &of, &field);
	if (span.end == 0 && block)
		span = plint_model_block(r->model, block)->head;
	if (span.end == 0)
		span = r->model->first_line;
	if (span.end == 0 && r->diags->source->files.count > 0)
		span.start = span.end = r->diags->source->files.items[0].base;
	add_spot(s, span, NULL, of ? of : block, field);
}

static void find_spots(struct plint_run *r, struct spots *s, uint32_t rule, uint32_t block)
{
	const struct plint_rule *x = &r->pack->rules[rule];
	for (uint32_t i = 0; i < x->point_count; i++)
		add_point(r, s, rule, x->first_point + i);
	if (s->items.count > 0)
		return;
	add_subject(r, s, rule, block);
	if (x->point_count == 0)
		add_culprits(r, s, rule);
}

/* ---- the finding --------------------------------------------------------------------------------------------------- */

/* What is absent, for the folded paragraph; NULL where the rule is about something that is there. */
static const char *area_of(struct plint_run *r, uint32_t rule)
{
	const struct plint_translation *t = words_of(r, rule);
	uint32_t own = r->pack->rules[rule].area;
	if (own == 0)
		return NULL;
	return plint_pack_text(r->pack, t && t->area ? t->area : own);
}

/* What RULE's subject says, where it is no block: a phrase of the mission, a word of a list; "" where it says nothing. */
static const char *words_of_subject(struct plint_run *r, uint32_t rule)
{
	struct plint_value v = plint_eval_value(r->eval, r->pack->rules[rule].subject);
	uint32_t len;
	size_t n;
	if (v.type == PLINT_TYPE_RECORD && v.u.cells)
		v = *v.u.cells;
	if (v.type != PLINT_TYPE_TEXT && v.type != PLINT_TYPE_WORD)
		return "";
	const char *text = plint_model_chars(r->model, &v, &len);
	return plint_text_comparable(r->diags->arena, text, len, &n);
}

/* What the fingerprint is made of: the path of the subject and the field at fault. The first place S may lie in another block, which one
 * may depend on the order of blocks; then it does not count. */
static const char *anchor_of(struct plint_run *r, const struct spot *s, uint32_t rule, uint32_t block)
{
	struct plint_arena *a = r->diags->arena;
	bool is_block = r->pack->rules[rule].kind != PLINT_KIND_NONE || block != 0;
	uint32_t of = is_block ? block : s->block;
	const char *path = plint_model_path(r->model, a, of), *words = words_of_subject(r, rule);
	const char *field = s->block == of ? s->field : NULL;
	if (!field && !*words)
		return path;
	return plint_arena_printf(a, "%s.%s%s%s", path, field ? field : "", *words ? "=" : "", words);
}

static void add_finding(struct plint_run *r, uint32_t rule, uint32_t block, const struct spots *s)
{
	const struct plint_pack *p = r->pack;
	const struct plint_rule *x = &p->rules[rule];
	const struct spot *first = &s->items.items[0];
	const char *id = plint_pack_text(p, x->id), *family = plint_pack_text(p, p->families[x->family].name);
	enum plint_severity severity = (enum plint_severity)r->config->force->severity[rule];
	if (plint_diags_is_full(r->diags, id)) {
		plint_diags_add(r->diags, id, family, severity, first->span, "%s", "");
		return;
	}
	const char *message = render_text(r, rule, PLINT_TEXT_MESSAGE);
	const char *why = render_text(r, rule, PLINT_TEXT_WHY), *try = render_text(r, rule, PLINT_TEXT_TRY);
	const char *anchor = anchor_of(r, first, rule, block);
	struct plint_diag *d =
	    plint_diags_add(r->diags, id, family, severity, first->span, "%s", message ? message : plint_pack_text(p, x->id));
	d->rank = x->rank;
	d->label = first->text;
	d->why = why;
	d->help = try;
	d->area = area_of(r, rule);
	d->area_place = x->area_place;
	d->anchor = anchor;
	for (uint32_t i = 1; i < s->items.count; i++)
		plint_diag_relate(r->diags, d, s->items.items[i].span, s->items.items[i].text ? s->items.items[i].text : "");
	d->related_more += s->more;
	if (x->fix_count > 0)
		plint_fix_make(r, rule, d);
}

bool plint_run_report(struct plint_run *r, uint32_t rule, uint32_t block)
{
	const struct plint_rule *x = &r->pack->rules[rule];
	struct spots s = {0};
	s.is_counted_only = plint_diags_is_full(r->diags, plint_pack_text(r->pack, x->id));
	find_spots(r, &s, rule, block);
	if (plint_ignores_take(r->ignores, rule, x->family, s.items.items[0].span.start))
		return true;
	add_finding(r, rule, block, &s);
	return false;
}
