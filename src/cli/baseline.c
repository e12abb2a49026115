/* Baselines as files: see baseline.h. */
#include "cli/baseline.h"

#include <string.h>

#include "cli/session.h"

bool plint_baseline_open(struct plint_cli *cli, const char *path, bool may_lack, struct plint_baseline_file *out)
{
	struct plint_baseline_error error;
	*out = (struct plint_baseline_file){.path = path, .shown = plint_cli_shown(cli, path), .folder = plint_session_real_path(cli, plint_io_dirname(&cli->arena, path))};
	plint_baseline_init(&out->baseline, &cli->arena);
	plint_baseline_finish(&out->baseline);
	if (strcmp(path, "-") == 0) {
		plint_cli_complain(cli, "a baseline is a file: it cannot be standard input or output (\"-\")");
		return false;
	}
	enum plint_io_status s = plint_io_read(&cli->arena, path, PLINT_MAX_BASELINE_BYTES, &out->text);
	if (s == PLINT_IO_MISSING && may_lack) {
		if (!out->folder)
			plint_cli_complain(cli, "the baseline %s cannot be written: there is no such folder", out->shown);
		return out->folder != NULL;
	}
	if (s != PLINT_IO_OK) {
		plint_cli_complain(cli, "the baseline %s cannot be read: %s%s", out->shown, plint_io_words_of(&cli->arena, s, PLINT_MAX_BASELINE_BYTES),
		                   s == PLINT_IO_MISSING ? plint_arena_printf(&cli->arena, "; `planlint check --write-baseline %s PATH` makes one", out->shown) : "");
		return false;
	}
	if (!plint_baseline_read(&out->baseline, out->text.text, out->text.len, &error)) {
		plint_cli_complain(cli, "the baseline %s is damaged, line %u: %s", out->shown, error.line1, error.message);
		return false;
	}
	out->is_there = true;
	return true;
}

bool plint_baseline_save(struct plint_cli *cli, const struct plint_baseline_file *f, const struct plint_baseline *b)
{
	struct plint_buf text;
	plint_buf_init(&text, &cli->arena);
	plint_baseline_write(b, &text);
	enum plint_io_status s = plint_io_replace(&cli->arena, f->path, text.text, text.len);
	if (s != PLINT_IO_OK)
		plint_cli_complain(cli, "the baseline %s could not be written: %s%s", f->shown,
		                   s == PLINT_IO_MISSING ? "there is no such folder" : plint_io_words(s),
		                   f->is_there ? "; it is as it was" : "");
	return s == PLINT_IO_OK;
}

/* PATH from the root on, without links where it exists. */
static const char *absolute(struct plint_cli *cli, const char *path)
{
	const char *real = plint_session_real_path(cli, path);
	if (real)
		return real;
	const char *folder = plint_session_real_path(cli, plint_io_dirname(&cli->arena, path)), *slash = strrchr(path, '/');
	return plint_io_join(&cli->arena, folder ? folder : "/", slash ? slash + 1 : path);
}

const char *plint_baseline_path(struct plint_cli *cli, const struct plint_baseline_file *f, const char *path)
{
	const char *at = absolute(cli, path), *from = f->folder;
	size_t same = 0; /* length of what both have in common, whole parts */
	for (size_t i = 0;; i++) {
		bool ends_from = from[i] == '/' || from[i] == '\0', ends_at = at[i] == '/' || at[i] == '\0';
		if (ends_from && ends_at)
			same = i;
		if (from[i] != at[i] || from[i] == '\0')
			break;
	}
	struct plint_buf out;
	plint_buf_init(&out, &cli->arena);
	for (const char *rest = from + same; *rest; rest++)
		if (rest[0] == '/' && rest[1] != '\0' && rest[1] != '/')
			plint_buf_str(&out, "../");
	const char *rest = at + same;
	plint_buf_str(&out, rest + strspn(rest, "/"));
	return out.text;
}

const char *plint_baseline_place(struct plint_cli *cli, const struct plint_baseline_file *f, const char *name)
{
	return plint_io_join(&cli->arena, f->folder, name);
}
