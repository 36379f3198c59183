#include "service/check.h"

#include <assert.h>

bool check_whole(const struct check *check)
{
    return check_count(check, CHECK_OPEN) == 0;
}

size_t check_count(const struct check *check, enum check_result result)
{
    size_t count = 0;
    for (size_t point = 0; point < CHECK_POINTS; point++)
        count += check->results[point] == result;
    return count;
}

const char *check_point_key(enum check_point point)
{
    static const char *const keys[CHECK_POINTS] = {
        [CHECK_SCREEN] = "screen", [CHECK_TOUCH] = "touch",     [CHECK_CAMERA] = "camera",
        [CHECK_SOUND] = "sound",   [CHECK_PRINTER] = "printer", [CHECK_DISK] = "disk",
        [CHECK_CLOCK] = "clock",   [CHECK_OFFICE] = "office",
    };
    assert(point < CHECK_POINTS);
    return keys[point];
}

const char *check_result_key(enum check_result result)
{
    static const char *const keys[CHECK_RESULTS] = {
        [CHECK_OPEN] = "open",
        [CHECK_PASSED] = "passed",
        [CHECK_FAILED] = "failed",
        [CHECK_SKIPPED] = "skipped",
    };
    assert(result < CHECK_RESULTS);
    return keys[result];
}
