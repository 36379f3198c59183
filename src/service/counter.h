/* All that an officer may ask at the kiosk, behind the PIN. */
#ifndef SERVICE_COUNTER_H
#define SERVICE_COUNTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "service/check.h"

enum sync_way { SYNC_PUSH, SYNC_PULL, SYNC_CLOCK, SYNC_START };
enum sync_filter { SYNC_ALL, SYNC_FAILED, SYNC_TODAY };

/* Why an attempt ended as it did, in terms an officer understands. */
enum sync_cause {
    CAUSE_OK,
    CAUSE_UNCHANGED,  /* 304: nothing new */
    CAUSE_NO_NETWORK, /* no route, no name, no answer */
    CAUSE_STALLED,    /* connected, then silence */
    CAUSE_TLS,        /* the other side is not our office */
    CAUSE_NOT_OFFICE, /* an answer without our office's signature: a portal, a proxy */
    CAUSE_BUSY,       /* 429 or 503 */
    CAUSE_REFUSED,    /* 401 or 403: this kiosk is not (any longer) known */
    CAUSE_ITEM,       /* the office answered, some items were not taken */
    CAUSE_STORAGE,    /* this kiosk's own disk */
    CAUSE_NOT_ENROLLED,
    CAUSE_UNTRIED, /* items were due for longer than the watchdog allows, and nothing was tried */
};

/* One row of the sync log. Its types cannot hold personal data. */
struct sync_row {
    int64_t number; /* from 1, no gaps */
    int64_t at;
    enum sync_way way;
    enum sync_cause cause;
    int http;                                           /* 0 when there was no answer */
    int requests, complaints, surveys, calls, statuses; /* how many moved */
    int created, duplicate, conflict, rejected, retry;  /* verdicts */
    int64_t bytes;
    int64_t duration; /* ms */
    int64_t next_try; /* moment, 0 none */
    int64_t offset;   /* ms the office's clock is ahead (SYNC_CLOCK) */
    int blobs;        /* pages of documents that are whole at the office now */
};

enum item_state { ITEM_WAITING, ITEM_RECEIVED, ITEM_CONFLICT, ITEM_REJECTED };
enum item_kind { ITEM_REQUEST, ITEM_COMPLAINT, ITEM_SURVEY, ITEM_CALL, ITEM_KINDS };

struct queue_row {
    int64_t sequence;
    enum item_kind kind;
    enum item_state state;
    int64_t created, next_try, received;
    int tries;
    enum sync_cause cause; /* of the last try */
};

struct counter_health {
    size_t waiting, sent_today, quarantined;
    int64_t oldest;        /* created moment of the oldest waiting item, 0 none */
    int64_t last_receipt;  /* moment */
    int64_t median_answer; /* ms, of today's answered attempts; -1 none */
    int64_t clock_offset;  /* ms the office is ahead */
    bool clock_known;
    bool clock_right; /* known, and believed: service/timecheck.h */
    bool chain_whole;
    int64_t chain_broken_at; /* number of the first broken row, 0 none */
    int64_t chain_head;      /* number of the newest row */
    char chain_hash[9];      /* its hash's first eight hexadecimal digits */
    int64_t disk_free;       /* bytes */
    size_t set_aside;        /* damaged databases that somebody should look at */
    bool disk_low;           /* soon too little to accept anything */
    bool enrolled;
    int64_t revoked;         /* since when the office takes nothing from this kiosk; 0 it does */
    int64_t tried;           /* moment of the newest attempt to reach the office, 0 none */
    enum sync_cause outcome; /* how it ended */
    int64_t content;         /* version of the content in force, 0 as delivered */
    int schema;              /* version of the database's schema */
    char kiosk[32];          /* "PKL-01" */
    char office_url[160];
};

struct counter_ops {
    /* ERR_DENIED: wrong, *wait_until says when the next try is allowed (it doubles, and survives a
     * restart); ERR_BUSY: locked out until *wait_until; ERR_NOT_FOUND: no PIN was set yet. */
    enum err (*unlock)(void *self, const char *pin, int64_t now, int64_t *wait_until);
    /* What unlock would answer before it judges a PIN; *wait_until 0: there is no lock-out. */
    enum err (*look)(void *self, int64_t now, int64_t *wait_until);
    /* The newest rows first, `skip` of the filter left out. *more: there are older ones. */
    enum err (*log)(void *self, enum sync_filter filter, int64_t now, size_t skip,
                    struct sync_row *rows, size_t most, size_t *count, bool *more);
    enum err (*queue)(void *self, size_t skip, struct queue_row *rows, size_t most, size_t *count,
                      bool *more);
    enum err (*health)(void *self, int64_t now, struct counter_health *out);
    /* Asks syncd to try everything now. */
    enum err (*sync_now)(void *self, int64_t now);
    /* Keeps a whole morning check. */
    enum err (*check)(void *self, const struct check *check);
    /* Past ones, newest first. */
    enum err (*checks)(void *self, size_t skip, struct check *rows, size_t most, size_t *count,
                       bool *more);
};

struct counter {
    const struct counter_ops *ops;
    void *self;
};

/* Keys for catalogues and JSON: "no-network", "push", "request", "waiting". */
const char *sync_cause_key(enum sync_cause cause);
const char *sync_way_key(enum sync_way way);
const char *item_kind_key(enum item_kind kind);
const char *item_state_key(enum item_state state);

#endif
