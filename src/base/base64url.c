/* Base64url for json.h; apart from the rest, since it knows nothing of json-c. */
#include <string.h>

#include "base/json.h"

static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void base64url_put(struct buf *out, const void *bytes, size_t len)
{
    const uint8_t *at = bytes;
    for (; len > 0;) {
        size_t take = len < 3 ? len : 3;
        uint32_t bits = 0;
        for (size_t i = 0; i < 3; i++)
            bits = bits << 8 | (i < take ? at[i] : 0);
        char quad[4];
        for (size_t i = 0; i < 4; i++)
            quad[i] = ALPHABET[bits >> (18 - 6 * i) & 63];
        buf_put(out, quad, take + 1);
        at += take;
        len -= take;
    }
}

/* 0..63, or -1. */
static int digit_value(char c)
{
    const char *at = c ? strchr(ALPHABET, c) : NULL;
    return at ? (int)(at - ALPHABET) : -1;
}

/* Whether the text is the one encoding of some bytes: only digits, a length that occurs, and no
 * bits left over in the last digit. */
static bool is_canonical(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (digit_value(text[i]) < 0)
            return false;
    int last = len > 0 ? digit_value(text[len - 1]) : 0;
    switch (len % 4) {
    case 1:
        return false;
    case 2:
        return (last & 15) == 0;
    case 3:
        return (last & 3) == 0;
    default:
        return true;
    }
}

enum err base64url_read(const char *text, size_t text_len, void *out, size_t size, size_t *out_len)
{
    if (!is_canonical(text, text_len))
        return ERR_INVALID;
    size_t len = text_len / 4 * 3 + (text_len % 4 * 3) / 4;
    if (len > size)
        return ERR_FULL;
    uint8_t *to = out;
    uint32_t bits = 0;
    int held = 0;
    for (size_t i = 0; i < text_len; i++) {
        bits = bits << 6 | (uint32_t)digit_value(text[i]);
        held += 6;
        if (held >= 8) {
            held -= 8;
            *to++ = (uint8_t)(bits >> held);
        }
    }
    *out_len = len;
    return OK;
}
