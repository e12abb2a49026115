/*
 * Lines that changed: see linediff.h. Equal lines are walked over; where two lines differ, the shortest way to a place where several lines
 * are equal again is looked for (Myers, "An O(ND) difference algorithm", 1986, greedy and from there on), and from there it goes on. So the
 * cost is that of each change by itself.
 */
#include "base/linediff.h"

#include <stdbool.h>
#include <string.h>

#include "base/vec.h"

#define CONTEXT 3u
#define SURE_LINES 4     /* as many equal lines in a row end a change */
#define NOWHERE (-1000000) /* past an end of a text: no way leads on from there */
#define MAX_STEPS 400    /* lines that one change may take away and add before all of the rest counts as changed */

struct line {
	const char *text;
	uint32_t len; /* with its line end */
	uint32_t hash;
};

struct lines {
	PLINT_VEC(struct line) items;
};

/* Lines A0 to A1 of the first text become B0 to B1 of the second. */
struct hunk {
	uint32_t a0, a1, b0, b1;
};

struct diff {
	struct plint_arena *arena;
	struct lines a, b;
	PLINT_VEC(struct hunk) hunks;
	int32_t *rounds[MAX_STEPS + 1]; /* the furthest lines of each round, by diagonal from -STEPS on; NULL: not needed so far */
};

static void cut(struct plint_arena *arena, const struct plint_linediff_text *t, struct lines *out)
{
	for (size_t at = 0; at < t->len;) {
		const char *end = memchr(t->text + at, '\n', t->len - at);
		size_t len = end ? (size_t)(end - t->text) + 1 - at : t->len - at;
		uint32_t hash = 2166136261u; /* FNV-1a */
		for (size_t i = 0; i < len; i++)
			hash = (hash ^ (unsigned char)t->text[at + i]) * 16777619u;
		struct line line = {t->text + at, (uint32_t)len, hash};
		plint_vec_push(&out->items, arena, line);
		at += len;
	}
}

static bool is_same(const struct diff *d, uint32_t i, uint32_t k)
{
	const struct line *x = &d->a.items.items[i], *y = &d->b.items.items[k];
	return x->hash == y->hash && x->len == y->len && memcmp(x->text, y->text, x->len) == 0;
}

/* Lines that are equal from I and K on, at most MOST. */
static uint32_t run_of(const struct diff *d, uint32_t i, uint32_t k, uint32_t most)
{
	uint32_t n = 0;
	while (n < most && i + n < d->a.items.count && k + n < d->b.items.count && is_same(d, i + n, k + n))
		n++;
	return n;
}

static void add_hunk(struct diff *d, uint32_t a0, uint32_t a1, uint32_t b0, uint32_t b1)
{
	struct hunk *last = d->hunks.count ? &d->hunks.items[d->hunks.count - 1] : NULL;
	if (a0 == a1 && b0 == b1)
		return;
	if (last && last->a1 == a0 && last->b1 == b0) {
		last->a1 = a1;
		last->b1 = b1;
		return;
	}
	struct hunk h = {a0, a1, b0, b1};
	plint_vec_push(&d->hunks, d->arena, h);
}

/* The furthest lines of round STEPS; index 0 is the middle diagonal. */
static int32_t *round_at(const struct diff *d, int32_t steps)
{
	return d->rounds[steps] + steps;
}

/* The furthest line of the first text on DIAGONAL after STEPS changes, before equal lines are walked over. */
static int32_t furthest(const struct diff *d, int32_t steps, int32_t diagonal)
{
	if (steps == 0)
		return 0;
	const int32_t *before = round_at(d, steps - 1);
	bool is_down = diagonal == -steps || (diagonal != steps && before[diagonal - 1] < before[diagonal + 1]);
	return is_down ? before[diagonal + 1] : before[diagonal - 1] + 1;
}

/* The changes on the way to X on DIAGONAL after STEPS, from the line I, K on; last to first, so they are put in order by recursion, which is
 * as deep as STEPS. */
static void add_way(struct diff *d, uint32_t i, uint32_t k, int32_t steps, int32_t diagonal)
{
	if (steps == 0)
		return;
	const int32_t *before = round_at(d, steps - 1);
	bool is_down = diagonal == -steps || (diagonal != steps && before[diagonal - 1] < before[diagonal + 1]);
	int32_t from = is_down ? diagonal + 1 : diagonal - 1;
	add_way(d, i, k, steps - 1, from);
	uint32_t x = i + (uint32_t)before[from], y = k + (uint32_t)(before[from] - from);
	add_hunk(d, x, is_down ? x : x + 1, y, is_down ? y + 1 : y);
}

/* Finds the end of the change that begins at *I, *K, adds what changes, and moves both behind it. */
static void take_change(struct diff *d, uint32_t *i, uint32_t *k)
{
	int32_t a_left = (int32_t)(d->a.items.count - *i), b_left = (int32_t)(d->b.items.count - *k);
	for (int32_t steps = 0; steps <= MAX_STEPS; steps++) {
		if (!d->rounds[steps])
			d->rounds[steps] = plint_arena_alloc(d->arena, (2 * (size_t)steps + 1) * sizeof *d->rounds[steps]);
		int32_t *reach = round_at(d, steps);
		for (int32_t diagonal = -steps; diagonal <= steps; diagonal += 2) {
			int32_t x = furthest(d, steps, diagonal), y = x - diagonal;
			if (x < 0 || x > a_left || y < 0 || y > b_left) {
				reach[diagonal] = NOWHERE;
				continue;
			}
			uint32_t run = run_of(d, *i + (uint32_t)x, *k + (uint32_t)y, UINT32_MAX);
			reach[diagonal] = x + (int32_t)run;
			bool is_end = reach[diagonal] == a_left && reach[diagonal] - diagonal == b_left;
			if (run < SURE_LINES && !is_end)
				continue;
			add_way(d, *i, *k, steps, diagonal);
			*i += (uint32_t)(x + (int32_t)run);
			*k += (uint32_t)(y + (int32_t)run);
			return;
		}
	}
	add_hunk(d, *i, d->a.items.count, *k, d->b.items.count);
	*i = d->a.items.count;
	*k = d->b.items.count;
}

static void write_line(struct plint_buf *out, char sign, const struct line *line)
{
	plint_buf_char(out, sign);
	plint_buf_add(out, line->text, line->len);
	if (line->text[line->len - 1] != '\n')
		plint_buf_str(out, "\n\\ No newline at end of file\n");
}

/* "12,3": COUNT lines from number FROM0 on; of none, the line before. */
static void write_range(struct plint_buf *out, char sign, uint32_t from0, uint32_t count)
{
	plint_buf_printf(out, " %c%u", sign, count ? from0 + 1 : from0);
	if (count != 1)
		plint_buf_printf(out, ",%u", count);
}

/* The hunks FROM to END, which are near each other, with the lines around them. */
static void write_hunks(const struct diff *d, uint32_t from, uint32_t end, struct plint_buf *out)
{
	const struct hunk *h = d->hunks.items, *last = &h[end - 1];
	uint32_t lead = h[from].a0 < CONTEXT ? h[from].a0 : CONTEXT;
	uint32_t left = d->a.items.count - last->a1, trail = left < CONTEXT ? left : CONTEXT;
	uint32_t a0 = h[from].a0 - lead, b0 = h[from].b0 - lead;
	plint_buf_str(out, "@@");
	write_range(out, '-', a0, last->a1 + trail - a0);
	write_range(out, '+', b0, last->b1 + trail - b0);
	plint_buf_str(out, " @@\n");
	uint32_t at = a0;
	for (uint32_t n = from; n < end; n++) {
		for (; at < h[n].a0; at++)
			write_line(out, ' ', &d->a.items.items[at]);
		for (; at < h[n].a1; at++)
			write_line(out, '-', &d->a.items.items[at]);
		for (uint32_t k = h[n].b0; k < h[n].b1; k++)
			write_line(out, '+', &d->b.items.items[k]);
	}
	for (; at < last->a1 + trail; at++)
		write_line(out, ' ', &d->a.items.items[at]);
}

void plint_linediff_unified(struct plint_buf *out, const struct plint_linediff_text *before, const struct plint_linediff_text *after)
{
	struct diff d = {.arena = out->arena};
	cut(d.arena, before, &d.a);
	cut(d.arena, after, &d.b);
	for (uint32_t i = 0, k = 0;;) {
		uint32_t run = run_of(&d, i, k, UINT32_MAX);
		i += run;
		k += run;
		if (i == d.a.items.count && k == d.b.items.count)
			break;
		take_change(&d, &i, &k);
	}
	if (d.hunks.count == 0)
		return;
	plint_buf_printf(out, "--- %s\n+++ %s\n", before->label, after->label);
	for (uint32_t from = 0; from < d.hunks.count;) {
		uint32_t end = from + 1;
		while (end < d.hunks.count && d.hunks.items[end].a0 - d.hunks.items[end - 1].a1 <= 2 * CONTEXT)
			end++;
		write_hunks(&d, from, end, out);
		from = end;
	}
}

const char *plint_linediff_label(struct plint_arena *a, const char *side, const char *path)
{
	struct plint_buf b;
	bool is_quoted = false;
	while (path[0] == '/' || (path[0] == '.' && path[1] == '/'))
		path += path[0] == '/' ? 1 : 2;
	for (const char *c = path; *c; c++)
		is_quoted |= (unsigned char)*c < 0x20 || *c == '"' || *c == '\\' || *c == 0x7F;
	plint_buf_init(&b, a);
	plint_buf_printf(&b, "%s%s/", is_quoted ? "\"" : "", side);
	for (const char *c = path; *c; c++) {
		if ((unsigned char)*c < 0x20 || *c == 0x7F)
			plint_buf_printf(&b, "\\%03o", (unsigned)*c);
		else
			plint_buf_printf(&b, "%s%c", *c == '"' || *c == '\\' ? "\\" : "", *c);
	}
	if (is_quoted)
		plint_buf_char(&b, '"');
	else if (strchr(path, ' '))
		plint_buf_char(&b, '\t'); /* ends a name with blanks, for patch */
	return b.text;
}
