/*
 * `planlint rules new`: a rule to begin with, which passes its own examples as it stands, and with --pack a pack around it. Nothing that is
 * there is ever overwritten.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/io.h"
#include "cli/rules.h"

#define MAX_NAME 80

/* The parts of the rule around its id and its family. The example is that of docs/writing-rules.md. */
static const char rule_head[] =
    "# One rule: whom it is about, what must hold, what to say where it does not, and examples that prove it.\n"
    "# Change what stands here, then run `planlint rules test` on this file. All keys: docs/writing-rules.md.\n\n";
static const char rule_body[] =
    "severity: advice                       # error, warning or advice; a new rule begins as advice\n"
    "\n"
    "# Whom it is about: a kind of block, and a letter to call it by. `where` leaves out those that it is not about.\n"
    "for: activity a\n"
    "where: a.budget is not missing\n"
    "\n"
    "# What must hold. A finding is a block for which it definitely does not.\n"
    "require: a.owner is not missing\n"
    "\n"
    "# One line, lower case, no full stop; {a} becomes the block's title.\n"
    "message: \"money is set aside for {a}, and nobody answers for it\"\n"
    "why: >\n"
    "  Money without a name beside it is spent late or on something else.\n"
    "try: write `owner` and the role, at the activity or at the objective around it\n"
    "off: the budget is kept in another document that names the people\n"
    "source: [{practice: \"every budget line has one person who answers for it\"}]\n"
    "\n"
    "# A `flags` example gives exactly one finding of this rule, in the line that carries the mark; a `passes` example none.\n"
    "# Write one that looks wrong and is fine: it keeps the rule honest.\n"
    "examples:\n"
    "  - flags: |\n"
    "      goal hamlets \"Reach the hamlets\" {\n"
    "          dimension outreach\n"
    "          objective agents \"Bring an agent into every hamlet\" {\n"
    "              activity train \"Train the agents\" { budget IZD 180,000 }   # <-\n"
    "          }\n"
    "      }\n"
    "  - passes: |\n"
    "      role field_head \"Head of field work\"\n"
    "      goal hamlets \"Reach the hamlets\" {\n"
    "          dimension outreach\n"
    "          objective agents \"Bring an agent into every hamlet\" {\n"
    "              owner field_head\n"
    "              activity train \"Train the agents\" { budget IZD 180,000 }\n"
    "          }\n"
    "      }\n"
    "  - note: an activity that costs nothing is no matter of this rule\n"
    "    passes: |\n"
    "      goal hamlets \"Reach the hamlets\" {\n"
    "          dimension outreach\n"
    "          objective agents \"Bring an agent into every hamlet\" {\n"
    "              activity visit \"Visit the hamlets\"\n"
    "          }\n"
    "      }\n";
static const char pack_body[] =
    "version: 0.1.0\n"
    "since: 0.1.0                           # the version in which the rules came that do not say it themselves\n"
    "title: What this pack is for, in a few words\n"
    "extends: [default]                     # the rules that come with planlint stay in force\n"
    "\n"
    "# What it may change in the rules that it stands on:\n"
    "#   severity: {no-sex-split: error}\n"
    "#   params: {too-many-indicators: {max: 5}}\n"
    "#   off: [perspective-empty]\n";

/* Whether NAME may name a rule or a pack: small letters, digits and -, beginning with a letter. */
static bool is_name(const char *name)
{
	size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
	return len > 0 && name[len] == '\0' && len <= MAX_NAME && name[0] >= 'a' && name[0] <= 'z';
}

/* Whether NAME may name a new rule; told otherwise. */
static bool is_free(struct plint_cli *cli, const struct plint_session *s, const char *name)
{
	int rule;
	if (!is_name(name))
		plint_cli_complain(cli, "a rule's name holds small letters, digits and - only, such as no-exit-interview: not \"%s\"",
		                   plint_cli_shown(cli, name));
	else if (plint_pack_is_reading_error(name, strlen(name)))
		plint_cli_complain(cli, "\"%s\" is an error of reading; give the rule another name", name);
	else if ((rule = plint_pack_rule(&s->pack, name, strlen(name))) >= 0)
		plint_cli_complain(cli, "there is a rule \"%s\" already, in the pack %s; `planlint rules show %s` prints it", name,
		                   plint_cli_shown(cli, plint_pack_text(&s->pack, s->pack.packs[s->pack.rules[rule].pack].name)), name);
	else
		return true;
	return false;
}

/* Writes TEXT to PATH, where nothing may be yet. */
static bool write_new(struct plint_cli *cli, const char *path, const struct plint_buf *text)
{
	uint64_t dev, ino;
	if (plint_io_stat(path, &dev, &ino) != PLINT_IO_NONE) {
		plint_cli_complain(cli, "%s is there already; nothing was written over it", plint_cli_shown(cli, path));
		return false;
	}
	enum plint_io_status s = plint_io_replace(&cli->arena, path, text->text, text->len);
	if (s == PLINT_IO_OK)
		return true;
	plint_cli_complain(cli, "%s could not be written: %s", plint_cli_shown(cli, path),
	                   s == PLINT_IO_MISSING ? "there is no such folder" : plint_io_words(s));
	return false;
}

/* Makes the folder PATH and pack.yaml in it. */
static bool make_pack(struct plint_cli *cli, const char *path, const char *name)
{
	struct plint_buf text;
	if (mkdir(path, 0777) != 0 && errno != EEXIST) {
		plint_cli_complain(cli, "the folder %s could not be made: %s", plint_cli_shown(cli, path), strerror(errno));
		return false;
	}
	plint_buf_init(&text, &cli->arena);
	plint_buf_printf(&text, "name: %s\n", name);
	plint_buf_str(&text, pack_body);
	return write_new(cli, plint_io_join(&cli->arena, path, "pack.yaml"), &text);
}

/* PATH as it is typed in a shell. */
static const char *typed(struct plint_cli *cli, const char *path)
{
	const char *shown = plint_cli_shown(cli, path);
	return strpbrk(shown, " '\"$&;()") ? plint_arena_printf(&cli->arena, "\"%s\"", shown) : shown;
}

static void say_next(struct plint_cli *cli, const char *rule, const char *pack)
{
	const char *path = typed(cli, pack ? pack : rule);
	struct plint_buf out;
	plint_buf_init(&out, &cli->arena);
	if (pack)
		plint_buf_printf(&out, "made the pack %s\n", plint_cli_shown(cli, pack));
	plint_buf_printf(&out, "wrote %s\n\nnext:\n", plint_cli_shown(cli, rule));
	plint_buf_printf(&out, "  planlint rules test %s          is every example as it says?\n", path);
	plint_buf_printf(&out, "  planlint rules lint %s          is anything in it doubtful?\n", path);
	plint_buf_printf(&out, "  planlint check --rules %s PLAN  what does it say about a plan?\n", path);
	plint_buf_printf(&out, "For all plans of a folder, in .planlint.yaml there:  rules: [%s]\n", path);
	plint_cli_print(cli, &out);
}

/* The folder that --output names; NULL where that cannot be, told. */
static const char *asked_folder(struct plint_cli *cli)
{
	const struct plint_options *o = &cli->options;
	uint64_t dev, ino;
	const char *folder = o->outputs.count > 0 ? o->outputs.items[0] : ".";
	if (o->outputs.count > 1 || !*folder || plint_io_stat(folder, &dev, &ino) != PLINT_IO_FOLDER) {
		plint_cli_complain(cli, "`planlint rules new` writes into a folder that is there: --output FOLDER%s%s",
		                   *folder ? ", not " : "", *folder ? plint_cli_shown(cli, folder) : "");
		return NULL;
	}
	return folder;
}

int plint_rules_new(struct plint_cli *cli, const struct plint_session *session, const char *const *words, uint32_t count)
{
	const struct plint_options *o = &cli->options;
	const char *family = o->family ? o->family : "house";
	if (count != 1) {
		plint_cli_complain(cli, "which rule? For example: planlint rules new no-exit-interview --family staff");
		return PLINT_CLI_TROUBLE;
	}
	if (!is_free(cli, session, words[0]))
		return PLINT_CLI_TROUBLE;
	if (!is_name(family) || (o->new_pack && !is_name(o->new_pack))) {
		plint_cli_complain(cli, "the name of a family or a pack holds small letters, digits and - only, not \"%s\"",
		                   plint_cli_shown(cli, is_name(family) ? o->new_pack : family));
		return PLINT_CLI_TROUBLE;
	}
	const char *folder = asked_folder(cli);
	if (!folder)
		return PLINT_CLI_TROUBLE;
	const char *pack = o->new_pack ? plint_io_join(&cli->arena, folder, o->new_pack) : NULL;
	const char *path = plint_io_join(&cli->arena, pack ? pack : folder, plint_arena_printf(&cli->arena, "%s.yaml", words[0]));
	struct plint_buf text;
	plint_buf_init(&text, &cli->arena);
	plint_buf_printf(&text, "%sid: %s\nfamily: %s\n%s", rule_head, words[0], family, rule_body);
	if ((pack && !make_pack(cli, pack, o->new_pack)) || !write_new(cli, path, &text))
		return PLINT_CLI_TROUBLE;
	say_next(cli, path, pack);
	return PLINT_CLI_GOOD;
}
