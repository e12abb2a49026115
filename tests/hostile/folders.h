/* The cases that need a folder of files, or names: tables of what lies where (layouts.def) and of hostile names of files. */
#ifndef TESTS_HOSTILE_FOLDERS_H
#define TESTS_HOSTILE_FOLDERS_H

#include "hostile/run.h"

struct hostile_layout {
	const char *group, *name, *files, *words;
	int status;
	const char *says;
};

/* The layout INDEX of layouts.def; NULL past the last. */
const struct hostile_layout *hostile_layout(size_t index);
/* Makes its files in the folder of P, which is empty. False where that fails. */
bool hostile_lay_out(const struct hostile_place *p, const struct hostile_layout *layout);
/* Whether the last run of P ended as LAYOUT says, and the canary is not shown; else P->fault tells. */
bool hostile_judge_layout(struct hostile_place *p, const struct hostile_layout *layout);

/* A name of a file that nobody would give; NULL past the last. */
const char *hostile_file_name(size_t index);

#endif
