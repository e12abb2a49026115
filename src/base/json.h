/*
 * Writing JSON into a text, one value after the other: what is written is never held as a tree, so a long list costs no memory.
 * Commas and nesting are looked after here; scalars that are not plain are jansson's to escape. Not for reading JSON.
 *
 * Invariants: the result is valid JSON in valid UTF-8 whatever texts come in; no control or bidirectional character stands in it as
 * itself. Keys stay in the order of writing.
 */
#ifndef PLINT_BASE_JSON_H
#define PLINT_BASE_JSON_H

#include <stdbool.h>

#include "base/buf.h"

#define PLINT_JSON_MAX_DEPTH 256 /* a tree of plans is 100 blocks deep, with two levels each */

struct plint_json {
	struct plint_buf *out; /* borrowed */
	uint32_t depth;
	bool is_after_key;
	bool has_entry[PLINT_JSON_MAX_DEPTH]; /* whether the object or list at that depth needs a comma next */
};

/* Starts a value at the end of OUT. */
void plint_json_init(struct plint_json *j, struct plint_buf *out);

/* Objects and lists; opening more than PLINT_JSON_MAX_DEPTH is our own mistake. */
void plint_json_open(struct plint_json *j, char bracket); /* '{' or '[' */
void plint_json_close(struct plint_json *j, char bracket); /* '}' or ']' */

/* Name of the next entry of an object. KEY is our own: plain ASCII. Yields J, for plint_json_text(plint_json_key(j, "a"), …). */
struct plint_json *plint_json_key(struct plint_json *j, const char *key);

/* Values. A text that is not valid UTF-8 is written in its shown form (<E9> for a stray byte); NULL is written as null. */
void plint_json_text(struct plint_json *j, const char *text);
void plint_json_text_n(struct plint_json *j, const char *text, size_t len);
void plint_json_int(struct plint_json *j, int64_t value);
/* A finite number, as short as it can be without losing anything; null where VALUE is not finite. */
void plint_json_real(struct plint_json *j, double value);
void plint_json_bool(struct plint_json *j, bool value);
void plint_json_null(struct plint_json *j);

#endif
