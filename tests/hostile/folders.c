/* Hostile folders and names: see folders.h. */
#include "hostile/folders.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "hostile/inputs.h"

#define SECRET "canary_in_a_cage"
#define LONG_NAME "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct hostile_layout layouts[] = {
#define LAYOUT(group, name, files, words, status, says) {#group, name, files, words, status, says},
#include "hostile/layouts.def"
#undef LAYOUT
};

const struct hostile_layout *hostile_layout(size_t index)
{
	return index < sizeof layouts / sizeof *layouts ? &layouts[index] : NULL;
}

static void make_folders(const char *path)
{
	char part[1024];
	for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		snprintf(part, sizeof part, "%.*s", (int)(slash - path), path);
		mkdir(part, 0755);
	}
}

/* TEXT with a line end for each | and NUMBER for each %. */
static bool write_text(const char *path, const char *text, unsigned number)
{
	FILE *f = fopen(path, "w");
	for (const char *c = text; f && *c; c++)
		if (*c == '%')
			fprintf(f, "%u", number);
		else
			fputc(*c == '|' ? '\n' : *c, f);
	return f && fclose(f) == 0;
}

static bool make_socket(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int s = socket(AF_UNIX, SOCK_STREAM, 0);
	snprintf(address.sun_path, sizeof address.sun_path, "%.100s", path);
	bool is_made = s >= 0 && bind(s, (const struct sockaddr *)&address, sizeof address) == 0;
	close(s);
	return is_made;
}

static bool make_many(const char *path, const char *what)
{
	char *text, name[1100];
	unsigned long count = strtoul(what, &text, 10);
	for (unsigned i = 0; i < count; i++) {
		const char *sign = strchr(path, '%');
		snprintf(name, sizeof name, "%.*s%u%s", sign ? (int)(sign - path) : 1000, path, i, sign ? sign + 1 : "");
		if (!write_text(name, text + 1, i + 1))
			return false;
	}
	return true;
}

static bool make(const char *line, const struct hostile_place *p)
{
	char name[512];
	const char *end = strchr(line + 2, ' ');
	snprintf(name, sizeof name, "%.*s", end ? (int)(end - line - 2) : 500, line + 2);
	const char *path = hostile_path(p, name), *rest = end ? end + 1 : "";
	make_folders(path);
	switch (line[0]) {
	case 'f':
		return write_text(path, rest, 0);
	case 'l':
		return symlink(rest, path) == 0;
	case 'd':
		return mkdir(path, 0755) == 0;
	case 'p':
		return mkfifo(path, 0644) == 0;
	case 's':
		return make_socket(path);
	case 'x':
		return write_text(path, "role r|", 0) && chmod(path, 0) == 0;
	case 'n':
		return make_many(path, rest);
	default:
		return false;
	}
}

bool hostile_lay_out(const struct hostile_place *p, const struct hostile_layout *layout)
{
	static const char secret[] = SECRET " x\n";
	char files[4096], *next = files;
	snprintf(files, sizeof files, "%s", layout->files);
	if (!hostile_write(p, "secret.txt", secret, sizeof secret - 1))
		return false;
	for (char *line; (line = strsep(&next, "\n")) != NULL;)
		if (!make(line, p))
			return false;
	return true;
}

bool hostile_judge_layout(struct hostile_place *p, const struct hostile_layout *layout)
{
	const char *what = NULL;
	/* To the one who may read everything, nothing is unreadable. */
	int due = geteuid() == 0 && strstr(layout->name, "may not be read") ? p->status : layout->status;
	char status[64];
	if (due != HOSTILE_ANY && p->status != due) {
		snprintf(status, sizeof status, "status %d, not %d", p->status, due);
		what = status;
	} else if (layout->says && !strstr(p->output, layout->says)) {
		what = "what is due is not said";
	} else if (strstr(p->output, SECRET) || strstr(p->output, "root:")) {
		what = "what lies elsewhere is shown";
	}
	if (what)
		snprintf(p->fault, sizeof p->fault, "%s: %.1000s", what, p->output);
	return !what;
}

const char *hostile_file_name(size_t index)
{
	static const char *const names[] = {
	    "a\nb.plan", "\n.plan", "a\rb.plan", "a\tb.plan", " .plan", "a b.plan", "\x1B[31m.plan", "\x1B]0;x\x07.plan", "\x07.plan", "a\x7F.plan", "\xC2\x9B" "31m.plan",
	    "\xE2\x80\xAEnalp.plan", "a\xE2\x80\xA8" "b.plan", "\xEF\xBB\xBF" "a.plan", "-rf.plan", "--help.plan", "--.plan", "-.plan", "%s%n.plan", "%41.plan", "*.plan", "[a].plan", "?.plan",
	    "$(touch PWNED).plan", "`touch PWNED`.plan", ";touch PWNED;.plan", "'.plan", "\".plan", "\\.plan", "<script>alert(1)<|script>.plan", "&amp;.plan", "]]>.plan", "[a](javascript:b).plan",
	    "::set-env name=a::b.plan", "##vso[a]b.plan", "=cmd|' c'!A1.plan", "\xFF\xFE.plan", "caf\xE9.plan", "cafe\xCC\x81.plan", "#.plan", "a:1:1: error[x]: y.plan",
	    LONG_NAME LONG_NAME LONG_NAME LONG_NAME ".plan"};
	return index < sizeof names / sizeof *names ? names[index] : NULL;
}
