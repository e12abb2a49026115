/*
 * Changes as packs, profiles and settings files write them (`severity`, `params`, `off`): from YAML or one option to struct plint_change,
 * with the names of rules, families and parameters resolved. Nothing outside src/rule includes this.
 */
#ifndef PLINT_RULE_CHANGE_H
#define PLINT_RULE_CHANGE_H

#include "rule/pack.h"
#include "rule/yaml_reader.h"

struct plint_change_reader {
	struct plint_arena *arena;
	struct plint_diags *diags;
	const struct plint_source *source;
	const char *rule, *family;     /* of mistakes */
	const struct plint_pack *pack; /* whose names are meant */
	struct plint_code *code;       /* takes the words and units of parameters */
	uint32_t (*keep)(void *data, const char *text, size_t len); /* keeps a parameter as written; its number */
	void *data;
	struct plint_change_list *out;
	uint32_t file;                 /* for the changes */
	uint32_t suggestions;
	bool failed;
};

/* Reads severity, params and off of mapping M (NULL: nothing). PROFILE: profile + 1 that they belong to, or 0. Off comes last. */
void plint_changes_read(struct plint_change_reader *r, const struct plint_yaml *m, uint32_t profile);

/* Whether NAME is an error of reading or a family of them, which no setting touches, and what to say of it. */
bool plint_change_is_of_reading(const char *name, size_t len);
#define PLINT_CHANGE_OF_READING "an error of reading has one severity and is never left out"

/* Sets the target of C to the rule or family NAME. False where there is none. */
bool plint_change_target(const struct plint_pack *p, const char *name, size_t len, struct plint_change *c);

/* Reads TEXT as a value of parameter PARAM. NULL on success; else what was expected, in A. */
const char *plint_change_value(struct plint_arena *a, const struct plint_pack *p, struct plint_code *code, uint32_t param,
                               const char *text, size_t len, struct plint_value *out);

#endif
