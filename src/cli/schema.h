/* JSON Schemas (2020-12) of what planlint reads and writes, made from the tables of the readers and writers. */
#ifndef PLINT_CLI_SCHEMA_H
#define PLINT_CLI_SCHEMA_H

#include "base/json.h"
#include "rule/pack.h"

#define PLINT_SCHEMA_DRAFT "https://json-schema.org/draft/2020-12/schema"

/* Each writes one whole schema into J: of the settings file; of every YAML file of a rule pack; of the JSON report. Names of rules,
 * families, profiles and standards come from PACK, as proposals: other packs may have more. */
void plint_schema_config(struct plint_json *j, struct plint_arena *a, const struct plint_pack *pack);
void plint_schema_rule(struct plint_json *j, struct plint_arena *a, const struct plint_pack *pack);
void plint_schema_findings(struct plint_json *j, struct plint_arena *a, const struct plint_pack *pack);

#endif
