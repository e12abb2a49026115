/* `planlint version`: of the program and of the rules that come with it. */
#include "cli/cli.h"
#include "rule/pack.h"

int plint_cmd_version(struct plint_cli *cli)
{
	struct plint_pack pack;
	struct plint_buf out;
	plint_pack_default(&pack);
	plint_buf_init(&out, &cli->arena);
	plint_buf_printf(&out, "planlint %s\n", PLINT_VERSION);
	for (uint32_t i = 0; i < pack.pack_count; i++)
		plint_buf_printf(&out, "rule pack %s %s: %u rules\n", plint_pack_text(&pack, pack.packs[i].name),
		                 plint_pack_text(&pack, pack.packs[i].version), pack.rule_count);
	plint_cli_print(cli, &out);
	return cli->is_stdout_lost ? PLINT_CLI_TROUBLE : PLINT_CLI_GOOD;
}
