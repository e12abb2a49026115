/* `planlint schema`: prints a JSON Schema, for editors and for other people's programs. */
#include "cli/schema.h"

#include <string.h>

#include "cli/cli.h"

static const struct {
	const char *name;
	void (*write)(struct plint_json *j, struct plint_arena *a, const struct plint_pack *pack);
} schemas[] = {{"config", plint_schema_config}, {"rule", plint_schema_rule}, {"findings", plint_schema_findings}};
#define SCHEMA_COUNT (sizeof schemas / sizeof *schemas)

int plint_cmd_schema(struct plint_cli *cli)
{
	const struct plint_options *o = &cli->options;
	const char *names[SCHEMA_COUNT];
	const char *name = o->words.count > 0 ? o->words.items[0] : NULL;
	if (!name) {
		plint_cli_complain(cli, "which schema? There are config (of .planlint.yaml), rule (of rule packs) and findings (of --format json)");
		return PLINT_CLI_TROUBLE;
	}
	if (o->words.count > 1) {
		plint_cli_complain(cli, "`planlint schema` prints one schema; what is \"%s\" for?", plint_cli_shown(cli, o->words.items[1]));
		return PLINT_CLI_TROUBLE;
	}
	for (size_t i = 0; i < SCHEMA_COUNT; i++) {
		names[i] = schemas[i].name;
		if (strcmp(names[i], name) != 0)
			continue;
		struct plint_pack pack;
		struct plint_buf out;
		struct plint_json j;
		plint_pack_default(&pack);
		plint_buf_init(&out, &cli->arena);
		plint_json_init(&j, &out);
		schemas[i].write(&j, &cli->arena, &pack);
		plint_buf_char(&out, '\n');
		plint_cli_print(cli, &out);
		return cli->is_stdout_lost ? PLINT_CLI_TROUBLE : PLINT_CLI_GOOD;
	}
	plint_cli_complain(cli, "there is no schema \"%s\"; there are config, rule and findings%s", plint_cli_shown(cli, name),
	                   plint_cli_guess(cli, name, strlen(name), names, SCHEMA_COUNT, ""));
	return PLINT_CLI_TROUBLE;
}
