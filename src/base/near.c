/*
 * Nearness of words, for did-you-mean: declared in text.h. Everything is on the stack and bounded.
 */
#include "base/text.h"

#include <string.h>

#include <utf8proc.h>

#define MAX_POINTS 256u
#define MAX_WORD_POINTS 64u

/* Code points of TEXT at OUT (ill-formed bytes as their negative); their number, or ROOM + 1 where there are more. */
static uint32_t decode_all(const char *text, size_t len, int32_t *out, uint32_t room)
{
	uint32_t count = 0;
	for (size_t i = 0; i < len;) {
		if (count == room)
			return room + 1;
		uint32_t size;
		int32_t cp = plint_text_decode(text + i, len - i, &size);
		out[count++] = cp < 0 ? -(int32_t)(unsigned char)text[i] : cp;
		i += size;
	}
	return count;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* One cell of the table of distances: row I (of A), column J (of B). ABOVE2 is row I - 2, ABOVE row I - 1, ROW row I so far. */
static unsigned distance_cell(const int32_t *a, const int32_t *b, uint32_t i, uint32_t j, const unsigned *above2,
                              const unsigned *above, const unsigned *row)
{
	unsigned best = above[j - 1] + (a[i - 1] != b[j - 1]);
	best = least(best, above[j] + 1);
	best = least(best, row[j - 1] + 1);
	if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
		best = least(best, above2[j - 2] + 1);
	return best;
}

/* Distance of two sequences of at most MAX_POINTS, looking only at cells within LIMIT of the diagonal. */
static unsigned distance_of_points(const int32_t *a, uint32_t a_count, const int32_t *b, uint32_t b_count, unsigned limit)
{
	if (limit > MAX_POINTS)
		limit = MAX_POINTS;
	uint32_t gap = a_count > b_count ? a_count - b_count : b_count - a_count;
	if (gap > limit)
		return limit + 1;
	unsigned rows[3][MAX_POINTS + 1];
	unsigned *above2 = rows[0], *above = rows[1], *row = rows[2];
	for (uint32_t j = 0; j <= b_count; j++)
		above2[j] = above[j] = row[j] = j > limit ? limit + 1 : j;
	for (uint32_t i = 1; i <= a_count; i++) {
		uint32_t from = i > limit ? i - limit : 1, to = least(b_count, i + limit);
		row[from - 1] = from == 1 && i <= limit ? i : limit + 1;
		unsigned best = row[from - 1];
		for (uint32_t j = from; j <= to; j++) {
			row[j] = least(distance_cell(a, b, i, j, above2, above, row), limit + 1);
			best = least(best, row[j]);
		}
		if (to < b_count)
			row[to + 1] = limit + 1;
		if (best > limit)
			return limit + 1;
		unsigned *spare = above2;
		above2 = above;
		above = row;
		row = spare;
	}
	return above[b_count];
}

unsigned plint_text_distance(const char *a, size_t a_len, const char *b, size_t b_len, unsigned limit)
{
	int32_t a_points[MAX_POINTS], b_points[MAX_POINTS];
	uint32_t a_count = decode_all(a, a_len, a_points, MAX_POINTS);
	uint32_t b_count = decode_all(b, b_len, b_points, MAX_POINTS);
	if (a_count > MAX_POINTS || b_count > MAX_POINTS) {
		bool is_same = a_len == b_len && memcmp(a, b, a_len) == 0;
		return is_same ? 0 : limit + 1;
	}
	unsigned d = distance_of_points(a_points, a_count, b_points, b_count, limit);
	return d > limit ? limit + 1 : d;
}

static uint32_t lower_points(const char *text, size_t len, int32_t *out)
{
	uint32_t count = decode_all(text, len, out, MAX_WORD_POINTS);
	for (uint32_t i = 0; i < count && count <= MAX_WORD_POINTS; i++) {
		if (out[i] >= 'A' && out[i] <= 'Z')
			out[i] += 'a' - 'A';
		else if (out[i] >= 0x80)
			out[i] = utf8proc_tolower(out[i]);
	}
	return count;
}

int plint_text_nearest(const char *word, size_t len, const char *const *candidates, size_t count)
{
	int32_t word_points[MAX_WORD_POINTS], points[MAX_WORD_POINTS];
	uint32_t word_count = lower_points(word, len, word_points);
	if (word_count < 2 || word_count > MAX_WORD_POINTS) /* one letter is near to everything */
		return -1;
	unsigned limit = word_count / 3;
	limit = limit < 1 ? 1 : limit > 3 ? 3 : limit;
	int nearest = -1;
	for (size_t i = 0; i < count; i++) {
		size_t candidate_len = strlen(candidates[i]);
		if (candidate_len > (word_count + limit) * 4 || candidate_len + limit < word_count)
			continue; /* cannot be near enough, whatever its letters are */
		uint32_t n = lower_points(candidates[i], candidate_len, points);
		if (n > MAX_WORD_POINTS)
			continue;
		unsigned d = distance_of_points(word_points, word_count, points, n, limit);
		if (d > limit)
			continue;
		nearest = (int)i;
		if (d == 0)
			break;
		limit = d - 1; /* only a nearer one replaces it */
	}
	return nearest;
}
