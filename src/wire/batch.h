/* POST /v1/batches: up to 50 items or 256 KiB go up, a signed receipt with one verdict an item
 * comes back. Every call is idempotent. Envelopes are base64url inside JSON. */
#ifndef WIRE_BATCH_H
#define WIRE_BATCH_H

#include "base/buf.h"
#include "base/entropy.h"
#include "base/err.h"
#include "seal/chain.h"
#include "wire/blob.h"
#include "wire/report.h"

enum { BATCH_ITEMS = 50, BATCH_BYTES = 256 * 1024, BATCH_BODY_MAX = 512 * 1024, WANT_MAX = 16 };

struct batch_item {
    int64_t sequence; /* of this kiosk, from 1, without gaps */
    struct uuid id;
    uint8_t kind;
    uint8_t status_id[16];   /* of the status row its code opens; zeros for kinds without a code */
    const uint8_t *envelope; /* borrowed */
    size_t len;
    struct blob_name blobs[ITEM_BLOBS_MAX]; /* what must be there before the item is taken */
    size_t blob_count;
};

struct batch {
    char kiosk[32];
    int64_t highest_receipted; /* sequence */
    struct chain_head log;
    char version[24];     /* of the kiosk's program */
    struct report report; /* at 0 and no rows: none came with it */
    struct batch_item items[BATCH_ITEMS];
    size_t count;
};

enum verdict {
    VERDICT_CREATED,
    VERDICT_DUPLICATE, /* same id and hash: durably stored before */
    VERDICT_CONFLICT,  /* same id, other hash */
    VERDICT_MISSING_BLOBS,
    VERDICT_REJECTED, /* malformed envelope or unknown kind, and nothing else */
    VERDICT_RETRY,
};

struct batch_verdict {
    struct uuid id;
    uint8_t hash[HASH_BYTES]; /* of the envelope as the office stored it */
    enum verdict verdict;
    char reason[64]; /* plain English, "" where none */
};

struct batch_receipt {
    char kiosk[32];
    int64_t received;      /* moment at the office */
    struct chain_head log; /* the head that was sent, counter-signed by signing the receipt */
    struct batch_verdict verdicts[BATCH_ITEMS];
    size_t count;
    struct want {
        int64_t from, to; /* sequences the office lacks, both included */
    } want[WANT_MAX];
    size_t want_count;
};

enum err batch_write(const struct batch *batch, struct buf *out) MUST_USE;
/* The envelopes are decoded into `store`, which must outlive the batch. */
enum err batch_read(const void *bytes, size_t len, struct buf *store, struct batch *out) MUST_USE;

enum err batch_receipt_write(const struct batch_receipt *receipt, struct buf *out) MUST_USE;
enum err batch_receipt_read(const void *bytes, size_t len, struct batch_receipt *out) MUST_USE;

const char *verdict_key(enum verdict verdict);

#endif
