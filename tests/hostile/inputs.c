/* Making the inputs of inputs.def. */
#include "hostile/inputs.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLAN_LINE "plan \"P\" { period 2027 to 2029 }\n"
#define RULE_HEAD "id: my-rule\nfamily: mine\nseverity: warning\nfor: goal g\nmessage: x\nwhy: y\ntry: z\n"

#define EXPR_HEAD RULE_HEAD "require: |-\n  "
#define PATTERN_HEAD EXPR_HEAD "g.title matches \""

#define PLAN(group, name, head, unit, times, tail, status, says) {#group, name, head, unit, tail, says, times, status, HOSTILE_PLAN, IS_QUICK},
#define PACK(group, name, head, unit, times, tail, status, says) {#group, name, head, unit, tail, says, times, status, HOSTILE_PACK, IS_QUICK},
#define EXPR(name, head, unit, times, tail, status, says) {"expr", name, EXPR_HEAD head, unit, tail "\n", says, times, status, HOSTILE_PACK, IS_QUICK},
#define PATTERN(name, head, unit, times, tail, status, says) \
	{"regex", name, PATTERN_HEAD head, unit, tail "\"\n", says, times, status, HOSTILE_PACK, IS_QUICK},
#define SETTINGS(name, head, unit, times, tail, status, says) {"config", name, head, unit, tail, says, times, status, HOSTILE_SETTINGS, IS_QUICK},
#define BASELINE(name, head, unit, times, tail, status, says) {"baseline", name, head, unit, tail, says, times, status, HOSTILE_BASELINE, IS_QUICK},

static const struct hostile_input inputs[] = {
#define IS_QUICK true
#include "hostile/inputs.def"
#undef IS_QUICK
#define IS_QUICK false
#include "hostile/more.def"
#undef IS_QUICK
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
