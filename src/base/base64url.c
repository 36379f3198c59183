/* Base64url for json.h; apart from the rest, since it knows nothing of json-c. */
#include <string.h>

#include "base/json.h"

static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* What a digit stands for and one more; 0 for what is no digit. */
static const uint8_t DIGITS[256] = {
    ['A'] = 1,  ['B'] = 2,  ['C'] = 3,  ['D'] = 4,  ['E'] = 5,  ['F'] = 6,  ['G'] = 7,  ['H'] = 8,
    ['I'] = 9,  ['J'] = 10, ['K'] = 11, ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16,
    ['Q'] = 17, ['R'] = 18, ['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24,
    ['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30, ['e'] = 31, ['f'] = 32,
    ['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36, ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40,
    ['o'] = 41, ['p'] = 42, ['q'] = 43, ['r'] = 44, ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48,
    ['w'] = 49, ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54, ['2'] = 55, ['3'] = 56,
    ['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60, ['8'] = 61, ['9'] = 62, ['-'] = 63, ['_'] = 64,
};

/* Three bytes, or the one or two at the end, as one digit more. */
static size_t group_write(const uint8_t *bytes, size_t count, char *out)
{
    uint32_t bits = (uint32_t)bytes[0] << 16;
    if (count > 1)
        bits |= (uint32_t)bytes[1] << 8;
    if (count > 2)
        bits |= bytes[2];
    for (size_t i = 0; i <= count; i++)
        out[i] = ALPHABET[bits >> (18 - 6 * i) & 63];
    return count + 1;
}

void base64url_put(struct buf *out, const void *bytes, size_t len)
{
    enum { PART = 1024 }; /* whole groups */
    const uint8_t *at = bytes;
    while (len > 0) {
        char part[PART];
        size_t wrote = 0;
        while (len > 0 && wrote < PART) {
            size_t count = len < 3 ? len : 3;
            wrote += group_write(at, count, part + wrote);
            at += count;
            len -= count;
        }
        buf_put(out, part, wrote);
    }
}

/* 0..63, or -1. */
static int digit_value(char c)
{
    return DIGITS[(uint8_t)c] - 1;
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
