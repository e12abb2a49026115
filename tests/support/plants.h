/*
 * Mistakes planted in the good plan (plans/socfinance): each gives exactly one finding of the rule that it is about, and of other rules
 * only those that the plant names. Files of tests/plants, one a family:
 *
 *     == RULE: what has been done
 *     replace: TEXT          what stands in the plan, exactly once; several lines in a row are one stretch of lines as long as they
 *     replace: TEXT          stand there so, else the next stretch
 *     with: TEXT             what stands there instead; nothing: it is taken away
 *     also: RULE, RULE       consequences: each of these rules has findings too
 */
#ifndef TESTS_SUPPORT_PLANTS_H
#define TESTS_SUPPORT_PLANTS_H

#include "support/checking.h"

struct plants;

/* The good plan and all files of tests/plants, read from the current folder; in the memory of C, as long as that. */
struct plants *plants_open(struct checking *c);
uint32_t plants_count(const struct plants *p);
/* Of plant I: "rule: what", and its rule. */
const char *plants_name(const struct plants *p, uint32_t i);
const char *plants_rule(const struct plants *p, uint32_t i);

/* What is wrong with plant I: its form, or what the rules of the checker find in it; NULL: nothing. Borrowed until the next check. */
const char *plants_judge(struct plants *p, uint32_t i);
/* The findings in the good plan; NULL: none. Borrowed until the next check. */
const char *plants_judge_good(struct plants *p);

#endif
