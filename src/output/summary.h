/* What the human formats say in one line about a plan: how many findings, what is in it, what could not be read. Plain words. */
#ifndef PLINT_OUTPUT_SUMMARY_H
#define PLINT_OUTPUT_SUMMARY_H

#include "output/output.h"

/* Appends "3 errors, 5 warnings, 2 advice", in LANGUAGE (NULL: English). */
void plint_summary_counts(struct plint_buf *out, const char *language, struct plint_output_counts n);
/* Appends " · 4 goals, 9 objectives, 21 indicators", and what could not be read or is not shown. */
void plint_summary_contents(struct plint_buf *out, const struct plint_result *r);
/* Whether R has nothing to tell: no finding, none left out, every file read. */
bool plint_summary_is_clean(const struct plint_result *r);
/* What to say of such a plan; static. */
const char *plint_summary_clean(const struct plint_result *r);

#endif
