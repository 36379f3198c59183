#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "wire/page.h"
#include "wire/support/refuse.h"

static enum err read_time(const void *bytes, size_t len)
{
    int64_t now = 77;
    enum err err = time_read(bytes, len, &now);
    if (err != OK)
        assert_int_equal(now, 77);
    return err;
}

static void test_time(void **state)
{
    (void)state;
    static const struct damage damages[] = {
        {"\"now\"", "\"time\""},
        {"1795401660000", "-1"},
        {"1795401660000", "1.5"},
        {"1795401660000", "\"1795401660000\""},
        {"1795401660000", "253402300800000"},
    };
    int64_t now = 0;
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, 256);
    assert_int_equal(time_write(INT64_C(1795401660000), &bytes), OK);
    assert_int_equal(time_read(bytes.data, bytes.len, &now), OK);
    assert_int_equal(now, INT64_C(1795401660000));
    refuse_all(buf_text(&bytes), damages, LENGTH(damages), read_time);
}

static void test_problem_as_written(void **state)
{
    (void)state;
    char code[32];
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, 1024);
    assert_int_equal(problem_write(403, "unknown_kiosk", "Forbidden", "No such \"kiosk\".", &bytes),
                     OK);
    assert_string_equal(buf_text(&bytes), "{\"type\":\"about:blank\",\"title\":\"Forbidden\","
                                          "\"status\":403,\"detail\":\"No such \\\"kiosk\\\".\","
                                          "\"code\":\"unknown_kiosk\"}");
    problem_read(bytes.data, bytes.len, code);
    assert_string_equal(code, "unknown_kiosk");
    buf_clear(&bytes);
    assert_int_equal(problem_write(503, "busy", "Busy", NULL, &bytes), OK);
    assert_null(strstr(buf_text(&bytes), "detail"));
    problem_read(bytes.data, bytes.len, code);
    assert_string_equal(code, "busy");
}

static void test_what_is_no_problem_has_no_code(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "",
        "<html><body>Welcome to FreeWifi</body></html>",
        "{}",
        "[]",
        "{\"code\":\"busy\"}",
        "{\"status\":503}",
        "{\"status\":503,\"code\":7}",
        "{\"status\":503,\"code\":\"\"}",
        "{\"status\":503,\"code\":\"two words\"}",
        "{\"status\":503,\"code\":\"line\\nbreak\"}",
        "{\"status\":\"503\",\"code\":\"busy\"}",
        "{\"status\":99,\"code\":\"busy\"}",
        "{\"status\":503,\"code\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}",
        "{\"status\":503,\"code\":\"busy\"} and more",
    };
    for (size_t i = 0; i < LENGTH(bodies); i++) {
        char code[32] = "before";
        problem_read(bodies[i], strlen(bodies[i]), code);
        assert_string_equal(code, "");
    }
    static char endless[64 * 1024] = "{\"status\":503,\"code\":\"busy\"}";
    char code[32] = "before";
    memset(endless + strlen(endless), ' ', sizeof(endless) - strlen(endless) - 1);
    problem_read(endless, sizeof(endless) - 1, code);
    assert_string_equal(code, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_time),
        cmocka_unit_test(test_problem_as_written),
        cmocka_unit_test(test_what_is_no_problem_has_no_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
