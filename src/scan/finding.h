/* What a scanned text is to the kiosk: a tracking code, or something else, of which only the kind
 * is told. Nothing else is ever opened, shown or kept. Pure. */
#ifndef SCAN_FINDING_H
#define SCAN_FINDING_H

#include "service/tracking.h"

enum foreign {
    FOREIGN_NOT,     /* it is (or wants to be) a tracking code: see `reading` */
    FOREIGN_WEB,     /* a web address */
    FOREIGN_WIFI,    /* a Wi-Fi network and its password */
    FOREIGN_PAYMENT, /* QRIS and its kin (EMV merchant codes), wallets */
    FOREIGN_CONTACT, /* a visiting card, a telephone number, an address to write to */
    FOREIGN_OTHER,
};

struct finding {
    struct tracking_reading reading;
    enum foreign foreign;
};

/* public_url as in tracking_read. */
struct finding finding_of(const char *text, const char *public_url);

#endif
