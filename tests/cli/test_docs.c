/*
 * What the documentation shows is true: its plans can be read, its rules pass their own examples, its packs load, its transcripts are what
 * the program prints, its tables name every kind, field, command and limit. Blocks are found by the word behind the three backquotes:
 * plan, yaml (a rule begins with id:, a pack with name:), console. Runs from the root of the project.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diag/diag.h"
#include "expr/expr.h"
#include "rule/pack_load.h"
#include "rule/yaml_reader.h"
#include "support/shell.h"
#include "syntax/parse.h"

static const char *const pages[] = {"README.md", "docs/language.md", "docs/writing-rules.md", "docs/many-plans.md", "docs/old-plans.md"};
enum { PAGE_COUNT = sizeof pages / sizeof pages[0] };

static char *read_page(const char *path)
{
	FILE *f = fopen(path, "rb");
	if (!f)
		fail_msg("%s cannot be opened", path);
	assert_int_equal(fseek(f, 0, SEEK_END), 0);
	long size = ftell(f);
	assert_true(size > 0);
	rewind(f);
	char *text = malloc((size_t)size + 1);
	assert_non_null(text);
	assert_int_equal(fread(text, 1, (size_t)size, f), size);
	text[size] = '\0';
	fclose(f);
	return text;
}

/* The next block of KIND behind *AT, as a new text without its fences; NULL where there is none. *AT moves behind it. */
static char *next_block(const char **at, const char *kind)
{
	char fence[32];
	snprintf(fence, sizeof fence, "\n```%s\n", kind);
	const char *start = strstr(*at, fence);
	if (!start)
		return NULL;
	start += strlen(fence);
	const char *end = strstr(start, "\n```");
	if (!end)
		fail_msg("a block is not closed: %.60s", start);
	*at = end + 1;
	return strndup(start, (size_t)(end - start) + 1);
}

/* Runs the program with the words BEFORE, a file that holds TEXT and whose name ends in SUFFIX, and the words AFTER; fails unless it
 * ends with 0. */
static void try_file(const char *page, const char *text, const char *suffix, const char *before, const char *after)
{
	char folder[] = "/tmp/docs-XXXXXX", path[64], command[512];
	const char *program = getenv("PLANLINT");
	int status;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/example%s", folder, suffix);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	snprintf(command, sizeof command, "%s %s %s %s", program ? program : "build/planlint", before, path, after);
	char *output = shell_run(command, &status);
	unlink(path);
	rmdir(folder);
	if (status != 0)
		fail_msg("%s: status %d\n%s%s", page, status, text, output);
	free(output);
}

static void every_plan_can_be_read(void **state)
{
	(void)state;
	unsigned count = 0;
	for (unsigned i = 0; i < PAGE_COUNT; i++) {
		char *text = read_page(pages[i]), *block;
		const char *at = text;
		while ((block = next_block(&at, "plan"))) {
			try_file(pages[i], block, ".plan", "check --no-config --format compact --fail-on never", "");
			free(block);
			count++;
		}
		free(text);
	}
	assert_true(count >= 10);
}

static void every_rule_passes_its_examples_and_every_pack_loads(void **state)
{
	(void)state;
	unsigned rules = 0, packs = 0;
	for (unsigned i = 0; i < PAGE_COUNT; i++) {
		char *text = read_page(pages[i]), *block;
		const char *at = text;
		while ((block = next_block(&at, "yaml"))) {
			if (strncmp(block, "id:", 3) == 0) {
				try_file(pages[i], block, ".yaml", "rules test", "");
				rules++;
			} else if (strncmp(block, "name:", 5) == 0) {
				try_file(pages[i], block, ".yaml", "check --no-config --quiet --fail-on never --rules", "plans/five-lines.plan");
				packs++;
			}
			free(block);
		}
		free(text);
	}
	assert_true(rules >= 3);
	assert_true(packs >= 2);
}

/* Each line of WANTED stands in OUTPUT, in this order; a line "…" stands for any. */
static void assert_lines(const char *command, char *wanted, const char *output)
{
	const char *at = output;
	for (char *line = strtok_r(wanted, "\n", &wanted); line; line = strtok_r(NULL, "\n", &wanted)) {
		if (strcmp(line, "…") == 0)
			continue;
		const char *found = strstr(at, line);
		if (!found)
			fail_msg("%s does not print, at its place:\n%s\nbut:\n%s", command, line, output);
		at = found + strlen(line);
	}
}

static void transcripts_are_what_the_program_prints(void **state)
{
	(void)state;
	const char *program = getenv("PLANLINT");
	unsigned count = 0;
	for (unsigned i = 0; i < PAGE_COUNT; i++) {
		char *text = read_page(pages[i]), *block;
		const char *at = text;
		while ((block = next_block(&at, "console"))) {
			char command[512];
			int status;
			char *end = strchr(block, '\n');
			assert_int_equal(strncmp(block, "$ planlint ", 11), 0);
			assert_non_null(end);
			*end = '\0';
			snprintf(command, sizeof command, "%s %s", program ? program : "build/planlint", block + 11);
			char *output = shell_run(command, &status);
			assert_lines(command, end + 1, output);
			free(output);
			free(block);
			count++;
		}
		free(text);
	}
	assert_true(count >= 1);
}

static const char *const kinds[] = {
#define KIND(id, word, plural, places) word,
#define FIELD(kind, id, spelling, many, want, list, refs, part1, part2)
#include "syntax/kinds.def"
};
static const char *const fields[] = {
#define KIND(id, word, plural, places)
#define FIELD(kind, id, spelling, many, want, list, refs, part1, part2) #kind, spelling,
#include "syntax/kinds.def"
};

/* The row of the last table of the language page that begins with kind WORD, or holds it among the first column's; NULL where none does. */
static const char *row_of(const char *table, const char *word)
{
	char cell[40];
	snprintf(cell, sizeof cell, "`%s`", word);
	for (const char *row = strstr(table, "\n| `"); row; row = strstr(row + 1, "\n| `")) {
		const char *found = strstr(row, cell), *end = strstr(row, " | ");
		if (found && end && found < end)
			return row + 1;
	}
	return NULL;
}

static void the_language_page_names_every_kind_and_field(void **state)
{
	(void)state;
	char *text = read_page("docs/language.md");
	const char *table = strstr(text, "\n## All kinds and fields");
	assert_non_null(table);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (!row_of(table, kinds[i]))
			fail_msg("the kind %s has no row", kinds[i]);
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i += 2) {
		char kind[32], cell[40];
		size_t len = 0;
		for (; fields[i][len] && len + 1 < sizeof kind; len++)
			kind[len] = (char)(fields[i][len] | 0x20);
		kind[len] = '\0';
		snprintf(cell, sizeof cell, "`%s`", fields[i + 1]);
		const char *row = row_of(table, kind);
		if (!row)
			fail_msg("the kind %s has no row", kind);
		const char *found = strstr(strstr(row, " | "), cell), *end = strchr(row, '\n');
		if (!found || found > end)
			fail_msg("the row of %s does not name its field %s", kind, fields[i + 1]);
	}
	free(text);
}

static void the_readme_names_every_command(void **state)
{
	(void)state;
	static const char *const commands[] = {
#define COMMAND(id, name, function, takes, help, groups) name,
#include "cli/commands.def"
	};
	char *text = read_page("README.md");
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
		char words[48];
		snprintf(words, sizeof words, "planlint %s", commands[i]);
		if (!strstr(text, words))
			fail_msg("README.md does not name the command %s", commands[i]);
	}
	free(text);
}

/* TEXT holds what the format and its figures make. */
static void assert_limit(const char *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void assert_limit(const char *text, const char *format, ...)
{
	char line[160];
	va_list args;
	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	if (!strstr(text, line))
		fail_msg("SECURITY.md should say: %s", line);
}

static void the_security_page_states_the_limits_in_force(void **state)
{
	(void)state;
	char *text = read_page("SECURITY.md");
	assert_limit(text, "| a plan file | %d MiB |", PLINT_MAX_FILE_BYTES >> 20);
	assert_limit(text, "| nesting of blocks | %d |", PLINT_MAX_NESTING);
	assert_limit(text, "includes within includes | %d,000; %d |", PLINT_MAX_FILES / 1000, PLINT_MAX_INCLUDE_DEPTH);
	assert_limit(text, "of one file | %d,000; %d,000, then", PLINT_MAX_DIAGS_RULE / 1000, PLINT_MAX_DIAGS_FILE / 1000);
	assert_limit(text, "| a pack file; its nesting; one text in it | %d MiB; %d; %d KiB |", PLINT_MAX_PACK_BYTES >> 20,
		     PLINT_MAX_YAML_DEPTH, PLINT_MAX_SCALAR_BYTES >> 10);
	assert_limit(text, "packs that extend packs | %d,000; %d |", PLINT_MAX_PACK_FILES / 1000, PLINT_MAX_PACK_EXTENDS);
	assert_limit(text, "| a baseline; one line of it | %d MiB; %d KiB |", PLINT_MAX_BASELINE_BYTES >> 20, PLINT_MAX_BASELINE_LINE >> 10);
	assert_limit(text, "`planlint ignore` writes | %d characters |", PLINT_MAX_REASON);
	assert_limit(text, "| an expression; its nesting | %d KiB; %d |", PLINT_MAX_EXPR_BYTES >> 10, PLINT_MAX_EXPR_DEPTH);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_plan_can_be_read),
	    cmocka_unit_test(every_rule_passes_its_examples_and_every_pack_loads),
	    cmocka_unit_test(transcripts_are_what_the_program_prints),
	    cmocka_unit_test(the_language_page_names_every_kind_and_field),
	    cmocka_unit_test(the_readme_names_every_command),
	    cmocka_unit_test(the_security_page_states_the_limits_in_force),
	};
	return cmocka_run_group_tests_name("docs", tests, NULL, NULL);
}
