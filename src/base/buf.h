/* A bounded, growing byte buffer. It is created with its maximum and never grows past it: a put
 * that would, changes nothing and marks the buffer as full. A full buffer takes nothing more until
 * it is cleared, so a chain of puts is checked once and what is there is always its beginning. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct buf {
    uint8_t *data; /* always followed by a NUL that len does not count; "" when empty */
    size_t len;
    size_t room; /* allocated bytes, the NUL included */
    size_t max;  /* len never exceeds this */
    bool full;   /* a put was refused since buf_init or buf_clear */
};

/* An empty buffer that holds at most max bytes. Allocates nothing yet. */
void buf_init(struct buf *buf, size_t max);
/* Wipes and frees the content; the buffer is empty and usable again. NULL is accepted. */
void buf_fini(struct buf *buf);
/* Empties the buffer and keeps its memory. The old bytes are wiped. */
void buf_clear(struct buf *buf);

void buf_put(struct buf *buf, const void *bytes, size_t len);
void buf_puts(struct buf *buf, const char *text);
void buf_putc(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *buf, const char *format, __builtin_va_list args);

/* Big-endian integers, as the wire has them. */
void buf_put_u16(struct buf *buf, uint16_t value);
void buf_put_u32(struct buf *buf, uint32_t value);
void buf_put_u64(struct buf *buf, uint64_t value);

/* ERR_FULL when any put since the last clear did not fit. */
enum err buf_check(const struct buf *buf) MUST_USE;

/* The content as a C string; stops at an embedded NUL. Valid until the next put. */
const char *buf_text(const struct buf *buf);

/* Reads from borrowed bytes; a read past the end marks it bad and returns zeros from then on. */
struct cursor {
    const uint8_t *at;
    const uint8_t *end;
    bool bad;
};

struct cursor cursor_over(const void *bytes, size_t len);
uint8_t cursor_u8(struct cursor *cursor);
uint16_t cursor_u16(struct cursor *cursor);
uint32_t cursor_u32(struct cursor *cursor);
uint64_t cursor_u64(struct cursor *cursor);
/* The next len bytes, borrowed, or NULL past the end. */
const uint8_t *cursor_bytes(struct cursor *cursor, size_t len);
size_t cursor_left(const struct cursor *cursor);

/* Copies text into a fixed array of size bytes, always terminated; false when it was cut (the cut
 * falls on a UTF-8 boundary). */
bool text_copy(char *to, size_t size, const char *from);
#define TEXT_COPY(array, from) text_copy((array), sizeof(array), (from))

/* Whether the bytes are UTF-8 (RFC 3629): nothing overlong, no surrogates, nothing past U+10FFFF.
 */
bool text_is_utf8(const void *bytes, size_t len);

/* Overwrites memory in a way the compiler may not remove. */
void wipe(void *memory, size_t len);

#endif
