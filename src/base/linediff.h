/*
 * What changed between two texts, line by line, as a patch in the unified form (POSIX diff -u), which `patch` and `git apply` take. Not for
 * showing changes in a plan's own terms.
 */
#ifndef PLINT_BASE_LINEDIFF_H
#define PLINT_BASE_LINEDIFF_H

#include "base/buf.h"

struct plint_linediff_text {
	const char *label; /* what stands behind "--- " or "+++ ": a path as plint_linediff_label makes it */
	const char *text;  /* LEN bytes; lines end with LF */
	size_t len;
};

/* Appends the patch from BEFORE to AFTER to OUT; nothing where they are the same. Correct always, and short where the texts have most lines in
 * common. O(lines + changes in one place squared, up to a limit past which all of the rest counts as changed). */
void plint_linediff_unified(struct plint_buf *out, const struct plint_linediff_text *before, const struct plint_linediff_text *after);

/* SIDE ("a" or "b"), a slash and PATH, without a slash or "./" at its head; in C quotes where it holds what would end the line or the name
 * (as git does). In A. */
const char *plint_linediff_label(struct plint_arena *a, const char *side, const char *path);

#endif
