/* A picture in colour, as large as the camera gives it: what a photographed page is cut from. It
 * may show more than the page: it lives in memory only and is wiped when it is let go. */
#ifndef SCAN_STILL_H
#define SCAN_STILL_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "scan/pixels.h"

enum { STILL_AREA_MAX = 24 << 20 /* pixels */ };

struct still {
    int width, height; /* 0 by 0 when empty */
    uint8_t *rgb;      /* three bytes a pixel, row after row without gaps; owned */
};

/* Makes room for a picture, black. ERR_FULL when it would be larger than STILL_AREA_MAX. What was
 * there is wiped. */
enum err still_make(struct still *still, int width, int height) MUST_USE;
/* Wipes and frees; the still is empty and usable again. */
void still_fini(struct still *still);
size_t still_len(const struct still *still);

/* What a camera delivered. ERR_INVALID as with shot_read, ERR_FULL; then `out` is empty. */
enum err still_read(const struct shot *shot, struct still *out) MUST_USE;
/* The same for a PNG or JPEG file. ERR_NOT_FOUND and ERR_STORAGE too. */
enum err still_open(const char *path, struct still *out) MUST_USE;

#endif
