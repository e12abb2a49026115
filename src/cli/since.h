/*
 * What the plans were at another revision: for each plan of now the one or more that it came from, and the findings that those had under the
 * settings that hold now.
 */
#ifndef PLINT_CLI_SINCE_H
#define PLINT_CLI_SINCE_H

#include "base/intern.h"
#include "cli/discover.h"

struct plint_since;

/* The plans that the plans NOW were at revision REV, each in the repository around it. NULL where that cannot be had (told: status 2). */
struct plint_since *plint_since_new(struct plint_cli *cli, const struct plint_found *now, const char *rev);
void plint_since_free(struct plint_since *s);

/* What plan number INDEX had then: findings by their kin (struct plint_diag). NULL where it could not be read (told: status 2). A plan
 * that was not there had none. */
const struct plint_map *plint_since_findings(struct plint_since *s, uint32_t index);

#endif
