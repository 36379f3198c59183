/* PNG and JPEG pictures as grey frames. Whatever is wrong with a file or its bytes is an error,
 * never a crash and never a half picture. */
#ifndef SCAN_PICTURE_H
#define SCAN_PICTURE_H

#include <stddef.h>

#include "base/err.h"
#include "scan/frame.h"
#include "scan/still.h"

enum {
    PICTURE_FILE_MAX = 32 << 20, /* bytes of a file */
    PICTURE_SIDE_MAX = 16384,    /* pixels of one side */
    PICTURE_AREA_MAX = 50 << 20, /* pixels */
    PICTURE_PASSES_MAX = 64,     /* of a progressive JPEG: more only serve to cost time */
};

/* Reads a file into the frame, fitted (frame_fit). ERR_NOT_FOUND, ERR_STORAGE when it cannot be
 * read, ERR_FULL past the limits, ERR_INVALID when it is no whole PNG or JPEG; then the frame keeps
 * what it had. */
enum err picture_read(const char *path, struct frame *out) MUST_USE;
/* The same for bytes in memory. */
enum err picture_decode(const void *bytes, size_t len, struct frame *out) MUST_USE;
/* The same for bytes that have to be JPEG: one frame of an MJPEG camera. */
enum err picture_decode_jpeg(const void *bytes, size_t len, struct frame *out) MUST_USE;

/* The same in colour and in full size: ERR_FULL past STILL_AREA_MAX too, and then `out` is empty.
 */
enum err picture_decode_color(const void *bytes, size_t len, struct still *out) MUST_USE;
enum err picture_decode_jpeg_color(const void *bytes, size_t len, struct still *out) MUST_USE;

#endif
