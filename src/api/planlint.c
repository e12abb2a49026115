/* The public interface: a checker with the default pack, and its findings as plain structs. Nothing else is decided here. */
#include "api/planlint.h"

#include <string.h>

#include "rule/check.h"

struct plint_linter {
	struct plint_arena arena; /* of the linter itself, its pack and settings */
	struct plint_pack pack;
	struct plint_settings settings;
	struct plint_checker *checker;
	struct plint_finding *findings;
	size_t finding_count;
};

const char *plint_version(void)
{
	return PLINT_VERSION;
}

struct plint_linter *plint_linter_new(void (*out_of_memory)(void *data, const char *what), void *data)
{
	struct plint_arena arena;
	plint_arena_init(&arena, out_of_memory, data, 0);
	struct plint_linter *s = plint_arena_calloc(&arena, 1, sizeof *s);
	s->arena = arena;
	plint_pack_default(&s->pack);
	plint_settings_init(&s->settings, &s->arena, &s->pack);
	struct plint_check_config config = {
	    .pack = &s->pack, .settings = &s->settings, .today = {.state = PLINT_MISSING}, .want_rules = true};
	s->checker = plint_checker_new(&s->arena, &config);
	return s;
}

void plint_linter_free(struct plint_linter *s)
{
	if (s == NULL)
		return;
	plint_checker_free(s->checker);
	/* The linter lies in its own arena. */
	struct plint_arena arena = s->arena;
	plint_arena_clear(&arena);
}

static void copy_finding(struct plint_finding *out, const struct plint_diag *d, const struct plint_source *source)
{
	struct plint_place start = plint_source_place(source, d->span.start), end = plint_source_place(source, d->span.end);
	*out = (struct plint_finding){
	    .rule = d->rule,
	    .family = d->family,
	    .severity = d->severity == PLINT_ERROR     ? PLINT_FINDING_ERROR
	                : d->severity == PLINT_WARNING ? PLINT_FINDING_WARNING
	                                               : PLINT_FINDING_ADVICE,
	    .message = d->message,
	    .why = d->why,
	    .help = d->help,
	    .path = start.file ? start.file->path : "",
	    .start_line1 = start.line1,
	    .start_column1 = start.col1,
	    .end_line1 = end.line1,
	    .end_column1 = end.col1,
	    .start_offset = start.offset,
	    .end_offset = end.offset,
	    .fingerprint = d->fingerprint,
	};
}

size_t plint_linter_check(struct plint_linter *s, const char *path, const char *text, size_t len)
{
	plint_checker_begin(s->checker);
	struct plint_arena *a = plint_checker_arena(s->checker);
	const char *shown = plint_arena_strndup(a, path, strlen(path));
	if (len > PLINT_MAX_FILE_BYTES) {
		plint_checker_add_unreadable(s->checker, shown, PLINT_IO_TOO_LARGE);
	} else {
		char *copy = plint_arena_alloc(a, len + 2);
		memcpy(copy, text, len);
		copy[len] = copy[len + 1] = '\0';
		(void)plint_checker_add(s->checker, shown, copy, len, 0, 0);
	}
	const struct plint_checked *checked = plint_checker_run(s->checker, shown);
	s->finding_count = checked->diags->items.count;
	s->findings = plint_arena_calloc(a, s->finding_count, sizeof *s->findings);
	for (size_t i = 0; i < s->finding_count; i++)
		copy_finding(&s->findings[i], &checked->diags->items.items[i], checked->source);
	return s->finding_count;
}

const struct plint_finding *plint_linter_finding(const struct plint_linter *s, size_t index)
{
	return &s->findings[index];
}
