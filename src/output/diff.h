/*
 * Drawing what changed between two drafts, with the findings that came and went: text for consultants, markdown for a pull request, json. One
 * file a format, listed in diff.c. A run draws one pair of plans after the other into one text. Not for finding the changes (compare/).
 */
#ifndef PLINT_OUTPUT_DIFF_H
#define PLINT_OUTPUT_DIFF_H

#include "compare/findings.h"
#include "output/output.h"

/* One plan in two drafts; everything is borrowed until the call returns. */
struct plint_diff {
	const char *name[2];          /* what the drafts are called, by enum plint_side; NULL: the plan is in the other one only */
	struct plint_source *source[2]; /* NULL with the name */
	const struct plint_comparison *comparison; /* NULL: there is nothing to compare */
	const struct plint_finding_changes *findings;
	bool is_partial[2];           /* something of that draft could not be read */
	const char *language;         /* of the messages; NULL: en */
};

struct plint_diff_output;
struct plint_diff_format {
	const char *name;
	void (*begin)(struct plint_diff_output *d);
	void (*plan)(struct plint_diff_output *d, const struct plint_diff *p);
	void (*end)(struct plint_diff_output *d);
	bool is_machine; /* English unless asked */
};

/* One run. Owned by the caller; all memory is in the arena of its text. */
struct plint_diff_output {
	const struct plint_diff_format *format;
	struct plint_output base; /* options and text of the run, for what the formats of findings share */
	struct plint_buf plans, came, went, fell; /* json: entries, written out at the end */
	uint32_t stayed, plan_count, change_count;
};

/* Format called NAME, or NULL; all of them, *COUNT. */
const struct plint_diff_format *plint_diff_find(const char *name);
const struct plint_diff_format *plint_diff_formats(uint32_t *count);

/* Starts a run of FORMAT into OUT, which stays the caller's and must live as long as D; draws one plan; ends the run. */
void plint_diff_begin(struct plint_diff_output *d, const struct plint_diff_format *format, const struct plint_output_options *options,
                      struct plint_buf *out);
void plint_diff_plan(struct plint_diff_output *d, const struct plint_diff *p);
void plint_diff_end(struct plint_diff_output *d);

#endif
