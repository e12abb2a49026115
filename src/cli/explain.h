/* What the files of `planlint explain` share: the language (explain.c) and the trade (explain_trade.c). */
#ifndef PLINT_CLI_EXPLAIN_H
#define PLINT_CLI_EXPLAIN_H

#include "cli/session.h"

/* What is being explained, and where it goes. */
struct plint_explaining {
	struct plint_cli *cli;
	const struct plint_session *session;
	struct plint_buf *out;
	const char *word;
	uint32_t len;
};

/* Each writes what it knows of the word and says whether it knows it. */

/* A standard indicator, by its title or another name that it goes by, in any language. */
bool plint_explain_indicator(struct plint_explaining *x);
/* Standard indicators in whose names the word stands. */
bool plint_explain_indicators_with(struct plint_explaining *x);
/* A standard of the crosswalk, a word list of the wording rules (`lexicon.x`), a group of words (`words.x`), a class of goals, a place of the
 * guidance note. */
bool plint_explain_standard(struct plint_explaining *x);
bool plint_explain_lexicon(struct plint_explaining *x);
bool plint_explain_group(struct plint_explaining *x);
bool plint_explain_class(struct plint_explaining *x);
bool plint_explain_place(struct plint_explaining *x);
/* What else is known about word WORD of the list of dimensions: its class, the word it is like, the indicators of that dimension. */
void plint_explain_dimension(struct plint_explaining *x, uint32_t word);

#endif
