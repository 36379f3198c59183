/* Finding a QR code in a frame, in one after another of a few ways, the cheap ones that read most
 * first. zbar reads the modules, ours is what it gets to see: the frame in another form, or a code
 * that we found and drew anew. One stage a frame is enough before a camera, where the next frame
 * comes soon; a single picture gets them all.
 *
 * zbar has had memory faults: this runs in the decoder child only, and in tests. */
#ifndef SCAN_CASCADE_H
#define SCAN_CASCADE_H

#include <stdbool.h>

#include "scan/charset.h"
#include "scan/frame.h"
#include "scan/sight.h"

enum { CASCADE_STAGES = 4, CASCADE_SKIP_MAX = 3 };

struct cascade;

struct cascade *cascade_new(void);
void cascade_free(struct cascade *cascade);

/* Runs stage 0..CASCADE_STAGES-1. True when it read a QR code, the first where there are several;
 * false leaves `out` empty. Keeps nothing of the frame. */
bool cascade_run(struct cascade *cascade, const struct frame *frame, int stage,
                 struct qr_text *out);
/* From now on so many codes (up to CASCADE_SKIP_MAX) of each frame are passed over: to see what
 * else there is. */
void cascade_skip(struct cascade *cascade, int codes);
/* What that stage saw of a code that it could not read; not every stage looks. */
enum sight cascade_sight(const struct cascade *cascade);

#endif
