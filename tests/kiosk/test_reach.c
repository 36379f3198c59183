/* "Jangkauan": whoever sits in a wheelchair reaches every control, at most 1220 mm above the floor,
 * on every screen, whatever else is set. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <string.h>

#include "kiosk/screen.h"
#include "kiosk/support/tour.h"

/* Screens as they are sold, and how high they hang. */
static const struct {
    int width, height;
    double dpi;
    int bottom; /* mm */
    int line;   /* pixels from the top: nothing to touch above it */
} screens[] = {
    {1080, 1920, 82, 800, 565}, /* 27 inches upright: 595 mm high, 175 of them too high */
    {1080, 1920, 82, 700, 242},  {1080, 1920, 82, 600, 0}, {768, 1366, 100, 900, 106},
    {1920, 1080, 92, 930, 30}, {1920, 1080, 92, 800, 0}, {2160, 3840, 164, 800, 1129},
};

/* The emblem is no visitor's control: five taps on it open the officer's screen. */
static void check(struct rig *rig, const char *stop, int line)
{
    for (size_t i = 0; i < ui_count(rig->ui); i++) {
        struct node_view node = ui_node(rig->ui, i);
        if (node.tap.kind && node.tap.kind != MSG_EMBLEM && node.rect.w > 0 && node.rect.y < line)
            fail_msg("%s at %dx%d: \"%s\" is out of reach, at %d above %d", stop, rig->width,
                     rig->height, node.text, node.rect.y, line);
    }
}

/* The officer's touch test is the whole screen: what nobody reaches cannot be tested. */
static bool is_touch_test(const char *stop)
{
    return strcmp(stop, "officer_grid") == 0 || strcmp(stop, "check_touch") == 0;
}

static void test_every_control_is_within_reach(void **state)
{
    struct rig *rig = *state;
    double dpi = rig->settings.dpi;
    int bottom = rig->settings.bottom;
    for (size_t stop = 0; stop < tour_length; stop++) {
        if (is_touch_test(tour[stop].name))
            continue;
        rig->width = RIG_WIDTH;
        rig->height = RIG_HEIGHT;
        tour_go(rig, &tour[stop]);
        rig->app->model.prefs.reach = true;
        for (size_t i = 0; i < LENGTH(screens); i++)
            for (int size = 0; size < TEXT_SIZES; size++) {
                rig->settings.dpi = screens[i].dpi;
                rig->settings.bottom = screens[i].bottom;
                rig->width = screens[i].width;
                rig->height = screens[i].height;
                rig->app->model.prefs.text_size = (enum text_size)size;
                rig_settle(rig);
                check(rig, tour[stop].name, screens[i].line);
            }
        rig->settings.dpi = dpi;
        rig->settings.bottom = bottom;
    }
}

/* Where everything hangs low enough the page moves all the same: the wish is seen to be granted. */
static void test_reach_is_seen(void **state)
{
    static const int sizes[][2] = {{1080, 1920}, {1920, 1080}};
    struct rig *rig = *state;
    rig->settings.bottom = 400;
    rig_tap(rig, "Sentuh untuk mulai");
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        rig->width = sizes[i][0];
        rig->height = sizes[i][1];
        int top[2];
        for (int reach = 0; reach < 2; reach++) {
            rig->app->model.prefs.reach = reach;
            rig_settle(rig);
            top[reach] = rig->height;
            for (size_t n = 0; n < ui_count(rig->ui); n++) {
                struct node_view node = ui_node(rig->ui, n);
                if (node.role == ROLE_TILE && node.rect.y < top[reach])
                    top[reach] = node.rect.y;
            }
        }
        assert_true(top[1] >= top[0] + 40);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(test_every_control_is_within_reach),
        RIG_TEST(test_reach_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
