/*
 * Reading a plan that was discovered: its files from the disk or standard input, then the checker. Used by every command that looks into
 * plans. Standard input is read once and kept.
 */
#ifndef PLINT_CLI_READER_H
#define PLINT_CLI_READER_H

#include "base/limits.h"
#include "cli/discover.h"
#include "output/output.h"
#include "rule/apply.h"

struct plint_reader;

/* What came of one plan; borrowed until the next one. */
struct plint_read {
	const struct plint_checked *checked; /* NULL for a stray file */
	struct plint_source *source;
	struct plint_diags *diags;           /* finished */
	const struct plint_plan_stats *files;
	uint32_t file_count;
	const char *language;                /* of the messages; NULL: English */
	bool is_costly;
};

/* A reader; WITH_RULES: false reads only. Release with plint_reader_free. A reader serves one thread at a time; several may read at once
 * where each has a CLI of its own, and where plint_reader_take_input was called before. */
struct plint_reader *plint_reader_new(struct plint_cli *cli, bool with_rules);
void plint_reader_free(struct plint_reader *r);

/* From now on plans are checked with FORCE instead of what their own status, profiles and path ask for; NULL ends that. Borrowed. */
void plint_reader_impose(struct plint_reader *r, const struct plint_in_force *force);

/* Standard input, read once. */
struct plint_input {
	struct plint_io_data data; /* LEN 0 where the status is not OK */
	enum plint_io_status status;
};

/* Reads standard input, if that has not been done. It is kept in CLI's memory. */
void plint_reader_take_input(struct plint_cli *cli);

/* Reads PLAN, and checks it with its session's rules; messages in LANGUAGE (NULL: the plan's). Always comes to a result: a plan past the
 * limit of memory has one finding that says so. */
const struct plint_read *plint_reader_read(struct plint_reader *r, const struct plint_found_plan *plan, const char *language);
/* The same, but NULL where the memory for a plan is too little, or where there is no more at all: *WHAT then says so, and what R held has
 * been given back. */
const struct plint_read *plint_reader_try(struct plint_reader *r, const struct plint_found_plan *plan, const char *language,
                                          const char **what);
/* Reads PLAN and fixes it: what came of it in *OUT, whose texts are in A. Nothing is written. False where the memory for a plan is too little
 * (told), or where there is nothing to fix because PLAN is a stray file. */
bool plint_reader_fix(struct plint_reader *r, const struct plint_found_plan *plan, struct plint_arena *a, bool want_unsafe,
                      struct plint_applied *out);
/* Another limit for the memory of each plan that R reads from now on: MAX_BYTES, not PLINT_MAX_PLAN_MEMORY. Drawing what was read may take
 * more. */
void plint_reader_limit(struct plint_reader *r, size_t max_bytes);
/* Gives back the memory that R keeps for the next plan. */
void plint_reader_drop(struct plint_reader *r);

#endif
