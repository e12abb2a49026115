/*
 * Fills the lists of a manual page from the program's tables: manual PAGE writes the page to standard output, with everything between
 * `.\" begin NAME` and `.\" end NAME` made anew. Run while building; the pages in docs/man hold what it made last, and a test compares.
 * Not installed.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "cli/options.h"
#include "rule/keys.h"
#include "syntax/schema.h"

#define MAX_COLUMNS 78

static const struct {
	const char *name, *takes, *help;
	unsigned groups;
} commands[] = {
#define COMMAND(id, name, function, takes, help, groups) {name, takes, help, groups},
#include "cli/commands.def"
#undef COMMAND
};

static const struct plint_option_info options[] = {
#define OPTION(id, name, letter, value, sort, member, group, help) {name, letter, value, group, help, PLINT_TAKE_##sort, 0},
#include "cli/options.def"
#undef OPTION
};

static const char *const formats[] = {
#define PLINT_FORMAT(name, ops, is_machine) #name,
#include "output/formats.def"
#undef PLINT_FORMAT
};

enum unit { UNIT_BYTES, UNIT_COUNT, UNIT_FIRST };
static const struct {
	long value;
	enum unit unit;
	const char *what;
} limits[] = {
#define LIMIT(name, value, unit, what) {value, UNIT_##unit, what},
#define LEAST(name, value, what) {value, UNIT_FIRST, what},
#include "base/limits.def"
};

static const struct {
	const char *call, *doc;
} functions[] = {
#define FUNCTION(id, name, least, most, doc) {name, doc},
#include "expr/builtins.def"
#undef FUNCTION
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- text --------------------------------------------------------------------------------------------------------------- */

/* Writes LEN bytes of TEXT, a backslash as mdoc wants it and … as three full stops. The columns taken. */
static size_t put(const char *text, size_t len)
{
	size_t columns = 0;
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\\') {
			fputs("\\e", stdout);
			columns += 2;
		} else if (strncmp(text + i, "…", 3) == 0) {
			fputs("...", stdout);
			columns += 3;
			i += 2;
		} else {
			putchar(text[i]);
			columns++;
		}
	}
	return columns;
}

/* Writes TEXT as lines of at most 78 columns, a new one behind each sentence. */
static void paragraph(const char *text)
{
	size_t column = 0;
	while (*text) {
		size_t len = strcspn(text, " ");
		if (column > 0 && column + 1 + len > MAX_COLUMNS) {
			putchar('\n');
			column = 0;
		}
		if (column > 0) {
			putchar(' ');
			column++;
		} else if (*text == '.' || *text == '\'') {
			fputs("\\&", stdout);
			column += 2;
		}
		column += put(text, len);
		bool is_end = strchr(".?!", text[len - 1]) != NULL;
		text += len + strspn(text + len, " ");
		if (is_end && *text) {
			putchar('\n');
			column = 0;
		}
	}
	if (column > 0)
		putchar('\n');
}

/* Writes TEXT as one argument of a macro. */
static void argument(const char *text)
{
	bool is_quoted = strchr(text, ' ') != NULL;
	if (is_quoted)
		putchar('"');
	put(text, strlen(text));
	if (is_quoted)
		putchar('"');
}

static void begin_list(void)
{
	puts(".Bl -tag -width Ds");
}

static void end_list(void)
{
	puts(".El");
}

/* ---- the lists ---------------------------------------------------------------------------------------------------------- */

static void write_commands(struct plint_buf *line)
{
	(void)line;
	begin_list();
	for (size_t i = 0; i < COUNT(commands); i++) {
		printf(".It Ic %s", commands[i].name);
		if (*commands[i].takes) {
			fputs(" Ar ", stdout);
			argument(commands[i].takes);
		}
		putchar('\n');
		paragraph(commands[i].help);
	}
	end_list();
}

/* "Of check, rules and ast." */
static void write_commands_of(struct plint_buf *line, unsigned group)
{
	size_t left = 0;
	if (group & GROUP_ALWAYS) {
		puts("Of every command.");
		return;
	}
	plint_buf_reset(line);
	plint_buf_str(line, "Of ");
	for (size_t i = 0; i < COUNT(commands); i++)
		left += (commands[i].groups & group) != 0;
	for (size_t i = 0; i < COUNT(commands); i++) {
		if (!(commands[i].groups & group))
			continue;
		left--;
		plint_buf_printf(line, "%s%s", commands[i].name, left > 1 ? ", " : left == 1 ? " and " : ".");
	}
	paragraph(line->text);
}

static void write_options(struct plint_buf *line)
{
	begin_list();
	for (size_t i = 0; i < COUNT(options); i++) {
		const struct plint_option_info *o = &options[i];
		fputs(".It ", stdout);
		if (o->letter)
			printf("Fl %c , ", o->letter);
		printf("Fl Fl %s", o->name);
		if (o->value) {
			fputs(" Ar ", stdout);
			argument(o->value);
		}
		putchar('\n');
		if (i == PLINT_OPTION_FORMAT)
			puts("the form of the result, see\n.Sx FORMATS");
		else
			paragraph(o->help);
		puts(".br");
		write_commands_of(line, o->group);
	}
	end_list();
}

static void write_formats(struct plint_buf *line)
{
	(void)line;
	for (size_t i = 0; i < COUNT(formats); i++)
		printf(".Cm %s%s\n", formats[i], i + 1 < COUNT(formats) ? " ," : " .");
}

/* VALUE with commas between groups of three digits. */
static void write_grouped(long value)
{
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%ld", value);
	for (int i = 0; i < len; i++)
		printf("%s%c", i > 0 && (len - i) % 3 == 0 ? "," : "", digits[i]);
}

static void write_limits(struct plint_buf *line)
{
	(void)line;
	puts(".Bl -column \"100,000,000\" \"what it limits\"");
	for (size_t i = 0; i < COUNT(limits); i++) {
		long value = limits[i].value;
		bool is_year = limits[i].unit == UNIT_FIRST || (i > 0 && limits[i - 1].unit == UNIT_FIRST);
		fputs(".It ", stdout);
		if (limits[i].unit == UNIT_BYTES && value % (1 << 20) == 0)
			printf("%ld MiB", value >> 20);
		else if (limits[i].unit == UNIT_BYTES && value % (1 << 10) == 0)
			printf("%ld KiB", value >> 10);
		else if (is_year)
			printf("%ld", value);
		else
			write_grouped(value);
		if (limits[i].unit == UNIT_BYTES && value % (1 << 10) != 0)
			fputs(" bytes", stdout);
		fputs(" Ta ", stdout);
		for (const char *at = limits[i].what; *at; at++)
			printf(*at == '"' ? "\\(dq" : "%c", *at);
		putchar('\n');
	}
	end_list();
}

static void write_functions(struct plint_buf *line)
{
	(void)line;
	begin_list();
	for (size_t i = 0; i < COUNT(functions); i++) {
		const char *doc = strchr(functions[i].doc, ':');
		char call[64];
		size_t len = doc ? (size_t)(doc - functions[i].doc) : 0;
		snprintf(call, sizeof call, "%.*s", (int)len, functions[i].doc);
		fputs(".It Fn ", stdout);
		fputs(functions[i].call, stdout);
		putchar('\n');
		fputs(".Ql ", stdout);
		argument(call);
		puts(" :");
		paragraph(doc ? doc + 1 + strspn(doc + 1, " ") : functions[i].doc);
	}
	end_list();
}

/* What stands behind a key of SHAPE, for a reader of the page. */
static const char *shape_words(enum plint_key_shape shape)
{
	switch (shape) {
	case PLINT_SHAPE_TEXT:
	case PLINT_SHAPE_ID:
		return "a text";
	case PLINT_SHAPE_TEXTS:
		return "a list of texts";
	case PLINT_SHAPE_TEXT_OR_TEXTS:
		return "a text or a list of texts";
	case PLINT_SHAPE_TEXTS_OR_GAPS:
		return "a list of texts, of which some may be left empty";
	case PLINT_SHAPE_YES_NO:
		return "yes or no";
	case PLINT_SHAPE_SEVERITY:
		return "error, warning, advice or off";
	case PLINT_SHAPE_FAIL_ON:
		return "error, warning, advice or never";
	case PLINT_SHAPE_LANGUAGE:
		return "en, fr or es";
	case PLINT_SHAPE_CLASS:
		return "social, financial or internal";
	case PLINT_SHAPE_KIND:
		return "a kind of block";
	case PLINT_SHAPE_KINDS:
		return "a kind of block, or a list of kinds";
	case PLINT_SHAPE_FIELD_TYPE:
		return "a type of value";
	case PLINT_SHAPE_RULES:
		return "a rule or a list of rules";
	case PLINT_SHAPE_TARGETS:
		return "a list of rules and families";
	case PLINT_SHAPE_SEVERITIES:
		return "rules and families, each with its severity";
	case PLINT_SHAPE_PARAMS:
		return "rules, each with parameters and their values";
	case PLINT_SHAPE_STANDARDS:
		return "a list of standards";
	case PLINT_SHAPE_PROFILES:
		return "a profile or a list of profiles";
	case PLINT_SHAPE_MAP_OF_TEXT:
		return "names, each with a text";
	case PLINT_SHAPE_MAP_OF_TEXTS:
		return "names, each with a list of texts";
	case PLINT_SHAPE_LIST_OF:
		return "a list";
	case PLINT_SHAPE_ONE_OR_LIST_OF:
		return "one or a list";
	case PLINT_SHAPE_MAP_OF:
	case PLINT_SHAPE_MAP_OR_NOTHING:
		return "names, each with keys of its own";
	case PLINT_SHAPE_WORDS:
		return "a list of words, or words with their meanings";
	}
	return "";
}

static void write_words(struct plint_buf *line, const char *const *words)
{
	plint_buf_reset(line);
	plint_buf_str(line, "One of ");
	for (; words && *words; words++)
		plint_buf_printf(line, "%s%s", *words, words[1] ? ", " : ".");
	paragraph(line->text);
}

static void write_keys(struct plint_buf *line, enum plint_keys section)
{
	uint32_t count;
	const struct plint_key *keys = plint_keys_rows(section, &count);
	begin_list();
	for (uint32_t i = 0; i < count; i++) {
		plint_buf_reset(line);
		plint_buf_printf(line, "%s (%s%s)", keys[i].help, shape_words((enum plint_key_shape)keys[i].shape),
		         keys[i].is_needed ? "; needed" : keys[i].is_one_of ? "; one of these" : "");
		printf(".It Ic %s\n", keys[i].name);
		paragraph(line->text);
		if (keys[i].shape == PLINT_SHAPE_FIELD_TYPE)
			write_words(line, plint_keys_words(PLINT_SHAPE_FIELD_TYPE));
	}
	end_list();
}

static const char *want_words(enum plint_want want)
{
	switch (want) {
	case PLINT_WANT_NONE:
		return "nothing";
	case PLINT_WANT_TEXT:
		return "a text in quotes";
	case PLINT_WANT_WORD:
		return "a word";
	case PLINT_WANT_LABEL:
		return "a word or a text in quotes";
	case PLINT_WANT_DATE:
		return "a date";
	case PLINT_WANT_AMOUNT:
		return "a number with its unit";
	case PLINT_WANT_PERCENT:
		return "a percentage";
	case PLINT_WANT_MONEY:
		return "an amount of money";
	case PLINT_WANT_DURATION:
		return "a duration";
	case PLINT_WANT_RHYTHM:
		return "a rhythm";
	case PLINT_WANT_TARGET:
		return "a number with its unit, at least or at most it, a range, done, or none";
	case PLINT_WANT_REF:
		return "the name of a block";
	case PLINT_WANT_REF_OR_TEXT:
		return "the name of a block, or a text in quotes";
	}
	return "";
}

/* "goal or objective" of the bits REFS; all kinds: "". */
static void add_kinds(struct plint_buf *line, uint32_t refs)
{
	bool is_first = true;
	if ((refs & PLINT_KINDS_ALL) == PLINT_KINDS_ALL)
		return;
	plint_buf_str(line, " (");
	for (int k = 1; k < PLINT_KIND_COUNT; k++) {
		if (!(refs & PLINT_KIND_BIT(k)))
			continue;
		plint_buf_printf(line, "%s%s", is_first ? "" : " or ", plint_kind_word((enum plint_kind)k));
		is_first = false;
	}
	plint_buf_char(line, ')');
}

static void write_kinds(struct plint_buf *line)
{
	const struct plint_schema *s = plint_schema_default();
	for (int k = 1; k < PLINT_KIND_COUNT; k++) {
		printf(".Ss %s\n", plint_kind_word((enum plint_kind)k));
		puts(".Bl -tag -width \"answered by\" -compact");
		for (uint32_t i = s->kind_first[k]; i < s->kind_first[k + 1]; i++) {
			const struct plint_field *f = &s->fields[i];
			plint_buf_reset(line);
			plint_buf_str(line, want_words(f->want));
			if (f->want == PLINT_WANT_REF || f->want == PLINT_WANT_REF_OR_TEXT)
				add_kinds(line, f->refs);
			if (f->want == PLINT_WANT_WORD && f->list)
				plint_buf_printf(line, " of the list %s", f->list);
			if (f->is_many)
				plint_buf_str(line, "; may be said again");
			printf(".It Ic %s\n", f->spelling);
			paragraph(line->text);
		}
		end_list();
	}
}

/* ---- the page ----------------------------------------------------------------------------------------------------------- */

static const struct {
	const char *name;
	void (*write)(struct plint_buf *line);
} lists[] = {{"commands", write_commands}, {"options", write_options},     {"formats", write_formats},
             {"limits", write_limits},     {"functions", write_functions}, {"kinds", write_kinds}};

static const struct {
	const char *name;
	enum plint_keys section;
} sections[] = {
#define SECTION(id, what) {"keys " #id, PLINT_KEYS_##id},
#define KEY(section, id, name, shape, of, help)
#define END(id)
#include "rule/keys.def"
};

/* Writes the list NAME; false where there is none. */
static bool write_list(struct plint_buf *line, const char *name)
{
	for (size_t i = 0; i < COUNT(lists); i++)
		if (strcmp(lists[i].name, name) == 0) {
			lists[i].write(line);
			return true;
		}
	for (size_t i = 0; i < COUNT(sections); i++)
		if (strcmp(sections[i].name, name) == 0) {
			write_keys(line, sections[i].section);
			return true;
		}
	return false;
}

/* Copies PAGE with its lists made anew; what is wrong, or NULL. */
static const char *fill(FILE *page, struct plint_buf *text)
{
	static const char begin[] = ".\\\" begin ", end[] = ".\\\" end ";
	char line[1024];
	bool is_inside = false;
	while (fgets(line, sizeof line, page)) {
		bool is_end = strncmp(line, end, sizeof end - 1) == 0;
		if (is_end != is_inside && is_end)
			return "an end without a beginning";
		if (!is_inside || is_end)
			fputs(line, stdout);
		is_inside = is_inside && !is_end;
		if (strncmp(line, begin, sizeof begin - 1) != 0)
			continue;
		line[strcspn(line, "\n")] = '\0';
		if (is_inside || !write_list(text, line + sizeof begin - 1))
			return "a list that there is not";
		is_inside = true;
	}
	return is_inside ? "a list without an end" : ferror(page) ? strerror(errno) : NULL;
}

int main(int argc, char **argv)
{
	FILE *page = argc == 2 ? fopen(argv[1], "r") : NULL;
	if (!page) {
		fprintf(stderr, "use: manual PAGE\n");
		return 2;
	}
	struct plint_arena arena;
	struct plint_buf text;
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_buf_init(&text, &arena);
	const char *wrong = fill(page, &text);
	fclose(page);
	plint_arena_clear(&arena);
	if (wrong)
		fprintf(stderr, "%s: %s\n", argv[1], wrong);
	return wrong || fflush(stdout) != 0;
}
