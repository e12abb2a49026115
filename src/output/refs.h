/*
 * What several machine formats say about a finding in the same words: where it is, which page explains it, its fingerprint, what its file
 * is called from the repository's folder.
 */
#ifndef PLINT_OUTPUT_REFS_H
#define PLINT_OUTPUT_REFS_H

#include "output/output.h"

/* A place in words: PATH is the file's, the result's name where there is no file. START and END are those of the span. */
struct plint_where {
	const char *path;
	struct plint_place start, end;
};
struct plint_where plint_refs_where(const struct plint_result *r, struct plint_span span);

/* Whether the rule of X is explained anywhere: errors of reading and of limits say all there is to say. */
bool plint_refs_has_page(const struct plint_diag *x);
/* The page of RULE: docs_url and docs/rules.md#RULE. In the arena of OUT. */
const char *plint_refs_link(const struct plint_output *o, const char *rule);
/* Whether URL may be followed: it begins with http:// or https:// and has only characters that an address may have (RFC 3986, 2). */
bool plint_refs_is_web(const char *url);

/* Whether TEXT is there and not only blanks; TEXT without blanks and line breaks at either end, in A. */
bool plint_refs_has_text(const char *text);
const char *plint_refs_trimmed(struct plint_arena *a, const char *text);

/* The fix of X that people are told of, as they read it: the first safe one, else the first; its title, what it writes where that is short, and
 * the command that does it, in LANGUAGE; shown form, in A. NULL where X has none. */
const char *plint_refs_fix(struct plint_arena *a, const char *language, const struct plint_diag *x);

/* FINGERPRINT as 16 hexadecimal digits and a NUL in OUT. */
void plint_refs_fingerprint(uint64_t fingerprint, char out[17]);

/* PATH from the repository's folder (option root), without "." and "..", where it lies below it; else as it is, only without a leading
 * "./". In the arena of OUT. */
const char *plint_refs_path(const struct plint_output *o, const char *path);

#endif
