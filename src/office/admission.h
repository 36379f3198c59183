/* Letting a kiosk in: an officer makes a one-time code, a device comes with it, an officer compares
 * six words and approves. The reverse is blocking one that was lost.
 *
 * All but admission_ask run in a transaction of their own and leave an audit row. */
#ifndef OFFICE_ADMISSION_H
#define OFFICE_ADMISSION_H

#include "base/clock.h"
#include "base/entropy.h"
#include "office/ledger_enrolments.h"
#include "service/tracking.h"
#include "wire/introduction.h"

/* A code is good for so long, and so is the wait for an approval once a device came with it. */
#define ADMISSION_TIME MINUTES(10)

struct admission {
    char kiosk[KIOSK_NAME_SIZE];
    char by[32]; /* the officer, or "system" for the command line */
    int64_t now;
};

/* Makes the one-time code: 50 random bits, written as tracking codes are. A kiosk of that name that
 * is known already gets new keys by it. ERR_INVALID: no name for a kiosk. */
enum err admission_offer(struct ledger *ledger, const struct admission *admission,
                         const struct entropy *entropy, char out[TRACKING_SIZE]) MUST_USE;
/* After the words were compared. ERR_NOT_FOUND: nothing waits under that name; ERR_INVALID: no
 * device came with the code yet, or its key is another kiosk's. */
enum err admission_approve(struct ledger *ledger, const struct admission *admission) MUST_USE;
enum err admission_decline(struct ledger *ledger, const struct admission *admission) MUST_USE;
/* 403 to everything a lost or retired kiosk asks; or takes it back. ERR_NOT_FOUND. */
enum err admission_block(struct ledger *ledger, const struct admission *admission, bool blocked)
    MUST_USE;

/* Any of the above as a part of somebody else's transaction. */
struct admission_order {
    enum admission_act {
        ADMISSION_OFFER,
        ADMISSION_APPROVE,
        ADMISSION_DECLINE,
        ADMISSION_BLOCK,
        ADMISSION_UNBLOCK,
        ADMISSION_ACTS,
    } act;
    struct admission admission;
    const struct entropy *entropy; /* of an offer */
    char code[TRACKING_SIZE];      /* set by an offer */
};
/* "code", "approve", "decline", "block", "unblock". */
const char *admission_act_key(enum admission_act act);
/* Answers what they answer. argument: struct admission_order. */
enum err admission_order_run(struct ledger *ledger, void *argument) MUST_USE;

/* One POST /v1/enroll, a ledger_work. */
struct admission_ask {
    const struct introduction *introduction; /* its signature holds */
    const struct identity *office;
    int64_t now;
    struct acquaintance answer; /* when OK */
    enum admission_refusal {
        ADMISSION_UNKNOWN,  /* no such code or token, run out, or declined */
        ADMISSION_USED,     /* another device came with this code */
        ADMISSION_NAME,     /* the code is for a kiosk of another name */
        ADMISSION_UNSEALED, /* the probe does not open */
    } refusal;              /* when ERR_DENIED */
};
/* ERR_DENIED: refusal says why. argument: struct admission_ask. */
enum err admission_ask_run(struct ledger *ledger, void *argument) MUST_USE;

#endif
