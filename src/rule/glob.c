/* Matching of paths against the globs of settings. Iterative: two places to go back to, one for `*` and one for `**`. */
#include "rule/settings.h"

/* Whether the first GLOB_LEN bytes of GLOB fit TEXT (LEN bytes) as a whole. */
static bool fits(const char *glob, size_t glob_len, const char *text, size_t len)
{
	size_t g = 0, t = 0;
	size_t star_g = SIZE_MAX, star_t = 0; /* behind the last `*`, and where its match ends so far */
	size_t deep_g = SIZE_MAX, deep_t = 0; /* the same for `**` */
	while (t < len) {
		if (g + 1 < glob_len && glob[g] == '*' && glob[g + 1] == '*') {
			g += 2;
			if (g < glob_len && glob[g] == '/')
				g++;
			deep_g = g;
			deep_t = t;
			star_g = SIZE_MAX;
			continue;
		}
		if (g < glob_len && glob[g] == '*') {
			star_g = ++g;
			star_t = t;
			continue;
		}
		if (g < glob_len && (glob[g] == text[t] || (glob[g] == '?' && text[t] != '/'))) {
			g++;
			t++;
			continue;
		}
		if (star_g != SIZE_MAX && text[star_t] != '/') {
			g = star_g;
			t = ++star_t;
			continue;
		}
		if (deep_g == SIZE_MAX)
			return false;
		g = deep_g;
		t = ++deep_t;
		star_g = SIZE_MAX;
	}
	while (g < glob_len && glob[g] == '*')
		g++;
	return g == glob_len;
}

bool plint_glob(const char *glob, const char *path)
{
	while (glob[0] == '.' && glob[1] == '/')
		glob += 2;
	while (path[0] == '.' && path[1] == '/')
		path += 2;
	size_t glob_len = strlen(glob), len = strlen(path);
	bool below_only = glob_len > 0 && glob[glob_len - 1] == '/';
	while (glob_len > 0 && glob[glob_len - 1] == '/')
		glob_len--;
	bool is_anchored = memchr(glob, '/', glob_len) != NULL;
	if (glob_len > 0 && glob[0] == '/') {
		glob++;
		glob_len--;
	}
	if (glob_len == 0)
		return false;
	/* A folder that fits takes in all that is below it. */
	size_t start = 0;
	for (size_t end = 1; end <= len; end++) {
		if (end < len && path[end] != '/')
			continue;
		if (end == len && below_only)
			break;
		size_t from = is_anchored ? 0 : start;
		if (fits(glob, glob_len, path + from, end - from))
			return true;
		start = end + 1;
	}
	return false;
}
