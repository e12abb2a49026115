/* Reading discovered plans: see reader.h. */
#include "cli/reader.h"

#include <string.h>

#include "base/io.h"
#include "rule/texts.h"

struct plint_reader {
	struct plint_cli *cli;
	struct plint_checker *checker;
	bool with_rules;
	struct plint_io_data input;    /* standard input */
	enum plint_io_status input_status;
	bool has_input;
	struct plint_read read;
	struct plint_source stray_source;
	struct plint_diags stray_diags;
	struct plint_arena stray_arena; /* for a stray file */
};

static struct plint_check_config config_of(struct plint_reader *r, const struct plint_found_plan *plan, const char *language)
{
	return (struct plint_check_config){.pack = &plan->session->pack,
	                                   .settings = &plan->session->settings,
	                                   .language = language,
	                                   .today = r->cli->options.today,
	                                   .want_stats = r->cli->options.stats,
	                                   .want_rules = r->with_rules,
	                                   .include = plint_check_include_file};
}

struct plint_reader *plint_reader_new(struct plint_cli *cli, bool with_rules)
{
	struct plint_reader *r = plint_arena_calloc(&cli->arena, 1, sizeof *r);
	r->cli = cli;
	r->with_rules = with_rules;
	plint_arena_init(&r->stray_arena, plint_cli_fatal, cli, 0);
	return r;
}

void plint_reader_free(struct plint_reader *r)
{
	if (r->checker)
		plint_checker_free(r->checker);
	plint_arena_clear(&r->stray_arena);
}

/* The bytes of F in A; a copy of standard input, which the scanner writes into. */
static enum plint_io_status read_file(struct plint_reader *r, struct plint_arena *a, const struct plint_found_file *f,
                                      struct plint_io_data *out)
{
	if (!f->is_stdin)
		return plint_io_read(a, f->path, PLINT_MAX_FILE_BYTES, out);
	if (!r->has_input)
		r->input_status = plint_io_read(&r->cli->arena, "-", PLINT_MAX_FILE_BYTES, &r->input);
	r->has_input = true;
	if (r->input_status != PLINT_IO_OK)
		return r->input_status;
	*out = r->input;
	out->text = plint_arena_alloc(a, r->input.len + 2);
	memcpy(out->text, r->input.text, r->input.len + 2);
	return PLINT_IO_OK;
}

/* A file of a portfolio that is neither a plan nor a part of one. */
static void read_stray(struct plint_reader *r, const struct plint_found_plan *plan, const char *language)
{
	struct plint_arena *a = &r->stray_arena;
	plint_arena_reset(a);
	plint_source_init(&r->stray_source, a);
	plint_diags_init(&r->stray_diags, a, &r->stray_source);
	struct plint_io_data data;
	const struct plint_found_file *f = &plan->files[0];
	enum plint_io_status status = read_file(r, a, f, &data);
	if (status != PLINT_IO_OK)
		data = (struct plint_io_data){.text = plint_arena_calloc(a, 1, 2)};
	uint32_t file = plint_source_add(&r->stray_source, f->path, data.text, data.len);
	uint32_t pos = r->stray_source.files.items[file].base + r->stray_source.files.items[file].bom_len;
	struct plint_span span = {pos, pos};
	if (status != PLINT_IO_OK) {
		plint_diags_add(&r->stray_diags, "unreadable-file", "syntax", PLINT_ERROR, span, "this file cannot be read: %s",
		                plint_io_words(status));
	} else {
		struct plint_diag *d = plint_diags_add(&r->stray_diags, "bad-include", "reference", PLINT_ERROR, span,
		                                       "this file belongs to no plan of its folder");
		d->help = "Several files here have a `plan` block, so each of them is a plan of its own. Include this file from the one it belongs "
		          "to (include \"file.plan\"), or give it a `plan` block.";
	}
	plint_texts_translate(&plan->session->pack, language, &r->stray_diags);
	plint_diags_finish(&r->stray_diags);
	struct plint_plan_stats *stats = plint_arena_calloc(a, 1, sizeof *stats);
	stats->path = f->path;
	stats->is_unreadable = status != PLINT_IO_OK;
	r->read = (struct plint_read){.source = &r->stray_source, .diags = &r->stray_diags, .files = stats, .file_count = 1, .language = language};
}

static void count_blocks(struct plint_reader *r, struct plint_plan_stats *stats, uint32_t count)
{
	const struct plint_checked *k = r->read.checked;
	for (uint32_t i = 0; i < count; i++) {
		stats[i].path = k->source->files.items[i].path;
		stats[i].goals = plint_checked_count(k, i, PLINT_KIND_GOAL);
		stats[i].objectives = plint_checked_count(k, i, PLINT_KIND_OBJECTIVE);
		stats[i].indicators = plint_checked_count(k, i, PLINT_KIND_INDICATOR);
	}
}

/* Gives the checker the files of PLAN; UNREAD[i] tells that it has no text of file i. */
static void feed(struct plint_reader *r, const struct plint_found_plan *plan, bool *unread)
{
	for (uint32_t i = 0; i < plan->file_count; i++) {
		const struct plint_found_file *f = &plan->files[i];
		struct plint_io_data data;
		enum plint_io_status status = read_file(r, plint_checker_arena(r->checker), f, &data);
		unread[i] = status != PLINT_IO_OK;
		if (status != PLINT_IO_OK)
			plint_checker_add_unreadable(r->checker, f->path, status);
		else if (!plint_checker_add(r->checker, f->path, data.text, data.len, data.dev, data.ino))
			unread[i] = true;
	}
}

const struct plint_read *plint_reader_read(struct plint_reader *r, const struct plint_found_plan *plan, const char *language)
{
	if (plan->sort == PLINT_FOUND_STRAY) {
		read_stray(r, plan, language);
		return &r->read;
	}
	struct plint_check_config config = config_of(r, plan, language);
	if (!r->checker)
		r->checker = plint_checker_new(&config, plint_cli_fatal, r->cli);
	plint_checker_begin(r->checker);
	plint_checker_configure(r->checker, &config);
	struct plint_arena *a = plint_checker_arena(r->checker);
	bool *unread = plint_arena_calloc(a, plan->file_count, sizeof *unread);
	feed(r, plan, unread);
	const char *real = plan->files[0].real;
	const struct plint_checked *k =
	    plint_checker_run(r->checker, real ? plint_session_relative(plan->session, real) : plan->files[0].path);
	uint32_t count = k->source->files.count;
	struct plint_plan_stats *stats = plint_arena_calloc(a, count + 1, sizeof *stats);
	r->read = (struct plint_read){.checked = k,
	                              .source = k->source,
	                              .diags = k->diags,
	                              .files = stats,
	                              .file_count = count,
	                              .language = k->language,
	                              .is_costly = k->is_costly};
	count_blocks(r, stats, count);
	for (uint32_t i = 0; i < plan->file_count && i < count; i++)
		stats[i].is_unreadable = unread[i];
	return &r->read;
}
