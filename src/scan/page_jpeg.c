#include "scan/page_jpeg.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>

#include <jpeglib.h>

/* libjpeg's own target in memory leaves copies behind as it grows; ours is wiped. */
struct encoder {
    struct jpeg_compress_struct info;
    struct jpeg_error_mgr errors;
    struct jpeg_destination_mgr target;
    jmp_buf out;
    struct buf *bytes;
    uint8_t part[16 * 1024];
};

static void encoder_fail(j_common_ptr info)
{
    struct encoder *encoder = info->client_data;
    longjmp(encoder->out, 1);
}

static void target_begin(j_compress_ptr info)
{
    struct encoder *encoder = info->client_data;
    encoder->target.next_output_byte = encoder->part;
    encoder->target.free_in_buffer = sizeof(encoder->part);
}

static void part_put(struct encoder *encoder, size_t len)
{
    buf_put(encoder->bytes, encoder->part, len);
    if (buf_check(encoder->bytes) != OK)
        encoder_fail((j_common_ptr)&encoder->info);
}

static boolean target_full(j_compress_ptr info)
{
    struct encoder *encoder = info->client_data;
    part_put(encoder, sizeof(encoder->part));
    target_begin(info);
    return TRUE;
}

static void target_end(j_compress_ptr info)
{
    struct encoder *encoder = info->client_data;
    part_put(encoder, sizeof(encoder->part) - encoder->target.free_in_buffer);
}

static void write_rows(struct encoder *encoder, const struct still *page, int quality)
{
    struct jpeg_compress_struct *info = &encoder->info;
    info->image_width = (JDIMENSION)page->width;
    info->image_height = (JDIMENSION)page->height;
    info->input_components = 3;
    info->in_color_space = JCS_RGB;
    jpeg_set_defaults(info);
    jpeg_set_quality(info, quality, TRUE);
    jpeg_start_compress(info, TRUE);
    while (info->next_scanline < info->image_height) {
        JSAMPROW row = page->rgb + 3 * (size_t)info->next_scanline * (size_t)page->width;
        jpeg_write_scanlines(info, &row, 1);
    }
    jpeg_finish_compress(info);
}

static bool encode(const struct still *page, int quality, struct buf *out)
{
    struct encoder encoder = {.bytes = out};
    encoder.info.err = jpeg_std_error(&encoder.errors);
    encoder.errors.error_exit = encoder_fail;
    encoder.info.client_data = &encoder;
    encoder.target = (struct jpeg_destination_mgr){.init_destination = target_begin,
                                                   .empty_output_buffer = target_full,
                                                   .term_destination = target_end};
    bool done = setjmp(encoder.out) == 0;
    if (done) {
        jpeg_create_compress(&encoder.info);
        encoder.info.dest = &encoder.target;
        write_rows(&encoder, page, quality);
    }
    jpeg_destroy_compress(&encoder.info);
    wipe(encoder.part, sizeof(encoder.part));
    return done;
}

enum err page_jpeg(const struct still *page, struct buf *out)
{
    static const int qualities[] = {88, 78, 66, 52, 36, 20};
    for (size_t i = 0; i < LENGTH(qualities); i++) {
        buf_clear(out);
        if (encode(page, qualities[i], out))
            return OK;
    }
    buf_clear(out);
    return ERR_FULL;
}
