/* What a check still needs once its plans are known, and giving up the rest: see sandbox.h. */
#ifndef PLINT_CLI_CONFINE_H
#define PLINT_CLI_CONFINE_H

#include "cli/discover.h"

/* Closes what a check of the plans FOUND does not need, where COUNT results are written to the files OUTPUTS. Once in a process; nothing
 * happens where PLANLINT_NO_SANDBOX is set. To be called before threads are started. */
void plint_confine(struct plint_cli *cli, const struct plint_found *found, const char *const *outputs, uint32_t count);

#endif
