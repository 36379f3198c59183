/* The inside of struct engine, shared by the sources that make it up. */
#ifndef SYNC_ENGINE_INSIDE_H
#define SYNC_ENGINE_INSIDE_H

#include "seal/chain.h"
#include "store/db.h"
#include "store/enrolled.h"
#include "store/link.h"
#include "store/outbox.h"
#include "sync/engine.h"
#include "sync/plan.h"
#include "sync/transport.h"
#include "wire/report.h"

struct engine {
    char state_dir[PATH_SIZE];
    const struct settings *settings;
    struct entropy entropy;
    int stop_fd;
    int64_t connect_most, stall_most;
    int watch;

    struct db *db; /* NULL while it does not open */
    int64_t attach_at;

    struct enrolled enrolled;
    int64_t enrolled_before;     /* enrolled.revision that transport is for */
    bool start_logged;           /* for that revision */
    bool ready;                  /* as logged: enrolled, and the device's key is there */
    struct identity identity;    /* the device's; holds while there is a transport */
    struct transport *transport; /* NULL while not enrolled */

    struct link link;     /* as in the database, read at each step */
    int64_t seen;         /* the moment of the step before */
    bool clock_known;     /* learned since this program started */
    int64_t clock_offset; /* ms the office is ahead; before it is known, as it was last time */
    int64_t join_due;     /* of an enrolment under way */
    int64_t hello_due;    /* plan.h */
    int64_t time_due, statuses_due, feed_due, tidy_due;
    int64_t keys_due; /* 0: there are no new keys to announce */
    bool keys_taken;  /* the old key was refused: perhaps the new one is in force already */
    int64_t poll_hold;
    int fails;            /* exchanges in a row that did not get through */
    bool reached;         /* the office has answered since the last failure */
    bool refused;         /* and that failure was one that a wrong clock makes */
    size_t batch_most;    /* items; halved while the office refuses whole batches */
    bool unchanged;       /* the last look for news brought none, and the log says so ... */
    int64_t unchanged_at; /* ... since this moment */
    bool stuck;           /* the watchdog has spoken */
    int64_t tried;        /* when the last exchange began */
    bool dead, failed;    /* engine_dead; the last step met an error */
    int64_t boot_ahead;   /* of the last step: its moment less clock_boot() */
    struct engine_page {
        int64_t number;          /* the page on its way, 0 none: the office is asked first how much
                                    of it is there */
        bool asked;              /* it was */
        int64_t since;           /* when this try began */
        int64_t bytes, duration; /* of this try */
        size_t part;             /* bytes a part has, by what the last ones took */
    } blob;
};

/* An exchange with the office's time in its signature. `call` lacks only nonce and created, and
 * the nonce may be given. */
/* Starts again with the keys as they are on disk now. */
void engine_reopen(struct engine *engine);

void engine_call(struct engine *engine, struct call call, int64_t now, struct answer *out);

/* The body of POST /v1/batches with these items; their envelopes are in the store. report: what the
 * office is told of this kiosk; NULL nothing. */
enum err engine_batch(const struct engine *engine, const struct outbox_due *items, size_t count,
                      const struct buf *store, const struct chain_head *head,
                      const struct report *report, struct buf *out) MUST_USE;
/* How this kiosk is, and the rows of its sync log that the office has not signed for: the newest,
 * up to this head. */
enum err engine_report(const struct engine *engine, const struct chain_head *head, int64_t now,
                       struct report *out) MUST_USE;

/* The way to the office is shut, as opposed to an answer that is about what was sent. */
bool engine_shut(enum sync_cause cause);
/* After engine_shut: all looks for news pause with jitter. */
void engine_pause(struct engine *engine, const struct answer *answer, int64_t then);
/* The last part of every exchange, inside the caller's transaction: the log row, the link, and
 * after an outage the items that waited for the network. Fills in what the row has of the answer.
 */
enum err engine_finish(struct engine *engine, struct sync_row *row, const struct answer *answer,
                       int64_t then) MUST_USE;

/* GET /v1/time over any connection: what the answer says, in ms. `nonce` is drawn; whether its
 * signature holds is told by answer->cause. ERR_INVALID: it says no time. */
enum err engine_ask_time(const struct engine *engine, struct transport *transport, int64_t now,
                         struct answer *answer, int64_t *office) MUST_USE;

/* One exchange each. ERR_*: the database failed; anything else is in the log. */
enum err engine_push(struct engine *engine, int64_t now);
enum err engine_time(struct engine *engine, int64_t now);
enum err engine_statuses(struct engine *engine, int64_t now);
enum err engine_feed(struct engine *engine, int64_t now);
enum err engine_blob(struct engine *engine, int64_t now);
enum err engine_keys(struct engine *engine, int64_t now); /* engine_keys.h */

#endif
