/* The pixel formats of cameras that we read, as grey frames. */
#ifndef SCAN_PIXELS_H
#define SCAN_PIXELS_H

#include <stddef.h>

#include "base/err.h"
#include "scan/frame.h"

enum pixels {
    PIXELS_GREY,  /* one byte a pixel */
    PIXELS_YUYV,  /* brightness is every second byte */
    PIXELS_MJPEG, /* each frame is a JPEG picture; width, height and stride stand in it */
    PIXELS_COUNT,
};

/* One frame as the camera delivered it. */
struct shot {
    enum pixels pixels;
    const void *bytes;
    size_t len;
    int width, height; /* 1..65535 */
    size_t stride;     /* bytes from one row to the next */
};

/* Fitted (frame_fit). ERR_INVALID when the bytes do not hold the whole picture; the frame then
 * keeps what it had. */
enum err shot_read(const struct shot *shot, struct frame *out) MUST_USE;

#endif
