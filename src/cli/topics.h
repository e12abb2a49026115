/* What is said of findings that are no rules of a pack: topics.def as data, for `explain` and the reference page. */
#ifndef PLINT_CLI_TOPICS_H
#define PLINT_CLI_TOPICS_H

#include "cli/page.h"
#include "rule/pack.h"

struct plint_topic {
	const char *id, *meaning, *remedy;
	const char *wrong, *right; /* NULL: no example */
};

/* All of them: *COUNT. */
const struct plint_topic *plint_topics(size_t *count);

/* Appends what there is to know about T to PAGE, in LANGUAGE (NULL: English) as far as P has words for it. */
void plint_topic_page(struct plint_page *page, const struct plint_pack *p, const struct plint_topic *t, const char *language);

#endif
