/* Pages found in pictures of a camera that is reckoned, and where there is none, none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "base/err.h"
#include "scan/page_look.h"
#include "scan/support/sheet.h"

#define A4    .width = 210, .height = 297
#define CARD  .width = 85.6, .height = 53.98
#define LIGHT .paper = 205, .ink = 60, .desk = 90, .noise = 3, .text = true

static struct frame frame;
static struct page_finder *finder;

static int setup(void **state)
{
    (void)state;
    frame_init(&frame);
    finder = page_finder_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    frame_fini(&frame);
    page_finder_free(finder);
    page_finder_free(NULL);
    return 0;
}

static struct page look(const struct sheet_scene *scene, uint32_t seed, struct quad *truth)
{
    struct page page;
    sheet_shoot(scene, seed, &frame, truth);
    page_find(finder, &frame, &page);
    return page;
}

static void pages_are_found_to_a_pixel(void **state)
{
    (void)state;
    static const struct {
        struct sheet_scene scene;
        double within; /* pixels of every corner */
    } cases[] = {
        {{"straight", A4, .pixels = 2.1, LIGHT}, 1},
        {{"tilted", A4, .pixels = 1.8, .tilt = 35, .roll = -25, LIGHT}, 1},
        {{"lying", A4, .pixels = 2, .roll = 80, LIGHT}, 1},
        {{"light desk", A4, .pixels = 2, .tilt = 8, .paper = 215, .ink = 60, .desk = 195,
          .noise = 3, .text = true},
         1.5},
        {{"dark card", CARD, .pixels = 6, .tilt = 10, .roll = 7, .paper = 150, .ink = 60,
          .desk = 215, .noise = 3, .text = true, .picture = true},
         1},
        {{"card", CARD, .pixels = 7, .tilt = 15, .paper = 170, .ink = 60, .desk = 70, .noise = 3,
          .text = true, .picture = true},
         1},
        {{"clutter", A4, .pixels = 1.8, .tilt = 12, .roll = 12, .clutter = 25, LIGHT}, 1},
        {{"wood", A4, .pixels = 1.8, .tilt = 12, .roll = 12, .wood = true, LIGHT}, 1},
        {{"printed frame", A4, .pixels = 2.1, .tilt = 6, .frame = true, LIGHT}, 1},
        {{"held", A4, .pixels = 1.75, .tilt = 12, .thumb = true, .face = true, LIGHT}, 1},
        {{"dim", A4, .pixels = 2, .tilt = 12, .shade = 0.4, .paper = 120, .ink = 40, .desk = 60,
          .noise = 9, .text = true},
         2},
        {{"blank", A4, .pixels = 2, .tilt = 12, .paper = 200, .desk = 80, .noise = 3}, 1},
    };
    for (size_t i = 0; i < LENGTH(cases); i++)
        for (uint32_t seed = 1; seed <= 2; seed++) {
            struct quad truth;
            struct page page = look(&cases[i].scene, seed, &truth);
            double off = quad_distance(&page.corners, &truth);
            if (page.seen != PAGE_FOUND || off > cases[i].within)
                fail_msg("%s, seed %u: seen %d, %.2f pixels off", cases[i].scene.name, seed,
                         (int)page.seen, off);
        }
}

static void what_leaves_the_picture_is_told(void **state)
{
    (void)state;
    static const struct sheet_scene scenes[] = {
        {"below", A4, .pixels = 2.4, .y = 150, LIGHT},
        {"at the side", A4, .pixels = 1.9, .x = 480, LIGHT},
    };
    for (size_t i = 0; i < LENGTH(scenes); i++) {
        struct page page = look(&scenes[i], 3, NULL);
        if (page.seen != PAGE_CUT)
            fail_msg("%s: seen %d", scenes[i].name, (int)page.seen);
    }
}

/* Above all a face is no page. */
static void where_there_is_none_none_is_found(void **state)
{
    (void)state;
    static const struct sheet_scene scenes[] = {
        {"bare", .desk = 90, .noise = 3},
        {"wood", .desk = 120, .noise = 4, .wood = true},
        {"things", .desk = 90, .noise = 3, .clutter = 12},
        {"a face", .desk = 150, .noise = 4, .face = true},
        {"a face and things", .desk = 150, .noise = 4, .face = true, .clutter = 8},
    };
    for (size_t i = 0; i < LENGTH(scenes); i++)
        for (uint32_t seed = 1; seed <= 4; seed++) {
            struct page page = look(&scenes[i], seed, NULL);
            if (page.seen == PAGE_FOUND)
                fail_msg("%s, seed %u: a page", scenes[i].name, seed);
        }
}

static void what_is_wrong_with_a_page_is_told(void **state)
{
    (void)state;
    static const struct {
        struct sheet_scene scene;
        enum page_flaw flaw;
    } cases[] = {
        {{"good", A4, .pixels = 2, .tilt = 5, LIGHT}, PAGE_FINE},
        {{"card", CARD, .pixels = 7, .paper = 170, .ink = 60, .desk = 70, .noise = 3, .text = true,
          .picture = true},
         PAGE_FINE},
        {{"soft", A4, .pixels = 2, .blur = 3, LIGHT}, PAGE_BLUR},
        {{"dark", A4, .pixels = 2, .paper = 45, .ink = 10, .desk = 15, .noise = 2, .text = true},
         PAGE_DARK},
        {{"glare", A4, .pixels = 2, .glare = 40, LIGHT}, PAGE_GLARE},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct page page = look(&cases[i].scene, 5, NULL);
        assert_int_equal(page.seen, PAGE_FOUND);
        if (page_flaw_of(&frame, &page) != cases[i].flaw)
            fail_msg("%s: flaw %d, %.2f wide", cases[i].scene.name,
                     (int)page_flaw_of(&frame, &page), page.blur);
    }
}

static void frames_of_odd_sizes_are_no_pages(void **state)
{
    (void)state;
    static const int sizes[][2] = {{0, 0}, {1, 1}, {4, 720}, {1280, 4}, {5, 5}, {321, 241}};
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        struct page page;
        frame.width = sizes[i][0];
        frame.height = sizes[i][1];
        for (size_t p = 0; p < frame_len(&frame); p++)
            frame.pixels[p] = (uint8_t)(p * 37);
        page_find(finder, &frame, &page);
        assert_int_not_equal(page.seen, PAGE_FOUND);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_found_to_a_pixel),
        cmocka_unit_test(what_leaves_the_picture_is_told),
        cmocka_unit_test(where_there_is_none_none_is_found),
        cmocka_unit_test(what_is_wrong_with_a_page_is_told),
        cmocka_unit_test(frames_of_odd_sizes_are_no_pages),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
