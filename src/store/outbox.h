/* What waits for the office: sealed items, each with its whole state in its row. An item leaves the
 * waiting state only by a verdict that names its id and the hash of its envelope, and leaves the
 * table only seven days after it was received. */
#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

#include "base/buf.h"
#include "base/entropy.h"
#include "seal/keys.h"
#include "seal/status.h"
#include "service/counter.h"
#include "store/db.h"

struct outbox_item {
    struct uuid id;
    enum item_kind kind;
    char form[64];                      /* the service's id, or "" */
    uint8_t status_id[STATUS_ID_BYTES]; /* zeros for kinds without a tracking code */
    int64_t created;
    const uint8_t *envelope; /* borrowed */
    size_t len;
    const int64_t *blobs; /* draft pages that become this item's (blobs.h); borrowed */
    size_t blob_count;
};

/* Stores durably, with its pages in the same transaction, and reads back. ERR_NOT_FOUND: a page is
 * no draft any more. *sequence numbers the items of this kiosk from 1 without gaps. */
enum err outbox_put(struct db *db, const struct outbox_item *item, int64_t *sequence) MUST_USE;

/* What is known of an item by the row its code opens. */
struct outbox_news {
    int64_t sequence;
    enum item_kind kind;
    enum item_state state;
    char form[64];
    int64_t created, received; /* received: 0 not yet */
};
enum err outbox_find(struct db *db, const uint8_t status_id[STATUS_ID_BYTES],
                     struct outbox_news *out) MUST_USE;
enum err outbox_state(struct db *db, int64_t sequence, enum item_state *out) MUST_USE;

/* One item on its way up; the envelope is in the load's store. */
struct outbox_due {
    int64_t sequence;
    struct uuid id;
    enum item_kind kind;
    uint8_t status_id[STATUS_ID_BYTES];
    uint8_t hash[HASH_BYTES];
    int tries;
    size_t offset, len; /* of the envelope in the store */
};

/* Items that are due and wait for no page, calls for an officer first, then the longest waiting: at
 * most `most` and store->max bytes of envelopes. Clears the store first. */
enum err outbox_due(struct db *db, int64_t now, struct outbox_due *items, size_t most,
                    struct buf *store, size_t *count) MUST_USE;

/* The same of items that have no receipt, quarantined ones too, by sequence from `after` on. */
enum err outbox_unreceipted(struct db *db, int64_t after, struct outbox_due *items, size_t most,
                            struct buf *store, size_t *count) MUST_USE;
/* An officer sends a quarantined item again; sequence 0: all of them. *requeued counts them. */
enum err outbox_requeue(struct db *db, int64_t sequence, int64_t now, int64_t *requeued) MUST_USE;

/* What became of one item. */
struct outbox_outcome {
    int64_t sequence;
    enum item_state state; /* ITEM_WAITING: try again at next_try */
    enum sync_cause cause;
    int64_t next_try;
    int64_t at;         /* when the try ended; of a received item, its receipt */
    const char *reason; /* the office's, "" none; borrowed */
};
/* One try of each of these items has ended. An item that is no longer waiting is left alone. */
enum err outbox_settle(struct db *db, const struct outbox_outcome *outcomes, size_t count) MUST_USE;
/* The office could not be reached: every due item waits until next_try. */
enum err outbox_defer(struct db *db, int64_t now, int64_t next_try, enum sync_cause cause) MUST_USE;
/* The office is back, or an officer asks: whatever waits for the network is due now; with `all`,
 * whatever waits for any reason. *released counts the items. */
enum err outbox_release(struct db *db, int64_t now, bool all, int64_t *released) MUST_USE;
/* The office lacks these sequences (it was restored from a backup): received ones wait again, and
 * their pages go up first.
 * *resent counts the items that are still here. */
enum err outbox_resend(struct db *db, int64_t from, int64_t to, int64_t now, int64_t *resent)
    MUST_USE;
/* Forgets items received before the moment, and their pages: sweep then (blobs.h). */
enum err outbox_forget(struct db *db, int64_t before) MUST_USE;

struct outbox_totals {
    size_t waiting, quarantined;
    size_t ready;     /* of the waiting, those that wait for no page */
    int64_t oldest;   /* created moment of the oldest waiting item, 0 none */
    int64_t next_try; /* the earliest of the ready, 0 none */
    int64_t last_try; /* the latest of the waiting, 0 none */
    int tries;        /* most tries of any waiting item */
};
/* When the next of the waiting items that need no page any more is due: what a plan needs, at the
 * same cost however many wait. *any: there is one. */
enum err outbox_next(struct db *db, bool *any, int64_t *next_try) MUST_USE;
enum err outbox_totals(struct db *db, struct outbox_totals *out) MUST_USE;
enum err outbox_received_since(struct db *db, int64_t moment, size_t *count) MUST_USE;

/* Newest first. */
enum err outbox_rows(struct db *db, size_t skip, struct queue_row *rows, size_t most, size_t *count,
                     bool *more) MUST_USE;

#endif
