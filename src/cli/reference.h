/*
 * The reference page of the rules in force (`rules doc`): every rule, the words of the plan language, word lists, indicators, profiles, errors of
 * reading, the crosswalk to standards, and what answers which place of the guidance note. All of it comes from the packs and the tables.
 */
#ifndef PLINT_CLI_REFERENCE_H
#define PLINT_CLI_REFERENCE_H

#include "cli/page.h"
#include "rule/pack.h"

struct plint_reference {
	const struct plint_pack *pack;
	const uint8_t *wanted;     /* by rule: 1, it stands on the page */
	bool only_added;           /* leave out what the default pack has: the page is about packs on top of it */
	const char *language;      /* NULL: English */
};

/* Writes the page R to PAGE, from its title to its end. */
void plint_reference_write(struct plint_page *page, const struct plint_reference *r);

/* The parts of the page that are tables of data (reference_tables.c), and whether there is anything in them. */
bool plint_reference_has_words(const struct plint_reference *r);
bool plint_reference_has_standards(const struct plint_reference *r);
bool plint_reference_has_coverage(const struct plint_reference *r);
void plint_reference_words(struct plint_page *page, const struct plint_reference *r);
void plint_reference_lexicons(struct plint_page *page, const struct plint_reference *r);
void plint_reference_indicators(struct plint_page *page, const struct plint_reference *r);
void plint_reference_standards(struct plint_page *page, const struct plint_reference *r);
void plint_reference_coverage(struct plint_page *page, const struct plint_reference *r);

/* Rules on the page that read word list LIST, that name standard STANDARD, in RULES, which has room for all; their number. */
uint32_t plint_reference_list_rules(struct plint_arena *a, const struct plint_reference *r, uint32_t list, uint32_t *rules);
uint32_t plint_reference_standard_rules(const struct plint_reference *r, uint32_t standard, uint32_t *rules);
/* Number of things that answer PLACE of the guidance note: rules on the page, fields, commands. With PAGE not NULL they are written to the part
 * that is open. */
uint32_t plint_reference_answers(struct plint_page *page, const struct plint_reference *r, const struct plint_place_of_note *place);

/* What PROFILE (index) changes, one item for each. */
void plint_reference_profile(struct plint_page *page, const struct plint_reference *r, uint32_t profile);

/* Links to COUNT rules IDS, parted by commas, as one cell. */
void plint_reference_rules(struct plint_page *page, const struct plint_reference *r, const uint32_t *ids, uint32_t count);

#endif
