/* The walks to the states of the progress screen; see tour.h. */
#ifndef TESTS_KIOSK_WALK_PROGRESS_H
#define TESTS_KIOSK_WALK_PROGRESS_H

#include "kiosk/support/rig.h"

void progress_saved(struct rig *rig);
void progress_received(struct rig *rig);
void progress_working(struct rig *rig);
void progress_cut_off(struct rig *rig);
void progress_unclocked(struct rig *rig);
void progress_yours(struct rig *rig);
void progress_returned(struct rig *rig);
void progress_late(struct rig *rig);
void progress_finished(struct rig *rig);
void progress_trouble(struct rig *rig);
void progress_unknown(struct rig *rig);
void progress_complaint(struct rig *rig);

#endif
