/* The two halves of `planlint ignore`. */
#ifndef PLINT_CLI_IGNORE_H
#define PLINT_CLI_IGNORE_H

#include "cli/cli.h"

/* ignore_list.c: lists the ignores of the plans that the words name. The exit status. */
int plint_ignore_list(struct plint_cli *cli);

#endif
