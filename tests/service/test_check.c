#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "service/check.h"

static void test_whole_when_nothing_is_open(void **state)
{
    (void)state;
    struct check check = {.at = 1};
    for (size_t point = 0; point < CHECK_POINTS; point++) {
        assert_false(check_whole(&check));
        check.results[point] = point % 2 ? CHECK_FAILED : CHECK_SKIPPED;
    }
    assert_true(check_whole(&check));
    assert_int_equal(check_count(&check, CHECK_FAILED), CHECK_POINTS / 2);
    assert_int_equal(check_count(&check, CHECK_PASSED), 0);
}

static void test_every_point_and_result_has_its_key(void **state)
{
    (void)state;
    for (enum check_point a = 0; a < CHECK_POINTS; a++)
        for (enum check_point b = 0; b < a; b++)
            assert_string_not_equal(check_point_key(a), check_point_key(b));
    assert_string_equal(check_point_key(CHECK_OFFICE), "office");
    assert_string_equal(check_result_key(CHECK_SKIPPED), "skipped");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_when_nothing_is_open),
        cmocka_unit_test(test_every_point_and_result_has_its_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
