/* Keeps the model's picture of the desk: its health, its revision, the content in force. */
#ifndef KIOSK_WATCH_H
#define KIOSK_WATCH_H

#include "kiosk/screen.h"

/* Asks for the desk's state at once (after the question under way, if there is one). */
void watch_now(struct app *app);
void watch_content(struct app *app);
/* Asks when it is time; returns the boot moment of the next call. */
int64_t watch_tick(struct app *app);
/* Shows the outage screen, or takes it away, as the desk's health asks for. */
void watch_outage(struct app *app);

#endif
