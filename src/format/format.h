/*
 * The formatter: a file's text in its one canonical layout. What it gives has been read again and says the same, comments, directives and
 * errors of reading included; where it would not, the text stays as it is. Knows nothing of names, rules or files on the disk.
 *
 * Lines that could not be read stay as they stand, and a file whose braces do not pair, or whose bytes are not text, stays so as a whole.
 */
#ifndef PLINT_FORMAT_FORMAT_H
#define PLINT_FORMAT_FORMAT_H

#include "diag/diag.h"
#include "syntax/schema.h"

enum plint_format_outcome {
	PLINT_FORMAT_WHOLE,  /* all of it is laid out */
	PLINT_FORMAT_PARTLY, /* but for the lines with errors of reading */
	PLINT_FORMAT_LEFT,   /* nothing is: its errors of reading leave no safe way */
	PLINT_FORMAT_BROKEN  /* our own mistake: the layout would have changed what the text says, so it is not given */
};

struct plint_formatted {
	enum plint_format_outcome outcome;
	const char *text; /* LEN bytes; the text as it was where the outcome is LEFT or BROKEN */
	size_t len;
	bool is_changed;
	struct plint_source *source; /* for the places in diags */
	struct plint_diags *diags;   /* errors of reading, finished; names are not looked up */
};

/* Lays out the file PATH with the kinds and fields of SCHEMA. TEXT: LEN bytes, two NULs behind, written into while it is read and restored.
 * Everything given is in A. O(bytes). */
void plint_format_text(struct plint_arena *a, const struct plint_schema *schema, const char *path, char *text, size_t len,
                       struct plint_formatted *out);

#endif
