/*
 * What a check takes from the build server it runs on: the folder from which the server names files, and the page of a GitHub job to which
 * a report is added. Nothing else of the environment is looked at.
 */
#ifndef PLINT_CLI_CI_H
#define PLINT_CLI_CI_H

#include "cli/cli.h"

/* Folder of the repository around FOLDER (absolute, without links): the nearest one at or above it that holds .git, else FOLDER itself.
 * In the run's memory. */
const char *plint_ci_root(struct plint_cli *cli, const char *folder);

/* File of the job's summary page, as GITHUB_STEP_SUMMARY names it; NULL where there is none. */
const char *plint_ci_summary(void);
/* Bytes that may still be added to the page PATH: GitHub refuses one of more than a million. At least 1. */
size_t plint_ci_summary_room(const char *path);

#endif
