/* Whether bytes are JSON, to the letter; json.c alone includes this. */
#ifndef BASE_JSON_GRAMMAR_H
#define BASE_JSON_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>

/* True when the bytes are exactly one value of RFC 8259's grammar in UTF-8, with values nested at
 * most `depth` levels deep. json-c's strict mode is not that strict: it takes {'a':1}, 1., NaN,
 * overlong UTF-8 and control characters, and a NUL for the end of the text. */
bool json_is_grammatical(const void *bytes, size_t len, int depth);

#endif
