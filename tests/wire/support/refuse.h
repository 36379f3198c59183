/* A good document, damaged in every way that a test can name, must be refused. */
#ifndef TESTS_WIRE_REFUSE_H
#define TESTS_WIRE_REFUSE_H

#include <stddef.h>

#include "base/err.h"

/* In the document, the first `from` becomes `to`. */
struct damage {
    const char *from, *to;
};

/* Reads the bytes into an output of its own. */
typedef enum err reads(const void *bytes, size_t len);

/* Every damage of the table, every truncation, garbage behind, and bytes that are no such document
 * at all give ERR_INVALID; the document itself and one with an unknown member are read. */
void refuse_all(const char *text, const struct damage *table, size_t count, reads *read);
/* The text with the first `from` replaced; the test fails when it is not there. Yours to free. */
char *damaged(const char *text, struct damage damage);

#endif
