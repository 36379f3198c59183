/* Sealed pages of documents on their way: each is named by the SHA-256 of its sealed bytes, goes up
 * before the item that names it, and is resumed at the byte.
 *
 *     HEAD  /v1/blobs/HASH                     204: Upload-Offset bytes are durable; 404: none are
 *     PATCH /v1/blobs/HASH?offset=N&length=L   the bytes from N on of L in all; 204: durable too
 *
 * HASH is 64 lower-case hexadecimal digits. Offset and length stand in the query because signatures
 * cover it; both answers bear Upload-Offset and, once all is there, Upload-Complete: ?1. */
#ifndef WIRE_BLOB_H
#define WIRE_BLOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "seal/envelope.h"

enum {
    BLOB_CHUNK = 256 * 1024,
    BLOB_MAX = DOCUMENT_SEALED_MAX,
    BLOB_HEX = 2 * HASH_BYTES + 1,
    BLOB_QUERY = 64,
    BLOB_ANSWER_MAX = 4 * 1024, /* of a body: a problem document */
    ITEM_BLOBS_MAX = 24,        /* as many as a request has pages */
};

#define BLOB_PATH "/v1/blobs/"

struct blob_name {
    uint8_t hash[HASH_BYTES];
    int64_t len;
};

void blob_hex(const uint8_t hash[HASH_BYTES], char out[BLOB_HEX]);
/* False for anything but exactly 64 lower-case hexadecimal digits: what passes may stand in a path.
 */
bool blob_hex_read(const char *hex, uint8_t out[HASH_BYTES]);

/* The query of a PATCH. */
void blob_query(int64_t offset, int64_t len, char out[BLOB_QUERY]);
/* False unless it is exactly what blob_query writes, with 0 <= offset <= len and len > 0. */
bool blob_query_read(const char *query, int64_t *offset, int64_t *len);

/* A whole number as a header has it, without sign or blanks; -1 for anything else. */
int64_t blob_offset_read(const char *text);

#endif
