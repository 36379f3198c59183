#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/err.h"
#include "sync/transport_cause.h"

static void answers_by_table(void **state)
{
    (void)state;
    static const struct {
        int http;
        bool genuine;
        enum sync_cause cause;
    } cases[] = {
        {200, true, CAUSE_OK},          {200, false, CAUSE_NOT_OFFICE},
        {304, true, CAUSE_UNCHANGED},   {304, false, CAUSE_NOT_OFFICE},
        {301, false, CAUSE_NOT_OFFICE}, {401, true, CAUSE_REFUSED},
        {401, false, CAUSE_NOT_OFFICE}, {403, true, CAUSE_REFUSED},
        {404, false, CAUSE_NOT_OFFICE}, {410, true, CAUSE_ITEM},
        {413, true, CAUSE_ITEM},        {429, false, CAUSE_BUSY},
        {502, false, CAUSE_BUSY},       {503, true, CAUSE_BUSY},
    };
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_int_equal(cause_of_answer(cases[i].http, cases[i].genuine), cases[i].cause);
}

static void retry_after_by_table(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        int64_t wait;
    } cases[] = {
        {"", 0},
        {"0", 0},
        {"31", SECONDS(31)},
        {"900", MINUTES(15)},
        {"901", MINUTES(15)},
        {"999999", MINUTES(15)},
        {"9999999", 0},
        {"-5", 0},
        {"1.5", 0},
        {"Fri, 31 Dec 1999 23:59:59 GMT", 0},
    };
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_int_equal(retry_after_read(cases[i].value), cases[i].wait);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_by_table),
        cmocka_unit_test(retry_after_by_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
