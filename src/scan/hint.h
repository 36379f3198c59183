/* What to tell who holds a code up that is not read: from the light and from what was seen, but
 * only what stays true for a while, so that the words do not flicker. Pure. */
#ifndef SCAN_HINT_H
#define SCAN_HINT_H

#include <stdint.h>

#include "scan/light.h"
#include "scan/sight.h"

enum hint { HINT_NONE, HINT_DARK, HINT_NEAR, HINT_FAR, HINT_PALE, HINT_GLARE };

enum {
    HINT_AFTER = 700,  /* ms that something must hold before it is told */
    HINT_MEMORY = 500, /* ms that a sight counts: not every stage of the cascade has one */
    HINT_SHOWN = 1500, /* ms that a hint stays at least, so that it can be read */
};

/* All zero at the start. */
struct hints {
    enum hint shown, coming;
    int64_t shown_at, coming_at;
    enum sight sight;
    int64_t sight_at;
};

/* What was seen on a frame; moments on the boot clock. */
void hints_sight(struct hints *hints, enum sight sight, int64_t now_boot);
/* With the light of the newest frame: what to tell now. */
enum hint hints_step(struct hints *hints, enum light light, int64_t now_boot);

#endif
