/* Whole checks for unit tests: declared in checking.h. */
#include "support/checking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "output/output.h"
#include "rule/pack.h"

struct checking {
	struct plint_arena arena;
	struct plint_pack standard;
	struct plint_settings settings;
	struct plint_check_config config;
	struct plint_checker *checker;
};

struct checking *checking_open(const struct plint_pack *pack)
{
	struct checking *c = calloc(1, sizeof *c);
	assert_non_null(c);
	plint_arena_init(&c->arena, NULL, NULL, 0);
	plint_pack_default(&c->standard);
	c->config = (struct plint_check_config){.pack = pack ? pack : &c->standard,
	                                        .settings = &c->settings,
	                                        .language = "en",
	                                        .today = {.type = PLINT_TYPE_DATE, .state = PLINT_MISSING},
	                                        .include = plint_check_include_file};
	plint_settings_init(&c->settings, &c->arena, c->config.pack);
	c->checker = plint_checker_new(&c->arena, &c->config);
	return c;
}

void checking_close(struct checking *c)
{
	plint_checker_free(c->checker);
	plint_arena_clear(&c->arena);
	free(c);
}

static void begin(struct checking *c, bool with_rules)
{
	c->config.want_rules = with_rules;
	plint_checker_begin(c->checker);
	plint_checker_configure(c->checker, &c->config);
}

const struct plint_checked *checking_files(struct checking *c, const char *const *paths, uint32_t count, bool with_rules)
{
	begin(c, with_rules);
	for (uint32_t i = 0; i < count; i++) {
		struct plint_io_data data;
		assert_int_equal(plint_io_read(plint_checker_arena(c->checker), paths[i], PLINT_MAX_FILE_BYTES, &data), PLINT_IO_OK);
		assert_true(plint_checker_add(c->checker, paths[i], data.text, data.len, data.dev, data.ino));
	}
	return plint_checker_run(c->checker, NULL);
}

const struct plint_checked *checking_texts(struct checking *c, const char *const *paths, const char *const *texts, uint32_t count,
                                           bool with_rules)
{
	begin(c, with_rules);
	for (uint32_t i = 0; i < count; i++) {
		size_t len = strlen(texts[i]);
		char *copy = plint_arena_calloc(plint_checker_arena(c->checker), len + 2, 1);
		memcpy(copy, texts[i], len);
		(void)plint_checker_add(c->checker, paths[i], copy, len, 0, 0); /* past a limit a finding says so */
	}
	return plint_checker_run(c->checker, NULL);
}

const char *checking_compact(struct checking *c, const struct plint_checked *k)
{
	struct plint_buf out;
	struct plint_output o;
	struct plint_output_options options = {.width = 100};
	struct plint_result result = {.diags = k->diags, .source = k->source, .name = ""};
	plint_buf_init(&out, plint_checker_arena(c->checker));
	plint_output_begin(&o, plint_output_find("compact", 7), &options, &out);
	plint_output_result(&o, &result);
	plint_output_end(&o);
	return out.text;
}

const char **checking_list(struct checking *c, const char *folder, uint32_t *count)
{
	struct plint_io_entry *entries;
	uint32_t n;
	PLINT_VEC(const char *) paths = {0};
	assert_int_equal(plint_io_list(&c->arena, folder, &entries, &n), PLINT_IO_OK);
	for (uint32_t i = 0; i < n; i++) {
		size_t len = strlen(entries[i].name);
		if (entries[i].kind == PLINT_IO_FILE && len > 5 && strcmp(entries[i].name + len - 5, ".plan") == 0)
			plint_vec_push(&paths, &c->arena, plint_io_join(&c->arena, folder, entries[i].name));
	}
	*count = paths.count;
	return paths.items;
}

const char *checking_text(struct checking *c, const char *path)
{
	struct plint_io_data data;
	return plint_io_read(&c->arena, path, PLINT_MAX_FILE_BYTES, &data) == PLINT_IO_OK ? data.text : NULL;
}

struct plint_arena *checking_arena(struct checking *c)
{
	return &c->arena;
}

struct plint_arena *checking_scratch(struct checking *c)
{
	return plint_checker_arena(c->checker);
}

void checking_golden(struct checking *c, const char *path, const char *actual)
{
	const char *update = getenv("UPDATE");
	if (update && *update) {
		assert_int_equal(plint_io_replace(&c->arena, path, actual, strlen(actual)), PLINT_IO_OK);
		return;
	}
	const char *expected = checking_text(c, path);
	if (!expected)
		fail_msg("%s is missing; make test UPDATE=1 writes it", path);
	if (strcmp(expected, actual) != 0)
		fail_msg("differs from %s; now it is:\n%s", path, actual);
}
