/* What an officer orders on a request or a complaint: the rules are asked, the move is written, the
 * row that kiosks hold is sealed anew, and the audit says who it was; all of it or nothing. */
#ifndef OFFICE_ORDERS_H
#define OFFICE_ORDERS_H

#include "office/ledger_officers.h"
#include "office/rulebook.h"
#include "office/workflow.h"

struct case_order {
    const struct rulebook *rules; /* borrowed */
    struct officer by;
    struct tracking_code code;
    enum case_act act;     /* not CASE_SENT */
    uint8_t step;          /* the step the officer saw in work; 0: whatever it is */
    char reason[KEY_SIZE]; /* of a return */
    char note[NOTE_SIZE];  /* of a return the applicant reads it, otherwise it stays here */
    int64_t now;
    struct status_key key; /* set by case_order_prepare */
    enum refusal refusal;  /* why it was not done, when running it answers ERR_INVALID */
};

/* Derives the key of the status row: about 20 ms, so before any transaction. */
enum err case_order_prepare(struct case_order *order) MUST_USE;
/* ERR_INVALID: order->refusal says why. A ledger_work; argument: the order. */
enum err case_order_run(struct ledger *ledger, void *argument) MUST_USE;

struct complaint_order {
    const struct rulebook *rules;
    struct officer by;
    struct tracking_code code;
    enum complaint_act act; /* not COMPLAINT_SENT */
    char text[NOTE_SIZE];   /* of an answer: the complainant reads it */
    bool overdue;           /* the deadline did it: only while it is past, and below the official */
    int64_t now;
    struct status_key key;
    enum refusal refusal;
};

enum err complaint_order_prepare(struct complaint_order *order) MUST_USE;
enum err complaint_order_run(struct ledger *ledger, void *argument) MUST_USE;

/* A text an officer typed, into NOTE_SIZE bytes. REFUSAL_TEXT when it is too long or holds control
 * characters. */
enum refusal note_take(const char *text, char out[NOTE_SIZE]);

#endif
