/* Units of amounts: currencies, durations and rhythms, and the calendar sums that rules need. */
#ifndef PLINT_MODEL_UNITS_H
#define PLINT_MODEL_UNITS_H

#include <stdbool.h>
#include <stdint.h>

/* Whether the LEN bytes WORD are a currency code of ISO 4217 (list of 2024, without funds and metals). */
bool plint_unit_is_currency(const char *word, uint32_t len);

/* Whether the units A and B are one word in singular and plural ("day", "days"). */
bool plint_unit_is_plural_pair(const char *a, uint32_t a_len, const char *b, uint32_t b_len);

#endif
