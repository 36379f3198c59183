#include "scan/still.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/path.h"
#include "scan/picture.h"

size_t still_len(const struct still *still)
{
    return 3 * (size_t)still->width * (size_t)still->height;
}

enum err still_make(struct still *still, int width, int height)
{
    still_fini(still);
    if (width < 1 || height < 1 || width > STILL_AREA_MAX / height)
        return ERR_FULL;
    still->rgb = calloc((size_t)width * (size_t)height, 3);
    if (!still->rgb)
        abort();
    still->width = width;
    still->height = height;
    return OK;
}

void still_fini(struct still *still)
{
    if (still->rgb)
        wipe(still->rgb, still_len(still));
    free(still->rgb);
    *still = (struct still){0};
}

static uint8_t level(int value)
{
    return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

/* ITU-R BT.601 with the whole range, in 1/256. */
static void put_yuv(uint8_t *to, int y, int u, int v)
{
    to[0] = level(y + (359 * (v - 128) + 128) / 256);
    to[1] = level(y - (88 * (u - 128) + 183 * (v - 128) + 128) / 256);
    to[2] = level(y + (454 * (u - 128) + 128) / 256);
}

static void row_yuyv(uint8_t *to, const uint8_t *from, int width)
{
    for (int x = 0; x < width; x++) {
        /* two pixels share their colour; the last of an odd row has half of one */
        const uint8_t *pair = from + (x & ~1) * 2;
        bool whole = (x | 1) < width;
        put_yuv(to + 3 * x, from[2 * x], pair[1], whole ? pair[3] : 128);
    }
}

static void row_grey(uint8_t *to, const uint8_t *from, int width)
{
    for (int x = 0; x < width; x++)
        memset(to + 3 * x, from[x], 3);
}

enum err still_read(const struct shot *shot, struct still *out)
{
    still_fini(out);
    if (shot->pixels == PIXELS_MJPEG)
        return picture_decode_jpeg_color(shot->bytes, shot->len, out);
    size_t row = (size_t)shot->width * (shot->pixels == PIXELS_YUYV ? 2 : 1);
    if (shot->stride < row || shot->len < shot->stride * (size_t)(shot->height - 1) + row)
        return ERR_INVALID;
    enum err err = still_make(out, shot->width, shot->height);
    for (int y = 0; err == OK && y < shot->height; y++) {
        const uint8_t *from = (const uint8_t *)shot->bytes + (size_t)y * shot->stride;
        uint8_t *to = out->rgb + 3 * (size_t)y * (size_t)shot->width;
        (shot->pixels == PIXELS_YUYV ? row_yuyv : row_grey)(to, from, shot->width);
    }
    return err;
}

enum err still_open(const char *path, struct still *out)
{
    SCOPED(buf_fini) struct buf file;
    buf_init(&file, PICTURE_FILE_MAX);
    still_fini(out);
    enum err err = path_read(path, &file);
    return err == OK ? picture_decode_color(file.data, file.len, out) : err;
}
