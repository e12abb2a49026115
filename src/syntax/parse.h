/*
 * From text to tree: scanner (grammar/plan.l), parser (grammar/plan.y), then classification against kinds.def and directives.
 * Reports reading errors of family syntax; names and typed values are the model's.
 */
#ifndef PLINT_SYNTAX_PARSE_H
#define PLINT_SYNTAX_PARSE_H

#include "base/limits.h"
#include "diag/diag.h"
#include "syntax/ast.h"

/* Makes T empty. Borrows all for the life of T. ATOMS may already hold words. */
void plint_ast_init(struct plint_ast *t, struct plint_arena *arena, struct plint_source *source,
                    const struct plint_schema *schema, struct plint_intern *atoms);

/* Parses file number FILE of the source and adds its FILE node, classified, with comments and directives. Mistakes go to DIAGS;
 * there is always a tree. The text is changed while scanning and restored. Returns the FILE node. O(bytes). */
uint32_t plint_parse_file(struct plint_ast *t, uint32_t file, struct plint_diags *diags);

/* Names of files in the include statements of FILE node ROOT, in order: TEXT nodes. *COUNT of them, in the tree's arena. The
 * statement `include "x.plan"` stands at the top only. */
const uint32_t *plint_ast_includes(const struct plint_ast *t, uint32_t root, uint32_t *count);

/* First day of the date node N read as a start, and its last day; FISCAL years by the month YEAR_STARTS1 (1-12). */
struct plint_days plint_ast_days(const struct plint_node *n, unsigned year_starts1);

/* Calendar (proleptic Gregorian). Days from 1970-01-01. */
int32_t plint_date_days(int year, unsigned month1, unsigned day1);
void plint_date_civil(int32_t days, int *year, unsigned *month1, unsigned *day1);
unsigned plint_date_month_length(int year, unsigned month1);

#endif
