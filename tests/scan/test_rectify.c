/* From the corners of a page to its JPEG. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scan/page_jpeg.h"
#include "scan/picture.h"
#include "scan/rectify.h"
#include "scan/support/sheet.h"

static void a_projection_meets_its_corners(void **state)
{
    (void)state;
    const struct quad quad = {{{10, 20}, {200, 5}, {230, 160}, {3, 140}}};
    static const double square[4][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    struct projection projection = projection_of(&quad);
    assert_true(quad_convex(&quad));
    for (int i = 0; i < 4; i++) {
        struct spot at = projection_at(&projection, square[i][0], square[i][1]);
        assert_true(hypot(at.x - quad.at[i].x, at.y - quad.at[i].y) < 1e-6);
    }
}

static void quads_that_cannot_be_pages_are_refused(void **state)
{
    (void)state;
    static const struct quad quads[] = {
        {{{0, 0}, {0, 100}, {100, 100}, {100, 0}}}, /* the other way round */
        {{{0, 0}, {100, 0}, {20, 20}, {0, 100}}},   /* a dent */
        {{{0, 0}, {100, 100}, {100, 0}, {0, 100}}}, /* crossed */
        {{{5, 5}, {5, 5}, {5, 5}, {5, 5}}},           {{{0, 0}, {4, 0}, {4, 4}, {0, 4}}}, /* tiny */
        {{{NAN, 0}, {100, 0}, {100, 100}, {0, 100}}},
    };
    struct still from = {0}, out = {0};
    assert_int_equal(still_make(&from, 120, 120), OK);
    for (size_t i = 0; i < LENGTH(quads); i++)
        for (int straighten = 0; straighten < 2; straighten++)
            assert_int_equal(rectify(&from, &quads[i], straighten, &out), ERR_INVALID);
    still_fini(&from);
}

/* The sheet as the reckoned camera sees it, and its shape known again whatever the tilt. */
static void shapes_are_known_again(void **state)
{
    (void)state;
    static const struct {
        struct sheet_scene scene;
        double aspect;
    } cases[] = {
        {{.width = 210, .height = 297, .pixels = 2, .desk = 90, .paper = 200}, 210.0 / 297},
        {{.width = 210,
          .height = 297,
          .pixels = 1.8,
          .tilt = 25,
          .roll = 10,
          .desk = 90,
          .paper = 200},
         210.0 / 297},
        {{.width = 85.6, .height = 53.98, .pixels = 6, .tilt = 20, .desk = 90, .paper = 200},
         85.6 / 53.98},
    };
    struct frame frame;
    frame_init(&frame);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct quad truth;
        sheet_shoot(&cases[i].scene, 4, &frame, &truth);
        double aspect = rectify_aspect(&truth, frame.width, frame.height);
        if (fabs(log(aspect / cases[i].aspect)) > 0.04)
            fail_msg("case %zu: %.3f", i, aspect);
    }
    frame_fini(&frame);
}

/* A picture in four colours, a quarter each of the page, on grey. */
static void draw(struct still *still, const struct quad *page)
{
    struct projection projection = projection_of(page);
    assert_int_equal(still_make(still, 640, 480), OK);
    memset(still->rgb, 90, still_len(still));
    for (int v = 0; v < 1600; v++)
        for (int u = 0; u < 1600; u++) {
            struct spot at = projection_at(&projection, (u + 0.5) / 1600, (v + 0.5) / 1600);
            uint8_t *to = still->rgb + 3 * ((int)lrint(at.y) * 640 + (int)lrint(at.x));
            to[0] = u < 800 ? 250 : 10;
            to[1] = v < 800 ? 240 : 20;
            to[2] = 128;
        }
}

static const struct quad corners = {{{120, 60}, {500, 90}, {540, 420}, {90, 400}}};

static void a_page_is_straightened_in_colour(void **state)
{
    (void)state;
    struct still from = {0}, out = {0};
    draw(&from, &corners);
    assert_int_equal(rectify(&from, &corners, true, &out), OK);
    assert_true(out.width > 300 && out.height > 250);
    for (int y = 0; y < 4; y++)
        for (int x = 0; x < 4; x++) {
            int column = (2 * x + 1) * out.width / 8, row = (2 * y + 1) * out.height / 8;
            const uint8_t *at = out.rgb + 3 * (row * out.width + column);
            assert_int_equal(at[0], x < 2 ? 250 : 10);
            assert_int_equal(at[1], y < 2 ? 240 : 20);
        }
    still_fini(&from);
    still_fini(&out);
}

/* What is beside the page is never kept, straightened or not: here it is grey 90. */
static void nothing_beside_the_page_is_kept(void **state)
{
    (void)state;
    struct still from = {0}, out = {0};
    draw(&from, &corners);
    for (int straighten = 0; straighten < 2; straighten++) {
        int beside = 0;
        assert_int_equal(rectify(&from, &corners, straighten, &out), OK);
        for (int y = 2; y < out.height - 2; y++)
            for (int x = 2; x < out.width - 2; x++)
                beside += out.rgb[3 * (y * out.width + x) + 2] == 90;
        assert_true(beside * 200 < out.width * out.height); /* the edge's own pixels */
    }
    still_fini(&from);
    still_fini(&out);
}

static void a_page_fits_its_jpeg_whatever_is_on_it(void **state)
{
    (void)state;
    struct still page = {0}, back = {0};
    struct buf jpeg;
    uint32_t series = 1;
    assert_int_equal(still_make(&page, 1700, 2400), OK);
    for (size_t i = 0; i < still_len(&page); i++) { /* noise is the worst there is */
        series = series * 1664525 + 1013904223;
        page.rgb[i] = (uint8_t)(series >> 24);
    }
    buf_init(&jpeg, PAGE_JPEG_MAX);
    assert_int_equal(page_jpeg(&page, &jpeg), OK);
    assert_true(jpeg.len <= PAGE_JPEG_MAX);
    assert_int_equal(picture_decode_color(jpeg.data, jpeg.len, &back), OK);
    assert_int_equal(back.width, 1700);
    assert_int_equal(back.height, 2400);
    buf_fini(&jpeg);
    buf_init(&jpeg, 1000);
    assert_int_equal(page_jpeg(&page, &jpeg), ERR_FULL);
    assert_int_equal(jpeg.len, 0);
    buf_fini(&jpeg);
    still_fini(&page);
    still_fini(&back);
}

static void cameras_give_colour(void **state)
{
    (void)state;
    static const uint8_t yuyv[] = {76, 85, 76, 255, 150, 44, 150, 21, 0, 0, 0, 0};
    struct still still = {0};
    struct shot shot = {PIXELS_YUYV, yuyv, sizeof(yuyv), 4, 1, 12};
    assert_int_equal(still_read(&shot, &still), OK);
    assert_true(still.rgb[0] > 240 && still.rgb[1] < 15 && still.rgb[2] < 15); /* red */
    assert_true(still.rgb[6] < 15 && still.rgb[7] > 240 && still.rgb[8] < 15); /* green */
    shot.len = 7;
    assert_int_equal(still_read(&shot, &still), ERR_INVALID);
    assert_null(still.rgb);
    shot = (struct shot){PIXELS_YUYV, yuyv, 6, 3, 1, 6}; /* an odd width */
    assert_int_equal(still_read(&shot, &still), OK);
    assert_int_equal(still.width, 3);
    still_fini(&still);
    assert_int_equal(still_make(&still, 1 << 15, 1 << 15), ERR_FULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_projection_meets_its_corners),
        cmocka_unit_test(quads_that_cannot_be_pages_are_refused),
        cmocka_unit_test(shapes_are_known_again),
        cmocka_unit_test(a_page_is_straightened_in_colour),
        cmocka_unit_test(nothing_beside_the_page_is_kept),
        cmocka_unit_test(a_page_fits_its_jpeg_whatever_is_on_it),
        cmocka_unit_test(cameras_give_colour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
