/* What syncd does next, and when. Pure: the state comes in, the next act goes out, so that every
 * rule of retrying stands in a table of tests. */
#ifndef SYNC_PLAN_H
#define SYNC_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"

/* No try is ever further off. A moment that is was written before the clock was set back. */
#define BACKOFF_MOST MINUTES(15)
/* Looking for news is cheap, and it is what finds out that the office is back: whatever waited for
 * the network goes out with it, less than half a minute after the way is free. */
#define BACKOFF_POLL_MOST SECONDS(20)
/* A batch without items goes up after so long without one: it takes the log's head to the office,
 * and brings what an office restored from a backup lacks. */
#define HELLO_EVERY MINUTES(10)

/* In order of precedence where several are due. */
enum plan_act {
    PLAN_TIME,     /* learn the office's clock; before it is known nothing else goes out */
    PLAN_KEYS,     /* announce this device's new keys: the old ones may count no more */
    PLAN_PUSH,     /* send what is due */
    PLAN_STATUSES, /* ask for status rows */
    PLAN_FEED,     /* ask for content */
    PLAN_BLOB,     /* send the next part of a page: after all that is short */
    PLAN_TIDY,     /* forget what is old, empty the WAL */
    PLAN_WAIT,     /* nothing before `at` */
};

struct plan_input {
    int64_t now;
    bool clock_known;
    size_t waiting;                                     /* items that wait for no page */
    int64_t next_try;                                   /* of the item that is due first */
    size_t pages;                                       /* that have to go up before their items */
    int64_t page_try;                                   /* of the page that is due first */
    int64_t time_due, statuses_due, feed_due, tidy_due; /* moments */
    int64_t keys_due;                                   /* 0: no new keys are to be announced */
    int64_t hello_due;  /* when a batch goes up although nothing waits */
    int64_t hold_until; /* the office's Retry-After: a floor for all that goes out */
    int64_t poll_hold;  /* after a failure: a floor for all that asks for news */
    int64_t watchdog;   /* ms */
};

struct plan {
    enum plan_act act;
    int64_t at; /* when; <= now unless PLAN_WAIT */
    bool
        stuck; /* items or pages are due since longer than the watchdog allows and were not tried */
};

struct plan plan_next(const struct plan_input *input);

/* Full jitter: uniform in 0..min(most, 2 s * 2^tries), by 64 random bits. At least `floor` (the
 * office's Retry-After), and never more than BACKOFF_MOST. */
int64_t plan_backoff(int tries, int64_t most, int64_t floor, uint64_t random);

#endif
