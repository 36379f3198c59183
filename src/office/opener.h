/* The thread that opens what was acknowledged, and lets old status rows end. */
#ifndef OFFICE_OPENER_H
#define OFFICE_OPENER_H

#include "base/clock.h"
#include "office/ledger_pool.h"
#include "office/opening.h"
#include "office/scribe.h"
#include "office/vault.h"

struct opener;

struct opener_parts {
    struct ledger_pool *pool; /* reads from it */
    struct scribe *scribe;    /* writes through it */
    const struct vault *vault;
    const struct rulebook *rules; /* all borrowed, alive until opener_stop returned */
    const struct keyring *keys;   /* the office's */
    struct clock clock;
};

/* Starts with what waits already, and with another look at the quarantine: what a newer program or
 * configuration can open comes out of it. */
enum err opener_start(const struct opener_parts *parts, struct opener **out) MUST_USE;
/* Ends after the item in hand. */
void opener_stop(struct opener **opener);
/* Items came: look now. */
void opener_wake(struct opener *opener);

#endif
