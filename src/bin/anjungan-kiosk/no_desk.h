/* The desk of a kiosk whose state folder cannot be used: it says that it is broken, so that the
 * screen comes up with the way to the counter instead of staying black. */
#ifndef BIN_KIOSK_NO_DESK_H
#define BIN_KIOSK_NO_DESK_H

#include <stdatomic.h>

#include "service/counter.h"
#include "service/desk.h"

enum { NO_DESK_FAULT = 1 }; /* shown as DB-01: the state folder cannot be used */

/* The desk of --outage: it was asked how it is. The second time it is time to start anew. */
struct outage {
    int asked;        /* of the worker's thread */
    atomic_bool over; /* the program is to end */
};

struct desk no_desk(void);
/* Borrows. */
struct desk outage_desk(struct outage *outage);
struct counter no_counter(void);

#endif
