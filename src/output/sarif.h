/* Inside the sarif format: what sarif.c and sarif_rule.c share. */
#ifndef PLINT_OUTPUT_SARIF_H
#define PLINT_OUTPUT_SARIF_H

#include "base/json.h"
#include "output/output.h"

/* SARIF's word for severity S: error, warning, note. */
const char *plint_sarif_level(enum plint_severity s);

/* The object "message", "shortDescription" …: {"text": TEXT}. KEY NULL: an entry of a list. */
void plint_sarif_text(struct plint_json *j, const char *key, const char *text);

/* The reportingDescriptor of the rule of X, in the language of R: from the pack of R where it has that rule, else what X itself says. */
void plint_sarif_rule(struct plint_json *j, const struct plint_output *o, const struct plint_result *r, const struct plint_diag *x);

#endif
