/*
 * Compiles a rule pack while building: packc FOLDER OUT.c writes the pack as one constant array, which is linked into the program. The same
 * loader reads packs at run time. Not installed.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "rule/pack_blob.h"
#include "rule/pack_load.h"

/* This program is what makes the default pack, so it has none. */
const uint64_t plint_default_pack_words[1] = {0};
const size_t plint_default_pack_len = 0;

#define WORDS_A_LINE 6

static void print_faults(struct plint_diags *diags)
{
	plint_diags_finish(diags);
	for (uint32_t i = 0; i < diags->items.count; i++) {
		const struct plint_diag *d = &diags->items.items[i];
		struct plint_place place = plint_source_place(diags->source, d->span.start);
		fprintf(stderr, "%s:%u:%u: %s%s%s\n", place.file ? place.file->path : "?", place.line1, place.col1, d->message,
		        d->help ? "; " : "", d->help ? d->help : "");
	}
}

static bool write_block(FILE *out, const uint64_t *words, size_t len)
{
	fprintf(out, "/* The default rule pack, compiled from rules/. Made while building. */\n"
	             "#include \"rule/pack_blob.h\"\n\nconst uint64_t plint_default_pack_words[] = {");
	for (size_t i = 0; i < len / sizeof *words; i++)
		fprintf(out, "%s0x%llxu,", i % WORDS_A_LINE == 0 ? "\n" : " ", (unsigned long long)words[i]);
	fprintf(out, "\n};\nconst size_t plint_default_pack_len = sizeof plint_default_pack_words;\n");
	return !ferror(out);
}

int main(int argc, char **argv)
{
	struct plint_arena arena;
	struct plint_source source;
	struct plint_diags diags;
	struct plint_pack pack;
	size_t len;
	if (argc != 3) {
		fprintf(stderr, "use: packc FOLDER OUT.c\n");
		return 2;
	}
	plint_arena_init(&arena, NULL, NULL, 0);
	plint_source_init(&source, &arena);
	plint_diags_init(&diags, &arena, &source);
	struct plint_loader *loader = plint_loader_new(&arena, &source, &diags, NULL, true);
	if (!plint_loader_add(loader, argv[1])) {
		print_faults(&diags);
		return 1;
	}
	plint_loader_finish(loader, &pack);
	const void *block = plint_pack_write(&arena, &pack, &len);
	FILE *out = fopen(argv[2], "w");
	bool is_written = out && write_block(out, block, len);
	if (out && fclose(out) != 0)
		is_written = false;
	if (!is_written) {
		fprintf(stderr, "packc: %s: %s\n", argv[2], strerror(errno));
		remove(argv[2]);
	}
	plint_arena_clear(&arena);
	return is_written ? 0 : 1;
}
