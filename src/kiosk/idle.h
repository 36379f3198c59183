/* Nobody is touching the screen: the warning, the wipe, the attract screen, the officer's lock. */
#ifndef KIOSK_IDLE_H
#define KIOSK_IDLE_H

#include "kiosk/screen.h"

/* Does what is due and returns the boot moment of the next call. */
int64_t idle_tick(struct app *app);

#endif
