/* A stretch of source text: half open, in positions of struct plint_source. {0, 0} is "no place". */
#ifndef PLINT_SOURCE_SPAN_H
#define PLINT_SOURCE_SPAN_H

#include <stdint.h>

struct plint_span {
	uint32_t start, end;
};

/* Smallest span that covers A and B; an empty {0,0} counts as nothing. */
static inline struct plint_span plint_span_join(struct plint_span a, struct plint_span b)
{
	if (a.end == 0)
		return b;
	if (b.end == 0)
		return a;
	return (struct plint_span){a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
}

#endif
