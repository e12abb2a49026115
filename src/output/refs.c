/* Places, links, fingerprints and paths in machine formats: see refs.h. */
#include "output/refs.h"

#include <string.h>

#include "base/text.h"
#include "diag/phrases.h"

#define MAX_FIX_BYTES 60u

struct plint_where plint_refs_where(const struct plint_result *r, struct plint_span span)
{
	struct plint_where w = {.start = plint_source_place(r->source, span.start)};
	w.end = span.end > span.start ? plint_source_place(r->source, span.end) : w.start;
	w.path = w.start.file ? w.start.file->path : r->name;
	return w;
}

bool plint_refs_has_page(const struct plint_diag *x)
{
	return !plint_diag_is_reading(x) && strcmp(x->family, "limit") != 0;
}

const char *plint_refs_link(const struct plint_output *o, const char *rule)
{
	const char *base = o->options.docs_url ? o->options.docs_url : "";
	size_t len = strlen(base);
	bool needs_slash = len > 0 && base[len - 1] != '/';
	return plint_arena_printf(o->out->arena, "%s%sdocs/rules.md#%s", base, needs_slash ? "/" : "", rule);
}

bool plint_refs_is_web(const char *url)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'()*+,;=%";
	bool is_http = url && (strncmp(url, "http://", 7) == 0 || strncmp(url, "https://", 8) == 0);
	return is_http && !url[strspn(url, letters)];
}

static const char blanks[] = " \t\r\n";

bool plint_refs_has_text(const char *text)
{
	return text && text[strspn(text, blanks)];
}

const char *plint_refs_trimmed(struct plint_arena *a, const char *text)
{
	text += strspn(text, blanks);
	size_t len = strlen(text);
	while (len > 0 && strchr(blanks, text[len - 1]))
		len--;
	return plint_arena_strndup(a, text, len);
}

/* What the one edit of F writes, without what parts it from its neighbours, in shown form; NULL where that is nothing, or long. */
static const char *written_by(struct plint_arena *a, const struct plint_fix *f)
{
	struct plint_buf b;
	const char *text = f->edit_count == 1 ? f->edits[0].text : "";
	text += strspn(text, " \t\r\n;");
	size_t len = strcspn(text, "\r\n");
	if (text[len + strspn(text + len, " \t\r\n")])
		return NULL; /* has further lines */
	while (len > 0 && strchr(" \t", text[len - 1]))
		len--;
	if (len == 0 || len > MAX_FIX_BYTES)
		return NULL;
	plint_buf_init(&b, a);
	plint_text_show(&b, text, len);
	return b.text;
}

const char *plint_refs_fix(struct plint_arena *a, const char *language, const struct plint_diag *x)
{
	const struct plint_fix *f = x->fixes;
	if (x->fix_count == 0)
		return NULL;
	for (uint32_t i = 1; i < x->fix_count && !f->is_safe; i++)
		f = x->fixes[i].is_safe ? &x->fixes[i] : f;
	const char *text = written_by(a, f);
	const char *mark = text && !strchr(text, '`') ? "`" : ""; /* as in what rules tell people to try */
	return plint_arena_printf(a, "%s%s%s%s%s %s", f->title, text ? plint_phrase(language, PLINT_PHRASE_FIX_WRITES) : "", mark, text ? text : "", mark,
	                          plint_phrase(language, f->is_safe ? PLINT_PHRASE_FIX_SAFE : PLINT_PHRASE_FIX_UNSAFE));
}

void plint_refs_fingerprint(uint64_t fingerprint, char out[17])
{
	for (unsigned i = 0; i < 16; i++)
		out[i] = "0123456789abcdef"[fingerprint >> (60 - 4 * i) & 15];
	out[16] = '\0';
}

/* Appends the parts of PATH to OUT, each behind a slash; ".." takes the last one away. */
static void add_parts(struct plint_buf *out, const char *path)
{
	for (const char *at = path; *at;) {
		size_t len = strcspn(at, "/");
		if (len == 2 && at[0] == '.' && at[1] == '.') {
			while (out->len > 0 && out->text[--out->len] != '/')
				continue;
			out->text[out->len] = '\0';
		} else if (len > 0 && !(len == 1 && at[0] == '.')) {
			plint_buf_char(out, '/');
			plint_buf_add(out, at, len);
		}
		at += len + (at[len] == '/');
	}
}

const char *plint_refs_path(const struct plint_output *o, const char *path)
{
	const char *root = o->options.root, *folder = o->options.folder;
	if (root && (path[0] == '/' || folder)) {
		struct plint_buf whole;
		plint_buf_init(&whole, o->out->arena);
		add_parts(&whole, path[0] == '/' ? "" : folder);
		add_parts(&whole, path);
		size_t len = strlen(root);
		while (len > 0 && root[len - 1] == '/')
			len--;
		if (strncmp(whole.text, root, len) == 0 && whole.text[len] == '/')
			return whole.text + len + 1;
	}
	while (path[0] == '.' && path[1] == '/')
		path += 2;
	return path;
}
