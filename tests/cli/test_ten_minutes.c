/*
 * docs/writing-rules.md, walked as a reader walks it: in an empty folder every file is saved that the page says to save ("Save this as `NAME`",
 * "this as `NAME`"), every line of its sh blocks is run (status 0, or what the remark behind it says), and the lines of the text block behind them
 * must be printed, in their order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/place.h"

#define PAGE "docs/writing-rules.md"

struct walk {
	struct place *place;
	char printed[65536]; /* by the commands of the last sh block */
	unsigned files, commands, lines;
};

/* Runs COMMAND (up to a line's end); a remark behind it may name its status. */
static void run_line(struct walk *w, const char *line)
{
	char command[1024];
	const char *remark = strstr(line, "# status ");
	int status = remark ? remark[9] - '0' : 0;
	int n = snprintf(command, sizeof command, "planlint() { \"$PL\" \"$@\"; }; %s", line);
	assert_true(n > 0 && (size_t)n < sizeof command);
	const char *output = place_expect(w->place, status, command);
	assert_true(strlen(w->printed) + strlen(output) < sizeof w->printed);
	strcat(w->printed, output);
	w->commands++;
}

/* Each line of TEXT stands in what was printed, behind the one before it. */
static void compare(struct walk *w, char *text)
{
	const char *at = w->printed;
	char *rest = text;
	for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		const char *found = strstr(at, line);
		if (!found)
			fail_msg("the page shows, and the program does not print:\n%s\nbut:\n%s", line, w->printed);
		at = found + strlen(line);
		w->lines++;
	}
}

/* The name in the last backquotes of the paragraph that ends at FENCE, where it says to save "this as"; NULL where it does not. */
static char *name_before(const char *page, const char *fence)
{
	const char *start = fence;
	while (start > page && !(start[-1] == '\n' && start[-2] == '\n' && start < fence - 1))
		start--;
	const char *as = strstr(start, "this as `");
	if (!as || as > fence)
		return NULL;
	as += strlen("this as `");
	return strndup(as, strcspn(as, "`"));
}

static void take_block(struct walk *w, const char *page, const char *fence, const char *kind, char *text)
{
	char *name = name_before(page, fence);
	if (strcmp(kind, "sh") == 0) {
		char *rest = text;
		w->printed[0] = '\0';
		for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
			run_line(w, line);
	} else if (strcmp(kind, "text") == 0) {
		compare(w, text);
	} else if (name) {
		place_write(w->place, name, text);
		w->files++;
	}
	free(name);
}

static void the_page_can_be_followed(void **state)
{
	static struct walk w;
	FILE *f = fopen(PAGE, "rb");
	assert_non_null(f);
	char *page = calloc(1, 65536), kind[16];
	assert_non_null(page);
	assert_in_range(fread(page, 1, 65535, f), 1000, 65534);
	fclose(f);
	w = (struct walk){.place = *state};
	for (const char *at = strstr(page, "\n```"); at; at = strstr(at, "\n```")) {
		size_t len = strcspn(at + 4, "\n");
		assert_in_range(len, 1, sizeof kind - 1);
		memcpy(kind, at + 4, len);
		kind[len] = '\0';
		const char *start = at + 4 + len + 1, *end = strstr(start, "\n```");
		assert_non_null(end);
		char *text = strndup(start, (size_t)(end - start) + 1);
		take_block(&w, page, at, kind, text);
		free(text);
		at = end + 4;
	}
	free(page);
	assert_in_range(w.files, 5, 20);
	assert_in_range(w.commands, 8, 40);
	assert_in_range(w.lines, 10, 100);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(the_page_can_be_followed)};
	return cmocka_run_group_tests_name("ten minutes", tests, NULL, NULL);
}
