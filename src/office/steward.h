/* The thread that does what the office owes without anybody asking: complaints whose deadline
 * passed go up the ladder, and when the hours change, what was promised is reckoned anew. */
#ifndef OFFICE_STEWARD_H
#define OFFICE_STEWARD_H

#include "base/clock.h"
#include "office/ledger_pool.h"
#include "office/rulebook.h"
#include "office/scribe.h"

struct steward;

struct steward_parts {
    struct ledger_pool *pool;
    struct scribe *scribe;
    struct rulebook *rules; /* takes the hours of new content; all borrowed until steward_stop */
    struct clock clock;
};

/* Looks at once, then every half minute. */
enum err steward_start(const struct steward_parts *parts, struct steward **out) MUST_USE;
void steward_stop(struct steward **steward);
/* Something was published, or time moved: look now. */
void steward_wake(struct steward *steward);

/* One look, as the thread does it; for tests. *content: the version last reckoned with, 0 none. */
enum err steward_look(const struct steward_parts *parts, int64_t now, int64_t *content) MUST_USE;

#endif
