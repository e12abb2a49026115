/* A rule file or pack in YAML, on top of the default pack: used, or refused with its mistakes at their places; then run on a small plan. */
#include "fuzz/fuzz.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "rule/pack_load.h"

static const char plan[] = "plan \"P\" { period 2027 to 2029; status final }\nsocial goal reach \"Reach poor households\" {\n"
                           "    dimension outreach\n    objective \"Open ten branches\" { by 2028; indicator opened \"Branches opened\" { target 12 } }\n}\n";

static void write_file(const char *path, const uint8_t *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	fuzz_require(fd >= 0 && write(fd, data, len) == (ssize_t)len && close(fd) == 0, "the input can be written to a file");
}

static void check(struct plint_arena *a, const struct plint_pack *pack)
{
	struct plint_settings settings;
	plint_settings_init(&settings, a, pack);
	struct plint_check_config config = {.pack = pack, .settings = &settings, .want_rules = true};
	config.today.state = PLINT_MISSING;
	struct plint_checker *k = plint_checker_new(a, &config);
	plint_checker_begin(k);
	char *text = plint_arena_calloc(plint_checker_arena(k), 1, sizeof plan + 1);
	memcpy(text, plan, sizeof plan - 1);
	plint_checker_add(k, "plan.plan", text, sizeof plan - 1, 0, 0);
	fuzz_require_places(plint_checker_run(k, NULL));
	plint_checker_free(k);
}

void plint_fuzz_pack(const uint8_t *data, size_t len)
{
	static char path[64];
	if (!*path)
		snprintf(path, sizeof path, "/tmp/plint-fuzz-%ld.yaml", (long)getpid());
	write_file(path, data, len);
	struct plint_arena arena;
	struct plint_source source;
	struct plint_diags diags;
	struct plint_pack pack;
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_source_init(&source, &arena);
	plint_diags_init(&diags, &arena, &source);
	struct plint_loader *l = plint_loader_new(&arena, &source, &diags, fuzz_pack(), false);
	bool is_used = plint_loader_add(l, path);
	plint_loader_finish(l, &pack);
	plint_diags_finish(&diags);
	fuzz_require(is_used || diags.items.count > 0, "a pack that is not used has a mistake");
	struct plint_checked told = {.source = &source, .diags = &diags};
	fuzz_require_places(&told);
	fuzz_require(is_used || pack.rule_count == fuzz_pack()->rule_count, "nothing of a pack that is not used stays");
	if (is_used)
		check(&arena, &pack);
	plint_arena_clear(&arena);
	unlink(path);
}
