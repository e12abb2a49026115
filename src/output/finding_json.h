/* A finding as a JSON object, the same in every report (json.def). Nothing outside src/output includes this. */
#ifndef PLINT_OUTPUT_FINDING_JSON_H
#define PLINT_OUTPUT_FINDING_JSON_H

#include "base/json.h"
#include "output/output.h"

/* Writes finding X of R as the next value of J. */
void plint_json_finding(struct plint_json *j, const struct plint_output *o, const struct plint_result *r, const struct plint_diag *x);

#endif
