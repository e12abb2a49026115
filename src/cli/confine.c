/*
 * What a check needs: see confine.h. Read are the folders of the plans (with what they include) and of baselines; settings and packs have been
 * read before. Written are the folders of reports and baselines, and with --fix those of plans. A file is never allowed by itself, since it is
 * replaced by a new one beside it.
 */
#include "cli/confine.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/sandbox.h"

struct confining {
	struct plint_cli *cli;
	struct plint_sandbox box;
};

/* Adds FOLDER to the reads or the writes, where it is not the one that was added last. */
static void add_folder(struct confining *c, const char *folder, bool is_written)
{
	struct plint_arena *a = &c->cli->arena;
	uint32_t count = is_written ? c->box.writes.count : c->box.reads.count;
	const char *const *items = is_written ? c->box.writes.items : c->box.reads.items;
	if (count > 0 && strcmp(items[count - 1], folder) == 0)
		return;
	if (is_written)
		plint_vec_push(&c->box.writes, a, folder);
	else
		plint_vec_push(&c->box.reads, a, folder);
}

/* Adds the folder of the file PATH, and that of the file which it leads to where it is a link. */
static void add_file(struct confining *c, const char *path, bool is_written)
{
	char target;
	add_folder(c, plint_io_dirname(&c->cli->arena, path), is_written);
	if (readlink(path, &target, 1) < 0) /* no link: to find out costs less than following every part of the path */
		return;
	const char *real = plint_session_real_path(c->cli, path);
	if (real)
		add_folder(c, plint_io_dirname(&c->cli->arena, real), is_written);
}

/* A word of the command line: all that is found through it lies below. */
static void add_word(struct confining *c, const char *word, bool is_written)
{
	uint64_t dev, ino;
	if (strcmp(word, "-") == 0)
		word = c->cli->options.stdin_filename;
	if (!word)
		add_folder(c, ".", false); /* what it includes lies below the working folder */
	else if (plint_io_stat(word, &dev, &ino) == PLINT_IO_FOLDER)
		add_folder(c, word, is_written);
	else
		add_file(c, word, is_written);
}

/* Baselines of the settings; whether they hold is looked at when they are read. */
static void add_settings(struct confining *c, const struct plint_found *found)
{
	const struct plint_session *last = NULL;
	for (uint32_t i = 0; i < found->plans.count; i++) {
		const struct plint_session *s = found->plans.items[i].session;
		if (s == last || !s->config || !s->config->baseline)
			continue;
		last = s;
		add_file(c, plint_io_join(&c->cli->arena, s->folder, s->config->baseline), c->cli->options.prune_baseline);
	}
}

void plint_confine(struct plint_cli *cli, const struct plint_found *found, const char *const *outputs, uint32_t count)
{
	const struct plint_options *o = &cli->options;
	struct confining c = {.cli = cli};
	if (cli->is_sandboxed || getenv("PLANLINT_NO_SANDBOX"))
		return;
	cli->is_sandboxed = true;
	c.box.runs_git = o->changed_since != NULL;
	c.box.reads_all = o->watch; /* what is watched may come later, settings too, in any folder above */
	for (uint32_t i = 0; i < o->words.count; i++)
		add_word(&c, o->words.items[i], o->fix);
	add_settings(&c, found);
	if (o->baseline)
		add_file(&c, o->baseline, o->prune_baseline);
	if (o->write_baseline)
		add_file(&c, o->write_baseline, true);
	for (uint32_t i = 0; i < count; i++)
		add_file(&c, outputs[i], true);
	(void)plint_sandbox_enter(&c.box);
}
