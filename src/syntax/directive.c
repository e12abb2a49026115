/* Directives in comments: see directive.h. */
#include "syntax/directive.h"

#include <string.h>

#include "base/text.h"
#include "syntax/ast_walk.h"
#include "syntax/slips.h"

/* Where a directive is read. */
struct reader {
	struct plint_parse *ps;
	const uint32_t *statements; /* of the file, in order of place */
	uint32_t count;
	uint32_t at;                /* first of them that may still lie behind the comment */
};

static struct plint_diag *tell(struct reader *r, struct plint_span span, const char *message)
{
	return plint_slips_report(r->ps, "bad-directive", span, "%s", message);
}

static const struct plint_node *statement_at(const struct reader *r, uint32_t i)
{
	return plint_ast_node(r->ps->ast, r->statements[i]);
}

/* The statements of the file, blocks before what is in them. */
static void collect_statements(struct reader *r)
{
	PLINT_VEC(uint32_t) all = {0};
	struct plint_walk w;
	uint32_t node;
	plint_walk_init(&w, r->ps->ast, r->ps->file_node);
	while ((node = plint_walk_next(&w))) {
		unsigned kind = plint_ast_node(r->ps->ast, node)->kind;
		if (!w.is_leaving && (kind == PLINT_NODE_STATEMENT || kind == PLINT_NODE_ERROR))
			plint_vec_push(&all, r->ps->ast->arena, node);
	}
	r->statements = all.items;
	r->count = all.count;
}

/* Offset of the first byte of the line of POS. */
static uint32_t line_start(const struct reader *r, uint32_t pos)
{
	uint32_t at = pos - r->ps->base;
	while (at > 0 && r->ps->text[at - 1] != '\n' && r->ps->text[at - 1] != '\r')
		at--;
	return at + r->ps->base;
}

/* The statement that the comment SPAN at the end of a line is for: the first that begins on the line, else the one whose own line goes on
 * there (a list over several lines); 0 where there is neither. */
static uint32_t statement_on_line(struct reader *r, struct plint_span span)
{
	uint32_t start = line_start(r, span.start);
	while (r->at < r->count && statement_at(r, r->at)->span.start < start)
		r->at++;
	if (r->at < r->count && statement_at(r, r->at)->span.start < span.start)
		return r->statements[r->at];
	if (r->at == 0)
		return 0;
	const struct plint_node *before = statement_at(r, r->at - 1);
	bool goes_on = before->kind == PLINT_NODE_STATEMENT && before->span.end > start && before->u.stmt.body == 0;
	return goes_on ? r->statements[r->at - 1] : 0;
}

static uint32_t statement_behind(struct reader *r, struct plint_span span)
{
	while (r->at < r->count && statement_at(r, r->at)->span.start < span.start)
		r->at++;
	return r->at < r->count ? r->statements[r->at] : 0;
}

static struct plint_span trim(const struct reader *r, struct plint_span s)
{
	const char *text = r->ps->text - r->ps->base;
	while (s.start < s.end && strchr(" \t", text[s.start]))
		s.start++;
	while (s.end > s.start && strchr(" \t", text[s.end - 1]))
		s.end--;
	return s;
}

/* The names of rules in SPAN, with commas between them. False where one of them was no name, which is then reported. */
static bool read_rules(struct reader *r, struct plint_span span, struct plint_directive *d)
{
	struct plint_ast *t = r->ps->ast;
	const char *text = r->ps->text - r->ps->base;
	d->first_rule = t->directive_rules.count;
	for (uint32_t at = span.start; at <= span.end;) {
		uint32_t end = at;
		while (end < span.end && text[end] != ',')
			end++;
		struct plint_span name = trim(r, (struct plint_span){at, end});
		for (uint32_t i = name.start; i < name.end; i++) {
			if (plint_text_is_name_byte(text[i]))
				continue;
			tell(r, name, "the name of a rule or a family is one word, such as no-baseline")->help =
			    "Like this: # planlint: ignore rule, other-rule: why it does not count here";
			return false;
		}
		if (name.start == name.end) {
			tell(r, d->span, "the directive names no rule")->help = "Like this: # planlint: ignore no-baseline: why it does not count here";
			return false;
		}
		struct plint_directive_rule rule = {
		    name, plint_arena_strndup(t->arena, text + name.start, name.end - name.start)};
		plint_vec_push(&t->directive_rules, t->arena, rule);
		at = end + 1;
	}
	d->rule_count = t->directive_rules.count - d->first_rule;
	return true;
}

/* A word behind "planlint:" that is neither ignore nor ignore-file. */
static void tell_command(struct reader *r, struct plint_span word)
{
	static const char *const commands[] = {"ignore", "ignore-file"};
	const char *text = r->ps->text - r->ps->base;
	struct plint_diag *d;
	if (word.start == word.end) {
		d = tell(r, word.start ? (struct plint_span){word.start - 1, word.end} : word, "nothing stands behind \"planlint:\"");
		d->help = "Like this: # planlint: ignore no-baseline: why it does not count here";
		return;
	}
	int near = word.end - word.start > 40 ? -1 : plint_text_nearest(text + word.start, word.end - word.start, commands, 2);
	d = tell(r, word, plint_arena_printf(r->ps->diags->arena, "there is no directive \"%s\"", plint_slips_shown(r->ps, word, 40)));
	d->help = near >= 0 ? plint_arena_printf(r->ps->diags->arena, "Did you mean %s?", commands[near])
	                    : "The directives are ignore and ignore-file: # planlint: ignore no-baseline: why it does not count here";
}

static void read_directive(struct reader *r, const struct plint_comment *comment, struct plint_span body)
{
	struct plint_ast *t = r->ps->ast;
	const char *text = r->ps->text - r->ps->base;
	struct plint_span word = trim(r, body);
	uint32_t end = word.end;
	for (word.end = word.start; word.end < end && plint_text_is_name_byte(text[word.end]);)
		word.end++;
	uint32_t len = word.end - word.start;
	struct plint_directive d = {.span = comment->span, .file = r->ps->file_node};
	d.whole_file = plint_text_is(text + word.start, len, "ignore-file");
	if (!d.whole_file && !plint_text_is(text + word.start, len, "ignore")) {
		tell_command(r, word);
		return;
	}
	uint32_t colon = word.end;
	while (colon < end && text[colon] != ':')
		colon++;
	struct plint_span reason = trim(r, (struct plint_span){colon < end ? colon + 1 : end, end});
	if (reason.start == reason.end) {
		struct plint_span rules = trim(r, (struct plint_span){word.end, colon});
		tell(r, comment->span, "an ignore needs a reason, behind a colon")->help = plint_arena_printf(
		    r->ps->diags->arena, "Like this: # planlint: %s %s: why it does not count here", d.whole_file ? "ignore-file" : "ignore",
		    rules.start < rules.end ? plint_slips_shown(r->ps, rules, 80) : "no-baseline");
		return;
	}
	if (!read_rules(r, (struct plint_span){word.end, colon}, &d))
		return;
	if (!d.whole_file)
		d.statement = comment->own_line ? statement_behind(r, comment->span) : statement_on_line(r, comment->span);
	if (!d.whole_file && !d.statement) {
		tell(r, comment->span, comment->own_line ? "no statement follows this directive" : "no statement begins on the line of this directive")
		    ->help = "Put it on a line of its own, in front of the statement that it is for.";
		return;
	}
	d.reason = plint_slips_shown(r->ps, reason, 500);
	plint_vec_push(&t->directives, t->arena, d);
}

/* Offset behind "planlint:" at the head of the comment TEXT (LEN bytes, '#' included), or 0. */
static uint32_t directive_body(const char *text, uint32_t len)
{
	uint32_t at = 0;
	while (at < len && text[at] == '#')
		at++;
	while (at < len && (text[at] == ' ' || text[at] == '\t'))
		at++;
	static const char word[] = "planlint";
	for (uint32_t i = 0; i < sizeof word - 1; i++, at++)
		if (at >= len || (text[at] | 0x20) != word[i])
			return 0;
	while (at < len && (text[at] == ' ' || text[at] == '\t'))
		at++;
	return at < len && text[at] == ':' ? at + 1 : 0;
}

void plint_directive_read(struct plint_parse *ps, uint32_t first_comment)
{
	struct reader r = {.ps = ps};
	for (uint32_t i = first_comment; i < ps->ast->comments.count; i++) {
		struct plint_comment c = ps->ast->comments.items[i];
		uint32_t body = directive_body(plint_parse_text(ps, c.span), c.span.end - c.span.start);
		if (body == 0)
			continue;
		if (!r.statements)
			collect_statements(&r);
		read_directive(&r, &c, (struct plint_span){c.span.start + body, c.span.end});
	}
}
