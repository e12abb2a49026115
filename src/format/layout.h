/*
 * From the tree of a file to the lines of its canonical layout: which statements share a line, where blocks open and close, where blank
 * lines stand, where comments go. Lines with errors of reading are taken as they stand. Columns are lines.c's.
 */
#ifndef PLINT_FORMAT_LAYOUT_H
#define PLINT_FORMAT_LAYOUT_H

#include "diag/diag.h"
#include "format/lines.h"

/* The lines of FILE node ROOT of T into OUT, all in ARENA. D: what was reported when it was read. False where that cannot be done without
 * losing something: text that belongs to no node stands beside a brace. O(bytes log findings). */
bool plint_layout(const struct plint_ast *t, uint32_t root, const struct plint_diags *d, struct plint_arena *arena, struct plint_lines *out);

#endif
