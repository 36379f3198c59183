#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "base/err.h"
#include "scan/filter.h"
#include "scan/finder.h"
#include "scan/support/qr.h"

static struct frame drawn, black_white;
static struct finder finders[FINDERS_MAX];

static int setup(void **state)
{
    (void)state;
    frame_init(&drawn);
    frame_init(&black_white);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    frame_fini(&drawn);
    frame_fini(&black_white);
    return 0;
}

static int find(const char *const *rows, struct look look)
{
    qr_draw(&drawn, rows, look);
    filter_threshold(&black_white, &drawn);
    return finders_find(&black_white, finders);
}

static bool found_at(int count, double x, double y, bool light)
{
    for (int i = 0; i < count; i++)
        if (finders[i].light == light && hypot(finders[i].x - x, finders[i].y - y) < 3)
            return true;
    return false;
}

static void the_three_squares_are_found(void **state)
{
    (void)state;
    static const struct look looks[] = {
        {.module = 10},
        {.module = 10, .degrees = 30},
        {.module = 10, .degrees = 45},
        {.module = 10, .degrees = 100},
        {.module = 10, .dark = 220, .light = 40},
        {.module = 10, .dark = 220, .light = 40, .degrees = 200},
        {.module = 4},
        {.module = 10, .noise = 40},
    };
    for (size_t i = 0; i < LENGTH(looks); i++) {
        int count = find(qr_url, looks[i]);
        double angle = looks[i].degrees * acos(-1) / 180, reach = 9.0 * looks[i].module;
        static const int corners[][2] = {{-1, -1}, {1, -1}, {-1, 1}};
        for (int corner = 0; corner < 3; corner++) {
            double column = corners[corner][0] * reach, row = corners[corner][1] * reach;
            double x = 640 + column * cos(angle) - row * sin(angle);
            double y = 360 + column * sin(angle) + row * cos(angle);
            if (!found_at(count, x, y, looks[i].dark > looks[i].light))
                fail_msg("look %zu: corner %d was not found", i, corner);
        }
    }
}

static void their_modules_are_measured_along_any_line(void **state)
{
    (void)state;
    find(qr_url, (struct look){.module = 10});
    double along = finder_module(&black_white, 550, 270, 730, 270);
    double across = finder_module(&black_white, 550, 270, 550, 450);
    double slanted = finder_module(&black_white, 550, 270, 730, 450);
    assert_true(fabs(along - 10) < 0.5);
    assert_true(fabs(across - 10) < 0.5);
    assert_true(fabs(slanted - 10 * sqrt(2)) < 1);
    assert_true(finder_module(&black_white, 550, 270, 550, 270) == 0);
    assert_true(finder_module(&black_white, 10, 10, 700, 10) == 0); /* plain paper */
    assert_true(finder_module(&black_white, -5, -5, 700, 10) == 0); /* off the frame */
}

static void a_code_at_the_very_edge_is_found(void **state)
{
    (void)state;
    struct frame cut;
    frame_init(&cut);
    qr_draw(&drawn, qr_url, (struct look){.module = 10});
    const uint8_t *corner = drawn.pixels + 235 * drawn.width + 515;
    frame_fit(&cut, (struct plane){corner, 250, 250, 1, (size_t)drawn.width});
    filter_threshold(&black_white, &cut);
    int count = finders_find(&black_white, finders);
    assert_true(found_at(count, 35, 35, false));
    assert_true(found_at(count, 215, 35, false));
    assert_true(found_at(count, 35, 215, false));
    frame_fini(&cut);
}

static void nothing_is_found_on_plain_paper(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1}, {1, 720}, {1280, 1}, {7, 7}, {1280, 720}};
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        black_white.width = sizes[i][0];
        black_white.height = sizes[i][1];
        memset(black_white.pixels, 255, frame_len(&black_white));
        assert_int_equal(finders_find(&black_white, finders), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_three_squares_are_found),
        cmocka_unit_test(their_modules_are_measured_along_any_line),
        cmocka_unit_test(a_code_at_the_very_edge_is_found),
        cmocka_unit_test(nothing_is_found_on_plain_paper),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
