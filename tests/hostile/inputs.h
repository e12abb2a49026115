/* Inputs of one pattern: a head, a unit said many times, a tail. To add one: a line in inputs.def. */
#ifndef TESTS_HOSTILE_INPUTS_H
#define TESTS_HOSTILE_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

/* Sanitizers slow a run down several times and take memory of their own. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HOSTILE_IS_SLOW true
#else
#define HOSTILE_IS_SLOW false
#endif

enum hostile_sort { HOSTILE_PLAN, HOSTILE_PACK };

struct hostile_input {
	const char *name;
	enum hostile_sort sort;
	const char *head, *unit, *tail; /* NULL: nothing. "\x01" stands for a NUL byte, "\x02" for the number of the repetition, "\x03" for the next one */
	unsigned times;
	int status;
	const char *says; /* in the text form; NULL: whatever */
};

size_t hostile_count(void);
const struct hostile_input *hostile_input(size_t index);

/* The bytes of INPUT, *LEN of them; the caller frees. */
char *hostile_make(const struct hostile_input *input, size_t *len);

#endif
