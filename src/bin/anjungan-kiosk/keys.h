/* Keys: a hand scanner's code goes to the app as a code from wherever it comes, and what a person
 * types as single keys. */
#ifndef BIN_KIOSK_KEYS_H
#define BIN_KIOSK_KEYS_H

#include "bin/anjungan-kiosk/loop.h"

/* EVENT_PRESS or EVENT_TEXT. */
void keys_event(struct loop *loop, const struct event *event);
/* Settles what was held to see which of the two it is; first thing whenever the loop wakes. */
void keys_settle(struct loop *loop);
/* Drops what is held. */
void keys_forget(struct loop *loop);

#endif
