#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

#include "base/buf.h"
#include "scan/picture.h"

/* libjpeg reports through callbacks and may not go on after an error, so we jump out of it. */
struct jpeg {
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf out;
    uint8_t *pixels;
    size_t size;
};

static void jpeg_fail(j_common_ptr info)
{
    struct jpeg *jpeg = info->client_data;
    longjmp(jpeg->out, 1);
}

/* libjpeg fills up a picture that was cut short with grey and only warns. To us it is broken. */
static void jpeg_warn(j_common_ptr info, int level)
{
    if (level < 0 && info->err->msg_code == JWRN_JPEG_EOF)
        jpeg_fail(info);
}

static void jpeg_pass(j_common_ptr info)
{
    if (((j_decompress_ptr)info)->input_scan_number > PICTURE_PASSES_MAX)
        jpeg_fail(info);
}

static void jpeg_open(struct jpeg *jpeg)
{
    jpeg->info.err = jpeg_std_error(&jpeg->errors);
    jpeg->info.client_data = jpeg;
    jpeg->errors.error_exit = jpeg_fail;
    jpeg->errors.emit_message = jpeg_warn;
}

/* Into jpeg->pixels: grey, or red, green and blue. */
static enum err jpeg_decode(struct jpeg *jpeg, const void *bytes, size_t len, J_COLOR_SPACE space)
{
    struct jpeg_decompress_struct *info = &jpeg->info;
    if (setjmp(jpeg->out) != 0)
        return ERR_INVALID;
    jpeg_create_decompress(info);
    jpeg->progress.progress_monitor = jpeg_pass;
    info->progress = &jpeg->progress;
    jpeg_mem_src(info, bytes, len);
    jpeg_read_header(info, TRUE);
    if (info->image_width > PICTURE_SIDE_MAX || info->image_height > PICTURE_SIDE_MAX ||
        (uint64_t)info->image_width * info->image_height > PICTURE_AREA_MAX)
        return ERR_FULL;
    info->out_color_space = space;
    jpeg_start_decompress(info);
    size_t row_size = (size_t)info->output_width * (size_t)info->output_components;
    jpeg->size = row_size * info->output_height;
    jpeg->pixels = malloc(jpeg->size);
    if (!jpeg->pixels)
        abort();
    while (info->output_scanline < info->output_height) {
        JSAMPROW row = jpeg->pixels + info->output_scanline * row_size;
        jpeg_read_scanlines(info, &row, 1);
    }
    jpeg_finish_decompress(info);
    return OK;
}

static void jpeg_close(struct jpeg *jpeg)
{
    jpeg_destroy_decompress(&jpeg->info);
    if (jpeg->pixels)
        wipe(jpeg->pixels, jpeg->size);
    free(jpeg->pixels);
}

enum err picture_decode_jpeg(const void *bytes, size_t len, struct frame *out)
{
    struct jpeg jpeg = {0};
    jpeg_open(&jpeg);
    enum err err = jpeg_decode(&jpeg, bytes, len, JCS_GRAYSCALE);
    size_t width = jpeg.info.output_width;
    if (err == OK)
        frame_fit(out,
                  (struct plane){jpeg.pixels, (int)width, (int)jpeg.info.output_height, 1, width});
    jpeg_close(&jpeg);
    return err;
}

enum err picture_decode_jpeg_color(const void *bytes, size_t len, struct still *out)
{
    struct jpeg jpeg = {0};
    jpeg_open(&jpeg);
    still_fini(out);
    enum err err = jpeg_decode(&jpeg, bytes, len, JCS_RGB);
    if (err == OK)
        err = still_make(out, (int)jpeg.info.output_width, (int)jpeg.info.output_height);
    if (err == OK)
        memcpy(out->rgb, jpeg.pixels, jpeg.size);
    jpeg_close(&jpeg);
    return err;
}
