/* Making the inputs of inputs.def. */
#include "hostile/inputs.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLAN_LINE "plan \"P\" { period 2027 to 2029 }\n"
#define RULE_HEAD "id: my-rule\nfamily: mine\nseverity: warning\nfor: goal g\nmessage: x\nwhy: y\ntry: z\n"

static const struct hostile_input inputs[] = {
#define PLAN(name, head, unit, times, tail, status, says) {name, HOSTILE_PLAN, head, unit, tail, times, status, says},
#define PACK(name, head, unit, times, tail, status, says) {name, HOSTILE_PACK, head, unit, tail, times, status, says},
#include "hostile/inputs.def"
#undef PLAN
#undef PACK
};

size_t hostile_count(void)
{
	return sizeof inputs / sizeof *inputs;
}

const struct hostile_input *hostile_input(size_t index)
{
	return &inputs[index];
}

/* Writes PART to TO (NULL: only counts) for repetition NUMBER; its length. */
static size_t put(char *to, const char *part, unsigned number)
{
	size_t len = 0;
	for (const char *at = part; at && *at; at++) {
		char digits[16] = {*at == '\x01' ? '\0' : *at};
		size_t count = 1;
		if (*at == '\x02' || *at == '\x03')
			count = (size_t)snprintf(digits, sizeof digits, "%u", number + (*at == '\x03'));
		if (to)
			memcpy(to + len, digits, count);
		len += count;
	}
	return len;
}

static size_t put_all(char *to, const struct hostile_input *input)
{
	size_t len = put(to, input->head, 0);
	for (unsigned i = 0; i < input->times; i++)
		len += put(to ? to + len : NULL, input->unit, i);
	return len + put(to ? to + len : NULL, input->tail, input->times);
}

char *hostile_make(const struct hostile_input *input, size_t *len)
{
	*len = put_all(NULL, input);
	char *text = malloc(*len + 1);
	assert(text);
	put_all(text, input);
	return text;
}
