/* The desk of a kiosk whose state folder cannot be used: it says that it is broken, so that the
 * screen comes up with the way to the counter instead of staying black. */
#ifndef BIN_KIOSK_NO_DESK_H
#define BIN_KIOSK_NO_DESK_H

#include "service/counter.h"
#include "service/desk.h"

enum { NO_DESK_FAULT = 1 }; /* shown as DB-01: the state folder cannot be used */

struct desk no_desk(void);
struct counter no_counter(void);

#endif
