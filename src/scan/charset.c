#include "scan/charset.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"

/* In the order of trying; the rest is what zbar opens by itself for each picture, and for codes
 * that name their set (ECI). Latin-1 takes every byte, so a try never gets past it. */
static const char *const names[] = {
    "UTF-8",      "CP932",      "ISO8859-1",  "SJIS",       "BIG-5",      "CP437",      "ISO8859-2",
    "ISO8859-3",  "ISO8859-4",  "ISO8859-5",  "ISO8859-6",  "ISO8859-7",  "ISO8859-8",  "ISO8859-9",
    "ISO8859-10", "ISO8859-11", "ISO8859-13", "ISO8859-14", "ISO8859-15", "ISO8859-16",
};
enum { TRIED = 3 };

static const iconv_t none = (iconv_t)-1;

struct charset {
    iconv_t sets[LENGTH(names)]; /* `none` where this machine lacks one */
};

struct charset *charset_new(void)
{
    struct charset *charset = calloc(1, sizeof(*charset));
    if (!charset)
        abort();
    for (size_t i = 0; i < LENGTH(names); i++)
        charset->sets[i] = iconv_open("UTF-8", names[i]);
    return charset;
}

void charset_free(struct charset *charset)
{
    if (!charset)
        return;
    for (size_t i = 0; i < LENGTH(names); i++)
        if (charset->sets[i] != none)
            iconv_close(charset->sets[i]);
    free(charset);
}

static bool convert(iconv_t set, const char *bytes, size_t len, struct qr_text *out)
{
    char *from = (char *)bytes, *to = out->bytes;
    size_t room = QR_TEXT_SIZE - 1;
    if (set == none)
        return false;
    iconv(set, NULL, NULL, NULL, NULL);
    if (iconv(set, &from, &len, &to, &room) == (size_t)-1)
        return false;
    out->len = (size_t)(to - out->bytes);
    *to = '\0';
    return true;
}

bool charset_read(struct charset *charset, const char *bytes, size_t len, struct qr_text *out)
{
    static const char mark[] = {'\xEF', '\xBB', '\xBF'}; /* says UTF-8 and is no part of the text */
    if (len >= sizeof(mark) && memcmp(bytes, mark, sizeof(mark)) == 0) {
        bytes += sizeof(mark);
        len -= sizeof(mark);
    }
    for (size_t i = 0; i < TRIED; i++)
        if (convert(charset->sets[i], bytes, len, out))
            return true;
    wipe(out, sizeof(*out));
    return false;
}
