/*
 * The formats json (one document a run) and jsonl (one finding a line, the same object). Findings are written as they come; only
 * the list of files, which stands before them, makes the json form wait with them until the end.
 */
#include "output/finding_json.h"

#include "output/formats.h"
#include "output/refs.h"

static void write_place(struct plint_json *j, const char *key, struct plint_place at)
{
	plint_json_open(plint_json_key(j, key), '{');
	plint_json_int(plint_json_key(j, "line"), at.line1);
	plint_json_int(plint_json_key(j, "column"), at.col1);
	plint_json_int(plint_json_key(j, "offset"), at.offset);
	plint_json_close(j, '}');
}

/* The entries path, start and end of SPAN. */
static void write_span(struct plint_json *j, const struct plint_result *r, struct plint_span span)
{
	struct plint_where at = plint_refs_where(r, span);
	plint_json_text(plint_json_key(j, "path"), at.path);
	write_place(j, "start", at.start);
	write_place(j, "end", at.end);
}

static void write_related(struct plint_json *j, const struct plint_result *r, const struct plint_diag *x)
{
	plint_json_open(plint_json_key(j, "related"), '[');
	for (uint32_t i = 0; i < x->related_count; i++) {
		plint_json_open(j, '{');
		plint_json_text(plint_json_key(j, "message"), x->related[i].text ? x->related[i].text : "");
		write_span(j, r, x->related[i].span);
		plint_json_close(j, '}');
	}
	plint_json_close(j, ']');
}

static void write_fixes(struct plint_json *j, const struct plint_result *r, const struct plint_diag *x)
{
	plint_json_open(plint_json_key(j, "fixes"), '[');
	for (uint32_t i = 0; i < x->fix_count; i++) {
		const struct plint_fix *f = &x->fixes[i];
		plint_json_open(j, '{');
		plint_json_text(plint_json_key(j, "title"), f->title);
		plint_json_bool(plint_json_key(j, "safe"), f->is_safe);
		plint_json_open(plint_json_key(j, "edits"), '[');
		for (uint32_t k = 0; k < f->edit_count; k++) {
			plint_json_open(j, '{');
			write_span(j, r, f->edits[k].span);
			plint_json_text(plint_json_key(j, "text"), f->edits[k].text);
			plint_json_close(j, '}');
		}
		plint_json_close(j, ']');
		plint_json_close(j, '}');
	}
	plint_json_close(j, ']');
}

void plint_json_finding(struct plint_json *j, const struct plint_output *o, const struct plint_result *r, const struct plint_diag *x)
{
	char fingerprint[17];
	plint_refs_fingerprint(x->fingerprint, fingerprint);
	plint_json_open(j, '{');
	plint_json_text(plint_json_key(j, "rule"), x->rule);
	plint_json_text(plint_json_key(j, "family"), x->family);
	plint_json_text(plint_json_key(j, "severity"), plint_severity_name(x->severity));
	plint_json_text(plint_json_key(j, "message"), x->message);
	write_span(j, r, x->span);
	write_related(j, r, x);
	plint_json_text(plint_json_key(j, "help"), x->help ? x->help : "");
	plint_json_text(plint_json_key(j, "link"), plint_refs_link(o, x->rule));
	write_fixes(j, r, x);
	plint_json_text(plint_json_key(j, "fingerprint"), fingerprint);
	plint_json_close(j, '}');
}

/* Starts entry N of a list that is held in B. */
static void next_entry(struct plint_buf *b)
{
	plint_buf_str(b, b->len ? ",\n" : "\n");
}

static void write_files(struct plint_output *o, const struct plint_result *r)
{
	for (uint32_t i = 0; i < r->file_count; i++) {
		const struct plint_plan_stats *f = &r->files[i];
		struct plint_json j;
		next_entry(&o->files);
		o->kept++;
		plint_json_init(&j, &o->files);
		plint_json_open(&j, '{');
		plint_json_text(plint_json_key(&j, "path"), f->path);
		plint_json_text(plint_json_key(&j, "status"), f->is_unreadable ? "unreadable" : "checked");
		plint_json_int(plint_json_key(&j, "goals"), f->goals);
		plint_json_int(plint_json_key(&j, "objectives"), f->objectives);
		plint_json_int(plint_json_key(&j, "indicators"), f->indicators);
		plint_json_close(&j, '}');
	}
}

static void json_begin(struct plint_output *o)
{
	plint_buf_init(&o->files, o->out->arena);
	plint_buf_init(&o->findings, o->out->arena);
}

static void json_result(struct plint_output *o, const struct plint_result *r)
{
	write_files(o, r);
	for (uint32_t i = 0; i < r->diags->items.count; i++) {
		struct plint_json j;
		next_entry(&o->findings);
		o->kept++;
		plint_json_init(&j, &o->findings);
		plint_json_finding(&j, o, r, &r->diags->items.items[i]);
	}
}

static void json_end(struct plint_output *o)
{
	struct plint_json j;
	plint_json_init(&j, o->out);
	plint_json_open(&j, '{');
	plint_json_int(plint_json_key(&j, "version"), 1);
	plint_json_open(plint_json_key(&j, "tool"), '{');
	plint_json_text(plint_json_key(&j, "name"), "planlint");
	plint_json_text(plint_json_key(&j, "version"), o->options.version ? o->options.version : "");
	plint_json_close(&j, '}');
	plint_json_open(plint_json_key(&j, "files"), '[');
	plint_buf_add(o->out, o->files.text, o->files.len);
	plint_json_close(&j, ']');
	plint_json_open(plint_json_key(&j, "findings"), '[');
	plint_buf_add(o->out, o->findings.text, o->findings.len);
	plint_json_close(&j, ']');
	plint_json_open(plint_json_key(&j, "summary"), '{');
	plint_json_int(plint_json_key(&j, "error"), o->total.error);
	plint_json_int(plint_json_key(&j, "warning"), o->total.warning);
	plint_json_int(plint_json_key(&j, "advice"), o->total.advice);
	plint_json_close(&j, '}');
	plint_json_close(&j, '}');
	plint_buf_char(o->out, '\n');
}

const struct plint_output_ops plint_output_json = {json_begin, json_result, json_end};

static void jsonl_begin(struct plint_output *o)
{
	(void)o;
}

static void jsonl_result(struct plint_output *o, const struct plint_result *r)
{
	for (uint32_t i = 0; i < r->diags->items.count; i++) {
		struct plint_json j;
		plint_json_init(&j, o->out);
		plint_json_finding(&j, o, r, &r->diags->items.items[i]);
		plint_buf_char(o->out, '\n');
	}
}

static void jsonl_end(struct plint_output *o)
{
	(void)o;
}

const struct plint_output_ops plint_output_jsonl = {jsonl_begin, jsonl_result, jsonl_end};
