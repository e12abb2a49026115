/*
 * Loading packs: YAML to a compiled pack. A loader starts empty or from a compiled pack (the default one) and adds packs on top: rules,
 * words, groups, fields, helpers, word lists, indicators, changes of what was there. A pack is a folder with pack.yaml, or one YAML file
 * (with `id:` a rule, with `name:` a pack). Files are read only below the pack's folder.
 *
 * A pack with a mistake is not used: what it had added is taken back, its mistakes stay in DIAGS (rule "bad-pack", family "pack",
 * with the YAML file's place), and other packs go on.
 */
#ifndef PLINT_RULE_PACK_LOAD_H
#define PLINT_RULE_PACK_LOAD_H

#include "base/limits.h"
#include "rule/pack.h"
#include "rule/yaml_reader.h"

#define PLINT_BAD_PACK "bad-pack"
#define PLINT_PACK_FAMILY "pack"

struct plint_loader;
struct plint_config;

/* A loader in ARENA. BASE may be NULL: start empty; it is borrowed for as long as the finished pack is used. SOURCE (which DIAGS must be
 * about) takes the YAML files. IS_DEFAULT: the default pack is being made, so every rule needs one example of each sort. */
struct plint_loader *plint_loader_new(struct plint_arena *arena, struct plint_source *source, struct plint_diags *diags,
                                      const struct plint_pack *base, bool is_default);

/* Adds the pack at PATH, a folder or a file. False where it was not used. */
bool plint_loader_add(struct plint_loader *l, const char *path);

/* Adds the lists, groups, fields and names of profiles of the settings file C (settings.h). False where they were not used. */
bool plint_loader_add_config(struct plint_loader *l, const struct plint_config *c);

/* The pack as it stands: *OUT is valid as long as the arena (and BASE). May be called once. */
void plint_loader_finish(struct plint_loader *l, struct plint_pack *out);

#endif
