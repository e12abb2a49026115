/*
 * What is doubtful in a pack that loads: rules that can never fire or that another rule shadows, words, parameters, helpers, groups and word lists
 * that nothing uses, fields that rules rest on although no rule asks for them (their absence would switch those rules off unseen), what
 * is not translated, sources that are no place of the guidance note.
 */
#ifndef PLINT_RULE_RULELINT_H
#define PLINT_RULE_RULELINT_H

#include "rule/pack.h"

struct plint_rulelint_note {
	/* "never-fires", "shadowed", "unused-param", "unused-group", "unused-lexicon", "unused-helper", "unused-let", "unused-word",
	 * "unasked-field", "untranslated", "unknown-source" */
	const char *sort;
	uint32_t rule;       /* index, or UINT32_MAX: of the pack */
	const char *message;
};

/* Notes about PACK in A, in a fixed order; *COUNT of them. */
const struct plint_rulelint_note *plint_rulelint_run(struct plint_arena *a, const struct plint_pack *pack, uint32_t *count);

#endif
