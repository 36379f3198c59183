/* A tiny back office on 127.0.0.1 in a thread of its own: keeps what is sent, signs what it says,
 * and fails in the ways a network fails. One request a connection. */
#ifndef TESTS_SYNC_SUPPORT_FAKE_OFFICE_H
#define TESTS_SYNC_SUPPORT_FAKE_OFFICE_H

#include <pthread.h>
#include <stdbool.h>

#include "seal/signature.h"
#include "sync/support/fake_blobs.h"
#include "wire/report.h"
#include "wire/batch.h"
#include "wire/introduction.h"
#include "wire/page.h"

/* What goes wrong with an answer, in whatever was asked. */
enum mishap {
    MISHAP_NONE,
    MISHAP_PORTAL,    /* 200 with a page of somebody else's */
    MISHAP_REDIRECT,  /* 302 to a portal */
    MISHAP_TRUNCATED, /* the office has done its work, half the answer arrives */
    MISHAP_CLOSED,    /* the office has done its work, nothing arrives */
    MISHAP_SILENT,    /* connected, then nothing, until the office stops */
    MISHAP_BUSY,      /* 503, Retry-After: 120, unsigned */
    MISHAP_REPLAY,    /* signed over another nonce */
    MISHAP_FORGED,    /* signed by another key */
    MISHAP_HUGE,      /* more than any answer may hold */
    MISHAP_REFUSED,   /* 401, signed */
};

/* What it says of the item whose sequence is `judged`. */
enum judgement {
    JUDGE_FAIR,
    JUDGE_WRONG_HASH,
    JUDGE_CONFLICT,
    JUDGE_REJECT,
    JUDGE_RETRY,
    JUDGE_OMIT,
    JUDGE_MISSING, /* of an item whose pages are not all here: by itself */
    JUDGE_POISON   /* 400 for any batch that holds it */
};

enum { FAKE_ITEMS = 512, FAKE_ROWS = 32 };

struct fake_office {
    struct identity identity;
    struct identity_public device;
    int port;

    /* Set by the test under the lock, or before anything is asked. */
    pthread_mutex_t lock;
    int64_t now; /* its clock, ms */
    enum mishap mishap;
    const char *only; /* how paths that meet the mishap begin; NULL: all */
    enum judgement judgement;
    int64_t judged;
    struct want want; /* from 0: nothing is lacking */
    struct buf feed;
    int64_t feed_version;
    struct status_row rows[FAKE_ROWS]; /* cursor n: rows[n] is next */
    size_t row_count, page_rows;
    bool gone; /* 410 for cursors above 0, once */

    const char *blocked; /* 403 with this code to everything signed; NULL: not */

    /* Enrolment: what it says of the code, and how. */
    struct joining_side {
        bool approved, cannot_open;
        const char *problem; /* refuses with it; NULL: does not */
        int asked;
        char code[INTRODUCTION_CODE]; /* as the kiosk gave it */
    } joining;

    /* What it saw. */
    struct kept {
        struct uuid id;
        uint8_t hash[HASH_BYTES];
        int64_t sequence;
        int seen;
    } items[FAKE_ITEMS];
    size_t item_count;
    int batches, largest, unsigned_requests, times, statuses, feeds;
    struct report report; /* of the newest batch */
    int64_t log_head;
    struct fake_blobs blobs;

    int listener;
    bool stopping;
    pthread_t thread;
};

void fake_office_start(struct fake_office *office);
/* Ends the thread; the port is dead from then on. */
void fake_office_stop(struct fake_office *office);

#endif
