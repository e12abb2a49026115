/*
 * A session: rule pack and settings that hold for some plans, those with the same settings file. Made once for each settings file and
 * kept for the run. Mistakes in settings files and packs are told on standard error, in the text form, and make the run end with status 2.
 */
#ifndef PLINT_CLI_SESSION_H
#define PLINT_CLI_SESSION_H

#include "cli/cli.h"
#include "rule/settings.h"

#define PLINT_SETTINGS_NAME ".planlint.yaml"

struct plint_session {
	const char *config_path;            /* as shown; NULL: no settings file */
	const char *folder;                 /* of the settings file, without links; "" without one */
	const struct plint_config *config;  /* NULL: none, or it could not be read */
	struct plint_pack pack;
	struct plint_settings settings;
	enum plint_severity fail_on;        /* PLINT_OFF: never */
	const char *fail_on_from, *language; /* language of messages that options or settings ask for, or NULL */
	const char *docs_url;
	bool is_bad;                        /* something in it could not be used: status 2 */
};

/* The session of plans in FOLDER, with the settings file that holds there (or that --config names). NULL where an option is wrong (told):
 * then nothing can be checked. */
struct plint_session *plint_session_of_folder(struct plint_cli *cli, const char *folder);

/* A session with the packs PATHS alone, each on top of the default pack, for `rules test PACK`; no settings file. */
struct plint_session *plint_session_of_packs(struct plint_cli *cli, const char *const *paths, uint32_t count);

/* FOLDER without links and relative parts; NULL where it cannot be told. In the run's memory. */
const char *plint_session_real_path(struct plint_cli *cli, const char *path);

/* PATH (without links) as people would write it: relative where it lies below the working folder. */
const char *plint_session_short_path(struct plint_cli *cli, const char *path);

/* Whether PATH lies below the folder of the settings file, links followed; what does not exist does. */
bool plint_session_holds(struct plint_cli *cli, const struct plint_session *s, const char *path);

/* PATH (without links) as it is relative to the settings file's folder, for globs; PATH itself where it is not below. */
const char *plint_session_relative(const struct plint_session *s, const char *path);

/* Whether the settings exclude the file PATH (without links). */
bool plint_session_excludes(const struct plint_session *s, const char *path);

#endif
