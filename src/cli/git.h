/*
 * The files of a git repository as they were at one revision, read as git keeps them: nothing is checked out, no filter or conversion runs
 * and nothing is fetched. The functions answer as those of base/io.h do for the disk. Paths are absolute, without links, and lie below the
 * repository's folder; they need not exist on the disk any more.
 */
#ifndef PLINT_CLI_GIT_H
#define PLINT_CLI_GIT_H

#include "base/io.h"
#include "cli/cli.h"

struct plint_git;

/* The repository around FOLDER (which exists) at revision REV: a branch, tag, commit or what else names one (HEAD~2). NULL where that cannot
 * be had; told, the run is to end with status 2. Close it with plint_git_close. */
struct plint_git *plint_git_open(struct plint_cli *cli, const char *folder, const char *rev);
void plint_git_close(struct plint_git *g);

/* PATH (absolute, or from the working folder) without links as far as it exists, and without "." and ".."; NULL where it leads out of the
 * repository's folder. In the run's memory. */
const char *plint_git_path(const struct plint_git *g, const char *path);

/* What PATH was: a folder is one that had .plan files in or below it, a file is a .plan file. O(log files). */
enum plint_io_kind plint_git_stat(const struct plint_git *g, const char *path);

/* The .plan files and folders in the folder PATH, as plint_io_list lists them. */
enum plint_io_status plint_git_list(const struct plint_git *g, struct plint_arena *a, const char *path, struct plint_io_entry **out,
                                    uint32_t *count);

/* Where the link PATH led to, as plint_git_path gives it; PATH itself where it was no link; NULL where it led out of the repository. */
const char *plint_git_target(struct plint_git *g, const char *path);

/* The bytes of the file PATH, at most MAX_BYTES, with the identity 0, 0. PLINT_IO_FAILED: this copy of the repository lacks them. */
enum plint_io_status plint_git_read(struct plint_git *g, struct plint_arena *a, const char *path, size_t max_bytes,
                                    struct plint_io_data *out);

/* The first file that plint_git_read could not read because this copy of the repository lacks its text; NULL: none. */
const char *plint_git_lacking(const struct plint_git *g);

#endif
