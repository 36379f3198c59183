#include "scan/picture.h"

#include <png.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/path.h"

static bool size_allowed(uint32_t width, uint32_t height)
{
    return width > 0 && height > 0 && width <= PICTURE_SIDE_MAX && height <= PICTURE_SIDE_MAX &&
           (uint64_t)width * height <= PICTURE_AREA_MAX;
}

static enum err png_decode(const void *bytes, size_t len, struct frame *out)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, bytes, len))
        return ERR_INVALID;
    if (!size_allowed(image.width, image.height)) {
        png_image_free(&image);
        return ERR_FULL;
    }
    image.format = PNG_FORMAT_GRAY;
    size_t size = PNG_IMAGE_SIZE(image);
    uint8_t *grey = malloc(size);
    if (!grey)
        abort();
    const png_color white = {255, 255, 255}; /* what shows through transparent paper */
    bool read = png_image_finish_read(&image, &white, grey, 0, NULL);
    if (read)
        frame_fit(out, (struct plane){grey, (int)image.width, (int)image.height, 1, image.width});
    png_image_free(&image);
    wipe(grey, size);
    free(grey);
    return read ? OK : ERR_INVALID;
}

static enum err png_decode_color(const void *bytes, size_t len, struct still *out)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, bytes, len))
        return ERR_INVALID;
    bool allowed = size_allowed(image.width, image.height);
    enum err err = allowed ? still_make(out, (int)image.width, (int)image.height) : ERR_FULL;
    const png_color white = {255, 255, 255};
    image.format = PNG_FORMAT_RGB;
    if (err == OK && !png_image_finish_read(&image, &white, out->rgb, 0, NULL))
        err = ERR_INVALID;
    png_image_free(&image);
    if (err != OK)
        still_fini(out);
    return err;
}

static bool is_png(const void *bytes, size_t len)
{
    static const uint8_t png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    return len >= sizeof(png) && memcmp(bytes, png, sizeof(png)) == 0;
}

enum err picture_decode_color(const void *bytes, size_t len, struct still *out)
{
    return is_png(bytes, len) ? png_decode_color(bytes, len, out)
                              : picture_decode_jpeg_color(bytes, len, out);
}

enum err picture_decode(const void *bytes, size_t len, struct frame *out)
{
    return is_png(bytes, len) ? png_decode(bytes, len, out) : picture_decode_jpeg(bytes, len, out);
}

enum err picture_read(const char *path, struct frame *out)
{
    SCOPED(buf_fini) struct buf file;
    buf_init(&file, PICTURE_FILE_MAX);
    enum err err = path_read(path, &file);
    return err == OK ? picture_decode(file.data, file.len, out) : err;
}
