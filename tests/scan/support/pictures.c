#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jpeglib.h>
#include <png.h>

#include "base/path.h"
#include "scan/support/pictures.h"

static void png_encode(const struct frame *frame, uint32_t format, const void *pixels,
                       struct buf *out)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (uint32_t)frame->width,
                       .height = (uint32_t)frame->height,
                       .format = format};
    png_alloc_size_t size = PICTURE_TEST_MAX;
    void *bytes = malloc(size);
    assert_non_null(bytes);
    assert_int_not_equal(png_image_write_to_memory(&image, bytes, &size, 0, pixels, 0, NULL), 0);
    buf_init(out, PICTURE_TEST_MAX);
    buf_put(out, bytes, size);
    free(bytes);
}

void png_make(const struct frame *frame, struct buf *out)
{
    png_encode(frame, PNG_FORMAT_GRAY, frame->pixels, out);
}

void png_make_rgba(const struct frame *frame, struct buf *out)
{
    size_t len = frame_len(frame);
    uint8_t *pixels = malloc(len * 4);
    assert_non_null(pixels);
    for (size_t i = 0; i < len; i++) {
        uint8_t grey = frame->pixels[i];
        uint8_t *pixel = pixels + i * 4;
        pixel[0] = pixel[1] = pixel[2] = grey;
        pixel[3] = grey > 127 ? 128 : 255;
    }
    png_encode(frame, PNG_FORMAT_RGBA, pixels, out);
    free(pixels);
}

void jpeg_make(const struct frame *frame, struct buf *out)
{
    struct jpeg_compress_struct info;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL;
    unsigned long size = 0;
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &bytes, &size);
    info.image_width = (JDIMENSION)frame->width;
    info.image_height = (JDIMENSION)frame->height;
    info.input_components = 1;
    info.in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(&info);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        JSAMPROW row = frame->pixels + (size_t)info.next_scanline * info.image_width;
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    buf_init(out, PICTURE_TEST_MAX);
    buf_put(out, bytes, size);
    free(bytes);
}

void png_drop(const struct frame *frame, const char *dir, const char *name)
{
    struct buf bytes;
    char path[PATH_SIZE];
    png_make(frame, &bytes);
    assert_int_equal(path_join(path, dir, name), OK);
    assert_int_equal(path_write(path, bytes.data, bytes.len, 0600), OK);
    buf_fini(&bytes);
}
