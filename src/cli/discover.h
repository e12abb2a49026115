/*
 * From paths to plans: which files make up which plan. A path is a file, a folder (every .plan file in it is one plan; several `plan`
 * blocks make it a portfolio; subfolders each for itself) or "-", standard input. What settings exclude is left out.
 */
#ifndef PLINT_CLI_DISCOVER_H
#define PLINT_CLI_DISCOVER_H

#include "base/limits.h"
#include "cli/git.h"
#include "cli/session.h"

struct plint_found_file {
	const char *path;  /* as shown */
	const char *real;  /* without links; NULL: there is no such file */
	bool is_stdin;
	bool is_outside;   /* a link in a folder that leads out of it: not followed */
};

enum plint_found_sort {
	PLINT_FOUND_PLAN,
	PLINT_FOUND_STRAY /* a file of a portfolio that is no plan and that no plan includes */
};

/* A file that is to be read as if it held another text. */
struct plint_found_text {
	const char *real; /* without links */
	const char *text; /* LEN bytes */
	size_t len;
};

struct plint_found_plan {
	enum plint_found_sort sort;
	const char *name;   /* for the summary: the file's or folder's name */
	struct plint_session *session;
	const struct plint_found_file *files; /* in the order of their names */
	uint32_t file_count;
	struct plint_git *git; /* the revision that it is read from; NULL: the disk */
	const struct plint_found_text *text; /* borrowed; NULL: files are read as they are */
};

struct plint_found {
	PLINT_VEC(struct plint_found_plan) plans; /* in the order of their first file's path, each once */
	uint32_t excluded;                        /* files left out by settings */
	bool has_trouble;                         /* some folder could not be read, or holds no plan, or settings that leave a file out are wrong (told): status 2 */
};

/* Finds the plans of CLI's words. False where an option is wrong or no path is given (told). */
bool plint_discover(struct plint_cli *cli, struct plint_found *out);

/* The same of COUNT other PATHS, which are looked up in the revision GIT (NULL: on the disk), under the settings that hold now. */
bool plint_discover_in(struct plint_cli *cli, struct plint_git *git, const char *const *paths, uint32_t count, struct plint_found *out);

/* A file by itself, whatever plan it may belong to. */
struct plint_found_single {
	struct plint_found_file file;
	struct plint_session *session;
};

struct plint_found_files {
	PLINT_VEC(struct plint_found_single) items; /* in the order of the words, in folders of their names; each once */
	uint32_t excluded;
	bool has_trouble;
};

/* Finds the files of CLI's words, for commands that work on files and not on plans: a file is itself alone, a folder all .plan files in it and
 * below. False as plint_discover. */
bool plint_discover_files(struct plint_cli *cli, struct plint_found_files *out);

/* Whether TEXT (LEN bytes) holds a `plan` block, by its lines alone; names of its includes go to EACH (may be NULL). O(bytes). */
typedef void plint_include_name_fn(void *data, const char *name, size_t len);
bool plint_discover_scan(const char *text, size_t len, plint_include_name_fn *each, void *data);

#endif
