/* The tabs of the officer screen and what their taps mean; officer.c moves between them. */
#ifndef KIOSK_SCREENS_OFFICER_H
#define KIOSK_SCREENS_OFFICER_H

#include "kiosk/screen.h"

enum {
    OFFICER_OPEN = MSG_SCREEN, /* try the PIN */
    OFFICER_LOCK,
    OFFICER_TAB,    /* value: enum officer_tab */
    OFFICER_FILTER, /* value: enum sync_filter */
    OFFICER_OLDER,
    OFFICER_NEWER,
    OFFICER_SYNC
};

void officer_pin_view(struct ui *ui, const struct model *model);
/* What stands below the tabs. */
void officer_log_view(struct ui *ui, const struct model *model);
void officer_queue_view(struct ui *ui, const struct model *model);
void officer_device_view(struct ui *ui, const struct model *model);

/* Why an attempt ended as it did, in plain words. */
const char *officer_cause(enum sync_cause cause);

#endif
