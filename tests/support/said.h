/* What rules say of their own examples: message, places with their words, titles of fixes, and the advice where it names things of the plan. */
#ifndef TESTS_SUPPORT_SAID_H
#define TESTS_SUPPORT_SAID_H

#include "support/checking.h"

/* Checks the examples that rule RULE of PACK (that of C) flags, each as a plan of its own with all rules, and appends what the rule says of
 * them to OUT: for each example a line with its number, then a line for each text with the line of the example that it stands at. */
void said_of_examples(struct checking *c, const struct plint_pack *pack, uint32_t rule, struct plint_buf *out);

#endif
