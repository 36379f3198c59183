/* Every state of every screen, each reached from the attract screen by real taps: for the goldens
 * and for the sweep over languages, themes, sizes and layouts. */
#ifndef TESTS_KIOSK_TOUR_H
#define TESTS_KIOSK_TOUR_H

#include "kiosk/support/rig.h"

struct stop {
    const char *name;
    void (*go)(struct rig *rig);
};

extern const struct stop tour[];
extern const size_t tour_length;

/* A rig in Indonesian, portrait, civic theme, at the stop. */
void tour_go(struct rig *rig, const struct stop *stop);

#endif
