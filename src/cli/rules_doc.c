/* `planlint rules doc`: the reference page, on standard output or in a file. */
#include <string.h>

#include "base/io.h"
#include "cli/reference.h"
#include "cli/rules.h"

/* Form that --format asks for; PLINT_PAGE_FORM_COUNT where there is no such one, told. */
static enum plint_page_form asked_form(struct plint_cli *cli)
{
	const char *name = cli->options.format ? cli->options.format : "text";
	enum plint_page_form form = plint_page_form_find(name);
	if (form == PLINT_PAGE_FORM_COUNT)
		plint_cli_complain(cli, "`planlint rules doc` has the formats text, markdown and html, not \"%s\"%s", plint_cli_shown(cli, name),
		                   plint_cli_guess(cli, name, strlen(name), plint_page_form_names, PLINT_PAGE_FORM_COUNT, ""));
	return form;
}

/* Writes TEXT to where --output says. */
static int deliver(struct plint_cli *cli, const struct plint_buf *text)
{
	const char *path = cli->options.outputs.count > 0 ? cli->options.outputs.items[0] : "-";
	if (strcmp(path, "-") == 0) {
		plint_cli_print(cli, text);
		return PLINT_CLI_GOOD;
	}
	enum plint_io_status s = plint_io_replace(&cli->arena, path, text->text, text->len);
	if (s == PLINT_IO_OK)
		return PLINT_CLI_GOOD;
	plint_cli_complain(cli, "%s could not be written: %s", plint_cli_shown(cli, path),
	                   s == PLINT_IO_MISSING ? "there is no such folder" : plint_io_words(s));
	return PLINT_CLI_TROUBLE;
}

int plint_rules_doc(struct plint_cli *cli, const struct plint_session *session, const char *const *words, uint32_t count)
{
	enum plint_page_form form = asked_form(cli);
	struct plint_buf text;
	struct plint_page page;
	(void)words;
	if (form == PLINT_PAGE_FORM_COUNT)
		return PLINT_CLI_TROUBLE;
	if (cli->options.outputs.count > 1 || (cli->options.outputs.count == 1 && !*cli->options.outputs.items[0])) {
		plint_cli_complain(cli, "`planlint rules doc` writes one page: --output FILE");
		return PLINT_CLI_TROUBLE;
	}
	const char *language = session->language ? session->language : cli->options.lang;
	struct plint_reference r = {.pack = &session->pack, .wanted = plint_rules_wanted(cli, session, count > 0), .only_added = count > 0,
	                            .language = language};
	plint_buf_init(&text, &cli->arena);
	plint_page_init(&page, &text, form, language);
	plint_reference_write(&page, &r);
	return deliver(cli, &text);
}
