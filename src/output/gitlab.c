/* The gitlab format: a code quality report, one list of all findings. GitLab shows a fingerprint once only, so it is told apart by file. */
#include <string.h>

#include "base/intern.h"
#include "base/json.h"
#include "output/formats.h"
#include "output/refs.h"

/* The list is open from the first call to the last; each entry is written as a value of its own behind the comma that it needs. */
struct gitlab {
	bool has_entry;
};

static void begin(struct plint_output *o)
{
	o->own = plint_arena_calloc(o->out->arena, 1, sizeof(struct gitlab));
	plint_buf_char(o->out, '[');
}

static const char *severity_of(enum plint_severity s)
{
	switch (s) {
	case PLINT_ERROR:
		return "major";
	case PLINT_WARNING:
		return "minor";
	case PLINT_ADVICE:
	case PLINT_OFF:
		break;
	}
	return "info";
}

/* The finding's own fingerprint, and one of the file: two plans may have the same goal with the same fault. */
static const char *fingerprint_of(struct plint_output *o, const struct plint_diag *x, const char *path)
{
	static const uint64_t key[2] = {0x706c616e6c696e74u, 0x6769746c61623031u}; /* shown in reports, so it never changes */
	char own[17], file[17];
	plint_refs_fingerprint(x->fingerprint, own);
	plint_refs_fingerprint(plint_siphash(path, strlen(path), key), file);
	return plint_arena_printf(o->out->arena, "%s%s", own, file);
}

static void write_finding(struct plint_output *o, const struct plint_result *r, const struct plint_diag *x)
{
	struct plint_where at = plint_refs_where(r, x->span);
	const char *path = plint_refs_path(o, at.path);
	struct plint_json j;
	plint_json_init(&j, o->out);
	plint_json_open(&j, '{');
	plint_json_text(plint_json_key(&j, "description"), plint_arena_printf(o->out->arena, "%s: %s", x->rule, x->message));
	plint_json_text(plint_json_key(&j, "check_name"), x->rule);
	plint_json_text(plint_json_key(&j, "fingerprint"), fingerprint_of(o, x, path));
	plint_json_text(plint_json_key(&j, "severity"), severity_of(x->severity));
	plint_json_open(plint_json_key(&j, "location"), '{');
	plint_json_text(plint_json_key(&j, "path"), path);
	plint_json_open(plint_json_key(&j, "lines"), '{');
	plint_json_int(plint_json_key(&j, "begin"), at.start.line1);
	plint_json_close(&j, '}');
	plint_json_close(&j, '}');
	plint_json_close(&j, '}');
}

static void result(struct plint_output *o, const struct plint_result *r)
{
	struct gitlab *g = o->own;
	for (uint32_t i = 0; i < r->diags->items.count; i++) {
		plint_buf_str(o->out, g->has_entry ? ",\n" : "\n");
		g->has_entry = true;
		write_finding(o, r, &r->diags->items.items[i]);
	}
}

static void end(struct plint_output *o)
{
	plint_buf_str(o->out, "]\n");
}

const struct plint_output_ops plint_output_gitlab = {begin, result, end};
