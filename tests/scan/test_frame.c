#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "scan/frame.h"

static void larger_pictures_are_fitted(void **state)
{
    (void)state;
    static const struct {
        int width, height, fitted_width, fitted_height;
    } cases[] = {
        {1, 1, 1, 1},           {640, 480, 640, 480},   {1280, 720, 1280, 720},
        {1281, 720, 1280, 719}, {1280, 721, 1278, 720}, {1920, 1080, 1280, 720},
        {720, 1280, 405, 720},  {4000, 3000, 960, 720}, {65535, 1, 1280, 1},
        {1, 65535, 1, 720},     {3000, 2, 1280, 1},
    };
    struct frame frame;
    frame_init(&frame);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        size_t len = (size_t)cases[i].width * (size_t)cases[i].height;
        uint8_t *grey = malloc(len);
        assert_non_null(grey);
        memset(grey, 77, len);
        struct plane plane = {grey, cases[i].width, cases[i].height, 1, (size_t)cases[i].width};
        frame_fit(&frame, plane);
        assert_int_equal(frame.width, cases[i].fitted_width);
        assert_int_equal(frame.height, cases[i].fitted_height);
        for (size_t pixel = 0; pixel < frame_len(&frame); pixel++)
            assert_int_equal(frame.pixels[pixel], 77);
        free(grey);
    }
    frame_fini(&frame);
}

static void areas_are_averaged(void **state)
{
    (void)state;
    struct frame frame;
    size_t width = 2560, height = 1440;
    uint8_t *grey = malloc(width * height);
    assert_non_null(grey);
    for (size_t i = 0; i < width * height; i++)
        grey[i] = i % width % 2 ? 200 : 100; /* fine stripes */
    frame_init(&frame);
    frame_fit(&frame, (struct plane){grey, (int)width, (int)height, 1, width});
    for (size_t i = 0; i < frame_len(&frame); i++)
        assert_int_equal(frame.pixels[i], 150);
    /* One and a half pixels each: 100 200 100 gives (100 + 200 / 2) / 1.5. */
    frame_fit(&frame, (struct plane){grey, 1920, 1080, 1, width});
    assert_int_equal(frame.pixels[0], 133);
    assert_int_equal(frame.pixels[1], 133);
    frame_fini(&frame);
    free(grey);
}

static void steps_and_strides_are_kept(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {1, 0, 2, 0, 99, 3, 0, 4, 0, 99};
    static const uint8_t expected[] = {1, 2, 3, 4};
    struct frame frame;
    frame_init(&frame);
    frame_fit(&frame, (struct plane){bytes, 2, 2, 2, 5});
    assert_int_equal(frame.width, 2);
    assert_int_equal(frame.height, 2);
    assert_memory_equal(frame.pixels, expected, sizeof(expected));
    frame_fini(&frame);
}

static void a_cleared_frame_holds_nothing(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {9, 8, 7, 6}, nothing[4] = {0};
    struct frame frame;
    frame_init(&frame);
    assert_int_equal(frame_len(&frame), 0);
    frame_fit(&frame, (struct plane){bytes, 4, 1, 1, 4});
    frame_clear(&frame);
    assert_int_equal(frame_len(&frame), 0);
    assert_memory_equal(frame.pixels, nothing, sizeof(nothing));
    frame_fini(&frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(larger_pictures_are_fitted),
        cmocka_unit_test(areas_are_averaged),
        cmocka_unit_test(steps_and_strides_are_kept),
        cmocka_unit_test(a_cleared_frame_holds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
