#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "scan/plug.h"
#include "support/tempdir.h"

static bool readable(int file)
{
    struct pollfd ready = {.fd = file, .events = POLLIN};
    return poll(&ready, 1, 0) == 1;
}

static void devices_that_come_are_told(void **state)
{
    (void)state;
    struct tempdir dir;
    char device[PATH_SIZE];
    tempdir_make(&dir);
    assert_int_equal(path_join(device, dir.path, "video0"), OK);
    int plug = plug_open(device);
    assert_true(plug >= 0);
    assert_false(readable(plug));
    assert_false(plug_take(plug));
    assert_int_equal(path_write(device, "", 0, 0600), OK);
    assert_true(readable(plug));
    assert_true(plug_take(plug));
    assert_false(readable(plug));
    assert_int_equal(chmod(device, 0660), 0); /* as udev does a moment later */
    assert_true(plug_take(plug));
    assert_int_equal(unlink(device), 0);
    assert_false(plug_take(plug));
    close(plug);
    tempdir_remove(&dir);
}

static void a_folder_that_cannot_be_watched_is_done_without(void **state)
{
    (void)state;
    assert_int_equal(plug_open("/nonexistent/video0"), -1);
    assert_int_equal(plug_open("video0"), -1);
    assert_false(plug_take(-1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(devices_that_come_are_told),
        cmocka_unit_test(a_folder_that_cannot_be_watched_is_done_without),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
