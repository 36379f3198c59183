/* A camera of the kernel's Video4Linux2, streamed into mapped buffers. One that delivers no frame
 * for V4L2_STALL counts as gone: who opens it anew starts it anew. */
#ifndef SCAN_V4L2_H
#define SCAN_V4L2_H

#include "scan/source.h"

enum { V4L2_STALL = 3000 /* ms */ };

enum err v4l2_open(const char *place, int64_t now_boot, struct source *out) MUST_USE;
/* As source_open_fine. */
enum err v4l2_open_fine(const char *place, int64_t now_boot, struct source *out) MUST_USE;

#endif
