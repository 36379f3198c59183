#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "scan/pixels.h"
#include "scan/support/pictures.h"
#include "scan/support/qr.h"

static void every_format_gives_the_brightness(void **state)
{
    (void)state;
    static const uint8_t grey[] = {10, 20, 0, 30, 40}; /* rows of 2 with one byte between */
    static const uint8_t yuyv[] = {10, 128, 20, 127, 30, 128, 40, 127};
    static const uint8_t expected[] = {10, 20, 30, 40};
    const struct shot shots[] = {
        {PIXELS_GREY, grey, sizeof(grey), 2, 2, 3},
        {PIXELS_YUYV, yuyv, sizeof(yuyv), 2, 2, 4},
    };
    struct frame frame;
    frame_init(&frame);
    for (size_t i = 0; i < LENGTH(shots); i++) {
        frame_clear(&frame);
        assert_int_equal(shot_read(&shots[i], &frame), OK);
        assert_int_equal(frame_len(&frame), 4);
        assert_memory_equal(frame.pixels, expected, sizeof(expected));
    }
    frame_fini(&frame);
}

static void jpeg_frames_bring_their_size(void **state)
{
    (void)state;
    struct frame drawn, got;
    struct buf bytes;
    frame_init(&drawn);
    frame_init(&got);
    qr_draw(&drawn, qr_code, (struct look){0});
    jpeg_make(&drawn, &bytes);
    const struct shot shot = {PIXELS_MJPEG, bytes.data, bytes.len, 640, 480, 0};
    assert_int_equal(shot_read(&shot, &got), OK);
    assert_int_equal(got.width, drawn.width);
    assert_int_equal(got.height, drawn.height);
    buf_fini(&bytes);
    frame_fini(&drawn);
    frame_fini(&got);
}

static void frames_that_lack_bytes_are_refused(void **state)
{
    (void)state;
    static const uint8_t bytes[64] = {0};
    static const struct shot shots[] = {
        {PIXELS_GREY, bytes, 15, 4, 4, 4}, /* one byte short */
        {PIXELS_GREY, bytes, 64, 4, 4, 3}, /* rows that overlap */
        {PIXELS_YUYV, bytes, 31, 4, 4, 8}, {PIXELS_YUYV, bytes, 64, 4, 4, 4},
        {PIXELS_GREY, bytes, 0, 4, 4, 4},  {PIXELS_MJPEG, bytes, 64, 4, 4, 0},
        {PIXELS_MJPEG, bytes, 0, 4, 4, 0},
    };
    struct frame frame;
    frame_init(&frame);
    for (size_t i = 0; i < LENGTH(shots); i++) {
        assert_int_equal(shot_read(&shots[i], &frame), ERR_INVALID);
        assert_int_equal(frame_len(&frame), 0);
    }
    frame_fini(&frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_gives_the_brightness),
        cmocka_unit_test(jpeg_frames_bring_their_size),
        cmocka_unit_test(frames_that_lack_bytes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
