/* All fixes of a plan, safe ones and then all: what comes out can be read as well as what went in, and a second run finds nothing to do. */
#include "fuzz/fuzz.h"

#include <string.h>

#include "rule/apply.h"

static uint32_t reading_errors(const struct plint_checked *c)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->diags->items.count; i++)
		n += plint_diag_is_reading(&c->diags->items.items[i]);
	return n;
}

static void apply(struct plint_arena *a, const void *data, size_t len, bool want_unsafe, struct plint_applied *out)
{
	static struct plint_checker *checker;
	static struct plint_settings settings;
	static struct plint_arena arena;
	static struct plint_check_config config;
	if (checker == NULL) {
		plint_arena_init(&arena, NULL, NULL, 0);
		plint_settings_init(&settings, &arena, fuzz_pack());
		config = (struct plint_check_config){.pack = fuzz_pack(), .settings = &settings, .want_rules = true};
		config.today.state = PLINT_MISSING;
		checker = plint_checker_new(&arena, &config);
	}
	struct plint_apply_input input = {.path = "draft.plan", .text = data, .len = len};
	plint_apply_run(a, checker, &config, &input, 1, NULL, want_unsafe, out);
	fuzz_require_places(out->checked);
}

void plint_fuzz_fix(const uint8_t *data, size_t len)
{
	struct plint_arena a;
	plint_arena_init(&a, NULL, NULL, 0);
	char *text = plint_arena_calloc(&a, 1, len + 2);
	if (len)
		memcpy(text, data, len);
	uint32_t before = reading_errors(fuzz_check(0, data, len));
	for (int unsafe = 0; unsafe < 2; unsafe++) {
		struct plint_applied done, again;
		apply(&a, text, len, unsafe, &done);
		fuzz_require(reading_errors(done.checked) <= before, "fixes bring no error of reading");
		fuzz_require(done.file_count <= 1 && (done.file_count == 1) == (done.fixes > 0), "a text changes where a fix was applied, and only there");
		if (done.file_count == 0 || done.left > 0)
			continue;
		apply(&a, done.files[0].text, done.files[0].len, unsafe, &again);
		fuzz_require(again.fixes == 0, "a fixed plan has no more to fix");
	}
	plint_arena_clear(&a);
}
