/* What each state of each screen says, against tests/golden; UPDATE_GOLDENS=1 writes them anew. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include "kiosk/support/tour.h"

static void test_every_screen_says_what_it_should(void **state)
{
    struct rig *rig = *state;
    for (size_t i = 0; i < tour_length; i++) {
        tour_go(rig, &tour[i]);
        rig_golden(rig, tour[i].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {RIG_TEST(test_every_screen_says_what_it_should)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
