/*
 * Directives: comments that begin with "# planlint:". What they say and which statement they are for. Whether there is such a rule, and
 * whether it had anything to say, is the rule floor's.
 */
#ifndef PLINT_SYNTAX_DIRECTIVE_H
#define PLINT_SYNTAX_DIRECTIVE_H

#include "syntax/ast_build.h"

/* Reads the directives among the comments of the tree from number FIRST_COMMENT on, which are those of the file of PS, and
 * reports those that cannot be read (bad-directive). O(comments + nodes). */
void plint_directive_read(struct plint_parse *ps, uint32_t first_comment);

#endif
