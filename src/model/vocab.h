/*
 * Word lists in force, as the model needs them: lists of a pack's vocabulary.yaml, plain tables with indices so that a compiled pack
 * can hold them. Texts are offsets into one block of strings.
 */
#ifndef PLINT_MODEL_VOCAB_H
#define PLINT_MODEL_VOCAB_H

#include <stdbool.h>
#include <stdint.h>

struct plint_vocab_list {
	uint32_t name;    /* string offset: "dimension" */
	uint32_t first, count; /* its words, one run of words[] */
	uint8_t is_open;  /* takes new words too, but not near misses */
};

struct plint_vocab_word {
	uint32_t text;   /* string offset: "outreach" */
	uint32_t list;   /* index of its list */
	uint32_t like;   /* index + 1 of the word that rules mean by it, 0: itself */
	uint32_t about;  /* string offset: its meaning */
	uint8_t klass;   /* enum plint_class, for words of "dimension" */
	uint8_t is_removed; /* taken away by a pack (replace: true) */
};

/* words.people: a named group of words. */
struct plint_vocab_group {
	uint32_t name;
	uint32_t first, count; /* run of group_words[]: string offsets */
};

struct plint_vocab {
	const char *strings;
	const struct plint_vocab_list *lists;
	const struct plint_vocab_word *words;
	const struct plint_vocab_group *groups;
	const uint32_t *group_words;
	uint32_t list_count, word_count, group_count, group_word_count;
};

/* Index of list NAME, or -1. */
int plint_vocab_list(const struct plint_vocab *v, const char *name);
/* Index of the word TEXT of list LIST (exact), or -1; a removed word counts as absent. */
int plint_vocab_word(const struct plint_vocab *v, uint32_t list, const char *text, uint32_t len);
/* Whether word WORD (index) is one that plans may use: not taken away, and not left behind by a list that grew and moved. */
static inline bool plint_vocab_is_word(const struct plint_vocab *v, uint32_t word)
{
	const struct plint_vocab_list *l = &v->lists[v->words[word].list];
	return !v->words[word].is_removed && word >= l->first && word < l->first + l->count;
}
/* Index of group NAME, or -1. */
int plint_vocab_group(const struct plint_vocab *v, const char *name);

#endif
