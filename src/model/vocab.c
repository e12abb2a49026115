/* Look-ups in the word lists of a pack. Lists are short and looked up once a plan, so they are searched in order. */
#include "model/vocab.h"

#include <string.h>

int plint_vocab_list(const struct plint_vocab *v, const char *name)
{
	for (uint32_t i = 0; i < v->list_count; i++)
		if (strcmp(v->strings + v->lists[i].name, name) == 0)
			return (int)i;
	return -1;
}

int plint_vocab_word(const struct plint_vocab *v, uint32_t list, const char *text, uint32_t len)
{
	const struct plint_vocab_list *l = &v->lists[list];
	for (uint32_t i = l->first; i < l->first + l->count; i++) {
		const char *word = v->strings + v->words[i].text;
		if (!v->words[i].is_removed && strncmp(word, text, len) == 0 && word[len] == '\0')
			return (int)i;
	}
	return -1;
}

int plint_vocab_group(const struct plint_vocab *v, const char *name)
{
	for (uint32_t i = 0; i < v->group_count; i++)
		if (strcmp(v->strings + v->groups[i].name, name) == 0)
			return (int)i;
	return -1;
}
