#include <string.h>

#include "base/buf.h"
#include "ui/keyboard.h"

/* Writes the character as UTF-8 and returns its length; 0 for what is none or steers. */
static size_t encode(int64_t code, char out[4])
{
    if (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code <= 0xdfff) ||
        code > 0x10ffff)
        return 0;
    uint32_t c = (uint32_t)code;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3f));
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    out[0] = (char)(lead[len] | c);
    return len;
}

static bool erase_last(char *text)
{
    size_t len = strlen(text), start = len;
    if (len == 0)
        return false;
    do
        start--;
    while (start > 0 && ((unsigned char)text[start] & 0xc0) == 0x80);
    wipe(text + start, len - start);
    return true;
}

bool text_edit(char *text, size_t size, int64_t key)
{
    if (key == KEY_BACKSPACE)
        return erase_last(text);
    if (key == KEY_CLEAR) {
        bool some = *text != '\0';
        wipe(text, strlen(text));
        return some;
    }
    char bytes[4];
    size_t len = strlen(text), more = encode(key, bytes);
    if (more == 0 || len + more >= size)
        return false;
    memcpy(text + len, bytes, more);
    text[len + more] = '\0';
    return true;
}
