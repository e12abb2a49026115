/*
 * Values of a plan as messages show them, with or without an evaluator: numbers in groups with their unit, ISO dates, titles in quotes.
 */
#ifndef PLINT_EXPR_SHOW_H
#define PLINT_EXPR_SHOW_H

#include "base/buf.h"
#include "model/model.h"

struct plint_show {
	const struct plint_model *model; /* that the values are of; borrowed */
	const char *language;            /* of what is shown: "fr"; NULL: English */
};

/* Appends VALUE: block title in quotes, number with groups and unit, ISO date, set as a list of five at most, missing as "(not given)".
 * Plan text in shown form, cut to 120 characters. An entry of a field is a RECORD whose unit is kind << 8 | field id. */
void plint_show_value(const struct plint_show *s, struct plint_buf *out, const struct plint_value *value);

/* Whether the unit of amount V of M, which has one, stands in front: a currency, but not a unit such as FTE that the plan writes behind. */
bool plint_show_is_unit_first(const struct plint_model *m, const struct plint_value *v);

#endif
