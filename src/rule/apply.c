/* Applying fixes: see apply.h. */
#include "rule/apply.h"

#include "base/buf.h"

const struct plint_fix *plint_apply_choose(const struct plint_diag *x, bool want_unsafe)
{
	for (uint32_t i = 0; i < x->fix_count; i++)
		if ((x->fixes[i].is_safe || want_unsafe) && x->fixes[i].edit_count > 0)
			return &x->fixes[i];
	return NULL;
}

/* ---- one round ----------------------------------------------------------------------------------------------------- */

/* Edits that have been taken, in order of place; no two touch. */
struct taken {
	PLINT_VEC(struct plint_edit) items;
};

static bool is_same(const struct plint_edit *a, const struct plint_edit *b)
{
	return a->span.start == b->span.start && a->span.end == b->span.end && strcmp(a->text, b->text) == 0;
}

/* Index of the first edit that ends at or behind POS. */
static uint32_t first_reaching(const struct taken *t, uint32_t pos)
{
	uint32_t low = 0, high = t->items.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (t->items.items[middle].span.end < pos)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether E can be made beside what has been taken; *IS_THERE: it has been taken already. */
static bool is_free(const struct taken *t, const struct plint_edit *e, bool *is_there)
{
	uint32_t i = first_reaching(t, e->span.start);
	*is_there = i < t->items.count && is_same(&t->items.items[i], e);
	return *is_there || i == t->items.count || t->items.items[i].span.start > e->span.end;
}

static void take(struct taken *t, struct plint_arena *a, const struct plint_edit *e)
{
	uint32_t i = first_reaching(t, e->span.start);
	plint_vec_need(&t->items, a, 1);
	memmove(t->items.items + i + 1, t->items.items + i, (t->items.count - i) * sizeof *t->items.items);
	t->items.items[i] = *e;
	t->items.count++;
}

/* Takes all edits of F, or none. */
static bool take_fix(struct taken *t, struct plint_arena *a, const struct plint_fix *f)
{
	bool is_there;
	for (uint32_t i = 0; i < f->edit_count; i++)
		if (!is_free(t, &f->edits[i], &is_there))
			return false;
	for (uint32_t i = 0; i < f->edit_count; i++)
		if (is_free(t, &f->edits[i], &is_there) && !is_there)
			take(t, a, &f->edits[i]);
	return true;
}

/* The file F with the edits FIRST .. LAST - 1. */
static struct plint_fixed fix_file(struct plint_arena *a, const struct plint_file *f, uint32_t file, const struct plint_edit *first,
                                   const struct plint_edit *last)
{
	struct plint_buf b;
	uint32_t at = 0;
	plint_buf_init(&b, a);
	plint_buf_need(&b, f->len + 2);
	for (const struct plint_edit *e = first; e < last; e++) {
		plint_buf_add(&b, f->text + at, e->span.start - f->base - at);
		plint_buf_str(&b, e->text);
		at = e->span.end - f->base;
	}
	plint_buf_add(&b, f->text + at, f->len - at);
	size_t len = b.len;
	plint_buf_fill(&b, '\0', 2);
	return (struct plint_fixed){f->path, f->text, b.text, f->len, len, file};
}

static void fix_files(struct plint_arena *a, const struct plint_source *s, const struct taken *t, struct plint_apply_round *out)
{
	PLINT_VEC(struct plint_fixed) files = {0};
	const struct plint_edit *e = t->items.items, *end = t->items.count ? e + t->items.count : e; /* nothing may be added to NULL */
	for (uint32_t i = 0; i < s->files.count && e < end; i++) {
		const struct plint_file *f = &s->files.items[i];
		const struct plint_edit *first = e;
		while (e < end && e->span.start <= f->base + f->len)
			e++;
		if (e > first)
			plint_vec_push(&files, a, fix_file(a, f, i, first, e));
	}
	out->files = files.items;
	out->file_count = files.count;
}

void plint_apply_round(struct plint_arena *a, const struct plint_source *source, const struct plint_diags *d, bool want_unsafe,
                       const uint8_t *skip, uint32_t limit, struct plint_apply_round *out)
{
	struct taken t = {{0}};
	PLINT_VEC(uint32_t) applied = {0};
	memset(out, 0, sizeof *out);
	for (uint32_t i = 0; i < d->items.count; i++) {
		const struct plint_fix *f = plint_apply_choose(&d->items.items[i], want_unsafe);
		if (!f || (skip && skip[i]))
			continue;
		if (applied.count == limit || !take_fix(&t, a, f)) {
			out->waiting++;
			continue;
		}
		plint_vec_push(&applied, a, i);
	}
	out->applied = applied.items;
	out->applied_count = applied.count;
	fix_files(a, source, &t, out);
}

/* ---- round by round ------------------------------------------------------------------------------------------------ */

struct applying {
	struct plint_arena *arena;
	struct plint_checker *checker;
	struct plint_check_config config; /* with an include function that knows what was changed */
	plint_include_fn *include;
	void *include_data;
	const struct plint_apply_input *inputs;
	uint32_t count;
	const char *path;
	bool want_unsafe;
	PLINT_VEC(struct plint_fixed) files; /* changed so far */
	struct plint_map dropped;            /* keys of findings whose fix is of no use */
	const struct plint_checked *checked;
	uint32_t fixes;
};

/* A finding that is to go away: its key, and how many there were of it. */
struct wish {
	uint64_t key;
	uint32_t before;
};

static struct plint_fixed *changed(const struct applying *x, const char *path)
{
	for (uint32_t i = 0; i < x->files.count; i++)
		if (strcmp(x->files.items[i].path, path) == 0)
			return &x->files.items[i];
	return NULL;
}

/* A writable copy of TEXT with two NULs behind. */
static char *copy_of(struct plint_arena *a, const char *text, size_t len)
{
	char *copy = plint_arena_calloc(a, 1, len + 2);
	memcpy(copy, text, len);
	return copy;
}

static enum plint_io_status include_changed(void *data, struct plint_arena *a, const char *root, const char *name,
                                            struct plint_included *out)
{
	const struct applying *x = data;
	enum plint_io_status s = x->include(x->include_data, a, root, name, out);
	const struct plint_fixed *f = s == PLINT_IO_OK ? changed(x, out->path) : NULL;
	if (f) {
		out->text = copy_of(a, f->text, f->len);
		out->len = f->len;
	}
	return s;
}

static void check(struct applying *x)
{
	plint_checker_begin(x->checker);
	plint_checker_configure(x->checker, &x->config);
	for (uint32_t i = 0; i < x->count; i++) {
		const struct plint_apply_input *in = &x->inputs[i];
		const struct plint_fixed *f = changed(x, in->path);
		if (!in->text) {
			plint_checker_add_unreadable(x->checker, in->path, in->why);
			continue;
		}
		size_t len = f ? f->len : in->len;
		char *text = copy_of(plint_checker_arena(x->checker), f ? f->text : in->text, len);
		(void)plint_checker_add(x->checker, in->path, text, len, in->dev, in->ino);
	}
	x->checked = plint_checker_run(x->checker, x->path);
}

/* What tells a finding from others whatever becomes of the lines: rule and anchor. */
static uint64_t key_of(const struct plint_diag *d)
{
	static const uint64_t key[2] = {0x6669786b, 0x6579};
	uint64_t rule = plint_siphash(d->rule, strlen(d->rule), key);
	uint64_t both[2] = {rule, plint_siphash(d->anchor, strlen(d->anchor), key)};
	return plint_siphash(both, sizeof both, key) | 1;
}

static void count_findings(const struct plint_diags *d, struct plint_map *counts)
{
	for (uint32_t i = 0; i < d->items.count; i++)
		(*plint_map_put(counts, key_of(&d->items.items[i])))++;
}

static bool is_dropped(const struct applying *x, uint64_t key)
{
	return plint_map_get(&x->dropped, key) != 0;
}

/* By finding of the last check: 1 where its fix is of no use. */
static const uint8_t *find_skipped(struct applying *x, uint32_t *skipped)
{
	const struct plint_diags *d = x->checked->diags;
	uint8_t *skip = plint_arena_calloc(x->arena, (size_t)d->items.count + 1, 1);
	*skipped = 0;
	for (uint32_t i = 0; i < d->items.count; i++) {
		const struct plint_diag *f = &d->items.items[i];
		if (plint_apply_choose(f, x->want_unsafe) && is_dropped(x, key_of(f))) {
			skip[i] = 1;
			(*skipped)++;
		}
	}
	return skip;
}

static const struct wish *find_wishes(struct applying *x, const struct plint_apply_round *r)
{
	struct plint_map counts;
	struct wish *wishes = plint_arena_alloc(x->arena, (r->applied_count + 1) * sizeof *wishes);
	plint_map_init(&counts, x->arena);
	count_findings(x->checked->diags, &counts);
	for (uint32_t i = 0; i < r->applied_count; i++) {
		uint64_t key = key_of(&x->checked->diags->items.items[r->applied[i]]);
		wishes[i] = (struct wish){key, *plint_map_put(&counts, key)};
	}
	return wishes;
}

static void keep_changes(struct applying *x, const struct plint_apply_round *r)
{
	for (uint32_t i = 0; i < r->file_count; i++) {
		struct plint_fixed *f = changed(x, r->files[i].path);
		if (f) {
			f->text = r->files[i].text;
			f->len = r->files[i].len;
		} else {
			struct plint_fixed first = r->files[i];
			first.before = copy_of(x->arena, first.before, first.before_len);
			first.path = plint_arena_strndup(x->arena, first.path, strlen(first.path));
			plint_vec_push(&x->files, x->arena, first);
		}
	}
}

/* Drops those of the COUNT wishes that did not come true; how many. */
static uint32_t drop_unfulfilled(struct applying *x, const struct wish *wishes, uint32_t count)
{
	struct plint_map counts;
	uint32_t dropped = 0;
	plint_map_init(&counts, x->arena);
	count_findings(x->checked->diags, &counts);
	for (uint32_t i = 0; i < count; i++)
		if (*plint_map_put(&counts, wishes[i].key) >= wishes[i].before) {
			*plint_map_put(&x->dropped, wishes[i].key) = 1;
			dropped++;
		}
	return dropped;
}

/* Applies R and checks again; takes it back where that brings an error of reading or leaves a finding as it was. *LIMIT: how many fixes the next
 * round may take. */
static void try_round(struct applying *x, const struct plint_apply_round *r, uint32_t *limit)
{
	const struct wish *wishes = find_wishes(x, r);
	uint32_t before = x->checked->diags->reading_errors, count = r->applied_count;
	uint32_t old_count = x->files.count;
	struct plint_fixed *old = plint_arena_alloc(x->arena, (old_count + 1) * sizeof *old);
	if (old_count > 0)
		memcpy(old, x->files.items, old_count * sizeof *old);
	keep_changes(x, r);
	check(x);
	bool is_unreadable = x->checked->diags->reading_errors > before;
	if (is_unreadable && count == 1)
		*plint_map_put(&x->dropped, wishes[0].key) = 1;
	bool is_bad = is_unreadable || drop_unfulfilled(x, wishes, count) > 0;
	*limit = is_unreadable && count > 1 ? count / 2 : UINT32_MAX;
	if (!is_bad) {
		x->fixes += count;
		return;
	}
	x->files.count = old_count;
	if (old_count > 0)
		memcpy(x->files.items, old, old_count * sizeof *old);
	check(x);
}

static void finish(struct applying *x, struct plint_applied *out)
{
	const struct plint_diags *d = x->checked->diags;
	memset(out, 0, sizeof *out);
	for (uint32_t i = 0; i < d->items.count; i++)
		out->left += plint_apply_choose(&d->items.items[i], x->want_unsafe) != NULL;
	out->files = x->files.items;
	out->file_count = x->files.count;
	out->fixes = x->fixes;
	out->checked = x->checked;
}

void plint_apply_run(struct plint_arena *a, struct plint_checker *k, const struct plint_check_config *config,
                     const struct plint_apply_input *inputs, uint32_t count, const char *path, bool want_unsafe,
                     struct plint_applied *out)
{
	struct applying x = {.arena = a, .checker = k, .config = *config, .include = config->include, .include_data = config->include_data,
	                     .inputs = inputs, .count = count, .path = path, .want_unsafe = want_unsafe};
	uint32_t limit = UINT32_MAX, skipped;
	plint_map_init(&x.dropped, a);
	if (config->include) {
		x.config.include = include_changed;
		x.config.include_data = &x;
	}
	check(&x);
	for (unsigned round = 0; round < PLINT_MAX_FIX_ROUNDS; round++) {
		struct plint_apply_round r;
		const uint8_t *skip = find_skipped(&x, &skipped);
		plint_apply_round(a, x.checked->source, x.checked->diags, want_unsafe, skip, limit, &r);
		if (r.applied_count == 0)
			break;
		try_round(&x, &r, &limit);
	}
	plint_checker_configure(k, config);
	finish(&x, out);
}
