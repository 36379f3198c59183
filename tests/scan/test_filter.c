#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "scan/filter.h"
#include "scan/support/qr.h"

static struct frame from, to;

static int setup(void **state)
{
    (void)state;
    frame_init(&from);
    frame_init(&to);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    frame_fini(&from);
    frame_fini(&to);
    return 0;
}

static void halving_takes_the_mean_of_four(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0, 100, 9, 200, 100, 9, 1, 1, 1};
    frame_fit(&from, (struct plane){bytes, 3, 3, 1, 3}); /* odd sides lose their last pixel */
    filter_halve(&to, &from);
    assert_int_equal(to.width, 1);
    assert_int_equal(to.height, 1);
    assert_int_equal(to.pixels[0], 100);
    frame_fit(&from, (struct plane){bytes, 1, 3, 1, 1});
    filter_halve(&to, &from);
    assert_int_equal(to.width, 1);
    assert_int_equal(to.height, 1);
    assert_int_equal(to.pixels[0], 50);
    frame_fit(&from, (struct plane){bytes + 1, 1, 1, 1, 1});
    filter_halve(&to, &from);
    assert_int_equal(frame_len(&to), 1);
    assert_int_equal(to.pixels[0], 100);
}

static void plain_paper_becomes_white(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1}, {1, 720}, {1280, 1}, {31, 31}, {64, 65}, {1280, 720}};
    for (size_t i = 0; i < LENGTH(sizes); i++)
        for (int grey = 0; grey <= 255; grey += 51) {
            from.width = sizes[i][0];
            from.height = sizes[i][1];
            memset(from.pixels, grey, frame_len(&from));
            filter_threshold(&to, &from);
            assert_int_equal(frame_len(&to), frame_len(&from));
            for (size_t pixel = 0; pixel < frame_len(&to); pixel++)
                assert_int_equal(to.pixels[pixel], 255);
        }
}

static void thresholding_takes_shadows_away(void **state)
{
    (void)state;
    struct frame lit;
    size_t differing = 0;
    frame_init(&lit);
    qr_draw(&from, qr_code, (struct look){0});
    filter_threshold(&lit, &from);
    qr_draw(&from, qr_code, (struct look){.dark = 90, .light = 240, .shadow = 90});
    filter_threshold(&to, &from);
    for (size_t i = 0; i < frame_len(&to); i++)
        differing += to.pixels[i] != lit.pixels[i];
    assert_true(differing < frame_len(&to) / 1000);
    frame_fini(&lit);
}

static void pale_print_becomes_strong(void **state)
{
    (void)state;
    qr_draw(&from, qr_code, (struct look){.dark = 180, .light = 200});
    filter_contrast(&to, &from);
    size_t middle = (size_t)(to.height / 2 * to.width + to.width / 2);
    int low = 255, high = 0;
    for (size_t i = middle - 60; i < middle + 60; i++) {
        low = to.pixels[i] < low ? to.pixels[i] : low;
        high = to.pixels[i] > high ? to.pixels[i] : high;
    }
    assert_true(high - low > 120);
    assert_in_range(to.pixels[0], 120, 136); /* paper far from print is neither */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(halving_takes_the_mean_of_four),
        cmocka_unit_test(plain_paper_becomes_white),
        cmocka_unit_test(thresholding_takes_shadows_away),
        cmocka_unit_test(pale_print_becomes_strong),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
