/*
 * A diagnostic as data, and the sink that collects them. Readers and rules add; output formats draw. Knows nothing of
 * rules, packs or formats.
 *
 * Invariants: every text is NUL-terminated, in the sink's arena or static, and holds plan text already in its shown form
 * (plint_text_show). A diagnostic's identifier never changes meaning.
 */
#ifndef PLINT_DIAG_DIAG_H
#define PLINT_DIAG_DIAG_H

#include <stdbool.h>

#include "base/limits.h"
#include "base/vec.h"
#include "source/source.h"

enum plint_severity { PLINT_OFF, PLINT_ADVICE, PLINT_WARNING, PLINT_ERROR };
/* The word for S as it stands in reports ("error"); static. */
const char *plint_severity_name(enum plint_severity s);
/* Severity called NAME ("error", "warning", "advice", "off"); false where there is none. */
bool plint_severity_parse(const char *name, size_t len, enum plint_severity *out);

struct plint_label {
	struct plint_span span;
	const char *text; /* may be "" */
};

struct plint_edit {
	struct plint_span span; /* replaced by TEXT; empty span: insertion */
	const char *text;
};

struct plint_fix {
	const char *title;
	bool is_safe;
	const struct plint_edit *edits;
	uint32_t edit_count;
	uint32_t number; /* which of its rule's fixes it is, from 0 */
};

struct plint_diag {
	const char *rule;     /* identifier: "no-target", "unknown-field" */
	const char *family;   /* "measurability", "syntax", "reference" */
	enum plint_severity severity;
	uint32_t rank;        /* how many other rules wait for this one; for "start here" */
	const char *message;  /* one line, lower case, no full stop */
	struct plint_span span;
	const char *label;    /* words beside the carets of SPAN, or NULL */
	const struct plint_label *related;
	uint32_t related_count;
	uint32_t related_more; /* places past the five shown */
	const char *why;      /* or NULL */
	const char *help;     /* what to write instead ("try"), or NULL */
	const char *area;     /* what is absent, for the folded paragraph, or NULL */
	uint32_t area_place;  /* its place in that paragraph, from 1; 0: behind those */
	const struct plint_fix *fixes;
	uint32_t fix_count;
	const char *anchor;   /* block path and field, in the plan's own names: what the fingerprint is made of; may be "" */
	uint64_t fingerprint; /* set by plint_diags_finish, as are the next two */
	uint64_t kin;         /* fingerprint of the first finding with the same rule and anchor */
	uint32_t kin_before;  /* how many such come before this one */
};

/* Past the limits on findings of one rule and of one file (base/limits.def) a last finding says how many more: for a rule under its own
 * identifier, for a file as too-many-findings of family "limit", with the severity of the worst that was left out. */

/* What was added of one rule. */
struct plint_diag_tally {
	const char *rule, *family;
	uint32_t kept, left_out;
	enum plint_severity severity; /* worst of those left out */
	struct plint_span span;       /* of the first left out */
};

struct plint_diags {
	struct plint_arena *arena;
	const struct plint_source *source; /* borrowed; places of all spans */
	PLINT_VEC(struct plint_diag) items;
	uint32_t reading_errors; /* family syntax or reference; also those left out */
	PLINT_VEC(struct plint_diag_tally) tallies;
	struct plint_diag surplus; /* what plint_diags_add yields past the limit of a rule; never shown */
};

/* Makes D an empty sink in ARENA; places are looked up in SOURCE. Both are borrowed for the life of D. */
void plint_diags_init(struct plint_diags *d, struct plint_arena *arena, const struct plint_source *source);

/* Adds a zeroed diagnostic of RULE, FAMILY, SEVERITY at SPAN with the message made as by printf, and yields it for more (valid until
 * the next one). Plan text in the arguments must come through plint_diags_shown. */
struct plint_diag *plint_diags_add(struct plint_diags *d, const char *rule, const char *family,
                                   enum plint_severity severity, struct plint_span span, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* Whether no further finding of RULE is kept, so that a caller can spare itself the work. */
bool plint_diags_is_full(const struct plint_diags *d, const char *rule);

/* Adds a related place to X (at most five are kept, the rest counted). TEXT is kept. */
void plint_diag_relate(struct plint_diags *d, struct plint_diag *x, struct plint_span span, const char *text);

/* TEXT in its shown form, at most MAX_CHARS characters (then "…"), in the sink's arena. */
const char *plint_diags_shown(struct plint_diags *d, const char *text, size_t len, unsigned max_chars);

/* Whether X is an error of reading (family syntax or reference). */
bool plint_diag_is_reading(const struct plint_diag *x);

/* Orders by file, place, rule; drops exact repeats; applies the limits; sets fingerprints (SipHash with a fixed key of rule, anchor and a
 * count of equal ones before it). */
void plint_diags_finish(struct plint_diags *d);

#endif
