/* Growing text: see buf.h. */
#include "base/buf.h"

#include <stdio.h>
#include <string.h>

#define FIRST_ROOM ((size_t)64)

void plint_buf_init(struct plint_buf *b, struct plint_arena *arena)
{
	*b = (struct plint_buf){.arena = arena, .text = plint_arena_alloc(arena, FIRST_ROOM), .room = FIRST_ROOM};
	b->text[0] = '\0';
}

void plint_buf_reset(struct plint_buf *b)
{
	b->len = 0;
	b->text[0] = '\0';
}

void plint_buf_need(struct plint_buf *b, size_t more)
{
	if (b->room - b->len > more)
		return;
	size_t want;
	if (__builtin_add_overflow(b->len + 1, more, &want) || want > SIZE_MAX / 2)
		plint_arena_fail(b->arena, "out of memory");
	if (want < b->room * 2)
		want = b->room * 2;
	b->text = plint_arena_grow(b->arena, b->text, b->room, want);
	b->room = want;
}

void plint_buf_add(struct plint_buf *b, const char *text, size_t len)
{
	if (len == 0)
		return;
	plint_buf_need(b, len);
	memcpy(b->text + b->len, text, len);
	b->len += len;
	b->text[b->len] = '\0';
}

void plint_buf_str(struct plint_buf *b, const char *text)
{
	plint_buf_add(b, text, strlen(text));
}

void plint_buf_char(struct plint_buf *b, char c)
{
	plint_buf_need(b, 1);
	b->text[b->len++] = c;
	b->text[b->len] = '\0';
}

void plint_buf_fill(struct plint_buf *b, char c, size_t n)
{
	plint_buf_need(b, n);
	memset(b->text + b->len, c, n);
	b->len += n;
	b->text[b->len] = '\0';
}

void plint_buf_printf(struct plint_buf *b, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	size_t room = b->room - b->len;
	int len = vsnprintf(b->text + b->len, room, format, args);
	va_end(args);
	if (len < 0)
		plint_arena_fail(b->arena, "out of memory");
	if ((size_t)len >= room) {
		plint_buf_need(b, (size_t)len);
		vsnprintf(b->text + b->len, b->room - b->len, format, again);
	}
	va_end(again);
	b->len += (size_t)len;
}
