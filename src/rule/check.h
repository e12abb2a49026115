/*
 * Checking one plan from text to finished findings: parse, includes, model, settings in force, rules. A checker is used again for the next
 * plan with the same memory. Not for finding files, printing or exit statuses: the command line's. One checker a thread; pack and
 * settings are shared and only read.
 */
#ifndef PLINT_RULE_CHECK_H
#define PLINT_RULE_CHECK_H

#include "base/io.h"
#include "rule/engine.h"
#include "syntax/parse.h"

struct plint_checker;

/* A file that an include names. */
struct plint_included {
	const char *path; /* as shown in findings */
	char *text;       /* LEN bytes and two NULs behind, writable, in the arena given */
	size_t len;
	uint64_t dev, ino;/* 0, 0: not known; then PATH tells files apart */
};

/* Reads the file NAME, a relative path without ".." below the folder ROOT, that of the plan's first file, into A. Not called for names
 * that may not be included anyway, nor twice for one file. */
typedef enum plint_io_status plint_include_fn(void *data, struct plint_arena *a, const char *root, const char *name,
                                              struct plint_included *out);

/* The include function for plans that are files: reads below ROOT only. DATA is not looked at. */
plint_include_fn plint_check_include_file;

struct plint_check_config {
	const struct plint_pack *pack;
	const struct plint_settings *settings;
	const char *language;     /* of messages; NULL: the plan's */
	struct plint_value today; /* DATE, or state MISSING */
	const struct plint_in_force *force; /* what is in force instead of what SETTINGS say of this plan; NULL: that. Borrowed */
	bool want_stats;          /* with fields */
	bool want_rules;          /* false: reading only (`ast`) */
	const uint8_t *only;      /* by rule, or NULL: see engine.h; borrowed */
	plint_include_fn *include; /* NULL: every include is an error */
	void *include_data;
	size_t max_bytes;         /* memory for a plan, as a limit of the arenas; 0: none. Read by plint_checker_new */
};

/* A checker in memory of its own, with the fatal hook of OWNER. It goes with OWNER, or by plint_checker_free. C is copied; what it points
 * at is borrowed. */
struct plint_checker *plint_checker_new(struct plint_arena *owner, const struct plint_check_config *c);
/* Another limit for K's memory, from now on; as max_bytes of the config. */
void plint_checker_limit(struct plint_checker *k, size_t max_bytes);
void plint_checker_free(struct plint_checker *k);

/* Begins the next plan: forgets the last one. */
void plint_checker_begin(struct plint_checker *k);
/* Memory for this plan's texts, forgotten by the next plint_checker_begin. */
struct plint_arena *plint_checker_arena(struct plint_checker *k);
/* Adds a file of the plan (keeps PATH and TEXT: LEN bytes and two NULs, writable). DEV, INO: its identity, or 0, 0. False: past a limit
 * (reported). */
bool plint_checker_add(struct plint_checker *k, const char *path, char *text, size_t len, uint64_t dev, uint64_t ino);
/* Adds a file that could not be read: one finding `unreadable-file`. */
void plint_checker_add_unreadable(struct plint_checker *k, const char *path, enum plint_io_status why);

/* Another config for the plans that follow (after plint_checker_begin). */
void plint_checker_configure(struct plint_checker *k, const struct plint_check_config *c);

/* One checked plan; everything is borrowed until the next plint_checker_begin. */
struct plint_checked {
	struct plint_source *source;
	struct plint_diags *diags;          /* finished */
	struct plint_model *model;
	const struct plint_ast *ast;
	const struct plint_in_force *force; /* settings in force; NULL without rules */
	const struct plint_rule_stats *stats; /* by rule; NULL where not wanted */
	const uint8_t *ignores;             /* by directive: enum plint_ignore_use; NULL without rules or ignores */
	const char *language;               /* of the messages */
	bool is_costly;
	uint32_t given_count;               /* files added; those with a higher number were included */
};

/* Checks the plan. Settings for the path PATH (overrides); NULL: the first file's. */
const struct plint_checked *plint_checker_run(struct plint_checker *k, const char *path);

/* Blocks of KIND that stand in file number FILE of the checked plan. O(blocks of the kind). */
uint32_t plint_checked_count(const struct plint_checked *c, uint32_t file, enum plint_kind kind);

#endif
