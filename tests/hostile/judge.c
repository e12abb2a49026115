/* What must hold of every output: see judge.h. */
#include "hostile/judge.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <expat.h>
#include <jansson.h>

#include "base/text.h"

static const char *judge_json(const char *text, size_t len)
{
	json_t *root = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
	if (!root)
		return "no JSON";
	json_decref(root);
	return NULL;
}

static const char *judge_xml(const char *text, size_t len)
{
	XML_Parser parser = XML_ParserCreate("UTF-8");
	bool is_right = XML_Parse(parser, text, (int)len, 1) == XML_STATUS_OK;
	XML_ParserFree(parser);
	return is_right ? NULL : "no XML";
}

typedef const char *judge_line(const char *line, size_t len);

static const char *each_line(const char *text, size_t len, judge_line *judge)
{
	for (const char *line = text, *stop = text + len; line < stop;) {
		const char *end = memchr(line, '\n', (size_t)(stop - line));
		const char *fault = end ? judge(line, (size_t)(end - line)) : "the last line does not end";
		if (fault)
			return fault;
		line = end + 1;
	}
	return NULL;
}

static bool begins(const char *line, size_t len, const char *with)
{
	return len >= strlen(with) && memcmp(line, with, strlen(with)) == 0;
}

static const char *judge_command(const char *line, size_t len)
{
	bool is_ours = begins(line, len, "::error ") || begins(line, len, "::warning ") || begins(line, len, "::notice ") || begins(line, len, "::notice::");
	return is_ours ? NULL : "a line for the build server that is none of ours";
}

static const char *judge_free_line(const char *line, size_t len)
{
	static const char *const commands[] = {"::", "##vso", "##[", "##teamcity", "ok ", "not ok ", "<script", "=", "+", "@"};
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (begins(line, len, commands[i]))
			return "a line begins with a command";
	return NULL;
}

/* Whether Markdown takes the sign at AT in TEXT as it stands: a backslash is before it, or it stands in a span of code. */
static bool is_inert(const char *text, const char *at)
{
	unsigned ticks = 0;
	if (at > text && at[-1] == '\\')
		return true;
	for (const char *c = at; c > text && c[-1] != '\n'; c--)
		ticks += c[-1] == '`';
	return ticks % 2 == 1;
}

/* In a page of ours there is no script, no picture from elsewhere, no handler. */
static const char *judge_markup(const char *text, size_t len, bool is_markdown)
{
	static const char *const tags[] = {"<script", "<img", "<svg", "<iframe", "<object", "<embed", "<a href=\"javascript:", "<a href=\"data:"};
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		const char *at = text;
		while ((at = memmem(at, len - (size_t)(at - text), tags[i], strlen(tags[i]))) != NULL) {
			if (!is_markdown || !is_inert(text, at))
				return "live markup";
			at++;
		}
	}
	return NULL;
}

const char *judge_format(const char *format, const char *text, size_t len)
{
	if (strcmp(format, "json") == 0 || strcmp(format, "sarif") == 0 || strcmp(format, "gitlab") == 0)
		return judge_json(text, len);
	if (strcmp(format, "jsonl") == 0)
		return each_line(text, len, judge_json);
	if (strcmp(format, "junit") == 0 || strcmp(format, "checkstyle") == 0)
		return judge_xml(text, len);
	if (strcmp(format, "github") == 0)
		return each_line(text, len, judge_command);
	if (strcmp(format, "html") == 0)
		return judge_markup(text, len, false);
	const char *fault = strcmp(format, "markdown") == 0 ? judge_markup(text, len, true) : NULL;
	return fault ? fault : each_line(text, len, judge_free_line);
}

static bool is_text(const json_t *object, const char *key, const char *value)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text && strcmp(text, value) == 0;
}

static int status_of_finding(const json_t *finding, unsigned *reading_errors)
{
	if (is_text(finding, "family", "syntax") || is_text(finding, "family", "reference")) {
		++*reading_errors;
		return 2;
	}
	if (is_text(finding, "rule", "rule-too-costly"))
		return 2;
	return is_text(finding, "severity", "error") ? 1 : 0;
}

int judge_status(const char *text, size_t len, unsigned *reading_errors)
{
	size_t i;
	json_t *item, *root = json_loadb(text, len, 0, NULL), *findings = json_object_get(root, "findings"), *files = json_object_get(root, "files");
	int status = json_is_array(findings) && json_is_array(files) ? 0 : -1;
	*reading_errors = 0;
	json_array_foreach(findings, i, item) {
		int due = status_of_finding(item, reading_errors);
		status = due > status ? due : status;
	}
	json_array_foreach(files, i, item)
		if (is_text(item, "status", "unreadable"))
			status = 2;
	json_decref(root);
	return status;
}

/* The next letter or digit of ASCII from *AT on, small; 0: none. */
static char next_letter(const char *text, size_t len, size_t *at)
{
	while (*at < len) {
		char c = text[(*at)++];
		if (c >= 'A' && c <= 'Z')
			return (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			return c;
	}
	return 0;
}

const char *judge_layout(const char *before, size_t before_len, const char *after, size_t after_len)
{
	size_t from = 0, at = 0;
	for (char c; (c = next_letter(before, before_len, &from)) != 0;) {
		char d = next_letter(after, after_len, &at);
		while (d != c && d != 0)
			d = next_letter(after, after_len, &at);
		if (d == 0)
			return "the layout loses letters";
	}
	return NULL;
}

int judge_is_bad_text(const char *text, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t size;
		int32_t cp = plint_text_decode(text + i, len - i, &size);
		if (cp <= 0 || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069))
			return 1;
		i += size;
	}
	return 0;
}
