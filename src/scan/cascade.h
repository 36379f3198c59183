/* Finding a QR code in a frame: zbar, given the frame in one after another of a few forms, the
 * cheap ones that read most first. One stage a frame is enough before a camera, where the next
 * frame comes soon; a single picture gets them all.
 *
 * zbar has had memory faults: this runs in the decoder child only, and in tests. */
#ifndef SCAN_CASCADE_H
#define SCAN_CASCADE_H

#include <stdbool.h>

#include "scan/charset.h"
#include "scan/frame.h"

enum { CASCADE_STAGES = 5 };

struct cascade;

struct cascade *cascade_new(void);
void cascade_free(struct cascade *cascade);

/* Runs stage 0..CASCADE_STAGES-1. True when it read a QR code, the first where there are several;
 * false leaves `out` empty. Keeps nothing of the frame. */
bool cascade_run(struct cascade *cascade, const struct frame *frame, int stage,
                 struct qr_text *out);

#endif
