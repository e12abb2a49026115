/*
 * Reading a plan that was discovered: its files from the disk or standard input, then the checker. Used by every command that looks into
 * plans. Standard input is read once and kept.
 */
#ifndef PLINT_CLI_READER_H
#define PLINT_CLI_READER_H

#include "cli/discover.h"
#include "output/output.h"
#include "rule/check.h"

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

/* A reader; WITH_RULES: false reads only. Release with plint_reader_free. */
struct plint_reader *plint_reader_new(struct plint_cli *cli, bool with_rules);
void plint_reader_free(struct plint_reader *r);

/* Reads PLAN, and checks it with its session's rules; messages in LANGUAGE (NULL: the plan's). */
const struct plint_read *plint_reader_read(struct plint_reader *r, const struct plint_found_plan *plan, const char *language);

#endif
