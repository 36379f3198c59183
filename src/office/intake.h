/* A batch of sealed items becomes rows and a receipt. */
#ifndef OFFICE_INTAKE_H
#define OFFICE_INTAKE_H

#include "office/ledger_items.h"
#include "office/ledger_kiosks.h"
#include "office/vault.h"

struct intake {
    const struct batch *batch; /* borrowed; its kiosk is who signed it */
    const struct vault *vault; /* borrowed; NULL: no page is here */
    int64_t now;
    uint8_t hashes[BATCH_ITEMS][HASH_BYTES]; /* of the envelopes as sent */
    struct batch_receipt receipt;            /* holds when it ran */
    size_t created;                          /* how many items were new */
};

/* All that needs no ledger, so that the one thread that writes need not do it: hashes the envelopes
 * and reads their heads. */
void intake_prepare(const struct batch *batch, const struct vault *vault, int64_t now,
                    struct intake *out);
/* An item whose pages are not all here is not stored and gets VERDICT_MISSING_BLOBS; it comes
 * again. Stores what can be stored and gives each item its verdict; one bad item holds up no other.
 * A ledger_work; argument: a prepared intake. Running it again gives the same verdicts, with
 * duplicate for created. */
enum err intake_run(struct ledger *ledger, void *argument) MUST_USE;

#endif
