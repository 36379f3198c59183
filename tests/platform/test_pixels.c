#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "platform/batik.h"
#include "platform/picture.h"
#include "platform/pixels.h"

static const struct rgba white = {255, 255, 255, 255};

static void cut_is_what_both_have(void **state)
{
    (void)state;
    struct rect cut = rect_cut((struct rect){0, 0, 10, 10}, (struct rect){5, -5, 20, 8});
    assert_int_equal(cut.x, 5);
    assert_int_equal(cut.y, 0);
    assert_int_equal(cut.w, 5);
    assert_int_equal(cut.h, 3);
    cut = rect_cut((struct rect){0, 0, 4, 4}, (struct rect){9, 9, 4, 4});
    assert_int_equal(cut.w, 0);
    assert_int_equal(cut.h, 0);
}

static void rounded_corners_are_symmetric(void **state)
{
    (void)state;
    struct rect rect = {3, 7, 60, 40};
    for (int y = 0; y < rect.h; y++)
        for (int x = 0; x < rect.w; x++) {
            unsigned here = round_coverage(rect, 12, rect.x + x, rect.y + y);
            unsigned across = round_coverage(rect, 12, rect.x + rect.w - 1 - x, rect.y + y);
            unsigned down = round_coverage(rect, 12, rect.x + x, rect.y + rect.h - 1 - y);
            assert_int_equal(here, across);
            assert_int_equal(here, down);
        }
    assert_int_equal(round_coverage(rect, 12, 3, 7), 0);
    assert_int_equal(round_coverage(rect, 12, 33, 7), 255);
    assert_int_equal(round_coverage(rect, 12, 2, 20), 0);
}

static void the_middle_of_a_row_is_fully_covered(void **state)
{
    (void)state;
    struct rect rect = {10, 10, 50, 30};
    for (int y = rect.y; y < rect.y + rect.h; y++) {
        int from, to;
        round_middle(rect, 9, y, &from, &to);
        assert_true(from < to);
        for (int x = from; x < to; x++)
            assert_int_equal(round_coverage(rect, 9, x, y), 255);
    }
}

static void brackets_stand_in_the_corners_alone(void **state)
{
    (void)state;
    SDL_Surface *to = SDL_CreateRGBSurfaceWithFormat(0, 120, 120, 32, SDL_PIXELFORMAT_ARGB8888);
    struct paint item = {.rect = {0, 0, 120, 120}, .color = white, .line_width = 6, .radius = 10};
    SDL_FillRect(to, NULL, 0xff000000);
    brackets_draw(&item, item.rect, to);
    static const int corners[][2] = {{15, 2}, {104, 2}, {2, 15}, {117, 104}, {15, 117}};
    for (size_t i = 0; i < LENGTH(corners); i++)
        assert_int_equal(pixels_row(to, corners[i][1])[corners[i][0]], 0xffffffff);
    static const int free_of_it[][2] = {{60, 2}, {2, 60}, {60, 60}, {0, 0}, {15, 15}};
    for (size_t i = 0; i < LENGTH(free_of_it); i++)
        assert_int_equal(pixels_row(to, free_of_it[i][1])[free_of_it[i][0]], 0xff000000);
    SDL_FreeSurface(to);
}

static void blending_ends_at_both_ends(void **state)
{
    (void)state;
    assert_int_equal(pixel_over(0xff123456, white, 0), 0xff123456);
    assert_int_equal(pixel_over(0xff123456, white, 255), 0xffffffff);
    struct rgba half = {255, 255, 255, 128};
    assert_int_equal(pixel_over(0xff000000, half, 255), 0xff808080);
}

static void masks_stay_inside_their_clip(void **state)
{
    (void)state;
    SDL_Surface *ink = SDL_CreateRGBSurfaceWithFormat(0, 8, 8, 32, SDL_PIXELFORMAT_ARGB8888);
    SDL_FillRect(ink, NULL, 0xffffffff);
    struct mask *mask = mask_of(ink);
    SDL_Surface *to = SDL_CreateRGBSurfaceWithFormat(0, 16, 16, 32, SDL_PIXELFORMAT_ARGB8888);
    SDL_FillRect(to, NULL, 0xff000000);
    mask_draw(mask, 12, -4, white, (struct rect){0, 0, 14, 16}, to);
    int drawn = 0;
    for (int y = 0; y < 16; y++)
        for (int x = 0; x < 16; x++)
            drawn += pixels_row(to, y)[x] == 0xffffffff;
    assert_int_equal(drawn, 2 * 4);
    mask_free(mask);
    SDL_FreeSurface(to);
}

/* Every coverage of every shade, against the plain formula. */
static void blending_rounds_to_the_nearest(void **state)
{
    (void)state;
    for (unsigned under = 0; under < 256; under += 5)
        for (unsigned over = 0; over < 256; over += 3)
            for (unsigned cover = 0; cover < 256; cover++) {
                struct rgba color = {(uint8_t)over, (uint8_t)(255 - over), (uint8_t)over, 255};
                uint32_t pixel = pixel_over(under << 16 | under << 8 | under, color, cover);
                unsigned red = (over * cover + under * (255 - cover) + 127) / 255;
                unsigned green = ((255 - over) * cover + under * (255 - cover) + 127) / 255;
                assert_int_equal(pixel, 0xff000000u | red << 16 | green << 8 | red);
            }
}

static void the_pattern_is_there_and_quiet(void **state)
{
    (void)state;
    struct batik batik = batik_make(1.0);
    assert_int_equal(batik.side, 160);
    long sum = 0;
    for (int i = 0; i < batik.side * batik.side; i++)
        sum += batik.cover[i];
    double share = (double)sum / (255.0 * batik.side * batik.side);
    assert_true(share > 0.1 && share < 0.5);
    /* Symmetric about the tile's diagonal, so flowers meet without a seam. */
    for (int y = 0; y < batik.side; y += 7)
        for (int x = 0; x < batik.side; x += 7) {
            int mirrored = batik.cover[y * batik.side + batik.side - 1 - x];
            assert_in_range(batik.cover[y * batik.side + x] - mirrored + 32, 0, 64);
        }
    batik_fini(&batik);
    assert_null(batik.cover);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_is_what_both_have),
        cmocka_unit_test(rounded_corners_are_symmetric),
        cmocka_unit_test(the_middle_of_a_row_is_fully_covered),
        cmocka_unit_test(brackets_stand_in_the_corners_alone),
        cmocka_unit_test(blending_ends_at_both_ends),
        cmocka_unit_test(blending_rounds_to_the_nearest),
        cmocka_unit_test(masks_stay_inside_their_clip),
        cmocka_unit_test(the_pattern_is_there_and_quiet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
