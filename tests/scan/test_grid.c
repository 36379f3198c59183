#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "base/err.h"
#include "scan/filter.h"
#include "scan/grids.h"
#include "scan/support/qr.h"

static struct frame drawn, black_white, again;
static struct grids found;

static int setup(void **state)
{
    (void)state;
    frame_init(&drawn);
    frame_init(&black_white);
    frame_init(&again);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    frame_fini(&drawn);
    frame_fini(&black_white);
    frame_fini(&again);
    return 0;
}

static int find(const char *const *rows, struct look look)
{
    qr_draw(&drawn, rows, look);
    filter_threshold(&black_white, &drawn);
    grids_find(&black_white, 1, &found);
    return found.count;
}

/* Modules of the code drawn anew that differ from the code. */
static int differing(const char *const *rows)
{
    int side = (int)strlen(rows[0]), pixels = again.width / (side + 8), count = 0;
    assert_int_equal(again.width, again.height);
    assert_int_equal(again.width, (side + 8) * pixels);
    for (int row = -4; row < side + 4; row++)
        for (int column = -4; column < side + 4; column++) {
            bool inside = row >= 0 && row < side && column >= 0 && column < side;
            bool dark = inside && rows[row][column] == '#';
            int x = (column + 4) * pixels + pixels / 2, y = (row + 4) * pixels + pixels / 2;
            count += dark != (again.pixels[y * again.width + x] == 0);
        }
    return count;
}

static void flat_codes_are_drawn_anew_module_by_module(void **state)
{
    (void)state;
    static const struct {
        const char *const *rows;
        struct look look;
    } cases[] = {
        {qr_code, {.module = 10}},
        {qr_url, {.module = 10}},
        {qr_utf8, {.module = 10}},
        {qr_url, {.module = 10, .degrees = 45}},
        {qr_url, {.module = 10, .degrees = 170}},
        {qr_url, {.module = 4}},
        {qr_url, {.module = 12, .lean = 20}},
        {qr_url, {.module = 12, .lean = -20, .degrees = 30}},
        {qr_url, {.module = 10, .dark = 210, .light = 30}},
        {qr_url, {.module = 10, .dark = 100, .light = 130, .shadow = 60}},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        if (find(cases[i].rows, cases[i].look) < 1 || !grid_fit(&found.grids[0], &drawn))
            fail_msg("case %zu: no grid", i);
        assert_int_equal(found.grids[0].side, strlen(cases[i].rows[0]));
        assert_true(grid_draw(&found.grids[0], &drawn, false, &again));
        if (differing(cases[i].rows) > 0)
            fail_msg("case %zu: %d modules are wrong", i, differing(cases[i].rows));
    }
}

static void bent_codes_take_a_bent_grid(void **state)
{
    (void)state;
    assert_true(find(qr_utf8, (struct look){.module = 14, .wave = 7}) > 0);
    assert_true(grid_fit(&found.grids[0], &drawn));
    assert_true(grid_draw(&found.grids[0], &drawn, false, &again));
    int flat = differing(qr_utf8);
    assert_true(grid_bend(&found.grids[0], &drawn));
    assert_true(grid_draw(&found.grids[0], &drawn, false, &again));
    assert_true(differing(qr_utf8) < flat / 4);
}

static void a_grid_lies_where_the_code_does(void **state)
{
    (void)state;
    assert_true(find(qr_url, (struct look){.module = 10}) > 0);
    assert_true(grid_fit(&found.grids[0], &drawn));
    struct point first = grid_place(&found.grids[0], 0, 0),
                 last = grid_place(&found.grids[0], 25, 25);
    assert_true(hypot(first.x - 515, first.y - 235) < 2);
    assert_true(hypot(last.x - 765, last.y - 485) < 4);
}

/* Everything random that looks a little like a code is not one. */
static void noise_is_no_code(void **state)
{
    (void)state;
    uint32_t series = 4711;
    for (int tries = 0; tries < 5; tries++) {
        drawn.width = FRAME_WIDTH_MAX;
        drawn.height = FRAME_HEIGHT_MAX;
        for (int y = 0; y < drawn.height; y += 4)
            for (int x = 0; x < drawn.width; x += 4) {
                int grey = series_next(&series) & 0x100 ? 220 : 30;
                for (int line = 0; line < 4; line++)
                    memset(drawn.pixels + (y + line) * drawn.width + x, grey, 4);
            }
        filter_threshold(&black_white, &drawn);
        grids_find(&black_white, 1, &found);
        for (int i = 0; i < found.count; i++)
            assert_false(grid_fit(&found.grids[i], &drawn));
    }
}

static void grids_off_the_frame_do_no_harm(void **state)
{
    (void)state;
    struct grid grid = {.side = 25, .corner = {{-1e9, 5}, {1e9, 1e9}, {700, -3}}};
    static const double depths[] = {0, -1, 1e-300, 1e300, NAN};
    qr_draw(&drawn, qr_url, (struct look){0});
    for (size_t i = 0; i < LENGTH(depths); i++) {
        grid.depth[0] = 1;
        grid.depth[1] = grid.depth[2] = depths[i];
        struct grid tried = grid;
        assert_false(grid_fit(&tried, &drawn));
        assert_true(grid_bend(&tried, &drawn));
        assert_true(grid_draw(&tried, &drawn, true, &again));
    }
    grid.side = 177;
    assert_false(grid_bend(&grid, &drawn));
    assert_false(grid_draw(&grid, &drawn, false, &again)); /* larger than a frame */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flat_codes_are_drawn_anew_module_by_module),
        cmocka_unit_test(bent_codes_take_a_bent_grid),
        cmocka_unit_test(a_grid_lies_where_the_code_does),
        cmocka_unit_test(noise_is_no_code),
        cmocka_unit_test(grids_off_the_frame_do_no_harm),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
