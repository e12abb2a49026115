/* The fuzz targets over the inputs that are kept: those that once were a crash, and those that reach most of the code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fuzz/fuzz.h"

static const struct target {
	const char *name;
	void (*run)(const uint8_t *data, size_t len);
} targets[] = {
#define FUZZ(name, about) {#name, plint_fuzz_##name},
#include "fuzz/entries.def"
#undef FUZZ
};
#define TARGETS (sizeof targets / sizeof *targets)

/* Runs T over the files of corpus/NAME; how many there were. */
static uint32_t run_folder(const struct target *t, const char *name)
{
	struct plint_arena a;
	struct plint_io_entry *entries;
	uint32_t count, run = 0;
	plint_arena_init(&a, NULL, NULL, 0);
	const char *folder = plint_arena_printf(&a, "tests/fuzz/corpus/%s", name);
	assert_int_equal(plint_io_list(&a, folder, &entries, &count), PLINT_IO_OK);
	for (uint32_t i = 0; i < count; i++) {
		struct plint_io_data data;
		if (entries[i].kind != PLINT_IO_FILE)
			continue;
		assert_int_equal(plint_io_read(&a, plint_io_join(&a, folder, entries[i].name), 1 << 20, &data), PLINT_IO_OK);
		/* Exactly as long as the input, so that a sanitizer sees a step beyond it. */
		uint8_t *copy = malloc(data.len ? data.len : 1);
		assert_non_null(copy);
		memcpy(copy, data.text, data.len);
		t->run(copy, data.len);
		free(copy);
		run++;
	}
	plint_arena_clear(&a);
	return run;
}

static void every_kept_input_is_answered(void **state)
{
	static const char *const of_plans[] = {"check", "outputs", "fmt", "fix", "order"}; /* these take what `plan` takes */
	const struct target *t = *state;
	assert_true(run_folder(t, t->name) > 0);
	for (size_t i = 0; i < sizeof of_plans / sizeof *of_plans; i++)
		if (strcmp(t->name, of_plans[i]) == 0)
			run_folder(t, "plan");
}

int main(void)
{
	struct CMUnitTest tests[TARGETS];
	memset(tests, 0, sizeof tests);
	for (size_t i = 0; i < TARGETS; i++) {
		tests[i].name = targets[i].name;
		tests[i].test_func = every_kept_input_is_answered;
		tests[i].initial_state = (void *)(uintptr_t)&targets[i];
	}
	return _cmocka_run_group_tests("corpus", tests, TARGETS, NULL, NULL);
}
