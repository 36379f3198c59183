#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/err.h"

static void every_error_has_its_own_name(void **state)
{
    (void)state;
    for (int i = OK; i <= ERR_DENIED; i++) {
        assert_string_not_equal(err_name((enum err)i), "unknown");
        for (int j = OK; j < i; j++)
            assert_string_not_equal(err_name((enum err)i), err_name((enum err)j));
    }
    assert_string_equal(err_name(ERR_STORAGE), "storage");
}

static void a_stray_number_has_a_name_too(void **state)
{
    (void)state;
    assert_string_equal(err_name((enum err)(ERR_DENIED + 1)), "unknown");
    assert_string_equal(err_name((enum err) - 1), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_error_has_its_own_name),
        cmocka_unit_test(a_stray_number_has_a_name_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
