/*
 * Checking again whenever something changes: --watch. What a check looks at is watched by stat, so it works on every file system, shared
 * folders too.
 */
#ifndef PLINT_CLI_WATCH_H
#define PLINT_CLI_WATCH_H

#include "cli/discover.h"

struct plint_watch;

/* Runs ROUND, then again after each change, each time with memory of its own, until a signal ends it (SIGINT, SIGTERM, SIGHUP): the status of
 * the last round. A first round that an option keeps from looking at files ends it too. */
int plint_watch_run(struct plint_cli *cli, plint_command_fn *round);

/* What FOUND looks at is to be watched from now on. Called by a round of CLI behind discovery and before anything is read, so that no change
 * falls between. */
void plint_watch_note(struct plint_cli *cli, const struct plint_found *found);

#endif
