/* Calling an officer: on every page a visitor can reach. A panel says how far the call is; when the
 * office has not received it within ten seconds the counter's phone number stands on it. */
#ifndef KIOSK_CALL_H
#define KIOSK_CALL_H

#include "kiosk/screen.h"

void call_begin(struct app *app);
/* Asks whether the call was received while it is not; returns the boot moment of the next call. */
int64_t call_tick(struct app *app);
void call_view(struct ui *ui, const struct model *model);

#endif
