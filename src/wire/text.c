#include "wire/text.h"

#include <string.h>

#include "base/buf.h"

/* Of UTF-8: C0 and DEL are single bytes, C1 is 0xC2 and one of the 32 that follow. */
static bool has_control(const char *text, bool lines)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; at++)
        if ((*at < 0x20 && !(lines && *at == '\n')) || *at == 0x7f || (*at == 0xc2 && at[1] < 0xa0))
            return true;
    return false;
}

static bool is_key(const char *text)
{
    return text[0] != '.' &&
           text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                             "0123456789._-")] == '\0';
}

bool text_fits(const char *text, enum text_rule rule)
{
    if (rule == TEXT_KEY || rule == TEXT_KEY_OPT)
        return is_key(text) && (*text || rule == TEXT_KEY_OPT);
    return text_is_utf8(text, strlen(text)) && !has_control(text, rule == TEXT_LINES);
}
