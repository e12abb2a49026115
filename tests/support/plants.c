/* See plants.h. A plant's plan is made once, at its first judging, and kept. */
#include "support/plants.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define FOLDER "tests/plants"
#define PLAN "plans/socfinance"
#define MAX_FILES 32
#define MAX_LINES 400

struct plant {
	const char *name, *rule;
	const char *lines; /* up to the next plant */
	size_t len;
	const char **texts; /* the plan with the mistake; NULL: not made yet */
	const char *also;   /* the rules that it names as consequences */
	const char *fault;  /* why it could not be made */
};

struct plants {
	struct checking *checking;
	struct plint_arena *arena;
	const char **paths;
	uint32_t path_count;
	const char *base[MAX_FILES];
	PLINT_VEC(struct plant) items;
};

/* A plant that is being made: the plan with the edits so far, and the lines that are gathered for the next. */
struct making {
	struct plants *plants;
	const char **texts;
	const char *lines[MAX_LINES];
	uint32_t count;
	const char *with; /* NULL: nothing yet */
	const char *fault;
};

/* TEXT without its empty lines, so that a plant quotes lines in a row wherever the layout has put one between. */
static const char *without_empty_lines(struct plint_arena *a, const char *text)
{
	struct plint_buf out;
	plint_buf_init(&out, a);
	for (const char *c = text; *c; c++)
		if (*c != '\n' || (c > text && c[-1] != '\n'))
			plint_buf_char(&out, *c);
	return out.text;
}

/* ---- making ------------------------------------------------------------------------------------------------------------ */

/* Occurrences of TEXT in all files; *FILE and *AT of the last. */
static unsigned occurrences(const struct making *m, const char *text, uint32_t *file, const char **at)
{
	unsigned n = 0;
	for (uint32_t i = 0; i < m->plants->path_count; i++)
		for (const char *c = strstr(m->texts[i], text); c; c = strstr(c + 1, text)) {
			*file = i;
			*at = c;
			n++;
		}
	return n;
}

/* The lines of one stretch from line FIRST on: as many as stand in the plan in a row; joined in *JOINED. */
static uint32_t longest_stretch(const struct making *m, uint32_t first, const char **joined)
{
	uint32_t file, best = 0;
	const char *at, *text = m->lines[first];
	*joined = text;
	for (uint32_t n = 1; first + n <= m->count; n++) {
		if (n > 1)
			text = plint_arena_printf(m->plants->arena, "%s\n%s", text, m->lines[first + n - 1]);
		if (occurrences(m, text, &file, &at) == 0)
			break;
		best = n;
		*joined = text;
	}
	return best;
}

static void edit(struct making *m, const char *old, const char *new)
{
	uint32_t file = 0;
	const char *at = NULL;
	unsigned n = occurrences(m, old, &file, &at);
	if (n != 1)
		m->fault = plint_arena_printf(m->plants->arena, "the plan has this %u times:\n%s", n, old);
	else
		m->texts[file] = plint_arena_printf(m->plants->arena, "%.*s%s%s", (int)(at - m->texts[file]), m->texts[file], new,
		                                    at + strlen(old));
}

/* Applies what was gathered. The last stretch is replaced by WITH, those before it are taken away. */
static void apply(struct making *m)
{
	for (uint32_t i = 0; i < m->count && !m->fault;) {
		const char *old;
		uint32_t n = longest_stretch(m, i, &old);
		if (n == 0)
			m->fault = plint_arena_printf(m->plants->arena, "the plan does not have this:\n%s", m->lines[i]);
		i += n;
		if (n > 0)
			edit(m, old, i == m->count && m->with ? m->with : "");
	}
	m->count = 0;
	m->with = NULL;
}

/* The text behind KEY and one blank, where LINE (LEN bytes) begins with KEY; else NULL. */
static const char *behind(const struct making *m, const char *line, size_t len, const char *key)
{
	size_t n = strlen(key);
	if (len < n || memcmp(line, key, n) != 0)
		return NULL;
	n += n < len && line[n] == ' ';
	return plint_arena_strndup(m->plants->arena, line + n, len - n);
}

static void read_line(struct making *m, struct plant *p, const char *line, size_t len)
{
	const char *old = behind(m, line, len, "replace:"), *new = behind(m, line, len, "with:"), *rules = behind(m, line, len, "also:");
	if (old) {
		if (m->with)
			apply(m);
		assert_true(m->count < MAX_LINES);
		m->lines[m->count++] = old;
	} else if (new) {
		assert_true(m->count > 0);
		m->with = m->with ? plint_arena_printf(m->plants->arena, "%s\n%s", m->with, new) : new;
	} else if (rules) {
		p->also = rules;
	} else if (len > 0 && *line != '#') {
		m->fault = plint_arena_printf(m->plants->arena, "this line of the plant is in no known form: %.*s", (int)len, line);
	}
}

static void make(struct plants *plants, struct plant *p)
{
	struct making m = {.plants = plants};
	m.texts = plint_arena_alloc(plants->arena, sizeof plants->base);
	memcpy(m.texts, plants->base, sizeof plants->base);
	p->also = "";
	for (const char *line = p->lines; line < p->lines + p->len && !m.fault;) {
		size_t len = strcspn(line, "\n");
		read_line(&m, p, line, len);
		line += len + 1;
	}
	if (!m.fault)
		apply(&m);
	p->texts = m.texts;
	p->fault = m.fault;
}

/* ---- judging ----------------------------------------------------------------------------------------------------------- */

/* Whether the comma-separated ALSO names RULE. */
static bool is_named(const char *also, const char *rule)
{
	size_t len = strlen(rule);
	for (const char *at = also; *at;) {
		at += strspn(at, ", ");
		size_t n = strcspn(at, ", ");
		if (n == len && memcmp(at, rule, n) == 0)
			return true;
		at += n;
	}
	return false;
}

static unsigned count_rule(const struct plint_checked *k, const char *rule, size_t len)
{
	unsigned n = 0;
	for (uint32_t i = 0; i < k->diags->items.count; i++)
		n += strlen(k->diags->items.items[i].rule) == len && memcmp(k->diags->items.items[i].rule, rule, len) == 0;
	return n;
}

/* WHAT is wrong, and all findings of K. */
static const char *complain(struct plants *plants, const struct plint_checked *k, const char *what)
{
	const char *findings = checking_compact(plants->checking, k);
	return plint_arena_printf(checking_scratch(plants->checking), "%s:\n%s", what, findings);
}

const char *plants_judge(struct plants *plants, uint32_t index)
{
	struct plant *p = &plants->items.items[index];
	if (!p->texts)
		make(plants, p);
	if (p->fault)
		return p->fault;
	const struct plint_checked *k = checking_texts(plants->checking, plants->paths, p->texts, plants->path_count, true);
	struct plint_arena *scratch = checking_scratch(plants->checking);
	unsigned count = count_rule(k, p->rule, strlen(p->rule));
	if (count != 1)
		return complain(plants, k, plint_arena_printf(scratch, "%u findings of %s", count, p->rule));
	for (uint32_t i = 0; i < k->diags->items.count; i++) {
		const char *rule = k->diags->items.items[i].rule;
		if (strcmp(rule, p->rule) != 0 && !is_named(p->also, rule))
			return complain(plants, k, plint_arena_printf(scratch, "%s is no consequence that the plant names", rule));
	}
	for (const char *at = p->also; *at;) {
		at += strspn(at, ", ");
		size_t n = strcspn(at, ", ");
		if (n > 0 && count_rule(k, at, n) == 0)
			return complain(plants, k, plint_arena_printf(scratch, "the plant names %.*s, which finds nothing", (int)n, at));
		at += n;
	}
	return NULL;
}

const char *plants_judge_good(struct plants *plants)
{
	const struct plint_checked *k = checking_texts(plants->checking, plants->paths, plants->base, plants->path_count, true);
	return k->diags->items.count > 0 ? complain(plants, k, "the good plan is not silent") : NULL;
}

/* ---- reading ----------------------------------------------------------------------------------------------------------- */

/* Adds the plants of the file TEXT. */
static void read_plants(struct plants *plants, const char *text)
{
	for (const char *at = text; (at = strstr(at, "== ")) != NULL;) {
		if (at > text && at[-1] != '\n') {
			at++;
			continue;
		}
		size_t head = strcspn(at, "\n");
		const char *next = strstr(at + head, "\n== ");
		struct plant *p = plint_vec_add(&plants->items, plants->arena);
		p->name = plint_arena_strndup(plants->arena, at + 3, head - 3);
		p->rule = plint_arena_strndup(plants->arena, p->name, strcspn(p->name, ":"));
		p->lines = at + head + (at[head] == '\n');
		p->len = next ? (size_t)(next + 1 - p->lines) : strlen(p->lines);
		at += head;
	}
}

struct plants *plants_open(struct checking *c)
{
	static const char *const families[] = {"dimensions", "measurability", "incentives", "balance", "swot",
	                                       "segments",   "data",          "ownership",  "chain"};
	struct plants *plants = plint_arena_calloc(checking_arena(c), 1, sizeof *plants);
	plants->checking = c;
	plants->arena = checking_arena(c);
	plants->paths = checking_list(c, PLAN, &plants->path_count);
	assert_true(plants->path_count > 0 && plants->path_count <= MAX_FILES);
	for (uint32_t i = 0; i < plants->path_count; i++)
		plants->base[i] = without_empty_lines(plants->arena, checking_text(c, plants->paths[i]));
	for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
		const char *text = checking_text(c, plint_arena_printf(plants->arena, "%s/%s.txt", FOLDER, families[i]));
		assert_non_null(text);
		read_plants(plants, text);
	}
	return plants;
}

uint32_t plants_count(const struct plants *plants)
{
	return plants->items.count;
}

const char *plants_name(const struct plants *plants, uint32_t i)
{
	return plants->items.items[i].name;
}

const char *plants_rule(const struct plants *plants, uint32_t i)
{
	return plants->items.items[i].rule;
}
