/* Opening sealed items after they were acknowledged: an item becomes a request, a complaint, a
 * survey or a call, or goes to quarantine with the reason. */
#ifndef OFFICE_OPENING_H
#define OFFICE_OPENING_H

#include "office/keyring.h"
#include "office/ledger_items.h"
#include "office/rulebook.h"
#include "wire/item.h"

/* Personal data while it is open: wiped by opening_clear. */
struct opening {
    const struct rulebook *rules; /* borrowed */
    const struct keyring *keys;   /* borrowed: the office's */
    int64_t now;
    struct buf store; /* holds the envelope */
    struct ledger_item sealed;
    struct item item;
    struct status_key key; /* of requests and complaints */
    const char *reason;    /* why it goes to quarantine; NULL: it opened */
};

/* Reads the oldest item that waits and opens it, outside any transaction. ERR_NOT_FOUND: none
 * waits. OK also for one that does not open: then `reason` is set. */
enum err opening_prepare(struct ledger *ledger, struct opening *opening) MUST_USE;
/* Stores what came out and takes the item off the queue. A ledger_work; argument: the opening.
 * ERR_INVALID: it cannot be kept and `reason` was set; run once more, it goes to quarantine. */
enum err opening_keep(struct ledger *ledger, void *argument) MUST_USE;

void opening_init(struct opening *opening, const struct rulebook *rules,
                  const struct keyring *keys);
/* Wipes what one item left; ready for the next. */
void opening_clear(struct opening *opening);
void opening_fini(struct opening *opening);

#endif
