/*
 * The sarif format, SARIF 2.1.0 (OASIS, March 2020), with what code scanning services read. One run; results are held until the end, since
 * a service takes 25,000 at most and the rules that they name stand before them.
 */
#include "output/sarif.h"

#include <string.h>

#include "base/limits.h"
#include "output/formats.h"
#include "output/held.h"
#include "output/refs.h"

struct sarif {
	struct plint_held results;
	struct plint_buf rules; /* entries of tool.driver.rules */
	struct plint_buf notes; /* entries of toolExecutionNotifications */
	PLINT_VEC(const char *) met; /* identifiers of rules that results have named, in the order of rules */
	const char *language; /* of the first result; NULL: none said */
	uint32_t left_out;
	bool has_unread;
};

const char *plint_sarif_level(enum plint_severity s)
{
	return s == PLINT_ERROR ? "error" : s == PLINT_WARNING ? "warning" : "note";
}

void plint_sarif_text(struct plint_json *j, const char *key, const char *text)
{
	plint_json_open(key ? plint_json_key(j, key) : j, '{');
	plint_json_text(plint_json_key(j, "text"), text);
	plint_json_close(j, '}');
}

static void begin(struct plint_output *o)
{
	struct sarif *s = plint_arena_calloc(o->out->arena, 1, sizeof *s);
	plint_held_init(&s->results, o->out->arena);
	plint_buf_init(&s->rules, o->out->arena);
	plint_buf_init(&s->notes, o->out->arena);
	o->own = s;
}

static void next_entry(struct plint_buf *list)
{
	plint_buf_str(list, list->len ? ",\n" : "");
}

/* ---- places ------------------------------------------------------------------------------------------------------------ */

/* PATH as the path of a URI: all but letters, digits, "-._~" and slashes by its bytes. */
static const char *uri_of(struct plint_arena *a, const char *path)
{
	struct plint_buf uri;
	plint_buf_init(&uri, a);
	plint_buf_str(&uri, path[0] == '/' ? "file://" : "");
	for (const char *at = path; *at; at++) {
		char c = *at;
		bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~/", c);
		if (is_plain)
			plint_buf_char(&uri, c);
		else
			plint_buf_printf(&uri, "%%%02X", (unsigned)(unsigned char)c);
	}
	return uri.text;
}

static void write_file(struct plint_json *j, const struct plint_output *o, const char *path)
{
	const char *from_root = plint_refs_path(o, path);
	plint_json_open(plint_json_key(j, "artifactLocation"), '{');
	plint_json_text(plint_json_key(j, "uri"), uri_of(o->out->arena, from_root));
	if (from_root[0] != '/' && strncmp(from_root, "../", 3) != 0)
		plint_json_text(plint_json_key(j, "uriBaseId"), "%SRCROOT%");
	plint_json_close(j, '}');
}

static void write_region(struct plint_json *j, const char *key, const struct plint_where *at)
{
	plint_json_open(plint_json_key(j, key), '{');
	plint_json_int(plint_json_key(j, "startLine"), at->start.line1);
	plint_json_int(plint_json_key(j, "startColumn"), at->start.col1);
	plint_json_int(plint_json_key(j, "endLine"), at->end.line1);
	plint_json_int(plint_json_key(j, "endColumn"), at->end.col1);
	plint_json_close(j, '}');
}

static void write_physical(struct plint_json *j, const struct plint_output *o, const struct plint_where *at)
{
	plint_json_open(plint_json_key(j, "physicalLocation"), '{');
	write_file(j, o, at->path);
	write_region(j, "region", at);
	plint_json_close(j, '}');
}

/* ---- results ----------------------------------------------------------------------------------------------------------- */

/* Number of the rule of X, which is written to the list of rules when it is met first. */
static uint32_t rule_index(struct plint_output *o, const struct plint_result *r, const struct plint_diag *x)
{
	struct sarif *s = o->own;
	for (uint32_t i = 0; i < s->met.count; i++)
		if (strcmp(s->met.items[i], x->rule) == 0)
			return i;
	struct plint_json j;
	const char *id = plint_arena_strndup(o->out->arena, x->rule, strlen(x->rule));
	plint_vec_push(&s->met, o->out->arena, id);
	next_entry(&s->rules);
	plint_json_init(&j, &s->rules);
	plint_sarif_rule(&j, o, r, x);
	return s->met.count - 1;
}

/* Appends TEXT to a message so that no link begins in it: a viewer makes one of "[words](place)" wherever it stands. */
static void add_words(struct plint_buf *out, const char *text)
{
	for (const char *at = text; *at; at++) {
		plint_buf_char(out, *at);
		if (at[0] == ']' && at[1] == '(')
			plint_buf_char(out, ' ');
	}
}

/* Appends TEXT as the words of a link (SARIF 2.1.0, 3.11.6): brackets and backslashes escaped. */
static void add_link_words(struct plint_buf *out, const char *text)
{
	for (const char *at = text; *at; at++) {
		if (strchr("[]\\", *at))
			plint_buf_char(out, '\\');
		plint_buf_char(out, *at);
	}
}

/* The message's first sentence stands alone; related places are linked behind it, or they would not be shown. */
static const char *message_of(struct plint_output *o, const struct plint_diag *x)
{
	struct plint_buf text;
	plint_buf_init(&text, o->out->arena);
	add_words(&text, x->message);
	plint_buf_char(&text, '.');
	for (uint32_t i = 0; i < x->related_count; i++) {
		bool has_words = x->related[i].text && x->related[i].text[0];
		plint_buf_str(&text, i ? ", [" : " See [");
		add_link_words(&text, has_words ? x->related[i].text : "this place");
		plint_buf_printf(&text, "](%u)", i + 1);
	}
	plint_buf_str(&text, x->related_count ? "." : "");
	if (plint_refs_has_text(x->help)) {
		plint_buf_str(&text, " Try: ");
		add_words(&text, plint_refs_trimmed(o->out->arena, x->help));
	}
	return text.text;
}

static void write_related(struct plint_json *j, const struct plint_output *o, const struct plint_result *r, const struct plint_diag *x)
{
	if (x->related_count == 0)
		return;
	plint_json_open(plint_json_key(j, "relatedLocations"), '[');
	for (uint32_t i = 0; i < x->related_count; i++) {
		struct plint_where at = plint_refs_where(r, x->related[i].span);
		plint_json_open(j, '{');
		plint_json_int(plint_json_key(j, "id"), i + 1);
		write_physical(j, o, &at);
		plint_sarif_text(j, "message", x->related[i].text ? x->related[i].text : "");
		plint_json_close(j, '}');
	}
	plint_json_close(j, ']');
}

static void write_replacement(struct plint_json *j, const struct plint_result *r, const struct plint_edit *e)
{
	struct plint_where at = plint_refs_where(r, e->span);
	plint_json_open(j, '{');
	write_region(j, "deletedRegion", &at);
	plint_sarif_text(j, "insertedContent", e->text);
	plint_json_close(j, '}');
}

/* The edits of F, by file in the order in which the files are met. */
static void write_changes(struct plint_json *j, const struct plint_output *o, const struct plint_result *r, const struct plint_fix *f)
{
	plint_json_open(plint_json_key(j, "artifactChanges"), '[');
	for (uint32_t i = 0; i < f->edit_count; i++) {
		const struct plint_file *file = plint_source_file(r->source, f->edits[i].span.start);
		bool is_first = true;
		for (uint32_t k = 0; k < i && is_first; k++)
			is_first = plint_source_file(r->source, f->edits[k].span.start) != file;
		if (!is_first)
			continue;
		plint_json_open(j, '{');
		write_file(j, o, plint_refs_where(r, f->edits[i].span).path);
		plint_json_open(plint_json_key(j, "replacements"), '[');
		for (uint32_t k = i; k < f->edit_count; k++)
			if (plint_source_file(r->source, f->edits[k].span.start) == file)
				write_replacement(j, r, &f->edits[k]);
		plint_json_close(j, ']');
		plint_json_close(j, '}');
	}
	plint_json_close(j, ']');
}

static void write_fixes(struct plint_json *j, const struct plint_output *o, const struct plint_result *r, const struct plint_diag *x)
{
	bool has_fix = false;
	for (uint32_t i = 0; i < x->fix_count; i++) {
		const struct plint_fix *f = &x->fixes[i];
		if (f->edit_count == 0)
			continue;
		if (!has_fix)
			plint_json_open(plint_json_key(j, "fixes"), '[');
		has_fix = true;
		plint_json_open(j, '{');
		plint_sarif_text(j, "description", f->title);
		write_changes(j, o, r, f);
		plint_json_open(plint_json_key(j, "properties"), '{');
		plint_json_bool(plint_json_key(j, "safe"), f->is_safe);
		plint_json_close(j, '}');
		plint_json_close(j, '}');
	}
	if (has_fix)
		plint_json_close(j, ']');
}

static void write_result(struct plint_output *o, const struct plint_result *r, const struct plint_diag *x)
{
	struct sarif *s = o->own;
	struct plint_where at = plint_refs_where(r, x->span);
	struct plint_json j;
	char fingerprint[17];
	plint_refs_fingerprint(x->fingerprint, fingerprint);
	plint_json_init(&j, &s->results.text);
	plint_json_open(&j, '{');
	plint_json_text(plint_json_key(&j, "ruleId"), x->rule);
	plint_json_int(plint_json_key(&j, "ruleIndex"), rule_index(o, r, x));
	plint_json_text(plint_json_key(&j, "level"), plint_sarif_level(x->severity));
	plint_sarif_text(&j, "message", message_of(o, x));
	plint_json_open(plint_json_key(&j, "locations"), '[');
	plint_json_open(&j, '{');
	write_physical(&j, o, &at);
	plint_json_close(&j, '}');
	plint_json_close(&j, ']');
	write_related(&j, o, r, x);
	write_fixes(&j, o, r, x);
	plint_json_open(plint_json_key(&j, "partialFingerprints"), '{');
	plint_json_text(plint_json_key(&j, "planlint/v1"), fingerprint);
	plint_json_close(&j, '}');
	plint_json_close(&j, '}');
}

/* ---- notifications ----------------------------------------------------------------------------------------------------- */

/* TEXT about the file PATH, or about the run where that is NULL. */
static void add_note(struct plint_output *o, const char *id, const char *level, const char *text, const char *path)
{
	struct sarif *s = o->own;
	struct plint_json j;
	next_entry(&s->notes);
	plint_json_init(&j, &s->notes);
	plint_json_open(&j, '{');
	plint_json_open(plint_json_key(&j, "descriptor"), '{');
	plint_json_text(plint_json_key(&j, "id"), id);
	plint_json_close(&j, '}');
	plint_json_text(plint_json_key(&j, "level"), level);
	plint_sarif_text(&j, "message", text);
	if (path) {
		plint_json_open(plint_json_key(&j, "locations"), '[');
		plint_json_open(&j, '{');
		plint_json_open(plint_json_key(&j, "physicalLocation"), '{');
		write_file(&j, o, path);
		plint_json_close(&j, '}');
		plint_json_close(&j, '}');
		plint_json_close(&j, ']');
	}
	plint_json_close(&j, '}');
}

static void result(struct plint_output *o, const struct plint_result *r)
{
	struct sarif *s = o->own;
	s->left_out += r->left_out;
	o->kept++;
	if (!s->language && r->language)
		s->language = plint_arena_strndup(o->out->arena, r->language, strlen(r->language));
	for (uint32_t i = 0; i < r->file_count; i++) {
		if (!r->files[i].is_unreadable)
			continue;
		s->has_unread = true;
		add_note(o, "unreadable-file", "error", "this file could not be read", r->files[i].path);
	}
	for (uint32_t i = 0; i < r->diags->items.count; i++) {
		const struct plint_diag *x = &r->diags->items.items[i];
		if (s->results.count[x->severity] < PLINT_MAX_RESULTS)
			write_result(o, r, x);
		plint_held_add(&s->results, x->severity);
	}
}

/* ---- the end ----------------------------------------------------------------------------------------------------------- */

static void write_tool(struct plint_json *j, const struct plint_output *o, const struct sarif *s)
{
	plint_json_open(plint_json_key(j, "tool"), '{');
	plint_json_open(plint_json_key(j, "driver"), '{');
	plint_json_text(plint_json_key(j, "name"), "planlint");
	if (o->options.version)
		plint_json_text(plint_json_key(j, "semanticVersion"), o->options.version);
	if (plint_refs_is_web(o->options.docs_url))
		plint_json_text(plint_json_key(j, "informationUri"), o->options.docs_url);
	plint_json_open(plint_json_key(j, "rules"), '[');
	plint_buf_add(o->out, s->rules.text, s->rules.len);
	plint_json_close(j, ']');
	plint_json_close(j, '}');
	plint_json_close(j, '}');
}

static void write_invocation(struct plint_json *j, const struct plint_output *o, const struct sarif *s)
{
	plint_json_open(plint_json_key(j, "invocations"), '[');
	plint_json_open(j, '{');
	plint_json_bool(plint_json_key(j, "executionSuccessful"), !s->has_unread);
	plint_json_open(plint_json_key(j, "toolExecutionNotifications"), '[');
	plint_buf_add(o->out, s->notes.text, s->notes.len);
	plint_json_close(j, ']');
	plint_json_close(j, '}');
	plint_json_close(j, ']');
}

/* The results in their order; past the limit the least severe are left out. */
static void write_results(struct plint_json *j, const struct plint_output *o, const struct sarif *s)
{
	uint32_t quota[PLINT_ERROR + 1];
	bool has_entry = false;
	plint_held_share(&s->results, PLINT_MAX_RESULTS, quota);
	plint_json_open(plint_json_key(j, "results"), '[');
	for (uint32_t i = 0; i < s->results.entries.count; i++) {
		const struct plint_held_entry *e = &s->results.entries.items[i];
		if (quota[e->severity] == 0)
			continue;
		quota[e->severity]--;
		plint_buf_str(o->out, has_entry ? ",\n" : "\n");
		plint_buf_add(o->out, s->results.text.text + e->start, e->end - e->start);
		has_entry = true;
	}
	plint_json_close(j, ']');
}

static void end(struct plint_output *o)
{
	struct sarif *s = o->own;
	struct plint_json j;
	uint32_t past = s->results.entries.count > PLINT_MAX_RESULTS ? s->results.entries.count - PLINT_MAX_RESULTS : 0;
	if (s->left_out + past)
		add_note(o, "findings-left-out", "note", plint_arena_printf(o->out->arena, "%u more findings are not listed", s->left_out + past),
		         NULL);
	plint_json_init(&j, o->out);
	plint_json_open(&j, '{');
	plint_json_text(plint_json_key(&j, "$schema"), "https://json.schemastore.org/sarif-2.1.0.json");
	plint_json_text(plint_json_key(&j, "version"), "2.1.0");
	plint_json_open(plint_json_key(&j, "runs"), '[');
	plint_json_open(&j, '{');
	write_tool(&j, o, s);
	plint_json_open(plint_json_key(&j, "automationDetails"), '{');
	plint_json_text(plint_json_key(&j, "id"), "planlint/");
	plint_json_close(&j, '}');
	write_invocation(&j, o, s);
	plint_json_text(plint_json_key(&j, "columnKind"), "unicodeCodePoints");
	plint_json_text(plint_json_key(&j, "language"), s->language ? s->language : "en");
	write_results(&j, o, s);
	plint_json_close(&j, '}');
	plint_json_close(&j, ']');
	plint_json_close(&j, '}');
	plint_buf_char(o->out, '\n');
}

const struct plint_output_ops plint_output_sarif = {begin, result, end};
