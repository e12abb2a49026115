/*
 * Drawing finished diagnostics: one file per format, listed in formats.def. A run writes several results in one format:
 * begin, each result, end; all into one text that the command line flushes when it likes. Nothing here prints or opens
 * a file.
 *
 * To add a format: a line in formats.def, a file with its struct plint_output_ops,
 * a test in tests/unit/test_output_*.c and a judge in tests/cli/test_formats.c.
 */
#ifndef PLINT_OUTPUT_OUTPUT_H
#define PLINT_OUTPUT_OUTPUT_H

#include <stdbool.h>

#include "base/buf.h"
#include "diag/diag.h"

struct plint_pack;

/* One file that was given or found; what was counted in it. */
struct plint_plan_stats {
	const char *path;
	bool is_unreadable;
	uint32_t goals, objectives, indicators;
};

/* One checked plan (one or several files) after plint_diags_finish. Everything is borrowed until the call returns. */
struct plint_result {
	const struct plint_diags *diags;
	struct plint_source *source;
	const struct plint_plan_stats *files;
	uint32_t file_count;
	uint32_t left_out; /* findings that --max-findings took away; the text form says how many */
	uint32_t held;     /* findings that a baseline holds back */
	uint32_t older;    /* findings that the plan had at the revision of --changed-since */
	bool is_remark;    /* about a file of ours and not a plan: its findings are shown, there is no summary of it */
	const char *name;  /* for the summary line: file name or folder */
	enum plint_severity fail_on;   /* findings from here on make the run fail (junit); PLINT_OFF: none does */
	const char *language;          /* of the messages; NULL: en */
	const struct plint_pack *pack; /* what sarif tells about the rules; NULL: their identifiers only */
};

struct plint_output_options {
	bool color;           /* with SGR sequences; text form only */
	bool is_tagged;       /* style names as tags ({error}…{/}) instead of SGR, for tests; needs color */
	bool findings_only;   /* text form: no summary and no folding; for mistakes in packs and settings */
	bool quiet;           /* text form: nothing at all, the exit status tells; the other formats do not look at it */
	const char *docs_url; /* put before docs/rules.md#RULE; NULL or "": the bare path */
	const char *version;  /* of the program; NULL: not said */
	unsigned width;       /* columns at which text is wrapped; 0: 100 */
	const char *root;     /* the repository's folder, absolute: sarif, github and gitlab name files from there; NULL: not known */
	const char *folder;   /* the folder that relative paths start from, absolute; NULL: not known */
	size_t max_bytes;     /* markdown: no longer than this, and the last line says how many findings are missing; 0: no limit */
};

/* Findings by severity. */
struct plint_output_counts {
	uint32_t error, warning, advice;
};

struct plint_output;
struct plint_output_ops {
	void (*begin)(struct plint_output *o);
	void (*result)(struct plint_output *o, const struct plint_result *r);
	void (*end)(struct plint_output *o);
};

struct plint_output_format {
	const char *name;
	const struct plint_output_ops *ops;
	bool is_machine; /* nothing else may stand on the same standard output; English unless asked */
};

/* One run. Owned by the caller; all memory is in the arena of OUT. */
struct plint_output {
	const struct plint_output_format *format;
	struct plint_output_options options;
	struct plint_buf *out;
	struct plint_buf files;    /* JSON: entries of "files", written out at the end */
	struct plint_buf findings; /* JSON: entries of "findings" */
	void *own;                 /* what another format keeps until the end */
	uint32_t kept;             /* goes up whenever a format has kept something in the arena of OUT: then that must not be rewound */
	struct plint_output_counts total;
	uint32_t result_count;     /* with remarks */
	uint32_t plan_count;
	char language[16];         /* of all results so far; "": English, or they differ */
};

/* Format called NAME, or NULL. */
const struct plint_output_format *plint_output_find(const char *name, size_t len);
/* The formats in the order of formats.def, for help and did-you-mean: *COUNT entries. */
const struct plint_output_format *plint_output_formats(uint32_t *count);

/* Starts a run of FORMAT into OUT, which stays the caller's and must live as long as O. OUT's arena must not be reset
 * before plint_output_end, but plint_buf_reset(OUT) between calls is fine: what was flushed is not needed again. */
void plint_output_begin(struct plint_output *o, const struct plint_output_format *format,
                        const struct plint_output_options *options, struct plint_buf *out);
/* Draws R. Nothing of R is needed afterwards. Results come in the order in which they are to appear. */
void plint_output_result(struct plint_output *o, const struct plint_result *r);
/* Ends the run: totals, closing brackets. */
void plint_output_end(struct plint_output *o);

/* Number of findings of each severity in D. */
struct plint_output_counts plint_output_count(const struct plint_diags *d);

/* The finding of D to begin with: highest rank, then most severe, then first; NULL where there is none. */
const struct plint_diag *plint_output_start_here(const struct plint_diags *d);

#endif
