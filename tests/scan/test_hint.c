#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/err.h"
#include "scan/cascade.h"
#include "scan/hint.h"
#include "scan/support/qr.h"

static struct frame frame;
static struct cascade *cascade;

static int setup(void **state)
{
    (void)state;
    frame_init(&frame);
    cascade = cascade_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    cascade_free(cascade);
    frame_fini(&frame);
    return 0;
}

/* Takes away the lower half, so that what is seen cannot be read. */
static void tear(void)
{
    size_t half = frame_len(&frame) / 2 + 100 * (size_t)frame.width;
    for (size_t i = half; i < frame_len(&frame); i++)
        frame.pixels[i] = 235;
}

static enum sight sight_of_stage(int stage)
{
    struct qr_text text;
    assert_false(cascade_run(cascade, &frame, stage, &text));
    return cascade_sight(cascade);
}

static void codes_that_reach_out_of_the_frame_are_near(void **state)
{
    (void)state;
    for (int module = 31; module < 40; module++) {
        qr_draw(&frame, qr_url, (struct look){.module = module});
        assert_int_equal(sight_of_stage(0), SIGHT_NEAR);
    }
}

static void codes_at_arms_length_are_not_near(void **state)
{
    (void)state;
    struct qr_text text;
    qr_draw(&frame, qr_code, (struct look){.module = 24});
    assert_true(cascade_run(cascade, &frame, 0, &text));
    assert_int_equal(cascade_sight(cascade), SIGHT_NOTHING);
    qr_draw(&frame, qr_code, (struct look){.module = 12});
    tear();
    for (int stage = 0; stage < CASCADE_STAGES; stage++)
        assert_int_not_equal(sight_of_stage(stage), SIGHT_NEAR);
}

/* The finder patterns are there, the rest is not to be read. */
static void pale_and_far_codes_are_told(void **state)
{
    (void)state;
    static const struct {
        struct look look;
        enum sight sight;
    } cases[] = {
        {{.module = 8}, SIGHT_NOTHING},
        {{.module = 8, .dark = 100, .light = 125}, SIGHT_PALE},
        {{.module = 8, .dark = 125, .light = 100}, SIGHT_PALE},
        {{.module = 2}, SIGHT_FAR},
    };
    const struct frame empty = {0};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct grids grids = {.count = 1, .width = 7 * cases[i].look.module};
        int modules = (int)strlen(qr_code[0]), side = modules * cases[i].look.module;
        int left = (1280 - side) / 2, top = (720 - side) / 2;
        double inset = 3.5 * cases[i].look.module;
        qr_draw(&frame, qr_code, cases[i].look);
        grids.grids[0] = (struct grid){
            .side = modules,
            .light = cases[i].look.dark > cases[i].look.light,
            .corner = {{left + inset, top + inset},
                       {left + side - inset, top + inset},
                       {left + inset, top + side - inset}},
            .depth = {1, 1, 1},
        };
        enum sight sight = sight_of(&grids, &frame, &empty);
        if (sight != cases[i].sight)
            fail_msg("case %zu: %d", i, (int)sight);
    }
    assert_int_equal(sight_of(&(struct grids){0}, &frame, &empty), SIGHT_NOTHING);
}

static void a_hint_waits_until_it_is_sure_and_stays_to_be_read(void **state)
{
    (void)state;
    struct hints hints = {0};
    int64_t now = 5000;
    assert_int_equal(hints_step(&hints, LIGHT_DARK, now), HINT_NONE);
    assert_int_equal(hints_step(&hints, LIGHT_FINE, now += 100), HINT_NONE); /* it was a moment */
    assert_int_equal(hints_step(&hints, LIGHT_DARK, now += 100), HINT_NONE);
    assert_int_equal(hints_step(&hints, LIGHT_DARK, now += HINT_AFTER - 1), HINT_NONE);
    assert_int_equal(hints_step(&hints, LIGHT_DARK, now += 1), HINT_DARK);
    assert_int_equal(hints_step(&hints, LIGHT_FINE, now += 1), HINT_DARK);
    assert_int_equal(hints_step(&hints, LIGHT_FINE, now += HINT_AFTER), HINT_DARK);
    assert_int_equal(hints_step(&hints, LIGHT_FINE, now += HINT_SHOWN), HINT_NONE);
}

static void a_sight_counts_for_a_moment(void **state)
{
    (void)state;
    struct hints hints = {0};
    int64_t now = 5000;
    for (int i = 0; i < 20; i++, now += 100) {
        hints_sight(&hints, i % 4 ? SIGHT_NOTHING : SIGHT_NEAR, now);
        enum hint hint = hints_step(&hints, LIGHT_GLARE, now);
        assert_int_equal(hint, i * 100 >= HINT_AFTER ? HINT_NEAR : HINT_NONE);
    }
    for (int i = 0; i < 20; i++)
        hints_step(&hints, LIGHT_GLARE, now += 100);
    assert_int_equal(hints.shown, HINT_GLARE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_that_reach_out_of_the_frame_are_near),
        cmocka_unit_test(codes_at_arms_length_are_not_near),
        cmocka_unit_test(pale_and_far_codes_are_told),
        cmocka_unit_test(a_hint_waits_until_it_is_sure_and_stays_to_be_read),
        cmocka_unit_test(a_sight_counts_for_a_moment),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
