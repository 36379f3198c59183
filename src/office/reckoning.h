/* What was promised for one open case, reckoned anew after the hours changed: the row of the list
 * and the row that kiosks hold say the new date. No move is added: nobody did anything. */
#ifndef OFFICE_RECKONING_H
#define OFFICE_RECKONING_H

#include "office/ledger_pool.h"
#include "office/rulebook.h"
#include "office/scribe.h"

struct reckoning {
    const struct rulebook *rules; /* borrowed */
    struct tracking_code code;    /* of a request or of a complaint */
    int64_t due;                  /* as it was */
    int64_t now;
    struct status_key key; /* filled where the date changed */
};

/* Writes only where the date changed. OK also for a case that ended in between. */
enum err reckoning_do(struct ledger_pool *pool, struct scribe *scribe, struct reckoning *reckoning)
    MUST_USE;

#endif
