/* A camera of the kernel's Video4Linux2: GREY, YUYV or MJPEG, streamed into mapped buffers, at the
 * size nearest to 1280 by 720 that it offers. */
#ifndef SCAN_V4L2_H
#define SCAN_V4L2_H

#include "scan/source.h"

enum err v4l2_open(const char *place, int64_t now_boot, struct source *out) MUST_USE;

#endif
