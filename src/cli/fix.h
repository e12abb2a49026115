/* Applying the fixes of discovered plans: before `check --fix` and `fix` check them, as a patch (--diff), or to standard output. */
#ifndef PLINT_CLI_FIX_H
#define PLINT_CLI_FIX_H

#include "cli/discover.h"

enum plint_fix_sequel {
	PLINT_FIX_CHECK, /* the files have been written: check the plans */
	PLINT_FIX_END    /* all has been printed */
};

/* Fixes the plans FOUND as CLI's options say. *STATUS is made worse by what went wrong, and, where nothing is left to do, by what is left in
 * the plans. IS_TOLD_BESIDE: what was done is told on standard error, as standard output is for a machine. */
enum plint_fix_sequel plint_fix_plans(struct plint_cli *cli, const struct plint_found *found, bool is_told_beside, int *status);

/* Whether --fix, --diff, --unsafe and the paths go together; told where they do not. */
bool plint_fix_options_are_right(struct plint_cli *cli);

#endif
