/* The morning check: an officer's minute before the doors open, and what came of it. Its types
 * cannot hold personal data. */
#ifndef SERVICE_CHECK_H
#define SERVICE_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum check_point {
    CHECK_SCREEN, /* even colours, no lines, no blots */
    CHECK_TOUCH,  /* no dead spot */
    CHECK_CAMERA,
    CHECK_SOUND,
    CHECK_PRINTER,
    CHECK_DISK,
    CHECK_CLOCK,
    CHECK_OFFICE, /* it answers */
    CHECK_POINTS
};

enum check_result {
    CHECK_OPEN, /* not looked at yet */
    CHECK_PASSED,
    CHECK_FAILED,
    CHECK_SKIPPED, /* by the officer, or because there is no such device */
    CHECK_RESULTS
};

struct check {
    int64_t at;   /* moment it began */
    int64_t took; /* ms */
    enum check_result results[CHECK_POINTS];
};

/* Every point was looked at or skipped. */
bool check_whole(const struct check *check);
/* How many points ended so. */
size_t check_count(const struct check *check, enum check_result result);

/* Keys for JSON: "printer", "passed". */
const char *check_point_key(enum check_point point);
const char *check_result_key(enum check_result result);

#endif
