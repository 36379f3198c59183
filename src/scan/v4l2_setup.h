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
/* Chooses and sets a format that we read: of those fast enough for a preview the one nearest to
 * 1280 by 720, of equals the one cheapest to read. False when it has none. */
bool v4l2_format_set(int fd, struct v4l2_shape *out);
/* Thirty frames a second, exposure and focus left to the camera, lamps of 50 Hz: each where the
 * camera has it. */
void v4l2_controls_set(int fd);

#endif
