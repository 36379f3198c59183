#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/err.h"
#include "scan/light.h"
#include "scan/support/qr.h"

static struct frame frame;

static int setup(void **state)
{
    (void)state;
    frame_init(&frame);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    frame_fini(&frame);
    return 0;
}

static void what_is_wrong_with_the_light_is_told(void **state)
{
    (void)state;
    static const struct {
        struct look look;
        enum light light;
    } cases[] = {
        {{0}, LIGHT_FINE},
        {{.dark = 60, .light = 130}, LIGHT_FINE},
        {{.dark = 5, .light = 40}, LIGHT_DARK},
        {{.dark = 5, .light = 40, .noise = 10}, LIGHT_DARK},
        {{.dark = 200, .light = 255}, LIGHT_GLARE},
        {{.dark = 10, .light = 255, .shadow = 240}, LIGHT_FINE}, /* lit from one side */
    };
    assert_int_equal(light_of(&frame), LIGHT_FINE); /* empty */
    for (size_t i = 0; i < LENGTH(cases); i++) {
        qr_draw(&frame, qr_url, cases[i].look);
        if (light_of(&frame) != cases[i].light)
            fail_msg("case %zu: %d", i, (int)light_of(&frame));
    }
}

static void a_reflection_is_glare_but_a_lamp_far_off_is_not(void **state)
{
    (void)state;
    static const struct {
        int side;
        enum light light;
    } cases[] = {{60, LIGHT_FINE}, {400, LIGHT_GLARE}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        qr_draw(&frame, qr_url, (struct look){0});
        for (int y = 0; y < cases[i].side; y++)
            memset(frame.pixels + y * frame.width, 255, (size_t)cases[i].side);
        assert_int_equal(light_of(&frame), cases[i].light);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_wrong_with_the_light_is_told),
        cmocka_unit_test(a_reflection_is_glare_but_a_lamp_far_off_is_not),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
