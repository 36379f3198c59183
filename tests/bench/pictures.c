/* pictures DIR: what a kiosk's camera may see while nobody's code is read, as PNG files: a wall, a
 * code too blurred to read, one too far away, and one of somebody else. */
#include <stdio.h>
#include <string.h>

#include <png.h>
#include <qrencode.h>

#include "base/err.h"
#include "base/path.h"
#include "bench/camera.h"

/* clang-format off */
static const struct scene scenes[] = {
    {"blurred", .module = 4, .tilt = 20, .speed = 900, .exposure = 40, .dark = 60, .light = 120, .noise = 12, .out_of_focus = 7},
    {"far",     .module = 1.1, .tilt = 20, .speed = 30, .exposure = 10, .dark = 45, .light = 200, .noise = 5},
    {"noise",   .module = 5, .tilt = 70, .speed = 30, .exposure = 10, .dark = 10, .light = 30, .noise = 25},
    {"other",   .module = 6, .tilt = 15, .speed = 30, .exposure = 10, .dark = 45, .light = 210, .noise = 4},
};
/* clang-format on */

int main(int argc, char **argv)
{
    struct frame frame;
    QRcode *code = QRcode_encodeString("https://contoh.example/", 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (argc != 2 || !code)
        return 2;
    frame_init(&frame);
    for (size_t i = 0; i < LENGTH(scenes); i++) {
        struct clip clip = {&scenes[i], code->data, code->width, 7 + (uint32_t)i};
        png_image image = {.version = PNG_IMAGE_VERSION, .format = PNG_FORMAT_GRAY};
        char name[32], path[PATH_SIZE];
        camera_shoot(&clip, 3, &frame);
        image.width = (png_uint_32)frame.width;
        image.height = (png_uint_32)frame.height;
        snprintf(name, sizeof(name), "%s.png", scenes[i].name);
        if (path_join(path, argv[1], name) != OK ||
            !png_image_write_to_file(&image, path, 0, frame.pixels, 0, NULL))
            return 1;
    }
    frame_fini(&frame);
    QRcode_free(code);
    return 0;
}
