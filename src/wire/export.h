/* Items on their way by hand: what a kiosk that will not be online again leaves on a USB stick for
 * `anjungan-office import`. The file holds the bodies of POST /v1/batches, each with the signature
 * that would have gone with it, then the sealed pages these name, and ends with the number of
 * records, so that a truncated copy is noticed. */
#ifndef WIRE_EXPORT_H
#define WIRE_EXPORT_H

#include "base/buf.h"
#include "seal/signature.h"
#include "wire/blob.h"

#define EXPORT_METHOD "POST"
#define EXPORT_PATH   "/v1/batches"

enum { EXPORT_MAX = 256 * 1024 * 1024 };

struct export_record {
    enum { EXPORT_BATCH, EXPORT_PAGE } kind;
    const void *body; /* borrowed from the file's bytes */
    size_t len;
    struct http_signature signature; /* of a batch */
    uint8_t hash[HASH_BYTES];        /* what a page is named: its reader holds it against that */
};

/* The first line; each record; the last line. ERR_FULL: out is too small. */
enum err export_begin(struct buf *out) MUST_USE;
enum err export_put(struct buf *out, const struct export_record *record) MUST_USE;
enum err export_end(struct buf *out, size_t records) MUST_USE;

/* Where reading stands; start with zeros. */
struct export_cursor {
    size_t at, records;
};
/* The next record. ERR_NOT_FOUND after the last one; ERR_INVALID: no such file, or cut off here. */
enum err export_next(const struct buf *file, struct export_cursor *cursor,
                     struct export_record *out) MUST_USE;

#endif
