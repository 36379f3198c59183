#include "scan/pixels.h"

#include "scan/picture.h"

enum err shot_read(const struct shot *shot, struct frame *out)
{
    if (shot->pixels == PIXELS_MJPEG)
        return picture_decode_jpeg(shot->bytes, shot->len, out);
    size_t step = shot->pixels == PIXELS_YUYV ? 2 : 1;
    size_t row = (size_t)shot->width * step;
    if (shot->stride < row || shot->len < shot->stride * (size_t)(shot->height - 1) + row)
        return ERR_INVALID;
    frame_fit(out, (struct plane){shot->bytes, shot->width, shot->height, step, shot->stride});
    return OK;
}
