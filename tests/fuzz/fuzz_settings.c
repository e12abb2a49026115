/* A settings file: read, or refused with its mistakes at their places. */
#include "fuzz/fuzz.h"

#include <string.h>

void plint_fuzz_settings(const uint8_t *data, size_t len)
{
	struct plint_arena arena;
	struct plint_source source;
	struct plint_diags diags;
	struct plint_config config;
	struct plint_settings settings;
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_source_init(&source, &arena);
	plint_diags_init(&diags, &arena, &source);
	memset(&config, 0, sizeof config);
	char *text = plint_arena_calloc(&arena, 1, len + 2);
	if (len)
		memcpy(text, data, len);
	uint32_t file = plint_source_add(&source, ".planlint.yaml", text, len);
	bool is_read = plint_config_read(&arena, &diags, &source, file, "/srv/plans", &config);
	fuzz_require(is_read || diags.items.count > 0, "settings that are refused have a mistake");
	plint_settings_init(&settings, &arena, fuzz_pack());
	bool is_taken = plint_settings_add_config(&settings, &config, &diags);
	plint_diags_finish(&diags);
	fuzz_require((is_read && is_taken) || diags.items.count > 0, "settings that are not taken have a mistake");
	struct plint_checked told = {.source = &source, .diags = &diags};
	fuzz_require_places(&told);
	plint_arena_clear(&arena);
}
