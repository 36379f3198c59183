/* JSON written straight into a bounded buffer, member by member. It builds no tree, so personal
 * data leaves no copies behind on the heap, and a document is there whole or not at all.
 *
 *     struct writer json = writer_over(out);
 *     writer_open(&json, NULL, '{');
 *     writer_text(&json, "kiosk", kiosk);
 *     writer_close(&json, '}');
 *     return writer_end(&json);
 */
#ifndef WIRE_WRITER_H
#define WIRE_WRITER_H

#include "base/buf.h"

struct writer {
    struct buf *out;
    size_t start; /* where the document begins in out */
    bool first;   /* nothing was written since the last opening bracket */
    bool bad;     /* a text was no clean UTF-8 (wire/text.h, TEXT_LINES) */
};

struct writer writer_over(struct buf *out);
/* '{' or '['; name is NULL at the top and inside arrays, as it is for the values below. */
void writer_open(struct writer *writer, const char *name, char bracket);
void writer_close(struct writer *writer, char bracket);
void writer_text(struct writer *writer, const char *name, const char *text);
void writer_int(struct writer *writer, const char *name, int64_t value);
void writer_bool(struct writer *writer, const char *name, bool value);
/* Base64url without padding. */
void writer_bytes(struct writer *writer, const char *name, const void *bytes, size_t len);
/* ERR_FULL: out is too small; ERR_INVALID: a text was not clean. Then out has its old length. */
enum err writer_end(struct writer *writer) MUST_USE;

#endif
