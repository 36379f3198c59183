/* What the office forgets by rule: pages nobody went on with, and the documents of requests that
 * ended long enough ago. */
#ifndef OFFICE_RETENTION_H
#define OFFICE_RETENTION_H

#include "office/ledger_pool.h"
#include "office/scribe.h"
#include "office/vault.h"

struct retention {
    const struct vault *vault;
    struct ledger_pool *pool;
    struct scribe *scribe;
    int64_t now;
    size_t abandoned, outdated; /* set: how many pages went */
};

/* Deletes what is due: rows first, then bytes; each document's end is audited. */
enum err retention_run(struct retention *retention) MUST_USE;

#endif
