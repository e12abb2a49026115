/*
 * YAML as a small tree with places, for rule packs and settings. Reads libyaml's events only, under limits of our own: no aliases,
 * anchors or tags, no key said twice, depth 64, scalars of 64 KiB, one document. Every scalar is text (`no` is no boolean).
 *
 * Mistakes are findings of rule "bad-pack" (or the name given) in the YAML file, which is a file of a struct plint_source like any other.
 */
#ifndef PLINT_RULE_YAML_READER_H
#define PLINT_RULE_YAML_READER_H

#include "base/limits.h"
#include "diag/diag.h"

enum plint_yaml_sort { PLINT_YAML_SCALAR, PLINT_YAML_MAPPING, PLINT_YAML_SEQUENCE };
enum plint_yaml_style { PLINT_YAML_PLAIN, PLINT_YAML_SINGLE, PLINT_YAML_DOUBLE, PLINT_YAML_BLOCK };

struct plint_yaml {
	uint8_t sort;  /* enum plint_yaml_sort */
	uint8_t style; /* of a scalar */
	uint32_t len;
	const char *text;               /* of a scalar; NUL behind; "" otherwise */
	struct plint_span span;         /* as written, quotes and all; of a mapping or sequence its first line at least */
	const struct plint_yaml *key;   /* of an entry of a mapping: its key, a scalar */
	const struct plint_yaml *first; /* entries of a mapping, items of a sequence, in order */
	const struct plint_yaml *next;
	uint32_t count;
};

/* Reads file number FILE of the source of DIAGS as one document, in A. NULL where it is empty or faulty (then reported under RULE
 * and FAMILY; *IS_EMPTY tells). O(bytes). */
const struct plint_yaml *plint_yaml_read(struct plint_arena *a, struct plint_diags *diags, uint32_t file, const char *rule,
                                         const char *family, bool *is_empty);

/* Entry KEY of mapping M, or NULL (also where M is NULL or no mapping). O(entries). */
const struct plint_yaml *plint_yaml_get(const struct plint_yaml *m, const char *key);

/* Whether scalar N is exactly TEXT. */
bool plint_yaml_is(const struct plint_yaml *n, const char *text);

/* Reads "yes", "no", "true" or "false"; false where N is none of them. */
bool plint_yaml_bool(const struct plint_yaml *n, bool *out);

/* Place in the file of the bytes START .. END of the scalar N's text, whatever its style (folded, quoted with escapes). SOURCE holds the
 * file. O(length). */
struct plint_span plint_yaml_inside(const struct plint_source *source, const struct plint_yaml *n, uint32_t start, uint32_t end);

#endif
