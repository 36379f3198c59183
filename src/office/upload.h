/* One part of a sealed page on its way in, from a kiosk or from a phone: written, on the disk, and
 * noted before it is acknowledged. */
#ifndef OFFICE_UPLOAD_H
#define OFFICE_UPLOAD_H

#include "office/ledger_blobs.h"
#include "office/ledger_pool.h"
#include "office/scribe.h"
#include "office/vault.h"

struct upload {
    struct blob_name name;
    const char *sender; /* borrowed */
    int64_t offset;     /* where the part begins */
    const void *bytes;  /* borrowed */
    size_t len;
    int64_t now;
    int64_t durable; /* set: how much is on the disk now */
};

enum upload_end {
    UPLOAD_KEPT,
    UPLOAD_OFFSET, /* the part does not begin where the last one ended: `durable` says where */
    UPLOAD_BUSY,   /* another one writes this page now */
    UPLOAD_OTHER,  /* it is another sender's */
    UPLOAD_LENGTH, /* its length was another before, or is too much, or the part passes its end */
    UPLOAD_HASH,   /* whole, but not what its name says: it starts over */
    UPLOAD_MANY,   /* too many unfinished ones of this sender */
    UPLOAD_FULL,   /* no room on the disk */
    UPLOAD_FAILED, /* the disk or the database */
};

/* Who takes parts in. */
struct upload_desk {
    const struct vault *vault;
    struct ledger_pool *pool;
    struct scribe *scribe;
};

enum upload_end upload_take(const struct upload_desk *desk, struct upload *upload) MUST_USE;
/* How much of a page of this sender is there. ERR_NOT_FOUND: nothing. */
enum err upload_look(const struct upload_desk *desk, const uint8_t hash[HASH_BYTES],
                     const char *sender, struct blob_row *out) MUST_USE;

/* A whole page that somebody carried here. ERR_INVALID: not what its name says, or another
 * sender's; ERR_BUSY: it comes over the network at this moment. */
enum err upload_carry(struct ledger *ledger, const struct vault *vault, const struct upload *page)
    MUST_USE;

/* Whether all of the page is here, as far as the ledger and the file's length tell; part of the
 * intake's transaction. *known: false where the ledger never heard of it. */
bool upload_whole(struct ledger *ledger, const struct vault *vault, const struct blob_name *name,
                  bool *known);

#endif
