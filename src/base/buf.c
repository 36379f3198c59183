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

/* The length of the letter at the start of the bytes; 0 when there is no valid one. */
static size_t utf8_letter(const uint8_t *at, size_t len)
{
    /* By lead byte: how many bytes, and the range of the second one, which is narrower where a
     * letter would be overlong, a surrogate or too large (RFC 3629, section 4). */
    static const struct {
        uint8_t lead_low, lead_high, len, low, high;
    } RULES[] = {
        {0x00, 0x7F, 1, 0, 0},       {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF},
        {0xE1, 0xEC, 3, 0x80, 0xBF}, {0xED, 0xED, 3, 0x80, 0x9F}, {0xEE, 0xEF, 3, 0x80, 0xBF},
        {0xF0, 0xF0, 4, 0x90, 0xBF}, {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F},
    };
    size_t rule = 0;
    while (rule < LENGTH(RULES) && (*at < RULES[rule].lead_low || *at > RULES[rule].lead_high))
        rule++;
    if (rule == LENGTH(RULES) || len < RULES[rule].len)
        return 0;
    if (RULES[rule].len > 1 && (at[1] < RULES[rule].low || at[1] > RULES[rule].high))
        return 0;
    for (size_t i = 2; i < RULES[rule].len; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    return RULES[rule].len;
}

/* Past the ASCII at the start, eight bytes at a time. */
static const uint8_t *ascii_skip(const uint8_t *at, const uint8_t *end)
{
    uint64_t eight;
    for (; end - at >= (ptrdiff_t)sizeof(eight); at += sizeof(eight)) {
        memcpy(&eight, at, sizeof(eight));
        if (eight & UINT64_C(0x8080808080808080))
            break;
    }
    return at;
}

bool text_is_utf8(const void *bytes, size_t len)
{
    const uint8_t *at = bytes;
    const uint8_t *end = at + len;
    while ((at = ascii_skip(at, end)) < end) {
        size_t letter = utf8_letter(at, (size_t)(end - at));
        if (letter == 0)
            return false;
        at += letter;
    }
    return true;
}

void wipe(void *memory, size_t len)
{
    explicit_bzero(memory, len);
}
