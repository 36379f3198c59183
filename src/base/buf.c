#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM_FIRST = 64 };

/* Stands for the content of every buffer that owns no memory; never written to. */
static uint8_t *nothing(void)
{
    return (uint8_t *)"";
}

void buf_init(struct buf *buf, size_t max)
{
    assert(max < SIZE_MAX);
    *buf = (struct buf){.data = nothing(), .max = max};
}

void buf_fini(struct buf *buf)
{
    if (!buf)
        return;
    if (buf->room > 0) {
        wipe(buf->data, buf->room);
        free(buf->data);
    }
    buf_init(buf, buf->max);
}

void buf_clear(struct buf *buf)
{
    if (buf->room > 0)
        wipe(buf->data, buf->room);
    buf->len = 0;
    buf->full = false;
}

/* Room for `more` bytes and the NUL. Moves by hand instead of realloc, which would leave an unwiped
 * copy behind. */
static bool reserve(struct buf *buf, size_t more)
{
    if (buf->full || more > buf->max - buf->len) {
        buf->full = true;
        return false;
    }
    size_t need = buf->len + more + 1;
    if (need <= buf->room)
        return true;
    size_t room = buf->room > 0 ? buf->room : ROOM_FIRST;
    while (room < need)
        room = room <= SIZE_MAX / 2 ? room * 2 : need;
    if (room > buf->max + 1)
        room = buf->max + 1;
    uint8_t *data = malloc(room);
    if (!data) {
        buf->full = true;
        return false;
    }
    memcpy(data, buf->data, buf->len);
    data[buf->len] = '\0';
    if (buf->room > 0) {
        wipe(buf->data, buf->room);
        free(buf->data);
    }
    buf->data = data;
    buf->room = room;
    return true;
}

void buf_put(struct buf *buf, const void *bytes, size_t len)
{
    if (len == 0 || !reserve(buf, len))
        return;
    memcpy(buf->data + buf->len, bytes, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
}

void buf_puts(struct buf *buf, const char *text)
{
    buf_put(buf, text, strlen(text));
}

void buf_putc(struct buf *buf, char c)
{
    buf_put(buf, &c, 1);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprintf(buf, format, args);
    va_end(args);
}

void buf_vprintf(struct buf *buf, const char *format, __builtin_va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    assert(len >= 0);
    if (len > 0 && reserve(buf, (size_t)len)) {
        vsnprintf((char *)buf->data + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
}

static void put_big_endian(struct buf *buf, uint64_t value, size_t len)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < len; i++)
        bytes[i] = (uint8_t)(value >> (8 * (len - 1 - i)));
    buf_put(buf, bytes, len);
}

void buf_put_u16(struct buf *buf, uint16_t value)
{
    put_big_endian(buf, value, 2);
}

void buf_put_u32(struct buf *buf, uint32_t value)
{
    put_big_endian(buf, value, 4);
}

void buf_put_u64(struct buf *buf, uint64_t value)
{
    put_big_endian(buf, value, 8);
}

enum err buf_check(const struct buf *buf)
{
    return buf->full ? ERR_FULL : OK;
}

const char *buf_text(const struct buf *buf)
{
    return (const char *)buf->data;
}

struct cursor cursor_over(const void *bytes, size_t len)
{
    const uint8_t *at = bytes ? bytes : nothing();
    return (struct cursor){.at = at, .end = at + (bytes ? len : 0)};
}

static uint64_t get_big_endian(struct cursor *cursor, size_t len)
{
    const uint8_t *bytes = cursor_bytes(cursor, len);
    uint64_t value = 0;
    for (size_t i = 0; bytes && i < len; i++)
        value = value << 8 | bytes[i];
    return value;
}

uint8_t cursor_u8(struct cursor *cursor)
{
    return (uint8_t)get_big_endian(cursor, 1);
}

uint16_t cursor_u16(struct cursor *cursor)
{
    return (uint16_t)get_big_endian(cursor, 2);
}

uint32_t cursor_u32(struct cursor *cursor)
{
    return (uint32_t)get_big_endian(cursor, 4);
}

uint64_t cursor_u64(struct cursor *cursor)
{
    return get_big_endian(cursor, 8);
}

const uint8_t *cursor_bytes(struct cursor *cursor, size_t len)
{
    if (cursor->bad || len > (size_t)(cursor->end - cursor->at)) {
        cursor->bad = true;
        return NULL;
    }
    const uint8_t *bytes = cursor->at;
    cursor->at += len;
    return bytes;
}

size_t cursor_left(const struct cursor *cursor)
{
    return cursor->bad ? 0 : (size_t)(cursor->end - cursor->at);
}

bool text_copy(char *to, size_t size, const char *from)
{
    assert(size > 0);
    size_t len = strlen(from);
    bool whole = len < size;
    if (!whole) {
        len = size - 1;
        while (len > 0 && ((unsigned char)from[len] & 0xC0) == 0x80)
            len--;
    }
    memmove(to, from, len);
    to[len] = '\0';
    return whole;
}

void wipe(void *memory, size_t len)
{
    explicit_bzero(memory, len);
}
