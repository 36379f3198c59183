/* The one thread that writes while the office serves. Whoever has something to write hands it over
 * and waits; all that wait go into one transaction, and nobody is told before it is durable. So a
 * hundred kiosks cost one fsync, not a hundred. */
#ifndef OFFICE_SCRIBE_H
#define OFFICE_SCRIBE_H

#include "office/ledger.h"

struct scribe;

/* Opens a connection of its own; `why` as ledger_open. */
enum err scribe_open(const char *address, struct scribe **out, struct why *why) MUST_USE;
/* Nobody may wait in scribe_write any more. */
void scribe_close(struct scribe **scribe);

/* Runs the work on the writing thread and waits. OK only when it is durable; otherwise none of it
 * was kept: what the work answered, or ERR_FULL, ERR_BUSY, ERR_STORAGE of the transaction. Works of
 * others in the same transaction do not suffer from this one's failure. */
enum err scribe_write(struct scribe *scribe, ledger_work *work, void *argument) MUST_USE;

struct scribe_tally {
    uint64_t works, transactions;
};
struct scribe_tally scribe_tally(struct scribe *scribe);

#endif
