/*
 * Arena: see arena.h. Chunks form one list, oldest first; the current one is handed out of, those behind it are kept from
 * before a rewind or reset and used again. A small chunk comes from malloc; on Linux a large one comes from mmap and is
 * made present in one call, because touching memory for the first time costs more than working on it.
 *
 * Under AddressSanitizer everything not handed out is poisoned and 8 bytes stay between two blocks.
 */
#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE 1
#endif

#include "base/arena.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __linux__
#include <sys/mman.h>
#endif

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif
#ifndef HAS_ASAN
#define HAS_ASAN 0
#endif

#if HAS_ASAN
#include <sanitizer/asan_interface.h>
#define poison(p, n) __asan_poison_memory_region((p), (n))
#define unpoison(p, n) __asan_unpoison_memory_region((p), (n))
#define GAP_BYTES ((size_t)8)
#else
#define poison(p, n) ((void)(p), (void)(n))
#define unpoison(p, n) ((void)(p), (void)(n))
#define GAP_BYTES ((size_t)0)
#endif

#define ALIGN_BYTES ((size_t)8)
#ifdef PLINT_ARENA_EACH_ALONE /* each request by itself, so that the tests of running out of memory reach every one of them */
#define FIRST_CHUNK_BYTES ((size_t)1)
#define MAX_GROWN_CHUNK_BYTES ((size_t)1)
#else
#define FIRST_CHUNK_BYTES ((size_t)64 << 10)
#define MAX_GROWN_CHUNK_BYTES ((size_t)8 << 20)
#endif
#define MAP_FROM_BYTES ((size_t)128 << 10)
#define HUGE_PAGE_BYTES ((size_t)2 << 20)

struct plint_arena_chunk {
	struct plint_arena_chunk *older, *newer;
	size_t bytes; /* with this head */
	bool is_mapped;
};

#define HEAD_BYTES ((sizeof(struct plint_arena_chunk) + ALIGN_BYTES - 1) & ~(ALIGN_BYTES - 1))

void plint_arena_fail(struct plint_arena *a, const char *what)
{
	if (a->fatal)
		a->fatal(a->fatal_data, what);
	abort();
}

void plint_arena_init(struct plint_arena *a, plint_fatal_fn *fatal, void *fatal_data, size_t limit_bytes)
{
	*a = (struct plint_arena){.limit_bytes = limit_bytes, .fatal = fatal, .fatal_data = fatal_data};
}

#if defined(__linux__) && !HAS_ASAN
/* BYTES (a multiple of 2 MiB) on a border of 2 MiB, in huge pages where the kernel has them. */
static void *map_huge(size_t bytes)
{
	char *p = mmap(NULL, bytes + HUGE_PAGE_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		return NULL;
	size_t off = (size_t)((uintptr_t)p & (HUGE_PAGE_BYTES - 1));
	size_t before = off ? HUGE_PAGE_BYTES - off : 0;
	if (before)
		munmap(p, before);
	if (HUGE_PAGE_BYTES - before)
		munmap(p + before + bytes, HUGE_PAGE_BYTES - before);
	p += before;
#ifdef MADV_HUGEPAGE
	madvise(p, bytes, MADV_HUGEPAGE);
#endif
#ifdef MADV_POPULATE_WRITE
	madvise(p, bytes, MADV_POPULATE_WRITE); /* an older kernel refuses; then pages come when touched */
#endif
	return p;
}

static void *map_pages(size_t bytes)
{
	void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	return p == MAP_FAILED ? NULL : p;
}
#endif

/* The one place where memory comes from. NULL where there is none. *BYTES may be rounded up. */
static struct plint_arena_chunk *take_memory(size_t *bytes)
{
	struct plint_arena_chunk *c = NULL;
	bool is_mapped = false;
#if defined(__linux__) && !HAS_ASAN
	if (*bytes >= MAP_FROM_BYTES) {
		/* Up to 2 MiB in whole pages, from there on in whole huge pages. */
		size_t unit = *bytes >= HUGE_PAGE_BYTES ? HUGE_PAGE_BYTES : (size_t)4096;
		*bytes = (*bytes + unit - 1) / unit * unit;
		c = unit == HUGE_PAGE_BYTES ? map_huge(*bytes) : map_pages(*bytes);
		is_mapped = c != NULL;
	}
#endif
	if (!c)
		c = malloc(*bytes);
	if (c)
		*c = (struct plint_arena_chunk){.bytes = *bytes, .is_mapped = is_mapped};
	return c;
}

static void give_memory_back(struct plint_arena_chunk *c)
{
	unpoison(c, c->bytes);
#if defined(__linux__) && !HAS_ASAN
	if (c->is_mapped) {
		munmap(c, c->bytes);
		return;
	}
#endif
	free(c);
}

static void unlink_chunk(struct plint_arena_chunk *c)
{
	if (c->older)
		c->older->newer = c->newer;
	if (c->newer)
		c->newer->older = c->older;
}

/* Makes C, which is in no list, the current chunk, directly behind the one that was it. */
static void enter_chunk(struct plint_arena *a, struct plint_arena_chunk *c)
{
	c->older = a->chunk;
	c->newer = a->chunk ? a->chunk->newer : NULL;
	if (c->newer)
		c->newer->older = c;
	if (a->chunk)
		a->chunk->newer = c;
	a->chunk = c;
	a->at = (char *)c + HEAD_BYTES;
	a->end = (char *)c + c->bytes;
	poison(a->at, (size_t)(a->end - a->at));
}

/* Makes what lies behind the place of A unusable again, so that AddressSanitizer sees a use after a rewind. */
static void poison_behind(const struct plint_arena *a)
{
	poison(a->at, (size_t)(a->end - a->at));
	for (struct plint_arena_chunk *c = HAS_ASAN ? a->chunk->newer : NULL; c; c = c->newer)
		poison((char *)c + HEAD_BYTES, c->bytes - HEAD_BYTES);
}

/* Size of the next chunk when nobody asked for a certain one: as much again as there is, within bounds. */
static size_t grown_size(const struct plint_arena *a)
{
	size_t sum = 0;
	for (const struct plint_arena_chunk *c = a->chunk; c && sum < MAX_GROWN_CHUNK_BYTES; c = c->older)
		sum += c->bytes;
	if (sum < FIRST_CHUNK_BYTES)
		return FIRST_CHUNK_BYTES;
	return sum < MAX_GROWN_CHUNK_BYTES ? sum : MAX_GROWN_CHUNK_BYTES;
}

/* Enters a chunk with room for BYTES: a kept one that is large enough, else a fresh one. */
static void need_chunk(struct plint_arena *a, size_t bytes, bool is_reserve)
{
	for (struct plint_arena_chunk *c = a->chunk ? a->chunk->newer : NULL; c; c = c->newer) {
		if (c->bytes - HEAD_BYTES >= bytes) {
			unlink_chunk(c);
			enter_chunk(a, c);
			return;
		}
	}
	if (bytes > SIZE_MAX - HEAD_BYTES - 2 * HUGE_PAGE_BYTES)
		plint_arena_fail(a, "out of memory");
	size_t size = bytes + HEAD_BYTES;
	if (!is_reserve && size < grown_size(a))
		size = grown_size(a);
	struct plint_arena_chunk *c = take_memory(&size);
	if (!c)
		plint_arena_fail(a, "out of memory");
	enter_chunk(a, c);
}

/* What BYTES cost, rounded and with the gap. */
static size_t taken_bytes(size_t bytes)
{
	return ((bytes + ALIGN_BYTES - 1) & ~(ALIGN_BYTES - 1)) + GAP_BYTES;
}

void plint_arena_reserve(struct plint_arena *a, size_t bytes)
{
	if (bytes > SIZE_MAX - GAP_BYTES - ALIGN_BYTES)
		plint_arena_fail(a, "out of memory");
	bytes = taken_bytes(bytes);
	if ((size_t)(a->end - a->at) < bytes)
		need_chunk(a, bytes, true);
}

void *plint_arena_alloc(struct plint_arena *a, size_t bytes)
{
	if (bytes > SIZE_MAX / 2)
		plint_arena_fail(a, "out of memory");
	size_t taken = taken_bytes(bytes);
	if (a->limit_bytes && (taken > a->limit_bytes || a->used_bytes > a->limit_bytes - taken))
		plint_arena_fail(a, PLINT_ARENA_LIMIT);
	if (!a->chunk || (size_t)(a->end - a->at) < taken)
		need_chunk(a, taken, false);
	char *p = a->at;
	a->at += taken;
	a->used_bytes += taken;
	unpoison(p, bytes);
	return p;
}

void *plint_arena_calloc(struct plint_arena *a, size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes))
		plint_arena_fail(a, "out of memory");
	return memset(plint_arena_alloc(a, bytes), 0, bytes);
}

void *plint_arena_grow(struct plint_arena *a, void *old, size_t old_bytes, size_t new_bytes)
{
	if (old && new_bytes <= old_bytes)
		return old;
	if (old && new_bytes <= SIZE_MAX / 2) {
		size_t more = taken_bytes(new_bytes) - taken_bytes(old_bytes);
		bool is_last = (char *)old + taken_bytes(old_bytes) == a->at;
		bool is_within = !a->limit_bytes ||
		                 (more <= a->limit_bytes && a->used_bytes <= a->limit_bytes - more);
		if (is_last && is_within && (size_t)(a->end - a->at) >= more) {
			a->at += more;
			a->used_bytes += more;
			unpoison(old, new_bytes);
			return old;
		}
	}
	void *fresh = plint_arena_alloc(a, new_bytes);
	if (old && old_bytes)
		memcpy(fresh, old, old_bytes);
	return fresh;
}

void plint_arena_shrink(struct plint_arena *a, void *block, size_t old_bytes, size_t new_bytes)
{
	if ((char *)block + taken_bytes(old_bytes) != a->at)
		return;
	size_t less = taken_bytes(old_bytes) - taken_bytes(new_bytes);
	a->at -= less;
	a->used_bytes -= less;
	poison((char *)block + new_bytes, (size_t)(a->at - (char *)block) - new_bytes);
	poison(a->at, less);
}

char *plint_arena_strndup(struct plint_arena *a, const char *text, size_t len)
{
	char *copy = plint_arena_alloc(a, len + 1);
	if (len)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *plint_arena_vprintf(struct plint_arena *a, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	if (len < 0)
		plint_arena_fail(a, "out of memory");
	char *text = plint_arena_alloc(a, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return text;
}

char *plint_arena_printf(struct plint_arena *a, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *text = plint_arena_vprintf(a, format, args);
	va_end(args);
	return text;
}

struct plint_arena_owned *plint_arena_own(struct plint_arena *a, void (*release)(void *object), void *object)
{
	struct plint_arena_owned *o = plint_arena_alloc(a, sizeof *o);
	*o = (struct plint_arena_owned){release, object, a->owned};
	a->owned = o;
	return o;
}

/* O stays in its list, since a mark may name it. */
void plint_arena_disown(struct plint_arena_owned *o)
{
	void (*release)(void *object) = o->release;
	o->release = NULL;
	if (release)
		release(o->object);
}

/* Releases what is newer than LAST. */
static void release_owned(struct plint_arena *a, const struct plint_arena_owned *last)
{
	while (a->owned != last) {
		struct plint_arena_owned *o = a->owned;
		a->owned = o->older;
		plint_arena_disown(o);
	}
}

static void clear_child(void *object)
{
	plint_arena_clear(object);
}

struct plint_arena *plint_arena_child(struct plint_arena *parent, size_t limit_bytes)
{
	struct plint_arena *child = plint_arena_alloc(parent, sizeof *child);
	plint_arena_init(child, parent->fatal, parent->fatal_data, limit_bytes);
	plint_arena_own(parent, clear_child, child);
	return child;
}

struct plint_arena_mark plint_arena_mark(const struct plint_arena *a)
{
	return (struct plint_arena_mark){a->chunk, a->at, a->used_bytes, a->owned};
}

void plint_arena_rewind(struct plint_arena *a, struct plint_arena_mark mark)
{
	if (!mark.chunk) { /* taken while A was empty */
		plint_arena_reset(a);
		return;
	}
	release_owned(a, mark.owned);
	a->chunk = mark.chunk;
	a->at = mark.at;
	a->end = (char *)mark.chunk + mark.chunk->bytes;
	a->used_bytes = mark.used_bytes;
	poison_behind(a);
}

void plint_arena_reset(struct plint_arena *a)
{
	release_owned(a, NULL);
	a->used_bytes = 0;
	if (!a->chunk)
		return;
	while (a->chunk->older)
		a->chunk = a->chunk->older;
	a->at = (char *)a->chunk + HEAD_BYTES;
	a->end = (char *)a->chunk + a->chunk->bytes;
	poison_behind(a);
}

void plint_arena_clear(struct plint_arena *a)
{
	plint_arena_reset(a);
	struct plint_arena_chunk *c = a->chunk;
	while (c) {
		struct plint_arena_chunk *newer = c->newer;
		give_memory_back(c);
		c = newer;
	}
	plint_arena_init(a, a->fatal, a->fatal_data, a->limit_bytes);
}
