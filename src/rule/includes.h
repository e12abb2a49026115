/*
 * Which files a plan is made of: those given, and those that they include. Inside check.c's part of the house; nothing outside src/rule
 * includes this.
 */
#ifndef PLINT_RULE_INCLUDES_H
#define PLINT_RULE_INCLUDES_H

#include "rule/check.h"

/* A file of the plan, by its number in the source. */
struct plint_member {
	uint64_t dev, ino;
	uint32_t root;  /* FILE node */
	uint32_t depth; /* includes between it and a file that was given */
	uint32_t first_edge, edge_count;
};

/* An include: from the file that says it to the file that it names. */
struct plint_edge {
	uint32_t to;
	struct plint_span span;
};

struct plint_includes {
	struct plint_arena *arena;
	struct plint_source *source;
	struct plint_diags *diags;
	struct plint_ast *ast;
	plint_include_fn *read;
	void *read_data;
	const char *folder;             /* of the first file */
	struct plint_intern names;      /* paths below the folder that have been looked at */
	PLINT_VEC(uint32_t) file_of;    /* by name - 1: file + 1, or 0 where it could not be read */
	struct plint_map identities;    /* hash of dev and ino -> file + 1 */
	PLINT_VEC(struct plint_member) members;
	PLINT_VEC(struct plint_edge) edges;
	bool is_full;                   /* past the limit of files, which has been said */
};

/* Notes file number FILE, which was given, with its identity (0, 0: not known). */
void plint_includes_note(struct plint_includes *x, uint32_t file, uint64_t dev, uint64_t ino, uint32_t depth);

/* Parses all files, adding those that are included; reports what cannot be included, and rings. */
void plint_includes_read(struct plint_includes *x);

#endif
