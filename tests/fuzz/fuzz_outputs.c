/* The findings of a plan in every format: what is JSON parses as JSON (jansson; its own dumps are compared by what they hold), what is XML as
 * XML (expat), and nothing raw reaches a terminal or a build server. */
#include "fuzz/fuzz.h"

#include <string.h>

#include <expat.h>
#include <jansson.h>

#include "output/output.h"

static const char *draw(struct plint_arena *a, const struct plint_checked *c, const char *format, size_t *len)
{
	struct plint_buf out;
	struct plint_output o;
	struct plint_output_options options = {.width = 100, .root = "/srv/plans", .folder = "/srv/plans", .version = "1"};
	struct plint_plan_stats stats = {.path = "draft.plan"};
	struct plint_result result = {.diags = c->diags,
	                              .source = c->source,
	                              .files = &stats,
	                              .file_count = 1,
	                              .name = "draft.plan",
	                              .fail_on = PLINT_ERROR,
	                              .language = c->language,
	                              .pack = fuzz_pack()};
	plint_buf_init(&out, a);
	plint_output_begin(&o, plint_output_find(format, strlen(format)), &options, &out);
	plint_output_result(&o, &result);
	plint_output_end(&o);
	*len = out.len;
	return out.text;
}

static void require_plain(const char *text, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t size;
		int32_t cp = plint_text_decode(text + i, len - i, &size);
		fuzz_require(cp >= 0 && (!plint_text_is_unsafe(cp) || cp == '\n'), "no raw control character in the output");
		i += size;
	}
}

static void require_json(const char *text, size_t len)
{
	json_t *root = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
	fuzz_require(root != NULL, "JSON parses");
	json_decref(root);
}

static void require_xml(const char *text, size_t len)
{
	XML_Parser p = XML_ParserCreate("UTF-8");
	fuzz_require(XML_Parse(p, text, (int)len, 1) == XML_STATUS_OK, "XML parses");
	XML_ParserFree(p);
}

static void require_lines(const char *text, size_t len)
{
	for (const char *line = text; line < text + len;) {
		const char *end = memchr(line, '\n', (size_t)(text + len - line));
		fuzz_require(end != NULL, "a last line ends");
		require_json(line, (size_t)(end - line));
		line = end + 1;
	}
}

/* Every line of the GitHub form is a command of ours. */
static void require_commands(const char *text, size_t len)
{
	for (const char *line = text; line < text + len; line = (const char *)memchr(line, '\n', (size_t)(text + len - line)) + 1)
		fuzz_require(strncmp(line, "::error ", 8) == 0 || strncmp(line, "::warning ", 10) == 0 ||
		                 strncmp(line, "::notice ", 9) == 0 || strncmp(line, "::notice::", 10) == 0,
		             "a line for the build server begins with a command of ours");
}

void plint_fuzz_outputs(const uint8_t *data, size_t len)
{
	const struct plint_checked *c = fuzz_check(0, data, len);
	struct plint_arena arena;
	plint_arena_init(&arena, NULL, NULL, 0);
	uint32_t count;
	const struct plint_output_format *formats = plint_output_formats(&count);
	for (uint32_t i = 0; i < count; i++) {
		size_t n;
		const char *name = formats[i].name, *text = draw(&arena, c, name, &n);
		require_plain(text, n);
		if (strcmp(name, "json") == 0 || strcmp(name, "sarif") == 0 || strcmp(name, "gitlab") == 0)
			require_json(text, n);
		else if (strcmp(name, "jsonl") == 0)
			require_lines(text, n);
		else if (strcmp(name, "junit") == 0 || strcmp(name, "checkstyle") == 0)
			require_xml(text, n);
		else if (strcmp(name, "github") == 0)
			require_commands(text, n);
	}
	plint_arena_clear(&arena);
}
