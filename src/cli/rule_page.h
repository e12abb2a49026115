/* A rule as a page for people (`explain`) and as its definition (`rules show`). */
#ifndef PLINT_CLI_RULE_PAGE_H
#define PLINT_CLI_RULE_PAGE_H

#include "cli/page.h"
#include "rule/pack.h"

/* Appends what there is to know about rule RULE to PAGE, in LANGUAGE where the pack has its words (NULL: English). */
void plint_rule_page(struct plint_page *page, const struct plint_pack *p, uint32_t rule, const char *language);

/* Appends the rule as it would stand in its YAML file. */
void plint_rule_definition(struct plint_buf *out, const struct plint_pack *p, uint32_t rule);

/* The rule's message on one line, "…" for what comes from the plan. In OUT's memory. */
const char *plint_rule_headline(struct plint_buf *out, const struct plint_pack *p, uint32_t rule, const char *language);

/* Appends TEXT, which came from a pack, in its shown form, line by line behind INDENT blanks. */
void plint_rule_lines(struct plint_buf *out, const char *text, unsigned indent);

#endif
