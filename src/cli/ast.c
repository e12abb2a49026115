/* `planlint ast`: the tree as JSON (syntax/ast_dump.h has the form), one line for each plan; errors of reading on standard error. */
#include "cli/cli.h"
#include "cli/reader.h"
#include "syntax/ast_dump.h"

int plint_cmd_ast(struct plint_cli *cli)
{
	struct plint_found found;
	struct plint_buf out;
	if (!plint_discover(cli, &found))
		return PLINT_CLI_TROUBLE;
	int status = found.has_trouble ? PLINT_CLI_TROUBLE : PLINT_CLI_GOOD;
	struct plint_reader *reader = plint_reader_new(cli, false);
	plint_buf_init(&out, &cli->arena);
	for (uint32_t i = 0; i < found.plans.count && !cli->is_stdout_lost; i++) {
		const struct plint_read *r = plint_reader_read(reader, &found.plans.items[i], "en");
		if (r->checked) {
			plint_buf_reset(&out);
			plint_ast_dump(r->checked->ast, &out);
			plint_buf_char(&out, '\n');
			plint_cli_print(cli, &out);
		}
		plint_cli_tell_errors(cli, r->source, r->diags);
		if (r->diags->reading_errors > 0 || found.plans.items[i].session->is_bad)
			status = PLINT_CLI_TROUBLE;
	}
	plint_reader_free(reader);
	return cli->is_stdout_lost ? PLINT_CLI_TROUBLE : status;
}
