/* What is wrong with the light on a frame, for hints to who holds up a code. Pure. */
#ifndef SCAN_LIGHT_H
#define SCAN_LIGHT_H

#include "scan/frame.h"

enum light {
    LIGHT_FINE,
    LIGHT_DARK,  /* hardly a pixel is brighter than a dim lamp makes paper */
    LIGHT_GLARE, /* a good part is as bright as can be: a lamp's reflection, or too much light */
};

/* LIGHT_FINE for an empty frame. */
enum light light_of(const struct frame *frame);

#endif
