/*
 * The compiled tables of lexicon.h: cutting the entries of lexicon files, and the search index over phrases. The matcher is lexicon.c.
 */
#include "expr/lexicon.h"

#include <string.h>

#include "expr/lexicon_tokens.h"

int plint_lexicons_find(const struct plint_lexicons *l, const char *name, uint32_t len)
{
	for (uint32_t i = 0; i < l->name_count; i++) {
		const char *other = l->strings + l->names[i];
		if (strncmp(other, name, len) == 0 && other[len] == '\0')
			return (int)i;
	}
	return -1;
}

uint32_t plint_lexicons_suggest(const struct plint_lexicons *l, const char *dimension, const char *kind,
                                const struct plint_lex_indicator **out, uint32_t max)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < l->indicator_count && count < max; i++) {
		const struct plint_lex_indicator *row = &l->indicators[i];
		if (strcmp(l->strings + row->dimension, dimension) == 0 && (!kind || strcmp(l->strings + row->kind, kind) == 0))
			out[count++] = row;
	}
	return count;
}

/* Class called by the LEN bytes NAME, or -1. */
static int class_called(const char *name, size_t len)
{
	static const struct {
		const char *name;
		enum plint_lex_class klass;
	} classes[] = {{"number", PLINT_LEX_NUMBER}, {"amount", PLINT_LEX_AMOUNT}, {"percent", PLINT_LEX_PERCENT},
	               {"date", PLINT_LEX_DATE},     {"verb", PLINT_LEX_VERB},     {"end", PLINT_LEX_END}};
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (strlen(classes[i].name) == len && memcmp(classes[i].name, name, len) == 0)
			return (int)classes[i].klass;
	return -1;
}

/* One entry while it is cut. */
struct entry {
	struct plint_arena *arena;
	struct plint_stemmer *stemmer;
	enum plint_lex_class how;
	struct plint_lex_words words;
	struct plint_lex_entry_token *tokens;
	uint32_t count, max;
	bool is_bad;
};

static void add_entry_token(struct entry *e, const char *text, enum plint_lex_class klass)
{
	if (e->count == e->max) {
		e->is_bad = true;
		return;
	}
	e->tokens[e->count++] = (struct plint_lex_entry_token){text, klass};
}

/* The plain words of an entry. A number stands for itself, as a word. */
static void add_words(struct entry *e, const char *text, size_t len)
{
	plint_lex_cut(&e->words, text, (uint32_t)len);
	for (uint32_t i = 0; i < e->words.tokens.count; i++) {
		const struct plint_lex_tok *t = &e->words.tokens.items[i];
		size_t n;
		bool is_stem = e->how == PLINT_LEX_STEM;
		const char *canon = plint_lex_canon(e->arena, is_stem ? e->stemmer : NULL, text + t->start, t->end - t->start, &n);
		add_entry_token(e, canon, is_stem ? PLINT_LEX_STEM : PLINT_LEX_WORD);
	}
}

static void name_captures(struct entry *e)
{
	static const char *const names[] = {"number", "amount", "percent", "date", "verb", "end"};
	static const char *const ends[] = {"from", "to"};
	uint32_t classes = 0, seen = 0;
	for (uint32_t i = 0; i < e->count; i++)
		classes += e->tokens[i].klass >= PLINT_LEX_NUMBER && e->tokens[i].klass != PLINT_LEX_END;
	for (uint32_t i = 0; i < e->count; i++) {
		struct plint_lex_entry_token *t = &e->tokens[i];
		if (t->klass < PLINT_LEX_NUMBER)
			continue;
		bool has_word = i > 0 && e->tokens[i - 1].klass < PLINT_LEX_NUMBER;
		t->text = classes == 2 ? ends[seen] : has_word ? e->tokens[i - 1].text : names[t->klass - PLINT_LEX_NUMBER];
		seen++;
	}
}

/* Whether the end stands at the end only, and behind something. */
static bool ends_well(const struct entry *e)
{
	for (uint32_t i = 0; i < e->count; i++)
		if (e->tokens[i].klass == PLINT_LEX_END && (i == 0 || i + 1 < e->count))
			return false;
	return true;
}

uint32_t plint_lexicons_cut(struct plint_arena *a, struct plint_stemmer *stemmer, enum plint_lex_class how, const char *entry,
                            size_t len, struct plint_lex_entry_token *tokens, uint32_t max)
{
	static const uint64_t key[2] = {0x706C696E74, 0x6C6578}; /* entries are few: nothing to flood */
	struct entry e = {.arena = a, .stemmer = stemmer, .how = how, .tokens = tokens, .max = max};
	if (len > UINT16_MAX)
		return 0;
	plint_lex_words_init(&e.words, a, "en", NULL, key);
	for (size_t at = 0; at < len && !e.is_bad;) {
		const char *open = memchr(entry + at, '{', len - at);
		size_t stop = open ? (size_t)(open - entry) : len;
		add_words(&e, entry + at, stop - at);
		if (!open)
			break;
		const char *close = memchr(open, '}', len - stop);
		int klass = close ? class_called(open + 1, (size_t)(close - open) - 1) : -1;
		if (klass < 0)
			return 0;
		add_entry_token(&e, "", (enum plint_lex_class)klass);
		at = (size_t)(close - entry) + 1;
	}
	if (e.is_bad || !ends_well(&e))
		return 0;
	name_captures(&e);
	return e.count;
}

/* Sorts COUNT string offsets by their strings, bottom up, with SPARE for the other half. */
static void sort_texts(uint32_t *items, uint32_t *spare, uint32_t count, const char *strings)
{
	for (uint32_t width = 1; width < count; width *= 2) {
		for (uint32_t at = 0; at < count; at += 2 * width) {
			uint32_t middle = at + width < count ? at + width : count;
			uint32_t end = middle + width < count ? middle + width : count;
			uint32_t left = at, right = middle;
			for (uint32_t to = at; to < end; to++) {
				bool takes_left = left < middle &&
				                  (right >= end || strcmp(strings + items[left], strings + items[right]) <= 0);
				spare[to] = takes_left ? items[left++] : items[right++];
			}
		}
		memcpy(items, spare, count * sizeof *items);
	}
}

/* String offsets of the words of all phrases, sorted, each once, into OUT; their number. */
static uint32_t collect_words(const struct plint_lexicons *l, struct plint_arena *a, uint32_t *out)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < l->token_count; i++)
		if (l->tokens[i].klass < PLINT_LEX_NUMBER)
			out[count++] = l->tokens[i].text;
	if (count == 0)
		return 0;
	sort_texts(out, plint_arena_alloc(a, count * sizeof *out), count, l->strings);
	uint32_t kept = 1;
	for (uint32_t i = 1; i < count; i++)
		if (strcmp(l->strings + out[i], l->strings + out[kept - 1]) != 0)
			out[kept++] = out[i];
	return kept;
}

static void fill_prefixes(uint32_t *bits, const char *strings, const uint32_t *texts, uint32_t count)
{
	for (uint32_t i = 1; i <= count; i++) {
		const char *text = strings + texts[i];
		size_t len = strlen(text);
		if (len == 0)
			continue;
		uint32_t bit = plint_lex_prefix_bit(text, plint_lex_prefix_letters(len));
		bits[bit / 32] |= 1u << bit % 32;
	}
}

void plint_lexicons_index(struct plint_arena *a, struct plint_lexicons *l)
{
	uint32_t *words = plint_arena_alloc(a, (l->token_count + 1) * sizeof *words);
	uint32_t word_count = collect_words(l, a, words);
	uint32_t count = 3 + PLINT_LEX_PREFIX_WORDS + 2 * (word_count + 1) + PLINT_LEX_CLASS_COUNT + 2 * l->phrase_count +
	                 l->token_count;
	uint32_t *index = plint_arena_calloc(a, count, sizeof *index);
	index[0] = word_count;
	index[1] = l->phrase_count;
	index[2] = l->token_count;
	uint32_t *texts = index + 3 + PLINT_LEX_PREFIX_WORDS, *heads = texts + word_count + 1;
	uint32_t *chain = heads + word_count + 1 + PLINT_LEX_CLASS_COUNT, *seconds = chain + l->phrase_count, *ids = seconds + l->phrase_count;
	if (word_count)
		memcpy(texts + 1, words, word_count * sizeof *words);
	fill_prefixes(index + 3, l->strings, texts, word_count);
	for (uint32_t i = 0; i < l->token_count; i++) {
		const char *text = l->strings + l->tokens[i].text;
		if (l->tokens[i].klass < PLINT_LEX_NUMBER)
			ids[i] = plint_lex_word_id(index, l->strings, text, strlen(text));
	}
	for (uint32_t i = l->phrase_count; i > 0; i--) { /* backwards, so that chains run forwards */
		const struct plint_lex_phrase *p = &l->phrases[i - 1];
		if (p->count == 0)
			continue;
		unsigned klass = l->tokens[p->first].klass;
		uint32_t *head = klass < PLINT_LEX_NUMBER ? &heads[ids[p->first]] : &heads[word_count + 1 + klass];
		chain[i - 1] = *head;
		*head = i;
		unsigned next = klass < PLINT_LEX_NUMBER && p->count > 1 ? l->tokens[p->first + 1].klass : PLINT_LEX_NUMBER;
		if (next < PLINT_LEX_NUMBER)
			seconds[i - 1] = ids[p->first + 1] << 1 | (next == PLINT_LEX_STEM);
	}
	l->index = index;
	l->index_count = count;
}
