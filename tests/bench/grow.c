/*
 * Plans that consist of one thing, many times: the bench counts instructions at n and at 2n and so sees what does not grow in
 * step. Some are plans full of mistakes on purpose. To add one: a function and a row of the table at the end.
 *
 *   grow --list            prints "NAME N" a line
 *   grow NAME N FOLDER     writes the plan as .plan files into FOLDER, which must exist and be empty
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const head = "plan \"Growth\" { period 2027 to 2029 }\n";

static FILE *open_file(const char *folder, const char *name)
{
	char path[4096];
	int len = snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *f = len > 0 && (size_t)len < sizeof path ? fopen(path, "w") : NULL;
	if (!f) {
		perror("grow");
		exit(2);
	}
	return f;
}

static void close_file(FILE *f)
{
	if (fclose(f) != 0) {
		perror("grow");
		exit(2);
	}
}

/* --- good content --------------------------------------------------------------------------------------------------------- */

static void goals(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "goal g%u \"Reach village %u\" { dimension outreach }\n", i, i);
}

static void levels(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(f,
			"social goal g%u \"Reach village %u\" { dimension outreach\n    objective o%u \"Serve village %u\" { by 2027-12-31\n"
			"        indicator i%u \"Families served in village %u\" { kind result; target 40%% by 2027-12-31 } } }\n",
			i, i, i, i, i, i);
}

static void long_title(FILE *f, unsigned n)
{
	fputs("goal g \"", f);
	for (unsigned i = 0; i < n; i++)
		fputs("reach ", f);
	fputs("\" { dimension outreach }\n", f);
}

static void long_text(FILE *f, unsigned n)
{
	fputs("goal g \"Reach\" { dimension outreach; about \"\"\"\n", f);
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "    line %u of what there is to say\n", i);
	fputs("    \"\"\" }\n", f);
}

static void comments(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "# remark %u on this plan\n", i);
}

static void long_comment(FILE *f, unsigned n)
{
	fputc('#', f);
	for (unsigned i = 0; i < n; i++)
		fputs(" remark", f);
	fputc('\n', f);
}

static void names(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "role area_manager_%u { level management }\n", i);
}

static void references(FILE *f, unsigned n)
{
	fputs("goal g \"Reach\" { dimension outreach }\n", f);
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "objective o%u \"Serve village %u\" { serves g; owner r%u; by 2027-12-31 }\nrole r%u { level field }\n", i, i, n - 1 - i, i);
}

static void long_list(FILE *f, unsigned n)
{
	goals(f, n);
	fputs("strength s \"Known in the villages\" { level institution; touches g0", f);
	for (unsigned i = 1; i < n; i++)
		fprintf(f, ", g%u", i);
	fputs(" }\n", f);
}

static void figures(FILE *f, unsigned n)
{
	fputs("goal g \"Reach\" { dimension outreach\nindicator i \"Families\" { kind result; unit families; baseline 0 on 2026-12-31; target 9,000,000 by 2029-12-31\n", f);
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "    milestone %u,%03u by 2027-%02u-%02u\n", 1 + i / 1000, i % 1000, 1 + i / 28 % 12, 1 + i % 28);
	fputs("} }\n", f);
}

static void chain(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "goal g%u \"Reach village %u\" { dimension outreach; supports g%u }\n", i, i, i + 1 < n ? i + 1 : i - 1);
}

static void tensions(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(f,
			"goal g%u \"Reach village %u\" { dimension outreach; hurts h%u }\ngoal h%u \"Save cost %u\" { dimension efficiency }\n"
			"tension t%u \"Cost against reach\" { between g%u, h%u; handled by g%u }\n",
			i, i, i, i, i, i, i, i, i);
}

static void same_titles(FILE *f, unsigned n)
{
	fputs("goal g \"Reach\" { dimension outreach\n", f);
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "indicator i%u \"Families served, share of all, part %u\" { kind result; source mis; baseline 1%%; target 2%% }\n", i, i / 2);
	fputs("}\n", f);
}

static void directives(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "goal g%u \"Reach village %u\"   # planlint: ignore goal-without-dimension: decided in spring\n", i, i);
}

static void placeholders(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "role r%u\ngoal g%u \"Reach village %u\" { dimension outreach; owner TBD; by TBD }\n", i, i, i);
}

static void pasted(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "Goal g%u \xe2\x80\x9cReach village\xc2\xa0%u\xe2\x80\x9d { Dimension outreach; weight 1\xc2\xa0%% }\r\n", i, i);
}

static void marks(FILE *f, unsigned n)
{
	fputs("goal g \"Reach a", f);
	for (unsigned i = 0; i < n; i++)
		fputs(i % 2 ? "\xcc\x81" : "\xcc\xa7", f);
	fputs("\" { dimension outreach }\n", f);
}

/* --- mistakes ------------------------------------------------------------------------------------------------------------- */

static void findings(FILE *f, unsigned n)
{
	fputs("goal g \"Reach\" { dimension outreach\n", f);
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "objective o%u \"Serve village %u\" { by 2027-12-31 }\n", i, i);
	fputs("}\n", f);
}

static void unknown_names(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "role area_manager_%u { level management }\ngoal g%u \"Reach village %u\" { dimension outreach; owner aera_manager_%u }\n",
			i, i, i, i);
}

static void unknown_words(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "goal g%u \"Reach village %u\" { dimension outraech }\n", i, i);
}

static void unknown_kinds(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "gaol g%u \"Reach village %u\" { dimension outreach }\n", i, i);
}

static void unclosed_texts(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "goal g%u \"Reach village %u {\n    dimension outreach\n}\n", i, i);
}

static void backslashes(FILE *f, unsigned n)
{
	fputs("goal g \"", f);
	for (unsigned i = 0; i < n; i++)
		fputs("\\\"", f);
	fputs("\n", f);
}

static void open_braces(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fputs("goal { ", f);
	fputc('\n', f);
}

static void prose(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "We want to reach village %u by the end of the year.\n", i);
}

/* --- many files ----------------------------------------------------------------------------------------------------------- */

static void write_parts(const char *folder, unsigned n, bool included)
{
	FILE *main_file = open_file(folder, "main.plan");
	fputs(head, main_file);
	for (unsigned i = 0; i < n; i++) {
		char name[32];
		snprintf(name, sizeof name, "part%u.plan", i);
		FILE *f = open_file(folder, name);
		fprintf(f, "goal g%u \"Reach village %u\" { dimension outreach }\n", i, i);
		close_file(f);
		if (included)
			fprintf(main_file, "include \"%s\"\n", name);
	}
	close_file(main_file);
}

static const struct {
	const char *name;
	unsigned n;
	void (*write)(FILE *f, unsigned n); /* NULL: many files */
} things[] = {
    {"goals", 800, goals},
    {"levels", 300, levels},
    {"long-title", 6000, long_title},
    {"long-text", 4000, long_text},
    {"comments", 8000, comments},
    {"long-comment", 60000, long_comment},
    {"names", 2000, names},
    {"references", 500, references},
    {"long-list", 500, long_list},
    {"figures", 2000, figures},
    {"chain", 300, chain},
    {"tensions", 150, tensions},
    {"same-titles", 500, same_titles},
    {"directives", 500, directives},
    {"placeholders", 400, placeholders},
    {"pasted", 800, pasted},
    {"combining-marks", 20000, marks},
    {"findings", 450, findings},
    {"unknown-names", 300, unknown_names},
    {"unknown-words", 450, unknown_words},
    {"unknown-kinds", 450, unknown_kinds},
    {"unclosed-texts", 450, unclosed_texts},
    {"backslashes", 40000, backslashes},
    {"open-braces", 8000, open_braces},
    {"prose", 450, prose},
    {"includes", 200, NULL},
    {"folder", 200, NULL},
};

int main(int argc, char **argv)
{
	const size_t count = sizeof things / sizeof things[0];
	if (argc == 2 && strcmp(argv[1], "--list") == 0) {
		for (size_t i = 0; i < count; i++)
			printf("%s %u\n", things[i].name, things[i].n);
		return 0;
	}
	for (size_t i = 0; argc == 4 && i < count; i++) {
		if (strcmp(argv[1], things[i].name) != 0)
			continue;
		unsigned n = (unsigned)strtoul(argv[2], NULL, 10);
		if (!things[i].write) {
			write_parts(argv[3], n, strcmp(things[i].name, "includes") == 0);
			return 0;
		}
		FILE *f = open_file(argv[3], "grow.plan");
		fputs(head, f);
		things[i].write(f, n);
		close_file(f);
		return 0;
	}
	fputs("usage: grow --list | grow NAME N FOLDER\n", stderr);
	return 2;
}
