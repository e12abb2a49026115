/*
 * Findings that are known already: those of a baseline (--baseline, or the setting) and those that a plan had at another revision
 * (--changed-since). A check leaves them out. Also --write-baseline and --prune-baseline. Errors of reading are never left out.
 */
#ifndef PLINT_CLI_KNOWN_H
#define PLINT_CLI_KNOWN_H

#include "cli/jobs.h"

struct plint_known;

/* What the options and settings of the plans FOUND say; reads, and writes, baselines. NULL where something is wrong (told: status 2). JOBS check
 * the plans beforehand where all findings must be known. */
struct plint_known *plint_known_new(struct plint_cli *cli, const struct plint_found *found, struct plint_jobs *jobs);
void plint_known_free(struct plint_known *k);

/* How many findings were left out, and why. */
struct plint_known_counts {
	uint32_t held;  /* by the baseline */
	uint32_t older; /* the plan had them at the other revision */
};

/* The findings of PLAN, one of those found, as it was read, without those that are known; maybe in OWN. To be called in the order of plans. */
const struct plint_diags *plint_known_leave_out(struct plint_known *k, const struct plint_found_plan *plan, const struct plint_read *read,
                                                struct plint_diags *own, struct plint_known_counts *counts);

/* Whether something went wrong, so that the run ends with status 2. */
bool plint_known_has_trouble(const struct plint_known *k);

/* When all plans have been looked at: the next baseline with entries that no longer occur, as a result with one piece of advice; false where
 * there is no more. */
bool plint_known_next_stale(struct plint_known *k, struct plint_result *out);

/* What was written, as lines for the reader ("" where nothing was). */
const char *plint_known_report(const struct plint_known *k);

#endif
