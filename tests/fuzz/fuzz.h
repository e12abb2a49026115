/*
 * What the fuzz targets share. A target takes any bytes, reads them as one sort of input and requires what must hold for every input
 * (its oracles); a requirement that fails ends the process, so that the fuzzer keeps the input. libfuzzer.c makes a fuzzer of a target,
 * test_corpus.c runs all of them over the kept inputs.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdint.h>

#include "base/text.h"
#include "rule/check.h"

#define FUZZ(name, about) void plint_fuzz_##name(const uint8_t *data, size_t len);
#include "fuzz/entries.def"
#undef FUZZ

/* Ends the process where IS_TRUE is false, and says WHAT had to hold. */
void fuzz_require(bool is_true, const char *what);

/* The default pack; made once. */
const struct plint_pack *fuzz_pack(void);

/* Checks the LEN bytes DATA as draft.plan with all rules of the default pack. Borrowed until the next call. Includes are errors. Checker
 * WHICH (0 or 1) does it, so that two results can be held side by side. */
const struct plint_checked *fuzz_check(unsigned which, const void *data, size_t len);

/* Places of D lie in their file and on the borders of characters. */
void fuzz_require_places(const struct plint_checked *c);

#endif
