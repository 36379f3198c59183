/* The text of a QR code as UTF-8, and where it was. Codes seldom say in what character set their
 * bytes are. */
#ifndef SCAN_CHARSET_H
#define SCAN_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The longest: 2,953 bytes (ISO/IEC 18004, version 40-L), each three in UTF-8. */
enum { QR_TEXT_SIZE = 9216 };

struct corner {
    int16_t x, y; /* pixels of the frame */
};

enum { QR_CORNERS = 4 };

struct qr_text {
    size_t len; /* at most QR_TEXT_SIZE - 1; a code may hold NUL bytes */
    char bytes[QR_TEXT_SIZE];
    struct corner corners[QR_CORNERS]; /* of the code it was read from, one after the other */
};

struct charset;

/* Loads the character sets that a QR code may need, zbar's too, so that none is looked for in a
 * file later, when the sandbox stands. */
struct charset *charset_new(void);
void charset_free(struct charset *charset);

/* The bytes as UTF-8, when they are that already; otherwise as Shift JIS, of which QR codes without
 * a stated set are full, and at last as Latin-1, the standard's own. False, and an empty text, when
 * they are too many. */
bool charset_read(struct charset *charset, const char *bytes, size_t len, struct qr_text *out);

#endif
