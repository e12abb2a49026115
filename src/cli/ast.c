/*
 * `planlint ast`: the tree of each file as JSON. Shapes as they were read, with what the table of kinds and fields made of each line. Only
 * the depth of blocks is walked by recursion, and the scanner bounds it.
 */
#include <string.h>

#include "base/json.h"
#include "cli/cli.h"
#include "cli/reader.h"

struct dump {
	struct plint_json json;
	const struct plint_ast *ast;
};

static void place(struct dump *d, const char *key, uint32_t pos)
{
	struct plint_place p = plint_source_place(d->ast->source, pos);
	plint_json_open(plint_json_key(&d->json, key), '{');
	plint_json_int(plint_json_key(&d->json, "line"), p.line1);
	plint_json_int(plint_json_key(&d->json, "column"), p.col1);
	plint_json_int(plint_json_key(&d->json, "offset"), p.offset);
	plint_json_close(&d->json, '}');
}

static void span(struct dump *d, struct plint_span s)
{
	place(d, "start", s.start);
	place(d, "end", s.end);
}

static const char *sort_name(enum plint_node_kind kind)
{
	switch (kind) {
	case PLINT_NODE_NONE:
		return "none";
	case PLINT_NODE_FILE:
		return "file";
	case PLINT_NODE_STATEMENT:
		return "statement";
	case PLINT_NODE_BODY:
		return "body";
	case PLINT_NODE_ERROR:
		return "unreadable";
	case PLINT_NODE_WORD:
		return "word";
	case PLINT_NODE_TEXT:
		return "text";
	case PLINT_NODE_AMOUNT:
		return "amount";
	case PLINT_NODE_DATE:
		return "date";
	case PLINT_NODE_BOUND:
		return "bound";
	case PLINT_NODE_RHYTHM:
		return "rhythm";
	case PLINT_NODE_PLACEHOLDER:
		return "placeholder";
	}
	return "none";
}

static const char *bound_name(enum plint_bound bound)
{
	switch (bound) {
	case PLINT_BOUND_NONE:
		return "none";
	case PLINT_BOUND_REACH:
		return "reach";
	case PLINT_BOUND_LEAST:
		return "least";
	case PLINT_BOUND_MOST:
		return "most";
	case PLINT_BOUND_EXACTLY:
		return "exactly";
	case PLINT_BOUND_BETWEEN:
		return "between";
	case PLINT_BOUND_DONE:
		return "done";
	}
	return "none";
}

static void date(struct dump *d, const char *key, int32_t days)
{
	int year;
	unsigned month1, day1;
	struct plint_buf out;
	struct plint_arena *a = d->json.out->arena;
	plint_date_civil(days, &year, &month1, &day1);
	plint_buf_init(&out, a);
	plint_buf_printf(&out, "%04d-%02u-%02u", year, month1, day1);
	plint_json_text(plint_json_key(&d->json, key), out.text);
}

static void amount(struct dump *d, const struct plint_node *n)
{
	if (n->flags & PLINT_NODE_UNDECIDED)
		plint_json_null(plint_json_key(&d->json, "number"));
	else
		plint_json_real(plint_json_key(&d->json, "number"), n->u.number);
	if (n->child)
		plint_json_text(plint_json_key(&d->json, "unit"), plint_intern_text(d->ast->atoms, n->child));
}

static void value(struct dump *d, const struct plint_node *n)
{
	static const char *const links[] = {"", "by", "on", "of", "to", "as", "per", "for", "with", ""};
	plint_json_open(&d->json, '{');
	plint_json_text(plint_json_key(&d->json, "type"), sort_name((enum plint_node_kind)n->kind));
	if (n->link > PLINT_LINK_NONE && n->link < PLINT_LINK_ADJUNCT)
		plint_json_text(plint_json_key(&d->json, "link"), links[n->link]);
	if (n->flags & PLINT_NODE_ENTRY)
		plint_json_bool(plint_json_key(&d->json, "entry"), true);
	if (n->kind == PLINT_NODE_WORD) {
		plint_json_text(plint_json_key(&d->json, "word"), plint_intern_text(d->ast->atoms, n->u.word.atom));
	} else if (n->kind == PLINT_NODE_TEXT) {
		const struct plint_ast_text *t = &d->ast->texts.items[n->u.text.text];
		plint_json_text_n(plint_json_key(&d->json, "text"), t->text, t->len);
	} else if (n->kind == PLINT_NODE_AMOUNT) {
		amount(d, n);
	} else if (n->kind == PLINT_NODE_DATE) {
		struct plint_days days = plint_ast_days(n, 1);
		date(d, "first", days.first);
		date(d, "last", days.last);
	} else if (n->kind == PLINT_NODE_RHYTHM) {
		plint_json_int(plint_json_key(&d->json, "every"), n->u.rhythm.count);
		plint_json_text(plint_json_key(&d->json, "unit"), plint_intern_text(d->ast->atoms, n->u.rhythm.unit));
	} else if (n->kind == PLINT_NODE_BOUND) {
		plint_json_text(plint_json_key(&d->json, "bound"), bound_name((enum plint_bound)n->u.bound.sub));
		plint_json_open(plint_json_key(&d->json, "amounts"), '[');
		for (uint32_t c = n->child; c; c = plint_ast_node(d->ast, c)->next)
			value(d, plint_ast_node(d->ast, c));
		plint_json_close(&d->json, ']');
	}
	if (n->flags & PLINT_NODE_INVALID)
		plint_json_bool(plint_json_key(&d->json, "invalid"), true);
	span(d, n->span);
	plint_json_close(&d->json, '}');
}

static void statements(struct dump *d, uint32_t first);

/* What the table made of statement N. */
static void classification(struct dump *d, const struct plint_node *n)
{
	static const char *const classes[] = {NULL, "social", "financial", "internal"};
	if (n->u.stmt.what_kind) {
		plint_json_text(plint_json_key(&d->json, "kind"), plint_kind_word((enum plint_kind)n->u.stmt.what_kind));
		if (n->u.stmt.class_word)
			plint_json_text(plint_json_key(&d->json, "class"), classes[n->u.stmt.class_word]);
	} else if (n->u.stmt.field) {
		plint_json_text(plint_json_key(&d->json, "field"), d->ast->schema->field_names[n->u.stmt.field]);
	} else if (n->flags & PLINT_NODE_INCLUDE) {
		plint_json_bool(plint_json_key(&d->json, "include"), true);
	}
	if (n->flags & PLINT_NODE_MENTION)
		plint_json_bool(plint_json_key(&d->json, "mention"), true);
	if (n->flags & PLINT_NODE_REPORTED)
		plint_json_bool(plint_json_key(&d->json, "reported"), true);
}

static void statement(struct dump *d, const struct plint_node *n)
{
	uint32_t body = 0;
	plint_json_open(&d->json, '{');
	plint_json_text(plint_json_key(&d->json, "type"), sort_name((enum plint_node_kind)n->kind));
	if (n->kind == PLINT_NODE_STATEMENT)
		classification(d, n);
	span(d, n->span);
	plint_json_open(plint_json_key(&d->json, "line"), '[');
	for (uint32_t c = n->child; c; c = plint_ast_node(d->ast, c)->next) {
		const struct plint_node *v = plint_ast_node(d->ast, c);
		if (v->kind == PLINT_NODE_BODY)
			body = c;
		else
			value(d, v);
	}
	plint_json_close(&d->json, ']');
	if (body) {
		plint_json_open(plint_json_key(&d->json, "body"), '[');
		statements(d, plint_ast_node(d->ast, body)->child);
		plint_json_close(&d->json, ']');
	}
	plint_json_close(&d->json, '}');
}

static void statements(struct dump *d, uint32_t first)
{
	for (uint32_t s = first; s; s = plint_ast_node(d->ast, s)->next)
		statement(d, plint_ast_node(d->ast, s));
}

static void comments(struct dump *d, const struct plint_file *f)
{
	plint_json_open(plint_json_key(&d->json, "comments"), '[');
	for (uint32_t i = 0; i < d->ast->comments.count; i++) {
		const struct plint_comment *c = &d->ast->comments.items[i];
		if (c->span.start < f->base || c->span.start > f->base + f->len)
			continue;
		plint_json_open(&d->json, '{');
		plint_json_text_n(plint_json_key(&d->json, "text"), plint_source_text(d->ast->source, c->span), c->span.end - c->span.start);
		plint_json_bool(plint_json_key(&d->json, "own_line"), c->own_line);
		span(d, c->span);
		plint_json_close(&d->json, '}');
	}
	plint_json_close(&d->json, ']');
}

static void plan(struct dump *d, const struct plint_read *r)
{
	d->ast = r->checked->ast;
	for (uint32_t i = 0; i < r->file_count && i < d->ast->roots.count; i++) {
		const struct plint_file *f = &r->source->files.items[i];
		plint_json_open(&d->json, '{');
		plint_json_text(plint_json_key(&d->json, "path"), f->path);
		plint_json_text(plint_json_key(&d->json, "status"), r->files[i].is_unreadable ? "unreadable" : "read");
		plint_json_open(plint_json_key(&d->json, "statements"), '[');
		statements(d, plint_ast_node(d->ast, d->ast->roots.items[i])->child);
		plint_json_close(&d->json, ']');
		comments(d, f);
		plint_json_close(&d->json, '}');
	}
}

/* The reading errors, in the one-line form, on standard error. */
static void tell_errors(struct plint_cli *cli, const struct plint_read *r)
{
	for (uint32_t i = 0; i < r->diags->items.count; i++) {
		const struct plint_diag *x = &r->diags->items.items[i];
		struct plint_place p = plint_source_place(r->source, x->span.start);
		plint_cli_complain(cli, "%s:%u:%u: %s[%s]: %s", p.file ? plint_cli_shown(cli, p.file->path) : "", p.line1, p.col1,
		                   plint_severity_name(x->severity), x->rule, x->message);
	}
}

int plint_cmd_ast(struct plint_cli *cli)
{
	struct plint_found found;
	struct plint_buf out;
	struct dump d;
	if (!plint_discover(cli, &found))
		return PLINT_CLI_TROUBLE;
	int status = found.has_trouble ? PLINT_CLI_TROUBLE : PLINT_CLI_GOOD;
	plint_buf_init(&out, &cli->arena);
	plint_json_init(&d.json, &out);
	plint_json_open(&d.json, '{');
	plint_json_int(plint_json_key(&d.json, "version"), 1);
	plint_json_open(plint_json_key(&d.json, "files"), '[');
	struct plint_reader *reader = plint_reader_new(cli, false);
	for (uint32_t i = 0; i < found.plans.count; i++) {
		const struct plint_read *r = plint_reader_read(reader, &found.plans.items[i], "en");
		if (r->checked)
			plan(&d, r);
		tell_errors(cli, r);
		if (r->diags->reading_errors > 0 || found.plans.items[i].session->is_bad)
			status = PLINT_CLI_TROUBLE;
	}
	plint_json_close(&d.json, ']');
	plint_json_close(&d.json, '}');
	plint_buf_char(&out, '\n');
	plint_reader_free(reader);
	plint_cli_print(cli, &out);
	return cli->is_stdout_lost ? PLINT_CLI_TROUBLE : status;
}
