/* Publishing content: hours, holidays, contacts and announcements as one new version for every
 * kiosk, made from what an officer edited or from an earlier version. */
#ifndef OFFICE_PUBLISHING_H
#define OFFICE_PUBLISHING_H

#include "office/ledger_officers.h"
#include "office/ledger_status.h"

/* Why it was not published, when running it answers ERR_INVALID. */
enum publish_refusal {
    PUBLISH_NONE,
    PUBLISH_EMPTY,   /* it would empty the service: no open day, no contact */
    PUBLISH_ORDER,   /* a text is missing, or an address is none that a kiosk shows */
    PUBLISH_MOVED,   /* somebody else published since it was read */
    PUBLISH_SAME,    /* it says what is in force already */
    PUBLISH_UNKNOWN, /* there is no such version */
    PUBLISH_REFUSALS,
};
const char *publish_refusal_key(enum publish_refusal refusal);

struct publishing {
    struct feed *next; /* what to publish; its version is the one that was edited. Large: heap */
    int64_t restore;   /* publish this version's content again instead; 0 no */
    char by[OFFICER_SIZE];
    int64_t now;
    struct feed *newest; /* room for the one in force: heap */
    enum publish_refusal refusal;
};

/* A ledger_work: checks, writes next under the next version with the fleet's salt, and audits. When
 * OK, next holds what was published. */
enum err publishing_run(struct ledger *ledger, void *argument) MUST_USE;

#endif
