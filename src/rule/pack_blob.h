/*
 * A compiled pack as one block of memory, and back. The block holds indices only, so that opening it sets a few pointers. It is made while
 * building, by the program of the same version: not a format for exchange, never read from a disk.
 */
#ifndef PLINT_RULE_PACK_BLOB_H
#define PLINT_RULE_PACK_BLOB_H

#include "rule/pack.h"

/* P as one block in A, aligned to 8; *LEN bytes. The same pack gives the same bytes. */
const void *plint_pack_write(struct plint_arena *a, const struct plint_pack *p, size_t *len);

/* Opens BLOCK (LEN bytes, aligned to 8), which must outlive *OUT. False where it is not a block of this version. A pack that brings fields
 * needs A for its schema. */
bool plint_pack_open(struct plint_arena *a, const void *block, size_t len, struct plint_pack *out);

/* The default pack's block, made while building (build/gen/default_pack.c). */
extern const uint64_t plint_default_pack_words[];
extern const size_t plint_default_pack_len;

#endif
