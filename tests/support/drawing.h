/* Plans and findings made by hand, drawn in one format and looked at by programs that are not ours. For tests of the output formats. */
#ifndef TESTS_SUPPORT_DRAWING_H
#define TESTS_SUPPORT_DRAWING_H

#include "output/output.h"

struct drawing {
	struct plint_arena arena;
	struct plint_source source;
	struct plint_diags diags;
	struct plint_plan_stats stats[8];
	struct plint_result plan; /* draft.plan, errors fail; of the files and findings added */
	struct plint_output_options options;
};

/* Nothing in it yet. Release with drawing_close. */
struct drawing *drawing_open(void);
void drawing_close(struct drawing *d);
/* As setup and teardown functions of a test. */
int drawing_setup(void **state);
int drawing_teardown(void **state);

/* Adds a file of the plan. */
void drawing_file(struct drawing *d, const char *path, const char *text);
/* Where WORDS stand first in file number FILE. */
struct plint_span drawing_find(const struct drawing *d, uint32_t file, const char *words);
/* Adds a finding of family measurability. */
struct plint_diag *drawing_add(struct drawing *d, const char *rule, enum plint_severity severity, struct plint_span span,
                               const char *message);

/* The plan in FORMAT; drawn COUNT times in one run. In the memory of D. */
const char *drawing_draw(struct drawing *d, const char *format);
const char *drawing_draw_often(struct drawing *d, const char *format, unsigned count);

/* What is meant to break markup, commands, tables, links and terminals: a NULL-terminated list. */
extern const char *const drawing_hostile[];
/* Makes the plan of these texts: in its path, its lines, and in message, label, related place, why, try, area and fix of a finding for each. */
void drawing_make_hostile(struct drawing *d);
/* TEXT as messages hold it. In the memory of D. */
const char *drawing_shown(struct drawing *d, const char *text);

/* Writes TEXT to a file and runs COMMAND by sh, in which $F is that file. What it prints, without line ends behind; the test fails where
 * its exit status is not 0. In the memory of D. */
const char *drawing_judge(struct drawing *d, const char *text, const char *command);

#endif
