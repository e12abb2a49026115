/*
 * From libyaml's events to a small tree. What libyaml holds is the only memory outside the arena and never outlives
 * plint_yaml_read. Invariant: at most PLINT_MAX_YAML_DEPTH collections are open, so nothing recurses with the input.
 */
#include "rule/yaml_reader.h"

#include <yaml.h>

#include "base/intern.h"
#include "base/io.h"
#include "base/text.h"

#define MAX_SHOWN_CHARS 60

struct open_node {
	struct plint_yaml *node;
	struct plint_yaml *last;      /* newest child */
	const struct plint_yaml *key; /* mapping: key that waits for its value */
	uint32_t serial;              /* of the mapping, for its keys */
};

struct reader {
	struct plint_arena *arena;
	struct plint_diags *diags;
	const struct plint_file *file;
	const char *rule, *family;
	struct plint_intern keys;
	struct plint_map seen; /* serial of a mapping << 32 | key -> 1 + index of its entry's span in spans */
	PLINT_VEC(struct plint_span) spans;
	struct open_node stack[PLINT_MAX_YAML_DEPTH];
	unsigned depth;
	uint32_t serials;
	struct plint_yaml *root;
	uint64_t at_char; /* cursor: characters and bytes from the start, byte-order mark apart */
	uint32_t at_byte;
	bool is_ascii;    /* no cursor is needed */
	bool failed;
	bool is_done;
};

static const char value_help[] =
    "put a value that holds \": \" or \" #\", or begins with one of { [ \" ' > | * & ! % @, into quotes, or write it behind > on the next lines";

/* Bytes of the UTF-8 character that begins with LEAD. */
static uint32_t char_size(unsigned char lead)
{
	return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Position of the character that MARK counts to. Events come mostly in order, so the cursor seldom goes back. */
static uint32_t mark_pos(struct reader *r, const yaml_mark_t *mark)
{
	const struct plint_file *f = r->file;
	if (r->is_ascii)
		return f->base + (mark->index < f->len ? (uint32_t)mark->index : f->len);
	if (mark->index < r->at_char) {
		r->at_char = 0;
		r->at_byte = f->bom_len;
	}
	while (r->at_char < mark->index && r->at_byte < f->len) {
		r->at_byte += char_size((unsigned char)f->text[r->at_byte]);
		r->at_char++;
	}
	return f->base + (r->at_byte < f->len ? r->at_byte : f->len);
}

static bool is_ascii(const struct plint_file *f)
{
	unsigned char all = 0;
	for (uint32_t i = 0; i < f->len; i++)
		all |= (unsigned char)f->text[i];
	return all < 0x80;
}

static void report(struct reader *r, struct plint_span span, const char *help, const char *message)
{
	struct plint_diag *d = plint_diags_add(r->diags, r->rule, r->family, PLINT_ERROR, span, "%s", message);
	d->help = help;
	r->failed = true;
}

/* From START to END, or to the end of START's line where that comes first. */
static struct plint_span first_line(const struct reader *r, uint32_t start, uint32_t end)
{
	const struct plint_file *f = r->file;
	uint32_t at = start - f->base;
	while (at < f->len && f->base + at < end && f->text[at] != '\n' && f->text[at] != '\r')
		at++;
	return (struct plint_span){start, f->base + at};
}

/* Whether the mapping on top of the stack had KEY before; remembers it. */
static bool is_key_twice(struct reader *r, const struct plint_yaml *key)
{
	uint64_t id = (uint64_t)r->stack[r->depth - 1].serial << 32 | plint_intern_put(&r->keys, key->text, key->len);
	uint32_t *slot = plint_map_put(&r->seen, id);
	if (*slot != 0) {
		const char *shown = plint_diags_shown(r->diags, key->text, key->len, MAX_SHOWN_CHARS);
		struct plint_diag *d = plint_diags_add(r->diags, r->rule, r->family, PLINT_ERROR, key->span,
		                                       "the key \"%s\" is said twice", shown);
		plint_diag_relate(r->diags, d, r->spans.items[*slot - 1], "said here first");
		r->failed = true;
		return true;
	}
	plint_vec_push(&r->spans, r->arena, key->span);
	*slot = r->spans.count;
	return false;
}

/* Puts N into the collection on top of the stack, or makes it the root. */
static void attach(struct reader *r, struct plint_yaml *n)
{
	if (r->depth == 0) {
		r->root = n;
		return;
	}
	struct open_node *top = &r->stack[r->depth - 1];
	if (top->node->sort == PLINT_YAML_MAPPING) {
		if (!top->key) {
			if (n->sort != PLINT_YAML_SCALAR || n->len == 0)
				report(r, n->span, value_help, "a key must be a word");
			else if (!is_key_twice(r, n))
				top->key = n;
			return;
		}
		n->key = top->key;
		top->key = NULL;
	}
	if (top->last)
		top->last->next = n;
	else
		top->node->first = n;
	top->last = n;
	top->node->count++;
}

static struct plint_yaml *new_node(struct reader *r, enum plint_yaml_sort sort, const yaml_event_t *e)
{
	struct plint_yaml *n = plint_arena_calloc(r->arena, 1, sizeof *n);
	n->sort = (uint8_t)sort;
	n->text = "";
	n->span.start = mark_pos(r, &e->start_mark);
	n->span.end = mark_pos(r, &e->end_mark);
	return n;
}

static enum plint_yaml_style style_of(yaml_scalar_style_t style)
{
	if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE)
		return PLINT_YAML_SINGLE;
	if (style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
		return PLINT_YAML_DOUBLE;
	if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE)
		return PLINT_YAML_BLOCK;
	return PLINT_YAML_PLAIN;
}

static void take_scalar(struct reader *r, const yaml_event_t *e)
{
	struct plint_yaml *n = new_node(r, PLINT_YAML_SCALAR, e);
	const char *text = (const char *)e->data.scalar.value;
	size_t len = e->data.scalar.length;
	const struct plint_file *f = r->file;
	while (n->span.end > n->span.start && strchr(" \t\r\n", f->text[n->span.end - 1 - f->base]))
		n->span.end--;
	n->style = (uint8_t)style_of(e->data.scalar.style);
	if (len > PLINT_MAX_SCALAR_BYTES) {
		report(r, first_line(r, n->span.start, n->span.end), NULL, "this text is longer than 64 KiB");
		return;
	}
	if (memchr(text, '\0', len)) {
		report(r, first_line(r, n->span.start, n->span.end), NULL, "this text holds a NUL character");
		return;
	}
	n->text = plint_arena_strndup(r->arena, text, len);
	n->len = (uint32_t)len;
	attach(r, n);
}

static void open_collection(struct reader *r, enum plint_yaml_sort sort, const yaml_event_t *e)
{
	struct plint_yaml *n = new_node(r, sort, e);
	n->span = first_line(r, n->span.start, UINT32_MAX);
	if (r->depth == PLINT_MAX_YAML_DEPTH) {
		report(r, n->span, NULL, "nested deeper than 64 levels");
		return;
	}
	attach(r, n);
	if (!r->failed)
		r->stack[r->depth++] = (struct open_node){n, NULL, NULL, ++r->serials};
}

/* What a pack may not use; true where E has none of it. */
static bool is_plain(struct reader *r, const yaml_event_t *e)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;
	if (e->type == YAML_SCALAR_EVENT) {
		anchor = e->data.scalar.anchor;
		tag = e->data.scalar.tag;
	} else if (e->type == YAML_SEQUENCE_START_EVENT) {
		anchor = e->data.sequence_start.anchor;
		tag = e->data.sequence_start.tag;
	} else if (e->type == YAML_MAPPING_START_EVENT) {
		anchor = e->data.mapping_start.anchor;
		tag = e->data.mapping_start.tag;
	}
	const char *what = e->type == YAML_ALIAS_EVENT ? "aliases (*name) are not read here"
	                   : anchor                    ? "anchors (&name) are not read here"
	                   : tag                       ? "tags (!name) are not read here"
	                                               : NULL;
	if (!what)
		return true;
	uint32_t start = mark_pos(r, &e->start_mark);
	report(r, first_line(r, start, UINT32_MAX), value_help, what);
	return false;
}

static void take_event(struct reader *r, const yaml_event_t *e)
{
	if (!is_plain(r, e))
		return;
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		take_scalar(r, e);
		break;
	case YAML_MAPPING_START_EVENT:
		open_collection(r, PLINT_YAML_MAPPING, e);
		break;
	case YAML_SEQUENCE_START_EVENT:
		open_collection(r, PLINT_YAML_SEQUENCE, e);
		break;
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		r->depth--;
		break;
	case YAML_DOCUMENT_START_EVENT:
		if (r->root)
			report(r, first_line(r, mark_pos(r, &e->start_mark), UINT32_MAX), NULL,
			       "a second document begins here; a file holds one");
		break;
	case YAML_STREAM_END_EVENT:
		r->is_done = true;
		break;
	case YAML_NO_EVENT:
	case YAML_ALIAS_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		break;
	}
}

static void report_parser(struct reader *r, const yaml_parser_t *p)
{
	const struct plint_file *f = r->file;
	if (p->error == YAML_MEMORY_ERROR)
		plint_arena_fail(r->arena, "out of memory");
	uint32_t pos;
	if (p->error == YAML_READER_ERROR)
		pos = f->base + (p->problem_offset < f->len - f->bom_len ? f->bom_len + (uint32_t)p->problem_offset : f->len);
	else
		pos = mark_pos(r, &p->problem_mark);
	const char *problem = p->problem ? p->problem : "the file cannot be read";
	if (pos - f->base < f->len && f->text[pos - f->base] == '\t')
		report(r, (struct plint_span){pos, pos + 1}, "put spaces in its place", "a tab stands here; lines of YAML are indented with spaces");
	else
		report(r, (struct plint_span){pos, pos}, value_help, plint_arena_printf(r->diags->arena, "this is not YAML: %s", problem));
}

/* What libyaml holds. All zero, as both are at first and after they were given back, is nothing to it. */
struct parsing {
	yaml_parser_t parser;
	yaml_event_t event;
};

static void release(void *object)
{
	struct parsing *p = object;
	yaml_event_delete(&p->event);
	yaml_parser_delete(&p->parser);
}

static void read_events(struct reader *r, struct parsing *p)
{
	while (!r->failed && !r->is_done) {
		if (!yaml_parser_parse(&p->parser, &p->event)) {
			report_parser(r, &p->parser);
			return;
		}
		take_event(r, &p->event);
		yaml_event_delete(&p->event);
	}
}

const struct plint_yaml *plint_yaml_read(struct plint_arena *a, struct plint_diags *diags, uint32_t file, const char *rule,
                                         const char *family, bool *is_empty)
{
	const struct plint_file *f = &diags->source->files.items[file];
	struct reader *r = plint_arena_calloc(a, 1, sizeof *r);
	uint64_t key[2];
	*is_empty = false;
	*r = (struct reader){.arena = a, .diags = diags, .file = f, .rule = rule, .family = family, .at_byte = f->bom_len,
	                     .is_ascii = is_ascii(f)};
	if (f->len > PLINT_MAX_PACK_BYTES) {
		report(r, (struct plint_span){f->base, f->base}, NULL, "the file is larger than 4 MiB");
		return NULL;
	}
	plint_io_random(key, sizeof key);
	plint_intern_init(&r->keys, a, key);
	plint_map_init(&r->seen, a);
	struct parsing *p = plint_arena_calloc(a, 1, sizeof *p);
	struct plint_arena_owned *owned = plint_arena_own(a, release, p);
	if (!yaml_parser_initialize(&p->parser))
		plint_arena_fail(a, "out of memory");
	yaml_parser_set_encoding(&p->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&p->parser, (const unsigned char *)f->text + f->bom_len, f->len - f->bom_len);
	read_events(r, p);
	plint_arena_disown(owned);
	*is_empty = !r->failed && (!r->root || (r->root->sort == PLINT_YAML_SCALAR && r->root->len == 0));
	return r->failed || *is_empty ? NULL : r->root;
}

const struct plint_yaml *plint_yaml_get(const struct plint_yaml *m, const char *key)
{
	if (!m || m->sort != PLINT_YAML_MAPPING)
		return NULL;
	for (const struct plint_yaml *n = m->first; n; n = n->next)
		if (strcmp(n->key->text, key) == 0)
			return n;
	return NULL;
}

bool plint_yaml_is(const struct plint_yaml *n, const char *text)
{
	return n && n->sort == PLINT_YAML_SCALAR && strcmp(n->text, text) == 0;
}

bool plint_yaml_bool(const struct plint_yaml *n, bool *out)
{
	*out = plint_yaml_is(n, "yes") || plint_yaml_is(n, "true");
	return *out || plint_yaml_is(n, "no") || plint_yaml_is(n, "false");
}

/* ---- places inside a scalar ---------------------------------------------------------------------------------------- */

/* Walks the scalar as written beside its text. Blanks are folded and added by YAML, so only the others are matched. */
struct scalar_walk {
	const char *raw;
	uint32_t raw_len, at;
	uint8_t style;
};

static void skip_raw_blanks(struct scalar_walk *w)
{
	while (w->at < w->raw_len) {
		char c = w->raw[w->at];
		bool is_escape = w->style == PLINT_YAML_DOUBLE && c == '\\' && w->at + 1 < w->raw_len &&
		                 strchr("nrt \r\n", w->raw[w->at + 1]);
		if (!plint_text_is_space_byte(c) && !is_escape)
			return;
		w->at += is_escape ? 2 : 1;
	}
}

/* Bytes as written of the character at W that is SIZE bytes in the text. */
static uint32_t raw_size(const struct scalar_walk *w, uint32_t size)
{
	if (w->at + 1 >= w->raw_len)
		return size;
	char c = w->raw[w->at], next = w->raw[w->at + 1];
	if (w->style == PLINT_YAML_SINGLE && c == '\'')
		return 2;
	if (w->style == PLINT_YAML_DOUBLE && c == '\\')
		return next == 'x' ? 4 : next == 'u' ? 6 : next == 'U' ? 10 : 2;
	return size;
}

struct plint_span plint_yaml_inside(const struct plint_source *source, const struct plint_yaml *n, uint32_t start, uint32_t end)
{
	struct scalar_walk w = {plint_source_text(source, n->span), n->span.end - n->span.start, 0, n->style};
	struct plint_span out = {0, 0};
	if (n->style == PLINT_YAML_SINGLE || n->style == PLINT_YAML_DOUBLE)
		w.at = 1;
	while (n->style == PLINT_YAML_BLOCK && w.at < w.raw_len && w.raw[w.at] != '\n')
		w.at++;
	uint32_t last = w.at;
	for (uint32_t i = 0; i < n->len && i < end;) {
		uint32_t size = char_size((unsigned char)n->text[i]);
		if (!plint_text_is_space_byte(n->text[i])) {
			skip_raw_blanks(&w);
			if (i >= start && out.start == 0)
				out.start = n->span.start + w.at;
			w.at += raw_size(&w, size);
			last = w.at;
		}
		i += size;
	}
	if (last > w.raw_len)
		last = w.raw_len;
	out.end = n->span.start + last;
	if (out.start == 0 || out.start > out.end)
		out.start = out.end;
	return out;
}
