#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/path.h"
#include "base/yaml_shelf.h"
#include "support/tempdir.h"

static struct tempdir dir;

static int make_folder(void **state)
{
    (void)state;
    tempdir_make(&dir);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    tempdir_remove(&dir);
    return 0;
}

static const char *written(int number)
{
    static char path[PATH_SIZE];
    char name[16];
    snprintf(name, sizeof(name), "%d.yaml", number);
    assert_int_equal(path_join(path, dir.path, name), OK);
    assert_int_equal(path_write(path, "a: 1\n", 5, 0644), OK);
    return path;
}

static void a_file_is_read_once(void **state)
{
    (void)state;
    SCOPED(yaml_shelf_close) struct yaml_shelf shelf = {0};
    struct yaml *first = NULL, *again = NULL, *other = NULL;
    struct why why = {""};
    assert_int_equal(yaml_shelf_get(&shelf, written(1), &first, &why), OK);
    assert_int_equal(path_write(written(1), "a: [", 4, 0644), OK);
    char path[PATH_SIZE];
    assert_int_equal(path_join(path, dir.path, "1.yaml"), OK);
    assert_int_equal(yaml_shelf_get(&shelf, path, &again, &why), OK);
    assert_ptr_equal(first, again);
    assert_int_equal(yaml_shelf_get(&shelf, written(2), &other, &why), OK);
    assert_ptr_not_equal(first, other);
    assert_int_equal(yaml_int(yaml_root(other), "a", 0, 9), 1);
}

static void what_cannot_be_read_takes_no_place(void **state)
{
    (void)state;
    SCOPED(yaml_shelf_close) struct yaml_shelf shelf = {0};
    struct yaml *file = NULL;
    struct why why = {""};
    char path[PATH_SIZE];
    assert_int_equal(path_join(path, dir.path, "none.yaml"), OK);
    assert_int_equal(yaml_shelf_get(&shelf, path, &file, &why), ERR_NOT_FOUND);
    assert_null(file);
    assert_int_equal(shelf.count, 0);
    assert_non_null(strstr(why.text, "none.yaml"));
}

static void one_file_too_many_is_refused(void **state)
{
    (void)state;
    SCOPED(yaml_shelf_close) struct yaml_shelf shelf = {0};
    struct yaml *file = NULL;
    struct why why = {""};
    for (int i = 0; i < YAML_SHELF_MAX; i++)
        assert_int_equal(yaml_shelf_get(&shelf, written(i), &file, &why), OK);
    assert_int_equal(yaml_shelf_get(&shelf, written(99), &file, &why), ERR_FULL);
    assert_non_null(strstr(why.text, "99.yaml: at most 40 files were expected"));
    assert_int_equal(yaml_shelf_get(&shelf, written(3), &file, &why), OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_file_is_read_once, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(what_cannot_be_read_takes_no_place, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(one_file_too_many_is_refused, make_folder, remove_folder),
    };
    return cmocka_run_group_tests_name("base/yaml_shelf", tests, NULL, NULL);
}
