/*
 * Arena: the one way memory is taken. Everything that belongs to a plan, a pack or a run lives in an arena and
 * goes with it; there is no free of single objects. What other libraries own (a parser, an open folder, a process) can be tied to it, so
 * that it goes too, whoever ran out of memory meanwhile.
 *
 * Invariants: a block handed out is aligned to 8 bytes and never moves. Running out of memory, or past the limit,
 * ends in the fatal hook, so callers have no branch for it.
 */
#ifndef PLINT_BASE_ARENA_H
#define PLINT_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

/* Called when memory has run out; must not return. WHAT is "out of memory" or names the limit that was passed. */
typedef void plint_fatal_fn(void *data, const char *what);
#define PLINT_ARENA_LIMIT "the memory limit is reached" /* what WHAT is past a limit */

struct plint_arena_chunk;
struct plint_arena_owned;

struct plint_arena {
	struct plint_arena_chunk *chunk; /* newest chunk; older ones hang behind it */
	char *at;                        /* next free byte */
	char *end;                       /* end of the newest chunk */
	size_t used_bytes;               /* handed out since the last reset, all chunks */
	size_t limit_bytes;              /* 0: no limit */
	struct plint_arena_owned *owned; /* newest first */
	plint_fatal_fn *fatal;           /* NULL: abort() */
	void *fatal_data;
};

/* Makes A empty. FATAL and FATAL_DATA may be NULL. LIMIT_BYTES 0 means no limit. Takes no memory yet. */
void plint_arena_init(struct plint_arena *a, plint_fatal_fn *fatal, void *fatal_data, size_t limit_bytes);

/* Makes sure that BYTES can be handed out from one chunk; on Linux large chunks are made present in one call. */
void plint_arena_reserve(struct plint_arena *a, size_t bytes);

/* BYTES of uninitialised memory, aligned to 8; never NULL (0 bytes give a valid pointer). */
void *plint_arena_alloc(struct plint_arena *a, size_t bytes) __attribute__((malloc, returns_nonnull));

/* COUNT * SIZE zeroed bytes; an overflow of the product is out of memory. */
void *plint_arena_calloc(struct plint_arena *a, size_t count, size_t size) __attribute__((malloc, returns_nonnull));

/* Grows OLD (OLD_BYTES, from this arena or NULL) to NEW_BYTES: in place where it was handed out last, else a copy. */
void *plint_arena_grow(struct plint_arena *a, void *old, size_t old_bytes, size_t new_bytes)
    __attribute__((returns_nonnull));

/* Gives back the end of BLOCK (OLD_BYTES) past NEW_BYTES where it was handed out last; else does nothing. */
void plint_arena_shrink(struct plint_arena *a, void *block, size_t old_bytes, size_t new_bytes);

/* Copy of LEN bytes of TEXT with a NUL behind. */
char *plint_arena_strndup(struct plint_arena *a, const char *text, size_t len) __attribute__((returns_nonnull));

/* Text made as by printf, NUL-terminated. */
char *plint_arena_printf(struct plint_arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3), returns_nonnull));
char *plint_arena_vprintf(struct plint_arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0), returns_nonnull));

/* A place to go back to: everything handed out after MARK is given up by plint_arena_rewind. */
struct plint_arena_mark {
	struct plint_arena_chunk *chunk;
	char *at;
	size_t used_bytes;
	struct plint_arena_owned *owned;
};
struct plint_arena_mark plint_arena_mark(const struct plint_arena *a);
void plint_arena_rewind(struct plint_arena *a, struct plint_arena_mark mark);

/* Forgets all that was handed out and keeps the memory for the next use. */
void plint_arena_reset(struct plint_arena *a);

/* Gives all memory back. A may be used again after plint_arena_init. */
void plint_arena_clear(struct plint_arena *a);

/* Something that lies outside and goes with what A hands out from here on. Newest goes first. */
struct plint_arena_owned {
	void (*release)(void *object); /* NULL: it has gone */
	void *object;                  /* may be put here later */
	struct plint_arena_owned *older;
};
/* Ties OBJECT to A: RELEASE is called with it by plint_arena_disown, and by rewind, reset and clear where that was not done before. To be
 * called before the object is made, since this may run out of memory; RELEASE then has to bear one that was not made yet. */
struct plint_arena_owned *plint_arena_own(struct plint_arena *a, void (*release)(void *object), void *object)
    __attribute__((returns_nonnull));
/* Releases what O ties, now. Nothing happens where that was done before. */
void plint_arena_disown(struct plint_arena_owned *o);

/* A further arena, with the fatal hook of PARENT, that goes with it. */
struct plint_arena *plint_arena_child(struct plint_arena *parent, size_t limit_bytes) __attribute__((returns_nonnull));

/* Calls the fatal hook of A with WHAT; does not return. For limits that other modules find passed. */
void plint_arena_fail(struct plint_arena *a, const char *what) __attribute__((noreturn));

#endif
