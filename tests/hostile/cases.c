/* The cases that come from tables: see cases.h. */
#include "hostile/cases.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* A long text lies in pages of its own, which are not to count as memory of the programs that are started. */
static void keep_from_children(char *text, size_t len)
{
	enum { PAGE = 4096 };
	char *page = text + (PAGE - (uintptr_t)text % PAGE);
	if (len > (1 << 20))
		madvise(page, (len - (size_t)(page - text)) & ~(size_t)(PAGE - 1), MADV_DONTFORK);
}

void hostile_patterns(hostile_visit *visit, void *data)
{
	mallopt(M_MMAP_THRESHOLD, 1 << 20);
	for (size_t i = 0; i < hostile_count(); i++) {
		const struct hostile_input *in = hostile_input(i);
		size_t len;
		char *text = hostile_make(in, &len);
		keep_from_children(text, len);
		visit(data, &(struct hostile_case){.group = in->group, .name = in->name, .text = text, .len = len, .status = in->status, .says = in->says,
		                                   .sort = in->sort});
		free(text);
	}
}

/* Where a text of texts.def is put; "\x01" stands for it. */
static const struct {
	const char *name, *plan;
	bool is_quoted; /* quotes and line ends in it would end the text around it */
} places[] = {
    {"a title", "plan \"P\" { period 2027 to 2029 }\ngoal a \"\x01\" { dimension outreach }\n", true},
    {"a value", "plan \"\x01\" { period 2027 to 2029; organisation \"\x01\" }\ngoal a \"A\" { dimension outreach; owner \"\x01\" }\n", true},
    {"a word", "plan \"P\" { period 2027 to 2029 }\ngoal a \"A\" { dimension outreach\n weight \x01\n by \x01\n owner \x01 }\nfrob x\n", false},
    {"a reason", "plan \"P\" { period 2027 to 2029 }\ngoal a \"A\" { dimension outreach }   # planlint: ignore goal-without-objective, no-owner: \x01\n", false},
    {"an include", "plan \"P\" { period 2027 to 2029 }\ninclude \"\x01\"\nfrob x\n", true},
};

/* Where "\x01" stands in PLAN, TEXT is put instead; the caller frees. */
static char *fill(const char *plan, const char *text, bool is_quoted, size_t *len)
{
	char *out = malloc(strlen(plan) + 8 * strlen(text) + 1);
	size_t n = 0;
	for (const char *p = plan; out && *p; p++) {
		if (*p != '\x01') {
			out[n++] = *p;
			continue;
		}
		for (const char *t = text; *t; t++) {
			if (is_quoted && *t == '"' && (t == text || t[-1] != '\\'))
				out[n++] = '\\';
			out[n++] = *t;
		}
	}
	*len = n;
	return out;
}

void hostile_texts(hostile_visit *visit, void *data)
{
	static const struct {
		const char *group, *name, *text;
	} texts[] = {
#define TEXT(group, name, text) {#group, name, text},
#include "hostile/texts.def"
#undef TEXT
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
			char name[128];
			size_t len;
			char *text = fill(places[k].plan, texts[i].text, places[k].is_quoted, &len);
			snprintf(name, sizeof name, "%s as %s", texts[i].name, places[k].name);
			if (text)
				visit(data, &(struct hostile_case){.group = texts[i].group, .name = name, .text = text, .len = len, .status = HOSTILE_ANY});
			free(text);
		}
}
