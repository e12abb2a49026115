/*
 * Settings: which rules run with which severity and parameters, and where each value came from. Weakest first: the rules' own values, the
 * packs' changes, the packs' profiles, the settings file, its profiles, its overrides for single files, the environment, the command
 * line. Finding the settings file and reading options is the command line's.
 */
#ifndef PLINT_RULE_SETTINGS_H
#define PLINT_RULE_SETTINGS_H

#include "rule/pack.h"
#include "rule/yaml_reader.h"

#define PLINT_BAD_SETTING "bad-setting" /* rule of findings in a settings file; family "settings" */
#define PLINT_SETTINGS_FAMILY "settings"

struct plint_strings {
	const char **items;
	uint32_t count;
};

/* A settings file, checked for its keys; names of rules are checked once the pack is known. */
struct plint_config {
	const char *path;           /* as shown */
	const char *folder;         /* paths in it are relative to this */
	const struct plint_yaml *root; /* NULL: an empty file */
	const struct plint_source *source;
	bool has_default_rules, default_rules;
	const char *language;       /* these: NULL where not said */
	const char *fail_on;
	const char *baseline;
	const char *docs_url;
	struct plint_strings rules, profile, exclude;
	bool has_profile;
	bool changes_pack;          /* has lists, groups, fields, profiles or rules: a pack must be loaded */
};

/* Reads file number FILE of the source of DIAGS as settings in FOLDER. False where it has a mistake (reported). */
bool plint_config_read(struct plint_arena *a, struct plint_diags *diags, struct plint_source *source, uint32_t file, const char *folder,
                       struct plint_config *out);

enum plint_layer_sort {
	PLINT_LAYER_RULE,    /* the rule's own */
	PLINT_LAYER_PACK,
	PLINT_LAYER_FILE,    /* .planlint.yaml */
	PLINT_LAYER_OVERRIDE,/* its overrides */
	PLINT_LAYER_ENVIRONMENT,
	PLINT_LAYER_OPTION,
	PLINT_LAYER_COUNT
};

/* One layer of changes. */
struct plint_layer {
	enum plint_layer_sort sort;
	const char *files;  /* OVERRIDE: glob, else NULL */
	struct plint_change_list changes;
	PLINT_VEC(const char *) texts; /* of changes made here: parameters as written */
};

struct plint_settings {
	struct plint_arena *arena;
	const struct plint_pack *pack;
	struct plint_code code;              /* the pack's, and words and units of parameters set here */
	const struct plint_config *config;   /* NULL: none */
	bool no_default_rules;               /* rules of the pack called "default" do not run */
	bool replaces_profiles;              /* --profile was given */
	PLINT_VEC(uint32_t) profiles;        /* of --profile, or of the settings file */
	PLINT_VEC(struct plint_layer) layers;
	PLINT_VEC(uint8_t) selected;         /* by rule: named by --select; empty: all are */
	enum plint_layer_sort selected_by;   /* layer that filled it */
	bool selects_unused_ignore;
};

/* Settings of PACK without any change. All are borrowed and must outlive S. */
void plint_settings_init(struct plint_settings *s, struct plint_arena *arena, const struct plint_pack *pack);

/* Takes over C's severities, parameters, rules off, profiles and overrides. Unknown names are reported at their place in C; false then. */
bool plint_settings_add_config(struct plint_settings *s, const struct plint_config *c, struct plint_diags *diags);

/* One option each, LAYER ENVIRONMENT or OPTION. NULL on success, else what is wrong, in the settings' arena: "there is no rule
 * "no-target", did you mean …". */
const char *plint_settings_severity(struct plint_settings *s, enum plint_layer_sort layer, const char *word); /* RULE=error */
const char *plint_settings_param(struct plint_settings *s, enum plint_layer_sort layer, const char *word);    /* RULE.NAME=VALUE */
const char *plint_settings_select(struct plint_settings *s, enum plint_layer_sort layer, const char *words);  /* RULE|FAMILY,… */
const char *plint_settings_ignore(struct plint_settings *s, enum plint_layer_sort layer, const char *words);
const char *plint_settings_profile(struct plint_settings *s, enum plint_layer_sort layer, const char *words); /* NAME,… */

/* Where a value came from. */
struct plint_origin {
	uint8_t layer;    /* enum plint_layer_sort */
	uint32_t profile; /* profile + 1 that brought it, 0: none */
	uint32_t change;  /* index + 1 into the layer's changes (of the pack: into the pack's), 0: none */
	uint32_t layer_index; /* into settings.layers, where layer > PACK */
};

/* What is in force for one plan. */
struct plint_in_force {
	uint8_t *severity;            /* by rule: enum plint_severity */
	struct plint_value *params;   /* by parameter */
	const struct plint_code *code;/* what the parameters' words and units are numbers of */
	struct plint_vocab vocab;     /* the pack's, with what profiles change */
	struct plint_origin *severity_from, *param_from; /* NULL where not asked for */
	const char **param_text;      /* as written; NULL where not asked for */
	uint8_t unused_ignore;        /* severity of unused-ignore, the one rule that the engine brings itself */
	uint32_t *profiles;           /* in the order in which they apply */
	uint32_t profile_count;
};

/* Settings for the plan PATH (for overrides; NULL: none apply) whose `status` is STATUS (text or NULL) and which names PLAN_PROFILES.
 * Names of profiles that are none are passed over: the reader reports them. In A. */
void plint_settings_resolve(const struct plint_settings *s, struct plint_arena *a, const char *path, const char *status,
                            const char *const *plan_profiles, uint32_t plan_profile_count, bool want_origins,
                            struct plint_in_force *out);

/* O as words: "pack", "profile draft", ".planlint.yaml:4", "command line". In A. */
const char *plint_settings_origin(const struct plint_settings *s, struct plint_arena *a, const struct plint_origin *o);

/* Whether PATH is matched by GLOB: `*` and `?` within one folder, `**` across folders; a GLOB without a slash fits the last part of the
 * path, one that ends in a slash everything below. Linear in the product of the lengths at worst. */
bool plint_glob(const char *glob, const char *path);

#endif
