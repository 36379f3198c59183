/* "Ambil dokumen dulu": a request half filled leaves the screen, sealed by the desk under a code of
 * its own, and the code brings it back to the page it was left on. One draft at a time; the first
 * stays until it ends. */
#ifndef KIOSK_TAKEAWAY_H
#define KIOSK_TAKEAWAY_H

#include "kiosk/screen.h"
#include "kiosk/when.h"

/* A form is being filled in, and no draft is kept yet. */
bool takeaway_possible(const struct model *model);
/* Takes the request on screen away, or says until when another's draft is kept. */
void takeaway_begin(struct app *app);
/* Brings a draft back. On a form that is being filled in it says that this one comes first; where
 * there is no such draft the scan page says so. */
void takeaway_resume(struct app *app, const struct draft_code *code);
/* Has the draft wiped when its time is over; the boot moment of the next call. */
int64_t takeaway_tick(struct app *app);
/* The time of day the draft ends. */
void takeaway_until(const struct model *model, char out[WHEN_SIZE]);

#endif
