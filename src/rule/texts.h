/*
 * The words of reading errors in other languages. The readers speak English; here, once a plan and its language are known, what they
 * said is put into the words that the pack has for it (texts/xx.yaml). Not for the rules' own messages: finding.c.
 */
#ifndef PLINT_RULE_TEXTS_H
#define PLINT_RULE_TEXTS_H

#include "rule/pack.h"

/* Puts the message and the help of each reading error in D (unfinished) into LANGUAGE, as far as PACK has words for it; its other words
 * too, and those that there are none for are left out. Where LANGUAGE is NULL or "en", nothing changes. Texts are in the arena of D.
 * O(findings). */
void plint_texts_translate(const struct plint_pack *pack, const char *language, struct plint_diags *d);

#endif
