/*
 * Giving up what a run does not need, once it is known which files it is about: reading and writing elsewhere, starting programs, the
 * network. So a mistake of ours that a hostile plan finds is worth less. By Landlock and seccomp of the Linux kernel; where they are not to
 * be had, or anything about them fails, the run goes on without. Not for deciding what a run may touch: that is the commands' business.
 */
#ifndef PLINT_CLI_SANDBOX_H
#define PLINT_CLI_SANDBOX_H

#include <stdbool.h>

#include "base/vec.h"

/* What a run still needs. Folders count with all below them; one that is not there is passed over. */
struct plint_sandbox {
	PLINT_VEC(const char *) reads;
	PLINT_VEC(const char *) writes; /* read too */
	bool reads_all;                 /* reading is not limited */
	bool runs_git;                  /* a program is started that needs more than we do: only the network is closed, and writing */
};

/* What has become of it. */
enum plint_sandbox_part {
	PLINT_SANDBOX_FILES = 1, /* files are closed */
	PLINT_SANDBOX_CALLS = 2  /* so are all calls of the kernel that are not needed */
};

/* Closes everything else, for this thread and those that it starts, for ever. Parts that are in force. Nothing is told where that is none;
 * a refused call fails with EACCES (files) or EPERM. Takes no memory. */
unsigned plint_sandbox_enter(const struct plint_sandbox *s);

#endif
