/*
 * The whole of the hostile input, which takes minutes: every case of every group is run in every way that fits it, and what must hold is
 * looked at. Prints a line a group: cases, runs, faults, the longest run, the greatest peak of memory, and the greatest peak above 24 MB for
 * a byte of input. Ends with status 1 where something did not hold; the faults come by name.
 *
 *   hostile PLAN…            the good plans of which damaged copies are made
 *
 * PLANLINT names the program. HOSTILE_GROUPS="bytes regex" runs these alone; HOSTILE_SANITIZED=1 says that the program is slower and greater.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hostile/cases.h"
#include "hostile/folders.h"
#include "hostile/judge.h"
#include "hostile/run.h"

#define MAX_GROUPS 64
#define SMALL_BYTES ((size_t)64 << 10)
#define GOOD "plan \"P\" { period 2027 to 2029 }\ngoal a \"A goal\" { dimension outreach }\n"
#define OTHER "plan \"P\" { period 2027 to 2029 }\nfrob x\n"
#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static const char *const formats[] = {"compact", "jsonl", "sarif", "junit", "github", "gitlab", "checkstyle", "markdown", "html"};

struct tally {
	const char *group;
	unsigned cases, runs, faults;
	double seconds;    /* the longest run */
	long peak_kb;
	double per_byte;   /* the greatest (peak - 24 MB) / input */
	char longest[160], greatest[160];
};

struct hostile {
	struct hostile_place place;
	struct tally tallies[MAX_GROUPS];
	unsigned group_count;
	struct tally *tally; /* of this case */
	const char *name;
	size_t len;          /* of its input */
};

static struct tally *tally_of(struct hostile *h, const char *group)
{
	for (unsigned i = 0; i < h->group_count; i++)
		if (strcmp(h->tallies[i].group, group) == 0)
			return &h->tallies[i];
	if (h->group_count == MAX_GROUPS)
		abort();
	h->tallies[h->group_count].group = group;
	return &h->tallies[h->group_count++];
}

static bool is_wanted(const char *group)
{
	const char *wanted = getenv("HOSTILE_GROUPS");
	return !wanted || strstr(wanted, group);
}

static void begin(struct hostile *h, const char *group, const char *name, size_t len)
{
	h->tally = tally_of(h, group);
	h->tally->cases++;
	h->name = name;
	h->len = len;
}

static void print_shown(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < ' ' && *text != '\n')
			printf("<%02X>", (unsigned char)*text);
		else
			putchar(*text);
}

static bool blame(struct hostile *h, const char *const *words, const char *what)
{
	h->tally->faults++;
	printf("FAULT [%s] ", h->tally->group);
	print_shown(h->name);
	printf("\n  planlint");
	for (; *words; words++) {
		putchar(' ');
		print_shown(*words);
	}
	printf("\n  %s\n", what);
	fflush(stdout);
	return false;
}

static bool note(struct hostile *h, const char *const *words, bool is_right)
{
	struct hostile_place *p = &h->place;
	struct tally *t = h->tally;
	double per_byte = p->memory_kb > 24 << 10 && h->len > 0 ? (double)(p->memory_kb - (24 << 10)) * 1024 / (double)h->len : 0;
	t->runs++;
	if (p->seconds > t->seconds) {
		t->seconds = p->seconds;
		snprintf(t->longest, sizeof t->longest, "%s %.100s", words[0], h->name);
	}
	if (p->memory_kb > t->peak_kb)
		t->peak_kb = p->memory_kb;
	if (per_byte > t->per_byte) {
		t->per_byte = per_byte;
		snprintf(t->greatest, sizeof t->greatest, "%s %.100s", words[0], h->name);
	}
	return is_right || blame(h, words, p->fault);
}

static bool run(struct hostile *h, const char *const *words)
{
	return note(h, words, hostile_run(&h->place, words));
}

static bool run_on_terminal(struct hostile *h, const char *const *words)
{
	return note(h, words, hostile_run_on_terminal(&h->place, words));
}

static bool is_status(struct hostile *h, const char *const *words, int due)
{
	char what[64];
	if (due == HOSTILE_ANY || h->place.status == due)
		return true;
	snprintf(what, sizeof what, "status %d, not %d", h->place.status, due);
	return blame(h, words, what);
}

/* Enough to tell that a file is still the same. */
static uint64_t hash(const char *text, size_t len)
{
	uint64_t value = 14695981039346656037u;
	for (size_t i = 0; i < len; i++)
		value = (value ^ (unsigned char)text[i]) * 1099511628211u;
	return value;
}

static uint64_t hash_of_file(struct hostile *h, const char *name)
{
	size_t len = 0;
	char *text = hostile_read(&h->place, name, &len);
	uint64_t value = text ? hash(text, len) : 0;
	free(text);
	return value;
}

/* --- plans ------------------------------------------------------------------------------------------------------------------- */

/* In JSON: the status that the findings ask for, and that of the case. -1: it did not go well. */
static int check_as_json(struct hostile *h, const struct hostile_case *c, unsigned *reading_errors)
{
	const char *const *words = WORDS("check", "--format", "json", "in.plan");
	if (!run(h, words))
		return -1;
	const char *fault = judge_format("json", h->place.output, h->place.out_len);
	int due = fault ? -1 : judge_status(h->place.output, h->place.len, reading_errors);
	if (fault || due < 0) {
		blame(h, words, fault ? fault : "no findings in it");
		return -1;
	}
	bool is_right = is_status(h, words, due);
	if (c)
		is_right = is_status(h, words, c->status) && is_right;
	return is_right ? due : -1;
}

static void check_with_another(struct hostile *h, const struct hostile_case *c)
{
	const char *const *words = WORDS("check", "in.plan", "other.txt");
	if (!run(h, words))
		return;
	const char *fault = judge_format("text", h->place.output, h->place.out_len);
	if (fault)
		blame(h, words, fault);
	else if (c->says && !strstr(h->place.output, c->says))
		blame(h, words, "what is due is not said");
	else if (!strstr(h->place.output, "other.txt:2:1"))
		blame(h, words, "the other file is not checked");
	else
		is_status(h, words, 2);
}

static void check_in_formats(struct hostile *h, int status)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		const char *const *words = WORDS("check", "--format", formats[i], "in.plan");
		if (!run(h, words))
			continue;
		const char *fault = judge_format(formats[i], h->place.output, h->place.out_len);
		if (fault)
			blame(h, words, fault);
		is_status(h, words, status);
	}
	run_on_terminal(h, WORDS("check", "--color", "always", "in.plan"));
}

static void lay_out(struct hostile *h, const struct hostile_case *c, int status, unsigned errors)
{
	const char *const *words = WORDS("fmt", "--write", "in.plan");
	unsigned errors_after;
	size_t len;
	if (!run(h, words))
		return;
	bool is_laid_out = h->place.status == 0;
	char *after = hostile_read(&h->place, "in.plan", &len);
	const char *fault = after ? judge_layout(c->text, c->len, after, len) : "the plan is gone";
	uint64_t was = after ? hash(after, len) : 0;
	free(after);
	if (fault)
		blame(h, words, fault);
	if (run(h, words) && hash_of_file(h, "in.plan") != was)
		blame(h, words, "laid out twice is not the same as once");
	int now = check_as_json(h, NULL, &errors_after);
	if (now >= 0 && status >= 0 && (now != status || (is_laid_out && errors != errors_after)))
		blame(h, words, "laid out it says something else");
}

static void fix(struct hostile *h, unsigned errors)
{
	const char *const *words = WORDS("fix", "--unsafe", "in.plan");
	unsigned errors_after;
	run_on_terminal(h, WORDS("fix", "--diff", "--unsafe", "in.plan")); /* into a pipe goes the plan itself */
	if (run(h, words) && check_as_json(h, NULL, &errors_after) >= 0 && errors_after > errors)
		blame(h, words, "the fixes bring errors");
}

static void try_plan(struct hostile *h, const struct hostile_case *c)
{
	unsigned errors = 0;
	bool is_small = c->len <= SMALL_BYTES && !c->is_one_of_many;
	hostile_write(&h->place, "in.plan", c->text, c->len);
	hostile_write(&h->place, "other.txt", OTHER, sizeof OTHER - 1);
	int status = check_as_json(h, c, &errors);
	if (judge_is_bad_text(c->text, c->len) && status >= 0 && status != 2)
		blame(h, WORDS("check", "in.plan"), "bad text passes");
	check_with_another(h, c);
	if (is_small && status >= 0) {
		check_in_formats(h, status);
		run(h, WORDS("ast", "in.plan"));
		run(h, WORDS("settings", "in.plan"));
		run(h, WORDS("ignore", "--list", "in.plan"));
		run(h, WORDS("check", "--lang", "fr", "--stats", "in.plan"));
	}
	run(h, WORDS("fmt", "--check", "in.plan"));
	if (hash_of_file(h, "in.plan") != hash(c->text, c->len))
		blame(h, WORDS("check", "in.plan"), "the plan is not what it was");
	lay_out(h, c, status, errors);
	hostile_write(&h->place, "in.plan", c->text, c->len);
	fix(h, errors);
}

/* --- what stands beside a plan: packs, settings, baselines ------------------------------------------------------------------------ */

static void check_beside(struct hostile *h, const struct hostile_case *c, const char *const *words)
{
	if (!run(h, words))
		return;
	is_status(h, words, c->status);
	if (c->says && !strstr(h->place.output, c->says))
		blame(h, words, "what is due is not said");
	if (c->sort == HOSTILE_PACK && !strstr(h->place.output, "goal-without-objective"))
		blame(h, words, "other rules do not run");
}

static void try_pack(struct hostile *h, const struct hostile_case *c)
{
	static const char plan[] = GOOD "goal b \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\" { dimension needs }\n";
	hostile_write(&h->place, "pack.yaml", c->text, c->len);
	hostile_write(&h->place, "in.plan", plan, sizeof plan - 1);
	check_beside(h, c, WORDS("check", "--rules", "pack.yaml", "in.plan"));
	const char *const *words = WORDS("check", "--format", "json", "--rules", "pack.yaml", "in.plan");
	const char *fault = run(h, words) ? judge_format("json", h->place.output, h->place.out_len) : NULL;
	if (fault)
		blame(h, words, fault);
	run(h, WORDS("rules", "lint", "pack.yaml"));
	run(h, WORDS("rules", "test", "pack.yaml"));
	run(h, WORDS("rules", "doc", "pack.yaml"));
	run(h, WORDS("rules", "list", "--rules", "pack.yaml"));
	run(h, WORDS("explain", "my-rule", "--rules", "pack.yaml"));
	run_on_terminal(h, WORDS("fix", "--rules", "pack.yaml", "--diff", "in.plan"));
	run_on_terminal(h, WORDS("check", "--color", "always", "--rules", "pack.yaml", "in.plan"));
	remove(hostile_path(&h->place, "pack.yaml"));
}

static void try_settings(struct hostile *h, const struct hostile_case *c)
{
	hostile_write(&h->place, ".planlint.yaml", c->text, c->len);
	hostile_write(&h->place, "in.plan", GOOD, sizeof GOOD - 1);
	check_beside(h, c, WORDS("check", "in.plan"));
	run(h, WORDS("settings", "in.plan"));
	run(h, WORDS("settings", "--files", "in.plan"));
	run(h, WORDS("fmt", "--check", "in.plan"));
	run(h, WORDS("check", "--format", "sarif", "in.plan"));
	run_on_terminal(h, WORDS("check", "--color", "always", "in.plan"));
	remove(hostile_path(&h->place, ".planlint.yaml"));
}

static void try_baseline(struct hostile *h, const struct hostile_case *c)
{
	hostile_write(&h->place, "base", c->text, c->len);
	hostile_write(&h->place, "in.plan", GOOD, sizeof GOOD - 1);
	check_beside(h, c, WORDS("check", "--baseline", "base", "in.plan"));
	run_on_terminal(h, WORDS("check", "--color", "always", "--baseline", "base", "in.plan"));
	if (hash_of_file(h, "base") != hash(c->text, c->len))
		blame(h, WORDS("check", "--baseline", "base"), "the baseline is not what it was");
	const char *const *words = WORDS("check", "--baseline", "base", "--prune-baseline", "in.plan");
	if (run(h, words) && c->status == 2 && hash_of_file(h, "base") != hash(c->text, c->len))
		blame(h, words, "a damaged baseline is written over");
	words = WORDS("check", "--write-baseline", "base", "in.plan");
	if (run(h, words) && c->status == 2 && hash_of_file(h, "base") != hash(c->text, c->len))
		blame(h, words, "a damaged baseline is written over");
}

static void visit(void *data, const struct hostile_case *c)
{
	static void (*const ways[])(struct hostile *h, const struct hostile_case *c) = {
	    [HOSTILE_PLAN] = try_plan,
	    [HOSTILE_PACK] = try_pack,
	    [HOSTILE_SETTINGS] = try_settings,
	    [HOSTILE_BASELINE] = try_baseline,
	};
	struct hostile *h = data;
	if (!is_wanted(c->group))
		return;
	begin(h, c->group, c->name, c->len);
	ways[c->sort](h, c);
	if (access(hostile_path(&h->place, "PWNED"), F_OK) == 0) {
		blame(h, WORDS("?"), "a command was run");
		remove(hostile_path(&h->place, "PWNED"));
	}
}

/* --- folders, names, standard input --------------------------------------------------------------------------------------------- */

static void try_layouts(struct hostile *h)
{
	const struct hostile_layout *layout;
	for (size_t i = 0; (layout = hostile_layout(i)) != NULL; i++) {
		char text[256], *next = text;
		const char *words[32] = {NULL};
		if (!is_wanted(layout->group))
			continue;
		hostile_empty(&h->place);
		begin(h, layout->group, layout->name, 0);
		snprintf(text, sizeof text, "%s", layout->words);
		for (size_t k = 0; k < 30 && (words[k] = strsep(&next, " ")) != NULL; k++)
			continue;
		if (!hostile_lay_out(&h->place, layout))
			blame(h, words, "cannot be laid out");
		else if (run(h, words) && !hostile_judge_layout(&h->place, layout))
			blame(h, words, h->place.fault);
	}
	hostile_empty(&h->place);
}

static void try_names(struct hostile *h)
{
	const char *name;
	for (size_t i = 0; (name = hostile_file_name(i)) != NULL && is_wanted("names"); i++) {
		hostile_empty(&h->place);
		begin(h, "names", name, sizeof OTHER);
		if (!hostile_write(&h->place, name, OTHER, sizeof OTHER - 1))
			blame(h, WORDS("check", name), "cannot be made");
		for (size_t k = 0; k < sizeof formats / sizeof *formats; k++) {
			const char *const *words = WORDS("check", "--format", formats[k], "--", name);
			const char *fault = run(h, words) ? judge_format(formats[k], h->place.output, h->place.out_len) : NULL;
			if (fault || !strstr(h->place.output, "frob"))
				blame(h, words, fault ? fault : "the fault in it is not shown");
			is_status(h, words, 2);
		}
		run_on_terminal(h, WORDS("check", "--color", "always", "--", name));
		run(h, WORDS("check", "."));
		is_status(h, WORDS("check", "."), 2);
		run(h, WORDS("fmt", "--write", "--", name));
		run(h, WORDS("fix", "--", name));
		run_on_terminal(h, WORDS("fix", "--diff", "--", name));
		run(h, WORDS("settings", "--files", "--", name));
		run(h, WORDS("check", "--write-baseline", "base", "--", name));
		run(h, WORDS("ignore", "--list", "--", name));
		if (access(hostile_path(&h->place, "PWNED"), F_OK) == 0)
			blame(h, WORDS("?"), "a command was run");
	}
	hostile_empty(&h->place);
}

static void try_standard_input(struct hostile *h)
{
	static const struct {
		const char *name, *feed;
		size_t times;
		int status;
	} feeds[] = {
	    {"1 GB of letters in a line", "a", (size_t)1 << 30, 2}, {"1 GB of quotes", "\"", (size_t)1 << 30, 2}, {"1 GB of nuls", "", (size_t)1 << 30, 2},
	    {"1 GB of empty lines", "\n", (size_t)1 << 30, 2},      {"64 MiB and a byte", "#", ((size_t)64 << 20) + 1, 2}, {"64 MiB of a remark", "#", (size_t)64 << 20, 1},
	    {"a byte", "#", 1, 1},
	};
	static const char *const commands[][4] = {{"check", "-"}, {"fmt", "-"}, {"ast", "-"}, {"check", "--format", "json", "-"}};
	for (size_t i = 0; i < sizeof feeds / sizeof *feeds && is_wanted("input"); i++) {
		begin(h, "input", feeds[i].name, feeds[i].times);
		h->place.feed = feeds[i].feed;
		h->place.feed_times = feeds[i].times;
		for (size_t k = 0; k < sizeof commands / sizeof *commands; k++) {
			const char *words[5] = {commands[k][0], commands[k][1], commands[k][2], commands[k][3], NULL};
			if (run(h, words))
				/* What can be checked may be too much to be laid out. */
				is_status(h, words, feeds[i].status == 2 || strcmp(words[0], "check") == 0 ? feeds[i].status : HOSTILE_ANY);
		}
		h->place.feed = NULL;
	}
}

static bool damage(struct hostile *h, const char *path)
{
	FILE *f = fopen(path, "r");
	struct stat st;
	if (!f || fstat(fileno(f), &st) != 0)
		return false;
	char *text = malloc((size_t)st.st_size + 1);
	size_t len = text ? fread(text, 1, (size_t)st.st_size, f) : 0;
	const char *slash = strrchr(path, '/');
	fclose(f);
	hostile_damaged(slash ? slash + 1 : path, text, len, visit, h);
	free(text);
	return len > 0;
}

static unsigned report(const struct hostile *h)
{
	unsigned cases = 0, runs = 0, faults = 0;
	printf("%-12s %6s %7s %6s %8s %8s %10s\n", "group", "cases", "runs", "faults", "longest", "peak MB", "per byte");
	for (unsigned i = 0; i < h->group_count; i++) {
		const struct tally *t = &h->tallies[i];
		printf("%-12s %6u %7u %6u %7.2fs %8ld %10.1f", t->group, t->cases, t->runs, t->faults, t->seconds, t->peak_kb >> 10, t->per_byte);
		printf("   %s%s%s\n", t->seconds >= 1 ? t->longest : "", t->seconds >= 1 && t->per_byte > 40 ? "; " : "", t->per_byte > 40 ? t->greatest : "");
		cases += t->cases;
		runs += t->runs;
		faults += t->faults;
	}
	printf("hostile: %u cases, %u runs, %u faults\n", cases, runs, faults);
	return faults;
}

int main(int argc, char **argv)
{
	static struct hostile h;
	if (!hostile_open(&h.place)) {
		fputs("hostile: cannot begin: is the program built, and may /tmp be written to?\n", stderr);
		return 2;
	}
	hostile_bytes(visit, &h);
	hostile_texts(visit, &h);
	hostile_patterns(visit, &h);
	try_names(&h);
	try_layouts(&h);
	try_standard_input(&h);
	for (int i = 1; i < argc && is_wanted("damaged"); i++)
		if (!damage(&h, argv[i]))
			fprintf(stderr, "hostile: %s cannot be read\n", argv[i]);
	hostile_close(&h.place);
	return report(&h) > 0;
}
