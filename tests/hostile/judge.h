/*
 * What must hold of the program's outputs whatever the input was. Each function says what does not hold, in a text that lives as long as the
 * program, or returns NULL.
 */
#ifndef TESTS_HOSTILE_JUDGE_H
#define TESTS_HOSTILE_JUDGE_H

#include <stddef.h>

/* TEXT as output of `check --format FORMAT`: what is JSON parses as JSON, what is XML as XML, and no line of a user's begins a line where a
 * build server listens. FORMAT may be any format. */
const char *judge_format(const char *format, const char *text, size_t len);

/* The exit status that the JSON output TEXT of `check` asks for, with the default --fail-on; -1 where TEXT is no such output.
 * *READING_ERRORS: how many findings are errors of reading. */
int judge_status(const char *text, size_t len, unsigned *reading_errors);

/* Whether a plan still says all that it said: the letters and digits of BEFORE (ASCII, case apart) occur in AFTER in the same order.
 * Signs may change: “ becomes ", ≥ becomes `at least`. */
const char *judge_layout(const char *before, size_t before_len, const char *after, size_t after_len);

/* Whether the text must end with status 2 whatever else it says: it holds a NUL, ill-formed UTF-8 or a direction override. */
int judge_is_bad_text(const char *text, size_t len);

#endif
