/* What a text on the wire may look like. */
#ifndef WIRE_TEXT_H
#define WIRE_TEXT_H

#include <stdbool.h>

enum text_rule {
    TEXT_LINE,    /* UTF-8 (RFC 3629) without control characters; may be empty */
    TEXT_LINES,   /* the same, line breaks allowed */
    TEXT_KEY,     /* letters, digits, '.', '_' and '-'; at least one, '.' not first */
    TEXT_KEY_OPT, /* the same, or empty */
};

bool text_fits(const char *text, enum text_rule rule);

#endif
