/*
 * Baselines as files: reading them, writing them, and how the files of plans are called in them (src/rule/baseline.h says what is in one).
 */
#ifndef PLINT_CLI_BASELINE_H
#define PLINT_CLI_BASELINE_H

#include "base/io.h"
#include "cli/cli.h"
#include "rule/baseline.h"

struct plint_baseline_file {
	const char *path;   /* as given */
	const char *shown;  /* as it may stand in messages */
	const char *folder; /* where it lies, without links: paths in it are seen from there */
	bool is_there;      /* it was read */
	struct plint_io_data text;
	struct plint_baseline baseline; /* finished */
};

/* Reads the baseline PATH. With MAY_LACK a file that is not there is an empty baseline. False where it cannot be read or is damaged (told). */
bool plint_baseline_open(struct plint_cli *cli, const char *path, bool may_lack, struct plint_baseline_file *out);

/* Writes B in place of what F holds, all or nothing. False where it cannot be (told). */
bool plint_baseline_save(struct plint_cli *cli, const struct plint_baseline_file *f, const struct plint_baseline *b);

/* PATH, a file of a plan, as the baseline F calls it: from its folder. In the run's memory. */
const char *plint_baseline_path(struct plint_cli *cli, const struct plint_baseline_file *f, const char *path);

/* Where the file NAME of a baseline lies. In the run's memory. */
const char *plint_baseline_place(struct plint_cli *cli, const struct plint_baseline_file *f, const char *name);

#endif
