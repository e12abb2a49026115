/*
 * What begins with a digit: numbers, dates, and the ways in which people write them elsewhere. Reads one of them from a text and
 * says, where it is not in the form of the plan language, what to write instead. Knows nothing of units, fields or diagnostics.
 */
#ifndef PLINT_SYNTAX_LITERAL_H
#define PLINT_SYNTAX_LITERAL_H

#include "syntax/ast.h"

struct plint_literal {
	uint32_t len;        /* bytes taken, at least 1 */
	bool is_date;
	uint16_t flags;      /* of the node: PLINT_NODE_INVALID, PLINT_NODE_YEARLIKE, grain in bits 12-15 */
	double number;       /* of a number; 0 where it is invalid */
	struct plint_days days; /* of a date; {0, 0} where it is invalid */
	const char *message; /* where it is invalid: what is wrong (in the arena), else NULL */
	const char *help;    /* and what to write instead, or NULL */
};

/* Reads the number or date at TEXT (LEN bytes), which begins with a digit or with '-' and a digit. Messages go to A. At most 15 digits;
 * years 1900 to 2199; groups of three after ',' '_' or a non-breaking space. O(bytes taken). */
struct plint_literal plint_literal_read(struct plint_arena *a, const char *text, size_t len);

/* Reads the digits of another script at TEXT (U+0660 and the like): always invalid, with the digits 0 to 9 to write. len is 0 where
 * TEXT does not begin with such a digit. */
struct plint_literal plint_literal_read_foreign(struct plint_arena *a, const char *text, size_t len);

/* Bytes of the non-breaking, narrow or thin space at TEXT that may group digits, or 0. */
uint32_t plint_literal_group_space(const char *text, size_t len);

/* "FY2027" at TEXT, exactly LEN bytes: its year, or 0. */
int plint_literal_fiscal_year(const char *text, size_t len);

/* Month named MONTH in English, French or Spanish, also shortened to three letters or more ("Sept"), any case: 1 to 12, or 0. */
unsigned plint_literal_month(const char *text, size_t len);

#endif
