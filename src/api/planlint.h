/*
 * libplanlint: check strategic plans from inside another program. The only public header.
 *
 *     struct plint_linter *s = plint_linter_new(NULL, NULL);
 *     size_t n = plint_linter_check(s, "draft.plan", text, len);
 *     for (size_t i = 0; i < n; i++)
 *         puts(plint_linter_finding(s, i)->message);
 *     plint_linter_free(s);
 *
 * A linter uses the default rule pack. It reads no files, prints nothing and does not touch locale or signals; two linters may run in
 * two threads. All texts are UTF-8, NUL-terminated, and hold plan text in a form that is safe to show (control characters escaped).
 */
#ifndef PLINT_API_PLANLINT_H
#define PLINT_API_PLANLINT_H

#include <stddef.h>
#include <stdint.h>

#ifndef PLINT_API
#define PLINT_API __attribute__((visibility("default")))
#endif

struct plint_linter;

/* How serious a finding is. Values do not change. */
enum plint_finding_severity { PLINT_FINDING_ADVICE = 1, PLINT_FINDING_WARNING = 2, PLINT_FINDING_ERROR = 3 };

struct plint_finding {
	const char *rule;       /* identifier: "no-target" */
	const char *family;     /* "measurability"; "syntax" and "reference" are errors of reading */
	enum plint_finding_severity severity;
	const char *message;    /* one line */
	const char *why;        /* or NULL */
	const char *help;       /* what to write instead, or NULL */
	const char *path;       /* as given to plint_linter_check */
	uint32_t start_line1, start_column1; /* from 1, columns in characters */
	uint32_t end_line1, end_column1;     /* of the character behind the last */
	uint32_t start_offset, end_offset;   /* bytes from the start of the text */
	uint64_t fingerprint;   /* the same for the same fault after lines moved or wording changed */
};

/* The version of the library, such as "0.1.0"; static. */
PLINT_API const char *plint_version(void);

/* A new linter; release with plint_linter_free. OUT_OF_MEMORY is called with DATA when memory has run out or a limit on memory is
 * passed and must not return; the linter is of no use afterwards. NULL: abort(). */
PLINT_API struct plint_linter *plint_linter_new(void (*out_of_memory)(void *data, const char *what), void *data);

/* Releases S and all that was borrowed from it; NULL is fine. */
PLINT_API void plint_linter_free(struct plint_linter *s);

/* Checks the plan TEXT (LEN bytes, copied) that is shown as PATH (copied). The number of findings, ordered by place, then rule.
 * `include` in such a plan is an error of reading, since a linter reads no files. O(LEN). */
PLINT_API size_t plint_linter_check(struct plint_linter *s, const char *path, const char *text, size_t len);

/* Finding INDEX (below the number that the last plint_linter_check returned); borrowed until the next check. */
PLINT_API const struct plint_finding *plint_linter_finding(const struct plint_linter *s, size_t index);

#endif
