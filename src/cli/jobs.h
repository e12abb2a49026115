/*
 * Many plans: read and checked by several threads, given back one after the other in the order of the plans, on the thread that asked. So
 * what is made of them cannot depend on how many threads there are. Threads share packs, settings and options and only read them; each
 * plan that is being read has memory of its own.
 */
#ifndef PLINT_CLI_JOBS_H
#define PLINT_CLI_JOBS_H

#include "cli/reader.h"

struct plint_jobs;

/* How a plan is read: with messages for people (in the language that options, settings or the plan ask for), for machines (in English, unless
 * options ask for another), or both. */
struct plint_jobs_wish {
	bool human, machine;
	bool always_english; /* for machines, whatever options ask for */
};

/* Takes what came of PLAN, borrowed until it returns. HUMAN or MACHINE is NULL where it was not wished for; they are the same where the
 * language is. False ends the run: no further plan is given. */
typedef bool plint_jobs_take_fn(void *data, const struct plint_found_plan *plan, const struct plint_read *human,
                                const struct plint_read *machine);

/* For checking the plans of FOUND, which are borrowed, by as many threads as the options say. Release with plint_jobs_free. */
struct plint_jobs *plint_jobs_new(struct plint_cli *cli, const struct plint_found *found);
void plint_jobs_free(struct plint_jobs *j);

/* Reads and checks all plans; each goes to TAKE. May be called again. Running out of memory ends the run of CLI, as everywhere. */
void plint_jobs_run(struct plint_jobs *j, struct plint_jobs_wish wish, plint_jobs_take_fn *take, void *data);

#endif
