/* Checking plans in the test program itself, with the default rules, for tests that check hundreds of them. */
#ifndef TESTS_SUPPORT_CHECKING_H
#define TESTS_SUPPORT_CHECKING_H

#include "rule/check.h"

struct checking;

/* A checker with PACK (borrowed), or with the default one where it is NULL, and nobody's settings. */
struct checking *checking_open(const struct plint_pack *pack);
void checking_close(struct checking *c);

/* Checks the files PATHS (COUNT of them, read from the disk) as one plan, with the rules or reading only. Borrowed until the next. */
const struct plint_checked *checking_files(struct checking *c, const char *const *paths, uint32_t count, bool with_rules);
/* The same with texts in memory. */
const struct plint_checked *checking_texts(struct checking *c, const char *const *paths, const char *const *texts, uint32_t count,
                                           bool with_rules);

/* The findings of K in the compact form, one a line; in the checker's memory. */
const char *checking_compact(struct checking *c, const struct plint_checked *k);

/* The names of the .plan files of FOLDER with the folder before them, sorted; freed with the checker. */
const char **checking_list(struct checking *c, const char *folder, uint32_t *count);

/* The whole file PATH as a text, or NULL where there is none; freed with the checker. */
const char *checking_text(struct checking *c, const char *path);

/* Memory until the checker is closed; until the next check. */
struct plint_arena *checking_arena(struct checking *c);
struct plint_arena *checking_scratch(struct checking *c);

/* Compares ACTUAL with the file PATH, or writes it there where the variable UPDATE is set. Fails the test where they differ. */
void checking_golden(struct checking *c, const char *path, const char *actual);

#endif
