/*
 * The two drafts of `planlint diff`: what its words name, on the disk or in a git revision, and which plan of the one is which of the other.
 */
#ifndef PLINT_CLI_DRAFTS_H
#define PLINT_CLI_DRAFTS_H

#include "cli/discover.h"

/* One of the two words, looked up. */
struct plint_draft {
	const char *word;         /* as given */
	const char *path;         /* the part of it that is a path */
	const char *revision;     /* NULL: the disk */
	struct plint_git *git;    /* NULL without a revision */
	struct plint_found found;
};

/* The same plan in both drafts, by index into their plans; UINT32_MAX: not there. */
struct plint_draft_pair {
	uint32_t plan[2];
};

struct plint_drafts {
	struct plint_draft draft[2]; /* old, new */
	PLINT_VEC(struct plint_draft_pair) pairs; /* in the order of the new draft, then those that are gone */
};

/* Looks up CLI's words. False where they name no two drafts (told: status 2). Release with plint_drafts_close either way. */
bool plint_drafts_open(struct plint_cli *cli, struct plint_drafts *d);
void plint_drafts_close(struct plint_drafts *d);

/* What plan INDEX of D is called: the word where it is the only one, else its own path. */
const char *plint_draft_name(struct plint_cli *cli, const struct plint_draft *d, uint32_t index);
/* PATH, of a file of D, as people find it: "main:plans/draft.plan" for one of a revision. In the run's memory. */
const char *plint_draft_path(struct plint_cli *cli, const struct plint_draft *d, const char *path);

#endif
