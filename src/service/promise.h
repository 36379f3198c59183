/* The promise clock: "selesai 1 hari". It starts when a request is received inside service hours,
 * or at the next opening; it stands still while the turn is the applicant's. A request is due at
 * the (N+1)-th close of service, counting the start day's own, at which the turn was the office's.
 * Source: service standard, component 4; the counting is a setting the office confirms. */
#ifndef SERVICE_PROMISE_H
#define SERVICE_PROMISE_H

#include "service/hours.h"

struct promise_rules {
    int days;       /* N, 1..60 */
    bool pauses;    /* false: the clock runs on during the applicant's turn */
    bool next_open; /* received out of hours: starts at the next opening; false: at once */
};

enum turn { TURN_OFFICE, TURN_APPLICANT, TURN_OVER };

/* From `at` on the turn is this. The first one is the reception. */
struct turn_change {
    int64_t at;
    enum turn turn;
};

enum promise_kind {
    PROMISE_DUE,     /* due holds */
    PROMISE_PAUSED,  /* the turn is the applicant's: no date is shown */
    PROMISE_OVER,    /* finished or closed; due holds the date that was promised */
    PROMISE_UNKNOWN, /* the holidays on the way are not known: nothing is promised */
};

struct promise {
    enum promise_kind kind;
    int64_t due; /* 0 unless DUE or OVER */
    bool late;   /* DUE: now is past due; OVER: it ended past due */
};

/* `changes` ascending, count >= 1. */
struct promise promise_reckon(const struct hours *hours, const struct promise_rules *rules,
                              const struct turn_change *changes, size_t count, int64_t now);

#endif
