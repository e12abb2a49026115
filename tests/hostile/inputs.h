/* Inputs of one pattern: a head, a unit said many times, a tail. To add one: a line in inputs.def, or in more.def where it takes its time. */
#ifndef TESTS_HOSTILE_INPUTS_H
#define TESTS_HOSTILE_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

enum hostile_sort { HOSTILE_PLAN, HOSTILE_PACK, HOSTILE_SETTINGS, HOSTILE_BASELINE };

#define HOSTILE_ANY (-1) /* as a status: what the program says of the input tells which one is due */

struct hostile_input {
	const char *group, *name;
	const char *head, *unit, *tail; /* NULL: nothing. "\x01" stands for a NUL byte, "\x02" for the number of the repetition, "\x03" for the next one */
	const char *says;               /* in the text form; NULL: whatever */
	unsigned times;
	int status;
	enum hostile_sort sort;
	bool is_quick; /* `make test` runs it too */
};

size_t hostile_count(void);
const struct hostile_input *hostile_input(size_t index);

/* The bytes of INPUT, *LEN of them; the caller frees. */
char *hostile_make(const struct hostile_input *input, size_t *len);

#endif
