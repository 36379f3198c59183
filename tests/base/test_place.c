#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/place.h"
#include "support/tempdir.h"

static struct tempdir dir;

static int setup(void **state)
{
    (void)state;
    tempdir_make(&dir);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    tempdir_remove(&dir);
    return 0;
}

/* The folder this test program lies in. */
static void own_folder(char out[PATH_SIZE])
{
    ssize_t len = readlink("/proc/self/exe", out, PATH_SIZE - 1);
    assert_in_range(len, 1, PATH_SIZE - 2);
    out[len] = '\0';
    *strrchr(out, '/') = '\0';
}

static void a_place_is_taken_as_it_is_or_from_the_programs_folder(void **state)
{
    char own[PATH_SIZE], out[PATH_SIZE], want[PATH_SIZE];
    (void)state;
    own_folder(own);
    assert_true(place_resolve("/etc/anjungan", out));
    assert_string_equal(out, "/etc/anjungan");
    assert_true(place_resolve("@/../lang", out));
    assert_int_equal(path_join(want, own, "../lang"), OK);
    assert_string_equal(out, want);
}

static void the_first_place_with_the_sign_wins(void **state)
{
    char file[PATH_SIZE], out[PATH_SIZE];
    const char *const places[] = {"/nowhere", dir.path, "@/"};
    (void)state;
    assert_int_equal(path_join(file, dir.path, "sign"), OK);
    assert_false(place_find(places, 2, "sign", out));
    assert_int_equal(path_write(file, "", 0, 0600), OK);
    assert_true(place_find(places, 2, "sign", out));
    assert_string_equal(out, dir.path);
    assert_false(place_find(places, 1, "sign", out));
}

static void a_helper_is_a_program_that_may_be_run(void **state)
{
    char own[PATH_SIZE], file[PATH_SIZE], out[PATH_SIZE];
    (void)state;
    own_folder(own);
    assert_int_equal(path_join(file, own, "test_place.helper"), OK);
    assert_int_equal(path_write(file, "", 0, 0600), OK);
    assert_int_equal(place_helper("test_place.helper", out), ERR_NOT_FOUND);
    assert_int_equal(chmod(file, 0700), 0);
    assert_int_equal(place_helper("test_place.helper", out), OK);
    assert_string_equal(strrchr(out, '/') + 1, "test_place.helper");
    assert_int_equal(unlink(file), 0);
    assert_int_equal(place_helper("test_place.helper", out), ERR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_taken_as_it_is_or_from_the_programs_folder),
        cmocka_unit_test_setup_teardown(the_first_place_with_the_sign_wins, setup, teardown),
        cmocka_unit_test(a_helper_is_a_program_that_may_be_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
