/* The walks to the states of the officer's screen; see tour.h. */
#ifndef TESTS_KIOSK_WALK_OFFICER_H
#define TESTS_KIOSK_WALK_OFFICER_H

#include "kiosk/support/rig.h"

/* Five taps on the emblem of the page. */
void walk_emblem(struct rig *rig);

void officer_pin(struct rig *rig);
void officer_wrong(struct rig *rig);
void officer_locked(struct rig *rig);
void officer_log(struct rig *rig);
void officer_log_days(struct rig *rig);
void officer_log_empty(struct rig *rig);
void officer_asking(struct rig *rig);
void officer_queue(struct rig *rig);
void officer_device(struct rig *rig);
void officer_device_troubles(struct rig *rig);
void officer_device_bare(struct rig *rig);
void officer_summary(struct rig *rig);
void officer_camera(struct rig *rig);
void officer_camera_none(struct rig *rig);
void officer_grid(struct rig *rig);
void officer_checks(struct rig *rig);
void officer_checks_empty(struct rig *rig);
void check_colors(struct rig *rig);
void check_touch(struct rig *rig);
void check_camera(struct rig *rig);
void check_sound(struct rig *rig);
void check_waits(struct rig *rig);
void check_good(struct rig *rig);
void check_failed(struct rig *rig);

#endif
