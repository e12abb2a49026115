/*
 * `planlint fmt`: each file in its canonical layout, on standard output, into the file (--write), or only told (--check). Files are taken by
 * themselves, without the plan that they belong to. A file is written at once or not at all, and only where nobody has changed it meanwhile.
 */
#include <string.h>

#include "base/io.h"
#include "base/limits.h"
#include "cli/cli.h"
#include "cli/discover.h"
#include "format/format.h"

struct formatting {
	struct plint_cli *cli;
	struct plint_arena *arena; /* for one file */
	const struct plint_found_single *file;
	struct plint_io_data data;
	enum plint_io_status read;
	struct plint_formatted done;
	int status;
};

static void worsen(struct formatting *f, int status)
{
	if (status > f->status)
		f->status = status;
}

/* The name of the file as it is shown. */
static const char *shown(const struct formatting *f)
{
	return plint_cli_shown(f->cli, f->file->file.path);
}

/* One file, for plint_cli_try. */
static void read_and_lay_out(void *data)
{
	struct formatting *f = data;
	const struct plint_found_file *file = &f->file->file;
	f->read = plint_io_read(f->arena, file->is_stdin ? "-" : file->path, PLINT_MAX_FILE_BYTES, &f->data);
	if (f->read == PLINT_IO_OK)
		plint_format_text(f->arena, f->file->session->pack.schema, file->path, f->data.text, f->data.len, &f->done);
}

/* What keeps the file, or lines of it, from being laid out. */
static void tell_what_stays(struct formatting *f)
{
	plint_cli_tell_errors(f->cli, f->done.source, f->done.diags);
	switch (f->done.outcome) {
	case PLINT_FORMAT_WHOLE:
		return;
	case PLINT_FORMAT_PARTLY:
		plint_cli_complain(f->cli, "%s: the lines that could not be read stay as they are", shown(f));
		break;
	case PLINT_FORMAT_LEFT:
		plint_cli_complain(f->cli, "%s stays as it is: mend what could not be read, then lay it out", shown(f));
		break;
	case PLINT_FORMAT_BROKEN:
		plint_cli_complain(f->cli,
		                   "%s stays as it is: laid out it would no longer say the same, which is a mistake in planlint. "
		                   "Please report it, with the file.",
		                   shown(f));
		break;
	}
	worsen(f, PLINT_CLI_TROUBLE);
}

static void list_name(struct formatting *f)
{
	const char *line = plint_arena_printf(&f->cli->arena, "%s\n", shown(f));
	plint_cli_write(f->cli, line, strlen(line));
}

static void write_file(struct formatting *f)
{
	enum plint_io_status s = plint_io_replace_known(f->arena, f->file->file.path, f->data.text, f->data.len, f->done.text, f->done.len);
	if (s == PLINT_IO_OK) {
		list_name(f);
		return;
	}
	plint_cli_complain(f->cli, "%s was not written: %s", shown(f), plint_io_words(s));
	worsen(f, PLINT_CLI_TROUBLE);
}

static void format_file(struct formatting *f)
{
	const struct plint_options *o = &f->cli->options;
	plint_arena_reset(f->arena);
	const char *what = plint_cli_try(f->cli, read_and_lay_out, f);
	if (what && strcmp(what, PLINT_ARENA_LIMIT) != 0)
		plint_cli_fatal(f->cli, what);
	if (what) {
		plint_cli_complain(f->cli, "%s has too much in it to be laid out in 512 MB of memory", shown(f));
		worsen(f, PLINT_CLI_TROUBLE);
		return;
	}
	if (f->read != PLINT_IO_OK) {
		plint_cli_complain(f->cli, "%s cannot be read: %s", shown(f), plint_io_words_of(f->arena, f->read, PLINT_MAX_FILE_BYTES));
		worsen(f, PLINT_CLI_TROUBLE);
		return;
	}
	tell_what_stays(f);
	if (f->file->session->is_bad)
		worsen(f, PLINT_CLI_TROUBLE);
	if (!o->check && !o->write) {
		plint_cli_write_plan(f->cli, f->done.text, f->done.len);
	} else if (f->done.is_changed && o->check) {
		list_name(f);
		worsen(f, PLINT_CLI_FOUND);
	} else if (f->done.is_changed) {
		write_file(f);
	}
}

static bool are_options_right(struct plint_cli *cli)
{
	const struct plint_options *o = &cli->options;
	if (o->check && o->write) {
		plint_cli_complain(cli, "--check writes nothing, so it cannot stand beside --write");
		return false;
	}
	for (uint32_t i = 0; i < o->words.count && o->write; i++)
		if (strcmp(o->words.items[i], "-") == 0) {
			plint_cli_complain(cli, "standard input cannot be written to: leave --write out, the plan is then printed");
			return false;
		}
	return true;
}

int plint_cmd_fmt(struct plint_cli *cli)
{
	struct plint_found_files found;
	struct formatting f = {.cli = cli};
	if (!are_options_right(cli) || !plint_discover_files(cli, &found))
		return PLINT_CLI_TROUBLE;
	if (found.has_trouble)
		worsen(&f, PLINT_CLI_TROUBLE);
	if (found.items.count == 0 && found.excluded > 0)
		plint_cli_complain(cli, "nothing to lay out: the settings exclude what was named (%u files)", found.excluded);
	f.arena = plint_arena_child(&cli->arena, PLINT_MAX_PLAN_MEMORY);
	for (uint32_t i = 0; i < found.items.count && !cli->is_stdout_lost; i++) {
		f.file = &found.items.items[i];
		format_file(&f);
	}
	plint_arena_clear(f.arena);
	return cli->is_stdout_lost ? PLINT_CLI_TROUBLE : f.status;
}
