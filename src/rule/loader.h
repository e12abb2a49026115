/*
 * Inside the pack loader: what its files share. pack_load.c finds and orders the files, load_words.c reads vocabularies, fields, helpers, word
 * lists and catalogues, load_rule.c rules, load_fix.c their fixes, load_change.c changes and profiles, load_texts.c translations and the checks of the whole.
 * Nothing outside src/rule includes this.
 */
#ifndef PLINT_RULE_LOADER_H
#define PLINT_RULE_LOADER_H

#include "base/limits.h"
#include "rule/keys.h"
#include "rule/pack_load.h"
#include "rule/settings.h"

/* A YAML file of the pack that is being added. */
struct plint_pack_file {
	const char *name;   /* below the pack's folder: "measurability/no-target.yaml" */
	uint32_t file;      /* in the source */
	const struct plint_yaml *root;
};

/* A rule that is being loaded: where its record lies, and its YAML. */
struct plint_rule_work {
	uint32_t rule;
	const struct plint_yaml *root;
};

/* A word that a pack took away, for the check that no rule dies unseen. */
struct plint_removed {
	uint32_t word;
	const struct plint_yaml *at;
};

struct plint_loader {
	struct plint_arena *arena;
	struct plint_source *source;
	struct plint_diags *diags;
	const struct plint_pack *base;
	bool is_default;
	bool failed;                      /* the pack that is being added has a mistake */
	uint32_t suggestions;             /* did-you-means given so far; capped */
	PLINT_VEC(const char *) added;    /* paths that were used, for taking back */
	const struct plint_config *config;
	unsigned extends_depth;

	struct plint_intern interned;     /* new texts */
	PLINT_VEC(uint32_t) offsets;      /* of interned texts in strings, by number - 1 */
	struct plint_intern ids;          /* rule ids; number - 1 = rule index */
	PLINT_VEC(char) strings;
	PLINT_VEC(struct plint_vocab_list) lists;
	PLINT_VEC(struct plint_vocab_word) words;
	PLINT_VEC(struct plint_vocab_group) groups;
	PLINT_VEC(uint32_t) group_words;
	struct plint_code code;
	PLINT_VEC(uint32_t) lex_names;
	PLINT_VEC(uint32_t) lex_languages;
	PLINT_VEC(struct plint_lex_phrase) lex_phrases;
	PLINT_VEC(struct plint_lex_token) lex_tokens;
	PLINT_VEC(struct plint_lex_indicator) lex_indicators;
	PLINT_VEC(uint32_t) lex_splits;
	bool lexicons_changed;
	PLINT_VEC(struct plint_rule) rules;
	PLINT_VEC(uint32_t) afters;
	PLINT_VEC(struct plint_family) families;
	PLINT_VEC(struct plint_rule_param) params;
	PLINT_VEC(struct plint_rule_let) lets;
	PLINT_VEC(struct plint_point) points;
	PLINT_VEC(struct plint_rule_fix) fixes;
	PLINT_VEC(struct plint_piece) pieces;
	PLINT_VEC(struct plint_rule_source) sources;
	PLINT_VEC(uint32_t) rule_standards;
	PLINT_VEC(struct plint_standard) standards;
	PLINT_VEC(struct plint_example) examples;
	PLINT_VEC(struct plint_place_of_note) places;
	PLINT_VEC(struct plint_note_answer) answers;
	PLINT_VEC(struct plint_translation) translations;
	PLINT_VEC(struct plint_template) says;
	PLINT_VEC(struct plint_profile) profiles;
	struct plint_change_list changes;
	PLINT_VEC(struct plint_pack_name) packs;
	PLINT_VEC(struct plint_field) fields;
	PLINT_VEC(struct plint_pack_field) field_rows;
	PLINT_VEC(struct plint_removed) removed;
	PLINT_VEC(struct plint_rule_work) work; /* rules read from YAML */
	uint32_t *order;
	const struct plint_schema *schema;
	struct plint_vocab vocab;         /* views over the arrays; plint_loader_sync */
	struct plint_lexicons lexicons;
	uint64_t lists_of_language[16];
};

/* Refreshes the views vocab, lexicons and schema, whose arrays may have moved. */
void plint_loader_sync(struct plint_loader *l);

/* Offset of TEXT among the pack's strings (equal new texts share one). 0 for "". */
uint32_t plint_loader_text(struct plint_loader *l, const char *text, size_t len);

/* The text at OFFSET; valid until a text is added. */
static inline const char *plint_loader_chars(const struct plint_loader *l, uint32_t offset)
{
	return l->strings.items + offset;
}

/* A mistake at N (a key where N is an entry and AT_KEY): the pack is not used. HELP may be NULL. */
struct plint_diag *plint_loader_error(struct plint_loader *l, const struct plint_yaml *n, bool at_key, const char *help,
                                      const char *format, ...) __attribute__((format(printf, 5, 6)));
/* A mistake at bytes START .. END of the text of scalar N. */
void plint_loader_error_in(struct plint_loader *l, const struct plint_yaml *n, uint32_t start, uint32_t end, const char *help,
                           const char *message);

/* Text of N in shown form. */
const char *plint_loader_shown(struct plint_loader *l, const struct plint_yaml *n);

/* "did you mean X", where one of COUNT names is near the text of N; else NULL. */
const char *plint_loader_nearest(struct plint_loader *l, const struct plint_yaml *n, const char *const *names, size_t count);

/* Whether N is a mapping (sequence, text that is not empty); reports it otherwise as the value of WHAT. NULL N: false, unreported. */
bool plint_loader_is_mapping(struct plint_loader *l, const struct plint_yaml *n, const char *what);
bool plint_loader_is_list(struct plint_loader *l, const struct plint_yaml *n, const char *what);
bool plint_loader_is_text(struct plint_loader *l, const struct plint_yaml *n, const char *what);
/* Reports keys of mapping N that are not among KNOWN (NULL-terminated), with a did-you-mean; whether there were none. A key that then seems
 * to be absent is the misspelt one, and not reported again. WHAT: "a rule". */
bool plint_loader_keys(struct plint_loader *l, const struct plint_yaml *n, const char *const *known, const char *what);
/* Offset of the text of entry KEY of N without blanks at its ends, 0 where it is absent. */
uint32_t plint_loader_entry_text(struct plint_loader *l, const struct plint_yaml *n, const char *key);
/* Reads "yes" or "no" at entry KEY of N; FALLBACK where it is absent. */
bool plint_loader_entry_bool(struct plint_loader *l, const struct plint_yaml *n, const char *key, bool fallback);

/* Index of the rule that N names, with a mistake where there is none; -1 then. */
int plint_loader_rule(struct plint_loader *l, const struct plint_yaml *n);

/* load_words.c */
void plint_loader_read_lists(struct plint_loader *l, const struct plint_yaml *lists);
void plint_loader_read_groups(struct plint_loader *l, const struct plint_yaml *groups);
void plint_loader_read_fields(struct plint_loader *l, const struct plint_yaml *fields);
/* All `define` mappings of a pack at once, since helpers may use each other. */
void plint_loader_read_helpers(struct plint_loader *l, const struct plint_yaml *const *maps, uint32_t count);
void plint_loader_read_standards(struct plint_loader *l, const struct plint_yaml *root);
/* Adds a list called NAME of the words WORDS where the vocabulary has none (profiles, languages). */
void plint_loader_add_list(struct plint_loader *l, const char *name, const uint32_t *words, uint32_t count, bool is_open);
/* load_guidance.c: the places of the guidance note, and what answers them beside rules. */
void plint_loader_read_guidance(struct plint_loader *l, const struct plint_yaml *root);
/* load_lexicon.c */
void plint_loader_read_lexicon(struct plint_loader *l, const struct plint_yaml *root);
void plint_loader_read_indicators(struct plint_loader *l, const struct plint_yaml *root);

/* load_rule.c: first all rules' ids, families and parameters, then the rest, since `after` may name any of them. */
void plint_loader_declare_rule(struct plint_loader *l, const struct plint_pack_file *f, struct plint_rule_work *work);
void plint_loader_read_rule(struct plint_loader *l, const struct plint_rule_work *work);
/* What the names in the expressions of rule RULE, which is compiled, mean: its subject, lets and parameters. */
void plint_loader_scope(struct plint_loader *l, struct plint_scope *scope, uint32_t rule);
/* Adds the variable of point POINT to SCOPE, where it has one. */
void plint_loader_scope_point(struct plint_loader *l, struct plint_scope *scope, uint32_t point);
/* Compiles the message N into pieces. */
struct plint_template plint_loader_template(struct plint_loader *l, struct plint_scope *scope, const struct plint_yaml *n);
/* The same for text of a plan, which may have several lines. */
struct plint_template plint_loader_plan_text(struct plint_loader *l, struct plint_scope *scope, const struct plint_yaml *n);
/* Compiles the scalar N; 0 with the mistake reported. TYPE may be NULL. */
uint32_t plint_loader_expression(struct plint_loader *l, struct plint_scope *scope, const struct plint_yaml *n,
                                 enum plint_expr_want want, struct plint_stype *type);
/* load_fix.c: `fix` of rule R, a mapping or a list of them. */
void plint_loader_read_fixes(struct plint_loader *l, const struct plint_scope *scope, const struct plint_yaml *fix, struct plint_rule *r);

/* The rules, families, parameters and texts as they stand, for look-ups: valid until something is added. */
void plint_loader_view(const struct plint_loader *l, struct plint_pack *out);

/* load_change.c */
/* Reads severity, params and off of M. PROFILE: profile + 1, or 0. */
void plint_loader_read_changes(struct plint_loader *l, const struct plint_yaml *m, uint32_t profile);
/* Reads profiles; of a settings file (ONLY_WORDS) their names, lists and groups alone: the rest is the settings'. */
void plint_loader_read_profiles(struct plint_loader *l, const struct plint_yaml *profiles, bool only_words);

/* load_texts.c */
void plint_loader_read_texts(struct plint_loader *l, const struct plint_pack_file *f);
/* Orders the rules by `after`, sets ranks; reports rings. */
void plint_loader_order(struct plint_loader *l);
/* Reports rules (not off) that use a word which was taken away. */
void plint_loader_check_removed(struct plint_loader *l);

#endif
