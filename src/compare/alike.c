/*
 * Blocks whose titles are alike: most of the words of either stand in the other. Found through an index of words, never by comparing
 * every title with every other; a word that stands in very many titles tells nothing and is passed over.
 */
#include "base/intern.h"
#include "base/io.h"
#include "base/text.h"
#include "compare/match.h"

#define MAX_WORDS 24      /* of a title */
#define MAX_TITLES 48     /* a word in more titles than these tells nothing */
#define MIN_PERCENT 60    /* of the words in common, for blocks anywhere in the plan */
#define MIN_PERCENT_HERE 45 /* for blocks on the same block */

struct title {
	uint32_t words[MAX_WORDS];
	uint32_t count;
};

struct posting {
	uint32_t block;
	uint32_t next; /* index of the next posting of the word, 0: none */
};

struct alike {
	struct plint_match *match;
	struct plint_arena *scratch;
	struct plint_intern words; /* with their kind before them */
	PLINT_VEC(struct posting) postings; /* of the old draft; items[0] unused */
	PLINT_VEC(uint32_t) first;          /* by word */
	PLINT_VEC(uint32_t) titles[2];      /* by side and word: in how many titles it stands */
	uint32_t *common;  /* by old block: words in common with the block in hand */
	uint32_t *sizes;   /* by old block: telling words of its title */
	PLINT_VEC(struct plint_match_pair) pairs;
};

static bool is_word_char(int32_t cp)
{
	return cp >= 0 && (plint_text_is_name_char(cp) && cp != '_' && cp != '-');
}

static void add_word(struct alike *a, struct title *t, unsigned kind, const char *text, size_t len)
{
	struct plint_buf key;
	plint_buf_init(&key, a->scratch);
	plint_buf_printf(&key, "%u ", kind);
	plint_buf_add(&key, text, len);
	uint32_t word = plint_intern_put(&a->words, key.text, key.len);
	for (uint32_t i = 0; i < t->count; i++)
		if (t->words[i] == word)
			return;
	t->words[t->count++] = word;
}

/* The words of the title of block ID, those of one or two letters left out; a block without a title has none. */
static struct title read_title(struct alike *a, enum plint_side side, uint32_t id)
{
	const struct plint_model *m = a->match->side[side];
	const struct plint_block *x = plint_model_block(m, id);
	struct title t = {.count = 0};
	if (!x->title)
		return t;
	size_t len, start = 0;
	const char *text = plint_text_comparable(a->scratch, m->ast->texts.items[x->title].text, m->ast->texts.items[x->title].len, &len);
	unsigned chars = 0;
	for (size_t at = 0; at <= len && t.count < MAX_WORDS;) {
		uint32_t size = 1;
		int32_t cp = at < len ? plint_text_decode(text + at, len - at, &size) : -1;
		bool is_in = is_word_char(cp);
		if (is_in && chars++ == 0)
			start = at;
		if (!is_in && chars > 2)
			add_word(a, &t, x->kind, text + start, at - start);
		if (!is_in)
			chars = 0;
		at += size;
	}
	return t;
}

static void count_word(struct alike *a, enum plint_side side, uint32_t word)
{
	while (a->first.count <= a->words.entries.count) {
		(void)plint_vec_add(&a->first, a->scratch);
		(void)plint_vec_add(&a->titles[PLINT_OLD], a->scratch);
		(void)plint_vec_add(&a->titles[PLINT_NEW], a->scratch);
	}
	a->titles[side].items[word]++;
}

/* The titles of the blocks of SIDE that are not matched yet, by block; their words are counted. */
static struct title *read_titles(struct alike *a, enum plint_side side)
{
	const struct plint_match *m = a->match;
	struct title *titles = plint_arena_calloc(a->scratch, m->side[side]->blocks.count, sizeof *titles);
	for (uint32_t id = 1; id < m->side[side]->blocks.count; id++) {
		if (m->to[side][id])
			continue;
		titles[id] = read_title(a, side, id);
		for (uint32_t i = 0; i < titles[id].count; i++)
			count_word(a, side, titles[id].words[i]);
	}
	return titles;
}

/* Leaves the words of T that tell something. */
static void keep_telling(const struct alike *a, struct title *t)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < t->count; i++)
		if (a->titles[PLINT_OLD].items[t->words[i]] <= MAX_TITLES && a->titles[PLINT_NEW].items[t->words[i]] <= MAX_TITLES)
			t->words[kept++] = t->words[i];
	t->count = kept;
}

static void index_block(struct alike *a, uint32_t id, struct title *t)
{
	keep_telling(a, t);
	a->sizes[id] = t->count;
	for (uint32_t i = 0; i < t->count; i++) {
		struct posting p = {id, a->first.items[t->words[i]]};
		a->first.items[t->words[i]] = a->postings.count;
		plint_vec_push(&a->postings, a->scratch, p);
	}
}

/* Whether the old block O and the new block N hang on the same block, or both on none. */
static bool is_same_place(const struct plint_match *m, uint32_t o, uint32_t n)
{
	uint32_t up_old = plint_match_up(m->side[PLINT_OLD], o), up_new = plint_match_up(m->side[PLINT_NEW], n);
	return up_old && up_new && m->to[PLINT_OLD][up_old] == up_new;
}

/* Proposes the old blocks that have most of the words T of the new block ID. */
static void propose(struct alike *a, uint32_t id, struct title *t)
{
	uint32_t found[MAX_WORDS * MAX_TITLES], count = 0;
	keep_telling(a, t);
	for (uint32_t i = 0; i < t->count; i++)
		for (uint32_t p = a->first.items[t->words[i]]; p; p = a->postings.items[p].next)
			if (a->common[a->postings.items[p].block]++ == 0)
				found[count++] = a->postings.items[p].block;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t o = found[i], percent = 200 * a->common[o] / (a->sizes[o] + t->count);
		bool is_here = is_same_place(a->match, o, id);
		struct plint_match_pair pair = {o, id, percent + (is_here ? 100 : 0)};
		if (percent >= (is_here ? MIN_PERCENT_HERE : MIN_PERCENT) && a->common[o] > 1)
			plint_vec_push(&a->pairs, a->scratch, pair);
		a->common[o] = 0;
	}
}

void plint_match_alike(struct plint_match *m, struct plint_arena *scratch)
{
	struct alike a = {.match = m, .scratch = scratch};
	uint64_t secret[2];
	uint32_t old_count = m->side[PLINT_OLD]->blocks.count, new_count = m->side[PLINT_NEW]->blocks.count;
	struct plint_arena_mark mark = plint_arena_mark(scratch);
	plint_io_random(secret, sizeof secret);
	plint_intern_init(&a.words, scratch, secret);
	a.common = plint_arena_calloc(scratch, old_count, sizeof *a.common);
	a.sizes = plint_arena_calloc(scratch, old_count, sizeof *a.sizes);
	(void)plint_vec_add(&a.postings, scratch);
	struct title *titles[2] = {read_titles(&a, PLINT_OLD), read_titles(&a, PLINT_NEW)};
	for (uint32_t id = 1; id < old_count; id++)
		index_block(&a, id, &titles[PLINT_OLD][id]);
	for (uint32_t id = 1; id < new_count; id++)
		propose(&a, id, &titles[PLINT_NEW][id]);
	plint_match_take(m, a.pairs.items, a.pairs.count);
	plint_arena_rewind(scratch, mark);
}
