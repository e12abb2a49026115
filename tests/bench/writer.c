/* The four forms of one content: declared in writer.h. One section a form; the shared calls stand at the end. */
#include "writer.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_WIDTH = 104 };

/* --- plan -------------------------------------------------------------------------------------------------------------- */

static void plan_indent(struct plint_bench_writer *w, int depth)
{
	fprintf(w->out, "%*s", depth * 4, "");
	w->column0 = depth * 4;
}

static int plan_value(char *to, size_t room, const struct plint_bench_value *v)
{
	return snprintf(to, room, v->quoted ? "\"%s\"" : "%s", v->text);
}

static int plan_line(const struct plint_bench_writer *w, char *to, size_t room)
{
	int len = snprintf(to, room, "%s", w->key);
	for (int i = 0; i < w->entry_count; i++) {
		const struct plint_bench_entry *e = &w->entries[i];
		len += snprintf(to + len, room - (size_t)len, i > 0 ? ", " : " ");
		len += plan_value(to + len, room - (size_t)len, &e->value);
		for (int p = 0; p < e->part_count; p++) {
			bool linked = strcmp(e->parts[p].key, "rhythm") != 0;
			len += snprintf(to + len, room - (size_t)len, linked ? " %s " : " ", linked ? e->parts[p].key : "");
			len += plan_value(to + len, room - (size_t)len, &e->parts[p]);
		}
	}
	return len;
}

/* Fields share a line, behind semicolons, as long as it is not too wide. */
static void plan_field(struct plint_bench_writer *w)
{
	char line[2048];
	int len = plan_line(w, line, sizeof line);
	if (w->has_body[w->depth] && (w->one_line || w->column0 + 2 + len <= LINE_WIDTH)) {
		fputs("; ", w->out);
		w->column0 += 2;
	} else if (!w->one_line) {
		fputc('\n', w->out);
		plan_indent(w, w->depth);
	}
	fputs(line, w->out);
	w->column0 += len;
}

static void plan_open(struct plint_bench_writer *w, const char *kind, const char *name, const char *title)
{
	if (w->depth > 0) {
		fputc('\n', w->out);
		plan_indent(w, w->depth);
	} else if (!w->one_line) {
		fputc('\n', w->out);
	}
	fputs(kind, w->out);
	if (name)
		fprintf(w->out, " %s", name);
	if (title)
		fprintf(w->out, " \"%s\"", title);
	fputs(w->one_line ? " { " : " {", w->out);
}

static void plan_close(struct plint_bench_writer *w)
{
	if (w->one_line) {
		fputs(" }", w->out);
	} else {
		fputc('\n', w->out);
		plan_indent(w, w->depth - 1);
		fputc('}', w->out);
	}
	if (w->depth == 1)
		fputc('\n', w->out);
}

/* --- YAML -------------------------------------------------------------------------------------------------------------- */

static void yaml_value(struct plint_bench_writer *w, const struct plint_bench_value *v)
{
	/* A comma or a colon would end a plain scalar within brackets. */
	bool quoted = v->quoted || strpbrk(v->text, ",:{}[]") != NULL;
	fprintf(w->out, quoted ? "\"%s\"" : "%s", v->text);
	w->scalars++;
}

static void yaml_entry(struct plint_bench_writer *w, const struct plint_bench_entry *e)
{
	if (e->part_count == 0) {
		yaml_value(w, &e->value);
		return;
	}
	fputs("{value: ", w->out);
	yaml_value(w, &e->value);
	for (int p = 0; p < e->part_count; p++) {
		fprintf(w->out, ", %s: ", e->parts[p].key);
		yaml_value(w, &e->parts[p]);
	}
	fputc('}', w->out);
	w->scalars += 1 + (unsigned long)e->part_count;
	w->mappings++;
}

static void yaml_key(struct plint_bench_writer *w, const char *key)
{
	fprintf(w->out, "%*s%s:", w->depth * 2, "", key);
	w->scalars++;
}

static void yaml_field(struct plint_bench_writer *w)
{
	yaml_key(w, w->key);
	fputc(' ', w->out);
	if (w->entry_count > 1) {
		fputc('[', w->out);
		w->sequences++;
	}
	for (int i = 0; i < w->entry_count; i++) {
		if (i > 0)
			fputs(", ", w->out);
		yaml_entry(w, &w->entries[i]);
	}
	fputs(w->entry_count > 1 ? "]\n" : "\n", w->out);
}

static void yaml_open(struct plint_bench_writer *w, const char *kind, const char *name, const char *title)
{
	if (w->depth > 0 && !w->has_children[w->depth]) {
		yaml_key(w, "with");
		fputc('\n', w->out);
		w->sequences++;
	}
	fprintf(w->out, "%*s- block: %s\n", w->depth * 2, "", kind);
	w->scalars += 2;
	w->mappings++;
	if (name) {
		fprintf(w->out, "%*sname: %s\n", w->depth * 2 + 2, "", name);
		w->scalars += 2;
	}
	if (title) {
		fprintf(w->out, "%*stitle: \"%s\"\n", w->depth * 2 + 2, "", title);
		w->scalars += 2;
	}
}

/* --- XML and JSON: values are split into number, unit, currency and bound, as a designer of such a format would -------------- */

struct typed {
	char number[PLINT_BENCH_VALUE];
	char unit[32];
	const char *currency;
	const char *bound;
	bool is_number;
};

static void copy_digits(char *to, const char *from, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (from[i] != ',')
			*to++ = from[i];
	*to = '\0';
}

static struct typed type_value(const struct plint_bench_value *v)
{
	struct typed t = {.currency = NULL};
	const char *at = v->text;
	if (!v->quoted && strncmp(at, "at ", 3) == 0) {
		t.bound = at[3] == 'l' ? "least" : "most";
		at += strcspn(at + 3, " ") + 4;
	}
	if (!v->quoted && strncmp(at, "IZD ", 4) == 0) {
		t.currency = "IZD";
		at += 4;
	}
	size_t digits = strspn(at, "0123456789,.");
	bool date = at[digits] == '-';
	t.is_number = !v->quoted && digits > 0 && !date;
	if (!t.is_number) {
		snprintf(t.number, sizeof t.number, "%s", v->text);
		return t;
	}
	copy_digits(t.number, at, digits);
	at += digits;
	if (*at == '%')
		snprintf(t.unit, sizeof t.unit, "percent");
	else if (*at == ' ')
		snprintf(t.unit, sizeof t.unit, "%.31s", at + 1);
	return t;
}

/* The name of a field as the name of an element: "split by" becomes split-by. */
static void xml_name(char *to, size_t room, const char *key)
{
	snprintf(to, room, "%s", key);
	for (; *to; to++)
		if (*to == ' ')
			*to = '-';
}

static void xml_entry(struct plint_bench_writer *w, const struct plint_bench_entry *e)
{
	struct typed t = type_value(&e->value);
	char element[24];
	xml_name(element, sizeof element, w->key);
	fprintf(w->out, "%*s<%s", w->depth * 2, "", element);
	if (t.unit[0])
		fprintf(w->out, " unit=\"%s\"", t.unit);
	if (t.currency)
		fprintf(w->out, " currency=\"%s\"", t.currency);
	if (t.bound)
		fprintf(w->out, " bound=\"%s\"", t.bound);
	for (int p = 0; p < e->part_count; p++)
		fprintf(w->out, " %s=\"%s\"", e->parts[p].key, e->parts[p].text);
	fprintf(w->out, ">%s</%s>\n", t.number, element);
}

static void xml_open(struct plint_bench_writer *w, const char *kind, const char *name, const char *title)
{
	const char *space = strchr(kind, ' ');
	const char *element = space ? space + 1 : kind;
	snprintf(w->kinds[w->depth + 1], sizeof w->kinds[0], "%s", element);
	fprintf(w->out, "%*s<%s", w->depth * 2, "", element);
	if (space)
		fprintf(w->out, " class=\"%.*s\"", (int)(space - kind), kind);
	if (name)
		fprintf(w->out, " name=\"%s\"", name);
	if (title)
		fprintf(w->out, " title=\"%s\"", title);
	fputs(">\n", w->out);
}

static void json_entry(struct plint_bench_writer *w, const struct plint_bench_entry *e)
{
	struct typed t = type_value(&e->value);
	bool bare = e->part_count == 0 && !t.unit[0] && !t.currency && !t.bound;
	const char *quote = t.is_number ? "" : "\"";
	fprintf(w->out, bare ? "%s%s%s" : "{\"value\":%s%s%s", quote, t.number, quote);
	if (bare)
		return;
	if (t.unit[0])
		fprintf(w->out, ",\"unit\":\"%s\"", t.unit);
	if (t.currency)
		fprintf(w->out, ",\"currency\":\"%s\"", t.currency);
	if (t.bound)
		fprintf(w->out, ",\"bound\":\"%s\"", t.bound);
	for (int p = 0; p < e->part_count; p++)
		fprintf(w->out, ",\"%s\":\"%s\"", e->parts[p].key, e->parts[p].text);
	fputc('}', w->out);
}

static void json_field(struct plint_bench_writer *w)
{
	fprintf(w->out, ",\"%s\":", w->key);
	if (w->entry_count > 1)
		fputc('[', w->out);
	for (int i = 0; i < w->entry_count; i++) {
		if (i > 0)
			fputc(',', w->out);
		json_entry(w, &w->entries[i]);
	}
	if (w->entry_count > 1)
		fputc(']', w->out);
}

static void json_open(struct plint_bench_writer *w, const char *kind, const char *name, const char *title)
{
	if (w->has_children[w->depth])
		fputs(",\n", w->out);
	else if (w->depth > 0)
		fputs(",\"with\":[\n", w->out);
	fprintf(w->out, "{\"block\":\"%s\"", kind);
	if (name)
		fprintf(w->out, ",\"name\":\"%s\"", name);
	if (title)
		fprintf(w->out, ",\"title\":\"%s\"", title);
}

/* --- for all forms ------------------------------------------------------------------------------------------------------- */

static void flush_field(struct plint_bench_writer *w)
{
	if (!w->key)
		return;
	switch (w->format) {
	case PLINT_BENCH_PLAN:
		plan_field(w);
		break;
	case PLINT_BENCH_YAML:
		yaml_field(w);
		break;
	case PLINT_BENCH_XML:
		for (int i = 0; i < w->entry_count; i++)
			xml_entry(w, &w->entries[i]);
		break;
	case PLINT_BENCH_JSON:
		json_field(w);
		break;
	}
	w->has_body[w->depth] = true;
	w->key = NULL;
	w->entry_count = 0;
}

void plint_bench_start(struct plint_bench_writer *w, FILE *out, enum plint_bench_format format)
{
	memset(w, 0, sizeof *w);
	w->out = out;
	w->format = format;
	if (format == PLINT_BENCH_XML)
		fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<strategy>\n", out);
	if (format == PLINT_BENCH_JSON)
		fputs("[\n", out);
	w->sequences = 1; /* the list of all blocks */
}

void plint_bench_finish(struct plint_bench_writer *w)
{
	assert(w->depth == 0);
	if (w->format == PLINT_BENCH_XML)
		fputs("</strategy>\n", w->out);
	if (w->format == PLINT_BENCH_JSON)
		fputs("\n]\n", w->out);
}

void plint_bench_open(struct plint_bench_writer *w, const char *kind, const char *name, const char *title)
{
	flush_field(w);
	assert(w->depth + 1 < PLINT_BENCH_DEPTH);
	switch (w->format) {
	case PLINT_BENCH_PLAN:
		plan_open(w, kind, name, title);
		break;
	case PLINT_BENCH_YAML:
		yaml_open(w, kind, name, title);
		break;
	case PLINT_BENCH_XML:
		xml_open(w, kind, name, title);
		break;
	case PLINT_BENCH_JSON:
		json_open(w, kind, name, title);
		break;
	}
	w->has_children[w->depth] = true;
	w->depth++;
	w->has_children[w->depth] = false;
	w->has_body[w->depth] = false;
}

void plint_bench_open_line(struct plint_bench_writer *w, const char *kind, const char *name, const char *title)
{
	flush_field(w);
	w->one_line = true;
	plint_bench_open(w, kind, name, title);
}

void plint_bench_close(struct plint_bench_writer *w)
{
	flush_field(w);
	switch (w->format) {
	case PLINT_BENCH_PLAN:
		plan_close(w);
		break;
	case PLINT_BENCH_YAML:
		break;
	case PLINT_BENCH_XML:
		fprintf(w->out, "%*s</%s>\n", (w->depth - 1) * 2, "", w->kinds[w->depth]);
		break;
	case PLINT_BENCH_JSON:
		fputs(w->has_children[w->depth] ? "]}" : "}", w->out);
		break;
	}
	w->one_line = false;
	w->depth--;
}

static struct plint_bench_value *add_entry(struct plint_bench_writer *w)
{
	assert(w->entry_count < PLINT_BENCH_ENTRIES);
	struct plint_bench_entry *e = &w->entries[w->entry_count++];
	e->part_count = 0;
	e->value.quoted = false;
	return &e->value;
}

static void set_value(struct plint_bench_value *v, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

static void set_value(struct plint_bench_value *v, const char *format, va_list args)
{
	int len = vsnprintf(v->text, sizeof v->text, format, args);
	if (len < 0 || (size_t)len >= sizeof v->text) {
		fprintf(stderr, "generate: a value is too long: %s\n", v->text);
		exit(2);
	}
}

void plint_bench_field(struct plint_bench_writer *w, const char *key, const char *format, ...)
{
	flush_field(w);
	w->key = key;
	va_list args;
	va_start(args, format);
	set_value(add_entry(w), format, args);
	va_end(args);
}

void plint_bench_text(struct plint_bench_writer *w, const char *key, const char *format, ...)
{
	flush_field(w);
	w->key = key;
	struct plint_bench_value *v = add_entry(w);
	v->quoted = true;
	va_list args;
	va_start(args, format);
	set_value(v, format, args);
	va_end(args);
}

void plint_bench_item(struct plint_bench_writer *w, const char *format, ...)
{
	assert(w->key);
	va_list args;
	va_start(args, format);
	set_value(add_entry(w), format, args);
	va_end(args);
}

void plint_bench_part(struct plint_bench_writer *w, const char *key, const char *format, ...)
{
	assert(w->key && w->entry_count > 0);
	struct plint_bench_entry *e = &w->entries[w->entry_count - 1];
	assert(e->part_count < PLINT_BENCH_PARTS);
	struct plint_bench_value *v = &e->parts[e->part_count++];
	v->key = key;
	v->quoted = false;
	va_list args;
	va_start(args, format);
	set_value(v, format, args);
	va_end(args);
}
