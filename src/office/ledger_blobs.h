/* Sealed pages as the ledger knows them; their bytes are in the vault. */
#ifndef OFFICE_LEDGER_BLOBS_H
#define OFFICE_LEDGER_BLOBS_H

#include "base/path.h"
#include "office/ledger.h"
#include "service/tracking.h"
#include "wire/blob.h"
#include "wire/item.h"

#define SENDER_PUBLIC "public"

struct blob_row {
    struct blob_name name;
    char sender[32]; /* a kiosk, or SENDER_PUBLIC */
    int64_t durable;
    int64_t touched;
};

/* ERR_NOT_FOUND. */
enum err ledger_blob(struct ledger *ledger, const uint8_t hash[HASH_BYTES], struct blob_row *out)
    MUST_USE;
/* Notes how much of it is on the disk; adds it where it is new. */
enum err ledger_blob_put(struct ledger *ledger, const struct blob_row *row) MUST_USE;
/* It was not what its name says, or it was deleted. */
enum err ledger_blob_drop(struct ledger *ledger, const uint8_t hash[HASH_BYTES]) MUST_USE;
/* How many this sender has begun and not finished. */
enum err ledger_blob_unfinished(struct ledger *ledger, const char *sender, int64_t *out) MUST_USE;
/* An item needs it: it no longer goes by itself. */
enum err ledger_blob_name(struct ledger *ledger, const uint8_t hash[HASH_BYTES]) MUST_USE;
/* One that nothing names and nobody touched since the moment. ERR_NOT_FOUND: none. */
enum err ledger_blob_abandoned(struct ledger *ledger, int64_t before, uint8_t hash[HASH_BYTES])
    MUST_USE;

/* A page of a request's documents. */
struct request_page {
    int number; /* from 1 within the request */
    char document[KEY_SIZE];
    struct blob_name blob;
    char sender[32];
    int64_t added;
    int64_t removed; /* when retention deleted it; 0: it is there */
};

enum { REQUEST_PAGES_MAX = 2 * ITEM_BLOBS_MAX };

/* Adds the page as the request's next, and names its blob. ERR_FULL: REQUEST_PAGES_MAX are there.
 */
enum err ledger_page_add(struct ledger *ledger, const char *code, struct request_page *page)
    MUST_USE;
/* Those of a request, by number. */
enum err ledger_pages(struct ledger *ledger, const char *code, struct request_page *rows,
                      size_t *count) MUST_USE;
/* The next page of a request that was finished before the moment. ERR_NOT_FOUND: none. */
enum err ledger_page_outdated(struct ledger *ledger, int64_t before, char code[TRACKING_SIZE],
                              struct request_page *out) MUST_USE;
/* Its bytes are to be deleted; the row says since when. */
enum err ledger_page_removed(struct ledger *ledger, const char *code, int number, int64_t now)
    MUST_USE;

#endif
