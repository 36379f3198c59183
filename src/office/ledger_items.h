/* Envelopes as they came: stored once, acknowledged when durable, opened later. */
#ifndef OFFICE_LEDGER_ITEMS_H
#define OFFICE_LEDGER_ITEMS_H

#include "office/ledger.h"
#include "wire/batch.h"

struct ledger_item {
    char kiosk[32];
    struct uuid id;
    int64_t sequence;
    uint8_t kind;
    uint8_t status_id[16];
    uint8_t hash[HASH_BYTES]; /* of the envelope */
    const uint8_t *envelope;  /* borrowed */
    size_t len;
    int64_t received;
};

/* Stores the envelope, or says that it is there: created, duplicate (same hash) or conflict (other
 * hash). stored: the hash of what the ledger holds under this id now. */
enum err ledger_item_put(struct ledger *ledger, const struct ledger_item *item,
                         enum verdict *verdict, uint8_t stored[HASH_BYTES]) MUST_USE;

/* Whether an item of that id is stored. */
enum err ledger_item_known(struct ledger *ledger, const char *kiosk, const struct uuid *id,
                           bool *out) MUST_USE;

/* Notes an item that was not taken, so that its sequence is no gap and an officer can ask. */
enum err ledger_item_refuse(struct ledger *ledger, const struct ledger_item *item,
                            enum verdict verdict, const char *reason) MUST_USE;

/* The sequences of the kiosk from 1 to `highest` that never came, lowest first, at most WANT_MAX
 * ranges. Remembers up to where all came, so that the next call starts there. */
enum err ledger_item_gaps(struct ledger *ledger, const char *kiosk, int64_t highest,
                          struct want out[WANT_MAX], size_t *count) MUST_USE;

/* One item that waits to be opened: the oldest. Its envelope is appended to `store`, and
 * out->envelope points into it. ERR_NOT_FOUND when none waits. */
enum err ledger_item_unopened(struct ledger *ledger, struct buf *store, struct ledger_item *out)
    MUST_USE;
/* Takes it off that queue: opened, or quarantined where a reason is given (NULL: opened).
 * ERR_NOT_FOUND when it was off already. */
enum err ledger_item_settle(struct ledger *ledger, const struct ledger_item *item,
                            const char *reason, int64_t now) MUST_USE;
/* Puts what is in quarantine back on the queue: a newer program or configuration may open it. */
enum err ledger_item_reconsider(struct ledger *ledger, int64_t *count) MUST_USE;
/* How many items are in the state: "received", "opened", "quarantined". */
enum err ledger_item_count(struct ledger *ledger, const char *state, int64_t *out) MUST_USE;

#endif
