/* What the files of `planlint rules` share. */
#ifndef PLINT_CLI_RULES_H
#define PLINT_CLI_RULES_H

#include "cli/session.h"

/* A subcommand on SESSION with the words behind its name. Its status. */
typedef int plint_rules_fn(struct plint_cli *cli, const struct plint_session *session, const char *const *words, uint32_t count);
plint_rules_fn plint_rules_doc, plint_rules_new;

/* Rules to be tested, looked at or shown, by rule: those of packs on top of the default one where OWN_ONLY, else all. In the run's memory. */
uint8_t *plint_rules_wanted(struct plint_cli *cli, const struct plint_session *s, bool own_only);

#endif
