/*
 * Growing text for output and messages, inside an arena. Always NUL-terminated; may hold any bytes.
 */
#ifndef PLINT_BASE_BUF_H
#define PLINT_BASE_BUF_H

#include "base/arena.h"

struct plint_buf {
	struct plint_arena *arena; /* borrowed for the life of the buf */
	char *text;                /* never NULL after init; NUL behind LEN bytes */
	size_t len;
	size_t room;
};

/* Makes B an empty text in ARENA. */
void plint_buf_init(struct plint_buf *b, struct plint_arena *arena);
/* Empties B and keeps its storage. */
void plint_buf_reset(struct plint_buf *b);
/* Room for MORE further bytes, so that adding them takes no memory (and so cannot end in the fatal hook). */
void plint_buf_need(struct plint_buf *b, size_t more);
/* Appends LEN bytes of TEXT; a NUL-terminated TEXT; one byte; N times the byte C; text as by printf. */
void plint_buf_add(struct plint_buf *b, const char *text, size_t len);
void plint_buf_str(struct plint_buf *b, const char *text);
void plint_buf_char(struct plint_buf *b, char c);
void plint_buf_fill(struct plint_buf *b, char c, size_t n);
void plint_buf_printf(struct plint_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
