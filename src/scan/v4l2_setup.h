/* How a camera is set up before it streams: format, size, pace and controls. */
#ifndef SCAN_V4L2_SETUP_H
#define SCAN_V4L2_SETUP_H

#include <stdbool.h>

#include "scan/pixels.h"

/* What the camera delivers. */
struct v4l2_shape {
    enum pixels pixels;
    int width, height;
    size_t stride;
};

/* ioctl() that goes on after a signal. */
int v4l2_control(int fd, unsigned long request, void *argument);

/* Whether the device is a camera that streams. */
bool v4l2_can_stream(int fd);
/* What the pictures are for. */
enum v4l2_use {
    V4L2_CODES, /* as large as a frame, thirty a second, grey is enough */
    V4L2_PAGES, /* five million pixels, eight a second, in colour */
    V4L2_USES
};

/* Chooses and sets a format that we read: of those fast enough for a preview the one nearest to
 * the size wanted, of equals the one cheapest to read. False when it has none. */
bool v4l2_format_set(int fd, enum v4l2_use use, struct v4l2_shape *out);
/* Thirty frames a second, exposure and focus left to the camera, lamps of 50 Hz: each where the
 * camera has it. */
void v4l2_controls_set(int fd);

#endif
