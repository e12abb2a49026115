/*
 * What each statement of a file is: kind or field, by the table of kinds and the block around it, and whether its shape fits. Values
 * are the model's; here is only what can be told without names, lists of words, units and dates. Each statement gets one message at most.
 */
#ifndef PLINT_SYNTAX_CLASSIFY_H
#define PLINT_SYNTAX_CLASSIFY_H

#include "syntax/ast_build.h"

/* Classifies the statements of the FILE node of PS and reports the faults that were noted while they were read. O(nodes). */
void plint_classify_file(struct plint_parse *ps);

#endif
